"""The working day: visits, referrals, interpreters, offers, appointments, and who received what.

Revision ID: 0002
Revises: 0001
"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

FORMAT = """
CREATE TABLE appointment (id INTEGER NOT NULL, "office" INTEGER, "household" INTEGER, "person" INTEGER,
  "staff" INTEGER, "title" TEXT, "sort" TEXT, "at" TEXT, "minutes" INTEGER, "place" TEXT, "companion" TEXT,
  "area" TEXT, "interpreting" INTEGER, "referral" INTEGER, "contact" INTEGER, "state" TEXT, "note" TEXT,
  "_deleted" INTEGER DEFAULT 0 NOT NULL, PRIMARY KEY (id), FOREIGN KEY(id) REFERENCES entity (id), FOREIGN
  KEY("office") REFERENCES entity (id), FOREIGN KEY("household") REFERENCES entity (id), FOREIGN KEY("person")
  REFERENCES entity (id), FOREIGN KEY("staff") REFERENCES entity (id), FOREIGN KEY("interpreting") REFERENCES
  entity (id), FOREIGN KEY("referral") REFERENCES entity (id), FOREIGN KEY("contact") REFERENCES entity (id))
  STRICT;
CREATE INDEX ix_appointment_contact ON appointment ("contact") WHERE "contact" IS NOT NULL;
CREATE INDEX ix_appointment_household ON appointment ("household") WHERE "household" IS NOT NULL;
CREATE INDEX ix_appointment_interpreting ON appointment ("interpreting") WHERE "interpreting" IS NOT NULL;
CREATE INDEX ix_appointment_person ON appointment ("person") WHERE "person" IS NOT NULL;
CREATE INDEX ix_appointment_referral ON appointment ("referral") WHERE "referral" IS NOT NULL;
CREATE TABLE assignment (id INTEGER NOT NULL, "request" INTEGER, "interpreter" INTEGER, "position" INTEGER,
  "state" TEXT, "asked_at" TEXT, "answered_at" TEXT, "reason" TEXT, "_deleted" INTEGER DEFAULT 0 NOT NULL,
  PRIMARY KEY (id), FOREIGN KEY(id) REFERENCES entity (id), FOREIGN KEY("request") REFERENCES entity (id),
  FOREIGN KEY("interpreter") REFERENCES entity (id)) STRICT;
CREATE INDEX ix_assignment_interpreter ON assignment ("interpreter") WHERE "interpreter" IS NOT NULL;
CREATE INDEX ix_assignment_request ON assignment ("request") WHERE "request" IS NOT NULL;
CREATE TABLE case_step (id INTEGER NOT NULL, "household" INTEGER, "step" TEXT, "on" TEXT, "staff" INTEGER,
  "result" TEXT, "skipped" INTEGER DEFAULT 0 NOT NULL, "skip_reason" TEXT, "_deleted" INTEGER DEFAULT 0 NOT
  NULL, PRIMARY KEY (id), FOREIGN KEY(id) REFERENCES entity (id), FOREIGN KEY("household") REFERENCES entity
  (id), FOREIGN KEY("staff") REFERENCES entity (id)) STRICT;
CREATE INDEX ix_case_step_household ON case_step ("household") WHERE "household" IS NOT NULL;
CREATE TABLE checklist_item (id INTEGER NOT NULL, "visit" INTEGER, "item" TEXT, "own" TEXT, "state" TEXT,
  "remark" TEXT, "position" INTEGER, "need" INTEGER, "_deleted" INTEGER DEFAULT 0 NOT NULL, PRIMARY KEY (id),
  FOREIGN KEY(id) REFERENCES entity (id), FOREIGN KEY("visit") REFERENCES entity (id), FOREIGN KEY("need")
  REFERENCES entity (id)) STRICT;
CREATE INDEX ix_checklist_item_need ON checklist_item ("need") WHERE "need" IS NOT NULL;
CREATE INDEX ix_checklist_item_visit ON checklist_item ("visit") WHERE "visit" IS NOT NULL;
ALTER TABLE "consent" ADD COLUMN "provider" INTEGER REFERENCES entity (id);
ALTER TABLE "consent" ADD COLUMN "signature" INTEGER REFERENCES entity (id);
ALTER TABLE "consent" ADD COLUMN "no_guardian" TEXT;
ALTER TABLE "consent" ADD COLUMN "revoked_by" TEXT;
CREATE INDEX ix_consent_provider ON consent ("provider") WHERE "provider" IS NOT NULL;
CREATE INDEX ix_consent_signature ON consent ("signature") WHERE "signature" IS NOT NULL;
ALTER TABLE "contact" ADD COLUMN "visit" INTEGER REFERENCES entity (id);
ALTER TABLE "contact" ADD COLUMN "provider" INTEGER REFERENCES entity (id);
ALTER TABLE "contact" ADD COLUMN "other_side" TEXT;
CREATE INDEX ix_contact_provider ON contact ("provider") WHERE "provider" IS NOT NULL;
CREATE INDEX ix_contact_visit ON contact ("visit") WHERE "visit" IS NOT NULL;
CREATE TABLE contact_person (id INTEGER NOT NULL, "contact" INTEGER, "person" INTEGER, "_deleted" INTEGER
  DEFAULT 0 NOT NULL, PRIMARY KEY (id), FOREIGN KEY(id) REFERENCES entity (id), FOREIGN KEY("contact")
  REFERENCES entity (id), FOREIGN KEY("person") REFERENCES entity (id)) STRICT;
CREATE INDEX ix_contact_person_contact ON contact_person ("contact") WHERE "contact" IS NOT NULL;
CREATE INDEX ix_contact_person_person ON contact_person ("person") WHERE "person" IS NOT NULL;
CREATE TABLE disclosure (id INTEGER NOT NULL, "household" INTEGER, "person" INTEGER, "recipient" TEXT,
  "provider" INTEGER, "data_kinds" TEXT, "at" TEXT, "way" TEXT, "purpose" TEXT, "consent" INTEGER, "cause"
  INTEGER, "staff" INTEGER, "_deleted" INTEGER DEFAULT 0 NOT NULL, PRIMARY KEY (id), FOREIGN KEY(id)
  REFERENCES entity (id), FOREIGN KEY("household") REFERENCES entity (id), FOREIGN KEY("person") REFERENCES
  entity (id), FOREIGN KEY("provider") REFERENCES entity (id), FOREIGN KEY("consent") REFERENCES entity (id),
  FOREIGN KEY("cause") REFERENCES entity (id), FOREIGN KEY("staff") REFERENCES entity (id)) STRICT;
CREATE INDEX ix_disclosure_consent ON disclosure ("consent") WHERE "consent" IS NOT NULL;
CREATE INDEX ix_disclosure_household ON disclosure ("household") WHERE "household" IS NOT NULL;
CREATE INDEX ix_disclosure_person ON disclosure ("person") WHERE "person" IS NOT NULL;
CREATE INDEX ix_disclosure_provider ON disclosure ("provider") WHERE "provider" IS NOT NULL;
CREATE TABLE exclusion (id INTEGER NOT NULL, "household" INTEGER, "interpreter" INTEGER, "reason" TEXT,
  "since" TEXT, "_deleted" INTEGER DEFAULT 0 NOT NULL, PRIMARY KEY (id), FOREIGN KEY(id) REFERENCES entity
  (id), FOREIGN KEY("household") REFERENCES entity (id), FOREIGN KEY("interpreter") REFERENCES entity (id))
  STRICT;
CREATE INDEX ix_exclusion_household ON exclusion ("household") WHERE "household" IS NOT NULL;
CREATE INDEX ix_exclusion_interpreter ON exclusion ("interpreter") WHERE "interpreter" IS NOT NULL;
ALTER TABLE "household" ADD COLUMN "with_kim_since" TEXT;
ALTER TABLE "household" ADD COLUMN "merged_into" INTEGER REFERENCES entity (id);
CREATE INDEX ix_household_merged_into ON household ("merged_into") WHERE "merged_into" IS NOT NULL;
CREATE TABLE interpreter (id INTEGER NOT NULL, "name" TEXT, "pool" TEXT, "sex" TEXT, "phone" TEXT, "mail"
  TEXT, "district" TEXT, "districts" TEXT, "settings" TEXT, "refused_topics" TEXT, "most_a_month" INTEGER,
  "trained_on" TEXT, "training" TEXT, "confidential_on" TEXT, "certificate_on" TEXT, "certificate_until" TEXT,
  "consent_on" TEXT, "price_model" TEXT, "valid_from" TEXT, "valid_until" TEXT, "note" TEXT, "_deleted"
  INTEGER DEFAULT 0 NOT NULL, PRIMARY KEY (id), FOREIGN KEY(id) REFERENCES entity (id)) STRICT;
CREATE TABLE interpreter_account (id INTEGER NOT NULL, "interpreter" INTEGER, "holder" TEXT, "iban" TEXT,
  "_deleted" INTEGER DEFAULT 0 NOT NULL, PRIMARY KEY (id), FOREIGN KEY(id) REFERENCES entity (id), FOREIGN
  KEY("interpreter") REFERENCES entity (id)) STRICT;
CREATE INDEX ix_interpreter_account_interpreter ON interpreter_account ("interpreter") WHERE "interpreter" IS
  NOT NULL;
CREATE TABLE interpreter_request (id INTEGER NOT NULL, "office" INTEGER, "household" INTEGER, "reference"
  TEXT, "staff" INTEGER, "visit" INTEGER, "appointment" INTEGER, "state" TEXT, "state_since" TEXT, "pool"
  TEXT, "language" TEXT, "dialect" TEXT, "other_language" TEXT, "at" TEXT, "minutes" INTEGER, "flexible"
  INTEGER DEFAULT 0 NOT NULL, "alternatives" TEXT, "setting" TEXT, "place" TEXT, "access" TEXT, "occasion"
  TEXT, "topic" TEXT, "persons" INTEGER, "children" INTEGER, "gender_wish" TEXT, "wished" INTEGER,
  "specialist_present" TEXT, "legal" TEXT, "medical" TEXT, "ongoing" INTEGER DEFAULT 0 NOT NULL,
  "private_client" INTEGER DEFAULT 0 NOT NULL, "urgent" INTEGER DEFAULT 0 NOT NULL, "urgent_reason" TEXT,
  "consent" INTEGER, "sent_on" TEXT, "unfilled" TEXT, "cancelled_by" TEXT, "held_from" TEXT, "held_until"
  TEXT, "travel_minutes" INTEGER, "kilometres" INTEGER, "understanding" TEXT, "again" TEXT, "signed_on" TEXT,
  "price_model" TEXT, "cents" INTEGER, "settled_on" TEXT, "note" TEXT, "_deleted" INTEGER DEFAULT 0 NOT NULL,
  PRIMARY KEY (id), FOREIGN KEY(id) REFERENCES entity (id), FOREIGN KEY("office") REFERENCES entity (id),
  FOREIGN KEY("household") REFERENCES entity (id), FOREIGN KEY("staff") REFERENCES entity (id), FOREIGN
  KEY("visit") REFERENCES entity (id), FOREIGN KEY("appointment") REFERENCES entity (id), FOREIGN
  KEY("wished") REFERENCES entity (id), FOREIGN KEY("consent") REFERENCES entity (id)) STRICT;
CREATE INDEX ix_interpreter_request_appointment ON interpreter_request ("appointment") WHERE "appointment" IS
  NOT NULL;
CREATE INDEX ix_interpreter_request_consent ON interpreter_request ("consent") WHERE "consent" IS NOT NULL;
CREATE INDEX ix_interpreter_request_household ON interpreter_request ("household") WHERE "household" IS NOT
  NULL;
CREATE INDEX ix_interpreter_request_visit ON interpreter_request ("visit") WHERE "visit" IS NOT NULL;
CREATE INDEX ix_interpreter_request_wished ON interpreter_request ("wished") WHERE "wished" IS NOT NULL;
CREATE TABLE interpreter_skill (id INTEGER NOT NULL, "interpreter" INTEGER, "language" TEXT, "dialect" TEXT,
  "level" TEXT, "direction" TEXT, "_deleted" INTEGER DEFAULT 0 NOT NULL, PRIMARY KEY (id), FOREIGN KEY(id)
  REFERENCES entity (id), FOREIGN KEY("interpreter") REFERENCES entity (id)) STRICT;
CREATE INDEX ix_interpreter_skill_interpreter ON interpreter_skill ("interpreter") WHERE "interpreter" IS NOT
  NULL;
CREATE TABLE interpreter_time (id INTEGER NOT NULL, "interpreter" INTEGER, "weekday" TEXT, "free_from" TEXT,
  "free_until" TEXT, "_deleted" INTEGER DEFAULT 0 NOT NULL, PRIMARY KEY (id), FOREIGN KEY(id) REFERENCES
  entity (id), FOREIGN KEY("interpreter") REFERENCES entity (id)) STRICT;
CREATE INDEX ix_interpreter_time_interpreter ON interpreter_time ("interpreter") WHERE "interpreter" IS NOT
  NULL;
CREATE TABLE merger (id INTEGER NOT NULL, "kept" INTEGER, "gone" INTEGER, "merged_by" INTEGER, "merged_on"
  TEXT, "moved" TEXT, "undone_on" TEXT, "_deleted" INTEGER DEFAULT 0 NOT NULL, PRIMARY KEY (id), FOREIGN
  KEY(id) REFERENCES entity (id), FOREIGN KEY("kept") REFERENCES entity (id), FOREIGN KEY("gone") REFERENCES
  entity (id), FOREIGN KEY("merged_by") REFERENCES entity (id)) STRICT;
CREATE INDEX ix_merger_gone ON merger ("gone") WHERE "gone" IS NOT NULL;
CREATE INDEX ix_merger_kept ON merger ("kept") WHERE "kept" IS NOT NULL;
ALTER TABLE "need" ADD COLUMN "origin" TEXT;
ALTER TABLE "need" ADD COLUMN "source" INTEGER REFERENCES entity (id);
ALTER TABLE "need" ADD COLUMN "own_barrier" TEXT;
ALTER TABLE "need" ADD COLUMN "solved_on" TEXT;
CREATE TABLE offer (id INTEGER NOT NULL, "provider" INTEGER, "name" TEXT, "category" TEXT, "areas" TEXT,
  "target_groups" TEXT, "languages" TEXT, "age_from" INTEGER, "age_until" INTEGER, "districts" TEXT, "street"
  TEXT, "postcode" TEXT, "city" TEXT, "district" TEXT, "opening" TEXT, "by_appointment" INTEGER DEFAULT 0 NOT
  NULL, "registration" TEXT, "free" INTEGER DEFAULT 0 NOT NULL, "cost" TEXT, "papers" TEXT, "eligibility"
  TEXT, "exclusion" TEXT, "access" TEXT, "health" INTEGER DEFAULT 0 NOT NULL, "capacity" INTEGER, "valid_from"
  TEXT, "valid_until" TEXT, "checked_on" TEXT, "checked_by" INTEGER, "note" TEXT, "_deleted" INTEGER DEFAULT 0
  NOT NULL, PRIMARY KEY (id), FOREIGN KEY(id) REFERENCES entity (id), FOREIGN KEY("provider") REFERENCES
  entity (id), FOREIGN KEY("checked_by") REFERENCES entity (id)) STRICT;
CREATE INDEX ix_offer_provider ON offer ("provider") WHERE "provider" IS NOT NULL;
CREATE TABLE offer_place (id INTEGER NOT NULL, "household" INTEGER, "offer" INTEGER, "person" INTEGER,
  "referral" INTEGER, "state" TEXT, "since" TEXT, "until" TEXT, "_deleted" INTEGER DEFAULT 0 NOT NULL, PRIMARY
  KEY (id), FOREIGN KEY(id) REFERENCES entity (id), FOREIGN KEY("household") REFERENCES entity (id), FOREIGN
  KEY("offer") REFERENCES entity (id), FOREIGN KEY("person") REFERENCES entity (id), FOREIGN KEY("referral")
  REFERENCES entity (id)) STRICT;
CREATE INDEX ix_offer_place_household ON offer_place ("household") WHERE "household" IS NOT NULL;
CREATE INDEX ix_offer_place_offer ON offer_place ("offer") WHERE "offer" IS NOT NULL;
CREATE INDEX ix_offer_place_person ON offer_place ("person") WHERE "person" IS NOT NULL;
CREATE INDEX ix_offer_place_referral ON offer_place ("referral") WHERE "referral" IS NOT NULL;
CREATE TABLE office_partner (id INTEGER NOT NULL, "office" INTEGER, "partner" TEXT, "valid_from" TEXT,
  "valid_until" TEXT, "_deleted" INTEGER DEFAULT 0 NOT NULL, PRIMARY KEY (id), FOREIGN KEY(id) REFERENCES
  entity (id), FOREIGN KEY("office") REFERENCES entity (id)) STRICT;
CREATE TABLE opening_hour (id INTEGER NOT NULL, "office" INTEGER, "place" INTEGER, "weekday" TEXT, "opens"
  TEXT, "closes" TEXT, "sort" TEXT, "valid_from" TEXT, "valid_until" TEXT, "_deleted" INTEGER DEFAULT 0 NOT
  NULL, PRIMARY KEY (id), FOREIGN KEY(id) REFERENCES entity (id), FOREIGN KEY("office") REFERENCES entity
  (id), FOREIGN KEY("place") REFERENCES entity (id)) STRICT;
ALTER TABLE "person" ADD COLUMN "school_registered_on" TEXT;
ALTER TABLE "person" ADD COLUMN "school_group" TEXT;
ALTER TABLE "person" ADD COLUMN "place_notice_on" TEXT;
ALTER TABLE "person" ADD COLUMN "died_on" TEXT;
CREATE TABLE provider (id INTEGER NOT NULL, "name" TEXT, "aliases" TEXT, "sort" TEXT, "competence" TEXT,
  "contact_person" TEXT, "phone" TEXT, "mail" TEXT, "website" TEXT, "street" TEXT, "postcode" TEXT, "city"
  TEXT, "district" TEXT, "valid_from" TEXT, "valid_until" TEXT, "source" TEXT, "note" TEXT, "_deleted" INTEGER
  DEFAULT 0 NOT NULL, PRIMARY KEY (id), FOREIGN KEY(id) REFERENCES entity (id)) STRICT;
ALTER TABLE "queue_entry" ADD COLUMN "contact" INTEGER REFERENCES entity (id);
CREATE INDEX ix_queue_entry_contact ON queue_entry ("contact") WHERE "contact" IS NOT NULL;
CREATE TABLE referral (id INTEGER NOT NULL, "office" INTEGER, "household" INTEGER, "reference" TEXT,
  "direction" TEXT, "state" TEXT, "state_since" TEXT, "staff" INTEGER, "need" INTEGER, "contact" INTEGER,
  "area" TEXT, "subject" TEXT, "urgency" TEXT, "sort" TEXT, "offer" INTEGER, "provider" INTEGER, "recipient"
  TEXT, "recipient_contact" TEXT, "language" TEXT, "interpreter" TEXT, "data_kinds" TEXT, "withheld" TEXT,
  "papers" TEXT, "message" TEXT, "consent" INTEGER, "override_reason" TEXT, "override_basis" TEXT,
  "override_by" INTEGER, "override_second" INTEGER, "sent_on" TEXT, "answer_due_on" TEXT, "answered_on" TEXT,
  "refusal" TEXT, "refusal_note" TEXT, "appointment_at" TEXT, "outcome" TEXT, "client_view" TEXT,
  "feedback_on" TEXT, "feedback_channel" TEXT, "slip_code" TEXT, "replaces" INTEGER, "source" TEXT,
  "source_name" TEXT, "source_phone" TEXT, "gap" INTEGER DEFAULT 0 NOT NULL, "note" TEXT, "_deleted" INTEGER
  DEFAULT 0 NOT NULL, PRIMARY KEY (id), FOREIGN KEY(id) REFERENCES entity (id), FOREIGN KEY("office")
  REFERENCES entity (id), FOREIGN KEY("household") REFERENCES entity (id), FOREIGN KEY("staff") REFERENCES
  entity (id), FOREIGN KEY("need") REFERENCES entity (id), FOREIGN KEY("contact") REFERENCES entity (id),
  FOREIGN KEY("offer") REFERENCES entity (id), FOREIGN KEY("provider") REFERENCES entity (id), FOREIGN
  KEY("consent") REFERENCES entity (id), FOREIGN KEY("override_by") REFERENCES entity (id), FOREIGN
  KEY("override_second") REFERENCES entity (id), FOREIGN KEY("replaces") REFERENCES entity (id)) STRICT;
CREATE INDEX ix_referral_consent ON referral ("consent") WHERE "consent" IS NOT NULL;
CREATE INDEX ix_referral_contact ON referral ("contact") WHERE "contact" IS NOT NULL;
CREATE INDEX ix_referral_household ON referral ("household") WHERE "household" IS NOT NULL;
CREATE INDEX ix_referral_need ON referral ("need") WHERE "need" IS NOT NULL;
CREATE INDEX ix_referral_offer ON referral ("offer") WHERE "offer" IS NOT NULL;
CREATE INDEX ix_referral_provider ON referral ("provider") WHERE "provider" IS NOT NULL;
CREATE INDEX ix_referral_replaces ON referral ("replaces") WHERE "replaces" IS NOT NULL;
CREATE TABLE referral_person (id INTEGER NOT NULL, "referral" INTEGER, "person" INTEGER, "_deleted" INTEGER
  DEFAULT 0 NOT NULL, PRIMARY KEY (id), FOREIGN KEY(id) REFERENCES entity (id), FOREIGN KEY("referral")
  REFERENCES entity (id), FOREIGN KEY("person") REFERENCES entity (id)) STRICT;
CREATE INDEX ix_referral_person_person ON referral_person ("person") WHERE "person" IS NOT NULL;
CREATE INDEX ix_referral_person_referral ON referral_person ("referral") WHERE "referral" IS NOT NULL;
ALTER TABLE "task" ADD COLUMN "about" INTEGER REFERENCES entity (id);
CREATE TABLE visit (id INTEGER NOT NULL, "office" INTEGER, "household" INTEGER, "dwelling" INTEGER, "sort"
  TEXT, "state" TEXT, "planned_at" TEXT, "minutes" INTEGER, "where" TEXT, "location" TEXT, "announced" TEXT,
  "staff" INTEGER, "in_pairs" INTEGER DEFAULT 0 NOT NULL, "pair_reason" TEXT, "second_staff" INTEGER,
  "second_name" TEXT, "language" TEXT, "interpreting" INTEGER, "route_order" INTEGER, "preparation" TEXT,
  "arrived_at" TEXT, "left_at" TEXT, "others_present" TEXT, "children_present" INTEGER, "notes" TEXT, "result"
  TEXT, "card_left" INTEGER DEFAULT 0 NOT NULL, "result_note" TEXT, "next_step" TEXT, "next_on" TEXT,
  "contact" INTEGER, "sorted_on" TEXT, "_deleted" INTEGER DEFAULT 0 NOT NULL, PRIMARY KEY (id), FOREIGN
  KEY(id) REFERENCES entity (id), FOREIGN KEY("office") REFERENCES entity (id), FOREIGN KEY("household")
  REFERENCES entity (id), FOREIGN KEY("dwelling") REFERENCES entity (id), FOREIGN KEY("staff") REFERENCES
  entity (id), FOREIGN KEY("second_staff") REFERENCES entity (id), FOREIGN KEY("interpreting") REFERENCES
  entity (id), FOREIGN KEY("contact") REFERENCES entity (id)) STRICT;
CREATE INDEX ix_visit_contact ON visit ("contact") WHERE "contact" IS NOT NULL;
CREATE INDEX ix_visit_dwelling ON visit ("dwelling") WHERE "dwelling" IS NOT NULL;
CREATE INDEX ix_visit_household ON visit ("household") WHERE "household" IS NOT NULL;
CREATE INDEX ix_visit_interpreting ON visit ("interpreting") WHERE "interpreting" IS NOT NULL;
CREATE TABLE visit_person (id INTEGER NOT NULL, "visit" INTEGER, "person" INTEGER, "_deleted" INTEGER DEFAULT
  0 NOT NULL, PRIMARY KEY (id), FOREIGN KEY(id) REFERENCES entity (id), FOREIGN KEY("visit") REFERENCES entity
  (id), FOREIGN KEY("person") REFERENCES entity (id)) STRICT;
CREATE INDEX ix_visit_person_person ON visit_person ("person") WHERE "person" IS NOT NULL;
CREATE INDEX ix_visit_person_visit ON visit_person ("visit") WHERE "visit" IS NOT NULL;
CREATE TABLE withholding (id INTEGER NOT NULL, "household" INTEGER, "whom" TEXT, "provider" INTEGER,
  "interpreter" INTEGER, "data_kinds" TEXT, "why" TEXT, "since" TEXT, "until" TEXT, "_deleted" INTEGER DEFAULT
  0 NOT NULL, PRIMARY KEY (id), FOREIGN KEY(id) REFERENCES entity (id), FOREIGN KEY("household") REFERENCES
  entity (id), FOREIGN KEY("provider") REFERENCES entity (id), FOREIGN KEY("interpreter") REFERENCES entity
  (id)) STRICT;
CREATE INDEX ix_withholding_household ON withholding ("household") WHERE "household" IS NOT NULL;
CREATE INDEX ix_withholding_interpreter ON withholding ("interpreter") WHERE "interpreter" IS NOT NULL;
CREATE INDEX ix_withholding_provider ON withholding ("provider") WHERE "provider" IS NOT NULL;
PRAGMA user_version=2;
"""


def upgrade() -> None:
    for statement in FORMAT.split(";\n"):
        if statement.strip():
            op.execute(statement)
