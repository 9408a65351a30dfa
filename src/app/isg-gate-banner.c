/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-gate-banner.h"

#include "submit/isg-status.h"

struct _IsgGateBanner {
  GtkWidget parent_instance;

  GtkWidget *revealer; /* (unowned) */
  GtkWidget *box;      /* (unowned) */
  GtkLabel *sentence;  /* (unowned) */
  GtkButton *button;   /* (unowned) */

  IsgContext *context; /* (owned) (nullable) */
  char *name;          /* (nullable): of the gate that is shown */
  char *trouble;       /* (nullable): what the disk did not take; stands before any gate */
  gboolean reading;
  gboolean read_again;
};

G_DEFINE_FINAL_TYPE (IsgGateBanner, isg_gate_banner, GTK_TYPE_WIDGET)

/* What a button does for which gate. The first that fits; a gate that is not listed offers another
 * try. */
typedef struct {
  const char *gate;
  const char *label;
  const char *action;
  const char *target; /* (nullable) */
  gboolean bad;
} Remedy;

/* clang-format off */
static const Remedy remedies[] = {
  { "CREDENTIALS", N_("Correct them"), "win.settings", "submission", TRUE },
  { "HEALTH", N_("Open health lock"), "win.health-lock", NULL, TRUE },
  { "FIRM", N_("Correct them"), "win.settings", "submission", TRUE },
  { "ENDPOINT", N_("Open settings"), "win.settings", "submission", TRUE },
  { "METHOD", N_("Open settings"), "win.settings", "submission", TRUE },
  { "LIVE_SHUT", N_("Open settings"), "win.settings", "submission", TRUE },
  { "SIGNATURE", N_("Make a support bundle"), "win.support-bundle", "", TRUE },
  { "TLS", N_("Try now"), "win.try-now", NULL, TRUE },
  { "STORE", N_("Try again"), "win.try-now", NULL, TRUE },
  { "CARD", N_("Sign basket"), "win.sign-basket", NULL, FALSE },
  { "CERTIFICATE", N_("Card settings"), "win.settings", "card", TRUE },
  { "OLD_COPY", N_("Ask now"), "win.try-now", NULL, FALSE },
};
static const Remedy try_now = { NULL, N_("Try now"), "win.try-now", NULL, FALSE };
static const Remedy keep_again = { NULL, N_("Try again"), "win.keep", NULL, TRUE };
/* clang-format on */

typedef struct {
  char *name;
  char *sentence;
} Shown;

static void
shown_free (gpointer data)
{
  Shown *shown = data;

  g_free (shown->name);
  g_free (shown->sentence);
  g_free (shown);
}

static const Remedy *
find_remedy (const char *gate)
{
  for (gsize i = 0; i < G_N_ELEMENTS (remedies); i++)
    if (g_strcmp0 (remedies[i].gate, gate) == 0)
      return &remedies[i];
  return &try_now;
}

/* Returns NULL when every gate is open. */
static gpointer
read_worst_gate (IsgStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) gates = isg_gate_list (store, error);
  const IsgGateInfo *worst;
  Shown *shown;

  if (gates == NULL || gates->len == 0)
    return NULL;
  worst = g_ptr_array_index (gates, 0);
  shown = g_new0 (Shown, 1);
  shown->name = g_strdup (worst->name);
  shown->sentence = isg_gate_sentence (store, worst, isg_i18n_language ());
  return shown;
}

static void
reveal (IsgGateBanner *self, const char *sentence, const Remedy *remedy)
{
  gtk_label_set_label (self->sentence, sentence);
  gtk_button_set_label (self->button, _ (remedy->label));
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (self->button),
                                          remedy->target != NULL
                                            ? g_variant_new_string (remedy->target)
                                            : NULL);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), remedy->action);
  if (remedy->bad)
    gtk_widget_add_css_class (self->box, "bad");
  else
    gtk_widget_remove_css_class (self->box, "bad");
  gtk_widget_set_visible (self->box, TRUE);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), TRUE);
}

/* What is out of sight is out of a screen reader's way too. */
static void
hidden_cb (IsgGateBanner *self)
{
  if (!gtk_revealer_get_child_revealed (GTK_REVEALER (self->revealer))
      && !gtk_revealer_get_reveal_child (GTK_REVEALER (self->revealer)))
    gtk_widget_set_visible (self->box, FALSE);
}

static void
show (IsgGateBanner *self, const Shown *shown)
{
  g_free (self->name);
  self->name = shown != NULL ? g_strdup (shown->name) : NULL;
  if (self->trouble != NULL)
    reveal (self, self->trouble, &keep_again);
  else if (shown != NULL)
    reveal (self, shown->sentence, find_remedy (shown->name));
  else
    gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), FALSE);
}

static void read_gates (IsgGateBanner *self);

static void
gates_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (IsgGateBanner) self = user_data;
  g_autoptr (GError) error = NULL;
  Shown *shown = isg_tasks_finish (result, &error);

  self->reading = FALSE;
  /* A store that cannot be read has its own place; a banner about the queue would be a guess. */
  if (error == NULL && self->context != NULL)
    show (self, shown);
  if (shown != NULL)
    shown_free (shown);
  if (self->read_again)
    read_gates (self);
}

static void
read_gates (IsgGateBanner *self)
{
  if (self->context == NULL)
    return;
  self->read_again = self->reading;
  if (self->reading)
    return;
  self->reading = TRUE;
  isg_tasks_run (isg_context_tasks (self->context),
                 read_worst_gate,
                 NULL,
                 NULL,
                 shown_free,
                 NULL,
                 gates_read_cb,
                 g_object_ref (self));
}

void
isg_gate_banner_watch (IsgGateBanner *self, IsgContext *context)
{
  g_return_if_fail (ISG_IS_GATE_BANNER (self));

  if (self->context == context)
    return;
  if (self->context != NULL)
    g_signal_handlers_disconnect_by_func (self->context, read_gates, self);
  g_set_object (&self->context, context);
  if (context == NULL) {
    show (self, NULL);
    return;
  }
  g_signal_connect_object (context, "changed", G_CALLBACK (read_gates), self, G_CONNECT_SWAPPED);
  read_gates (self);
}

void
isg_gate_banner_set_trouble (IsgGateBanner *self, const char *sentence)
{
  g_return_if_fail (ISG_IS_GATE_BANNER (self));

  g_free (self->trouble);
  self->trouble = g_strdup (sentence);
  if (self->context != NULL && sentence == NULL)
    read_gates (self);
  else
    show (self, NULL);
}

const char *
isg_gate_banner_name (IsgGateBanner *self)
{
  g_return_val_if_fail (ISG_IS_GATE_BANNER (self), NULL);

  return self->name;
}

static void
isg_gate_banner_dispose (GObject *object)
{
  IsgGateBanner *self = ISG_GATE_BANNER (object);

  isg_gate_banner_watch (self, NULL);
  g_clear_pointer (&self->revealer, gtk_widget_unparent);
  G_OBJECT_CLASS (isg_gate_banner_parent_class)->dispose (object);
}

static void
isg_gate_banner_finalize (GObject *object)
{
  g_free (ISG_GATE_BANNER (object)->name);
  g_free (ISG_GATE_BANNER (object)->trouble);
  G_OBJECT_CLASS (isg_gate_banner_parent_class)->finalize (object);
}

static void
isg_gate_banner_class_init (IsgGateBannerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = isg_gate_banner_dispose;
  G_OBJECT_CLASS (klass)->finalize = isg_gate_banner_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/isgdefteri/IsgDefteri/ui/"
                                               "gate-banner.ui");
  gtk_widget_class_bind_template_child (widget_class, IsgGateBanner, revealer);
  gtk_widget_class_bind_template_child (widget_class, IsgGateBanner, box);
  gtk_widget_class_bind_template_child (widget_class, IsgGateBanner, sentence);
  gtk_widget_class_bind_template_child (widget_class, IsgGateBanner, button);
}

static void
isg_gate_banner_init (IsgGateBanner *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (self->box, FALSE);
  g_signal_connect_object (self->revealer,
                           "notify::child-revealed",
                           G_CALLBACK (hidden_cb),
                           self,
                           G_CONNECT_SWAPPED);
}
