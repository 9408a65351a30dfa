/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-record-side.h"

#include <glib/gi18n.h>

#include "app/isg-badge-text.h"
#include "app/isg-badge.h"
#include "app/isg-one-stop.h"
#include "app/isg-record-badge.h"
#include "store/isg-store-record.h"

struct _IsgRecordSide {
  GtkBox parent_instance;

  IsgRecordSession *session; /* (owned) */
  GtkWidget *state_box;
  IsgBadge *badge;
  GtkLabel *explanation;
  GtkWidget *places_box;
  GtkListBox *places;
  GtkWidget *submissions_box;
  GtkListBox *submissions;
  GtkWidget *history_box;
  GtkListBox *history;
  char *places_shown;         /* (nullable): the words that stand there */
  GPtrArray *revisions_shown; /* (owned) (nullable): comes with the status */
};

enum {
  GO_TO,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (IsgRecordSide, isg_record_side, GTK_TYPE_BOX)

/* ---- rows ---- */

static void
clear_list (GtkListBox *list)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_list_box_remove (list, row);
}

static GtkWidget *
label_new (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

/* A heading over small lines. The row reads as its labels. */
static GtkListBoxRow *
add_row (GtkListBox *list, const char *title, const char *detail, gboolean can_act)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkListBoxRow *row = GTK_LIST_BOX_ROW (gtk_list_box_row_new ());
  g_autofree char *name = g_strdup_printf ("%s: %s", title, detail != NULL ? detail : "");

  gtk_widget_add_css_class (box, "side-row");
  gtk_box_append (GTK_BOX (box), label_new (title, NULL));
  if (detail != NULL && *detail != '\0') {
    GtkWidget *small = label_new (detail, "caption");

    gtk_widget_add_css_class (small, "dim-label");
    gtk_box_append (GTK_BOX (box), small);
  }
  gtk_list_box_row_set_child (row, box);
  gtk_list_box_row_set_activatable (row, can_act);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  detail != NULL && *detail != '\0' ? name : title,
                                  -1);
  gtk_list_box_append (list, GTK_WIDGET (row));
  return row;
}

/* ---- what is missing ---- */

static const char *
place_label (const IsgKind *kind, const char *path)
{
  g_autofree char *id = isg_form_view_field_of (path);
  const IsgFieldDef *def = id != NULL ? isg_kind_field (kind, id) : NULL;

  return def != NULL ? isg_field_def_label (def, isg_i18n_language ())
                     : isg_kind_label (kind, isg_i18n_language ());
}

static void
add_place (IsgRecordSide *self, const IsgFinding *finding, const char *sentence)
{
  const IsgKind *kind = isg_record_session_kind (self->session);
  const char *path = isg_finding_path (finding);
  GtkListBoxRow *row = add_row (self->places, place_label (kind, path), sentence, path != NULL);

  gtk_widget_add_css_class (GTK_WIDGET (row),
                            isg_finding_severity_name (isg_finding_severity (finding)));
  g_object_set_data_full (G_OBJECT (row), "isg-path", g_strdup (path), g_free);
}

/* Made anew only when the words are others, so that the focus stays where it is. */
static void
update_places (IsgRecordSide *self)
{
  const IsgFormView *view = isg_record_session_view (self->session);
  const IsgKind *kind = isg_record_session_kind (self->session);
  IsgRules *rules = isg_context_rules (isg_record_session_context (self->session));
  g_autoptr (GPtrArray) sentences = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *shown = NULL;

  for (guint i = 0; i < view->places->len; i++)
    g_ptr_array_add (sentences,
                     isg_rules_finding_message (rules,
                                                kind,
                                                g_ptr_array_index (view->places, i),
                                                isg_i18n_language ()));
  g_ptr_array_add (sentences, NULL);
  shown = g_strjoinv ("\n", (char **) sentences->pdata);
  gtk_widget_set_visible (self->places_box, view->places->len > 0);
  if (g_strcmp0 (shown, self->places_shown) == 0)
    return;
  g_free (self->places_shown);
  self->places_shown = g_steal_pointer (&shown);

  clear_list (self->places);
  for (guint i = 0; i < view->places->len; i++)
    add_place (self, g_ptr_array_index (view->places, i), g_ptr_array_index (sentences, i));
}

static void
place_activated_cb (IsgRecordSide *self, GtkListBoxRow *row)
{
  const char *path = g_object_get_data (G_OBJECT (row), "isg-path");

  if (path != NULL)
    g_signal_emit (self, signals[GO_TO], 0, path);
}

/* ---- state, submissions, history ---- */

static void
update_state (IsgRecordSide *self)
{
  IsgContext *context = isg_record_session_context (self->session);
  g_autofree char *note = NULL;
  const char *state = isg_record_badge_state (self->session, &note);
  g_autofree char *explanation = isg_record_badge_explain (self->session);

  isg_badge_set (self->badge,
                 isg_context_rules (context),
                 state,
                 note,
                 isg_context_is_sandbox (context),
                 FALSE);
  gtk_label_set_label (self->explanation, explanation);
  gtk_widget_set_visible (self->state_box, *state != '\0');
}

static char *
date_and_time (gint64 time)
{
  g_autofree char *date = isg_i18n_date (isg_date_from_unix (time), FALSE);
  g_autofree char *clock = isg_i18n_clock_time (time);

  return g_strdup_printf ("%s %s", date, clock);
}

/* When it was made, its numbers, and what the Ministry wrote. */
static void
add_submission (IsgRecordSide *self, const IsgStatusSubmission *submission)
{
  IsgRules *rules = isg_context_rules (isg_record_session_context (self->session));
  g_autofree char *id = g_strdup_printf ("state.%s.short", submission->state);
  g_autofree char *state = isg_rules_text (rules, id, isg_i18n_language (), NULL);
  g_autofree char *made = date_and_time (submission->created);
  g_autoptr (GString) detail = g_string_new (made);

  if (submission->server_no != NULL || submission->query_no != NULL)
    g_string_append_printf (detail,
                            " · %s",
                            submission->server_no != NULL ? submission->server_no
                                                          : submission->query_no);
  if (submission->last_message != NULL && *submission->last_message != '\0')
    g_string_append_printf (detail, "\n%s", submission->last_message);
  add_row (self->submissions, state != NULL ? state : submission->state, detail->str, FALSE);
}

static void
update_submissions (IsgRecordSide *self)
{
  const IsgStatus *status = isg_record_session_status (self->session);
  guint n = status != NULL ? status->submissions->len : 0;

  clear_list (self->submissions);
  for (guint i = 0; i < n; i++)
    add_submission (self, g_ptr_array_index (status->submissions, i));
  gtk_widget_set_visible (self->submissions_box, n > 0);
}

/* The newest first. */
static void
update_history (IsgRecordSide *self)
{
  GPtrArray *revisions = isg_record_session_revisions (self->session);
  GPtrArray *changes = isg_record_session_changes (self->session);
  guint n = revisions != NULL ? revisions->len : 0;

  clear_list (self->history);
  for (guint i = n; i > 0; i--) {
    const IsgRevision *revision = g_ptr_array_index (revisions, i - 1);
    g_autofree char *when = date_and_time (revision->time);
    const char *what
      = changes != NULL && i <= changes->len ? g_ptr_array_index (changes, i - 1) : "";
    g_autofree char *title = g_strdup_printf ("%u · %s", revision->number, when);
    /* Of the first revision everything is new. */
    const char *changed = i == 1 ? _ ("Record begun") : what;
    /* Who it was is of interest only when it was not this program. */
    g_autofree char *detail = g_strcmp0 (revision->author, "app") == 0
                                ? g_strdup (changed)
                                : g_strdup_printf ("%s · %s", changed, revision->author);

    add_row (self->history, title, detail, FALSE);
  }
  gtk_widget_set_visible (self->history_box, n > 0);
}

static void
viewed_cb (IsgRecordSide *self)
{
  GPtrArray *revisions = isg_record_session_revisions (self->session);

  if (!isg_record_session_is_loaded (self->session))
    return;
  update_state (self);
  update_places (self);
  if (revisions == self->revisions_shown && revisions != NULL)
    return;
  g_clear_pointer (&self->revisions_shown, g_ptr_array_unref);
  self->revisions_shown = revisions != NULL ? g_ptr_array_ref (revisions) : NULL;
  update_submissions (self);
  update_history (self);
}

/* ---- class ---- */

static void
isg_record_side_finalize (GObject *object)
{
  IsgRecordSide *self = ISG_RECORD_SIDE (object);

  g_clear_object (&self->session);
  g_free (self->places_shown);
  g_clear_pointer (&self->revisions_shown, g_ptr_array_unref);
  G_OBJECT_CLASS (isg_record_side_parent_class)->finalize (object);
}

static void
isg_record_side_class_init (IsgRecordSideClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = isg_record_side_finalize;
  signals[GO_TO] = g_signal_new ("go-to",
                                 G_TYPE_FROM_CLASS (klass),
                                 G_SIGNAL_RUN_LAST,
                                 0,
                                 NULL,
                                 NULL,
                                 NULL,
                                 G_TYPE_NONE,
                                 1,
                                 G_TYPE_STRING);
  g_type_ensure (ISG_TYPE_BADGE);
  g_type_ensure (ISG_TYPE_ONE_STOP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/isgdefteri/IsgDefteri/ui/"
                                               "record-side.ui");
  gtk_widget_class_bind_template_child (widget_class, IsgRecordSide, state_box);
  gtk_widget_class_bind_template_child (widget_class, IsgRecordSide, badge);
  gtk_widget_class_bind_template_child (widget_class, IsgRecordSide, explanation);
  gtk_widget_class_bind_template_child (widget_class, IsgRecordSide, places_box);
  gtk_widget_class_bind_template_child (widget_class, IsgRecordSide, places);
  gtk_widget_class_bind_template_child (widget_class, IsgRecordSide, submissions_box);
  gtk_widget_class_bind_template_child (widget_class, IsgRecordSide, submissions);
  gtk_widget_class_bind_template_child (widget_class, IsgRecordSide, history_box);
  gtk_widget_class_bind_template_child (widget_class, IsgRecordSide, history);
}

static void
isg_record_side_init (IsgRecordSide *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->places,
                           "row-activated",
                           G_CALLBACK (place_activated_cb),
                           self,
                           G_CONNECT_SWAPPED);
}

IsgRecordSide *
isg_record_side_new (IsgRecordSession *session)
{
  IsgRecordSide *self = g_object_new (ISG_TYPE_RECORD_SIDE, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "viewed", G_CALLBACK (viewed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "loaded", G_CALLBACK (viewed_cb), self, G_CONNECT_SWAPPED);
  viewed_cb (self);
  return self;
}
