"""Readings of a stretch, what somebody left out, what readers are told before, and each account's language."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

BEFORE = ("reading", "done")
NOW = ("not begun", "reading", "done", "opened again")


def upgrade() -> None:
    """Take the step: every reading there is was one of the whole transcript."""
    op.execute("ALTER TABLE account ADD COLUMN language TEXT")
    op.execute("CREATE TABLE reading_before AS SELECT * FROM reading")
    op.drop_table("reading")
    _reading(
        NOW,
        sa.Column("first_turn", sa.Integer(), nullable=False),
        sa.Column("last_turn", sa.Integer(), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("at_turn", sa.Integer(), nullable=False),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("1 <= first_turn AND first_turn <= last_turn", name=op.f("ck_reading_stretch")),
        sa.CheckConstraint("at_turn BETWEEN first_turn AND last_turn + 1", name=op.f("ck_reading_place")),
        sa.UniqueConstraint(
            "study_id", "round_id", "member_id", "transcript_id", "first_turn", "last_turn", name="uq_reading_stretch"
        ),
    )
    op.execute(
        "INSERT INTO reading (study_id, id, round_id, member_id, transcript_id, state, codebook_revision, "
        "first_turn, last_turn, because, at_turn, moved_at) "
        "SELECT r.study_id, r.id, r.round_id, r.member_id, r.transcript_id, r.state, r.codebook_revision, "
        "1, t.turn_count, '', 1, CURRENT_TIMESTAMP "
        "FROM reading_before r JOIN transcript t ON t.study_id = r.study_id AND t.id = r.transcript_id"
    )
    op.execute("DROP TABLE reading_before")
    _left_out()
    _content_note()


def _reading(states: tuple[str, ...], *more: sa.schema.SchemaItem) -> None:
    """Make the table of readings with what all its versions have, and more."""
    op.create_table(
        "reading",
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("transcript_id", sa.Uuid(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(*states, name="readingstate", native_enum=False, create_constraint=True),
            nullable=False,
        ),
        sa.Column("codebook_revision", sa.Integer(), nullable=True),
        sa.Column("study_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        *more,
        *_links("reading", "member", "round", "transcript"),
        sa.ForeignKeyConstraint(["study_id"], ["study.id"], name=op.f("fk_reading_study_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("study_id", "id", name=op.f("pk_reading")),
    )


def _links(table: str, *others: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint(
            ["study_id", f"{other}_id"],
            [f"{other}.study_id", f"{other}.id"],
            name=op.f(f"fk_{table}_study_id_{other}_id"),
            ondelete="RESTRICT",
        )
        for other in others
    ]


def _left_out() -> None:
    op.create_table(
        "left_out",
        sa.Column("study_id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("transcript_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        *_links("left_out", "member", "round", "transcript"),
        sa.PrimaryKeyConstraint(
            "study_id", "round_id", "member_id", "transcript_id", "number", name=op.f("pk_left_out")
        ),
    )


def _content_note() -> None:
    op.create_table(
        "content_note",
        sa.Column("transcript_id", sa.Uuid(), nullable=False),
        sa.Column("first_turn", sa.Integer(), nullable=False),
        sa.Column("last_turn", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("made_by_id", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("study_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("1 <= first_turn AND first_turn <= last_turn", name=op.f("ck_content_note_stretch")),
        sa.CheckConstraint("length(trim(words)) > 0", name=op.f("ck_content_note_words")),
        sa.ForeignKeyConstraint(
            ["study_id", "made_by_id"],
            ["member.study_id", "member.id"],
            name=op.f("fk_content_note_study_id_made_by_id"),
            ondelete="RESTRICT",
        ),
        *_links("content_note", "transcript"),
        sa.ForeignKeyConstraint(["study_id"], ["study.id"], name=op.f("fk_content_note_study_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("study_id", "id", name=op.f("pk_content_note")),
    )
    op.create_index(
        op.f("ix_content_note_study_id_transcript_id"), "content_note", ["study_id", "transcript_id"], unique=False
    )


def downgrade() -> None:
    """Take the step back: only readings of whole transcripts stay, as being read or done."""
    op.drop_table("content_note")
    op.drop_table("left_out")
    op.execute("CREATE TABLE reading_after AS SELECT * FROM reading")
    op.drop_table("reading")
    _reading(
        BEFORE,
        sa.UniqueConstraint(
            "study_id",
            "round_id",
            "member_id",
            "transcript_id",
            name=op.f("uq_reading_study_id_round_id_member_id_transcript_id"),
        ),
    )
    op.execute(
        "INSERT INTO reading (study_id, id, round_id, member_id, transcript_id, state, codebook_revision) "
        "SELECT r.study_id, r.id, r.round_id, r.member_id, r.transcript_id, "
        "CASE r.state WHEN 'opened again' THEN 'reading' ELSE r.state END, r.codebook_revision "
        "FROM reading_after r JOIN transcript t ON t.study_id = r.study_id AND t.id = r.transcript_id "
        "WHERE r.first_turn = 1 AND r.last_turn = t.turn_count AND r.state <> 'not begun'"
    )
    op.execute("DROP TABLE reading_after")
    op.execute("ALTER TABLE account DROP COLUMN language")
