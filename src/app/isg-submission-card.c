/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-submission-card.h"

#include <glib/gi18n.h>

#include "app/isg-badge.h"
#include "app/isg-help-sheet.h"
#include "app/isg-submission-view.h"

static GtkWidget *
new_label (const char *text, const char *css_class)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL,
                                   "label",
                                   text,
                                   "xalign",
                                   0.0F,
                                   "wrap",
                                   TRUE,
                                   "wrap-mode",
                                   PANGO_WRAP_WORD_CHAR,
                                   NULL);

  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
new_folded (const char *title, const char *text)
{
  GtkWidget *expander = gtk_expander_new (title);
  GtkWidget *label = new_label (text, "monospace");

  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_CHAR);
  gtk_expander_set_child (GTK_EXPANDER (expander), label);
  return expander;
}

/* ---- head ---- */

static GtkWidget *
make_head (IsgContext *context, const IsgStatusSubmission *submission)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *badge = isg_badge_new ();
  const char *number = submission->server_no != NULL ? submission->server_no : submission->query_no;
  /* Translators: the number of a notification. */
  g_autofree char *text = g_strdup_printf (_ ("Notification no: %s"), number);
  GtkWidget *label = new_label (text, "heading");

  gtk_widget_set_hexpand (label, TRUE);
  isg_badge_set (ISG_BADGE (badge),
                 isg_context_rules (context),
                 submission->state,
                 NULL,
                 isg_context_is_sandbox (context),
                 TRUE);
  gtk_widget_set_valign (badge, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (head), label);
  gtk_box_append (GTK_BOX (head), badge);
  return head;
}

/* ---- what the Ministry said, and what to do ---- */

static void
append_steps (GtkBox *box, IsgRules *rules, int code)
{
  g_auto (GStrv) steps = isg_reply_steps (rules, code);
  guint n = g_strv_length (steps);

  for (guint i = 0; i < n; i++) {
    g_autofree char *step
      = n > 1 ? g_strdup_printf ("%u. %s", i + 1, steps[i]) : g_strdup (steps[i]);

    gtk_box_append (box, new_label (step, NULL));
  }
}

static void
append_reply (GtkBox *box,
              IsgContext *context,
              const char *kind,
              const IsgStatusSubmission *submission)
{
  IsgRules *rules = isg_context_rules (context);
  int code = isg_submission_code (submission);
  g_autofree char *sentence = NULL;

  /* A 200 alone says nothing: only the state says that it was accepted. */
  if (code == 0 || code == 200)
    return;
  sentence = isg_submission_sentence (rules, kind, submission);
  gtk_box_append (box, new_label (sentence, "heading"));
  append_steps (box, rules, code);
  if (submission->last_message != NULL && *submission->last_message != '\0')
    gtk_box_append (box, new_folded (_ ("The Ministry wrote"), submission->last_message));
}

/* ---- time line ---- */

static void
append_entry (GtkBox *box, const IsgTimelineEntry *entry)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  g_autofree char *moment = isg_moment_text (entry->time);
  GtkWidget *time = new_label (moment, "numeric");
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_label_set_wrap (GTK_LABEL (time), FALSE);
  gtk_label_set_width_chars (GTK_LABEL (time), 18);
  gtk_widget_set_valign (time, GTK_ALIGN_START);
  gtk_widget_add_css_class (time, "dim-label");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), new_label (entry->what, NULL));
  if (entry->detail != NULL)
    gtk_box_append (GTK_BOX (words), new_label (entry->detail, "dim-label"));
  if (entry->reply != NULL && *entry->reply != '\0')
    gtk_box_append (GTK_BOX (words), new_folded (_ ("Raw reply"), entry->reply));
  gtk_box_append (GTK_BOX (line), time);
  gtk_box_append (GTK_BOX (line), words);
  gtk_box_append (box, line);
}

static void
append_timeline (GtkBox *box,
                 IsgRules *rules,
                 const char *kind,
                 const IsgStatusSubmission *submission)
{
  g_autoptr (GPtrArray) entries = isg_timeline (rules, kind, submission);

  for (guint i = 0; i < entries->len; i++)
    append_entry (box, g_ptr_array_index (entries, i));
  if (submission->next_try != 0) {
    g_autofree char *moment = isg_moment_text (submission->next_try);
    g_autofree char *text = g_strdup_printf (_ ("Next try: %s"), moment);

    gtk_box_append (box, new_label (text, "dim-label"));
  }
}

/* ---- lines ---- */

static char *
item_words (const IsgStatusItem *item)
{
  const char *who = item->employee_name != NULL ? item->employee_name : item->employee;
  g_autofree char *line = g_strdup_printf ("%s · %s", who, item->topic);

  if (item->status == 0)
    return g_strdup_printf (_ ("%s — no word yet"), line);
  if (item->message != NULL && *item->message != '\0')
    return g_strdup_printf ("%s — %d: %s", line, item->status, item->message);
  return g_strdup_printf ("%s — %d", line, item->status);
}

static void
append_items (GtkBox *box, const IsgStatusSubmission *submission)
{
  GtkWidget *expander;
  GtkWidget *lines;
  g_autofree char *title = NULL;

  if (submission->items == NULL || submission->items->len == 0)
    return;
  title = g_strdup_printf (g_dngettext (NULL, "%u line", "%u lines", submission->items->len),
                           submission->items->len);
  expander = gtk_expander_new (title);
  lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  for (guint i = 0; i < submission->items->len; i++) {
    g_autofree char *words = item_words (g_ptr_array_index (submission->items, i));

    gtk_box_append (GTK_BOX (lines), new_label (words, NULL));
  }
  gtk_expander_set_child (GTK_EXPANDER (expander), lines);
  gtk_box_append (box, expander);
}

/* ---- acts ---- */

typedef struct {
  char *key;
  IsgHelpAct act;
  IsgHelpAsked asked;
  gpointer user_data;
} Act;

static void
act_free (gpointer data, GClosure *closure)
{
  g_free (((Act *) data)->key);
  g_free (data);
}

static void
act_cb (GtkButton *button, Act *act)
{
  act->asked (act->key, act->act, act->user_data);
}

static void
append_acts (GtkBox *box, const char *key, IsgHelpAsked asked, gpointer user_data)
{
  GtkWidget *flow = gtk_flow_box_new ();

  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (flow), GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (flow), 4);
  for (guint i = ISG_HELP_SEND_AGAIN; i <= ISG_HELP_REPORTED_ELSEWHERE; i++) {
    g_autofree char *label = g_strdup_printf ("%s…", isg_help_act_label ((IsgHelpAct) i));
    GtkWidget *button = gtk_button_new_with_label (label);
    Act *act = g_new (Act, 1);

    *act = (Act){ g_strdup (key), (IsgHelpAct) i, asked, user_data };
    g_signal_connect_data (button, "clicked", G_CALLBACK (act_cb), act, act_free, 0);
    gtk_flow_box_append (GTK_FLOW_BOX (flow), button);
    gtk_widget_set_focusable (gtk_widget_get_parent (button), FALSE);
  }
  gtk_box_append (box, flow);
}

GtkWidget *
isg_submission_card_new (IsgContext *context,
                         const char *kind,
                         const IsgStatusSubmission *submission,
                         IsgHelpAsked asked,
                         gpointer user_data)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);

  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "submission-card");
  gtk_box_append (GTK_BOX (card), make_head (context, submission));
  append_reply (GTK_BOX (card), context, kind, submission);
  append_timeline (GTK_BOX (card), isg_context_rules (context), kind, submission);
  append_items (GTK_BOX (card), submission);
  if (g_strcmp0 (submission->state, "NEEDS_HELP") == 0)
    append_acts (GTK_BOX (card), submission->key, asked, user_data);
  return card;
}
