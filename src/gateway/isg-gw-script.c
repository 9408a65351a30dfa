/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A fault script is one JSON file:
 *
 *   { "rules": [ { "match": { … }, "action": "…", "count": 1, …parameters }, … ] }
 *
 * "match" (each member optional, all must hold; absent matches every request):
 *   "method"     "A", "B", "C", or a method's id such as "ibys-soap-list"
 *   "operation"  egitimBildirimKaydet, egitimSorgula, durumSorgula, muayeneBilgisiBildir …
 *   "kind"       "save", "query", "codes", "authority" or "workplace"
 *   "number"     a sorguNo in the request, as text
 *   "nth"        only the n-th request that matches the rest, from 1
 * beside it:
 *   "skip"       let so many matching requests pass first (0)
 *   "count"      act so many times, then never again (0 = without end)
 *   "name"       shown in the log
 *   "delay_ms"         wait before the request is looked at (a slow ministry stores late, whoever
 * still listens) "reply_delay_ms"   wait after it was dealt with, before the reply
 *
 * Of the rules that match, the first one for what the ministry decides and the first one for the
 * way of the reply act. The file is read again before a request when it changed; counters then
 * begin anew. Replace it by rename. A file that cannot be read leaves the old rules and is named on
 * stderr.
 *
 * What the ministry decides and keeps:
 *   code          "code" (any number), "stored" (false), "message"?, "echo" (true): answers that
 * status; a save is dealt with as usual first when "stored", else not at all. In a query every
 * number gets it; without "echo" the reply speaks of no number. E.g. 1111 with and without storing,
 * 204, an unknown 999. processing    "async_ms" (0): a save is taken and answered 202, the outcome
 * is known so much later; a query is 202 async         "async_ms", "final_code" (0): a save is
 * taken (A, C: 202, B: 200 without a list), the outcome is known so much later; "final_code"
 * refuses the whole then trickle       "per_query" (1), "code" (200): B's save is taken without a
 * list; each query shows so many items more, with that overall status until all are shown
 *   without_211   the number is not checked
 *   use_up        a save that is refused takes its number all the same
 *   forget        "other"? (the request's number): first makes a stored number free again; what was
 * stored stays listed omit          "other"? (the first): leaves a number out of a query's reply
 *   stale         "after_ms" (0): a query knows nothing of what came within so many ms before it; 0
 * = nothing at all foreign       "other" ("99999999999"): echoes that number instead of the asked
 * one fault         "other" ("Server" or "Client"), "stored" (false), "message"?: a SOAP fault (C:
 * HTTP 500) The way of the reply: answer        nothing more; for the two delays drop_before closes
 * the connection and does nothing drop_after    does everything and closes the connection instead
 * of answering store_late    closes the connection; deals with the request "after_ms", or right
 * before the "after_requests"-th later request; "recheck" (true): false checks the number on
 * arrival and not again claim_late    closes the connection; takes the number on arrival, stores
 * "after_ms" or "after_requests" later reset         "stored" (false): resets the connection (RST)
 *   hang          "stored" (false): never answers
 *   http          "status", "stored" (false), "body"?, "content_type" ("text/plain"),
 * "retry_after"? html          "stored" (false): 200 with a page redirect      "status" (302),
 * "location"? (the address itself), "stored" (false) garbage       "bytes" (512), "stored" (false):
 * 200, right type, senseless bytes (the same each time) huge          "bytes" (2097152): the right
 * reply, grown to that size by what readers pass over truncated     "bytes"? (half), "honest"
 * (false): the right reply cut short; honest: with the length that it then has drip "chunk" (1),
 * "interval_ms" (100): the right reply, slowly wrong_type    "content_type" ("text/html"): the
 * right reply under another type duplicate     the right reply, twice on one connection Wrong and
 * expired certificates: start the server with another one.
 */
#include "gateway/isg-gw-script.h"

#include <glib/gstdio.h>

#include "gateway/isg-gw-error.h"
#include "gateway/isg-gw-json.h"

#define MAX_MS      86400000
#define MAX_BYTES   (64 * 1024 * 1024)
#define MAX_COUNTER G_MAXINT32

struct _IsgGwScript {
  char *path;       /* (owned) (nullable) */
  GPtrArray *rules; /* (owned) of IsgGwRule */
  GStatBuf seen;    /* of the file that @rules came from; zero when there was none */
};

static const struct {
  const char *name;
  IsgGwAction action;
  gboolean stored; /* unless the rule says otherwise */
} ACTIONS[] = {
  { "code", ISG_GW_ACTION_CODE, FALSE },
  { "processing", ISG_GW_ACTION_PROCESSING, TRUE },
  { "async", ISG_GW_ACTION_ASYNC, TRUE },
  { "trickle", ISG_GW_ACTION_TRICKLE, TRUE },
  { "without_211", ISG_GW_ACTION_WITHOUT_211, TRUE },
  { "use_up", ISG_GW_ACTION_USE_UP, TRUE },
  { "forget", ISG_GW_ACTION_FORGET, TRUE },
  { "omit", ISG_GW_ACTION_OMIT, TRUE },
  { "stale", ISG_GW_ACTION_STALE, TRUE },
  { "foreign", ISG_GW_ACTION_FOREIGN, TRUE },
  { "fault", ISG_GW_ACTION_FAULT, FALSE },
  { "answer", ISG_GW_ACTION_ANSWER, TRUE },
  { "drop_before", ISG_GW_ACTION_DROP_BEFORE, FALSE },
  { "drop_after", ISG_GW_ACTION_DROP_AFTER, TRUE },
  { "store_late", ISG_GW_ACTION_STORE_LATE, FALSE },
  { "claim_late", ISG_GW_ACTION_CLAIM_LATE, FALSE },
  { "reset", ISG_GW_ACTION_RESET, FALSE },
  { "hang", ISG_GW_ACTION_HANG, FALSE },
  { "http", ISG_GW_ACTION_HTTP, FALSE },
  { "html", ISG_GW_ACTION_HTML, FALSE },
  { "redirect", ISG_GW_ACTION_REDIRECT, FALSE },
  { "garbage", ISG_GW_ACTION_GARBAGE, FALSE },
  { "huge", ISG_GW_ACTION_HUGE, TRUE },
  { "truncated", ISG_GW_ACTION_TRUNCATED, TRUE },
  { "drip", ISG_GW_ACTION_DRIP, TRUE },
  { "wrong_type", ISG_GW_ACTION_WRONG_TYPE, TRUE },
  { "duplicate", ISG_GW_ACTION_DUPLICATE, TRUE },
};

static void
rule_clear (gpointer data)
{
  IsgGwRule *rule = data;

  g_free (rule->name);
  g_free (rule->method);
  g_free (rule->operation);
  g_free (rule->kind);
  g_free (rule->number);
  g_free (rule->message);
  g_free (rule->body);
  g_free (rule->content_type);
  g_free (rule->location);
  g_free (rule->other);
}

IsgGwRule *
isg_gw_rule_ref (IsgGwRule *rule)
{
  return rule == NULL ? NULL : g_rc_box_acquire (rule);
}

void
isg_gw_rule_unref (IsgGwRule *rule)
{
  g_rc_box_release_full (rule, rule_clear);
}

gboolean
isg_gw_rule_is (const IsgGwRule *rule, IsgGwAction action)
{
  return rule != NULL && rule->action == action;
}

static gboolean
read_action (JsonObject *object, const char *where, IsgGwRule *rule, GError **error)
{
  g_autofree char *text = NULL;

  if (!isg_gw_json_get_string (object, where, "action", TRUE, &text, error))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (ACTIONS); i++)
    if (g_str_equal (ACTIONS[i].name, text)) {
      rule->action = ACTIONS[i].action;
      rule->stored = ACTIONS[i].stored;
      if (rule->name == NULL)
        rule->name = g_steal_pointer (&text);
      return TRUE;
    }

  g_set_error (error,
               ISG_GW_ERROR,
               ISG_GW_ERROR_FILE,
               "%s: action \"%s\" is not known",
               where,
               text);
  return FALSE;
}

static gboolean
read_match (JsonObject *object, const char *where, IsgGwRule *rule, GError **error)
{
  static const char *const known[] = { "method", "operation", "kind", "number", "nth", NULL };
  JsonNode *node = json_object_get_member (object, "match");

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (node)) {
    g_set_error (error, ISG_GW_ERROR, ISG_GW_ERROR_FILE, "%s: \"match\" is not an object", where);
    return FALSE;
  }
  object = json_node_get_object (node);
  return isg_gw_json_only (object, where, known, error)
         && isg_gw_json_get_string (object, where, "method", FALSE, &rule->method, error)
         && isg_gw_json_get_string (object, where, "operation", FALSE, &rule->operation, error)
         && isg_gw_json_get_string (object, where, "kind", FALSE, &rule->kind, error)
         && isg_gw_json_get_string (object, where, "number", FALSE, &rule->number, error)
         && isg_gw_json_get_int (object, where, "nth", MAX_COUNTER, &rule->nth, error);
}

/* What an action does when a parameter is left out. */
static void
set_defaults (IsgGwRule *rule)
{
  rule->echo = TRUE;
  rule->recheck = TRUE;
  rule->code = rule->action == ISG_GW_ACTION_TRICKLE ? 200 : 1111;
  rule->status = rule->action == ISG_GW_ACTION_REDIRECT ? 302
                 : rule->action == ISG_GW_ACTION_HTTP   ? 500
                                                        : 200;
  rule->bytes = rule->action == ISG_GW_ACTION_HUGE      ? 2097152
                : rule->action == ISG_GW_ACTION_GARBAGE ? 512
                                                        : 0;
  rule->chunk = 1;
  rule->interval_ms = 100;
  rule->per_query = 1;
}

static gboolean
read_numbers (JsonObject *object, const char *where, IsgGwRule *rule, GError **error)
{
  const struct {
    const char *name;
    gint64 max;
    gint64 *value;
  } numbers[] = {
    { "skip", MAX_COUNTER, &rule->skip },
    { "count", MAX_COUNTER, &rule->count },
    { "delay_ms", MAX_MS, &rule->delay_ms },
    { "reply_delay_ms", MAX_MS, &rule->reply_delay_ms },
    { "code", 99999, &rule->code },
    { "status", 599, &rule->status },
    { "final_code", 99999, &rule->final_code },
    { "after_ms", MAX_MS, &rule->after_ms },
    { "after_requests", MAX_COUNTER, &rule->after_requests },
    { "bytes", MAX_BYTES, &rule->bytes },
    { "chunk", MAX_BYTES, &rule->chunk },
    { "interval_ms", MAX_MS, &rule->interval_ms },
    { "per_query", MAX_COUNTER, &rule->per_query },
    { "retry_after", MAX_COUNTER, &rule->retry_after },
    { "async_ms", MAX_MS, &rule->async_ms },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    if (!isg_gw_json_get_int (object,
                              where,
                              numbers[i].name,
                              numbers[i].max,
                              numbers[i].value,
                              error))
      return FALSE;
  return TRUE;
}

static gboolean
read_texts (JsonObject *object, const char *where, IsgGwRule *rule, GError **error)
{
  return isg_gw_json_get_bool (object, where, "stored", &rule->stored, error)
         && isg_gw_json_get_bool (object, where, "echo", &rule->echo, error)
         && isg_gw_json_get_bool (object, where, "recheck", &rule->recheck, error)
         && isg_gw_json_get_bool (object, where, "honest", &rule->honest, error)
         && isg_gw_json_get_string (object, where, "message", FALSE, &rule->message, error)
         && isg_gw_json_get_string (object, where, "body", FALSE, &rule->body, error)
         && isg_gw_json_get_string (object,
                                    where,
                                    "content_type",
                                    FALSE,
                                    &rule->content_type,
                                    error)
         && isg_gw_json_get_string (object, where, "location", FALSE, &rule->location, error)
         && isg_gw_json_get_string (object, where, "other", FALSE, &rule->other, error);
}

static gboolean
read_rule (JsonObject *object, const char *where, gpointer user_data, GError **error)
{
  static const char *const known[] = {
    "match",        "action",   "name",           "skip",       "count",    "delay_ms",
    "code",         "status",   "reply_delay_ms", "final_code", "after_ms", "after_requests",
    "bytes",        "chunk",    "interval_ms",    "per_query",  "async_ms", "retry_after",
    "stored",       "echo",     "recheck",        "honest",     "message",  "body",
    "content_type", "location", "other",          "comment",    NULL,
  };
  GPtrArray *rules = user_data;
  g_autoptr (IsgGwRule) rule = g_rc_box_new0 (IsgGwRule);

  if (!isg_gw_json_only (object, where, known, error)
      || !isg_gw_json_get_string (object, where, "name", FALSE, &rule->name, error)
      || !read_action (object, where, rule, error))
    return FALSE;
  set_defaults (rule);
  if (!read_match (object, where, rule, error) || !read_numbers (object, where, rule, error)
      || !read_texts (object, where, rule, error))
    return FALSE;

  g_ptr_array_add (rules, g_steal_pointer (&rule));
  return TRUE;
}

static GPtrArray *
read_rules (const char *path, GError **error)
{
  static const char *const known[] = { "rules", "comment", NULL };
  g_autoptr (GPtrArray) rules = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_gw_rule_unref);
  g_autoptr (JsonNode) node = isg_gw_json_load_file (path, error);

  if (node == NULL || !isg_gw_json_only (json_node_get_object (node), path, known, error)
      || !isg_gw_json_each (json_node_get_object (node), path, "rules", read_rule, rules, error))
    return NULL;
  return g_steal_pointer (&rules);
}

static gboolean
is_same_file (const GStatBuf *a, const GStatBuf *b)
{
  return a->st_ino == b->st_ino && a->st_size == b->st_size
         && a->st_mtim.tv_sec == b->st_mtim.tv_sec && a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

static void
stat_file (const char *path, GStatBuf *out)
{
  if (g_stat (path, out) != 0)
    *out = (GStatBuf){ 0 };
}

gboolean
isg_gw_script_refresh (IsgGwScript *script, GError **error)
{
  g_autoptr (GPtrArray) rules = NULL;
  GStatBuf before;
  GStatBuf after;

  if (script->path == NULL)
    return TRUE;
  stat_file (script->path, &after);
  if (is_same_file (&after, &script->seen))
    return TRUE;

  /* Once more when it was replaced while being read, or its counters would begin anew twice. */
  do {
    before = after;
    g_clear_pointer (&rules, g_ptr_array_unref);
    g_clear_error (error);
    rules = before.st_ino == 0 ? g_ptr_array_new () : read_rules (script->path, error);
    stat_file (script->path, &after);
  } while (!is_same_file (&before, &after));

  /* Also remembered when it cannot be read, so that one bad file is named once. */
  script->seen = after;
  if (rules == NULL)
    return FALSE;

  g_ptr_array_unref (script->rules);
  script->rules = g_steal_pointer (&rules);
  return TRUE;
}

IsgGwScript *
isg_gw_script_new (const char *path, GError **error)
{
  g_autoptr (IsgGwScript) script = g_new0 (IsgGwScript, 1);

  script->path = g_strdup (path);
  script->rules = g_ptr_array_new ();
  if (!isg_gw_script_refresh (script, error))
    return NULL;
  return g_steal_pointer (&script);
}

void
isg_gw_script_free (IsgGwScript *script)
{
  g_ptr_array_unref (script->rules);
  g_free (script->path);
  g_free (script);
}

static gboolean
has_number (const IsgGwRequestFacts *facts, const char *number)
{
  return facts->numbers != NULL
         && g_ptr_array_find_with_equal_func (facts->numbers, number, g_str_equal, NULL);
}

static gboolean
rule_matches (const IsgGwRule *rule, const IsgGwRequestFacts *facts)
{
  if (rule->method != NULL && g_strcmp0 (rule->method, facts->service) != 0
      && g_strcmp0 (rule->method, facts->method) != 0)
    return FALSE;
  if (rule->operation != NULL && g_strcmp0 (rule->operation, facts->operation) != 0)
    return FALSE;
  if (rule->kind != NULL && g_strcmp0 (rule->kind, facts->kind) != 0)
    return FALSE;
  return rule->number == NULL || has_number (facts, rule->number);
}

/* Whether it is this rule's turn, now that one more request matched. */
static gboolean
is_due (const IsgGwRule *rule)
{
  if (rule->nth != 0 && rule->n_matched != rule->nth)
    return FALSE;
  return rule->n_matched > rule->skip && (rule->count == 0 || rule->n_acted < rule->count);
}

void
isg_gw_script_match (IsgGwScript *script,
                     const IsgGwRequestFacts *facts,
                     IsgGwRule **out_ministry,
                     IsgGwRule **out_wire)
{
  *out_ministry = NULL;
  *out_wire = NULL;
  for (guint i = 0; i < script->rules->len; i++) {
    IsgGwRule *rule = g_ptr_array_index (script->rules, i);
    IsgGwRule **place = rule->action < ISG_GW_ACTION_ANSWER ? out_ministry : out_wire;

    if (!rule_matches (rule, facts))
      continue;
    rule->n_matched++;
    if (*place != NULL || !is_due (rule))
      continue;
    rule->n_acted++;
    *place = isg_gw_rule_ref (rule);
  }
}
