"""Tries a code by the till's rules, in its store when it has one."""

from contextlib import closing
from pathlib import Path

from app.entrypoints.commands.shop import open_shop, shop_directory
from app.entrypoints.system import SystemClock
from app.services.outcomes import ScanOutcome
from app.services.resolve_scan import outcome_of, route_of
from app.services.scan_routing import Routed, routed
from app.services.scan_rules import ScanRules
from app.services.scans import Scan


def tried(
    scan: Scan, rules: ScanRules, data: Path | None, *, demo: bool
) -> tuple[Routed, ScanOutcome | None]:
    """Which rule takes it, and what it names; None: this machine has no store, and no card is known.

    Raises StoreFault, KeyUnusable.
    """
    if not (shop_directory(data, demo=demo) / "store.db").exists():
        return routed(scan, rules, lambda _code: False), None
    with closing(open_shop(data, demo=demo)) as store, store.reading() as unit:
        route = route_of(unit, scan, rules)
        return route, outcome_of(unit, scan, route, SystemClock().now())
