"""Summaries of what is said about a theme, and who agrees, dissents, gives an example or is silent."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "summary",
        sa.Column("theme_id", sa.Uuid(), nullable=False),
        sa.Column("focus_group_id", sa.Uuid(), nullable=True),
        sa.Column("participant_id", sa.Uuid(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("finished", sa.Boolean(), nullable=False),
        sa.Column("study_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("(focus_group_id IS NULL) <> (participant_id IS NULL)", name=op.f("ck_summary_of_one")),
        sa.CheckConstraint("length(trim(words)) > 0", name=op.f("ck_summary_words")),
        sa.ForeignKeyConstraint(["study_id"], ["study.id"], name=op.f("fk_summary_study_id"), ondelete="RESTRICT"),
        *(_belongs_to("summary", table) for table in ("theme", "focus_group", "participant")),
        sa.PrimaryKeyConstraint("study_id", "id", name=op.f("pk_summary")),
        *(
            sa.UniqueConstraint("study_id", "theme_id", of, name=op.f(f"uq_summary_study_id_theme_id_{of}"))
            for of in ("focus_group_id", "participant_id")
        ),
    )
    op.create_table(
        "theme_response",
        sa.Column("study_id", sa.Uuid(), nullable=False),
        sa.Column("theme_id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column(
            "response",
            sa.Enum(
                "agree", "dissent", "example", "silent", name="response", native_enum=False, create_constraint=True
            ),
            nullable=False,
        ),
        *(_belongs_to("theme_response", table) for table in ("theme", "participant")),
        sa.PrimaryKeyConstraint("study_id", "theme_id", "participant_id", name=op.f("pk_theme_response")),
    )


def downgrade() -> None:
    """Take the step back."""
    op.drop_table("theme_response")
    op.drop_table("summary")


def _belongs_to(table: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["study_id", f"{other}_id"], [f"{other}.study_id", f"{other}.id"],
        name=op.f(f"fk_{table}_study_id_{other}_id"), ondelete="RESTRICT",
    )  # fmt: skip
