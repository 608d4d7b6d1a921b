"""As much of the Internet Printing Protocol (RFC 8010, 8011) as a receipt takes: requests out, attributes in. Pure."""

import struct
from dataclasses import dataclass
from enum import IntEnum

_VERSION = b"\x02\x00"
_OPERATION_GROUP, _END = 0x01, 0x03
_LAST_DELIMITER = 0x0F
_INTEGER, _BOOLEAN, _ENUM = 0x21, 0x22, 0x23
_NAME, _URI, _CHARSET, _LANGUAGE, _FORMAT = 0x42, 0x45, 0x47, 0x48, 0x49


class Operation(IntEnum):
    PRINT_JOB = 0x0002
    CANCEL_JOB = 0x0008
    JOB_ATTRIBUTES = 0x0009
    PRINTER_ATTRIBUTES = 0x000B
    CUPS_PRINTERS = 0x4002


Value = int | str


@dataclass(frozen=True, slots=True)
class Answer:
    """`status`: below 0x0100 it was done. `attributes`: all values of each name, in order, of whatever group."""

    status: int
    attributes: dict[str, tuple[Value, ...]]

    @property
    def is_done(self) -> bool:
        return self.status < 0x0100

    def number(self, name: str) -> int | None:
        """The first whole number, enum or boolean of that name."""
        return next((value for value in self.attributes.get(name, ()) if isinstance(value, int)), None)

    def texts(self, name: str) -> tuple[str, ...]:
        """All texts of that name, in order."""
        return tuple(value for value in self.attributes.get(name, ()) if isinstance(value, str))

    def keywords(self, name: str) -> frozenset[str]:
        return frozenset(value for value in self.attributes.get(name, ()) if isinstance(value, str))


def request(operation: Operation, uri: str, *, job: int | None = None, name: str = "") -> bytes:
    """An operation on a printer, or on one of its jobs; a document follows it as it is."""
    fields = [
        _field(_CHARSET, "attributes-charset", b"utf-8"),
        _field(_LANGUAGE, "attributes-natural-language", b"en"),
        _field(_URI, "printer-uri", uri.encode()),
    ]
    if job is not None:
        fields.append(_field(_INTEGER, "job-id", struct.pack(">i", job)))
    fields.append(_field(_NAME, "requesting-user-name", b"setia"))
    if operation is Operation.PRINT_JOB:
        fields.append(_field(_NAME, "job-name", name.encode()))
        fields.append(_field(_FORMAT, "document-format", b"application/vnd.cups-raw"))
    head = _VERSION + struct.pack(">HI", operation, 1) + bytes([_OPERATION_GROUP])
    return head + b"".join(fields) + bytes([_END])


def answer_in(data: bytes) -> Answer:
    """Raises ValueError for what is no answer."""
    try:
        return Answer(int.from_bytes(data[2:4], "big"), _attributes(data))
    except (IndexError, UnicodeDecodeError, struct.error) as error:
        raise ValueError("no IPP answer") from error


def _attributes(data: bytes) -> dict[str, tuple[Value, ...]]:
    attributes: dict[str, tuple[Value, ...]] = {}
    place, name = 8, ""
    while (tag := data[place]) != _END:
        place += 1
        if tag <= _LAST_DELIMITER:
            continue
        new_name, place = _sized(data, place)
        content, place = _sized(data, place)
        name = new_name.decode("ascii") or name  # without a name it is another value of the last one
        attributes[name] = (*attributes.get(name, ()), _value(tag, content))
    return attributes


def _sized(data: bytes, place: int) -> tuple[bytes, int]:
    (size,) = struct.unpack_from(">H", data, place)
    if place + 2 + size > len(data):
        raise IndexError
    return data[place + 2 : place + 2 + size], place + 2 + size


def _value(tag: int, content: bytes) -> Value:
    if tag in (_INTEGER, _ENUM, _BOOLEAN):
        return int.from_bytes(content, "big", signed=tag != _BOOLEAN)
    return content.decode("utf-8", errors="replace")


def _field(tag: int, name: str, value: bytes) -> bytes:
    return bytes([tag]) + struct.pack(">H", len(name)) + name.encode() + struct.pack(">H", len(value)) + value
