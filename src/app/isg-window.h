/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-context.h"
#include "app/isg-screen.h"

G_BEGIN_DECLS

#define ISG_TYPE_WINDOW (isg_window_get_type ())

/**
 * IsgWindow:
 *
 * The window: sidebar and a stack of screens. Its title is always "İSG Defteri".
 */
G_DECLARE_FINAL_TYPE (IsgWindow, isg_window, ISG, WINDOW, AdwApplicationWindow)

/**
 * IsgPageMaker:
 * @context: the context
 * @window: the window
 *
 * Builds a page when it is first opened.
 *
 * Returns: (transfer floating): the page
 */
typedef IsgScreen *(*IsgPageMaker) (IsgContext *context, IsgWindow *window);

/**
 * isg_window_new:
 * @application: the application
 * @context: (nullable): the context; %NULL while there is no store (guide, repair screen)
 *
 * Thread: main.
 *
 * Returns: (transfer floating): a window
 */
IsgWindow *isg_window_new (AdwApplication *application, IsgContext *context);

/**
 * isg_window_context:
 * @self: a window
 *
 * Thread: main.
 *
 * Returns: (transfer none) (nullable): its context
 */
IsgContext *isg_window_context (IsgWindow *self);

/**
 * isg_window_from:
 * @widget: any widget in a window
 *
 * Thread: main.
 *
 * Returns: (transfer none) (nullable): the window it stands in
 */
IsgWindow *isg_window_from (GtkWidget *widget);

/**
 * isg_window_open_page:
 * @self: a window
 * @id: "workplaces", "employees", "trainings", "submission" …
 *
 * Goes to a page; screens above the old one are left.
 *
 * Thread: main.
 *
 * Returns: %FALSE when there is no such page
 */
gboolean isg_window_open_page (IsgWindow *self, const char *id);

/**
 * isg_window_push:
 * @self: a window
 * @screen: (transfer floating): a screen that is opened from the present one
 *
 * The focus goes into it, and back to where it was when it is left.
 *
 * Thread: main.
 */
void isg_window_push (IsgWindow *self, IsgScreen *screen);

/**
 * isg_window_pop:
 * @self: a window
 *
 * Back (Alt+Left, Esc when nothing is open). Does nothing on a page.
 *
 * Thread: main.
 */
void isg_window_pop (IsgWindow *self);

/**
 * isg_window_replace:
 * @self: a window that shows an opened screen
 * @screen: (transfer floating): a screen
 *
 * Takes the screen that is shown away and shows another on its level; going back leads to where the
 * first one was opened from.
 *
 * Thread: main.
 */
void isg_window_replace (IsgWindow *self, IsgScreen *screen);

/**
 * isg_window_screen:
 * @self: a window
 *
 * Thread: main.
 *
 * Returns: (transfer none) (nullable): the screen that is shown
 */
IsgScreen *isg_window_screen (IsgWindow *self);

/**
 * isg_window_toast:
 * @self: a window
 * @text: result of an act, no markup
 * @undo: (nullable): takes the act back; the toast then has "Undo" and stays until closed when
 * @removing
 * @data: (nullable): for @undo
 * @data_free: (nullable): frees @data
 * @removing: whether something went out of sight
 *
 * Thread: main.  Source: ui.md 2.7.
 */
void isg_window_toast (IsgWindow *self,
                       const char *text,
                       void (*undo) (gpointer data),
                       gpointer data,
                       GDestroyNotify data_free,
                       gboolean removing);

/**
 * isg_window_toast_act:
 * @self: a window
 * @text: result of an act, no markup
 * @label: the words of a second act
 * @action: its action
 * @target: the action's target, a string
 * @undo: takes the act back
 * @data: (nullable): for @undo
 * @data_free: (nullable): frees @data
 *
 * A toast that offers to go on beside "Undo".
 *
 * Thread: main.  Source: ui.md 3.7.
 */
void isg_window_toast_act (IsgWindow *self,
                           const char *text,
                           const char *label,
                           const char *action,
                           const char *target,
                           void (*undo) (gpointer data),
                           gpointer data,
                           GDestroyNotify data_free);

/**
 * isg_window_tell:
 * @self: a window
 * @text: what came of an act and has to be read, no markup
 *
 * Thread: main.
 */
void isg_window_tell (IsgWindow *self, const char *text);

/**
 * isg_window_show_error:
 * @self: a window
 * @error: what went wrong
 *
 * For errors of an act that has no better place: a small dialog with the sentence of
 * isg-error-text.h; store trouble goes to the banner.
 *
 * Thread: main.
 */
void isg_window_show_error (IsgWindow *self, const GError *error);

G_END_DECLS
