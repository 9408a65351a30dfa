/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-professional-sheet.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/isg-error-text.h"
#include "app/isg-form.h"
#include "app/isg-professional-card.h"
#include "app/isg-sheet.h"
#include "app/isg-text-scale.h"
#include "base/isg-text.h"

typedef struct {
  IsgSheet *sheet;           /* (unowned): it owns us */
  IsgRecordSession *session; /* (owned) */
  IsgForm *form;             /* (unowned): in the sheet */
  GtkWidget *card_button;    /* (unowned): in the sheet */
  GCancellable *reading;     /* (owned) (nullable): the card */
  char *name;                /* (nullable): until it is loaded */
  gboolean wants_act;        /* once it is checked */
  void (*made) (const char *uuid, gpointer data);
  gpointer data;
  GDestroyNotify data_free; /* (nullable) */
} Sheet;

static void
sheet_free (gpointer data)
{
  Sheet *sheet = data;

  if (sheet->reading != NULL)
    g_cancellable_cancel (sheet->reading);
  g_clear_object (&sheet->reading);
  if (sheet->data_free != NULL)
    sheet->data_free (sheet->data);
  isg_record_session_set_shown (sheet->session, FALSE);
  g_signal_handlers_disconnect_by_data (sheet->session, sheet);
  g_object_unref (sheet->session);
  g_free (sheet->name);
  g_free (sheet);
}

/* ---- what is filled ---- */

static void
fill (Sheet *sheet, const char *number, const char *given, const char *family)
{
  IsgFields *fields = isg_record_fields (isg_record_session_record (sheet->session));
  g_autoptr (IsgFieldsBuilder) builder = isg_fields_builder_new (fields);
  g_autoptr (IsgFields) filled = NULL;

  if (number != NULL)
    isg_fields_builder_set (builder, "national_id", isg_value_new_text (number));
  if (given != NULL && *given != '\0')
    isg_fields_builder_set (builder, "given_name", isg_value_new_text (given));
  if (family != NULL && *family != '\0')
    isg_fields_builder_set (builder, "family_name", isg_value_new_text (family));
  filled = isg_fields_builder_end (g_steal_pointer (&builder));
  isg_record_session_replace (sheet->session, filled);
}

/* The last word is the family name. */
static void
fill_name (Sheet *sheet, const char *number, const char *name)
{
  g_autofree char *cased = isg_text_name_case (name);
  char *space = strrchr (cased, ' ');

  if (space != NULL)
    *space = '\0';
  fill (sheet, number, cased, space != NULL ? space + 1 : NULL);
}

static void
card_read_cb (const char *number, const char *name, const GError *error, gpointer data)
{
  Sheet *sheet = data;

  g_clear_object (&sheet->reading);
  gtk_widget_set_sensitive (sheet->card_button, TRUE);
  if (error != NULL) {
    g_autofree char *text = isg_error_text (error);

    isg_sheet_set_error (sheet->sheet, text);
    return;
  }
  isg_sheet_set_error (sheet->sheet, NULL);
  fill_name (sheet, number, name);
}

static void
read_card_cb (Sheet *sheet)
{
  gtk_widget_set_sensitive (sheet->card_button, FALSE);
  g_clear_object (&sheet->reading);
  sheet->reading = g_cancellable_new ();
  isg_professional_card_read (isg_record_session_context (sheet->session),
                              sheet->reading,
                              card_read_cb,
                              sheet);
}

/* ---- keeping ---- */

static void
finish (Sheet *sheet)
{
  const IsgFormView *view = isg_record_session_view (sheet->session);

  sheet->wants_act = FALSE;
  if (view->n_missing > 0) {
    isg_form_show_all_findings (sheet->form);
    isg_form_go_to_first_missing (sheet->form);
    return;
  }
  isg_record_session_finish (sheet->session);
}

static void
act_cb (IsgSheet *window, Sheet *sheet)
{
  sheet->wants_act = TRUE;
  if (isg_record_session_is_checked (sheet->session))
    finish (sheet);
}

static void
viewed_cb (Sheet *sheet)
{
  if (sheet->wants_act && isg_record_session_is_checked (sheet->session))
    finish (sheet);
}

static void
finished_cb (IsgRecordSession *session, gboolean sent, Sheet *sheet)
{
  g_autoptr (IsgSheet) window = g_object_ref (sheet->sheet);

  if (sheet->made != NULL)
    sheet->made (isg_record_uuid (isg_record_session_record (session)), sheet->data);
  isg_sheet_finish (window);
}

static void
failed_cb (IsgRecordSession *session, const GError *error, Sheet *sheet)
{
  g_autofree char *text = isg_error_text (error);

  isg_sheet_set_error (sheet->sheet, text);
}

static void
loaded_cb (Sheet *sheet)
{
  if (!isg_record_session_is_loaded (sheet->session))
    return;
  /* A card that was begun and put aside is gone on with. */
  isg_record_session_take_recovered (sheet->session, TRUE);
  if (sheet->name != NULL && *sheet->name != '\0'
      && isg_fields_size (isg_record_fields (isg_record_session_record (sheet->session))) == 0)
    fill_name (sheet, NULL, sheet->name);
  g_clear_pointer (&sheet->name, g_free);
  isg_form_go_to_first (sheet->form);
}

/* Cancelled: what was typed stays as a draft and is offered again. */
static void
cancelled_cb (IsgSheet *window, Sheet *sheet)
{
  isg_record_session_keep_draft (sheet->session);
}

static GtkWidget *
content_new (Sheet *sheet)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  sheet->card_button = gtk_button_new_with_label (_ ("Read from the card"));
  gtk_widget_set_halign (sheet->card_button, GTK_ALIGN_START);
  g_signal_connect_swapped (sheet->card_button, "clicked", G_CALLBACK (read_card_cb), sheet);
  sheet->form = isg_form_new (sheet->session);
  gtk_widget_add_css_class (box, "sheet-content");
  gtk_box_append (GTK_BOX (box), sheet->card_button);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (sheet->form));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller),
                                  GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), isg_scaled (560));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  return scroller;
}

void
isg_professional_sheet_open (GtkWindow *parent,
                             IsgContext *context,
                             const char *uuid,
                             const char *name,
                             void (*made) (const char *uuid, gpointer data),
                             gpointer data,
                             GDestroyNotify data_free)
{
  Sheet *sheet = g_new0 (Sheet, 1);

  sheet->name = g_strdup (name);
  sheet->made = made;
  sheet->data = data;
  sheet->data_free = data_free;
  sheet->session = isg_record_session_new (context, "professional", uuid, NULL);
  sheet->sheet = isg_sheet_new (parent, _ ("Expert or physician"), _ ("Complete"), NULL);
  gtk_window_set_default_size (GTK_WINDOW (sheet->sheet), isg_scaled (560), -1);
  isg_sheet_set_content (sheet->sheet, content_new (sheet));
  g_object_set_data_full (G_OBJECT (sheet->sheet), "isg-sheet", sheet, sheet_free);

  g_signal_connect (sheet->sheet, "act", G_CALLBACK (act_cb), sheet);
  g_signal_connect (sheet->sheet, "cancelled", G_CALLBACK (cancelled_cb), sheet);
  g_signal_connect_swapped (sheet->session, "loaded", G_CALLBACK (loaded_cb), sheet);
  g_signal_connect_swapped (sheet->session, "viewed", G_CALLBACK (viewed_cb), sheet);
  g_signal_connect (sheet->session, "finished", G_CALLBACK (finished_cb), sheet);
  g_signal_connect (sheet->session, "failed", G_CALLBACK (failed_cb), sheet);
  gtk_window_present (GTK_WINDOW (sheet->sheet));
}
