/* Room: csv. Records as a delimiter splits them, whatever their widths: for looking at a file before it is known what of
 * it is a table. The reader (csv/reader.h) alone decides what is a record of a table, and reports what is wrong.
 */
#ifndef SEGBIAS_CSV_RAGGED_H
#define SEGBIAS_CSV_RAGGED_H

#include "base/text.h"

#include <stdint.h>

/* A walk over bytes; set bytes, size and delimiter, and where it begins. */
struct segbias_ragged {
	const char *bytes;
	size_t size;
	size_t at;
	char delimiter;
};

struct segbias_ragged_record {
	size_t start, stop; /* its text, without its line end */
	size_t end;         /* where the next begins */
	size_t width;       /* fields */
	bool blank;         /* nothing between two line ends */
	bool sound; /* every quote opens a field and is followed, once closed, by a delimiter or the record's end */
	bool ended; /* by a line end, not by the end of the bytes */
};

/* The next record; false: there is none. */
bool segbias_ragged_next(struct segbias_ragged *walk, struct segbias_ragged_record *record);

/* The fields of a record, with their quotes, one after the other: `*at` begins at record->start. false: there are no
 * more. */
bool segbias_ragged_field(const struct segbias_ragged *walk, const struct segbias_ragged_record *record, size_t *at,
                          struct segbias_label *field);

#endif
