"""Search beside SQLite FTS5 and tantivy on the same tokens: ratios of time and CPU, with equal counts demanded.

python -m benchmarks.search --sizes 1000 10000
"""

import argparse
import importlib.util
import json
import resource
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Any

from flask import Flask

from benchmarks.search_corpus import Corpus
from benchmarks.search_fts5 import Fts5
from roster.core.db import db
from roster.core.unit_of_work import unit_of_work
from roster.search.document import Document
from roster.search.engine import SearchEngine
from roster.search.indexer import Indexer
from roster.search.request import SearchRequest
from roster.search.schema import field_terms

HAS_TANTIVY = importlib.util.find_spec("tantivy") is not None
if HAS_TANTIVY:
    from benchmarks.search_tantivy import Tantivy

RESULTS = Path(__file__).with_name("results.json")
PASSES = 5
CHUNK = 1_000
FACET_PAGE = "word, filters and 6 facets"
Answer = tuple[int, dict[str, dict[str, int]]]
Questions = list[tuple[str, SearchRequest]]


@dataclass
class Times:
    """What one engine took: the first pass, and the passes after it."""

    first: list[float] = field(default_factory=list)
    warm: list[float] = field(default_factory=list)
    cpu: float = 0.0
    by_kind: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))


def main() -> int:
    """Run the sizes asked for; 1 where any count differs."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000])
    sizes: list[int] = parser.parse_args().sizes
    if not HAS_TANTIVY:
        print("tantivy is not installed (dependency group benchmark): beside FTS5 only", file=sys.stderr)
    results, differences = {}, 0
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder, _database(Path(folder)):
            result = _measure(Corpus(size), Path(folder))
        differences += result["different_counts"]
        results[str(size)] = result
        _print(size, result)
    kept = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    kept["search"] = {**kept.get("search", {}), **results}
    RESULTS.write_text(json.dumps(kept, indent=2) + "\n", encoding="utf-8")
    return 1 if differences else 0


def _measure(corpus: Corpus, folder: Path) -> dict[str, Any]:
    questions, sample = corpus.questions(), corpus.sample()
    engine, indexer = SearchEngine(folder / "index"), Indexer(folder / "index")
    yardsticks = {"fts5": Fts5(folder / "fts5.sqlite")}
    if HAS_TANTIVY:
        yardsticks["tantivy"] = Tantivy(folder / "tantivy")
    for document in islice(corpus.documents(), 2_000):  # whoever builds first shall not pay for cold caches
        field_terms(document)
    builds = {name: _build(corpus, other.build) for name, other in yardsticks.items()}
    own_build = _build(corpus, lambda documents: indexer.rebuild(["expert"], documents))
    load = _cpu(lambda: engine.search(SearchRequest("expert", sample.audiences)))

    def own(request: SearchRequest) -> Answer:
        result = engine.search(request)
        return result.total, {facet: dict(counts) for facet, counts in result.facet_counts.items()}

    different = sum(_differences(questions, own, other.search) for other in yardsticks.values())
    engine.forget()
    engine.search(SearchRequest("expert", sample.audiences))
    mine = _timed(questions, own)
    theirs = {name: _timed(questions, other.search) for name, other in yardsticks.items()}
    edits = [_one_edit(engine, indexer, sample, rev) for rev in range(2, 12)]
    result: dict[str, Any] = {
        "different_counts": different,
        "own_ms": _milliseconds(mine),
        "own_build_s": round(own_build, 2),
        "own_load_s": round(load, 2),
        "edit_to_found_p95_s": round(sorted(edits)[-1], 3),
        "most_memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }
    for name, times in theirs.items():
        result[f"over_{name}"] = {**_ratios(mine, times), "build_cpu": round(own_build / builds[name], 2)}
        result[f"{name}_ms"] = _milliseconds(times)
    return result


def _ratios(mine: Times, theirs: Times) -> dict[str, Any]:
    return {
        "p50": _ratio(mine.warm, theirs.warm, 50),
        "p95": _ratio(mine.warm, theirs.warm, 95),
        "facet_page_p95": _ratio(mine.by_kind[FACET_PAGE], theirs.by_kind[FACET_PAGE], 95),
        "first_pass_p50": _ratio(mine.first, theirs.first, 50),
        "first_pass_p95": _ratio(mine.first, theirs.first, 95),
        "cpu": round(mine.cpu / theirs.cpu, 4),
        "p95_by_kind": {
            kind: _ratio(times, theirs.by_kind[kind], 95) for kind, times in sorted(mine.by_kind.items())
        },
    }


def _milliseconds(times: Times) -> dict[str, float]:
    return {"p50": _ms(times.warm, 50), "p95": _ms(times.warm, 95), "first p95": _ms(times.first, 95)}


def _build(corpus: Corpus, build: Callable[[Iterator[Document]], object]) -> float:
    """The CPU time of a build, without that of inventing the documents: they are made as they are read, so
    that a hundred thousand need not lie in memory."""
    inventing = 0.0

    def documents() -> Iterator[Document]:
        nonlocal inventing
        made = corpus.documents()
        while chunk := (start := time.process_time(), list(islice(made, CHUNK)))[1]:
            inventing += time.process_time() - start
            yield from chunk

    total = _cpu(lambda: build(documents()))
    return total - inventing


def _differences(questions: Questions, own: Callable[..., Answer], other: Callable[..., Answer]) -> int:
    count = 0
    for kind, request in questions:
        mine, theirs = own(request), other(request)
        if mine != theirs:
            count += 1
            print(f"different: {kind} {request.text!r}: {mine[0]} and {theirs[0]}", file=sys.stderr)
    return count


def _timed(questions: Questions, search: Callable[[SearchRequest], Answer]) -> Times:
    times = Times()
    for number in range(PASSES + 1):
        cpu = time.process_time()
        for kind, request in questions:
            start = time.perf_counter()
            search(request)
            taken = time.perf_counter() - start
            (times.warm if number else times.first).append(taken)
            if number:
                times.by_kind[kind].append(taken)
        if number:
            times.cpu += time.process_time() - cpu
    return times


def _one_edit(engine: SearchEngine, indexer: Indexer, sample: Any, rev: int) -> float:
    word = f"edited{rev}"
    start = time.perf_counter()
    text = replace(sample.texts[0], text=f"{sample.texts[0].text} {word}")
    finish = indexer.apply([replace(sample, rev=rev, texts=(text, *sample.texts[1:]))])
    with unit_of_work():
        finish()
    found = engine.search(SearchRequest("expert", sample.audiences, word)).total
    if found != 1:
        raise RuntimeError("an edit was not found")
    return time.perf_counter() - start


@contextmanager
def _database(folder: Path) -> Iterator[None]:
    app = Flask("benchmark")
    app.config["SQLALCHEMY_DATABASE_URI"] = f"sqlite:///{folder / 'roster.sqlite'}"
    db.init_app(app)
    with app.app_context():
        db.create_all()
        yield
        db.session.remove()
        db.engine.dispose()


def _cpu(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _at(times: list[float], percent: int) -> float:
    return statistics.quantiles(times, n=100)[percent - 1]


def _ratio(mine: list[float], theirs: list[float], percent: int) -> float:
    return round(_at(mine, percent) / _at(theirs, percent), 4)


def _ms(times: list[float], percent: int) -> float:
    return round(1000 * _at(times, percent), 3)


def _print(size: int, result: dict[str, Any]) -> None:
    print(f"{size} documents, 200 questions, own engine over the others (same tokens, equal counts demanded)")
    for name, value in result.items():
        print(f"  {name}: {value}")


if __name__ == "__main__":
    sys.exit(main())
