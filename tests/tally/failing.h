/* For tests: one allocation of this thread fails. The linker puts these in the place of malloc and its like (--wrap). */
#ifndef SEGBIAS_TESTS_TALLY_FAILING_H
#define SEGBIAS_TESTS_TALLY_FAILING_H

#include <stdbool.h>
#include <stddef.h>

/* The one at `at` from now on, from 1. */
void failing_begin(size_t at);

/* Whether it came to that. From now on none fails. */
bool failing_end(void);

#endif
