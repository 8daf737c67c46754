"""Reads the banks of names, places and phrases that stand as TOML files beside this module."""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"


@cache
def bank(name: str) -> dict[str, Any]:
    """The content of one data file, for example `en/themes`."""
    with (DATA / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


@lru_cache(maxsize=1)
def name_banks() -> dict[str, dict[str, str]]:
    """Every name bank by its id, from all files of the folder of names."""
    merged: dict[str, dict[str, str]] = {}
    for path in sorted((DATA / "names").glob("*.toml")):
        merged.update(bank(f"names/{path.stem}"))
    return merged


def weights(mapping: str) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Read `a:3 b` as the choices (a, b) with the weights (3, 1)."""
    pairs = [part.partition(":") for part in mapping.split()]
    return tuple(pair[0] for pair in pairs), tuple(int(pair[2] or 1) for pair in pairs)
