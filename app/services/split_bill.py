"""Splits a basket into several that are held and sold each by itself, and puts them together again."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from app.domain.basket import Line, Proof, QuoteInputs
from app.domain.basket_faults import InvalidBasket
from app.domain.splitting import PartWanted, Share, SplitRefused, split
from app.services.member_view import MemberView
from app.services.open_basket import Hold, OpenBasket, PartOf, inputs_of
from app.services.ports import Chance
from app.services.quote_basket import quote_basket
from app.services.tenders import with_kept_tenders
from app.services.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class PartAsked:
    """A part of a bill, and who gets its points; None: a guest. proof: how he showed who he is."""

    shares: tuple[Share, ...]
    member: MemberView | None = None
    proof: Proof = Proof.CARD


@dataclass(frozen=True, slots=True, kw_only=True)
class BasketSplit:
    """The parts are held, in the order asked; last what nobody asked for. Those that were sold since are left out."""

    parts: tuple[OpenBasket, ...]


class SplitProblem(StrEnum):
    """Why nothing was done. PART_OF_BILL: it is a part already; put the bill together first. SPLIT: see `refused`;
    without it, another till's bill. PAYING: something was chosen to pay with, or paid. UNKNOWN: no such bill was split
    here. PART_SOLD: then the parts stay parts. PAID: something was paid of a part; give that back first.
    """

    ALREADY_SOLD = "already-sold"
    INVALID_BASKET = "invalid-basket"
    PART_OF_BILL = "part-of-bill"
    PAYING = "paying"
    SPLIT = "split"
    UNKNOWN = "unknown"
    PART_SOLD = "part-sold"
    PAID = "paid"


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitNotDone:
    """The basket, or its parts, are as they were. refused: which line, and why."""

    problem: SplitProblem
    refused: SplitRefused | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """The bill is one basket again, and open, under its own id."""

    basket: OpenBasket


def split_bill(
    unit: Unit,
    chance: Chance,
    basket: OpenBasket,
    asked: tuple[PartAsked, ...],
    label: str,
    staff_id: bytes,
    now: int,
) -> BasketSplit | SplitNotDone:
    """Puts the parts in the basket's place. One that was split before gives its parts and changes nothing.

    A manager's word of the whole isn't the parts': their lines have other numbers.
    """
    part_ids = unit.splits.parts_of(basket.sale_id)
    if part_ids:
        return BasketSplit(parts=tuple(_there(unit, part_ids)))
    kept = with_kept_tenders(unit, basket)
    problem = _problem(unit, kept, now)
    if problem is not None:
        return SplitNotDone(problem=problem)
    identity = unit.identity()
    done = split(
        inputs_of(kept, identity.store, identity.terminal_name, None, None),
        (PartWanted(shares=part.shares) for part in asked),
    )
    if isinstance(done, SplitRefused):
        return SplitNotDone(problem=SplitProblem.SPLIT, refused=done)
    hold = Hold(label=label, by=staff_id, at=now)
    parts = _parts(chance, kept, asked, done.parts, hold)
    for part in parts:
        unit.baskets.keep(part, now)
    unit.splits.note(kept.sale_id, tuple(part.sale_id for part in parts), now)
    unit.baskets.discard(kept.sale_id)
    return BasketSplit(parts=parts)


def _problem(unit: Unit, basket: OpenBasket, now: int) -> SplitProblem | None:
    if unit.sales.by_id(basket.sale_id) is not None:
        return SplitProblem.ALREADY_SOLD
    if basket.part_of is not None:
        return SplitProblem.PART_OF_BILL
    if basket.bill is not None:
        return SplitProblem.SPLIT
    if basket.tenders or basket.voucher_codes or basket.wallet_asked:
        return SplitProblem.PAYING
    try:
        quote_basket(unit, basket, None, now)
    except InvalidBasket:
        return SplitProblem.INVALID_BASKET
    return None


def _parts(
    chance: Chance,
    whole: OpenBasket,
    asked: tuple[PartAsked, ...],
    cut: tuple[QuoteInputs, ...],
    hold: Hold,
) -> tuple[OpenBasket, ...]:
    """Each a basket of its own; what nobody asked for keeps the member of the whole."""
    rest = PartAsked(shares=(), member=whole.member, proof=whole.proof)
    part_of = PartOf(basket_id=whole.sale_id, member=whole.member, proof=whole.proof)
    return tuple(
        replace(
            whole,
            sale_id=chance.new_id(hold.at),
            lines=inputs.lines,
            member=wanted.member,
            proof=wanted.proof,
            approval=None,
            part_of=part_of,
            hold=replace(hold, label=f"{hold.label} {place}/{len(cut)}".strip()),
        )
        for place, (inputs, wanted) in enumerate(zip(cut, (*asked, rest), strict=False), start=1)
    )


def merge_bill(unit: Unit, basket_id: bytes, now: int) -> Merged | SplitNotDone:
    """Puts the parts of a bill together, if none was sold and nothing was paid; with what was changed in them since.

    A part that was given up stays so.
    """
    part_ids = unit.splits.parts_of(basket_id)
    parts = tuple(_there(unit, part_ids))
    if any(unit.sales.by_id(part_id) is not None for part_id in part_ids):
        return SplitNotDone(problem=SplitProblem.PART_SOLD)
    if not parts:
        return SplitNotDone(problem=SplitProblem.UNKNOWN)
    if any(part.tenders for part in parts):
        return SplitNotDone(problem=SplitProblem.PAID)
    whole = _whole(basket_id, parts)
    for part in parts:
        unit.baskets.discard(part.sale_id)
    unit.splits.forget(basket_id)
    unit.baskets.keep(whole, now)
    return Merged(basket=whole)


def _there(unit: Unit, part_ids: Iterable[bytes]) -> Iterable[OpenBasket]:
    found = (unit.baskets.by_id(part_id) for part_id in part_ids)
    return (part for part in found if part is not None)


def _whole(basket_id: bytes, parts: tuple[OpenBasket, ...]) -> OpenBasket:
    """The bill as its parts are now, without what they chose to pay with."""
    first = parts[0]
    of = first.part_of
    return OpenBasket(
        sale_id=basket_id,
        revision=first.revision,
        opened_at=first.opened_at,
        lines=_joined(parts),
        member=None if of is None else of.member,
        proof=first.proof if of is None else of.proof,
        manual=first.manual,
        coupons=tuple(dict.fromkeys(code for part in parts for code in part.coupons)),
        channel=first.channel,
    )


def _joined(parts: tuple[OpenBasket, ...]) -> tuple[Line, ...]:
    """All lines, numbered anew; pieces of the same thing are one line again, unless something modifies them."""
    lines: list[Line] = []
    for part in parts:
        modified = {line.parent for line in part.lines}
        numbers: dict[int, int] = {}
        for line in part.lines:
            alone = line.parent is None and line.number not in modified and not line.item.weighed
            place = next((at for at, there in enumerate(lines) if alone and _same(there, line, lines)), None)
            if place is not None:
                lines[place] = replace(lines[place], quantity=lines[place].quantity + line.quantity)
                continue
            number = numbers[line.number] = len(lines) + 1
            parent = None if line.parent is None else numbers[line.parent]
            lines.append(replace(line, number=number, parent=parent))
    return tuple(lines)


def _same(there: Line, line: Line, lines: list[Line]) -> bool:
    """Whether a line is more of one that is there, which nothing modifies."""
    if there.parent is not None or any(each.parent == there.number for each in lines):
        return False
    return (there.item, there.manual) == (line.item, line.manual)
