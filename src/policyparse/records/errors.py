"""What a person is told when an input cannot be used."""

from __future__ import annotations

from policyparse.records.names import without_secret


class InputError(ValueError):
    """An input that is refused: where, why, and what to do about it.

    `code` is stable (`empty`, `binary`, `not-found`, `encoding` …), `stage` says which part refused it.
    """

    def __init__(self, code: str, place: str, reason: str, remedy: str, stage: str = "read") -> None:
        place, reason = without_secret(place), without_secret(reason)
        super().__init__(f"{place}: {reason}; {remedy}")
        self.code, self.place, self.reason, self.remedy, self.stage = code, place, reason, remedy, stage

    def __reduce__(self) -> tuple[type[InputError], tuple[str, ...]]:
        """It travels between processes."""
        return type(self), (self.code, self.place, self.reason, self.remedy, self.stage)


def unreadable(place: str, error: Exception) -> InputError:
    """What to say of a file that is there and cannot be read."""
    remedy = "make the file readable" if isinstance(error, PermissionError) else "give a file that can be read"
    return InputError("unreadable", place, getattr(error, "strerror", None) or str(error), remedy)
