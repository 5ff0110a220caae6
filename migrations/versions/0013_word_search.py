"""Words can be searched: an index over the words of turns that forgets what is deleted, and each study's stop words."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

# What SQLite needs: an index of its own (FTS5), kept in step by the database itself. Deleted words are taken out of the
# index at once (secure-delete), not only marked. `turn_place` gives each turn the number that the index needs; it is a
# number of its own, because SQLite may renumber rows.
SQLITE = (
    "CREATE TABLE turn_place (number INTEGER PRIMARY KEY, study_id CHAR(32) NOT NULL, turn_id CHAR(32) NOT NULL,"
    " UNIQUE (study_id, turn_id))",
    "CREATE VIRTUAL TABLE turn_words USING fts5(words, tokenize = 'unicode61 remove_diacritics 0')",
    "INSERT INTO turn_words (turn_words, rank) VALUES ('secure-delete', 1)",
    "INSERT INTO turn_place (study_id, turn_id) SELECT study_id, id FROM turn",
    "INSERT INTO turn_words (rowid, words) SELECT turn_place.number, turn.words FROM turn_place"
    " JOIN turn ON turn.study_id = turn_place.study_id AND turn.id = turn_place.turn_id",
    "CREATE TRIGGER turn_said AFTER INSERT ON turn BEGIN"
    " INSERT INTO turn_place (study_id, turn_id) VALUES (new.study_id, new.id);"
    " INSERT INTO turn_words (rowid, words) SELECT number, new.words FROM turn_place"
    " WHERE study_id = new.study_id AND turn_id = new.id; END",
    "CREATE TRIGGER turn_said_otherwise AFTER UPDATE OF words ON turn WHEN old.words IS NOT new.words BEGIN"
    " UPDATE turn_words SET words = new.words WHERE rowid ="
    " (SELECT number FROM turn_place WHERE study_id = old.study_id AND turn_id = old.id); END",
    "CREATE TRIGGER turn_unsaid AFTER DELETE ON turn BEGIN"
    " DELETE FROM turn_words WHERE rowid ="
    " (SELECT number FROM turn_place WHERE study_id = old.study_id AND turn_id = old.id);"
    " DELETE FROM turn_place WHERE study_id = old.study_id AND turn_id = old.id; END",
)


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "stop_words",
        sa.Column("study_id", sa.Uuid(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["study_id"], ["study.id"], name=op.f("fk_stop_words_study_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("study_id", name=op.f("pk_stop_words")),
    )
    if op.get_bind().dialect.name == "sqlite":
        for statement in SQLITE:
            op.execute(statement)
    else:
        op.execute("CREATE INDEX turn_words ON turn USING gin (to_tsvector('simple', words))")


def downgrade() -> None:
    """Take the step back."""
    if op.get_bind().dialect.name == "sqlite":
        for trigger in ("turn_said", "turn_said_otherwise", "turn_unsaid"):
            op.execute(f"DROP TRIGGER {trigger}")
        op.execute("DROP TABLE turn_words")
        op.execute("DROP TABLE turn_place")
    else:
        op.execute("DROP INDEX turn_words")
    op.drop_table("stop_words")
