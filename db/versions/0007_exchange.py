"""The packages that went out and came in, and the households handed over in them.

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
CREATE TABLE transfer (id INTEGER NOT NULL, "household" INTEGER, "office" INTEGER, "direction" TEXT,
  "state" TEXT, "state_since" TEXT, "other" TEXT, "other_office" TEXT, "purpose" TEXT, "people" INTEGER,
  "data_kinds" TEXT, "chosen" TEXT, "consent" INTEGER, "expires_on" TEXT, "bundle" TEXT, "at" TEXT,
  "staff" INTEGER, "answered_on" TEXT, "refusal" TEXT, "_deleted" INTEGER DEFAULT 0 NOT NULL, PRIMARY
  KEY (id), FOREIGN KEY(id) REFERENCES entity (id), FOREIGN KEY("household") REFERENCES entity (id),
  FOREIGN KEY("office") REFERENCES entity (id), FOREIGN KEY("consent") REFERENCES entity (id), FOREIGN
  KEY("staff") REFERENCES entity (id)) STRICT;
CREATE INDEX ix_transfer_household ON transfer ("household") WHERE "household" IS NOT NULL;
CREATE INDEX ix_transfer_consent ON transfer ("consent") WHERE "consent" IS NOT NULL;
CREATE TABLE take_along (id INTEGER NOT NULL, "office" INTEGER, "device" INTEGER, "staff" INTEGER, "packed_at"
  TEXT, "until" TEXT, "households" TEXT, "returned_at" TEXT, "erased_at" TEXT, "closed_at" TEXT,
  "_deleted" INTEGER DEFAULT 0 NOT NULL, PRIMARY KEY (id), FOREIGN KEY(id) REFERENCES entity (id),
  FOREIGN KEY("office") REFERENCES entity (id), FOREIGN KEY("device") REFERENCES entity (id),
  FOREIGN KEY("staff") REFERENCES entity (id)) STRICT;
CREATE INDEX ix_take_along_device ON take_along ("device") WHERE "device" IS NOT NULL;
ALTER TABLE "person" ADD COLUMN "second_phone" TEXT;
CREATE TABLE clash (ent INTEGER NOT NULL, PRIMARY KEY (ent)) STRICT, WITHOUT ROWID;
PRAGMA user_version=7;
"""


def upgrade() -> None:
    for statement in FORMAT.split(";\n"):
        if statement.strip():
            op.execute(statement)
