"""Whether a basket is still there to be worked on."""

from app.services.unit import Unit


def is_over(unit: Unit, basket_id: bytes) -> bool:
    """It was sold, or split into others: a screen that shows it is late."""
    return unit.sales.by_id(basket_id) is not None or bool(unit.splits.parts_of(basket_id))
