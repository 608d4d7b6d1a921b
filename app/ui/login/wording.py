"""The login in words."""

from app.services.front import LockedOut, WrongPin
from app.ui.login.state import LoginState, LoginTrouble, Purpose
from app.words.pins import pin_sentence
from app.words.translate import Words


def greeting(words: Words, state: LoginState) -> str:
    """What stands above the names."""
    match state.purpose:
        case Purpose.SELL:
            return words.gettext("Who is at the till?")
        case Purpose.EDIT_PROGRAMME:
            return words.gettext("Programme: manager’s PIN")
        case Purpose.PRINT_BADGES:
            return words.gettext("Whose badge?") if state.badges else words.gettext("Badges: manager’s PIN")


def nobody_chosen(words: Words, state: LoginState) -> str:
    """What stands above the dots before a name is touched."""
    return words.gettext("Print badges") if state.badges else words.gettext("Choose your name")


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
            if state.printed is not None:
                return words.gettext("The badge of {name} goes to the printer.", name=state.printed.name)
            if state.badges:
                return words.gettext("Touch a name to print its badge.")
            if state.checking:
                return words.gettext("Checking…")
            return words.gettext("Enter the six digits of your PIN") if state.chosen else ""
