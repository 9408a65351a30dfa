/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "submit/isg-package.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "base/isg-bytes.h"
#include "base/isg-date.h"
#include "rules/isg-json.h"

char *
isg_package_name (const IsgPackage *package)
{
  return g_strdup_printf ("%s-%011" G_GUINT64_FORMAT, package->dataset, package->number);
}

static char *
document_name (const IsgPackage *package)
{
  return g_strconcat ("document.", package->extension, NULL);
}

static gboolean
fail (GError **error, const char *what, int number)
{
  g_set_error (error,
               G_FILE_ERROR,
               (gint) g_file_error_from_errno (number),
               "package: %s: %s",
               what,
               g_strerror (number));
  return FALSE;
}

/* ---- looking ---- */

static gboolean
holds (const char *folder, const char *name, GBytes *bytes, gboolean *out_holds, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) local = NULL;
  g_autofree char *data = NULL;
  gsize length, wanted;
  const void *ours = g_bytes_get_data (bytes, &wanted);

  *out_holds = FALSE;
  if (!g_file_get_contents (path, &data, &length, &local)) {
    if (g_error_matches (local, G_FILE_ERROR, G_FILE_ERROR_NOENT))
      return TRUE;
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  *out_holds = length == wanted && memcmp (data, ours, wanted) == 0;
  return TRUE;
}

gboolean
isg_package_find (const char *folder,
                  const IsgPackage *package,
                  IsgPackageFound *out_found,
                  GError **error)
{
  g_autofree char *name = isg_package_name (package);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *document = document_name (package);
  gboolean same_text, same_signature;

  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    return fail (error, "the folder", ENOENT);
  if (!g_file_test (path, G_FILE_TEST_EXISTS)) {
    *out_found = ISG_PACKAGE_ABSENT;
    return TRUE;
  }
  if (!holds (path, document, package->document, &same_text, error)
      || !holds (path, ISG_PACKAGE_SIGNATURE, package->signature, &same_signature, error))
    return FALSE;
  *out_found = same_text && same_signature ? ISG_PACKAGE_EQUAL : ISG_PACKAGE_DIFFERS;
  return TRUE;
}

/* ---- writing ---- */

static void
append_text (GString *json, const char *name, const char *text)
{
  g_string_append_printf (json, "%s\"%s\":", json->len > 1 ? ",\n " : "\n ", name);
  isg_json_append_string (json, text);
}

static void
append_file (GString *json, const char *name, GBytes *bytes)
{
  g_autofree char *sha256 = isg_bytes_sha256_hex (bytes);

  g_string_append (json, json->str[json->len - 1] == '[' ? "\n  {\"name\":" : ",\n  {\"name\":");
  isg_json_append_string (json, name);
  g_string_append_printf (json,
                          ",\"bytes\":%" G_GSIZE_FORMAT ",\"sha256\":\"%s\"}",
                          g_bytes_get_size (bytes),
                          sha256);
}

static GBytes *
make_manifest (const IsgPackage *package, const char *document)
{
  GString *json = g_string_new ("{");
  g_autofree char *number = g_strdup_printf ("%" G_GUINT64_FORMAT, package->number);
  g_autofree char *signed_at = isg_unix_to_local_iso (package->signed_at * 1000, FALSE);

  append_text (json, "format", ISG_PACKAGE_FORMAT);
  append_text (json, "dataset", package->dataset);
  append_text (json, "kind", package->kind);
  append_text (json, "record", package->record);
  g_string_append_printf (json, ",\n \"revision\":%u", package->revision);
  append_text (json, "part", package->part);
  append_text (json, "number", number);
  append_text (json, "pack", package->pack);
  append_text (json, "program", "isg-defteri");
  append_text (json, "program_version", ISG_VERSION);
  append_text (json, "environment", package->environment);
  append_text (json, "signed_at", signed_at);
  g_string_append (json, ",\n \"files\":[");
  append_file (json, document, package->document);
  append_file (json, ISG_PACKAGE_SIGNATURE, package->signature);
  g_string_append (json, "]\n}\n");
  return g_string_free_to_bytes (json);
}

static gboolean
write_file (const char *folder, const char *name, GBytes *bytes, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  return g_file_set_contents_full (path,
                                   data,
                                   (gssize) length,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   0600,
                                   error);
}

static gboolean
sync_folder (const char *folder, GError **error)
{
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  gboolean done = fd >= 0 && fsync (fd) == 0;
  int number = errno;

  if (fd >= 0)
    close (fd);
  /* Some file systems of sticks have no sync of folders; the files themselves are synced. */
  return done || number == EINVAL || number == ENOTSUP || fail (error, "sync", number);
}

static void
remove_draft (const char *draft, const char *document)
{
  const char *const names[] = { document, ISG_PACKAGE_SIGNATURE, ISG_PACKAGE_MANIFEST };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *path = g_build_filename (draft, names[i], NULL);

    g_unlink (path);
  }
  g_rmdir (draft);
}

static gboolean
write_draft (const char *draft, const IsgPackage *package, const char *document, GError **error)
{
  g_autoptr (GBytes) manifest = make_manifest (package, document);

  if (g_mkdir (draft, 0700) != 0 && errno != EEXIST)
    return fail (error, "the folder", errno);
  return write_file (draft, document, package->document, error)
         && write_file (draft, ISG_PACKAGE_SIGNATURE, package->signature, error)
         && write_file (draft, ISG_PACKAGE_MANIFEST, manifest, error) && sync_folder (draft, error);
}

gboolean
isg_package_write (const char *folder,
                   const IsgPackage *package,
                   IsgPackageFound *out_found,
                   GError **error)
{
  g_autofree char *name = isg_package_name (package);
  g_autofree char *hidden = g_strdup_printf (".%s.part", name);
  g_autofree char *draft = g_build_filename (folder, hidden, NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *document = document_name (package);
  IsgPackageFound found;

  if (!isg_package_find (folder, package, &found, error))
    return FALSE;
  if (found != ISG_PACKAGE_ABSENT) {
    *out_found = found;
    return TRUE;
  }
  if (!write_draft (draft, package, document, error)) {
    remove_draft (draft, document);
    return FALSE;
  }
  if (g_rename (draft, path) != 0) {
    int number = errno;

    remove_draft (draft, document);
    return fail (error, "rename", number);
  }
  *out_found = ISG_PACKAGE_EQUAL;
  return sync_folder (folder, error);
}
