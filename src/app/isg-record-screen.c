/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-record-screen.h"

#include <glib/gi18n.h>

#include "app/isg-error-text.h"
#include "app/isg-field-finder.h"
#include "app/isg-health-line.h"
#include "app/isg-pick-field.h"
#include "app/isg-professional-sheet.h"
#include "app/isg-record-acts.h"
#include "app/isg-record-parts.h"
#include "app/isg-record-print.h"
#include "app/isg-risk-desk.h"
#include "app/isg-rows-field.h"
#include "app/isg-sgk-panel.h"
#include "submit/isg-submit-error.h"

struct _IsgRecordScreen {
  IsgScreen parent_instance;

  IsgWindow *window;         /* (unowned) (nullable): weak */
  IsgRecordSession *session; /* (owned) */
  IsgRecordLayout *layout;   /* (unowned): our content */
  gboolean wants_focus;      /* once it is loaded */
  gboolean wants_finish;     /* once it is checked */
  int wants_missing;         /* to go on (1) or back (-1) once it is checked; 0: no */
  gboolean has_parts;
  gboolean gone;                              /* the window took it away */
  void (*finished) (IsgRecordScreen *screen); /* (nullable): instead of going back */
  char *title;                                /* (nullable): instead of the kind's */
  char *subtitle;                             /* (nullable) */
};

G_DEFINE_FINAL_TYPE (IsgRecordScreen, isg_record_screen, ISG_TYPE_SCREEN)

IsgRecordSession *
isg_record_screen_session (IsgRecordScreen *self)
{
  g_return_val_if_fail (ISG_IS_RECORD_SCREEN (self), NULL);

  return self->session;
}

IsgRecordLayout *
isg_record_screen_layout (IsgRecordScreen *self)
{
  g_return_val_if_fail (ISG_IS_RECORD_SCREEN (self), NULL);

  return self->layout;
}

IsgWindow *
isg_record_screen_window (IsgRecordScreen *self)
{
  g_return_val_if_fail (ISG_IS_RECORD_SCREEN (self), NULL);

  return self->window;
}

/* ---- title ---- */

static char *
subtitle (IsgRecordScreen *self)
{
  const IsgKind *kind = isg_record_session_kind (self->session);
  const char *label = isg_kind_label (kind, isg_i18n_language ());
  const char *title = isg_record_session_title (self->session);
  const char *workplace = isg_record_session_workplace_title (self->session);

  /* A title that begins with the kind's own name says it twice. */
  if (title != NULL && g_str_has_prefix (title, label))
    title = NULL;
  if (title == NULL || workplace == NULL)
    return g_strdup (title != NULL ? title : workplace);
  return g_strdup_printf ("%s · %s", title, workplace);
}

static void
update_title (IsgRecordScreen *self)
{
  const IsgKind *kind = isg_record_session_kind (self->session);
  g_autofree char *below = subtitle (self);
  g_autoptr (GMenuModel) menu = isg_record_acts_menu (self->session);

  if (self->title != NULL)
    isg_screen_set_title (ISG_SCREEN (self), self->title, self->subtitle);
  else
    isg_screen_set_title (ISG_SCREEN (self), isg_kind_label (kind, isg_i18n_language ()), below);
  isg_screen_set_menu (ISG_SCREEN (self), menu, _ ("Record menu"));
  isg_screen_show_gate (ISG_SCREEN (self),
                        isg_record_session_view (self->session)->note
                          == ISG_FORM_NOTE_CAN_WITHDRAW);
}

void
isg_record_screen_set_words (IsgRecordScreen *self, const char *title, const char *subtitle)
{
  g_return_if_fail (ISG_IS_RECORD_SCREEN (self));

  g_free (self->title);
  g_free (self->subtitle);
  self->title = g_strdup (title);
  self->subtitle = g_strdup (subtitle);
  update_title (self);
}

/* ---- finishing ---- */

void
isg_record_screen_set_finished (IsgRecordScreen *self, void (*finished) (IsgRecordScreen *screen))
{
  g_return_if_fail (ISG_IS_RECORD_SCREEN (self));

  self->finished = finished;
}

static void
withdraw (gpointer session)
{
  isg_record_session_withdraw (session);
}

static void
finished_cb (IsgRecordScreen *self, gboolean sent)
{
  IsgWindow *window = self->window;

  if (window == NULL)
    return;
  if (self->finished != NULL) {
    if (isg_window_screen (window) == ISG_SCREEN (self))
      self->finished (self);
    return;
  }
  if (sent)
    isg_window_toast (window,
                      _ ("Put into the sign basket."),
                         withdraw,
                         g_object_ref (self->session),
                         g_object_unref,
                         FALSE);
  else
    isg_window_toast (window, _ ("Completed"), NULL, NULL, NULL, FALSE);
  if (isg_window_screen (window) == ISG_SCREEN (self))
    isg_window_pop (window);
}

static void
not_sent_cb (AdwMessageDialog *dialog, const char *response, IsgRecordScreen *self)
{
  if (g_strcmp0 (response, "not-sent") == 0)
    isg_record_session_finish_confirmed (self->session);
}

/* Of the time that an old copy does not know a person may know more. */
static void
ask_not_sent (IsgRecordScreen *self)
{
  GtkWidget *dialog
    = adw_message_dialog_new (GTK_WINDOW (self->window), _ ("Was this not sent before?"), NULL);

  adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (dialog),
                               _ ("This file is an old copy. What the lost copy sent before it was "
                                  "restored is not known here. Look at your receipts; the Ministry "
                                  "is asked again before it is sent."));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog),
                                    "cancel",
                                    _ ("Cancel"), "not-sent", _ ("It was not sent"), NULL);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (not_sent_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
failed_cb (IsgRecordScreen *self, const GError *error)
{
  if (self->window == NULL)
    return;
  if (g_error_matches (error, ISG_SUBMIT_ERROR, ISG_SUBMIT_ERROR_MAYBE_SENT))
    ask_not_sent (self);
  else
    isg_window_show_error (self->window, error);
}

static void
go_to_first_missing (IsgRecordScreen *self, guint n)
{
  IsgForm *form = isg_record_layout_form (self->layout);
  /* Translators: pressed to finish while something is still empty or wrong. */
  g_autofree char *text = g_strdup_printf (ngettext ("%u place is missing; moved to it.",
                                                     "%u places are missing; moved to the first.",
                                                     n),
                                           n);

  isg_form_show_all_findings (form);
  isg_form_go_to_first_missing (form);
  isg_record_layout_say (self->layout, text);
}

/* What is finished waits for nothing any more. */
static void
settle_waiting (IsgRecordScreen *self)
{
  if (isg_kind_field (isg_record_session_kind (self->session), "waiting_for_tests") != NULL)
    isg_record_session_set (self->session, "waiting_for_tests", NULL, NULL);
}

static void
finish_checked (IsgRecordScreen *self)
{
  const IsgFormView *view = isg_record_session_view (self->session);

  self->wants_finish = FALSE;
  if (view->n_missing > 0)
    go_to_first_missing (self, view->n_missing);
  else {
    settle_waiting (self);
    isg_record_session_finish (self->session);
  }
}

void
isg_record_screen_finish (IsgRecordScreen *self)
{
  g_return_if_fail (ISG_IS_RECORD_SCREEN (self));

  if (!isg_record_session_is_loaded (self->session)
      || !isg_record_session_view (self->session)->editable)
    return;
  isg_record_layout_show_fields (self->layout);
  self->wants_finish = TRUE;
  /* What was typed last is judged first. */
  if (isg_record_session_is_checked (self->session))
    finish_checked (self);
}

static void
go_missing_checked (IsgRecordScreen *self)
{
  gboolean back = self->wants_missing < 0;

  self->wants_missing = 0;
  if (!isg_form_go_to_missing (isg_record_layout_form (self->layout), back))
    gtk_widget_error_bell (GTK_WIDGET (self));
}

void
isg_record_screen_go_to_missing (IsgRecordScreen *self, gboolean back)
{
  g_return_if_fail (ISG_IS_RECORD_SCREEN (self));

  isg_record_layout_show_fields (self->layout);
  self->wants_missing = back ? -1 : 1;
  /* What was answered last is judged first. */
  if (isg_record_session_is_checked (self->session))
    go_missing_checked (self);
}

/* ---- the session's news ---- */

static void
viewed_cb (IsgRecordScreen *self)
{
  update_title (self);
  isg_finding_act_by_itself (self);
  if (!isg_record_session_is_checked (self->session))
    return;
  if (self->wants_missing != 0)
    go_missing_checked (self);
  if (self->wants_finish)
    finish_checked (self);
}

static void
show_load_error (IsgRecordScreen *self)
{
  g_autofree char *text = isg_error_text (isg_record_session_error (self->session));
  GtkWidget *page = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "dialog-warning-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), text);
  isg_screen_set_content (ISG_SCREEN (self), page);
}

/* Whoever was quicker than the program types on where they are. */
static void
go_to_first (IsgRecordScreen *self)
{
  IsgForm *form = isg_record_layout_form (self->layout);

  if (isg_form_present_section (form) != NULL)
    return;
  if (self->finished != NULL)
    isg_form_go_to_first_blank (form);
  else
    isg_record_layout_grab (self->layout);
}

static void
loaded_cb (IsgRecordScreen *self)
{
  if (!isg_record_session_is_loaded (self->session)) {
    if (isg_record_session_error (self->session) != NULL)
      show_load_error (self);
    return;
  }
  gtk_widget_set_sensitive (GTK_WIDGET (self->layout), TRUE);
  if (!self->has_parts && isg_record_session_saved (self->session) != NULL) {
    self->has_parts = TRUE;
    isg_record_parts_add (self);
  }
  update_title (self);
  if (self->wants_focus) {
    self->wants_focus = FALSE;
    go_to_first (self);
  }
}

static void
act_cb (IsgRecordScreen *self, IsgField *field, const char *code)
{
  isg_finding_act (self, code);
}

/* ---- "New person…" ---- */

static void
person_made_cb (const char *uuid, gpointer field)
{
  isg_pick_field_take (field, uuid);
  isg_field_grab (field, NULL);
}

static void
new_record_cb (IsgPickField *field, const char *text, IsgRecordScreen *self)
{
  if (self->window != NULL)
    isg_professional_sheet_open (GTK_WINDOW (self->window),
                                 isg_record_session_context (self->session),
                                 NULL,
                                 text,
                                 person_made_cb,
                                 g_object_ref (field),
                                 g_object_unref);
}

static void
watch_fields (IsgRecordScreen *self)
{
  GPtrArray *fields = isg_form_fields (isg_record_layout_form (self->layout));

  for (guint i = 0; i < fields->len; i++)
    if (ISG_IS_PICK_FIELD (g_ptr_array_index (fields, i)))
      g_signal_connect_object (g_ptr_array_index (fields, i),
                               "new-record",
                               G_CALLBACK (new_record_cb),
                               self,
                               0);
}

/* ---- the screen ---- */

static void
isg_record_screen_focus_first (IsgScreen *screen)
{
  IsgRecordScreen *self = ISG_RECORD_SCREEN (screen);

  self->wants_focus = TRUE;
  if (isg_record_session_is_loaded (self->session))
    loaded_cb (self);
}

static void
isg_record_screen_leave (IsgScreen *screen)
{
  isg_record_session_leave (ISG_RECORD_SCREEN (screen)->session);
}

static void
isg_record_screen_find (IsgScreen *screen)
{
  IsgRecordScreen *self = ISG_RECORD_SCREEN (screen);

  isg_record_layout_show_part (self->layout, "form");
  isg_field_finder_open (isg_record_layout_form (self->layout));
}

static void
isg_record_screen_do_finish (IsgScreen *screen)
{
  isg_record_screen_finish (ISG_RECORD_SCREEN (screen));
}

/* Ctrl+N in a list adds a row to it. */
static void
isg_record_screen_add (IsgScreen *screen)
{
  IsgRowsField *list = isg_rows_field_focused (GTK_WIDGET (screen));

  if (list != NULL)
    isg_rows_field_add (list, NULL);
  else
    gtk_widget_activate_action (GTK_WIDGET (screen), "rows.add", NULL);
}

static void
isg_record_screen_print (IsgScreen *screen)
{
  IsgRecordScreen *self = ISG_RECORD_SCREEN (screen);

  if (self->window != NULL && isg_record_session_is_loaded (self->session))
    isg_record_print (self->session, self->window);
}

static void
band_cb (IsgRecordScreen *self)
{
  isg_record_layout_set_band (self->layout, isg_screen_band (ISG_SCREEN (self)));
}

static void
left_cb (IsgRecordScreen *self)
{
  self->gone = TRUE;
  isg_record_session_set_shown (self->session, FALSE);
}

static void
isg_record_screen_dispose (GObject *object)
{
  IsgRecordScreen *self = ISG_RECORD_SCREEN (object);

  if (self->session != NULL && !self->gone)
    isg_record_session_set_shown (self->session, FALSE);
  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (isg_record_screen_parent_class)->dispose (object);
}

static void
isg_record_screen_finalize (GObject *object)
{
  IsgRecordScreen *self = ISG_RECORD_SCREEN (object);

  g_free (self->title);
  g_free (self->subtitle);
  G_OBJECT_CLASS (isg_record_screen_parent_class)->finalize (object);
}

static void
isg_record_screen_class_init (IsgRecordScreenClass *klass)
{
  IsgScreenClass *screen_class = ISG_SCREEN_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = isg_record_screen_dispose;
  G_OBJECT_CLASS (klass)->finalize = isg_record_screen_finalize;
  screen_class->focus_first = isg_record_screen_focus_first;
  screen_class->leave = isg_record_screen_leave;
  screen_class->find = isg_record_screen_find;
  screen_class->finish = isg_record_screen_do_finish;
  screen_class->add = isg_record_screen_add;
  screen_class->print = isg_record_screen_print;
}

static void
isg_record_screen_init (IsgRecordScreen *self)
{
  g_signal_connect (self, "notify::band", G_CALLBACK (band_cb), NULL);
  g_signal_connect (self, "left", G_CALLBACK (left_cb), NULL);
}

static void
connect_session (IsgRecordScreen *self)
{
  IsgForm *form = isg_record_layout_form (self->layout);

  g_signal_connect_object (self->session,
                           "loaded",
                           G_CALLBACK (loaded_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session,
                           "viewed",
                           G_CALLBACK (viewed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session,
                           "finished",
                           G_CALLBACK (finished_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session,
                           "failed",
                           G_CALLBACK (failed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (form, "act", G_CALLBACK (act_cb), self, G_CONNECT_SWAPPED);
}

static void
add_print (IsgRecordScreen *self)
{
  GtkWidget *print = gtk_button_new_from_icon_name ("printer-symbolic");

  gtk_accessible_update_property (GTK_ACCESSIBLE (print),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Print"), -1);
  gtk_widget_set_tooltip_text (print, _ ("Print"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (print), "win.print");
  isg_screen_pack_end (ISG_SCREEN (self), print);
}

IsgScreen *
isg_record_screen_new_for (IsgWindow *window, IsgRecordSession *session)
{
  IsgRecordScreen *self = g_object_new (ISG_TYPE_RECORD_SCREEN, NULL);
  const char *kind = isg_kind_id (isg_record_session_kind (session));

  g_set_weak_pointer (&self->window, window);
  self->session = g_object_ref (session);
  self->layout = isg_record_layout_new (session);
  /* Nothing is typed into what has not been read. */
  gtk_widget_set_sensitive (GTK_WIDGET (self->layout), isg_record_session_is_loaded (session));
  isg_screen_set_content (ISG_SCREEN (self), GTK_WIDGET (self->layout));
  /* Before the screen itself hears that the record was read, and puts the focus into a part. */
  if (g_str_equal (kind, ISG_RISK_KIND))
    isg_risk_desk_attach (self);
  connect_session (self);
  watch_fields (self);
  if (isg_kind_has_sealed (isg_record_session_kind (session)))
    isg_record_layout_set_banner (self->layout,
                                  isg_health_line_new (isg_record_session_context (session)));
  if (g_str_equal (kind, "incident"))
    isg_sgk_panel_add (self);
  isg_record_acts_add (self);
  add_print (self);
  update_title (self);
  return ISG_SCREEN (self);
}

IsgScreen *
isg_record_screen_new (IsgWindow *window, const char *kind, const char *uuid, const char *workplace)
{
  g_autoptr (IsgRecordSession) session
    = isg_record_session_new (isg_window_context (window), kind, uuid, workplace);

  return isg_record_screen_new_for (window, session);
}
