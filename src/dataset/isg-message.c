/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dataset/isg-message.h"

#include <string.h>

#include "dataset/isg-codec-private.h"
#include "dataset/isg-wire-private.h"

void
isg_envelope_free (IsgEnvelope *envelope)
{
  if (envelope == NULL)
    return;
  g_free (envelope->url);
  g_free (envelope->content_type);
  g_free (envelope->soap_action);
  g_free (envelope->accept);
  g_clear_pointer (&envelope->body, g_bytes_unref);
  g_free (envelope);
}

/* Where an integrator's relay puts in code and password, ours are empty. */
static GBytes *
fill_body (const IsgMethod *method,
           const IsgTemplate *tmpl,
           const char *number,
           const char *signature,
           const IsgFirm *firm)
{
  const char *password = firm->password == NULL ? "" : isg_secret_peek (firm->password, NULL);

  return isg_template_fill (tmpl,
                            method->soap_namespace != NULL ? "xml" : "json",
                            "number",
                            number,
                            "signature",
                            signature,
                            "firm_code",
                            firm->code == NULL ? "" : firm->code,
                            "password",
                            password,
                            NULL);
}

static IsgEnvelope *
wrap (const IsgMethod *method,
      const IsgDefOperation *operation,
      const IsgFirm *firm,
      GBytes *body,
      GError **error)
{
  IsgEnvelope *envelope;

  if (body == NULL || firm->endpoint == NULL || *firm->endpoint == '\0') {
    g_set_error (error,
                 ISG_DATASET_ERROR,
                 ISG_DATASET_ERROR_VALUE,
                 body == NULL ? "the message has a slot that is not known" : "endpoint: missing");
    g_clear_pointer (&body, g_bytes_unref);
    return NULL;
  }
  envelope = g_new0 (IsgEnvelope, 1);
  envelope->url = g_strconcat (firm->endpoint, operation->path, NULL);
  envelope->content_type = g_strdup (method->content_type);
  envelope->soap_action = g_strdup (method->soap_action);
  envelope->accept = g_strdup (method->accept);
  envelope->body = body;
  envelope->basic_auth = method->basic_auth;
  envelope->max_reply = operation->max_reply;
  return envelope;
}

IsgEnvelope *
isg_message_save (const IsgMethod *method,
                  const IsgTemplate *part_message,
                  guint64 number,
                  GBytes *signature,
                  const IsgFirm *firm,
                  GError **error)
{
  gsize length = 0;
  const guint8 *der = signature == NULL ? NULL : g_bytes_get_data (signature, &length);
  g_autofree char *base64 = NULL;
  g_autofree char *digits = g_strdup_printf ("%" G_GUINT64_FORMAT, number);

  if (length == 0 || number == 0) {
    g_set_error (error,
                 ISG_DATASET_ERROR,
                 ISG_DATASET_ERROR_VALUE,
                 "%s: missing",
                 number == 0 ? "number" : "signature");
    return NULL;
  }
  base64 = g_base64_encode (der, length);
  return wrap (method,
               method->save,
               firm,
               fill_body (method, part_message, digits, base64, firm),
               error);
}

static char *
write_query (const IsgMethod *method,
             const IsgDefOperation *operation,
             const IsgAsked *asked,
             guint n_asked,
             GError **error)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_auto (IsgScope) scope = { 0 };
  gboolean good;

  isg_scope_init (&scope, method);
  scope.asked = asked;
  scope.n_asked = n_asked;
  scope.asks_server = operation->ask_server;
  good = method->soap_namespace != NULL ? isg_soap_write (out, &scope, operation, error)
                                        : isg_json_write (out, &scope, operation->nodes, error);
  return good ? g_string_free (g_steal_pointer (&out), FALSE) : NULL;
}

IsgEnvelope *
isg_message_wrap (const IsgMethod *method,
                  const IsgDefOperation *operation,
                  const IsgTemplate *tmpl,
                  const IsgFirm *firm,
                  GError **error)
{
  return wrap (method, operation, firm, fill_body (method, tmpl, "", "", firm), error);
}

static IsgEnvelope *
ask (const IsgMethod *method,
     const IsgDefOperation *operation,
     const IsgAsked *asked,
     guint n_asked,
     const IsgFirm *firm,
     GError **error)
{
  g_autofree char *tmpl = write_query (method, operation, asked, n_asked, error);

  return tmpl != NULL ? isg_message_wrap (method, operation, tmpl, firm, error) : NULL;
}

IsgEnvelope *
isg_message_query (const IsgMethod *method,
                   const IsgAsked *asked,
                   guint n_asked,
                   const IsgFirm *firm,
                   GError **error)
{
  if (n_asked == 0 || n_asked > method->query->max_numbers) {
    g_set_error (error,
                 ISG_DATASET_ERROR,
                 ISG_DATASET_ERROR_VALUE,
                 "a query asks about 1 to %u numbers, not %u",
                 method->query->max_numbers,
                 n_asked);
    return NULL;
  }
  return ask (method, method->query, asked, n_asked, firm, error);
}

IsgEnvelope *
isg_message_probe (const IsgMethod *method,
                   const IsgFirm *firm,
                   const IsgAsked *oldest,
                   GError **error)
{
  if (method->probe != NULL)
    return ask (method, method->probe, NULL, 0, firm, error);
  if (oldest == NULL) {
    g_set_error (error,
                 ISG_DATASET_ERROR,
                 ISG_DATASET_ERROR_VALUE,
                 "the probe is a query, and there is nothing to ask about");
    return NULL;
  }
  return isg_message_query (method, oldest, 1, firm, error);
}
