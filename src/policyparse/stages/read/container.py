"""ZIP containers (DOCX, XLSX, OFD, archives) and the XML in them, within limits, and never more than was given."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo

from policyparse.records.errors import InputError

UTF8_NAME = 0x800  # the flag of a member whose name is in UTF-8
MOST_MEMBERS = 10_000
MOST_BYTES = 256 * 2**20  # of all members read from one container
MEMBER_BYTES = 64 * 2**20
DEEPEST = 150  # elements within elements: official documents have about 40, and readers follow them by recursion
MOST_ELEMENTS = 1_000_000  # read from one container; each takes some 300 bytes of memory

_DECLARATION = re.compile(r"\ufeff?\s{0,200}<\?xml[^<>]{0,400}\?>")
_DAMAGE = (BadZipFile, LargeZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError, RuntimeError)


class Container:
    """The members of a ZIP container by name; reading one that is too large, encrypted or damaged is refused."""

    def __init__(self, data: bytes, place: str) -> None:
        self.place = place
        try:
            self._zip = ZipFile(BytesIO(data))
            members = self._zip.infolist()
        except _DAMAGE as error:
            raise damaged(place, f"the container cannot be opened ({error})") from None
        if len(members) > MOST_MEMBERS:
            raise InputError("too-large", place, f"more than {MOST_MEMBERS} members", "give the documents themselves")
        self._left = MOST_BYTES
        self._elements = MOST_ELEMENTS
        self.members: dict[str, ZipInfo] = {}
        for member in members:
            self.members.setdefault(_name_of(member).replace("\\", "/").lstrip("/"), member)

    def __contains__(self, name: str) -> bool:
        return name in self.members

    def read(self, name: str) -> bytes:
        """The bytes of a member; unpacked bytes are counted, whatever the container says of itself."""
        member = self.members.get(name)
        if member is None:
            raise damaged(self.place, f"{name} is missing")
        if member.flag_bits & 1:
            raise InputError("encrypted", f"{self.place}, {name}", "it is encrypted", "give it without a password")
        limit = min(MEMBER_BYTES, self._left)
        try:
            with self._zip.open(member) as stream:
                content = stream.read(limit + 1)
        except _DAMAGE as error:
            raise damaged(self.place, f"{name} cannot be unpacked ({error})") from None
        if len(content) > limit:
            raise InputError("too-large", f"{self.place}, {name}", "it unpacks to too much", "give a smaller file")
        self._left -= len(content)
        return content

    def xml(self, name: str) -> Element:
        """The root element of an XML member."""
        root, count = _parsed(self.read(name), f"{self.place}, {name}", self._elements)
        self._elements -= count
        return root


def _name_of(member: ZipInfo) -> str:
    """A member's name; what programs in China write without saying how is UTF-8 or GB 18030, not code page 437."""
    if member.flag_bits & UTF8_NAME or member.filename.isascii():
        return member.filename
    for codec in ("utf-8", "gb18030"):
        try:
            return member.filename.encode("cp437").decode(codec)
        except UnicodeError:
            continue
    return member.filename


def flat_xml(data: bytes, place: str) -> Element:
    """The root element of a document that is a single XML file, in any encoding that texts are read in."""
    from policyparse.stages.read.decode import declared_in, decode  # of the containers only these need it

    text = decode(data, place, declared_in(data)).text
    return _parsed(_DECLARATION.sub("", text, count=1).encode("utf-8", "replace"), place, MOST_ELEMENTS)[0]


def _parsed(data: bytes, place: str, most: int) -> tuple[Element, int]:
    """The root element of an XML text, and how many elements it has, `most` at most.

    Raises InputError `doctype` for a document type (where entities come from: none is ever expanded or fetched),
    `complex` for what is nested too deep or has too many elements, `damaged` for what is no XML.
    """
    if b"<!DOCTYPE" in data.replace(b"\x00", b""):
        raise InputError("doctype", place, "it declares a document type", "save the file anew with an office program")
    parser: ElementTree.XMLPullParser[Element] = ElementTree.XMLPullParser(("start", "end"))
    depth = count = 0
    root: Element | None = None
    try:
        for at in range(0, len(data), 65_536):
            parser.feed(data[at : at + 65_536])
            events: Iterator[Any] = parser.read_events()
            for event, element in events:
                root = element if root is None else root
                depth += 1 if event == "start" else -1
                count += 1
                if depth > DEEPEST or count > 2 * most:
                    raise InputError("complex", place, "too deep or too many elements", "give a simpler file")
        parser.close()
    except InputError:
        raise
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise damaged(place, f"not well-formed XML ({error})") from None
    if root is None:
        raise damaged(place, "no XML element")
    return root, count // 2


def damaged(place: str, reason: str) -> InputError:
    """A file that is cut off or broken."""
    return InputError("damaged", place, reason, "get the file again, or save it anew with an office program")


def local(element: Element) -> str:
    """An element's name without its namespace: transitional and strict documents differ in nothing else.

    >>> local(ElementTree.fromstring("<w:p xmlns:w='urn:x'/>"))
    'p'
    """
    return str(element.tag).rpartition("}")[2]


def attribute(element: Element, name: str) -> str | None:
    """The value of an attribute by its name without namespace."""
    found = element.get(name)
    if found is not None:
        return found
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), None)


def child(element: Element | None, *names: str) -> Element | None:
    """The first child `names[0]`, of that the first child `names[1]` …; none where one is missing."""
    for name in names:
        if element is None:
            return None
        element = next((c for c in element if local(c) == name), None)
    return element
