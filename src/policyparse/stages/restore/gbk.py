"""GBK as code page 936 has it: every two-byte code is a character, if need be a private-use one."""

from functools import cache, lru_cache

from policyparse.lexicon.load import rows
from policyparse.slots import NamedTuple

LEADS = range(0x81, 0xFF)
TRAILS = (*range(0x40, 0x7F), *range(0x80, 0xFF))


class PrivateUse(NamedTuple):
    """A private-use character and the code, both in hexadecimal, that it stands for."""

    code_point: str
    gbk: str


@cache
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
    return _decoded(lead, trail)


def _decoded(lead: int, trail: int) -> str | None:
    """The same, not kept: who goes through all codes asks here."""
    try:
        return bytes((lead, trail)).decode("gbk")
    except UnicodeDecodeError:
        return None


@lru_cache(maxsize=256)
def with_trail(trail: int) -> tuple[str, ...]:
    """All characters that end with the byte `trail`."""
    return tuple(c for lead in LEADS if (c := _decoded(lead, trail)))


@lru_cache(maxsize=256)
def with_lead(lead: int) -> tuple[str, ...]:
    """All characters that begin with the byte `lead` and whose second byte is no ASCII character."""
    return tuple(c for trail in TRAILS if trail > 0x7F and (c := _decoded(lead, trail)))


@lru_cache(maxsize=256)
def before_unassigned(lead: int) -> tuple[str, ...]:
    """Those of them behind whose second byte a code of no character can begin."""
    return tuple(c for trail in sorted(_unassigned()) if (c := _decoded(lead, trail)))


@cache
def _unassigned() -> frozenset[int]:
    """The bytes that begin a code of no character: A1 to AF, F8 to FE, and those of two or three gaps elsewhere."""
    row = bytearray(2 * len(TRAILS[63:]))
    row[1::2] = bytes(TRAILS[63:])
    found = set()
    for lead in LEADS:
        row[0::2] = bytes((lead,)) * (len(row) // 2)
        if "\ufffd" in row.decode("gbk", "replace"):
            found.add(lead)
    return frozenset(found)


@cache
def all_characters() -> tuple[str, ...]:
    """All characters of two bytes."""
    return tuple(c for lead in LEADS for trail in TRAILS if (c := _decoded(lead, trail)))


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
