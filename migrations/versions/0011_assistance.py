"""Requests for assistance, offers of providers, engagements."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010b"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Requests with timeline, questions, drafts and letters; providers and their offers; experts at work."""
    op.create_table(
        "organisation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=20), nullable=False),
        sa.Column("name", sa.JSON(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("website", sa.String(length=400), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
        sa.UniqueConstraint("ref", name=op.f("uq_organisation_ref")),
    )
    op.create_table(
        "assistance_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=2), nullable=False),
        sa.Column(
            "stage",
            sa.String(length=20),
            nullable=False,
        ),
        sa.Column("stage_since", sa.DateTime(), nullable=False),
        sa.Column("moved_at", sa.DateTime(), nullable=False),
        sa.Column("source_language", sa.String(length=2), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("modality", sa.String(length=20), nullable=False),
        sa.Column("assistance_type_id", sa.String(length=60), nullable=True),
        sa.Column("articles", sa.JSON(), nullable=False),
        sa.Column("topics", sa.JSON(), nullable=False),
        sa.Column("need_reference", sa.String(length=200), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("target_group", sa.String(length=200), nullable=False),
        sa.Column("participants", sa.Integer(), nullable=True),
        sa.Column("details", sa.Text(), nullable=False),
        sa.Column("what_exists", sa.Text(), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("urgency", sa.String(length=20), nullable=False),
        sa.Column("urgency_reason", sa.String(length=400), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=True),
        sa.Column("authority_name", sa.String(length=300), nullable=False),
        sa.Column("contact_name", sa.String(length=200), nullable=False),
        sa.Column("contact_email", sa.String(length=254), nullable=False),
        sa.Column("contact_phone", sa.String(length=40), nullable=False),
        sa.Column("preferred_states", sa.JSON(), nullable=False),
        sa.Column("excluded_states", sa.JSON(), nullable=False),
        sa.Column("excluded_experts", sa.JSON(), nullable=False),
        sa.Column("preference_note", sa.Text(), nullable=False),
        sa.Column("visibility", sa.String(length=20), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("drafted_by", sa.Integer(), nullable=True),
        sa.Column("submitted_by", sa.Integer(), nullable=True),
        sa.Column("submitted_at", sa.DateTime(), nullable=True),
        sa.Column("acknowledge_by", sa.Date(), nullable=True),
        sa.Column("acknowledged_at", sa.DateTime(), nullable=True),
        sa.Column("decline_reason", sa.String(length=30), nullable=True),
        sa.Column("decision_text", sa.Text(), nullable=False),
        sa.Column("ref", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["authority_id"],
            ["authority.id"],
            name=op.f("fk_assistance_request_authority_id_authority"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["user_account.id"], name=op.f("fk_assistance_request_owner_id_user_account")
        ),
        sa.ForeignKeyConstraint(["state"], ["state.iso2"], name=op.f("fk_assistance_request_state_state")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assistance_request")),
        sa.UniqueConstraint("ref", name=op.f("uq_assistance_request_ref")),
    )
    with op.batch_alter_table("assistance_request", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_assistance_request_acknowledge_by"), ["acknowledge_by"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_assistance_request_assistance_type_id"), ["assistance_type_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_assistance_request_authority_id"), ["authority_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_assistance_request_moved_at"), ["moved_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_assistance_request_owner_id"), ["owner_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_assistance_request_stage"), ["stage"], unique=False)
        batch_op.create_index(batch_op.f("ix_assistance_request_starts_on"), ["starts_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_assistance_request_state"), ["state"], unique=False)
        batch_op.create_index(batch_op.f("ix_assistance_request_visibility"), ["visibility"], unique=False)

    op.create_table(
        "request_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_user", sa.Integer(), nullable=True),
        sa.Column("by_role", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("before", sa.String(length=20), nullable=False),
        sa.Column("after", sa.String(length=20), nullable=False),
        sa.Column("values", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["request_id"],
            ["assistance_request.id"],
            name=op.f("fk_request_event_request_id_assistance_request"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request_event")),
    )
    with op.batch_alter_table("request_event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_request_event_request_id"), ["request_id"], unique=False)

    op.create_table(
        "request_message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.Column("answered_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["request_id"],
            ["assistance_request.id"],
            name=op.f("fk_request_message_request_id_assistance_request"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request_message")),
    )
    with op.batch_alter_table("request_message", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_request_message_request_id"), ["request_id"], unique=False)

    op.create_table(
        "request_typing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(length=20), nullable=False),
        sa.Column("typed", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_user", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["request_id"],
            ["assistance_request.id"],
            name=op.f("fk_request_typing_request_id_assistance_request"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request_typing")),
        sa.UniqueConstraint("request_id", "step", name=op.f("uq_request_typing_request_id_step")),
    )
    op.create_table(
        "request_letter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("stored_name", sa.String(length=32), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("uploaded_at", sa.DateTime(), nullable=False),
        sa.Column("uploaded_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["request_id"],
            ["assistance_request.id"],
            name=op.f("fk_request_letter_request_id_assistance_request"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request_letter")),
        sa.UniqueConstraint("request_id", name=op.f("uq_request_letter_request_id")),
        sa.UniqueConstraint("stored_name", name=op.f("uq_request_letter_stored_name")),
    )
    op.create_table(
        "request_provider",
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_request_provider_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["request_id"],
            ["assistance_request.id"],
            name=op.f("fk_request_provider_request_id_assistance_request"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("request_id", "organisation_id", name=op.f("pk_request_provider")),
    )
    op.create_table(
        "assistance_offer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.JSON(), nullable=False),
        sa.Column("types", sa.JSON(), nullable=False),
        sa.Column("articles", sa.JSON(), nullable=False),
        sa.Column("topics", sa.JSON(), nullable=False),
        sa.Column("modalities", sa.JSON(), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("states", sa.JSON(), nullable=False),
        sa.Column("regions", sa.JSON(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("is_closed", sa.Boolean(), nullable=False),
        sa.Column("ref", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_assistance_offer_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assistance_offer")),
        sa.UniqueConstraint("ref", name=op.f("uq_assistance_offer_ref")),
    )
    with op.batch_alter_table("assistance_offer", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_assistance_offer_organisation_id"), ["organisation_id"], unique=False
        )

    op.create_table(
        "engagement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("profile_id", sa.Integer(), nullable=True),
        sa.Column(
            "stage",
            sa.String(length=20),
            nullable=False,
        ),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("requester_report", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("requester_reported_at", sa.DateTime(), nullable=True),
        sa.Column("requester_reported_by", sa.Integer(), nullable=True),
        sa.Column("expert_report", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("expert_reported_at", sa.DateTime(), nullable=True),
        sa.Column("feedback", sa.Text(), nullable=False),
        sa.Column("call_notes", sa.Text(), nullable=False),
        sa.Column("ref", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["profile_id"], ["profile.id"], name=op.f("fk_engagement_profile_id_profile"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["request_id"],
            ["assistance_request.id"],
            name=op.f("fk_engagement_request_id_assistance_request"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_engagement")),
        sa.UniqueConstraint("ref", name=op.f("uq_engagement_ref")),
        sa.UniqueConstraint("request_id", "profile_id", name=op.f("uq_engagement_request_id_profile_id")),
    )
    with op.batch_alter_table("engagement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_engagement_profile_id"), ["profile_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_engagement_request_id"), ["request_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_engagement_stage"), ["stage"], unique=False)


def downgrade() -> None:
    """Without them."""
    for table in (
        "engagement",
        "assistance_offer",
        "request_provider",
        "request_letter",
        "request_typing",
        "request_message",
        "request_event",
        "assistance_request",
        "organisation",
    ):
        op.drop_table(table)
