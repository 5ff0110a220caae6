"""The study: accounts, members, transcripts, coding, themes, quotes, the trail, and work under way."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "account",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("login", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("administrator", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(trim(login)) > 0", name=op.f("ck_account_login")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("login", name=op.f("uq_account_login")),
    )
    op.create_table(
        "sign_in_try",
        sa.Column("login_hash", sa.Text(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("closed_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("login_hash", name=op.f("pk_sign_in_try")),
    )
    op.create_table(
        "study",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("stance", sa.Text(), nullable=False),
        sa.Column("label_pattern", sa.Text(), nullable=False),
        sa.Column("several", sa.Integer(), nullable=False),
        sa.Column("some", sa.Integer(), nullable=False),
        sa.Column("approval", sa.Text(), nullable=False),
        sa.Column("information_sheet", sa.Text(), nullable=False),
        sa.Column("recruitment", sa.Text(), nullable=False),
        sa.Column("sampling", sa.Text(), nullable=False),
        sa.Column("dates", sa.Text(), nullable=False),
        sa.Column("codebook_revision", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint('several > 1 AND "some" > 1', name=op.f("ck_study_wording")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_study")),
    )
    op.create_table(
        "district",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("study_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["study_id"], ["study.id"], name=op.f("fk_district_study_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("study_id", "id", name=op.f("pk_district")),
        sa.UniqueConstraint("study_id", "name", name=op.f("uq_district_study_id_name")),
    )
    op.create_table(
        "guide_question",
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("study_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["study_id"], ["study.id"], name=op.f("fk_guide_question_study_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("study_id", "id", name=op.f("pk_guide_question")),
        sa.UniqueConstraint("study_id", "position", name=op.f("uq_guide_question_study_id_position")),
    )
    op.create_table(
        "invitation",
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column(
            "role",
            sa.Enum("lead", "co-researcher", "supervisor", name="role", native_enum=False, create_constraint=True),
            nullable=False,
        ),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("study_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["study_id"], ["study.id"], name=op.f("fk_invitation_study_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("study_id", "id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_invitation_token_hash")),
    )
    op.create_table(
        "member",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column(
            "role",
            sa.Enum("lead", "co-researcher", "supervisor", name="role", native_enum=False, create_constraint=True),
            nullable=False,
        ),
        sa.Column("initials", sa.Text(), nullable=False),
        sa.Column("backgrounds", sa.Text(), nullable=False),
        sa.Column("study_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_member_account_id"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(["study_id"], ["study.id"], name=op.f("fk_member_study_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("study_id", "id", name=op.f("pk_member")),
        sa.UniqueConstraint("study_id", "account_id", name=op.f("uq_member_study_id_account_id")),
        sa.UniqueConstraint("study_id", "initials", name=op.f("uq_member_study_id_initials")),
    )
    op.create_index(op.f("ix_member_account_id"), "member", ["account_id"], unique=False)
    op.create_table(
        "operation",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_operation_account_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("account_id", "id", name=op.f("pk_operation")),
    )
    op.create_table(
        "research_question",
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("study_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["study_id"], ["study.id"], name=op.f("fk_research_question_study_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("study_id", "id", name=op.f("pk_research_question")),
        sa.UniqueConstraint("study_id", "position", name=op.f("uq_research_question_study_id_position")),
    )
    op.create_table(
        "round",
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "shared",
                "independent",
                "consensus",
                name="roundkind",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum("open", "closed", "revealed", name="roundstate", native_enum=False, create_constraint=True),
            nullable=False,
        ),
        sa.Column("study_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["study_id"], ["study.id"], name=op.f("fk_round_study_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("study_id", "id", name=op.f("pk_round")),
        sa.UniqueConstraint("study_id", "position", name=op.f("uq_round_study_id_position")),
    )
    op.create_table(
        "sign_in",
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_sign_in_account_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_sign_in")),
    )
    op.create_index(op.f("ix_sign_in_account_id"), "sign_in", ["account_id"], unique=False)
    op.create_table(
        "stakeholder",
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("plural", sa.Text(), nullable=False),
        sa.Column("short", sa.Text(), nullable=False),
        sa.Column("inclusion", sa.Text(), nullable=False),
        sa.Column("study_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["study_id"], ["study.id"], name=op.f("fk_stakeholder_study_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("study_id", "id", name=op.f("pk_stakeholder")),
        sa.UniqueConstraint("study_id", "name", name=op.f("uq_stakeholder_study_id_name")),
        sa.UniqueConstraint("study_id", "short", name=op.f("uq_stakeholder_study_id_short")),
    )
    op.create_table(
        "theme",
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("central_idea", sa.Text(), nullable=False),
        sa.Column("study_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("length(trim(name)) > 0", name=op.f("ck_theme_name")),
        sa.ForeignKeyConstraint(
            ["study_id", "parent_id"],
            ["theme.study_id", "theme.id"],
            name=op.f("fk_theme_study_id_parent_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(["study_id"], ["study.id"], name=op.f("fk_theme_study_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("study_id", "id", name=op.f("pk_theme")),
        sa.UniqueConstraint("study_id", "name", name=op.f("uq_theme_study_id_name")),
    )
    op.create_table(
        "trail_head",
        sa.Column("study_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("seal", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["study_id"], ["study.id"], name=op.f("fk_trail_head_study_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("study_id", name=op.f("pk_trail_head")),
    )
    op.create_table(
        "code",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("definition", sa.Text(), nullable=False),
        sa.Column("use_when", sa.Text(), nullable=False),
        sa.Column("do_not_use_when", sa.Text(), nullable=False),
        sa.Column("example", sa.Text(), nullable=False),
        sa.Column("near_miss", sa.Text(), nullable=False),
        sa.Column("made_by_id", sa.Uuid(), nullable=True),
        sa.Column("made_in_id", sa.Uuid(), nullable=True),
        sa.Column("owner_key", sa.Text(), nullable=False),
        sa.Column("made_at_revision", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("study_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("length(trim(name)) > 0", name=op.f("ck_code_name")),
        sa.ForeignKeyConstraint(
            ["study_id", "made_by_id"],
            ["member.study_id", "member.id"],
            name=op.f("fk_code_study_id_made_by_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["study_id", "made_in_id"],
            ["round.study_id", "round.id"],
            name=op.f("fk_code_study_id_made_in_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(["study_id"], ["study.id"], name=op.f("fk_code_study_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("study_id", "id", name=op.f("pk_code")),
        sa.UniqueConstraint("study_id", "name", "owner_key", name=op.f("uq_code_study_id_name_owner_key")),
    )
    op.create_table(
        "focus_group",
        sa.Column("stakeholder_id", sa.Uuid(), nullable=False),
        sa.Column("district_id", sa.Uuid(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("setting", sa.Text(), nullable=False),
        sa.Column("held_by", sa.Text(), nullable=False),
        sa.Column("study_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["study_id", "district_id"],
            ["district.study_id", "district.id"],
            name=op.f("fk_focus_group_study_id_district_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["study_id", "stakeholder_id"],
            ["stakeholder.study_id", "stakeholder.id"],
            name=op.f("fk_focus_group_study_id_stakeholder_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(["study_id"], ["study.id"], name=op.f("fk_focus_group_study_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("study_id", "id", name=op.f("pk_focus_group")),
        sa.UniqueConstraint("study_id", "label", name=op.f("uq_focus_group_study_id_label")),
    )
    op.create_table(
        "job",
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "running",
                "done",
                "refused",
                "failed",
                name="jobstate",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("progress", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("study_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("progress BETWEEN 0 AND 100", name=op.f("ck_job_progress")),
        sa.ForeignKeyConstraint(
            ["study_id", "member_id"],
            ["member.study_id", "member.id"],
            name=op.f("fk_job_study_id_member_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(["study_id"], ["study.id"], name=op.f("fk_job_study_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("study_id", "id", name=op.f("pk_job")),
    )
    op.create_table(
        "trail_row",
        sa.Column("study_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=True),
        sa.Column("round_id", sa.Uuid(), nullable=True),
        sa.Column("undoes", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("payload_hash", sa.Text(), nullable=False),
        sa.Column("previous", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["study_id", "actor_id"],
            ["member.study_id", "member.id"],
            name=op.f("fk_trail_row_study_id_actor_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["study_id", "round_id"],
            ["round.study_id", "round.id"],
            name=op.f("fk_trail_row_study_id_round_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(["study_id"], ["study.id"], name=op.f("fk_trail_row_study_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("study_id", "number", name=op.f("pk_trail_row")),
    )
    op.create_index(
        op.f("ix_trail_row_study_id_actor_id_number"),
        "trail_row",
        ["study_id", "actor_id", "number"],
        unique=False,
    )
    op.create_index(op.f("ix_trail_row_study_id_undoes"), "trail_row", ["study_id", "undoes"], unique=False)
    op.create_table(
        "participant",
        sa.Column("focus_group_id", sa.Uuid(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "participant",
                "moderator",
                "co-moderator",
                "several",
                "unknown",
                "none",
                name="kind",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("study_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["study_id", "focus_group_id"],
            ["focus_group.study_id", "focus_group.id"],
            name=op.f("fk_participant_study_id_focus_group_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(["study_id"], ["study.id"], name=op.f("fk_participant_study_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("study_id", "id", name=op.f("pk_participant")),
        sa.UniqueConstraint(
            "study_id", "focus_group_id", "label", name=op.f("uq_participant_study_id_focus_group_id_label")
        ),
    )
    op.create_table(
        "theme_code",
        sa.Column("study_id", sa.Uuid(), nullable=False),
        sa.Column("theme_id", sa.Uuid(), nullable=False),
        sa.Column("code_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["study_id", "code_id"],
            ["code.study_id", "code.id"],
            name=op.f("fk_theme_code_study_id_code_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["study_id", "theme_id"],
            ["theme.study_id", "theme.id"],
            name=op.f("fk_theme_code_study_id_theme_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("study_id", "theme_id", "code_id", name=op.f("pk_theme_code")),
    )
    op.create_index(op.f("ix_theme_code_study_id_code_id"), "theme_code", ["study_id", "code_id"], unique=False)
    op.create_table(
        "trail_payload",
        sa.Column("study_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("salt", sa.Text(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["study_id", "number"],
            ["trail_row.study_id", "trail_row.number"],
            name=op.f("fk_trail_payload_study_id_number"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("study_id", "number", name=op.f("pk_trail_payload")),
    )
    op.create_table(
        "transcript",
        sa.Column("focus_group_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("header", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("turn_count", sa.Integer(), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("study_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["study_id", "focus_group_id"],
            ["focus_group.study_id", "focus_group.id"],
            name=op.f("fk_transcript_study_id_focus_group_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(["study_id"], ["study.id"], name=op.f("fk_transcript_study_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("study_id", "id", name=op.f("pk_transcript")),
    )
    op.create_index(
        op.f("ix_transcript_study_id_focus_group_id"),
        "transcript",
        ["study_id", "focus_group_id"],
        unique=False,
    )
    op.create_table(
        "meaning_unit",
        sa.Column("transcript_id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("coder_id", sa.Uuid(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("first_turn", sa.Integer(), nullable=False),
        sa.Column("last_turn", sa.Integer(), nullable=False),
        sa.Column("condensation", sa.Text(), nullable=False),
        sa.Column("study_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint('0 <= start AND start < "end"', name=op.f("ck_meaning_unit_passage")),
        sa.CheckConstraint("first_turn <= last_turn", name=op.f("ck_meaning_unit_turns")),
        sa.ForeignKeyConstraint(
            ["study_id", "coder_id"],
            ["member.study_id", "member.id"],
            name=op.f("fk_meaning_unit_study_id_coder_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["study_id", "round_id"],
            ["round.study_id", "round.id"],
            name=op.f("fk_meaning_unit_study_id_round_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["study_id", "transcript_id"],
            ["transcript.study_id", "transcript.id"],
            name=op.f("fk_meaning_unit_study_id_transcript_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(["study_id"], ["study.id"], name=op.f("fk_meaning_unit_study_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("study_id", "id", name=op.f("pk_meaning_unit")),
        sa.UniqueConstraint(
            "study_id",
            "round_id",
            "coder_id",
            "transcript_id",
            "start",
            "end",
            name=op.f("uq_meaning_unit_study_id_round_id_coder_id_transcript_id_start_end"),
        ),
    )
    op.create_index(
        op.f("ix_meaning_unit_study_id_transcript_id_first_turn"),
        "meaning_unit",
        ["study_id", "transcript_id", "first_turn"],
        unique=False,
    )
    op.create_table(
        "reading",
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("transcript_id", sa.Uuid(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("reading", "done", name="readingstate", native_enum=False, create_constraint=True),
            nullable=False,
        ),
        sa.Column("codebook_revision", sa.Integer(), nullable=True),
        sa.Column("study_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["study_id", "member_id"],
            ["member.study_id", "member.id"],
            name=op.f("fk_reading_study_id_member_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["study_id", "round_id"],
            ["round.study_id", "round.id"],
            name=op.f("fk_reading_study_id_round_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["study_id", "transcript_id"],
            ["transcript.study_id", "transcript.id"],
            name=op.f("fk_reading_study_id_transcript_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(["study_id"], ["study.id"], name=op.f("fk_reading_study_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("study_id", "id", name=op.f("pk_reading")),
        sa.UniqueConstraint(
            "study_id",
            "round_id",
            "member_id",
            "transcript_id",
            name=op.f("uq_reading_study_id_round_id_member_id_transcript_id"),
        ),
    )
    op.create_table(
        "turn",
        sa.Column("transcript_id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("guide_question_id", sa.Uuid(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("study_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint('0 <= start AND start < "end"', name=op.f("ck_turn_stretch")),
        sa.ForeignKeyConstraint(
            ["study_id", "guide_question_id"],
            ["guide_question.study_id", "guide_question.id"],
            name=op.f("fk_turn_study_id_guide_question_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["study_id", "participant_id"],
            ["participant.study_id", "participant.id"],
            name=op.f("fk_turn_study_id_participant_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["study_id", "transcript_id"],
            ["transcript.study_id", "transcript.id"],
            name=op.f("fk_turn_study_id_transcript_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(["study_id"], ["study.id"], name=op.f("fk_turn_study_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("study_id", "id", name=op.f("pk_turn")),
        sa.UniqueConstraint("study_id", "transcript_id", "number", name=op.f("uq_turn_study_id_transcript_id_number")),
    )
    op.create_table(
        "coding",
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("code_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("study_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["study_id", "code_id"],
            ["code.study_id", "code.id"],
            name=op.f("fk_coding_study_id_code_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["study_id", "unit_id"],
            ["meaning_unit.study_id", "meaning_unit.id"],
            name=op.f("fk_coding_study_id_unit_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(["study_id"], ["study.id"], name=op.f("fk_coding_study_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("study_id", "id", name=op.f("pk_coding")),
        sa.UniqueConstraint("study_id", "unit_id", "code_id", name=op.f("uq_coding_study_id_unit_id_code_id")),
    )
    op.create_index(op.f("ix_coding_study_id_code_id"), "coding", ["study_id", "code_id"], unique=False)
    op.create_table(
        "quote",
        sa.Column("theme_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("chosen_by_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("study_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["study_id", "chosen_by_id"],
            ["member.study_id", "member.id"],
            name=op.f("fk_quote_study_id_chosen_by_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["study_id", "theme_id"],
            ["theme.study_id", "theme.id"],
            name=op.f("fk_quote_study_id_theme_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["study_id", "unit_id"],
            ["meaning_unit.study_id", "meaning_unit.id"],
            name=op.f("fk_quote_study_id_unit_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(["study_id"], ["study.id"], name=op.f("fk_quote_study_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("study_id", "id", name=op.f("pk_quote")),
        sa.UniqueConstraint("study_id", "theme_id", "unit_id", name=op.f("uq_quote_study_id_theme_id_unit_id")),
    )
    op.create_table(
        "unit_turn",
        sa.Column("study_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("turn_id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("words", sa.Integer(), nullable=False),
        sa.Column("voice", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["study_id", "participant_id"],
            ["participant.study_id", "participant.id"],
            name=op.f("fk_unit_turn_study_id_participant_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["study_id", "turn_id"],
            ["turn.study_id", "turn.id"],
            name=op.f("fk_unit_turn_study_id_turn_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["study_id", "unit_id"],
            ["meaning_unit.study_id", "meaning_unit.id"],
            name=op.f("fk_unit_turn_study_id_unit_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("study_id", "unit_id", "turn_id", name=op.f("pk_unit_turn")),
    )
    op.create_index(op.f("ix_unit_turn_study_id_turn_id"), "unit_turn", ["study_id", "turn_id"], unique=False)


def downgrade() -> None:
    """Take the step back."""
    op.drop_index(op.f("ix_unit_turn_study_id_turn_id"), table_name="unit_turn")
    op.drop_table("unit_turn")
    op.drop_table("quote")
    op.drop_index(op.f("ix_coding_study_id_code_id"), table_name="coding")
    op.drop_table("coding")
    op.drop_table("turn")
    op.drop_table("reading")
    op.drop_index(op.f("ix_meaning_unit_study_id_transcript_id_first_turn"), table_name="meaning_unit")
    op.drop_table("meaning_unit")
    op.drop_index(op.f("ix_transcript_study_id_focus_group_id"), table_name="transcript")
    op.drop_table("transcript")
    op.drop_table("trail_payload")
    op.drop_index(op.f("ix_theme_code_study_id_code_id"), table_name="theme_code")
    op.drop_table("theme_code")
    op.drop_table("participant")
    op.drop_index(op.f("ix_trail_row_study_id_undoes"), table_name="trail_row")
    op.drop_index(op.f("ix_trail_row_study_id_actor_id_number"), table_name="trail_row")
    op.drop_table("trail_row")
    op.drop_table("job")
    op.drop_table("focus_group")
    op.drop_table("code")
    op.drop_table("trail_head")
    op.drop_table("theme")
    op.drop_table("stakeholder")
    op.drop_index(op.f("ix_sign_in_account_id"), table_name="sign_in")
    op.drop_table("sign_in")
    op.drop_table("round")
    op.drop_table("research_question")
    op.drop_table("operation")
    op.drop_index(op.f("ix_member_account_id"), table_name="member")
    op.drop_table("member")
    op.drop_table("invitation")
    op.drop_table("guide_question")
    op.drop_table("district")
    op.drop_table("study")
    op.drop_table("sign_in_try")
    op.drop_table("account")
