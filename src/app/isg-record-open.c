/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/isg-form.h"
#include "app/isg-pages.h"
#include "app/isg-record-screen.h"
#include "app/isg-workplace-sheet.h"

typedef struct {
  IsgWindow *window; /* (unowned): the sheet's parent */
  char *kind;
} Wish;

static void
wish_free (gpointer data)
{
  Wish *wish = data;

  g_free (wish->kind);
  g_free (wish);
}

static void
workplace_chosen_cb (const char *workplace, gpointer data)
{
  const Wish *wish = data;

  isg_window_push (wish->window, isg_record_screen_new (wish->window, wish->kind, NULL, workplace));
}

static void
say_no_form (IsgWindow *window, const IsgKind *kind)
{
  g_autofree char *text = g_strdup_printf (_ ("This version has no form for “%s”. The record is kept; isgctl record show shows it."),
    isg_kind_label (kind, isg_i18n_language ()));

  isg_window_toast (window, text, NULL, NULL, NULL, FALSE);
}

void
isg_record_open (IsgWindow *window, const char *kind, const char *uuid, const char *workplace)
{
  IsgContext *context;
  const IsgKind *known;

  g_return_if_fail (ISG_IS_WINDOW (window));
  g_return_if_fail (kind != NULL);

  context = isg_window_context (window);
  known = context != NULL ? isg_rules_kind (isg_context_rules (context), kind) : NULL;
  g_return_if_fail (known != NULL);

  if (!isg_form_exists (kind)) {
    say_no_form (window, known);
    return;
  }
  if (workplace == NULL)
    workplace = isg_context_workplace (context);
  if (uuid == NULL && isg_kind_has_workplace (known) && workplace == NULL) {
    Wish *wish = g_new0 (Wish, 1);

    *wish = (Wish){ window, g_strdup (kind) };
    isg_workplace_sheet_open (window, workplace_chosen_cb, wish, wish_free);
    return;
  }
  isg_window_push (window, isg_record_screen_new (window, kind, uuid, workplace));
}
