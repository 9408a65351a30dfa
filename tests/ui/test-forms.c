/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-choice-field.h"
#include "app/isg-entry-field.h"
#include "app/isg-fast-add.h"
#include "app/isg-pages.h"
#include "app/isg-pick-field.h"
#include "app/isg-record-bar.h"
#include "app/isg-record-screen.h"
#include "app/isg-record-side.h"
#include "app/isg-sheet.h"
#include "app/isg-text-scale.h"
#include "app/isg-window-private.h"
#include "forms-fixture.h"
#include "store/isg-store-record.h"

/* ---- forms and the rule pack ---- */

/* (element-type IsgKind): a pack may have more. */
static GPtrArray *
kinds_with_a_form (UiFixture *fixture)
{
  GPtrArray *all = isg_rules_kinds (fixture->rules);
  GPtrArray *kinds = g_ptr_array_new ();

  for (guint i = 0; i < all->len; i++)
    if (isg_form_exists (isg_kind_id (g_ptr_array_index (all, i))))
      g_ptr_array_add (kinds, g_ptr_array_index (all, i));
  g_assert_cmpuint (kinds->len, >=, 5);
  return kinds;
}

static void
check_form_has_each_field_once (UiFixture *fixture)
{
  g_autoptr (GPtrArray) kinds = kinds_with_a_form (fixture);

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
  g_autoptr (GPtrArray) kinds = kinds_with_a_form (fixture);

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
  g_autoptr (GPtrArray) kinds = kinds_with_a_form (fixture);

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
check_counter (UiFixture *fixture)
{
  IsgRecordScreen *screen;
  GtkWidget *layout, *bar, *list;

  /* No room for the panel: it opens from the counter. */
  ui_fixture_resize (fixture, 760, 740);
  screen = forms_open (fixture, "employee", NULL, forms_uuid (fixture, "firin"));
  layout = GTK_WIDGET (isg_record_screen_layout (screen));
  g_assert_null (ui_fixture_find (layout, ISG_TYPE_RECORD_SIDE));
  bar = ui_fixture_find (layout, ISG_TYPE_RECORD_BAR);
  g_signal_emit_by_name (isg_record_bar_missing_button (ISG_RECORD_BAR (bar)), "clicked");
  ui_fixture_settle (fixture);
  list = ui_fixture_find (ui_fixture_find (layout, ISG_TYPE_RECORD_SIDE), GTK_TYPE_LIST_BOX);
  g_assert_nonnull (list);
  g_signal_emit_by_name (list,
                         "row-activated",
                         gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 2));
  ui_fixture_settle (fixture);
  g_assert_true (forms_has_focus (forms_field (screen, "family_name")));
  g_assert_null (ui_fixture_find (layout, ISG_TYPE_RECORD_SIDE));

  /* With room it stands beside the form. */
  ui_fixture_resize (fixture, 1366, 740);
  g_assert_nonnull (ui_fixture_find (layout, ISG_TYPE_RECORD_SIDE));
}

static void
test_counter_leads_to_what_is_missing (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_counter);
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

/* ---- keys ---- */

/* A key as a controller of the widget would get it. */
static gboolean
press (GtkWidget *widget, guint keyval)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  gboolean taken = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !taken; i++) {
    g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

    if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
      g_signal_emit_by_name (controller, "key-pressed", keyval, 0u, (GdkModifierType) 0, &taken);
  }
  return taken;
}

static void
check_pick_keys (UiFixture *fixture)
{
  IsgRecordScreen *screen = forms_open (fixture, "workplace", NULL, NULL);
  IsgRecordSession *session = isg_record_screen_session (screen);
  IsgField *field = forms_field (screen, "nace_code");
  GtkWidget *entry = forms_input (screen, "nace_code");
  GtkWidget *popup;

  isg_field_grab (field, NULL);
  /* Folded: neither ı nor F needs to be typed as it is. */
  forms_type (screen, "nace_code", "firin");
  ui_fixture_settle (fixture);
  popup = forms_popup (entry);
  g_assert_true (gtk_widget_get_visible (popup));
  g_assert_true (forms_has_focus (field));
  g_assert_true (g_hash_table_contains (isg_record_session_raw (session), "nace_code"));

  /* Esc closes the list and leaves the form. */
  g_assert_true (press (entry, GDK_KEY_Escape));
  g_assert_false (gtk_widget_get_visible (popup));
  g_assert_false (press (entry, GDK_KEY_Escape));

  g_assert_true (press (entry, GDK_KEY_Down));
  ui_fixture_settle (fixture);
  g_assert_true (gtk_widget_get_visible (popup));
  g_assert_true (press (entry, GDK_KEY_Down));
  g_assert_true (press (entry, GDK_KEY_Return));
  g_assert_false (gtk_widget_get_visible (popup));
  g_assert_cmpstr (forms_text (session, "nace_code"), ==, "10.71.04");
  g_assert_false (g_hash_table_contains (isg_record_session_raw (session), "nace_code"));

  /* Tab takes too, and goes on. */
  forms_type (screen, "nace_code", "kasap");
  ui_fixture_settle (fixture);
  g_assert_false (press (entry, GDK_KEY_Tab));
  ui_fixture_settle (fixture);
  g_assert_cmpstr (forms_text (session, "nace_code"), !=, NULL);
  g_assert_cmpstr (forms_text (session, "nace_code"), !=, "10.71.04");

  /* What is in no list is said once it is left, and is not lost. */
  forms_type (screen, "nace_code", "uzay gemisi");
  ui_fixture_settle (fixture);
  g_assert_false (gtk_widget_get_visible (popup));
  isg_field_grab (forms_field (screen, "name"), NULL);
  ui_fixture_settle (fixture);
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (field), "block"));
  g_assert_cmpstr (forms_entry_text (screen, "nace_code"), ==, "uzay gemisi");

  /* A code that is typed out shows its name. */
  forms_type (screen, "nace_code", "10.71.02");
  ui_fixture_settle (fixture);
  g_assert_cmpstr (forms_text (session, "nace_code"), ==, "10.71.02");
}

static void
test_pick_field_is_worked_by_keys (void)
{
  ui_fixture_run (NULL, TRUE, check_pick_keys);
}

static void
check_choice_keys (UiFixture *fixture)
{
  IsgRecordScreen *screen = forms_open (fixture, "workplace", NULL, NULL);
  IsgRecordSession *session = isg_record_screen_session (screen);
  IsgField *field = forms_field (screen, "hazard_class");
  GtkWidget *box;
  guint stops = 0;
  static const struct {
    guint key;
    const char *code;
  } cases[] = {
    { GDK_KEY_2, "high" },    { GDK_KEY_Right, "very_high" }, { GDK_KEY_Right, "very_high" },
    { GDK_KEY_Left, "high" }, { GDK_KEY_1, "low" },           { GDK_KEY_BackSpace, NULL },
  };

  isg_field_grab (field, NULL);
  box = gtk_widget_get_parent (gtk_root_get_focus (GTK_ROOT (fixture->window)));
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_assert_true (press (box, cases[i].key));
    g_assert_cmpstr (forms_text (session, "hazard_class"), ==, cases[i].code);
    g_assert_true (forms_has_focus (field));
  }
  g_assert_false (press (box, GDK_KEY_9));
  g_assert_true (press (box, GDK_KEY_2));
  ui_fixture_settle (fixture);
  isg_field_grab (forms_field (screen, "name"), NULL);
  for (GtkWidget *child = gtk_widget_get_first_child (box); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    g_autofree char *wrong = NULL;

    stops += gtk_widget_get_focusable (child) ? 1 : 0;
    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (child))) {
      wrong = gtk_test_accessible_check_property (GTK_ACCESSIBLE (child),
                                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                                  "Hazard class: Hazardous");
      g_assert_null (wrong);
    }
  }
  g_assert_cmpuint (stops, <=, 2);
}

static void
test_choice_is_worked_by_keys (void)
{
  ui_fixture_run (NULL, TRUE, check_choice_keys);
}

static void
check_finding_acts (UiFixture *fixture)
{
  IsgRecordScreen *screen = forms_open (fixture, "workplace", NULL, NULL);
  IsgRecordSession *session = isg_record_screen_session (screen);

  forms_type (screen, "sgk_no", "21071020210000280340905");
  ui_fixture_settle (fixture);
  g_signal_emit_by_name (forms_field (screen, "sgk_no"), "act", "sgk_length");
  g_assert_cmpstr (forms_text (session, "sgk_no"), ==, "21071020210000280340905000");
  g_assert_true (isg_record_session_undo (session));
  g_assert_cmpstr (forms_text (session, "sgk_no"), ==, "21071020210000280340905");

  forms_pick (screen, "nace_list", "2017");
  forms_type (screen, "nace_code", "96.02.02");
  ui_fixture_settle (fixture);
  g_signal_emit_by_name (forms_field (screen, "nace_code"), "act", "nace_old");
  g_assert_cmpstr (forms_text (session, "nace_code"), ==, "96.21.02");
  ui_fixture_settle (fixture);
}

static void
test_buttons_of_findings_mend_them (void)
{
  ui_fixture_run (NULL, TRUE, check_finding_acts);
}

/* ---- people ---- */

static void
check_known_person (UiFixture *fixture)
{
  g_autofree char *number = NULL;
  g_autofree char *name = NULL;
  IsgRecordScreen *screen;
  IsgRecordSession *session;

  forms_employee (fixture, "firin", &number, &name);
  screen = forms_open (fixture, "employee", NULL, forms_uuid (fixture, "berber"));
  session = isg_record_screen_session (screen);
  forms_type (screen, "national_id", number);
  ui_fixture_settle (fixture);
  g_assert_cmpstr (forms_text (session, "given_name"), ==, name);
  /* Where somebody works elsewhere is not where he works here. */
  g_assert_null (isg_record_get (isg_record_session_record (session), "start_date"));
  g_assert_true (isg_record_session_undo (session));
  ui_fixture_settle (fixture);
  g_assert_null (forms_text (session, "given_name"));

  /* Here already: it cannot be completed a second time. */
  screen = forms_open (fixture, "employee", NULL, forms_uuid (fixture, "firin"));
  forms_type (screen, "national_id", number);
  ui_fixture_settle (fixture);
  g_assert_true (
    gtk_widget_has_css_class (GTK_WIDGET (forms_field (screen, "national_id")), "block"));
}

static void
test_person_known_elsewhere_fills_the_name (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_known_person);
}

static void
check_new_person (UiFixture *fixture)
{
  g_autofree char *place = g_strdup (forms_uuid (fixture, "berber"));
  IsgRecordScreen *screen = forms_open (fixture, "assignment", NULL, place);
  IsgRecordSession *session = isg_record_screen_session (screen);
  GtkWindow *sheet;
  g_autoptr (IsgRecord) person = NULL;

  forms_type (screen, "professional", "Deniz Ak");
  g_signal_emit_by_name (forms_field (screen, "professional"), "new-record", "deniz ak");
  ui_fixture_settle (fixture);
  sheet = ui_fixture_top (fixture);
  g_assert_true (ISG_IS_SHEET (sheet));
  g_assert_cmpstr (forms_sheet_text (sheet, "given_name"), ==, "Deniz");
  g_assert_cmpstr (forms_sheet_text (sheet, "family_name"), ==, "Ak");
  /* With gaps it stays. */
  gtk_widget_activate_action (GTK_WIDGET (sheet), "sheet.act", NULL);
  ui_fixture_settle (fixture);
  g_assert_true (ui_fixture_top (fixture) == sheet);
  forms_sheet_type (sheet, "national_id", "19090909018");
  forms_sheet_type (sheet, "certificate_no", "B-1");
  forms_sheet_choose (sheet, "role", "physician");
  ui_fixture_settle (fixture);
  gtk_widget_activate_action (GTK_WIDGET (sheet), "sheet.act", NULL);
  ui_fixture_settle (fixture);
  g_assert_null (ui_fixture_top (fixture));
  g_assert_nonnull (forms_text (session, "professional"));
  person = forms_stored (fixture, forms_text (session, "professional"));
  g_assert_cmpstr (isg_value_text (isg_record_get (person, "given_name")), ==, "Deniz");
  g_assert_cmpstr (forms_entry_text (screen, "professional"), ==, "Deniz Ak · Workplace physician");

  forms_type (screen, "contract_start", "010126");
  forms_type (screen, "minutes", "81,5");
  ui_fixture_settle (fixture);
  isg_record_screen_finish (screen);
  ui_fixture_settle (fixture);
  g_assert_cmpuint (forms_count (fixture, "assignment", place, NULL), ==, 4);
}

static void
test_new_person_is_made_from_the_pick_field (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_new_person);
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

static gboolean
is_kept (gpointer session)
{
  return isg_record_session_keeping (session, NULL, NULL) == ISG_KEEPING_KEPT;
}

static gboolean
has_draft (UiFixture *fixture, IsgRecordSession *session)
{
  g_autoptr (IsgDraft) draft
    = forms_draft (fixture, isg_record_uuid (isg_record_session_record (session)));

  return draft != NULL;
}

static void
check_autosave (UiFixture *fixture)
{
  IsgRecordScreen *screen = forms_open (fixture, "employee", NULL, forms_uuid (fixture, "firin"));
  IsgRecordSession *session = isg_record_screen_session (screen);
  gint64 began = g_get_monotonic_time ();

  /* Nothing but typing: neither focus nor a button. */
  forms_type (screen, "given_name", "Işıl");
  g_assert_cmpint (isg_record_session_keeping (session, NULL, NULL), ==, ISG_KEEPING_WRITING);
  isg_test_until (is_kept, session);
  /* Two seconds, and what a machine under load takes. */
  g_test_message ("kept after %d ms", (int) ((g_get_monotonic_time () - began) / 1000));
  g_assert_true (has_draft (fixture, session));

  /* What is typed back to nothing needs no draft. */
  forms_type (screen, "given_name", "");
  isg_record_session_keep_draft (session);
  ui_fixture_settle (fixture);
  g_assert_false (has_draft (fixture, session));
}

static void
test_typing_alone_makes_a_draft (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_autosave);
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
assert_width (UiFixture *fixture, int width)
{
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (fixture->window));

  g_assert_cmpint (gdk_surface_get_width (surface), ==, width);
}

static void
show_parts (UiFixture *fixture, const char *place, const char *suffix, int width)
{
  static const char *const parts[] = { "todo", "form", "services", "records" };
  IsgRecordScreen *screen = forms_open (fixture, "workplace", place, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++) {
    g_autofree char *name = g_strdup_printf ("workplace-%s-%s", parts[i], suffix);

    isg_record_layout_show_part (isg_record_screen_layout (screen), parts[i]);
    ui_fixture_settle (fixture);
    forms_picture (fixture, name);
    assert_width (fixture, width);
  }
  isg_window_pop (fixture->window);
}

static void
show_forms (UiFixture *fixture, const char *place, const char *suffix, int width)
{
  static const char *const kinds[] = { "employee", "assignment", "professional", "training" };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++) {
    g_autofree char *name = g_strdup_printf ("%s-%s", kinds[i], suffix);
    IsgRecordScreen *screen = forms_open (fixture, kinds[i], NULL, place);

    isg_record_screen_finish (screen);
    ui_fixture_settle (fixture);
    forms_picture (fixture, name);
    assert_width (fixture, width);
    isg_window_pop (fixture->window);
  }
  ui_fixture_settle (fixture);
}

/* In each band, and with large text as narrow as ui.md 6.5 promises. */
static void
check_pictures (UiFixture *fixture)
{
  static const struct {
    int percent;
    int width;
  } sizes[]
    = { { 100, 1366 }, { 100, 900 }, { 100, 760 }, { 100, 480 }, { 150, 600 }, { 200, 800 } };
  g_autofree char *place = g_strdup (forms_uuid (fixture, "berber"));

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++) {
    g_autofree char *suffix = g_strdup_printf ("%d-%d", sizes[i].width, sizes[i].percent);

    isg_text_scale_apply (sizes[i].percent);
    ui_fixture_resize (fixture, sizes[i].width, 740);
    show_parts (fixture, place, suffix, sizes[i].width);
    show_forms (fixture, place, suffix, sizes[i].width);
  }
  isg_text_scale_apply (100);
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
  g_test_add_func ("/forms/counter-leads-to-what-is-missing",
                   test_counter_leads_to_what_is_missing);
  g_test_add_func ("/forms/dates-are-taken-as-they-are-typed",
                   test_dates_are_taken_as_they_are_typed);
  g_test_add_func ("/forms/pick-field-is-worked-by-keys", test_pick_field_is_worked_by_keys);
  g_test_add_func ("/forms/choice-is-worked-by-keys", test_choice_is_worked_by_keys);
  g_test_add_func ("/forms/buttons-of-findings-mend-them", test_buttons_of_findings_mend_them);
  g_test_add_func ("/forms/person-known-elsewhere-fills-the-name",
                   test_person_known_elsewhere_fills_the_name);
  g_test_add_func ("/forms/new-person-is-made-from-the-pick-field",
                   test_new_person_is_made_from_the_pick_field);
  g_test_add_func ("/forms/draft-survives-a-fall", test_draft_survives_a_fall);
  g_test_add_func ("/forms/typing-alone-makes-a-draft", test_typing_alone_makes_a_draft);
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
