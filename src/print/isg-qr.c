/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/isg-qr.h"

#ifdef ISG_HAVE_QRENCODE
#include <qrencode.h>
#endif

#ifdef ISG_HAVE_QRENCODE

IsgQr *
isg_qr_new (const char *text)
{
  QRcode *code = QRcode_encodeString8bit (text, 0, QR_ECLEVEL_M);
  IsgQr *qr;

  if (code == NULL)
    return NULL;
  qr = g_new0 (IsgQr, 1);
  qr->size = (guint) code->width;
  qr->dark = g_new (guint8, qr->size * qr->size);
  for (guint i = 0; i < qr->size * qr->size; i++)
    qr->dark[i] = code->data[i] & 1;
  QRcode_free (code);
  return qr;
}

#else

/* Without the library the numbers and the hash stand beside it in words. */
IsgQr *
isg_qr_new (const char *text)
{
  return NULL;
}

#endif

void
isg_qr_free (IsgQr *qr)
{
  if (qr == NULL)
    return;
  g_free (qr->dark);
  g_free (qr);
}
