/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-mend-order.h"

#include <glib/gi18n.h>

#include "app/isg-sign-basket.h"
#include "submit/isg-finalise.h"
#include "submit/isg-mend.h"

typedef struct {
  IsgContext *context; /* (owned) */
  IsgWindow *window;   /* (unowned) (nullable): weak */
  GStrv uuids;         /* (owned) */
  char *path;          /* (owned) */
  IsgValue *value;     /* (owned) */
  GPtrArray *mended;   /* (owned) (nullable) (element-type IsgMended): once it is done */
  IsgMendOrderDone done;
  gpointer data;
  GDestroyNotify data_free;
  int code;
  guint n_left;
} Order;

static void
order_free (gpointer pointer)
{
  Order *order = pointer;

  if (order->data_free != NULL)
    order->data_free (order->data);
  g_clear_weak_pointer (&order->window);
  g_clear_object (&order->context);
  g_strfreev (order->uuids);
  g_free (order->path);
  g_clear_pointer (&order->value, isg_value_unref);
  g_clear_pointer (&order->mended, g_ptr_array_unref);
  g_free (order);
}

/* ---- taking it back ---- */

typedef struct {
  IsgContext *context; /* (owned) */
  IsgWindow *window;   /* (unowned) (nullable): weak */
  GPtrArray *mended;   /* (owned) (element-type IsgMended) */
} Undo;

static Undo *
undo_new (IsgContext *context, IsgWindow *window, GPtrArray *mended)
{
  Undo *undo = g_new0 (Undo, 1);

  undo->context = g_object_ref (context);
  g_set_weak_pointer (&undo->window, window);
  undo->mended = g_ptr_array_ref (mended);
  return undo;
}

static void
undo_free (gpointer pointer)
{
  Undo *undo = pointer;

  g_clear_weak_pointer (&undo->window);
  g_object_unref (undo->context);
  g_ptr_array_unref (undo->mended);
  g_free (undo);
}

static gpointer
undo_all (IsgStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  isg_mend_undo (store, ((Undo *) data)->mended, error);
  return NULL;
}

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Undo *undo = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  isg_tasks_finish (result, &error);
  isg_context_changed (undo->context);
  if (undo->window == NULL || error == NULL)
    return;
  if (g_error_matches (error, ISG_SUBMIT_ERROR, ISG_SUBMIT_ERROR_NOT_FIT))
    isg_window_toast (undo->window,
                      _ ("One of them is signed already; nothing was taken back."),
                         NULL,
                         NULL,
                         NULL,
                         FALSE);
  else
    isg_window_show_error (undo->window, error);
}

static void
undo_cb (gpointer data)
{
  const Undo *undo = data;

  isg_tasks_run (isg_context_tasks (undo->context),
                 undo_all,
                 undo_new (undo->context, undo->window, undo->mended),
                 undo_free,
                 NULL,
                 NULL,
                 undone_cb,
                 NULL);
}

/* ---- doing it ---- */

static gpointer
mend_all (IsgStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  Order *order = data;

  order->mended = isg_mend_apply (store,
                                  (const char *const *) order->uuids,
                                  order->code,
                                  order->path,
                                  order->value,
                                  &order->n_left,
                                  error);
  return NULL;
}

static char *
done_words (const Order *order)
{
  guint n = order->mended->len;
  g_autofree char *done
    = g_strdup_printf (g_dngettext (NULL,
                                    "%u record was mended and put into the sign basket.",
                                    "%u records were mended and put into the sign basket.",
                                    n),
                       n);

  if (order->n_left == 0)
    return g_steal_pointer (&done);
  /* Translators: a sentence, then how many were not changed. */
  return g_strdup_printf (_ ("%s Left as they are: %u."), done, order->n_left);
}

static void
open_basket (const Order *order)
{
  g_autoptr (GPtrArray) uuids = g_ptr_array_new ();
  IsgSignBasket *basket = isg_sign_basket_new (order->context, GTK_WINDOW (order->window), NULL);

  for (guint i = 0; i < order->mended->len; i++)
    g_ptr_array_add (uuids, ((IsgMended *) g_ptr_array_index (order->mended, i))->uuid);
  g_ptr_array_add (uuids, NULL);
  isg_sign_basket_tick_only (basket, (const char *const *) uuids->pdata);
  gtk_window_present (GTK_WINDOW (basket));
}

static void
mended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Order *order = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  guint n;

  isg_tasks_finish (result, &error);
  isg_context_changed (order->context);
  n = error == NULL && order->mended != NULL ? order->mended->len : 0;
  order->done (n, order->n_left, error, order->data);
  if (n > 0 && order->window != NULL) {
    g_autofree char *text = done_words (order);

    isg_window_toast (order->window,
                      text,
                      undo_cb,
                      undo_new (order->context, order->window, order->mended),
                      undo_free,
                      TRUE);
    open_basket (order);
  }
}

void
isg_mend_order_place (IsgContext *context,
                      IsgWindow *window,
                      const IsgMendOrder *wanted,
                      IsgMendOrderDone done,
                      gpointer data,
                      GDestroyNotify data_free)
{
  Order *order = g_new0 (Order, 1);

  order->context = g_object_ref (context);
  g_set_weak_pointer (&order->window, window);
  order->uuids = g_strdupv ((char **) wanted->uuids);
  order->code = wanted->code;
  order->path = g_strdup (wanted->path);
  order->value = isg_value_ref (wanted->value);
  order->done = done;
  order->data = data;
  order->data_free = data_free;
  isg_tasks_run (isg_context_tasks (context),
                 mend_all,
                 order,
                 order_free,
                 NULL,
                 NULL,
                 mended_cb,
                 NULL);
}
