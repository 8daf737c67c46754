"""Runs one of our scripts within limits of memory and time: a script itself, never imported by the application.

Arguments: bytes of memory, seconds of the processor, path of the script. What a hostile file makes its reader do
ends that process only. It must not import `roster`.
"""

import runpy
import sys

try:
    import resource
except ImportError:  # a system without such limits: the caller's own time limit remains
    _HAS_LIMITS = False
else:
    _HAS_LIMITS = True


def main() -> None:
    """Sets the limits, then becomes the script."""
    memory, seconds, script = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    if _HAS_LIMITS:
        for what, limit in (
            (resource.RLIMIT_AS, memory),
            (resource.RLIMIT_CPU, seconds),
            (resource.RLIMIT_CORE, 0),
        ):
            try:
                resource.setrlimit(what, (limit, limit))
            except (ValueError, OSError):
                continue
    runpy.run_path(script, run_name="__main__")


if __name__ == "__main__":
    main()
