/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/isg-cipher-file-private.h"

#include <string.h>

/* Torn or damaged?  A frame is torn only in the last transaction: the one after it is written when
 * it was synced.  Two commits in one chain of frames after a bad frame are therefore proof that the
 * bad one had been whole.  Frames belong together by the log's salts and by SQLite's running
 * checksum, so that leftovers of an earlier log or of a transaction that was torn before are none.
 */

#define LOG_MAGIC        0x377f0682 /* the last bit: words are big-endian */
#define LOG_FORMAT       3007000
#define SALTS_IN_LOG     16
#define SALTS_IN_FRAME   8
#define SUMMED_IN_FRAME  8
#define SALTS_LENGTH     8
#define SUM_IN_LOG       24
#define SUM_IN_FRAME     16
#define COMMITS_OF_PROOF 2

typedef struct {
  guint32 one;
  guint32 two;
} Sum;

typedef struct {
  IsgCipherFile *log;
  gboolean big_endian;
  guint8 salts[SALTS_LENGTH];
  gboolean chained; /* sum is that of the frame before */
  Sum sum;
  guint n_commits; /* in this chain */
} Chain;

static guint32
get_big (const guint8 *at)
{
  guint32 number;

  memcpy (&number, at, sizeof number);
  return GUINT32_FROM_BE (number);
}

static guint32
get_word (const guint8 *at, gboolean big_endian)
{
  guint32 number;

  memcpy (&number, at, sizeof number);
  return big_endian ? GUINT32_FROM_BE (number) : GUINT32_FROM_LE (number);
}

/* SQLite's checksum of log frames (its file format, 4.2). */
static void
add_to_sum (Sum *sum, const guint8 *data, gsize length, gboolean big_endian)
{
  for (gsize i = 0; i < length; i += 8) {
    sum->one += get_word (data + i, big_endian) + sum->two;
    sum->two += get_word (data + i + 4, big_endian) + sum->one;
  }
}

static Sum
sum_at (const guint8 *at)
{
  return (Sum){ get_big (at), get_big (at + 4) };
}

static gboolean
sums_equal (Sum a, Sum b)
{
  return a.one == b.one && a.two == b.two;
}

gboolean
isg_cipher_log_head_holds (const guint8 head[ISG_CIPHER_LOG_HEAD])
{
  Sum sum = { 0, 0 };

  if ((get_big (head) & ~1u) != LOG_MAGIC || get_big (head + 4) != LOG_FORMAT
      || get_big (head + 8) != ISG_CIPHER_PAGE)
    return FALSE;
  add_to_sum (&sum, head, SUM_IN_LOG, (get_big (head) & 1) != 0);
  return sums_equal (sum, sum_at (head + SUM_IN_LOG));
}

static int
read_frame (IsgCipherFile *log, gint64 offset, guint8 *head, guint8 *page, gboolean *out_holds)
{
  guint8 sealed[ISG_CIPHER_FRAME];
  int rc = log->real->pMethods->xRead (log->real, sealed, sizeof sealed, offset);

  *out_holds
    = rc == SQLITE_OK
      && isg_cipher_open_head (log->main->codec, offset, sealed, ISG_CIPHER_FRAME_HEAD, head)
      && isg_cipher_open_frame (log->main->codec,
                                head,
                                offset,
                                sealed + ISG_CIPHER_FRAME_HEAD,
                                page);
  return rc == SQLITE_IOERR_SHORT_READ ? SQLITE_OK : rc;
}

/* Whether the frame goes on with the chain; a new one begins with it otherwise. */
static gboolean
add_to_chain (Chain *chain, const guint8 *head, const guint8 *page)
{
  Sum sum = chain->sum;
  gboolean goes_on;

  add_to_sum (&sum, head, SUMMED_IN_FRAME, chain->big_endian);
  add_to_sum (&sum, page, ISG_CIPHER_PAGE, chain->big_endian);
  goes_on = chain->chained && sums_equal (sum, sum_at (head + SUM_IN_FRAME));
  if (!goes_on)
    chain->n_commits = 0;
  chain->chained = TRUE;
  chain->sum = sum_at (head + SUM_IN_FRAME);
  if (get_big (head + 4) != 0)
    chain->n_commits++;
  return goes_on;
}

static int
find_proof (Chain *chain, gint64 offset, gint64 size, gboolean *out_found)
{
  guint8 head[ISG_CIPHER_FRAME_HEAD];
  guint8 page[ISG_CIPHER_PAGE];
  int rc = SQLITE_OK;

  for (;
       rc == SQLITE_OK && chain->n_commits < COMMITS_OF_PROOF && offset + ISG_CIPHER_FRAME <= size;
       offset += ISG_CIPHER_FRAME) {
    gboolean holds;

    rc = read_frame (chain->log, offset, head, page, &holds);
    if (holds && memcmp (head + SALTS_IN_FRAME, chain->salts, SALTS_LENGTH) == 0)
      add_to_chain (chain, head, page);
    else {
      chain->chained = FALSE;
      chain->n_commits = 0;
    }
  }
  isg_secret_wipe (page, sizeof page);
  *out_found = rc == SQLITE_OK && chain->n_commits >= COMMITS_OF_PROOF;
  return rc;
}

static int
is_in_file (IsgCipherFile *log, guint32 number, const guint8 *page, gboolean *out_is)
{
  guint8 sealed[ISG_CIPHER_PAGE];
  guint8 have[ISG_CIPHER_PAGE];
  int rc
    = log->main->real->pMethods->xRead (log->main->real,
                                        sealed,
                                        sizeof sealed,
                                        ISG_CIPHER_START + (gint64) (number - 1) * ISG_CIPHER_PAGE);

  *out_is = rc == SQLITE_OK && isg_cipher_open_page (log->main->codec, number, sealed, have)
            && memcmp (have, page, ISG_CIPHER_BODY) == 0;
  isg_secret_wipe (have, sizeof have);
  return rc == SQLITE_IOERR_SHORT_READ ? SQLITE_OK : rc;
}

/* The frames from the first on that belong together, up to the last commit. */
static int
count_committed (Chain *chain, gint64 size, gint64 *out_n)
{
  guint8 head[ISG_CIPHER_FRAME_HEAD];
  guint8 page[ISG_CIPHER_PAGE];
  gint64 n = (size - ISG_CIPHER_LOG_HEAD) / ISG_CIPHER_FRAME;
  int rc = SQLITE_OK;

  *out_n = 0;
  chain->chained = FALSE;
  for (gint64 i = 0; i < n; i++) {
    gboolean holds;

    rc = read_frame (chain->log, ISG_CIPHER_LOG_HEAD + i * ISG_CIPHER_FRAME, head, page, &holds);
    if (!holds || memcmp (head + SALTS_IN_FRAME, chain->salts, SALTS_LENGTH) != 0)
      break;
    if (!add_to_chain (chain, head, page) && i > 0)
      break;
    if (get_big (head + 4) != 0)
      *out_n = i + 1;
  }
  isg_secret_wipe (page, sizeof page);
  return rc;
}

/* Whether the store file has the newest of every page that the log committed: then SQLite was about
 * to begin the log anew, and nothing is lost. */
static int
file_has_all (Chain *chain, gint64 size, gboolean *out_has)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  guint8 head[ISG_CIPHER_FRAME_HEAD];
  guint8 page[ISG_CIPHER_PAGE];
  gint64 n;
  gboolean has = TRUE;
  int rc = count_committed (chain, size, &n);

  for (gint64 i = n - 1; rc == SQLITE_OK && has && i >= 0; i--) {
    gboolean holds;

    rc = read_frame (chain->log, ISG_CIPHER_LOG_HEAD + i * ISG_CIPHER_FRAME, head, page, &holds);
    if (rc == SQLITE_OK && holds && g_hash_table_add (seen, GUINT_TO_POINTER (get_big (head))))
      rc = is_in_file (chain->log, get_big (head), page, &has);
  }
  isg_secret_wipe (page, sizeof page);
  *out_has = rc == SQLITE_OK && has;
  return rc;
}

/* Without the log's header the salts and the order of bytes are those of its first frame. */
static int
start_at_first_frame (Chain *chain, gint64 size, gboolean *out_damaged)
{
  guint8 head[ISG_CIPHER_FRAME_HEAD];
  guint8 page[ISG_CIPHER_PAGE];
  gboolean holds = FALSE;
  gboolean has = FALSE;
  int rc = read_frame (chain->log, ISG_CIPHER_LOG_HEAD, head, page, &holds);

  isg_secret_wipe (page, sizeof page);
  *out_damaged = FALSE;
  if (rc != SQLITE_OK || !holds)
    return rc;
  memcpy (chain->salts, head + SALTS_IN_FRAME, SALTS_LENGTH);
  for (int order = 0; rc == SQLITE_OK && order < 2 && !*out_damaged; order++) {
    chain->big_endian = order == (G_BYTE_ORDER == G_BIG_ENDIAN ? 0 : 1);
    chain->chained = FALSE;
    chain->n_commits = 0;
    rc = find_proof (chain, ISG_CIPHER_LOG_HEAD, size, out_damaged);
  }
  if (rc == SQLITE_OK && *out_damaged) {
    rc = file_has_all (chain, size, &has);
    *out_damaged = !has;
  }
  return rc;
}

int
isg_cipher_log_is_damaged (IsgCipherFile *log, gint64 offset, gboolean *out_damaged)
{
  Chain chain = { .log = log };
  guint8 sealed[ISG_CIPHER_LOG_HEAD];
  guint8 head[ISG_CIPHER_LOG_HEAD];
  sqlite3_int64 size = 0;
  int rc = log->real->pMethods->xFileSize (log->real, &size);

  *out_damaged = FALSE;
  if (rc != SQLITE_OK)
    return rc;
  if (offset == 0)
    return start_at_first_frame (&chain, size, out_damaged);

  rc = log->real->pMethods->xRead (log->real, sealed, sizeof sealed, 0);
  if (rc != SQLITE_OK || !isg_cipher_open_head (log->main->codec, 0, sealed, sizeof sealed, head))
    return rc != SQLITE_OK ? rc : SQLITE_IOERR_READ;
  memcpy (chain.salts, head + SALTS_IN_LOG, SALTS_LENGTH);
  chain.big_endian = (get_big (head) & 1) != 0;
  return find_proof (&chain, offset + ISG_CIPHER_FRAME, size, out_damaged);
}
