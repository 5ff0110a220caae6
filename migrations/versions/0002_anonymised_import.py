"""How a transcript was made anonymous, which labels the study knows, and what moderators' turns do."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "screening",
        sa.Column("transcript_id", sa.Uuid(), nullable=False),
        sa.Column("signed_by_id", sa.Uuid(), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("counts", sa.Text(), nullable=False),
        sa.Column("words_hash", sa.Text(), nullable=False),
        sa.Column("reopened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("study_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["study_id", "signed_by_id"],
            ["member.study_id", "member.id"],
            name=op.f("fk_screening_study_id_signed_by_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["study_id", "transcript_id"],
            ["transcript.study_id", "transcript.id"],
            name=op.f("fk_screening_study_id_transcript_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(["study_id"], ["study.id"], name=op.f("fk_screening_study_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("study_id", "id", name=op.f("pk_screening")),
        sa.UniqueConstraint("study_id", "transcript_id", name=op.f("uq_screening_study_id_transcript_id")),
    )
    op.create_table(
        "key_file",
        sa.Column("made_by_id", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("destroyed_by_id", sa.Uuid(), nullable=True),
        sa.Column("destroyed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("study_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["study_id", "destroyed_by_id"],
            ["member.study_id", "member.id"],
            name=op.f("fk_key_file_study_id_destroyed_by_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["study_id", "made_by_id"],
            ["member.study_id", "member.id"],
            name=op.f("fk_key_file_study_id_made_by_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(["study_id"], ["study.id"], name=op.f("fk_key_file_study_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("study_id", "id", name=op.f("pk_key_file")),
    )
    op.create_table(
        "label_choice",
        sa.Column("study_id", sa.Uuid(), nullable=False),
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
        sa.ForeignKeyConstraint(["study_id"], ["study.id"], name=op.f("fk_label_choice_study_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("study_id", "label", name=op.f("pk_label_choice")),
    )
    op.execute("ALTER TABLE transcript ADD COLUMN language TEXT NOT NULL DEFAULT 'en'")
    op.execute("ALTER TABLE turn ADD COLUMN time_ms INTEGER")
    op.execute(
        "ALTER TABLE turn ADD COLUMN move VARCHAR(12) "
        "CONSTRAINT ck_turn_move CHECK (move IN ('question', 'probe', 'back-channel')) "
        "CONSTRAINT ck_turn_asks CHECK (guide_question_id IS NULL OR move = 'question')"
    )


def downgrade() -> None:
    """Take the step back."""
    op.execute("ALTER TABLE turn DROP COLUMN move")
    op.execute("ALTER TABLE turn DROP COLUMN time_ms")
    op.execute("ALTER TABLE transcript DROP COLUMN language")
    op.drop_table("label_choice")
    op.drop_table("key_file")
    op.drop_table("screening")
