"""Pages as government sites write them, and pages that nobody should have written."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from policyparse.records.errors import InputError
from policyparse.stages.read import read
from policyparse.stages.read.html.markup import tree

ROOT = Path(__file__).parents[3]
CASES = yaml.safe_load((ROOT / "tests/cases/read/pages.yaml").read_text("utf-8"))
RAW = ROOT.parent / "shared/corpus/raw"
PAGES = sorted((Path(__file__).parent / "pages").glob("*.html"))
FACTS = yaml.safe_load((Path(__file__).parent / "pages/facts.yaml").read_text("utf-8"))
STAYS = {  # the one line of a page that is not its document's and stays, in the order of the page
    "gov_mobile": "文件",
    "ul_outline": "东岛区人民政府登录",
}
SHAPES = (
    "<a ", "<a>", "</div>", "<", '<a "', "<a '<", "<!--", "<!", "<script>", "<p>", "<table><tr><td>", "<b></i>", "&amp",
    "<ul><li>", "<td><span>", '<a b="', "<pre>", "<ol>", "<ruby><rt>", "<title>", "<h1>一。", "<div hidden>", "<a>链接</a>",
    "<table border=1><tr><td>", "<table><tr><td rowspan=9999 colspan=9999>一</td>", "<style>.a{display:none}</style><div class=a>",
    '<textarea>', '<script type=text/html>', "<sup>2", '<span style="vertical-align:super">', "<h4>热点新闻</h4><p><a>题</a>文，",
    "<div>首页", "<label><input>", "<p>发布时间：2021-01-01 10:00 来源：", "<div><div class=a>一。", '<a href="#_ftn1">',
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_of_a_page_the_article_is_read_and_what_it_says_of_itself(case: dict[str, str | None]) -> None:
    (source,) = read(str(case["html"]), "page.html")
    assert source.text == case["text"]
    assert source.title == case["title"]
    assert source.issuer == case.get("issuer")
    assert source.document_number == case.get("number")
    assert (source.date_issued and source.date_issued.isoformat()) == case["date"]
    assert source.media_type == "text/html"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_template_of_government_sites(path: Path) -> None:
    """Whole pages as the templates of sites write them, and the document's lines: nothing lost, nothing beside it."""
    sources = read(path.read_bytes(), path.name)
    found = [[bare for line in source.text.splitlines() if (bare := line.strip())] for source in sources]
    if path.stem in STAYS:
        found[0].remove(STAYS[path.stem])
    expected = path.with_suffix(".txt").read_text("utf-8").strip().split("\n=====\n")
    assert found == [[line.strip() for line in document.splitlines()] for document in expected]
    assert [[s.title, s.issuer, str(s.date_issued or ""), s.document_number] for s in sources] == FACTS[path.stem]


@pytest.mark.parametrize("shape", SHAPES)
def test_a_hostile_page_is_read(shape: str) -> None:
    page = "<html><body><p>第一条，总则。</p>" + shape * (40_000 // len(shape))
    assert "第一条，总则。" in read(page, "page.html")[0].text


def test_several_articles_are_several_documents() -> None:
    plan = (
        "<article><h2>{0}方案</h2><p>{0}工作按照本方案推进，各部门要落实责任。</p><p>"
        + "一、加强监管，优化服务，提升效能。" * 5
        + "</p></article>"
    )
    page = f"<html><body><h1>文件汇编</h1>{plan.format('甲区')}<nav><a href='/'>返回</a></nav>{plan.format('乙区')}</body></html>"
    first, second = read(page, "page.html")
    assert (first.title, second.title) == ("甲区方案", "乙区方案")
    assert first.text.startswith("甲区方案\n甲区工作")
    assert second.text.startswith("乙区方案\n乙区工作")


def test_a_notice_and_the_plan_it_carries_are_one_document() -> None:
    page = (
        "<html><body><h2>某区关于印发文化惠民行动方案的通知</h2><p>各街道办事处：</p><p>现将方案印发给你们，请认真组织实施，抓好落实。</p>"
        "<h2>文化惠民行动方案</h2><p>一、举办演出100场，由区文旅局牵头，各街道配合，确保人人受惠。</p></body></html>"
    )
    (source,) = read(page, "page.html")
    assert source.text.count("\n") == 5


def test_a_saved_page_of_frames_is_the_frame_with_text() -> None:
    part = "--b\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{}\n"
    frames = "<html><frameset><frame src='a.html'></frameset></html>"
    body = "<html><body><p>第一条　为了规范管理，制定本办法。</p></body></html>"
    message = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n"
    message += part.format(frames) + part.format(body) + "--b--\n"
    (source,) = read(message.encode(), "page.mht")
    assert source.text == "第一条　为了规范管理，制定本办法。\n"
    assert source.media_type == "multipart/related"


def test_what_is_nested_deep_is_read() -> None:
    page = "<html><body>" + "<div>" * 30_000 + "一、加强监管，落实责任。" + "</div>" * 30_000
    assert read(page, "page.html")[0].text == "一、加强监管，落实责任。\n"


def test_a_page_of_too_many_elements_is_refused() -> None:
    with pytest.raises(InputError) as refused:
        tree("<i>" * 400_001, "page.html")
    assert refused.value.code == "complex"


def test_a_page_without_text_is_refused() -> None:
    with pytest.raises(InputError) as refused:
        read("<html><body><img src='a.png'></body></html>", "page.html")
    assert refused.value.code == "empty"


@given(st.text(alphabet="<>/abp \"'=!-&;#x1一。，td\n", max_size=80))
@settings(max_examples=300, deadline=None)
def test_any_markup_gives_text_or_a_refusal(markup: str) -> None:
    try:
        (source,) = read(f"<html>{markup}", "page.html")
    except InputError:
        return
    assert source.text.strip()


@pytest.mark.parametrize("path", sorted(RAW.glob("*.html")), ids=lambda path: path.name)
def test_pages_of_the_state_council_are_their_documents(path: Path) -> None:
    (source,) = read(path.read_bytes(), path.name)
    expected = (RAW.parent / "docs" / f"{path.stem}.txt").read_text("utf-8")
    ours, whole = ("".join(text.split()) for text in (source.text, expected))
    document = whole[whole.index("发布日期：") :]
    assert ours[:2000] in document, "the document from its title on"
    assert len(ours) >= 0.97 * len(document)
    assert "扫一扫" not in ours
    assert "索引号" not in ours
    assert source.issuer
    assert source.title
    assert source.date_issued
