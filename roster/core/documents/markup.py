"""Documents as one HTML text with its style, to be set as a PDF. All text is escaped here."""

from collections.abc import Sequence
from datetime import datetime
from html import escape

from roster.core.documents.blocks import (
    Block,
    Bullets,
    Document,
    Facts,
    Grid,
    Group,
    Heading,
    Index,
    Inline,
    Lines,
    PageBreak,
    Paragraph,
    Piece,
    pieces_of,
)
from roster.core.documents.direction import fit_for_xml, is_rtl
from roster.core.text import strip_bidi

ARABIC_FONT = "Noto Naskh Arabic"
END_OF = "-end"  # what follows the name of a group where it ends
_TAGS = {"zh": "zh-Hans"}
# Naskh comes first where Arabic stands: with other faces words read back wrongly from the file.
_STYLE = f"""
@page {{ size: A4; margin: 20mm 20mm 28mm;
  @bottom-center {{ content: element(foot); width: 100% }} }}
* {{ box-sizing: border-box }}
body {{ margin: 0; font: 10pt/1.45 "Noto Sans", "Noto Sans CJK SC", "{ARABIC_FONT}", sans-serif; color: #16202e }}
:lang(ar) {{ font-family: "{ARABIC_FONT}", "Noto Sans", "Noto Sans CJK SC", sans-serif }}
body:lang(ar) {{ font-size: 11pt; line-height: 1.6 }}
:lang(zh) {{ font-family: "Noto Sans CJK SC", "Noto Sans", "{ARABIC_FONT}", sans-serif }}
h1 {{ font-size: 19pt; line-height: 1.3; margin: 0; color: #1b2a41 }}
h2 {{ font-size: 13pt; margin: 6mm 0 2mm; color: #1b2a41 }}
h3 {{ font-size: 11pt; margin: 4mm 0 1mm; color: #1b2a41 }}
h2, h3 {{ break-after: avoid }}
p {{ margin: 0 0 2mm; white-space: pre-line }}
ul {{ margin: 0 0 2mm; padding-inline-start: 6mm }}
.subtitle {{ font-size: 12pt; color: #555f6e; margin: 0 0 2mm }}
.quiet, footer {{ font-size: 8pt; color: #555f6e }}
footer {{ position: running(foot); border-block-start: 0.5pt solid #c3cad5; padding-block-start: 1.5mm }}
footer p {{ margin: 0 }}
table {{ width: 100%; border-collapse: collapse; margin: 0 0 3mm }}
th, td {{ text-align: start; vertical-align: top; padding: 1.2mm 2mm; border-block: 0.5pt solid #c3cad5;
  white-space: pre-line }}
thead th {{ background: #eef2f7 }}
tr {{ break-inside: avoid }}
tbody th {{ width: 30% }}
section {{ break-inside: avoid; margin: 0 0 4mm }}
section h3 {{ margin: 0 0 1mm }}
section ul {{ font-size: 9pt; line-height: 1.35; margin: 0 0 1mm }}
section p.lines {{ font-size: 9pt; line-height: 1.42; margin: 0 }}
section:lang(ar) ul, section:lang(ar) p.lines {{ font-size: 9.5pt; line-height: 1.3 }}
div.break {{ break-before: page }}
ol.index {{ list-style: none; padding: 0; margin: 0 0 3mm }}
ol.index li {{ padding: 0.6mm 0; border-block-end: 0.5pt dotted #c3cad5; break-inside: avoid }}
ol.index span {{ float: inline-end; padding-inline-start: 4mm }}
"""
# Digits as the application writes them in this language.
_COUNTERS = {"ar": "arabic-indic"}


def as_html(document: Document, *, made_at: datetime) -> str:
    """The whole document as HTML."""
    lang = _TAGS.get(document.language, document.language)
    parts = [
        f'<!DOCTYPE html><html lang="{lang}" dir="{_dir(document.language)}"><head><meta charset="utf-8">',
        f"<title>{_text(document.title)}</title>",
        f'<meta name="dcterms.created" content="{made_at:%Y-%m-%dT%H:%M:%SZ}">',
        f"<style>{_STYLE}{_index_style(document)}{_code_style(document)}</style></head><body>",
        "<footer>" + "".join(f"<p>{_text(line)}</p>" for line in document.foot) + "</footer>",
        f"<h1>{_inline(document.heading or document.title)}</h1>",
    ]
    if pieces_of(document.subtitle):
        parts.append(f'<p class="subtitle">{_inline(document.subtitle)}</p>')
    parts += [_block(block) for block in document.blocks]
    return "".join(parts) + "</body></html>"


def _block(block: Block) -> str:
    match block:
        case Heading(text, level):
            return f"<h{level + 1}>{_inline(text)}</h{level + 1}>"
        case Paragraph(text, is_quiet):
            quiet = ' class="quiet"' if is_quiet else ""
            return f"<p{quiet}{_own_direction(text)}>{_inline(text)}</p>"
        case Bullets(items):
            return "<ul>" + "".join(f"<li>{_inline(item)}</li>" for item in items) + "</ul>"
        case Facts(rows):
            cells = (
                f'<tr><th scope="row">{_text(label)}</th><td>{_inline(text)}</td></tr>'
                for label, text in rows
            )
            return f"<table><tbody>{''.join(cells)}</tbody></table>" if rows else ""
        case Grid(header, rows, widths):
            return _grid(header, rows, widths)
        case _:
            return _part(block)


def _part(block: Group | PageBreak | Index | Lines) -> str:
    """What long documents have besides."""
    match block:
        case Lines(rows):
            lines = (f"<b>{_text(label)}</b>\u2002{_inline(text)}" for label, text in rows)
            return f'<p class="lines">{"<br>".join(lines)}</p>'
        case Group(blocks, anchor):
            return _group(blocks, anchor)
        case PageBreak():
            return '<div class="break"></div>'
        case Index(rows):
            return '<ol class="index">' + "".join(_index_row(*row) for row in rows) + "</ol>"


def _group(blocks: Sequence[Block], anchor: str) -> str:
    """Where it ends has a name too: a long one stands on every page from its first to its last."""
    begins, ends = (f' id="{escape(name)}"' if anchor else "" for name in (anchor, f"{anchor}{END_OF}"))
    inside = "".join(_block(block) for block in blocks)
    return f"<section{begins}>{inside}<div{ends}></div></section>"


def _index_row(content: Inline, anchors: Sequence[str]) -> str:
    pages = ", ".join(f'<a href="#{escape(anchor)}"></a>' for anchor in anchors)
    return f"<li><span>{pages}</span>{_inline(content)}</li>"


def _index_style(document: Document) -> str:
    counter = _COUNTERS.get(document.language, "decimal")
    return (
        "ol.index a { color: inherit; text-decoration: none }\n"
        f"ol.index a::after {{ content: target-counter(attr(href), page, {counter}) }}\n"
    )


def _code_style(document: Document) -> str:
    """A counter whose signs are the codes: the page with number n shows the nth."""
    if document.codes is None:
        return ""
    counter = _COUNTERS.get(document.language, "decimal")
    start, end = ("right", "left") if is_rtl(document.language) else ("left", "right")
    look = "font-size: 8pt; color: #555f6e; vertical-align: bottom; padding-bottom: 3mm"
    symbols = " ".join(f'"{code}"' for code in document.codes.codes)
    label = document.codes.label.replace("\\", "").replace('"', "").replace("<", "").replace("\n", " ")
    return (
        f'@counter-style page-codes {{ system: fixed; symbols: {symbols}; suffix: "" }}\n'
        f"@page {{ margin-top: 24mm;\n"
        f"  @top-{end} {{ content: counter(page, {counter}); {look} }}\n"
        f'  @top-{start} {{ content: "{label} " counter(page, page-codes); {look}; white-space: nowrap;\n'
        f"    direction: {_dir(document.language)}; {_font(document.language)} }} }}\n"
    )


def _font(language: str) -> str:
    family = {"ar": f'"{ARABIC_FONT}", ', "zh": '"Noto Sans CJK SC", '}.get(language, "")
    return f'font-family: {family}"Noto Sans", sans-serif'


def _grid(header: Sequence[str], rows: Sequence[Sequence[Inline]], widths: Sequence[float]) -> str:
    columns = "".join(f'<col style="width: {100 * share:.1f}%">' for share in widths)
    head = "".join(f'<th scope="col">{_text(label)}</th>' for label in header)
    body = "".join("<tr>" + "".join(f"<td>{_inline(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><colgroup>{columns}</colgroup><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _own_direction(content: Inline) -> str:
    """A paragraph that is all of one other language stands as that language is written."""
    tongues = {piece.language for piece in pieces_of(content)}
    own = tongues.pop() if len(tongues) == 1 else ""
    return f' dir="{_dir(own)}"' if own else ""


def _inline(content: Inline) -> str:
    return "".join(_piece(piece) for piece in pieces_of(content))


def _piece(piece: Piece) -> str:
    text = _text(piece.text)
    if piece.is_code:
        text = f'<bdi dir="ltr" lang="en">{text}</bdi>'
    elif piece.language:
        lang = _TAGS.get(piece.language, piece.language)
        text = f'<bdi dir="{_dir(piece.language)}" lang="{escape(lang)}">{text}</bdi>'
    return f"<b>{text}</b>" if piece.is_bold else text


def _text(text: str) -> str:
    return escape(strip_bidi(fit_for_xml(text)))


def _dir(language: str) -> str:
    return "rtl" if is_rtl(language) else "ltr"
