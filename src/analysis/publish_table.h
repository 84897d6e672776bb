/* Room: analysis. Which groups are not published at all, and which counts of a column's table are withheld: the part of --publish that takes
 * counts, wherever they came from (publish.c: a tally; published.c: a result that was kept). Why it is so: publish.c. */
#ifndef SEGBIAS_ANALYSIS_PUBLISH_TABLE_H
#define SEGBIAS_ANALYSIS_PUBLISH_TABLE_H

#include "stats/suppress.h"

/* The groups, the whole campaign first. */
struct segbias_publish_groups {
	size_t count;
	double *rows;    /* [count]: records */
	double *persons; /* [count]: or records, where every record is a person */
	double rest;     /* records of no segment */
	double least;    /* K */
	bool *hidden;    /* [count]: nothing of the group is published */
};

/* The table of a column, with a row for all that the published segments leave. */
struct segbias_publish_table {
	struct segbias_suppression cells;
	double *count;   /* [rows * columns], the first groups' to be filled */
	double *persons; /* [the same]; the rest's: at most */
	bool *small, *withheld, *unseen;
};

/* Sets of a table's columns, of which another table tells how many records each group has. */
struct segbias_publish_sets {
	const size_t *of; /* [columns]: of which set each is, by any number */
	const bool *
	    fixed; /* [columns]: it may be told of its records that they are of other sets, so that none of its counts is less */
};

/* false: out of memory; to be released all the same. */
bool segbias_publish_table_init(struct segbias_publish_table *table, const struct segbias_publish_groups *groups,
                                size_t columns);
void segbias_publish_table_release(struct segbias_publish_table *table);

/* Marks the counts of 1 to K - 1: after they are filled. */
void segbias_publish_table_mark(struct segbias_publish_table *table);

/* Hides the segments of fewer than K; then, table by table as if all were published, those of which a column's small counts could be told
 * whatever else is withheld. */
void segbias_publish_hide_small(const struct segbias_publish_groups *groups);
void segbias_publish_hide_tight(const struct segbias_publish_groups *groups, const struct segbias_publish_table *table);

/* Hides as many more as are needed: that of those that are not published, of two at least, each could have K records, as each has one.
 * Whether the records of no segment are not published, either. */
bool segbias_publish_hide_more(const struct segbias_publish_groups *groups);

/* Withholds what is small of the table, and what would tell it: cells[groups * columns]. table->cells.open tells where that cannot be done.
 * sets: NULL, or those of which each is protected by itself. false: out of memory. */
bool segbias_publish_table_withhold(const struct segbias_publish_groups *groups, struct segbias_publish_table *table,
                                    const struct segbias_publish_sets *sets, bool *cells);

#endif
