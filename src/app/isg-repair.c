/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-repair.h"

#include <glib/gi18n.h>

#include "app/isg-error-text.h"
#include "rules/isg-rules.h"
#include "store/isg-store.h"

struct _IsgRepair {
  AdwBin parent_instance;

  AdwStatusPage *page; /* (unowned) */
  GtkWidget *again;    /* (unowned) */
  GtkWidget *restore;  /* (unowned) */
  GtkLabel *place;     /* (unowned) */
};

enum {
  TRY_AGAIN,
  RESTORE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (IsgRepair, isg_repair, ADW_TYPE_BIN)

static void
again_cb (IsgRepair *self)
{
  g_signal_emit (self, signals[TRY_AGAIN], 0);
}

static void
restore_cb (IsgRepair *self)
{
  g_signal_emit (self, signals[RESTORE], 0);
}

/* The path can be copied, and would be the first to have the focus. */
static void
isg_repair_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (isg_repair_parent_class)->map (widget);
  gtk_widget_grab_focus (ISG_REPAIR (widget)->again);
}

static void
isg_repair_class_init (IsgRepairClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[TRY_AGAIN] = g_signal_new ("try-again",
                                     G_TYPE_FROM_CLASS (klass),
                                     G_SIGNAL_RUN_LAST,
                                     0,
                                     NULL,
                                     NULL,
                                     NULL,
                                     G_TYPE_NONE,
                                     0);
  signals[RESTORE] = g_signal_new ("restore",
                                   G_TYPE_FROM_CLASS (klass),
                                   G_SIGNAL_RUN_LAST,
                                   0,
                                   NULL,
                                   NULL,
                                   NULL,
                                   G_TYPE_NONE,
                                   0);
  widget_class->map = isg_repair_map;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/isgdefteri/IsgDefteri/ui/repair.ui");
  gtk_widget_class_bind_template_child (widget_class, IsgRepair, page);
  gtk_widget_class_bind_template_child (widget_class, IsgRepair, again);
  gtk_widget_class_bind_template_child (widget_class, IsgRepair, restore);
  gtk_widget_class_bind_template_child (widget_class, IsgRepair, place);
}

static void
isg_repair_init (IsgRepair *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->again, "clicked", G_CALLBACK (again_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->restore,
                           "clicked",
                           G_CALLBACK (restore_cb),
                           self,
                           G_CONNECT_SWAPPED);
}

static const char *
find_title (const GError *error)
{
  if (g_error_matches (error, ISG_STORE_ERROR, ISG_STORE_ERROR_BUSY))
    return _ ("The file is in use");
  if (g_error_matches (error, ISG_STORE_ERROR, ISG_STORE_ERROR_NEWER))
    return _ ("The file is newer than the program");
  if (g_error_matches (error, ISG_STORE_ERROR, ISG_STORE_ERROR_CORRUPT))
    return _ ("The file seems damaged");
  if (g_error_matches (error, ISG_STORE_ERROR, ISG_STORE_ERROR_FOREIGN))
    return _ ("Another file");
  if (error->domain == ISG_RULES_ERROR)
    return _ ("The rules are missing");
  return _ ("The file cannot be opened");
}

GtkWidget *
isg_repair_new (const GError *error, const char *data_dir)
{
  IsgRepair *self;
  g_autofree char *sentence = NULL;
  g_autofree char *markup = NULL;

  g_return_val_if_fail (error != NULL, NULL);

  self = g_object_new (ISG_TYPE_REPAIR, NULL);
  sentence = isg_error_text (error);
  markup = g_markup_escape_text (sentence, -1);
  adw_status_page_set_title (self->page, find_title (error));
  adw_status_page_set_description (self->page, markup);
  gtk_label_set_label (self->place, data_dir != NULL ? data_dir : "");
  gtk_widget_set_visible (GTK_WIDGET (self->place), data_dir != NULL);
  gtk_widget_set_visible (self->restore,
                          g_error_matches (error, ISG_STORE_ERROR, ISG_STORE_ERROR_CORRUPT));
  /* Rules do not come back by waiting. */
  gtk_widget_set_visible (self->again, error->domain != ISG_RULES_ERROR);
  return GTK_WIDGET (self);
}
