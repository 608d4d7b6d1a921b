"""Lets terminals in: a one-time code once, and the terminal's key from then on."""

from secrets import choice

from sqlalchemy import Connection

from app.domain.codes import CARD_ALPHABET
from app.domain.identifiers import uuid7
from app.protocol.facts import Store
from app.protocol.messages import Enrol, Enrolled, Problem, ProblemCode, signed_enrol
from app.server.centre import Centre, is_signed_by
from app.storage.server.feed import Touched, touch
from app.storage.server.identity import found_merchant, identity_of
from app.storage.server.stores import all_stores, store_by_id
from app.storage.server.tables import shared
from app.storage.server.terminals import EnrolCode, Terminal, add_terminal, code_of, terminal_by_id, use_code
from app.storage.shop_rows import put_holder, put_store

CODE_LETTERS = 12
ID_BYTES = 16
LONGEST_NAME = 100
"""Characters of a terminal's name."""


def new_code() -> str:
    """A fresh code of 60 bits, easy to read aloud: three groups of four."""
    letters = "".join(choice(CARD_ALPHABET) for _ in range(CODE_LETTERS))
    return "-".join(letters[start : start + 4] for start in range(0, CODE_LETTERS, 4))


def normal_code(code: str) -> str:
    """A code as it was given out, however it was typed."""
    letters = "".join(letter for letter in code.upper() if letter.isalnum())
    letters = letters.replace("O", "0").replace("I", "1").replace("L", "1")
    return "-".join(letters[start : start + 4] for start in range(0, len(letters), 4))


def enrol(centre: Centre, asked: Enrol) -> Enrolled | Problem:
    """Pins a terminal's key, or refuses. The first terminal with a shop of its own founds the merchant."""
    if not _is_well_formed(asked):
        return Problem(code=ProblemCode.MALFORMED)
    if not is_signed_by(asked.public_key, asked.signature, signed_enrol(asked)):
        return Problem(code=ProblemCode.UNAUTHORISED)
    with centre.database.writing() as connection:
        return _enrol(connection, centre, asked, centre.clock())


def _is_well_formed(asked: Enrol) -> bool:
    own = (asked.merchant_id, asked.terminal_id, asked.store)
    ids = [own_id for own_id in own[:2] if own_id is not None]
    return (
        (None not in own or own == (None, None, None))
        and all(len(own_id) == ID_BYTES for own_id in ids)
        and 0 < len(asked.terminal_name) <= LONGEST_NAME
    )


def _enrol(connection: Connection, centre: Centre, asked: Enrol, now: int) -> Enrolled | Problem:
    code = code_of(connection, normal_code(asked.code))
    if code is None:
        return Problem(code=ProblemCode.UNKNOWN_CODE)
    identity = identity_of(connection)
    merchant_id = None if identity is None else identity.merchant_id
    if code.used_by is not None:
        return _again(connection, centre, asked, merchant_id, code.used_by, now)
    if now > code.expires_at:
        return Problem(code=ProblemCode.EXPIRED_CODE)
    if asked.merchant_id is None and merchant_id is None:
        return Problem(code=ProblemCode.NO_STORE)
    if asked.merchant_id is not None and merchant_id not in (None, asked.merchant_id):
        return Problem(code=ProblemCode.OTHER_MERCHANT)
    return _let_in(connection, centre, asked, merchant_id, code, now)


def _let_in(
    connection: Connection, centre: Centre, asked: Enrol, merchant_id: bytes | None, code: EnrolCode, now: int
) -> Enrolled | Problem:
    terminal_id = asked.terminal_id or uuid7(now, centre.random_bytes(10))
    owner = merchant_id or asked.merchant_id
    store = asked.store if asked.store is not None else _store_of_code(connection, owner, code)
    if owner is None or store is None:
        return Problem(code=ProblemCode.NO_STORE)
    known = terminal_by_id(connection, owner, terminal_id)
    if known is not None and known.public_key != asked.public_key:
        return Problem(code=ProblemCode.OTHER_KEY)
    if merchant_id is None:
        found_merchant(connection, owner)
    if store_by_id(connection, owner, store.store_id) is None:
        put_store(connection, shared, owner, store)
        touch(connection, owner, [Touched("store", store.store_id)])
    if known is None:
        put_holder(connection, shared, owner, terminal_id, asked.terminal_name)
        known = Terminal(
            merchant_id=owner,
            terminal_id=terminal_id,
            store_id=store.store_id,
            name=asked.terminal_name,
            public_key=asked.public_key,
            enrolled_at=now,
            seen_at=now,
            forked_at=None,
        )
        add_terminal(connection, known)
    use_code(connection, normal_code(asked.code), terminal_id, now)
    return _answer(centre, known, store, now)


def _again(
    connection: Connection, centre: Centre, asked: Enrol, owner: bytes | None, used_by: bytes, now: int
) -> Enrolled | Problem:
    """A used code gets the same answer when the same key asks: the first answer may have been lost."""
    known = None if owner is None else terminal_by_id(connection, owner, used_by)
    if known is None or known.public_key != asked.public_key:
        return Problem(code=ProblemCode.USED_CODE)
    store = store_by_id(connection, known.merchant_id, known.store_id)
    if store is None:
        return Problem(code=ProblemCode.NO_STORE)
    return _answer(centre, known, store, now)


def _answer(centre: Centre, terminal: Terminal, store: Store, now: int) -> Enrolled:
    return Enrolled(
        merchant_id=terminal.merchant_id,
        terminal_id=terminal.terminal_id,
        store=store,
        server_key=centre.public_key,
        generation=centre.generation,
        server_time=now,
    )


def _store_of_code(connection: Connection, owner: bytes | None, code: EnrolCode) -> Store | None:
    """The code's store, or the merchant's first one."""
    if owner is None:
        return None
    if code.store_id is not None:
        return store_by_id(connection, owner, code.store_id)
    return next(iter(all_stores(connection, owner)), None)
