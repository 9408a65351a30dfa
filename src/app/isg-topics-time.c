/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-topics-time.h"

#include <glib/gi18n.h>

struct _IsgTopicsTime {
  GtkBox parent_instance;

  GtkLabel *needed;
  GtkProgressBar *bar;
  GtkLabel *planned;
};

G_DEFINE_FINAL_TYPE (IsgTopicsTime, isg_topics_time, GTK_TYPE_BOX)

static void
show_needed (IsgTopicsTime *self, const IsgTrainingHours *hours)
{
  g_autofree char *lessons = isg_training_number (hours->lessons);
  g_autofree char *required = isg_training_number (hours->required);
  g_autofree char *text = NULL;

  if (hours->term == NULL) {
    gtk_label_set_label (self->needed,
                         /* Translators: Turkish: Gereken süre, tarih ve işyerinin tehlike sınıfı
                            yazılınca gösterilir. */
                         _ ("The needed time is shown once date and hazard class of the workplace are entered."));
    return;
  }
  /* Translators: lesson hours, minutes, article; Turkish: Gereken %s ders saati = %s dk · %s */
  text = g_strdup_printf (_ ("Needed %s lesson hours = %s min · %s"),
                             lessons,
                             required,
                             hours->term->article);
  gtk_label_set_label (self->needed, text);
}

static void
show_planned (IsgTopicsTime *self, const IsgTrainingHours *hours)
{
  g_autofree char *planned = isg_training_number (hours->planned);
  g_autofree char *missing = isg_training_number (hours->missing);
  g_autofree char *text = NULL;

  if (hours->term == NULL)
    /* Translators: Turkish: Planlanan %s dk */
    text = g_strdup_printf (_ ("Planned %s min"), planned);
  else if (hours->missing.unscaled > 0)
    /* Translators: Turkish: Planlanan %s dk · Eksik %s dk */
    text = g_strdup_printf (_ ("Planned %s min · %s min missing"), planned, missing);
  else
    /* Translators: Turkish: Planlanan %s dk · Yeterli */
    text = g_strdup_printf (_ ("Planned %s min · Enough"), planned);
  gtk_label_set_label (self->planned, text);
  gtk_progress_bar_set_fraction (self->bar, hours->fraction);
  gtk_widget_set_visible (GTK_WIDGET (self->bar), hours->term != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                  text,
                                  -1);
}

void
isg_topics_time_show (IsgTopicsTime *self, const IsgTrainingHours *hours)
{
  g_return_if_fail (ISG_IS_TOPICS_TIME (self));

  show_needed (self, hours);
  show_planned (self, hours);
}

static void
isg_topics_time_class_init (IsgTopicsTimeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/isgdefteri/IsgDefteri/ui/"
                                               "topics-time.ui");
  gtk_widget_class_bind_template_child (widget_class, IsgTopicsTime, needed);
  gtk_widget_class_bind_template_child (widget_class, IsgTopicsTime, bar);
  gtk_widget_class_bind_template_child (widget_class, IsgTopicsTime, planned);
}

static void
isg_topics_time_init (IsgTopicsTime *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
