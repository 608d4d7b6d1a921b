"""A sale as the words on its receipt. Names stay placeholders: they are filled in when the paper is made."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain

from app.domain.basket import TenderKind
from app.services.commit_sale import ReceiptFacts
from app.services.receipt import Align, Element, Emphasis, Receipt, TextLine, fill_in
from app.services.receipt_template import SALE_BODY, SALE_FOOT, STANDARD, Block, ReceiptTemplate
from app.words.money import masked_phone
from app.words.sale_blocks import block_elements
from app.words.translate import Words


def receipt_of(
    words: Words,
    facts: ReceiptFacts,
    template: ReceiptTemplate = STANDARD,
    *,
    vouchers_apart: bool = False,
) -> Receipt:
    """The receipt of a sale, top to bottom. vouchers_apart: another printer prints the vouchers."""
    elements = tuple(_written(words, facts, template.blocks, vouchers_apart=vouchers_apart))
    cash = facts.sale.tender.kind is TenderKind.CASH
    return Receipt(number=facts.sale.receipt_number, elements=elements, opens_drawer=cash)


def sale_part(words: Words, facts: ReceiptFacts, *, vouchers_apart: bool = False) -> Iterator[Element]:
    """What a receipt says of its sale, from the number to what it gave."""
    return _written(words, facts, SALE_BODY, vouchers_apart=vouchers_apart)


def sale_footer(words: Words, facts: ReceiptFacts) -> Iterator[Element]:
    """What it is returned with."""
    return _written(words, facts, SALE_FOOT)


def _written(
    words: Words, facts: ReceiptFacts, blocks: Iterable[Block], *, vouchers_apart: bool = False
) -> Iterator[Element]:
    return chain.from_iterable(
        block_elements(words, facts, block, vouchers_apart=vouchers_apart) for block in blocks
    )


def finished(words: Words, receipt: Receipt, values: Mapping[str, str], copy: int) -> Receipt:
    """The paper of one print job: names filled in and masked, a copy marked as one, no drawer for it."""
    masked = {
        "member_name": masked_name(values.get("member_name", "")),
        "member_phone": masked_phone(values.get("member_phone", "")),
    }
    filled = fill_in(receipt, {**masked, "staff_name": values.get("staff_name", "-")})
    if copy == 0:
        return filled
    mark = TextLine(words.gettext("COPY #{number}", number=copy), Align.CENTRE, Emphasis.LARGE)
    return replace(filled, elements=(mark, *filled.elements), opens_drawer=False)


def masked_name(name: str) -> str:
    """`Siti Rahayu` is `Siti R.`; an erased name is a dash."""
    first, *rest = name.split() or ["-"]
    return " ".join([first, *(f"{part[0]}." for part in rest)])
