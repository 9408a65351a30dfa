/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-key-sheets.h"

#include <glib/gi18n.h>

#include "app/isg-code-view.h"
#include "app/isg-error-text.h"
#include "app/isg-health-lock.h"
#include "app/isg-passphrase-form.h"
#include "app/isg-sheet.h"
#include "store/isg-recovery-code.h"
#include "submit/isg-keyring.h"

typedef struct {
  IsgContext *context; /* (owned) */
  IsgKeyAct act;
  GtkWidget *box;          /* (unowned) */
  IsgPassphraseForm *form; /* (unowned) (nullable) */
  IsgCodeView *code;       /* (unowned) (nullable): when it is done */
} Wish;

static void
wish_free (gpointer data)
{
  Wish *wish = data;

  g_object_unref (wish->context);
  g_free (wish);
}

/* What the store's thread is given and gives back. */
typedef struct {
  IsgKeyAct act;
  IsgSecret *passphrase; /* (owned) (nullable) */
  IsgSecret *code;       /* (owned) (nullable): to be shown */
  IsgHealthKey *health;  /* (owned) (nullable): a new one */
} Deed;

static void
deed_free (gpointer data)
{
  Deed *deed = data;

  g_clear_pointer (&deed->passphrase, isg_secret_unref);
  g_clear_pointer (&deed->code, isg_secret_unref);
  g_clear_pointer (&deed->health, isg_health_key_unref);
  g_free (deed);
}

static gboolean
put_into_keyring (IsgStore *store, GError **error)
{
  g_autofree char *uuid = isg_store_key_uuid (isg_store_key (store));
  g_autoptr (IsgSecret) secret = isg_keyring_make (uuid, error);

  return secret != NULL && isg_store_add_slot (store, ISG_KEY_SLOT_KEYRING, secret, "*", error);
}

static gboolean
do_deed (IsgStore *store, Deed *deed, GError **error)
{
  switch (deed->act) {
  case ISG_KEY_ACT_PASSPHRASE:
    return isg_store_add_slot (store, ISG_KEY_SLOT_PASSPHRASE, deed->passphrase, "*", error);
  case ISG_KEY_ACT_CODE:
    deed->code = isg_recovery_code_new (error);
    return deed->code != NULL
           && isg_store_add_slot (store, ISG_KEY_SLOT_RECOVERY, deed->code, "*", error);
  case ISG_KEY_ACT_KEYRING:
    return put_into_keyring (store, error);
  case ISG_KEY_ACT_HEALTH_SET_UP:
    deed->health = isg_store_health_set_up (store, deed->passphrase, &deed->code, error);
    return deed->health != NULL;
  case ISG_KEY_ACT_HEALTH_PASSPHRASE:
    return isg_store_health_add_slot (store, ISG_KEY_SLOT_PASSPHRASE, deed->passphrase, "*", error);
  case ISG_KEY_ACT_HEALTH_CODE:
    deed->code = isg_recovery_code_new (error);
    return deed->code != NULL
           && isg_store_health_add_slot (store, ISG_KEY_SLOT_RECOVERY, deed->code, "*", error);
  default:
    g_assert_not_reached ();
  }
}

static gpointer
run_deed (IsgStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  Deed *deed = data;
  Deed *done;

  if (!do_deed (store, deed, error))
    return NULL;
  done = g_new0 (Deed, 1);
  done->code = g_steal_pointer (&deed->code);
  done->health = g_steal_pointer (&deed->health);
  return done;
}

/* ---- the sheet ---- */

static Wish *
wish_of (IsgSheet *sheet)
{
  return g_object_get_data (G_OBJECT (sheet), "wish");
}

static GtkWidget *
in_sheet (GtkWidget *child)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  gtk_widget_add_css_class (box, "sheet-text");
  gtk_box_append (GTK_BOX (box), child);
  return box;
}

static void
copied_cb (IsgSheet *sheet)
{
  isg_sheet_set_act_sensitive (sheet, isg_code_view_is_copied (wish_of (sheet)->code));
}

static void
show_code (IsgSheet *sheet, IsgSecret *code)
{
  Wish *wish = wish_of (sheet);

  /* Hidden, not taken out: GTK 4.8 misses that an entry that has the focus goes. */
  for (GtkWidget *child = gtk_widget_get_first_child (wish->box); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gtk_widget_set_visible (child, FALSE);
  wish->form = NULL;
  wish->code = ISG_CODE_VIEW (isg_code_view_new (code));
  gtk_box_append (GTK_BOX (wish->box), GTK_WIDGET (wish->code));
  isg_sheet_set_act_label (sheet, _ ("I have it"));
  isg_sheet_set_act_sensitive (sheet, FALSE);
  g_signal_connect_object (wish->code, "changed", G_CALLBACK (copied_cb), sheet, G_CONNECT_SWAPPED);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (IsgSheet) sheet = user_data;
  Wish *wish = wish_of (sheet);
  g_autoptr (GError) error = NULL;
  Deed *done = isg_tasks_finish (result, &error);
  g_autofree char *sentence = error != NULL ? isg_error_text (error) : NULL;

  gboolean open = gtk_widget_get_visible (GTK_WIDGET (sheet));

  if (open)
    isg_sheet_set_error (sheet, sentence);
  if (done == NULL) {
    if (open)
      isg_sheet_set_act_sensitive (sheet, wish->form == NULL);
    return;
  }
  if (done->health != NULL)
    isg_health_lock_take (wish->context, done->health);
  isg_context_changed (wish->context);
  /* Closed before the code was seen: a new one is made in the settings. */
  if (open && done->code != NULL)
    show_code (sheet, done->code);
  else if (open)
    isg_sheet_finish (sheet);
  deed_free (done);
}

static void
act_cb (IsgSheet *sheet)
{
  Wish *wish = wish_of (sheet);
  Deed *deed;

  if (wish->code != NULL) {
    isg_sheet_finish (sheet);
    return;
  }
  deed = g_new0 (Deed, 1);
  deed->act = wish->act;
  deed->passphrase = wish->form != NULL ? isg_passphrase_form_take (wish->form) : NULL;
  isg_sheet_set_act_sensitive (sheet, FALSE);
  isg_tasks_run (isg_context_tasks (wish->context),
                 run_deed,
                 deed,
                 deed_free,
                 deed_free,
                 NULL,
                 done_cb,
                 g_object_ref (sheet));
}

static void
typed_cb (IsgSheet *sheet)
{
  isg_sheet_set_act_sensitive (sheet, isg_passphrase_form_is_ready (wish_of (sheet)->form));
}

static void
enter_cb (GtkWidget *sheet)
{
  gtk_widget_activate_action (sheet, "sheet.act", NULL);
}

static const struct {
  const char *title;
  const char *words;
  gboolean asks;
} texts[] = {
  [ISG_KEY_ACT_PASSPHRASE] = {
    N_ ("Change Passphrase"),
        N_ ("Backups made before still open with the old passphrase."), TRUE },
    [ISG_KEY_ACT_CODE] = {
      N_ ("New Recovery Code"),
          N_ ("The code you have now will not open the file any more."), FALSE },
      [ISG_KEY_ACT_KEYRING] = {
        N_ ("Put into Keyring"),
            N_ ("Whoever is signed in on this computer then opens the file without a passphrase."),
                FALSE },
        [ISG_KEY_ACT_HEALTH_SET_UP]
        = { N_ ("Health Passphrase"),
          N_ ("Exam details are sealed under it, also those that are there. Only those who know it "
             "see them; the file's own passphrase does not open them. Backups made before still "
             "show them to whoever opens the file."),
              TRUE },
            [ISG_KEY_ACT_HEALTH_PASSPHRASE]
            = { N_ ("Change Health Passphrase"),
                    N_ ("Everybody who opens the exam details uses this one from now on."), TRUE },
                [ISG_KEY_ACT_HEALTH_CODE] = { N_ ("New Health Recovery Code"),
                  N_ ("The code you have now will not open the exam details any more."), FALSE },
                };

static void
fill (IsgSheet *sheet, Wish *wish)
{
  GtkWidget *words = gtk_label_new (_ (texts[wish->act].words));
  GtkWidget *box = in_sheet (words);

  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (words), 48);
  if (texts[wish->act].asks) {
    wish->form = ISG_PASSPHRASE_FORM (isg_passphrase_form_new ());
    gtk_box_append (GTK_BOX (box), GTK_WIDGET (wish->form));
    g_signal_connect_object (wish->form,
                             "changed",
                             G_CALLBACK (typed_cb),
                             sheet,
                             G_CONNECT_SWAPPED);
    g_signal_connect_object (wish->form,
                             "activate",
                             G_CALLBACK (enter_cb),
                             sheet,
                             G_CONNECT_SWAPPED);
    isg_sheet_set_act_sensitive (sheet, FALSE);
  }
  wish->box = box;
  isg_sheet_set_content (sheet, box);
}

void
isg_key_sheet_open (IsgContext *context, GtkWindow *parent, IsgKeyAct act)
{
  IsgSheet *sheet;
  Wish *wish;

  g_return_if_fail (ISG_IS_CONTEXT (context));
  g_return_if_fail ((guint) act < G_N_ELEMENTS (texts));

  sheet = isg_sheet_new (parent, _ (texts[act].title), C_ ("key", "Continue"), NULL);
  wish = g_new0 (Wish, 1);
  *wish = (Wish){ g_object_ref (context), act, NULL, NULL, NULL };
  g_object_set_data_full (G_OBJECT (sheet), "wish", wish, wish_free);
  g_signal_connect (sheet, "act", G_CALLBACK (act_cb), NULL);
  fill (sheet, wish);
  gtk_window_present (GTK_WINDOW (sheet));
  if (wish->form != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (wish->form));
}
