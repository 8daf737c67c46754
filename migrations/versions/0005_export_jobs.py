"""Exports made by the worker."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Lists on their way, until a week after they were made."""
    stages = sa.Enum("queued", "running", "ready", "failed", name="exportstage", native_enum=False, length=20)
    op.create_table(
        "expert_export_job",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stage", stages, nullable=False),
        sa.Column("purpose", sa.String(length=200), nullable=False),
        sa.Column("format", sa.String(length=10), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("question", sa.JSON(), nullable=False),
        sa.Column("audiences", sa.JSON(), nullable=False),
        sa.Column("parts", sa.JSON(), nullable=False),
        sa.Column("row_count", sa.Integer(), nullable=False),
        sa.Column("done_count", sa.Integer(), nullable=False),
        sa.Column("stored_name", sa.String(length=32), nullable=False),
        sa.Column("problem", sa.String(length=40), nullable=True),
        sa.Column("finished_at", sa.DateTime(), nullable=True),
        sa.Column("ref", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expert_export_job")),
        sa.UniqueConstraint("ref", name=op.f("uq_expert_export_job_ref")),
    )
    with op.batch_alter_table("expert_export_job", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_expert_export_job_created_by"), ["created_by"], unique=False)


def downgrade() -> None:
    """Take them away; the register of exports stays."""
    op.drop_table("expert_export_job")
