"""Texts of the reference corpus put into a page, and lines that are a document's though they hold a site's words."""

from html import escape
from pathlib import Path

import pytest

from policyparse.stages.read import read
from policyparse.stages.read.html.words import is_clock, is_dated, is_imprint, is_sign, is_site_line, is_trail

LAWS = sorted((Path(__file__).parents[4] / "shared/corpus/laws").glob("*.txt"))
BEFORE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>某文件_某市人民政府</title></head><body>
<div class="top"><a href="/">首页</a><a href="/a">政务公开</a></div><div class="wz">您现在的位置：<a href="/">首页</a> &gt; 文件</div>
<div class="main"><div class="xx">发布时间：2022-01-05 10:00　来源：市政府办公室　浏览次数：<span>12</span>　字号：<a>大</a><a>中</a><a>小</a></div><div>"""
BEHIND = """</div><div class="dy"><a>打印本页</a> <a>关闭窗口</a></div><p>上一篇：<a href="/1">关于某事项的通知</a></p>
<div class="rel"><h4>相关链接</h4><ul><li><a href="/3">某政策解读</a></li></ul></div></div>
<div class="bt"><p>主办：某市人民政府办公室　某ICP备00000000号</p></div></body></html>"""


@pytest.mark.parametrize("path", LAWS[::25], ids=lambda path: path.stem)
def test_a_text_in_a_page_comes_out_whole_and_alone(path: Path) -> None:
    text = path.read_text("utf-8")
    lines = [escape(line) for line in text.splitlines() if line.strip()]
    for body in ("".join(f"<p>{line}</p>" for line in lines), "<br>\n".join(lines)):
        (source,) = read((BEFORE + body + BEHIND).encode(), "page.html")
        assert bare_lines(source.text) == bare_lines(text)


def bare_lines(text: str) -> list[str]:
    return list(filter(None, ("".join(line.split()) for line in text.splitlines())))


@pytest.mark.parametrize(
    "line",
    [
        "中小微企业稳增长若干措施", "三、高分辨率对地观测系统建设", "版权登记数量达到1000件", "首页面改版工作方案", "大型科研仪器开放共享",
        "登录即办事项清单", "下载量突破100万次", "打印设备采购计划", "关于转发市发改委方案的通知", "来源于财政的资金", "微信公众号名单",
        "备案编号由登记机关统一编制", "未经著作权人许可不得传播", "2024年3月1日", "主要任务", "（此件公开发布）", "〔2021〕12号",
    ],
)  # fmt: skip
def test_a_document_may_hold_the_words_of_sites(line: str) -> None:
    told = (is_site_line, is_imprint, is_sign, is_dated, is_trail, is_clock)
    assert [function.__name__ for function in told if function(line)] == []


ABOVE = (
    "索引号：K12/2022-00012", "有效性：有效", "[ 索引号 ] K12 [ 发文字号 ] 某府发〔2022〕3号", "背景色：", "默认 护眼", "1024次浏览", "人气：1024",
    "初审：张三 复审：李四 终审：王五", "PDF下载", "夜间模式", "政策法规库", "首页-政务公开-政策文件", "打开微信，点击底部的“发现”，", "内容纠错",
)  # fmt: skip
BELOW = (
    "【上一篇】关于防汛的通知", "前一篇：关于防汛的通知", "最新信息", "政策解读", "暂无附件", "网站编辑：李四", "TAG：防汛", "满意 不满意", "您是否满意",
    "-----国务院部门网站-----", "网站违法和不良信息举报电话：0000-1234567", "公安备案号：00000002000001", "未经授权禁止转载", "总访问量：12345", "Powered by XX",
    "本页地址：http://a.example", "运维单位：某市大数据中心", "是否继续访问？",
)  # fmt: skip
OWN = ("联系电话：0000-12345678", "邮箱：a@example.org", "（此件公开发布）", "附件：物资清单.doc")
TEXT = ["某县水利发展规划方案", "各乡镇：", "为加快水利发展，制定本方案。", "一、建设水库，由县水利局负责。"]


def lines_of(above: str = "", below: str = "") -> list[str]:
    shown = [f"<p>{line}</p>" for line in TEXT]
    page = f"<html><body><div><div>{above}</div>{''.join(shown)}<div>{below}</div></div></body></html>"
    return read(page, "page.html")[0].text.splitlines()


@pytest.mark.parametrize("line", ABOVE)
def test_a_line_of_a_site_above_a_text_is_none_of_it(line: str) -> None:
    assert lines_of(above=line) == TEXT


@pytest.mark.parametrize("line", BELOW)
def test_a_line_of_a_site_below_a_text_is_none_of_it(line: str) -> None:
    assert lines_of(below=line) == TEXT


@pytest.mark.parametrize("line", OWN)
def test_a_line_of_a_document_below_its_text_stays(line: str) -> None:
    assert lines_of(below=line) == [*TEXT, line]


def test_a_row_that_ends_as_the_name_of_a_site_stays_with_what_follows() -> None:
    table = "<table border=1><tr><td>规划</td><td>县政府门户网站</td></tr><tr><td>预算</td><td>公开栏</td></tr></table>"
    assert lines_of(below=table) == [*TEXT, "规划\t县政府门户网站", "预算\t公开栏"]


def test_facts_in_lines_of_one_cell_are_told() -> None:
    page = f"<html><body><table><tr><td>{TEXT[0]}<br>发文机关：某县人民政府　发文字号：某政发〔2019〕6号<br>{'<br>'.join(TEXT[1:])}{'　' * 200}</td></tr></table></body></html>"
    (source,) = read(page, "page.html")
    assert (source.issuer, source.document_number) == ("某县人民政府", "某政发〔2019〕6号")
    assert [line.strip() for line in source.text.splitlines()] == TEXT
