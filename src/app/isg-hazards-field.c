/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-hazards-field.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/isg-risk-fill.h"
#include "app/isg-risk-view.h"
#include "app/isg-window.h"

#define NO_ROW G_MAXUINT

struct _IsgHazardsField {
  IsgField parent_instance;

  GPtrArray *rows;     /* (owned) (element-type IsgFields): in the assessment's order */
  GPtrArray *findings; /* (owned) (element-type IsgFinding): of the list and below it */
  GPtrArray *people;   /* (owned) (element-type utf8) */
  char *method;        /* (nullable): by which the assessment is scored */

  GtkStack *stack;       /* (unowned): table or the words of emptiness */
  IsgHazardTable *table; /* (unowned) */
  GtkButton *add;        /* (unowned) */
  GtkButton *copy;       /* (unowned) */
  GtkWidget *grouped;    /* (unowned): groups the rows by their section */
  GtkLabel *count;       /* (unowned) */
  GtkButton *first;      /* (unowned): to the first row in which something is missing */
  GtkBox *tools;         /* (unowned) */

  IsgScreen *around; /* (unowned) (nullable): while rooted */
  gulong band_handler;
  IsgHazardScreen *screen; /* (unowned) (nullable): while it is open */
  guint index;             /* of the row that it shows */
};

enum {
  REMOVED,
  COPY,
  UNDO,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (IsgHazardsField, isg_hazards_field, ISG_TYPE_FIELD)

IsgHazardTable *
isg_hazards_field_table (IsgHazardsField *self)
{
  g_return_val_if_fail (ISG_IS_HAZARDS_FIELD (self), NULL);

  return self->table;
}

IsgHazardScreen *
isg_hazards_field_screen (IsgHazardsField *self)
{
  g_return_val_if_fail (ISG_IS_HAZARDS_FIELD (self), NULL);

  return self->screen;
}

static IsgContext *
context_of (IsgHazardsField *self)
{
  return isg_field_context (ISG_FIELD (self));
}

static const IsgRiskMethod *
method_of (IsgHazardsField *self)
{
  return isg_rules_risk_method (isg_context_rules (context_of (self)), self->method);
}

/* ---- what is shown ---- */

static guint
row_of (const IsgFinding *finding)
{
  const char *path = isg_finding_path (finding);
  const char *bracket = path != NULL ? strchr (path, '[') : NULL;
  guint64 index = bracket != NULL ? g_ascii_strtoull (bracket + 1, NULL, 10) : NO_ROW;

  return (guint) MIN (index, NO_ROW);
}

static gboolean
blocks (const IsgFinding *finding)
{
  return isg_finding_severity (finding) == ISG_SEVERITY_BLOCK;
}

/* How many rows keep the assessment from being finished. */
static guint
count_blocked (IsgHazardsField *self)
{
  guint n = 0;

  for (guint i = 0; i < self->rows->len; i++) {
    gboolean blocked = FALSE;

    for (guint j = 0; !blocked && j < self->findings->len; j++)
      blocked = blocks (g_ptr_array_index (self->findings, j))
                && row_of (g_ptr_array_index (self->findings, j)) == i;
    n += blocked;
  }
  return n;
}

static void
update_count (IsgHazardsField *self)
{
  guint n = self->rows->len;
  guint blocked = count_blocked (self);
  g_autofree char *rows = g_strdup_printf (ngettext ("%u hazard", "%u hazards", n), n);
  g_autofree char *missing = g_strdup_printf (ngettext ("%u row lacks something · Go to it",
                                                        "%u rows lack something · Go to the first",
                                                        blocked),
                                              blocked);

  gtk_label_set_label (self->count, rows);
  gtk_button_set_label (self->first, missing);
  gtk_widget_set_visible (GTK_WIDGET (self->first), blocked > 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->copy), n > 0);
}

static void
show_screen_findings (IsgHazardsField *self)
{
  g_autoptr (GPtrArray) own = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_finding_unref);

  for (guint i = 0; i < self->findings->len; i++)
    if (row_of (g_ptr_array_index (self->findings, i)) == self->index)
      g_ptr_array_add (own, isg_finding_ref (g_ptr_array_index (self->findings, i)));
  isg_hazard_screen_show_findings (self->screen, own);
}

static void
show_screen (IsgHazardsField *self)
{
  if (self->screen == NULL || self->index >= self->rows->len)
    return;
  isg_hazard_screen_show (self->screen,
                          method_of (self),
                          g_ptr_array_index (self->rows, self->index),
                          isg_hazard_table_place (self->table, self->index),
                          self->rows->len,
                          isg_field_is_editable (ISG_FIELD (self)));
}

static void
show_rows (IsgHazardsField *self)
{
  IsgDate today = isg_clock_today (isg_context_clock (context_of (self)));

  isg_hazard_table_show (self->table, method_of (self), self->rows, today);
  gtk_stack_set_visible_child_name (self->stack, self->rows->len > 0 ? "table" : "empty");
  update_count (self);
  show_screen (self);
}

/* ---- value ---- */

static IsgValue *
isg_hazards_field_get_value (IsgField *field)
{
  IsgHazardsField *self = ISG_HAZARDS_FIELD (field);

  return self->rows->len > 0 ? isg_value_new_groups (self->rows) : NULL;
}

static void
isg_hazards_field_set_value (IsgField *field, IsgValue *value)
{
  IsgHazardsField *self = ISG_HAZARDS_FIELD (field);

  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < isg_value_n_groups (value); i++)
    g_ptr_array_add (self->rows, isg_fields_ref (isg_value_group (value, i)));
  /* The row that was open may be gone by an undo. */
  if (self->screen != NULL && self->index >= self->rows->len)
    isg_window_pop (isg_window_from (GTK_WIDGET (self->screen)));
  show_rows (self);
}

/* The checklist writes hazards too. */
static void
isg_hazards_field_record_changed (IsgField *field, IsgRecord *record)
{
  IsgHazardsField *self = ISG_HAZARDS_FIELD (field);
  IsgValue *value = isg_record_get (record, isg_field_id (field));
  const char *method = isg_value_text (isg_record_get (record, "method"));
  g_autoptr (IsgValue) present = isg_hazards_field_get_value (field);

  if (g_strcmp0 (method, self->method) != 0) {
    g_free (self->method);
    self->method = g_strdup (method);
    show_rows (self);
  }
  if (!isg_value_equal (present, value))
    isg_hazards_field_set_value (field, value);
}

static void
isg_hazards_field_show_findings (IsgField *field, GPtrArray *findings)
{
  IsgHazardsField *self = ISG_HAZARDS_FIELD (field);
  g_autoptr (GPtrArray) own = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_finding_unref);

  for (guint i = 0; i < findings->len; i++)
    if (row_of (g_ptr_array_index (findings, i)) == NO_ROW)
      g_ptr_array_add (own, isg_finding_ref (g_ptr_array_index (findings, i)));
  g_ptr_array_set_size (self->findings, 0);
  for (guint i = 0; i < findings->len; i++)
    g_ptr_array_add (self->findings, isg_finding_ref (g_ptr_array_index (findings, i)));
  ISG_FIELD_CLASS (isg_hazards_field_parent_class)->show_findings (field, own);
  isg_hazard_table_show_findings (self->table, self->findings);
  update_count (self);
  if (self->screen != NULL)
    show_screen_findings (self);
}

/* ---- rows ---- */

static void
set_row (IsgHazardsField *self, IsgFields *row)
{
  if (self->index >= self->rows->len)
    return;
  isg_fields_unref (g_ptr_array_index (self->rows, self->index));
  g_ptr_array_index (self->rows, self->index) = isg_fields_ref (row);
  show_rows (self);
  isg_field_emit_changed (ISG_FIELD (self));
}

static void
row_changed_cb (IsgHazardsField *self)
{
  set_row (self, isg_hazard_screen_row (self->screen));
}

/* A copied row that was opened was looked at. */
static void
look_at (IsgHazardsField *self, guint index)
{
  IsgFields *row = g_ptr_array_index (self->rows, index);
  g_autoptr (IsgFields) seen = isg_risk_look_at (row);

  if (isg_fields_equal (row, seen) || !isg_field_is_editable (ISG_FIELD (self)))
    return;
  isg_fields_unref (row);
  g_ptr_array_index (self->rows, index) = g_steal_pointer (&seen);
  show_rows (self);
  isg_field_emit_changed (ISG_FIELD (self));
}

static void
turn_to (IsgHazardsField *self, guint index)
{
  self->index = index;
  look_at (self, index);
  isg_hazard_screen_turn_to (self->screen);
  show_screen (self);
  show_screen_findings (self);
}

static void
step_cb (IsgHazardsField *self, int step)
{
  guint index = isg_hazard_table_neighbour (self->table, self->index, step);

  if (index == GTK_INVALID_LIST_POSITION) {
    gtk_widget_error_bell (GTK_WIDGET (self->screen));
    return;
  }
  turn_to (self, index);
  isg_hazard_screen_grab (self->screen, NULL);
}

static void
remove_row (IsgHazardsField *self, guint index)
{
  g_autoptr (IsgFields) row = NULL;

  if (index >= self->rows->len || !isg_field_is_editable (ISG_FIELD (self)))
    return;
  row = isg_fields_ref (g_ptr_array_index (self->rows, index));
  g_ptr_array_remove_index (self->rows, index);
  show_rows (self);
  isg_hazard_table_select (self->table, MIN (index, MAX (self->rows->len, 1) - 1));
  isg_field_emit_changed (ISG_FIELD (self));
  g_signal_emit (self, signals[REMOVED], 0, row, index);
}

static void
remove_open_cb (IsgHazardsField *self)
{
  guint index = self->index;

  isg_window_pop (isg_window_from (GTK_WIDGET (self->screen)));
  remove_row (self, index);
}

static void
screen_left_cb (IsgHazardsField *self)
{
  self->screen = NULL;
  isg_hazard_table_select (self->table, self->index);
}

static void open_row (IsgHazardsField *self, guint index);

static void
undo_cb (IsgHazardsField *self, gboolean redo)
{
  g_signal_emit (self, signals[UNDO], 0, redo);
}

static void
add_cb (IsgHazardsField *self)
{
  isg_hazards_field_add (self);
}

static void
open_screen (IsgHazardsField *self)
{
  self->screen = isg_hazard_screen_new (context_of (self),
                                        isg_field_kind (ISG_FIELD (self)),
                                        isg_field_def (ISG_FIELD (self)));
  isg_hazard_screen_set_people (self->screen, self->people);
#define ON(name, callback)                                                                         \
  g_signal_connect_object (self->screen, name, G_CALLBACK (callback), self, G_CONNECT_SWAPPED)
  ON ("changed", row_changed_cb);
  ON ("step", step_cb);
  ON ("remove", remove_open_cb);
  ON ("add", add_cb);
  ON ("undo", undo_cb);
  ON ("left", screen_left_cb);
#undef ON
}

static void
open_row (IsgHazardsField *self, guint index)
{
  IsgWindow *window = isg_window_from (GTK_WIDGET (self));
  gboolean is_new = self->screen == NULL;

  if (window == NULL || index >= self->rows->len)
    return;
  if (is_new)
    open_screen (self);
  turn_to (self, index);
  if (is_new)
    isg_window_push (window, ISG_SCREEN (self->screen));
}

/* An empty row is no value of the record until something stands in it: the section is the first. */
static IsgFields *
row_new (IsgHazardsField *self)
{
  guint selected = self->screen != NULL ? self->index : isg_hazard_table_selected (self->table);
  g_autoptr (IsgFields) none = isg_fields_new ();
  IsgValue *section = selected < self->rows->len
                        ? isg_fields_get (g_ptr_array_index (self->rows, selected), "section")
                        : NULL;

  return isg_fields_with (none, "section", section);
}

void
isg_hazards_field_add (IsgHazardsField *self)
{
  g_return_if_fail (ISG_IS_HAZARDS_FIELD (self));

  if (!isg_field_is_editable (ISG_FIELD (self)))
    return;
  g_ptr_array_add (self->rows, row_new (self));
  show_rows (self);
  isg_field_emit_changed (ISG_FIELD (self));
  open_row (self, self->rows->len - 1);
  isg_hazard_screen_grab (self->screen, NULL);
}

void
isg_hazards_field_set_people (IsgHazardsField *self, GPtrArray *people)
{
  g_return_if_fail (ISG_IS_HAZARDS_FIELD (self));

  g_ptr_array_unref (self->people);
  self->people = g_ptr_array_ref (people);
  if (self->screen != NULL)
    isg_hazard_screen_set_people (self->screen, people);
}

static void
copy_cb (IsgHazardsField *self)
{
  g_signal_emit (self, signals[COPY], 0);
}

static void
first_cb (IsgHazardsField *self)
{
  for (guint i = 0; i < self->findings->len; i++) {
    const IsgFinding *finding = g_ptr_array_index (self->findings, i);

    if (blocks (finding) && row_of (finding) != NO_ROW) {
      isg_field_grab (ISG_FIELD (self), isg_finding_path (finding));
      return;
    }
  }
}

static void
grouped_cb (GtkToggleButton *toggle, IsgHazardsField *self)
{
  isg_hazard_table_set_grouped (self->table, gtk_toggle_button_get_active (toggle));
}

/* ---- focus ---- */

static void
isg_hazards_field_grab (IsgField *field, const char *path)
{
  IsgHazardsField *self = ISG_HAZARDS_FIELD (field);
  const char *bracket = path != NULL ? strchr (path, '[') : NULL;
  const char *dot = path != NULL ? strrchr (path, '.') : NULL;

  if (bracket != NULL) {
    open_row (self, (guint) g_ascii_strtoull (bracket + 1, NULL, 10));
    if (self->screen != NULL)
      isg_hazard_screen_grab (self->screen, dot != NULL ? dot + 1 : NULL);
  } else if (self->rows->len > 0)
    gtk_widget_grab_focus (isg_hazard_table_view (self->table));
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->add));
}

/* ---- width ---- */

static void
turn (IsgHazardsField *self)
{
  IsgBand band = self->around != NULL ? isg_screen_band (self->around) : ISG_BAND_WIDE;

  isg_hazard_table_set_band (self->table, band);
  /* Where there is no section to be seen there is none to group by. */
  gtk_widget_set_visible (GTK_WIDGET (self->grouped), band != ISG_BAND_NARROW);
}

static void
isg_hazards_field_root (GtkWidget *widget)
{
  IsgHazardsField *self = ISG_HAZARDS_FIELD (widget);

  GTK_WIDGET_CLASS (isg_hazards_field_parent_class)->root (widget);
  self->around = ISG_SCREEN (gtk_widget_get_ancestor (widget, ISG_TYPE_SCREEN));
  if (self->around != NULL)
    self->band_handler
      = g_signal_connect_swapped (self->around, "notify::band", G_CALLBACK (turn), self);
  turn (self);
}

static void
isg_hazards_field_unroot (GtkWidget *widget)
{
  IsgHazardsField *self = ISG_HAZARDS_FIELD (widget);

  if (self->around != NULL)
    g_clear_signal_handler (&self->band_handler, self->around);
  self->around = NULL;
  GTK_WIDGET_CLASS (isg_hazards_field_parent_class)->unroot (widget);
}

/* ---- building ---- */

static void
editable_cb (IsgHazardsField *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->add), isg_field_is_editable (ISG_FIELD (self)));
  show_screen (self);
}

static gboolean
copy_key_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  if (ISG_HAZARDS_FIELD (widget)->rows->len > 0)
    copy_cb (ISG_HAZARDS_FIELD (widget));
  return TRUE;
}

static void
add_keys (IsgHazardsField *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_shortcut_trigger_parse_string (
                                                            "<Control><Shift>c"),
                                                          gtk_callback_action_new (copy_key_cb,
                                                                                   NULL,
                                                                                   NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

static GtkButton *
tool_new (IsgHazardsField *self, const char *label, const char *keys, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  if (keys != NULL)
    gtk_widget_set_tooltip_text (button, keys);
  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  gtk_box_append (self->tools, button);
  return GTK_BUTTON (button);
}

static void
add_tools (IsgHazardsField *self)
{
  self->tools = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6));
  self->add = tool_new (self, _ ("Add row"), "Ctrl+N", G_CALLBACK (add_cb));
  self->copy = tool_new (self, _ ("Copy…"), "Ctrl+Shift+C", G_CALLBACK (copy_cb));
  /* Translators: of a table; Turkish: Gruplama: bölüm */
  self->grouped = gtk_toggle_button_new_with_label (_ ("Group by: section"));
  g_signal_connect_object (self->grouped, "toggled", G_CALLBACK (grouped_cb), self, 0);
  gtk_box_append (self->tools, self->grouped);
}

static GtkWidget *
empty_new (void)
{
  GtkWidget *label
    = gtk_label_new (_ ("No hazard yet. Answer the checklist, or add a row (Ctrl+N)."));

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_set_margin_top (label, 36);
  gtk_widget_set_margin_bottom (label, 36);
  return label;
}

static GtkWidget *
foot_new (IsgHazardsField *self)
{
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);

  self->count = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0F, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "dim-label");
  self->first = GTK_BUTTON (gtk_button_new_with_label (""));
  gtk_button_set_has_frame (self->first, FALSE);
  g_signal_connect_object (self->first, "clicked", G_CALLBACK (first_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (foot), GTK_WIDGET (self->count));
  gtk_box_append (GTK_BOX (foot), GTK_WIDGET (self->first));
  return foot;
}

static void
isg_hazards_field_bind (IsgField *field, IsgContext *context, const IsgFieldDef *def)
{
  ISG_FIELD_CLASS (isg_hazards_field_parent_class)->bind (field, context, def);
  show_rows (ISG_HAZARDS_FIELD (field));
}

static void
isg_hazards_field_finalize (GObject *object)
{
  IsgHazardsField *self = ISG_HAZARDS_FIELD (object);

  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->findings);
  g_ptr_array_unref (self->people);
  g_free (self->method);
  G_OBJECT_CLASS (isg_hazards_field_parent_class)->finalize (object);
}

static void
isg_hazards_field_class_init (IsgHazardsFieldClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  IsgFieldClass *field_class = ISG_FIELD_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = isg_hazards_field_finalize;
  widget_class->root = isg_hazards_field_root;
  widget_class->unroot = isg_hazards_field_unroot;
  field_class->bind = isg_hazards_field_bind;
  field_class->get_value = isg_hazards_field_get_value;
  field_class->set_value = isg_hazards_field_set_value;
  field_class->record_changed = isg_hazards_field_record_changed;
  field_class->show_findings = isg_hazards_field_show_findings;
  field_class->grab = isg_hazards_field_grab;
  signals[REMOVED] = g_signal_new ("removed",
                                   type,
                                   G_SIGNAL_RUN_LAST,
                                   0,
                                   NULL,
                                   NULL,
                                   NULL,
                                   G_TYPE_NONE,
                                   2,
                                   G_TYPE_POINTER,
                                   G_TYPE_UINT);
  signals[UNDO] = g_signal_new ("undo",
                                type,
                                G_SIGNAL_RUN_LAST,
                                0,
                                NULL,
                                NULL,
                                NULL,
                                G_TYPE_NONE,
                                1,
                                G_TYPE_BOOLEAN);
  signals[COPY]
    = g_signal_new ("copy", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
isg_hazards_field_init (IsgHazardsField *self)
{
  GtkBox *body = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));

  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_fields_unref);
  self->findings = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_finding_unref);
  self->people = g_ptr_array_new ();
  self->index = NO_ROW;
  self->table = g_object_new (ISG_TYPE_HAZARD_TABLE, NULL);
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->table), "table");
  gtk_stack_add_named (self->stack, empty_new (), "empty");
  gtk_stack_set_hhomogeneous (self->stack, FALSE);
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  /* A row of a list does not take its child's wish over. */
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->stack), "hazard-frame");
  gtk_widget_add_css_class (GTK_WIDGET (self), "composite");
  add_tools (self);
  gtk_box_append (body, GTK_WIDGET (self->stack));
  gtk_box_append (body, foot_new (self));
  isg_field_set_suffix (ISG_FIELD (self), GTK_WIDGET (self->tools));
  isg_field_set_input_unnamed (ISG_FIELD (self), GTK_WIDGET (self->table), GTK_WIDGET (body));
  g_signal_connect_object (self->table, "open", G_CALLBACK (open_row), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->table, "remove", G_CALLBACK (remove_row), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::editable", G_CALLBACK (editable_cb), NULL);
  add_keys (self);
}
