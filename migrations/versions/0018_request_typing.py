"""Requests: what is typed into a step and not saved is kept by person, with the mark of what it began from."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Typed text by person."""
    with op.batch_alter_table("request_typing", schema=None) as batch_op:
        batch_op.add_column(sa.Column("mark", sa.String(length=24), nullable=True))
        batch_op.drop_constraint(batch_op.f("uq_request_typing_request_id_step"), type_="unique")
        batch_op.create_unique_constraint(
            batch_op.f("uq_request_typing_request_id_step_by_user"), ["request_id", "step", "by_user"]
        )


def downgrade() -> None:
    """One text a step again: of several the newest."""
    op.execute(
        "DELETE FROM request_typing WHERE id NOT IN"
        " (SELECT id FROM (SELECT MAX(id) AS id FROM request_typing GROUP BY request_id, step) AS newest)"
    )
    with op.batch_alter_table("request_typing", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_request_typing_request_id_step_by_user"), type_="unique")
        batch_op.create_unique_constraint(
            batch_op.f("uq_request_typing_request_id_step"), ["request_id", "step"]
        )
        batch_op.drop_column("mark")
