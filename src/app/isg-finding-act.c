/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-form-fill.h"
#include "app/isg-pages.h"
#include "app/isg-record-acts.h"
#include "store/isg-store-record.h"

/* ---- acts on the record itself ---- */

static void
use_new_code (IsgRecordSession *session)
{
  g_autoptr (IsgFields) fields
    = isg_form_successor (isg_context_rules (isg_record_session_context (session)),
                          isg_record_fields (isg_record_session_record (session)));

  if (fields != NULL)
    isg_record_session_replace (session, fields);
}

static const IsgFieldDef *
field_with_check (IsgRecordSession *session, IsgFieldCheck check)
{
  GPtrArray *defs = isg_kind_fields (isg_record_session_kind (session));

  for (guint i = 0; i < defs->len; i++)
    if (isg_field_def_check (g_ptr_array_index (defs, i)) == check)
      return g_ptr_array_index (defs, i);
  return NULL;
}

static void
add_subcontractor (IsgRecordSession *session)
{
  const IsgFieldDef *def = field_with_check (session, ISG_FIELD_CHECK_SGK);
  const char *id = isg_field_def_id (def);
  IsgRecord *record = isg_record_session_record (session);
  g_autofree char *digits = g_strconcat (isg_value_text (isg_record_get (record, id)), "000", NULL);
  g_autoptr (IsgValue) value = isg_value_new_text (digits);
  g_autoptr (IsgFields) fields = isg_fields_with (isg_record_fields (record), id, value);

  isg_record_session_replace (session, fields);
}

/* ---- acts on the other record of the same number ---- */

typedef struct {
  char *kind;
  char *own; /* uuid of the record that asks */
  char *field;
  char *value;
  gboolean take;           /* its details are wanted, not its screen */
  IsgRecordScreen *screen; /* (owned) */
} Ask;

static void
ask_free (gpointer data)
{
  Ask *ask = data;

  g_free (ask->kind);
  g_free (ask->own);
  g_free (ask->field);
  g_free (ask->value);
  g_object_unref (ask->screen);
  g_free (ask);
}

static gpointer
find_other (IsgStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const Ask *ask = data;
  IsgCheckContext context = isg_store_check_context (store);
  g_autoptr (GPtrArray) found
    = context.find (ask->kind, NULL, ask->field, ask->value, context.find_data);

  for (guint i = 0; found != NULL && i < found->len; i++) {
    IsgRecord *other = g_ptr_array_index (found, i);

    if (!g_str_equal (isg_record_uuid (other), ask->own))
      return isg_record_ref (other);
  }
  return NULL;
}

/* What is empty here and known there. */
static void
take_details (IsgRecordSession *session, IsgRecord *other)
{
  IsgFields *fields = isg_record_fields (isg_record_session_record (session));
  g_autoptr (IsgFieldsBuilder) builder = isg_fields_builder_new (fields);
  g_autoptr (IsgFields) filled = NULL;
  GPtrArray *defs = isg_kind_fields (isg_record_session_kind (session));

  for (guint i = 0; i < defs->len; i++) {
    const IsgFieldDef *def = g_ptr_array_index (defs, i);
    const char *id = isg_field_def_id (def);
    IsgValue *value = isg_record_get (other, id);

    /* Who somebody is goes along, where he works does not. */
    if (g_strcmp0 (isg_field_def_section (def), "identity") == 0 && value != NULL
        && isg_fields_get (fields, id) == NULL)
      isg_fields_builder_set (builder, id, isg_value_ref (value));
  }
  filled = isg_fields_builder_end (g_steal_pointer (&builder));
  isg_record_session_replace (session, filled);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  const Ask *ask = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgRecord) other = isg_tasks_finish (result, &error);
  IsgWindow *window = isg_record_screen_window (ask->screen);

  if (window == NULL)
    return;
  if (error != NULL)
    isg_window_show_error (window, error);
  else if (other != NULL && ask->take)
    take_details (isg_record_screen_session (ask->screen), other);
  else if (other != NULL)
    isg_record_open (window, ask->kind, isg_record_uuid (other), NULL);
}

static void
ask_other (IsgRecordScreen *screen, gboolean take)
{
  IsgRecordSession *session = isg_record_screen_session (screen);
  const IsgKind *kind = isg_record_session_kind (session);
  const char *field = isg_kind_unique_key (kind);
  IsgRecord *record = isg_record_session_record (session);
  IsgValue *value = field != NULL ? isg_record_get (record, field) : NULL;
  Ask *ask;

  if (value == NULL)
    return;
  ask = g_new0 (Ask, 1);
  ask->kind = g_strdup (isg_kind_id (kind));
  ask->own = g_strdup (isg_record_uuid (record));
  ask->field = g_strdup (field);
  ask->value = isg_value_to_text (value);
  ask->take = take;
  ask->screen = g_object_ref (screen);
  isg_tasks_run (isg_context_tasks (isg_record_session_context (session)),
                 find_other,
                 ask,
                 ask_free,
                 (GDestroyNotify) isg_record_unref,
                 NULL,
                 found_cb,
                 ask);
}

void
isg_finding_act (IsgRecordScreen *screen, const char *code)
{
  IsgRecordSession *session;

  g_return_if_fail (ISG_IS_RECORD_SCREEN (screen));
  g_return_if_fail (code != NULL);

  session = isg_record_screen_session (screen);
  if (g_str_equal (code, "nace_old"))
    use_new_code (session);
  else if (g_str_equal (code, "sgk_length"))
    add_subcontractor (session);
  else if (g_str_equal (code, "duplicate_person"))
    ask_other (screen, TRUE);
  else if (g_str_has_prefix (code, "duplicate_") || g_str_equal (code, "sgk_duplicate"))
    ask_other (screen, FALSE);
}

void
isg_finding_act_by_itself (IsgRecordScreen *screen)
{
  IsgRecordSession *session;
  IsgRecord *record;
  const IsgFormView *view;
  const char *field, *value;

  g_return_if_fail (ISG_IS_RECORD_SCREEN (screen));

  session = isg_record_screen_session (screen);
  record = isg_record_session_record (session);
  view = isg_record_session_view (session);
  field = isg_kind_unique_key (isg_record_session_kind (session));
  value = field != NULL ? isg_value_text (isg_record_get (record, field)) : NULL;
  /* Only a new record: in an old one what is empty was left so. */
  if (value == NULL || isg_record_session_saved (session) != NULL || !view->editable
      || g_strcmp0 (g_object_get_data (G_OBJECT (screen), "isg-taken"), value) == 0)
    return;
  for (guint i = 0; i < view->places->len; i++)
    if (g_str_equal (isg_finding_code (g_ptr_array_index (view->places, i)), "duplicate_person")) {
      g_object_set_data_full (G_OBJECT (screen), "isg-taken", g_strdup (value), g_free);
      ask_other (screen, TRUE);
      return;
    }
}
