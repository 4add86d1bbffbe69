"""The title that a page tells, against the lines of the site above it."""

from __future__ import annotations

import pytest

from policyparse.pipeline import parse_fields

BODY = "<p>为做好供水，制定本方案。</p><p>一、新建水厂6座，2025年6月底前完成。（责任单位：县水利局）</p>"
TITLE = "某县农村供水保障实施方案"


def title_of(page: str) -> str | None:
    (fields,) = parse_fields(page.encode(), "page.html")
    assert len(fields["measures"]) == 1
    title: str | None = fields["title"]
    return title


@pytest.mark.parametrize(
    "head",
    [
        f"<title>{TITLE}_通知公告_某县水利局</title><body><div>某县水利局</div><div>{TITLE}</div>",
        f"<body><div>政务之窗</div><h1>{TITLE}</h1>",
        f"<body><div>政务之窗</div><h2>{TITLE}</h2>",
        "<body><div>政务之窗</div><h3>某县农村供水保障<br>实施方案</h3>",
        f'<meta property="og:title" content="{TITLE}"><title>政策详情</title><body><div>政务之窗</div><div>{TITLE}</div>',
        f"<meta name=ArticleTitle content={TITLE}><body><div>政务之窗</div><div>{TITLE}</div>",
        f"<title>{TITLE}-某县水利局</title><body><h1>某县水利局</h1><div>{TITLE}</div>",
        f"<title>{TITLE}（某水发〔2022〕3号）-某县水利局门户网站</title><body><h1>某县水利局门户网站</h1><div>{TITLE}</div>",
        f"<title>首页&gt;政策&gt;{TITLE}</title><body><h1>某县水利局门户网站</h1><div>{TITLE}</div>",
        f"<title></title><body><h1>某县水利局门户网站</h1><div>{TITLE}</div>",
    ],
)
def test_the_name_of_the_site_is_no_part_of_the_title(head: str) -> None:
    assert title_of(f"<html><head>{head}{BODY}</body></html>") == TITLE


def test_a_page_tells_the_number_where_its_text_has_none() -> None:
    card = "<table><tr><td>文　号：</td><td>某水发〔2021〕6号</td></tr></table>"
    told, said = (
        parse_fields(f"<html><body>{card}<h1>{TITLE}</h1>{own}{BODY}</body></html>".encode(), "page.html")[0]
        for own in ("", "<p>某水发〔2021〕7号</p>")
    )
    assert (told["document_number"], said["document_number"]) == ("某水发〔2021〕6号", "某水发〔2021〕7号")


def test_a_heading_that_is_no_title_tells_none() -> None:
    page = (
        f"<html><body><h2>为民服务</h2><div>某县人民政府关于做好</div><div>农村供水保障的通知</div>{BODY}</body></html>"
    )
    assert title_of(page).endswith("某县人民政府关于做好农村供水保障的通知")


def test_the_issuer_above_a_title_stays_with_it_where_the_page_says_so() -> None:
    head = f"<title>某县人民政府{TITLE}</title><body><p>某县人民政府</p><p>{TITLE}</p>"
    assert title_of(f"<html><head>{head}{BODY}</body></html>") == f"某县人民政府{TITLE}"


def test_the_head_of_a_table_of_things_tells_no_title() -> None:
    things = "<table><tr><td>名称</td><td>规格/型号</td><td>供应商</td></tr><tr><td>水泵</td><td>B-2</td><td>某厂</td></tr></table>"
    assert title_of(f"<html><body>{BODY}{things}</body></html>") is None
    assert title_of(f"<html><body>{BODY}{things.replace('规格/型号', TITLE)}</body></html>") == TITLE
