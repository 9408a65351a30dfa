/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/isg-fake-ministry.h"

#include <string.h>
#include <sys/mman.h>

#include "unit/dataset/isg-reply-bodies.h"

IsgFakeMinistry *
isg_fake_ministry_new (void)
{
  IsgFakeMinistry *ministry = mmap (NULL,
                                    sizeof (IsgFakeMinistry),
                                    PROT_READ | PROT_WRITE,
                                    MAP_SHARED | MAP_ANONYMOUS,
                                    -1,
                                    0);

  g_assert_true (ministry != MAP_FAILED);
  return ministry;
}

void
isg_fake_ministry_free (IsgFakeMinistry *ministry)
{
  munmap (ministry, sizeof (IsgFakeMinistry));
}

void
isg_fake_ministry_save_fault (IsgFakeMinistry *ministry, MinistryFault fault, int value)
{
  g_assert_cmpuint (ministry->n_saves, <, MINISTRY_MAX_FAULTS);
  ministry->saves[ministry->n_saves].fault = fault;
  ministry->saves[ministry->n_saves++].value = value;
}

void
isg_fake_ministry_question_fault (IsgFakeMinistry *ministry, MinistryFault fault, int value)
{
  g_assert_cmpuint (ministry->n_questions, <, MINISTRY_MAX_FAULTS);
  ministry->questions[ministry->n_questions].fault = fault;
  ministry->questions[ministry->n_questions++].value = value;
}

MinistryEntry *
isg_fake_ministry_find (IsgFakeMinistry *ministry, guint64 number)
{
  for (guint i = 0; i < ministry->n_entries; i++)
    if (ministry->entries[i].number == number)
      return &ministry->entries[i];
  return NULL;
}

/* ---- reading a request: our own codec wrote it, so that looking for names is enough ---- */

static GPtrArray *
values_of (const char *text, const char *name)
{
  GPtrArray *values = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *start = g_strdup_printf ("<%s>", name);
  const char *at = text;

  while ((at = strstr (at, start)) != NULL) {
    at += strlen (start);
    g_ptr_array_add (values, g_strndup (at, strcspn (at, "<")));
  }
  return values;
}

static char *
content_of (IsgFakeMinistry *ministry, const char *body)
{
  g_autoptr (GPtrArray) people = values_of (body, "calisanTckNo");
  g_autoptr (GPtrArray) topics = values_of (body, "egitimKoduId");
  g_autoptr (GPtrArray) minutes = values_of (body, "egitimSuresi");
  GString *content = g_string_new (NULL);

  for (guint i = 0; i < people->len; i++)
    for (guint j = 0; j < topics->len; j++)
      g_string_append_printf (content,
                              "%s|%s|%s|%s;",
                              (char *) people->pdata[i],
                              (char *) topics->pdata[j],
                              (char *) minutes->pdata[j],
                              g_strcmp0 (people->pdata[i], ministry->refused) == 0 ? "212" : "200");
  return g_string_free (content, FALSE);
}

/* ---- storing ---- */

static MinistryEntry *
take (IsgFakeMinistry *ministry, guint64 number, const char *content, int pending)
{
  MinistryEntry *entry = isg_fake_ministry_find (ministry, number);

  if (entry == NULL) {
    g_assert_cmpuint (ministry->n_entries, <, MINISTRY_MAX_NUMBERS);
    g_assert_cmpuint (strlen (content), <, MINISTRY_CONTENT);
    entry = &ministry->entries[ministry->n_entries];
    entry->number = number;
    strncpy (entry->content, content, MINISTRY_CONTENT - 1);
    entry->pending = pending;
    ministry->n_entries++;
  }
  entry->n_taken++;
  return entry;
}

static gboolean
all_refused (const char *content)
{
  return strstr (content, "|200;") == NULL;
}

static char *
items_of (const char *content)
{
  GString *items = g_string_new (NULL);
  g_auto (GStrv) rows = g_strsplit (content, ";", -1);

  for (guint i = 0; rows[i] != NULL && *rows[i] != '\0'; i++) {
    g_auto (GStrv) words = g_strsplit (rows[i], "|", 4);

    g_string_append_printf (items,
                            ITEM ("%s", "%s", "%s", "%s"),
                            words[0],
                            words[1],
                            words[2],
                            words[3]);
  }
  return g_string_free (items, FALSE);
}

/* ---- replying ---- */

static IsgExchange *
exchange_new (IsgFakeMinistry *ministry, guint status, const char *type, const char *body)
{
  IsgExchange *exchange = g_new0 (IsgExchange, 1);

  exchange->result = ISG_EXCHANGE_ANSWERED;
  exchange->first_byte = TRUE;
  exchange->http_status = status;
  exchange->content_type = g_strdup (type);
  exchange->body = g_bytes_new (body, strlen (body));
  exchange->server_date = ministry->date;
  return exchange;
}

static IsgExchange *
lost (void)
{
  IsgExchange *exchange = g_new0 (IsgExchange, 1);

  exchange->result = ISG_EXCHANGE_LOST;
  exchange->first_byte = TRUE;
  exchange->detail = g_strdup ("timed out");
  return exchange;
}

/* %NULL for what is no fault of the reply. */
static IsgExchange *
faulty_reply (IsgFakeMinistry *ministry, MinistryFault fault, int value)
{
  switch ((int) fault) {
  case MINISTRY_DROPS_BEFORE:
    return lost ();
  case MINISTRY_HTTP:
    return exchange_new (ministry, (guint) value, "text/plain", "no");
  case MINISTRY_HTML:
    return exchange_new (ministry, 200, "text/html", "<html><body>Hotel</body></html>");
  case MINISTRY_GARBAGE:
    return exchange_new (ministry, 200, "text/xml", "<oh");
  case MINISTRY_CLIENT:
    return exchange_new (ministry, 500, "text/xml", FAULT ("S:Client"));
  default:
    return NULL;
  }
}

static IsgExchange *
say_code (IsgFakeMinistry *ministry, const char *message, int code)
{
  g_autofree char *body
    = g_strdup_printf (SAVE_B (RETURN (MESSAGE ("%s") STATUS ("%d"))), message, code);

  return exchange_new (ministry, 200, "text/xml", body);
}

static IsgExchange *
say_taken (IsgFakeMinistry *ministry, const MinistryEntry *entry, gboolean listed)
{
  g_autofree char *items = listed ? items_of (entry->content) : g_strdup ("");
  g_autofree char *body = g_strdup_printf (SAVE_B (RETURN ("%s" MESSAGE ("ok") NUMBER (
                                             "B%" G_GUINT64_FORMAT) STATUS ("200"))),
                                           items,
                                           entry->number);

  return exchange_new (ministry, 200, "text/xml", body);
}

/* None is accepted: then the number is not taken, and the list is given. */
static IsgExchange *
say_all_refused (IsgFakeMinistry *ministry, const char *content)
{
  g_autofree char *items = items_of (content);
  g_autofree char *body
    = g_strdup_printf (SAVE_B (RETURN ("%s" MESSAGE ("no") STATUS ("212"))), items);

  return exchange_new (ministry, 200, "text/xml", body);
}

static IsgExchange *
judge (IsgFakeMinistry *ministry, MinistryFault fault, int value, guint64 number, const char *body)
{
  g_autofree char *content = content_of (ministry, body);
  gboolean used = isg_fake_ministry_find (ministry, number) != NULL && !ministry->forgets;

  if (fault == MINISTRY_CODE)
    return say_code (ministry, "egitimTarihi: no", value);
  if (fault == MINISTRY_CODE_ALONE)
    return say_code (ministry, "no", value);
  if (used && fault == MINISTRY_DROPS_AFTER)
    return lost ();
  if (used)
    return say_code (ministry, "egitimTarihi: no", 211);
  if (all_refused (content))
    return say_all_refused (ministry, content);
  if (fault == MINISTRY_LATE) {
    take (ministry, number, content, value);
    return lost ();
  }
  take (ministry, number, content, 0);
  if (fault == MINISTRY_DROPS_AFTER)
    return lost ();
  if (fault == MINISTRY_STORES_1111)
    return say_code (ministry, "egitimTarihi: no", 1111);
  return say_taken (ministry, isg_fake_ministry_find (ministry, number), fault == MINISTRY_PLAIN);
}

static IsgExchange *
answer_save (IsgFakeMinistry *ministry, const char *body)
{
  g_autoptr (GPtrArray) numbers = values_of (body, "sorguNo");
  MinistryFault fault = MINISTRY_PLAIN;
  IsgExchange *exchange;
  int value = 0;

  ministry->n_save_requests++;
  if (ministry->next_save < ministry->n_saves) {
    fault = ministry->saves[ministry->next_save].fault;
    value = ministry->saves[ministry->next_save++].value;
  }
  exchange = faulty_reply (ministry, fault, value);
  if (exchange != NULL)
    return exchange;
  g_assert_cmpuint (numbers->len, ==, 1);
  return judge (ministry, fault, value, g_ascii_strtoull (numbers->pdata[0], NULL, 10), body);
}

static void
append_answer (IsgFakeMinistry *ministry, GString *returns, const char *number, gboolean first_only)
{
  MinistryEntry *entry = isg_fake_ministry_find (ministry, g_ascii_strtoull (number, NULL, 10));
  g_autofree char *items = NULL;

  if (entry == NULL || entry->pending > 0) {
    g_string_append_printf (returns, RETURN (MESSAGE ("yok") NUMBER ("%s") STATUS ("204")), number);
    return;
  }
  if (first_only) {
    g_autofree char *first = g_strndup (entry->content, strcspn (entry->content, ";") + 1);

    items = items_of (first);
  } else {
    items = items_of (entry->content);
  }
  g_string_append_printf (returns,
                          RETURN ("%s" MESSAGE ("ok") NUMBER ("%s") STATUS ("%s")),
                          items,
                          number,
                          all_refused (entry->content) ? "212" : "200");
}

static IsgExchange *
answer_question (IsgFakeMinistry *ministry, const char *body)
{
  g_autoptr (GPtrArray) numbers = values_of (body, "sorguNo");
  g_autoptr (GString) returns = g_string_new (NULL);
  g_autofree char *reply = NULL;
  MinistryFault fault = MINISTRY_PLAIN;
  IsgExchange *exchange;
  int value = 0;

  ministry->n_question_requests++;
  ministry->n_numbers_asked += numbers->len;
  if (ministry->next_question < ministry->n_questions) {
    fault = ministry->questions[ministry->next_question].fault;
    value = ministry->questions[ministry->next_question++].value;
  }
  exchange = faulty_reply (ministry, fault, value);
  if (exchange != NULL)
    return exchange;
  for (guint i = fault == MINISTRY_OMITS ? 1 : 0; i < numbers->len; i++)
    append_answer (ministry, returns, numbers->pdata[i], fault == MINISTRY_FIRST_ONLY);
  reply = g_strdup_printf (QUERY_B ("%s"), returns->str);
  return exchange_new (ministry, 200, "text/xml", reply);
}

IsgExchange *
isg_fake_ministry_answer (const IsgRequest *request, gpointer data)
{
  IsgFakeMinistry *ministry = data;
  gsize length;
  const char *bytes = g_bytes_get_data (request->body, &length);
  g_autofree char *body = g_strndup (bytes, length);

  for (guint i = 0; i < ministry->n_entries; i++)
    if (ministry->entries[i].pending > 0)
      ministry->entries[i].pending--;
  if (strstr (body, "egitimBildirimKaydet") != NULL)
    return answer_save (ministry, body);
  if (strstr (body, "egitimSorgula") != NULL)
    return answer_question (ministry, body);
  ministry->n_probe_requests++;
  return exchange_new (ministry, 200, "text/xml", PROBE_B (RETURN (STATUS ("200"))));
}

guint
isg_fake_ministry_doubles (IsgFakeMinistry *ministry)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n = 0;

  for (guint i = 0; i < ministry->n_entries; i++) {
    g_auto (GStrv) rows = g_strsplit (ministry->entries[i].content, ";", -1);

    n += ministry->entries[i].n_taken - 1;
    for (guint j = 0; rows[j] != NULL && *rows[j] != '\0'; j++) {
      g_auto (GStrv) words = g_strsplit (rows[j], "|", 4);

      if (g_str_equal (words[3], "200")
          && !g_hash_table_add (seen, g_strconcat (words[0], "|", words[1], NULL)))
        n++;
    }
  }
  return n;
}
