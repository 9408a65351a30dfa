/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gateway/isg-gw-call.h"

G_BEGIN_DECLS

/**
 * isg_gw_soap_in_read:
 * @service: the service whose address was asked
 * @body: a request's body
 * @soap_action: (nullable): its SOAPAction header
 * @error: %ISG_GW_ERROR _REQUEST, to be answered with a Client fault
 *
 * Reads SOAP 1.1, document/literal wrapped, and is strict: no DTD, no processing instruction, the
 * service's namespace on the wrapper and none below it, elements known, in order, not repeated,
 * without attributes, SOAPAction `""`.
 *
 * Thread: any.  Source: sandbox-wire.md, "Common to all methods" and "A and B".
 *
 * Returns: (transfer full): the call, or %NULL with @error
 */
IsgGwCall *isg_gw_soap_in_read (const IsgGwService *service,
                                GBytes *body,
                                const char *soap_action,
                                GError **error);

G_END_DECLS
