"""Sheets about pieces in words: their lines, what is said of them, and what Enter does. No Qt."""

from dataclasses import dataclass

from app.domain.basket import PaymentMethod, is_other
from app.domain.frozen_parts import is_whole
from app.services.blind_outcomes import BlindPreview, BlindRefused
from app.services.exchange_outcomes import ExchangePreview, ExchangeRefused
from app.services.past_sales import PastSale
from app.services.past_sales_port import PrintState
from app.services.return_outcomes import ReturnNotPossible, ReturnPreview
from app.ui.receipts.desks.exchange import received_of
from app.ui.receipts.state import BlindSheet, ExchangeSheet, Purpose, ReturnSheet
from app.ui.receipts.wording import exchange_words
from app.words.blind_receipt import blind_sentence
from app.words.money import points, quantity, rupiah
from app.words.names import method_name
from app.words.return_answers import needs_server_sentence, return_sentence
from app.words.translate import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class PieceRow:
    """A line with pieces. key: what `add` gets. steps: whether there can be more or fewer."""

    key: int
    name: str
    below: str
    pieces: str
    amount: str
    marked: bool
    steps: bool = True


def is_kept(past: PastSale | None) -> bool:
    """Whether nobody wanted its receipt on paper yet."""
    return past is not None and past.printed is PrintState.KEPT


def sale_rows(words: Words, past: PastSale) -> list[PieceRow]:
    """The lines of a past sale, with what has come back of each."""
    came = {back.number: back.quantity for back in past.came}
    rows = []
    for place, quoted in enumerate(past.sale.quote.lines):
        item_line = quoted.line
        back = came.get(item_line.number, 0)
        each = words.gettext("{price} each", price=rupiah(item_line.item.price))
        gone = words.gettext("{quantity} came back", quantity=quantity(back))
        rows.append(
            PieceRow(
                key=place,
                name=item_line.item.name,
                below=gone if back else each,
                pieces=quantity(item_line.quantity),
                amount=rupiah(quoted.net),
                marked=False,
                steps=False,
            )
        )
    return rows


def return_rows(words: Words, sheet: ReturnSheet) -> list[PieceRow]:
    """The lines that can come back, their extras named below them."""
    quoted = {made.line.number: made for made in sheet.past.sale.quote.lines}
    lines = sheet.past.sale.inputs.lines
    rows = []
    for place, left in enumerate(sheet.past.left):
        item_line = quoted[left.number].line
        extras = [line.item.name for line in lines if line.parent == left.number]
        each = words.gettext("{price} each", price=rupiah(item_line.item.price))
        whole = words.gettext("Only comes back whole")
        below = whole if is_whole(item_line) else each
        rows.append(
            PieceRow(
                key=left.number,
                name=item_line.item.name,
                below=" · ".join((below, *extras)),
                pieces=f"{quantity(sheet.pieces(left.number))} / {quantity(left.quantity)}",
                amount="",
                marked=place == sheet.place and sheet.purpose is not Purpose.VOID,
                steps=sheet.purpose is not Purpose.VOID,
            )
        )
    return rows


def may_deduct(sheet: ReturnSheet) -> bool:
    """Whether points would be owed, which the refund may pay."""
    owes = isinstance(sheet.preview, ReturnPreview) and sheet.preview.debt_after > 0
    return owes or sheet.deduct_debt


def deduct_words(words: Words, sheet: ReturnSheet) -> str:
    """What the button for it says."""
    if sheet.deduct_debt:
        return words.gettext("Owed points are off the refund")
    preview = sheet.preview
    debt = preview.debt_after if isinstance(preview, ReturnPreview) else 0
    return words.gettext("Take {points} owed points off", points=points(debt))


def return_confirm(words: Words, sheet: ReturnSheet) -> str:
    """What Enter does now."""
    if sheet.committing:
        return words.gettext("Saving…")
    if sheet.purpose is Purpose.EXCHANGE:
        return words.gettext("Choose what is taken")
    if not sheet.wanted:
        return words.gettext("Give back")
    amount = rupiah(sheet.preview.refund) if isinstance(sheet.preview, ReturnPreview) else "…"
    if sheet.purpose is Purpose.VOID:
        return words.gettext("Void {amount}", amount=amount)
    return words.gettext("Give back {amount}", amount=amount)


def return_said(words: Words, sheet: ReturnSheet) -> str:
    """What is said below the figures; empty: they say all."""
    match sheet.preview:
        case ReturnPreview(offline=offline):
            return "" if offline is None else needs_server_sentence(words, offline)
        case ReturnNotPossible():
            return return_sentence(words, sheet.preview)
        case None:
            return "…" if sheet.wanted else words.gettext("Nothing is chosen yet.")


def exchange_rows(words: Words, sheet: ExchangeSheet) -> list[PieceRow]:
    """The lines of the new basket at what they cost in it."""
    preview = sheet.preview
    quote = preview.quoted.quote if isinstance(preview, ExchangePreview) else None
    priced = {made.line: made.net for made in quote.lines} if quote else {}
    return [
        PieceRow(
            key=item_line.number,
            name=item_line.item.name,
            below=words.gettext("{price} each", price=rupiah(item_line.item.price)),
            pieces=quantity(item_line.quantity),
            amount=rupiah(priced.get(item_line, item_line.price)),
            marked=place == sheet.place,
        )
        for place, item_line in enumerate(sheet.basket.lines)
    ]


def exchange_said(words: Words, sheet: ExchangeSheet) -> str:
    """What is said below the figures; empty: they say all."""
    match sheet.preview:
        case ExchangeRefused():
            return exchange_words(words, sheet.preview)
        case ExchangePreview():
            return ""
        case None:
            return "…" if sheet.basket.lines else words.gettext("Nothing was scanned yet.")


def exchange_confirm(words: Words, sheet: ExchangeSheet) -> str:
    """What Enter does now."""
    if sheet.committing:
        return words.gettext("Saving…")
    preview = sheet.preview
    if not isinstance(preview, ExchangePreview):
        return words.gettext("Exchange")
    if preview.to_pay:
        return words.gettext("Receive {amount}", amount=rupiah(received_of(sheet, preview)))
    if preview.back:
        return words.gettext("Give back {amount}", amount=rupiah(-preview.difference))
    return words.gettext("Exchange evenly")


def blind_rows(words: Words, sheet: BlindSheet) -> list[PieceRow]:
    """What comes back, at what it last cost least."""
    lines = sheet.preview.lines if isinstance(sheet.preview, BlindPreview) else ()
    priced = {each.item.sku: each for each in lines}
    rows = []
    for place, wanted in enumerate(sheet.wanted):
        line_back = priced.get(wanted.item.sku)
        each = "" if line_back is None else words.gettext("{price} each", price=rupiah(line_back.price))
        rows.append(
            PieceRow(
                key=place,
                name=wanted.item.name,
                below=each,
                pieces=quantity(wanted.quantity),
                amount="" if line_back is None else rupiah(line_back.amount),
                marked=place == sheet.place,
            )
        )
    return rows


def blind_said(words: Words, sheet: BlindSheet) -> str:
    """What is said below the figures."""
    match sheet.preview:
        case BlindRefused(problem=problem, sku=sku):
            name = next((wanted.item.name for wanted in sheet.wanted if wanted.item.sku == sku), "")
            sentence = blind_sentence(words, problem)
            return f"{name}: {sentence}" if name else sentence
        case BlindPreview() | None:
            return words.gettext(
                "Each thing at the lowest price of the last 30 days, in cash. No points change. A manager must "
                "allow it."
            )


def blind_confirm(words: Words, sheet: BlindSheet) -> str:
    """What Enter does now."""
    if sheet.committing:
        return words.gettext("Saving…")
    if not sheet.wanted:
        return words.gettext("Give back")
    amount = rupiah(sheet.preview.refund) if isinstance(sheet.preview, BlindPreview) else "…"
    return words.gettext("Give back {amount}", amount=amount)


def other_words(words: Words, sheet: ExchangeSheet) -> str:
    """What the button of the ways that the shop has named says; of one alone its name."""
    if len(sheet.others) == 1:
        return method_name(words, sheet.others[0].value)
    return words.gettext("Other")


def named_ways(words: Words, sheet: ExchangeSheet) -> tuple[tuple[str, ...], int]:
    """The ways that the shop has named and the place of the chosen one; none while another way is chosen."""
    if not is_other(sheet.by) or len(sheet.others) < 2:
        return (), -1
    names = tuple(method_name(words, way.value) for way in sheet.others)
    return names, sheet.others.index(PaymentMethod(sheet.by.value))


def pays(sheet: ExchangeSheet) -> bool:
    """Whether the customer pays a difference, and may still say how."""
    return isinstance(sheet.preview, ExchangePreview) and sheet.preview.to_pay > 0 and not sheet.committing


def received_words(words: Words, sheet: ExchangeSheet) -> str:
    """What the cash was that came."""
    amount = received_of(sheet, sheet.preview) if isinstance(sheet.preview, ExchangePreview) else 0
    return words.gettext("Received {amount}", amount=rupiah(amount))
