/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/isg-list-screen.h"
#include "app/isg-pages.h"
#include "app/isg-value-words.h"

/* Findings, equipment checks, drills and papers: lists of one shape, one page
 * each, with toggles that lead from one to the other.  Source: ui.md 3.8. */

static const struct {
  const char *page;
  const char *title;
} parts[] = {
  { "findings", N_("Findings")},
    { "equipment", N_("Equipment checks")},
      { "drills", N_("Drills")},
        { "papers", N_("Papers")},
      };

/* ---- columns ---- */

static char *
words (IsgRowItem *item, IsgContext *context, const char *id)
{
  const IsgRow *row = isg_row_item_row (item);
  const IsgKind *kind = isg_rules_kind (isg_context_rules (context), row->kind);
  const IsgFieldDef *def = kind != NULL ? isg_kind_field (kind, id) : NULL;
  char *text
    = def != NULL ? isg_value_words (def, row->fields, isg_fields_get (row->fields, id)) : NULL;

  return text != NULL ? text : g_strdup ("");
}

static char *
date_text (IsgRowItem *item, IsgContext *context)
{
  const IsgRow *row = isg_row_item_row (item);

  return row->date != ISG_DATE_NONE ? isg_i18n_date (row->date, FALSE) : g_strdup ("");
}

static char *
workplace_text (IsgRowItem *item, IsgContext *context)
{
  return g_strdup (isg_row_item_row (item)->workplace_title);
}

/* A day that has passed and is not answered by @done gets the mark of what is
 * late. */
static char *
due_text (IsgRowItem *item, IsgContext *context, const char *id, const char *done)
{
  IsgFields *fields = isg_row_item_row (item)->fields;
  IsgDate due = isg_value_date (isg_fields_get (fields, id));
  g_autofree char *text = due != ISG_DATE_NONE ? isg_i18n_date (due, FALSE) : g_strdup ("");
  gboolean open = done == NULL || isg_fields_get (fields, done) == NULL;

  if (due != ISG_DATE_NONE && open && due < isg_clock_today (isg_context_clock (context)))
    return g_strconcat ("!", text, NULL);
  return g_steal_pointer (&text);
}

static char *
finding_text (IsgRowItem *item, IsgContext *context)
{
  return words (item, context, "finding");
}

static char *
responsible_text (IsgRowItem *item, IsgContext *context)
{
  g_autofree char *responsible = words (item, context, "responsible");

  return *responsible != '\0' ? g_steal_pointer (&responsible) : words (item, context, "addressee");
}

static char *
finding_due_text (IsgRowItem *item, IsgContext *context)
{
  return due_text (item, context, "due", "done_on");
}

static char *
finding_result_text (IsgRowItem *item, IsgContext *context)
{
  g_autofree char *done = words (item, context, "done_on");

  if (*done != '\0')
    /* Translators: the day on which it was done. */
    return g_strdup_printf (_("done %s"), done);
  return words (item, context, "answer");
}

static char *
equipment_text (IsgRowItem *item, IsgContext *context)
{
  g_autofree char *what = words (item, context, "equipment");
  g_autofree char *name = words (item, context, "name");
  g_autofree char *number = words (item, context, "serial_no");

  return g_strdup_printf ("%s%s%s%s%s",
                          what,
                          *name != '\0' ? " · " : "",
                          name,
                          *number != '\0' ? " · " : "",
                          number);
}

static char *
done_by_text (IsgRowItem *item, IsgContext *context)
{
  return words (item, context, "done_by");
}

static char *
next_text (IsgRowItem *item, IsgContext *context)
{
  return due_text (item, context, "next_date", NULL);
}

static char *
result_text (IsgRowItem *item, IsgContext *context)
{
  return words (item, context, "result");
}

static char *
subject_text (IsgRowItem *item, IsgContext *context)
{
  return words (item, context, "subject");
}

static char *
leader_text (IsgRowItem *item, IsgContext *context)
{
  return words (item, context, "leader");
}

static char *
present_text (IsgRowItem *item, IsgContext *context)
{
  IsgFields *fields = isg_row_item_row (item)->fields;

  return g_strdup_printf ("%u", isg_value_n_groups (isg_fields_get (fields, "participants")));
}

static char *
shortcomings_text (IsgRowItem *item, IsgContext *context)
{
  return words (item, context, "shortcomings");
}

static char *
paper_text (IsgRowItem *item, IsgContext *context)
{
  return g_strdup (isg_row_item_row (item)->title);
}

static char *
prepared_by_text (IsgRowItem *item, IsgContext *context)
{
  return words (item, context, "prepared_by");
}

static char *
valid_text (IsgRowItem *item, IsgContext *context)
{
  return due_text (item, context, "valid_until", NULL);
}

static char *
note_text (IsgRowItem *item, IsgContext *context)
{
  return words (item, context, "note");
}

/* clang-format off */
#define DATE_COLUMN { .title = N_ ("Date"), .width = 96, .priority = 1, .sort = "date", .text = date_text }
#define PLACE_COLUMN { .title = N_ ("Workplace"), .width = 150, .priority = 3, .all_only = TRUE, .text = workplace_text }

static const IsgListColumn finding_columns[] = {
  DATE_COLUMN,
  { .title = N_ ("What"), .width = 240, .expand = TRUE, .priority = 1, .text = finding_text },
  PLACE_COLUMN,
  { .title = N_ ("Responsible"), .width = 140, .priority = 2, .text = responsible_text },
  { .title = N_ ("Due"), .width = 120, .priority = 1, .cell = ISG_LIST_CELL_LATE, .text = finding_due_text },
  { .title = N_ ("Result"), .width = 150, .priority = 1, .text = finding_result_text },
};

static const IsgListColumn equipment_columns[] = {
  DATE_COLUMN,
  { .title = N_ ("What"), .width = 240, .expand = TRUE, .priority = 1, .text = equipment_text },
  PLACE_COLUMN,
  { .title = N_ ("Done by"), .width = 140, .priority = 2, .text = done_by_text },
  { .title = NC_ ("date of a check", "Next"), .msgctxt = "date of a check", .width = 120, .priority = 1, .cell = ISG_LIST_CELL_LATE, .text = next_text },
  { .title = N_ ("Result"), .width = 150, .priority = 1, .text = result_text },
};

static const IsgListColumn drill_columns[] = {
  DATE_COLUMN,
  { .title = N_ ("What"), .width = 180, .expand = TRUE, .priority = 1, .text = subject_text },
  PLACE_COLUMN,
  { .title = N_ ("Led by"), .width = 140, .priority = 2, .text = leader_text },
  { .title = N_ ("Present"), .width = 80, .priority = 1, .cell = ISG_LIST_CELL_NUMBER, .text = present_text },
  { .title = N_ ("Shortcomings"), .width = 180, .priority = 2, .text = shortcomings_text },
};

static const IsgListColumn paper_columns[] = {
  DATE_COLUMN,
  { .title = N_ ("What"), .width = 220, .expand = TRUE, .priority = 1, .text = paper_text },
  PLACE_COLUMN,
  { .title = N_ ("Made by"), .width = 140, .priority = 2, .text = prepared_by_text },
  { .title = N_ ("Valid until"), .width = 120, .priority = 1, .cell = ISG_LIST_CELL_LATE, .text = valid_text },
  { .title = N_ ("Note"), .width = 150, .priority = 3, .text = note_text },
};

static const IsgListSpec findings = {
  .kind = "finding",
  .title = N_ ("Findings, checks, drills"),
  .table_name = N_ ("Findings table"),
  .add_label = N_ ("New finding"),
  .empty = N_ ("No finding yet. Write what you found and what you propose."),
  .sort = "date", .descending = TRUE, .years = TRUE,
  .columns = finding_columns, .n_columns = G_N_ELEMENTS (finding_columns),
};

static const IsgListSpec checks = {
  .kind = "equipment_check",
  .title = N_ ("Findings, checks, drills"),
  .table_name = N_ ("Equipment checks table"),
  .add_label = N_ ("New equipment check"),
  .empty = N_ ("Nothing yet. Add your equipment for yearly checks and drills."),
  .sort = "date", .descending = TRUE, .years = TRUE,
  .columns = equipment_columns, .n_columns = G_N_ELEMENTS (equipment_columns),
};

static const IsgListSpec drills = {
  .kind = "drill",
  .title = N_ ("Findings, checks, drills"),
  .table_name = N_ ("Drills table"),
  .add_label = N_ ("New drill"),
  .empty = N_ ("No drill yet. At least one a year is needed."),
  .sort = "date", .descending = TRUE, .years = TRUE,
  .columns = drill_columns, .n_columns = G_N_ELEMENTS (drill_columns),
};

static const IsgListSpec papers = {
  .kind = "paper",
  .title = N_ ("Findings, checks, drills"),
  .table_name = N_ ("Papers table"),
  .add_label = N_ ("New paper"),
  .empty = N_ ("No paper yet: yearly plans, the evaluation report, the emergency plan."),
  .sort = "date", .descending = TRUE, .years = TRUE,
  .columns = paper_columns, .n_columns = G_N_ELEMENTS (paper_columns),
};
/* clang-format on */

/* ---- the toggles ---- */

/* The page stays with its own toggle down: each part is a page of its own. */
static void
toggled_cb (GtkToggleButton *toggle, gpointer own)
{
  const char *page = g_object_get_data (G_OBJECT (toggle), "isg-page");
  gboolean is_own = g_strcmp0 (page, own) == 0;

  if (gtk_toggle_button_get_active (toggle) == is_own)
    return;
  if (!is_own)
    gtk_widget_activate_action (GTK_WIDGET (toggle), "win.page", "s", page);
  gtk_toggle_button_set_active (toggle, is_own);
}

static GtkWidget *
toggles_new (const char *own)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (box, "linked");
  gtk_widget_add_css_class (box, "list-parts");
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++) {
    GtkWidget *label = gtk_label_new (_(parts[i].title));
    GtkWidget *toggle = gtk_toggle_button_new ();

    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
    gtk_button_set_child (GTK_BUTTON (toggle), label);
    gtk_widget_set_tooltip_text (toggle, _(parts[i].title));
    gtk_accessible_update_property (GTK_ACCESSIBLE (toggle),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    _(parts[i].title), -1);
    g_object_set_data (G_OBJECT (toggle), "isg-page", (gpointer) parts[i].page);
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (toggle), g_str_equal (parts[i].page, own));
    g_signal_connect (toggle, "toggled", G_CALLBACK (toggled_cb), (gpointer) own);
    gtk_box_append (GTK_BOX (box), toggle);
  }
  return box;
}

static IsgScreen *
page_new (IsgContext *context, const IsgListSpec *spec, const char *own)
{
  IsgScreen *screen = isg_list_screen_new (context, spec);

  isg_list_screen_set_head (ISG_LIST_SCREEN (screen), toggles_new (own));
  return screen;
}

IsgScreen *
isg_findings_page_new (IsgContext *context, IsgWindow *window)
{
  return page_new (context, &findings, "findings");
}

IsgScreen *
isg_equipment_page_new (IsgContext *context, IsgWindow *window)
{
  return page_new (context, &checks, "equipment");
}

IsgScreen *
isg_drills_page_new (IsgContext *context, IsgWindow *window)
{
  return page_new (context, &drills, "drills");
}

IsgScreen *
isg_papers_page_new (IsgContext *context, IsgWindow *window)
{
  return page_new (context, &papers, "papers");
}
