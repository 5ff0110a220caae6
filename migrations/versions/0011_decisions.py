"""What was settled after coders differed, second looks, why rounds are where they are, and the study's approach."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

OUTCOMES = ("one", "both", "another", "none", "both readings stand", "agreed")


def upgrade() -> None:
    """Take the step."""
    # Column by column, for both databases: SQLite would otherwise copy the table, which others point to.
    op.execute(
        "ALTER TABLE study ADD COLUMN approach VARCHAR(18) DEFAULT 'codebook' NOT NULL "
        "CONSTRAINT ck_study_approach CHECK (approach IN ('coding reliability', 'codebook', 'reflexive'))"
    )
    op.execute("ALTER TABLE round ADD COLUMN because TEXT DEFAULT '' NOT NULL")
    op.execute("ALTER TABLE round ADD COLUMN codebook_revision INTEGER")
    op.add_column("round", sa.Column("repeats_id", sa.Uuid(), nullable=True))
    op.add_column("round", sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True))
    _decision()
    op.create_table(
        "second_look",
        sa.Column("study_id", sa.Uuid(), nullable=False),
        sa.Column("reading_id", sa.Uuid(), nullable=False),
        sa.Column("code_id", sa.Uuid(), nullable=False),
        sa.Column("looked_at", sa.DateTime(timezone=True), nullable=False),
        _link("second_look", "reading"),
        _link("second_look", "code"),
        sa.PrimaryKeyConstraint("study_id", "reading_id", "code_id", name=op.f("pk_second_look")),
    )
    op.create_table(
        "settled",
        sa.Column("study_id", sa.Uuid(), nullable=False),
        sa.Column("decision_id", sa.Uuid(), nullable=False),
        sa.Column("turn_id", sa.Uuid(), nullable=False),
        sa.Column("code_id", sa.Uuid(), nullable=False),
        _link("settled", "decision"),
        _link("settled", "turn"),
        _link("settled", "code"),
        sa.PrimaryKeyConstraint("study_id", "decision_id", "turn_id", "code_id", name=op.f("pk_settled")),
        sa.UniqueConstraint("study_id", "turn_id", "code_id", name=op.f("uq_settled_study_id_turn_id_code_id")),
    )
    op.create_table(
        "decided_by",
        sa.Column("study_id", sa.Uuid(), nullable=False),
        sa.Column("decision_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        _link("decided_by", "decision"),
        _link("decided_by", "member"),
        sa.PrimaryKeyConstraint("study_id", "decision_id", "member_id", name=op.f("pk_decided_by")),
    )
    op.create_table(
        "decided_coding",
        sa.Column("study_id", sa.Uuid(), nullable=False),
        sa.Column("decision_id", sa.Uuid(), nullable=False),
        sa.Column("coding_id", sa.Uuid(), nullable=False),
        _link("decided_coding", "decision"),
        sa.PrimaryKeyConstraint("study_id", "decision_id", "coding_id", name=op.f("pk_decided_coding")),
    )
    op.create_index(op.f("ix_decided_coding_study_id_coding_id"), "decided_coding", ["study_id", "coding_id"])


def _decision() -> None:
    op.create_table(
        "decision",
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("transcript_id", sa.Uuid(), nullable=False),
        sa.Column("first_turn", sa.Integer(), nullable=False),
        sa.Column("last_turn", sa.Integer(), nullable=False),
        sa.Column(
            "outcome", sa.Enum(*OUTCOMES, name="outcome", native_enum=False, create_constraint=True), nullable=False
        ),
        sa.Column("prevailed_id", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("noted_by_id", sa.Uuid(), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("study_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("first_turn <= last_turn", name=op.f("ck_decision_turns")),
        sa.CheckConstraint("(prevailed_id IS NOT NULL) = (outcome = 'one')", name=op.f("ck_decision_prevailed")),
        sa.ForeignKeyConstraint(["study_id"], ["study.id"], name=op.f("fk_decision_study_id"), ondelete="RESTRICT"),
        _link("decision", "round"),
        _link("decision", "transcript"),
        _link("decision", "member", "prevailed_id"),
        _link("decision", "member", "noted_by_id"),
        sa.PrimaryKeyConstraint("study_id", "id", name=op.f("pk_decision")),
    )
    op.create_index(op.f("ix_decision_study_id_transcript_id"), "decision", ["study_id", "transcript_id"])


def _link(table: str, to: str, column: str = "") -> sa.ForeignKeyConstraint:
    column = column or f"{to}_id"
    return sa.ForeignKeyConstraint(
        ["study_id", column],
        [f"{to}.study_id", f"{to}.id"],
        name=op.f(f"fk_{table}_study_id_{column}"),
        ondelete="RESTRICT",
    )


def downgrade() -> None:
    """Take the step back; decisions go, and the consensus with them stays as a closed round."""
    for table in ("decided_coding", "decided_by", "settled", "second_look", "decision"):
        op.drop_table(table)
    for column in ("opened_at", "repeats_id", "codebook_revision", "because"):
        op.drop_column("round", column)
    op.execute("ALTER TABLE study DROP COLUMN approach")
