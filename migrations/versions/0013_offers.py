"""Questions and offers to experts for a request."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def _asked(table: str) -> tuple[sa.schema.SchemaItem, ...]:
    """What both tables hold: request and expert, days, words, and the columns of every record."""
    return (
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("profile_id", sa.Integer(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("nonce", sa.String(length=32), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.Column("ref", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["request_id"],
            ["assistance_request.id"],
            name=op.f(f"fk_{table}_request_id_assistance_request"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["profile_id"], ["profile.id"], name=op.f(f"fk_{table}_profile_id_profile"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("ref", name=op.f(f"uq_{table}_ref")),
    )


def upgrade() -> None:
    """Offers in the order in which experts are asked; questions whether somebody is free."""
    op.create_table(
        "expert_offer",
        *_asked("expert_offer"),
        sa.Column("engagement_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(length=20), nullable=False),
        sa.Column("sent_at", sa.DateTime(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["engagement_id"],
            ["engagement.id"],
            name=op.f("fk_expert_offer_engagement_id_engagement"),
            ondelete="SET NULL",
        ),
    )
    with op.batch_alter_table("expert_offer", schema=None) as batch_op:
        for column in ("due_on", "profile_id", "request_id", "stage"):
            batch_op.create_index(batch_op.f(f"ix_expert_offer_{column}"), [column], unique=False)
    op.create_table(
        "availability_question",
        *_asked("availability_question"),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("answer", sa.String(length=10), nullable=True),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
    )
    with op.batch_alter_table("availability_question", schema=None) as batch_op:
        for column in ("profile_id", "request_id"):
            batch_op.create_index(batch_op.f(f"ix_availability_question_{column}"), [column], unique=False)


def downgrade() -> None:
    """Take both away."""
    op.drop_table("availability_question")
    op.drop_table("expert_offer")
