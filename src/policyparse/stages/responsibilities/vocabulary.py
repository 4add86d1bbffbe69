"""What the tables of the lexicon say about clauses: words, labels, verbs, and how names end."""

import re
from functools import lru_cache
from typing import NamedTuple, cast

from policyparse.kept import kept
from policyparse.lexicon.endings import any_ending, endings
from policyparse.lexicon.load import rows
from policyparse.lexicon.words import any_of, first_of, words
from policyparse.records.found import Role


class LabelWord(NamedTuple):
    """A row of labels.csv."""

    text: str
    kind: str
    role: str | None


class VerbWord(NamedTuple):
    """A row of verbs.csv."""

    text: str
    kind: str
    role: str | None
    strength: int


class Bracket(NamedTuple):
    """A row of brackets.csv."""

    open: str
    close: str
    family: str
    clause: bool


OPENING = frozenset(b.open for b in rows("brackets.csv", Bracket))
CLOSING = frozenset(b.close for b in rows("brackets.csv", Bracket))
_STRENGTH = {"lead": 5, "support": 4, "guide": 3, "responsible": 2}
_LONGEST_LABEL = 18
_OWN = ("alone", "time", "other", "member", "level")  # kinds of labels that are no words with a noun
_BODIES = ("单位", "部门")
_REMARK = re.compile("[（(][^（()）]*[）)]")


class Label(NamedTuple):
    """A label that was read: `牵头责任单位` is `lead`; `完成时限` has no role and kind `time`."""

    text: str
    start: int
    kind: str  # role, time, other, level, member
    role: Role | None


class Labels:
    """Reads the label that ends at a colon: `word… noun`, or a label of its own."""

    def __init__(self) -> None:
        table = rows("labels.csv", LabelWord)
        kinds: dict[str, list[str]] = {}
        for row in table:
            kinds.setdefault(row.kind, []).append(row.text)
        own = [word for kind in _OWN for word in kinds[kind]]
        of_bodies = any_of(word for word in own if word.endswith(_BODIES))
        self._roles = {w.text: w.role for w in table if w.kind == "word" and w.role}
        self._own = {w.text: (w.kind, w.role) for w in table if w.kind in _OWN}
        stem, noun = any_of(kinds["word"] + kinds["modifier"]), any_of(kinds["noun"])
        person = any_of(kinds["person"])
        remark = f"(?:[（(]{stem}{{1,3}}[）)])?"  # `主办（牵头）单位`
        joined = f"(?:{noun}?[及和与或、/]{stem}{{1,4}})?"  # `牵头单位和责任单位`
        composed = f"{stem}{{1,6}}{joined}{remark}{noun}(?:[（(]{noun}[）)]|[及和与或、/]{noun}|[及和与、]{person})?"
        first = first_of(kinds["word"] + kinds["modifier"] + own)
        self._ends = re.compile(f"{first}(?:({composed})|({any_of(own)}))$")
        self._is = re.compile(f"(?<![^、，,；;。])({composed}|{of_bodies})[为是]")
        self._opens = re.compile(f"({composed})(?=[省市县区州盟旗镇乡各][^司负自])")
        self._first = frozenset(word[0] for word in kinds["word"] + kinds["modifier"])
        self._words = re.compile(any_of(self._roles))
        self._last = frozenset("）)人" + "".join(w[-1] for w in kinds["noun"] + own))

    def with_colons(self, text: str) -> str:
        """The text with `牵头单位为A` written `牵头单位：A`."""
        return self._is.sub(lambda m: m[1] + "：", text)

    def ending(self, text: str, start: int, end: int) -> Label | None:
        """The longest label in `text[start:end]` that ends at `end`."""
        if text[end - 1 : end] not in self._last:
            return None
        start = max(start, end - _LONGEST_LABEL)
        label = _label_of(text[start:end])
        return label and Label(label.text, start + label.start, label.kind, label.role)

    def at_end(self, words: str) -> Label | None:
        """The longest label with which some words end."""
        match = self._ends.search(words)
        if match is None:
            return None
        if own := self._own.get(match[0]):  # `省级部门` too, though it is made of words
            kind, role = own
            return Label(match[0], match.start(), "role" if role else kind, cast("Role | None", role))
        return self._composed(match[1], match.start())

    def opening(self, text: str, at: int = 0) -> Label | None:
        """The label that begins at `at` without a colon behind it: `责任单位市教育局`."""
        match = self._opens.match(text, at) if text[at : at + 1] in self._first else None
        return self._composed(match[1], at) if match else None

    def _composed(self, words: str, start: int) -> Label | None:
        plain = _REMARK.sub("", words) if words[-1] not in CLOSING else words
        roles = [r for w in self._words.findall(plain) if (r := self._roles[w])]
        if not roles:
            return None
        return Label(words, start, "role", cast("Role", max(roles, key=_STRENGTH.__getitem__)))


@kept
def labels() -> Labels:
    """The reader of labels."""
    return Labels()


@lru_cache(maxsize=2048)  # a document has the same labels again and again
def _label_of(words: str) -> Label | None:
    return labels().at_end(words)


class Verbs(NamedTuple):
    """The verb phrases that close the names of a clause."""

    tail: re.Pattern[str]  # a phrase to the end of an item: `按职责分工负责落实`
    inner: re.Pattern[str]  # right behind a name, with an object behind it: `市文旅局负责编制规划`
    joint: re.Pattern[str]  # 会同
    helps: re.Pattern[str]  # `配合` between two names
    helping: re.Pattern[str]  # the word alone and what stands behind it: what every such phrase holds
    bearing: re.Pattern[str]  # `按职责分工`, with or without a verb behind it
    is_lead: re.Pattern[str]  # `A为牵头单位`
    word: re.Pattern[str]  # any verb with a role
    any: re.Pattern[str]  # a verb with a role, or what bears: what every phrase holds
    roles: dict[str, tuple[int, Role]]


@lru_cache(maxsize=2048)  # as with labels
def strongest(phrase: str) -> tuple[int, Role, str] | None:
    """Strength, role and word of the strongest verb in a phrase."""
    table = verbs()
    found = [(*table.roles[w], w) for w in table.word.findall(phrase)]
    return max(found, key=lambda f: f[0]) if found else None


def leads(phrase: str) -> bool:
    """True where the strongest verb of a phrase makes who stands before it the lead."""
    verb = strongest(phrase)
    return verb is not None and verb[1] == "lead"


BEARING = 2  # the strength of 负责; weaker verbs (落实, 推进) close names without making anyone the first


@kept
def verbs() -> Verbs:
    """The patterns of verbs."""
    table = rows("verbs.csv", VerbWord)
    roles = {w.text: (w.strength, cast("Role", w.role)) for w in table if w.kind == "verb"}
    phrases = [w.text for w in table if w.kind != "joint"]
    adverb = any_of(w.text for w in table if w.kind == "adverb")
    strong = any_of(w for w, (strength, _) in roles.items() if strength >= BEARING)
    noun = any_of(words("running.csv", "not_verb"))
    lead = any_of(w for w, (_, role) in roles.items() if role == "lead")
    support = any_of((*words("running.csv", "support"), *words("running.csv", "beside")))
    bodies = "".join(w for w in endings("strong", "weak") if len(w) == 1)
    nouns = any_of(w.text for w in rows("labels.csv", LabelWord) if w.kind == "noun")
    trade = any_of(words("agency_words.csv", "trade"))
    joint = [re.escape(w.text) for w in table if w.kind == "joint"]
    bearing = words("running.csv", "bearing")
    name = any_of(endings("strong", "group"))
    return Verbs(
        re.compile(f"{first_of((*phrases, *'，,和及、并'))}[，,]?(?:[和及、并]?{any_of(phrases)}){{1,10}}$"),
        re.compile(f"{name}(?:等|[）)])?((?:{adverb}){{0,3}}(?!{noun}){strong}(?!{any_ending('after_verb')}))"),
        re.compile(
            "|".join((*joint, f"商(?<=[{bodies}]商)(?!{trade})", meets()))
        ),  # flat: only first characters are looked for
        re.compile(f"{name}((?:{adverb}){{0,2}}({support}))(?=..)"),
        re.compile(f"{support}(?=..)"),
        re.compile(any_of(bearing)),
        re.compile(f"[为是](?:总|共同)?{lead}(?:责任)?{nouns}$"),
        re.compile(any_of(roles)),
        re.compile(any_of((*roles, *bearing))),
        roles,
    )


def meets() -> str:
    """The pattern of 会 or 商 alone between two bodies: `市财政局会市教育局`, but no `管委会`, `财政部会计司`."""
    table = "agency_words.csv"
    committee, meeting, trade = (any_of(words(table, kind)) for kind in ("committee", "meeting", "trade"))
    opens = f"(?=[{''.join(w for w in words(table, 'level') if len(w) == 1)}])"
    body = f"(?=[\u4e00-\u9fff]{{1,14}}{any_ending('consulted')})"
    behind = f"(?:(?<=[{''.join(endings('consulting'))}][会商])|(?<=[，,][会商]){opens})"
    return f"会{behind}(?<!{committee})(?!{meeting}){body}|商{behind}(?!{trade}){body}"


@kept
def actions() -> re.Pattern[str]:
    """How the predicate behind a name begins: `建立…`, `组织…`; no name begins so, but `组织部`, `应急管理局`."""
    name, action = (any_of(words("running.csv", kind)) for kind in ("not_action", "action"))
    return re.compile(f"(?!{name}){action}")


class Names:
    """Tells bodies, groups and places by how their names end."""

    def __init__(self) -> None:
        self._strong, self._group, self._place = _by_last("strong"), _by_last("group"), _by_last("place")
        self._body = _by_last("strong", "weak", "group")
        self._known = _by_last("strong", "group", "place")
        self.ends = CLOSING.union(self._known)  # with what a name that is `known` ends
        self.sure = frozenset(w for w in endings("strong") if len(w) == 1)  # 局, 委, 厅
        self._generic = frozenset(words("agency_words.csv", "generic"))
        self.stand_ins = frozenset(w[-2:] for w in self._generic)  # how they end: 单位, 部门
        levels = words("agency_words.csv", "level")
        self._levels = tuple(w for w in levels if len(w) == 1)

    def strong(self, text: str) -> bool:
        """True where nothing but the name of a body ends like `text`."""
        last = text[-1:]
        if last in CLOSING:
            text = unbracketed(text)
            last = text[-1:]
        return text.endswith(self._strong.get(last, ()))

    def group(self, text: str) -> bool:
        """True where `text` ends like a group: `各有关部门`."""
        last = text[-1:]
        if last in CLOSING:
            text = unbracketed(text)
            last = text[-1:]
        return text.endswith(self._group.get(last, ()))

    def place(self, text: str) -> bool:
        """True where `text` ends like a place: `官渡区`, `各县（市、区）`."""
        last = text[-1:]
        if last in CLOSING:
            text = unbracketed(text)
            last = text[-1:]
        return text.endswith(self._place.get(last, ()))

    def body(self, text: str) -> bool:
        """True where a body or a group may end like `text`."""
        last = text[-1:]
        if last in CLOSING:
            text = unbracketed(text)
            last = text[-1:]
        return text.endswith(self._body.get(last, ()))

    def known(self, text: str) -> bool:
        """True where nothing but a body, a group or a place ends like `text`."""
        last = text[-1:]
        if last in CLOSING:
            text = unbracketed(text)
            last = text[-1:]
        return text.endswith(self._known.get(last, ()))

    def alone(self, line: str) -> bool:
        """True for what names a body where a line holds nothing else: `市财政局`, `团市委`, `高新区管委会`."""
        return self.strong(line) or self.known(line) or (self.body(line) and self.levelled(line))

    def levelled(self, text: str) -> bool:
        """True for an office that begins with the word for its level: `市委督查室`, `县绩效办`, `镇财政所`, `市防办`."""
        if len(text) == _SHORTEST_OFFICE:
            return text[-1] == "办" and text[0] in _PLACES
        return len(text) > _SHORTEST_OFFICE and text[-1] in _SMALL and text.startswith(self._levels)

    def local(self, text: str) -> bool:
        """True for a body that begins with the word for its level: `市防办`, `镇中心学校`."""
        return self.levelled(text) or (len(text) > _SHORTEST_OFFICE and text[0] in _PLACES and self.body(text))

    def whole(self, text: str) -> bool:
        """True for a name of its own: one that is known, a body of some level, some of a kind (`各学校`)."""
        return self.known(text) or self.local(text) or (text.startswith(_SOME) and self.body(text))

    def generic(self, text: str) -> bool:
        """True for a stand-in that names nobody: `牵头单位`; `各项目牵头单位` is a group."""
        return text.lstrip("本该由其") in self._generic


_SHORTEST_OFFICE, _PLACES = 3, frozenset("省市县区州镇乡")
_SOME = ("各", "有关", "相关")
_SMALL = frozenset(endings("small_office"))


def _by_last(*kinds: str) -> dict[str, tuple[str, ...]]:
    """The endings of these kinds by their last character; the longest are left out where a shorter one ends them."""
    table: dict[str, tuple[str, ...]] = {}
    for text in sorted(endings(*kinds), key=len):
        known = table.get(text[-1], ())
        if not text.endswith(known):
            table[text[-1]] = (*known, text)
    return table


@lru_cache(maxsize=4096)  # groups of places are named again and again
def unbracketed(text: str) -> str:
    """A name without the bracket that closes it.

    >>> unbracketed("各县（市、区）"), unbracketed("市商务局（自贸委）"), unbracketed("市场监管局")
    ('各县', '市商务局', '市场监管局')
    """
    if text[-1:] not in CLOSING:
        return text
    depth = 0
    for at in range(len(text) - 1, 0, -1):
        depth += (text[at] in CLOSING) - (text[at] in OPENING)
        if depth == 0:
            return text[:at]
    return text


@kept
def names() -> Names:
    """The reader of names."""
    return Names()
