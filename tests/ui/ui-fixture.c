/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-fixture.h"

#include <json-glib/json-glib.h>

#include "rules/isg-record-json.h"
#include "store/isg-store-record.h"

/* ---- leaks ---- */

#ifdef __SANITIZE_ADDRESS__
/*
 * GLib gives up its first array of quarks, on purpose, when a program makes the 2048th (gquark.c
 * says why), and keeps no pointer to it. LeakSanitizer cannot name that place: GLib makes the array
 * as it is loaded. So it is held here.
 */
#define ARRAY_OF_QUARKS (2048 * sizeof (char *))

void __sanitizer_malloc_hook (const volatile void *block, size_t size);

static const volatile void *first_array_of_quarks;

void
__sanitizer_malloc_hook (const volatile void *block, size_t size)
{
  if (size == ARRAY_OF_QUARKS && first_array_of_quarks == NULL)
    first_array_of_quarks = block;
}
#endif

/* ---- the store ---- */

static void
replace_names (JsonNode *node, GHashTable *uuids)
{
  const char *uuid;

  if (JSON_NODE_HOLDS_OBJECT (node)) {
    g_autoptr (GList) members = json_object_get_values (json_node_get_object (node));

    for (GList *l = members; l != NULL; l = l->next)
      replace_names (l->data, uuids);
  } else if (JSON_NODE_HOLDS_ARRAY (node)) {
    g_autoptr (GList) elements = json_array_get_elements (json_node_get_array (node));

    for (GList *l = elements; l != NULL; l = l->next)
      replace_names (l->data, uuids);
  } else if (json_node_get_value_type (node) == G_TYPE_STRING
             && json_node_get_string (node)[0] == '@') {
    uuid = g_hash_table_lookup (uuids, json_node_get_string (node) + 1);
    if (uuid != NULL)
      json_node_set_string (node, uuid);
  }
}

static void
load_record (IsgStore *store, JsonObject *sample, GHashTable *uuids)
{
  const char *place = json_object_get_string_member_with_default (sample, "workplace", NULL);
  const char *kind = json_object_get_string_member (sample, "kind");
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autoptr (IsgFields) fields = NULL;
  g_autoptr (IsgRecord) record = NULL;
  g_autoptr (IsgRecord) saved = NULL;

  replace_names (json_object_get_member (sample, "fields"), uuids);
  text = json_to_string (json_object_get_member (sample, "fields"), FALSE);
  fields = isg_record_fields_from_json (isg_store_rules (store),
                                        isg_rules_kind (isg_store_rules (store), kind),
                                        text,
                                        -1,
                                        NULL,
                                        &error);
  g_assert_no_error (error);
  record = isg_record_new (kind,
                           NULL,
                           place != NULL ? g_hash_table_lookup (uuids, place) : NULL,
                           fields);
  isg_store_record_save (store, record, &saved, &error);
  g_assert_no_error (error);
  g_hash_table_insert (uuids,
                       g_strdup (json_object_get_string_member (sample, "name")),
                       g_strdup (isg_record_uuid (saved)));
}

void
ui_fixture_load_sample (IsgStore *store)
{
  g_autofree char *path = isg_test_source ("data/demo/sample.json");
  g_autoptr (GHashTable) uuids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (IsgTransaction) transaction = NULL;
  g_autoptr (GError) error = NULL;
  JsonArray *samples;

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  transaction = isg_transaction_begin (store, &error);
  g_assert_no_error (error);
  samples = json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)),
                                          "records");
  for (guint i = 0; i < json_array_get_length (samples); i++)
    load_record (store, json_array_get_object_element (samples, i), uuids);
  isg_transaction_commit (transaction, &error);
  g_assert_no_error (error);
}

static void
make_store (UiFixture *fixture, UiFixtureSeed seed)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgStore) store = isg_store_create (fixture->dir,
                                                 ISG_ENVIRONMENT_SANDBOX,
                                                 fixture->rules,
                                                 fixture->clock,
                                                 &error);

  g_assert_no_error (error);
  /* The bus of a test has nobody who shows a notification, and each warning is fatal there. */
  g_assert_true (isg_store_set_setting (store, "app.notifications", "off", FALSE, &error));
  if (seed != NULL)
    seed (store);
}

void
ui_fixture_do (UiFixture *fixture, UiFixtureSeed store_work)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgStore) store
    = isg_store_open (fixture->dir, fixture->rules, fixture->clock, &error);

  g_assert_no_error (error);
  store_work (store);
  if (fixture->context != NULL)
    isg_context_changed (fixture->context);
}

/* ---- waiting ---- */

static gboolean
is_calm (gpointer data)
{
  UiFixture *fixture = data;

  if (fixture->context == NULL)
    return TRUE;
  return isg_tasks_n_pending (isg_context_tasks (fixture->context)) == 0
         && isg_tasks_n_pending (isg_context_card_tasks (fixture->context)) == 0;
}

typedef struct {
  UiFixture *fixture;
  guint frames;
} Frames;

static gboolean
count_frame_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  Frames *frames = data;

  frames->frames = is_calm (frames->fixture) ? frames->frames + 1 : 0;
  return frames->frames < 3 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static gboolean
frames_passed (gpointer data)
{
  return ((Frames *) data)->frames >= 3;
}

void
ui_fixture_settle (UiFixture *fixture)
{
  Frames frames = { fixture, 0 };

  gtk_widget_add_tick_callback (GTK_WIDGET (fixture->window), count_frame_cb, &frames, NULL);
  gtk_widget_queue_draw (GTK_WIDGET (fixture->window));
  isg_test_until (frames_passed, &frames);
}

typedef struct {
  GtkWidget *widget;
  int width;
  int height;
} Size;

/* Without a window manager the frame is drawn inside the width. */
#define FRAME 40

/* While the sidebar stands beside the content, the window cannot be as narrow as it can be after
 * the sidebar has gone, so what is asked for may have to be asked for again. */
static gboolean
has_size (gpointer data)
{
  Size *size = data;
  int now = gtk_widget_get_width (size->widget);

  if (now <= size->width && now > size->width - FRAME)
    return TRUE;
  gtk_window_set_default_size (GTK_WINDOW (size->widget), size->width, size->height);
  return FALSE;
}

void
ui_fixture_resize (UiFixture *fixture, int width, int height)
{
  Size wanted = { GTK_WIDGET (fixture->window), width, height };

  isg_test_until (has_size, &wanted);
  ui_fixture_settle (fixture);
}

/* ---- finding ---- */

typedef gboolean (*Fits) (GtkWidget *widget, gconstpointer wanted);

static GtkWidget *
find (GtkWidget *widget, Fits fits, gconstpointer wanted)
{
  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (fits (widget, wanted))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find (child, fits, wanted);

    if (found != NULL)
      return found;
  }
  return NULL;
}

static gboolean
is_of_type (GtkWidget *widget, gconstpointer wanted)
{
  return g_type_is_a (G_OBJECT_TYPE (widget), *(const GType *) wanted);
}

GtkWidget *
ui_fixture_find (GtkWidget *root, GType type)
{
  return find (root, is_of_type, &type);
}

static gboolean
is_label (GtkWidget *widget, gconstpointer wanted)
{
  return GTK_IS_LABEL (widget) && g_strcmp0 (gtk_label_get_text (GTK_LABEL (widget)), wanted) == 0;
}

GtkWidget *
ui_fixture_find_label (GtkWidget *root, const char *text)
{
  return find (root, is_label, text);
}

GtkWindow *
ui_fixture_top (UiFixture *fixture)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++) {
    g_autoptr (GtkWindow) other = g_list_model_get_item (toplevels, i);

    if (other != GTK_WINDOW (fixture->window) && gtk_widget_get_mapped (GTK_WIDGET (other)))
      return other;
  }
  return NULL;
}

/* ---- running ---- */

typedef struct {
  UiFixture *fixture;
  UiFixtureCase run;
} Run;

static gboolean
window_shows (gpointer data)
{
  UiFixture *fixture = data;

  fixture->window = isg_application_window (fixture->application);
  fixture->context = isg_application_context (fixture->application);
  return fixture->window != NULL && gtk_widget_get_mapped (GTK_WIDGET (fixture->window));
}

static gboolean
run_case_cb (gpointer data)
{
  Run *run = data;

  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  isg_test_until (window_shows, run->fixture);
  ui_fixture_settle (run->fixture);
  run->run (run->fixture);
  run->fixture->window = isg_application_window (run->fixture->application);
  gtk_window_close (GTK_WINDOW (run->fixture->window));
  return G_SOURCE_REMOVE;
}

static void
activated_cb (GApplication *application, gpointer data)
{
  g_idle_add (run_case_cb, data);
}

static IsgTransport *
give_transport (IsgStore *store, const char *method_id, gpointer data, GError **error)
{
  return g_object_ref (ISG_TRANSPORT (data));
}

static void
run_whole (UiFixtureSeed seed, gboolean make, void (*spoil) (const char *dir), UiFixtureCase run)
{
  UiFixture fixture = { 0 };
  Run asked = { &fixture, run };
  g_autofree char *pack = isg_test_source ("data/rules");
  g_autoptr (GError) error = NULL;
  char *argv[] = { (char *) "isg-defteri", NULL };

  g_setenv ("ISG_TEST", "1", TRUE);
  fixture.dir = isg_test_path ("store");
  fixture.rules = isg_rules_load (pack, &error);
  g_assert_no_error (error);
  fixture.clock = isg_clock_new_fake (UI_FIXTURE_NOW);
  fixture.transport = isg_fake_transport_new ();
  if (make)
    make_store (&fixture, seed);
  if (spoil != NULL)
    spoil (fixture.dir);
  g_setenv ("ISG_DATA_DIR", fixture.dir, TRUE);

  fixture.application = isg_application_new ();
  isg_application_set_tools (fixture.application,
                             fixture.rules,
                             fixture.clock,
                             give_transport,
                             fixture.transport);
  g_signal_connect_after (fixture.application, "activate", G_CALLBACK (activated_cb), &asked);
  g_assert_cmpint (g_application_run (G_APPLICATION (fixture.application), 1, argv), ==, 0);
  g_assert_finalize_object (fixture.application);

  g_object_unref (fixture.transport);
  isg_clock_unref (fixture.clock);
  isg_rules_unref (fixture.rules);
  g_free (fixture.dir);
}

void
ui_fixture_run (UiFixtureSeed seed, gboolean make, UiFixtureCase run)
{
  run_whole (seed, make, NULL, run);
}

void
ui_fixture_run_on (UiFixtureSeed seed, void (*spoil) (const char *dir), UiFixtureCase run)
{
  run_whole (seed, TRUE, spoil, run);
}
