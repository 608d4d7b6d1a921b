"""The customer display: one of three pages, as big as its screen allows."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.ui.customer.buying_page import BuyingPage
from app.ui.customer.idle_page import IdlePage
from app.ui.customer.parts import Parts
from app.ui.customer.state import Buying, CustomerScreen, Idle, Thanks
from app.ui.customer.thanks_page import ThanksPage
from app.ui.theme.customer_sheet import Scale, customer_sheet, scale_for
from app.ui.theme.look import Look, label, set_role
from app.ui.widgets.basics import column, frame
from app.words.translate import Words


class CustomerView(QWidget):
    """A window of its own that never takes the keyboard: the till keeps hearing keys and scans."""

    answered = Signal(int)
    """The customer touched an answer."""

    def __init__(self, look: Look, words: Words) -> None:
        super().__init__()
        self._look, self._words = look, words
        self._screen = CustomerScreen()
        self._scale = Scale(0)
        set_role(self, "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setWindowFlag(Qt.WindowType.WindowDoesNotAcceptFocus)
        self.setWindowTitle(words.gettext("Customer display"))
        self.setMinimumSize(800, 480)
        self._ribbon, self._training = frame("customer-training"), label("customer-on-training")
        self._training.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column(self._ribbon, margin=10).addWidget(self._training)
        self._pages = QStackedWidget()
        layout = column(self, gap=0)
        layout.addWidget(self._ribbon)
        layout.addWidget(self._pages, 1)
        self.resize(1024, 640)

    def show_screen(self, screen: CustomerScreen) -> None:
        """Renders everything from the state."""
        self._screen = screen
        if self._scale.percent:
            self._render()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        scale = scale_for(self.width(), self.height())
        if scale != self._scale:
            self._scale = scale
            self._rebuild()

    def _rebuild(self) -> None:
        """Another size of screen: everything anew in that size, which happens once as a rule."""
        while (gone := self._pages.widget(0)) is not None:
            self._pages.removeWidget(gone)
            gone.deleteLater()
        self.setStyleSheet(customer_sheet(self._look.tokens, self._scale))
        parts = Parts(self._look, self._scale)
        self._idle, self._buying, self._thanks = (
            IdlePage(parts),
            BuyingPage(parts),
            ThanksPage(parts, self.answered.emit),
        )
        for page in (self._idle, self._buying, self._thanks):
            self._pages.addWidget(page)
        self._render()

    def _render(self) -> None:
        words, screen = self._words, self._screen
        self._ribbon.setVisible(screen.training)
        self._training.setText(words.gettext("TRAINING: nothing here is for real"))
        match screen.now:
            case Idle():
                self._idle.show_greeting(screen.greeting, words)
                self._pages.setCurrentWidget(self._idle)
            case Buying():
                self._buying.show_buying(screen.now, screen.greeting, words)
                self._pages.setCurrentWidget(self._buying)
            case Thanks():
                self._thanks.show_thanks(screen.now, words)
                self._pages.setCurrentWidget(self._thanks)
