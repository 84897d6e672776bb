/* Room: stats. Whom to exchange, so that of each value of each attribute there are as many people as there should be. DEFINITIONS.md
 * "Exchange".
 */
#ifndef SEGBIAS_STATS_EXCHANGE_H
#define SEGBIAS_STATS_EXCHANGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct segbias_exchange {
	size_t attributes;        /* over 0 */
	const size_t *values;     /* [attributes] how many each has */
	const double *count;      /* [values of all, by attribute] people that have it, whole */
	const double *low, *high; /* [likewise] how many it should be, whole, low <= high */
	size_t leaves;            /* kinds of people who may leave */
	const uint32_t *leave;    /* [leaves * attributes] their values */
	const double *people;     /* [leaves] how many of them there are */
	size_t joins;             /* kinds of people who may join */
	const uint32_t *join;     /* [joins * attributes] their values; NULL: any */
	double work_most; /* rounds times what one looks at, after which the search ends early; 0: some seconds */
};

enum segbias_exchange_state {
	SEGBIAS_EXCHANGE_FOUND,
	SEGBIAS_EXCHANGE_IMPOSSIBLE, /* no exchange does */
	SEGBIAS_EXCHANGE_NOT_FOUND,  /* within the bounds of work none was found, and none was shown to be impossible */
	SEGBIAS_EXCHANGE_MEMORY,
};

struct segbias_exchanged {
	double people;   /* who leave, and as many join */
	double lower;    /* no exchange of fewer does */
	bool optimal;    /* lower is people */
	double *leave;   /* [leaves] */
	size_t joined;   /* kinds of people who join */
	uint32_t *join;  /* [joined * attributes] */
	double *joining; /* [joined] over 0 */
};

/* --- stat_exchange.c --------------------------------------------------------------------------------------------- */

/* The fewest people who leave for as many who join: an integer program, by branch and bound, with a bound on its work (and not on
 * its time) so that it is the same everywhere. Of several such exchanges it is one. *out is to be released in any case.
 * source: Land and Doig, Econometrica 28 (1960) 497-520; Dakin, The Computer Journal 8 (1965) 250-255. */
enum segbias_exchange_state segbias_exchange_find(const struct segbias_exchange *exchange,
                                                  struct segbias_exchanged *out);
void segbias_exchanged_release(struct segbias_exchanged *exchanged);

#endif
