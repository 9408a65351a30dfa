/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "forms-fixture.h"

#include "app/isg-entry-field.h"
#include "app/isg-pages.h"
#include "app/isg-pick-field.h"
#include "app/isg-pick-source.h"
#include "app/isg-text-area.h"
#include "submit/isg-status.h"

/* ---- the store, as another process sees it ---- */

static IsgStore *
open_store (UiFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  IsgStore *store = isg_store_open (fixture->dir, fixture->rules, fixture->clock, &error);

  g_assert_no_error (error);
  return store;
}

IsgRecord *
forms_stored (UiFixture *fixture, const char *uuid)
{
  g_autoptr (IsgStore) store = open_store (fixture);
  g_autoptr (GError) error = NULL;
  IsgRecord *record = isg_store_record_get (store, uuid, 0, &error);

  g_assert_no_error (error);
  return record;
}

IsgDraft *
forms_draft (UiFixture *fixture, const char *uuid)
{
  g_autoptr (IsgStore) store = open_store (fixture);
  g_autoptr (GError) error = NULL;
  IsgDraft *draft = NULL;

  isg_store_draft_get (store, uuid, &draft, &error);
  g_assert_no_error (error);
  return draft;
}

const char *
forms_state (UiFixture *fixture, const char *uuid)
{
  g_autoptr (IsgStore) store = open_store (fixture);
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgStatus) status = isg_status_get (store, uuid, ISG_LANGUAGE_TR, &error);

  g_assert_no_error (error);
  return g_intern_string (status->state);
}

static GPtrArray *
list (UiFixture *fixture, IsgListQuery query)
{
  g_autoptr (IsgStore) store = open_store (fixture);
  g_autoptr (GError) error = NULL;
  GPtrArray *rows;

  query.date_from = ISG_DATE_NONE;
  query.date_to = ISG_DATE_NONE;
  rows = isg_store_record_list (store, &query, &error);
  g_assert_no_error (error);
  return rows;
}

guint
forms_count (UiFixture *fixture, const char *kind, const char *workplace, const char *search)
{
  g_autoptr (GPtrArray) rows
    = list (fixture, (IsgListQuery){ .kind = kind, .workplace = workplace, .search = search });

  return rows->len;
}

gboolean
forms_is_closed (UiFixture *fixture, const char *kind, const char *uuid)
{
  g_autoptr (GPtrArray) rows = list (fixture, (IsgListQuery){ .kind = kind, .closed = TRUE });

  for (guint i = 0; i < rows->len; i++)
    if (g_str_equal (((const IsgRow *) g_ptr_array_index (rows, i))->uuid, uuid))
      return TRUE;
  return FALSE;
}

/* The sample's names are not kept; a record is known by a field that no other has. */
const char *
forms_uuid (UiFixture *fixture, const char *name)
{
  static const struct {
    const char *name;
    const char *kind;
    const char *search;
  } known[] = {
    { "berber", "workplace", "Kardelen" },
    { "firin", "workplace", "Yıldız" },
    { "oto", "workplace", "Kardeşler" },
  };
  g_autoptr (GPtrArray) rows = NULL;

  if (g_str_equal (name, "egitim-berber")) {
    rows = list (fixture,
                 (IsgListQuery){ .kind = "training", .workplace = forms_uuid (fixture, "berber") });
    for (guint i = 0; i < rows->len; i++) {
      const IsgRow *row = g_ptr_array_index (rows, i);

      if (isg_value_n_groups (isg_fields_get (row->fields, "topics")) == 12)
        return g_intern_string (row->uuid);
    }
  }
  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_str_equal (known[i].name, name)) {
      rows = list (fixture, (IsgListQuery){ .kind = known[i].kind, .search = known[i].search });
      g_assert_cmpuint (rows->len, ==, 1);
      return g_intern_string (((const IsgRow *) g_ptr_array_index (rows, 0))->uuid);
    }
  g_assert_not_reached ();
}

void
forms_employee (UiFixture *fixture, const char *workplace, char **out_number, char **out_name)
{
  g_autoptr (GPtrArray) rows
    = list (fixture,
            (IsgListQuery){ .kind = "employee", .workplace = forms_uuid (fixture, workplace) });

  for (guint i = 0; i < rows->len; i++) {
    const IsgRow *row = g_ptr_array_index (rows, i);
    const char *number = isg_value_text (isg_fields_get (row->fields, "national_id"));

    if (isg_fields_get (row->fields, "leave_date") != NULL
        || forms_count (fixture, "employee", NULL, number) != 1)
      continue;
    *out_number = g_strdup (number);
    *out_name = g_strdup (isg_value_text (isg_fields_get (row->fields, "given_name")));
    return;
  }
  g_assert_not_reached ();
}

/* ---- the form ---- */

static gboolean
is_loaded (gpointer session)
{
  g_assert_no_error (isg_record_session_error (session));
  return isg_record_session_is_loaded (session);
}

IsgRecordScreen *
forms_open (UiFixture *fixture, const char *kind, const char *uuid, const char *workplace)
{
  IsgScreen *screen;

  isg_record_open (fixture->window, kind, uuid, workplace);
  screen = isg_window_screen (fixture->window);
  g_assert_true (ISG_IS_RECORD_SCREEN (screen));
  isg_test_until (is_loaded, isg_record_screen_session (ISG_RECORD_SCREEN (screen)));
  ui_fixture_settle (fixture);
  return ISG_RECORD_SCREEN (screen);
}

void
forms_destroy (UiFixture *fixture, IsgRecordScreen *screen)
{
  /* Forgets what was typed, so that going back has nothing to keep. */
  IsgRecordSession *session = isg_record_screen_session (screen);

  isg_record_session_abandon (session);
  isg_window_pop (fixture->window);
  ui_fixture_settle (fixture);
}

IsgField *
forms_field (IsgRecordScreen *screen, const char *id)
{
  IsgField *field = isg_form_field (isg_record_layout_form (isg_record_screen_layout (screen)), id);

  g_assert_nonnull (field);
  return field;
}

static GtkWidget *
find_input (GtkWidget *widget, GType type)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find_input (child, type);

    if (found != NULL)
      return found;
  }
  return NULL;
}

GtkWidget *
forms_input (IsgRecordScreen *screen, const char *id)
{
  return find_input (GTK_WIDGET (forms_field (screen, id)), GTK_TYPE_ENTRY);
}

GtkWidget *
forms_popup (GtkWidget *entry)
{
  return find_input (entry, GTK_TYPE_POPOVER);
}

static IsgField *
sheet_field (GtkWindow *sheet, const char *id)
{
  GtkWidget *form = find_input (GTK_WIDGET (sheet), ISG_TYPE_FORM);

  return isg_form_field (ISG_FORM (form), id);
}

const char *
forms_sheet_text (GtkWindow *sheet, const char *id)
{
  return gtk_editable_get_text (
    GTK_EDITABLE (find_input (GTK_WIDGET (sheet_field (sheet, id)), GTK_TYPE_ENTRY)));
}

void
forms_sheet_type (GtkWindow *sheet, const char *id, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (
                           find_input (GTK_WIDGET (sheet_field (sheet, id)), GTK_TYPE_ENTRY)),
                         text);
}

void
forms_sheet_choose (GtkWindow *sheet, const char *id, const char *code)
{
  g_autoptr (IsgValue) value = isg_value_new_code (code);

  isg_field_set_value (sheet_field (sheet, id), value);
  isg_field_emit_changed (sheet_field (sheet, id));
}

void
forms_type (IsgRecordScreen *screen, const char *id, const char *text)
{
  GtkWidget *entry = find_input (GTK_WIDGET (forms_field (screen, id)), GTK_TYPE_ENTRY);

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

void
forms_type_area (IsgRecordScreen *screen, const char *id, const char *text)
{
  GtkWidget *view = find_input (GTK_WIDGET (forms_field (screen, id)), GTK_TYPE_TEXT_VIEW);

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), text, -1);
}

const char *
forms_entry_text (IsgRecordScreen *screen, const char *id)
{
  return gtk_editable_get_text (
    GTK_EDITABLE (find_input (GTK_WIDGET (forms_field (screen, id)), GTK_TYPE_ENTRY)));
}

static void
found_cb (GPtrArray *items, gpointer data)
{
  IsgPickField *field = data;

  g_assert_cmpuint (items->len, >, 0);
  isg_pick_field_take (field, isg_pick_item_key (g_ptr_array_index (items, 0)));
  g_ptr_array_unref (items);
}

void
forms_pick (IsgRecordScreen *screen, const char *id, const char *text)
{
  IsgField *field = forms_field (screen, id);
  IsgPickSource *source = NULL;

  if (!ISG_IS_PICK_FIELD (field)) {
    g_autoptr (IsgValue) value = isg_value_new_code (text);

    isg_field_set_value (field, value);
    isg_field_emit_changed (field);
    return;
  }
  source = isg_pick_source_new (isg_field_context (field),
                                isg_field_def (field),
                                isg_field_kind (field));

  isg_pick_source_search (source, text, NULL, NULL, found_cb, field);
  isg_pick_source_free (source);
}

const char *
forms_text (IsgRecordSession *session, const char *id)
{
  return isg_value_text (isg_record_get (isg_record_session_record (session), id));
}

gboolean
forms_has_focus (IsgField *field)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (field)));

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (field));
}

/* ---- the fast line ---- */

static GtkWidget *
find_entry (GtkWidget *widget, const char *placeholder)
{
  if (GTK_IS_ENTRY (widget)
      && g_strcmp0 (gtk_entry_get_placeholder_text (GTK_ENTRY (widget)), placeholder) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find_entry (child, placeholder);

    if (found != NULL)
      return found;
  }
  return NULL;
}

void
forms_fast (GtkWidget *line, const char *name, const char *text)
{
  GtkWidget *entry = find_entry (line, name + sizeof "Fast add: " - 1);
  g_autofree char *wrong = NULL;

  g_assert_nonnull (entry);
  wrong = gtk_test_accessible_check_property (GTK_ACCESSIBLE (entry),
                                              GTK_ACCESSIBLE_PROPERTY_LABEL,
                                              name);
  g_assert_null (wrong);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

void
forms_fast_enter (GtkWidget *line)
{
  g_signal_emit_by_name (find_entry (line, "Job"), "activate");
}

/* ---- pictures, for the eye ---- */

void
forms_picture (UiFixture *fixture, const char *name)
{
  const char *folder = g_getenv ("ISG_TEST_PICTURES");
  GtkWidget *widget;
  g_autoptr (GdkPaintable) paintable = NULL;
  g_autoptr (GtkSnapshot) snapshot = NULL;
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autofree char *path = NULL;
  int width, height;

  if (folder == NULL)
    return;
  ui_fixture_settle (fixture);
  widget = GTK_WIDGET (ui_fixture_top (fixture));
  if (widget == NULL)
    widget = GTK_WIDGET (fixture->window);
  paintable = gtk_widget_paintable_new (widget);
  width = gdk_paintable_get_intrinsic_width (paintable);
  height = gdk_paintable_get_intrinsic_height (paintable);
  snapshot = gtk_snapshot_new ();
  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_free_to_node (g_steal_pointer (&snapshot));
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (widget)), node, NULL);
  path = g_strdup_printf ("%s/%s.png", folder, name);
  g_assert_true (gdk_texture_save_to_png (texture, path));
}
