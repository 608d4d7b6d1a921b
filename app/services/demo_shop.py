"""The demo shop: a coffee-and-bakery shop in Bandung, the same for everybody who opens it on the same day.

Everything goes through the code that a real shop uses; only clock and chance are played. One transaction
holds one business day, or one batch of new members.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from app.domain.basket import UNIT, Item, TenderKind
from app.domain.calendar import local_time
from app.domain.codes import card_code, gtin_check_digit
from app.domain.identifiers import uuid7
from app.domain.programme.benefits import PercentOff
from app.domain.programme.conditions import DateWindow, MembersOnly
from app.domain.programme.document import Programme
from app.domain.programme.levels import Tier
from app.domain.programme.lines import Lines
from app.domain.programme.points import AfterMonths, PointsRules
from app.domain.programme.promotions import Promotion
from app.domain.programme.settling import Tax, TaxRate
from app.services.commit_sale import Payment, WriteReceipt, commit_sale
from app.services.found_shop import NewMember, add_staff, enrol_member, found_shop, list_items, publish_first
from app.services.front import Role
from app.services.open_basket import OpenBasket, asking, with_item, with_member, with_quantity
from app.services.outcomes import SaleDone
from app.services.quote_basket import quote_basket
from app.services.unit import TerminalStore, Unit

SEED = 20_07
ZONE = "Asia/Jakarta"
DAYS = 16
MEMBERS = 2_000
_MEMBERS_A_BATCH = 250
_DAY = 86_400_000
_OPENS = 7 * 3_600_000
_OPEN_FOR = 14 * 3_600_000

STAFF = (("Ayu", Role.CASHIER, "112233"), ("Budi", Role.CASHIER, "445566"), ("Citra", Role.MANAGER, "778899"))
"""Names, roles and PINs of the demo's staff; the login screen shows the PINs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoWords:
    """What the demo is made of, read from resources: names of people, and items as (category, name, price)."""

    given_names: tuple[str, ...]
    family_names: tuple[str, ...]
    items: tuple[tuple[str, str, int], ...]


@dataclass(slots=True)
class PlayedClock:
    """A clock that stands where the demo puts it."""

    at: int
    ticks: int = 0

    def now(self) -> int:
        """The played instant."""
        return self.at

    def monotonic(self) -> int:
        """Rises by a microsecond a look."""
        self.ticks += 1000
        return self.ticks


@dataclass(slots=True)
class PlayedChance:
    """Ids and bytes from a seeded generator: only ever for the demo, whose people are invented."""

    random: Random

    def new_id(self, at: int) -> bytes:
        """A UUIDv7 of an instant."""
        return uuid7(at, self.random.randbytes(10))

    def random_bytes(self, count: int) -> bytes:
        """Bytes that look random."""
        return self.random.randbytes(count)


Progress = Callable[[int, int], None]


@dataclass(slots=True)
class DemoShop:
    """Fills a store that was just set up. `progress(done, of)` hears of each step."""

    store: TerminalStore
    clock: PlayedClock
    chance: PlayedChance
    words: DemoWords
    write_receipt: WriteReceipt
    today: int
    progress: Progress
    days: int = DAYS
    members: int = MEMBERS

    def build(self) -> dict[bytes, str]:
        """Some weeks of trade up to yesterday; returns the PIN of each member of staff."""
        steps = -(-self.members // _MEMBERS_A_BATCH) + self.days + 1
        random = self.chance.random
        programme = demo_programme(self.today)
        self.clock.at = self._day(0)
        with self.store.writing() as unit:
            pins = self._found(unit, programme)
            items = unit.catalogue.all_items()
        self.progress(1, steps)
        members: list[bytes] = []
        people = list(_people(self.words, random, self.members))
        for start in range(0, self.members, _MEMBERS_A_BATCH):
            with self.store.writing() as unit:
                members.extend(
                    enrol_member(unit, self.chance, self.clock.at, programme, person)
                    for person in people[start : start + _MEMBERS_A_BATCH]
                )
            self.progress(1 + -(-len(members) // _MEMBERS_A_BATCH), steps)
        regulars = members[:160]
        for day in range(self.days):
            with self.store.writing() as unit:
                self._trade(unit, day, items, regulars, tuple(pins))
            self.progress(steps - self.days + day + 1, steps)
        return pins

    def _found(self, unit: Unit, programme: Programme) -> dict[bytes, str]:
        found_shop(unit)
        publish_first(unit, programme)
        list_items(unit, demo_items(self.words))
        return {
            add_staff(unit, self.chance, self.clock.at, name=name, role=role, pin=pin): pin
            for name, role, pin in STAFF
        }

    def _day(self, number: int) -> int:
        """Midnight of the n-th day of the demo, in the shop's zone."""
        return midnight_of(self.today) - (self.days - number) * _DAY

    def _trade(
        self, unit: Unit, day: int, items: tuple[Item, ...], regulars: list[bytes], staff: tuple[bytes, ...]
    ) -> None:
        """One day: baskets at rising times, two thirds of them members'."""
        random = self.chance.random
        times = sorted(random.randrange(_OPEN_FOR) for _ in range(random.randint(24, 34)))
        for offset in times:
            self.clock.at = self._day(day) + _OPENS + offset
            member_id = random.choice(regulars) if random.random() < 0.66 else None
            self._sell(unit, items, member_id, random.choice(staff))

    def _sell(self, unit: Unit, items: tuple[Item, ...], member_id: bytes | None, cashier: bytes) -> None:
        random, now = self.chance.random, self.clock.at
        basket = OpenBasket(
            sale_id=self.chance.new_id(now), revision=unit.catalogue.programme().revision, opened_at=now
        )
        for item in random.sample(items, random.choices((1, 2, 3, 4), (3, 4, 2, 1))[0]):
            basket = with_item(basket, item)
        if random.random() < 0.3:
            basket = with_quantity(basket, 1, 2 * UNIT)
        if member_id is not None:
            view = unit.members.view(member_id, now)
            basket = with_member(basket, view)
            if view is not None and view.usable >= 200 and random.random() < 0.4:
                basket = asking(basket, view.usable)
        tender = random.choices(tuple(TenderKind), (5, 4, 1))[0]
        payable = quote_basket(unit, basket, tender, now).quote.payable
        received = -(-payable // 50_000) * 50_000 if tender is TenderKind.CASH else payable
        payment = Payment(kind=tender, received=received, expected=payable, cashier_id=cashier)
        outcome = commit_sale(unit, self.chance, self.write_receipt, basket, payment, now)
        if not isinstance(outcome, SaleDone):
            raise RuntimeError(f"the demo's sale was refused: {outcome}")
        job = unit.spool.take()
        if job is not None:
            unit.spool.settle(job.job_id, "confirmed", None)


def midnight_of(today: int) -> int:
    """The first instant of a day in the shop's zone: whoever opens the demo later that day gets the same one."""
    now = local_time(today, ZONE)
    return today - today % 1000 - (now.hour * 3600 + now.minute * 60 + now.second) * 1000


def demo_programme(today: int) -> Programme:
    """Points, two tiers, one promotion that runs this month and the next."""
    day = local_time(today, ZONE).date()
    return Programme(
        revision=1,
        name="Kopi Setia",
        zone=ZONE,
        points=PointsRules(
            rupiah_per_point=1_000,
            value=10,
            redeem_multiple=100,
            redeem_minimum=100,
            redeem_percent=Decimal(50),
            expiry=AfterMonths(months=12),
        ),
        tiers=(
            Tier(id="basic", name="Teman", threshold=0),
            Tier(
                id="silver",
                name="Sahabat",
                threshold=750_000,
                discount_percent=Decimal(5),
                multiplier=Decimal("1.25"),
            ),
        ),
        promotions=(
            Promotion(
                id="bakery-10",
                name="Roti pagi 10%",
                priority=10,
                benefit=PercentOff(percent=Decimal(10)),
                conditions=(
                    DateWindow(starts=day - timedelta(days=DAYS), ends=_end_of_next_month(day)),
                    MembersOnly(),
                ),
                lines=Lines(categories=("Roti",)),
            ),
        ),
        taxes=(Tax(id="pb1", name="PB1", rates=(TaxRate(percent=Decimal(10)),)),),
    )


def _end_of_next_month(day: date) -> date:
    first_after = (day.replace(day=1) + timedelta(days=70)).replace(day=1)
    return first_after - timedelta(days=1)


def demo_items(words: DemoWords) -> tuple[Item, ...]:
    """The catalogue with EAN-13 of the Indonesian prefix 899, from a company number that is all nines."""
    items = []
    for number, (category, name, price) in enumerate(words.items, start=1):
        data = f"8999999{number:05d}"
        items.append(
            Item(
                sku=f"{category[:3].upper()}-{number:03d}",
                gtin=data + gtin_check_digit(data),
                name=name,
                category=category,
                price=price,
                no_promotion=category == "Rokok",
            )
        )
    return tuple(items)


def _people(words: DemoWords, random: Random, count: int) -> Iterator[NewMember]:
    """Invented members: their numbers are in a range that no operator assigned."""
    for number in range(count):
        yield NewMember(
            name=f"{random.choice(words.given_names)} {random.choice(words.family_names)}",
            phone=f"+62800{10_000_000 + number * 4321 % 90_000_000:08d}"[:14],
            birthday=(date(2024, 1, 1) + timedelta(days=random.randrange(366))).strftime("%m-%d"),
            card=card_code(random.randbytes(10)),
        )
