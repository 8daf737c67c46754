"""Where a reader may be sent by an address that came from outside: to our own pages only (R27)."""

from urllib.parse import urljoin, urlsplit

from roster.core.text import problem_in

LONGEST = 2_000
_HERE = "https://roster.invalid/"


def local_path(text: str | None, *, default: str) -> str:
    """The path with its query where it is one of ours, else the default."""
    if not text or len(text) > LONGEST or not text.startswith("/") or text.startswith("//") or "\\" in text:
        return default
    if problem_in(text, is_name=True) is not None or "\n" in text:
        return default
    try:
        whole, here = urlsplit(urljoin(_HERE, text)), urlsplit(_HERE)
    except ValueError:
        return default
    if (whole.scheme, whole.netloc) != (here.scheme, here.netloc) or whole.path.startswith("//"):
        return default
    return text
