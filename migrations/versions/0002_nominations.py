"""Nominations."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("profile", sa.Column("suspend_reason", sa.String(length=30), nullable=True))
    op.create_table(
        "nomination",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=2), nullable=False),
        sa.Column(
            "stage",
            sa.Enum(
                "draft",
                "with_expert",
                "consented",
                "refused",
                "cleared",
                "under_check",
                "returned",
                "declined",
                "approved",
                "withdrawn",
                name="stage",
                native_enum=False,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("stage_since", sa.DateTime(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("criteria", sa.JSON(), nullable=False),
        sa.Column("profile_id", sa.Integer(), nullable=True),
        sa.Column("drafted_by", sa.Integer(), nullable=True),
        sa.Column("editors", sa.JSON(), nullable=False),
        sa.Column("cleared_by", sa.Integer(), nullable=True),
        sa.Column("cleared_at", sa.DateTime(), nullable=True),
        sa.Column("note_verbale", sa.String(length=200), nullable=False),
        sa.Column("invited_at", sa.DateTime(), nullable=True),
        sa.Column("invitation_nonce", sa.String(length=32), nullable=True),
        sa.Column("invitation_language", sa.String(length=2), nullable=True),
        sa.Column("nominee_user_id", sa.Integer(), nullable=True),
        sa.Column("consented_at", sa.DateTime(), nullable=True),
        sa.Column("consent_version", sa.String(length=20), nullable=True),
        sa.Column("consent_language", sa.String(length=2), nullable=True),
        sa.Column("consent_purposes", sa.JSON(), nullable=False),
        sa.Column("consent_public", sa.Boolean(), nullable=False),
        sa.Column("consented_digest", sa.String(length=64), nullable=True),
        sa.Column("declared_interests", sa.Text(), nullable=False),
        sa.Column("refused_at", sa.DateTime(), nullable=True),
        sa.Column("refusal_reason", sa.Text(), nullable=False),
        sa.Column("findings", sa.JSON(), nullable=False),
        sa.Column("checked_at", sa.DateTime(), nullable=True),
        sa.Column("assigned_to", sa.Integer(), nullable=True),
        sa.Column("assigned_at", sa.DateTime(), nullable=True),
        sa.Column("checklist", sa.JSON(), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.Column("decision_reason", sa.String(length=30), nullable=True),
        sa.Column("decision_text", sa.Text(), nullable=False),
        sa.Column("emptied_at", sa.DateTime(), nullable=True),
        sa.Column("ref", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["profile_id"], ["profile.id"], name=op.f("fk_nomination_profile_id_profile"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["state"], ["state.iso2"], name=op.f("fk_nomination_state_state")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nomination")),
        sa.UniqueConstraint("ref", name=op.f("uq_nomination_ref")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("nomination", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_nomination_assigned_to"), ["assigned_to"], unique=False)
        batch_op.create_index(batch_op.f("ix_nomination_invited_at"), ["invited_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_nomination_profile_id"), ["profile_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_nomination_stage"), ["stage"], unique=False)
        batch_op.create_index(batch_op.f("ix_nomination_state"), ["state"], unique=False)

    op.create_table(
        "nomination_comment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nomination_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(length=40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("by_user", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("sent_at", sa.DateTime(), nullable=True),
        sa.Column("resolved_at", sa.DateTime(), nullable=True),
        sa.Column("resolved_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["nomination_id"],
            ["nomination.id"],
            name=op.f("fk_nomination_comment_nomination_id_nomination"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nomination_comment")),
    )
    with op.batch_alter_table("nomination_comment", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_nomination_comment_nomination_id"), ["nomination_id"], unique=False
        )

    op.create_table(
        "nomination_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nomination_id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(length=20), nullable=False),
        sa.Column("stored_name", sa.String(length=32), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=True),
        sa.Column("uploaded_at", sa.DateTime(), nullable=False),
        sa.Column("uploaded_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["nomination_id"],
            ["nomination.id"],
            name=op.f("fk_nomination_file_nomination_id_nomination"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nomination_file")),
        sa.UniqueConstraint(
            "nomination_id", "purpose", name=op.f("uq_nomination_file_nomination_id_purpose")
        ),
        sa.UniqueConstraint("stored_name", name=op.f("uq_nomination_file_stored_name")),
    )
    op.create_table(
        "nomination_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nomination_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_user", sa.Integer(), nullable=True),
        sa.Column("by_role", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=30), nullable=False),
        sa.Column("before", sa.String(length=20), nullable=False),
        sa.Column("after", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(length=30), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["nomination_id"],
            ["nomination.id"],
            name=op.f("fk_nomination_step_nomination_id_nomination"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nomination_step")),
    )
    with op.batch_alter_table("nomination_step", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_nomination_step_nomination_id"), ["nomination_id"], unique=False)

    op.create_table(
        "nomination_typing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nomination_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(length=20), nullable=False),
        sa.Column("typed", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_user", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["nomination_id"],
            ["nomination.id"],
            name=op.f("fk_nomination_typing_nomination_id_nomination"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nomination_typing")),
        sa.UniqueConstraint("nomination_id", "step", name=op.f("uq_nomination_typing_nomination_id_step")),
    )


def downgrade() -> None:
    op.drop_table("nomination_typing")
    with op.batch_alter_table("nomination_step", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_nomination_step_nomination_id"))

    op.drop_table("nomination_step")
    op.drop_table("nomination_file")
    with op.batch_alter_table("nomination_comment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_nomination_comment_nomination_id"))

    op.drop_table("nomination_comment")
    with op.batch_alter_table("nomination", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_nomination_state"))
        batch_op.drop_index(batch_op.f("ix_nomination_stage"))
        batch_op.drop_index(batch_op.f("ix_nomination_profile_id"))
        batch_op.drop_index(batch_op.f("ix_nomination_invited_at"))
        batch_op.drop_index(batch_op.f("ix_nomination_assigned_to"))

    op.drop_table("nomination")
    op.drop_column("profile", "suspend_reason")
