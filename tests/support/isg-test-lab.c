/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/isg-test-lab.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "submit/isg-signing.h"
#include "support/isg-test.h"

#define FIRM_CODE "0123456789abcdef0123456789abcdef"
#define PASSWORD  "gizli-parola"

IsgTransport *
lab_maker (IsgStore *store, const char *method_id, gpointer data, GError **error)
{
  Lab *lab = data;

  return g_object_ref (ISG_TRANSPORT (lab->transport));
}

static guint32
random_cb (gpointer data)
{
  Lab *lab = data;

  return lab->random;
}

static void
wait_cb (guint milliseconds, gpointer data)
{
  Lab *lab = data;
  guint seconds = MAX (1, milliseconds / 1000);

  lab->waited += seconds;
  isg_clock_advance (lab->fixture.clock, seconds);
}

static void
pass_cb (const char *name, gpointer data)
{
  Lab *lab = data;

  g_hash_table_add (lab->passed, g_strdup (name));
  if (g_strcmp0 (lab->point, name) == 0 && ++lab->n_passed == MAX (lab->point_nth, 1))
    lab->at_point (lab->point_data);
}

void
lab_die (gpointer data)
{
  kill (getpid (), SIGKILL);
}

static void
set (Lab *lab, const char *key, const char *value)
{
  g_autoptr (GError) error = NULL;

  isg_store_set_setting (lab->fixture.store, key, value, FALSE, &error);
  g_assert_no_error (error);
}

static void
fill_store (Lab *lab)
{
  g_autofree char *number = store_fixture_person (0);
  g_autofree char *json
    = g_strdup_printf ("{'national_id':'%s','given_name':'Ayşe','family_name':'Iğdırlı',"
                       "'role':'specialist','certificate_no':'1','certificate_class':'A'}",
                       number);

  set (lab, "firm.code", FIRM_CODE);
  set (lab, "firm.password", PASSWORD);
  set (lab, "endpoint.ibys-soap-list", "https://127.0.0.1/");
  lab->workplace = store_fixture_add (&lab->fixture,
                                      "workplace",
                                      NULL,
                                      "{'name':'Berber','sgk_no':'24711010100000010340123000',"
                                      "'hazard_class':'low','employer_name':'Ali Usta'}");
  lab->professional = store_fixture_add (&lab->fixture, "professional", NULL, json);
  isg_fake_signer_add (lab->signer, number, "AYŞE IĞDIRLI", 0, G_GINT64_CONSTANT (4102444800));
}

void
lab_init (Lab *lab)
{
  store_fixture_init (&lab->fixture);
  lab->transport = isg_fake_transport_new ();
  lab->ministry = isg_fake_ministry_new ();
  lab->signer = isg_fake_signer_new ("1234");
  lab->records = g_ptr_array_new_with_free_func (g_free);
  lab->passed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  lab->n_people = 1;
  isg_fake_transport_set_server (lab->transport, isg_fake_ministry_answer, lab->ministry);
  lab->tools = (IsgSubmitTools){ .store = lab->fixture.store,
                                 .transport = lab_maker,
                                 .transport_data = lab,
                                 .kill_point = pass_cb,
                                 .kill_data = lab,
                                 .random = random_cb,
                                 .random_data = lab,
                                 .wait = wait_cb,
                                 .wait_data = lab };
  fill_store (lab);
}

void
lab_clear (Lab *lab)
{
  store_fixture_clear (&lab->fixture);
  g_clear_object (&lab->transport);
  g_clear_object (&lab->signer);
  g_clear_pointer (&lab->ministry, isg_fake_ministry_free);
  g_clear_pointer (&lab->records, g_ptr_array_unref);
  g_clear_pointer (&lab->passed, g_hash_table_unref);
  g_clear_pointer (&lab->workplace, g_free);
  g_clear_pointer (&lab->professional, g_free);
}

/* ---- other packs, other stores ---- */

static void
copy_file (const char *from, const char *to)
{
  g_autofree char *data = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (from, &data, &length, NULL));
  g_assert_true (g_file_set_contents (to, data, (gssize) length, NULL));
}

static void
copy_folder (const char *from, const char *to)
{
  g_autoptr (GDir) dir = g_dir_open (from, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  g_assert_cmpint (g_mkdir_with_parents (to, 0700), ==, 0);
  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *source = g_build_filename (from, name, NULL);
    g_autofree char *target = g_build_filename (to, name, NULL);

    if (g_file_test (source, G_FILE_TEST_IS_DIR))
      copy_folder (source, target);
    else
      copy_file (source, target);
  }
}

#define DEFINITION "datasets/training-ibys-soap-list.json"

static void
change_file (const char *pack, const char *file, const char *find, const char *replace)
{
  g_autofree char *path = g_build_filename (pack, file, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GString) changed = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  changed = g_string_new (text);
  g_assert_cmpuint (g_string_replace (changed, find, replace, 1), ==, 1);
  g_assert_true (g_file_set_contents (path, changed->str, -1, NULL));
}

static char *
copy_pack (void)
{
  g_autofree char *source = isg_test_source ("data/rules");
  char *pack = isg_test_path ("pack");

  copy_folder (source, pack);
  return pack;
}

static void
use_pack (Lab *lab, const char *pack)
{
  g_autoptr (GError) error = NULL;

  isg_rules_unref (lab->fixture.rules);
  lab->fixture.rules = isg_rules_load (pack, &error);
  g_assert_no_error (error);
  lab_reopen (lab);
}

void
lab_init_of (Lab *lab, const char *environment)
{
  g_autofree char *pack = copy_pack ();

  lab_init (lab);
  change_file (pack,
               DEFINITION,
               "\"idempotency\": \"by_number\", \"absent\": \"certain\"",
               environment);
  use_pack (lab, pack);
}

void
lab_take_pack (Lab *lab, const char *version, const char *method)
{
  g_autofree char *pack = copy_pack ();
  g_autofree char *named = g_strdup_printf ("\"method\": \"%s\"", method);
  g_autofree char *dated = g_strdup_printf ("\"version\": \"%s\"", version);
  g_autofree char *before
    = g_strdup_printf ("\"version\": \"%s\"", isg_rules_version (lab->fixture.rules));

  change_file (pack, DEFINITION, "\"method\": \"ibys-soap-list\"", named);
  change_file (pack, "pack.json", before, dated);
  use_pack (lab, pack);
}

char *
lab_copy_store (Lab *lab)
{
  char *copy = isg_test_path ("copy");

  g_clear_pointer (&lab->fixture.store, isg_store_close);
  copy_folder (lab->fixture.dir, copy);
  lab_reopen (lab);
  return copy;
}

void
lab_move_to (Lab *lab, const char *dir)
{
  g_free (lab->fixture.dir);
  lab->fixture.dir = g_strdup (dir);
  lab_reopen (lab);
}

void
lab_edit (Lab *lab, const char *uuid, int minutes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgFields) empty = isg_fields_new ();
  g_autoptr (IsgValue) code = isg_value_new_code ("340");
  g_autoptr (IsgValue) number = isg_value_new_decimal (isg_decimal_from_int (minutes));
  g_autoptr (IsgFields) with_code = isg_fields_with (empty, "code", code);
  g_autoptr (IsgFields) topic = isg_fields_with (with_code, "minutes", number);
  g_autoptr (GPtrArray) topics = g_ptr_array_new ();
  g_autoptr (IsgRecord) record = NULL;

  g_ptr_array_add (topics, topic);
  record = store_fixture_edit (&lab->fixture, uuid, "topics", isg_value_new_groups (topics));
  isg_store_record_save (lab->fixture.store, record, NULL, &error);
  g_assert_no_error (error);
}

void
lab_reopen (Lab *lab)
{
  store_fixture_reopen (&lab->fixture);
  lab->tools.store = lab->fixture.store;
}

char *
lab_training (Lab *lab, guint n_people)
{
  g_autofree char *trainer = store_fixture_person (0);
  g_autoptr (GString) json = g_string_new (NULL);
  char *uuid;

  g_string_printf (json,
                   "{'date':'2026-11-02','professional':'%s','trainer_national_id':'%s',"
                   "'place':'inside','method':'face_to_face','topics':[{'code':'340','minutes':40}]"
                   ","
                   "'participants':[",
                   lab->professional,
                   trainer);
  for (guint i = 0; i < n_people; i++) {
    g_autofree char *number = store_fixture_person (lab->n_people++);
    g_autofree char *person
      = g_strdup_printf ("{'national_id':'%s','given_name':'Can','family_name':'Ak',"
                         "'start_date':'2024-01-02','job':'Kalfa'}",
                         number);
    g_autofree char *employee
      = store_fixture_add (&lab->fixture, "employee", lab->workplace, person);

    g_string_append_printf (json, "%s{'employee':'%s'}", i > 0 ? "," : "", employee);
  }
  g_string_append (json, "]}");
  uuid = store_fixture_add (&lab->fixture, "training", lab->workplace, json->str);
  g_ptr_array_add (lab->records, g_strdup (uuid));
  return uuid;
}

void
lab_finalise (Lab *lab, const char *uuid)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = NULL;

  if (!isg_finalise (lab->fixture.store, uuid, &findings, NULL, &error))
    for (guint i = 0; findings != NULL && i < findings->len; i++) {
      const IsgFinding *finding = g_ptr_array_index (findings, i);

      g_test_message ("%s %s", isg_finding_path (finding), isg_finding_code (finding));
    }
  g_assert_no_error (error);
}

void
lab_sign (Lab *lab)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgSecret) pin = isg_secret_new ("1234", 4, NULL);
  IsgSignResult result;

  isg_sign (lab->fixture.store,
            ISG_SIGNER (lab->signer),
            NULL,
            pin,
            NULL,
            NULL,
            NULL,
            &result,
            &error);
  g_assert_no_error (error);
}

char *
lab_queued (Lab *lab, guint n_people)
{
  char *uuid = lab_training (lab, n_people);

  lab_finalise (lab, uuid);
  lab_sign (lab);
  return uuid;
}

IsgStepOutcome
lab_step (Lab *lab)
{
  g_autoptr (GError) error = NULL;
  IsgStepResult result;

  isg_submit_step (&lab->tools, &result, &error);
  g_assert_no_error (error);
  return result.outcome;
}

void
lab_run (Lab *lab)
{
  g_autoptr (GError) error = NULL;
  gboolean idle;

  isg_submit_run (&lab->tools, 0, &idle, &error);
  g_assert_no_error (error);
  g_assert_true (idle);
}

const char *
lab_state (Lab *lab, const char *uuid)
{
  g_autoptr (IsgStatus) status = lab_status (lab, uuid);

  return g_intern_string (status->state);
}

IsgStatus *
lab_status (Lab *lab, const char *uuid)
{
  g_autoptr (GError) error = NULL;
  IsgStatus *status = isg_status_get (lab->fixture.store, uuid, ISG_LANGUAGE_EN, &error);

  g_assert_no_error (error);
  return status;
}

guint64
lab_number (Lab *lab, const char *uuid)
{
  g_autoptr (IsgStatus) status = lab_status (lab, uuid);
  const IsgStatusSubmission *submission;

  g_assert_cmpuint (status->submissions->len, >, 0);
  submission = g_ptr_array_index (status->submissions, 0);
  return g_ascii_strtoull (submission->query_no, NULL, 10);
}

int
lab_in_child (Lab *lab, void (*work) (Lab *lab))
{
  pid_t child;
  int status;

  g_clear_pointer (&lab->fixture.store, isg_store_close);
  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0) {
    lab_reopen (lab);
    work (lab);
    isg_store_close (lab->fixture.store);
    _exit (0);
  }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  lab_reopen (lab);
  if (WIFSIGNALED (status))
    return WTERMSIG (status);
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);
  return 0;
}
