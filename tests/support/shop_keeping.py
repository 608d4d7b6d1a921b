"""Rules of a shop's history around the trade: new members, revisions, the clock, restarts, backups, second taps."""

from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from app.protocol.facts import BalanceOpened, MemberEnrolled
from app.services.backups import BackupTaken
from app.services.found_shop import NewMember, enrol_member
from app.services.importing.fields import FileFormat
from app.services.outcomes import Published
from app.services.return_outcomes import ReturnRequest
from app.storage.key_file import KeyFile
from app.storage.open_store import key_of
from app.storage.restore_store import restore
from app.storage.take_backup import take_backup
from tests.support.import_files import bring_in, member_file, people
from tests.support.naive_shop import NaiveShop
from tests.support.opened_shop import open_again
from tests.support.shop_history import WHICH, ShopHistory, one_of
from tests.support.shop_programmes import revisions
from tests.support.store_look import newest_facts

_MINUTE = 60_000
_HOUR = 60 * _MINUTE
_DAY = 24 * _HOUR
_MOVES = st.one_of(
    st.integers(-5 * _HOUR, 5 * _HOUR),
    st.integers(0, 2 * _DAY),
    st.sampled_from([days * _DAY for days in (1, 3, 8, 20, 31, 31, 31, 62, 92, 366)]),
)
"""Minutes to a year; back by hours at most, as people put a clock back."""
_STRANGERS = tuple(people(4))


class Keeping(ShopHistory):
    """What happens to a shop besides its trade."""

    backup: tuple[Path, NaiveShop] | None = None

    @precondition(lambda self: self.once("time"))
    @rule(by=_MOVES)
    def time_passes(self, by: int) -> None:
        """Over the cut-over, over expiries, over ends of windows; or it is put back."""
        self.done_at["time"] = self.model.records
        self.shop.clock.at += by

    @precondition(lambda self: self.once("revision"))
    @rule(data=st.data())
    def publishes(self, data: st.DataObject) -> None:
        """Other rules, tiers and expiries, from the next basket on."""
        draft = self.revised(data.draw(revisions(self.metric, self.always, self.perhaps)))
        current = self.model.newest.revision
        outcome = self.shop.till.publish(draft, current, self.shop.manager_id)
        assert outcome == Published(revision=draft.revision), outcome
        self.model.programmes[draft.revision] = draft
        self.model.records += 1
        self.done_at["revision"] = self.model.records

    @precondition(lambda self: len(self.model.members) < 7)
    @rule(birthday=st.dates(date(2000, 1, 1), date(2000, 12, 31)))
    def somebody_enrols(self, birthday: date) -> None:
        """A new member, of the lowest tier."""
        at, number = self.shop.clock.at, self.model.records
        person = NewMember(
            name=f"Tamu {number}",
            phone=f"+62811{number:08d}",
            birthday=f"{birthday:%m-%d}",
            card=f"K{number}",
        )
        with self.shop.store.writing() as unit:
            programme = unit.catalogue.programme()
            member_id = enrol_member(unit, self.shop.chance, at, programme, person)
        self.model.enrolled(member_id, at, person.birthday)

    @precondition(lambda self: len(self.model.imported) < len(_STRANGERS))
    @rule()
    def somebody_is_imported(self) -> None:
        """Somebody from an older system, with points; the same file again changes nothing."""
        stranger = _STRANGERS[len(self.model.imported)]
        for _ in range(2):
            bring_in(self.shop, member_file(FileFormat.LOYVERSE, [stranger]))
        with self.shop.store.reading() as unit:
            enrolled, opened = newest_facts(unit, 2)
        assert isinstance(enrolled, MemberEnrolled)
        assert isinstance(opened, BalanceOpened)
        member = self.model.enrolled(enrolled.member_id, enrolled.joined_at)
        self.model.opened(member, stranger.points, opened.lot.lot_id, self.shop.clock.at)
        self.model.imported[stranger.number] = member.member_id

    @precondition(lambda self: self.once("idle"))
    @rule(which=WHICH, print_again=st.booleans())
    def the_program_is_restarted(self, which: int, print_again: bool) -> None:
        """What was sold or returned is asked again, however long ago: it is still there, and nothing changes."""
        self.done_at["idle"] = self.model.records
        self.shop.store.close()
        open_again(self.shop, self.kind, self.tills)
        if self.model.requests:
            asked, answer = one_of(self.model.requests[::-1], which)
            assert self._ask(asked) == answer
        if self.model.sales and print_again:
            assert self.shop.till.reprint(one_of(self.model.sales, which).sale_id)
            self.model.jobs += 1

    def _ask(self, asked: Any) -> object:
        """The same again."""
        till = self.shop.till
        return till.take_back(asked) if isinstance(asked, ReturnRequest) else till.commit(*asked)

    @precondition(lambda self: self.backup is None and len(self.model.sales) > 2)
    @rule()
    def a_backup_is_taken(self) -> None:
        """Of the store as it is now."""
        folder = self.directory / "backups"
        key = key_of(self.keys)
        taken = take_backup(self.shop.store.path, key, folder, self.shop.clock.at, reserve=0)
        assert isinstance(taken, BackupTaken), taken
        self.backup = taken.backup.path, deepcopy(self.model)

    @precondition(
        lambda self: self.backup is not None and len(self.model.sales) > len(self.backup[1].sales) + 2
    )
    @rule()
    def the_backup_is_restored(self) -> None:
        """The shop is as it was, but for one record that says so; open baskets are gone."""
        assert self.backup is not None
        source, model = self.backup
        self.shop.store.close()
        restore(source, self.shop.store.path, self.keys, self.shop.clock, self.shop.chance)
        open_again(self.shop, self.kind, self.tills)
        self.model = deepcopy(model)
        self.model.records += 1
        self.model.baskets.clear()

    @property
    def keys(self) -> KeyFile:
        """The store's key."""
        return KeyFile(self.directory / "store.key", self.directory / "store.db")
