/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/isg-rules.h"
#include "submit/isg-status.h"

G_BEGIN_DECLS

/*
 * What a form shows, computed from values alone: no widget takes part, so that it is tested without
 * a display.  Source: ui.md 3.0.
 */

/**
 * IsgFormFacts:
 *
 * What is known of a record that is being shown. Borrowed by isg_form_view_new ().
 */
typedef struct {
  IsgRules *rules;
  const IsgKind *kind;
  IsgRecord *record;       /* as it is typed */
  GHashTable *raw;         /* (nullable): path → typed text that is no value */
  GPtrArray *findings;     /* (nullable) (element-type IsgFinding): of isg_rules_check () */
  const IsgStatus *status; /* (nullable): where it stands */
  IsgRecord *submitted;    /* (nullable): the revision of which the newest submission was made */
  gboolean correcting;     /* a correction was started */
  gboolean closed;
  gboolean completed; /* once; what the pack freezes then stays as it is */
} IsgFormFacts;

/**
 * IsgFormSectionState:
 * @ISG_FORM_SECTION_COMPLETE: ✓
 * @ISG_FORM_SECTION_MISSING: ○, something is still empty
 * @ISG_FORM_SECTION_FINDING: ●, a value blocks
 */
typedef enum {
  ISG_FORM_SECTION_COMPLETE,
  ISG_FORM_SECTION_MISSING,
  ISG_FORM_SECTION_FINDING,
} IsgFormSectionState;

/**
 * IsgFormNote:
 *
 * The line that says why a form is read-only.
 */
typedef enum {
  ISG_FORM_NOTE_NONE,
  ISG_FORM_NOTE_ON_THE_WAY,
  ISG_FORM_NOTE_CAN_WITHDRAW,
  ISG_FORM_NOTE_ACCEPTED,
  ISG_FORM_NOTE_FINAL, /* what the badge explains; a correction can be started */
  ISG_FORM_NOTE_CLOSED,
} IsgFormNote;

/**
 * IsgFormViewField:
 *
 * One question.
 */
typedef struct {
  const IsgFieldDef *def;
  gboolean required;   /* the mark of obligation */
  gboolean frozen;     /* it cannot be changed any more, whatever the rest can */
  GPtrArray *findings; /* (owned) (element-type IsgFinding): of it and below it */
} IsgFormViewField;

/**
 * IsgFormViewSection:
 *
 * A part of the form.
 */
typedef struct {
  char *id;
  IsgFormSectionState state;
  gboolean unseen; /* all of it is sealed health details that are not shown here */
} IsgFormViewSection;

/**
 * IsgFormView:
 *
 * What is to be shown. Immutable.
 */
typedef struct {
  GPtrArray *fields;   /* (owned) (element-type IsgFormViewField): in the order of the kind */
  GPtrArray *sections; /* (owned) (element-type IsgFormViewSection): in the order of the kind */
  GPtrArray
    *places; /* (owned) (element-type IsgFinding): what is missing or wrong, in the form's order */
  guint n_missing; /* places that must be filled or mended to finish */
  gboolean editable;
  gboolean frozen; /* some of its fields are */
  gboolean sends;  /* finishing puts it up for signing */
  IsgFormNote note;
} IsgFormView;

/**
 * isg_form_view_new:
 * @facts: what is known
 *
 * Thread: any.
 *
 * Returns: (transfer full): what is to be shown
 */
IsgFormView *isg_form_view_new (const IsgFormFacts *facts);

/**
 * isg_form_view_is_unseen:
 * @view: a view
 * @section: (nullable): a section's id
 *
 * Thread: any.  Source: design.md 5, Health details.
 *
 * Returns: whether the section is not shown: nothing of it can be read
 */
gboolean isg_form_view_is_unseen (const IsgFormView *view, const char *section);

/**
 * isg_form_view_free:
 * @view: (transfer full) (nullable): a view
 *
 * Thread: any.
 */
void isg_form_view_free (IsgFormView *view);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgFormView, isg_form_view_free)

/**
 * isg_form_view_field:
 * @view: a view
 * @id: a field id
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable): the field
 */
const IsgFormViewField *isg_form_view_field (const IsgFormView *view, const char *id);

/**
 * isg_form_view_is_required_in_row:
 * @rules: the rule pack
 * @record: the record as it is typed
 * @list: the id of one of its lists
 * @row: which of its rows
 * @def: a field of the row
 *
 * Thread: any.
 *
 * Returns: whether the mark of obligation is shown at the field
 */
gboolean isg_form_view_is_required_in_row (IsgRules *rules,
                                           IsgRecord *record,
                                           const char *list,
                                           guint row,
                                           const IsgFieldDef *def);

/**
 * isg_form_view_field_of:
 * @path: (nullable): the place of a finding, "topics[2].minutes"
 *
 * Thread: any.
 *
 * Returns: (transfer full) (nullable): the id of the field in which it lies
 */
char *isg_form_view_field_of (const char *path);

/**
 * isg_form_view_next:
 * @view: a view
 * @field: (nullable): the field that has the focus
 * @back: the other way round
 *
 * F7: the next place that is missing or wrong, going round.
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable): the finding, or %NULL when there is none
 */
const IsgFinding *isg_form_view_next (const IsgFormView *view, const char *field, gboolean back);

/**
 * isg_form_view_is_hopeless:
 * @def: a field
 * @typed: what stands in its line now
 * @finding: a finding about it
 *
 * Whether the value can no longer become right by typing on, so that the finding is shown before
 * the field is left.
 *
 * Thread: any.
 *
 * Returns: whether it is to be said at once
 */
gboolean isg_form_view_is_hopeless (const IsgFieldDef *def,
                                    const char *typed,
                                    const IsgFinding *finding);

G_END_DECLS
