"""Dated editions of the directory, first messages to contact persons, reports that nobody made."""

import sqlalchemy as sa
from alembic import op

revision = "0010b"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Editions with their pages, messages, and reports of the system."""
    op.create_table(
        "authority_edition",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(length=20), nullable=False),
        sa.Column("purpose", sa.String(length=200), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("filters", sa.JSON(), nullable=False),
        sa.Column("audiences", sa.JSON(), nullable=False),
        sa.Column("parts", sa.JSON(), nullable=False),
        sa.Column("row_count", sa.Integer(), nullable=False),
        sa.Column("page_count", sa.Integer(), nullable=False),
        sa.Column("as_of", sa.DateTime(), nullable=True),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("stored_name", sa.String(length=32), nullable=False),
        sa.Column("problem", sa.String(length=40), nullable=True),
        sa.Column("finished_at", sa.DateTime(), nullable=True),
        sa.Column("ref", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_authority_edition")),
        sa.UniqueConstraint("number", name=op.f("uq_authority_edition_number")),
        sa.UniqueConstraint("ref", name=op.f("uq_authority_edition_ref")),
    )
    op.create_index("ix_authority_edition_created_by", "authority_edition", ["created_by"])
    op.create_table(
        "authority_edition_page",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("entries", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"],
            ["authority_edition.id"],
            name=op.f("fk_authority_edition_page_edition_id_authority_edition"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_authority_edition_page")),
        sa.UniqueConstraint("code", name=op.f("uq_authority_edition_page_code")),
    )
    op.create_index(op.f("ix_authority_edition_page_edition_id"), "authority_edition_page", ["edition_id"])
    op.create_table(
        "authority_message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=20), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("sender_role", sa.String(length=30), nullable=False),
        sa.Column("sender_scope", sa.String(length=80), nullable=False),
        sa.Column("subject", sa.String(length=120), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("nonce", sa.String(length=32), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["authority_id"],
            ["authority.id"],
            name=op.f("fk_authority_message_authority_id_authority"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"],
            ["authority_contact.id"],
            name=op.f("fk_authority_message_contact_id_authority_contact"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_authority_message_user_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_authority_message")),
        sa.UniqueConstraint("ref", name=op.f("uq_authority_message_ref")),
    )
    op.create_index(op.f("ix_authority_message_authority_id"), "authority_message", ["authority_id"])
    op.create_index(op.f("ix_authority_message_contact_id"), "authority_message", ["contact_id"])
    op.create_index("ix_authority_message_user_id_at", "authority_message", ["user_id", "at"])
    with op.batch_alter_table("authority_report", schema=None) as batch_op:
        batch_op.alter_column("user_id", existing_type=sa.Integer(), nullable=True)
        batch_op.add_column(sa.Column("returned", sa.String(length=20), nullable=False, server_default=""))


def downgrade() -> None:
    """Without them; what the system reported goes."""
    op.execute("DELETE FROM authority_report WHERE user_id IS NULL")
    with op.batch_alter_table("authority_report", schema=None) as batch_op:
        batch_op.drop_column("returned")
        batch_op.alter_column("user_id", existing_type=sa.Integer(), nullable=False)
    for table in ("authority_message", "authority_edition_page", "authority_edition"):
        op.drop_table(table)
