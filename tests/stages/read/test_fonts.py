"""A PDF whose fonts are not in the file: pdfium leaves characters out where the machine has none, so that is said."""

from __future__ import annotations

import pytest

from policyparse.records.errors import InputError
from policyparse.stages.read import read

from .files import HAS_FONT, paragraph, pdf

pytest.importorskip("pypdfium2", reason="PDF is read with pypdfium2, of the extra `formats`")

GOAL = "为深入贯彻落实党中央、国务院关于优化营商环境的决策部署，结合本市实际，制定本方案。到2025年，企业开办时间压缩至0.5个工作日以内。"


@pytest.mark.parametrize("turned", [False, True])
def test_a_font_that_is_nowhere_is_said(turned: bool) -> None:
    data = pdf([paragraph(GOAL, 100)])
    if turned:
        data = data.replace(b"/MediaBox", b"/Rotate 90/MediaBox")
    (source,) = read(data, "plan.pdf")
    assert ("needs-font" in [note.code for note in source.notes]) is not HAS_FONT


def test_text_that_is_not_shown_needs_none() -> None:
    (source,) = read(pdf([paragraph(GOAL, 100)], mode=3), "scan.pdf")
    assert [note.code for note in source.notes] == ["ocr-text"]


def test_a_page_whose_characters_are_flat_is_refused_where_nothing_else_is_left(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from policyparse.stages.read import pdf as reader

    found = {"text": "", "pages": [], "total": 2, "invisible": 0, "unmapped": 0, "pictured": [], "fontless": 1}
    monkeypatch.setattr(reader, "ask", lambda module, data, name, remedy: found)
    with pytest.raises(InputError) as refused:
        reader.read_pdf(b"", "plan.pdf", "")
    assert refused.value.code == "needs-font"
    assert "fonts-noto-cjk" in str(refused.value)
