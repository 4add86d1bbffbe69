"""OFD as different makers write it: closed boxes, thin lines, spaces, objects without a place, several documents."""

from __future__ import annotations

from policyparse.stages.read import read

from .files import zipped


def text(x: float, y: float, words: str, size: float = 5.0) -> str:
    """A run of characters, each `size` millimetres wide, with all distances written out."""
    steps = " ".join([str(size)] * (len(words) - 1))
    return (
        f'<TextObject Boundary="{x} {y - size} 150 {size}" Size="{size}"><CGTransform CodePosition="0"/>'
        f'<TextCode X="0" Y="{size}" DeltaX="{steps}">{words}</TextCode></TextObject>'
    )


def path(x: float, y: float, width: float, height: float, steps: str) -> str:
    return f'<PathObject Boundary="{x} {y} {width} {height}"><AbbreviatedData>{steps}</AbbreviatedData></PathObject>'


def box(x: float, y: float, width: float, height: float) -> str:
    """A cell that is drawn as one closed path, in the coordinates of its own boundary."""
    return path(x, y, width, height, f"M 0 0 L {width} 0 L {width} {height} L 0 {height} C")


def ofd(*documents: tuple[str, str]) -> bytes:
    """A file of documents: the facts that each tells of itself, and the content of its only page."""
    bodies, members = "", {}
    for number, (facts, content) in enumerate(documents):
        bodies += f"<DocBody><DocInfo>{facts}</DocInfo><DocRoot>/Doc_{number}/Document.xml</DocRoot></DocBody>"
        members[f"Doc_{number}/Document.xml"] = '<Document><Pages><Page BaseLoc="Page.xml"/></Pages></Document>'
        members[f"Doc_{number}/Page.xml"] = (
            "<Page><Area><PhysicalBox>0 0 210 297</PhysicalBox></Area>"
            f"<Content><Layer>{content}</Layer></Content></Page>"
        )
    return zipped({"OFD.xml": f"<OFD><CustomTag/>{bodies}</OFD>", **members})


def lines(*content: str) -> list[str]:
    (source,) = read(ofd(("", "".join(content))), "plan.ofd")
    return source.text.splitlines()


def test_each_document_of_a_file_has_the_title_that_stands_in_its_text() -> None:
    first = text(60, 40, "江城市数据条例") + text(30, 60, "第一条为了规范数据处理，制定本条例。")
    second = text(60, 40, "江城市绿化办法") + text(30, 60, "第一条为了保护绿地，制定本办法。")
    data = ofd(("<Title>江城市 数据条例</Title>", first), ("<Title>Microsoft Word - 新建文档</Title>", second))
    found = read(data, "两件.ofd")
    assert [source.title for source in found] == ["江城市 数据条例", None]
    assert [source.text.split("\n")[0] for source in found] == ["江城市数据条例", "江城市绿化办法"]


ROWS = (("事项", "责任单位"), ("开办企业", "市场监管局"), ("办理用电", "供电公司"))
CELLS = [text(32 + 60 * column, 47 + 10 * row, ROWS[row][column]) for row in range(3) for column in range(2)]
TABLE = ["\t".join(row) for row in ROWS]


def test_a_table_of_closed_boxes_is_read_row_by_row() -> None:
    boxes = [box(30 + 60 * column, 40 + 10 * row, 60, 10) for row in range(3) for column in range(2)]
    assert lines(*boxes, *CELLS) == TABLE


def test_a_table_of_thin_lines_is_read_row_by_row() -> None:
    across = [path(30, 40 + 10 * row, 120, 0.2, "M 0 0 L 120 0") for row in range(4)]
    down = [path(30 + 60 * column, 40, 0.2, 30, "M 0 0 L 0 30") for column in range(3)]
    assert lines(*across, *down, *CELLS) == TABLE


def test_a_curve_draws_no_table() -> None:
    circle = path(30, 40, 120, 30, "M 0 15 B 0 0 120 0 120 15 B 120 30 0 30 0 15 C")
    assert lines(circle, *CELLS) != TABLE


def test_spaces_within_a_run_part_its_words() -> None:
    words = "推广“Smart City”平台，建设 5G 基站。"
    assert lines(text(30, 40, words)) == [words]


def test_a_narrow_space_between_names_is_one_and_a_gap_as_narrow_is_none() -> None:
    names = text(30, 40, "张小明 李小红")
    assert lines(names.replace("5.0 5.0 5.0 5.0 5.0 5.0", "5.0 5.0 5.0 0.95 5.0 5.0")) == ["张小明 李小红"]
    gap = text(30, 40, "张小明李小红")
    assert lines(gap.replace("5.0 5.0 5.0 5.0 5.0", "5.0 5.0 5.95 5.0 5.0")) == ["张小明李小红"]


def test_objects_without_a_place_or_a_character_are_passed_over() -> None:
    nothing = (
        '<TextObject Size="5"><TextCode X="0" Y="5">没有位置</TextCode></TextObject>'
        '<TextObject Boundary="30 70 100 5" Size="5"><TextCode X="0" Y="5"/></TextObject>'
        "<PathObject><AbbreviatedData>M 0 0 L 9 0</AbbreviatedData></PathObject><ImageObject/>"
    )
    (source,) = read(ofd(("", nothing + text(30, 40, "一、压减办理时限。"))), "plan.ofd")
    assert source.text == "一、压减办理时限。\n"
    assert source.notes == ()
