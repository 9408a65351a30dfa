/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-draw-pages.h"

#include <glib/gstdio.h>

#include "app/isg-desk-page.h"
#include "app/isg-import-sheet.h"
#include "app/isg-pages.h"
#include "app/isg-restore-sheet.h"
#include "store/isg-store-record.h"

/* Frames that pass with nothing pending before what is shown is taken for finished: lists fill
 * their rows, and ask for more, while they are drawn. */
#define CALM_FRAMES 12
/* After so many it is drawn as it is. */
#define MOST_FRAMES 900

#define LIST "liste.csv" /* an example of one that is imported */

typedef struct {
  const char *name; /* of the file */
  int width;
  int height;
  gboolean dark;
} Variant;

static const Variant variants[] = {
  { "wide-light", 1366, 768, FALSE },
  { "wide-dark", 1366, 768, TRUE },
  { "narrow-light", 600, 768, FALSE },
  { "narrow-dark", 600, 768, TRUE },
};

typedef struct {
  IsgWindow *window; /* (owned) */
  char *dir;
  char *only;    /* (nullable): the one scene that is drawn */
  GStrv records; /* (nullable): uuids of the first ones of those kinds */
  guint variant;
  guint scene;
  int last_width;
  guint calm;
  guint frames;
} Draw;

static void
draw_free (gpointer data)
{
  Draw *draw = data;
  g_autofree char *list = g_build_filename (draw->dir, LIST, NULL);

  g_unlink (list);
  g_object_unref (draw->window);
  g_free (draw->dir);
  g_free (draw->only);
  g_strfreev (draw->records);
  g_free (draw);
}

/* ---- taking a picture ---- */

/* A sheet or a dialog that stands over the window, or the window itself. */
static GtkWidget *
find_top (IsgWindow *window)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++) {
    g_autoptr (GtkWindow) other = g_list_model_get_item (toplevels, i);

    if (other != GTK_WINDOW (window) && gtk_widget_get_mapped (GTK_WIDGET (other)))
      return GTK_WIDGET (other);
  }
  return GTK_WIDGET (window);
}

static void
take_picture (GtkWidget *widget, const char *path)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  int width = gdk_paintable_get_intrinsic_width (paintable);
  int height = gdk_paintable_get_intrinsic_height (paintable);
  GskRenderer *renderer = gtk_native_get_renderer (GTK_NATIVE (widget));

  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_to_node (snapshot);
  if (node == NULL || renderer == NULL)
    return;
  texture = gsk_renderer_render_texture (renderer,
                                         node,
                                         &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  if (!gdk_texture_save_to_png (texture, path))
    g_warning ("%s was not written", path);
}

/* ---- what is drawn ---- */

static guint
n_pages (void)
{
  guint n;

  isg_pages (&n);
  return n;
}

/* Kinds of which a record is drawn, and the pages on which they are opened. */
static const struct {
  const char *kind;
  const char *page;
} kinds[] = {
  { "workplace", "workplaces" }, { "employee", "employees" },   { "training", "trainings" },
  { "health_exam", "exams" },    { "risk_assessment", "risk" }, { "incident", "incidents" },
  { "finding", "findings" },
};

/* After the pages. */
static const char *const others[]
  = { "workplace", "employee", "training",   "health_exam", "risk_assessment",
      "incident",  "finding",  "desk-visit", "sign-basket", "settings",
      "search",    "backup",   "restore",    "import",      "shortcuts" };

static const char *
scene_name (const Draw *draw)
{
  guint n;
  const IsgPage *pages = isg_pages (&n);

  return draw->scene < n ? pages[draw->scene].id : others[draw->scene - n];
}

static void
open_record (Draw *draw, const char *kind)
{
  for (gsize i = 0; draw->records != NULL && i < G_N_ELEMENTS (kinds); i++) {
    if (!g_str_equal (kinds[i].kind, kind))
      continue;
    isg_window_open_page (draw->window, kinds[i].page);
    if (*draw->records[i] != '\0')
      gtk_widget_activate_action (GTK_WIDGET (draw->window),
                                  "win.open-record",
                                  "(ss)",
                                  kind,
                                  draw->records[i]);
  }
}

/* The first workplace stands at the desk. */
static void
open_visit (Draw *draw)
{
  isg_window_open_page (draw->window, "desk");
  if (draw->records != NULL && *draw->records[0] != '\0')
    isg_desk_page_visit (ISG_DESK_PAGE (isg_window_screen (draw->window)), draw->records[0]);
}

/* A list of its own: a new row, one that is to be mended, and one that stands there twice. */
static void
draw_import (Draw *draw)
{
  static const char list[] = "TCKN;ADI SOYADI;GİRİŞ;TEL\n"
                             "10000000146;AYŞE IĞDIRLI;01.06.2024;555\n"
                             "10000000145;ALİ ÇELİK;02.06.2024;\n"
                             "10000000146;AYŞE IĞDIRLI;01.06.2024;\n";
  g_autofree char *path = g_build_filename (draw->dir, LIST, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  if (draw->records != NULL && g_file_set_contents (path, list, -1, NULL)) {
    isg_context_choose_workplace (isg_window_context (draw->window), draw->records[0], "");
    isg_import_sheet_open (draw->window, "employee", file);
    isg_context_choose_workplace (isg_window_context (draw->window), NULL, NULL);
  }
}

static void
open_scene (Draw *draw)
{
  GtkWidget *window = GTK_WIDGET (draw->window);
  const char *name = scene_name (draw);

  if (isg_window_open_page (draw->window, name))
    return;
  open_record (draw, name);
  if (g_str_equal (name, "desk-visit"))
    open_visit (draw);
  if (g_str_equal (name, "sign-basket"))
    gtk_widget_activate_action (window, "win.sign-basket", NULL);
  else if (g_str_equal (name, "settings"))
    gtk_widget_activate_action (window, "win.settings", "s", "submission");
  else if (g_str_equal (name, "search"))
    gtk_widget_activate_action (window, "win.search", NULL);
  else if (g_str_equal (name, "backup"))
    gtk_widget_activate_action (window, "win.settings", "s", "backup");
  else if (g_str_equal (name, "shortcuts"))
    gtk_widget_activate_action (window, "win.shortcuts", NULL);
  else if (g_str_equal (name, "import"))
    draw_import (draw);
  else if (g_str_equal (name, "restore"))
    isg_restore_sheet_open (GTK_WINDOW (window), NULL);
}

static guint
n_scenes (void)
{
  return n_pages () + G_N_ELEMENTS (others);
}

/* From this scene on, the next one that is to be drawn. */
static guint
next_scene (Draw *draw, guint scene)
{
  guint before = draw->scene;

  for (draw->scene = scene; draw->only != NULL && draw->scene < n_scenes (); draw->scene++)
    if (g_str_equal (scene_name (draw), draw->only))
      break;
  scene = draw->scene;
  draw->scene = before;
  return scene;
}

static void
show_variant (Draw *draw)
{
  const Variant *variant = &variants[draw->variant];

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      variant->dark ? ADW_COLOR_SCHEME_FORCE_DARK
                                                    : ADW_COLOR_SCHEME_FORCE_LIGHT);
  gtk_window_set_default_size (GTK_WINDOW (draw->window), variant->width, variant->height);
}

/* Returns whether there is more to draw. */
static gboolean
go_on (Draw *draw)
{
  GtkWidget *top = find_top (draw->window);

  if (top != GTK_WIDGET (draw->window))
    gtk_window_close (GTK_WINDOW (top));
  else
    isg_window_pop (draw->window);
  draw->calm = 0;
  draw->frames = 0;
  draw->scene = next_scene (draw, draw->scene + 1);
  if (draw->scene == n_scenes ()) {
    draw->scene = next_scene (draw, 0);
    draw->variant++;
    if (draw->variant == G_N_ELEMENTS (variants))
      return FALSE;
    show_variant (draw);
  }
  open_scene (draw);
  return TRUE;
}

static gboolean
is_calm (Draw *draw)
{
  IsgContext *context = isg_window_context (draw->window);
  int width = gtk_widget_get_width (GTK_WIDGET (draw->window));
  gboolean same_width = width == draw->last_width;

  draw->last_width = width;
  /* While the sidebar stands beside the content, the window cannot become as narrow as it can after
   * the sidebar has gone. */
  if (width > variants[draw->variant].width)
    gtk_window_set_default_size (GTK_WINDOW (draw->window),
                                 variants[draw->variant].width,
                                 variants[draw->variant].height);
  return same_width && isg_tasks_n_pending (isg_context_tasks (context)) == 0
         && isg_tasks_n_pending (isg_context_card_tasks (context)) == 0;
}

static gboolean
frame_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  Draw *draw = data;
  g_autofree char *name = NULL;
  g_autofree char *path = NULL;

  draw->frames++;
  draw->calm = is_calm (draw) ? draw->calm + 1 : 0;
  if (draw->calm < CALM_FRAMES && draw->frames < MOST_FRAMES)
    return G_SOURCE_CONTINUE;

  name = g_strdup_printf ("%s-%s.png", scene_name (draw), variants[draw->variant].name);
  path = g_build_filename (draw->dir, name, NULL);
  take_picture (find_top (draw->window), path);
  if (go_on (draw))
    return G_SOURCE_CONTINUE;
  gtk_window_close (GTK_WINDOW (draw->window));
  return G_SOURCE_REMOVE;
}

/* ---- the records that are drawn ---- */

static char *
find_first (IsgStore *store, const char *kind, GError **error)
{
  IsgListQuery query = {
    .kind = kind,
    .date_from = ISG_DATE_NONE,
    .date_to = ISG_DATE_NONE,
    .sort = "date",
    .limit = 1,
  };
  g_autoptr (GPtrArray) rows = isg_store_record_list (store, &query, error);

  if (rows == NULL)
    return NULL;
  return g_strdup (rows->len > 0 ? ((IsgRow *) g_ptr_array_index (rows, 0))->uuid : "");
}

static gpointer
find_records (IsgStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  g_auto (GStrv) found = g_new0 (char *, G_N_ELEMENTS (kinds) + 1);

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++) {
    found[i] = find_first (store, kinds[i].kind, error);
    if (found[i] == NULL)
      return NULL;
  }
  return g_steal_pointer (&found);
}

static void
records_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Draw *draw = user_data;
  g_autoptr (GError) error = NULL;

  draw->records = isg_tasks_finish (result, &error);
  draw->scene = next_scene (draw, 0);
  if (draw->scene == n_scenes ())
    draw->scene = 0;
  show_variant (draw);
  open_scene (draw);
  gtk_window_present (GTK_WINDOW (draw->window));
  gtk_widget_add_tick_callback (GTK_WIDGET (draw->window), frame_cb, draw, draw_free);
}

void
isg_draw_pages (IsgWindow *window, const char *dir, const char *only)
{
  Draw *draw;

  g_return_if_fail (ISG_IS_WINDOW (window));
  g_return_if_fail (dir != NULL);

  if (g_mkdir_with_parents (dir, 0755) != 0)
    g_warning ("%s cannot be made", dir);
  g_object_set (gtk_widget_get_settings (GTK_WIDGET (window)),
                "gtk-enable-animations",
                FALSE,
                NULL);
  draw = g_new0 (Draw, 1);
  draw->window = g_object_ref (window);
  draw->dir = g_strdup (dir);
  draw->only = g_strdup (only);
  isg_tasks_run (isg_context_tasks (isg_window_context (window)),
                 find_records,
                 NULL,
                 NULL,
                 (GDestroyNotify) g_strfreev,
                 NULL,
                 records_found_cb,
                 draw);
}
