/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/isg-rules.h"

G_BEGIN_DECLS

/**
 * IsgMethod:
 *
 * One way of reporting one data set, as the pack defines it (datasets/<data set>-<method>.json):
 * document, message, endpoint, authentication, result codes, queries. Lives as long as its pack.
 */
typedef struct _IsgMethod IsgMethod;

/**
 * IsgAuthority:
 *
 * Whether the Ministry has published the data set. A provisional one is never sent live.
 */
typedef enum {
  ISG_AUTHORITY_PUBLISHED,
  ISG_AUTHORITY_PROVISIONAL,
} IsgAuthority;

/**
 * IsgIdempotency:
 *
 * What the Ministry does with a number that comes a second time.
 */
typedef enum {
  ISG_IDEMPOTENCY_BY_NUMBER, /* refuses it (211) once something was taken under it */
  ISG_IDEMPOTENCY_ASSUMED,   /* probably refuses it */
  ISG_IDEMPOTENCY_NONE,
} IsgIdempotency;

/**
 * IsgEnvironment:
 *
 * A store has one for ever.
 */
typedef enum {
  ISG_ENVIRONMENT_SANDBOX,
  ISG_ENVIRONMENT_LIVE,
} IsgEnvironment;

/**
 * IsgCodeClass:
 *
 * What a result code of the Ministry means for the machine (submission.md 3). The code → class
 * table is the pack's.
 */
typedef enum {
  ISG_CODE_CLASS_UNKNOWN,   /* a code that the pack does not know: no business answer */
  ISG_CODE_CLASS_ACCEPTED,  /* 200 */
  ISG_CODE_CLASS_IN_WORK,   /* 202 */
  ISG_CODE_CLASS_FAILED,    /* 204: on a save doubt, on a query positively absent */
  ISG_CODE_CLASS_REFUSED,   /* 210 212 213 215: the record is to be mended, or the cause outside */
  ISG_CODE_CLASS_USED,      /* 211 */
  ISG_CODE_CLASS_SIGNATURE, /* 214 222 */
  ISG_CODE_CLASS_BATCH,     /* 216 to 221 */
  ISG_CODE_CLASS_CREDENTIALS, /* 401 */
  ISG_CODE_CLASS_SERVER,      /* 1111 2222 */
} IsgCodeClass;

/**
 * IsgMethodTraits:
 *
 * What the machine must know of a method in one environment.
 */
typedef struct {
  IsgIdempotency idempotency;
  gboolean absent_certain; /* "absent" asked after settle is certain; else weak */
  guint settle_seconds;
  gboolean later_outcome; /* B: 200 on a save means taken, the outcome comes by query, unless the
                             reply lists every item */
  gboolean query_has_content; /* a query's answer tells what is stored (items, fields or a hash) */
  gboolean number_is_signed;  /* the document holds the number (C) */
  guint query_batch;          /* numbers in one query at most */
  gboolean same_number_heals; /* nothing yet; kept for definitions that need it */
} IsgMethodTraits;

/**
 * isg_rules_method:
 * @rules: a pack
 * @kind: a kind id
 * @method_id: (nullable): a method id; %NULL for the pack's default for this kind
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable): the method, or %NULL when there is none
 */
const IsgMethod *isg_rules_method (IsgRules *rules, const char *kind, const char *method_id);

/**
 * isg_rules_methods:
 * @rules: a pack
 *
 * Thread: any.
 *
 * Returns: (transfer none) (element-type IsgMethod): all of them
 */
GPtrArray *isg_rules_methods (IsgRules *rules);

/**
 * isg_method_id:
 * @method: a method
 *
 * Thread: any.
 *
 * Returns: (transfer none): "ibys-soap-list"
 */
const char *isg_method_id (const IsgMethod *method);

/**
 * isg_method_dataset:
 * @method: a method
 *
 * Thread: any.
 *
 * Returns: (transfer none): the data set's id, "training"
 */
const char *isg_method_dataset (const IsgMethod *method);

/**
 * isg_method_kind:
 * @method: a method
 *
 * Thread: any.
 *
 * Returns: (transfer none): the kind its records are of
 */
const char *isg_method_kind (const IsgMethod *method);

/**
 * isg_method_authority:
 * @method: a method
 *
 * Thread: any.
 *
 * Returns: whether the data set is published
 */
IsgAuthority isg_method_authority (const IsgMethod *method);

/**
 * isg_method_published:
 * @method: a method
 *
 * Thread: any.
 *
 * Returns: the day on which the Ministry published it; %ISG_DATE_NONE of a provisional one
 */
IsgDate isg_method_published (const IsgMethod *method);

/**
 * isg_method_traits:
 * @method: a method
 * @environment: where the store sends to
 *
 * Thread: any.
 *
 * Returns: what the machine must know
 */
IsgMethodTraits isg_method_traits (const IsgMethod *method, IsgEnvironment environment);

/**
 * isg_method_codes:
 * @method: a method
 *
 * Thread: any.
 *
 * Returns: (transfer full) (element-type gint): every code that its table has
 */
GArray *isg_method_codes (const IsgMethod *method);

/**
 * isg_method_code_class:
 * @method: a method
 * @code: a result code of the Ministry
 *
 * Thread: any.
 *
 * Returns: its class; %ISG_CODE_CLASS_UNKNOWN when the pack has none
 */
IsgCodeClass isg_method_code_class (const IsgMethod *method, int code);

/**
 * isg_method_code_is_of_fields:
 * @method: a method
 * @code: a result code of the Ministry
 *
 * Thread: any.
 *
 * Returns: whether the code says that a field's value was not accepted (210), rather than something
 * of a person or of the whole
 */
gboolean isg_method_code_is_of_fields (const IsgMethod *method, int code);

/**
 * isg_method_names_signer:
 * @method: a method
 *
 * Thread: any.
 *
 * Returns: whether the identity number of the person who signs stands in the document, so that who
 * reads it can tell whether the right one has signed
 */
gboolean isg_method_names_signer (const IsgMethod *method);

/**
 * isg_method_transport:
 * @method: a method
 *
 * Thread: any.
 *
 * Returns: (transfer none): "soap", "json" or "file"
 */
const char *isg_method_transport (const IsgMethod *method);

/**
 * isg_method_is_file:
 * @method: a method
 *
 * Thread: any.
 *
 * Returns: whether it writes signed packages into a folder: it has no messages, replies, codes and
 * queries then, and its endpoint is the folder
 */
gboolean isg_method_is_file (const IsgMethod *method);

/**
 * isg_method_extension:
 * @method: a method
 *
 * Thread: any.
 *
 * Returns: (transfer none): what the name of a file with its document ends in: "xml" or "json"
 */
const char *isg_method_extension (const IsgMethod *method);

/**
 * isg_method_path:
 * @method: a method
 *
 * Thread: any.
 *
 * Returns: (transfer none): the path that the sandbox's endpoint has behind host and port; "" where
 * none is known
 */
const char *isg_method_path (const IsgMethod *method);

/**
 * isg_method_query_max_items:
 * @method: a method
 *
 * Thread: any.
 *
 * Returns: how many items the notifications of one query may have together, so that its reply is
 * whole; 0: no such limit
 */
guint isg_method_query_max_items (const IsgMethod *method);

/* Questions about the bond between a professional and a workplace, which a method may have. */

/**
 * isg_method_n_bonds:
 * @method: a method
 *
 * Thread: any.  Source: wire.md 2.9.
 *
 * Returns: how many such questions it has; perhaps none
 */
guint isg_method_n_bonds (const IsgMethod *method);

/**
 * isg_method_bond_id:
 * @method: a method
 * @bond: below isg_method_n_bonds ()
 *
 * Thread: any.
 *
 * Returns: (transfer none): the question's id
 */
const char *isg_method_bond_id (const IsgMethod *method, guint bond);

/**
 * isg_method_bond_holds:
 * @method: a method
 * @bond: below isg_method_n_bonds ()
 * @bonded: what was answered
 *
 * Thread: any.
 *
 * Returns: seconds for which that answer is taken for true; then it is asked again
 */
gint64 isg_method_bond_holds (const IsgMethod *method, guint bond, gboolean bonded);

G_END_DECLS
