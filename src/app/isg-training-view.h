/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/isg-rules.h"

G_BEGIN_DECLS

/*
 * What the training form says about minutes and people, computed from values alone.
 * Source: ui.md 3.4; domain.md 6.
 */

/**
 * IsgTrainingHours:
 *
 * How long the basic training lasts, and how much of it is planned.
 */
typedef struct {
  const IsgTerm *term; /* (nullable): which rule holds; %NULL when class or day is not known */
  IsgDecimal lessons;  /* of the term: lesson hours */
  IsgDecimal required; /* minutes; 0 without a term */
  IsgDecimal planned;  /* minutes */
  IsgDecimal missing;  /* minutes; 0 when enough is planned */
  double fraction;     /* planned of required, 0 to 1 */
} IsgTrainingHours;

/**
 * isg_training_hours:
 * @rules: the rule pack
 * @hazard_class: (nullable): the workplace's
 * @date: the day of the training, or %ISG_DATE_NONE
 * @topics: (nullable): the value of "topics"
 * @out_hours: (out caller-allocates): what holds
 *
 * Thread: any.  Source: Eğitim Yön. m.11 and m.12, as terms of the rule pack.
 */
void isg_training_hours (IsgRules *rules,
                         const char *hazard_class,
                         IsgDate date,
                         IsgValue *topics,
                         IsgTrainingHours *out_hours);

/**
 * isg_training_minutes:
 * @topics: (nullable): the value of "topics"
 * @list: (nullable): the code list of the topics
 * @group: (nullable): only topics of this group of @list
 *
 * Thread: any.
 *
 * Returns: the sum of the minutes
 */
IsgDecimal isg_training_minutes (IsgValue *topics, const IsgCodeList *list, const char *group);

/**
 * isg_training_number:
 * @number: minutes or hours
 *
 * Thread: any.  Source: ui.md 7.
 *
 * Returns: (transfer full): the number as one reads it: comma in Turkish, point in English
 */
char *isg_training_number (IsgDecimal number);

/**
 * isg_training_lessons:
 * @rules: the rule pack
 * @fields: of a training
 *
 * Thread: any.
 *
 * Returns: (transfer full): its length in lesson hours, to one tenth, as one reads it
 */
char *isg_training_lessons (IsgRules *rules, IsgFields *fields);

/**
 * isg_training_subject:
 * @rules: the rule pack
 * @fields: of a training
 * @language: which
 *
 * Thread: any.
 *
 * Returns: (transfer full): the first topic, and how many more
 */
char *isg_training_subject (IsgRules *rules, IsgFields *fields, IsgLanguage language);

/**
 * isg_training_share:
 * @required: minutes
 * @n: topics, 1 and up
 * @index: which of them
 *
 * Shares the minutes equally in steps of five; what is left over goes to the first ones.
 *
 * Thread: any.
 *
 * Returns: minutes of the topic; all of them add up to @required
 */
IsgDecimal isg_training_share (IsgDecimal required, guint n, guint index);

/**
 * IsgPersonTraining:
 * @ISG_PERSON_TRAINING_NEVER: no training of this person is written down
 * @ISG_PERSON_TRAINING_EXPIRED: even if the last one was complete, it does not hold any more
 * @ISG_PERSON_TRAINING_HELD: there was one, and it may hold
 *
 * What the last training of a person means on the day of another one.
 */
typedef enum {
  ISG_PERSON_TRAINING_NEVER,
  ISG_PERSON_TRAINING_EXPIRED,
  ISG_PERSON_TRAINING_HELD,
} IsgPersonTraining;

/**
 * isg_training_person:
 * @rules: the rule pack
 * @hazard_class: (nullable): of the workplace
 * @last: day of the person's last training, or %ISG_DATE_NONE
 * @day: the day that is asked about
 *
 * Never claims that a training still holds: a short one does not count as complete.
 *
 * Thread: any.  Source: Eğitim Yön. m.6, as terms of the rule pack.
 *
 * Returns: what is certain
 */
IsgPersonTraining isg_training_person (IsgRules *rules,
                                       const char *hazard_class,
                                       IsgDate last,
                                       IsgDate day);

/**
 * isg_training_works_on:
 * @start: first day of work, or %ISG_DATE_NONE
 * @leave: last day of work, or %ISG_DATE_NONE
 * @day: a day, or %ISG_DATE_NONE
 *
 * Thread: any.  Source: İBYS code 212 (wire.md 3.7).
 *
 * Returns: whether the person worked there on @day; %TRUE while it is not known
 */
gboolean isg_training_works_on (IsgDate start, IsgDate leave, IsgDate day);

/**
 * isg_training_last_text:
 * @standing: what the last training means
 * @last: its day
 *
 * Thread: any.
 *
 * Returns: (transfer full): "son eğitim 12.03.2024, süresi doldu"
 */
char *isg_training_last_text (IsgPersonTraining standing, IsgDate last);

G_END_DECLS
