"""Central bodies: by name, by short form, at a date."""

from __future__ import annotations

from policyparse.stages.agencies.answer import Answer, Doubt, body
from policyparse.stages.agencies.name_words import name_words
from policyparse.stages.agencies.places import NATION
from policyparse.stages.agencies.registry import Central, central_forms, in_force


def central(text: str, date: str | None) -> Answer | None:
    """The central body that is written so, under its name at the date; None where there is none."""
    those = central_forms().get(text)
    if those is None:
        return None
    if all(_long_gone(row, date) for row in those):  # 环境保护部 of a company in 2022 is no ministry
        return None
    living = [row for row in those if in_force(row.valid_from, row.valid_to, date)]
    row = living[0] if living else _last(those, date)
    answer = body(NATION, row.body, row.type, row.full_name, f"central:{row.body}", (row.valid_from, row.valid_to))
    if living:
        return answer
    when = f"{row.valid_from or '…'} to {row.valid_to or 'today'}"
    return answer.doubted(Doubt("agency.out_of_date", f"{row.full_name} bore this name from {when}", 0.8))


_LONG_GONE = 3  # years after which nobody writes the name of a central body any more


def _long_gone(row: Central, date: str | None) -> bool:
    return date is not None and bool(row.valid_to) and int(date[:4]) - int(row.valid_to[:4]) > _LONG_GONE


def is_plain(text: str) -> bool:
    """Whether a text can only mean a central body, also in a local document: `国家…`, `财政部`, `税务总局`."""
    those = central_forms().get(text, ())
    return any(
        text in (row.name, row.full_name)
        or text.startswith(name_words("central-start"))
        or text.endswith(name_words("central-end"))
        or (text.endswith("部") and row.type == "government")
        for row in those
    )


def _last(those: tuple[Central, ...], date: str | None) -> Central:
    """The row that was in force last before the date, or the first one of all."""
    before = [row for row in those if date is None or row.valid_from <= date]
    return max(before, key=lambda row: row.valid_to) if before else those[0]
