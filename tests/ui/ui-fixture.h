/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-application.h"
#include "support/isg-fake-transport.h"
#include "support/isg-test.h"

G_BEGIN_DECLS

/* 2026-11-23 09:00 in Istanbul. */
#define UI_FIXTURE_NOW 1795413600

/**
 * UiFixture:
 *
 * The whole application on a store of its own, with a clock that stands still and a server that is
 * not there.
 */
typedef struct {
  char *dir; /* the store's folder */
  IsgRules *rules;
  IsgClock *clock;
  IsgFakeTransport *transport;
  IsgApplication *application;
  IsgWindow *window;   /* (unowned) */
  IsgContext *context; /* (unowned) */
} UiFixture;

/**
 * UiFixtureSeed:
 *
 * Puts into the new store what the case needs.
 */
typedef void (*UiFixtureSeed) (IsgStore *store);

/**
 * UiFixtureCase:
 *
 * What is done once the window shows and nothing is pending.
 */
typedef void (*UiFixtureCase) (UiFixture *fixture);

/**
 * ui_fixture_run:
 * @seed: (nullable): fills the store; %NULL with @make_store leaves it empty
 * @make_store: whether there is a store at all
 * @run: the case
 *
 * Starts the application, runs @run inside its main loop, closes the window, and asserts that the
 * application ended with nothing pending and its last reference gone.
 *
 * Thread: main.
 */
void ui_fixture_run (UiFixtureSeed seed, gboolean make_store, UiFixtureCase run);

/**
 * ui_fixture_run_on:
 * @seed: (nullable): fills the store
 * @spoil: does something to the store's folder once the store is closed
 * @run: the case
 *
 * As ui_fixture_run (), on a store with which something is the matter.
 *
 * Thread: main.
 */
void ui_fixture_run_on (UiFixtureSeed seed, void (*spoil) (const char *dir), UiFixtureCase run);

/**
 * ui_fixture_load_sample:
 * @store: an empty store
 *
 * A #UiFixtureSeed: the sample records of the demo.
 *
 * Thread: the owner of @store.
 */
void ui_fixture_load_sample (IsgStore *store);

/**
 * ui_fixture_settle:
 * @fixture: a fixture
 *
 * Waits until no task is pending and the window has been drawn.
 *
 * Thread: main.
 */
void ui_fixture_settle (UiFixture *fixture);

/**
 * ui_fixture_resize:
 * @fixture: a fixture
 * @width: of the window
 * @height: of the window
 *
 * Thread: main.
 */
void ui_fixture_resize (UiFixture *fixture, int width, int height);

/**
 * ui_fixture_find:
 * @root: where to look
 * @type: a widget class
 *
 * Thread: main.
 *
 * Returns: (transfer none) (nullable): the first mapped widget of that class
 */
GtkWidget *ui_fixture_find (GtkWidget *root, GType type);

/**
 * ui_fixture_find_label:
 * @root: where to look
 * @text: a text
 *
 * Thread: main.
 *
 * Returns: (transfer none) (nullable): the first mapped label that shows exactly @text
 */
GtkWidget *ui_fixture_find_label (GtkWidget *root, const char *text);

/**
 * ui_fixture_top:
 * @fixture: a fixture
 *
 * Thread: main.
 *
 * Returns: (transfer none) (nullable): a sheet or dialog over the window
 */
GtkWindow *ui_fixture_top (UiFixture *fixture);

/**
 * ui_fixture_do:
 * @fixture: a fixture
 * @store_work: what to do with the store, as another process would
 *
 * Thread: main.
 */
void ui_fixture_do (UiFixture *fixture, UiFixtureSeed store_work);

G_END_DECLS
