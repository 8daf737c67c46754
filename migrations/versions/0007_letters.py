"""What became of letters."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006e"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Letters that came back, and the letters of a demonstration."""
    op.create_table(
        "letter_bounce",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("recipient", sa.String(80), nullable=False),
        sa.Column("template", sa.String(60), nullable=False),
        sa.Column("code", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_bounce")),
    )
    op.create_index(op.f("ix_letter_bounce_recipient"), "letter_bounce", ["recipient"])
    op.create_table(
        "kept_letter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("address", sa.String(320), nullable=False),
        sa.Column("subject", sa.String(400), nullable=False),
        sa.Column("language", sa.String(12), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_letter")),
    )


def downgrade() -> None:
    """Take them away."""
    op.drop_table("kept_letter")
    op.drop_index(op.f("ix_letter_bounce_recipient"), table_name="letter_bounce")
    op.drop_table("letter_bounce")
