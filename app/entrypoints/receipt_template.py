"""The template of a sale's receipt: a shop's own, or the one that is shipped."""

from pathlib import Path
from typing import TYPE_CHECKING

from app.entrypoints.settings import Settings
from app.ui.theme.resources import resource
from app.words.translate import Words

if TYPE_CHECKING:
    from app.services.read_template import TemplateFault
    from app.services.receipt_template import ReceiptTemplate


class TemplateUnusable(Exception):
    """The file can't be read (detail says why), or isn't what a template must be."""

    def __init__(self, path: Path, faults: "tuple[TemplateFault, ...]" = (), detail: str = "") -> None:
        super().__init__(f"{path}: no receipt template")
        self.path = path
        self.faults = faults
        self.detail = detail

    def told(self, words: Words) -> str:
        """A sentence for each fault, a line each."""
        from app.words.template_faults import template_fault_sentence  # noqa: PLC0415 - only when it is wrong

        if self.detail:
            return words.gettext("{path} can't be read: {detail}.", path=self.path, detail=self.detail)
        return "\n".join(template_fault_sentence(words, self.path, fault) for fault in self.faults)


def template_in_force(settings: Settings) -> "ReceiptTemplate":
    """What receipts are laid out by. Raises TemplateUnusable."""
    own = settings.receipt_template
    return template_of(Path(own) if own else resource("receipts", "standard.toml"))


def template_of(path: Path) -> "ReceiptTemplate":
    """The template in a file. Raises TemplateUnusable."""
    # Deferred: whatever tells faults knows this module, and few need the reader.
    from app.services.read_template import LARGEST_TEMPLATE, read_template  # noqa: PLC0415

    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_TEMPLATE + 1)
    except OSError as fault:
        raise TemplateUnusable(path, detail=fault.strerror or str(fault)) from fault
    template = read_template(content)
    if isinstance(template, tuple):
        raise TemplateUnusable(path, template)
    return template
