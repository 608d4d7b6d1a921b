"""A shop's own words on its receipts, with the sale's figures in them."""

import string
from collections.abc import Iterator

from app.domain.calendar import local_time
from app.domain.programme.document import tier_by_id
from app.services.commit_sale import ReceiptFacts
from app.services.receipt import Element, TextLine
from app.services.receipt_template import Audience, Text, TextField
from app.services.sums import sums_of
from app.words.member_block import balance_after, points_earned
from app.words.money import points, rupiah, short_day


def free_text(facts: ReceiptFacts, block: Text) -> Iterator[Element]:
    """A line for each line of it; nothing on the receipts of those whom it isn't for."""
    wanted = {Audience.MEMBERS: True, Audience.GUESTS: False}.get(block.shown_to)
    if wanted is not None and wanted is not (facts.balance_before is not None):
        return
    for line in _filled(facts, block.text).splitlines():
        yield TextLine(line, block.align, block.emphasis)


def _filled(facts: ReceiptFacts, text: str) -> str:
    values = _values(facts)
    parts = string.Formatter().parse(text)
    return "".join(
        literal + ("" if field is None else values[TextField(field)]) for literal, field, _, _ in parts
    )


def _values(facts: ReceiptFacts) -> dict[TextField, str]:
    sale, store = facts.sale, facts.store
    when = local_time(sale.committed_at, store.zone)
    return {
        TextField.SHOP: store.name,
        TextField.ADDRESS: store.address,
        TextField.TAX_NUMBER: store.tax_number,
        TextField.NUMBER: sale.receipt_number,
        TextField.DATE: short_day(when),
        TextField.TIME: f"{when:%H:%M}",
        TextField.CASHIER: facts.cashier_name,
        TextField.TILL: facts.terminal_name,
        TextField.TOTAL: rupiah(sums_of(sale.quote).total),
        TextField.REVISION: str(facts.programme.revision),
        **_of_member(facts),
    }


def _of_member(facts: ReceiptFacts) -> dict[TextField, str]:
    """Name and phone are filled in when the paper is made, as in the member's own block."""
    progress = facts.sale.quote.tier
    return {
        TextField.MEMBER_NAME: "{member_name}",
        TextField.MEMBER_PHONE: "{member_phone}",
        TextField.TIER: "" if progress is None else tier_by_id(facts.programme, progress.tier_id).name,
        TextField.POINTS_EARNED: points(points_earned(facts)),
        TextField.POINTS_BALANCE: points(balance_after(facts)),
    }
