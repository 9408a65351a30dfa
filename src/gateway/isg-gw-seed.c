/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gateway/isg-gw-seed.h"

#include "base/isg-identity.h"
#include "base/isg-secret.h"
#include "gateway/isg-gw-error.h"
#include "gateway/isg-gw-json.h"

typedef struct {
  char *code;
  IsgSecret *password;
  gboolean active;
} Firm;

/* Somebody at a workplace from one day to another. */
typedef struct {
  char *person;
  char *sgk_no;
  char *role; /* (nullable) */
  IsgDate from;
  IsgDate to;
} Bond;

struct _IsgGwSeed {
  GHashTable *firms;         /* (owned) code -> Firm */
  GHashTable *workplaces;    /* (owned) sgk_no -> IsgGwSeedWorkplace */
  GHashTable *professionals; /* (owned) national id -> GPtrArray of roles */
  GHashTable *assignments;   /* (owned) national id -> GPtrArray of Bond */
  GHashTable *employments;   /* (owned) national id -> GPtrArray of Bond */
  GPtrArray *training_codes; /* (owned) of IsgGwTrainingCode */
};

static const char *const ROLES[] = { "specialist", "physician", "other_health", NULL };
static const char *const HAZARDS[] = { "low", "high", "very_high", NULL };

static void
firm_free (Firm *firm)
{
  g_free (firm->code);
  g_clear_pointer (&firm->password, isg_secret_unref);
  g_free (firm);
}

static void
workplace_free (IsgGwSeedWorkplace *workplace)
{
  g_free (workplace->sgk_no);
  g_free (workplace->name);
  g_free (workplace->nace);
  g_free (workplace->hazard);
  g_free (workplace);
}

static void
bond_free (Bond *bond)
{
  g_free (bond->person);
  g_free (bond->sgk_no);
  g_free (bond->role);
  g_free (bond);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Firm, firm_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgGwSeedWorkplace, workplace_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Bond, bond_free)

static gboolean
refuse (const char *where, const char *reason, GError **error)
{
  g_set_error (error, ISG_GW_ERROR, ISG_GW_ERROR_FILE, "%s: %s", where, reason);
  return FALSE;
}

static GPtrArray *
list_for (GHashTable *table, const char *key, GDestroyNotify free_element)
{
  GPtrArray *list = g_hash_table_lookup (table, key);

  if (list == NULL) {
    list = g_ptr_array_new_with_free_func (free_element);
    g_hash_table_insert (table, g_strdup (key), list);
  }
  return list;
}

static gboolean
read_person (JsonObject *object, const char *where, const char *name, char **out, GError **error)
{
  if (!isg_gw_json_get_string (object, where, name, TRUE, out, error))
    return FALSE;
  if (isg_identity_check_person (*out) != ISG_IDENTITY_OK)
    return refuse (where, "not an identity number", error);
  return TRUE;
}

static gboolean
read_sgk_no (JsonObject *object, const char *where, char **out, GError **error)
{
  IsgSgkParts parts;

  if (!isg_gw_json_get_string (object, where, "sgk_no", TRUE, out, error))
    return FALSE;
  if (!isg_identity_split_sgk (*out, &parts))
    return refuse (where, "\"sgk_no\" is not 26 digits", error);
  return TRUE;
}

static gboolean
read_day (JsonObject *object, const char *where, const char *name, IsgDate *out, GError **error)
{
  g_autofree char *text = NULL;

  if (!isg_gw_json_get_string (object, where, name, FALSE, &text, error))
    return FALSE;
  if (text != NULL && !isg_date_parse_iso (text, out, NULL))
    return refuse (where, "not a date YYYY-MM-DD", error);
  return TRUE;
}

static gboolean
read_firm (JsonObject *object, const char *where, gpointer user_data, GError **error)
{
  static const char *const known[] = { "code", "password", "active", NULL };
  IsgGwSeed *seed = user_data;
  g_autoptr (Firm) firm = g_new0 (Firm, 1);
  g_autofree char *password = NULL;

  firm->active = TRUE;
  if (!isg_gw_json_only (object, where, known, error)
      || !isg_gw_json_get_string (object, where, "code", TRUE, &firm->code, error)
      || !isg_gw_json_get_string (object, where, "password", TRUE, &password, error)
      || !isg_gw_json_get_bool (object, where, "active", &firm->active, error))
    return FALSE;
  firm->password = isg_secret_new (password, -1, error);
  if (firm->password == NULL)
    return FALSE;

  g_hash_table_insert (seed->firms, firm->code, firm);
  g_steal_pointer (&firm);
  return TRUE;
}

static gboolean
read_workplace (JsonObject *object, const char *where, gpointer user_data, GError **error)
{
  static const char *const known[] = { "sgk_no", "name", "nace", "hazard", "employee_count", NULL };
  IsgGwSeed *seed = user_data;
  g_autoptr (IsgGwSeedWorkplace) workplace = g_new0 (IsgGwSeedWorkplace, 1);

  if (!isg_gw_json_only (object, where, known, error)
      || !read_sgk_no (object, where, &workplace->sgk_no, error)
      || !isg_gw_json_get_string (object, where, "name", TRUE, &workplace->name, error)
      || !isg_gw_json_get_string (object, where, "nace", TRUE, &workplace->nace, error)
      || !isg_gw_json_get_string (object, where, "hazard", TRUE, &workplace->hazard, error)
      || !isg_gw_json_get_int (object,
                               where,
                               "employee_count",
                               G_MAXINT32,
                               &workplace->employee_count,
                               error))
    return FALSE;
  if (!g_strv_contains (HAZARDS, workplace->hazard))
    return refuse (where, "\"hazard\" is not low, high or very_high", error);

  g_hash_table_insert (seed->workplaces, workplace->sgk_no, workplace);
  g_steal_pointer (&workplace);
  return TRUE;
}

static gboolean
read_professional (JsonObject *object, const char *where, gpointer user_data, GError **error)
{
  static const char *const known[] = { "national_id", "role", NULL };
  IsgGwSeed *seed = user_data;
  g_autofree char *person = NULL;
  g_autofree char *role = NULL;

  if (!isg_gw_json_only (object, where, known, error)
      || !read_person (object, where, "national_id", &person, error)
      || !isg_gw_json_get_string (object, where, "role", TRUE, &role, error))
    return FALSE;
  if (!g_strv_contains (ROLES, role))
    return refuse (where, "\"role\" is not specialist, physician or other_health", error);

  g_ptr_array_add (list_for (seed->professionals, person, g_free), g_steal_pointer (&role));
  return TRUE;
}

/* Reads what assignments and employments have in common. */
static Bond *
read_bond (JsonObject *object, const char *where, const char *person_name, GError **error)
{
  g_autoptr (Bond) bond = g_new0 (Bond, 1);

  bond->from = ISG_DATE_NONE;
  bond->to = G_MAXINT32;
  if (!read_person (object, where, person_name, &bond->person, error)
      || !read_sgk_no (object, where, &bond->sgk_no, error)
      || !read_day (object, where, "from", &bond->from, error)
      || !read_day (object, where, "to", &bond->to, error)
      || !isg_gw_json_get_string (object, where, "role", FALSE, &bond->role, error))
    return NULL;
  if (bond->role != NULL && !g_strv_contains (ROLES, bond->role)) {
    refuse (where, "\"role\" is not specialist, physician or other_health", error);
    return NULL;
  }
  return g_steal_pointer (&bond);
}

static gboolean
read_assignment (JsonObject *object, const char *where, gpointer user_data, GError **error)
{
  static const char *const known[] = { "professional", "sgk_no", "from", "to", "role", NULL };
  IsgGwSeed *seed = user_data;
  Bond *bond;

  if (!isg_gw_json_only (object, where, known, error))
    return FALSE;
  bond = read_bond (object, where, "professional", error);
  if (bond == NULL)
    return FALSE;

  g_ptr_array_add (list_for (seed->assignments, bond->person, (GDestroyNotify) bond_free), bond);
  return TRUE;
}

static gboolean
read_employment (JsonObject *object, const char *where, gpointer user_data, GError **error)
{
  static const char *const known[] = { "employee", "sgk_no", "from", "to", NULL };
  IsgGwSeed *seed = user_data;
  Bond *bond;

  if (!isg_gw_json_only (object, where, known, error))
    return FALSE;
  bond = read_bond (object, where, "employee", error);
  if (bond == NULL)
    return FALSE;

  g_ptr_array_add (list_for (seed->employments, bond->person, (GDestroyNotify) bond_free), bond);
  return TRUE;
}

static gboolean
read_training_code (JsonObject *object, const char *where, gpointer user_data, GError **error)
{
  static const char *const known[] = { "code", "name", "active", NULL };
  IsgGwTrainingCode *code = g_new0 (IsgGwTrainingCode, 1);

  g_ptr_array_add (user_data, code);
  code->active = TRUE;
  return isg_gw_json_only (object, where, known, error)
         && isg_gw_json_get_string (object, where, "code", TRUE, &code->code, error)
         && isg_gw_json_get_string (object, where, "name", TRUE, &code->name, error)
         && isg_gw_json_get_bool (object, where, "active", &code->active, error);
}

static IsgGwSeed *
seed_new (void)
{
  IsgGwSeed *seed = g_new0 (IsgGwSeed, 1);
  const GDestroyNotify free_list = (GDestroyNotify) g_ptr_array_unref;

  seed->firms = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) firm_free);
  seed->workplaces
    = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) workplace_free);
  seed->professionals = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_list);
  seed->assignments = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_list);
  seed->employments = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_list);
  return seed;
}

static gboolean
read_training_codes (IsgGwSeed *seed,
                     JsonObject *object,
                     const char *path,
                     const IsgGwSchema *schema,
                     GError **error)
{
  if (!json_object_has_member (object, "training_codes")) {
    seed->training_codes = g_ptr_array_ref (isg_gw_schema_get_training_codes (schema));
    return TRUE;
  }
  seed->training_codes
    = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_gw_training_code_free);
  return isg_gw_json_each (object,
                           path,
                           "training_codes",
                           read_training_code,
                           seed->training_codes,
                           error);
}

IsgGwSeed *
isg_gw_seed_load (const char *path, const IsgGwSchema *schema, GError **error)
{
  static const char *const known[]
    = { "comment",     "firms",       "workplaces",     "professionals",
        "assignments", "employments", "training_codes", NULL };
  g_autoptr (JsonNode) node = isg_gw_json_load_file (path, error);
  g_autoptr (IsgGwSeed) seed = NULL;
  JsonObject *object;

  if (node == NULL)
    return NULL;
  object = json_node_get_object (node);
  seed = seed_new ();
  if (!isg_gw_json_only (object, path, known, error)
      || !isg_gw_json_each (object, path, "firms", read_firm, seed, error)
      || !isg_gw_json_each (object, path, "workplaces", read_workplace, seed, error)
      || !isg_gw_json_each (object, path, "professionals", read_professional, seed, error)
      || !isg_gw_json_each (object, path, "assignments", read_assignment, seed, error)
      || !isg_gw_json_each (object, path, "employments", read_employment, seed, error)
      || !read_training_codes (seed, object, path, schema, error))
    return NULL;
  return g_steal_pointer (&seed);
}

void
isg_gw_seed_free (IsgGwSeed *seed)
{
  g_hash_table_unref (seed->firms);
  g_hash_table_unref (seed->workplaces);
  g_hash_table_unref (seed->professionals);
  g_hash_table_unref (seed->assignments);
  g_hash_table_unref (seed->employments);
  g_clear_pointer (&seed->training_codes, g_ptr_array_unref);
  g_free (seed);
}

gboolean
isg_gw_seed_admits (const IsgGwSeed *seed, const char *firm, const char *password)
{
  g_autoptr (IsgSecret) given = NULL;
  const Firm *known = firm == NULL ? NULL : g_hash_table_lookup (seed->firms, firm);

  if (known == NULL || !known->active || password == NULL)
    return FALSE;
  given = isg_secret_new (password, -1, NULL);
  return given != NULL && isg_secret_equal (known->password, given);
}

const IsgGwSeedWorkplace *
isg_gw_seed_get_workplace (const IsgGwSeed *seed, const char *sgk_no)
{
  return g_hash_table_lookup (seed->workplaces, sgk_no);
}

static gboolean
has_role (const IsgGwSeed *seed, const Bond *bond, const char *const *roles)
{
  const GPtrArray *known = g_hash_table_lookup (seed->professionals, bond->person);

  if (known == NULL)
    return FALSE;
  if (roles == NULL)
    return TRUE;
  if (bond->role != NULL)
    return g_strv_contains (roles, bond->role);
  for (guint i = 0; i < known->len; i++)
    if (g_strv_contains (roles, g_ptr_array_index (known, i)))
      return TRUE;
  return FALSE;
}

static gboolean
is_on (const Bond *bond, const char *sgk_no, IsgDate day)
{
  return g_str_equal (bond->sgk_no, sgk_no) && day >= bond->from && day <= bond->to;
}

gboolean
isg_gw_seed_serves (const IsgGwSeed *seed,
                    const char *professional,
                    const char *sgk_no,
                    IsgDate day,
                    const char *const *roles)
{
  const GPtrArray *bonds = g_hash_table_lookup (seed->assignments, professional);

  for (guint i = 0; bonds != NULL && i < bonds->len; i++)
    if (is_on (g_ptr_array_index (bonds, i), sgk_no, day)
        && has_role (seed, g_ptr_array_index (bonds, i), roles))
      return TRUE;
  return FALSE;
}

gboolean
isg_gw_seed_employs (const IsgGwSeed *seed, const char *employee, const char *sgk_no, IsgDate day)
{
  const GPtrArray *bonds = g_hash_table_lookup (seed->employments, employee);

  for (guint i = 0; bonds != NULL && i < bonds->len; i++)
    if (is_on (g_ptr_array_index (bonds, i), sgk_no, day))
      return TRUE;
  return FALSE;
}

GPtrArray *
isg_gw_seed_get_training_codes (const IsgGwSeed *seed)
{
  return seed->training_codes;
}

gboolean
isg_gw_seed_is_training_code (const IsgGwSeed *seed, const char *code)
{
  for (guint i = 0; i < seed->training_codes->len; i++) {
    const IsgGwTrainingCode *known = g_ptr_array_index (seed->training_codes, i);

    if (g_str_equal (known->code, code))
      return known->active;
  }
  return FALSE;
}
