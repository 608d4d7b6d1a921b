"""The login in words."""

from app.services.front import LockedOut, WrongPin
from app.ui.login.state import LoginState, LoginTrouble
from app.words.pins import pin_sentence
from app.words.translate import Words


def login_message(words: Words, state: LoginState) -> str:
    """What is said under the dots."""
    match state.trouble:
        case WrongPin() | LockedOut():
            return pin_sentence(words, state.trouble)
        case LoginTrouble.FAULT:
            return words.gettext("That did not work. Try again; the log says why.")
        case LoginTrouble.SCAN_BEFORE_LOGIN:
            return words.gettext("Log in first, then scan again.")
        case None:
            if state.checking:
                return words.gettext("Checking…")
            return words.gettext("Enter the six digits of your PIN") if state.chosen else ""
