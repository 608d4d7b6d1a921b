"""A receipt in characters that a code page has."""

from dataclasses import replace
from functools import partial

from app.devices.printer.characters import printable
from app.devices.printer.profile import CodePage
from app.services.receipt import Element, PairLine, QrCode, Receipt, RuleLine, TextLine


def in_code_page(receipt: Receipt, code_page: CodePage) -> Receipt:
    """Before the layout, because a character may take several others to write."""
    written = partial(printable, code_page=code_page)

    def element_in_code_page(element: Element) -> Element:
        match element:
            case TextLine():
                return replace(element, text=written(element.text))
            case PairLine():
                return replace(element, left=written(element.left), right=written(element.right))
            case RuleLine() | QrCode():
                return element

    return replace(receipt, elements=tuple(element_in_code_page(element) for element in receipt.elements))
