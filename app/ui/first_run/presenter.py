"""The first run's behaviour: every public method is something that a person does.

All that was typed and chosen is kept while somebody goes back and forth; nothing is on disk before `make`. Lives on the
screen's thread.
"""

import logging
from collections.abc import Callable
from dataclasses import replace

from app.domain.basket import Item
from app.domain.programme.document import Programme
from app.services.first_run import (
    NO_ITEMS,
    FileKind,
    FileUnreadable,
    ItemsRead,
    JoinWish,
    ProgrammeRead,
    Shipped,
    ShopMade,
    ShopWish,
)
from app.services.front import Role
from app.services.new_shop import NewPerson, NewShop, ShopTax, named_after, plain_programme, settled
from app.ui.first_run.checks import (
    fault_of,
    item_begun,
    item_of,
    person_begun,
    person_of,
    settling_of,
    without_item,
    without_person,
)
from app.ui.first_run.ports import FirstRunBench
from app.ui.first_run.state import (
    DIGITS,
    LONGEST,
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
from app.ui.lanes import Work

_log = logging.getLogger("setia.till")
_FIRST_TEXTS = {Field.TILL: "KASIR1", Field.CUT_OVER: "4"}


class FirstRunPresenter:
    """Takes actions, shows states. language: that people read now. opened: the shop is there and can be opened."""

    def __init__(
        self,
        bench: FirstRunBench,
        lane: Work,
        show: Callable[[FirstRunState], None],
        language: Callable[[], str],
        opened: Callable[[], None],
    ) -> None:
        self._bench = bench
        self._lane = lane
        self._show = show
        self._language = language
        self._opened = opened
        self._asked = 0
        self.state = FirstRunState(texts=_FIRST_TEXTS)

    def start(self) -> None:
        """Nothing is known yet but what comes with Setia."""
        self._lane.submit(self._bench.programmes, self._shipped, self._failed)
        self._put(self.state)

    # What is typed and chosen

    def type(self, which: Field, text: str) -> None:
        """The whole text of a field, as it is now."""
        if self._is_busy:
            return
        kept = "".join(character for character in text if character.isdigit()) if which in DIGITS else text
        texts = {**self.state.texts, which: kept[: LONGEST[which]]}
        state = replace(self.state, texts=texts, wrong=None, asked=None)
        if which is Field.PROGRAMME_FILE:
            state = replace(state, programme_read=None)
        if which is Field.ITEMS_FILE:
            state = replace(state, items_read=None)
        self._put(state)

    def choose_way(self, way: Way) -> None:
        """A shop begins here, or this is a till of one that is there."""
        self._change(way=way)

    def choose_zone(self, zone: Zone) -> None:
        """Whose midnight counts."""
        self._change(zone=zone)

    def choose_tax(self, tax: ShopTax) -> None:
        """Restaurants pay PB1 on top, shops have PPN in their prices: so it is until somebody says otherwise."""
        self._change(tax=tax, inside=tax is not ShopTax.PB1, items_read=None)

    def choose_inside(self, inside: bool) -> None:
        """Whether prices contain the tax."""
        self._change(inside=inside)

    def choose_programme_way(self, way: ProgrammeWay) -> None:
        """A file, or none yet."""
        self._change(programme_way=way, items_read=None)
        if way is ProgrammeWay.FILE:
            self._look(FileKind.PROGRAMME)

    def choose_programme(self, name: str) -> None:
        """One of those that come with Setia."""
        self._change(programme_way=ProgrammeWay.SHIPPED, chosen=name, items_read=None)

    def choose_items_way(self, way: ItemsWay) -> None:
        """A file, by hand, or later."""
        self._change(items_way=way)
        if way is ItemsWay.FILE:
            self._look(FileKind.ITEMS)

    def choose_role(self, role: Role) -> None:
        """What the person in the form may do."""
        self._change(role=role)

    def toggle_badges(self) -> None:
        """Print badges, or don't."""
        self._change(badges=not self.state.badges)

    def choose_server_way(self, way: ServerWay) -> None:
        """With a server, or without."""
        self._change(server_way=way)

    def add_item(self) -> None:
        """The item in the form joins the list."""
        made = item_of(self.state)
        if isinstance(made, Item):
            self._change(items=(*self.state.items, made), texts=without_item(self.state))
        else:
            self._put(replace(self.state, wrong=made))

    def remove_item(self, place: int) -> None:
        """Takes one off the list."""
        items = self.state.items
        self._change(items=(*items[:place], *items[place + 1 :]))

    def add_person(self) -> None:
        """The person in the form joins the staff; the next one is a cashier."""
        made = person_of(self.state)
        if isinstance(made, NewPerson):
            staff = (*self.state.staff, made)
            self._change(staff=staff, texts=without_person(self.state), role=Role.CASHIER)
        else:
            self._put(replace(self.state, wrong=made))

    def remove_person(self, place: int) -> None:
        """Takes one off the staff."""
        staff = self.state.staff
        self._change(staff=(*staff[:place], *staff[place + 1 :]))

    # Files

    def use_file(self, path: str) -> None:
        """A file of the list."""
        which = Field.PROGRAMME_FILE if self.state.step is Step.PROGRAMME else Field.ITEMS_FILE
        self.type(which, path)
        self.read_file()

    def read_file(self) -> None:
        """Looks into the file that was named."""
        state = self.state
        which = Field.PROGRAMME_FILE if state.step is Step.PROGRAMME else Field.ITEMS_FILE
        path = state.texts.get(which, "").strip()
        if self._is_busy:
            return
        if not path:
            self._put(replace(state, wrong=(which, Wrong.EMPTY)))
            return
        number = self._number()
        self._put(replace(state, reading=True, wrong=None, asked=None))
        if state.step is Step.PROGRAMME:
            self._lane.submit(
                lambda: self._bench.read_programme(path),
                lambda read: self._read(number, programme_read=read, items_read=None),
                self._failed,
            )
        else:
            programme = self._programme()
            self._lane.submit(
                lambda: self._bench.read_items(path, programme),
                lambda read: self._read(number, items_read=read),
                self._failed,
            )

    # Steps

    def confirm(self) -> None:
        """Enter: what was begun is added, else on to the next step; at the last one the shop is made."""
        state = self.state
        if self._is_busy:
            return
        if state.step is Step.ITEMS and state.items_way is ItemsWay.BY_HAND and item_begun(state):
            self.add_item()
        elif state.step is Step.STAFF and person_begun(state):
            self.add_person()
        elif self._unread():
            self.read_file()
        else:
            self.next()

    def next(self) -> None:
        """To the next step, when this one is filled in."""
        state = self.state
        if self._is_busy:
            return
        if state.step is Step.MAKE:
            self._make()
            return
        match fault_of(state):
            case None:
                self._go(state.steps[state.place + 1])
            case Asked() as asked:
                self._put(replace(state, asked=asked, wrong=None))
            case wrong:
                self._put(replace(state, wrong=wrong, asked=None))

    def back(self) -> None:
        """To the step before; what is here stays."""
        state = self.state
        if not self._is_busy and state.making is not Making.DONE and state.place > 0:
            self._go(state.steps[state.place - 1])

    def open_shop(self) -> None:
        """The shop is made: on to the log-in, also without a server that refused."""
        if self.state.making is Making.DONE:
            self._opened()

    @property
    def _is_busy(self) -> bool:
        return self.state.reading or self.state.making is Making.RUNNING

    def _unread(self) -> bool:
        """Whether a file was named that nobody has looked into."""
        state = self.state
        if state.step is Step.PROGRAMME and state.programme_way is ProgrammeWay.FILE:
            return state.programme_read is None
        return state.step is Step.ITEMS and state.items_way is ItemsWay.FILE and state.items_read is None

    def _go(self, step: Step) -> None:
        self._number()
        making = Making.NOT_YET
        self._put(
            replace(self.state, step=step, wrong=None, asked=None, making=making, fault=None, refused="")
        )
        _log.info("first run: %s", step.value, extra={"event": "first-run.step", "step": step.value})
        if step is Step.PROGRAMME and self.state.programme_way is ProgrammeWay.FILE:
            self._look(FileKind.PROGRAMME)
        if step is Step.ITEMS and self.state.items_way is ItemsWay.FILE:
            self._look(FileKind.ITEMS)

    def _look(self, kind: FileKind) -> None:
        number = self._number()
        self._put(replace(self.state, files=()))
        self._lane.submit(
            lambda: self._bench.files(kind), lambda files: self._found(number, files), self._failed
        )

    def _found(self, number: int, files: tuple[str, ...]) -> None:
        if number == self._asked:
            self._put(replace(self.state, files=files))

    def _read(self, number: int, **read: ProgrammeRead | ItemsRead | FileUnreadable | None) -> None:
        if number == self._asked:
            self._put(replace(self.state, reading=False, **read))  # type: ignore[arg-type]

    # The making

    def _make(self) -> None:
        state = self.state
        if state.making is Making.DONE and not state.refused:
            self._opened()
            return
        if state.making is Making.DONE:  # the shop is there; it is the server that is asked again
            self._join()
            return
        self._put(replace(state, making=Making.RUNNING, done_share=0.0, fault=None, refused=""))
        if state.way is Way.JOIN:
            self._join()
            return
        wish = self._wish()
        _log.info("first run: making", extra={"event": "first-run.making"})
        self._lane.submit(lambda: self._bench.make(wish, self._progress), self._made, self._not_made)

    def _join(self) -> None:
        was = self.state.making
        wish = self._join_wish()
        self._put(replace(self.state, making=Making.RUNNING, refused=""))

        def joined(refused: str) -> None:
            if refused:
                again = Making.DONE if was is Making.DONE else Making.FAILED
                self._put(replace(self.state, making=again, refused=refused))
            else:
                self._opened()

        self._lane.submit(lambda: self._bench.join(wish), joined, self._not_made)

    def _progress(self, done: int, of: int) -> None:
        self._put(replace(self.state, done_share=done / of))

    def _made(self, made: ShopMade) -> None:
        _log.info("first run: made", extra={"event": "first-run.made"})
        self._put(replace(self.state, making=Making.DONE, done_share=1.0, made=made, refused=made.refused))

    def _not_made(self, fault: Exception) -> None:
        making = Making.FAILED if self.state.made is None else Making.DONE
        self._put(replace(self.state, making=making, fault=fault))

    def _wish(self) -> ShopWish:
        state = self.state
        by_hand = state.items_way is ItemsWay.BY_HAND
        shop = NewShop(
            name=state.text(Field.NAME),
            address=" · ".join(part for part in (state.text(Field.ADDRESS), state.text(Field.PHONE)) if part),
            tax_number=state.text(Field.TAX_NUMBER),
            zone=state.zone.value,
            cut_over_hour=int(state.text(Field.CUT_OVER)),
            till=state.text(Field.TILL),
            programme=self._programme(),
            items=state.items if by_hand else NO_ITEMS,
            staff=state.staff,
            badges=state.badges,
        )
        from_file = state.items_way is ItemsWay.FILE
        return ShopWish(
            shop=shop,
            items_file=state.texts[Field.ITEMS_FILE].strip() if from_file else "",
            join=self._join_wish() if state.joins else None,
            language=self._language(),
        )

    def _join_wish(self) -> JoinWish:
        state = self.state
        return JoinWish(url=state.text(Field.URL), code=state.text(Field.CODE), till=state.text(Field.TILL))

    def _programme(self) -> Programme:
        """The programme that the shop would open with."""
        state = self.state
        name, read = state.text(Field.NAME), state.programme_read
        chosen = plain_programme(name)
        if state.programme_way is ProgrammeWay.SHIPPED:
            chosen = named_after(dict(state.shipped or ())[state.chosen], name)
        elif state.programme_way is ProgrammeWay.FILE and isinstance(read, ProgrammeRead):
            chosen = read.programme
        return settled(chosen, settling_of(state), state.zone.value)

    def _shipped(self, shipped: Shipped) -> None:
        self._put(replace(self.state, shipped=shipped))

    def _failed(self, fault: Exception) -> None:
        self._put(replace(self.state, reading=False, fault=fault))

    def _change(self, **changes: object) -> None:
        if not self._is_busy:
            changed = replace(self.state, **changes)  # type: ignore[arg-type]
            self._put(replace(changed, wrong=None, asked=None))

    def _number(self) -> int:
        self._asked += 1
        return self._asked

    def _put(self, state: FirstRunState) -> None:
        self.state = state
        self._show(state)
