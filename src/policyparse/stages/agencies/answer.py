"""What a mention resolves to, and what a person should know about it."""

from __future__ import annotations

from typing import NamedTuple

from policyparse.records.found import FoundAgency
from policyparse.stages.agencies.places import Division


class Doubt(NamedTuple):
    """Why an answer is not certain: a note's code, what it says, and what it leaves of the confidence."""

    code: str
    message: str
    confidence: float


class Answer(NamedTuple):
    """An agency and the doubts about it."""

    agency: FoundAgency
    doubts: tuple[Doubt, ...] = ()

    def doubted(self, *doubts: Doubt) -> Answer:
        """The same with more doubts: its confidence is that of the gravest."""
        if not doubts:
            return self
        confidence = min([self.agency.confidence, *(d.confidence for d in doubts)])
        return Answer(self.agency._replace(confidence=confidence), self.doubts + doubts)


def body(
    place: Division, function: str, type_: str, name: str, rule: str, valid: tuple[str, str] = ("", ""), part: str = ""
) -> Answer:
    """A body of a place: `function` and, where it takes a free word, `part` make its id."""
    ident = f"{place.code or '000000'}/{function}" + (f"/{part}" if part else "")
    since, until = valid[0] or None, valid[1] or None
    level, whose, code = place.level, place.name, place.code or None
    return Answer(FoundAgency(ident, name, level, type_, function, whose, code, False, True, since, until, rule))


def unresolved(mention: str, near: str | None) -> FoundAgency:
    """The mention itself, kept under a stable id."""
    place = "unknown" if near is None else near or "000000"
    ident = f"unresolved/{place}/{mention}"
    return FoundAgency(ident, mention, None, None, None, None, None, False, False, None, None, "none", 0.0)
