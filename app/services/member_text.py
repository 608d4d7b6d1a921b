"""What somebody types to find a member: the end or the start of a phone number, or the start of a name."""

SHORTEST_NAME = 2
SHORTEST_NUMBER = 4
SHORTEST_BEGINNING = 3
"""Digits after the 0 or the country's code."""
COUNTRY = "62"
_OF_A_NUMBER = frozenset("0123456789+-.() ")


def wants_more(text: str) -> bool:
    """Whether nobody is looked for by so little yet: a name's first letter, or too few digits."""
    typed = text.strip()
    if not set(typed) <= _OF_A_NUMBER:
        return len(typed) < SHORTEST_NAME
    return not endings(typed) and not beginning(typed)


def endings(text: str) -> tuple[str, ...]:
    """The digits in which a phone number may end. A 0 in front is one of the last four, or begins the whole number."""
    last = text if text.isascii() and text.isdigit() and text.startswith("0") else ""
    return tuple(digits for digits in (national(text), last) if len(digits) >= SHORTEST_NUMBER)


def beginning(text: str) -> str:
    """The subscriber's digits with which a phone number may begin; empty: it is no beginning, or too short."""
    digits = national(text)
    return digits if len(digits) >= SHORTEST_BEGINNING and is_from_the_start(text) else ""


def is_from_the_start(text: str) -> bool:
    """Whether a number begins as whole phone numbers do."""
    return text.startswith(("0", "+", COUNTRY, "(0"))


def national(text: str) -> str:
    """The digits of a phone number in any spelling, without what stands before the subscriber's own; else nothing."""
    if not set(text) <= _OF_A_NUMBER:
        return ""
    digits = "".join(character for character in text if character.isdigit())
    if text.startswith("+") or digits.startswith("00"):
        return digits.lstrip("0").removeprefix(COUNTRY)
    if digits.startswith(COUNTRY + "8") and len(digits) > 9:
        return digits.removeprefix(COUNTRY)  # no mobile number has its 62 without a country before
    return digits.lstrip("0")
