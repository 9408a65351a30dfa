/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-unlock.h"
#include "app/isg-window-private.h"
#include "store/isg-store-key-private.h"
#include "store/isg-store-key.h"
#include "support/isg-test-image.h"
#include "ui-fixture.h"

static IsgSecret *phrase; /* (owned) (nullable): what opens the store */
static guint8 hidden_phrase[ISG_TEST_NEEDLE];

static void
make_phrase (void)
{
  char words[ISG_TEST_NEEDLE + 1];

  isg_test_needle_new (words);
  isg_test_needle_hide (words, hidden_phrase);
  phrase = isg_secret_new (words, -1, NULL);
  isg_secret_wipe (words, sizeof words);
}

static void
encrypt (const char *dir)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgRules) rules = isg_rules_load (NULL, &error);
  g_autoptr (IsgClock) clock = isg_clock_new_system ();
  g_autoptr (IsgStoreKey) key = isg_store_key_new (&error);

  g_assert_no_error (error);
  make_phrase ();
  isg_store_key_add (key, ISG_KEY_SLOT_PASSPHRASE, phrase, clock, &error);
  g_assert_no_error (error);
  isg_store_rekey (dir, NULL, key, rules, clock, &error);
  g_assert_no_error (error);
}

static gboolean
is_working (gpointer data)
{
  UiFixture *fixture = data;

  fixture->context = isg_application_context (fixture->application);
  fixture->window = isg_application_window (fixture->application);
  return fixture->context != NULL && fixture->window != NULL
         && isg_window_is_working (fixture->window);
}

static void
type_phrase (GtkWidget *unlock)
{
  GtkWidget *entry = ui_fixture_find (unlock, GTK_TYPE_PASSWORD_ENTRY);

  gtk_editable_set_text (GTK_EDITABLE (entry), isg_secret_peek (phrase, NULL));
  g_signal_emit_by_name (entry, "activate");
}

static void
check_image (UiFixture *fixture)
{
  static char planted[ISG_TEST_NEEDLE + 1];
  guint8 hidden[ISG_TEST_NEEDLE];

  /* The scan finds what is there. */
  isg_test_needle_new (planted);
  isg_test_needle_hide (planted, hidden);
  g_assert_true (isg_test_image_has (hidden));

  type_phrase (ui_fixture_find (GTK_WIDGET (fixture->window), ISG_TYPE_UNLOCK));
  isg_test_until (is_working, fixture);
  ui_fixture_settle (fixture);
  g_action_group_activate_action (G_ACTION_GROUP (fixture->application), "lock", NULL);
  ui_fixture_settle (fixture);
  g_assert_false (isg_window_is_working (fixture->window));
  g_assert_false (isg_test_image_has (hidden_phrase));
  isg_test_needle_hide (isg_secret_peek (isg_store_key_secret (
                                           isg_application_key (fixture->application)),
                                         NULL),
                        hidden);
  g_assert_false (isg_test_image_has (hidden));

  /* The fixture ends with an open window. */
  type_phrase (ui_fixture_find (GTK_WIDGET (fixture->window), ISG_TYPE_UNLOCK));
  isg_test_until (is_working, fixture);
  g_clear_pointer (&phrase, isg_secret_unref);
}

static void
test_a_core_image_of_the_locked_application_holds_no_key (void)
{
  ui_fixture_run_on (NULL, encrypt, check_image);
}

int
main (int argc, char *argv[])
{
  isg_test_init (&argc, &argv);
  g_setenv ("LC_ALL", "en_US.UTF-8", TRUE);
  g_unsetenv ("DBUS_SESSION_BUS_ADDRESS");

  g_test_add_func ("/core-image/locked", test_a_core_image_of_the_locked_application_holds_no_key);
  return g_test_run ();
}
