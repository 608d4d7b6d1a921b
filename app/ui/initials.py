"""A person in two letters."""


def initials(name: str) -> str:
    """`Siti Rahayu` is `SR`; of nobody, nothing."""
    return "".join(word[0] for word in name.split()[:2]).upper()
