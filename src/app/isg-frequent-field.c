/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-frequent-field.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/isg-one-stop.h"
#include "app/isg-pick-field.h"

/* As many as there are digits. */
#define MOST 10

struct _IsgFrequentField {
  IsgField parent_instance;

  GtkGrid *grid;       /* (unowned) */
  GPtrArray *toggles;  /* (element-type GtkToggleButton) (unowned): answers, "Other…", unknown */
  GPtrArray *codes;    /* (element-type utf8): of each toggle; "" of "Other…" */
  IsgPickField *other; /* (unowned): searches the whole list */
  GtkLabel *code;      /* (unowned): the chosen one in small type */
  int columns;
  gboolean quiet; /* the program chooses, not the user */
};

G_DEFINE_FINAL_TYPE (IsgFrequentField, isg_frequent_field, ISG_TYPE_FIELD)

static GtkToggleButton *
toggle_at (IsgFrequentField *self, guint index)
{
  return g_ptr_array_index (self->toggles, index);
}

static const char *
code_at (IsgFrequentField *self, guint index)
{
  return g_ptr_array_index (self->codes, index);
}

/* Index of the toggle that is down, or -1. */
static int
chosen (IsgFrequentField *self)
{
  for (guint i = 0; i < self->toggles->len; i++)
    if (gtk_toggle_button_get_active (toggle_at (self, i)))
      return (int) i;
  return -1;
}

static gboolean
is_other (IsgFrequentField *self, int index)
{
  return index >= 0 && *code_at (self, (guint) index) == '\0';
}

/* Where "Other…" stands: after the answers that have a digit. */
static guint
other_index (IsgFrequentField *self)
{
  guint index = 0;

  g_ptr_array_find_with_equal_func (self->codes, "", g_str_equal, &index);
  return index;
}

static void
show_code (IsgFrequentField *self)
{
  g_autoptr (IsgValue) value = isg_field_get_value (ISG_FIELD (self));

  gtk_label_set_label (self->code, value != NULL ? isg_value_text (value) : "");
}

/* Only the chosen one is a tab stop, or the first when none is. */
static void
update_tab_stop (IsgFrequentField *self)
{
  int stop = MAX (chosen (self), 0);

  for (guint i = 0; i < self->toggles->len; i++)
    if (!gtk_widget_has_focus (GTK_WIDGET (toggle_at (self, i))))
      gtk_widget_set_focusable (GTK_WIDGET (toggle_at (self, i)), (int) i == stop);
}

static void
choose (IsgFrequentField *self, int index)
{
  self->quiet = TRUE;
  for (guint i = 0; i < self->toggles->len; i++)
    gtk_toggle_button_set_active (toggle_at (self, i), (int) i == index);
  self->quiet = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->other), is_other (self, index));
  update_tab_stop (self);
  show_code (self);
}

static void
choose_by_user (IsgFrequentField *self, int index)
{
  if (!isg_field_is_editable (ISG_FIELD (self)))
    return;
  choose (self, index);
  if (is_other (self, index))
    isg_field_grab (ISG_FIELD (self->other), NULL);
  isg_field_emit_changed (ISG_FIELD (self));
}

/* A press on the chosen one leaves it chosen: blank is Backspace. */
static void
toggled_cb (GtkToggleButton *button, IsgFrequentField *self)
{
  guint index = 0;

  if (self->quiet || !g_ptr_array_find (self->toggles, button, &index))
    return;
  choose_by_user (self, (int) index);
}

static void
other_changed_cb (IsgFrequentField *self)
{
  show_code (self);
  isg_field_emit_changed (ISG_FIELD (self));
}

/* ---- keys ---- */

static void
move_to (IsgFrequentField *self, int index)
{
  GtkWidget *next
    = GTK_WIDGET (toggle_at (self, (guint) CLAMP (index, 0, (int) self->toggles->len - 1)));

  gtk_widget_set_focusable (next, TRUE);
  gtk_widget_grab_focus (next);
  update_tab_stop (self);
}

static int
focused (IsgFrequentField *self)
{
  for (guint i = 0; i < self->toggles->len; i++)
    if (gtk_widget_has_focus (GTK_WIDGET (toggle_at (self, i))))
      return (int) i;
  return 0;
}

/* The keys 1 to 9 and 0 in their order; -1 for another key. */
static int
answer_of (IsgFrequentField *self, guint keyval)
{
  gunichar letter = gdk_keyval_to_unicode (keyval);
  int index = letter == '0' ? 9 : (int) letter - '1';

  return letter >= '0' && letter <= '9' && index < (int) other_index (self) ? index : -1;
}

static gboolean
key_cb (GtkEventControllerKey *controller,
        guint keyval,
        guint keycode,
        GdkModifierType state,
        IsgFrequentField *self)
{
  int answer = answer_of (self, keyval);

  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK))
    return FALSE;
  if (answer >= 0) {
    choose_by_user (self, answer);
    isg_field_emit_answered (ISG_FIELD (self));
  } else if (keyval == GDK_KEY_BackSpace || keyval == GDK_KEY_Delete)
    choose_by_user (self, -1);
  else if (keyval == GDK_KEY_Left)
    move_to (self, focused (self) - 1);
  else if (keyval == GDK_KEY_Right)
    move_to (self, focused (self) + 1);
  else if (keyval == GDK_KEY_Up)
    move_to (self, focused (self) - self->columns);
  else if (keyval == GDK_KEY_Down)
    move_to (self, focused (self) + self->columns);
  else
    return FALSE;
  return TRUE;
}

/* ---- layout ---- */

static void
lay_out (IsgFrequentField *self)
{
  for (guint i = 0; i < self->toggles->len; i++) {
    g_autoptr (GtkWidget) toggle = g_object_ref (GTK_WIDGET (toggle_at (self, i)));

    if (gtk_widget_get_parent (toggle) != NULL)
      gtk_grid_remove (self->grid, toggle);
    gtk_grid_attach (self->grid, toggle, (int) i % self->columns, (int) i / self->columns, 1, 1);
  }
}

void
isg_frequent_field_set_wide (IsgFrequentField *self, gboolean wide)
{
  int columns = wide ? 2 : 1;

  g_return_if_fail (ISG_IS_FREQUENT_FIELD (self));

  if (columns == self->columns)
    return;
  self->columns = columns;
  lay_out (self);
}

static GtkWidget *
toggle_content (const char *key, const char *words)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *digit = gtk_label_new (key);
  GtkWidget *label = gtk_label_new (words);

  gtk_widget_add_css_class (digit, "dim-label");
  gtk_widget_add_css_class (digit, "caption");
  gtk_label_set_width_chars (GTK_LABEL (digit), 1);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_box_append (GTK_BOX (box), digit);
  gtk_box_append (GTK_BOX (box), label);
  return box;
}

/* "Kaza anında ne yapıyordu: El aleti kullanıyordu": the question without its mark. */
static char *
toggle_name (IsgFrequentField *self, const char *words)
{
  g_autofree char *question = g_strdup (isg_field_label (ISG_FIELD (self)));

  if (g_str_has_suffix (question, "?"))
    question[strlen (question) - 1] = '\0';
  return g_strdup_printf ("%s: %s", question, words);
}

static void
add_toggle (IsgFrequentField *self, const char *key, const char *words, const char *code)
{
  GtkWidget *toggle = gtk_toggle_button_new ();
  g_autofree char *name = toggle_name (self, words);

  gtk_button_set_child (GTK_BUTTON (toggle), toggle_content (key, words));
  gtk_widget_set_hexpand (toggle, TRUE);
  gtk_widget_add_css_class (toggle, "frequent");
  gtk_accessible_update_property (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (toggle, "toggled", G_CALLBACK (toggled_cb), self, 0);
  g_ptr_array_add (self->toggles, toggle);
  g_ptr_array_add (self->codes, g_strdup (code));
}

static const char *
plain_words (const IsgCodeList *list, const IsgCode *code)
{
  gboolean turkish = isg_i18n_language () == ISG_LANGUAGE_TR;
  const char *plain = isg_code_list_extra (list, code->code, turkish ? "plain_tr" : "plain_en");

  if (plain != NULL && *plain != '\0')
    return plain;
  return turkish ? code->label_tr : code->label_en;
}

/* The list's own order of what is frequent: its column says 1, 2 … */
static const IsgCode *
find_frequent (const IsgCodeList *list, guint place)
{
  g_autofree char *wanted = g_strdup_printf ("%u", place);

  for (guint i = 0; i < isg_code_list_size (list); i++) {
    const IsgCode *code = isg_code_list_nth (list, i);

    if (code->active && g_strcmp0 (isg_code_list_extra (list, code->code, "frequent"), wanted) == 0)
      return code;
  }
  return NULL;
}

/* ESAW writes "no information" in noughts: 00, 000 (domain.md 5.3). */
static const IsgCode *
find_unknown (const IsgCodeList *list)
{
  for (guint i = 0; i < isg_code_list_size (list); i++) {
    const IsgCode *code = isg_code_list_nth (list, i);

    if (code->active && code->code[strspn (code->code, "0")] == '\0')
      return code;
  }
  return NULL;
}

static void
isg_frequent_field_bind (IsgField *field, IsgContext *context, const IsgFieldDef *def)
{
  IsgFrequentField *self = ISG_FREQUENT_FIELD (field);
  const IsgCodeList *list = isg_field_def_code_list (def);
  const IsgCode *code;

  ISG_FIELD_CLASS (isg_frequent_field_parent_class)->bind (field, context, def);
  isg_field_set_kind (ISG_FIELD (self->other), isg_field_kind (field));
  isg_field_bind (ISG_FIELD (self->other), context, def);
  for (guint i = 1; i <= MOST && (code = find_frequent (list, i)) != NULL; i++) {
    g_autofree char *key = g_strdup_printf ("%u", i % 10);

    add_toggle (self, key, plain_words (list, code), code->code);
  }
  /* Translators: an answer that is not among the frequent ones; opens a search. */
  add_toggle (self, "", _ ("Other…"), "");
  code = find_unknown (list);
  if (code != NULL)
    add_toggle (self, "", _ ("I do not know"), code->code);
  lay_out (self);
  update_tab_stop (self);
}

/* ---- value ---- */

static IsgValue *
isg_frequent_field_get_value (IsgField *field)
{
  IsgFrequentField *self = ISG_FREQUENT_FIELD (field);
  int index = chosen (self);

  if (index < 0)
    return NULL;
  if (is_other (self, index))
    return isg_field_get_value (ISG_FIELD (self->other));
  return isg_value_new_code (code_at (self, (guint) index));
}

static void
isg_frequent_field_set_value (IsgField *field, IsgValue *value)
{
  IsgFrequentField *self = ISG_FREQUENT_FIELD (field);
  const char *code = isg_value_text (value);
  guint index = 0;
  gboolean listed
    = code != NULL && g_ptr_array_find_with_equal_func (self->codes, code, g_str_equal, &index);

  isg_field_set_value (ISG_FIELD (self->other), code != NULL && !listed ? value : NULL);
  if (!listed)
    index = other_index (self);
  choose (self, code != NULL ? (int) index : -1);
}

static char *
isg_frequent_field_get_raw (IsgField *field)
{
  IsgFrequentField *self = ISG_FREQUENT_FIELD (field);

  return is_other (self, chosen (self)) ? isg_field_get_raw (ISG_FIELD (self->other)) : NULL;
}

static void
isg_frequent_field_set_raw (IsgField *field, const char *raw)
{
  IsgFrequentField *self = ISG_FREQUENT_FIELD (field);

  isg_field_set_raw (ISG_FIELD (self->other), raw);
  choose (self, (int) other_index (self));
}

static void
isg_frequent_field_record_changed (IsgField *field, IsgRecord *record)
{
  isg_field_record_changed (ISG_FIELD (ISG_FREQUENT_FIELD (field)->other), record);
}

static void
isg_frequent_field_grab (IsgField *field, const char *path)
{
  IsgFrequentField *self = ISG_FREQUENT_FIELD (field);

  if (self->toggles->len > 0)
    move_to (self, MAX (chosen (self), 0));
}

/* ---- class ---- */

static void
isg_frequent_field_constructed (GObject *object)
{
  IsgFrequentField *self = ISG_FREQUENT_FIELD (object);

  G_OBJECT_CLASS (isg_frequent_field_parent_class)->constructed (object);
  g_object_bind_property (self, "editable", self->grid, "sensitive", G_BINDING_SYNC_CREATE);
  g_object_bind_property (self, "editable", self->other, "editable", G_BINDING_SYNC_CREATE);
}

static void
isg_frequent_field_finalize (GObject *object)
{
  IsgFrequentField *self = ISG_FREQUENT_FIELD (object);

  g_ptr_array_unref (self->toggles);
  g_ptr_array_unref (self->codes);
  G_OBJECT_CLASS (isg_frequent_field_parent_class)->finalize (object);
}

static void
isg_frequent_field_class_init (IsgFrequentFieldClass *klass)
{
  IsgFieldClass *field_class = ISG_FIELD_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = isg_frequent_field_constructed;
  G_OBJECT_CLASS (klass)->finalize = isg_frequent_field_finalize;
  field_class->bind = isg_frequent_field_bind;
  field_class->get_value = isg_frequent_field_get_value;
  field_class->set_value = isg_frequent_field_set_value;
  field_class->get_raw = isg_frequent_field_get_raw;
  field_class->set_raw = isg_frequent_field_set_raw;
  field_class->record_changed = isg_frequent_field_record_changed;
  field_class->grab = isg_frequent_field_grab;
}

static void
isg_frequent_field_init (IsgFrequentField *self)
{
  GtkWidget *body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->columns = 2;
  self->toggles = g_ptr_array_new ();
  self->codes = g_ptr_array_new_with_free_func (g_free);
  self->grid = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_column_spacing (self->grid, 6);
  gtk_grid_set_row_spacing (self->grid, 6);
  gtk_grid_set_column_homogeneous (self->grid, TRUE);
  self->other = g_object_new (ISG_TYPE_PICK_FIELD, "visible", FALSE, NULL);
  isg_field_hide_label (ISG_FIELD (self->other));
  self->code = GTK_LABEL (gtk_label_new (""));
  gtk_widget_add_css_class (GTK_WIDGET (self->code), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->code), "caption");
  isg_field_set_suffix (ISG_FIELD (self), GTK_WIDGET (self->code));

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->grid), keys);
  gtk_box_append (GTK_BOX (body), isg_one_stop_new (GTK_WIDGET (self->grid)));
  gtk_box_append (GTK_BOX (body), GTK_WIDGET (self->other));
  isg_field_set_input_unnamed (ISG_FIELD (self), GTK_WIDGET (self->grid), body);
  g_signal_connect_object (self->other,
                           "changed",
                           G_CALLBACK (other_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->other,
                           "answered",
                           G_CALLBACK (isg_field_emit_answered),
                           self,
                           G_CONNECT_SWAPPED);
}
