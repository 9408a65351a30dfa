/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-desk-visits.h"

#include <json-glib/json-glib.h>

#include "submit/isg-status.h"

#define SETTING "desk.visits"

static void
visit_free (gpointer data)
{
  IsgDeskVisit *visit = data;

  g_free (visit->workplace);
  g_free (visit->title);
  g_free (visit);
}

IsgDeskVisits *
isg_desk_visits_new (IsgDate day)
{
  IsgDeskVisits *visits = g_new0 (IsgDeskVisits, 1);

  visits->day = day;
  visits->visits = g_ptr_array_new_with_free_func (visit_free);
  return visits;
}

void
isg_desk_visits_free (IsgDeskVisits *visits)
{
  if (visits == NULL)
    return;
  g_ptr_array_unref (visits->visits);
  g_free (visits);
}

IsgDeskVisit *
isg_desk_visits_find (const IsgDeskVisits *visits, const char *workplace)
{
  g_return_val_if_fail (visits != NULL, NULL);

  for (guint i = 0; i < visits->visits->len; i++) {
    IsgDeskVisit *visit = g_ptr_array_index (visits->visits, i);

    if (g_strcmp0 (visit->workplace, workplace) == 0 && !visit->over)
      return visit;
  }
  return NULL;
}

IsgDeskVisit *
isg_desk_visits_begin (IsgDeskVisits *visits, const char *workplace, const char *title, gint64 now)
{
  IsgDeskVisit *visit = isg_desk_visits_find (visits, workplace);

  if (visit != NULL)
    return visit;
  visit = g_new0 (IsgDeskVisit, 1);
  visit->workplace = g_strdup (workplace);
  visit->title = g_strdup (title);
  visit->time = now;
  g_ptr_array_insert (visits->visits, 0, visit);
  return visit;
}

/* ---- as it is kept ---- */

static void
write_visit (JsonBuilder *json, const IsgDeskVisit *visit)
{
  json_builder_begin_object (json);
  json_builder_set_member_name (json, "workplace");
  json_builder_add_string_value (json, visit->workplace);
  json_builder_set_member_name (json, "title");
  json_builder_add_string_value (json, visit->title);
  json_builder_set_member_name (json, "time");
  json_builder_add_int_value (json, visit->time);
  json_builder_set_member_name (json, "done");
  json_builder_add_int_value (json, visit->n_done);
  json_builder_set_member_name (json, "slip");
  json_builder_add_boolean_value (json, visit->slip);
  json_builder_set_member_name (json, "over");
  json_builder_add_boolean_value (json, visit->over);
  json_builder_end_object (json);
}

char *
isg_desk_visits_to_json (const IsgDeskVisits *visits)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *day = isg_date_to_iso (visits->day);

  json_builder_begin_object (json);
  json_builder_set_member_name (json, "day");
  json_builder_add_string_value (json, day);
  json_builder_set_member_name (json, "visits");
  json_builder_begin_array (json);
  for (guint i = 0; i < visits->visits->len; i++)
    write_visit (json, g_ptr_array_index (visits->visits, i));
  json_builder_end_array (json);
  json_builder_end_object (json);
  root = json_builder_get_root (json);
  return json_to_string (root, FALSE);
}

static void
read_visit (IsgDeskVisits *visits, JsonObject *object)
{
  const char *workplace = json_object_get_string_member_with_default (object, "workplace", NULL);
  IsgDeskVisit *visit;

  if (workplace == NULL)
    return;
  visit = g_new0 (IsgDeskVisit, 1);
  visit->workplace = g_strdup (workplace);
  visit->title = g_strdup (json_object_get_string_member_with_default (object, "title", ""));
  visit->time = json_object_get_int_member_with_default (object, "time", 0);
  visit->n_done = (guint) CLAMP (json_object_get_int_member_with_default (object, "done", 0),
                                 0,
                                 ISG_DESK_STEPS);
  visit->slip = json_object_get_boolean_member_with_default (object, "slip", FALSE);
  visit->over = json_object_get_boolean_member_with_default (object, "over", FALSE);
  g_ptr_array_add (visits->visits, visit);
}

IsgDeskVisits *
isg_desk_visits_from_json (const char *json, IsgDate day)
{
  IsgDeskVisits *visits = isg_desk_visits_new (day);
  g_autoptr (JsonNode) root = json != NULL ? json_from_string (json, NULL) : NULL;
  JsonObject *object
    = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  g_autofree char *wanted = isg_date_to_iso (day);
  JsonNode *list = object != NULL ? json_object_get_member (object, "visits") : NULL;
  JsonArray *array
    = list != NULL && JSON_NODE_HOLDS_ARRAY (list) ? json_node_get_array (list) : NULL;

  if (array == NULL
      || g_strcmp0 (json_object_get_string_member_with_default (object, "day", NULL), wanted) != 0)
    return visits;
  for (guint i = 0; i < json_array_get_length (array); i++) {
    JsonNode *node = json_array_get_element (array, i);

    if (JSON_NODE_HOLDS_OBJECT (node))
      read_visit (visits, json_node_get_object (node));
  }
  return visits;
}

gpointer
isg_desk_job_visits (IsgStore *store, gpointer json, GCancellable *cancellable, GError **error)
{
  g_autofree char *kept = NULL;
  g_autoptr (GHashTable) states = NULL;
  IsgDeskVisits *visits;

  if (json != NULL && !isg_store_set_setting (store, SETTING, json, FALSE, error))
    return NULL;
  states = isg_queue_counts (store, NULL, error);
  if (states == NULL || !isg_store_setting (store, SETTING, &kept, error))
    return NULL;
  visits = isg_desk_visits_from_json (kept, isg_clock_today (isg_store_clock (store)));
  visits->n_to_sign = GPOINTER_TO_UINT (g_hash_table_lookup (states, "AWAITING_SIGNATURE"));
  return visits;
}
