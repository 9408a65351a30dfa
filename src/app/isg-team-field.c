/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-team-field.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/isg-pick-field.h"
#include "app/isg-screen.h"
#include "app/isg-text-field.h"

/* The questions of a row, in the order in which they stand. */
static const char *const ids[] = { "duty", "professional", "employee", "name" };

#define N_QUESTIONS G_N_ELEMENTS (ids)

typedef struct {
  IsgFields *fields;                /* (owned) */
  GtkBox *box;                      /* (unowned): our child */
  IsgField *questions[N_QUESTIONS]; /* (unowned): in the box */
} Member;

struct _IsgTeamField {
  IsgField parent_instance;

  GPtrArray *members; /* (owned) (element-type Member) */
  GtkBox *list;       /* (unowned) */
  GtkButton *add;     /* (unowned) */
  IsgRecord *record;  /* (owned) (nullable): as it is typed; decides whose employees */
  IsgScreen *around;  /* (unowned) (nullable): while rooted */
  gulong band_handler;
  gboolean filling; /* the program writes, not the user */
};

enum {
  REMOVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (IsgTeamField, isg_team_field, ISG_TYPE_FIELD)

static void
member_free (gpointer data)
{
  Member *member = data;

  isg_fields_unref (member->fields);
  g_free (member);
}

static Member *
nth (IsgTeamField *self, guint index)
{
  return g_ptr_array_index (self->members, index);
}

/* ---- value ---- */

static IsgValue *
isg_team_field_get_value (IsgField *field)
{
  IsgTeamField *self = ISG_TEAM_FIELD (field);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_fields_unref);

  for (guint i = 0; i < self->members->len; i++)
    g_ptr_array_add (rows, isg_fields_ref (nth (self, i)->fields));
  return rows->len > 0 ? isg_value_new_groups (rows) : NULL;
}

static void
changed_cb (IsgTeamField *self, IsgField *question)
{
  g_autoptr (IsgValue) value = NULL;

  if (self->filling)
    return;
  value = isg_field_get_value (question);
  for (guint i = 0; i < self->members->len; i++) {
    Member *member = nth (self, i);

    if (gtk_widget_is_ancestor (GTK_WIDGET (question), GTK_WIDGET (member->box))) {
      IsgFields *fields = isg_fields_with (member->fields, isg_field_id (question), value);

      isg_fields_unref (member->fields);
      member->fields = fields;
    }
  }
  isg_field_emit_changed (ISG_FIELD (self));
}

static void
answered_cb (IsgTeamField *self)
{
  isg_field_emit_answered (ISG_FIELD (self));
}

/* ---- rows ---- */

static const IsgFieldDef *
sub_def (IsgTeamField *self, const char *id)
{
  GPtrArray *defs = isg_field_def_fields (isg_field_def (ISG_FIELD (self)));

  for (guint i = 0; i < defs->len; i++)
    if (g_str_equal (isg_field_def_id (g_ptr_array_index (defs, i)), id))
      return g_ptr_array_index (defs, i);
  return NULL;
}

static gboolean
is_narrow (IsgTeamField *self)
{
  return self->around != NULL && isg_screen_band (self->around) == ISG_BAND_NARROW;
}

static void
remove_member (IsgTeamField *self, guint index)
{
  if (index >= self->members->len || !isg_field_is_editable (ISG_FIELD (self)))
    return;
  gtk_widget_grab_focus (GTK_WIDGET (self->add));
  gtk_box_remove (self->list, GTK_WIDGET (nth (self, index)->box));
  g_ptr_array_remove_index (self->members, index);
  isg_field_emit_changed (ISG_FIELD (self));
  g_signal_emit (self, signals[REMOVED], 0);
}

static void
remove_cb (IsgTeamField *self, GtkWidget *button)
{
  for (guint i = 0; i < self->members->len; i++)
    if (gtk_widget_is_ancestor (button, GTK_WIDGET (nth (self, i)->box))) {
      remove_member (self, i);
      return;
    }
}

static gboolean
remove_key_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  IsgTeamField *self = ISG_TEAM_FIELD (widget);

  for (guint i = 0; i < self->members->len; i++)
    if (gtk_widget_get_focus_child (GTK_WIDGET (nth (self, i)->box)) != NULL) {
      remove_member (self, i);
      return TRUE;
    }
  return FALSE;
}

static IsgField *
question_new (IsgTeamField *self, const char *id)
{
  IsgField *question
    = g_object_new (g_str_equal (id, "name") ? ISG_TYPE_TEXT_FIELD : ISG_TYPE_PICK_FIELD,
                    "field-id",
                    id,
                    "hexpand",
                    TRUE,
                    NULL);

  isg_field_set_kind (question, isg_field_kind (ISG_FIELD (self)));
  isg_field_bind (question, isg_field_context (ISG_FIELD (self)), sub_def (self, id));
  if (self->record != NULL)
    isg_field_record_changed (question, self->record);
  g_object_bind_property (self, "editable", question, "editable", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (question, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (question, "answered", G_CALLBACK (answered_cb), self, G_CONNECT_SWAPPED);
  return question;
}

static void
turn_member (IsgTeamField *self, Member *member)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (member->box),
                                  is_narrow (self) ? GTK_ORIENTATION_VERTICAL
                                                   : GTK_ORIENTATION_HORIZONTAL);
}

static void
add_member (IsgTeamField *self, IsgFields *fields)
{
  Member *member = g_new0 (Member, 1);
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");

  member->fields = isg_fields_ref (fields);
  member->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0));
  gtk_widget_add_css_class (GTK_WIDGET (member->box), "team-member");
  for (gsize i = 0; i < N_QUESTIONS; i++) {
    member->questions[i] = question_new (self, ids[i]);
    isg_field_set_value (member->questions[i], isg_fields_get (fields, ids[i]));
    gtk_box_append (member->box, GTK_WIDGET (member->questions[i]));
  }
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_halign (button, GTK_ALIGN_END);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("Remove row"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Remove row"), -1);
  g_object_bind_property (self, "editable", button, "visible", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (member->box, button);
  gtk_box_append (self->list, GTK_WIDGET (member->box));
  g_ptr_array_add (self->members, member);
  turn_member (self, member);
}

static void
fill_member (Member *member, IsgFields *fields)
{
  isg_fields_ref (fields);
  isg_fields_unref (member->fields);
  member->fields = fields;
  for (gsize i = 0; i < N_QUESTIONS; i++) {
    g_autoptr (IsgValue) present = isg_field_get_value (member->questions[i]);

    if (!isg_value_equal (present, isg_fields_get (fields, ids[i])))
      isg_field_set_value (member->questions[i], isg_fields_get (fields, ids[i]));
  }
}

static void
isg_team_field_set_value (IsgField *field, IsgValue *value)
{
  IsgTeamField *self = ISG_TEAM_FIELD (field);

  self->filling = TRUE;
  for (guint i = 0; i < isg_value_n_groups (value); i++)
    if (i < self->members->len)
      fill_member (nth (self, i), isg_value_group (value, i));
    else
      add_member (self, isg_value_group (value, i));
  while (self->members->len > isg_value_n_groups (value)) {
    gtk_box_remove (self->list, GTK_WIDGET (nth (self, self->members->len - 1)->box));
    g_ptr_array_set_size (self->members, (int) self->members->len - 1);
  }
  self->filling = FALSE;
}

void
isg_team_field_add (IsgTeamField *self)
{
  g_autoptr (IsgFields) none = isg_fields_new ();

  g_return_if_fail (ISG_IS_TEAM_FIELD (self));

  if (!isg_field_is_editable (ISG_FIELD (self)))
    return;
  self->filling = TRUE;
  add_member (self, none);
  self->filling = FALSE;
  isg_field_emit_changed (ISG_FIELD (self));
  isg_field_grab (nth (self, self->members->len - 1)->questions[0], NULL);
}

static void
add_cb (IsgTeamField *self)
{
  isg_team_field_add (self);
}

/* ---- the record, findings, focus ---- */

static void
isg_team_field_record_changed (IsgField *field, IsgRecord *record)
{
  IsgTeamField *self = ISG_TEAM_FIELD (field);

  isg_record_ref (record);
  g_clear_pointer (&self->record, isg_record_unref);
  self->record = record;
  for (guint i = 0; i < self->members->len; i++)
    for (gsize j = 0; j < N_QUESTIONS; j++)
      isg_field_record_changed (nth (self, i)->questions[j], record);
}

static gboolean
is_of (const IsgFinding *finding, guint index, const char *id)
{
  g_autofree char *place = g_strdup_printf ("[%u].%s", index, id);
  const char *path = isg_finding_path (finding);

  return path != NULL && g_str_has_suffix (path, place);
}

static void
isg_team_field_show_findings (IsgField *field, GPtrArray *findings)
{
  IsgTeamField *self = ISG_TEAM_FIELD (field);
  g_autoptr (GPtrArray) own = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_finding_unref);

  for (guint k = 0; k < findings->len; k++) {
    const char *path = isg_finding_path (g_ptr_array_index (findings, k));

    if (path == NULL || strchr (path, '.') == NULL)
      g_ptr_array_add (own, isg_finding_ref (g_ptr_array_index (findings, k)));
  }
  ISG_FIELD_CLASS (isg_team_field_parent_class)->show_findings (field, own);
  for (guint i = 0; i < self->members->len; i++)
    for (gsize j = 0; j < N_QUESTIONS; j++) {
      g_autoptr (GPtrArray) at = g_ptr_array_new ();

      for (guint k = 0; k < findings->len; k++)
        if (is_of (g_ptr_array_index (findings, k), i, ids[j]))
          g_ptr_array_add (at, g_ptr_array_index (findings, k));
      isg_field_show_findings (nth (self, i)->questions[j], at);
    }
}

static void
isg_team_field_grab (IsgField *field, const char *path)
{
  IsgTeamField *self = ISG_TEAM_FIELD (field);
  const char *bracket = path != NULL ? strchr (path, '[') : NULL;
  const char *dot = path != NULL ? strrchr (path, '.') : NULL;
  guint64 index = bracket != NULL ? g_ascii_strtoull (bracket + 1, NULL, 10) : 0;

  if (index >= self->members->len) {
    gtk_widget_grab_focus (GTK_WIDGET (self->add));
    return;
  }
  for (gsize i = 0; dot != NULL && i < N_QUESTIONS; i++)
    if (g_str_equal (ids[i], dot + 1)) {
      isg_field_grab (nth (self, (guint) index)->questions[i], NULL);
      return;
    }
  isg_field_grab (nth (self, (guint) index)->questions[0], NULL);
}

/* ---- width ---- */

static void
turn (IsgTeamField *self)
{
  for (guint i = 0; i < self->members->len; i++)
    turn_member (self, nth (self, i));
}

static void
isg_team_field_root (GtkWidget *widget)
{
  IsgTeamField *self = ISG_TEAM_FIELD (widget);

  GTK_WIDGET_CLASS (isg_team_field_parent_class)->root (widget);
  self->around = ISG_SCREEN (gtk_widget_get_ancestor (widget, ISG_TYPE_SCREEN));
  if (self->around != NULL)
    self->band_handler
      = g_signal_connect_swapped (self->around, "notify::band", G_CALLBACK (turn), self);
  turn (self);
}

static void
isg_team_field_unroot (GtkWidget *widget)
{
  IsgTeamField *self = ISG_TEAM_FIELD (widget);

  if (self->around != NULL)
    g_clear_signal_handler (&self->band_handler, self->around);
  self->around = NULL;
  GTK_WIDGET_CLASS (isg_team_field_parent_class)->unroot (widget);
}

/* ---- class ---- */

static void
isg_team_field_finalize (GObject *object)
{
  IsgTeamField *self = ISG_TEAM_FIELD (object);

  g_ptr_array_unref (self->members);
  g_clear_pointer (&self->record, isg_record_unref);
  G_OBJECT_CLASS (isg_team_field_parent_class)->finalize (object);
}

static void
isg_team_field_class_init (IsgTeamFieldClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  IsgFieldClass *field_class = ISG_FIELD_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = isg_team_field_finalize;
  widget_class->root = isg_team_field_root;
  widget_class->unroot = isg_team_field_unroot;
  field_class->get_value = isg_team_field_get_value;
  field_class->set_value = isg_team_field_set_value;
  field_class->record_changed = isg_team_field_record_changed;
  field_class->show_findings = isg_team_field_show_findings;
  field_class->grab = isg_team_field_grab;
  signals[REMOVED] = g_signal_new ("removed",
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
isg_team_field_init (IsgTeamField *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  self->members = g_ptr_array_new_with_free_func (member_free);
  self->list = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  self->add = GTK_BUTTON (gtk_button_new_with_label (_ ("Add person")));
  g_signal_connect_object (self->add, "clicked", G_CALLBACK (add_cb), self, G_CONNECT_SWAPPED);
  g_object_bind_property (self, "editable", self->add, "visible", G_BINDING_SYNC_CREATE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "composite");
  isg_field_set_suffix (ISG_FIELD (self), GTK_WIDGET (self->add));
  isg_field_set_input_unnamed (ISG_FIELD (self), GTK_WIDGET (self->list), GTK_WIDGET (self->list));
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_shortcut_trigger_parse_string (
                                                            "<Control>Delete"),
                                                          gtk_callback_action_new (remove_key_cb,
                                                                                   NULL,
                                                                                   NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}
