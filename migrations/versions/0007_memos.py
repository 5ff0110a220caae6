"""Memos: what members write down while they think."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "memo",
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("analytic", "reaction", name="memokind", native_enum=False, create_constraint=True),
            nullable=False,
        ),
        sa.Column("private", sa.Boolean(), nullable=False),
        sa.Column(
            "hangs_on",
            sa.Enum(
                "study",
                "step",
                "focus-group",
                "participant",
                "transcript",
                "turn",
                "passage",
                "coding",
                "code",
                "theme",
                name="memoon",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("focus_group_id", sa.Uuid(), nullable=True),
        sa.Column("participant_id", sa.Uuid(), nullable=True),
        sa.Column("transcript_id", sa.Uuid(), nullable=True),
        sa.Column("first_turn", sa.Integer(), nullable=True),
        sa.Column("last_turn", sa.Integer(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("thing_id", sa.Uuid(), nullable=True),
        sa.Column("step", sa.Integer(), nullable=True),
        sa.Column("answers_id", sa.Uuid(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("made_in_id", sa.Uuid(), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("study_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("answers_id IS NULL OR NOT private", name=op.f("ck_memo_reply")),
        sa.CheckConstraint("length(trim(words)) > 0", name=op.f("ck_memo_words")),
        sa.CheckConstraint('start IS NULL OR (0 <= start AND start < "end")', name=op.f("ck_memo_passage")),
        sa.ForeignKeyConstraint(
            ["study_id", "answers_id"],
            ["memo.study_id", "memo.id"],
            name=op.f("fk_memo_study_id_answers_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["study_id", "author_id"],
            ["member.study_id", "member.id"],
            name=op.f("fk_memo_study_id_author_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["study_id", "focus_group_id"],
            ["focus_group.study_id", "focus_group.id"],
            name=op.f("fk_memo_study_id_focus_group_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["study_id", "made_in_id"],
            ["round.study_id", "round.id"],
            name=op.f("fk_memo_study_id_made_in_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["study_id", "participant_id"],
            ["participant.study_id", "participant.id"],
            name=op.f("fk_memo_study_id_participant_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["study_id", "transcript_id"],
            ["transcript.study_id", "transcript.id"],
            name=op.f("fk_memo_study_id_transcript_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(["study_id"], ["study.id"], name=op.f("fk_memo_study_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("study_id", "id", name=op.f("pk_memo")),
    )
    op.create_index(op.f("ix_memo_study_id_answers_id"), "memo", ["study_id", "answers_id"], unique=False)
    op.create_index(
        op.f("ix_memo_study_id_hangs_on_thing_id"), "memo", ["study_id", "hangs_on", "thing_id"], unique=False
    )
    op.create_index(op.f("ix_memo_study_id_transcript_id"), "memo", ["study_id", "transcript_id"], unique=False)
    op.create_table(
        "earlier_words",
        sa.Column("memo_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("analytic", "reaction", name="memokind", native_enum=False, create_constraint=True),
            nullable=False,
        ),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("study_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["study_id", "memo_id"],
            ["memo.study_id", "memo.id"],
            name=op.f("fk_earlier_words_study_id_memo_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["study_id"], ["study.id"], name=op.f("fk_earlier_words_study_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("study_id", "id", name=op.f("pk_earlier_words")),
        sa.UniqueConstraint("study_id", "memo_id", "number", name=op.f("uq_earlier_words_study_id_memo_id_number")),
    )


def downgrade() -> None:
    """Take the step back."""
    op.drop_table("earlier_words")
    op.drop_table("memo")
