/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gateway/isg-gw-rebuild.h"

#include <math.h>
#include <string.h>

#define XML_DECLARATION "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"

static void
append_element (GString *xml, const char *name, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  g_string_append_printf (xml, "<%s>%s</%s>", name, escaped, name);
}

/* Compares decimal numbers without leading zeros. */
static int
compare_numbers (const char *a, const char *b)
{
  gsize length_a = strlen (a);
  gsize length_b = strlen (b);

  if (length_a != length_b)
    return length_a < length_b ? -1 : 1;
  return strcmp (a, b);
}

static int
compare_groups (gconstpointer a, gconstpointer b)
{
  const IsgGwNode *group_a = *(const IsgGwNode *const *) a;
  const IsgGwNode *group_b = *(const IsgGwNode *const *) b;
  const IsgGwNode *first_a = g_ptr_array_index (group_a->children, 0);
  const IsgGwNode *first_b = g_ptr_array_index (group_b->children, 0);

  return compare_numbers (first_a->text, first_b->text);
}

static void
append_gathered (GString *xml, const IsgGwSignedMember *member, const IsgGwNode *body)
{
  g_autoptr (GPtrArray) groups = g_ptr_array_new ();

  for (guint i = 0; i < body->children->len; i++) {
    IsgGwNode *child = g_ptr_array_index (body->children, i);

    if (g_str_equal (child->field->name, member->from))
      g_ptr_array_add (groups, child);
  }
  g_ptr_array_sort (groups, compare_groups);

  g_string_append_printf (xml, "<%s>", member->name);
  for (guint i = 0; i < groups->len; i++) {
    const IsgGwNode *group = g_ptr_array_index (groups, i);

    for (guint k = 0; k < group->children->len; k++) {
      const IsgGwNode *leaf = g_ptr_array_index (group->children, k);

      append_element (xml, leaf->field->name, leaf->text);
    }
  }
  g_string_append_printf (xml, "</%s>", member->name);
}

GBytes *
isg_gw_rebuild_xml (const IsgGwOperation *operation, const IsgGwNode *body)
{
  GString *xml = g_string_new (XML_DECLARATION);
  guint depth = g_strv_length (operation->signed_path);

  for (guint i = 0; i < depth; i++)
    g_string_append_printf (xml, "<%s>", operation->signed_path[i]);
  for (guint i = 0; i < operation->signed_members->len; i++) {
    const IsgGwSignedMember *member = g_ptr_array_index (operation->signed_members, i);

    if (member->from != NULL)
      append_gathered (xml, member, body);
    else
      append_element (xml, member->name, isg_gw_node_get_text (body, member->name));
  }
  for (guint i = depth; i > 0; i--)
    g_string_append_printf (xml, "</%s>", operation->signed_path[i - 1]);

  return g_string_free_to_bytes (xml);
}

static void
append_json_string (GString *json, const char *text)
{
  static const char short_forms[] = "\b\f\n\r\t\"\\";
  static const char letters[] = "bfnrt\"\\";

  g_string_append_c (json, '"');
  for (const char *p = text; *p != '\0'; p++) {
    const char *found = strchr (short_forms, *p);

    if (found != NULL) {
      g_string_append_c (json, '\\');
      g_string_append_c (json, letters[found - short_forms]);
    } else if ((guint8) *p < 0x20)
      g_string_append_printf (json, "\\u%04x", (guint8) *p);
    else
      g_string_append_c (json, *p);
  }
  g_string_append_c (json, '"');
}

typedef enum {
  WHOLE,
  WITHOUT_SIGNATURE,
  CONTENTS, /* without number, time stamp and signature */
} Extent;

static void append_json_object (GString *json, const IsgGwNode *group, Extent extent);

static void
append_json_value (GString *json, const IsgGwNode *node)
{
  if (node->field->type == ISG_GW_TYPE_GROUP)
    append_json_object (json, node, WHOLE);
  else if (node->field->number)
    g_string_append (json, node->text != NULL ? node->text : "0");
  else
    append_json_string (json, node->text != NULL ? node->text : "");
}

static void
append_json_array (GString *json, const IsgGwNode *group, const IsgGwField *field)
{
  gboolean first = TRUE;

  g_string_append_c (json, '[');
  for (guint i = 0; i < group->children->len; i++) {
    const IsgGwNode *child = g_ptr_array_index (group->children, i);

    if (child->field != field)
      continue;
    if (!first)
      g_string_append_c (json, ',');
    append_json_value (json, child);
    first = FALSE;
  }
  g_string_append_c (json, ']');
}

static void
append_json_member (GString *json, const IsgGwNode *group, const IsgGwField *field)
{
  const IsgGwNode *child = isg_gw_node_find (group, field->name);

  append_json_string (json, field->name);
  g_string_append_c (json, ':');
  if (field->repeated)
    append_json_array (json, group, field);
  else if (child != NULL)
    append_json_value (json, child);
  else
    g_string_append (json, field->number ? "0" : "\"\"");
}

static gboolean
is_left_out (const IsgGwField *field, Extent extent)
{
  if (extent == WHOLE)
    return FALSE;
  return field->type == ISG_GW_TYPE_SIGNATURE
         || (extent == CONTENTS
             && (field->role == ISG_GW_ROLE_NUMBER || field->type == ISG_GW_TYPE_STAMP));
}

static void
append_json_object (GString *json, const IsgGwNode *group, Extent extent)
{
  gboolean first = TRUE;

  g_string_append_c (json, '{');
  for (guint i = 0; i < group->field->fields->len; i++) {
    const IsgGwField *field = g_ptr_array_index (group->field->fields, i);

    if (is_left_out (field, extent))
      continue;
    if (!first)
      g_string_append_c (json, ',');
    append_json_member (json, group, field);
    first = FALSE;
  }
  g_string_append_c (json, '}');
}

GBytes *
isg_gw_rebuild_json (const IsgGwNode *body, gboolean with_signature)
{
  GString *json = g_string_new (NULL);

  append_json_object (json, body, with_signature ? WHOLE : WITHOUT_SIGNATURE);
  return g_string_free_to_bytes (json);
}

GBytes *
isg_gw_rebuild_contents (const IsgGwNode *body)
{
  GString *json = g_string_new (NULL);

  append_json_object (json, body, CONTENTS);
  return g_string_free_to_bytes (json);
}

/* Lays "d.ddde±xx" out without an exponent. */
static char *
lay_out (const char *scientific)
{
  g_autoptr (GString) digits = g_string_new (NULL);
  GString *text = g_string_new (*scientific == '-' ? "-" : "");
  const char *p = *scientific == '-' ? scientific + 1 : scientific;
  gint64 exponent;

  for (; *p != 'e'; p++)
    if (*p != '.')
      g_string_append_c (digits, *p);
  exponent = g_ascii_strtoll (p + 1, NULL, 10);

  if (exponent < 0) {
    g_string_append (text, "0.");
    for (gint64 i = -1; i > exponent; i--)
      g_string_append_c (text, '0');
    g_string_append (text, digits->str);
    return g_string_free (text, FALSE);
  }
  for (gint64 i = 0; i < MAX ((gint64) digits->len, exponent + 1); i++) {
    if (i == exponent + 1)
      g_string_append_c (text, '.');
    g_string_append_c (text, i < (gint64) digits->len ? digits->str[i] : '0');
  }
  return g_string_free (text, FALSE);
}

/* Seventeen digits tell every double from every other. */
#define MAX_DIGITS 17

char *
isg_gw_rebuild_number (double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (value == 0 || !isfinite (value))
    return g_strdup ("0");
  for (int n_digits = 1; n_digits <= MAX_DIGITS; n_digits++) {
    g_autofree char *format = g_strdup_printf ("%%.%de", n_digits - 1);

    g_ascii_formatd (buffer, sizeof buffer, format, value);
    if (g_ascii_strtod (buffer, NULL) == value)
      break;
  }
  return lay_out (buffer);
}
