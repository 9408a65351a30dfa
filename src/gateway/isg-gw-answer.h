/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "base/isg-date.h"

G_BEGIN_DECLS

/**
 * IsgGwAnswer:
 *
 * What the ministry says about one number, whatever the method: the reply to a save, or one entry
 * of a query's reply.
 */
typedef struct {
  int code;
  char *message;       /* (owned) */
  char *number;        /* (owned) (nullable): echoed; NULL when the answer speaks of no number */
  char *server_no;     /* (owned) (nullable): for a save that was taken */
  GPtrArray *items;    /* (owned) (nullable) of IsgGwItem: outcome line by line */
  GPtrArray *problems; /* (owned) (nullable) of IsgGwProblem */
  IsgDate day;
  char *sha256; /* (owned) (nullable): of the signed bytes */
} IsgGwAnswer;

/**
 * isg_gw_answer_new:
 * @code: a result code
 * @message: its text
 * @number: (nullable): the number that it speaks of
 *
 * Thread: any.
 *
 * Returns: (transfer full): an answer
 */
IsgGwAnswer *isg_gw_answer_new (int code, const char *message, const char *number);

/**
 * isg_gw_answer_free:
 * @answer: (transfer full): an answer
 *
 * Thread: any.
 */
void isg_gw_answer_free (IsgGwAnswer *answer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgGwAnswer, isg_gw_answer_free)

/**
 * IsgGwReply:
 *
 * An HTTP reply before anything happens to it on its way.
 */
typedef struct {
  guint status;
  char *content_type; /* (owned) */
  GBytes *body;       /* (owned) */
  char *location;     /* (owned) (nullable) */
  gint64 retry_after; /* seconds; 0: none */
  gboolean ask_login;
  int code;           /* the result code inside; 0 when there is none */
  const char *reason; /* (unowned) (nullable): for the log */
} IsgGwReply;

/**
 * isg_gw_reply_new:
 * @status: an HTTP status
 * @content_type: (nullable): the type of @body
 * @body: (transfer full): text
 *
 * Thread: any.
 *
 * Returns: (transfer full): a reply
 */
IsgGwReply *isg_gw_reply_new (guint status, const char *content_type, char *body);

/**
 * isg_gw_reply_free:
 * @reply: (transfer full): a reply
 *
 * Thread: any.
 */
void isg_gw_reply_free (IsgGwReply *reply);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgGwReply, isg_gw_reply_free)

G_END_DECLS
