"""Rewards, vouchers and stamp cards as sentences."""

from app.domain.programme.gifts import Reward, StampCard, VoucherKind
from app.words.money import points
from app.words.programme.benefits import gift_phrase, gifts_phrase, presence_sentence
from app.words.programme.conditions import conditions_sentence
from app.words.programme.promotions import funder_sentence
from app.words.programme.terms import Terms, window_sentence


def reward_sentences(terms: Terms, reward: Reward) -> list[str]:
    """What it costs, what it gives, to whom, when, and how many there are."""
    words = terms.words
    said = [
        words.ngettext(
            "For {count} point: {gift}.",
            "For {count} points: {gift}.",
            reward.points,
            count=points(reward.points),
            gift=gift_phrase(terms, reward.gives, reward.lines),
        ),
        presence_sentence(terms, reward.gives, reward.lines),
        conditions_sentence(terms, reward.conditions, reward.lines),
        window_sentence(terms, reward.starts, reward.ends),
    ]
    if reward.tiers:
        names = terms.one_of([terms.name("tiers", tier) for tier in reward.tiers])
        said.append(words.gettext("For {tiers} members.", tiers=names))
    if reward.stock is not None:
        said.append(words.gettext("There are {count}.", count=points(reward.stock)))
    if reward.per_member is not None:
        said.append(words.gettext("At most {count} × for a member.", count=points(reward.per_member)))
    if reward.funder is not None:
        said.append(funder_sentence(terms, reward.funder))
    return [sentence for sentence in said if sentence]


def voucher_sentences(terms: Terms, voucher: VoucherKind) -> list[str]:
    """What it takes off, how long and how often."""
    words = terms.words
    gift = gift_phrase(terms, voucher.gives, voucher.lines)
    said = [
        words.gettext("Gives: {gift}.", gift=gift),
        presence_sentence(terms, voucher.gives, voucher.lines),
        conditions_sentence(terms, voucher.conditions, voucher.lines),
    ]
    if voucher.valid_days is not None:
        said.append(
            words.ngettext(
                "Good for {count} day after its issue.",
                "Good for {count} days after its issue.",
                voucher.valid_days,
                count=points(voucher.valid_days),
            )
        )
    said.append(words.ngettext("For one use.", "For {count} uses.", voucher.uses, count=points(voucher.uses)))
    if voucher.funder is not None:
        said.append(funder_sentence(terms, voucher.funder))
    return [sentence for sentence in said if sentence]


def card_sentences(terms: Terms, card: StampCard) -> list[str]:
    """How many stamps give what."""
    return [
        terms.words.ngettext(
            "{count} stamp gives {gifts}.",
            "{count} stamps give {gifts}; the rest carries over.",
            card.size,
            count=points(card.size),
            gifts=gifts_phrase(terms, card.gives),
        )
    ]
