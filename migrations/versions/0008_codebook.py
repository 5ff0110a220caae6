"""The codebook's history: merged codes, earlier wordings, versions; proposals, and codes on keys."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "codebook_version",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made_by_id", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("codebook_revision", sa.Integer(), nullable=False),
        sa.Column("study_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("length(trim(reason)) > 0", name=op.f("ck_codebook_version_reason")),
        sa.ForeignKeyConstraint(
            ["study_id", "made_by_id"],
            ["member.study_id", "member.id"],
            name=op.f("fk_codebook_version_study_id_made_by_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["study_id"], ["study.id"], name=op.f("fk_codebook_version_study_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("study_id", "id", name=op.f("pk_codebook_version")),
        sa.UniqueConstraint("study_id", "number", name=op.f("uq_codebook_version_study_id_number")),
    )
    op.create_table(
        "code_wording",
        sa.Column("code_id", sa.Uuid(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("was_called", sa.Text(), nullable=False),
        sa.Column("definition", sa.Text(), nullable=False),
        sa.Column("use_when", sa.Text(), nullable=False),
        sa.Column("do_not_use_when", sa.Text(), nullable=False),
        sa.Column("example", sa.Text(), nullable=False),
        sa.Column("near_miss", sa.Text(), nullable=False),
        sa.Column("replaced_by_id", sa.Uuid(), nullable=False),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("study_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["study_id", "code_id"],
            ["code.study_id", "code.id"],
            name=op.f("fk_code_wording_study_id_code_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["study_id", "replaced_by_id"],
            ["member.study_id", "member.id"],
            name=op.f("fk_code_wording_study_id_replaced_by_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(["study_id"], ["study.id"], name=op.f("fk_code_wording_study_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("study_id", "id", name=op.f("pk_code_wording")),
        sa.UniqueConstraint("study_id", "code_id", "edition", name=op.f("uq_code_wording_study_id_code_id_edition")),
    )
    op.create_table(
        "pin",
        sa.Column("study_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("code_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("key BETWEEN 1 AND 9", name=op.f("ck_pin_key")),
        sa.ForeignKeyConstraint(
            ["study_id", "code_id"],
            ["code.study_id", "code.id"],
            name=op.f("fk_pin_study_id_code_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["study_id", "member_id"],
            ["member.study_id", "member.id"],
            name=op.f("fk_pin_study_id_member_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(["study_id"], ["study.id"], name=op.f("fk_pin_study_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("study_id", "member_id", "key", name=op.f("pk_pin")),
        sa.UniqueConstraint("study_id", "member_id", "code_id", name=op.f("uq_pin_study_id_member_id_code_id")),
    )
    op.create_table(
        "proposal",
        sa.Column("coding_id", sa.Uuid(), nullable=False),
        sa.Column("from_code_id", sa.Uuid(), nullable=False),
        sa.Column("to_code_id", sa.Uuid(), nullable=False),
        sa.Column("proposed_by_id", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "answer", sa.Enum("taken", "left", name="answer", native_enum=False, create_constraint=True), nullable=True
        ),
        sa.Column("study_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["study_id", "from_code_id"],
            ["code.study_id", "code.id"],
            name=op.f("fk_proposal_study_id_from_code_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["study_id", "proposed_by_id"],
            ["member.study_id", "member.id"],
            name=op.f("fk_proposal_study_id_proposed_by_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["study_id", "to_code_id"],
            ["code.study_id", "code.id"],
            name=op.f("fk_proposal_study_id_to_code_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(["study_id"], ["study.id"], name=op.f("fk_proposal_study_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("study_id", "id", name=op.f("pk_proposal")),
        sa.UniqueConstraint(
            "study_id", "coding_id", "from_code_id", name=op.f("uq_proposal_study_id_coding_id_from_code_id")
        ),
    )
    op.create_table(
        "stands_for",
        sa.Column("study_id", sa.Uuid(), nullable=False),
        sa.Column("code_id", sa.Uuid(), nullable=False),
        sa.Column("target_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("code_id <> target_id", name=op.f("ck_stands_for_other")),
        sa.ForeignKeyConstraint(
            ["study_id", "code_id"],
            ["code.study_id", "code.id"],
            name=op.f("fk_stands_for_study_id_code_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["study_id", "target_id"],
            ["code.study_id", "code.id"],
            name=op.f("fk_stands_for_study_id_target_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(["study_id"], ["study.id"], name=op.f("fk_stands_for_study_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("study_id", "code_id", name=op.f("pk_stands_for")),
    )
    op.create_index(op.f("ix_stands_for_study_id_target_id"), "stands_for", ["study_id", "target_id"], unique=False)
    op.create_table(
        "version_code",
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("code_id", sa.Uuid(), nullable=False),
        sa.Column("target_id", sa.Uuid(), nullable=True),
        sa.Column("split_from_id", sa.Uuid(), nullable=True),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("themes", sa.Text(), nullable=False),
        sa.Column("was_called", sa.Text(), nullable=False),
        sa.Column("definition", sa.Text(), nullable=False),
        sa.Column("use_when", sa.Text(), nullable=False),
        sa.Column("do_not_use_when", sa.Text(), nullable=False),
        sa.Column("example", sa.Text(), nullable=False),
        sa.Column("near_miss", sa.Text(), nullable=False),
        sa.Column("study_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["study_id", "version_id"],
            ["codebook_version.study_id", "codebook_version.id"],
            name=op.f("fk_version_code_study_id_version_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(["study_id"], ["study.id"], name=op.f("fk_version_code_study_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("study_id", "id", name=op.f("pk_version_code")),
        sa.UniqueConstraint(
            "study_id", "version_id", "code_id", name=op.f("uq_version_code_study_id_version_id_code_id")
        ),
    )
    op.create_table(
        "version_theme",
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("theme_id", sa.Uuid(), nullable=False),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("was_called", sa.Text(), nullable=False),
        sa.Column("central_idea", sa.Text(), nullable=False),
        sa.Column("study_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["study_id", "version_id"],
            ["codebook_version.study_id", "codebook_version.id"],
            name=op.f("fk_version_theme_study_id_version_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["study_id"], ["study.id"], name=op.f("fk_version_theme_study_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("study_id", "id", name=op.f("pk_version_theme")),
        sa.UniqueConstraint(
            "study_id", "version_id", "theme_id", name=op.f("uq_version_theme_study_id_version_id_theme_id")
        ),
    )
    op.add_column("code", sa.Column("edition", sa.Integer(), server_default=sa.text("1"), nullable=False))
    op.add_column("code", sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("code", sa.Column("split_from_id", sa.Uuid(), nullable=True))
    op.add_column("theme", sa.Column("edition", sa.Integer(), server_default=sa.text("1"), nullable=False))


def downgrade() -> None:
    """Take the step back."""
    op.drop_column("theme", "edition")
    op.drop_column("code", "split_from_id")
    op.drop_column("code", "retired_at")
    op.drop_column("code", "edition")
    op.drop_table("version_theme")
    op.drop_table("version_code")
    op.drop_index(op.f("ix_stands_for_study_id_target_id"), table_name="stands_for")
    op.drop_table("stands_for")
    op.drop_table("proposal")
    op.drop_table("pin")
    op.drop_table("code_wording")
    op.drop_table("codebook_version")
