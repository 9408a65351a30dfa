/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-near-miss.h"

#include <glib/gi18n.h>

#include "app/isg-error-text.h"
#include "app/isg-form.h"
#include "app/isg-pages.h"
#include "app/isg-sheet.h"
#include "app/isg-text-scale.h"
#include "app/isg-time-field.h"
#include "app/isg-workplace-sheet.h"

/* Of the pack's kind of accidents, near misses and diseases. */
#define KIND      "incident"
#define NEAR_MISS "near_miss"

typedef struct {
  IsgWindow *window;         /* (unowned): the sheet's parent */
  IsgSheet *sheet;           /* (unowned): it owns us */
  IsgRecordSession *session; /* (owned) */
  IsgForm *form;             /* (unowned): in the sheet */
  gboolean wants_act;        /* once it is checked */
  gboolean keeping;          /* it is being kept */
} Sheet;

static void
sheet_free (gpointer data)
{
  Sheet *sheet = data;

  isg_record_session_set_shown (sheet->session, FALSE);
  g_signal_handlers_disconnect_by_data (sheet->session, sheet);
  g_object_unref (sheet->session);
  g_free (sheet);
}

/* ---- what it says already ---- */

static void
begin (Sheet *sheet)
{
  IsgContext *context = isg_record_session_context (sheet->session);
  IsgClock *clock = isg_context_clock (context);
  g_autoptr (IsgFieldsBuilder) builder
    = isg_fields_builder_new (isg_record_fields (isg_record_session_record (sheet->session)));
  g_autoptr (IsgFields) filled = NULL;
  int seconds;

  isg_fields_builder_set (builder, "incident_type", isg_value_new_code (NEAR_MISS));
  if (isg_time_field_parse_text ("n", clock, &seconds))
    isg_fields_builder_set (builder,
                            "occurred_at",
                            isg_value_new_datetime (isg_clock_today (clock), seconds));
  filled = isg_fields_builder_end (g_steal_pointer (&builder));
  isg_record_session_replace (sheet->session, filled);
}

static void
loaded_cb (Sheet *sheet)
{
  if (!isg_record_session_is_loaded (sheet->session))
    return;
  begin (sheet);
  isg_field_grab (isg_form_field (sheet->form, "description"), NULL);
}

/* ---- keeping ---- */

static void
take_back (gpointer session)
{
  isg_record_session_close (session, _("Written by mistake"));
}

static void
kept_cb (Sheet *sheet)
{
  g_autoptr (IsgSheet) window = NULL;

  if (!sheet->keeping || isg_record_session_saved (sheet->session) == NULL)
    return;
  sheet->keeping = FALSE;
  window = g_object_ref (sheet->sheet);
  isg_window_toast_act (sheet->window,
                        _("Near miss written."),
                           _("Add a measure"),
                              "win.new-record",
                              "finding",
                              take_back,
                              g_object_ref (sheet->session),
                              g_object_unref);
  isg_sheet_finish (window);
}

/* The sheet asks less than the whole form: who reports it can be added there.
 */
static const char *
first_gap (Sheet *sheet)
{
  const IsgFormView *view = isg_record_session_view (sheet->session);

  for (guint i = 0; i < view->places->len; i++) {
    const IsgFinding *finding = g_ptr_array_index (view->places, i);
    g_autofree char *id = isg_form_view_field_of (isg_finding_path (finding));

    if (isg_finding_severity (finding) == ISG_SEVERITY_BLOCK
        && isg_form_field (sheet->form, id) != NULL)
      return isg_finding_path (finding);
  }
  return NULL;
}

static void
keep (Sheet *sheet)
{
  const char *gap = first_gap (sheet);

  sheet->wants_act = FALSE;
  if (gap != NULL) {
    isg_form_show_all_findings (sheet->form);
    isg_form_go_to (sheet->form, gap);
    return;
  }
  sheet->keeping = TRUE;
  isg_record_session_leave (sheet->session);
}

static void
act_cb (IsgSheet *window, Sheet *sheet)
{
  sheet->wants_act = TRUE;
  if (isg_record_session_is_loaded (sheet->session)
      && isg_record_session_is_checked (sheet->session))
    keep (sheet);
}

static void
viewed_cb (Sheet *sheet)
{
  if (sheet->wants_act && isg_record_session_is_checked (sheet->session))
    keep (sheet);
  kept_cb (sheet);
}

static void
failed_cb (IsgRecordSession *session, const GError *error, Sheet *sheet)
{
  g_autofree char *text = isg_error_text (error);

  sheet->keeping = FALSE;
  isg_sheet_set_error (sheet->sheet, text);
}

/* Cancelled: what was typed stays as a draft and is offered with the next
 * event. */
static void
cancelled_cb (IsgSheet *window, Sheet *sheet)
{
  IsgRecord *record = isg_record_session_record (sheet->session);

  if (isg_record_session_is_loaded (sheet->session)
      && isg_record_get (record, "description") != NULL)
    isg_record_session_keep_draft (sheet->session);
  else
    isg_record_session_abandon (sheet->session);
}

/* ---- the sheet ---- */

static GtkWidget *
content_new (Sheet *sheet)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  sheet->form = isg_form_new_part (sheet->session, "near-miss");
  gtk_widget_add_css_class (GTK_WIDGET (sheet->form), "sheet-content");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller),
                                  GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), isg_scaled (560));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (sheet->form));
  return scroller;
}

static void
open_at (IsgWindow *window, const char *workplace)
{
  Sheet *sheet = g_new0 (Sheet, 1);

  sheet->window = window;
  sheet->session = isg_record_session_new (isg_window_context (window), KIND, NULL, workplace);
  sheet->sheet = isg_sheet_new (GTK_WINDOW (window), _("Near miss"), _("Write"), NULL);
  gtk_window_set_default_size (GTK_WINDOW (sheet->sheet), isg_scaled (520), -1);
  isg_sheet_set_content (sheet->sheet, content_new (sheet));
  g_object_set_data_full (G_OBJECT (sheet->sheet), "isg-sheet", sheet, sheet_free);

  g_signal_connect (sheet->sheet, "act", G_CALLBACK (act_cb), sheet);
  g_signal_connect (sheet->sheet, "cancelled", G_CALLBACK (cancelled_cb), sheet);
  g_signal_connect_swapped (sheet->session, "loaded", G_CALLBACK (loaded_cb), sheet);
  g_signal_connect_swapped (sheet->session, "viewed", G_CALLBACK (viewed_cb), sheet);
  g_signal_connect_swapped (sheet->session, "kept", G_CALLBACK (kept_cb), sheet);
  g_signal_connect (sheet->session, "failed", G_CALLBACK (failed_cb), sheet);
  gtk_window_present (GTK_WINDOW (sheet->sheet));
}

static void
chosen_cb (const char *workplace, gpointer window)
{
  open_at (window, workplace);
}

void
isg_near_miss_open (IsgWindow *window)
{
  IsgContext *context;

  g_return_if_fail (ISG_IS_WINDOW (window));

  context = isg_window_context (window);
  if (context == NULL || isg_rules_kind (isg_context_rules (context), KIND) == NULL)
    return;
  if (isg_context_workplace (context) != NULL)
    open_at (window, isg_context_workplace (context));
  else
    isg_workplace_sheet_open (window, chosen_cb, window, NULL);
}
