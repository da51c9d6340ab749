"""Keep notes from the first draft to publication"""

import sqlalchemy as sa
from alembic import op

revision = "841a326446ce"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "chain_heads",
        sa.Column("chain", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("head", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("chain", name=op.f("pk_chain_heads")),
    )
    op.create_table(
        "conferences",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.Column("acronyms", sa.JSON(), nullable=False),
        sa.Column("secretariat", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_conferences")),
    )
    op.create_table(
        "countries",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("alpha3", sa.Text(), nullable=False),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.Column("long_names", sa.JSON(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_countries")),
        sa.UniqueConstraint("alpha3", name=op.f("uq_countries_alpha3")),
    )
    op.create_table(
        "failed_sign_ins",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_failed_sign_ins")),
    )
    op.create_index(op.f("ix_failed_sign_ins_subject"), "failed_sign_ins", ["subject"], unique=False)
    op.create_table(
        "outbox",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("due", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("locked_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("trouble", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
    )
    op.create_index("ix_outbox_due", "outbox", ["done_at", "due"], unique=False)
    op.create_table(
        "outlines",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_outlines")),
    )
    op.create_table(
        "persons",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("theme", sa.Text(), nullable=False),
        sa.Column("password", sa.Text(), nullable=True),
        sa.Column("totp_secret", sa.Text(), nullable=True),
        sa.Column("totp_step", sa.Integer(), nullable=True),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("disabled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_persons")),
        sa.UniqueConstraint("email", name=op.f("uq_persons_email")),
    )
    op.create_table(
        "record_entries",
        sa.Column("chain", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("note_id", sa.Uuid(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("chain", "seq", name=op.f("pk_record_entries")),
    )
    op.create_index(op.f("ix_record_entries_note_id"), "record_entries", ["note_id"], unique=False)
    op.create_table(
        "appointments",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("function", sa.Text(), nullable=False),
        sa.Column("agency", sa.Text(), nullable=True),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("admitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "body IN ('secretariat', 'delegation', 'observer', 'operator')", name=op.f("ck_appointments_body")
        ),
        sa.ForeignKeyConstraint(["made_by"], ["persons.id"], name=op.f("fk_appointments_made_by_persons")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_appointments_person_id_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointments")),
    )
    op.create_index("ix_appointments_body_code", "appointments", ["body", "code"], unique=False)
    op.create_index(op.f("ix_appointments_person_id"), "appointments", ["person_id"], unique=False)
    op.create_table(
        "handovers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conference", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("proposed_by", sa.Uuid(), nullable=False),
        sa.Column("hat", sa.Text(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("confirmed_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["conference"], ["conferences.code"], name=op.f("fk_handovers_conference_conferences")),
        sa.ForeignKeyConstraint(["confirmed_by"], ["persons.id"], name=op.f("fk_handovers_confirmed_by_persons")),
        sa.ForeignKeyConstraint(["country"], ["countries.code"], name=op.f("fk_handovers_country_countries")),
        sa.ForeignKeyConstraint(["proposed_by"], ["persons.id"], name=op.f("fk_handovers_proposed_by_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handovers")),
    )
    op.create_index(op.f("ix_handovers_conference"), "handovers", ["conference"], unique=False)
    op.create_table(
        "held_forms",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("secret_hash", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("hat", sa.Text(), nullable=True),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_held_forms_person_id_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_held_forms")),
        sa.UniqueConstraint("secret_hash", name=op.f("uq_held_forms_secret_hash")),
    )
    op.create_table(
        "inbox",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("outbox_id", sa.Uuid(), nullable=False),
        sa.Column("note_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("hat", sa.Text(), nullable=True),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["outbox_id"], ["outbox.id"], name=op.f("fk_inbox_outbox_id_outbox")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_inbox_person_id_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inbox")),
        sa.UniqueConstraint("person_id", "outbox_id", name=op.f("uq_inbox_person_id_outbox_id")),
    )
    op.create_index("ix_inbox_person_id_at", "inbox", ["person_id", "at"], unique=False)
    op.create_table(
        "kept_answers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("hat", sa.Text(), nullable=False),
        sa.Column("route", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("request_hash", sa.Text(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("headers", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_kept_answers_person_id_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_answers")),
        sa.UniqueConstraint("person_id", "hat", "route", "key", name=op.f("uq_kept_answers_person_id_hat_route_key")),
    )
    op.create_index(op.f("ix_kept_answers_created_at"), "kept_answers", ["created_at"], unique=False)
    op.create_table(
        "mailed_secrets",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("secret_hash", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_mailed_secrets_person_id_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mailed_secrets")),
    )
    op.create_index(op.f("ix_mailed_secrets_person_id"), "mailed_secrets", ["person_id"], unique=False)
    op.create_index(op.f("ix_mailed_secrets_secret_hash"), "mailed_secrets", ["secret_hash"], unique=False)
    op.create_table(
        "members",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conference", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("standing", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["conference"], ["conferences.code"], name=op.f("fk_members_conference_conferences")),
        sa.ForeignKeyConstraint(["country"], ["countries.code"], name=op.f("fk_members_country_countries")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_members")),
        sa.UniqueConstraint("conference", "country", name=op.f("uq_members_conference_country")),
    )
    op.create_table(
        "notes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("symbol", sa.Text(), nullable=False),
        sa.Column("titles", sa.JSON(), nullable=False),
        sa.Column("outline", sa.Text(), nullable=False),
        sa.Column("topics", sa.JSON(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("lead_conference", sa.Text(), nullable=False),
        sa.Column("original_language", sa.Text(), nullable=False),
        sa.Column("rules", sa.JSON(), nullable=False),
        sa.Column("calendar", sa.JSON(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("left_stage", sa.Text(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("discarded_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "stage IN ('set_up', 'drafting', 'presidency_review', 'troika_review', 'consultation', 'consolidation', 'clearance', 'adoption', 'adopted', 'published', 'suspended', 'withdrawn', 'superseded')",
            name=op.f("ck_notes_stage"),
        ),
        sa.ForeignKeyConstraint(["created_by"], ["persons.id"], name=op.f("fk_notes_created_by_persons")),
        sa.ForeignKeyConstraint(
            ["lead_conference"], ["conferences.code"], name=op.f("fk_notes_lead_conference_conferences")
        ),
        sa.ForeignKeyConstraint(["outline"], ["outlines.code"], name=op.f("fk_notes_outline_outlines")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notes")),
        sa.UniqueConstraint("slug", name=op.f("uq_notes_slug")),
        sa.UniqueConstraint("symbol", name=op.f("uq_notes_symbol")),
    )
    op.create_table(
        "recovery_codes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("code_hash", sa.Text(), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_recovery_codes_person_id_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recovery_codes")),
    )
    op.create_index(op.f("ix_recovery_codes_person_id"), "recovery_codes", ["person_id"], unique=False)
    op.create_table(
        "sign_ins",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("agent", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("acting_as", sa.Text(), nullable=True),
        sa.Column("label", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_sign_ins_person_id_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_ins")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_sign_ins_token_hash")),
    )
    op.create_index(op.f("ix_sign_ins_person_id"), "sign_ins", ["person_id"], unique=False)
    op.create_table(
        "terms",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conference", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["conference"], ["conferences.code"], name=op.f("fk_terms_conference_conferences")),
        sa.ForeignKeyConstraint(["country"], ["countries.code"], name=op.f("fk_terms_country_countries")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_terms")),
        sa.UniqueConstraint("conference", "ordinal", name=op.f("uq_terms_conference_ordinal")),
    )
    op.create_table(
        "frozen_texts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("note_id", sa.Uuid(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["note_id"], ["notes.id"], name=op.f("fk_frozen_texts_note_id_notes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_frozen_texts")),
        sa.UniqueConstraint("note_id", "label", name=op.f("uq_frozen_texts_note_id_label")),
        sa.UniqueConstraint("note_id", "ordinal", name=op.f("uq_frozen_texts_note_id_ordinal")),
    )
    op.create_table(
        "passages",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("note_id", sa.Uuid(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("seats", sa.JSON(), nullable=False),
        sa.Column("open_sections", sa.JSON(), nullable=True),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("deadline", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["note_id"], ["notes.id"], name=op.f("fk_passages_note_id_notes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passages")),
        sa.UniqueConstraint("note_id", "ordinal", name=op.f("uq_passages_note_id_ordinal")),
    )
    op.create_index(
        "uq_passages_one_open",
        "passages",
        ["note_id"],
        unique=True,
        sqlite_where=sa.text("left_at IS NULL"),
        postgresql_where=sa.text("left_at IS NULL"),
    )
    op.create_table(
        "sections",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("note_id", sa.Uuid(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("headings", sa.JSON(), nullable=False),
        sa.Column("sub_items", sa.JSON(), nullable=False),
        sa.Column("guidance", sa.JSON(), nullable=False),
        sa.Column("latest", sa.Integer(), nullable=False),
        sa.Column("ready_hash", sa.Text(), nullable=True),
        sa.Column("opened_reason", sa.Text(), nullable=True),
        sa.Column("set_aside_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["note_id"], ["notes.id"], name=op.f("fk_sections_note_id_notes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sections")),
        sa.UniqueConstraint("note_id", "label", name=op.f("uq_sections_note_id_label")),
    )
    op.create_table(
        "acknowledgements",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("frozen_id", sa.Uuid(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["country"], ["countries.code"], name=op.f("fk_acknowledgements_country_countries")),
        sa.ForeignKeyConstraint(
            ["frozen_id"], ["frozen_texts.id"], name=op.f("fk_acknowledgements_frozen_id_frozen_texts")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_acknowledgements_person_id_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_acknowledgements")),
        sa.UniqueConstraint("frozen_id", "country", name=op.f("uq_acknowledgements_frozen_id_country")),
    )
    op.create_table(
        "comment_drafts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("note_id", sa.Uuid(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("section_id", sa.Uuid(), nullable=True),
        sa.Column("frozen_id", sa.Uuid(), nullable=False),
        sa.Column("paragraph", sa.Integer(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("quote", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("proposed_text", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("discarded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("discard_reason", sa.Text(), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["country"], ["countries.code"], name=op.f("fk_comment_drafts_country_countries")),
        sa.ForeignKeyConstraint(
            ["frozen_id"], ["frozen_texts.id"], name=op.f("fk_comment_drafts_frozen_id_frozen_texts")
        ),
        sa.ForeignKeyConstraint(["note_id"], ["notes.id"], name=op.f("fk_comment_drafts_note_id_notes")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_comment_drafts_person_id_persons")),
        sa.ForeignKeyConstraint(["section_id"], ["sections.id"], name=op.f("fk_comment_drafts_section_id_sections")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment_drafts")),
    )
    op.create_index("ix_comment_drafts_note_id_country", "comment_drafts", ["note_id", "country"], unique=False)
    op.create_table(
        "comments",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("note_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("section_id", sa.Uuid(), nullable=True),
        sa.Column("section_label", sa.Text(), nullable=False),
        sa.Column("running", sa.Integer(), nullable=False),
        sa.Column("frozen_id", sa.Uuid(), nullable=False),
        sa.Column("passage_id", sa.Uuid(), nullable=False),
        sa.Column("paragraph", sa.Integer(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("quote", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("proposed_text", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("visible", sa.Text(), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["country"], ["countries.code"], name=op.f("fk_comments_country_countries")),
        sa.ForeignKeyConstraint(["frozen_id"], ["frozen_texts.id"], name=op.f("fk_comments_frozen_id_frozen_texts")),
        sa.ForeignKeyConstraint(["note_id"], ["notes.id"], name=op.f("fk_comments_note_id_notes")),
        sa.ForeignKeyConstraint(["passage_id"], ["passages.id"], name=op.f("fk_comments_passage_id_passages")),
        sa.ForeignKeyConstraint(["section_id"], ["sections.id"], name=op.f("fk_comments_section_id_sections")),
        sa.ForeignKeyConstraint(["submitted_by"], ["persons.id"], name=op.f("fk_comments_submitted_by_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comments")),
        sa.UniqueConstraint(
            "note_id",
            "country",
            "section_label",
            "running",
            name=op.f("uq_comments_note_id_country_section_label_running"),
        ),
        sa.UniqueConstraint("note_id", "number", name=op.f("uq_comments_note_id_number")),
    )
    op.create_table(
        "consents",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("note_id", sa.Uuid(), nullable=False),
        sa.Column("passage_id", sa.Uuid(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("conference", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("hat", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["note_id"], ["notes.id"], name=op.f("fk_consents_note_id_notes")),
        sa.ForeignKeyConstraint(["passage_id"], ["passages.id"], name=op.f("fk_consents_passage_id_passages")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_consents_person_id_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consents")),
    )
    op.create_index(op.f("ix_consents_passage_id"), "consents", ["passage_id"], unique=False)
    op.create_table(
        "delegation_statuses",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("note_id", sa.Uuid(), nullable=False),
        sa.Column("passage_id", sa.Uuid(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["country"], ["countries.code"], name=op.f("fk_delegation_statuses_country_countries")),
        sa.ForeignKeyConstraint(["note_id"], ["notes.id"], name=op.f("fk_delegation_statuses_note_id_notes")),
        sa.ForeignKeyConstraint(
            ["passage_id"], ["passages.id"], name=op.f("fk_delegation_statuses_passage_id_passages")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_delegation_statuses_person_id_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegation_statuses")),
    )
    op.create_index(
        "ix_delegation_statuses_note_id_country", "delegation_statuses", ["note_id", "country"], unique=False
    )
    op.create_table(
        "frozen_purposes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("frozen_id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("passage_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["frozen_id"], ["frozen_texts.id"], name=op.f("fk_frozen_purposes_frozen_id_frozen_texts")
        ),
        sa.ForeignKeyConstraint(["passage_id"], ["passages.id"], name=op.f("fk_frozen_purposes_passage_id_passages")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_frozen_purposes")),
    )
    op.create_index(op.f("ix_frozen_purposes_frozen_id"), "frozen_purposes", ["frozen_id"], unique=False)
    op.create_table(
        "frozen_sections",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("frozen_id", sa.Uuid(), nullable=False),
        sa.Column("section_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("text_hash", sa.Text(), nullable=False),
        sa.Column("first_paragraph", sa.Integer(), nullable=False),
        sa.Column("paragraphs", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["frozen_id"], ["frozen_texts.id"], name=op.f("fk_frozen_sections_frozen_id_frozen_texts")
        ),
        sa.ForeignKeyConstraint(["section_id"], ["sections.id"], name=op.f("fk_frozen_sections_section_id_sections")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_frozen_sections")),
        sa.UniqueConstraint("frozen_id", "section_id", name=op.f("uq_frozen_sections_frozen_id_section_id")),
    )
    op.create_table(
        "meeting_adoptions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("note_id", sa.Uuid(), nullable=False),
        sa.Column("frozen_id", sa.Uuid(), nullable=False),
        sa.Column("passage_id", sa.Uuid(), nullable=False),
        sa.Column("date", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("present", sa.Text(), nullable=False),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("conference", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("hat", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_by", sa.Uuid(), nullable=True),
        sa.Column("confirmed_hat", sa.Text(), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["confirmed_by"], ["persons.id"], name=op.f("fk_meeting_adoptions_confirmed_by_persons")
        ),
        sa.ForeignKeyConstraint(
            ["frozen_id"], ["frozen_texts.id"], name=op.f("fk_meeting_adoptions_frozen_id_frozen_texts")
        ),
        sa.ForeignKeyConstraint(["note_id"], ["notes.id"], name=op.f("fk_meeting_adoptions_note_id_notes")),
        sa.ForeignKeyConstraint(["passage_id"], ["passages.id"], name=op.f("fk_meeting_adoptions_passage_id_passages")),
        sa.ForeignKeyConstraint(["recorded_by"], ["persons.id"], name=op.f("fk_meeting_adoptions_recorded_by_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_adoptions")),
    )
    op.create_index(op.f("ix_meeting_adoptions_note_id"), "meeting_adoptions", ["note_id"], unique=False)
    op.create_table(
        "positions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("note_id", sa.Uuid(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("section_id", sa.Uuid(), nullable=False),
        sa.Column("passage_id", sa.Uuid(), nullable=False),
        sa.Column("conference", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("text_hash", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("satisfied_by", sa.Text(), nullable=True),
        sa.Column("proposed_text", sa.Text(), nullable=True),
        sa.Column("expected_on", sa.Text(), nullable=True),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("hat", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["note_id"], ["notes.id"], name=op.f("fk_positions_note_id_notes")),
        sa.ForeignKeyConstraint(["passage_id"], ["passages.id"], name=op.f("fk_positions_passage_id_passages")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_positions_person_id_persons")),
        sa.ForeignKeyConstraint(["section_id"], ["sections.id"], name=op.f("fk_positions_section_id_sections")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_positions")),
    )
    op.create_index(op.f("ix_positions_section_id"), "positions", ["section_id"], unique=False)
    op.create_index("uq_positions_note_id_ordinal", "positions", ["note_id", "ordinal"], unique=True)
    op.create_table(
        "publications",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("note_id", sa.Uuid(), nullable=False),
        sa.Column("frozen_id", sa.Uuid(), nullable=False),
        sa.Column("public", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["frozen_id"], ["frozen_texts.id"], name=op.f("fk_publications_frozen_id_frozen_texts")
        ),
        sa.ForeignKeyConstraint(["note_id"], ["notes.id"], name=op.f("fk_publications_note_id_notes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publications")),
        sa.UniqueConstraint("note_id", name=op.f("uq_publications_note_id")),
    )
    op.create_table(
        "reminders",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("note_id", sa.Uuid(), nullable=False),
        sa.Column("passage_id", sa.Uuid(), nullable=False),
        sa.Column("conference", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("hat", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["note_id"], ["notes.id"], name=op.f("fk_reminders_note_id_notes")),
        sa.ForeignKeyConstraint(["passage_id"], ["passages.id"], name=op.f("fk_reminders_passage_id_passages")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_reminders_person_id_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminders")),
    )
    op.create_index(op.f("ix_reminders_passage_id"), "reminders", ["passage_id"], unique=False)
    op.create_table(
        "versions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("section_id", sa.Uuid(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("parent", sa.Integer(), nullable=True),
        sa.Column("keyframe", sa.Integer(), nullable=False),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        sa.Column("text_hash", sa.Text(), nullable=False),
        sa.Column("plain_hash", sa.Text(), nullable=False),
        sa.Column("words_added", sa.Integer(), nullable=False),
        sa.Column("words_deleted", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("hat", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_versions_person_id_persons")),
        sa.ForeignKeyConstraint(["section_id"], ["sections.id"], name=op.f("fk_versions_section_id_sections")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_versions")),
        sa.UniqueConstraint("section_id", "language", "number", name=op.f("uq_versions_section_id_language_number")),
    )
    op.create_table(
        "working_copies",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("section_id", sa.Uuid(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("based_on", sa.Integer(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_working_copies_person_id_persons")),
        sa.ForeignKeyConstraint(["section_id"], ["sections.id"], name=op.f("fk_working_copies_section_id_sections")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_working_copies")),
        sa.UniqueConstraint(
            "person_id", "section_id", "language", name=op.f("uq_working_copies_person_id_section_id_language")
        ),
    )
    op.create_table(
        "answers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("comment_id", sa.Uuid(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("observation", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("hat", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["comment_id"], ["comments.id"], name=op.f("fk_answers_comment_id_comments")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_answers_person_id_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answers")),
        sa.UniqueConstraint("comment_id", "ordinal", name=op.f("uq_answers_comment_id_ordinal")),
    )
    op.create_table(
        "associations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("comment_id", sa.Uuid(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["comment_id"], ["comments.id"], name=op.f("fk_associations_comment_id_comments")),
        sa.ForeignKeyConstraint(["country"], ["countries.code"], name=op.f("fk_associations_country_countries")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_associations_person_id_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_associations")),
        sa.UniqueConstraint("comment_id", "country", name=op.f("uq_associations_comment_id_country")),
    )
    op.create_table(
        "comment_replies",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("comment_id", sa.Uuid(), nullable=False),
        sa.Column("stance", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["comment_id"], ["comments.id"], name=op.f("fk_comment_replies_comment_id_comments")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_comment_replies_person_id_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment_replies")),
        sa.UniqueConstraint("comment_id", name=op.f("uq_comment_replies_comment_id")),
    )
    op.create_table(
        "comment_withdrawals",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("comment_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["comment_id"], ["comments.id"], name=op.f("fk_comment_withdrawals_comment_id_comments")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_comment_withdrawals_person_id_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment_withdrawals")),
        sa.UniqueConstraint("comment_id", name=op.f("uq_comment_withdrawals_comment_id")),
    )
    op.create_table(
        "position_replies",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("position_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("hat", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_position_replies_person_id_persons")),
        sa.ForeignKeyConstraint(
            ["position_id"], ["positions.id"], name=op.f("fk_position_replies_position_id_positions")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_position_replies")),
    )
    op.create_index(op.f("ix_position_replies_position_id"), "position_replies", ["position_id"], unique=False)
    op.create_table(
        "position_withdrawals",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("position_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("hat", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_position_withdrawals_person_id_persons")),
        sa.ForeignKeyConstraint(
            ["position_id"], ["positions.id"], name=op.f("fk_position_withdrawals_position_id_positions")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_position_withdrawals")),
        sa.UniqueConstraint("position_id", name=op.f("uq_position_withdrawals_position_id")),
    )
    op.create_table(
        "set_asides",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("section_id", sa.Uuid(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("lost_to", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("hat", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_set_asides_person_id_persons")),
        sa.ForeignKeyConstraint(
            ["section_id", "language", "lost_to"],
            ["versions.section_id", "versions.language", "versions.number"],
            name=op.f("fk_set_asides_section_id_language_lost_to_versions"),
        ),
        sa.ForeignKeyConstraint(["section_id"], ["sections.id"], name=op.f("fk_set_asides_section_id_sections")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_set_asides")),
    )
    op.create_index(op.f("ix_set_asides_section_id"), "set_asides", ["section_id"], unique=False)
    op.create_table(
        "ways_out",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("note_id", sa.Uuid(), nullable=False),
        sa.Column("passage_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("conference", sa.Text(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("section_id", sa.Uuid(), nullable=True),
        sa.Column("text_hash", sa.Text(), nullable=True),
        sa.Column("position_id", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["note_id"], ["notes.id"], name=op.f("fk_ways_out_note_id_notes")),
        sa.ForeignKeyConstraint(["passage_id"], ["passages.id"], name=op.f("fk_ways_out_passage_id_passages")),
        sa.ForeignKeyConstraint(["position_id"], ["positions.id"], name=op.f("fk_ways_out_position_id_positions")),
        sa.ForeignKeyConstraint(["section_id"], ["sections.id"], name=op.f("fk_ways_out_section_id_sections")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ways_out")),
    )
    op.create_index(op.f("ix_ways_out_note_id"), "ways_out", ["note_id"], unique=False)
    op.create_table(
        "answer_releases",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("comment_id", sa.Uuid(), nullable=False),
        sa.Column("answer_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("hat", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["answer_id"], ["answers.id"], name=op.f("fk_answer_releases_answer_id_answers")),
        sa.ForeignKeyConstraint(["comment_id"], ["comments.id"], name=op.f("fk_answer_releases_comment_id_comments")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_answer_releases_person_id_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_releases")),
        sa.UniqueConstraint("answer_id", name=op.f("uq_answer_releases_answer_id")),
        sa.UniqueConstraint("comment_id", name=op.f("uq_answer_releases_comment_id")),
    )


def downgrade() -> None:
    op.drop_table("answer_releases")
    op.drop_index(op.f("ix_ways_out_note_id"), table_name="ways_out")
    op.drop_table("ways_out")
    op.drop_index(op.f("ix_set_asides_section_id"), table_name="set_asides")
    op.drop_table("set_asides")
    op.drop_table("position_withdrawals")
    op.drop_index(op.f("ix_position_replies_position_id"), table_name="position_replies")
    op.drop_table("position_replies")
    op.drop_table("comment_withdrawals")
    op.drop_table("comment_replies")
    op.drop_table("associations")
    op.drop_table("answers")
    op.drop_table("working_copies")
    op.drop_table("versions")
    op.drop_index(op.f("ix_reminders_passage_id"), table_name="reminders")
    op.drop_table("reminders")
    op.drop_table("publications")
    op.drop_index("uq_positions_note_id_ordinal", table_name="positions")
    op.drop_index(op.f("ix_positions_section_id"), table_name="positions")
    op.drop_table("positions")
    op.drop_index(op.f("ix_meeting_adoptions_note_id"), table_name="meeting_adoptions")
    op.drop_table("meeting_adoptions")
    op.drop_table("frozen_sections")
    op.drop_index(op.f("ix_frozen_purposes_frozen_id"), table_name="frozen_purposes")
    op.drop_table("frozen_purposes")
    op.drop_index("ix_delegation_statuses_note_id_country", table_name="delegation_statuses")
    op.drop_table("delegation_statuses")
    op.drop_index(op.f("ix_consents_passage_id"), table_name="consents")
    op.drop_table("consents")
    op.drop_table("comments")
    op.drop_index("ix_comment_drafts_note_id_country", table_name="comment_drafts")
    op.drop_table("comment_drafts")
    op.drop_table("acknowledgements")
    op.drop_table("sections")
    op.drop_index(
        "uq_passages_one_open",
        table_name="passages",
        sqlite_where=sa.text("left_at IS NULL"),
        postgresql_where=sa.text("left_at IS NULL"),
    )
    op.drop_table("passages")
    op.drop_table("frozen_texts")
    op.drop_table("terms")
    op.drop_index(op.f("ix_sign_ins_person_id"), table_name="sign_ins")
    op.drop_table("sign_ins")
    op.drop_index(op.f("ix_recovery_codes_person_id"), table_name="recovery_codes")
    op.drop_table("recovery_codes")
    op.drop_table("notes")
    op.drop_table("members")
    op.drop_index(op.f("ix_mailed_secrets_secret_hash"), table_name="mailed_secrets")
    op.drop_index(op.f("ix_mailed_secrets_person_id"), table_name="mailed_secrets")
    op.drop_table("mailed_secrets")
    op.drop_index(op.f("ix_kept_answers_created_at"), table_name="kept_answers")
    op.drop_table("kept_answers")
    op.drop_index("ix_inbox_person_id_at", table_name="inbox")
    op.drop_table("inbox")
    op.drop_table("held_forms")
    op.drop_index(op.f("ix_handovers_conference"), table_name="handovers")
    op.drop_table("handovers")
    op.drop_index(op.f("ix_appointments_person_id"), table_name="appointments")
    op.drop_index("ix_appointments_body_code", table_name="appointments")
    op.drop_table("appointments")
    op.drop_index(op.f("ix_record_entries_note_id"), table_name="record_entries")
    op.drop_table("record_entries")
    op.drop_table("persons")
    op.drop_table("outlines")
    op.drop_index("ix_outbox_due", table_name="outbox")
    op.drop_table("outbox")
    op.drop_index(op.f("ix_failed_sign_ins_subject"), table_name="failed_sign_ins")
    op.drop_table("failed_sign_ins")
    op.drop_table("countries")
    op.drop_table("conferences")
    op.drop_table("chain_heads")
