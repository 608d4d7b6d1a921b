"""Commits a sale: everything it means, in one transaction, exactly once."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from app.domain.basket import ItemKind, PaymentReference, TenderKind
from app.domain.basket_faults import InvalidBasket
from app.domain.calendar import business_day
from app.domain.changes import GiftCardOpened, VoucherIssued
from app.domain.holding import Movement
from app.domain.ledger import Draw, Lot, draw, lot_of_sale, postings_of_sale
from app.domain.manual_limits import ManualVerdict
from app.domain.programme.document import Programme
from app.domain.quote import MANUAL_RULE, settled
from app.domain.tiers import tier_after
from app.protocol.facts import SaleCommitted, Store, Tender
from app.services.approval import Approval
from app.services.approve_manual import judge_by_hand
from app.services.gift_cards import gift_card_refusal, with_gift_value
from app.services.open_basket import OpenBasket, last_tender
from app.services.other_bill import counted_as
from app.services.outcomes import Commit, PriceChanged, QuotedBasket, SaleDone, SaleRefusal, SaleRefused
from app.services.past_sales_port import PrintState
from app.services.ports import Chance
from app.services.queue_receipt import queue_more, queue_receipt
from app.services.quote_again import of_today
from app.services.quote_basket import quote_basket
from app.services.receipt import Receipt
from app.services.sale_gifts import Sold, gifts_of_sale
from app.services.spool_port import PaperKind
from app.services.sums import points_of_gifts, points_spent
from app.services.tenders import payment_refusal, with_kept_tenders
from app.services.tier_gifts import with_tier_gifts
from app.services.unit import Identity, Unit
from app.services.whose_shift import shift_refusal, without_word


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptFacts:
    """What a receipt is written from. balance_before: the member's points before the sale; None: a guest.

    label: the table or the name that the basket was held under; empty: it was not.
    """

    sale: SaleCommitted
    programme: Programme
    store: Store
    terminal_name: str
    cashier_name: str
    balance_before: int | None
    offline: bool
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadySale:
    """A sale that can be written now, and the quote that it is made of."""

    quoted: QuotedBasket
    sale: SaleCommitted


WriteReceipt = Callable[[ReceiptFacts], Receipt]
WriteMore = Callable[[ReceiptFacts], Iterable[tuple[PaperKind, Receipt]]]
"""The papers of a sale besides its receipt, for printers of their own. No personal data stands on them."""
_BY_HAND = {
    ManualVerdict.NEEDS_MANAGER: SaleRefusal.NEEDS_MANAGER,
    ManualVerdict.TOO_MUCH: SaleRefusal.TOO_MUCH_BY_HAND,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """The last tender: it pays what the basket's own tenders left. expected: the payable that the screen showed.

    When the last was taken already, it is the basket's, whatever this says. kind None: the till whose bill it is takes
    the money. approval: a manager's word, where selling takes one.
    """

    kind: TenderKind | None
    received: int
    expected: int
    cashier_id: bytes
    approval: Approval | None = None


def commit_sale(
    unit: Unit,
    chance: Chance,
    write_receipt: WriteReceipt,
    basket: OpenBasket,
    payment: Payment,
    now: int,
    *,
    needs_shift: bool = False,
    own_shift: bool = False,
    asks_to_print: bool = False,
    write_more: WriteMore = lambda _facts: (),
) -> Commit:
    """Quotes again, checks, and writes sale, postings, journal record, receipt and print job.

    A basket that was committed before gives the same answer again and writes nothing. One that stayed open over the end
    of its business day is quoted as of now. needs_shift: this shop sells nothing while no shift is open; own_shift:
    in one, only its cashier and managers sell without a manager's word. asks_to_print: the receipt is kept until
    somebody wants the paper. write_more: what else is printed, at any rate.
    """
    done = unit.sales.by_id(basket.sale_id)
    if done is not None:
        kept = unit.past_sales.print_state(done.sale_id) is PrintState.KEPT
        return outcome_of(done, receipt_kept=kept)
    shift = shift_refusal(unit, payment.cashier_id, needed=needs_shift, own=own_shift)
    if shift is SaleRefusal.NO_SHIFT:
        return SaleRefused(reason=shift)
    if unit.splits.parts_of(basket.sale_id):
        return SaleRefused(reason=SaleRefusal.SPLIT)
    if basket.bill is not None and counted_as(unit, basket.bill, now) is not None:
        return SaleRefused(reason=SaleRefusal.BILL_COUNTED)
    ready = ready_sale(unit, chance, with_kept_tenders(unit, basket), payment, now)
    if not isinstance(ready, ReadySale):
        return ready
    refused = without_word(unit, shift, payment.approval, now)  # the PIN comes last
    if refused is not None:
        return refused
    if shift is not None and payment.approval is not None:
        ready = _allowed_by(ready, payment.approval.staff_id)
    _write(unit, ready)
    facts = receipt_facts(unit, ready)
    kept = queue_receipt(unit, chance, ready.sale, write_receipt(facts), keep=asks_to_print)
    queue_more(unit, chance, ready.sale, write_more(facts))
    return outcome_of(ready.sale, receipt_kept=kept)


def _allowed_by(ready: ReadySale, manager_id: bytes) -> ReadySale:
    """The sale says who allowed it; who allowed what was taken off by hand is a manager, too, and stays."""
    sale = ready.sale
    return replace(ready, sale=replace(sale, approver_id=sale.approver_id or manager_id))


def ready_sale(
    unit: Unit, chance: Chance, basket: OpenBasket, payment: Payment, now: int
) -> ReadySale | SaleRefused | PriceChanged:
    """Quotes a basket that wasn't sold before, and checks it; nothing is written."""
    wrong = _cannot_be_sold(basket) or gift_card_refusal(unit, basket, now)
    if wrong is not None:
        return SaleRefused(reason=wrong)
    basket = of_today(unit, basket, now)
    payment = _last(basket, payment)
    if (basket.bill is None) is (payment.kind is None):
        return SaleRefused(reason=SaleRefusal.PAID_ELSEWHERE)
    try:
        quoted = quote_basket(unit, basket, payment.kind, now)
    except InvalidBasket:
        return SaleRefused(reason=SaleRefusal.INVALID_BASKET)
    if quoted.quote.payable != payment.expected:
        return PriceChanged(quoted=quoted)
    unpaid = payment_refusal(quoted, payment.kind, payment.received)
    if unpaid is not None:
        return SaleRefused(reason=unpaid)
    by_hand = judge_by_hand(unit, quoted, payment.cashier_id)
    if by_hand.verdict is not ManualVerdict.ALLOWED:
        return SaleRefused(reason=_BY_HAND[by_hand.verdict], rule_id=MANUAL_RULE)
    spent = _spend(quoted, now)
    if spent is None:
        return SaleRefused(reason=SaleRefusal.RIGHTS_GONE)
    sale = _sale(unit, chance, quoted, payment, spent, now, by_hand.approver_id)
    sold = _sold(quoted, sale)
    gifts = gifts_of_sale(unit, chance, sold)
    if gifts is None:
        return SaleRefused(reason=SaleRefusal.RIGHTS_GONE)
    gifts = with_tier_gifts(unit, chance, sold, gifts, sale.tier_after)
    gifts = with_gift_value(unit, chance, sold, gifts)
    if gifts.bookings or gifts.changes:
        sale = replace(sale, bookings=gifts.bookings, changes=gifts.changes)
    return ReadySale(quoted=quoted, sale=sale)


def _cannot_be_sold(basket: OpenBasket) -> SaleRefusal | None:
    """What is wrong with it whatever it costs. A plan is somebody's; a gift card is no part of another item."""
    if not basket.lines:
        return SaleRefusal.EMPTY
    if basket.member is None and any(line.item.kind is ItemKind.PLAN_FEE for line in basket.lines):
        return SaleRefusal.NEEDS_MEMBER
    if any(line.item.kind is ItemKind.GIFT_VALUE and line.parent is not None for line in basket.lines):
        return SaleRefusal.INVALID_BASKET
    return None


def _sold(quoted: QuotedBasket, sale: SaleCommitted) -> Sold:
    opened = () if sale.earned is None else (sale.earned,)
    return Sold(
        quoted=quoted,
        own=Movement(postings=sale.postings, opened=opened),
        now=sale.committed_at,
        today=date.fromisoformat(sale.business_day),
    )


def _last(basket: OpenBasket, payment: Payment) -> Payment:
    taken = last_tender(basket)
    if taken is None:
        return payment
    return replace(payment, kind=TenderKind(taken.method.value), received=taken.received)


def _spend(quoted: QuotedBasket, now: int) -> tuple[Draw, ...] | None:
    """The lots that pay the points that are spent, out of what this terminal may spend: the quote just read them."""
    member, points = quoted.basket.member, points_spent(quoted.quote)
    if member is None or points == 0:
        return ()
    return draw(member.held, points, now)


def _sale(
    unit: Unit,
    chance: Chance,
    quoted: QuotedBasket,
    payment: Payment,
    spent: tuple[Draw, ...],
    now: int,
    approver_id: bytes,
) -> SaleCommitted:
    identity, basket, quote = unit.identity(), quoted.basket, quoted.quote
    day = business_day(now, identity.store.zone, identity.store.cut_over_hour).isoformat()
    earned = _earned(quoted, chance.new_id(now), now)
    return SaleCommitted(
        sale_id=basket.sale_id,
        receipt_number=_receipt_number(unit, identity, day),
        store_id=identity.store.store_id,
        cashier_id=payment.cashier_id,
        approver_id=approver_id,
        business_day=day,
        committed_at=now,
        inputs=quoted.inputs,
        quote=settled(quote),
        tender=Tender(kind=payment.kind, received=payment.received, change=payment.received - quote.payable),
        spent=spent,
        earned=earned,
        postings=postings_of_sale(earned, spent),
        tier_after=None
        if quote.tier is None
        else tier_after(quoted.programme, quote.tier.tier_id, quote.tier.metric_after),
        shift_id=unit.shifts.open_id(),
        split_of=b"" if basket.part_of is None else basket.part_of.basket_id,
        bill=basket.bill,
        references=tuple(
            PaymentReference(method=tender.method, amount=tender.amount, text=tender.reference)
            for tender in basket.tenders
            if tender.reference
        ),
    )


def _earned(quoted: QuotedBasket, lot_id: bytes, now: int) -> Lot | None:
    """What the sale earns; of it, what the member owes is paid first."""
    member = quoted.basket.member
    if member is None:
        return None
    return lot_of_sale(quoted.programme, quoted.quote, lot_id, now, member.debt)


def _receipt_number(unit: Unit, identity: Identity, day: str) -> str:
    """Till, day and a count that starts at 1 with each business day: BDG1-261122-0042."""
    count = unit.sales.last_number_on(day) + 1
    return f"{identity.terminal_name}-{day[2:].replace('-', '')}-{count:04d}"


def _write(unit: Unit, ready: ReadySale) -> None:
    sale = ready.sale
    member_id = None if sale.inputs.member is None else sale.inputs.member.member_id
    unit.journal.append(sale, member_id=member_id, revision=sale.inputs.revision)
    unit.baskets.discard(sale.sale_id)


def receipt_facts(unit: Unit, ready: ReadySale) -> ReceiptFacts:
    """What the receipt of a sale that was just written is made of."""
    sale, identity, member = ready.sale, unit.identity(), ready.quoted.basket.member
    cashier = unit.staff.by_id(sale.cashier_id)
    return ReceiptFacts(
        sale=sale,
        programme=ready.quoted.programme,
        store=identity.store,
        terminal_name=identity.terminal_name,
        cashier_name="" if cashier is None else cashier.name,
        balance_before=None if member is None else member.balance,
        offline=unit.journal.waiting() > 1,
        label=ready.quoted.basket.label,
    )


def outcome_of(sale: SaleCommitted, *, receipt_kept: bool = False) -> SaleDone:
    """What the screen shows of a committed sale."""
    member, quote = sale.inputs.member, sale.quote
    earned = 0 if sale.earned is None else sale.earned.original
    change = earned + points_of_gifts(sale.bookings) - points_spent(quote)
    return SaleDone(
        sale_id=sale.sale_id,
        receipt_number=sale.receipt_number,
        receipt_kept=receipt_kept,
        payable=quote.payable,
        received=sale.tender.received,
        change=sale.tender.change,
        points_earned=earned,
        points_spent=points_spent(quote),
        balance=None if member is None else member.balance + change,
        tier_before=None if member is None else member.tier_id,
        tier_after=sale.tier_after,
        gift_cards=tuple(change.code for change in sale.changes if isinstance(change, GiftCardOpened)),
        earned_by=() if member is None else quote.earning.by,
        grants=quote.grants,
        vouchers=tuple(
            change for change in sale.changes if isinstance(change, VoucherIssued) and not change.batch_id
        ),
    )
