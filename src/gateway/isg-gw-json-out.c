/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gateway/isg-gw-json-out.h"

#include "gateway/isg-gw-json.h"
#include "gateway/isg-gw-values.h"

#define JSON_TYPE "application/json; charset=utf-8"

static void
add_text (JsonBuilder *builder, const char *name, const char *text)
{
  if (text == NULL)
    return;
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, text);
}

static void
add_int (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

static void
add_problems (JsonBuilder *builder, const IsgGwAnswer *answer)
{
  if (answer->problems == NULL)
    return;
  json_builder_set_member_name (builder, "hatalar");
  json_builder_begin_array (builder);
  for (guint i = 0; i < answer->problems->len; i++) {
    const IsgGwProblem *problem = g_ptr_array_index (answer->problems, i);

    json_builder_begin_object (builder);
    add_text (builder, "alan", problem->path);
    add_int (builder, "kod", answer->code);
    add_text (builder, "mesaj", problem->message);
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
}

static IsgGwReply *
finish (JsonBuilder *builder, guint status, int code)
{
  IsgGwReply *reply = isg_gw_reply_new (status, JSON_TYPE, isg_gw_json_to_line (builder));

  reply->code = code;
  reply->ask_login = status == 401;
  return reply;
}

IsgGwReply *
isg_gw_json_out_save (const IsgGwAnswer *answer)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_int (builder, "status", answer->code);
  add_text (builder, "message", answer->message);
  add_text (builder, "sorguNo", answer->number);
  add_problems (builder, answer);
  json_builder_end_object (builder);
  return finish (builder, answer->code == 401 ? 401 : 200, answer->code);
}

static void
add_entry (JsonBuilder *builder, const IsgGwAnswer *answer)
{
  g_assert (answer != NULL);
  json_builder_begin_object (builder);
  add_text (builder, "sorguNo", answer->number);
  add_int (builder, "status", answer->code);
  add_text (builder, "message", answer->message);
  add_text (builder, "ozet", answer->sha256);
  json_builder_end_object (builder);
}

IsgGwReply *
isg_gw_json_out_query (GPtrArray *answers)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  const IsgGwAnswer *first = answers->len == 0 ? NULL : g_ptr_array_index (answers, 0);

  if (first != NULL && first->number == NULL)
    return isg_gw_json_out_save (first);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "sonuclar");
  json_builder_begin_array (builder);
  for (guint i = 0; i < answers->len; i++)
    add_entry (builder, g_ptr_array_index (answers, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return finish (builder, 200, first == NULL ? 0 : first->code);
}

IsgGwReply *
isg_gw_json_out_refusal (guint status, const char *message)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_text (builder, "message", message);
  json_builder_end_object (builder);
  return finish (builder, status, 0);
}
