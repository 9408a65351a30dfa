/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gateway/isg-gw-log.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/isg-date.h"
#include "gateway/isg-gw-error.h"
#include "gateway/isg-gw-json.h"

struct _IsgGwLog {
  FILE *file; /* (owned) (nullable) */
};

IsgGwLog *
isg_gw_log_new (const char *path, GError **error)
{
  g_autoptr (IsgGwLog) self = g_new0 (IsgGwLog, 1);

  if (path == NULL)
    return g_steal_pointer (&self);
  self->file = fopen (path, "ae");
  if (self->file == NULL) {
    g_set_error (error, ISG_GW_ERROR, ISG_GW_ERROR_FILE, "%s: %s", path, g_strerror (errno));
    return NULL;
  }
  return g_steal_pointer (&self);
}

void
isg_gw_log_free (IsgGwLog *self)
{
  if (self->file != NULL)
    fclose (self->file);
  g_free (self);
}

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
  if (value == 0)
    return;
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

static void
add_numbers (JsonBuilder *builder, GPtrArray *numbers)
{
  if (numbers == NULL || numbers->len == 0)
    return;
  add_text (builder, "number", g_ptr_array_index (numbers, 0));
  json_builder_set_member_name (builder, "numbers");
  json_builder_begin_array (builder);
  for (guint i = 0; i < numbers->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index (numbers, i));
  json_builder_end_array (builder);
}

void
isg_gw_log_write (IsgGwLog *self, const IsgGwLogLine *line)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *time = isg_unix_to_local_iso (g_get_real_time () / 1000, TRUE);
  g_autofree char *text = NULL;

  if (self->file == NULL)
    return;
  json_builder_begin_object (builder);
  add_text (builder, "time", time);
  add_text (builder, "event", line->event);
  add_text (builder, "service", line->service);
  add_text (builder, "operation", line->operation);
  add_text (builder, "kind", line->kind);
  add_numbers (builder, line->numbers);
  add_int (builder, "http", line->status);
  add_int (builder, "answer", line->answer);
  add_text (builder, "ministry_rule", line->ministry_rule);
  add_text (builder, "wire_rule", line->wire_rule);
  add_text (builder, "reason", line->reason);
  add_int (builder, "peer", line->peer_port);
  add_int (builder, "bytes", line->bytes);
  json_builder_end_object (builder);

  text = isg_gw_json_to_line (builder);
  if (fprintf (self->file, "%s\n", text) < 0 || fflush (self->file) != 0)
    g_printerr ("isg-gateway: log: %s\n", g_strerror (errno));
}
