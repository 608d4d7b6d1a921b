"""What the checkout tells the log: figures and ids, no names."""

import logging

from app.domain.basket import UNIT
from app.services.member_view import MemberView
from app.ui.checkout.state import CheckoutState

_log = logging.getLogger("setia.till")


def tell_member(member: MemberView) -> None:
    """Who is on the basket now."""
    _log.info(
        "member shown",
        extra={
            "event": "member.shown",
            "member_id": member.member_id.hex(),
            "balance": member.balance,
            "usable": member.usable,
        },
    )


def tell_price(state: CheckoutState) -> None:
    """What the basket costs now."""
    if state.quoted is None:
        return
    lines = state.quoted.basket.lines
    _log.info(
        "basket priced",
        extra={
            "event": "basket.priced",
            "lines": len(lines),
            "pieces": sum(line.quantity for line in lines) // UNIT,
            "payable": state.quoted.quote.payable,
        },
    )
