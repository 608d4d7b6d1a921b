"""What the customer sees of the checkout: the one place that knows both. Only what stands here leaves the till."""

from app.domain.programme.document import tier_by_id
from app.domain.quote import QuotedLine
from app.services.member_view import MemberView
from app.services.outcomes import QuotedBasket
from app.services.sums import sums_of
from app.ui.checkout.state import CheckoutState, FinishPanel, TenderSheet
from app.ui.customer.state import (
    Buying,
    CustomerState,
    Idle,
    ShownDiscount,
    ShownLine,
    ShownMember,
    Thanks,
)
from app.words.names import rule_name
from app.words.translate import Words


def customer_sees(words: Words, state: CheckoutState) -> CustomerState:
    """The customer's side of a state of the checkout."""
    if isinstance(state.sheet, FinishPanel):
        return _thanks(state.sheet)
    if state.basket is None or not (state.basket.lines or state.basket.member):
        return Idle()
    return _buying(words, state)


def first_name(name: str) -> str:
    """`Siti Rahayu` is `Siti`; of an erased member, nothing."""
    return next(iter(name.split()), "")


def _thanks(panel: FinishPanel) -> Thanks:
    done = panel.done
    question = None if panel.question is None or panel.question.at_till else panel.question
    return Thanks(
        payable=done.payable,
        received=done.received,
        change=done.change,
        earned=done.points_earned,
        balance=done.balance,
        reached=panel.reached,
        sale_id=b"" if question is None else done.sale_id,
        question=question,
    )


def _buying(words: Words, state: CheckoutState) -> Buying:
    basket, quoted = state.basket, _quoted(state)
    lines = _lines(words, state, quoted)
    sums = sums_of(quoted.quote) if quoted else None
    member = basket.member if basket else None
    return Buying(
        lines=lines,
        changed=state.selected,
        saved=sum(line.price - line.net for line in lines),
        added=sums.service + sums.tax_on_top if sums else 0,
        total=sums.payable if sums else sum(line.net for line in lines),
        member=None if member is None else _member(member, quoted),
        earns=quoted.quote.earning.points if quoted else 0,
    )


def _quoted(state: CheckoutState) -> QuotedBasket | None:
    """The price that the cashier sees: of the open payment, or of the basket; never of the basket before."""
    sheet = state.sheet
    newest = (sheet.quoted if isinstance(sheet, TenderSheet) else None) or state.quoted
    same = newest is not None and state.basket is not None and newest.basket.sale_id == state.basket.sale_id
    return newest if same else None


def _lines(words: Words, state: CheckoutState, quoted: QuotedBasket | None) -> tuple[ShownLine, ...]:
    basket = state.basket
    priced = {made.line: made for made in quoted.quote.lines} if quoted else {}
    return tuple(
        ShownLine(
            number=line.number,
            name=line.item.name,
            quantity=line.quantity,
            price=line.price,
            net=priced[line].net if line in priced else line.price,
            discounts=_discounts(words, quoted, priced.get(line)),
        )
        for line in (basket.lines if basket else ())
    )


def _discounts(
    words: Words, quoted: QuotedBasket | None, line: QuotedLine | None
) -> tuple[ShownDiscount, ...]:
    if quoted is None or line is None:
        return ()
    return tuple(
        ShownDiscount(name=rule_name(words, quoted.programme, part.rule_id), amount=part.amount)
        for part in line.parts
        if part.amount
    )


def _member(member: MemberView, quoted: QuotedBasket | None) -> ShownMember:
    tier = tier_by_id(quoted.programme, member.tier_id).name if quoted else ""
    return ShownMember(first_name=first_name(member.name), tier=tier, points=member.balance)
