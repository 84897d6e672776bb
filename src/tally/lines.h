/* Room: tally. The lines of a tally file: writing them one by one, and reading what one says.
 *
 * Each is a JSON object without blanks, whose keys stand in one order; reading takes that order and nothing else, so that one
 * state has one text. What it means is said in tally/file.h.
 */
#ifndef SEGBIAS_TALLY_LINES_H
#define SEGBIAS_TALLY_LINES_H

#include "base/arena.h"
#include "base/hash.h"
#include "base/sum.h"
#include <stdint.h>

enum {
	SEGBIAS_LINE_MAX = 1 << 20,  /* bytes */
	SEGBIAS_LINE_FULL = 1 << 18, /* from here on a list goes on in another line */
};

/* --- writing ----------------------------------------------------------------------------------------------------- */

struct segbias_lines {
	struct segbias_text *out;
	struct segbias_text line; /* the one that is being written */
	struct segbias_hash hash; /* of those before */
	uint64_t count;
	bool too_long; /* one was longer than SEGBIAS_LINE_MAX */
	bool invalid;  /* a text is not UTF-8 */
};

void segbias_lines_init(struct segbias_lines *lines, struct segbias_text *out);
void segbias_lines_release(struct segbias_lines *lines);
void segbias_lines_end(struct segbias_lines *lines);
/* Whether a list has to go on in another line. */
bool segbias_lines_full(const struct segbias_lines *lines);

/* Text as it is, a whole number, a quoted text, a sum in quotes. */
void segbias_lines_add(struct segbias_lines *lines, const char *text);
void segbias_lines_whole(struct segbias_lines *lines, uint64_t value);
void segbias_lines_string(struct segbias_lines *lines, struct segbias_label value);
void segbias_lines_sum(struct segbias_lines *lines, const struct segbias_sum *sum);

/* [1,2,3] */
void segbias_lines_list(struct segbias_lines *lines, const uint32_t *values, size_t count);
void segbias_lines_wholes(struct segbias_lines *lines, const uint64_t *values, size_t count);

/* --- reading ----------------------------------------------------------------------------------------------------- */

/* One line. Once it failed nothing is read any more. */
struct segbias_scan {
	const char *at, *end;
	struct segbias_arena *arena; /* for texts */
	bool failed, memory;         /* memory: that was why */
};

/* Whether the text stands there; it is passed over then. */
bool segbias_scan_is(struct segbias_scan *scan, const char *text);
void segbias_scan_expect(struct segbias_scan *scan, const char *text);
/* At most 2^53. */
uint64_t segbias_scan_whole(struct segbias_scan *scan);
/* Below the limit; otherwise it fails. */
uint32_t segbias_scan_below(struct segbias_scan *scan, uint64_t limit);
/* Lives in the arena. */
struct segbias_label segbias_scan_string(struct segbias_scan *scan);
void segbias_scan_sum(struct segbias_scan *scan, struct segbias_sum *sum);
/* A sum that is one double. */
double segbias_scan_double(struct segbias_scan *scan);
/* An object, as it stands in the line. */
struct segbias_label segbias_scan_object(struct segbias_scan *scan);
/* Before each item of a list whose "[" was read: false where it ends. */
bool segbias_scan_item(struct segbias_scan *scan, size_t before);
void segbias_scan_end(struct segbias_scan *scan);

#endif
