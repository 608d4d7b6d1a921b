"""The emulated network printer itself: its thread, its port, its answers, what it keeps."""

import os
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PIL import Image

from app.emulators.paper import Paper
from app.emulators.printer import PrinterEmulator
from app.emulators.printer_mechanism import Behaviour
from tests.support.strict_logs import ExpectLog

PATIENCE = 5.0


def connect(printer: PrinterEmulator) -> socket.socket:
    return socket.create_connection(printer.address, PATIENCE)


def receive(connection: socket.socket, count: int) -> bytes:
    received = b""
    while len(received) < count:
        received += connection.recv(count - len(received)) or pytest.fail("the printer hung up")
    return received


def emulator_threads() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "printer-emulator"]


def test_stopping_ends_the_thread_and_frees_the_port() -> None:
    with PrinterEmulator() as printer:
        address = printer.address
        assert len(emulator_threads()) == 1
    assert emulator_threads() == []
    socket.create_server(address).close()
    printer.stop()


def test_starting_again_takes_the_same_port() -> None:
    printer = PrinterEmulator()
    printer.start()
    before = printer.address
    printer.stop()
    with printer:
        assert printer.address == before


def test_stopping_hangs_up_on_a_customer_who_says_nothing() -> None:
    printer = PrinterEmulator()
    printer.start()
    with connect(printer) as connection:
        connection.sendall(b"\x10\x04\x01")
        assert connection.recv(1) == b"\x12"
        printer.stop()
        assert connection.recv(1) == b""
    assert emulator_threads() == []


def test_a_taken_port_is_an_error_at_the_start() -> None:
    with PrinterEmulator() as first:
        second = PrinterEmulator(*first.address)
        with pytest.raises(OSError, match="in use"):
            second.start()
        second.stop()


def test_a_job_is_kept_as_bytes_and_as_paper_and_handed_to_the_window() -> None:
    shown: list[Paper] = []
    with PrinterEmulator(dots=384, on_paper=shown.append) as printer:
        with connect(printer) as connection:
            connection.sendall(b"\x10\x04\x01Halo\n")
        (job,) = printer.wait_for_jobs(1, PATIENCE)
    assert job.data == b"\x10\x04\x01Halo\n"
    assert (job.paper.text, job.paper.dots) == ("Halo", 384)
    assert shown == [job.paper]


def test_asking_for_the_status_is_no_job() -> None:
    with PrinterEmulator() as printer:
        with connect(printer) as connection:
            connection.sendall(b"\x10\x04\x04")
            assert connection.recv(1) == b"\x12"
        with connect(printer) as connection:
            connection.sendall(b"A\n")
        assert [job.paper.text for job in printer.wait_for_jobs(1, PATIENCE)] == ["A"]


def test_waiting_for_a_job_that_does_not_come_ends() -> None:
    with PrinterEmulator() as printer, pytest.raises(TimeoutError, match="0 of 1"):
        printer.wait_for_jobs(1, 0.01)


def test_a_broken_window_does_not_stop_the_printer(expected_log: ExpectLog) -> None:
    def broken(_: Paper) -> None:
        raise RuntimeError("no screen")

    expected_log("ERROR app.emulators.printer: showing the paper failed")
    with PrinterEmulator(on_paper=broken) as printer:
        for count in (1, 2):
            with connect(printer) as connection:
                connection.sendall(b"A\n")
            printer.wait_for_jobs(count, PATIENCE)


@pytest.mark.parametrize(
    ("behaviour", "answers"),
    [
        (Behaviour(), b"\x12\x12\x12\x12"),
        (Behaviour(cover_open=True), b"\x1a\x16\x12\x12"),
        (Behaviour(paper_lasts=0), b"\x1a\x32\x12\x72"),
        (Behaviour(jammed=True), b"\x1a\x12\x12\x12"),
        (Behaviour(garbled=True), b"\xff\xff\xff\xff"),
    ],
)
def test_status_answers_have_the_bits_of_the_command_reference(behaviour: Behaviour, answers: bytes) -> None:
    with PrinterEmulator(behaviour=behaviour) as printer, connect(printer) as connection:
        connection.sendall(b"".join(b"\x10\x04" + bytes([kind]) for kind in (1, 2, 3, 4)))
        assert receive(connection, 4) == answers


def test_paper_that_runs_out_in_mid_job_is_told_while_the_rest_is_swallowed() -> None:
    with PrinterEmulator(behaviour=Behaviour(paper_lasts=4)) as printer:
        with connect(printer) as connection:
            connection.sendall(b"A\nB\nC\nD\n\x10\x04\x04")
            assert connection.recv(1) == b"\x72"
        (job,) = printer.wait_for_jobs(1, PATIENCE)
    assert job.paper.text == "A\nB"


def test_the_command_prints_paper_as_text_and_as_a_picture_until_it_is_told_to_end(tmp_path: Path) -> None:
    command = [sys.executable, "-W", "error", "-m", "app.emulators.printer", "--port", "0", "--dots", "384"]
    process = subprocess.Popen(
        [*command, "--out", str(tmp_path)], stdout=subprocess.PIPE, text=True, env=dict(os.environ)
    )
    try:
        assert process.stdout is not None
        host, port = process.stdout.readline().strip().split(":")
        with socket.create_connection((host, int(port)), PATIENCE) as connection:
            connection.sendall(b"\x1ba\x01Halo\n\x1b\x7f")
        rows = [process.stdout.readline() for _ in range(4)]
        assert rows[1] == "| " + "Halo".center(32) + " |\n"
        assert rows[3] == "! unknown: 1b 7f\n"
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE) == 0
    finally:
        process.kill()
        process.communicate()
    with Image.open(tmp_path / "0001.png") as shown:
        assert shown.width > 384
