/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "base/isg-date.h"

G_BEGIN_DECLS

/*
 * The ministry's own description of its services, read from src/gateway/schema (a GResource) and
 * from files given with
 * --schema. Everything here is immutable once loaded and owned by the IsgGwSchema.
 */

/**
 * IsgGwType:
 *
 * How a field's text is checked (isg-gw-values.c).
 */
typedef enum {
  ISG_GW_TYPE_GROUP, /* has fields of its own; in JSON an object, or an array of them when repeated
                      */
  ISG_GW_TYPE_TEXT,  /* anything but nothing */
  ISG_GW_TYPE_IDENTITY,  /* a person's number with right check digits */
  ISG_GW_TYPE_SGK,       /* 26 digits */
  ISG_GW_TYPE_DATE,      /* as the field's format says */
  ISG_GW_TYPE_STAMP,     /* yyyy-MM-ddTHH:mm:ss.SSS in Istanbul, at most 10 minutes ahead */
  ISG_GW_TYPE_CODE,      /* one of a list */
  ISG_GW_TYPE_MINUTES,   /* above 0, shortest decimal with at least one digit after the point */
  ISG_GW_TYPE_DECIMAL,   /* shortest decimal */
  ISG_GW_TYPE_INTEGER,   /* decimal without leading zeros */
  ISG_GW_TYPE_NUMBER,    /* our own sorguNo: 1 to 99999999999 */
  ISG_GW_TYPE_TICKET,    /* a sorguNo of ours or of the server's */
  ISG_GW_TYPE_FIRM,      /* the firm code of the call */
  ISG_GW_TYPE_SIGNATURE, /* imzaliDeger */
  ISG_GW_TYPE_PATTERN,   /* a regular expression */
  ISG_GW_TYPE_ABSENT,    /* must be left out */
} IsgGwType;

/**
 * IsgGwRole:
 *
 * What a field means to the checks.
 */
typedef enum {
  ISG_GW_ROLE_NONE,
  ISG_GW_ROLE_NUMBER,
  ISG_GW_ROLE_PROFESSIONAL,
  ISG_GW_ROLE_SIGNER,
  ISG_GW_ROLE_EMPLOYEE,
  ISG_GW_ROLE_WORKPLACE,
  ISG_GW_ROLE_DATE,
  ISG_GW_ROLE_TOPIC,
  ISG_GW_ROLE_MINUTES,
  ISG_GW_ROLE_CAPACITY,
  ISG_GW_ROLE_SIGNATURE,
} IsgGwRole;

/**
 * IsgGwField:
 *
 * One element or member.
 */
typedef struct {
  char *name;
  IsgGwType type;
  IsgGwRole role;
  gboolean repeated;
  gboolean optional;  /* may be absent or empty; in JSON, "" or 0 */
  gboolean zero;      /* 0 stands for "not set" */
  gboolean number;    /* a JSON number */
  gboolean no_future; /* a date after today is refused */
  char *format;
  char *pattern;
  char *list; /* name of a code list */
  char **codes;
  gboolean has_min;
  gboolean above_min;
  double min;
  GHashTable *capacities; /* text -> char **: the roles a professional must have */
  guint limit_max;        /* 0: none */
  int limit_over;
  int limit_under;
  int limit_twice;
  GPtrArray *fields; /* of IsgGwField */
} IsgGwField;

/**
 * IsgGwKind:
 *
 * What an operation does.
 */
typedef enum {
  ISG_GW_KIND_SAVE,
  ISG_GW_KIND_QUERY,
  ISG_GW_KIND_CODES,
  ISG_GW_KIND_AUTHORITY,
  ISG_GW_KIND_WORKPLACE,
} IsgGwKind;

/**
 * IsgGwRuleKind:
 *
 * A condition between fields.
 */
typedef enum {
  ISG_GW_RULE_NOT_BEFORE, /* date @field is not before date @other */
  ISG_GW_RULE_PRODUCT, /* in each of @rows, @field is the product of the factors that @by chooses */
  ISG_GW_RULE_ROWS,    /* the group @field is empty or not as @by chooses */
} IsgGwRuleKind;

/**
 * IsgGwCondition:
 *
 * One condition between fields of an operation.
 */
typedef struct {
  IsgGwRuleKind kind;
  char *field;
  char *other;
  char *rows;
  char *by;
  GHashTable *factors; /* text -> char ** */
  char **none;
  char **some;
} IsgGwCondition;

/**
 * IsgGwSignedMember:
 *
 * A place in the signed XML: a leaf, or an element that gathers the leaves of every @from group,
 * ascending.
 */
typedef struct {
  char *name;
  char *from; /* (nullable) */
} IsgGwSignedMember;

/**
 * IsgGwOperation:
 *
 * One operation of a service.
 */
typedef struct {
  const struct _IsgGwService *service;
  char *name;
  char *path; /* (nullable): below the service's, for JSON */
  char *method;
  char *dataset; /* (nullable) */
  IsgGwKind kind;
  IsgGwField *root; /* a group: the call's parameters, or the JSON object */
  char *body;       /* (nullable): the parameter that holds the record; in JSON the object itself */
  gboolean per_item; /* answers each item by itself */
  char **capacity;   /* (nullable): roles a professional must have, whatever the message says */
  char **signed_path;
  GPtrArray *signed_members; /* (nullable) of IsgGwSignedMember */
  GPtrArray *conditions;     /* of IsgGwCondition */
} IsgGwOperation;

/**
 * IsgGwService:
 *
 * One address: SOAP when it has a namespace, else JSON.
 */
typedef struct _IsgGwService {
  char *id;
  char *method;
  char *xml_namespace; /* (nullable) */
  char *path;
  GPtrArray *operations; /* of IsgGwOperation */
} IsgGwService;

/**
 * IsgGwTrainingCode:
 *
 * One topic of trainings.
 */
typedef struct {
  char *code;
  char *name;
  gboolean active;
} IsgGwTrainingCode;

typedef struct _IsgGwSchema IsgGwSchema;

/**
 * isg_gw_schema_new:
 * @extra: (nullable): further files of services, in the form of schema/json.json
 * @error: %ISG_GW_ERROR _FILE naming file, place and reason
 *
 * Thread: any.
 *
 * Returns: (transfer full): the description, or %NULL with @error
 */
IsgGwSchema *isg_gw_schema_new (char **extra, GError **error);

/**
 * isg_gw_schema_free:
 * @schema: (transfer full): a description
 *
 * Thread: any.
 */
void isg_gw_schema_free (IsgGwSchema *schema);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgGwSchema, isg_gw_schema_free)

/**
 * isg_gw_schema_get_service:
 * @schema: a description
 * @id: "A", "B", "C" or another's
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable): the service
 */
const IsgGwService *isg_gw_schema_get_service (const IsgGwSchema *schema, const char *id);

/**
 * isg_gw_schema_find_path:
 * @schema: a description
 * @path: the path of a request
 * @out_operation: (out) (nullable): the operation, when the path alone names it (JSON)
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable): the service that lives there
 */
const IsgGwService *isg_gw_schema_find_path (const IsgGwSchema *schema,
                                             const char *path,
                                             const IsgGwOperation **out_operation);

/**
 * isg_gw_schema_find_operation:
 * @service: a service
 * @name: an operation's name
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable): the operation
 */
const IsgGwOperation *isg_gw_schema_find_operation (const IsgGwService *service, const char *name);

/**
 * isg_gw_schema_find_field:
 * @group: a group field
 * @name: a name
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable): the field directly in it
 */
const IsgGwField *isg_gw_schema_find_field (const IsgGwField *group, const char *name);

/**
 * isg_gw_schema_get_list:
 * @schema: a description
 * @name: a code list's name
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable): the codes, a set of texts
 */
GHashTable *isg_gw_schema_get_list (const IsgGwSchema *schema, const char *name);

/**
 * isg_gw_schema_get_training_codes:
 * @schema: a description
 *
 * Thread: any.
 *
 * Returns: (transfer none) (element-type IsgGwTrainingCode): the topics where the seed names none
 */
GPtrArray *isg_gw_schema_get_training_codes (const IsgGwSchema *schema);

/**
 * isg_gw_schema_get_result_text:
 * @schema: a description
 * @code: a result code
 *
 * Thread: any.
 *
 * Returns: (transfer none): what the ministry says with it
 */
const char *isg_gw_schema_get_result_text (const IsgGwSchema *schema, int code);

/**
 * isg_gw_training_code_free:
 * @code: (transfer full): a topic
 *
 * Thread: any.
 */
void isg_gw_training_code_free (IsgGwTrainingCode *code);

G_END_DECLS
