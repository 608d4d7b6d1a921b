"""What went wrong and what to do, as sentences that name the file or the setting."""

from app.services.ports import KeyFault, KeyUnusable, StoreFault, StoreFaultCode
from app.words.translate import Words


def fault_sentence(words: Words, fault: Exception) -> str:
    """A sentence for a fault of the store or its key; for anything else, that the log has the details."""
    match fault:
        case StoreFault():
            return _store(words, fault)
        case KeyUnusable():
            return _key(words, fault)
        case NotADirectoryError() | FileExistsError() | PermissionError():
            return words.gettext(
                "{path} can't be used ({detail}). Choose another folder, or allow writing to it.",
                path=fault.filename,
                detail=fault.strerror,
            )
        case _:
            return words.gettext("Something went wrong: {detail}. The log has the details.", detail=fault)


def _store(words: Words, fault: StoreFault) -> str:  # noqa: C901 - one sentence a code
    path = fault.path
    match fault.code:
        case StoreFaultCode.WRONG_KEY:
            return words.gettext(
                "The key does not open {path}. Put back the key file that belongs to it, or restore a backup.",
                path=path,
            )
        case StoreFaultCode.NEWER_SCHEMA:
            return words.gettext(
                "{path} was written by a newer Setia. Install that version or a later one.", path=path
            )
        case StoreFaultCode.LOCKED:
            return words.gettext("Another program is using {path}. Close it and try again.", path=path)
        case StoreFaultCode.READ_ONLY:
            return words.gettext("{path} can't be written. Allow writing to it and its folder.", path=path)
        case StoreFaultCode.FULL:
            return words.gettext(
                "The disk of {path} is full. Make room; nothing was half-written.", path=path
            )
        case StoreFaultCode.MISSING:
            return words.gettext("{path} can't be opened. Check that its folder exists.", path=path)
        case StoreFaultCode.NOT_SET_UP:
            return words.gettext(
                "No shop is set up in {path}. Begin one with `setia run`, look at the demo with `setia run --demo`, or "
                "join a server with `setia enrol`.",
                path=path.parent,
            )
        case StoreFaultCode.CORRUPT:
            return words.gettext("{path} is damaged. Restore the last good backup.", path=path)
        case StoreFaultCode.CHANGES_LOST:
            return words.gettext(
                "The file with the newest changes of {path} ({path}-wal) is missing or damaged. Put it back if it was "
                "left behind. If it is lost, `setia db restore {path}` goes on without it and says what is there.",
                path=path,
            )
        case StoreFaultCode.DEVICE:
            return words.gettext(
                "The disk of {path} fails to read or write. Nothing was half-written. Replace the disk and restore "
                "the last good backup.",
                path=path,
            )
        case StoreFaultCode.IN_USE:
            return words.gettext(
                "{path} is in use. Close the till and every other command that uses it, and try again.",
                path=path,
            )


def _key(words: Words, fault: KeyUnusable) -> str:
    match fault.reason:
        case KeyFault.MISSING:
            return words.gettext(
                "The key file {path} is missing, and the store can't be read without it. Put it back.",
                path=fault.path,
            )
        case KeyFault.PERMISSION:
            return words.gettext("The key file {path} can't be read or made by this user.", path=fault.path)
        case KeyFault.SIZE:
            return words.gettext(
                "The key file {path} is not a key: it must have 32 bytes. Put back the right one.",
                path=fault.path,
            )


def unknown_setting_sentence(words: Words, where: str, key: str, nearest: str) -> str:
    """where: the file or variable that names a setting which nobody knows."""
    return words.gettext(
        "{where}: there is no setting `{key}`. Did you mean `{nearest}`?",
        where=where,
        key=key,
        nearest=nearest,
    )


def setting_value_sentence(words: Words, where: str, key: str, expected: str) -> str:
    """where: the file, variable or flag that gives a setting a value which it can't have."""
    return words.gettext(
        "{where}: the setting `{key}` must be one of: {expected}.", where=where, key=key, expected=expected
    )


def settings_file_sentence(words: Words, path: str, detail: str) -> str:
    """A settings file that can't be read, or is no TOML."""
    return words.gettext("The settings in {path} can't be read: {detail}.", path=path, detail=detail)
