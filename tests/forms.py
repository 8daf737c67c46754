"""Reads the values that a form on a page would send, as a browser without script does."""

from html.parser import HTMLParser


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.values: dict[str, list[str]] = {}
        self._in_main_form = False
        self._select: str | None = None
        self._options: list[tuple[str, bool]] = []
        self._area: str | None = None
        self._text: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        if tag == "form":
            self._in_main_form = given.get("method") == "post" and "sign-out" not in (
                given.get("action") or ""
            )
        if not self._in_main_form:
            return
        name = given.get("name")
        if tag == "input" and name and given.get("type") not in ("submit", "file", "button"):
            if given.get("type") not in ("checkbox", "radio") or "checked" in given:
                self.values.setdefault(name, []).append(given.get("value") or "")
        elif tag == "select" and name:
            self._select, self._options = name, []
        elif tag == "option" and self._select:
            self._options.append((given.get("value") or "", "selected" in given))
        elif tag == "textarea" and name:
            self._area, self._text = name, []

    def handle_data(self, data: str) -> None:
        if self._area:
            self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._in_main_form = False
        elif tag == "select" and self._select:
            chosen = [value for value, selected in self._options if selected]
            self.values[self._select] = chosen or [value for value, _selected in self._options[:1]]
            self._select = None
        elif tag == "textarea" and self._area:
            self.values[self._area] = ["".join(self._text).removeprefix("\r\n").removeprefix("\n")]
            self._area = None


def values_of(page: str) -> dict[str, object]:
    """The fields of the page's posting form by name; several values as a list."""
    reader = _Reader()
    reader.feed(page)
    return {name: values[0] if len(values) == 1 else values for name, values in reader.values.items()}
