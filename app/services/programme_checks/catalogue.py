"""What a programme says of items, where the items are known."""

from collections.abc import Iterator

from app.domain.basket import Item, ItemKind
from app.domain.programme.benefits import BundlePrice, FixedPrice
from app.domain.programme.lines import Lines
from app.services.programme_checks.finding import Finding, FindingKind, Path
from app.services.programme_checks.line_sets import takes
from app.services.programme_checks.look import Look, owner_of
from app.services.programme_checks.walk import each, nearest

_NAMED = (
    ("skus", "except_skus", FindingKind.UNKNOWN_SKU),
    ("categories", "except_categories", FindingKind.UNKNOWN_CATEGORY),
    ("tags", "except_tags", FindingKind.UNKNOWN_TAG),
)


def catalogue_findings(look: Look) -> Iterator[Finding]:
    """Nothing where the items aren't known."""
    if look.items is None:
        return
    known = {
        FindingKind.UNKNOWN_SKU: {item.sku for item in look.items},
        FindingKind.UNKNOWN_CATEGORY: {item.category for item in look.items},
        FindingKind.UNKNOWN_TAG: {tag for item in look.items for tag in item.tags},
    }
    for path, lines in each(look.programme, Lines):
        for named, excepted, kind in _NAMED:
            for field in (named, excepted):
                for at, name in enumerate(getattr(lines, field)):
                    yield from _known(look, (*path, field, at), name, kind, known[kind])
    skus = known[FindingKind.UNKNOWN_SKU]
    for path, sku in _single_skus(look):
        yield from _known(look, path, sku, FindingKind.UNKNOWN_SKU, skus)
    yield from _items_themselves(look, look.items)
    yield from _no_saving(look, look.items)


def _known(look: Look, path: Path, name: str, kind: FindingKind, known: set[str]) -> Iterator[Finding]:
    if name not in known:
        yield Finding(
            kind=kind,
            path=path,
            ids=owner_of(look.programme, path),
            what=name,
            nearest=nearest(name, known),
        )


def _single_skus(look: Look) -> Iterator[tuple[Path, str]]:
    programme = look.programme
    for at, plan in enumerate(programme.plans):
        yield ("plans", at, "sku"), plan.sku
    for at, donation in enumerate(programme.donations):
        if donation.sku is not None:
            yield ("donations", at, "sku"), donation.sku
    for at, prices in enumerate(programme.price_lists):
        for place, listed in enumerate(prices.prices):
            yield ("price_lists", at, "prices", place, "sku"), listed.sku


def _items_themselves(look: Look, items: tuple[Item, ...]) -> Iterator[Finding]:
    """Items of another kind than the plan or cause that they are sold for, or of a tax that isn't there."""
    programme = look.programme
    kinds = {item.sku: item.kind for item in items}
    wanted = [
        *((("plans", at, "sku"), plan.sku, ItemKind.PLAN_FEE) for at, plan in enumerate(programme.plans)),
        *(
            (("donations", at, "sku"), cause.sku or "", ItemKind.DONATION)
            for at, cause in enumerate(programme.donations)
        ),
    ]
    for path, sku, kind in wanted:
        if kinds.get(sku, kind) is not kind:
            yield Finding(
                kind=FindingKind.WRONG_ITEM_KIND,
                path=path,
                ids=owner_of(programme, path),
                what=sku,
                of=kind.value,
            )
    taxes = {tax.id for tax in programme.taxes}
    for at, item in enumerate(items):
        if item.tax and item.tax not in taxes:
            yield Finding(
                kind=FindingKind.UNKNOWN_ID,
                path=("items", at, "tax"),
                ids=(item.sku,),
                what=item.tax,
                nearest=nearest(item.tax, taxes),
                of="taxes",
            )


def _no_saving(look: Look, items: tuple[Item, ...]) -> Iterator[Finding]:
    """Prices that are no lower than without the rule."""
    prices = {item.sku: item.price for item in items}
    for at, price_list in enumerate(look.programme.price_lists):
        for place, listed in enumerate(price_list.prices):
            plain = prices.get(listed.sku)
            if plain is not None and listed.price >= plain:
                yield _dear(
                    ("price_lists", at, "prices", place), price_list.id, listed.price, plain, listed.sku
                )
    for at, rule in enumerate(look.programme.promotions):
        dearest = _dearest(rule.benefit, rule.lines, items)
        if dearest is not None:
            price = rule.benefit.price if isinstance(rule.benefit, FixedPrice | BundlePrice) else 0
            if price >= dearest:
                yield _dear(("promotions", at, "benefit", "price"), rule.id, price, dearest)


def _dearest(benefit: object, lines: Lines, items: tuple[Item, ...]) -> int | None:
    """The most that what a fixed price is for can cost without it; None: not known."""
    match benefit:
        case FixedPrice():
            return max((item.price for item in items if takes(lines, item)), default=None)
        case BundlePrice(parts=parts):
            dearest = [
                max((item.price for item in items if takes(part.lines, item)), default=None) for part in parts
            ]
            known = [price for price in dearest if price is not None]
            if len(known) < len(parts):
                return None
            return sum(price * part.units for price, part in zip(known, parts, strict=True))
        case _:
            return None


def _dear(path: Path, rule_id: str, price: int, plain: int, sku: str = "") -> Finding:
    return Finding(
        kind=FindingKind.SAVES_NOTHING, path=path, ids=(rule_id,), what=sku, amount=price, limit=plain
    )
