/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-statement-panel.h"

#include <glib/gi18n.h>

#include "app/isg-date-field.h"
#include "app/isg-suggest.h"
#include "app/isg-text-field.h"

/* The questions, in the order in which they stand. */
enum {
  MEASURE,
  RESPONSIBLE,
  DUE,
  EXISTING,
  N_QUESTIONS,
};

static const char *const ids[N_QUESTIONS]
  = { "measure", "responsible", "due", "existing_measures" };

#define RANK "measure_rank"

struct _IsgStatementPanel {
  GtkBox parent_instance;

  const IsgStatement *statement; /* the pack's */
  const IsgFieldDef *def;        /* of the list of hazards */
  IsgFields *row;                /* (owned) */
  GPtrArray *people;             /* (owned) (element-type utf8) */
  IsgField *fields[N_QUESTIONS]; /* (unowned): our children */
  GtkBox *line;                  /* (unowned): who and when */
  GtkLabel *score;               /* (unowned) */
  GtkButton *open;               /* (unowned) */
  gboolean filling;              /* the program writes, not the user */
};

enum {
  CHANGED,
  OPEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (IsgStatementPanel, isg_statement_panel, GTK_TYPE_BOX)

IsgFields *
isg_statement_panel_row (IsgStatementPanel *self)
{
  g_return_val_if_fail (ISG_IS_STATEMENT_PANEL (self), NULL);

  return self->row;
}

IsgField *
isg_statement_panel_field (IsgStatementPanel *self, const char *id)
{
  g_return_val_if_fail (ISG_IS_STATEMENT_PANEL (self), NULL);

  for (int i = 0; i < N_QUESTIONS; i++)
    if (g_strcmp0 (ids[i], id) == 0)
      return self->fields[i];
  return NULL;
}

/* ---- values ---- */

void
isg_statement_panel_show (IsgStatementPanel *self,
                          IsgFields *row,
                          const char *score,
                          gboolean editable)
{
  g_return_if_fail (ISG_IS_STATEMENT_PANEL (self));

  isg_fields_ref (row);
  isg_fields_unref (self->row);
  self->row = row;
  self->filling = TRUE;
  for (int i = 0; i < N_QUESTIONS; i++) {
    g_autoptr (IsgValue) present = isg_field_get_value (self->fields[i]);
    g_autofree char *raw = isg_field_get_raw (self->fields[i]);

    g_object_set (self->fields[i], "editable", editable, NULL);
    if (raw == NULL && !isg_value_equal (present, isg_fields_get (row, ids[i])))
      isg_field_set_value (self->fields[i], isg_fields_get (row, ids[i]));
  }
  self->filling = FALSE;
  gtk_label_set_label (self->score, score != NULL ? score : "");
  gtk_widget_set_visible (GTK_WIDGET (self->score), score != NULL);
  gtk_button_set_label (self->open,
                        /* Translators: opens the row of a hazard, to pick its score. */
                        score != NULL
                        ? _ ("Open the row")
                        : _ ("Give it a score"));
}

static void
take (IsgStatementPanel *self, const char *id, IsgValue *value, gboolean typed)
{
  IsgFields *row = isg_fields_with (self->row, id, value);

  isg_fields_unref (self->row);
  self->row = row;
  g_signal_emit (self, signals[CHANGED], 0, typed);
}

static void
changed_cb (IsgStatementPanel *self, IsgField *field)
{
  g_autoptr (IsgValue) value = NULL;

  if (self->filling)
    return;
  value = isg_field_get_value (field);
  take (self, isg_field_id (field), value, TRUE);
}

/* What was typed and is no day is said once the line is left: as a value it is nowhere. */
static void
left_cb (IsgStatementPanel *self, IsgField *field)
{
  g_autoptr (GPtrArray) shown = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_finding_unref);
  g_autofree char *raw = isg_field_get_raw (field);

  if (gtk_widget_in_destruction (GTK_WIDGET (self)))
    return;
  if (raw != NULL && isg_field_def_type (isg_field_def (field)) == ISG_VALUE_DATE)
    g_ptr_array_add (shown,
                     isg_finding_new (isg_field_id (field),
                                      ISG_SEVERITY_BLOCK,
                                      "date_format",
                                      "text",
                                      raw,
                                      NULL));
  isg_field_show_findings (field, shown);
}

static void
answered_cb (IsgStatementPanel *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (root != NULL)
    g_signal_emit_by_name (root, "move-focus", GTK_DIR_TAB_FORWARD);
}

static void
open_cb (IsgStatementPanel *self)
{
  g_signal_emit (self, signals[OPEN], 0);
}

/* ---- offers ---- */

static const IsgFieldDef *
sub_def (IsgStatementPanel *self, const char *id)
{
  GPtrArray *defs = isg_field_def_fields (self->def);

  for (guint i = 0; i < defs->len; i++)
    if (g_str_equal (isg_field_def_id (g_ptr_array_index (defs, i)), id))
      return g_ptr_array_index (defs, i);
  return NULL;
}

static GPtrArray *
offer_measures (gpointer data)
{
  IsgStatementPanel *self = data;
  const IsgCodeList *ranks = isg_field_def_code_list (sub_def (self, RANK));
  IsgLanguage language = isg_i18n_language ();
  GPtrArray *offers = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < isg_statement_n_measures (self->statement); i++) {
    const char *rank = isg_measure_rank_code (isg_statement_measure_rank (self->statement, i));

    g_ptr_array_add (offers,
                     isg_pick_item_new (rank,
                                        isg_statement_measure (self->statement, i, language),
                                        isg_code_list_label (ranks, rank, language)));
  }
  return offers;
}

static void
measure_taken_cb (IsgPickItem *item, gpointer data)
{
  g_autoptr (IsgValue) rank = isg_value_new_code (isg_pick_item_key (item));

  take (data, RANK, rank, FALSE);
}

static GPtrArray *
offer_people (gpointer data)
{
  IsgStatementPanel *self = data;
  GPtrArray *offers = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->people->len; i++)
    g_ptr_array_add (offers, isg_pick_item_new (NULL, g_ptr_array_index (self->people, i), NULL));
  return offers;
}

void
isg_statement_panel_set_people (IsgStatementPanel *self, GPtrArray *people)
{
  g_return_if_fail (ISG_IS_STATEMENT_PANEL (self));

  g_ptr_array_unref (self->people);
  self->people = g_ptr_array_ref (people);
}

/* ---- building ---- */

void
isg_statement_panel_set_narrow (IsgStatementPanel *self, gboolean narrow)
{
  g_return_if_fail (ISG_IS_STATEMENT_PANEL (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->line),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
}

static void
isg_statement_panel_finalize (GObject *object)
{
  IsgStatementPanel *self = ISG_STATEMENT_PANEL (object);

  isg_fields_unref (self->row);
  g_ptr_array_unref (self->people);
  G_OBJECT_CLASS (isg_statement_panel_parent_class)->finalize (object);
}

static void
isg_statement_panel_class_init (IsgStatementPanelClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = isg_statement_panel_finalize;
  signals[CHANGED] = g_signal_new ("changed",
                                   type,
                                   G_SIGNAL_RUN_LAST,
                                   0,
                                   NULL,
                                   NULL,
                                   NULL,
                                   G_TYPE_NONE,
                                   1,
                                   G_TYPE_BOOLEAN);
  signals[OPEN]
    = g_signal_new ("open", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
isg_statement_panel_init (IsgStatementPanel *self)
{
  static GType (*const types[N_QUESTIONS]) (void) = { isg_text_field_get_type,
                                                      isg_text_field_get_type,
                                                      isg_date_field_get_type,
                                                      isg_text_field_get_type };

  self->row = isg_fields_new ();
  self->people = g_ptr_array_new ();
  self->line = g_object_new (GTK_TYPE_BOX, "homogeneous", TRUE, NULL);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "statement-panel");
  for (int i = 0; i < N_QUESTIONS; i++) {
    self->fields[i] = g_object_new (types[i](), "field-id", ids[i], NULL);
    gtk_box_append (i == MEASURE ? GTK_BOX (self) : self->line, GTK_WIDGET (self->fields[i]));
  }
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->line));
}

static void
add_score (IsgStatementPanel *self)
{
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);

  self->score = GTK_LABEL (gtk_label_new (NULL));
  self->open = GTK_BUTTON (gtk_button_new_with_label (""));
  gtk_button_set_has_frame (self->open, FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->score), "heading");
  gtk_widget_add_css_class (foot, "statement-foot");
  gtk_box_append (GTK_BOX (foot), GTK_WIDGET (self->score));
  gtk_box_append (GTK_BOX (foot), GTK_WIDGET (self->open));
  g_signal_connect_object (self->open, "clicked", G_CALLBACK (open_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self), foot);
}

static GtkEntry *
entry_of (IsgStatementPanel *self, int question)
{
  return isg_entry_field_entry (ISG_ENTRY_FIELD (self->fields[question]));
}

IsgStatementPanel *
isg_statement_panel_new (IsgContext *context,
                         const IsgKind *kind,
                         const IsgFieldDef *def,
                         const IsgStatement *statement)
{
  IsgStatementPanel *self = g_object_new (ISG_TYPE_STATEMENT_PANEL, NULL);

  self->statement = statement;
  self->def = def;
  for (int i = 0; i < N_QUESTIONS; i++) {
    isg_field_set_kind (self->fields[i], kind);
    isg_field_bind (self->fields[i], context, sub_def (self, ids[i]));
    isg_field_set_required (self->fields[i], i != EXISTING);
    g_signal_connect_object (self->fields[i],
                             "changed",
                             G_CALLBACK (changed_cb),
                             self,
                             G_CONNECT_SWAPPED);
    g_signal_connect_object (self->fields[i],
                             "left",
                             G_CALLBACK (left_cb),
                             self,
                             G_CONNECT_SWAPPED);
    g_signal_connect_object (self->fields[i],
                             "answered",
                             G_CALLBACK (answered_cb),
                             self,
                             G_CONNECT_SWAPPED);
  }
  isg_suggest_attach (entry_of (self, MEASURE),
                      _ ("Ready measures"), offer_measures, measure_taken_cb, self);
  isg_suggest_attach (entry_of (self, RESPONSIBLE), _ ("Who works here"), offer_people, NULL, self);
  add_score (self);
  return self;
}
