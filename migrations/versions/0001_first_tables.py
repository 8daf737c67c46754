"""First tables."""

import sqlalchemy as sa
from alembic import op

# The audit trail takes new rows only (R60). Batch operations on the table would drop these: make them again then.
SQLITE_TRIGGERS = tuple(
    f"CREATE TRIGGER audit_entry_no_{verb} BEFORE {verb.upper()} ON audit_entry "
    f"BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END"
    for verb in ("update", "delete")
)
POSTGRESQL_TRIGGERS = (
    "CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'the audit trail is append-only'; END $$",
    "CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry "
    "FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change()",
)

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "article",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("chapter_number", sa.Integer(), nullable=False),
        sa.Column("chapter_roman", sa.String(length=8), nullable=False),
        sa.Column("chapter_labels", sa.JSON(), nullable=False),
        sa.Column("review_cycle", sa.Integer(), nullable=True),
        sa.Column("criminalization", sa.String(length=20), nullable=True),
        sa.Column("labels", sa.JSON(), nullable=False),
        sa.Column("trust", sa.JSON(), nullable=False),
        sa.Column("source", sa.String(length=400), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("retired_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_article")),
    )
    op.create_table(
        "assistance_type",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("used_in", sa.String(length=40), nullable=False),
        sa.Column("category", sa.String(length=40), nullable=True),
        sa.Column("is_offered", sa.Boolean(), nullable=False),
        sa.Column("labels", sa.JSON(), nullable=False),
        sa.Column("trust", sa.JSON(), nullable=False),
        sa.Column("source", sa.String(length=400), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("retired_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assistance_type")),
    )
    op.create_table(
        "audit_entry",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("roles", sa.String(length=400), nullable=False),
        sa.Column("action", sa.String(length=80), nullable=False),
        sa.Column("subject", sa.String(length=80), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("request_id", sa.String(length=40), nullable=False),
        sa.Column("origin", sa.String(length=80), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entry")),
    )
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_entry_action"), ["action"], unique=False)
        batch_op.create_index(batch_op.f("ix_audit_entry_at"), ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_audit_entry_subject"), ["subject"], unique=False)
        batch_op.create_index(batch_op.f("ix_audit_entry_user_id"), ["user_id"], unique=False)

    op.create_table(
        "authority_function",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("instrument", sa.String(length=80), nullable=False),
        sa.Column("article", sa.String(length=40), nullable=False),
        sa.Column("basis", sa.String(length=40), nullable=False),
        sa.Column("is_choosable", sa.Boolean(), nullable=False),
        sa.Column("labels", sa.JSON(), nullable=False),
        sa.Column("trust", sa.JSON(), nullable=False),
        sa.Column("source", sa.String(length=400), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("retired_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_authority_function")),
    )
    op.create_table(
        "clock_mark",
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_clock_mark")),
    )
    op.create_table(
        "expert_export",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=20), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("purpose", sa.String(length=200), nullable=False),
        sa.Column("row_count", sa.Integer(), nullable=False),
        sa.Column("format", sa.String(length=10), nullable=False),
        sa.Column("question_hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expert_export")),
        sa.UniqueConstraint("ref", name=op.f("uq_expert_export_ref")),
    )
    with op.batch_alter_table("expert_export", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_expert_export_at"), ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_expert_export_user_id"), ["user_id"], unique=False)

    op.create_table(
        "expert_import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "stage",
            sa.Enum(
                "uploaded",
                "queued",
                "running",
                "imported",
                "failed",
                "discarded",
                "undone",
                name="importstage",
                native_enum=False,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("stored_name", sa.String(length=32), nullable=False),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.Column("row_count", sa.Integer(), nullable=False),
        sa.Column("done_count", sa.Integer(), nullable=False),
        sa.Column("problem", sa.String(length=400), nullable=True),
        sa.Column("finished_at", sa.DateTime(), nullable=True),
        sa.Column("ref", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expert_import")),
        sa.UniqueConstraint("ref", name=op.f("uq_expert_import_ref")),
    )
    op.create_table(
        "invitation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("role", sa.String(length=30), nullable=False),
        sa.Column("scope", sa.String(length=80), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("reference", sa.String(length=200), nullable=False),
        sa.Column("nonce", sa.String(length=32), nullable=False),
        sa.Column("invited_by", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.Column("used_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
    )
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_invitation_email"), ["email"], unique=False)

    op.create_table(
        "language",
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("own_name", sa.String(length=80), nullable=False),
        sa.Column("aliases", sa.JSON(), nullable=False),
        sa.Column("is_un", sa.Boolean(), nullable=False),
        sa.Column("is_official", sa.Boolean(), nullable=False),
        sa.Column("labels", sa.JSON(), nullable=False),
        sa.Column("trust", sa.JSON(), nullable=False),
        sa.Column("source", sa.String(length=400), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("retired_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_language")),
    )
    op.create_table(
        "once_key",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("location", sa.String(length=400), nullable=False),
        sa.Column("used_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_once_key")),
    )
    op.create_table(
        "outbox",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("due_at", sa.DateTime(), nullable=False),
        sa.Column("attempt_count", sa.Integer(), nullable=False),
        sa.Column("problem", sa.String(length=400), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("key", name=op.f("uq_outbox_key")),
    )
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.create_index("ix_outbox_kind_due_at", ["kind", "due_at"], unique=False)

    op.create_table(
        "regional_group",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("labels", sa.JSON(), nullable=False),
        sa.Column("trust", sa.JSON(), nullable=False),
        sa.Column("source", sa.String(length=400), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("retired_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_regional_group")),
    )
    op.create_table(
        "review_mechanism",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("organisation", sa.String(length=120), nullable=False),
        sa.Column("mechanism", sa.String(length=120), nullable=False),
        sa.Column("cycle", sa.String(length=120), nullable=False),
        sa.Column("start_year", sa.Integer(), nullable=False),
        sa.Column("end_year", sa.Integer(), nullable=True),
        sa.Column("confidence", sa.String(length=20), nullable=False),
        sa.Column("labels", sa.JSON(), nullable=False),
        sa.Column("trust", sa.JSON(), nullable=False),
        sa.Column("source", sa.String(length=400), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("retired_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_mechanism")),
    )
    op.create_table(
        "search_entry",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.Column("rev", sa.BigInteger(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("live", sa.Boolean(), nullable=False),
        sa.Column("codes", sa.JSON(), nullable=False),
        sa.Column("numbers", sa.JSON(), nullable=False),
        sa.Column("sort_keys", sa.JSON(), nullable=False),
        sa.Column("audiences", sa.JSON(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_entry")),
        sa.UniqueConstraint("kind", "record_id", name=op.f("uq_search_entry_kind_record_id")),
    )
    with op.batch_alter_table("search_entry", schema=None) as batch_op:
        batch_op.create_index("ix_search_entry_kind_seq", ["kind", "seq"], unique=False)

    op.create_table(
        "topic",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("parent_id", sa.String(length=40), nullable=True),
        sa.Column("articles", sa.JSON(), nullable=False),
        sa.Column("synonyms", sa.JSON(), nullable=False),
        sa.Column("labels", sa.JSON(), nullable=False),
        sa.Column("trust", sa.JSON(), nullable=False),
        sa.Column("source", sa.String(length=400), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("retired_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["parent_id"], ["topic.id"], name=op.f("fk_topic_parent_id_topic")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_topic")),
    )
    with op.batch_alter_table("topic", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_topic_parent_id"), ["parent_id"], unique=False)

    op.create_table(
        "user_account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("password", sa.String(length=255), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("fs_uniquifier", sa.String(length=64), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("nationalities", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user_account")),
        sa.UniqueConstraint("email", name=op.f("uq_user_account_email")),
        sa.UniqueConstraint("fs_uniquifier", name=op.f("uq_user_account_fs_uniquifier")),
    )
    op.create_table(
        "vocabulary_version",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("loaded_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vocabulary_version")),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=20), nullable=False),
        sa.Column("family_name", sa.String(length=200), nullable=False),
        sa.Column("given_name", sa.String(length=200), nullable=False),
        sa.Column("latin_family_name", sa.String(length=200), nullable=False),
        sa.Column("latin_given_name", sa.String(length=200), nullable=False),
        sa.Column("title", sa.String(length=60), nullable=False),
        sa.Column("gender", sa.String(length=20), nullable=True),
        sa.Column("nationalities", sa.JSON(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_person_user_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("ref", name=op.f("uq_person_ref")),
    )
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_person_user_id"), ["user_id"], unique=False)

    op.create_table(
        "role_assignment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=30), nullable=False),
        sa.Column("scope", sa.String(length=80), nullable=False),
        sa.Column("granted_by", sa.Integer(), nullable=True),
        sa.Column("granted_at", sa.DateTime(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_role_assignment_user_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role_assignment")),
    )
    with op.batch_alter_table("role_assignment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_role_assignment_user_id"), ["user_id"], unique=False)
        batch_op.create_index(
            "uq_role_assignment_open",
            ["user_id", "role", "scope"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.create_table(
        "shortlist",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("is_closed", sa.Boolean(), nullable=False),
        sa.Column("ref", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["user_account.id"], name=op.f("fk_shortlist_owner_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shortlist")),
        sa.UniqueConstraint("ref", name=op.f("uq_shortlist_ref")),
    )
    with op.batch_alter_table("shortlist", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_shortlist_owner_id"), ["owner_id"], unique=False)

    op.create_table(
        "state",
        sa.Column("iso2", sa.String(length=2), nullable=False),
        sa.Column("iso3", sa.String(length=3), nullable=False),
        sa.Column("m49", sa.String(length=3), nullable=True),
        sa.Column("entity_type", sa.String(length=40), nullable=False),
        sa.Column("aliases", sa.JSON(), nullable=False),
        sa.Column("regional_group", sa.String(length=20), nullable=True),
        sa.Column("regional_group_note", sa.String(length=400), nullable=False),
        sa.Column("uncac_status", sa.String(length=20), nullable=False),
        sa.Column("uncac_signed_on", sa.Date(), nullable=True),
        sa.Column("uncac_consent_on", sa.Date(), nullable=True),
        sa.Column("uncac_consent_type", sa.String(length=20), nullable=True),
        sa.Column("uncac_note", sa.String(length=400), nullable=False),
        sa.Column("status_trust", sa.String(length=20), nullable=False),
        sa.Column("status_source", sa.String(length=400), nullable=False),
        sa.Column("may_nominate", sa.Boolean(), nullable=False),
        sa.Column("official_languages", sa.JSON(), nullable=False),
        sa.Column("legal_tradition", sa.String(length=20), nullable=True),
        sa.Column("is_ldc", sa.Boolean(), nullable=False),
        sa.Column("is_lldc", sa.Boolean(), nullable=False),
        sa.Column("is_sids", sa.Boolean(), nullable=False),
        sa.Column("tile_column", sa.Integer(), nullable=True),
        sa.Column("tile_row", sa.Integer(), nullable=True),
        sa.Column("labels", sa.JSON(), nullable=False),
        sa.Column("trust", sa.JSON(), nullable=False),
        sa.Column("source", sa.String(length=400), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("retired_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["regional_group"], ["regional_group.id"], name=op.f("fk_state_regional_group_regional_group")
        ),
        sa.PrimaryKeyConstraint("iso2", name=op.f("pk_state")),
        sa.UniqueConstraint("iso3", name=op.f("uq_state_iso3")),
        sa.UniqueConstraint("m49", name=op.f("uq_state_m49")),
    )
    with op.batch_alter_table("state", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_state_regional_group"), ["regional_group"], unique=False)

    op.create_table(
        "contact_set",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(length=20), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("city", sa.String(length=200), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=True),
        sa.Column("time_zone", sa.String(length=60), nullable=False),
        sa.Column("is_relay_only", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_contact_set_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_set")),
        sa.UniqueConstraint("person_id", "purpose", name=op.f("uq_contact_set_person_id_purpose")),
    )
    with op.batch_alter_table("contact_set", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contact_set_person_id"), ["person_id"], unique=False)

    op.create_table(
        "name_key",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=8), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_name_key_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", "key", name=op.f("pk_name_key")),
    )
    with op.batch_alter_table("name_key", schema=None) as batch_op:
        batch_op.create_index("ix_name_key_key", ["key", "person_id"], unique=False)

    op.create_table(
        "profile",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("nominating_state", sa.String(length=2), nullable=True),
        sa.Column(
            "stage",
            sa.Enum(
                "imported",
                "unpublished",
                "published",
                "suspended",
                "archived",
                name="stage",
                native_enum=False,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("category", sa.String(length=30), nullable=True),
        sa.Column("employer", sa.String(length=300), nullable=False),
        sa.Column("post", sa.String(length=300), nullable=False),
        sa.Column("organisation_type", sa.String(length=40), nullable=True),
        sa.Column("employed_since", sa.Integer(), nullable=True),
        sa.Column("earlier_posts", sa.Text(), nullable=False),
        sa.Column("legal_system", sa.String(length=20), nullable=True),
        sa.Column("countries_worked", sa.JSON(), nullable=False),
        sa.Column("notice_days", sa.Integer(), nullable=True),
        sa.Column("days_per_year", sa.Integer(), nullable=True),
        sa.Column("mode", sa.String(length=20), nullable=True),
        sa.Column("regions_excluded", sa.JSON(), nullable=False),
        sa.Column("employer_release", sa.String(length=20), nullable=True),
        sa.Column("brief_profile", sa.JSON(), nullable=True),
        sa.Column("publications", sa.Text(), nullable=False),
        sa.Column("education", sa.String(length=300), nullable=False),
        sa.Column("certificates", sa.Text(), nullable=False),
        sa.Column("referees", sa.Text(), nullable=False),
        sa.Column("declared_interests", sa.Text(), nullable=False),
        sa.Column("staff_notes", sa.Text(), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("consented_on", sa.Date(), nullable=True),
        sa.Column("consent_version", sa.String(length=20), nullable=True),
        sa.Column("consent_language", sa.String(length=2), nullable=True),
        sa.Column("term_starts_on", sa.Date(), nullable=True),
        sa.Column("term_ends_on", sa.Date(), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(), nullable=True),
        sa.Column("confirmed_by_role", sa.String(length=20), nullable=True),
        sa.Column("merged_into_id", sa.Integer(), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("ref", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["import_id"], ["expert_import.id"], name=op.f("fk_profile_import_id_expert_import")
        ),
        sa.ForeignKeyConstraint(
            ["merged_into_id"],
            ["profile.id"],
            name=op.f("fk_profile_merged_into_id_profile"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["nominating_state"], ["state.iso2"], name=op.f("fk_profile_nominating_state_state")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_profile_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_profile")),
        sa.UniqueConstraint("person_id", name=op.f("uq_profile_person_id")),
        sa.UniqueConstraint("ref", name=op.f("uq_profile_ref")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("profile", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_profile_confirmed_at"), ["confirmed_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_profile_import_id"), ["import_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_profile_merged_into_id"), ["merged_into_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_profile_nominating_state"), ["nominating_state"], unique=False)
        batch_op.create_index(batch_op.f("ix_profile_stage"), ["stage"], unique=False)

    op.create_table(
        "spoken_language",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("speaking", sa.String(length=2), nullable=True),
        sa.Column("reading", sa.String(length=2), nullable=True),
        sa.Column("writing", sa.String(length=2), nullable=True),
        sa.Column("drafts_legal", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_spoken_language_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_spoken_language")),
        sa.UniqueConstraint("person_id", "code", name=op.f("uq_spoken_language_person_id_code")),
    )
    with op.batch_alter_table("spoken_language", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_spoken_language_person_id"), ["person_id"], unique=False)

    op.create_table(
        "expert_absence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("profile_id", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["profile_id"],
            ["profile.id"],
            name=op.f("fk_expert_absence_profile_id_profile"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expert_absence")),
    )
    with op.batch_alter_table("expert_absence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_expert_absence_profile_id"), ["profile_id"], unique=False)

    op.create_table(
        "expert_cv",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("profile_id", sa.Integer(), nullable=False),
        sa.Column("stored_name", sa.String(length=32), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=True),
        sa.Column("has_text", sa.Boolean(), nullable=False),
        sa.Column("uploaded_at", sa.DateTime(), nullable=False),
        sa.Column("uploaded_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["profile_id"], ["profile.id"], name=op.f("fk_expert_cv_profile_id_profile"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expert_cv")),
        sa.UniqueConstraint("profile_id", name=op.f("uq_expert_cv_profile_id")),
        sa.UniqueConstraint("stored_name", name=op.f("uq_expert_cv_stored_name")),
    )
    op.create_table(
        "expertise_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("profile_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("article_no", sa.Integer(), nullable=True),
        sa.Column("topic_id", sa.String(length=60), nullable=True),
        sa.Column("assistance_type_id", sa.String(length=60), nullable=True),
        sa.Column("level", sa.String(length=20), nullable=True),
        sa.Column("years", sa.Integer(), nullable=True),
        sa.Column("evidence", sa.String(length=500), nullable=False),
        sa.Column("last_used", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["profile_id"],
            ["profile.id"],
            name=op.f("fk_expertise_line_profile_id_profile"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expertise_line")),
    )
    with op.batch_alter_table("expertise_line", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_expertise_line_profile_id"), ["profile_id"], unique=False)

    op.create_table(
        "profile_merge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kept_id", sa.Integer(), nullable=False),
        sa.Column("gone_id", sa.Integer(), nullable=False),
        sa.Column("kept_before", sa.JSON(), nullable=False),
        sa.Column("kept_version", sa.Integer(), nullable=False),
        sa.Column("gone_version", sa.Integer(), nullable=False),
        sa.Column(
            "gone_stage",
            sa.Enum(
                "imported",
                "unpublished",
                "published",
                "suspended",
                "archived",
                name="stage",
                native_enum=False,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.Column("ref", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["gone_id"], ["profile.id"], name=op.f("fk_profile_merge_gone_id_profile"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["kept_id"], ["profile.id"], name=op.f("fk_profile_merge_kept_id_profile"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_profile_merge")),
        sa.UniqueConstraint("ref", name=op.f("uq_profile_merge_ref")),
    )
    with op.batch_alter_table("profile_merge", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_profile_merge_gone_id"), ["gone_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_profile_merge_kept_id"), ["kept_id"], unique=False)

    op.create_table(
        "profile_revision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("profile_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("state_iso2", sa.String(length=2), nullable=True),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["profile_id"],
            ["profile.id"],
            name=op.f("fk_profile_revision_profile_id_profile"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_profile_revision")),
        sa.UniqueConstraint("profile_id", "version", name=op.f("uq_profile_revision_profile_id_version")),
    )
    with op.batch_alter_table("profile_revision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_profile_revision_user_id"), ["user_id"], unique=False)

    op.create_table(
        "review_experience",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("profile_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("mechanism_id", sa.String(length=60), nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("state_iso2", sa.String(length=2), nullable=True),
        sa.ForeignKeyConstraint(
            ["profile_id"],
            ["profile.id"],
            name=op.f("fk_review_experience_profile_id_profile"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_experience")),
    )
    with op.batch_alter_table("review_experience", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_review_experience_profile_id"), ["profile_id"], unique=False)

    op.create_table(
        "shortlist_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=20), nullable=False),
        sa.Column("shortlist_id", sa.Integer(), nullable=False),
        sa.Column("profile_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("note_version", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.Column("added_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["profile_id"],
            ["profile.id"],
            name=op.f("fk_shortlist_entry_profile_id_profile"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["shortlist_id"],
            ["shortlist.id"],
            name=op.f("fk_shortlist_entry_shortlist_id_shortlist"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shortlist_entry")),
        sa.UniqueConstraint("ref", name=op.f("uq_shortlist_entry_ref")),
        sa.UniqueConstraint(
            "shortlist_id", "profile_id", name=op.f("uq_shortlist_entry_shortlist_id_profile_id")
        ),
    )
    with op.batch_alter_table("shortlist_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_shortlist_entry_profile_id"), ["profile_id"], unique=False)

    sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in SQLITE_TRIGGERS if sqlite else POSTGRESQL_TRIGGERS:
        op.execute(statement)


def downgrade() -> None:
    with op.batch_alter_table("shortlist_entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_shortlist_entry_profile_id"))

    op.drop_table("shortlist_entry")
    with op.batch_alter_table("review_experience", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_review_experience_profile_id"))

    op.drop_table("review_experience")
    with op.batch_alter_table("profile_revision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_profile_revision_user_id"))

    op.drop_table("profile_revision")
    with op.batch_alter_table("profile_merge", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_profile_merge_kept_id"))
        batch_op.drop_index(batch_op.f("ix_profile_merge_gone_id"))

    op.drop_table("profile_merge")
    with op.batch_alter_table("expertise_line", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_expertise_line_profile_id"))

    op.drop_table("expertise_line")
    op.drop_table("expert_cv")
    with op.batch_alter_table("expert_absence", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_expert_absence_profile_id"))

    op.drop_table("expert_absence")
    with op.batch_alter_table("spoken_language", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_spoken_language_person_id"))

    op.drop_table("spoken_language")
    with op.batch_alter_table("profile", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_profile_stage"))
        batch_op.drop_index(batch_op.f("ix_profile_nominating_state"))
        batch_op.drop_index(batch_op.f("ix_profile_merged_into_id"))
        batch_op.drop_index(batch_op.f("ix_profile_import_id"))
        batch_op.drop_index(batch_op.f("ix_profile_confirmed_at"))

    op.drop_table("profile")
    with op.batch_alter_table("name_key", schema=None) as batch_op:
        batch_op.drop_index("ix_name_key_key")

    op.drop_table("name_key")
    with op.batch_alter_table("contact_set", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_contact_set_person_id"))

    op.drop_table("contact_set")
    with op.batch_alter_table("state", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_state_regional_group"))

    op.drop_table("state")
    with op.batch_alter_table("shortlist", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_shortlist_owner_id"))

    op.drop_table("shortlist")
    with op.batch_alter_table("role_assignment", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_role_assignment_open",
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_role_assignment_user_id"))

    op.drop_table("role_assignment")
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_person_user_id"))

    op.drop_table("person")
    op.drop_table("vocabulary_version")
    op.drop_table("user_account")
    with op.batch_alter_table("topic", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_topic_parent_id"))

    op.drop_table("topic")
    with op.batch_alter_table("search_entry", schema=None) as batch_op:
        batch_op.drop_index("ix_search_entry_kind_seq")

    op.drop_table("search_entry")
    op.drop_table("review_mechanism")
    op.drop_table("regional_group")
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.drop_index("ix_outbox_kind_due_at")

    op.drop_table("outbox")
    op.drop_table("once_key")
    op.drop_table("language")
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_invitation_email"))

    op.drop_table("invitation")
    op.drop_table("expert_import")
    with op.batch_alter_table("expert_export", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_expert_export_user_id"))
        batch_op.drop_index(batch_op.f("ix_expert_export_at"))

    op.drop_table("expert_export")
    op.drop_table("clock_mark")
    op.drop_table("authority_function")
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audit_entry_user_id"))
        batch_op.drop_index(batch_op.f("ix_audit_entry_subject"))
        batch_op.drop_index(batch_op.f("ix_audit_entry_at"))
        batch_op.drop_index(batch_op.f("ix_audit_entry_action"))

    op.drop_table("audit_entry")
    op.drop_table("assistance_type")
    op.drop_table("article")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_audit_change()")
