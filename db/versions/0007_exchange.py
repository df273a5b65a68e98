"""The packages that went out and came in.

Revision ID: 0007
Revises: 0006
"""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

FORMAT = """
CREATE TABLE passage (id INTEGER NOT NULL, bundle BLOB NOT NULL, direction TEXT NOT NULL, scope TEXT, device
  BLOB, recipients TEXT, number INTEGER NOT NULL, roster INTEGER, made_at TEXT, at INTEGER NOT NULL, changes
  INTEGER NOT NULL, households INTEGER NOT NULL, conflicts INTEGER NOT NULL, state TEXT NOT NULL, reason TEXT,
  facts TEXT, logs TEXT, PRIMARY KEY (id)) STRICT;
CREATE INDEX ix_passage_bundle ON passage (bundle);
PRAGMA user_version=7;
"""


def upgrade() -> None:
    for statement in FORMAT.split(";\n"):
        if statement.strip():
            op.execute(statement)
