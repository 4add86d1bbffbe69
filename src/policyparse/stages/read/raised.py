"""Raised digits as characters of their own: `10⁴` is not 104, `95%¹` not 95 % and one."""

from __future__ import annotations

_RAISED = str.maketrans("0123456789+-()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾")
_DIGITS = frozenset("0123456789+-−()")


def raised(text: str) -> str:
    """A text that stands raised, where it is a number; words stay as they are.

    >>> raised("-2"), raised("3"), raised("TM"), raised("[1]")
    ('⁻²', '³', 'TM', '[1]')
    """
    return text.replace("−", "-").translate(_RAISED) if _DIGITS.issuperset(text.strip()) else text
