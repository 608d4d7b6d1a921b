"""The steps that are fields and choices: welcome, shop, tax, server."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app.services.new_shop import ShopTax
from app.ui.first_run.parts import Choices, Fields, Page, scrolled
from app.ui.first_run.presenter import FirstRunPresenter
from app.ui.first_run.state import Field, FirstRunState, ServerWay, Way, Zone
from app.ui.first_run.wording import inside_name, server_way_name, tax_name, way_name, zone_name
from app.ui.theme.look import Look, label
from app.ui.widgets.basics import column
from app.ui.widgets.touch_field import TouchKeyboard
from app.words.translate import Language, Words

_SHOP = (Field.NAME, Field.ADDRESS, Field.PHONE, Field.TAX_NUMBER, Field.TILL, Field.CUT_OVER)
_LANGUAGES = {Language.INDONESIAN: "Bahasa Indonesia", Language.ENGLISH: "English"}


class StartPage(Page):
    """Which language, and whether a shop begins here."""

    def __init__(
        self,
        look: Look,
        presenter: FirstRunPresenter,
        keyboard: TouchKeyboard,
        speak: Callable[[Language], None],
    ) -> None:
        super().__init__(look, presenter, keyboard)
        self._language, self._way = label("small-muted"), label("small-muted")
        self._languages = Choices(Language, speak)
        self._ways = Choices(Way, presenter.choose_way, upright=True)
        layout = column(self, gap=8)
        for part in (self._language, self._languages, self._way, self._ways):
            layout.addWidget(part)
        layout.addStretch(1)

    def show_state(self, state: FirstRunState, words: Words) -> None:
        """Renders both choices."""
        self._language.setText(words.gettext("Language of the till and its receipts"))
        self._languages.show_choice(_LANGUAGES, words.language)
        self._way.setText(words.gettext("This till is"))
        self._ways.show_choice({way: way_name(words, way) for way in Way}, state.way)


class ShopPage(Page):
    """Whose receipts these are, and where."""

    def __init__(self, look: Look, presenter: FirstRunPresenter, keyboard: TouchKeyboard) -> None:
        super().__init__(look, presenter, keyboard)
        self._fields = Fields(presenter, keyboard, _SHOP)
        self.asks = (self._fields,)
        self._zone = label("small-muted")
        self._zones = Choices(Zone, presenter.choose_zone)
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        of = self._fields.of
        grid.addWidget(of[Field.NAME], 0, 0, 1, 2)
        grid.addWidget(of[Field.ADDRESS], 1, 0, 1, 2)
        for place, which in enumerate(_SHOP[2:]):
            row, side = divmod(place, 2)
            grid.addWidget(of[which], row + 2, side, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._zone, 4, 0, 1, 2)
        grid.addWidget(self._zones, 5, 0, 1, 2)
        grid.setRowStretch(6, 1)
        column(self, gap=0).addWidget(scrolled(inner))

    @property
    def first(self) -> QWidget:
        """The name."""
        return self._fields.of[Field.NAME]

    def show_state(self, state: FirstRunState, words: Words) -> None:
        """Renders fields and zone."""
        self._fields.show_state(state, words)
        self._zone.setText(words.gettext("Time zone"))
        self._zones.show_choice({zone: zone_name(words, zone) for zone in Zone}, state.zone)


class TaxPage(Page):
    """Tax and service charge."""

    def __init__(self, look: Look, presenter: FirstRunPresenter, keyboard: TouchKeyboard) -> None:
        super().__init__(look, presenter, keyboard)
        self._tax, self._side = label("small-muted"), label("small-muted")
        self._taxes = Choices(ShopTax, presenter.choose_tax)
        self._sides = Choices((True, False), presenter.choose_inside)
        self._fields = Fields(presenter, keyboard, (Field.SERVICE,))
        self.asks = (self._fields,)
        inner = QWidget()
        layout = column(inner, gap=8)
        for part in (self._tax, self._taxes, self._side, self._sides, self._fields.of[Field.SERVICE]):
            layout.addWidget(part)
        layout.addStretch(1)
        column(self, gap=0).addWidget(scrolled(inner))

    def show_state(self, state: FirstRunState, words: Words) -> None:
        """Renders the choices; without a tax nobody asks where it is."""
        self._tax.setText(words.gettext("Tax"))
        self._taxes.show_choice({tax: tax_name(words, tax) for tax in ShopTax}, state.tax)
        self._side.setText(words.gettext("The tax is"))
        self._sides.show_choice({side: inside_name(words, side) for side in (True, False)}, state.inside)
        for part in (self._side, self._sides):
            part.setVisible(state.tax is not ShopTax.NONE)
        self._fields.show_state(state, words)


class ServerPage(Page):
    """No server, or its address and a code."""

    def __init__(self, look: Look, presenter: FirstRunPresenter, keyboard: TouchKeyboard) -> None:
        super().__init__(look, presenter, keyboard)
        self._ways = Choices(ServerWay, presenter.choose_server_way)
        self._fields = Fields(presenter, keyboard, (Field.URL, Field.CODE))
        self._till = Fields(presenter, keyboard, (Field.TILL,))
        self.asks = (self._fields, self._till)
        inner = QWidget()
        layout = column(inner, gap=8)
        layout.addWidget(self._ways)
        for field in (*self._fields.of.values(), *self._till.of.values()):
            layout.addWidget(field)
        layout.addStretch(1)
        column(self, gap=0).addWidget(scrolled(inner))

    @property
    def first(self) -> QWidget | None:
        """The address, where there is one."""
        url = self._fields.of[Field.URL]
        return None if url.isHidden() else url

    def show_state(self, state: FirstRunState, words: Words) -> None:
        """A new till names itself here; one of a new shop has a name already."""
        joining = state.way is Way.JOIN
        self._ways.setVisible(not joining)
        self._ways.show_choice({way: server_way_name(words, way) for way in ServerWay}, state.server_way)
        self._fields.show_state(state, words)
        self._till.show_state(state, words)
        for field in self._fields.of.values():
            field.setVisible(state.joins)
        self._till.of[Field.TILL].setVisible(joining)
