/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
/* Words that the model (submission.pml) and its comparison with the program (model-real.c) share:
 * numbers alone, since spin reads them too. model-real.c checks that they are the program's. */
#ifndef SUBMISSION_MODEL_H
#define SUBMISSION_MODEL_H

#define P_DRAFT              0
#define P_AWAITING_SIGNATURE 1
#define P_QUEUED             2
#define P_SENDING            3
#define P_IN_DOUBT           4
#define P_PROCESSING         5
#define P_NEEDS_HELP         6
#define P_ACCEPTED           7
#define P_PARTLY_ACCEPTED    8
#define P_REJECTED           9
#define P_SUPERSEDED         10
#define P_CANCELLED          11
#define P_WITHDRAWN          12
#define P_REPORTED_ELSEWHERE 13
#define P_N_STATES           14

#define V_FINALISE            0
#define V_SIGNED              1
#define V_CARD_FAILED         2
#define V_CERTIFICATE_FAILED  3
#define V_CLOCK_WRONG         4
#define V_METHOD_ENDED        5
#define V_WITHDRAW            6
#define V_EDIT                7
#define V_ASK                 8
#define V_SEND                9
#define V_COMMIT_FAILED       10
#define V_MIRROR_FAILED       11
#define V_GATE_SHUT           12
#define V_RECOVER             13
#define V_COPY_FOUND          14
#define V_SAVE_ACCEPTED       15
#define V_SAVE_PARTLY         16
#define V_SAVE_TAKEN          17
#define V_SAVE_REFUSED        18
#define V_SAVE_USED           19
#define V_SAVE_FAILED         20
#define V_SAVE_SIGNATURE      21
#define V_SAVE_BATCH          22
#define V_SAVE_FAULT          23
#define V_SAVE_CREDENTIALS    24
#define V_SAVE_FORBIDDEN      25
#define V_SAVE_SERVER         26
#define V_SAVE_BUSY           27
#define V_SAVE_ENDPOINT       28
#define V_SAVE_UNREADABLE     29
#define V_SAVE_LOST           30
#define V_SAVE_NOT_CONNECTED  31
#define V_SAVE_TLS            32
#define V_SAVE_ABORTED        33
#define V_HANDED_OVER         34
#define V_QUERY_ACCEPTED      35
#define V_QUERY_PARTLY        36
#define V_QUERY_IN_WORK       37
#define V_QUERY_REFUSED       38
#define V_QUERY_UNJUDGED      39
#define V_QUERY_DIFFERS       40
#define V_QUERY_NO_CONTENT    41
#define V_QUERY_ABSENT        42
#define V_QUERY_NO_ANSWER     43
#define V_QUERY_CREDENTIALS   44
#define V_QUERY_SERVER        45
#define V_QUERY_NOT_CONNECTED 46
#define V_QUERY_TLS           47
#define V_QUERY_FAULTY        48
#define V_OVERDUE             49
#define V_MEND                50
#define V_SEND_AGAIN          51
#define V_HELP_SEND_AGAIN     52
#define V_HELP_NEW_NUMBER     53
#define V_HELP_ELSEWHERE      54
#define V_CORRECTED           55
#define V_CANCELLED           56
#define V_N                   57

#define T_BY_NUMBER 0
#define T_ASSUMED   1
#define T_NONE      2

#define O_NOTHING        0
#define O_ABSENT         1
#define O_ABSENT_SETTLED 2
#define O_REFUSED        3
#define O_DIFFERS        4
#define O_PRESENT        5

#define G_NONE        0
#define G_STORE       1
#define G_CREDENTIALS 4
#define G_SIGNATURE   6
#define G_ENDPOINT    7
#define G_TLS         8
#define G_CLOCK       9
#define G_SERVER      10
#define G_NETWORK     11
#define G_CERTIFICATE 12
#define G_CARD        13
#define G_METHOD      14

#endif
