/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-people-list.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/isg-one-stop.h"
#include "app/isg-person-row.h"
#include "app/isg-text-scale.h"
#include "base/isg-text.h"

/* As high as its rows in a form, at most ten; on a screen of its own it takes what there is. */
#define ROW_HEIGHT  35
#define FORM_HEIGHT 350

/* İBYS: the line was taken (wire.md 3.7). */
#define STATUS_ACCEPTED 200

struct _IsgPeopleList {
  GtkWidget parent_instance;

  GtkSearchEntry *search;
  GtkBox *acts;
  GtkBox *quick;
  GtkButton *never;
  GtkLabel *never_label;
  GtkButton *expired;
  GtkLabel *expired_label;
  GtkButton *all;
  GtkLabel *all_label;
  GtkToggleButton *refused;
  GtkButton *shown;
  GtkScrolledWindow *scrolled;
  GtkListView *view;
  GtkLabel *none;
  GtkLabel *count;

  GListStore *people;          /* (owned) (element-type IsgPerson) */
  GtkFilterListModel *visible; /* (owned) */
  GtkFilter *filter;           /* (owned) */
  GPtrArray *ticked;           /* (owned) (element-type utf8): in the order in which it was done */
  GHashTable *is_ticked;       /* (owned): the same, borrowed */
  GHashTable *known;           /* (owned): uuid → IsgPerson, both borrowed from @people */
  GStrv words;                 /* (owned) (nullable): folded, what is searched */
  gboolean editable;
  gboolean narrow;
  gboolean loaded;
};

G_DEFINE_FINAL_TYPE (IsgPeopleList, isg_people_list, GTK_TYPE_WIDGET)

enum {
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* ---- who can be ticked at once ---- */

typedef gboolean (*Chosen) (IsgPerson *person);

static gboolean
is_present (IsgPerson *person)
{
  return person->works && !person->foreign;
}

static gboolean
is_never (IsgPerson *person)
{
  return is_present (person) && person->standing == ISG_PERSON_TRAINING_NEVER;
}

static gboolean
is_expired (IsgPerson *person)
{
  return is_present (person) && person->standing == ISG_PERSON_TRAINING_EXPIRED;
}

static guint
count (IsgPeopleList *self, Chosen chosen)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->people));
  guint found = 0;

  for (guint i = 0; i < n; i++) {
    g_autoptr (IsgPerson) person = g_list_model_get_item (G_LIST_MODEL (self->people), i);

    found += chosen (person);
  }
  return found;
}

/* ---- what is shown ---- */

static void
show_button (IsgPeopleList *self, GtkButton *button, GtkLabel *label, const char *words, guint n)
{
  g_autofree char *text = g_strdup_printf ("%s %u", words, n);

  gtk_label_set_label (label, text);
  gtk_widget_set_sensitive (GTK_WIDGET (button), n > 0);
}

static void
show_count (IsgPeopleList *self)
{
  /* Translators: how many of how many people; Turkish: Seçili: %u / %u */
  g_autofree char *text
    = g_strdup_printf (_ ("Ticked: %u / %u"),
                          self->ticked->len,
                          g_list_model_get_n_items (G_LIST_MODEL (self->people)));

  gtk_label_set_label (self->count, text);
}

/* A list view asks for the height of a few rows alone. */
static void
fit_height (IsgPeopleList *self)
{
  int n = (int) MIN (g_list_model_get_n_items (G_LIST_MODEL (self->visible)), 100);

  if (self->narrow)
    gtk_scrolled_window_set_min_content_height (self->scrolled, -1);
  else
    gtk_scrolled_window_set_min_content_height (self->scrolled,
                                                isg_scaled (MIN (n * ROW_HEIGHT, FORM_HEIGHT)));
}

static void
show_none (IsgPeopleList *self)
{
  gboolean empty = g_list_model_get_n_items (G_LIST_MODEL (self->visible)) == 0;
  const char *searched = gtk_editable_get_text (GTK_EDITABLE (self->search));
  g_autofree char *text = NULL;

  if (*searched != '\0')
    text = g_strdup_printf (_ ("“%s” was not found. You can also search by identity number."),
                               searched);
  else
    /* Translators: Turkish: Bu işyerinde çalışan yok. */
    text = g_strdup (_ ("No employees here."));
  gtk_label_set_label (self->none, text);
  gtk_widget_set_visible (GTK_WIDGET (self->none), empty && self->loaded);
  gtk_widget_set_visible (GTK_WIDGET (self->scrolled), !empty);
  fit_height (self);
}

static void
update (IsgPeopleList *self)
{
  show_button (self, self->never, self->never_label, _ ("Never trained"), count (self, is_never));
  show_button (self, self->expired, self->expired_label, _ ("Expired"), count (self, is_expired));
  show_button (self, self->all, self->all_label, C_ ("people", "All"), count (self, is_present));
  show_count (self);
  show_none (self);
}

/* ---- ticks ---- */

static void
put_tick (IsgPeopleList *self, const char *uuid)
{
  char *copy;

  if (g_hash_table_contains (self->is_ticked, uuid))
    return;
  copy = g_strdup (uuid);
  g_ptr_array_add (self->ticked, copy);
  g_hash_table_add (self->is_ticked, copy);
}

static void
take_tick (IsgPeopleList *self, const char *uuid)
{
  g_hash_table_remove (self->is_ticked, uuid);
  for (guint i = 0; i < self->ticked->len; i++)
    if (g_str_equal (self->ticked->pdata[i], uuid)) {
      g_ptr_array_remove_index (self->ticked, i);
      return;
    }
}

static void
set_tick (IsgPeopleList *self, IsgPerson *person, gboolean ticked)
{
  if (person->ticked == ticked)
    return;
  person->ticked = ticked;
  if (ticked)
    put_tick (self, person->uuid);
  else
    take_tick (self, person->uuid);
  isg_person_changed (person);
}

static void
changed (IsgPeopleList *self)
{
  show_count (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
tick_many (IsgPeopleList *self, GListModel *model, Chosen chosen)
{
  guint n = g_list_model_get_n_items (model);
  guint before = self->ticked->len;

  if (!self->editable)
    return;
  for (guint i = 0; i < n; i++) {
    g_autoptr (IsgPerson) person = g_list_model_get_item (model, i);

    if (chosen (person))
      set_tick (self, person, TRUE);
  }
  if (self->ticked->len != before)
    changed (self);
}

void
isg_people_list_tick_shown (IsgPeopleList *self)
{
  g_return_if_fail (ISG_IS_PEOPLE_LIST (self));

  tick_many (self, G_LIST_MODEL (self->visible), is_present);
}

static void
never_cb (IsgPeopleList *self)
{
  tick_many (self, G_LIST_MODEL (self->people), is_never);
}

static void
expired_cb (IsgPeopleList *self)
{
  tick_many (self, G_LIST_MODEL (self->people), is_expired);
}

static void
all_cb (IsgPeopleList *self)
{
  tick_many (self, G_LIST_MODEL (self->people), is_present);
}

static void
toggle (IsgPeopleList *self, IsgPerson *person)
{
  if (!self->editable || person == NULL)
    return;
  set_tick (self, person, !person->ticked);
  changed (self);
}

static void
activated_cb (IsgPeopleList *self, guint position)
{
  g_autoptr (IsgPerson) person = g_list_model_get_item (G_LIST_MODEL (self->visible), position);

  toggle (self, person);
}

GPtrArray *
isg_people_list_ticked (IsgPeopleList *self)
{
  g_return_val_if_fail (ISG_IS_PEOPLE_LIST (self), NULL);

  return self->ticked;
}

gboolean
isg_people_list_is_unknown (IsgPeopleList *self, const char *uuid)
{
  g_return_val_if_fail (ISG_IS_PEOPLE_LIST (self), TRUE);

  return !g_hash_table_contains (self->known, uuid);
}

static void
show_ticks (IsgPeopleList *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->people));

  for (guint i = 0; i < n; i++) {
    g_autoptr (IsgPerson) person = g_list_model_get_item (G_LIST_MODEL (self->people), i);
    gboolean ticked = g_hash_table_contains (self->is_ticked, person->uuid);

    if (person->ticked == ticked)
      continue;
    person->ticked = ticked;
    isg_person_changed (person);
  }
  show_count (self);
}

void
isg_people_list_set_ticked (IsgPeopleList *self, GPtrArray *uuids)
{
  g_return_if_fail (ISG_IS_PEOPLE_LIST (self));

  g_hash_table_remove_all (self->is_ticked);
  g_ptr_array_set_size (self->ticked, 0);
  for (guint i = 0; i < uuids->len; i++)
    put_tick (self, g_ptr_array_index (uuids, i));
  show_ticks (self);
}

static gboolean
are_the_same (IsgPeopleList *self, GPtrArray *people)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->people));

  if (people == NULL || people->len != n)
    return FALSE;
  for (guint i = 0; i < n; i++) {
    g_autoptr (IsgPerson) old = g_list_model_get_item (G_LIST_MODEL (self->people), i);
    const IsgPerson *new = g_ptr_array_index (people, i);

    if (!g_str_equal (old->uuid, new->uuid))
      return FALSE;
  }
  return TRUE;
}

/* The rows stay, with scroll and focus; what is said of the people may be another. */
static void
refresh_people (IsgPeopleList *self, GPtrArray *people)
{
  for (guint i = 0; i < people->len; i++) {
    g_autoptr (IsgPerson) old = g_list_model_get_item (G_LIST_MODEL (self->people), i);

    isg_person_refresh (old, g_ptr_array_index (people, i));
  }
}

static void
replace_people (IsgPeopleList *self, GPtrArray *people)
{
  g_hash_table_remove_all (self->known);
  g_list_store_splice (self->people,
                       0,
                       g_list_model_get_n_items (G_LIST_MODEL (self->people)),
                       people != NULL ? people->pdata : NULL,
                       people != NULL ? people->len : 0);
  for (guint i = 0; people != NULL && i < people->len; i++) {
    IsgPerson *person = g_ptr_array_index (people, i);

    g_hash_table_insert (self->known, person->uuid, person);
  }
}

void
isg_people_list_set_people (IsgPeopleList *self, GPtrArray *people)
{
  g_return_if_fail (ISG_IS_PEOPLE_LIST (self));

  self->loaded = people != NULL;
  if (are_the_same (self, people))
    refresh_people (self, people);
  else
    replace_people (self, people);
  show_ticks (self);
  update (self);
}

/* ---- what is known of them ---- */

void
isg_people_list_set_day (IsgPeopleList *self,
                         IsgRules *rules,
                         const char *hazard_class,
                         IsgDate day)
{
  guint n;

  g_return_if_fail (ISG_IS_PEOPLE_LIST (self));

  n = g_list_model_get_n_items (G_LIST_MODEL (self->people));
  for (guint i = 0; i < n; i++) {
    g_autoptr (IsgPerson) person = g_list_model_get_item (G_LIST_MODEL (self->people), i);
    IsgPersonTraining standing = isg_training_person (rules, hazard_class, person->last, day);
    gboolean works = isg_training_works_on (person->start, person->leave, day);

    if (person->standing == standing && person->works == works)
      continue;
    person->standing = standing;
    person->works = works;
    isg_person_changed (person);
  }
  update (self);
}

/* The newest word on a line comes first. */
static void
count_line (IsgPeopleList *self, GHashTable *seen, const IsgStatusItem *item)
{
  IsgPerson *person
    = item->employee_uuid != NULL ? g_hash_table_lookup (self->known, item->employee_uuid) : NULL;
  char *line;

  if (person == NULL)
    return;
  line = g_strconcat (item->employee_uuid, "|", item->topic, NULL);
  if (!g_hash_table_add (seen, line))
    return;
  person->n_lines++;
  person->n_accepted += item->status == STATUS_ACCEPTED;
  person->n_refused += item->status != 0 && item->status != STATUS_ACCEPTED;
}

void
isg_people_list_set_status (IsgPeopleList *self, GPtrArray *items)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gboolean refused = FALSE;
  guint n;

  g_return_if_fail (ISG_IS_PEOPLE_LIST (self));

  n = g_list_model_get_n_items (G_LIST_MODEL (self->people));
  for (guint i = 0; i < n; i++) {
    g_autoptr (IsgPerson) person = g_list_model_get_item (G_LIST_MODEL (self->people), i);

    person->n_lines = person->n_accepted = person->n_refused = 0;
  }
  for (guint i = 0; items != NULL && i < items->len; i++)
    count_line (self, seen, g_ptr_array_index (items, i));
  for (guint i = 0; i < n; i++) {
    g_autoptr (IsgPerson) person = g_list_model_get_item (G_LIST_MODEL (self->people), i);

    refused = refused || person->n_refused > 0;
    isg_person_changed (person);
  }
  gtk_widget_set_visible (GTK_WIDGET (self->refused), refused);
  if (!refused)
    gtk_toggle_button_set_active (self->refused, FALSE);
}

/* ---- search ---- */

static gboolean
matches (gpointer item, gpointer user_data)
{
  IsgPerson *person = item;
  IsgPeopleList *self = user_data;

  if (gtk_toggle_button_get_active (self->refused) && person->n_refused == 0)
    return FALSE;
  for (char **word = self->words; word != NULL && *word != NULL; word++)
    if (strstr (person->key, *word) == NULL && strstr (person->number, *word) == NULL)
      return FALSE;
  return TRUE;
}

static void
searched_cb (IsgPeopleList *self)
{
  g_autofree char *folded = isg_text_fold (gtk_editable_get_text (GTK_EDITABLE (self->search)));

  g_strfreev (self->words);
  self->words = *folded != '\0' ? g_strsplit (folded, " ", -1) : NULL;
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  show_none (self);
}

static void
refused_cb (IsgPeopleList *self)
{
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  show_none (self);
}

/* ---- rows ---- */

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  gtk_list_item_set_child (item, isg_person_row_new ());
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, IsgPeopleList *self)
{
  IsgPersonRow *row = ISG_PERSON_ROW (gtk_list_item_get_child (item));

  isg_person_row_set_look (row, self->narrow, self->editable);
  isg_person_row_set (row, gtk_list_item_get_item (item));
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, IsgPeopleList *self)
{
  isg_person_row_set (ISG_PERSON_ROW (gtk_list_item_get_child (item)), NULL);
}

static void
set_factory (IsgPeopleList *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, 0);
  gtk_list_view_set_factory (self->view, factory);
}

void
isg_people_list_set_editable (IsgPeopleList *self, gboolean editable)
{
  g_return_if_fail (ISG_IS_PEOPLE_LIST (self));

  if (self->editable == editable)
    return;
  self->editable = editable;
  gtk_widget_set_sensitive (GTK_WIDGET (self->acts), editable);
  set_factory (self);
}

void
isg_people_list_set_narrow (IsgPeopleList *self, gboolean narrow)
{
  g_return_if_fail (ISG_IS_PEOPLE_LIST (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->acts),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  if (self->narrow == narrow)
    return;
  self->narrow = narrow;
  fit_height (self);
  set_factory (self);
}

void
isg_people_list_focus_search (IsgPeopleList *self)
{
  g_return_if_fail (ISG_IS_PEOPLE_LIST (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

void
isg_people_list_focus_person (IsgPeopleList *self, const char *uuid)
{
  guint n;

  g_return_if_fail (ISG_IS_PEOPLE_LIST (self));

  n = g_list_model_get_n_items (G_LIST_MODEL (self->visible));
  for (guint i = 0; uuid != NULL && i < n; i++) {
    g_autoptr (IsgPerson) person = g_list_model_get_item (G_LIST_MODEL (self->visible), i);

    if (g_str_equal (person->uuid, uuid))
      gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item", "u", i);
  }
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

/* ---- keys ---- */

static IsgPerson *
focused_person (IsgPeopleList *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *child = focus != NULL ? gtk_widget_get_first_child (focus) : NULL;

  return child != NULL && ISG_IS_PERSON_ROW (child) ? isg_person_row_person (ISG_PERSON_ROW (child))
                                                    : NULL;
}

static gboolean
list_key_cb (GtkEventControllerKey *keys,
             guint key,
             guint code,
             GdkModifierType state,
             gpointer data)
{
  IsgPeopleList *self = data;
  gboolean control = (state & GDK_CONTROL_MASK) != 0;

  if (control && (key == GDK_KEY_a || key == GDK_KEY_A)) {
    isg_people_list_tick_shown (self);
    return GDK_EVENT_STOP;
  }
  if (!control && (key == GDK_KEY_space || key == GDK_KEY_KP_Space)) {
    toggle (self, focused_person (self));
    return GDK_EVENT_STOP;
  }
  return GDK_EVENT_PROPAGATE;
}

static gboolean
search_key_cb (GtkEventControllerKey *keys,
               guint key,
               guint code,
               GdkModifierType state,
               gpointer data)
{
  IsgPeopleList *self = data;
  GtkEditable *entry = GTK_EDITABLE (self->search);

  if (key == GDK_KEY_Down || key == GDK_KEY_KP_Down) {
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
    return GDK_EVENT_STOP;
  }
  if (key == GDK_KEY_Escape && *gtk_editable_get_text (entry) != '\0') {
    gtk_editable_set_text (entry, "");
    return GDK_EVENT_STOP;
  }
  return GDK_EVENT_PROPAGATE;
}

static void
add_keys (GtkWidget *widget, GCallback callback, IsgPeopleList *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", callback, self, 0);
  gtk_widget_add_controller (widget, keys);
}

/* ---- the class ---- */

static void
isg_people_list_dispose (GObject *object)
{
  IsgPeopleList *self = ISG_PEOPLE_LIST (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->visible);
  g_clear_object (&self->filter);
  g_clear_object (&self->people);
  G_OBJECT_CLASS (isg_people_list_parent_class)->dispose (object);
}

static void
isg_people_list_finalize (GObject *object)
{
  IsgPeopleList *self = ISG_PEOPLE_LIST (object);

  g_hash_table_unref (self->known);
  g_hash_table_unref (self->is_ticked);
  g_ptr_array_unref (self->ticked);
  g_strfreev (self->words);
  G_OBJECT_CLASS (isg_people_list_parent_class)->finalize (object);
}

static void
bind_parts (GtkWidgetClass *widget_class)
{
#define PART(name) gtk_widget_class_bind_template_child (widget_class, IsgPeopleList, name)
  PART (search);
  PART (acts);
  PART (quick);
  PART (never);
  PART (never_label);
  PART (expired);
  PART (expired_label);
  PART (all);
  PART (all_label);
  PART (refused);
  PART (shown);
  PART (scrolled);
  PART (view);
  PART (none);
  PART (count);
#undef PART
}

static void
isg_people_list_class_init (IsgPeopleListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = isg_people_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = isg_people_list_finalize;
  signals[CHANGED] = g_signal_new ("changed",
                                   G_TYPE_FROM_CLASS (klass),
                                   G_SIGNAL_RUN_LAST,
                                   0,
                                   NULL,
                                   NULL,
                                   NULL,
                                   G_TYPE_NONE,
                                   0);
  g_type_ensure (ISG_TYPE_ONE_STOP);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/isgdefteri/IsgDefteri/ui/"
                                               "people-list.ui");
  bind_parts (widget_class);
}

static void
init_models (IsgPeopleList *self)
{
  g_autoptr (GtkNoSelection) selection = NULL;

  self->people = g_list_store_new (ISG_TYPE_PERSON);
  self->filter = GTK_FILTER (gtk_custom_filter_new (matches, self, NULL));
  self->visible = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->people)),
                                             g_object_ref (self->filter));
  selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->visible)));
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (selection));
}

static void
isg_people_list_init (IsgPeopleList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->editable = TRUE;
  self->ticked = g_ptr_array_new_with_free_func (g_free);
  self->is_ticked = g_hash_table_new (g_str_hash, g_str_equal);
  self->known = g_hash_table_new (g_str_hash, g_str_equal);
  init_models (self);
  set_factory (self);

#define ON(object, name, callback)                                                                 \
  g_signal_connect_object (object, name, G_CALLBACK (callback), self, G_CONNECT_SWAPPED)
  ON (self->search, "search-changed", searched_cb);
  ON (self->never, "clicked", never_cb);
  ON (self->expired, "clicked", expired_cb);
  ON (self->all, "clicked", all_cb);
  ON (self->refused, "toggled", refused_cb);
  ON (self->shown, "clicked", isg_people_list_tick_shown);
  ON (self->view, "activate", activated_cb);
#undef ON
  add_keys (GTK_WIDGET (self->view), G_CALLBACK (list_key_cb), self);
  add_keys (GTK_WIDGET (self->search), G_CALLBACK (search_key_cb), self);
  update (self);
}
