/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/isg-context.h"
#include "app/isg-person.h"
#include "submit/isg-status.h"

G_BEGIN_DECLS

#define ISG_TYPE_PEOPLE_LIST (isg_people_list_get_type ())

/**
 * IsgPeopleList:
 *
 * The employees of a workplace with a tick each: search, buttons that tick several, how many are
 * ticked.
 *
 * Signals: "changed" (): somebody was ticked or not any more, by hand.
 */
G_DECLARE_FINAL_TYPE (IsgPeopleList, isg_people_list, ISG, PEOPLE_LIST, GtkWidget)

/**
 * isg_people_list_set_people:
 * @self: a list
 * @people: (nullable) (element-type IsgPerson): who can be ticked
 *
 * Whoever was ticked stays so.
 *
 * Thread: main.
 */
void isg_people_list_set_people (IsgPeopleList *self, GPtrArray *people);

/**
 * isg_people_list_set_ticked:
 * @self: a list
 * @uuids: (element-type utf8): who is ticked, also those who are not (yet) in the list
 *
 * Emits nothing.
 *
 * Thread: main.
 */
void isg_people_list_set_ticked (IsgPeopleList *self, GPtrArray *uuids);

/**
 * isg_people_list_ticked:
 * @self: a list
 *
 * Thread: main.
 *
 * Returns: (transfer none) (element-type utf8): who is ticked, in the order in which it was done
 */
GPtrArray *isg_people_list_ticked (IsgPeopleList *self);

/**
 * isg_people_list_is_unknown:
 * @self: a list
 * @uuid: somebody ticked
 *
 * Thread: main.
 *
 * Returns: whether the list has no such person
 */
gboolean isg_people_list_is_unknown (IsgPeopleList *self, const char *uuid);

/**
 * isg_people_list_set_day:
 * @self: a list
 * @rules: the rule pack
 * @hazard_class: (nullable): of the workplace
 * @day: of the training, or %ISG_DATE_NONE
 *
 * Says again who had no training, whose has expired, and who did not work there on the day.
 *
 * Thread: main.
 */
void isg_people_list_set_day (IsgPeopleList *self,
                              IsgRules *rules,
                              const char *hazard_class,
                              IsgDate day);

/**
 * isg_people_list_set_status:
 * @self: a list
 * @items: (nullable) (element-type IsgStatusItem): the Ministry's word on each line
 *
 * Thread: main.
 */
void isg_people_list_set_status (IsgPeopleList *self, GPtrArray *items);

/**
 * isg_people_list_set_editable:
 * @self: a list
 * @editable: whether ticks can be changed
 *
 * Thread: main.
 */
void isg_people_list_set_editable (IsgPeopleList *self, gboolean editable);

/**
 * isg_people_list_set_narrow:
 * @self: a list
 * @narrow: whether what is said of a person stands below the name; the list then fills its screen
 *
 * Thread: main.
 */
void isg_people_list_set_narrow (IsgPeopleList *self, gboolean narrow);

/**
 * isg_people_list_focus_search:
 * @self: a list
 *
 * Thread: main.
 */
void isg_people_list_focus_search (IsgPeopleList *self);

/**
 * isg_people_list_focus_person:
 * @self: a list
 * @uuid: (nullable): somebody; %NULL for the first
 *
 * Thread: main.
 */
void isg_people_list_focus_person (IsgPeopleList *self, const char *uuid);

/**
 * isg_people_list_tick_shown:
 * @self: a list
 *
 * Ticks all who are shown and worked there on the day.
 *
 * Thread: main.
 */
void isg_people_list_tick_shown (IsgPeopleList *self);

G_END_DECLS
