/* Room: sources. Whether a row of a log is one of what is counted: a column may say that rows are of several kinds, or of several things. */
#ifndef SEGBIAS_SOURCES_LOG_ROWS_H
#define SEGBIAS_SOURCES_LOG_ROWS_H

#include "sources/log_file.h"

/* Of what a row is to be one: which columns tell, and the hints. */
enum segbias_log_rows_kind {
	SEGBIAS_LOG_ROWS_CONTACTS, /* whose kinds are outcomes */
	SEGBIAS_LOG_ROWS_SHOWN,
	SEGBIAS_LOG_ROWS_CHOSEN
};

struct segbias_log_rows {
	enum segbias_log_rows_kind kind;
	struct segbias_log_watched *columns; /* [count], in the arena of the file */
	size_t count;
};

/* At the head, once the columns of the log are found: those of the others that may tell. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_log_rows_find(struct segbias_log_rows *rows, struct segbias_log_file *file);

/* At each row. Errors: SEGBIAS_DATA where it is not one of them, or where rows are of several kinds. */
enum segbias_status segbias_log_rows_check(struct segbias_log_rows *rows, struct segbias_log_file *file);

/* After the last row. Errors: as at each, of a column whose cells are all words of what somebody was shown or did. */
enum segbias_status segbias_log_rows_finish(const struct segbias_log_rows *rows, struct segbias_log_file *file);

#endif
