"""`make test`: everything that this machine can run, and by name what it had to leave out."""

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.databases import server_binaries

# Each part starts several processes that all import the same: what was compiled once is kept.
SURROUNDINGS = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
MEMORY = Path("/dev/shm")
ROOMY = 6 * 2**30
ON_CI = os.environ.get("CI", "") not in ("", "0", "false")


@dataclass(frozen=True)
class Part:
    """One run of pytest, and what it needs that may be missing."""

    name: str
    words: tuple[str, ...]
    missing: str = ""


def parts(jobs: int) -> list[Part]:
    """The parts in order; each is whole in itself."""
    parallel = ("-n", str(jobs), "--dist", "worksteal") if jobs > 1 else ()
    no_server = "" if server_binaries() else "no PostgreSQL server (package postgresql)"
    no_browser = "" if shutil.which("chromium") else "no Chromium (package chromium)"
    return [
        Part("on SQLite", (*parallel, "-m", "not browser", "tests")),
        Part(
            "on PostgreSQL", (*parallel, "-m", "not browser", "--database", "postgresql", "tests"), no_server
        ),
        Part("in the browser", (*parallel, "-m", "browser", "tests/browser"), no_browser),
    ]


@contextmanager
def scratch() -> Iterator[Path]:
    """A folder for all files of the run: in memory where there is room, so that nobody waits for the disk."""
    in_memory = MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOMY
    with tempfile.TemporaryDirectory(dir=MEMORY if in_memory else None, prefix="roster-tests-") as made:
        folder = Path(made)
        folder.chmod(0o755)  # the database server runs as somebody else
        (folder / "templates").mkdir()
        yield folder


def processor_seconds() -> float:
    """What all that has ended so far took of the processors."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> int:
    """Run all parts; the result is the worst of them. On CI nothing may be missing."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--jobs", type=int, default=2)
    jobs = parser.parse_args().jobs
    with scratch() as folder:
        kept = {"TMPDIR": str(folder), "ROSTER_TEST_TEMPLATES": str(folder / "templates")}
        return run(parts(jobs), {**SURROUNDINGS, **kept})


def run(wanted: list[Part], environ: dict[str, str]) -> int:
    """One part after another, and what became of them."""
    failed: list[str] = []
    left_out: list[str] = []
    for part in wanted:
        if part.missing:
            (failed if ON_CI else left_out).append(f"{part.name}: {part.missing}")
            continue
        print(f"== tests {part.name}", flush=True)
        began, used = time.monotonic(), processor_seconds()
        words = [sys.executable, "-m", "pytest", "-q", *part.words]
        answer = subprocess.run(words, env=environ, check=False)
        took, used = time.monotonic() - began, processor_seconds() - used
        print(f"== {part.name}: {took:.0f} s, {used:.0f} s of the processors", flush=True)
        if answer.returncode:
            failed.append(part.name)
    for line in left_out:
        print(f"left out {line}")
    print("failed: " + "; ".join(failed) if failed else "all parts passed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
