/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/isg-rules.h"

G_BEGIN_DECLS

/**
 * IsgRulebook:
 *
 * The rule packs of a data directory: the one built into the program, and what was installed. Lies
 * beside the store, because a pack decides how the store is opened:
 *
 *   rules/2026.12.1.isgpaket   each installed pack, to the byte; kept for ever, so that what was
 *                              finalised under it can still be asked about
 *   rules/chosen               versions that were installed and not taken back, one a line, oldest
 *                              first
 *   rules/issuer.pem           the issuer whom a sandbox store trusts besides the program's own
 *
 * The pack in force is the newest chosen one whose day has come, unless the built-in one is newer;
 * a later one waits for its day. Each file is put under its name whole and synced before the next
 * is written, and "chosen" comes last: whenever a machine stops, the old packs or the new ones
 * hold, never half. A file that was damaged since is passed over, and told of.
 *
 * A snapshot of what was there when it was made; not shared between threads. What changes the
 * folder holds a lock against other processes.
 */
typedef struct _IsgRulebook IsgRulebook;

/**
 * IsgPackState:
 * @ISG_PACK_ACTIVE: in force
 * @ISG_PACK_WAITING: installed, its day comes
 * @ISG_PACK_BEFORE: what a going back leads to
 * @ISG_PACK_KEPT: not in force any more
 * @ISG_PACK_DAMAGED: its file cannot be read any more
 */
typedef enum {
  ISG_PACK_ACTIVE,
  ISG_PACK_WAITING,
  ISG_PACK_BEFORE,
  ISG_PACK_KEPT,
  ISG_PACK_DAMAGED,
} IsgPackState;

/**
 * IsgPackEntry:
 *
 * One pack of the rulebook.
 */
typedef struct {
  char *version;   /* (owned) */
  IsgRules *rules; /* (owned) (nullable): %NULL when damaged */
  gboolean is_built_in;
  IsgPackState state;
  char *trouble; /* (owned) (nullable): why it is damaged */
} IsgPackEntry;

/**
 * IsgRulebookStep:
 * @name: "pack-kept", "issuer-kept", "chosen"
 * @data: as given
 *
 * Told after each step of an installation is durable.
 */
typedef void (*IsgRulebookStep) (const char *name, gpointer data);

/**
 * isg_rulebook_new:
 * @data_dir: a data directory, perhaps one that is not there yet
 * @error: as isg_rules_load () of the built-in pack
 *
 * Thread: any; the rulebook is the caller's.
 *
 * Returns: (transfer full): the packs there, or %NULL with @error
 */
IsgRulebook *isg_rulebook_new (const char *data_dir, GError **error);

/**
 * isg_rulebook_free:
 * @book: (transfer full) (nullable): a rulebook
 *
 * Thread: the owner.
 */
void isg_rulebook_free (IsgRulebook *book);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgRulebook, isg_rulebook_free)

/**
 * isg_rulebook_set_trial_issuer:
 * @book: a rulebook
 * @pem: (nullable): certificates whom a sandbox store trusts besides the program's own
 *
 * Only for the sandbox: a live store refuses to be opened with a pack of theirs.
 *
 * Thread: the owner.
 */
void isg_rulebook_set_trial_issuer (IsgRulebook *book, GBytes *pem);

/**
 * isg_rulebook_active:
 * @book: a rulebook
 * @today: the day
 *
 * Thread: the owner.
 *
 * Returns: (transfer none): the pack in force on that day
 */
IsgRules *isg_rulebook_active (IsgRulebook *book, IsgDate today);

/**
 * isg_rulebook_find:
 * @book: a rulebook
 * @version: a pack's version
 *
 * Thread: the owner.
 *
 * Returns: (transfer none) (nullable): that pack, in force or not; %NULL when it is not there any
 * more (the built-in pack of an older program)
 */
IsgRules *isg_rulebook_find (IsgRulebook *book, const char *version);

/**
 * isg_rulebook_trouble:
 * @book: a rulebook that was asked for the pack in force
 *
 * Thread: the owner.
 *
 * Returns: (transfer none) (nullable): why a chosen pack was passed over: file, place and reason
 */
const char *isg_rulebook_trouble (IsgRulebook *book);

/**
 * isg_rulebook_list:
 * @book: a rulebook
 * @today: the day
 *
 * Thread: the owner.
 *
 * Returns: (transfer full) (element-type IsgPackEntry): every pack, newest first
 */
GPtrArray *isg_rulebook_list (IsgRulebook *book, IsgDate today);

/**
 * isg_rulebook_judge:
 * @book: a rulebook
 * @file: a file's bytes
 * @name: (nullable): the file's name, for errors
 * @error: as isg_pack_file_load (); _OLDER when it is not newer than the newest that is chosen or
 * built in; _BROKEN for a pack of another program
 *
 * Thread: the owner.
 *
 * Returns: (transfer full): the pack, which could be installed; %NULL with @error
 */
IsgRules *isg_rulebook_judge (IsgRulebook *book, GBytes *file, const char *name, GError **error);

/**
 * isg_rulebook_install:
 * @book: a rulebook
 * @file: a file's bytes
 * @name: (nullable): the file's name, for errors
 * @step: (nullable): told of each step
 * @step_data: for @step
 * @error: as isg_rulebook_judge (), or a %G_FILE_ERROR of the folder
 *
 * Judges again, keeps the file and chooses it. On its day it is in force.
 *
 * Thread: the owner.
 *
 * Returns: %FALSE, and nothing changed, with @error
 */
gboolean isg_rulebook_install (IsgRulebook *book,
                               GBytes *file,
                               const char *name,
                               IsgRulebookStep step,
                               gpointer step_data,
                               GError **error);

/**
 * isg_rulebook_roll_back:
 * @book: a rulebook
 * @out_version: (out) (transfer full): the version that was taken out
 * @error: %ISG_RULES_ERROR _MISSING when nothing is installed, or a %G_FILE_ERROR of the folder
 *
 * Takes the newest installed pack out, be it in force or waiting; the one before holds again, at
 * last the built-in one. Its file is kept, and it can be installed again.
 *
 * Thread: the owner.
 *
 * Returns: %FALSE, and nothing changed, with @error
 */
gboolean isg_rulebook_roll_back (IsgRulebook *book, char **out_version, GError **error);

/**
 * isg_rules_days_left:
 * @rules: a pack
 * @today: the day
 * @out_gone: (out) (optional): days since the Ministry published the change
 * @out_left: (out) (optional): days until the last of the 30; less than 0 after it
 * @out_last: (out) (optional): that day
 *
 * Thread: any.  Source: circular 2018/1: 30 calendar days from the day of publication.
 *
 * Returns: %FALSE, and nothing written, when the pack follows no published change
 */
gboolean isg_rules_days_left (IsgRules *rules,
                              IsgDate today,
                              int *out_gone,
                              int *out_left,
                              IsgDate *out_last);

G_END_DECLS
