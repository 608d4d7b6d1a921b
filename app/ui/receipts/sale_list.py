"""Today's sales, the newest first: number, time, total, whose it is, and what is left of it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from app.services.past_sales import PAGE, ListedSale, SalesPage, Standing
from app.ui.receipts.wording import standing_words
from app.ui.theme.look import Look, label, set_mark, set_role
from app.ui.theme.tokens import ROW_HEIGHT
from app.ui.widgets.basics import ElidedLabel, IconLabel, column, icon_button, line
from app.words.money import masked_phone, rupiah
from app.words.receipt import masked_name
from app.words.translate import Words


class SaleList(QWidget):
    """A page of rows that stay where they are; arrows below turn the page."""

    def __init__(self, look: Look, choose: Callable[[bytes], None], turn: Callable[[int], None]) -> None:
        super().__init__()
        self._rows = [_Row(look, choose) for _ in range(PAGE)]
        self._empty = label("body-muted")
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._newer = icon_button("secondary", look, "chevron-left")
        self._older = icon_button("secondary", look, "chevron-right")
        self._newer.clicked.connect(lambda: turn(-1))
        self._older.clicked.connect(lambda: turn(1))
        self._place = label("small-muted")
        self._place.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout = column(self, gap=4)
        layout.addWidget(self._empty)
        for row in self._rows:
            layout.addWidget(row)
        layout.addStretch(1)
        pages = line(gap=8)
        pages.addWidget(self._newer)
        pages.addWidget(self._place, 1)
        pages.addWidget(self._older)
        layout.addLayout(pages)

    def show_page(self, page: SalesPage | None, chosen: bytes, words: Words) -> None:
        """Renders a page."""
        sales = page.rows if page is not None else ()
        for place, row in enumerate(self._rows):
            row.setVisible(place < len(sales))
            if place < len(sales):
                row.show_sale(sales[place], sales[place].sale_id == chosen, words)
        self._empty.setText(
            "…" if page is None else words.gettext("Nothing was sold today. Scan or key an older receipt.")
        )
        self._empty.setVisible(not sales)
        number = 0 if page is None else page.page
        self._place.setText(words.gettext("Page {number}", number=number + 1))
        self._newer.setAccessibleName(words.gettext("Newer sales"))
        self._older.setAccessibleName(words.gettext("Older sales"))
        self._newer.setEnabled(number > 0)
        self._older.setEnabled(page is not None and page.more)


class _Row(QPushButton):
    def __init__(self, look: Look, choose: Callable[[bytes], None]) -> None:
        super().__init__()
        set_role(self, "result")
        self._look = look
        self._sale_id = b""
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFixedHeight(ROW_HEIGHT)
        self.clicked.connect(lambda: choose(self._sale_id))
        self._icon = IconLabel(look, 24)
        self._number, self._below = ElidedLabel("row"), ElidedLabel("small-muted")
        self._total, self._standing = label("row-amount"), label("small-amber")
        for text in (self._total, self._standing):
            text.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        texts, sums = column(gap=0), column(gap=0)
        texts.addWidget(self._number)
        texts.addWidget(self._below)
        sums.addWidget(self._total)
        sums.addWidget(self._standing)
        layout = line(self, gap=12)
        layout.setContentsMargins(12, 4, 12, 4)
        layout.addWidget(self._icon)
        layout.addLayout(texts, 1)
        layout.addLayout(sums)
        for part in (self._icon, self._number, self._below, self._total, self._standing):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_sale(self, sale: ListedSale, chosen: bool, words: Words) -> None:
        self._sale_id = sale.sale_id
        tokens = self._look.tokens
        back = sale.standing is not Standing.KEPT
        self._icon.draw("rotate-ccw" if back else "receipt-text", tokens.amber_text if back else tokens.muted)
        who = f"{masked_name(sale.name)} {masked_phone(sale.phone)}" if sale.name else words.gettext("Guest")
        self._number.setText(sale.receipt_number)
        self._below.setText(f"{sale.at:%H:%M} · {who}")
        self._total.setText(rupiah(sale.total))
        standing = standing_words(words, sale.standing)
        self._standing.setText(standing)
        self._standing.setVisible(bool(standing))
        self.setAccessibleName(
            f"{sale.receipt_number}, {self._below.text()}, {self._total.text()} {standing}"
        )
        set_mark(self, "chosen", chosen)
