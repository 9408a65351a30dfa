/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-window-private.h"

#include <glib/gi18n.h>

#include "app/isg-error-text.h"
#include "app/isg-pages.h"
#include "app/isg-screen-private.h"
#include "app/isg-sheet.h"
#include "app/isg-sidebar.h"
#include "app/isg-text-scale.h"

/* Widths at text size 100 % (ui.md 2.2). */
#define SIDEBAR_WIDTH 248
#define DOCK_WIDTH    860
#define MEDIUM_WIDTH  620
#define WIDE_WIDTH    1000

/* How long a toast stays (ui.md 2.7). */
#define TOAST_SECONDS 8

/* A screen that was opened from another one. */
typedef struct {
  IsgScreen *screen; /* (unowned): the leaflet's */
  GWeakRef focus;    /* where the focus was before */
} Opened;

struct _IsgWindow {
  AdwApplicationWindow parent_instance;

  GtkStack *root;          /* (unowned) */
  AdwFlap *flap;           /* (unowned) */
  IsgSidebar *sidebar;     /* (unowned) */
  AdwToastOverlay *toasts; /* (unowned) */
  AdwLeaflet *nav;         /* (unowned) */
  GtkStack *pages;         /* (unowned) */

  IsgContext *context; /* (owned) (nullable) */
  IsgLook *look;       /* (owned) (nullable) */
  GPtrArray *opened;   /* (element-type Opened) */
  GPtrArray *leaving;  /* (element-type GtkWidget): go when the transition is over */
  AdwToast *toast;     /* (owned) (nullable): the one that is shown */
  IsgBand band;
  int width; /* that was laid out for */
  guint layout_source;
  gboolean docked;
  gboolean full; /* the page has the whole window */
};

G_DEFINE_FINAL_TYPE (IsgWindow, isg_window, ADW_TYPE_APPLICATION_WINDOW)

static Opened *
opened_new (IsgScreen *screen, GtkWidget *focus)
{
  Opened *opened = g_new0 (Opened, 1);

  opened->screen = screen;
  g_weak_ref_init (&opened->focus, focus);
  return opened;
}

static void
opened_free (gpointer data)
{
  Opened *opened = data;

  g_weak_ref_clear (&opened->focus);
  g_free (opened);
}

static IsgScreen *
opened_screen (IsgWindow *self, guint n)
{
  return ((Opened *) g_ptr_array_index (self->opened, n))->screen;
}

/* ---- which screens there are ---- */

static IsgScreen *
page_screen (IsgWindow *self)
{
  GtkWidget *page = gtk_stack_get_visible_child (self->pages);

  return page != NULL ? ISG_SCREEN (page) : NULL;
}

IsgScreen *
isg_window_screen (IsgWindow *self)
{
  g_return_val_if_fail (ISG_IS_WINDOW (self), NULL);

  if (self->opened->len > 0)
    return opened_screen (self, self->opened->len - 1);
  return page_screen (self);
}

static void
for_each_screen (IsgWindow *self, void (*func) (IsgScreen *screen, IsgWindow *self))
{
  for (guint i = 0; i < self->opened->len; i++)
    func (opened_screen (self, i), self);
  for (GtkWidget *page = gtk_widget_get_first_child (GTK_WIDGET (self->pages)); page != NULL;
       page = gtk_widget_get_next_sibling (page))
    func (ISG_SCREEN (page), self);
}

static void
keep_screen (IsgScreen *screen, IsgWindow *self)
{
  isg_screen_set_trouble (screen, NULL);
  isg_screen_leave (screen);
}

void
isg_window_keep (IsgWindow *self)
{
  for_each_screen (self, keep_screen);
}

/* ---- width ---- */

static void
lay_out_screen (IsgScreen *screen, IsgWindow *self)
{
  isg_screen_set_band (screen, self->band);
  isg_screen_set_docked (screen, self->docked && adw_flap_get_reveal_flap (self->flap));
}

static IsgBand
band_of (int content_width)
{
  if (content_width < isg_scaled (MEDIUM_WIDTH))
    return ISG_BAND_NARROW;
  return content_width < isg_scaled (WIDE_WIDTH) ? ISG_BAND_MEDIUM : ISG_BAND_WIDE;
}

/* Where there is no room for both, the sidebar lies over the content and goes out of the way. */
static void
dock (IsgWindow *self, gboolean docked)
{
  if (self->docked == docked)
    return;
  self->docked = docked;
  adw_flap_set_fold_policy (self->flap,
                            docked ? ADW_FLAP_FOLD_POLICY_NEVER : ADW_FLAP_FOLD_POLICY_ALWAYS);
  adw_flap_set_reveal_flap (self->flap,
                            docked && !self->full
                              && (self->look == NULL || isg_look_sidebar (self->look)));
}

static void
lay_out (IsgWindow *self)
{
  int sidebar_width = isg_scaled (SIDEBAR_WIDTH);
  gboolean beside;

  dock (self, self->width >= isg_scaled (DOCK_WIDTH));
  gtk_widget_set_size_request (GTK_WIDGET (self->sidebar), sidebar_width, -1);
  beside = self->docked && adw_flap_get_reveal_flap (self->flap);
  self->band = band_of (self->width - (beside ? sidebar_width + 1 : 0));
  isg_sidebar_set_docked (self->sidebar, self->docked);
  for_each_screen (self, lay_out_screen);
}

static gboolean
lay_out_cb (gpointer data)
{
  IsgWindow *self = data;

  self->layout_source = 0;
  lay_out (self);
  return G_SOURCE_REMOVE;
}

/* Nothing may change its size while sizes are being given. */
static void
queue_layout (IsgWindow *self)
{
  if (self->layout_source == 0)
    self->layout_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, lay_out_cb, self, NULL);
}

void
isg_window_layout_now (IsgWindow *self)
{
  g_clear_handle_id (&self->layout_source, g_source_remove);
  lay_out (self);
}

gboolean
isg_window_is_docked (IsgWindow *self)
{
  return self->docked;
}

static void
isg_window_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  IsgWindow *self = ISG_WINDOW (widget);

  if (width != self->width) {
    self->width = width;
    queue_layout (self);
  }
  GTK_WIDGET_CLASS (isg_window_parent_class)->size_allocate (widget, width, height, baseline);
}

/* ---- going from screen to screen ---- */

static void
remove_leaving (IsgWindow *self)
{
  g_autoptr (GPtrArray) leaving = NULL;

  if (adw_leaflet_get_child_transition_running (self->nav))
    return;
  leaving = g_steal_pointer (&self->leaving);
  self->leaving = g_ptr_array_new ();
  for (guint i = 0; i < leaving->len; i++)
    adw_leaflet_remove (self->nav, g_ptr_array_index (leaving, i));
}

static gboolean
focus_first_cb (gpointer data)
{
  IsgWindow *self = data;
  IsgScreen *screen = isg_window_screen (self);

  if (screen != NULL)
    isg_screen_focus_first (screen);
  return G_SOURCE_REMOVE;
}

static void
queue_focus_first (IsgWindow *self)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, focus_first_cb, g_object_ref (self), g_object_unref);
}

void
isg_window_push (IsgWindow *self, IsgScreen *screen)
{
  g_return_if_fail (ISG_IS_WINDOW (self));
  g_return_if_fail (ISG_IS_SCREEN (screen));
  g_return_if_fail (self->context != NULL);

  isg_screen_attach (screen, self->context, self->opened->len + 1);
  lay_out_screen (screen, self);
  g_ptr_array_add (self->opened, opened_new (screen, gtk_window_get_focus (GTK_WINDOW (self))));
  adw_leaflet_append (self->nav, GTK_WIDGET (screen));
  adw_leaflet_set_visible_child (self->nav, GTK_WIDGET (screen));
  queue_focus_first (self);
}

void
isg_window_replace (IsgWindow *self, IsgScreen *screen)
{
  Opened *last;
  IsgScreen *before;

  g_return_if_fail (ISG_IS_WINDOW (self));
  g_return_if_fail (ISG_IS_SCREEN (screen));
  g_return_if_fail (self->opened->len > 0);

  last = g_ptr_array_index (self->opened, self->opened->len - 1);
  before = last->screen;
  isg_screen_detach (before);
  isg_screen_attach (screen, self->context, self->opened->len);
  lay_out_screen (screen, self);
  last->screen = screen;
  adw_leaflet_append (self->nav, GTK_WIDGET (screen));
  adw_leaflet_set_visible_child (self->nav, GTK_WIDGET (screen));
  g_ptr_array_add (self->leaving, before);
  queue_focus_first (self);
  remove_leaving (self);
}

/* Takes the screens above @level away. */
static void
pop_to (IsgWindow *self, guint level)
{
  g_autoptr (GtkWidget) focus = NULL;
  GtkWidget *shown;

  if (self->opened->len <= level)
    return;
  while (self->opened->len > level) {
    Opened *last = g_ptr_array_index (self->opened, self->opened->len - 1);

    g_clear_object (&focus);
    focus = g_weak_ref_get (&last->focus);
    isg_screen_detach (last->screen);
    g_ptr_array_add (self->leaving, last->screen);
    g_ptr_array_set_size (self->opened, (int) self->opened->len - 1);
  }
  shown = level > 0 ? GTK_WIDGET (opened_screen (self, level - 1)) : GTK_WIDGET (self->pages);
  adw_leaflet_set_visible_child (self->nav, shown);
  if (focus == NULL || gtk_widget_get_root (focus) != GTK_ROOT (self)
      || !gtk_widget_grab_focus (focus))
    queue_focus_first (self);
  remove_leaving (self);
}

void
isg_window_pop (IsgWindow *self)
{
  g_return_if_fail (ISG_IS_WINDOW (self));

  if (self->opened->len > 0)
    pop_to (self, self->opened->len - 1);
}

static IsgScreen *
build_page (IsgWindow *self, const IsgPage *page)
{
  GtkWidget *screen = gtk_stack_get_child_by_name (self->pages, page->id);

  if (screen != NULL)
    return ISG_SCREEN (screen);
  screen = GTK_WIDGET (page->maker (self->context, self));
  isg_screen_attach (ISG_SCREEN (screen), self->context, 0);
  lay_out_screen (ISG_SCREEN (screen), self);
  gtk_stack_add_named (self->pages, screen, page->id);
  return ISG_SCREEN (screen);
}

/* A page that has the whole window pushes the sidebar out; that is no choice of the user's, who has
 * it back on the next page. */
static void
give_window (IsgWindow *self, gboolean full)
{
  if (self->full == full)
    return;
  self->full = full;
  adw_flap_set_reveal_flap (self->flap,
                            !full && self->docked
                              && (self->look == NULL || isg_look_sidebar (self->look)));
}

gboolean
isg_window_open_page (IsgWindow *self, const char *id)
{
  const IsgPage *page = isg_pages_find (id);
  IsgScreen *screen;

  g_return_val_if_fail (ISG_IS_WINDOW (self), FALSE);

  if (page != NULL && self->context != NULL && !isg_page_is_allowed (page, self->context))
    page = isg_pages_instead (page);
  if (page == NULL || self->context == NULL || !isg_page_is_allowed (page, self->context))
    return FALSE;
  id = page->id;
  pop_to (self, 0);
  screen = build_page (self, page);
  gtk_stack_set_visible_child (self->pages, GTK_WIDGET (screen));
  isg_sidebar_select (self->sidebar, id);
  give_window (self, page->full);
  if (!self->docked)
    adw_flap_set_reveal_flap (self->flap, FALSE);
  queue_focus_first (self);
  return TRUE;
}

const char *
isg_window_page (IsgWindow *self)
{
  return gtk_stack_get_visible_child_name (self->pages);
}

/* ---- focus by regions ---- */

static void
collect_regions (GtkWidget *widget, GPtrArray *regions)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    if (!gtk_widget_get_mapped (child))
      continue;
    if (gtk_widget_has_css_class (child, "isg-region"))
      g_ptr_array_add (regions, child);
    collect_regions (child, regions);
  }
}

/* The region that holds the focus; the last one that does is the innermost. */
static guint
focused_region (IsgWindow *self, GPtrArray *regions)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  for (guint i = regions->len; focus != NULL && i > 0; i--) {
    GtkWidget *region = g_ptr_array_index (regions, i - 1);

    if (focus == region || gtk_widget_is_ancestor (focus, region))
      return i - 1;
  }
  return 0;
}

void
isg_window_next_region (IsgWindow *self, gboolean backwards)
{
  g_autoptr (GPtrArray) regions = g_ptr_array_new ();
  IsgScreen *screen = isg_window_screen (self);
  guint at;

  if (screen == NULL)
    return;
  if (gtk_widget_get_mapped (GTK_WIDGET (self->sidebar)))
    g_ptr_array_add (regions, self->sidebar);
  g_ptr_array_add (regions, screen);
  collect_regions (GTK_WIDGET (screen), regions);

  at = focused_region (self, regions);
  for (guint i = 0; i < regions->len; i++) {
    GtkWidget *region;

    at = (at + (backwards ? regions->len - 1 : 1)) % regions->len;
    region = g_ptr_array_index (regions, at);
    if (region == GTK_WIDGET (self->sidebar))
      isg_sidebar_focus (self->sidebar);
    else if (region == GTK_WIDGET (screen))
      isg_screen_focus_first (screen);
    else if (!gtk_widget_child_focus (region, GTK_DIR_TAB_FORWARD))
      continue;
    return;
  }
}

/* ---- toasts ---- */

typedef struct {
  void (*undo) (gpointer data);
  gpointer data;
  GDestroyNotify data_free; /* (nullable) */
} Undo;

static void
undo_free (gpointer data, GClosure *closure)
{
  Undo *undo = data;

  if (undo->data_free != NULL)
    undo->data_free (undo->data);
  g_free (undo);
}

static void
undo_clicked_cb (AdwToast *toast, gpointer data)
{
  Undo *undo = data;

  undo->undo (undo->data);
}

static void
toast_dismissed_cb (IsgWindow *self, AdwToast *toast)
{
  if (self->toast == toast)
    g_clear_object (&self->toast);
}

static AdwToast *
toast_new (IsgWindow *self,
           const char *text,
           void (*undo) (gpointer data),
           gpointer data,
           GDestroyNotify data_free)
{
  /* The title is markup in libadwaita 1.2. */
  g_autofree char *markup = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (markup);

  adw_toast_set_timeout (toast, TOAST_SECONDS);
  if (undo != NULL) {
    Undo *act = g_new0 (Undo, 1);

    *act = (Undo){ undo, data, data_free };
    adw_toast_set_button_label (toast, _("Undo"));
    g_signal_connect_data (toast,
                           "button-clicked",
                           G_CALLBACK (undo_clicked_cb),
                           act,
                           undo_free,
                           0);
  } else if (data_free != NULL) {
    data_free (data);
  }
  g_signal_connect_object (toast,
                           "dismissed",
                           G_CALLBACK (toast_dismissed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  return toast;
}

/* One that stays until closed also goes when the next one comes. */
static void
show_toast (IsgWindow *self, AdwToast *toast)
{
  if (self->toast != NULL)
    adw_toast_dismiss (self->toast);
  g_set_object (&self->toast, toast);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

void
isg_window_toast (IsgWindow *self,
                  const char *text,
                  void (*undo) (gpointer data),
                  gpointer data,
                  GDestroyNotify data_free,
                  gboolean removing)
{
  AdwToast *toast;

  g_return_if_fail (ISG_IS_WINDOW (self));
  g_return_if_fail (text != NULL);

  toast = toast_new (self, text, undo, data, data_free);
  if (removing)
    adw_toast_set_timeout (toast, 0);
  show_toast (self, toast);
}

void
isg_window_toast_act (IsgWindow *self,
                      const char *text,
                      const char *label,
                      const char *action,
                      const char *target,
                      void (*undo) (gpointer data),
                      gpointer data,
                      GDestroyNotify data_free)
{
  GtkWidget *title, *words, *button;
  AdwToast *toast;

  g_return_if_fail (ISG_IS_WINDOW (self));
  g_return_if_fail (text != NULL && label != NULL && undo != NULL);

  title = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  words = gtk_label_new (text);
  button = gtk_button_new_with_label (label);
  gtk_label_set_ellipsize (GTK_LABEL (words), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (words, "heading");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", target);
  gtk_box_append (GTK_BOX (title), words);
  gtk_box_append (GTK_BOX (title), button);
  toast = toast_new (self, text, undo, data, data_free);
  adw_toast_set_custom_title (toast, title);
  show_toast (self, toast);
}

gboolean
isg_window_undo (IsgWindow *self)
{
  g_autoptr (AdwToast) toast = NULL;

  if (self->toast == NULL || adw_toast_get_button_label (self->toast) == NULL)
    return FALSE;
  toast = g_object_ref (self->toast);
  g_signal_emit_by_name (toast, "button-clicked");
  adw_toast_dismiss (toast);
  return TRUE;
}

/* ---- errors ---- */

static GtkWidget *
error_content (const char *sentence)
{
  GtkWidget *label = gtk_label_new (sentence);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "sheet-text");
  return label;
}

void
isg_window_tell (IsgWindow *self, const char *text)
{
  IsgSheet *sheet;

  g_return_if_fail (ISG_IS_WINDOW (self));
  g_return_if_fail (text != NULL);

  sheet = isg_sheet_new (GTK_WINDOW (self), _ ("Please read"), NULL, NULL);
  isg_sheet_set_content (sheet, error_content (text));
  gtk_window_present (GTK_WINDOW (sheet));
}

void
isg_window_show_error (IsgWindow *self, const GError *error)
{
  g_autofree char *sentence = NULL;
  IsgScreen *screen;

  g_return_if_fail (ISG_IS_WINDOW (self));
  g_return_if_fail (error != NULL);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CLOSED))
    return;
  g_debug ("shown to the user: %s", error->message);
  sentence = isg_error_text (error);
  screen = isg_window_screen (self);
  if (screen != NULL
      && (isg_error_is_about_store (error)
          || g_error_matches (error, ISG_STORE_ERROR, ISG_STORE_ERROR_FULL))) {
    isg_screen_set_trouble (screen, sentence);
    return;
  }
  isg_window_tell (self, sentence);
}

/* ---- the rest ---- */

IsgContext *
isg_window_context (IsgWindow *self)
{
  g_return_val_if_fail (ISG_IS_WINDOW (self), NULL);

  return self->context;
}

IsgWindow *
isg_window_from (GtkWidget *widget)
{
  GtkWidget *window = gtk_widget_get_ancestor (widget, ISG_TYPE_WINDOW);

  return window != NULL ? ISG_WINDOW (window) : NULL;
}

void
isg_window_show_root (IsgWindow *self, GtkWidget *child)
{
  GtkWidget *old = gtk_stack_get_child_by_name (self->root, "other");

  if (child != NULL && old != NULL)
    gtk_stack_remove (self->root, old);
  if (child != NULL)
    gtk_stack_add_named (self->root, child, "other");
  gtk_stack_set_visible_child_name (self->root, child != NULL ? "other" : "shell");
}

gboolean
isg_window_is_working (IsgWindow *self)
{
  return self->context != NULL
         && g_strcmp0 (gtk_stack_get_visible_child_name (self->root), "shell") == 0;
}

void
isg_window_open_switcher (IsgWindow *self)
{
  if (!self->docked)
    adw_flap_set_reveal_flap (self->flap, TRUE);
  isg_sidebar_open_switcher (self->sidebar);
}

static void
sidebar_shown_cb (IsgWindow *self)
{
  if (self->docked && self->look != NULL && !self->full)
    isg_look_set_sidebar (self->look, adw_flap_get_reveal_flap (self->flap));
  queue_layout (self);
}

void
isg_window_remember (IsgWindow *self, IsgLook *look)
{
  g_set_object (&self->look, look);
  isg_look_remember_window (look, GTK_WINDOW (self));
  adw_flap_set_reveal_flap (self->flap, self->docked && isg_look_sidebar (look));
}

static gboolean
isg_window_close_request (GtkWindow *window)
{
  IsgWindow *self = ISG_WINDOW (window);

  isg_window_keep (self);
  return GTK_WINDOW_CLASS (isg_window_parent_class)->close_request (window);
}

static void
isg_window_dispose (GObject *object)
{
  IsgWindow *self = ISG_WINDOW (object);

  g_clear_handle_id (&self->layout_source, g_source_remove);
  if (self->opened != NULL)
    g_ptr_array_set_size (self->opened, 0);
  g_clear_object (&self->toast);
  G_OBJECT_CLASS (isg_window_parent_class)->dispose (object);
}

static void
isg_window_finalize (GObject *object)
{
  IsgWindow *self = ISG_WINDOW (object);

  g_ptr_array_unref (self->opened);
  g_ptr_array_unref (self->leaving);
  g_clear_object (&self->context);
  g_clear_object (&self->look);
  G_OBJECT_CLASS (isg_window_parent_class)->finalize (object);
}

static void
isg_window_class_init (IsgWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = isg_window_dispose;
  object_class->finalize = isg_window_finalize;
  widget_class->size_allocate = isg_window_size_allocate;
  GTK_WINDOW_CLASS (klass)->close_request = isg_window_close_request;

  g_type_ensure (ISG_TYPE_SIDEBAR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/isgdefteri/IsgDefteri/ui/window.ui");
  gtk_widget_class_bind_template_child (widget_class, IsgWindow, root);
  gtk_widget_class_bind_template_child (widget_class, IsgWindow, flap);
  gtk_widget_class_bind_template_child (widget_class, IsgWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, IsgWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, IsgWindow, nav);
  gtk_widget_class_bind_template_child (widget_class, IsgWindow, pages);
}

static void
isg_window_init (IsgWindow *self)
{
  g_autoptr (GPropertyAction) sidebar = NULL;

  self->opened = g_ptr_array_new_with_free_func (opened_free);
  self->leaving = g_ptr_array_new ();
  self->band = ISG_BAND_WIDE;
  self->docked = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  isg_window_add_actions (self);
  sidebar = g_property_action_new ("sidebar", self->flap, "reveal-flap");
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (sidebar));

  g_signal_connect_object (self->flap,
                           "notify::reveal-flap",
                           G_CALLBACK (sidebar_shown_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->nav,
                           "notify::child-transition-running",
                           G_CALLBACK (remove_leaving),
                           self,
                           G_CONNECT_SWAPPED);
  isg_text_scale_watch (self, (void (*) (gpointer)) queue_layout);
}

IsgWindow *
isg_window_new (AdwApplication *application, IsgContext *context)
{
  IsgWindow *self = g_object_new (ISG_TYPE_WINDOW, "application", application, NULL);

  if (context == NULL)
    return self;
  self->context = g_object_ref (context);
  isg_sidebar_watch (self->sidebar, context);
  if (isg_context_is_sandbox (context))
    gtk_widget_add_css_class (GTK_WIDGET (self), "sandbox");
  return self;
}
