/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-row-screen.h"

#include <glib/gi18n.h>

#include "app/isg-text-scale.h"
#include "app/isg-window.h"

struct _IsgRowScreen {
  IsgScreen parent_instance;

  char *title;
  char *wanted;         /* (nullable): the field to which the focus goes first */
  AdwClamp *clamp;      /* (unowned) */
  IsgRowEditor *editor; /* (unowned) (nullable): in the clamp */
  GtkLabel *place;      /* (unowned): "Row 2 of 5" */
  GtkButton *previous;  /* (unowned) */
  GtkButton *next;      /* (unowned) */
  GtkButton *remove;    /* (unowned) */
};

enum {
  STEP,
  REMOVE,
  KEEP,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (IsgRowScreen, isg_row_screen, ISG_TYPE_SCREEN)

static void
turn (IsgRowScreen *self)
{
  if (self->editor != NULL)
    isg_row_editor_set_wide (self->editor, isg_screen_band (ISG_SCREEN (self)) != ISG_BAND_NARROW);
}

void
isg_row_screen_show (IsgRowScreen *self,
                     IsgRowEditor *editor,
                     guint row,
                     guint n_rows,
                     gboolean editable)
{
  g_autofree char *place = NULL;

  g_return_if_fail (ISG_IS_ROW_SCREEN (self));

  /* Translators: which row of a list is open. */
  place = g_strdup_printf (_ ("Row %u of %u"), row + 1, n_rows);
  gtk_label_set_label (self->place, place);
  gtk_widget_set_sensitive (GTK_WIDGET (self->previous), row > 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->next), row + 1 < n_rows);
  gtk_widget_set_visible (GTK_WIDGET (self->remove), editable);
  if (self->editor == editor)
    return;
  self->editor = editor;
  adw_clamp_set_child (self->clamp, GTK_WIDGET (editor));
  gtk_widget_add_css_class (GTK_WIDGET (editor), "record-form");
  turn (self);
}

void
isg_row_screen_set_detail (IsgRowScreen *self, const char *detail)
{
  g_return_if_fail (ISG_IS_ROW_SCREEN (self));

  isg_screen_set_title (ISG_SCREEN (self), self->title, detail);
}

/* ---- acts ---- */

static gboolean
step_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  g_signal_emit (widget, signals[STEP], 0, g_variant_get_int32 (args));
  return TRUE;
}

static void
previous_cb (IsgRowScreen *self)
{
  g_signal_emit (self, signals[STEP], 0, -1);
}

static void
next_cb (IsgRowScreen *self)
{
  g_signal_emit (self, signals[STEP], 0, 1);
}

static void
remove_cb (IsgRowScreen *self)
{
  g_signal_emit (self, signals[REMOVE], 0);
}

/* In an entry that key deletes a word: it is asked first. */
static gboolean
remove_key_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  if (gtk_widget_get_visible (GTK_WIDGET (ISG_ROW_SCREEN (widget)->remove)))
    remove_cb (ISG_ROW_SCREEN (widget));
  return TRUE;
}

static void
isg_row_screen_finish (IsgScreen *screen)
{
  IsgWindow *window = isg_window_from (GTK_WIDGET (screen));

  if (window != NULL)
    isg_window_pop (window);
}

static void
done_cb (IsgRowScreen *self)
{
  isg_row_screen_finish (ISG_SCREEN (self));
}

static void
isg_row_screen_focus_first (IsgScreen *screen)
{
  IsgRowScreen *self = ISG_ROW_SCREEN (screen);

  if (self->editor != NULL)
    isg_row_editor_grab (self->editor, self->wanted);
  g_clear_pointer (&self->wanted, g_free);
}

void
isg_row_screen_grab (IsgRowScreen *self, const char *id)
{
  g_return_if_fail (ISG_IS_ROW_SCREEN (self));

  g_free (self->wanted);
  self->wanted = g_strdup (id);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    isg_row_screen_focus_first (ISG_SCREEN (self));
}

static void
isg_row_screen_leave (IsgScreen *screen)
{
  g_signal_emit (screen, signals[KEEP], 0);
}

/* ---- class ---- */

static void
isg_row_screen_finalize (GObject *object)
{
  g_free (ISG_ROW_SCREEN (object)->title);
  g_free (ISG_ROW_SCREEN (object)->wanted);
  G_OBJECT_CLASS (isg_row_screen_parent_class)->finalize (object);
}

static void
add_step_key (GtkEventController *keys, const char *trigger, int step)
{
  GtkShortcut *shortcut = gtk_shortcut_new (gtk_shortcut_trigger_parse_string (trigger),
                                            gtk_callback_action_new (step_cb, NULL, NULL));

  gtk_shortcut_set_arguments (shortcut, g_variant_new_int32 (step));
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys), shortcut);
}

static void
add_keys (IsgRowScreen *self)
{
  GtkEventController *early = gtk_shortcut_controller_new ();
  GtkEventController *late = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (early, GTK_PHASE_CAPTURE);
  add_step_key (early, "<Control>Page_Down", 1);
  add_step_key (early, "<Control>Page_Up", -1);
  gtk_widget_add_controller (GTK_WIDGET (self), early);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (late),
                                        gtk_shortcut_new (gtk_shortcut_trigger_parse_string (
                                                            "<Control>Delete"),
                                                          gtk_callback_action_new (remove_key_cb,
                                                                                   NULL,
                                                                                   NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), late);
}

static void
isg_row_screen_class_init (IsgRowScreenClass *klass)
{
  IsgScreenClass *screen_class = ISG_SCREEN_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = isg_row_screen_finalize;
  screen_class->focus_first = isg_row_screen_focus_first;
  screen_class->leave = isg_row_screen_leave;
  screen_class->finish = isg_row_screen_finish;
  signals[STEP] = g_signal_new ("step",
                                type,
                                G_SIGNAL_RUN_LAST,
                                0,
                                NULL,
                                NULL,
                                NULL,
                                G_TYPE_NONE,
                                1,
                                G_TYPE_INT);
  signals[REMOVE]
    = g_signal_new ("remove", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[KEEP]
    = g_signal_new ("keep", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static GtkButton *
icon_button (const char *icon, const char *name)
{
  GtkButton *button = g_object_new (GTK_TYPE_BUTTON,
                                    "icon-name",
                                    icon,
                                    "tooltip-text",
                                    name,
                                    "valign",
                                    GTK_ALIGN_CENTER,
                                    NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_add_css_class (GTK_WIDGET (button), "flat");
  return button;
}

static GtkWidget *
bar_new (IsgRowScreen *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *done = gtk_button_new_with_label (_ ("Done"));

  self->previous = icon_button ("go-up-symbolic", _ ("Previous row"));
  self->next = icon_button ("go-down-symbolic", _ ("Next row"));
  self->remove = icon_button ("user-trash-symbolic", _ ("Remove row"));
  self->place = GTK_LABEL (gtk_label_new (""));
  gtk_widget_set_hexpand (GTK_WIDGET (self->place), TRUE);
  gtk_label_set_xalign (self->place, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->place), "caption");
  gtk_widget_add_css_class (bar, "record-bar");
  gtk_widget_add_css_class (bar, "isg-region");
  gtk_widget_add_css_class (done, "suggested-action");
  gtk_widget_set_valign (done, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->place));
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->previous));
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->next));
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->remove));
  gtk_box_append (GTK_BOX (bar), done);

  g_signal_connect_object (self->previous,
                           "clicked",
                           G_CALLBACK (previous_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->next, "clicked", G_CALLBACK (next_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->remove,
                           "clicked",
                           G_CALLBACK (remove_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (done, "clicked", G_CALLBACK (done_cb), self, G_CONNECT_SWAPPED);
  return bar;
}

static void
isg_row_screen_init (IsgRowScreen *self)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->clamp = ADW_CLAMP (adw_clamp_new ());
  adw_clamp_set_maximum_size (self->clamp, isg_scaled (760));
  adw_clamp_set_tightening_threshold (self->clamp, isg_scaled (560));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller),
                                  GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->clamp));
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (content), scroller);
  gtk_box_append (GTK_BOX (content), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (content), bar_new (self));
  isg_screen_set_content (ISG_SCREEN (self), content);
  add_keys (self);
  g_signal_connect (self, "notify::band", G_CALLBACK (turn), NULL);
}

IsgRowScreen *
isg_row_screen_new (const char *title)
{
  IsgRowScreen *self = g_object_new (ISG_TYPE_ROW_SCREEN, NULL);

  self->title = g_strdup (title);
  isg_row_screen_set_detail (self, NULL);
  return self;
}
