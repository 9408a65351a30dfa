/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-topic-row.h"

#include <glib/gi18n.h>

struct _IsgTopicRow {
  GtkListBoxRow parent_instance;

  GtkCheckButton *check;
  GtkLabel *number;
  GtkLabel *words;
  GtkEntry *minutes;
  GtkLabel *unit;
  GtkLabel *finding;

  char *code;
  gboolean setting;     /* not by hand */
  const char *severity; /* (static) (nullable): style class worn now */
};

G_DEFINE_FINAL_TYPE (IsgTopicRow, isg_topic_row, GTK_TYPE_LIST_BOX_ROW)

enum {
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

const char *
isg_topic_row_code (IsgTopicRow *self)
{
  g_return_val_if_fail (ISG_IS_TOPIC_ROW (self), NULL);

  return self->code;
}

gboolean
isg_topic_row_is_ticked (IsgTopicRow *self)
{
  g_return_val_if_fail (ISG_IS_TOPIC_ROW (self), FALSE);

  return gtk_check_button_get_active (self->check);
}

const char *
isg_topic_row_text (IsgTopicRow *self)
{
  g_return_val_if_fail (ISG_IS_TOPIC_ROW (self), "");

  return gtk_editable_get_text (GTK_EDITABLE (self->minutes));
}

gboolean
isg_topic_row_minutes (IsgTopicRow *self, IsgDecimal *out_minutes)
{
  g_return_val_if_fail (ISG_IS_TOPIC_ROW (self), FALSE);

  return isg_decimal_parse_typed (isg_topic_row_text (self), out_minutes, NULL);
}

/* A row offers no action in GTK 4.8, so its name carries the answer. */
static void
update_name (IsgTopicRow *self)
{
  const char *words = gtk_label_get_label (self->words);
  const char *minutes = isg_topic_row_text (self);
  g_autofree char *name = NULL;

  if (!isg_topic_row_is_ticked (self))
    /* Translators: a topic that is not ticked; Turkish: %s: seçili değil */
    name = g_strdup_printf (_ ("%s: not ticked"), words);
  else if (*minutes == '\0')
    /* Translators: a topic that is ticked, without minutes; Turkish: %s: seçili */
    name = g_strdup_printf (_ ("%s: ticked"), words);
  else
    /* Translators: a topic and its minutes; Turkish: %s: %s dk */
    name = g_strdup_printf (_ ("%s: %s min"), words, minutes);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (isg_topic_row_is_ticked (self))
    gtk_widget_add_css_class (GTK_WIDGET (self), "ticked");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "ticked");
}

static void
changed (IsgTopicRow *self)
{
  if (self->setting)
    return;
  update_name (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
isg_topic_row_set (IsgTopicRow *self, gboolean ticked, const char *minutes)
{
  g_return_if_fail (ISG_IS_TOPIC_ROW (self));

  if (minutes == NULL)
    minutes = "";
  self->setting = TRUE;
  gtk_check_button_set_active (self->check, ticked);
  if (!g_str_equal (isg_topic_row_text (self), minutes))
    gtk_editable_set_text (GTK_EDITABLE (self->minutes), minutes);
  self->setting = FALSE;
  update_name (self);
}

void
isg_topic_row_set_editable (IsgTopicRow *self, gboolean editable)
{
  g_return_if_fail (ISG_IS_TOPIC_ROW (self));

  gtk_widget_set_sensitive (GTK_WIDGET (self->check), editable);
  gtk_editable_set_editable (GTK_EDITABLE (self->minutes), editable);
  gtk_widget_set_can_focus (GTK_WIDGET (self->minutes), editable);
}

void
isg_topic_row_show_finding (IsgTopicRow *self, const char *sentence, IsgSeverity severity)
{
  gboolean blocks = sentence != NULL && severity == ISG_SEVERITY_BLOCK;
  const char *text = sentence != NULL ? sentence : "";

  g_return_if_fail (ISG_IS_TOPIC_ROW (self));

  if (self->severity != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self), self->severity);
  self->severity = sentence != NULL ? isg_finding_severity_name (severity) : NULL;
  if (self->severity != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), self->severity);
  gtk_label_set_label (self->finding, text);
  gtk_widget_set_visible (GTK_WIDGET (self->finding), sentence != NULL);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->minutes),
                               GTK_ACCESSIBLE_STATE_INVALID,
                               blocks ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->minutes),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  text,
                                  -1);
}

void
isg_topic_row_grab (IsgTopicRow *self, gboolean minutes)
{
  g_return_if_fail (ISG_IS_TOPIC_ROW (self));

  gtk_widget_grab_focus (minutes ? GTK_WIDGET (self->minutes) : GTK_WIDGET (self));
}

/* ---- keys ---- */

static void
toggle (IsgTopicRow *self)
{
  if (gtk_widget_get_sensitive (GTK_WIDGET (self->check)))
    gtk_check_button_set_active (self->check, !isg_topic_row_is_ticked (self));
}

/* A digit on the row begins the minutes anew. */
static gboolean
begin_minutes (IsgTopicRow *self, guint key)
{
  gunichar digit = gdk_keyval_to_unicode (key);
  char text[2] = { (char) digit, '\0' };

  if (digit < '0' || digit > '9' || !gtk_editable_get_editable (GTK_EDITABLE (self->minutes)))
    return GDK_EVENT_PROPAGATE;
  gtk_entry_grab_focus_without_selecting (self->minutes);
  gtk_editable_set_text (GTK_EDITABLE (self->minutes), text);
  gtk_editable_set_position (GTK_EDITABLE (self->minutes), -1);
  return GDK_EVENT_STOP;
}

static gboolean
row_key_cb (GtkEventControllerKey *keys,
            guint key,
            guint code,
            GdkModifierType state,
            gpointer data)
{
  IsgTopicRow *self = data;

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0 || !gtk_widget_has_focus (data))
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_space || key == GDK_KEY_KP_Space) {
    toggle (self);
    return GDK_EVENT_STOP;
  }
  return begin_minutes (self, key);
}

/* Up and down go on with the minutes of the next topic; Enter goes down as well. */
static gboolean
entry_key_cb (GtkEventControllerKey *keys,
              guint key,
              guint code,
              GdkModifierType state,
              gpointer data)
{
  GtkWidget *self = data;
  GtkDirectionType direction;
  GtkRoot *root;

  if (key == GDK_KEY_Up || key == GDK_KEY_KP_Up)
    direction = GTK_DIR_UP;
  else if (key == GDK_KEY_Down || key == GDK_KEY_KP_Down || key == GDK_KEY_Return
           || key == GDK_KEY_KP_Enter)
    direction = GTK_DIR_DOWN;
  else
    return GDK_EVENT_PROPAGATE;
  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;

  gtk_widget_grab_focus (self);
  root = gtk_widget_get_root (self);
  g_signal_emit_by_name (gtk_widget_get_parent (self),
                         "move-cursor",
                         GTK_MOVEMENT_DISPLAY_LINES,
                         direction == GTK_DIR_UP ? -1 : 1,
                         FALSE,
                         FALSE);
  if (root != NULL && ISG_IS_TOPIC_ROW (gtk_root_get_focus (root)))
    isg_topic_row_grab (ISG_TOPIC_ROW (gtk_root_get_focus (root)), TRUE);
  return GDK_EVENT_STOP;
}

/* Typing minutes says that the topic was taught. */
static void
minutes_typed_cb (IsgTopicRow *self)
{
  if (self->setting)
    return;
  if (*isg_topic_row_text (self) != '\0' && !isg_topic_row_is_ticked (self)) {
    self->setting = TRUE;
    gtk_check_button_set_active (self->check, TRUE);
    self->setting = FALSE;
  }
  changed (self);
}

/* ---- the class ---- */

static void
isg_topic_row_finalize (GObject *object)
{
  g_free (ISG_TOPIC_ROW (object)->code);
  G_OBJECT_CLASS (isg_topic_row_parent_class)->finalize (object);
}

static void
isg_topic_row_class_init (IsgTopicRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = isg_topic_row_finalize;
  signals[CHANGED] = g_signal_new ("changed",
                                   G_TYPE_FROM_CLASS (klass),
                                   G_SIGNAL_RUN_LAST,
                                   0,
                                   NULL,
                                   NULL,
                                   NULL,
                                   G_TYPE_NONE,
                                   0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/isgdefteri/IsgDefteri/ui/topic-row.ui");
  gtk_widget_class_bind_template_child (widget_class, IsgTopicRow, check);
  gtk_widget_class_bind_template_child (widget_class, IsgTopicRow, number);
  gtk_widget_class_bind_template_child (widget_class, IsgTopicRow, words);
  gtk_widget_class_bind_template_child (widget_class, IsgTopicRow, minutes);
  gtk_widget_class_bind_template_child (widget_class, IsgTopicRow, unit);
  gtk_widget_class_bind_template_child (widget_class, IsgTopicRow, finding);
}

static void
add_keys (GtkWidget *widget, GtkPropagationPhase phase, GCallback callback, IsgTopicRow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, phase);
  g_signal_connect_object (keys, "key-pressed", callback, self, 0);
  gtk_widget_add_controller (widget, keys);
}

static void
isg_topic_row_init (IsgTopicRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->check, "toggled", G_CALLBACK (changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->minutes,
                           "changed",
                           G_CALLBACK (minutes_typed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self, "activate", G_CALLBACK (toggle), self, 0);
  add_keys (GTK_WIDGET (self), GTK_PHASE_CAPTURE, G_CALLBACK (row_key_cb), self);
  add_keys (GTK_WIDGET (self->minutes), GTK_PHASE_CAPTURE, G_CALLBACK (entry_key_cb), self);
}

GtkWidget *
isg_topic_row_new (const char *code, const char *label)
{
  IsgTopicRow *self = g_object_new (ISG_TYPE_TOPIC_ROW, NULL);
  /* Translators: accessible name of an entry; Turkish: %s: dakika */
  g_autofree char *name = g_strdup_printf (_ ("%s: minutes"), label);

  self->code = g_strdup (code);
  gtk_label_set_label (self->number, code);
  gtk_label_set_label (self->words, label);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->words), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->minutes),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name,
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label,
                                  -1);
  update_name (self);
  return GTK_WIDGET (self);
}
