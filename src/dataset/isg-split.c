/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dataset/isg-split-private.h"

#include <string.h>

/* The items of the record as a grid: employees down, topics across. */
typedef struct {
  IsgScope *scope;
  GArray *employees;   /* (owned) (element-type IsgAxisRow) */
  GArray *topics;      /* (owned) (element-type IsgAxisRow) */
  GHashTable *planned; /* (owned) (element-type utf8 utf8): "employee|topic" → part */
  GHashTable *only;    /* (owned) (nullable) (element-type utf8): "employee|topic" */
  const char **cells;  /* (owned): the part of each item, row by row; "" when it is not to be sent,
                          %NULL when it has none yet */
  GHashTable *names;   /* (owned) (element-type utf8): parts that there are */
  guint next;          /* the next new part */
  GPtrArray *parts;    /* (owned) (element-type IsgSplitPart) */
} Grid;

void
isg_split_part_free (IsgSplitPart *part)
{
  if (part == NULL)
    return;
  g_free (part->name);
  g_array_unref (part->employees);
  g_array_unref (part->topics);
  g_ptr_array_unref (part->items);
  g_free (part);
}

static void
clear_grid (Grid *grid)
{
  g_clear_pointer (&grid->employees, g_array_unref);
  g_clear_pointer (&grid->topics, g_array_unref);
  g_clear_pointer (&grid->planned, g_hash_table_unref);
  g_clear_pointer (&grid->only, g_hash_table_unref);
  g_clear_pointer (&grid->cells, g_free);
  g_clear_pointer (&grid->names, g_hash_table_unref);
  g_clear_pointer (&grid->parts, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Grid, clear_grid)

static char *
item_key (const char *employee, const char *topic)
{
  return g_strconcat (employee == NULL ? "" : employee, "|", topic == NULL ? "" : topic, NULL);
}

static void
read_plan (Grid *grid, GPtrArray *plan)
{
  grid->planned = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  grid->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  grid->next = 1;
  for (guint i = 0; plan != NULL && i < plan->len; i++) {
    const IsgItemPlan *item = g_ptr_array_index (plan, i);
    guint64 number = 0;

    g_hash_table_insert (grid->planned,
                         item_key (item->employee, item->topic),
                         g_strdup (item->part));
    g_hash_table_add (grid->names, g_strdup (item->part));
    number = g_ascii_strtoull (item->part, NULL, 10);
    if (number >= grid->next && number < G_MAXUINT)
      grid->next = (guint) number + 1;
  }
}

/* Both the number and the record name an employee: a number may have been corrected since. */
static void
read_only (Grid *grid, GPtrArray *only)
{
  if (only == NULL)
    return;
  grid->only = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < only->len; i++) {
    const IsgItem *item = g_ptr_array_index (only, i);

    if (item->employee_uuid != NULL && *item->employee_uuid != '\0')
      g_hash_table_add (grid->only, item_key (item->employee_uuid, item->topic));
    g_hash_table_add (grid->only, item_key (item->employee, item->topic));
  }
}

static const IsgAxisRow *
employee_at (const Grid *grid, guint index)
{
  return &g_array_index (grid->employees, IsgAxisRow, index);
}

static const IsgAxisRow *
topic_at (const Grid *grid, guint index)
{
  return &g_array_index (grid->topics, IsgAxisRow, index);
}

static gpointer
find_item (const Grid *grid, GHashTable *table, guint employee, guint topic)
{
  const char *code = topic_at (grid, topic)->key;
  g_autofree char *by_record = item_key (employee_at (grid, employee)->uuid, code);
  g_autofree char *by_number = item_key (employee_at (grid, employee)->key, code);
  gpointer found = NULL;

  if (*employee_at (grid, employee)->uuid != '\0')
    found = g_hash_table_lookup (table, by_record);
  return found != NULL ? found : g_hash_table_lookup (table, by_number);
}

static void
fill_cells (Grid *grid)
{
  gsize n_topics = grid->topics->len;

  grid->cells = g_new0 (const char *, grid->employees->len *n_topics);
  for (guint e = 0; e < grid->employees->len; e++) {
    for (guint t = 0; t < n_topics; t++) {
      gboolean wanted = grid->only == NULL || find_item (grid, grid->only, e, t) != NULL;

      grid->cells[e * n_topics + t] = wanted ? find_item (grid, grid->planned, e, t) : "";
    }
  }
}

/* ---- parts ---- */

static void
add_items (Grid *grid, IsgSplitPart *part, GArray *employees, GArray *topics)
{
  for (guint i = 0; i < employees->len; i++) {
    const IsgAxisRow *employee = employee_at (grid, g_array_index (employees, guint, i));

    for (guint k = 0; k < topics->len; k++)
      g_ptr_array_add (part->items,
                       isg_item_new (employee->key,
                                     employee->uuid,
                                     topic_at (grid, g_array_index (topics, guint, k))->key));
  }
}

static GArray *
copy_rows (GArray *axis, GArray *places)
{
  GArray *rows = g_array_sized_new (FALSE, FALSE, sizeof (guint), places->len);

  for (guint i = 0; i < places->len; i++)
    g_array_append_val (rows,
                        g_array_index (axis, IsgAxisRow, g_array_index (places, guint, i)).row);
  return rows;
}

static void
add_part (Grid *grid, char *name, GArray *employees, GArray *topics)
{
  IsgSplitPart *part = g_new0 (IsgSplitPart, 1);

  part->name = name;
  part->employees = copy_rows (grid->employees, employees);
  part->topics = copy_rows (grid->topics, topics);
  part->items = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_item_free);
  add_items (grid, part, employees, topics);
  g_ptr_array_add (grid->parts, part);
}

/* A part of the plan gives its name once; what more comes of it gets names of its own. */
static char *
take_name (Grid *grid, const char *planned, guint *n_taken)
{
  char *name = NULL;

  if (planned == NULL) {
    name = g_strdup_printf ("%u", grid->next++);
  } else if ((*n_taken)++ == 0) {
    return g_strdup (planned);
  } else {
    guint number = *n_taken;

    do {
      g_free (name);
      name = g_strdup_printf ("%s.%u", planned, number++);
    } while (g_hash_table_contains (grid->names, name));
  }
  g_hash_table_add (grid->names, g_strdup (name));
  return name;
}

static GArray *
slice (GArray *all, guint start, guint max)
{
  GArray *some = g_array_new (FALSE, FALSE, sizeof (guint));

  g_array_append_vals (some, &g_array_index (all, guint, start), MIN (max, all->len - start));
  return some;
}

static void
cut_rectangle (Grid *grid, const char *planned, guint *n_taken, GArray *employees, GArray *topics)
{
  const IsgMethod *method = grid->scope->method;

  for (guint e = 0; e < employees->len; e += method->employee.max) {
    g_autoptr (GArray) some_employees = slice (employees, e, method->employee.max);

    for (guint t = 0; t < topics->len; t += method->topic.max) {
      g_autoptr (GArray) some_topics = slice (topics, t, method->topic.max);

      add_part (grid, take_name (grid, planned, n_taken), some_employees, some_topics);
    }
  }
}

/* Employees who have the same topics of this part stand together. */
typedef struct {
  GArray *employees; /* (owned) (element-type guint) */
  GArray *topics;    /* (owned) (element-type guint) */
} Rectangle;

static void
free_rectangle (gpointer data)
{
  Rectangle *rectangle = data;

  g_array_unref (rectangle->employees);
  g_array_unref (rectangle->topics);
  g_free (rectangle);
}

static GArray *
topics_of (Grid *grid, const char *planned, guint employee)
{
  GArray *topics = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint t = 0; t < grid->topics->len; t++) {
    const char *part = grid->cells[(gsize) employee * grid->topics->len + t];

    if (g_strcmp0 (part, planned) == 0)
      g_array_append_val (topics, t);
  }
  return topics;
}

static Rectangle *
find_rectangle (GPtrArray *rectangles, GArray *topics)
{
  for (guint i = 0; i < rectangles->len; i++) {
    Rectangle *rectangle = g_ptr_array_index (rectangles, i);

    if (rectangle->topics->len == topics->len
        && memcmp (rectangle->topics->data, topics->data, topics->len * sizeof (guint)) == 0)
      return rectangle;
  }
  return NULL;
}

/* @planned is %NULL for what no part has yet. */
static void
split_one (Grid *grid, const char *planned)
{
  g_autoptr (GPtrArray) rectangles = g_ptr_array_new_with_free_func (free_rectangle);
  guint n_taken = 0;

  for (guint e = 0; e < grid->employees->len; e++) {
    g_autoptr (GArray) topics = topics_of (grid, planned, e);
    Rectangle *rectangle = find_rectangle (rectangles, topics);

    if (topics->len == 0)
      continue;
    if (rectangle == NULL) {
      rectangle = g_new0 (Rectangle, 1);
      rectangle->employees = g_array_new (FALSE, FALSE, sizeof (guint));
      rectangle->topics = g_steal_pointer (&topics);
      g_ptr_array_add (rectangles, rectangle);
    }
    g_array_append_val (rectangle->employees, e);
  }
  for (guint i = 0; i < rectangles->len; i++) {
    Rectangle *rectangle = g_ptr_array_index (rectangles, i);

    cut_rectangle (grid, planned, &n_taken, rectangle->employees, rectangle->topics);
  }
}

/* "2" before "10", "3.2" after "3". */
static int
compare_names (const char *a, const char *b)
{
  g_auto (GStrv) left = g_strsplit (a, ".", -1);
  g_auto (GStrv) right = g_strsplit (b, ".", -1);
  guint i = 0;

  for (; left[i] != NULL && right[i] != NULL; i++) {
    int order = isg_key_compare (left[i], right[i]);

    if (order != 0)
      return order;
  }
  return (left[i] != NULL) - (right[i] != NULL);
}

static int
compare_parts (gconstpointer a, gconstpointer b)
{
  return compare_names ((*(IsgSplitPart *const *) a)->name, (*(IsgSplitPart *const *) b)->name);
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return compare_names (*(const char *const *) a, *(const char *const *) b);
}

static void
split_lists (Grid *grid)
{
  g_autoptr (GPtrArray) planned = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, grid->names);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    g_ptr_array_add (planned, g_strdup (name));
  g_ptr_array_sort (planned, compare_texts);
  for (guint i = 0; i < planned->len; i++)
    split_one (grid, g_ptr_array_index (planned, i));
  split_one (grid, NULL);
  g_ptr_array_sort (grid->parts, compare_parts);
}

/* The record names the employee, not the identity number, which may be corrected later while the
 * part keeps its name. */
static void
split_items (Grid *grid)
{
  for (guint e = 0; e < grid->employees->len; e++) {
    for (guint t = 0; t < grid->topics->len; t++) {
      g_autoptr (GArray) employee = g_array_new (FALSE, FALSE, sizeof (guint));
      g_autoptr (GArray) topic = g_array_new (FALSE, FALSE, sizeof (guint));

      if (g_strcmp0 (grid->cells[(gsize) e * grid->topics->len + t], "") == 0)
        continue;
      g_array_append_val (employee, e);
      g_array_append_val (topic, t);
      add_part (grid,
                item_key (employee_at (grid, e)->uuid, topic_at (grid, t)->key),
                employee,
                topic);
    }
  }
}

static void
split_record (Grid *grid)
{
  guint first = 0;
  g_autoptr (GArray) one = g_array_new (FALSE, FALSE, sizeof (guint));

  g_array_append_val (one, first);
  if (g_strcmp0 (grid->cells[0], "") != 0)
    add_part (grid, g_strdup ("1"), one, one);
}

GPtrArray *
isg_split (IsgScope *scope, GPtrArray *plan, GPtrArray *only, GError **error)
{
  g_auto (Grid) grid = { scope };

  grid.employees = isg_axis_rows (scope, &scope->method->employee, error);
  if (grid.employees == NULL)
    return NULL;
  grid.topics = isg_axis_rows (scope, &scope->method->topic, error);
  if (grid.topics == NULL)
    return NULL;
  grid.parts = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_split_part_free);
  read_plan (&grid, plan);
  read_only (&grid, only);
  fill_cells (&grid);

  if (scope->method->split == ISG_DEF_SPLIT_LIST)
    split_lists (&grid);
  else if (scope->method->split == ISG_DEF_SPLIT_ITEM)
    split_items (&grid);
  else
    split_record (&grid);
  if (grid.parts->len == 0) {
    g_set_error (error,
                 ISG_DATASET_ERROR,
                 ISG_DATASET_ERROR_VALUE,
                 "none of the items asked for is in the record");
    return NULL;
  }
  return g_steal_pointer (&grid.parts);
}
