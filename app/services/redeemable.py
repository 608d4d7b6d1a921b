"""What a member may spend on a basket besides points as money: rewards, vouchers and the wallet.

Each is tried on the basket by the engine itself, so that what is shown before it is taken is what it does then.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.domain.basket import PaymentMethod, QuoteInputs, TenderPart
from app.domain.engine.evaluate import quote
from app.domain.engine.prepared import Prepared
from app.domain.programme.gifts import Reward
from app.domain.quote import Phase, Quote, Refusal, RefusalReason
from app.services.member_benefits import held_vouchers
from app.services.open_basket import OpenBasket
from app.services.outcomes import QuotedBasket, VoucherStanding
from app.services.quote_basket import quote_basket
from app.services.resolve_scan import voucher_standing
from app.services.unit import KnownVoucher, Unit

_OVER = (RefusalReason.NOT_STARTED, RefusalReason.ENDED, RefusalReason.UNKNOWN)
_MOST_VOUCHERS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class RewardChoice:
    """A reward. taken: how often the basket has it. worth: rupiah that one more takes off; 0: it gives a thing.

    refusal: why one more can't be had; None: it can.
    """

    reward: Reward
    taken: int
    worth: int
    refusal: Refusal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class VoucherChoice:
    """A voucher that the member has, or that was shown. shown: it is on the basket. worth: rupiah that it takes off.

    expires_at: its last instant. refusal: why it takes nothing off this basket.
    """

    code: str
    kind_id: str
    expires_at: int | None
    shown: bool
    standing: VoucherStanding
    worth: int
    refusal: Refusal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WalletChoice:
    """Cashback in rupiah. usable: what may be spent here. most: what this basket allows. asked: what it asks."""

    usable: int
    most: int
    asked: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Redeemable:
    """What can be had first. wallet None: this programme has none, or nobody shows a card."""

    rewards: tuple[RewardChoice, ...]
    vouchers: tuple[VoucherChoice, ...]
    wallet: WalletChoice | None


@dataclass(frozen=True, slots=True)
class _Trial:
    """One basket to try things on."""

    unit: Unit
    quoted: QuotedBasket
    prepared: Prepared
    at: int

    def bare(self) -> QuoteInputs:
        """The basket without points as money and without what was paid: what is tried shows its own worth."""
        return replace(self.quoted.inputs, points_asked=0, split=())

    def quote(self, inputs: QuoteInputs) -> Quote:
        return quote(self.prepared, inputs)


def redeemable(unit: Unit, basket: OpenBasket, at: int) -> Redeemable:
    """Reads only. Raises InvalidBasket."""
    quoted = quote_basket(unit, basket, None, at)
    prepared = unit.catalogue.rules(quoted.basket.revision).prepared
    trial = _Trial(unit, quoted, prepared, at)
    rewards = sorted(_rewards(trial), key=lambda one: (one.refusal is not None, one.reward.points))
    vouchers = sorted(_vouchers(trial), key=lambda one: one.refusal is not None)
    return Redeemable(rewards=tuple(rewards), vouchers=tuple(vouchers), wallet=_wallet(trial))


def _rewards(trial: _Trial) -> Iterator[RewardChoice]:
    bare, taken = trial.bare(), trial.quoted.basket.rewards
    before = trial.quote(bare)
    for reward in trial.quoted.programme.rewards:
        after = trial.quote(replace(bare, rewards=(*bare.rewards, reward.id)))
        refusal = _new_refusal(reward.id, before, after)
        if refusal is None or refusal.reason not in _OVER:
            yield RewardChoice(
                reward=reward,
                taken=taken.count(reward.id),
                worth=max(0, before.payable - after.payable),
                refusal=refusal,
            )


def _new_refusal(rule_id: str, before: Quote, after: Quote) -> Refusal | None:
    """Why a rule did no more after than before."""
    old = [refusal for refusal in before.refusals if refusal.rule_id == rule_id]
    new = [refusal for refusal in after.refusals if refusal.rule_id == rule_id]
    return new[-1] if len(new) > len(old) else None


def _vouchers(trial: _Trial) -> Iterator[VoucherChoice]:
    for voucher in _known(trial):
        standing = voucher_standing(trial.unit, voucher, trial.at)
        shown = voucher.code in trial.quoted.basket.voucher_codes
        if shown or standing in (VoucherStanding.VALID, VoucherStanding.ELSEWHERE):
            yield _tried(trial, voucher, standing, shown)


def _known(trial: _Trial) -> tuple[KnownVoucher, ...]:
    """Those that were shown, then the member's others, the first to expire first."""
    basket, benefits = trial.quoted.basket, trial.unit.benefits
    shown = [benefits.voucher(code) for code in basket.voucher_codes]
    own = () if basket.member is None else benefits.vouchers_of(basket.member.member_id)
    known = {voucher.code: voucher for voucher in (*shown, *own) if voucher is not None}
    return tuple(known.values())[:_MOST_VOUCHERS]


def _tried(trial: _Trial, voucher: KnownVoucher, standing: VoucherStanding, shown: bool) -> VoucherChoice:
    bare, member = trial.bare(), trial.quoted.basket.member
    others = tuple(held for held in bare.vouchers if held.code != voucher.code)
    held = held_vouchers(trial.unit, (voucher.code,), None if member is None else member.member_id)
    before = trial.quote(replace(bare, vouchers=others))
    after = trial.quote(replace(bare, vouchers=(*others, *held)))
    return VoucherChoice(
        code=voucher.code,
        kind_id=voucher.kind_id,
        expires_at=voucher.expires_at,
        shown=shown,
        standing=standing,
        worth=max(0, before.payable - after.payable),
        refusal=_new_refusal(voucher.kind_id, before, after) if held else _somebody_else_s(voucher),
    )


def _somebody_else_s(voucher: KnownVoucher) -> Refusal:
    return Refusal(rule_id=voucher.kind_id, phase=Phase.VOUCHER, reason=RefusalReason.UNKNOWN)


def _wallet(trial: _Trial) -> WalletChoice | None:
    inputs, member = trial.quoted.inputs, trial.quoted.inputs.member
    if member is None or trial.quoted.programme.cashback is None:
        return None
    if member.wallet == 0:
        return WalletChoice(usable=0, most=0, asked=0)
    others = tuple(part for part in inputs.split if part.method is not PaymentMethod.CASHBACK)
    without = trial.quote(replace(inputs, split=others))
    part = TenderPart(method=PaymentMethod.CASHBACK, amount=member.wallet)
    most = wallet_carried(trial.quote(replace(inputs, split=(*others, part))))
    asked = wallet_carried(trial.quoted.quote)
    return WalletChoice(usable=member.wallet, most=min(most, without.payable), asked=asked)


def wallet_carried(quote: Quote) -> int:
    """Rupiah of the bill that the wallet carries."""
    return sum(part.amount for part in quote.carried if part.method is PaymentMethod.CASHBACK)
