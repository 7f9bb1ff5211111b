"""Names that a township may have had, or be written by, besides its official one of today."""

from collections.abc import Iterator

from loaders.gazetteer import Division, Gazetteer

_ENDS = ("街道", "社区", "镇", "乡", "村")
_UPGRADES = {"镇": ("街道",), "乡": ("镇", "街道")}
_ROADS = ("路", "街", "新村", "花园", "园")


def upgraded(name: str) -> tuple[Division, ...]:
    """Townships of today that may have borne the name: a 乡 becomes a 镇, and a 镇 a 街道, never back."""
    end = next((end for end in _UPGRADES if name.endswith(end)), None)
    if end is None:
        return ()
    stem = name.removesuffix(end)
    return tuple(d for now in _UPGRADES[end] for d in _townships(stem + now))


def variants(name: str) -> tuple[Division, ...]:
    """Townships that a loose writer may mean: 新村社区 for 新村街道, 文艺街道 for 文艺路街道, and those upgraded."""
    return tuple({d.code: d for other in _variants(name) if other != name for d in _townships(other)}.values())


def _variants(name: str) -> Iterator[str]:
    end = next((end for end in _ENDS if name.endswith(end)), "")
    stem = name.removesuffix(end)
    if not end or len(stem) < 2:
        return
    stems = [stem, *(stem + road for road in _ROADS), *(stem.removesuffix(road) for road in _ROADS)]
    for one in dict.fromkeys(stems):
        if len(one) >= 2:
            yield from (one + kind for kind in ("街道", "镇", "乡"))


def _townships(name: str) -> tuple[Division, ...]:
    return tuple(d for d in Gazetteer.load().named(name) if d.kind == "Township" and d.name == name)
