"""The demo shop is the same for everybody who opens it on the same day, and its books balance."""

from pathlib import Path
from random import Random

from app.services.demo_shop import SEED, DemoShop, DemoWords, PlayedChance, PlayedClock, midnight_of
from app.services.front import Role
from app.services.unit import Identity
from app.storage.terminal.check import check_store
from app.storage.terminal.store import SqlTerminalStore
from app.words.receipt import receipt_of
from app.words.translate import Language, Words
from tests.support.shop import NOON, open_store, small_shop

WORDS = DemoWords(
    given_names=("Siti", "Asep", "Dewi"),
    family_names=("Rahayu", "Hidayat"),
    items=(
        ("Kopi", "Kopi Susu", 24_000),
        ("Roti", "Roti Sobek", 28_500),
        ("Kue", "Kue Pandan", 34_500),
        ("Rokok", "Kretek 12", 28_000),
        ("Biji kopi", "Gayo 1 kg", 334_000),
    ),
)
DAYS, MEMBERS = 3, 300
HOUR = 3_600_000


def built(directory: Path, today: int, who: Identity, seed: int = SEED) -> SqlTerminalStore:
    """A short demo; its progress rises to the end, and its staff have PINs."""
    directory.mkdir()
    clock, chance, words = PlayedClock(today), PlayedChance(Random(seed)), Words(Language.INDONESIAN)
    store = open_store(directory, clock, chance)
    store.set_up(who)
    steps: list[tuple[int, int]] = []
    pins = DemoShop(
        store=store,
        clock=clock,
        chance=chance,
        words=WORDS,
        write_receipt=lambda facts: receipt_of(words, facts),
        today=today,
        progress=lambda done, of: steps.append((done, of)),
        days=DAYS,
        members=MEMBERS,
    ).build()
    assert steps == [(done, 1 + 2 + DAYS) for done in range(1, 1 + 2 + DAYS + 1)]
    assert sorted(pins.values()) == ["112233", "445566", "778899"]
    return store


def test_one_day_and_one_seed_make_one_shop_whose_books_balance(tmp_path: Path) -> None:
    with small_shop(tmp_path) as shop, shop.store.reading() as unit:
        who = unit.identity()
    morning, evening, tomorrow = NOON - 11 * HOUR + 1, NOON + 11 * HOUR + 999, NOON + 13 * HOUR
    heads = []
    for name, today, seed in (
        ("morning", morning, SEED),
        ("evening", evening, SEED),
        ("tomorrow", tomorrow, SEED),
        ("other", morning, SEED + 1),
    ):
        store = built(tmp_path / name, today, who, seed)
        with store.reading() as unit:
            heads.append(unit.journal.head())
            report = check_store(unit.connection)
            last = unit.sales.last()
            roles = [member.role for member in unit.staff.all()]
        store.close()
        assert report.findings == ()
        assert (report.members, report.sales >= DAYS * 24) == (MEMBERS, True)
        assert roles.count(Role.MANAGER.value) == 1
        assert last is not None
        assert midnight_of(today) - 24 * HOUR < last.committed_at < midnight_of(today)
    assert heads[0] == heads[1]
    assert len({head.record_hash for head in heads}) == 3


def test_midnight_is_the_shop_s(tmp_path: Path) -> None:
    assert midnight_of(NOON + 123) == NOON - 12 * HOUR
    assert midnight_of(NOON - 12 * HOUR) == NOON - 12 * HOUR
    assert midnight_of(NOON - 12 * HOUR - 1) == NOON - 36 * HOUR
