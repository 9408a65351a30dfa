/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gateway/isg-gw-schema.h"

G_BEGIN_DECLS

/**
 * IsgGwSeed:
 *
 * Whom the ministry knows: firms, workplaces, professionals, who serves and who works where and
 * when. Immutable.
 *
 * The file is one JSON object of arrays, each optional (schema/seed-example.json); dates are
 * "YYYY-MM-DD", "to" is the last day and may be left out or null:
 *
 *   firms           { "code", "password", "active": true }
 *   workplaces      { "sgk_no", "name", "nace", "hazard": "low" | "high" | "very_high",
 * "employee_count": 0 } professionals   { "national_id", "role": "specialist" | "physician" |
 * "other_health" }; one line for each role assignments     { "professional", "sgk_no", "from",
 * "to"?, "role"? }; a role here holds for this workplace alone employments     { "employee",
 * "sgk_no", "from", "to"? } training_codes  { "code", "name", "active": true }; left out: the
 * built-in list
 */
typedef struct _IsgGwSeed IsgGwSeed;

/**
 * IsgGwSeedWorkplace:
 *
 * A workplace that the ministry knows.
 */
typedef struct {
  char *sgk_no;
  char *name;
  char *nace;
  char *hazard;
  gint64 employee_count;
} IsgGwSeedWorkplace;

/**
 * isg_gw_seed_load:
 * @path: the file
 * @schema: gives the training codes when the file has none
 * @error: %ISG_GW_ERROR _FILE with file, place and reason, or a %G_FILE_ERROR
 *
 * Thread: any.
 *
 * Returns: (transfer full): the seed, or %NULL with @error
 */
IsgGwSeed *isg_gw_seed_load (const char *path, const IsgGwSchema *schema, GError **error);

/**
 * isg_gw_seed_free:
 * @seed: (transfer full): a seed
 *
 * Thread: any.
 */
void isg_gw_seed_free (IsgGwSeed *seed);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgGwSeed, isg_gw_seed_free)

/**
 * isg_gw_seed_admits:
 * @seed: a seed
 * @firm: (nullable): a firm code
 * @password: (nullable): its password
 *
 * Thread: any.
 *
 * Returns: whether an active firm has this code and password (else 401)
 */
gboolean isg_gw_seed_admits (const IsgGwSeed *seed, const char *firm, const char *password);

/**
 * isg_gw_seed_get_workplace:
 * @seed: a seed
 * @sgk_no: 26 digits
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable): the workplace
 */
const IsgGwSeedWorkplace *isg_gw_seed_get_workplace (const IsgGwSeed *seed, const char *sgk_no);

/**
 * isg_gw_seed_serves:
 * @seed: a seed
 * @professional: an identity number
 * @sgk_no: a workplace
 * @day: a day
 * @roles: (nullable): in one of which; %NULL is any
 *
 * Thread: any.
 *
 * Returns: whether that person serves that workplace on that day in such a role (else 213)
 */
gboolean isg_gw_seed_serves (const IsgGwSeed *seed,
                             const char *professional,
                             const char *sgk_no,
                             IsgDate day,
                             const char *const *roles);

/**
 * isg_gw_seed_employs:
 * @seed: a seed
 * @employee: an identity number
 * @sgk_no: a workplace
 * @day: a day
 *
 * Thread: any.
 *
 * Returns: whether that person works there on that day (else 212)
 */
gboolean isg_gw_seed_employs (const IsgGwSeed *seed,
                              const char *employee,
                              const char *sgk_no,
                              IsgDate day);

/**
 * isg_gw_seed_get_training_codes:
 * @seed: a seed
 *
 * Thread: any.
 *
 * Returns: (transfer none) (element-type IsgGwTrainingCode): every topic, inactive ones too
 */
GPtrArray *isg_gw_seed_get_training_codes (const IsgGwSeed *seed);

/**
 * isg_gw_seed_is_training_code:
 * @seed: a seed
 * @code: a topic
 *
 * Thread: any.
 *
 * Returns: whether it is known and active
 */
gboolean isg_gw_seed_is_training_code (const IsgGwSeed *seed, const char *code);

G_END_DECLS
