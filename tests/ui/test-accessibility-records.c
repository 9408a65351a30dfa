/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-pages.h"
#include "store/isg-store-record.h"
#include "ui-fixture.h"
#include "ui-sweep.h"

/* A program of its own: GLib lets go of a table of names when there are more than 2,048 of them,
 * and the pages together with the forms have more, which a leak checker reports. */

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
    ui_sweep (GTK_WIDGET (fixture->window), kinds[i]);
    if (ui_fixture_top (fixture) != NULL) {
      ui_sweep (GTK_WIDGET (ui_fixture_top (fixture)), kinds[i]);
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

int
main (int argc, char *argv[])
{
  isg_test_init (&argc, &argv);
  g_setenv ("LC_ALL", "en_US.UTF-8", TRUE);
  g_unsetenv ("DBUS_SESSION_BUS_ADDRESS");

  g_test_add_func ("/accessibility/records-name-what-takes-the-focus",
                   test_records_name_what_takes_the_focus);
  return g_test_run ();
}
