/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/isg-secret.h"

#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/isg-error.h"
#include "support/isg-test.h"

/* A sanitizer makes mlock () do nothing, so there is nothing to see of it. */
static gboolean
locking_is_real (void)
{
#if defined(__SANITIZE_ADDRESS__)
  return FALSE;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
  return FALSE;
#else
  return TRUE;
#endif
#else
  return TRUE;
#endif
}

static IsgSecret *
make (const char *text)
{
  g_autoptr (GError) error = NULL;
  IsgSecret *secret = isg_secret_new (text, -1, &error);

  g_assert_no_error (error);
  return secret;
}

static void
test_a_secret_gives_back_its_bytes (void)
{
  static const char with_nul[] = { 'a', '\0', 'b' };
  g_autoptr (IsgSecret) text = make ("gizli");
  g_autoptr (IsgSecret) empty = make ("");
  g_autoptr (IsgSecret) none = isg_secret_new (NULL, 0, NULL);
  g_autoptr (IsgSecret) bytes = isg_secret_new (with_nul, sizeof with_nul, NULL);
  gsize length = 7;

  g_assert_cmpstr (isg_secret_peek (text, &length), ==, "gizli");
  g_assert_cmpuint (length, ==, 5);
  g_assert_cmpstr (isg_secret_peek (empty, &length), ==, "");
  g_assert_cmpuint (length, ==, 0);
  g_assert_cmpstr (isg_secret_peek (none, NULL), ==, "");
  g_assert_cmpmem (isg_secret_peek (bytes, &length), length, with_nul, sizeof with_nul);
  g_assert_cmpint (isg_secret_peek (bytes, NULL)[sizeof with_nul], ==, '\0');
}

static void
test_the_longest_secret_fits_and_a_longer_one_is_refused (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *data = g_strnfill (4097, 'x');
  g_autoptr (IsgSecret) longest = isg_secret_new (data, 4096, &error);
  gsize length = 0;

  g_assert_no_error (error);
  g_assert_cmpmem (isg_secret_peek (longest, &length), length, data, 4096);
  g_assert_null (isg_secret_new (data, 4097, &error));
  g_assert_error (error, ISG_BASE_ERROR, ISG_BASE_ERROR_RANGE);
}

/* A neighbour keeps the page mapped, so that what is left of the freed one can be looked at. */
static void
test_a_freed_secret_is_wiped (void)
{
  g_autoptr (IsgSecret) neighbour = make ("neighbour");
  g_autofree char *data = g_strnfill (300, 'x');
  IsgSecret *secret = isg_secret_new (data, 300, NULL);
  const char *place = isg_secret_peek (secret, NULL);

  g_assert_cmpint (place[0], ==, 'x');
  g_assert_cmpint (place[299], ==, 'x');
  isg_secret_unref (secret);
  for (int i = 0; i < 300; i++)
    g_assert_cmpint (place[i], ==, 0);
  g_assert_cmpstr (isg_secret_peek (neighbour, NULL), ==, "neighbour");
}

static void
test_a_secret_lives_as_long_as_somebody_holds_it (void)
{
  IsgSecret *secret = make ("gizli");
  g_autoptr (IsgSecret) held = isg_secret_ref (secret);

  isg_secret_unref (secret);
  g_assert_cmpstr (isg_secret_peek (held, NULL), ==, "gizli");
}

static void
test_only_the_same_bytes_are_equal (void)
{
  static const struct {
    const char *a;
    const char *b;
    gboolean equal;
  } cases[] = {
    { "gizli", "gizli", TRUE },  { "", "", TRUE },           { "gizli", "gizlI", FALSE },
    { "gizli", "Gizli", FALSE }, { "gizli", "gizl", FALSE }, { "gizl", "gizli", FALSE },
    { "", "x", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (IsgSecret) a = make (cases[i].a);
    g_autoptr (IsgSecret) b = make (cases[i].b);

    g_assert_cmpint (isg_secret_equal (a, b), ==, cases[i].equal);
  }
}

/* Fails the test when two of the secrets share a byte: each holds its own number throughout. */
static void
test_many_secrets_do_not_touch_each_other (void)
{
  g_autoptr (GPtrArray) secrets
    = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_secret_unref);

  for (int round = 0; round < 3; round++) {
    for (int i = 0; i < 400; i++) {
      g_autofree char *text = g_strdup_printf ("%d/%d/%0*d", round, i, i % 97 + 1, i);

      g_ptr_array_add (secrets, make (text));
    }
    for (guint i = 0; i < secrets->len; i += 2)
      g_ptr_array_remove_index_fast (secrets, i);
  }
  for (guint i = 0; i < secrets->len; i++) {
    const char *text = isg_secret_peek (g_ptr_array_index (secrets, i), NULL);
    g_auto (GStrv) parts = g_strsplit (text, "/", 3);
    g_autofree char *expected = NULL;
    gint64 number = g_ascii_strtoll (parts[1], NULL, 10);

    expected
      = g_strdup_printf ("%s/%d/%0*d", parts[0], (int) number, (int) number % 97 + 1, (int) number);
    g_assert_cmpstr (text, ==, expected);
  }
}

/* The kernel's flags of the mapping that holds @address, such as "rd wr lo dd", or %NULL when it
 * does not say. */
static char *
mapping_flags (const void *address)
{
  g_autofree char *maps = NULL;
  g_auto (GStrv) lines = NULL;
  gboolean here = FALSE;

  if (!g_file_get_contents ("/proc/self/smaps", &maps, NULL, NULL))
    return NULL;
  lines = g_strsplit (maps, "\n", -1);
  for (char **line = lines; *line != NULL; line++) {
    char *end = NULL;
    guint64 first = g_ascii_strtoull (*line, &end, 16);

    if (*end == '-' && end != *line) {
      guint64 last = g_ascii_strtoull (end + 1, NULL, 16);

      here = first <= (guintptr) address && (guintptr) address < last;
    } else if (here && g_str_has_prefix (*line, "VmFlags:")) {
      return g_strconcat (*line + strlen ("VmFlags:"), " ", NULL);
    }
  }
  return NULL;
}

static void
test_secrets_are_locked_and_not_dumped (void)
{
  g_autoptr (IsgSecret) secret = make ("gizli");
  g_autofree char *flags = mapping_flags (isg_secret_peek (secret, NULL));
  g_autofree char *heap_flags = NULL;
  g_autofree char *on_heap = g_strdup ("açık");

  if (flags == NULL) {
    g_test_skip ("this kernel does not tell the flags of a mapping");
    return;
  }
  g_test_message ("%s", flags);
  if (locking_is_real ())
    g_assert_nonnull (strstr (flags, " lo "));
  g_assert_nonnull (strstr (flags, " dd "));
  g_assert_nonnull (strstr (flags, " wf "));

  heap_flags = mapping_flags (on_heap);
  g_assert_null (strstr (heap_flags, " dd "));
}

/* In a process of its own, which gives up what a user may not do; no secret may be alive here. */
static void
assert_works_in_child (void (*work) (void))
{
  int status = -1;
  pid_t child = fork ();

  if (child == 0) {
    work ();
    _exit (0);
  }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_cmpint (status, ==, 0);
}

/* Root may lock what it likes. */
static void
become_a_user_with_limit (rlim_t soft, rlim_t hard)
{
  struct rlimit limit = { soft, hard };

  g_assert_no_errno (setrlimit (RLIMIT_MEMLOCK, &limit));
  if (geteuid () == 0)
    g_assert_no_errno (setuid (65534));
}

static IsgSecret *inherited; /* (owned) by the test below */

static void
look_at_inherited (void)
{
  gsize length = 0;

  g_assert_cmpint (*isg_secret_peek (inherited, &length), ==, '\0');
  g_assert_cmpuint (length, ==, 5);
}

static void
test_a_forked_child_does_not_see_them (void)
{
  g_autofree char *flags = NULL;

  inherited = make ("gizli");
  flags = mapping_flags (isg_secret_peek (inherited, NULL));
  if (flags == NULL || strstr (flags, " wf ") == NULL)
    g_test_skip ("this kernel cannot hide memory from children");
  else
    assert_works_in_child (look_at_inherited);
  g_clear_pointer (&inherited, isg_secret_unref);
}

static void
ask_for_what_cannot_be_locked (void)
{
  g_autoptr (GError) error = NULL;

  become_a_user_with_limit (0, 0);
  g_assert_null (isg_secret_new ("gizli", -1, &error));
  g_assert_error (error, ISG_BASE_ERROR, ISG_BASE_ERROR_MEMORY);
  g_assert_nonnull (strstr (error->message, "mlock"));
  g_assert_null (strstr (error->message, "gizli"));
}

static void
test_without_locked_memory_there_is_no_secret (void)
{
  if (locking_is_real ())
    assert_works_in_child (ask_for_what_cannot_be_locked);
  else
    g_test_skip ("a sanitizer locks nothing");
}

/* Of the whole process; smaps cannot be read by who has just become somebody else. */
static gint64
locked_kib (void)
{
  g_autofree char *status = NULL;
  const char *line;

  g_assert_true (g_file_get_contents ("/proc/self/status", &status, NULL, NULL));
  line = strstr (status, "VmLck:");
  g_assert_nonnull (line);
  return g_ascii_strtoll (line + strlen ("VmLck:"), NULL, 10);
}

static void
lock_beyond_the_soft_limit (void)
{
  struct rlimit limit;
  g_autoptr (IsgSecret) secret = NULL;

  g_assert_no_errno (getrlimit (RLIMIT_MEMLOCK, &limit));
  become_a_user_with_limit (0, limit.rlim_max);
  secret = make ("gizli");
  g_assert_cmpstr (isg_secret_peek (secret, NULL), ==, "gizli");
  if (locking_is_real ())
    g_assert_cmpint (locked_kib (), >, 0);
}

static void
test_a_low_soft_limit_is_raised (void)
{
  struct rlimit limit;

  g_assert_no_errno (getrlimit (RLIMIT_MEMLOCK, &limit));
  if (limit.rlim_max >= 64 * 1024)
    assert_works_in_child (lock_beyond_the_soft_limit);
  else
    g_test_skip ("this user may not lock any memory");
}

static void
lock_little_for_many (void)
{
  g_autoptr (GPtrArray) secrets
    = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_secret_unref);

  become_a_user_with_limit (64 * 1024, 64 * 1024);
  for (int i = 0; i < 700; i++)
    g_ptr_array_add (secrets, make ("a key of 32 bytes, or a passphrase"));
}

/* 64 KiB is all that older systems let a user lock. */
static void
test_hundreds_of_secrets_fit_into_64_kib (void)
{
  assert_works_in_child (lock_little_for_many);
}

static void
test_wiping_leaves_zeros (void)
{
  char data[8];

  memset (data, 'x', sizeof data);
  isg_secret_wipe (data, 5);
  g_assert_cmpmem (data, sizeof data, "\0\0\0\0\0xxx", 8);
  isg_secret_wipe (NULL, 0);
}

static void
test_the_first_line_of_a_file_is_the_secret (void)
{
  static const struct {
    const char *content;
    gssize length;
    const char *secret; /* or NULL */
  } cases[] = {
    { "gizli", -1, "gizli" },
    { "gizli\n", -1, "gizli" },
    { "gizli\r\n", -1, "gizli" },
    { "gizli\nsecond\n", -1, "gizli" },
    { " iki söz ", -1, " iki söz " },
    { "a\rb\n", -1, "a\rb" },
    { "", -1, NULL },
    { "\n", -1, NULL },
    { "\r\n", -1, NULL },
    { "\nsecond\n", -1, NULL },
    { "a\0b\n", 4, NULL },
  };
  g_autofree char *path = isg_test_path ("passphrase");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (IsgSecret) secret = NULL;

    g_test_message ("case %" G_GSIZE_FORMAT, i);
    g_assert_true (g_file_set_contents (path, cases[i].content, cases[i].length, NULL));
    secret = isg_secret_read_file (path, &error);
    if (cases[i].secret != NULL) {
      gsize length = 0;

      g_assert_no_error (error);
      g_assert_cmpstr (isg_secret_peek (secret, &length), ==, cases[i].secret);
      g_assert_cmpuint (length, ==, strlen (cases[i].secret));
    } else {
      g_assert_null (secret);
      g_assert_error (error, ISG_BASE_ERROR, ISG_BASE_ERROR_FORMAT);
    }
  }
}

static void
test_a_line_of_any_length_that_fits_is_read (void)
{
  static const char *const ends[] = { "", "\n", "\r\n", "\nmore\n" };
  g_autofree char *path = isg_test_path ("passphrase");

  for (gsize length = 4090; length < 4110; length++) {
    for (gsize i = 0; i < G_N_ELEMENTS (ends); i++) {
      g_autoptr (GError) error = NULL;
      g_autoptr (IsgSecret) secret = NULL;
      g_autofree char *line = g_strnfill (length, 'x');
      g_autofree char *content = g_strconcat (line, ends[i], NULL);
      gsize read = 0;

      g_assert_true (g_file_set_contents (path, content, -1, NULL));
      secret = isg_secret_read_file (path, &error);
      if (length <= 4096) {
        g_assert_no_error (error);
        g_assert_cmpmem (isg_secret_peek (secret, &read), read, line, length);
      } else {
        g_assert_null (secret);
        g_assert_error (error, ISG_BASE_ERROR, ISG_BASE_ERROR_RANGE);
      }
    }
  }
}

/* The CR is not the line's end, so the line is longer than it looks where reading stops. */
static void
test_a_cr_inside_a_line_does_not_shorten_it (void)
{
  g_autofree char *path = isg_test_path ("passphrase");
  g_autofree char *line = g_strnfill (4096, 'x');
  g_autofree char *content = g_strconcat (line, "\rx\n", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, content, -1, NULL));
  g_assert_null (isg_secret_read_file (path, &error));
  g_assert_error (error, ISG_BASE_ERROR, ISG_BASE_ERROR_RANGE);
}

static void
test_a_file_that_cannot_be_read_is_an_error (void)
{
  g_autofree char *missing = isg_test_path ("missing");
  g_autoptr (GError) no_file = NULL;
  g_autoptr (GError) directory = NULL;

  g_assert_null (isg_secret_read_file (missing, &no_file));
  g_assert_error (no_file, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_assert_null (isg_secret_read_file (isg_test_tmpdir (), &directory));
  g_assert_error (directory, G_FILE_ERROR, G_FILE_ERROR_ISDIR);
}

int
main (int argc, char *argv[])
{
  isg_test_init (&argc, &argv);

  g_test_add_func ("/base/secret/a-secret-gives-back-its-bytes",
                   test_a_secret_gives_back_its_bytes);
  g_test_add_func ("/base/secret/the-longest-secret-fits-and-a-longer-one-is-refused",
                   test_the_longest_secret_fits_and_a_longer_one_is_refused);
  g_test_add_func ("/base/secret/a-freed-secret-is-wiped", test_a_freed_secret_is_wiped);
  g_test_add_func ("/base/secret/a-secret-lives-as-long-as-somebody-holds-it",
                   test_a_secret_lives_as_long_as_somebody_holds_it);
  g_test_add_func ("/base/secret/only-the-same-bytes-are-equal",
                   test_only_the_same_bytes_are_equal);
  g_test_add_func ("/base/secret/many-secrets-do-not-touch-each-other",
                   test_many_secrets_do_not_touch_each_other);
  g_test_add_func ("/base/secret/secrets-are-locked-and-not-dumped",
                   test_secrets_are_locked_and_not_dumped);
  g_test_add_func ("/base/secret/a-forked-child-does-not-see-them",
                   test_a_forked_child_does_not_see_them);
  g_test_add_func ("/base/secret/without-locked-memory-there-is-no-secret",
                   test_without_locked_memory_there_is_no_secret);
  g_test_add_func ("/base/secret/a-low-soft-limit-is-raised", test_a_low_soft_limit_is_raised);
  g_test_add_func ("/base/secret/hundreds-of-secrets-fit-into-64-kib",
                   test_hundreds_of_secrets_fit_into_64_kib);
  g_test_add_func ("/base/secret/wiping-leaves-zeros", test_wiping_leaves_zeros);
  g_test_add_func ("/base/secret/the-first-line-of-a-file-is-the-secret",
                   test_the_first_line_of_a_file_is_the_secret);
  g_test_add_func ("/base/secret/a-line-of-any-length-that-fits-is-read",
                   test_a_line_of_any_length_that_fits_is_read);
  g_test_add_func ("/base/secret/a-cr-inside-a-line-does-not-shorten-it",
                   test_a_cr_inside_a_line_does_not_shorten_it);
  g_test_add_func ("/base/secret/a-file-that-cannot-be-read-is-an-error",
                   test_a_file_that_cannot_be_read_is_an_error);

  return g_test_run ();
}
