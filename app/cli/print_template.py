"""`setia print`: an invented sale's receipt by a template, as text, picture or PDF."""

import io
import json
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from app.cli.whole_file import whole_bytes
from app.devices.printer.pdf import receipt_pdf
from app.devices.printer.profile import PrinterProfile
from app.devices.printer.render import render
from app.emulators.escpos_paper import PaperParser
from app.emulators.paper import Paper
from app.emulators.paper_picture import picture
from app.emulators.paper_text import as_text
from app.services.receipt import Receipt
from app.services.receipt_template import ReceiptTemplate
from app.services.sample_sale import MEMBER, sample_facts
from app.words.receipt import finished, receipt_of
from app.words.translate import Words

ENDINGS = (".pdf", ".png", ".txt")


class NotPrinted(Exception):
    """The file can't be written. The message is a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What is shown. copy: 0: the first paper; n: the n-th copy. member: False: a guest's."""

    template: ReceiptTemplate
    profile: PrinterProfile
    member: bool = True
    copy: int = 0


def print_template(preview: Preview, words: Words, now: int, out: Path | None, *, as_json: bool) -> None:
    """Writes `out`, whose ending is one of ENDINGS, or prints the paper as text. Raises NotPrinted."""
    receipt = _receipt(preview, words, now)
    if out is None:
        text = as_text(_paper(receipt, preview.profile))
        print(json.dumps({"paper": text}, ensure_ascii=False) if as_json else text, end="")
        return
    try:
        whole_bytes(out, _content(receipt, preview.profile, out.suffix.lower()))
    except OSError as fault:
        sentence = words.gettext("{path} can't be written: {detail}.", path=out, detail=fault.strerror)
        raise NotPrinted(sentence) from fault
    said = words.gettext("The receipt is in {path}.", path=out)
    sys.stdout.write((json.dumps({"file": str(out)}) if as_json else said) + "\n")


def _receipt(preview: Preview, words: Words, now: int) -> Receipt:
    facts = sample_facts(now, member=preview.member)
    return finished(words, receipt_of(words, facts, preview.template), MEMBER, preview.copy)


def _content(receipt: Receipt, profile: PrinterProfile, ending: str) -> bytes:
    if ending == ".pdf":
        return receipt_pdf(receipt)
    paper = _paper(receipt, profile)
    if ending == ".txt":
        return as_text(paper).encode()
    buffer = io.BytesIO()
    picture(paper).save(buffer, "PNG")
    return buffer.getvalue()


def _paper(receipt: Receipt, profile: PrinterProfile) -> Paper:
    """What a printer makes of its bytes."""
    with tempfile.TemporaryDirectory(prefix="setia-print-") as cache:
        data = render(receipt, profile, Path(cache) / "cache")
    parser = PaperParser(profile.dots)
    parser.feed(data)
    return parser.paper
