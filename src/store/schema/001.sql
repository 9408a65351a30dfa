-- Version 1.  Times are seconds since 1970, UTC, unless the name says _ms; days are days since 1970 (IsgDate).
-- Nothing is ever deleted from revision, submission, submission_item, attempt and journal: triggers refuse it.  When the time of keeping
-- is over, a record is emptied, and a row of destruction says so.

CREATE TABLE meta (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
-- keys: uuid (the file's identity), lineage (of a restored file: its own), environment (sandbox, live; for ever), created, program, epoch, views (pack they were made from)

CREATE TABLE setting (
  key    TEXT PRIMARY KEY,
  value  TEXT NOT NULL,
  secret INTEGER NOT NULL DEFAULT 0 CHECK (secret IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE record (
  id         INTEGER PRIMARY KEY,
  uuid       TEXT    NOT NULL UNIQUE,
  kind       TEXT    NOT NULL,
  workplace  INTEGER REFERENCES record (id),
  employee   INTEGER REFERENCES record (id),
  date       INTEGER,
  title_tr   TEXT    NOT NULL,
  title_en   TEXT    NOT NULL,
  sort_key   TEXT    NOT NULL,
  search_key TEXT    NOT NULL,
  unique_key TEXT,                                -- value of the kind's unique field, for doubles
  badge      TEXT    NOT NULL DEFAULT '',         -- a state's name, DRAFT while never finished, '' for kinds that are not sent
  badge_note TEXT    NOT NULL DEFAULT '',         -- JSON: what the badge's words need (n missing, k of n, date, number)
  missing    INTEGER NOT NULL DEFAULT 0,          -- places still to be filled in the newest revision
  revision   INTEGER NOT NULL,                    -- the newest
  finished   INTEGER,                             -- revision that was completed or finalised last
  stale      INTEGER NOT NULL DEFAULT 0 CHECK (stale IN (0, 1)),  -- a record it refers to has another title since
  created    INTEGER NOT NULL,
  changed    INTEGER NOT NULL,
  closed     INTEGER,                             -- when it was closed; NULL while open
  close_reason TEXT
) STRICT;
CREATE INDEX record_list ON record (kind, workplace, date, id);
-- What lists walk holds open records alone, so that a row that is passed over need not be looked at.
CREATE INDEX record_sort ON record (kind, workplace, sort_key, id) WHERE closed IS NULL;
CREATE INDEX record_kind_sort ON record (kind, sort_key, id) WHERE closed IS NULL;
CREATE INDEX record_kind_date ON record (kind, date, id) WHERE closed IS NULL;
CREATE INDEX record_closed ON record (kind, sort_key, id) WHERE closed IS NOT NULL;
CREATE INDEX record_unique ON record (kind, unique_key) WHERE unique_key IS NOT NULL;
CREATE INDEX record_employee ON record (employee) WHERE employee IS NOT NULL;
CREATE INDEX record_badge ON record (badge, kind) WHERE badge <> '';
CREATE INDEX record_workplace_badge ON record (workplace, badge) WHERE badge <> '';
CREATE INDEX record_stale ON record (id) WHERE stale = 1;

-- Trigrams of the search key.  What they find is compared with the key again, since they say neither where nor in which order they stand.
CREATE VIRTUAL TABLE record_words USING fts5 (search_key, content = 'record', content_rowid = 'id',
  tokenize = 'trigram case_sensitive 1', detail = 'none', columnsize = 0);
CREATE TRIGGER record_words_insert AFTER INSERT ON record BEGIN
  INSERT INTO record_words (rowid, search_key) VALUES (new.id, new.search_key);
END;
CREATE TRIGGER record_words_update AFTER UPDATE OF search_key ON record WHEN old.search_key <> new.search_key BEGIN
  INSERT INTO record_words (record_words, rowid, search_key) VALUES ('delete', old.id, old.search_key);
  INSERT INTO record_words (rowid, search_key) VALUES (new.id, new.search_key);
END;
CREATE TRIGGER record_keep BEFORE DELETE ON record BEGIN SELECT RAISE (ABORT, 'records are kept'); END;

CREATE TABLE revision (
  record  INTEGER NOT NULL REFERENCES record (id),
  number  INTEGER NOT NULL,
  body    TEXT    NOT NULL,                       -- JSON of the fields
  pack    TEXT    NOT NULL,                       -- rule pack version under which it was written
  author  TEXT    NOT NULL,
  time    INTEGER NOT NULL,
  sealed  BLOB,                                   -- the sealed fields, under the health key
  sealed_from INTEGER,                            -- or the revision whose they are still
  PRIMARY KEY (record, number)
) STRICT, WITHOUT ROWID;

-- What was destroyed after its time, by which rule: what KVKK wants a record of.  The record's row, revisions and submissions stay, empty.
CREATE TABLE destruction (
  record      INTEGER PRIMARY KEY REFERENCES record (id),
  time        INTEGER NOT NULL,
  actor       TEXT    NOT NULL,
  class       TEXT    NOT NULL,                   -- code of the pack's list "retention_class"
  rule        TEXT    NOT NULL,                   -- id of the term
  article     TEXT    NOT NULL,
  pack        TEXT    NOT NULL,
  since       INTEGER NOT NULL,                   -- day from which the time ran
  due         INTEGER NOT NULL,                   -- day on which it was over
  revisions   INTEGER NOT NULL,
  submissions INTEGER NOT NULL,
  shared      INTEGER NOT NULL                    -- replies that were kept, because they answer for others too
) STRICT;

-- What must be kept longer than its class says: asbestos, a disease's rule, a trial.  Of a person: all that refers to him.
CREATE TABLE retention_hold (
  record INTEGER PRIMARY KEY REFERENCES record (id),
  until  INTEGER NOT NULL,
  reason TEXT    NOT NULL,
  actor  TEXT    NOT NULL,
  time   INTEGER NOT NULL
) STRICT;

-- Which record refers to which, by field, from the newest revision: for "whose trainings", for duplicates, for warnings.
CREATE TABLE reference (
  source INTEGER NOT NULL REFERENCES record (id),
  field  TEXT    NOT NULL,
  target INTEGER NOT NULL REFERENCES record (id),
  PRIMARY KEY (source, field, target)
) STRICT, WITHOUT ROWID;
CREATE INDEX reference_target ON reference (target, field);

CREATE TABLE draft (
  uuid      TEXT PRIMARY KEY,                     -- the record's, or that of one not yet saved
  kind      TEXT NOT NULL,
  workplace TEXT,
  base      INTEGER NOT NULL,                     -- revision it started from; 0 for a new record
  body      TEXT NOT NULL,                        -- JSON: fields, and texts that are no values yet
  pack      TEXT NOT NULL,
  time      INTEGER NOT NULL,
  sealed    BLOB                                  -- the same of the sealed fields, under the health key
) STRICT, WITHOUT ROWID;

-- What a person put off.  The legal day stays what it is; when it moves, the row no longer holds.
CREATE TABLE put_off (
  duty   TEXT PRIMARY KEY,                        -- isg_due_item_key (): which duty, not when
  legal  INTEGER NOT NULL,                        -- the legal day then
  until  INTEGER NOT NULL,
  reason TEXT    NOT NULL,
  time   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE submission (
  id           INTEGER PRIMARY KEY,
  key          TEXT    NOT NULL UNIQUE,           -- uuid
  record       INTEGER NOT NULL REFERENCES record (id),
  revision     INTEGER NOT NULL,
  method       TEXT    NOT NULL,
  dataset      TEXT    NOT NULL,
  operation    TEXT    NOT NULL DEFAULT 'save',
  part         TEXT    NOT NULL,
  part_order   INTEGER NOT NULL,
  n            INTEGER NOT NULL CHECK (n >= 1),   -- which derived number
  number       INTEGER NOT NULL,                  -- sorguNo
  pack         TEXT    NOT NULL,
  environment  TEXT    NOT NULL,
  firm_hash    TEXT    NOT NULL DEFAULT '',       -- of firm code and endpoint it was first sent under
  sha256       TEXT    NOT NULL,                  -- of a sealed one "~" and its MAC under the health key: nobody else can try texts
  sealed       INTEGER NOT NULL DEFAULT 0 CHECK (sealed IN (0, 1)),  -- its texts and the signature are, under the health key
  signer       TEXT    NOT NULL,                  -- identity number that must sign
  signed_at    INTEGER,
  server_no    TEXT,
  state        TEXT    NOT NULL CHECK (state IN ('AWAITING_SIGNATURE', 'QUEUED', 'SENDING', 'IN_DOUBT', 'PROCESSING', 'ACCEPTED',
                 'PARTLY_ACCEPTED', 'REJECTED', 'NEEDS_HELP', 'SUPERSEDED', 'CANCELLED', 'WITHDRAWN', 'REPORTED_ELSEWHERE')),
  flag_u       INTEGER NOT NULL DEFAULT 0 CHECK (flag_u IN (0, 1)),  -- an attempt under the number is UNKNOWN
  flag_r       INTEGER NOT NULL DEFAULT 0 CHECK (flag_r IN (0, 1)),  -- refused once while U
  flag_d       INTEGER NOT NULL DEFAULT 0 CHECK (flag_d IN (0, 1)),  -- got 211
  flag_f       INTEGER NOT NULL DEFAULT 0 CHECK (flag_f IN (0, 1)),  -- ask first (copy)
  wish         TEXT    NOT NULL DEFAULT '' CHECK (wish IN ('', 'withdraw')),
  reason       TEXT    NOT NULL DEFAULT '',       -- of NEEDS_HELP and of what a person typed
  taken        INTEGER NOT NULL DEFAULT 0,        -- this text was taken once (200, 202)
  taken_at     INTEGER,                           -- since when an outcome is waited for
  found        TEXT    NOT NULL DEFAULT '',       -- what the last question that was answered found
  next_numbers INTEGER NOT NULL DEFAULT 0,        -- how often "next number" was taken for this text
  odd          TEXT    NOT NULL DEFAULT '',       -- which kind of answer that is none came last: an event's name
  odd_answers  INTEGER NOT NULL DEFAULT 0,        -- how often it came in a row
  query_faults INTEGER NOT NULL DEFAULT 0,
  ask_alone    INTEGER NOT NULL DEFAULT 0 CHECK (ask_alone IN (0, 1)), -- a question about several was not answered for it
  failed_204   INTEGER NOT NULL DEFAULT 0,
  backoff      INTEGER NOT NULL DEFAULT 0,        -- steps of waiting
  next_try     INTEGER,                           -- when the queue may touch it again
  attempt      INTEGER,                           -- the current attempt
  unknown_since INTEGER,                          -- settle runs from here: when the last attempt under the number ended
  unknown_boot TEXT,                              -- boot id then
  unknown_boot_seconds INTEGER,                   -- seconds of that boot then
  epoch        INTEGER NOT NULL DEFAULT 0,
  predecessor  INTEGER REFERENCES submission (id),
  contradicted INTEGER NOT NULL DEFAULT 0,
  gone         INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1)),  -- what was refused of it is nothing of the record any more
  created      INTEGER NOT NULL,
  changed      INTEGER NOT NULL,
  final_at     INTEGER,
  -- Long ones last: what the queue and the badges read of a row lies on its first page then, whatever the length of these.
  document_tmpl BLOB   NOT NULL,                  -- what is signed, with slots
  document     BLOB    NOT NULL,                  -- exact bytes to sign
  message_tmpl BLOB    NOT NULL,                  -- body of the save, with slots
  signature    BLOB,                              -- CMS, DER
  certificate  BLOB
) STRICT;
CREATE INDEX submission_record ON submission (record, part);
CREATE INDEX submission_state ON submission (state, next_try, id);
-- What holds the later parts of a record: its condition is the queue's own, word for word.
CREATE INDEX submission_order ON submission (record, part_order)
  WHERE state IN ('AWAITING_SIGNATURE', 'QUEUED', 'SENDING', 'IN_DOUBT', 'NEEDS_HELP');
CREATE INDEX submission_number ON submission (number);
CREATE INDEX submission_queue ON submission (id) WHERE state = 'QUEUED';
CREATE INDEX submission_due ON submission (next_try, id) WHERE next_try IS NOT NULL;
-- What is asked about, as the queue asks, word for word; what waits to be sent, however much it is, is not in it.
CREATE INDEX submission_ask ON submission (next_try, id) WHERE next_try IS NOT NULL
  AND (state NOT IN ('AWAITING_SIGNATURE', 'QUEUED', 'SENDING') OR (state = 'QUEUED' AND flag_f = 1));
CREATE INDEX submission_text ON submission (sha256);
-- At most one non-final submission for each record and part.
CREATE UNIQUE INDEX submission_open ON submission (record, part)
  WHERE state IN ('AWAITING_SIGNATURE', 'QUEUED', 'SENDING', 'IN_DOUBT', 'PROCESSING', 'NEEDS_HELP');

CREATE TABLE submission_item (
  submission    INTEGER NOT NULL REFERENCES submission (id),
  ordinal       INTEGER NOT NULL,
  employee      TEXT    NOT NULL,
  employee_uuid TEXT    NOT NULL,
  topic         TEXT    NOT NULL,
  status        INTEGER,                          -- the Ministry's code; NULL while unknown
  message       TEXT,
  sealed        BLOB,                             -- the message, under the health key
  PRIMARY KEY (submission, ordinal)
) STRICT, WITHOUT ROWID;

-- What came back, to the byte; one body may answer several attempts of a question about several numbers.
CREATE TABLE reply (
  id         INTEGER PRIMARY KEY,
  body       BLOB NOT NULL,
  submission INTEGER REFERENCES submission (id)   -- for which the body is sealed, under the health key; NULL: it is not
) STRICT;

CREATE TABLE attempt (
  id          INTEGER PRIMARY KEY,
  submission  INTEGER NOT NULL REFERENCES submission (id),
  kind        TEXT    NOT NULL CHECK (kind IN ('save', 'query')),
  number      INTEGER NOT NULL,
  time        INTEGER NOT NULL,
  boot_id     TEXT    NOT NULL,
  boot_seconds INTEGER NOT NULL,
  pid         INTEGER NOT NULL,
  firm_hash   TEXT    NOT NULL,
  phase       TEXT    NOT NULL,                   -- committed, first_byte, answered
  http_status INTEGER,
  code        INTEGER,
  message     TEXT,
  content_type TEXT,
  reply       INTEGER REFERENCES reply (id),
  n_asked     INTEGER NOT NULL DEFAULT 1,         -- numbers in one question
  outcome     TEXT    CHECK (outcome IN ('NO_BYTE', 'TAKEN', 'REFUSED', 'USED', 'DOOR', 'UNKNOWN', 'PRESENT', 'ABSENT', 'IN_WORK', 'NO_ANSWER')),
  detail      TEXT,
  ended       INTEGER,
  sealed      BLOB                                -- the message, under the health key
) STRICT;
CREATE INDEX attempt_submission ON attempt (submission, id);
CREATE INDEX attempt_number ON attempt (number);

CREATE TABLE field_error (
  id         INTEGER PRIMARY KEY,
  submission INTEGER NOT NULL REFERENCES submission (id),
  path       TEXT    NOT NULL,
  wire_name  TEXT    NOT NULL,
  value      TEXT,                                -- what was refused, JSON
  code       INTEGER NOT NULL,
  message    TEXT,
  sealed     BLOB                                 -- value and message, under the health key
) STRICT;
CREATE INDEX field_error_submission ON field_error (submission);

-- The key of the health details (one row at most) and what opens it.  What it seals stands in columns named sealed.
CREATE TABLE health_key (
  id      TEXT    PRIMARY KEY,                    -- hexadecimal
  created INTEGER NOT NULL,
  state   TEXT    NOT NULL CHECK (state IN ('sealing', 'sealed'))  -- whether what was there before is sealed by now
) STRICT, WITHOUT ROWID;

CREATE TABLE health_slot (
  id      TEXT    PRIMARY KEY,                    -- hexadecimal
  kind    INTEGER NOT NULL,
  rounds  INTEGER NOT NULL,
  created INTEGER NOT NULL,
  salt    BLOB    NOT NULL,
  nonce   BLOB    NOT NULL,
  wrapped BLOB    NOT NULL,
  tag     BLOB    NOT NULL
) STRICT, WITHOUT ROWID;

-- Why the queue waits.  A row is a gate that is shut.
CREATE TABLE gate (
  name       TEXT NOT NULL,                       -- CREDENTIALS, NETWORK, …
  scope      TEXT NOT NULL DEFAULT '',            -- method id (ENDPOINT, SIGNATURE with pack), signer (CARD), or ''
  since      INTEGER NOT NULL,
  next_try   INTEGER,
  backoff    INTEGER NOT NULL DEFAULT 0,
  detail     TEXT NOT NULL DEFAULT '',
  code       INTEGER,
  PRIMARY KEY (name, scope)
) STRICT, WITHOUT ROWID;

-- Numbers that the mirror's send log knows and this file does not: sent by the copy that is lost.
CREATE TABLE lost_sending (
  number       INTEGER PRIMARY KEY,
  time         INTEGER NOT NULL,
  method       TEXT    NOT NULL,
  signer       TEXT    NOT NULL DEFAULT '',
  fingerprints TEXT    NOT NULL,                  -- keyed, of items, separated by spaces
  next_try     INTEGER,
  backoff      INTEGER NOT NULL DEFAULT 0,
  asked        INTEGER,                           -- when the Ministry answered
  code         INTEGER,
  message      TEXT
) STRICT;

-- What the Ministry said when it was asked whether a professional serves a workplace; question: the pack's name of it.
CREATE TABLE bond (
  professional INTEGER NOT NULL REFERENCES record (id),
  workplace    INTEGER NOT NULL REFERENCES record (id),
  question     TEXT    NOT NULL,
  method       TEXT    NOT NULL,                  -- by whose definition it was asked
  sha256       TEXT    NOT NULL,                  -- of the question; where number, role or registry number are others now, it says nothing
  answer       TEXT    NOT NULL DEFAULT '' CHECK (answer IN ('', 'yes', 'no')),  -- the last one; '' none yet
  answered     INTEGER,
  tried        INTEGER NOT NULL,                  -- last, whether it was answered or not
  code         INTEGER,
  message      TEXT,
  PRIMARY KEY (professional, workplace, question)
) STRICT, WITHOUT ROWID;

CREATE TABLE journal (
  seq      INTEGER PRIMARY KEY,
  time     INTEGER NOT NULL,
  actor    TEXT    NOT NULL,
  act      TEXT    NOT NULL,
  record   TEXT    NOT NULL DEFAULT '',           -- uuid
  revision INTEGER NOT NULL DEFAULT 0,
  detail   TEXT    NOT NULL DEFAULT '',           -- JSON; no personal data, no health data
  hash     TEXT    NOT NULL                       -- SHA-256 over the one before and these columns
) STRICT;

CREATE TRIGGER revision_keep BEFORE DELETE ON revision BEGIN SELECT RAISE (ABORT, 'revisions are kept'); END;
-- But for two changes: from unsealed to sealed, with the same origin, which takes health details out of sight; and to nothing, when the
-- record is destroyed.
CREATE TRIGGER revision_same BEFORE UPDATE ON revision WHEN (old.sealed IS NOT NULL OR old.sealed_from IS NOT NULL
  OR new.sealed IS NULL OR new.sealed_from IS NOT NULL OR new.record <> old.record OR new.number <> old.number
  OR new.pack <> old.pack OR new.author <> old.author OR new.time <> old.time)
  AND NOT (new.body = '{}' AND new.sealed IS NULL AND new.sealed_from IS NULL AND new.record = old.record AND new.number = old.number
  AND EXISTS (SELECT 1 FROM destruction d WHERE d.record = old.record)) BEGIN SELECT RAISE (ABORT, 'revisions do not change'); END;
CREATE TRIGGER revision_destroyed BEFORE INSERT ON revision WHEN EXISTS (SELECT 1 FROM destruction d WHERE d.record = new.record)
  BEGIN SELECT RAISE (ABORT, 'the record was destroyed'); END;
CREATE TRIGGER record_destroyed BEFORE UPDATE OF closed ON record WHEN new.closed IS NULL
  AND EXISTS (SELECT 1 FROM destruction d WHERE d.record = old.id) BEGIN SELECT RAISE (ABORT, 'the record was destroyed'); END;
CREATE TRIGGER destruction_keep BEFORE DELETE ON destruction BEGIN SELECT RAISE (ABORT, 'what was destroyed stays known'); END;
CREATE TRIGGER destruction_same BEFORE UPDATE ON destruction WHEN new.record <> old.record OR new.time <> old.time
  OR new.actor <> old.actor OR new.rule <> old.rule BEGIN SELECT RAISE (ABORT, 'what was destroyed stays known'); END;
CREATE TRIGGER submission_keep BEFORE DELETE ON submission BEGIN SELECT RAISE (ABORT, 'submissions are kept'); END;
CREATE TRIGGER item_keep BEFORE DELETE ON submission_item BEGIN SELECT RAISE (ABORT, 'items are kept'); END;
CREATE TRIGGER attempt_keep BEFORE DELETE ON attempt BEGIN SELECT RAISE (ABORT, 'attempts are kept'); END;
CREATE TRIGGER reply_keep BEFORE DELETE ON reply BEGIN SELECT RAISE (ABORT, 'replies are kept'); END;
CREATE TRIGGER reply_same BEFORE UPDATE ON reply WHEN (old.submission IS NOT NULL OR new.submission IS NULL
  OR new.id <> old.id) AND NOT (length (new.body) = 0 AND new.id = old.id AND EXISTS (SELECT 1 FROM attempt a
  JOIN submission s ON s.id = a.submission JOIN destruction d ON d.record = s.record WHERE a.reply = old.id)) BEGIN SELECT RAISE (ABORT, 'replies do not change'); END;
CREATE TRIGGER journal_keep BEFORE DELETE ON journal BEGIN SELECT RAISE (ABORT, 'the journal is kept'); END;
CREATE TRIGGER journal_same BEFORE UPDATE ON journal BEGIN SELECT RAISE (ABORT, 'the journal does not change'); END;
