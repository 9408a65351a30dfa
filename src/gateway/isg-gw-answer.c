/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gateway/isg-gw-answer.h"

#include <string.h>

IsgGwAnswer *
isg_gw_answer_new (int code, const char *message, const char *number)
{
  IsgGwAnswer *answer = g_new0 (IsgGwAnswer, 1);

  answer->code = code;
  answer->message = g_strdup (message);
  answer->number = g_strdup (number);
  answer->day = ISG_DATE_NONE;
  return answer;
}

void
isg_gw_answer_free (IsgGwAnswer *answer)
{
  g_free (answer->message);
  g_free (answer->number);
  g_free (answer->server_no);
  g_free (answer->sha256);
  g_clear_pointer (&answer->items, g_ptr_array_unref);
  g_clear_pointer (&answer->problems, g_ptr_array_unref);
  g_free (answer);
}

IsgGwReply *
isg_gw_reply_new (guint status, const char *content_type, char *body)
{
  IsgGwReply *reply = g_new0 (IsgGwReply, 1);

  reply->status = status;
  reply->content_type = g_strdup (content_type);
  reply->body = g_bytes_new_take (body, strlen (body));
  return reply;
}

void
isg_gw_reply_free (IsgGwReply *reply)
{
  g_free (reply->content_type);
  g_free (reply->location);
  g_bytes_unref (reply->body);
  g_free (reply);
}
