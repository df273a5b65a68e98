"""The areas that somebody took out of what the notes of a visit suggest.

Revision ID: 0006
Revises: 0005
"""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

FORMAT = """
ALTER TABLE "visit" ADD COLUMN "refused" TEXT;
PRAGMA user_version=6;
"""


def upgrade() -> None:
    for statement in FORMAT.split(";\n"):
        if statement.strip():
            op.execute(statement)
