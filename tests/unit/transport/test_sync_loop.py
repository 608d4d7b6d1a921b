"""The till's sync against a real server, over a line that fails: all arrives, once, and nobody waits."""

import time
from dataclasses import replace
from pathlib import Path
from shutil import copytree, rmtree

from app.protocol.terminal_sync import SyncState
from tests.support.joined_till import KeptState, ShopJournal, sell
from tests.support.running_sync import RunningSync, join, wall_clock
from tests.support.site import Site
from tests.support.strict_logs import ExpectLog

FIRST_RECORDS = 8


def applied_once(site: Site, sync: RunningSync) -> None:
    """The server has the till's journal, whole, and each record of it once."""
    site_records = ShopJournal(site.shop).head().seq
    found = site.server.audit()
    assert found.faults == ()
    assert found.records == site_records == sync.kept.kept.acked_seq


def test_a_committed_sale_reaches_the_server_by_itself(site: Site) -> None:
    enrolled = join(site.shop, site.server.url, site.server.new_code())
    with RunningSync(site.shop, site.server.url, enrolled) as sync:
        sync.wait_until_sent()
        sell(site.shop, "KOP-001", member=0)
        sync.loop.kick()
        sync.wait_until_sent()
        sync.wait_for(
            lambda: {change.key for change in sync.kept.changes("member")} == set(site.shop.members)
        )
        applied_once(site, sync)


def test_a_push_whose_answer_was_lost_is_applied_once(site: Site) -> None:
    enrolled = join(site.shop, site.line.url, site.server.new_code())
    sell(site.shop, "BIJ-001", member=0)
    site.line.drop_answers(1)
    with RunningSync(site.shop, site.line.url, enrolled) as sync:
        sync.wait_until_sent()
        assert site.line.answers_dropped == 1
        applied_once(site, sync)
    pushes = [line["status"] for line in site.server.lines if line.get("path") == "/v1/push"]
    assert pushes == [200, 200], "the server applied the first and confirmed the second as a duplicate"


def test_a_connection_cut_anywhere_loses_and_doubles_nothing(site: Site) -> None:
    enrolled = join(site.shop, site.line.url, site.server.new_code())
    with RunningSync(site.shop, site.line.url, enrolled) as sync:
        for bytes_passed in (0, 1, 250, 500):
            for cut in (site.line.cut_requests_after, site.line.cut_answers_after):
                cut(bytes_passed)
                sell(site.shop, "KOP-001", member=0)
                sync.loop.retry_now()
                sync.wait_for(lambda: sync.kept.kept.failures > 0)
                site.line.heal()
                sync.loop.retry_now()
                sync.wait_until_sent()
        applied_once(site, sync)


def test_a_slow_line_delivers(site: Site) -> None:
    enrolled = join(site.shop, site.line.url, site.server.new_code())
    site.line.delay(0.05)
    with RunningSync(site.shop, site.line.url, enrolled) as sync:
        sync.wait_until_sent()
        applied_once(site, sync)


def test_a_closed_port_is_seen_and_a_return_is_noticed(site: Site) -> None:
    enrolled = join(site.shop, site.line.url, site.server.new_code())
    with RunningSync(site.shop, site.line.url, enrolled) as sync:
        sync.wait_until_sent()
        site.line.refuse()
        sell(site.shop, "KOP-001", member=0)
        sync.loop.kick()
        sync.wait_for(lambda: not sync.said[-1].online and sync.said[-1].to_send == 1)
        site.line.heal()
        sync.wait_until_sent()
        applied_once(site, sync)


def test_a_half_open_line_times_out_and_the_loop_can_be_stopped_in_it(site: Site) -> None:
    enrolled = join(site.shop, site.line.url, site.server.new_code())
    site.line.half_open()
    with RunningSync(site.shop, site.line.url, enrolled, silence_seconds=0.2) as sync:
        sync.wait_for(lambda: sync.kept.kept.failures > 0)
    taken = site.line.calls_taken
    with RunningSync(site.shop, site.line.url, enrolled, silence_seconds=600) as sync:
        sync.wait_for(lambda: site.line.calls_taken > taken)
        begun = time.monotonic()
        assert sync.loop.stop()
        assert time.monotonic() - begun < 2.0


def test_a_back_off_outlives_a_restart_and_a_kick(site: Site) -> None:
    enrolled = join(site.shop, site.server.url, site.server.new_code())
    later = wall_clock() + 120_000
    waiting = KeptState(SyncState(failures=7, retry_at=later))
    with RunningSync(site.shop, site.server.url, enrolled, kept=waiting) as sync:
        for _ in range(20):
            sync.loop.kick()
        sync.wait_for(lambda: bool(sync.said))
        assert not sync.said[-1].online
        assert sync.kept.kept.retry_at == later
    assert not any(line.get("path") == "/v1/push" for line in site.server.lines)
    with RunningSync(site.shop, site.server.url, enrolled, kept=waiting) as sync:
        sync.loop.retry_now()
        sync.wait_until_sent()


def test_a_server_killed_in_the_middle_has_everything_in_the_end(site: Site) -> None:
    enrolled = join(site.shop, site.line.url, site.server.new_code())
    with RunningSync(site.shop, site.line.url, enrolled) as sync:
        sync.wait_until_sent()
        site.server.kill()
        for _ in range(5):
            sell(site.shop, "KOP-001", member=2)
            sync.loop.kick()
        sync.wait_for(lambda: sync.kept.kept.failures > 0)
        with site.server:
            sync.loop.retry_now()
            sync.wait_until_sent()
            applied_once(site, sync)


def test_a_server_that_came_back_from_a_backup_gets_the_rest_again(site: Site, tmp_path: Path) -> None:
    enrolled = join(site.shop, site.server.url, site.server.new_code())
    backup = tmp_path / "backup"
    with RunningSync(site.shop, site.server.url, enrolled) as sync:
        sync.wait_until_sent()
        site.server.stop()
        copytree(site.server.directory, backup)
        with site.server:
            for _ in range(3):
                sell(site.shop, "KOP-001", member=0)
            sync.loop.retry_now()
            sync.wait_until_sent()
        rmtree(site.server.directory)
        copytree(backup, site.server.directory)
        with site.server:
            sell(site.shop, "KOP-002", member=0)
            sync.loop.retry_now()
            sync.wait_for(lambda: site.server.audit().records == ShopJournal(site.shop).head().seq)
            sync.wait_until_sent()
            applied_once(site, sync)


def test_an_answer_that_the_pinned_key_did_not_sign_is_not_believed(
    site: Site, expected_log: ExpectLog
) -> None:
    expected_log("the server's ack is not believed: signature")
    enrolled = join(site.shop, site.server.url, site.server.new_code())
    other_key = bytes.fromhex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
    with RunningSync(site.shop, site.server.url, replace(enrolled, server_key=other_key)) as sync:
        sync.wait_for(lambda: sync.kept.kept.failures > 0)
        assert sync.kept.kept.acked_seq == 0
        sync.wait_for(lambda: bool(sync.said) and sync.said[-1].to_send == FIRST_RECORDS)


def test_a_store_that_fails_does_not_end_the_sync(site: Site, expected_log: ExpectLog) -> None:
    expected_log("the sync failed")
    enrolled = join(site.shop, site.server.url, site.server.new_code())

    class FailsOnce(KeptState):
        failed = False

        def save(self, state: SyncState) -> None:
            if not self.failed:
                self.failed = True
                raise OSError("disk full")
            super().save(state)

    with RunningSync(site.shop, site.server.url, enrolled, kept=FailsOnce()) as sync:
        sync.wait_until_sent()
        applied_once(site, sync)
