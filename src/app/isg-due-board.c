/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-due-board.h"

/* Workplaces that are read in one go: what is typed meanwhile is kept soon after. */
#define AT_ONCE 8
/* How far the list looks ahead. */
#define DAYS_AHEAD 366

/* ---- a date ---- */

/* A list that its tasks share. */
typedef struct {
  IsgDueList *list; /* (owned) */
} Shared;

struct _IsgDueTask {
  GObject parent_instance;

  Shared *shared;         /* (owned): reference counted */
  const IsgDueItem *item; /* (unowned): of the list */
};

G_DEFINE_FINAL_TYPE (IsgDueTask, isg_due_task, G_TYPE_OBJECT)

static void
shared_clear (gpointer data)
{
  isg_due_list_free (((Shared *) data)->list);
}

static void
isg_due_task_finalize (GObject *object)
{
  g_atomic_rc_box_release_full (ISG_DUE_TASK (object)->shared, shared_clear);
  G_OBJECT_CLASS (isg_due_task_parent_class)->finalize (object);
}

static void
isg_due_task_class_init (IsgDueTaskClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = isg_due_task_finalize;
}

static void
isg_due_task_init (IsgDueTask *self)
{
}

const IsgDueItem *
isg_due_task_item (IsgDueTask *self)
{
  g_return_val_if_fail (ISG_IS_DUE_TASK (self), NULL);

  return self->item;
}

GPtrArray *
isg_due_tasks_from (IsgDueList *list)
{
  Shared *shared = g_atomic_rc_box_new0 (Shared);
  GPtrArray *tasks = g_ptr_array_new_with_free_func (g_object_unref);
  GPtrArray *items = isg_due_list_items (list);

  shared->list = list;
  for (guint i = 0; i < items->len; i++) {
    IsgDueTask *task = g_object_new (ISG_TYPE_DUE_TASK, NULL);

    task->shared = g_atomic_rc_box_acquire (shared);
    task->item = g_ptr_array_index (items, i);
    g_ptr_array_add (tasks, task);
  }
  g_atomic_rc_box_release_full (shared, shared_clear);
  return tasks;
}

/* ---- what is read ---- */

/* A workplace with what is due in it. */
typedef struct {
  char *workplace;
  char *stamp;
  GPtrArray *tasks; /* (owned) (nullable) (element-type IsgDueTask): NULL: not read yet */
} Place;

static void
place_free (gpointer data)
{
  Place *place = data;

  g_free (place->workplace);
  g_free (place->stamp);
  g_clear_pointer (&place->tasks, g_ptr_array_unref);
  g_free (place);
}

typedef struct {
  GPtrArray *stamps;    /* (owned) (element-type IsgDueStamp) */
  GHashTable *put_offs; /* (owned) */
} News;

static void
news_free (gpointer data)
{
  News *news = data;

  g_clear_pointer (&news->stamps, g_ptr_array_unref);
  g_clear_pointer (&news->put_offs, g_hash_table_unref);
  g_free (news);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (News, news_free)

static gpointer
read_news (IsgStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (News) news = g_new0 (News, 1);

  news->stamps = isg_store_due_stamps (store, error);
  news->put_offs = news->stamps != NULL ? isg_store_put_offs (store, error) : NULL;
  return news->put_offs != NULL ? g_steal_pointer (&news) : NULL;
}

/* @data: uuids, NULL-terminated. Gives the tasks of each, in the same order. */
static gpointer
read_places (IsgStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  IsgDate until = isg_clock_today (isg_store_clock (store)) + DAYS_AHEAD;

  for (char **uuid = data; *uuid != NULL; uuid++) {
    IsgDueQuery query = { *uuid, until, isg_i18n_language () };
    g_autoptr (GError) failed = NULL;
    IsgDueList *list = isg_store_due (store, &query, &failed);

    /* Closed in the meantime: the next reading leaves it out. */
    if (list == NULL && g_error_matches (failed, ISG_STORE_ERROR, ISG_STORE_ERROR_ABSENT)) {
      g_ptr_array_add (all, g_ptr_array_new ());
      continue;
    }
    if (list == NULL) {
      g_propagate_error (error, g_steal_pointer (&failed));
      return NULL;
    }
    g_ptr_array_add (all, isg_due_tasks_from (list));
  }
  return g_steal_pointer (&all);
}

/* ---- the board ---- */

struct _IsgDueBoard {
  GObject parent_instance;

  IsgTasks *tasks;      /* (owned) */
  IsgClock *clock;      /* (owned) */
  GPtrArray *places;    /* (owned) (element-type Place): in the order of their names */
  GHashTable *put_offs; /* (owned) (nullable) */
  GPtrArray *all;       /* (owned) (nullable): the tasks of all by date, until something changes */
  GError *error;        /* (owned) (nullable) */
  IsgDate day;          /* on which it was read */
  gboolean ready;
  gboolean reading;
  gboolean read_again;
};

G_DEFINE_FINAL_TYPE (IsgDueBoard, isg_due_board, G_TYPE_OBJECT)

enum {
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void read_next (IsgDueBoard *self);

static void
finish_reading (IsgDueBoard *self, GError *error)
{
  self->reading = FALSE;
  self->ready = self->ready || error == NULL;
  g_clear_pointer (&self->all, g_ptr_array_unref);
  g_clear_error (&self->error);
  self->error = error;
  g_signal_emit (self, signals[CHANGED], 0);
  if (self->read_again)
    isg_due_board_refresh (self);
}

/* The program ends: nobody is told. */
static gboolean
is_over (IsgDueBoard *self, const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CLOSED)
         || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static guint
collect_stale (IsgDueBoard *self, Place **stale)
{
  guint n = 0;

  for (guint i = 0; i < self->places->len && n < AT_ONCE; i++) {
    Place *place = g_ptr_array_index (self->places, i);

    if (place->tasks == NULL)
      stale[n++] = place;
  }
  return n;
}

static void
places_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (IsgDueBoard) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) read = isg_tasks_finish (result, &error);
  Place *stale[AT_ONCE];
  guint n;

  if (read == NULL) {
    if (!is_over (self, error))
      finish_reading (self, g_steal_pointer (&error));
    return;
  }
  n = collect_stale (self, stale);
  for (guint i = 0; i < n && i < read->len; i++)
    stale[i]->tasks = g_ptr_array_ref (g_ptr_array_index (read, i));
  read_next (self);
}

static void
read_next (IsgDueBoard *self)
{
  Place *stale[AT_ONCE];
  guint n = collect_stale (self, stale);
  char **uuids;

  if (n == 0) {
    finish_reading (self, NULL);
    return;
  }
  uuids = g_new0 (char *, n + 1);
  for (guint i = 0; i < n; i++)
    uuids[i] = g_strdup (stale[i]->workplace);
  isg_tasks_run (self->tasks,
                 read_places,
                 uuids,
                 (GDestroyNotify) g_strfreev,
                 (GDestroyNotify) g_ptr_array_unref,
                 NULL,
                 places_read_cb,
                 g_object_ref (self));
}

/* Keeps what was read of workplaces in which nothing changed. */
static void
take_stamps (IsgDueBoard *self, GPtrArray *stamps)
{
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) before = g_steal_pointer (&self->places);
  IsgDate today = isg_clock_today (self->clock);

  for (guint i = 0; today == self->day && i < before->len; i++) {
    Place *place = g_ptr_array_index (before, i);

    g_hash_table_insert (known, place->workplace, place);
  }
  self->day = today;
  self->places = g_ptr_array_new_with_free_func (place_free);
  for (guint i = 0; i < stamps->len; i++) {
    const IsgDueStamp *stamp = g_ptr_array_index (stamps, i);
    const Place *old = g_hash_table_lookup (known, stamp->workplace);
    Place *place = g_new0 (Place, 1);

    place->workplace = g_strdup (stamp->workplace);
    place->stamp = g_strdup (stamp->stamp);
    if (old != NULL && old->tasks != NULL && g_str_equal (old->stamp, stamp->stamp))
      place->tasks = g_ptr_array_ref (old->tasks);
    g_ptr_array_add (self->places, place);
  }
}

static void
news_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (IsgDueBoard) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (News) news = isg_tasks_finish (result, &error);

  if (news == NULL) {
    if (!is_over (self, error))
      finish_reading (self, g_steal_pointer (&error));
    return;
  }
  take_stamps (self, news->stamps);
  g_clear_pointer (&self->put_offs, g_hash_table_unref);
  self->put_offs = g_steal_pointer (&news->put_offs);
  read_next (self);
}

void
isg_due_board_refresh (IsgDueBoard *self)
{
  g_return_if_fail (ISG_IS_DUE_BOARD (self));

  self->read_again = self->reading;
  if (self->reading)
    return;
  self->reading = TRUE;
  isg_tasks_run (self->tasks,
                 read_news,
                 NULL,
                 NULL,
                 news_free,
                 NULL,
                 news_read_cb,
                 g_object_ref (self));
}

/* ---- what stands on it ---- */

gboolean
isg_due_board_is_ready (IsgDueBoard *self)
{
  g_return_val_if_fail (ISG_IS_DUE_BOARD (self), FALSE);

  return self->ready;
}

const GError *
isg_due_board_error (IsgDueBoard *self)
{
  g_return_val_if_fail (ISG_IS_DUE_BOARD (self), NULL);

  return self->error;
}

guint
isg_due_board_n_workplaces (IsgDueBoard *self)
{
  g_return_val_if_fail (ISG_IS_DUE_BOARD (self), 0);

  return self->places->len;
}

static int
compare_tasks (gconstpointer a, gconstpointer b)
{
  const IsgDueItem *left = (*(IsgDueTask *const *) a)->item;
  const IsgDueItem *right = (*(IsgDueTask *const *) b)->item;

  if (left->date == ISG_DATE_NONE || right->date == ISG_DATE_NONE)
    return (left->date == ISG_DATE_NONE) - (right->date == ISG_DATE_NONE);
  return (left->date > right->date) - (left->date < right->date);
}

static GPtrArray *
gather_all (IsgDueBoard *self)
{
  GPtrArray *all = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->places->len; i++) {
    const Place *place = g_ptr_array_index (self->places, i);

    for (guint k = 0; place->tasks != NULL && k < place->tasks->len; k++)
      g_ptr_array_add (all, g_object_ref (g_ptr_array_index (place->tasks, k)));
  }
  /* Stable: workplaces stay in the order of their names on one day. */
  g_ptr_array_sort (all, compare_tasks);
  return all;
}

GPtrArray *
isg_due_board_tasks (IsgDueBoard *self, const char *workplace)
{
  g_return_val_if_fail (ISG_IS_DUE_BOARD (self), NULL);

  if (workplace == NULL) {
    if (self->all == NULL)
      self->all = gather_all (self);
    return g_ptr_array_ref (self->all);
  }
  for (guint i = 0; i < self->places->len; i++) {
    const Place *place = g_ptr_array_index (self->places, i);

    if (place->tasks != NULL && g_str_equal (place->workplace, workplace))
      return g_ptr_array_ref (place->tasks);
  }
  return g_ptr_array_new ();
}

void
isg_due_board_count (IsgDueBoard *self,
                     const char *workplace,
                     guint *out_now,
                     guint *out_late,
                     guint *out_soon)
{
  guint now = 0, late = 0, soon = 0;

  g_return_if_fail (ISG_IS_DUE_BOARD (self));

  for (guint i = 0; i < self->places->len; i++) {
    const Place *place = g_ptr_array_index (self->places, i);

    if (workplace != NULL && !g_str_equal (place->workplace, workplace))
      continue;
    for (guint k = 0; place->tasks != NULL && k < place->tasks->len; k++) {
      const IsgDueItem *item = ((IsgDueTask *) g_ptr_array_index (place->tasks, k))->item;

      late += item->state == ISG_DUE_OVERDUE;
      soon += item->state == ISG_DUE_DUE;
      now += item->state == ISG_DUE_OVERDUE
             || (item->state == ISG_DUE_DUE && item->date == self->day);
    }
  }
  if (out_now != NULL)
    *out_now = now;
  if (out_late != NULL)
    *out_late = late;
  if (out_soon != NULL)
    *out_soon = soon;
}

void
isg_due_board_count_kind (IsgDueBoard *self,
                          const char *workplace,
                          const char *kind,
                          guint *out_late,
                          guint *out_soon)
{
  guint late = 0, soon = 0;

  g_return_if_fail (ISG_IS_DUE_BOARD (self));

  for (guint i = 0; i < self->places->len; i++) {
    const Place *place = g_ptr_array_index (self->places, i);

    if (workplace != NULL && !g_str_equal (place->workplace, workplace))
      continue;
    for (guint k = 0; place->tasks != NULL && k < place->tasks->len; k++) {
      const IsgDueItem *item = ((IsgDueTask *) g_ptr_array_index (place->tasks, k))->item;

      if (g_strcmp0 (isg_due_item_opens (item), kind) != 0)
        continue;
      late += item->state == ISG_DUE_OVERDUE;
      soon += item->state == ISG_DUE_DUE;
    }
  }
  *out_late = late;
  *out_soon = soon;
}

const IsgPutOff *
isg_due_board_put_off (IsgDueBoard *self, IsgDueTask *task)
{
  g_autofree char *key = NULL;
  const IsgPutOff *put_off;

  g_return_val_if_fail (ISG_IS_DUE_BOARD (self), NULL);
  g_return_val_if_fail (ISG_IS_DUE_TASK (task), NULL);

  if (self->put_offs == NULL || g_hash_table_size (self->put_offs) == 0)
    return NULL;
  key = isg_due_item_key (task->item);
  put_off = g_hash_table_lookup (self->put_offs, key);
  return put_off != NULL && put_off->legal == task->item->date ? put_off : NULL;
}

/* ---- the class ---- */

static void
isg_due_board_finalize (GObject *object)
{
  IsgDueBoard *self = ISG_DUE_BOARD (object);

  g_clear_object (&self->tasks);
  g_clear_pointer (&self->clock, isg_clock_unref);
  g_ptr_array_unref (self->places);
  g_clear_pointer (&self->put_offs, g_hash_table_unref);
  g_clear_pointer (&self->all, g_ptr_array_unref);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (isg_due_board_parent_class)->finalize (object);
}

static void
isg_due_board_class_init (IsgDueBoardClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = isg_due_board_finalize;
  signals[CHANGED] = g_signal_new ("changed",
                                   G_TYPE_FROM_CLASS (klass),
                                   G_SIGNAL_RUN_LAST,
                                   0,
                                   NULL,
                                   NULL,
                                   NULL,
                                   G_TYPE_NONE,
                                   0);
}

static void
isg_due_board_init (IsgDueBoard *self)
{
  self->places = g_ptr_array_new_with_free_func (place_free);
}

IsgDueBoard *
isg_due_board_new (IsgTasks *tasks, IsgClock *clock)
{
  IsgDueBoard *self = g_object_new (ISG_TYPE_DUE_BOARD, NULL);

  self->tasks = g_object_ref (tasks);
  self->clock = isg_clock_ref (clock);
  return self;
}
