"""The words of which names are made: every part is asked for, every word is one that a mention needs."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from policyparse.lexicon.load import rows
from policyparse.stages.agencies import name_words, resolve
from policyparse.stages.agencies.name_words import NameWord

TABLE = rows("agencies/name_words.csv", NameWord)
CODE = Path(name_words.__file__).parent
# Mentions that need each word of a part, in a document of 杭州 in 2022.
NEEDED = {
    "committee": "市青龙湖新区{}",
    "zone-short": "市青龙湖{}管委会",
    "zone": "市青龙湖{}",
    "zone-end": "市青龙湖{}管委会",
    "body": "市青龙湖古道{}",
    "institution": "杭州青龙{}",
    "company": "青龙湖建设{}",
    "task": "市教育{}",
    "division": "市教育局青龙{}",
    "no-zone": "市{}青龙湖新区管委会",
    "unbroken": "昆山{}服务中心",
}


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    yield
    name_words.meanings.cache_clear()
    name_words.name_words.cache_clear()
    resolve.resolve.cache_clear()


def answer(mention: str, without: NameWord | None, monkeypatch: pytest.MonkeyPatch) -> resolve.Answer:
    monkeypatch.setattr(name_words, "rows", lambda *_: tuple(row for row in TABLE if row is not without))
    name_words.meanings.cache_clear()
    name_words.name_words.cache_clear()
    resolve.resolve.cache_clear()
    return resolve.resolve(mention, "330100", "2022-06")


def test_no_word_stands_twice_in_a_part() -> None:
    pairs = [(row.part, row.text) for row in TABLE]
    assert len(pairs) == len(set(pairs))


def test_the_parts_are_those_that_the_code_asks_for() -> None:
    code = "\n".join(path.read_text("utf-8") for path in CODE.glob("*.py"))
    assert [part for part in {row.part for row in TABLE} if not re.search(f'"{part}"', code)] == []


@pytest.mark.parametrize("row", [row for row in TABLE if row.part in NEEDED], ids=lambda row: f"{row.part}-{row.text}")
def test_a_mention_needs_the_word(row: NameWord, monkeypatch: pytest.MonkeyPatch) -> None:
    mention = NEEDED[row.part].format(row.text)
    assert answer(mention, None, monkeypatch) != answer(mention, row, monkeypatch)
