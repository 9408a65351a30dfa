/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-rows-row.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/isg-finding-row.h"

struct _IsgRowsRow {
  GtkBox parent_instance;

  GtkButton *line;      /* (unowned) */
  GtkLabel *title;      /* (unowned) */
  GtkLabel *detail;     /* (unowned) */
  GtkImage *arrow;      /* (unowned) */
  GtkButton *remove;    /* (unowned) */
  GtkBox *findings;     /* (unowned) */
  AdwBin *slot;         /* (unowned): the editor, when it stands here */
  IsgRowEditor *editor; /* (unowned) (nullable): while the row is open */
  IsgFields *fields;    /* (owned) */
  GHashTable *raw;      /* (owned) */
  gboolean in_place;
  gboolean judged;
};

enum {
  OPENED,
  REMOVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (IsgRowsRow, isg_rows_row, GTK_TYPE_BOX)

void
isg_rows_row_set (IsgRowsRow *self, IsgFields *fields, GHashTable *raw)
{
  g_return_if_fail (ISG_IS_ROWS_ROW (self));

  isg_fields_ref (fields);
  isg_fields_unref (self->fields);
  self->fields = fields;
  if (raw != NULL)
    g_hash_table_ref (raw);
  else
    raw = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_hash_table_unref (self->raw);
  self->raw = raw;
}

IsgFields *
isg_rows_row_fields (IsgRowsRow *self)
{
  g_return_val_if_fail (ISG_IS_ROWS_ROW (self), NULL);

  return self->fields;
}

GHashTable *
isg_rows_row_raw (IsgRowsRow *self)
{
  g_return_val_if_fail (ISG_IS_ROWS_ROW (self), NULL);

  return self->raw;
}

IsgRowEditor *
isg_rows_row_editor (IsgRowsRow *self)
{
  g_return_val_if_fail (ISG_IS_ROWS_ROW (self), NULL);

  return self->editor;
}

/* ---- the line ---- */

void
isg_rows_row_set_words (IsgRowsRow *self, guint number, const char *title, const char *detail)
{
  g_autofree char *name = NULL;

  g_return_if_fail (ISG_IS_ROWS_ROW (self));

  name = g_strdup_printf ("%u: %s%s%s", number, title, *detail != '\0' ? ", " : "", detail);
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->detail, detail);
  gtk_widget_set_visible (GTK_WIDGET (self->detail), *detail != '\0');
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->line),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name,
                                  -1);
}

static void
update_arrow (IsgRowsRow *self)
{
  const char *icon = "go-next-symbolic";

  if (self->in_place)
    icon = self->editor != NULL ? "pan-down-symbolic" : "pan-end-symbolic";
  gtk_image_set_from_icon_name (self->arrow, icon);
  if (self->in_place)
    gtk_accessible_update_state (GTK_ACCESSIBLE (self->line),
                                 GTK_ACCESSIBLE_STATE_EXPANDED,
                                 self->editor != NULL,
                                 -1);
}

void
isg_rows_row_set_editor (IsgRowsRow *self, IsgRowEditor *editor, gboolean inside)
{
  g_return_if_fail (ISG_IS_ROWS_ROW (self));

  self->editor = editor;
  adw_bin_set_child (self->slot, inside ? GTK_WIDGET (editor) : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->slot), inside && editor != NULL);
  if (editor != NULL && self->judged)
    isg_row_editor_judge (editor);
  update_arrow (self);
}

void
isg_rows_row_set_editable (IsgRowsRow *self, gboolean editable)
{
  g_return_if_fail (ISG_IS_ROWS_ROW (self));

  gtk_widget_set_visible (GTK_WIDGET (self->remove), editable);
  if (self->editor != NULL)
    isg_row_editor_set_editable (self->editor, editable);
}

void
isg_rows_row_grab (IsgRowsRow *self)
{
  g_return_if_fail (ISG_IS_ROWS_ROW (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->line));
}

gboolean
isg_rows_row_has_focus (IsgRowsRow *self)
{
  g_return_val_if_fail (ISG_IS_ROWS_ROW (self), FALSE);

  return gtk_widget_has_focus (GTK_WIDGET (self->line));
}

/* ---- findings ---- */

void
isg_rows_row_set_judged (IsgRowsRow *self)
{
  g_return_if_fail (ISG_IS_ROWS_ROW (self));

  self->judged = TRUE;
  if (self->editor != NULL)
    isg_row_editor_judge (self->editor);
}

/* Of the row, and not said at one of its fields now. */
static gboolean
is_ours (IsgRowsRow *self, const char *path, const char *place)
{
  if (path == NULL || !g_str_has_prefix (path, place))
    return FALSE;
  path += strlen (place);
  if (*path == '\0')
    return TRUE;
  return *path == '.'
         && (self->editor == NULL || isg_row_editor_field (self->editor, path + 1) == NULL);
}

void
isg_rows_row_show_findings (IsgRowsRow *self,
                            IsgRules *rules,
                            const IsgKind *kind,
                            const char *list,
                            guint row,
                            GPtrArray *findings)
{
  g_autofree char *place = g_strdup_printf ("%s[%u]", list, row);
  g_autoptr (GPtrArray) own = g_ptr_array_new ();
  g_autofree char *description = NULL;

  g_return_if_fail (ISG_IS_ROWS_ROW (self));

  for (guint i = 0; self->judged && i < findings->len; i++)
    if (is_ours (self, isg_finding_path (g_ptr_array_index (findings, i)), place))
      g_ptr_array_add (own, g_ptr_array_index (findings, i));
  isg_finding_rows_fill (self->findings, rules, kind, own, NULL, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->findings), own->len > 0);
  description = isg_findings_describe (rules, kind, own);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->line),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  description,
                                  -1);
  if (self->editor != NULL)
    isg_row_editor_show_findings (self->editor, findings, row);
}

/* ---- class ---- */

static void
line_cb (IsgRowsRow *self)
{
  g_signal_emit (self, signals[OPENED], 0);
}

static void
remove_cb (IsgRowsRow *self)
{
  g_signal_emit (self, signals[REMOVED], 0);
}

static void
isg_rows_row_finalize (GObject *object)
{
  IsgRowsRow *self = ISG_ROWS_ROW (object);

  isg_fields_unref (self->fields);
  g_hash_table_unref (self->raw);
  G_OBJECT_CLASS (isg_rows_row_parent_class)->finalize (object);
}

static void
isg_rows_row_class_init (IsgRowsRowClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = isg_rows_row_finalize;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  signals[OPENED]
    = g_signal_new ("opened", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[REMOVED]
    = g_signal_new ("removed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static GtkLabel *
label_new (const char *css_class)
{
  GtkLabel *label = GTK_LABEL (gtk_label_new (""));

  gtk_label_set_xalign (label, 0);
  gtk_label_set_ellipsize (label, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (GTK_WIDGET (label), css_class);
  return label;
}

static GtkWidget *
line_content (IsgRowsRow *self)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  self->title = label_new ("rows-title");
  self->detail = label_new ("caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->detail), "dim-label");
  self->arrow
    = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (words), GTK_WIDGET (self->detail));
  gtk_box_append (GTK_BOX (content), words);
  gtk_box_append (GTK_BOX (content), GTK_WIDGET (self->arrow));
  return content;
}

/* No tab stop: Ctrl+Delete on the line does the same. */
static GtkButton *
remove_new (void)
{
  return g_object_new (GTK_TYPE_BUTTON,
                       "icon-name",
                       "user-trash-symbolic",
                       "tooltip-text",
                       _ ("Remove row"), "focusable", FALSE, "valign", GTK_ALIGN_CENTER, NULL);
}

static void
isg_rows_row_init (IsgRowsRow *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);

  self->fields = isg_fields_new ();
  self->raw = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "rows-row");

  self->line = g_object_new (GTK_TYPE_BUTTON, "child", line_content (self), "hexpand", TRUE, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->line), "flat");
  self->remove = remove_new ();
  gtk_widget_add_css_class (GTK_WIDGET (self->remove), "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->remove),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Remove row"), -1);
  self->findings = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 3));
  gtk_widget_add_css_class (GTK_WIDGET (self->findings), "rows-findings");
  gtk_widget_set_visible (GTK_WIDGET (self->findings), FALSE);
  self->slot = ADW_BIN (adw_bin_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->slot), "rows-editor");
  gtk_widget_set_visible (GTK_WIDGET (self->slot), FALSE);

  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->line));
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->remove));
  gtk_box_append (GTK_BOX (self), head);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->findings));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->slot));
  g_signal_connect_object (self->line, "clicked", G_CALLBACK (line_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->remove,
                           "clicked",
                           G_CALLBACK (remove_cb),
                           self,
                           G_CONNECT_SWAPPED);
}

IsgRowsRow *
isg_rows_row_new (gboolean in_place)
{
  IsgRowsRow *self = g_object_new (ISG_TYPE_ROWS_ROW, NULL);

  self->in_place = in_place;
  update_arrow (self);
  return self;
}
