/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-workplace-todo.h"

#include <glib/gi18n.h>

#include "app/isg-part-page.h"
#include "app/isg-workplace-duties.h"

struct _IsgWorkplaceTodo {
  AdwBin parent_instance;

  GtkListBox *list; /* (unowned) */
};

enum {
  GO,
  DUTY,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (IsgWorkplaceTodo, isg_workplace_todo, ADW_TYPE_BIN)

static const char *
mark_icon (IsgDutyMark mark)
{
  switch (mark) {
  case ISG_DUTY_DONE:
    return "object-select-symbolic";
  case ISG_DUTY_SHORT:
    return "dialog-warning-symbolic";
  case ISG_DUTY_OPEN:
  default:
    return "radio-symbolic";
  }
}

/* Said by a reader; shown by the icon. */
static const char *
mark_word (IsgDutyMark mark)
{
  switch (mark) {
  case ISG_DUTY_DONE:
    return _ ("Done");
  case ISG_DUTY_SHORT:
    return _ ("Missing");
  case ISG_DUTY_OPEN:
  default:
    return _ ("To do");
  }
}

static void
clicked_cb (GtkButton *button, IsgWorkplaceTodo *self)
{
  g_signal_emit (self, signals[GO], 0, g_object_get_data (G_OBJECT (button), "isg-target"));
}

static void
open_cb (GtkButton *button, IsgWorkplaceTodo *self)
{
  g_signal_emit (self, signals[DUTY], 0, g_object_get_data (G_OBJECT (button), "isg-tasks"));
}

static GtkWidget *
button_new (IsgWorkplaceTodo *self, const IsgDuty *duty)
{
  GtkWidget *button = gtk_button_new_with_label (duty->button);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  if (duty->tasks != NULL) {
    g_object_set_data_full (G_OBJECT (button),
                            "isg-tasks",
                            g_ptr_array_ref (duty->tasks),
                            (GDestroyNotify) g_ptr_array_unref);
    g_signal_connect_object (button, "clicked", G_CALLBACK (open_cb), self, 0);
    return button;
  }
  g_object_set_data_full (G_OBJECT (button), "isg-target", g_strdup (duty->target), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked_cb), self, 0);
  return button;
}

static void
add_duty (IsgWorkplaceTodo *self, const IsgDuty *duty)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name (mark_icon (duty->mark));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), duty->text);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  if (duty->article != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), duty->article);
  gtk_widget_set_tooltip_text (icon, mark_word (duty->mark));
  gtk_accessible_update_property (GTK_ACCESSIBLE (icon),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  mark_word (duty->mark),
                                  -1);
  if (duty->mark == ISG_DUTY_SHORT)
    gtk_widget_add_css_class (icon, "warning");
  else if (duty->mark == ISG_DUTY_DONE)
    gtk_widget_add_css_class (icon, "success");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  if (duty->button != NULL)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), button_new (self, duty));
  gtk_widget_set_focusable (row, FALSE);
  gtk_list_box_append (self->list, row);
}

void
isg_workplace_todo_show (IsgWorkplaceTodo *self, IsgRules *rules, const IsgWorkplaceData *data)
{
  g_autoptr (GPtrArray) duties = NULL;

  g_return_if_fail (ISG_IS_WORKPLACE_TODO (self));

  duties = isg_workplace_duties (rules, data);
  isg_part_page_clear (self->list);
  for (guint i = 0; i < duties->len; i++)
    add_duty (self, g_ptr_array_index (duties, i));
}

static void
isg_workplace_todo_class_init (IsgWorkplaceTodoClass *klass)
{
  signals[GO] = g_signal_new ("go",
                              G_TYPE_FROM_CLASS (klass),
                              G_SIGNAL_RUN_LAST,
                              0,
                              NULL,
                              NULL,
                              NULL,
                              G_TYPE_NONE,
                              1,
                              G_TYPE_STRING);
  signals[DUTY] = g_signal_new ("duty",
                                G_TYPE_FROM_CLASS (klass),
                                G_SIGNAL_RUN_LAST,
                                0,
                                NULL,
                                NULL,
                                NULL,
                                G_TYPE_NONE,
                                1,
                                G_TYPE_PTR_ARRAY);
}

static void
isg_workplace_todo_init (IsgWorkplaceTodo *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->list = isg_part_page_list (_ ("What must it do?"));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->list));
  adw_bin_set_child (ADW_BIN (self), isg_part_page_new (box));
}
