/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/isg-finding.h"

#include <stdarg.h>

struct _IsgFinding {
  gatomicrefcount refs;
  char *path; /* (owned) (nullable) */
  IsgSeverity severity;
  char *code;       /* (owned) */
  GHashTable *args; /* (owned) place → text */
};

static IsgFinding *
make_finding (const char *path, IsgSeverity severity, const char *code)
{
  IsgFinding *finding = g_new0 (IsgFinding, 1);

  g_atomic_ref_count_init (&finding->refs);
  finding->path = g_strdup (path);
  finding->severity = severity;
  finding->code = g_strdup (code);
  finding->args = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return finding;
}

IsgFinding *
isg_finding_new (const char *path, IsgSeverity severity, const char *code, ...)
{
  IsgFinding *finding = NULL;
  const char *name = NULL;
  va_list list;

  g_return_val_if_fail (code != NULL, NULL);

  finding = make_finding (path, severity, code);
  va_start (list, code);
  while ((name = va_arg (list, const char *)) != NULL) {
    const char *text = va_arg (list, const char *);

    if (text == NULL)
      break;
    g_hash_table_replace (finding->args, g_strdup (name), g_strdup (text));
  }
  va_end (list);
  return finding;
}

IsgFinding *
isg_finding_new_pairs (const char *path,
                       IsgSeverity severity,
                       const char *code,
                       const char *const *pairs)
{
  IsgFinding *finding = NULL;

  g_return_val_if_fail (code != NULL, NULL);
  g_return_val_if_fail (pairs != NULL, NULL);

  finding = make_finding (path, severity, code);
  for (guint i = 0; pairs[i] != NULL && pairs[i + 1] != NULL; i += 2)
    g_hash_table_replace (finding->args, g_strdup (pairs[i]), g_strdup (pairs[i + 1]));
  return finding;
}

IsgFinding *
isg_finding_ref (IsgFinding *finding)
{
  g_return_val_if_fail (finding != NULL, NULL);

  g_atomic_ref_count_inc (&finding->refs);
  return finding;
}

void
isg_finding_unref (IsgFinding *finding)
{
  g_return_if_fail (finding != NULL);

  if (!g_atomic_ref_count_dec (&finding->refs))
    return;

  g_free (finding->path);
  g_free (finding->code);
  g_hash_table_unref (finding->args);
  g_free (finding);
}

const char *
isg_finding_path (const IsgFinding *finding)
{
  g_return_val_if_fail (finding != NULL, NULL);

  return finding->path;
}

IsgSeverity
isg_finding_severity (const IsgFinding *finding)
{
  g_return_val_if_fail (finding != NULL, ISG_SEVERITY_BLOCK);

  return finding->severity;
}

const char *
isg_finding_severity_name (IsgSeverity severity)
{
  switch (severity) {
  case ISG_SEVERITY_INFO:
    return "info";
  case ISG_SEVERITY_WARNING:
    return "warning";
  case ISG_SEVERITY_BLOCK:
  default:
    return "block";
  }
}

const char *
isg_finding_code (const IsgFinding *finding)
{
  g_return_val_if_fail (finding != NULL, NULL);

  return finding->code;
}

const char *
isg_finding_arg (const IsgFinding *finding, const char *name)
{
  g_return_val_if_fail (finding != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  return g_hash_table_lookup (finding->args, name);
}

guint
isg_findings_block (GPtrArray *findings)
{
  guint n = 0;

  g_return_val_if_fail (findings != NULL, 0);

  for (guint i = 0; i < findings->len; i++)
    if (isg_finding_severity (g_ptr_array_index (findings, i)) == ISG_SEVERITY_BLOCK)
      n++;
  return n;
}
