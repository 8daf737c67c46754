"""Handover between focal points."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """From which focal point to whom."""
    op.create_table(
        "handover",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=2), nullable=False),
        sa.Column("leaving_id", sa.Integer(), nullable=False),
        sa.Column("successor_id", sa.Integer(), nullable=True),
        sa.Column("invitation_id", sa.Integer(), nullable=True),
        sa.Column("reference", sa.String(length=200), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=True),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("done_at", sa.DateTime(), nullable=True),
        sa.Column("called_off_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["state"], ["state.iso2"], name=op.f("fk_handover_state_state")),
        sa.ForeignKeyConstraint(
            ["leaving_id"], ["user_account.id"], name=op.f("fk_handover_leaving_id_user_account")
        ),
        sa.ForeignKeyConstraint(
            ["successor_id"], ["user_account.id"], name=op.f("fk_handover_successor_id_user_account")
        ),
        sa.ForeignKeyConstraint(
            ["invitation_id"], ["invitation.id"], name=op.f("fk_handover_invitation_id_invitation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover")),
    )
    op.create_index(op.f("ix_handover_leaving_id"), "handover", ["leaving_id"])
    op.create_index(op.f("ix_handover_invitation_id"), "handover", ["invitation_id"])


def downgrade() -> None:
    """Take it away."""
    op.drop_index(op.f("ix_handover_invitation_id"), table_name="handover")
    op.drop_index(op.f("ix_handover_leaving_id"), table_name="handover")
    op.drop_table("handover")
