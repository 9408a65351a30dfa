/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-field-finder.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/isg-pick-popup.h"
#include "base/isg-text.h"

#define TYPE_FIELD_FINDER (field_finder_get_type ())
G_DECLARE_FINAL_TYPE (FieldFinder, field_finder, FIELD, FINDER, GtkPopover)

/* Over the form's top; goes when it is closed. */
struct _FieldFinder {
  GtkPopover parent_instance;

  IsgForm *form;       /* (unowned): it is in our parent */
  GtkEntry *entry;     /* (unowned) */
  IsgPickPopup *popup; /* (unowned): the entry's child */
};

G_DEFINE_FINAL_TYPE (FieldFinder, field_finder, GTK_TYPE_POPOVER)

static void
changed_cb (FieldFinder *self)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *wanted = isg_text_fold (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  GPtrArray *fields = isg_form_fields (self->form);

  for (guint i = 0; *wanted != '\0' && i < fields->len; i++) {
    IsgField *field = g_ptr_array_index (fields, i);
    g_autofree char *label = isg_text_fold (isg_field_label (field));

    if (strstr (label, wanted) != NULL)
      g_ptr_array_add (items,
                       isg_pick_item_new (isg_field_id (field), isg_field_label (field), NULL));
  }
  isg_pick_popup_show (self->popup, items);
}

static void
go (FieldFinder *self, IsgPickItem *item)
{
  IsgField *field = isg_form_field (self->form, isg_pick_item_key (item));

  gtk_popover_popdown (GTK_POPOVER (self->popup));
  gtk_popover_popdown (GTK_POPOVER (self));
  if (field == NULL)
    return;
  isg_form_reveal (self->form, field);
  isg_field_grab (field, NULL);
}

static void
activate_cb (FieldFinder *self)
{
  IsgPickItem *item = isg_pick_popup_chosen (self->popup);

  if (isg_pick_popup_is_open (self->popup) && item != NULL)
    go (self, item);
}

static void
taken_cb (FieldFinder *self, IsgPickItem *item)
{
  go (self, item);
}

static gboolean
key_cb (GtkEventControllerKey *controller,
        guint keyval,
        guint keycode,
        GdkModifierType state,
        FieldFinder *self)
{
  if (keyval == GDK_KEY_Down)
    isg_pick_popup_walk (self->popup, 1);
  else if (keyval == GDK_KEY_Up)
    isg_pick_popup_walk (self->popup, -1);
  else
    return FALSE;
  return TRUE;
}

static gboolean
unparent_cb (gpointer self)
{
  gtk_widget_unparent (self);
  return G_SOURCE_REMOVE;
}

static void
closed_cb (FieldFinder *self)
{
  /* Not from within its own signal. */
  g_idle_add_full (G_PRIORITY_DEFAULT, unparent_cb, g_object_ref (self), g_object_unref);
}

static void
field_finder_dispose (GObject *object)
{
  FieldFinder *self = FIELD_FINDER (object);

  if (self->popup != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->popup)));
  G_OBJECT_CLASS (field_finder_parent_class)->dispose (object);
}

static void
field_finder_class_init (FieldFinderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = field_finder_dispose;
}

static void
field_finder_init (FieldFinder *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->entry = GTK_ENTRY (gtk_entry_new ());
  gtk_entry_set_placeholder_text (self->entry, _ ("Find a field"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Find a field"), -1);
  gtk_popover_set_child (GTK_POPOVER (self), GTK_WIDGET (self->entry));
  gtk_popover_set_position (GTK_POPOVER (self), GTK_POS_BOTTOM);
  self->popup = isg_pick_popup_new (GTK_WIDGET (self->entry), _ ("Fields"));

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);
  g_signal_connect_object (self->entry,
                           "changed",
                           G_CALLBACK (changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry,
                           "activate",
                           G_CALLBACK (activate_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->popup, "taken", G_CALLBACK (taken_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "closed", G_CALLBACK (closed_cb), NULL);
}

void
isg_field_finder_open (IsgForm *form)
{
  GtkWidget *scroller;
  GdkRectangle top = { 0, 0, 1, 1 };
  FieldFinder *self;

  g_return_if_fail (ISG_IS_FORM (form));

  /* Where the form is seen, not where it begins. */
  scroller = gtk_widget_get_ancestor (GTK_WIDGET (form), GTK_TYPE_SCROLLED_WINDOW);
  g_return_if_fail (scroller != NULL);
  top.x = gtk_widget_get_width (scroller) / 2;
  self = g_object_new (TYPE_FIELD_FINDER, NULL);
  self->form = form;
  gtk_widget_set_parent (GTK_WIDGET (self), scroller);
  gtk_popover_set_pointing_to (GTK_POPOVER (self), &top);
  gtk_popover_popup (GTK_POPOVER (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}
