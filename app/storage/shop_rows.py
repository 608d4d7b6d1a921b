"""The plain things of a shop as rows: store, holders, items, programme, staff, people. Each replaces what was there.

Used by the projection of a fact and by the changes that a server sends.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, select

from app.domain.basket import Item, ItemKind
from app.domain.programme.document import Programme
from app.protocol.facts import Store
from app.protocol.plain import pack, packed, unpacked
from app.protocol.sidecar import SideCar, digest
from app.storage.shared_tables import SharedTables
from app.storage.upsert import upsert

_COLUMNS = ("name", "phone", "birthday")
"""What of a side-car has a column of its own."""


def put_store(connection: Connection, tables: SharedTables, merchant_id: bytes, store: Store) -> None:
    """A store, entered or changed."""
    row = {
        "merchant_id": merchant_id,
        "store_id": store.store_id,
        "code": store.code,
        "name": store.name,
        "address": store.address,
        "tax_number": store.tax_number,
        "zone": store.zone,
        "cut_over_hour": store.cut_over_hour,
    }
    upsert(connection, tables.stores, [row])


def store_of(row: Row[*tuple[Any, ...]]) -> Store:
    """The store in a row."""
    return Store(
        store_id=row.store_id,
        code=row.code,
        name=row.name,
        address=row.address,
        tax_number=row.tax_number,
        zone=row.zone,
        cut_over_hour=row.cut_over_hour,
    )


def put_holder(
    connection: Connection, tables: SharedTables, merchant_id: bytes, holder_id: bytes, name: str
) -> None:
    """A terminal that may hold rights."""
    row = {"merchant_id": merchant_id, "holder_id": holder_id, "kind": "terminal", "name": name}
    upsert(connection, tables.holders, [row])


def put_sidecar(connection: Connection, tables: SharedTables, merchant_id: bytes, sidecar: SideCar) -> None:
    """A sealed side-car and its person's key."""
    person = {"merchant_id": merchant_id, "subject_id": sidecar.subject_id}
    upsert(connection, tables.personal_keys, [{**person, "key": sidecar.key}])
    upsert(connection, tables.sidecars, [{**person, "digest": digest(sidecar), "sealed": sidecar.sealed}])


def sidecars_of(
    connection: Connection, tables: SharedTables, merchant_id: bytes, digests: Sequence[bytes]
) -> dict[bytes, SideCar]:
    """Sealed side-cars by digest, with their keys; an erased person's are not in it."""
    sealed, keys = tables.sidecars, tables.personal_keys
    rows = connection.execute(
        select(sealed.c.digest, sealed.c.subject_id, sealed.c.sealed, keys.c.key)
        .join(keys, (keys.c.merchant_id == sealed.c.merchant_id) & (keys.c.subject_id == sealed.c.subject_id))
        .where(sealed.c.merchant_id == merchant_id, sealed.c.digest.in_(digests))
    )
    return {row.digest: SideCar(subject_id=row.subject_id, key=row.key, sealed=row.sealed) for row in rows}


def put_items(
    connection: Connection, tables: SharedTables, merchant_id: bytes, items: Iterable[Item]
) -> None:
    """Items, entered or changed, by SKU."""
    rows = [
        {
            "merchant_id": merchant_id,
            "sku": item.sku,
            "gtin": item.gtin,
            "name": item.name,
            "category": item.category,
            "price": item.price,
            "no_promotion": item.no_promotion,
            "kind": item.kind.value,
            "tags": list(item.tags),
            "weighed": item.weighed,
            "tax": item.tax,
            "cost": item.cost,
        }
        for item in items
    ]
    upsert(connection, tables.items, rows)


def item_of(row: Row[*tuple[Any, ...]]) -> Item:
    """The item in a row."""
    return Item(
        sku=row.sku,
        gtin=row.gtin,
        name=row.name,
        category=row.category,
        price=row.price,
        no_promotion=row.no_promotion,
        kind=ItemKind(row.kind),
        tags=tuple(row.tags),
        weighed=row.weighed,
        tax=row.tax,
        cost=row.cost,
    )


def put_programme(
    connection: Connection,
    tables: SharedTables,
    merchant_id: bytes,
    programme: Programme,
    *,
    based_on: int,
    published_at: int,
) -> None:
    """A revision of the programme."""
    row = {
        "merchant_id": merchant_id,
        "revision": programme.revision,
        "based_on": based_on,
        "document": pack(programme),
        "published_at": published_at,
    }
    upsert(connection, tables.programmes, [row])


def put_staff(
    connection: Connection,
    tables: SharedTables,
    merchant_id: bytes,
    staff_id: bytes,
    *,
    role: str,
    personal: Mapping[str, Any],
) -> None:
    """A person who may log in. personal: name and PIN hash, from the side-car."""
    row = {
        "merchant_id": merchant_id,
        "staff_id": staff_id,
        "role": role,
        "name": personal.get("name", ""),
        "pin_hash": personal.get("pin_hash", ""),
    }
    upsert(connection, tables.staff, [row])


def put_profile(
    connection: Connection,
    tables: SharedTables,
    merchant_id: bytes,
    member_id: bytes,
    personal: Mapping[str, Any],
) -> None:
    """What can be searched of a member."""
    upsert(connection, tables.profiles, [profile_row(merchant_id, member_id, personal)])


def profile_row(merchant_id: bytes, member_id: bytes, personal: Mapping[str, Any]) -> dict[str, Any]:
    """A profile, with the keys that it is found by."""
    name, phone = personal.get("name", ""), personal.get("phone", "")
    return {
        "merchant_id": merchant_id,
        "member_id": member_id,
        "name": name,
        "phone": phone,
        "birthday": personal.get("birthday", ""),
        "details": packed_details(personal),
        "name_key": name_key(name),
        "phone_end": phone_end(phone),
    }


def packed_details(personal: Mapping[str, Any]) -> bytes:
    """What a side-car says besides what has a column; empty: nothing."""
    details = {name: said for name, said in personal.items() if name not in _COLUMNS}
    return packed(details) if details else b""


def details_in(encoded: bytes) -> dict[str, Any]:
    """What `packed_details` packed."""
    details: dict[str, Any] = unpacked(encoded) if encoded else {}
    return details


def name_key(name: str) -> str:
    """A name, or its start, as it is looked up: without case and double blanks."""
    return " ".join(name.casefold().split())


def phone_end(phone: str) -> str:
    """A number, or its last digits, as it is looked up: the digits from the last to the first."""
    return "".join(character for character in reversed(phone) if character.isdigit())
