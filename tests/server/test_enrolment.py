"""Who gets in: a code works once, the first shop founds the merchant, and a lost answer costs nothing."""

from dataclasses import replace

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.protocol.facts import Store
from app.protocol.messages import Enrolled, Problem
from app.server.centre import Centre
from app.server.enrolment import enrol, new_code, normal_code
from app.storage.server.terminals import CODE_LIFETIME, all_terminals
from tests.support.joined_centre import Joined, code_of
from tests.support.joined_till import JoinedTill, enrol_message, own_till, shop_store
from tests.support.shop import SmallShop


def terminals(centre: Centre) -> int:
    with centre.database.reading() as connection:
        return len(all_terminals(connection))


def test_the_first_shop_founds_the_merchant_and_keeps_its_names(centre: Centre, shop: SmallShop) -> None:
    till = own_till(shop)
    answer = enrol(centre, enrol_message(till.key, code_of(centre), till, shop_store(shop)))
    assert isinstance(answer, Enrolled)
    assert (answer.merchant_id, answer.terminal_id) == (till.merchant_id, till.terminal_id)
    assert answer.store == shop_store(shop)
    assert answer.server_key == centre.public_key
    assert answer.generation == centre.generation


def test_a_new_machine_gets_its_names_and_the_store_from_the_server(joined: Joined) -> None:
    key = Ed25519PrivateKey.generate()
    answer = enrol(joined.centre, enrol_message(key, code_of(joined.centre), name="BDG2"))
    assert isinstance(answer, Enrolled)
    assert answer.merchant_id == joined.till.merchant_id
    assert answer.terminal_id != joined.till.terminal_id
    assert answer.store == shop_store(joined.shop)


def test_a_new_machine_needs_a_shop_that_is_there(centre: Centre) -> None:
    message = enrol_message(Ed25519PrivateKey.generate(), code_of(centre))
    assert enrol(centre, message) == Problem(code="no-store")


def test_a_code_lets_one_terminal_in_once(joined: Joined) -> None:
    code = code_of(joined.centre)
    first = enrol(joined.centre, enrol_message(Ed25519PrivateKey.generate(), code))
    second = enrol(joined.centre, enrol_message(Ed25519PrivateKey.generate(), code))
    assert isinstance(first, Enrolled)
    assert second == Problem(code="used-code")
    assert terminals(joined.centre) == 2


def test_the_same_terminal_may_ask_again_when_the_answer_was_lost(joined: Joined) -> None:
    message = enrol_message(Ed25519PrivateKey.generate(), code_of(joined.centre))
    assert enrol(joined.centre, message) == enrol(joined.centre, message)
    assert terminals(joined.centre) == 2


def test_a_code_lasts_ten_minutes(joined: Joined) -> None:
    late = replace(joined.centre, clock=lambda: joined.centre.clock() + CODE_LIFETIME + 1)
    message = enrol_message(Ed25519PrivateKey.generate(), code_of(joined.centre))
    assert enrol(late, message) == Problem(code="expired-code")
    in_time = replace(joined.centre, clock=lambda: joined.centre.clock() + CODE_LIFETIME)
    assert isinstance(enrol(in_time, message), Enrolled)


def test_an_invented_code_lets_nobody_in(joined: Joined) -> None:
    message = enrol_message(Ed25519PrivateKey.generate(), new_code())
    assert enrol(joined.centre, message) == Problem(code="unknown-code")


def test_a_code_may_be_typed_carelessly() -> None:
    assert normal_code(" k0pi setia 1o1l ") == normal_code("K0P1-SET1-A101-1") == "K0P1-SET1-A101-1"


def test_a_journal_of_another_merchant_stays_out(joined: Joined) -> None:
    stranger = JoinedTill(b"m" * 16, b"t" * 16, Ed25519PrivateKey.generate())
    code = code_of(joined.centre)
    message = enrol_message(stranger.key, code, stranger, shop_store(joined.shop))
    assert enrol(joined.centre, message) == Problem(code="other-merchant")
    assert isinstance(enrol(joined.centre, enrol_message(stranger.key, code)), Enrolled), (
        "the code is still good"
    )


def test_a_known_terminal_does_not_change_its_key(joined: Joined) -> None:
    thief = replace(joined.till, key=Ed25519PrivateKey.generate())
    message = enrol_message(thief.key, code_of(joined.centre), thief, shop_store(joined.shop))
    assert enrol(joined.centre, message) == Problem(code="other-key")


def test_who_cannot_prove_the_key_stays_out(joined: Joined) -> None:
    message = enrol_message(Ed25519PrivateKey.generate(), code_of(joined.centre))
    for forged in (
        replace(message, public_key=Ed25519PrivateKey.generate().public_key().public_bytes_raw()),
        replace(message, terminal_name="BDG9"),
        replace(message, public_key=b"short"),
    ):
        assert enrol(joined.centre, forged) == Problem(code="unauthorised")
    assert terminals(joined.centre) == 1


def test_half_an_identity_is_malformed(joined: Joined) -> None:
    key = Ed25519PrivateKey.generate()
    nameless = JoinedTill(joined.till.merchant_id, b"", key)
    store: Store = shop_store(joined.shop)
    for message in (
        enrol_message(key, "any", joined.till, None),
        enrol_message(key, "any", nameless, store),
        enrol_message(key, "any", name=""),
        enrol_message(key, "any", name="x" * 101),
    ):
        assert enrol(joined.centre, message) == Problem(code="malformed")


def test_a_code_for_a_store_gives_that_store(joined: Joined) -> None:
    store = shop_store(joined.shop)
    code = code_of(joined.centre, store.store_id)
    answer = enrol(joined.centre, enrol_message(Ed25519PrivateKey.generate(), code))
    assert isinstance(answer, Enrolled)
    assert answer.store == store
