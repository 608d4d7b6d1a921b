"""What an item was sold for, out of a record's bytes: for whoever looks through a month of sales for one item.

Reading a whole sale takes many times as long as reading these few fields of it.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from app.domain.basket import UNIT
from app.domain.blind_return import SoldFor
from app.protocol.plain import unpacked


def sold_lines(encoded: bytes, sku: str) -> Iterator[SoldFor]:
    """Each line of the item in the sale, or in the exchange, that a record holds; rupiah a unit, rounded down."""
    body: dict[str, Any] = unpacked(encoded)["body"]
    sale = body.get("sale", body)
    day = date.fromisoformat(sale["business_day"])
    for quoted in sale["quote"]["lines"]:
        line = quoted["line"]
        if line["item"]["sku"] == sku:
            yield SoldFor(day=day, price=quoted["net"] * UNIT // line["quantity"])
