"""Findings and their passages, the words a study defines for counts, what questions are about, and kept tallies."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "finding",
        sa.Column("theme_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("level", _one_of("countedlevel", "focus groups", "participants"), nullable=False),
        sa.Column("stakeholder_id", sa.Uuid(), nullable=True),
        sa.Column("district_id", sa.Uuid(), nullable=True),
        sa.Column("study_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("length(trim(sentence)) > 0", name=op.f("ck_finding_sentence")),
        _of_study("finding"),
        *(_belongs_to("finding", table) for table in ("theme", "stakeholder", "district")),
        sa.PrimaryKeyConstraint("study_id", "id", name=op.f("pk_finding")),
    )
    op.create_index(op.f("ix_finding_study_id_theme_id"), "finding", ["study_id", "theme_id"])
    op.create_table(
        "finding_passage",
        sa.Column("study_id", sa.Uuid(), nullable=False),
        sa.Column("finding_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("bearing", _one_of("bearing", "supports", "qualifies", "contradicts"), nullable=False),
        _belongs_to("finding_passage", "finding"),
        _belongs_to("finding_passage", "meaning_unit", "unit_id"),
        sa.PrimaryKeyConstraint("study_id", "finding_id", "unit_id", name=op.f("pk_finding_passage")),
    )
    op.create_index(op.f("ix_finding_passage_study_id_unit_id"), "finding_passage", ["study_id", "unit_id"])
    op.create_table(
        "theme_question",
        sa.Column("study_id", sa.Uuid(), nullable=False),
        sa.Column("theme_id", sa.Uuid(), nullable=False),
        sa.Column("guide_question_id", sa.Uuid(), nullable=False),
        _belongs_to("theme_question", "theme"),
        _belongs_to("theme_question", "guide_question"),
        sa.PrimaryKeyConstraint("study_id", "theme_id", "guide_question_id", name=op.f("pk_theme_question")),
    )
    op.create_table(
        "defined_words",
        sa.Column("study_id", sa.Uuid(), nullable=False),
        sa.Column("level", _one_of("countedlevel", "focus groups", "participants"), nullable=False),
        sa.Column("several", sa.Integer(), nullable=True),
        sa.Column("many", sa.Integer(), nullable=True),
        sa.Column("most", sa.Integer(), nullable=True),
        sa.Column("almost_all", sa.Integer(), nullable=True),
        sa.CheckConstraint("several IS NULL OR several > 1", name=op.f("ck_defined_words_several")),
        sa.CheckConstraint(
            "coalesce(many, 1) BETWEEN 1 AND 99 AND coalesce(most, 51) BETWEEN 51 AND 99"
            " AND coalesce(almost_all, 51) BETWEEN 51 AND 99",
            name=op.f("ck_defined_words_shares"),
        ),
        _of_study("defined_words"),
        sa.PrimaryKeyConstraint("study_id", "level", name=op.f("pk_defined_words")),
    )
    op.create_table(
        "kept_tally",
        sa.Column("study_id", sa.Uuid(), nullable=False),
        sa.Column("transcript_id", sa.Uuid(), nullable=False),
        sa.Column("marks", sa.LargeBinary(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        _belongs_to("kept_tally", "transcript"),
        sa.PrimaryKeyConstraint("study_id", "transcript_id", name=op.f("pk_kept_tally")),
    )


def downgrade() -> None:
    """Take the step back."""
    for table in ("kept_tally", "defined_words", "theme_question"):
        op.drop_table(table)
    op.drop_index(op.f("ix_finding_passage_study_id_unit_id"), "finding_passage")
    op.drop_table("finding_passage")
    op.drop_index(op.f("ix_finding_study_id_theme_id"), "finding")
    op.drop_table("finding")


def _of_study(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["study_id"], ["study.id"], name=op.f(f"fk_{table}_study_id"), ondelete="RESTRICT")


def _belongs_to(table: str, other: str, column: str = "") -> sa.ForeignKeyConstraint:
    column = column or f"{other}_id"
    return sa.ForeignKeyConstraint(
        ["study_id", column], [f"{other}.study_id", f"{other}.id"],
        name=op.f(f"fk_{table}_study_id_{column}"), ondelete="RESTRICT",
    )  # fmt: skip


def _one_of(name: str, *words: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True)
