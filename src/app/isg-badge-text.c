/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-badge-text.h"

#include <json-glib/json-glib.h>

/* Source: ui.md 2.9. */
typedef struct {
  const char *state;
  const char *icon;
  const char *css_class;
} Look;

static const Look looks[] = {
  { "DRAFT", "document-edit-symbolic", "st-draft" },
  { "AWAITING_SIGNATURE", "auth-smartcard-symbolic", "st-sign" },
  { "QUEUED", "document-open-recent-symbolic", "st-queue" },
  { "SENDING", "mail-send-symbolic", "st-send" },
  { "IN_DOUBT", "dialog-question-symbolic", "st-doubt" },
  { "PROCESSING", "content-loading-symbolic", "st-wait" },
  { "ACCEPTED", "emblem-ok-symbolic", "st-ok" },
  { "PARTLY_ACCEPTED", "emblem-synchronizing-symbolic", "st-part" },
  { "REJECTED", "dialog-error-symbolic", "st-bad" },
  { "NEEDS_HELP", "dialog-warning-symbolic", "st-help" },
  { "SUPERSEDED", "edit-redo-symbolic", "st-old" },
  { "CANCELLED", "action-unavailable-symbolic", "st-void" },
  { "WITHDRAWN", "edit-undo-symbolic", "st-back" },
  { "REPORTED_ELSEWHERE", "emblem-shared-symbolic", "st-else" },
};

static const Look complete_draft = { "DRAFT", "emblem-documents-symbolic", "st-ready" };
/* A state of a newer version is not taken for one of ours. */
static const Look unknown = { "", "dialog-question-symbolic", "st-old" };
static const Look late_draft = { "DRAFT", "appointment-missed-symbolic", "st-late" };

/* The note's members, as text. A note that cannot be read has none: the badge then says less. */
static JsonObject *
read_note (const char *note_json, JsonParser *parser)
{
  JsonNode *root;

  if (note_json == NULL || *note_json == '\0'
      || !json_parser_load_from_data (parser, note_json, -1, NULL))
    return NULL;
  root = json_parser_get_root (parser);
  return root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
}

static char *
note_text (JsonObject *note, const char *name)
{
  JsonNode *node = note != NULL ? json_object_get_member (note, name) : NULL;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return NULL;
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return json_node_dup_string (node);
  return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
}

static gint64
note_number (JsonObject *note, const char *name)
{
  return note != NULL ? json_object_get_int_member_with_default (note, name, 0) : 0;
}

static const Look *
find_look (const char *state, JsonObject *note)
{
  for (gsize i = 1; i < G_N_ELEMENTS (looks); i++)
    if (g_strcmp0 (looks[i].state, state) == 0)
      return &looks[i];
  if (g_strcmp0 (state, "DRAFT") != 0)
    return &unknown;
  if (note != NULL && json_object_get_boolean_member_with_default (note, "late", FALSE))
    return &late_draft;
  return note_number (note, "missing") == 0 ? &complete_draft : &looks[0];
}

const char *
isg_badge_icon (const char *state, const char *note_json)
{
  g_autoptr (JsonParser) parser = json_parser_new ();

  return find_look (state, read_note (note_json, parser))->icon;
}

const char *
isg_badge_css_class (const char *state, const char *note_json)
{
  g_autoptr (JsonParser) parser = json_parser_new ();

  return find_look (state, read_note (note_json, parser))->css_class;
}

/* DRAFT has three faces; the pack gives each a name. */
static const char *
text_state (const char *state, const Look *look)
{
  if (look == &complete_draft)
    return "DRAFT_COMPLETE";
  return look == &late_draft ? "DRAFT_OVERDUE" : state;
}

/* The machine's word for why it needs a person, in the pack's words; what a person typed is his. */
static char *
reason_text (IsgRules *rules, JsonObject *note)
{
  g_autofree char *word = note_text (note, "reason");
  g_autofree char *id = word != NULL ? g_strdup_printf ("help.%s.because", word) : NULL;
  char *text = id != NULL ? isg_rules_text (rules, id, isg_i18n_language (), NULL) : NULL;

  return text != NULL ? text : g_steal_pointer (&word);
}

/* A place for which there is nothing is left out of the sentence, with what belongs to it. */
#define PLACE(name, text) (text) != NULL ? (name) : "none", (text) != NULL ? (text) : ""

static char *
say (IsgRules *rules, const char *id, JsonObject *note)
{
  g_autofree char *missing = note_text (note, "missing");
  g_autofree char *fields = note_text (note, "fields");
  g_autofree char *n = note_text (note, "n");
  g_autofree char *k = note_text (note, "k");
  g_autofree char *date = note_text (note, "date");
  g_autofree char *no = note_text (note, "no");
  g_autofree char *reason = reason_text (rules, note);
  g_autofree char *name = note_text (note, "name");
  g_autofree char *refused
    = g_strdup_printf ("%" G_GINT64_FORMAT, note_number (note, "n") - note_number (note, "k"));
  const char *count = missing != NULL ? missing : fields != NULL ? fields : n;

  return isg_rules_text (rules,
                         id,
                         isg_i18n_language (),
                         "n",
                         count != NULL ? count : "0",
                         "r",
                         refused,
                         PLACE ("k", k),
                         PLACE ("date", date),
                         PLACE ("no", no),
                         PLACE ("reason", reason),
                         PLACE ("paper", reason),
                         PLACE ("name", name),
                         NULL);
}

static char *
mark_sandbox (IsgRules *rules, char *text)
{
  g_autofree char *plain = text;
  g_autofree char *mark = isg_rules_text (rules, "state.sandbox", isg_i18n_language (), NULL);

  if (mark == NULL || *plain == '\0')
    return g_steal_pointer (&plain);
  return g_strdup_printf ("%s %s", plain, mark);
}

char *
isg_badge_text (IsgRules *rules,
                const char *state,
                const char *note_json,
                gboolean sandbox,
                IsgBadgeForm form)
{
  static const char *const forms[] = { "badge", "short", "explain" };
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *note = read_note (note_json, parser);
  g_autofree char *id = NULL;
  char *text;

  g_return_val_if_fail (rules != NULL, NULL);

  if (state == NULL || *state == '\0')
    return g_strdup ("");
  state = text_state (state, find_look (state, note));
  id = g_strdup_printf ("state.%s.%s", state, forms[form]);
  text = say (rules, id, note);
  if (text == NULL && form == ISG_BADGE_SHORT)
    return isg_badge_text (rules, state, note_json, sandbox, ISG_BADGE_FULL);
  if (text == NULL)
    return g_strdup ("");
  return sandbox && form != ISG_BADGE_EXPLAIN ? mark_sandbox (rules, text) : text;
}
