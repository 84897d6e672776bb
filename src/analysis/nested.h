/* Room: analysis. Columns of which one tells of another (--publish K): of a city its country, of an age its band. The counts of each are
 * withheld by themselves, so that those of a country less those of its cities that are shown would be those of the one that is not.
 *
 * Belongs here: whether columns tell of each other, by counts of their combinations, and how that is refused. Not: where the counts come
 * from (audit_nested.c, publish_nested.c: tallies; published_nested.c: results that were kept). */
#ifndef SEGBIAS_ANALYSIS_NESTED_H
#define SEGBIAS_ANALYSIS_NESTED_H

#include "base/error.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Records by the values of two columns. */
struct segbias_nesting {
	size_t values[2];
	const uint64_t *counts; /* [values[0] * values[1]] */
	const bool *none; /* [values[0] + values[1]]: no value, but a blank or an unmatched one; NULL: all are values */
	double least;     /* K */
	size_t *sets; /* [values[0] + values[1]], filled: of which set each value is, by number; NULL: nobody asks */
	bool *fixed;  /* [the same], filled with sets: no value, and some of its records are of another set */
};

/* Of more cells columns are too many to look at. */
#define SEGBIAS_NESTING_CELLS_MAX ((size_t)1 << 23)

/* The sets of values, of both columns, into which they fall: values are joined by K records and more; one that has so many with no other
 * joins that with which it has most; and so does a set of which as many records are of other sets as are its own. A value that has
 * none with any other by itself is no set. What is no value joins nothing, as a blank may be of any value: it is of a set only where most
 * of its records have values that lack the other column (of Canada there are no states), or lack both (a page that was left out). */
struct segbias_nested {
	size_t sets;
	uint64_t fewest; /* records that join a set to the rest: of that which has fewest */
	uint64_t all;    /* records whose values are not of one set */
	double
	    expected; /* … that there would be, were the columns independent: of each value of the first all but one record are looked at */
};

/* Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_nesting_look(const struct segbias_nesting *of, struct segbias_nested *out,
                                         struct segbias_error *error);

/* Whether columns tell of each other: there are sets, and fewer than K records join one of them to the rest. Its counts by the one column
 * are those by the other, but for so few. */
bool segbias_nested_tells(const struct segbias_nested *of, double least);

/* Which columns tell of each other: the first tells of the second; or both together tell of the third. */
struct segbias_telling {
	struct segbias_label names[3];
	size_t count;
	bool named; /* --attributes is given */
	bool more;  /* others are left out, too */
};

/* What --attributes takes, as it is typed. false: it does not fit into a hint, or there is no memory. */
bool segbias_nested_type(const struct segbias_label *list, size_t count, struct segbias_text *typed);

/* `list`: the attributes that the hint leaves: without the last that tells. Returns SEGBIAS_DATA. */
enum segbias_status segbias_nested_refuse(const struct segbias_telling *telling, const struct segbias_label *list,
                                          size_t count, const char *path, struct segbias_error *error);

#endif
