"""The parent of the servers that are killed: `start` forks one, `bury` waits for its end, `run` forks a command.

It imports the application and does nothing with it: no thread, no connection is there before the fork.
"""

import os
import shlex
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from jinja2 import FileSystemBytecodeCache

from roster import serving
from roster.app import create_app
from roster.cli import group


def main() -> None:
    """Do what is said on the standard input, line by line."""
    child = 0
    for line in sys.stdin:
        word, *more = shlex.split(line)
        if word == "start":
            child = _forked(_serve)
            print(child, flush=True)
        elif word == "bury":
            os.waitpid(child, 0)
            print(child, flush=True)
        else:
            command = _forked(partial(_run, more))
            print(os.waitstatus_to_exitcode(os.waitpid(command, 0)[1]), flush=True)


def _forked(work: Callable[[], None]) -> int:
    """The process that does this and then is gone."""
    child = os.fork()
    if not child:
        os.close(0)
        work()
        os._exit(0)
    return child


def _serve() -> None:
    app = create_app()
    # Each life compiles the pages anew otherwise; that takes longer than to live and die.
    app.jinja_env.bytecode_cache = FileSystemBytecodeCache(os.environ["TEMPLATES_KEPT"])
    serving.serve(app, host="127.0.0.1", port=int(os.environ["PORT"]))


def _run(words: list[str]) -> None:
    """The first word names the file that takes what the command says."""
    with Path(words[0]).open("wb") as said:
        os.dup2(said.fileno(), 1)
        os.dup2(said.fileno(), 2)
        try:
            group(words[1:], prog_name="roster")
        finally:
            sys.stdout.flush()
            sys.stderr.flush()


if __name__ == "__main__":
    main()
