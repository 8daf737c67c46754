"""Authorities of States."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Authorities with functions and contact persons, reports that they are wrong, and who was answered."""
    op.create_table(
        "authority",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=2), nullable=False),
        sa.Column("stage", sa.String(length=20), nullable=False),
        sa.Column("name", sa.JSON(), nullable=False),
        sa.Column("english_name", sa.String(length=300), nullable=False),
        sa.Column("acronym", sa.String(length=40), nullable=False),
        sa.Column("scope_note", sa.JSON(), nullable=True),
        sa.Column("designation_reference", sa.String(length=200), nullable=False),
        sa.Column("designated_on", sa.Date(), nullable=True),
        sa.Column("proposal", sa.JSON(), nullable=True),
        sa.Column("mailbox", sa.String(length=254), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("secure_email", sa.String(length=254), nullable=False),
        sa.Column("duty_line", sa.String(length=40), nullable=False),
        sa.Column("opening_hours", sa.JSON(), nullable=False),
        sa.Column("time_zone", sa.String(length=60), nullable=False),
        sa.Column("rest_days", sa.JSON(), nullable=False),
        sa.Column("holidays", sa.JSON(), nullable=False),
        sa.Column("request_languages", sa.JSON(), nullable=False),
        sa.Column("channels", sa.JSON(), nullable=False),
        sa.Column("signature", sa.String(length=20), nullable=True),
        sa.Column("encryption", sa.String(length=20), nullable=True),
        sa.Column("urgent_procedure", sa.String(length=20), nullable=True),
        sa.Column("urgent_note", sa.Text(), nullable=False),
        sa.Column("uncac_basis", sa.JSON(), nullable=False),
        sa.Column("dual_criminality", sa.String(length=20), nullable=True),
        sa.Column("limits_on_use", sa.Text(), nullable=False),
        sa.Column("required_attachments", sa.Text(), nullable=False),
        sa.Column("usual_time_days", sa.Integer(), nullable=True),
        sa.Column("links", sa.JSON(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(), nullable=True),
        sa.Column("confirmed_by", sa.Integer(), nullable=True),
        sa.Column("search_words", sa.Text(), nullable=False),
        sa.Column("ref", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["user_account.id"], name=op.f("fk_authority_owner_id_user_account")
        ),
        sa.ForeignKeyConstraint(["state"], ["state.iso2"], name=op.f("fk_authority_state_state")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_authority")),
        sa.UniqueConstraint("ref", name=op.f("uq_authority_ref")),
    )
    with op.batch_alter_table("authority", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_authority_confirmed_at"), ["confirmed_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_authority_owner_id"), ["owner_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_authority_stage"), ["stage"], unique=False)
        batch_op.create_index(batch_op.f("ix_authority_state"), ["state"], unique=False)
        batch_op.create_index(batch_op.f("ix_authority_urgent_procedure"), ["urgent_procedure"], unique=False)

    op.create_table(
        "authority_contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=20), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("post", sa.String(length=200), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id"],
            ["authority.id"],
            name=op.f("fk_authority_contact_authority_id_authority"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_authority_contact")),
        sa.UniqueConstraint("ref", name=op.f("uq_authority_contact_ref")),
    )
    with op.batch_alter_table("authority_contact", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_authority_contact_authority_id"), ["authority_id"], unique=False)

    op.create_table(
        "authority_duty",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("function_id", sa.String(length=40), nullable=False),
        sa.Column("scope_note", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id"],
            ["authority.id"],
            name=op.f("fk_authority_duty_authority_id_authority"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["function_id"],
            ["authority_function.id"],
            name=op.f("fk_authority_duty_function_id_authority_function"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_authority_duty")),
    )
    with op.batch_alter_table("authority_duty", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_authority_duty_authority_id"), ["authority_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_authority_duty_function_id"), ["function_id"], unique=False)

    op.create_table(
        "authority_reach",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("is_reached", sa.Boolean(), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id"],
            ["authority.id"],
            name=op.f("fk_authority_reach_authority_id_authority"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_authority_reach_user_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_authority_reach")),
    )
    with op.batch_alter_table("authority_reach", schema=None) as batch_op:
        batch_op.create_index("ix_authority_reach_authority_id_at", ["authority_id", "at"], unique=False)
        batch_op.create_index(batch_op.f("ix_authority_reach_user_id"), ["user_id"], unique=False)

    op.create_table(
        "authority_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=20), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.Column("answered_by", sa.Integer(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=True),
        sa.ForeignKeyConstraint(
            ["authority_id"],
            ["authority.id"],
            name=op.f("fk_authority_report_authority_id_authority"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_authority_report_user_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_authority_report")),
        sa.UniqueConstraint("ref", name=op.f("uq_authority_report_ref")),
    )
    with op.batch_alter_table("authority_report", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_authority_report_authority_id"), ["authority_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_authority_report_due_on"), ["due_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_authority_report_user_id"), ["user_id"], unique=False)


def downgrade() -> None:
    """Without them."""
    for table in (
        "authority_report",
        "authority_reach",
        "authority_duty",
        "authority_contact",
        "authority",
    ):
        op.drop_table(table)
