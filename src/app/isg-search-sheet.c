/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-search-sheet.h"

#include <glib/gi18n.h>

#include "app/isg-badge.h"
#include "app/isg-pages.h"
#include "app/isg-search-data.h"
#include "app/isg-sheet.h"
#include "app/isg-shortcuts.h"
#include "app/isg-text-scale.h"
#include "base/isg-text.h"

#define SHEET_WIDTH   640
#define SHEET_HEIGHT  520
#define MOST_COMMANDS 6

#define ISG_TYPE_SEARCH_SHEET (isg_search_sheet_get_type ())
G_DECLARE_FINAL_TYPE (IsgSearchSheet, isg_search_sheet, ISG, SEARCH_SHEET, IsgSheet)

struct _IsgSearchSheet {
  IsgSheet parent_instance;

  GtkEditable *search; /* (unowned) */
  GtkStack *stack;     /* (unowned) */
  GtkListBox *list;    /* (unowned) */
  GtkLabel *nothing;   /* (unowned) */

  IsgWindow *window;         /* (unowned): the transient parent */
  IsgContext *context;       /* (owned) */
  GCancellable *cancellable; /* (owned): of the question that is asked now */
  gboolean open_first;       /* Enter was pressed before the hits came */
};

G_DEFINE_FINAL_TYPE (IsgSearchSheet, isg_search_sheet, ISG_TYPE_SHEET)

/* What a row does: an action of the window and its target. */
static void
set_act (GtkWidget *row, const char *action, GVariant *target)
{
  g_object_set_data_full (G_OBJECT (row), "action", g_strdup (action), g_free);
  if (target != NULL)
    g_object_set_data_full (G_OBJECT (row),
                            "target",
                            g_variant_ref_sink (target),
                            (GDestroyNotify) g_variant_unref);
}

/* ---- rows ---- */

static GtkWidget *
new_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
add_row (IsgSearchSheet *self, const char *group, const char *icon, const char *title)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_add_css_class (box, "search-row");
  gtk_box_append (GTK_BOX (box),
                  g_object_new (GTK_TYPE_IMAGE,
                                "icon-name",
                                icon,
                                "accessible-role",
                                GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                NULL));
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (words), new_label (title, NULL));
  gtk_box_append (GTK_BOX (box), words);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_object_set_data (G_OBJECT (row), "group", (gpointer) group);
  g_object_set_data (G_OBJECT (row), "box", box);
  g_object_set_data (G_OBJECT (row), "words", words);
  gtk_list_box_append (self->list, row);
  return row;
}

static const char *
kind_icon (const char *kind)
{
  if (g_str_equal (kind, "workplace"))
    return "mark-location-symbolic";
  if (g_str_equal (kind, "employee"))
    return "avatar-default-symbolic";
  if (g_str_equal (kind, "professional"))
    return "security-medium-symbolic";
  return g_str_equal (kind, "training") ? "accessories-dictionary-symbolic"
                                        : "text-x-generic-symbolic";
}

static void
add_hits (IsgSearchSheet *self, const char *group, GPtrArray *hits)
{
  for (guint i = 0; i < hits->len; i++) {
    const IsgHit *hit = g_ptr_array_index (hits, i);
    GtkWidget *row = add_row (self, group, kind_icon (hit->kind), hit->title);
    GtkWidget *badge;

    set_act (row, "win.open-record", g_variant_new ("(ss)", hit->kind, hit->uuid));
    if (*hit->detail != '\0') {
      GtkWidget *detail = new_label (hit->detail, "caption");

      gtk_widget_add_css_class (detail, "dim-label");
      gtk_box_append (g_object_get_data (G_OBJECT (row), "words"), detail);
    }
    if (*hit->badge == '\0')
      continue;
    badge = isg_badge_new ();
    isg_badge_set (ISG_BADGE (badge),
                   isg_context_rules (self->context),
                   hit->badge,
                   hit->badge_note,
                   isg_context_is_sandbox (self->context),
                   TRUE);
    gtk_box_append (g_object_get_data (G_OBJECT (row), "box"), badge);
  }
}

static gboolean
command_fits (const IsgCommand *command, const char *folded)
{
  g_autofree char *title = isg_text_fold (_ (command->title));

  return command->listed && strstr (title, folded) != NULL;
}

/* A page is known by its picture in the sidebar. */
static const char *
command_icon (const IsgCommand *command)
{
  const char *id = strstr (command->action, "::");
  const IsgPage *page
    = g_str_has_prefix (command->action, "win.page::") ? isg_pages_find (id + 2) : NULL;

  if (page != NULL)
    return page->icon;
  return g_str_has_prefix (command->action, "win.new-record::") ? "list-add-symbolic"
                                                                : "system-run-symbolic";
}

static void
add_command (IsgSearchSheet *self, const IsgCommand *command)
{
  GtkWidget *row = add_row (self, N_ ("Commands"), command_icon (command), _ (command->title));
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;
  g_autofree char *keys = NULL;
  guint keyval;
  GdkModifierType modifiers;
  GtkWidget *label;

  if (!g_action_parse_detailed_name (command->action, &name, &target, NULL))
    return;
  set_act (row, name, target);
  if (command->keys == NULL || !gtk_accelerator_parse (command->keys, &keyval, &modifiers))
    return;
  keys = gtk_accelerator_get_label (keyval, modifiers);
  label = new_label (keys, "keys");
  gtk_box_append (g_object_get_data (G_OBJECT (row), "box"), label);
}

static void
add_commands (IsgSearchSheet *self, const char *text)
{
  g_autofree char *folded = isg_text_fold (text);
  guint n;
  const IsgCommand *commands = isg_commands (&n);
  guint shown = 0;

  for (guint i = 0; i < n && shown < MOST_COMMANDS; i++)
    if (command_fits (&commands[i], folded)) {
      add_command (self, &commands[i]);
      shown++;
    }
}

/* Each group begins with its name. */
static void
show_group (GtkListBoxRow *row, GtkListBoxRow *before, gpointer data)
{
  const char *group = g_object_get_data (G_OBJECT (row), "group");
  const char *last = before != NULL ? g_object_get_data (G_OBJECT (before), "group") : NULL;
  GtkWidget *label;

  if (g_strcmp0 (group, last) == 0) {
    gtk_list_box_row_set_header (row, NULL);
    return;
  }
  label = new_label (_ (group), "heading");
  gtk_widget_add_css_class (label, "search-group");
  gtk_list_box_row_set_header (row, label);
}

static void
clear_rows (IsgSearchSheet *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
}

/* ---- asking ---- */

static void
open_row (IsgSearchSheet *self, GtkListBoxRow *row)
{
  g_autofree char *action = g_strdup (g_object_get_data (G_OBJECT (row), "action"));
  GVariant *target = g_object_get_data (G_OBJECT (row), "target");
  g_autoptr (GVariant) kept = target != NULL ? g_variant_ref (target) : NULL;
  GtkWidget *window = GTK_WIDGET (self->window);

  isg_sheet_finish (ISG_SHEET (self));
  gtk_widget_activate_action_variant (window, action, kept);
}

static void
show_hits (IsgSearchSheet *self, const IsgHits *hits)
{
  const char *text = gtk_editable_get_text (self->search);
  GtkListBoxRow *first;

  clear_rows (self);
  if (hits != NULL) {
    add_hits (self, N_ ("People"), hits->people);
    add_hits (self, N_ ("Workplaces"), hits->workplaces);
    add_hits (self, N_ ("Records"), hits->records);
  }
  add_commands (self, text);
  first = gtk_list_box_get_row_at_index (self->list, 0);
  if (first == NULL) {
    /* Translators: {text} stays as it is; it is what was typed. */
    g_auto (GStrv) parts
      = g_strsplit (_ ("“{text}” was not found. You can also search by identity number."),
                       "{text}",
                       2);
    g_autofree char *words = g_strjoinv (text, parts);

    gtk_label_set_label (self->nothing, words);
  } else {
    gtk_list_box_select_row (self->list, first);
  }
  gtk_stack_set_visible_child_name (self->stack, first != NULL ? "list" : "nothing");
  if (self->open_first && first != NULL)
    open_row (self, first);
  self->open_first = FALSE;
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (IsgSearchSheet) self = user_data;
  g_autoptr (GError) error = NULL;
  IsgHits *hits = isg_tasks_finish (result, &error);

  /* Another question has been asked since, or the sheet was closed. */
  if (g_task_get_cancellable (G_TASK (result)) == self->cancellable
      && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_hits (self, hits);
  isg_hits_free (hits);
}

static void
ask (IsgSearchSheet *self)
{
  const char *text = gtk_editable_get_text (self->search);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  if (*text == '\0') {
    show_hits (self, NULL);
    return;
  }
  isg_tasks_run (isg_context_tasks (self->context),
                 isg_search_everywhere,
                 g_strdup (text),
                 g_free,
                 isg_hits_free,
                 self->cancellable,
                 found_cb,
                 g_object_ref (self));
}

static void
activated_cb (IsgSearchSheet *self)
{
  if (*gtk_editable_get_text (self->search) == '\0')
    return;
  self->open_first = TRUE;
  ask (self);
}

/* Up and down walk the hits while the focus stays in the entry. */
static gboolean
key_pressed_cb (GtkEventControllerKey *keys,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                IsgSearchSheet *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  int step = keyval == GDK_KEY_Down ? 1 : keyval == GDK_KEY_Up ? -1 : 0;

  if ((keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter) && row != NULL
      && gtk_list_box_row_get_index (row) > 0) {
    open_row (self, row);
    return TRUE;
  }
  if (step == 0)
    return FALSE;
  row = row == NULL
          ? gtk_list_box_get_row_at_index (self->list, 0)
          : gtk_list_box_get_row_at_index (self->list, gtk_list_box_row_get_index (row) + step);
  if (row != NULL)
    gtk_list_box_select_row (self->list, row);
  return TRUE;
}

static void
stop_search_cb (IsgSearchSheet *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

/* ---- the class ---- */

static void
isg_search_sheet_dispose (GObject *object)
{
  IsgSearchSheet *self = ISG_SEARCH_SHEET (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (isg_search_sheet_parent_class)->dispose (object);
}

static void
isg_search_sheet_class_init (IsgSearchSheetClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = isg_search_sheet_dispose;
}

static void
build (IsgSearchSheet *self)
{
  g_autoptr (GtkBuilder) builder
    = gtk_builder_new_from_resource ("/io/github/isgdefteri/IsgDefteri/ui/search.ui");
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->search = GTK_EDITABLE (gtk_builder_get_object (builder, "search"));
  self->stack = GTK_STACK (gtk_builder_get_object (builder, "stack"));
  self->list = GTK_LIST_BOX (gtk_builder_get_object (builder, "list"));
  self->nothing = GTK_LABEL (gtk_builder_get_object (builder, "nothing"));
  isg_sheet_set_content (ISG_SHEET (self),
                         GTK_WIDGET (gtk_builder_get_object (builder, "content")));

  gtk_list_box_set_header_func (self->list, show_group, NULL, NULL);
  g_signal_connect_object (self->search,
                           "search-changed",
                           G_CALLBACK (ask),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search,
                           "activate",
                           G_CALLBACK (activated_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search,
                           "stop-search",
                           G_CALLBACK (stop_search_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list,
                           "row-activated",
                           G_CALLBACK (open_row),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->search), keys);
}

static void
isg_search_sheet_init (IsgSearchSheet *self)
{
  self->cancellable = g_cancellable_new ();
  build (self);
  gtk_window_set_default_size (GTK_WINDOW (self),
                               isg_scaled (SHEET_WIDTH),
                               isg_scaled (SHEET_HEIGHT));
}

void
isg_search_sheet_open (IsgWindow *window)
{
  IsgSearchSheet *self;

  g_return_if_fail (ISG_IS_WINDOW (window));
  g_return_if_fail (isg_window_context (window) != NULL);

  self = g_object_new (ISG_TYPE_SEARCH_SHEET,
                       "transient-for",
                       window,
                       "title",
                       _ ("Search everywhere"), NULL);
  self->window = window;
  self->context = g_object_ref (isg_window_context (window));
  show_hits (self, NULL);
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}
