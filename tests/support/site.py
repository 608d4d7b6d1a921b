"""Everything between a till and its server."""

from dataclasses import dataclass

from app.emulators.network import FaultyNetwork
from tests.support.server_process import ServerProcess
from tests.support.shop import SmallShop


@dataclass
class Site:
    """A server process, a line to it that can fail, and a shop's till."""

    server: ServerProcess
    line: FaultyNetwork
    shop: SmallShop
