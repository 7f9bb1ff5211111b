"""What is repaired in a report's text, what stays, and that every character knows its place."""

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from loaders.cleaning import REPAIRS, clean, legible

CHUNK = "我们先后到街道和社区学习,看到了差距,也增强了做好工作的信心。" * 6

SENTENCES = (
    "考察组先后看了云台社区和望江社区,听取了介绍,感到当地思路清、办法多。居民参与的热情高,小事不出社区,大事不出街道。"
    "社区党组织的作用得到发挥,矛盾纠纷逐年下降。我们要把好的做法带回去,结合实际抓好落实,让群众得到实惠。下一步要先试点,后推广。"
    "今年选三个社区,明年在全县推开。所需的经费列入预算,每季度通报一次进度,对落后的进行约谈。"
)

COUPLETS = ("党建引领，构建治理格局", "数字赋能，提升服务效能", "多元参与，汇聚各方力量", "机制创新，激发内生动力")


def chunked(*ends):
    """A text cut into numbered chunks; each chunk ends as given."""
    return "".join(f"{number}、{CHUNK}{end}\n" for number, end in enumerate(ends, 1)).rstrip("\n")


REPAIRED = {
    "chunk marks cut words in two": (
        chunked("考察组到了云", "台社区,座", "谈交流。"),
        f"{CHUNK}考察组到了云{CHUNK}台社区,座{CHUNK}谈交流。",
    ),
    "a single chunk mark after a long line": (
        f"{CHUNK * 2}考察组到了云\n12、台社区。",
        f"{CHUNK * 2}考察组到了云台社区。",
    ),
    "a bare page number inside a sentence": (
        "考察组一行先后到了青石镇和云\n3\n台社区,听取了介绍。",
        "考察组一行先后到了青石镇和云台社区,听取了介绍。",
    ),
    "- 3 - inside a sentence": (
        "考察组一行先后到了青石镇和云\n- 3 -\n台社区,听取了介绍。",
        "考察组一行先后到了青石镇和云台社区,听取了介绍。",
    ),
    "第3页 共5页 between paragraphs": ("大家很受启发。\n第3页 共5页\n二、几点建议\n", "大家很受启发。\n二、几点建议\n"),
    "a page number within a line": ("到了青石街- 3 -道社区。", "到了青石街道社区。"),
    "a pager, digit by digit": (
        "帮助居民排忧解难。\n\n2\n\n页,当前第。\n\n1\n\n1\n\n2\n\n二、今后打算",
        "帮助居民排忧解难。\n二、今后打算",
    ),
    "a break after a comma": ("考察组听取了介绍,\n察看了现场。", "考察组听取了介绍,察看了现场。"),
    "a break before a full stop": ("考察组察看了现场\n。大家很受启发。", "考察组察看了现场。大家很受启发。"),
    "a break in a word, among whole paragraphs": (
        "考察组先后到了青石镇、松岭村、河口区天马街\n道望江社区。\n大家认为,当地的做法很有特点,值得我们学习。\n",
        "考察组先后到了青石镇、松岭村、河口区天马街道望江社区。\n大家认为,当地的做法很有特点,值得我们学习。\n",
    ),
    "lines wrapped at one width": (
        "    为学习先进地区的经验,我县组织\n有关单位负责同志赴临江市考察社\n区治理工作,"
        "大家边看边听,边议边\n想,感受很深。",
        "    为学习先进地区的经验,我县组织有关单位负责同志赴临江市考察社区治理工作,大家边看边听,边议边想,感受很深。",
    ),
    "a stray blank in a name": ("我们来到了松云 田镇参观学习。", "我们来到了松云田镇参观学习。"),
    "letters set apart": ("主 要 做 法", "主要做法"),
    "blanks at signs and numbers": ("于 2019 年 5 月赴临江市 ,参观 (含座谈) 。", "于2019年5月赴临江市,参观(含座谈)。"),
    "no-break and ideographic spaces": ("书\u00a0记李明,\u3000sprint\u3000公司", "书记李明, sprint 公司"),
    "glosses": ("總結(jié)會（huì）", "总结会"),
    "damaged and cut glosses": (
        "黨(dǎng)員(yuán)學(xué)習(xí)總結(ji?)經(j\ufffdng)驗(yàn 們(men)又學(x",
        "党员学习总结经验(yàn 们又学",
    ),
    "glosses after debris": ("黨(dǎng)員(yuán)學(xué)習(xí)⿵娀I(lǐng)导", "党员学习⿵娀I导"),
    "traditional script": (
        "考察團參觀了臨江區的社區黨員服務中心,學習經驗",
        "考察团参观了临江区的社区党员服务中心,学习经验",
    ),
    "full-width letters and digits": ("２０１９年ＡＰＰ", "2019年APP"),
    "zero-width, soft hyphen, control characters": ("社\u200b区\u00ad党\ufeff建\x07", "社区党建"),
    "line ends": ("第一。\r\n第二。\r第三。\u2028第四。", "第一。\n第二。\n第三。\n第四。"),
    "entities": ("社区&nbsp;党建&ldquo;云&middot;台&rdquo;&amp;nbsp;", "社区 党建“云·台” "),
    "tags": ("<p>社区<strong>党建</strong><br/>很好。</p>", "\n社区党建\n很好。\n"),
    "Markdown": ("## 一、做法\n**时间：**5月\n", "一、做法\n时间：5月\n"),
    "quotation marks": ('开展"三进"活动,「一门」服务,〝两代表〞『好』', "开展“三进”活动,“一门”服务,“两代表”‘好’"),
    "scanning slips": ("设臵", "设置"),
    "radicals of PDF": ("⼀心⼀意,⾼度重视", "一心一意,高度重视"),
    "a site's address": ("人做我做。由Www.Example.Com整理3.加强管理。", "人做我做。3.加强管理。"),
    "a site's slogan": ("大家很受启发。专心---专注---专业二、建议", "大家很受启发。二、建议"),
    "a notice of hidden text": ("当地成立了领导……此处隐藏1528个字……小组。", "当地成立了领导…………小组。"),
    "a site's stray mark": ("实现了土地的'增值,和相似的`地方。", "实现了土地的增值,和相似的地方。"),
    "a word made a link": (
        "要制定一系列的。\n\n工作计划。\n\n和发展规划。喊出响亮。\n\n口号。\n\n特别是领导。",
        "要制定一系列的工作计划和发展规划。喊出响亮口号。特别是领导。",
    ),
    "a heading set twice": ("一、主要做法\n总体情况总体情况\n很好。", "一、主要做法\n总体情况\n很好。"),
    "lines wrapped at one width, items and headings between": (
        "赴临江市考察报告\n一、主要做法\n临江市成立了社区治理领导小组,由市委书记\n李明任组长,每月开一次会。云台社区推行“一\n户一码”,"
        "居民纷纷参与。县里开展“美丽庭院”\n评选,每季度一次,群众给予了好评。\n1.成立领导小组,由书记任组长,办公室设在民\n政局。\n"
        "2.先试点,后推广。\n二、启示",
        "赴临江市考察报告\n一、主要做法\n临江市成立了社区治理领导小组,由市委书记李明任组长,每月开一次会。云台社区推行“一户一码”,"
        "居民纷纷参与。县里开展“美丽庭院”评选,每季度一次,群众给予了好评。\n1.成立领导小组,由书记任组长,办公室设在民政局。\n"
        "2.先试点,后推广。\n二、启示",
    ),
    "a line that begins with the comma of the last": (
        "当地推行“一户一码”\n,群众满意。",
        "当地推行“一户一码”,群众满意。",
    ),
    "a title cut before its last words": (
        "关于赴临江市学习考察社区治理工作的\n考察报告\n我们去了。",
        "关于赴临江市学习考察社区治理工作的考察报告\n我们去了。",
    ),
    "hyphens at line ends": ("sustain-\nable发展,e-\nmail信箱", "sustainable发展,e-mail信箱"),
    "chunk marks of unlike chunks, page numbers between": (
        f"1、考察报告{SENTENCES[:90]}县民政局局长李明\n\n- 1 -\n\n2、远带队到了{SENTENCES[:150]}由市委书\n"
        f"第 2 页（共 3 页）\n3、记任组长。{SENTENCES[:130]}二、几点\n4、启示一是要重视。",
        f"考察报告{SENTENCES[:90]}县民政局局长李明远带队到了{SENTENCES[:150]}由市委书记任组长。{SENTENCES[:130]}"
        "二、几点启示一是要重视。",
    ),
    "chunk marks after a title, in words, before a real item": (
        "赴临江市考察报告\n1、为学习先进经验,我们到临江市考察,看了三个社区,听取了介绍。大家到了洛\n2、阳市的社区,感到办法多。"
        "那里的居民都说好,志愿者每周上门两次。当地推行“\n3、八声服务”,从进门到出门,都有人管。大家感到要学以致用,抓好落实。\n4、1.建立制度,每月一次。\n2.定期通报。\n",
        "赴临江市考察报告\n为学习先进经验,我们到临江市考察,看了三个社区,听取了介绍。大家到了洛阳市的社区,感到办法多。"
        "那里的居民都说好,志愿者每周上门两次。当地推行“八声服务”,从进门到出门,都有人管。大家感到要学以致用,抓好落实。\n1.建立制度,每月一次。\n2.定期通报。\n",
    ),
    "chunk marks among real items": (
        "三、建议\n1.建立积分制,先在三个社区试点,效果好了再推广,由民政局负责组\n5、织实施。\n"
        "2.建设服务中心,整合十二个部门的窗口,居民办事只进一扇门,由县政务服务局负责落实\n6、到位。\n3.加强培训。\n",
        "三、建议\n1.建立积分制,先在三个社区试点,效果好了再推广,由民政局负责组织实施。\n"
        "2.建设服务中心,整合十二个部门的窗口,居民办事只进一扇门,由县政务服务局负责落实到位。\n3.加强培训。\n",
    ),
    "a running head in a sentence": (
        "临江市社区治理考察报告\n考察组先后看了云台社区、望江\n临江市社区治理考察报告\n- 2 -\n社区,听取了介绍。\n"
        "临江市社区治理考察报告 第3页\n二、启示\n要重视。",
        "临江市社区治理考察报告\n考察组先后看了云台社区、望江社区,听取了介绍。\n二、启示\n要重视。",
    ),
    "a title set twice": ("赴临江市考察报告\n\n赴临江市考察报告\n我们去了。", "赴临江市考察报告\n我们去了。"),
    "numbered and stock headings set twice": ("二、启示启示\n很好。\n建议建议\n好。", "二、启示\n很好。\n建议\n好。"),
    "a stock heading set twice within a line": ("很好。二、几点启示几点启示要重视。", "很好。二、几点启示要重视。"),
    "text beside its bold copy": (
        "培养了38名学员。**培养了38名学员。**很好。三、**体会**体会",
        "培养了38名学员。很好。三、**体会**体会",
    ),
    "a sentence set twice": (
        "（一）定点投放，养习惯。定点投放，养习惯。当地很好。（二）立法在前。（二）立法在前。",
        "（一）定点投放，养习惯。当地很好。（二）立法在前。",
    ),
    "a blank in a name within quotation marks": ("成立“东山大 妈”队和“ 老舅舅 ”队", "成立“东山大妈”队和“老舅舅”队"),
    "digits set apart": ("我们一行 1 7 人", "我们一行17人"),
}

STAYS = {
    "masks": "20xx年,xx县**区XX镇．．省×××村和某某社区、李某某,从××年到XX年",
    "a list after sentence ends": f"{CHUNK}\n1、建立制度。{CHUNK}\n2、落实责任。{CHUNK}\n3、抓好检查。",
    "a list in a text without full stops": "\n1、".join(["要把工作做实做细" * 20] * 2)
    + "\n2、"
    + "要把工作做实做细" * 20,
    "headings": "关于赴临江市的考察报告\n一、主要做法\n(一)健全组织\n近年来,当地很重视。\n",
    "headings without numbers": "主要做法\n当地成立了由书记任组长的领导小组,定期研究工作。\n几点启示\n要加强领导。",
    "signature and date": "我们一定抓好落实,务求实效,不辜负组织的期望\n县考察组\n二〇一九年五月八日",
    "paragraphs": "大家很受启发。\n\n我们要学习好的做法。\n\n",
    "an indent": "　　为学习经验,我们赴临江市考察。\n　　一、主要做法",
    "names set apart": "参加人员:李明 王小红 张伟。带队:周平 郑海。",
    "heading and text on one line": "一、基本情况 临江市位于江边,人口八万。",
    "title and text on one line": "赴临江市考察报告 12月14日,我区组织考察。",
    "debris of conversion": "。ㄈ┳⒅貙嵭罕娫",
    "debris at the start of a line": "为目标的工作思路\n。ㄒ唬┏闪㈩I导小组",
    "brackets that are no gloss": "协会(icfa)和世卫组织(who)的云台(joliet)学院",
    "a range of years": "从2005-2008年,第3-5页",
    "figures in columns": "人口\n12\n15\n18\n",
    "traditional names in a simplified text": "考察团一行参观了“臺北”展区,听取了关于社区服务的详细介绍,深受启发。",
    "English words": "junior college, sprint 电话公司 APP 管理",
    "an unknown entity": "A&B公司,&foo;",
    "less and more": "收入<3000元,支出>2000元",
    "one straight quote": '5"管道',
    "headings of two clauses before long paragraphs": "赴青石市考察报告\n"
    + "".join(f"{head}\n当地先后出台了文件，成立了小组，定期研究，局面很好，群众满意。\n" for head in COUPLETS),
    "items without stops": "打算\n1、加强领导，健全组织\n2、落实责任，明确分工\n3、抓好检查，严格考核\n4、总结经验\n",
    "long items without stops at their ends": "三、做法。\n1、坚持党建引领，成立小组，定期研究。形成合力\n"
    "2、坚持科技支撑，建成平台。归集数据，一网统管\n3、坚持群众参与，推行积分。居民踊跃，效果很好\n",
    "names below each other": "参加人员\n县农业农村局局长，李明\n县乡村振兴局局长，王红\n"
    "县文化旅游局局长，张伟\n县自然资源局局长，周平\n5月。\n",
    "a timetable": "5月8日上午，参观青石社区\n5月8日下午，参观临江学校\n5月9日上午，座谈交流经验\n5月9日下午，返程。\n",
    "a title, an author and a text apart by empty lines": "蹲下来的老师——赴临江、青石幼儿园跟岗学习心得\n\n"
    "第三幼儿园王小红\n\n去年秋天，我去了临江。园长说：“先等一等。”\n\n青石是另外一种样子。\n",
    "a subheading under several headings": "青石市\n主要做法\n建成平台，群众满意。\n临江市\n主要做法\n"
    "推行积分制，效果好。\n云台市\n主要做法\n成立协会，收入增加。\n",
    "verbs and words said twice": "二、研究研究再定\n大家看看，个个都说好，慢慢讲。\n我们讨论讨论。\n",
    "cries and sayings twice": "“快走！快走！”他喊。\n“不行啊不行。不行啊不行。”他说。\n",
    "a heading whose word begins the text": "很好。二、启示启示之一：要抓好领导。\n",
    "masked names": "到了**社区**社区和××街道××街道。××××××××\n----------\n",
    "numbered titles of one series": "考察报告\n考察报告1\n很好。\n考察报告2\n也好。\n",
    "digits in a row": "评分：1 2 3 4\n",
}


@pytest.mark.parametrize(("raw", "text"), REPAIRED.values(), ids=REPAIRED)
def test_damage_is_repaired(raw, text):
    assert clean(raw).text == text


@pytest.mark.parametrize("text", STAYS.values(), ids=STAYS)
def test_what_is_no_damage_stays(text):
    assert clean(text).text == text
    assert clean(text).repairs == ()


@pytest.mark.parametrize("text", [*(raw for raw, _ in REPAIRED.values()), *STAYS.values()], ids=[*REPAIRED, *STAYS])
def test_cleaning_clean_text_changes_nothing(text):
    once = clean(text).text
    assert clean(once).text == once


def test_spans_are_places_in_the_file():
    """A span over a removed mark covers the mark; spans never reach over what stands beside."""
    raw = chunked("考察组到了云", "台社区。")
    result = clean(raw, start=1000)
    at = result.text.index("云") + 1 - len("到了云")
    start, end = result.span(at, at + len("到了云"))
    assert raw[start - 1000 : end - 1000] == "到了云"
    at = result.text.index(CHUNK, 5) - 1
    start, end = result.span(at, at + 3)
    assert raw[start - 1000 : end - 1000] == "云\n2、" + CHUNK[:2]


def test_a_character_for_several_spans_them_all():
    raw = "社区&middot;党建"
    result = clean(raw)
    assert result.span(2, 3) == (2, 10)
    assert result.span(0, 5) == (0, 12)
    assert result.span(5, 5) == (12, 12)
    with pytest.raises(IndexError):
        result.span(2, 6)


def test_repairs_tell_what_where_before_and_after():
    (repair,) = clean("设臵", start=7).repairs
    assert (repair.name, repair.span, repair.before, repair.after) == ("scanning_slip", (8, 9), "臵", "置")
    assert {repair.name for repair in clean("".join(raw for raw, _ in REPAIRED.values())).repairs} <= set(REPAIRS)


def test_legible_text_keeps_its_lines():
    assert legible("考察,\n到了臵\r\n云 台").text == "考察,\n到了置\n云 台"


PIECES = [
    "社区", "考察组到了云", "台社区", "。", ",", "、", "\n", "\r\n", "\n\n", " ", "\u3000", "\u200b", "總結",
    "(jié)", "(ji?)", "學習經驗", "党员", "1、", "2、", "12、", "3", "- 3 -", "第3页 共5页", "页,当前第",
    "工作计划。", "的'",
    "&nbsp;", "&amp;", "lt;", "<br>", "<p", ">", "\"", "「", "」", "20xx年", "**县", "臵", "Ａ", "##", "# ",
    "一、", "(一)", "www.a.com", "由", "张伟 李明", CHUNK, "。ㄈ┳⒅", "\U00020bb7", "\u2f00", "a", "\t",
    "4月21日", "2016年", "8:30", "和-谐", "-", "深人", "士城镇", "己经", "，", "\n• ", "\n(2)", " 一是人口", "一是人口",
    "\ue004", "\ue5e5", "; R: \\ b8 t\" ~8 z%", "後", "餘", "“", "”", "〝", "〞", "<!--", "-->", "<script>",
    "</script>",
]  # fmt: skip


def check_places(raw, start):
    result = clean(raw, start)
    assert len(result.offsets) == len(result.text)
    changed = [repair.span for repair in result.repairs]
    previous = start
    for char, place in zip(result.text, result.offsets, strict=True):
        assert previous <= place < start + len(raw)
        previous = place
        assert raw[place - start] == char or any(low <= place < high for low, high in changed)
    for index in range(len(result.text)):
        low, high = result.span(index, index + 1)
        assert low == result.offsets[index] and low < high <= start + len(raw)
    if result.text:
        low, high = result.span(0, len(result.text))
        assert low == result.offsets[0] and high > result.offsets[-1]
    return result


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join), st.integers(0, 5000))
@example("&amp;amp;amp;amp;lt;br&gt;", 0)
@example("\n\n\n \n", 3)
def test_every_clean_character_maps_to_its_place_in_damaged_text(raw, start):
    once = check_places(raw, start).text
    assert clean(once).text == once


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200))
def test_every_clean_character_maps_to_its_place_in_any_text(raw):
    once = check_places(raw, 0).text
    assert clean(once).text == once


@pytest.mark.parametrize(
    "piece",
    [
        "\n",
        " ",
        "(ab",
        "&amp;",
        "<p ",
        '"',
        "\n1",
        "1、好\n",
        "学",
        "张三 李四 ",
        "页,当前第1 ",
        "1日",
        "和-",
        "入民",
        "“",
        "一是人口",
        "〝",
        "{0 ",
        "<!--",
        "\ue004",
        "\n• 人",
        "<script></",
        "8:30",
        "ㄈ人",
    ],
)
def test_time_grows_with_length_and_no_faster(piece):
    """Ten times as long takes nowhere near a hundred times as long."""
    began = time.perf_counter()
    clean(piece * (200_000 // len(piece)))
    assert time.perf_counter() - began < 10
