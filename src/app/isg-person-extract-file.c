/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-person-extract-file.h"

#include <glib/gi18n.h>

#include "print/isg-extract-paper.h"
#include "store/isg-person-extract.h"

typedef struct {
  char *uuid;
  char *name; /* of the file */
} Extract;

static void
extract_free (gpointer data)
{
  Extract *extract = data;

  g_free (extract->uuid);
  g_free (extract->name);
  g_free (extract);
}

static GBytes *
make_data (IsgStore *store, gpointer data, GError **error)
{
  return isg_person_extract (store, ((const Extract *) data)->uuid, error);
}

static GBytes *
make_paper (IsgStore *store, gpointer data, GError **error)
{
  g_autoptr (GBytes) bytes = make_data (store, data, error);
  g_autoptr (IsgPaper) page = NULL;
  IsgRecordPaper how = { .resolver = isg_store_resolve,
                         .resolver_data = store,
                         .printed_at = isg_clock_now (isg_store_clock (store)) };

  if (bytes == NULL)
    return NULL;
  if (isg_store_environment (store) == ISG_ENVIRONMENT_SANDBOX)
    how.watermark = _ ("TEST");
  page = isg_extract_paper (isg_store_rules (store), bytes, &how, error);
  return page != NULL ? isg_paper_to_pdf (page, error) : NULL;
}

IsgKeepFile
isg_person_extract_file (const char *uuid, IsgDate today, gboolean paper)
{
  Extract *extract = g_new0 (Extract, 1);
  int year, month, day;

  isg_date_split (today, &year, &month, &day);
  extract->uuid = g_strdup (uuid);
  /* Names no person: the record's own number is enough. */
  extract->name = g_strdup_printf ("isg-kisi-dokumu-%04d%02d%02d-%.4s.%s",
                                   year,
                                   month,
                                   day,
                                   uuid,
                                   paper ? "pdf" : "json");
  return (IsgKeepFile){
    .title = _ ("Extract for the Person"),
                .name = extract->name,
                .done = _ ("The extract is kept; the journal says so."),
                           .make = paper ? make_paper : make_data,
                           .data = extract,
                           .data_free = extract_free,
                };
}
