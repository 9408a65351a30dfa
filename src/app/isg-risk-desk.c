/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-risk-desk.h"

#include <glib/gi18n.h>

#include "app/isg-hazards-field.h"
#include "app/isg-part-page.h"
#include "app/isg-risk-copy.h"
#include "app/isg-risk-facts.h"
#include "app/isg-risk-fill.h"
#include "app/isg-risk-matrix.h"
#include "app/isg-statements-field.h"
#include "app/isg-team-field.h"
#include "app/isg-workplace-sheet.h"

/* What belongs to the screen of one assessment. */
typedef struct {
  IsgRecordScreen *screen;   /* (unowned): it owns us */
  IsgRecordSession *session; /* (unowned): the screen's */
  IsgRiskFacts *facts;       /* (owned) (nullable): once read */
  char *workplace;           /* (nullable): of the facts */
  GCancellable *reading;     /* (owned) (nullable) */
  GtkWidget *banner;         /* (unowned): in the layout */
  IsgRiskMatrix *matrix;     /* (unowned): in the layout */
  GtkLabel *banner_text;     /* (unowned) */
  IsgRiskStart start;
  GPtrArray *copies; /* (owned) (nullable) (element-type IsgFields): with which it begins */
  IsgDate date;      /* by which the last day was found */
  gboolean is_new;   /* was not in the store when it was opened */
  gboolean begun;    /* was filled, or shows what it has */
} Desk;

#define DESK    "isg-risk-desk"
#define HAZARDS "hazards"

static void
desk_free (gpointer data)
{
  Desk *desk = data;

  if (desk->reading != NULL)
    g_cancellable_cancel (desk->reading);
  g_clear_object (&desk->reading);
  isg_risk_facts_free (desk->facts);
  g_clear_pointer (&desk->copies, g_ptr_array_unref);
  g_free (desk->workplace);
  g_free (desk);
}

static Desk *
desk_of (IsgRecordScreen *screen)
{
  return g_object_get_data (G_OBJECT (screen), DESK);
}

static IsgContext *
context_of (Desk *desk)
{
  return isg_record_session_context (desk->session);
}

static IsgDate
today (Desk *desk)
{
  return isg_clock_today (isg_context_clock (context_of (desk)));
}

static IsgField *
field_of (Desk *desk, const char *id)
{
  return isg_form_field (isg_record_layout_form (isg_record_screen_layout (desk->screen)), id);
}

static IsgFields *
fields_of (Desk *desk)
{
  return isg_record_fields (isg_record_session_record (desk->session));
}

/* ---- how long it holds ---- */

/* "Az tehlikeli: en geç 12.02.2032 (Risk Yön. m.12)" */
static void
show_term (Desk *desk)
{
  IsgRules *rules = isg_context_rules (context_of (desk));
  const char *hazard_class = desk->facts != NULL ? desk->facts->hazard_class : NULL;
  const IsgTerm *term = NULL;
  IsgDate until
    = isg_risk_view_valid_until (rules,
                                 hazard_class,
                                 isg_value_date (isg_fields_get (fields_of (desk), "date")),
                                 &term);
  g_autofree char *day = until != ISG_DATE_NONE ? isg_i18n_date (until, FALSE) : NULL;
  g_autofree char *note = NULL;

  if (day != NULL)
    /* Translators: hazard class, day, article; Turkish: %s: en geç %s (%s) */
    note = g_strdup_printf (_ ("%s: at the latest %s (%s)"),
                               isg_code_list_label (isg_rules_code_list (rules, "hazard_class"),
                                                    hazard_class,
                                                    isg_i18n_language ()),
                               day,
                               term->article);
  isg_field_set_note (field_of (desk, "valid_until"), note);
}

/* The day follows the date and the class as long as nobody has chosen another one. */
static void
changed_field_cb (IsgRecordScreen *screen)
{
  Desk *desk = desk_of (screen);
  IsgDate date = isg_value_date (isg_fields_get (fields_of (desk), "date"));
  g_autoptr (IsgFields) filled = NULL;

  if (desk->facts == NULL || date == ISG_DATE_NONE || !isg_record_session_is_loaded (desk->session))
    return;
  filled = isg_risk_fill_date (isg_context_rules (context_of (desk)),
                               desk->facts,
                               desk->date,
                               fields_of (desk));
  desk->date = date;
  if (!isg_fields_equal (filled, fields_of (desk))) {
    g_autoptr (IsgValue) until = isg_value_ref (isg_fields_get (filled, "valid_until"));

    isg_record_session_set (desk->session, "valid_until", until, NULL);
    isg_field_set_value (field_of (desk, "valid_until"), until);
  }
  show_term (desk);
}

/* ---- who is missing in the team ---- */

static void
show_team (Desk *desk)
{
  IsgRules *rules = isg_context_rules (context_of (desk));
  g_autofree char *missing
    = isg_risk_view_missing_duties (isg_rules_code_list (rules, "risk_team_duty"),
                                    isg_fields_get (fields_of (desk), "team"),
                                    isg_i18n_language ());
  g_autofree char *note = NULL;

  if (*missing != '\0')
    /* Translators: duties in a team; Turkish: Ekipte henüz yok: %s (Risk Yön. m.6) */
    note = g_strdup_printf (_ ("Not in the team yet: %s (Risk Reg. art. 6)"), missing);
  isg_field_set_note (field_of (desk, "team"), note);
}

/* ---- review ---- */

static const IsgFinding *
find_review (Desk *desk)
{
  const IsgFormView *view = isg_record_session_view (desk->session);

  for (guint i = 0; i < view->places->len; i++)
    if (g_str_equal (isg_finding_code (g_ptr_array_index (view->places, i)), "review_due"))
      return g_ptr_array_index (view->places, i);
  return NULL;
}

static void
update_banner (Desk *desk)
{
  const IsgFinding *finding = find_review (desk);
  g_autofree char *text = NULL;

  gtk_widget_set_visible (desk->banner, finding != NULL);
  if (finding == NULL)
    return;
  text = isg_rules_finding_message (isg_context_rules (context_of (desk)),
                                    isg_record_session_kind (desk->session),
                                    finding,
                                    isg_i18n_language ());
  gtk_label_set_label (desk->banner_text, text);
}

static void
review_cb (IsgRecordScreen *screen)
{
  Desk *desk = desk_of (screen);
  IsgRecord *record = isg_record_session_record (desk->session);
  IsgWindow *window = isg_record_screen_window (screen);

  if (window != NULL)
    isg_risk_desk_begin (window, ISG_RISK_START_REVIEW, isg_record_workplace (record));
}

static GtkWidget *
banner_new (Desk *desk)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE,
                                  "icon-name",
                                  "dialog-warning-symbolic",
                                  "accessible-role",
                                  GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                  NULL);
  /* Translators: of a risk assessment, after an accident. */
  GtkWidget *button = gtk_button_new_with_label (_ ("Review"));

  desk->banner_text
    = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0F, "wrap", TRUE, "hexpand", TRUE, NULL);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (desk->banner_text));
  gtk_box_append (GTK_BOX (box), button);
  gtk_widget_add_css_class (box, "gate");
  gtk_widget_set_visible (box, FALSE);
  g_signal_connect_object (button,
                           "clicked",
                           G_CALLBACK (review_cb),
                           desk->screen,
                           G_CONNECT_SWAPPED);
  return box;
}

/* ---- facts ---- */

static void
begin (Desk *desk)
{
  IsgRules *rules = isg_context_rules (context_of (desk));
  IsgRecord *record = isg_record_session_record (desk->session);
  g_autoptr (IsgFields) filled = NULL;

  if (desk->begun || !isg_record_session_is_loaded (desk->session))
    return;
  desk->begun = TRUE;
  if (!desk->is_new || isg_fields_size (isg_record_fields (record)) > 0)
    return;
  filled
    = isg_risk_fill_new (rules, desk->facts, today (desk), desk->start == ISG_RISK_START_REVIEW);
  if (desk->copies != NULL) {
    g_autoptr (IsgFields) plain = g_steal_pointer (&filled);
    g_autoptr (IsgValue) hazards = isg_value_new_groups (desk->copies);

    filled = isg_fields_with (plain, HAZARDS, hazards);
  }
  isg_record_session_replace (desk->session, filled);
  /* The trade is known now: its sentences are what is to be answered. */
  if (isg_window_from (GTK_WIDGET (desk->screen)) != NULL
      && isg_window_screen (isg_window_from (GTK_WIDGET (desk->screen)))
           == ISG_SCREEN (desk->screen))
    isg_record_layout_grab (isg_record_screen_layout (desk->screen));
}

static void
facts_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  IsgRiskFacts *facts = isg_tasks_finish (result, &error);
  Desk *desk = user_data;

  /* Cancelled when the screen is gone. Other trouble of the store is said by the banner. */
  if (facts == NULL || g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result)))) {
    isg_risk_facts_free (facts);
    return;
  }
  isg_risk_facts_free (desk->facts);
  desk->facts = facts;
  isg_hazards_field_set_people (ISG_HAZARDS_FIELD (field_of (desk, HAZARDS)), facts->people);
  isg_statements_field_set_people (ISG_STATEMENTS_FIELD (field_of (desk, "answers")),
                                   facts->people);
  begin (desk);
  desk->date = isg_value_date (isg_fields_get (fields_of (desk), "date"));
  show_term (desk);
}

static void
read_facts (Desk *desk)
{
  IsgRecord *record = isg_record_session_record (desk->session);
  IsgRiskQuestion *question;

  if (isg_record_workplace (record) == NULL)
    return;
  if (desk->reading != NULL)
    g_cancellable_cancel (desk->reading);
  g_clear_object (&desk->reading);
  desk->reading = g_cancellable_new ();
  g_free (desk->workplace);
  desk->workplace = g_strdup (isg_record_workplace (record));
  question = g_new0 (IsgRiskQuestion, 1);
  question->workplace = g_strdup (desk->workplace);
  question->assessment = g_strdup (isg_record_uuid (record));
  question->today = today (desk);
  isg_tasks_run (isg_context_tasks (context_of (desk)),
                 isg_risk_facts_read,
                 question,
                 isg_risk_question_free,
                 isg_risk_facts_free,
                 desk->reading,
                 facts_read_cb,
                 desk);
}

static void
store_changed_cb (IsgRecordScreen *screen)
{
  Desk *desk = desk_of (screen);

  if (desk != NULL && isg_record_session_is_loaded (desk->session)
      && gtk_widget_get_root (GTK_WIDGET (screen)) != NULL)
    read_facts (desk);
}

/* ---- the session's news ---- */

static void
viewed_cb (IsgRecordScreen *screen)
{
  Desk *desk = desk_of (screen);

  if (!isg_record_session_is_loaded (desk->session))
    return;
  update_banner (desk);
  show_team (desk);
  isg_risk_matrix_show (desk->matrix,
                        isg_risk_view_method (isg_context_rules (context_of (desk)),
                                              fields_of (desk)),
                        isg_fields_get (fields_of (desk), HAZARDS));
}

static const char *
first_part (Desk *desk)
{
  if (desk->is_new)
    return desk->start == ISG_RISK_START_CHECKLIST ? "checklist" : "hazards";
  return isg_fields_get (fields_of (desk), HAZARDS) != NULL ? "hazards" : "checklist";
}

static void
loaded_cb (IsgRecordScreen *screen)
{
  Desk *desk = desk_of (screen);

  if (!isg_record_session_is_loaded (desk->session))
    return;
  desk->is_new = isg_record_session_saved (desk->session) == NULL;
  isg_record_layout_show_part (isg_record_screen_layout (screen), first_part (desk));
  viewed_cb (screen);
  read_facts (desk);
}

/* ---- rows ---- */

static void
undo (gpointer session)
{
  isg_record_session_undo (session);
}

static void
removed_cb (IsgRecordScreen *screen)
{
  Desk *desk = desk_of (screen);
  IsgWindow *window = isg_record_screen_window (screen);

  if (window != NULL)
    isg_window_toast (window,
                      _ ("Row removed."), undo, g_object_ref (desk->session), g_object_unref, TRUE);
}

static void
undo_cb (IsgRecordScreen *screen, gboolean redo)
{
  Desk *desk = desk_of (screen);

  if (redo ? !isg_record_session_redo (desk->session) : !isg_record_session_undo (desk->session))
    gtk_widget_error_bell (GTK_WIDGET (screen));
}

static void begin_with (IsgWindow *window,
                        IsgRiskStart start,
                        const char *workplace,
                        GPtrArray *copies);

static void
add_copies (Desk *desk, GPtrArray *copies)
{
  IsgValue *present = isg_fields_get (fields_of (desk), HAZARDS);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_fields_unref);
  g_autoptr (IsgValue) value = NULL;
  g_autoptr (IsgFields) fields = NULL;

  for (guint i = 0; i < isg_value_n_groups (present); i++)
    g_ptr_array_add (rows, isg_fields_ref (isg_value_group (present, i)));
  for (guint i = 0; i < copies->len; i++)
    g_ptr_array_add (rows, isg_fields_ref (g_ptr_array_index (copies, i)));
  value = isg_value_new_groups (rows);
  fields = isg_fields_with (fields_of (desk), HAZARDS, value);
  isg_record_session_replace (desk->session, fields);
}

static void
copied_cb (GPtrArray *rows, gboolean here, gpointer data)
{
  IsgRecordScreen *screen = data;
  IsgWindow *window = isg_record_screen_window (screen);
  g_autofree char *text = NULL;

  if (window == NULL)
    return;
  if (!here) {
    begin_with (window, ISG_RISK_START_TABLE, NULL, rows);
    return;
  }
  add_copies (desk_of (screen), rows);
  text = g_strdup_printf (ngettext ("%u row copied.", "%u rows copied.", rows->len), rows->len);
  isg_window_toast (window,
                    text,
                    undo,
                    g_object_ref (desk_of (screen)->session),
                    g_object_unref,
                    FALSE);
}

static void
copy_cb (IsgRecordScreen *screen)
{
  Desk *desk = desk_of (screen);
  IsgValue *hazards = isg_fields_get (fields_of (desk), HAZARDS);
  IsgWindow *window = isg_record_screen_window (screen);

  if (window != NULL && hazards != NULL)
    isg_risk_copy_open (GTK_WINDOW (window),
                        isg_context_rules (context_of (desk)),
                        hazards,
                        isg_record_session_view (desk->session)->editable,
                        copied_cb,
                        g_object_ref (screen),
                        g_object_unref);
}

/* Where work is: a person in the team, else a hazard. */
static gboolean
is_in_team (Desk *desk)
{
  GtkWidget *team = GTK_WIDGET (field_of (desk, "team"));

  return (gtk_widget_get_state_flags (team) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;
}

/* The row itself, as the checklist and the matrix want it. */
static void
open_row_cb (IsgRecordScreen *screen, guint index)
{
  Desk *desk = desk_of (screen);
  g_autofree char *path = g_strdup_printf ("hazards[%u].probability", index);

  isg_form_go_to (isg_record_layout_form (isg_record_screen_layout (desk->screen)), path);
}

static void
add_row_cb (GSimpleAction *action, GVariant *parameter, gpointer screen)
{
  Desk *desk = desk_of (screen);

  if (!isg_record_session_is_loaded (desk->session)
      || !isg_record_session_view (desk->session)->editable)
    return;
  if (is_in_team (desk)) {
    isg_team_field_add (ISG_TEAM_FIELD (field_of (desk, "team")));
    return;
  }
  isg_record_layout_show_part (isg_record_screen_layout (desk->screen), HAZARDS);
  isg_hazards_field_add (ISG_HAZARDS_FIELD (field_of (desk, HAZARDS)));
}

static void
add_actions (Desk *desk)
{
  static const GActionEntry entries[] = { { .name = "add", .activate = add_row_cb } };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (group),
                                   entries,
                                   G_N_ELEMENTS (entries),
                                   desk->screen);
  gtk_widget_insert_action_group (GTK_WIDGET (desk->screen), "rows", G_ACTION_GROUP (group));
}

/* ---- the parts ---- */

static void
add_parts (Desk *desk)
{
  IsgRecordLayout *layout = isg_record_screen_layout (desk->screen);

  desk->matrix = ISG_RISK_MATRIX (isg_risk_matrix_new ());
  isg_record_layout_add_section (layout, "checklist", _ ("Checklist"), "checklist", FALSE);
  isg_record_layout_add_section (layout, "hazards", _ ("Hazards"), "hazards", TRUE);
  /* Translators: a part of a risk assessment; Turkish: Matris */
  isg_record_layout_add_part (layout,
                              "matrix",
                              _ ("Matrix"), isg_part_page_new (GTK_WIDGET (desk->matrix)));
  isg_record_layout_add_part (layout, "form", _ ("Team and document"), NULL);
  desk->banner = banner_new (desk);
  isg_record_layout_set_banner (layout, desk->banner);
}

static void
connect_all (Desk *desk)
{
  IsgRecordScreen *screen = desk->screen;

#define ON(object, name, callback)                                                                 \
  g_signal_connect_object (object, name, G_CALLBACK (callback), screen, G_CONNECT_SWAPPED)
  ON (desk->session, "loaded", loaded_cb);
  ON (desk->session, "viewed", viewed_cb);
  ON (context_of (desk), "changed", store_changed_cb);
  ON (field_of (desk, HAZARDS), "removed", removed_cb);
  ON (field_of (desk, HAZARDS), "copy", copy_cb);
  ON (field_of (desk, HAZARDS), "undo", undo_cb);
  ON (field_of (desk, "date"), "changed", changed_field_cb);
  ON (field_of (desk, "answers"), "removed", removed_cb);
  ON (field_of (desk, "team"), "removed", removed_cb);
  ON (field_of (desk, "answers"), "open", open_row_cb);
  ON (desk->matrix, "open", open_row_cb);
#undef ON
}

void
isg_risk_desk_attach (IsgRecordScreen *screen)
{
  Desk *desk;

  g_return_if_fail (ISG_IS_RECORD_SCREEN (screen));

  desk = g_new0 (Desk, 1);
  desk->screen = screen;
  desk->session = isg_record_screen_session (screen);
  g_object_set_data_full (G_OBJECT (screen), DESK, desk, desk_free);
  add_parts (desk);
  add_actions (desk);
  isg_statements_field_attach (ISG_STATEMENTS_FIELD (field_of (desk, "answers")), desk->session);
  connect_all (desk);
  if (isg_record_session_is_loaded (desk->session))
    loaded_cb (screen);
}

/* ---- beginning ---- */

typedef struct {
  IsgWindow *window; /* (unowned): the sheet's parent */
  IsgRiskStart start;
  GPtrArray *copies; /* (owned) (nullable) */
} Wish;

static void
wish_free (gpointer data)
{
  Wish *wish = data;

  g_clear_pointer (&wish->copies, g_ptr_array_unref);
  g_free (wish);
}

static void
open_new (IsgWindow *window, IsgRiskStart start, const char *workplace, GPtrArray *copies)
{
  IsgScreen *screen = isg_record_screen_new (window, ISG_RISK_KIND, NULL, workplace);
  Desk *desk = desk_of (ISG_RECORD_SCREEN (screen));

  desk->start = start;
  desk->copies = copies != NULL ? g_ptr_array_ref (copies) : NULL;
  isg_window_push (window, screen);
}

static void
workplace_chosen_cb (const char *workplace, gpointer data)
{
  const Wish *wish = data;

  open_new (wish->window, wish->start, workplace, wish->copies);
}

/* Copies go to another workplace than the one that is shown: it is asked for. */
static void
begin_with (IsgWindow *window, IsgRiskStart start, const char *workplace, GPtrArray *copies)
{
  Wish *wish;

  if (workplace == NULL && copies == NULL)
    workplace = isg_context_workplace (isg_window_context (window));
  if (workplace != NULL) {
    open_new (window, start, workplace, copies);
    return;
  }
  wish = g_new0 (Wish, 1);
  wish->window = window;
  wish->start = start;
  wish->copies = copies != NULL ? g_ptr_array_ref (copies) : NULL;
  isg_workplace_sheet_open (window, workplace_chosen_cb, wish, wish_free);
}

void
isg_risk_desk_begin (IsgWindow *window, IsgRiskStart start, const char *workplace)
{
  g_return_if_fail (ISG_IS_WINDOW (window));

  begin_with (window, start, workplace, NULL);
}
