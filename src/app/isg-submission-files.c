/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-submission-files.h"

#include <glib/gi18n.h>

#include "app/isg-paper-sheet.h"
#include "app/isg-sheet.h"
#include "print/isg-receipt-paper.h"
#include "submit/isg-receipt-page.h"
#include "submit/isg-receipt.h"
#include "submit/isg-support.h"

/* ---- receipt ---- */

typedef struct {
  char *uuid; /* (owned) */
  char *name; /* (owned) */
} Receipt;

static void
receipt_free (gpointer pointer)
{
  Receipt *receipt = pointer;

  g_free (receipt->uuid);
  g_free (receipt->name);
  g_free (receipt);
}

static GBytes *
make_receipt (IsgStore *store, gpointer data, GError **error)
{
  return isg_receipt_make (store, ((Receipt *) data)->uuid, error);
}

IsgKeepFile
isg_receipt_file (const char *uuid)
{
  Receipt *receipt = g_new0 (Receipt, 1);

  receipt->uuid = g_strdup (uuid);
  /* Names no person: the record's own number is enough. */
  receipt->name = g_strdup_printf ("%s-%.8s.json", _ ("receipt"), uuid);
  return (IsgKeepFile){ .title = _ ("Receipt"),
                                    .name = receipt->name,
                                    .done = _ ("Receipt kept"),
                                               .make = make_receipt,
                                               .data = receipt,
                                               .data_free = receipt_free };
}

static IsgKeepFile
file_of (gpointer uuid)
{
  return isg_receipt_file (uuid);
}

static IsgPaper *
make_page (IsgStore *store, gpointer uuid, gboolean leaves, GError **error)
{
  g_autoptr (IsgReceiptFacts) facts = isg_receipt_page (store, uuid, isg_i18n_language (), error);

  return facts != NULL ? isg_receipt_paper (isg_store_rules (store), facts) : NULL;
}

static const IsgPaperChoice receipt_papers[] = {
  { N_ ("Receipt"), make_page },
};

GtkWidget *
isg_receipt_open (IsgContext *context, IsgWindow *window, const char *uuid)
{
  const IsgPaperWish wish
    = { .title = _ ("Receipt"),
                    /* Translators: how files of a receipt begin; plain ASCII. */
                    .stem = _ ("isg-receipt"),
                               .papers = receipt_papers,
                               .n_papers = G_N_ELEMENTS (receipt_papers),
                               .data = g_strdup (uuid),
                               .data_free = g_free,
                               .other_label = _ ("Receipt file…"), .other = file_of };

  return isg_paper_sheet_open (context, window, &wish);
}

/* ---- support bundle ---- */

static GBytes *
make_bundle (IsgStore *store, gpointer data, GError **error)
{
  return isg_support_bundle (store, data, NULL, error);
}

IsgKeepFile
isg_support_bundle_file (const char *uuid)
{
  return (IsgKeepFile){
    .title = _ ("Support bundle"),
                .name = "isg-destek.tar",
                .done = _ ("Support bundle kept. Names and numbers in it are replaced."),
                           .make = make_bundle,
                           .data = g_strdup (uuid),
                           .data_free = g_free };
}

typedef struct {
  IsgContext *context; /* (owned) */
  IsgWindow *window;   /* (unowned) (nullable): weak */
  char *uuid;          /* (owned) (nullable) */
} Wish;

static void
wish_free (gpointer pointer, GClosure *closure)
{
  Wish *wish = pointer;

  g_clear_weak_pointer (&wish->window);
  g_object_unref (wish->context);
  g_free (wish->uuid);
  g_free (wish);
}

static void
act_cb (IsgSheet *sheet, Wish *wish)
{
  IsgKeepFile file = isg_support_bundle_file (wish->uuid);

  if (wish->window != NULL)
    isg_keep_file_ask (wish->context, wish->window, NULL, &file);
  isg_sheet_finish (sheet);
}

static GtkWidget *
make_words (void)
{
  GtkWidget *label = gtk_label_new (
    _ ("The bundle is for the supplier of the program. It holds what was sent and what was "
       "answered, with times and codes.\n\nAll personal data in it is replaced: names, identity "
       "numbers and workplace numbers by others, health details altogether. No passphrase, "
       "signature or certificate is in it. It goes nowhere by itself; you give it to them."));

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "sheet-text");
  return label;
}

GtkWidget *
isg_support_bundle_ask (IsgContext *context, IsgWindow *window, const char *uuid)
{
  IsgSheet *sheet;
  Wish *wish = g_new0 (Wish, 1);

  g_return_val_if_fail (ISG_IS_CONTEXT (context), NULL);

  sheet = isg_sheet_new (GTK_WINDOW (window), _ ("Support bundle"), _ ("Keep…"), _ ("Keep"));
  wish->context = g_object_ref (context);
  g_set_weak_pointer (&wish->window, window);
  wish->uuid = g_strdup (uuid);
  isg_sheet_set_content (sheet, make_words ());
  g_signal_connect_data (sheet, "act", G_CALLBACK (act_cb), wish, wish_free, 0);
  gtk_window_present (GTK_WINDOW (sheet));
  return GTK_WIDGET (sheet);
}
