"""The inside of a clause → who is named in which role."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from policyparse.records.found import ClauseForm, Role, RoleOrigin
from policyparse.stages.responsibilities.lists import Name, Part, named
from policyparse.stages.responsibilities.vocabulary import CLOSING, OPENING, Label, labels, names, verbs

_SEPARATOR = re.compile("[、，,；;。:：|（(〔［\\[〈）)〕］\\]〉“”]")
_TRIM = " .·　\t“”\"'*"
_LONGEST_NAME = 80


@dataclass(slots=True)
class Group:
    """Names that share a role: what gave it, its word, and whether it was a verb of bearing (负责)."""

    role: Role
    origin: RoleOrigin
    word: str
    parts: list[Part]
    strength: int = 2
    names: list[Name] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Reading:
    """A clause as read: its groups, its form, its first label or verb, and what it says of time."""

    groups: tuple[Group, ...]
    form: ClauseForm
    label: str | None
    times: tuple[str, ...]
    rest: tuple[str, ...]  # what was not understood

    @property
    def names(self) -> list[Name]:
        """All names, in order."""
        return [n for g in self.groups for n in g.names]


def read(text: str, bracketed: bool = True) -> Reading:
    """The reading of the inside of a clause; a reading without names is no clause."""
    reader = _Reader(text, bracketed)
    reader.run()
    return reader.reading()


class _Reader:
    """Goes over labels and items from left to right; names wait until a verb or the end gives their role."""

    def __init__(self, text: str, bracketed: bool) -> None:
        self.text, self.bracketed = text, bracketed
        self.groups: list[Group] = []
        self.waiting: list[Part] = []
        self.joined: list[Part] = []  # behind 会同
        self.joint = False
        self.label: Label | None = None
        self.first: str | None = None
        self.times: list[str] = []
        self.rest: list[str] = []
        self.verb = False

    def run(self) -> None:
        """Reads all items."""
        text = self.text
        start, depth, separator, quoted = 0, 0, "", False
        for match in _SEPARATOR.finditer(text):
            mark, at = match[0], match.start()
            if mark in OPENING:
                depth += 1
            elif mark in CLOSING:
                depth = max(0, depth - 1)
            elif mark == "“":
                quoted = True
            elif mark == "”":
                quoted = False
            elif depth or quoted:
                continue
            elif mark in ":：":
                label = labels().ending(text, start, at)
                if label is not None:
                    self.item(start, label.start, separator)
                    self.turn(label)
                    start, separator = at + 1, ""
            else:
                self.item(start, at, separator)
                if mark in "；;。":
                    self.stop(mark)
                start, separator = at + 1, "，" if mark == "," else mark
        self.item(start, len(text), separator)
        self.flush()

    def turn(self, label: Label) -> None:
        """A label begins; what waits has the role of the one before."""
        self.flush()
        self.label = label
        if label.role and self.first is None:
            self.first = label.text

    def stop(self, mark: str) -> None:
        """A `；` or `。` ends what a 会同 governs."""
        if self.joint:
            self.flush()

    def item(self, start: int, end: int, separator: str) -> None:
        """One item between separators: names, a verb, or something else."""
        start, end = _trimmed(self.text, start, end)
        if start >= end:
            return
        if self.label is not None and self.label.role is None:
            if self.label.text not in _PEOPLE:
                self.times.append(self.text[start:end])
            return
        item = self.text[start:end]
        if _TIME.search(item) and not names().strong(_DATE.sub("", item)):
            self.timed(item, start, end, separator)
            return
        phrase = self.phrase(item)
        if phrase is None:
            self.name(start, end, separator)
            return
        cut, words = phrase
        if cut:
            self.name(start, start + cut, separator)
        self.close(words)

    def timed(self, item: str, start: int, end: int, separator: str) -> None:
        """An item with a time: `2023年12月底前完成`, `6月底前市发改委完成`."""
        self.times.append(item)

    def phrase(self, item: str) -> tuple[int, str] | None:
        """Where the verb phrase of an item begins, and the phrase."""
        table = verbs()
        low = max(0, len(item) - 40)
        match = table.tail.search(item, low)
        if match and table.role_words.search(match[0]) and not _not_verb(item, match.start()):
            return match.start(), match[0]
        if self.label is not None and self.label.role:
            return None
        inner = table.inner.search(item)
        if inner and inner.start(1) > 2 and not names().strong(item):
            return inner.start(1), inner[1]
        return None

    def name(self, start: int, end: int, separator: str) -> None:
        """Names wait for their role; a 会同 parts them."""
        match = verbs().joint.search(self.text, start, end)
        if match:
            left = _trimmed(self.text, start, match.start())
            if left[0] < left[1]:
                phrase = self.phrase(self.text[left[0] : left[1]])
                if phrase and phrase[0]:
                    self.wait(left[0], left[0] + phrase[0], separator)
                    self.close(phrase[1])
                elif not phrase:
                    self.wait(left[0], left[1], separator)
            self.meet()
            start, separator = match.end(), ""
        self.wait(start, end, separator)

    def wait(self, start: int, end: int, separator: str) -> None:
        """A name waits for its role."""
        start, end = _trimmed(self.text, start, end)
        for prefix in _PREFIXES:
            if self.text.startswith(prefix, start, end) and end - start > len(prefix) + 1:
                start += len(prefix)
        if end - start > _LONGEST_NAME:
            self.rest.append(self.text[start:end])
        if not 0 < end - start <= _LONGEST_NAME:
            return
        part = Part(self.text[start:end], start, end, separator or "，")
        (self.joined if self.joint else self.waiting).append(part)

    def meet(self) -> None:
        """会同: what waits leads, what comes supports."""
        if self.first is None:
            self.first = "会同"
        if self.waiting:
            role: Role = "lead"
            self.groups.append(Group(role, "verb", "会同", self.waiting))
            self.waiting = []
            self.verb = True
        self.joint = True

    def close(self, words: str) -> None:
        """A verb phrase gives the names that wait their role."""
        strongest = verbs().role_of(words)
        if strongest is None:
            return
        strength, role, word = strongest
        if self.joint:
            self.groups.append(Group("support", "verb", "会同", self.joined))
            self.joined, self.joint = [], False
            return
        if not self.waiting:
            return
        if self.first is None:
            self.first = word
        self.verb = True
        if self.label is not None and self.label.role and strength <= STRENGTH_OF_BEARING:
            role, word = self.label.role, self.label.text
            self.groups.append(Group(role, "label", word, self.waiting))
        else:
            self.groups.append(Group(role, "verb", word, self.waiting, strength))
        self.waiting = []

    def flush(self) -> None:
        """What waits has the role of the label, or bears the task."""
        if self.joined:
            self.groups.append(Group("support", "verb", "会同", self.joined))
        self.joined, self.joint = [], False
        if not self.waiting:
            return
        if self.label is not None and self.label.role:
            self.groups.append(Group(self.label.role, "label", self.label.text, self.waiting))
        elif self.label is None:
            self.groups.append(Group("responsible", "position", "", self.waiting, 0))
        self.waiting = []

    def reading(self) -> Reading:
        """The groups with their names."""
        groups = [g for g in self.groups if g.parts]
        labelled = any(g.origin == "label" for g in groups)
        for group in groups:
            every = named(group.parts)
            group.names = [n for n in every if _names_someone(n.text, group)]
            if group.origin != "label" and not labelled:
                self.rest += [n.text for n in every if n not in group.names and not names().generic(n.text)]
        if any(g.role == "support" for g in groups) and not any(g.role == "lead" for g in groups):
            for group in groups:
                if group.role == "responsible" and group.word.startswith("负责"):
                    group.role = "lead"
        form: ClauseForm = "label" if labelled else "verb" if self.verb else "list"
        return Reading(tuple(g for g in groups if g.names), form, self.first, tuple(self.times), tuple(self.rest))


STRENGTH_OF_BEARING = 2
_PREFIXES = ("由", "请", "以及", "及", "和", "与")
_PEOPLE = frozenset(("责任人", "责任领导", "牵头领导", "分管领导", "负责人", "联系人", "联系电话", "备注"))
_DATE = re.compile(r"\d{1,4}年|\d{1,2}月|\d{1,2}日|[上下]半年|[年月季]?底|[第]?[一二三四]季度|前|完成")
_TIME = re.compile(r"\d年|\d月|年底|季度|月底|[上下]半年|年内")


def _names_someone(name: str, group: Group) -> bool:
    """True unless a name is a stand-in, or a phrase that only a weak verb made one (`按进度推进`)."""
    shapes = names()
    if len(name) < 2 or shapes.generic(name):
        return False
    if group.origin == "label" or group.strength > 1:
        return True
    return shapes.body(name) or shapes.place(name)


def _not_verb(item: str, at: int) -> bool:
    """True where the words that look like a verb end a name: `社会工作部`."""
    return False


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds without blanks and stray marks."""
    while start < end and text[start] in _TRIM and text[start] not in "“":
        start += 1
    while end > start and text[end - 1] in _TRIM and text[end - 1] not in "”":
        end -= 1
    return start, end
