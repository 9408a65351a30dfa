/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

void isg_good_needs_no_block (void);
