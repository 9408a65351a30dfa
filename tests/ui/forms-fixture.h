/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-record-screen.h"
#include "store/isg-store-record.h"
#include "ui-fixture.h"

G_BEGIN_DECLS

/* What a test of forms does and sees. Thread: main. */

/* Opens a record as a list would, and waits until it is read; @workplace of a new one. */
IsgRecordScreen *forms_open (UiFixture *fixture,
                             const char *kind,
                             const char *uuid,
                             const char *workplace);

/* Takes the screen away without letting it keep anything, as a fall of the program would. */
void forms_destroy (UiFixture *fixture, IsgRecordScreen *screen);

/* A field of the form that is shown. */
IsgField *forms_field (IsgRecordScreen *screen, const char *id);

/* The line of text of a field. */
GtkWidget *forms_input (IsgRecordScreen *screen, const char *id);

/* The list below a pick field's entry. */
GtkWidget *forms_popup (GtkWidget *entry);

/* Number and given name of an employee of a sample workplace who is nowhere else. */
void forms_employee (UiFixture *fixture, const char *workplace, char **out_number, char **out_name);

/* The same of a form in a sheet. */
const char *forms_sheet_text (GtkWindow *sheet, const char *id);
void forms_sheet_type (GtkWindow *sheet, const char *id, const char *text);
void forms_sheet_choose (GtkWindow *sheet, const char *id, const char *code);

/* Types into a line of text. */
void forms_type (IsgRecordScreen *screen, const char *id, const char *text);

/* Types into a long text. */
void forms_type_area (IsgRecordScreen *screen, const char *id, const char *text);

/* Takes the first hit of a pick field; of a choice the code itself. */
void forms_pick (IsgRecordScreen *screen, const char *id, const char *text);

/* What stands in a line of text. */
const char *forms_entry_text (IsgRecordScreen *screen, const char *id);

/* The value of a text, code or reference as it is typed, or NULL. */
const char *forms_text (IsgRecordSession *session, const char *id);

/* Whether the focus is in a field. */
gboolean forms_has_focus (IsgField *field);

/* The uuid of a sample record by its name in data/demo/sample.json; static. */
const char *forms_uuid (UiFixture *fixture, const char *name);

/* The newest revision in the store. */
IsgRecord *forms_stored (UiFixture *fixture, const char *uuid);

/* The draft in the store, or NULL. */
IsgDraft *forms_draft (UiFixture *fixture, const char *uuid);

/* Where it stands; static. */
const char *forms_state (UiFixture *fixture, const char *uuid);

/* Whether it is closed. */
gboolean forms_is_closed (UiFixture *fixture, const char *kind, const char *uuid);

/* How many open records of the kind are found. */
guint forms_count (UiFixture *fixture, const char *kind, const char *workplace, const char *search);

/* Types into an entry of the fast line, by its accessible name. */
void forms_fast (GtkWidget *line, const char *name, const char *text);

/* Enter in the fast line. */
void forms_fast_enter (GtkWidget *line);

/* Writes ISG_TEST_PICTURES/name.png, when that folder is named. */
void forms_picture (UiFixture *fixture, const char *name);

G_END_DECLS
