/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-suggest.h"

#include <string.h>

#include "base/isg-text.h"

typedef struct {
  GtkEntry *entry;     /* (unowned): it owns us */
  IsgPickPopup *popup; /* (unowned) (nullable): the entry's child */
  IsgSuggestFunc offers;
  void (*taken) (IsgPickItem *item, gpointer data);
  gpointer data;
  gboolean quiet; /* the program writes */
} Suggest;

static void
open_list (Suggest *self, const char *typed)
{
  g_autoptr (GPtrArray) all = self->offers (self->data);
  g_autoptr (GPtrArray) fitting = g_ptr_array_new ();
  g_autofree char *wanted = isg_text_fold (typed);

  for (guint i = 0; i < all->len; i++) {
    IsgPickItem *item = g_ptr_array_index (all, i);
    g_autofree char *label = isg_text_fold (isg_pick_item_label (item));

    /* What stands there already needs no offer. */
    if (strstr (label, wanted) != NULL && !g_str_equal (label, wanted))
      g_ptr_array_add (fitting, item);
  }
  isg_pick_popup_show (self->popup, fitting);
}

static void
take (Suggest *self, IsgPickItem *item)
{
  g_autoptr (IsgPickItem) held = g_object_ref (item);

  gtk_popover_popdown (GTK_POPOVER (self->popup));
  self->quiet = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), isg_pick_item_label (held));
  self->quiet = FALSE;
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
  if (self->taken != NULL)
    self->taken (held, self->data);
}

static gboolean
walk (Suggest *self, int step)
{
  if (!gtk_editable_get_editable (GTK_EDITABLE (self->entry)))
    return FALSE;
  if (isg_pick_popup_is_open (self->popup))
    isg_pick_popup_walk (self->popup, step);
  else if (step >= 0)
    open_list (self, "");
  else
    return FALSE;
  return TRUE;
}

static gboolean
key_cb (GtkEventControllerKey *controller,
        guint keyval,
        guint keycode,
        GdkModifierType state,
        Suggest *self)
{
  gboolean open = self->popup != NULL && isg_pick_popup_is_open (self->popup);

  if (self->popup == NULL || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)))
    return FALSE;
  switch (keyval) {
  case GDK_KEY_Down:
  case GDK_KEY_KP_Down:
    return walk (self, 1);
  case GDK_KEY_Up:
  case GDK_KEY_KP_Up:
    return walk (self, -1);
  case GDK_KEY_Return:
  case GDK_KEY_KP_Enter:
  case GDK_KEY_ISO_Enter:
    if (!open || isg_pick_popup_chosen (self->popup) == NULL)
      return FALSE;
    take (self, isg_pick_popup_chosen (self->popup));
    return TRUE;
  case GDK_KEY_Tab:
  case GDK_KEY_ISO_Left_Tab:
    /* What is typed stands; an open list would take the focus. */
    if (open)
      gtk_popover_popdown (GTK_POPOVER (self->popup));
    return FALSE;
  case GDK_KEY_Escape:
    if (open)
      gtk_popover_popdown (GTK_POPOVER (self->popup));
    return open;
  default:
    return FALSE;
  }
}

static void
typed_cb (Suggest *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  if (self->quiet || self->popup == NULL
      || !(gtk_widget_get_state_flags (GTK_WIDGET (self->entry)) & GTK_STATE_FLAG_FOCUS_WITHIN))
    return;
  if (*text != '\0')
    open_list (self, text);
  else
    gtk_popover_popdown (GTK_POPOVER (self->popup));
}

static void
taken_cb (Suggest *self, IsgPickItem *item)
{
  take (self, item);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
arrow_cb (Suggest *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  if (self->popup != NULL && isg_pick_popup_is_open (self->popup))
    gtk_popover_popdown (GTK_POPOVER (self->popup));
  else
    walk (self, 0);
}

static void
left_cb (Suggest *self)
{
  if (self->popup != NULL)
    gtk_popover_popdown (GTK_POPOVER (self->popup));
}

static void
destroy_cb (Suggest *self)
{
  if (self->popup != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->popup)));
}

/* A reader would call it "GtkImage". */
static void
hide_icon_from_readers (GtkEntry *entry)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (entry)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_IMAGE (child))
      g_object_set (child, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
}

void
isg_suggest_attach (GtkEntry *entry,
                    const char *name,
                    IsgSuggestFunc offers,
                    void (*taken) (IsgPickItem *item, gpointer data),
                    gpointer data)
{
  Suggest *self = g_new0 (Suggest, 1);
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->entry = entry;
  self->offers = offers;
  self->taken = taken;
  self->data = data;
  self->popup = isg_pick_popup_new (GTK_WIDGET (entry), name);
  g_object_set_data_full (G_OBJECT (entry), "isg-suggest", self, g_free);

  gtk_entry_set_icon_from_icon_name (entry, GTK_ENTRY_ICON_SECONDARY, "pan-down-symbolic");
  gtk_entry_set_icon_tooltip_text (entry, GTK_ENTRY_ICON_SECONDARY, name);
  hide_icon_from_readers (entry);
  /* All of these are the entry's or its child's: they end before our data. */
  g_signal_connect_swapped (self->popup, "taken", G_CALLBACK (taken_cb), self);
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (typed_cb), self);
  g_signal_connect_swapped (entry, "icon-press", G_CALLBACK (arrow_cb), self);
  g_signal_connect_swapped (entry, "destroy", G_CALLBACK (destroy_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (left_cb), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (entry), keys);
  gtk_widget_add_controller (GTK_WIDGET (entry), focus);
}
