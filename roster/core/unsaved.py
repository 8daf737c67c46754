"""What people type into a form before it is saved: a row for each of them beside the record, so it moves no version."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final, TypeVar

import sqlalchemy as sa
from flask_babel import gettext
from sqlalchemy.orm import Mapped, mapped_column

from roster.core import clock
from roster.core.errors import InvalidError

MOST_TYPED: Final = 60_000


class UnsavedText:
    """Columns of such a row. `mark` is the mark of what the step said when the typing began."""

    id: Mapped[int] = mapped_column(primary_key=True)
    step: Mapped[str] = mapped_column(sa.String(20))
    typed: Mapped[dict[str, Any]]
    at: Mapped[datetime]
    by_user: Mapped[int | None]
    mark: Mapped[str | None] = mapped_column(sa.String(24))

    def is_older_than(self, mark: str) -> bool:
        """Whether the step said something else when this was typed."""
        return self.mark is not None and self.mark != mark

    def forget(self, word: str) -> None:
        """Take a word out of what was typed, such as the reference of somebody who is erased."""
        named = re.compile(re.escape(word), re.IGNORECASE)
        self.typed = {name: [named.sub("", line) for line in lines] for name, lines in self.typed.items()}


Text = TypeVar("Text", bound=UnsavedText)


def text_by(rows: Iterable[Text], user_id: int | None, step: str) -> Text | None:
    """What this person typed into a step and did not save."""
    return next((row for row in rows if (row.step, row.by_user) == (step, user_id)), None)


def texts_by_others(rows: Iterable[Text], user_id: int | None, step: str) -> list[Text]:
    """What others typed into a step and did not save."""
    return [row for row in rows if row.step == step and row.by_user != user_id]


def put_typed(row: UnsavedText, typed: Mapping[str, Sequence[str]], *, mark: str | None, now: str) -> None:
    """Put what was typed into the row of somebody. `mark` was on that screen, `now` is the step's mark today.

    Where they differ the row stays marked as older until it is saved, so that both texts are shown.
    Raises InvalidError where it is more than a step can hold.
    """
    values = {name: list(lines) for name, lines in typed.items()}
    if len(json.dumps(values)) > MOST_TYPED:
        raise InvalidError({"typed": gettext("This is more than a step can hold.")})
    if not row.is_older_than(now):
        row.mark = mark
    row.typed, row.at = values, clock.now()
