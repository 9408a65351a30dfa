/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-print-sheet.h"

#include <glib/gi18n.h>

#include "app/isg-sheet.h"
#include "app/isg-text-scale.h"

#define PREVIEW_WIDTH 420
#define SETTINGS      "isg-print-settings"

/* One document on its way; the sheet, the chooser and the printing hold it. */
typedef struct {
  grefcount refs;
  IsgWindow *window; /* (owned) */
  IsgSheet *sheet;   /* (unowned) (nullable): while it is open */
  char *stem;
  IsgPaper *paper; /* (owned) */
  void (*printed) (gpointer data);
  gpointer data;
  GDestroyNotify data_free; /* (nullable) */
} Printing;

static Printing *
printing_ref (Printing *printing)
{
  g_ref_count_inc (&printing->refs);
  return printing;
}

static void
printing_unref (gpointer data)
{
  Printing *printing = data;

  if (!g_ref_count_dec (&printing->refs))
    return;
  if (printing->data_free != NULL)
    printing->data_free (printing->data);
  isg_paper_free (printing->paper);
  g_free (printing->stem);
  g_object_unref (printing->window);
  g_free (printing);
}

static void
closure_unref (gpointer data, GClosure *closure)
{
  printing_unref (data);
}

static void
end (Printing *printing)
{
  printing->printed (printing->data);
  if (printing->sheet != NULL)
    isg_sheet_finish (printing->sheet);
}

/* ---- a file ---- */

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Printing *printing = user_data;
  g_autoptr (GError) error = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    end (printing);
  else
    isg_window_show_error (printing->window, error);
  printing_unref (printing);
}

static void
write_to (Printing *printing, GFile *file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = isg_paper_to_pdf (printing->paper, &error);

  if (pdf == NULL) {
    isg_window_show_error (printing->window, error);
    return;
  }
  g_file_replace_contents_bytes_async (file,
                                       pdf,
                                       NULL,
                                       FALSE,
                                       G_FILE_CREATE_PRIVATE | G_FILE_CREATE_REPLACE_DESTINATION,
                                       NULL,
                                       written_cb,
                                       printing_ref (printing));
}

static void
chosen_cb (GtkNativeDialog *chooser, int response, gpointer data)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT) {
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
    write_to (data, file);
  }
  g_object_unref (chooser);
}

static void
save_cb (GtkButton *button, gpointer data)
{
  Printing *printing = data;
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (_ ("Save PDF"),
                                                                  GTK_WINDOW (printing->sheet),
                                                                  GTK_FILE_CHOOSER_ACTION_SAVE,
                                                                  NULL,
                                                                  NULL);
  g_autofree char *name = g_strconcat (printing->stem, ".pdf", NULL);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  g_signal_connect_data (chooser,
                         "response",
                         G_CALLBACK (chosen_cb),
                         printing_ref (printing),
                         closure_unref,
                         0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

/* ---- the printer ---- */

static void
draw_page_cb (GtkPrintOperation *operation, GtkPrintContext *context, int page, gpointer data)
{
  Printing *printing = data;

  isg_paper_draw (printing->paper, (guint) page, gtk_print_context_get_cairo_context (context));
}

static void
done_cb (GtkPrintOperation *operation, GtkPrintOperationResult result, gpointer data)
{
  Printing *printing = data;
  g_autoptr (GError) error = NULL;

  if (result == GTK_PRINT_OPERATION_RESULT_APPLY) {
    g_object_set_data_full (G_OBJECT (printing->window),
                            SETTINGS,
                            g_object_ref (gtk_print_operation_get_print_settings (operation)),
                            g_object_unref);
    end (printing);
  } else if (result == GTK_PRINT_OPERATION_RESULT_ERROR) {
    gtk_print_operation_get_error (operation, &error);
    /* It may be the printer that was chosen before. */
    g_object_set_data (G_OBJECT (printing->window), SETTINGS, NULL);
    isg_window_show_error (printing->window, error);
  }
}

static void
print (Printing *printing)
{
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();
  GtkPrintSettings *settings = g_object_get_data (G_OBJECT (printing->window), SETTINGS);
  GtkPrintOperationAction action
    = settings != NULL ? GTK_PRINT_OPERATION_ACTION_PRINT : GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG;

  if (settings != NULL)
    gtk_print_operation_set_print_settings (operation, settings);
  gtk_print_operation_set_job_name (operation, printing->stem);
  gtk_print_operation_set_n_pages (operation, (int) isg_paper_n_pages (printing->paper));
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_allow_async (operation, TRUE);
  g_signal_connect_data (operation,
                         "draw-page",
                         G_CALLBACK (draw_page_cb),
                         printing_ref (printing),
                         closure_unref,
                         0);
  g_signal_connect_data (operation,
                         "done",
                         G_CALLBACK (done_cb),
                         printing_ref (printing),
                         closure_unref,
                         0);
  /* What goes wrong is told by "done". */
  gtk_print_operation_run (operation,
                           action,
                           printing->sheet != NULL ? GTK_WINDOW (printing->sheet)
                                                   : GTK_WINDOW (printing->window),
                           NULL);
}

static void
act_cb (IsgSheet *sheet, gpointer data)
{
  Printing *printing = data;
  const char *dir = g_getenv ("ISG_PRINT_DIR");
  g_autofree char *name = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GFile) file = NULL;

  if (dir == NULL) {
    print (printing);
    return;
  }
  name = g_strconcat (printing->stem, ".pdf", NULL);
  path = g_build_filename (dir, name, NULL);
  file = g_file_new_for_path (path);
  write_to (printing, file);
}

/* ---- the picture ---- */

typedef struct {
  IsgPaper *paper;
  double part;
} Preview;

static void
preview_free (gpointer data)
{
  Preview *preview = data;

  isg_paper_free (preview->paper);
  g_free (preview);
}

static void
draw_preview (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  const Preview *preview = data;
  double scale = MIN (width / ISG_PAPER_WIDTH, height / (ISG_PAPER_HEIGHT * preview->part));

  cairo_scale (cr, scale, scale);
  cairo_rectangle (cr, 0, 0, ISG_PAPER_WIDTH, ISG_PAPER_HEIGHT * preview->part);
  cairo_clip (cr);
  /* Paper is white in the dark style, too. */
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  isg_paper_draw (preview->paper, 0, cr);
}

GtkWidget *
isg_print_preview_new (IsgPaper *paper, const char *name, double part)
{
  GtkWidget *area
    = g_object_new (GTK_TYPE_DRAWING_AREA, "accessible-role", GTK_ACCESSIBLE_ROLE_IMG, NULL);
  Preview *preview = g_new0 (Preview, 1);
  int width = isg_scaled (PREVIEW_WIDTH);

  *preview = (Preview){ paper, part };
  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (area), width);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (area),
                                       (int) (width * part * ISG_PAPER_HEIGHT / ISG_PAPER_WIDTH));
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw_preview, preview, preview_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (area), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_halign (area, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (area, GTK_ALIGN_START);
  gtk_widget_add_css_class (area, "card");
  return area;
}

/* The preview has a reference of its own to what the printing owns. */
static void
draw_of_sheet (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  const Preview preview = { ((Printing *) data)->paper, 1 };

  draw_preview (area, cr, width, height, (gpointer) &preview);
}

/* ---- the sheet ---- */

static gboolean
key_cb (GtkEventControllerKey *keys,
        guint keyval,
        guint keycode,
        GdkModifierType state,
        IsgSheet *sheet)
{
  if (keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter)
    return FALSE;
  /* On a button Enter is that button's. */
  if (GTK_IS_BUTTON (gtk_root_get_focus (GTK_ROOT (sheet))))
    return FALSE;
  g_signal_emit_by_name (sheet, "act");
  return TRUE;
}

static void
gone_cb (Printing *printing)
{
  printing->sheet = NULL;
}

static GtkWidget *
content_new (Printing *printing, const char *title)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *area = isg_print_preview_new (NULL, title, 1);
  GtkWidget *save = gtk_button_new_with_label (_ ("Save PDF…"));
  guint n = isg_paper_n_pages (printing->paper);
  g_autofree char *pages = g_strdup_printf (ngettext ("%u page", "%u pages", n), n);
  GtkWidget *label = gtk_label_new (pages);

  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area),
                                  draw_of_sheet,
                                  printing_ref (printing),
                                  printing_unref);
  /* Where the keys go: Enter prints, and nothing is pressed by chance. */
  gtk_widget_set_focusable (area, TRUE);
  g_object_set_data (G_OBJECT (box), "isg-focus", area);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), area);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller),
                                  GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_set_halign (save, GTK_ALIGN_CENTER);
  g_signal_connect_data (save,
                         "clicked",
                         G_CALLBACK (save_cb),
                         printing_ref (printing),
                         closure_unref,
                         0);
  gtk_widget_add_css_class (box, "sheet-content");
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), save);
  return box;
}

void
isg_print_sheet_open (IsgWindow *window,
                      const char *title,
                      const char *stem,
                      IsgPaper *paper,
                      void (*printed) (gpointer data),
                      gpointer data,
                      GDestroyNotify data_free)
{
  Printing *printing;
  GtkEventController *keys;
  GtkWidget *content;

  g_return_if_fail (ISG_IS_WINDOW (window));
  g_return_if_fail (stem != NULL && paper != NULL && printed != NULL);

  printing = g_new0 (Printing, 1);
  g_ref_count_init (&printing->refs);
  printing->window = g_object_ref (window);
  printing->stem = g_strdup (stem);
  printing->paper = paper;
  printing->printed = printed;
  printing->data = data;
  printing->data_free = data_free;
  printing->sheet = isg_sheet_new (GTK_WINDOW (window), title, _ ("Print…"), _ ("Print"));
  content = content_new (printing, title);
  isg_sheet_set_content (printing->sheet, content);
  gtk_window_set_default_size (GTK_WINDOW (printing->sheet), isg_scaled (520), isg_scaled (620));
  g_signal_connect_data (printing->sheet,
                         "act",
                         G_CALLBACK (act_cb),
                         printing_ref (printing),
                         closure_unref,
                         0);
  g_signal_connect_data (printing->sheet,
                         "destroy",
                         G_CALLBACK (gone_cb),
                         printing_ref (printing),
                         closure_unref,
                         G_CONNECT_SWAPPED);
  keys = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), printing->sheet, 0);
  gtk_widget_add_controller (GTK_WIDGET (printing->sheet), keys);
  gtk_window_set_focus (GTK_WINDOW (printing->sheet),
                        g_object_get_data (G_OBJECT (content), "isg-focus"));
  gtk_window_present (GTK_WINDOW (printing->sheet));
  printing_unref (printing);
}
