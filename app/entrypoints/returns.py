"""The returns desk beside a till: made of the same parts."""

from app.services.returns_desk import ReturnsDesk
from app.services.spool_port import PaperKind
from app.services.till import Till
from app.words.blind_receipt import blind_receipt_of
from app.words.exchange_receipt import exchange_receipt_of
from app.words.translate import Words


def returns_desk_of(till: Till, words: Words, apart: frozenset[PaperKind] = frozenset()) -> ReturnsDesk:
    """Its papers are in the language of `words`, as the till's are. apart: the kinds with printers of their own."""
    return ReturnsDesk(
        store=till.store,
        clock=till.clock,
        chance=till.chance,
        write_exchange=lambda facts: exchange_receipt_of(
            words, facts, vouchers_apart=PaperKind.VOUCHERS in apart
        ),
        write_blind=lambda facts: blind_receipt_of(words, facts),
        on_commit=till.on_commit,
        needs_shift=till.needs_shift,
        own_shift=till.own_shift,
        write_more=till.write_more,
    )
