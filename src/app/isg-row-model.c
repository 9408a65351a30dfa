/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-row-model-private.h"

/* Rows read at once; a screen shows about forty. */
#define BLOCK 128
/* Blocks read when the store has changed: what a list view keeps beyond its edges is among them. */
#define RELOAD 4
/* Rows kept with their content; those further away from where one looks are let go. */
#define KEEP 2048

struct _IsgRowModel {
  GObject parent_instance;

  IsgContext *context;      /* (owned) */
  IsgRowQuestion *question; /* (owned) */
  gboolean follow;          /* only the context's workplace */

  GPtrArray *slots;      /* (element-type IsgRowItem) (owned): NULL where nobody asked yet */
  GHashTable *in_flight; /* block numbers + 1 being read */
  guint total;           /* without search and filter */
  guint looked_at;       /* position */
  guint generation;      /* of what is in the slots; blocks of an older one are dropped */
  guint reload_source;   /* idle, or 0 */
  gboolean anew;         /* another question: what is in the slots answers the last one */
  gboolean reloading;
  gboolean reload_again;
  gboolean awake;
  gboolean stale;    /* something changed while asleep */
  const char *state; /* (static) */
  GError *error;     /* (owned) (nullable) */
};

enum {
  PROP_0,
  PROP_STATE,
  N_PROPS,
};

enum {
  RELOADED,
  N_SIGNALS,
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (IsgRowModel,
                               isg_row_model,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

/* One stretch that is asked for. */
typedef struct {
  IsgRowModel *model;       /* (owned): let go in the main thread */
  IsgRowQuestion *question; /* (owned) */
  guint generation;
  guint offset;
  guint limit;
  gboolean count;
  GtkBitset *positions; /* (owned) (nullable) */
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_object (&job->model);
  g_clear_pointer (&job->question, isg_row_question_free);
  g_clear_pointer (&job->positions, gtk_bitset_unref);
  g_free (job);
}

static Job *
job_new (IsgRowModel *self, guint offset, guint limit, gboolean count)
{
  Job *job = g_new0 (Job, 1);

  job->model = g_object_ref (self);
  job->question = isg_row_question_copy (self->question);
  job->question->workplace = self->follow ? g_strdup (isg_context_workplace (self->context)) : NULL;
  job->question->language = isg_i18n_language ();
  job->generation = self->generation;
  job->offset = offset;
  job->limit = limit;
  job->count = count;
  return job;
}

static gpointer
do_read (IsgStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const Job *job = data;

  return isg_row_read (store, job->question, job->offset, job->limit, job->count, error);
}

static void
free_answer (gpointer answer)
{
  isg_row_answer_free (answer);
}

static void
set_state (IsgRowModel *self, const char *state)
{
  if (g_strcmp0 (self->state, state) == 0)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
}

static void
take_error (IsgRowModel *self, GError *error)
{
  g_clear_error (&self->error);
  self->error = error;
  if (error != NULL)
    set_state (self, "error");
}

/* ---- slots ---- */

static IsgRowItem *
slot (IsgRowModel *self, guint position)
{
  return position < self->slots->len ? g_ptr_array_index (self->slots, position) : NULL;
}

static void
let_go (gpointer data)
{
  IsgRowItem *item = data;

  if (item == NULL)
    return;
  item->model = NULL;
  g_object_unref (item);
}

static gboolean
is_held (IsgRowItem *item)
{
  return G_OBJECT (item)->ref_count > 1;
}

static void
fill_slot (IsgRowModel *self, guint position, IsgRowAnswer *answer, guint index)
{
  IsgRowItem *item = slot (self, position);

  if (item == NULL)
    item = self->slots->pdata[position] = isg_row_item_new (self, position);
  isg_row_item_take (item,
                     g_steal_pointer (&answer->rows->pdata[index]),
                     index < answer->extras->len ? g_steal_pointer (&answer->extras->pdata[index])
                                                 : NULL);
}

/* Lets go of what is far from where one looks. An item that somebody else holds (the selection)
 * stays, without its content. */
static void
let_go_far_rows (IsgRowModel *self)
{
  guint from = self->looked_at > KEEP / 2 ? self->looked_at - KEEP / 2 : 0;
  guint to = self->looked_at + KEEP / 2;

  for (guint i = 0; i < self->slots->len; i++) {
    IsgRowItem *item = slot (self, i);

    if (item == NULL || (i >= from && i < to))
      continue;
    if (!is_held (item))
      g_clear_pointer (&self->slots->pdata[i], let_go);
    else if (item->row != NULL) {
      g_clear_pointer (&item->row, isg_row_free);
      g_clear_pointer (&item->extra, g_strfreev);
    }
  }
}

static void
number_slots (IsgRowModel *self, guint from)
{
  for (guint i = from; i < self->slots->len; i++)
    if (slot (self, i) != NULL)
      slot (self, i)->position = i;
}

/* ---- one block ---- */

static void
block_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Job *job = g_task_get_task_data (G_TASK (result));
  IsgRowModel *self = job->model;
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgRowAnswer) answer = isg_tasks_finish (result, &error);

  if (job->generation != self->generation)
    return;
  g_hash_table_remove (self->in_flight, GUINT_TO_POINTER (job->offset / BLOCK + 1));
  if (answer == NULL) {
    if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CLOSED))
      take_error (self, g_steal_pointer (&error));
    return;
  }
  for (guint i = 0; i < answer->rows->len && job->offset + i < self->slots->len; i++)
    fill_slot (self, job->offset + i, answer, i);
  let_go_far_rows (self);
}

static void
read_block (IsgRowModel *self, guint block)
{
  /* What is looked at answers the last question; the answer to the new one is on its way. */
  if (self->anew || !g_hash_table_add (self->in_flight, GUINT_TO_POINTER (block + 1)))
    return;
  isg_tasks_run (isg_context_tasks (self->context),
                 do_read,
                 job_new (self, block * BLOCK, BLOCK, FALSE),
                 job_free,
                 free_answer,
                 NULL,
                 block_read_cb,
                 NULL);
}

void
isg_row_model_look (IsgRowModel *self, guint position)
{
  IsgRowItem *item = slot (self, position);

  self->looked_at = position;
  if (item != NULL && item->row == NULL)
    read_block (self, position / BLOCK);
}

/* ---- reading again ---- */

/* Where the first row stands that is another one than before; only rows that were read can tell. */
static guint
first_difference (IsgRowModel *self, guint offset, GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++) {
    const IsgRow *row = g_ptr_array_index (rows, i);
    IsgRowItem *item = slot (self, offset + i);

    if (item == NULL || item->row == NULL ? offset + i >= self->slots->len
                                          : strcmp (item->row->uuid, row->uuid) != 0)
      return offset + i;
  }
  return offset + rows->len;
}

static void
resize_slots (IsgRowModel *self, guint position, guint found)
{
  guint old = self->slots->len;
  gpointer *pdata;

  if (found < old) {
    g_ptr_array_remove_range (self->slots, MIN (position, found), old - found);
  } else if (found > old) {
    position = MIN (position, old);
    g_ptr_array_set_size (self->slots, (int) found);
    pdata = self->slots->pdata;
    memmove (pdata + position + (found - old), pdata + position, (old - position) * sizeof *pdata);
    memset (pdata + position, 0, (found - old) * sizeof *pdata);
  }
}

/* The items by their record, and none of them in a slot any more. */
static GHashTable *
take_out (IsgRowModel *self, guint from, guint to)
{
  GHashTable *items = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, let_go);

  for (guint i = from; i < to; i++) {
    IsgRowItem *item = slot (self, i);

    if (item != NULL && item->row != NULL) {
      self->slots->pdata[i] = NULL;
      g_hash_table_replace (items, item->row->uuid, item);
    } else if (self->anew)
      g_clear_pointer (&self->slots->pdata[i], let_go);
  }
  return items;
}

/* Puts each record's own item into its slot, so that selection and focus stay with the record.
 * Returns the slot after the last one that has another item than before. */
static guint
put_back (IsgRowModel *self, guint offset, GPtrArray *rows, GHashTable *items, gpointer *before)
{
  guint end = 0;

  for (guint i = 0; i < rows->len && offset + i < self->slots->len; i++) {
    const IsgRow *row = g_ptr_array_index (rows, i);
    gpointer *place = &self->slots->pdata[offset + i];
    gpointer item = NULL;

    if (g_hash_table_steal_extended (items, row->uuid, NULL, &item)) {
      g_clear_pointer (place, let_go);
      *place = item;
    }
    if (*place != before[i])
      end = offset + i + 1;
  }
  return end;
}

/* What lies outside the stretch that was read may be another by now. */
static void
forget_outside (IsgRowModel *self, guint offset, guint n)
{
  for (guint i = 0; i < self->slots->len; i++) {
    IsgRowItem *item = slot (self, i);

    if (item == NULL || (i >= offset && i < offset + n))
      continue;
    if (!is_held (item))
      g_clear_pointer (&self->slots->pdata[i], let_go);
    else if (item->row != NULL || item->wanted)
      read_block (self, i / BLOCK);
  }
}

/* Another question: nothing stands where it stood. */
static void
take_rows_anew (IsgRowModel *self, IsgRowAnswer *answer)
{
  guint old = self->slots->len;
  g_autoptr (GHashTable) items = take_out (self, 0, old);
  g_autofree gpointer *before = g_new0 (gpointer, answer->rows->len + 1);

  self->anew = FALSE;
  g_ptr_array_set_size (self->slots, (int) answer->found);
  put_back (self, 0, answer->rows, items, before);
  for (guint i = 0; i < answer->rows->len && i < self->slots->len; i++)
    fill_slot (self, i, answer, i);
  number_slots (self, 0);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, old, answer->found);
}

static void
take_rows (IsgRowModel *self, guint offset, IsgRowAnswer *answer)
{
  guint old = self->slots->len;
  guint n = answer->rows->len;
  guint position = MIN (first_difference (self, offset, answer->rows), MIN (old, answer->found));
  g_autoptr (GHashTable) items = NULL;
  g_autofree gpointer *before = g_new0 (gpointer, n + 1);
  guint end;

  resize_slots (self, position, answer->found);
  for (guint i = 0; i < n; i++)
    before[i] = slot (self, offset + i);
  items = take_out (self, offset, MIN (offset + n, self->slots->len));
  end = put_back (self, offset, answer->rows, items, before);
  for (guint i = 0; i < n && offset + i < self->slots->len; i++)
    fill_slot (self, offset + i, answer, i);
  number_slots (self, position);

  end = MAX (end, position + (answer->found > old ? answer->found - old : 0));
  if (end > position || answer->found != old)
    g_list_model_items_changed (G_LIST_MODEL (self),
                                position,
                                end - position + old - answer->found,
                                end - position);
}

static void queue_reload (IsgRowModel *self);

static void
reload_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Job *job = g_task_get_task_data (G_TASK (result));
  IsgRowModel *self = job->model;
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgRowAnswer) answer = isg_tasks_finish (result, &error);

  self->reloading = FALSE;
  if (self->reload_again) {
    self->reload_again = FALSE;
    queue_reload (self);
    return;
  }
  if (answer == NULL) {
    if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CLOSED))
      take_error (self, g_steal_pointer (&error));
    return;
  }

  take_error (self, NULL);
  /* Blocks that are read until it is counted again are those of the same rows. */
  g_strfreev (self->question->only);
  self->question->only = self->question->fits != NULL ? g_strdupv (answer->only) : NULL;
  self->total = answer->total;
  g_hash_table_remove_all (self->in_flight);
  self->generation++;
  if (self->anew)
    take_rows_anew (self, answer);
  else
    take_rows (self, job->offset, answer);
  forget_outside (self, job->offset, job->limit);
  set_state (self, answer->found > 0 ? "ready" : "empty");
  g_signal_emit (self, signals[RELOADED], 0);
}

static gboolean
reload_idle_cb (gpointer data)
{
  IsgRowModel *self = data;
  guint block = MIN (self->looked_at, self->slots->len) / BLOCK;
  guint offset = block > RELOAD / 2 ? (block - RELOAD / 2) * BLOCK : 0;

  self->reload_source = 0;
  self->reloading = TRUE;
  isg_tasks_run (isg_context_tasks (self->context),
                 do_read,
                 job_new (self, offset, RELOAD * BLOCK, TRUE),
                 job_free,
                 free_answer,
                 NULL,
                 reload_cb,
                 NULL);
  return G_SOURCE_REMOVE;
}

static void
queue_reload (IsgRowModel *self)
{
  if (self->reloading)
    self->reload_again = TRUE;
  else if (self->reload_source == 0)
    self->reload_source = g_idle_add (reload_idle_cb, self);
}

void
isg_row_model_reload (IsgRowModel *self)
{
  g_return_if_fail (ISG_IS_ROW_MODEL (self));

  queue_reload (self);
}

static void
store_changed_cb (IsgRowModel *self)
{
  if (self->awake)
    queue_reload (self);
  else
    self->stale = TRUE;
}

/* What is shown stays until the answer to the new question comes: no flicker while one types. */
static void
ask_anew (IsgRowModel *self)
{
  self->anew = TRUE;
  self->looked_at = 0;
  queue_reload (self);
}

/* ---- naming rows ---- */

static gpointer
do_collect (IsgStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const Job *job = data;

  return isg_row_read_uuids (store, job->question, job->positions, error);
}

void
isg_row_model_collect (IsgRowModel *self,
                       GtkBitset *positions,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  Job *job;

  g_return_if_fail (ISG_IS_ROW_MODEL (self));
  g_return_if_fail (positions != NULL);

  job = job_new (self, 0, 0, FALSE);
  job->positions = gtk_bitset_copy (positions);
  isg_tasks_run (isg_context_tasks (self->context),
                 do_collect,
                 job,
                 job_free,
                 (GDestroyNotify) g_ptr_array_unref,
                 NULL,
                 callback,
                 user_data);
}

/* ---- GListModel ---- */

static GType
get_item_type (GListModel *model)
{
  return ISG_TYPE_ROW_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return ISG_ROW_MODEL (model)->slots->len;
}

/* Reads nothing: a selection of everything asks for each item. */
static gpointer
get_item (GListModel *model, guint position)
{
  IsgRowModel *self = ISG_ROW_MODEL (model);

  if (position >= self->slots->len)
    return NULL;
  if (slot (self, position) == NULL)
    self->slots->pdata[position] = isg_row_item_new (self, position);
  return g_object_ref (slot (self, position));
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/* ---- what the pages set ---- */

void
isg_row_model_set_extra (IsgRowModel *self, IsgRowExtraFunc extra)
{
  g_return_if_fail (ISG_IS_ROW_MODEL (self));

  self->question->extra = extra;
}

void
isg_row_model_set_search (IsgRowModel *self, const char *text)
{
  g_return_if_fail (ISG_IS_ROW_MODEL (self));

  if (text != NULL && *text == '\0')
    text = NULL;
  if (g_strcmp0 (self->question->search, text) == 0)
    return;
  g_free (self->question->search);
  self->question->search = g_strdup (text);
  ask_anew (self);
}

void
isg_row_model_set_badges (IsgRowModel *self, const char *const *badges, gboolean closed)
{
  g_return_if_fail (ISG_IS_ROW_MODEL (self));

  g_strfreev (self->question->badges);
  self->question->badges = g_strdupv ((GStrv) badges);
  self->question->closed = closed;
  ask_anew (self);
}

void
isg_row_model_set_dates (IsgRowModel *self, IsgDate from, IsgDate to)
{
  g_return_if_fail (ISG_IS_ROW_MODEL (self));

  if (self->question->from == from && self->question->to == to)
    return;
  self->question->from = from;
  self->question->to = to;
  ask_anew (self);
}

void
isg_row_model_set_range (IsgRowModel *self, const char *field, const char *least, const char *most)
{
  IsgRowQuestion *question;

  g_return_if_fail (ISG_IS_ROW_MODEL (self));

  question = self->question;
  if (g_strcmp0 (question->field, field) == 0 && g_strcmp0 (question->least, least) == 0
      && g_strcmp0 (question->most, most) == 0)
    return;
  g_free (question->field);
  g_free (question->least);
  g_free (question->most);
  question->field = g_strdup (field);
  question->least = g_strdup (least);
  question->most = g_strdup (most);
  ask_anew (self);
}

void
isg_row_model_set_fits (IsgRowModel *self, IsgRowFitsFunc fits)
{
  g_return_if_fail (ISG_IS_ROW_MODEL (self));

  if (self->question->fits == fits)
    return;
  self->question->fits = fits;
  g_clear_pointer (&self->question->only, g_strfreev);
  ask_anew (self);
}

void
isg_row_model_set_sort (IsgRowModel *self, const char *sort, gboolean descending)
{
  g_return_if_fail (ISG_IS_ROW_MODEL (self));

  if (g_strcmp0 (self->question->sort, sort) == 0 && self->question->descending == descending)
    return;
  g_free (self->question->sort);
  self->question->sort = g_strdup (sort);
  self->question->descending = descending;
  ask_anew (self);
}

void
isg_row_model_set_follow_workplace (IsgRowModel *self, gboolean follow)
{
  g_return_if_fail (ISG_IS_ROW_MODEL (self));

  if (self->follow == follow)
    return;
  self->follow = follow;
  ask_anew (self);
}

void
isg_row_model_set_awake (IsgRowModel *self, gboolean awake)
{
  g_return_if_fail (ISG_IS_ROW_MODEL (self));

  self->awake = awake;
  if (!awake || !self->stale)
    return;
  self->stale = FALSE;
  queue_reload (self);
}

const GError *
isg_row_model_error (IsgRowModel *self)
{
  g_return_val_if_fail (ISG_IS_ROW_MODEL (self), NULL);

  return self->error;
}

guint
isg_row_model_total (IsgRowModel *self)
{
  g_return_val_if_fail (ISG_IS_ROW_MODEL (self), 0);

  return self->total;
}

gboolean
isg_row_model_find (IsgRowModel *self, const char *uuid, guint *out_position)
{
  g_return_val_if_fail (ISG_IS_ROW_MODEL (self), FALSE);

  for (guint i = 0; i < self->slots->len; i++) {
    IsgRowItem *item = slot (self, i);

    if (item != NULL && item->row != NULL && g_strcmp0 (item->row->uuid, uuid) == 0) {
      *out_position = i;
      return TRUE;
    }
  }
  return FALSE;
}

guint
isg_row_model_n_kept (IsgRowModel *self)
{
  guint n = 0;

  g_return_val_if_fail (ISG_IS_ROW_MODEL (self), 0);

  for (guint i = 0; i < self->slots->len; i++)
    n += slot (self, i) != NULL && slot (self, i)->row != NULL;
  return n;
}

static void
workplace_changed_cb (IsgRowModel *self)
{
  if (self->follow)
    ask_anew (self);
}

/* ---- the class ---- */

static void
isg_row_model_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_STATE)
    g_value_set_static_string (value, ISG_ROW_MODEL (object)->state);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
isg_row_model_dispose (GObject *object)
{
  g_clear_handle_id (&ISG_ROW_MODEL (object)->reload_source, g_source_remove);
  G_OBJECT_CLASS (isg_row_model_parent_class)->dispose (object);
}

static void
isg_row_model_finalize (GObject *object)
{
  IsgRowModel *self = ISG_ROW_MODEL (object);

  g_ptr_array_unref (self->slots);
  g_hash_table_unref (self->in_flight);
  g_clear_object (&self->context);
  isg_row_question_free (self->question);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (isg_row_model_parent_class)->finalize (object);
}

static void
isg_row_model_class_init (IsgRowModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = isg_row_model_get_property;
  object_class->dispose = isg_row_model_dispose;
  object_class->finalize = isg_row_model_finalize;

  props[PROP_STATE] = g_param_spec_string ("state",
                                           NULL,
                                           NULL,
                                           "loading",
                                           G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[RELOADED] = g_signal_new ("reloaded",
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
isg_row_model_init (IsgRowModel *self)
{
  self->slots = g_ptr_array_new_with_free_func (let_go);
  self->in_flight = g_hash_table_new (NULL, NULL);
  self->question = g_new0 (IsgRowQuestion, 1);
  self->question->from = ISG_DATE_NONE;
  self->question->to = ISG_DATE_NONE;
  self->question->sort = g_strdup ("title");
  self->follow = TRUE;
  self->awake = TRUE;
  self->anew = TRUE;
  self->state = "loading";
}

IsgRowModel *
isg_row_model_new (IsgContext *context, const char *kind)
{
  IsgRowModel *self = g_object_new (ISG_TYPE_ROW_MODEL, NULL);

  self->context = g_object_ref (context);
  self->question->kind = g_strdup (kind);
  g_signal_connect_object (context,
                           "changed",
                           G_CALLBACK (store_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (context,
                           "notify::workplace",
                           G_CALLBACK (workplace_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  queue_reload (self);
  return self;
}
