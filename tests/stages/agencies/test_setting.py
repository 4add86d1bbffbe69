"""Where and when a document speaks: cases."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from policyparse.records.found import Context, Outline, Parts
from policyparse.stages.agencies.places import division
from policyparse.stages.agencies.setting import setting

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases/agencies/settings.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case.get("issuer") or case.get("title") or case)[:40])
def test_the_frame_tells_place_and_date_of_a_document(case: dict[str, Any]) -> None:
    issued = case.get("issued")
    parts = Parts(
        title=case.get("title"),
        issuer=case.get("issuer"),
        document_number=case.get("number"),
        date_issued=issued if isinstance(issued, date) else None,
    )
    found = setting(
        case.get("text", ""), Outline(parts, (), ()), case.get("mentions", []), Context(issuer=case.get("context"))
    )
    place = division(found.place, found.date) if found.place is not None else None
    assert (place.name if place else None, found.date, found.issuer) == (case["place"], case["date"], case["full"])
