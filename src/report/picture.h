/* Room: report. The bytes of a finished picture: whether it is whole, and the mark by which the tool knows its own. */
#ifndef SEGBIAS_REPORT_PICTURE_H
#define SEGBIAS_REPORT_PICTURE_H

#include "base/text.h"
#include <stdint.h>

enum segbias_picture_format { SEGBIAS_PICTURE_SVG, SEGBIAS_PICTURE_PNG, SEGBIAS_PICTURE_PDF, SEGBIAS_PICTURE_FORMATS };

/* "svg", "png", "pdf": also the suffixes of their files. */
extern const char *const SEGBIAS_PICTURE_SUFFIXES[SEGBIAS_PICTURE_FORMATS];

/* No picture is larger. */
enum { SEGBIAS_PICTURE_BYTES_MAX = 256 << 20 };

/* Whether the bytes are a whole picture. svg: well-formed XML in UTF-8 without a document type, whose root is <svg>. png:
 * its signature, then whole chunks with right checksums from IHDR to IEND, and nothing behind. pdf: its header, its end,
 * and a cross-reference table where the end says. Errors: SEGBIAS_SYSTEM, which names `name` and says what is wrong. */
enum segbias_status segbias_picture_check(enum segbias_picture_format format, struct segbias_label bytes,
                                          const char *name, struct segbias_error *error);

/* Who drew a picture. */
struct segbias_picture_origin {
	const char *stem; /* the file's name without its suffix: a copy under another name is the user's own */
	uint64_t run;     /* tells runs with different charts apart */
};

/* Appends the picture with a mark where no viewer shows it: a comment (svg, pdf) or a text chunk (png). It holds a checksum of
 * the picture. One that is not whole may get none. */
void segbias_picture_mark(enum segbias_picture_format format, struct segbias_label bytes,
                          const struct segbias_picture_origin *origin, struct segbias_text *out);

/* What the bytes of a file say of who drew it. */
enum segbias_picture_mark {
	SEGBIAS_PICTURE_FOREIGN, /* it has no mark with that stem */
	SEGBIAS_PICTURE_CHANGED, /* it has one, and was changed afterwards: somebody's work */
	SEGBIAS_PICTURE_OURS,
};

/* Whether a file has a mark with the origin's stem; its run is then put into the origin. */
enum segbias_picture_mark segbias_picture_marked(struct segbias_label bytes, struct segbias_picture_origin *origin);

#endif
