/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/isg-cli.h"
#include "store/isg-recover.h"

G_BEGIN_DECLS

/**
 * isg_cli_out_recovered:
 * @cli: the run
 * @path: the damaged backup, for what it had
 * @key: (nullable): what opens it
 * @report: what was saved of it and what was not
 *
 * The members "whole", "tables" and "not_readable", and a line each for people.
 *
 * Thread: main.
 *
 * Returns: how isgctl ends
 */
IsgCliExit isg_cli_out_recovered (IsgCli *cli,
                                  const char *path,
                                  IsgStoreKey *key,
                                  const IsgRecoverReport *report);

G_END_DECLS
