/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * A signed package: a folder with the signed document, its detached signature and a manifest. It is
 * handed over by a person, to an integrator without an interface or to whom custom data sets go
 * (circular 7.b); whether anybody took it, the program cannot know.
 */

#define ISG_PACKAGE_FORMAT    "isg-package-1"
#define ISG_PACKAGE_SIGNATURE "document.p7s"
#define ISG_PACKAGE_MANIFEST  "manifest.json"

/**
 * IsgPackage:
 *
 * What a package holds. Texts and bytes are the caller's.
 */
typedef struct {
  const char *dataset;
  const char *kind;
  const char *record; /* uuid */
  guint revision;
  const char *part;
  guint64 number;
  const char *pack; /* version of the rules */
  const char *environment;
  const char *extension; /* "json" or "xml" */
  gint64 signed_at;      /* seconds since 1970 UTC */
  GBytes *document;
  GBytes *signature; /* CMS in DER */
} IsgPackage;

/**
 * IsgPackageFound:
 * @ISG_PACKAGE_ABSENT: no package of this name is in the folder
 * @ISG_PACKAGE_EQUAL: it is there, with exactly these bytes
 * @ISG_PACKAGE_DIFFERS: something else has its name
 *
 * What lies in the folder.
 */
typedef enum {
  ISG_PACKAGE_ABSENT,
  ISG_PACKAGE_EQUAL,
  ISG_PACKAGE_DIFFERS,
} IsgPackageFound;

/**
 * isg_package_name:
 * @package: a package
 *
 * Thread: any.
 *
 * Returns: (transfer full): the name of its folder: data set and number, so that the same thing
 * never gets a second one
 */
char *isg_package_name (const IsgPackage *package);

/**
 * isg_package_find:
 * @folder: where packages go
 * @package: a package
 * @out_found: (out): what lies there
 * @error: %G_FILE_ERROR or %G_IO_ERROR when the folder cannot be read
 *
 * Compares document and signature, not the manifest: another program version may have written it.
 *
 * Thread: any; reads the disk.
 *
 * Returns: %FALSE, and nothing written, with @error
 */
gboolean isg_package_find (const char *folder,
                           const IsgPackage *package,
                           IsgPackageFound *out_found,
                           GError **error);

/**
 * isg_package_write:
 * @folder: where packages go; it must exist: a stick that is not plugged in is not made up
 * @package: a package
 * @out_found: (out): %ISG_PACKAGE_EQUAL when it lies there now, whoever wrote it;
 * %ISG_PACKAGE_DIFFERS, and nothing written, when something else has its name
 * @error: %G_FILE_ERROR or %G_IO_ERROR
 *
 * All or nothing: written beside under a hidden name, synced, and renamed. Readable by its owner
 * alone.
 *
 * Thread: any; writes the disk.
 *
 * Returns: %FALSE, and no package under that name, with @error
 */
gboolean isg_package_write (const char *folder,
                            const IsgPackage *package,
                            IsgPackageFound *out_found,
                            GError **error);

G_END_DECLS
