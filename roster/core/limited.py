"""Work on files from outside in a process of its own, which ends alone when it takes too much."""

import subprocess
import sys
from pathlib import Path
from typing import Final

_RUNNER: Final = Path(__file__).with_name("limited_process.py")


def run_limited(
    script: Path, content: bytes, *, memory: int, cpu_seconds: int, seconds: int
) -> subprocess.CompletedProcess[bytes]:
    """Give the content to one of our scripts and wait for it. Raises subprocess.TimeoutExpired."""
    return subprocess.run(  # noqa: S603 - our own scripts, no words from outside on the command line
        [sys.executable, "-I", str(_RUNNER), str(memory), str(cpu_seconds), str(script)],
        input=content,
        capture_output=True,
        timeout=seconds,
        check=False,
    )
