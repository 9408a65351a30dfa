/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-statements-field.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/isg-risk-view.h"
#include "app/isg-screen.h"
#include "rules/isg-risk-answer.h"

#define HAZARDS   "hazards"
#define STATEMENT "statement"

/* A sentence that is asked. */
typedef struct {
  const IsgStatement *statement; /* the pack's */
  IsgYesNoRow *row;              /* (unowned): our child */
  IsgStatementPanel *panel;      /* (unowned) (nullable): below it, while the answer is no */
} Asked;

struct _IsgStatementsField {
  IsgField parent_instance;

  IsgRecordSession *session; /* (unowned) (nullable): weak; until attached */
  IsgRecord *record;         /* (owned) (nullable): as it is typed */
  IsgValue *value;           /* (owned) (nullable) */
  GPtrArray *people;         /* (owned) (element-type utf8) */

  const IsgChecklist *checklist; /* (nullable): the one that is shown */
  GPtrArray *asked;              /* (owned) (element-type Asked) */
  GtkBox *lists;                 /* (unowned): headings and lists */
  GtkLabel *count;               /* (unowned) */
  GtkProgressBar *bar;           /* (unowned) */
  GtkLabel *none;                /* (unowned): no trade is chosen */

  IsgScreen *around; /* (unowned) (nullable): while rooted */
  gulong band_handler;
};

enum {
  REMOVED,
  OPEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (IsgStatementsField, isg_statements_field, ISG_TYPE_FIELD)

static IsgRules *
rules_of (IsgStatementsField *self)
{
  return isg_context_rules (isg_field_context (ISG_FIELD (self)));
}

static Asked *
nth (IsgStatementsField *self, guint index)
{
  return index < self->asked->len ? g_ptr_array_index (self->asked, index) : NULL;
}

IsgYesNoRow *
isg_statements_field_row (IsgStatementsField *self, guint index)
{
  g_return_val_if_fail (ISG_IS_STATEMENTS_FIELD (self), NULL);

  return nth (self, index) != NULL ? nth (self, index)->row : NULL;
}

IsgStatementPanel *
isg_statements_field_panel (IsgStatementsField *self, guint index)
{
  g_return_val_if_fail (ISG_IS_STATEMENTS_FIELD (self), NULL);

  return nth (self, index) != NULL ? nth (self, index)->panel : NULL;
}

/* ---- answers ---- */

static const struct {
  IsgAnswer answer;
  const char *code;
} codes[] = {
  { ISG_ANSWER_YES, "yes" },
  { ISG_ANSWER_NO, "no" },
  { ISG_ANSWER_NOT_APPLICABLE, "not_applicable" },
};

static const char *
code_of (IsgAnswer answer)
{
  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    if (codes[i].answer == answer)
      return codes[i].code;
  return NULL;
}

static IsgAnswer
answer_of (const char *code)
{
  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_strcmp0 (codes[i].code, code) == 0)
      return codes[i].answer;
  return ISG_ANSWER_BLANK;
}

/* Index of the row of a list that belongs to the sentence, or its length. */
static guint
find_row (IsgValue *list, const IsgStatement *statement)
{
  guint i = 0;

  while (i < isg_value_n_groups (list)
         && g_strcmp0 (isg_value_text (isg_fields_get (isg_value_group (list, i), STATEMENT)),
                       isg_statement_id (statement))
              != 0)
    i++;
  return i;
}

static IsgAnswer
present_answer (IsgStatementsField *self, const IsgStatement *statement)
{
  guint index = find_row (self->value, statement);

  if (index == isg_value_n_groups (self->value))
    return ISG_ANSWER_BLANK;
  return answer_of (
    isg_value_text (isg_fields_get (isg_value_group (self->value, index), "answer")));
}

static IsgValue *
hazards_of (IsgStatementsField *self)
{
  return self->record != NULL ? isg_record_get (self->record, HAZARDS) : NULL;
}

/* ---- what is shown ---- */

static void panel_changed_cb (IsgStatementsField *self, gboolean typed, IsgStatementPanel *panel);
static void panel_open_cb (IsgStatementsField *self, IsgStatementPanel *panel);

static gboolean
is_narrow (IsgStatementsField *self)
{
  return self->around != NULL && isg_screen_band (self->around) == ISG_BAND_NARROW;
}

static IsgStatementPanel *
panel_new (IsgStatementsField *self, const IsgStatement *statement)
{
  const IsgKind *kind = isg_field_kind (ISG_FIELD (self));
  IsgStatementPanel *panel = isg_statement_panel_new (isg_field_context (ISG_FIELD (self)),
                                                      kind,
                                                      isg_kind_field (kind, HAZARDS),
                                                      statement);

  isg_statement_panel_set_people (panel, self->people);
  isg_statement_panel_set_narrow (panel, is_narrow (self));
  g_signal_connect_object (panel,
                           "changed",
                           G_CALLBACK (panel_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (panel, "open", G_CALLBACK (panel_open_cb), self, G_CONNECT_SWAPPED);
  return panel;
}

static void
update_panel (IsgStatementsField *self, Asked *asked, IsgAnswer answer)
{
  IsgValue *hazards = hazards_of (self);
  guint index = find_row (hazards, asked->statement);
  const IsgRiskMethod *method
    = self->record != NULL
        ? isg_risk_view_method (rules_of (self), isg_record_fields (self->record))
        : NULL;
  g_autofree char *score = NULL;

  if (answer != ISG_ANSWER_NO || index == isg_value_n_groups (hazards)) {
    if (asked->panel != NULL)
      isg_yes_no_row_set_below (asked->row, NULL);
    asked->panel = NULL;
    return;
  }
  if (asked->panel == NULL) {
    asked->panel = panel_new (self, asked->statement);
    isg_yes_no_row_set_below (asked->row, GTK_WIDGET (asked->panel));
  }
  score = isg_risk_view_score (method,
                               isg_value_group (hazards, index),
                               ISG_RISK_BEFORE,
                               isg_i18n_language ());
  isg_statement_panel_show (asked->panel,
                            isg_value_group (hazards, index),
                            score,
                            isg_field_is_editable (ISG_FIELD (self)));
}

static void
update_count (IsgStatementsField *self, guint n)
{
  guint all = MAX (self->asked->len, 1);
  /* Translators: of the sentences of a checklist; Turkish: Cevaplanan: %u / %u */
  g_autofree char *text = g_strdup_printf (_ ("Answered: %u / %u"), n, self->asked->len);

  gtk_label_set_label (self->count, text);
  gtk_progress_bar_set_fraction (self->bar, (double) n / all);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text,
                                  -1);
}

static void
update_rows (IsgStatementsField *self)
{
  gboolean editable = isg_field_is_editable (ISG_FIELD (self));
  guint n = 0;

  for (guint i = 0; i < self->asked->len; i++) {
    Asked *asked = nth (self, i);
    IsgAnswer answer = present_answer (self, asked->statement);

    if (isg_yes_no_row_answer (asked->row) != answer)
      isg_yes_no_row_set_answer (asked->row, answer);
    isg_yes_no_row_set_editable (asked->row, editable);
    update_panel (self, asked, answer);
    n += answer != ISG_ANSWER_BLANK;
  }
  update_count (self, n);
}

/* ---- what is done ---- */

static Asked *
asked_by_row (IsgStatementsField *self, gpointer row)
{
  for (guint i = 0; i < self->asked->len; i++)
    if (nth (self, i)->row == row || nth (self, i)->panel == row)
      return nth (self, i);
  return NULL;
}

static void
answered_cb (IsgStatementsField *self, int answer, IsgYesNoRow *row)
{
  Asked *asked = asked_by_row (self, row);
  guint before = isg_value_n_groups (hazards_of (self));
  g_autoptr (IsgRecord) record = NULL;

  if (self->session == NULL || self->record == NULL
      || answer == (int) present_answer (self, asked->statement))
    return;
  record = isg_risk_answer (rules_of (self),
                            self->record,
                            asked->statement,
                            code_of ((IsgAnswer) answer),
                            isg_i18n_language ());
  isg_record_session_replace (self->session, isg_record_fields (record));
  if (isg_value_n_groups (hazards_of (self)) < before)
    g_signal_emit (self, signals[REMOVED], 0);
}

static void
panel_changed_cb (IsgStatementsField *self, gboolean typed, IsgStatementPanel *panel)
{
  Asked *asked = asked_by_row (self, panel);
  IsgValue *hazards = hazards_of (self);
  guint index = find_row (hazards, asked->statement);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_fields_unref);
  g_autoptr (IsgValue) value = NULL;

  if (self->session == NULL || index == isg_value_n_groups (hazards))
    return;
  for (guint i = 0; i < isg_value_n_groups (hazards); i++)
    g_ptr_array_add (rows,
                     isg_fields_ref (i == index ? isg_statement_panel_row (panel)
                                                : isg_value_group (hazards, i)));
  value = isg_value_new_groups (rows);
  if (!typed)
    isg_record_session_remember (self->session);
  isg_record_session_set (self->session, HAZARDS, value, NULL);
}

static void
panel_open_cb (IsgStatementsField *self, IsgStatementPanel *panel)
{
  Asked *asked = asked_by_row (self, panel);

  if (asked != NULL)
    g_signal_emit (self, signals[OPEN], 0, find_row (hazards_of (self), asked->statement));
}

/* ---- the sentences of a trade ---- */

static void
add_heading (IsgStatementsField *self, const char *title)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", title, "xalign", 0.0F, NULL);

  gtk_widget_add_css_class (label, "heading");
  gtk_widget_add_css_class (label, "statement-heading");
  gtk_box_append (self->lists, label);
}

static GtkListBox *
add_list (IsgStatementsField *self, const char *title)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_box_append (self->lists, list);
  return GTK_LIST_BOX (list);
}

static void
ask (IsgStatementsField *self, const IsgStatement *statement, GtkListBox *list)
{
  Asked *asked = g_new0 (Asked, 1);

  asked->statement = statement;
  asked->row
    = isg_yes_no_row_new (isg_statement_affirmative (statement, isg_i18n_language ()), TRUE);
  gtk_widget_set_tooltip_text (GTK_WIDGET (asked->row), isg_statement_source (statement));
  g_signal_connect_object (asked->row,
                           "answered",
                           G_CALLBACK (answered_cb),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_list_box_append (list, GTK_WIDGET (asked->row));
  g_ptr_array_add (self->asked, asked);
}

static void
fill_lists (IsgStatementsField *self)
{
  GPtrArray *statements
    = self->checklist != NULL ? isg_checklist_statements (self->checklist) : NULL;
  const char *section = NULL;
  GtkListBox *list = NULL;
  GtkWidget *child;

  g_ptr_array_set_size (self->asked, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->lists))) != NULL)
    gtk_box_remove (self->lists, child);
  for (guint i = 0; statements != NULL && i < statements->len; i++) {
    const IsgStatement *statement = g_ptr_array_index (statements, i);
    const char *title = isg_statement_section (statement, isg_i18n_language ());

    if (list == NULL || g_strcmp0 (title, section) != 0) {
      add_heading (self, title);
      list = add_list (self, title);
      section = title;
    }
    ask (self, statement, list);
  }
  gtk_widget_set_visible (GTK_WIDGET (self->none), self->checklist == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->bar), self->checklist != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->count), self->checklist != NULL);
}

/* ---- the field ---- */

static IsgValue *
isg_statements_field_get_value (IsgField *field)
{
  IsgStatementsField *self = ISG_STATEMENTS_FIELD (field);

  return self->value != NULL ? isg_value_ref (self->value) : NULL;
}

static void
isg_statements_field_set_value (IsgField *field, IsgValue *value)
{
  IsgStatementsField *self = ISG_STATEMENTS_FIELD (field);
  IsgValue *old = self->value;

  self->value = value != NULL ? isg_value_ref (value) : NULL;
  g_clear_pointer (&old, isg_value_unref);
  update_rows (self);
}

static void
isg_statements_field_record_changed (IsgField *field, IsgRecord *record)
{
  IsgStatementsField *self = ISG_STATEMENTS_FIELD (field);
  const IsgChecklist *checklist
    = isg_rules_checklist (rules_of (self), isg_value_text (isg_record_get (record, "checklist")));

  isg_record_ref (record);
  g_clear_pointer (&self->record, isg_record_unref);
  self->record = record;
  if (checklist != self->checklist) {
    self->checklist = checklist;
    fill_lists (self);
  }
  isg_statements_field_set_value (field, isg_record_get (record, isg_field_id (field)));
}

static void
isg_statements_field_grab (IsgField *field, const char *path)
{
  IsgStatementsField *self = ISG_STATEMENTS_FIELD (field);
  const char *bracket = path != NULL ? strchr (path, '[') : NULL;
  guint64 index = bracket != NULL ? g_ascii_strtoull (bracket + 1, NULL, 10) : G_MAXUINT64;
  IsgFields *wanted = index < isg_value_n_groups (self->value)
                        ? isg_value_group (self->value, (guint) index)
                        : NULL;
  const char *id = wanted != NULL ? isg_value_text (isg_fields_get (wanted, STATEMENT)) : NULL;

  for (guint i = 0; i < self->asked->len; i++) {
    Asked *asked = nth (self, i);

    if (id != NULL ? g_str_equal (id, isg_statement_id (asked->statement))
                   : isg_yes_no_row_answer (asked->row) == ISG_ANSWER_BLANK) {
      gtk_widget_grab_focus (GTK_WIDGET (asked->row));
      return;
    }
  }
  if (self->asked->len > 0)
    gtk_widget_grab_focus (GTK_WIDGET (nth (self, 0)->row));
}

void
isg_statements_field_attach (IsgStatementsField *self, IsgRecordSession *session)
{
  g_return_if_fail (ISG_IS_STATEMENTS_FIELD (self));

  g_set_weak_pointer (&self->session, session);
}

void
isg_statements_field_set_people (IsgStatementsField *self, GPtrArray *people)
{
  g_return_if_fail (ISG_IS_STATEMENTS_FIELD (self));

  g_ptr_array_unref (self->people);
  self->people = g_ptr_array_ref (people);
  for (guint i = 0; i < self->asked->len; i++) {
    const Asked *asked = g_ptr_array_index (self->asked, i);

    if (asked->panel != NULL)
      isg_statement_panel_set_people (asked->panel, people);
  }
}

/* ---- width ---- */

static void
turn (IsgStatementsField *self)
{
  for (guint i = 0; i < self->asked->len; i++) {
    const Asked *asked = g_ptr_array_index (self->asked, i);

    if (asked->panel != NULL)
      isg_statement_panel_set_narrow (asked->panel, is_narrow (self));
  }
}

static void
isg_statements_field_root (GtkWidget *widget)
{
  IsgStatementsField *self = ISG_STATEMENTS_FIELD (widget);

  GTK_WIDGET_CLASS (isg_statements_field_parent_class)->root (widget);
  self->around = ISG_SCREEN (gtk_widget_get_ancestor (widget, ISG_TYPE_SCREEN));
  if (self->around != NULL)
    self->band_handler
      = g_signal_connect_swapped (self->around, "notify::band", G_CALLBACK (turn), self);
  turn (self);
}

static void
isg_statements_field_unroot (GtkWidget *widget)
{
  IsgStatementsField *self = ISG_STATEMENTS_FIELD (widget);

  if (self->around != NULL)
    g_clear_signal_handler (&self->band_handler, self->around);
  self->around = NULL;
  GTK_WIDGET_CLASS (isg_statements_field_parent_class)->unroot (widget);
}

/* ---- class ---- */

static void
editable_cb (IsgStatementsField *self)
{
  update_rows (self);
}

static void
isg_statements_field_finalize (GObject *object)
{
  IsgStatementsField *self = ISG_STATEMENTS_FIELD (object);

  g_clear_weak_pointer (&self->session);
  g_clear_pointer (&self->record, isg_record_unref);
  g_clear_pointer (&self->value, isg_value_unref);
  g_ptr_array_unref (self->people);
  g_ptr_array_unref (self->asked);
  G_OBJECT_CLASS (isg_statements_field_parent_class)->finalize (object);
}

static void
isg_statements_field_class_init (IsgStatementsFieldClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  IsgFieldClass *field_class = ISG_FIELD_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = isg_statements_field_finalize;
  widget_class->root = isg_statements_field_root;
  widget_class->unroot = isg_statements_field_unroot;
  field_class->get_value = isg_statements_field_get_value;
  field_class->set_value = isg_statements_field_set_value;
  field_class->record_changed = isg_statements_field_record_changed;
  field_class->grab = isg_statements_field_grab;
  signals[REMOVED]
    = g_signal_new ("removed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[OPEN] = g_signal_new ("open",
                                type,
                                G_SIGNAL_RUN_LAST,
                                0,
                                NULL,
                                NULL,
                                NULL,
                                G_TYPE_NONE,
                                1,
                                G_TYPE_UINT);
}

static GtkWidget *
head_new (IsgStatementsField *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->count = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0F, NULL);
  self->bar
    = g_object_new (GTK_TYPE_PROGRESS_BAR, "hexpand", TRUE, "valign", GTK_ALIGN_CENTER, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "numeric");
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->count));
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->bar));
  return head;
}

static void
isg_statements_field_init (IsgStatementsField *self)
{
  GtkBox *body = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 9));

  self->people = g_ptr_array_new ();
  self->asked = g_ptr_array_new_with_free_func (g_free);
  self->lists = g_object_new (GTK_TYPE_BOX,
                              "orientation",
                              GTK_ORIENTATION_VERTICAL,
                              "spacing",
                              6,
                              "accessible-role",
                              GTK_ACCESSIBLE_ROLE_LIST,
                              NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->lists),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Checklist"), -1);
  self->none = g_object_new (GTK_TYPE_LABEL,
                             "label",
                             _ ("Choose the trade above; its sentences appear here."),
                                "xalign",
                                0.0F,
                                "wrap",
                                TRUE,
                                NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->none), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self), "composite");
  gtk_box_append (body, head_new (self));
  gtk_box_append (body, GTK_WIDGET (self->none));
  gtk_box_append (body, GTK_WIDGET (self->lists));
  isg_field_set_input_unnamed (ISG_FIELD (self), GTK_WIDGET (self->lists), GTK_WIDGET (body));
  g_signal_connect (self, "notify::editable", G_CALLBACK (editable_cb), NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->bar), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->count), FALSE);
}
