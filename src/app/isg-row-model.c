/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-row-model.h"

/* Rows read at once; a screen shows about forty. */
#define BLOCK 128
/* Rows kept with their content; those further away from the last one asked for are let go. */
#define KEEP 2048

struct _IsgRowItem {
  GObject parent_instance;

  IsgRow *row; /* (owned) (nullable): NULL while it is being read */
};

enum {
  LOADED,
  N_ITEM_SIGNALS,
};

static guint item_signals[N_ITEM_SIGNALS];

G_DEFINE_FINAL_TYPE (IsgRowItem, isg_row_item, G_TYPE_OBJECT)

static void
isg_row_item_finalize (GObject *object)
{
  g_clear_pointer (&ISG_ROW_ITEM (object)->row, isg_row_free);
  G_OBJECT_CLASS (isg_row_item_parent_class)->finalize (object);
}

static void
isg_row_item_class_init (IsgRowItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = isg_row_item_finalize;
  item_signals[LOADED] = g_signal_new ("loaded",
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
isg_row_item_init (IsgRowItem *self)
{
}

const IsgRow *
isg_row_item_row (IsgRowItem *self)
{
  g_return_val_if_fail (ISG_IS_ROW_ITEM (self), NULL);

  return self->row;
}

static void
item_take_row (IsgRowItem *self, IsgRow *row)
{
  g_clear_pointer (&self->row, isg_row_free);
  self->row = row;
  g_signal_emit (self, item_signals[LOADED], 0);
}

/* ---- the model ---- */

struct _IsgRowModel {
  GObject parent_instance;

  IsgContext *context; /* (owned) */
  char *kind;
  char *search; /* (nullable) */
  GStrv badges; /* (nullable) */
  gboolean closed;
  char *sort;
  gboolean descending;
  gboolean follow;

  GPtrArray *slots;      /* (element-type IsgRowItem): NULL where nobody asked yet */
  GHashTable *in_flight; /* block numbers being read */
  guint total;           /* without search and filter */
  guint last_asked;      /* position */
  guint generation;      /* of the question; an answer to an older one is dropped */
  guint reload_source;   /* idle, or 0 */
  gboolean reloading;
  gboolean reload_again;
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

/* One question to the store, and its answer. */
typedef struct {
  IsgRowModel *model; /* (owned): lets go in the main thread */
  guint generation;
  char *kind;
  char *workplace;
  char *search;
  GStrv badges;
  gboolean closed;
  char *sort;
  gboolean descending;
  IsgLanguage language;
  guint offset;
  guint limit;
  gboolean count;
} Question;

typedef struct {
  GPtrArray *rows; /* (owned) (element-type IsgRow) */
  guint found;
  guint total;
} Answer;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_clear_object (&question->model);
  g_free (question->kind);
  g_free (question->workplace);
  g_free (question->search);
  g_strfreev (question->badges);
  g_free (question->sort);
  g_free (question);
}

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  g_clear_pointer (&answer->rows, g_ptr_array_unref);
  g_free (answer);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)

static Question *
question_new (IsgRowModel *self, guint offset, guint limit, gboolean count)
{
  Question *question = g_new0 (Question, 1);

  question->model = g_object_ref (self);
  question->generation = self->generation;
  question->kind = g_strdup (self->kind);
  question->workplace = self->follow ? g_strdup (isg_context_workplace (self->context)) : NULL;
  question->search = g_strdup (self->search);
  question->badges = g_strdupv (self->badges);
  question->closed = self->closed;
  question->sort = g_strdup (self->sort);
  question->descending = self->descending;
  question->language = isg_i18n_language ();
  question->offset = offset;
  question->limit = limit;
  question->count = count;
  return question;
}

static gpointer
ask_store (IsgStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const Question *question = data;
  g_autoptr (Answer) answer = g_new0 (Answer, 1);
  IsgListQuery query = {
    .kind = question->kind,
    .workplace = question->workplace,
    .search = question->search,
    .badges = (const char *const *) question->badges,
    .date_from = ISG_DATE_NONE,
    .date_to = ISG_DATE_NONE,
    .closed = question->closed,
    .sort = question->sort,
    .descending = question->descending,
    .limit = question->limit,
    .offset = question->offset,
    .language = question->language,
  };
  IsgListQuery all = {
    .kind = question->kind,
    .workplace = question->workplace,
    .date_from = ISG_DATE_NONE,
    .date_to = ISG_DATE_NONE,
    .language = question->language,
  };

  if (question->count
      && (!isg_store_record_count (store, &query, &answer->found, error)
          || !isg_store_record_count (store, &all, &answer->total, error)))
    return NULL;
  answer->rows = isg_store_record_list (store, &query, error);
  if (answer->rows == NULL)
    return NULL;
  return g_steal_pointer (&answer);
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
set_error (IsgRowModel *self, GError *error)
{
  g_clear_error (&self->error);
  self->error = error;
  if (error != NULL)
    set_state (self, "error");
}

/* ---- blocks ---- */

/* Lets go of rows far from where the view is, unless somebody else holds their items. */
static void
let_go_far_rows (IsgRowModel *self)
{
  guint from = self->last_asked > KEEP / 2 ? self->last_asked - KEEP / 2 : 0;
  guint to = self->last_asked + KEEP / 2;

  for (guint i = 0; i < self->slots->len; i++) {
    IsgRowItem *item = g_ptr_array_index (self->slots, i);

    if (i == from)
      i = MIN (to, self->slots->len);
    else if (item != NULL && G_OBJECT (item)->ref_count == 1)
      g_clear_object (&g_ptr_array_index (self->slots, i));
  }
}

static void
fill_block (IsgRowModel *self, guint offset, GPtrArray *rows)
{
  for (guint i = 0; i < rows->len && offset + i < self->slots->len; i++) {
    IsgRowItem *item = g_ptr_array_index (self->slots, offset + i);

    if (item == NULL)
      item = self->slots->pdata[offset + i] = g_object_new (ISG_TYPE_ROW_ITEM, NULL);
    item_take_row (item, g_steal_pointer (&rows->pdata[i]));
  }
}

static void
block_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Question *question = g_task_get_task_data (G_TASK (result));
  IsgRowModel *self = question->model;
  g_autoptr (GError) error = NULL;
  g_autoptr (Answer) answer = isg_tasks_finish (result, &error);

  if (question->generation != self->generation)
    return;
  g_hash_table_remove (self->in_flight, GUINT_TO_POINTER (question->offset / BLOCK + 1));
  if (answer == NULL) {
    set_error (self, g_steal_pointer (&error));
    return;
  }
  fill_block (self, question->offset, answer->rows);
  let_go_far_rows (self);
}

static void
read_block (IsgRowModel *self, guint block)
{
  if (!g_hash_table_add (self->in_flight, GUINT_TO_POINTER (block + 1)))
    return;
  isg_tasks_run (isg_context_tasks (self->context),
                 ask_store,
                 question_new (self, block * BLOCK, BLOCK, FALSE),
                 question_free,
                 answer_free,
                 NULL,
                 block_read_cb,
                 NULL);
}

/* ---- reading again ---- */

static const char *
slot_uuid (IsgRowModel *self, guint position)
{
  IsgRowItem *item = position < self->slots->len ? g_ptr_array_index (self->slots, position) : NULL;

  return item != NULL && item->row != NULL ? item->row->uuid : NULL;
}

/* Where the first row stands that is another one than before; only rows that were read can tell. */
static guint
first_difference (IsgRowModel *self, guint offset, GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++) {
    const IsgRow *row = g_ptr_array_index (rows, i);
    const char *before = slot_uuid (self, offset + i);

    if (before != NULL && strcmp (before, row->uuid) != 0)
      return offset + i;
  }
  return offset + rows->len;
}

static void
insert_slots (IsgRowModel *self, guint position, guint n)
{
  guint old = self->slots->len;

  g_ptr_array_set_size (self->slots, (int) (old + n));
  memmove (&self->slots->pdata[position + n],
           &self->slots->pdata[position],
           (old - position) * sizeof (gpointer));
  memset (&self->slots->pdata[position], 0, n * sizeof (gpointer));
}

static void
resize (IsgRowModel *self, guint position, guint found)
{
  guint old = self->slots->len;

  if (found > old) {
    position = MIN (position, old);
    insert_slots (self, position, found - old);
    g_list_model_items_changed (G_LIST_MODEL (self), position, 0, found - old);
  } else if (found < old) {
    position = MIN (position, found);
    g_ptr_array_remove_range (self->slots, position, old - found);
    g_list_model_items_changed (G_LIST_MODEL (self), position, old - found, 0);
  }
}

/* A row that has moved is another item at its place: the view must not think that it is the same.
 */
static void
replace_moved (IsgRowModel *self, guint offset, GPtrArray *rows)
{
  for (guint i = 0; i < rows->len && offset + i < self->slots->len; i++) {
    const IsgRow *row = g_ptr_array_index (rows, i);
    const char *before = slot_uuid (self, offset + i);

    if (before == NULL || strcmp (before, row->uuid) == 0)
      continue;
    g_clear_object (&self->slots->pdata[offset + i]);
    g_list_model_items_changed (G_LIST_MODEL (self), offset + i, 1, 1);
  }
}

/* Rows beyond the block that was read again are asked for anew when the view wants them. */
static void
forget_outside (IsgRowModel *self, guint offset, guint n)
{
  for (guint i = 0; i < self->slots->len; i++) {
    IsgRowItem *item = g_ptr_array_index (self->slots, i);

    if (item == NULL || (i >= offset && i < offset + n))
      continue;
    if (item->row != NULL && G_OBJECT (item)->ref_count == 1)
      g_clear_object (&g_ptr_array_index (self->slots, i));
    else
      read_block (self, i / BLOCK);
  }
}

static void queue_reload (IsgRowModel *self);

static void
reload_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Question *question = g_task_get_task_data (G_TASK (result));
  IsgRowModel *self = question->model;
  g_autoptr (GError) error = NULL;
  g_autoptr (Answer) answer = isg_tasks_finish (result, &error);

  self->reloading = FALSE;
  if (self->reload_again || question->generation != self->generation) {
    self->reload_again = FALSE;
    queue_reload (self);
    return;
  }
  if (answer == NULL) {
    if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CLOSED))
      set_error (self, g_steal_pointer (&error));
    return;
  }

  set_error (self, NULL);
  self->total = answer->total;
  g_hash_table_remove_all (self->in_flight);
  self->generation++;
  resize (self, first_difference (self, question->offset, answer->rows), answer->found);
  replace_moved (self, question->offset, answer->rows);
  fill_block (self, question->offset, answer->rows);
  forget_outside (self, question->offset, question->limit);
  set_state (self, answer->found > 0 ? "ready" : "empty");
  g_signal_emit (self, signals[RELOADED], 0);
}

static gboolean
reload_idle_cb (gpointer data)
{
  IsgRowModel *self = data;
  guint middle = MIN (self->last_asked, self->slots->len);
  guint offset = middle > BLOCK ? (middle / BLOCK - 1) * BLOCK : 0;

  self->reload_source = 0;
  self->reloading = TRUE;
  isg_tasks_run (isg_context_tasks (self->context),
                 ask_store,
                 question_new (self, offset, 3 * BLOCK, TRUE),
                 question_free,
                 answer_free,
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

/* Another question: what was read is not an answer to it. */
static void
ask_anew (IsgRowModel *self)
{
  guint old = self->slots->len;

  self->generation++;
  self->last_asked = 0;
  g_hash_table_remove_all (self->in_flight);
  g_ptr_array_set_size (self->slots, 0);
  if (old > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, old, 0);
  set_state (self, "loading");
  queue_reload (self);
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

static gpointer
get_item (GListModel *model, guint position)
{
  IsgRowModel *self = ISG_ROW_MODEL (model);
  IsgRowItem *item;

  if (position >= self->slots->len)
    return NULL;
  item = g_ptr_array_index (self->slots, position);
  if (item == NULL)
    item = self->slots->pdata[position] = g_object_new (ISG_TYPE_ROW_ITEM, NULL);
  if (item->row == NULL)
    read_block (self, position / BLOCK);
  self->last_asked = position;
  return g_object_ref (item);
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
isg_row_model_set_search (IsgRowModel *self, const char *text)
{
  g_return_if_fail (ISG_IS_ROW_MODEL (self));

  if (text != NULL && *text == '\0')
    text = NULL;
  if (g_strcmp0 (self->search, text) == 0)
    return;
  g_free (self->search);
  self->search = g_strdup (text);
  ask_anew (self);
}

void
isg_row_model_set_badges (IsgRowModel *self, const char *const *badges, gboolean closed)
{
  g_return_if_fail (ISG_IS_ROW_MODEL (self));

  g_strfreev (self->badges);
  self->badges = g_strdupv ((GStrv) badges);
  self->closed = closed;
  ask_anew (self);
}

void
isg_row_model_set_sort (IsgRowModel *self, const char *sort, gboolean descending)
{
  g_return_if_fail (ISG_IS_ROW_MODEL (self));

  if (g_strcmp0 (self->sort, sort) == 0 && self->descending == descending)
    return;
  g_free (self->sort);
  self->sort = g_strdup (sort);
  self->descending = descending;
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

static void
workplace_changed_cb (IsgRowModel *self)
{
  if (self->follow)
    ask_anew (self);
}

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
  g_free (self->kind);
  g_free (self->search);
  g_strfreev (self->badges);
  g_free (self->sort);
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
unref_slot (gpointer item)
{
  if (item != NULL)
    g_object_unref (item);
}

static void
isg_row_model_init (IsgRowModel *self)
{
  self->slots = g_ptr_array_new_with_free_func (unref_slot);
  self->in_flight = g_hash_table_new (NULL, NULL);
  self->sort = g_strdup ("title");
  self->follow = TRUE;
  self->state = "loading";
}

IsgRowModel *
isg_row_model_new (IsgContext *context, const char *kind)
{
  IsgRowModel *self = g_object_new (ISG_TYPE_ROW_MODEL, NULL);

  self->context = g_object_ref (context);
  self->kind = g_strdup (kind);
  g_signal_connect_object (context, "changed", G_CALLBACK (queue_reload), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context,
                           "notify::workplace",
                           G_CALLBACK (workplace_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  queue_reload (self);
  return self;
}
