"""Rules of a shop's history about vouchers: given by sales, shown, printed, blocked, and revoked by returns."""

from collections import Counter
from datetime import timedelta
from random import Random

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from app.domain.batches import print_rows
from app.services.approval import Approval
from app.services.back_office import BackOffice
from app.services.batch_outcomes import (
    BatchIsOpen,
    BatchSheet,
    BlockReason,
    BlockRequest,
    OpenBatchRequest,
    SerialsAreBlocked,
)
from app.services.hold_basket import Held
from app.services.outcomes import VoucherFound, VoucherStanding
from app.services.scans import Scan, ScanSource, Symbology
from tests.support.naive_days import trading_day
from tests.support.naive_returns import too_late
from tests.support.naive_shop import NaiveSale
from tests.support.naive_vouchers import NaiveVoucher
from tests.support.shop import MANAGER_PIN
from tests.support.shop_history import WHICH, one_of
from tests.support.shop_items import GOODS, Wanted
from tests.support.shop_returning import SEEDS, Returning, rest_of, some_of
from tests.support.shop_selling import MEMBERS, PAYING, Paying

_PRINTED = 3


class Couponing(Returning):
    """Codes. Any code may be shown by anybody at any time, also one that is used up, lapsed or revoked."""

    @property
    def desk(self) -> BackOffice:
        """Where batches are opened."""
        shop = self.shop
        return BackOffice(store=shop.store, clock=shop.clock, chance=shop.chance, on_commit=shop.told)

    @precondition(lambda self: self.model.vouchers.codes)
    @rule(
        which=st.lists(WHICH, min_size=1, max_size=3),
        who=MEMBERS,
        goods=GOODS,
        paying=PAYING,
        late=st.booleans(),
    )
    def shows_vouchers(
        self, which: list[int], who: int | None, goods: list[Wanted], paying: Paying, late: bool
    ) -> None:
        """In any order of showing; of a basket that waits, what counts is how things are when it is paid."""
        codes = dict.fromkeys(one_of(self.newest_codes, place) for place in which)
        basket = self.filled(goods, who, 0, (), codes)
        if late and len(self.model.baskets) < 3:
            assert isinstance(self.shop.till.hold(basket, "Meja 2", self.shop.cashier_id), Held)
            self.model.baskets.append(basket)
        else:
            self.pays(basket, paying)

    @precondition(lambda self: self.model.vouchers.codes)
    @rule(which=WHICH, goods=GOODS, paying=PAYING)
    def an_owner_shows_his_own(self, which: int, goods: list[Wanted], paying: Paying) -> None:
        """So that most of them are used."""
        voucher = self.model.vouchers.codes[one_of(self.newest_codes, which)]
        who = None
        if voucher.owner_id:
            who = list(self.model.members).index(self.model.current(voucher.owner_id).member_id)
        self.pays(self.filled([Wanted("KOP-003", 1), *goods], who, 0, (), [voucher.code]), paying)

    @rule(who=MEMBERS, goods=GOODS, used=st.integers(1, 3), paying=PAYING, seed=SEEDS)
    def gives_some_that_are_used_before_it_comes_back(
        self, who: int | None, goods: list[Wanted], used: int, paying: Paying, seed: int
    ) -> None:
        """Then all that it gave is gone, one way or the other."""
        random = Random(seed)
        sale = self.pays(self.filled([Wanted("BIJ-001", 1), *goods], who, 0), paying)
        given = [one.code for one in self.model.vouchers.codes.values() if one.sale_id == sale.sale_id]
        for code in given[:used]:
            self.pays(self.filled([Wanted("KOP-003", 2)], who, 0, (), [code]), paying)
        while not sale.all_back:
            self.brings_back(sale, some_of(sale, random))
        assert all(one.revoked for one in self.model.vouchers.codes.values() if one.sale_id == sale.sale_id)

    @precondition(lambda self: self.with_vouchers)
    @rule(which=WHICH, seed=SEEDS, whole=st.booleans())
    def what_gave_vouchers_comes_back(self, which: int, seed: int, whole: bool) -> None:
        """Unused ones are revoked; what used ones took off is kept of the refund."""
        sale = one_of(self.with_vouchers, which)
        if not too_late(self.model, sale, self.shop.clock.at):
            self.brings_back(sale, rest_of(sale) if whole else some_of(sale, Random(seed)))

    @precondition(lambda self: self.paid_with_vouchers)
    @rule(which=WHICH)
    def what_vouchers_paid_for_comes_back(self, which: int) -> None:
        """All of it: its codes live again, but for those that were revoked or have lapsed since."""
        sale = one_of(self.paid_with_vouchers, which)
        if not too_late(self.model, sale, self.shop.clock.at):
            self.brings_back(sale, rest_of(sale))

    @precondition(lambda self: len(self.model.batches) < 3 and self.model.newest.vouchers)
    @rule(which=WHICH, days=st.integers(0, 4))
    def some_are_printed(self, which: int, days: int) -> None:
        """A small batch; the same again opens no second one."""
        at = self.shop.clock.at
        last_day = trading_day(at) + timedelta(days=days)
        kind = one_of(self.model.newest.vouchers, which)
        first = len(self.model.batches) * 10 + 1
        request = OpenBatchRequest(
            document_id=self.shop.chance.new_id(at),
            first=first,
            last=first + _PRINTED - 1,
            staff_id=self.shop.cashier_id,
            kind_id=kind.id,
            last_day=last_day,
            approval=self.manager_allows,
        )
        outcomes = [self.desk.open_batch(request) for _ in range(2)]
        assert all(isinstance(outcome, BatchIsOpen) for outcome in outcomes), outcomes
        sheet = self.desk.batch_sheet(request.document_id)
        assert isinstance(sheet, BatchSheet)
        codes = [row.code for row in print_rows(sheet.batch, sheet.secret, sheet.blocked)]
        assert len(set(codes)) == _PRINTED
        self.model.records += 1
        self.model.vouchers.print(codes, kind.id, request.document_id, last_day)
        self.model.batches.append((request.document_id, first, codes))

    @precondition(lambda self: self.model.batches)
    @rule(which=WHICH, place=st.integers(0, _PRINTED - 1))
    def a_serial_is_blocked(self, which: int, place: int) -> None:
        """For good, used or not."""
        batch_id, first, codes = one_of(self.model.batches, which)
        request = BlockRequest(
            document_id=self.shop.chance.new_id(self.shop.clock.at),
            batch_id=batch_id,
            first=first + place,
            last=first + place,
            reason=BlockReason.STOLEN,
            staff_id=self.shop.cashier_id,
            approval=self.manager_allows,
        )
        for _ in range(2):
            assert isinstance(self.desk.block_serials(request), SerialsAreBlocked)
        self.model.records += 1
        self.model.vouchers.codes[codes[place]].blocked = True

    @precondition(lambda self: self.model.vouchers.codes)
    @rule(which=WHICH)
    def is_scanned(self, which: int) -> None:
        """The till says how a code stands; that changes nothing."""
        voucher = self.model.vouchers.codes[one_of(self.newest_codes, which)]
        found = self.shop.till.resolve(Scan(voucher.code, Symbology.UNKNOWN, ScanSource.SERIAL, 0))
        assert isinstance(found, VoucherFound), found
        assert found.standing is standing_of(voucher, self.shop.clock.at)

    @property
    def newest_codes(self) -> list[str]:
        """Those that were given last come first."""
        return list(self.model.vouchers.codes)[::-1]

    @property
    def with_vouchers(self) -> list[NaiveSale]:
        """Sales that gave some, and of which something can come back: those whose vouchers were used come first."""
        took: Counter[bytes] = Counter()
        for voucher in self.model.vouchers.codes.values():
            took[voucher.sale_id] += voucher.took
        gave = [sale for sale in self.model.kept if sale.sale_id in took]
        return sorted(gave, key=lambda sale: -took[sale.sale_id])

    @property
    def paid_with_vouchers(self) -> list[NaiveSale]:
        """Sales in which some were used, and of which something can come back."""
        return [sale for sale in self.model.kept if sale.used]

    @property
    def manager_allows(self) -> Approval:
        """A manager's word."""
        return Approval(staff_id=self.shop.manager_id, pin=MANAGER_PIN)


def standing_of(voucher: NaiveVoucher, at: int) -> VoucherStanding:
    """What a scan says of it."""
    if voucher.revoked or voucher.blocked:
        return VoucherStanding.REVOKED
    if voucher.left == 0:
        return VoucherStanding.USED_UP
    lapsed = voucher.lapses_at is not None and voucher.lapses_at < at
    return VoucherStanding.EXPIRED if lapsed else VoucherStanding.VALID
