"""What stays of somebody who was erased."""

import sqlalchemy as sa
from alembic import op

revision = "0006e"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The table of tombstones."""
    op.create_table(
        "tombstone",
        sa.Column("ref", sa.String(length=20), nullable=False),
        sa.Column("profile_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=2), nullable=True),
        sa.Column("basis", sa.String(length=20), nullable=False),
        sa.Column("erased_at", sa.DateTime(), nullable=False),
        sa.Column("cleaned_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_tombstone")),
        sa.UniqueConstraint("profile_id", name=op.f("uq_tombstone_profile_id")),
    )
    op.create_index(op.f("ix_tombstone_cleaned_at"), "tombstone", ["cleaned_at"])


def downgrade() -> None:
    """Without it."""
    op.drop_table("tombstone")
