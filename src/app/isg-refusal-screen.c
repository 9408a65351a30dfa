/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-refusal-screen.h"

#include <glib/gi18n.h>

#include "app/isg-mend-sheet.h"
#include "app/isg-one-stop.h"
#include "app/isg-queue-item.h"
#include "app/isg-submission-detail.h"
#include "app/isg-window.h"

struct _IsgRefusalScreen {
  IsgScreen parent_instance;

  GtkStack *stack;     /* (unowned) */
  GtkLabel *sentence;  /* (unowned) */
  GtkLabel *facts;     /* (unowned) */
  GtkLabel *who;       /* (unowned) */
  GtkBox *steps;       /* (unowned) */
  GtkWidget *wrote;    /* (unowned): the folded reply */
  GtkLabel *message;   /* (unowned): in it */
  GtkWidget *mend;     /* (unowned) */
  GtkWidget *again;    /* (unowned) */
  GtkColumnView *view; /* (unowned) */

  IsgContext *context; /* (owned) (nullable): until disposed */
  IsgResend *resend;   /* (owned) */
  GListStore *items;   /* (owned) (element-type IsgQueueItem) */
  char *key;           /* of isg_refusal_key () */
  char *kind;          /* (nullable): of its records, once read */
  char *path;          /* (nullable): of the refused field */
  int code;
  gboolean reading;
  gboolean read_again;
};

G_DEFINE_FINAL_TYPE (IsgRefusalScreen, isg_refusal_screen, ISG_TYPE_SCREEN)

/* ---- showing ---- */

static void
show_steps (IsgRefusalScreen *self)
{
  g_auto (GStrv) steps = isg_reply_steps (isg_context_rules (self->context), self->code);
  guint n = g_strv_length (steps);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->steps))) != NULL)
    gtk_box_remove (self->steps, child);
  for (guint i = 0; i < n; i++) {
    g_autofree char *step
      = n > 1 ? g_strdup_printf ("%u. %s", i + 1, steps[i]) : g_strdup (steps[i]);
    GtkWidget *label = gtk_label_new (step);

    gtk_label_set_xalign (GTK_LABEL (label), 0);
    gtk_label_set_wrap (GTK_LABEL (label), TRUE);
    gtk_box_append (self->steps, label);
  }
}

static void
show_words (IsgRefusalScreen *self, const IsgRefusalGroup *group)
{
  IsgRules *rules = isg_context_rules (self->context);
  g_autofree char *sentence = isg_group_sentence (rules, group);
  g_autofree char *facts = isg_group_facts (group);
  g_autofree char *who = isg_reply_who (rules, group->code);
  /* Translators: who can mend a refusal. */
  g_autofree char *who_words = g_strdup_printf (_ ("Who can mend it: %s"), who);

  gtk_label_set_label (self->sentence, sentence);
  gtk_label_set_label (self->facts, facts);
  gtk_label_set_label (self->who, who_words);
  gtk_widget_set_visible (GTK_WIDGET (self->who), *who != '\0');
  gtk_label_set_label (self->message, group->message != NULL ? group->message : "");
  gtk_widget_set_visible (self->wrote, group->message != NULL && *group->message != '\0');
}

static void
show_group (IsgRefusalScreen *self, const IsgRefusalGroup *group)
{
  const IsgQueueRow *first = g_ptr_array_index (group->rows, 0);

  g_free (self->kind);
  self->kind = g_strdup (first->kind);
  show_words (self, group);
  show_steps (self);
  gtk_widget_set_visible (self->mend,
                          isg_mend_sheet_can (isg_context_rules (self->context), group));
  gtk_widget_set_visible (self->again, isg_refusal_can_send_again (group->code));
  gtk_stack_set_visible_child_name (self->stack, "ready");
}

/* ---- reading ---- */

typedef struct {
  char *workplace; /* (owned) (nullable) */
  char *key;       /* (owned) */
} Wanted;

static void
wanted_free (gpointer pointer)
{
  Wanted *wanted = pointer;

  g_free (wanted->workplace);
  g_free (wanted->key);
  g_free (wanted);
}

static gpointer
read_rows (IsgStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  static const char *const states[] = { "REJECTED", "PARTLY_ACCEPTED", "NEEDS_HELP", NULL };
  const Wanted *wanted = data;
  GPtrArray *rows
    = isg_queue_list (store, wanted->workplace, states, isg_i18n_language (), 0, 0, error);

  return rows != NULL ? isg_refusal_rows (rows, wanted->key) : NULL;
}

static void read_screen (IsgRefusalScreen *self);

static void
show_rows (IsgRefusalScreen *self, GPtrArray *rows)
{
  g_autoptr (GPtrArray) groups = isg_refusal_groups (rows);

  isg_queue_items_show (self->items, rows);
  if (groups->len > 0)
    show_group (self, g_ptr_array_index (groups, 0));
  else
    gtk_stack_set_visible_child_name (self->stack, "empty");
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (IsgRefusalScreen) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = isg_tasks_finish (result, &error);
  IsgWindow *window;

  self->reading = FALSE;
  if (self->context == NULL)
    return;
  if (self->read_again) {
    read_screen (self);
    return;
  }
  window = isg_window_from (GTK_WIDGET (self));
  if (rows != NULL)
    show_rows (self, rows);
  else if (window != NULL)
    isg_window_show_error (window, error);
}

static void
read_screen (IsgRefusalScreen *self)
{
  Wanted *wanted;

  self->read_again = self->reading;
  if (self->reading)
    return;
  self->reading = TRUE;
  wanted = g_new0 (Wanted, 1);
  wanted->workplace = g_strdup (isg_context_workplace (self->context));
  wanted->key = g_strdup (self->key);
  isg_tasks_run (isg_context_tasks (self->context),
                 read_rows,
                 wanted,
                 wanted_free,
                 (GDestroyNotify) g_ptr_array_unref,
                 NULL,
                 read_cb,
                 g_object_ref (self));
}

/* ---- acts ---- */

static GStrv
uuids (IsgRefusalScreen *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));

  for (guint i = 0; i < n; i++) {
    g_autoptr (IsgQueueItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

    g_strv_builder_add (builder, isg_queue_item_row (item)->uuid);
  }
  return g_strv_builder_end (builder);
}

static void
mend_cb (IsgRefusalScreen *self)
{
  IsgWindow *window = isg_window_from (GTK_WIDGET (self));
  g_auto (GStrv) all = uuids (self);

  if (window != NULL && *all != NULL)
    isg_mend_sheet_open (self->context,
                         window,
                         self->kind,
                         self->code,
                         self->path,
                         (const char *const *) all);
}

static void
again_cb (IsgRefusalScreen *self)
{
  g_auto (GStrv) all = uuids (self);

  isg_resend_ask (self->resend,
                  GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                  (const char *const *) all);
}

static void
activated_cb (IsgRefusalScreen *self, guint position)
{
  IsgWindow *window = isg_window_from (GTK_WIDGET (self));
  g_autoptr (IsgQueueItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), position);

  if (window != NULL && item != NULL)
    isg_window_push (window,
                     isg_submission_detail_new (self->context, isg_queue_item_row (item)->uuid));
}

static void
band_cb (IsgRefusalScreen *self)
{
  if (self->context != NULL)
    isg_queue_columns_layout (self->view, self->context, isg_screen_band (ISG_SCREEN (self)));
}

/* ---- the class ---- */

static void
isg_refusal_screen_dispose (GObject *object)
{
  IsgRefusalScreen *self = ISG_REFUSAL_SCREEN (object);

  g_clear_object (&self->context);
  g_clear_object (&self->resend);
  g_clear_object (&self->items);
  G_OBJECT_CLASS (isg_refusal_screen_parent_class)->dispose (object);
}

static void
isg_refusal_screen_finalize (GObject *object)
{
  IsgRefusalScreen *self = ISG_REFUSAL_SCREEN (object);

  g_free (self->key);
  g_free (self->kind);
  g_free (self->path);
  G_OBJECT_CLASS (isg_refusal_screen_parent_class)->finalize (object);
}

static void
isg_refusal_screen_class_init (IsgRefusalScreenClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = isg_refusal_screen_dispose;
  G_OBJECT_CLASS (klass)->finalize = isg_refusal_screen_finalize;
}

static void
take_children (IsgRefusalScreen *self, GtkBuilder *builder)
{
  self->stack = GTK_STACK (gtk_builder_get_object (builder, "stack"));
  self->sentence = GTK_LABEL (gtk_builder_get_object (builder, "sentence"));
  self->facts = GTK_LABEL (gtk_builder_get_object (builder, "facts"));
  self->who = GTK_LABEL (gtk_builder_get_object (builder, "who"));
  self->steps = GTK_BOX (gtk_builder_get_object (builder, "steps"));
  self->wrote = GTK_WIDGET (gtk_builder_get_object (builder, "wrote"));
  self->message = GTK_LABEL (gtk_builder_get_object (builder, "message"));
  self->mend = GTK_WIDGET (gtk_builder_get_object (builder, "mend"));
  self->again = GTK_WIDGET (gtk_builder_get_object (builder, "again"));
  self->view = GTK_COLUMN_VIEW (gtk_builder_get_object (builder, "view"));
  isg_screen_set_content (ISG_SCREEN (self), GTK_WIDGET (self->stack));
}

static void
isg_refusal_screen_init (IsgRefusalScreen *self)
{
  g_autoptr (GtkBuilder) builder = NULL;

  g_type_ensure (ISG_TYPE_ONE_STOP);
  builder = gtk_builder_new_from_resource ("/io/github/isgdefteri/IsgDefteri/ui/refusal-screen.ui");
  take_children (self, builder);
  self->items = g_list_store_new (ISG_TYPE_QUEUE_ITEM);
  g_signal_connect_object (self->mend, "clicked", G_CALLBACK (mend_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->again, "clicked", G_CALLBACK (again_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view,
                           "activate",
                           G_CALLBACK (activated_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::band", G_CALLBACK (band_cb), NULL);
}

static void
make_view (IsgRefusalScreen *self)
{
  g_autoptr (GtkSingleSelection) selection
    = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->items)));

  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (selection));
  isg_queue_columns_add (self->view, self->context);
}

IsgScreen *
isg_refusal_screen_new (IsgContext *context,
                        IsgResend *resend,
                        int code,
                        const char *path,
                        const char *message)
{
  IsgRefusalScreen *self;

  g_return_val_if_fail (ISG_IS_CONTEXT (context), NULL);

  self = g_object_new (ISG_TYPE_REFUSAL_SCREEN, NULL);
  self->context = g_object_ref (context);
  self->resend = g_object_ref (resend);
  self->key = isg_refusal_key (code, path, message);
  self->path = g_strdup (path);
  self->code = code;
  make_view (self);
  band_cb (self);
  isg_screen_set_title (ISG_SCREEN (self),
                        _ ("Equal refusals"), isg_context_workplace_title (context));
  isg_screen_show_gate (ISG_SCREEN (self), TRUE);
  g_signal_connect_object (context, "changed", G_CALLBACK (read_screen), self, G_CONNECT_SWAPPED);
  read_screen (self);
  return ISG_SCREEN (self);
}
