/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-form-section.h"

#include <glib/gi18n.h>

struct _IsgFormSection {
  GtkBox parent_instance;

  char *id;
  GtkLabel *heading; /* (unowned) */
  GtkBox *head;      /* (unowned): heading and button */
};

enum {
  PROP_0,
  PROP_SECTION_ID,
  PROP_TITLE,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (IsgFormSection, isg_form_section, GTK_TYPE_BOX)

const char *
isg_form_section_id (IsgFormSection *self)
{
  g_return_val_if_fail (ISG_IS_FORM_SECTION (self), NULL);

  return self->id;
}

const char *
isg_form_section_title (IsgFormSection *self)
{
  g_return_val_if_fail (ISG_IS_FORM_SECTION (self), NULL);

  return gtk_label_get_label (self->heading);
}

void
isg_form_section_hide_heading (IsgFormSection *self)
{
  g_return_if_fail (ISG_IS_FORM_SECTION (self));

  gtk_widget_set_visible (GTK_WIDGET (self->head), FALSE);
}

void
isg_form_section_set_columns (IsgFormSection *self, guint n)
{
  g_return_if_fail (ISG_IS_FORM_SECTION (self));

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_has_css_class (child, "wide-columns")) {
      gtk_orientable_set_orientation (GTK_ORIENTABLE (child),
                                      n > 2 ? GTK_ORIENTATION_HORIZONTAL
                                            : GTK_ORIENTATION_VERTICAL);
      gtk_box_set_homogeneous (GTK_BOX (child), n > 2);
    }
}

void
isg_form_section_offer_ordinary (IsgFormSection *self)
{
  GtkWidget *button;

  g_return_if_fail (ISG_IS_FORM_SECTION (self));

  button = gtk_button_new_with_label (_ ("Ordinary answers into blanks (F4)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Ordinary answers into blanks"), -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "record.ordinary");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", self->id);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_hexpand (button, TRUE);
  gtk_widget_set_halign (button, GTK_ALIGN_END);
  /* The key does the same from any question of the section. */
  gtk_widget_set_focusable (button, FALSE);
  gtk_widget_set_focus_on_click (button, FALSE);
  gtk_box_append (self->head, button);
}

void
isg_form_turn_columns (GtkWidget *widget, gboolean wide)
{
  if (GTK_IS_BOX (widget) && gtk_widget_has_css_class (widget, "columns")) {
    gtk_orientable_set_orientation (GTK_ORIENTABLE (widget),
                                    wide ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL);
    gtk_box_set_homogeneous (GTK_BOX (widget), wide);
  }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_BOX (child))
      isg_form_turn_columns (child, wide);
}

void
isg_form_section_set_wide (IsgFormSection *self, gboolean wide)
{
  g_return_if_fail (ISG_IS_FORM_SECTION (self));

  isg_form_turn_columns (GTK_WIDGET (self), wide);
}

/* Lists are called by their type unless they are named (ui.md 6.1). */
static void
name_lists (GtkWidget *widget, const char *name)
{
  if (GTK_IS_LIST_BOX (widget))
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    name,
                                    -1);
  else
    for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
         child = gtk_widget_get_next_sibling (child))
      name_lists (child, name);
}

static void
isg_form_section_realize (GtkWidget *widget)
{
  IsgFormSection *self = ISG_FORM_SECTION (widget);

  name_lists (widget, gtk_label_get_label (self->heading));
  GTK_WIDGET_CLASS (isg_form_section_parent_class)->realize (widget);
}

static void
isg_form_section_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  IsgFormSection *self = ISG_FORM_SECTION (object);

  switch (id) {
  case PROP_SECTION_ID:
    g_free (self->id);
    self->id = g_value_dup_string (value);
    break;
  case PROP_TITLE:
    gtk_label_set_label (self->heading, g_value_get_string (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
isg_form_section_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  IsgFormSection *self = ISG_FORM_SECTION (object);

  switch (id) {
  case PROP_SECTION_ID:
    g_value_set_string (value, self->id);
    break;
  case PROP_TITLE:
    g_value_set_string (value, gtk_label_get_label (self->heading));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
isg_form_section_finalize (GObject *object)
{
  g_free (ISG_FORM_SECTION (object)->id);
  G_OBJECT_CLASS (isg_form_section_parent_class)->finalize (object);
}

static void
isg_form_section_class_init (IsgFormSectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = isg_form_section_set_property;
  object_class->get_property = isg_form_section_get_property;
  object_class->finalize = isg_form_section_finalize;
  GTK_WIDGET_CLASS (klass)->realize = isg_form_section_realize;

  props[PROP_SECTION_ID] = g_param_spec_string ("section-id",
                                                NULL,
                                                NULL,
                                                NULL,
                                                G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  props[PROP_TITLE]
    = g_param_spec_string ("title", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
isg_form_section_init (IsgFormSection *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);
  self->heading = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->heading, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->heading), "heading");
  self->head = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9));
  gtk_box_append (self->head, GTK_WIDGET (self->heading));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->head));
}
