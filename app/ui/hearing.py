"""Which sound a change of the checkout makes: what a cashier hears who looks at the goods, not at the screen."""

from app.domain.quote import Quote
from app.services.outcomes import CardBlocked, GiftCardFound, ScanUnknown, VoucherFound, VoucherStanding
from app.services.sound import Sound
from app.ui.checkout.state import CheckoutState, FinishPanel, Notice, Trouble

_TROUBLES = {
    Trouble.FAULT,
    Trouble.NOT_SAVED,
    Trouble.PRICE_CHANGED,
    Trouble.SCAN_BROKEN,
    Trouble.PAID_NOT_SOLD,
    Trouble.VOUCHER_OF_ANOTHER,
}


def sound_of(before: CheckoutState, after: CheckoutState) -> Sound | None:
    """At most one: trouble before good news, and good news before what is usual."""
    if after.notice is not before.notice and _is_trouble(after.notice):
        return Sound.UNKNOWN
    if _can_have(after) and not _can_have(before):
        return Sound.REWARD
    if _is_finished(after) and not _is_finished(before):
        return Sound.OK
    if _is_taken(before, after):
        return Sound.OK
    return None


def _is_trouble(notice: Notice | None) -> bool:
    match notice:
        case ScanUnknown() | CardBlocked():
            return True
        case VoucherFound():
            return notice.standing is not VoucherStanding.VALID
        case GiftCardFound():
            return notice.blocked
        case Trouble():
            return notice in _TROUBLES
        case _:
            return False


def _can_have(state: CheckoutState) -> bool:
    """Whether the member can pay a part by points or take a reward, as far as the newest price of his basket knows."""
    basket, quoted = state.basket, state.quoted
    if basket is None or quoted is None or basket.member is None or _is_finished(state):
        return False
    same = quoted.basket.sale_id == basket.sale_id and quoted.basket.member is not None
    return same and _has_something(quoted.quote)


def _has_something(quote: Quote) -> bool:
    spends = quote.redemption.points + quote.redemption.reward_points
    return spends > 0 or quote.redemption.limit > 0 or any(offer.missing <= 0 for offer in quote.rewards)


def _is_finished(state: CheckoutState) -> bool:
    return isinstance(state.sheet, FinishPanel)


def _is_taken(before: CheckoutState, after: CheckoutState) -> bool:
    """Whether a piece or a member came into the basket. Another basket that was fetched is not heard."""
    old, new = before.basket, after.basket
    if new is None or (old is not None and old.sale_id != new.sale_id):
        return False
    pieces = sum(line.quantity for line in old.lines) if old else 0
    member = old.member.member_id if old and old.member else None
    more = sum(line.quantity for line in new.lines) > pieces
    return more or (new.member is not None and new.member.member_id != member)
