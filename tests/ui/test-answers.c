/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-answer-field.h"
#include "app/isg-multi-field.h"
#include "app/isg-tick-field.h"
#include "app/isg-yes-no-row.h"
#include "forms-fixture.h"
#include "ui-sweep.h"

/* Two lists beside each other, in a window of their own. */
typedef struct {
  GtkWindow *window;
  GtkListBox *lists[2];
} Bench;

static void
bench_open (Bench *bench)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  bench->window = GTK_WINDOW (gtk_window_new ());
  for (gsize i = 0; i < G_N_ELEMENTS (bench->lists); i++) {
    bench->lists[i] = GTK_LIST_BOX (gtk_list_box_new ());
    gtk_list_box_set_selection_mode (bench->lists[i], GTK_SELECTION_NONE);
    gtk_accessible_update_property (GTK_ACCESSIBLE (bench->lists[i]),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    "Sentences",
                                    -1);
    gtk_box_append (GTK_BOX (box), GTK_WIDGET (bench->lists[i]));
  }
  gtk_window_set_child (bench->window, box);
  gtk_window_present (bench->window);
}

static void
bench_close (UiFixture *fixture, Bench *bench)
{
  gtk_window_destroy (bench->window);
  ui_fixture_settle (fixture);
}

/* A key as the widget with the focus would get it. */
static gboolean
press (Bench *bench, guint keyval)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (bench->window));
  gboolean taken = FALSE;

  for (; focus != NULL && !taken; focus = gtk_widget_get_parent (focus)) {
    g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (focus);

    for (guint i = 0; i < g_list_model_get_n_items (controllers) && !taken; i++) {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", keyval, 0u, (GdkModifierType) 0, &taken);
    }
  }
  return taken;
}

static void
assert_name (gpointer widget, const char *name)
{
  g_autofree char *wrong = gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget),
                                                               GTK_ACCESSIBLE_PROPERTY_LABEL,
                                                               name);

  g_assert_cmpstr (wrong, ==, NULL);
}

/* ---- sentences ---- */

static void
said_cb (IsgYesNoRow *row, int answer, GArray *said)
{
  g_array_append_val (said, answer);
}

static void
check_sentences (UiFixture *fixture)
{
  static const struct {
    guint key;
    IsgAnswer answer;
    const char *name;
  } cases[] = {
    { GDK_KEY_h, ISG_ANSWER_NO, "1: No" },
    { GDK_KEY_N, ISG_ANSWER_NO, "2: No" },
    { GDK_KEY_e, ISG_ANSWER_YES, "3: Yes" },
    { GDK_KEY_Y, ISG_ANSWER_YES, "4: Yes" },
    { GDK_KEY_i, ISG_ANSWER_NOT_APPLICABLE, "5: Not applicable" },
    { GDK_KEY_Iabovedot, ISG_ANSWER_NOT_APPLICABLE, "6: Not applicable" },
    { GDK_KEY_idotless, ISG_ANSWER_NOT_APPLICABLE, "7: Not applicable" },
  };
  g_autoptr (GArray) said = g_array_new (FALSE, FALSE, sizeof (int));
  IsgYesNoRow *rows[G_N_ELEMENTS (cases)];
  Bench bench;

  bench_open (&bench);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *sentence = g_strdup_printf ("%u", (guint) i + 1);

    rows[i] = isg_yes_no_row_new (sentence, TRUE);
    g_signal_connect (rows[i], "answered", G_CALLBACK (said_cb), said);
    gtk_list_box_append (bench.lists[i > 3 ? 1 : 0], GTK_WIDGET (rows[i]));
  }
  ui_fixture_settle (fixture);
  assert_name (rows[0], "1: no answer");
  gtk_widget_grab_focus (GTK_WIDGET (rows[0]));
  /* One key a sentence, over the border of the lists. */
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_assert_true (gtk_widget_is_focus (GTK_WIDGET (rows[i])));
    g_assert_true (press (&bench, cases[i].key));
    g_assert_cmpint (isg_yes_no_row_answer (rows[i]), ==, cases[i].answer);
    g_assert_cmpint (g_array_index (said, int, i), ==, cases[i].answer);
    assert_name (rows[i], cases[i].name);
  }
  g_assert_cmpuint (said->len, ==, G_N_ELEMENTS (cases));

  /* Blank stays where it is; another letter is nobody's. */
  gtk_widget_grab_focus (GTK_WIDGET (rows[2]));
  g_assert_true (press (&bench, GDK_KEY_BackSpace));
  g_assert_cmpint (isg_yes_no_row_answer (rows[2]), ==, ISG_ANSWER_BLANK);
  g_assert_true (gtk_widget_is_focus (GTK_WIDGET (rows[2])));
  g_assert_false (press (&bench, GDK_KEY_q));

  isg_yes_no_row_set_editable (rows[2], FALSE);
  g_assert_false (press (&bench, GDK_KEY_e));
  g_assert_cmpint (isg_yes_no_row_answer (rows[2]), ==, ISG_ANSWER_BLANK);
  ui_sweep (GTK_WIDGET (bench.window), "sentences");
  bench_close (fixture, &bench);
}

static void
test_sentence_is_answered_by_one_key (void)
{
  ui_fixture_run (NULL, TRUE, check_sentences);
}

static void
check_two_answers (UiFixture *fixture)
{
  IsgYesNoRow *row = isg_yes_no_row_new ("Kapak açılınca makine durur", FALSE);
  GtkWidget *below = gtk_entry_new ();
  Bench bench;

  bench_open (&bench);
  gtk_list_box_append (bench.lists[0], GTK_WIDGET (row));
  isg_yes_no_row_set_below (row, below);
  ui_fixture_settle (fixture);
  gtk_widget_grab_focus (GTK_WIDGET (row));
  g_assert_false (press (&bench, GDK_KEY_i));
  /* What it makes to be asked comes next, and its letters are its own. */
  g_assert_true (press (&bench, GDK_KEY_h));
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (bench.window)), below));
  press (&bench, GDK_KEY_e);
  g_assert_cmpint (isg_yes_no_row_answer (row), ==, ISG_ANSWER_NO);
  bench_close (fixture, &bench);
}

static void
test_what_an_answer_asks_for_comes_next (void)
{
  ui_fixture_run (NULL, TRUE, check_two_answers);
}

/* ---- fields ---- */

static IsgField *
add_field (UiFixture *fixture, Bench *bench, GType type, const char *id)
{
  const IsgKind *kind = isg_rules_kind (fixture->rules, "health_exam");
  IsgField *field = g_object_new (type, "field-id", id, NULL);

  isg_field_set_kind (field, kind);
  isg_field_bind (field, fixture->context, isg_kind_field (kind, id));
  gtk_list_box_append (bench->lists[0], GTK_WIDGET (field));
  return field;
}

static char *
value_text (IsgField *field)
{
  g_autoptr (IsgValue) value = isg_field_get_value (field);

  return value != NULL ? isg_value_to_text (value) : g_strdup ("");
}

static void
check_answer_fields (UiFixture *fixture)
{
  static const struct {
    const char *field;
    guint key;
    const char *value;
    const char *name;
  } cases[] = {
    { "diagnosis_heart", GDK_KEY_h, "false", "Heart disease: No" },
    { "diagnosis_heart", GDK_KEY_Y, "true", "Heart disease: Yes" },
    { "diagnosis_heart", GDK_KEY_BackSpace, "", "Heart disease: no answer" },
    { "system_eyes", GDK_KEY_n, "normal", "Eyes: Normal" },
    { "system_eyes", GDK_KEY_b, "finding", "Eyes: Finding…" },
    { "system_eyes", GDK_KEY_f, "finding", "Eyes: Finding…" },
    { "smoking", GDK_KEY_h, "no", "Smoking: No" },
    { "smoking", GDK_KEY_b, "quit", "Smoking: Gave up" },
    { "smoking", GDK_KEY_E, "yes", "Smoking: Yes" },
  };
  g_autoptr (GHashTable) fields = g_hash_table_new (g_str_hash, g_str_equal);
  Bench bench;

  bench_open (&bench);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    if (!g_hash_table_contains (fields, cases[i].field))
      g_hash_table_insert (fields,
                           (gpointer) cases[i].field,
                           add_field (fixture, &bench, ISG_TYPE_ANSWER_FIELD, cases[i].field));
  ui_fixture_settle (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    IsgField *field = g_hash_table_lookup (fields, cases[i].field);
    g_autofree char *value = NULL;

    isg_field_grab (field, NULL);
    g_assert_true (gtk_widget_is_focus (GTK_WIDGET (field)));
    g_assert_true (press (&bench, cases[i].key));
    value = value_text (field);
    g_assert_cmpstr (value, ==, cases[i].value);
    assert_name (field, cases[i].name);
  }
  ui_sweep (GTK_WIDGET (bench.window), "answers");
  bench_close (fixture, &bench);
}

static void
test_field_is_answered_by_one_key (void)
{
  ui_fixture_run (NULL, TRUE, check_answer_fields);
}

static void
check_old_code (UiFixture *fixture)
{
  IsgField *field;
  g_autoptr (IsgValue) old = isg_value_new_code ("retired");
  g_autofree char *value = NULL;
  g_autofree char *now = NULL;
  Bench bench;

  bench_open (&bench);
  field = add_field (fixture, &bench, ISG_TYPE_ANSWER_FIELD, "system_eyes");
  isg_field_set_value (field, old);
  value = value_text (field);
  g_assert_cmpstr (value, ==, "retired");
  assert_name (field, "Eyes: retired");
  isg_field_grab (field, NULL);
  g_assert_true (press (&bench, GDK_KEY_n));
  now = value_text (field);
  g_assert_cmpstr (now, ==, "normal");
  bench_close (fixture, &bench);
}

static void
test_old_answer_stays_until_another_is_given (void)
{
  ui_fixture_run (NULL, TRUE, check_old_code);
}

static void
check_tick (UiFixture *fixture)
{
  g_autoptr (IsgValue) yes = isg_value_new_bool (TRUE);
  g_autofree char *blank = NULL;
  g_autofree char *ticked = NULL;
  g_autofree char *unticked = NULL;
  IsgField *field;
  Bench bench;

  bench_open (&bench);
  field = add_field (fixture, &bench, ISG_TYPE_TICK_FIELD, "declaration_signed");
  ui_fixture_settle (fixture);
  blank = value_text (field);
  g_assert_cmpstr (blank, ==, "");
  isg_field_set_value (field, yes);
  ticked = value_text (field);
  g_assert_cmpstr (ticked, ==, "true");
  isg_field_grab (field, NULL);
  g_signal_emit_by_name (gtk_root_get_focus (GTK_ROOT (bench.window)), "activate");
  unticked = value_text (field);
  g_assert_cmpstr (unticked, ==, "false");
  bench_close (fixture, &bench);
}

static void
test_tick_is_yes_no_or_blank (void)
{
  ui_fixture_run (NULL, TRUE, check_tick);
}

/* ---- several codes ---- */

static GtkWidget *
entry_of (Bench *bench)
{
  return gtk_widget_get_ancestor (gtk_root_get_focus (GTK_ROOT (bench->window)), GTK_TYPE_ENTRY);
}

static void
type (UiFixture *fixture, Bench *bench, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (entry_of (bench)), text);
  ui_fixture_settle (fixture);
}

static void
assert_value (IsgField *field, const char *expected)
{
  g_autofree char *value = value_text (field);

  g_assert_cmpstr (value, ==, expected);
}

static void
check_multi (UiFixture *fixture)
{
  IsgField *field;
  GtkWidget *popup;
  Bench bench;

  bench_open (&bench);
  field = add_field (fixture, &bench, ISG_TYPE_MULTI_FIELD, "exposure_air");
  ui_fixture_settle (fixture);
  isg_field_grab (field, NULL);
  popup = forms_popup (entry_of (&bench));

  /* Space ticks the first, and with ↓ the second; the list stays open. */
  g_assert_true (press (&bench, GDK_KEY_Down));
  ui_fixture_settle (fixture);
  g_assert_true (gtk_widget_get_visible (popup));
  g_assert_true (press (&bench, GDK_KEY_space));
  g_assert_true (press (&bench, GDK_KEY_Down));
  g_assert_true (press (&bench, GDK_KEY_space));
  ui_fixture_settle (fixture);
  g_assert_true (gtk_widget_get_visible (popup));
  assert_value (field, "1111,1112");

  /* Searched for: what excludes the others does so, and Enter closes. */
  type (fixture, &bench, "hiçb");
  g_assert_true (press (&bench, GDK_KEY_Return));
  assert_value (field, "1199");
  g_assert_false (gtk_widget_get_visible (popup));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry_of (&bench))), ==, "");

  /* The last chip goes by Backspace; in typed text that key is the text's. */
  type (fixture, &bench, "nem");
  g_assert_false (press (&bench, GDK_KEY_BackSpace));
  /* A blank in the text searched for is one. */
  g_assert_false (press (&bench, GDK_KEY_space));
  g_assert_true (press (&bench, GDK_KEY_Escape));
  type (fixture, &bench, "");
  g_assert_true (press (&bench, GDK_KEY_BackSpace));
  assert_value (field, "");
  ui_sweep (GTK_WIDGET (bench.window), "codes");
  bench_close (fixture, &bench);
}

static void
test_several_codes_are_ticked_by_keys (void)
{
  ui_fixture_run (NULL, TRUE, check_multi);
}

static void
check_multi_raw (UiFixture *fixture)
{
  IsgField *field;
  g_autofree char *raw = NULL;
  Bench bench;

  bench_open (&bench);
  field = add_field (fixture, &bench, ISG_TYPE_MULTI_FIELD, "exposure_air");
  ui_fixture_settle (fixture);
  isg_field_grab (field, NULL);
  type (fixture, &bench, "olmayan");
  raw = isg_field_get_raw (field);
  g_assert_cmpstr (raw, ==, "olmayan");
  assert_value (field, "");
  bench_close (fixture, &bench);
}

static void
test_text_that_is_no_code_is_not_lost (void)
{
  ui_fixture_run (NULL, TRUE, check_multi_raw);
}

int
main (int argc, char *argv[])
{
  isg_test_init (&argc, &argv);
  g_setenv ("LC_ALL", "en_US.UTF-8", TRUE);
  g_unsetenv ("DBUS_SESSION_BUS_ADDRESS");

  g_test_add_func ("/answers/sentence-is-answered-by-one-key",
                   test_sentence_is_answered_by_one_key);
  g_test_add_func ("/answers/what-an-answer-asks-for-comes-next",
                   test_what_an_answer_asks_for_comes_next);
  g_test_add_func ("/answers/field-is-answered-by-one-key", test_field_is_answered_by_one_key);
  g_test_add_func ("/answers/old-answer-stays-until-another-is-given",
                   test_old_answer_stays_until_another_is_given);
  g_test_add_func ("/answers/tick-is-yes-no-or-blank", test_tick_is_yes_no_or_blank);
  g_test_add_func ("/answers/several-codes-are-ticked-by-keys",
                   test_several_codes_are_ticked_by_keys);
  g_test_add_func ("/answers/text-that-is-no-code-is-not-lost",
                   test_text_that_is_no_code_is_not_lost);
  return g_test_run ();
}
