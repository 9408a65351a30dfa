/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/isg-check.h"

#include "isg-world.h"
#include "support/isg-test.h"
#include <string.h>

/* People of the tests are synthetic. */
#define EXPERT "10000000146"
#define ALI    "10000000214"
#define AYSE   "10000000382"

/* Who and what the records of a case may refer to, by these names in their text. */
typedef struct {
  World *world;      /* (owned) */
  GHashTable *names; /* (owned) "$ali" → uuid */
} Scene;

static const char *
add (Scene *scene, const char *name, const char *kind, const char *workplace, const char *json)
{
  const char *uuid = world_add (scene->world, kind, workplace, json);

  g_hash_table_insert (scene->names, (gpointer) name, (gpointer) uuid);
  return uuid;
}

static void
scene_clear (Scene *scene)
{
  g_hash_table_unref (scene->names);
  world_free (scene->world);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Scene, scene_clear)

/* A barber's shop (hazardous) with a class B expert under contract in 2026 and two employees; a
 * bakery with one. */
static Scene
make_scene (void)
{
  Scene scene = { world_new (), g_hash_table_new (g_str_hash, g_str_equal) };
  const char *barber = add (&scene,
                            "$barber",
                            "workplace",
                            NULL,
                            "{'name':'Kardelen','sgk_no':'29621020210000170341205000',"
                            "'nace_code':'96.21.02','hazard_class':'high'}");
  const char *bakery = add (&scene,
                            "$bakery",
                            "workplace",
                            NULL,
                            "{'name':'Yıldız','nace_code':'10.71.02','hazard_class':'low'}");
  const char *expert = add (&scene,
                            "$expert",
                            "professional",
                            NULL,
                            "{'national_id':'" EXPERT "','given_name':'Ayşe',"
                            "'family_name':'Iğdırlı','role':'specialist',"
                            "'certificate_no':'X','certificate_class':'B'}");
  g_autofree char *contract = g_strdup_printf ("{'professional':'%s','minutes':40,"
                                               "'contract_start':'2026-01-01',"
                                               "'contract_end':'2026-12-31'}",
                                               expert);

  add (&scene,
       "$juniorexpert",
       "professional",
       NULL,
       "{'national_id':'31000259730','given_name':'Can','family_name':'Er',"
       "'role':'specialist','certificate_no':'Y','certificate_class':'C'}");
  add (&scene,
       "$physician",
       "professional",
       NULL,
       "{'national_id':'99000000042','given_name':'Ece','family_name':'Öz','role':'physician',"
       "'certificate_no':'Z'}");
  add (&scene, "$contract", "assignment", barber, contract);
  add (&scene,
       "$ali",
       "employee",
       barber,
       "{'national_id':'" ALI "','given_name':'Ali','family_name':'Çelik',"
       "'start_date':'2025-03-01','leave_date':'2026-10-31'}");
  add (&scene,
       "$ayse",
       "employee",
       barber,
       "{'national_id':'" AYSE "','given_name':'Ayşe','family_name':'Ak',"
       "'start_date':'2025-03-01'}");
  add (&scene,
       "$young",
       "employee",
       barber,
       "{'national_id':'31000259730','given_name':'Efe','family_name':'Taş',"
       "'birth_date':'2009-11-23','start_date':'2026-09-01'}");
  add (&scene,
       "$baker",
       "employee",
       bakery,
       "{'national_id':'19090909018','given_name':'Işıl','family_name':'Un'}");
  return scene;
}

static char *
fill_names (Scene *scene, const char *json)
{
  GString *text = g_string_new (json);
  GHashTableIter iter;
  gpointer name = NULL;
  gpointer uuid = NULL;

  g_hash_table_iter_init (&iter, scene->names);
  while (g_hash_table_iter_next (&iter, &name, &uuid))
    g_string_replace (text, name, uuid, 0);
  return g_string_free (text, FALSE);
}

typedef struct {
  const char *kind;
  const char *workplace; /* (nullable) a name */
  const char *json;
  const char *path; /* (nullable) */
  const char *code;
  const char *grade; /* (nullable): the finding must not be there */
} Case;

static void
run_cases (const Case *cases, guint n)
{
  g_auto (Scene) scene = make_scene ();

  for (guint i = 0; i < n; i++) {
    g_autofree char *json = fill_names (&scene, cases[i].json);
    const char *workplace
      = cases[i].workplace != NULL ? g_hash_table_lookup (scene.names, cases[i].workplace) : NULL;
    g_autoptr (IsgRecord) record = world_record (scene.world, cases[i].kind, workplace, json);
    g_autoptr (GPtrArray) findings = world_check (scene.world, record);
    const IsgFinding *finding = world_find (findings, cases[i].path, cases[i].code);

    g_test_message ("%u: %s at %s", i, cases[i].code, cases[i].path);
    if (cases[i].grade == NULL) {
      g_assert_null (finding);
      continue;
    }
    g_assert_nonnull (finding);
    g_assert_cmpstr (isg_finding_severity_name (isg_finding_severity (finding)),
                     ==,
                     cases[i].grade);
  }
}

/* clang-format off */
static const Case date_cases[] = {
  { "training", "$barber", "{'date':'2026-11-24'}", "date", "date_future", "block" },
  { "training", "$barber", "{'date':'2026-11-23'}", "date", "date_future", NULL },
  { "training", "$barber", "{}", "date", "date_future", NULL },
  { "employee", "$barber", "{'birth_date':'2026-11-24'}", "birth_date", "date_future", "block" },
  { "employee", "$barber", "{'start_date':'2026-03-02','leave_date':'2026-03-01'}", "leave_date", "date_order", "block" },
  { "employee", "$barber", "{'start_date':'2026-03-01','leave_date':'2026-03-01'}", "leave_date", "date_order", NULL },
  { "employee", "$barber", "{'leave_date':'2026-03-01'}", "leave_date", "date_order", NULL },
  { "employee", "$barber", "{'birth_date':'2000-01-01','start_date':'1999-12-31'}", "start_date", "date_order", "block" },
  { "assignment", "$barber", "{'contract_start':'2026-03-02','contract_end':'2026-03-01'}", "contract_end", "date_order", "block" },
  { "employee", "$barber", "{'birth_date':'2008-11-24','start_date':'2024-01-01'}", "birth_date", "age_low", "warning" },
  { "employee", "$barber", "{'birth_date':'2008-11-23','start_date':'2024-01-01'}", "birth_date", "age_low", NULL },
  { "employee", "$barber", "{'birth_date':'2008-12-31','start_date':'2027-01-01'}", "birth_date", "age_low", NULL },
  { "employee", "$barber", "{'birth_date':'2009-01-02','start_date':'2027-01-01'}", "birth_date", "age_low", "warning" },
};

static const Case sum_cases[] = {
  /* Hazardous: 12 lesson hours of 45 minutes = 540. */
  { "training", "$barber", "{'date':'2026-11-20','topics':[{'code':'110','minutes':539.5}]}", "topics", "hours_short", "warning" },
  { "training", "$barber", "{'date':'2026-11-20','topics':[{'code':'110','minutes':517.5},{'code':'390','minutes':22.5}]}", "topics", "hours_short", NULL },
  { "training", "$bakery", "{'date':'2026-11-20','topics':[{'code':'110','minutes':360}]}", "topics", "hours_short", NULL },
  { "training", "$bakery", "{'date':'2019-01-04','topics':[{'code':'110','minutes':359}]}", "topics", "hours_short", "warning" },
  /* Before the regulation of 2013 there was no such number. */
  { "training", "$bakery", "{'date':'2013-05-14','topics':[{'code':'110','minutes':1}]}", "topics", "hours_short", NULL },
  { "training", "$barber", "{'date':'2026-11-20'}", "topics", "hours_short", NULL },
  { "training", "$barber", "{'topics':[{'code':'110','minutes':45}]}", "topics", "hours_short", NULL },
  { "training", NULL, "{'date':'2026-11-20','topics':[{'code':'110','minutes':45}]}", "topics", "hours_short", NULL },
};

static const Case reference_cases[] = {
  { "training", "$barber", "{'date':'2026-11-01','participants':[{'employee':'$ayse'},{'employee':'$ali'}]}", "participants[1].employee", "not_employed_then", "block" },
  { "training", "$barber", "{'date':'2026-10-31','participants':[{'employee':'$ali'}]}", "participants[0].employee", "not_employed_then", NULL },
  { "training", "$barber", "{'date':'2025-03-01','participants':[{'employee':'$ali'}]}", "participants[0].employee", "not_employed_then", NULL },
  { "training", "$barber", "{'date':'2025-02-28','participants':[{'employee':'$ali'}]}", "participants[0].employee", "not_employed_then", "block" },
  { "training", "$barber", "{'participants':[{'employee':'$ali'}]}", "participants[0].employee", "not_employed_then", NULL },
  { "training", "$bakery", "{'date':'2026-10-31','participants':[{'employee':'$baker'}]}", "participants[0].employee", "not_employed_then", NULL },
  { "training", "$barber", "{'participants':[{'employee':'$baker'}]}", "participants[0].employee", "other_workplace", "block" },
  { "training", "$bakery", "{'participants':[{'employee':'$baker'}]}", "participants[0].employee", "other_workplace", NULL },
  { "training", "$barber", "{'participants':[{'employee':'$expert'}]}", "participants[0].employee", "reference_kind", "block" },
  { "training", "$barber", "{'participants':[{'employee':'a3bb189e-8bf9-4888-9912-ace4e6543002'}]}", "participants[0].employee", "reference_missing", "block" },
  { "training", "$barber", "{'date':'2026-11-20','professional':'$expert'}", "professional", "not_assigned", NULL },
  { "training", "$barber", "{'date':'2026-01-01','professional':'$expert'}", "professional", "not_assigned", NULL },
  { "training", "$barber", "{'date':'2025-12-31','professional':'$expert'}", "professional", "not_assigned", "warning" },
  { "training", "$bakery", "{'date':'2026-11-20','professional':'$expert'}", "professional", "not_assigned", "warning" },
  { "training", "$barber", "{'professional':'$expert'}", "professional", "not_assigned", NULL },
  { "assignment", "$barber", "{'professional':'$juniorexpert'}", "professional", "certificate_class", "block" },
  { "assignment", "$bakery", "{'professional':'$juniorexpert'}", "professional", "certificate_class", NULL },
  { "assignment", "$barber", "{'professional':'$expert'}", "professional", "certificate_class", NULL },
  { "training", "$barber", "{'professional':'$juniorexpert'}", "professional", "certificate_class", "warning" },
  { "assignment", "$barber", "{'professional':'$expert','contract_start':'2026-12-31'}", "professional", "contract_overlap", "warning" },
  { "assignment", "$barber", "{'professional':'$expert','contract_start':'2027-01-01'}", "professional", "contract_overlap", NULL },
  { "assignment", "$bakery", "{'professional':'$expert','contract_start':'2026-12-31'}", "professional", "contract_overlap", NULL },
  /* Two work at the barber's today: an expert 40, a physician 20 minutes a month. */
  { "assignment", "$barber", "{'professional':'$physician','contract_start':'2026-01-01','minutes':19}", "minutes", "minutes_short", "warning" },
  { "assignment", "$barber", "{'professional':'$physician','contract_start':'2026-01-01','minutes':20}", "minutes", "minutes_short", NULL },
  /* Those of another contract of the same role count along, those of another role do not. */
  { "assignment", "$barber", "{'professional':'$juniorexpert','contract_start':'2026-01-01','minutes':1}", "minutes", "minutes_short", NULL },
  { "assignment", "$barber", "{'professional':'$juniorexpert','contract_start':'2027-01-01','minutes':39.5}", "minutes", "minutes_short", "warning" },
  { "assignment", "$barber", "{'professional':'$juniorexpert','contract_start':'2027-01-01','minutes':40}", "minutes", "minutes_short", NULL },
  { "assignment", "$bakery", "{'professional':'$expert','contract_start':'2026-01-01','minutes':9}", "minutes", "minutes_short", "warning" },
  { "assignment", "$bakery", "{'professional':'$expert','contract_start':'2026-01-01','minutes':10}", "minutes", "minutes_short", NULL },
  /* What is over, and what says no minutes. */
  { "assignment", "$barber", "{'professional':'$physician','contract_start':'2026-01-01','contract_end':'2026-11-22','minutes':1}", "minutes", "minutes_short", NULL },
  { "assignment", "$barber", "{'professional':'$physician','contract_start':'2026-01-01'}", "minutes", "minutes_short", NULL },
};

static const Case duplicate_cases[] = {
  { "employee", "$barber", "{'national_id':'" AYSE "'}", "national_id", "duplicate_here", "block" },
  { "employee", "$bakery", "{'national_id':'" AYSE "'}", "national_id", "duplicate_here", NULL },
  { "employee", "$bakery", "{'national_id':'" AYSE "'}", "national_id", "duplicate_person", "warning" },
  /* Ali left at the end of October and may come back. */
  { "employee", "$barber", "{'national_id':'" ALI "','start_date':'2026-11-01'}", "national_id", "duplicate_here", NULL },
  { "employee", "$barber", "{'national_id':'" ALI "','start_date':'2026-10-31'}", "national_id", "duplicate_here", "block" },
  { "employee", "$barber", "{'national_id':'31000279394'}", "national_id", "duplicate_here", NULL },
  { "professional", NULL, "{'national_id':'" EXPERT "'}", "national_id", "duplicate_professional", "block" },
  { "professional", NULL, "{'national_id':'" ALI "'}", "national_id", "duplicate_professional", NULL },
  { "workplace", NULL, "{'sgk_no':'2 9621.02-02/1000017 034 12 05 000'}", "sgk_no", "sgk_duplicate", "warning" },
  { "workplace", NULL, "{'sgk_no':'2 9621 02 02 1000017 034 12 05 000'}", "sgk_no", "sgk_length", NULL },
  { "workplace", NULL, "{'sgk_no':'29621 02021 00001 70341 20500 0'}", "sgk_no", "sgk_duplicate", "warning" },
};

static const Case list_cases[] = {
  { "training", "$barber", "{'topics':[{'code':'110'},{'code':'390'},{'code':'110'}]}", "topics[2].code", "topic_twice", "block" },
  { "training", "$barber", "{'topics':[{'code':'110'},{'code':'390'},{},{}]}", "topics[3].code", "topic_twice", NULL },
  { "training", "$barber", "{'participants':[{'employee':'$ali'},{'employee':'$ali'}]}", "participants[1].employee", "participant_twice", "block" },
  { "training", "$barber", "{'topics':[{'code':'110'}]}", "topics[0].minutes", "minutes_missing", "block" },
  { "training", "$barber", "{'topics':[]}", "topics", "no_topic", "block" },
  { "training", "$barber", "{'participants':[]}", "participants", "no_participant", "block" },
};

static const Case workplace_cases[] = {
  { "workplace", NULL, "{'nace_code':'96.21.02','hazard_class':'low'}", "hazard_class_reason", "class_override", "block" },
  { "workplace", NULL, "{'nace_code':'96.21.02','hazard_class':'low','hazard_class_reason':'İSGGM kararı'}", "hazard_class_reason", "class_override", NULL },
  { "workplace", NULL, "{'nace_code':'96.21.02','hazard_class':'high'}", "hazard_class_reason", "class_override", NULL },
  { "workplace", NULL, "{'nace_code':'53.20.09','hazard_class':'low'}", "hazard_class_reason", "class_override", "block" },
  { "workplace", NULL, "{'nace_list':'2017','nace_code':'53.20.09','hazard_class':'low'}", "hazard_class_reason", "class_override", NULL },
  { "workplace", NULL, "{'nace_code':'47.81.90','hazard_class':'low'}", "hazard_class_reason", "class_override", NULL },
  { "workplace", NULL, "{'nace_list':'2017','nace_code':'96.02.02'}", "nace_code", "nace_old", "warning" },
  { "workplace", NULL, "{'nace_code':'96.02.02'}", "nace_code", "nace_old", "warning" },
  { "workplace", NULL, "{'nace_list':'2017','nace_code':'10.71.02'}", "nace_code", "nace_old", NULL },
  { "workplace", NULL, "{'nace_code':'96.21.02'}", "nace_code", "nace_old", NULL },
  { "workplace", NULL, "{'nace_list':'2017','nace_code':'93.29.08'}", "nace_code", "meaning_changed", "warning" },
  { "workplace", NULL, "{'nace_code':'93.29.08'}", "nace_code", "meaning_changed", "warning" },
  { "workplace", NULL, "{'nace_code':'96.21.02'}", "nace_code", "meaning_changed", NULL },
  { "workplace", NULL, "{'nace_code':'01.11.07'}", "nace_code", "code_unlisted", "warning" },
  { "workplace", NULL, "{'nace_code':'962102'}", "nace_code", "format", NULL },
  { "workplace", NULL, "{'nace_code':'96210'}", "nace_code", "format", "block" },
  { "workplace", NULL, "{'sgk_no':'29621020210000170821205000'}", "sgk_no", "sgk_province", "warning" },
  { "workplace", NULL, "{'sgk_no':'29621020210000170811205000'}", "sgk_no", "sgk_province", NULL },
  { "workplace", NULL, "{'sgk_no':'29621020210000170001205000'}", "sgk_no", "sgk_province", "warning" },
  { "workplace", NULL, "{'sgk_no':'59621020210000170341205000'}", "sgk_no", "sgk_nature", "warning" },
  { "workplace", NULL, "{'sgk_no':'29621020210000170341205000','nace_code':'96.21.02'}", "sgk_no", "sgk_activity", NULL },
  { "workplace", NULL, "{'sgk_no':'29621020210000170341205000','nace_code':'10.71.02'}", "sgk_no", "sgk_activity", "warning" },
  { "workplace", NULL, "{'sgk_no':'2962102021000017034120500'}", "sgk_no", "sgk_length", "block" },
  { "workplace", NULL, "{'sgk_no':'2962102021000017034120500'}", "sgk_no", "sgk_province", NULL },
  { "workplace", NULL, "{'tax_no':'1234567890'}", "tax_no", "vkn_checksum", NULL },
  { "workplace", NULL, "{'tax_no':'10000000146'}", "tax_no", "vkn_checksum", NULL },
  { "workplace", NULL, "{'tax_no':'10000000145'}", "tax_no", "vkn_checksum", "block" },
  { "employee", "$barber", "{'national_id':'99000000042'}", "national_id", "tckn_foreign", "info" },
  { "employee", "$barber", "{'national_id':'99000000042','work_permit_end':'2027-01-01'}", "national_id", "tckn_foreign", NULL },
  { "employee", "$barber", "{'national_id':'" ALI "'}", "national_id", "tckn_foreign", NULL },
  { "employee", "$barber", "{'occupation_code':'5141.02'}", "occupation_code", "code_unlisted", NULL },
  { "employee", "$barber", "{'occupation_code':'5141'}", "occupation_code", "format", NULL },
  { "employee", "$barber", "{'occupation_code':'5141.x2'}", "occupation_code", "format", "block" },
  { "employee", "$barber", "{'occupation_code':'0110.00'}", "occupation_code", "code_unlisted", "warning" },
};

static const Case condition_cases[] = {
  { "professional", NULL, "{'role':'specialist'}", "certificate_class", "required_when", "block" },
  { "professional", NULL, "{'role':'physician'}", "certificate_class", "required_when", NULL },
  { "professional", NULL, "{}", "certificate_class", "required_when", NULL },
  { "workplace", NULL, "{}", "sgk_no", "required", NULL },
  { "workplace", NULL, "{}", "sgk_no", "required_when", NULL },
  /* The bakery has no SGK number, so nothing of it can be sent. */
  { "training", "$bakery", "{}", NULL, "needed_to_send", "block" },
  { "training", "$barber", "{}", NULL, "needed_to_send", NULL },
  { "assignment", "$bakery", "{}", NULL, "needed_to_send", NULL },
  { "training", "$barber", "{'date':'2026-04-02','method':'remote'}", "method", "remote_specific", "warning" },
  { "training", "$barber", "{'date':'2026-04-01','method':'remote'}", "method", "remote_specific", NULL },
  { "training", "$barber", "{'date':'2026-04-02','method':'face_to_face'}", "method", "remote_specific", NULL },
  { "training", "$bakery", "{'date':'2026-04-02','method':'remote'}", "method", "remote_specific", NULL },
  { "training", "$barber", "{'method':'remote'}", "method", "remote_specific", NULL },
};

static const Case exam_cases[] = {
  { "health_exam", "$barber", "{'employee':'$ali','exam_date':'2026-11-24'}", "exam_date", "date_future", "block" },
  { "health_exam", "$barber", "{'employee':'$ali','exam_date':'2026-11-01'}", "exam_date", "exam_after_leaving", "block" },
  { "health_exam", "$barber", "{'employee':'$ali','exam_date':'2026-10-31'}", "exam_date", "exam_after_leaving", NULL },
  { "health_exam", "$barber", "{'employee':'$ayse','exam_date':'2026-11-01'}", "exam_date", "exam_after_leaving", NULL },
  { "health_exam", "$barber", "{'employee':'$young','exam_date':'2009-11-22'}", "exam_date", "date_order", "block" },
  { "health_exam", "$barber", "{'employee':'$young','exam_date':'2026-11-20'}", "employee", "age_low", "warning" },
  { "health_exam", "$barber", "{'employee':'$ayse','exam_date':'2026-11-20'}", "employee", "age_low", NULL },
  { "health_exam", "$barber", "{'employee':'$ali','exam_type':'entry','exam_date':'2025-03-02'}", "exam_date", "exam_after_start", "warning" },
  { "health_exam", "$barber", "{'employee':'$ali','exam_type':'entry','exam_date':'2025-03-01'}", "exam_date", "exam_after_start", NULL },
  { "health_exam", "$barber", "{'employee':'$ali','exam_type':'periodic','exam_date':'2025-03-02'}", "exam_date", "exam_after_start", NULL },
  { "health_exam", "$barber", "{'employee':'$ali','exam_date':'2025-03-02'}", "exam_date", "exam_after_start", NULL },
  { "health_exam", "$barber", "{'employee':'$baker'}", "employee", "other_workplace", "block" },
  { "health_exam", "$barber", "{'physician':'$expert','exam_date':'2026-05-04'}", "physician", "not_physician", "block" },
  { "health_exam", "$barber", "{'physician':'$physician','exam_date':'2026-05-04'}", "physician", "not_physician", NULL },
  { "health_exam", "$barber", "{'exam_date':'2026-05-04','valid_until':'2029-05-05'}", "valid_until", "interval_long", "block" },
  { "health_exam", "$barber", "{'exam_date':'2026-05-04','valid_until':'2029-05-04'}", "valid_until", "interval_long", NULL },
  { "health_exam", "$bakery", "{'exam_date':'2026-05-04','valid_until':'2031-05-04'}", "valid_until", "interval_long", NULL },
  { "health_exam", "$bakery", "{'exam_date':'2026-05-04','valid_until':'2031-05-05'}", "valid_until", "interval_long", "block" },
  { "health_exam", "$barber", "{'exam_date':'2026-05-04','valid_until':'2026-05-03'}", "valid_until", "date_order", "block" },
  { "health_exam", "$barber", "{'verdict':'fit_with_conditions'}", "conditions", "condition_missing", "block" },
  { "health_exam", "$barber", "{'verdict':'fit_with_conditions','conditions':''}", "conditions", "condition_missing", "block" },
  { "health_exam", "$barber", "{'verdict':'fit_with_conditions','conditions':'Gözlük'}", "conditions", "condition_missing", NULL },
  { "health_exam", "$barber", "{'verdict':'fit_with_conditions','condition_codes':['glasses']}", "conditions", "condition_missing", NULL },
  { "health_exam", "$barber", "{'verdict':'fit_with_conditions','condition_codes':[]}", "conditions", "condition_missing", "block" },
  { "health_exam", "$barber", "{'verdict':'fit'}", "conditions", "condition_missing", NULL },
  { "health_exam", "$barber", "{'exposure_noise':['1201','1299']}", "exposure_noise", "code_alone", "block" },
  { "health_exam", "$barber", "{'exposure_noise':['1201','1202']}", "exposure_noise", "code_alone", NULL },
  { "health_exam", "$barber", "{'exposure_noise':['1299']}", "exposure_noise", "code_alone", NULL },
  { "health_exam", "$barber", "{'equipment':['0','6000']}", "equipment", "code_alone", "block" },
  { "health_exam", "$barber", "{}", "system_eyes", "section_begun", NULL },
  { "health_exam", "$barber", "{'system_eyes':'normal'}", "system_ent", "section_begun", "block" },
  { "health_exam", "$barber", "{'complaint_cough':false}", "complaint_breathlessness", "section_begun", "block" },
  { "health_exam", "$barber", "{'past_hospital':true}", "past_hospital_note", "required_when", "block" },
  { "health_exam", "$barber", "{'past_hospital':false}", "past_hospital_note", "required_when", NULL },
  { "health_exam", "$barber", "{'lab_tests':[{'test':'blood','state':'result'}]}", "lab_tests[0].date", "required_when", "block" },
  { "health_exam", "$barber", "{'lab_tests':[{'test':'blood','state':'ordered'}]}", "lab_tests[0].date", "required_when", NULL },
};

static const Case incident_cases[] = {
  { "incident", "$barber", "{'incident_type':'accident','occurred_at':'2026-11-24T00:00:00'}", "occurred_at", "date_future", "block" },
  { "incident", "$barber", "{'incident_type':'accident','occurred_at':'2026-11-23T23:59:00'}", "occurred_at", "date_future", NULL },
  { "incident", "$barber", "{'incident_type':'accident'}", "victims", "no_victim", "block" },
  { "incident", "$barber", "{'incident_type':'disease'}", "victims", "no_victim", "block" },
  { "incident", "$barber", "{'incident_type':'near_miss'}", "victims", "no_victim", NULL },
  { "incident", "$barber", "{'incident_type':'near_miss'}", "deviation", "required_when", NULL },
  { "incident", "$barber", "{'incident_type':'near_miss'}", "place", "required_when", NULL },
  { "incident", "$barber", "{'incident_type':'accident'}", "deviation", "required_when", "block" },
  { "incident", "$barber", "{'incident_type':'accident','victims':[{'employee':'$ali'}]}", "victims", "no_victim", NULL },
  { "incident", "$barber", "{'incident_type':'accident','victims':[{'employee':'$ali'}]}", "victims[0].injury_type", "injury_missing", "block" },
  { "incident", "$barber", "{'incident_type':'disease','victims':[{'employee':'$ali'}]}", "victims[0].injury_type", "injury_missing", NULL },
  { "incident", "$barber", "{'incident_type':'accident','victims':[{'employee':'$ali','injury_type':'012'},{'employee':'$ayse'}]}", "victims[1].injury_type", "injury_missing", "block" },
  { "incident", "$barber", "{'incident_type':'accident','victims':[{'employee':'$ali','body_part':'54'}]}", "victims[0].body_part", "body_part_missing", NULL },
  { "incident", "$barber", "{'victims':[{'employee':'$baker'}]}", "victims[0].employee", "other_workplace", "block" },
  { "incident", "$barber", "{'incident_type':'accident','occurred_at':'2026-11-01T10:00:00','victims':[{'employee':'$ali'}]}", "victims[0].employee", "not_employed_then", "block" },
  { "incident", "$barber", "{'incident_type':'disease','occurred_at':'2026-11-01T10:00:00','victims':[{'employee':'$ali'}]}", "victims[0].employee", "not_employed_then", NULL },
  { "incident", "$barber", "{'victims':[{'employee':'$ali'},{'employee':'$ali'}]}", "victims[1].employee", "victim_twice", "block" },
  { "incident", "$barber", "{'witnesses':[{'phone':'1'}]}", "witnesses[0].employee", "witness_nameless", "block" },
  { "incident", "$barber", "{'witnesses':[{'name':'Can'}]}", "witnesses[0].employee", "witness_nameless", NULL },
  { "incident", "$barber", "{'witnesses':[{'employee':'$ali'}]}", "witnesses[0].employee", "witness_nameless", NULL },
  { "incident", "$barber", "{'seen':true}", "witnesses", "witness_missing", "warning" },
  { "incident", "$barber", "{'seen':false}", "witnesses", "witness_missing", NULL },
  { "incident", "$barber", "{'incident_type':'accident','occurred_at':'2026-11-20T08:29:00','victims':[{'employee':'$ayse','work_start':'08:30:00'}]}", "victims[0].work_start", "before_work", "warning" },
  { "incident", "$barber", "{'incident_type':'accident','occurred_at':'2026-11-20T08:30:00','victims':[{'employee':'$ayse','work_start':'08:30:00'}]}", "victims[0].work_start", "before_work", NULL },
  { "incident", "$barber", "{'incident_type':'accident','occurred_at':'2026-11-20T08:30:00','sgk_notified_at':'2026-11-19'}", "sgk_notified_at", "date_order", "block" },
  { "incident", "$barber", "{'incident_type':'accident','occurred_at':'2026-11-20T08:30:00','sgk_notified_at':'2026-11-20'}", "sgk_notified_at", "date_order", NULL },
  { "incident", "$barber", "{'incident_type':'disease'}", "disease_type", "required_when", "block" },
  { "incident", "$barber", "{'agent':'06.02'}", "agent", "code_unlisted", NULL },
  { "incident", "$barber", "{'agent':'77.01'}", "agent", "code_unlisted", "warning" },
};

static const Case other_kind_cases[] = {
  { "risk_assessment", "$barber", "{'date':'2026-11-24'}", "date", "date_future", "block" },
  { "risk_assessment", "$barber", "{'date':'2026-11-20','valid_until':'2026-11-19'}", "valid_until", "date_order", "block" },
  { "risk_assessment", "$barber", "{}", "hazards", "no_hazard", "block" },
  { "risk_assessment", "$barber", "{}", "team", "team_missing", "warning" },
  { "risk_assessment", "$barber", "{'team':[{'duty':'specialist'}]}", "team[0].employee", "team_nameless", "block" },
  { "risk_assessment", "$barber", "{'team':[{'professional':'$expert'},{'name':'Osman'}]}", "team[0].employee", "team_nameless", NULL },
  { "risk_assessment", "$barber", "{'team':[{'employee':'$ali'},{'employee':'$ali'}]}", "team[1].employee", "person_twice", "block" },
  { "risk_assessment", "$barber", "{'team':[{'employee':'$baker'}]}", "team[0].employee", "other_workplace", "block" },
  { "risk_assessment", "$barber", "{'date':'2027-01-01','professional':'$expert'}", "professional", "not_assigned", "warning" },
  { "risk_assessment", "$barber", "{'date':'2026-02-01','professional':'$expert'}", "professional", "not_assigned", NULL },
  { "finding", "$barber", "{'date':'2026-11-20','due':'2026-11-19'}", "due", "date_order", "block" },
  { "equipment_check", "$barber", "{'result':'not_in_order'}", "shortcomings", "required_when", "block" },
  { "equipment_check", "$barber", "{'date':'2026-11-20','next_date':'2026-11-19'}", "next_date", "date_order", "block" },
  { "drill", "$barber", "{'date':'2026-11-20','participants':[{'employee':'$ali'}]}", "participants[0].employee", "not_employed_then", "block" },
  { "drill", "$barber", "{'participants':[{'employee':'$ali'},{'employee':'$ali'}]}", "participants[1].employee", "participant_twice", "block" },
  { "drill", "$barber", "{}", "participants", "nobody_present", "warning" },
};
/* clang-format on */

static void
test_exams_are_judged_by_person_term_and_section (void)
{
  run_cases (exam_cases, G_N_ELEMENTS (exam_cases));
}

static void
test_accidents_need_people_and_near_misses_do_not (void)
{
  run_cases (incident_cases, G_N_ELEMENTS (incident_cases));
}

static void
test_other_kinds_are_judged (void)
{
  run_cases (other_kind_cases, G_N_ELEMENTS (other_kind_cases));
}

static void
test_days_follow_one_another (void)
{
  run_cases (date_cases, G_N_ELEMENTS (date_cases));
}

static void
test_hours_are_counted_by_the_rule_of_the_day (void)
{
  run_cases (sum_cases, G_N_ELEMENTS (sum_cases));
}

static void
test_referenced_people_were_there_and_may_do_it (void)
{
  run_cases (reference_cases, G_N_ELEMENTS (reference_cases));
}

static void
test_same_person_or_workplace_is_shown (void)
{
  run_cases (duplicate_cases, G_N_ELEMENTS (duplicate_cases));
}

static void
test_lists_have_no_doubles_and_no_gaps (void)
{
  run_cases (list_cases, G_N_ELEMENTS (list_cases));
}

static void
test_workplace_is_compared_with_the_lists (void)
{
  run_cases (workplace_cases, G_N_ELEMENTS (workplace_cases));
}

static void
test_conditions_decide_what_is_needed (void)
{
  run_cases (condition_cases, G_N_ELEMENTS (condition_cases));
}

static const IsgFinding *
check_one (Scene *scene,
           const char *workplace,
           const char *json,
           const char *path,
           const char *code,
           GPtrArray **out_findings)
{
  g_autofree char *text = fill_names (scene, json);
  g_autoptr (IsgRecord) record
    = world_record (scene->world, "training", g_hash_table_lookup (scene->names, workplace), text);

  *out_findings = world_check (scene->world, record);
  return world_find (*out_findings, path, code);
}

static void
test_shortfall_is_told_in_minutes (void)
{
  g_auto (Scene) scene = make_scene ();
  g_autoptr (GPtrArray) findings = NULL;
  const IsgFinding *finding
    = check_one (&scene,
                 "$barber",
                 "{'date':'2026-11-20','topics':[{'code':'110','minutes':404.5}]}",
                 "topics",
                 "hours_short",
                 &findings);
  g_autofree char *tr = NULL;
  g_autofree char *en = NULL;

  g_assert_nonnull (finding);
  g_assert_cmpstr (isg_finding_arg (finding, "n"), ==, "135.5");
  g_assert_cmpstr (isg_finding_arg (finding, "needed"), ==, "540");
  tr = isg_rules_finding_message (scene.world->rules, NULL, finding, ISG_LANGUAGE_TR);
  en = isg_rules_finding_message (scene.world->rules, NULL, finding, ISG_LANGUAGE_EN);
  g_assert_nonnull (strstr (tr, "135,5 dk eksik (540 dk gerekir"));
  g_assert_nonnull (strstr (en, "135.5 min short of the basic training (540 needed"));
}

static void
test_large_training_tells_in_how_many_parts_it_goes (void)
{
  g_auto (Scene) scene = make_scene ();
  g_autoptr (GString) json = g_string_new ("{'topics':[");
  g_autoptr (GPtrArray) findings = NULL;
  const IsgFinding *finding = NULL;

  for (guint i = 0; i < 12; i++)
    g_string_append_printf (json, "%s{}", i > 0 ? "," : "");
  g_string_append (json, "],'participants':[");
  for (guint i = 0; i < 250; i++)
    g_string_append_printf (json, "%s{}", i > 0 ? "," : "");
  g_string_append (json, "]}");

  finding = check_one (&scene, "$barber", json->str, NULL, "split_notice", &findings);
  g_assert_nonnull (finding);
  g_assert_cmpstr (isg_finding_arg (finding, "k"), ==, "6");
  g_assert_cmpint (isg_finding_severity (finding), ==, ISG_SEVERITY_INFO);
}

static void
test_ten_topics_and_a_hundred_people_go_as_one (void)
{
  g_auto (Scene) scene = make_scene ();
  g_autoptr (GString) json = g_string_new ("{'topics':[");
  g_autoptr (GPtrArray) findings = NULL;

  for (guint i = 0; i < 10; i++)
    g_string_append_printf (json, "%s{}", i > 0 ? "," : "");
  g_string_append (json, "],'participants':[");
  for (guint i = 0; i < 100; i++)
    g_string_append_printf (json, "%s{}", i > 0 ? "," : "");
  g_string_append (json, "]}");

  g_assert_null (check_one (&scene, "$barber", json->str, NULL, "split_notice", &findings));
}

static void
test_same_training_of_the_same_people_is_shown_once (void)
{
  static const char same[] = "{'date':'2026-11-20','topics':[{'code':'110'},{'code':'390'}],"
                             "'participants':[{'employee':'$ayse'}]}";
  static const char other_topic[] = "{'date':'2026-11-20','topics':[{'code':'120'}],"
                                    "'participants':[{'employee':'$ayse'}]}";
  static const char other_person[] = "{'date':'2026-11-20','topics':[{'code':'110'}],"
                                     "'participants':[{'employee':'$baker'}]}";
  g_auto (Scene) scene = make_scene ();
  g_autofree char *text = fill_names (&scene, same);
  g_autoptr (GPtrArray) first = NULL;
  g_autoptr (GPtrArray) second = NULL;
  g_autoptr (GPtrArray) third = NULL;
  g_autoptr (GPtrArray) fourth = NULL;

  g_assert_null (check_one (&scene, "$barber", same, "date", "duplicate_record", &first));
  add (&scene, "$t", "training", g_hash_table_lookup (scene.names, "$barber"), text);
  g_assert_nonnull (check_one (&scene, "$barber", same, "date", "duplicate_record", &second));
  g_assert_null (check_one (&scene, "$barber", other_topic, "date", "duplicate_record", &third));
  g_assert_null (check_one (&scene, "$barber", other_person, "date", "duplicate_record", &fourth));
}

static void
test_wrong_number_of_a_participant_holds_the_training (void)
{
  g_auto (Scene) scene = make_scene ();
  g_autoptr (GPtrArray) findings = NULL;
  const IsgFinding *finding = NULL;

  add (&scene,
       "$wrong",
       "employee",
       g_hash_table_lookup (scene.names, "$barber"),
       "{'national_id':'10000000145','given_name':'Can','family_name':'Su'}");
  finding = check_one (&scene,
                       "$barber",
                       "{'participants':[{'employee':'$ayse'},{'employee':'$wrong'}]}",
                       "participants[1].employee",
                       "needed_to_send",
                       &findings);
  g_assert_nonnull (finding);
  g_assert_cmpstr (isg_finding_arg (finding, "record.tr"), ==, "Can Su");
  g_assert_null (world_find (findings, "participants[0].employee", "needed_to_send"));
}

static void
test_findings_come_in_the_order_of_the_form (void)
{
  static const char *const order[] = {
    "date",
    "professional",
    "place",
    "method",
    "topics[0].code",
    "topics[0].minutes",
    "topics[1].minutes",
    "participants",
  };
  g_auto (Scene) scene = make_scene ();
  g_autoptr (GPtrArray) findings = NULL;
  guint at = 0;

  check_one (&scene, "$barber", "{'topics':[{},{'code':'110'}]}", NULL, "x", &findings);
  for (guint i = 0; i < findings->len; i++) {
    const char *path = isg_finding_path (g_ptr_array_index (findings, i));

    if (isg_finding_severity (g_ptr_array_index (findings, i)) != ISG_SEVERITY_BLOCK)
      continue;
    g_assert_cmpuint (at, <, G_N_ELEMENTS (order));
    g_assert_cmpstr (path, ==, order[at++]);
  }
  g_assert_cmpuint (at, ==, G_N_ELEMENTS (order));
  g_assert_cmpuint (isg_rules_count_missing (findings), ==, G_N_ELEMENTS (order));
}

static void
test_place_with_two_findings_counts_once (void)
{
  g_autoptr (GPtrArray) findings
    = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_finding_unref);

  g_ptr_array_add (findings, isg_finding_new ("a", ISG_SEVERITY_BLOCK, "x", NULL));
  g_ptr_array_add (findings, isg_finding_new ("a", ISG_SEVERITY_BLOCK, "y", NULL));
  g_ptr_array_add (findings, isg_finding_new ("b", ISG_SEVERITY_WARNING, "x", NULL));
  g_ptr_array_add (findings, isg_finding_new (NULL, ISG_SEVERITY_BLOCK, "x", NULL));
  g_assert_cmpuint (isg_rules_count_missing (findings), ==, 2);
}

static void
test_complete_training_has_nothing_that_blocks (void)
{
  g_auto (Scene) scene = make_scene ();
  g_autoptr (GPtrArray) findings = NULL;

  check_one (&scene,
             "$barber",
             "{'date':'2026-11-20','professional':'$expert','place':'inside',"
             "'method':'face_to_face','topics':[{'code':'110','minutes':540}],"
             "'participants':[{'employee':'$ayse'}]}",
             NULL,
             "x",
             &findings);
  g_assert_cmpuint (findings->len, ==, 0);
}

static void
test_record_of_an_unknown_kind_is_named (void)
{
  g_auto (Scene) scene = make_scene ();
  g_autoptr (IsgFields) none = isg_fields_new ();
  g_autoptr (IsgRecord) record = isg_record_new ("balloon", NULL, NULL, none);
  IsgCheckContext context = { .today = WORLD_TODAY };
  g_autoptr (GPtrArray) findings = isg_rules_check (scene.world->rules, record, &context);

  g_assert_cmpuint (findings->len, ==, 1);
  g_assert_nonnull (world_find (findings, NULL, "kind_unknown"));
}

int
main (int argc, char **argv)
{
  isg_test_init (&argc, &argv);
  g_test_add_func ("/check/days", test_days_follow_one_another);
  g_test_add_func ("/check/hours", test_hours_are_counted_by_the_rule_of_the_day);
  g_test_add_func ("/check/references", test_referenced_people_were_there_and_may_do_it);
  g_test_add_func ("/check/duplicates", test_same_person_or_workplace_is_shown);
  g_test_add_func ("/check/lists", test_lists_have_no_doubles_and_no_gaps);
  g_test_add_func ("/check/workplace", test_workplace_is_compared_with_the_lists);
  g_test_add_func ("/check/conditions", test_conditions_decide_what_is_needed);
  g_test_add_func ("/check/shortfall", test_shortfall_is_told_in_minutes);
  g_test_add_func ("/check/split", test_large_training_tells_in_how_many_parts_it_goes);
  g_test_add_func ("/check/no-split", test_ten_topics_and_a_hundred_people_go_as_one);
  g_test_add_func ("/check/twice", test_same_training_of_the_same_people_is_shown_once);
  g_test_add_func ("/check/used", test_wrong_number_of_a_participant_holds_the_training);
  g_test_add_func ("/check/order", test_findings_come_in_the_order_of_the_form);
  g_test_add_func ("/check/count", test_place_with_two_findings_counts_once);
  g_test_add_func ("/check/complete", test_complete_training_has_nothing_that_blocks);
  g_test_add_func ("/check/unknown-kind", test_record_of_an_unknown_kind_is_named);
  g_test_add_func ("/check/exams", test_exams_are_judged_by_person_term_and_section);
  g_test_add_func ("/check/incidents", test_accidents_need_people_and_near_misses_do_not);
  g_test_add_func ("/check/other-kinds", test_other_kinds_are_judged);
  return g_test_run ();
}
