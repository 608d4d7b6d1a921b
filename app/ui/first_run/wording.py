"""The first run's words: steps, fields, choices, what is still missing, what was read and what was made."""

from collections.abc import Iterator

from app.domain.programme.document import Programme
from app.services.first_run import FileUnreadable, ItemsRead, ProgrammeRead
from app.services.front import Role
from app.services.importing.fields import Subject
from app.services.new_shop import ShopTax, named_after
from app.ui.first_run.state import (
    Asked,
    Field,
    FirstRunState,
    ItemsWay,
    Making,
    ProgrammeWay,
    ServerWay,
    Step,
    Way,
    Wrong,
    Zone,
)
from app.words.faults import fault_sentence
from app.words.importing import ImportTold, import_lines
from app.words.line import line_sentence
from app.words.money import points, rupiah
from app.words.programme.findings import finding_sentence, severity_name
from app.words.programme_sentences import programme_sections, section_lines
from app.words.translate import Words

ICONS = {
    Step.START: "store",
    Step.SHOP: "house",
    Step.TAX: "percent",
    Step.PROGRAMME: "gift",
    Step.ITEMS: "scan-barcode",
    Step.STAFF: "users-round",
    Step.SERVER: "server",
    Step.MAKE: "check",
}


def step_name(words: Words, step: Step) -> str:
    """What a step is about."""
    names = {
        Step.START: words.gettext("Welcome"),
        Step.SHOP: words.gettext("Shop"),
        Step.TAX: words.gettext("Tax"),
        Step.PROGRAMME: words.gettext("Loyalty programme"),
        Step.ITEMS: words.gettext("Items"),
        Step.STAFF: words.gettext("Staff"),
        Step.SERVER: words.gettext("Server"),
        Step.MAKE: words.gettext("Summary"),
    }
    return names[step]


def task(words: Words, state: FirstRunState) -> str:
    """What a step wants, in a sentence."""
    tasks = {
        Step.START: words.gettext(
            "This till has no shop yet. In some minutes it sells. Nothing is kept before the last step."
        ),
        Step.SHOP: words.gettext("What stands on top of every receipt, and when a business day begins."),
        Step.TAX: words.gettext(
            "The tax of every item that has none of its own. It can be changed later, with the programme."
        ),
        Step.PROGRAMME: words.gettext(
            "What members get. Begin with one of these: every number in it can be changed later."
        ),
        Step.ITEMS: words.gettext("What is sold. More can be brought in at any time."),
        Step.STAFF: words.gettext(
            "Who works here; one of them is a manager. Nobody can read a PIN afterwards."
        ),
        Step.SERVER: words.gettext("A server joins several tills. A till sells without one just as well."),
        Step.MAKE: words.gettext("Is everything right? With Back it can still be changed."),
    }
    if state.making is Making.DONE:
        return words.gettext("The shop is made.")
    if state.step is Step.SERVER and state.way is Way.JOIN:
        return words.gettext("The manager’s server says its address and a code that holds for one till.")
    return tasks[state.step]


def way_name(words: Words, way: Way) -> str:
    """What this till is to be."""
    if way is Way.SHOP:
        return words.gettext("A new shop")
    return words.gettext("One more till of a shop with a server")


def zone_name(words: Words, zone: Zone) -> str:
    """As Indonesians call it, with a city."""
    names = {
        Zone.WIB: words.gettext("WIB (Jakarta)"),
        Zone.WITA: words.gettext("WITA (Makassar)"),
        Zone.WIT: words.gettext("WIT (Jayapura)"),
    }
    return names[zone]


def tax_name(words: Words, tax: ShopTax) -> str:
    """With its rate."""
    names = {
        ShopTax.NONE: words.gettext("No tax"),
        ShopTax.PB1: words.gettext("PB1 10% (restaurant)"),
        ShopTax.PPN: words.gettext("PPN 11%"),
    }
    return names[tax]


def inside_name(words: Words, inside: bool) -> str:
    """How a tax relates to the prices."""
    return words.gettext("In the prices") if inside else words.gettext("On top of the prices")


def programme_way_name(words: Words, way: ProgrammeWay) -> str:
    """Besides the programmes that come with Setia."""
    return words.gettext("From a file…") if way is ProgrammeWay.FILE else words.gettext("No programme yet")


def shipped_name(words: Words, name: str) -> str:
    """For what kind of shop a shipped programme is."""
    names = {
        "coffee": words.gettext("Coffee shop"),
        "minimarket": words.gettext("Minimarket"),
        "beauty": words.gettext("Beauty shop"),
        "green-shop": words.gettext("Green shop"),
        "vip-plan": words.gettext("Club with a fee"),
    }
    return names.get(name, name)


def items_way_name(words: Words, way: ItemsWay) -> str:
    """Where items come from."""
    names = {
        ItemsWay.FILE: words.gettext("From a file"),
        ItemsWay.BY_HAND: words.gettext("By hand"),
        ItemsWay.LATER: words.gettext("Later"),
    }
    return names[way]


def role_name(words: Words, role: Role) -> str:
    """What a person may do."""
    return words.gettext("Manager") if role is Role.MANAGER else words.gettext("Cashier")


def server_way_name(words: Words, way: ServerWay) -> str:
    """With or without."""
    return words.gettext("No server") if way is ServerWay.NONE else words.gettext("Join a server")


def field_name(words: Words, which: Field) -> str:
    """The caption of a field."""
    names = {
        Field.NAME: words.gettext("Name of the shop"),
        Field.ADDRESS: words.gettext("Address"),
        Field.PHONE: words.gettext("Phone (may stay empty)"),
        Field.TAX_NUMBER: words.gettext("NPWP (may stay empty)"),
        Field.TILL: words.gettext("Name of this till"),
        Field.CUT_OVER: words.gettext("The business day begins at (hour)"),
        Field.SERVICE: words.gettext("Service charge in % (may stay empty)"),
        Field.PROGRAMME_FILE: words.gettext("File of a programme (JSON)"),
        Field.ITEMS_FILE: words.gettext("File of items (CSV or Excel)"),
        Field.ITEM_NAME: words.gettext("Item"),
        Field.ITEM_PRICE: words.gettext("Price in rupiah"),
        Field.ITEM_CODE: words.gettext("Barcode or code (may stay empty)"),
        Field.ITEM_CATEGORY: words.gettext("Category (may stay empty)"),
        Field.PERSON: words.gettext("Name"),
        Field.PIN: words.gettext("PIN, six digits"),
        Field.PIN_AGAIN: words.gettext("The same PIN again"),
        Field.URL: words.gettext("Address of the server"),
        Field.CODE: words.gettext("Code"),
    }
    return names[which]


HINTS = {
    Field.NAME: "Kopi Setia",
    Field.ADDRESS: "Jl. Braga 10, Bandung 40111",
    Field.PHONE: "081234567890",
    Field.TAX_NUMBER: "01.234.567.8-421.000",
    Field.TILL: "KASIR1",
    Field.ITEM_NAME: "Kopi Susu",
    Field.ITEM_PRICE: "24000",
    Field.ITEM_CATEGORY: "Kopi",
    Field.PERSON: "Ayu",
    Field.URL: "https://setia.example.com",
}


def wrong_sentence(words: Words, which: Field, wrong: Wrong) -> str:  # noqa: C901 - one sentence a fault
    """Why a field can't be taken, and what it takes."""
    match wrong:
        case Wrong.EMPTY:
            return words.gettext("Fill this in.")
        case Wrong.TILL:
            return words.gettext("Letters and digits, without spaces, like KASIR1.")
        case Wrong.HOUR:
            return words.gettext("An hour from 0 to 23; 4 fits most shops.")
        case Wrong.SERVICE:
            return words.gettext("At most 25%.")
        case Wrong.PRICE:
            return words.gettext("A price above Rp0.")
        case Wrong.TAKEN if which is Field.PERSON:
            return words.gettext("Somebody has this name already. Tell the two apart.")
        case Wrong.TAKEN:
            return words.gettext("Another item has this code.")
        case Wrong.BARCODE:
            return words.gettext("This barcode has a wrong digit. Scan it, or look again.")
        case Wrong.PIN:
            return words.gettext("Six digits.")
        case Wrong.EASY_PIN:
            return words.gettext("Too easy to guess. Not 123456, one digit, or pairs.")
        case Wrong.OTHER_PIN:
            return words.gettext("The two differ. Type the PIN again.")
        case Wrong.URL:
            return words.gettext("Like https://setia.example.com")


def asked_sentence(words: Words, asked: Asked) -> str:
    """What a step still wants."""
    sentences = {
        Asked.PROGRAMME: words.gettext("Choose a programme, or “No programme yet”."),
        Asked.PROGRAMME_FILE: words.gettext("Choose a file without errors, or another programme."),
        Asked.ITEMS: words.gettext("Add an item, or choose “Later”."),
        Asked.ITEMS_FILE: words.gettext("Choose a file that can be read, or “Later”."),
        Asked.MANAGER: words.gettext("Add a manager: somebody has to allow what cashiers may not."),
        Asked.HALF_AN_ITEM: words.gettext("Add the item, or empty its fields."),
        Asked.HALF_A_PERSON: words.gettext("Add the person, or empty the fields."),
    }
    return sentences[asked]


def programme_text(words: Words, state: FirstRunState) -> str:
    """The programme that is chosen, in sentences; of a file also what is wrong with it."""
    match state.programme_way:
        case ProgrammeWay.SHIPPED if state.shipped is not None:
            programme = dict(state.shipped)[state.chosen]
            return _sentences(words, named_after(programme, state.text(Field.NAME) or programme.name))
        case ProgrammeWay.NONE:
            return words.gettext(
                "Nobody earns or redeems anything. Members can be enrolled, and a programme can be published later."
            )
        case _:
            return ""


def _sentences(words: Words, programme: Programme) -> str:
    return "\n".join(section_lines(programme_sections(words, programme)))


def programme_read_text(words: Words, state: FirstRunState) -> str:
    """What came of reading the file."""
    match state.programme_read:
        case FileUnreadable(says=says):
            return says
        case ProgrammeRead(programme=programme, findings=findings):
            said = [
                f"{severity_name(words, finding.severity)}: {finding_sentence(words, programme, finding)}"
                for finding in findings
            ]
            return "\n".join([*said, "" if said else programme.name, _sentences(words, programme)])
        case None:
            return words.gettext("Reading…") if state.reading else ""


def items_read_text(words: Words, state: FirstRunState) -> str:
    """What bringing the file in would do."""
    match state.items_read:
        case FileUnreadable(says=says):
            return says
        case ItemsRead(path=path, plan=plan, report=report):
            told = ImportTold(
                file=path, subject=Subject.ITEMS, plan=plan, report=report, dry=True, rejects=""
            )
            return "\n".join(import_lines(words, told))
        case None:
            return words.gettext("Reading…") if state.reading else ""


def next_name(words: Words, state: FirstRunState) -> str:
    """The way on."""
    if state.step is not Step.MAKE:
        return words.gettext("Next")
    if state.making is Making.DONE:
        return words.gettext("Ask the server again") if state.refused else words.gettext("To the log-in")
    return words.gettext("Join the shop") if state.way is Way.JOIN else words.gettext("Make the shop")


def summary_rows(words: Words, state: FirstRunState) -> Iterator[tuple[str, str]]:
    """What will be made: names and values."""
    if state.way is Way.SHOP:
        yield words.gettext("Shop"), _joined(state.text(Field.NAME), state.text(Field.ADDRESS))
        yield words.gettext("Till"), _joined(state.text(Field.TILL), zone_name(words, state.zone))
        yield words.gettext("Tax"), _tax_text(words, state)
        yield words.gettext("Loyalty programme"), _programme_name(words, state)
        yield words.gettext("Items"), _items_text(words, state)
        staff = ", ".join(f"{person.name} ({role_name(words, person.role)})" for person in state.staff)
        yield words.gettext("Staff"), staff
    else:
        yield words.gettext("Till"), state.text(Field.TILL)
    server = state.text(Field.URL) if state.joins else server_way_name(words, ServerWay.NONE)
    yield words.gettext("Server"), server


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _tax_text(words: Words, state: FirstRunState) -> str:
    taxed = "" if state.tax is ShopTax.NONE else inside_name(words, state.inside)
    service = state.text(Field.SERVICE)
    charge = words.gettext("service {percent}%", percent=int(service)) if int(service or 0) else ""
    return _joined(tax_name(words, state.tax), taxed, charge)


def _programme_name(words: Words, state: FirstRunState) -> str:
    match state.programme_way:
        case ProgrammeWay.SHIPPED:
            return shipped_name(words, state.chosen)
        case ProgrammeWay.FILE if isinstance(state.programme_read, ProgrammeRead):
            return state.programme_read.programme.name
        case _:
            return programme_way_name(words, ProgrammeWay.NONE)


def _items_text(words: Words, state: FirstRunState) -> str:
    match state.items_way:
        case ItemsWay.FILE:
            return state.text(Field.ITEMS_FILE)
        case ItemsWay.BY_HAND:
            count = len(state.items)
            return words.ngettext("{count} item", "{count} items", count, count=points(count))
        case _:
            return items_way_name(words, ItemsWay.LATER)


def item_line(name: str, price: int, category: str) -> str:
    """An item of the list."""
    return " · ".join(part for part in (name, rupiah(price), category) if part)


def made_sentence(words: Words, state: FirstRunState) -> str:
    """How the making stands."""
    match state.making:
        case Making.NOT_YET:
            return ""
        case Making.RUNNING:
            return words.gettext("Making the shop… Please wait.")
        case Making.DONE:
            return "\n".join(_done(words, state))
        case Making.FAILED:
            if state.refused:
                return line_sentence(words, state.refused, state.text(Field.URL))
            said = "" if state.fault is None else fault_sentence(words, state.fault)
            return "\n".join((said, words.gettext("No shop was made; nothing is half-done.")))


def _done(words: Words, state: FirstRunState) -> Iterator[str]:
    made = state.made
    if made is not None and made.rejected:
        yield words.ngettext(
            "{count} row of the file was left out. It is in {path}, with the reason.",
            "{count} rows of the file were left out. They are in {path}, each with its reason.",
            made.rejected,
            count=points(made.rejected),
            path=made.rejects,
        )
    if state.refused:
        yield line_sentence(words, state.refused, state.text(Field.URL))
        yield words.gettext("The shop sells without the server, too. It can be joined later: `setia enrol`.")
        return
    if state.badges:
        yield words.gettext("The badges are printed as soon as the till is open.")
    yield words.gettext(
        "Log in now. Then Ctrl+G, or Menu, Devices, finds printer, scanner and camera and tries them."
    )
