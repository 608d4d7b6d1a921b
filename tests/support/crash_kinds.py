"""Every kind of document that a till commits, for tests that cut the power in the middle of each.

A kind is a function on the story and its name in `KINDS`, in order: it may use what was done further up. It may take
several transactions; each must be whole or absent after a power cut. Nothing more is to be said of a new kind.
"""

from dataclasses import replace

from app.domain.basket import TenderKind
from app.domain.codes import card_code
from app.protocol.facts import Store
from app.services.backups import BackupTaken
from app.services.found_shop import (
    NewMember,
    add_staff,
    enrol_member,
    found_shop,
    list_items,
    publish_first,
)
from app.services.front import Role
from app.services.outcomes import Published
from app.services.unit import Identity
from app.storage.key_file import KeyFile
from app.storage.restore_store import restore
from app.storage.take_backup import take_backup
from tests.support.crash_drawer import (
    baskets_discarded,
    cash_moved,
    report_printed,
    sale_in_a_shift,
    shift_closed,
    shift_opened,
)
from tests.support.crash_gifts import (
    bill_split,
    gift_card_sold,
    gift_card_spent,
    gifts_given,
    gifts_returned,
    goods_back_without_a_receipt,
    goods_exchanged,
    guest_checked_in,
    plan_bought,
    plan_listed,
    reward_taken,
    rules_enriched,
    sale_rated,
    voucher_and_wallet_spent,
)
from tests.support.crash_office import (
    action_awarded,
    batches_opened,
    birthday_given,
    card_replaced,
    enrolled_at_the_till,
    household_formed,
    members_merged,
    merge_requested,
    points_adjusted,
    points_lapsed,
    points_transferred,
    printed_card_given,
    printed_voucher_spent,
    referral_awarded,
    referral_noted,
    referral_revoked,
    sale_claimed,
    sale_reassigned,
    serials_blocked,
    server_joined,
    tiers_reviewed,
)
from tests.support.crash_shop import Kind, Story, reopen
from tests.support.import_files import bring_in, csv_of
from tests.support.selling import basket_of, pay, sell
from tests.support.shop import CASHIER_PIN, MANAGER_PIN, NOON
from tests.support.taking_back import bring_back, void


def terminal_set_up(story: Story) -> None:
    """Not a document yet, but nothing goes without it."""
    new_id = story.shop.chance.new_id
    store = Store(
        store_id=new_id(NOON),
        code="BDG",
        name="Kopi Setia",
        address="Jl. Braga 10, Bandung",
        tax_number="01.234.567.8-421.000",
        zone="Asia/Jakarta",
        cut_over_hour=4,
    )
    story.shop.store.set_up(
        Identity(
            merchant_id=new_id(NOON),
            terminal_id=new_id(NOON),
            terminal_name="BDG1",
            epoch=1,
            signing_key=story.shop.chance.random_bytes(32),
            store=store,
            server_url=None,
            server_key=None,
        )
    )


def shop_founded(story: Story) -> None:
    with story.shop.store.writing() as unit:
        found_shop(unit)


def staff_added(story: Story) -> None:
    shop = story.shop
    with shop.store.writing() as unit:
        shop.cashier_id = add_staff(unit, shop.chance, NOON, name="Ayu", role=Role.CASHIER, pin=CASHIER_PIN)
    with shop.store.writing() as unit:
        shop.manager_id = add_staff(unit, shop.chance, NOON, name="Citra", role=Role.MANAGER, pin=MANAGER_PIN)


def items_listed(story: Story) -> None:
    with story.shop.store.writing() as unit:
        list_items(unit, story.shop.items)


def programme_published(story: Story) -> None:
    with story.shop.store.writing() as unit:
        publish_first(unit, story.shop.programme)


def programme_changed(story: Story) -> None:
    shop = story.shop
    draft = replace(shop.programme, name="Kopi Setia Sekali")
    assert isinstance(shop.till.publish(draft, shop.programme.revision, shop.manager_id), Published)


def member_enrolled(story: Story) -> None:
    shop = story.shop
    shop.cards = (card_code(shop.chance.random_bytes(10)),)
    person = NewMember(name="Siti Rahayu", phone="+6281234567890", birthday="04-21", card=shop.cards[0])
    with shop.store.writing() as unit:
        shop.members = (enrol_member(unit, shop.chance, NOON, shop.programme, person),)


def balance_opened(story: Story) -> None:
    """Members of an older system, with what they had there."""
    rows = [["nama", "hp", "poin", "kartu"], *_older_members("Wati")]
    bring_in(story.shop, csv_of(rows))


def profile_changed(story: Story) -> None:
    """The same members under other names."""
    rows = [["nama", "hp", "poin", "kartu"], *_older_members("Watini")]
    bring_in(story.shop, csv_of(rows))


def _older_members(name: str) -> list[list[str]]:
    return [[f"{name} {number}", f"0812555000{number}", "500", f"KARTU-{number}"] for number in range(5)]


def basket_kept(story: Story) -> None:
    shop = story.shop
    shop.till.keep(basket_of(shop, "KOP-001", "KUE-001"))


def member_sale(story: Story) -> None:
    story.sales["member"] = sell(story.shop, "BIJ-001", "ROT-001", "KOP-002")


def redeeming_sale(story: Story) -> None:
    story.sales["redeeming"] = sell(story.shop, "KOP-003", "ROT-002", points=200)


def guest_sale(story: Story) -> None:
    shop = story.shop
    story.sales["guest"] = pay(shop, basket_of(shop, "KUE-001", "KOP-001", member=None), TenderKind.CASH)


def sale_returned(story: Story) -> None:
    bring_back(story.shop, story.sales["redeeming"], (1, 1))


def guest_sale_returned(story: Story) -> None:
    bring_back(story.shop, story.sales["guest"], (1, 1))


def sale_voided(story: Story) -> None:
    void(story.shop, story.sales["member"])


def receipt_copied(story: Story) -> None:
    assert story.shop.till.reprint(None)


def print_job_settled(story: Story) -> None:
    """Marked before its first byte, and again when the printer has answered."""
    with story.shop.store.writing() as unit:
        job = unit.spool.take()
    assert job is not None
    with story.shop.store.writing() as unit:
        unit.spool.settle(job.job_id, "confirmed", None)


def wrong_pin_counted(story: Story) -> None:
    story.shop.till.log_in(story.shop.cashier_id, "000000")


def log_settled(story: Story) -> None:
    """Nothing is committed, but the log goes into the file and begins anew."""
    story.shop.store.settle()


def till_reopened(story: Story) -> None:
    """Nothing is committed, but the log ends and another one begins."""
    story.shop.store.close()
    reopen(story)


def store_restored(story: Story) -> None:
    """A backup of just now takes the store's place; only files move, and SQLite knows nothing of it."""
    shop, path = story.shop, story.shop.directory / "store.db"
    keys = KeyFile(path.with_suffix(".key"), path)
    taken = take_backup(path, keys.key(), shop.directory / "backups", NOON)
    assert isinstance(taken, BackupTaken)
    shop.store.close()
    restore(taken.backup.path, path, keys, shop.clock, shop.chance)
    reopen(story)


KINDS: tuple[Kind, ...] = (
    terminal_set_up,
    shop_founded,
    staff_added,
    items_listed,
    programme_published,
    member_enrolled,
    balance_opened,
    profile_changed,
    programme_changed,
    wrong_pin_counted,
    basket_kept,
    member_sale,
    log_settled,
    redeeming_sale,
    guest_sale,
    till_reopened,
    sale_returned,
    guest_sale_returned,
    sale_voided,
    receipt_copied,
    print_job_settled,
    plan_listed,
    rules_enriched,
    enrolled_at_the_till,
    referral_noted,
    referral_awarded,
    referral_revoked,
    gifts_given,
    reward_taken,
    voucher_and_wallet_spent,
    plan_bought,
    gifts_returned,
    goods_exchanged,
    goods_back_without_a_receipt,
    bill_split,
    guest_checked_in,
    sale_rated,
    gift_card_sold,
    gift_card_spent,
    points_adjusted,
    points_transferred,
    household_formed,
    action_awarded,
    birthday_given,
    card_replaced,
    batches_opened,
    printed_card_given,
    printed_voucher_spent,
    serials_blocked,
    sale_claimed,
    sale_reassigned,
    shift_opened,
    cash_moved,
    sale_in_a_shift,
    report_printed,
    baskets_discarded,
    shift_closed,
    members_merged,
    points_lapsed,
    tiers_reviewed,
    store_restored,
    server_joined,
    merge_requested,
)
