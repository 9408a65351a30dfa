/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-shortcuts.h"

#include <glib/gi18n.h>

#include "app/isg-pages.h"

/* Source: ui.md 6.4. Escape and Ctrl+Z are asked for after a text entry had them:
 * isg-window-actions.c. */
/* clang-format off */
static const IsgCommand commands[] = {
  { N_("Find"), N_("Search everywhere"), "win.search", "<Control>k", FALSE },
  { N_("Find"), N_("Search on page"), "win.find", "<Control>f", FALSE },
  { N_("Find"), N_("Choose workplace"), "win.switcher", "<Control>e", TRUE },
  { N_("Pages"), N_("Today"), "win.page::today", "<Alt>1", TRUE },
  { N_("Pages"), N_("Workplaces"), "win.page::workplaces", "<Alt>2", TRUE },
  { N_("Pages"), N_("Employees"), "win.page::employees", "<Alt>3", TRUE },
  { N_("Pages"), N_("Trainings"), "win.page::trainings", "<Alt>4", TRUE },
  { N_("Pages"), N_("Health exams"), "win.page::exams", "<Alt>5", FALSE },
  { N_("Pages"), N_("Desk mode"), "win.desk", "<Control>d", TRUE },
  { N_("Pages"), N_("Risk assessment"), "win.page::risk", "<Alt>6", TRUE },
  { N_("Pages"), N_("Accidents and near misses"), "win.page::incidents", "<Alt>7", TRUE },
  { N_("Pages"), N_("Findings, checks, drills"), "win.page::findings", "<Alt>8", TRUE },
  { N_("Pages"), N_("Submission"), "win.page::submission", "<Alt>9", TRUE },
  { N_("Pages"), N_("Back"), "win.back", "<Alt>Left", FALSE },
  { N_("Records"), N_("New"), "win.add", "<Control>n", FALSE },
  { N_("Records"), N_("Exam session"), "win.exam-session", "<Control><Shift>m", TRUE },
  { N_("Records"), N_("New training"), "win.new-record::training", NULL, TRUE },
  { N_("Records"), N_("New risk assessment"), "win.new-record::risk_assessment", NULL, TRUE },
  { N_("Records"), N_("New accident"), "win.new-record::incident", NULL, TRUE },
  { N_("Records"), N_("Near miss"), "win.near-miss", "<Control><Shift>r", TRUE },
  { N_("Records"), N_("New finding"), "win.new-record::finding", NULL, TRUE },
  { N_("Records"), N_("New equipment check"), "win.new-record::equipment_check", NULL, TRUE },
  { N_("Records"), N_("New drill"), "win.new-record::drill", NULL, TRUE },
  { N_("Records"), N_("New paper"), "win.new-record::paper", NULL, TRUE },
  { N_("Records"), N_("New employee"), "win.new-record::employee", NULL, TRUE },
  { N_("Records"), N_("New workplace"), "win.new-record::workplace", NULL, TRUE },
  { N_("Records"), N_("New safety expert or physician"), "win.new-record::professional", NULL, TRUE },
  { N_("Records"), N_("Import employees"), "win.import", "<Control>i", TRUE },
  { N_("Records"), N_("Keep now"), "win.keep", "<Control>s", FALSE },
  { N_("Records"), N_("Finish"), "win.finish", "<Control>Return", FALSE },
  { N_("Records"), N_("Print"), "win.print", "<Control>p", FALSE },
  { N_("Records"), N_("Undo"), "win.undo", NULL, FALSE },
  { N_("Sending"), N_("Sign basket"), "win.sign-basket", "<Control><Shift>s", TRUE },
  { N_("Sending"), N_("Try now"), "win.try-now", "F5", TRUE },
  { N_("Window"), N_("Next region"), "win.next-region", "F6", FALSE },
  { N_("Window"), N_("Previous region"), "win.previous-region", "<Shift>F6", FALSE },
  { N_("Window"), N_("Sidebar"), "win.sidebar", "F9", FALSE },
  { N_("Window"), N_("Larger text"), "app.text-larger", "<Control>plus", TRUE },
  { N_("Window"), N_("Smaller text"), "app.text-smaller", "<Control>minus", TRUE },
  { N_("Window"), N_("Normal text"), "app.text-normal", "<Control>0", TRUE },
  { N_("Program"), N_("Lock"), "app.lock", "<Control>l", TRUE },
  { N_("Program"), N_("Settings"), "win.settings::", "<Control>comma", TRUE },
  { N_("Program"), N_("Keyboard Shortcuts"), "win.shortcuts", "<Control>question", TRUE },
  { N_("Program"), N_("About İSG Defteri"), "win.about", NULL, TRUE },
  { N_("Program"), N_("Quit"), "app.quit", "<Control>q", TRUE },
};

/* Keys that a shortcuts window shows and that no action owns. */
static const IsgCommand others[] = {
  { N_("Window"), N_("Main menu"), NULL, "F10", FALSE },
  { N_("Records"), N_("Undo"), NULL, "<Control>z", FALSE },
  { N_("Pages"), N_("What must I do? (on a task)"), NULL, "F1", FALSE },
  { N_("Filling in"), N_("Next missing place"), NULL, "F7", FALSE },
  { N_("Filling in"), N_("Previous missing place"), NULL, "<Shift>F7", FALSE },
  { N_("Filling in"), N_("Ordinary answers into blanks: section"), NULL, "F4", FALSE },
  { N_("Filling in"), N_("Ordinary answers into blanks: all"), NULL, "<Shift>F4", FALSE },
  { N_("Exam session"), N_("Finish and next"), NULL, "F8", FALSE },
  { N_("Exam session"), N_("Put last"), NULL, "<Shift>F8", FALSE },
  { N_("Exam session"), N_("Waiting for tests"), NULL, "<Control>t", FALSE },
  { N_("Exam session"), N_("Next person"), NULL, "<Alt>Down", FALSE },
  { N_("Exam session"), N_("Previous person"), NULL, "<Alt>Up", FALSE },
  { N_("Desk mode"), N_("Same, next"), NULL, "F8", FALSE },
  { N_("Desk mode"), N_("Somebody left (on a worker)"), NULL, "a", FALSE },
  { N_("Records"), N_("Fast add"), NULL, "<Control><Shift>n", FALSE },
  { N_("Records"), N_("Copy rows"), NULL, "<Control><Shift>c", FALSE },
  { N_("Records"), N_("Redo"), NULL, "<Control><Shift>z", FALSE },
  { N_("Filling in"), N_("Next section"), NULL, "<Control>Page_Down", FALSE },
  { N_("Filling in"), N_("Previous section"), NULL, "<Control>Page_Up", FALSE },
};
/* clang-format on */

const IsgCommand *
isg_commands (guint *out_n)
{
  *out_n = G_N_ELEMENTS (commands);
  return commands;
}

static void
set_keys (GtkApplication *application, const IsgCommand *command)
{
  /* What the same key is called on a number pad, or without Shift. */
  static const char *const more[][3] = {
    { "<Control>plus", "<Control>equal", "<Control>KP_Add" },
    { "<Control>minus", "<Control>KP_Subtract", NULL },
    { "<Control>0", "<Control>KP_0", NULL },
    { "<Control>Return", "<Control>KP_Enter", NULL },
  };
  const char *keys[4] = { command->keys, NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (more); i++)
    if (g_str_equal (more[i][0], command->keys)) {
      keys[1] = more[i][1];
      keys[2] = more[i][2];
    }
  gtk_application_set_accels_for_action (application, command->action, keys);
}

void
isg_shortcuts_install (GtkApplication *application)
{
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (commands[i].keys != NULL)
      set_keys (application, &commands[i]);
}

/* GtkShortcutsWindow has no other way in than a .ui description. */
static void
append_shortcut (GString *ui, const IsgCommand *command)
{
  g_autofree char *shortcut
    = g_markup_printf_escaped ("<child><object class='GtkShortcutsShortcut'>"
                               "<property name='title'>%s</property>"
                               "<property name='accelerator'>%s</property>"
                               "</object></child>",
                               _ (command->title), command->keys);

  g_string_append (ui, shortcut);
}

static void
append_group (GString *ui, const char *group)
{
  g_autofree char *head = g_markup_printf_escaped ("<child><object class='GtkShortcutsGroup'>"
                                                   "<property name='title'>%s</property>",
                                                   _ (group));

  g_string_append (ui, head);
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (commands[i].keys != NULL && g_str_equal (commands[i].group, group))
      append_shortcut (ui, &commands[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    if (g_str_equal (others[i].group, group))
      append_shortcut (ui, &others[i]);
  g_string_append (ui, "</object></child>");
}

/* A section is what is seen at once: its two columns of so many lines fit a screen of 768 pixels.
 * More would go to a second page, whose switch GTK 4.8 draws with a warning. */
#define LINES "16"

static const struct {
  const char *name;
  const char *title; /* msgid */
  const char *groups[6];
} sections[] = {
  { "program", N_ ("Program"), { "Find", "Sending", "Window", "Program", NULL } },
    { "pages", N_ ("Pages"), { "Pages", "Desk mode", NULL } },
      { "records", N_ ("Records"), { "Records", "Filling in", "Exam session", NULL } },
    };

static void
append_section (GString *ui, guint section)
{
  g_autofree char *head
    = g_markup_printf_escaped ("<child><object class='GtkShortcutsSection'>"
                               "<property name='section-name'>%s</property>"
                               "<property name='title'>%s</property>"
                               "<property name='max-height'>" LINES "</property>",
                               sections[section].name,
                               _ (sections[section].title));

  g_string_append (ui, head);
  for (const char *const *group = sections[section].groups; *group != NULL; group++)
    append_group (ui, *group);
  g_string_append (ui, "</object></child>");
}

GtkShortcutsWindow *
isg_shortcuts_window_new (void)
{
  g_autoptr (GString) ui
    = g_string_new ("<interface><object class='GtkShortcutsWindow' id='window'>"
                    "<property name='modal'>1</property>");
  g_autoptr (GtkBuilder) builder = NULL;
  GtkShortcutsWindow *window;

  for (guint i = 0; i < G_N_ELEMENTS (sections); i++)
    append_section (ui, i);
  g_string_append (ui, "</object></interface>");
  builder = gtk_builder_new_from_string (ui->str, (gssize) ui->len);
  window = GTK_SHORTCUTS_WINDOW (gtk_builder_get_object (builder, "window"));
  /* Only now are there sections; else the last one is shown. */
  g_object_set (window, "section-name", sections[0].name, NULL);
  return window;
}
