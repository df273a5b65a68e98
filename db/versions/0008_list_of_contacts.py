"""A narrow index behind the list of all contacts.

Revision ID: 0008
Revises: 0007
"""

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

FORMAT = """
CREATE INDEX ix_contact_listed ON contact ("office", "at", "household", "counterpart", "sort", "staff",
  "_deleted");
PRAGMA user_version=8;
"""


def upgrade() -> None:
    for statement in FORMAT.split(";\n"):
        if statement.strip():
            op.execute(statement)
