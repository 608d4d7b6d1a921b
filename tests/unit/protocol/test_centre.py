"""How a server judges a push by the hashes it holds."""

from app.protocol.centre import TRUNK, Continues, Forks, Gap, Held, Place, is_linked, judge, lacking
from app.protocol.record import GENESIS, Head

NOTHING = Held(heads={}, places={})


def h(name: str) -> bytes:
    return name.encode()


def held(*branches: str) -> Held:
    """Branches written as their records' letters; a branch that begins with dots shares what is above them."""
    places: dict[bytes, Place] = {}
    heads: dict[int, Head] = {}
    for branch, letters in enumerate(branches):
        for seq, letter in enumerate(letters, start=1):
            if letter != ".":
                places[h(letter)] = Place(branch, seq)
                heads[branch] = Head(epoch=1, seq=seq, record_hash=h(letter))
    return Held(heads=heads, places=places)


def hashes(letters: str) -> list[bytes]:
    return [h(letter) for letter in letters]


def test_the_first_records_begin_the_trunk() -> None:
    assert judge(1, GENESIS, hashes("abc"), NOTHING) == Continues(TRUNK, 0)


def test_what_follows_the_head_continues() -> None:
    assert judge(4, h("c"), hashes("de"), held("abc")) == Continues(TRUNK, 0)


def test_known_records_are_duplicates() -> None:
    assert judge(1, GENESIS, hashes("abc"), held("abc")) == Continues(TRUNK, 3)
    assert judge(2, h("a"), hashes("bcde"), held("abc")) == Continues(TRUNK, 2)
    assert judge(1, GENESIS, hashes("ab"), held("abc")) == Continues(TRUNK, 2)


def test_another_record_at_a_known_place_begins_a_branch() -> None:
    assert judge(3, h("b"), hashes("X"), held("abc")) == Forks(1, 0)
    assert judge(2, h("a"), hashes("bXY"), held("abc")) == Forks(1, 1)
    assert judge(1, GENESIS, hashes("X"), held("abc")) == Forks(1, 0)
    assert judge(3, h("b"), hashes("Z"), held("abc", "..X")) == Forks(2, 0)


def test_each_branch_goes_on_by_itself() -> None:
    both = held("abc", "..XY")
    assert judge(5, h("Y"), hashes("Z"), both) == Continues(1, 0)
    assert judge(4, h("c"), hashes("d"), both) == Continues(TRUNK, 0)
    assert judge(3, h("b"), hashes("XYZ"), both) == Continues(1, 2)


def test_a_push_after_missing_records_is_told_where_to_go_on() -> None:
    assert judge(6, h("e"), hashes("f"), held("abc")) == Gap(3)
    assert judge(3, h("b"), hashes("c"), NOTHING) == Gap(0)


def test_a_push_that_hangs_on_an_unknown_record_goes_back_until_it_fits() -> None:
    both = held("abcdef", "..XY")
    assert judge(9, h("?"), hashes("!"), both) == Gap(6)
    assert judge(7, h("?"), hashes("!"), both) == Gap(4)
    assert judge(5, h("?"), hashes("!"), both) == Gap(0)


def test_a_confirmed_record_that_is_gone_is_asked_for_again() -> None:
    assert lacking(3, h("c"), held("abc")) is None
    assert lacking(0, GENESIS, NOTHING) is None
    assert lacking(5, h("e"), held("abc")) == Gap(3)
    assert lacking(4, h("Y"), held("abcd", "..X")) == Gap(3)
    assert lacking(3, h("e"), NOTHING) == Gap(0)


def test_genesis_stands_before_the_first_record_and_nowhere_else() -> None:
    assert is_linked(1, GENESIS)
    assert is_linked(2, h("a"))
    assert not is_linked(1, h("a"))
    assert not is_linked(2, GENESIS)
