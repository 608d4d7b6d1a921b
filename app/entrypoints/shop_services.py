"""What the screens ask: a till and what stands beside it, over the same store."""

from collections.abc import Callable

from app.domain.basket import other_method
from app.domain.satisfaction import Question, RatingScale
from app.entrypoints.receipt_template import template_in_force
from app.entrypoints.returns import returns_desk_of
from app.entrypoints.settings import Settings
from app.services.drawer import Drawer
from app.services.ports import Chance, Clock, CommitListener
from app.services.scan_rules import USUAL_SCAN_RULES, ScanRules
from app.services.spool_port import PaperKind
from app.services.till import Till
from app.services.unit import TerminalStore
from app.ui.services import Services
from app.words.drawer_paper import drawer_paper_of
from app.words.receipt import receipt_of
from app.words.return_receipt import return_receipt_of
from app.words.sale_papers import more_papers
from app.words.translate import Words


def till_of(
    store: TerminalStore,
    clock: Clock,
    chance: Chance,
    words: Words,
    on_commit: CommitListener,
    *,
    demo_pins: dict[bytes, str],
    settings: Settings,
    apart: Callable[[], frozenset[PaperKind]] | None = None,
    scan_rules: ScanRules = USUAL_SCAN_RULES,
) -> Till:
    """The till of an open store. words: of the papers. apart: `papers_apart` of the moment, where that can change; it
    is asked where sales are committed. Raises TemplateUnusable.
    """
    template, from_settings = template_in_force(settings), papers_apart(settings)
    apart = apart or (lambda: from_settings)
    return Till(
        store=store,
        clock=clock,
        chance=chance,
        write_receipt=lambda facts: receipt_of(
            words, facts, template, vouchers_apart=PaperKind.VOUCHERS in apart()
        ),
        write_more=lambda facts: more_papers(words, facts, apart()),
        write_return_receipt=lambda facts: return_receipt_of(words, facts),
        on_commit=on_commit,
        demo_pins=demo_pins,
        needs_shift=settings.needs_shift,
        own_shift=settings.own_shift,
        void_needs_manager=settings.void_needs_manager,
        asks_to_print=settings.receipt_printing == "ask",
        other_tenders=tuple(other_method(name) for name in settings.other_tenders),
        satisfaction=_question(settings),
        beside_till=" ".join(settings.beside_till.split()),
        scan_rules=scan_rules,
    )


def _question(settings: Settings) -> Question | None:
    if settings.satisfaction == "off":
        return None
    return Question(
        scale=RatingScale(settings.satisfaction),
        text=" ".join(settings.satisfaction_question.split()),
        every=settings.satisfaction_every,
        at_till=settings.satisfaction_at_till,
    )


def papers_apart(settings: Settings) -> frozenset[PaperKind]:
    """The kinds of paper that the shop has a printer for besides the receipts' one."""
    own = {PaperKind.VOUCHERS: settings.voucher_printer, PaperKind.KITCHEN: settings.kitchen_printer}
    return frozenset(kind for kind, printer in own.items() if printer)


def services_of(till: Till, words: Words, apart: frozenset[PaperKind] = frozenset()) -> Services:
    """One of each. words: of the papers. apart: the kinds of paper that have printers of their own."""
    return Services(till=till, drawer=drawer_of(till, words), returns=returns_desk_of(till, words, apart))


def drawer_of(till: Till, words: Words) -> Drawer:
    """The till's drawer; it wants a shift exactly when the till does."""
    return Drawer(
        store=till.store,
        clock=till.clock,
        chance=till.chance,
        write=lambda paper: drawer_paper_of(words, paper),
        on_commit=till.on_commit,
        needed=till.needs_shift,
    )
