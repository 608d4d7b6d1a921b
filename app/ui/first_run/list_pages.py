"""The steps with lists: programme, items, staff."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QStackedWidget, QWidget

from app.services.front import Role
from app.ui.first_run.file_panel import FilePanel
from app.ui.first_run.list_panel import ListPanel
from app.ui.first_run.parts import Choices, Fields, LongText, Page, scrolled
from app.ui.first_run.presenter import FirstRunPresenter
from app.ui.first_run.state import Field, FirstRunState, ItemsWay, ProgrammeWay
from app.ui.first_run.wording import (
    item_line,
    items_read_text,
    items_way_name,
    programme_read_text,
    programme_text,
    programme_way_name,
    role_name,
    shipped_name,
)
from app.ui.theme.look import Look, label
from app.ui.widgets.basics import button, column, line, say
from app.ui.widgets.tick import Tick
from app.ui.widgets.touch_field import TouchKeyboard
from app.words.translate import Words

_CHOICES = 232
_ITEM = (Field.ITEM_NAME, Field.ITEM_PRICE, Field.ITEM_CODE, Field.ITEM_CATEGORY)
_PERSON = (Field.PERSON, Field.PIN, Field.PIN_AGAIN)


class ProgrammePage(Page):
    """The shipped programmes beside what the chosen one says; or a file."""

    def __init__(self, look: Look, presenter: FirstRunPresenter, keyboard: TouchKeyboard) -> None:
        super().__init__(look, presenter, keyboard)
        self._said: tuple[object, ...] = ()
        self._names: tuple[str, ...] = ()
        self._shipped: Choices[str] = Choices((), presenter.choose_programme, upright=True)
        self._ways = Choices(
            (ProgrammeWay.FILE, ProgrammeWay.NONE), presenter.choose_programme_way, upright=True
        )
        self._file = FilePanel(look, presenter, keyboard, Field.PROGRAMME_FILE, programme_read_text)
        self.asks = (self._file.fields,)
        self._text = LongText()
        inner = QWidget()
        self._left = column(inner, gap=8)
        self._left.setContentsMargins(0, 0, 8, 0)
        self._left.addWidget(self._shipped)
        self._left.addWidget(self._ways)
        self._left.addStretch(1)
        choices = scrolled(inner)
        choices.setFixedWidth(_CHOICES)
        self._right = QStackedWidget()
        self._right.addWidget(self._text)
        self._right.addWidget(self._file)
        layout = line(self, gap=16)
        layout.addWidget(choices)
        layout.addWidget(self._right, 1)

    @property
    def first(self) -> QWidget | None:
        """The path, where a file is asked for."""
        return self._file.field if self._right.currentWidget() is self._file else None

    def show_state(self, state: FirstRunState, words: Words) -> None:
        """Renders the choices, and what the programme says in the language of whoever reads."""
        names = tuple(name for name, _ in state.shipped or ())
        if names != self._names:
            self._names = names
            self._left.removeWidget(self._shipped)
            self._shipped.deleteLater()
            self._shipped = Choices(names, self.presenter.choose_programme, upright=True)
            self._left.insertWidget(0, self._shipped)
        way = state.programme_way
        chosen = state.chosen if way is ProgrammeWay.SHIPPED else None
        self._shipped.show_choice({name: shipped_name(words, name) for name in names}, chosen)
        ways = (ProgrammeWay.FILE, ProgrammeWay.NONE)
        self._ways.show_choice({each: programme_way_name(words, each) for each in ways}, way)
        self._right.setCurrentWidget(self._file if way is ProgrammeWay.FILE else self._text)
        self._file.show_state(state, words)
        self._say(state, words)

    def _say(self, state: FirstRunState, words: Words) -> None:
        """Many sentences: they are made anew only when they would be others."""
        said = (words.language, state.programme_way, state.chosen, state.text(Field.NAME))
        if said != self._said:
            self._said = said
            self._text.say(programme_text(words, state))


class ItemsPage(Page):
    """A file with what it would bring in; or a form and a list."""

    def __init__(self, look: Look, presenter: FirstRunPresenter, keyboard: TouchKeyboard) -> None:
        super().__init__(look, presenter, keyboard)
        self._ways = Choices(ItemsWay, presenter.choose_items_way)
        self._file = FilePanel(look, presenter, keyboard, Field.ITEMS_FILE, items_read_text)
        self._fields = Fields(presenter, keyboard, _ITEM)
        self.asks = (self._file.fields, self._fields)
        self._add = button("secondary", look, "plus")
        self._add.clicked.connect(presenter.add_item)
        self._list = ListPanel(look, presenter.remove_item)
        form = QWidget()
        grid = _grid(form)
        for place, which in enumerate(_ITEM):
            grid.addWidget(self._fields.of[which], *divmod(place, 2), Qt.AlignmentFlag.AlignTop)
        by_hand = QWidget()
        within = column(by_hand, gap=8)
        within.addWidget(form)
        within.addWidget(self._add)
        within.addWidget(self._list, 1)
        self._pages = QStackedWidget()
        for page in (QWidget(), self._file, scrolled(by_hand)):
            self._pages.addWidget(page)
        layout = column(self, gap=8)
        layout.addWidget(self._ways)
        layout.addWidget(self._pages, 1)

    @property
    def first(self) -> QWidget | None:
        """The path, or the name."""
        field = {1: self._file.field, 2: self._fields.of[Field.ITEM_NAME]}
        return field.get(self._pages.currentIndex())

    def show_state(self, state: FirstRunState, words: Words) -> None:
        """Renders the chosen way."""
        self._ways.show_choice({way: items_way_name(words, way) for way in ItemsWay}, state.items_way)
        place = {ItemsWay.FILE: 1, ItemsWay.BY_HAND: 2}
        self._pages.setCurrentIndex(0 if state.items_way is None else place.get(state.items_way, 0))
        self._file.show_state(state, words)
        self._fields.show_state(state, words)
        say(self._add, words.gettext("Add item"))
        rows = tuple(item_line(item.name, item.price, item.category) for item in state.items)
        self._list.show_rows(rows, words)


class StaffPage(Page):
    """A form and a list, and whether badges are wanted."""

    def __init__(self, look: Look, presenter: FirstRunPresenter, keyboard: TouchKeyboard) -> None:
        super().__init__(look, presenter, keyboard)
        self._fields = Fields(presenter, keyboard, _PERSON)
        self.asks = (self._fields,)
        self._role = label("small-muted")
        self._roles = Choices((Role.MANAGER, Role.CASHIER), presenter.choose_role)
        self._add = button("secondary", look, "user-round-plus")
        self._add.clicked.connect(presenter.add_person)
        self._list = ListPanel(look, presenter.remove_person)
        self._badges = Tick(look)
        self._badges.clicked.connect(presenter.toggle_badges)
        inner = QWidget()
        grid = _grid(inner)
        of = self._fields.of
        roles = QWidget()
        within = column(roles, gap=4)
        within.addWidget(self._role)
        within.addWidget(self._roles)
        for place, part in enumerate((of[Field.PERSON], roles, of[Field.PIN], of[Field.PIN_AGAIN])):
            grid.addWidget(part, *divmod(place, 2), Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._add, 2, 0, 1, 2)
        grid.addWidget(self._list, 3, 0, 1, 2)
        grid.addWidget(self._badges, 4, 0, 1, 2)
        grid.setRowStretch(3, 1)
        column(self, gap=0).addWidget(scrolled(inner))

    @property
    def first(self) -> QWidget:
        """The name."""
        return self._fields.of[Field.PERSON]

    def show_state(self, state: FirstRunState, words: Words) -> None:
        """Renders form, list and tick."""
        self._fields.show_state(state, words)
        self._role.setText(words.gettext("Is a"))
        roles = {role: role_name(words, role) for role in (Role.MANAGER, Role.CASHIER)}
        self._roles.show_choice(roles, state.role)
        say(self._add, words.gettext("Add person"))
        rows = tuple(f"{person.name} · {roles[person.role]}" for person in state.staff)
        self._list.show_rows(rows, words)
        self._badges.show_tick(
            words.gettext(
                "Print a badge for each: scanned, it chooses the name at the log-in. The PIN is still asked."
            ),
            state.badges,
            words.gettext("yes") if state.badges else words.gettext("no"),
        )


def _grid(parent: QWidget) -> QGridLayout:
    grid = QGridLayout(parent)
    grid.setContentsMargins(0, 0, 8, 0)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(8)
    for side in (0, 1):
        grid.setColumnStretch(side, 1)
    return grid
