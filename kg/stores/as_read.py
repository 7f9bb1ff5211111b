"""What a report with open masks said itself, kept on its node, so that what copies told of it can be taken back."""

import json
import zlib
from base64 import b64decode, b64encode
from dataclasses import replace

from kg.facts_file import facts_from_json, facts_to_json
from kg.records import Facts, identity
from kg.resolutions import is_open


def kept(facts: Facts) -> dict[str, str | None]:
    """The properties that a report's node keeps of its facts as they were read, for telling masks by its copies.

    `surroundings` are the words around its names, `imprint` is of these and of what it names, so that a change is
    seen without reading them; `as_read` holds all facts, of a report with open masks alone.
    """
    surroundings = facts.report.surroundings
    return {
        "surroundings": surroundings,
        "imprint": None if surroundings is None else _imprint(facts),
        "as_read": encode(facts) if surroundings is not None and any(map(is_open, facts.entities)) else None,
    }


def encode(facts: Facts) -> str:
    """The facts as text, without what the node keeps besides and what no store needs; about 6 kB for a report."""
    bare = replace(facts, report=replace(facts.report, signature=None, surroundings=None), dropped=(), redactions=())
    return b64encode(zlib.compress(_json(facts_to_json(bare)).encode())).decode("ascii")


def decode(text: str, signature: str | None, surroundings: str | None) -> Facts:
    """The facts of a text from `encode`, with what the node keeps besides."""
    facts = facts_from_json(json.loads(zlib.decompress(b64decode(text))))
    return replace(facts, report=replace(facts.report, signature=signature, surroundings=surroundings))


def _imprint(facts: Facts) -> str:
    sites = [entity for entity in facts.entities if entity.label in ("Place", "Organization")]
    said = sorted(
        [one.id, one.name, one.kind, one.redacted, one.mentions, sorted(map(str, one.properties.items()))]
        for one in sites
    )
    return identity(facts.report.surroundings, _json(said))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
