"""What partners owe for the vouchers, promotions and rewards that they fund, and for points given for them.

Like a return, it is worked out for states: a sale counts what it gave, a return the difference of two states. So the
months in which they fall don't matter for the sum, and a partner may be owed something in a month of returns.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from app.domain.basket import QuoteInputs
from app.domain.engine.evaluate import earn_again
from app.domain.engine.prepared import Prepared
from app.domain.frozen_parts import State, paid_of
from app.domain.programme.document import Programme
from app.domain.quote import EarnedBy, GrantKind, Quote
from app.domain.returns import Returned, state_after
from app.domain.still_given import credit_of

_MONEY = (GrantKind.CASHBACK, GrantKind.DONATION)


@dataclass(frozen=True, slots=True, kw_only=True)
class SettledDocument:
    """A sale (`before` None, `after` nothing back yet) or a return of it, with the sale's frozen inputs and quote."""

    document_id: bytes
    prepared: Prepared
    inputs: QuoteInputs
    quote: Quote
    before: Returned | None
    after: Returned


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerRow:
    """What one partner owes, in rupiah; below zero: is owed.

    rupiah: of discounts, cashback, gifts to charity, and of vouchers and rewards, which count until everything of
    their sale is back when they carried the bill. points: given for him; points_rupiah: at his rate, 0 when he has
    none. documents: those that changed something, in order.
    """

    partner_id: str
    rupiah: int
    points: int
    points_rupiah: int
    documents: tuple[bytes, ...]

    @property
    def owes(self) -> int:
        """In all."""
        return self.rupiah + self.points_rupiah


@dataclass(slots=True)
class _Account:
    """A partner's row in the making."""

    rupiah: int = 0
    points: int = 0
    points_rupiah: int = 0
    documents: dict[bytes, None] = field(default_factory=dict)


def settlement(documents: Iterable[SettledDocument]) -> tuple[PartnerRow, ...]:
    """One row for each partner that something happened for, by id. A document that is listed twice counts once."""
    accounts: dict[str, _Account] = {}
    seen: set[bytes] = set()
    for document in documents:
        if document.document_id not in seen:
            seen.add(document.document_id)
            _add(accounts, document)
    return tuple(
        PartnerRow(
            partner_id=partner_id,
            rupiah=account.rupiah,
            points=account.points,
            points_rupiah=account.points_rupiah,
            documents=tuple(account.documents),
        )
        for partner_id, account in sorted(accounts.items())
    )


def _add(accounts: dict[str, _Account], document: SettledDocument) -> None:
    programme = document.prepared.programme
    funders = _funders(programme)
    if not funders:
        return
    values = {partner.id: partner.rupiah_per_point or 0 for partner in programme.partners}
    rupiah, points = _change(document)
    for rule_id in sorted(rupiah.keys() | points.keys()):
        partner_id = funders.get(rule_id)
        if partner_id is None or not (rupiah[rule_id] or points[rule_id]):
            continue
        account = accounts.setdefault(partner_id, _Account())
        account.rupiah += rupiah[rule_id]
        account.points += points[rule_id]
        account.points_rupiah += points[rule_id] * values.get(partner_id, 0)
        account.documents[document.document_id] = None


def _funders(programme: Programme) -> Mapping[str, str]:
    """Who funds a promotion, reward, voucher kind or rate; the merchant's own are left out."""
    named = (
        *((rule.id, rule.funder) for rule in programme.promotions),
        *((rule.id, rule.funder) for rule in programme.rewards),
        *((rule.id, rule.funder) for rule in programme.vouchers),
        *((rule.id, rule.funder) for rule in programme.points.rates),
    )
    return {rule_id: funder for rule_id, funder in named if funder is not None}


def _change(document: SettledDocument) -> tuple[Counter[str], Counter[str]]:
    """Rupiah and points by rule that a document adds; a return's are below zero."""
    rupiah, points = _given(document, document.after)
    if document.before is not None:
        earlier_rupiah, earlier_points = _given(document, document.before)
        rupiah.subtract(earlier_rupiah)
        points.subtract(earlier_points)
    return rupiah, points


def _given(document: SettledDocument, returned: Returned) -> tuple[Counter[str], Counter[str]]:
    """Rupiah and points by rule that a sale gives in a state."""
    prepared, state = document.prepared, state_after(document.inputs, document.quote, returned)
    rupiah: Counter[str] = Counter()
    for quoted, back in state.lines():
        for part in quoted.parts:
            rupiah[part.rule_id] += back.rest(part.amount)
    if not state.everything:
        for carried in state.quote.carried:
            rupiah[carried.rule_id] += carried.amount
    for (rule_id, kind, _), amount in credit_of(prepared, state).grants.items():
        rupiah[rule_id] += amount if kind in _MONEY else 0
    points: Counter[str] = Counter()
    for earned in _earned_by(prepared, state):
        points[earned.rule_id] += earned.points
    return rupiah, points


def _earned_by(prepared: Prepared, state: State) -> tuple[EarnedBy, ...]:
    """Points by rule that the kept lines earn; a guest earns none."""
    if state.inputs.member is None or state.everything:
        return ()
    if state.nothing:
        return state.quote.earning.by
    lines, paid = state.kept_lines()
    whole = sum(paid_of(quoted) for quoted in state.quote.lines)
    return earn_again(prepared, replace(state.inputs, lines=lines), paid, whole).earning.by
