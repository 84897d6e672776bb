/* Room: csv. Where records and fields end, found 64 bytes at a time.
 *
 * Of 64 bytes each question ("which are quotes?") is answered by one mask, bit i for byte i. There is one source of this,
 * structure_kernel.h, compiled once for each instruction set; all give the same. They read up to SEGBIAS_CSV_PADDING
 * bytes past the size that they are given, and those may hold anything.
 *
 * Belongs here: what the bytes say as plain RFC 4180. Does not belong here: what is wrong with bytes that are not plain
 * (the libcsv reader decides), and where bytes come from.
 */
#ifndef SEGBIAS_CSV_STRUCTURE_H
#define SEGBIAS_CSV_STRUCTURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* How far the whole records of some bytes reach that begin with a record. Zero-initialise but for the delimiter. More
 * bytes may be put behind those that were seen, and looked at by another call. */
struct segbias_csv_frame {
	char delimiter;
	/* Not plain RFC 4180: a quote opens inside a field, or is followed by text; or a carriage return is not followed by
	 * a line feed. Only libcsv can say where records end then, and nothing else here means anything. */
	bool odd;
	size_t end;     /* after the line feed of the last whole record; 0: none is whole */
	uint64_t lines; /* line feeds before the end, those between quotes, too */

	/* What was seen, for the next call. */
	size_t position;
	uint64_t line_feeds;
	uint64_t quoted;   /* all bits: the byte before the position stands between quotes, or opened them; else 0 */
	uint64_t closed;   /* 1: it closed them */
	uint64_t returned; /* 1: it is a carriage return */
};

/* Where the fields of whole, plain records end. */
struct segbias_csv_index {
	size_t ends;    /* delimiters and line feeds outside of quotes */
	size_t records; /* those line feeds */
	bool nul;       /* there is a NUL byte */
};

struct segbias_csv_kernel {
	const char *name;
	/* Looks at bytes[frame->position .. size). */
	void (*frame)(struct segbias_csv_frame *frame, const char *bytes, size_t size);
	/* `ends` has room for size + SEGBIAS_CSV_ENDS_SLACK. */
	struct segbias_csv_index (*index)(const char *bytes, size_t size, char delimiter, uint32_t *ends);
};

enum {
	SEGBIAS_CSV_ENDS_SLACK = 64, /* ends are written several at a time */
	SEGBIAS_CSV_KERNELS_MAX = 4,
};

/* Those that this processor can run, the fastest first and plain C last. Returns how many. */
size_t segbias_csv_kernels(const struct segbias_csv_kernel *kernels[static SEGBIAS_CSV_KERNELS_MAX]);

/* The fastest; plain C where the environment says SEGBIAS_CPU=baseline. */
const struct segbias_csv_kernel *segbias_csv_kernel(void);

/* One a file structure_NAME.c; a file for another architecture is empty. */
extern const struct segbias_csv_kernel segbias_csv_kernel_plain;
extern const struct segbias_csv_kernel segbias_csv_kernel_sse2;
extern const struct segbias_csv_kernel segbias_csv_kernel_avx2;
extern const struct segbias_csv_kernel segbias_csv_kernel_neon;

#endif
