"""Rules of a shop's history that are a manager's or the till's own: expiry runs, corrections by hand."""

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from app.domain.ledger import Asset
from app.protocol.facts_points import PointsAdjusted
from app.services.adjust_points import Adjusted, AdjustmentReason, AdjustmentRequest, NotAdjusted
from app.services.approval import Approval
from app.services.back_office import BackOffice
from app.services.rounds import SliceDone
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

    def _opened_lot(self) -> bytes:
        """The name of the lot that the last correction opened."""
        with self.shop.store.reading() as unit:
            (fact,) = newest_facts(unit)
        assert isinstance(fact, PointsAdjusted)
        (lot,) = (lot for booking in fact.bookings for lot in booking.movement.opened)
        return lot.lot_id
