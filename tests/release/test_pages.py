"""What `policyparse explore` shows: a release, one beside an older one, a page that cannot be steered by its texts."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from releases import parsed, write_release
from sample_document import sample

from policyparse.records.errors import InputError
from policyparse.release.load import documents_at
from policyparse.release.pages import page_of, page_of_documents


def data_of(page: str) -> dict[str, Any]:
    """The data block of a page."""
    (block,) = re.findall(r'<script[^>]*type="application/json"[^>]*>(.*?)</script>', page, re.DOTALL)
    value: dict[str, Any] = json.loads(block)
    return value


@pytest.fixture
def release(tmp_path: Path) -> Path:
    return write_release(tmp_path / "new", parsed(sample(), sample("other.txt", "臨河市")))


def test_a_release_is_shown_whole(release: Path) -> None:
    shown = data_of(page_of(release))
    assert sorted(d["document_id"] for d in shown["documents"]) == ["other", "plan"]
    assert "changes" not in shown


def test_against_an_older_release_it_shows_what_changed(release: Path, tmp_path: Path) -> None:
    older = sample()
    older["issuer"] = "临江市人民政府办公室"
    old = write_release(tmp_path / "old", parsed(older))
    shown = data_of(page_of_documents(documents_at(release), documents_at(old)))
    assert [d["document_id"] for d in shown["documents"]] == ["other", "plan"]  # of the new one
    said = {(c["change"], c["field"], c["before"], c["after"]) for c in shown["changes"]}
    assert ("changed", "issuer", "临江市人民政府办公室", "临江市人民政府") in said
    assert [c["new_id"] for c in shown["changes"] if (c["record"], c["change"]) == ("document", "added")] == ["other"]


def test_nothing_changed_is_shown_as_such(release: Path) -> None:
    assert data_of(page_of_documents(documents_at(release), documents_at(release)))["changes"] == []


def test_what_is_no_release_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no release in this folder"):
        page_of(tmp_path)
