/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/isg-announcement.h"

#include <string.h>

#include "rules/isg-rules-private.h"

static gboolean
is_good_id (const char *id)
{
  return *id != '\0' && strlen (id) <= 60
         && strspn (id, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen (id);
}

static gboolean
has_id (IsgRules *rules, const char *id)
{
  for (guint i = 0; i < rules->announcements->len; i++)
    if (g_str_equal (((IsgAnnouncement *) g_ptr_array_index (rules->announcements, i))->id, id))
      return TRUE;
  return FALSE;
}

static void
load_announcement (IsgPackNode *node, IsgRules *rules)
{
  IsgAnnouncement *announcement = g_new0 (IsgAnnouncement, 1);
  IsgWords title = isg_pack_node_words (node, "title");
  IsgWords text = isg_pack_node_words (node, "text");

  announcement->id = isg_pack_node_string (node, "id");
  announcement->date = isg_pack_node_date_or (node, "date", ISG_DATE_NONE);
  announcement->source = isg_pack_node_string (node, "source");
  announcement->title_tr = title.tr;
  announcement->title_en = title.en;
  announcement->text_tr = text.tr;
  announcement->text_en = text.en;
  if (announcement->date == ISG_DATE_NONE)
    isg_pack_node_fail (node, "date", "missing");
  if (!is_good_id (announcement->id))
    isg_pack_node_fail (node, "id", "small letters, digits and hyphens are expected");
  if (has_id (rules, announcement->id))
    isg_pack_node_fail (node, "id", "stands twice: %s", announcement->id);
  isg_pack_node_end (node);
  g_ptr_array_add (rules->announcements, announcement);
}

static gint
newest_first (gconstpointer a, gconstpointer b)
{
  const IsgAnnouncement *one = *(IsgAnnouncement *const *) a;
  const IsgAnnouncement *other = *(IsgAnnouncement *const *) b;

  if (one->date != other->date)
    return one->date > other->date ? -1 : 1;
  return g_strcmp0 (one->id, other->id);
}

void
isg_announcements_load (IsgPackReader *reader, IsgRules *rules)
{
  g_autoptr (GPtrArray) files = isg_pack_reader_files (reader, "announcements");

  for (guint i = 0; i < files->len; i++) {
    IsgPackNode *root = isg_pack_reader_json (reader, g_ptr_array_index (files, i));
    IsgPackNode *list = isg_pack_node_array (root, "announcements");

    for (guint j = 0; j < isg_pack_node_length (list); j++)
      load_announcement (isg_pack_node_nth_object (list, j), rules);
    isg_pack_node_end (root);
  }
  g_ptr_array_sort (rules->announcements, newest_first);
}

GPtrArray *
isg_rules_announcements (IsgRules *rules)
{
  return rules->announcements;
}
