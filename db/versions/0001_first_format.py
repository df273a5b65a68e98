"""The first format: records, the log with what it needs, and what stays on the device.

Revision ID: 0001
Revises:
"""

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

FORMAT = """
CREATE TABLE attachment_content (sha256 TEXT NOT NULL, content BLOB NOT NULL, PRIMARY KEY (sha256)) STRICT;
CREATE TABLE checkpoint (wid INTEGER NOT NULL, seq INTEGER NOT NULL, chain BLOB NOT NULL, key_epoch INTEGER
  NOT NULL, sig BLOB NOT NULL, PRIMARY KEY (wid, seq)) STRICT, WITHOUT ROWID;
CREATE TABLE draft (id BLOB NOT NULL, form TEXT NOT NULL, staff BLOB, title TEXT, content TEXT NOT NULL,
  saved_at TEXT NOT NULL, PRIMARY KEY (id)) STRICT;
CREATE TABLE entity (id INTEGER NOT NULL, eid BLOB NOT NULL, kind TEXT NOT NULL, parent BLOB, dots TEXT, extra
  TEXT, state INTEGER NOT NULL, PRIMARY KEY (id), UNIQUE (eid)) STRICT;
CREATE TABLE erasure (eid BLOB NOT NULL, wid INTEGER NOT NULL, seq INTEGER NOT NULL, tree INTEGER NOT NULL,
  reason TEXT, erased_on TEXT, PRIMARY KEY (eid)) STRICT, WITHOUT ROWID;
CREATE TABLE head (ent INTEGER NOT NULL, col TEXT NOT NULL, wid INTEGER NOT NULL, seq INTEGER NOT NULL, hlc
  INTEGER NOT NULL, val ANY, PRIMARY KEY (ent, col, wid, seq)) STRICT, WITHOUT ROWID;
CREATE TABLE log (wid INTEGER NOT NULL, seq INTEGER NOT NULL, hlc INTEGER NOT NULL, ent INTEGER NOT NULL, hdr
  TEXT NOT NULL, salt BLOB, body TEXT, commitment BLOB NOT NULL, PRIMARY KEY (wid, seq)) STRICT, WITHOUT
  ROWID;
CREATE INDEX ix_log_ent ON log (ent);
CREATE TABLE peer (device BLOB NOT NULL, acked TEXT, acked_at INTEGER, last_bundle BLOB, PRIMARY KEY (device))
  STRICT;
CREATE TABLE quarantine (bundle BLOB NOT NULL, reason TEXT NOT NULL, missing TEXT, received_at INTEGER,
  PRIMARY KEY (bundle)) STRICT;
CREATE TABLE roster (version INTEGER NOT NULL, doc TEXT NOT NULL, sig TEXT NOT NULL, PRIMARY KEY (version))
  STRICT;
CREATE TABLE save (id INTEGER NOT NULL, at TEXT NOT NULL, staff BLOB, what TEXT NOT NULL, wid INTEGER NOT
  NULL, first_seq INTEGER NOT NULL, last_seq INTEGER NOT NULL, undone INTEGER, PRIMARY KEY (id)) STRICT;
CREATE TABLE setting (name TEXT NOT NULL, value TEXT, PRIMARY KEY (name)) STRICT, WITHOUT ROWID;
CREATE TABLE sync_ctl (id INTEGER NOT NULL, applying INTEGER NOT NULL, PRIMARY KEY (id)) STRICT;
CREATE TABLE sync_dirty (tbl TEXT NOT NULL, id INTEGER NOT NULL, mask INTEGER NOT NULL, PRIMARY KEY (tbl, id))
  STRICT, WITHOUT ROWID;
CREATE TABLE writer (wid INTEGER NOT NULL, uuid BLOB NOT NULL, device BLOB NOT NULL, scope TEXT NOT NULL,
  incarnation INTEGER NOT NULL, max_seq INTEGER NOT NULL, chain BLOB NOT NULL, hlc INTEGER NOT NULL, cut_seq
  INTEGER, sign_pk BLOB, PRIMARY KEY (wid), UNIQUE (uuid)) STRICT;
CREATE TABLE attachment (id INTEGER NOT NULL, "household" INTEGER, "person" INTEGER, "name" TEXT, "sort" TEXT,
  "media_type" TEXT, "size" INTEGER, "sha256" TEXT, "added_on" TEXT, "_deleted" INTEGER DEFAULT 0 NOT NULL,
  PRIMARY KEY (id), FOREIGN KEY(id) REFERENCES entity (id), FOREIGN KEY("household") REFERENCES entity (id),
  FOREIGN KEY("person") REFERENCES entity (id)) STRICT;
CREATE INDEX ix_attachment_household ON attachment ("household") WHERE "household" IS NOT NULL;
CREATE INDEX ix_attachment_person ON attachment ("person") WHERE "person" IS NOT NULL;
CREATE TABLE audit_entry (id INTEGER NOT NULL, "at" TEXT, "staff" INTEGER, "action" TEXT, "subject_kind" TEXT,
  "subject" INTEGER, "count" INTEGER, "chain" TEXT, PRIMARY KEY (id), FOREIGN KEY(id) REFERENCES entity (id),
  FOREIGN KEY("staff") REFERENCES entity (id), FOREIGN KEY("subject") REFERENCES entity (id)) STRICT;
CREATE TABLE benefit (id INTEGER NOT NULL, "household" INTEGER, "person" INTEGER, "benefit" TEXT, "state"
  TEXT, "authority" TEXT, "reference" TEXT, "ends_on" TEXT, "_deleted" INTEGER DEFAULT 0 NOT NULL, PRIMARY KEY
  (id), FOREIGN KEY(id) REFERENCES entity (id), FOREIGN KEY("household") REFERENCES entity (id), FOREIGN
  KEY("person") REFERENCES entity (id)) STRICT;
CREATE INDEX ix_benefit_household ON benefit ("household") WHERE "household" IS NOT NULL;
CREATE INDEX ix_benefit_person ON benefit ("person") WHERE "person" IS NOT NULL;
CREATE TABLE consent (id INTEGER NOT NULL, "household" INTEGER, "person" INTEGER, "purpose" TEXT, "recipient"
  TEXT, "subject" TEXT, "data_kinds" TEXT, "mutual" INTEGER DEFAULT 0 NOT NULL, "given_on" TEXT, "language"
  TEXT, "form" TEXT, "text_version" TEXT, "interpreter" TEXT, "signed_by" TEXT, "guardian" TEXT,
  "refusal_explained" INTEGER DEFAULT 0 NOT NULL, "valid_until" TEXT, "revoked_on" TEXT, "note" TEXT,
  "_deleted" INTEGER DEFAULT 0 NOT NULL, PRIMARY KEY (id), FOREIGN KEY(id) REFERENCES entity (id), FOREIGN
  KEY("household") REFERENCES entity (id), FOREIGN KEY("person") REFERENCES entity (id)) STRICT;
CREATE INDEX ix_consent_household ON consent ("household") WHERE "household" IS NOT NULL;
CREATE INDEX ix_consent_person ON consent ("person") WHERE "person" IS NOT NULL;
CREATE TABLE contact (id INTEGER NOT NULL, "office" INTEGER, "place" INTEGER, "staff" INTEGER, "household"
  INTEGER, "counterpart" TEXT, "counterpart_name" TEXT, "at" TEXT, "sort" TEXT, "minutes" INTEGER, "language"
  TEXT, "district" TEXT, "interpreter" TEXT, "funding" TEXT, "gap" INTEGER DEFAULT 0 NOT NULL, "gap_note"
  TEXT, "result" TEXT, "note" TEXT, "_deleted" INTEGER DEFAULT 0 NOT NULL, PRIMARY KEY (id), FOREIGN KEY(id)
  REFERENCES entity (id), FOREIGN KEY("office") REFERENCES entity (id), FOREIGN KEY("place") REFERENCES entity
  (id), FOREIGN KEY("staff") REFERENCES entity (id), FOREIGN KEY("household") REFERENCES entity (id)) STRICT;
CREATE INDEX ix_contact_at ON contact ("at");
CREATE INDEX ix_contact_household ON contact ("household", "_deleted", "at") WHERE "household" IS NOT NULL;
CREATE TABLE device (id INTEGER NOT NULL, "office" INTEGER, "name" TEXT, "code" TEXT, "state" TEXT, "added_on"
  TEXT, "_deleted" INTEGER DEFAULT 0 NOT NULL, PRIMARY KEY (id), FOREIGN KEY(id) REFERENCES entity (id),
  FOREIGN KEY("office") REFERENCES entity (id)) STRICT;
CREATE TABLE distinct_pair (id INTEGER NOT NULL, "one" INTEGER, "other" INTEGER, "said_by" INTEGER, "said_on"
  TEXT, "_deleted" INTEGER DEFAULT 0 NOT NULL, PRIMARY KEY (id), FOREIGN KEY(id) REFERENCES entity (id),
  FOREIGN KEY("one") REFERENCES entity (id), FOREIGN KEY("other") REFERENCES entity (id), FOREIGN
  KEY("said_by") REFERENCES entity (id)) STRICT;
CREATE INDEX ix_distinct_pair_one ON distinct_pair ("one") WHERE "one" IS NOT NULL;
CREATE INDEX ix_distinct_pair_other ON distinct_pair ("other") WHERE "other" IS NOT NULL;
CREATE TABLE dwelling (id INTEGER NOT NULL, "household" INTEGER, "street" TEXT, "postcode" TEXT, "city" TEXT,
  "district" TEXT, "moved_in_on" TEXT, "moved_out_on" TEXT, "former" TEXT, "housing" TEXT, "rooms" INTEGER,
  "area" INTEGER, "rent" INTEGER, "permit" TEXT, "defects" TEXT, "landlord" TEXT, "landlord_phone" TEXT,
  "confirmed_on" TEXT, "_deleted" INTEGER DEFAULT 0 NOT NULL, PRIMARY KEY (id), FOREIGN KEY(id) REFERENCES
  entity (id), FOREIGN KEY("household") REFERENCES entity (id)) STRICT;
CREATE INDEX ix_dwelling_household ON dwelling ("household", "_deleted", "moved_out_on", "moved_in_on",
  "district") WHERE "household" IS NOT NULL;
CREATE TABLE household (id INTEGER NOT NULL, "office" INTEGER, "place" INTEGER, "case_number" TEXT, "name"
  TEXT, "native_name" TEXT, "target_group" TEXT, "target_group_since" TEXT, "client_type" TEXT, "access_route"
  TEXT, "asking" TEXT, "advice_language" TEXT, "interpreter_needed" TEXT, "registered_on" TEXT, "taken_by"
  INTEGER, "status" TEXT, "status_reason" TEXT, "status_since" TEXT, "address_protected" INTEGER DEFAULT 0 NOT
  NULL, "protection_reason" TEXT, "restricted" INTEGER DEFAULT 0 NOT NULL, "withhold" TEXT, "information_on"
  TEXT, "information_language" TEXT, "information_by" INTEGER, "information_interpreter" TEXT, "note" TEXT,
  "_deleted" INTEGER DEFAULT 0 NOT NULL, PRIMARY KEY (id), FOREIGN KEY(id) REFERENCES entity (id), FOREIGN
  KEY("office") REFERENCES entity (id), FOREIGN KEY("place") REFERENCES entity (id), FOREIGN KEY("taken_by")
  REFERENCES entity (id), FOREIGN KEY("information_by") REFERENCES entity (id)) STRICT;
CREATE INDEX ix_household_case_number ON household ("case_number");
CREATE INDEX ix_household_overview ON household ("name", "native_name", "case_number", "status", "restricted",
  "_deleted");
CREATE INDEX ix_household_registered_on ON household ("registered_on");
CREATE TABLE language_skill (id INTEGER NOT NULL, "person" INTEGER, "language" TEXT, "dialect" TEXT, "level"
  TEXT, "reads" TEXT, "writes" TEXT, "preferred" INTEGER DEFAULT 0 NOT NULL, "_deleted" INTEGER DEFAULT 0 NOT
  NULL, PRIMARY KEY (id), FOREIGN KEY(id) REFERENCES entity (id), FOREIGN KEY("person") REFERENCES entity
  (id)) STRICT;
CREATE INDEX ix_language_skill_person ON language_skill ("person", "_deleted", "language", "preferred") WHERE
  "person" IS NOT NULL;
CREATE TABLE membership (id INTEGER NOT NULL, "household" INTEGER, "person" INTEGER, "role" TEXT,
  "main_contact" INTEGER DEFAULT 0 NOT NULL, "caregiver" INTEGER DEFAULT 0 NOT NULL, "lives_elsewhere" INTEGER
  DEFAULT 0 NOT NULL, "since" TEXT, "until" TEXT, "leaving_reason" TEXT, "_deleted" INTEGER DEFAULT 0 NOT
  NULL, PRIMARY KEY (id), FOREIGN KEY(id) REFERENCES entity (id), FOREIGN KEY("household") REFERENCES entity
  (id), FOREIGN KEY("person") REFERENCES entity (id)) STRICT;
CREATE INDEX ix_membership_household ON membership ("household", "_deleted", "until", "person") WHERE
  "household" IS NOT NULL;
CREATE INDEX ix_membership_person ON membership ("person") WHERE "person" IS NOT NULL;
CREATE TABLE need (id INTEGER NOT NULL, "household" INTEGER, "person" INTEGER, "area" TEXT, "level" INTEGER,
  "former_level" INTEGER, "levelled_on" TEXT, "state" TEXT, "barrier" TEXT, "wish" TEXT, "resource" TEXT,
  "goal" TEXT, "next_step" TEXT, "responsible" INTEGER, "due_on" TEXT, "result" TEXT, "recorded_on" TEXT,
  "_deleted" INTEGER DEFAULT 0 NOT NULL, PRIMARY KEY (id), FOREIGN KEY(id) REFERENCES entity (id), FOREIGN
  KEY("household") REFERENCES entity (id), FOREIGN KEY("person") REFERENCES entity (id), FOREIGN
  KEY("responsible") REFERENCES entity (id)) STRICT;
CREATE INDEX ix_need_household ON need ("household") WHERE "household" IS NOT NULL;
CREATE INDEX ix_need_person ON need ("person") WHERE "person" IS NOT NULL;
CREATE INDEX ix_need_state ON need ("state");
CREATE TABLE office (id INTEGER NOT NULL, "name" TEXT, "code" TEXT, "role" TEXT, "region" TEXT, "partner"
  TEXT, "street" TEXT, "postcode" TEXT, "city" TEXT, "phone" TEXT, "mail" TEXT, "valid_from" TEXT,
  "valid_until" TEXT, "note" TEXT, "_deleted" INTEGER DEFAULT 0 NOT NULL, PRIMARY KEY (id), FOREIGN KEY(id)
  REFERENCES entity (id)) STRICT;
CREATE TABLE office_date (id INTEGER NOT NULL, "office" INTEGER, "kind_of_date" TEXT, "on" TEXT, "stated_from"
  TEXT, "stated_until" TEXT, "_deleted" INTEGER DEFAULT 0 NOT NULL, PRIMARY KEY (id), FOREIGN KEY(id)
  REFERENCES entity (id), FOREIGN KEY("office") REFERENCES entity (id)) STRICT;
CREATE TABLE person (id INTEGER NOT NULL, "given_name" TEXT, "family_name" TEXT, "native_name" TEXT,
  "call_name" TEXT, "sex" TEXT, "born" TEXT, "birth_place" TEXT, "birth_country" TEXT, "nationality" TEXT,
  "second_nationality" TEXT, "phone" TEXT, "phone_owner" TEXT, "messenger" TEXT, "mail" TEXT,
  "phone_confirmed_on" TEXT, "arrived_in_germany" TEXT, "arrived_here" TEXT, "speaks_german" TEXT,
  "writes_german" TEXT, "german_evidence" TEXT, "german_certificate" TEXT, "certificate_on" TEXT, "course"
  TEXT, "course_state" TEXT, "course_break" TEXT, "school" TEXT, "school_type" TEXT, "school_class" TEXT,
  "without_place_since" TEXT, "kita" TEXT, "all_day_school" TEXT, "school_years" INTEGER, "school_certificate"
  TEXT, "certificate_country" TEXT, "vocational" TEXT, "recognition" TEXT, "activity" TEXT, "health" TEXT,
  "status" TEXT, "note" TEXT, "_deleted" INTEGER DEFAULT 0 NOT NULL, PRIMARY KEY (id), FOREIGN KEY(id)
  REFERENCES entity (id)) STRICT;
CREATE TABLE person_name (id INTEGER NOT NULL, "person" INTEGER, "name" TEXT, "sort" TEXT, "script" TEXT,
  "document" TEXT, "since" TEXT, "until" TEXT, "_deleted" INTEGER DEFAULT 0 NOT NULL, PRIMARY KEY (id),
  FOREIGN KEY(id) REFERENCES entity (id), FOREIGN KEY("person") REFERENCES entity (id)) STRICT;
CREATE INDEX ix_person_name_person ON person_name ("person") WHERE "person" IS NOT NULL;
CREATE TABLE place (id INTEGER NOT NULL, "office" INTEGER, "name" TEXT, "street" TEXT, "postcode" TEXT, "city"
  TEXT, "district" TEXT, "access" TEXT, "valid_from" TEXT, "valid_until" TEXT, "_deleted" INTEGER DEFAULT 0
  NOT NULL, PRIMARY KEY (id), FOREIGN KEY(id) REFERENCES entity (id), FOREIGN KEY("office") REFERENCES entity
  (id)) STRICT;
CREATE TABLE private_note (id INTEGER NOT NULL, "household" INTEGER, "staff" INTEGER, "text" TEXT,
  "written_at" TEXT, PRIMARY KEY (id), FOREIGN KEY(id) REFERENCES entity (id), FOREIGN KEY("household")
  REFERENCES entity (id), FOREIGN KEY("staff") REFERENCES entity (id)) STRICT;
CREATE INDEX ix_private_note_household ON private_note ("household") WHERE "household" IS NOT NULL;
CREATE TABLE queue_entry (id INTEGER NOT NULL, "office" INTEGER, "household" INTEGER, "person" INTEGER,
  "number" INTEGER, "shown_name" TEXT, "language" TEXT, "concern" TEXT, "state" TEXT, "arrived_at" TEXT,
  "called_at" TEXT, "finished_at" TEXT, "staff" INTEGER, "_deleted" INTEGER DEFAULT 0 NOT NULL, PRIMARY KEY
  (id), FOREIGN KEY(id) REFERENCES entity (id), FOREIGN KEY("office") REFERENCES entity (id), FOREIGN
  KEY("household") REFERENCES entity (id), FOREIGN KEY("person") REFERENCES entity (id), FOREIGN KEY("staff")
  REFERENCES entity (id)) STRICT;
CREATE INDEX ix_queue_entry_household ON queue_entry ("household") WHERE "household" IS NOT NULL;
CREATE INDEX ix_queue_entry_person ON queue_entry ("person") WHERE "person" IS NOT NULL;
CREATE INDEX ix_queue_entry_state ON queue_entry ("state");
CREATE TABLE reason (id INTEGER NOT NULL, "contact" INTEGER, "area" TEXT, "support" TEXT, "person" INTEGER,
  "_deleted" INTEGER DEFAULT 0 NOT NULL, PRIMARY KEY (id), FOREIGN KEY(id) REFERENCES entity (id), FOREIGN
  KEY("contact") REFERENCES entity (id), FOREIGN KEY("person") REFERENCES entity (id)) STRICT;
CREATE INDEX ix_reason_contact ON reason ("contact") WHERE "contact" IS NOT NULL;
CREATE INDEX ix_reason_person ON reason ("person") WHERE "person" IS NOT NULL;
CREATE TABLE residence (id INTEGER NOT NULL, "person" INTEGER, "title" TEXT, "valid_from" TEXT, "valid_until"
  TEXT, "obligation" TEXT, "work" TEXT, "authority" TEXT, "reference" TEXT, "_deleted" INTEGER DEFAULT 0 NOT
  NULL, PRIMARY KEY (id), FOREIGN KEY(id) REFERENCES entity (id), FOREIGN KEY("person") REFERENCES entity
  (id)) STRICT;
CREATE INDEX ix_residence_person ON residence ("person") WHERE "person" IS NOT NULL;
CREATE TABLE staff (id INTEGER NOT NULL, "office" INTEGER, "name" TEXT, "employer" TEXT, "role" TEXT, "phone"
  TEXT, "mail" TEXT, "valid_from" TEXT, "valid_until" TEXT, "_deleted" INTEGER DEFAULT 0 NOT NULL, PRIMARY KEY
  (id), FOREIGN KEY(id) REFERENCES entity (id), FOREIGN KEY("office") REFERENCES entity (id)) STRICT;
CREATE TABLE task (id INTEGER NOT NULL, "office" INTEGER, "household" INTEGER, "person" INTEGER, "title" TEXT,
  "due_on" TEXT, "assigned" INTEGER, "state" TEXT, "done_on" TEXT, "origin" TEXT, "note" TEXT, "_deleted"
  INTEGER DEFAULT 0 NOT NULL, PRIMARY KEY (id), FOREIGN KEY(id) REFERENCES entity (id), FOREIGN KEY("office")
  REFERENCES entity (id), FOREIGN KEY("household") REFERENCES entity (id), FOREIGN KEY("person") REFERENCES
  entity (id), FOREIGN KEY("assigned") REFERENCES entity (id)) STRICT;
CREATE INDEX ix_task_due_on ON task ("due_on");
CREATE INDEX ix_task_household ON task ("household") WHERE "household" IS NOT NULL;
CREATE INDEX ix_task_person ON task ("person") WHERE "person" IS NOT NULL;
INSERT INTO sync_ctl (id, applying) VALUES (1, 0);
PRAGMA user_version=1;
"""


def upgrade() -> None:
    for statement in FORMAT.split(";\n"):
        if statement.strip():
            op.execute(statement)
