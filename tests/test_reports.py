"""Which stretches of a page are reports. Every page here is made of pieces that say so themselves."""

import pytest

from loaders.reports import split_reports

PLACES = ("临江市", "望山县", "青石镇", "河口区", "云台社区", "松岭村")


def report(number, heading="", inner="\n"):
    """A short report of some 250 characters with inner headings; `inner` stands between its paragraphs."""
    place = PLACES[number % len(PLACES)]
    paragraphs = [
        f"为学习先进经验,20xx年{number + 3}月,我县组织考察组一行{number + 8}人,"
        f"赴{place}考察基层治理工作。现将有关情况报告如下:",
        "一、主要做法",
        f"1、建立联席会议。{place}每季度召开一次会议,把各单位请到一张桌子上,商量解决居民反映的停车难问题。",
        "2、推行积分管理。居民参加清扫、巡逻都可以得到积分,积分能够在超市里兑换日用品,大家的热情很高。",
        "二、几点启示",
        f"(一)要舍得投入。与{place}相比,我们在经费保障上还有差距。(二)要发动群众,把好的做法学回来、用起来。",
    ]
    return heading + inner.join(paragraphs) + inner


def page(*pieces):
    """The text of pieces and the spans of those that are reports: a report is a one-element tuple."""
    text, spans = "", []
    for piece in pieces:
        inside = isinstance(piece, tuple)
        body = piece[0] if inside else piece
        if inside:
            spans.append((len(text), len(text) + len(body)))
        text += body
    return text, spans


TRADITIONAL = "為學(xué)習(xí)經(jīng)驗(yàn),考察團(tuán)於五月赴臨江市考察,社區(qū)黨組織發(fā)揮領(lǐng)導作用。"
BLURB = "下面是小编为大家整理的几篇范文,希望能够帮助到大家,欢迎阅读参考。\n\n"

COMPILATIONS = {
    "篇一, colon and title": (
        "外出考察报告范文3篇\n\n",
        BLURB,
        (report(0, "篇一:赴临江市考察报告\n"),),
        (report(1, "篇二:赴望山县考察报告\n"),),
        (report(2, "篇三:赴青石镇考察报告\n"),),
    ),
    "stem and 篇1": (
        "学习考察报告(精选3篇)\n\n",
        "时间:2022-03-04 10:11:12 作者:小雨\n\n",
        BLURB,
        (report(0, "学习考察报告 篇1\n\n", "\n\n"),),
        (report(1, "学习考察报告 篇2\n\n", "\n\n"),),
        (report(2, "学习考察报告 篇3\n\n", "\n\n"),),
    ),
    "stem and bare number": (
        "当前位置:首页 > 范文 > 考察报告\n",
        "学习考察报告(通用3篇)\n",
        BLURB,
        (report(0, "学习考察报告1\n"),),
        (report(1, "学习考察报告2\n"),),
        (report(2, "学习考察报告3\n"),),
    ),
    "stem, blank and number": (
        "赴外地考察报告范文\n",
        BLURB,
        (report(0, "赴外地考察报告 1\n"),),
        (report(1, "赴外地考察报告 2\n"),),
    ),
    "第一篇": (
        (report(0, "第一篇:外出考察报告\n"),),
        (report(1, "第二篇:社区考察报告\n"),),
        (report(2, "第三篇:党建考察报告\n"),),
    ),
    "篇(1) on its own line under a page title": (
        "考察报告精品(三篇)\n",
        "时间:2023-03-06 16:00:53\n",
        "序论:写作是一种深度的表达,好投稿为您带来了三篇范文。\n",
        "考察报告\n",
        (report(0, "篇(1)\n"),),
        (report(1, "篇(2)\n"),),
        (report(2, "篇(3)\n"),),
    ),
    "brackets around 篇一": (
        "干部考察报告汇编\n",
        (report(0, "【篇一】\n"),),
        (report(1, "【篇二】\n"),),
    ),
    "bracketed label with title": (
        "小学考察报告(汇总两篇)\n",
        (report(0, "[考察报告范文篇1:外出考察报告]\n"),),
        (report(1, "[考察报告范文篇2:参观考察报告]\n"),),
    ),
    "范文一": (
        "考察报告范文大全\n",
        BLURB,
        (report(0, "范文一:\n"),),
        (report(1, "范文二:\n"),),
    ),
    "报告(一) with full-width signs": (
        "考察报告15篇\n",
        (report(0, "考察报告（一）：\n"),),
        (report(1, "考察报告（二）：\n"),),
        (report(2, "考察报告（三）：\n"),),
    ),
    "one line, all newlines lost, 报告(一):": (
        "1、考察报告15篇",
        (report(0, "考察报告(一):赴临江市考察报告", ""),),
        (report(1, "考察报告(二):", ""),),
        (report(2, "考察报告(三):", ""),),
    ),
    "one line, 篇一 after blanks": (
        "精选优质文档-倾情为你奉上参观考察报告 ",
        (report(0, "篇一：赴临江市考察报告 ", " "),),
        (report(1, "篇二：赴望山县考察报告 ", " "),),
    ),
    "titles as lines of their own, one of them twice": (
        "基层治理考察报告(热门18篇)\n\n",
        "时间:2023-12-25 05:28:19 作者:小雨\n\n",
        BLURB,
        (report(0, "基层治理外出考察报告\n\n", "\n\n"),),
        (report(1, "治理工作考察报告\n\n", "\n\n"),),
        (report(2, "治理工作考察报告\n\n", "\n\n"),),
        (report(3, "社区治理工作计划\n\n", "\n\n"),),
        "相关范文推荐\n\n猜您喜欢\n热门推荐",
    ),
    "contents and 返回目录": (
        "基层考察报告4篇\n\n",
        "本文目录\n赴临江市考察见闻\n赴望山县考察见闻\n\n",
        (report(0),),
        "返回目录\n\n",
        (report(1),),
        "返回目录\n",
    ),
    "numbered titles": (
        "考察报告汇总\n",
        (report(0, "1、关于赴临江市的考察报告\n"),),
        (report(1, "2、关于赴望山县的考察报告\n"),),
        (report(2, "3、关于赴青石镇的考察报告\n"),),
    ),
    "numbers after a list of the same numbers": (
        "考察报告3篇\n目录\n篇一:赴临江市考察报告\n篇二:赴望山县考察报告\n",
        (report(0, "篇一:赴临江市考察报告\n"),),
        (report(1, "篇二:赴望山县考察报告\n"),),
    ),
    "numbers out of order": (
        "考察报告范文(30篇)\n",
        (report(0, "考察报告范文篇17\n"),),
        (report(1, "考察报告范文篇3\n"),),
        (report(2, "考察报告范文篇21\n"),),
    ),
    "a fence between numbered parts": (
        "考察报告 两篇\n",
        (report(0, "考察报告篇一\n"),),
        "上一篇:安全生产工作总结\n下一篇:学习心得\n",
        (report(1, "考察报告篇二\n"),),
        "【考察报告】相关文章:\n赴河口区考察报告04-06\n学校考察报告01-06\n",
    ),
    "contents lost in one line": (
        "考察报告4篇\n\n...\n\n",
        "本文目录赴临江市考察报告关于望山县的考察报告青石镇考察报告范文\n\n",
        (report(0),),
        "返回目录\n",
        (report(1, "关于望山县的考察报告\n"),),
    ),
    "words of thanks at the end": (
        "考察报告两篇\n",
        (report(0, "考察报告(一)\n"),),
        (report(1, "考察报告(二)\n"),),
        "以上就是小编为大家整理的考察报告范文,希望对大家有所帮助。\n",
    ),
    "numbers glued to the text": (
        "考察报告3篇",
        (report(0, "考察报告(一)", ""),),
        (report(1, "考察报告(二)", ""),),
        (report(2, "考察报告(三)", ""),),
    ),
    "titles that differ before 篇一, one line": (
        (report(0, "临江考察报告篇一：", ""),),
        (report(1, "党建考察报告篇二：", ""),),
        (report(2, "社区考察报告篇三：", ""),),
    ),
    "Markdown headings": (
        "# 考察报告范文3篇\n\n",
        (report(0, "## 篇一 赴临江市考察报告\n\n", "\n\n"),),
        (report(1, "## 篇二 赴望山县考察报告\n\n", "\n\n"),),
    ),
    "Windows line ends": (
        "考察报告范文两篇\r\n",
        (report(0, "考察报告 篇1\r\n", "\r\n"),),
        (report(1, "考察报告 篇2\r\n", "\r\n"),),
    ),
    "traditional script with glosses": (
        "- 考察報(bào)告 推薦度:\n- 相關(guān)推薦\n考察報(bào)告2篇\n",
        ("考察報(bào)告篇1\n" + TRADITIONAL * 3 + "\n",),
        ("考察報(bào)告篇2\n" + TRADITIONAL * 3 + "\n",),
    ),
    "signatures between titles": (
        (report(0, "赴临江市学习考察情况汇报\n") + "县考察组\n20xx年5月8日\n\n",),
        (report(1, "关于赴望山县学习考察的思考\n") + "县考察组\n20xx年6月8日\n",),
    ),
    "two work plans, each with its title": (
        (report(0, "青石镇云台社区2021年党建工作计划\n"),),
        (report(1, "青石镇云台社区2022年党建工作计划\n"),),
    ),
    "two titles without any number": (
        (report(0, "关于赴临江市考察基层治理工作的报告\n"),),
        (report(1, "关于赴望山县考察基层治理工作的报告\n"),),
    ),
}

SINGLES = {
    "title and text": ((report(0, "关于赴临江市的考察报告\n"),),),
    "no title": ((report(0),),),
    "one line": ((report(0, "关于赴临江市的考察报告", ""),),),
    "ratings above, related articles below": (
        "- 考察报告 推荐度:\n- 外出考察报告 推荐度:\n- 相关推荐\n",
        (report(0, "关于赴临江市的考察报告\n"),),
        "【关于赴临江市的考察报告】相关文章:\n赴深水区考察报告04-06\n考察报告01-06",
    ),
    "page title repeated by the report": (
        "首页 > 工作报告 > 考察报告\n赴临江市考察报告\n时间:2024-04-04 13:50:26\n",
        (report(0, "赴临江市考察报告\n"),),
        "上一篇:没有了\n下一篇:工作总结\n",
    ),
    "date and byline between title and text": (
        (report(0, "赴临江市考察报告\n(20xx年5月)\n县考察组\n"),),
        "责任编辑:小雨\n",
    ),
    "inner headings that name genres": (
        (
            report(0, "关于赴临江市的考察报告\n")
            + "三、下一步工作计划\n继续学习,抓好落实,把各项任务分解到人,确保年底前全部完成,见到实效。\n",
        ),
    ),
    "inner heading without number": (
        (
            report(0, "关于赴临江市的考察报告\n")
            + "下一步工作打算\n继续学习,抓好落实,把各项任务分解到人,确保年底前全部完成。\n",
        ),
    ),
    "two work plans run together without a title": ((report(0, "云台社区党建工作计划\n") + report(1),),),
    "a blurb under the title": ((report(0, "赴临江市考察报告\n" + BLURB),),),
    "a site's banner above": (
        "欢迎您访问好公文网\nhttp://www.example.cn/1.html\n=====\n",
        (report(0, "关于赴临江市的考察报告\n"),),
        "本文来源:http://www.example.cn/1.html\n",
    ),
    "numbered headings that look like parts": (
        (
            "关于赴临江市的考察报告\n"
            + "\n".join(f"第{n}部分 主要做法\n" + report(i).replace("一、", "(一)") for i, n in enumerate("一二三")),
        ),
    ),
    "mention of parts in a sentence": (
        (
            report(0, "关于赴临江市的考察报告\n")
            + "这是我们写好治理大文章的第一篇,也是最难的一篇,第二篇文章更要写好。\n",
        ),
    ),
}


@pytest.mark.parametrize("pieces", COMPILATIONS.values(), ids=COMPILATIONS)
def test_every_part_of_a_compilation_is_a_report(pieces):
    text, spans = page(*pieces)
    assert [(found.start, found.end) for found in split_reports(text)] == spans


@pytest.mark.parametrize("pieces", SINGLES.values(), ids=SINGLES)
def test_a_single_report_stays_whole(pieces):
    text, spans = page(*pieces)
    assert [(found.start, found.end) for found in split_reports(text)] == spans


TITLES = {
    "篇一:赴临江市考察报告\n": "赴临江市考察报告",
    "考察报告(一):赴临江市考察报告为": "赴临江市考察报告",
    "【篇1】\n关于赴临江市的考察报告\n": "关于赴临江市的考察报告",
    "第一篇:外出考察报告\n": "外出考察报告",
    "[考察报告范文篇1:参观学校考察报告]\n": "参观学校考察报告",
    "考察报告 篇1一、基本情况\n": "考察报告 篇1",
    "2023年考察报告篇1\n": "2023年考察报告篇1",
    "考察报告 篇1\n现将考察情况报告如下。": "考察报告 篇1",
    "学习考察报告 篇1\n": "学习考察报告 篇1",
    "考察报告(二):": "考察报告(二)",
    "# 关于赴临江市的考察报告\n": "关于赴临江市的考察报告",
    "1、关于赴临江市的考察报告\n": "关于赴临江市的考察报告",
    "": "为学习先进经验,20xx年3月,我县组织考察组一…",
}


@pytest.mark.parametrize(("heading", "title"), TITLES.items())
def test_the_title_is_the_reports_own(heading, title):
    text = report(0, heading) + report(1, heading.replace("二", "三").replace("一", "二").replace("1", "2"))
    assert split_reports(text)[0].title == title


def test_a_title_broken_in_two_lines_is_one_title():
    text = "关于赴临江市、望山县学习考察基层治理工作的\n考察报告考察报告\n\n" + report(1)
    (found,) = split_reports(text)
    assert (found.start, found.title) == (0, "关于赴临江市、望山县学习考察基层治理工作的考察报告")


def test_the_title_of_a_traditional_report_is_simplified_and_without_glosses():
    text = (
        "關(guān)于赴臨江市的考察報(bào)告\n"
        + "為學(xué)習(xí)經(jīng)驗(yàn),考察團(tuán)赴臨江市考察,現(xiàn)將情況報(bào)告如下。" * 3
    )
    assert split_reports(text)[0].title == "关于赴临江市的考察报告"


def test_a_number_cut_by_a_chunk_mark_still_begins_a_report():
    chunk = "我们学习了先进的经验,看到了自己的差距。" * 15
    text = f"1、考察报告15篇考察报告(一):{chunk}我们\n2、要努力。{chunk}考察报\n3、告(二):{chunk}努力"
    first, second = split_reports(text)
    assert text[first.start : first.start + 8] == "考察报告(一):"
    assert text[second.start : second.start + 11] == "考察报\n3、告(二):"
    assert first.end == second.start and second.end == len(text)


def test_a_page_without_a_report_gives_none():
    assert split_reports("首页 > 范文\n上一篇:工作总结\n下一篇:工作计划\n") == ()
    assert split_reports("") == ()


def test_splitting_a_report_again_gives_the_report():
    text, spans = page(*COMPILATIONS["stem and 篇1"])
    for start, end in spans:
        again = split_reports(text[start:end])
        assert [(one.start, one.end) for one in again] == [(0, end - start)]
