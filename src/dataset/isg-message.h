/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/isg-secret.h"
#include "dataset/isg-document.h"
#include "rules/isg-dataset-def.h"

G_BEGIN_DECLS

/**
 * IsgEnvelope:
 *
 * A request ready for the transport. The body may hold the firm's password: it is wiped when freed
 * and never logged.
 */
typedef struct {
  char *url;           /* (owned): endpoint and path */
  char *content_type;  /* (owned) */
  char *soap_action;   /* (owned) (nullable) */
  char *accept;        /* (owned) (nullable) */
  GBytes *body;        /* (owned) */
  gboolean basic_auth; /* firm code and password go as HTTP Basic, not in the body */
  gsize max_reply;     /* bytes */
} IsgEnvelope;

/**
 * isg_envelope_free:
 * @envelope: (transfer full) (nullable): an envelope
 *
 * Thread: any.
 */
void isg_envelope_free (IsgEnvelope *envelope);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgEnvelope, isg_envelope_free)

/**
 * IsgFirm:
 *
 * Under whose name a message goes.
 */
typedef struct {
  const char *endpoint; /* URL */
  const char *code;
  IsgSecret *password;
} IsgFirm;

/**
 * isg_message_save:
 * @method: a method
 * @part_message: the part's message template as frozen
 * @number: the notification's number
 * @signature: the CMS in DER
 * @firm: under whose name
 * @error: %ISG_DATASET_ERROR _VALUE
 *
 * Thread: any.
 *
 * Returns: (transfer full): the request, or %NULL with @error
 */
IsgEnvelope *isg_message_save (const IsgMethod *method,
                               const IsgTemplate *part_message,
                               guint64 number,
                               GBytes *signature,
                               const IsgFirm *firm,
                               GError **error);

/**
 * IsgAsked:
 *
 * One notification that is asked about.
 */
typedef struct {
  guint64 number; /* ours */
  const char
    *server_no;       /* (nullable): the server's; asked by this one when the definition says so */
  const char *signer; /* identity number of the professional (A asks by it, too) */
  guint n_items;      /* how many items it has (a query's reply has a limit) */
} IsgAsked;

/**
 * isg_message_query:
 * @method: a method
 * @asked: (array length=n_asked): whom to ask about, at most the method's query_batch
 * @n_asked: how many
 * @firm: under whose name
 * @error: %ISG_DATASET_ERROR _VALUE
 *
 * Thread: any.
 *
 * Returns: (transfer full): the request, or %NULL with @error
 */
IsgEnvelope *isg_message_query (const IsgMethod *method,
                                const IsgAsked *asked,
                                guint n_asked,
                                const IsgFirm *firm,
                                GError **error);

/**
 * isg_message_probe:
 * @method: a method
 * @firm: under whose name
 * @oldest: (nullable): the oldest number that waits, for methods whose probe is a query
 * @error: %ISG_DATASET_ERROR _VALUE
 *
 * What is asked before a queue is let loose: a query that changes nothing.
 *
 * Thread: any.  Source: sandbox-wire.md, "The probe".
 *
 * Returns: (transfer full): the request, or %NULL with @error
 */
IsgEnvelope *isg_message_probe (const IsgMethod *method,
                                const IsgFirm *firm,
                                const IsgAsked *oldest,
                                GError **error);

/**
 * isg_message_bond_question:
 * @method: a method
 * @bond: below isg_method_n_bonds ()
 * @rules: its pack
 * @record: a record of the method's kind that holds signer and workplace; nothing else is read
 * @resolver: finds these two
 * @resolver_data: for @resolver
 * @error: %ISG_DATASET_ERROR _VALUE, naming what is missing or does not fit its place
 *
 * The question whether the Ministry sees this professional at this workplace.
 *
 * Thread: any.  Source: wire.md 2.9.
 *
 * Returns: (transfer full): the question with slots for firm code and password; two that are equal
 * ask the same
 */
IsgTemplate *isg_message_bond_question (const IsgMethod *method,
                                        guint bond,
                                        IsgRules *rules,
                                        IsgRecord *record,
                                        IsgRecordResolver resolver,
                                        gpointer resolver_data,
                                        GError **error);

/**
 * isg_message_bond:
 * @method: a method
 * @bond: below isg_method_n_bonds ()
 * @question: of isg_message_bond_question ()
 * @firm: under whose name
 * @error: %ISG_DATASET_ERROR _VALUE
 *
 * Thread: any.
 *
 * Returns: (transfer full): the request, or %NULL with @error
 */
IsgEnvelope *isg_message_bond (const IsgMethod *method,
                               guint bond,
                               const IsgTemplate *question,
                               const IsgFirm *firm,
                               GError **error);

/* ---- replies ---- */

/**
 * IsgReplyItem:
 *
 * What a reply says of one item.
 */
typedef struct {
  char *employee; /* (owned): identity number or "" */
  char *topic;    /* (owned): code or "" */
  int status;     /* the Ministry's code; 200 accepted */
  char *message;  /* (owned) (nullable) */
  char *content;  /* (owned) (nullable): what a query tells of the stored item, canonical:
                     "date|minutes" by the definition's fields */
} IsgReplyItem;

/**
 * IsgReplyField:
 *
 * A field that the Ministry did not accept, as a path of the record's kind where the definition
 * knows it.
 */
typedef struct {
  char *path; /* (owned): record path ("date", "participants[3].employee"), or the wire's own name
                 when there is none */
  char *wire_name; /* (owned) */
  int code;
  char *message; /* (owned) (nullable) */
} IsgReplyField;

/**
 * IsgReplyKind:
 * @ISG_REPLY_BUSINESS: @code holds the Ministry's status
 * @ISG_REPLY_FAULT_CLIENT: the Ministry could not read the message
 * @ISG_REPLY_HTTP_CREDENTIALS: HTTP 401
 * @ISG_REPLY_HTTP_FORBIDDEN: HTTP 403
 * @ISG_REPLY_HTTP_ENDPOINT: 3xx, or 4xx other than 401, 403, 429: the endpoint refuses our message
 * @ISG_REPLY_HTTP_BUSY: 429 or 503
 * @ISG_REPLY_NO_ANSWER: everything else: other status, other content type, HTML, garbage, too long,
 * another number's echo
 *
 * What kind of thing came back.
 */
typedef enum {
  ISG_REPLY_BUSINESS,
  ISG_REPLY_FAULT_CLIENT,
  ISG_REPLY_HTTP_CREDENTIALS,
  ISG_REPLY_HTTP_FORBIDDEN,
  ISG_REPLY_HTTP_ENDPOINT,
  ISG_REPLY_HTTP_BUSY,
  ISG_REPLY_NO_ANSWER,
} IsgReplyKind;

/**
 * IsgReply:
 *
 * What the Ministry said of one notification.
 */
typedef struct {
  IsgReplyKind kind;
  int code; /* BUSINESS: the status; in a query for a number: 204 = absent, 202 = in work, 0 = no
               answer for this number */
  IsgCodeClass klass;  /* of @code */
  char *message;       /* (owned) (nullable): the Ministry's words */
  char *server_no;     /* (owned) (nullable): the server's number */
  GPtrArray *items;    /* (owned) (element-type IsgReplyItem): perhaps none */
  GPtrArray *fields;   /* (owned) (element-type IsgReplyField): perhaps none */
  char *summary_hash;  /* (owned) (nullable): hash of the stored bytes (C's ozet) */
  char *detail;        /* (owned) (nullable): English, why it is no answer; for the attempt's log */
  gboolean looks_html; /* the network may have cut in (hotel log-in page) */
} IsgReply;

/**
 * isg_reply_free:
 * @reply: (transfer full) (nullable): a reply
 *
 * Thread: any.
 */
void isg_reply_free (IsgReply *reply);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgReply, isg_reply_free)

/**
 * isg_message_read_save:
 * @method: a method
 * @http_status: the status that came
 * @content_type: (nullable): media type, lower case, without parameters
 * @body: (nullable): the whole body
 * @number: our number: a reply for another is no answer
 *
 * Reads by name, not by order; ignores what it does not know; no network, no entities, depth and
 * size limited.
 *
 * Thread: any.
 *
 * Returns: (transfer full): never %NULL: what cannot be read is %ISG_REPLY_NO_ANSWER
 */
IsgReply *isg_message_read_save (const IsgMethod *method,
                                 guint http_status,
                                 const char *content_type,
                                 GBytes *body,
                                 guint64 number);

/**
 * isg_message_read_query:
 * @method: a method
 * @http_status: the status that came
 * @content_type: (nullable): media type
 * @body: (nullable): the whole body
 * @asked: (array length=n_asked): whom was asked about
 * @n_asked: how many
 *
 * Thread: any.
 *
 * Returns: (transfer full) (element-type IsgReply): one for each asked number, in that order; each
 * is NO_ANSWER or a code of 0 when the reply does not speak of it
 */
GPtrArray *isg_message_read_query (const IsgMethod *method,
                                   guint http_status,
                                   const char *content_type,
                                   GBytes *body,
                                   const IsgAsked *asked,
                                   guint n_asked);

/**
 * isg_message_extract:
 * @method: a method
 * @http_status: the status that came
 * @content_type: (nullable): media type
 * @body: the whole body of a reply to a query
 * @asked: one that was asked about
 *
 * The same bytes without the entries that speak of other numbers, so that what is shown of one
 * record, or given away as its receipt, tells nothing of other people. What stands around the
 * entries stays as it came; isg_message_read_query () reads of it what it reads of the whole.
 *
 * Thread: any.
 *
 * Returns: (transfer full) (nullable): the bytes, equal to @body where it speaks of nobody else;
 * %NULL when the body cannot be read or does not speak of this number
 */
GBytes *isg_message_extract (const IsgMethod *method,
                             guint http_status,
                             const char *content_type,
                             GBytes *body,
                             const IsgAsked *asked);

/**
 * isg_message_read_probe:
 * @method: a method
 * @http_status: the status that came
 * @content_type: (nullable): media type
 * @body: (nullable): the whole body
 *
 * Thread: any.
 *
 * Returns: (transfer full): BUSINESS when the Ministry's interface answers
 */
IsgReply *isg_message_read_probe (const IsgMethod *method,
                                  guint http_status,
                                  const char *content_type,
                                  GBytes *body);

/**
 * isg_message_read_bond:
 * @method: a method
 * @bond: below isg_method_n_bonds ()
 * @http_status: the status that came
 * @content_type: (nullable): media type
 * @body: (nullable): the whole body
 * @out_bonded: (out): whether there is a bond, where BUSINESS is returned
 *
 * Thread: any.
 *
 * Returns: (transfer full): BUSINESS when it says yes or no; else why it says neither
 */
IsgReply *isg_message_read_bond (const IsgMethod *method,
                                 guint bond,
                                 guint http_status,
                                 const char *content_type,
                                 GBytes *body,
                                 gboolean *out_bonded);

/**
 * isg_message_item_content:
 * @method: a method
 * @part_message: the part's message template as frozen
 * @employee: identity number or ""
 * @topic: code or ""
 *
 * What a query must tell of this item when exactly this message was stored, in the form of
 * #IsgReplyItem.content; numbers by value.
 *
 * Thread: any.
 *
 * Returns: (transfer full) (nullable): the text, or %NULL where the method's query tells no content
 * of items
 */
char *isg_message_item_content (const IsgMethod *method,
                                const IsgTemplate *part_message,
                                const char *employee,
                                const char *topic);

/**
 * isg_message_content_agrees:
 * @told: (nullable): what a query told of an item (#IsgReplyItem.content)
 * @sent: (nullable): what isg_message_item_content () says
 *
 * A reply may leave a value out: then it does not speak against it. %NULL tells nothing at all.
 *
 * Thread: any.  Source: submission.md 1: equality of what a query returns = every field it returns.
 *
 * Returns: whether nothing told differs from what was sent
 */
gboolean isg_message_content_agrees (const char *told, const char *sent);

G_END_DECLS
