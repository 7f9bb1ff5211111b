"""The gazetteer: divisions by code and name, what an ambiguous name means, names in running text."""

import gzip
import subprocess
import sys
from pathlib import Path

import pytest
import rjieba

from kg.ontology import LABELS
from loaders.gazetteer import Gazetteer, agrees_with_words
from loaders.trigger_words import find_triggers
from loaders.words import segment

LEXICON = Path(__file__).parent.parent / "loaders" / "lexicon"


@pytest.fixture(scope="module")
def gazetteer():
    return Gazetteer.load()


def names(divisions):
    return [division.name for division in divisions]


# --- the data files


@pytest.mark.parametrize("name", ["divisions.tsv", "foreign.tsv"])
def test_every_row_of_a_data_file_is_well_formed(name):
    lines = (LEXICON / name).read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    assert lines[0].startswith("# built by scripts/build_gazetteer.py from ")
    assert all(len(row) == 7 for row in rows)
    assert {row[2] for row in rows} <= set(LABELS["Place"].kinds)
    codes = [row[0] for row in rows]
    assert len(codes) == len(set(codes))
    known = set(codes)
    assert all(row[3] in known for row in rows if row[3])
    assert all(row[6] in known for row in rows if row[6])
    assert all(len(short.rstrip("?")) > 1 for row in rows for short in row[4].split("|") if short)


def test_townships_are_packed_with_their_source_and_belong_to_known_counties(gazetteer):
    lines = gzip.decompress((LEXICON / "townships.tsv.gz").read_bytes()).decode().splitlines()
    assert lines[0].startswith("# built by scripts/build_gazetteer.py from ")
    codes = [line.split("\t")[0] for line in lines[2:]]
    assert len(codes) > 38_000
    assert codes == sorted(set(codes))
    assert all(gazetteer.chain(code)[-1].kind in ("Province", "City") for code in codes)


def test_the_data_stay_small():
    assert sum(path.stat().st_size for path in LEXICON.glob("*.tsv*")) < 1_500_000


def test_importing_reads_neither_data_nor_segmenter():
    code = "import sys, loaders.gazetteer as g; print('jieba' in sys.modules, 'ahocorasick_rs' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


# --- chains


@pytest.mark.parametrize(
    ("code", "chain"),
    [
        ("330206", ["北仑区", "宁波市", "浙江省"]),
        ("320582", ["张家港市", "苏州市", "江苏省"]),
        ("110105", ["朝阳区", "北京市"]),
        ("500231", ["垫江县", "重庆市"]),
        ("419001", ["济源市", "河南省"]),
        ("222401", ["延吉市", "延边朝鲜族自治州", "吉林省"]),
        ("441900003", ["东城街道", "东莞市", "广东省"]),
        ("HK:中西区", ["中西区", "香港特别行政区"]),
        ("TW:台中市/大安区", ["大安区", "台中市", "台湾省"]),
        ("geonames:5368361", ["洛杉矶", "加利福尼亚州", "美国"]),
        ("332522-2000", ["青田县", "丽水地区", "浙江省"]),
    ],
)
def test_a_chain_goes_up_through_real_units_only(gazetteer, code, chain):
    assert names(gazetteer.chain(code)) == chain


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("110000", "City"),
        ("150000", "Province"),
        ("222400", "City"),
        ("152500", "City"),
        ("654300", "City"),
        ("320582", "City"),
        ("429021", "County"),
        ("150521", "County"),
        ("520203", "County"),
        ("320106001", "Township"),
        ("810000", "Province"),
        ("ISO:NO", "Country"),
        ("ISO:DE-BY", "Province"),
        ("geonames:5368361", "City"),
    ],
)
def test_the_kind_is_what_the_name_says(gazetteer, code, kind):
    assert gazetteer.by_code(code).kind == kind


def test_within_follows_the_chain_and_the_successor(gazetteer):
    assert gazetteer.within("330206", "330000")
    assert gazetteer.within("330206", "330206")
    assert not gazetteer.within("330206", "320000")
    assert gazetteer.within("330206", "ISO:CN")
    assert gazetteer.within("geonames:5368361", "ISO:US")
    assert gazetteer.within("512300", "500000") is False  # an abolished prefecture of Sichuan, without an heir


def test_children_are_those_of_today(gazetteer):
    hangzhou = names(gazetteer.children("330100"))
    assert "拱墅区" in hangzhou
    assert "下城区" not in hangzhou
    assert "湖南路街道" in names(gazetteer.children("320106"))


def test_an_unknown_code_has_no_division_and_no_chain(gazetteer):
    assert gazetteer.by_code("999999") is None
    assert gazetteer.chain("999999") == ()
    assert not gazetteer.within("999999", "330000")
    assert gazetteer.children("999999") == ()
    assert gazetteer.named("查无此地") == ()


# --- names


@pytest.mark.parametrize(
    ("code", "short"),
    [
        ("222400", ("延边州", "延边")),
        ("150000", ("内蒙古", "内蒙")),
        ("422800", ("恩施州", "恩施")),
        ("532500", ("红河州", "红河")),
        ("650000", ("新疆",)),
        ("540000", ("西藏",)),
        ("330203", ("海曙",)),
        ("152500", ("锡林郭勒",)),
        ("220721", ("前郭尔罗斯县", "前郭尔罗斯", "前郭县", "前郭")),
        ("350521", ("惠安",)),
        ("310115", ("浦东",)),
        ("441803", ("清新",)),
        ("130533", ()),
        ("350405", ("沙县",)),
    ],
)
def test_short_names_drop_the_suffix_and_the_peoples(gazetteer, code, short):
    assert gazetteer.by_code(code).short_names == short


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("大不列颠及北爱尔兰联合王国", "GB"),
        ("英国", "GB"),
        ("挪威王国", "NO"),
        ("南韩", "KR"),
        ("韩国", "KR"),
        ("朝鲜", "KP"),
        ("德意志联邦共和国", "DE"),
        ("美利坚合众国", "US"),
        ("印尼", "ID"),
        ("俄罗斯", "RU"),
    ],
)
def test_countries_are_known_by_all_their_names(gazetteer, name, code):
    assert gazetteer.resolve(name).code == f"ISO:{code}"


@pytest.mark.parametrize(
    ("name", "chain"),
    [
        ("慕尼黑", ["慕尼黑", "巴伐利亚州", "德国"]),
        ("大阪市", ["大阪", "大阪府", "日本"]),
        ("纽约", ["纽约", "纽约州", "美国"]),
        ("加州", ["加利福尼亚州", "美国"]),
        ("首尔", ["首尔", "韩国"]),
        ("新南威尔士州", ["新南威尔士州", "澳大利亚"]),
        ("多伦多", ["多伦多", "安大略省", "加拿大"]),
        ("神奈川县", ["神奈川县", "日本"]),
    ],
)
def test_places_abroad_are_known_with_their_containers(gazetteer, name, chain):
    assert names(gazetteer.chain(gazetteer.resolve(name).code)) == chain


def test_a_city_state_is_one_place(gazetteer):
    assert [division.kind for division in gazetteer.named("新加坡")] == ["Country"]


# --- which one is meant


def test_a_name_of_several_counties_stays_open_without_context(gazetteer):
    assert {d.parent for d in gazetteer.named("鼓楼区")} == {"320100", "320300", "350100", "410200"}
    assert gazetteer.resolve("鼓楼区") is None


@pytest.mark.parametrize(
    ("container", "code"), [("320100", "320106"), ("320300", "320302"), ("410200", "410204"), ("350000", "350102")]
)
def test_a_container_decides_which_county_is_meant(gazetteer, container, code):
    assert gazetteer.resolve("鼓楼区", [container]).code == code


def test_no_ambiguous_county_name_is_decided_without_context_and_each_is_with_it(gazetteer):
    seen = {}
    for line in (LEXICON / "divisions.tsv").read_text("utf-8").splitlines():
        row = line.split("\t")
        if row[0].isdigit() and not row[0].endswith("00") and not row[5]:
            seen.setdefault(row[1].rstrip("?"), []).append(row[0])
    shared = {name: codes for name, codes in seen.items() if len(codes) > 1}
    assert len(shared) == 28
    for name, codes in shared.items():
        assert gazetteer.resolve(name) is None
        for code in codes:
            assert gazetteer.resolve(name, [gazetteer.by_code(code).parent]).code == code


def test_the_nearest_container_that_holds_a_candidate_decides(gazetteer):
    assert gazetteer.resolve("朝阳", ["110000"]).name == "朝阳区"
    assert gazetteer.resolve("鼓楼区", ["330000", "410200", "320100"]).code == "410204"
    assert gazetteer.resolve("鼓楼区", ["330000"]) is None


@pytest.mark.parametrize(
    ("name", "full"),
    [
        ("南京", "南京市"),
        ("吉林", "吉林省"),
        ("海南", "海南省"),
        ("河南", "河南省"),
        ("西安", "西安市"),
        ("黄山", "黄山市"),
        ("余杭", "余杭区"),
        ("海曙", "海曙区"),
        ("宁波", "宁波市"),
    ],
)
def test_the_highest_level_wins_where_it_is_a_province_or_prefecture(gazetteer, name, full):
    assert gazetteer.resolve(name).name == full


@pytest.mark.parametrize("name", ["城关镇", "东区", "大田", "长安镇"])
def test_equals_stay_open(gazetteer, name):
    assert gazetteer.resolve(name) is None


def test_homonyms_abroad_mean_the_most_populous_unless_a_container_says_otherwise(gazetteer):
    assert gazetteer.resolve("伦敦").parent == "ISO:GB-ENG"
    assert gazetteer.resolve("伦敦", ["ISO:CA"]).parent == "ISO:CA-ON"


# --- abolished units


@pytest.mark.parametrize(
    ("name", "until", "heir"),
    [
        ("安塞县", "2016", "安塞区"),
        ("下城区", "2021", "拱墅区"),
        ("襄樊市", "2010", "襄阳市"),
        ("卢湾区", "2011", "黄浦区"),
        ("绍兴县", "2013", "柯桥区"),
        ("郫县", "2016", "郫都区"),
        ("中甸县", "2001", "香格里拉市"),
        ("宣武区", "2010", "西城区"),
        ("丽水地区", "2000", "丽水市"),
        ("莱芜市", "2019", "莱芜区"),
    ],
)
def test_an_abolished_unit_keeps_its_name_and_knows_its_successor(gazetteer, name, until, heir):
    division = gazetteer.resolve(name)
    assert (division.name, division.until) == (name, until)
    assert gazetteer.by_code(division.successor).name == heir


def test_a_unit_that_only_changed_its_code_is_given_once(gazetteer):
    assert names(gazetteer.named("青田县")) == ["青田县"]
    assert gazetteer.named("青田县")[0].until is None


def test_an_abolished_unit_is_found_in_text(gazetteer):
    hits = gazetteer.find("原下城区和安塞县的做法", checked=True)
    assert [(hit.surface, hit.full) for hit in hits] == [("下城区", True), ("安塞县", True)]


# --- in running text


@pytest.mark.parametrize("path", sorted((Path(__file__).parent / "golden").glob("0*.txt")), ids=lambda path: path.stem)
def test_the_words_of_the_whole_text_tell_the_same_as_those_around_a_name(gazetteer, path):
    text = path.read_text("utf-8")
    spans = find_triggers(text)["place_names"]
    assert gazetteer.find(text, checked=True, words=segment(text), spans=spans) == gazetteer.find(text, checked=True)


def test_a_word_has_the_tag_that_it_has_in_its_text():
    text = "考察组一行12人赴A市学习“3+1”模式,T恤厂和1号店说：很好！王文清2021年来过。"
    words = segment(text)
    assert list(zip(words.words, words.tags, strict=True)) == rjieba.tag(text, False)


def test_hits_are_leftmost_then_longest_in_code_points(gazetteer):
    text = "🙂南京市鼓楼区湖南路街道，延边州"
    hits = gazetteer.find(text)
    assert [hit.surface for hit in hits] == ["南京市", "鼓楼区", "湖南路街道", "延边州"]
    assert all(text[hit.start : hit.end] == hit.surface for hit in hits)
    assert [hit.full for hit in hits] == [True, True, True, False]


@pytest.mark.parametrize(
    ("surface", "ambiguous"),
    [
        ("宁波", False),
        ("海曙区", False),
        ("鼓楼区", True),
        ("和平", True),
        ("河南", False),
        ("中方", True),
        ("郊区", True),
        ("应城市", False),
        ("常熟", False),
        ("义乌", False),
        ("同心", True),
        ("资源", True),
    ],
)
def test_a_hit_says_whether_it_may_be_something_else(gazetteer, surface, ambiguous):
    assert [hit.ambiguous for hit in gazetteer.find(surface)] == [ambiguous]


def test_short_names_of_townships_are_not_looked_for_but_known(gazetteer):
    assert gazetteer.find("溱潼的风光") == []
    assert "湖南路街道" in names(gazetteer.named("湖南路"))
    assert gazetteer.resolve("湖南路", ["320106"]).name == "湖南路街道"


def test_checked_hits_leave_out_what_words_deny_and_look_further(gazetteer):
    assert [hit.surface for hit in gazetteer.find("保障供应城市居民")] == ["应城市"]
    assert gazetteer.find("保障供应城市居民", checked=True) == []
    assert gazetteer.find("放开城镇落户限制", checked=True) == []
    assert [hit.surface for hit in gazetteer.find("朝阳区委书记", checked=True)] == ["朝阳区"]


def test_compounds_that_open_with_a_place_do_not_hide_it(gazetteer):
    assert [hit.surface for hit in gazetteer.find("在美国纽约，美国政府说", checked=True)] == ["美国", "纽约", "美国"]
    assert [hit.surface for hit in gazetteer.find("增强香港市民归属感", checked=True)] == ["香港"]


def test_empty_text_has_no_places(gazetteer):
    assert gazetteer.find("") == []


# --- word boundaries: (sentence, name, whether it is a name of its own there)

BOUNDARIES = [
    ("我们要适应城市发展的新要求", "应城市", False),
    ("着力提高适应城市管理的能力", "应城市", False),
    ("抓好供应城市居民的蔬菜", "应城市", False),
    ("逐步铺开城镇绿化", "开城镇", False),
    ("逐步放开城镇落户限制", "开城镇", False),
    ("合理拉开城镇建设的框架", "开城镇", False),
    ("进一步扩大化解矛盾的渠道", "大化", False),
    ("做强做大化工产业", "大化", False),
    ("坚持集中方便群众的原则", "中方", False),
    ("通过集中方式统一办理", "中方", False),
    ("大力加强和平安建设有关的工作", "和平", False),
    ("提升和平稳推进各项改革", "和平", False),
    ("县长安排专人负责接待", "长安", False),
    ("校长乐于听取家长意见", "长乐", False),
    ("市长春节前走访困难户", "长春", False),
    ("部长沙龙上的发言", "长沙", False),
    ("班长宁可自己吃亏", "长宁", False),
    ("组长治理有方", "长治", False),
    ("队长海先生介绍情况", "长海", False),
    ("让老百姓真正安定下来", "正安", False),
    ("他们上海鲜市场调研", "上海", False),
    ("对重大理论问题作了阐述", "大理", False),
    ("加大理论学习力度", "大理", False),
    ("扩大同业交流的范围", "大同", False),
    ("放大同城效应", "大同", False),
    ("最大连片面积达千亩", "大连", False),
    ("全县最大连锁超市", "大连", False),
    ("新建德育基地三处", "建德", False),
    ("创建德育特色学校", "建德", False),
    ("构建湖滨景观带", "建湖", False),
    ("把握发展新兴业态的机会", "新兴", True),
    ("日常州际交流频繁", "常州", False),
    ("正常州级财政拨款", "常州", False),
    ("非常熟悉当地情况", "常熟", False),
    ("全面推进贤能治村", "进贤", False),
    ("大力引进贤才", "进贤", False),
    ("高度重视上高位推动", "上高", False),
    ("到市区域外发展", "市区", False),
    ("在全市区县两级推行", "市区", False),
    ("到宁波市区参观", "宁波市", True),
    ("建设镇村便民服务中心", "建设镇", False),
    ("发展成安全社区", "成安", False),
    ("组成安置工作组", "成安", False),
    ("办成安心工程", "成安", False),
    ("生活和顺心意", "和顺", False),
    ("领导和田间地头的农民交谈", "和田", False),
    ("学校和田径队合作", "和田", False),
    ("工作人员和县里同志座谈", "和县", False),
    ("教育局和县委沟通", "和县", False),
    ("领导和政府部门", "和政", False),
    ("党委和政府高度重视", "和政", False),
    ("不断提高安全意识", "高安", False),
    ("提高邑人素质", "高邑", False),
    ("搭建水平高的平台", "建水", False),
    ("修建水库三座", "建水", False),
    ("兴建水利设施", "建水", False),
    ("重建阳光校园", "建阳", False),
    ("创建阳光社区", "建阳", False),
    ("向阳光少年学习", "向阳", False),
    ("面向阳江市招商", "向阳", False),
    ("面向阳江市招商", "阳江市", True),
    ("学习通江达海的开放精神", "通江", False),
    ("打通江河两岸交通", "通江", False),
    ("开通州市到镇的公交", "通州市", False),
    ("主任丘某介绍说", "任丘", False),
    ("担任丘陵地区指导员", "任丘", False),
    ("信任县级领导", "任县", False),
    ("两位主任县里任职", "任县", False),
    ("保障居民权益", "民权", False),
    ("维护农民权利", "民权", False),
    ("为居民乐享生活", "民乐", False),
    ("让市民乐在其中", "民乐", False),
    ("广大人民和睦相处", "民和", False),
    ("增进农民和政府的互信", "民和", False),
    ("打造平安定海品牌", "安定", False),
    ("打造平安定海品牌", "定海", True),
    ("建立长治久安的机制", "长治", False),
    ("社会保定额补贴", "保定", False),
    ("城乡低保定期核查", "保定", False),
    ("确保山区脱贫", "保山", False),
    ("确保德育实效", "保德", False),
    ("确保康复质量", "保康", False),
    ("注重环保靖绿", "保靖", False),
    ("有效保亭子", "保亭", False),
    ("考察组一行赴湖北省应城市学习", "应城市", True),
    ("来到应城市考察乡村治理", "应城市", True),
    ("安徽省无为市开城镇的做法", "开城镇", True),
    ("在江苏省常熟市召开座谈会", "常熟市", True),
    ("常熟的经验值得借鉴", "常熟", True),
    ("先后到上海、杭州学习", "上海", True),
    ("赴长沙市岳麓区考察", "长沙市", True),
    ("赴长沙市岳麓区考察", "岳麓区", True),
    ("长春市的社区建设走在前列", "长春市", True),
    ("我们考察了大连市中山区", "大连市", True),
    ("我们考察了大连市中山区", "中山区", True),
    ("大理州洱源县的治污经验", "大理州", True),
    ("大理州洱源县的治污经验", "洱源县", True),
    ("山西省大同市云冈区", "大同市", True),
    ("参观了建德市新安江街道", "建德市", True),
    ("江苏省建湖县的河长制", "建湖县", True),
    ("江西省进贤县李渡镇", "进贤县", True),
    ("江西省上高县的双学计划", "上高县", True),
    ("新疆和田地区于田县", "和田地区", True),
    ("新疆和田地区于田县", "于田县", True),
    ("安徽省和县的蔬菜基地", "和县", True),
    ("甘肃省和政县的旅游扶贫", "和政县", True),
    ("江西省高安市", "高安市", True),
    ("云南省建水县的古城保护", "建水县", True),
    ("福建省南平市建阳区", "建阳区", True),
    ("四川省通江县银耳产业", "通江县", True),
    ("河北省任丘市的做法", "任丘市", True),
    ("河北省邢台市任县", "任县", True),
    ("河南省民权县葡萄种植", "民权县", True),
    ("甘肃省民乐县", "民乐县", True),
    ("青海省民和县", "民和县", True),
    ("浙江省舟山市定海区", "定海区", True),
    ("山西长治的煤改电", "长治", True),
    ("河北保定市的雄县", "保定市", True),
    ("云南保山的咖啡产业", "保山", True),
    ("山西省保德县", "保德县", True),
    ("湖北省保康县的石漠化治理", "保康县", True),
    ("湖南保靖县的黄金茶", "保靖县", True),
    ("海南省保亭县", "保亭县", True),
    ("宁夏同心县的移民搬迁", "同心县", True),
    ("湖南省怀化市中方县", "中方县", True),
    ("天津市和平区的居家养老", "和平区", True),
    ("广东省和平县的林改", "和平县", True),
    ("广西大化县的扶贫车间", "大化县", True),
    ("南京市鼓楼区湖南路街道", "鼓楼区", True),
    ("南京市鼓楼区湖南路街道", "湖南路街道", True),
    ("徐州鼓楼区的网格化管理", "鼓楼区", True),
    ("温州市鹿城区五马街道", "五马街道", True),
    ("成都市武侯区的社区营造", "武侯区", True),
    ("贵州省正安县吉他产业", "正安县", True),
    ("参观正安县的产业园", "正安县", True),
    ("由延边州政府牵头", "延边州", True),
    ("延吉市北山街道党工委", "延吉市", True),
    ("延吉市北山街道党工委", "北山街道", True),
    ("挪威的职业教育", "挪威", True),
    ("美国洛杉矶的社区学院", "洛杉矶", True),
    ("德国慕尼黑的双元制", "慕尼黑", True),
    ("陕西省安塞县的腰鼓", "安塞县", True),
    ("杭州市下城区的经验", "下城区", True),
    ("湖北襄樊的做法", "襄樊", True),
    ("借鉴诸暨枫桥经验", "诸暨", True),
    ("浙江义乌和永康两市", "义乌", True),
    ("浙江义乌和永康两市", "永康", True),
    ("赴山东寿光、诸城参观", "寿光", True),
    ("赴山东寿光、诸城参观", "诸城", True),
    ("昆山的外向型经济", "昆山", True),
    ("参观了苏州工业园区", "苏州工业园区", True),
    ("江阴市华西村", "江阴市", True),
    ("四川成都温江区", "温江区", True),
    ("北京市朝阳区麦子店街道", "朝阳区", True),
    ("北京朝阳区的党政群共治", "朝阳区", True),
    ("内蒙古鄂尔多斯市", "内蒙古", True),
    ("在泰州市姜堰区溱潼镇", "姜堰区", True),
    ("在泰州市姜堰区溱潼镇", "溱潼镇", True),
    ("镇海区招宝山街道的做法", "镇海区", True),
    ("宁波镇海的社区党建", "镇海", True),
    ("宁波余姚的家风建设", "余姚", True),
    ("向慈溪市学习", "慈溪市", True),
    ("如皋市的长寿文化", "如皋市", True),
    ("海安县教育局", "海安县", True),
    ("与启东、海门两地交流", "启东", True),
    ("与启东、海门两地交流", "海门", True),
    ("乐清市柳市镇的块状经济", "柳市镇", True),
    ("湖北省荆门市沙洋县", "沙洋县", True),
    ("山东省平度市农村", "平度市", True),
    ("河南省新乡市新乡县", "新乡县", True),
    ("长安区引镇街道", "长安区", True),
    ("西安市长安区", "长安区", True),
    ("云南西双版纳", "西双版纳", True),
    ("黔东南州凯里市", "黔东南州", True),
    ("凉山州西昌市", "西昌市", True),
    ("江西省会昌县的脐橙", "会昌县", True),
    ("湖南省会同县的林改", "会同县", True),
    ("浙江省长兴县的河长制", "长兴县", True),
    ("四川省内江市的做法", "内江市", True),
    ("河北省内丘县的经验", "内丘县", True),
    ("陕西省长武县的苹果", "长武县", True),
    ("福建省长汀县的水土治理", "长汀县", True),
    ("湖南省长沙市的做法", "长沙市", True),
    ("吉林省长春市", "长春市", True),
    ("安徽省长丰县的草莓", "长丰县", True),
    ("上海市长宁区的社区治理", "长宁区", True),
    ("大连市中山区的社区", "中山区", True),
    ("郑州市中原区的街道", "中原区", True),
    ("甘肃省会宁县的教育", "会宁县", True),
    ("深圳市南山区的义工", "南山区", True),
    ("天津市南开区的养老", "南开区", True),
    ("重庆市南岸区的三事分流", "南岸区", True),
    ("宁波市北仑区的做法", "北仑区", True),
    ("重庆市北碚区", "北碚区", True),
    ("南通市崇川区", "崇川区", True),
    ("山东省长清区", "长清区", True),
    ("浙江省长兴的经验", "长兴", True),
    ("福建省长乐的经验", "长乐", True),
    ("朝阳区委书记介绍", "朝阳区", True),
    ("海曙区委组织部", "海曙区", True),
    ("余姚市委党校", "余姚市", True),
    ("沙县城关的小吃", "沙县", True),
    ("通过沙县人民政府", "沙县", True),
    ("先后看了拱墅区、下城区、西湖区", "下城区", True),
    ("省会同意了该方案", "会同", False),
    ("省长兴致勃勃地参观", "长兴", False),
    ("市长宁愿自己多跑路", "长宁", False),
    ("市长安抚受灾群众", "长安", False),
    ("市长乐意帮忙", "长乐", False),
    ("县长清早就出发", "长清", False),
    ("区长丰富的工作经验", "长丰", False),
    ("本市中山间的小路", "中山", False),
    ("全省内江河治理", "内江", False),
    ("响应城市更新号召", "应城市", False),
    ("相应城市的标准", "应城市", False),
    ("对应城市的名单", "应城市", False),
    ("反应城市面貌变化", "应城市", False),
    ("展开城镇化建设", "开城镇", False),
    ("离开城镇返乡创业", "开城镇", False),
    ("公开城镇低保名单", "开城镇", False),
    ("召开城镇工作会议", "开城镇", False),
    ("向全市中小学推广", "市中", False),
    ("在全市南北两翼布局", "市南", False),
]
KNOWN_FAILURES = {
    # Both cuts are made of words, and only the sense tells them apart.
    ("生活和顺心意", "和顺"),
    ("学习通江达海的开放精神", "通江"),
    ("对应城市的名单", "应城市"),
}


def stands(text, name):
    start = text.index(name)
    return agrees_with_words(text, start, start + len(name))


@pytest.mark.parametrize(
    ("text", "name", "expected"), [row for row in BOUNDARIES if (row[0], row[1]) not in KNOWN_FAILURES]
)
def test_a_name_stands_only_between_words(text, name, expected):
    assert stands(text, name) is expected


def test_precision_and_recall_of_the_boundary_check_stay_where_they_are():
    answers = [(expected, stands(text, name)) for text, name, expected in BOUNDARIES]
    right = sum(expected and found for expected, found in answers)
    assert len(answers) > 200
    assert right / sum(found for _, found in answers) > 0.97
    assert right / sum(expected for expected, _ in answers) > 0.99


def test_most_counties_stand_after_their_container_and_before_their_committee(gazetteer):
    """江西省会昌县 is not 省会, 东城区委 has 东城区 in it."""
    tried = held = 0
    for prefecture in ("110000", "330200", "360700", "130100", "511500"):
        for county in gazetteer.children(prefecture):
            head = gazetteer.by_code(prefecture).name
            if county.kind != "Township" and not county.name.endswith(("开发区", "园区")):
                start = 1 + len(head)
                tried += 1
                held += agrees_with_words(f"与{head}{county.name}委座谈", start, start + len(county.name))
    assert held / tried > 0.97
