/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-look.h"

#include <adwaita.h>

#include "app/isg-text-scale.h"

/* The schema has one id for every profile. */
#define SCHEMA_ID "io.github.isgdefteri.IsgDefteri"

struct _IsgLook {
  GObject parent_instance;

  GSettings *settings; /* (owned) (nullable) */
  GHashTable *held;    /* (owned): choices for want of a schema: key → GVariant */
};

G_DEFINE_FINAL_TYPE (IsgLook, isg_look, G_TYPE_OBJECT)

static GVariant *
read_value (IsgLook *self, const char *key, GVariant *otherwise)
{
  g_autoptr (GVariant) fallback = g_variant_ref_sink (otherwise);
  GVariant *held = g_hash_table_lookup (self->held, key);

  if (self->settings != NULL)
    return g_settings_get_value (self->settings, key);
  return g_variant_ref (held != NULL ? held : fallback);
}

static void
write_value (IsgLook *self, const char *key, GVariant *value)
{
  g_autoptr (GVariant) kept = g_variant_ref_sink (value);

  if (self->settings != NULL)
    g_settings_set_value (self->settings, key, kept);
  else
    g_hash_table_replace (self->held, g_strdup (key), g_variant_ref (kept));
}

static char *
read_text (IsgLook *self, const char *key, const char *otherwise)
{
  g_autoptr (GVariant) value = read_value (self, key, g_variant_new_string (otherwise));

  return g_variant_dup_string (value, NULL);
}

static void
apply_style (IsgLook *self)
{
  g_autofree char *style = isg_look_style (self);
  AdwColorScheme scheme = ADW_COLOR_SCHEME_DEFAULT;

  if (g_str_equal (style, "light"))
    scheme = ADW_COLOR_SCHEME_FORCE_LIGHT;
  else if (g_str_equal (style, "dark"))
    scheme = ADW_COLOR_SCHEME_FORCE_DARK;
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), scheme);
}

void
isg_look_apply (IsgLook *self)
{
  g_return_if_fail (ISG_IS_LOOK (self));

  apply_style (self);
  if (isg_look_text_scale (self) != 100)
    isg_text_scale_apply (isg_look_text_scale (self));
}

char *
isg_look_language (IsgLook *self)
{
  g_return_val_if_fail (ISG_IS_LOOK (self), NULL);

  return read_text (self, "language", "system");
}

void
isg_look_set_language (IsgLook *self, const char *language)
{
  g_return_if_fail (ISG_IS_LOOK (self));

  write_value (self, "language", g_variant_new_string (language));
}

char *
isg_look_style (IsgLook *self)
{
  g_return_val_if_fail (ISG_IS_LOOK (self), NULL);

  return read_text (self, "style", "system");
}

void
isg_look_set_style (IsgLook *self, const char *style)
{
  g_return_if_fail (ISG_IS_LOOK (self));

  write_value (self, "style", g_variant_new_string (style));
  apply_style (self);
}

int
isg_look_text_scale (IsgLook *self)
{
  g_autoptr (GVariant) value = NULL;

  g_return_val_if_fail (ISG_IS_LOOK (self), 100);

  value = read_value (self, "text-scale", g_variant_new_int32 (100));
  return g_variant_get_int32 (value);
}

void
isg_look_set_text_scale (IsgLook *self, int percent)
{
  g_return_if_fail (ISG_IS_LOOK (self));

  write_value (self, "text-scale", g_variant_new_int32 (percent));
  isg_text_scale_apply (percent);
}

gboolean
isg_look_sidebar (IsgLook *self)
{
  g_autoptr (GVariant) value = NULL;

  g_return_val_if_fail (ISG_IS_LOOK (self), TRUE);

  value = read_value (self, "sidebar-visible", g_variant_new_boolean (TRUE));
  return g_variant_get_boolean (value);
}

void
isg_look_set_sidebar (IsgLook *self, gboolean shown)
{
  g_return_if_fail (ISG_IS_LOOK (self));

  write_value (self, "sidebar-visible", g_variant_new_boolean (shown));
}

void
isg_look_remember_window (IsgLook *self, GtkWindow *window)
{
  g_return_if_fail (ISG_IS_LOOK (self));
  g_return_if_fail (GTK_IS_WINDOW (window));

  if (self->settings == NULL)
    return;
  g_settings_bind (self->settings,
                   "window-width",
                   window,
                   "default-width",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings,
                   "window-height",
                   window,
                   "default-height",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings,
                   "window-maximized",
                   window,
                   "maximized",
                   G_SETTINGS_BIND_DEFAULT);
}

static void
isg_look_finalize (GObject *object)
{
  IsgLook *self = ISG_LOOK (object);

  g_clear_object (&self->settings);
  g_hash_table_unref (self->held);
  G_OBJECT_CLASS (isg_look_parent_class)->finalize (object);
}

static void
isg_look_class_init (IsgLookClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = isg_look_finalize;
}

static void
isg_look_init (IsgLook *self)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;

  self->held
    = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_variant_unref);
  /* g_settings_new () ends the program when the schema is not there. */
  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, SCHEMA_ID, TRUE);
  if (schema != NULL)
    self->settings = g_settings_new_full (schema, NULL, NULL);
}

IsgLook *
isg_look_new (void)
{
  return g_object_new (ISG_TYPE_LOOK, NULL);
}
