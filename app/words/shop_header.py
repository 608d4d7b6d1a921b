"""Whose paper it is: the top of every receipt, slip and report."""

from collections.abc import Iterator

from app.protocol.facts import Store
from app.services.receipt import Element, TextLine
from app.services.receipt_template import Shop

_AS_ALWAYS = Shop()


def shop_header(store: Store, block: Shop = _AS_ALWAYS) -> Iterator[Element]:
    """Name, address and tax number."""
    yield TextLine(store.name, block.align, block.emphasis)
    if store.address:
        yield TextLine(store.address, block.align)
    if store.tax_number:
        yield TextLine(f"NPWP {store.tax_number}", block.align)
