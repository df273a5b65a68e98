"""The narrow index behind the list of households says who was merged into another.

Revision ID: 0003
Revises: 0002
"""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

FORMAT = """
DROP INDEX ix_household_overview;
CREATE INDEX ix_household_overview ON household ("name", "native_name", "case_number", "status",
  "merged_into", "restricted", "_deleted");
PRAGMA user_version=3;
"""


def upgrade() -> None:
    for statement in FORMAT.split(";\n"):
        if statement.strip():
            op.execute(statement)
