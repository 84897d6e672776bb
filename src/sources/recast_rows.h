/* Room: sources. The records of a file while it is written anew: for recast_NAME.c. */
#ifndef SEGBIAS_SOURCES_RECAST_ROWS_H
#define SEGBIAS_SOURCES_RECAST_ROWS_H

#include "csv/ragged.h"
#include "sources/melt.h"

struct segbias_recast_rows {
	struct segbias_ragged walk;
	size_t width;
	struct segbias_label *names, *fields; /* [width]: of the header, and of the last record; without quotes */
	uint64_t line;                        /* on which the last record begins … */
	uint64_t next_line;                   /* … and the one behind it */
	uint64_t bad_line;                    /* of the first record that is not as wide as the header; 0: none */
};

/* Reads the header. Close in any case. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_recast_rows_open(const struct segbias_melting *file, struct segbias_recast_rows *rows,
                                             struct segbias_error *error);
void segbias_recast_rows_close(struct segbias_recast_rows *rows);

/* From the first record below the header again. */
void segbias_recast_rows_rewind(const struct segbias_melting *file, struct segbias_recast_rows *rows);

/* The next record that is as wide as the header; false: there is none. */
bool segbias_recast_rows_next(struct segbias_recast_rows *rows);

/* At the end: a record of another width is an error, as it is in any table. Errors: SEGBIAS_DATA. */
enum segbias_status segbias_recast_rows_check(const struct segbias_melting *file,
                                              const struct segbias_recast_rows *rows, struct segbias_error *error);
enum segbias_status segbias_recast_refuse_width(const struct segbias_melting *file, uint64_t line,
                                                struct segbias_error *error);

/* The column of that name; SIZE_MAX: none. */
size_t segbias_recast_rows_find(const struct segbias_recast_rows *rows, const char *name);

/* A field with quotes around it, which may be inside it doubled, and a comma behind it. */
void segbias_recast_put(struct segbias_text *out, struct segbias_label field);

/* Whether the header has a column of that name. */
bool segbias_recast_has(const struct segbias_melting *file, const char *name);

#endif
