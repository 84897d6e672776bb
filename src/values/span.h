/* Room: values. From when to when: the first and the last year, or month, that dates and periods say. */
#ifndef SEGBIAS_VALUES_SPAN_H
#define SEGBIAS_VALUES_SPAN_H

#include "base/text.h"

/* First and last; months 0: only the years are known. Zero-initialised: nothing is. */
struct segbias_span {
	int year[2], month[2];
};

/* The year of a run of digits: of four, or of a day (20240131, with or without an hour); 0: it has none of 1900 to 2100. */
int segbias_span_year(const char *digits, size_t size);

/* Widens the span by a date, else by every year that stands in the text ("2020-Q1", "1 Jan - 31 Mar 2024"). false: there is
 * none, or it is a date that stands for none. */
bool segbias_span_add(struct segbias_span *span, struct segbias_label text);

#endif
