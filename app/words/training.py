"""What stands on every paper of a training, so that none can pass for a real one."""

from dataclasses import replace

from app.services.receipt import Align, Emphasis, Receipt, RuleLine, TextLine
from app.services.training_shop import TrainingNames
from app.words.translate import Words

NOT_VALID = (
    TextLine("BUKAN STRUK SAH", Align.CENTRE, Emphasis.LARGE),
    TextLine("NOT A VALID RECEIPT", Align.CENTRE, Emphasis.BOLD),
)
"""In both languages always: whoever is shown the paper may read another one than the till speaks."""


def not_valid(receipt: Receipt) -> Receipt:
    """The paper with the words above and below. No drawer opens for it: the money in there is real."""
    if not receipt.elements:
        return replace(receipt, opens_drawer=False)
    elements = (*NOT_VALID, RuleLine(), *receipt.elements, RuleLine(), *NOT_VALID)
    return replace(receipt, elements=elements, opens_drawer=False)


def training_names(words: Words) -> TrainingNames:
    """What a training's till and people are called."""
    return TrainingNames(
        till=words.gettext("TRAIN"),
        cashier=words.gettext("Trainee"),
        manager=words.gettext("Trainer"),
    )
