"""One page: earn rate, tiers, promotions; a numpad and the publication beside them."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QFrame,
    QGridLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QWidget,
)

from app.services.outcomes import RevisionConflict
from app.ui.programme.draft import RATE, Draft, PromotionDraft, TierDraft
from app.ui.programme.presenter import ProgrammePresenter
from app.ui.programme.state import ProgrammeState
from app.ui.programme.wording import outcome_words, threshold_words, wrong_fields
from app.ui.theme.look import Look, label, set_mark, set_role
from app.ui.widgets.basics import button, column, frame, line, say
from app.ui.widgets.notice_bar import NoticeBar
from app.ui.widgets.numpad import ERASE, Numpad
from app.words.translate import Words

_FIGURE_WIDTH, _DAY_WIDTH = 80, 148
"""31/12/2026 is read whole, also at 1024 pixels."""


class ProgrammeView(QWidget):
    """Renders a `ProgrammeState`; the fields are built anew when another revision comes."""

    def __init__(self, look: Look, words: Words, back: Callable[[], None]) -> None:
        super().__init__()
        set_role(self, "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._look, self._words, self._leave = look, words, back
        self._state = ProgrammeState()
        self._built_for: int | None = None
        self._presenter: ProgrammePresenter | None = None
        self._forms = _Forms()
        self._back = button("secondary", look, "arrow-left")
        self._back.clicked.connect(back)
        self._title, self._revision = label("title"), label("small-muted")
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        head = line(gap=16)
        head.addWidget(self._back)
        head.addWidget(self._title)
        head.addWidget(self._revision, 1)
        left = column(gap=16)
        left.addLayout(head)
        left.addWidget(self._scroll, 1)
        layout = line(self, margin=24, gap=24)
        layout.addLayout(left, 1)
        layout.addWidget(self._side(look))
        self._notice = NoticeBar(self, look, self._dismiss, self._notice_place)

    def attach(self, presenter: ProgrammePresenter) -> None:
        """Says who listens."""
        self._presenter = presenter

    def show_state(self, state: ProgrammeState) -> None:
        """Renders everything from the state."""
        self._state = state
        words = self._words
        say(self._back, words.gettext("Back"))
        self._title.setText(words.gettext("Loyalty programme"))
        programme = state.programme
        self._revision.setText(
            words.gettext("{name}, revision {revision}", name=programme.name, revision=programme.revision)
            if programme
            else ""
        )
        self._build(state)
        self._scroll.setEnabled(not state.publishing)
        self._forms.mark(wrong_fields(state))
        say(self._publish, words.gettext("Publishing…") if state.publishing else words.gettext("Publish"))
        self._publish.setEnabled(state.draft is not None and not state.publishing)
        self._hint.setText(
            words.gettext("A new revision holds from the next basket; open baskets keep theirs.")
        )
        say(self._reload, words.gettext("Reload"))
        self._reload.setVisible(isinstance(state.outcome, RevisionConflict))
        self._numpad.name(words.gettext("Erase"), words.gettext("Clear"))
        tone, text = outcome_words(words, state)
        self._notice.say(tone, text, words.gettext("Close"))

    def speak(self, words: Words) -> None:
        """Another language, at once; what was typed stays."""
        self._words = words
        self._built_for = None
        self.show_state(self._state)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def _side(self, look: Look) -> QFrame:
        side = frame("card")
        side.setFixedWidth(320)
        self._numpad = Numpad(look, corner=",")
        self._numpad.pressed.connect(self._pressed)
        self._hint = label("small-muted")
        self._hint.setWordWrap(True)
        self._publish = button("primary")
        self._publish.clicked.connect(self._publish_touched)
        self._reload = button("secondary")
        self._reload.clicked.connect(self._reload_touched)
        layout = column(side, margin=16, gap=12)
        self._numpad.setMaximumHeight(4 * 72 + 3 * 8)
        layout.addWidget(self._numpad, 1)
        layout.addStretch(1)
        for part in (self._reload, self._hint, self._publish):
            layout.addWidget(part)
        return side

    def _build(self, state: ProgrammeState) -> None:
        revision = state.programme.revision if state.programme else None
        if state.draft is None or self._presenter is None or revision == self._built_for:
            return
        self._built_for = revision
        self._forms = _Forms()
        self._scroll.setWidget(self._forms.build(state.draft, self._presenter, self._words))

    def _pressed(self, key: str) -> None:
        field = QApplication.focusWidget()
        if not isinstance(field, QLineEdit):
            return
        if key == ERASE:
            field.backspace()
        else:
            field.insert(key)
        field.textEdited.emit(field.text())

    def _publish_touched(self) -> None:
        if self._presenter is not None:
            self._presenter.publish()

    def _reload_touched(self) -> None:
        if self._presenter is not None:
            self._presenter.reload()

    def _dismiss(self) -> None:
        self._notice.hide()

    def _notice_place(self, height: int) -> QRect:
        area = self._scroll.geometry()
        return QRect(area.left(), area.bottom() - height, area.width(), height)


class _Forms:
    """The cards with the fields. A field tells its whole row, so that two fields of a row never disagree."""

    def __init__(self) -> None:
        self._fields: dict[str, QLineEdit] = {}

    def build(self, draft: Draft, presenter: ProgrammePresenter, words: Words) -> QWidget:
        inner = QWidget()
        set_role(inner, "canvas")
        cards = column(inner, gap=16)
        cards.addWidget(self._points(draft, presenter, words))
        cards.addWidget(self._tiers(draft, presenter, words))
        cards.addWidget(self._promotions(draft, presenter, words))
        cards.addStretch(1)
        return inner

    def mark(self, wrong: frozenset[str]) -> None:
        for name, field in self._fields.items():
            set_mark(field, "wrong", name in wrong)

    def _points(self, draft: Draft, presenter: ProgrammePresenter, words: Words) -> QFrame:
        card, grid = _card(words.gettext("Points"))
        name = words.gettext("Rupiah per point")
        rate = self._field(RATE, draft.rate, name)
        rate.textEdited.connect(presenter.set_rate)
        grid.addWidget(label("body", words.gettext("Every Rp")), 1, 0)
        grid.addWidget(rate, 1, 1)
        grid.addWidget(label("body", words.gettext("paid earn 1 point")), 1, 2)
        grid.setColumnStretch(3, 1)
        return card

    def _tiers(self, draft: Draft, presenter: ProgrammePresenter, words: Words) -> QFrame:
        card, grid = _card(words.gettext("Tiers"))
        titles = (threshold_words(words, presenter.state.programme), words.gettext("Discount (%)"))
        for place, title in enumerate(titles, start=1):
            grid.addWidget(label("caption", title), 1, place)
        for row, tier in enumerate(draft.tiers, start=2):
            threshold = self._field(f"{tier.tier_id}.threshold", tier.threshold, f"{tier.name}: {titles[0]}")
            discount = self._field(f"{tier.tier_id}.discount", tier.discount, f"{tier.name}: {titles[1]}")

            def tell(
                _text: str, kept: TierDraft = tier, one: QLineEdit = threshold, two: QLineEdit = discount
            ) -> None:
                presenter.set_tier(replace(kept, threshold=one.text(), discount=two.text()))

            for place, field in enumerate((threshold, discount), start=1):
                field.textEdited.connect(tell)
                grid.addWidget(field, row, place)
            threshold.setEnabled(row > 2)  # the first tier starts at nothing
            grid.addWidget(label("body-strong", tier.name), row, 0)
        grid.setColumnStretch(3, 1)
        return card

    def _promotions(self, draft: Draft, presenter: ProgrammePresenter, words: Words) -> QFrame:
        card, grid = _card(words.gettext("Promotions"))
        titles = (words.gettext("Percent"), words.gettext("Starts"), words.gettext("Ends"))
        for place, title in enumerate(titles):
            grid.addWidget(label("caption", title), 1, place)
        for number, promotion in enumerate(draft.promotions, start=1):
            name = label("body-strong", promotion.name)
            name.setWordWrap(True)
            grid.addWidget(name, 2 * number, 0, 1, 5)  # its fields below it: both fit beside the numpad
            self._promotion(grid, 2 * number + 1, promotion, titles, presenter, words)
        grid.setHorizontalSpacing(12)
        grid.setColumnStretch(4, 1)
        return card

    def _promotion(
        self,
        grid: QGridLayout,
        row: int,
        promotion: PromotionDraft,
        titles: tuple[str, str, str],
        presenter: ProgrammePresenter,
        words: Words,
    ) -> None:
        texts = {"percent": promotion.percent, "starts": promotion.starts, "ends": promotion.ends}
        fields = {
            key: self._field(f"{promotion.promotion_id}.{key}", text, f"{promotion.name}: {title}")
            for (key, text), title in zip(texts.items(), titles, strict=True)
            if text is not None
        }
        stopped = QCheckBox(words.gettext("Stopped"))
        stopped.setAccessibleName(f"{promotion.name}: {stopped.text()}")
        stopped.setChecked(promotion.stopped)

        def tell() -> None:
            percent, starts, ends = (fields[key].text() if key in fields else None for key in texts)
            presenter.set_promotion(
                replace(promotion, stopped=stopped.isChecked(), percent=percent, starts=starts, ends=ends)
            )

        for place, key in enumerate(texts):
            if key in fields:
                fields[key].textEdited.connect(lambda _text: tell())
                grid.addWidget(fields[key], row, place)
        stopped.toggled.connect(lambda _on: tell())
        grid.addWidget(stopped, row, 3)

    def _field(self, name: str, text: str, accessible: str) -> QLineEdit:
        field = QLineEdit(text)
        field.setAccessibleName(accessible)
        field.setMaxLength(16)
        field.setMinimumWidth(_DAY_WIDTH if name.endswith((".starts", ".ends")) else _FIGURE_WIDTH)
        field.setMaximumWidth(176)
        self._fields[name] = field
        return field


def _card(title: str) -> tuple[QFrame, QGridLayout]:
    card = frame("card")
    grid = QGridLayout(card)
    grid.setContentsMargins(24, 20, 24, 20)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(8)
    heading: QLabel = label("heading", title)
    grid.addWidget(heading, 0, 0, 1, 4)
    return card, grid
