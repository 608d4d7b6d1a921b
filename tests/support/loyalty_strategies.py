"""Hypothesis strategies for programmes, baskets, and records of what came of them."""

from datetime import date, timedelta

from hypothesis import strategies as st

from app.domain.basket import Item, Line, MemberSnapshot, QuoteInputs, TenderKind
from app.domain.ledger import Draw, lot_of_sale, postings_of_sale
from app.domain.programme.benefits import Benefit, PercentOff, PointsMultiplier
from app.domain.programme.conditions import Condition, DateWindow, MembersOnly, MinimumSpend
from app.domain.programme.document import Programme
from app.domain.programme.levels import Tier
from app.domain.programme.points import PointsRules
from app.domain.programme.promotions import Promotion
from app.domain.programme.settling import Tax
from app.domain.quote import quote
from app.protocol.facts import SaleCommitted, Tender
from app.protocol.record import VERSION, Clocks, Record, SpentRight, body_of
from tests.support.worked_example import NOON

CATEGORIES = ("drinks", "bakery", "tobacco")
TIERS = ("basic", "silver", "gold", "gone")
IDS = st.binary(min_size=16, max_size=16)
TODAY = date(2026, 11, 22)
PERCENTS = st.decimals(0, 100, places=2)
RUPIAH = st.integers(0, 5_000_000)
INSTANTS = st.integers(NOON - 10**9, NOON + 10**9)

CONDITIONS: st.SearchStrategy[Condition] = st.one_of(
    st.builds(MinimumSpend, amount=RUPIAH),
    st.builds(MembersOnly),
    st.integers(-3, 3).flatmap(
        lambda start: st.builds(
            DateWindow,
            starts=st.just(TODAY + timedelta(days=start)),
            ends=st.integers(start, 4).map(lambda end: TODAY + timedelta(days=end)),
        )
    ),
)
BENEFITS: st.SearchStrategy[Benefit] = st.one_of(
    st.builds(PercentOff, percent=PERCENTS),
    st.builds(PointsMultiplier, times=st.decimals(1, 5, places=2)),
)
PROMOTIONS = st.lists(
    st.builds(
        Promotion,
        id=st.sampled_from("abcdefgh"),
        name=st.text(max_size=5),
        priority=st.integers(0, 3),
        benefit=BENEFITS,
        conditions=st.lists(CONDITIONS, max_size=2).map(tuple),
        categories=st.lists(st.sampled_from(CATEGORIES), max_size=2, unique=True).map(tuple),
        stopped=st.sampled_from([False, False, False, True]),
    ),
    max_size=4,
    unique_by=lambda promotion: promotion.id,
)
POINTS = st.builds(
    PointsRules,
    rupiah_per_point=st.integers(1, 20_000),
    value=st.integers(1, 1_000),
    redeem_multiple=st.sampled_from([1, 7, 100]),
    redeem_minimum=st.integers(0, 300),
    redeem_percent=PERCENTS,
    earn_on_tax=st.booleans(),
    expire_after_months=st.none() | st.integers(1, 36),
)


@st.composite
def programmes(draw: st.DrawFn) -> Programme:
    """A programme that could be published."""
    steps = draw(st.lists(st.integers(1, 1_000_000), min_size=2, max_size=2))
    thresholds = (0, steps[0], steps[0] + steps[1])
    return Programme(
        revision=draw(st.integers(1, 99)),
        name=draw(st.text(max_size=8)),
        zone=draw(st.sampled_from(["Asia/Jakarta", "Asia/Jayapura", "America/Sao_Paulo"])),
        points=draw(POINTS),
        tiers=tuple(
            Tier(
                id=tier_id,
                name=tier_id,
                threshold=threshold,
                discount_percent=draw(PERCENTS),
                multiplier=draw(st.decimals(1, 3, places=2)),
            )
            for tier_id, threshold in zip(TIERS, thresholds, strict=False)
        ),
        promotions=tuple(draw(PROMOTIONS)),
        tax=Tax(name="PB1", percent=draw(st.decimals(0, 20, places=2))),
        cash_step=draw(st.sampled_from([1, 100, 500])),
    )


ITEMS = st.builds(
    Item,
    sku=st.text(max_size=5),
    gtin=st.just(""),
    name=st.text(max_size=5),
    category=st.sampled_from(CATEGORIES),
    price=st.integers(0, 500_000) | st.integers(0, 100),  # cheap ones have less money than a point's value
    no_promotion=st.sampled_from([False, False, True]),
)
MEMBERS = st.builds(
    MemberSnapshot,
    member_id=IDS,
    tier_id=st.sampled_from(TIERS),
    tier_metric=RUPIAH,
    balance=st.integers(-1_000, 100_000),
    usable=st.integers(0, 100_000),
)


@st.composite
def quote_inputs(draw: st.DrawFn) -> QuoteInputs:
    """A basket of up to six lines, weighed or counted, of a guest or a member."""
    quantities = st.sampled_from([1_000, 2_000]) | st.integers(1, 5_000)
    wanted = draw(st.lists(st.tuples(ITEMS, quantities), max_size=6))
    return QuoteInputs(
        revision=draw(st.integers(1, 99)),
        opened_at=draw(INSTANTS),
        zone=draw(st.sampled_from(["Asia/Jakarta", "Asia/Makassar"])),
        lines=tuple(
            Line(number=number, item=item, quantity=quantity)
            for number, (item, quantity) in enumerate(wanted, start=1)
        ),
        member=draw(st.none() | MEMBERS),
        points_asked=draw(st.integers(0, 50_000)),
        tender=draw(st.none() | st.sampled_from(TenderKind)),
    )


@st.composite
def sale_records(draw: st.DrawFn) -> Record:
    """The journal record of a sale."""
    programme, inputs = draw(programmes()), draw(quote_inputs())
    quoted = quote(programme, inputs)
    at = draw(INSTANTS)
    points = quoted.redemption.points
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
        quote=quoted,
        tender=Tender(kind=TenderKind.CASH, received=quoted.payable, change=0),
        spent=spent,
        earned=earned,
        postings=postings_of_sale(earned, spent),
        tier_after=draw(st.none() | st.sampled_from(TIERS)),
    )
    kind, body = body_of(sale)
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
