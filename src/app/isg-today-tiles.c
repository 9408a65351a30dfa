/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-today-tiles.h"

#include <glib/gi18n.h>

typedef struct {
  IsgTodayFilter filter;
  const char *icon;
} TileSpec;

/* In this order. */
static const TileSpec specs[] = {
  { ISG_TODAY_LATE, "appointment-missed-symbolic" },
  { ISG_TODAY_SIGN, "auth-smartcard-symbolic" },
  { ISG_TODAY_MEND, "dialog-error-symbolic" },
  { ISG_TODAY_ANSWER, "dialog-question-symbolic" },
  { ISG_TODAY_SOON, "appointment-soon-symbolic" },
  { ISG_TODAY_MONTH, "x-office-calendar-symbolic" },
};

#define N_TILES G_N_ELEMENTS (specs)

typedef struct {
  GtkWidget *button; /* (unowned) */
  GtkLabel *number;  /* (unowned) */
  GtkLabel *words;   /* (unowned) */
} Tile;

struct _IsgTodayTiles {
  GtkBox parent_instance;

  Tile tiles[N_TILES];
  gboolean choosing; /* a filter is being shown, not chosen */
};

enum {
  FILTER,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (IsgTodayTiles, isg_today_tiles, GTK_TYPE_BOX)

/* The words after the number. */
static const char *
words_of (IsgTodayFilter filter, guint n)
{
  switch (filter) {
  case ISG_TODAY_LATE:
    /* Translators: after a number, on a tile; Turkish: gecikmiş */
    return C_ ("tile", "overdue");
  case ISG_TODAY_SIGN:
    return C_ ("tile", "waiting for signature");
  case ISG_TODAY_MEND:
    return C_ ("tile", "to be mended");
  case ISG_TODAY_ANSWER:
    return C_ ("tile", "awaiting an answer");
  case ISG_TODAY_SOON:
    return C_ ("tile", "within 30 days");
  case ISG_TODAY_ALL:
  case ISG_TODAY_MONTH:
  default:
    return "";
  }
}

static Tile *
find_tile (IsgTodayTiles *self, IsgTodayFilter filter)
{
  for (guint i = 0; i < N_TILES; i++)
    if (specs[i].filter == filter)
      return &self->tiles[i];
  return NULL;
}

static void
name_tile (const Tile *tile, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (tile->button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name,
                                  -1);
}

void
isg_today_tiles_show (IsgTodayTiles *self, IsgTodayFilter filter, guint n)
{
  Tile *tile = find_tile (self, filter);
  g_autofree char *number = g_strdup_printf ("%u", n);
  g_autofree char *name = NULL;
  gboolean none = filter == ISG_TODAY_LATE && n == 0;

  g_return_if_fail (tile != NULL);

  gtk_label_set_label (tile->number, number);
  gtk_widget_set_visible (GTK_WIDGET (tile->number), !none);
  gtk_label_set_label (tile->words, none ? _ ("Nothing overdue") : words_of (filter, n));
  name
    = none ? g_strdup (_ ("Nothing overdue")) : g_strdup_printf ("%u %s", n, words_of (filter, n));
  name_tile (tile, name);
  gtk_widget_set_sensitive (tile->button, !none);
  if (n > 0 && (filter == ISG_TODAY_LATE || filter == ISG_TODAY_MEND))
    gtk_widget_add_css_class (tile->button, "bad");
  else
    gtk_widget_remove_css_class (tile->button, "bad");
  /* A tile that is pressed stays, so that it can be let go. */
  gtk_widget_set_visible (tile->button,
                          n > 0 || none
                            || gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (tile->button)));
}

void
isg_today_tiles_show_month (IsgTodayTiles *self, const char *name)
{
  Tile *tile = find_tile (self, ISG_TODAY_MONTH);

  g_return_if_fail (ISG_IS_TODAY_TILES (self));

  gtk_widget_set_visible (tile->button, name != NULL);
  if (name == NULL)
    return;
  gtk_label_set_label (tile->words, name);
  gtk_widget_set_visible (GTK_WIDGET (tile->number), FALSE);
  name_tile (tile, name);
}

void
isg_today_tiles_choose (IsgTodayTiles *self, IsgTodayFilter filter)
{
  g_return_if_fail (ISG_IS_TODAY_TILES (self));

  self->choosing = TRUE;
  for (guint i = 0; i < N_TILES; i++)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->tiles[i].button),
                                  specs[i].filter == filter);
  self->choosing = FALSE;
}

static void
toggled_cb (GtkToggleButton *button, IsgTodayTiles *self)
{
  IsgTodayFilter filter = ISG_TODAY_ALL;

  if (self->choosing)
    return;
  for (guint i = 0; i < N_TILES; i++)
    if (self->tiles[i].button == GTK_WIDGET (button) && gtk_toggle_button_get_active (button))
      filter = specs[i].filter;
  isg_today_tiles_choose (self, filter);
  g_signal_emit (self, signals[FILTER], 0, (int) filter);
}

/* ---- building ---- */

static void
build_tile (IsgTodayTiles *self, guint i)
{
  Tile *tile = &self->tiles[i];
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE,
                                  "icon-name",
                                  specs[i].icon,
                                  "accessible-role",
                                  GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                  NULL);

  tile->button = gtk_toggle_button_new ();
  tile->number = GTK_LABEL (gtk_label_new (NULL));
  tile->words = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (tile->number), "title-2");
  gtk_widget_add_css_class (GTK_WIDGET (tile->number), "numeric");
  gtk_label_set_wrap (tile->words, TRUE);
  gtk_label_set_xalign (tile->words, 0);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (tile->number));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (tile->words));
  gtk_button_set_child (GTK_BUTTON (tile->button), box);
  gtk_widget_add_css_class (tile->button, "card");
  gtk_widget_add_css_class (tile->button, "today-tile");
  gtk_widget_set_visible (tile->button, FALSE);
  gtk_box_append (GTK_BOX (self), tile->button);
  g_signal_connect_object (tile->button, "toggled", G_CALLBACK (toggled_cb), self, 0);
}

static void
isg_today_tiles_class_init (IsgTodayTilesClass *klass)
{
  signals[FILTER] = g_signal_new ("filter",
                                  G_TYPE_FROM_CLASS (klass),
                                  G_SIGNAL_RUN_LAST,
                                  0,
                                  NULL,
                                  NULL,
                                  NULL,
                                  G_TYPE_NONE,
                                  1,
                                  G_TYPE_INT);
}

static void
isg_today_tiles_init (IsgTodayTiles *self)
{
  gtk_box_set_homogeneous (GTK_BOX (self), TRUE);
  gtk_box_set_spacing (GTK_BOX (self), 9);
  for (guint i = 0; i < N_TILES; i++)
    build_tile (self, i);
}
