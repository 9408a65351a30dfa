/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-desk-people.h"

#include <glib/gi18n.h>

#include "app/isg-date-field.h"
#include "app/isg-fast-add.h"
#include "app/isg-one-stop.h"
#include "app/isg-part-page.h"

struct _IsgDeskPeople {
  AdwBin parent_instance;

  IsgContext *context;    /* (owned) */
  GtkWidget *add;         /* (unowned): the line of entries */
  GtkListBox *list;       /* (unowned) */
  GtkLabel *nobody;       /* (unowned) */
  GtkListBoxRow *leaving; /* (unowned) (nullable): whose day is being typed */
};

enum {
  LEAVE,
  CHANGE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (IsgDeskPeople, isg_desk_people, ADW_TYPE_BIN)

/* The parts of a line. */
#define ENTRY "isg-entry"
#define SAID  "isg-said"
#define HERE  "isg-here"
#define UUID  "isg-person"

static const char *
uuid_of (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), UUID);
}

static GtkWidget *
part (GtkListBoxRow *row, const char *name)
{
  return g_object_get_data (G_OBJECT (row), name);
}

/* ---- the day of leaving ---- */

static void
stop_leaving (IsgDeskPeople *self)
{
  GtkListBoxRow *row = self->leaving;

  if (row == NULL)
    return;
  self->leaving = NULL;
  gtk_widget_set_visible (part (row, ENTRY), FALSE);
  gtk_widget_set_visible (part (row, SAID), FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
start_leaving (IsgDeskPeople *self, GtkListBoxRow *row)
{
  GtkEntry *entry = GTK_ENTRY (part (row, ENTRY));

  if (!GPOINTER_TO_INT (g_object_get_data (G_OBJECT (row), HERE)))
    return;
  stop_leaving (self);
  self->leaving = row;
  gtk_editable_set_text (GTK_EDITABLE (entry), "");
  gtk_widget_set_visible (GTK_WIDGET (entry), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (entry));
}

static void
say (IsgDeskPeople *self, const char *text)
{
  GtkWidget *said = self->leaving != NULL ? part (self->leaving, SAID) : NULL;

  if (said == NULL)
    return;
  gtk_label_set_label (GTK_LABEL (said), text);
  gtk_widget_set_visible (said, TRUE);
}

static void
take_day (IsgDeskPeople *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (part (self->leaving, ENTRY)));
  IsgDate today = isg_clock_today (isg_context_clock (self->context));
  IsgDate day;

  if (!isg_date_field_parse_text (text, today, &day)) {
    say (self, _ ("The date was not understood. Example: 23.11.2026 or 231126."));
    return;
  }
  g_signal_emit (self, signals[LEAVE], 0, uuid_of (self->leaving), day);
}

static gboolean
entry_key_cb (GtkEventControllerKey *keys,
              guint keyval,
              guint keycode,
              GdkModifierType state,
              IsgDeskPeople *self)
{
  if (self->leaving == NULL)
    return FALSE;
  if (keyval == GDK_KEY_Escape)
    stop_leaving (self);
  else if (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter)
    take_day (self);
  else
    return FALSE;
  return TRUE;
}

/* ---- a line ---- */

static GtkListBoxRow *
row_of (GtkWidget *widget)
{
  return GTK_LIST_BOX_ROW (gtk_widget_get_ancestor (widget, GTK_TYPE_LIST_BOX_ROW));
}

static void
left_clicked_cb (GtkButton *button, IsgDeskPeople *self)
{
  start_leaving (self, row_of (GTK_WIDGET (button)));
}

static void
change (IsgDeskPeople *self, GtkListBoxRow *row)
{
  g_signal_emit (self, signals[CHANGE], 0, uuid_of (row));
}

static void
change_clicked_cb (GtkButton *button, IsgDeskPeople *self)
{
  change (self, row_of (GTK_WIDGET (button)));
}

/* Keys on the line do the same; a Tab goes on to the next thing, not through every line. */
static GtkWidget *
button_new (IsgDeskPeople *self, const char *label, const char *name, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_label (label);
  g_autofree char *full = g_strdup_printf ("%s: %s", name, label);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_focusable (button, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, full, -1);
  g_signal_connect_object (button, "clicked", clicked, self, 0);
  return button;
}

static char *
person_words (const IsgDeskPerson *person)
{
  g_autofree char *start
    = person->start != ISG_DATE_NONE ? isg_i18n_date (person->start, FALSE) : NULL;
  g_autofree char *left
    = person->left != ISG_DATE_NONE ? isg_i18n_date (person->left, FALSE) : NULL;
  GString *words = g_string_new (person->job);

  if (left != NULL || start != NULL) {
    if (words->len > 0)
      g_string_append (words, " · ");
    /* Translators: of a worker; %s is a day. Turkish: ayrıldı %s / girdi %s */
    g_string_append_printf (words,
                            left != NULL
                            ? _ ("left %s")
                            : _ ("started %s"), left != NULL ? left : start);
  }
  if (person->is_new && left == NULL)
    /* Translators: somebody who came since last year. */
    g_string_append_printf (words, " · %s", _ ("new since last year"));
  return g_string_free (words, FALSE);
}

static GtkWidget *
entry_new (IsgDeskPeople *self, const char *name)
{
  GtkWidget *entry = gtk_entry_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  /* Translators: accessible name; %s is a person. */
  g_autofree char *label = g_strdup_printf (_ ("Day of leaving: %s"), name);

  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 10);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ ("Left on"));
  gtk_widget_set_valign (entry, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (entry, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (entry_key_cb), self, 0);
  gtk_widget_add_controller (entry, keys);
  return entry;
}

static GtkWidget *
said_new (void)
{
  GtkWidget *said = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (said), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (said), 28);
  gtk_label_set_xalign (GTK_LABEL (said), 0);
  gtk_widget_add_css_class (said, "error");
  gtk_widget_add_css_class (said, "caption");
  gtk_widget_set_visible (said, FALSE);
  return said;
}

static void
add_row (IsgDeskPeople *self, const IsgDeskPerson *person)
{
  g_autofree char *words = person_words (person);
  GtkWidget *row = isg_part_page_row (person->name, words, NULL);
  GtkWidget *entry = entry_new (self, person->name);
  GtkWidget *said = said_new ();
  gboolean here = person->left == ISG_DATE_NONE;

  adw_action_row_add_suffix (ADW_ACTION_ROW (row), said);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), entry);
  if (here)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                               button_new (self,
                                           /* Translators: a key on a worker's line. */
                                           _ ("Left (A)"),
                                              person->name,
                                              G_CALLBACK (left_clicked_cb)));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             button_new (self,
                                         _ ("Change"),
                                            person->name,
                                            G_CALLBACK (change_clicked_cb)));
  if (!here)
    gtk_widget_add_css_class (row, "dim-label");
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), UUID, g_strdup (person->uuid), g_free);
  g_object_set_data (G_OBJECT (row), ENTRY, entry);
  g_object_set_data (G_OBJECT (row), SAID, said);
  g_object_set_data (G_OBJECT (row), HERE, GINT_TO_POINTER (here));
  gtk_list_box_append (self->list, row);
}

/* ---- the lines ---- */

static GtkListBoxRow *
focused_row (IsgDeskPeople *self)
{
  GtkWidget *focus = gtk_widget_get_focus_child (GTK_WIDGET (self->list));

  return GTK_IS_LIST_BOX_ROW (focus) ? GTK_LIST_BOX_ROW (focus) : NULL;
}

static gboolean
step (IsgDeskPeople *self, GtkListBoxRow *row, int by)
{
  int at = gtk_list_box_row_get_index (row) + by;
  GtkListBoxRow *next = at >= 0 ? gtk_list_box_get_row_at_index (self->list, at) : NULL;

  if (next != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (next));
  return TRUE;
}

static gboolean
list_key_cb (GtkEventControllerKey *keys,
             guint keyval,
             guint keycode,
             GdkModifierType state,
             IsgDeskPeople *self)
{
  GtkListBoxRow *row = focused_row (self);

  if (row == NULL || self->leaving != NULL || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return FALSE;
  switch (keyval) {
  case GDK_KEY_Down:
    return step (self, row, 1);
  case GDK_KEY_Up:
    return step (self, row, -1);
  case GDK_KEY_a:
  case GDK_KEY_A:
    start_leaving (self, row);
    return TRUE;
  case GDK_KEY_Return:
  case GDK_KEY_KP_Enter:
    change (self, row);
    return TRUE;
  default:
    return FALSE;
  }
}

static GtkListBoxRow *
find_row (IsgDeskPeople *self, const char *uuid)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (g_strcmp0 (uuid_of (row), uuid) == 0)
      return row;
  return NULL;
}

void
isg_desk_people_show (IsgDeskPeople *self, const IsgDeskData *data)
{
  GtkListBoxRow *row;
  g_autofree char *focused = NULL;

  g_return_if_fail (ISG_IS_DESK_PEOPLE (self));

  if (self->leaving != NULL)
    return;
  row = focused_row (self);
  focused = row != NULL ? g_strdup (uuid_of (row)) : NULL;
  isg_part_page_clear (self->list);
  for (guint i = 0; i < data->people->len; i++)
    add_row (self, g_ptr_array_index (data->people, i));
  gtk_widget_set_visible (GTK_WIDGET (self->list), data->people->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->nobody), data->people->len == 0);
  isg_fast_add_set_workplace (ISG_FAST_ADD (self->add), data->uuid);
  row = focused != NULL ? find_row (self, focused) : NULL;
  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

void
isg_desk_people_answer (IsgDeskPeople *self, const char *trouble)
{
  g_return_if_fail (ISG_IS_DESK_PEOPLE (self));

  if (trouble != NULL)
    say (self, trouble);
  else
    stop_leaving (self);
}

void
isg_desk_people_focus (IsgDeskPeople *self)
{
  GtkListBoxRow *first;

  g_return_if_fail (ISG_IS_DESK_PEOPLE (self));

  first = gtk_list_box_get_row_at_index (self->list, 0);
  if (first != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (first));
  else
    isg_desk_people_add (self);
}

void
isg_desk_people_add (IsgDeskPeople *self)
{
  g_return_if_fail (ISG_IS_DESK_PEOPLE (self));

  stop_leaving (self);
  gtk_widget_set_visible (self->add, TRUE);
  isg_fast_add_grab (ISG_FAST_ADD (self->add));
}

void
isg_desk_people_set_narrow (IsgDeskPeople *self, gboolean narrow)
{
  g_return_if_fail (ISG_IS_DESK_PEOPLE (self));

  isg_fast_add_set_stacked (ISG_FAST_ADD (self->add), narrow);
}

/* ---- the class ---- */

static void
isg_desk_people_finalize (GObject *object)
{
  g_clear_object (&ISG_DESK_PEOPLE (object)->context);
  G_OBJECT_CLASS (isg_desk_people_parent_class)->finalize (object);
}

static void
isg_desk_people_class_init (IsgDeskPeopleClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = isg_desk_people_finalize;
  signals[LEAVE] = g_signal_new ("leave",
                                 type,
                                 G_SIGNAL_RUN_LAST,
                                 0,
                                 NULL,
                                 NULL,
                                 NULL,
                                 G_TYPE_NONE,
                                 2,
                                 G_TYPE_STRING,
                                 G_TYPE_INT);
  signals[CHANGE] = g_signal_new ("change",
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
isg_desk_people_init (IsgDeskPeople *self)
{
}

GtkWidget *
isg_desk_people_new (IsgContext *context)
{
  IsgDeskPeople *self = g_object_new (ISG_TYPE_DESK_PEOPLE, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->context = g_object_ref (context);
  self->add = isg_fast_add_new (context);
  gtk_widget_set_visible (self->add, FALSE);
  self->list = isg_part_page_list (_ ("Employees"));
  self->nobody = GTK_LABEL (gtk_label_new (_ ("Nobody works here yet. Ctrl+N adds a worker.")));
  gtk_label_set_wrap (self->nobody, TRUE);
  gtk_label_set_xalign (self->nobody, 0);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (list_key_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->list), keys);
  g_signal_connect_object (self->list,
                           "row-activated",
                           G_CALLBACK (change),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), self->add);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->nobody));
  gtk_box_append (GTK_BOX (box), isg_one_stop_new (GTK_WIDGET (self->list)));
  adw_bin_set_child (ADW_BIN (self), box);
  return GTK_WIDGET (self);
}
