"""The quick way to prove a store: sums of what its records mean, beside the same sums of its rows (`sums`).

What most records are is glanced at and added up; the few others are added up one by one, as in the thorough way. When
anything at all disagrees, the sums can't say what: `check` then goes the thorough way, which names it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from app.domain.changes import CardSet
from app.domain.ledger import DEBT_LOT, POINTS_BOOK
from app.protocol.facts import Fact, MemberEnrolled, SaleCommitted, SaleReturned, TerminalRestored
from app.protocol.gist import gist_in
from app.protocol.glance import Glanced, GlancedMember, GlancedSale, Posted, glance
from app.protocol.meaning import meanings_of
from app.protocol.plain import MALFORMED
from app.protocol.record import decode, fact_of
from app.storage.terminal.expected import Expected
from app.storage.terminal.member_state import Place
from app.storage.terminal.sums import weighed


@dataclass(slots=True)
class Proof:
    """What the records mean. rest: of those that weren't glanced at, and of whom the server told."""

    rest: Expected
    records: int = 0
    sales: int = 0
    postings: int = 0
    sold: int = 0
    counted: int = 0
    posted: int = 0
    balances: int = 0
    debts: int = 0
    lots: int = 0
    aside: int = 0
    metric: int = 0
    people: int = 0
    cards: int = 0
    usual_tier: str | None = None
    _enrolled: set[bytes] = field(default_factory=set)
    _known_cards: set[tuple[bytes, str]] = field(default_factory=set)

    def take(self, place: Place, encoded: bytes) -> bool:
        """Adds a record up; False: it can't be read, stands elsewhere, or its document is there already."""
        glanced = glance(encoded)
        if glanced is not None and self._glanced(glanced):
            return glanced.place == place
        try:
            said, fact = fact_in(encoded)
        except MALFORMED:
            return False
        return said == place and (fact is None or self._add(place, fact))

    def _glanced(self, glanced: Glanced) -> bool:
        """Adds it up, unless its member's figures are kept one by one."""
        if glanced.member_id in self.rest.told:
            return False
        if isinstance(glanced, GlancedMember):
            return self._member(glanced)
        if isinstance(glanced, GlancedSale):
            self._sale(glanced)
        else:
            self._book(glanced.lot_id, glanced.member_id, glanced.postings)
        return True

    def _sale(self, sale: GlancedSale) -> None:
        self.sales += 1
        self.sold += hash((sale.sale_id, *sale.place))
        if sale.member_id is not None:
            if sale.postings:
                self._book(sale.sale_id, sale.member_id, sale.postings)
            if sale.counted is not None:
                self.metric += sale.counted * hash(sale.member_id)
            if sale.lifted_to is not None:
                self.rest.tiers[sale.member_id] = sale.lifted_to
        if sale.shift_id and sale.payable and sale.tender is not None:
            self.rest.drawers[sale.shift_id, sale.tender] += sale.payable

    def _book(self, document_id: bytes, member_id: bytes, postings: Sequence[Posted]) -> None:
        balance = total = 0
        for amount, change, lot_id in postings:
            total += amount
            balance += change
            if lot_id == DEBT_LOT:
                self.debts -= change * hash((member_id, POINTS_BOOK))
            else:
                self.lots += change * hash((member_id, lot_id))
        document = hash(document_id)
        self.counted += document * len(postings)
        self.posted += document * total
        self.postings += len(postings)
        self.balances += balance * hash((member_id, POINTS_BOOK))

    def _member(self, member: GlancedMember) -> bool:
        """One of an unusual tier is kept as he is."""
        if self.usual_tier is None:
            self.usual_tier = member.tier_id
        if member.tier_id != self.usual_tier:
            return False
        self.people += hash(member.member_id)
        for code in member.codes:
            self.cards += hash((member.member_id, code))
        return True

    def _add(self, place: Place, fact: Fact) -> bool:
        """Adds up what wasn't glanced at; False: its document is there already."""
        if isinstance(fact, MemberEnrolled):
            self._enrolled.add(fact.member_id)
        self._know_cards(fact)
        if isinstance(fact, TerminalRestored) and fact.rights_set_aside:
            self.aside = self.lots
        return self.rest.add(place, fact) is None

    def _know_cards(self, fact: Fact) -> None:
        """A card that is blocked before anything else is said of it was glanced at when its member came in."""
        if isinstance(fact, SaleCommitted | SaleReturned):
            return
        for meaning in meanings_of(fact):
            for change in meaning.changes:
                if isinstance(change, CardSet) and change.blocked:
                    key = (change.member_id, change.code)
                    if key not in self.rest.cards:
                        self._known_cards.add(key)

    def said_postings(self) -> tuple[int, int]:
        """How many postings each document has, and what they come to: the sums of both."""
        documents = self.rest.posted
        return (
            self.counted + weighed({key: one.postings for key, one in documents.items()}),
            self.posted + weighed({key: one.amount for key, one in documents.items()}),
        )

    def said_sales(self) -> int:
        """The sum of all sales and their places."""
        documents = self.rest.posted.items()
        return self.sold + sum(hash((key, *one.place)) for key, one in documents if one.kind == "sale")

    def lifted(self) -> int:
        """The people who were glanced at, and have a tier of their own since."""
        own = self._enrolled | self.rest.gift_cards | self.rest.told.keys()
        return sum(hash(member_id) for member_id in self.rest.tiers if member_id not in own)

    def known_cards(self) -> int:
        """The cards that were glanced at, and blocked since."""
        return sum(map(hash, self._known_cards))


def fact_in(encoded: bytes) -> tuple[Place, Fact | None]:
    """The place that a record says it has, and its fact or the gist of it. Raises one of MALFORMED."""
    gist = gist_in(encoded)
    if gist is not None:
        return (gist.epoch, gist.seq), gist.fact
    record = decode(encoded)
    return (record.epoch, record.seq), fact_of(record)
