/* Room: jobs. What was read of a file while it is put into a table: the values of its attributes, and the rows. */
#ifndef SEGBIAS_JOBS_CELLS_H
#define SEGBIAS_JOBS_CELLS_H

#include "base/sum.h"
#include "jobs/run.h"

#define SEGBIAS_CELL_UNKNOWN UINT32_MAX

/* An attribute, and what of the file is none of its values: those that count zero, and a campaign's unmatched ones. */
struct segbias_cell_axis {
	const struct segbias_attribute *attribute;
	struct segbias_intern others;       /* their normal forms … */
	struct segbias_label *other_labels; /* [others.size]: … and the first spelling of each */
	double *ranks;                      /* [values and others]: their places in the result */
	bool dates;                         /* its spellings are birth dates */
	uint64_t withheld;                  /* rows or spellings that look like a person's, and are unknown */
	const struct segbias_missing
	    *missing;  /* whose markers are no value though the file lists them; NULL: none are */
	double people; /* of several answers: who answered; NaN */
};

/* A row of the result while it is added up. */
struct segbias_cell_row {
	struct segbias_sum figure, square;
	struct segbias_sum below, above; /* what is not known of the figure */
	uint64_t hidden;
	uint64_t parts; /* figures of the file that it is made of */
};

struct segbias_cells {
	struct segbias_run *run;
	const struct segbias_source *source; /* the file */
	struct segbias_cell_axis *axes;      /* [axis_count] */
	size_t axis_count;
	bool joint;
	bool intervals;                /* a figure is hidden or rounded */
	struct segbias_intern keys;    /* of a joint table a value an axis; otherwise axis and value */
	struct segbias_cell_row *rows; /* [keys.size] */
	size_t capacity;
};

/* Adds up what was read of the attributes that were matched, and fills the run's findings. `twins`: of a campaign the first
 * of the columns, one an attribute, that hold its spellings. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_cells_add_up(struct segbias_cells *cells, uint32_t twins, struct segbias_error *error);
void segbias_cells_release(struct segbias_cells *cells);

/* The key of a label on an axis: a value, another label, or unknown. false: out of memory. */
bool segbias_cell_key(struct segbias_cell_axis *axis, struct segbias_label label, uint32_t *key);

/* What it means by the attribute's value map: an id as of a plan's column. */
uint32_t segbias_cell_resolve(const struct segbias_cell_axis *axis, struct segbias_label label);

/* The label of a key; bytes NULL: unknown. */
struct segbias_label segbias_cell_label(const struct segbias_cell_axis *axis, uint32_t key);

/* Gives every key its place in the result, once all are known; unknown is last. false: out of memory. */
bool segbias_cell_rank(struct segbias_cell_axis *axis);
double segbias_cell_place(const struct segbias_cell_axis *axis, uint32_t key);

#endif
