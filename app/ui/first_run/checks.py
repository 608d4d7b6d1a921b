"""Whether a step of the first run is filled in, and what its fields mean. Pure."""

from decimal import Decimal
from urllib.parse import urlsplit

from app.domain.basket import Item
from app.domain.codes import gtin_in
from app.services.front import Role
from app.services.new_shop import NewPerson, Settling, is_easy
from app.ui.first_run.state import (
    PIN_LENGTH,
    Asked,
    Field,
    FirstRunState,
    ItemsWay,
    ProgrammeWay,
    Step,
    Way,
    Wrong,
)

Fault = tuple[Field, Wrong]
_ITEM_FIELDS = (Field.ITEM_NAME, Field.ITEM_PRICE, Field.ITEM_CODE, Field.ITEM_CATEGORY)
_PERSON_FIELDS = (Field.PERSON, Field.PIN, Field.PIN_AGAIN)
_LATEST_HOUR, _MOST_SERVICE = 23, 25


def fault_of(state: FirstRunState) -> Fault | Asked | None:
    """What keeps the step from the next; None: nothing."""
    match state.step:
        case Step.SHOP:
            return _shop(state)
        case Step.TAX:
            too_much = int(state.text(Field.SERVICE) or 0) > _MOST_SERVICE
            return (Field.SERVICE, Wrong.SERVICE) if too_much else None
        case Step.PROGRAMME:
            return _programme(state)
        case Step.ITEMS:
            return _items(state)
        case Step.STAFF:
            return _staff(state)
        case Step.SERVER:
            return _server(state)
        case Step.START | Step.MAKE:
            return None


def item_begun(state: FirstRunState) -> bool:
    """Whether something of an item was typed and not added."""
    return any(state.text(which) for which in _ITEM_FIELDS if which is not Field.ITEM_CATEGORY)


def person_begun(state: FirstRunState) -> bool:
    """Whether something of a person was typed and not added."""
    return any(state.text(which) for which in _PERSON_FIELDS)


def item_of(state: FirstRunState) -> Item | Fault:
    """The item in the form. A code that is a barcode is one; without a code the item has a number of its own."""
    name, price, code = (state.text(which) for which in _ITEM_FIELDS[:3])
    if not name:
        return Field.ITEM_NAME, Wrong.EMPTY
    if not price or int(price) == 0:
        return Field.ITEM_PRICE, Wrong.PRICE
    taken = {item.sku for item in state.items} | {item.gtin for item in state.items if item.gtin}
    gtin = gtin_in(code) or ""
    if code and (code in taken or gtin in taken):
        return Field.ITEM_CODE, Wrong.TAKEN
    if code.isdigit() and len(code) in (8, 12, 13, 14) and not gtin:
        return Field.ITEM_CODE, Wrong.BARCODE
    sku = code or _free_number(taken, len(state.items) + 1)
    return Item(sku=sku, gtin=gtin, name=name, category=state.text(Field.ITEM_CATEGORY), price=int(price))


def person_of(state: FirstRunState) -> NewPerson | Fault:
    """The person in the form."""
    name, pin, again = (state.text(which) for which in _PERSON_FIELDS)
    if not name:
        return Field.PERSON, Wrong.EMPTY
    if name.casefold() in {person.name.casefold() for person in state.staff}:
        return Field.PERSON, Wrong.TAKEN
    if len(pin) != PIN_LENGTH:
        return Field.PIN, Wrong.PIN
    if is_easy(pin):
        return Field.PIN, Wrong.EASY_PIN
    if again != pin:
        return Field.PIN_AGAIN, Wrong.OTHER_PIN
    return NewPerson(name=name, role=state.role, pin=pin)


def settling_of(state: FirstRunState) -> Settling:
    """Tax and service charge."""
    service = Decimal(state.text(Field.SERVICE) or 0)
    return Settling(tax=state.tax, inside=state.inside, service=service)


def cleared(state: FirstRunState, *which: Field) -> dict[Field, str]:
    """The texts without these."""
    return {each: text for each, text in state.texts.items() if each not in which}


def without_item(state: FirstRunState) -> dict[Field, str]:
    """The texts for the next item: of the same category, most likely."""
    return cleared(state, Field.ITEM_NAME, Field.ITEM_PRICE, Field.ITEM_CODE)


def without_person(state: FirstRunState) -> dict[Field, str]:
    """The texts for the next person."""
    return cleared(state, *_PERSON_FIELDS)


def _free_number(taken: set[str], first: int) -> str:
    number = first
    while str(number) in taken:
        number += 1
    return str(number)


def _shop(state: FirstRunState) -> Fault | None:
    if not state.text(Field.NAME):
        return Field.NAME, Wrong.EMPTY
    if not _is_till(state.text(Field.TILL)):
        return Field.TILL, Wrong.TILL
    hour = state.text(Field.CUT_OVER)
    return None if hour and int(hour) <= _LATEST_HOUR else (Field.CUT_OVER, Wrong.HOUR)


def _is_till(name: str) -> bool:
    """It stands in every receipt's number."""
    return name.isascii() and name.isalnum()


def _programme(state: FirstRunState) -> Fault | Asked | None:
    match state.programme_way:
        case None:
            return Asked.PROGRAMME
        case ProgrammeWay.SHIPPED:
            return None if state.chosen else Asked.PROGRAMME
        case ProgrammeWay.FILE:
            return None if state.programme_is_sound else Asked.PROGRAMME_FILE
        case ProgrammeWay.NONE:
            return None


def _items(state: FirstRunState) -> Asked | None:
    match state.items_way:
        case None:
            return Asked.ITEMS
        case ItemsWay.FILE:
            return None if state.items_are_readable else Asked.ITEMS_FILE
        case ItemsWay.BY_HAND:
            if item_begun(state):
                return Asked.HALF_AN_ITEM
            return None if state.items else Asked.ITEMS
        case ItemsWay.LATER:
            return None


def _staff(state: FirstRunState) -> Asked | None:
    if person_begun(state):
        return Asked.HALF_A_PERSON
    managers = any(person.role is Role.MANAGER for person in state.staff)
    return None if managers else Asked.MANAGER


def _server(state: FirstRunState) -> Fault | None:
    if not state.joins:
        return None
    if state.way is Way.JOIN and not _is_till(state.text(Field.TILL)):
        return Field.TILL, Wrong.TILL
    if not _is_url(state.text(Field.URL)):
        return Field.URL, Wrong.URL
    return None if state.text(Field.CODE) else (Field.CODE, Wrong.EMPTY)


def _is_url(text: str) -> bool:
    """As a terminal takes it: https, or this very machine."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    here = parts.scheme == "http" and parts.hostname in ("localhost", "127.0.0.1", "::1")
    return bool(parts.hostname) and (parts.scheme == "https" or here)
