/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-form.h"

G_BEGIN_DECLS

/**
 * isg_field_finder_open:
 * @form: a form
 *
 * Ctrl+F on a record: three letters of a label, Enter goes there.
 *
 * Thread: main.  Source: ui.md 2.6.
 */
void isg_field_finder_open (IsgForm *form);

G_END_DECLS
