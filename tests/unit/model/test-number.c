/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/isg-number.h"

#include "support/isg-test.h"

/* Computed by Python's hashlib from the sentence of submission.md 1. */
/* clang-format off */
static const struct {
  const char *uuid;
  const char *part;
  guint n;
  guint64 number;
} vectors[] = {
  { "0f0e0d0c-0b0a-4908-8706-050403020100", "1", 1, G_GUINT64_CONSTANT (34364670755) },
  { "0f0e0d0c-0b0a-4908-8706-050403020100", "1", 2, G_GUINT64_CONSTANT (73705728298) },
  { "0f0e0d0c-0b0a-4908-8706-050403020100", "2", 1, G_GUINT64_CONSTANT (41377254196) },
  { "a3bb189e-8bf9-4888-9912-ace4e6543002", "1", 1, G_GUINT64_CONSTANT (83388610478) },
  { "a3bb189e-8bf9-4888-9912-ace4e6543002", "6", 1, G_GUINT64_CONSTANT (69320874314) },
  { "a3bb189e-8bf9-4888-9912-ace4e6543002", "7c9e6679-7425-40de-944b-e07fc1f90ae7|390", 1, G_GUINT64_CONSTANT (50882260898) },
  { "a3bb189e-8bf9-4888-9912-ace4e6543002", "7c9e6679-7425-40de-944b-e07fc1f90ae7|390", 3, G_GUINT64_CONSTANT (68437512876) },
  { "ffffffff-ffff-4fff-bfff-ffffffffffff", "12", 4294967295, G_GUINT64_CONSTANT (39261932927) },
  { "çalışma|ığüş", "ş|ı", 10, G_GUINT64_CONSTANT (42628715615) },
};
/* clang-format on */

static void
test_number_is_derived_as_the_machine_says (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (vectors); i++)
    g_assert_cmpuint (isg_number_derive (vectors[i].uuid, vectors[i].part, vectors[i].n),
                      ==,
                      vectors[i].number);
}

static void
test_number_has_at_most_eleven_digits_and_is_never_0 (void)
{
  for (guint n = 1; n <= 20000; n++) {
    guint64 number = isg_number_derive ("a3bb189e-8bf9-4888-9912-ace4e6543002", "1", n);

    g_assert_cmpuint (number, >=, 1);
    g_assert_cmpuint (number, <=, G_GUINT64_CONSTANT (99999999999));
  }
}

static void
test_numbers_of_other_parts_and_counts_differ (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint part = 1; part <= 100; part++)
    for (guint n = 1; n <= 50; n++) {
      g_autofree char *name = g_strdup_printf ("%u", part);
      guint64 number = isg_number_derive ("a3bb189e-8bf9-4888-9912-ace4e6543002", name, n);

      g_assert_true (g_hash_table_add (seen, g_memdup2 (&number, sizeof number)));
    }
}

int
main (int argc, char **argv)
{
  isg_test_init (&argc, &argv);
  g_test_add_func ("/number/vectors", test_number_is_derived_as_the_machine_says);
  g_test_add_func ("/number/range", test_number_has_at_most_eleven_digits_and_is_never_0);
  g_test_add_func ("/number/distinct", test_numbers_of_other_parts_and_counts_differ);
  return g_test_run ();
}
