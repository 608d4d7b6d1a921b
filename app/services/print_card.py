"""A member's code on paper, for whoever has neither a card nor a phone at hand."""

from app.domain.codes import is_card_code, qr_payload
from app.services.ports import Chance
from app.services.receipt import Align, Emphasis, QrCode, Receipt, TextLine
from app.services.unit import Unit


def print_card(unit: Unit, chance: Chance, member_id: bytes, code: str, now: int) -> bool:
    """Queues a paper with a card's code and its member's name; False: it is no good card of his.

    It is no document and no receipt: printing it again is printing it again. The name is filled in when it is printed.
    """
    cards = unit.members.cards_of(member_id)
    if not any(card.code == code and not card.blocked for card in cards):
        return False
    unit.spool.queue(
        job_id=chance.new_id(now),
        document_id=chance.new_id(now),
        subject_id=unit.members.current(member_id),
        receipt=_paper(unit.identity().store.name, code),
        copy=0,
        at=now,
    )
    return True


def _paper(shop: str, code: str) -> Receipt:
    """Without a word, so that it is right in any language."""
    payload = qr_payload(code) if is_card_code(code) else code
    return Receipt(
        number="",
        elements=(
            TextLine(shop, Align.CENTRE, Emphasis.BOLD),
            TextLine("{member_name}", Align.CENTRE),
            QrCode(payload),
            TextLine(code, Align.CENTRE),
        ),
    )
