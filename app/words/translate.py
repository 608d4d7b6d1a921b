"""Words in the language of the person who reads: gettext catalogues, English in the sources.

`make translations` brings `locale/*/LC_MESSAGES/setia.po` up to date with the sources; `make setup` compiles
them. Keep a message whole (no sentence glued from parts) and its values named: `{amount} to go`.
"""

import gettext
from enum import StrEnum
from pathlib import Path

_DOMAIN = "setia"


class Language(StrEnum):
    """The languages of screens and paper. The first is the market's own."""

    INDONESIAN = "id"
    ENGLISH = "en"


class Words:
    """Translates into one language. Passed to whoever speaks; nothing is installed globally."""

    def __init__(self, language: Language) -> None:
        """Raises `FileNotFoundError` when the catalogues have not been compiled."""
        self.language = language
        self._catalogue = gettext.translation(
            _DOMAIN, localedir=Path(__file__).with_name("locale"), languages=[language.value]
        )

    def gettext(self, message: str, /, **values: object) -> str:
        """A message; its `{names}` are filled in with the values."""
        return self._catalogue.gettext(message).format(**values)

    def pgettext(self, context: str, message: str, /, **values: object) -> str:
        """A message that has another meaning elsewhere, told apart by its context."""
        return self._catalogue.pgettext(context, message).format(**values)

    def ngettext(self, one: str, many: str, count: int, /, **values: object) -> str:
        """A message about `count` things; a `{count}` in it needs a value of its own, for it may be formatted."""
        return self._catalogue.ngettext(one, many, count).format(**values)
