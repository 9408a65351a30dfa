/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "submit/isg-signer-pkcs11.h"

static void
pkcs11_module_free (IsgPkcs11Module *module)
{
  g_free (module->path);
  g_free (module);
}

GPtrArray *
isg_signer_pkcs11_known_modules (void)
{
  static const struct {
    const char *name;
    const char *file;
  } makers[] = {
    { "AKİS", "libakisp11.so" },          { "SafeNet eToken", "libeTPkcs11.so" },
    { "SafeNet eToken", "libeToken.so" }, { "Gemalto IDPrime", "libIDPrimePKCS11.so" },
    { "ACS", "libacospkcs11.so" },        { "OpenSC", "opensc-pkcs11.so" },
  };
  static const char *const folders[] = {
    "/usr/local/lib",
    "/usr/lib",
    "/usr/lib64",
    "/usr/lib/x86_64-linux-gnu",
    "/usr/lib/aarch64-linux-gnu",
    "/usr/lib/pkcs11",
    "/usr/lib/x86_64-linux-gnu/pkcs11",
    "/usr/lib/aarch64-linux-gnu/pkcs11",
  };
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) pkcs11_module_free);

  for (gsize i = 0; i < G_N_ELEMENTS (makers); i++) {
    for (gsize j = 0; j < G_N_ELEMENTS (folders); j++) {
      g_autofree char *path = g_build_filename (folders[j], makers[i].file, NULL);
      IsgPkcs11Module *module;

      if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
        continue;
      module = g_new0 (IsgPkcs11Module, 1);
      module->name = makers[i].name;
      module->path = g_steal_pointer (&path);
      g_ptr_array_add (found, module);
      break;
    }
  }

  return found;
}
