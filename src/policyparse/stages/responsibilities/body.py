"""The inside of a clause without the white space and marks of layout, with the way back to the text."""

import re
from typing import NamedTuple

from policyparse.kept import kept
from policyparse.lexicon.words import words
from policyparse.stages.responsibilities.regions import is_by_place
from policyparse.stages.responsibilities.shared import headless, leveled
from policyparse.stages.responsibilities.vocabulary import labels, names
from policyparse.text import Span, span_at

_LAYOUT = re.compile(r"[\s*　]+")
_PERSON = re.compile("[及和与、](?:责任|负责)人[:：][^:：]*$")
_STARTS = re.compile("[省市县区州盟旗各]|人行|人民银行|国网|国家(?:税务|统计|金融)|中国|武警")


class Body(NamedTuple):
    """`text` = the inside, blanks left out; `at` = where it begins, or where each of its characters stands."""

    text: str
    at: int
    places: tuple[int, ...] | None = None

    def span(self, start: int, end: int) -> Span:
        """Where `text[start:end]` stands in the document's text."""
        if self.places is None:
            return span_at((self.at + start, self.at + end))
        if start >= end:
            return Span(self.at, self.at)
        return span_at((self.places[start], self.places[end - 1] + 1))


def body(text: str, start: int, end: int) -> Body:
    """The inside of a clause at `text[start:end]`; blanks between two names count as a separator."""
    inside = text[start:end]
    if not inside or ("*" not in inside and inside.split() == [inside]):  # as most: no layout
        return Body(inside, start)
    pieces: list[str] = []
    places: list[int] = []
    at = 0
    for blank in _LAYOUT.finditer(inside):
        pieces.append(inside[at : blank.start()])
        places += range(start + at, start + blank.start())
        if mark := _meaning(inside, blank):
            pieces.append(mark)
            places.append(start + blank.start())
        at = blank.end()
    pieces.append(inside[at:])
    places += range(start + at, end)
    return Body("".join(pieces), start, tuple(places))


def _meaning(text: str, blank: re.Match[str]) -> str:
    """What a blank stands for: `、` in `市教育局 市财政局`, `：` in `责任单位 市教育局`, mostly nothing."""
    if "*" in blank[0]:  # one may mark who leads, two are markdown
        return "*" if blank[0].strip() == "*" else ""
    left = text[max(0, blank.start() - 12) : blank.start()]
    if "\n" in blank[0]:
        if _label_at(text, blank):
            return "；"
        if blank.start() == len(left) and _STARTS.match(text, blank.end()) and _is_label(left):
            return "："
        return "、" if _is_line(text, blank) else ""
    if _opens_label(text, blank):
        return "；"
    if _PERSON.search(text, max(0, blank.start() - 60), blank.start()) and names().strong(left):
        return "、"
    if not _STARTS.match(text, blank.end()):
        return "、" if _are_offices(text, blank) or _is_separate(text, blank) else ""
    if _is_label(left):
        return "："
    if left.endswith(_closing_verbs()):
        return "，"
    return "、" if names().strong(left) or names().group(left) or _are_whole(text, blank) else ""


def _are_whole(text: str, blank: re.Match[str]) -> bool:
    """True between names of their own, the second with its level: `市人防办 市财政局`, `东城区 市水务集团`."""
    shapes, left = names(), _word_before(text, blank)
    is_place = shapes.place(left)
    if shapes.whole(left) and not is_place:
        return True
    right = _LONG_RIGHT.match(text, blank.end())
    if right is None or not leveled(right[0]) or shapes.place(right[0]):
        return False
    return left[0] != "各" if is_place else shapes.body(left)


def _word_before(text: str, blank: re.Match[str]) -> str:
    """What stands before a blank, back to the mark or blank before it."""
    found = _WORD.search(text, max(0, blank.start() - _NAME), blank.start())
    return found[0] if found else ""


_WORD = re.compile("[^\\s、，,；;：:。]+$")


def _opens_label(text: str, blank: re.Match[str]) -> bool:
    """True where a further label begins behind a name: `责任单位：各县区 监督部门：市监察局`."""
    return _label_at(text, blank) and names().known(text[max(0, blank.start() - _NAME) : blank.start()])


def _label_at(text: str, blank: re.Match[str]) -> bool:
    """True where a further label begins behind a blank: `配合单位：` below `责任单位：各县区`."""
    colon = _COLON.search(text, blank.end(), blank.end() + _LABEL)
    if colon is None or not _COLON.search(text, 0, blank.start()):
        return False
    label = labels().ending(text, blank.end(), colon.start())
    return label is not None and label.start == blank.end()


_COLON = re.compile("[:：]")
_LABEL = 12  # characters of a label


def _are_offices(text: str, blank: re.Match[str]) -> bool:
    """True between two offices without their level, as towns list them: `文化站 卫生院`."""
    left, right = _LEFT.search(text, max(0, blank.start() - _NAME), blank.start()), _RIGHT.match(text, blank.end())
    if left is None or right is None or right[0].startswith("办公"):
        return False
    offices = words("list_words.csv", "town_office")
    return all(names().body(name) or name.endswith(offices) for name in (left[0], right[0]))


def _is_separate(text: str, blank: re.Match[str]) -> bool:
    """True where what begins behind a blank is a body of its own, though it lacks its level: `团市委`, `天津海关`, `财政局`
    behind `市教育局`, no `交警支队`; a town or county behind another; or one with a number."""
    shapes, left, at = names(), _word_before(text, blank), blank.end()
    is_place = shapes.place(left)
    is_body = not is_place and shapes.whole(left)
    if is_body and _NUMBERED.match(text, at):
        return True
    right = _LONG_RIGHT.match(text, at)
    if right is None or not (is_body or is_place):
        return False
    if is_place and not left.endswith(_SMALL_PLACES):
        return False
    if right[0].endswith(words("list_words.csv", "separate")) or shapes.place(right[0]):
        return True
    return is_body and not left.endswith(_GOVERNING) and (headless(right[0]) or is_by_place(right[0]))


_SMALL_PLACES = ("区", "县", "镇", "乡", "街道")
_GOVERNING = ("政府", "市委", "县委", "区委", "省委", "州委")
_NUMBERED = re.compile("[0-9]{1,2}[.．、](?=[\u4e00-\u9fff])")


@kept
def _closing_verbs() -> tuple[str, ...]:
    """The verbs that close a list, so that a blank behind them parts it from the next: `市教育局牵头 市财政局配合`."""
    return words("running.csv", "closes_lead")


_LEFT = re.compile("(?<![\u4e00-\u9fff）)])(?![省市县区州盟旗镇乡各])[\u4e00-\u9fff]{3,8}$")
_RIGHT = re.compile("[\u4e00-\u9fff]{3,8}(?=[\\s、，,；;。|）)]|$)")
_LONG_RIGHT = re.compile("[\u4e00-\u9fff]{3,14}(?=[\\s、，,；;。|）)（(]|$)")


def _is_line(text: str, blank: re.Match[str]) -> bool:
    """True between two lines each of which is a name: `市教育局` above `市财政局`, not `高新区` above `管委会`."""
    above = text.rfind("\n", 0, blank.start()) + 1
    below = text.find("\n", blank.end())
    lines = text[above : blank.start()], text[blank.end() : below if below >= 0 else len(text)]
    if not all(_ALONE.fullmatch(line) and names().alone(line.strip()) for line in lines):
        return False
    whole = lines[1].strip()
    return _STARTS.match(whole) is not None or len(whole) > _INNER or whole in words("list_words.csv", "separate")


_ALONE = re.compile(
    "[ \u3000]*[\u4e00-\u9fff][\u4e00-\u9fff（）()]{2,19}[ \u3000]*"
)  # a name that has a line of its own
_INNER = 3  # characters of a line that may be the rest of a name (管委会)
_NAME = 20  # characters of a name that has a line of its own


def _is_label(left: str) -> bool:
    label = labels().ending(left, 0, len(left))
    if label is None or label.kind != "role" or len(label.text) <= 3:
        return False
    before = left[: label.start]  # none in `市金融监管分局`
    return not before or not "\u4e00" <= before[-1] <= "\u9fff" or names().known(before)
