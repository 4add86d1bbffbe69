"""GBK as code page 936 has it: every two-byte code is a character, if need be a private-use one."""

from functools import cache, lru_cache
from typing import NamedTuple

from policyparse.kept import kept
from policyparse.lexicon.load import rows

LEADS = range(0x81, 0xFF)
TRAILS = (*range(0x40, 0x7F), *range(0x80, 0xFF))
_HIGH_TRAILS = bytes(range(0x80, 0xFF))


class PrivateUse(NamedTuple):
    """A private-use character and the code, both in hexadecimal, that it stands for."""

    code_point: str
    gbk: str


@kept
def _private() -> tuple[dict[str, bytes], dict[bytes, str]]:
    there = {chr(int(r.code_point, 16)): bytes.fromhex(r.gbk) for r in rows("damage/private_use.csv", PrivateUse)}
    return there, {code: character for character, code in there.items()}


@lru_cache(maxsize=1 << 12)
def code_of(character: str) -> bytes | None:
    """The two bytes of a character, under code page 936 or GB 18030; None where it has no two-byte code.

    >>> code_of("一").hex(), code_of("\\ue7c6").hex(), code_of("A")
    ('d2bb', 'a8a0', None)
    """
    try:
        code = character.encode("gb18030")
    except UnicodeEncodeError:  # a lone surrogate
        return None
    return code if len(code) == 2 else _private()[0].get(character)


@lru_cache(maxsize=1 << 13)
def character_of(lead: int, trail: int) -> str | None:
    """The character with these two bytes; None where they are no code or one that is not assigned.

    >>> character_of(0xD2, 0xBB), character_of(0xA8, 0xA0), character_of(0x81, 0x7F)
    ('一', None, None)
    """
    try:
        return bytes((lead, trail)).decode("gbk")
    except UnicodeDecodeError:
        return None


def shown_as(data: bytes) -> str:
    """What a reader shows that has a private-use character for every code of no character.

    >>> shown_as(bytes.fromhex("a1a3a8cafea3"))
    '。ㄊ\\ue46a'
    """
    pairs = (data[at : at + 2] for at in range(0, len(data), 2))
    return "".join([character_of(*pair) or _private()[1].get(pair) or pair.decode("gb18030") for pair in pairs])


def _characters_of(leads: bytes, trails: bytes) -> list[str]:
    """The characters with these first and these second bytes, in order; as many of both.

    All are decoded at once, a tenth of the time of one by one. A line end parts them: of a code of no character the
    second byte would else begin another.
    """
    codes = bytearray(b"\n") * (3 * len(leads))
    codes[0::3], codes[1::3] = leads, trails
    found = codes.decode("gbk", "replace").split("\n")
    return [c for c in found if len(c) == 1 and c != "\ufffd"]


@lru_cache(maxsize=256)
def with_trail(trail: int) -> tuple[str, ...]:
    """All characters that end with the byte `trail`."""
    return tuple(_characters_of(bytes(LEADS), bytes((trail,)) * len(LEADS)))


@lru_cache(maxsize=256)
def with_lead(lead: int) -> tuple[str, ...]:
    """All characters that begin with the byte `lead` and whose second byte is no ASCII character."""
    return tuple(_characters_of(bytes((lead,)) * len(_HIGH_TRAILS), _HIGH_TRAILS))


@lru_cache(maxsize=256)
def before_unassigned(lead: int) -> tuple[str, ...]:
    """Those of them behind whose second byte a code of no character can begin."""
    trails = bytes(sorted(_unassigned()))
    return tuple(_characters_of(bytes((lead,)) * len(trails), trails))


@kept
def _unassigned() -> frozenset[int]:
    """The bytes that begin a code of no character: A1 to AF, F8 to FE, and those of two or three gaps elsewhere."""
    whole = len(_HIGH_TRAILS)
    return frozenset(lead for lead in LEADS if len(_characters_of(bytes((lead,)) * whole, _HIGH_TRAILS)) < whole)


@cache
def all_characters() -> tuple[str, ...]:
    """All characters of two bytes."""
    trails = bytes(TRAILS)
    return tuple(c for lead in LEADS for c in _characters_of(bytes((lead,)) * len(trails), trails))


@lru_cache(maxsize=256)
def widened(character: str) -> bytes | None:
    """The code of the full-width form that was narrowed to this ASCII character.

    >>> widened(";").hex(), widened("$").hex(), widened(" ").hex()
    ('a3bb', 'a1e7', 'a1a1')
    """
    if character == " ":
        return b"\xa1\xa1"
    if not "!" <= character <= "~":
        return None
    return code_of(chr(ord(character) + 0xFEE0))
