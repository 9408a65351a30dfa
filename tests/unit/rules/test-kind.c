/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "isg-world.h"
#include "support/isg-test.h"

/* The ids that design.md 3 promises to those who use the command line. */
static const struct {
  const char *kind;
  gboolean has_workplace;
  gboolean is_sent;
  const char *fields;
} promised[] = {
  { "workplace",
    FALSE,
    FALSE,
    "name sgk_no nace_code nace_list hazard_class employer_name tax_no province district address "
    "phone email service_start" },
  { "employee",
    TRUE,
    FALSE,
    "national_id given_name family_name birth_date sex start_date leave_date occupation_code job "
    "department" },
  { "professional",
    FALSE,
    FALSE,
    "national_id given_name family_name role certificate_no certificate_class" },
  { "assignment", TRUE, FALSE, "professional contract_start contract_end minutes" },
  { "training",
    TRUE,
    TRUE,
    "date professional trainer_national_id place method topics topics.code topics.minutes "
    "participants participants.employee" },
};

static void
test_promised_fields_are_there (void)
{
  g_autoptr (World) world = world_new ();

  for (guint i = 0; i < G_N_ELEMENTS (promised); i++) {
    const IsgKind *kind = isg_rules_kind (world->rules, promised[i].kind);
    g_auto (GStrv) fields = g_strsplit (promised[i].fields, " ", -1);

    g_assert_nonnull (kind);
    g_assert_cmpint (isg_kind_has_workplace (kind), ==, promised[i].has_workplace);
    g_assert_cmpint (isg_kind_is_sent (kind), ==, promised[i].is_sent);
    for (guint j = 0; fields[j] != NULL; j++) {
      g_test_message ("%s.%s", promised[i].kind, fields[j]);
      g_assert_nonnull (isg_kind_field (kind, fields[j]));
    }
  }
  g_assert_null (isg_rules_kind (world->rules, "balloon"));
}

static void
test_field_is_found_by_its_path (void)
{
  static const char *const nowhere[] = {
    "", ".", "dates", "date.x", "topics.x", "topics[0].x", "topics[0].code.x", "[0].code",
  };
  g_autoptr (World) world = world_new ();
  const IsgKind *kind = isg_rules_kind (world->rules, "training");
  const IsgFieldDef *minutes = isg_kind_field (kind, "topics[7].minutes");
  IsgDecimal min = { 0 };
  IsgDecimal max = { 0 };

  g_assert_true (minutes == isg_kind_field (kind, "topics.minutes"));
  g_assert_cmpstr (isg_field_def_id (minutes), ==, "minutes");
  g_assert_cmpstr (isg_field_def_unit (minutes, ISG_LANGUAGE_TR), ==, "dk");
  g_assert_cmpstr (isg_field_def_unit (minutes, ISG_LANGUAGE_EN), ==, "min");
  g_assert_cmpuint (isg_field_def_limits (minutes, &min, &max), ==, 3);
  g_assert_cmpint (isg_decimal_compare (max, isg_decimal_from_int (1440)), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (nowhere); i++)
    g_assert_null (isg_kind_field (kind, nowhere[i]));
}

static void
test_field_tells_its_words_and_where_it_stands (void)
{
  g_autoptr (World) world = world_new ();
  const IsgKind *kind = isg_rules_kind (world->rules, "training");
  const IsgFieldDef *who = isg_kind_field (kind, "professional");
  const IsgFieldDef *trainer = isg_kind_field (kind, "trainer_national_id");
  const IsgFieldDef *sex = isg_kind_field (isg_rules_kind (world->rules, "employee"), "sex");

  g_assert_cmpstr (isg_kind_label (kind, ISG_LANGUAGE_TR), ==, "Eğitim");
  g_assert_cmpstr (isg_field_def_label (who, ISG_LANGUAGE_TR), ==, "Bildiren uzman veya hekim");
  g_assert_cmpstr (isg_field_def_help (who, ISG_LANGUAGE_EN),
                   ==,
                   "This person signs with the card.");
  g_assert_cmpstr (isg_field_def_ref_kind (who), ==, "professional");
  g_assert_cmpstr (isg_field_def_section (who), ==, "when_where");
  g_assert_cmpstr (isg_field_def_default_from (trainer), ==, "professional.national_id");
  g_assert_null (isg_field_def_default_from (who));
  g_assert_null (isg_field_def_help (trainer, ISG_LANGUAGE_TR));
  g_assert_cmpstr (isg_code_list_id (isg_field_def_code_list (sex)), ==, "sex");
}

static IsgRecord *
resolve (const char *uuid, gpointer data)
{
  World *world = data;

  for (guint i = 0; i < world->records->len; i++)
    if (g_str_equal (isg_record_uuid (g_ptr_array_index (world->records, i)), uuid))
      return isg_record_ref (g_ptr_array_index (world->records, i));
  return NULL;
}

static void
assert_title (World *world, const char *kind, const char *json, const char *tr, const char *en)
{
  g_autoptr (IsgRecord) record = world_record (world, kind, NULL, json);
  const IsgKind *def = isg_rules_kind (world->rules, kind);
  g_autofree char *in_turkish
    = isg_kind_title (def, world->rules, record, resolve, world, ISG_LANGUAGE_TR);
  g_autofree char *in_english
    = isg_kind_title (def, world->rules, record, resolve, world, ISG_LANGUAGE_EN);

  g_assert_cmpstr (in_turkish, ==, tr);
  g_assert_cmpstr (in_english, ==, en);
}

static void
test_title_names_the_record_and_is_never_empty (void)
{
  g_autoptr (World) world = world_new ();
  const char *expert
    = world_add (world,
                 "professional",
                 NULL,
                 "{'given_name':'Ayşe','family_name':'Iğdırlı','role':'specialist'}");
  g_autofree char *contract = g_strdup_printf ("{'professional':'%s'}", expert);

  assert_title (world, "workplace", "{'name':'Kardelen'}", "Kardelen", "Kardelen");
  assert_title (world, "workplace", "{}", "İşyeri", "Workplace");
  assert_title (world, "employee", "{'given_name':'Işıl'}", "Işıl", "Işıl");
  assert_title (world, "employee", "{}", "Çalışan", "Employee");
  assert_title (world,
                "professional",
                "{'given_name':'Ali','family_name':'Çelik','role':'physician'}",
                "Ali Çelik · İşyeri hekimi",
                "Ali Çelik · Workplace physician");
  assert_title (world,
                "assignment",
                contract,
                "Ayşe Iğdırlı · İş güvenliği uzmanı",
                "Ayşe Iğdırlı · Safety expert");
  assert_title (world,
                "assignment",
                "{'professional':'a3bb189e-8bf9-4888-9912-ace4e6543002'}",
                "Hizmet sözleşmesi",
                "Service contract");
  assert_title (world,
                "training",
                "{'topics':[{},{}],'participants':[{}]}",
                "Eğitim · 1 kişi · 2 konu",
                "Training · 1 person · 2 topics");
  assert_title (world, "training", "{}", "Eğitim", "Training");
}

static void
test_search_text_holds_what_one_looks_for (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (IsgRecord) workplace
    = world_record (world,
                    "workplace",
                    NULL,
                    "{'name':'Kardelen','nace_code':'96.21.02','province':'34','district':'Kadıköy'"
                    ",'phone':'1'}");
  g_autofree char *text = isg_kind_search_text (isg_rules_kind (world->rules, "workplace"),
                                                world->rules,
                                                workplace,
                                                NULL,
                                                NULL);
  g_autoptr (IsgRecord) training
    = world_record (world,
                    "training",
                    NULL,
                    "{'professional':'a3bb189e-8bf9-4888-9912-ace4e6543002'"
                    ",'topics':[{'code':'340','minutes':40},{'code':'110','minutes':40}]}");
  g_autofree char *of_topics = isg_kind_search_text (isg_rules_kind (world->rules, "training"),
                                                     world->rules,
                                                     training,
                                                     NULL,
                                                     NULL);
  const IsgCodeList *topics = isg_rules_code_list (world->rules, "training_topics");

  g_assert_cmpstr (text, ==, "Kardelen Berber / erkek kuaförü İstanbul Kadıköy");
  g_assert_nonnull (strstr (of_topics, isg_code_list_label (topics, "340", ISG_LANGUAGE_TR)));
  g_assert_nonnull (strstr (of_topics, isg_code_list_label (topics, "110", ISG_LANGUAGE_TR)));
}

static void
test_kind_says_whose_and_of_when_a_record_is (void)
{
  static const char uuid[] = "a3bb189e-8bf9-4888-9912-ace4e6543002";
  g_autoptr (World) world = world_new ();
  const IsgKind *training = isg_rules_kind (world->rules, "training");
  const IsgKind *workplace = isg_rules_kind (world->rules, "workplace");
  g_autofree char *json = g_strdup_printf ("{'date':'2026-11-20','professional':'%s'}", uuid);
  g_autoptr (IsgRecord) record = world_record (world, "training", NULL, json);
  g_autoptr (IsgRecord) empty = world_record (world, "training", NULL, "{}");
  g_autoptr (IsgRecord) shop = world_record (world, "workplace", NULL, "{}");

  g_assert_cmpint (isg_kind_date (training, record), ==, isg_date_new (2026, 11, 20));
  g_assert_cmpint (isg_kind_date (training, empty), ==, ISG_DATE_NONE);
  g_assert_cmpint (isg_kind_date (workplace, shop), ==, ISG_DATE_NONE);
  g_assert_cmpstr (isg_kind_signer (training, record), ==, uuid);
  g_assert_null (isg_kind_signer (training, empty));
  g_assert_null (isg_kind_signer (workplace, shop));
  g_assert_null (isg_kind_employee (training, record));
  g_assert_cmpstr (isg_kind_unique_key (workplace), ==, "sgk_no");
  g_assert_null (isg_kind_unique_key (training));
}

/* ---- code lists ---- */

static void
test_every_code_has_words_in_both_languages (void)
{
  static const struct {
    const char *id;
    guint rows;
  } lists[] = {
    { "training_topics", 20 },
    { "provinces", 81 },
    { "place", 2 },
    { "training_method", 2 },
    { "role", 3 },
    { "hazard_class", 3 },
    { "certificate_class", 3 },
    { "sex", 2 },
    { "nace-2017", 127 },
    { "nace-2025", 146 },
    { "nace_list", 2 },
    { "occupation", 26 },
    { "sgk_nature", 4 },
    { "training_topic_groups", 3 },
  };
  g_autoptr (World) world = world_new ();

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++) {
    const IsgCodeList *list = isg_rules_code_list (world->rules, lists[i].id);

    g_test_message ("%s", lists[i].id);
    g_assert_nonnull (list);
    g_assert_cmpuint (isg_code_list_size (list), ==, lists[i].rows);
    for (guint j = 0; j < lists[i].rows; j++) {
      const IsgCode *code = isg_code_list_nth (list, j);

      g_assert_true (isg_code_list_find (list, code->code) == code);
      g_assert_cmpstr (isg_code_list_label (list, code->code, ISG_LANGUAGE_TR), ==, code->label_tr);
      g_assert_cmpstr (isg_code_list_label (list, code->code, ISG_LANGUAGE_EN), ==, code->label_en);
    }
  }
  g_assert_null (isg_rules_code_list (world->rules, "places"));
}

static void
test_unknown_code_stays_readable (void)
{
  g_autoptr (World) world = world_new ();
  const IsgCodeList *topics = isg_rules_code_list (world->rules, "training_topics");

  g_assert_null (isg_code_list_find (topics, "777"));
  g_assert_cmpstr (isg_code_list_label (topics, "777", ISG_LANGUAGE_TR), ==, "777");
  g_assert_null (isg_code_list_extra (topics, "777", "group"));
  g_assert_null (isg_code_list_extra (topics, "110", "colour"));
  g_assert_cmpstr (isg_code_list_extra (topics, "110", "group"), ==, "general");
}

static void
test_occupation_is_known_by_its_group (void)
{
  g_autoptr (World) world = world_new ();
  const IsgCodeList *list = isg_rules_code_list (world->rules, "occupation");

  g_assert_false (isg_code_list_is_complete (list));
  g_assert_cmpstr (isg_code_list_label (list, "7531.13", ISG_LANGUAGE_TR), ==, "Terzi");
  g_assert_null (isg_code_list_find (list, "0110.00"));
  g_assert_null (isg_code_list_find (list, "75"));
}

static void
test_nace_code_is_looked_up_in_its_list (void)
{
  g_autoptr (World) world = world_new ();
  const IsgFieldDef *field
    = isg_kind_field (isg_rules_kind (world->rules, "workplace"), "nace_code");
  static const struct {
    const char *json;
    const char *list;
  } cases[] = {
    { "{}", "nace-2025" },
    { "{'nace_list':'2025'}", "nace-2025" },
    { "{'nace_list':'2017'}", "nace-2017" },
    { "{'nace_list':'1999'}", "nace-2025" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (IsgRecord) record = world_record (world, "workplace", NULL, cases[i].json);
    const IsgCodeList *list = isg_field_def_code_list_for (field, isg_record_fields (record));

    g_assert_cmpstr (isg_code_list_id (list), ==, cases[i].list);
  }
  g_assert_cmpstr (isg_code_list_id (isg_field_def_code_list (field)), ==, "nace-2025");
}

/* Rows of domain.md 1.3.1, among them the traps that it names. */
static void
test_trades_have_the_class_of_the_gazette (void)
{
  static const struct {
    const char *list;
    const char *code;
    const char *hazard_class;
    const char *successor;
  } cases[] = {
    { "nace-2025", "96.21.02", "high", NULL },
    { "nace-2017", "96.02.02", "high", "96.21.02" },
    { "nace-2017", "96.02.01", "high", "96.22.01" },
    { "nace-2025", "10.71.02", "low", NULL },
    { "nace-2025", "10.71.04", "low", NULL },
    { "nace-2017", "10.71.02", "low", "10.71.02" },
    { "nace-2017", "45.20.06", "high", "95.31.01" },
    { "nace-2025", "95.31.01", "high", NULL },
    { "nace-2017", "53.20.09", "low", "53.20.09" },
    { "nace-2025", "53.20.09", "high", NULL },
    { "nace-2017", "96.03.01", "low", "96.30.01" },
    { "nace-2025", "96.30.01", "high", NULL },
    { "nace-2025", "47.30.01", "very_high", NULL },
    { "nace-2025", "32.50.03", "very_high", NULL },
  };
  g_autoptr (World) world = world_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    const IsgCodeList *list = isg_rules_code_list (world->rules, cases[i].list);

    g_test_message ("%s %s", cases[i].list, cases[i].code);
    g_assert_cmpstr (isg_code_list_extra (list, cases[i].code, "class"), ==, cases[i].hazard_class);
    g_assert_cmpstr (isg_code_list_extra (list, cases[i].code, "successor"),
                     ==,
                     cases[i].successor);
  }
}

static void
test_every_successor_stands_in_the_new_list (void)
{
  g_autoptr (World) world = world_new ();
  const IsgCodeList *old = isg_rules_code_list (world->rules, "nace-2017");
  const IsgCodeList *new = isg_rules_code_list (world->rules, "nace-2025");
  guint followed = 0;

  for (guint i = 0; i < isg_code_list_size (old); i++) {
    const char *next = isg_code_list_extra (old, isg_code_list_nth (old, i)->code, "successor");

    if (*next == '\0')
      continue;
    g_assert_nonnull (isg_code_list_find (new, next));
    followed++;
  }
  g_assert_cmpuint (followed, >, 100);
}

int
main (int argc, char **argv)
{
  isg_test_init (&argc, &argv);
  g_test_add_func ("/kind/promised", test_promised_fields_are_there);
  g_test_add_func ("/kind/path", test_field_is_found_by_its_path);
  g_test_add_func ("/kind/words", test_field_tells_its_words_and_where_it_stands);
  g_test_add_func ("/kind/title", test_title_names_the_record_and_is_never_empty);
  g_test_add_func ("/kind/search", test_search_text_holds_what_one_looks_for);
  g_test_add_func ("/kind/roles", test_kind_says_whose_and_of_when_a_record_is);
  g_test_add_func ("/codes/words", test_every_code_has_words_in_both_languages);
  g_test_add_func ("/codes/unknown", test_unknown_code_stays_readable);
  g_test_add_func ("/codes/occupation", test_occupation_is_known_by_its_group);
  g_test_add_func ("/codes/nace-list", test_nace_code_is_looked_up_in_its_list);
  g_test_add_func ("/codes/classes", test_trades_have_the_class_of_the_gazette);
  g_test_add_func ("/codes/successors", test_every_successor_stands_in_the_new_list);
  return g_test_run ();
}
