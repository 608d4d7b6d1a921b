"""What the doctor says of a part, and of what could be used instead."""

from app.services.check_up import CheckUp, Verdict
from app.words.doctor import finding_sentence
from app.words.translate import Language, Words


def test_a_device_that_is_not_used_and_is_plugged_in_is_offered() -> None:
    words = Words(Language.ENGLISH)
    unused = CheckUp("printer", Verdict.UNUSED, "virtual", found="EPSON TM-T82X (usb:/dev/usb/lp0)")
    assert finding_sentence(words, unused) == (
        "not used. EPSON TM-T82X (usb:/dev/usb/lp0) is plugged in: choose it at the till, Menu, Devices."
    )
    absent = CheckUp("camera", Verdict.ABSENT, "/dev/video9", found="Logi C270 (/dev/video0)")
    assert finding_sentence(words, absent) == (
        "not found at /dev/video9. Plug it in, or set `camera` to its number or address. "
        "Logi C270 (/dev/video0) is plugged in: choose it at the till, Menu, Devices."
    )
