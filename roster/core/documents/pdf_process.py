"""Sets one document as PDF in a process of its own: a script, never imported by the application.

Standard input carries the HTML. Standard output has one line of JSON, the number of pages and on which page each
named place stands, and after it the file. Nothing is fetched: only `data:` addresses are allowed. It must not
import `roster`.
"""

import json
import sys

from weasyprint import HTML
from weasyprint.urls import URLFetcher


def main() -> None:
    """Writes what is where, and the file."""
    html = sys.stdin.buffer.read().decode("utf-8")
    fetcher = URLFetcher(allowed_protocols=("data",))
    document = HTML(string=html, url_fetcher=fetcher).render(pdf_variant="pdf/ua-1")
    places = {name: number for number, page in enumerate(document.pages, 1) for name in page.anchors}
    about = {"pages": len(document.pages), "places": places}
    sys.stdout.buffer.write(json.dumps(about).encode("ascii") + b"\n")
    sys.stdout.buffer.write(document.write_pdf(pdf_variant="pdf/ua-1"))


if __name__ == "__main__":
    main()
