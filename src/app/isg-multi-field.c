/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-multi-field.h"

#include <glib/gi18n.h>

#include "app/isg-code-set.h"
#include "app/isg-pick-popup.h"
#include "app/isg-wrap-box.h"

struct _IsgMultiField {
  IsgField parent_instance;

  IsgWrapBox *chips;     /* (unowned) */
  GtkEntry *entry;       /* (unowned) */
  IsgPickPopup *popup;   /* (unowned) (nullable): the entry's child */
  IsgPickSource *source; /* (owned) (nullable): until bound */
  GStrv codes;           /* (nullable): what is chosen */
  GCancellable *search;  /* (owned) (nullable): under way */
  gboolean walked;       /* since the last letter: Space then ticks */
  gboolean renewing;     /* the search is for the same rows */
  gboolean quiet;
};

G_DEFINE_FINAL_TYPE (IsgMultiField, isg_multi_field, ISG_TYPE_FIELD)

static const IsgCodeList *
get_list (IsgMultiField *self)
{
  return isg_field_def_code_list (isg_field_def (ISG_FIELD (self)));
}

static gboolean
is_chosen (IsgMultiField *self, const char *code)
{
  return self->codes != NULL && g_strv_contains ((const char *const *) self->codes, code);
}

static const char *
get_text (IsgMultiField *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

static void
clear_text (IsgMultiField *self)
{
  self->quiet = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  self->quiet = FALSE;
}

static void
cancel (IsgMultiField *self)
{
  if (self->search != NULL)
    g_cancellable_cancel (self->search);
  g_clear_object (&self->search);
}

/* ---- chips ---- */

static void
chip_clicked_cb (IsgMultiField *self, GtkWidget *chip)
{
  g_autofree char *code = g_strdup (g_object_get_data (G_OBJECT (chip), "isg-code"));

  if (isg_field_is_editable (ISG_FIELD (self)))
    isg_multi_field_turn (self, code);
}

static GtkWidget *
chip_new (IsgMultiField *self, const char *code)
{
  const char *words = isg_code_list_label (get_list (self), code, isg_i18n_language ());
  GtkWidget *chip = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (words);
  /* Translators: the button on a chosen code that takes it out of the list again. */
  g_autofree char *name = g_strdup_printf (_ ("Take out: %s"), words);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), label);
  if (isg_field_is_editable (ISG_FIELD (self)))
    gtk_box_append (GTK_BOX (box),
                    g_object_new (GTK_TYPE_IMAGE,
                                  "icon-name",
                                  "window-close-symbolic",
                                  "accessible-role",
                                  GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                  NULL));
  gtk_button_set_child (GTK_BUTTON (chip), box);
  gtk_widget_add_css_class (chip, "chip");
  /* One stop for the question: Backspace and the ticks do the same by keys. */
  gtk_widget_set_focusable (chip, FALSE);
  gtk_widget_set_focus_on_click (chip, FALSE);
  gtk_widget_set_tooltip_text (chip, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (chip), "isg-code", g_strdup (code), g_free);
  g_signal_connect_object (chip, "clicked", G_CALLBACK (chip_clicked_cb), self, G_CONNECT_SWAPPED);
  return chip;
}

static void
show_codes (IsgMultiField *self)
{
  GString *said = g_string_new (NULL);

  isg_wrap_box_clear (self->chips);
  for (guint i = 0; self->codes != NULL && self->codes[i] != NULL; i++) {
    isg_wrap_box_append (self->chips, chip_new (self, self->codes[i]));
    g_string_append_printf (said,
                            "%s%s",
                            i > 0 ? ", " : "",
                            isg_code_list_label (get_list (self),
                                                 self->codes[i],
                                                 isg_i18n_language ()));
  }
  gtk_widget_set_visible (GTK_WIDGET (self->chips), said->len > 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry),
                                  GTK_ACCESSIBLE_PROPERTY_PLACEHOLDER,
                                  said->str,
                                  -1);
  g_string_free (said, TRUE);
}

/* ---- search ---- */

static void
found_cb (GPtrArray *items, gpointer data)
{
  IsgMultiField *self = data;

  g_clear_object (&self->search);
  for (guint i = 0; i < items->len; i++) {
    IsgPickItem *item = g_ptr_array_index (items, i);

    isg_pick_item_set_ticked (item, is_chosen (self, isg_pick_item_key (item)));
  }
  if (self->renewing)
    isg_pick_popup_renew (self->popup, items);
  else
    isg_pick_popup_show (self->popup, items);
  g_ptr_array_unref (items);
}

static void
search (IsgMultiField *self, gboolean renew)
{
  cancel (self);
  self->renewing = renew;
  self->search = g_cancellable_new ();
  isg_pick_source_search (self->source, get_text (self), NULL, self->search, found_cb, self);
}

static void
close_list (IsgMultiField *self)
{
  cancel (self);
  if (self->popup != NULL)
    gtk_popover_popdown (GTK_POPOVER (self->popup));
}

void
isg_multi_field_turn (IsgMultiField *self, const char *code)
{
  GStrv codes;

  g_return_if_fail (ISG_IS_MULTI_FIELD (self));
  g_return_if_fail (code != NULL);

  codes = isg_code_set_turn ((const char *const *) self->codes, get_list (self), code);
  g_strfreev (self->codes);
  self->codes = codes;
  show_codes (self);
  if (isg_pick_popup_is_open (self->popup))
    search (self, TRUE);
  isg_field_emit_changed (ISG_FIELD (self));
}

static void
changed_cb (IsgMultiField *self)
{
  if (self->quiet || self->source == NULL)
    return;
  self->walked = FALSE;
  isg_field_emit_changed (ISG_FIELD (self));
  if (gtk_widget_get_state_flags (GTK_WIDGET (self->entry)) & GTK_STATE_FLAG_FOCUS_WITHIN)
    search (self, FALSE);
}

/* ---- keys ---- */

static gboolean
walk (IsgMultiField *self, int step)
{
  self->walked = TRUE;
  if (isg_pick_popup_is_open (self->popup))
    isg_pick_popup_walk (self->popup, step);
  else
    search (self, FALSE);
  return TRUE;
}

static gboolean
tick_chosen (IsgMultiField *self, gboolean and_close)
{
  IsgPickItem *item = isg_pick_popup_chosen (self->popup);
  g_autofree char *code = NULL;

  if (!isg_pick_popup_is_open (self->popup) || item == NULL)
    return FALSE;
  code = g_strdup (isg_pick_item_key (item));
  if (and_close) {
    close_list (self);
    clear_text (self);
  }
  isg_multi_field_turn (self, code);
  return TRUE;
}

/* Tab ticks what was typed to, and then goes on. */
static gboolean
tab (IsgMultiField *self)
{
  if (*get_text (self) != '\0')
    tick_chosen (self, TRUE);
  return FALSE;
}

static gboolean
take_last_away (IsgMultiField *self)
{
  guint n = self->codes != NULL ? g_strv_length (self->codes) : 0;
  g_autofree char *code = n > 0 ? g_strdup (self->codes[n - 1]) : NULL;

  if (code == NULL || *get_text (self) != '\0')
    return FALSE;
  isg_multi_field_turn (self, code);
  return TRUE;
}

static gboolean
key_cb (IsgMultiField *self, guint keyval, guint keycode, GdkModifierType state)
{
  if (self->source == NULL || !isg_field_is_editable (ISG_FIELD (self))
      || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)))
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
  case GDK_KEY_space:
  case GDK_KEY_KP_Space:
    return (self->walked || *get_text (self) == '\0') && tick_chosen (self, FALSE);
  case GDK_KEY_Return:
  case GDK_KEY_KP_Enter:
  case GDK_KEY_ISO_Enter:
    return tick_chosen (self, TRUE);
  case GDK_KEY_Tab:
    return tab (self);
  case GDK_KEY_BackSpace:
    return take_last_away (self);
  case GDK_KEY_Escape:
    if (!isg_pick_popup_is_open (self->popup))
      return FALSE;
    close_list (self);
    return TRUE;
  default:
    return FALSE;
  }
}

static void
taken_cb (IsgMultiField *self, IsgPickItem *item)
{
  g_autofree char *code = g_strdup (isg_pick_item_key (item));

  isg_multi_field_turn (self, code);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
arrow_cb (IsgMultiField *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  if (isg_pick_popup_is_open (self->popup))
    close_list (self);
  else if (isg_field_is_editable (ISG_FIELD (self)))
    search (self, FALSE);
}

static void
left_cb (IsgMultiField *self)
{
  close_list (self);
}

/* ---- the field ---- */

static void
isg_multi_field_bind (IsgField *field, IsgContext *context, const IsgFieldDef *def)
{
  IsgMultiField *self = ISG_MULTI_FIELD (field);
  g_autofree char *name = NULL;

  ISG_FIELD_CLASS (isg_multi_field_parent_class)->bind (field, context, def);
  self->source = isg_pick_source_new (context, def, isg_field_kind (field));
  name = g_strdup_printf (_ ("%s: list"), isg_field_label (field));
  self->popup = isg_pick_popup_new (GTK_WIDGET (self->entry), name);
  g_signal_connect_object (self->popup, "taken", G_CALLBACK (taken_cb), self, G_CONNECT_SWAPPED);
  gtk_entry_set_icon_tooltip_text (self->entry, GTK_ENTRY_ICON_SECONDARY, name);
}

static IsgValue *
isg_multi_field_get_value (IsgField *field)
{
  IsgMultiField *self = ISG_MULTI_FIELD (field);

  if (self->codes == NULL || self->codes[0] == NULL)
    return NULL;
  return isg_value_new_codes ((const char *const *) self->codes);
}

static void
isg_multi_field_set_value (IsgField *field, IsgValue *value)
{
  IsgMultiField *self = ISG_MULTI_FIELD (field);

  g_strfreev (self->codes);
  self->codes = value != NULL ? g_strdupv ((GStrv) isg_value_codes (value)) : NULL;
  clear_text (self);
  show_codes (self);
}

/* What was typed and is no tick yet. */
static char *
isg_multi_field_get_raw (IsgField *field)
{
  g_autofree char *text = g_strstrip (g_strdup (get_text (ISG_MULTI_FIELD (field))));

  return *text != '\0' ? g_steal_pointer (&text) : NULL;
}

static void
isg_multi_field_set_raw (IsgField *field, const char *raw)
{
  IsgMultiField *self = ISG_MULTI_FIELD (field);

  self->quiet = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), raw);
  self->quiet = FALSE;
}

static void
editable_cb (IsgMultiField *self)
{
  gboolean editable = isg_field_is_editable (ISG_FIELD (self));

  gtk_editable_set_editable (GTK_EDITABLE (self->entry), editable);
  if (isg_field_def (ISG_FIELD (self)) != NULL)
    show_codes (self);
}

static void
isg_multi_field_constructed (GObject *object)
{
  IsgMultiField *self = ISG_MULTI_FIELD (object);

  G_OBJECT_CLASS (isg_multi_field_parent_class)->constructed (object);
  g_signal_connect (self, "notify::editable", G_CALLBACK (editable_cb), NULL);
}

static void
isg_multi_field_dispose (GObject *object)
{
  IsgMultiField *self = ISG_MULTI_FIELD (object);

  cancel (self);
  if (self->popup != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->popup)));
  G_OBJECT_CLASS (isg_multi_field_parent_class)->dispose (object);
}

static void
isg_multi_field_finalize (GObject *object)
{
  IsgMultiField *self = ISG_MULTI_FIELD (object);

  isg_pick_source_free (self->source);
  g_strfreev (self->codes);
  G_OBJECT_CLASS (isg_multi_field_parent_class)->finalize (object);
}

static void
isg_multi_field_class_init (IsgMultiFieldClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  IsgFieldClass *field_class = ISG_FIELD_CLASS (klass);

  object_class->constructed = isg_multi_field_constructed;
  object_class->dispose = isg_multi_field_dispose;
  object_class->finalize = isg_multi_field_finalize;
  field_class->bind = isg_multi_field_bind;
  field_class->get_value = isg_multi_field_get_value;
  field_class->set_value = isg_multi_field_set_value;
  field_class->get_raw = isg_multi_field_get_raw;
  field_class->set_raw = isg_multi_field_set_raw;
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
make_entry (IsgMultiField *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->entry = GTK_ENTRY (gtk_entry_new ());
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 6);
  gtk_entry_set_icon_from_icon_name (self->entry, GTK_ENTRY_ICON_SECONDARY, "pan-down-symbolic");
  hide_icon_from_readers (self->entry);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, G_CONNECT_SWAPPED);
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
}

static void
isg_multi_field_init (IsgMultiField *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  make_entry (self);
  self->chips = ISG_WRAP_BOX (isg_wrap_box_new (6));
  gtk_widget_set_visible (GTK_WIDGET (self->chips), FALSE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->chips));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->entry));
  isg_field_set_input (ISG_FIELD (self), GTK_WIDGET (self->entry), box);
  g_signal_connect (self, "left", G_CALLBACK (left_cb), NULL);
}
