"""`（一）设立登记：……`: what stands before the colon names the item, also where items of its own follow."""

from __future__ import annotations

from policyparse.pipeline import parse_fields

RULES = """乡村民宿登记办法
第一条　为规范民宿经营，制定本办法。
第二条　登记分为以下几种：
（一）设立登记：经营者在开业前提出申请，应当提交以下材料：
1.身份证明。
2.房屋权属证明。
（二）变更登记：名称、地址变更的，应当及时申请。
（三）延续登记：有效期届满前提出申请，经审查准予延续。
（四）注销登记：有下列情形之一的，应当办理注销，并交回证书。
1.停止经营的。
2.证书失效的。
"""


def headings(text: str) -> dict[str, str | None]:
    (fields,) = parse_fields(text.encode(), "rules.txt")
    return {item["path"]: item["heading"] for kind in ("sections", "measures") for item in fields[kind]}


def test_items_with_items_of_their_own_are_named_like_their_siblings() -> None:
    found = headings(RULES)
    assert [found[f"第二条/（{n}）"] for n in "一二三四"] == ["设立登记", "变更登记", "延续登记", "注销登记"]


def test_items_with_items_of_their_own_that_have_no_name_leave_their_siblings_theirs() -> None:
    found = headings(RULES.replace("（一）设立登记：经营者在开业前", "（一）经营者在开业前"))
    assert [found[f"第二条/（{n}）"] for n in "一二三四"] == [None, "变更登记", "延续登记", "注销登记"]


def test_a_heading_with_a_colon_stays_whole() -> None:
    parts = [
        f"{n}、{title}\n（一）落实责任。健全机制。\n（二）加强宣传。营造氛围。\n"
        for n, title in zip("一二", ("固本强基：完善设施", "提质增效：改进服务"), strict=True)
    ]
    found = headings("某县图书馆提升方案\n" + "".join(parts) + "三、保障有力：强化投入")
    assert [found[n] for n in "一二三"] == ["固本强基：完善设施", "提质增效：改进服务", "保障有力：强化投入"]
