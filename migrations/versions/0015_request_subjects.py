"""What a request is about, in the order of importance."""

from itertools import zip_longest
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_REQUESTS = sa.table(
    "assistance_request",
    sa.column("id", sa.Integer()),
    sa.column("subjects", sa.JSON()),
    sa.column("articles", sa.JSON()),
    sa.column("topics", sa.JSON()),
)
_TYPING = sa.table(
    "request_typing",
    sa.column("id", sa.Integer()),
    sa.column("step", sa.String()),
    sa.column("typed", sa.JSON()),
)


def upgrade() -> None:
    """Rows of article and topic, as the form showed the two lists until now; what is only typed changes its names."""
    # In place: made anew, the table would take along in SQLite what hangs on it.
    op.add_column("assistance_request", sa.Column("subjects", sa.JSON(), nullable=False, server_default="[]"))
    connection = op.get_bind()
    for row in connection.execute(sa.select(_REQUESTS)).all():
        rows = [
            {"article": article, "topic": topic} for article, topic in zip_longest(row.articles, row.topics)
        ]
        connection.execute(_REQUESTS.update().where(_REQUESTS.c.id == row.id).values(subjects=rows))
    _rename_typed("articles-", "subjects-")


def downgrade() -> None:
    """The two lists are there still."""
    op.drop_column("assistance_request", "subjects")
    _rename_typed("subjects-", "articles-")


def _rename_typed(before: str, after: str) -> None:
    connection = op.get_bind()
    for row in connection.execute(sa.select(_TYPING).where(_TYPING.c.step == "subject")).all():
        typed: dict[str, Any] = {
            after + name.removeprefix(before) if name.startswith(before) else name: values
            for name, values in row.typed.items()
        }
        connection.execute(_TYPING.update().where(_TYPING.c.id == row.id).values(typed=typed))
