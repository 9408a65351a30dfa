/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-topics-field.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

#include "app/isg-one-stop.h"
#include "app/isg-screen.h"
#include "app/isg-topic-group.h"
#include "app/isg-topics-store.h"
#include "app/isg-topics-time.h"
#include "app/isg-training-view.h"
#include "app/isg-window.h"

struct _IsgTopicsField {
  IsgField parent_instance;

  const IsgCodeList *list; /* (nullable): until bound */
  GPtrArray *rows;         /* (element-type IsgTopicRow) (unowned) */
  GPtrArray *groups;       /* (element-type IsgTopicGroup) (unowned) */
  GPtrArray *codes;        /* (owned) (element-type utf8): of the value's groups, in their order */
  IsgRecord *record;       /* (owned) (nullable): as it is typed */
  char *workplace;         /* (nullable): whose class is known */
  char *hazard_class;      /* (nullable) */
  IsgScreen *screen;       /* (unowned) (nullable): while rooted */
  gulong band_handler;

  /* (unowned): of the .ui file */
  GtkBox *acts;
  GtkButton *share;
  GtkButton *repeat;
  IsgTopicsTime *time;
  GtkBox *box;
};

G_DEFINE_FINAL_TYPE (IsgTopicsField, isg_topics_field, ISG_TYPE_FIELD)

/* ---- value ---- */

static IsgFields *
row_value (IsgTopicRow *row)
{
  IsgFieldsBuilder *builder = isg_fields_builder_new (NULL);
  IsgDecimal minutes;

  isg_fields_builder_set (builder, "code", isg_value_new_code (isg_topic_row_code (row)));
  if (isg_topic_row_minutes (row, &minutes))
    isg_fields_builder_set (builder, "minutes", isg_value_new_decimal (minutes));
  return isg_fields_builder_end (builder);
}

static IsgValue *
isg_topics_field_get_value (IsgField *field)
{
  IsgTopicsField *self = ISG_TOPICS_FIELD (field);
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_fields_unref);

  g_ptr_array_set_size (self->codes, 0);
  for (guint i = 0; i < self->rows->len; i++) {
    IsgTopicRow *row = g_ptr_array_index (self->rows, i);

    if (!isg_topic_row_is_ticked (row))
      continue;
    g_ptr_array_add (groups, row_value (row));
    g_ptr_array_add (self->codes, g_strdup (isg_topic_row_code (row)));
  }
  return groups->len > 0 ? isg_value_new_groups (groups) : NULL;
}

static IsgTopicRow *
find_row (IsgTopicsField *self, const char *code)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (g_strcmp0 (isg_topic_row_code (g_ptr_array_index (self->rows, i)), code) == 0)
      return g_ptr_array_index (self->rows, i);
  return NULL;
}

/* ---- hours ---- */

static void
show_sums (IsgTopicsField *self, IsgValue *value)
{
  for (guint i = 0; i < self->groups->len; i++) {
    IsgTopicGroup *group = g_ptr_array_index (self->groups, i);

    isg_topic_group_set_sum (group,
                             isg_training_minutes (value, self->list, isg_topic_group_id (group)));
  }
}

static void
get_hours (IsgTopicsField *self, IsgValue *value, IsgTrainingHours *hours)
{
  isg_training_hours (isg_context_rules (isg_field_context (ISG_FIELD (self))),
                      self->hazard_class,
                      self->record != NULL ? isg_value_date (isg_record_get (self->record, "date"))
                                           : ISG_DATE_NONE,
                      value,
                      hours);
}

static void
update_hours (IsgTopicsField *self)
{
  g_autoptr (IsgValue) value = isg_field_get_value (ISG_FIELD (self));
  gboolean editable = isg_field_is_editable (ISG_FIELD (self));
  IsgTrainingHours hours;

  get_hours (self, value, &hours);
  isg_topics_time_show (self->time, &hours);
  show_sums (self, value);
  gtk_widget_set_sensitive (GTK_WIDGET (self->share), editable && hours.term != NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->repeat), editable && self->record != NULL);
}

static void
row_changed_cb (IsgTopicsField *self)
{
  update_hours (self);
  isg_field_emit_changed (ISG_FIELD (self));
}

/* ---- rows ---- */

static IsgTopicGroup *
add_group (IsgTopicsField *self, const char *id, const char *name)
{
  IsgTopicGroup *group = isg_topic_group_new (id, name);

  gtk_box_append (self->box, GTK_WIDGET (group));
  g_ptr_array_add (self->groups, group);
  return group;
}

static IsgTopicRow *
add_row (IsgTopicsField *self, IsgTopicGroup *group, const char *code, guint column)
{
  const char *label = isg_code_list_label (self->list, code, isg_i18n_language ());
  GtkWidget *row = isg_topic_row_new (code, label);

  g_signal_connect_object (row, "changed", G_CALLBACK (row_changed_cb), self, G_CONNECT_SWAPPED);
  isg_topic_group_append (group, ISG_TOPIC_ROW (row), column);
  g_ptr_array_add (self->rows, row);
  return ISG_TOPIC_ROW (row);
}

static guint
count_of_group (IsgTopicsField *self, const char *group)
{
  guint n = 0;

  for (guint i = 0; i < isg_code_list_size (self->list); i++) {
    const IsgCode *code = isg_code_list_nth (self->list, i);

    n += code->active
         && g_strcmp0 (isg_code_list_extra (self->list, code->code, "group"), group) == 0;
  }
  return n;
}

/* Read down the first column, then down the second. */
static void
fill_group (IsgTopicsField *self, IsgTopicGroup *group)
{
  const char *id = isg_topic_group_id (group);
  guint half = (count_of_group (self, id) + 1) / 2;
  guint n = 0;

  for (guint i = 0; i < isg_code_list_size (self->list); i++) {
    const IsgCode *code = isg_code_list_nth (self->list, i);

    if (code->active && g_strcmp0 (isg_code_list_extra (self->list, code->code, "group"), id) == 0)
      add_row (self, group, code->code, n++ < half ? 0 : 1);
  }
}

/* A code that the list does not have (any more) stays in old records. */
static IsgTopicRow *
add_unknown (IsgTopicsField *self, const char *code)
{
  IsgTopicGroup *last
    = self->groups->len > 0 ? g_ptr_array_index (self->groups, self->groups->len - 1) : NULL;

  if (last == NULL || *isg_topic_group_id (last) != '\0')
    /* Translators: topics outside the list; Turkish: Başka konular */
    last = add_group (self, "", _ ("Other topics"));
  return add_row (self, last, code, 0);
}

static void
isg_topics_field_bind (IsgField *field, IsgContext *context, const IsgFieldDef *def)
{
  IsgTopicsField *self = ISG_TOPICS_FIELD (field);
  const IsgCodeList *groups
    = isg_rules_code_list (isg_context_rules (context), "training_topic_groups");
  GPtrArray *fields = isg_field_def_fields (def);

  ISG_FIELD_CLASS (isg_topics_field_parent_class)->bind (field, context, def);
  for (guint i = 0; fields != NULL && i < fields->len; i++)
    if (g_str_equal (isg_field_def_id (fields->pdata[i]), "code"))
      self->list = isg_field_def_code_list (fields->pdata[i]);
  g_return_if_fail (self->list != NULL);

  for (guint i = 0; groups != NULL && i < isg_code_list_size (groups); i++) {
    const IsgCode *code = isg_code_list_nth (groups, i);

    fill_group (self,
                add_group (self,
                           code->code,
                           isg_code_list_label (groups, code->code, isg_i18n_language ())));
  }
  update_hours (self);
}

static void
isg_topics_field_set_value (IsgField *field, IsgValue *value)
{
  IsgTopicsField *self = ISG_TOPICS_FIELD (field);

  for (guint i = 0; i < self->rows->len; i++)
    isg_topic_row_set (g_ptr_array_index (self->rows, i), FALSE, NULL);
  for (guint i = 0; i < isg_value_n_groups (value); i++) {
    IsgFields *topic = isg_value_group (value, i);
    const char *code = isg_value_text (isg_fields_get (topic, "code"));
    IsgValue *minutes = isg_fields_get (topic, "minutes");
    IsgTopicRow *row = code != NULL ? find_row (self, code) : NULL;
    g_autofree char *text
      = minutes != NULL ? isg_training_number (isg_value_decimal (minutes)) : NULL;

    if (code != NULL && row == NULL)
      row = add_unknown (self, code);
    if (row != NULL)
      isg_topic_row_set (row, TRUE, text);
  }
  update_hours (self);

  /* The findings count in the order of the value. */
  g_ptr_array_set_size (self->codes, 0);
  for (guint i = 0; i < isg_value_n_groups (value); i++)
    g_ptr_array_add (self->codes,
                     g_strdup (
                       isg_value_text (isg_fields_get (isg_value_group (value, i), "code"))));
}

/* ---- typed text that is no number ---- */

static char *
isg_topics_field_get_raw (IsgField *field)
{
  IsgTopicsField *self = ISG_TOPICS_FIELD (field);
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (JsonObject) typed = json_object_new ();

  for (guint i = 0; i < self->rows->len; i++) {
    IsgTopicRow *row = g_ptr_array_index (self->rows, i);
    IsgDecimal minutes;

    if (isg_topic_row_is_ticked (row) && *isg_topic_row_text (row) != '\0'
        && !isg_topic_row_minutes (row, &minutes))
      json_object_set_string_member (typed, isg_topic_row_code (row), isg_topic_row_text (row));
  }
  if (json_object_get_size (typed) == 0)
    return NULL;
  json_node_set_object (node, typed);
  return json_to_string (node, FALSE);
}

static void
isg_topics_field_set_raw (IsgField *field, const char *raw)
{
  IsgTopicsField *self = ISG_TOPICS_FIELD (field);
  g_autoptr (JsonNode) node = json_from_string (raw, NULL);
  JsonObjectIter iter;
  const char *code;
  JsonNode *text;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return;
  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &code, &text)) {
    IsgTopicRow *row = find_row (self, code);

    if (row != NULL && JSON_NODE_HOLDS_VALUE (text))
      isg_topic_row_set (row, TRUE, json_node_get_string (text));
  }
  update_hours (self);
}

/* ---- findings ---- */

/* "topics[2].minutes" → the row of the third topic; "topics" → NULL */
static IsgTopicRow *
row_at (IsgTopicsField *self, const char *path)
{
  const char *bracket = path != NULL ? strchr (path, '[') : NULL;
  guint64 index;

  if (bracket == NULL)
    return NULL;
  index = g_ascii_strtoull (bracket + 1, NULL, 10);
  return index < self->codes->len ? find_row (self, g_ptr_array_index (self->codes, index)) : NULL;
}

static void
show_in_row (IsgTopicsField *self, IsgTopicRow *row, const IsgFinding *finding)
{
  IsgRules *rules = isg_context_rules (isg_field_context (ISG_FIELD (self)));
  g_autofree char *sentence = isg_rules_finding_message (rules,
                                                         isg_field_kind (ISG_FIELD (self)),
                                                         finding,
                                                         isg_i18n_language ());

  isg_topic_row_show_finding (row, sentence, isg_finding_severity (finding));
}

static void
isg_topics_field_show_findings (IsgField *field, GPtrArray *findings)
{
  IsgTopicsField *self = ISG_TOPICS_FIELD (field);
  g_autoptr (GPtrArray) own = g_ptr_array_new ();

  for (guint i = 0; i < self->rows->len; i++)
    isg_topic_row_show_finding (g_ptr_array_index (self->rows, i), NULL, ISG_SEVERITY_INFO);
  for (guint i = 0; i < findings->len; i++) {
    IsgFinding *finding = g_ptr_array_index (findings, i);
    IsgTopicRow *row = row_at (self, isg_finding_path (finding));

    if (row != NULL)
      show_in_row (self, row, finding);
    else
      g_ptr_array_add (own, finding);
  }
  ISG_FIELD_CLASS (isg_topics_field_parent_class)->show_findings (field, own);
}

static void
isg_topics_field_grab (IsgField *field, const char *path)
{
  IsgTopicsField *self = ISG_TOPICS_FIELD (field);
  IsgTopicRow *row = row_at (self, path);

  if (row != NULL)
    isg_topic_row_grab (row, TRUE);
  else if (self->rows->len > 0)
    isg_topic_row_grab (g_ptr_array_index (self->rows, 0), FALSE);
}

/* ---- the workplace's class ---- */

static void
class_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (IsgTopicsField) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *hazard_class = isg_tasks_finish (result, &error);

  /* Without the class the needed time is not shown; what is typed is kept all the same. */
  if (error != NULL || g_strcmp0 (hazard_class, self->hazard_class) == 0)
    return;
  g_free (self->hazard_class);
  self->hazard_class = g_steal_pointer (&hazard_class);
  update_hours (self);
}

static void
read_class (IsgTopicsField *self)
{
  if (self->workplace == NULL)
    return;
  isg_tasks_run (isg_context_tasks (isg_field_context (ISG_FIELD (self))),
                 isg_topics_read_class,
                 g_strdup (self->workplace),
                 g_free,
                 g_free,
                 NULL,
                 class_read_cb,
                 g_object_ref (self));
}

static void
isg_topics_field_record_changed (IsgField *field, IsgRecord *record)
{
  IsgTopicsField *self = ISG_TOPICS_FIELD (field);
  const char *workplace = isg_record_workplace (record);

  isg_record_ref (record);
  g_clear_pointer (&self->record, isg_record_unref);
  self->record = record;
  if (g_strcmp0 (workplace, self->workplace) != 0) {
    g_free (self->workplace);
    self->workplace = g_strdup (workplace);
    g_clear_pointer (&self->hazard_class, g_free);
    read_class (self);
  }
  update_hours (self);
}

/* ---- acts ---- */

typedef struct {
  IsgTopicsField *self; /* (owned) */
  IsgValue *before;     /* (owned) (nullable) */
} Undo;

static void
undo_free (gpointer data)
{
  Undo *undo = data;

  g_object_unref (undo->self);
  g_clear_pointer (&undo->before, isg_value_unref);
  g_free (undo);
}

static void
undo_act (gpointer data)
{
  Undo *undo = data;

  isg_field_set_value (ISG_FIELD (undo->self), undo->before);
  isg_field_emit_changed (ISG_FIELD (undo->self));
}

/* Puts other topics into the field, and says so with a way back. */
static void
act (IsgTopicsField *self, IsgValue *value, const char *text)
{
  IsgWindow *window = isg_window_from (GTK_WIDGET (self));
  Undo *undo = g_new0 (Undo, 1);

  undo->self = g_object_ref (self);
  undo->before = isg_field_get_value (ISG_FIELD (self));
  isg_field_set_value (ISG_FIELD (self), value);
  isg_field_emit_changed (ISG_FIELD (self));
  if (window != NULL)
    isg_window_toast (window, text, undo_act, undo, undo_free, FALSE);
  else
    undo_free (undo);
}

static guint
count_ticked (IsgTopicsField *self)
{
  guint n = 0;

  for (guint i = 0; i < self->rows->len; i++)
    n += isg_topic_row_is_ticked (g_ptr_array_index (self->rows, i));
  return n;
}

gboolean
isg_topics_field_share (IsgTopicsField *self)
{
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_fields_unref);
  g_autoptr (IsgValue) value = NULL;
  IsgTrainingHours hours;
  guint n;
  gboolean all;

  g_return_val_if_fail (ISG_IS_TOPICS_FIELD (self), FALSE);

  get_hours (self, NULL, &hours);
  all = count_ticked (self) == 0;
  n = all ? self->rows->len : count_ticked (self);
  if (hours.term == NULL || n == 0)
    return FALSE;
  for (guint i = 0; i < self->rows->len; i++) {
    IsgTopicRow *row = g_ptr_array_index (self->rows, i);
    IsgFieldsBuilder *builder;

    if (!all && !isg_topic_row_is_ticked (row))
      continue;
    builder = isg_fields_builder_new (NULL);
    isg_fields_builder_set (builder, "code", isg_value_new_code (isg_topic_row_code (row)));
    isg_fields_builder_set (builder,
                            "minutes",
                            isg_value_new_decimal (
                              isg_training_share (hours.required, n, groups->len)));
    g_ptr_array_add (groups, isg_fields_builder_end (builder));
  }
  value = isg_value_new_groups (groups);
  /* Translators: Turkish: Gereken süre konulara dağıtıldı. */
  act (self, value, _ ("The needed time was shared among the topics."));
  return TRUE;
}

static void
repeated_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (IsgTopicsField) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgRecord) last = isg_tasks_finish (result, &error);
  IsgWindow *window = isg_window_from (GTK_WIDGET (self));
  g_autofree char *date = NULL;
  g_autofree char *text = NULL;

  if (window == NULL || !isg_field_is_editable (ISG_FIELD (self)))
    return;
  if (error != NULL)
    isg_window_show_error (window, error);
  else if (last == NULL)
    isg_window_toast (window,
                      /* Translators: Turkish: Bu işyerinde başka eğitim yok. */
                      _ ("This workplace has no other training."), NULL, NULL, NULL, FALSE);
  else {
    date = isg_i18n_date (isg_value_date (isg_record_get (last, "date")), FALSE);
    /* Translators: Turkish: Konular %s günkü eğitimden alındı. */
    text = g_strdup_printf (_ ("Topics were taken from the training of %s."), date);
    act (self, isg_record_get (last, "topics"), text);
  }
}

static void
repeat_cb (IsgTopicsField *self)
{
  if (self->record == NULL)
    return;
  isg_tasks_run (isg_context_tasks (isg_field_context (ISG_FIELD (self))),
                 isg_topics_read_last,
                 isg_record_ref (self->record),
                 (GDestroyNotify) isg_record_unref,
                 (GDestroyNotify) isg_record_unref,
                 NULL,
                 repeated_cb,
                 g_object_ref (self));
}

/* ---- width ---- */

static void
turn (IsgTopicsField *self)
{
  gboolean narrow = self->screen != NULL && isg_screen_band (self->screen) == ISG_BAND_NARROW;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->acts),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  for (guint i = 0; i < self->groups->len; i++)
    isg_topic_group_set_narrow (g_ptr_array_index (self->groups, i), narrow);
}

static void
isg_topics_field_root (GtkWidget *widget)
{
  IsgTopicsField *self = ISG_TOPICS_FIELD (widget);

  GTK_WIDGET_CLASS (isg_topics_field_parent_class)->root (widget);
  self->screen = ISG_SCREEN (gtk_widget_get_ancestor (widget, ISG_TYPE_SCREEN));
  if (self->screen != NULL)
    self->band_handler
      = g_signal_connect_swapped (self->screen, "notify::band", G_CALLBACK (turn), self);
  turn (self);
}

static void
isg_topics_field_unroot (GtkWidget *widget)
{
  IsgTopicsField *self = ISG_TOPICS_FIELD (widget);

  if (self->screen != NULL)
    g_clear_signal_handler (&self->band_handler, self->screen);
  self->screen = NULL;
  GTK_WIDGET_CLASS (isg_topics_field_parent_class)->unroot (widget);
}

/* ---- the class ---- */

static void
editable_cb (IsgTopicsField *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    isg_topic_row_set_editable (g_ptr_array_index (self->rows, i),
                                isg_field_is_editable (ISG_FIELD (self)));
  gtk_widget_set_visible (GTK_WIDGET (self->acts), isg_field_is_editable (ISG_FIELD (self)));
  update_hours (self);
}

static void
isg_topics_field_finalize (GObject *object)
{
  IsgTopicsField *self = ISG_TOPICS_FIELD (object);

  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->groups);
  g_ptr_array_unref (self->codes);
  g_clear_pointer (&self->record, isg_record_unref);
  g_free (self->workplace);
  g_free (self->hazard_class);
  G_OBJECT_CLASS (isg_topics_field_parent_class)->finalize (object);
}

static void
isg_topics_field_class_init (IsgTopicsFieldClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  IsgFieldClass *field_class = ISG_FIELD_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = isg_topics_field_finalize;
  widget_class->root = isg_topics_field_root;
  widget_class->unroot = isg_topics_field_unroot;
  field_class->bind = isg_topics_field_bind;
  field_class->get_value = isg_topics_field_get_value;
  field_class->set_value = isg_topics_field_set_value;
  field_class->get_raw = isg_topics_field_get_raw;
  field_class->set_raw = isg_topics_field_set_raw;
  field_class->show_findings = isg_topics_field_show_findings;
  field_class->record_changed = isg_topics_field_record_changed;
  field_class->grab = isg_topics_field_grab;
  g_type_ensure (ISG_TYPE_ONE_STOP);
  g_type_ensure (ISG_TYPE_TOPICS_TIME);
}

static void
isg_topics_field_init (IsgTopicsField *self)
{
  g_autoptr (GtkBuilder) builder
    = gtk_builder_new_from_resource ("/io/github/isgdefteri/IsgDefteri/ui/topics-field.ui");

  self->rows = g_ptr_array_new ();
  self->groups = g_ptr_array_new ();
  self->codes = g_ptr_array_new_with_free_func (g_free);
  self->acts = GTK_BOX (gtk_builder_get_object (builder, "acts"));
  self->share = GTK_BUTTON (gtk_builder_get_object (builder, "share"));
  self->repeat = GTK_BUTTON (gtk_builder_get_object (builder, "repeat"));
  self->time = ISG_TOPICS_TIME (gtk_builder_get_object (builder, "time"));
  self->box = GTK_BOX (gtk_builder_get_object (builder, "groups"));

  isg_field_set_input_unnamed (ISG_FIELD (self),
                               GTK_WIDGET (self->box),
                               GTK_WIDGET (gtk_builder_get_object (builder, "body")));
  g_signal_connect_object (self->share,
                           "clicked",
                           G_CALLBACK (isg_topics_field_share),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->repeat,
                           "clicked",
                           G_CALLBACK (repeat_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::editable", G_CALLBACK (editable_cb), NULL);
}
