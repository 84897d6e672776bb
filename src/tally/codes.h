/* Room: tally. A batch of records, column by column: what an encoder makes and the tally adds. */
#ifndef SEGBIAS_TALLY_CODES_H
#define SEGBIAS_TALLY_CODES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SEGBIAS_CODES_ROWS = 1024 };

/* Records of a plan without memberships, separators or a design: every column has one id a record. */
struct segbias_codes {
	size_t rows;            /* at most SEGBIAS_CODES_ROWS */
	const uint32_t *ids;    /* [columns * SEGBIAS_CODES_ROWS], a column after the other */
	const uint64_t *counts; /* [rows]: records that each row stands for; NULL: one */
	const double *weights;  /* [rows]; read where the plan is weighted */
	const double *numbers;  /* [numbers * SEGBIAS_CODES_ROWS], NaN where there is none */
};

/* The cells of one column of a batch of a reader: cell i spans bytes[starts[i] .. starts[i] + sizes[i]); 32 bytes from each
 * start on can be read. */
struct segbias_code_cells {
	const char *bytes;
	const uint32_t *starts, *sizes; /* [rows] */
	const uint64_t *counts;         /* [rows]; NULL: one */
	size_t rows;                    /* at most SEGBIAS_CODES_ROWS */
	bool quoted; /* a cell that starts with a quote ends with one, and a doubled quote in it is one */
};

#endif
