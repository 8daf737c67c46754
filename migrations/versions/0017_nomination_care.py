"""Nominations: typed text by person, the profile that a draft began from, when answers were cut down."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Typed text by person, with the mark of what it began from; for a nomination the version it began from."""
    with op.batch_alter_table("nomination", schema=None) as batch_op:
        batch_op.add_column(sa.Column("profile_version", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("reduced_at", sa.DateTime(), nullable=True))
    with op.batch_alter_table("nomination_typing", schema=None) as batch_op:
        batch_op.add_column(sa.Column("mark", sa.String(length=24), nullable=True))
        batch_op.drop_constraint(batch_op.f("uq_nomination_typing_nomination_id_step"), type_="unique")
        batch_op.create_unique_constraint(
            batch_op.f("uq_nomination_typing_nomination_id_step_by_user"),
            ["nomination_id", "step", "by_user"],
        )


def downgrade() -> None:
    """One text a step again: of several the newest."""
    op.execute(
        "DELETE FROM nomination_typing WHERE id NOT IN"
        " (SELECT id FROM (SELECT MAX(id) AS id FROM nomination_typing GROUP BY nomination_id, step) AS newest)"
    )
    with op.batch_alter_table("nomination_typing", schema=None) as batch_op:
        batch_op.drop_constraint(
            batch_op.f("uq_nomination_typing_nomination_id_step_by_user"), type_="unique"
        )
        batch_op.create_unique_constraint(
            batch_op.f("uq_nomination_typing_nomination_id_step"), ["nomination_id", "step"]
        )
        batch_op.drop_column("mark")
    with op.batch_alter_table("nomination", schema=None) as batch_op:
        batch_op.drop_column("reduced_at")
        batch_op.drop_column("profile_version")
