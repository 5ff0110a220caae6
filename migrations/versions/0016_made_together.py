"""Meaning units that several made together, and work done on paper that was entered for somebody."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

PLACE = ("study_id", "round_id", "coder_id", "transcript_id", "start", "end")
BEFORE = (
    "transcript_id", "round_id", "coder_id", "start", "end", "first_turn", "last_turn", "condensation", "study_id",
    "id", "meaning", "kept",
)  # fmt: skip


def upgrade() -> None:
    """Take the step."""
    if op.get_bind().dialect.name == "sqlite":
        _copy_units((*PLACE, "together"), sa.Column("together", sa.Text(), server_default="", nullable=False))
    else:
        op.execute("ALTER TABLE meaning_unit ADD COLUMN together TEXT DEFAULT '' NOT NULL")
        op.drop_constraint(op.f(_unique(PLACE)), "meaning_unit", type_="unique")
        op.create_unique_constraint(op.f(_unique((*PLACE, "together"))), "meaning_unit", [*PLACE, "together"])
    op.create_table(
        "unit_maker",
        *(sa.Column(name, sa.Uuid(), nullable=False) for name in ("study_id", "unit_id", "member_id")),
        _belongs_to("unit_maker", "unit_id", "meaning_unit"),
        _belongs_to("unit_maker", "member_id", "member"),
        sa.PrimaryKeyConstraint("study_id", "unit_id", "member_id", name=op.f("pk_unit_maker")),
    )
    op.create_table(
        "entered_for",
        *(
            sa.Column(name, sa.Uuid(), nullable=False)
            for name in ("study_id", "subject_id", "member_id", "typed_by_id")
        ),
        _belongs_to("entered_for", "member_id", "member"),
        _belongs_to("entered_for", "typed_by_id", "member"),
        sa.PrimaryKeyConstraint("study_id", "subject_id", name=op.f("pk_entered_for")),
    )


def downgrade() -> None:
    """Take the step back: units made together are then those of who typed; refused where these have the same alone."""
    op.drop_table("entered_for")
    op.drop_table("unit_maker")
    if op.get_bind().dialect.name == "sqlite":
        _copy_units(PLACE)
    else:
        op.drop_constraint(op.f(_unique((*PLACE, "together"))), "meaning_unit", type_="unique")
        op.create_unique_constraint(op.f(_unique(PLACE)), "meaning_unit", list(PLACE))
        op.execute("ALTER TABLE meaning_unit DROP COLUMN together")


def _copy_units(once: tuple[str, ...], *more: sa.Column[str]) -> None:
    """Copy the table into one with another rule of what is there once: SQLite cannot change the rule itself."""
    op.create_table(
        "meaning_unit_copy",
        *(sa.Column(name, sa.Uuid(), nullable=False) for name in ("transcript_id", "round_id", "coder_id")),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("start", "end", "first_turn", "last_turn")),
        sa.Column("condensation", sa.Text(), nullable=False),
        *(sa.Column(name, sa.Uuid(), nullable=False) for name in ("study_id", "id")),
        sa.Column(
            "meaning",
            sa.String(8),
            sa.CheckConstraint("meaning IN ('semantic', 'latent')", name=op.f("ck_meaning_unit_meaning")),
        ),
        sa.Column("kept", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        *more,
        sa.CheckConstraint('0 <= start AND start < "end"', name=op.f("ck_meaning_unit_passage")),
        sa.CheckConstraint("first_turn <= last_turn", name=op.f("ck_meaning_unit_turns")),
        sa.ForeignKeyConstraint(["study_id"], ["study.id"], name=op.f("fk_meaning_unit_study_id"), ondelete="RESTRICT"),
        *(
            _belongs_to("meaning_unit", column, table)
            for column, table in (("coder_id", "member"), ("round_id", "round"), ("transcript_id", "transcript"))
        ),
        sa.PrimaryKeyConstraint("study_id", "id", name=op.f("pk_meaning_unit")),
        sa.UniqueConstraint(*once, name=op.f(_unique(once))),
    )
    names = ", ".join(f'"{name}"' for name in BEFORE)
    op.execute(f"INSERT INTO meaning_unit_copy ({names}) SELECT {names} FROM meaning_unit")  # noqa: S608 (our names)
    op.drop_table("meaning_unit")
    op.rename_table("meaning_unit_copy", "meaning_unit")
    op.create_index(
        op.f("ix_meaning_unit_study_id_transcript_id_first_turn"), "meaning_unit",
        ["study_id", "transcript_id", "first_turn"],
    )  # fmt: skip


def _unique(columns: tuple[str, ...]) -> str:
    """Return the name of a rule about what is there once."""
    return f"uq_meaning_unit_{'_'.join(columns)}"


def _belongs_to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["study_id", column], [f"{other}.study_id", f"{other}.id"],
        name=op.f(f"fk_{table}_study_id_{column}"), ondelete="RESTRICT",
    )  # fmt: skip
