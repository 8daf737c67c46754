"""A kept letter made fit for a page: links lead to this roster wherever it is served; its look is let in by hash."""

import base64
import hashlib
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from roster.core.correspondence import KeptLetter

_LINK = re.compile(r"https?://[^\s<>\"]+")
_SHEET = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_STYLE = re.compile(r"\sstyle=\"([^\"]*)\"")


@dataclass(frozen=True)
class Piece:
    """A stretch of a letter's text; `href` where it is a link into this roster."""

    text: str
    href: str = ""


def pieces_of(letter: KeptLetter, base_url: str) -> Iterator[Piece]:
    """The text of a letter with its links found."""
    end = 0
    for found in _LINK.finditer(letter.text):
        yield Piece(letter.text[end : found.start()])
        yield Piece(found[0], _local(found[0], base_url))
        end = found.end()
    yield Piece(letter.text[end:])


def document_of(letter: KeptLetter, base_url: str) -> str:
    """The HTML of a letter; its links open in the whole window, at the host where the reader is."""
    local = letter.html.replace(f'href="{base_url}/', 'href="/')
    return local.replace("<head>", '<head>\n  <base target="_top">', 1)


def policy_for(document: str) -> str:
    """A content policy that allows the styles of this letter and nothing else: nothing runs, nothing is fetched."""
    styles = [html.unescape(style) for style in _STYLE.findall(document)]
    hashes = sorted({_digest(style) for style in (*_SHEET.findall(document), *styles)})
    return (
        f"default-src 'none'; style-src 'unsafe-hashes' {' '.join(hashes)}; form-action 'none'; "
        "frame-ancestors 'self'; sandbox allow-top-navigation-by-user-activation"
    )


def _digest(style: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()}'"


def _local(link: str, base_url: str) -> str:
    return link.removeprefix(base_url) if link.startswith(f"{base_url}/") else ""
