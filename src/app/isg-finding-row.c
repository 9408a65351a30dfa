/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-finding-row.h"

#include <glib/gi18n.h>

/* Findings at a field. */
#define MOST 3

typedef struct {
  const char *code;
  const char *label;
} Act;

static const Act acts[]
  = {
      { "nace_old", N_ ("Use the new one") },
        { "duplicate_person", N_ ("Take the details") },
          { "duplicate_here", N_ ("Open the card") },
            { "duplicate_professional", N_ ("Open the card") },
              { "sgk_duplicate", N_ ("Open it") },
            };

const char *
isg_finding_act_label (const IsgFinding *finding)
{
  const char *code = isg_finding_code (finding);

  for (gsize i = 0; i < G_N_ELEMENTS (acts); i++)
    if (g_str_equal (acts[i].code, code))
      return _ (acts[i].label);
  /* 26 digits less the three of the subcontractor. */
  if (g_str_equal (code, "sgk_length") && g_strcmp0 (isg_finding_arg (finding, "n"), "23") == 0)
    return _ ("Add 000");
  return NULL;
}

static const char *
icon_of (IsgSeverity severity)
{
  switch (severity) {
  case ISG_SEVERITY_BLOCK:
    return "dialog-error-symbolic";
  case ISG_SEVERITY_WARNING:
    return "dialog-warning-symbolic";
  case ISG_SEVERITY_INFO:
  default:
    return "dialog-information-symbolic";
  }
}

typedef struct {
  void (*acted) (const char *code, gpointer data);
  gpointer data;
  char *code;
} Press;

static void
press_free (gpointer data, GClosure *closure)
{
  Press *press = data;

  g_free (press->code);
  g_free (press);
}

static void
clicked_cb (GtkButton *button, Press *press)
{
  press->acted (press->code, press->data);
}

static GtkWidget *
make_button (const IsgFinding *finding,
             void (*acted) (const char *code, gpointer data),
             gpointer data)
{
  GtkWidget *button = gtk_button_new_with_label (isg_finding_act_label (finding));
  Press *press = g_new (Press, 1);

  *press = (Press){ acted, data, g_strdup (isg_finding_code (finding)) };
  g_signal_connect_data (button, "clicked", G_CALLBACK (clicked_cb), press, press_free, 0);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "caption");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  return button;
}

GtkWidget *
isg_finding_row_new (IsgRules *rules,
                     const IsgKind *kind,
                     const IsgFinding *finding,
                     void (*acted) (const char *code, gpointer data),
                     gpointer data)
{
  g_autofree char *sentence
    = isg_rules_finding_message (rules, kind, finding, isg_i18n_language ());
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE,
                                  "icon-name",
                                  icon_of (isg_finding_severity (finding)),
                                  "accessible-role",
                                  GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                  "valign",
                                  GTK_ALIGN_START,
                                  NULL);
  GtkWidget *label = gtk_label_new (sentence);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), label);
  if (acted != NULL && isg_finding_act_label (finding) != NULL)
    gtk_box_append (GTK_BOX (words), make_button (finding, acted, data));

  gtk_widget_add_css_class (row, "finding");
  gtk_widget_add_css_class (row, isg_finding_severity_name (isg_finding_severity (finding)));
  gtk_widget_add_css_class (row, "caption");
  gtk_box_append (GTK_BOX (row), icon);
  gtk_box_append (GTK_BOX (row), words);
  return row;
}

void
isg_finding_rows_fill (GtkBox *box,
                       IsgRules *rules,
                       const IsgKind *kind,
                       GPtrArray *findings,
                       void (*acted) (const char *code, gpointer data),
                       gpointer data)
{
  GtkWidget *child;
  guint shown = 0;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
  for (int severity = ISG_SEVERITY_BLOCK; severity >= ISG_SEVERITY_INFO; severity--)
    for (guint i = 0; i < findings->len && shown < MOST; i++) {
      const IsgFinding *finding = g_ptr_array_index (findings, i);

      if ((int) isg_finding_severity (finding) != severity)
        continue;
      shown++;
      gtk_box_append (box, isg_finding_row_new (rules, kind, finding, acted, data));
    }
}

char *
isg_findings_describe (IsgRules *rules, const IsgKind *kind, GPtrArray *findings)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < findings->len; i++) {
    g_autofree char *sentence = isg_rules_finding_message (rules,
                                                           kind,
                                                           g_ptr_array_index (findings, i),
                                                           isg_i18n_language ());

    g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", sentence);
  }
  return g_string_free (text, FALSE);
}

IsgSeverity
isg_findings_worst (GPtrArray *findings)
{
  IsgSeverity severity = ISG_SEVERITY_INFO;

  for (guint i = 0; i < findings->len; i++)
    severity = MAX (severity, isg_finding_severity (g_ptr_array_index (findings, i)));
  return severity;
}
