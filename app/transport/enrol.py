"""How a terminal joins a server: it shows the code, proves its key, and checks what it is told."""

from dataclasses import replace

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.protocol.facts import Store
from app.protocol.messages import Enrol, Enrolled, signed_enrol
from app.transport.http import Delivered, LineFault, Outcome, ServerClient, Unreachable

_KEY_BYTES = 32


def enrol(
    client: ServerClient,
    *,
    code: str,
    signing_key: bytes,
    terminal_name: str,
    merchant_id: bytes | None = None,
    terminal_id: bytes | None = None,
    store: Store | None = None,
) -> Outcome[Enrolled]:
    """Asks once. After `Unreachable`, asking again with the same code and key is safe.

    signing_key: raw Ed25519 private key. merchant_id, terminal_id, store: all three for a terminal that has a
    journal of its own, none of them for a new machine.
    """
    key = Ed25519PrivateKey.from_private_bytes(signing_key)
    unsigned = Enrol(
        code=code,
        public_key=key.public_key().public_bytes_raw(),
        signature=b"",
        terminal_name=terminal_name,
        merchant_id=merchant_id,
        terminal_id=terminal_id,
        store=store,
    )
    outcome = client.enrol(replace(unsigned, signature=key.sign(signed_enrol(unsigned))))
    if isinstance(outcome, Delivered) and not _fits(outcome.message, merchant_id, terminal_id):
        return Unreachable(LineFault.NOT_OUR_SERVER)
    return outcome


def _fits(enrolled: Enrolled, merchant_id: bytes | None, terminal_id: bytes | None) -> bool:
    """A terminal that has a name keeps it."""
    return (
        len(enrolled.server_key) == _KEY_BYTES
        and merchant_id in (None, enrolled.merchant_id)
        and terminal_id in (None, enrolled.terminal_id)
    )
