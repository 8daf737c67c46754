"""Two pools compared, column by column."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

import numpy as np


def differences(one: Any, other: Any, name: str = "pool") -> list[str]:
    """The names of the columns that are not the same, down to the type of their numbers."""
    if isinstance(one, np.ndarray):
        is_same = one.dtype == other.dtype and np.array_equal(one, other)
        return [] if is_same else [name]
    if isinstance(one, Mapping):
        if list(one) != list(other):
            return [name]
        return [each for key in one for each in differences(one[key], other[key], f"{name}.{key}")]
    if is_dataclass(one) and name.count(".") < 2 and not hasattr(one, "ref"):
        return [
            each
            for field in fields(one)
            for each in differences(
                getattr(one, field.name), getattr(other, field.name), f"{name}.{field.name}"
            )
        ]
    if isinstance(one, tuple) and any(isinstance(item, np.ndarray) for item in one):
        pairs = zip(one, other, strict=True)
        return [each for at, (a, b) in enumerate(pairs) for each in differences(a, b, f"{name}.{at}")]
    return [] if one == other else [name]
