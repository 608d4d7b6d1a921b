"""Facts about what customers thought of a sale."""

from dataclasses import dataclass

from app.domain.satisfaction import RatingScale
from app.protocol.heading import Heading


@dataclass(frozen=True, slots=True, kw_only=True)
class SaleRated:
    """One answer. question: the shop's own words; empty: the usual ones.

    sale_id, member_id: of a member who agreed to be asked, and of a guest's sale the sale alone; both None when the
    member did not agree: then the answer is of nobody and of no sale.
    """

    heading: Heading
    scale: RatingScale
    answer: int
    question: str = ""
    sale_id: bytes | None = None
    member_id: bytes | None = None
