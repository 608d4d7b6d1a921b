"""What the checkout says of a price: its sums, its offers, and why it is what it is."""

from app.services.offers import Standing
from app.services.outcomes import QuotedBasket
from app.ui.checkout.card_wording import tier_words, would_earn_words
from app.ui.checkout.offer_wording import offer_groups
from app.ui.checkout.summary_wording import sums_words, total_words
from app.ui.checkout.why_wording import Holds, why_sections
from app.words.translate import Language, Words
from tests.support.counter import Counter

WORDS = Words(Language.ENGLISH)


def priced(counter: Counter, *skus: str, member: bool) -> QuotedBasket:
    if member:
        counter.scan(counter.shop.cards[0])
    counter.scan_items(*skus)
    assert counter.state.quoted is not None
    return counter.state.quoted


def reasons(quoted: QuotedBasket) -> dict[str, list[tuple[Holds, str, str]]]:
    return {
        title: [(each.holds, each.name, each.amount) for each in said]
        for title, said in why_sections(WORDS, quoted)
    }


def test_a_member_s_price_says_what_applies_what_it_earns_and_what_not(counter: Counter) -> None:
    said = reasons(priced(counter, "ROT-001", member=True))
    assert said["What applies"] == [(Holds.APPLIED, "Roti pagi 10%", "−Rp2.850")]
    assert said["Points"][0] == (Holds.EARNED, "Points of this sale", "+25")
    assert all(holds is Holds.REFUSED for holds, _, _ in said["What does not apply, and why"])


def test_a_guest_s_price_is_full_and_says_what_a_member_would_get(counter: Counter) -> None:
    quoted = priced(counter, "KOP-001", member=False)
    said = reasons(quoted)
    assert said["What applies"] == [(Holds.NOTHING, "Full price", "")]
    assert said["Points"] == [(Holds.EARNED, "What a member would get", "+24")]
    assert would_earn_words(WORDS, quoted) == "A member would get 24 points for this."
    assert would_earn_words(WORDS, None) == ""


def test_offers_stand_in_groups_by_how_near_they_are_and_no_group_is_empty(counter: Counter) -> None:
    groups = dict(offer_groups(WORDS, priced(counter, "ROT-001", "KUE-001", member=True)))
    assert list(groups) == [standing for standing in Standing if standing in groups]
    assert all(groups.values())
    assert [row.name for row in groups[Standing.APPLIED]] == ["Roti pagi 10%"]
    assert groups[Standing.APPLIED][0].chip == "Applied −Rp2.850"
    assert all(not row.chip for row in groups.get(Standing.NOT_NOW, ()))


def test_sums_keep_their_places_and_those_that_are_nothing_show_only_where_they_may_be(
    counter: Counter,
) -> None:
    empty = sums_words(WORDS, None)
    assert [(each.amount, each.shown) for each in empty] == [
        (0, True),
        (0, True),
        (0, True),
        (0, False),
        (0, False),
    ]
    sums = sums_words(WORDS, priced(counter, "ROT-001", member=True))
    assert [each.amount for each in sums] == [28_500, -2_850, 0, 0, 0]
    assert [each.name for each in sums] == [each.name for each in empty]


def test_the_total_says_what_a_member_earns_and_a_guest_s_doesn_t(counter: Counter) -> None:
    guest = total_words(WORDS, priced(counter, "KOP-001", member=False))
    assert (guest.name, guest.amount, guest.earned) == ("Total", "Rp24.000", "")
    counter.scan(counter.shop.cards[0])
    assert total_words(WORDS, counter.state.quoted).earned == "+24 points"
    assert total_words(WORDS, None).amount == "Rp0"


def test_a_member_s_tier_says_how_far_the_next_one_is_this_basket_counted(counter: Counter) -> None:
    quoted = priced(counter, "KOP-001", member=True)
    assert quoted.basket.member is not None
    said = tier_words(WORDS, quoted.basket.member, quoted)
    assert (said.tier, said.worth) == ("Teman", "= Rp0")
    assert said.distance == "Rp476.000 more to Sahabat"
    assert 0 < said.share < 1_000
