"""Sets one document as PDF in a process of its own: a script, never imported by the application.

Standard input carries one line of JSON (limits) and the HTML, standard output the file. Nothing is fetched: only
`data:` addresses are allowed. It must not import `roster`.
"""

import json
import sys

try:
    import resource
except ImportError:  # a system without such limits: the caller's own time limit remains
    _HAS_LIMITS = False
else:
    _HAS_LIMITS = True

from weasyprint import HTML
from weasyprint.urls import URLFetcher


def main() -> None:
    """Writes the file."""
    wanted = json.loads(sys.stdin.buffer.readline())
    if _HAS_LIMITS:
        for what, limit in (
            (resource.RLIMIT_AS, wanted["memory"]),
            (resource.RLIMIT_CPU, wanted["seconds"]),
            (resource.RLIMIT_CORE, 0),
        ):
            try:
                resource.setrlimit(what, (limit, limit))
            except (ValueError, OSError):
                continue
    html = sys.stdin.buffer.read().decode("utf-8")
    fetcher = URLFetcher(allowed_protocols=("data",))
    sys.stdout.buffer.write(HTML(string=html, url_fetcher=fetcher).write_pdf(pdf_variant="pdf/ua-1"))


if __name__ == "__main__":
    main()
