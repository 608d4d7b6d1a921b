"""One transaction on the terminal's store, as services see it. Values go in and out; rows never do."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from app.domain.basket import Entitlement, Item
from app.domain.blind_return import SoldFor
from app.domain.changes import RuleUsed
from app.domain.programme.document import Programme
from app.domain.returns import Returned
from app.protocol.facts import Fact, MemberEnrolled, OtherBill, SaleCommitted, SaleReturned, Store
from app.protocol.facts_people import MergeRequested, SaleClaimed, SaleReassigned
from app.protocol.sidecar import SideCar
from app.services.basket_port import Baskets
from app.services.batches_port import Batches
from app.services.due_port import Due
from app.services.events_port import Events
from app.services.members_port import Members
from app.services.past_sales_port import PastSales
from app.services.people_port import People
from app.services.rules import ReadyRevision
from app.services.shift_port import Shifts
from app.services.split_port import Splits
from app.services.spool_port import Spool


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who this terminal is and where it stands. signing_key: raw Ed25519 private key. server_url None: no server."""

    merchant_id: bytes
    terminal_id: bytes
    terminal_name: str
    epoch: int
    signing_key: bytes
    store: Store
    server_url: str | None
    server_key: bytes | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffMember:
    """A person who may log in. pin_hash: argon2, encoded."""

    staff_id: bytes
    name: str
    role: str
    pin_hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedSoFar:
    """All that has come back of a sale. points_back: redeemed points among it; wallet_back: rupiah of the wallet."""

    after: Returned
    points_back: int
    wallet_back: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownVoucher:
    """A voucher here. member_id: in whose row it stands; empty: its bearer's. used_amount: rupiah its uses took off.

    He may have been merged into somebody: `Members.current` says whose it is now. document_id: what issued it.
    holder_id: the terminal that may take it without asking a server; empty: none. unissued: a preprinted one that
    nobody ever showed: no row is of it yet, `document_id` is its batch, and its first use issues it.
    """

    member_id: bytes
    code: str
    kind_id: str
    expires_at: int | None
    uses_left: int
    used_amount: int
    revoked: bool
    document_id: bytes
    holder_id: bytes
    unissued: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPlan:
    """An entitlement, and what opened it. member_id: in whose row it stands; he may have been merged into somebody."""

    member_id: bytes
    document_id: bytes
    ordinal: int
    entitlement: Entitlement


class Journal(Protocol):
    """The terminal's journal."""

    def append(
        self,
        fact: Fact,
        *,
        member_id: bytes | None = None,
        sidecar: SideCar | None = None,
        revision: int = 0,
    ) -> None:
        """Appends one record and writes what its fact means, in this transaction."""

    def waiting(self) -> int:
        """How many records the server hasn't confirmed; 0 when there is no server."""


class Catalogue(Protocol):
    """Items and programme revisions."""

    def item_by_gtin(self, gtin: str) -> Item | None:
        """The item with that barcode."""

    def item_by_sku(self, sku: str) -> Item | None:
        """The item with that SKU."""

    def search(self, text: str, limit: int) -> tuple[Item, ...]:
        """Items whose name holds the text, or whose SKU or barcode starts with it."""

    def all_items(self) -> tuple[Item, ...]:
        """The whole catalogue by name."""

    def programme(self, revision: int | None = None) -> Programme:
        """A revision, by default the newest. LookupError when there is none."""

    def rules(self, revision: int) -> ReadyRevision:
        """A revision made ready to quote with, once. LookupError when there is none."""


class Sales(Protocol):
    """The index of sales."""

    def by_id(self, sale_id: bytes) -> SaleCommitted | None:
        """A sale of this terminal's journal."""

    def last_number_on(self, business_day: str) -> int:
        """The count at the end of this terminal's last receipt number on a business day; 0: none yet."""

    def last(self) -> SaleCommitted | None:
        """The newest sale of this terminal."""

    def by_number(self, receipt_number: str) -> bytes | None:
        """The id of this terminal's sale whose receipt has a number."""

    def by_bill(self, bill: OtherBill, business_day: str) -> str | None:
        """The receipt number under which another till's bill of a business day counted here, unless it was voided."""

    def last_move(self, sale_id: bytes) -> SaleClaimed | SaleReassigned | None:
        """The newest document that gave a sale of this terminal another member."""

    def ids_of(self, member_id: bytes) -> tuple[bytes, ...]:
        """A member's sales of this terminal, the oldest first."""

    def sold_for(self, sku: str, since: str) -> tuple[SoldFor, ...]:
        """What an item was sold for at this terminal from a business day on, unless the sale was voided."""

    def ids_between(self, first_day: str, last_day: str) -> tuple[bytes, ...]:
        """Sales of this terminal on some business days, both in it, the oldest first."""

    def is_confirmed(self, sale_id: bytes) -> bool:
        """Whether a server has a sale of this terminal, so that other tills may know of it."""


class Returns(Protocol):
    """The index of returns and voids."""

    def by_id(self, return_id: bytes) -> SaleReturned | None:
        """A return of this terminal's journal."""

    def between(self, first_day: str, last_day: str) -> tuple[SaleReturned, ...]:
        """Returns of this terminal on some business days, both in it, the oldest first."""

    def of_sale(self, sale_id: bytes) -> ReturnedSoFar:
        """All that has come back of a sale."""

    def put_back(self, sale_id: bytes, owner_id: bytes) -> int:
        """Rupiah that returns of a sale put back onto a gift card which had paid for it."""

    def count_on(self, business_day: str) -> int:
        """How many returns this terminal made on a business day."""

    def refunded(self, sale_id: bytes) -> int:
        """Rupiah of a sale that were paid back."""

    def refunded_without_server(self, business_day: str) -> int:
        """Rupiah that this terminal paid back on a business day although only the server might have."""


class Documents(Protocol):
    """The index of all other documents."""

    def by_id(self, document_id: bytes) -> Fact | None:
        """A document of this terminal's journal that is no sale and no return."""

    def merges_asked(self) -> tuple[MergeRequested, ...]:
        """The merges that this terminal asked its server for, the oldest first."""

    def enrolment_of(self, member_id: bytes) -> MemberEnrolled | None:
        """How a member was enrolled at this terminal."""

    def about(self, member_id: bytes, kinds: tuple[str, ...]) -> tuple[Fact, ...]:
        """Documents of this terminal's journal that concern a member, of some record kinds, the oldest first."""

    def of_kind(self, kind: str) -> tuple[Fact, ...]:
        """Documents of a record kind that concern one member each, the oldest first."""

    def newest_of(self, kind: str) -> Fact | None:
        """The document of a record kind that was made last; None: there is none."""

    def count_on(self, kind: str, business_day: str) -> int:
        """How many documents of a record kind this terminal made on a business day."""

    def since(self, document_id: bytes) -> Iterator[Fact]:
        """Everything in this terminal's journal from a document on, in order; nothing when it isn't there."""


class Benefits(Protocol):
    """What members have besides points and money: vouchers, plans, what is left of limits."""

    def voucher(self, code: str) -> KnownVoucher | None:
        """The voucher with that code."""

    def vouchers_of(self, member_id: bytes) -> tuple[KnownVoucher, ...]:
        """A member's vouchers, by their end."""

    def issued_by(self, document_id: bytes) -> tuple[KnownVoucher, ...]:
        """The vouchers that a document issued."""

    def given_for(self, sale_id: bytes) -> tuple[KnownVoucher, ...]:
        """The vouchers that were issued for a sale: by itself, by returns that left more, by who got it afterwards."""

    def plans_of(self, member_id: bytes) -> tuple[KnownPlan, ...]:
        """A member's entitlements, also those that are over."""

    def uses_of(self, member_id: bytes, rule_ids: tuple[str, ...]) -> tuple[RuleUsed, ...]:
        """What a member used of some rules' limits, by day."""

    def uses_in_all(self, rule_ids: tuple[str, ...]) -> tuple[RuleUsed, ...]:
        """What everybody used of some rules' limits, by day; the member is empty."""


class Staff(Protocol):
    """Who may log in."""

    def all(self) -> tuple[StaffMember, ...]:
        """Everybody, by name."""

    def by_id(self, staff_id: bytes) -> StaffMember | None:
        """One of them."""


class Unit(Protocol):
    """What one transaction can reach."""

    @property
    def journal(self) -> Journal:
        """Appends records."""

    @property
    def catalogue(self) -> Catalogue:
        """Items and programme."""

    @property
    def members(self) -> Members:
        """Members."""

    @property
    def sales(self) -> Sales:
        """Sales."""

    @property
    def past_sales(self) -> PastSales:
        """Sales, as somebody looks for one."""

    @property
    def returns(self) -> Returns:
        """Returns and voids."""

    @property
    def documents(self) -> Documents:
        """All other documents."""

    @property
    def shifts(self) -> Shifts:
        """Drawer sessions."""

    @property
    def benefits(self) -> Benefits:
        """Vouchers, plans and limits."""

    @property
    def batches(self) -> Batches:
        """Preprinted cards and vouchers."""

    @property
    def events(self) -> Events:
        """Places at events."""

    @property
    def due(self) -> Due:
        """What has come due."""

    @property
    def staff(self) -> Staff:
        """Staff."""

    @property
    def people(self) -> People:
        """Profiles and wrong PINs."""

    @property
    def baskets(self) -> Baskets:
        """Open baskets."""

    @property
    def splits(self) -> Splits:
        """Bills that were split."""

    @property
    def spool(self) -> Spool:
        """Receipts to print."""

    def identity(self) -> Identity:
        """Who this terminal is. LookupError on a store that nobody set up."""

    def trying(self) -> AbstractContextManager[None]:
        """What is written in the block can be read there, and is gone when it ends. Within `writing` only."""


class TerminalStore(Protocol):
    """The store: a lane reads or writes in one transaction at a time."""

    def reading(self) -> AbstractContextManager[Unit]:
        """A consistent view; nothing is written."""

    def writing(self) -> AbstractContextManager[Unit]:
        """One transaction: on disk when the block ends, gone when it raises."""
