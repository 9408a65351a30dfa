/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-record-acts.h"

#include <glib/gi18n.h>

#include "app/isg-ordinary.h"
#include "app/isg-rows-field.h"

/* Menus, buttons and keys of a record call these actions, never a handler of their own. */

static void
finish_cb (GSimpleAction *action, GVariant *parameter, gpointer screen)
{
  isg_record_screen_finish (screen);
}

static void
next_missing_cb (GSimpleAction *action, GVariant *parameter, gpointer screen)
{
  isg_record_screen_go_to_missing (screen, FALSE);
}

static void
previous_missing_cb (GSimpleAction *action, GVariant *parameter, gpointer screen)
{
  isg_record_screen_go_to_missing (screen, TRUE);
}

/* In a list the keys go from row to row first. */
static void
step (IsgRecordScreen *screen, int by)
{
  IsgRowsField *list = isg_rows_field_focused (GTK_WIDGET (screen));

  if (list == NULL || !isg_rows_field_step (list, by))
    isg_record_layout_step_section (isg_record_screen_layout (screen), by);
}

static void
next_section_cb (GSimpleAction *action, GVariant *parameter, gpointer screen)
{
  step (screen, 1);
}

static void
previous_section_cb (GSimpleAction *action, GVariant *parameter, gpointer screen)
{
  step (screen, -1);
}

static void
withdraw_cb (GSimpleAction *action, GVariant *parameter, gpointer screen)
{
  isg_record_session_withdraw (isg_record_screen_session (screen));
}

static void
correct_cb (GSimpleAction *action, GVariant *parameter, gpointer screen)
{
  isg_record_session_correct (isg_record_screen_session (screen));
  isg_form_go_to_first (isg_record_layout_form (isg_record_screen_layout (screen)));
}

static void
close_cb (GSimpleAction *action, GVariant *parameter, gpointer screen)
{
  isg_record_close_ask (screen);
}

static void
open_again_cb (GSimpleAction *action, GVariant *parameter, gpointer screen)
{
  isg_record_session_close (isg_record_screen_session (screen), NULL);
}

static void
differences_cb (GSimpleAction *action, GVariant *parameter, gpointer screen)
{
  isg_record_differences_show (screen);
}

static void
take_draft (IsgRecordScreen *screen, gboolean use)
{
  isg_record_session_take_recovered (isg_record_screen_session (screen), use);
  isg_form_go_to_first (isg_record_layout_form (isg_record_screen_layout (screen)));
}

static void
use_draft_cb (GSimpleAction *action, GVariant *parameter, gpointer screen)
{
  take_draft (screen, TRUE);
}

static void
drop_draft_cb (GSimpleAction *action, GVariant *parameter, gpointer screen)
{
  take_draft (screen, FALSE);
}

static void
ordinary_cb (GSimpleAction *action, GVariant *parameter, gpointer screen)
{
  GPtrArray *sections
    = isg_form_sections (isg_record_layout_form (isg_record_screen_layout (screen)));

  for (guint i = 0; i < sections->len; i++)
    if (g_strcmp0 (isg_form_section_id (g_ptr_array_index (sections, i)),
                   g_variant_get_string (parameter, NULL))
        == 0)
      isg_ordinary_fill (screen, g_ptr_array_index (sections, i));
}

static void
ordinary_section_cb (GSimpleAction *action, GVariant *parameter, gpointer screen)
{
  IsgForm *form = isg_record_layout_form (isg_record_screen_layout (screen));
  IsgFormSection *section = isg_form_present_section (form);

  if (section != NULL)
    isg_ordinary_fill (screen, section);
}

static void
ordinary_all_cb (GSimpleAction *action, GVariant *parameter, gpointer screen)
{
  isg_ordinary_fill (screen, NULL);
}

static const GActionEntry entries[] = {
  { .name = "finish", .activate = finish_cb },
  { .name = "next-missing", .activate = next_missing_cb },
  { .name = "previous-missing", .activate = previous_missing_cb },
  { .name = "next-section", .activate = next_section_cb },
  { .name = "previous-section", .activate = previous_section_cb },
  { .name = "withdraw", .activate = withdraw_cb },
  { .name = "correct", .activate = correct_cb },
  { .name = "close", .activate = close_cb },
  { .name = "open-again", .activate = open_again_cb },
  { .name = "differences", .activate = differences_cb },
  { .name = "use-draft", .activate = use_draft_cb },
  { .name = "drop-draft", .activate = drop_draft_cb },
  { .name = "ordinary", .activate = ordinary_cb, .parameter_type = "s" },
  { .name = "ordinary-section", .activate = ordinary_section_cb },
  { .name = "ordinary-all", .activate = ordinary_all_cb },
};

/* ---- keys ---- */

/* What the form cannot undo is for the window: the act of its toast. */
static gboolean
undo_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  return isg_record_session_undo (isg_record_screen_session (ISG_RECORD_SCREEN (widget)));
}

static gboolean
redo_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  return isg_record_session_redo (isg_record_screen_session (ISG_RECORD_SCREEN (widget)));
}

static void
add_key (GtkShortcutController *keys, const char *trigger, GtkShortcutAction *action)
{
  gtk_shortcut_controller_add_shortcut (keys,
                                        gtk_shortcut_new (gtk_shortcut_trigger_parse_string (
                                                            trigger),
                                                          action));
}

static void
add_keys (IsgRecordScreen *screen)
{
  static const struct {
    const char *trigger;
    const char *action;
  } named[] = {
    { "F7", "record.next-missing" },
    { "<Shift>F7", "record.previous-missing" },
    { "F4", "record.ordinary-section" },
    { "<Shift>F4", "record.ordinary-all" },
    { "<Control>Page_Down", "record.next-section" },
    { "<Control>Page_Up", "record.previous-section" },
  };
  GtkEventController *early = gtk_shortcut_controller_new ();
  GtkEventController *late = gtk_shortcut_controller_new ();

  /* Before entries and lists, which have uses of their own for some of these. */
  gtk_event_controller_set_propagation_phase (early, GTK_PHASE_CAPTURE);
  for (gsize i = 0; i < G_N_ELEMENTS (named); i++)
    add_key (GTK_SHORTCUT_CONTROLLER (early),
             named[i].trigger,
             gtk_named_action_new (named[i].action));
  gtk_widget_add_controller (GTK_WIDGET (screen), early);

  /* After entries: in one, Ctrl+Z undoes typing. */
  add_key (GTK_SHORTCUT_CONTROLLER (late),
           "<Control>z",
           gtk_callback_action_new (undo_cb, NULL, NULL));
  add_key (GTK_SHORTCUT_CONTROLLER (late),
           "<Control><Shift>z",
           gtk_callback_action_new (redo_cb, NULL, NULL));
  gtk_widget_add_controller (GTK_WIDGET (screen), late);
}

void
isg_record_acts_add (IsgRecordScreen *screen)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  g_return_if_fail (ISG_IS_RECORD_SCREEN (screen));

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), screen);
  gtk_widget_insert_action_group (GTK_WIDGET (screen), "record", G_ACTION_GROUP (group));
  add_keys (screen);
}

/* Of a workplace. */
static void
append_receipts (GMenu *menu, IsgRecordSession *session)
{
  IsgRecord *saved = isg_record_session_saved (session);
  g_autoptr (GMenuItem) item = NULL;

  if (!g_str_equal (isg_record_kind (saved), "workplace"))
    return;
  item = g_menu_item_new (_ ("Receipts of a year…"), NULL);
  g_menu_item_set_action_and_target (item, "win.receipts", "s", isg_record_uuid (saved));
  g_menu_append_item (menu, item);
}

GMenuModel *
isg_record_acts_menu (IsgRecordSession *session)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) going = g_menu_new ();
  g_autoptr (GMenu) closing = g_menu_new ();

  g_return_val_if_fail (ISG_IS_RECORD_SESSION (session), G_MENU_MODEL (menu));

  g_menu_append (going, _ ("Find a field"), "win.find");
  g_menu_append (going, _ ("Next missing place"), "record.next-missing");
  g_menu_append (going, _ ("Keep now"), "win.keep");
  g_menu_append (going, _ ("Print or save as PDF…"), "win.print");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (going));
  if (isg_record_session_saved (session) != NULL) {
    append_receipts (going, session);
    if (isg_record_session_is_closed (session))
      g_menu_append (closing, _ ("Open again"), "record.open-again");
    else
      g_menu_append (closing, _ ("Close record…"), "record.close");
    g_menu_append_section (menu, NULL, G_MENU_MODEL (closing));
  }
  return G_MENU_MODEL (menu);
}
