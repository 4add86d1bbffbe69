"""Documents that nobody would write, made of what documents are made of: for Hypothesis and for coverage-guided runs."""

from __future__ import annotations

from hypothesis import strategies as st

LABELS = [
    *(
        "一、",
        "二、",
        "三、",
        "—、",
        "（一）",
        "（二）",
        "(三)",
        "〔四〕",
        "1.",
        "2.",
        "３．",
        "4、",
        "(1)",
        "（２）",
        "①",
        "②",
        "⒈",
        "㈠",
    ),
    *(
        "第一条",
        "第二条　",
        "第一章 ",
        "第二节",
        "1.1",
        "1.1.1 ",
        "## ",
        "# 一、",
        "**1. ",
        "- ",
        "专栏1 ",
        "附件1",
        "附件：",
        "附则",
    ),
    *(
        "一是",
        "二是",
        "Ⅰ.",
        "Ⅱ、",
        "A.",
        "a)",
        "十一、",
        "（二十）",
        "第一百零三条",
        "0.",
        "99999999999999999999.",
        "零、",
        "〇、",
    ),
]
CLAUSES = [
    *(
        "（责任单位：市教育局、市财政局）",
        "(牵头单位：市发展改革委；配合单位：市税务局，各区、县（市）政府)",
        "【市民政局牵头，各有关部门配合】",
    ),
    *(
        "［责任部门：市公安局等］",
        "责任单位：市水务局",
        "牵头单位：",
        "（责任",
        "单位：）",
        "由市商务局（自贸委）牵头，市司法局配合。",
        "会同省有关部门",
    ),
    *(
        "（列第一位的为牵头单位，下同）",
        "以下均需各市政府落实，不再列出",
        "（完成时限：2024年10月）",
        "（市委组织部、宣传部，下同）",
        "完成时限：持续推进",
    ),
    *(
        "按职责分工负责",
        "（各区、县（市）政府",
        "（以下简称“市”）",
        "（国发〔2019〕3号）",
        "（（（",
        "））",
        "（）",
        "（、）",
        "（：）",
        "责任单位：：",
        "、、、",
    ),
]
NUMBERS = [
    *(
        "到2025年，",
        "企业开办时间压缩至0.5个工作日以内",
        "增长8%以上",
        "从30%提高到65%",
        "不少于1,000家",
        "3—5个工作日",
        "约100亿元",
        "翻一番",
        "三分之一",
    ),
    *(
        "2023年底前",
        "2024年6月30日",
        "2024年13月40日",
        "0年0月0日",
        "99999年",
        "2025年上半年",
        "较2020年下降10%",
        "最高500万元",
        "每年召开一次",
        "1e999",
    ),
    *(
        "九九九九九九亿万亿",
        "1.2.3.4",
        "%",
        "‰",
        "0/0",
        "1/0",
        "500、1000、5000元",
        "不超过",
        "以上",
        "至",
        "一半",
        "1" * 400,
        "万" * 40,
        "２０２５年",
    ),
]
FRAME = [
    *(
        "杭州市人民政府关于印发实施方案的通知",
        "甲市优化营商环境实施方案",
        "征求意见稿",
        "各区、县（市）人民政府，市有关部门：",
        "甲政发〔2023〕5号",
        "甲市人民政府",
    ),
    *(
        "2023年6月25日",
        "（此件公开发布）",
        "抄送：",
        "联系电话：0571-12345678",
        "附件：1.清单",
        "目 录",
        "一、总体要求……1",
        "第 1 页 共 9 页",
        "- 2 -",
        "特此通知。",
    ),
]
DAMAGE = [
    *(
        "\ufffd",
        "?",
        "\ue000",
        "\uf8ff",
        "涓浗",
        "锟斤拷",
        "⼀",
        "⽅",
        "㎡",
        "&nbsp;",
        "&#x4e00;",
        "<p>",
        "</div>",
        "<script>",
        "|市局|",
        "| --- |",
    ),
    *(
        "為進一步優化營商環境",
        "業務辦理",
        "乾",
        "発",
        "各各区区",
        "扌是升",
        "重 点 任 务",
        "=",
        "\\",
        "`",
        "~~",
        "[x](y)",
        "![",
        "<!--",
        "<!DOCTYPE html>",
    ),
]
ODD = [
    *(
        "\x00",
        "\x01",
        "\x0b",
        "\x0c",
        "\x1b",
        "\x1c",
        "\x7f",
        "\x85",
        "\xa0",
        "\xad",
        "\u200b",
        "\u200d",
        "\u200e",
        "\u202e",
        "\u2066",
        "\u2028",
    ),
    *(
        "\u2029",
        "\u3000",
        "\ufeff",
        "\r",
        "\r\n",
        "\t",
        "\n\n\n",
        "😀",
        "👩‍👩‍👧",
        "🇨🇳",
        "𠮷",
        "e\u0301",
        "\ud800",
        "\udfff",
        "\U0010ffff",
        "İ",
        "ß",
        "ﬁ",
        "²",
        "½",
        "٣",
        "๓",
    ),
]
TEXT = [
    "全面提升服务水平",
    "加强组织领导。",
    "推广“一件事”",
    "各部门要协同；",
    "，",
    "。",
    "、",
    "：",
    " ",
    "市",
    "的",
    "等",
    "和",
    "“",
    "”",
    "《",
    "》",
]

TRADITIONAL = [
    *(
        "為進一步優化營商環境，",
        "加強組織領導。",
        "（責任單位：市發展改革委、市財政局）",
        "辦理時限壓縮至3個工作日以內",
        "（牽頭單位：市稅務局；配合單位：各區、縣（市）政府）",
    ),
    *("實現“一網通辦”", "後臺", "乾部", "註銷登記", "到2025年，", "覆蓋率達到95%以上", "裡程", "面臨的問題"),
]
TITLES = [
    "甲市优化营商环境实施方案\n",
    "乙省人民政府关于印发丙县行动计划的通知\n",
    "附件1\n丁区三年行动方案（2023—2025年）\n",
    "戊市人民政府\n2023年6月25日\n",
]

SOUND = st.sampled_from([*TEXT, *CLAUSES, *NUMBERS])
KINDS = [SOUND, SOUND, st.sampled_from([*TRADITIONAL, *NUMBERS]), st.sampled_from([*TEXT, *CLAUSES, *DAMAGE, *FRAME])]
ANY = st.sampled_from([*TEXT, *CLAUSES, *NUMBERS, *FRAME, *DAMAGE, *ODD, *LABELS]) | st.text(max_size=6)
ENDS = st.sampled_from(["\n", "\n", "\n", "\r\n", "\r", "", "\n\n", "\n　　", "\u2028", "\x0c"])


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A whole document: titles, lines with a label or none, of one kind of words or of several, some very long."""
    words = draw(st.sampled_from([*KINDS, ANY, st.one_of(*KINDS)]))
    labels = st.sampled_from(["", "", *draw(st.sampled_from([LABELS, FRAME, TITLES + LABELS[:8]]))])
    times = st.sampled_from([1] * 30 + [2, 50])
    line = st.tuples(labels, st.lists(words, max_size=8).map("".join), times, ENDS)
    return "".join(label + text * n + end for label, text, n, end in draw(st.lists(line, max_size=14)))


ENCODINGS = ("utf-8", "gb18030", "utf-16", "utf-16-be", "big5", "utf-8-sig", "utf-32")


@st.composite
def contents(draw: st.DrawFn) -> str | bytes:
    """What a caller may give: a text, its bytes in some encoding, such bytes with damage, or any bytes."""
    text = draw(texts())
    form = draw(st.sampled_from(["text", "text", "bytes", "damaged", "any"]))
    if form == "text":
        return text
    if form == "any":
        return draw(st.binary(max_size=300))
    data = bytearray(text.encode(draw(st.sampled_from(ENCODINGS)), "replace"))
    if form == "damaged" and data:
        for at in draw(st.lists(st.integers(0, len(data) - 1), max_size=4)):
            data[at] = draw(st.integers(0, 255))
        del data[draw(st.integers(0, len(data))) :]
    return bytes(data)


NAMES = st.sampled_from(
    ["plan.txt", "plan.html", "plan.md", "../\x00", "CON", "", "計劃.TXT", "a" * 300, "x\ud800.txt", "x.docx", "x.xlsx"]
)
