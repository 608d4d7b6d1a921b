"""Why the server refused or didn't answer, as sentences."""

from app.words.translate import Words


def line_sentence(words: Words, code: str, server: str) -> str:  # noqa: C901 - one sentence a code
    """code: of a problem that the server named, or of a line that failed."""
    match code:
        case "unknown-code":
            return words.gettext("The server doesn't know this code. Ask for a new one.")
        case "used-code":
            return words.gettext("This code was used already. Ask for a new one.")
        case "expired-code":
            return words.gettext("This code is too old. Ask for a new one.")
        case "other-merchant":
            return words.gettext(
                "This till has sales of its own, and {server} belongs to another shop.", server=server
            )
        case "no-store":
            return words.gettext(
                "{server} has no shop yet. Enrol the till that has the shop first.", server=server
            )
        case "other-key":
            return words.gettext("{server} knows this till with another key. Enrol it anew.", server=server)
        case "no-connection" | "time-out" | "cut" | "closed":
            return words.gettext("{server} does not answer. Check the line and the address.", server=server)
        case "certificate":
            return words.gettext("The certificate of {server} is not to be trusted.", server=server)
        case "server-fault":
            return words.gettext("{server} is in trouble. Try again in a while.", server=server)
        case "training":
            return words.gettext("This is a training. It never joins a server; enrol the real till.")
        case "not-our-server":
            return words.gettext("{server} is not a Setia server.", server=server)
        case _:
            return words.gettext("{server} refused: {code}.", server=server, code=code)
