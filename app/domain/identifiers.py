"""Ids that the acting side makes before it acts."""


def uuid7(at: int, entropy: bytes) -> bytes:
    """A UUIDv7 (RFC 9562 §5.7) of an instant (ms since 1970 UTC) and 10 random bytes; sorts by time."""
    if len(entropy) != 10:
        raise ValueError(f"a UUIDv7 takes 10 random bytes, not {len(entropy)}")
    tail = bytearray(entropy)
    tail[0] = tail[0] & 0x0F | 0x70
    tail[2] = tail[2] & 0x3F | 0x80
    return at.to_bytes(6, "big") + bytes(tail)
