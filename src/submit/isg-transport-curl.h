/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "submit/isg-transport.h"

G_BEGIN_DECLS

/**
 * IsgTransportOptions:
 *
 * How the server is recognised; all nullable. Copied by isg_transport_curl_new ().
 */
typedef struct {
  const char *ca_file;     /* PEM; replaces the system's trust store */
  const char *pinned_key;  /* "sha256//…" of the server's public key, beside the chain */
  const char *client_cert; /* PEM */
  const char *client_key;  /* PEM */
  guint connect_timeout;   /* seconds; 0 = 20 */
  guint timeout;           /* seconds for a whole request; 0 = 90 */
} IsgTransportOptions;

#define ISG_TYPE_TRANSPORT_CURL (isg_transport_curl_get_type ())

/**
 * IsgTransportCurl:
 *
 * HTTPS by libcurl: TLS 1.2 or newer, certificate and host verified, HTTP/1.1 alone, no redirects,
 * no compression, empty "Expect:", proxy from the system's settings. A save goes over a connection
 * of its own (CURLOPT_FRESH_CONNECT, FORBID_REUSE): libcurl repeats a POST by itself when a reused
 * connection dies. Queries may reuse one. https alone.
 */
G_DECLARE_FINAL_TYPE (IsgTransportCurl, isg_transport_curl, ISG, TRANSPORT_CURL, GObject)

/**
 * isg_transport_curl_new:
 * @options: (nullable): how the server is recognised
 *
 * curl_global_init () must have been called by main ().
 *
 * Thread: any.  Source: submission.md 4 and 6.
 *
 * Returns: (transfer full): a transport
 */
IsgTransport *isg_transport_curl_new (const IsgTransportOptions *options);

/**
 * isg_transport_curl_global_init:
 *
 * Once, before the first thread.
 *
 * Thread: main.
 */
void isg_transport_curl_global_init (void);

G_END_DECLS
