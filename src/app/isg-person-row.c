/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-person-row.h"

#include <glib/gi18n.h>

struct _IsgPersonRow {
  GtkBox parent_instance;

  GtkCheckButton *check; /* (unowned) */
  GtkBox *words;         /* (unowned): name and what is said of the person */
  GtkLabel *name;        /* (unowned) */
  GtkLabel *job;         /* (unowned) */
  GtkBox *mark_box;      /* (unowned): icon and last training */
  GtkImage *mark;        /* (unowned) */
  GtkLabel *last;        /* (unowned) */
  GtkLabel *state;       /* (unowned) */

  IsgPerson *person; /* (owned) (nullable) */
  gulong handler;
};

G_DEFINE_FINAL_TYPE (IsgPersonRow, isg_person_row, GTK_TYPE_BOX)

IsgPerson *
isg_person_row_person (IsgPersonRow *self)
{
  g_return_val_if_fail (ISG_IS_PERSON_ROW (self), NULL);

  return self->person;
}

/* What stands in the way comes before the last training. */
static char *
last_words (IsgPerson *person)
{
  if (person->foreign)
    /* Translators: somebody ticked who is no employee of the workplace; Turkish: bu işyerinde değil
     */
    return g_strdup (_ ("not at this workplace"));
  if (!person->works)
    /* Translators: of an employee, on the training's day; Turkish: o gün çalışmıyordu */
    return g_strdup (_ ("did not work here on that day"));
  return isg_training_last_text (person->standing, person->last);
}

static char *
state_words (IsgPerson *person)
{
  if (person->n_lines == 0)
    return g_strdup ("");
  return g_strdup_printf (_ ("%u / %u items accepted"), person->n_accepted, person->n_lines);
}

static void
set_class (gpointer widget, const char *name, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

static void
update (IsgPersonRow *self)
{
  IsgPerson *person = self->person;
  g_autofree char *last = last_words (person);
  g_autofree char *state = state_words (person);
  gboolean amiss = person->foreign || !person->works;
  gboolean warn = amiss || person->standing == ISG_PERSON_TRAINING_EXPIRED;

  gtk_check_button_set_active (self->check, person->ticked);
  gtk_label_set_label (self->name, person->name);
  gtk_label_set_label (self->job, person->job);
  gtk_widget_set_visible (GTK_WIDGET (self->job), *person->job != '\0');
  gtk_label_set_label (self->last, last);
  gtk_image_set_from_icon_name (self->mark,
                                amiss ? "dialog-warning-symbolic" : "appointment-missed-symbolic");
  gtk_widget_set_visible (GTK_WIDGET (self->mark), warn);
  gtk_label_set_label (self->state, state);
  gtk_widget_set_visible (GTK_WIDGET (self->state), *state != '\0');
  set_class (self->state, "person-refused", person->n_refused > 0);
  set_class (self->mark_box, "dim-label", !warn);
  set_class (self, "amiss", amiss);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  person->name,
                                  -1);
}

void
isg_person_row_set (IsgPersonRow *self, IsgPerson *person)
{
  g_return_if_fail (ISG_IS_PERSON_ROW (self));

  if (self->person != NULL)
    g_clear_signal_handler (&self->handler, self->person);
  g_set_object (&self->person, person);
  if (person == NULL)
    return;
  self->handler = g_signal_connect_swapped (person, "changed", G_CALLBACK (update), self);
  update (self);
}

void
isg_person_row_set_look (IsgPersonRow *self, gboolean narrow, gboolean editable)
{
  g_return_if_fail (ISG_IS_PERSON_ROW (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->words),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_homogeneous (self->words, !narrow);
  gtk_box_set_spacing (self->words, narrow ? 0 : 12);
  gtk_widget_set_sensitive (GTK_WIDGET (self->check), editable);
}

static void
isg_person_row_dispose (GObject *object)
{
  isg_person_row_set (ISG_PERSON_ROW (object), NULL);
  G_OBJECT_CLASS (isg_person_row_parent_class)->dispose (object);
}

static void
isg_person_row_class_init (IsgPersonRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = isg_person_row_dispose;
}

static GtkLabel *
make_label (void)
{
  return g_object_new (GTK_TYPE_LABEL,
                       "xalign",
                       0.0F,
                       "ellipsize",
                       PANGO_ELLIPSIZE_END,
                       "hexpand",
                       TRUE,
                       NULL);
}

static void
isg_person_row_init (IsgPersonRow *self)
{
  gtk_box_set_spacing (GTK_BOX (self), 9);
  gtk_widget_add_css_class (GTK_WIDGET (self), "person-row");

  self->check = g_object_new (GTK_TYPE_CHECK_BUTTON,
                              "focusable",
                              FALSE,
                              "can-target",
                              FALSE,
                              "valign",
                              GTK_ALIGN_CENTER,
                              NULL);
  self->words = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12));
  self->name = make_label ();
  self->job = make_label ();
  self->mark_box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6));
  self->mark
    = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  self->last = make_label ();
  self->state = make_label ();
  gtk_widget_set_hexpand (GTK_WIDGET (self->words), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->job), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->mark_box), "caption");

  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->check));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->words));
  gtk_box_append (self->words, GTK_WIDGET (self->name));
  gtk_box_append (self->words, GTK_WIDGET (self->job));
  gtk_box_append (self->words, GTK_WIDGET (self->mark_box));
  gtk_box_append (self->mark_box, GTK_WIDGET (self->mark));
  gtk_box_append (self->mark_box, GTK_WIDGET (self->last));
  gtk_box_append (self->words, GTK_WIDGET (self->state));
}

GtkWidget *
isg_person_row_new (void)
{
  return g_object_new (ISG_TYPE_PERSON_ROW, NULL);
}
