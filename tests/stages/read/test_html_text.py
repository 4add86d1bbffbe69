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
