"""JSON documents that people write: read with every fault named, written so that people can read them.

Any frozen dataclass is a document (`Programme` is the one it was made for); its annotations say what is allowed.
An absent key takes the default of the field. Numbers stay exact.
"""

from typing import Any, TypeVar

from app.protocol.document_faults import DocumentFault
from app.protocol.json_text import parse_json
from app.protocol.reading import Reading
from app.protocol.shape import shape_of
from app.protocol.writing import written

T = TypeVar("T")


def read_document(kind: type[T], text: str | bytes) -> T | tuple[DocumentFault, ...]:
    """The value that a JSON text (bytes: UTF-8) holds, or everything that is wrong with it: never an exception."""
    plain = parse_json(text)
    return plain if isinstance(plain, tuple) else read_plain(kind, plain)


def read_plain(kind: type[T], plain: Any) -> T | tuple[DocumentFault, ...]:
    """The same from what `parse_json` made of a text: dict, list, str, int, Decimal, bool and None; no float."""
    reading = Reading()
    value: T = reading.value(shape_of(kind), plain)
    return tuple(reading.faults) or value


def write_document(value: Any) -> str:
    """A dataclass as JSON text with two blanks of indentation, without what equals the defaults.

    What fits on a line stands on one. `read_document` gives back an equal value.
    """
    return written(value)
