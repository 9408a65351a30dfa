/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/isg-workplace-data.h"

G_BEGIN_DECLS

#define ISG_TYPE_WORKPLACE_TODO (isg_workplace_todo_get_type ())

/**
 * IsgWorkplaceTodo:
 *
 * "What must it do?": computed sentences, each with its mark, its article and the way to the form.
 *
 * Signals: "go" (target): "part:services", "page:employees" …; "duty" (tasks: GPtrArray of
 * IsgDueTask): the form in which they are done is wanted.
 */
G_DECLARE_FINAL_TYPE (IsgWorkplaceTodo, isg_workplace_todo, ISG, WORKPLACE_TODO, AdwBin)

/**
 * isg_workplace_todo_show:
 * @self: the part
 * @rules: the rule pack
 * @data: the workplace
 *
 * Thread: main.
 */
void isg_workplace_todo_show (IsgWorkplaceTodo *self,
                              IsgRules *rules,
                              const IsgWorkplaceData *data);

G_END_DECLS
