"""What is known about participants and focus groups, in bands."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "attribute",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column(
            "bearer",
            sa.Enum("participant", "focus group", name="bearer", native_enum=False, create_constraint=True),
            nullable=False,
        ),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("study_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("length(trim(name)) > 0", name=op.f("ck_attribute_name")),
        sa.ForeignKeyConstraint(["study_id"], ["study.id"], name=op.f("fk_attribute_study_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("study_id", "id", name=op.f("pk_attribute")),
        sa.UniqueConstraint("study_id", "name", name=op.f("uq_attribute_study_id_name")),
    )
    op.create_table(
        "band",
        sa.Column("attribute_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("study_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("length(trim(name)) > 0", name=op.f("ck_band_name")),
        sa.ForeignKeyConstraint(
            ["study_id", "attribute_id"],
            ["attribute.study_id", "attribute.id"],
            name=op.f("fk_band_study_id_attribute_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(["study_id"], ["study.id"], name=op.f("fk_band_study_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("study_id", "id", name=op.f("pk_band")),
        sa.UniqueConstraint("study_id", "attribute_id", "name", name=op.f("uq_band_study_id_attribute_id_name")),
    )
    op.create_table(
        "attribute_range",
        sa.Column("study_id", sa.Uuid(), nullable=False),
        sa.Column("attribute_id", sa.Uuid(), nullable=False),
        sa.Column("stakeholder_id", sa.Uuid(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["study_id", "attribute_id"],
            ["attribute.study_id", "attribute.id"],
            name=op.f("fk_attribute_range_study_id_attribute_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["study_id", "stakeholder_id"],
            ["stakeholder.study_id", "stakeholder.id"],
            name=op.f("fk_attribute_range_study_id_stakeholder_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("study_id", "attribute_id", "stakeholder_id", name=op.f("pk_attribute_range")),
    )
    op.create_table(
        "participant_band",
        sa.Column("study_id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("attribute_id", sa.Uuid(), nullable=False),
        sa.Column("band_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["study_id", "attribute_id"],
            ["attribute.study_id", "attribute.id"],
            name=op.f("fk_participant_band_study_id_attribute_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["study_id", "band_id"],
            ["band.study_id", "band.id"],
            name=op.f("fk_participant_band_study_id_band_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["study_id", "participant_id"],
            ["participant.study_id", "participant.id"],
            name=op.f("fk_participant_band_study_id_participant_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("study_id", "participant_id", "attribute_id", name=op.f("pk_participant_band")),
    )
    op.create_table(
        "focus_group_band",
        sa.Column("study_id", sa.Uuid(), nullable=False),
        sa.Column("focus_group_id", sa.Uuid(), nullable=False),
        sa.Column("attribute_id", sa.Uuid(), nullable=False),
        sa.Column("band_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["study_id", "attribute_id"],
            ["attribute.study_id", "attribute.id"],
            name=op.f("fk_focus_group_band_study_id_attribute_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["study_id", "band_id"],
            ["band.study_id", "band.id"],
            name=op.f("fk_focus_group_band_study_id_band_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["study_id", "focus_group_id"],
            ["focus_group.study_id", "focus_group.id"],
            name=op.f("fk_focus_group_band_study_id_focus_group_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("study_id", "focus_group_id", "attribute_id", name=op.f("pk_focus_group_band")),
    )


def downgrade() -> None:
    """Take the step back."""
    op.drop_table("focus_group_band")
    op.drop_table("participant_band")
    op.drop_table("attribute_range")
    op.drop_table("band")
    op.drop_table("attribute")
