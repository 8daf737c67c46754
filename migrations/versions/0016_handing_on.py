"""Offers: what was overruled and why, how an offer ended, and whose profile was asked before a merge."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

# What is asked of a person follows that person to another profile, and remembers where it came from.
_FOLLOWING = ("engagement", "expert_offer", "availability_question")


def upgrade() -> None:
    """Hard rules that were overruled; why an offer ended, and where it stood; the profile that was asked first."""
    with op.batch_alter_table("expert_offer", schema=None) as batch_op:
        batch_op.add_column(sa.Column("overruled", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("overruled_because", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("ended_because", sa.String(length=20), nullable=True))
        batch_op.add_column(sa.Column("ended_at_stage", sa.String(length=20), nullable=True))
    for table in _FOLLOWING:
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(sa.Column("first_profile_id", sa.Integer(), nullable=True))
            batch_op.create_index(batch_op.f(f"ix_{table}_first_profile_id"), ["first_profile_id"])
            batch_op.create_foreign_key(
                batch_op.f(f"fk_{table}_first_profile_id_profile"),
                "profile",
                ["first_profile_id"],
                ["id"],
                ondelete="SET NULL",
            )


def downgrade() -> None:
    """Take these columns away."""
    for table in _FOLLOWING:
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_constraint(batch_op.f(f"fk_{table}_first_profile_id_profile"), type_="foreignkey")
            batch_op.drop_index(batch_op.f(f"ix_{table}_first_profile_id"))
            batch_op.drop_column("first_profile_id")
    with op.batch_alter_table("expert_offer", schema=None) as batch_op:
        for column in ("ended_at_stage", "ended_because", "overruled_because", "overruled"):
            batch_op.drop_column(column)
