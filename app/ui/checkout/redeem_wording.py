"""What can be redeemed, and what stands in the way, in words."""

from app.domain.calendar import local_time
from app.domain.programme.document import Programme
from app.domain.quote import Refusal, RefusalReason
from app.services.outcomes import QuotedBasket
from app.services.redeemable import RewardChoice, VoucherChoice, WalletChoice
from app.ui.checkout.barrier import Barred, Barrier
from app.ui.checkout.redeem_pages import parts_of, wallet_amount
from app.ui.checkout.state import RedeemPart, RedeemSheet
from app.words.explain import refusal_sentence
from app.words.money import day, points, rupiah
from app.words.standing import standing_sentence
from app.words.translate import Words

PART_ICONS = {
    RedeemPart.POINTS: "coins",
    RedeemPart.REWARDS: "gift",
    RedeemPart.VOUCHERS: "ticket",
    RedeemPart.CASHBACK: "wallet",
}


def part_name(words: Words, part: RedeemPart) -> str:
    """A page of the sheet."""
    match part:
        case RedeemPart.POINTS:
            return words.gettext("Points")
        case RedeemPart.REWARDS:
            return words.gettext("Rewards")
        case RedeemPart.VOUCHERS:
            return words.gettext("Vouchers")
        case RedeemPart.CASHBACK:
            return words.gettext("Cashback")


def barrier_words(words: Words, barred: Barred, *, has_pin: bool = False) -> str:
    """Why no points, or no more, can be spent yet, and what to do. has_pin: the member has one of his own."""
    count = points(barred.points)
    match barred.by:
        case Barrier.GUEST:
            return words.gettext("Scan the member’s card first, or press F2 to find the member.")
        case Barrier.IN_DEBT:
            return words.ngettext(
                "{count} point is owed. New points pay that first.",
                "{count} points are owed. New points pay that first.",
                barred.points,
                count=count,
            )
        case Barrier.NEEDS_CARD if has_pin and barred.points:
            return words.ngettext(
                "Without the card, only {count} point can be spent. "
                "For more, scan the card, or let the member type the PIN.",
                "Without the card, only {count} points can be spent. "
                "For more, scan the card, or let the member type the PIN.",
                barred.points,
                count=count,
            )
        case Barrier.NEEDS_CARD if has_pin:
            return words.gettext("Scan the member’s card to spend points, or let the member type the PIN.")
        case Barrier.NEEDS_CARD if barred.points:
            return words.ngettext(
                "Without the card, only {count} point can be spent. Scan the member’s card for more.",
                "Without the card, only {count} points can be spent. Scan the member’s card for more.",
                barred.points,
                count=count,
            )
        case Barrier.NEEDS_CARD:
            return words.gettext("Points are spent with the card only. Scan the member’s card.")
        case Barrier.TOO_FEW:
            return words.ngettext(
                "{count} more point is needed before any can be spent.",
                "{count} more points are needed before any can be spent.",
                barred.points,
                count=count,
            )
        case Barrier.ALL_FOR_TODAY:
            return words.gettext("That was all for today. More points can be spent tomorrow.")
        case Barrier.BASKET:
            return words.gettext("Nothing in this basket can be paid with points. Add an item first.")


def not_redeemed_words(words: Words, programme: Programme, refusal: Refusal) -> str:
    """Why a reward or a voucher can't be had; a till knows a card and a PIN, and no one-time code yet."""
    if refusal.reason is RefusalReason.NEEDS_PROOF:
        return words.gettext(
            "That many points need the card or the member’s PIN. Scan the card, or press Ctrl+P for the PIN."
        )
    return refusal_sentence(words, programme, refusal)


def reward_words(words: Words, choice: RewardChoice, programme: Programme) -> str:
    """What it does here, or why it can't be had."""
    if choice.refusal is not None and not choice.taken:
        return not_redeemed_words(words, programme, choice.refusal)
    if choice.taken:
        return words.gettext("On the basket")
    if choice.worth:
        return words.gettext("Takes {amount} off", amount=rupiah(choice.worth))
    return words.gettext("Can be had now")


def reward_cost(words: Words, choice: RewardChoice) -> str:
    """`1.200 points`."""
    cost = choice.reward.points
    return words.ngettext("{count} point", "{count} points", cost, count=points(cost))


def voucher_words(words: Words, choice: VoucherChoice, programme: Programme) -> str:
    """What it does here and until when, or why it doesn't."""
    sentence = standing_sentence(words, choice.standing)
    if sentence:
        return sentence
    if choice.refusal is not None:
        return not_redeemed_words(words, programme, choice.refusal)
    if choice.shown:
        return words.gettext("On the basket")
    if choice.expires_at is None:
        return words.gettext("Can be used now")
    last = local_time(choice.expires_at, programme.zone).date()
    return words.gettext("Valid until {day}", day=day(words, last))


def wallet_words(words: Words, wallet: WalletChoice | None) -> str:
    """What is in the wallet, and what this basket takes of it."""
    if wallet is None:
        return words.gettext("Scan the member’s card first, or press F2 to find the member.")
    if wallet.usable == 0:
        return words.gettext("There is no cashback in the wallet yet.")
    if wallet.most == 0:
        return words.gettext(
            "{amount} in the wallet. This basket takes none of it.", amount=rupiah(wallet.usable)
        )
    return words.gettext(
        "{usable} in the cashback wallet. This basket takes up to {most} of it.",
        usable=rupiah(wallet.usable),
        most=rupiah(wallet.most),
    )


def no_choice_words(part: RedeemPart, words: Words) -> str:
    """Why there is nothing to take."""
    if part is RedeemPart.VOUCHERS:
        return words.gettext("This member has no voucher here. If the customer has one, scan it.")
    return words.gettext("There are no rewards now.")


def redeem_confirm(sheet: RedeemSheet, quoted: QuotedBasket, words: Words) -> str:
    """What Enter does now."""
    match sheet.part:
        case RedeemPart.POINTS if sheet.points:
            worth = rupiah(quoted.programme.points.worth(sheet.points))
            return words.gettext("Take off {amount}", amount=worth)
        case RedeemPart.POINTS:
            return words.gettext("Redeem no points")
        case RedeemPart.REWARDS:
            return words.gettext("Take the reward")
        case RedeemPart.VOUCHERS:
            return words.gettext("Use the voucher")
        case RedeemPart.CASHBACK:
            return words.gettext("Use {amount}", amount=rupiah(wallet_amount(sheet)))


def redeem_title(words: Words, quoted: QuotedBasket) -> str:
    """What can be spent here; of one kind alone its name."""
    parts = parts_of(quoted)
    return part_name(words, parts[0]) if len(parts) == 1 else words.gettext("Points, rewards, vouchers")
