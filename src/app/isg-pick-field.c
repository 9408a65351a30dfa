/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-pick-field.h"

#include <glib/gi18n.h>

#include "app/isg-pick-popup.h"
#include "app/isg-pick-source.h"

struct _IsgPickField {
  IsgField parent_instance;

  GtkEntry *entry;       /* (unowned) */
  IsgPickPopup *popup;   /* (unowned) (nullable): the entry's child */
  IsgPickSource *source; /* (owned) (nullable): until bound */
  IsgRecord *record;     /* (owned) (nullable): as it is typed */

  char *key;   /* (nullable): what is kept */
  char *label; /* (nullable): how it is called; what stands in the entry while it is chosen */
  GCancellable *search; /* (owned) (nullable): under way */
  GCancellable *naming; /* (owned) (nullable): under way */
  gboolean quiet;
};

enum {
  NEW_RECORD,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (IsgPickField, isg_pick_field, ISG_TYPE_FIELD)

static const char *
get_text (IsgPickField *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

static void
set_text (IsgPickField *self, const char *text)
{
  self->quiet = TRUE;
  if (g_strcmp0 (get_text (self), text) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  self->quiet = FALSE;
}

static void
cancel (GCancellable **cancellable)
{
  if (*cancellable != NULL)
    g_cancellable_cancel (*cancellable);
  g_clear_object (cancellable);
}

/* ---- what is chosen ---- */

static void
show_item (IsgPickField *self, IsgPickItem *item)
{
  g_free (self->label);
  self->label = g_strdup (isg_pick_item_label (item));
  set_text (self, self->label);
  isg_field_set_note (ISG_FIELD (self), isg_pick_item_detail (item));
}

static void
named_cb (GPtrArray *items, gpointer data)
{
  IsgPickField *self = data;

  g_clear_object (&self->naming);
  if (items->len > 0)
    show_item (self, g_ptr_array_index (items, 0));
  g_ptr_array_unref (items);
}

static void
set_key (IsgPickField *self, const char *key)
{
  cancel (&self->naming);
  g_free (self->key);
  self->key = g_strdup (key);
  g_clear_pointer (&self->label, g_free);
  isg_field_set_note (ISG_FIELD (self), NULL);
  if (key == NULL) {
    set_text (self, "");
    return;
  }
  /* Until its name is known: a code or a number says something, a uuid does not. */
  self->label = g_strdup (isg_pick_source_record_kind (self->source) != NULL ? "…" : key);
  set_text (self, self->label);
  self->naming = g_cancellable_new ();
  isg_pick_source_name (self->source, key, self->record, self->naming, named_cb, self);
}

static void
take (IsgPickField *self, IsgPickItem *item)
{
  g_autoptr (IsgPickItem) held = g_object_ref (item);
  const char *key = isg_pick_item_key (item);

  gtk_popover_popdown (GTK_POPOVER (self->popup));
  cancel (&self->search);
  if (key == NULL) {
    g_signal_emit (self, signals[NEW_RECORD], 0, get_text (self));
    return;
  }
  cancel (&self->naming);
  g_free (self->key);
  self->key = g_strdup (key);
  show_item (self, held);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
  isg_pick_source_used (self->source, key);
  isg_field_emit_changed (ISG_FIELD (self));
}

void
isg_pick_field_take (IsgPickField *self, const char *key)
{
  g_return_if_fail (ISG_IS_PICK_FIELD (self));

  set_key (self, key);
  isg_pick_source_used (self->source, key);
  isg_field_emit_changed (ISG_FIELD (self));
}

/* ---- search ---- */

static void
found_cb (GPtrArray *items, gpointer data)
{
  IsgPickField *self = data;

  g_clear_object (&self->search);
  if (g_strcmp0 (isg_pick_source_record_kind (self->source), "professional") == 0)
    g_ptr_array_add (items, isg_pick_item_new (NULL, _ ("New person…"), NULL));
  isg_pick_popup_show (self->popup, items);
  g_ptr_array_unref (items);
}

static void
search (IsgPickField *self, const char *text)
{
  cancel (&self->search);
  self->search = g_cancellable_new ();
  isg_pick_source_search (self->source, text, self->record, self->search, found_cb, self);
}

static void
changed_cb (IsgPickField *self)
{
  g_autofree char *accepted = NULL;

  if (self->quiet || self->source == NULL)
    return;
  cancel (&self->naming);
  accepted = isg_pick_source_accepts (self->source, get_text (self), self->record);
  g_free (self->key);
  self->key = g_steal_pointer (&accepted);
  g_free (self->label);
  self->label = self->key != NULL ? g_strdup (get_text (self)) : NULL;
  isg_field_set_note (ISG_FIELD (self), NULL);
  isg_field_emit_changed (ISG_FIELD (self));
  if (gtk_widget_get_state_flags (GTK_WIDGET (self->entry)) & GTK_STATE_FLAG_FOCUS_WITHIN)
    search (self, get_text (self));
}

static gboolean
take_chosen (IsgPickField *self)
{
  IsgPickItem *item = isg_pick_popup_chosen (self->popup);

  if (!isg_pick_popup_is_open (self->popup) || item == NULL)
    return FALSE;
  take (self, item);
  return TRUE;
}

static gboolean
walk (IsgPickField *self, int step)
{
  if (!isg_field_is_editable (ISG_FIELD (self)))
    return FALSE;
  if (isg_pick_popup_is_open (self->popup))
    isg_pick_popup_walk (self->popup, step);
  else
    /* With an answer in the entry the whole list is of more use than that answer alone. */
    search (self, self->label != NULL ? "" : get_text (self));
  return TRUE;
}

/* Tab takes only what was walked or typed to, and then goes on; "New person…" is asked for, not
 * passed over. */
static gboolean
tab (IsgPickField *self)
{
  IsgPickItem *item = isg_pick_popup_chosen (self->popup);

  if (isg_pick_popup_is_open (self->popup) && item != NULL && isg_pick_item_key (item) != NULL)
    take (self, item);
  return FALSE;
}

static gboolean
key_cb (GtkEventControllerKey *controller,
        guint keyval,
        guint keycode,
        GdkModifierType state,
        IsgPickField *self)
{
  if (self->source == NULL || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)))
    return FALSE;
  switch (keyval) {
  case GDK_KEY_Down:
  case GDK_KEY_KP_Down:
    return walk (self, 1);
  case GDK_KEY_Up:
  case GDK_KEY_KP_Up:
    return isg_pick_popup_is_open (self->popup) && walk (self, -1);
  case GDK_KEY_Page_Down:
    return isg_pick_popup_is_open (self->popup) && walk (self, 5);
  case GDK_KEY_Page_Up:
    return isg_pick_popup_is_open (self->popup) && walk (self, -5);
  case GDK_KEY_Return:
  case GDK_KEY_KP_Enter:
  case GDK_KEY_ISO_Enter:
    return take_chosen (self);
  case GDK_KEY_Tab:
    return tab (self);
  case GDK_KEY_Escape:
    if (!isg_pick_popup_is_open (self->popup))
      return FALSE;
    cancel (&self->search);
    gtk_popover_popdown (GTK_POPOVER (self->popup));
    return TRUE;
  default:
    return FALSE;
  }
}

static void
taken_cb (IsgPickField *self, IsgPickItem *item)
{
  take (self, item);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
arrow_cb (IsgPickField *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  if (isg_pick_popup_is_open (self->popup))
    gtk_popover_popdown (GTK_POPOVER (self->popup));
  else
    walk (self, 0);
}

static void
left_cb (IsgPickField *self)
{
  cancel (&self->search);
  if (self->popup != NULL)
    gtk_popover_popdown (GTK_POPOVER (self->popup));
  /* A code that was typed out shows its name from now on. */
  if (self->key != NULL && self->naming == NULL && g_strcmp0 (self->key, self->label) == 0) {
    g_autofree char *key = g_strdup (self->key);

    set_key (self, key);
  }
}

/* ---- the field ---- */

static void
isg_pick_field_bind (IsgField *field, IsgContext *context, const IsgFieldDef *def)
{
  IsgPickField *self = ISG_PICK_FIELD (field);
  g_autofree char *name = NULL;

  ISG_FIELD_CLASS (isg_pick_field_parent_class)->bind (field, context, def);
  self->source = isg_pick_source_new (context, def, isg_field_kind (field));
  /* Translators: %s is a field, as in "Province: list". */
  name = g_strdup_printf (_ ("%s: list"), isg_field_label (field));
  self->popup = isg_pick_popup_new (GTK_WIDGET (self->entry), name);
  g_signal_connect_object (self->popup, "taken", G_CALLBACK (taken_cb), self, G_CONNECT_SWAPPED);
  gtk_entry_set_icon_tooltip_text (self->entry, GTK_ENTRY_ICON_SECONDARY, name);
  if (isg_field_def_type (def) == ISG_VALUE_TEXT)
    /* Translators: the trainer, while none is named: whoever reports the training. */
    gtk_entry_set_placeholder_text (self->entry, _ ("the same person"));
}

static IsgValue *
isg_pick_field_get_value (IsgField *field)
{
  IsgPickField *self = ISG_PICK_FIELD (field);

  if (self->key == NULL)
    return NULL;
  switch (isg_field_def_type (isg_field_def (field))) {
  case ISG_VALUE_REF:
    return isg_value_new_ref (self->key);
  case ISG_VALUE_CODE:
    return isg_value_new_code (self->key);
  case ISG_VALUE_TEXT:
  case ISG_VALUE_INTEGER:
  case ISG_VALUE_DECIMAL:
  case ISG_VALUE_DATE:
  case ISG_VALUE_TIME:
  case ISG_VALUE_DATETIME:
  case ISG_VALUE_BOOL:
  case ISG_VALUE_CODES:
  case ISG_VALUE_GROUPS:
  default:
    return isg_value_new_text (self->key);
  }
}

static void
isg_pick_field_set_value (IsgField *field, IsgValue *value)
{
  set_key (ISG_PICK_FIELD (field), isg_value_text (value));
}

static char *
isg_pick_field_get_raw (IsgField *field)
{
  IsgPickField *self = ISG_PICK_FIELD (field);
  g_autofree char *text = g_strstrip (g_strdup (get_text (self)));

  return self->key == NULL && *text != '\0' ? g_steal_pointer (&text) : NULL;
}

static void
isg_pick_field_set_raw (IsgField *field, const char *raw)
{
  IsgPickField *self = ISG_PICK_FIELD (field);

  set_key (self, NULL);
  set_text (self, raw);
}

static void
isg_pick_field_record_changed (IsgField *field, IsgRecord *record)
{
  IsgPickField *self = ISG_PICK_FIELD (field);

  isg_record_ref (record);
  g_clear_pointer (&self->record, isg_record_unref);
  self->record = record;
}

static void
isg_pick_field_constructed (GObject *object)
{
  IsgPickField *self = ISG_PICK_FIELD (object);

  G_OBJECT_CLASS (isg_pick_field_parent_class)->constructed (object);
  g_object_bind_property (self, "editable", self->entry, "editable", G_BINDING_SYNC_CREATE);
}

static void
isg_pick_field_dispose (GObject *object)
{
  IsgPickField *self = ISG_PICK_FIELD (object);

  cancel (&self->search);
  cancel (&self->naming);
  if (self->popup != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->popup)));
  G_OBJECT_CLASS (isg_pick_field_parent_class)->dispose (object);
}

static void
isg_pick_field_finalize (GObject *object)
{
  IsgPickField *self = ISG_PICK_FIELD (object);

  isg_pick_source_free (self->source);
  g_clear_pointer (&self->record, isg_record_unref);
  g_free (self->key);
  g_free (self->label);
  G_OBJECT_CLASS (isg_pick_field_parent_class)->finalize (object);
}

static void
isg_pick_field_class_init (IsgPickFieldClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  IsgFieldClass *field_class = ISG_FIELD_CLASS (klass);

  object_class->constructed = isg_pick_field_constructed;
  object_class->dispose = isg_pick_field_dispose;
  object_class->finalize = isg_pick_field_finalize;
  field_class->bind = isg_pick_field_bind;
  field_class->get_value = isg_pick_field_get_value;
  field_class->set_value = isg_pick_field_set_value;
  field_class->get_raw = isg_pick_field_get_raw;
  field_class->set_raw = isg_pick_field_set_raw;
  field_class->record_changed = isg_pick_field_record_changed;
  signals[NEW_RECORD] = g_signal_new ("new-record",
                                      G_TYPE_FROM_CLASS (klass),
                                      G_SIGNAL_RUN_LAST,
                                      0,
                                      NULL,
                                      NULL,
                                      NULL,
                                      G_TYPE_NONE,
                                      1,
                                      G_TYPE_STRING);
}

/* The arrow is for the mouse; the keys have ↓. A reader would call it "GtkImage". */
static void
hide_icon_from_readers (GtkEntry *entry)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (entry)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_IMAGE (child))
      g_object_set (child, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
}

static void
isg_pick_field_init (IsgPickField *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->entry = GTK_ENTRY (gtk_entry_new ());
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 6);
  gtk_entry_set_icon_from_icon_name (self->entry, GTK_ENTRY_ICON_SECONDARY, "pan-down-symbolic");
  hide_icon_from_readers (self->entry);
  isg_field_set_input (ISG_FIELD (self), GTK_WIDGET (self->entry), GTK_WIDGET (self->entry));

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);
  g_signal_connect_object (self->entry,
                           "changed",
                           G_CALLBACK (changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry,
                           "icon-press",
                           G_CALLBACK (arrow_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry,
                           "activate",
                           G_CALLBACK (isg_field_emit_answered),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (self, "left", G_CALLBACK (left_cb), NULL);
}
