"""Whether a server answers at all, asked once."""

import ssl
import time
from dataclasses import dataclass

import httpx2

from app.transport.http import CONNECT_SECONDS, LineFault, fault_of, is_safe_url


@dataclass(frozen=True, slots=True)
class Reached:
    """How long the answer took."""

    milliseconds: int


def reach(
    url: str, *, verify: ssl.SSLContext | bool = True, seconds: float = CONNECT_SECONDS
) -> Reached | LineFault:
    """Asks the server whether it is ready. Blocks for at most some seconds."""
    if not is_safe_url(url):
        return LineFault.NO_CONNECTION
    began = time.monotonic()
    try:
        with httpx2.Client(base_url=url, verify=verify, timeout=seconds, trust_env=False) as client:
            status = client.get("readyz").status_code
    except httpx2.TransportError as error:
        return fault_of(error)
    if status >= 500:
        return LineFault.SERVER_FAULT
    return Reached(round((time.monotonic() - began) * 1000)) if status == 200 else LineFault.NOT_OUR_SERVER
