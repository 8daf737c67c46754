"""How often experts were shown, and what was asked for."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Counts by month: of profiles shown and opened, and of the criteria of searches."""
    op.create_table(
        "exposure_count",
        sa.Column("profile_id", sa.Integer(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["profile_id"],
            ["profile.id"],
            name=op.f("fk_exposure_count_profile_id_profile"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("profile_id", "month", "kind", name=op.f("pk_exposure_count")),
    )
    op.create_table(
        "demand_count",
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("name", sa.String(length=20), nullable=False),
        sa.Column("value", sa.String(length=60), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("month", "name", "value", name=op.f("pk_demand_count")),
    )


def downgrade() -> None:
    """Without them."""
    op.drop_table("demand_count")
    op.drop_table("exposure_count")
