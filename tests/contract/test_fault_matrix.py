"""Every fault of every device, in one table: what the till says, and that it goes on as the table tells.

The table is `docs/it/devices.md`'s, word for word. Real sockets, pseudo-terminals and files; the devices are emulated.
"""

from pathlib import Path

import pytest

from tests.support.camera_faults import camera_cases
from tests.support.display_faults import display_cases
from tests.support.fault_case import FaultCase
from tests.support.printer_faults import printer_cases
from tests.support.scan_faults import scan_cases

CASES = [*printer_cases(), *scan_cases(), *camera_cases(), *display_cases()]
PAGE = Path(__file__).parents[2] / "docs" / "it" / "devices.md"
HEAD = ["| device | fault | the till says | to the cashier | then |", "| --- | --- | --- | --- | --- |"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_fault_is_told_and_gone_when_it_is_over(case: FaultCase, tmp_path: Path) -> None:
    assert case.play(tmp_path) == case.told


def test_the_page_for_it_has_this_very_table() -> None:
    table = [line for line in PAGE.read_text("utf-8").splitlines() if line.startswith("|")]
    begin = table.index(HEAD[0])
    assert table[begin : begin + 2 + len(CASES)] == [*HEAD, *(case.row for case in CASES)]
    assert len({case.name for case in CASES}) == len(CASES) >= 40
