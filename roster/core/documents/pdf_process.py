"""Sets one document as PDF in a process of its own: a script, never imported by the application.

Standard input carries the HTML, standard output the file. Nothing is fetched: only
`data:` addresses are allowed. It must not import `roster`.
"""

import sys

from weasyprint import HTML
from weasyprint.urls import URLFetcher


def main() -> None:
    """Writes the file."""
    html = sys.stdin.buffer.read().decode("utf-8")
    fetcher = URLFetcher(allowed_protocols=("data",))
    sys.stdout.buffer.write(HTML(string=html, url_fetcher=fetcher).write_pdf(pdf_variant="pdf/ua-1"))


if __name__ == "__main__":
    main()
