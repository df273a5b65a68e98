"""A small index knows the few contacts that told of a gap, among very many.

Revision ID: 0004
Revises: 0003
"""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

FORMAT = """
CREATE INDEX ix_contact_gap ON contact ("office") WHERE gap=1;
PRAGMA user_version=4;
"""


def upgrade() -> None:
    for statement in FORMAT.split(";\n"):
        if statement.strip():
            op.execute(statement)
