"""Calls to experts, and who answers them."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def _record() -> tuple[sa.Column[object], ...]:
    """The columns of every record with a reference."""
    return (
        sa.Column("ref", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("changed_by", sa.Integer(), nullable=True),
    )


def upgrade() -> None:
    """Calls for a request, the experts to whom they go, and the answers."""
    op.create_table(
        "expert_call",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("source_language", sa.String(length=2), nullable=False),
        sa.Column("audience", sa.String(length=20), nullable=False),
        sa.Column("names_state", sa.Boolean(), nullable=False),
        sa.Column("shows_region", sa.Boolean(), nullable=False),
        sa.Column("answer_by", sa.Date(), nullable=False),
        sa.Column("networks", sa.JSON(), nullable=False),
        sa.Column("states_called", sa.String(length=20), nullable=False),
        sa.Column("states", sa.JSON(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("letter_count", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(), nullable=True),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.Column("close_reason", sa.String(length=20), nullable=True),
        sa.Column("close_note", sa.Text(), nullable=False),
        *_record(),
        sa.ForeignKeyConstraint(
            ["request_id"],
            ["assistance_request.id"],
            name=op.f("fk_expert_call_request_id_assistance_request"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expert_call")),
        sa.UniqueConstraint("ref", name=op.f("uq_expert_call_ref")),
    )
    with op.batch_alter_table("expert_call", schema=None) as batch_op:
        for column in ("answer_by", "closed_at", "request_id", "stage"):
            batch_op.create_index(batch_op.f(f"ix_expert_call_{column}"), [column], unique=False)
    op.create_table(
        "call_invitation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("call_id", sa.Integer(), nullable=False),
        sa.Column("profile_id", sa.Integer(), nullable=False),
        sa.Column("nonce", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["call_id"],
            ["expert_call.id"],
            name=op.f("fk_call_invitation_call_id_expert_call"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["profile_id"],
            ["profile.id"],
            name=op.f("fk_call_invitation_profile_id_profile"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call_invitation")),
        sa.UniqueConstraint("call_id", "profile_id", name=op.f("uq_call_invitation_call_id_profile_id")),
    )
    with op.batch_alter_table("call_invitation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_call_invitation_profile_id"), ["profile_id"], unique=False)
    op.create_table(
        "call_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("call_id", sa.Integer(), nullable=False),
        sa.Column("profile_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=2), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("answered_at", sa.DateTime(), nullable=False),
        sa.Column("answered_by", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        *_record(),
        sa.ForeignKeyConstraint(
            ["call_id"],
            ["expert_call.id"],
            name=op.f("fk_call_answer_call_id_expert_call"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["profile_id"],
            ["profile.id"],
            name=op.f("fk_call_answer_profile_id_profile"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(["state"], ["state.iso2"], name=op.f("fk_call_answer_state_state")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call_answer")),
        sa.UniqueConstraint("call_id", "profile_id", name=op.f("uq_call_answer_call_id_profile_id")),
        sa.UniqueConstraint("call_id", "state", name=op.f("uq_call_answer_call_id_state")),
        sa.UniqueConstraint("ref", name=op.f("uq_call_answer_ref")),
    )
    with op.batch_alter_table("call_answer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_call_answer_profile_id"), ["profile_id"], unique=False)


def downgrade() -> None:
    """Take them away."""
    op.drop_table("call_answer")
    op.drop_table("call_invitation")
    op.drop_table("expert_call")
