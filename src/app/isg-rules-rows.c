/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-rules-rows.h"

#include <glib/gi18n.h>

#include "rules/isg-dataset-def.h"

#define ID     "isg-announcement"
#define MARK   "isg-unread-mark"
#define DAYS   30
#define SOON   20
#define URGENT 27

/* ---- announcements ---- */

static GtkWidget *
make_text (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  return label;
}

static void
add_mark (AdwExpanderRow *row)
{
  /* Translators: beside an announcement that was not read yet. */
  GtkWidget *mark = gtk_label_new (_ ("unread"));

  gtk_widget_add_css_class (mark, "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (row), "unread");
  adw_expander_row_add_action (row, mark);
  g_object_set_data (G_OBJECT (row), MARK, mark);
}

/* The lists that an expander row is made of would take the focus without a name. */
static void
name_lists (GtkWidget *widget, const char *name)
{
  if (GTK_IS_LIST_BOX (widget))
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    name,
                                    -1);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    name_lists (child, name);
}

GtkWidget *
isg_announcement_row_new (const IsgAnnouncement *announcement, gboolean read)
{
  gboolean turkish = isg_i18n_language () == ISG_LANGUAGE_TR;
  GtkWidget *row = adw_expander_row_new ();
  GtkWidget *text = make_text (turkish ? announcement->text_tr : announcement->text_en);
  GtkWidget *holder = gtk_list_box_row_new ();
  g_autofree char *date = isg_i18n_date (announcement->date, FALSE);
  g_autofree char *where = g_strdup_printf ("%s · %s", date, announcement->source);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 turkish ? announcement->title_tr : announcement->title_en);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), where);
  gtk_widget_add_css_class (text, "announcement-text");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (holder), text);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (holder), FALSE);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), holder);
  g_object_set_data_full (G_OBJECT (row), ID, g_strdup (announcement->id), g_free);
  name_lists (row, adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));
  if (!read)
    add_mark (ADW_EXPANDER_ROW (row));
  return row;
}

const char *
isg_announcement_row_id (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), ID);
}

gboolean
isg_announcement_row_mark_read (GtkWidget *row)
{
  GtkWidget *mark = g_object_get_data (G_OBJECT (row), MARK);

  if (mark == NULL)
    return FALSE;
  g_object_set_data (G_OBJECT (row), MARK, NULL);
  gtk_widget_set_visible (mark, FALSE);
  gtk_widget_remove_css_class (row, "unread");
  return TRUE;
}

/* ---- packs ---- */

static const char *
state_words (IsgPackState state)
{
  static const char *const words[]
    = { N_ ("in force"),
            N_ ("waits for its day"), N_ ("the one before"), N_ ("kept"), N_ ("cannot be read") };

  return _ (words[state]);
}

/* The day on which the newest method of a kind was published. A folder is nobody's publication. */
static gboolean
is_sent_by_net (IsgRules *rules, const IsgKind *kind, IsgDate *out_published)
{
  GPtrArray *methods = isg_rules_methods (rules);
  gboolean found = FALSE;

  *out_published = ISG_DATE_NONE;
  for (guint i = 0; i < methods->len; i++) {
    const IsgMethod *method = g_ptr_array_index (methods, i);

    if (isg_method_is_file (method) || !g_str_equal (isg_method_kind (method), isg_kind_id (kind)))
      continue;
    found = TRUE;
    *out_published = MAX (*out_published, isg_method_published (method));
  }
  return found;
}

static void
append_kind (GString *text, IsgRules *rules, const IsgKind *kind)
{
  IsgDate published;
  g_autofree char *date = NULL;

  if (!is_sent_by_net (rules, kind, &published))
    return;
  g_string_append_printf (text, "\n%s · ", isg_kind_label (kind, isg_i18n_language ()));
  if (published == ISG_DATE_NONE) {
    g_string_append (text, _ ("provisional"));
    return;
  }
  date = isg_i18n_date (published, FALSE);
  /* Translators: %s is the day on which the Ministry published a data set. */
  g_string_append_printf (text, _ ("published %s"), date);
}

static char *
pack_words (const IsgPackEntry *entry)
{
  GString *text = g_string_new (NULL);
  g_autofree char *from = isg_i18n_date (isg_rules_valid_from (entry->rules), FALSE);
  const char *signer = isg_rules_signer (entry->rules);
  GPtrArray *kinds = isg_rules_kinds (entry->rules);

  g_string_append_printf (text,
                          _ ("Issuer: %s"),
                             signer != NULL ? signer : isg_rules_issuer (entry->rules));
  g_string_append (text, " · ");
  g_string_append_printf (text, _ ("In force from: %s"), from);
  for (guint i = 0; entry->state == ISG_PACK_ACTIVE && i < kinds->len; i++)
    append_kind (text, entry->rules, g_ptr_array_index (kinds, i));
  return g_string_free (text, FALSE);
}

GtkWidget *
isg_pack_row_new (const IsgPackEntry *entry)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = g_strdup_printf ("%s · %s", entry->version, state_words (entry->state));
  g_autofree char *words = entry->rules != NULL ? pack_words (entry) : g_strdup (entry->trouble);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  return row;
}

/* ---- the 30 days ---- */

static char *
countdown_words (IsgRules *rules, int gone, int left, IsgDate last)
{
  g_autofree char *published = isg_i18n_date (isg_rules_published (rules), FALSE);
  g_autofree char *end = isg_i18n_date (last, FALSE);

  if (left < 0)
    return g_strdup_printf (_ ("The Ministry published the change on %s. The 30 days ended on %s."),
                               published,
                               end);
  return g_strdup_printf (_ ("The Ministry published the change on %s. Days gone: %d / 30 · left: %d · last day %s."),
    published,
    gone,
    left,
    end);
}

static GtkWidget *
make_bar (int gone, int left)
{
  GtkWidget *bar = gtk_level_bar_new_for_interval (0, DAYS);
  g_autofree char *words = g_strdup_printf (_ ("Days gone %d / 30, left %d."), gone, left);

  gtk_level_bar_add_offset_value (GTK_LEVEL_BAR (bar), GTK_LEVEL_BAR_OFFSET_LOW, SOON);
  gtk_level_bar_add_offset_value (GTK_LEVEL_BAR (bar), GTK_LEVEL_BAR_OFFSET_HIGH, URGENT);
  gtk_level_bar_add_offset_value (GTK_LEVEL_BAR (bar), GTK_LEVEL_BAR_OFFSET_FULL, DAYS);
  gtk_level_bar_set_value (GTK_LEVEL_BAR (bar), CLAMP (gone, 0, DAYS));
  gtk_widget_add_css_class (bar, "thirty-days");
  gtk_accessible_update_property (GTK_ACCESSIBLE (bar),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("30-day period"),
                                     GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                     words,
                                     -1);
  return bar;
}

GtkWidget *
isg_countdown_new (const IsgPackEntry *entry, const IsgRulesData *data)
{
  GtkWidget *box;
  const IsgPackImpact *impact;
  g_autofree char *words = NULL;
  int gone;
  int left;
  IsgDate last;

  if ((entry->state != ISG_PACK_ACTIVE && entry->state != ISG_PACK_WAITING)
      || !isg_rules_days_left (entry->rules, data->today, &gone, &left, &last))
    return NULL;
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  words = countdown_words (entry->rules, gone, left, last);
  gtk_box_append (GTK_BOX (box), make_text (words));
  gtk_box_append (GTK_BOX (box), make_bar (gone, left));
  impact = g_hash_table_lookup (data->impacts, entry->version);
  if (impact != NULL) {
    g_autofree char *touched = g_strdup_printf (_ ("Affected: %u drafts, %u queued records."),
                                                   impact->drafts,
                                                   impact->queued);

    gtk_box_append (GTK_BOX (box), make_text (touched));
  }
  return box;
}
