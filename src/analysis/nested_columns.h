/* Room: analysis. Columns of a tally of which one tells of another, or two of a third (--publish K): of all pairs and triples of which one
 * column withholds a count.
 *
 * Belongs here: which records have which values of them, by the tables that the plan has for it, and what is left out where they cannot be
 * withheld together. Not: what is withheld (publish.c, audit_publish.c), and when counts tell (nested.c). */
#ifndef SEGBIAS_ANALYSIS_NESTED_COLUMNS_H
#define SEGBIAS_ANALYSIS_NESTED_COLUMNS_H

#include "analysis/nested.h"
#include "analysis/publish_table.h"
#include "tally/tally.h"

struct segbias_nested_column {
	struct segbias_label name;
	uint32_t column; /* of the tally */
	size_t ids;      /* with missing and unmatched ones */
	size_t values;   /* with what is no value: of who lives elsewhere there is no county, and that is one, too */
	const uint32_t *
	    value_of; /* [ids]: the value of each id, UINT32_MAX, and missing and unmatched: the last; NULL: each is one */
	bool withholds; /* a count of a group that is published */
};

struct segbias_nested_columns {
	const struct segbias_tally *tally;
	const struct segbias_nested_column *list; /* [count] */
	size_t count;
	double least; /* K, in records */
	bool shared;  /* each triple may have as many combinations; else they may in all */
	bool counted; /* the plan has their pairs */
	bool few;     /* … or would have them, were it made for --publish */
	bool named;   /* --attributes is given */
	const char *path;
	/* Withholds the counts of list[column] anew, where others tell how many records of each set of its values every group has. *open: that
	 * cannot be done. */
	enum segbias_status (*withhold)(void *context, size_t column, const struct segbias_publish_sets *sets,
	                                bool *open, struct segbias_error *error);
	void *context;
};

/* Where two columns tell of each other the counts of each are withheld anew, set by set of the values that tell of each other. Errors: SEGBIAS_DATA
 * where that cannot be done, where two tell a third, and where it was not counted whether they do; SEGBIAS_SYSTEM. */
enum segbias_status segbias_nested_columns_check(const struct segbias_nested_columns *of, struct segbias_error *error);

#endif
