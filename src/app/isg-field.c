/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-field.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/isg-finding-row.h"

typedef struct {
  char *field_id;
  char *mnemonic;         /* (nullable): "t,e" */
  IsgContext *context;    /* (owned) (nullable): until bound */
  const IsgFieldDef *def; /* (unowned) (nullable): until bound; the rule pack's */
  const IsgKind *kind;    /* (unowned) (nullable); the rule pack's */
  gboolean editable;
  char *description;       /* (nullable): of the findings that are shown */
  gboolean shown_editable; /* they were shown with their buttons */

  GtkWidget *input; /* (unowned) */
  GtkLabel *label;
  GtkWidget *mark;
  AdwBin *suffix;
  AdwBin *slot;
  GtkLabel *note;
  GtkLabel *help;
  GtkBox *findings;
} IsgFieldPrivate;

enum {
  PROP_0,
  PROP_FIELD_ID,
  PROP_EDITABLE,
  PROP_MNEMONIC,
  N_PROPS,
};

enum {
  CHANGED,
  LEFT,
  ANSWERED,
  ACT,
  N_SIGNALS,
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (IsgField, isg_field, ADW_TYPE_PREFERENCES_ROW)

static IsgFieldPrivate *
get_private (IsgField *self)
{
  return isg_field_get_instance_private (self);
}

/* ---- what is known of it ---- */

const char *
isg_field_id (IsgField *self)
{
  g_return_val_if_fail (ISG_IS_FIELD (self), NULL);

  return get_private (self)->field_id;
}

const IsgFieldDef *
isg_field_def (IsgField *self)
{
  g_return_val_if_fail (ISG_IS_FIELD (self), NULL);

  return get_private (self)->def;
}

void
isg_field_set_kind (IsgField *self, const IsgKind *kind)
{
  g_return_if_fail (ISG_IS_FIELD (self));

  get_private (self)->kind = kind;
}

const IsgKind *
isg_field_kind (IsgField *self)
{
  g_return_val_if_fail (ISG_IS_FIELD (self), NULL);

  return get_private (self)->kind;
}

IsgContext *
isg_field_context (IsgField *self)
{
  g_return_val_if_fail (ISG_IS_FIELD (self), NULL);

  return get_private (self)->context;
}

const char *
isg_field_label (IsgField *self)
{
  g_return_val_if_fail (ISG_IS_FIELD (self), NULL);

  return isg_field_def_label (get_private (self)->def, isg_i18n_language ());
}

gboolean
isg_field_is_editable (IsgField *self)
{
  g_return_val_if_fail (ISG_IS_FIELD (self), FALSE);

  return get_private (self)->editable;
}

/* ---- label and help ---- */

/* The letter that the .ui file gives for the language, or NUL. */
static char
mnemonic_letter (IsgFieldPrivate *priv)
{
  g_auto (GStrv) letters = priv->mnemonic != NULL ? g_strsplit (priv->mnemonic, ",", 2) : NULL;
  guint index = isg_i18n_language () == ISG_LANGUAGE_TR ? 0 : 1;

  if (letters == NULL || index >= g_strv_length (letters))
    return '\0';
  return letters[index][0];
}

/* A letter that the label does not have is no mnemonic: the rule pack may have renamed the field.
 */
static char *
with_mnemonic (IsgFieldPrivate *priv, const char *label)
{
  char letter = mnemonic_letter (priv);
  GString *text = g_string_new (NULL);
  gboolean done = letter == '\0';

  for (const char *at = label; *at != '\0'; at++) {
    if (!done && g_ascii_tolower (*at) == g_ascii_tolower (letter)) {
      g_string_append_c (text, '_');
      done = TRUE;
    } else if (*at == '_')
      g_string_append_c (text, '_');
    g_string_append_c (text, *at);
  }
  return g_string_free (text, FALSE);
}

static void
show_help (IsgFieldPrivate *priv)
{
  gboolean findings = gtk_widget_get_first_child (GTK_WIDGET (priv->findings)) != NULL;

  gtk_widget_set_visible (GTK_WIDGET (priv->findings), findings);
  gtk_widget_set_visible (GTK_WIDGET (priv->help),
                          !findings && *gtk_label_get_label (priv->help) != '\0');
}

static void
isg_field_real_bind (IsgField *self, IsgContext *context, const IsgFieldDef *def)
{
  IsgFieldPrivate *priv = get_private (self);
  IsgLanguage language = isg_i18n_language ();
  const char *help = isg_field_def_help (def, language);
  g_autofree char *label = with_mnemonic (priv, isg_field_def_label (def, language));

  gtk_label_set_label (priv->label, label);
  gtk_label_set_label (priv->help, help != NULL ? help : "");
  show_help (priv);
}

void
isg_field_bind (IsgField *self, IsgContext *context, const IsgFieldDef *def)
{
  IsgFieldPrivate *priv;

  g_return_if_fail (ISG_IS_FIELD (self));
  g_return_if_fail (ISG_IS_CONTEXT (context));
  g_return_if_fail (def != NULL);

  priv = get_private (self);
  g_return_if_fail (priv->def == NULL);
  priv->context = g_object_ref (context);
  priv->def = def;
  ISG_FIELD_GET_CLASS (self)->bind (self, context, def);
}

void
isg_field_set_required (IsgField *self, gboolean required)
{
  IsgFieldPrivate *priv;

  g_return_if_fail (ISG_IS_FIELD (self));

  priv = get_private (self);
  gtk_widget_set_visible (priv->mark, required);
  if (priv->input != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (priv->input),
                                    GTK_ACCESSIBLE_PROPERTY_REQUIRED,
                                    required,
                                    -1);
}

void
isg_field_set_heading (IsgField *self)
{
  g_return_if_fail (ISG_IS_FIELD (self));

  gtk_widget_remove_css_class (GTK_WIDGET (get_private (self)->label), "field-label");
  gtk_widget_add_css_class (GTK_WIDGET (get_private (self)->label), "heading");
}

void
isg_field_hide_label (IsgField *self)
{
  g_return_if_fail (ISG_IS_FIELD (self));

  gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (get_private (self)->label)), FALSE);
}

void
isg_field_set_note (IsgField *self, const char *note)
{
  IsgFieldPrivate *priv;

  g_return_if_fail (ISG_IS_FIELD (self));

  priv = get_private (self);
  gtk_label_set_label (priv->note, note != NULL ? note : "");
  gtk_widget_set_visible (GTK_WIDGET (priv->note), note != NULL && *note != '\0');
}

void
isg_field_set_suffix (IsgField *self, GtkWidget *suffix)
{
  g_return_if_fail (ISG_IS_FIELD (self));

  adw_bin_set_child (get_private (self)->suffix, suffix);
}

/* ---- input ---- */

static void
set_input (IsgField *self, GtkWidget *input, GtkWidget *child)
{
  IsgFieldPrivate *priv = get_private (self);

  priv->input = input;
  adw_bin_set_child (priv->slot, child);
}

void
isg_field_set_input (IsgField *self, GtkWidget *input, GtkWidget *child)
{
  g_return_if_fail (ISG_IS_FIELD (self));
  g_return_if_fail (GTK_IS_WIDGET (input));

  set_input (self, input, child);
  gtk_label_set_mnemonic_widget (get_private (self)->label, input);
}

static gboolean
slot_mnemonic_cb (GtkWidget *slot, gboolean cycling, IsgField *self)
{
  isg_field_grab (self, NULL);
  return TRUE;
}

/* An input that is named by the label too would be called twice (ui.md 6.1). */
static void
name_by_itself (IsgField *self)
{
  IsgFieldPrivate *priv = get_private (self);

  gtk_label_set_mnemonic_widget (priv->label, GTK_WIDGET (priv->slot));
  g_signal_connect_object (priv->slot, "mnemonic-activate", G_CALLBACK (slot_mnemonic_cb), self, 0);
}

void
isg_field_set_input_unnamed (IsgField *self, GtkWidget *input, GtkWidget *child)
{
  g_return_if_fail (ISG_IS_FIELD (self));
  g_return_if_fail (GTK_IS_WIDGET (input));

  set_input (self, input, child);
  name_by_itself (self);
}

/* An empty slot would leave a gap. */
void
isg_field_set_suffix_input (IsgField *self, GtkWidget *input)
{
  IsgFieldPrivate *priv;

  g_return_if_fail (ISG_IS_FIELD (self));
  g_return_if_fail (GTK_IS_WIDGET (input));

  priv = get_private (self);
  priv->input = input;
  adw_bin_set_child (priv->suffix, input);
  gtk_widget_set_visible (GTK_WIDGET (priv->slot), FALSE);
  gtk_label_set_mnemonic_widget (priv->label, input);
}

void
isg_field_set_row_input (IsgField *self)
{
  IsgFieldPrivate *priv;

  g_return_if_fail (ISG_IS_FIELD (self));

  priv = get_private (self);
  priv->input = GTK_WIDGET (self);
  gtk_widget_set_visible (GTK_WIDGET (priv->slot), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  name_by_itself (self);
}

static void
isg_field_real_grab (IsgField *self, const char *path)
{
  gtk_widget_grab_focus (get_private (self)->input);
}

/* What is folded away opens for whoever goes there. */
static void
open_around (GtkWidget *widget)
{
  GtkWidget *around = gtk_widget_get_ancestor (widget, ADW_TYPE_EXPANDER_ROW);

  if (around != NULL)
    adw_expander_row_set_expanded (ADW_EXPANDER_ROW (around), TRUE);
}

void
isg_field_grab (IsgField *self, const char *path)
{
  g_return_if_fail (ISG_IS_FIELD (self));

  open_around (GTK_WIDGET (self));
  ISG_FIELD_GET_CLASS (self)->grab (self, path);
}

/* ---- value ---- */

IsgValue *
isg_field_get_value (IsgField *self)
{
  g_return_val_if_fail (ISG_IS_FIELD (self), NULL);

  return ISG_FIELD_GET_CLASS (self)->get_value (self);
}

void
isg_field_set_value (IsgField *self, IsgValue *value)
{
  g_return_if_fail (ISG_IS_FIELD (self));

  ISG_FIELD_GET_CLASS (self)->set_value (self, value);
}

char *
isg_field_get_raw (IsgField *self)
{
  g_return_val_if_fail (ISG_IS_FIELD (self), NULL);

  if (ISG_FIELD_GET_CLASS (self)->get_raw == NULL)
    return NULL;
  return ISG_FIELD_GET_CLASS (self)->get_raw (self);
}

void
isg_field_set_raw (IsgField *self, const char *raw)
{
  g_return_if_fail (ISG_IS_FIELD (self));

  if (ISG_FIELD_GET_CLASS (self)->set_raw != NULL)
    ISG_FIELD_GET_CLASS (self)->set_raw (self, raw);
}

void
isg_field_record_changed (IsgField *self, IsgRecord *record)
{
  g_return_if_fail (ISG_IS_FIELD (self));

  if (ISG_FIELD_GET_CLASS (self)->record_changed != NULL)
    ISG_FIELD_GET_CLASS (self)->record_changed (self, record);
}

void
isg_field_show_status (IsgField *self, GPtrArray *status_items)
{
  g_return_if_fail (ISG_IS_FIELD (self));

  if (ISG_FIELD_GET_CLASS (self)->show_status != NULL)
    ISG_FIELD_GET_CLASS (self)->show_status (self, status_items);
}

void
isg_field_emit_changed (IsgField *self)
{
  g_return_if_fail (ISG_IS_FIELD (self));

  g_signal_emit (self, signals[CHANGED], 0);
}

void
isg_field_emit_answered (IsgField *self)
{
  g_return_if_fail (ISG_IS_FIELD (self));

  g_signal_emit (self, signals[ANSWERED], 0);
}

/* ---- findings ---- */

static void
acted_cb (const char *code, gpointer data)
{
  g_signal_emit (data, signals[ACT], 0, code);
}

static void
update_input (IsgFieldPrivate *priv, gboolean blocks)
{
  const char *help = gtk_label_get_label (priv->help);

  if (priv->input == NULL)
    return;
  gtk_accessible_update_state (GTK_ACCESSIBLE (priv->input),
                               GTK_ACCESSIBLE_STATE_INVALID,
                               blocks ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (priv->input),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  *priv->description != '\0' ? priv->description : help,
                                  -1);
}

/* Drawn anew only when something else is to be said: a button in a finding must not lose the
 * focus. */
static void
isg_field_real_show_findings (IsgField *self, GPtrArray *findings)
{
  IsgFieldPrivate *priv = get_private (self);
  IsgRules *rules = isg_context_rules (priv->context);
  g_autofree char *description = isg_findings_describe (rules, priv->kind, findings);
  IsgSeverity worst = isg_findings_worst (findings);

  if (g_strcmp0 (description, priv->description) == 0 && priv->shown_editable == priv->editable)
    return;
  g_free (priv->description);
  priv->description = g_steal_pointer (&description);
  priv->shown_editable = priv->editable;

  isg_finding_rows_fill (priv->findings,
                         rules,
                         priv->kind,
                         findings,
                         priv->editable ? acted_cb : NULL,
                         self);
  show_help (priv);
  for (int i = ISG_SEVERITY_INFO; i <= ISG_SEVERITY_BLOCK; i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self), isg_finding_severity_name (i));
  if (findings->len > 0)
    gtk_widget_add_css_class (GTK_WIDGET (self), isg_finding_severity_name (worst));
  update_input (priv, findings->len > 0 && worst == ISG_SEVERITY_BLOCK);
}

void
isg_field_show_findings (IsgField *self, GPtrArray *findings)
{
  g_return_if_fail (ISG_IS_FIELD (self));
  g_return_if_fail (findings != NULL);

  ISG_FIELD_GET_CLASS (self)->show_findings (self, findings);
}

/* ---- class ---- */

static void
focus_left_cb (IsgField *self)
{
  g_signal_emit (self, signals[LEFT], 0);
}

/* The row itself is no stop, unless it is the input: where its inputs cannot take the focus,
 * nothing of it can. */
static gboolean
isg_field_focus (GtkWidget *widget, GtkDirectionType direction)
{
  if (gtk_widget_get_focusable (widget))
    return GTK_WIDGET_CLASS (isg_field_parent_class)->focus (widget, direction);
  return gtk_widget_child_focus (gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (widget)), direction);
}

static void
isg_field_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  IsgFieldPrivate *priv = get_private (ISG_FIELD (object));

  switch (id) {
  case PROP_FIELD_ID:
    priv->field_id = g_value_dup_string (value);
    break;
  case PROP_EDITABLE:
    if (priv->editable == g_value_get_boolean (value))
      return;
    priv->editable = g_value_get_boolean (value);
    g_object_notify_by_pspec (object, pspec);
    break;
  case PROP_MNEMONIC:
    g_free (priv->mnemonic);
    priv->mnemonic = g_value_dup_string (value);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
isg_field_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  IsgFieldPrivate *priv = get_private (ISG_FIELD (object));

  switch (id) {
  case PROP_FIELD_ID:
    g_value_set_string (value, priv->field_id);
    break;
  case PROP_EDITABLE:
    g_value_set_boolean (value, priv->editable);
    break;
  case PROP_MNEMONIC:
    g_value_set_string (value, priv->mnemonic);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
isg_field_finalize (GObject *object)
{
  IsgFieldPrivate *priv = get_private (ISG_FIELD (object));

  g_clear_object (&priv->context);
  g_free (priv->field_id);
  g_free (priv->mnemonic);
  g_free (priv->description);
  G_OBJECT_CLASS (isg_field_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  props[PROP_FIELD_ID]
    = g_param_spec_string ("field-id",
                           NULL,
                           NULL,
                           NULL,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  props[PROP_EDITABLE]
    = g_param_spec_boolean ("editable",
                            NULL,
                            NULL,
                            TRUE,
                            G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  props[PROP_MNEMONIC] = g_param_spec_string ("mnemonic",
                                              NULL,
                                              NULL,
                                              NULL,
                                              G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static guint
new_signal (const char *name, GType parameter)
{
  return g_signal_new (name,
                       ISG_TYPE_FIELD,
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
isg_field_class_init (IsgFieldClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = isg_field_set_property;
  object_class->get_property = isg_field_get_property;
  object_class->finalize = isg_field_finalize;
  widget_class->focus = isg_field_focus;
  klass->bind = isg_field_real_bind;
  klass->show_findings = isg_field_real_show_findings;
  klass->grab = isg_field_real_grab;

  install_properties (object_class);
  signals[CHANGED] = new_signal ("changed", G_TYPE_NONE);
  signals[LEFT] = new_signal ("left", G_TYPE_NONE);
  signals[ANSWERED] = new_signal ("answered", G_TYPE_NONE);
  signals[ACT] = new_signal ("act", G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/isgdefteri/IsgDefteri/ui/field.ui");
  gtk_widget_class_bind_template_child_private (widget_class, IsgField, label);
  gtk_widget_class_bind_template_child_private (widget_class, IsgField, mark);
  gtk_widget_class_bind_template_child_private (widget_class, IsgField, suffix);
  gtk_widget_class_bind_template_child_private (widget_class, IsgField, slot);
  gtk_widget_class_bind_template_child_private (widget_class, IsgField, note);
  gtk_widget_class_bind_template_child_private (widget_class, IsgField, help);
  gtk_widget_class_bind_template_child_private (widget_class, IsgField, findings);
}

static void
isg_field_init (IsgField *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  get_private (self)->editable = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (focus, "leave", G_CALLBACK (focus_left_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}
