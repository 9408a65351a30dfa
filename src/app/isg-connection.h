/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "submit/isg-submit-step.h"

G_BEGIN_DECLS

/**
 * IsgConnectionStep:
 *
 * What a test of the connection goes through, in order.
 */
typedef enum {
  ISG_CONNECTION_ADDRESS,     /* an https address is entered */
  ISG_CONNECTION_NAME,        /* its name is known on the network */
  ISG_CONNECTION_CONNECT,     /* the server answers */
  ISG_CONNECTION_CERTIFICATE, /* it is who it says */
  ISG_CONNECTION_FIRM,        /* it takes firm code and password */
  ISG_CONNECTION_N,
} IsgConnectionStep;

/**
 * IsgConnectionTest:
 *
 * What is to be tested; lives until the task has called back.
 */
typedef struct {
  char *method;                /* (owned): method id */
  IsgTransportMaker transport; /* (nullable): NULL for libcurl by the store's settings */
  gpointer transport_data;
} IsgConnectionTest;

/**
 * isg_connection_test_free:
 * @test: (transfer full) (nullable) (type IsgConnectionTest): a test
 *
 * Thread: any.
 */
void isg_connection_test_free (gpointer test);

/**
 * isg_connection_run:
 * @store: the thread's handle
 * @test: (type IsgConnectionTest): what is to be tested
 * @cancellable: (nullable): stops it
 * @error: %ISG_STORE_ERROR; %ISG_SUBMIT_ERROR _METHOD
 *
 * An #IsgTaskFunc that asks the server a question which changes nothing. Waits for the network: not
 * for the store lane.
 *
 * Thread: the owner of @store.  Source: ui.md 3.11; sandbox-wire.md, "The probe".
 *
 * Returns: (type guint): how many steps passed, as a pointer; %ISG_CONNECTION_N when all did
 */
gpointer isg_connection_run (IsgStore *store,
                             gpointer test,
                             GCancellable *cancellable,
                             GError **error);

/**
 * isg_connection_words:
 * @step: a step
 * @passed: whether it passed
 *
 * Thread: main.
 *
 * Returns: (transfer none): what is said of it in the user's language; of one that failed also what
 * to do
 */
const char *isg_connection_words (IsgConnectionStep step, gboolean passed);

G_END_DECLS
