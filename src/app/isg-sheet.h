/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ISG_TYPE_SHEET (isg_sheet_get_type ())

/**
 * IsgSheet:
 *
 * A modal window for one act: "Vazgeç" at the left, the act at the right. Esc cancels, Ctrl+Enter
 * acts. Derivable.
 *
 * Properties: "act-sensitive", "act-label" (seen; may change), "act-name" (accessible name, fixed;
 * construct only). Signals: "act" (): the act was asked for; the sheet stays until it is closed by
 * isg_sheet_finish (). "cancelled" (): it was cancelled and closes now.
 */
G_DECLARE_DERIVABLE_TYPE (IsgSheet, isg_sheet, ISG, SHEET, AdwWindow)

struct _IsgSheetClass {
  AdwWindowClass parent_class;

  /* The act, for derived classes: runs before handlers of "act". (nullable) */
  void (*act) (IsgSheet *self);
  /* What is to be undone or forgotten (a PIN …) when it is cancelled. (nullable) */
  void (*cancelled) (IsgSheet *self);
};

/**
 * isg_sheet_new:
 * @parent: the window it stands over
 * @title: its title; names no person
 * @act_label: (nullable): what the act's button shows; %NULL for a sheet that only shows something
 * @act_name: (nullable): the act's fixed accessible name; %NULL for @act_label
 *
 * Thread: main.
 *
 * Returns: (transfer none): a sheet owned by GTK; show it with gtk_window_present ()
 */
IsgSheet *isg_sheet_new (GtkWindow *parent,
                         const char *title,
                         const char *act_label,
                         const char *act_name);

/**
 * isg_sheet_set_content:
 * @self: a sheet
 * @content: what stands below the header bar
 *
 * Thread: main.
 */
void isg_sheet_set_content (IsgSheet *self, GtkWidget *content);

/**
 * isg_sheet_set_act_sensitive:
 * @self: a sheet
 * @sensitive: whether the act can be done now
 *
 * Thread: main.
 */
void isg_sheet_set_act_sensitive (IsgSheet *self, gboolean sensitive);

/**
 * isg_sheet_set_act_label:
 * @self: a sheet
 * @label: what the act's button shows now; its accessible name stays
 *
 * Thread: main.
 */
void isg_sheet_set_act_label (IsgSheet *self, const char *label);

/**
 * isg_sheet_set_error:
 * @self: a sheet
 * @text: (nullable): what keeps the act from being done, shown above the content and announced;
 * %NULL takes it away
 *
 * Thread: main.
 */
void isg_sheet_set_error (IsgSheet *self, const char *text);

/**
 * isg_sheet_set_progress:
 * @self: a sheet
 * @text: (nullable): "İmzalanıyor: 2 / 4"; %NULL takes the bar away
 * @fraction: 0 to 1
 *
 * Thread: main.
 */
void isg_sheet_set_progress (IsgSheet *self, const char *text, double fraction);

/**
 * isg_sheet_finish:
 * @self: a sheet
 *
 * Closes it without "cancelled".
 *
 * Thread: main.
 */
void isg_sheet_finish (IsgSheet *self);

G_END_DECLS
