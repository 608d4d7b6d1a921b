"""The queues of a print server are found by the protocol's own words; a server that is not one has none."""

import socket

from app.devices.printer.cups import queues_here
from app.emulators.print_server import PrintServerEmulator


def test_every_queue_of_a_print_server_is_found_by_its_name() -> None:
    with PrintServerEmulator("struk") as server:
        assert queues_here(*server.address) == ("dapur", "struk")


def test_garbage_and_silence_are_no_queues() -> None:
    with PrintServerEmulator() as server:
        server.behave(garbled=True)
        assert queues_here(*server.address) == ()
    with socket.create_server(("127.0.0.1", 0)) as silent:
        host, port = silent.getsockname()
        assert queues_here(host, port, patience=0.1) == ()
    assert queues_here("127.0.0.1", 9, patience=0.5) == ()
