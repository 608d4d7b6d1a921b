"""What a terminal asks of members. Built once: that costs more than running them."""

from sqlalchemy import ColumnElement, Table, and_, bindparam, case, func, or_, select

from app.domain.ledger import Account, Asset, OwnerKind
from app.storage.merged import of_person
from app.storage.terminal.tables import member_states, shared, sync_state

_members = shared.members
_cards = shared.cards
_profiles = shared.profiles
_lots = shared.lots
_rights = shared.rights
_accounts = shared.accounts
_entries = shared.tier_entries
_sales = shared.sales
_returns = shared.returns
_postings = shared.postings
_programmes = shared.programmes


def _mine(table: Table) -> ColumnElement[bool]:
    return and_(table.c.merchant_id == bindparam("merchant"), table.c.member_id == bindparam("member"))


def _of_member(table: Table) -> ColumnElement[bool]:
    return and_(table.c.merchant_id == _members.c.merchant_id, table.c.member_id == _members.c.member_id)


BY_CARD = (
    select(func.coalesce(_members.c.merged_into, _cards.c.member_id).label("member_id"), _cards.c.blocked)
    .select_from(_cards)
    .outerjoin(_members, _of_member(_cards))
    .where(
        _cards.c.merchant_id == bindparam("merchant"),
        _cards.c.code == bindparam("code"),
        _members.c.kind.is_distinct_from(OwnerKind.GIFT_CARD.value),
    )
)
"""Unsorted, as the next ones: for an order's sake SQLite would walk through an index of all members."""
BY_PHONE = (
    select(func.coalesce(_members.c.merged_into, _profiles.c.member_id))
    .select_from(_profiles)
    .join(_members, _of_member(_profiles))
    .where(_profiles.c.merchant_id == bindparam("merchant"), _profiles.c.phone == bindparam("phone"))
)
CARDS_OF = select(_cards).where(of_person(_cards, _members))
ABSORBED = select(_members.c.member_id).where(
    _members.c.merchant_id == bindparam("merchant"), _members.c.merged_into == bindparam("member")
)
_CARD = (
    select(_cards.c.code)
    .where(_of_member(_cards), _cards.c.blocked.is_(False))
    .order_by(_cards.c.code)
    .limit(1)
    .scalar_subquery()
)
_LAST_SUCCESS = select(sync_state.c.last_success_at).limit(1).scalar_subquery()
_PROGRAMME = (
    select(_programmes.c.document)
    .where(_programmes.c.merchant_id == _members.c.merchant_id)
    .order_by(_programmes.c.revision.desc())
    .limit(1)
    .scalar_subquery()
)


PERSON = (
    select(
        _members.c.tier_id,
        _members.c.joined_at,
        _members.c.merged_into,
        _profiles.c.name,
        _profiles.c.phone,
        func.coalesce(_accounts.c.balance, 0).label("balance"),
        func.coalesce(_accounts.c.debt, 0).label("debt"),
        _CARD.label("card"),
        _PROGRAMME.label("programme"),
        case((member_states.c.member_id.is_not(None), _LAST_SUCCESS)).label("as_of"),
    )
    .select_from(_members)
    .outerjoin(_profiles, _of_member(_profiles))
    .outerjoin(_accounts, and_(_of_member(_accounts), _accounts.c.asset == Asset.POINTS.value))
    .outerjoin(member_states, _of_member(member_states))
    .where(_mine(_members), _members.c.kind == OwnerKind.MEMBER.value)
)
"""What a view tells of a member in one look; as_of: None when no word of the server's is in the balance."""
_MY_RIGHT = and_(
    _rights.c.merchant_id == _lots.c.merchant_id,
    _rights.c.member_id == _lots.c.member_id,
    _rights.c.lot_id == _lots.c.lot_id,
    _rights.c.holder_id == bindparam("holder"),
)
_IN_FORCE = or_(_rights.c.lease_until.is_(None), _rights.c.lease_until >= bindparam("at"))
HELD_LOTS = (
    select(_lots, _rights.c.amount)
    .join(_rights, _MY_RIGHT)
    .where(
        _mine(_lots),
        _lots.c.asset == Asset.POINTS.value,
        _lots.c.remaining > 0,
        _rights.c.amount > 0,
        _IN_FORCE,
        or_(_lots.c.held_until.is_(None), _lots.c.held_until < bindparam("at")),
    )
)
ALL_LOTS = (
    select(
        _lots,
        case((_IN_FORCE, func.coalesce(_rights.c.amount, 0)), else_=0).label("amount"),
    )
    .outerjoin(_rights, _MY_RIGHT)
    .where(_mine(_lots), _lots.c.asset == bindparam("book"))
)
WHOLE_LOTS = select(_lots).where(_mine(_lots), _lots.c.asset == bindparam("book"), _lots.c.remaining > 0)
LAPSED = select(_postings).where(
    of_person(_postings, _members),
    _postings.c.lot_id == bindparam("lot"),
    or_(
        _postings.c.target == Account.BREAKAGE.value,
        _postings.c.source == Account.BREAKAGE.value,
    ),
)
BALANCE = select(_accounts.c.balance, _accounts.c.debt).where(
    _mine(_accounts), _accounts.c.asset == bindparam("book")
)
METRIC = select(func.coalesce(func.sum(_entries.c.amount), 0).label("amount")).where(
    _mine(_entries), _entries.c.business_day >= bindparam("since")
)
_TODAY = _sales.c.business_day == bindparam("day")
_SINCE_TOLD = or_(
    member_states.c.member_id.is_(None),
    _sales.c.epoch > member_states.c.included_epoch,
    and_(
        _sales.c.epoch == member_states.c.included_epoch,
        _sales.c.seq > member_states.c.included_seq,
    ),
)
HISTORY = (
    select(
        func.count().filter(_SINCE_TOLD).label("visits"),
        func.max(_sales.c.committed_at).label("last"),
        func.sum(case((_TODAY, _sales.c.points_earned), else_=0)).label("earned"),
        func.sum(case((_TODAY, _sales.c.points_spent), else_=0)).label("spent"),
    )
    .select_from(_sales)
    .outerjoin(
        member_states,
        and_(
            member_states.c.merchant_id == _sales.c.merchant_id,
            member_states.c.member_id == _sales.c.member_id,
        ),
    )
    .where(of_person(_sales, _members))
)
BACK_TODAY = select(
    func.coalesce(func.sum(_returns.c.clawback), 0).label("earned"),
    func.coalesce(func.sum(_returns.c.points_back), 0).label("spent"),
).where(of_person(_returns, _members), _returns.c.sale_day == bindparam("day"))
CODES = select(_cards.c.code).where(_mine(_cards))
GIFT_CARD = (
    select(_cards.c.blocked)
    .join(_members, _of_member(_cards))
    .where(_mine(_cards), _cards.c.code == bindparam("code"), _members.c.kind == OwnerKind.GIFT_CARD.value)
)
HOUSEHOLD = select(_members.c.household_id).where(_mine(_members))
BIRTHDAY = select(_profiles.c.birthday).where(_mine(_profiles))
_TODAY_ELSEWHERE = member_states.c.day_elsewhere == bindparam("day")
HISTORY_TOLD = select(
    func.coalesce(func.sum(member_states.c.visits), 0).label("visits"),
    func.max(member_states.c.last_visit_at).label("last"),
    func.sum(case((_TODAY_ELSEWHERE, member_states.c.earned_elsewhere), else_=0)).label("earned"),
    func.sum(case((_TODAY_ELSEWHERE, member_states.c.spent_elsewhere), else_=0)).label("spent"),
).where(of_person(member_states, _members))
