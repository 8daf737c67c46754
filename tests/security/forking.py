"""The parent of the servers that are killed: `start` forks one, `bury` waits for its end.

It imports the application and does nothing with it: no thread, no connection is there before the fork.
"""

import os
import sys

from roster import serving
from roster.app import create_app


def main() -> None:
    """Do what is said on the standard input, line by line."""
    child = 0
    for line in sys.stdin:
        if line.strip() == "start":
            child = os.fork()
            if not child:
                _serve()
        else:
            os.waitpid(child, 0)
        print(child, flush=True)


def _serve() -> None:
    os.close(0)
    serving.serve(create_app(), host="127.0.0.1", port=int(os.environ["PORT"]))
    os._exit(0)


if __name__ == "__main__":
    main()
