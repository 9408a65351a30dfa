/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/isg-rules.h"

G_BEGIN_DECLS

/**
 * ISG_DATASET_ERROR:
 *
 * What keeps a record from becoming a document, or a reply from being read.
 */
#define ISG_DATASET_ERROR (isg_dataset_error_quark ())

/**
 * IsgDatasetError:
 * @ISG_DATASET_ERROR_UNKNOWN: no such data set or method in the pack, or none for this kind
 * @ISG_DATASET_ERROR_VALUE: a value is missing or does not fit its place; the message names the
 * record's field
 */
typedef enum {
  ISG_DATASET_ERROR_UNKNOWN,
  ISG_DATASET_ERROR_VALUE,
} IsgDatasetError;

/**
 * isg_dataset_error_quark:
 *
 * Thread: any.
 *
 * Returns: the quark of %ISG_DATASET_ERROR
 */
GQuark isg_dataset_error_quark (void);

/**
 * IsgItem:
 *
 * One line of a notification that is judged by itself: an (employee, topic) pair of a training; for
 * other data sets one item with an empty topic, and with an empty employee where there is none.
 */
typedef struct {
  char *employee;      /* (owned): identity number, or "" */
  char *employee_uuid; /* (owned): record, or "" */
  char *topic;         /* (owned): code, or "" */
} IsgItem;

/**
 * isg_item_new:
 * @employee: identity number, or ""
 * @employee_uuid: record, or ""
 * @topic: code, or ""
 *
 * Thread: any.
 *
 * Returns: (transfer full): an item
 */
IsgItem *isg_item_new (const char *employee, const char *employee_uuid, const char *topic);

/**
 * isg_item_free:
 * @item: (transfer full) (nullable): an item
 *
 * Thread: any.
 */
void isg_item_free (IsgItem *item);

/**
 * IsgTemplate:
 *
 * Exact bytes with named slots that are known only later ("number", "signature", "firm_code",
 * "password"). Immutable text of UTF-8 in which a slot stands between two U+0001, a character that
 * neither XML nor JSON can hold; stored as it is.
 */
typedef char IsgTemplate;

/**
 * isg_template_has_slot:
 * @tmpl: a template
 * @slot: a slot's name
 *
 * Thread: any.
 *
 * Returns: whether it has that slot
 */
gboolean isg_template_has_slot (const IsgTemplate *tmpl, const char *slot);

/**
 * isg_template_fill:
 * @tmpl: a template
 * @escape: "xml", "json" or "none": how values are written into it
 * @...: pairs of slot and text, ended by %NULL
 *
 * Thread: any.
 *
 * Returns: (transfer full) (nullable): the bytes, or %NULL when a slot was not filled
 */
GBytes *isg_template_fill (const IsgTemplate *tmpl, const char *escape, ...) G_GNUC_NULL_TERMINATED;

/**
 * IsgPart:
 *
 * One notification made from a record: what is signed, what is sent, and the items in it. Freed
 * with isg_part_free ().
 */
typedef struct {
  char *name; /* (owned): "1", "2" … (lists) or "employee|topic" (single); stable for ever */
  IsgTemplate
    *document; /* (owned): what is signed; has slot "number" only where the definition signs it */
  IsgTemplate *
    message; /* (owned): the body of a save; slots "number", "signature", "firm_code", "password" */
  GPtrArray *items; /* (owned) (element-type IsgItem): ascending by employee, then topic */
} IsgPart;

/**
 * isg_part_free:
 * @part: (transfer full) (nullable): a part
 *
 * Thread: any.
 */
void isg_part_free (IsgPart *part);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgPart, isg_part_free)

/**
 * IsgItemPlan:
 *
 * Which items a record has already given to which part, so that a part keeps its items for ever: a
 * participant added later never shifts others into a new part.
 */
typedef struct {
  const char *part;
  const char *employee;
  const char *topic;
} IsgItemPlan;

/**
 * isg_document_make:
 * @rules: a pack
 * @method_id: a method id: "ibys-soap-list" …
 * @record: the record, checked before
 * @resolver: finds referenced records
 * @resolver_data: for @resolver
 * @plan: (nullable) (element-type IsgItemPlan): where items went before
 * @only: (nullable) (element-type IsgItem): only these items (the remainder after a part
 * acceptance); %NULL for all
 * @now_ms: the moment of finalising, milliseconds since 1970 UTC (zamanDamgasi)
 * @error: %ISG_DATASET_ERROR _UNKNOWN or _VALUE
 *
 * Makes the notifications of a record, split by the definition's limits (at most 100 employees and
 * 10 topics each), lists sorted, in the order of the definition. A part of @only keeps the name of
 * the part it comes from.
 *
 * Thread: any.  Source: wire.md 2 and 3; sandbox-wire.md.
 *
 * Returns: (transfer full) (element-type IsgPart): at least one part, in the order in which they
 * go; %NULL with @error
 */
GPtrArray *isg_document_make (IsgRules *rules,
                              const char *method_id,
                              IsgRecord *record,
                              IsgRecordResolver resolver,
                              gpointer resolver_data,
                              GPtrArray *plan,
                              GPtrArray *only,
                              gint64 now_ms,
                              GError **error);

/**
 * isg_document_count_parts:
 * @rules: a pack
 * @method_id: a method id
 * @record: the record, perhaps unfinished
 *
 * Thread: any.
 *
 * Returns: how many notifications it would become; 0 when it cannot be told yet
 */
guint isg_document_count_parts (IsgRules *rules, const char *method_id, IsgRecord *record);

G_END_DECLS
