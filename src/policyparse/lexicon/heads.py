"""What pages, spreadsheets and tables call the facts of a document: the heads of `pages/heads.csv`, for all who read them."""

import re
from typing import NamedTuple

from policyparse.kept import kept
from policyparse.lexicon.load import rows

_SPACE = re.compile(r"[\s\u00a0\u3000:：*＊\[\]【】]+")


class Head(NamedTuple):
    """A field of a source and one way to call it."""

    field: str
    head: str


def field_of(head: str) -> str | None:
    """The field that a head names, whatever spaces, colons and brackets it is written with.

    >>> field_of("标　　题："), field_of("[ 标题 ]"), field_of("序号")
    ('title', 'title', None)
    """
    return fields().get(_SPACE.sub("", head).lower())


@kept
def fields() -> dict[str, str]:
    """The field of each head, which stands without spaces and colons."""
    return {row.head: row.field for row in rows("pages/heads.csv", Head)}
