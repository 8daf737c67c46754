"""What a request is about, in the order of importance; how organisations are named and reached; notes of calls."""

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


def _of_organisations() -> tuple[sa.Column[Any], ...]:
    """Each with a value for the rows that are there: they are those of providers."""
    return (
        sa.Column("acronym", sa.String(length=40), nullable=False, server_default=""),
        sa.Column("contact_name", sa.String(length=200), nullable=False, server_default=""),
        sa.Column("contact_email", sa.String(length=254), nullable=False, server_default=""),
        sa.Column("contact_phone", sa.String(length=40), nullable=False, server_default=""),
        sa.Column("is_provider", sa.Boolean(), nullable=False, server_default=sa.true()),
        sa.Column("version", sa.Integer(), nullable=False, server_default="1"),
        sa.Column("changed_at", sa.DateTime(), nullable=False, server_default="2026-01-01 00:00:00"),
        sa.Column("changed_by", sa.Integer(), nullable=True),
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
    _describe_organisations()
    _keep_notes()


def downgrade() -> None:
    """The two lists are there still; of organisations name, kind and website."""
    op.drop_table("request_note")
    for column in reversed(_of_organisations()):
        op.drop_column("organisation", column.name)
    op.drop_column("assistance_request", "subjects")
    _rename_typed("subjects-", "articles-")


def _describe_organisations() -> None:
    for column in _of_organisations():
        op.add_column("organisation", column)
    organisation = sa.table("organisation", sa.column("changed_at"), sa.column("created_at"))
    op.execute(organisation.update().values(changed_at=organisation.c.created_at))


def _keep_notes() -> None:
    op.create_table(
        "request_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=20), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("profile_id", sa.Integer(), nullable=True),
        sa.Column("called_on", sa.Date(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_at", sa.DateTime(), nullable=False),
        sa.Column("written_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["request_id"],
            ["assistance_request.id"],
            name=op.f("fk_request_note_request_id_assistance_request"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["profile_id"],
            ["profile.id"],
            name=op.f("fk_request_note_profile_id_profile"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request_note")),
        sa.UniqueConstraint("ref", name=op.f("uq_request_note_ref")),
    )
    with op.batch_alter_table("request_note", schema=None) as batch_op:
        for column in ("profile_id", "request_id"):
            batch_op.create_index(batch_op.f(f"ix_request_note_{column}"), [column], unique=False)


def _rename_typed(before: str, after: str) -> None:
    connection = op.get_bind()
    for row in connection.execute(sa.select(_TYPING).where(_TYPING.c.step == "subject")).all():
        typed: dict[str, Any] = {
            after + name.removeprefix(before) if name.startswith(before) else name: values
            for name, values in row.typed.items()
        }
        connection.execute(_TYPING.update().where(_TYPING.c.id == row.id).values(typed=typed))
