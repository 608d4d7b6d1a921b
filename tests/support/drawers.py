"""A few words for tests about the small shop's drawer."""

from dataclasses import replace

from app.domain.changes import DrawerKind
from app.domain.shift import CashCount
from app.services.drawer import Drawer
from app.services.drawer_outcomes import (
    CashIsMoved,
    CloseRequest,
    DrawerReason,
    MoveRequest,
    ShiftIsClosed,
    ShiftIsOpen,
    ShiftRequest,
)
from app.words.drawer_paper import drawer_paper_of
from app.words.translate import Language, Words
from tests.support.shop import SmallShop

FLOAT = 200_000


def drawer_of(shop: SmallShop, language: Language = Language.ENGLISH) -> Drawer:
    """The drawer of the shop's till."""
    words = Words(language)
    return Drawer(
        store=shop.store,
        clock=shop.clock,
        chance=shop.chance,
        write=lambda paper: drawer_paper_of(words, paper),
        on_commit=shop.told,
    )


def opening(shop: SmallShop, amount: int = FLOAT) -> ShiftRequest:
    """A new shift's request."""
    return ShiftRequest(
        shift_id=shop.chance.new_id(shop.clock.at),
        opening=CashCount(other=amount),
        staff_id=shop.cashier_id,
    )


def begin(shop: SmallShop, amount: int = FLOAT) -> bytes:
    """Opens a shift; its id."""
    done = drawer_of(shop).open(opening(shop, amount))
    assert isinstance(done, ShiftIsOpen), done
    return done.shift.shift_id


def moving(
    shop: SmallShop, kind: DrawerKind, amount: int = 0, reason: DrawerReason = DrawerReason.CHANGE
) -> MoveRequest:
    """A new move's request."""
    return MoveRequest(
        document_id=shop.chance.new_id(shop.clock.at),
        kind=kind,
        reason=reason,
        staff_id=shop.cashier_id,
        amount=amount,
    )


def move(shop: SmallShop, kind: DrawerKind, amount: int = 0) -> CashIsMoved:
    """Cash comes or goes."""
    done = drawer_of(shop).move(moving(shop, kind, amount))
    assert isinstance(done, CashIsMoved), done
    return done


def closing(shop: SmallShop, counted: int | CashCount) -> CloseRequest:
    """A new close's request."""
    count = CashCount(other=counted) if isinstance(counted, int) else counted
    return CloseRequest(
        document_id=shop.chance.new_id(shop.clock.at), counted=count, staff_id=shop.cashier_id
    )


def close(shop: SmallShop, counted: int | CashCount) -> ShiftIsClosed:
    """Closes the shift."""
    done = drawer_of(shop).close(closing(shop, counted))
    assert isinstance(done, ShiftIsClosed), done
    return done


def selling_in_shifts(shop: SmallShop) -> SmallShop:
    """The shop, whose till sells nothing while no shift is open."""
    return replace(shop, till=replace(shop.till, needs_shift=True))
