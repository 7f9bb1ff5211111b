"""The whole way from a file's text to the facts of its reports; only this module knows the order."""

from collections.abc import Iterator
from dataclasses import replace

from kg.containers import PROPERTY as CONTAINERS
from kg.records import Dropped, Entity, Facts, Redaction, Relation, Report, Span, Visit, identity
from loaders.cleaning import CleanText, clean
from loaders.document import Document, read_document
from loaders.gazetteer import Gazetteer
from loaders.mentions.dates import find_visit
from loaders.mentions.masks import find_masks
from loaders.mentions.mention import Mention, longest_first
from loaders.mentions.organizations import find_organizations
from loaders.mentions.persons import find_persons
from loaders.mentions.places import find_places
from loaders.mentions.practices import find_practices
from loaders.relations.adopted import find_adoptions
from loaders.relations.affiliated import find_posts
from loaders.relations.found import Found, Reading
from loaders.relations.inspired import find_inspirations
from loaders.relations.located import find_locations
from loaders.relations.proposed import find_proposals
from loaders.relations.visited import find_goals, find_visits
from loaders.reports import RawReport, split_reports
from loaders.resolve.anaphora import anaphora
from loaders.resolve.bodies import resolve_bodies, resolve_level_bodies
from loaders.resolve.drafts import Draft, MaskedName, Ref, Refs, mention_ref
from loaders.resolve.identity import assign_ids, known_containers
from loaders.resolve.own_side import find_own_side
from loaders.resolve.places import resolve_places
from loaders.resolve.practices import resolve_practices
from loaders.signature import signature
from loaders.sources import Source
from loaders.surroundings import surroundings
from loaders.unreadable import Unreadable, find_unreadable


def extract(source: Source) -> Iterator[Facts]:
    """The facts of each report of a file, in the file's order, one at a time."""
    # the pages belong to it: a text and a PDF of the same words are two reports, whichever is loaded last
    digest = identity(source.text, *(part for mark in source.marks for part in mark))
    for raw in split_reports(source.text):
        yield extract_report(source, raw, digest)


def extract_report(source: Source, raw: RawReport, digest: str) -> Facts:
    """The facts of one report; `digest` identifies the text of the whole file."""
    cleaned = clean(source.text[raw.start : raw.end], raw.start)
    document = read_document(cleaned.text, raw.title or "")
    reading, dropped, masks = _recognise(document)
    goals = find_goals(reading)
    visits = find_visits(reading, goals)
    visited = [found.tail for found in visits]
    refs = Refs([*reading.refs, *anaphora(document, reading.refs, reading.own, visited)])
    reading = Reading(document, refs, reading.own)
    visit = find_visit(document)
    found = [
        *_dated(find_visits(reading, find_goals(reading, goals)), visit),
        *find_adoptions(reading, visited),
        *find_inspirations(reading, visited),
        *find_posts(reading),
        *find_proposals(reading),
    ]
    drafts = _drafts(refs, reading.own.draft)
    found.extend(find_locations(reading, drafts, visited))
    imprint = signature(cleaned.text, raw.title or "")
    covered = {(mask.start, mask.end) for mask in masks}
    report = Report(
        identity("Report", digest, raw.start),
        source.name,
        raw.start,
        raw.end,
        raw.title or "",
        visit=visit if visits or visit != Visit() else None,
        signature=imprint,
        surroundings=surroundings(cleaned, _sites(drafts), covered) if imprint is not None else None,
    )
    facts = _facts(source, report, cleaned, reading, drafts, found, dropped)
    return replace(facts, redactions=_redactions(masks, facts, cleaned))


def _recognise(document: Document) -> tuple[Reading, list[Dropped], list[MaskedName]]:
    """Mentions of every kind, then the things they name, then the own side; also what was dropped, and the masks."""
    gazetteer = Gazetteer.load()
    masks = find_masks(document)
    raw_places, dropped = find_places(document, gazetteer)
    unreadable = find_unreadable(document.text)
    dropped += [Dropped(document.text[one.start : one.end], one[:2], one.rule, one.reason) for one in unreadable]
    named_places, debris = _readable([m for m in (*raw_places, *masks) if m.label == "Place"], unreadable)
    place_mentions, lost = longest_first(named_places)
    bodies = find_organizations(document, place_mentions)
    body_masks = [m for m in masks if m.label == "Organization"]
    persons = find_persons(document)
    practices, refused = find_practices(document, place_mentions, bodies)
    persons = _no_places(persons, place_mentions) if persons else []
    legible, more_debris = _readable([*bodies, *body_masks, *persons, *practices], unreadable)
    kept, overlapped = longest_first(legible)
    dropped += [*debris, *lost, *refused, *more_debris, *overlapped]
    covered = {i for m in kept if m.label in ("Practice", "Person") for i in range(m.start, m.end)}
    issuers = {m.start + 1 for m in kept if m.label == "Practice" and m.text.startswith("《")}
    learned = {m.start for m in kept if m.label == "Organization" and m.text.endswith(("大学", "学院", "公司", "集团"))}
    place_mentions = [m for m in place_mentions if not (m.start in learned and m.rule.startswith("gazetteer-short"))]
    standing = [m for m in place_mentions if m.start in issuers or m.start not in covered or m.end - 1 not in covered]
    delegations = frozenset(m.start for m in kept if m.kind == "Delegation")
    places = resolve_places(document, standing, gazetteer, delegations)
    dropped += places.dropped
    named_bodies = [m for m in kept if m.label == "Organization" and m.rule != "body-level"]
    refs: list[Ref] = [*places.refs, *resolve_bodies(document, named_bodies, places)]
    refs += resolve_practices([m for m in kept if m.label == "Practice"])
    refs += _resolve_persons([m for m in kept if m.label == "Person"])
    named = Refs(refs)
    own = find_own_side(document, named)
    offices, homeless = resolve_level_bodies(document, [m for m in kept if m.rule == "body-level"], named, own)
    dropped += homeless
    return Reading(document, Refs([*refs, *offices]) if offices else named, own), dropped, places.masks


def _no_places(persons: list[Mention], places: list[Mention]) -> list[Mention]:
    """The persons without what is a place or part of one: 赴张家港考察, 张家湾|社区."""
    placed = {
        i
        for m in places
        if m.rule == "gazetteer-full" and (m.kind == "Country" or m.codes[0][:1].isdigit())
        for i in range(m.start, m.end)
    }
    villages = {m.start for m in places if m.rule.startswith("suffix-")}
    divisions = {(m.start, m.end) for m in places if m.rule.startswith("gazetteer")}
    return [
        m
        for m in persons
        if m.start not in placed
        and m.end - 1 not in placed
        and not (m.rule == "person-known" and ((m.start, m.end) in divisions or m.start in villages))
    ]


def _readable(mentions: list[Mention], unreadable: list[Unreadable]) -> tuple[list[Mention], list[Dropped]]:
    """The mentions that run over no debris, and the others as dropped."""
    places = {at for one in unreadable if one.rule == "unreadable-debris" for at in range(one.start, one.end)}
    if not places:
        return mentions, []
    kept, dropped = [], []
    for mention in mentions:
        if places.isdisjoint(range(mention.start, mention.end)):
            kept.append(mention)
        else:
            reason = "runs over characters that cannot be read"
            dropped.append(Dropped(mention.text, (mention.start, mention.end), mention.rule, reason))
    return kept, dropped


def _resolve_persons(mentions: list[Mention]) -> list[Ref]:
    by_name: dict[str, Draft] = {}
    refs = []
    for mention in mentions:
        draft = by_name.setdefault(mention.text, Draft("Person", None, mention.text, mention.rule))
        refs.append(mention_ref(mention, draft))
    return refs


def _dated(visits: list[Found], visit: Visit) -> list[Found]:
    stated = {"start_date": visit.start_date, "end_date": visit.end_date, "participants": visit.participants}
    properties = {key: value for key, value in stated.items() if value is not None}
    return [found._replace(properties=properties) for found in visits]


def _drafts(refs: Refs, own: Draft) -> list[Draft]:
    """Every entity of the report, in the order of first mention; containers and the own side too."""
    ordered: dict[int, Draft] = {}
    for ref in refs:
        for draft in ref.drafts:
            ordered.setdefault(id(draft), draft)
    ordered.setdefault(id(own), own)
    for draft in list(ordered.values()):
        while draft.parent is not None and id(draft.parent) not in ordered:
            draft = draft.parent
            ordered[id(draft)] = draft
    return list(ordered.values())


def _facts(
    source: Source,
    report: Report,
    cleaned: CleanText,
    reading: Reading,
    drafts: list[Draft],
    found: list[Found],
    dropped: list[Dropped],
) -> Facts:
    ids = assign_ids(report.id, drafts, found)
    entities = tuple(_entity(draft, ids[id(draft)], cleaned, source.text) for draft in drafts)
    relations: dict[tuple[str, str, str, bool], Relation] = {}
    spans: dict[int, Span] = {}

    def evidence_of(one: Found) -> Span | None:
        if one.position < 0:
            return None
        index = reading.document.sentence_at(one.position)
        if index not in spans:
            spans[index] = _evidence(reading.document, cleaned, index)
        return spans[index]

    for one in found:
        key = one.type, ids[id(one.head)], ids[id(one.tail)], one.position < 0  # as the relation's id has it
        if key not in relations and one.head is not one.tail:
            relations[key] = _relation(one, ids, evidence_of(one), source)
    return Facts(
        replace(report, own_side=ids[id(reading.own.draft)]),
        _merged(entities),
        tuple(r for r in relations.values() if r.head != r.tail),
        tuple(Dropped(d.text, cleaned.span(*d.span), d.rule, d.reason) for d in dropped),
    )


def _sites(drafts: list[Draft]) -> list[Span]:
    """Where the report names places and bodies, in the clean text."""
    return [span for draft in drafts if draft.label in ("Place", "Organization") for span in draft.spans]


def _redactions(masks: list[MaskedName], facts: Facts, cleaned: CleanText) -> tuple[Redaction, ...]:
    """Every mask of a place or body, in the order of the text."""
    by_span = {span: entity.id for entity in facts.entities if entity.redacted for span in entity.mentions}
    found = []
    for mask in masks:
        span = cleaned.span(mask.start, mask.end)
        name = None if mask.draft.masked else mask.draft.name
        found.append(Redaction(mask.text, span, name, mask.candidates, mask.why, by_span.get(span)))
    return tuple(sorted(found, key=lambda one: (one.span, one.text)))


def _merged(entities: tuple[Entity, ...]) -> tuple[Entity, ...]:
    by_id: dict[str, Entity] = {}
    for entity in entities:
        held = by_id.get(entity.id)
        if held is None:
            by_id[entity.id] = entity
        else:
            aliases = tuple(sorted({*held.aliases, *entity.aliases, entity.name} - {held.name}))
            by_id[entity.id] = replace(
                held, aliases=aliases, mentions=tuple(sorted({*held.mentions, *entity.mentions}))
            )
    return tuple(by_id.values())


def _entity(draft: Draft, id_: str, cleaned: CleanText, text: str) -> Entity:
    mentions: list[Span] = sorted({cleaned.span(start, end) for start, end in draft.spans})
    surface = {text[start:end] for start, end in mentions}
    properties: dict[str, object] = {}
    if draft.code:
        properties["code"] = draft.code
        containers = known_containers(draft.code)
        if containers:
            properties[CONTAINERS] = containers
    if draft.resolved_by:
        properties["resolved_by"] = "；".join(draft.resolved_by)
    if draft.candidates and draft.masked:
        properties["candidates"] = list(draft.candidates)
    return Entity(
        id_,
        draft.label,
        draft.kind,
        draft.name,
        tuple(sorted((draft.names | surface) - {draft.name})),
        draft.redacted,
        tuple(mentions),
        draft.rule,
        properties,
    )


def _relation(one: Found, ids: dict[int, str], evidence: Span | None, source: Source) -> Relation:
    head, tail = ids[id(one.head)], ids[id(one.tail)]
    if evidence is None:
        return Relation(one.type, head, tail, rule=one.rule)
    said = source.text[evidence[0] : evidence[1]]
    return Relation(one.type, head, tail, dict(one.properties), evidence, said, one.rule, source.locator(evidence))


def _evidence(document: Document, cleaned: CleanText, index: int) -> Span:
    """Where in the file a sentence stands, without the blanks around it."""
    sentence = document.sentences[index]
    said = document.text[sentence.start : sentence.end]
    start = sentence.start + len(said) - len(said.lstrip())
    return cleaned.span(start, max(start, sentence.start + len(said.rstrip())))
