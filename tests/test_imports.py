"""The import contract: the data goes one way, and so do the imports."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("kg", "loaders", "queries", "visualizations", "samples")
FLOOR = (
    "kg",
    "kg.ontology",
    "kg.records",
    "kg.errors",
    "kg.facts_file",
    "kg.containers",
    "kg.signatures",
    "kg.spinning",
    "kg.surroundings",
)
HEAVY = frozenset(["kglite", "neo4j", "pyvis", "jieba", "rjieba", "networkx", "opencc", "igraph", "numpy", "rapidfuzz"])

# a room (the longest that fits a module), and what of ours its modules may import; a name stands for all below it,
# a name with = for itself alone
FLOOR_ONLY = tuple(f"={name}" for name in FLOOR)
MAY_IMPORT: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(FLOOR, FLOOR_ONLY),
    "kg.stores": (
        *FLOOR_ONLY,
        "=kg.republication",
        "=kg.resolutions",
        "=kg.resolved_facts",
        "=kg.names_in_copies",
        "=kg.copy_families",
        "kg.stores",
    ),
    "kg.republication": FLOOR_ONLY,
    "kg.alignment": FLOOR_ONLY,
    "kg.resolutions": FLOOR_ONLY,
    "kg.true_ends": (*FLOOR_ONLY, "=kg.resolutions"),
    "kg.resolved_facts": (*FLOOR_ONLY, "=kg.resolutions", "=kg.true_ends"),
    "kg.names_in_copies": (*FLOOR_ONLY, "=kg.alignment", "=kg.resolutions", "=kg.resolved_facts"),
    "kg.copied_names": (*FLOOR_ONLY, "=kg.alignment", "=kg.names_in_copies", "=kg.resolutions", "=kg.resolved_facts"),
    "kg.copy_families": (
        *FLOOR_ONLY,
        "=kg.republication",
        "=kg.resolutions",
        "=kg.resolved_facts",
        "=kg.names_in_copies",
        "=kg.copied_names",
    ),
    "kg.names": (*FLOOR_ONLY, "=kg.stores.base"),
    "kg.tables": (*FLOOR_ONLY, "=kg.stores.base"),
    "kg.card": (*FLOOR_ONLY, "=kg.stores.base"),
    "kg.card_text": (*FLOOR_ONLY, "=kg.stores.base", "kg.card", "kg.names", "kg.tables"),
    "kg.copies": (*FLOOR_ONLY, "=kg.stores.base"),
    "kg.statistics": (*FLOOR_ONLY, "=kg.stores.base", "=kg.copies"),
    "kg.summary": (*FLOOR_ONLY, "=kg.stores.base"),
    "kg.facts_rows": (*FLOOR_ONLY, "=kg.stores.base"),
    "kg.redaction_rows": (*FLOOR_ONLY, "=kg.stores.base"),
    "kg.gold_file": FLOOR_ONLY,
    "kg.name_matching": (*FLOOR_ONLY, "kg.gold_file"),
    "kg.comparison": (*FLOOR_ONLY, "kg.gold_file", "kg.name_matching"),
    "kg.evaluation": (*FLOOR_ONLY, "kg.gold_file", "kg.comparison"),
    "kg.evaluation_rows": (*FLOOR_ONLY, "=kg.stores.base", "kg.comparison", "kg.evaluation", "kg.tables"),
    "kg.explanation": FLOOR_ONLY,
    "kg.explanation_text": (*FLOOR_ONLY, "=kg.stores.base", "kg.explanation", "kg.facts_rows", "kg.tables"),
    "kg.cli": ("kg", "loaders", "queries", "visualizations", "samples"),
    "loaders": (*FLOOR_ONLY, "loaders"),
    "queries": (*FLOOR_ONLY, "=kg.names", "=kg.stores.base", "queries"),
    "visualizations": (
        *FLOOR_ONLY,
        "=kg.copies",
        "=kg.stores.base",
        "=kg.explanation",
        "=kg.facts_rows",
        "visualizations",
    ),
    "samples": (),
}


def _module(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {_module(path): path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))}


def _imported(module: str) -> Iterator[str]:
    """Every module that `module` imports anywhere in its text, functions and type-checking blocks included."""
    for node in ast.walk(ast.parse(MODULES[module].read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} imports relatively"
            for alias in node.names:
                full = f"{node.module}.{alias.name}"
                yield full if full in MODULES else str(node.module)


def _room(module: str) -> str:
    fitting = [room for room in MAY_IMPORT if module == room or (room != "kg" and module.startswith(f"{room}."))]
    assert fitting, f"{module}: say in MAY_IMPORT what it may import"
    return max(fitting, key=len)


def _allowed(name: str, rule: str) -> bool:
    return name == rule[1:] if rule.startswith("=") else name == rule or name.startswith(f"{rule}.")


@pytest.mark.parametrize("module", MODULES)
def test_a_module_imports_only_what_its_room_may(module: str) -> None:
    ours = {name for name in _imported(module) if name.split(".")[0] in ROOMS}
    rules = MAY_IMPORT[_room(module)]
    assert {name for name in ours if not any(_allowed(name, rule) for rule in rules)} == set()


@pytest.mark.parametrize("module", [name for name in MODULES if not name.startswith("kg.cli")])
def test_nothing_imports_the_roof(module: str) -> None:
    assert not any(_allowed(name, "kg.cli") for name in _imported(module))


@pytest.mark.parametrize("module", [name for name in MODULES if name.startswith("kg.cli")])
def test_a_command_imports_what_is_heavy_only_when_it_runs(module: str) -> None:
    tree = ast.parse(MODULES[module].read_text(encoding="utf-8"))
    at_once = {
        name.split(".")[0]
        for node in tree.body
        if isinstance(node, (ast.Import, ast.ImportFrom))
        for name in ([a.name for a in node.names] if isinstance(node, ast.Import) else [str(node.module)])
    }
    assert not at_once & (HEAVY | {"loaders", "queries", "visualizations", "rich"})
