/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz/isg-fuzz.h"

#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "support/isg-test.h"

/* Stands in for libFuzzer's main (): a target as a test that does the same thing each time. */

#define CRASH_FILE "fuzz-" ISG_FUZZ_TARGET ".crash"

typedef struct {
  GPtrArray *corpus; /* (owned) of GBytes */
  int n_mutations;
} Work;

/* What a signal handler has to know. */
static const guint8 *current_data;
static gsize current_size;
static char *crash_path;

/* Of the sanitizers, where they are linked in: their reports end in exit (), not in a signal. */
void __sanitizer_set_death_callback (void (*callback) (void)) __attribute__ ((weak));

static void
save_current (void)
{
  static const char said[] = "# the input is in " CRASH_FILE "\n";
  int fd = open (crash_path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

  if (fd >= 0 && write (fd, current_data, current_size) == (ssize_t) current_size
      && write (STDERR_FILENO, said, strlen (said)) < 0)
    return;
}

static void
crashed_cb (int signal_number)
{
  save_current ();
  signal (signal_number, SIG_DFL);
  raise (signal_number);
}

static void
keep_what_crashes (void)
{
  static const int signals[] = { SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP };
  const char *build = g_getenv ("G_TEST_BUILDDIR");

  crash_path
    = build != NULL ? g_build_filename (build, "fuzz", CRASH_FILE, NULL) : g_strdup (CRASH_FILE);
  if (__sanitizer_set_death_callback != NULL)
    __sanitizer_set_death_callback (save_current);
  for (gsize i = 0; i < G_N_ELEMENTS (signals); i++)
    if (__sanitizer_set_death_callback == NULL || signals[i] == SIGABRT || signals[i] == SIGTRAP)
      signal (signals[i], crashed_cb);
}

/* From memory of exactly that size, so that a sanitizer sees a read past its end. */
static void
run_one (const void *data, gsize size)
{
  g_autofree guint8 *copy = g_malloc (MAX (size, 1));

  if (size > 0)
    memcpy (copy, data, size);
  current_data = copy;
  current_size = size;
  LLVMFuzzerTestOneInput (copy, size);
  current_size = 0;
}

static void
test_the_corpus (gconstpointer data)
{
  const Work *work = data;

  g_assert_cmpuint (work->corpus->len, >, 0);
  for (guint i = 0; i < work->corpus->len; i++) {
    gsize size = 0;
    const void *bytes = g_bytes_get_data (g_ptr_array_index (work->corpus, i), &size);

    run_one (bytes, size);
  }
}

static void
test_mutations (gconstpointer data)
{
  const Work *work = data;
  GRand *random = g_rand_new_with_seed (6331);

  for (int i = 0; i < work->n_mutations; i++) {
    g_autoptr (GByteArray) input = isg_fuzz_mutate (random, work->corpus);

    run_one (input->data, input->len);
  }
  g_rand_free (random);
}

static void
add_file (GPtrArray *corpus, const char *path)
{
  g_autoptr (GError) error = NULL;
  char *content = NULL;
  gsize length = 0;

  g_file_get_contents (path, &content, &length, &error);
  g_assert_no_error (error);
  g_ptr_array_add (corpus, g_bytes_new_take (content, length));
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* By name: the order of a directory differs from disk to disk, and with it what chance picks. */
static void
add_directory (GPtrArray *corpus, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (path, 0, &error);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_build_filename (path, name, NULL));
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    add_file (corpus, g_ptr_array_index (names, i));
}

/* Files stand in the place of the corpus and its mutations. */
static void
read_arguments (int argc, char *argv[], Work *work)
{
  const GOptionEntry entries[] = {
    { "mutations", 0, 0, G_OPTION_ARG_INT, &work->n_mutations, "How many to try", "N" },
    { NULL },
  };
  g_autoptr (GOptionContext) options = g_option_context_new ("CORPUS [FILE…]");
  g_autoptr (GError) error = NULL;

  g_option_context_add_main_entries (options, entries, NULL);
  g_option_context_parse (options, &argc, &argv, &error);
  g_assert_no_error (error);
  g_assert_cmpint (argc, >, 1);

  if (argc == 2)
    add_directory (work->corpus, argv[1]);
  else
    work->n_mutations = 0;
  for (int i = 2; i < argc; i++)
    add_file (work->corpus, argv[i]);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GPtrArray) corpus = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  Work work = { corpus, 20000 };

  isg_test_init (&argc, &argv);
  if (LLVMFuzzerInitialize != NULL)
    LLVMFuzzerInitialize (&argc, &argv);
  read_arguments (argc, argv, &work);
  keep_what_crashes ();

  g_test_add_data_func ("/fuzz/" ISG_FUZZ_TARGET "/the-corpus", &work, test_the_corpus);
  g_test_add_data_func ("/fuzz/" ISG_FUZZ_TARGET "/mutations", &work, test_mutations);

  return g_test_run ();
}
