/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/isg-record-acts.h"
#include "app/isg-sheet.h"

/* ---- "Close record…" ---- */

typedef struct {
  IsgRecordScreen *screen; /* (owned) */
  IsgSheet *sheet;         /* (unowned): GTK's */
  GtkEditable *reason;     /* (unowned): in the sheet */
} Closing;

static void
closing_free (gpointer data, GClosure *closure)
{
  Closing *closing = data;

  g_object_unref (closing->screen);
  g_free (closing);
}

static void
open_again (gpointer session)
{
  isg_record_session_close (session, NULL);
}

static void
close_cb (IsgSheet *sheet, Closing *closing)
{
  IsgRecordSession *session = isg_record_screen_session (closing->screen);
  IsgWindow *window = isg_record_screen_window (closing->screen);
  g_autofree char *reason = g_strstrip (g_strdup (gtk_editable_get_text (closing->reason)));

  if (*reason == '\0') {
    isg_sheet_set_error (sheet, _ ("Write why the record is closed."));
    gtk_widget_grab_focus (GTK_WIDGET (closing->reason));
    return;
  }
  isg_record_session_close (session, reason);
  if (window != NULL) {
    isg_window_toast (window,
                      _ ("Record closed."),
                         open_again,
                         g_object_ref (session),
                         g_object_unref,
                         TRUE);
    if (isg_window_screen (window) == ISG_SCREEN (closing->screen))
      isg_window_pop (window);
  }
  isg_sheet_finish (sheet);
}

static GtkWidget *
closing_content (GtkEditable **out_reason)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *explanation
    = gtk_label_new (_ ("Nothing is deleted: the record leaves the list and is kept as long as the "
                        "law asks."));
  GtkWidget *label = gtk_label_new_with_mnemonic (_ ("_Reason"));
  GtkWidget *entry = gtk_entry_new ();

  gtk_label_set_wrap (GTK_LABEL (explanation), TRUE);
  gtk_label_set_xalign (GTK_LABEL (explanation), 0);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), entry);
  gtk_widget_add_css_class (box, "sheet-content");
  gtk_box_append (GTK_BOX (box), explanation);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), entry);
  *out_reason = GTK_EDITABLE (entry);
  return box;
}

static void
activate_cb (IsgSheet *sheet)
{
  gtk_widget_activate_action (GTK_WIDGET (sheet), "sheet.act", NULL);
}

void
isg_record_close_ask (IsgRecordScreen *screen)
{
  IsgWindow *window;
  Closing *closing;

  g_return_if_fail (ISG_IS_RECORD_SCREEN (screen));

  window = isg_record_screen_window (screen);
  if (window == NULL)
    return;
  closing = g_new0 (Closing, 1);
  closing->screen = g_object_ref (screen);
  closing->sheet
    = isg_sheet_new (GTK_WINDOW (window), _ ("Close record"), _ ("Close record"), NULL);
  isg_sheet_set_content (closing->sheet, closing_content (&closing->reason));
  g_signal_connect_object (closing->reason,
                           "activate",
                           G_CALLBACK (activate_cb),
                           closing->sheet,
                           G_CONNECT_SWAPPED);
  g_signal_connect_data (closing->sheet, "act", G_CALLBACK (close_cb), closing, closing_free, 0);
  gtk_window_present (GTK_WINDOW (closing->sheet));
}

/* ---- "Show differences" ---- */

static char *
value_words (const IsgFieldDef *def, IsgFields *fields)
{
  IsgValue *value = isg_fields_get (fields, isg_field_def_id (def));
  const IsgCodeList *list = isg_field_def_code_list_for (def, fields);

  if (value == NULL)
    return g_strdup ("–");
  if (isg_value_type (value) == ISG_VALUE_GROUPS)
    /* Translators: rows of a list in a form. */
    return g_strdup_printf (ngettext ("%u row", "%u rows", isg_value_n_groups (value)),
                            isg_value_n_groups (value));
  if (isg_value_type (value) == ISG_VALUE_DATE)
    return isg_i18n_date (isg_value_date (value), FALSE);
  if (isg_value_type (value) == ISG_VALUE_CODE && list != NULL)
    return g_strdup (isg_code_list_label (list, isg_value_text (value), isg_i18n_language ()));
  /* A uuid says nothing to a person. */
  if (isg_value_type (value) == ISG_VALUE_REF)
    return g_strdup (_ ("another choice"));
  return isg_value_to_text (value);
}

static GtkWidget *
difference_row (const IsgFieldDef *def, IsgFields *now, IsgFields *draft)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *before = value_words (def, now);
  g_autofree char *after = value_words (def, draft);
  g_autofree char *words = g_strdup_printf ("%s → %s", before, after);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 isg_field_def_label (def, isg_i18n_language ()));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
  return row;
}

static GtkWidget *
differences_content (IsgRecordSession *session, IsgFields *draft)
{
  IsgFields *now = isg_record_fields (isg_record_session_record (session));
  GPtrArray *defs = isg_kind_fields (isg_record_session_kind (session));
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_widget_add_css_class (list, "sheet-content");
  gtk_widget_set_valign (list, GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Differences"), -1);
  for (guint i = 0; i < defs->len; i++) {
    const IsgFieldDef *def = g_ptr_array_index (defs, i);
    const char *id = isg_field_def_id (def);

    if (!isg_value_equal (isg_fields_get (now, id), isg_fields_get (draft, id)))
      gtk_list_box_append (GTK_LIST_BOX (list), difference_row (def, now, draft));
  }
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller),
                                  GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), list);
  return scroller;
}

static void
use_cb (IsgSheet *sheet, IsgRecordScreen *screen)
{
  isg_sheet_finish (sheet);
  gtk_widget_activate_action (GTK_WIDGET (screen), "record.use-draft", NULL);
}

void
isg_record_differences_show (IsgRecordScreen *screen)
{
  IsgRecordSession *session;
  IsgWindow *window;
  IsgFields *draft;
  IsgSheet *sheet;

  g_return_if_fail (ISG_IS_RECORD_SCREEN (screen));

  session = isg_record_screen_session (screen);
  window = isg_record_screen_window (screen);
  draft = isg_record_session_recovered (session, NULL);
  if (window == NULL || draft == NULL)
    return;
  sheet = isg_sheet_new (GTK_WINDOW (window), _ ("Differences"), _ ("Use"), NULL);
  isg_sheet_set_content (sheet, differences_content (session, draft));
  g_signal_connect_object (sheet, "act", G_CALLBACK (use_cb), screen, 0);
  gtk_window_present (GTK_WINDOW (sheet));
}
