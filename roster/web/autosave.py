"""Forms that save by themselves: what was sent as it stood, and what others typed there, in words for the reader."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from flask import Response, current_app, request
from flask_babel import gettext

from roster.core import clock
from roster.core.unsaved import UnsavedText
from roster.web.locale import show_moment

NOT_TYPED: Final = frozenset({"csrf_token", "version", "later", "check", "add_row", "remove_row", "move_row"})
AT_ONCE_SECONDS: Final = 900  # who typed this lately is probably still at it
_MARK = re.compile(r"[0-9a-f]{24}")
_Row = TypeVar("_Row", bound=UnsavedText)


@dataclass(frozen=True)
class OtherText:
    """What a colleague typed and has not saved: who, when, and where it differs from what is stored."""

    row_id: int
    who: str
    when: str
    differences: tuple[object, ...]


def typed_values() -> dict[str, list[str]]:
    """What stands in the form that was sent, sound or not."""
    return {name: values for name, values in request.form.lists() if name not in NOT_TYPED}


def posted_mark() -> str:
    """The mark of what stood on that screen; one that is none fits nothing."""
    mark = request.form.get("version", "")
    return mark if _MARK.fullmatch(mark) else "-"


def other_texts(
    rows: Sequence[_Row], names: Mapping[int, str], *, differs: Callable[[_Row], Sequence[object]]
) -> list[OtherText]:
    """What colleagues typed and have not saved, where it is not stored by now."""
    texts = (
        OtherText(
            row.id,
            names.get(row.by_user or 0) or gettext("A colleague"),
            show_moment(row.at),
            tuple(differs(row)),
        )
        for row in rows
    )
    return [text for text in texts if text.differences]


def kept_words(
    others: Iterable[UnsavedText], names_of: Callable[[set[int]], Mapping[int, str]], *, is_older: bool
) -> str:
    """What the line under the form says; also that somebody else is at the same step, or has changed it."""
    now = clock.now()
    if is_older:
        return gettext(
            "What you typed is kept. Somebody else changed this step meanwhile: save to see both texts."
        )
    lately = {
        row.by_user for row in others if row.by_user and (now - row.at).total_seconds() < AT_ONCE_SECONDS
    }
    names = sorted(names_of(lately).values())
    if names:
        return gettext(
            "Saved %(time)s. %(name)s is writing here too; what each of you types is kept.",
            time=show_moment(now),
            name=names[0],
        )
    return gettext("Saved %(time)s", time=show_moment(now))


def answer_script(text: str, *, status: int = 200) -> Response:
    """The line for the script that sent the form by itself."""
    content = current_app.json.dumps({"saved": status == 200, "text": text})
    answer = Response(content, status, content_type="application/json")
    answer.headers["Cache-Control"] = "no-store"
    return answer
