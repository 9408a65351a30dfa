/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-participants-field.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/isg-window.h"
#include "dataset/isg-document.h"

/* Where the number of notifications is counted by lists of topics and people. */
#define METHOD "ibys-soap-list"

/* ---- a screen for the list ---- */

#define ISG_TYPE_PARTICIPANTS_SCREEN (isg_participants_screen_get_type ())
G_DECLARE_FINAL_TYPE (IsgParticipantsScreen,
                      isg_participants_screen,
                      ISG,
                      PARTICIPANTS_SCREEN,
                      IsgScreen)

struct _IsgParticipantsScreen {
  IsgScreen parent_instance;

  IsgPeopleList *list; /* (unowned): the field's, while it is open */
};

G_DEFINE_FINAL_TYPE (IsgParticipantsScreen, isg_participants_screen, ISG_TYPE_SCREEN)

static void
isg_participants_screen_find (IsgScreen *screen)
{
  isg_people_list_focus_search (ISG_PARTICIPANTS_SCREEN (screen)->list);
}

static void
isg_participants_screen_class_init (IsgParticipantsScreenClass *klass)
{
  ISG_SCREEN_CLASS (klass)->find = isg_participants_screen_find;
  ISG_SCREEN_CLASS (klass)->focus_first = isg_participants_screen_find;
}

static void
isg_participants_screen_init (IsgParticipantsScreen *self)
{
}

/* ---- the field ---- */

struct _IsgParticipantsField {
  IsgField parent_instance;

  GtkBox *body;    /* (unowned) */
  AdwBin *slot;    /* (unowned): the list, or nothing while it is elsewhere */
  GtkButton *open; /* (unowned): where there is little room */
  GtkLabel *open_label;
  GtkLabel *parts;     /* (unowned): in how many notifications it goes */
  IsgPeopleList *list; /* (owned): goes to and fro */

  IsgRecord *record;     /* (owned) (nullable): as it is typed */
  char *workplace;       /* (nullable): whose people are shown */
  char *hazard_class;    /* (nullable) */
  GPtrArray *uuids;      /* (owned) (element-type utf8): of the value's groups, in their order */
  GPtrArray *items;      /* (owned) (nullable) (element-type IsgStatusItem): copies */
  GCancellable *reading; /* (owned) (nullable) */

  IsgScreen *screen; /* (unowned) (nullable): while rooted */
  IsgScreen *own;    /* (unowned) (nullable): the list's screen, while it is open */
  AdwBin *own_slot;  /* (unowned) (nullable): where the list stands on it */
  gulong band_handler;
};

G_DEFINE_FINAL_TYPE (IsgParticipantsField, isg_participants_field, ISG_TYPE_FIELD)

IsgPeopleList *
isg_participants_field_list (IsgParticipantsField *self)
{
  g_return_val_if_fail (ISG_IS_PARTICIPANTS_FIELD (self), NULL);

  return self->list;
}

/* ---- what is said ---- */

static void
show_open (IsgParticipantsField *self)
{
  /* Translators: opens the list of those present; Turkish: Katılanlar: %u › */
  g_autofree char *text
    = g_strdup_printf (_ ("Participants: %u ›"), isg_people_list_ticked (self->list)->len);

  gtk_label_set_label (self->open_label, text);
}

static void
show_parts (IsgParticipantsField *self)
{
  IsgRules *rules = isg_context_rules (isg_field_context (ISG_FIELD (self)));
  guint n = self->record != NULL ? isg_document_count_parts (rules, METHOD, self->record) : 0;
  g_autofree char *k = g_strdup_printf ("%u", n);
  g_autofree char *text
    = isg_rules_text (rules, "finding.split_notice", isg_i18n_language (), "k", k, NULL);

  gtk_label_set_label (self->parts, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->parts), n > 1);
}

static void
show_day (IsgParticipantsField *self)
{
  isg_people_list_set_day (self->list,
                           isg_context_rules (isg_field_context (ISG_FIELD (self))),
                           self->hazard_class,
                           self->record != NULL
                             ? isg_value_date (isg_record_get (self->record, "date"))
                             : ISG_DATE_NONE);
}

/* ---- value ---- */

static IsgValue *
isg_participants_field_get_value (IsgField *field)
{
  IsgParticipantsField *self = ISG_PARTICIPANTS_FIELD (field);
  GPtrArray *ticked = isg_people_list_ticked (self->list);
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_fields_unref);

  for (guint i = 0; i < ticked->len; i++) {
    IsgFieldsBuilder *builder = isg_fields_builder_new (NULL);

    isg_fields_builder_set (builder, "employee", isg_value_new_ref (ticked->pdata[i]));
    g_ptr_array_add (groups, isg_fields_builder_end (builder));
  }
  return groups->len > 0 ? isg_value_new_groups (groups) : NULL;
}

static void read_people (IsgParticipantsField *self);

static void
isg_participants_field_set_value (IsgField *field, IsgValue *value)
{
  IsgParticipantsField *self = ISG_PARTICIPANTS_FIELD (field);
  gboolean unknown = FALSE;

  g_ptr_array_set_size (self->uuids, 0);
  for (guint i = 0; i < isg_value_n_groups (value); i++) {
    const char *uuid = isg_value_text (isg_fields_get (isg_value_group (value, i), "employee"));

    if (uuid == NULL)
      continue;
    g_ptr_array_add (self->uuids, g_strdup (uuid));
    unknown = unknown || isg_people_list_is_unknown (self->list, uuid);
  }
  isg_people_list_set_ticked (self->list, self->uuids);
  if (unknown)
    read_people (self);
  show_open (self);
}

static void
ticked_cb (IsgParticipantsField *self)
{
  GPtrArray *ticked = isg_people_list_ticked (self->list);

  g_ptr_array_set_size (self->uuids, 0);
  for (guint i = 0; i < ticked->len; i++)
    g_ptr_array_add (self->uuids, g_strdup (ticked->pdata[i]));
  show_open (self);
  isg_field_emit_changed (ISG_FIELD (self));
}

/* ---- people ---- */

static void
people_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (IsgParticipantsField) self = user_data;
  g_autoptr (GError) error = NULL;
  IsgPeople *people = isg_tasks_finish (result, &error);

  /* A newer reading is on its way. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->reading);
  if (people == NULL) {
    IsgWindow *window = isg_window_from (GTK_WIDGET (self));

    if (window != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CLOSED))
      isg_window_show_error (window, error);
    return;
  }
  g_free (self->hazard_class);
  self->hazard_class = g_strdup (people->hazard_class);
  isg_people_list_set_people (self->list, people->people);
  isg_people_free (people);
  show_day (self);
  isg_people_list_set_status (self->list, self->items);
}

static void
read_people (IsgParticipantsField *self)
{
  IsgPeopleQuestion *question;

  if (self->workplace == NULL || self->record == NULL)
    return;
  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();

  question = g_new0 (IsgPeopleQuestion, 1);
  question->workplace = g_strdup (self->workplace);
  question->training = g_strdup (isg_record_uuid (self->record));
  question->language = isg_i18n_language ();
  question->more = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < self->uuids->len; i++)
    g_ptr_array_add (question->more, g_strdup (self->uuids->pdata[i]));
  isg_tasks_run (isg_context_tasks (isg_field_context (ISG_FIELD (self))),
                 isg_people_read,
                 question,
                 isg_people_question_free,
                 isg_people_free,
                 self->reading,
                 people_read_cb,
                 g_object_ref (self));
}

static void
isg_participants_field_record_changed (IsgField *field, IsgRecord *record)
{
  IsgParticipantsField *self = ISG_PARTICIPANTS_FIELD (field);
  IsgDate before
    = self->record != NULL ? isg_value_date (isg_record_get (self->record, "date")) : ISG_DATE_NONE;

  isg_record_ref (record);
  g_clear_pointer (&self->record, isg_record_unref);
  self->record = record;
  show_parts (self);
  if (g_strcmp0 (isg_record_workplace (record), self->workplace) != 0) {
    g_free (self->workplace);
    self->workplace = g_strdup (isg_record_workplace (record));
    isg_people_list_set_people (self->list, NULL);
    read_people (self);
  } else if (isg_value_date (isg_record_get (record, "date")) != before)
    show_day (self);
}

/* Somebody may have been added on another screen. */
static void
store_changed_cb (IsgParticipantsField *self)
{
  if (gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    read_people (self);
}

/* ---- the Ministry's word ---- */

static void
item_free (gpointer data)
{
  IsgStatusItem *item = data;

  g_free (item->employee_uuid);
  g_free (item->topic);
  g_free (item);
}

/* Ours outlive the status that they come from. */
static GPtrArray *
copy_items (GPtrArray *items)
{
  GPtrArray *copies = g_ptr_array_new_with_free_func (item_free);

  for (guint i = 0; items != NULL && i < items->len; i++) {
    const IsgStatusItem *item = g_ptr_array_index (items, i);
    IsgStatusItem *copy = g_new0 (IsgStatusItem, 1);

    copy->employee_uuid = g_strdup (item->employee_uuid);
    copy->topic = g_strdup (item->topic);
    copy->status = item->status;
    g_ptr_array_add (copies, copy);
  }
  return copies;
}

static void
isg_participants_field_show_status (IsgField *field, GPtrArray *items)
{
  IsgParticipantsField *self = ISG_PARTICIPANTS_FIELD (field);

  if (items == NULL && self->items == NULL)
    return;
  g_clear_pointer (&self->items, g_ptr_array_unref);
  if (items != NULL)
    self->items = copy_items (items);
  isg_people_list_set_status (self->list, self->items);
}

/* ---- focus ---- */

static void
isg_participants_field_grab (IsgField *field, const char *path)
{
  IsgParticipantsField *self = ISG_PARTICIPANTS_FIELD (field);
  const char *bracket = path != NULL ? strchr (path, '[') : NULL;
  guint64 index = bracket != NULL ? g_ascii_strtoull (bracket + 1, NULL, 10) : G_MAXUINT64;

  if (gtk_widget_get_visible (GTK_WIDGET (self->open)))
    gtk_widget_grab_focus (GTK_WIDGET (self->open));
  else if (index < self->uuids->len)
    isg_people_list_focus_person (self->list, g_ptr_array_index (self->uuids, index));
  else
    isg_people_list_focus_search (self->list);
}

/* ---- width ---- */

static void
own_left_cb (IsgParticipantsField *self)
{
  adw_bin_set_child (self->own_slot, NULL);
  self->own_slot = NULL;
  self->own = NULL;
  adw_bin_set_child (self->slot, GTK_WIDGET (self->list));
}

static void
open_screen (IsgParticipantsField *self)
{
  IsgWindow *window = isg_window_from (GTK_WIDGET (self));
  IsgParticipantsScreen *own;

  if (window == NULL || self->own != NULL)
    return;
  own = g_object_new (ISG_TYPE_PARTICIPANTS_SCREEN, NULL);
  own->list = self->list;
  self->own = ISG_SCREEN (own);
  adw_bin_set_child (self->slot, NULL);
  self->own_slot = g_object_new (ADW_TYPE_BIN, "child", self->list, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->own_slot), "people-screen");
  isg_screen_set_content (self->own, GTK_WIDGET (self->own_slot));
  isg_screen_set_title (self->own, _ ("Participants"), NULL);
  g_signal_connect_object (own, "left", G_CALLBACK (own_left_cb), self, G_CONNECT_SWAPPED);
  isg_window_push (window, self->own);
}

static void
turn (IsgParticipantsField *self)
{
  gboolean narrow = self->screen != NULL && isg_screen_band (self->screen) == ISG_BAND_NARROW;

  gtk_widget_set_visible (GTK_WIDGET (self->open), narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->slot), !narrow);
  if (self->own == NULL)
    isg_people_list_set_narrow (self->list, narrow);
}

static void
isg_participants_field_root (GtkWidget *widget)
{
  IsgParticipantsField *self = ISG_PARTICIPANTS_FIELD (widget);

  GTK_WIDGET_CLASS (isg_participants_field_parent_class)->root (widget);
  self->screen = ISG_SCREEN (gtk_widget_get_ancestor (widget, ISG_TYPE_SCREEN));
  if (self->screen != NULL)
    self->band_handler
      = g_signal_connect_swapped (self->screen, "notify::band", G_CALLBACK (turn), self);
  turn (self);
}

static void
isg_participants_field_unroot (GtkWidget *widget)
{
  IsgParticipantsField *self = ISG_PARTICIPANTS_FIELD (widget);

  if (self->screen != NULL)
    g_clear_signal_handler (&self->band_handler, self->screen);
  self->screen = NULL;
  GTK_WIDGET_CLASS (isg_participants_field_parent_class)->unroot (widget);
}

/* ---- the class ---- */

static void
isg_participants_field_bind (IsgField *field, IsgContext *context, const IsgFieldDef *def)
{
  ISG_FIELD_CLASS (isg_participants_field_parent_class)->bind (field, context, def);
  g_signal_connect_object (context,
                           "changed",
                           G_CALLBACK (store_changed_cb),
                           field,
                           G_CONNECT_SWAPPED);
}

static void
editable_cb (IsgParticipantsField *self)
{
  isg_people_list_set_editable (self->list, isg_field_is_editable (ISG_FIELD (self)));
}

static void
isg_participants_field_dispose (GObject *object)
{
  IsgParticipantsField *self = ISG_PARTICIPANTS_FIELD (object);

  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_object (&self->list);
  G_OBJECT_CLASS (isg_participants_field_parent_class)->dispose (object);
}

static void
isg_participants_field_finalize (GObject *object)
{
  IsgParticipantsField *self = ISG_PARTICIPANTS_FIELD (object);

  g_ptr_array_unref (self->uuids);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->record, isg_record_unref);
  g_free (self->workplace);
  g_free (self->hazard_class);
  G_OBJECT_CLASS (isg_participants_field_parent_class)->finalize (object);
}

static void
isg_participants_field_class_init (IsgParticipantsFieldClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  IsgFieldClass *field_class = ISG_FIELD_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = isg_participants_field_dispose;
  G_OBJECT_CLASS (klass)->finalize = isg_participants_field_finalize;
  widget_class->root = isg_participants_field_root;
  widget_class->unroot = isg_participants_field_unroot;
  field_class->bind = isg_participants_field_bind;
  field_class->get_value = isg_participants_field_get_value;
  field_class->set_value = isg_participants_field_set_value;
  field_class->record_changed = isg_participants_field_record_changed;
  field_class->show_status = isg_participants_field_show_status;
  field_class->grab = isg_participants_field_grab;
}

static void
isg_participants_field_init (IsgParticipantsField *self)
{
  self->uuids = g_ptr_array_new_with_free_func (g_free);
  self->list = g_object_ref_sink (g_object_new (ISG_TYPE_PEOPLE_LIST, NULL));
  self->body = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  self->slot = ADW_BIN (adw_bin_new ());
  self->open_label = GTK_LABEL (gtk_label_new (""));
  self->open = g_object_new (GTK_TYPE_BUTTON, "child", self->open_label, "visible", FALSE, NULL);
  self->parts = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0F, "wrap", TRUE, "visible", FALSE, NULL);
  /* Translators: accessible name of the button; Turkish: Katılanları seç */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->open),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Choose participants"), -1);
  gtk_widget_add_css_class (GTK_WIDGET (self->parts), "dim-label");
  adw_bin_set_child (self->slot, GTK_WIDGET (self->list));
  gtk_widget_add_css_class (GTK_WIDGET (self->body), "composite");
  gtk_box_append (self->body, GTK_WIDGET (self->slot));
  gtk_box_append (self->body, GTK_WIDGET (self->open));
  gtk_box_append (self->body, GTK_WIDGET (self->parts));
  isg_field_set_input_unnamed (ISG_FIELD (self), GTK_WIDGET (self->list), GTK_WIDGET (self->body));

  g_signal_connect_object (self->list, "changed", G_CALLBACK (ticked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->open,
                           "clicked",
                           G_CALLBACK (open_screen),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::editable", G_CALLBACK (editable_cb), NULL);
  show_open (self);
}
