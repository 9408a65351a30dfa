/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/submit/isg-token-shim.h"

#include <dlfcn.h>
#include <glib.h>
#include <p11-kit/pkcs11.h>
#include <string.h>

static CK_FUNCTION_LIST functions;
static CK_FUNCTION_LIST_PTR real;
static gboolean is_initialized;
static guint n_logins, n_reauths;
static char right_pin[64];

__attribute__ ((visibility ("default"))) unsigned isg_shim_count_logins (void);
__attribute__ ((visibility ("default"))) unsigned isg_shim_count_reauths (void);

unsigned
isg_shim_count_logins (void)
{
  return n_logins;
}

unsigned
isg_shim_count_reauths (void)
{
  return n_reauths;
}

static gboolean
is_set (const char *name)
{
  return g_getenv (name) != NULL;
}

static guint64
read_number (const char *name)
{
  const char *text = g_getenv (name);

  return text != NULL ? g_ascii_strtoull (text, NULL, 0) : 0;
}

static CK_RV
shim_initialize (CK_VOID_PTR args)
{
  CK_RV rv;

  if (is_initialized)
    return CKR_CRYPTOKI_ALREADY_INITIALIZED;
  if (is_set ("ISG_SHIM_NO_ARGS") && args != NULL)
    return CKR_ARGUMENTS_BAD;

  rv = real->C_Initialize (NULL);
  is_initialized = rv == CKR_OK;
  return rv;
}

static CK_RV
shim_finalize (CK_VOID_PTR reserved)
{
  is_initialized = FALSE;
  return real->C_Finalize (reserved);
}

static CK_RV
shim_get_slot_list (CK_BBOOL present, CK_SLOT_ID_PTR slots, CK_ULONG_PTR count)
{
  if (!is_set ("ISG_SHIM_GONE"))
    return real->C_GetSlotList (present, slots, count);

  *count = 0;
  return CKR_OK;
}

static CK_RV
shim_get_token_info (CK_SLOT_ID slot, CK_TOKEN_INFO_PTR info)
{
  CK_RV rv = real->C_GetTokenInfo (slot, info);

  if (rv == CKR_OK)
    info->flags |= read_number ("ISG_SHIM_FLAGS");
  return rv;
}

static CK_RV
shim_login (CK_SESSION_HANDLE session, CK_USER_TYPE user, CK_UTF8CHAR_PTR pin, CK_ULONG length)
{
  CK_RV rv;

  if (user == CKU_CONTEXT_SPECIFIC) {
    n_reauths++;
    return length == strlen (right_pin) && memcmp (pin, right_pin, length) == 0 ? CKR_OK
                                                                                : CKR_PIN_INCORRECT;
  }

  n_logins++;
  if (is_set ("ISG_SHIM_LOGIN"))
    return read_number ("ISG_SHIM_LOGIN");
  rv = real->C_Login (session, user, pin, length);
  if (rv == CKR_OK && length < sizeof right_pin) {
    memcpy (right_pin, pin, length);
    right_pin[length] = '\0';
  }
  return rv;
}

static CK_RV
shim_get_attribute_value (CK_SESSION_HANDLE session,
                          CK_OBJECT_HANDLE object,
                          CK_ATTRIBUTE_PTR attributes,
                          CK_ULONG n)
{
  CK_RV rv = real->C_GetAttributeValue (session, object, attributes, n);

  if (n == 1 && attributes[0].type == CKA_ALWAYS_AUTHENTICATE && is_set ("ISG_SHIM_REAUTH")) {
    *(CK_BBOOL *) attributes[0].pValue = CK_TRUE;
    attributes[0].ulValueLen = sizeof (CK_BBOOL);
    return CKR_OK;
  }
  return rv;
}

static CK_RV
shim_sign (CK_SESSION_HANDLE session,
           CK_BYTE_PTR data,
           CK_ULONG length,
           CK_BYTE_PTR signature,
           CK_ULONG_PTR signature_length)
{
  if (is_set ("ISG_SHIM_SIGN"))
    return read_number ("ISG_SHIM_SIGN");

  return real->C_Sign (session, data, length, signature, signature_length);
}

CK_RV
C_GetFunctionList (CK_FUNCTION_LIST_PTR_PTR list)
{
  void *library = dlopen (g_getenv ("ISG_SHIM_MODULE"), RTLD_NOW | RTLD_LOCAL);
  CK_C_GetFunctionList get_functions
    = library != NULL ? (CK_C_GetFunctionList) dlsym (library, "C_GetFunctionList") : NULL;

  if (get_functions == NULL || get_functions (&real) != CKR_OK)
    return CKR_GENERAL_ERROR;

  functions = *real;
  functions.C_Initialize = shim_initialize;
  functions.C_Finalize = shim_finalize;
  functions.C_GetSlotList = shim_get_slot_list;
  functions.C_GetTokenInfo = shim_get_token_info;
  functions.C_Login = shim_login;
  functions.C_GetAttributeValue = shim_get_attribute_value;
  functions.C_Sign = shim_sign;
  functions.C_GetFunctionList = C_GetFunctionList;
  *list = &functions;
  return CKR_OK;
}
