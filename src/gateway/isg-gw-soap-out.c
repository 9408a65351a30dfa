/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gateway/isg-gw-soap-out.h"

#include "gateway/isg-gw-store.h"

#define SOAP_TYPE "text/xml; charset=utf-8"
#define SOAP_OPEN                                                                                  \
  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"                                                     \
  "<S:Envelope xmlns:S=\"http://schemas.xmlsoap.org/soap/envelope/\"><S:Body>"
#define SOAP_CLOSE "</S:Body></S:Envelope>"

static void
append (GString *xml, const char *name, const char *text)
{
  g_autofree char *escaped = NULL;

  if (text == NULL)
    return;
  escaped = g_markup_escape_text (text, -1);
  g_string_append_printf (xml, "<%s>%s</%s>", name, escaped, name);
}

static void
append_int (GString *xml, const char *name, gint64 value)
{
  g_string_append_printf (xml, "<%s>%" G_GINT64_FORMAT "</%s>", name, value, name);
}

static IsgGwReply *
wrap (const IsgGwOperation *operation, GString *returns, int code)
{
  IsgGwReply *reply;
  GString *xml = g_string_new (SOAP_OPEN);

  g_string_append_printf (xml,
                          "<ns2:%sResponse xmlns:ns2=\"%s\">%s</ns2:%sResponse>" SOAP_CLOSE,
                          operation->name,
                          operation->service->xml_namespace,
                          returns->str,
                          operation->name);
  reply = isg_gw_reply_new (200, SOAP_TYPE, g_string_free (xml, FALSE));
  reply->code = code;
  return reply;
}

IsgGwReply *
isg_gw_soap_out_fault (const char *code, const char *message)
{
  GString *xml = g_string_new (SOAP_OPEN "<S:Fault>");
  g_autofree char *qualified = g_strconcat ("S:", code, NULL);

  append (xml, "faultcode", qualified);
  append (xml, "faultstring", message);
  g_string_append (xml, "</S:Fault>" SOAP_CLOSE);
  return isg_gw_reply_new (500, SOAP_TYPE, g_string_free (xml, FALSE));
}

/* kayitBilgisi{calisan{calisanTckNo}, egitim{egitimKoduId, egitimSuresi}, message?, status} */
static void
append_item (GString *xml, const IsgGwSchema *schema, const IsgGwItem *item)
{
  g_string_append (xml, "<kayitBilgisi><calisan>");
  append (xml, "calisanTckNo", item->employee);
  g_string_append (xml, "</calisan><egitim>");
  append (xml, "egitimKoduId", item->topic);
  append (xml, "egitimSuresi", item->minutes);
  g_string_append (xml, "</egitim>");
  if (item->status != 200)
    append (xml, "message", isg_gw_schema_get_result_text (schema, item->status));
  append_int (xml, "status", item->status);
  g_string_append (xml, "</kayitBilgisi>");
}

static void
append_items (GString *xml, const IsgGwSchema *schema, GPtrArray *items)
{
  for (guint i = 0; items != NULL && i < items->len; i++)
    append_item (xml, schema, g_ptr_array_index (items, i));
}

IsgGwReply *
isg_gw_soap_out_save (const IsgGwOperation *operation,
                      const IsgGwSchema *schema,
                      const IsgGwAnswer *answer)
{
  g_autoptr (GString) xml = g_string_new ("<return>");

  if (operation->per_item)
    append_items (xml, schema, answer->items);
  append (xml, "message", answer->message);
  append (xml, "sorguNo", operation->per_item ? answer->server_no : answer->number);
  append_int (xml, "status", answer->code);
  g_string_append (xml, "</return>");
  return wrap (operation, xml, answer->code);
}

static void
append_single (GString *xml,
               const IsgGwSchema *schema,
               const IsgGwAnswer *answer,
               const IsgGwItem *item)
{
  int code = item == NULL || answer->code != 200 ? answer->code : item->status;
  g_autofree char *day
    = answer->day == ISG_DATE_NONE ? NULL : isg_date_format (answer->day, "dd-MM-yyyy");

  g_string_append (xml, "<return>");
  if (item != NULL) {
    append (xml, "calisanTcNo", item->employee);
    append (xml, "egitimKoduId", item->topic);
  }
  append (xml, "egitimSuresi", item != NULL ? item->minutes : "0.0");
  append (xml, "egitimTarihi", day);
  append (xml,
          "message",
          code == answer->code ? answer->message : isg_gw_schema_get_result_text (schema, code));
  append (xml, "sorguNo", answer->number);
  append_int (xml, "status", code);
  g_string_append (xml, "</return>");
}

/* A: one return for each stored (employee, topic). */
static void
append_answer_single (GString *xml, const IsgGwSchema *schema, const IsgGwAnswer *answer)
{
  if (answer->items == NULL || answer->items->len == 0)
    append_single (xml, schema, answer, NULL);
  for (guint i = 0; answer->items != NULL && i < answer->items->len; i++)
    append_single (xml, schema, answer, g_ptr_array_index (answer->items, i));
}

/* B: one return for each number asked. */
static void
append_answer_list (GString *xml, const IsgGwSchema *schema, const IsgGwAnswer *answer)
{
  g_string_append (xml, "<return>");
  append_items (xml, schema, answer->items);
  append (xml, "message", answer->message);
  append (xml, "sorguNo", answer->number);
  append_int (xml, "status", answer->code);
  g_string_append (xml, "</return>");
}

IsgGwReply *
isg_gw_soap_out_query (const IsgGwOperation *operation,
                       const IsgGwSchema *schema,
                       GPtrArray *answers)
{
  g_autoptr (GString) xml = g_string_new (NULL);
  gboolean single = operation->body != NULL;

  for (guint i = 0; i < answers->len; i++) {
    const IsgGwAnswer *answer = g_ptr_array_index (answers, i);

    if (single)
      append_answer_single (xml, schema, answer);
    else
      append_answer_list (xml, schema, answer);
  }
  return wrap (operation,
               xml,
               answers->len == 0 ? 0 : ((IsgGwAnswer *) g_ptr_array_index (answers, 0))->code);
}

IsgGwReply *
isg_gw_soap_out_codes (const IsgGwOperation *operation, GPtrArray *codes)
{
  g_autoptr (GString) xml = g_string_new ("<return>");

  for (guint i = 0; i < codes->len; i++) {
    const IsgGwTrainingCode *code = g_ptr_array_index (codes, i);

    g_string_append (xml, "<egitimListesi>");
    append (xml, "aciklama", code->name);
    append_int (xml, "aktif", code->active ? 1 : 0);
    append (xml, "kodu", code->code);
    g_string_append (xml, "</egitimListesi>");
  }
  append_int (xml, "status", 200);
  g_string_append (xml, "</return>");
  return wrap (operation, xml, 200);
}

IsgGwReply *
isg_gw_soap_out_authority (const IsgGwOperation *operation,
                           const IsgGwAnswer *answer,
                           gboolean authorised)
{
  g_autoptr (GString) xml = g_string_new ("<return>");

  append (xml, "message", answer->message);
  append (xml, "sorguNo", answer->number);
  append_int (xml, "status", answer->code);
  append (xml, "yetkilimiBoolean", authorised ? "true" : "false");
  g_string_append (xml, "</return>");
  return wrap (operation, xml, answer->code);
}

static const char *
hazard_text (const char *hazard)
{
  if (g_str_equal (hazard, "low"))
    return "Az Tehlikeli";
  return g_str_equal (hazard, "high") ? "Tehlikeli" : "Çok Tehlikeli";
}

IsgGwReply *
isg_gw_soap_out_workplace (const IsgGwOperation *operation,
                           const IsgGwAnswer *answer,
                           const IsgGwSeedWorkplace *workplace)
{
  g_autoptr (GString) xml = g_string_new ("<return>");

  if (workplace != NULL)
    append (xml, "adUnvan", workplace->name);
  append_int (xml, "calisanSayisi", workplace != NULL ? workplace->employee_count : 0);
  append (xml, "message", answer->message);
  if (workplace != NULL)
    append (xml, "naceKodu", workplace->nace);
  append (xml, "sorguNo", answer->number);
  append_int (xml, "status", answer->code);
  if (workplace != NULL)
    append (xml, "tehlikeSinifi", hazard_text (workplace->hazard));
  g_string_append (xml, "</return>");
  return wrap (operation, xml, answer->code);
}
