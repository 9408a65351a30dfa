/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/isg-rules.h"

G_BEGIN_DECLS

/**
 * isg_record_fields_from_json:
 * @rules: a pack
 * @kind: the kind
 * @json: a JSON object as on isgctl's stdin (design.md 9): dates "YYYY-MM-DD", numbers as JSON
 * numbers, yes/no as true/false, codes, identity and registry numbers as strings, references as
 * uuids, groups as arrays of objects
 * @length: bytes, or -1
 * @base: (nullable): values to start from (a partial edit); a null in @json takes a value out
 * @error: %ISG_RULES_ERROR _VALUE with the place and the reason, or _UNKNOWN for a field that the
 * kind does not have
 *
 * Reads with fixed limits (2 MiB, depth 16). Values that are of the right type but outside their
 * limits are taken: isg_rules_check () finds them. A code may also be written by its label or in
 * another case; one that a whole list does not have is refused. Text is trimmed; separators in a
 * registry number are dropped.
 *
 * Thread: any.
 *
 * Returns: (transfer full): the values, or %NULL with @error
 */
IsgFields *isg_record_fields_from_json (IsgRules *rules,
                                        const IsgKind *kind,
                                        const char *json,
                                        gssize length,
                                        IsgFields *base,
                                        GError **error);

/**
 * isg_record_fields_find_wrong:
 * @rules: a pack
 * @kind: the kind
 * @json: as for isg_record_fields_from_json ()
 * @length: bytes, or -1
 * @base: (nullable): values to start from
 * @into: (nullable) (element-type IsgFinding): takes a finding for every value that cannot be read,
 * "unreadable" or "unknown_field", each with its reason in both languages; none when @json is no
 * JSON object at all
 * @error: the first of them, as isg_record_fields_from_json ()
 *
 * As isg_record_fields_from_json (), but tells of all that is wrong, not of the first thing alone.
 *
 * Thread: any.
 *
 * Returns: (transfer full): the values, or %NULL with @error
 */
IsgFields *isg_record_fields_find_wrong (IsgRules *rules,
                                         const IsgKind *kind,
                                         const char *json,
                                         gssize length,
                                         IsgFields *base,
                                         GPtrArray *into,
                                         GError **error);

/**
 * isg_record_fields_to_json:
 * @fields: values
 *
 * The same form, compact, members in the order of the map; fields that no kind knows are kept.
 * Reading it back gives equal values.
 *
 * Thread: any.
 *
 * Returns: (transfer full): a JSON object
 */
char *isg_record_fields_to_json (IsgFields *fields);

/**
 * isg_record_fields_from_store:
 * @rules: a pack
 * @kind: (nullable): the kind; %NULL when the pack does not know it any more
 * @json: what isg_record_fields_to_json () wrote
 * @error: %ISG_RULES_ERROR _VALUE
 *
 * As isg_record_fields_from_json (), but fields and codes that the pack does not know (any more)
 * are kept as text, so that old records stay readable.
 *
 * Thread: any.
 *
 * Returns: (transfer full): the values, or %NULL with @error
 */
IsgFields *isg_record_fields_from_store (IsgRules *rules,
                                         const IsgKind *kind,
                                         const char *json,
                                         GError **error);

G_END_DECLS
