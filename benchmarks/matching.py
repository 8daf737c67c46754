"""Matching measured by planted truth: quality of each way, per language, and what a match and a team take.

python -m benchmarks.matching --sizes 10000 100000
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from statistics import fmean, quantiles
from typing import Any

from flask import Flask

from benchmarks.matching_measures import Ceiling, Marks, Truth
from benchmarks.matching_noise import AS_VETTED, AS_WRITTEN, Noise
from benchmarks.matching_requests import Need, needs
from benchmarks.matching_systems import Systems
from benchmarks.matching_truth import Field, experts
from roster.core.db import db
from roster.core.unit_of_work import unit_of_work
from roster.demo.reference import LANGUAGES, reference_from_csv
from roster.matching.team import NoTeam, TeamCandidate, TeamRole, TeamRules
from roster.matching.team_candidates import team_candidates
from roster.matching.team_proposal import propose_team
from roster.matching.team_rows import problem_of
from roster.matching.team_solving import search_exactly, search_greedily, solver
from roster.vocabulary import data_files
from roster.vocabulary import queries as vocabulary
from roster.vocabulary.loading import load_vocabularies

RESULTS = Path(__file__).with_name("results_matching.json")
PEOPLE_SEED, OTHER_PEOPLE_SEED, TRAINING_SEED, HELD_OUT_SEED = 1, 2, 3, 4
OTHER_PEOPLE = 4_000
SHORTLIST, TEAM_SIZE = 200, 5
TIMED = 15
NOISE = {"as written": AS_WRITTEN, "as vetted": AS_VETTED}
CEILING, TOLD = "ceiling of what profiles show", "full, told the real topics"


def main() -> int:
    """Run the sizes asked for; 1 where a hard rule was broken in a list that should keep them."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000])
    parser.add_argument("--needs", type=int, default=60, help="each is written in six languages")
    parser.add_argument("--noise", nargs="+", choices=list(NOISE), default=list(NOISE))
    parser.add_argument(
        "--training", action="store_true", help="needs to try things on; figures are not kept"
    )
    parser.add_argument("--folder", type=Path, help="keeps the indexes of the texts here, to measure again")
    asked = parser.parse_args()
    kept = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    faults = 0
    for size, name in product(asked.sizes, asked.noise):
        with _folder(asked.folder, f"{size}-{name}") as folder, field_of(folder, NOISE[name]) as field:
            seed = TRAINING_SEED if asked.training else HELD_OUT_SEED
            result = measure(size, list(needs(asked.needs, seed=seed, field=field)), field, folder)
        kept.setdefault(str(size), {})[name] = result
        faults += sum(result["quality"][way]["broken"] for way in ("+ hard rules", "+ thesaurus", "full"))
        _print(size, name, result)
    if not asked.training:
        RESULTS.write_text(json.dumps(kept, indent=2) + "\n", encoding="utf-8")
    return 1 if faults else 0


@contextmanager
def _folder(kept: Path | None, name: str) -> Iterator[Path]:
    if kept is None:
        with tempfile.TemporaryDirectory() as folder:
            yield Path(folder)
    else:
        (kept / name).mkdir(parents=True, exist_ok=True)
        yield kept / name


@contextmanager
def field_of(folder: Path, noise: Noise = AS_WRITTEN) -> Iterator[Field]:
    """The vocabularies in a database of their own, and the errors of what is invented with them."""
    app = Flask("benchmark")
    app.config["SQLALCHEMY_DATABASE_URI"] = f"sqlite:///{folder / 'roster.sqlite'}"
    db.init_app(app)
    with app.app_context():
        db.create_all()
        with unit_of_work():
            load_vocabularies()
        yield Field(vocabulary.current(), reference_from_csv(data_files.FOLDER), noise)
        db.session.remove()
        db.engine.dispose()


def measure(size: int, asked: list[Need], field: Field, folder: Path) -> dict[str, Any]:
    """Quality and time at one size."""
    people = list(experts(size, seed=PEOPLE_SEED, field=field))
    _say(f"{size} people invented")
    systems = Systems(people, field.vocabulary, folder / "index")
    _say("index built")
    truth = Truth(people, field)
    ceiling = Ceiling(experts(OTHER_PEOPLE, seed=OTHER_PEOPLE_SEED, field=field), field)
    ceiling.prepare(people)
    marks: dict[tuple[str, str], list[Marks]] = defaultdict(list)
    without = 0
    for need in asked:
        ideal = truth.ideal(need)
        if ideal is None:
            without += 1
            continue
        best = truth.marks(need, ideal, ceiling.ranking(need))
        told = truth.marks(need, ideal, systems.told(need))
        for language in LANGUAGES:
            marks[CEILING, language].append(best)
            for name, rows in systems.rankings(need, language).items():
                marks[name, language].append(truth.marks(need, ideal, rows))
            marks[TOLD, language].append(told)
    _say("quality measured")
    return {
        "needs": len(asked) - without,
        "needs_without_anybody": without,
        "quality": _quality(marks),
        "times": _times(systems, asked),
        "teams": _teams(systems, asked),
        "most_memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def _quality(marks: dict[tuple[str, str], list[Marks]]) -> dict[str, Any]:
    names = list(dict.fromkeys(name for name, _ in marks))
    table: dict[str, Any] = {}
    for name in names:
        by_language = {language: marks[name, language] for language in LANGUAGES}
        every = [one for own in by_language.values() for one in own]
        ndcg = {language: round(fmean(one.ndcg for one in own), 3) for language, own in by_language.items()}
        table[name] = {
            "ndcg@10": round(fmean(one.ndcg for one in every), 3),
            "recall@50": round(fmean(one.recall for one in every if one.recall is not None), 3),
            "broken": sum(one.broken for one in every),
            "by_language": ndcg,
            "between_languages": round(max(ndcg.values()) - min(ndcg.values()), 3),
        }
    return table


def _times(systems: Systems, asked: list[Need]) -> dict[str, Any]:
    """CPU for one request, in milliseconds and over that of the words alone, asked for the second time."""
    some = [need.criteria[LANGUAGES[at % len(LANGUAGES)]] for at, need in enumerate(asked[:TIMED])]
    ways: dict[str, Callable[[Any], object]] = {
        "words": systems.words,
        "hard rules": systems.allowed,
        "evidence in texts": systems.evidence,
        "full, 50 people": systems.matched,
        "full, 50 people with reasons and changes": lambda one: systems.matched(one, explained=20),
    }
    taken = {}
    for name, way in ways.items():
        for one in some:
            way(one)
        taken[name] = fmean(_cpu(lambda way=way, one=one: way(one)) for one in some)  # type: ignore[misc]
    return {
        name: {"ms": round(1000 * cpu, 2), "over_words": round(cpu / taken["words"], 2)}
        for name, cpu in taken.items()
    }


def _teams(systems: Systems, asked: list[Need]) -> dict[str, Any]:
    """Five of two hundred under every kind of rule: the optimum beside the greedy way, in CPU."""
    solver()  # loaded once for a process, not for each team
    optimum, whole, shares, impossible = [], [], [], 0
    for need in asked[:TIMED]:
        result = systems.matched(need.criteria["en"], limit=SHORTLIST)
        shortlist = team_candidates(result, systems.pool, systems.relations)
        rules = _rules(shortlist)
        if len(shortlist) < SHORTLIST // 4:
            continue
        problem = problem_of(shortlist, rules)
        optimum.append(_cpu(lambda: search_exactly(problem, problem.rows)))  # noqa: B023
        whole.append(_cpu(lambda: propose_team(shortlist, rules)))  # noqa: B023
        exact, greedy = search_exactly(problem, problem.rows), search_greedily(problem, problem.rows)
        if isinstance(propose_team(shortlist, rules), NoTeam):
            impossible += 1
        elif exact and exact.places and greedy.places:
            shares.append(problem.fit(greedy.places) / problem.fit(exact.places))
    return {
        "teams": len(optimum),
        "impossible": impossible,
        "optimum_ms": _spread(optimum),
        "with_every_price_ms": _spread(whole),
        "greedy_reaches": {"mean": round(fmean(shares), 4), "least": round(min(shares), 4)} if shares else {},
    }


def _rules(shortlist: tuple[TeamCandidate, ...]) -> TeamRules:
    """Every subject that somebody covers, two roles, and the balance that a secretariat asks for."""
    return TeamRules(
        size=TEAM_SIZE,
        topics=frozenset().union(*(one.topics for one in shortlist)),
        articles=frozenset().union(*(one.articles for one in shortlist)),
        roles=(TeamRole.LEAD, TeamRole.CO_LEAD),
        each_gender=2,
        regions=3,
        most_of_one_region=2,
        legal_systems=2,
        most_of_one_state=1,
        most_of_one_employer=1,
    )


def _spread(seconds: list[float]) -> dict[str, float]:
    if len(seconds) < 2:
        return {}
    return {
        "p50": round(1000 * quantiles(seconds, n=100)[49], 1),
        "most": round(1000 * max(seconds), 1),
    }


def _cpu(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _say(words: str) -> None:
    print(f"  {words} ({time.process_time():.0f} s of CPU)", file=sys.stderr, flush=True)


def _print(size: int, noise: str, result: dict[str, Any]) -> None:
    print(f"{size} people, {noise}, {result['needs']} needs, each in six languages")
    print(
        f"  {'':32}{'nDCG@10':>9}{'recall@50':>11}{'broken':>8}   {'  '.join(f'{one:>4}' for one in LANGUAGES)}"
    )
    for name, row in result["quality"].items():
        own = "  ".join(f"{row['by_language'][language]:.2f}" for language in LANGUAGES)
        print(f"  {name:32}{row['ndcg@10']:>9.3f}{row['recall@50']:>11.3f}{row['broken']:>8}   {own}")
    for name in ("times", "teams"):
        print(f"  {name}: {result[name]}")


if __name__ == "__main__":
    sys.exit(main())
