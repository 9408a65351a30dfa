/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-pack-sheet.h"

#include <glib/gi18n.h>

#include "app/isg-error-text.h"
#include "submit/isg-rules-touch.h"

/* More than this nobody reads; the number stands above. */
#define MOST_LINES 100

typedef struct {
  IsgContext *context; /* (owned) */
  IsgPackOffer *offer; /* (owned) */
  IsgSheet *sheet;     /* (unowned) (nullable): weak */
} Installation;

static void
installation_clear (gpointer data)
{
  Installation *installation = data;

  g_clear_object (&installation->context);
  g_clear_pointer (&installation->offer, isg_pack_offer_free);
  g_clear_weak_pointer (&installation->sheet);
}

static void
installation_unref (gpointer installation)
{
  g_rc_box_release_full (installation, installation_clear);
}

static void
closure_unref (gpointer installation, GClosure *closure)
{
  installation_unref (installation);
}

/* ---- installing ---- */

static char *
result_words (const IsgPackOffer *offer)
{
  g_autofree char *from = NULL;

  if (isg_rules_valid_from (offer->rules) <= offer->today)
    return g_strdup (_ ("The rule pack is installed and in force."));
  from = isg_i18n_date (isg_rules_valid_from (offer->rules), FALSE);
  return g_strdup_printf (_ ("The rule pack is installed. In force from: %s"), from);
}

static void
installed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Installation *installation = user_data;
  g_autoptr (GError) error = NULL;

  isg_tasks_finish (result, &error);
  if (installation->sheet != NULL && error == NULL) {
    g_autofree char *words = result_words (installation->offer);
    GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (installation->sheet));

    isg_sheet_finish (installation->sheet);
    gtk_widget_activate_action (GTK_WIDGET (parent), "app.reload", "s", words);
  } else if (installation->sheet != NULL) {
    g_autofree char *sentence = isg_error_text (error);

    isg_sheet_set_error (installation->sheet, sentence);
    isg_sheet_set_act_sensitive (installation->sheet, TRUE);
  }
  installation_unref (installation);
}

static void
act_cb (IsgSheet *sheet, Installation *installation)
{
  isg_sheet_set_act_sensitive (sheet, FALSE);
  isg_tasks_run (isg_context_tasks (installation->context),
                 isg_pack_offer_install,
                 installation->offer,
                 NULL,
                 NULL,
                 NULL,
                 installed_cb,
                 g_rc_box_acquire (installation));
}

/* ---- building ---- */

static void
add_line (GtkBox *box, const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), FALSE);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (box, label);
}

static void
add_head (GtkBox *box, const IsgPackOffer *offer)
{
  IsgRules *rules = offer->rules;
  g_autofree char *from = isg_i18n_date (isg_rules_valid_from (rules), FALSE);
  g_autofree char *version = g_strdup_printf (_ ("Version: %s"), isg_rules_version (rules));
  g_autofree char *issuer = g_strdup_printf (_ ("Issuer: %s"), isg_rules_signer (rules));
  g_autofree char *valid = g_strdup_printf (_ ("In force from: %s"), from);

  add_line (box, version, "heading");
  add_line (box, issuer, NULL);
  add_line (box, valid, NULL);
  if (isg_rules_is_trial (rules))
    add_line (box, _ ("This issuer is trusted in the test environment alone."), "warning");
}

static void
add_changes (GtkBox *box, GPtrArray *changes)
{
  add_line (box, _ ("What changes:"), "heading");
  if (changes->len == 0)
    add_line (box, _ ("Nothing that is entered or sent."), NULL);
  for (guint i = 0; i < MIN (changes->len, MOST_LINES); i++)
    add_line (box, ((IsgRulesChange *) g_ptr_array_index (changes, i))->sentence, NULL);
}

static void
add_touched (GtkBox *box, GPtrArray *touched)
{
  IsgPackImpact impact = isg_pack_impact_of (touched);
  g_autofree char *text
    = g_strdup_printf (_ ("Affected: %u drafts, %u queued records."), impact.drafts, impact.queued);

  add_line (box, text, "heading");
  for (guint i = 0; i < MIN (touched->len, MOST_LINES); i++) {
    const IsgTouched *record = g_ptr_array_index (touched, i);
    g_autofree char *line = g_strdup_printf ("%s – %s",
                                             record->title,
                                             (const char *) g_ptr_array_index (record->reasons, 0));

    add_line (box, line, NULL);
  }
  if (impact.queued > 0)
    add_line (box, _ ("What waits for signature or sending keeps its text."), "dim-label");
}

static GtkWidget *
make_content (const IsgPackOffer *offer)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_widget_add_css_class (box, "sheet-text");
  add_head (GTK_BOX (box), offer);
  add_changes (GTK_BOX (box), offer->changes);
  add_touched (GTK_BOX (box), offer->touched);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled),
                                  GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 420);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  return scrolled;
}

IsgSheet *
isg_pack_sheet_new (GtkWindow *parent, IsgContext *context, IsgPackOffer *offer)
{
  Installation *installation = g_rc_box_new0 (Installation);
  IsgSheet *sheet = isg_sheet_new (parent, _ ("Install pack"), _ ("Install"), NULL);

  installation->context = g_object_ref (context);
  installation->offer = offer;
  g_set_weak_pointer (&installation->sheet, sheet);
  isg_sheet_set_content (sheet, make_content (offer));
  g_signal_connect_data (sheet,
                         "act",
                         G_CALLBACK (act_cb),
                         installation,
                         closure_unref,
                         (GConnectFlags) 0);
  return sheet;
}
