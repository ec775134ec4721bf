#ifndef STEELCUT_ALLOCATION_COUNTER_H
#define STEELCUT_ALLOCATION_COUNTER_H

#include <stdint.h>

/// How many blocks of memory this process has asked for so far.
uint64_t steelcut_allocations(void);

/// From here on, what OpenSSL asks for is not counted; 0 where it has asked for some already.
int steelcut_leave_openssl_out(void);

#endif
