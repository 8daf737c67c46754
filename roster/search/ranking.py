"""The first so many of a result in its order, without sorting the rest."""

import numpy as np
from numpy.typing import NDArray

from roster.search.planes import MISSING

_SORT_WHOLE = 256
Keys = NDArray[np.int64] | NDArray[np.float32]


def first(keys: Keys, ids: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    """Places of the `count` smallest keys, in order; equal keys are ordered by id."""
    if len(keys) <= max(_SORT_WHOLE, count):
        return np.lexsort((ids, keys))[:count]
    limit = np.partition(keys, count - 1)[count - 1]
    better, equal = np.flatnonzero(keys < limit), np.flatnonzero(keys == limit)
    lacking = count - len(better)
    if len(equal) > lacking:
        equal = equal[np.argpartition(ids[equal], lacking - 1)[:lacking]]
    chosen = np.concatenate((better, equal))
    order: NDArray[np.int64] = chosen[np.lexsort((ids[chosen], keys[chosen]))]
    return order


def missing_last(values: NDArray[np.int64], *, is_descending: bool) -> NDArray[np.int64]:
    """Keys that sort these values in the direction asked for, and missing ones after all others."""
    turned = -values if is_descending else values
    return np.where(values == MISSING, np.iinfo(np.int64).max, turned)
