/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gdk/gdk.h>

#include "app/isg-pages.h"
#include "ui-fixture.h"

static void
make_store (const char *dir)
{
  g_autofree char *pack = isg_test_source ("data/rules");
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgRules) rules = isg_rules_load (pack, &error);
  g_autoptr (IsgClock) clock = isg_clock_new_fake (UI_FIXTURE_NOW);
  g_autoptr (IsgStore) store = NULL;

  g_assert_no_error (error);
  store = isg_store_create (dir, ISG_ENVIRONMENT_SANDBOX, rules, clock, &error);
  g_assert_no_error (error);
  ui_fixture_load_sample (store);
}

static void
check_picture (const char *dir, const char *scene, const char *variant, int width)
{
  g_autofree char *name = g_strdup_printf ("%s-%s.png", scene, variant);
  g_autofree char *path = g_build_filename (dir, name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = gdk_texture_new_from_filename (path, &error);

  g_assert_no_error (error);
  if (width > 0)
    g_assert_cmpint (gdk_texture_get_width (texture), ==, width);
}

/* Returns whether it was done. */
static gboolean
run (const char *store, const char *pictures)
{
  IsgApplication *application = isg_application_new ();
  char *argv[] = { (char *) "isg-defteri",  (char *) "--data-dir", (char *) store,
                   (char *) "--draw-pages", (char *) pictures,     NULL };
  gboolean done;

  g_assert_cmpint (g_application_run (G_APPLICATION (application), 5, argv), ==, 0);
  done = !isg_application_failed (application);
  g_assert_finalize_object (application);
  return done;
}

static void
test_every_page_is_drawn_wide_and_narrow (void)
{
  static const char *const sheets[]
    = { "workplace", "employee", "training",    "health_exam", "risk_assessment",
        "incident",  "finding",  "sign-basket", "settings",    "search",
        "backup",    "restore",  "import",      "shortcuts" };
  g_autofree char *store = isg_test_path ("store");
  g_autofree char *pictures = isg_test_path ("pictures");
  guint n;
  const IsgPage *pages = isg_pages (&n);

  make_store (store);
  g_assert_true (run (store, pictures));
  for (guint i = 0; i < n; i++) {
    check_picture (pictures, pages[i].id, "wide-light", 1366);
    check_picture (pictures, pages[i].id, "wide-dark", 1366);
    check_picture (pictures, pages[i].id, "narrow-light", 600);
    check_picture (pictures, pages[i].id, "narrow-dark", 600);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (sheets); i++)
    check_picture (pictures, sheets[i], "narrow-light", 0);
}

static void
test_nothing_is_drawn_without_a_store (void)
{
  g_autofree char *store = isg_test_path ("none");
  g_autofree char *pictures = isg_test_path ("pictures");

  g_assert_false (run (store, pictures));
  g_assert_false (g_file_test (pictures, G_FILE_TEST_EXISTS));
}

int
main (int argc, char *argv[])
{
  isg_test_init (&argc, &argv);
  g_setenv ("ISG_TEST", "1", TRUE);

  g_test_add_func ("/draw/every-page-is-drawn-wide-and-narrow",
                   test_every_page_is_drawn_wide_and_narrow);
  g_test_add_func ("/draw/nothing-is-drawn-without-a-store", test_nothing_is_drawn_without_a_store);
  return g_test_run ();
}
