"""The catalogues of the five languages beside English: extract what is marked, check that none is missing."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import click
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from jinja2 import Environment
from jinja2.lexer import TOKEN_DATA

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "translations"
TRANSLATED = ("ar", "es", "fr", "ru", "zh")
_METHODS = [("roster/**.py", "python"), ("templates/**.html", "jinja2"), ("templates/**.txt", "jinja2")]
_KEYWORDS: dict[str, Any] = {"_": None, "_l": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2)}
_MORE_KEYWORDS: dict[str, Any] = {
    "count_phrase": (1, 2),
    "pgettext": ((1, "c"), 2),
    "lazy_pgettext": ((1, "c"), 2),
}
_OPTIONS = {"templates/**": {"trimmed": "true", "encoding": "utf-8"}}
_FORMATS = frozenset({"Word", "PDF", "JSON"})  # names of formats are the same in every language
_SAMPLES = frozenset({"design.html"})  # shows components filled with invented people in several scripts
_PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")
_TAG = re.compile(r"<(script|style|svg)\b.*?</\1>|<[^>]*>|<[^>]*$|^[^<>]*>|&\w+;|&#\w+;", re.DOTALL)
_WORDS = re.compile(r"[^\W\d_]{2,}")


@click.group()
def translate() -> None:
    """The catalogues of the interface."""


@translate.command()
def extract() -> None:
    """Read every marked sentence and bring the catalogues up to date; what is gone is dropped."""
    template = extracted()
    _write(FOLDER / "messages.pot", template)
    for language in TRANSLATED:
        catalogue = _catalogue(language)
        catalogue.update(template, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        _write(_path(language), catalogue)
        missing = sum(1 for message in catalogue if message.id and not _is_whole(message))
        click.echo(f"{language}: {missing} of {len(catalogue)} to translate")


@translate.command("compile")
def compile_all() -> None:
    """Make the binary catalogues that the application reads."""
    compile_catalogues()


@translate.command()
def check() -> None:
    """Fail on an untranslated, fuzzy or outdated message, other placeholders, or text that is not marked."""
    found = list(catalogue_faults())
    for fault in found:
        click.echo(fault, err=True)
    click.echo(f"{len(found)} faults in the catalogues")
    if found:
        raise SystemExit(1)


def compile_catalogues() -> None:
    """Write `messages.mo` beside each catalogue that is newer than its binary twin."""
    for language in TRANSLATED:
        source, target = _path(language), _path(language).with_suffix(".mo")
        if not source.exists() or (target.exists() and target.stat().st_mtime >= source.stat().st_mtime):
            continue
        # Several processes may start at once: each writes a file of its own, and whoever reads finds a whole one.
        with NamedTemporaryFile(dir=target.parent, suffix=".mo", delete=False) as stream:
            write_mo(stream, _catalogue(language))
        Path(stream.name).chmod(0o644)
        Path(stream.name).replace(target)


def catalogue_faults() -> Iterator[str]:
    """One line for each thing that a reader of one of the six languages would stumble over."""
    template = extracted()
    wanted = {_key(message) for message in template if message.id}
    for language in TRANSLATED:
        catalogue = _catalogue(language)
        known = {_key(message) for message in catalogue if message.id}
        yield from (f"{language}: not in the catalogue: {_shown(key)}" for key in sorted(wanted - known))
        yield from (f"{language}: no longer in the code: {_shown(key)}" for key in sorted(known - wanted))
        for message in catalogue:
            if message.id:
                yield from (f"{language}: {fault}: {_shown(_key(message))}" for fault in _faults(message))
    yield from unmarked_text()


def extracted() -> Catalog:
    """Every marked sentence of code and templates."""
    catalogue = Catalog(project="Expert roster", charset="utf-8")
    methods = [(pattern, method) for pattern, method in _METHODS]
    found = extract_from_dir(
        str(ROOT),
        method_map=methods,
        options_map=_OPTIONS,
        keywords={**_KEYWORDS, **_MORE_KEYWORDS},
        comment_tags=("Translators:",),
        directory_filter=lambda folder: Path(folder).name not in (".venv", "var", "node_modules", ".git"),
    )
    for file, line, message, comments, context in sorted(found, key=lambda item: (item[0], item[1])):
        catalogue.add(message, None, [(file, line)], auto_comments=comments, context=context)
    return catalogue


def unmarked_text() -> Iterator[str]:
    """Words in templates that stand outside any marked sentence."""
    environment = Environment(autoescape=True, extensions=["jinja2.ext.i18n"])
    for path in sorted((ROOT / "templates").rglob("*.html")):
        if path.name in _SAMPLES:
            continue
        source = path.read_text(encoding="utf-8")
        plain = "".join(text if kind == TOKEN_DATA else "\0" for _line, kind, text in environment.lex(source))
        for word in _WORDS.findall(_TAG.sub(" ", plain)):
            if word not in _FORMATS:
                yield f"{path.relative_to(ROOT)}: not marked: {word}"


def _faults(message: Message) -> Iterator[str]:
    if message.fuzzy:
        yield "fuzzy"
    if not _is_whole(message):
        yield "not translated"
        return
    texts = message.string if isinstance(message.string, tuple | list) else (message.string,)
    ids = message.id if isinstance(message.id, tuple | list) else (message.id,)
    allowed = {frozenset(_PLACEHOLDER.findall(text)) for text in ids}
    widest = frozenset().union(*allowed)
    for text in texts:
        used = frozenset(_PLACEHOLDER.findall(text or ""))
        # A plural form for one or two may leave the number out; nothing else may differ.
        if used not in allowed and not (len(ids) > 1 and widest - used <= {"num"} and used <= widest):
            yield "placeholders differ"


def _is_whole(message: Message) -> bool:
    texts = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return bool(texts) and all(texts)


def _key(message: Message) -> tuple[str, str]:
    ids = message.id if isinstance(message.id, str) else message.id[0]
    return (message.context or "", ids)


def _shown(key: tuple[str, str]) -> str:
    return key[1][:90].replace("\n", " ")


def _path(language: str) -> Path:
    return FOLDER / language / "LC_MESSAGES" / "messages.po"


def _catalogue(language: str) -> Catalog:
    path = _path(language)
    locale = "zh_Hans_CN" if language == "zh" else language
    if not path.exists():
        return Catalog(locale=locale, project="Expert roster", charset="utf-8")
    with path.open("rb") as stream:
        return read_po(stream, locale=locale)


def _write(path: Path, catalogue: Catalog) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    stream = BytesIO()
    write_po(stream, catalogue, width=110, sort_output=True, omit_header=False, include_lineno=False)
    path.write_bytes(_without_dates(stream.getvalue()))


def _without_dates(content: bytes) -> bytes:
    """Dates in the header would change with every run."""
    return re.sub(rb'"(POT-Creation|PO-Revision)-Date:[^"]*"\n', b"", content)
