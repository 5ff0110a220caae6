"""What was changed in stored transcripts, and who withdrew."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "revision",
        sa.Column("transcript_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "why",
            sa.Enum("redacted", "corrected", "withdrawn", name="revising", native_enum=False, create_constraint=True),
            nullable=False,
        ),
        sa.Column("made_by_id", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("study_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["study_id", "made_by_id"],
            ["member.study_id", "member.id"],
            name=op.f("fk_revision_study_id_made_by_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["study_id", "transcript_id"],
            ["transcript.study_id", "transcript.id"],
            name=op.f("fk_revision_study_id_transcript_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(["study_id"], ["study.id"], name=op.f("fk_revision_study_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("study_id", "id", name=op.f("pk_revision")),
        sa.UniqueConstraint(
            "study_id", "transcript_id", "number", name=op.f("uq_revision_study_id_transcript_id_number")
        ),
    )
    op.create_table(
        "edit",
        sa.Column("revision_id", sa.Uuid(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("study_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint('0 <= start AND start <= "end" AND length >= 0', name=op.f("ck_edit_stretch")),
        sa.ForeignKeyConstraint(
            ["study_id", "revision_id"],
            ["revision.study_id", "revision.id"],
            name=op.f("fk_edit_study_id_revision_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(["study_id"], ["study.id"], name=op.f("fk_edit_study_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("study_id", "id", name=op.f("pk_edit")),
        sa.UniqueConstraint("study_id", "revision_id", "start", name=op.f("uq_edit_study_id_revision_id_start")),
    )
    op.create_table(
        "withdrawal",
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column(
            "degree",
            sa.Enum("not quoted", "not counted", "removed", name="degree", native_enum=False, create_constraint=True),
            nullable=False,
        ),
        sa.Column("made_by_id", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("study_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["study_id", "made_by_id"],
            ["member.study_id", "member.id"],
            name=op.f("fk_withdrawal_study_id_made_by_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["study_id", "participant_id"],
            ["participant.study_id", "participant.id"],
            name=op.f("fk_withdrawal_study_id_participant_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(["study_id"], ["study.id"], name=op.f("fk_withdrawal_study_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("study_id", "id", name=op.f("pk_withdrawal")),
        sa.UniqueConstraint(
            "study_id", "participant_id", "degree", name=op.f("uq_withdrawal_study_id_participant_id_degree")
        ),
    )
    op.execute("ALTER TABLE participant ADD COLUMN slip_hash TEXT")
    op.execute(
        "ALTER TABLE participant ADD COLUMN withdrawn VARCHAR(11) "
        "CONSTRAINT ck_participant_degree CHECK (withdrawn IN ('not quoted', 'not counted', 'removed'))"
    )


def downgrade() -> None:
    """Take the step back."""
    op.execute("ALTER TABLE participant DROP COLUMN withdrawn")
    op.execute("ALTER TABLE participant DROP COLUMN slip_hash")
    op.drop_table("withdrawal")
    op.drop_table("edit")
    op.drop_table("revision")
