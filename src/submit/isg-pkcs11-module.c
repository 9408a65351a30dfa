/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "submit/isg-pkcs11-module.h"

#include <dlfcn.h>
/* lint-allow L1: loads what isg-signer-pkcs11.c then uses. */
#include <gnutls/pkcs11.h>
/* lint-allow L1: GnuTLS cannot call C_Initialize without arguments. */
#include <p11-kit/pkcs11.h>

/* GnuTLS keeps one list of modules for the process, so what it holds is remembered here for the
 * process too. */
static struct {
  GMutex mutex;
  gboolean loaded; /* (mutex mutex) */
  char *path;      /* (mutex mutex) (owned) (nullable): %NULL for p11-kit's own */
  guint n_users;   /* (mutex mutex) */
} module;

static gboolean
fail (GError **error, IsgSubmitError code, const char *what, int ret)
{
  g_set_error (error,
               ISG_SUBMIT_ERROR,
               code,
               "PKCS#11 module: %s: %s",
               what,
               gnutls_strerror_name (ret));
  return FALSE;
}

/* AKİS refuses C_Initialize with arguments on some machines (domain.md 9). Once it has been
 * initialised without, p11-kit meets CKR_CRYPTOKI_ALREADY_INITIALIZED and takes it as it is. */
static gboolean
initialize_without_arguments (const char *path)
{
  void *library = dlopen (path, RTLD_NOW | RTLD_LOCAL);
  CK_C_GetFunctionList get_functions;
  CK_FUNCTION_LIST_PTR functions = NULL;

  if (library == NULL)
    return FALSE;
  get_functions = (CK_C_GetFunctionList) dlsym (library, "C_GetFunctionList");
  if (get_functions == NULL || get_functions (&functions) != CKR_OK
      || functions->C_Initialize (NULL) != CKR_OK) {
    dlclose (library);
    return FALSE;
  }

  /* Stays open: the module is initialised now, and p11-kit uses the same copy of it. */
  return TRUE;
}

static int
add_provider (const char *path)
{
  int ret = gnutls_pkcs11_add_provider (path, NULL);

  if ((ret == GNUTLS_E_INVALID_REQUEST || ret == GNUTLS_E_LOCKING_ERROR)
      && initialize_without_arguments (path))
    ret = gnutls_pkcs11_add_provider (path, NULL);

  return ret;
}

static void
unload (void)
{
  if (module.loaded)
    gnutls_pkcs11_deinit ();
  module.loaded = FALSE;
  g_clear_pointer (&module.path, g_free);
}

static gboolean
load (const char *path, GError **error)
{
  int ret
    = gnutls_pkcs11_init (path != NULL ? GNUTLS_PKCS11_FLAG_MANUAL : GNUTLS_PKCS11_FLAG_AUTO, NULL);

  if (ret >= 0 && path != NULL)
    ret = add_provider (path);
  if (ret < 0) {
    gnutls_pkcs11_deinit ();
    return fail (error, ISG_SUBMIT_ERROR_NO_MODULE, "cannot be loaded", ret);
  }

  module.loaded = TRUE;
  module.path = g_strdup (path);
  return TRUE;
}

gboolean
isg_pkcs11_module_acquire (const char *path, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&module.mutex);

  if (!module.loaded || g_strcmp0 (path, module.path) != 0) {
    if (module.n_users > 0)
      return fail (error, ISG_SUBMIT_ERROR_TOKEN, "another one is in use", GNUTLS_E_LOCKING_ERROR);
    unload ();
    if (!load (path, error))
      return FALSE;
  }

  module.n_users++;
  return TRUE;
}

void
isg_pkcs11_module_release (void)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&module.mutex);

  g_assert (module.n_users > 0);
  module.n_users--;
}
