"""Makes the QApplication look like Setia: Fusion, one palette, one style sheet, one typeface."""

from collections.abc import Sequence

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from app.ui.theme.resources import resource
from app.ui.theme.stylesheet import stylesheet
from app.ui.theme.tokens import TYPE, Tokens

_WEIGHTS = ("Regular", "Medium", "SemiBold", "Bold")


def make_application(arguments: Sequence[str], tokens: Tokens) -> QApplication:
    """The application, dressed. Nothing else may have made one."""
    application = QApplication(list(arguments))
    application.setApplicationName("Setia")
    dress(application, tokens)
    return application


def dress(application: QApplication, tokens: Tokens) -> None:
    """Gives an application the scheme; may be called again with another one. Does nothing when it wears it."""
    sheet = stylesheet(tokens)
    if application.styleSheet() == sheet:
        return
    application.setStyle(QStyleFactory.create("Fusion"))
    application.setFont(_font())
    application.setPalette(_palette(tokens))
    application.setStyleSheet(sheet)


def _font() -> QFont:
    """Inter with figures of one width, so that amounts stand under each other."""
    for weight in _WEIGHTS:
        QFontDatabase.addApplicationFont(str(resource("fonts", f"Inter-{weight}.ttf")))
    font = QFont("Inter")
    font.setPixelSize(TYPE.body)
    font.setFeature(QFont.Tag("tnum"), 1)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def _palette(tokens: Tokens) -> QPalette:
    palette = QPalette()
    roles = QPalette.ColorRole
    for role, colour in {
        roles.Window: tokens.canvas,
        roles.WindowText: tokens.text,
        roles.Base: tokens.surface,
        roles.AlternateBase: tokens.sunken,
        roles.Text: tokens.text,
        roles.PlaceholderText: tokens.muted,
        roles.Button: tokens.surface,
        roles.ButtonText: tokens.text,
        roles.ToolTipBase: tokens.text,
        roles.ToolTipText: tokens.surface,
        roles.Highlight: tokens.primary,
        roles.HighlightedText: tokens.on_primary,
        roles.Link: tokens.primary,
        roles.Accent: tokens.primary,
    }.items():
        palette.setColor(role, QColor(colour))
    return palette
