"""AFFILIATED_WITH: posts that persons hold, from the words around their names."""

import re
from functools import cache

from loaders.lexicon import alternatives, words
from loaders.relations.found import Found, Reading
from loaders.relations.subjects import topic
from loaders.resolve.bodies import listed_place, own_place
from loaders.resolve.drafts import Draft, Ref


@cache
def _post_chain() -> re.Pattern[str]:
    posts = alternatives(words("posts"))
    post = rf"(?:党组|党委|常务|第一|首席|名誉|代理)?(?:{posts})"
    before, after = r"(?:的)?(?:原|现任|时任|前)?", r"[ 　]{0,4}(?P<more>[、兼,，](?=[\u4e00-\u9fff]))?$"
    return re.compile(rf"{before}(?P<role>{post}(?:[、兼和]?{post})*){after}")


@cache
def _post_ends() -> frozenset[str]:
    """The last characters of all posts."""
    return frozenset(post[-1] for post in words("posts"))


_BEHIND_POST = " 　、兼,，"


def _find_post(text: str, start: int, position: int) -> re.Match[str] | None:
    """The first post after `start`, alone or with others, that ends at `position`; before most places stands none."""
    before = text[max(0, position - 6) : position].rstrip(_BEHIND_POST)
    return _post_chain().search(text, start, position) if before[-1:] in _post_ends() else None


@cache
def _title() -> re.Pattern[str]:
    return re.compile(alternatives(words("name_titles")))


# 桐城市水利局|周文清、吴立山一行: members of a body who travel or are present.
_TRAVELS = re.compile(
    r"(?:[、和及][\u4e00-\u9fff]{2,4}?){0,8}(?:等(?:同志)?|同志)?(?:一行|[两二三四五六七八九十\d]+人|前往|参加|出席|陪同|到会)"
)
_LEADER = re.compile(r"(?:为|任|担任)(?:考察[团组])?(?P<role>团长|副团长|组长|领队|队长)")


def find_posts(reading: Reading) -> list[Found]:
    """One AFFILIATED_WITH for each person and body that a post joins: 州教育局潘光伟局长, 党工委书记白云升."""
    found: list[Found] = []
    seen: set[tuple[int, int]] = set()
    last: tuple[Ref, list[tuple[Draft, str, str]]] | None = None
    for ref in reading.refs:
        if ref.draft.label != "Person":
            continue
        posts = _posts_of(reading, ref, last) or _shared_posts(reading, ref, last)
        last = ref, posts
        for body, role, rule in [*posts, *_of_places(posts)]:
            key = (id(ref.draft), id(body))
            if key not in seen and body is not ref.draft:
                seen.add(key)
                properties = {"role": role} if role else {}
                found.append(Found("AFFILIATED_WITH", ref.draft, body, ref.start, rule, properties))
    return found


_NEXT_NAME = re.compile(r"(?:同志|等|教授|先生|女士|老师)?(?:[(（][^()（）]{1,20}[)）])?(?:[、和及与]|以及)")


def _shared_posts(
    reading: Reading, person: Ref, last: tuple[Ref, list[tuple[Draft, str, str]]] | None
) -> list[tuple[Draft, str, str]]:
    """副主任李甲、王乙: a name right after another in a list has the same post."""
    if last is None or last[0].draft is person.draft:
        return []
    gap = reading.text[last[0].end : person.start]
    return [(body, role, "post-shared") for body, role, _ in last[1]] if _NEXT_NAME.fullmatch(gap) else []


_CHIEF = re.compile(r"(?:常务)?(?:副|代)?(?P<level>[省市州县区镇乡旗])长")


def _of_places(posts: list[tuple[Draft, str, str]]) -> list[tuple[Draft, str, str]]:
    """市委副书记、市长: who is also mayor holds a post of the city itself."""
    out = []
    for body, role, _ in posts:
        for part in re.split("[、兼和]", role):
            chief = _CHIEF.fullmatch(part)
            committee = body.label == "Organization" and body.name.endswith("委")
            if chief and committee and body.parent is not None and body.parent.bears(chief["level"]):
                out.append((body.parent, part, "post-of-place"))
    return out


def _posts_of(
    reading: Reading, person: Ref, last: tuple[Ref, list[tuple[Draft, str, str]]] | None
) -> list[tuple[Draft, str, str]]:
    text = reading.text
    out = _posts_at(reading, person.start)
    if not out:
        bare = _find_post(text, max(0, person.start - 30), person.start)
        holder, leads = None, False
        if bare:
            holder = _same_body(reading, bare, last)
            leads = _leads_own(reading, person, person.end, bare.start())
            if holder is None and not leads:
                holder = _holder(reading, bare.group("role"), bare.start())
        if bare and holder is not None:
            out.append((holder, bare.group("role"), "post-of-topic"))
        elif bare and leads:
            out.append((reading.own.draft, bare.group("role"), "post-of-own"))
    if not out:
        owner = _author_of(reading, person)
        if owner is not None:
            out.append((owner, "", "author-line"))
    title = _title().match(text, person.end)
    if title and not out:
        body = _body_ending_at(reading, person.start)
        role = "" if title.group() in ("同志", "先生", "女士", "老师") else title.group()
        if body is not None:
            out.append((body.draft, role, "name-before-post"))
            out.extend(_posts_up_to(reading, body.start))
        elif role and _leads_own(reading, person, title.end(), person.start):
            out.append((reading.own.draft, role, "post-of-own"))
    if not out and _TRAVELS.match(text, person.end):
        body = _body_ending_at(reading, person.start)
        if body is not None and body.draft.label == "Organization" and body.draft.kind != "Delegation":
            out.append((body.draft, "", "name-after-body"))
    leader = _LEADER.match(text, title.end() if title else person.end)
    if leader and reading.own.draft.kind == "Delegation":
        out.append((reading.own.draft, leader.group("role"), "post-of-delegation"))
    return out


def _posts_at(reading: Reading, position: int) -> list[tuple[Draft, str, str]]:
    """桐城市委副书记、茶叶协会会长|周文清: every post with its body in the chain that ends at a position."""
    match, body = _post_and_body(reading, position)
    if match is None or body is None:
        return []
    return [(body.draft, match.group("role"), "post-before-name"), *_posts_up_to(reading, body.start)]


def _posts_up_to(reading: Reading, start: int) -> list[tuple[Draft, str, str]]:
    """The posts that a mark or 兼 joins to what begins at `start`."""
    return _posts_at(reading, start - 1) if start > 0 and reading.text[start - 1] in "、,，兼" else []


_LED = re.compile(
    "(?:等)?(?:同志)?的?(?:亲自)?带领下|(?:同志)?(?:[、,，][^。;；]{2,30})?(?:[、,，]?(?:亲自)?(?:率队?|带队|带领|领队)|[^。;；]{0,20}(?:组成的?|一行|组建)|(?:同志)?[为任]团长)"
)
_GOING = re.compile("考察|学习|调研|取经|观摩|赴")


def _leads_own(reading: Reading, person: Ref, after: int, before: int) -> bool:
    """馆长周文清率业务骨干6人赴…考察: the leader of the visit, of whom no body is told, has a post in the own body."""
    text, own = reading.text, reading.own.draft
    party = own.kind == "Delegation"
    if own.label != "Organization" or party or not _LED.match(text, after):
        return False
    sentence = reading.document.sentences[reading.document.sentence_at(person.start)]
    if any(r.draft.label != "Person" and not r.draft.own for r in reading.refs.between(sentence.start, before)):
        return False
    return bool(_GOING.search(text, after, sentence.end))


_GENERAL_POST = re.compile(
    "(?:党[委组总支部]+|纪委)?(?:常务|执行|轮值|联席)?副?(?:主任|书记|部长|局长|主席|会长|秘书长|经理)|(?:常务)?委员|常委|总建筑师|总工程师|党组成员"
)


_NEXT_WARD = re.compile(
    "(?:同志|先生|女士|教授)?(?:[、,，]|[、,，]?(?:和|及|以及))[\u4e00-\u9fff]{1,6}(?:科|处|部|室|系|中心|办|组|股)"
)
_NEXT_POST = re.compile("(?:同志|先生|女士|教授)?[、,，]?(?:和|及|以及|并?(?:带领|率领?|陪同))?")


def _same_body(
    reading: Reading, bare: re.Match[str], last: tuple[Ref, list[tuple[Draft, str, str]]] | None
) -> Draft | None:
    """县人大常委会主任李甲、副主任王乙: the second post of a list is one in the body of the first."""
    if last is None or not last[1]:
        return None
    gap = reading.text[last[0].end : bare.start("role")]
    ward = _NEXT_WARD.fullmatch(gap)
    if ward is not None and not reading.refs.any_site(last[0].end, bare.start("role")):
        return last[1][-1][0]  # 总建筑师李甲、营销中心|经理王乙
    general = _GENERAL_POST.match(bare.group("role"))
    return last[1][-1][0] if general and _NEXT_POST.fullmatch(gap) else None


def _author_of(reading: Reading, person: Ref) -> Draft | None:
    """信都区第三幼儿园  冀晓楠: the body on the author's line."""
    gap = re.search(r"[ 　]+$", reading.text[max(0, person.start - 6) : person.start])
    if gap is None:
        return None
    body = _body_ending_at(reading, person.start - len(gap.group()))
    return body.draft if body is not None else None


def _post_and_body(reading: Reading, position: int) -> tuple[re.Match[str] | None, Ref | None]:
    """The shortest post that ends at `position` with a body right before it: 街道党工委|书记 before 街道|党工委书记."""
    start, found = max(0, position - 30), []
    while (match := _find_post(reading.text, start, position)) is not None:
        found.append(match)
        start = match.start() + 1
    for match in reversed(found):
        body = _body_ending_at(reading, match.start())
        if body is not None:
            return match, body
    for match in reversed(found):
        body = _body_of_department(reading, match.start())
        if body is not None:
            return match, body
    return None, None


_WARD = r"[\u4e00-\u9fff]{1,6}(?:科|处|部|室|系|中心|大队|车间)"
_DEPARTMENTS = re.compile(rf"{_WARD}(?:[\u4e00-\u9fff]{{0,6}}[、](?:{_WARD})?)?")


def _body_of_department(reading: Reading, position: int) -> Ref | None:
    """某医院骨外科|主任医师: the post in a ward or office is one in the body that has it."""
    for ref in reading.refs.before(position, 4):
        if ref.draft.label == "Organization" and _DEPARTMENTS.fullmatch(reading.text[ref.end : position]):
            return ref
    return None


_POST_KINDS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (re.compile("护理部|医务|科主任|住院"), ("Institution",)),
    (re.compile("校长|教导|教务|德育|年级|班主任|教师|老师|园长|辅导员"), ("School",)),
    (re.compile("院长|医师|医生|护士"), ("Institution", "School")),
    (re.compile("馆长|台长|站长"), ("Institution",)),
    (re.compile("村支书|村主任|村长|村党"), ("Village",)),
    (re.compile("社区"), ("Community",)),
    (re.compile("董事长|总经理|经理"), ("Enterprise",)),
    (re.compile("会长|理事长|社长|监事长|组合长"), ("SocialOrganization", "Enterprise")),
    (re.compile("镇长|乡长"), ("Township",)),
    (re.compile("书记|主任|负责人"), ("Village", "Community", "School", "Township", "SocialOrganization")),
)


_DEPARTMENT = re.compile(r"[\u4e00-\u9fff]{2,4}(?:部|科|处|室|办|中心|组)$")


def _holder(reading: Reading, role: str, position: int) -> Draft | None:
    """校长龙建国 with no school before: whom the sentence or the ones before speak of, if it has such a post."""
    text = reading.text
    chief = _CHIEF.search(role)
    if chief:
        place = listed_place(reading.document, reading.refs, position, chief["level"])
        return place or own_place(reading.own, chief["level"])
    called = _called_so(reading, position)
    if called is not None:
        return called
    named = _named_by_post(reading, role, position)
    if named is not None:
        return named
    kinds = next((kinds for pattern, kinds in _POST_KINDS if pattern.search(role)), ())
    if re.search("主任|长$", role) and _DEPARTMENT.search(text[max(0, position - 6) : position]):
        kinds = ("Institution", "School", "Enterprise", "SocialOrganization")
    sentence = reading.document.sentences[reading.document.sentence_at(position)]
    for ref in reading.refs.before(position, 8):
        if ref.start >= sentence.start and ref.draft.kind in kinds:
            return ref.draft
    for draft in topic(reading, sentence):
        if draft.kind in kinds:
            return draft
    for ref in reading.refs.before(position, 16):
        if reading.document.sentences[reading.document.sentence_at(ref.start)].section < sentence.section - 1:
            break
        if ref.draft.kind in kinds and ref.draft.label in ("Place", "Organization"):
            return ref.draft
    own = reading.own.draft
    return own if own.kind in kinds and own.rule != "own-stand-in" else None


_HEAD_OF = re.compile("(?P<noun>[院馆所局站社园庭厂])长")


def _named_by_post(reading: Reading, role: str, position: int) -> Draft | None:
    """院长周文清: the last body of the sentence whose name ends in 院, or that it goes on about."""
    head = _HEAD_OF.search(role)
    if head is None:
        return None
    sentence = reading.document.sentences[reading.document.sentence_at(position)]
    near = [r.draft for r in reading.refs.before(position, 8) if r.start >= sentence.start]
    for draft in [*near, *topic(reading, sentence)]:
        if draft.label == "Organization" and draft.name.endswith(head["noun"]):
            return draft
    return None


def _called_so(reading: Reading, position: int) -> Draft | None:
    """服务站|站长周文清: the last body whose own name ends with what stands before the post."""
    document = reading.document
    index = document.sentence_at(position)
    floor = document.sentences[max(0, index - 2)]
    start = floor.start if "报告" not in reading.text[floor.start : floor.end] else floor.end  # a title names the host
    before = reading.text[max(0, position - 4) : position]
    for length in (4, 3, 2):
        noun = before[-length:]
        if len(noun) == length and re.fullmatch(r"[\u4e00-\u9fff]+", noun):
            for ref in reading.refs.before(position, 24):
                body = ref.draft
                if ref.start < start:
                    break
                if body.label == "Organization" and body.name.endswith(noun) and body.name != noun:
                    return body
    return None


def _body_ending_at(reading: Reading, position: int) -> Ref | None:
    """The body or place whose name ends where the post or the name begins."""
    for ref in reading.refs.before(position, 8):
        touches = ref.end == position or (ref.end == position - 1 and reading.text[ref.end] == "的")
        if touches and ref.draft.label in ("Organization", "Place"):
            longer = [r for r in reading.refs.before(position, 8) if r.end == ref.end and r.start < ref.start]
            return longer[-1] if longer and longer[-1].draft.label == "Organization" else ref
    return None
