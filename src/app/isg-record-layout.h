/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-form.h"
#include "app/isg-record-bar.h"
#include "app/isg-screen.h"

G_BEGIN_DECLS

#define ISG_TYPE_RECORD_LAYOUT (isg_record_layout_get_type ())

/**
 * IsgRecordLayout:
 *
 * What stands on a record's screen and where, by its band: section list │ form │ side panel over
 * the action bar; narrower, the sections become a drop-down and the panel opens from the counter.
 */
G_DECLARE_FINAL_TYPE (IsgRecordLayout, isg_record_layout, ISG, RECORD_LAYOUT, AdwBin)

/**
 * isg_record_layout_new:
 * @session: what is typed
 *
 * Thread: main.
 *
 * Returns: (transfer floating): the layout, with the form of the session's kind
 */
IsgRecordLayout *isg_record_layout_new (IsgRecordSession *session);

/**
 * isg_record_layout_form:
 * @self: the layout
 *
 * Thread: main.
 *
 * Returns: (transfer none): the form
 */
IsgForm *isg_record_layout_form (IsgRecordLayout *self);

/**
 * isg_record_layout_set_band:
 * @self: the layout
 * @band: how wide the content is
 *
 * Thread: main.
 */
void isg_record_layout_set_band (IsgRecordLayout *self, IsgBand band);

/**
 * isg_record_layout_add_part:
 * @self: the layout
 * @name: the part's name
 * @title: what its toggle says
 * @child: (nullable): what it shows; %NULL for the form itself
 *
 * Parts are shown by linked toggles above.
 *
 * Thread: main.
 */
void isg_record_layout_add_part (IsgRecordLayout *self,
                                 const char *name,
                                 const char *title,
                                 GtkWidget *child);

/**
 * isg_record_layout_add_section:
 * @self: the layout
 * @name: the part's name
 * @title: what its toggle says
 * @section: id of a section of the form
 * @fills: whether it takes the whole height and scrolls by itself
 *
 * Takes the section out of the form: it is a part of its own from now on. Its questions remain the
 * form's.
 *
 * Thread: main.
 */
void isg_record_layout_add_section (IsgRecordLayout *self,
                                    const char *name,
                                    const char *title,
                                    const char *section,
                                    gboolean fills);

/**
 * isg_record_layout_set_banner:
 * @self: the layout
 * @banner: (nullable): stands above all parts
 *
 * Thread: main.
 */
void isg_record_layout_set_banner (IsgRecordLayout *self, GtkWidget *banner);

/**
 * isg_record_layout_show_fields:
 * @self: the layout
 *
 * Shows the form, unless the part that is shown has questions of it.
 *
 * Thread: main.
 */
void isg_record_layout_show_fields (IsgRecordLayout *self);

/**
 * isg_record_layout_grab:
 * @self: the layout
 *
 * Puts the focus where work begins in the part that is shown.
 *
 * Thread: main.
 */
void isg_record_layout_grab (IsgRecordLayout *self);

/**
 * isg_record_layout_show_part:
 * @self: the layout
 * @name: the part's name; "form" for the form
 *
 * Thread: main.
 */
void isg_record_layout_show_part (IsgRecordLayout *self, const char *name);

/**
 * isg_record_layout_part:
 * @self: the layout
 *
 * Thread: main.
 *
 * Returns: (transfer none): the name of the part that is shown
 */
const char *isg_record_layout_part (IsgRecordLayout *self);

/**
 * isg_record_layout_step_section:
 * @self: the layout
 * @step: 1 or -1
 *
 * Ctrl+PgDn, Ctrl+PgUp.
 *
 * Thread: main.
 */
void isg_record_layout_step_section (IsgRecordLayout *self, int step);

/**
 * isg_record_layout_say:
 * @self: the layout
 * @text: what an act came to
 *
 * Says it in the action bar, where it covers nothing.
 *
 * Thread: main.
 */
void isg_record_layout_say (IsgRecordLayout *self, const char *text);

/**
 * isg_record_layout_bar:
 * @self: the layout
 *
 * Thread: main.
 *
 * Returns: (transfer none): the action bar
 */
IsgRecordBar *isg_record_layout_bar (IsgRecordLayout *self);

/**
 * isg_record_layout_set_queue:
 * @self: the layout
 * @list: (transfer floating): stands in place of the section list
 * @compact: (transfer floating): stands above the form where there is no room for @list
 *
 * Thread: main.
 */
void isg_record_layout_set_queue (IsgRecordLayout *self, GtkWidget *list, GtkWidget *compact);

G_END_DECLS
