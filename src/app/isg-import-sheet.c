/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-import-sheet.h"

#include <glib/gi18n.h>

#include "app/isg-import-done.h"
#include "app/isg-import-table.h"
#include "app/isg-sheet.h"
#include "app/isg-text-scale.h"
#include "app/isg-workplace-sheet.h"
#include "app/isg-wrap-box.h"

#define WIDTH       960
#define LEAST_WIDTH 480
#define HEIGHT      680

typedef struct {
  IsgSheet *sheet;     /* (unowned): it owns us */
  IsgWindow *window;   /* (unowned) (nullable): weak */
  IsgContext *context; /* (owned) */
  char *kind;
  char *workplace;
  GtkStack *stack;               /* (unowned): "choose" or "plan" */
  GtkLabel *facts;               /* (unowned): of the file */
  IsgWrapBox *columns;           /* (unowned): which column goes where */
  GtkBox *filters;               /* (unowned) */
  IsgImportTableView *table;     /* (unowned) */
  GtkLabel *foot;                /* (unowned) */
  GtkFileChooserNative *chooser; /* (owned) (nullable) */
  GFile *file;                   /* (owned) (nullable) */
  GPtrArray *drop_downs;         /* (owned) (element-type GtkDropDown): of the columns */
  GPtrArray *fields;             /* (owned) (element-type IsgFieldDef): what can be chosen */
  IsgImportPlan *plan;           /* (owned) (nullable) */
  IsgProgress *progress;         /* (owned) (nullable): while a lane works with the plan */
  gboolean running;              /* it is being written */
  gboolean filling;              /* the drop-downs are set by us */
} Importing;

static void
importing_free (gpointer data)
{
  Importing *importing = data;

  if (importing->progress != NULL)
    isg_progress_stop (importing->progress);
  g_clear_object (&importing->progress);
  g_clear_weak_pointer (&importing->window);
  g_clear_object (&importing->chooser);
  g_clear_object (&importing->file);
  g_clear_pointer (&importing->plan, isg_import_plan_unref);
  g_ptr_array_unref (importing->drop_downs);
  g_ptr_array_unref (importing->fields);
  g_object_unref (importing->context);
  g_free (importing->kind);
  g_free (importing->workplace);
  g_free (importing);
}

static Importing *
importing_of (gpointer sheet)
{
  return g_object_get_data (G_OBJECT (sheet), "isg-importing");
}

static const IsgTable *
table_of (const IsgImportPlan *plan)
{
  return plan->import != NULL ? isg_import_table (plan->import) : plan->table;
}

/* ---- what is shown ---- */

static guint
count_taken (const IsgImportPlan *plan)
{
  GPtrArray *rows = isg_import_rows (plan->import);
  guint n = 0;

  for (guint i = 0; i < rows->len; i++)
    n += isg_import_is_taken (g_ptr_array_index (rows, i));
  return n;
}

static void
update_act (Importing *importing)
{
  const IsgImportPlan *plan = importing->plan;
  guint taken = plan != NULL && plan->import != NULL ? count_taken (plan) : 0;
  guint all = plan != NULL && plan->import != NULL ? isg_import_rows (plan->import)->len : 0;
  guint same = all > 0 ? isg_import_count (plan->import, ISG_IMPORT_SAME) : 0;
  g_autofree char *act
    = g_strdup_printf (ngettext ("Import %u row", "Import %u rows", taken), taken);
  /* Translators: Turkish: Kaydedilmedi. Aktarırsanız %u satır işlenir, %u satır atlanır. */
  g_autofree char *foot
    = g_strdup_printf (_ ("Nothing is kept yet. Importing takes %u rows and skips %u."),
                          taken,
                          all - taken - same);

  isg_sheet_set_act_label (importing->sheet, act);
  isg_sheet_set_act_sensitive (importing->sheet, taken > 0 && importing->progress == NULL);
  gtk_label_set_label (importing->foot, all > 0 ? foot : "");
}

static void
show_facts (Importing *importing)
{
  const IsgTable *table = table_of (importing->plan);
  guint n = isg_table_n_rows (table);
  const char separator[] = { isg_table_separator (table), '\0' };
  g_autofree char *name = importing->file != NULL ? g_file_get_basename (importing->file) : NULL;
  g_autofree char *rows = g_strdup_printf (ngettext ("%u line", "%u lines", n), n);
  g_autofree char *facts
    = g_strdup_printf ("%s · %s %s · %s · %s",
                       name != NULL ? name : "",
                       _ ("Separator"),
                          *separator == '\t'
                          ? _ ("tabulator") : separator, isg_table_encoding (table), rows);

  gtk_label_set_label (importing->facts, facts);
}

static void
filter_cb (GtkToggleButton *button, gpointer sheet)
{
  Importing *importing = importing_of (sheet);

  if (gtk_toggle_button_get_active (button))
    isg_import_table_view_narrow (importing->table,
                                  GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "what"))
                                    - 1);
}

static void
add_filter (Importing *importing, const char *words, guint n, int what)
{
  GtkWidget *first = gtk_widget_get_first_child (GTK_WIDGET (importing->filters));
  g_autofree char *label = g_strdup_printf ("%s %u", words, n);
  GtkWidget *button = gtk_toggle_button_new_with_label (label);

  g_object_set_data (G_OBJECT (button), "what", GINT_TO_POINTER (what + 1));
  if (first != NULL)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), GTK_TOGGLE_BUTTON (first));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), what < 0);
  g_signal_connect_object (button, "toggled", G_CALLBACK (filter_cb), importing->sheet, 0);
  gtk_box_append (importing->filters, button);
}

static void
show_filters (Importing *importing)
{
  const IsgImport *import = importing->plan->import;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (importing->filters))) != NULL)
    gtk_box_remove (importing->filters, child);
  isg_import_table_view_narrow (importing->table, -1);
  if (import == NULL)
    return;
  add_filter (importing, C_ ("rows", "All"), isg_import_rows ((IsgImport *) import)->len, -1);
  for (int i = 0; i < ISG_IMPORT_N_WHAT; i++)
    if (isg_import_count (import, (IsgImportWhat) i) > 0)
      add_filter (importing,
                  isg_import_what_words ((IsgImportWhat) i),
                  isg_import_count (import, (IsgImportWhat) i),
                  i);
}

/* ---- which column goes where ---- */

static guint
find_choice (Importing *importing, guint column)
{
  const IsgImport *import = importing->plan->import;
  GPtrArray *chosen = import != NULL ? isg_import_fields (import, column) : NULL;
  guint at;

  /* Several name fields at once is a choice of its own, after the single ones. */
  if (chosen == NULL || chosen->len == 0)
    return 0;
  if (chosen->len > 1)
    return importing->fields->len + 1;
  return g_ptr_array_find (importing->fields, g_ptr_array_index (chosen, 0), &at) ? at + 1 : 0;
}

static void plan (Importing *importing, GStrv fields);

static void
column_chosen_cb (GtkDropDown *drop_down, GParamSpec *pspec, gpointer sheet)
{
  Importing *importing = importing_of (sheet);
  GStrv fields;
  guint own = gtk_drop_down_get_selected (drop_down);

  if (importing->filling || importing->running)
    return;
  fields = g_new0 (char *, importing->drop_downs->len + 1);
  for (guint i = 0; i < importing->drop_downs->len; i++) {
    GtkDropDown *other = g_ptr_array_index (importing->drop_downs, i);
    guint selected = gtk_drop_down_get_selected (other);
    /* A field takes one column: the one that was chosen last. */
    gboolean taken = other != drop_down && selected == own;

    fields[i] = g_strdup (selected > 0 && selected <= importing->fields->len && !taken
                            ? isg_field_def_id (g_ptr_array_index (importing->fields, selected - 1))
                            : "");
  }
  plan (importing, fields);
}

static void
add_column (Importing *importing, const char *heading, guint column)
{
  g_autoptr (GtkStringList) choices = gtk_string_list_new (NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (heading);
  GtkWidget *arrow = gtk_label_new ("→");
  guint choice = find_choice (importing, column);
  GtkWidget *drop_down;

  gtk_string_list_append (choices, _ ("Do not take"));
  for (guint i = 0; i < importing->fields->len; i++)
    gtk_string_list_append (choices,
                            isg_field_def_label (g_ptr_array_index (importing->fields, i),
                                                 isg_i18n_language ()));
  if (choice > importing->fields->len)
    gtk_string_list_append (choices, _ ("Given name and family name"));
  drop_down = gtk_drop_down_new (g_object_ref (G_LIST_MODEL (choices)), NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down), choice);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 18);
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop_down),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  *heading != '\0' ? heading : _ ("Column"), -1);
  g_signal_connect_object (drop_down,
                           "notify::selected",
                           G_CALLBACK (column_chosen_cb),
                           importing->sheet,
                           0);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), arrow);
  gtk_box_append (GTK_BOX (box), drop_down);
  isg_wrap_box_append (importing->columns, box);
  g_ptr_array_add (importing->drop_downs, drop_down);
}

static void
show_columns (Importing *importing)
{
  const IsgImport *import = importing->plan->import;
  const IsgTable *table = table_of (importing->plan);
  guint n = import != NULL                 ? isg_import_n_columns (import)
            : isg_table_n_rows (table) > 0 ? isg_table_n_cells (table, 0)
                                           : 0;

  importing->filling = TRUE;
  g_ptr_array_set_size (importing->drop_downs, 0);
  isg_wrap_box_clear (importing->columns);
  for (guint i = 0; i < n; i++)
    add_column (importing,
                import != NULL ? isg_import_heading (import, i) : isg_table_cell (table, 0, i),
                i);
  importing->filling = FALSE;
}

static void
show_plan (Importing *importing)
{
  gtk_stack_set_visible_child_name (importing->stack, "plan");
  show_facts (importing);
  show_columns (importing);
  show_filters (importing);
  isg_import_table_view_show (importing->table, importing->plan);
  isg_sheet_set_error (importing->sheet,
                       importing->plan->import == NULL
                       ? _ ("No line of this list names the identity number. Choose which column goes where.")
                       : NULL);
  update_act (importing);
}

/* ---- planning ---- */

static void
moved_cb (IsgSheet *sheet, IsgProgress *progress)
{
  Importing *importing = importing_of (sheet);
  g_autofree char *words = NULL;
  gint64 done;
  gint64 all;
  double part = isg_progress_read (progress, &done, &all);

  if (importing->progress != progress)
    return;
  words = g_strdup_printf ("%s %d / %d",
                           importing->running
                           ? _ ("Importing:")
                           : _ ("Looking through:"), (int) done, (int) all);
  isg_sheet_set_progress (sheet, words, part);
}

static void
begin (Importing *importing)
{
  if (importing->progress != NULL)
    isg_progress_stop (importing->progress);
  g_clear_object (&importing->progress);
  importing->progress = isg_progress_new ();
  g_signal_connect_object (importing->progress,
                           "moved",
                           G_CALLBACK (moved_cb),
                           importing->sheet,
                           G_CONNECT_SWAPPED);
}

static void
planned_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (IsgSheet) sheet = user_data;
  Importing *importing = importing_of (sheet);
  g_autoptr (GError) error = NULL;
  IsgImportPlan *made = isg_tasks_finish (result, &error);
  g_autofree char *sentence = NULL;

  /* Stopped: the sheet is closed, or another choice was made. */
  if (!gtk_widget_get_visible (GTK_WIDGET (sheet))
      || g_error_matches (error, ISG_STORE_ERROR, ISG_STORE_ERROR_CANCELLED)) {
    g_clear_pointer (&made, isg_import_plan_unref);
    return;
  }
  g_clear_object (&importing->progress);
  isg_sheet_set_progress (sheet, NULL, 0);
  if (made == NULL) {
    sentence = isg_import_error_text (error);
    isg_sheet_set_error (sheet, sentence);
    update_act (importing);
    return;
  }
  isg_import_table_view_show (importing->table, NULL);
  g_clear_pointer (&importing->plan, isg_import_plan_unref);
  importing->plan = made;
  show_plan (importing);
}

/* @fields: (transfer full) (nullable): as somebody chose */
static void
plan (Importing *importing, GStrv fields)
{
  IsgImportWish *wish = g_new0 (IsgImportWish, 1);

  begin (importing);
  wish->kind = g_strdup (importing->kind);
  wish->workplace = g_strdup (importing->workplace);
  wish->file = g_object_ref (importing->file);
  wish->bytes
    = fields != NULL && importing->plan != NULL ? g_bytes_ref (importing->plan->bytes) : NULL;
  wish->fields = fields;
  wish->progress = g_object_ref (importing->progress);
  isg_sheet_set_error (importing->sheet, NULL);
  isg_sheet_set_act_sensitive (importing->sheet, FALSE);
  isg_tasks_run (isg_context_card_tasks (importing->context),
                 isg_import_job_plan,
                 wish,
                 isg_import_wish_free,
                 (GDestroyNotify) isg_import_plan_unref,
                 NULL,
                 planned_cb,
                 g_object_ref (importing->sheet));
}

static void
take_file (Importing *importing, GFile *file)
{
  if (importing->running)
    return;
  g_set_object (&importing->file, file);
  plan (importing, NULL);
}

/* ---- writing ---- */

static void
ran_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (IsgSheet) sheet = user_data;
  Importing *importing = importing_of (sheet);
  g_autoptr (GError) error = NULL;
  gboolean stopped;

  isg_tasks_finish (result, &error);
  stopped = g_error_matches (error, ISG_STORE_ERROR, ISG_STORE_ERROR_CANCELLED);
  importing->running = FALSE;
  g_clear_object (&importing->progress);
  if (importing->window == NULL || isg_window_context (importing->window) != importing->context)
    return;
  isg_context_changed (importing->context);
  if (importing->plan->n_done > 0)
    isg_import_say_done (importing->window, importing->kind, importing->plan, error != NULL);
  if (error != NULL && !stopped)
    isg_window_show_error (importing->window, error);
  if (gtk_widget_get_visible (GTK_WIDGET (sheet)))
    isg_sheet_finish (sheet);
}

static void
act_cb (IsgSheet *sheet)
{
  Importing *importing = importing_of (sheet);
  IsgImportWish *wish;

  if (importing->plan == NULL || importing->plan->import == NULL || importing->running)
    return;
  begin (importing);
  importing->running = TRUE;
  isg_sheet_set_act_sensitive (sheet, FALSE);
  gtk_widget_set_sensitive (GTK_WIDGET (importing->stack), FALSE);
  wish = g_new0 (IsgImportWish, 1);
  wish->plan = isg_import_plan_ref (importing->plan);
  wish->progress = g_object_ref (importing->progress);
  isg_tasks_run (isg_context_card_tasks (importing->context),
                 isg_import_job_run,
                 wish,
                 isg_import_wish_free,
                 NULL,
                 NULL,
                 ran_cb,
                 g_object_ref (sheet));
}

/* What was written is kept, and told in the window. */
static void
cancelled_cb (IsgSheet *sheet)
{
  Importing *importing = importing_of (sheet);

  if (importing->progress != NULL)
    isg_progress_stop (importing->progress);
}

/* ---- the file ---- */

static void
chosen_cb (GtkNativeDialog *dialog, int response, gpointer sheet)
{
  Importing *importing = importing_of (sheet);
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  if (file != NULL)
    take_file (importing, file);
  g_clear_object (&importing->chooser);
}

static void
choose_cb (IsgSheet *sheet)
{
  Importing *importing = importing_of (sheet);
  g_autoptr (GtkFileFilter) lists = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  if (importing->running)
    return;
  gtk_file_filter_set_name (lists, _ ("Lists (CSV)"));
  gtk_file_filter_add_suffix (lists, "csv");
  gtk_file_filter_add_suffix (lists, "txt");
  gtk_file_filter_add_suffix (lists, "tsv");
  gtk_file_filter_set_name (all, _ ("All files"));
  gtk_file_filter_add_pattern (all, "*");
  g_clear_object (&importing->chooser);
  importing->chooser = gtk_file_chooser_native_new (_ ("Choose List"),
                                                       GTK_WINDOW (sheet),
                                                       GTK_FILE_CHOOSER_ACTION_OPEN,
                                                       _ ("Choose"), _ ("Cancel"));
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (importing->chooser), lists);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (importing->chooser), all);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (importing->chooser), TRUE);
  g_signal_connect_object (importing->chooser, "response", G_CALLBACK (chosen_cb), sheet, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (importing->chooser));
}

static gboolean
dropped_cb (IsgSheet *sheet, const GValue *value)
{
  Importing *importing = importing_of (sheet);

  if (importing->running || !G_VALUE_HOLDS (value, G_TYPE_FILE))
    return FALSE;
  take_file (importing, g_value_get_object (value));
  return TRUE;
}

/* ---- building ---- */

static GtkWidget *
choose_button_new (Importing *importing, const char *words)
{
  GtkWidget *button = gtk_button_new_with_label (words);

  g_signal_connect_object (button,
                           "clicked",
                           G_CALLBACK (choose_cb),
                           importing->sheet,
                           G_CONNECT_SWAPPED);
  return button;
}

static GtkWidget *
build_choose (Importing *importing)
{
  GtkWidget *page = adw_status_page_new ();
  GtkWidget *button = choose_button_new (importing, _ ("Choose file…"));

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "x-office-spreadsheet-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _ ("Which list?"));
  adw_status_page_set_description (ADW_STATUS_PAGE (page),
                                   _ ("A CSV file, as Excel and payroll programs write it. Choose it, or drop it here. What would happen is shown first; nothing is kept before you say so."));
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "pill");
  adw_status_page_set_child (ADW_STATUS_PAGE (page), button);
  return page;
}

static GtkWidget *
build_plan (Importing *importing)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *facts = gtk_label_new (NULL);
  GtkWidget *filters = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *columns = isg_wrap_box_new (9);
  GtkWidget *foot = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (facts), 0);
  gtk_label_set_ellipsize (GTK_LABEL (facts), PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_set_hexpand (facts, TRUE);
  gtk_box_append (GTK_BOX (line), facts);
  gtk_box_append (GTK_BOX (line), choose_button_new (importing, _ ("Change")));
  gtk_widget_add_css_class (filters, "linked");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled),
                                  GTK_POLICY_AUTOMATIC,
                                  GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), filters);
  gtk_label_set_xalign (GTK_LABEL (foot), 0);
  gtk_label_set_wrap (GTK_LABEL (foot), TRUE);
  importing->facts = GTK_LABEL (facts);
  importing->filters = GTK_BOX (filters);
  importing->columns = ISG_WRAP_BOX (columns);
  importing->foot = GTK_LABEL (foot);
  importing->table
    = ISG_IMPORT_TABLE_VIEW (isg_import_table_view_new (importing->context, importing->kind));
  g_signal_connect_swapped (importing->table, "changed", G_CALLBACK (update_act), importing);
  gtk_widget_add_css_class (box, "sheet-content");
  gtk_box_append (GTK_BOX (box), line);
  gtk_box_append (GTK_BOX (box), columns);
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (importing->table));
  gtk_box_append (GTK_BOX (box), foot);
  return box;
}

static void
build (Importing *importing)
{
  GtkWidget *stack = gtk_stack_new ();
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_FILE, GDK_ACTION_COPY);

  importing->stack = GTK_STACK (stack);
  gtk_stack_set_hhomogeneous (importing->stack, FALSE);
  gtk_stack_set_vhomogeneous (importing->stack, FALSE);
  gtk_stack_add_named (importing->stack, build_choose (importing), "choose");
  gtk_stack_add_named (importing->stack, build_plan (importing), "plan");
  g_signal_connect_object (target,
                           "drop",
                           G_CALLBACK (dropped_cb),
                           importing->sheet,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (importing->sheet), GTK_EVENT_CONTROLLER (target));
  isg_sheet_set_content (importing->sheet, stack);
}

static void
open_at (IsgWindow *window, const char *kind, const char *workplace, GFile *file)
{
  IsgContext *context = isg_window_context (window);
  Importing *importing = g_new0 (Importing, 1);

  importing->context = g_object_ref (context);
  g_set_weak_pointer (&importing->window, window);
  importing->kind = g_strdup (kind);
  importing->workplace = g_strdup (workplace);
  importing->drop_downs = g_ptr_array_new ();
  importing->fields = isg_import_column_fields (isg_rules_kind (isg_context_rules (context), kind));
  importing->sheet = isg_sheet_new (GTK_WINDOW (window),
                                    _ ("Import Employees"), _ ("Import rows"), _ ("Import rows"));
  /* No wider than the window over which it stands. */
  gtk_window_set_default_size (GTK_WINDOW (importing->sheet),
                               MIN (isg_scaled (WIDTH),
                                    MAX (gtk_widget_get_width (GTK_WIDGET (window)),
                                         isg_scaled (LEAST_WIDTH))),
                               isg_scaled (HEIGHT));
  g_object_set_data_full (G_OBJECT (importing->sheet), "isg-importing", importing, importing_free);
  build (importing);
  isg_sheet_set_act_sensitive (importing->sheet, FALSE);
  g_signal_connect (importing->sheet, "act", G_CALLBACK (act_cb), NULL);
  g_signal_connect (importing->sheet, "cancelled", G_CALLBACK (cancelled_cb), NULL);
  gtk_window_present (GTK_WINDOW (importing->sheet));
  if (file != NULL)
    take_file (importing, file);
}

/* ---- at which workplace ---- */

typedef struct {
  IsgWindow *window; /* (unowned) (nullable): weak */
  char *kind;
  GFile *file; /* (owned) (nullable) */
} Asking;

static void
asking_free (gpointer data)
{
  Asking *asking = data;

  g_clear_weak_pointer (&asking->window);
  g_clear_object (&asking->file);
  g_free (asking->kind);
  g_free (asking);
}

static void
workplace_chosen_cb (const char *workplace, gpointer data)
{
  const Asking *asking = data;

  if (asking->window != NULL && isg_window_context (asking->window) != NULL)
    open_at (asking->window, asking->kind, workplace, asking->file);
}

void
isg_import_sheet_open (IsgWindow *window, const char *kind, GFile *file)
{
  const char *workplace;
  Asking *asking;

  g_return_if_fail (ISG_IS_WINDOW (window));
  g_return_if_fail (isg_window_context (window) != NULL);
  g_return_if_fail (kind != NULL);

  workplace = isg_context_workplace (isg_window_context (window));
  if (workplace != NULL) {
    open_at (window, kind, workplace, file);
    return;
  }
  asking = g_new0 (Asking, 1);
  g_set_weak_pointer (&asking->window, window);
  asking->kind = g_strdup (kind);
  asking->file = file != NULL ? g_object_ref (file) : NULL;
  isg_workplace_sheet_open (window, workplace_chosen_cb, asking, asking_free);
}
