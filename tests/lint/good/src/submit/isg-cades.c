/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gnutls/gnutls.h>

#include "dataset/isg-document.h"
