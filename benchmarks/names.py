"""How well names are recognised across scripts and spellings, on public lists with the answers beside them.

python -m benchmarks.names [FOLDER] [--show]     (default: ROSTER_REAL_DATA, or ../shared/data/real)

`name_pairs`: 302 labelled pairs of people's names. `names_legislators`: parliaments in which one person has names in
several scripts; there each spelling is also looked up by key, as on the roster, among everybody of all the parliaments.
"""

import csv
import itertools
import os
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from roster.people.matching import is_likely, keys_of
from roster.people.names import is_latin, script_of

CANDIDATES = 60
COMMON = ("LATIN", "CYRILLIC", "ARABIC", "GREEK", "DEVANAGARI", "HANGUL")


def main() -> None:
    """Print recall and precision for both sets."""
    given = (
        sys.argv[1]
        if sys.argv[1:2] and sys.argv[1] != "--show"
        else os.environ.get("ROSTER_REAL_DATA", "../shared/data/real")
    )
    folder = Path(given)
    pairs(folder / "name_pairs" / "name_bench_cases.csv")
    people = legislators(folder / "names_legislators")
    spellings(people)
    lookup(people)


def pairs(path: Path) -> None:
    """Pairs of people with a yes or no."""
    rows = [row for row in _rows(path) if row["schema"] == "Person"]
    said = [(row["is_match"] == "true", is_likely([row["name1"]], [row["name2"]]), row) for row in rows]
    _print(f"name_pairs, {len(rows)} pairs", ((is_match, found) for is_match, found, _row in said))
    if "--show" in sys.argv:
        for is_match, found, row in said:
            if is_match != found:
                print("   missed" if is_match else "   wrongly", row["name1"], "|", row["name2"])


def legislators(folder: Path) -> dict[str, list[str]]:
    """The names of each person, by an identity that holds within a list."""
    people: dict[str, list[str]] = defaultdict(list)
    for path in sorted(folder.glob("*.csv")):
        for row in _rows(path):
            people[f"{path.stem} {row['id']}"].append(row["name"])
    return people


def spellings(people: dict[str, list[str]]) -> None:
    """A name in Latin letters beside each other spelling of it, by the script of that one, whatever keys would do."""
    by_script: dict[str, list[bool]] = defaultdict(list)
    for names in people.values():
        for one, other in itertools.combinations(sorted(set(names), key=lambda name: not is_latin(name)), 2):
            if is_latin(one):
                by_script[script_of(other)].append(is_likely([one], [other]))
    common = [found for script, some in by_script.items() if script in COMMON for found in some]
    print(
        f"names_legislators, Latin beside {', '.join(COMMON)}: recognised {_share(common)} of {len(common)}"
    )
    for script, some in sorted(by_script.items(), key=lambda item: -len(item[1]))[:10]:
        print(f"   {script}: {_share(some)} of {len(some)}")


def _share(found: list[bool]) -> str:
    return f"{sum(found) / max(1, len(found)):.3f}"


def lookup(people: dict[str, list[str]]) -> None:
    """One spelling stands on the roster, another comes in: is the person among the likely ones, and who else is?"""
    people = {
        identity: [name for name in names if script_of(name) in COMMON] for identity, names in people.items()
    }
    stored = {identity: names[0] for identity, names in people.items() if names}
    index: dict[str, list[str]] = defaultdict(list)
    for identity, name in stored.items():
        for key in keys_of([name]):
            index[key].append(identity)
    asked, reached, right, wrong, compared = 0, 0, 0, 0, 0
    start = time.process_time()
    for identity, names in people.items():
        for name in set(names[1:]) - {names[0]}:
            asked += 1
            counted = Counter(other for key in keys_of([name]) for other in index[key])
            near = [other for other, _count in counted.most_common(CANDIDATES)]
            compared += len(near)
            reached += identity in near
            likely = [other for other in near if is_likely([name], [stored[other]])]
            right += identity in likely
            wrong += len([other for other in likely if other != identity])
    spent = time.process_time() - start
    print(
        f"lookup of {asked} spellings among {len(stored)} people: reached by key {reached / asked:.3f}, "
        f"recognised {right / asked:.3f}, others shown beside {wrong / asked:.3f} each, "
        f"{compared / asked:.0f} compared each, {1000 * spent / asked:.2f} ms each"
    )


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def _print(what: str, answers: Iterable[tuple[bool, bool]]) -> None:
    counted = Counter(answers)
    hit, missed, wrongly = counted[True, True], counted[True, False], counted[False, True]
    print(f"{what}: recall {hit / (hit + missed):.3f}, precision {hit / max(1, hit + wrongly):.3f}")


if __name__ == "__main__":
    main()
