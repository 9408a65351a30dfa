/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/isg-clock.h"
#include "rules/isg-dataset-def.h"
#include "rules/isg-rules.h"

G_BEGIN_DECLS

/* The store's file in its folder. */
#define ISG_STORE_FILE "isg-defteri.db"

/**
 * ISG_STORE_ERROR:
 *
 * What keeps the store from doing what it was asked. BUSY, FULL and CORRUPT are ordinary: the user
 * is told what happened and what was kept.
 */
#define ISG_STORE_ERROR (isg_store_error_quark ())

/**
 * IsgStoreError:
 * @ISG_STORE_ERROR_BUSY: another process holds the file longer than we wait
 * @ISG_STORE_ERROR_FULL: no room on the disk
 * @ISG_STORE_ERROR_IO: the disk or the file system failed
 * @ISG_STORE_ERROR_CORRUPT: the file is damaged
 * @ISG_STORE_ERROR_FOREIGN: not a file of this program, or not of this environment
 * @ISG_STORE_ERROR_NEWER: written by a newer version; not touched
 * @ISG_STORE_ERROR_ABSENT: no store there, or no such record
 * @ISG_STORE_ERROR_EXISTS: there already is one
 * @ISG_STORE_ERROR_CONFLICT: what was to be changed is not any more as it was read
 * @ISG_STORE_ERROR_INVALID: the request does not make sense (unknown kind, workplace missing …)
 * @ISG_STORE_ERROR_READ_ONLY: the folder or the disk may only be read
 * @ISG_STORE_ERROR_CANCELLED: the caller wanted it stopped; nothing of it is left
 * @ISG_STORE_ERROR_LOCKED: the file is encrypted and no key was given; not touched
 * @ISG_STORE_ERROR_KEY: the key or the passphrase does not open the file; not touched
 * @ISG_STORE_ERROR_HEALTH: health details are locked, and the request needs them; nothing was
 * changed
 */
typedef enum {
  ISG_STORE_ERROR_BUSY,
  ISG_STORE_ERROR_FULL,
  ISG_STORE_ERROR_IO,
  ISG_STORE_ERROR_CORRUPT,
  ISG_STORE_ERROR_FOREIGN,
  ISG_STORE_ERROR_NEWER,
  ISG_STORE_ERROR_ABSENT,
  ISG_STORE_ERROR_EXISTS,
  ISG_STORE_ERROR_CONFLICT,
  ISG_STORE_ERROR_INVALID,
  ISG_STORE_ERROR_READ_ONLY,
  ISG_STORE_ERROR_CANCELLED,
  ISG_STORE_ERROR_LOCKED,
  ISG_STORE_ERROR_KEY,
  ISG_STORE_ERROR_HEALTH,
  ISG_STORE_ERROR_FROZEN,
} IsgStoreError;

/**
 * isg_store_error_quark:
 * @ISG_STORE_ERROR_FROZEN: the record was completed, and what was to be changed stays as it is
 *
 * Thread: any.
 *
 * Returns: the quark of %ISG_STORE_ERROR
 */
GQuark isg_store_error_quark (void);

/**
 * IsgStore:
 *
 * A handle on the store file. Belongs to the thread that opened it (asserted in every function);
 * each thread opens its own.
 */
typedef struct _IsgStore IsgStore;

/* What opens an encrypted store: isg-store-key.h. */
typedef struct _IsgStoreKey IsgStoreKey;

/**
 * isg_store_create:
 * @data_dir: a folder; made when it is not there
 * @environment: what the file is for, for ever
 * @rules: the rule pack
 * @clock: the time
 * @error: %ISG_STORE_ERROR _EXISTS, _IO, _FULL
 *
 * Makes an empty store; its mirror is made before its first message (isg_mirror_adopt ()).
 * Half-made files of a crash do not count as a store.
 *
 * Thread: becomes the owner.
 *
 * Returns: (transfer full): the store, or %NULL with @error
 */
IsgStore *isg_store_create (const char *data_dir,
                            IsgEnvironment environment,
                            IsgRules *rules,
                            IsgClock *clock,
                            GError **error);

/**
 * isg_store_open:
 * @data_dir: the folder
 * @rules: the rule pack; one of the sandbox's issuer opens no live store (_INVALID)
 * @clock: the time
 * @error: %ISG_STORE_ERROR _ABSENT, _FOREIGN, _NEWER, _CORRUPT, _BUSY, _IO, _LOCKED for an
 * encrypted one; _READ_ONLY where nothing may be written and something would have to be first
 *
 * Opens, migrates an older file (after a copy was kept), checks integrity when the last exit was
 * unclean. A newer or foreign file is not touched. Where the folder or the file may not be written
 * it is opened to be looked at (isg_store_is_read_only ()).
 *
 * Thread: becomes the owner.
 *
 * Returns: (transfer full): the store, or %NULL with @error
 */
IsgStore *isg_store_open (const char *data_dir, IsgRules *rules, IsgClock *clock, GError **error);

/**
 * isg_store_create_with:
 * @data_dir: as isg_store_create ()
 * @key: (nullable): what it is encrypted under; %NULL makes a plain file
 * @environment: as isg_store_create ()
 * @rules: the rule pack
 * @clock: the time
 * @error: as isg_store_create ()
 *
 * Thread: becomes the owner.
 *
 * Returns: (transfer full): the store, or %NULL with @error
 */
IsgStore *isg_store_create_with (const char *data_dir,
                                 IsgStoreKey *key,
                                 IsgEnvironment environment,
                                 IsgRules *rules,
                                 IsgClock *clock,
                                 GError **error);

/**
 * isg_store_open_with:
 * @data_dir: the folder
 * @key: (nullable): what opens it; not used for a plain file
 * @rules: the rule pack
 * @clock: the time
 * @error: as isg_store_open (), also _LOCKED, _KEY
 *
 * Thread: becomes the owner.
 *
 * Returns: (transfer full): the store, or %NULL with @error
 */
IsgStore *isg_store_open_with (const char *data_dir,
                               IsgStoreKey *key,
                               IsgRules *rules,
                               IsgClock *clock,
                               GError **error);

/**
 * isg_store_close:
 * @store: (transfer full) (nullable): a store with no transaction open
 *
 * Thread: the owner.
 */
void isg_store_close (IsgStore *store);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgStore, isg_store_close)

/**
 * isg_store_rules:
 * @store: a store
 *
 * Thread: the owner.
 *
 * Returns: (transfer none): the rule pack it was opened with
 */
IsgRules *isg_store_rules (IsgStore *store);

/**
 * isg_store_rules_of:
 * @store: a store
 * @version: a pack's version, as a revision or a submission keeps it
 *
 * The pack under which something was written or finalised, in force or not, so that what is on its
 * way is asked about as it was sent.
 *
 * Thread: the owner.
 *
 * Returns: (transfer none): that pack, until the store is closed; the one in force when it is not
 * kept any more
 */
IsgRules *isg_store_rules_of (IsgStore *store, const char *version);

/**
 * isg_store_method:
 * @store: a store
 * @version: a pack's version
 * @kind: a kind
 * @method_id: a method
 *
 * Thread: the owner.
 *
 * Returns: (transfer none) (nullable): the method as that pack has it, or as the one in force does
 * where that one is gone; %NULL when there is none
 */
const IsgMethod *isg_store_method (IsgStore *store,
                                   const char *version,
                                   const char *kind,
                                   const char *method_id);

/**
 * isg_store_clock:
 * @store: a store
 *
 * Thread: the owner.
 *
 * Returns: (transfer none): its clock
 */
IsgClock *isg_store_clock (IsgStore *store);

/**
 * isg_store_environment:
 * @store: a store
 *
 * Thread: the owner.
 *
 * Returns: sandbox or live
 */
IsgEnvironment isg_store_environment (IsgStore *store);

/**
 * isg_store_uuid:
 * @store: a store
 *
 * Thread: the owner.
 *
 * Returns: (transfer none): the file's identity
 */
const char *isg_store_uuid (IsgStore *store);

/**
 * isg_store_data_dir:
 * @store: a store
 *
 * Thread: the owner.
 *
 * Returns: (transfer none): the folder
 */
const char *isg_store_data_dir (IsgStore *store);

/**
 * isg_store_is_read_only:
 * @store: a store
 *
 * Thread: the owner.
 *
 * Returns: whether its disk or folder may only be read; then everything can be looked at and what
 * writes fails with %ISG_STORE_ERROR _READ_ONLY
 */
gboolean isg_store_is_read_only (IsgStore *store);

/**
 * isg_store_set_actor:
 * @store: a store
 * @actor: who works: "app", "isgctl", "worker" … with the profile once there are profiles
 *
 * Goes into revisions and the journal.
 *
 * Thread: the owner.
 */
void isg_store_set_actor (IsgStore *store, const char *actor);

/**
 * IsgStorePoint:
 * @name: the point's name
 * @data: as given
 *
 * Told that a named point of the work was reached.
 */
typedef void (*IsgStorePoint) (const char *name, gpointer data);

/**
 * isg_store_set_point:
 * @store: a store
 * @point: (nullable): who is told
 * @data: for @point; lives as long as the store
 *
 * Tests end the process at a named point: what was written whole by then stays, and nothing else.
 *
 * Thread: the owner.
 */
void isg_store_set_point (IsgStore *store, IsgStorePoint point, gpointer data);

/**
 * isg_store_pass:
 * @store: a store
 * @name: "finalise-before-commit", "sign-after-card" …
 *
 * Thread: the owner.
 */
void isg_store_pass (IsgStore *store, const char *name);

/**
 * isg_store_data_version:
 * @store: a store
 *
 * A number that changes when another handle or process has committed (PRAGMA data_version) or this
 * one has.
 *
 * Thread: the owner.
 *
 * Returns: the number
 */
gint64 isg_store_data_version (IsgStore *store);

/**
 * isg_store_begin:
 * @store: a store
 * @error: %ISG_STORE_ERROR _BUSY, _IO
 *
 * Takes the write lock (BEGIN IMMEDIATE). Nested calls count; only the outermost commit writes.
 * isg_store_rollback () at any depth undoes all.
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_store_begin (IsgStore *store, GError **error);

/**
 * isg_store_commit:
 * @store: a store in a transaction
 * @error: %ISG_STORE_ERROR _BUSY, _FULL, _IO; everything is rolled back then
 *
 * Durable when it returns (synchronous=FULL).
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_store_commit (IsgStore *store, GError **error);

/**
 * isg_store_rollback:
 * @store: a store
 *
 * Does nothing when no transaction is open.
 *
 * Thread: the owner.
 */
void isg_store_rollback (IsgStore *store);

/**
 * IsgTransaction:
 *
 * Rolls back when it goes out of scope, unless committed.
 */
typedef struct _IsgTransaction IsgTransaction;

/**
 * isg_transaction_begin:
 * @store: a store
 * @error: as isg_store_begin ()
 *
 * Thread: the owner of @store.
 *
 * Returns: (transfer full): the transaction, or %NULL with @error
 */
IsgTransaction *isg_transaction_begin (IsgStore *store, GError **error);

/**
 * isg_transaction_commit:
 * @transaction: a transaction
 * @error: as isg_store_commit ()
 *
 * Thread: the owner of the store.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_transaction_commit (IsgTransaction *transaction, GError **error);

/**
 * isg_transaction_free:
 * @transaction: (transfer full) (nullable): rolled back unless committed
 *
 * Thread: the owner of the store.
 */
void isg_transaction_free (IsgTransaction *transaction);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgTransaction, isg_transaction_free)

/* ---- settings ---- */

/**
 * isg_store_setting:
 * @store: a store
 * @key: "firm.code", "endpoint.ibys-soap-list" …
 * @out_value: (out) (transfer full) (nullable): its value, or %NULL
 * @error: %ISG_STORE_ERROR _BUSY, _IO, _CORRUPT
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_store_setting (IsgStore *store, const char *key, char **out_value, GError **error);

/**
 * isg_store_set_setting:
 * @store: a store
 * @key: a key
 * @value: (nullable): its value; %NULL takes it out
 * @secret: whether it must never be shown
 * @error: %ISG_STORE_ERROR _BUSY, _FULL, _IO
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_store_set_setting (IsgStore *store,
                                const char *key,
                                const char *value,
                                gboolean secret,
                                GError **error);

/* ---- journal ---- */

/**
 * IsgJournalEntry:
 *
 * One line of the journal.
 */
typedef struct {
  gint64 seq;
  gint64 time;
  char *actor;
  char *act;
  char *record;
  guint revision;
  char *detail; /* JSON */
  char *hash;
} IsgJournalEntry;

/**
 * isg_store_journal:
 * @store: a store in a transaction
 * @act: "record.saved", "submission.state" …
 * @record: (nullable): the record's uuid
 * @revision: which, or 0
 * @detail: (nullable): JSON; no personal and no health data
 * @error: %ISG_STORE_ERROR _FULL, _IO
 *
 * Appends a line in the transaction of its cause.
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_store_journal (IsgStore *store,
                            const char *act,
                            const char *record,
                            guint revision,
                            const char *detail,
                            GError **error);

/**
 * isg_store_journal_list:
 * @store: a store
 * @after: lines after this seq
 * @limit: at most so many
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the owner.
 *
 * Returns: (transfer full) (element-type IsgJournalEntry): the lines, or %NULL with @error
 */
GPtrArray *isg_store_journal_list (IsgStore *store, gint64 after, guint limit, GError **error);

/**
 * IsgJournalQuery:
 *
 * Which lines of the journal; 0 and %NULL: any.
 */
typedef struct {
  gint64 after;       /* lines after this seq */
  gint64 limit;       /* at most so many; -1: all */
  gint64 from;        /* seconds since 1970 UTC, and later */
  gint64 until;       /* before */
  const char *act;    /* "record.saved", or "record" for all that begin so */
  const char *record; /* uuid */
  const char *actor;
} IsgJournalQuery;

/**
 * isg_store_journal_select:
 * @store: a store
 * @query: which lines
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the owner.
 *
 * Returns: (transfer full) (element-type IsgJournalEntry): the lines, oldest first, or %NULL with
 * @error
 */
GPtrArray *isg_store_journal_select (IsgStore *store, const IsgJournalQuery *query, GError **error);

/**
 * IsgJournalAccess:
 *
 * How somebody came to see health data.
 */
typedef enum {
  ISG_JOURNAL_READ,
  ISG_JOURNAL_PRINTED,
  ISG_JOURNAL_EXPORTED,
} IsgJournalAccess;

/**
 * isg_store_journal_access:
 * @store: a store; in a transaction or not
 * @access: how
 * @record: the record's uuid
 * @revision: which
 * @what: which paper or page, a word of the program's own; no personal and no health data
 * @error: %ISG_STORE_ERROR; then nothing may be shown
 *
 * Says in the journal, durably, that the actor reads, prints or exports health data: before it is
 * shown, so that nothing is seen that is not noted. Acts "health.read", "health.printed",
 * "health.exported".
 *
 * Thread: the owner.  Source: design.md 5 (journal entries say who read or printed).
 *
 * Returns: %FALSE with @error
 */
gboolean isg_store_journal_access (IsgStore *store,
                                   IsgJournalAccess access,
                                   const char *record,
                                   guint revision,
                                   const char *what,
                                   GError **error);

/**
 * isg_store_journal_last_time:
 * @store: a store
 * @out_time: (out): of its last line, seconds since 1970 UTC; 0 where there is none
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_store_journal_last_time (IsgStore *store, gint64 *out_time, GError **error);

/**
 * isg_store_journal_new_head:
 * @store: a store in no transaction
 * @error: %ISG_STORE_ERROR _IO
 *
 * Keeps the last line as it is now as what must be there, also where lines that were kept so are
 * missing: after the journal itself has said that this is an old copy.
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_store_journal_new_head (IsgStore *store, GError **error);

/**
 * isg_store_journal_verify:
 * @store: a store
 * @out_count: (out): how many lines hold
 * @error: %ISG_STORE_ERROR _CORRUPT with the first line that does not
 *
 * Finds every edit, removal and reordering: the chain begins at the file's identity, and its last
 * line when the store was closed last is kept outside, beside the mirror.
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_store_journal_verify (IsgStore *store, gint64 *out_count, GError **error);

G_END_DECLS
