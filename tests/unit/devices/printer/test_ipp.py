import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.devices.printer.ipp import Operation, answer_in, request
from app.emulators.print_server import PrintServerEmulator


def test_a_job_is_taken_and_its_state_asked_for() -> None:
    with PrintServerEmulator() as server:
        uri = "ipp://localhost/printers/struk"
        taken = answer_in(server.answer(request(Operation.PRINT_JOB, uri, name="Setia") + b"Halo\n"))
        assert (taken.is_done, taken.number("job-id")) == (True, 1)
        state = answer_in(server.answer(request(Operation.JOB_ATTRIBUTES, uri, job=1)))
        assert state.number("job-state") == 9
        assert server.lines == ["Halo"]


def test_several_values_of_a_name_are_kept_together() -> None:
    with PrintServerEmulator() as server:
        server.behave(reasons=("media-empty-error", "cover-open"))
        answer = answer_in(
            server.answer(request(Operation.PRINTER_ATTRIBUTES, "ipp://localhost/printers/struk"))
        )
        assert answer.keywords("printer-state-reasons") == {"media-empty-error", "cover-open"}
        assert answer.number("printer-is-accepting-jobs") == 1


@given(st.binary(max_size=80))
def test_noise_is_an_answer_or_none_and_nothing_else(noise: bytes) -> None:
    try:
        answer_in(noise)
    except ValueError:
        return


@pytest.mark.parametrize("cut", [0, 7, 9, 20])
def test_a_torn_answer_is_none(cut: int) -> None:
    with PrintServerEmulator() as server:
        whole = server.answer(request(Operation.PRINTER_ATTRIBUTES, "ipp://localhost/printers/struk"))
    with pytest.raises(ValueError, match="no IPP answer"):
        answer_in(whole[:cut])
