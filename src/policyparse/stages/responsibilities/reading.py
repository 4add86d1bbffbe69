"""The inside of a clause → who is named in which role."""

import re
from functools import lru_cache
from typing import NamedTuple

from policyparse.kept import kept
from policyparse.lexicon.words import words
from policyparse.records.found import ClauseForm, Role, RoleOrigin
from policyparse.stages.responsibilities.draft import Draft
from policyparse.stages.responsibilities.lists import Name, named
from policyparse.stages.responsibilities.reader import JOINT, Reader
from policyparse.stages.responsibilities.vocabulary import BEARING, labels, names

_SLASH = re.compile("(?<=[\u4e00-\u9fff）)])[/／](?=[\u4e00-\u9fff])")
# how something is done, no name: `按“管行业必须管安全”的要求各负其责`, `按照“谁主管、谁负责”原则落实`
_MANNER = re.compile("按照?(?:“[^”]{2,40}”|[^、，；“按]{2,24}?)的?(?:要求|原则|规定|权限|范围)(?=[^、，；和])")
_CIRCLED = re.compile("[①-⑳]")  # `①市教育局②市财政局`
_BREAK = re.compile("<br ?/?>")  # parts the lines of a cell in markdown
_DASH = re.compile("(?<=[位门室体])——")  # `责任单位——市教育局`
_COLONS = "∶﹕︰"
# `【责任单位】市教育局` is read as `责任单位：市教育局`
_APART = re.compile(r"[【［〔[]([^【［〔\[】］〕\]：:，。；]{1,9}[位门室体班限间])[】］〕\]](?=[^，。；])")
_IS = re.compile("[位门关构体室][为是]")


class Group(NamedTuple):
    """Names that share a role, what gave it, and the word that did."""

    role: Role
    origin: RoleOrigin
    word: str
    names: list[Name]
    comma: int | None = None  # where the first comma of the list stands


class Reading(NamedTuple):
    """A clause as read: its groups, its form, its first label or verb, what it says of time, and what is left over."""

    groups: tuple[Group, ...]
    form: ClauseForm
    label: str | None
    times: tuple[str, ...] = ()
    rest: tuple[str, ...] = ()

    @property
    def names(self) -> list[Name]:
        """All names, in order."""
        return [n for g in self.groups for n in g.names]


@lru_cache(maxsize=1024)  # a document names the same bodies again and again
def read(text: str) -> Reading:
    """The reading of the inside of a clause; a reading without names is no clause. Whoever gets it changes nothing.

    >>> [(g.role, [n.text for n in g.names]) for g in read("市发改委牵头，市教育局、体育局按职责分工负责").groups]
    [('lead', ['市发改委']), ('responsible', ['市教育局', '市体育局'])]
    """
    if "】" in text or "］" in text or "〕" in text or "]" in text:
        text = _APART.sub(_with_colon, text)
    for colon in _COLONS:
        if colon in text:
            text = text.replace(colon, "：")
    if "按" in text:
        text = _MANNER.sub(lambda manner: " " * len(manner[0]), text)
    if "/" in text or "／" in text:
        text = _SLASH.sub("、", text)
    if "①" in text or "②" in text:
        text = _CIRCLED.sub("、", text)
    if "<br" in text:
        text = _BREAK.sub(lambda found: "、".ljust(len(found[0])), text)
    if "——" in text:
        text = _DASH.sub("： ", text)
    if _IS.search(text):
        text = labels().with_colons(text)
    return _reading(Reader(text))


def _with_colon(apart: re.Match[str]) -> str:
    """A label that brackets set apart, as long as it is, with a colon; other words as they are."""
    label = labels().ending(apart[1], 0, len(apart[1]))
    return f" {apart[1]}：" if label is not None and not label.start else apart[0]


SAME = "同上"
_SAME = re.compile("(.{2,12}?)[:：]?同上[。；;]?")


def same_as_before(text: str) -> Reading | None:
    """The reading of a clause that says only `责任单位：同上`: one name, 同上, that stands for those of the clause before."""
    match = _SAME.fullmatch(text)
    if match is None:
        return None
    label = labels().ending(match[1], 0, len(match[1]))
    if label is None or label.start or not label.role:
        return None
    at = text.index(SAME)
    return Reading((Group(label.role, "label", SAME, [Name(SAME, at, at + len(SAME))]),), "label", label.text)


def _reading(reader: Reader) -> Reading:
    """The groups of a clause with their names."""
    groups: list[Group] = []
    left: list[str] = []
    before: Draft | None = None
    for draft in reader.drafts:
        group, nobody = _group(draft, _names_of(draft, before), len(reader.drafts) == 1)
        groups.append(group)
        left += nobody
        before = draft
    origins = [group.origin for group in groups]
    form: ClauseForm = "label" if "label" in origins else "verb" if "verb" in origins else "list"
    if reader.label is not None and not groups:
        form = "label"
    roles = [group.role for group in groups]
    if "support" in roles and "lead" not in roles:
        groups = [leading(g) for g in groups]
    rest = () if form == "label" else (*reader.rest, *left)
    return Reading(tuple([g for g in groups if g.names]), form, reader.first, tuple(reader.times), rest)


def _names_of(draft: Draft, before: Draft | None) -> list[Name]:
    """The names of a draft; behind 会同 the first may lack the head of who leads: `省民政厅会同财政厅` → `省财政厅`."""
    if before is None or draft.word != JOINT or draft.role != "support" or not before.parts:
        return named(draft.parts)
    first, *others = draft.parts
    found = named([before.parts[-1], first._replace(separator="、"), *others])
    return [name for name in found if name.start >= first.start]


def _group(draft: Draft, names_of: list[Name], alone: bool) -> tuple[Group, list[str]]:
    """A draft with its names, and what names nobody; a list that stands alone is judged elsewhere."""
    persons = draft.origin == "label" and draft.word.endswith("人")  # `责任单位及责任人：市教育局 张某`
    sure = not persons and (alone or draft.origin == "label" or draft.strength >= BEARING)
    found: list[Name] = []
    left: list[str] = []
    generic, stand_ins = names().generic, names().stand_ins
    for name in names_of:
        text = name.text
        if text[-2:] in stand_ins and (len(text) == 2 or generic(text)):
            continue
        if text.endswith(_no_names()):
            left += [text] if draft.origin == "position" else []
            continue
        if len(text) > 1 and (sure or _names_someone(text)):
            found.append(name)
        elif draft.origin != "label":
            left.append(text)
    comma = next((p.start for p in draft.parts[1:] if p.separator == "，"), None)
    return Group(draft.role, draft.origin, draft.word, found, comma), left


@kept
def _no_names() -> tuple[str, ...]:
    """How those end who are no bodies: persons, and words of a rule (`带星号的为牵头单位`)."""
    return (*words("list_words.csv", "title"), "的")


def leading(group: Group) -> Group:
    """负责 leads where others 配合."""
    if group.role == "responsible" and (group.word.startswith("负责") or group.word.endswith("负责")):  # `具体负责` too
        return group._replace(role="lead")
    return group


def _names_someone(name: str) -> bool:
    """False for a phrase that only a weak verb or its place made a name (`按进度推进`, `持续优化`)."""
    return names().body(name) or names().place(name) or name.startswith("各")
