"""Goes over the labels and items of a clause and hands on who waits for which role."""

import re

from policyparse.lexicon.words import words
from policyparse.records.found import Role
from policyparse.stages.responsibilities.draft import Draft
from policyparse.stages.responsibilities.item_ends import (
    LEAST_CUT,
    LONGEST_NAME,
    TIME,
    TRIM,
    before_act,
    fillers,
    is_bare,
    nouns,
    odd_ends,
    prefix,
    trimmed,
)
from policyparse.stages.responsibilities.regions import Part, is_place, part_at
from policyparse.stages.responsibilities.vocabulary import (
    BEARING,
    CLOSING,
    OPENING,
    Label,
    labels,
    leads,
    names,
    strongest,
    unbracketed,
    verbs,
)

_SEPARATOR = re.compile(r"[、，,；;。:：|“”\"（(〔［\[〈‹＜<）)〕］\]〉›＞>]")
_OPEN, _SHUT = r"（(〔［\[〈‹＜<", r"）)〕］\]〉›＞>"
_BEARING = words("running.csv", "bearing")
_UNPLAIN = re.compile(  # quotes, brackets in brackets, one that nothing opened
    f"[“”|]|{'|'.join(_BEARING)}|[{_OPEN}][^{_OPEN}{_SHUT}]*[{_OPEN}]|^[^{_OPEN}]*[{_SHUT}]"
)
# of which all of that holds one; most lists hold none
_MAY_BE_UNPLAIN = re.compile(f"[“”|{''.join(sorted({word[0] for word in _BEARING}))}{_OPEN}{_SHUT}]")
_SPLIT = re.compile(f"([、，,；;。])(?![^{_OPEN}{_SHUT}]*[{_SHUT}])")  # separators outside brackets
_SEPARATORS = frozenset(("、", "，", ",", "；", ";", "。", ""))
_INSIDE = re.compile("[^、，,]+")
_NUMBER = re.compile(r"\d{1,2}[.．](?=[\u4e00-\u9fff])")  # `1.市教育局；2.市财政局`
_REMARK = re.compile(r"[:：]|\d{5}|\d年|\d月|年底|季度|半年|^[（(](?:具体)?负责(?!单位|部门|人)..")
_AGENT = re.compile("(?<=[^自经])由(?=[^于])")  # `房屋建筑由市住建局负责`
JOINT = "会同"
_LONGEST_PHRASE, _UNKNOWN_LABEL = 40, 8  # `目标位置：` ends a list though no table knows it


class Reader:
    """Goes over labels and items from left to right; names wait until a verb, a label or the end gives their role."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.drafts: list[Draft] = []
        self.waiting: list[Part] = []
        self.supporting: list[Part] = []  # behind 会同
        self.joint = False
        self.label: Label | None = None
        self.first: str | None = None
        self.times: list[str] = []
        self.rest: list[str] = []
        self.has_time = ("年" in text or "月" in text or "季度" in text) and TIME.search(text) is not None
        self.has_agent = "由" in text and _AGENT.search(text) is not None
        self.has_joint = verbs().joint.search(text) is not None
        if self.has_time or self.has_joint or not self._read_plain():
            self.has_verb = verbs().any.search(text) is not None
            self.has_helper = self.has_verb and verbs().helping.search(text) is not None
            self._run()

    def _read_plain(self) -> bool:
        """Reads a body of names alone, with at most one label before them; false where it is more than that."""
        text, start = self.text, 0
        colons = text.count("：") + text.count(":")
        if not colons and (opening := labels().opening(text)):
            if any(labels().opening(text, mark.end()) for mark in _SPLIT.finditer(text)):
                return False
            self.label, self.first, start = opening, opening.text, len(opening.text)
        if colons:
            at = max(text.find("："), text.find(":"))
            label = labels().ending(text, 0, at) if colons == 1 else None
            if label is None or label.start or not label.role:
                return False
            self.label, self.first, start = label, label.text, at + 1
        if (_MAY_BE_UNPLAIN.search(text) and _UNPLAIN.search(text)) or verbs().word.search(text, start):
            self.label = self.first = None
            return False
        odd, separator, at = odd_ends(), "，", start
        for piece in _SPLIT.split(text[start:]):
            end = at + len(piece)
            if piece in _SEPARATORS:
                separator = "，" if piece == "," else piece or separator
            elif piece in fillers():
                pass
            elif piece[0] in odd or piece[-1] in TRIM or piece[0].isdecimal():
                self._wait(at, end, separator)
            else:
                self.waiting.append(part_at((piece, at, end, separator)))
            at = end
        self._flush()
        return True

    def _run(self) -> None:
        start, depth, separator, quoted = 0, 0, "", False
        if opening := labels().opening(self.text):
            self.label, self.first, start = opening, opening.text, len(opening.text)
        for match in _SEPARATOR.finditer(self.text):
            mark, at = match[0], match.start()
            if mark in OPENING:
                depth += 1
            elif mark in CLOSING:
                depth = depth - 1 if depth else 0
            elif mark in '“”"':
                quoted = mark == "“"  # `“十强产业"` closes with what is at hand
            elif depth or quoted:
                continue
            elif mark in ":：":
                if self._labelled(start, at, separator):
                    start, separator = at + 1, ""
            else:
                self._item(start, at, separator)
                if mark in "；;。" and self.joint:
                    self._flush()
                start, separator = at + 1, "，" if mark == "," else mark
        self._item(start, len(self.text), separator)
        self._flush()

    def _labelled(self, start: int, at: int, separator: str) -> bool:
        """True where a label ends at the colon; what waits has the role of the one before."""
        label = labels().ending(self.text, start, trimmed(self.text, start, at)[1])
        if label is None:
            if at - start > _UNKNOWN_LABEL or (self.label is None and not self.text.endswith(nouns(), start, at)):
                return False
            label = Label(self.text[start:at], start, "other", None)
        elif label.start > start:
            self._item(start, label.start, separator)
        if label.kind == "member" and self._has_lead():
            label = label._replace(kind="role", role="support")
        if label.kind == "level" and (self.label is None or self.label.role):
            return True
        self._flush()
        self.label = label
        if label.role or self.first is None:
            self.first = label.text if label.kind not in ("other", "member") else self.first
        return True

    def _has_lead(self) -> bool:
        """True where those named so far have someone who leads."""
        return (self.label is not None and self.label.role == "lead") or any(d.role == "lead" for d in self.drafts)

    def _item(self, start: int, end: int, separator: str) -> None:
        """One item between separators: names, a verb, a time, or something else."""
        if not self.joint and (self.label is None or self.label.role) and is_bare(item := self.text[start:end]):
            self.waiting.append(part_at((item, start, end, separator or "，")))
            return
        start, end = trimmed(self.text, start, end)
        if self.label is not None and (opening := labels().opening(self.text, start)):
            self._flush()
            self.label = opening
            start += len(opening.text)
        if start >= end:
            return
        if self.label is not None and self.label.role is None:
            if self.label.kind == "time":
                self.times.append(self.text[start:end])
            return
        end = self._without_remark(start, end)
        if self.has_time and (time := TIME.search(self.text, start, end)):
            behind, end = end, self._timed(start, end, time.start())
            if start >= end or self._leads_then(start, end, behind, separator):
                return
        if self.text[start:end] in fillers():
            return
        cut, said = (self._phrase(start, end) if self.has_verb else None) or (end, "")
        if cut > start:
            self._named(start, cut, separator)
        if said:
            self._close(said)

    def _leads_then(self, start: int, end: int, behind: int, separator: str) -> bool:
        """Gives a name the role that the words behind its time say, if they do: `市教育局6月底前牵头完成`."""
        said = self.text[end:behind]
        verb = strongest(said)
        if verb is None or verb[0] <= BEARING:
            return False
        self._named(start, end, separator)
        self._close(said)
        return True

    def _without_remark(self, start: int, end: int) -> int:
        """Where a name ends before a bracket that says when, for what, or whom to ask: `市财政局（6月底前）`, `（负责…）`."""
        if self.text[end - 1] not in CLOSING:
            return end
        at = end - len(self.text[start:end]) + len(unbracketed(self.text[start:end]))
        inside = self.text[at:end]
        if at <= start + 1 or not names().known(self.text[start:at]) or not _REMARK.search(inside):
            return end
        if TIME.search(inside):
            self.times.append(inside[1:-1])
        return at

    def _timed(self, start: int, end: int, at: int) -> int:
        """Keeps the time in an item, and gives the end of the name before it: `市发改委2023年底前完成`."""
        while at > start and self.text[at - 1] in "0123456789上下前":
            at -= 1
        cut = at - (self.text[at - 1 : at] in ("于", "在"))  # `市发改委于2023年底前完成`
        if names().known(self.text[start:cut]):
            self.times.append(self.text[at:end])
            return cut
        self.times.append(self.text[start:end])
        return start

    def _phrase(self, start: int, end: int) -> tuple[int, str] | None:
        """Where the verb phrase of an item begins, and the phrase; an annotation `市发改委（牵头）` is one too."""
        table, text = verbs(), self.text
        if not table.any.search(text, start, end):  # as in most items: a name
            return None
        match = table.tail.search(text, max(start, end - _LONGEST_PHRASE), end)
        if match:
            cut = self._behind_office(start, match.start())
            if not names().known(text[start:cut]) and (inner := table.inner.search(text, start, cut)):
                cut = inner.start(1)  # `等部门负责制定方案并组织实施`
            said = text[cut:end]
            if table.word.search(said) or table.bearing.search(said):
                return cut, said
        if (named_lead := table.is_lead.search(text, start, end)) and named_lead.start() > start:
            return named_lead.start(), named_lead[0]
        if text[end - 1] in CLOSING and self._noted(start, end):
            return start, ""
        inner = None if names().known(text[start:end]) else table.inner.search(text, start, end)
        if inner is None or inner.start(1) <= start + 2:
            return None
        if self.label is not None and self.label.role and not leads(inner[1]):
            return None
        return inner.start(1), inner[1]

    def _behind_office(self, start: int, cut: int) -> int:
        """Where the verb begins that seems to begin at `cut`: behind the name where that ends like one (`市委目督办负责`)."""
        name, shapes = self.text[start:cut], names()
        if shapes.group(self.text[start : cut + 2]):  # `各级党组织牵头`
            return cut + 2
        if not name or shapes.whole(name) or (len(name) >= LEAST_CUT and shapes.body(name)):
            return cut
        return cut + next((len(w) for w in words("list_words.csv", "office_verb") if self.text.startswith(w, cut)), 0)

    def _noted(self, start: int, end: int) -> bool:
        """Reads a bracket that gives a role: `市发改委（牵头）`, `市发改委（牵头单位）`, `市卫健委（市财政局配合）`."""
        text, table = self.text, verbs()
        opened = start + len(unbracketed(text[start:end]))
        if opened < start + 2:
            return False
        before = Part(text[start:opened], start, opened, "，")
        label = labels().ending(text, opened + 1, end - 1)
        if label and label.role and label.start == opened + 1:
            return self._give(label.role, label.text, 0, before)
        note = table.tail.search(text, max(opened + 1, end - _LONGEST_PHRASE), end - 1)
        if note is None or (verb := strongest(note[0])) is None:
            return False
        strength, role, word = verb
        if note.start() == opened + 1:
            return self._give(role, word, strength, before)
        inside = [Part(m[0], m.start(), m.end(), "、") for m in _INSIDE.finditer(text, opened + 1, note.start())]
        if role != "support" or not all(names().known(p.text) for p in [before, *inside]):
            return False
        self.waiting.append(before)
        if self.label is None or not self.label.role:
            self._give("lead", "", BEARING, *self.waiting)
            self.waiting = []
        self._flush()
        return self._give(role, word, strength, *inside)

    def _give(self, role: Role, word: str, strength: int, *parts: Part) -> bool:
        """Gives names the role that a word beside them says."""
        self.drafts.append(Draft(role, "verb" if word else "position", word, strength, list(parts)))
        return True

    def _named(self, start: int, end: int, separator: str) -> None:
        """Names wait for their role; 会同 parts those who lead from those who support."""
        helps = verbs().helps.search(self.text, start, end) if self.has_helper else None
        if helps and self._helped(start, helps, end):
            return
        match = verbs().joint.search(self.text, start, end) if self.has_joint else None
        if match:
            low, high = trimmed(self.text, start, match.start())
            phrase = self._phrase(low, high) if low < high else None
            self._wait(low, phrase[0] if phrase else high, separator)
            if phrase:
                self._close(phrase[1])
            self._meet(match[0])
            start, separator = match.end(), ""
        self._wait(start, end, separator)

    def _helped(self, start: int, helps: re.Match[str], end: int) -> bool:
        """`省水利厅配合省林草局`, whatever follows: the first supports, the second leads; false where these are no names."""
        shapes, first, second = names(), self.text[start : helps.start(1)], self.text[helps.end() : end]
        if not (shapes.known(first) and shapes.known(second)):
            return False
        word = helps[2]
        supporting = [*self.waiting, Part(first, start, helps.start(1), "、")]
        self.drafts.append(Draft("support", "verb", word, BEARING, supporting))
        self.drafts.append(Draft("lead", "verb", word, BEARING, [Part(second, helps.end(), end, "，")]))
        self.waiting = []
        self.first = self.first or word
        return True

    def _wait(self, start: int, end: int, separator: str) -> None:
        """A name waits for its role."""
        start, end = trimmed(self.text, start, end)
        if self.text[start : start + 1].isdecimal() and (number := _NUMBER.match(self.text, start, end)):
            start = number.end()
        if self.text[start : start + 1] in odd_ends() and (opened := prefix().match(self.text, start, end)):
            start = opened.end() if not is_place(self.text, start) else start
        if self.has_agent and (agent := _AGENT.search(self.text, start, end)) and names().known(self.text[start:end]):
            start = agent.end()
        if self.joint and end - start > LEAST_CUT:
            end = before_act(self.text, start, end)
        if end - start > LONGEST_NAME:
            self.rest.append(self.text[start:end])
        elif end > start:
            part = part_at((self.text[start:end], start, end, separator or "，"))
            (self.supporting if self.joint else self.waiting).append(part)

    def _meet(self, word: str) -> None:
        """会同: what waits leads, what comes supports."""
        if self.first is None:
            self.first = word
        if self.waiting:
            self.drafts.append(Draft("lead", "verb", word, BEARING, self.waiting))
            self.waiting = []
        self.joint = True

    def _close(self, phrase: str) -> None:
        """A verb phrase gives the names that wait their role; a label is stronger than 负责 and 落实."""
        verb = strongest(phrase) or ((BEARING, "responsible", phrase) if verbs().bearing.search(phrase) else None)
        if verb is None:
            return
        strength, role, word = verb
        if self.joint:
            self._support()
        elif self.waiting:
            if self.first is None:
                self.first = word
            label = self.label
            if label is not None and label.role and strength <= BEARING and not label.text.endswith(_DIVISION):
                self.drafts.append(Draft(label.role, "label", label.text, BEARING, self.waiting))
            elif verbs().is_lead.match(phrase) or (role == "lead" and self._named_again()):
                self._lead_named(word)
            elif role == "support" and label is None and not self.drafts:
                self.drafts.append(Draft(role, "verb", word, strength, self._behind_first()))
            else:
                kept = self._behind_comma() if label is not None and label.role else self.waiting
                self.drafts.append(Draft(role, "verb", word, strength, kept))
            self.waiting = []

    def _behind_comma(self) -> list[Part]:
        """Of names behind a label, those behind its last comma: `牵头单位：A，B、C配合`; the others keep the label."""
        cut = max((n for n, p in enumerate(self.waiting) if n and p.separator == "，"), default=0)
        if cut and self.label is not None and self.label.role:
            self.drafts.append(Draft(self.label.role, "label", self.label.text, BEARING, self.waiting[:cut]))
        return self.waiting[cut:]

    def _behind_first(self) -> list[Part]:
        """Of names without a lead before 配合 those behind the first comma: in `A，B、C配合` A is who they help."""
        cut = next((n for n, p in enumerate(self.waiting) if n and p.separator == "，"), 0)
        if cut:
            self.drafts.append(Draft("lead", "position", "", BEARING, self.waiting[:cut]))
        return self.waiting[cut:]

    def _named_again(self) -> bool:
        """True for `A、B，A牵头`: the last name stands among those before its comma."""
        last = self.waiting[-1]
        return last.separator == "，" and any(p.text == last.text for p in self.waiting[:-1])

    def _lead_named(self, word: str) -> None:
        """`A、B，A为牵头单位` names A twice, but once as the lead."""
        lead = self.waiting.pop()
        self.waiting = [p for p in self.waiting if p.text != lead.text]
        self._flush()
        self.drafts.append(Draft("lead", "verb", word, BEARING, [lead]))

    def _support(self) -> None:
        """Those behind 会同 support."""
        if self.supporting:
            self.drafts.append(Draft("support", "verb", JOINT, BEARING, self.supporting))
        self.supporting, self.joint = [], False

    def _flush(self) -> None:
        """What waits has the role of the label, or bears the task."""
        self._support()
        if self.waiting and self.label is not None and self.label.role:
            self.drafts.append(Draft(self.label.role, "label", self.label.text, BEARING, self.waiting))
        elif self.waiting and self.label is None:
            self.drafts.append(Draft("responsible", "position", "", 0, self.waiting))
        self.waiting = []


_DIVISION = "分工"  # `责任分工：` says that roles follow; who 负责 there leads where others 配合
