/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-row-model.h"
#include "support/isg-test.h"
#include "unit/store/store-fixture.h"

/* More than the model keeps; a long night tries what the specification promises. */
#define MANY (g_getenv ("ISG_TEST_NIGHTLY") != NULL ? 100000 : 4000)

/* What the model keeps around the place one looks at, and the block that was read last. */
#define KEPT_AT_MOST (2048 + 512)

typedef struct {
  StoreFixture store;
  IsgContext *context; /* (owned) */
  IsgRowModel *model;  /* (owned) */
  guint n_changes;     /* "items-changed" */
} Case;

static IsgTransport *
no_transport (IsgStore *store, const char *method_id, gpointer data, GError **error)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "no network in this test");
  return NULL;
}

static char *
add_workplace (IsgStore *store, const char *name)
{
  g_autoptr (GError) error = NULL;
  IsgFieldsBuilder *builder = isg_fields_builder_new (NULL);
  g_autoptr (IsgFields) fields = NULL;
  g_autoptr (IsgRecord) record = NULL;
  g_autoptr (IsgRecord) saved = NULL;

  isg_fields_builder_set (builder, "name", isg_value_new_text (name));
  fields = isg_fields_builder_end (builder);
  record = isg_record_new ("workplace", NULL, NULL, fields);
  isg_store_record_save (store, record, &saved, &error);
  g_assert_no_error (error);
  return g_strdup (isg_record_uuid (saved));
}

static void
rename_workplace (IsgStore *store, const char *uuid, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgRecord) old = isg_store_record_get (store, uuid, 0, &error);
  g_autoptr (IsgValue) value = isg_value_new_text (name);
  g_autoptr (IsgRecord) record = NULL;

  g_assert_no_error (error);
  record = isg_record_with_value (old, "name", value);
  isg_store_record_save (store, record, NULL, &error);
  g_assert_no_error (error);
}

static gboolean
is_calm (gpointer data)
{
  Case *c = data;
  g_autofree char *state = NULL;

  g_object_get (c->model, "state", &state, NULL);
  return isg_tasks_n_pending (isg_context_tasks (c->context)) == 0 && !g_main_context_pending (NULL)
         && !g_str_equal (state, "loading");
}

static void
settle (Case *c)
{
  isg_test_until (is_calm, c);
}

static void
count_change_cb (Case *c)
{
  c->n_changes++;
}

static void
begin (Case *c)
{
  c->context = isg_context_new (c->store.dir,
                                NULL,
                                c->store.rules,
                                c->store.clock,
                                ISG_ENVIRONMENT_SANDBOX,
                                no_transport,
                                NULL);
  c->model = isg_row_model_new (c->context, "workplace");
  isg_row_model_set_follow_workplace (c->model, FALSE);
  settle (c);
  g_signal_connect_swapped (c->model, "items-changed", G_CALLBACK (count_change_cb), c);
}

/* @names, divided by commas */
static void
begin_with (Case *c, const char *names)
{
  g_auto (GStrv) parts = g_strsplit (names, ",", -1);

  store_fixture_init (&c->store);
  for (char **name = parts; *name != NULL && **name != '\0'; name++)
    g_free (add_workplace (c->store.store, *name));
  begin (c);
}

static void
begin_with_many (Case *c)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgTransaction) transaction = NULL;

  store_fixture_init (&c->store);
  transaction = isg_transaction_begin (c->store.store, &error);
  g_assert_no_error (error);
  for (int i = 0; i < MANY; i++) {
    g_autofree char *name = g_strdup_printf ("W%06d", i);

    g_free (add_workplace (c->store.store, name));
  }
  isg_transaction_commit (transaction, &error);
  g_assert_no_error (error);
  begin (c);
}

static gboolean
nobody_else_has_it (gpointer model)
{
  return G_OBJECT (model)->ref_count == 1;
}

static void
end (Case *c)
{
  isg_context_stop (c->context);
  /* The last task lets go of it in an idle. */
  isg_test_until (nobody_else_has_it, c->model);
  g_assert_finalize_object (c->model);
  g_assert_finalize_object (c->context);
  store_fixture_clear (&c->store);
}

/* What another window or the worker did. */
static void
changed (Case *c)
{
  isg_context_changed (c->context);
  settle (c);
}

static guint
size (Case *c)
{
  return g_list_model_get_n_items (G_LIST_MODEL (c->model));
}

static const IsgRow *
look (Case *c, guint position)
{
  g_autoptr (IsgRowItem) item = g_list_model_get_item (G_LIST_MODEL (c->model), position);

  g_assert_nonnull (item);
  isg_row_item_row (item);
  settle (c);
  return isg_row_item_row (item);
}

static void
assert_titles (Case *c, const char *expected)
{
  g_auto (GStrv) titles = g_strsplit (*expected != '\0' ? expected : "", ",", -1);

  g_assert_cmpuint (size (c), ==, g_strv_length (titles));
  for (guint i = 0; i < size (c); i++) {
    const IsgRow *row = look (c, i);

    g_assert_nonnull (row);
    g_assert_cmpstr (row->title, ==, titles[i]);
  }
}

/* ---- cases ---- */

static void
test_only_what_one_looks_at_is_read_and_kept (void)
{
  Case c = { 0 };

  begin_with_many (&c);
  g_assert_cmpuint (size (&c), ==, MANY);
  g_assert_cmpuint (isg_row_model_total (c.model), ==, MANY);
  g_assert_cmpuint (isg_row_model_n_kept (c.model), <=, 512);

  g_assert_cmpstr (look (&c, MANY - 1)->title + 1, ==, MANY == 4000 ? "003999" : "099999");
  for (guint i = 0; i < (guint) MANY; i += 100) {
    g_autofree char *title = g_strdup_printf ("W%06u", i);

    g_assert_cmpstr (look (&c, i)->title, ==, title);
    g_assert_cmpuint (isg_row_model_n_kept (c.model), <=, KEPT_AT_MOST);
  }
  end (&c);
}

static void
test_selecting_everything_reads_nothing (void)
{
  Case c = { 0 };
  g_autoptr (GtkSelectionModel) selection = NULL;
  guint kept;

  begin_with_many (&c);
  kept = isg_row_model_n_kept (c.model);
  selection = GTK_SELECTION_MODEL (gtk_multi_selection_new (g_object_ref (G_LIST_MODEL (c.model))));
  gtk_selection_model_select_all (selection);
  settle (&c);
  g_assert_cmpuint (isg_row_model_n_kept (c.model), ==, kept);

  /* And the selection stays when the store changes. */
  g_free (add_workplace (c.store.store, "Z"));
  changed (&c);
  g_assert_cmpuint (size (&c), ==, MANY + 1);
  {
    g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (selection);

    g_assert_cmpuint (gtk_bitset_get_size (selected), ==, MANY);
  }
  g_assert_cmpuint (isg_row_model_n_kept (c.model), <=, KEPT_AT_MOST);
  g_clear_object (&selection);
  end (&c);
}

static void
test_a_record_keeps_its_item (void)
{
  Case c = { 0 };
  g_autoptr (IsgRowItem) before = NULL;
  g_autoptr (IsgRowItem) after = NULL;

  begin_with (&c, "A,B,C");
  before = g_list_model_get_item (G_LIST_MODEL (c.model), 1);
  rename_workplace (c.store.store, isg_row_item_row (before)->uuid, "Bb");
  changed (&c);
  after = g_list_model_get_item (G_LIST_MODEL (c.model), 1);
  g_assert_true (before == after);
  g_assert_cmpuint (c.n_changes, ==, 0);
  assert_titles (&c, "A,Bb,C");
  g_clear_object (&before);
  g_clear_object (&after);
  end (&c);
}

/* What is done, and where the row that was selected ("M") then stands. */
static const struct {
  const char *name, *before;
  const char *add, *rename_from, *rename_to, *close;
  const char *after;
} moves[] = {
  { "added before", "B,M,P", "A", NULL, NULL, NULL, "A,B,M,P" },
  { "added behind", "B,M,P", "Z", NULL, NULL, NULL, "B,M,P,Z" },
  { "added beside", "B,M,P", "N", NULL, NULL, NULL, "B,M,N,P" },
  { "closed before", "B,M,P", NULL, NULL, NULL, "B", "M,P" },
  { "closed behind", "B,M,P", NULL, NULL, NULL, "P", "B,M" },
  { "moved over it", "B,M,P", NULL, "B", "R", NULL, "M,P,R" },
  { "moved itself", "B,M,P", NULL, "M", "Z", NULL, "B,P,Z" },
  { "both", "B,M,P", "C", NULL, NULL, "B", "C,M,P" },
  { "many before", "B,M", "A,C,D,E", NULL, NULL, NULL, "A,B,C,D,E,M" },
};

static char *
uuid_of (Case *c, const char *title)
{
  for (guint i = 0; i < size (c); i++)
    if (g_str_equal (look (c, i)->title, title))
      return g_strdup (look (c, i)->uuid);
  g_assert_not_reached ();
}

static void
do_move (Case *c, guint n)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *from = moves[n].rename_from != NULL ? uuid_of (c, moves[n].rename_from) : NULL;
  g_autofree char *gone = moves[n].close != NULL ? uuid_of (c, moves[n].close) : NULL;
  g_auto (GStrv) added = g_strsplit (moves[n].add != NULL ? moves[n].add : "", ",", -1);

  for (char **name = added; *name != NULL && **name != '\0'; name++)
    g_free (add_workplace (c->store.store, *name));
  if (from != NULL)
    rename_workplace (c->store.store, from, moves[n].rename_to);
  if (gone != NULL)
    isg_store_record_close (c->store.store, gone, "test", &error);
  g_assert_no_error (error);
  changed (c);
}

static void
test_the_selection_stays_with_its_record (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (moves); i++) {
    Case c = { 0 };
    g_autoptr (GtkSelectionModel) selection = NULL;
    g_autofree char *chosen = NULL;
    guint n_selected = 0;

    g_test_message ("%s", moves[i].name);
    begin_with (&c, moves[i].before);
    chosen = uuid_of (&c, "M");
    selection
      = GTK_SELECTION_MODEL (gtk_multi_selection_new (g_object_ref (G_LIST_MODEL (c.model))));
    gtk_selection_model_select_item (selection, 1, TRUE);
    g_assert_cmpstr (look (&c, 1)->uuid, ==, chosen);
    do_move (&c, i);
    assert_titles (&c, moves[i].after);
    for (guint row = 0; row < size (&c); row++) {
      gboolean selected = gtk_selection_model_is_selected (selection, row);

      n_selected += selected;
      g_assert_cmpint (selected, ==, g_str_equal (look (&c, row)->uuid, chosen));
    }
    g_assert_cmpuint (n_selected, ==, 1);
    g_clear_object (&selection);
    end (&c);
  }
}

static void
test_search_state_and_order_ask_anew (void)
{
  static const char *const drafts[] = { "DRAFT", NULL };
  static const char *const accepted[] = { "ACCEPTED", NULL };
  Case c = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *uuid = NULL;

  begin_with (&c, "Ilgaz Kasap,Işık Fırın,Zeytin Fırın");
  isg_row_model_set_search (c.model, "firin");
  settle (&c);
  assert_titles (&c, "Işık Fırın,Zeytin Fırın");
  g_assert_cmpuint (isg_row_model_total (c.model), ==, 3);
  isg_row_model_set_sort (c.model, "title", TRUE);
  settle (&c);
  assert_titles (&c, "Zeytin Fırın,Işık Fırın");
  isg_row_model_set_search (c.model, "");
  isg_row_model_set_badges (c.model, accepted, FALSE);
  settle (&c);
  g_assert_cmpuint (size (&c), ==, 0);
  isg_row_model_set_badges (c.model, drafts, FALSE);
  settle (&c);
  assert_titles (&c, "Zeytin Fırın,Işık Fırın,Ilgaz Kasap");

  uuid = uuid_of (&c, "Ilgaz Kasap");
  isg_store_record_close (c.store.store, uuid, "test", &error);
  g_assert_no_error (error);
  isg_row_model_set_badges (c.model, NULL, TRUE);
  settle (&c);
  assert_titles (&c, "Ilgaz Kasap");
  end (&c);
}

static void
test_what_sleeps_reads_when_it_wakes (void)
{
  Case c = { 0 };

  begin_with (&c, "A");
  isg_row_model_set_awake (c.model, FALSE);
  g_free (add_workplace (c.store.store, "B"));
  changed (&c);
  g_assert_cmpuint (size (&c), ==, 1);
  isg_row_model_set_awake (c.model, TRUE);
  settle (&c);
  assert_titles (&c, "A,B");
  end (&c);
}

static GStrv
shout (IsgStore *store, const IsgRow *row, GError **error)
{
  GStrv texts = g_new0 (char *, 2);

  texts[0] = g_strconcat (row->title, "!", NULL);
  return texts;
}

static void
test_further_texts_come_with_the_row (void)
{
  Case c = { 0 };
  g_autoptr (IsgRowItem) item = NULL;

  begin_with (&c, "A,B");
  isg_row_model_set_extra (c.model, shout);
  changed (&c);
  item = g_list_model_get_item (G_LIST_MODEL (c.model), 1);
  g_assert_cmpstr (isg_row_item_extra (item, 0), ==, "B!");
  g_assert_cmpstr (isg_row_item_extra (item, 1), ==, "");
  g_clear_object (&item);
  end (&c);
}

static void
collected_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  *(GPtrArray **) user_data = isg_tasks_finish (result, &error);
  g_assert_no_error (error);
}

static void
test_rows_are_named_without_being_read (void)
{
  Case c = { 0 };
  g_autoptr (GtkBitset) positions = gtk_bitset_new_empty ();
  g_autoptr (GPtrArray) uuids = NULL;
  guint kept;

  begin_with_many (&c);
  kept = isg_row_model_n_kept (c.model);
  gtk_bitset_add (positions, 3);
  gtk_bitset_add_range (positions, 1000, 600);
  gtk_bitset_add (positions, MANY - 1);
  isg_row_model_collect (c.model, positions, collected_cb, &uuids);
  settle (&c);
  g_assert_cmpuint (uuids->len, ==, 602);
  g_assert_cmpuint (isg_row_model_n_kept (c.model), ==, kept);
  g_assert_cmpstr (uuids->pdata[0], ==, look (&c, 3)->uuid);
  g_assert_cmpstr (uuids->pdata[1], ==, look (&c, 1000)->uuid);
  g_assert_cmpstr (uuids->pdata[600], ==, look (&c, 1599)->uuid);
  g_assert_cmpstr (uuids->pdata[601], ==, look (&c, MANY - 1)->uuid);
  end (&c);
}

static void
test_a_store_that_cannot_be_read_is_said (void)
{
  Case c = { 0 };
  g_autofree char *state = NULL;

  store_fixture_init (&c.store);
  g_free (c.store.dir);
  c.store.dir = isg_test_path ("nothing-here");
  begin (&c);
  g_object_get (c.model, "state", &state, NULL);
  g_assert_cmpstr (state, ==, "error");
  g_assert_nonnull (isg_row_model_error (c.model));
  end (&c);
}

int
main (int argc, char **argv)
{
  isg_test_init (&argc, &argv);
  isg_i18n_init ("tr", NULL);

  g_test_add_func ("/row-model/only-what-one-looks-at-is-read-and-kept",
                   test_only_what_one_looks_at_is_read_and_kept);
  g_test_add_func ("/row-model/selecting-everything-reads-nothing",
                   test_selecting_everything_reads_nothing);
  g_test_add_func ("/row-model/a-record-keeps-its-item", test_a_record_keeps_its_item);
  g_test_add_func ("/row-model/the-selection-stays-with-its-record",
                   test_the_selection_stays_with_its_record);
  g_test_add_func ("/row-model/search-state-and-order-ask-anew",
                   test_search_state_and_order_ask_anew);
  g_test_add_func ("/row-model/what-sleeps-reads-when-it-wakes",
                   test_what_sleeps_reads_when_it_wakes);
  g_test_add_func ("/row-model/further-texts-come-with-the-row",
                   test_further_texts_come_with_the_row);
  g_test_add_func ("/row-model/rows-are-named-without-being-read",
                   test_rows_are_named_without_being_read);
  g_test_add_func ("/row-model/a-store-that-cannot-be-read-is-said",
                   test_a_store_that_cannot_be_read_is_said);
  return g_test_run ();
}
