/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-notify.h"

#include "base/isg-i18n.h"
#include "support/isg-test.h"

typedef struct {
  guint waiting; /* all that waits for the user on Gönderim */
  guint bad;     /* of them refused or to be solved by hand */
} Seen;

static const struct {
  const char *name;
  Seen before;
  Seen now;
  const char *id;
  const char *words;
} cases[] = {
  { "nothing changed", { 3, 1 }, { 3, 1 }, NULL, NULL },
  { "one refused", { 3, 1 }, { 4, 2 }, "refused", "A record was refused." },
  { "several refused", { 0, 0 }, { 5, 5 }, "refused", "Records were refused." },
  { "refused goes before a signature", { 0, 0 }, { 3, 1 }, "refused", "A record was refused." },
  { "one to sign", { 0, 0 }, { 1, 0 }, "to-sign", "1 record waits for your signature." },
  { "more to sign", { 2, 1 }, { 4, 1 }, "to-sign", "3 records wait for your signature." },
  { "signed", { 4, 1 }, { 1, 1 }, NULL, NULL },
  { "mended", { 4, 2 }, { 3, 1 }, NULL, NULL },
  { "mended, and waits for its signature",
    { 2, 1 },
    { 2, 0 },
    "to-sign",
    "2 records wait for your signature." },
};

static void
test_only_what_needs_the_user_is_said (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    IsgCounts before
      = { .submission = cases[i].before.waiting, .submission_bad = cases[i].before.bad };
    IsgCounts now = { .submission = cases[i].now.waiting, .submission_bad = cases[i].now.bad };
    const char *id = NULL;
    g_autofree char *words = isg_notify_words (&before, &now, &id);

    g_test_message ("%s", cases[i].name);
    g_assert_cmpstr (words, ==, cases[i].words);
    g_assert_cmpstr (id, ==, cases[i].id);
  }
}

int
main (int argc, char **argv)
{
  isg_test_init (&argc, &argv);
  g_test_add_func ("/app/notify/only-what-needs-the-user-is-said",
                   test_only_what_needs_the_user_is_said);
  return g_test_run ();
}
