/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-record-parts.h"

#include <glib/gi18n.h>

#include "app/isg-assignments.h"
#include "app/isg-class-change.h"
#include "app/isg-duty-open.h"
#include "app/isg-pages.h"
#include "app/isg-person-card.h"
#include "app/isg-workplace-records.h"
#include "app/isg-workplace-todo.h"

/* The parts of a workplace's screen, read together. */
typedef struct {
  IsgRecordScreen *screen;      /* (unowned): it owns us */
  IsgWorkplaceTodo *todo;       /* (unowned): in the layout */
  IsgAssignments *services;     /* (unowned): in the layout */
  IsgWorkplaceRecords *records; /* (unowned): in the layout */
  GCancellable *reading;        /* (owned) (nullable) */
} Parts;

static void
parts_free (gpointer data)
{
  Parts *parts = data;

  if (parts->reading != NULL)
    g_cancellable_cancel (parts->reading);
  g_clear_object (&parts->reading);
  g_free (parts);
}

static const char *
workplace_of (Parts *parts)
{
  return isg_record_uuid (isg_record_session_record (isg_record_screen_session (parts->screen)));
}

/* ---- reading ---- */

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgWorkplaceData) data = isg_tasks_finish (result, &error);
  Parts *parts = user_data;
  IsgContext *context;

  /* Cancelled when the parts are gone. Other trouble of the store is said by the banner. */
  if (data == NULL || g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;
  context = isg_record_session_context (isg_record_screen_session (parts->screen));
  isg_workplace_todo_show (parts->todo, isg_context_rules (context), data);
  isg_assignments_show (parts->services, isg_context_rules (context), data);
  isg_workplace_records_show (parts->records, context, data);
}

static void
read_parts (Parts *parts)
{
  IsgContext *context = isg_record_session_context (isg_record_screen_session (parts->screen));

  if (parts->reading != NULL)
    g_cancellable_cancel (parts->reading);
  g_clear_object (&parts->reading);
  parts->reading = g_cancellable_new ();
  isg_tasks_run (isg_context_tasks (context),
                 isg_workplace_data_read,
                 g_strdup (workplace_of (parts)),
                 g_free,
                 (GDestroyNotify) isg_workplace_data_free,
                 parts->reading,
                 read_cb,
                 parts);
}

static void
changed_cb (IsgRecordScreen *screen)
{
  Parts *parts = g_object_get_data (G_OBJECT (screen), "isg-parts");

  if (parts != NULL)
    read_parts (parts);
}

/* ---- going elsewhere ---- */

/* Source: ui.md 2.5. */
static const char *
page_of (const char *kind)
{
  if (g_str_equal (kind, "employee"))
    return "employees";
  if (g_str_equal (kind, "risk_assessment"))
    return "risk";
  return g_str_equal (kind, "training") ? "trainings" : NULL;
}

static void
open_page (IsgRecordScreen *screen, const char *page)
{
  IsgRecordSession *session = isg_record_screen_session (screen);
  IsgWindow *window = isg_record_screen_window (screen);

  if (window == NULL || page == NULL)
    return;
  isg_context_choose_workplace (isg_record_session_context (session),
                                isg_record_uuid (isg_record_session_record (session)),
                                isg_record_session_title (session));
  isg_window_open_page (window, page);
}

static void
go_cb (IsgRecordScreen *screen, const char *target)
{
  if (g_str_has_prefix (target, "part:"))
    isg_record_layout_show_part (isg_record_screen_layout (screen), target + 5);
  else
    open_page (screen, target + 5);
}

/* Several people, one by one: the list of what is due has them. */
static void
duty_cb (IsgRecordScreen *screen, GPtrArray *tasks)
{
  IsgWindow *window = isg_record_screen_window (screen);
  const IsgDueItem *item = isg_due_task_item (g_ptr_array_index (tasks, 0));

  if (window == NULL)
    return;
  if (tasks->len > 1 && !g_str_equal (isg_due_item_topic (item), "training"))
    open_page (screen, "today");
  else
    isg_duty_open (window, tasks);
}

static void
all_cb (IsgRecordScreen *screen, const char *kind)
{
  open_page (screen, page_of (kind));
}

static void
open_cb (IsgRecordScreen *screen, const char *kind, const char *uuid)
{
  if (isg_record_screen_window (screen) != NULL)
    isg_record_open (isg_record_screen_window (screen), kind, uuid, NULL);
}

static void
open_assignment_cb (IsgRecordScreen *screen, const char *uuid)
{
  open_cb (screen, "assignment", uuid);
}

static void
add_assignment_cb (IsgRecordScreen *screen)
{
  IsgRecord *record = isg_record_session_record (isg_record_screen_session (screen));

  if (isg_record_screen_window (screen) != NULL)
    isg_record_open (isg_record_screen_window (screen),
                     "assignment",
                     NULL,
                     isg_record_uuid (record));
}

static void
connect_parts (Parts *parts)
{
  IsgRecordScreen *screen = parts->screen;

  g_signal_connect_object (parts->todo, "go", G_CALLBACK (go_cb), screen, G_CONNECT_SWAPPED);
  g_signal_connect_object (parts->todo, "duty", G_CALLBACK (duty_cb), screen, G_CONNECT_SWAPPED);
  g_signal_connect_object (parts->services,
                           "open",
                           G_CALLBACK (open_assignment_cb),
                           screen,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (parts->services,
                           "add",
                           G_CALLBACK (add_assignment_cb),
                           screen,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (parts->records, "open", G_CALLBACK (open_cb), screen, G_CONNECT_SWAPPED);
  g_signal_connect_object (parts->records, "all", G_CALLBACK (all_cb), screen, G_CONNECT_SWAPPED);
  g_signal_connect_object (isg_record_session_context (isg_record_screen_session (screen)),
                           "changed",
                           G_CALLBACK (changed_cb),
                           screen,
                           G_CONNECT_SWAPPED);
}

static void
add_workplace_parts (IsgRecordScreen *screen)
{
  IsgRecordLayout *layout = isg_record_screen_layout (screen);
  Parts *parts = g_new0 (Parts, 1);

  parts->screen = screen;
  parts->todo = g_object_new (ISG_TYPE_WORKPLACE_TODO, NULL);
  parts->services = g_object_new (ISG_TYPE_ASSIGNMENTS, NULL);
  parts->records = g_object_new (ISG_TYPE_WORKPLACE_RECORDS, NULL);
  g_object_set_data_full (G_OBJECT (screen), "isg-parts", parts, parts_free);
  isg_record_layout_add_part (layout, "todo", _ ("What must it do?"), GTK_WIDGET (parts->todo));
  isg_record_layout_add_part (layout, "form", _ ("Details"), NULL);
  isg_record_layout_add_part (layout,
                              "services",
                              _ ("Service providers"), GTK_WIDGET (parts->services));
  isg_record_layout_add_part (layout, "records", _ ("Records"), GTK_WIDGET (parts->records));
  connect_parts (parts);
  read_parts (parts);
}

void
isg_record_parts_add (IsgRecordScreen *screen)
{
  const IsgKind *kind;
  IsgRecordLayout *layout;

  g_return_if_fail (ISG_IS_RECORD_SCREEN (screen));

  kind = isg_record_session_kind (isg_record_screen_session (screen));
  layout = isg_record_screen_layout (screen);
  if (g_str_equal (isg_kind_id (kind), "employee")) {
    isg_person_card_add (screen);
    isg_record_layout_show_part (layout, "form");
    return;
  }
  if (!g_str_equal (isg_kind_id (kind), "workplace"))
    return;
  add_workplace_parts (screen);
  isg_class_change_watch (screen);
  /* What it must do comes first, once it is known what it is. */
  isg_record_layout_show_part (layout,
                               isg_record_session_view (isg_record_screen_session (screen))
                                     ->n_missing
                                   == 0
                                 ? "todo"
                                 : "form");
}
