/* Room: analysis. The counts of a result that was kept, and no more of it: what has to be known of many results at once, to tell what they
 * say together (published.c). */
#ifndef SEGBIAS_ANALYSIS_PUBLISHED_COUNTS_H
#define SEGBIAS_ANALYSIS_PUBLISHED_COUNTS_H

#include "findings/findings.h"

struct segbias_counted_attribute {
	struct segbias_label name;
	struct segbias_label *values; /* [value_count] */
	size_t value_count;
	size_t
	    first; /* of its cells among a group's: its values, then those without one, and those that matched none */
};

/* The groups of a result, the whole campaign first; each is compared by the same attributes, with the same values. */
struct segbias_counted {
	struct segbias_label campaign_sha256;
	size_t group_count, attribute_count;
	struct segbias_label *segments; /* [group_count]; bytes NULL: the whole campaign */
	struct segbias_counted_attribute *attributes;
	size_t width;  /* cells of a group */
	double *cells; /* [group_count * width] */
	double *rows;  /* [group_count]: records */
	struct segbias_counted_segment {
		struct segbias_label name;
		size_t group;
	} * sorted; /* [group_count], by name */
};

enum { SEGBIAS_COUNTED_OTHERS = 2 }; /* cells of an attribute that are of no value */

/* In the arena; *regular: false: its groups are not compared by the same. false: no memory. */
bool segbias_counted_take(const struct segbias_findings *result, struct segbias_arena *arena,
                          struct segbias_counted *out, bool *regular);

/* The cells of the group by the attribute. */
const double *segbias_counted_cells(const struct segbias_counted *counted, size_t group, size_t attribute);

/* Of the name, looked for at `hint` first; SIZE_MAX: there is none. */
size_t segbias_counted_group(const struct segbias_counted *counted, struct segbias_label segment, size_t hint);
size_t segbias_counted_attribute(const struct segbias_counted *counted, struct segbias_label name);

/* How many values there are in all. */
size_t segbias_counted_values(const struct segbias_counted *counted);

/* The place of the group's comparison by the attribute in the result, and that of its first value, counted over all. */
size_t segbias_counted_comparison(const struct segbias_counted *counted, size_t group, size_t attribute);
size_t segbias_counted_value(const struct segbias_counted *counted, size_t group, size_t attribute);

/* Whether one of two attributes may tell of the other: of a value of K and more records, or of having none, the counts of every group are
 * sums of counts of the other. false: out of memory. */
bool segbias_counted_may_tell(const struct segbias_counted *counts, const size_t attributes[2], double least,
                              bool *tells);

#endif
