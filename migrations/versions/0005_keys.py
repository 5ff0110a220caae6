"""The keys that an account has chosen for the coding screen."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    with op.batch_alter_table("account") as batch:
        batch.add_column(sa.Column("keys", sa.Text(), server_default="", nullable=False))
    with op.batch_alter_table("account") as batch:
        batch.alter_column("keys", server_default=None)


def downgrade() -> None:
    """Take the step back."""
    with op.batch_alter_table("account") as batch:
        batch.drop_column("keys")
