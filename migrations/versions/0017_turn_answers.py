"""How turns answer earlier ones: they build on them, agree with them, challenge them."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

LINKS = (
    ("transcript_id", "transcript"), ("round_id", "round"), ("coder_id", "member"), ("turn_id", "turn"),
    ("earlier_id", "turn"),
)  # fmt: skip
ONCE = ("study_id", "round_id", "coder_id", "turn_id", "earlier_id", "how")


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "turn_answer",
        *(sa.Column(column, sa.Uuid(), nullable=False) for column, _ in LINKS),
        sa.Column(
            "how",
            sa.Enum("builds on", "agrees", "challenges", name="how", native_enum=False, create_constraint=True),
            nullable=False,
        ),
        sa.Column("study_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("turn_id <> earlier_id", name=op.f("ck_turn_answer_two_turns")),
        sa.ForeignKeyConstraint(["study_id"], ["study.id"], name=op.f("fk_turn_answer_study_id"), ondelete="RESTRICT"),
        *(
            sa.ForeignKeyConstraint(
                ["study_id", column], [f"{other}.study_id", f"{other}.id"],
                name=op.f(f"fk_turn_answer_study_id_{column}"), ondelete="RESTRICT",
            )
            for column, other in LINKS
        ),
        sa.PrimaryKeyConstraint("study_id", "id", name=op.f("pk_turn_answer")),
        sa.UniqueConstraint(*ONCE, name=op.f(f"uq_turn_answer_{'_'.join(ONCE)}")),
    )  # fmt: skip
    op.create_index(op.f("ix_turn_answer_study_id_transcript_id"), "turn_answer", ["study_id", "transcript_id"])


def downgrade() -> None:
    """Take the step back."""
    op.drop_table("turn_answer")
