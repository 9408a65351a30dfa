/* SPDX-License-Identifier: GPL-3.0-or-later */
/* FIXME */
const char *p = "/root/x";
