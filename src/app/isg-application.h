/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/isg-context.h"
#include "app/isg-look.h"
#include "app/isg-window.h"

G_BEGIN_DECLS

#define ISG_TYPE_APPLICATION (isg_application_get_type ())

/**
 * IsgApplication:
 *
 * The program: opens the store before the first window, shows guide or repair screen when there is
 * none to open, keeps the user's choices of look, and ends with nothing pending.
 */
G_DECLARE_FINAL_TYPE (IsgApplication, isg_application, ISG, APPLICATION, AdwApplication)

/**
 * isg_application_new:
 *
 * Options: --data-dir, --page, --draw-pages, --version. With ISG_TEST in the environment it talks
 * to no other instance.
 *
 * Thread: main.
 *
 * Returns: (transfer full): the application
 */
IsgApplication *isg_application_new (void);

/**
 * isg_application_set_data_dir:
 * @self: an application that does not run yet
 * @data_dir: the store's folder
 *
 * Thread: main.
 */
void isg_application_set_data_dir (IsgApplication *self, const char *data_dir);

/**
 * isg_application_set_tools:
 * @self: an application that does not run yet
 * @rules: (nullable): the rule pack; %NULL for the built-in one
 * @clock: (nullable): the time; %NULL for the machine's
 * @transport: (nullable): for tests; %NULL for libcurl
 * @transport_data: for @transport
 *
 * Thread: main.
 */
void isg_application_set_tools (IsgApplication *self,
                                IsgRules *rules,
                                IsgClock *clock,
                                IsgTransportMaker transport,
                                gpointer transport_data);

/**
 * isg_application_failed:
 * @self: an application that has run
 *
 * Thread: main.
 *
 * Returns: whether what was asked for on the command line could not be done; why was said on stderr
 */
gboolean isg_application_failed (IsgApplication *self);

/**
 * isg_application_look:
 * @self: an application
 *
 * Thread: main.
 *
 * Returns: (transfer none): how it looks on this computer
 */
IsgLook *isg_application_look (IsgApplication *self);

/**
 * isg_application_context:
 * @self: a running application
 *
 * Thread: main.
 *
 * Returns: (transfer none) (nullable): the context, once the store is open
 */
IsgContext *isg_application_context (IsgApplication *self);

/**
 * isg_application_window:
 * @self: a running application
 *
 * Thread: main.
 *
 * Returns: (transfer none) (nullable): its window
 */
IsgWindow *isg_application_window (IsgApplication *self);

/**
 * isg_application_open_store:
 * @self: a running application
 *
 * Opens the store (again) in the background: then the window shows pages, guide or repair screen.
 *
 * Thread: main.
 */
void isg_application_open_store (IsgApplication *self);

/**
 * isg_application_data_dir:
 * @self: a running application
 *
 * Thread: main.
 *
 * Returns: (transfer none): the store's folder
 */
const char *isg_application_data_dir (IsgApplication *self);

/**
 * isg_application_key:
 * @self: a running application
 *
 * Thread: main.
 *
 * Returns: (transfer none) (nullable): what opens the store
 */
IsgStoreKey *isg_application_key (IsgApplication *self);

/**
 * isg_application_new_lane:
 * @self: a running application
 * @name: the thread's name
 *
 * For work that does not wait for the store (isg_tasks_run_apart ()). Whoever asked for it stops
 * it.
 *
 * Thread: main.
 *
 * Returns: (transfer full): a lane
 */
IsgTasks *isg_application_new_lane (IsgApplication *self, const char *name);

/**
 * isg_application_restore:
 * @self: a running application
 * @path: a backup that was verified
 * @key: (nullable): what opens it
 * @damaged: whether it is damaged, and what can be read of it is put in place
 *
 * Keeps what is typed, brings everything to rest, puts the backup in the place of the store, and
 * opens that; what came of it is told in a sheet. What fails leaves the store as it was.
 *
 * Thread: main.  Source: design.md 5, Backup.
 */
void isg_application_restore (IsgApplication *self,
                              const char *path,
                              IsgStoreKey *key,
                              gboolean damaged);

/**
 * isg_application_look_at_rules:
 * @self: a running application
 *
 * Looks whether another rule pack is in force than the one in use: its day has come, or another
 * program installed it. Taken at once when nobody is at work in the window, else said and taken
 * later. Called by itself every ten minutes.
 *
 * Thread: main.
 */
void isg_application_look_at_rules (IsgApplication *self);

/**
 * isg_application_text_scale:
 * @self: a running application
 *
 * Thread: main.
 *
 * Returns: percent
 */
int isg_application_text_scale (IsgApplication *self);

/**
 * isg_application_set_text_scale:
 * @self: a running application
 * @percent: 100 to 200
 *
 * Acts at once and is kept.
 *
 * Thread: main.
 */
void isg_application_set_text_scale (IsgApplication *self, int percent);

G_END_DECLS
