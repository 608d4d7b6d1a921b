"""How a programme's sentences name things: lists of words, rules by their names, lines, days and hours."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from app.domain.programme.conditions import Weekday
from app.domain.programme.document import Programme
from app.domain.programme.lines import Lines
from app.words.money import day
from app.words.names import weekday_name
from app.words.translate import Words

_DAY_ENDS = 24 * 60


@dataclass(frozen=True, slots=True)
class Terms:
    """A language, the programme that is spoken of, and what its SKUs are called as far as that is known."""

    words: Words
    programme: Programme
    items: Mapping[str, str] = field(default_factory=dict)

    def name(self, field: str, wanted: str) -> str:
        """What the thing of that id is called, of those that a field of the programme holds; else the id."""
        found = (one.name for one in getattr(self.programme, field) if one.id == wanted)
        return next(found, wanted)

    def all_of(self, parts: Sequence[str]) -> str:
        """`a, b and c`."""
        return _joined(parts, self.words.gettext("{first} and {last}", first="{first}", last="{last}"))

    def one_of(self, parts: Sequence[str]) -> str:
        """`a, b or c`."""
        return _joined(parts, self.words.gettext("{first} or {last}", first="{first}", last="{last}"))

    def lines(self, lines: Lines) -> str:
        """`all goods`, `kopi, the category roti and items tagged promo except kopi-susu`."""
        named = self._named(lines.skus, lines.categories, lines.tags)
        excluded = self._named(lines.except_skus, lines.except_categories, lines.except_tags)
        what = self.all_of(named) if named else self.words.gettext("all goods")
        if not excluded:
            return what
        return self.words.gettext("{lines} except {others}", lines=what, others=self.all_of(excluded))

    def _named(self, skus: Iterable[str], categories: Sequence[str], tags: Sequence[str]) -> list[str]:
        named = [self.items.get(sku, sku) for sku in skus]
        if categories:
            named.append(
                self.words.ngettext(
                    "the category {names}",
                    "the categories {names}",
                    len(categories),
                    names=self.all_of(categories),
                )
            )
        if tags:
            named.append(self.words.gettext("items tagged {names}", names=self.all_of(tags)))
        return named

    def weekdays(self, weekdays: Sequence[Weekday]) -> str:
        """`Monday–Friday`, `Monday and Wednesday`."""
        numbers = sorted({list(Weekday).index(day) for day in weekdays})
        runs: list[list[int]] = []
        for number in numbers:
            if runs and number == runs[-1][-1] + 1:
                runs[-1].append(number)
            else:
                runs.append([number])
        return self.all_of([part for run in runs for part in self._run(run)])

    def _run(self, run: list[int]) -> list[str]:
        names = [weekday_name(self.words, list(Weekday)[number].value) for number in run]
        return [f"{names[0]}–{names[-1]}"] if len(names) > 2 else names


def clock(minute: int) -> str:
    """A minute of the day as `07.30`; the day's end is `24.00`."""
    return f"{minute // 60:02d}.{minute % 60:02d}"


def is_all_day(starts: int, ends: int) -> bool:
    """Whether hours are the whole day."""
    return starts == 0 and ends in {0, _DAY_ENDS}


def capital(phrase: str) -> str:
    """With a capital at its beginning."""
    return phrase[:1].upper() + phrase[1:]


def window_sentence(terms: Terms, starts: date | None, ends: date | None) -> str:
    """`From 1 Nov 2026 to 31 Dec 2026.`; empty without days."""
    words = terms.words
    if starts is not None and ends is not None:
        return words.gettext("From {starts} to {ends}.", starts=day(words, starts), ends=day(words, ends))
    if starts is not None:
        return words.gettext("From {day} on.", day=day(words, starts))
    return words.gettext("Until {day}.", day=day(words, ends)) if ends is not None else ""


def _joined(parts: Sequence[str], pair: str) -> str:
    """pair: how the last two are joined."""
    if not parts:
        return ""
    *before, last = parts
    return pair.replace("{first}", ", ".join(before)).replace("{last}", last) if before else last
