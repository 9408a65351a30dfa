/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dataset/isg-codec-private.h"
#include "dataset/isg-reply-private.h"

static const IsgDefBond *
bond_of (const IsgMethod *method, guint bond)
{
  return g_ptr_array_index (method->bonds, bond);
}

IsgTemplate *
isg_message_bond_question (const IsgMethod *method,
                           guint bond,
                           IsgRules *rules,
                           IsgRecord *record,
                           IsgRecordResolver resolver,
                           gpointer resolver_data,
                           GError **error)
{
  const IsgDefOperation *ask = bond_of (method, bond)->ask;
  g_autoptr (GString) out = g_string_new (NULL);
  g_auto (IsgScope) scope = { 0 };
  gboolean good;

  isg_scope_init (&scope, method);
  scope.rules = rules;
  scope.record = record;
  scope.resolver = resolver;
  scope.resolver_data = resolver_data;
  good = method->soap_namespace != NULL ? isg_soap_write (out, &scope, ask, error)
                                        : isg_json_write (out, &scope, ask->nodes, error);
  return good ? g_string_free (g_steal_pointer (&out), FALSE) : NULL;
}

IsgEnvelope *
isg_message_bond (const IsgMethod *method,
                  guint bond,
                  const IsgTemplate *question,
                  const IsgFirm *firm,
                  GError **error)
{
  return isg_message_wrap (method, bond_of (method, bond)->ask, question, firm, error);
}

/* Says yes or no in @out_bonded; FALSE when it says neither. */
static gboolean
read_word (const IsgDefBond *def, IsgWire *entry, const IsgReply *reply, gboolean *out_bonded)
{
  const IsgWirePath *path = def->ask->reply->bond;
  g_autofree char *word = isg_wire_text (entry, path, NULL);

  for (guint i = 0; i < def->none->len; i++) {
    if (g_array_index (def->none, int, i) == reply->code) {
      *out_bonded = FALSE;
      return TRUE;
    }
  }
  if (reply->klass != ISG_CODE_CLASS_ACCEPTED)
    return FALSE;
  *out_bonded = path == NULL || g_strcmp0 (word, "true") == 0 || g_strcmp0 (word, "1") == 0;
  return *out_bonded || g_strcmp0 (word, "false") == 0 || g_strcmp0 (word, "0") == 0;
}

IsgReply *
isg_message_read_bond (const IsgMethod *method,
                       guint bond,
                       guint http_status,
                       const char *content_type,
                       GBytes *body,
                       gboolean *out_bonded)
{
  const IsgDefBond *def = bond_of (method, bond);
  IsgReply *reply = NULL;
  g_autoptr (IsgWire) wire
    = isg_reply_open (method, def->ask, http_status, content_type, body, &reply);
  g_autoptr (GPtrArray) entries = NULL;

  if (wire == NULL)
    return reply;
  entries = isg_wire_find (wire, def->ask->reply->entry, NULL, NULL);
  if (entries->len != 1)
    return isg_reply_no_answer (entries->len == 0 ? "an empty answer" : "several answers");
  reply = isg_reply_read_entry (method, def->ask->reply, g_ptr_array_index (entries, 0));
  if (reply->kind == ISG_REPLY_BUSINESS
      && !read_word (def, g_ptr_array_index (entries, 0), reply, out_bonded)) {
    reply->kind = ISG_REPLY_NO_ANSWER;
    reply->detail = g_strdup ("neither yes nor no");
  }
  return reply;
}
