"""What is earned outside a sale, partners, causes and consents, as sentences."""

from app.domain.programme.people import Action, ActionKind, Consent, Donation, Partner, Referral
from app.words.money import day, points, rupiah
from app.words.programme.benefits import gifts_phrase
from app.words.programme.terms import Terms, capital
from app.words.translate import Language


def action_sentences(terms: Terms, action: Action) -> list[str]:
    """What a member did, and what it gives."""
    words = terms.words
    said = [
        words.gettext(
            "{action}: {gifts}.",
            action=capital(action_phrase(terms, action.kind)),
            gifts=gifts_phrase(terms, action.gives),
        )
    ]
    if action.per_day is not None:
        said.append(words.gettext("At most {count} × for a member in a day.", count=points(action.per_day)))
    if action.per_member is not None:
        said.append(words.gettext("At most {count} × for a member.", count=points(action.per_member)))
    return said


def action_phrase(terms: Terms, kind: ActionKind) -> str:
    """What a member did."""
    words = terms.words
    return {
        ActionKind.ENROLMENT: words.gettext("joining"),
        ActionKind.PROFILE_COMPLETED: words.gettext("completing the profile"),
        ActionKind.BIRTHDAY: words.gettext("the birthday"),
        ActionKind.ANNIVERSARY: words.gettext("the anniversary of joining"),
        ActionKind.NEWSLETTER: words.gettext("subscribing to the newsletter"),
        ActionKind.SOCIAL_FOLLOW: words.gettext("following the shop"),
        ActionKind.SURVEY: words.gettext("answering a survey"),
        ActionKind.VISIT: words.gettext("a visit"),
        ActionKind.EVENT: words.gettext("coming to an event"),
        ActionKind.RECYCLING: words.gettext("bringing something back for recycling"),
    }[kind]


def referral_sentences(terms: Terms, referral: Referral) -> list[str]:
    """What both sides get, and after what."""
    words = terms.words
    said = [words.gettext("Who brings a member gets {gifts}.", gifts=gifts_phrase(terms, referral.referrer))]
    if referral.referred:
        said.append(
            words.gettext("The new member gets {gifts}.", gifts=gifts_phrase(terms, referral.referred))
        )
    if referral.minimum_spend:
        said.append(
            words.gettext(
                "After a first sale of at least {amount} that is not returned.",
                amount=rupiah(referral.minimum_spend),
            )
        )
    else:
        said.append(words.gettext("After a first sale that is not returned."))
    if referral.per_referrer is not None:
        said.append(words.gettext("At most {count} × for a member.", count=points(referral.per_referrer)))
    return said


def partner_sentences(terms: Terms, partner: Partner) -> list[str]:
    """What a point of theirs is settled at."""
    if partner.rupiah_per_point is None:
        return [terms.words.gettext("Gives no points of its own.")]
    return [
        terms.words.gettext(
            "A point of theirs is settled at {amount}.", amount=rupiah(partner.rupiah_per_point)
        )
    ]


def donation_sentences(terms: Terms, donation: Donation) -> list[str]:
    """For whom, with which permit, by which item, until when."""
    words = terms.words
    said = [
        words.gettext("Goes to {charity}.", charity=donation.charity),
        words.gettext("Permit: {permit}.", permit=donation.permit),
    ]
    if donation.sku is not None:
        said.append(
            words.gettext("Given with the item {item}.", item=terms.items.get(donation.sku, donation.sku))
        )
    if donation.ends is not None:
        said.append(words.gettext("Until {day}.", day=day(words, donation.ends)))
    return said


def consent_sentences(terms: Terms, consent: Consent) -> list[str]:
    """What a member reads, in the language that is spoken."""
    indonesian = terms.words.language is Language.INDONESIAN
    said = terms.words.gettext(
        "For {purpose}: “{text}”",
        purpose=consent.purpose,
        text=consent.indonesian if indonesian else consent.english,
    )
    return [said, terms.words.gettext("Nobody joins without it.")] if consent.required else [said]


def claim_sentences(terms: Terms, days: int) -> list[str]:
    """How long a guest's receipt can be claimed."""
    words = terms.words
    if days == 0:
        return [words.gettext("A guest's sale can't be claimed afterwards.")]
    return [
        words.ngettext(
            "A guest's sale can be claimed within {count} day.",
            "A guest's sale can be claimed within {count} days.",
            days,
            count=days,
        )
    ]
