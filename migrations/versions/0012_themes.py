"""Steps and sign-offs, first thoughts, themes with their editions and states, and what does not fit."""

from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

STATE = "state VARCHAR(9) DEFAULT 'candidate' NOT NULL"
STATES = "CONSTRAINT ck_theme_themestate CHECK (state IN ('candidate', 'reviewed', 'defined', 'discarded'))"


def upgrade() -> None:
    """Take the step."""
    # Column by column, for both databases: SQLite would otherwise copy the tables, which others point to.
    op.execute("ALTER TABLE coding ADD COLUMN does_not_fit BOOLEAN DEFAULT false NOT NULL")
    op.execute("ALTER TABLE theme ADD COLUMN is_not TEXT DEFAULT '' NOT NULL")
    op.execute(f"ALTER TABLE theme ADD COLUMN {STATE} {STATES}")
    op.execute("ALTER TABLE theme ADD COLUMN why TEXT DEFAULT '' NOT NULL")
    op.create_table(
        "theme_edition",
        sa.Column("theme_id", sa.Uuid(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("was_called", sa.Text(), nullable=False),
        sa.Column("central_idea", sa.Text(), nullable=False),
        sa.Column("is_not", sa.Text(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "candidate",
                "reviewed",
                "defined",
                "discarded",
                name="themestate",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("merged_into_id", sa.Uuid(), nullable=True),
        sa.Column("made_by_id", sa.Uuid(), nullable=True),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("study_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["study_id", "made_by_id"],
            ["member.study_id", "member.id"],
            name=op.f("fk_theme_edition_study_id_made_by_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["study_id"], ["study.id"], name=op.f("fk_theme_edition_study_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("study_id", "id", name=op.f("pk_theme_edition")),
        sa.UniqueConstraint("study_id", "theme_id", "edition", name=op.f("uq_theme_edition_study_id_theme_id_edition")),
    )
    op.create_table(
        "place_held",
        sa.Column("theme_id", sa.Uuid(), nullable=False),
        sa.Column("code_id", sa.Uuid(), nullable=False),
        sa.Column("put_by_id", sa.Uuid(), nullable=True),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_by_id", sa.Uuid(), nullable=True),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("study_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["study_id", "code_id"],
            ["code.study_id", "code.id"],
            name=op.f("fk_place_held_study_id_code_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["study_id", "put_by_id"],
            ["member.study_id", "member.id"],
            name=op.f("fk_place_held_study_id_put_by_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["study_id", "taken_by_id"],
            ["member.study_id", "member.id"],
            name=op.f("fk_place_held_study_id_taken_by_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(["study_id"], ["study.id"], name=op.f("fk_place_held_study_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("study_id", "id", name=op.f("pk_place_held")),
    )
    op.create_index(op.f("ix_place_held_study_id_code_id"), "place_held", ["study_id", "code_id"], unique=False)
    op.create_table(
        "review_check",
        sa.Column("theme_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column(
            "asked",
            sa.Enum("extracts", "whole set", "shared meaning", name="check", native_enum=False, create_constraint=True),
            nullable=False,
        ),
        sa.Column(
            "answer",
            sa.Enum("yes", "partly", "no", name="checkanswer", native_enum=False, create_constraint=True),
            nullable=False,
        ),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("study_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["study_id", "member_id"],
            ["member.study_id", "member.id"],
            name=op.f("fk_review_check_study_id_member_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["study_id", "theme_id"],
            ["theme.study_id", "theme.id"],
            name=op.f("fk_review_check_study_id_theme_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(["study_id"], ["study.id"], name=op.f("fk_review_check_study_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("study_id", "id", name=op.f("pk_review_check")),
    )
    op.create_index(op.f("ix_review_check_study_id_theme_id"), "review_check", ["study_id", "theme_id"], unique=False)
    op.create_table(
        "case_answer",
        sa.Column("theme_id", sa.Uuid(), nullable=False),
        sa.Column("coding_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("study_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("length(trim(words)) > 0", name=op.f("ck_case_answer_words")),
        sa.ForeignKeyConstraint(
            ["study_id", "member_id"],
            ["member.study_id", "member.id"],
            name=op.f("fk_case_answer_study_id_member_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["study_id", "theme_id"],
            ["theme.study_id", "theme.id"],
            name=op.f("fk_case_answer_study_id_theme_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(["study_id"], ["study.id"], name=op.f("fk_case_answer_study_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("study_id", "id", name=op.f("pk_case_answer")),
    )
    op.create_index(op.f("ix_case_answer_study_id_coding_id"), "case_answer", ["study_id", "coding_id"], unique=False)
    op.create_table(
        "reflection",
        sa.Column("theme_id", sa.Uuid(), nullable=False),
        sa.Column("focus_group_id", sa.Uuid(), nullable=True),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("written_by_id", sa.Uuid(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("study_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("length(trim(words)) > 0", name=op.f("ck_reflection_words")),
        sa.ForeignKeyConstraint(
            ["study_id", "focus_group_id"],
            ["focus_group.study_id", "focus_group.id"],
            name=op.f("fk_reflection_study_id_focus_group_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["study_id", "theme_id"],
            ["theme.study_id", "theme.id"],
            name=op.f("fk_reflection_study_id_theme_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["study_id", "written_by_id"],
            ["member.study_id", "member.id"],
            name=op.f("fk_reflection_study_id_written_by_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(["study_id"], ["study.id"], name=op.f("fk_reflection_study_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("study_id", "id", name=op.f("pk_reflection")),
    )
    op.create_index(op.f("ix_reflection_study_id_theme_id"), "reflection", ["study_id", "theme_id"], unique=False)
    op.create_table(
        "step",
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("study_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("length(trim(name)) > 0", name=op.f("ck_step_name")),
        sa.ForeignKeyConstraint(["study_id"], ["study.id"], name=op.f("fk_step_study_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("study_id", "id", name=op.f("pk_step")),
    )
    op.create_table(
        "step_artefact",
        sa.Column("study_id", sa.Uuid(), nullable=False),
        sa.Column("step_id", sa.Uuid(), nullable=False),
        sa.Column(
            "artefact",
            sa.Enum(
                "first thoughts",
                "meaning units",
                "codebook",
                "themes",
                "review checks",
                "definitions",
                "quotes",
                name="artefact",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["study_id", "step_id"],
            ["step.study_id", "step.id"],
            name=op.f("fk_step_artefact_study_id_step_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("study_id", "step_id", "artefact", name=op.f("pk_step_artefact")),
    )
    op.create_table(
        "step_move",
        sa.Column("step_id", sa.Uuid(), nullable=False),
        sa.Column("moved_by_id", sa.Uuid(), nullable=False),
        sa.Column("back", sa.Boolean(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("study_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["study_id", "moved_by_id"],
            ["member.study_id", "member.id"],
            name=op.f("fk_step_move_study_id_moved_by_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["study_id", "step_id"],
            ["step.study_id", "step.id"],
            name=op.f("fk_step_move_study_id_step_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(["study_id"], ["study.id"], name=op.f("fk_step_move_study_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("study_id", "id", name=op.f("pk_step_move")),
    )
    op.create_table(
        "first_thought",
        sa.Column("transcript_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("passed", sa.Boolean(), nullable=False),
        sa.Column("may_open", sa.Boolean(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("handed_in_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("made_in_id", sa.Uuid(), nullable=True),
        sa.Column("study_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("opened_at IS NULL OR handed_in_at IS NOT NULL", name=op.f("ck_first_thought_opened")),
        sa.ForeignKeyConstraint(
            ["study_id", "made_in_id"],
            ["round.study_id", "round.id"],
            name=op.f("fk_first_thought_study_id_made_in_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["study_id", "member_id"],
            ["member.study_id", "member.id"],
            name=op.f("fk_first_thought_study_id_member_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["study_id", "transcript_id"],
            ["transcript.study_id", "transcript.id"],
            name=op.f("fk_first_thought_study_id_transcript_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["study_id"], ["study.id"], name=op.f("fk_first_thought_study_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("study_id", "id", name=op.f("pk_first_thought")),
        sa.UniqueConstraint(
            "study_id", "transcript_id", "member_id", name=op.f("uq_first_thought_study_id_transcript_id_member_id")
        ),
    )
    op.create_table(
        "sign_off",
        sa.Column(
            "thing",
            sa.Enum(
                "step", "theme", "finding", "transcript", name="signedthing", native_enum=False, create_constraint=True
            ),
            nullable=False,
        ),
        sa.Column("thing_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reopened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("study_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["study_id", "member_id"],
            ["member.study_id", "member.id"],
            name=op.f("fk_sign_off_study_id_member_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(["study_id"], ["study.id"], name=op.f("fk_sign_off_study_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("study_id", "id", name=op.f("pk_sign_off")),
    )
    op.create_index(op.f("ix_sign_off_study_id_thing_id"), "sign_off", ["study_id", "thing_id"], unique=False)
    _what_is_there()


def _what_is_there() -> None:
    """Begin the past of themes and places with the study: nobody can say any more when they were made."""
    op.execute(
        "INSERT INTO theme_edition (study_id, id, theme_id, edition, parent_id, position, was_called, central_idea,"
        " is_not, state, why, since) SELECT theme.study_id, theme.id, theme.id, theme.edition, parent_id, position,"
        " name, central_idea, '', 'candidate', '', study.created_at FROM theme JOIN study ON study.id = theme.study_id"
    )
    connection = op.get_bind()
    places = connection.execute(
        sa.text(
            "SELECT theme_code.study_id, theme_id, code_id, study.created_at FROM theme_code"
            " JOIN study ON study.id = theme_code.study_id"
        ).columns(study_id=sa.Uuid(), theme_id=sa.Uuid(), code_id=sa.Uuid(), created_at=sa.DateTime(timezone=True))
    ).all()
    held = sa.table(
        "place_held", sa.column("study_id", sa.Uuid()), sa.column("id", sa.Uuid()), sa.column("theme_id", sa.Uuid()),
        sa.column("code_id", sa.Uuid()), sa.column("since", sa.DateTime(timezone=True)),
    )  # fmt: skip
    if places:
        connection.execute(
            sa.insert(held),
            [
                {"study_id": study, "id": uuid4(), "theme_id": theme, "code_id": code, "since": since}
                for study, theme, code, since in places
            ],
        )


def downgrade() -> None:
    """Take the step back."""
    op.drop_table("sign_off")
    op.drop_table("first_thought")
    op.drop_table("step_move")
    op.drop_table("step_artefact")
    op.drop_table("step")
    op.drop_table("reflection")
    op.drop_table("case_answer")
    op.drop_table("review_check")
    op.drop_table("place_held")
    op.drop_table("theme_edition")
    for column in ("why", "state", "is_not"):
        op.execute(f"ALTER TABLE theme DROP COLUMN {column}")
    op.execute("ALTER TABLE coding DROP COLUMN does_not_fit")
