/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-switcher-data.h"

#define RECENT_KEY "app.recent_workplaces"
#define N_RECENT   5

struct _IsgSwitcherItem {
  GObject parent_instance;

  char *uuid; /* (nullable) */
  char *title;
  char *detail;
};

G_DEFINE_FINAL_TYPE (IsgSwitcherItem, isg_switcher_item, G_TYPE_OBJECT)

static void
isg_switcher_item_finalize (GObject *object)
{
  IsgSwitcherItem *self = ISG_SWITCHER_ITEM (object);

  g_free (self->uuid);
  g_free (self->title);
  g_free (self->detail);
  G_OBJECT_CLASS (isg_switcher_item_parent_class)->finalize (object);
}

static void
isg_switcher_item_class_init (IsgSwitcherItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = isg_switcher_item_finalize;
}

static void
isg_switcher_item_init (IsgSwitcherItem *self)
{
}

IsgSwitcherItem *
isg_switcher_item_new (const char *uuid, const char *title, const char *detail)
{
  IsgSwitcherItem *self = g_object_new (ISG_TYPE_SWITCHER_ITEM, NULL);

  self->uuid = g_strdup (uuid);
  self->title = g_strdup (title);
  self->detail = g_strdup (detail);
  return self;
}

const char *
isg_switcher_item_uuid (IsgSwitcherItem *self)
{
  g_return_val_if_fail (ISG_IS_SWITCHER_ITEM (self), NULL);

  return self->uuid;
}

const char *
isg_switcher_item_title (IsgSwitcherItem *self)
{
  g_return_val_if_fail (ISG_IS_SWITCHER_ITEM (self), NULL);

  return self->title;
}

const char *
isg_switcher_item_detail (IsgSwitcherItem *self)
{
  g_return_val_if_fail (ISG_IS_SWITCHER_ITEM (self), NULL);

  return self->detail;
}

/* ---- what is said of a workplace ---- */

static const char *
field_text (IsgFields *fields, const char *id)
{
  IsgValue *value = isg_fields_get (fields, id);

  return value != NULL ? isg_value_text (value) : NULL;
}

/* The words of a coded answer, or its text. */
static const char *
code_words (IsgRules *rules, IsgFields *fields, const char *id)
{
  const IsgKind *kind = isg_rules_kind (rules, "workplace");
  const IsgFieldDef *def = kind != NULL ? isg_kind_field (kind, id) : NULL;
  const IsgCodeList *list = def != NULL ? isg_field_def_code_list (def) : NULL;
  const char *text = field_text (fields, id);
  const char *words = NULL;

  if (list != NULL && text != NULL)
    words = isg_code_list_label (list, text, isg_i18n_language ());
  return words != NULL ? words : text;
}

char *
isg_workplace_detail (IsgRules *rules, IsgFields *fields)
{
  const char *district = field_text (fields, "district");
  const char *trade = code_words (rules, fields, "nace_code");

  if (district != NULL && trade != NULL)
    return g_strdup_printf ("%s · %s", district, trade);
  return g_strdup (district != NULL ? district : trade != NULL ? trade : "");
}

void
isg_switcher_summary_free (gpointer data)
{
  IsgSwitcherSummary *summary = data;

  if (summary == NULL)
    return;
  g_free (summary->detail);
  g_free (summary->badge);
  g_free (summary);
}

static gboolean
count (IsgStore *store, const char *kind, const char *workplace, guint *out_n, GError **error)
{
  IsgListQuery query = {
    .kind = kind,
    .workplace = workplace,
    .date_from = ISG_DATE_NONE,
    .date_to = ISG_DATE_NONE,
    .language = isg_i18n_language (),
  };

  return isg_store_record_count (store, &query, out_n, error);
}

static char *
describe_all (IsgStore *store, GError **error)
{
  guint n;

  if (!count (store, "workplace", NULL, &n, error))
    return NULL;
  return g_strdup_printf (ngettext ("%u workplace", "%u workplaces", n), n);
}

static char *
describe_one (IsgStore *store, const char *workplace, GError **error)
{
  g_autoptr (IsgRecord) record = isg_store_record_get (store, workplace, 0, error);
  g_autofree char *people = NULL;
  const char *hazard;
  guint n;

  if (record == NULL || !count (store, "employee", workplace, &n, error))
    return NULL;
  people = g_strdup_printf (ngettext ("%u employee", "%u employees", n), n);
  hazard = code_words (isg_store_rules (store), isg_record_fields (record), "hazard_class");
  return hazard != NULL ? g_strdup_printf ("%s · %s", hazard, people) : g_steal_pointer (&people);
}

gpointer
isg_switcher_read_summary (IsgStore *store,
                           gpointer workplace,
                           GCancellable *cancellable,
                           GError **error)
{
  g_autofree char *detail = NULL;
  g_autofree char *badge = NULL;
  IsgSwitcherSummary *summary;

  detail = workplace != NULL ? describe_one (store, workplace, error) : describe_all (store, error);
  if (detail == NULL || !isg_store_workplace_badge (store, workplace, &badge, error))
    return NULL;
  summary = g_new0 (IsgSwitcherSummary, 1);
  summary->detail = g_steal_pointer (&detail);
  summary->badge = g_steal_pointer (&badge);
  return summary;
}

/* ---- those that were chosen last ---- */

static GStrv
read_uuids (IsgStore *store, GError **error)
{
  g_autofree char *value = NULL;

  if (!isg_store_setting (store, RECENT_KEY, &value, error))
    return NULL;
  return g_strsplit (value != NULL ? value : "", ";", N_RECENT);
}

static gboolean
put_to_front (IsgStore *store, const char *uuid, char **uuids, GError **error)
{
  g_autoptr (GString) list = g_string_new (uuid);
  guint n = 1;

  for (; *uuids != NULL && n < N_RECENT; uuids++)
    if (**uuids != '\0' && !g_str_equal (*uuids, uuid)) {
      g_string_append_printf (list, ";%s", *uuids);
      n++;
    }
  return isg_store_set_setting (store, RECENT_KEY, list->str, FALSE, error);
}

/* A workplace that is gone is passed over. */
static void
add_item (IsgStore *store, const char *uuid, GPtrArray *items)
{
  g_autoptr (IsgRecord) record = isg_store_record_get (store, uuid, 0, NULL);
  IsgRules *rules = isg_store_rules (store);
  const IsgKind *kind = isg_rules_kind (rules, "workplace");
  g_autofree char *title = NULL;
  g_autofree char *detail = NULL;

  if (record == NULL || kind == NULL)
    return;
  title = isg_kind_title (kind, rules, record, isg_store_resolve, store, isg_i18n_language ());
  detail = isg_workplace_detail (rules, isg_record_fields (record));
  g_ptr_array_add (items, isg_switcher_item_new (uuid, title, detail));
}

gpointer
isg_switcher_read_recent (IsgStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_auto (GStrv) uuids = read_uuids (store, error);

  if (uuids == NULL)
    return NULL;
  if (data != NULL) {
    g_auto (GStrv) old = g_steal_pointer (&uuids);

    if (!put_to_front (store, data, old, error))
      return NULL;
    uuids = read_uuids (store, error);
    if (uuids == NULL)
      return NULL;
  }
  for (char **uuid = uuids; *uuid != NULL; uuid++)
    if (**uuid != '\0')
      add_item (store, *uuid, items);
  return g_steal_pointer (&items);
}
