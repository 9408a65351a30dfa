/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/isg-secret-arena-private.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/isg-error.h"

#define CELL_SIZE  64
#define N_CELLS    256
#define CHUNK_SIZE (CELL_SIZE * N_CELLS)

/* Locked pages, cut into cells; between two pages that nobody can read. */
typedef struct {
  guint8 *mapping; /* (owned) */
  gsize mapping_size;
  guint8 *cells; /* inside of mapping */
  gboolean used[N_CELLS];
  guint n_used;
} Chunk;

/* Like the heap, locked memory belongs to the process: its limit is counted by process. */
static GMutex arena_mutex; /* lint-allow L3: of the process, as the heap is */
static GPtrArray *chunks;  /* lint-allow L3: (owned) (mutex arena_mutex) (nullable) of Chunk */

static gboolean
set_memory_error (GError **error, const char *step, int code)
{
  g_set_error (error,
               ISG_BASE_ERROR,
               ISG_BASE_ERROR_MEMORY,
               "secret: no memory can be kept out of swap and core dumps (%s: %s)",
               step,
               g_strerror (code));
  return FALSE;
}

/* The soft limit on locked memory may be below what this user is allowed. */
static gboolean
raise_lock_limit (void)
{
  struct rlimit limit;

  if (getrlimit (RLIMIT_MEMLOCK, &limit) != 0 || limit.rlim_cur == limit.rlim_max)
    return FALSE;
  limit.rlim_cur = limit.rlim_max;
  return setrlimit (RLIMIT_MEMLOCK, &limit) == 0;
}

static gboolean
protect (guint8 *pages, gsize size, GError **error)
{
  if (mprotect (pages, size, PROT_READ | PROT_WRITE) != 0)
    return set_memory_error (error, "mprotect", errno);
  if (mlock (pages, size) != 0 && (!raise_lock_limit () || mlock (pages, size) != 0))
    return set_memory_error (error, "mlock", errno);
  if (madvise (pages, size, MADV_DONTDUMP) != 0)
    return set_memory_error (error, "madvise", errno);

  /* A child that is forked and not executed has no use for secrets; kernels that cannot do it are
   * no worse off. */
  (void) madvise (pages, size, MADV_WIPEONFORK);
  return TRUE;
}

static void
chunk_free (Chunk *chunk)
{
  munmap (chunk->mapping, chunk->mapping_size);
  g_free (chunk);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Chunk, chunk_free)

static Chunk *
chunk_new (GError **error)
{
  g_autoptr (Chunk) chunk = NULL;
  gsize page = (gsize) sysconf (_SC_PAGESIZE);
  gsize size = (CHUNK_SIZE + page - 1) / page * page;
  void *mapping
    = mmap (NULL, size + 2 * page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

  if (mapping == MAP_FAILED) {
    set_memory_error (error, "mmap", errno);
    return NULL;
  }

  chunk = g_new0 (Chunk, 1);
  chunk->mapping = mapping;
  chunk->mapping_size = size + 2 * page;
  chunk->cells = chunk->mapping + page;
  if (!protect (chunk->cells, size, error))
    return NULL;
  return g_steal_pointer (&chunk);
}

static guint
cells_for (gsize size)
{
  return (guint) MAX ((size + CELL_SIZE - 1) / CELL_SIZE, 1);
}

static guint8 *
take_cells (Chunk *chunk, guint n_cells)
{
  guint n_free = 0;

  for (guint i = 0; i < N_CELLS; i++) {
    n_free = chunk->used[i] ? 0 : n_free + 1;
    if (n_free == n_cells) {
      guint first = i + 1 - n_cells;

      for (guint j = first; j <= i; j++)
        chunk->used[j] = TRUE;
      chunk->n_used += n_cells;
      return chunk->cells + (gsize) first * CELL_SIZE;
    }
  }
  return NULL;
}

guint8 *
isg_secret_arena_alloc (gsize size, GError **error)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&arena_mutex);
  guint n_cells = cells_for (size);
  Chunk *chunk;

  g_return_val_if_fail (n_cells <= N_CELLS, NULL);

  if (chunks == NULL)
    chunks = g_ptr_array_new_with_free_func ((GDestroyNotify) chunk_free);
  for (guint i = 0; i < chunks->len; i++) {
    guint8 *data = take_cells (g_ptr_array_index (chunks, i), n_cells);

    if (data != NULL)
      return data;
  }

  chunk = chunk_new (error);
  if (chunk == NULL)
    return NULL;
  g_ptr_array_add (chunks, chunk);
  return take_cells (chunk, n_cells);
}

void
isg_secret_arena_free (guint8 *data, gsize size)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&arena_mutex);
  guint n_cells = cells_for (size);

  explicit_bzero (data, (gsize) n_cells * CELL_SIZE);
  for (guint i = 0; i < chunks->len; i++) {
    Chunk *chunk = g_ptr_array_index (chunks, i);

    if (data < chunk->cells || data >= chunk->cells + CHUNK_SIZE)
      continue;
    memset (chunk->used + (data - chunk->cells) / CELL_SIZE, 0, n_cells * sizeof chunk->used[0]);
    chunk->n_used -= n_cells;
    if (chunk->n_used == 0)
      g_ptr_array_remove_index_fast (chunks, i);
    return;
  }
  g_assert_not_reached ();
}
