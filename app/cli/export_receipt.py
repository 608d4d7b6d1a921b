"""`setia export receipt`: a sale's receipt as a PDF, for a customer who wants no paper."""

from pathlib import Path

from app.cli.exporting import ExportFailed, Telling
from app.cli.whole_file import whole_bytes
from app.devices.printer.pdf import receipt_pdf
from app.services.receipt import Receipt
from app.services.unit import TerminalStore, Unit
from app.words.receipt import finished
from app.words.training import not_valid
from app.words.translate import Words


def export_receipt(
    store: TerminalStore, number: str, path: Path, telling: Telling, at: int, *, training: bool
) -> None:
    """Writes the receipt as it was printed, with names masked. at: now. training: it says so. Raises ExportFailed."""
    words = telling.words
    with store.reading() as unit:
        receipt = _receipt(unit, number, words, at)
    content = receipt_pdf(not_valid(receipt) if training else receipt)
    try:
        whole_bytes(path, content)
    except OSError as fault:
        sentence = words.gettext("{path} can't be written: {detail}.", path=path, detail=fault.strerror)
        raise ExportFailed(sentence) from fault
    said = words.gettext("Receipt {number} is in {path}.", number=receipt.number, path=path)
    telling.say({"receipt": receipt.number, "file": str(path)}, said)


def _receipt(unit: Unit, number: str, words: Words, at: int) -> Receipt:
    sale_id = unit.sales.by_number(number)
    found = unit.spool.receipt_of(sale_id) if sale_id is not None else None
    if found is None:
        raise ExportFailed(words.gettext("This till has no receipt {number}.", number=number))
    receipt, subject_id = found
    member = unit.members.view(subject_id, at) if subject_id is not None else None
    values = {} if member is None else {"member_name": member.name, "member_phone": member.phone}
    return finished(words, receipt, values, 0)
