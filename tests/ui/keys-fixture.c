/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "keys-fixture.h"

GtkWidget *
keys_focus (UiFixture *fixture)
{
  GtkWindow *top = ui_fixture_top (fixture);

  return gtk_root_get_focus (top != NULL ? GTK_ROOT (top) : GTK_ROOT (fixture->window));
}

static gboolean
activate_shortcut (GtkWidget *widget,
                   GtkShortcutController *controller,
                   guint keyval,
                   GdkModifierType state)
{
  g_autoptr (GtkShortcutTrigger) wanted = gtk_keyval_trigger_new (keyval, state);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (controller)); i++) {
    g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), i);

    if (gtk_shortcut_trigger_equal (gtk_shortcut_get_trigger (shortcut), wanted)
        && gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut),
                                         GTK_SHORTCUT_ACTION_EXCLUSIVE,
                                         widget,
                                         gtk_shortcut_get_arguments (shortcut)))
      return TRUE;
  }
  return FALSE;
}

static gboolean
offer (GtkWidget *widget, gboolean capture, guint keyval, GdkModifierType state)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++) {
    g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
    gboolean early = gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE;
    gboolean taken = FALSE;

    /* What a text does with its keys waits for an input method that is not there. */
    if (early != capture || GTK_IS_TEXT (widget))
      continue;
    if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
      g_signal_emit_by_name (controller, "key-pressed", keyval, 0u, state, &taken);
    else if (GTK_IS_SHORTCUT_CONTROLLER (controller))
      taken = activate_shortcut (widget, GTK_SHORTCUT_CONTROLLER (controller), keyval, state);
    if (taken)
      return TRUE;
  }
  return FALSE;
}

static gboolean
offer_down (GtkWidget *widget, guint keyval, GdkModifierType state)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);

  if (parent != NULL && offer_down (parent, keyval, state))
    return TRUE;
  return offer (widget, TRUE, keyval, state);
}

/* What GTK itself does with a key that nobody of ours takes. */
static gboolean
of_toolkit (GtkWidget *focus, guint keyval, GdkModifierType state)
{
  GtkRoot *root = gtk_widget_get_root (focus);
  char text[8] = "";
  int position;

  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK))
    return FALSE;
  if (keyval == GDK_KEY_Tab || keyval == GDK_KEY_ISO_Left_Tab) {
    g_signal_emit_by_name (root,
                           "move-focus",
                           keyval == GDK_KEY_Tab ? GTK_DIR_TAB_FORWARD : GTK_DIR_TAB_BACKWARD);
    return TRUE;
  }
  if (GTK_IS_TEXT (focus) && keyval == GDK_KEY_Return) {
    g_signal_emit_by_name (focus, "activate");
    return TRUE;
  }
  if (GTK_IS_TEXT (focus)) {
    text[g_unichar_to_utf8 (gdk_keyval_to_unicode (keyval), text)] = '\0';
    if (text[0] == '\0' || keyval == GDK_KEY_Return)
      return FALSE;
    position = gtk_editable_get_position (GTK_EDITABLE (focus));
    gtk_editable_delete_selection (GTK_EDITABLE (focus));
    gtk_editable_insert_text (GTK_EDITABLE (focus), text, -1, &position);
    gtk_editable_set_position (GTK_EDITABLE (focus), position);
    return TRUE;
  }
  if (keyval == GDK_KEY_space || keyval == GDK_KEY_Return)
    return gtk_widget_activate (focus);
  return FALSE;
}

gboolean
keys_press (UiFixture *fixture, guint keyval, GdkModifierType state)
{
  GtkWidget *focus = keys_focus (fixture);
  gboolean taken;

  g_assert_nonnull (focus);
  taken = offer_down (focus, keyval, state);
  for (GtkWidget *at = focus; at != NULL && !taken; at = gtk_widget_get_parent (at)) {
    taken = offer (at, FALSE, keyval, state);
    if (!taken && at == focus)
      taken = of_toolkit (focus, keyval, state);
  }
  ui_fixture_settle (fixture);
  return taken;
}

guint
keys_type (UiFixture *fixture, const char *keys)
{
  guint n = 0;

  for (; *keys != '\0'; keys = g_utf8_next_char (keys)) {
    gunichar c = g_utf8_get_char (keys);
    guint keyval = c == 0x21e5   ? GDK_KEY_Tab
                   : c == 0x23ce ? GDK_KEY_Return
                   : c == 0x2423 ? GDK_KEY_space
                   : c == 0x232b ? GDK_KEY_BackSpace
                                 : gdk_unicode_to_keyval (c);

    g_assert_true (keys_press (fixture, keyval, 0));
    n++;
  }
  return n;
}
