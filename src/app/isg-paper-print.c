/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-paper-print.h"

static void
draw_page_cb (GtkPrintOperation *operation, GtkPrintContext *context, int page, IsgPaper *paper)
{
  isg_paper_draw (paper, (guint) page, gtk_print_context_get_cairo_context (context));
}

static void
paper_free (gpointer paper, GClosure *closure)
{
  isg_paper_free (paper);
}

GtkPrintOperation *
isg_paper_print_new (IsgPaper *paper, const char *name)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  g_autoptr (GtkPaperSize) size = gtk_paper_size_new (GTK_PAPER_NAME_A4);

  gtk_page_setup_set_paper_size_and_default_margins (setup, size);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_n_pages (operation, (int) isg_paper_n_pages (paper));
  gtk_print_operation_set_job_name (operation, name);
  gtk_print_operation_set_allow_async (operation, TRUE);
  g_signal_connect_data (operation, "draw-page", G_CALLBACK (draw_page_cb), paper, paper_free, 0);
  return operation;
}
