/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-fast-add.h"

#include <glib/gi18n.h>

#include "app/isg-date-field.h"
#include "app/isg-error-text.h"
#include "app/isg-fast-add-jobs.h"
#include "base/isg-identity.h"

/* The questions of the line, in its order. Source: ui.md 3.3. */
static const char *const asked[]
  = { "national_id", "given_name", "family_name", "birth_date", "start_date", "job" };

enum {
  NUMBER,
  GIVEN,
  FAMILY,
  BIRTH,
  START,
  JOB,
  N_ASKED,
};

struct _IsgFastAdd {
  AdwBin parent_instance;

  IsgContext *context;        /* (owned) */
  const IsgKind *kind;        /* (unowned): the rule pack's */
  GtkEntry *entries[N_ASKED]; /* (unowned) */
  GtkBox *line;               /* (unowned): holds two halves */
  GtkLabel *said;             /* (unowned) */
  GtkButton *undo;            /* (unowned) */
  char *added;                /* (nullable): uuid of the last one, for undo */
  char *workplace;            /* (nullable): instead of the context's */
  gboolean adding;
};

enum {
  ADDED,
  DUPLICATE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (IsgFastAdd, isg_fast_add, ADW_TYPE_BIN)

static const char *
workplace_of (IsgFastAdd *self)
{
  return self->workplace != NULL ? self->workplace : isg_context_workplace (self->context);
}

/* ---- what is typed ---- */

static char *
typed (IsgFastAdd *self, guint index)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entries[index]))));
}

static void
set_text (IsgFastAdd *self, guint index, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entries[index]), text);
}

static IsgDate
today (IsgFastAdd *self)
{
  return isg_clock_today (isg_context_clock (self->context));
}

/* (nullable): the value of an entry; NULL when blank or not a value. */
static IsgValue *
value_of (IsgFastAdd *self, guint index)
{
  g_autofree char *text = typed (self, index);
  g_autofree char *digits = NULL;
  IsgDate date;

  if (*text == '\0')
    return NULL;
  if (index == BIRTH || index == START)
    return isg_date_field_parse_text (text, today (self), &date) ? isg_value_new_date (date) : NULL;
  if (index == NUMBER) {
    digits = isg_identity_sgk_digits (text);
    return isg_value_new_text (digits != NULL ? digits : text);
  }
  return isg_value_new_text (text);
}

static IsgRecord *
record_of (IsgFastAdd *self)
{
  g_autoptr (IsgFieldsBuilder) builder = isg_fields_builder_new (NULL);
  g_autoptr (IsgFields) fields = NULL;

  for (guint i = 0; i < N_ASKED; i++)
    isg_fields_builder_set (builder, asked[i], value_of (self, i));
  fields = isg_fields_builder_end (g_steal_pointer (&builder));
  return isg_record_new ("employee", NULL, workplace_of (self), fields);
}

static void
clear (IsgFastAdd *self)
{
  g_autofree char *start = isg_i18n_date (today (self), FALSE);

  for (guint i = 0; i < N_ASKED; i++)
    set_text (self, i, i == START ? start : "");
  gtk_widget_grab_focus (GTK_WIDGET (self->entries[NUMBER]));
}

static void
say (IsgFastAdd *self, const char *text, gboolean can_undo)
{
  gtk_label_set_label (self->said, text);
  gtk_widget_set_visible (GTK_WIDGET (self->undo), can_undo);
}

static IsgFastWish *
wish_new (IsgFastAdd *self)
{
  IsgFastWish *wish = g_new0 (IsgFastWish, 1);

  wish->workplace = g_strdup (workplace_of (self));
  return wish;
}

static void
ask (IsgFastAdd *self, IsgTaskFunc func, IsgFastWish *wish, GAsyncReadyCallback callback)
{
  isg_tasks_run (isg_context_tasks (self->context),
                 func,
                 wish,
                 (GDestroyNotify) isg_fast_wish_free,
                 (GDestroyNotify) isg_fast_answer_free,
                 NULL,
                 callback,
                 g_object_ref (self));
}

static void
say_error (IsgFastAdd *self, const GError *error)
{
  g_autofree char *text = isg_error_text (error);

  say (self, text, FALSE);
}

/* ---- a number that is known ---- */

static void
say_duplicate (IsgFastAdd *self, const char *uuid)
{
  say (self, _ ("This person is already here; nothing was added."), FALSE);
  g_signal_emit (self, signals[DUPLICATE], 0, uuid);
}

static void
fill_from (IsgFastAdd *self, IsgRecord *known, const char *workplace)
{
  g_autofree char *text = NULL;

  for (guint i = GIVEN; i <= BIRTH; i++) {
    IsgValue *value = isg_record_get (known, asked[i]);
    g_autofree char *present = typed (self, i);
    g_autofree char *words = NULL;

    if (value == NULL || *present != '\0')
      continue;
    words = i == BIRTH ? isg_i18n_date (isg_value_date (value), FALSE) : isg_value_to_text (value);
    set_text (self, i, words);
  }
  /* Translators: %s is a workplace. */
  text = g_strdup_printf (_ ("This person is also in %s; the details were taken."),
                             workplace != NULL ? workplace : "…");
  say (self, text, FALSE);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (IsgFastAdd) self = user_data;
  g_autoptr (IsgFastAnswer) answer = isg_tasks_finish (result, NULL);

  if (answer == NULL)
    return;
  if (answer->here != NULL)
    say_duplicate (self, answer->here);
  else if (answer->known != NULL)
    fill_from (self, answer->known, answer->workplace);
}

static void
number_changed_cb (IsgFastAdd *self)
{
  g_autofree char *text = typed (self, NUMBER);
  g_autofree char *digits = isg_identity_sgk_digits (text);
  IsgFastWish *wish;

  if (digits == NULL || isg_identity_check_person (digits) != ISG_IDENTITY_OK)
    return;
  wish = wish_new (self);
  wish->number = g_steal_pointer (&digits);
  ask (self, isg_fast_job_look, wish, looked_cb);
}

/* ---- adding ---- */

static void
say_finding (IsgFastAdd *self, GPtrArray *findings)
{
  for (guint i = 0; i < findings->len; i++) {
    const IsgFinding *finding = g_ptr_array_index (findings, i);
    g_autofree char *sentence = NULL;

    if (isg_finding_severity (finding) != ISG_SEVERITY_BLOCK)
      continue;
    sentence = isg_rules_finding_message (isg_context_rules (self->context),
                                          self->kind,
                                          finding,
                                          isg_i18n_language ());
    say (self, sentence, FALSE);
    for (guint j = 0; j < N_ASKED; j++)
      if (g_strcmp0 (isg_finding_path (finding), asked[j]) == 0)
        gtk_widget_grab_focus (GTK_WIDGET (self->entries[j]));
    return;
  }
}

static void
say_added (IsgFastAdd *self, IsgRecord *added)
{
  g_autofree char *name = isg_kind_title (self->kind,
                                          isg_context_rules (self->context),
                                          added,
                                          NULL,
                                          NULL,
                                          isg_i18n_language ());
  /* Translators: %s is a person's name. */
  g_autofree char *text = g_strdup_printf (_ ("✓ %s added"), name);

  g_free (self->added);
  self->added = g_strdup (isg_record_uuid (added));
  clear (self);
  say (self, text, TRUE);
  isg_context_changed (self->context);
  g_signal_emit (self, signals[ADDED], 0, self->added);
}

static void
added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (IsgFastAdd) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgFastAnswer) answer = isg_tasks_finish (result, &error);

  self->adding = FALSE;
  if (answer == NULL)
    say_error (self, error);
  else if (answer->here != NULL)
    say_duplicate (self, answer->here);
  else if (answer->added == NULL)
    say_finding (self, answer->findings);
  else
    say_added (self, answer->added);
}

static void
add_cb (IsgFastAdd *self)
{
  IsgFastWish *wish;

  /* A second Enter while the first is under way adds nobody twice. */
  if (self->adding || workplace_of (self) == NULL)
    return;
  self->adding = TRUE;
  wish = wish_new (self);
  wish->record = record_of (self);
  ask (self, isg_fast_job_add, wish, added_cb);
}

static void
taken_back_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (IsgFastAdd) self = user_data;
  g_autoptr (GError) error = NULL;

  isg_tasks_finish (result, &error);
  if (error != NULL) {
    say_error (self, error);
    return;
  }
  say (self, "", FALSE);
  isg_context_changed (self->context);
}

static void
undo_cb (IsgFastAdd *self)
{
  IsgFastWish *wish = wish_new (self);

  wish->uuid = g_strdup (self->added);
  wish->reason = g_strdup (_ ("Added by mistake"));
  ask (self, isg_fast_job_take_back, wish, taken_back_cb);
  gtk_widget_grab_focus (GTK_WIDGET (self->entries[NUMBER]));
}

/* ---- class ---- */

void
isg_fast_add_grab (IsgFastAdd *self)
{
  g_return_if_fail (ISG_IS_FAST_ADD (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->entries[NUMBER]));
}

static void
workplace_cb (IsgFastAdd *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->line), workplace_of (self) != NULL);
}

void
isg_fast_add_set_workplace (IsgFastAdd *self, const char *workplace)
{
  g_return_if_fail (ISG_IS_FAST_ADD (self));

  if (g_strcmp0 (self->workplace, workplace) == 0)
    return;
  g_free (self->workplace);
  self->workplace = g_strdup (workplace);
  say (self, "", FALSE);
  workplace_cb (self);
}

void
isg_fast_add_set_stacked (IsgFastAdd *self, gboolean stacked)
{
  g_return_if_fail (ISG_IS_FAST_ADD (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->line),
                                  stacked ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
}

static void
isg_fast_add_finalize (GObject *object)
{
  IsgFastAdd *self = ISG_FAST_ADD (object);

  g_clear_object (&self->context);
  g_free (self->added);
  g_free (self->workplace);
  G_OBJECT_CLASS (isg_fast_add_parent_class)->finalize (object);
}

static void
isg_fast_add_class_init (IsgFastAddClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = isg_fast_add_finalize;
  signals[ADDED] = g_signal_new ("added",
                                 type,
                                 G_SIGNAL_RUN_LAST,
                                 0,
                                 NULL,
                                 NULL,
                                 NULL,
                                 G_TYPE_NONE,
                                 1,
                                 G_TYPE_STRING);
  signals[DUPLICATE] = g_signal_new ("duplicate",
                                     type,
                                     G_SIGNAL_RUN_LAST,
                                     0,
                                     NULL,
                                     NULL,
                                     NULL,
                                     G_TYPE_NONE,
                                     1,
                                     G_TYPE_STRING);
}

static void
isg_fast_add_init (IsgFastAdd *self)
{
}

static void
make_entry (IsgFastAdd *self, guint index, GtkBox *half)
{
  const IsgFieldDef *def = isg_kind_field (self->kind, asked[index]);
  const char *label = isg_field_def_label (def, isg_i18n_language ());
  /* Translators: the entries of the fast line, as in "Fast add: Identity no". */
  g_autofree char *name = g_strdup_printf (_ ("Fast add: %s"), label);

  self->entries[index] = GTK_ENTRY (gtk_entry_new ());
  gtk_entry_set_placeholder_text (self->entries[index], label);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->entries[index]), label);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entries[index]), index == NUMBER ? 11 : 7);
  gtk_widget_set_hexpand (GTK_WIDGET (self->entries[index]), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entries[index]),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name,
                                  -1);
  g_signal_connect_object (self->entries[index],
                           "activate",
                           G_CALLBACK (add_cb),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (half, GTK_WIDGET (self->entries[index]));
}

static void
make_line (IsgFastAdd *self)
{
  GtkWidget *halves[2];
  /* Translators: the button of the fast line; its accessible name is "Fast add: Add". */
  GtkWidget *add = gtk_button_new_with_label (_ ("Add"));
  g_autofree char *name = g_strdup_printf (_ ("Fast add: %s"), _ ("Add"));

  self->line = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6));
  gtk_box_set_homogeneous (self->line, TRUE);
  for (guint i = 0; i < 2; i++) {
    halves[i] = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
    gtk_box_append (self->line, halves[i]);
  }
  for (guint i = 0; i < N_ASKED; i++)
    make_entry (self, i, GTK_BOX (halves[i < N_ASKED / 2 ? 0 : 1]));
  gtk_accessible_update_property (GTK_ACCESSIBLE (add), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (add, "clicked", G_CALLBACK (add_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (halves[1]), add);
}

static void
make_said (IsgFastAdd *self, GtkBox *box)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->said = GTK_LABEL (gtk_label_new (""));
  gtk_label_set_wrap (self->said, TRUE);
  gtk_label_set_xalign (self->said, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->said), "caption");
  self->undo = GTK_BUTTON (gtk_button_new_with_label (_ ("Undo")));
  gtk_widget_add_css_class (GTK_WIDGET (self->undo), "flat");
  gtk_widget_add_css_class (GTK_WIDGET (self->undo), "caption");
  gtk_widget_set_visible (GTK_WIDGET (self->undo), FALSE);
  g_signal_connect_object (self->undo, "clicked", G_CALLBACK (undo_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (row), GTK_WIDGET (self->said));
  gtk_box_append (GTK_BOX (row), GTK_WIDGET (self->undo));
  gtk_box_append (box, row);
}

GtkWidget *
isg_fast_add_new (IsgContext *context)
{
  IsgFastAdd *self = g_object_new (ISG_TYPE_FAST_ADD, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  g_autofree char *start = NULL;

  self->context = g_object_ref (context);
  self->kind = isg_rules_kind (isg_context_rules (context), "employee");
  make_line (self);
  gtk_widget_add_css_class (box, "fast-add");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->line));
  make_said (self, GTK_BOX (box));
  adw_bin_set_child (ADW_BIN (self), box);

  start = isg_i18n_date (today (self), FALSE);
  set_text (self, START, start);
  g_signal_connect_object (self->entries[NUMBER],
                           "changed",
                           G_CALLBACK (number_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (context,
                           "notify::workplace",
                           G_CALLBACK (workplace_cb),
                           self,
                           G_CONNECT_SWAPPED);
  workplace_cb (self);
  return GTK_WIDGET (self);
}
