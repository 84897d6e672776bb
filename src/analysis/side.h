/* Room: analysis. One side of a comparison, a group of the campaign or the reference: how precise its shares are, given
 * weights, repeated people, a survey's design or a declared design effect. DEFINITIONS.md "Notation". */
#ifndef SEGBIAS_ANALYSIS_SIDE_H
#define SEGBIAS_ANALYSIS_SIDE_H

#include "stats/design.h"
#include "tally/spread.h"

/* What is known of the side. */
struct segbias_side_input {
	const struct segbias_cell *cells; /* [values] */
	size_t values;
	const struct segbias_cell *known;          /* their sum */
	const struct segbias_group_spread *spread; /* clusters or replicates; NULL: every record is one */
	bool weighted;
	double deff; /* declared; 0: none */
};

/* Release in any case. */
struct segbias_side {
	size_t values;
	double *total;       /* [values]: Σw */
	double *effective;   /* [values]: n_eff */
	double *variance;    /* [values] of the share; nothing where sizes are uniform … */
	double *variance_df; /* [values] … and how many degrees of freedom it has */
	double known;        /* Σw of the known records */
	double pooled;       /* over all values */
	bool plain;          /* counts of independent records: sizes are what they are */
	bool uniform;        /* one size for all values: plain, or divided by a declared design effect */
	bool clustered;
	double df;                /* of the variances */
	double test_df;           /* of a test's variance: fewer where some persons have much of the weight */
	struct segbias_gram gram; /* with its factors, as struct segbias_spread has it; may borrow from input->spread */
	struct segbias_gram_vector *own;  /* [values] where every record is a vector … */
	struct segbias_gram_entry *entry; /* [values] … of one entry */
	double centre;
};

/* Errors: SEGBIAS_SYSTEM. With no known record the sizes are NaN. */
enum segbias_status segbias_side_measure(const struct segbias_side_input *input, struct segbias_side *side,
                                         struct segbias_error *error);

/* The same where a record may have several values: input->known are the records that have any, the spread (if there is one)
 * is that of several answers, and each value stands against all without it. There are no products. */
enum segbias_status segbias_side_measure_several(const struct segbias_side_input *input, struct segbias_side *side,
                                                 struct segbias_error *error);
void segbias_side_release(struct segbias_side *side);

/* As the statistics take it; borrowed from the side. */
struct segbias_spread segbias_side_spread(const struct segbias_side *side);

/* Both sides as the two rows of a table, each at its effective size. Release in any case. */
struct segbias_joined {
	struct segbias_rows_query query;
	double *totals;
};

/* Without the products of the second side, which many tables may share. false: out of memory. */
bool segbias_sides_join(const struct segbias_side *first, const struct segbias_side *second,
                        struct segbias_joined *out);
void segbias_joined_release(struct segbias_joined *joined);

/* The products of the second side, at its effective size. */
struct segbias_gram_part segbias_side_second(const struct segbias_side *second);

#endif
