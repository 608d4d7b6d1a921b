"""Issues, blocks, replaces and unblocks what names a member, each in one record."""

from app.domain.changes import CardSet
from app.domain.codes import card_code, card_code_in, gift_card_code_in, gtin_in
from app.protocol.facts_people import CardsSet
from app.services.approval import not_approved
from app.services.card_outcomes import (
    CardAct,
    CardDone,
    CardOutcome,
    CardProblem,
    CardRefused,
    CardRequest,
)
from app.services.headings import heading_of, made_before
from app.services.members_port import KnownCard
from app.services.new_cards import CardFault, card_fault
from app.services.ports import Chance
from app.services.unit import Unit

_CARD_ENTROPY = 10
_FAULTS = {CardFault.BLOCKED: CardProblem.CARD_BLOCKED, CardFault.FOREIGN: CardProblem.CARD_FOREIGN}
LONGEST_NUMBER = 64
_NEW = (CardAct.ISSUE, CardAct.NUMBER, CardAct.REPLACE)
_OLD = (CardAct.BLOCK, CardAct.REPLACE, CardAct.UNBLOCK)


def set_cards(unit: Unit, chance: Chance, request: CardRequest, now: int) -> CardOutcome:
    """What happens to a member's cards. Anybody may block one; only a manager unblocks it, with a PIN."""
    done = made_before(unit, request.document_id, CardsSet)
    if isinstance(done, CardsSet):
        return _outcome_of(done)
    if unit.members.row(request.member_id) is None:
        return CardRefused(problem=CardProblem.UNKNOWN_MEMBER)
    member_id = unit.members.current(request.member_id)
    old = _old(unit, request, member_id)
    if isinstance(old, CardProblem):
        return CardRefused(problem=old)
    new = _new(unit, chance, request, member_id)
    if isinstance(new, CardProblem):
        return CardRefused(problem=new)
    if request.act is CardAct.UNBLOCK:
        refused = not_approved(unit, request.approval, now)
        if refused is not None:
            return CardRefused(problem=CardProblem.NOT_APPROVED, approval=refused)
    fact = _fact(unit, request, member_id, (*old, *new), now)
    unit.journal.append(fact, member_id=member_id, revision=unit.catalogue.programme().revision)
    return _outcome_of(fact)


def _fact(
    unit: Unit, request: CardRequest, member_id: bytes, changes: tuple[CardSet, ...], now: int
) -> CardsSet:
    unblocks = request.act is CardAct.UNBLOCK and request.approval is not None
    approver_id = request.approval.staff_id if unblocks and request.approval else b""
    heading = heading_of(
        unit,
        request.document_id,
        now,
        staff_id=request.staff_id,
        approver_id=approver_id,
        reason=request.reason.value,
    )
    return CardsSet(heading=heading, member_id=member_id, changes=changes)


def _old(unit: Unit, request: CardRequest, member_id: bytes) -> tuple[CardSet, ...] | CardProblem:
    """The card that the member has already, as it is from now on; it stays in its own row."""
    if request.act not in _OLD:
        return ()
    card = _card_of(unit, member_id, request.code)
    if card is None:
        return CardProblem.NOT_HIS
    blocked = request.act is not CardAct.UNBLOCK
    if card.blocked is blocked:
        return CardProblem.NO_CHANGE
    return (CardSet(member_id=card.member_id, code=card.code, blocked=blocked),)


def _card_of(unit: Unit, member_id: bytes, written: str) -> KnownCard | None:
    wanted = {written.strip(), card_code_in(written)}
    return next((card for card in unit.members.cards_of(member_id) if card.code in wanted), None)


def _new(
    unit: Unit, chance: Chance, request: CardRequest, member_id: bytes
) -> tuple[CardSet, ...] | CardProblem:
    if request.act not in _NEW:
        return ()
    code = _number(unit, request) if request.act is CardAct.NUMBER else _code(chance, request)
    if isinstance(code, CardProblem):
        return code
    if unit.members.by_card(code) is not None:
        return CardProblem.CARD_TAKEN
    fault = card_fault(unit, code) if _is_scanned(request) else None
    if fault is not None:
        return _FAULTS[fault]
    return (CardSet(member_id=member_id, code=code, blocked=False),)


def _is_scanned(request: CardRequest) -> bool:
    """Whether the new card is a preprinted one, neither made here nor a partner's."""
    return request.act is not CardAct.NUMBER and bool(request.new_code.strip())


def _code(chance: Chance, request: CardRequest) -> str | CardProblem:
    if not request.new_code.strip():
        return card_code(chance.random_bytes(_CARD_ENTROPY))
    return card_code_in(request.new_code) or CardProblem.BAD_CARD


def _number(unit: Unit, request: CardRequest) -> str | CardProblem:
    """As it is scanned elsewhere. A card of ours is issued as one, and a thing's barcode stays the thing's."""
    number = request.new_code.strip()
    if not number or len(number) > LONGEST_NUMBER or not number.isprintable():
        return CardProblem.BAD_NUMBER
    gtin = gtin_in(number)
    a_thing_s = gtin is not None and unit.catalogue.item_by_gtin(gtin) is not None
    ours = card_code_in(number) or gift_card_code_in(number)
    return CardProblem.BAD_NUMBER if a_thing_s or ours else number


def _outcome_of(fact: CardsSet) -> CardDone:
    cards = [change for change in fact.changes if isinstance(change, CardSet)]
    return CardDone(
        member_id=fact.member_id,
        issued=next((card.code for card in cards if not card.blocked), ""),
        blocked=next((card.code for card in cards if card.blocked), ""),
    )
