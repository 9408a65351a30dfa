/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/isg-extract-paper.h"

#include "base/isg-date.h"
#include "base/isg-i18n.h"
#include "rules/isg-json.h"
#include "rules/isg-record-json.h"

#define FORMAT "isg-kisi-dokumu 1"
#define DEPTH  16

typedef struct {
  IsgPaper *paper; /* (owned) */
  IsgRules *rules;
  IsgRecordPaper how;
} Printing;

static const IsgJson *
member (const IsgJson *object, const char *name)
{
  for (guint i = 0; i < isg_json_length (object); i++)
    if (g_strcmp0 (isg_json_nth_name (object, i), name) == 0)
      return isg_json_nth (object, i);
  return NULL;
}

/* "" where there is none. */
static const char *
text_of (const IsgJson *object, const char *name)
{
  const IsgJson *value = member (object, name);
  const char *text
    = value != NULL && isg_json_type (value) == ISG_JSON_STRING ? isg_json_text (value) : NULL;

  return text != NULL ? text : "";
}

static guint
length_of (const IsgJson *list)
{
  return list != NULL && isg_json_type (list) == ISG_JSON_ARRAY ? isg_json_length (list) : 0;
}

/* ---- one record ---- */

static void
print_history (Printing *printing, const IsgJson *record)
{
  const IsgJson *history = member (record, "history");
  guint n = length_of (history);

  if (n == 0)
    return;
  isg_paper_row (printing->paper,
                 (const char *const[]){ _ ("Revision"), _ ("Time"), _ ("By") }, 3, TRUE);
  for (guint i = 0; i < n; i++) {
    const IsgJson *revision = isg_json_nth (history, i);
    const IsgJson *number = member (revision, "revision");

    isg_paper_row (printing->paper,
                   (const char *const[]){ number != NULL ? isg_json_text (number) : "",
                                          text_of (revision, "time"),
                                          text_of (revision, "by") },
                   3,
                   FALSE);
  }
  isg_paper_gap (printing->paper);
}

static gboolean
print_record (Printing *printing, const IsgJson *record, GError **error)
{
  const IsgKind *kind = isg_rules_kind (printing->rules, text_of (record, "kind"));
  const IsgJson *values = member (record, "fields");
  g_autoptr (GString) json = g_string_new (NULL);
  g_autoptr (IsgFields) fields = NULL;

  isg_json_append (json, values);
  fields = isg_record_fields_from_store (printing->rules, kind, json->str, error);
  if (fields == NULL)
    return FALSE;
  isg_paper_heading (printing->paper,
                     kind != NULL ? isg_kind_label (kind, isg_i18n_language ())
                                  : text_of (record, "kind"));
  if (kind != NULL)
    isg_record_paper_add (printing->paper, printing->rules, kind, fields, &printing->how);
  isg_paper_pair (printing->paper, _ ("Record number"), text_of (record, "uuid"));
  if (member (record, "sealed") != NULL)
    isg_paper_note (printing->paper,
                    _ ("Health details are not in this extract: physician and health staff alone "
                       "read them, and hand them out to the person."));
  print_history (printing, record);
  return TRUE;
}

/* ---- who read it ---- */

static void
print_access (Printing *printing, const IsgJson *access)
{
  guint n = length_of (access);

  isg_paper_heading (printing->paper, _ ("Who read, printed or handed out the health details"));
  if (n == 0) {
    isg_paper_text (printing->paper, _ ("Nobody has."));
    return;
  }
  isg_paper_row (printing->paper,
                 (const char *const[]){ _ ("Time"),
                                           _ ("By"), _ ("What"), _ ("Record number") }, 4, TRUE);
  for (guint i = 0; i < n; i++) {
    const IsgJson *entry = isg_json_nth (access, i);

    isg_paper_row (printing->paper,
                   (const char *const[]){ text_of (entry, "time"),
                                          text_of (entry, "by"),
                                          text_of (entry, "act"),
                                          text_of (entry, "record") },
                   4,
                   FALSE);
  }
}

/* ---- all of it ---- */

static IsgPaper *
new_paper (const IsgRecordPaper *how)
{
  g_autofree char *day = isg_i18n_date (isg_date_from_unix (how->printed_at), FALSE);
  g_autofree char *footer = g_strdup_printf (_ ("İSG Defteri %s · printed %s"), ISG_VERSION, day);

  return isg_paper_new (_ ("What is held about you"), footer, how->watermark);
}

static gboolean
print_all (Printing *printing, const IsgJson *root, GError **error)
{
  const IsgJson *records = member (root, "records");
  const IsgJson *person = member (root, "person");

  if (person == NULL || g_strcmp0 (text_of (root, "format"), FORMAT) != 0) {
    g_set_error (error, ISG_RULES_ERROR, ISG_RULES_ERROR_VALUE, "extract: it is none");
    return FALSE;
  }
  isg_paper_text (printing->paper,
                  _ ("The Law on the Protection of Personal Data, article 11, gives everybody the "
                     "right to know what is held about him and to have it corrected. This is all "
                     "that this program holds; who wants something corrected says so to the one "
                     "who handed this out, and is answered within 30 days (article 13)."));
  isg_paper_pair (printing->paper, _ ("Made on"), text_of (root, "made"));
  if (!print_record (printing, person, error))
    return FALSE;
  for (guint i = 0; i < length_of (records); i++)
    if (!print_record (printing, isg_json_nth (records, i), error))
      return FALSE;
  print_access (printing, member (root, "access"));
  return TRUE;
}

IsgPaper *
isg_extract_paper (IsgRules *rules, GBytes *extract, const IsgRecordPaper *how, GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (extract, &length);
  g_autoptr (IsgJson) root = isg_json_parse (data, length, DEPTH, error);
  g_autoptr (IsgPaper) paper = NULL;
  Printing printing = { NULL, rules, *how };

  if (root == NULL)
    return NULL;
  paper = new_paper (how);
  printing.paper = paper;
  printing.how.with_sealed = TRUE;
  return print_all (&printing, root, error) ? g_steal_pointer (&paper) : NULL;
}
