/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-receipt-year.h"

#include <glib/gi18n.h>

#include "app/isg-error-text.h"
#include "app/isg-sheet.h"
#include "app/isg-text-scale.h"
#include "store/isg-store-record.h"
#include "submit/isg-receipt-archive.h"

#define SHEET_WIDTH  480
#define SHEET_HEIGHT 240

/* ---- the file ---- */

typedef struct {
  char *workplace; /* (owned) */
  char *name;      /* (owned) */
  guint year;
} Archive;

static void
archive_free (gpointer pointer)
{
  Archive *archive = pointer;

  g_free (archive->workplace);
  g_free (archive->name);
  g_free (archive);
}

static GBytes *
make_archive (IsgStore *store, gpointer data, GError **error)
{
  const Archive *archive = data;

  return isg_receipt_archive_make (store, archive->workplace, archive->year, NULL, error);
}

IsgKeepFile
isg_receipt_year_file (const char *workplace, guint year)
{
  Archive *archive = g_new0 (Archive, 1);

  archive->workplace = g_strdup (workplace);
  archive->year = year;
  archive->name = g_strdup_printf ("%s-%u-%.8s.tar", _ ("isg-receipts"), year, workplace);
  return (IsgKeepFile){ .title = _ ("Receipts of a year"),
                                    .name = archive->name,
                                    .done = _ ("Receipts of the year kept"),
                                               .make = make_archive,
                                               .data = archive,
                                               .data_free = archive_free };
}

/* ---- which years ---- */

typedef struct {
  guint year;
  guint n;
} Year;

static gboolean
is_answered (const IsgRow *row)
{
  static const char *const answered[]
    = { "ACCEPTED", "PARTLY_ACCEPTED", "REJECTED", "SUPERSEDED", "CANCELLED", NULL };

  return row->badge != NULL && g_strv_contains (answered, row->badge);
}

static void
count_row (GArray *years, const IsgRow *row)
{
  int year;
  Year new_one;

  if (!is_answered (row) || row->date == ISG_DATE_NONE)
    return;
  isg_date_split (row->date, &year, NULL, NULL);
  for (guint i = 0; i < years->len; i++)
    if (g_array_index (years, Year, i).year == (guint) year) {
      g_array_index (years, Year, i).n++;
      return;
    }
  new_one = (Year){ (guint) year, 1 };
  g_array_append_val (years, new_one);
}

static int
newest_first (gconstpointer a, gconstpointer b)
{
  return (int) ((const Year *) b)->year - (int) ((const Year *) a)->year;
}

static gpointer
read_years (IsgStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) years = g_array_new (FALSE, FALSE, sizeof (Year));

  for (int closed = 0; closed <= 1; closed++) {
    const IsgListQuery query = { .workplace = data,
                                 .date_from = ISG_DATE_NONE,
                                 .date_to = ISG_DATE_NONE,
                                 .closed = closed == 1 };
    g_autoptr (GPtrArray) rows = isg_store_record_list (store, &query, error);

    if (rows == NULL)
      return NULL;
    for (guint i = 0; i < rows->len; i++)
      count_row (years, g_ptr_array_index (rows, i));
  }
  g_array_sort (years, newest_first);
  return g_steal_pointer (&years);
}

/* ---- the sheet ---- */

typedef struct {
  IsgContext *context; /* (owned) */
  IsgWindow *window;   /* (unowned) (nullable): weak */
  IsgSheet *sheet;     /* (unowned) (nullable): weak */
  GtkDropDown *choice; /* (unowned): lives as long as the sheet */
  GtkLabel *none;      /* (unowned): lives as long as the sheet */
  GArray *years;       /* (owned) (nullable) (element-type Year): once they are read */
  char *workplace;     /* (owned) */
} Asking;

static void
asking_clear (gpointer pointer)
{
  Asking *asking = pointer;

  g_clear_object (&asking->context);
  g_clear_weak_pointer (&asking->window);
  g_clear_weak_pointer (&asking->sheet);
  g_clear_pointer (&asking->years, g_array_unref);
  g_free (asking->workplace);
}

static void
asking_unref (gpointer asking)
{
  g_rc_box_release_full (asking, asking_clear);
}

static void
closure_unref (gpointer asking, GClosure *closure)
{
  asking_unref (asking);
}

static void
show_years (Asking *asking)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  guint n = asking->years->len;

  for (guint i = 0; i < n; i++) {
    const Year *year = &g_array_index (asking->years, Year, i);
    /* Translators: a year, and how many records of it were answered. */
    g_autofree char *text
      = g_strdup_printf (g_dngettext (NULL, "%u · %u record", "%u · %u records", year->n),
                         year->year,
                         year->n);

    gtk_string_list_append (words, text);
  }
  gtk_drop_down_set_model (asking->choice, G_LIST_MODEL (words));
  gtk_widget_set_visible (GTK_WIDGET (asking->choice), n > 0);
  gtk_widget_set_visible (GTK_WIDGET (asking->none), n == 0);
  isg_sheet_set_act_sensitive (asking->sheet, n > 0);
}

static void
years_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Asking *asking = user_data;
  g_autoptr (GError) error = NULL;
  GArray *years = isg_tasks_finish (result, &error);

  if (asking->sheet != NULL && years != NULL) {
    asking->years = years;
    show_years (asking);
  } else {
    g_clear_pointer (&years, g_array_unref);
  }
  if (asking->sheet != NULL && error != NULL) {
    g_autofree char *sentence = isg_error_text (error);

    isg_sheet_set_error (asking->sheet, sentence);
  }
  asking_unref (asking);
}

static void
act_cb (IsgSheet *sheet, Asking *asking)
{
  guint chosen = gtk_drop_down_get_selected (asking->choice);

  if (asking->window != NULL && asking->years != NULL && chosen < asking->years->len) {
    IsgKeepFile file
      = isg_receipt_year_file (asking->workplace, g_array_index (asking->years, Year, chosen).year);

    isg_keep_file_ask (asking->context, asking->window, NULL, &file);
  }
  isg_sheet_finish (sheet);
}

static GtkLabel *
append_label (GtkWidget *box, const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static GtkWidget *
make_content (Asking *asking)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  gtk_widget_add_css_class (box, "sheet-text");
  append_label (box,
                _ ("One file with the receipt of each of the workplace's records of a year. Anybody "
                   "can check it on any machine, without a network: isgctl verify-receipt."));
  asking->choice = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  gtk_accessible_update_property (GTK_ACCESSIBLE (asking->choice),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Year"), -1);
  gtk_widget_set_halign (GTK_WIDGET (asking->choice), GTK_ALIGN_START);
  gtk_widget_set_visible (GTK_WIDGET (asking->choice), FALSE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (asking->choice));
  asking->none
    = append_label (box, _ ("No record of this workplace was answered yet; there is no receipt."));
  gtk_widget_set_visible (GTK_WIDGET (asking->none), FALSE);
  return box;
}

GtkWidget *
isg_receipt_year_open (IsgContext *context, IsgWindow *window, const char *workplace)
{
  Asking *asking;
  IsgSheet *sheet;

  g_return_val_if_fail (ISG_IS_CONTEXT (context), NULL);

  asking = g_rc_box_new0 (Asking);
  sheet = isg_sheet_new (GTK_WINDOW (window), _ ("Receipts of a year"), _ ("Keep…"), _ ("Keep"));
  asking->context = g_object_ref (context);
  g_set_weak_pointer (&asking->window, window);
  g_set_weak_pointer (&asking->sheet, sheet);
  asking->workplace = g_strdup (workplace);
  isg_sheet_set_content (sheet, make_content (asking));
  gtk_window_set_default_size (GTK_WINDOW (sheet),
                               isg_scaled (SHEET_WIDTH),
                               isg_scaled (SHEET_HEIGHT));
  isg_sheet_set_act_sensitive (sheet, FALSE);
  isg_tasks_run (isg_context_tasks (context),
                 read_years,
                 g_strdup (workplace),
                 g_free,
                 (GDestroyNotify) g_array_unref,
                 NULL,
                 years_read_cb,
                 g_rc_box_acquire (asking));
  g_signal_connect_data (sheet, "act", G_CALLBACK (act_cb), asking, closure_unref, 0);
  gtk_window_present (GTK_WINDOW (sheet));
  return GTK_WIDGET (sheet);
}
