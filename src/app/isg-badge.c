/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-badge.h"

#include "app/isg-badge-text.h"

struct _IsgBadge {
  GtkBox parent_instance;

  GtkWidget *icon;       /* (unowned) */
  GtkWidget *label;      /* (unowned) */
  const char *css_class; /* (static) (nullable): what it wears now */
  gboolean icon_only;
};

G_DEFINE_FINAL_TYPE (IsgBadge, isg_badge, GTK_TYPE_BOX)

static void
isg_badge_class_init (IsgBadgeClass *klass)
{
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
isg_badge_init (IsgBadge *self)
{
  self->icon
    = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  self->label = g_object_new (GTK_TYPE_LABEL,
                              "ellipsize",
                              PANGO_ELLIPSIZE_END,
                              "xalign",
                              0.0F,
                              "width-chars",
                              3,
                              "max-width-chars",
                              44,
                              NULL);
  gtk_box_append (GTK_BOX (self), self->icon);
  gtk_box_append (GTK_BOX (self), self->label);
  gtk_widget_add_css_class (GTK_WIDGET (self), "badge");
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_START);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
isg_badge_new (void)
{
  return g_object_new (ISG_TYPE_BADGE, NULL);
}

static void
wear (IsgBadge *self, const char *css_class)
{
  if (self->css_class == css_class)
    return;
  if (self->css_class != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self), self->css_class);
  self->css_class = css_class;
  gtk_widget_add_css_class (GTK_WIDGET (self), css_class);
}

/* In a list the short words stand and the full ones are the tooltip; else the tooltip explains. */
static char *
tooltip (IsgRules *rules,
         const char *state,
         const char *note_json,
         gboolean sandbox,
         gboolean short_form)
{
  g_autofree char *full = isg_badge_text (rules, state, note_json, sandbox, ISG_BADGE_FULL);
  g_autofree char *explain = isg_badge_text (rules, state, note_json, sandbox, ISG_BADGE_EXPLAIN);

  if (!short_form)
    return g_steal_pointer (&explain);
  return *explain != '\0' ? g_strdup_printf ("%s\n%s", full, explain) : g_steal_pointer (&full);
}

/* The worst of many records has no counts of its own: "Reddedildi · 2 alan" is "Reddedildi". */
static void
show_icon_only (IsgBadge *self, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, " · ", 2);

  gtk_widget_set_tooltip_text (GTK_WIDGET (self), parts[0]);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  parts[0] != NULL ? parts[0] : "",
                                  -1);
}

void
isg_badge_set (IsgBadge *self,
               IsgRules *rules,
               const char *state,
               const char *note_json,
               gboolean sandbox,
               gboolean short_form)
{
  g_autofree char *text = NULL;
  g_autofree char *tip = NULL;
  gboolean shown = state != NULL && *state != '\0';

  g_return_if_fail (ISG_IS_BADGE (self));
  g_return_if_fail (rules != NULL);

  gtk_widget_set_visible (GTK_WIDGET (self), shown);
  if (!shown)
    return;
  text = isg_badge_text (rules,
                         state,
                         note_json,
                         sandbox,
                         short_form ? ISG_BADGE_SHORT : ISG_BADGE_FULL);
  tip = tooltip (rules, state, note_json, sandbox, short_form);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), isg_badge_icon (state, note_json));
  gtk_label_set_label (GTK_LABEL (self->label), text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), tip);
  wear (self, isg_badge_css_class (state, note_json));
  if (self->icon_only)
    show_icon_only (self, text);
}

void
isg_badge_set_icon_only (IsgBadge *self, gboolean icon_only)
{
  g_return_if_fail (ISG_IS_BADGE (self));

  self->icon_only = icon_only;
  gtk_widget_set_visible (self->label, !icon_only);
  if (icon_only)
    gtk_widget_add_css_class (GTK_WIDGET (self), "icon-only");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "icon-only");
}
