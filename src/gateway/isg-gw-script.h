/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * IsgGwAction:
 *
 * What a rule makes the ministry do; isg-gw-script.c documents each with its parameters.
 */
typedef enum {
  /* What the ministry decides and keeps. */
  ISG_GW_ACTION_CODE,
  ISG_GW_ACTION_PROCESSING,
  ISG_GW_ACTION_ASYNC,
  ISG_GW_ACTION_TRICKLE,
  ISG_GW_ACTION_WITHOUT_211,
  ISG_GW_ACTION_USE_UP,
  ISG_GW_ACTION_FORGET,
  ISG_GW_ACTION_OMIT,
  ISG_GW_ACTION_STALE,
  ISG_GW_ACTION_FOREIGN,
  ISG_GW_ACTION_FAULT,
  /* What becomes of the reply on its way; everything from here on is of the wire. */
  ISG_GW_ACTION_ANSWER,
  ISG_GW_ACTION_DROP_BEFORE,
  ISG_GW_ACTION_DROP_AFTER,
  ISG_GW_ACTION_STORE_LATE,
  ISG_GW_ACTION_CLAIM_LATE,
  ISG_GW_ACTION_RESET,
  ISG_GW_ACTION_HANG,
  ISG_GW_ACTION_HTTP,
  ISG_GW_ACTION_HTML,
  ISG_GW_ACTION_REDIRECT,
  ISG_GW_ACTION_GARBAGE,
  ISG_GW_ACTION_HUGE,
  ISG_GW_ACTION_TRUNCATED,
  ISG_GW_ACTION_DRIP,
  ISG_GW_ACTION_WRONG_TYPE,
  ISG_GW_ACTION_DUPLICATE,
} IsgGwAction;

/**
 * IsgGwRule:
 *
 * One rule of a script, with what it needs. Reference counted, immutable but for its counters.
 */
typedef struct {
  char *name;
  IsgGwAction action;

  char *method;    /* (nullable): a service's id or a method's */
  char *operation; /* (nullable) */
  char *kind;      /* (nullable): save, query, codes, authority, workplace */
  char *number;    /* (nullable) */
  gint64 nth;      /* 0: any */
  gint64 skip;
  gint64 count; /* 0: without end */

  gint64 n_matched;
  gint64 n_acted;

  gint64 delay_ms;
  gint64 reply_delay_ms;
  gboolean stored;
  gboolean echo;
  gboolean recheck;
  gboolean honest;
  gint64 code;
  gint64 status;
  gint64 final_code;
  gint64 after_ms;
  gint64 after_requests;
  gint64 bytes;
  gint64 chunk;
  gint64 interval_ms;
  gint64 per_query;
  gint64 retry_after;
  gint64 async_ms;
  char *message;
  char *body;
  char *content_type;
  char *location;
  char *other; /* the number to echo, leave out or forget; the fault's code */
} IsgGwRule;

/**
 * isg_gw_rule_ref:
 * @rule: (nullable): a rule
 *
 * Thread: main.
 *
 * Returns: (transfer full) (nullable): @rule
 */
IsgGwRule *isg_gw_rule_ref (IsgGwRule *rule);

/**
 * isg_gw_rule_unref:
 * @rule: (transfer full): a rule
 *
 * Thread: main.
 */
void isg_gw_rule_unref (IsgGwRule *rule);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgGwRule, isg_gw_rule_unref)

/**
 * isg_gw_rule_is:
 * @rule: (nullable): a rule
 * @action: an action
 *
 * Thread: any.
 *
 * Returns: whether there is a rule and it does this
 */
gboolean isg_gw_rule_is (const IsgGwRule *rule, IsgGwAction action);

/**
 * IsgGwRequestFacts:
 *
 * What a rule is matched against; everything but @method may be unknown, since unreadable requests
 * meet rules as well.
 */
typedef struct {
  const char *service;
  const char *method;
  const char *operation; /* (nullable) */
  const char *kind;      /* (nullable) */
  GPtrArray *numbers;    /* (nullable) of text */
} IsgGwRequestFacts;

/**
 * IsgGwScript:
 *
 * The rules of a file that may be replaced while the server runs.
 */
typedef struct _IsgGwScript IsgGwScript;

/**
 * isg_gw_script_new:
 * @path: (nullable): the file; %NULL is a script without rules
 * @error: %ISG_GW_ERROR _FILE with file, place and reason
 *
 * Thread: main from then on.
 *
 * Returns: (transfer full): the script, or %NULL with @error. A file that does not exist yet has no
 * rules.
 */
IsgGwScript *isg_gw_script_new (const char *path, GError **error);

/**
 * isg_gw_script_free:
 * @script: (transfer full): a script
 *
 * Thread: main.
 */
void isg_gw_script_free (IsgGwScript *script);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgGwScript, isg_gw_script_free)

/**
 * isg_gw_script_refresh:
 * @script: a script
 * @error: %ISG_GW_ERROR _FILE; the old rules stay
 *
 * Reads the file again when it was replaced or changed; counters then begin anew.
 *
 * Thread: main.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_gw_script_refresh (IsgGwScript *script, GError **error);

/**
 * isg_gw_script_match:
 * @script: a script
 * @facts: about the request
 * @out_ministry: (out) (transfer full) (nullable): the first rule that holds among those for what
 * the ministry decides
 * @out_wire: (out) (transfer full) (nullable): the first among those for the way of the reply
 *
 * Counts the request for each rule that it matches.
 *
 * Thread: main.
 */
void isg_gw_script_match (IsgGwScript *script,
                          const IsgGwRequestFacts *facts,
                          IsgGwRule **out_ministry,
                          IsgGwRule **out_wire);

G_END_DECLS
