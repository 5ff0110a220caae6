"""How each member wants to hear of colleagues at work."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "live_choice",
        sa.Column("study_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column(
            "colleagues",
            sa.Enum(
                "at once", "when I ask", "when I have finished",
                name="colleagues", native_enum=False, create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("shown", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["study_id", "member_id"],
            ["member.study_id", "member.id"],
            name=op.f("fk_live_choice_study_id_member_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(["study_id"], ["study.id"], name=op.f("fk_live_choice_study_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("study_id", "member_id", name=op.f("pk_live_choice")),
    )  # fmt: skip


def downgrade() -> None:
    """Take the step back."""
    op.drop_table("live_choice")
