/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/isg-error-text.h"
#include "app/isg-health-lock.h"
#include "app/isg-sheet.h"

typedef struct {
  IsgContext *context;  /* (owned) */
  IsgSheet *sheet;      /* (unowned): owns this */
  GtkWidget *entry;     /* (unowned) */
  IsgUnlockTries tries; /* wrong ones so far */
  guint waiting;        /* source, or 0 */
  gboolean asked;       /* the store is being asked */
} Asking;

static void
asking_free (gpointer data)
{
  Asking *asking = data;

  g_clear_handle_id (&asking->waiting, g_source_remove);
  g_object_unref (asking->context);
  g_free (asking);
}

static void
update_act (Asking *asking)
{
  isg_sheet_set_act_sensitive (asking->sheet,
                               !asking->asked && asking->waiting == 0
                                 && *gtk_editable_get_text (GTK_EDITABLE (asking->entry)) != '\0');
}

/* A passphrase first; what was typed may also be the recovery code. */
static gpointer
unlock (IsgStore *store, gpointer secret, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) own = NULL;
  IsgHealthKey *key = isg_store_health_unlock (store, ISG_KEY_SLOT_PASSPHRASE, secret, &own);

  if (key == NULL && g_error_matches (own, ISG_STORE_ERROR, ISG_STORE_ERROR_KEY))
    key = isg_store_health_unlock (store, ISG_KEY_SLOT_RECOVERY, secret, NULL);
  if (key == NULL)
    g_propagate_error (error, g_steal_pointer (&own));
  return key;
}

static gboolean
waited_cb (gpointer data)
{
  Asking *asking = data;

  asking->waiting = 0;
  update_act (asking);
  return G_SOURCE_REMOVE;
}

static void
refuse (Asking *asking, const GError *error)
{
  IsgClock *clock = isg_context_clock (asking->context);
  gboolean wrong = g_error_matches (error, ISG_STORE_ERROR, ISG_STORE_ERROR_KEY);
  g_autofree char *text
    = wrong ? g_strdup (_ ("The passphrase is not right.")) : isg_error_text (error);
  gint64 wait;

  isg_unlock_failed (&asking->tries, clock);
  wait = isg_unlock_wait (&asking->tries, clock);
  if (wait > 0 && asking->waiting == 0)
    asking->waiting = g_timeout_add_seconds ((guint) wait, waited_cb, asking);
  isg_sheet_set_error (asking->sheet, text);
  update_act (asking);
  gtk_widget_grab_focus (asking->entry);
}

/* The sheet may have been closed in the meantime: then the key goes where it came from. */
static void
unlocked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (IsgSheet) sheet = user_data;
  Asking *asking = g_object_get_data (G_OBJECT (sheet), "asking");
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgHealthKey) key = isg_tasks_finish (result, &error);

  asking->asked = FALSE;
  if (!gtk_widget_get_visible (GTK_WIDGET (sheet)))
    return;
  if (key == NULL) {
    refuse (asking, error);
    return;
  }
  isg_health_lock_take (asking->context, key);
  isg_sheet_finish (sheet);
}

static void
act_cb (IsgSheet *sheet)
{
  Asking *asking = g_object_get_data (G_OBJECT (sheet), "asking");
  IsgSecret *secret
    = isg_secret_new (gtk_editable_get_text (GTK_EDITABLE (asking->entry)), -1, NULL);

  gtk_editable_set_text (GTK_EDITABLE (asking->entry), "");
  if (secret == NULL)
    return;
  asking->asked = TRUE;
  isg_sheet_set_error (sheet, NULL);
  update_act (asking);
  isg_tasks_run (isg_context_tasks (asking->context),
                 unlock,
                 secret,
                 (GDestroyNotify) isg_secret_unref,
                 (GDestroyNotify) isg_health_key_unref,
                 NULL,
                 unlocked_cb,
                 g_object_ref (sheet));
}

static void
typed_cb (IsgSheet *sheet)
{
  update_act (g_object_get_data (G_OBJECT (sheet), "asking"));
}

static void
enter_cb (GtkWidget *sheet)
{
  gtk_widget_activate_action (sheet, "sheet.act", NULL);
}

static GtkWidget *
build (IsgSheet *sheet)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *label = gtk_label_new (_ ("Health passphrase"));
  GtkWidget *entry = gtk_password_entry_new ();
  GtkWidget *note = gtk_label_new (
    _ ("It opens the exam details for you on this screen. Each reading is kept in the journal. "
       "The recovery code opens them as well."));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_xalign (GTK_LABEL (note), 0);
  gtk_label_set_wrap (GTK_LABEL (note), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (note), 44);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), entry);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (entry),
                                  GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  label,
                                  NULL,
                                  -1);
  gtk_password_entry_set_show_peek_icon (GTK_PASSWORD_ENTRY (entry), TRUE);
  gtk_widget_add_css_class (note, "dim-label");
  gtk_widget_add_css_class (box, "sheet-text");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), entry);
  gtk_box_append (GTK_BOX (box), note);
  isg_sheet_set_content (sheet, box);
  return entry;
}

void
isg_health_lock_ask (IsgContext *context, GtkWidget *parent)
{
  GtkRoot *root;
  Asking *asking;

  g_return_if_fail (ISG_IS_CONTEXT (context));
  g_return_if_fail (GTK_IS_WIDGET (parent));

  root = gtk_widget_get_root (parent);
  if (!GTK_IS_WINDOW (root) || isg_health_lock_sight (context) != ISG_HEALTH_LOCKED)
    return;
  asking = g_new0 (Asking, 1);
  asking->context = g_object_ref (context);
  asking->sheet = isg_sheet_new (GTK_WINDOW (root), _ ("Open Health Lock"), _ ("Open"), NULL);
  asking->entry = build (asking->sheet);
  g_object_set_data_full (G_OBJECT (asking->sheet), "asking", asking, asking_free);
  isg_sheet_set_act_sensitive (asking->sheet, FALSE);
  g_signal_connect (asking->sheet, "act", G_CALLBACK (act_cb), NULL);
  g_signal_connect_object (asking->entry,
                           "changed",
                           G_CALLBACK (typed_cb),
                           asking->sheet,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (asking->entry,
                           "activate",
                           G_CALLBACK (enter_cb),
                           asking->sheet,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (asking->sheet));
  gtk_widget_grab_focus (asking->entry);
}
