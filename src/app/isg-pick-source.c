/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-pick-source.h"

#include <string.h>

#include "app/isg-pick-source-private.h"
#include "base/isg-identity.h"

struct _IsgPickItem {
  GObject parent_instance;

  char *key;
  char *label;
  char *detail;
  int tick; /* 1, 0; -1: no place for one */
};

G_DEFINE_FINAL_TYPE (IsgPickItem, isg_pick_item, G_TYPE_OBJECT)

static void
isg_pick_item_finalize (GObject *object)
{
  IsgPickItem *self = ISG_PICK_ITEM (object);

  g_free (self->key);
  g_free (self->label);
  g_free (self->detail);
  G_OBJECT_CLASS (isg_pick_item_parent_class)->finalize (object);
}

static void
isg_pick_item_class_init (IsgPickItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = isg_pick_item_finalize;
}

static void
isg_pick_item_init (IsgPickItem *self)
{
  self->tick = -1;
}

IsgPickItem *
isg_pick_item_new (const char *key, const char *label, const char *detail)
{
  IsgPickItem *self = g_object_new (ISG_TYPE_PICK_ITEM, NULL);

  self->key = g_strdup (key);
  self->label = g_strdup (label);
  self->detail = g_strdup (detail);
  return self;
}

const char *
isg_pick_item_key (IsgPickItem *self)
{
  g_return_val_if_fail (ISG_IS_PICK_ITEM (self), NULL);

  return self->key;
}

const char *
isg_pick_item_label (IsgPickItem *self)
{
  g_return_val_if_fail (ISG_IS_PICK_ITEM (self), NULL);

  return self->label;
}

const char *
isg_pick_item_detail (IsgPickItem *self)
{
  g_return_val_if_fail (ISG_IS_PICK_ITEM (self), NULL);

  return self->detail;
}

void
isg_pick_item_set_ticked (IsgPickItem *self, gboolean ticked)
{
  g_return_if_fail (ISG_IS_PICK_ITEM (self));

  self->tick = ticked ? 1 : 0;
}

int
isg_pick_item_tick (IsgPickItem *self)
{
  g_return_val_if_fail (ISG_IS_PICK_ITEM (self), -1);

  return self->tick;
}

/* ---- the last ones used ---- */

static char *
setting_key (IsgPickSource *self)
{
  return g_strdup_printf ("recent.%s",
                          self->kind != NULL
                            ? self->kind
                            : isg_code_list_id (isg_field_def_code_list (self->def)));
}

static gpointer
read_recent (IsgStore *store, gpointer key, GCancellable *cancellable, GError **error)
{
  char *keys = NULL;

  return isg_store_setting (store, key, &keys, error) ? keys : NULL;
}

static void
recent_read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GPtrArray *recent = user_data;
  g_autofree char *keys = isg_tasks_finish (result, NULL);
  g_auto (GStrv) parts = keys != NULL ? g_strsplit (keys, "\n", -1) : NULL;

  for (guint i = 0; parts != NULL && parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      g_ptr_array_add (recent, g_strdup (parts[i]));
  g_ptr_array_unref (recent);
}

typedef struct {
  char *key;
  char *value;
} Setting;

static void
setting_free (gpointer data)
{
  Setting *setting = data;

  g_free (setting->key);
  g_free (setting->value);
  g_free (setting);
}

static gpointer
write_recent (IsgStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const Setting *setting = data;

  isg_store_set_setting (store, setting->key, setting->value, FALSE, error);
  return NULL;
}

void
isg_pick_source_used (IsgPickSource *self, const char *key)
{
  g_autoptr (GString) keys = g_string_new (NULL);
  Setting *setting;
  guint index;

  g_return_if_fail (self != NULL && key != NULL);

  if (g_ptr_array_find_with_equal_func (self->recent, key, g_str_equal, &index))
    g_ptr_array_remove_index (self->recent, index);
  g_ptr_array_insert (self->recent, 0, g_strdup (key));
  if (self->recent->len > ISG_PICK_RECENT)
    g_ptr_array_set_size (self->recent, ISG_PICK_RECENT);
  /* Numbers of people stay out of the settings. */
  if (self->key != NULL)
    return;

  for (guint i = 0; i < self->recent->len; i++)
    g_string_append_printf (keys, "%s\n", (char *) g_ptr_array_index (self->recent, i));
  setting = g_new0 (Setting, 1);
  setting->key = setting_key (self);
  setting->value = g_string_free (g_steal_pointer (&keys), FALSE);
  isg_tasks_run (isg_context_tasks (self->context),
                 write_recent,
                 setting,
                 setting_free,
                 NULL,
                 NULL,
                 NULL,
                 NULL);
}

/* ---- the source ---- */

IsgPickSource *
isg_pick_source_new (IsgContext *context, const IsgFieldDef *def, const IsgKind *kind)
{
  IsgPickSource *self = g_new0 (IsgPickSource, 1);
  const char *from = isg_field_def_default_from (def);

  self->context = g_object_ref (context);
  self->def = def;
  self->kind = isg_field_def_ref_kind (def);
  self->recent = g_ptr_array_new_with_free_func (g_free);
  if (isg_field_def_type (def) == ISG_VALUE_TEXT && from != NULL) {
    g_autofree char *first = g_strndup (from, strcspn (from, "."));

    self->kind = isg_field_def_ref_kind (isg_kind_field (kind, first));
    self->key = from + strlen (first) + 1;
  }
  if (self->key == NULL)
    isg_tasks_run (isg_context_tasks (context),
                   read_recent,
                   setting_key (self),
                   g_free,
                   g_free,
                   NULL,
                   recent_read_cb,
                   g_ptr_array_ref (self->recent));
  return self;
}

void
isg_pick_source_free (IsgPickSource *self)
{
  if (self == NULL)
    return;
  g_object_unref (self->context);
  g_ptr_array_unref (self->recent);
  g_free (self);
}

const char *
isg_pick_source_record_kind (IsgPickSource *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->kind;
}

void
isg_pick_source_search (IsgPickSource *self,
                        const char *text,
                        IsgRecord *record,
                        GCancellable *cancellable,
                        IsgPickFound found,
                        gpointer data)
{
  g_return_if_fail (self != NULL);

  if (self->kind != NULL)
    isg_pick_records_ask (self, text, NULL, record, cancellable, found, data);
  else
    found (isg_pick_codes_search (self, text, record), data);
}

void
isg_pick_source_name (IsgPickSource *self,
                      const char *key,
                      IsgRecord *record,
                      GCancellable *cancellable,
                      IsgPickFound found,
                      gpointer data)
{
  GPtrArray *items;

  g_return_if_fail (self != NULL);

  if (self->kind != NULL) {
    isg_pick_records_ask (self, NULL, key, record, cancellable, found, data);
    return;
  }
  items = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (items, isg_pick_codes_item (self, key, record));
  found (items, data);
}

char *
isg_pick_source_accepts (IsgPickSource *self, const char *text, IsgRecord *record)
{
  g_autofree char *plain = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->kind == NULL)
    return isg_pick_codes_accepts (self, text, record);
  if (self->key == NULL)
    return NULL;
  plain = isg_identity_sgk_digits (text);
  return plain != NULL && isg_identity_check_person (plain) == ISG_IDENTITY_OK
           ? g_steal_pointer (&plain)
           : NULL;
}
