"""What people call the parts of a rule: `ends`, `at most`, `for a member in a day`."""

from app.domain.programme.conditions import DateWindow, NthVisit, PaidWith, WeekTime
from app.domain.programme.enrolment import Enrolment, ProfileField
from app.domain.programme.levels import Tier, TierRules
from app.domain.programme.points import PointsRules
from app.words.translate import Words


def field_label(words: Words, owner: type, field: str) -> str:
    """A field of a model, as what stands before its value. Raises KeyError for one without words."""
    special = _by_class(words).get((owner, field))
    return special if special is not None else _by_name(words)[field]


def _by_class(words: Words) -> dict[tuple[type, str], str]:
    """Where a name means something else than elsewhere."""
    return {
        (PointsRules, "rupiah_per_point"): words.gettext("rupiah for a point"),
        (PointsRules, "value"): words.gettext("what a point pays"),
        (PointsRules, "earn_per_day"): words.gettext("most points of a member in a day"),
        (Tier, "gives"): words.gettext("on reaching it"),
        (TierRules, "months"): words.gettext("months that count"),
        (TierRules, "window"): words.gettext("the time that counts"),
        (DateWindow, "starts"): words.gettext("starts"),
        (WeekTime, "starts"): words.gettext("starts"),
        (NthVisit, "number"): words.gettext("visit number"),
        (PaidWith, "share"): words.gettext("paid share"),
        (Enrolment, "name"): words.gettext("name required"),
        (Enrolment, "birthday"): words.gettext("birthday required"),
        (Enrolment, "birth_year"): words.gettext("year of birth asked"),
        (ProfileField, "kind"): words.gettext("answered by"),
    }


def _by_name(words: Words) -> dict[str, str]:
    return {
        **_names(words),
        **_amounts(words),
        **_bounds(words),
        **_times(words),
        **_choices(words),
        **_parts(words),
    }


def _names(words: Words) -> dict[str, str]:
    return {
        "name": words.gettext("name"),
        "zone": words.gettext("time zone"),
        "sku": words.gettext("item"),
        "charity": words.gettext("charity"),
        "permit": words.gettext("permit"),
        "purpose": words.gettext("purpose"),
        "indonesian": words.gettext("Indonesian text"),
        "english": words.gettext("English text"),
        "at": words.gettext("when and where"),
        "channels": words.gettext("channels"),
        "segments": words.gettext("segments"),
        "flags": words.gettext("flags"),
        "lists": words.gettext("lists"),
        "stores": words.gettext("stores"),
        "terminals": words.gettext("tills"),
        "codes": words.gettext("codes"),
        "tiers": words.gettext("tiers"),
        "plans": words.gettext("plans"),
    }


def _amounts(words: Words) -> dict[str, str]:
    return {
        "rupiah_per_point": words.gettext("rupiah for a point"),
        "percent": words.gettext("percentage"),
        "amount": words.gettext("amount"),
        "price": words.gettext("price"),
        "points": words.gettext("points"),
        "stamps": words.gettext("stamps"),
        "count": words.gettext("number"),
        "times": words.gettext("multiplier"),
        "multiplier": words.gettext("multiplier"),
        "discount_percent": words.gettext("discount"),
        "threshold": words.gettext("from"),
        "units": words.gettext("units"),
        "buy": words.gettext("to buy"),
        "get": words.gettext("to get"),
        "size": words.gettext("stamps of a full card"),
        "per_rupiah": words.gettext("for each"),
        "per_units": words.gettext("for each so many units"),
        "quantity": words.gettext("quantity"),
        "number": words.gettext("visit number"),
        "share": words.gettext("paid share"),
        "stock": words.gettext("stock"),
        "capacity": words.gettext("places"),
        "uses": words.gettext("uses"),
        "step": words.gettext("step"),
    }


def _bounds(words: Words) -> dict[str, str]:
    return {
        "most": words.gettext("at most"),
        "per_sale": words.gettext("most in a sale"),
        "per_member": words.gettext("most for a member"),
        "per_member_per_day": words.gettext("most for a member in a day"),
        "per_member_per_month": words.gettext("most for a member in a month"),
        "per_day": words.gettext("most in a day"),
        "per_month": words.gettext("most in a month"),
        "per_referrer": words.gettext("most for a member"),
        "in_total": words.gettext("most in all"),
        "budget": words.gettext("budget"),
        "redeem_multiple": words.gettext("multiples"),
        "redeem_minimum": words.gettext("least points"),
        "redeem_percent": words.gettext("most of the goods"),
        "redeem_per_day": words.gettext("most points in a day"),
        "multiplier_cap": words.gettext("most of all multipliers"),
        "earn_per_sale": words.gettext("most points in a sale"),
        "proof_above": words.gettext("proof above"),
        "spend_percent": words.gettext("most of the total"),
        "spend_minimum": words.gettext("least amount"),
        "minimum_spend": words.gettext("least first sale"),
        "minimum": words.gettext("least points"),
        "cashier_percent": words.gettext("a cashier up to"),
        "manager_percent": words.gettext("a manager up to"),
        "youngest": words.gettext("from the age of"),
        "oldest": words.gettext("to the age of"),
        "at_least": words.gettext("days at least"),
        "at_most": words.gettext("days at most"),
    }


def _times(words: Words) -> dict[str, str]:
    return {
        "starts": words.gettext("starts"),
        "ends": words.gettext("ends"),
        "since": words.gettext("since"),
        "months": words.gettext("months"),
        "days": words.gettext("days"),
        "valid_days": words.gettext("days it is good for"),
        "hold_days": words.gettext("days until points can be spent"),
        "grace_days": words.gettext("days that a review waits"),
        "restored_days": words.gettext("days that expired points come back for"),
        "weekdays": words.gettext("days of the week"),
        "before": words.gettext("days before"),
        "after": words.gettext("days after"),
        "month": words.gettext("the whole month of the birthday"),
        "expiry": words.gettext("points"),
    }


def _choices(words: Words) -> dict[str, str]:
    return {
        "per_unit": words.gettext("on each unit"),
        "take": words.gettext("which units"),
        "every": words.gettext("and every multiple"),
        "earn_on_tax": words.gettext("the tax counts"),
        "inside": words.gettext("inside the price"),
        "free_delivery": words.gettext("free delivery"),
        "exclusive": words.gettext("exclusive"),
        "required": words.gettext("required"),
        "choices": words.gettext("answers"),
        "stopped": words.gettext("stopped"),
        "priority": words.gettext("order"),
        "scope": words.gettext("worked out on"),
        "mode": words.gettext("mode"),
        "metric": words.gettext("what counts"),
        "window": words.gettext("the time that counts"),
        "downgrade": words.gettext("a review takes a member"),
        "kind": words.gettext("for"),
        "to": words.gettext("may be given"),
        "methods": words.gettext("ways to pay"),
        "paid_with": words.gettext("ways to pay"),
        "counts_as": words.gettext("counts"),
        "instrument": words.gettext("instrument"),
    }


def _parts(words: Words) -> dict[str, str]:
    return {
        "benefit": words.gettext("benefit"),
        "gives": words.gettext("gives"),
        "lines": words.gettext("on"),
        "of": words.gettext("of"),
        "get_lines": words.gettext("to get of"),
        "parts": words.gettext("together"),
        "group": words.gettext("group"),
        "funder": words.gettext("paid by"),
        "price_list": words.gettext("price list"),
        "card": words.gettext("stamp card"),
        "voucher": words.gettext("voucher"),
        "donation": words.gettext("donation"),
        "plan": words.gettext("plan"),
        "tax": words.gettext("tax"),
        "referrer": words.gettext("who brings a member gets"),
        "referred": words.gettext("the new member gets"),
        "conditions": words.gettext("conditions"),
        "cashback": words.gettext("rules"),
        "referral": words.gettext("rules"),
        "service_charge": words.gettext("rules"),
        "instruments": words.gettext("rules"),
        "prices": words.gettext("prices"),
        "rates": words.gettext("rates"),
        "id": words.gettext("id"),
    }
