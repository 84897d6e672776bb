/* Room: history. The ledger of reviews: runs by period, entries that are only ever added and chained by hash, and whether all of
 * it is as it was written. Belongs here: storage (SQLite, which no other room includes), the chain, signatures, periods. Does not
 * belong here: statistics, layout.
 *
 * This header: periods. A quarter "2026Q3", a month "2026-09", or a week of ISO 8601 "2026-W37".
 */
#ifndef SEGBIAS_HISTORY_PERIOD_H
#define SEGBIAS_HISTORY_PERIOD_H

#include "base/text.h"

enum segbias_term_kind { SEGBIAS_TERM_QUARTER, SEGBIAS_TERM_MONTH, SEGBIAS_TERM_WEEK };

struct segbias_term {
	enum segbias_term_kind kind;
	int year, number; /* number from 1 */
};

enum { SEGBIAS_TERM_SIZE = 16 };

/* Years 1900 to 2999. false: it is none of the three, or there is none of this number (2026Q5, 2026-W53). */
bool segbias_term_parse(struct segbias_label label, struct segbias_term *out);

/* Whether it is written as a period, and its year has none of this number; *last: the last one that it has. */
bool segbias_term_misses(struct segbias_label label, struct segbias_term *last);

/* As it is written above. Returns `out`. */
const char *segbias_term_write(const struct segbias_term *term, char out[static SEGBIAS_TERM_SIZE]);

/* By time, of two of one kind: <0, 0, >0. */
int segbias_term_compare(const struct segbias_term *a, const struct segbias_term *b);

/* The one that follows, and the same one a year before (of a 53rd week the 52nd). */
struct segbias_term segbias_term_next(struct segbias_term term);
struct segbias_term segbias_term_year_before(struct segbias_term term);

enum { SEGBIAS_TERM_DAY_SIZE = 11 };

/* The day, "2028-04-01", that lies so many months and then days behind the last one of the period; of a month without such a day its last one.
 * Returns `out`. */
const char *segbias_term_until(const struct segbias_term *term, int months, int days,
                               char out[static SEGBIAS_TERM_DAY_SIZE]);

/* "quarters", "months", "weeks". */
const char *segbias_term_plural(enum segbias_term_kind kind);

#endif
