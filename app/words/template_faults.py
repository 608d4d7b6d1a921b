"""What is wrong with a shop's receipt template, as sentences that name the file and the line."""

from pathlib import Path

from app.protocol.document_faults import DocumentFault
from app.services.read_template import (
    MissingBlock,
    NoToml,
    OnlyOfMembers,
    OpenBrace,
    RepeatedBlock,
    TemplateFault,
    TooMuch,
    UnknownField,
)
from app.services.receipt_template import Need
from app.words.document_faults import document_fault_sentence
from app.words.translate import Words


def template_fault_sentence(words: Words, path: Path, fault: TemplateFault) -> str:
    """Where it is, what is wrong, and what was probably meant."""
    sentence = _sentence(words, fault)
    if fault.line is None:
        return f"{path}: {sentence}"
    return words.gettext("{path}, line {line}: {sentence}", path=path, line=fault.line, sentence=sentence)


def _sentence(words: Words, fault: TemplateFault) -> str:
    match fault.problem:
        case DocumentFault() as problem:
            return document_fault_sentence(words, problem)
        case NoToml(detail=detail):
            return words.gettext("This is no TOML: {detail}.", detail=detail)
        case TooMuch(most=most, blocks=True):
            return words.gettext("There are more than {most} blocks.", most=most)
        case TooMuch(most=most):
            return words.gettext("The file is larger than {most} bytes.", most=most)
        case MissingBlock(kind=kind, need=need):
            return _missing(words, kind, need)
        case RepeatedBlock(kind=kind):
            return words.gettext("The block `{kind}` stands here twice.", kind=kind)
        case UnknownField() as problem:
            return _unknown_field(words, problem)
        case OpenBrace():
            return words.gettext("A brace names no field. Write {{{{ or }}}} for one that shall be printed.")
        case OnlyOfMembers(field=field):
            return words.gettext(
                'Only members have {{{field}}}. Put `shown_to = "members"` beside the text.', field=field
            )


def _missing(words: Words, kind: str, need: Need) -> str:
    if need is Need.LAW:
        return words.gettext(
            "The block `{kind}` is missing. A receipt must have it: the law asks for it.", kind=kind
        )
    return words.gettext(
        "The block `{kind}` is missing. A receipt must have it: members and returns rely on it.", kind=kind
    )


def _unknown_field(words: Words, problem: UnknownField) -> str:
    sentence = words.gettext("There is no field {{{field}}}.", field=problem.field)
    return sentence + " " + words.gettext("Did you mean `{name}`?", name=problem.nearest)
