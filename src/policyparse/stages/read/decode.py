"""Bytes → text: which encoding, and why."""

import re
from binascii import a2b_qp
from collections import Counter
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from policyparse.lexicon.load import rows
from policyparse.records.errors import InputError
from policyparse.records.found import Note
from policyparse.stages.read.realign import realigned
from policyparse.text import Span

# Longer marks first: the one of UTF-16 begins that of UTF-32.
MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\x84\x31\x95\x33", "gb18030"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
# The encodings that bytes are tried as where nothing else decides, the likelier first.
CANDIDATES = ("gb18030", "big5hkscs", "cp950", "utf-16-le", "utf-16-be", "utf-8")
SAMPLE = 65_536  # bytes that an encoding is judged by
PLAUSIBLE = 0.85  # share of common characters from which a text reads as Chinese or Latin
CLEARLY = 0.1  # by how much the best encoding must read better than any other
BIG5 = frozenset({"big5hkscs", "cp950"})  # two extensions of one encoding
LEGIBLE = 0.6  # below this share the bytes are no text in any encoding tried
FEWEST_A_MARK = 2  # characters beyond ASCII for each control character of a text
_TWO_BYTES = "\u07ff"  # the last character that UTF-8 writes in two bytes, as GB 18030 writes most of its own
_PADDING = b"\x00\x1a"  # that files of a fixed size, and of DOS, end with
_CONTROLS = bytes((*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F))
# A surrogate pair, each half in three bytes: CESU-8, which old databases write for characters beyond the basic plane.
_SURROGATES = re.compile(rb"\xed[\xa0-\xaf][\x80-\xbf]\xed[\xb0-\xbf][\x80-\xbf]")
_UTF7 = re.compile(rb"\+[A-Za-z0-9+/]{5,}-?")
# Two characters and more of UTF-8, or one that GB 18030 or ASCII has.
_RUN = re.compile(
    rb"((?:[\xe2-\xef][\x80-\xbf]{2}){2,2000})|[\x00-\x7f]|[\x81-\xfe](?:[\x40-\x7e\x80-\xfe]|[0-9][\x81-\xfe][0-9])"
)
_DECLARED = re.compile(
    rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w:.-]{1,40})|<meta[^>]{0,400}?charset\s*=\s*["']?\s*([\w:.-]{1,40})""",
    re.IGNORECASE,
)


# Quoted-printable of mail, and what addresses are written in.
_QUOTED: tuple[tuple[bytes, Callable[[bytes], bytes]], ...] = (
    (b"=", a2b_qp),
    (b"%", lambda data: re.sub(rb"%([0-9A-Fa-f]{2})", lambda code: bytes.fromhex(code[1].decode()), data)),
)


class Decoded(NamedTuple):
    """A text, its encoding by the codec's name, and what should be known of the decision."""

    text: str
    encoding: str
    notes: tuple[Note, ...]


class Label(NamedTuple):
    """What files call an encoding, and the codec that reads it."""

    label: str
    codec: str


def decode(data: bytes, place: str, declared: str | None = None) -> Decoded:
    """The text of `data`. `declared`: what the file says of itself or came with; `place` names it in errors.

    A mark at the beginning decides; then UTF-8 where all bytes are valid as such (by chance they never are);
    then what is declared, where it gives a legible text; then the candidate with the most common characters.
    What is lost or contradicted is said in notes (spans lie in the text).
    Raises InputError `binary` or `encoding` where it is no text.
    """
    if padding := _padding(data):
        found = decode(data[:-padding], place, declared)
        note = Note("padding", "info", f"{padding} bytes without meaning at the end (00, 1A) are left out")
        return found._replace(notes=(*found.notes, note))
    for mark, codec in MARKS:
        if not data.startswith(mark):
            continue
        return _checked(_lossy(data[len(mark) :], codec, "its byte-order mark says so"), place)
    try:
        if b"\x00" not in data[:SAMPLE]:  # UTF-16 without a mark may be valid as UTF-8
            found = Decoded(data.decode("utf-8"), "utf-8", _contradicted(declared, "utf-8"))
            return _checked(_seven_bit(data, place) or found, place)
    except UnicodeDecodeError:
        pass
    if pairs := _surrogate_pairs(data):
        return _checked(pairs, place)
    known = codec_of(declared)
    if known and _quality(data, known) >= PLAUSIBLE:
        return _checked(_lossy(data, known, f"declared as {declared}"), place)
    return _checked(_best(data, place, declared), place)


def _padding(data: bytes) -> int:
    """How many bytes at the end fill a file up or end it; none where they are halves of characters (UTF-16)."""
    length = len(data) - len(data.rstrip(_PADDING)) if data[-1:] in (b"\x00", b"\x1a") else 0
    if length in (0, len(data)) or data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return 0
    if not data.endswith((b"\x00\x00", b"\x1a")):  # one alone may be half of a line's end
        return 0
    return 0 if b"\x00" in data[: min(len(data) - length, SAMPLE)] else length


def declared_in(data: bytes) -> str | None:
    """The encoding that an HTML or XML file names in its first 4,096 bytes."""
    found = _DECLARED.search(data[:4096])
    return (found[1] or found[2]).decode("ascii", "replace") if found else None


def codec_of(label: str | None) -> str | None:
    """The codec for an encoding's label, in any case; none for one that is unknown.

    >>> codec_of("GB2312"), codec_of("x-none")
    ('gb18030', None)
    """
    return _labels().get(label.strip().lower()) if label else None


def _best(data: bytes, place: str, declared: str | None) -> Decoded:
    """The text by the candidate that reads best, or line by line where two encodings are mixed."""
    if mixed := _mixed(data):
        return mixed
    qualities = {codec: _quality(data, codec) for codec in CANDIDATES}
    codec = max(CANDIDATES, key=lambda c: qualities[c])
    if qualities[codec] < LEGIBLE:
        raise _refusal(data, place)
    shares = ", ".join(f"{q:.0%} as {c}" for c, q in sorted(qualities.items(), key=lambda q: -q[1])[:3])
    reason = f"not valid UTF-8; common characters: {shares}"
    found = _lossy(data, codec, reason)
    notes = found.notes + _contradicted(declared, codec)
    others = max(q for c, q in qualities.items() if not (c == codec or {c, codec} <= BIG5))
    if qualities[codec] < PLAUSIBLE or others > qualities[codec] - CLEARLY:
        message = f"{codec} is the likeliest encoding, but not by far ({shares})"
        notes += (Note("doubtful-encoding", "review", message),)
    return found._replace(notes=notes)


def _seven_bit(data: bytes, place: str) -> Decoded | None:
    """The text of HZ (`~{VPND~}`), which is ASCII by its bytes. Raises InputError for UTF-7 (`+Ti1lhw-`), which is none
    of text but of mail, and no program of today writes."""
    if not data.isascii():
        return None
    if b"~{" in data and _legible(data, "hz"):
        return _lossy(data, "hz", "between ~{ and ~} stands Chinese")
    for sign, unquote in _QUOTED:
        if data.count(sign) * 6 > len(data) and not (plain := unquote(data)).isascii():  # three bytes for each of most
            found = decode(plain, place)
            note = Note("encoding", "info", f"its bytes are written as {sign.decode()} and two digits")
            return found._replace(notes=(note, *found.notes))
    runs = _UTF7.findall(data) if b"+" in data else []
    if runs and _legible(b"".join(runs), "utf-7"):
        raise InputError("encoding", place, "this looks like UTF-7, which is not read", "save the file as UTF-8")
    return None


def _legible(data: bytes, codec: str) -> bool:
    """True where the bytes are valid, and most of what is not ASCII are common characters, three of them and more."""
    text = _line(data, codec) or ""
    return sum(c > "\x7f" for c in text) > 2 and _share(text) >= PLAUSIBLE


def _surrogate_pairs(data: bytes) -> Decoded | None:
    """The text of CESU-8; none where it is none."""
    if not _SURROGATES.search(data):
        return None
    try:
        text = data.decode("utf-8", "surrogatepass").encode("utf-16-le", "surrogatepass").decode("utf-16-le")
    except UnicodeDecodeError:
        return None
    reason = "read as utf-8 whose characters beyond the basic plane are written as two (CESU-8)"
    return Decoded(text, "utf-8", (Note("encoding", "info", reason),))


def _lossy(data: bytes, codec: str, reason: str) -> Decoded:
    """The text by one codec; a note says why, and another what could not be decoded (U+FFFD stands for it)."""
    notes = [] if codec == "utf-8" else [Note("encoding", "info", f"read as {codec}: {reason}")]
    try:
        return Decoded(data.decode(codec), codec, tuple(notes))
    except UnicodeDecodeError as error:
        text, mended = realigned(data) if codec == "gb18030" else (data.decode(codec, "replace"), 0)
        at = text.find("\ufffd")
        lost = text.count("\ufffd")
        if not lost and not mended:
            return Decoded(text, codec, tuple(notes))
        message = f"{lost} characters could not be read as {codec}, the first at byte {error.start}"
        if mended:
            message += f"; {mended} lack a byte, and what stands behind them was read from the next one on"
        notes.append(Note("lossy-decoding", "review", message, Span(at, at + 1)))
        return Decoded(text, codec, tuple(notes))


def _mixed(data: bytes) -> Decoded | None:
    """The text where UTF-8 and GB 18030 stand in one file, line by line or in one line; none where it is not so.

    A line that is valid UTF-8 by chance only is not: `（牵` of GB 18030 would be `（ǣ`.
    """
    pieces: list[str] = []
    kinds: Counter[str] = Counter()
    for line in data.split(b"\n"):
        utf8 = _line(line, "utf-8")
        if utf8 is not None and (max(utf8, default="") > _TWO_BYTES or _share(utf8) >= PLAUSIBLE):
            pieces.append(utf8)
            kinds["utf-8"] += len(line) != len(utf8)
            continue
        found = _line(line, "gb18030")
        kind = "gb18030"
        if found is None or _share(found) < PLAUSIBLE:
            found, kind = _both(line), "both"
        if found is None:
            return None
        pieces.append(found)
        kinds[kind] += 1
    if not (kinds["both"] or (kinds["utf-8"] and kinds["gb18030"])):
        return None
    reason = f"{kinds['utf-8']} lines are valid UTF-8, {kinds['gb18030']} are legible only as GB 18030"
    if kinds["both"]:
        reason += f", {kinds['both']} hold both"
    return Decoded("\n".join(pieces), "utf-8+gb18030", (Note("mixed-encoding", "review", reason),))


def _both(line: bytes) -> str | None:
    """The text of a line that holds runs of UTF-8 beside GB 18030; none where it is not legible so."""
    pieces: list[str] = []
    parts: dict[str, list[str]] = {"utf-8": [], "gb18030": []}  # joined at the end: a line may be a whole file
    at = 0
    for run in _RUN.finditer(line):
        codec = "utf-8" if run[1] else "gb18030"
        piece = _line(run.group(), codec)
        if run.start() != at or piece is None:
            return None
        pieces.append(piece)
        parts[codec].append(piece)
        at = run.end()
    texts = map("".join, parts.values())
    legible = all(max(text, default="") > "\x7f" and _share(text) >= PLAUSIBLE for text in texts)
    return "".join(pieces) if at == len(line) and legible else None


def _line(line: bytes, codec: str) -> str | None:
    """The text of a line, where it is valid in the encoding."""
    try:
        return line.decode(codec)
    except UnicodeDecodeError:
        return None


def _contradicted(declared: str | None, codec: str) -> tuple[Note, ...]:
    """A note where a file says another encoding than the one that reads it."""
    if not declared or codec_of(declared) == codec:
        return ()
    return (Note("declared-encoding", "info", f"declared as {declared}, but it is {codec}"),)


def _checked(found: Decoded, place: str) -> Decoded:
    """`found`, or InputError `binary` where control characters say that it is no text."""
    head = found.text[:SAMPLE]
    plain = head.encode("ascii", "ignore")
    controls = len(plain) - len(plain.translate(None, _CONTROLS))
    if controls > len(head) // 200 and not _is_marked_up(head, controls):
        raise InputError("binary", place, "this is not a text file", "give a text, HTML, DOCX or PDF file")
    if "\ufffd" in found.text and found.text.count("\ufffd") > len(found.text) // 5:
        raise InputError("encoding", place, f"it does not read as {found.encoding}", "save the file as UTF-8")
    return found


def _is_marked_up(text: str, controls: int) -> bool:
    """True for a text in which a program left its marks (of Word's cells, `07`), and which is legible for all that."""
    foreign = sum(c > "\x7f" for c in text)
    return "\x00" not in text and foreign > FEWEST_A_MARK * controls and _share(text) >= PLAUSIBLE


def _refusal(data: bytes, place: str) -> InputError:
    """Bytes that are no text in any encoding tried."""
    sample = data[:SAMPLE]
    controls = sum(b < 9 or 13 < b < 32 for b in sample)
    if controls > len(sample) // 50:
        return InputError("binary", place, "this is not a text file", "give a text, HTML, DOCX or PDF file")
    tried = ", ".join(CANDIDATES)
    return InputError("encoding", place, f"not legible in any encoding tried ({tried})", "save the file as UTF-8")


def _quality(data: bytes, codec: str) -> float:
    """How well the beginning of `data` reads: the share of common characters, 0 where too much cannot be decoded."""
    sample = data[:SAMPLE]
    text = sample.decode(codec, "replace")
    if "\x00" in text or (codec.startswith("utf-16") and len(data) % 2):
        return 0.0
    if len(data) > SAMPLE:
        text = text[:-4]  # a character may have been cut
    return _share(text) - 3 * text.count("\ufffd") / max(len(text), 1)


def _share(text: str) -> float:
    """The share of common characters among those that are not ASCII; 1 where there are none."""
    common = _common()
    telling = [c for c in text if c > "\x7f"]
    return sum(map(common.__contains__, telling)) / len(telling) if telling else 1.0


@cache
def _common() -> frozenset[str]:
    """GB 2312's first level and Big5's first level of characters, full-width forms, the marks of both, and the lines
    of tables (`├──┤`)."""
    hanzi = bytes(b for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF) for b in (row, cell))
    cells = [*range(0x40, 0x7F), *range(0xA1, 0xFF)]
    big5 = bytes(b for row in range(0xA4, 0xC6) for cell in cells for b in (row, cell))
    marks = bytes(b for row in range(0xA1, 0xA4) for cell in range(0xA1, 0xFF) for b in (row, cell))
    found = hanzi.decode("gb2312", "ignore") + big5.decode("big5", "ignore") + marks.decode("gb2312", "ignore")
    lines = "".join(map(chr, range(0x2500, 0x2600)))
    return frozenset(found + lines + "\u00a0·—–“”‘’…•○℃㎡㎏\u2002\u2003\ufeff")


@cache
def _labels() -> dict[str, str]:
    return {row.label: row.codec for row in rows("encodings/labels.csv", Label)}
