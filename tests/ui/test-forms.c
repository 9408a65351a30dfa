/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-choice-field.h"
#include "app/isg-entry-field.h"
#include "app/isg-fast-add.h"
#include "app/isg-pages.h"
#include "app/isg-pick-field.h"
#include "app/isg-record-screen.h"
#include "app/isg-sheet.h"
#include "app/isg-window-private.h"
#include "forms-fixture.h"
#include "store/isg-store-record.h"

/* ---- forms and the rule pack ---- */

static void
check_form_has_each_field_once (UiFixture *fixture)
{
  GPtrArray *kinds = isg_rules_kinds (fixture->rules);

  for (guint i = 0; i < kinds->len; i++) {
    const IsgKind *kind = g_ptr_array_index (kinds, i);
    GPtrArray *defs = isg_kind_fields (kind);
    g_autoptr (IsgRecordSession) session
      = isg_record_session_new (fixture->context, isg_kind_id (kind), NULL, NULL);
    g_autoptr (IsgForm) form = g_object_ref_sink (isg_form_new (session));

    g_test_message ("%s", isg_kind_id (kind));
    g_assert_cmpuint (isg_form_fields (form)->len, ==, defs->len);
    for (guint j = 0; j < defs->len; j++)
      g_assert_nonnull (isg_form_field (form, isg_field_def_id (g_ptr_array_index (defs, j))));
    ui_fixture_settle (fixture);
  }
}

static void
test_each_field_of_the_pack_is_on_its_form_once (void)
{
  ui_fixture_run (NULL, TRUE, check_form_has_each_field_once);
}

/* The section of the pack is the one in which the field stands. */
static void
check_sections (UiFixture *fixture)
{
  GPtrArray *kinds = isg_rules_kinds (fixture->rules);

  for (guint i = 0; i < kinds->len; i++) {
    const IsgKind *kind = g_ptr_array_index (kinds, i);
    g_autoptr (IsgRecordSession) session
      = isg_record_session_new (fixture->context, isg_kind_id (kind), NULL, NULL);
    g_autoptr (IsgForm) form = g_object_ref_sink (isg_form_new (session));

    for (guint j = 0; j < isg_form_fields (form)->len; j++) {
      IsgField *field = g_ptr_array_index (isg_form_fields (form), j);
      GtkWidget *section = gtk_widget_get_ancestor (GTK_WIDGET (field), ISG_TYPE_FORM_SECTION);

      g_assert_nonnull (section);
      g_assert_cmpstr (isg_form_section_id (ISG_FORM_SECTION (section)),
                       ==,
                       isg_field_def_section (isg_field_def (field)));
    }
    ui_fixture_settle (fixture);
  }
}

static void
test_sections_are_those_of_the_pack (void)
{
  ui_fixture_run (NULL, TRUE, check_sections);
}

static void
check_mnemonics (UiFixture *fixture)
{
  GPtrArray *kinds = isg_rules_kinds (fixture->rules);

  for (guint i = 0; i < kinds->len; i++) {
    const char *kind = isg_kind_id (g_ptr_array_index (kinds, i));
    g_autoptr (IsgRecordSession) session
      = isg_record_session_new (fixture->context, kind, NULL, NULL);
    g_autoptr (IsgForm) form = g_object_ref_sink (isg_form_new (session));

    for (int language = 0; language < 2; language++) {
      g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

      for (guint j = 0; j < isg_form_fields (form)->len; j++) {
        IsgField *field = g_ptr_array_index (isg_form_fields (form), j);
        g_autofree char *mnemonic = NULL;
        g_auto (GStrv) letters = NULL;
        g_autofree char *letter = NULL;
        g_autofree char *place = NULL;
        g_autofree char *label = NULL;

        g_object_get (field, "mnemonic", &mnemonic, NULL);
        if (mnemonic == NULL)
          continue;
        letters = g_strsplit (mnemonic, ",", 2);
        letter = g_ascii_strdown (letters[language], -1);
        label
          = g_ascii_strdown (isg_field_def_label (isg_field_def (field), (IsgLanguage) language),
                             -1);
        place = g_strdup_printf ("%s.%s: %s in \"%s\"", kind, isg_field_id (field), letter, label);
        g_test_message ("%s", place);
        g_assert_cmpuint (strlen (letter), ==, 1);
        g_assert_nonnull (strstr (label, letter));
        g_assert_true (g_hash_table_add (seen, g_steal_pointer (&letter)));
      }
    }
    ui_fixture_settle (fixture);
  }
}

static void
test_mnemonics_are_in_their_labels_and_unique (void)
{
  ui_fixture_run (NULL, TRUE, check_mnemonics);
}

/* ---- typing ---- */

static void
check_workplace (UiFixture *fixture)
{
  IsgRecordScreen *screen = forms_open (fixture, "workplace", NULL, NULL);
  IsgRecordSession *session = isg_record_screen_session (screen);
  g_autofree char *uuid = g_strdup (isg_record_uuid (isg_record_session_record (session)));
  g_autoptr (IsgRecord) saved = NULL;

  forms_picture (fixture, "workplace-new");
  forms_type (screen, "name", "  Yıldız Ekmek Fırını ");
  forms_type (screen, "employer_name", "Hasan Yıldız");
  forms_type (screen, "sgk_no", "2 1071 02 02 1000028 034 09 05 000");
  forms_pick (screen, "nace_code", "ekmek");
  ui_fixture_settle (fixture);
  /* What follows from the work that is done. */
  g_assert_cmpstr (forms_text (session, "nace_code"), ==, "10.71.02");
  g_assert_cmpstr (forms_text (session, "nace_list"), ==, "2025");
  g_assert_cmpstr (forms_text (session, "hazard_class"), ==, "low");
  forms_pick (screen, "province", "istanbul");
  forms_type (screen, "district", "Üsküdar");
  forms_type_area (screen, "address", "Deneme Caddesi 12");
  ui_fixture_settle (fixture);
  forms_picture (fixture, "workplace-filled");
  g_assert_cmpuint (isg_record_session_view (session)->n_missing, ==, 0);

  isg_record_screen_finish (screen);
  ui_fixture_settle (fixture);
  g_assert_false (ISG_IS_RECORD_SCREEN (isg_window_screen (fixture->window)));
  saved = forms_stored (fixture, uuid);
  g_assert_cmpstr (isg_value_text (isg_record_get (saved, "name")), ==, "Yıldız Ekmek Fırını");
  g_assert_cmpstr (isg_value_text (isg_record_get (saved, "sgk_no")),
                   ==,
                   "21071020210000280340905000");
}

static void
test_workplace_is_filled_and_completed (void)
{
  ui_fixture_run (NULL, TRUE, check_workplace);
}

static void
check_findings (UiFixture *fixture)
{
  IsgRecordScreen *screen = forms_open (fixture, "employee", NULL, forms_uuid (fixture, "firin"));
  IsgField *number = forms_field (screen, "national_id");
  IsgField *name = forms_field (screen, "given_name");

  /* Untouched, nothing is reproached. */
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (number), "block"));
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (name), "block"));

  /* Eleven digits cannot become right any more. */
  isg_field_grab (number, NULL);
  forms_type (screen, "national_id", "10000000145");
  ui_fixture_settle (fixture);
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (number), "block"));
  forms_picture (fixture, "employee-finding");
  forms_type (screen, "national_id", "10000000");
  ui_fixture_settle (fixture);
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (number), "block"));

  /* Left too short, it is said; mended, it goes at once. */
  isg_field_grab (name, NULL);
  ui_fixture_settle (fixture);
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (number), "block"));
  isg_field_grab (number, NULL);
  forms_type (screen, "national_id", "10000000146");
  ui_fixture_settle (fixture);
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (number), "block"));

  /* A field that was left empty says so. */
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (name), "block"));
}

static void
test_findings_come_on_leaving_and_go_when_right (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_findings);
}

static void
check_finish_with_gaps (UiFixture *fixture)
{
  IsgRecordScreen *screen = forms_open (fixture, "employee", NULL, forms_uuid (fixture, "firin"));

  forms_type (screen, "national_id", "10000000146");
  isg_record_screen_finish (screen);
  ui_fixture_settle (fixture);
  g_assert_true (forms_has_focus (forms_field (screen, "given_name")));
  g_assert_true (
    gtk_widget_has_css_class (GTK_WIDGET (forms_field (screen, "start_date")), "block"));

  gtk_widget_activate_action (GTK_WIDGET (screen), "record.next-missing", NULL);
  g_assert_true (forms_has_focus (forms_field (screen, "family_name")));
  gtk_widget_activate_action (GTK_WIDGET (screen), "record.previous-missing", NULL);
  g_assert_true (forms_has_focus (forms_field (screen, "given_name")));
}

static void
test_finishing_with_gaps_goes_to_the_first (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_finish_with_gaps);
}

static void
check_dates (UiFixture *fixture)
{
  IsgRecordScreen *screen = forms_open (fixture, "employee", NULL, forms_uuid (fixture, "firin"));
  IsgRecordSession *session = isg_record_screen_session (screen);
  static const struct {
    const char *typed;
    const char *iso; /* NULL: no date */
  } cases[] = {
    { "231126", "2026-11-23" }, { "23.11.2026", "2026-11-23" },
    { "b", "2026-11-23" },      { "d", "2026-11-22" },
    { "+7", "2026-11-30" },     { "23 Nov 2026", "2026-11-23" },
    { "31.02.2026", NULL },     { "yarın", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    IsgValue *value;
    g_autofree char *text = NULL;

    forms_type (screen, "start_date", cases[i].typed);
    value = isg_record_get (isg_record_session_record (session), "start_date");
    text = value != NULL ? isg_value_to_text (value) : NULL;
    g_assert_cmpstr (text, ==, cases[i].iso);
    g_assert_cmpint (g_hash_table_contains (isg_record_session_raw (session), "start_date"),
                     ==,
                     cases[i].iso == NULL);
  }
  ui_fixture_settle (fixture);
}

static void
test_dates_are_taken_as_they_are_typed (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_dates);
}

/* ---- keeping ---- */

static void
check_draft (UiFixture *fixture)
{
  g_autofree char *place = g_strdup (forms_uuid (fixture, "firin"));
  IsgRecordScreen *screen = forms_open (fixture, "employee", NULL, place);
  IsgRecordSession *session;
  g_autoptr (IsgDraft) draft = NULL;

  forms_type (screen, "national_id", "10000000146");
  forms_type (screen, "given_name", "Işıl");
  forms_type (screen, "birth_date", "32.13.2001");
  isg_record_session_keep_draft (isg_record_screen_session (screen));
  ui_fixture_settle (fixture);
  /* As when the program falls: the form goes without being left. */
  draft = forms_draft (fixture,
                       isg_record_uuid (
                         isg_record_session_record (isg_record_screen_session (screen))));
  g_assert_nonnull (draft);
  forms_destroy (fixture, screen);

  screen = forms_open (fixture, "employee", NULL, place);
  session = isg_record_screen_session (screen);
  g_assert_nonnull (isg_record_session_recovered (session, NULL));
  g_assert_null (isg_record_get (isg_record_session_record (session), "given_name"));
  forms_picture (fixture, "recovered");
  gtk_widget_activate_action (GTK_WIDGET (screen), "record.use-draft", NULL);
  ui_fixture_settle (fixture);
  g_assert_cmpstr (forms_text (session, "given_name"), ==, "Işıl");
  g_assert_cmpstr (g_hash_table_lookup (isg_record_session_raw (session), "birth_date"),
                   ==,
                   "32.13.2001");
  g_assert_cmpstr (forms_entry_text (screen, "birth_date"), ==, "32.13.2001");
}

static void
test_draft_survives_a_fall (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_draft);
}

static void
check_leaving (UiFixture *fixture)
{
  g_autofree char *place = g_strdup (forms_uuid (fixture, "firin"));
  IsgRecordScreen *screen = forms_open (fixture, "employee", NULL, place);
  g_autofree char *uuid
    = g_strdup (isg_record_uuid (isg_record_session_record (isg_record_screen_session (screen))));
  g_autoptr (IsgRecord) saved = NULL;

  /* New and with gaps alone: it stands in the list. */
  forms_type (screen, "given_name", "Işıl");
  isg_window_pop (fixture->window);
  ui_fixture_settle (fixture);
  saved = forms_stored (fixture, uuid);
  g_assert_cmpuint (isg_record_revision (saved), ==, 1);

  /* Something wrong in it: the revision stays, what was typed waits as a draft and goes on. */
  screen = forms_open (fixture, "employee", uuid, NULL);
  forms_type (screen, "national_id", "10000000145");
  isg_window_pop (fixture->window);
  ui_fixture_settle (fixture);
  isg_record_unref (saved);
  saved = forms_stored (fixture, uuid);
  g_assert_cmpuint (isg_record_revision (saved), ==, 1);
  screen = forms_open (fixture, "employee", uuid, NULL);
  g_assert_cmpstr (forms_text (isg_record_screen_session (screen), "national_id"),
                   ==,
                   "10000000145");
  g_assert_null (isg_record_session_recovered (isg_record_screen_session (screen), NULL));
}

static void
test_leaving_keeps_a_revision_or_a_draft (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_leaving);
}

static void
check_undo (UiFixture *fixture)
{
  IsgRecordScreen *screen = forms_open (fixture, "workplace", forms_uuid (fixture, "berber"), NULL);
  IsgRecordSession *session = isg_record_screen_session (screen);

  isg_record_layout_show_part (isg_record_screen_layout (screen), "form");
  gtk_window_set_focus (GTK_WINDOW (fixture->window), NULL);
  forms_pick (screen, "nace_code", "ekmek");
  ui_fixture_settle (fixture);
  g_assert_cmpstr (forms_text (session, "hazard_class"), ==, "low");
  g_assert_true (isg_record_session_undo (session));
  ui_fixture_settle (fixture);
  g_assert_cmpstr (forms_text (session, "nace_code"), ==, "96.21.02");
  g_assert_cmpstr (forms_text (session, "hazard_class"), ==, "high");
  g_assert_true (isg_record_session_redo (session));
  g_assert_cmpstr (forms_text (session, "nace_code"), ==, "10.71.02");
  g_assert_true (isg_record_session_undo (session));
}

static void
test_undo_takes_back_the_last_act (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_undo);
}

/* ---- finishing what is sent ---- */

static void
check_training (UiFixture *fixture)
{
  IsgRecordScreen *screen
    = forms_open (fixture, "training", forms_uuid (fixture, "egitim-berber"), NULL);
  IsgRecordSession *session = isg_record_screen_session (screen);
  g_autofree char *uuid = g_strdup (isg_record_uuid (isg_record_session_record (session)));

  forms_picture (fixture, "training");
  g_assert_cmpuint (isg_record_session_view (session)->n_missing, ==, 0);
  isg_record_screen_finish (screen);
  ui_fixture_settle (fixture);
  g_assert_cmpstr (forms_state (fixture, uuid), ==, "AWAITING_SIGNATURE");

  /* Read only now, until it is withdrawn. */
  screen = forms_open (fixture, "training", uuid, NULL);
  session = isg_record_screen_session (screen);
  g_assert_cmpint (isg_record_session_view (session)->note, ==, ISG_FORM_NOTE_CAN_WITHDRAW);
  g_assert_false (isg_field_is_editable (forms_field (screen, "date")));
  forms_picture (fixture, "training-waits");
  gtk_widget_activate_action (GTK_WIDGET (screen), "record.withdraw", NULL);
  ui_fixture_settle (fixture);
  g_assert_cmpstr (forms_state (fixture, uuid), ==, "WITHDRAWN");
  g_assert_true (isg_field_is_editable (forms_field (screen, "date")));
}

static void
test_training_goes_into_the_basket_and_back (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_training);
}

/* ---- closing ---- */

static void
check_closing (UiFixture *fixture)
{
  g_autofree char *uuid = g_strdup (forms_uuid (fixture, "berber"));
  IsgRecordScreen *screen = forms_open (fixture, "workplace", uuid, NULL);
  GtkWindow *sheet;
  GtkWidget *entry;

  gtk_widget_activate_action (GTK_WIDGET (screen), "record.close", NULL);
  ui_fixture_settle (fixture);
  sheet = ui_fixture_top (fixture);
  g_assert_true (ISG_IS_SHEET (sheet));
  /* Without a reason it stays. */
  gtk_widget_activate_action (GTK_WIDGET (sheet), "sheet.act", NULL);
  g_assert_false (forms_is_closed (fixture, "workplace", uuid));
  entry = ui_fixture_find (GTK_WIDGET (sheet), GTK_TYPE_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (entry), "Devredildi");
  gtk_widget_activate_action (GTK_WIDGET (sheet), "sheet.act", NULL);
  ui_fixture_settle (fixture);
  g_assert_true (forms_is_closed (fixture, "workplace", uuid));
  g_assert_true (isg_window_undo (fixture->window));
  ui_fixture_settle (fixture);
  g_assert_false (forms_is_closed (fixture, "workplace", uuid));
}

static void
test_closing_asks_why_and_can_be_undone (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_closing);
}

/* ---- fast add ---- */

static void
check_fast_add (UiFixture *fixture)
{
  g_autofree char *place = g_strdup (forms_uuid (fixture, "firin"));
  GtkWidget *line;
  GtkWidget *window = gtk_window_new ();

  isg_context_choose_workplace (fixture->context, place, "Yıldız Ekmek Fırını");
  line = isg_fast_add_new (fixture->context);
  gtk_window_set_child (GTK_WINDOW (window), line);
  gtk_window_set_default_size (GTK_WINDOW (window), 900, 80);
  gtk_window_present (GTK_WINDOW (window));
  ui_fixture_settle (fixture);
  forms_fast (line, "Fast add: Identity no", "10000000382");
  forms_fast (line, "Fast add: Given name", "Işıl");
  forms_fast (line, "Fast add: Family name", "İnci");
  forms_fast (line, "Fast add: Date of birth", "010190");
  forms_fast_enter (line);
  ui_fixture_settle (fixture);
  g_assert_cmpuint (forms_count (fixture, "employee", place, "Işıl İnci"), ==, 1);

  /* The same number again adds nobody. */
  forms_fast (line, "Fast add: Identity no", "10000000382");
  forms_fast (line, "Fast add: Given name", "Işıl");
  forms_fast (line, "Fast add: Family name", "İnci");
  forms_fast (line, "Fast add: Date of birth", "010190");
  forms_fast_enter (line);
  ui_fixture_settle (fixture);
  g_assert_cmpuint (forms_count (fixture, "employee", place, "Işıl İnci"), ==, 1);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_fast_add_adds_each_person_once (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_fast_add);
}

static void
check_pictures (UiFixture *fixture)
{
  static const int sizes[][2] = { { 1366, 740 }, { 900, 700 }, { 760, 740 }, { 480, 740 } };
  g_autofree char *place = g_strdup (forms_uuid (fixture, "berber"));
  static const char *const parts[] = { "todo", "form", "services", "records" };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++) {
    IsgRecordScreen *screen;

    ui_fixture_resize (fixture, sizes[i][0], sizes[i][1]);
    screen = forms_open (fixture, "workplace", place, NULL);
    for (gsize j = 0; j < G_N_ELEMENTS (parts); j++) {
      g_autofree char *name = g_strdup_printf ("workplace-%s-%d", parts[j], sizes[i][0]);

      isg_record_layout_show_part (isg_record_screen_layout (screen), parts[j]);
      ui_fixture_settle (fixture);
      forms_picture (fixture, name);
      /* Nothing is wider than the window. */
      g_assert_cmpint (gdk_surface_get_width (
                         gtk_native_get_surface (GTK_NATIVE (fixture->window))),
                       ==,
                       sizes[i][0]);
    }
    isg_window_pop (fixture->window);
    screen = forms_open (fixture, "training", forms_uuid (fixture, "egitim-berber"), NULL);
    {
      g_autofree char *name = g_strdup_printf ("training-%d", sizes[i][0]);

      forms_picture (fixture, name);
    }
    isg_window_pop (fixture->window);
    screen = forms_open (fixture, "employee", NULL, place);
    {
      g_autofree char *name = g_strdup_printf ("employee-%d", sizes[i][0]);

      isg_record_screen_finish (screen);
      ui_fixture_settle (fixture);
      forms_picture (fixture, name);
    }
    isg_window_pop (fixture->window);
    ui_fixture_settle (fixture);
  }
}

static void
test_each_width_fits (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_pictures);
}

int
main (int argc, char *argv[])
{
  isg_test_init (&argc, &argv);
  if (g_getenv ("ISG_TEST_LANGUAGE") == NULL)
    g_setenv ("LC_ALL", "en_US.UTF-8", TRUE);

  g_test_add_func ("/forms/each-field-of-the-pack-is-on-its-form-once",
                   test_each_field_of_the_pack_is_on_its_form_once);
  g_test_add_func ("/forms/sections-are-those-of-the-pack", test_sections_are_those_of_the_pack);
  g_test_add_func ("/forms/mnemonics-are-in-their-labels-and-unique",
                   test_mnemonics_are_in_their_labels_and_unique);
  g_test_add_func ("/forms/workplace-is-filled-and-completed",
                   test_workplace_is_filled_and_completed);
  g_test_add_func ("/forms/findings-come-on-leaving-and-go-when-right",
                   test_findings_come_on_leaving_and_go_when_right);
  g_test_add_func ("/forms/finishing-with-gaps-goes-to-the-first",
                   test_finishing_with_gaps_goes_to_the_first);
  g_test_add_func ("/forms/dates-are-taken-as-they-are-typed",
                   test_dates_are_taken_as_they_are_typed);
  g_test_add_func ("/forms/draft-survives-a-fall", test_draft_survives_a_fall);
  g_test_add_func ("/forms/leaving-keeps-a-revision-or-a-draft",
                   test_leaving_keeps_a_revision_or_a_draft);
  g_test_add_func ("/forms/undo-takes-back-the-last-act", test_undo_takes_back_the_last_act);
  g_test_add_func ("/forms/training-goes-into-the-basket-and-back",
                   test_training_goes_into_the_basket_and_back);
  g_test_add_func ("/forms/closing-asks-why-and-can-be-undone",
                   test_closing_asks_why_and_can_be_undone);
  g_test_add_func ("/forms/fast-add-adds-each-person-once", test_fast_add_adds_each_person_once);
  g_test_add_func ("/forms/each-width-fits", test_each_width_fits);
  return g_test_run ();
}
