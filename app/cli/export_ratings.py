"""`setia export ratings`: what customers answered after their sales, a row an answer."""

from datetime import date
from pathlib import Path

from app.cli.exporting import Telling, write_table
from app.services.ratings import ratings, receipt_of_rating
from app.services.unit import TerminalStore
from app.words.exporting import RATING_COLUMNS, rating_columns, ratings_sentence


def export_ratings(store: TerminalStore, days: tuple[date, date], path: Path, telling: Telling) -> None:
    """Writes a row per answer of some business days, both in it. No name and no time. Raises ExportFailed."""
    with store.reading() as unit:
        rows = [
            (
                fact.heading.business_day,
                fact.scale.value,
                fact.answer,
                fact.question,
                receipt_of_rating(unit, fact),
            )
            for fact in ratings(unit, *days)
        ]
    write_table(path, telling.words, rating_columns(telling.words), rows)
    telling.say(
        {"file": str(path), "ratings": [dict(zip(RATING_COLUMNS, row, strict=True)) for row in rows]},
        ratings_sentence(telling.words, len(rows), path),
    )
