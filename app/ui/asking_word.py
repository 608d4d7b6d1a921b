"""A manager's word over whatever sheet needs one. No Qt."""

from collections.abc import Callable

from app.services.approval import Approval, NotApproved
from app.services.outcomes import ScanOutcome
from app.ui.approval import ApprovalEntry, ApprovalPad, ApprovalTill
from app.ui.lanes import Lanes


def _nothing() -> None:
    """The sheet below stays as it is."""


def _takes_no_scan(_outcome: ScanOutcome) -> bool:
    return False


class ManagersWord:
    """Asks for words until one counts. The sheet below stays as it is, and sends each word with what it wants.

    show: how far the PIN is; None: nobody is asked any more.
    """

    def __init__(
        self, till: ApprovalTill, lanes: Lanes, show: Callable[[ApprovalEntry | None], None]
    ) -> None:
        self._show = show
        self._wanted: Callable[[Approval], None] | None = None
        self._left: Callable[[], None] = _nothing
        self._instead: Callable[[ScanOutcome], bool] = _takes_no_scan
        self.pad = ApprovalPad(till, lanes, self._changed, self._given)

    @property
    def is_open(self) -> bool:
        """Whether a manager is being asked."""
        return self._wanted is not None

    def ask(
        self,
        given: Callable[[Approval], None],
        left: Callable[[], None] = _nothing,
        instead: Callable[[ScanOutcome], bool] = _takes_no_scan,
    ) -> None:
        """Opens the pad. given: gets each word. left: no word came. instead: whether a scan does in place of a word."""
        self._wanted, self._left, self._instead = given, left, instead
        self.pad.start()

    def judge(
        self, missing: NotApproved, given: Callable[[Approval], None], left: Callable[[], None] = _nothing
    ) -> None:
        """What was wanted takes a word: asks for one; or says why the one that was given didn't count."""
        if self.is_open:
            self.pad.refused(missing)
        else:
            self.ask(given, left)

    def close(self) -> None:
        """No word is needed any more."""
        if self.is_open:
            self._wanted = None
            self._show(None)

    def confirm(self) -> None:
        """The sixth digit says it all."""

    def key(self, digits: str) -> None:
        """Digits of the PIN."""
        self.pad.key(digits)

    def erase(self) -> None:
        """Takes the last digit back."""
        self.pad.erase()

    def clear(self) -> None:
        """Takes all digits back."""
        self.pad.clear()

    def step(self, by: int) -> None:
        """The next or the previous manager."""
        self.pad.step(by)

    def leave(self) -> None:
        """Esc: back to the sheet, unless the word is being judged."""
        if self.is_open and not self.pad.entry.checking:
            self.close()
            self._left()

    def takes(self, outcome: ScanOutcome) -> bool:
        """Whether a scan did in place of a word."""
        return self._instead(outcome)

    def _changed(self, entry: ApprovalEntry) -> None:
        if self.is_open:
            self._show(entry)

    def _given(self, approval: Approval) -> None:
        if self._wanted is not None:
            self._wanted(approval)
