/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-hazard-screen.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/isg-choice-field.h"
#include "app/isg-date-field.h"
#include "app/isg-form-section.h"
#include "app/isg-risk-view.h"
#include "app/isg-suggest.h"
#include "app/isg-text-field.h"
#include "app/isg-text-scale.h"
#include "rules/isg-checklist.h"

#define WIDTH    820
#define TIGHTENS 600

struct _IsgHazardScreen {
  IsgScreen parent_instance;

  IsgContext *context; /* (owned) */
  const IsgKind *kind;
  const IsgFieldDef *def;      /* of the list */
  IsgFields *row;              /* (owned) */
  GPtrArray *findings;         /* (owned) (element-type IsgFinding): of the row */
  GPtrArray *people;           /* (owned) (element-type utf8) */
  GPtrArray *fields;           /* (element-type IsgField) (unowned): our children */
  GPtrArray *sections;         /* (element-type IsgFormSection) (unowned): our children */
  GHashTable *touched;         /* ids of fields that were left */
  IsgRiskPicker *before;       /* (unowned): our child */
  IsgRiskPicker *after;        /* (unowned): our child */
  GtkButton *offer;            /* (unowned): takes the score that the sentence offers */
  const IsgRiskMethod *method; /* (nullable): by which it is scored */
  gboolean editable;
  gboolean other_row; /* the next one that is shown */
  gboolean filling;   /* the program writes, not the user */

  /* (unowned): of the .ui file */
  AdwClamp *clamp;
  GtkWidget *form;
  AdwBin *before_slot;
  AdwBin *after_slot;
  GtkButton *previous;
  GtkButton *next;
  GtkButton *remove;
  GtkLabel *place;
};

enum {
  CHANGED,
  STEP,
  REMOVE,
  ADD,
  UNDO,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (IsgHazardScreen, isg_hazard_screen, ISG_TYPE_SCREEN)

IsgFields *
isg_hazard_screen_row (IsgHazardScreen *self)
{
  g_return_val_if_fail (ISG_IS_HAZARD_SCREEN (self), NULL);

  return self->row;
}

IsgRiskPicker *
isg_hazard_screen_picker (IsgHazardScreen *self, IsgRiskWhen when)
{
  g_return_val_if_fail (ISG_IS_HAZARD_SCREEN (self), NULL);

  return when == ISG_RISK_AFTER ? self->after : self->before;
}

IsgField *
isg_hazard_screen_field (IsgHazardScreen *self, const char *id)
{
  g_return_val_if_fail (ISG_IS_HAZARD_SCREEN (self), NULL);

  for (guint i = 0; i < self->fields->len; i++)
    if (g_strcmp0 (isg_field_id (g_ptr_array_index (self->fields, i)), id) == 0)
      return g_ptr_array_index (self->fields, i);
  return NULL;
}

/* ---- findings ---- */

static const char *
leaf_of (const IsgFinding *finding)
{
  const char *path = isg_finding_path (finding);
  const char *dot = path != NULL ? strrchr (path, '.') : NULL;

  return dot != NULL ? dot + 1 : NULL;
}

/* What was typed and is no day is said here: as a value it is nowhere. */
static void
add_raw_finding (IsgField *field, GPtrArray *shown)
{
  g_autofree char *raw = isg_field_get_raw (field);

  if (raw != NULL && isg_field_def_type (isg_field_def (field)) == ISG_VALUE_DATE)
    g_ptr_array_add (shown,
                     isg_finding_new (isg_field_id (field),
                                      ISG_SEVERITY_BLOCK,
                                      "date_format",
                                      "text",
                                      raw,
                                      NULL));
}

static void
update_field (IsgHazardScreen *self, IsgField *field)
{
  g_autoptr (GPtrArray) shown = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_finding_unref);

  for (guint i = 0; i < self->findings->len; i++) {
    IsgFinding *finding = g_ptr_array_index (self->findings, i);

    if (g_strcmp0 (leaf_of (finding), isg_field_id (field)) == 0
        && g_hash_table_contains (self->touched, isg_field_id (field)))
      g_ptr_array_add (shown, isg_finding_ref (finding));
  }
  if (g_hash_table_contains (self->touched, isg_field_id (field)))
    add_raw_finding (field, shown);
  isg_field_show_findings (field, shown);
}

static void
update_findings (IsgHazardScreen *self)
{
  for (guint i = 0; i < self->fields->len; i++)
    update_field (self, g_ptr_array_index (self->fields, i));
  isg_risk_picker_show_findings (self->before, self->findings);
  isg_risk_picker_show_findings (self->after, self->findings);
}

void
isg_hazard_screen_show_findings (IsgHazardScreen *self, GPtrArray *findings)
{
  g_return_if_fail (ISG_IS_HAZARD_SCREEN (self));

  g_ptr_array_set_size (self->findings, 0);
  for (guint i = 0; i < findings->len; i++)
    g_ptr_array_add (self->findings, isg_finding_ref (g_ptr_array_index (findings, i)));
  update_findings (self);
}

static void
touch (IsgHazardScreen *self, IsgField *field)
{
  g_hash_table_add (self->touched, (gpointer) isg_field_id (field));
}

/* ---- values ---- */

static void
fill_fields (IsgHazardScreen *self)
{
  self->filling = TRUE;
  for (guint i = 0; i < self->fields->len; i++) {
    IsgField *field = g_ptr_array_index (self->fields, i);
    IsgValue *value = isg_fields_get (self->row, isg_field_id (field));
    g_autoptr (IsgValue) present = isg_field_get_value (field);
    g_autofree char *raw = isg_field_get_raw (field);

    g_object_set (field, "editable", self->editable, NULL);
    /* What stands there is left alone, with its cursor. */
    if (self->other_row || (raw == NULL && !isg_value_equal (present, value)))
      isg_field_set_value (field, value);
  }
  self->filling = FALSE;
}

/* What was written before is judged at once; a new row waits until its fields are left. */
static void
touch_written (IsgHazardScreen *self)
{
  g_hash_table_remove_all (self->touched);
  for (guint i = 0; isg_fields_size (self->row) > 0 && i < self->fields->len; i++)
    touch (self, g_ptr_array_index (self->fields, i));
}

/* (transfer full) (nullable): the row with the score that its sentence offers. */
static IsgFields *
offered_row (IsgHazardScreen *self)
{
  const char *id = isg_value_text (isg_fields_get (self->row, "statement"));

  return isg_risk_view_offer (self->method,
                              isg_rules_statement (isg_context_rules (self->context), id),
                              self->row);
}

static void
update_offer (IsgHazardScreen *self)
{
  g_autoptr (IsgFields) offered = self->editable ? offered_row (self) : NULL;
  g_autofree char *score
    = offered != NULL
        ? isg_risk_view_score (self->method, offered, ISG_RISK_BEFORE, isg_i18n_language ())
        : NULL;
  g_autofree char *label = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->offer), score != NULL);
  if (score == NULL)
    return;
  /* Translators: a first guess of the checklist; Turkish: Listenin önerdiği skoru al: %s */
  label = g_strdup_printf (_ ("Take the score that the checklist offers: %s"), score);
  gtk_button_set_label (self->offer, label);
}

static void
update_bar (IsgHazardScreen *self, guint place, guint n)
{
  g_autofree char *text = g_strdup_printf ("%u / %u", place + 1, n);

  gtk_label_set_label (self->place, text);
  gtk_widget_set_sensitive (GTK_WIDGET (self->previous), place > 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->next), place + 1 < n);
  gtk_widget_set_sensitive (GTK_WIDGET (self->remove), self->editable);
  isg_screen_set_title (ISG_SCREEN (self), _ ("Hazard"), text);
}

void
isg_hazard_screen_turn_to (IsgHazardScreen *self)
{
  g_return_if_fail (ISG_IS_HAZARD_SCREEN (self));

  self->other_row = TRUE;
}

void
isg_hazard_screen_show (IsgHazardScreen *self,
                        const IsgRiskMethod *method,
                        IsgFields *row,
                        guint place,
                        guint n,
                        gboolean editable)
{
  g_return_if_fail (ISG_IS_HAZARD_SCREEN (self));
  g_return_if_fail (row != NULL);

  isg_fields_ref (row);
  isg_fields_unref (self->row);
  self->row = row;
  self->editable = editable;
  if (self->other_row)
    touch_written (self);
  fill_fields (self);
  self->other_row = FALSE;
  self->method = method;
  update_offer (self);
  isg_risk_picker_show (self->before, method, row);
  isg_risk_picker_show (self->after, method, row);
  gtk_widget_set_sensitive (GTK_WIDGET (self->before), editable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->after), editable);
  update_bar (self, place, n);
}

static void
take_row (IsgHazardScreen *self, IsgFields *row)
{
  isg_fields_unref (self->row);
  self->row = row;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
changed_cb (IsgHazardScreen *self, IsgField *field)
{
  g_autoptr (IsgValue) value = NULL;

  if (self->filling)
    return;
  value = isg_field_get_value (field);
  take_row (self, isg_fields_with (self->row, isg_field_id (field), value));
}

static void
picked_cb (IsgHazardScreen *self, IsgRiskPicker *picker)
{
  take_row (self, isg_risk_picker_write (picker, self->row));
}

static void
offer_cb (IsgHazardScreen *self)
{
  IsgFields *offered = offered_row (self);

  if (offered == NULL)
    return;
  /* The button goes away with its offer. */
  isg_risk_picker_grab (self->before);
  take_row (self, offered);
  isg_risk_picker_grab (self->before);
}

static void
left_field_cb (IsgHazardScreen *self, IsgField *field)
{
  if (gtk_widget_in_destruction (GTK_WIDGET (self)))
    return;
  touch (self, field);
  update_field (self, field);
}

static void
answered_cb (IsgHazardScreen *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (root != NULL)
    g_signal_emit_by_name (root, "move-focus", GTK_DIR_TAB_FORWARD);
}

void
isg_hazard_screen_grab (IsgHazardScreen *self, const char *id)
{
  IsgField *field;

  g_return_if_fail (ISG_IS_HAZARD_SCREEN (self));

  if (isg_risk_picker_holds (self->before, id)) {
    isg_risk_picker_grab (self->before);
    return;
  }
  if (isg_risk_picker_holds (self->after, id)) {
    isg_risk_picker_grab (self->after);
    return;
  }
  field = isg_hazard_screen_field (self, id);
  if (field != NULL) {
    touch (self, field);
    update_field (self, field);
  } else
    field = isg_hazard_screen_field (self, "hazard");
  isg_field_grab (field, NULL);
}

/* ---- offers ---- */

static const char *
rank_label (IsgHazardScreen *self, const char *code)
{
  const IsgFieldDef *def = isg_field_def (isg_hazard_screen_field (self, "measure_rank"));

  return isg_code_list_label (isg_field_def_code_list (def), code, isg_i18n_language ());
}

/* Of the sentence from which the row came, in the order of the hierarchy. */
static GPtrArray *
offer_measures (gpointer data)
{
  IsgHazardScreen *self = data;
  const char *id = isg_value_text (isg_fields_get (self->row, "statement"));
  const IsgStatement *statement = isg_rules_statement (isg_context_rules (self->context), id);
  GPtrArray *offers = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; statement != NULL && i < isg_statement_n_measures (statement); i++) {
    const char *rank = isg_measure_rank_code (isg_statement_measure_rank (statement, i));

    g_ptr_array_add (offers,
                     isg_pick_item_new (rank,
                                        isg_statement_measure (statement, i, isg_i18n_language ()),
                                        rank_label (self, rank)));
  }
  return offers;
}

static void
measure_taken_cb (IsgPickItem *item, gpointer data)
{
  IsgHazardScreen *self = data;
  IsgField *rank = isg_hazard_screen_field (self, "measure_rank");
  g_autoptr (IsgValue) value = isg_value_new_code (isg_pick_item_key (item));

  isg_field_set_value (rank, value);
  isg_field_emit_changed (rank);
}

static GPtrArray *
offer_people (gpointer data)
{
  IsgHazardScreen *self = data;
  GPtrArray *offers = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->people->len; i++)
    g_ptr_array_add (offers, isg_pick_item_new (NULL, g_ptr_array_index (self->people, i), NULL));
  return offers;
}

void
isg_hazard_screen_set_people (IsgHazardScreen *self, GPtrArray *people)
{
  g_return_if_fail (ISG_IS_HAZARD_SCREEN (self));

  g_ptr_array_unref (self->people);
  self->people = g_ptr_array_ref (people);
}

static GtkEntry *
entry_of (IsgHazardScreen *self, const char *id)
{
  return isg_entry_field_entry (ISG_ENTRY_FIELD (isg_hazard_screen_field (self, id)));
}

static void
attach_offers (IsgHazardScreen *self)
{
  isg_suggest_attach (entry_of (self, "measure"),
                      /* Translators: accessible name of the list below the entry. */
                      _ ("Ready measures"), offer_measures, measure_taken_cb, self);
  isg_suggest_attach (entry_of (self, "responsible"),
                      /* Translators: accessible name of the list below the entry. */
                      _ ("Who works here"), offer_people, NULL, self);
}

/* ---- keys and buttons ---- */

static void
step (IsgHazardScreen *self, int by)
{
  g_signal_emit (self, signals[STEP], 0, by);
}

static gboolean
next_row_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  step (ISG_HAZARD_SCREEN (widget), 1);
  return TRUE;
}

static gboolean
previous_row_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  step (ISG_HAZARD_SCREEN (widget), -1);
  return TRUE;
}

static void
remove_clicked_cb (IsgHazardScreen *self)
{
  if (self->editable)
    g_signal_emit (self, signals[REMOVE], 0);
}

static gboolean
remove_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  remove_clicked_cb (ISG_HAZARD_SCREEN (widget));
  return TRUE;
}

static gboolean
undo_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  g_signal_emit (widget, signals[UNDO], 0, FALSE);
  return TRUE;
}

static gboolean
redo_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  g_signal_emit (widget, signals[UNDO], 0, TRUE);
  return TRUE;
}

static void
previous_clicked_cb (IsgHazardScreen *self)
{
  step (self, -1);
}

static void
next_clicked_cb (IsgHazardScreen *self)
{
  step (self, 1);
}

static void
add_key (GtkEventController *keys, const char *trigger, GtkShortcutFunc func)
{
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_shortcut_trigger_parse_string (
                                                            trigger),
                                                          gtk_callback_action_new (func,
                                                                                   NULL,
                                                                                   NULL)));
}

static void
add_keys (IsgHazardScreen *self)
{
  GtkEventController *early = gtk_shortcut_controller_new ();
  GtkEventController *late = gtk_shortcut_controller_new ();

  /* Before entries, which have a use of their own for them. */
  gtk_event_controller_set_propagation_phase (early, GTK_PHASE_CAPTURE);
  add_key (early, "<Control>Page_Down", next_row_cb);
  add_key (early, "<Control>Page_Up", previous_row_cb);
  gtk_widget_add_controller (GTK_WIDGET (self), early);
  /* After them: in an entry these delete a word and undo typing. */
  add_key (late, "<Control>Delete", remove_cb);
  add_key (late, "<Control>z", undo_cb);
  add_key (late, "<Control><Shift>z", redo_cb);
  gtk_widget_add_controller (GTK_WIDGET (self), late);
}

/* ---- as a screen ---- */

static void
isg_hazard_screen_focus_first (IsgScreen *screen)
{
  IsgHazardScreen *self = ISG_HAZARD_SCREEN (screen);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  /* Somebody asked for a place already. */
  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    isg_hazard_screen_grab (self, NULL);
}

static void
isg_hazard_screen_add (IsgScreen *screen)
{
  if (ISG_HAZARD_SCREEN (screen)->editable)
    g_signal_emit (screen, signals[ADD], 0);
}

static void
band_cb (IsgHazardScreen *self)
{
  gboolean narrow = isg_screen_band (ISG_SCREEN (self)) == ISG_BAND_NARROW;

  for (guint i = 0; i < self->sections->len; i++)
    isg_form_section_set_wide (g_ptr_array_index (self->sections, i), !narrow);
  for (guint i = 0; i < self->fields->len; i++)
    if (ISG_IS_CHOICE_FIELD (g_ptr_array_index (self->fields, i)))
      isg_choice_field_set_stacked (g_ptr_array_index (self->fields, i), narrow);
  isg_risk_picker_set_narrow (self->before, narrow);
  isg_risk_picker_set_narrow (self->after, narrow);
}

static void
update_width (gpointer object)
{
  IsgHazardScreen *self = object;

  adw_clamp_set_maximum_size (self->clamp, isg_scaled (WIDTH));
  adw_clamp_set_tightening_threshold (self->clamp, isg_scaled (TIGHTENS));
}

/* ---- building ---- */

static const IsgFieldDef *
sub_def (IsgHazardScreen *self, const char *id)
{
  GPtrArray *defs = isg_field_def_fields (self->def);

  for (guint i = 0; i < defs->len; i++)
    if (g_str_equal (isg_field_def_id (g_ptr_array_index (defs, i)), id))
      return g_ptr_array_index (defs, i);
  return NULL;
}

static void
bind_field (IsgHazardScreen *self, IsgField *field)
{
  const IsgFieldDef *def = sub_def (self, isg_field_id (field));

  if (def == NULL) {
    g_critical ("hazard screen: no field \"%s\"", isg_field_id (field));
    return;
  }
  isg_field_set_kind (field, self->kind);
  isg_field_bind (field, self->context, def);
  isg_field_set_required (field, isg_field_def_obligation (def) == ISG_OBLIGATION_REQUIRED);
  g_ptr_array_add (self->fields, field);
  g_signal_connect_object (field, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (field, "left", G_CALLBACK (left_field_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (field, "answered", G_CALLBACK (answered_cb), self, G_CONNECT_SWAPPED);
}

static void
bind_fields (IsgHazardScreen *self, GtkWidget *widget)
{
  if (ISG_IS_FIELD (widget)) {
    bind_field (self, ISG_FIELD (widget));
    return;
  }
  if (ISG_IS_FORM_SECTION (widget))
    g_ptr_array_add (self->sections, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    bind_fields (self, child);
}

static void
isg_hazard_screen_dispose (GObject *object)
{
  IsgHazardScreen *self = ISG_HAZARD_SCREEN (object);

  g_ptr_array_set_size (self->fields, 0);
  g_ptr_array_set_size (self->sections, 0);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (isg_hazard_screen_parent_class)->dispose (object);
}

static void
isg_hazard_screen_finalize (GObject *object)
{
  IsgHazardScreen *self = ISG_HAZARD_SCREEN (object);

  isg_fields_unref (self->row);
  g_ptr_array_unref (self->findings);
  g_ptr_array_unref (self->people);
  g_ptr_array_unref (self->fields);
  g_ptr_array_unref (self->sections);
  g_hash_table_unref (self->touched);
  G_OBJECT_CLASS (isg_hazard_screen_parent_class)->finalize (object);
}

static guint
new_signal (const char *name, GType parameter)
{
  return g_signal_new (name,
                       ISG_TYPE_HAZARD_SCREEN,
                       G_SIGNAL_RUN_LAST,
                       0,
                       NULL,
                       NULL,
                       NULL,
                       G_TYPE_NONE,
                       parameter == G_TYPE_NONE ? 0 : 1,
                       parameter);
}

static void
isg_hazard_screen_class_init (IsgHazardScreenClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = isg_hazard_screen_dispose;
  G_OBJECT_CLASS (klass)->finalize = isg_hazard_screen_finalize;
  ISG_SCREEN_CLASS (klass)->focus_first = isg_hazard_screen_focus_first;
  ISG_SCREEN_CLASS (klass)->add = isg_hazard_screen_add;
  signals[CHANGED] = new_signal ("changed", G_TYPE_NONE);
  signals[STEP] = new_signal ("step", G_TYPE_INT);
  signals[REMOVE] = new_signal ("remove", G_TYPE_NONE);
  signals[ADD] = new_signal ("add", G_TYPE_NONE);
  signals[UNDO] = new_signal ("undo", G_TYPE_BOOLEAN);
  g_type_ensure (ISG_TYPE_CHOICE_FIELD);
  g_type_ensure (ISG_TYPE_DATE_FIELD);
  g_type_ensure (ISG_TYPE_FORM_SECTION);
  g_type_ensure (ISG_TYPE_TEXT_FIELD);
}

static void
isg_hazard_screen_init (IsgHazardScreen *self)
{
  g_autoptr (GtkBuilder) builder
    = gtk_builder_new_from_resource ("/io/github/isgdefteri/IsgDefteri/ui/hazard-screen.ui");

  self->row = isg_fields_new ();
  self->findings = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_finding_unref);
  self->people = g_ptr_array_new ();
  self->fields = g_ptr_array_new ();
  self->sections = g_ptr_array_new ();
  self->touched = g_hash_table_new (g_str_hash, g_str_equal);
  self->other_row = TRUE;
#define PART(name) self->name = (gpointer) gtk_builder_get_object (builder, #name)
  PART (clamp);
  PART (form);
  PART (before_slot);
  PART (after_slot);
  PART (previous);
  PART (next);
  PART (remove);
  PART (place);
#undef PART
  isg_screen_set_content (ISG_SCREEN (self), GTK_WIDGET (gtk_builder_get_object (builder, "body")));
  g_signal_connect (self, "notify::band", G_CALLBACK (band_cb), NULL);
  g_signal_connect_object (self->previous,
                           "clicked",
                           G_CALLBACK (previous_clicked_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->next,
                           "clicked",
                           G_CALLBACK (next_clicked_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->remove,
                           "clicked",
                           G_CALLBACK (remove_clicked_cb),
                           self,
                           G_CONNECT_SWAPPED);
  add_keys (self);
  update_width (self);
  isg_text_scale_watch (self, update_width);
}

static void
add_offer (IsgHazardScreen *self)
{
  GtkWidget *button = gtk_button_new_with_label ("");

  self->offer = GTK_BUTTON (button);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_set_visible (button, FALSE);
  g_signal_connect_object (button, "clicked", G_CALLBACK (offer_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (gtk_widget_get_parent (GTK_WIDGET (self->before_slot))), button);
}

static IsgRiskPicker *
add_picker (IsgHazardScreen *self, AdwBin *slot, IsgRiskWhen when)
{
  IsgRiskPicker *picker = isg_risk_picker_new (isg_context_rules (self->context),
                                               self->kind,
                                               when,
                                               isg_i18n_language ());

  adw_bin_set_child (slot, GTK_WIDGET (picker));
  g_signal_connect_object (picker, "changed", G_CALLBACK (picked_cb), self, G_CONNECT_SWAPPED);
  return picker;
}

IsgHazardScreen *
isg_hazard_screen_new (IsgContext *context, const IsgKind *kind, const IsgFieldDef *def)
{
  IsgHazardScreen *self = g_object_new (ISG_TYPE_HAZARD_SCREEN, NULL);

  self->context = g_object_ref (context);
  self->kind = kind;
  self->def = def;
  bind_fields (self, self->form);
  self->before = add_picker (self, self->before_slot, ISG_RISK_BEFORE);
  self->after = add_picker (self, self->after_slot, ISG_RISK_AFTER);
  add_offer (self);
  attach_offers (self);
  return self;
}
