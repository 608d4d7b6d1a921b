"""Hypothesis strategies for programmes, baskets, and records of what came of them."""

from hypothesis import strategies as st

from app.domain.basket import QuoteInputs, TenderKind
from app.domain.engine.evaluate import quote
from app.domain.engine.prepared import prepare
from app.domain.ledger import Draw, lot_of_sale, postings_of_sale
from app.domain.programme.document import Programme
from app.domain.quote import Quote, settled
from app.protocol.facts import SaleCommitted, Tender, kind_of
from app.protocol.plain import to_plain
from app.protocol.record import VERSION, Clocks, Record, SpentRight
from tests.support.loyalty_cases import cases, programmes, quote_inputs, seeds
from tests.support.random_rules import CATEGORIES, TIERS, TODAY
from tests.support.worked_example import NOON

__all__ = [
    "CATEGORIES",
    "IDS",
    "INSTANTS",
    "RUPIAH",
    "TIERS",
    "TODAY",
    "cases",
    "programmes",
    "quote_inputs",
    "sale_records",
    "sales",
    "seeds",
]

IDS = st.binary(min_size=16, max_size=16)
RUPIAH = st.integers(0, 5_000_000)
INSTANTS = st.integers(NOON - 10**9, NOON + 10**9)


def _quoted(case: tuple[Programme, QuoteInputs]) -> tuple[Programme, QuoteInputs, Quote]:
    programme, inputs = case
    return programme, inputs, quote(prepare(programme), inputs)


def sales() -> st.SearchStrategy[tuple[Programme, QuoteInputs, Quote]]:
    """A programme, a basket for it, and what the engine makes of the two."""
    return cases().map(_quoted)


@st.composite
def sale_records(draw: st.DrawFn) -> Record:
    """The journal record of a sale."""
    programme, inputs, quoted = draw(sales())
    at = draw(INSTANTS)
    points = quoted.redemption.points + quoted.redemption.reward_points
    spent = (Draw(lot_id=draw(IDS), amount=points),) if points else ()
    earned = None if inputs.member is None else lot_of_sale(programme, quoted, draw(IDS), at)
    sale = SaleCommitted(
        sale_id=draw(IDS),
        receipt_number=draw(st.text(max_size=12)),
        store_id=draw(IDS),
        cashier_id=draw(IDS),
        business_day=TODAY.isoformat(),
        committed_at=at,
        inputs=inputs,
        quote=settled(quoted),
        tender=Tender(kind=TenderKind.CASH, received=quoted.payable, change=0),
        spent=spent,
        earned=earned,
        postings=postings_of_sale(earned, spent),
        tier_after=draw(st.none() | st.sampled_from(TIERS)),
    )
    kind, body = kind_of(sale), to_plain(sale)
    terminal_id = draw(IDS)
    return Record(
        version=VERSION,
        record_id=draw(IDS),
        merchant_id=draw(IDS),
        terminal_id=terminal_id,
        epoch=draw(st.integers(1, 9)),
        seq=draw(st.integers(1, 2**40)),
        kind=kind,
        member_id=None if inputs.member is None else inputs.member.member_id,
        body=body,
        clocks=Clocks(
            device=at, monotonic=draw(st.integers(0, 2**60)), server_offset=draw(st.none() | RUPIAH)
        ),
        revision=programme.revision,
        rights=tuple(
            SpentRight(asset="points", lot_id=taken.lot_id, holder_id=terminal_id, amount=taken.amount)
            for taken in spent
        ),
        sidecar=draw(st.none() | st.binary(min_size=32, max_size=32)),
    )
