/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/isg-rules.h"
#include "store/isg-store-record.h"

G_BEGIN_DECLS

/**
 * IsgDraftBody:
 *
 * What a draft keeps: the values, what was typed and is no value, and whether the form was left in
 * the ordinary way (else the program was closed or fell while it was being typed).
 */
typedef struct {
  IsgFields *fields; /* (owned) */
  GHashTable *raw;   /* (owned): path → typed text */
  gboolean left;
} IsgDraftBody;

/**
 * isg_draft_body_free:
 * @body: (transfer full) (nullable): a body
 *
 * Thread: any.
 */
void isg_draft_body_free (IsgDraftBody *body);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgDraftBody, isg_draft_body_free)

/**
 * isg_draft_body_to_json:
 * @fields: the values
 * @raw: (nullable) (element-type utf8 utf8): path → typed text
 * @left: whether the form is being left
 *
 * Thread: any.
 *
 * Returns: (transfer full): {"fields":{…},"raw":{…},"left":…}
 */
char *isg_draft_body_to_json (IsgFields *fields, GHashTable *raw, gboolean left);

/**
 * isg_draft_write:
 * @draft: (inout): its body and its details are set
 * @kind: its kind
 * @fields: the values
 * @raw: (nullable) (element-type utf8 utf8): path → typed text
 * @left: whether the form is being left
 *
 * What the kind seals goes into the details, the rest into the body.
 *
 * Thread: any.
 */
void isg_draft_write (IsgDraft *draft,
                      const IsgKind *kind,
                      IsgFields *fields,
                      GHashTable *raw,
                      gboolean left);

/**
 * isg_draft_read:
 * @rules: the rule pack
 * @kind: (nullable): the draft's kind
 * @draft: a draft
 * @error: as isg_draft_body_from_json ()
 *
 * Thread: any.
 *
 * Returns: (transfer full): body and details together, or %NULL with @error
 */
IsgDraftBody *isg_draft_read (IsgRules *rules,
                              const IsgKind *kind,
                              const IsgDraft *draft,
                              GError **error);

/**
 * isg_draft_body_from_json:
 * @rules: the rule pack
 * @kind: (nullable): the draft's kind
 * @json: what isg_draft_body_to_json () wrote
 * @error: %ISG_RULES_ERROR _VALUE, or %JSON_PARSER_ERROR
 *
 * Thread: any.
 *
 * Returns: (transfer full): the body, or %NULL with @error
 */
IsgDraftBody *isg_draft_body_from_json (IsgRules *rules,
                                        const IsgKind *kind,
                                        const char *json,
                                        GError **error);

G_END_DECLS
