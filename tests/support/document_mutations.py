"""Good JSON documents made bad, in all the ways in which people, editors, disks and attackers do."""

import copy
import json
from collections.abc import Callable
from random import Random
from typing import Any

Plain = Any
Mutation = Callable[[Random, Plain], str | bytes]

ODD_VALUES: tuple[Plain, ...] = (
    None,
    True,
    False,
    0,
    -1,
    1,
    10**9,
    10**19,
    -(10**30),
    "",
    " ",
    "0",
    "12,5",
    "12.345678",
    "1e5",
    "NaN",
    "\x00",
    "a\x00b",
    "\ud800",
    "\udfff tail",
    "\u202eabc",
    "\u2028",
    "🎉" * 3,
    "x" * 70,
    "x" * 5_000,
    "2026-02-29",
    "2026-02-30",
    "0000-00-00",
    "20261122",
    "+2026-11-22",
    [],
    [[]],
    {},
    [None],
    {"type": "all-of", "conditions": []},
    {"type": "never"},
    {"type": 7},
    {"type": ["all-of"]},
    {"skus": ["a"], "type": "lines"},
)
ODD_NUMBERS = (
    "1e999999",
    "-1e999999999999999999999",
    "1e-999999",
    "0e999999",
    "NaN",
    "Infinity",
    "-Infinity",
    "-0",
    "-0.0",
    "1.0",
    "1e2",
    "1E+2",
    "10.00000",
    "0.00001",
    "5." + "3" * 400,
    "9" * 5_000,
    "01",
    "1_000",
    "0x10",
    ".5",
    "5.",
    "1e",
)
RAW = "«raw»"
"""Where a mutation puts a text of its own into the JSON."""


def mutated(random: Random, good: Plain) -> str | bytes:
    """One document that one to three things happened to."""
    plain = copy.deepcopy(good)
    last = random.choice(LAST)
    for _ in range(random.randint(1, 3) if last is only_written else random.randint(0, 2)):
        random.choice(STRUCTURAL)(random, plain)
    return last(random, plain)


def places(plain: Plain) -> list[tuple[Any, Any]]:
    """Each entry of each object and list, as the container and its key or place."""
    inner = plain.items() if isinstance(plain, dict) else enumerate(plain) if isinstance(plain, list) else ()
    return [found for key, one in inner for found in [(plain, key), *places(one)]]


def drop(random: Random, plain: Plain) -> None:
    container, key = _somewhere(random, plain)
    del container[key]


def rename(random: Random, plain: Plain) -> None:
    container, key = _somewhere(random, plain)
    if isinstance(container, dict):
        other = random.choice((key.upper(), key + "s", key[1:], key.replace("_", "-"), "", "\ud800", "type"))
        container[other] = container.pop(key)


def replace_value(random: Random, plain: Plain) -> None:
    container, key = _somewhere(random, plain)
    alike = [one for one in ODD_VALUES if type(one) is type(container[key])]
    container[key] = copy.deepcopy(random.choice(random.choice((alike or ODD_VALUES, ODD_VALUES))))


def as_text(random: Random, plain: Plain) -> None:
    """What still may be right: a number written as text."""
    container, key = _somewhere(random, plain)
    container[key] = str(container[key])


def swap(random: Random, plain: Plain) -> None:
    """A value from elsewhere in the same document."""
    (one, here), (other, there) = _somewhere(random, plain), _somewhere(random, plain)
    one[here] = copy.deepcopy(other[there])


def repeat(random: Random, plain: Plain) -> None:
    container, key = _somewhere(random, plain)
    if isinstance(container, list):
        container.extend(copy.deepcopy([container[key]] * random.randint(1, 30)))


def retag(random: Random, plain: Plain) -> None:
    tagged = [container for container, key in places(plain) if key == "type"]
    if tagged:
        random.choice(tagged)["type"] = random.choice(
            ("min-spend", "AllOf", "percent_off", "never", "", "📦")
        )


def nest(random: Random, plain: Plain) -> None:
    """Conditions in conditions, up to and past what is allowed."""
    lists = [box[key] for box, key in places(plain) if key == "conditions" and isinstance(box[key], list)]
    if lists:
        inner: Plain = {"type": "members-only"}
        for _ in range(random.choice((1, 5, 11, 13, 16, 100))):
            inner = {"type": random.choice(("all-of", "any-of", "none-of")), "conditions": [inner]}
        random.choice(lists).append(inner)


def _somewhere(random: Random, plain: Plain) -> tuple[Any, Any]:
    return random.choice(places(plain) or [({"": 0}, "")])


STRUCTURAL = (drop, rename, replace_value, replace_value, replace_value, as_text, swap, repeat, retag, nest)


def only_written(random: Random, plain: Plain) -> str:
    return json.dumps(plain, ensure_ascii=random.random() < 0.5)


def odd_number(random: Random, plain: Plain) -> str:
    container, key = _somewhere(random, plain)
    container[key] = RAW
    return json.dumps(plain).replace(json.dumps(RAW), random.choice(ODD_NUMBERS))


def doubled_key(random: Random, plain: Plain) -> str:
    objects = [box for box, key in places(plain) if isinstance(box, dict)]
    chosen = random.choice(objects) if objects else {}
    chosen[RAW] = 0
    key = next(iter(chosen))
    again = f"{json.dumps(key)}: {json.dumps(chosen[key])}"
    return json.dumps(plain).replace(f"{json.dumps(RAW)}: 0", again)


def truncated(random: Random, plain: Plain) -> str:
    text = json.dumps(plain, ensure_ascii=False)
    return text[: random.randrange(len(text) + 1)]


def edited(random: Random, plain: Plain) -> str:
    """A few characters more, or instead of others."""
    text = json.dumps(plain, indent=1, ensure_ascii=False)
    for _ in range(random.randint(1, 3)):
        place = random.randrange(len(text) + 1)
        piece = random.choice(
            (",", "}", "[", '"', "\\", "\\u12", "//", "\t", "\x00", "\ud800", "é", "null", "9")
        )
        text = text[:place] + piece + text[place + random.randint(0, 2) :]
    return text


def flipped_bits(random: Random, plain: Plain) -> bytes:
    data = bytearray(json.dumps(plain, ensure_ascii=False).encode("utf-8", "surrogatepass"))
    for _ in range(random.randint(1, 4)):
        data[random.randrange(len(data))] ^= 1 << random.randrange(8)
    return bytes(data)


def encoded(random: Random, plain: Plain) -> bytes:
    text = json.dumps(plain, ensure_ascii=False)
    codec = random.choice(("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252", "utf-7"))
    return text.encode(codec, "surrogatepass" if codec.startswith("utf") and codec != "utf-7" else "replace")


def buried(random: Random, plain: Plain) -> str:
    depth = random.choice((1, 31, 32, 33, 1_000, 100_000))
    opened, closed = random.choice((("[", "]"), ('{"a":', "}"), ('{"conditions":[', "]}")))
    return opened * depth + json.dumps(plain) + closed * (depth if random.random() < 0.5 else 0)


LAST: tuple[Mutation, ...] = (
    *[only_written] * 6,
    *[odd_number] * 2,
    doubled_key,
    truncated,
    edited,
    flipped_bits,
    encoded,
    buried,
)
