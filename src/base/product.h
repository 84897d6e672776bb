/* Room: base. One entry of a symmetric matrix that is mostly zero: what tallies hand to statistics. */
#ifndef SEGBIAS_BASE_PRODUCT_H
#define SEGBIAS_BASE_PRODUCT_H

#include <stdint.h>

/* row <= column; a list of them is sorted by (row, column), has each pair once, and what it lacks is 0. */
struct segbias_product {
	uint32_t row, column;
	double sum;
};

#endif
