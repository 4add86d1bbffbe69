"""When a deadline ends, which a record tells as a year, a half, a quarter, a month or a day."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache


@lru_cache(maxsize=1 << 10)
def last_day(deadline: str | None) -> date | None:
    """The last day of a deadline in the form of GOLD.md.

    >>> [str(last_day(d)) for d in ("2025", "2025-06", "2025-06-30", "2025-H1", "2025-Q3")]
    ['2025-12-31', '2025-06-30', '2025-06-30', '2025-06-30', '2025-09-30']
    """
    if deadline is None:
        return None
    year, _, rest = deadline.partition("-")
    if rest.count("-"):
        return date.fromisoformat(deadline)
    months = {"": 12, "H1": 6, "H2": 12, "Q1": 3, "Q2": 6, "Q3": 9, "Q4": 12}
    month = months[rest] if rest in months else int(rest)
    return date(int(year) + month // 12, month % 12 + 1, 1) - timedelta(days=1)
