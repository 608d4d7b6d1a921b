"""A member's PIN that was set at one till counts at the shop's other tills, each with its own lock."""

from pathlib import Path

from app.domain.basket import Proof
from app.services.front import LockedOut
from app.services.pin_outcomes import NoPin, PinCheck, PinDone, PinRequest, PinRight
from tests.server.test_people import two_tills
from tests.support.enrolling import enrolled
from tests.support.joined_centre import Joined
from tests.support.office import office_of
from tests.support.server_word import complaints
from tests.support.shop import SmallShop
from tests.support.two_tills import settle

PIN, OTHER_PIN = "270394", "860215"


def choose(shop: SmallShop, member_id: bytes, pin: str) -> None:
    request = PinRequest(member_id=member_id, pin=pin, proof=Proof.CARD, staff_id=shop.cashier_id)
    assert office_of(shop).set_pin(request) == PinDone(has_pin=bool(pin))


def tried(shop: SmallShop, member_id: bytes, pin: str = PIN) -> PinCheck:
    return office_of(shop).check_pin(member_id, pin)


def test_a_pin_of_one_till_counts_at_the_other(joined: Joined, tmp_path: Path) -> None:
    with two_tills(joined, tmp_path) as (first, second, exchanges):
        who = enrolled(first).member.member_id
        settle(exchanges, first)
        choose(first, who, PIN)
        assert tried(second, who) == NoPin(), "it is on its way"
        settle(exchanges, first)
        assert tried(second, who) == PinRight()
        choose(second, who, OTHER_PIN)
        settle(exchanges, first)
        assert tried(first, who, OTHER_PIN) == PinRight()
        assert [tried(first, who) for _ in range(5)][-1] == LockedOut(seconds=60)
        assert tried(second, who, OTHER_PIN) == PinRight(), "guessing here locks here"
        choose(first, who, "")
        settle(exchanges, first)
        assert tried(second, who, OTHER_PIN) == NoPin()
        assert complaints(first) == complaints(second) == []
