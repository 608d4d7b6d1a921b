"""Exact arithmetic for money and points: where and how often something rounds is part of the rules."""

from collections.abc import Sequence
from fractions import Fraction


def half_up(value: Fraction) -> int:
    """The nearest integer; a half goes up (4.782,5 becomes 4.783). For amounts of zero or more."""
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)


def spread(whole: int, weights: Sequence[int]) -> tuple[int, ...]:
    """`whole` shared in proportion to `weights` by the largest remainder; ties go to the lower place.

    The parts always sum to the whole. Weights are zero or more and not all zero unless the whole is zero.
    """
    total = sum(weights)
    if whole == 0:
        return (0,) * len(weights)
    if total <= 0:
        raise ValueError(f"cannot spread {whole} over weights that sum to {total}")
    parts = [whole * weight // total for weight in weights]
    remainders = [whole * weight % total for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda place: (-remainders[place], place))
    for place in by_remainder[: whole - sum(parts)]:
        parts[place] += 1
    return tuple(parts)


def spread_within(whole: int, weights: Sequence[int], limits: Sequence[int]) -> tuple[int, ...]:
    """Like `spread`, with no part above its limit: what a part may not take goes to the lowest place
    that still has room.

    `whole` is at most the sum of the limits.
    """
    if whole > sum(limits):
        raise ValueError(f"{whole} is more than the limits {sum(limits)} allow")
    parts = list(spread(whole, weights))
    excess = 0
    for place, limit in enumerate(limits):
        excess += max(0, parts[place] - limit)
        parts[place] = min(parts[place], limit)
    for place, limit in enumerate(limits):
        moved = min(excess, limit - parts[place])
        parts[place] += moved
        excess -= moved
    return tuple(parts)


def round_to_step(amount: int, step: int) -> int:
    """`amount` rounded half-up to a multiple of `step` (107.867 to Rp100 is 107.900)."""
    return half_up(Fraction(amount, step)) * step


def per_unit(price: int, quantity: int) -> int:
    """What `quantity` thousandths cost at a price per unit: rounded half-up, once."""
    return (price * quantity + 500) // 1000
