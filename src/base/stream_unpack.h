/* Room: base. What the decompressing parts of a stream share: their input, where it ends, what is wrong with it.
 *
 * A compressed file is one or several members (gzip) or frames (zstd), one after the other, and nothing else.
 * Belongs here: what is the same for every format. Does not belong here: a library that decompresses, which is called in
 * stream_FORMAT.c only.
 */
#ifndef SEGBIAS_BASE_STREAM_UNPACK_H
#define SEGBIAS_BASE_STREAM_UNPACK_H

#include "base/stream_part.h"

enum segbias_unpacked {
	SEGBIAS_UNPACKED_SOME,    /* in the middle of a member */
	SEGBIAS_UNPACKED_MEMBER,  /* at the end of one, its trailer verified: the file may end here */
	SEGBIAS_UNPACKED_CUT,     /* the file ends in the middle of a member */
	SEGBIAS_UNPACKED_DAMAGED, /* what was decompressed before may be used */
	SEGBIAS_UNPACKED_OTHER,   /* no member begins where one should */
	SEGBIAS_UNPACKED_LARGE,   /* more than text can become */
	SEGBIAS_UNPACKED_WINDOW,  /* would take more memory than is given */
	SEGBIAS_UNPACKED_DICTIONARY,
	SEGBIAS_UNPACKED_MEMORY, /* there is none left */
};

/* What one step consumes and gives. Both sizes fit an unsigned int. */
struct segbias_unpacking {
	const char *in;
	size_t in_size, in_used;
	char *out;
	size_t out_size, out_used;
	const char *why; /* of DAMAGED, in the library's words */
};

struct segbias_unpack_format {
	const char *tool;      /* the command of its name, as a hint says it */
	const char *wide;      /* its option for a larger window */
	void *(*create)(void); /* NULL: no memory, which was counted */
	void (*free)(void *state);
	/* Goes on as far as input and room for output reach. There is some of both. The last byte of a member is consumed
	 * only when all of the member's output has found room. */
	enum segbias_unpacked (*step)(void *state, struct segbias_unpacking *unpacking);
};

/* As segbias_part_gunzip. The format is borrowed. */
enum segbias_status segbias_part_unpack(const struct segbias_unpack_format *format, struct segbias_part *below,
                                        const char *head, size_t size, struct segbias_part **out,
                                        struct segbias_error *error);

#endif
