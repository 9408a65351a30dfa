/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/isg-dataset-def.h"

G_BEGIN_DECLS

/*
 * A data set as the pack defines it, parsed and checked: a tree of nodes, paths and tables, for the
 * codecs in src/dataset. It names no field of any data set; those stand in data/rules/datasets/.
 * Read only, usable from any thread; it and its texts (those without "owned" are the pack's) live
 * as long as the pack.
 */

/**
 * IsgDefPath:
 *
 * Where a value comes from: field ids divided by points, references followed
 * ("professional.national_id"), lists entered by the node that repeats over them
 * ("topics.minutes"). A first step "workplace" is the workplace to which the record belongs.
 */
typedef struct {
  const char *text; /* as written */
  char **steps;     /* (owned) (array zero-terminated=1) */
  char *list;       /* (owned) (nullable): the list it goes through, "topics" */
  char *field;      /* (owned): the record's own field at which it starts: the steps up to the first
                       reference, "participants.employee" */
} IsgDefPath;

/**
 * IsgDefType:
 *
 * How a value is written.
 */
typedef enum {
  ISG_DEF_TEXT,
  ISG_DEF_INTEGER, /* digits */
  ISG_DEF_DECIMAL, /* the shortest with at least "places" digits after the point */
  ISG_DEF_DATE,    /* by "format"; of a date-time the whole, of a time the hours */
  ISG_DEF_FLAG,    /* "1" or "0" */
  ISG_DEF_CODES,   /* several codes: an array, or repeated elements */
} IsgDefType;

/**
 * IsgDefNodeSource:
 *
 * What stands inside a node.
 */
typedef enum {
  ISG_DEF_NODE_CHILDREN,
  ISG_DEF_NODE_VALUE,    /* the record's value at "path" */
  ISG_DEF_NODE_CONSTANT, /* "text" */
  ISG_DEF_NODE_SLOT,     /* known only later, "text" is the slot's name */
  ISG_DEF_NODE_STAMP,    /* the moment of finalising by "format" */
  ISG_DEF_NODE_PRODUCT,  /* the product of the decimals at "factors" */
  ISG_DEF_NODE_SCORE,    /* the score of the row by the risk method at "path" */
  ISG_DEF_NODE_LEVEL,    /* the name of that score's level, as the Ministry's readers read it */
} IsgDefNodeSource;

/**
 * IsgDefNode:
 *
 * One element of an XML document, or one member of a JSON object.
 */
typedef struct _IsgDefNode IsgDefNode;
struct _IsgDefNode {
  const char *name; /* "" only in XML for a list whose members stand side by side without an element
                       around each */
  IsgDefPath *each; /* (owned) (nullable): the list that it is repeated over */
  gboolean each_asked; /* repeated over the notifications that a query asks about */
  IsgDefPath *sort;    /* (owned) (nullable): the value by which a list that is no axis ascends */
  IsgDefNodeSource source;
  GPtrArray *children; /* (owned) (nullable) (element-type IsgDefNode) */
  IsgDefPath *path;    /* (owned) (nullable) */
  IsgDefPath
    *fallback; /* (owned) (nullable): where the value is taken from when there is none at "path" */
  const char *text;       /* (nullable) */
  GPtrArray *factors;     /* (owned) (nullable) (element-type IsgDefPath) */
  GHashTable *factors_of; /* (owned) (nullable) (element-type utf8 GPtrArray): factors by the value
                             at "path" */
  gboolean after;         /* SCORE, LEVEL: once the measures are taken */
  IsgDefType type;
  const char *format; /* (nullable): "dd-MM-yyyy" */
  guint places;
  guint digits; /* exactly so many digits and nothing else; 0: no such rule */
  GHashTable
    *map; /* (not owned) (nullable) (element-type utf8 utf8): the record's code → the wire's */
  const char
    *absent;       /* (nullable): what is written when there is no value; %NULL: it must be there */
  char **empty;    /* (owned) (nullable): the codes written when a list of codes is empty */
  gboolean omit;   /* left out when there is no value */
  gboolean number; /* JSON: a number, not a string */
  const char *field; /* (nullable): the record's field that a refusal of it points at */
};

/**
 * IsgDefAxis:
 *
 * One of the two things by which the items of a notification are told apart.
 */
typedef struct {
  const char *list; /* (nullable): the record's list; %NULL when it is one thing, or none */
  IsgDefPath *key;  /* (owned) (nullable): what names it on the wire; ascending by number */
  IsgDefPath
    *record; /* (owned) (nullable): the reference to its record, whose uuid names it for ever */
  guint max; /* in one notification */
} IsgDefAxis;

/**
 * IsgDefSplit:
 *
 * How a record becomes notifications.
 */
typedef enum {
  ISG_DEF_SPLIT_RECORD, /* one notification, part "1" */
  ISG_DEF_SPLIT_ITEM,   /* one for each (employee, topic), part "employee's record|topic" */
  ISG_DEF_SPLIT_LIST,   /* chunks of employees × chunks of topics, parts "1", "2" … */
} IsgDefSplit;

/**
 * IsgDefFormat:
 */
typedef enum {
  ISG_DEF_XML,
  ISG_DEF_JSON,
} IsgDefFormat;

/**
 * IsgWireStep:
 *
 * One step of a path in a message; with a condition only those whose child @key has the text of the
 * item's @axis.
 */
typedef struct {
  char *name;       /* (owned) */
  char *key;        /* (owned) (nullable) */
  const char *axis; /* (nullable): "employee" or "topic" */
} IsgWireStep;

/**
 * IsgWirePath:
 *
 * Where something stands in a message or a reply: names divided by slashes. Empty: the thing
 * itself.
 */
typedef struct {
  const char *text; /* as written */
  GPtrArray *steps; /* (owned) (element-type IsgWireStep) */
} IsgWirePath;

/**
 * IsgDefContent:
 *
 * One value that a query tells of a stored item.
 */
typedef struct {
  IsgWirePath *reply;   /* (owned): in the reply's item */
  IsgWirePath *message; /* (owned): in our message */
  IsgDefType type;      /* decimals are compared by value */
} IsgDefContent;

/**
 * IsgDefReply:
 *
 * Where a reply says what. Paths may be %NULL where it does not say it.
 */
typedef struct {
  IsgWirePath *entry; /* (owned): from the wrapper (SOAP) or the object (JSON) to what speaks of one
                         notification */
  IsgWirePath *status;        /* (owned): in an entry, as the next ones */
  IsgWirePath *message;       /* (owned) (nullable) */
  IsgWirePath *number;        /* (owned) (nullable): our number, echoed */
  IsgWirePath *server_number; /* (owned) (nullable) */
  IsgWirePath *summary;       /* (owned) (nullable): hash of what is stored */
  IsgWirePath *query_status;  /* (owned) (nullable): of the whole, where a list can be missing */
  gboolean entry_is_item;     /* each entry tells of one stored item */
  IsgWirePath *item;          /* (owned) (nullable): from an entry to its items */
  IsgWirePath *item_employee; /* (owned) (nullable): in an item, as the next ones */
  IsgWirePath *item_topic;    /* (owned) (nullable) */
  IsgWirePath *item_status;   /* (owned) (nullable) */
  IsgWirePath *item_message;  /* (owned) (nullable) */
  GPtrArray *content;         /* (owned) (element-type IsgDefContent): perhaps none */
  gboolean fields_in_message; /* the message begins with the refused fields' names, comma separated,
                                 then ":" */
  IsgWirePath *field;         /* (owned) (nullable): from an entry to the refused fields */
  IsgWirePath *field_name;    /* (owned) (nullable): in a field, as the next ones */
  IsgWirePath *field_code;    /* (owned) (nullable) */
  IsgWirePath *field_message; /* (owned) (nullable) */
  IsgWirePath *bond; /* (owned) (nullable): in an entry, "true" or "false"; without it a code
                        that accepts says yes */
} IsgDefReply;

/**
 * IsgDefOperation:
 *
 * One request and what answers it.
 */
typedef struct {
  const char *name;    /* SOAP: the operation's; JSON: "" */
  const char *path;    /* put behind the endpoint; "" when the endpoint is the whole address */
  GPtrArray *nodes;    /* (owned) (element-type IsgDefNode): parameters, or members */
  gboolean document;   /* JSON save: the body is the document with the signature put into it */
  const char *embed;   /* (nullable): the member that takes the signature, last */
  gsize max_reply;     /* bytes */
  guint max_numbers;   /* in one query at most */
  guint max_items;     /* items in one query's reply at most; 0: no such limit */
  gboolean ask_server; /* asks by the server's number where it is known */
  IsgDefReply *reply;  /* (owned) */
} IsgDefOperation;

/**
 * IsgDefBond:
 *
 * A question about a professional and a workplace. Its nodes are filled from a record of the
 * definition's kind that holds these two and nothing else.
 */
typedef struct {
  const char *id;
  IsgDefOperation *ask; /* (owned) */
  GArray *none;         /* (owned) (element-type gint): codes that say there is no bond */
  guint holds_days[2];  /* how long an answer is taken for true: no, yes */
} IsgDefBond;

/**
 * IsgDefCode:
 *
 * One row of the table of result codes.
 */
typedef struct {
  int code;
  IsgCodeClass klass;
  gboolean fields; /* the reply says which fields were not accepted */
} IsgDefCode;

/* What IsgMethod is. */
struct _IsgMethod {
  const char *id; /* of the file: "training-ibys-soap-list" */
  const char *dataset;
  const char *method;
  const char *kind;
  const char *generation;
  const char *transport; /* "soap", "json" or "file" */
  gboolean is_default;
  IsgAuthority authority;
  const char *authority_source;
  IsgDate authority_date; /* ISG_DATE_NONE for a provisional one */

  GHashTable *maps; /* (owned) (element-type utf8 GHashTable) */
  IsgDefAxis employee;
  IsgDefAxis topic;
  IsgDefSplit split;
  IsgDefFormat format;
  GPtrArray *document;   /* (owned) (element-type IsgDefNode) */
  gboolean names_signer; /* the signer's number stands in the document */

  const char *content_type; /* of requests, parameters and all */
  const char *accept;       /* (nullable) */
  const char *reply_type;   /* media type of replies */
  gboolean basic_auth;
  const char *soap_action;    /* (nullable): quotes included */
  const char *soap_namespace; /* (nullable) */
  const char
    *soap_path; /* (nullable): where the service lies on its host; an endpoint holds it already */
  IsgDefOperation *save;  /* (owned) (nullable): %NULL for "file" */
  IsgDefOperation *query; /* (owned) (nullable): %NULL for "file" */
  IsgDefOperation *probe; /* (owned) (nullable): %NULL when the probe is a query */
  GPtrArray *bonds;       /* (owned) (nullable) (element-type IsgDefBond) */

  GPtrArray *codes;          /* (owned) (element-type IsgDefCode) */
  IsgMethodTraits traits[2]; /* by IsgEnvironment */
};

/**
 * isg_method_code:
 * @method: a method
 * @code: a result code of the Ministry
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable): its row, or %NULL when the pack does not know it
 */
const IsgDefCode *isg_method_code (const IsgMethod *method, int code);

/**
 * isg_json_is_number:
 * @text: a text
 *
 * Thread: any.
 *
 * Returns: whether JSON could hold it as a number that is written without exponent
 */
gboolean isg_json_is_number (const char *text);

/**
 * isg_method_wire_field:
 * @method: a method
 * @wire_name: the Ministry's name of an element or member, or a path such as "riskler[0].skor"
 *
 * Thread: any.
 *
 * Returns: (transfer full) (nullable): the record's field that it is made from, with the same index
 * ("hazards[0].score"); %NULL when there is none
 */
char *isg_method_wire_field (const IsgMethod *method, const char *wire_name);

G_END_DECLS
