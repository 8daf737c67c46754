"""Authorities brought in from files, first messages to contact persons."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Files that came in with what they changed, and the register of lists that left."""
    stages = sa.Enum(
        "uploaded", "applied", "discarded", "undone", name="importstage", native_enum=False, length=20
    )
    op.create_table(
        "authority_import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stage", stages, nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("stored_name", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=2), nullable=False),
        sa.Column("row_count", sa.Integer(), nullable=False),
        sa.Column("applied_at", sa.DateTime(), nullable=True),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.Column("ref", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_authority_import")),
        sa.UniqueConstraint("ref", name=op.f("uq_authority_import_ref")),
    )
    with op.batch_alter_table("authority_import", schema=None) as batch_op:
        batch_op.create_index("ix_authority_import_created_by", ["created_by"], unique=False)
    op.create_table(
        "authority_import_row",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=True),
        sa.Column("authority_ref", sa.String(length=20), nullable=False),
        sa.Column("row_number", sa.Integer(), nullable=False),
        sa.Column("is_new", sa.Boolean(), nullable=False),
        sa.Column("is_undone", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id"],
            ["authority.id"],
            name=op.f("fk_authority_import_row_authority_id_authority"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["authority_import.id"],
            name=op.f("fk_authority_import_row_import_id_authority_import"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_authority_import_row")),
    )
    with op.batch_alter_table("authority_import_row", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_authority_import_row_authority_id"), ["authority_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_authority_import_row_import_id"), ["import_id"], unique=False)
    op.create_table(
        "authority_export",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=20), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("purpose", sa.String(length=200), nullable=False),
        sa.Column("row_count", sa.Integer(), nullable=False),
        sa.Column("format", sa.String(length=10), nullable=False),
        sa.Column("question_hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_authority_export")),
        sa.UniqueConstraint("ref", name=op.f("uq_authority_export_ref")),
    )
    with op.batch_alter_table("authority_export", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_authority_export_at"), ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_authority_export_user_id"), ["user_id"], unique=False)


def downgrade() -> None:
    """Take them away; what was imported stays."""
    for table in ("authority_export", "authority_import_row", "authority_import"):
        op.drop_table(table)
