/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/isg-cli.h"
#include "submit/isg-bond.h"

G_BEGIN_DECLS

/**
 * isg_cli_bond_warn:
 * @cli: the run, its store open
 * @uuids: (array length=n_uuids): records that are to be signed
 * @n_uuids: how many; 0: all that wait
 * @asks: whether to ask first what is not known or too old, where there is an address and an answer
 * within seconds; without it nothing goes to the network
 * @error: %ISG_STORE_ERROR
 *
 * Before signing: says who is not registered where, in the member "no_bond" and on stderr. Refuses
 * nothing.
 *
 * Thread: main.  Source: issue 4.6.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_cli_bond_warn (IsgCli *cli,
                            const char *const *uuids,
                            guint n_uuids,
                            gboolean asks,
                            GError **error);

G_END_DECLS
