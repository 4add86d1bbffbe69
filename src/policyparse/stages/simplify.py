"""Traditional → simplified characters, keeping the alignment."""

from policyparse.records.found import Simplified
from policyparse.text import AlignedText

__all__ = ["simplify"]


def simplify(aligned: AlignedText) -> Simplified:
    """The text in simplified characters."""
    import opencc

    from policyparse.text import Replacement

    new = opencc.OpenCC("t2s").convert(aligned.text)
    changes = [
        Replacement(i, i + 1, b, "opencc.t2s") for i, (a, b) in enumerate(zip(aligned.text, new, strict=True)) if a != b
    ]
    return Simplified(aligned.apply(changes, "simplify", positional=True), "simplified")
