"""Which place a text names: at its start (an issuer, a mention), or first of all (a title). Pure look-ups, no patterns."""

from typing import NamedTuple

from policyparse.kept import kept
from policyparse.lexicon.divisions import characters, is_word, rows_by_name
from policyparse.stages.agencies.name_words import name_words
from policyparse.stages.agencies.places import NATION, Day, Division, find, lies_in, nearest

_LONGEST_SHORT = 5  # code points of a name without the word for its kind


class Named(NamedTuple):
    """A place that a text names."""

    place: Division
    start: int  # code points before the name
    end: int  # behind the name; the divisions above it that are written before it lie between (浙江省杭州市)
    full: bool  # whether it is named in full (红河州 is, 红河 is not)


def place_in(text: str, near: str | None = None, date: Day = None, *, loose: bool = False) -> Named | None:
    """The place that an issuer or a mention names at its start, as deep as it goes; None where it names none.

    Full names go first, the longest; a short name counts where a word of government follows or the text ends, with
    `loose` before anything. A name that two places have equally near is none. The words of a national body (国务院) mean
    the nation, with start and end 0, but for one that names a place behind its `总局`.

    >>> [place_in(t).place.name for t in ("浙江省杭州市西湖区人民政府", "中共恩施州委", "国务院办公厅", "国家税务总局浙江省税务局")]
    ['西湖区', '恩施土家族苗族自治州', '中华人民共和国', '浙江省']
    >>> place_in("市场监管局", "330100") is None, place_in("海南岛东部") is None
    (True, True)
    """
    start = next((len(word) for word in name_words("party") if text.startswith(word)), 0)
    found = _chain(text, start, near, date, loose)
    if found or not text.startswith(name_words("national")):
        return found
    behind = text.find("总局") + 2
    return (behind > 1 and _chain(text, behind, near, date, loose)) or Named(NATION, 0, 0, True)


def place_within(text: str, near: str | None = None, date: Day = None) -> Named | None:
    """The first place that a text names in full, as deep as it goes; with `near`, one that lies there.

    For titles (`关于印发杭州市…的通知`). Names of two characters and ordinary words do not count (各市和县域 is not 和县).
    """
    begins = _longest_by_start()
    for start in range(len(text) - 2):
        if text[start : start + 2] not in begins:
            continue
        found = _chain(text, start, near, date, loose=False)
        if found and found.end - start > 2 and found.full and (not near or lies_in(found.place.code, near, date)):
            return found
    return None


def province_of_character(character: str, date: Day = None) -> Division | None:
    """The province with this one-character name (浙 → 浙江省); for compounds such as 苏浙皖 only."""
    name = characters().get(character)
    return next((place for place in find(name, None, date) if place.level == "province"), None) if name else None


def _chain(text: str, start: int, near: str | None, date: Day, loose: bool) -> Named | None:
    """The place named at `start`, then one in it, and so on (浙江省 杭州市 西湖区)."""
    found: Named | None = None
    end = start
    while True:
        here = found.place.code if found else near
        step = _step(text, end, here, date, loose and not found)
        if not step or (found and not lies_in(step[0].code, found.place.code, date)):
            return found
        if found and step[0].code == found.place.code:
            return found
        name, end = text[end : step[1]], step[1]
        found = Named(step[0], start, end, _in_full(name, step[0]))


def _step(text: str, start: int, near: str | None, date: Day, loose: bool) -> tuple[Division, int] | None:
    names = rows_by_name()
    longest = _longest_by_start().get(text[start : start + 2], 0)
    committee = text.find("地委", start + 2, start + longest + 2) if longest else -1
    if committee > 0 and (prefecture := nearest(f"{text[start:committee]}地区", near, date)):
        return prefecture, committee  # 塔城地委 is of the prefecture, not of 塔城市
    for length in range(min(longest, len(text) - start), 1, -1):
        name = text[start : start + length]
        if name not in names:
            continue
        place = nearest(name, near, date) or _governed(text, start + length, name, near, date)
        if not place or not _counts(text, start + length, name, place, date, loose):
            continue
        return place, start + length
    return None


def _governed(text: str, end: int, name: str, near: str | None, date: Day) -> Division | None:
    """The one place that an ordinary word names before a word of government: 和县人民政府."""
    if not is_word(name) or not text.startswith(name_words("governing"), end):
        return None
    living = [place for place in find(name, near, date) if not place.lapsed]
    return living[0] if len(living) == 1 else None


def _in_full(name: str, place: Division) -> bool:
    """Whether a name is the full one, or one that says the kind as well: 红河州, 西咸新区, 第八师石河子市; no ordinary word."""
    says_kind = (len(name) > 2 and name[-1] == place.name[-1] in "州县旗区") or len(name) > _LONGEST_SHORT
    return not is_word(name) and (name == place.name or says_kind)


def _counts(text: str, end: int, name: str, place: Division, date: Day, loose: bool) -> bool:
    """Whether a name found counts: in full, or short where what follows says that it is a place."""
    if _in_full(name, place):
        return True
    if (loose and not is_word(name)) or end == len(text) or text.startswith(name_words("governing"), end):
        return True
    # 浙江杭州市政府: a short name before the full name of a place in it
    below = next((text[end : end + n] for n in range(9, 2, -1) if text[end : end + n] in rows_by_name()), "")
    inner = nearest(below, place.code, date) if below else None
    return bool(inner and inner.name == below and lies_in(inner.code, place.code, date) and inner.code != place.code)


@kept
def _longest_by_start() -> dict[str, int]:
    """The first two characters of names → the length of the longest name that begins so; most texts begin like none."""
    return {name[:2]: len(name) for name in sorted(rows_by_name(), key=len)}
