"""The agencies of one document: every mention resolved, one name per body, doubts as notes."""

from __future__ import annotations

import re
from functools import cached_property

from policyparse.records.found import Agencies, Context, FoundAgency, Member, Note, Outline, Responsibilities, Severity
from policyparse.stages.agencies.answer import Answer, Doubt
from policyparse.stages.agencies.groups import Group, group_of
from policyparse.stages.agencies.house import is_town, is_zone, names_level, part_of
from policyparse.stages.agencies.membership import bodies_in, group_answer, joint_answer, members
from policyparse.stages.agencies.resolve import resolve
from policyparse.stages.agencies.setting import setting
from policyparse.text import Span

_DEFINED = re.compile(r"[（(](?:以下)?简称[为：:]?[“\"‘]?([^“”‘’\"（）()，,。；;：:\s]{2,20})[”\"’]?[）)]")
_LONGEST = 40  # a full name before the bracket that shortens it


class Roll:
    """What is known of a document's agencies while its mentions are read."""

    def __init__(self, text: str, outline: Outline, duties: Responsibilities, context: Context) -> None:
        self.text = text
        self.spans: dict[str, Span] = {}
        for mention in duties.mentions:
            self.spans.setdefault(mention.agency, mention.span)
        self.group_members: dict[tuple[str, str], FoundAgency] = {}
        found = setting(text, outline, self.spans, context)
        self.setting = found if found.date else found._replace(date=self.era(found.place))

    def era(self, place: str | None) -> str | None:
        """The month before the first of the bodies named here ended: a text that names 银保监分局 is older than 2023-07."""
        ends = {resolve(mention, place, None).agency.valid_to for mention in self.spans} - {None}
        months = sorted(end for end in ends if end and len(end) >= len("2023-07"))
        return _month_before(months[0]) if months else None

    def agencies(self) -> Agencies:
        """The document's agencies, in the order in which they are first written."""
        answers = {mention: self.answer(mention) for mention in self.spans}
        best: dict[str, tuple[FoundAgency, str]] = {}
        for mention, answer in answers.items():
            agency = answer.agency
            held = best.get(agency.agency_id)
            if held is None or _surer(agency, mention, *held):
                best[agency.agency_id] = (agency, mention)
        for member in self.group_members.values():
            best.setdefault(member.agency_id, (member, ""))
        return Agencies(
            issuer=self.setting.issuer,
            place=self.setting.place,
            agencies=tuple(agency for agency, _ in best.values()),
            of={mention: answer.agency.agency_id for mention, answer in answers.items()},
            members=tuple(
                Member(group, member, agency.division_code) for (group, member), agency in self.group_members.items()
            ),
            notes=tuple(self.notes(answers, best)),
        )

    def answer(self, mention: str) -> Answer:
        """Who a mention is, with what this document alone can tell."""
        if self.house is not None and is_town(self.house, mention):
            return self.house
        group = group_of(mention, self.setting.place, self.setting.date)
        if group is not None:
            return self.group(mention, group)
        answer = resolve(mention, self.setting.place, self.setting.date)
        if answer.agency.resolved and answer.agency.rule != "as_written":
            return self.of_zone(mention, answer) or answer
        of_level = self.own_division(mention) if names_level(mention) else None
        joint = of_level or self.joint(mention)
        if joint or answer.agency.resolved:
            return joint or answer
        return self.own_division(mention) or self.defined(mention) or answer

    def group(self, mention: str, group: Group) -> Answer:
        """A group and, where it is closed, its members."""
        answer = group_answer(mention, group, self.setting.place, self.setting.date)
        for member in members(group, self.setting.date):
            self.group_members.setdefault((answer.agency.agency_id, member.agency_id), member)
        return answer

    def joint(self, mention: str) -> Answer | None:
        """Several bodies in one mention: `市委市政府` is the group of the two."""
        bodies = bodies_in(mention, self.setting.place, self.setting.date)
        if not bodies:
            return None
        answer = joint_answer(mention, bodies)
        for found in bodies:
            self.group_members[answer.agency.agency_id, found.agency.agency_id] = found.agency
        return answer

    def own_division(self, mention: str) -> Answer | None:
        """`厅综规处`, `建筑业处`: a part of the body whose document this is."""
        return part_of(self.house, mention, self.setting.date) if self.house else None

    def of_zone(self, mention: str, answer: Answer) -> Answer | None:
        """A body that is named without a place in the document of a zone: 财政局 there is not that of the city."""
        if self.house is None or not is_zone(self.house):
            return None
        return self.own_division(mention) if any(d.code == "agency.place_implied" for d in answer.doubts) else None

    @cached_property
    def house(self) -> Answer | None:
        """The department that issues the document; an office of it (`…局办公室`) does so for the whole of it."""
        body = self.setting.body
        if body is None or body.agency.rule != "inner_division" or not body.agency.name.endswith("办公室"):
            return body
        return resolve(body.agency.name.removesuffix("办公室"), self.setting.place, self.setting.date)

    def defined(self, mention: str) -> Answer | None:
        """A short form that the document explains: `…管理局（以下简称“市资规局”）`."""
        opening = self.short_forms.get(mention, 0)
        for start in range(max(0, opening - _LONGEST), opening - 3):
            full = resolve(self.text[start:opening], self.setting.place, self.setting.date)
            if full.agency.resolved and full.agency.confidence >= 0.8:
                return full
        return None

    @cached_property
    def short_forms(self) -> dict[str, int]:
        """Each short form that the text defines → where the bracket that does so opens, the first time."""
        return {found[1]: found.start() for found in reversed(list(_DEFINED.finditer(self.text)))}

    def notes(self, answers: dict[str, Answer], best: dict[str, tuple[FoundAgency, str]]) -> list[Note]:
        """The doubts, each at the first place where the mention stands."""
        notes = []
        for mention, answer in answers.items():
            chosen = best[answer.agency.agency_id][0]
            for doubt in answer.doubts:
                if doubt.code == "agency.name_unsure" and chosen.confidence > answer.agency.confidence:
                    continue  # another mention of the document says the name
                notes.append(Note(doubt.code, _severity(doubt), doubt.message, self.spans[mention]))
        return notes


def _month_before(day: str) -> str:
    """The month before a day.

    >>> _month_before("2023-01"), _month_before("2018-06-15")
    ('2022-12', '2018-05')
    """
    year, month = int(day[:4]), int(day[5:7])
    return f"{year - (month == 1)}-{(month - 2) % 12 + 1:02}"


def _severity(doubt: Doubt) -> Severity:
    return "info" if doubt.confidence >= 0.8 else "review"


def _surer(agency: FoundAgency, mention: str, other: FoundAgency, written: str) -> bool:
    """Whether a mention tells a body's name better than another: surer, else longer."""
    return (agency.confidence, len(mention)) > (other.confidence, len(written))
