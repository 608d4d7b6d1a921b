"""What lines cost before any promotion: price lists that are open, and prices set by hand."""

from collections.abc import Iterator

from app.domain.engine.judge import Refused, outside, plans_in_force
from app.domain.engine.prepared import Prepared
from app.domain.engine.promoting import candidates
from app.domain.engine.running import Running, Take
from app.domain.engine.scene import Places
from app.domain.engine.view import View
from app.domain.numbers import per_unit
from app.domain.programme.benefits import OpenPriceList
from app.domain.quote import MANUAL_RULE, Phase, RefusalReason


def apply_prices(running: Running, prepared: Prepared) -> None:
    """The lowest open price of each line, then what a person set."""
    best: dict[int, tuple[int, str]] = {}
    exclusive: set[str] = set()
    offered: list[str] = []
    for rule_id, list_id, places, closes in _open_lists(running, prepared):
        offered.append(rule_id)
        if closes:
            exclusive.add(rule_id)
        prices = prepared.prices[list_id]
        for place in places:
            line = running.scene.lines[place]
            unit = prices.get(line.item.sku)
            if unit is None:
                continue
            price = per_unit(unit, line.quantity)
            if price < best.get(place, (running.nets[place], ""))[0]:
                best[place] = (price, rule_id)
    for rule_id in dict.fromkeys(offered):
        lowered = {place: price for place, (price, rule) in best.items() if rule == rule_id}
        if lowered:
            touched = _lower(running, rule_id, lowered)
            if rule_id in exclusive:
                running.closed.update(touched)
        elif rule_id not in prepared.price_lists:
            running.refuse(rule_id, Phase.PRICE, (RefusalReason.NOTHING_TO_TAKE, 0, ()))
    _apply_manual_prices(running)


def _open_lists(running: Running, prepared: Prepared) -> Iterator[tuple[str, str, Places, bool]]:
    """Rule, price list, places, and whether it is exclusive: the tier's, the plans', then promotions'."""
    scene, member = running.scene, running.scene.member
    everything = tuple(sorted(place for family in scene.families.values() for place in family))
    if member is not None:
        opened = [prepared.tier(member.tier_id).price_list]
        in_force = plans_in_force(member, scene.today)
        opened += [plan.price_list for plan in prepared.programme.plans if plan.id in in_force]
        for list_id in opened:
            if list_id is not None and _in_window(prepared, list_id, running):
                yield list_id, list_id, everything, False
    rules = prepared.pricing
    if not rules.rules and not rules.stopped:
        return
    for candidate in candidates(running, rules, View(scene, running.nets)):
        promotion = candidate.rule.promotion
        if not isinstance(promotion.benefit, OpenPriceList):
            continue
        list_id = promotion.benefit.price_list
        if _in_window(prepared, list_id, running, promotion.id):
            yield promotion.id, list_id, tuple(candidate.places), promotion.exclusive


def _in_window(prepared: Prepared, list_id: str, running: Running, rule_id: str = "") -> bool:
    """Whether a list counts today; a promotion that opens one that doesn't is refused."""
    listed = prepared.price_lists.get(list_id)
    if listed is None:
        refused: Refused = (RefusalReason.UNKNOWN, 0, (list_id,))
    else:
        late = outside(running.scene.today, listed.starts, listed.ends)
        if late is None:
            return True
        refused = late
    running.refuse(rule_id or list_id, Phase.PRICE, refused)
    return False


def _lower(running: Running, rule_id: str, prices: dict[int, int]) -> list[int]:
    """Sets lines to lower prices."""
    parts = {place: running.nets[place] - price for place, price in sorted(prices.items())}
    amount = sum(parts.values())
    take = Take(
        base=sum(running.nets[place] for place in prices),
        numerator=amount,
        denominator=1,
        amount=amount,
        parts=parts,
    )
    return running.take(rule_id, Phase.PRICE, take)


def _apply_manual_prices(running: Running) -> None:
    """Prices set by hand, where they are lower; on a line that no rule may touch they are refused."""
    scene = running.scene
    open_places = {place for family in scene.families.values() for place in family}
    prices: dict[int, int] = {}
    for place, line in enumerate(scene.lines):
        if line.manual is None:
            continue
        price = per_unit(line.manual.price, line.quantity)
        if place in open_places and price < running.nets[place]:
            prices[place] = price
        else:
            reason = RefusalReason.NOTHING_TO_TAKE if place in open_places else RefusalReason.NO_ELIGIBLE_LINE
            running.refuse(MANUAL_RULE, Phase.PRICE, (reason, 0, (str(line.number),)))
    if prices:
        _lower(running, MANUAL_RULE, prices)
