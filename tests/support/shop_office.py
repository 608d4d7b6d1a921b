"""Rules of a shop's history beside checkout: expiry runs, tier reviews, corrections, transfers, merges."""

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from app.domain.ledger import Asset
from app.domain.moving import TransferRefused
from app.domain.programme.points import TransferScope
from app.protocol.facts_points import PointsAdjusted
from app.services.adjust_points import Adjusted, AdjustmentReason, AdjustmentRequest, NotAdjusted
from app.services.approval import Approval
from app.services.back_office import BackOffice
from app.services.merge_outcomes import MergeDone, MergeRefused, MergeRequest
from app.services.rounds import SliceDone
from app.services.transfer_points import Transferred, TransferRequest
from tests.support.naive_reviews import reviewed
from tests.support.shop import MANAGER_PIN
from tests.support.shop_history import WHICH, ShopHistory
from tests.support.store_look import newest_facts

AMOUNTS = st.one_of(st.integers(1, 500), st.integers(-300, -1))


class Managing(ShopHistory):
    """What isn't checkout."""

    @property
    def office(self) -> BackOffice:
        """The till's use cases besides checkout."""
        shop = self.shop
        return BackOffice(store=shop.store, clock=shop.clock, chance=shop.chance, on_commit=shop.told)

    @precondition(lambda self: self.once("lapsing"))
    @rule()
    def points_lapse(self) -> None:
        """The expiry run; again at once, it finds nothing."""
        members = self.model.lapse(self.shop.clock.at)
        assert self.office.lapse_points() == SliceDone(done=len(members), left=0)
        assert self.office.lapse_points() == SliceDone(done=0, left=0)
        self.done_at["lapsing"] = self.model.records

    @rule(who=WHICH, amount=AMOUNTS)
    def a_manager_corrects_points(self, who: int, amount: int) -> None:
        """Gives some, or takes what can be spent; the same again changes nothing."""
        at, member = self.shop.clock.at, self.member(who)
        request = AdjustmentRequest(
            document_id=self.shop.chance.new_id(at),
            member_id=member.member_id,
            asset=Asset.POINTS,
            amount=amount,
            reason=AdjustmentReason.GOODWILL,
            staff_id=self.shop.cashier_id,
            approval=Approval(staff_id=self.shop.manager_id, pin=MANAGER_PIN),
        )
        outcomes = {self.office.adjust(request) for _ in range(2)}
        if -amount > member.books.usable(at):
            assert all(isinstance(outcome, NotAdjusted) for outcome in outcomes), outcomes
            return
        assert outcomes == {Adjusted(document_id=request.document_id, amount=amount)}
        if amount < 0:
            member.books.spend(-amount, at)
            self.model.records += 1
        else:
            self.model.opened(member, amount, self._opened_lot(), at)

    @rule(giver=WHICH, receiver=WHICH, amount=st.integers(0, 300))
    def points_change_hands(self, giver: int, receiver: int, amount: int) -> None:
        """Where the programme allows it, out of what can be spent; the same again changes nothing."""
        at, rules = self.shop.clock.at, self.model.newest.transfers
        gives, takes = self.member(giver), self.member(receiver + 1)
        request = TransferRequest(
            document_id=self.shop.chance.new_id(at),
            giver_id=gives.member_id,
            receiver_id=takes.member_id,
            amount=amount,
            staff_id=self.shop.cashier_id,
        )
        outcomes = {self.office.transfer(request) for _ in range(2)}
        allowed = rules.to is TransferScope.MEMBERS and gives is not takes
        if not allowed or not rules.minimum <= amount <= gives.books.usable(at):
            assert all(isinstance(outcome, TransferRefused) for outcome in outcomes), outcomes
            return
        assert outcomes == {Transferred(document_id=request.document_id, amount=amount)}
        takes.books.receive(gives.books.give(amount, at))
        self.model.records += 1

    @precondition(lambda self: len(self.model.members) > 2)
    @rule(absorbed=WHICH, kept=WHICH)
    def two_records_become_one(self, absorbed: int, kept: int) -> None:
        """All goes to the kept one, sales too; the same again changes nothing."""
        gone, stays = self.member(absorbed), self.member(kept)
        request = MergeRequest(
            document_id=self.shop.chance.new_id(self.shop.clock.at),
            absorbed_id=gone.member_id,
            kept_id=stays.member_id,
            staff_id=self.shop.cashier_id,
            approval=Approval(staff_id=self.shop.manager_id, pin=MANAGER_PIN),
        )
        outcomes = [self.office.merge(request) for _ in range(2)]
        if gone is stays:
            assert all(isinstance(outcome, MergeRefused) for outcome in outcomes), outcomes
            return
        assert all(isinstance(outcome, MergeDone) for outcome in outcomes), outcomes
        self.model.merge(gone, stays, self.shop.clock.at)

    @precondition(lambda self: self.once("reviews"))
    @rule()
    def tiers_are_reviewed(self) -> None:
        """Until nobody is due; a till that was off over two dates comes to the second one later."""
        done = 1
        while done:
            done = reviewed(self.model, self.shop.clock.at)
            assert self.office.review_tiers() == SliceDone(done=done, left=0)
        self.done_at["reviews"] = self.model.records

    def _opened_lot(self) -> bytes:
        """The name of the lot that the last correction opened."""
        with self.shop.store.reading() as unit:
            (fact,) = newest_facts(unit)
        assert isinstance(fact, PointsAdjusted)
        (lot,) = (lot for booking in fact.bookings for lot in booking.movement.opened)
        return lot.lot_id
