/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-id-field.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/isg-identity.h"
#include "rules/isg-sentence.h"

struct _IsgIdField {
  IsgEntryField parent_instance;
};

G_DEFINE_FINAL_TYPE (IsgIdField, isg_id_field, ISG_TYPE_ENTRY_FIELD)

/* ---- the number in words and groups ---- */

static const guint person_groups[] = { 3, 3, 3, 2 };
static const guint sgk_groups[] = { 1, 4, 2, 2, 7, 3, 2, 2, 3 };

static char *
group (const char *digits, const guint *groups, gsize n)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < n; i++) {
    if (i > 0)
      g_string_append_c (text, ' ');
    g_string_append_len (text, digits, groups[i]);
    digits += groups[i];
  }
  return g_string_free (text, FALSE);
}

char *
isg_id_group (IsgFieldCheck check, const char *digits)
{
  g_return_val_if_fail (digits != NULL, NULL);

  if (check == ISG_FIELD_CHECK_SGK && strlen (digits) == 26)
    return group (digits, sgk_groups, G_N_ELEMENTS (sgk_groups));
  if (check != ISG_FIELD_CHECK_SGK && strlen (digits) == 11)
    return group (digits, person_groups, G_N_ELEMENTS (person_groups));
  return g_strdup (digits);
}

static const char *
nature_name (IsgRules *rules, const char *code)
{
  const IsgCodeList *list = isg_rules_code_list (rules, "sgk_nature");

  if (list == NULL || isg_code_list_find (list, code) == NULL)
    return "";
  return isg_code_list_label (list, code, isg_i18n_language ());
}

static const char *
province_name (IsgRules *rules, const char *sgk_code)
{
  const IsgCodeList *list = isg_rules_code_list (rules, "provinces");

  for (guint i = 0; list != NULL && i < isg_code_list_size (list); i++) {
    const char *code = isg_code_list_nth (list, i)->code;

    if (g_strcmp0 (isg_code_list_extra (list, code, "sgk"), sgk_code) == 0)
      return isg_code_list_label (list, code, isg_i18n_language ());
  }
  return "";
}

char *
isg_id_explain_sgk (IsgRules *rules, const char *digits)
{
  g_autofree char *nature = NULL;
  IsgSgkParts parts;

  g_return_val_if_fail (rules != NULL, NULL);
  g_return_val_if_fail (digits != NULL, NULL);

  if (!isg_identity_split_sgk (digits, &parts))
    return NULL;
  nature = isg_sentence_lower (nature_name (rules, parts.nature), isg_i18n_language ());
  /* Translators: the parts of an SGK workplace number, in the order in which they stand in it. */
  return g_strdup_printf (_ ("%s %s · activity %s · unit %s/%s · serial %s · province %s %s · "
                             "district %s · control %s · subcontractor %s"),
                             parts.nature,
                             nature,
                             parts.activity,
                             parts.old_unit,
                             parts.new_unit,
                             parts.serial,
                             parts.province,
                             province_name (rules, parts.province),
                             parts.district,
                             parts.control,
                             parts.subcontractor);
}

/* ---- the field ---- */

static IsgFieldCheck
check_of (IsgIdField *self)
{
  const IsgFieldDef *def = isg_field_def (ISG_FIELD (self));

  return def != NULL ? isg_field_def_check (def) : ISG_FIELD_CHECK_NONE;
}

static char *
digits_of (const char *text, gssize length)
{
  GString *digits = g_string_new (NULL);

  for (const char *at = text; (length < 0 || at < text + length) && *at != '\0'; at++)
    if (g_ascii_isdigit (*at))
      g_string_append_c (digits, *at);
  return g_string_free (digits, FALSE);
}

static IsgValue *
isg_id_field_parse (IsgEntryField *field, const char *text)
{
  g_autofree char *digits = digits_of (text, -1);

  return *digits != '\0' ? isg_value_new_text (digits) : NULL;
}

/* In groups only while it is not being typed: the cursor would jump. */
static char *
isg_id_field_format (IsgEntryField *field, IsgValue *value)
{
  GtkWidget *entry = GTK_WIDGET (isg_entry_field_entry (field));
  const char *text = isg_value_text (value);

  if (gtk_widget_get_state_flags (entry) & GTK_STATE_FLAG_FOCUS_WITHIN)
    return g_strdup (text);
  return isg_id_group (check_of (ISG_ID_FIELD (field)), text);
}

static void
isg_id_field_text_changed (IsgEntryField *field, const char *text)
{
  IsgContext *context = isg_field_context (ISG_FIELD (field));
  g_autofree char *digits = digits_of (text, -1);
  g_autofree char *note = NULL;

  if (context == NULL || check_of (ISG_ID_FIELD (field)) != ISG_FIELD_CHECK_SGK)
    return;
  note = isg_id_explain_sgk (isg_context_rules (context), digits);
  isg_field_set_note (ISG_FIELD (field), note);
}

/* Letters do not come in; what is pasted loses its dashes and spaces. */
static void
insert_text_cb (GtkEditable *editable,
                const char *text,
                int length,
                int *position,
                IsgIdField *self)
{
  g_autofree char *digits = digits_of (text, length);
  gsize n = length < 0 ? strlen (text) : (gsize) length;

  /* The groups that the field itself writes. */
  if (strlen (digits) == n || !gtk_widget_has_focus (GTK_WIDGET (editable)))
    return;
  g_signal_stop_emission_by_name (editable, "insert-text");
  if (*digits != '\0') {
    g_signal_handlers_block_by_func (editable, insert_text_cb, self);
    gtk_editable_insert_text (editable, digits, -1, position);
    g_signal_handlers_unblock_by_func (editable, insert_text_cb, self);
  } else
    gtk_widget_error_bell (GTK_WIDGET (self));
}

static void
entered_cb (IsgIdField *self)
{
  const char *text
    = gtk_editable_get_text (GTK_EDITABLE (isg_entry_field_entry (ISG_ENTRY_FIELD (self))));
  g_autofree char *digits = digits_of (text, -1);

  isg_entry_field_set_text (ISG_ENTRY_FIELD (self), digits);
}

static void
left_cb (IsgIdField *self)
{
  const char *text
    = gtk_editable_get_text (GTK_EDITABLE (isg_entry_field_entry (ISG_ENTRY_FIELD (self))));
  g_autofree char *digits = digits_of (text, -1);
  g_autofree char *grouped = isg_id_group (check_of (self), digits);

  isg_entry_field_set_text (ISG_ENTRY_FIELD (self), grouped);
}

static void
isg_id_field_class_init (IsgIdFieldClass *klass)
{
  IsgEntryFieldClass *entry_class = ISG_ENTRY_FIELD_CLASS (klass);

  entry_class->parse = isg_id_field_parse;
  entry_class->format = isg_id_field_format;
  entry_class->text_changed = isg_id_field_text_changed;
}

static void
isg_id_field_init (IsgIdField *self)
{
  GtkEntry *entry = isg_entry_field_entry (ISG_ENTRY_FIELD (self));
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (entry));
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_entry_set_input_purpose (entry, GTK_INPUT_PURPOSE_DIGITS);
  gtk_widget_add_css_class (GTK_WIDGET (entry), "numeric");
  g_signal_connect_object (text, "insert-text", G_CALLBACK (insert_text_cb), self, 0);
  g_signal_connect_object (focus, "enter", G_CALLBACK (entered_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (entry), focus);
  g_signal_connect (self, "left", G_CALLBACK (left_cb), NULL);
}
