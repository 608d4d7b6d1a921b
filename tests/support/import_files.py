"""Files as the programs that shops come from write them: real headings, invented people, the same every time."""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from app.services.importing.columns import plan_columns
from app.services.importing.fields import FileFormat, Subject
from app.services.importing.reasons import Rejected
from app.services.importing.report import ImportReport
from app.services.importing.run import ImportOrder, run_import
from app.services.importing.source import SourceRow, SourceTable, read_text_table
from app.services.importing.workbook import is_workbook, read_workbook
from app.services.ports import Clock
from app.storage.terminal.import_store import SqlImportStore
from tests.support.shop import SmallShop

GIVEN = ("Siti", "Budi", "Dewi", "Agus", "Rina", "Eko", "Putri", "Asep", "Wayan", "Ni Luh")
FAMILY = ("Rahayu", "Santoso", "Lestari", "Wibowo", "Hidayat", "Nasution", "Siregar", "Purnama")
SQUARE, LOYVERSE, ODOO, LIGHTSPEED, GENERIC = (
    next(csv.reader([heading]))
    for heading in (
        (
            "Reference ID,First Name,Last Name,Email Address,Phone Number,Nickname,Company Name,Street Address 1,"
            "Street Address 2,City,State,Postal Code,Birthday,Memo,Square Customer ID,Creation Source,First Visit,"
            "Last Visit,Transaction Count,Lifetime Spend,Email Subscription Status,Instant Profile,"
            "Blocked from online booking"
        ),
        (
            "Customer ID,Customer name,Email,Phone,Address,City,Province,Postal code,Country,Customer code,"
            "Points balance,Note,First visit,Last visit,Total visits,Total spent"
        ),
        "id,code,partner_id,points,program_id,expiration_date,active",
        "id,customer_code,first_name,last_name,email,mobile,date_of_birth,loyalty_balance",
        "No,Nama Lengkap,No. HP,Tgl Lahir,Saldo Poin,Nomor Kartu,Catatan",
    )
)


@dataclass(frozen=True)
class Person:
    """Somebody in the file of an older system. phone: the digits after +62."""

    number: int
    first: str
    last: str
    phone: str
    month: int
    day: int
    points: int

    @property
    def name(self) -> str:
        return f"{self.first} {self.last}"


def people(count: int, seed: int = 1) -> Iterable[Person]:
    """As many as one likes; no two have a phone in common."""
    random = Random(seed)
    for number in range(count):
        yield Person(
            number=number,
            first=random.choice(GIVEN),
            last=f"{random.choice(FAMILY)} {number}",
            phone=f"812{number:08d}",
            month=random.randint(1, 12),
            day=random.randint(1, 28),
            points=random.randrange(1, 5_000),
        )


def _square(one: Person) -> list[str]:
    cells = dict.fromkeys(SQUARE, "")
    cells |= {
        "First Name": one.first,
        "Last Name": one.last,
        "Phone Number": f"'+62{one.phone}",
        "Birthday": f"{one.month:02d}-{one.day:02d}",
        "Square Customer ID": f"SQ{one.number:012X}",
        "First Visit": f"2024-{one.month:02d}-{one.day:02d}",
        "Transaction Count": "3",
        "Lifetime Spend": "Rp150.000",
    }
    return [cells[column] for column in SQUARE]


def _loyverse(one: Person) -> list[str]:
    cells = dict.fromkeys(LOYVERSE, "")
    cells |= {
        "Customer ID": f"5f1d-{one.number:08d}",
        "Customer name": one.name,
        "Phone": f"0{one.phone[:3]}-{one.phone[3:7]}-{one.phone[7:]}",
        "Customer code": f"KS{one.number:07d}",
        "Points balance": f"{one.points}.00",
        "First visit": f"2024-{one.month:02d}-{one.day:02d}",
    }
    return [cells[column] for column in LOYVERSE]


def _odoo(one: Person) -> list[str]:
    code = f"044{one.number:09d}"
    return [f"loyalty_card_{one.number}", code, one.name, f"{one.points}.0", "Loyalty", "2027-12-31", "True"]


def _lightspeed(one: Person) -> list[str]:
    born = f"1990-{one.month:02d}-{one.day:02d}"
    code = f"{one.last}-{one.number:06d}"
    return [
        f"uuid-{one.number}",
        code,
        one.first,
        one.last,
        "",
        f"+62 {one.phone}",
        born,
        f"{one.points}.00000",
    ]


def _generic(one: Person) -> list[str]:
    points = f"{one.points:,}".replace(",", ".")
    born = f"{one.day:02d}/{one.month:02d}/1990"
    return [str(one.number + 1), one.name, f"0{one.phone}", born, points, "", "langganan"]


WRITERS: dict[FileFormat, tuple[Sequence[str], Callable[[Person], list[str]]]] = {
    FileFormat.SQUARE: (SQUARE, _square),
    FileFormat.LOYVERSE: (LOYVERSE, _loyverse),
    FileFormat.ODOO: (ODOO, _odoo),
    FileFormat.LIGHTSPEED: (LIGHTSPEED, _lightspeed),
    FileFormat.GENERIC: (GENERIC, _generic),
}


def member_file(file_format: FileFormat, persons: Iterable[Person]) -> bytes:
    """A program's export of these people."""
    columns, write = WRITERS[file_format]
    return csv_of(
        [columns, *(write(one) for one in persons)], ";" if file_format is FileFormat.GENERIC else ","
    )


def csv_of(rows: Iterable[Sequence[str]], separator: str = ",") -> bytes:
    """Rows as CSV in UTF-8."""
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=separator).writerows(rows)
    return stream.getvalue().encode()


def table_of(data: bytes) -> SourceTable:
    """A file's table, as the command reads it."""
    return read_workbook(data) if is_workbook(data) else read_text_table(data)


def bring_in(
    shop: SmallShop,
    data: bytes,
    subject: Subject = Subject.MEMBERS,
    *,
    dry: bool = False,
    rejects: list[tuple[SourceRow, Rejected]] | None = None,
    file_format: FileFormat | None = None,
    clock: Clock | None = None,
) -> ImportReport:
    """Imports a file into a shop, at the shop's own time unless there is another clock."""
    table = table_of(data)
    order = ImportOrder(
        subject=subject,
        table=table,
        plan=plan_columns(subject, table.columns, file_format),
        dry=dry,
    )
    heard = rejects if rejects is not None else []
    return run_import(
        order,
        SqlImportStore(shop.store),
        shop.chance,
        shop.clock if clock is None else clock,
        lambda row, why: heard.append((row, why)),
        lambda _rows: None,
    )


def write_file(path: Path, data: bytes) -> Path:
    """A file in a folder."""
    path.write_bytes(data)
    return path
