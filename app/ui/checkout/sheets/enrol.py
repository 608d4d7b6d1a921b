"""A new member: the phone first, the age, and what may stay empty."""

from functools import partial

from PySide6.QtCore import QEvent, QObject, QRegularExpression, Qt
from PySide6.QtGui import QKeyEvent, QRegularExpressionValidator
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from app.domain.programme.people import Consent
from app.services.enrol_outcomes import EnrolProblem, EnrolRefused
from app.services.new_member import PhoneUnfinished
from app.ui.checkout.card_wording import short_code
from app.ui.checkout.enrol_form import LONGEST_TEXT, PATTERNS
from app.ui.checkout.enrol_state import DIGITS, Age, EnrolSheet, Field, Unanswered
from app.ui.checkout.enrol_wording import (
    ask_words,
    birthday_caption,
    join_words,
    name_caption,
    phone_note,
    referrer_words,
    tick_words,
)
from app.ui.checkout.presenter import CheckoutPresenter
from app.ui.checkout.sheets.enrol_questions import Questions
from app.ui.checkout.state import CheckoutState, Notice
from app.ui.theme.look import Look, label, set_mark, set_role
from app.ui.widgets.basics import ElidedLabel, HintedButton, IconLabel, column, icon_button, line
from app.ui.widgets.sheet_stack import StateSheet
from app.ui.widgets.tick import Tick
from app.ui.widgets.touch_field import TouchField, TouchKeyboard
from app.words.translate import Language, Words

_LEFT = 380
_ABOVE_TICKS = 2
"""The questions, and what is said before the consents."""
_EMPTY = "\N{NO-BREAK SPACE}"
"""Keeps the place of a line that has nothing to say."""


class EnrolView(StateSheet[CheckoutState]):
    """Renders an `EnrolSheet`."""

    def __init__(self, host: QWidget, look: Look, presenter: CheckoutPresenter) -> None:
        super().__init__(host, look, 1000, 716, presenter.leave)
        self._look = look
        self._desk = presenter.enrol
        self._consents: tuple[Consent, ...] | None = None
        self._ticks: list[Tick] = []
        self._said: Notice | None = None
        self._fields = {field: self._field(field) for field in Field}
        self._keyboard = TouchKeyboard(look, *self._fields.values())
        self._questions = Questions(self._keyboard, presenter.enrol.answer)
        self._join = HintedButton("primary", "Enter")
        self._join.clicked.connect(presenter.confirm)
        halves = line(gap=24)
        halves.addWidget(self._left())
        halves.addLayout(self._right(), 1)
        self.body.addLayout(halves, 1)
        phone = self._fields[Field.PHONE]
        set_role(phone.entry, "search")
        phone.entry.installEventFilter(self)
        self.setFocusProxy(phone.entry)

    def show_state(self, state: CheckoutState, words: Words) -> bool:
        if isinstance(state.sheet, EnrolSheet):
            self._render(state.sheet, words)
            self._show_wanted(state)
            return True
        return False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """A phone number has no spaces: there, the space bar says that the member is an adult."""
        if watched is self._fields[Field.PHONE].entry and isinstance(event, QKeyEvent):
            space = event.key() == Qt.Key.Key_Space and not event.modifiers()
            if space and event.type() is QEvent.Type.KeyPress:
                self._desk.say_age(Age.ADULT)
                return True
        return super().eventFilter(watched, event)

    def _field(self, field: Field) -> TouchField:
        made = TouchField(digits=field in DIGITS, longest=LONGEST_TEXT)
        if field in PATTERNS:
            made.entry.setValidator(QRegularExpressionValidator(QRegularExpression(PATTERNS[field]), made))
        made.edited.connect(partial(self._desk.type, field))
        return made

    def _left(self) -> QWidget:
        self._adult, self._minor = HintedButton("big", "Space"), HintedButton("big")
        self._adult.clicked.connect(lambda: self._desk.say_age(Age.ADULT))
        self._minor.clicked.connect(lambda: self._desk.say_age(Age.MINOR))
        ages = line(gap=8)
        ages.addWidget(self._adult, 2)
        ages.addWidget(self._minor, 1)
        pair = line(gap=8)
        for field in (Field.BIRTHDAY, Field.SENT_BY):
            pair.addWidget(self._fields[field], 1, Qt.AlignmentFlag.AlignTop)
        ground = QWidget()
        set_role(ground, "surface")
        ground.setFixedWidth(_LEFT)
        left = column(ground, gap=6)
        left.addWidget(self._fields[Field.PHONE])
        left.addLayout(ages)
        left.addWidget(self._guardian_part())
        left.addWidget(self._fields[Field.NAME])
        left.addLayout(pair)
        left.addStretch(1)
        left.addWidget(self._card_part())
        return ground

    def _guardian_part(self) -> QWidget:
        self._guardian = QWidget()
        set_role(self._guardian, "surface")
        self._guardian_agrees = Tick(self._look)
        self._guardian_agrees.clicked.connect(self._desk.tick_guardian)
        pair = line(gap=8)
        pair.addWidget(self._fields[Field.GUARDIAN], 1)
        pair.addWidget(self._fields[Field.GUARDIAN_PHONE], 1)
        inside = column(self._guardian, gap=6)
        inside.addLayout(pair)
        inside.addWidget(self._guardian_agrees)
        return self._guardian

    def _card_part(self) -> QWidget:
        self._card_icon = IconLabel(self._look, 24)
        self._card = ElidedLabel("small-muted")
        self._drop = icon_button("ghost", self._look, "x", self._look.tokens.muted)
        self._drop.clicked.connect(self._desk.drop_card)
        part = QWidget()
        part.setFixedHeight(48)
        inside = line(part, gap=10)
        inside.addWidget(self._card_icon)
        inside.addWidget(self._card, 1)
        inside.addWidget(self._drop)
        return part

    def _right(self) -> QVBoxLayout:
        self._ask = label("small-strong")
        self._ask.setWordWrap(True)
        inner = QWidget()
        set_role(inner, "surface")
        self._list = column(inner, gap=8)
        self._list.addWidget(self._questions)
        self._list.addWidget(self._ask)
        self._list.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(inner)
        right = column(gap=8)
        right.addWidget(self._scroll, 1)
        right.addWidget(self._keyboard)
        right.addSpacing(8)
        right.addWidget(self._join)
        return right

    def _render(self, sheet: EnrolSheet, words: Words) -> None:
        self.title.setText(words.gettext("New member"))
        self.close_button.setAccessibleName(words.gettext("Close"))
        self._keyboard.say(words)
        self._name_fields(words, sheet)
        for field, made in self._fields.items():
            made.show_text(sheet.text_of(field))
        self._render_phone(sheet, words)
        self._render_age(sheet, words)
        self._render_consents(sheet, words)
        self._questions.show_sheet(sheet, words)
        self._render_card(sheet, words)
        referrals = sheet.offer is not None and sheet.offer.referrals
        self._fields[Field.SENT_BY].setVisible(referrals)
        self._fields[Field.SENT_BY].note(referrer_words(words, sheet))
        self._join.say(join_words(words, sheet))
        self._join.setEnabled(not sheet.committing)

    def _name_fields(self, words: Words, sheet: EnrolSheet) -> None:
        said = {
            Field.PHONE: (words.gettext("Phone number"), "0812…"),
            Field.NAME: (name_caption(words, sheet), ""),
            Field.BIRTHDAY: birthday_caption(words, sheet),
            Field.SENT_BY: (words.gettext("Sent by (phone, or scan)"), ""),
            Field.GUARDIAN: (words.gettext("Guardian’s name"), ""),
            Field.GUARDIAN_PHONE: (words.gettext("Guardian’s phone"), "0812…"),
        }
        for field, (caption, hint) in said.items():
            self._fields[field].say(caption, hint)

    def _show_wanted(self, state: CheckoutState) -> None:
        """Brings what is still to be answered or ticked into sight, once for each time that it is said."""
        notice, said = state.notice, self._said
        self._said = notice
        if notice is said or not isinstance(state.sheet, EnrolSheet):
            return
        match notice:
            case Unanswered(question=question):
                self._scroll.ensureWidgetVisible(self._questions.part(question.id))
            case EnrolRefused(problem=EnrolProblem.NEEDS_CONSENT):
                for consent, tick in zip(self._consents or (), self._ticks, strict=True):
                    if consent.required and consent.id not in state.sheet.ticked:
                        self._scroll.ensureWidgetVisible(tick)
                        return

    def _render_phone(self, sheet: EnrolSheet, words: Words) -> None:
        note = phone_note(words, sheet)
        settled = sheet.checked == sheet.phone and not isinstance(sheet.check, PhoneUnfinished)
        self._fields[Field.PHONE].note(note if settled else _EMPTY)

    def _render_age(self, sheet: EnrolSheet, words: Words) -> None:
        self._adult.say(words.gettext("18 or older"))
        self._minor.say(words.gettext("Under 18"))
        set_mark(self._adult, "chosen", sheet.age is Age.ADULT)
        set_mark(self._minor, "chosen", sheet.age is Age.MINOR)
        self._guardian.setVisible(sheet.age is Age.MINOR)
        self._guardian_agrees.show_tick(
            words.gettext("The guardian agrees to the membership"),
            sheet.guardian_agrees,
            tick_words(words, sheet.guardian_agrees),
        )

    def _render_consents(self, sheet: EnrolSheet, words: Words) -> None:
        consents = sheet.offer.consents if sheet.offer is not None else ()
        if consents != self._consents:
            self._rebuild(consents)
        self._ask.setText(ask_words(words, consents))
        indonesian = words.language is Language.INDONESIAN
        for consent, tick in zip(consents, self._ticks, strict=True):
            ticked = consent.id in sheet.ticked
            text = consent.indonesian if indonesian else consent.english
            if consent.required:
                text = words.gettext("{consent} (needed to join)", consent=text)
            tick.show_tick(text, ticked, tick_words(words, ticked))

    def _rebuild(self, consents: tuple[Consent, ...]) -> None:
        self._consents = consents
        for gone in self._ticks:
            self._list.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self._ticks = [Tick(self._look) for _ in consents]
        for place, (consent, tick) in enumerate(zip(consents, self._ticks, strict=True)):
            tick.clicked.connect(lambda _checked=False, chosen=consent.id: self._desk.tick(chosen))
            self._list.insertWidget(place + _ABOVE_TICKS, tick)

    def _render_card(self, sheet: EnrolSheet, words: Words) -> None:
        tokens = self._look.tokens
        icon, colour = ("circle-check", tokens.success) if sheet.card else ("scan-line", tokens.muted)
        self._card_icon.draw(icon, colour)
        self._card.setText(
            words.gettext("Card {code} is ready", code=short_code(sheet.card))
            if sheet.card
            else words.gettext("A preprinted card? Scan it now.")
        )
        self._drop.setAccessibleName(words.gettext("Not this card"))
        self._drop.setVisible(bool(sheet.card))
