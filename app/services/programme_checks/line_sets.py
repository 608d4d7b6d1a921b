"""What `Lines` take, and what two of them have in common by what they name."""

from dataclasses import replace

from app.domain.basket import Item, ItemKind
from app.domain.programme.lines import Lines


def takes(lines: Lines, item: Item) -> bool:
    """Whether a line of this item is taken."""
    if item.no_promotion or item.sku in lines.except_skus or item.category in lines.except_categories:
        return False
    if set(item.tags) & set(lines.except_tags):
        return False
    if item.sku in lines.skus:
        return True
    if item.kind is not ItemKind.GOODS:
        return False
    return names_nothing(lines) or item.category in lines.categories or bool(set(item.tags) & set(lines.tags))


def names_nothing(lines: Lines) -> bool:
    """Whether they are every line, less exceptions."""
    return not (lines.skus or lines.categories or lines.tags)


def share_names(one: Lines, other: Lines) -> bool:
    """Whether a line is sure to be taken by both, whatever the items are: a SKU may be in any category."""
    if takes_none(one) or takes_none(other):
        return False
    if names_nothing(one):
        return _leaves_some(other, one)
    if names_nothing(other):
        return _leaves_some(one, other)
    shared = Lines(
        skus=_both(one.skus, other.skus),
        categories=_both(one.categories, other.categories),
        tags=_both(one.tags, other.tags),
    )
    return not names_nothing(shared) and _leaves_some(shared, one) and _leaves_some(shared, other)


def may_share_names(one: Lines, other: Lines) -> bool:
    """Whether some line may be taken by both. It has one SKU and one category; which go together, nobody knows."""
    if takes_none(one) or takes_none(other):
        return False
    for names in ("skus", "categories"):
        if all(names_nothing(replace(lines, **{names: ()})) for lines in (one, other)):
            mine, theirs = getattr(one, names), getattr(other, names)
            return not (mine and theirs) or bool(_both(mine, theirs))
    return True


def covers_names(one: Lines, other: Lines) -> bool:
    """Whether `one` takes every line that `other` takes, whatever the items are."""
    excepts_less = (
        set(one.except_skus) <= set(other.except_skus)
        and set(one.except_categories) <= set(other.except_categories)
        and set(one.except_tags) <= set(other.except_tags)
    )
    if names_nothing(one):
        return excepts_less
    names_more = (
        set(other.skus) <= set(one.skus)
        and set(other.categories) <= set(one.categories)
        and set(other.tags) <= set(one.tags)
    )
    return excepts_less and names_more and not names_nothing(other)


def takes_none(lines: Lines) -> bool:
    """Whether everything that is named is excluded by name again."""
    return not names_nothing(lines) and not _leaves_some(lines, lines)


def _leaves_some(named: Lines, excluding: Lines) -> bool:
    """Whether something of what `named` names is not excluded by `excluding`; everything is never used up."""
    if names_nothing(named):
        return True
    return bool(
        set(named.skus) - set(excluding.except_skus)
        or set(named.categories) - set(excluding.except_categories)
        or set(named.tags) - set(excluding.except_tags)
    )


def _both(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in one if name in other)
