"""From words on the command line to a query's typed parameters."""

import json
import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from kg.errors import QueryError
from kg.ontology import LABELS
from queries.header import Parameter, Query

_SHORT_OPTION = re.compile("-[a-zA-Z]")
TYPE_NAMES: Mapping[str, str] = {"text": "text", "integer": "a whole number", "choice": "one of", "name": "the name of"}


def describe_type(parameter: Parameter) -> str:
    """A parameter's type in words: `a whole number`, `one of any, planned`, `the name of a place 地方`."""
    words = TYPE_NAMES[parameter.type]
    if parameter.type == "choice":
        return f"{words} {', '.join(parameter.options)}"
    if parameter.type == "name":
        return f"{words} a {' or '.join(f'{label.lower()} {LABELS[label].chinese}' for label in parameter.options)}"
    return words


def arguments_from_words(query: Query, words: Sequence[str]) -> dict[str, str]:
    """The arguments in words such as `--place 宁波 --limit=5` or, in the order of declaration, `宁波 5`.

    Raises QueryError for an unknown or repeated parameter, one without a value, or a word too many.
    """
    arguments: dict[str, str] = {}
    waiting = list(words)
    while waiting:
        word = waiting.pop(0)
        if _SHORT_OPTION.fullmatch(word):
            raise QueryError(f"there is no option {word}; write parameters out, for example: {query.example}")
        if word.startswith("--") and len(word) > 2:
            name, equals, value = word[2:].partition("=")
            _declared(query, name)
            if not equals and not waiting:
                raise QueryError(f"--{name} needs a value: {query.example}")
            value = value if equals else waiting.pop(0)
        else:
            name, value = _next_free(query, arguments, word), word
        if name in arguments:
            raise QueryError(f"--{name} is given twice")
        arguments[name] = value
    return arguments


def parameters_from_pairs(pairs: Sequence[str]) -> dict[str, Any]:
    """Cypher parameters from words such as `word=网格` or `least=2`; what reads as JSON is taken as JSON.

    Raises QueryError for a word that is no pair.
    """
    values: dict[str, Any] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name.isidentifier():
            raise QueryError(f"{pair!r} is no parameter; write NAME=VALUE, for example: -p word=网格")
        try:
            values[name] = json.loads(value)
        except ValueError:
            values[name] = value
    return values


def typed_arguments(query: Query, arguments: Mapping[str, str | int]) -> dict[str, str | int]:
    """Every parameter's value, defaults filled in.

    Raises QueryError that names a missing, unknown or mistyped parameter, its type and an example.
    """
    for name in arguments:
        _declared(query, name)
    return {parameter.name: _value(query, parameter, arguments.get(parameter.name)) for parameter in query.parameters}


def _value(query: Query, parameter: Parameter, given: str | int | None) -> str | int:
    given = parameter.default if given is None else given
    wanted = f"{query.name} takes --{parameter.name}, {describe_type(parameter)}, for example: {query.example}"
    if given is None:
        raise QueryError(f"--{parameter.name} is missing; {wanted}")
    if parameter.type == "integer":
        try:
            return int(given)
        except ValueError:
            raise QueryError(f"--{parameter.name} is {given!r}, not a whole number; {wanted}") from None
    if parameter.type == "choice" and given not in parameter.options:
        raise QueryError(f"--{parameter.name} is {given!r}, not one of its choices; {wanted}")
    return str(given).strip()


def _declared(query: Query, name: str) -> None:
    known = [parameter.name for parameter in query.parameters]
    if name in known:
        return
    close = get_close_matches(name, known, 1)
    cure = f"did you mean --{close[0]}?" if close else f"it takes {', '.join('--' + k for k in known) or 'none'}"
    raise QueryError(f"{query.name} has no parameter --{name}; {cure}")


def _next_free(query: Query, arguments: Mapping[str, str], word: str) -> str:
    for parameter in query.parameters:
        if parameter.name not in arguments:
            return parameter.name
    raise QueryError(f"{query.name} does not know what to do with {word!r}; for example: {query.example}")
