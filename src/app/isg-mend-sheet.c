/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-mend-sheet.h"

#include <glib/gi18n.h>

#include "app/isg-choice-field.h"
#include "app/isg-date-field.h"
#include "app/isg-error-text.h"
#include "app/isg-mend-order.h"
#include "app/isg-number-field.h"
#include "app/isg-pick-field.h"
#include "app/isg-sheet.h"
#include "app/isg-text-field.h"
#include "app/isg-text-scale.h"
#include "app/isg-value-words.h"
#include "submit/isg-mend.h"

#define SHEET_WIDTH  640
#define SHEET_HEIGHT 560
#define FEW_CODES    6 /* ui.md 3.0: more are picked from a list */

typedef struct {
  IsgContext *context; /* (owned) */
  IsgWindow *window;   /* (unowned) (nullable): weak */
  IsgSheet *sheet;     /* (unowned) (nullable): weak */
  IsgField *field;     /* (unowned): lives as long as the sheet */
  GtkListBox *list;    /* (unowned): lives as long as the sheet */
  char *kind;          /* (owned) */
  char *path;          /* (owned) */
  int code;
  GStrv uuids; /* (owned) */
} Mend;

/* ---- what can be mended so ---- */

static const IsgFieldDef *
mendable_field (IsgRules *rules, const char *kind_id, const char *path)
{
  const IsgKind *kind = isg_rules_kind (rules, kind_id);
  const IsgFieldDef *def = kind != NULL && path != NULL ? isg_kind_field (kind, path) : NULL;

  if (def == NULL || isg_field_def_is_sealed (def))
    return NULL;
  switch ((int) isg_field_def_type (def)) {
  case ISG_VALUE_TEXT:
  case ISG_VALUE_INTEGER:
  case ISG_VALUE_DECIMAL:
  case ISG_VALUE_DATE:
    return def;
  case ISG_VALUE_CODE:
    /* A list that other fields decide may differ from record to record. */
    return isg_field_def_code_list (def) != NULL ? def : NULL;
  default:
    return NULL;
  }
}

gboolean
isg_mend_sheet_can (IsgRules *rules, const IsgRefusalGroup *group)
{
  const char *kind = ((const IsgQueueRow *) g_ptr_array_index (group->rows, 0))->kind;

  for (guint i = 0; i < group->rows->len; i++) {
    const IsgQueueRow *row = g_ptr_array_index (group->rows, i);

    if (g_strcmp0 (row->kind, kind) != 0 || g_strcmp0 (row->state, "NEEDS_HELP") == 0)
      return FALSE;
  }
  return !isg_refusal_can_send_again (group->code)
         && mendable_field (rules, kind, group->path) != NULL;
}

/* ---- life ---- */

static void
mend_clear (gpointer data)
{
  Mend *mend = data;

  g_clear_object (&mend->context);
  g_clear_weak_pointer (&mend->window);
  g_clear_weak_pointer (&mend->sheet);
  g_free (mend->kind);
  g_free (mend->path);
  g_strfreev (mend->uuids);
}

static void
mend_unref (gpointer mend)
{
  g_rc_box_release_full (mend, mend_clear);
}

static void
closure_unref (gpointer mend, GClosure *closure)
{
  mend_unref (mend);
}

/* ---- words ---- */

static char *
value_words (Mend *mend, IsgValue *value)
{
  char *words = isg_value_words (isg_field_def (mend->field), NULL, value);

  return words != NULL ? words : g_strdup ("–");
}

/* ---- the records ---- */

typedef struct {
  GtkCheckButton *tick; /* (unowned) */
  GtkLabel *change;     /* (unowned) */
  char *now;            /* (owned) */
  char *uuid;           /* (owned) */
} Line;

static void
line_free (gpointer data)
{
  Line *line = data;

  g_free (line->now);
  g_free (line->uuid);
  g_free (line);
}

static Line *
nth_line (Mend *mend, int index)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (mend->list, index);

  return row != NULL ? g_object_get_data (G_OBJECT (row), "isg-line") : NULL;
}

static void
update (Mend *mend)
{
  g_autoptr (IsgValue) value = isg_field_get_value (mend->field);
  g_autofree char *after = value_words (mend, value);
  g_autofree char *label = NULL;
  guint n = 0;
  Line *line;

  for (int i = 0; (line = nth_line (mend, i)) != NULL; i++) {
    g_autofree char *change = g_strdup_printf ("%s → %s", line->now, after);
    gboolean ticked = gtk_check_button_get_active (line->tick);

    gtk_label_set_label (line->change, ticked ? change : line->now);
    n += ticked ? 1 : 0;
  }
  label = g_strdup_printf (g_dngettext (NULL,
                                        "Change in %u record and put up for signing",
                                        "Change in %u records and put up for signing",
                                        n),
                           n);
  isg_sheet_set_act_label (mend->sheet, label);
  isg_sheet_set_act_sensitive (mend->sheet, value != NULL && n > 0);
}

static GtkWidget *
make_line (Mend *mend, const IsgMendRow *row)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *change = gtk_label_new (NULL);
  GtkWidget *list_row = gtk_list_box_row_new ();
  gboolean fits = row->n_places > 0 && !row->is_typed;
  g_autofree char *title = row->workplace_title != NULL
                             ? g_strdup_printf ("%s · %s", row->title, row->workplace_title)
                             : g_strdup (row->title);
  GtkWidget *tick = gtk_check_button_new_with_label (title);
  Line *line = g_new0 (Line, 1);

  line->tick = GTK_CHECK_BUTTON (tick);
  line->change = GTK_LABEL (change);
  line->now = row->is_typed ? g_strdup (_ ("Somebody is at work on this record."))
                            : row->n_places == 0
    ? g_strdup (_ ("The refused place is not there any more."))
    : value_words (mend, row->now);
  line->uuid = g_strdup (row->uuid);
  gtk_label_set_xalign (line->change, 0);
  gtk_label_set_wrap (line->change, TRUE);
  gtk_widget_add_css_class (change, "dim-label");
  gtk_check_button_set_active (line->tick, fits);
  gtk_widget_set_sensitive (tick, fits);
  gtk_widget_add_css_class (box, "mend-row");
  gtk_widget_set_margin_start (change, 26);
  gtk_box_append (GTK_BOX (box), tick);
  gtk_box_append (GTK_BOX (box), change);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (list_row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (list_row), FALSE);
  gtk_widget_set_focusable (list_row, FALSE);
  g_object_set_data_full (G_OBJECT (list_row), "isg-line", line, line_free);
  g_signal_connect_data (tick,
                         "toggled",
                         G_CALLBACK (update),
                         g_rc_box_acquire (mend),
                         closure_unref,
                         G_CONNECT_SWAPPED);
  return list_row;
}

/* ---- reading ---- */

static gpointer
read_rows (IsgStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  Mend *mend = data;

  return isg_mend_rows (store,
                        (const char *const *) mend->uuids,
                        mend->code,
                        mend->path,
                        isg_i18n_language (),
                        error);
}

static void
rows_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Mend *mend = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = isg_tasks_finish (result, &error);

  if (mend->sheet != NULL && rows != NULL) {
    for (guint i = 0; i < rows->len; i++) {
      const IsgMendRow *row = g_ptr_array_index (rows, i);

      if (i == 0 && row->now != NULL)
        isg_field_set_value (mend->field, row->now);
      gtk_list_box_append (mend->list, make_line (mend, row));
    }
    update (mend);
  } else if (mend->sheet != NULL) {
    g_autofree char *sentence = isg_error_text (error);

    isg_sheet_set_error (mend->sheet, sentence);
  }
  mend_unref (mend);
}

/* ---- the act ---- */

static void
done_cb (guint n_mended, guint n_left, const GError *error, gpointer data)
{
  Mend *mend = data;
  g_autofree char *sentence = NULL;

  if (mend->sheet == NULL)
    return;
  if (n_mended > 0) {
    isg_sheet_finish (mend->sheet);
    return;
  }
  sentence = error != NULL ? isg_error_text (error)
                           : g_strdup (_ ("Nothing was changed: other places of these records are "
                                          "to be mended first. Open one of them."));
  isg_sheet_set_error (mend->sheet, sentence);
  isg_sheet_set_act_sensitive (mend->sheet, TRUE);
}

static GStrv
ticked (Mend *mend)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  Line *line;

  for (int i = 0; (line = nth_line (mend, i)) != NULL; i++)
    if (gtk_check_button_get_active (line->tick))
      g_strv_builder_add (builder, line->uuid);
  return g_strv_builder_end (builder);
}

static void
act_cb (IsgSheet *sheet, Mend *mend)
{
  g_autoptr (IsgValue) value = isg_field_get_value (mend->field);
  g_auto (GStrv) uuids = ticked (mend);
  const IsgMendOrder order = { (const char *const *) uuids, mend->code, mend->path, value };

  if (value == NULL || *uuids == NULL || mend->window == NULL)
    return;
  isg_sheet_set_error (sheet, NULL);
  isg_sheet_set_act_sensitive (sheet, FALSE);
  isg_mend_order_place (mend->context,
                        mend->window,
                        &order,
                        done_cb,
                        g_rc_box_acquire (mend),
                        mend_unref);
}

/* ---- building ---- */

static GType
input_for (const IsgFieldDef *def)
{
  const IsgCodeList *list = isg_field_def_code_list (def);

  switch ((int) isg_field_def_type (def)) {
  case ISG_VALUE_DATE:
    return ISG_TYPE_DATE_FIELD;
  case ISG_VALUE_INTEGER:
  case ISG_VALUE_DECIMAL:
    return ISG_TYPE_NUMBER_FIELD;
  case ISG_VALUE_CODE:
    return isg_code_list_size (list) <= FEW_CODES ? ISG_TYPE_CHOICE_FIELD : ISG_TYPE_PICK_FIELD;
  default:
    return ISG_TYPE_TEXT_FIELD;
  }
}

static GtkWidget *
make_field (Mend *mend)
{
  IsgRules *rules = isg_context_rules (mend->context);
  const IsgFieldDef *def = mendable_field (rules, mend->kind, mend->path);
  GtkWidget *list = gtk_list_box_new ();

  mend->field = g_object_new (input_for (def), "field-id", isg_field_def_id (def), NULL);
  isg_field_set_kind (mend->field, isg_rules_kind (rules, mend->kind));
  isg_field_bind (mend->field, mend->context, def);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("New value"), -1);
  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (mend->field));
  g_signal_connect_data (mend->field,
                         "changed",
                         G_CALLBACK (update),
                         g_rc_box_acquire (mend),
                         closure_unref,
                         G_CONNECT_SWAPPED);
  return list;
}

static GtkWidget *
make_records (Mend *mend)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  mend->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_widget_set_valign (GTK_WIDGET (mend->list), GTK_ALIGN_START);
  gtk_list_box_set_selection_mode (mend->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (mend->list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (mend->list),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Records to be mended"), -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (mend->list));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled),
                                  GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_widget_set_vexpand (scrolled, TRUE);
  return scrolled;
}

static GtkWidget *
make_content (Mend *mend)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  g_autofree char *sentence = isg_reply_sentence (isg_context_rules (mend->context),
                                                  mend->kind,
                                                  mend->code,
                                                  mend->path,
                                                  NULL);
  GtkWidget *label = gtk_label_new (sentence);

  gtk_widget_add_css_class (box, "sheet-text");
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), make_field (mend));
  gtk_box_append (GTK_BOX (box), make_records (mend));
  return box;
}

GtkWidget *
isg_mend_sheet_open (IsgContext *context,
                     IsgWindow *window,
                     const char *kind,
                     int code,
                     const char *path,
                     const char *const *uuids)
{
  Mend *mend = g_rc_box_new0 (Mend);
  IsgSheet *sheet
    = isg_sheet_new (GTK_WINDOW (window),
                     _ ("Mend in all"), _ ("Put up for signing"), _ ("Put up for signing"));

  mend->context = g_object_ref (context);
  g_set_weak_pointer (&mend->window, window);
  g_set_weak_pointer (&mend->sheet, sheet);
  mend->kind = g_strdup (kind);
  mend->path = g_strdup (path);
  mend->code = code;
  mend->uuids = g_strdupv ((char **) uuids);
  isg_sheet_set_content (sheet, make_content (mend));
  gtk_window_set_default_size (GTK_WINDOW (sheet),
                               isg_scaled (SHEET_WIDTH),
                               isg_scaled (SHEET_HEIGHT));
  isg_sheet_set_act_sensitive (sheet, FALSE);
  isg_tasks_run (isg_context_tasks (context),
                 read_rows,
                 g_rc_box_acquire (mend),
                 mend_unref,
                 (GDestroyNotify) g_ptr_array_unref,
                 NULL,
                 rows_read_cb,
                 g_rc_box_acquire (mend));
  g_signal_connect_data (sheet, "act", G_CALLBACK (act_cb), mend, closure_unref, 0);
  gtk_window_present (GTK_WINDOW (sheet));
  return GTK_WIDGET (sheet);
}
