"""The part of the story about members: their points, cards, referrals and merges, and a server at last."""

from dataclasses import replace

from app.domain.basket import Proof
from app.domain.changes import MarkKind
from app.domain.ledger import Asset
from app.services.adjust_points import Adjusted
from app.services.award_action import ActionDone
from app.services.card_outcomes import CardAct, CardDone
from app.services.form_household import HouseholdSet
from app.services.marks_outcomes import MarksDone
from app.services.merge_outcomes import MergeAsked, MergeDone
from app.services.move_outcomes import MoveDone
from app.services.note_referral import ReferralKept
from app.services.open_basket import with_voucher
from app.services.people_port import KnownMark
from app.services.pin_outcomes import PinDone, PinRequest
from app.services.rounds import SliceDone
from app.services.transfer_points import Transferred
from tests.support.crash_shop import Story
from tests.support.enrolling import enrolled
from tests.support.full_rules import STUDENT
from tests.support.office import DAY, office_of
from tests.support.printed import blocked, opened_batch, printed
from tests.support.requesting import (
    acting,
    adjusting,
    carding,
    giving,
    marking,
    merging,
    moving_to,
    referring,
    sharing,
)
from tests.support.selling import basket_of, pay, sell
from tests.support.taking_back import void


def enrolled_at_the_till(story: Story) -> None:
    """Two people, each with a welcome; it is the birthday of one of them."""
    for phone, birthday in (("0812-1111-2222", "11-22"), ("0812-1111-3333", "")):
        done = enrolled(story.shop, phone, birthday=birthday)
        story.shop.members = (*story.shop.members, done.member.member_id)
        story.shop.cards = (*story.shop.cards, done.card)


def referral_noted(story: Story) -> None:
    """The first member sent the second one."""
    first, second, _ = story.shop.members
    assert isinstance(office_of(story.shop).note_referral(referring(story.shop, first, second)), ReferralKept)


def referral_awarded(story: Story) -> None:
    """With the first sale, in its transaction."""
    story.sales["referred"] = sell(story.shop, "KOP-001", member=1)


def referral_revoked(story: Story) -> None:
    """With that sale's void."""
    void(story.shop, story.sales["referred"])


def points_adjusted(story: Story) -> None:
    """Some are given, some rupiah are taken."""
    shop, office = story.shop, office_of(story.shop)
    assert isinstance(office.adjust(adjusting(shop, shop.members[0], 40)), Adjusted)
    assert isinstance(office.adjust(adjusting(shop, shop.members[0], -500, Asset.CASHBACK)), Adjusted)


def points_transferred(story: Story) -> None:
    """Lots go into other books."""
    first, second, _ = story.shop.members
    assert isinstance(office_of(story.shop).transfer(giving(story.shop, first, second, 30)), Transferred)


def household_formed(story: Story) -> None:
    """Two members."""
    shop = story.shop
    assert isinstance(office_of(shop).form_household(sharing(shop, *shop.members[:2])), HouseholdSet)


def action_awarded(story: Story) -> None:
    """Somebody says that the member did it."""
    shop = story.shop
    assert isinstance(office_of(shop).award(acting(shop, shop.members[0])), ActionDone)


def birthday_given(story: Story) -> None:
    """The till sees to it by itself."""
    assert office_of(story.shop).give_yearly() == SliceDone(done=1, left=0)


def card_replaced(story: Story) -> None:
    """One code names nobody any more, another one does."""
    shop = story.shop
    done = office_of(shop).set_cards(carding(shop, shop.members[1], CardAct.REPLACE, shop.cards[1]))
    assert isinstance(done, CardDone), done
    shop.cards = (shop.cards[0], done.issued, *shop.cards[2:])


def member_marked(story: Story) -> None:
    """Into a segment, and out of it again."""
    shop = story.shop
    student = KnownMark(kind=MarkKind.SEGMENT, mark=STUDENT)
    for held in ((student,), ()):
        done = office_of(shop).mark_member(marking(shop, shop.members[0], *held))
        assert isinstance(done, MarksDone), done


def member_pin_set(story: Story) -> None:
    """In the sealed profile, which is whole each time."""
    shop = story.shop
    request = PinRequest(member_id=shop.members[0], pin="270394", proof=Proof.CARD, staff_id=shop.cashier_id)
    assert office_of(shop).set_pin(request) == PinDone(has_pin=True)


def batches_opened(story: Story) -> None:
    """Of cards and of vouchers; each has a secret of its own."""
    story.batches = (opened_batch(story.shop), opened_batch(story.shop, kind_id="ten"))


def printed_card_given(story: Story) -> None:
    """A card of the batch names a member from now on."""
    shop = story.shop
    code = printed(shop, story.batches[0])[0].code
    done = office_of(shop).set_cards(replace(carding(shop, shop.members[1]), new_code=code))
    assert isinstance(done, CardDone), done


def printed_voucher_spent(story: Story) -> None:
    """By whoever has it."""
    code = printed(story.shop, story.batches[1])[0].code
    basket = basket_of(story.shop, "KUE-001", member=None)
    pay(story.shop, with_voucher(basket, code))


def serials_blocked(story: Story) -> None:
    """Some of the cards were stolen."""
    blocked(story.shop, story.batches[0], 5, 9)


def sale_claimed(story: Story) -> None:
    """A guest's sale is a member's."""
    shop = story.shop
    sale = sell(shop, "KOP-002", "ROT-001", member=None)
    claim = moving_to(shop, sale.sale_id, shop.members[1], claim=True)
    assert isinstance(office_of(shop).claim(claim), MoveDone)


def sale_reassigned(story: Story) -> None:
    """A sale goes to another member."""
    shop = story.shop
    sale = sell(shop, "ROT-001", "KUE-001", member=1)
    move = moving_to(shop, sale.sale_id, shop.members[2])
    assert isinstance(office_of(shop).reassign(move), MoveDone)


def members_merged(story: Story) -> None:
    """The third member is the second one."""
    shop = story.shop
    done = office_of(shop).merge(merging(shop, shop.members[2], shop.members[1]))
    assert isinstance(done, MergeDone), done


def points_lapsed(story: Story) -> None:
    """A month and more later."""
    story.shop.clock.at += 40 * DAY
    done = office_of(story.shop).lapse_points()
    assert done.done > 0


def tiers_reviewed(story: Story) -> None:
    """The month that a tier was reached for is over."""
    done = office_of(story.shop).review_tiers()
    assert isinstance(done, SliceDone)
    assert done.done > 0


def server_joined(story: Story) -> None:
    """No document: from here on the server decides some things."""
    story.shop.store.set_server("https://server.example", bytes(32))


def merge_requested(story: Story) -> None:
    """The till asks the server."""
    shop = story.shop
    done = office_of(shop).merge(merging(shop, shop.members[1], shop.members[0]))
    assert isinstance(done, MergeAsked), done
