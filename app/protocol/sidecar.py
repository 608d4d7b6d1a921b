"""Personal data beside a record: sealed under the person's own key, so that erasing the key erases the data.

AES-256-GCM; sealed = 12-byte nonce ‖ ciphertext ‖ tag, with the person's id as associated data.
"""

from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.protocol.plain import packed, unpacked

KEY_BYTES = 32
NONCE_BYTES = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class SideCar:
    """Sealed personal data of one person (member or staff) as it travels; the key travels with it, inside TLS."""

    subject_id: bytes
    key: bytes
    sealed: bytes


def seal(subject_id: bytes, key: bytes, nonce: bytes, personal: dict[str, Any]) -> SideCar:
    """Seals a plain mapping. nonce: 12 bytes, never used twice with this key."""
    plain = packed(personal)
    sealed = nonce + AESGCM(key).encrypt(nonce, plain, subject_id)
    return SideCar(subject_id=subject_id, key=key, sealed=sealed)


def unseal(sidecar: SideCar) -> dict[str, Any]:
    """The mapping; cryptography's InvalidTag if key, person or bytes are not the sealed ones."""
    nonce, ciphertext = sidecar.sealed[:NONCE_BYTES], sidecar.sealed[NONCE_BYTES:]
    plain = AESGCM(sidecar.key).decrypt(nonce, ciphertext, sidecar.subject_id)
    mapping: dict[str, Any] = unpacked(plain)
    return mapping


def digest(sidecar: SideCar) -> bytes:
    """What the record keeps of it."""
    return sha256(sidecar.sealed).digest()
