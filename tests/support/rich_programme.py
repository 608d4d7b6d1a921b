"""Programmes that between them use all that the document format has: every section, condition and benefit.

They are written to be read and to hold together: every id that is named exists.
"""

from app.domain.programme.document import Programme
from tests.support.rich_club import CLUB
from tests.support.rich_coffee_shop import COFFEE_SHOP

PLAIN = Programme(
    name="Warung", zone="Asia/Jayapura", points=CLUB.points, tiers=CLUB.tiers[:1], taxes=CLUB.taxes
)
"""As little as a programme can say."""

RICH_PROGRAMMES = (COFFEE_SHOP, CLUB)
