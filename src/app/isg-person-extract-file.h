/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-keep-file.h"

G_BEGIN_DECLS

/**
 * isg_person_extract_file:
 * @uuid: a person's: an employee or a professional
 * @today: the day, for the file's name
 * @paper: whether it is to be read (PDF) or taken along (JSON)
 *
 * "Kişiye verilecek döküm": all that the store holds about one person. Making it is journalled, and
 * so is each reading of health details that are in it.
 *
 * Thread: main.  Source: ui.md 3.3; 6698 art. 11.
 *
 * Returns: a file for isg_keep_file_ask (), which takes its data over
 */
IsgKeepFile isg_person_extract_file (const char *uuid, IsgDate today, gboolean paper);

G_END_DECLS
