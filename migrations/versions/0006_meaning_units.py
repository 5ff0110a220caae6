"""Meaning units that are kept without a code, and read for what is said or for what lies beneath."""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    # Column by column, for both databases: SQLite would otherwise copy the table, which others point to.
    op.execute(
        "ALTER TABLE meaning_unit ADD COLUMN meaning VARCHAR(8) "
        "CONSTRAINT ck_meaning_unit_meaning CHECK (meaning IN ('semantic', 'latent'))"
    )
    op.execute("ALTER TABLE meaning_unit ADD COLUMN kept BOOLEAN DEFAULT false NOT NULL")


def downgrade() -> None:
    """Take the step back; units without a code go."""
    op.execute(
        "DELETE FROM unit_turn WHERE NOT EXISTS (SELECT 1 FROM coding WHERE coding.study_id = unit_turn.study_id"
        " AND coding.unit_id = unit_turn.unit_id)"
    )
    op.execute(
        "DELETE FROM meaning_unit WHERE NOT EXISTS (SELECT 1 FROM coding WHERE coding.study_id = meaning_unit.study_id"
        " AND coding.unit_id = meaning_unit.id) AND NOT EXISTS (SELECT 1 FROM quote"
        " WHERE quote.study_id = meaning_unit.study_id AND quote.unit_id = meaning_unit.id)"
    )
    op.execute("ALTER TABLE meaning_unit DROP COLUMN meaning")
    op.execute("ALTER TABLE meaning_unit DROP COLUMN kept")
