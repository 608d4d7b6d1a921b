"""Values to bytes and back: frozen dataclasses as MessagePack, one converter for records and messages.

Decimals travel as text, dates as ISO text, enums as their values, bytes as bytes. A union of dataclasses
carries its kind under `type`: its class's name in small letters with hyphens. An unknown key is refused.
"""

import re
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cache, lru_cache, partial
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

import msgspec
from cattrs import Converter
from cattrs.errors import ForbiddenExtraKeysError, StructureHandlerNotFoundError
from cattrs.fns import identity
from cattrs.gen import make_dict_unstructure_fn

T = TypeVar("T")

_TAG = "type"
_MOST_DIGITS = 20
_LARGEST_EXPONENT = 12

MALFORMED = (
    ValueError,
    TypeError,
    KeyError,
    AttributeError,
    ForbiddenExtraKeysError,
    StructureHandlerNotFoundError,
)
"""What reading a value from plain data or bytes raises when they don't hold one."""


@lru_cache(maxsize=1)
def _converter() -> Converter:
    return _made()


@lru_cache(maxsize=1)
def _packer() -> Converter:
    """The same, but what msgspec writes as it would be plain stays the value that it is."""
    packer = _made()
    packer.register_unstructure_hook_func(_is_packed_alike, identity)
    return packer


def _made() -> Converter:
    converter = Converter(forbid_extra_keys=True, detailed_validation=False)
    converter.register_unstructure_hook(Decimal, str)
    converter.register_structure_hook(Decimal, lambda value, _: _decimal(value))
    converter.register_unstructure_hook(date, date.isoformat)
    converter.register_structure_hook(date, lambda value, _: date.fromisoformat(value))
    for kind in (bytes, bool, str):
        converter.register_structure_hook(kind, lambda value, kind: _exactly(kind, value))
    converter.register_structure_hook(int, lambda value, _: _integer(value))
    # Nearer than `str`, whose hook would catch every StrEnum and leave it a text.
    converter.register_unstructure_hook(StrEnum, str.__str__)
    converter.register_structure_hook(StrEnum, lambda value, kind: kind(_exactly(str, value)))
    converter.register_unstructure_hook_func(_may_be_left_out, identity)
    # What a record's body or a change holds is plain already, and large: it isn't walked through again.
    converter.register_unstructure_hook_func(lambda kind: kind == dict[str, Any], lambda plain: plain)
    _register_tuples(converter)
    _register_tagged_unions(converter)
    return converter


def _register_tuples(converter: Converter) -> None:
    """A `tuple[X, ...]` is read from a list only: a text or a mapping can be walked through too."""

    def structure(kind: Any) -> Callable[[Any, Any], Any]:
        member = get_args(kind)[0]

        def read(plain: Any, _: Any) -> Any:
            # Asked for only now: a condition holds conditions, and its hook would never be done making itself.
            hook = converter.get_structure_hook(member)
            return tuple(hook(one, member) for one in _exactly(list, plain))

        return read

    def unstructure(kind: Any) -> Callable[[Any], Any]:
        member = get_args(kind)[0]
        hook = None

        def write(values: Any) -> Any:
            nonlocal hook
            if hook is None:
                hook = converter.get_unstructure_hook(member)  # only now, as above
            return [hook(one) for one in values]

        return write

    converter.register_structure_hook_factory(_is_tuple, structure)
    converter.register_unstructure_hook_factory(_is_tuple, unstructure)


def _is_tuple(kind: Any) -> bool:
    return get_origin(kind) is tuple and get_args(kind)[1:] == (Ellipsis,)


def _register_tagged_unions(converter: Converter) -> None:
    """A union of two or more dataclasses is told apart by the name of its class. None stays None."""

    def structure(union: Any) -> Callable[[Any, Any], Any]:
        members = {tag_of(member): member for member in get_args(union) if member is not NoneType}
        may_be_none = NoneType in get_args(union)

        def read(plain: Any, _: Any) -> Any:
            if plain is None and may_be_none:
                return None
            return converter.structure(*_untagged(plain, members))

        return read

    def unstructure(_: Any) -> Callable[[Any], Any]:
        fields_of = cache(partial(make_dict_unstructure_fn, converter=converter))

        def write(value: Any) -> Any:
            if value is None:
                return None
            kind = value.__class__
            return {_TAG: tag_of(kind), **fields_of(kind)(value)}

        return write

    converter.register_structure_hook_factory(_is_union, structure)
    converter.register_unstructure_hook_factory(_is_union, unstructure)


def _may_be_left_out(kind: Any) -> bool:
    """A number, a text or bytes, or None: already plain. A hook would ask each value whether it is None."""
    members = get_args(kind)
    return (
        get_origin(kind) in (Union, UnionType)
        and NoneType in members
        and all(member in (int, str, bytes, bool, NoneType) for member in members)
    )


@cache
def _is_packed_alike(kind: Any) -> bool:
    """A dataclass of numbers, texts, bytes, choices and dates, several or none of them, and further such dataclasses.

    Where one of several classes may stand, it has to say which it is; a decimal or a mapping is looked at.
    """
    if isinstance(kind, type) and is_dataclass(kind):
        hints = get_type_hints(kind)
        return all(_is_field_packed_alike(hints[field.name]) for field in fields(kind))
    return False


def _is_field_packed_alike(kind: Any) -> bool:
    if kind in _PACKED_ALIKE or (isinstance(kind, type) and issubclass(kind, StrEnum)):
        return True
    if _is_tuple(kind):
        return _is_field_packed_alike(get_args(kind)[0])
    if get_origin(kind) in (Union, UnionType):
        members = [member for member in get_args(kind) if member is not NoneType]
        return len(members) == 1 and _is_field_packed_alike(members[0])
    return _is_packed_alike(kind)


_PACKED_ALIKE = (int, str, bytes, bool, date)


@cache
def tag_of(kind: type) -> str:
    """What tells a class from the others of its union: `MinimumSpend` is `minimum-spend`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "-", kind.__name__).lower()


def _is_union(kind: Any) -> bool:
    """A dataclass or None is no such union: there is nothing to tell apart."""
    members = [member for member in get_args(kind) if member is not NoneType]
    return get_origin(kind) in (Union, UnionType) and len(members) > 1 and all(map(is_dataclass, members))


def _untagged(plain: Any, members: dict[str, type]) -> tuple[dict[str, Any], type]:
    fields = dict(_exactly(dict, plain))
    name = fields.pop(_TAG, None)
    if name not in members:
        raise ValueError(f"{name!r} is none of {', '.join(sorted(members))}")
    return fields, members[name]


def _exactly(kind: type[T], value: object) -> T:
    if type(value) is not kind:
        raise TypeError(f"{value!r} is not {kind.__name__}")
    return value


def _integer(value: object) -> int:
    """What a database's widest integer holds."""
    number = _exactly(int, value)
    if not -(2**63) <= number < 2**63:
        raise ValueError(f"{value!r} is out of range")
    return number


def _decimal(value: object) -> Decimal:
    try:
        number = Decimal(_exactly(str, value))
    except InvalidOperation:
        raise ValueError(f"{value!r} is not a decimal number") from None
    if not number.is_finite():
        raise ValueError(f"{value!r} is not a finite number")
    if len(number.as_tuple().digits) > _MOST_DIGITS or abs(number.adjusted()) > _LARGEST_EXPONENT:
        raise ValueError(f"{value!r} is no number that anybody means")
    return number


def to_plain(value: object) -> Any:
    """A value as dicts, lists, text, integers, booleans, bytes and None."""
    return _converter().unstructure(value)


def from_plain(kind: type[T], plain: object) -> T:
    """The value of a type from its plain form; raises one of MALFORMED if it isn't one."""
    return _converter().structure(plain, kind)


def to_pack(value: object) -> Any:
    """A value as `packed` takes it: plain, but for parts that are packed like their plain form anyway."""
    return _packer().unstructure(value)


def pack(value: object) -> bytes:
    """A value as MessagePack bytes: those of its plain form, without making all of that."""
    return packed(to_pack(value))


def unpack(kind: type[T], data: bytes) -> T:
    """The value of a type from MessagePack bytes; raises one of MALFORMED if they hold none."""
    return from_plain(kind, unpacked(data))


def packed(plain: object) -> bytes:
    """A plain value, or one of `to_pack`, as MessagePack bytes, each number in the fewest."""
    return msgspec.msgpack.encode(plain)


def unpacked(data: bytes) -> Any:
    """The plain value in MessagePack bytes; raises ValueError if they hold none, or more."""
    try:
        return msgspec.msgpack.decode(data)
    except RecursionError:
        raise ValueError("lists within lists, more than anybody means") from None
