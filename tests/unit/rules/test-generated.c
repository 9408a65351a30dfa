/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/isg-identity.h"
#include "isg-world.h"
#include "rules/isg-json.h"
#include "support/isg-test.h"

/*
 * Cases made from the definitions: for every field of every kind of the pack what is missing, too
 * little, too much, of the wrong code, type or reference. A new kind or field gets them free.
 */

/* Where a field stands: a record of its kind in which it can be set. */
typedef struct {
  World *world; /* (not owned) */
  const IsgKind *kind;
  const IsgFieldDef *list; /* (nullable) the list in whose first row the field stands */
  const IsgFieldDef *def;
  GPtrArray *beside; /* (not owned) (element-type IsgFieldDef) */
  char *path;        /* (owned) */
} Place;

static guint n_cases;

/* ---- values ---- */

static char *
fit_text (const IsgFieldDef *def)
{
  switch (isg_field_def_check (def)) {
  case ISG_FIELD_CHECK_PERSON:
    return isg_identity_make_person ("310002597");
  case ISG_FIELD_CHECK_SGK:
    return g_strdup ("29621020210000170341205000");
  case ISG_FIELD_CHECK_TAX:
    return g_strdup ("1234567890");
  case ISG_FIELD_CHECK_NONE:
  default:
    return g_strdup ("Işıl");
  }
}

static IsgValue *
fit_reference (World *world, const IsgFieldDef *def)
{
  return isg_value_new_ref (world_add (world, isg_field_def_ref_kind (def), NULL, "{}"));
}

static IsgValue *
fit_value (World *world, const IsgFieldDef *def)
{
  const IsgCodeList *codes = isg_field_def_code_list (def);
  const char *one[] = { codes != NULL ? isg_code_list_nth (codes, 0)->code : NULL, NULL };
  IsgDecimal number = isg_decimal_from_int (1);
  g_autofree char *text = NULL;

  isg_field_def_limits (def, &number, NULL);
  switch (isg_field_def_type (def)) {
  case ISG_VALUE_TEXT:
    text = fit_text (def);
    return isg_value_new_text (text);
  case ISG_VALUE_INTEGER:
    return isg_value_new_integer (number.unscaled);
  case ISG_VALUE_DECIMAL:
    return isg_value_new_decimal (number);
  case ISG_VALUE_DATE:
    return isg_value_new_date (WORLD_TODAY);
  case ISG_VALUE_TIME:
    return isg_value_new_time (0);
  case ISG_VALUE_DATETIME:
    return isg_value_new_datetime (WORLD_TODAY, 0);
  case ISG_VALUE_BOOL:
    return isg_value_new_bool (TRUE);
  case ISG_VALUE_CODE:
    return isg_value_new_code (one[0]);
  case ISG_VALUE_CODES:
    return isg_value_new_codes (one);
  case ISG_VALUE_REF:
    return fit_reference (world, def);
  case ISG_VALUE_GROUPS:
  default:
    g_assert_not_reached ();
  }
}

static IsgFields *
fit_fields (World *world, GPtrArray *defs)
{
  g_autoptr (IsgFieldsBuilder) builder = isg_fields_builder_new (NULL);

  for (guint i = 0; i < defs->len; i++) {
    const IsgFieldDef *def = g_ptr_array_index (defs, i);
    IsgValue *value = NULL;

    if (isg_field_def_type (def) == ISG_VALUE_GROUPS) {
      g_autoptr (GPtrArray) rows
        = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_fields_unref);

      g_ptr_array_add (rows, fit_fields (world, isg_field_def_fields (def)));
      value = isg_value_new_groups (rows);
    } else {
      value = fit_value (world, def);
    }
    isg_fields_builder_set (builder, isg_field_def_id (def), value);
  }
  return isg_fields_builder_end (g_steal_pointer (&builder));
}

/* ---- records ---- */

/* All fields beside the place's are fit; its own is @value, or not there. */
static IsgRecord *
make_record (const Place *place, IsgValue *value)
{
  g_autoptr (IsgFields) all = fit_fields (place->world, isg_kind_fields (place->kind));
  g_autoptr (IsgFields) fields = NULL;
  g_autoptr (IsgFields) row = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (IsgValue) list = NULL;

  if (place->list == NULL) {
    fields = isg_fields_with (all, isg_field_def_id (place->def), value);
    return isg_record_new (isg_kind_id (place->kind), NULL, NULL, fields);
  }
  list = isg_value_ref (isg_fields_get (all, isg_field_def_id (place->list)));
  row = isg_fields_with (isg_value_group (list, 0), isg_field_def_id (place->def), value);
  rows = g_ptr_array_new ();
  g_ptr_array_add (rows, row);
  isg_value_unref (list);
  list = isg_value_new_groups (rows);
  fields = isg_fields_with (all, isg_field_def_id (place->list), list);
  return isg_record_new (isg_kind_id (place->kind), NULL, NULL, fields);
}

static void
expect_in (const Place *place, IsgRecord *record, const char *code, gboolean there)
{
  g_autoptr (GPtrArray) findings = world_check (place->world, record);

  g_test_message ("%s.%s: %s %s",
                  isg_kind_id (place->kind),
                  place->path,
                  code,
                  there ? "is expected" : "must not be there");
  g_assert_cmpint (world_find (findings, place->path, code) != NULL, ==, there);
  n_cases++;
}

/* Takes @value. */
static void
expect (const Place *place, IsgValue *value, const char *code, gboolean there)
{
  g_autoptr (IsgValue) own = value;
  g_autoptr (IsgRecord) record = make_record (place, own);

  expect_in (place, record, code, there);
}

/* The reader refuses @json at the place and changes nothing. */
static void
expect_refused (const Place *place, const char *json, gsize length)
{
  g_autoptr (GString) text = g_string_new ("{\"");
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgFields) fields = NULL;
  g_autofree char *shown = NULL;

  if (place->list != NULL)
    g_string_append_printf (text, "%s\":[{\"", isg_field_def_id (place->list));
  g_string_append_printf (text, "%s\":", isg_field_def_id (place->def));
  g_string_append_len (text, json, (gssize) length);
  g_string_append (text, place->list != NULL ? "}]}" : "}");

  fields = isg_record_fields_from_json (place->world->rules,
                                        place->kind,
                                        text->str,
                                        (gssize) text->len,
                                        NULL,
                                        &error);
  shown = g_strescape (text->str, NULL);
  g_test_message ("%s.%s: %s", isg_kind_id (place->kind), place->path, shown);
  g_assert_null (fields);
  g_assert_error (error, ISG_RULES_ERROR, ISG_RULES_ERROR_VALUE);
  n_cases++;
  if (g_utf8_validate (json, (gssize) length, NULL))
    g_assert_nonnull (strstr (error->message, place->path));
  else
    g_assert_nonnull (strstr (error->message, "UTF-8"));
}

static void
expect_json_refused (const Place *place, const char *json)
{
  expect_refused (place, json, strlen (json));
}

/* ---- cases by definition ---- */

static const char *
missing_code (const Place *place)
{
  static const char *const codes[]
    = { "required", "no_topic", "no_participant", "minutes_missing", "no_hazard" };
  g_autoptr (IsgRecord) record = make_record (place, NULL);
  g_autoptr (GPtrArray) findings = world_check (place->world, record);

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (world_find (findings, place->path, codes[i]) != NULL)
      return codes[i];
  return NULL;
}

static void
check_obligation (const Place *place)
{
  const char *code = missing_code (place);
  gboolean required = isg_field_def_obligation (place->def) == ISG_OBLIGATION_REQUIRED;

  g_test_message ("%s.%s: missing", isg_kind_id (place->kind), place->path);
  g_assert_cmpint (code != NULL, ==, required);
  n_cases++;
  if (required && isg_field_def_type (place->def) != ISG_VALUE_GROUPS)
    expect (place, fit_value (place->world, place->def), code, FALSE);
}

static void
check_length (const Place *place)
{
  guint most = isg_field_def_max_length (place->def);
  g_autofree char *ascii = g_strnfill (most, 'a');
  g_autofree char *longer = g_strnfill (most + 1, 'a');
  g_autofree char *huge = g_strnfill (1024 * 1024, 'a');
  g_autoptr (GString) turkish = g_string_new (NULL);

  for (guint i = 0; i < most; i++)
    g_string_append (turkish, "ğ");
  expect (place, isg_value_new_text (ascii), "too_long", FALSE);
  expect (place, isg_value_new_text (turkish->str), "too_long", FALSE);
  expect (place, isg_value_new_text (longer), "too_long", TRUE);
  expect (place, isg_value_new_text (huge), "too_long", TRUE);
}

static void
check_number_of_a_person (const Place *place)
{
  static const struct {
    const char *text;
    const char *code;
  } bad[] = {
    { "1000000014", "tckn_length" },    { "100000001460", "tckn_length" },
    { "1000000014a", "tckn_length" },   { "10000000145", "tckn_checksum" },
    { "12345678901", "tckn_checksum" }, { "00000000000", "tckn_checksum" },
  };
  static const char *const good[] = { "10000000146", "19090909018", "99000000042" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (IsgValue) value = isg_value_new_text (bad[i].text);
    g_autoptr (IsgRecord) record = make_record (place, value);
    g_autoptr (GPtrArray) findings = world_check (place->world, record);

    /* Whether 000… is a matter of length or of digits is base's affair. */
    g_test_message ("%s", bad[i].text);
    g_assert_true (
      world_find (findings, place->path, bad[i].code) != NULL
      || (bad[i].text[0] == '0' && world_find (findings, place->path, "tckn_length") != NULL));
    n_cases++;
  }
  for (guint i = 0; i < G_N_ELEMENTS (good); i++) {
    expect (place, isg_value_new_text (good[i]), "tckn_length", FALSE);
    expect (place, isg_value_new_text (good[i]), "tckn_checksum", FALSE);
  }
}

static void
check_number_of_a_workplace (const Place *place)
{
  expect (place, isg_value_new_text ("2962102021000017034120500"), "sgk_length", TRUE);
  expect (place, isg_value_new_text ("296210202100001703412050001"), "sgk_length", TRUE);
  expect (place, isg_value_new_text ("29621020210000170341205000"), "sgk_length", FALSE);
  expect (place, isg_value_new_text ("2962102021000017034120500x"), "sgk_characters", TRUE);
}

static void
check_tax_number (const Place *place)
{
  expect (place, isg_value_new_text ("1234567890"), "vkn_checksum", FALSE);
  expect (place, isg_value_new_text ("1234567891"), "vkn_checksum", TRUE);
  expect (place, isg_value_new_text ("10000000145"), "vkn_checksum", TRUE);
  expect (place, isg_value_new_text ("10000000146"), "vkn_checksum", FALSE);
  expect (place, isg_value_new_text ("123456789"), "vkn_length", TRUE);
}

static void
check_text (const Place *place)
{
  static const char broken[] = "\"Ay\xff\xfe\"";

  check_length (place);
  expect_json_refused (place, "12");
  expect_json_refused (place, "true");
  expect_json_refused (place, "[\"a\"]");
  expect_json_refused (place, "\"a\\u0007b\"");
  expect_refused (place, broken, strlen (broken));
  expect (place, isg_value_new_integer (1), "wrong_type", TRUE);
  switch (isg_field_def_check (place->def)) {
  case ISG_FIELD_CHECK_PERSON:
    check_number_of_a_person (place);
    break;
  case ISG_FIELD_CHECK_SGK:
    check_number_of_a_workplace (place);
    break;
  case ISG_FIELD_CHECK_TAX:
    check_tax_number (place);
    break;
  case ISG_FIELD_CHECK_NONE:
  default:
    break;
  }
}

static IsgValue *
number_value (const Place *place, IsgDecimal base, gint64 step)
{
  IsgDecimal change = { step, isg_field_def_type (place->def) == ISG_VALUE_DECIMAL ? 3 : 0 };
  IsgDecimal sum = base;

  g_assert_true (isg_decimal_add (base, change, &sum));
  if (isg_field_def_type (place->def) == ISG_VALUE_INTEGER)
    return isg_value_new_integer (sum.unscaled);
  return isg_value_new_decimal (sum);
}

static void
check_number (const Place *place)
{
  IsgDecimal min = { 0 };
  IsgDecimal max = { 0 };
  guint limits = isg_field_def_limits (place->def, &min, &max);
  const char *low = limits == 3 ? "number_range" : "number_min";
  const char *high = limits == 3 ? "number_range" : "number_max";

  if (limits & 1) {
    expect (place, number_value (place, min, -1), low, TRUE);
    expect (place, number_value (place, min, 0), low, FALSE);
  }
  if (limits & 2) {
    expect (place, number_value (place, max, 0), high, FALSE);
    expect (place, number_value (place, max, 1), high, TRUE);
  }
  expect_json_refused (place, "\"12\"");
  expect_json_refused (place, "1e3");
  expect_json_refused (place, "12345678901234567890");
  expect_json_refused (place, "1.0000000001");
  if (isg_field_def_type (place->def) == ISG_VALUE_INTEGER)
    expect_json_refused (place, "1.5");
  expect (place, isg_value_new_text ("1"), "wrong_type", TRUE);
}

static void
check_moment (const Place *place)
{
  static const char *const bad[] = {
    "\"23.11.2026\"",
    "\"2026-11-31\"",
    "\"2026-02-29\"",
    "\"2026-11-23x\"",
    "\"2026-11-23T25:00:00\"",
    "\"25:00\"",
    "20261123",
    "true",
    "\"b\"",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    expect_json_refused (place, bad[i]);
  expect (place, isg_value_new_text ("2026-11-23"), "wrong_type", TRUE);
}

static gboolean
has_finding (const Place *place, const char *code_text, const char *const *codes)
{
  g_autoptr (IsgValue) value = isg_value_new_code (code_text);
  g_autoptr (IsgRecord) record = make_record (place, value);
  g_autoptr (GPtrArray) findings = world_check (place->world, record);

  for (guint i = 0; codes[i] != NULL; i++)
    if (world_find (findings, place->path, codes[i]) != NULL)
      return TRUE;
  return FALSE;
}

static void
check_code (const Place *place)
{
  static const char *const unknown[] = { "code_unknown", "code_unlisted", "format", NULL };
  const IsgCodeList *list = isg_field_def_code_list (place->def);

  g_test_message ("%s.%s: codes", isg_kind_id (place->kind), place->path);
  g_assert_true (has_finding (place, "no such code", unknown));
  for (guint i = 0; i < isg_code_list_size (list); i++)
    g_assert_false (has_finding (place, isg_code_list_nth (list, i)->code, unknown));
  n_cases += 1 + isg_code_list_size (list);
  if (isg_code_list_is_complete (list))
    expect_json_refused (place, "\"no such code\"");
  expect_json_refused (place, "1");
  expect (place, isg_value_new_bool (TRUE), "wrong_type", TRUE);
}

static void
check_codes (const Place *place)
{
  static const char *const unknown[] = { "no such code", NULL };
  const IsgCodeList *list = isg_field_def_code_list (place->def);
  IsgDecimal max = { 0 };
  guint limits = isg_field_def_limits (place->def, NULL, &max);
  g_autoptr (GPtrArray) codes = g_ptr_array_new ();

  for (guint i = 0; i < isg_code_list_size (list) && i <= (guint) max.unscaled; i++)
    g_ptr_array_add (codes, (gpointer) isg_code_list_nth (list, i)->code);
  g_ptr_array_add (codes, NULL);
  if ((limits & 2) && codes->len - 1 > (guint) max.unscaled)
    expect (place, isg_value_new_codes ((const char *const *) codes->pdata), "rows_max", TRUE);
  expect (place,
          isg_value_new_codes (unknown),
          isg_code_list_is_complete (list) ? "code_unknown" : "code_unlisted",
          TRUE);
  if (isg_code_list_is_complete (list))
    expect_json_refused (place, "[\"no such code\"]");
  expect_json_refused (place, "\"a\"");
  expect_json_refused (place, "[1]");
  expect_json_refused (place, "[\"a\\u0007\"]");
  expect_json_refused (place, "7");
}

static void
check_reference (const Place *place)
{
  GPtrArray *kinds = isg_rules_kinds (place->world->rules);

  expect (place,
          isg_value_new_ref ("a3bb189e-8bf9-4888-9912-ace4e6543002"),
          "reference_missing",
          TRUE);
  expect (place, isg_value_new_ref ("not a uuid"), "reference_missing", TRUE);
  for (guint i = 0; i < kinds->len; i++) {
    const char *kind = isg_kind_id (g_ptr_array_index (kinds, i));
    const char *uuid = world_add (place->world, kind, NULL, "{}");

    expect (place,
            isg_value_new_ref (uuid),
            "reference_kind",
            !g_str_equal (kind, isg_field_def_ref_kind (place->def)));
    expect (place, isg_value_new_ref (uuid), "reference_missing", FALSE);
  }
  expect_json_refused (place, "\"A3BB189E-8BF9-4888-9912-ACE4E6543002\"");
  expect_json_refused (place, "\"Ali\"");
  expect_json_refused (place, "7");
  expect (place, isg_value_new_text ("x"), "wrong_type", TRUE);
}

static IsgValue *
empty_rows (guint n)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_fields_unref);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (rows, isg_fields_new ());
  return isg_value_new_groups (rows);
}

static void
check_list (const Place *place)
{
  IsgDecimal min = { 0 };
  IsgDecimal max = { 0 };
  guint limits = isg_field_def_limits (place->def, &min, &max);

  /* A list that is too long for this test to fill is looked at by its limit alone. */
  if ((limits & 2) && max.unscaled <= 1000) {
    expect (place, empty_rows ((guint) max.unscaled), "rows_max", FALSE);
    expect (place, empty_rows ((guint) max.unscaled + 1), "rows_max", TRUE);
  }
  if ((limits & 1) && min.unscaled > 1)
    expect (place, empty_rows ((guint) min.unscaled - 1), "rows_min", TRUE);
  expect_json_refused (place, "{}");
  expect_json_refused (place, "[1]");
  expect_json_refused (place, "\"a\"");
  expect (place, isg_value_new_text ("x"), "wrong_type", TRUE);
}

static void
check_by_type (const Place *place)
{
  switch (isg_field_def_type (place->def)) {
  case ISG_VALUE_TEXT:
    check_text (place);
    break;
  case ISG_VALUE_INTEGER:
  case ISG_VALUE_DECIMAL:
    check_number (place);
    break;
  case ISG_VALUE_DATE:
  case ISG_VALUE_TIME:
  case ISG_VALUE_DATETIME:
    check_moment (place);
    break;
  case ISG_VALUE_CODE:
    check_code (place);
    break;
  case ISG_VALUE_REF:
    check_reference (place);
    break;
  case ISG_VALUE_GROUPS:
    check_list (place);
    break;
  case ISG_VALUE_CODES:
    check_codes (place);
    break;
  case ISG_VALUE_BOOL:
  default:
    expect_json_refused (place, "7");
    expect (place, isg_value_new_text ("x"), "wrong_type", TRUE);
    break;
  }
}

/* Whatever an older pack let stand there, judging it ends well. */
static void
check_other_types (const Place *place)
{
  static const char *const codes[] = { "1", NULL };
  IsgValue *values[] = {
    isg_value_new_text ("x"),  isg_value_new_integer (1),   isg_value_new_date (WORLD_TODAY),
    isg_value_new_bool (TRUE), isg_value_new_codes (codes), empty_rows (2),
  };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    expect (place,
            values[i],
            "wrong_type",
            isg_value_type (values[i]) != isg_field_def_type (place->def));
}

static void
check_words (const Place *place)
{
  for (int language = ISG_LANGUAGE_TR; language <= ISG_LANGUAGE_EN; language++)
    g_assert_cmpstr (isg_field_def_label (place->def, (IsgLanguage) language), !=, "");
  g_assert_cmpstr (isg_field_def_source (place->def), !=, "");
  g_assert_true (isg_kind_field (place->kind, place->path) == place->def);
}

static void
check_fields (World *world, const IsgKind *kind, const IsgFieldDef *list, GPtrArray *defs)
{
  for (guint i = 0; i < defs->len; i++) {
    const IsgFieldDef *def = g_ptr_array_index (defs, i);
    g_autofree char *path
      = list != NULL ? g_strdup_printf ("%s[0].%s", isg_field_def_id (list), isg_field_def_id (def))
                     : g_strdup (isg_field_def_id (def));
    Place place = { world, kind, list, def, defs, path };

    check_words (&place);
    check_obligation (&place);
    check_by_type (&place);
    check_other_types (&place);
    if (isg_field_def_fields (def) != NULL)
      check_fields (world, kind, def, isg_field_def_fields (def));
    g_ptr_array_set_size (world->records, 0);
  }
}

static void
check_kind (World *world, const char *id)
{
  const IsgKind *kind = isg_rules_kind (world->rules, id);

  n_cases = 0;
  check_fields (world, kind, NULL, isg_kind_fields (kind));
  g_test_message ("%u cases", n_cases);
  g_assert_cmpuint (n_cases, >, 5 * isg_kind_fields (kind)->len);
}

static void
test_fields_of_a_kind (gconstpointer kind_id)
{
  g_autoptr (World) world = world_new ();

  check_kind (world, kind_id);
}

/* ---- a kind with every type, as later kinds have them ---- */

static char *
add_sample (void)
{
  static const char kind[]
    = "{'id':'sample','label':{'tr':'Örnek','en':'Sample'},'workplace':true,'sent':true,"
      "'signer':'other','date':'at','title':{'tr':'{name} · {codes} · {at} · {yes} · {whole}',"
      "'en':'{name} · {codes} · {at} · {yes} · {whole}'},'source':'x','fields':["
      "{'id':'name','type':'text','max_length':5,'obligation':'conditional','required_when':"
      "{'used_in':['sample']},'hint':{'tr':'Yazın.','en':'Enter it.'},WORDS},"
      "{'id':'whole','type':'integer','min':2,'obligation':'required','hint':{'tr':'Yazın.',"
      "'en':'Enter it.'},'unit':{'tr':'gün','en':'days'},WORDS},"
      "{'id':'exact','type':'decimal','max':'99.5','obligation':'optional',WORDS},"
      "{'id':'time','type':'time','obligation':'optional',WORDS},"
      "{'id':'at','type':'datetime','obligation':'optional',WORDS},"
      "{'id':'yes','type':'bool','obligation':'optional',WORDS},"
      "{'id':'sexes','type':'codes','codes':'sex','min':1,'max':1,'obligation':'optional',WORDS},"
      "{'id':'codes','type':'codes','codes':'nace-2025','max':3,'obligation':'optional',WORDS},"
      "{'id':'why','type':'text','max_length':9,'obligation':'conditional','required_when':"
      "{'field':'exact','filled':true},'hint':{'tr':'Yazın.','en':'Enter it.'},WORDS},"
      "{'id':'other','type':'ref','kind':'sample','obligation':'optional',WORDS},"
      "{'id':'rows','type':'groups','min':2,'max':3,'obligation':'optional',WORDS,'fields':["
      "{'id':'sex','type':'code','codes':'sex','obligation':'optional',WORDS},"
      "{'id':'note','type':'text','max_length':9,'obligation':'conditional','required_when':"
      "{'field':'sex','in':['male']},'hint':{'tr':'Yazın.','en':'Enter it.'},WORDS}]}]}";
  char *dir = world_copy_pack ();
  g_autoptr (GString) text = g_string_new (kind);

  g_string_replace (text, "WORDS", "'label':{'tr':'Alan','en':'Field'},'source':'x'", 0);
  g_strdelimit (text->str, "'", '"');
  world_write_file (dir, "kinds/sample.json", text->str);
  world_change_file (dir, "pack.json", "\"codes/", "\"kinds/sample.json\", \"codes/");
  return dir;
}

static void
test_every_type_is_judged (void)
{
  g_autofree char *dir = add_sample ();
  g_autoptr (World) world = world_new_of (dir);

  check_kind (world, "sample");
}

static void
test_values_of_every_type_are_read_said_and_needed (void)
{
  static const char json[]
    = "{'whole':3,'exact':12.5,'time':'14:30','at':'2026-11-23T10:40:00','yes':true,"
      "'sexes':['Erkek'],'codes':['96.21.02','01.11.07'],'rows':[{'sex':'male'},{}]}";
  g_autofree char *dir = add_sample ();
  g_autoptr (World) world = world_new_of (dir);
  const IsgKind *kind = isg_rules_kind (world->rules, "sample");
  g_autofree char *other = g_strdup_printf ("{'whole':2,'other':'%s'}",
                                            world_add (world, "sample", NULL, "{'whole':2}"));
  g_autoptr (IsgRecord) record = world_record (world, "sample", NULL, json);
  g_autoptr (IsgRecord) user = world_record (world, "sample", NULL, other);
  g_autoptr (GPtrArray) findings = world_check (world, record);
  g_autoptr (GPtrArray) of_user = world_check (world, user);
  g_autofree char *tr = isg_kind_title (kind, world->rules, record, NULL, NULL, ISG_LANGUAGE_TR);
  g_autofree char *en = isg_kind_title (kind, world->rules, record, NULL, NULL, ISG_LANGUAGE_EN);
  g_autofree char *written = isg_record_fields_to_json (isg_record_fields (record));
  g_autoptr (IsgFields) stored = isg_record_fields_from_store (world->rules, kind, written, NULL);

  g_assert_cmpstr (tr, ==, "Berber / erkek kuaförü, 01.11.07 · 23.11.2026 10.40 · Evet · 3");
  g_assert_cmpstr (en, ==, "Barber, men's hairdresser, 01.11.07 · 23 Nov 2026 10:40 · Yes · 3");
  g_assert_true (isg_fields_equal (stored, isg_record_fields (record)));
  g_assert_nonnull (world_find (findings, "why", "required_when"));
  g_assert_nonnull (world_find (findings, "rows[0].note", "required_when"));
  g_assert_null (world_find (findings, "rows[1].note", "required_when"));
  g_assert_nonnull (world_find (findings, "codes", "code_unlisted"));
  /* The record that is referred to has no name, which is needed there by this kind. */
  g_assert_nonnull (world_find (of_user, "other", "needed_to_send"));
}

int
main (int argc, char **argv)
{
  g_autoptr (World) world = NULL;
  GPtrArray *kinds = NULL;

  isg_test_init (&argc, &argv);
  world = world_new ();
  kinds = isg_rules_kinds (world->rules);
  for (guint i = 0; i < kinds->len; i++) {
    const char *id = isg_kind_id (g_ptr_array_index (kinds, i));
    g_autofree char *path = g_strconcat ("/generated/", id, NULL);

    g_test_add_data_func (path, id, test_fields_of_a_kind);
  }
  g_test_add_func ("/generated/every-type", test_every_type_is_judged);
  g_test_add_func ("/generated/values", test_values_of_every_type_are_read_said_and_needed);
  return g_test_run ();
}
