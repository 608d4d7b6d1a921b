"""What people call the devices that they can choose, and what to look at when one doesn't work."""

from app.services.found_devices import Found, FoundDevice
from app.words.translate import Words


def found_name(words: Words, found: FoundDevice) -> str:
    """What a device is called in a list."""
    names = {
        Found.NONE: words.gettext("None"),
        Found.VIRTUAL: words.gettext("Virtual printer"),
        Found.AUTO: words.gettext("Automatic"),
        Found.KEYBOARD: words.gettext("Keyboard scanner"),
        Found.WINDOW: words.gettext("In a window"),
        Found.ON: words.gettext("Sounds on"),
        Found.OFF: words.gettext("Sounds off"),
        Found.SCREEN: words.gettext("Screen {number}", number=found.setting),
        Found.NETWORK: words.gettext("Network printer"),
        Found.KEPT: found.setting,
    }
    return names.get(found.kind) or found.name or _kind_name(words, found.kind)


def found_detail(words: Words, found: FoundDevice) -> str:
    """Where it is, or what choosing it means."""
    details = {
        Found.NONE: words.gettext("this till goes without"),
        Found.VIRTUAL: words.gettext("paper in a window, to try"),
        Found.AUTO: words.gettext("whatever is plugged in"),
        Found.KEYBOARD: words.gettext("or none; it needs no port"),
        Found.WINDOW: words.gettext("to try, without another screen"),
        Found.ON: words.gettext("ok, unknown, reward"),
        Found.OFF: words.gettext("the till is silent"),
        Found.KEPT: words.gettext("in the settings; not plugged in now"),
        Found.QUEUE: words.gettext("print queue of this machine"),
    }
    if found.kind in details:
        return details[found.kind]
    kind = _kind_name(words, found.kind)
    if found.kind is Found.NETWORK:
        return found.place
    return f"{kind} · {found.place}" if found.name and found.place else found.place or kind


def _kind_name(words: Words, kind: Found) -> str:
    names = {
        Found.USB: "USB",
        Found.SERIAL: words.gettext("Serial port"),
        Found.CAMERA: words.gettext("Camera"),
        Found.SCREEN: words.gettext("Screen"),
    }
    return names.get(kind, kind.value)
