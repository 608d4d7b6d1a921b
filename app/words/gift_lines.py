"""What a sale gave besides its points, on its receipt: wallet, stamps, plans, and codes of vouchers and gift cards."""

from collections.abc import Iterator
from datetime import date

from app.domain.calendar import local_time
from app.domain.changes import GiftCardOpened, PlanOpened, VoucherIssued
from app.domain.codes import gift_card_qr_payload, voucher_qr_payload
from app.domain.holding import into_book
from app.domain.ledger import CASHBACK_BOOK, into_member
from app.domain.programme.document import Programme
from app.services.commit_sale import ReceiptFacts
from app.services.receipt import Align, Element, Emphasis, PairLine, QrCode, RuleLine, TextLine
from app.words.money import rupiah, short_day
from app.words.translate import Words


def benefit_lines(words: Words, facts: ReceiptFacts) -> Iterator[Element]:
    """Wallet, stamps and plans; nothing when the sale gave none."""
    yield from _wallet(words, facts)
    yield from _stamps(words, facts)
    yield from _plans(words, facts)


def voucher_slips(words: Words, facts: ReceiptFacts, *, vouchers_apart: bool = False) -> Iterator[Element]:
    """Codes of vouchers and gift cards, each to cut off; nothing when the sale gave none.

    vouchers_apart: another printer prints the vouchers, and this one says so.
    """
    issued = [change for change in facts.sale.changes if isinstance(change, VoucherIssued)]
    if issued and vouchers_apart:
        yield TextLine(_apart(words, len(issued)), Align.LEFT, Emphasis.BOLD)
    for change in facts.sale.changes:
        if isinstance(change, VoucherIssued) and not vouchers_apart:
            yield from voucher_slip(words, facts.programme, change)
        elif isinstance(change, GiftCardOpened):
            yield from _gift_card(words, facts, change)


def _apart(words: Words, count: int) -> str:
    return words.ngettext(
        "{count} voucher, printed apart", "{count} vouchers, printed apart", count, count=count
    )


def _wallet(words: Words, facts: ReceiptFacts) -> Iterator[Element]:
    """What can be spent of it after the sale."""
    member = facts.sale.inputs.member
    moved = [into_member(posting) for posting in into_book(facts.sale.bookings, CASHBACK_BOOK)]
    if member is None or not moved:
        return
    earned = sum(amount for amount in moved if amount > 0)
    if earned:
        yield PairLine(words.gettext("Cashback earned"), f"+{rupiah(earned)}")
    yield PairLine(words.gettext("Cashback wallet"), rupiah(member.wallet + sum(moved)), Emphasis.BOLD)


def _stamps(words: Words, facts: ReceiptFacts) -> Iterator[Element]:
    cards = {card.id: card for card in facts.programme.stamp_cards}
    for progress in facts.sale.quote.stamps:
        card = cards.get(progress.card_id)
        if card is None:
            continue
        if progress.completed:
            yield TextLine(words.gettext("{card} is full!", card=card.name), Align.LEFT, Emphasis.BOLD)
        yield PairLine(
            card.name, words.gettext("{count} of {size} stamps", count=progress.after, size=card.size)
        )


def _plans(words: Words, facts: ReceiptFacts) -> Iterator[Element]:
    names = {plan.id: plan.name for plan in facts.programme.plans}
    for change in facts.sale.changes:
        if isinstance(change, PlanOpened):
            last = date.fromisoformat(change.ends)
            until = words.gettext("until {date}", date=short_day(last))
            yield PairLine(names.get(change.plan_id, change.plan_id), until, Emphasis.BOLD)


def voucher_slip(words: Words, programme: Programme, voucher: VoucherIssued) -> Iterator[Element]:
    """A slip to cut off: its name, its end, its code to scan and to key in."""
    kind = next((kind.name for kind in programme.vouchers if kind.id == voucher.kind_id), voucher.kind_id)
    yield RuleLine()
    yield TextLine(words.gettext("VOUCHER"), Align.CENTRE, Emphasis.BOLD)
    yield TextLine(kind, Align.CENTRE, Emphasis.BOLD)
    if voucher.expires_at is not None:
        last = local_time(voucher.expires_at, programme.zone)
        until = words.gettext("until {date}", date=short_day(last))
        yield TextLine(until, Align.CENTRE)
    yield QrCode(voucher_qr_payload(voucher.code))
    yield TextLine(voucher.code, Align.CENTRE)


def _gift_card(words: Words, facts: ReceiptFacts, card: GiftCardOpened) -> Iterator[Element]:
    """A slip to cut off: what is on the new card, and its code to scan and to key in."""
    loaded = sum(
        booking.movement.amount for booking in facts.sale.bookings if booking.member_id == card.member_id
    )
    yield RuleLine()
    yield TextLine(words.gettext("GIFT CARD"), Align.CENTRE, Emphasis.BOLD)
    yield TextLine(rupiah(loaded), Align.CENTRE, Emphasis.BOLD)
    yield QrCode(gift_card_qr_payload(card.code))
    yield TextLine(card.code, Align.CENTRE)
