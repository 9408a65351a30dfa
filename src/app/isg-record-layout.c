/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-record-layout.h"

#include <glib/gi18n.h>

#include "app/isg-one-stop.h"
#include "app/isg-record-bar.h"
#include "app/isg-record-note.h"
#include "app/isg-record-side.h"
#include "app/isg-text-scale.h"

/* Source: ui.md 2.2, 3.0. */
#define FORM_WIDTH     760
#define FORM_TIGHTENS  560
#define WIDE_FORM      1040
#define SIDE_WIDTH     264
#define SECTIONS_WIDTH 176
#define SECTIONS_FROM  5
#define PART_WIDTH     860

struct _IsgRecordLayout {
  AdwBin parent_instance;

  IsgRecordSession *session; /* (owned) */
  IsgForm *form;             /* (unowned): in form_slot */
  IsgRecordSide *side;       /* (owned): in side_slot or the popover */
  IsgRecordBar *bar;         /* (unowned): in bar_slot */
  GtkPopover *popover;       /* (unowned): the counter's child */
  AdwBin *popover_slot;      /* (unowned): in the popover */
  GtkBox *toggles;           /* (unowned) (nullable): of the parts */
  IsgBand band;
  GtkWidget *compact; /* (unowned) (nullable): the queue, where it is narrow */
  gboolean quiet;
  gboolean keeps_bar; /* parts of the form stand beside it */

  AdwBin *banner_slot;
  AdwBin *parts_bar;
  GtkStack *parts;
  GtkWidget *sections_pane;
  GtkListBox *section_list;
  GtkDropDown *section_choice;
  GtkScrolledWindow *scroller;
  AdwClamp *clamp;
  AdwBin *note_slot;
  AdwBin *form_slot;
  GtkWidget *side_pane;
  AdwBin *side_slot;
  AdwBin *bar_slot;
};

G_DEFINE_FINAL_TYPE (IsgRecordLayout, isg_record_layout, ADW_TYPE_BIN)

IsgForm *
isg_record_layout_form (IsgRecordLayout *self)
{
  g_return_val_if_fail (ISG_IS_RECORD_LAYOUT (self), NULL);

  return self->form;
}

/* ---- sections ---- */

static IsgFormSectionState
section_state (IsgRecordLayout *self, const char *id)
{
  const IsgFormView *view = isg_record_session_view (self->session);

  for (guint i = 0; i < view->sections->len; i++) {
    const IsgFormViewSection *section = g_ptr_array_index (view->sections, i);

    if (g_strcmp0 (section->id, id) == 0)
      return section->state;
  }
  return ISG_FORM_SECTION_COMPLETE;
}

static const char *
state_icon (IsgFormSectionState state)
{
  switch (state) {
  case ISG_FORM_SECTION_MISSING:
    return "radio-symbolic";
  case ISG_FORM_SECTION_FINDING:
    return "dialog-error-symbolic";
  case ISG_FORM_SECTION_COMPLETE:
  default:
    return "object-select-symbolic";
  }
}

/* Said by a reader; shown by the icon. */
static const char *
state_word (IsgFormSectionState state)
{
  switch (state) {
  case ISG_FORM_SECTION_MISSING:
    return _ ("something is missing");
  case ISG_FORM_SECTION_FINDING:
    return _ ("something is to be mended");
  case ISG_FORM_SECTION_COMPLETE:
  default:
    return _ ("complete");
  }
}

static void
add_section_row (IsgRecordLayout *self, IsgFormSection *section)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *icon
    = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  GtkWidget *label = gtk_label_new (isg_form_section_title (section));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_box_append (GTK_BOX (row), icon);
  gtk_box_append (GTK_BOX (row), label);
  g_object_set_data (G_OBJECT (row), "isg-icon", icon);
  gtk_list_box_append (self->section_list, row);
}

static GPtrArray *
sections (IsgRecordLayout *self)
{
  return isg_form_sections (self->form);
}

static void
update_sections (IsgRecordLayout *self)
{
  for (guint i = 0; i < sections (self)->len; i++) {
    IsgFormSection *section = g_ptr_array_index (sections (self), i);
    GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->section_list, (int) i);
    GtkImage *icon = g_object_get_data (G_OBJECT (gtk_list_box_row_get_child (row)), "isg-icon");
    IsgFormSectionState state = section_state (self, isg_form_section_id (section));
    g_autofree char *name
      = g_strdup_printf ("%s: %s", isg_form_section_title (section), state_word (state));

    gtk_widget_set_visible (GTK_WIDGET (row), gtk_widget_get_visible (GTK_WIDGET (section)));
    gtk_image_set_from_icon_name (icon, state_icon (state));
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  }
}

static void
fill_sections (IsgRecordLayout *self)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  for (guint i = 0; i < sections (self)->len; i++) {
    add_section_row (self, g_ptr_array_index (sections (self), i));
    gtk_string_list_append (titles,
                            isg_form_section_title (g_ptr_array_index (sections (self), i)));
  }
  self->quiet = TRUE;
  gtk_drop_down_set_model (self->section_choice, G_LIST_MODEL (titles));
  self->quiet = FALSE;
}

static void
section_activated_cb (IsgRecordLayout *self, GtkListBoxRow *row)
{
  isg_form_go_to_section (self->form,
                          g_ptr_array_index (sections (self), gtk_list_box_row_get_index (row)));
}

static void
section_chosen_cb (IsgRecordLayout *self)
{
  guint index = gtk_drop_down_get_selected (self->section_choice);

  if (!self->quiet && index < sections (self)->len)
    isg_form_go_to_section (self->form, g_ptr_array_index (sections (self), index));
}

/* List and drop-down show in which section the focus is. */
static void
focus_moved_cb (IsgRecordLayout *self)
{
  IsgFormSection *present = isg_form_present_section (self->form);
  guint index;

  if (present == NULL || !g_ptr_array_find (sections (self), present, &index))
    return;
  self->quiet = TRUE;
  gtk_drop_down_set_selected (self->section_choice, index);
  self->quiet = FALSE;
  gtk_list_box_select_row (self->section_list,
                           gtk_list_box_get_row_at_index (self->section_list, (int) index));
}

void
isg_record_layout_step_section (IsgRecordLayout *self, int step)
{
  IsgFormSection *present;
  guint index = 0;
  int next;

  g_return_if_fail (ISG_IS_RECORD_LAYOUT (self));

  present = isg_form_present_section (self->form);
  if (present == NULL || !g_ptr_array_find (sections (self), present, &index))
    step = 0;
  next = CLAMP ((int) index + step, 0, (int) sections (self)->len - 1);
  isg_form_go_to_section (self->form, g_ptr_array_index (sections (self), next));
}

/* ---- side panel ---- */

static void
place_side (IsgRecordLayout *self, gboolean docked)
{
  AdwBin *slot = docked ? self->side_slot : self->popover_slot;
  AdwBin *other = docked ? self->popover_slot : self->side_slot;

  if (adw_bin_get_child (slot) == GTK_WIDGET (self->side))
    return;
  adw_bin_set_child (other, NULL);
  adw_bin_set_child (slot, GTK_WIDGET (self->side));
}

static void
missing_cb (IsgRecordLayout *self)
{
  if (adw_bin_get_child (self->side_slot) != NULL)
    gtk_widget_child_focus (self->side_pane, GTK_DIR_TAB_FORWARD);
  else
    gtk_popover_popup (self->popover);
}

static void
go_to_cb (IsgRecordLayout *self, const char *path)
{
  gtk_popover_popdown (self->popover);
  isg_record_layout_show_fields (self);
  isg_form_go_to (self->form, path);
}

static void
make_popover (IsgRecordLayout *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->popover = GTK_POPOVER (gtk_popover_new ());
  self->popover_slot = ADW_BIN (adw_bin_new ());
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller),
                                  GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), isg_scaled (440));
  gtk_widget_set_size_request (scroller, isg_scaled (320), -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->popover_slot));
  gtk_popover_set_child (self->popover, scroller);
  gtk_popover_set_position (self->popover, GTK_POS_TOP);
  gtk_widget_set_parent (GTK_WIDGET (self->popover), isg_record_bar_missing_button (self->bar));
}

void
isg_record_layout_say (IsgRecordLayout *self, const char *text)
{
  g_return_if_fail (ISG_IS_RECORD_LAYOUT (self));

  isg_record_bar_say (self->bar, text);
}

/* ---- parts ---- */

const char *
isg_record_layout_part (IsgRecordLayout *self)
{
  g_return_val_if_fail (ISG_IS_RECORD_LAYOUT (self), NULL);

  return gtk_stack_get_visible_child_name (self->parts);
}

/* Name of the part in which a field of the form stands. */
static const char *
part_of (IsgRecordLayout *self, gpointer field)
{
  for (GtkWidget *page = gtk_widget_get_first_child (GTK_WIDGET (self->parts)); page != NULL;
       page = gtk_widget_get_next_sibling (page))
    if (gtk_widget_is_ancestor (field, page))
      return gtk_stack_page_get_name (gtk_stack_get_page (self->parts, page));
  return "form";
}

/* Where work begins among the fields of the form in the part that is shown: at the first empty one,
 * else at the last. */
static IsgField *
first_field (IsgRecordLayout *self)
{
  const char *part = isg_record_layout_part (self);
  GPtrArray *fields = isg_form_fields (self->form);
  IsgRecord *record = isg_record_session_record (self->session);
  IsgField *last = NULL;

  for (guint i = 0; i < fields->len; i++) {
    IsgField *field = g_ptr_array_index (fields, i);

    if (g_strcmp0 (part_of (self, field), part) != 0)
      continue;
    if (isg_record_get (record, isg_field_id (field)) == NULL)
      return field;
    last = field;
  }
  return last;
}

void
isg_record_layout_show_fields (IsgRecordLayout *self)
{
  g_return_if_fail (ISG_IS_RECORD_LAYOUT (self));

  if (first_field (self) == NULL)
    isg_record_layout_show_part (self, "form");
}

void
isg_record_layout_grab (IsgRecordLayout *self)
{
  IsgField *first;

  g_return_if_fail (ISG_IS_RECORD_LAYOUT (self));

  first = first_field (self);
  if (g_str_equal (isg_record_layout_part (self), "form"))
    isg_form_go_to_first (self->form);
  else if (first != NULL)
    isg_field_grab (first, NULL);
  else
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

static void
reveal_cb (IsgRecordLayout *self, IsgField *field)
{
  isg_record_layout_show_part (self, part_of (self, field));
}

void
isg_record_layout_set_banner (IsgRecordLayout *self, GtkWidget *banner)
{
  g_return_if_fail (ISG_IS_RECORD_LAYOUT (self));

  adw_bin_set_child (self->banner_slot, banner);
}

void
isg_record_layout_show_part (IsgRecordLayout *self, const char *name)
{
  g_return_if_fail (ISG_IS_RECORD_LAYOUT (self));

  gtk_stack_set_visible_child_name (self->parts, name);
  /* What is missing and the main button belong to the form. */
  gtk_widget_set_visible (GTK_WIDGET (self->bar_slot),
                          self->keeps_bar || first_field (self) != NULL);
  place_side (self, self->band == ISG_BAND_WIDE && g_str_equal (name, "form"));
  if (self->toggles == NULL)
    return;
  for (GtkWidget *toggle = gtk_widget_get_first_child (GTK_WIDGET (self->toggles)); toggle != NULL;
       toggle = gtk_widget_get_next_sibling (toggle))
    if (g_strcmp0 (g_object_get_data (G_OBJECT (toggle), "isg-part"), name) == 0)
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (toggle), TRUE);
}

static void
part_toggled_cb (IsgRecordLayout *self, GtkToggleButton *toggle)
{
  if (gtk_toggle_button_get_active (toggle))
    isg_record_layout_show_part (self, g_object_get_data (G_OBJECT (toggle), "isg-part"));
}

static void
make_toggles (IsgRecordLayout *self)
{
  self->toggles = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0));
  gtk_widget_add_css_class (GTK_WIDGET (self->toggles), "linked");
  gtk_widget_set_halign (GTK_WIDGET (self->toggles), GTK_ALIGN_CENTER);
  adw_bin_set_child (self->parts_bar, GTK_WIDGET (self->toggles));
}

/* One word a toggle must fit at 360 px. */
static GtkWidget *
toggle_new (const char *title)
{
  GtkWidget *label = gtk_label_new (title);
  GtkWidget *toggle = gtk_toggle_button_new ();

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_button_set_child (GTK_BUTTON (toggle), label);
  gtk_widget_set_tooltip_text (toggle, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (toggle),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title,
                                  -1);
  return toggle;
}

void
isg_record_layout_add_part (IsgRecordLayout *self,
                            const char *name,
                            const char *title,
                            GtkWidget *child)
{
  GtkWidget *toggle, *first;

  g_return_if_fail (ISG_IS_RECORD_LAYOUT (self));

  if (self->toggles == NULL)
    make_toggles (self);
  first = gtk_widget_get_first_child (GTK_WIDGET (self->toggles));
  toggle = toggle_new (title);
  g_object_set_data_full (G_OBJECT (toggle), "isg-part", g_strdup (name), g_free);
  if (first != NULL)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (toggle), GTK_TOGGLE_BUTTON (first));
  gtk_box_append (self->toggles, toggle);
  if (child != NULL)
    gtk_stack_add_named (self->parts, child, name);
  g_signal_connect_object (toggle,
                           "toggled",
                           G_CALLBACK (part_toggled_cb),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_visible (GTK_WIDGET (self->parts_bar), TRUE);
}

static IsgFormSection *
find_section (IsgRecordLayout *self, const char *id)
{
  for (guint i = 0; i < sections (self)->len; i++)
    if (g_strcmp0 (isg_form_section_id (g_ptr_array_index (sections (self), i)), id) == 0)
      return g_ptr_array_index (sections (self), i);
  return NULL;
}

static GtkWidget *
scrolling_new (GtkWidget *child)
{
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *viewport = gtk_viewport_new (NULL, NULL);

  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), isg_scaled (PART_WIDTH));
  adw_clamp_set_child (ADW_CLAMP (clamp), child);
  gtk_viewport_set_scroll_to_focus (GTK_VIEWPORT (viewport), TRUE);
  gtk_viewport_set_child (GTK_VIEWPORT (viewport), clamp);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller),
                                  GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), viewport);
  return scroller;
}

void
isg_record_layout_add_section (IsgRecordLayout *self,
                               const char *name,
                               const char *title,
                               const char *section,
                               gboolean fills)
{
  IsgFormSection *found;
  GtkWidget *page;

  g_return_if_fail (ISG_IS_RECORD_LAYOUT (self));

  found = find_section (self, section);
  g_return_if_fail (found != NULL);
  page = g_object_ref (GTK_WIDGET (found));
  gtk_box_remove (GTK_BOX (gtk_widget_get_parent (page)), page);
  gtk_widget_add_css_class (page, "part-section");
  isg_record_layout_add_part (self, name, title, fills ? page : scrolling_new (page));
  g_object_unref (page);
  self->keeps_bar = TRUE;
}

/* ---- bands ---- */

void
isg_record_layout_set_band (IsgRecordLayout *self, IsgBand band)
{
  gboolean wide = band == ISG_BAND_WIDE;
  gboolean docked, many;

  g_return_if_fail (ISG_IS_RECORD_LAYOUT (self));

  self->band = band;
  docked = wide && !isg_form_wants_width (self->form);
  many = sections (self)->len >= SECTIONS_FROM;
  gtk_widget_set_visible (self->sections_pane, wide && (many || self->compact != NULL));
  gtk_widget_set_visible (GTK_WIDGET (self->section_choice),
                          !wide && many && self->compact == NULL);
  if (self->compact != NULL)
    gtk_widget_set_visible (self->compact, !wide);
  gtk_widget_set_visible (self->side_pane, docked);
  place_side (self, docked && g_strcmp0 (isg_record_layout_part (self), "form") == 0);
  isg_form_set_wide (self->form, band != ISG_BAND_NARROW);
  isg_form_set_columns (self->form, band == ISG_BAND_WIDE ? 3 : band == ISG_BAND_MEDIUM ? 2 : 1);
}

IsgRecordBar *
isg_record_layout_bar (IsgRecordLayout *self)
{
  g_return_val_if_fail (ISG_IS_RECORD_LAYOUT (self), NULL);

  return self->bar;
}

void
isg_record_layout_set_queue (IsgRecordLayout *self, GtkWidget *list, GtkWidget *compact)
{
  g_return_if_fail (ISG_IS_RECORD_LAYOUT (self));

  self->compact = compact;
  gtk_widget_set_visible (gtk_widget_get_first_child (self->sections_pane), FALSE);
  gtk_box_prepend (GTK_BOX (self->sections_pane), list);
  gtk_box_prepend (GTK_BOX (gtk_widget_get_parent (GTK_WIDGET (self->section_choice))), compact);
  isg_record_layout_set_band (self, self->band);
}

static void
update_widths (gpointer object)
{
  IsgRecordLayout *self = object;
  gboolean wide_form = self->form != NULL && isg_form_wants_width (self->form);

  adw_clamp_set_maximum_size (self->clamp, isg_scaled (wide_form ? WIDE_FORM : FORM_WIDTH));
  adw_clamp_set_tightening_threshold (self->clamp,
                                      isg_scaled (wide_form ? WIDE_FORM : FORM_TIGHTENS));
  gtk_widget_set_size_request (GTK_WIDGET (self->side_slot), isg_scaled (SIDE_WIDTH), -1);
  gtk_widget_set_size_request (GTK_WIDGET (self->section_list), isg_scaled (SECTIONS_WIDTH), -1);
}

/* ---- class ---- */

static void
isg_record_layout_dispose (GObject *object)
{
  IsgRecordLayout *self = ISG_RECORD_LAYOUT (object);

  if (self->popover != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->popover)));
  g_clear_object (&self->side);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (isg_record_layout_parent_class)->dispose (object);
}

static void
isg_record_layout_class_init (IsgRecordLayoutClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = isg_record_layout_dispose;
  g_type_ensure (ISG_TYPE_ONE_STOP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/isgdefteri/IsgDefteri/ui/"
                                               "record-screen.ui");
  gtk_widget_class_bind_template_child (widget_class, IsgRecordLayout, banner_slot);
  gtk_widget_class_bind_template_child (widget_class, IsgRecordLayout, parts_bar);
  gtk_widget_class_bind_template_child (widget_class, IsgRecordLayout, parts);
  gtk_widget_class_bind_template_child (widget_class, IsgRecordLayout, sections_pane);
  gtk_widget_class_bind_template_child (widget_class, IsgRecordLayout, section_list);
  gtk_widget_class_bind_template_child (widget_class, IsgRecordLayout, section_choice);
  gtk_widget_class_bind_template_child (widget_class, IsgRecordLayout, scroller);
  gtk_widget_class_bind_template_child (widget_class, IsgRecordLayout, clamp);
  gtk_widget_class_bind_template_child (widget_class, IsgRecordLayout, note_slot);
  gtk_widget_class_bind_template_child (widget_class, IsgRecordLayout, form_slot);
  gtk_widget_class_bind_template_child (widget_class, IsgRecordLayout, side_pane);
  gtk_widget_class_bind_template_child (widget_class, IsgRecordLayout, side_slot);
  gtk_widget_class_bind_template_child (widget_class, IsgRecordLayout, bar_slot);
}

static void
isg_record_layout_init (IsgRecordLayout *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->section_list,
                           "row-activated",
                           G_CALLBACK (section_activated_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->section_choice,
                           "notify::selected",
                           G_CALLBACK (section_chosen_cb),
                           self,
                           G_CONNECT_SWAPPED);
  update_widths (self);
  isg_text_scale_watch (self, update_widths);
}

static void
watch_focus (IsgRecordLayout *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect_object (focus,
                           "notify::contains-focus",
                           G_CALLBACK (focus_moved_cb),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->form), focus);
  for (guint i = 0; i < isg_form_fields (self->form)->len; i++)
    g_signal_connect_object (g_ptr_array_index (isg_form_fields (self->form), i),
                             "state-flags-changed",
                             G_CALLBACK (focus_moved_cb),
                             self,
                             G_CONNECT_SWAPPED);
}

IsgRecordLayout *
isg_record_layout_new (IsgRecordSession *session)
{
  IsgRecordLayout *self = g_object_new (ISG_TYPE_RECORD_LAYOUT, NULL);
  IsgRecordNote *note;

  self->session = g_object_ref (session);
  self->form = isg_form_new (session);
  adw_bin_set_child (self->form_slot, GTK_WIDGET (self->form));
  note = isg_record_note_new (session);
  adw_bin_set_child (self->note_slot, GTK_WIDGET (note));
  /* An empty slot would leave a gap. */
  g_object_bind_property (note, "visible", self->note_slot, "visible", G_BINDING_SYNC_CREATE);
  self->bar = isg_record_bar_new (session);
  adw_bin_set_child (self->bar_slot, GTK_WIDGET (self->bar));
  self->side = g_object_ref_sink (isg_record_side_new (session));
  make_popover (self);
  fill_sections (self);
  update_sections (self);
  watch_focus (self);
  update_widths (self);
  isg_record_layout_set_band (self, ISG_BAND_WIDE);

  g_signal_connect_object (session,
                           "viewed",
                           G_CALLBACK (update_sections),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->form, "reveal", G_CALLBACK (reveal_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->side, "go-to", G_CALLBACK (go_to_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->bar, "missing", G_CALLBACK (missing_cb), self, G_CONNECT_SWAPPED);
  return self;
}
