/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * IsgGwLogLine:
 *
 * What is written of one request; members that are NULL or 0 are left out. Never a password, never
 * a person's number.
 */
typedef struct {
  const char *event; /* "request" or "late" */
  const char *service;
  const char *operation;
  const char *kind;
  GPtrArray *numbers; /* of text */
  guint status;       /* HTTP */
  int answer;         /* result code */
  const char *ministry_rule;
  const char *wire_rule;
  const char *reason;
  guint peer_port;
  gsize bytes;
} IsgGwLogLine;

/**
 * IsgGwLog:
 *
 * A file with one JSON line for each request.
 */
typedef struct _IsgGwLog IsgGwLog;

/**
 * isg_gw_log_new:
 * @path: (nullable): a file, appended to; %NULL writes nothing
 * @error: %ISG_GW_ERROR _FILE
 *
 * Thread: main.
 *
 * Returns: (transfer full): the log, or %NULL with @error
 */
IsgGwLog *isg_gw_log_new (const char *path, GError **error);

/**
 * isg_gw_log_free:
 * @self: (transfer full): a log
 *
 * Thread: main.
 */
void isg_gw_log_free (IsgGwLog *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgGwLog, isg_gw_log_free)

/**
 * isg_gw_log_write:
 * @self: a log
 * @line: what to write
 *
 * Writes it at once, so that a test that has its reply also finds the line. A log that cannot be
 * written is told on stderr and does not stop the ministry.
 *
 * Thread: main.
 */
void isg_gw_log_write (IsgGwLog *self, const IsgGwLogLine *line);

G_END_DECLS
