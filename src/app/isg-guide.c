/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-guide.h"

#include <glib/gi18n.h>

#include "app/isg-code-view.h"
#include "app/isg-error-text.h"
#include "app/isg-passphrase-form.h"
#include "app/isg-tasks.h"
#include "store/isg-role.h"

struct _IsgGuide {
  AdwBin parent_instance;

  AdwLeaflet *leaflet;      /* (unowned) */
  GtkWidget *back;          /* (unowned) */
  GtkListBox *roles;        /* (unowned) */
  GtkToggleButton *sandbox; /* (unowned) */
  GtkWidget *next;          /* (unowned) */
  GtkWidget *sample;        /* (unowned) */
  GtkRevealer *trouble_box; /* (unowned) */
  GtkLabel *trouble;        /* (unowned) */
  GtkBox *passphrase_box;   /* (unowned) */
  GtkWidget *make;          /* (unowned): makes the store */
  GtkBox *code_box;         /* (unowned) */
  GtkWidget *end;           /* (unowned): the code was copied */
  IsgPassphraseForm *form;  /* (unowned) */

  char *data_dir;
  IsgRules *rules;  /* (owned) */
  IsgClock *clock;  /* (owned) */
  IsgTasks *lane;   /* (owned) (nullable): while the store is being made */
  IsgStoreKey *key; /* (owned) (nullable): what opens it */
};

enum {
  DONE,
  SAMPLE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (IsgGuide, isg_guide, ADW_TYPE_BIN)

/* They hide what another one does not need, and unlock nothing (ui.md 1). */
static const struct {
  const char *id;
  const char *title;
  const char *icon;
} roles[] = {
  { "employer", N_ ("I am an employer, for my own workplace"), "user-home-symbolic" },
    { "expert", N_ ("I am a safety expert"), "security-medium-symbolic" },
      { "physician", N_ ("I am a physician or health staff"), "emblem-favorite-symbolic" },
        { "chamber", N_ ("I work at a chamber"), "system-users-symbolic" },
      };

static void
add_roles (IsgGuide *self)
{
  GtkCheckButton *first = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (roles); i++) {
    GtkWidget *row = adw_action_row_new ();
    GtkWidget *mark = gtk_check_button_new ();

    gtk_check_button_set_group (GTK_CHECK_BUTTON (mark), first);
    if (first == NULL)
      first = GTK_CHECK_BUTTON (mark);
    gtk_check_button_set_active (GTK_CHECK_BUTTON (mark), i == 0);
    gtk_accessible_update_property (GTK_ACCESSIBLE (mark),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    _ (roles[i].title), -1);
    gtk_widget_set_valign (mark, GTK_ALIGN_CENTER);
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (roles[i].title));
    adw_action_row_set_icon_name (ADW_ACTION_ROW (row), roles[i].icon);
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), mark);
    adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), mark);
    /* Else each answer costs two tab stops. */
    gtk_widget_set_focusable (row, FALSE);
    g_object_set_data (G_OBJECT (row), "mark", mark);
    gtk_list_box_append (self->roles, row);
  }
}

static const char *
chosen_role (IsgGuide *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (roles); i++) {
    GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->roles, (int) i);

    if (gtk_check_button_get_active (g_object_get_data (G_OBJECT (row), "mark")))
      return roles[i].id;
  }
  return roles[0].id;
}

/* ---- making the store ---- */

static void
show_page (IsgGuide *self, const char *page)
{
  adw_leaflet_set_visible_child_name (self->leaflet, page);
  /* A store that was made is not unmade. */
  gtk_widget_set_visible (self->back, g_str_equal (page, "passphrase"));
}

static void
finish_lane (IsgGuide *self, const GError *error)
{
  g_autofree char *sentence = error != NULL ? isg_error_text (error) : NULL;

  isg_tasks_stop (self->lane);
  if (isg_tasks_key (self->lane) != NULL && self->key == NULL)
    self->key = isg_store_key_ref (isg_tasks_key (self->lane));
  g_clear_object (&self->lane);
  gtk_widget_set_sensitive (self->next, TRUE);
  gtk_revealer_set_reveal_child (self->trouble_box, error != NULL);
  if (error == NULL)
    return;
  gtk_label_set_label (self->trouble, sentence);
  show_page (self, "role");
}

IsgStoreKey *
isg_guide_key (IsgGuide *self)
{
  g_return_val_if_fail (ISG_IS_GUIDE (self), NULL);

  return self->key;
}

static void
copied_cb (IsgGuide *self)
{
  /* Not before the store is whole. */
  gtk_widget_set_sensitive (self->end,
                            self->lane == NULL
                              && isg_code_view_is_copied (
                                g_object_get_data (G_OBJECT (self), "code-view")));
}

static void
show_code (IsgGuide *self, IsgSecret *code)
{
  GtkWidget *view = isg_code_view_new (code);

  g_object_set_data (G_OBJECT (self), "code-view", view);
  g_signal_connect_object (view, "changed", G_CALLBACK (copied_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->code_box, view);
  gtk_widget_set_sensitive (self->end, FALSE);
  show_page (self, "code");
}

static void
end_cb (IsgGuide *self)
{
  g_signal_emit (self, signals[DONE], 0);
}

static gpointer
write_role (IsgStore *store, gpointer role, GCancellable *cancellable, GError **error)
{
  isg_store_set_setting (store, ISG_ROLE_SETTING, role, FALSE, error);
  return NULL;
}

static void
role_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (IsgGuide) self = user_data;
  g_autoptr (GError) error = NULL;

  isg_tasks_finish (result, &error);
  finish_lane (self, error);
  if (error != NULL)
    return;
  if (g_object_get_data (G_OBJECT (self), "code-view") == NULL)
    g_signal_emit (self, signals[DONE], 0);
  else
    copied_cb (self);
}

static void
created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (IsgGuide) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgSecret) code = isg_tasks_finish (result, &error);

  if (error != NULL) {
    finish_lane (self, error);
    return;
  }
  if (code != NULL)
    show_code (self, code);
  isg_tasks_run (self->lane,
                 write_role,
                 g_object_steal_data (G_OBJECT (self), "role"),
                 g_free,
                 NULL,
                 NULL,
                 role_written_cb,
                 g_object_ref (self));
}

void
isg_guide_create (IsgGuide *self,
                  const char *role,
                  IsgEnvironment environment,
                  IsgSecret *passphrase)
{
  g_return_if_fail (ISG_IS_GUIDE (self));
  g_return_if_fail (role != NULL);

  if (self->lane != NULL)
    return;
  gtk_widget_set_sensitive (self->next, FALSE);
  g_object_set_data_full (G_OBJECT (self), "role", g_strdup (role), g_free);
  self->lane = isg_tasks_new (self->data_dir, self->rules, self->clock, "guide");
  isg_tasks_create_store (self->lane, environment, passphrase, created_cb, g_object_ref (self));
}

static void
next_cb (IsgGuide *self)
{
  show_page (self, "passphrase");
  gtk_widget_grab_focus (GTK_WIDGET (self->form));
}

static void
sample_cb (IsgGuide *self)
{
  if (self->lane == NULL)
    g_signal_emit (self, signals[SAMPLE], 0);
}

const char *
isg_guide_role (IsgGuide *self)
{
  g_return_val_if_fail (ISG_IS_GUIDE (self), NULL);

  return chosen_role (self);
}

static void
back_cb (IsgGuide *self)
{
  show_page (self, "role");
}

static void
typed_cb (IsgGuide *self)
{
  gtk_widget_set_sensitive (self->make,
                            self->lane == NULL && isg_passphrase_form_is_ready (self->form));
}

static void
make_cb (IsgGuide *self)
{
  g_autoptr (IsgSecret) passphrase = isg_passphrase_form_take (self->form);

  if (passphrase != NULL)
    isg_guide_create (self,
                      chosen_role (self),
                      gtk_toggle_button_get_active (self->sandbox) ? ISG_ENVIRONMENT_SANDBOX
                                                                   : ISG_ENVIRONMENT_LIVE,
                      passphrase);
}

static void
isg_guide_finalize (GObject *object)
{
  IsgGuide *self = ISG_GUIDE (object);

  g_assert (self->lane == NULL);
  g_clear_pointer (&self->key, isg_store_key_unref);
  g_free (self->data_dir);
  g_clear_pointer (&self->rules, isg_rules_unref);
  g_clear_pointer (&self->clock, isg_clock_unref);
  G_OBJECT_CLASS (isg_guide_parent_class)->finalize (object);
}

static void
isg_guide_class_init (IsgGuideClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = isg_guide_finalize;
  signals[DONE] = g_signal_new ("done",
                                G_TYPE_FROM_CLASS (klass),
                                G_SIGNAL_RUN_LAST,
                                0,
                                NULL,
                                NULL,
                                NULL,
                                G_TYPE_NONE,
                                0);
  signals[SAMPLE] = g_signal_new ("sample",
                                  G_TYPE_FROM_CLASS (klass),
                                  G_SIGNAL_RUN_LAST,
                                  0,
                                  NULL,
                                  NULL,
                                  NULL,
                                  G_TYPE_NONE,
                                  0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/isgdefteri/IsgDefteri/ui/guide.ui");
  gtk_widget_class_bind_template_child (widget_class, IsgGuide, roles);
  gtk_widget_class_bind_template_child (widget_class, IsgGuide, sandbox);
  gtk_widget_class_bind_template_child (widget_class, IsgGuide, next);
  gtk_widget_class_bind_template_child (widget_class, IsgGuide, sample);
  gtk_widget_class_bind_template_child (widget_class, IsgGuide, trouble_box);
  gtk_widget_class_bind_template_child (widget_class, IsgGuide, trouble);
  gtk_widget_class_bind_template_child (widget_class, IsgGuide, leaflet);
  gtk_widget_class_bind_template_child (widget_class, IsgGuide, back);
  gtk_widget_class_bind_template_child (widget_class, IsgGuide, passphrase_box);
  gtk_widget_class_bind_template_child (widget_class, IsgGuide, make);
  gtk_widget_class_bind_template_child (widget_class, IsgGuide, code_box);
  gtk_widget_class_bind_template_child (widget_class, IsgGuide, end);
}

static void
isg_guide_init (IsgGuide *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_roles (self);
  self->form = ISG_PASSPHRASE_FORM (isg_passphrase_form_new ());
  gtk_box_append (self->passphrase_box, GTK_WIDGET (self->form));
  gtk_widget_set_sensitive (self->make, FALSE);
  g_signal_connect_object (self->next, "clicked", G_CALLBACK (next_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sample,
                           "clicked",
                           G_CALLBACK (sample_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->back, "clicked", G_CALLBACK (back_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->make, "clicked", G_CALLBACK (make_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->end, "clicked", G_CALLBACK (end_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->form, "changed", G_CALLBACK (typed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->form, "activate", G_CALLBACK (make_cb), self, G_CONNECT_SWAPPED);
}

GtkWidget *
isg_guide_new (const char *data_dir, IsgRules *rules, IsgClock *clock)
{
  IsgGuide *self = g_object_new (ISG_TYPE_GUIDE, NULL);

  self->data_dir = g_strdup (data_dir);
  self->rules = isg_rules_ref (rules);
  self->clock = isg_clock_ref (clock);
  return GTK_WIDGET (self);
}
