"""What is the matter with a device and what to do, as sentences."""

from app.services.device_state import DeviceState
from app.services.print_fault import PrintFault
from app.words.translate import Words


def print_sentence(words: Words, fault: PrintFault, *, may_be_out: bool) -> str:
    """Why a receipt is not known to be on paper, and what becomes of it. `may_be_out`: some of it may have come out."""
    advice = doubt_sentence(words) if may_be_out else words.gettext("The receipt waits and prints by itself.")
    return f"{printer_sentence(words, fault)} {advice}"


def doubt_sentence(words: Words) -> str:
    """What to do about a receipt that nobody knows of."""
    return words.gettext("Look at the paper: print a copy if the receipt is not whole.")


def printer_sentence(words: Words, fault: PrintFault) -> str:
    """What keeps the printer from printing, and what to do."""
    sentences = {
        PrintFault.OFF: words.gettext("The printer is off or unplugged. Switch it on and check its cable."),
        PrintFault.SILENT: words.gettext(
            "The printer does not answer. Switch it off and on; if it never answers, set `printer_status` to `none`."
        ),
        PrintFault.GARBLED: words.gettext(
            "The printer's answer makes no sense. Check its address, cable and speed."
        ),
        PrintFault.PAPER_OUT: words.gettext("The printer has no paper. Put in a roll."),
        PrintFault.COVER_OPEN: words.gettext("The printer's cover is open. Close it."),
        PrintFault.STOPPED: words.gettext("The printer has stopped. Look at its lamps and its cutter."),
        PrintFault.STUCK: words.gettext("The printer takes no more data. Switch it off and on."),
        PrintFault.BROKE_OFF: words.gettext("The line to the printer broke off. Check its cable."),
        PrintFault.NO_SPACE: words.gettext("The disk is full. Make room."),
        PrintFault.FORBIDDEN: words.gettext(
            "This user may not use the printer. Add this user to the group `lp` or `dialout`."
        ),
        PrintFault.BUSY: words.gettext("Another program holds the printer. Close it."),
        PrintFault.REJECTED: words.gettext("The print server does not take the receipt. Look at its queue."),
        PrintFault.NO_SPOOLER: words.gettext(
            "This machine has no Windows print queue. Set `printer` to another way."
        ),
        PrintFault.UNPRINTABLE: words.gettext("The receipt could not be drawn. The log has the details."),
    }
    return sentences[fault]


def device_sentence(words: Words, device: str, state: DeviceState) -> str:
    """How a scanner, camera or display is. `device`: its name, as in "Camera"."""
    sentences = {
        DeviceState.OPENING: words.gettext("{device}: is being opened.", device=device),
        DeviceState.READY: words.gettext("{device}: works.", device=device),
        DeviceState.ABSENT: words.gettext(
            "{device}: not there. Plug it in; it is found by itself.", device=device
        ),
        DeviceState.BUSY: words.gettext(
            "{device}: another program holds it. Close that program.", device=device
        ),
        DeviceState.FORBIDDEN: words.gettext(
            "{device}: this user may not use it. Add this user to the group `dialout` or `video`.",
            device=device,
        ),
        DeviceState.LOST: words.gettext(
            "{device}: was unplugged. Plug it in; it is found by itself.", device=device
        ),
        DeviceState.FROZEN: words.gettext(
            "{device}: stands still, and is being opened again.", device=device
        ),
        DeviceState.ENDED: words.gettext("{device}: the recording is over.", device=device),
        DeviceState.STOPPED: words.gettext("{device}: is switched off.", device=device),
    }
    return sentences[state]
