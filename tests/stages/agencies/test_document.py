"""The agencies of one document: one name per body, groups, short forms that it defines, doubts as notes."""

from hypothesis import given
from hypothesis import strategies as st

from policyparse.records.found import Agencies, Clause, Context, Mention, Outline, Parts, Responsibilities
from policyparse.stages.agencies import agencies
from policyparse.text import Span


def read(mentions: list[str], issuer: str | None = "苏州市人民政府", text: str = "", year: str = "2023") -> Agencies:
    """The agencies of a document that names `mentions` one after another at the end of its text."""
    at, found = len(text), []
    for mention in mentions:
        span = Span(at, at + len(mention))
        found.append(Mention(0, None, mention, "responsible", "label", 1, span, "test"))
        at = span.end
    clause = Clause(None, Span(len(text), at), None, "none", "list", "document", None, "test")
    outline = Outline(Parts(issuer=issuer, document_number=f"苏府〔{year}〕1号"), (), ())
    return agencies(text + "".join(mentions), outline, Responsibilities((clause,), tuple(found)), Context())


def names(found: Agencies) -> dict[str, str]:
    known = {agency.agency_id: agency.name for agency in found.agencies}
    return {mention: known[agency_id] for mention, agency_id in found.of.items()}


def test_every_mention_has_an_agency_and_every_agency_is_once() -> None:
    found = read(["市财政局", "市发改委", "市发展改革委", "各县（市）、区政府", "市优化办"])
    ids = [agency.agency_id for agency in found.agencies]
    assert len(ids) == len(set(ids))
    assert set(found.of.values()) <= set(ids)
    assert found.of["市发改委"] == found.of["市发展改革委"] == "320500/development-reform"
    assert found.of["市优化办"] == "unresolved/320500/市优化办"
    assert found.issuer == "苏州市人民政府"
    assert found.place == "320500"


def test_another_mention_of_the_document_tells_the_name() -> None:
    city = "赣州市人民政府"
    assert names(read(["市文旅局"], city))["市文旅局"] == "赣州市文化和旅游局"
    both = read(["市文旅局", "市文化广电旅游局"], city)
    assert set(names(both).values()) == {"赣州市文化广电旅游局"}
    assert "agency.name_unsure" not in {note.code for note in both.notes}
    assert {note.code for note in read(["市文旅局"], city).notes} == {"agency.name_unsure"}


def test_a_division_written_two_ways_is_one() -> None:
    found = read(["市市场监管局信用监管处", "市市场监管局信用监督管理处"])
    assert set(names(found).values()) == {"苏州市市场监督管理局信用监督管理处"}


def test_a_closed_group_has_its_members() -> None:
    found = read(["各县（市）、区政府"])
    members = {m.member_agency_id for m in found.members}
    known = {agency.agency_id: agency for agency in found.agencies}
    assert len(members) == 9
    assert members <= set(known)
    assert known["320508/government"].name == "苏州市姑苏区人民政府"
    group = known[found.of["各县（市）、区政府"]]
    assert (group.is_group, group.resolved, group.type) == (True, True, "group")


def test_members_are_bodies_of_the_group_s_kind() -> None:
    found = read(["各县（市）、区财政局"])
    known = {agency.agency_id: agency.name for agency in found.agencies}
    assert known.get("320583/finance", "昆山市财政局") == "昆山市财政局"


def test_zones_that_share_the_word_for_their_committees_are_two_bodies() -> None:
    mention = "苏州高新区和经开区管委会"
    found = read([mention])
    assert names(found)[mention] == "苏州高新技术产业开发区管理委员会、苏州经济技术开发区管理委员会"
    assert len(found.members) == 2


def test_two_bodies_in_one_mention() -> None:
    found = read(["市委市政府", "市发改委和市财政局"])
    members = {(m.agency_id, m.member_agency_id) for m in found.members}
    assert names(found)["市委市政府"] == "中共苏州市委员会、苏州市人民政府"
    assert (found.of["市委市政府"], "320500/party-committee") in members
    assert (found.of["市发改委和市财政局"], "320500/finance") in members


def test_a_short_form_that_the_document_defines() -> None:
    text = "由苏州市市场监督管理局（以下简称“市监部”）负责。"
    found = read(["市监部"], text=text)
    assert found.of["市监部"] == "320500/market-regulation"
    assert read(["市监部"]).of["市监部"] == "unresolved/320500/市监部"


def test_a_level_before_the_word_for_the_body_itself_is_no_part_of_the_name() -> None:
    found = read(["省局财务处", "省局优化营商环境领导小组办公室"], issuer="湖北省市场监督管理局")
    assert names(found) == {
        "省局财务处": "湖北省市场监督管理局财务处",
        "省局优化营商环境领导小组办公室": "湖北省市场监督管理局优化营商环境领导小组办公室",
    }


def test_a_department_names_those_of_its_kind_above_it_by_their_level() -> None:
    found = read(["省局", "市局", "总局", "省局稽查处", "市委市政府"], issuer="保定市市场监督管理局")
    assert names(found) == {
        "省局": "河北省市场监督管理局",
        "市局": "保定市市场监督管理局",
        "总局": "国家市场监督管理总局",
        "省局稽查处": "河北省市场监督管理局稽查处",
        "市委市政府": "中共保定市委员会、保定市人民政府",
    }
    assert names(read(["省厅", "部"], issuer="临沂市教育局"))["省厅"] == "山东省教育厅"
    assert names(read(["省局", "县局"], issuer="国家税务总局临沂市税务局")) == {
        "省局": "国家税务总局山东省税务局",
        "县局": "县局",
    }
    assert names(read(["市局"], issuer="河北省市场监督管理局"))["市局"] == "市局"


def test_divisions_of_the_department_that_issues() -> None:
    found = read(["厅综规处", "财审处", "厅机关各处室"], issuer="吉林省交通运输厅")
    assert names(found)["厅综规处"] == "吉林省交通运输厅综规处"
    assert found.of["财审处"] == "220000/transport/财审处"
    assert read(["财审处"], issuer="吉林省交通运输厅办公室").of["财审处"] == "220000/transport/财审处"
    assert read(["财审处"], issuer="吉林省人民政府").of["财审处"].startswith("unresolved/")


def test_a_text_without_a_date_is_older_than_the_bodies_it_names() -> None:
    outline = Outline(Parts(issuer="济南市人民政府"), (), ())
    clause = Clause(None, Span(0, 20), None, "none", "list", "document", None, "test")
    mentions = ["人民银行济南分行", "泰安银保监分局"]
    found = tuple(Mention(0, None, m, "support", "label", 1, Span(0, 2), "test") for m in mentions)
    got = agencies("人民银行济南分行、泰安银保监分局负责", outline, Responsibilities((clause,), found), Context())
    assert names(got)["人民银行济南分行"] == "中国人民银行济南分行"


def test_doubts_are_notes_where_the_mention_stands() -> None:
    found = read(["市工商局", "财政局"], year="2024")
    codes = {note.code: note for note in found.notes}
    assert set(codes) == {"agency.out_of_date", "agency.place_implied"}
    assert codes["agency.place_implied"].span == Span(4, 7)
    assert all(note.severity in ("info", "review") for note in found.notes)


def test_a_document_without_mentions() -> None:
    found = read([], issuer=None)
    assert (found.agencies, found.of, found.notes, found.issuer) == ((), {}, (), None)


@given(
    st.lists(st.text("市省委局厅办各区政府财政和、（）1a", max_size=12), max_size=8),
    st.text("苏州市简称“”（）。局", max_size=30),
)
def test_any_mentions_give_agencies(mentions: list[str], text: str) -> None:
    found = read(mentions, text=text)
    ids = {agency.agency_id for agency in found.agencies}
    assert set(found.of) == set(mentions)
    assert set(found.of.values()) <= ids
    assert {m.agency_id for m in found.members} | {m.member_agency_id for m in found.members} <= ids
    assert len(ids) == len(found.agencies)
    assert found == read(mentions, text=text)


def test_a_zone_that_is_no_place_has_departments() -> None:
    found = read(
        ["市场监管局", "投资促进局", "区税务局", "规划建设部", "规划建设局", "生态环境分局", "住建水务局"],
        "芜湖高新技术产业开发区管理委员会",
    )
    zone = "芜湖高新技术产业开发区"
    assert names(found) == {
        "市场监管局": f"{zone}市场监督管理局",
        "投资促进局": f"{zone}投资促进局",
        "区税务局": f"国家税务总局{zone}税务局",
        "规划建设部": f"{zone}规划建设部",
        "规划建设局": f"{zone}规划建设局",
        "生态环境分局": "生态环境分局",
        "住建水务局": "住建水务局",
    }
    assert all(agency.confidence < 0.8 for agency in found.agencies)


def test_what_a_zone_names_with_its_city_is_of_the_city() -> None:
    found = read(["芜湖市财政局", "财政局"], "芜湖高新技术产业开发区管理委员会")
    assert names(found) == {"芜湖市财政局": "芜湖市财政局", "财政局": "芜湖高新技术产业开发区财政局"}


def test_a_township_has_offices() -> None:
    found = read(
        ["镇公共服务办公室", "县水利局", "镇人民政府", "党政办", "镇派出所", "文化服务中心"], "固镇县王庄镇人民政府"
    )
    assert names(found) == {
        "镇公共服务办公室": "固镇县王庄镇公共服务办公室",
        "县水利局": "固镇县水利局",
        "镇人民政府": "固镇县王庄镇人民政府",
        "党政办": "党政办",
        "镇派出所": "镇派出所",
        "文化服务中心": "固镇县王庄镇文化服务中心",
    }
    assert [note.code for note in found.notes].count("agency.as_written") == 1  # told once, where the town is named
