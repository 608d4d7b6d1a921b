"""The pages of what a member can spend, and their rows."""

from app.services.outcomes import QuotedBasket
from app.services.redeemable import RewardChoice, VoucherChoice
from app.ui.checkout.barrier import Barrier, barrier_of
from app.ui.checkout.state import RedeemPart, RedeemSheet

Choice = RewardChoice | VoucherChoice
_FOR_GOOD = (Barrier.TOO_FEW, Barrier.BASKET, Barrier.ALL_FOR_TODAY)


def parts_of(quoted: QuotedBasket) -> tuple[RedeemPart, ...]:
    """The pages that this programme has."""
    programme = quoted.programme
    has = {
        RedeemPart.POINTS: True,
        RedeemPart.REWARDS: bool(programme.rewards),
        RedeemPart.VOUCHERS: bool(programme.vouchers),
        RedeemPart.CASHBACK: programme.cashback is not None,
    }
    return tuple(part for part in RedeemPart if has[part])


def first_part_of(quoted: QuotedBasket) -> RedeemPart:
    """Points, unless none can be spent as money whatever the customer does now, and there is something else."""
    barred, others = barrier_of(quoted), parts_of(quoted)[1:]
    if barred is None or barred.by not in _FOR_GOOD or not others:
        return RedeemPart.POINTS
    return others[0]


def choices_of(sheet: RedeemSheet) -> tuple[Choice, ...]:
    """The rows of the open page."""
    if sheet.offered is None:
        return ()
    match sheet.part:
        case RedeemPart.REWARDS:
            return sheet.offered.rewards
        case RedeemPart.VOUCHERS:
            return sheet.offered.vouchers
        case RedeemPart.POINTS | RedeemPart.CASHBACK:
            return ()


def wallet_amount(sheet: RedeemSheet) -> int:
    """Rupiah of cashback that Enter takes."""
    if sheet.keyed:
        return int(sheet.keyed)
    wallet = None if sheet.offered is None else sheet.offered.wallet
    return 0 if wallet is None else wallet.most


def can_confirm(sheet: RedeemSheet, quoted: QuotedBasket) -> bool:
    """Something that can't be had may be confirmed: the answer says why."""
    match sheet.part:
        case RedeemPart.POINTS:
            return quoted.quote.redemption.limit > 0
        case RedeemPart.REWARDS | RedeemPart.VOUCHERS:
            return bool(choices_of(sheet))
        case RedeemPart.CASHBACK:
            wallet = None if sheet.offered is None else sheet.offered.wallet
            return wallet is not None and (wallet.most > 0 or wallet.asked > 0)
