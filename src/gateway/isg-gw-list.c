/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gateway/isg-gw-list.h"

#include <glib/gi18n.h>

#include "gateway/isg-gw-json.h"

typedef struct {
  GHashTable *items;   /* (owned) key of an item -> how many accepted */
  GHashTable *numbers; /* (owned) firm and number -> how many notifications */
  guint n_items;
  guint n_accepted;
  guint n_doubled;
} Counts;

static void
counts_clear (Counts *counts)
{
  g_clear_pointer (&counts->items, g_hash_table_unref);
  g_clear_pointer (&counts->numbers, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Counts, counts_clear)

static guint
count_of (GHashTable *table, const char *key)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (table, key));
}

static guint
count_up (GHashTable *table, const char *key)
{
  guint n = count_of (table, key) + 1;

  g_hash_table_insert (table, g_strdup (key), GUINT_TO_POINTER (n));
  return n;
}

/* Same facts, same key: in trainings whatever the notification they came in. */
static char *
item_key (const IsgGwHolding *holding, const IsgGwItem *item)
{
  if (*item->topic == '\0')
    return g_strjoin ("|", holding->dataset, holding->contents, item->employee, NULL);
  return g_strdup_printf ("%s|%s|%s|%s|%s|%s|%d",
                          holding->dataset,
                          holding->workplace,
                          holding->professional,
                          item->employee,
                          item->topic,
                          item->minutes,
                          holding->day);
}

static char *
number_key (const IsgGwHolding *holding)
{
  return g_strjoin ("|", holding->firm, holding->number, NULL);
}

static int
status_of (const IsgGwHolding *holding, const IsgGwItem *item)
{
  return holding->code != 200 ? holding->code : item->status;
}

static void
count_item (Counts *counts, const IsgGwHolding *holding, const IsgGwItem *item)
{
  g_autofree char *key = item_key (holding, item);

  counts->n_items++;
  if (status_of (holding, item) != 200)
    return;
  counts->n_accepted++;
  if (count_up (counts->items, key) > 1)
    counts->n_doubled++;
}

static Counts
count (GPtrArray *holdings)
{
  Counts counts = {
    .items = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    .numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
  };

  for (guint i = 0; i < holdings->len; i++) {
    const IsgGwHolding *holding = g_ptr_array_index (holdings, i);
    g_autofree char *key = number_key (holding);

    count_up (counts.numbers, key);
    for (guint k = 0; k < holding->items->len; k++)
      count_item (&counts, holding, g_ptr_array_index (holding->items, k));
  }
  return counts;
}

static const char *
state_name (IsgGwHoldingState state)
{
  switch (state) {
  case ISG_GW_HOLDING_CLAIMED:
    return "claimed";
  case ISG_GW_HOLDING_USED_UP:
    return "used_up";
  case ISG_GW_HOLDING_FORGOTTEN:
    return "forgotten";
  case ISG_GW_HOLDING_STORED:
  default:
    return "stored";
  }
}

static char *
received_text (const IsgGwHolding *holding)
{
  return isg_unix_to_local_iso (holding->received_ms, TRUE);
}

static void
add_text (JsonBuilder *builder, const char *name, const char *text)
{
  json_builder_set_member_name (builder, name);
  if (text == NULL)
    json_builder_add_null_value (builder);
  else
    json_builder_add_string_value (builder, text);
}

static void
add_int (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

static const char *
text_or_null (const char *text)
{
  return *text == '\0' ? NULL : text;
}

static void
add_holding (JsonBuilder *builder, const IsgGwHolding *holding)
{
  g_autofree char *received = received_text (holding);
  g_autofree char *day = holding->day == ISG_DATE_NONE ? NULL : isg_date_to_iso (holding->day);

  add_text (builder, "number", holding->number);
  add_text (builder, "server_no", holding->server_no);
  add_text (builder, "firm", holding->firm);
  add_text (builder, "method", holding->method);
  add_text (builder, "operation", holding->operation);
  add_text (builder, "dataset", holding->dataset);
  add_text (builder, "state", state_name (holding->state));
  add_text (builder, "workplace", holding->workplace);
  add_text (builder, "professional", holding->professional);
  add_text (builder, "signer", holding->signer);
  add_text (builder, "date", day);
  add_text (builder, "received", received);
  add_text (builder, "sha256", holding->sha256);
}

static void
add_item (JsonBuilder *builder,
          const Counts *counts,
          const IsgGwHolding *holding,
          const IsgGwItem *item)
{
  g_autofree char *key = item_key (holding, item);
  g_autofree char *number = number_key (holding);

  json_builder_begin_object (builder);
  add_holding (builder, holding);
  add_text (builder, "employee", text_or_null (item->employee));
  add_text (builder, "topic", text_or_null (item->topic));
  add_text (builder, "minutes", text_or_null (item->minutes));
  add_int (builder, "status", status_of (holding, item));
  add_int (builder, "times_stored", count_of (counts->items, key));
  add_int (builder, "times_number", count_of (counts->numbers, number));
  json_builder_end_object (builder);
}

static void
add_number (JsonBuilder *builder, const Counts *counts, const IsgGwHolding *holding)
{
  g_autofree char *number = number_key (holding);

  json_builder_begin_object (builder);
  add_holding (builder, holding);
  add_int (builder, "code", holding->code);
  add_int (builder, "items", holding->items->len);
  add_int (builder, "times_number", count_of (counts->numbers, number));
  json_builder_end_object (builder);
}

static void
add_totals (JsonBuilder *builder, const Counts *counts, guint n_numbers)
{
  json_builder_set_member_name (builder, "totals");
  json_builder_begin_object (builder);
  add_int (builder, "numbers", n_numbers);
  add_int (builder, "items", counts->n_items);
  add_int (builder, "accepted", counts->n_accepted);
  add_int (builder, "doubled", counts->n_doubled);
  json_builder_end_object (builder);
}

char *
isg_gw_list_to_json (GPtrArray *holdings)
{
  g_auto (Counts) counts = count (holdings);
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "items");
  json_builder_begin_array (builder);
  for (guint i = 0; i < holdings->len; i++) {
    const IsgGwHolding *holding = g_ptr_array_index (holdings, i);

    for (guint k = 0; k < holding->items->len; k++)
      add_item (builder, &counts, holding, g_ptr_array_index (holding->items, k));
  }
  json_builder_end_array (builder);

  json_builder_set_member_name (builder, "numbers");
  json_builder_begin_array (builder);
  for (guint i = 0; i < holdings->len; i++)
    add_number (builder, &counts, g_ptr_array_index (holdings, i));
  json_builder_end_array (builder);

  add_totals (builder, &counts, holdings->len);
  json_builder_end_object (builder);
  return isg_gw_json_to_line (builder);
}

static void
append_row (GString *text, const Counts *counts, const IsgGwHolding *holding, const IsgGwItem *item)
{
  g_autofree char *day
    = holding->day == ISG_DATE_NONE ? g_strdup ("-") : isg_date_to_iso (holding->day);
  g_autofree char *received = received_text (holding);
  g_autofree char *key = item_key (holding, item);

  g_string_append_printf (text,
                          "%-11s  %-22s  %-11s  %-4s  %-6s  %s  %4d  %s  x%u\n",
                          holding->number,
                          holding->operation,
                          *item->employee == '\0' ? "-" : item->employee,
                          *item->topic == '\0' ? "-" : item->topic,
                          *item->minutes == '\0' ? "-" : item->minutes,
                          day,
                          status_of (holding, item),
                          received,
                          count_of (counts->items, key));
}

char *
isg_gw_list_to_text (GPtrArray *holdings)
{
  g_auto (Counts) counts = count (holdings);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < holdings->len; i++) {
    const IsgGwHolding *holding = g_ptr_array_index (holdings, i);

    for (guint k = 0; k < holding->items->len; k++)
      append_row (text, &counts, holding, g_ptr_array_index (holding->items, k));
    if (holding->items->len == 0)
      g_string_append_printf (text,
                              "%-11s  %-22s  %s\n",
                              holding->number,
                              holding->operation,
                              state_name (holding->state));
  }
  /* Translators: the last line of what the sandbox ministry holds */
  g_string_append_printf (text,
                          _ ("%u notifications, %u items, %u accepted, %u stored more than once\n"),
                             holdings->len,
                             counts.n_items,
                             counts.n_accepted,
                             counts.n_doubled);
  return g_string_free (text, FALSE);
}
