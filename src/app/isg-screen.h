/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * IsgBand:
 *
 * How wide the content is, in steps at which a screen lays itself out differently (ui.md 2.2).
 */
typedef enum {
  ISG_BAND_NARROW, /* below 620·s */
  ISG_BAND_MEDIUM, /* 620·s to 999·s */
  ISG_BAND_WIDE,   /* from 1000·s */
} IsgBand;

#define ISG_TYPE_SCREEN (isg_screen_get_type ())

/**
 * IsgScreen:
 *
 * One screen of the window's stack: a header bar of its own, a place for the gate banner, and its
 * content. Derivable.
 *
 * Properties: "title", "subtitle" (the sandbox's mark is put before it by the screen itself),
 * "band" (set by the window), "level" (0: a page; 1, 2: opened from one; set by the window).
 * Signals: "left" (): the window takes it away; what is typed has been kept.
 */
G_DECLARE_DERIVABLE_TYPE (IsgScreen, isg_screen, ISG, SCREEN, AdwBin)

struct _IsgScreenClass {
  AdwBinClass parent_class;

  /* Puts the focus where work begins: the first empty obligatory field, the list … */
  void (*focus_first) (IsgScreen *self);
  /* Keeps what is typed before the screen goes away; never asks. (nullable) */
  void (*leave) (IsgScreen *self);
  /* Ctrl+F on this screen. (nullable) */
  void (*find) (IsgScreen *self);
  /* Ctrl+Enter on this screen: Bitir, or a list's main act. (nullable) */
  void (*finish) (IsgScreen *self);
  /* Ctrl+N on this screen. (nullable) */
  void (*add) (IsgScreen *self);
  /* Ctrl+P on this screen. (nullable) */
  void (*print) (IsgScreen *self);
};

/**
 * isg_screen_set_title:
 * @self: a screen
 * @title: the page's name
 * @subtitle: (nullable): the workplace
 *
 * Thread: main.
 */
void isg_screen_set_title (IsgScreen *self, const char *title, const char *subtitle);

/**
 * isg_screen_set_content:
 * @self: a screen
 * @content: what stands below the header bar and the banner
 *
 * Thread: main.
 */
void isg_screen_set_content (IsgScreen *self, GtkWidget *content);

/**
 * isg_screen_pack_start:
 * @self: a screen
 * @child: goes into the header bar after the sidebar or back button
 *
 * Thread: main.
 */
void isg_screen_pack_start (IsgScreen *self, GtkWidget *child);

/**
 * isg_screen_pack_end:
 * @self: a screen
 * @child: goes to the end of the header bar
 *
 * Thread: main.
 */
void isg_screen_pack_end (IsgScreen *self, GtkWidget *child);

/**
 * isg_screen_set_menu:
 * @self: a screen
 * @menu: (nullable): the page's or record's menu; %NULL hides the button
 * @name: accessible name: "Page menu", "Record menu"
 *
 * Thread: main.
 */
void isg_screen_set_menu (IsgScreen *self, GMenuModel *menu, const char *name);

/**
 * isg_screen_show_gate:
 * @self: a screen
 * @show: whether the gate banner stands on this screen when a gate is shut
 *
 * Thread: main.
 */
void isg_screen_show_gate (IsgScreen *self, gboolean show);

/**
 * isg_screen_band:
 * @self: a screen
 *
 * Thread: main.
 *
 * Returns: how wide its content is
 */
IsgBand isg_screen_band (IsgScreen *self);

G_END_DECLS
