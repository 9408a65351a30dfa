/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-rows-field.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/isg-row-screen.h"
#include "app/isg-row-summary.h"
#include "app/isg-rows-raw.h"
#include "app/isg-rows-row.h"
#include "app/isg-window.h"

struct _IsgRowsField {
  IsgField parent_instance;

  char *ids;         /* (nullable): of the summary */
  gboolean in_place; /* rows open below their line */

  GtkBox *list;           /* (unowned) */
  GtkButton *add;         /* (unowned) */
  GPtrArray *rows;        /* (element-type IsgRowsRow) (unowned): the list's children */
  IsgRowSummary *summary; /* (owned) (nullable): until bound */
  IsgRecord *record;      /* (owned) (nullable): as it is typed */
  GPtrArray *findings;    /* (owned) (element-type IsgFinding): of the list and below it */

  IsgRowScreen *screen; /* (unowned) (nullable): the row's screen, while it is open */
  IsgRowsRow *shown;    /* (unowned) (nullable): the row that is on it */
  IsgScreen *below;     /* (unowned) (nullable): the record's, while rooted */
  gulong band_handler;
};

enum {
  PROP_0,
  PROP_SUMMARY,
  PROP_ADD_LABEL,
  PROP_IN_PLACE,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (IsgRowsField, isg_rows_field, ISG_TYPE_FIELD)

static IsgRowsRow *
row_at (IsgRowsField *self, guint index)
{
  return g_ptr_array_index (self->rows, index);
}

static guint
index_of (IsgRowsField *self, IsgRowsRow *row)
{
  guint index = 0;

  g_ptr_array_find (self->rows, row, &index);
  return index;
}

guint
isg_rows_field_n_rows (IsgRowsField *self)
{
  g_return_val_if_fail (ISG_IS_ROWS_FIELD (self), 0);

  return self->rows->len;
}

IsgRowEditor *
isg_rows_field_editor (IsgRowsField *self, guint index)
{
  g_return_val_if_fail (ISG_IS_ROWS_FIELD (self), NULL);

  return index < self->rows->len ? isg_rows_row_editor (row_at (self, index)) : NULL;
}

/* ---- what is shown ---- */

static void
show_words (IsgRowsField *self, guint index)
{
  g_autofree char *detail = NULL;
  g_autofree char *title = isg_row_summary_words (self->summary,
                                                  isg_rows_row_fields (row_at (self, index)),
                                                  self->record,
                                                  &detail);

  /* Translators: a row of a list in which nothing stands yet. */
  isg_rows_row_set_words (row_at (self, index),
                          index + 1,
                          title != NULL ? title : _ ("New row"), detail);
  if (self->screen != NULL && self->shown == row_at (self, index))
    isg_row_screen_set_detail (self->screen, title);
}

static void
show_all_words (gpointer field)
{
  IsgRowsField *self = field;

  for (guint i = 0; i < self->rows->len; i++)
    show_words (self, i);
}

static void
show_findings (IsgRowsField *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    isg_rows_row_show_findings (row_at (self, i),
                                isg_context_rules (isg_field_context (ISG_FIELD (self))),
                                isg_field_kind (ISG_FIELD (self)),
                                isg_field_id (ISG_FIELD (self)),
                                i,
                                self->findings);
}

/* Numbers, places of findings and the screen's "2 of 5" follow when a row came or went. */
static void
show_places (IsgRowsField *self)
{
  for (guint i = 0; i < self->rows->len; i++) {
    IsgRowEditor *editor = isg_rows_row_editor (row_at (self, i));

    if (editor != NULL && self->record != NULL)
      isg_row_editor_record_changed (editor, self->record, i);
  }
  show_all_words (self);
  show_findings (self);
  gtk_widget_set_visible (GTK_WIDGET (self->list), self->rows->len > 0);
}

/* ---- value ---- */

static IsgValue *
isg_rows_field_get_value (IsgField *field)
{
  IsgRowsField *self = ISG_ROWS_FIELD (field);
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_fields_unref);

  for (guint i = 0; i < self->rows->len; i++)
    g_ptr_array_add (groups, isg_fields_ref (isg_rows_row_fields (row_at (self, i))));
  return groups->len > 0 ? isg_value_new_groups (groups) : NULL;
}

static char *
isg_rows_field_get_raw (IsgField *field)
{
  IsgRowsField *self = ISG_ROWS_FIELD (field);
  GPtrArray *defs = isg_field_def_fields (isg_field_def (field));
  char *raw = NULL;

  /* In the order of the fields, so that the same text comes out each time. */
  for (guint i = 0; i < self->rows->len; i++)
    for (guint j = 0; j < defs->len; j++) {
      const char *id = isg_field_def_id (g_ptr_array_index (defs, j));
      const char *typed = g_hash_table_lookup (isg_rows_row_raw (row_at (self, i)), id);

      if (typed != NULL)
        isg_rows_raw_add (&raw, i, id, typed);
    }
  return raw;
}

static void close_row (IsgRowsField *self, IsgRowsRow *row);

static void
row_opened_cb (IsgRowsField *self, IsgRowsRow *row)
{
  if (self->in_place && isg_rows_row_editor (row) != NULL) {
    close_row (self, row);
    isg_rows_row_grab (row);
  } else
    isg_rows_field_open (self, index_of (self, row), NULL);
}

static void
row_removed_cb (IsgRowsField *self, IsgRowsRow *row)
{
  isg_rows_field_remove (self, index_of (self, row));
}

static IsgRowsRow *
insert_row (IsgRowsField *self, guint index, IsgFields *fields, GHashTable *raw)
{
  IsgRowsRow *row = isg_rows_row_new (self->in_place);
  GtkWidget *before = index > 0 ? GTK_WIDGET (row_at (self, index - 1)) : NULL;

  isg_rows_row_set (row, fields, raw);
  isg_rows_row_set_editable (row, isg_field_is_editable (ISG_FIELD (self)));
  gtk_box_insert_child_after (self->list, GTK_WIDGET (row), before);
  g_ptr_array_insert (self->rows, (int) index, row);
  g_signal_connect_object (row, "opened", G_CALLBACK (row_opened_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "removed", G_CALLBACK (row_removed_cb), self, G_CONNECT_SWAPPED);
  return row;
}

static void
drop_row (IsgRowsField *self, guint index)
{
  IsgRowsRow *row = row_at (self, index);

  close_row (self, row);
  g_ptr_array_remove_index (self->rows, index);
  gtk_box_remove (self->list, GTK_WIDGET (row));
}

/* Rows that stay keep their editor, and a line that says so already its cursor. */
static void
isg_rows_field_set_value (IsgField *field, IsgValue *value)
{
  IsgRowsField *self = ISG_ROWS_FIELD (field);
  guint n = isg_value_n_groups (value);

  while (self->rows->len > n)
    drop_row (self, self->rows->len - 1);
  for (guint i = 0; i < n; i++) {
    IsgFields *fields = isg_value_group (value, i);

    if (i < self->rows->len) {
      IsgRowEditor *editor = isg_rows_row_editor (row_at (self, i));

      isg_rows_row_set (row_at (self, i), fields, NULL);
      if (editor != NULL)
        isg_row_editor_set (editor, fields, NULL);
    } else {
      /* What was written before is judged at once. */
      isg_rows_row_set_judged (insert_row (self, i, fields, NULL));
    }
  }
  show_places (self);
}

static void
isg_rows_field_set_raw (IsgField *field, const char *raw)
{
  IsgRowsField *self = ISG_ROWS_FIELD (field);
  g_autoptr (GHashTable) typed = isg_rows_raw_parse (raw);
  GHashTableIter iter;
  gpointer path, text;

  g_hash_table_iter_init (&iter, typed);
  while (g_hash_table_iter_next (&iter, &path, &text)) {
    guint64 index = g_ascii_strtoull ((const char *) path + 1, NULL, 10);
    const char *dot = strchr (path, '.');

    if (index < self->rows->len && dot != NULL)
      g_hash_table_insert (isg_rows_row_raw (row_at (self, (guint) index)),
                           g_strdup (dot + 1),
                           g_strdup (text));
  }
  for (guint i = 0; i < self->rows->len; i++) {
    IsgRowsRow *row = row_at (self, i);

    if (isg_rows_row_editor (row) != NULL)
      isg_row_editor_set (isg_rows_row_editor (row),
                          isg_rows_row_fields (row),
                          isg_rows_row_raw (row));
  }
}

/* ---- editing ---- */

static void
typed_cb (IsgRowEditor *editor, IsgRowsField *self)
{
  for (guint i = 0; i < self->rows->len; i++) {
    g_autoptr (IsgFields) fields = NULL;
    g_autoptr (GHashTable) raw = NULL;

    if (isg_rows_row_editor (row_at (self, i)) != editor)
      continue;
    fields = isg_row_editor_fields (editor);
    raw = isg_row_editor_raw (editor);
    isg_rows_row_set (row_at (self, i), fields, raw);
    show_words (self, i);
    isg_field_emit_changed (ISG_FIELD (self));
    return;
  }
}

static void
acted_cb (IsgRowEditor *editor, IsgField *inner, const char *code, IsgRowsField *self)
{
  g_signal_emit_by_name (self, "act", code);
}

static IsgRowEditor *
make_editor (IsgRowsField *self, IsgRowsRow *row)
{
  IsgRowEditor *editor = isg_row_editor_new (isg_field_context (ISG_FIELD (self)),
                                             isg_field_kind (ISG_FIELD (self)),
                                             isg_field_def (ISG_FIELD (self)));

  isg_row_editor_set_editable (editor, isg_field_is_editable (ISG_FIELD (self)));
  if (self->record != NULL)
    isg_row_editor_record_changed (editor, self->record, index_of (self, row));
  isg_row_editor_set (editor, isg_rows_row_fields (row), isg_rows_row_raw (row));
  isg_row_editor_set_wide (editor,
                           self->below == NULL || isg_screen_band (self->below) != ISG_BAND_NARROW);
  g_signal_connect_object (editor, "changed", G_CALLBACK (typed_cb), self, 0);
  g_signal_connect_object (editor, "act", G_CALLBACK (acted_cb), self, 0);
  return editor;
}

/* A row that was open has been seen: what is missing in it may be said. */
static void
close_row (IsgRowsField *self, IsgRowsRow *row)
{
  if (isg_rows_row_editor (row) == NULL)
    return;
  isg_rows_row_set_judged (row);
  isg_rows_row_set_editor (row, NULL, FALSE);
  if (self->shown == row) {
    IsgWindow *window = self->screen != NULL ? isg_window_from (GTK_WIDGET (self->screen)) : NULL;

    self->shown = NULL;
    if (window != NULL && isg_window_screen (window) == ISG_SCREEN (self->screen))
      isg_window_pop (window);
  }
  show_findings (self);
}

/* ---- the row's screen ---- */

static void
screen_left_cb (IsgRowsField *self)
{
  IsgRowsRow *row = self->shown;

  self->screen = NULL;
  self->shown = NULL;
  if (row != NULL)
    close_row (self, row);
}

static void
step_cb (IsgRowsField *self, int step)
{
  guint index = self->shown != NULL ? index_of (self, self->shown) : 0;

  if (self->shown != NULL && (step > 0 ? index + 1 < self->rows->len : index > 0))
    isg_rows_field_open (self, step > 0 ? index + 1 : index - 1, NULL);
}

static void
screen_remove_cb (IsgRowsField *self)
{
  if (self->shown != NULL)
    isg_rows_field_remove (self, index_of (self, self->shown));
}

/* Back, or Ctrl+S: as if the list's focus had left it. */
static void
keep_cb (IsgRowsField *self)
{
  g_signal_emit_by_name (self, "left");
}

static void
show_on_screen (IsgRowsField *self, IsgRowsRow *row, const char *id)
{
  IsgWindow *window = isg_window_from (GTK_WIDGET (self));
  IsgRowsRow *before = self->shown;

  if (window == NULL)
    return;
  self->shown = row;
  if (before != NULL && before != row) {
    isg_rows_row_set_judged (before);
    isg_rows_row_set_editor (before, NULL, FALSE);
  }
  if (isg_rows_row_editor (row) == NULL)
    isg_rows_row_set_editor (row, make_editor (self, row), FALSE);
  if (self->screen == NULL) {
    self->screen = isg_row_screen_new (isg_field_label (ISG_FIELD (self)));
    g_signal_connect_object (self->screen,
                             "left",
                             G_CALLBACK (screen_left_cb),
                             self,
                             G_CONNECT_SWAPPED);
    g_signal_connect_object (self->screen, "step", G_CALLBACK (step_cb), self, G_CONNECT_SWAPPED);
    g_signal_connect_object (self->screen,
                             "remove",
                             G_CALLBACK (screen_remove_cb),
                             self,
                             G_CONNECT_SWAPPED);
    g_signal_connect_object (self->screen, "keep", G_CALLBACK (keep_cb), self, G_CONNECT_SWAPPED);
    isg_row_screen_show (self->screen,
                         isg_rows_row_editor (row),
                         index_of (self, row),
                         self->rows->len,
                         isg_field_is_editable (ISG_FIELD (self)));
    isg_window_push (window, ISG_SCREEN (self->screen));
  } else {
    isg_row_screen_show (self->screen,
                         isg_rows_row_editor (row),
                         index_of (self, row),
                         self->rows->len,
                         isg_field_is_editable (ISG_FIELD (self)));
  }
  isg_row_screen_grab (self->screen, id);
  show_words (self, index_of (self, row));
  show_findings (self);
}

/* What has just opened has no place yet when it gets the focus: it is brought into sight once it
 * has one. */
static gboolean
bring_into_sight (GtkWidget *row, GdkFrameClock *clock, gpointer data)
{
  GtkWidget *port = gtk_widget_get_ancestor (row, GTK_TYPE_VIEWPORT);
  GtkWidget *content = port != NULL ? gtk_viewport_get_child (GTK_VIEWPORT (port)) : NULL;
  GtkAdjustment *place
    = port != NULL ? gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (port)) : NULL;
  double top;

  if (gtk_widget_get_height (row) == 0)
    return G_SOURCE_CONTINUE;
  if (content != NULL && place != NULL
      && gtk_widget_translate_coordinates (row, content, 0, 0, NULL, &top))
    gtk_adjustment_clamp_page (place, top, top + gtk_widget_get_height (row));
  return G_SOURCE_REMOVE;
}

void
isg_rows_field_open (IsgRowsField *self, guint index, const char *id)
{
  IsgRowsRow *row;

  g_return_if_fail (ISG_IS_ROWS_FIELD (self));
  g_return_if_fail (index < self->rows->len);

  row = row_at (self, index);
  if (!self->in_place) {
    show_on_screen (self, row, id);
    return;
  }
  if (isg_rows_row_editor (row) == NULL)
    isg_rows_row_set_editor (row, make_editor (self, row), TRUE);
  show_findings (self);
  isg_row_editor_grab (isg_rows_row_editor (row), id);
  gtk_widget_add_tick_callback (GTK_WIDGET (row), bring_into_sight, NULL, NULL);
}

/* ---- adding and removing ---- */

void
isg_rows_field_add (IsgRowsField *self, IsgFields *fields)
{
  g_autoptr (IsgFields) blank = NULL;
  guint index;

  g_return_if_fail (ISG_IS_ROWS_FIELD (self));

  if (!isg_field_is_editable (ISG_FIELD (self)))
    return;
  blank = fields != NULL ? isg_fields_ref (fields) : isg_fields_new ();
  index = self->rows->len;
  insert_row (self, index, blank, NULL);
  show_places (self);
  isg_field_emit_changed (ISG_FIELD (self));
  isg_rows_field_open (self, index, NULL);
}

static void
add_cb (IsgRowsField *self)
{
  isg_rows_field_add (self, NULL);
}

typedef struct {
  IsgRowsField *self; /* (owned) */
  IsgFields *fields;  /* (owned) */
  GHashTable *raw;    /* (owned) */
  guint index;
} Undo;

static void
undo_free (gpointer data)
{
  Undo *undo = data;

  g_object_unref (undo->self);
  isg_fields_unref (undo->fields);
  g_hash_table_unref (undo->raw);
  g_free (undo);
}

static void
undo_remove (gpointer data)
{
  Undo *undo = data;
  IsgRowsField *self = undo->self;
  guint index = MIN (undo->index, self->rows->len);

  if (!isg_field_is_editable (ISG_FIELD (self)))
    return;
  isg_rows_row_set_judged (insert_row (self, index, undo->fields, undo->raw));
  show_places (self);
  isg_field_emit_changed (ISG_FIELD (self));
  isg_rows_row_grab (row_at (self, index));
}

void
isg_rows_field_remove (IsgRowsField *self, guint index)
{
  IsgWindow *window;
  Undo *undo;

  g_return_if_fail (ISG_IS_ROWS_FIELD (self));
  g_return_if_fail (index < self->rows->len);

  if (!isg_field_is_editable (ISG_FIELD (self)))
    return;
  window = isg_window_from (GTK_WIDGET (self));
  undo = g_new0 (Undo, 1);
  undo->self = g_object_ref (self);
  undo->fields = isg_fields_ref (isg_rows_row_fields (row_at (self, index)));
  undo->raw = g_hash_table_ref (isg_rows_row_raw (row_at (self, index)));
  undo->index = index;
  drop_row (self, index);
  show_places (self);
  isg_field_emit_changed (ISG_FIELD (self));
  isg_field_grab (ISG_FIELD (self), NULL);
  if (window != NULL)
    isg_window_toast (window, _ ("Row removed"), undo_remove, undo, undo_free, TRUE);
  else
    undo_free (undo);
}

/* ---- keys ---- */

static IsgRowsRow *
row_with_focus (IsgRowsField *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (gtk_widget_get_state_flags (GTK_WIDGET (row_at (self, i))) & GTK_STATE_FLAG_FOCUS_WITHIN)
      return row_at (self, i);
  return NULL;
}

gboolean
isg_rows_field_step (IsgRowsField *self, int step)
{
  IsgRowsRow *row;
  guint index;
  gboolean open;

  g_return_val_if_fail (ISG_IS_ROWS_FIELD (self), FALSE);

  row = row_with_focus (self);
  index = row != NULL ? index_of (self, row) : 0;
  if (row == NULL || (step > 0 ? index + 1 >= self->rows->len : index == 0))
    return FALSE;
  open = isg_rows_row_editor (row) != NULL;
  index = step > 0 ? index + 1 : index - 1;
  if (open) {
    close_row (self, row);
    isg_rows_field_open (self, index, NULL);
  } else
    isg_rows_row_grab (row_at (self, index));
  return TRUE;
}

static gboolean
walk (IsgRowsField *self, int step)
{
  IsgRowsRow *row = row_with_focus (self);
  guint index = row != NULL ? index_of (self, row) : 0;

  /* Inside an open row the arrows are its fields'. */
  if (row == NULL || !isg_rows_row_has_focus (row))
    return FALSE;
  if (step > 0 ? index + 1 < self->rows->len : index > 0)
    isg_rows_row_grab (row_at (self, step > 0 ? index + 1 : index - 1));
  return TRUE;
}

static gboolean
key_cb (GtkEventControllerKey *controller,
        guint keyval,
        guint keycode,
        GdkModifierType state,
        IsgRowsField *self)
{
  GdkModifierType mask = state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK);
  IsgRowsRow *row = row_with_focus (self);

  if (mask == GDK_CONTROL_MASK && (keyval == GDK_KEY_Delete || keyval == GDK_KEY_KP_Delete)
      && row != NULL) {
    isg_rows_field_remove (self, index_of (self, row));
    return TRUE;
  }
  if (mask == 0 && keyval == GDK_KEY_Down)
    return walk (self, 1);
  return mask == 0 && keyval == GDK_KEY_Up && walk (self, -1);
}

IsgRowsField *
isg_rows_field_focused (GtkWidget *widget)
{
  GtkRoot *root;
  GtkWidget *focus;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);

  root = gtk_widget_get_root (widget);
  focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  return focus != NULL ? (IsgRowsField *) gtk_widget_get_ancestor (focus, ISG_TYPE_ROWS_FIELD)
                       : NULL;
}

/* ---- findings ---- */

void
isg_rows_field_judge (IsgRowsField *self)
{
  g_return_if_fail (ISG_IS_ROWS_FIELD (self));

  for (guint i = 0; i < self->rows->len; i++)
    isg_rows_row_set_judged (row_at (self, i));
  show_findings (self);
}

static void
isg_rows_field_show_findings (IsgField *field, GPtrArray *findings)
{
  IsgRowsField *self = ISG_ROWS_FIELD (field);
  g_autoptr (GPtrArray) own = g_ptr_array_new ();

  g_ptr_array_set_size (self->findings, 0);
  for (guint i = 0; i < findings->len; i++) {
    IsgFinding *finding = g_ptr_array_index (findings, i);
    const char *path = isg_finding_path (finding);

    g_ptr_array_add (self->findings, isg_finding_ref (finding));
    if (path == NULL || strchr (path, '[') == NULL)
      g_ptr_array_add (own, finding);
  }
  ISG_FIELD_CLASS (isg_rows_field_parent_class)->show_findings (field, own);
  show_findings (self);
}

static void
isg_rows_field_record_changed (IsgField *field, IsgRecord *record)
{
  IsgRowsField *self = ISG_ROWS_FIELD (field);

  isg_record_ref (record);
  g_clear_pointer (&self->record, isg_record_unref);
  self->record = record;
  for (guint i = 0; i < self->rows->len; i++) {
    IsgRowEditor *editor = isg_rows_row_editor (row_at (self, i));

    if (editor != NULL)
      isg_row_editor_record_changed (editor, record, i);
  }
}

/* Somewhere else than in one of the rows: those that are open are done with for now. With a row on
 * its own screen the focus is still the list's. */
static void
left_cb (IsgRowsField *self)
{
  if (self->screen == NULL)
    isg_rows_field_judge (self);
}

/* "victims[1].injury_type" → that field of the second row. */
static void
isg_rows_field_grab (IsgField *field, const char *path)
{
  IsgRowsField *self = ISG_ROWS_FIELD (field);
  const char *bracket = path != NULL ? strchr (path, '[') : NULL;
  const char *dot = bracket != NULL ? strchr (bracket, '.') : NULL;
  guint64 index = bracket != NULL ? g_ascii_strtoull (bracket + 1, NULL, 10) : G_MAXUINT64;

  if (index < self->rows->len) {
    isg_rows_row_set_judged (row_at (self, (guint) index));
    isg_rows_field_open (self, (guint) index, dot != NULL ? dot + 1 : NULL);
  } else if (self->rows->len > 0)
    isg_rows_row_grab (row_at (self, 0));
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->add));
}

/* ---- the class ---- */

static void
turn (IsgRowsField *self)
{
  gboolean wide = self->below == NULL || isg_screen_band (self->below) != ISG_BAND_NARROW;

  for (guint i = 0; i < self->rows->len && self->in_place; i++)
    if (isg_rows_row_editor (row_at (self, i)) != NULL)
      isg_row_editor_set_wide (isg_rows_row_editor (row_at (self, i)), wide);
}

static void
isg_rows_field_root (GtkWidget *widget)
{
  IsgRowsField *self = ISG_ROWS_FIELD (widget);

  GTK_WIDGET_CLASS (isg_rows_field_parent_class)->root (widget);
  self->below = ISG_SCREEN (gtk_widget_get_ancestor (widget, ISG_TYPE_SCREEN));
  if (self->below != NULL)
    self->band_handler
      = g_signal_connect_swapped (self->below, "notify::band", G_CALLBACK (turn), self);
  turn (self);
}

static void
isg_rows_field_unroot (GtkWidget *widget)
{
  IsgRowsField *self = ISG_ROWS_FIELD (widget);

  if (self->below != NULL)
    g_clear_signal_handler (&self->band_handler, self->below);
  self->below = NULL;
  GTK_WIDGET_CLASS (isg_rows_field_parent_class)->unroot (widget);
}

static void
isg_rows_field_bind (IsgField *field, IsgContext *context, const IsgFieldDef *def)
{
  IsgRowsField *self = ISG_ROWS_FIELD (field);

  ISG_FIELD_CLASS (isg_rows_field_parent_class)->bind (field, context, def);
  self->summary
    = isg_row_summary_new (context, isg_field_kind (field), def, self->ids, show_all_words, self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  isg_field_label (field),
                                  -1);
}

static void
editable_cb (IsgRowsField *self)
{
  gboolean editable = isg_field_is_editable (ISG_FIELD (self));

  gtk_widget_set_visible (GTK_WIDGET (self->add), editable);
  for (guint i = 0; i < self->rows->len; i++)
    isg_rows_row_set_editable (row_at (self, i), editable);
}

static void
isg_rows_field_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  IsgRowsField *self = ISG_ROWS_FIELD (object);

  switch (id) {
  case PROP_SUMMARY:
    g_free (self->ids);
    self->ids = g_value_dup_string (value);
    break;
  case PROP_ADD_LABEL:
    gtk_button_set_label (self->add, g_value_get_string (value));
    break;
  case PROP_IN_PLACE:
    self->in_place = g_value_get_boolean (value);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
isg_rows_field_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  IsgRowsField *self = ISG_ROWS_FIELD (object);

  switch (id) {
  case PROP_SUMMARY:
    g_value_set_string (value, self->ids);
    break;
  case PROP_ADD_LABEL:
    g_value_set_string (value, gtk_button_get_label (self->add));
    break;
  case PROP_IN_PLACE:
    g_value_set_boolean (value, self->in_place);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
isg_rows_field_dispose (GObject *object)
{
  IsgRowsField *self = ISG_ROWS_FIELD (object);

  g_clear_pointer (&self->summary, isg_row_summary_free);
  g_ptr_array_set_size (self->rows, 0);
  G_OBJECT_CLASS (isg_rows_field_parent_class)->dispose (object);
}

static void
isg_rows_field_finalize (GObject *object)
{
  IsgRowsField *self = ISG_ROWS_FIELD (object);

  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->findings);
  g_clear_pointer (&self->record, isg_record_unref);
  g_free (self->ids);
  G_OBJECT_CLASS (isg_rows_field_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  props[PROP_SUMMARY] = g_param_spec_string ("summary", NULL, NULL, NULL, flags);
  props[PROP_ADD_LABEL] = g_param_spec_string ("add-label", NULL, NULL, NULL, flags);
  props[PROP_IN_PLACE] = g_param_spec_boolean ("in-place", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
isg_rows_field_class_init (IsgRowsFieldClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  IsgFieldClass *field_class = ISG_FIELD_CLASS (klass);

  object_class->set_property = isg_rows_field_set_property;
  object_class->get_property = isg_rows_field_get_property;
  object_class->dispose = isg_rows_field_dispose;
  object_class->finalize = isg_rows_field_finalize;
  widget_class->root = isg_rows_field_root;
  widget_class->unroot = isg_rows_field_unroot;
  field_class->bind = isg_rows_field_bind;
  field_class->get_value = isg_rows_field_get_value;
  field_class->set_value = isg_rows_field_set_value;
  field_class->get_raw = isg_rows_field_get_raw;
  field_class->set_raw = isg_rows_field_set_raw;
  field_class->show_findings = isg_rows_field_show_findings;
  field_class->record_changed = isg_rows_field_record_changed;
  field_class->grab = isg_rows_field_grab;
  install_properties (object_class);
}

static void
isg_rows_field_init (IsgRowsField *self)
{
  GtkWidget *body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->rows = g_ptr_array_new ();
  self->findings = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_finding_unref);
  self->list = g_object_new (GTK_TYPE_BOX,
                             "orientation",
                             GTK_ORIENTATION_VERTICAL,
                             "accessible-role",
                             GTK_ACCESSIBLE_ROLE_LIST,
                             "visible",
                             FALSE,
                             NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "rows");
  self->add = GTK_BUTTON (gtk_button_new_with_label (_ ("Add row")));
  gtk_widget_set_halign (GTK_WIDGET (self->add), GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->add), _ ("Ctrl+N in this list"));
  gtk_widget_add_css_class (body, "composite");
  gtk_box_append (GTK_BOX (body), GTK_WIDGET (self->list));
  gtk_box_append (GTK_BOX (body), GTK_WIDGET (self->add));
  isg_field_set_input_unnamed (ISG_FIELD (self), GTK_WIDGET (self->list), body);

  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, 0);
  gtk_widget_add_controller (body, keys);
  g_signal_connect_object (self->add, "clicked", G_CALLBACK (add_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "left", G_CALLBACK (left_cb), NULL);
  g_signal_connect (self, "notify::editable", G_CALLBACK (editable_cb), NULL);
}
