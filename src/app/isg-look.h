/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ISG_TYPE_LOOK (isg_look_get_type ())

/**
 * IsgLook:
 *
 * The user's choices of language, style, text size and window on this computer (GSettings). Where
 * their schema is not installed they hold until the program ends.
 */
G_DECLARE_FINAL_TYPE (IsgLook, isg_look, ISG, LOOK, GObject)

/**
 * isg_look_new:
 *
 * Thread: main.
 *
 * Returns: (transfer full): the choices as they were kept
 */
IsgLook *isg_look_new (void);

/**
 * isg_look_apply:
 * @self: the choices
 *
 * Style and text size, now.
 *
 * Thread: main, after GTK was initialised.
 */
void isg_look_apply (IsgLook *self);

/**
 * isg_look_language:
 * @self: the choices
 *
 * Thread: main.
 *
 * Returns: (transfer full): "system", "tr" or "en"
 */
char *isg_look_language (IsgLook *self);

/**
 * isg_look_set_language:
 * @self: the choices
 * @language: "system", "tr" or "en"
 *
 * Acts when the program starts again.
 *
 * Thread: main.
 */
void isg_look_set_language (IsgLook *self, const char *language);

/**
 * isg_look_style:
 * @self: the choices
 *
 * Thread: main.
 *
 * Returns: (transfer full): "system", "light" or "dark"
 */
char *isg_look_style (IsgLook *self);

/**
 * isg_look_set_style:
 * @self: the choices
 * @style: "system", "light" or "dark"
 *
 * Acts at once.
 *
 * Thread: main.
 */
void isg_look_set_style (IsgLook *self, const char *style);

/**
 * isg_look_text_scale:
 * @self: the choices
 *
 * Thread: main.
 *
 * Returns: percent
 */
int isg_look_text_scale (IsgLook *self);

/**
 * isg_look_set_text_scale:
 * @self: the choices
 * @percent: 100 to 200
 *
 * Acts at once.
 *
 * Thread: main.
 */
void isg_look_set_text_scale (IsgLook *self, int percent);

/**
 * isg_look_sidebar:
 * @self: the choices
 *
 * Thread: main.
 *
 * Returns: whether the sidebar is shown when there is room for it
 */
gboolean isg_look_sidebar (IsgLook *self);

/**
 * isg_look_set_sidebar:
 * @self: the choices
 * @shown: whether it is shown when there is room for it
 *
 * Thread: main.
 */
void isg_look_set_sidebar (IsgLook *self, gboolean shown);

/**
 * isg_look_remember_window:
 * @self: the choices
 * @window: gets the size it had last time; its size is kept from now on
 *
 * Thread: main.
 */
void isg_look_remember_window (IsgLook *self, GtkWindow *window);

G_END_DECLS
