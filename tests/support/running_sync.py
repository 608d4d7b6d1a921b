"""A till whose sync runs on its thread against a real server."""

import random
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Self

from app.protocol.messages import Enrolled
from app.services.front import SyncStatus
from app.transport.enrol import enrol
from app.transport.exchange import Chance, Exchange, Party
from app.transport.http import Delivered, ServerClient
from app.transport.sync_loop import SyncLoop
from tests.support.joined_till import KeptState, ShopJournal, own_till, shop_store
from tests.support.shop import SmallShop

PATIENCE = 20.0
"""Seconds until a test gives up; nothing waits for them when all is well."""


def wall_clock() -> int:
    return time.time_ns() // 1_000_000


def join(shop: SmallShop, url: str, code: str) -> Enrolled:
    """Enrols the till that founded the shop."""
    till = own_till(shop)
    with ServerClient(url) as client:
        outcome = enrol(
            client,
            code=code,
            signing_key=till.key.private_bytes_raw(),
            terminal_name="BDG1",
            merchant_id=till.merchant_id,
            terminal_id=till.terminal_id,
            store=shop_store(shop),
        )
    assert isinstance(outcome, Delivered), outcome
    return outcome.message


@dataclass
class RunningSync:
    """The loop, its place and what it said. A context manager."""

    shop: SmallShop
    url: str
    enrolled: Enrolled
    kept: KeptState = field(default_factory=KeptState)
    said: list[SyncStatus] = field(default_factory=list)
    silence_seconds: float = 15.0
    fraction: Callable[[], float] = random.random

    def __enter__(self) -> Self:
        till = own_till(self.shop)
        self.exchange = Exchange(
            client=ServerClient(self.url, silence_seconds=self.silence_seconds),
            journal=ShopJournal(self.shop),
            store=self.kept,
            party=Party(
                merchant_id=till.merchant_id,
                terminal_id=till.terminal_id,
                signing_key=till.key.private_bytes_raw(),
                server_key=self.enrolled.server_key,
            ),
            clock=wall_clock,
            chance=Chance(random_bytes=secrets.token_bytes, fraction=self.fraction),
        )
        self.loop = SyncLoop(
            exchange=self.exchange, clock=wall_clock, fraction=self.fraction, on_status=self._note
        )
        self.loop.start()
        return self

    def __exit__(self, *_: object) -> None:
        assert self.loop.stop()

    def wait_for(self, wanted: Callable[[], bool]) -> None:
        """Until something is so, here or at the other end of the line."""
        deadline = time.monotonic() + PATIENCE
        while not wanted():
            assert time.monotonic() < deadline, (self.kept.kept, self.said)
            with self.kept.changed:
                self.kept.changed.wait(0.05)

    def wait_until_sent(self) -> None:
        """Until the server has confirmed the whole journal and the till says so."""
        head = ShopJournal(self.shop).head()
        self.wait_for(lambda: self.kept.kept.acked_seq == head.seq and self.is_content())

    def is_content(self) -> bool:
        """Whether the till said last that all is well."""
        return bool(self.said) and self.said[-1].online and self.said[-1].to_send == 0

    def _note(self, status: SyncStatus) -> None:
        with self.kept.changed:
            self.said.append(status)
            self.kept.changed.notify_all()
