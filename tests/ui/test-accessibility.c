/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-pages.h"
#include "app/isg-shortcuts.h"
#include "app/isg-window-private.h"
#include "store/isg-store-record.h"
#include "ui-fixture.h"

/* What a screen reader would call a widget that takes the focus. GTK 4.8 does not hand the computed
 * name out, so its sources are looked at one by one (ui.md 6.1). */

static gboolean
has_accessible_label (GtkWidget *widget)
{
  g_autofree char *wrong = gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget),
                                                               GTK_ACCESSIBLE_PROPERTY_LABEL,
                                                               "");

  /* NULL says that it is exactly ""; else the message tells what it is. */
  return gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL)
         && wrong != NULL;
}

static gboolean
holds_words (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget) && *gtk_label_get_text (GTK_LABEL (widget)) != '\0')
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_visible (child) && holds_words (child))
      return TRUE;
  return FALSE;
}

static gboolean
is_named_by_itself (GtkWidget *widget)
{
  return GTK_IS_BUTTON (widget) || GTK_IS_LIST_BOX_ROW (widget) || GTK_IS_CHECK_BUTTON (widget)
         || GTK_IS_LABEL (widget) || GTK_IS_EXPANDER (widget);
}

static gboolean
has_name (GtkWidget *widget)
{
  if (has_accessible_label (widget)
      || gtk_test_accessible_has_relation (GTK_ACCESSIBLE (widget),
                                           GTK_ACCESSIBLE_RELATION_LABELLED_BY))
    return TRUE;
  return is_named_by_itself (widget) && holds_words (widget);
}

/* Inner parts that GTK and libadwaita make themselves are named by what they are part of. */
static gboolean
is_inner_part (GtkWidget *widget)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);
  const char *type = G_OBJECT_TYPE_NAME (widget);

  if (GTK_IS_TEXT (widget) || GTK_IS_SCROLLED_WINDOW (widget) || GTK_IS_WINDOW (widget)
      || GTK_IS_WINDOW_CONTROLS (gtk_widget_get_ancestor (widget, GTK_TYPE_WINDOW_CONTROLS))
      || GTK_IS_POPOVER (widget))
    return TRUE;
  if (g_str_has_prefix (type, "GtkListItem") || g_str_has_prefix (type, "GtkColumn")
      || g_str_equal (type, "GtkListItemWidget") || g_str_equal (type, "GtkColumnListView"))
    return TRUE;
  while (parent != NULL) {
    if (GTK_IS_MENU_BUTTON (parent) || GTK_IS_DROP_DOWN (parent) || GTK_IS_SPIN_BUTTON (parent)
        || GTK_IS_COLUMN_VIEW (parent) || ADW_IS_ENTRY_ROW (parent) || ADW_IS_COMBO_ROW (parent)
        || GTK_IS_PASSWORD_ENTRY (parent) || GTK_IS_SEARCH_ENTRY (parent)
        || GTK_IS_CALENDAR (parent))
      return TRUE;
    parent = gtk_widget_get_parent (parent);
  }
  return FALSE;
}

static gboolean
takes_focus (GtkWidget *widget)
{
  return gtk_widget_get_focusable (widget) && gtk_widget_get_sensitive (widget);
}

static void
sweep (GtkWidget *widget, const char *where)
{
  if (!gtk_widget_get_mapped (widget))
    return;
  if (takes_focus (widget) && !is_inner_part (widget)) {
    GtkAccessibleRole role = gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget));

    if (!has_name (widget))
      g_test_fail_printf ("%s: a %s (%s) has no name",
                          where,
                          G_OBJECT_TYPE_NAME (widget),
                          gtk_widget_get_name (widget));
    if (role == GTK_ACCESSIBLE_ROLE_PRESENTATION || role == GTK_ACCESSIBLE_ROLE_WIDGET)
      g_test_fail_printf ("%s: a %s has no role", where, G_OBJECT_TYPE_NAME (widget));
  }
  if (GTK_IS_IMAGE (widget)
      && gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget))
           != GTK_ACCESSIBLE_ROLE_PRESENTATION
      && gtk_widget_get_parent (widget) != NULL && GTK_IS_BOX (gtk_widget_get_parent (widget))
      && !has_accessible_label (widget)
      && gtk_widget_get_ancestor (widget, ADW_TYPE_ACTION_ROW) == NULL
      && gtk_widget_get_ancestor (widget, ADW_TYPE_PREFERENCES_WINDOW) == NULL
      && gtk_widget_get_ancestor (widget, GTK_TYPE_MENU_BUTTON) == NULL
      && gtk_widget_get_ancestor (widget, GTK_TYPE_DROP_DOWN) == NULL
      && gtk_widget_get_ancestor (widget, GTK_TYPE_COLUMN_VIEW) == NULL
      && gtk_widget_get_ancestor (widget, ADW_TYPE_STATUS_PAGE) == NULL
      && gtk_widget_get_ancestor (widget, GTK_TYPE_WINDOW_CONTROLS) == NULL
      && gtk_widget_get_ancestor (widget, ADW_TYPE_BUTTON_CONTENT) == NULL)
    g_test_fail_printf ("%s: a picture (%s) reads as “GtkImage”",
                        where,
                        gtk_image_get_icon_name (GTK_IMAGE (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    sweep (child, where);
}

static void
check_pages (UiFixture *fixture)
{
  guint n;
  const IsgPage *pages = isg_pages (&n);

  for (guint i = 0; i < n; i++) {
    isg_window_open_page (fixture->window, pages[i].id);
    ui_fixture_settle (fixture);
    sweep (GTK_WIDGET (fixture->window), pages[i].id);
  }
}

static void
test_pages_name_what_takes_the_focus (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_pages);
}

static void
check_records (UiFixture *fixture)
{
  static const char *const kinds[] = { "workplace", "employee", "professional", "training" };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (IsgStore) store
      = isg_store_open (fixture->dir, fixture->rules, fixture->clock, &error);
    IsgListQuery query = {
      .kind = kinds[i],
      .date_from = ISG_DATE_NONE,
      .date_to = ISG_DATE_NONE,
      .limit = 1,
    };
    g_autoptr (GPtrArray) rows = isg_store_record_list (store, &query, &error);

    g_assert_no_error (error);
    g_assert_cmpuint (rows->len, ==, 1);
    isg_record_open (fixture->window,
                     kinds[i],
                     ((IsgRow *) g_ptr_array_index (rows, 0))->uuid,
                     NULL);
    ui_fixture_settle (fixture);
    sweep (GTK_WIDGET (fixture->window), kinds[i]);
    if (ui_fixture_top (fixture) != NULL) {
      sweep (GTK_WIDGET (ui_fixture_top (fixture)), kinds[i]);
      gtk_window_close (ui_fixture_top (fixture));
    }
    isg_window_pop (fixture->window);
    ui_fixture_settle (fixture);
  }
}

static void
test_records_name_what_takes_the_focus (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_records);
}

static void
check_sheets (UiFixture *fixture)
{
  static const struct {
    const char *action;
    const char *target;
  } sheets[] = {
    { "win.search", NULL },           { "win.sign-basket", NULL }, { "win.settings", "general" },
    { "win.settings", "submission" }, { "win.settings", "card" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (sheets); i++) {
    gtk_widget_activate_action_variant (GTK_WIDGET (fixture->window),
                                        sheets[i].action,
                                        sheets[i].target != NULL
                                          ? g_variant_new_string (sheets[i].target)
                                          : NULL);
    ui_fixture_settle (fixture);
    g_assert_nonnull (ui_fixture_top (fixture));
    sweep (GTK_WIDGET (ui_fixture_top (fixture)), sheets[i].action);
    gtk_window_close (ui_fixture_top (fixture));
    ui_fixture_settle (fixture);
  }
}

static void
test_sheets_name_what_takes_the_focus (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_sheets);
}

static void
check_first_screens (UiFixture *fixture)
{
  sweep (GTK_WIDGET (fixture->window), "guide");
}

static void
test_guide_names_what_takes_the_focus (void)
{
  ui_fixture_run (NULL, FALSE, check_first_screens);
}

static void
check_commands (UiFixture *fixture)
{
  guint n;
  const IsgCommand *commands = isg_commands (&n);
  g_autoptr (GHashTable) keys = g_hash_table_new (g_str_hash, g_str_equal);
  GtkWindow *shortcuts;

  for (guint i = 0; i < n; i++) {
    g_autofree char *name = NULL;
    g_autoptr (GVariant) target = NULL;
    GActionGroup *group = G_ACTION_GROUP (fixture->window);

    g_assert_true (g_action_parse_detailed_name (commands[i].action, &name, &target, NULL));
    if (g_str_has_prefix (name, "app."))
      group = G_ACTION_GROUP (fixture->application);
    if (!g_action_group_has_action (group, name + 4))
      g_test_fail_printf ("there is no action %s", commands[i].action);
    if (commands[i].keys != NULL && !g_hash_table_add (keys, (gpointer) commands[i].keys))
      g_test_fail_printf ("the key %s has two acts", commands[i].keys);
  }

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.shortcuts", NULL);
  ui_fixture_settle (fixture);
  shortcuts = ui_fixture_top (fixture);
  g_assert_true (GTK_IS_SHORTCUTS_WINDOW (shortcuts));
  g_assert_nonnull (ui_fixture_find_label (GTK_WIDGET (shortcuts), "Search everywhere"));
  gtk_window_close (shortcuts);
}

static void
test_each_command_has_an_action_and_a_key_of_its_own (void)
{
  ui_fixture_run (NULL, TRUE, check_commands);
}

int
main (int argc, char *argv[])
{
  isg_test_init (&argc, &argv);
  g_setenv ("LC_ALL", "en_US.UTF-8", TRUE);
  g_unsetenv ("DBUS_SESSION_BUS_ADDRESS");

  g_test_add_func ("/accessibility/pages-name-what-takes-the-focus",
                   test_pages_name_what_takes_the_focus);
  g_test_add_func ("/accessibility/records-name-what-takes-the-focus",
                   test_records_name_what_takes_the_focus);
  g_test_add_func ("/accessibility/sheets-name-what-takes-the-focus",
                   test_sheets_name_what_takes_the_focus);
  g_test_add_func ("/accessibility/guide-names-what-takes-the-focus",
                   test_guide_names_what_takes_the_focus);
  g_test_add_func ("/accessibility/each-command-has-an-action-and-a-key-of-its-own",
                   test_each_command_has_an_action_and_a_key_of_its_own);
  return g_test_run ();
}
