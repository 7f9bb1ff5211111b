"""The names of all rules that facts carry in `rule`, with what each one sees."""

from collections.abc import Mapping
from types import MappingProxyType

_PLACES = {
    "gazetteer-full": "a division or country under its full name: 遂昌县",
    "gazetteer-short": "a division or country without its suffix: 贵州",
    "gazetteer-short-ambiguous": "a short name that is also a common word or the name of several places, "
    "which a place of the report decides: 辽宁朝阳",
    "gazetteer": "a name of the gazetteer inside a longer name or word, so no place: 贵阳 in 贵阳路",
    "suffix-city": "an autonomous prefecture that the gazetteer does not have: 云岭自治州",
    "suffix-township": "a township by its suffix: 西洲镇",
    "suffix-village": "a village by its suffix: 清湾村",
    "suffix-community": "a residential community by its suffix: 荷塘社区",
    "suffix-zone": "a zone or park with a name of its own: 翠微产业园",
    "suffix-zone-of-place": "a zone or park right after the place that it belongs to: 桐城市|高新技术产业开发区",
    "listed-place": "a community or town named bare in a list that says what it is: 荷塘、柳湾、松坪等社区",
    "transliterated": "characters that transliterate before 市 or 州: 瓦莱里亚州",
    "mask-place": "a place whose name is masked, by mask and suffix: xx市, **县",
    "mask-cut": "the noun that is left of a name that was cut out, right before a place: 到市大渡口区",
    "mask-bare": "a mask that stands for a place with no suffix: 来到**",
}

_BODIES = {
    "mask-body": "a school, company or hospital whose name is masked: ××小学",
    "body-school": "a school by its suffix and a name of its own: 青禾小学",
    "body-government": "an office of party or state by its suffix and a name of its own: 青禾党支部",
    "body-institution": "an institution by its suffix and a name of its own: 松鹤养老院",
    "body-enterprise": "a company or cooperative by its suffix and a name of its own: 青禾茶叶公司",
    "body-socialorganization": "an association by its suffix and a name of its own: 青禾茶叶协会",
    "listed-company": "a company named bare in a list of companies: 引进了禾远、茗川等一批企业",
    "body-delegation": "a delegation named after something that is no place: 青禾考察团",
    "body-school-of-place": "a school right after the place that it lies in: 遂昌县|青禾小学",
    "body-government-of-place": "an office named by the place before it: 桐城市|民政局",
    "body-institution-of-place": "an institution named by the place before it: 桐城市|图书馆",
    "body-enterprise-of-place": "a company right after the place that it lies in: 遂昌县|青禾茶叶公司",
    "body-socialorganization-of-place": "an association named by the place before it: 桐城市|茶叶协会",
    "body-delegation-of-place": "a delegation named by the place that sends it: 遂昌县|考察团",
    "body-ministry": "a ministry or highest court right after the foreign country that it belongs to: 挪威|教育部",
    "body-embassy": "a mission of China named by the place it is in: 中国驻|札幌|总领事馆",
    "body-branch": "a branch right after the firm or institution that it belongs to: 青禾银行|桐城支行",
    "body-part": "a department right after the body that it is part of: 桐城市民政局|社会福利处",
    "body-coordinate": "the second of two offices of one place, named without the place: 桐城市委、市政府",
    "body-level": "an office named by its level alone, completed by the report's place of that level: 市教育局",
    "central-body": "a central department or national organization: 水利部",
    "central-department": "a department of a central one: 水利部|规划司",
    "own-container": "the place of the writer's own level that holds a town whose people travel: 我县 … 妙高街道",
    "own-stand-in": "the own side of a report that never names it: 考察组, 我县",
}

_PRACTICES = {
    "titled-document": "a titled rule, plan or agreement, or a title that somebody issues: 《茶园管理办法》",
    "quoted-idea": "a quoted idea that the text calls one: 以“静待花开”为办学理念",
    "quoted-again": "a quoted name once more, where its sentence alone would not make it one",
    "quoted-formula": "a quoted numbered formula: “四看两问”",
    "quoted-name": "a quoted name that a verb of doing governs or whose head noun is a practice's: 建立“邻里守望队”",
    "quoted-name-with-head": "a quoted name and its head noun in one: “暖心敲门”活动",
    "quoted-name-before-head": "a quoted name whose head noun follows at a distance: “早茶听民声”的新品牌",
    "quoted-coinage": "a short quoted coinage that is neither speech nor judgement: “田头夜谈”",
    "national-practice": "a practice known all over the country under one name: 河长制",
    "numbered-formula": "a formula of numbers and plus signs: 1+3+N模式",
    "chained-formula": "numerals each with a word or two, done by somebody: 一村一景一品",
    "counted-formula": "a numeral and a word with 制, 法 or a noun of such slogans, done by somebody: 四看法",
    "themed-activity": "an activity named by its quoted theme: 以“守好一座茶园”为主题的实践活动",
    "listed-practice": "a bare item of a list that a noun of practices closes: 打造茶香邻里、竹海课堂等特色品牌",
    "compound-program": "words of its own before 工程, 活动 and kin: 翠竹清风工程",
    "compound-model": "words of its own before 模式, 工作法 and kin: 田头会诊模式",
    "compound-mechanism": "words of its own before 机制, 议事会, 平台 and kin: 茶农议事会",
    "compound-concept": "words of its own before 理念, 思想 and kin: 静水深流教育理念",
    "compound-policy": "words of its own before 公约, 办法, 规定 and kin: 茶园养护公约",
    "managed-way": "a way of managing after a verb of doing: 推行班级小组化管理",
    "so-called-way": "what stands between a verb of doing and 的办法: 采取以茶换工的办法",
    "parallel-phrases": "phrases of equal length under one head noun: 大茶园、大市场、大联合的构想",
}

_PERSONS = {
    "person-post": "a surname and one or two characters after a post: 县长周文清",
    "person-title": "a name before a post or form of address: 周文清县长",
    "person-list": "a name in a list with known names or before a head count: 周文清、吴立山等3人",
    "person-known": "a name that the dictionary knows as a person's: 叶圣陶",
    "person-dotted": "a foreign name with its dot: 马蒂·科尔宁",
    "person-addressed": "a foreign name before a form of address: 科尔贝女士",
    "person-author": "a name on a line of its own, or after the writer's school there: 周文清",
    "person-again": "a name without post that stands with one elsewhere in the report: 周文清很健谈",
}

_VISITS = {
    "visited-go": "the own side goes there: 赴桐城市考察",
    "visited-see": "the own side sees it or calls there: 参观了桐城市",
    "visited-upon": "the own side makes it the object of a visit: 对桐城市进行了考察",
    "visited-object": "it is named as a station or aim of the tour: 第一站是桐城市",
    "visited-seen": "it is told of as one of those that the own side went to: 考察组所到的桐城市",
    "visited-during": "it is told of as met on the tour: 考察中，桐城市…",
    "visited-stayed": "the own side was in it: 在桐城市考察时",
    "visited-heading": "a line that is a place's or body's name and nothing else, in the account of a tour",
    "visited-station": "what begins a station of the tour was gone to: 第一天。桐城市…",
}

_ADOPTIONS = {
    "adopted-spread": "where a practice, the subject of its sentence, was spread to: “早茶听民声”已在荷塘社区推开",
    "adopted-seen-there": "the place or body in one phrase with what was looked at: 了解了荷塘社区推行的“早茶听民声”",
    "adopted-possessor": "who stands right before the practice has it: 遂昌县“早茶听民声”活动",
    "adopted-borrowed": "the own side is advised to take over what another has: 借鉴遂昌县“早茶听民声”活动",
    "adopted-together": "whom the doer works with does it too: 遂昌县与青禾大学联合开办茶农夜校",
    "adopted-rule-says": "a rule in force says that it is to be set up: 《遂昌县茶园管理办法》提出要建立茶农议事会",
    "adopted-clause-subject": "who begins the clause, or one that it goes on from, does it: 遂昌县推行河长制",
    "adopted-same-clause": "who is named inside the clause does it: 自从去年起遂昌县推行河长制",
    "adopted-sentence-subject": "who begins the sentence, before a semicolon, does it: 遂昌县山多；现在推行河长制",
    "adopted-topic": "whom the sentences before speak of does it: 遂昌县山多。各处推行河长制",
    "adopted-only-host": "the only host of the tour does what its practice sections describe",
    "adopted-own-work": "who writes a plan or an account of own work does it: 遂昌县工作计划",
    "adopted-own-already": "the own side does it, as its lessons say: 我县已经推行河长制",
    "adopted-explicit": "whom a sentence of the lessons names does it: 桐城市推行河长制",
    "adopted-advice": "the own side, or a part of it, is advised to do it: 建议推行河长制",
    "adopted-advice-site": "a place named for the trial is advised to do it: 在云峰镇推行河长制",
}

_OTHER_RELATIONS = {
    "inspired-named": "a sentence of learning names whom or what is learned from: 桐城市的做法值得借鉴",
    "inspired-visit": "a sentence of learning speaks of the visit as a whole: 通过这次考察，受到很大启发",
    "post-before-name": "body, post, name: 遂昌县|县长|周文清",
    "name-before-post": "body, name, post: 遂昌县|周文清|县长",
    "name-after-body": "a member of a body who travels or is present, named right after it: 桐城市水利局|周文清一行",
    "post-of-topic": "post and name without a body, which the sentences before name: 走访青禾小学。校长周文清说",
    "post-of-delegation": "a post in the delegation that makes the tour: 周文清任团长",
    "post-shared": "a name right after another in a list has its post: 副县长周文清、吴立山",
    "post-of-own": "who leads the visit, no body before the post, has it in the own body: 馆长周文清率业务骨干赴…考察",
    "post-of-place": "who has a post in the party committee is also mayor of the place: 县委副书记、县长周文清",
    "author-line": "a body and a name on the author's line: 青禾小学    周文清",
    "located-stated": "containment that the report states: 遂昌县|青禾小学, 青禾茶叶协会位于遂昌县",
    "located-context": "a body or community whose place the sentence or section before it tells: "
    "桐城市重视养老。建立了松鹤养老院",
    "located-gazetteer": "containment of two named places that the gazetteer knows: 桐城市 lies in 安庆市",
    "proposed": "a verb of creating beside its creator: 遂昌县首创河长制",
}

_LEFT_AS_THEY_ARE = {
    "unreadable-debris": "debris of a failed conversion, which is not guessed at: 。ㄈ┳⒅",
    "unreadable-year": "years run together, which is not taken apart: 202223年",
    "hole": "where a name or number was cut out: 位于省西南部, 于年月日",
}

RULES: Mapping[str, str] = MappingProxyType(
    {**_LEFT_AS_THEY_ARE, **_PLACES, **_BODIES, **_PRACTICES, **_PERSONS, **_VISITS, **_ADOPTIONS, **_OTHER_RELATIONS}
)
"""What each rule sees, with a short example, by the name that facts carry in `rule`."""
