"""Rules of a shop's history about what names its members: cards and partners' numbers, blocked and not."""

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule

from app.services.approval import Approval
from app.services.back_office import BackOffice
from app.services.card_outcomes import CardAct, CardDone, CardProblem, CardReason, CardRefused, CardRequest
from app.services.outcomes import CardBlocked, MemberFound
from tests.support.naive_shop import NaiveMember
from tests.support.selling import scan
from tests.support.shop import MANAGER_PIN
from tests.support.shop_history import WHICH, ShopHistory, one_of

_NUMBERS = st.sampled_from(("KOP-77", "KOP-78", "KOP-79", " "))
_ADDS = (CardAct.ISSUE, CardAct.NUMBER, CardAct.REPLACE)


class Naming(ShopHistory):
    """Each code names who has it now, or nobody while it is blocked."""

    @initialize()
    def has_cards(self) -> None:
        """Those that the shop was founded with."""
        for code, member_id in zip(self.shop.cards, self.shop.members, strict=True):
            self.model.codes[code] = (member_id, False)

    @rule(act=st.sampled_from(CardAct), who=WHICH, his=st.booleans(), which=WHICH, number=_NUMBERS)
    def a_card_changes(self, act: CardAct, who: int, his: bool, which: int, number: str) -> None:
        """Also one of somebody else, and by a name that the member had; the same again changes nothing."""
        member, codes = self.member(who), self.model.codes
        own = [code for code in codes if self._holder(code) == member.member_id] if his else []
        self._asks(member, act, one_of(own or list(codes), which), number, which)

    @rule(who=WHICH, number=_NUMBERS)
    def a_number_comes_twice(self, who: int, number: str) -> None:
        """It names the first one."""
        for each in (who, who + 1):
            self._asks(self.member(each), CardAct.NUMBER, "", number, 0)

    def _asks(self, member: NaiveMember, act: CardAct, code: str, number: str, which: int) -> None:
        """Twice the same. code: of an old card. which: of the names that the member had."""
        request = CardRequest(
            document_id=self.shop.chance.new_id(self.shop.clock.at),
            member_id=one_of(sorted(self.model.ids_of(member.member_id)), which),
            act=act,
            reason=CardReason.OTHER,
            staff_id=self.shop.cashier_id,
            code=code,
            new_code=number if act is CardAct.NUMBER else "",
            approval=Approval(staff_id=self.shop.manager_id, pin=MANAGER_PIN),
        )
        office = BackOffice(
            store=self.shop.store, clock=self.shop.clock, chance=self.shop.chance, on_commit=self.shop.told
        )
        outcome, again = (office.set_cards(request) for _ in range(2))
        assert again == outcome
        problem = self._card_problem(member, request)
        if problem is not None:
            assert outcome == CardRefused(problem=problem)
            return
        assert isinstance(outcome, CardDone), outcome
        self._changed(member, request, outcome)

    def _holder(self, code: str) -> bytes:
        return self.model.current(self.model.codes[code][0]).member_id

    def _card_problem(self, member: NaiveMember, request: CardRequest) -> CardProblem | None:
        """Why nothing changes."""
        if request.act is CardAct.ISSUE:
            return None
        if request.act is CardAct.NUMBER:
            number = request.new_code.strip()
            taken = CardProblem.CARD_TAKEN if number in self.model.codes else None
            return taken if number else CardProblem.BAD_NUMBER
        if self._holder(request.code) != member.member_id:
            return CardProblem.NOT_HIS
        blocked = self.model.codes[request.code][1]
        return CardProblem.NO_CHANGE if blocked is (request.act is not CardAct.UNBLOCK) else None

    def _changed(self, member: NaiveMember, request: CardRequest, done: CardDone) -> None:
        """What the codes name from now on."""
        codes, act = self.model.codes, request.act
        self.model.records += 1
        assert done.member_id == member.member_id
        assert bool(done.blocked) == (act in (CardAct.BLOCK, CardAct.REPLACE))
        if act not in (CardAct.ISSUE, CardAct.NUMBER):
            codes[request.code] = (codes[request.code][0], act is not CardAct.UNBLOCK)
        if act in _ADDS:
            assert done.issued not in codes
            codes[done.issued] = (member.member_id, False)

    @invariant()
    def codes_name_whom_they_should(self) -> None:
        """At the till, whatever was merged."""
        for code, (_, blocked) in self.model.codes.items():
            found = self.shop.till.resolve(scan(code))
            if blocked:
                assert found == CardBlocked(code=code)
            else:
                assert isinstance(found, MemberFound), found
                assert found.member.member_id == self._holder(code)
