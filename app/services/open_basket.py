"""The basket while it is open: an immutable value that each action replaces, kept in the store as it changes."""

from dataclasses import dataclass, replace

from app.domain.basket import (
    UNIT,
    HeldVoucher,
    Item,
    ItemKind,
    Line,
    ManualDiscount,
    ManualPrice,
    MemberSnapshot,
    PaymentMethod,
    Proof,
    QuoteInputs,
    Right,
    TenderKind,
    TenderPart,
)
from app.domain.codes import gift_card_code_in
from app.domain.gift_value import GiftAsk, GiftLoad
from app.domain.manual_limits import ByHand, ManualReason
from app.protocol.facts import OtherBill, Store
from app.services.member_view import History, MemberView


@dataclass(frozen=True, slots=True, kw_only=True)
class ManualApproval:
    """A manager allowed what was taken off by hand: exactly this, or less of it. No PIN is kept."""

    staff_id: bytes
    given: tuple[ByHand, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenTender:
    """A part of the bill that was paid before the sale is committed, in rupiah.

    received: what was handed over, more than `amount` only in cash. reference: the payment's own, as its slip says.
    last: it paid all that was left, as the last tender does.
    """

    method: PaymentMethod
    amount: int
    received: int
    reference: str = ""
    last: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """A basket was put aside. label: a name or a table. by: staff id. at: instant."""

    label: str
    by: bytes
    at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PartOf:
    """The bill that a basket is a part of, by its basket's id, and whose that was."""

    basket_id: bytes
    member: MemberView | None
    proof: Proof


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenBasket:
    """A basket's id is its sale's id from the start. It keeps the revision and the instant it was opened with.

    proof: how the member showed who he is. wallet_asked: rupiah of cashback that he wants to pay with. manual: what a
    person takes off the whole order. approval: of that and of prices set by hand; None: nobody was asked. coupons,
    voucher_codes: as they were entered. rewards: ids, one for each that is taken. channel: id; empty: none was chosen.
    tenders: what was paid already, in order; the store's are the true ones (`take_tender`), for undoing a change
    doesn't undo a payment. hold: None while it is open. label: that it was held under before. part_of: None: it is a
    bill of its own. gift_cards: that are asked to pay, each code once, in order. gift_loads: for lines of gift value
    whose card is there already. bill: of another till, whose totals the lines are; None: this till sells them.
    """

    sale_id: bytes
    revision: int
    opened_at: int
    lines: tuple[Line, ...] = ()
    member: MemberView | None = None
    proof: Proof = Proof.CARD
    points_asked: int = 0
    wallet_asked: int = 0
    manual: ManualDiscount | None = None
    approval: ManualApproval | None = None
    coupons: tuple[str, ...] = ()
    voucher_codes: tuple[str, ...] = ()
    rewards: tuple[str, ...] = ()
    channel: str = ""
    tenders: tuple[TakenTender, ...] = ()
    hold: Hold | None = None
    label: str = ""
    part_of: PartOf | None = None
    gift_cards: tuple[GiftAsk, ...] = ()
    gift_loads: tuple[GiftLoad, ...] = ()
    bill: OtherBill | None = None


def with_item(basket: OpenBasket, item: Item, quantity: int = UNIT) -> OpenBasket:
    """One more of an item (quantity in thousandths): a line of the same item at the same price grows.

    Gift value is a line each time, for each line is a card's.
    """
    for line in basket.lines if item.kind is not ItemKind.GIFT_VALUE else ():
        if line.item == item and line.parent is None and line.manual is None:
            return with_quantity(basket, line.number, line.quantity + quantity)
    number = max((line.number for line in basket.lines), default=0) + 1
    line = Line(number=number, item=item, quantity=quantity)
    return replace(basket, lines=(*basket.lines, line))


def with_quantity(basket: OpenBasket, number: int, quantity: int) -> OpenBasket:
    """A line with another quantity, in thousandths; zero or less removes it, and its modifiers with it."""
    lines = tuple(
        replace(line, quantity=quantity) if line.number == number else line for line in basket.lines
    )
    kept = {line.number for line in lines if line.quantity > 0}
    stays = (line for line in lines if line.number in kept and (line.parent is None or line.parent in kept))
    left = tuple(stays)
    numbers = {line.number for line in left}
    loads = tuple(load for load in basket.gift_loads if load.line in numbers)
    return replace(basket, lines=left, gift_loads=loads)


def with_member(basket: OpenBasket, member: MemberView | None, proof: Proof = Proof.CARD) -> OpenBasket:
    """The basket of a member, or of a guest. Points and rewards asked for are forgotten with him."""
    same = member is not None and basket.member is not None and member.member_id == basket.member.member_id
    if same:
        told = proof is Proof.TOLD  # takes nothing back: who showed his card may tell his name as well
        return replace(basket, member=member, proof=basket.proof if told else proof)
    return replace(basket, member=member, proof=proof, points_asked=0, wallet_asked=0, rewards=())


def asking(basket: OpenBasket, points: int) -> OpenBasket:
    """The basket that asks to redeem so many points."""
    return replace(basket, points_asked=max(0, points))


def asking_wallet(basket: OpenBasket, amount: int) -> OpenBasket:
    """The basket that asks to pay so many rupiah out of the wallet."""
    return replace(basket, wallet_asked=max(0, amount))


def asking_gift_card(basket: OpenBasket, code: str, amount: int) -> OpenBasket:
    """The basket that asks a gift card to pay so many rupiah, or what is left; 0: it isn't asked any more."""
    code = gift_card_code_in(code) or code
    asks = {ask.code: ask for ask in basket.gift_cards}
    asks[code] = GiftAsk(code=code, amount=amount)
    return replace(basket, gift_cards=tuple(ask for ask in asks.values() if ask.amount > 0))


def with_gift_load(basket: OpenBasket, number: int, code: str) -> OpenBasket:
    """A line of gift value that is loaded onto the card with a code; empty: onto a new one."""
    code = gift_card_code_in(code) or code
    others = tuple(load for load in basket.gift_loads if load.line != number)
    return replace(basket, gift_loads=(*others, GiftLoad(line=number, code=code)) if code else others)


def with_donation(basket: OpenBasket, item: Item, amount: int) -> OpenBasket:
    """The basket that gives so many rupiah by a donation's item, instead of what it gave by it before; 0: nothing."""
    others = tuple(line for line in basket.lines if line.item.sku != item.sku)
    if amount <= 0:
        return replace(basket, lines=others)
    number = max((line.number for line in basket.lines), default=0) + 1
    line = Line(number=number, item=replace(item, price=amount), quantity=UNIT)
    return replace(basket, lines=(*others, line))


def with_manual_price(basket: OpenBasket, number: int, price: int, reason: ManualReason) -> OpenBasket:
    """A line at a price per unit that a person sets, in rupiah, at most the catalogue's."""
    return _repriced(basket, number, ManualPrice(price=price, reason=reason.value))


def without_manual_price(basket: OpenBasket, number: int) -> OpenBasket:
    """A line at its own price again."""
    return _repriced(basket, number, None)


def _repriced(basket: OpenBasket, number: int, manual: ManualPrice | None) -> OpenBasket:
    lines = tuple(replace(line, manual=manual) if line.number == number else line for line in basket.lines)
    return replace(basket, lines=lines)


def with_manual_discount(
    basket: OpenBasket, reason: ManualReason, *, basis_points: int = 0, amount: int = 0
) -> OpenBasket:
    """Something off the whole order: hundredths of a percent or rupiah, one of the two. It replaces the one before."""
    discount = ManualDiscount(basis_points=basis_points, amount=amount, reason=reason.value)
    return replace(basket, manual=discount)


def without_manual_discount(basket: OpenBasket) -> OpenBasket:
    """The order with nothing off by hand."""
    return replace(basket, manual=None)


def with_coupon(basket: OpenBasket, code: str) -> OpenBasket:
    """A coupon code that was entered, in any case; the same again changes nothing."""
    return replace(basket, coupons=_with_code(basket.coupons, code))


def without_coupon(basket: OpenBasket, code: str) -> OpenBasket:
    """The basket without a coupon code."""
    return replace(basket, coupons=_without_code(basket.coupons, code))


def with_voucher(basket: OpenBasket, code: str) -> OpenBasket:
    """A voucher that was shown; the same again changes nothing."""
    return replace(basket, voucher_codes=_with_code(basket.voucher_codes, code))


def without_voucher(basket: OpenBasket, code: str) -> OpenBasket:
    """The basket without a voucher."""
    return replace(basket, voucher_codes=_without_code(basket.voucher_codes, code))


def _with_code(codes: tuple[str, ...], code: str) -> tuple[str, ...]:
    entered = code.strip()
    if not entered or any(entered.casefold() == each.casefold() for each in codes):
        return codes
    return (*codes, entered)


def _without_code(codes: tuple[str, ...], code: str) -> tuple[str, ...]:
    return tuple(each for each in codes if each.casefold() != code.strip().casefold())


def with_reward(basket: OpenBasket, reward_id: str) -> OpenBasket:
    """One more of a reward that the member takes; whether he may have it, the quote says."""
    return replace(basket, rewards=(*basket.rewards, reward_id))


def without_reward(basket: OpenBasket, reward_id: str) -> OpenBasket:
    """One less of a reward: the one that was taken last."""
    kept = list(basket.rewards)
    if reward_id in kept:
        del kept[len(kept) - 1 - kept[::-1].index(reward_id)]
    return replace(basket, rewards=tuple(kept))


def with_channel(basket: OpenBasket, channel: str) -> OpenBasket:
    """How the customer buys (dine-in, takeaway), by its id; empty: nobody chose."""
    return replace(basket, channel=channel)


def is_blank(basket: OpenBasket) -> bool:
    """Whether there is nothing in it yet, so that another, with the newest programme, may take its place."""
    told = basket.member is not None or basket.channel or basket.coupons
    return not (basket.lines or basket.tenders or told)


def last_tender(basket: OpenBasket) -> TakenTender | None:
    """The tender that paid all that was left, if it was taken."""
    return next((tender for tender in basket.tenders if tender.last), None)


def _split(basket: OpenBasket) -> tuple[TenderPart, ...]:
    """What the wallet is asked for, and what was paid; the engine says how much of it the bill takes."""
    wallet = TenderPart(method=PaymentMethod.CASHBACK, amount=basket.wallet_asked)
    taken = (
        TenderPart(method=tender.method, amount=tender.amount) for tender in basket.tenders if not tender.last
    )
    return (*((wallet,) if basket.wallet_asked and basket.member else ()), *taken)


def snapshot_of(
    member: MemberView, proof: Proof, history: History, days_from_birthday: int | None
) -> MemberSnapshot:
    """The member as the engine sees one. history, days_from_birthday: nothing when no rule asks."""
    return MemberSnapshot(
        member_id=member.member_id,
        tier_id=member.tier_id,
        tier_metric=member.tier_metric,
        balance=member.balance,
        usable=member.usable,
        proof=proof,
        joined_on=member.joined_on,
        days_from_birthday=days_from_birthday,
        visits=history.visits,
        last_visit_on=history.last_visit_on,
        earned_today=history.earned_today,
        redeemed_today=history.redeemed_today,
    )


def inputs_of(
    basket: OpenBasket,
    store: Store,
    terminal: str,
    member: MemberSnapshot | None,
    tender: TenderKind | None,
    *,
    gift_parts: tuple[TenderPart, ...] = (),
    rights: tuple[Right, ...] = (),
    vouchers: tuple[HeldVoucher, ...] = (),
) -> QuoteInputs:
    """What the engine looks at. terminal: the name of the till that sells. tender: unless the last was taken.

    gift_parts: what gift cards are asked to pay, before all else. rights, vouchers: what the till knows of them.
    """
    last = last_tender(basket)
    return QuoteInputs(
        revision=basket.revision,
        opened_at=basket.opened_at,
        zone=store.zone,
        lines=basket.lines,
        member=member,
        points_asked=basket.points_asked,
        tender=tender if last is None else TenderKind(last.method.value),
        store=store.code,
        terminal=terminal,
        manual=basket.manual,
        channel=basket.channel,
        coupons=basket.coupons,
        rewards=basket.rewards,
        split=(*gift_parts, *_split(basket)),
        rights=rights,
        vouchers=vouchers,
    )


def line_to_load(basket: OpenBasket) -> int | None:
    """The newest line of gift value whose card is not known yet; a new card is made for one that stays so."""
    loaded = {load.line for load in basket.gift_loads}
    lines = (line for line in reversed(basket.lines) if line.item.kind is ItemKind.GIFT_VALUE)
    return next((line.number for line in lines if line.number not in loaded), None)
