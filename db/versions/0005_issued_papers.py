"""The papers that were printed or saved.

Revision ID: 0005
Revises: 0004
"""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

FORMAT = """
CREATE TABLE issued_paper (id INTEGER NOT NULL, "household" INTEGER, "office" INTEGER, "sort" TEXT, "about"
  INTEGER, "language" TEXT, "anonymous" INTEGER DEFAULT 0 NOT NULL, "recipient" TEXT, "provider" INTEGER,
  "interpreter" INTEGER, "way" TEXT, "template" TEXT, "sha256" TEXT, "at" TEXT, "staff" INTEGER, "_deleted"
  INTEGER DEFAULT 0 NOT NULL, PRIMARY KEY (id), FOREIGN KEY(id) REFERENCES entity (id), FOREIGN
  KEY("household") REFERENCES entity (id), FOREIGN KEY("office") REFERENCES entity (id), FOREIGN
  KEY("about") REFERENCES entity (id), FOREIGN KEY("provider") REFERENCES entity (id), FOREIGN
  KEY("interpreter") REFERENCES entity (id), FOREIGN KEY("staff") REFERENCES entity (id)) STRICT;
CREATE INDEX ix_issued_paper_household ON issued_paper ("household") WHERE "household" IS NOT NULL;
CREATE INDEX ix_issued_paper_interpreter ON issued_paper ("interpreter") WHERE "interpreter" IS NOT NULL;
CREATE INDEX ix_issued_paper_provider ON issued_paper ("provider") WHERE "provider" IS NOT NULL;
PRAGMA user_version=5;
"""


def upgrade() -> None:
    for statement in FORMAT.split(";\n"):
        if statement.strip():
            op.execute(statement)
