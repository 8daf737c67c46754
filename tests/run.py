"""`make test`: everything that this machine can run, and by name what it had to leave out."""

import argparse
import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass

from tests.databases import server_binaries

# Each part starts several processes that all import the same: what was compiled once is kept.
SURROUNDINGS = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
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


def main() -> int:
    """Run all parts; the result is the worst of them. On CI nothing may be missing."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--jobs", type=int, default=2)
    failed: list[str] = []
    left_out: list[str] = []
    for part in parts(parser.parse_args().jobs):
        if part.missing:
            (failed if ON_CI else left_out).append(f"{part.name}: {part.missing}")
            continue
        print(f"== tests {part.name}", flush=True)
        began = time.monotonic()
        words = [sys.executable, "-m", "pytest", "-q", *part.words]
        answer = subprocess.run(words, env=SURROUNDINGS, check=False)
        print(f"== {part.name}: {time.monotonic() - began:.0f} s", flush=True)
        if answer.returncode:
            failed.append(part.name)
    for line in left_out:
        print(f"left out {line}")
    print("failed: " + "; ".join(failed) if failed else "all parts passed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
