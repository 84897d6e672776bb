/* Room: report. What text is written on: its width, colour and character set; cells that line up. */
#ifndef SEGBIAS_REPORT_PAPER_H
#define SEGBIAS_REPORT_PAPER_H

#include "report/format.h"

struct segbias_paper {
	struct segbias_text *out;
	int width; /* columns, 80 to 100 */
	bool color;
	bool ascii;
	int used; /* columns of the current line, for wrapping */
};

/* The paper that the options ask for. */
struct segbias_paper segbias_paper_of(const struct segbias_render_options *options, struct segbias_text *out);

/* Which spelling means which value, and how: of compare --explain-mapping and inspect. */
void segbias_text_mapping(struct segbias_paper *paper, const struct segbias_findings *findings);

enum segbias_ink { SEGBIAS_INK_PLAIN, SEGBIAS_INK_BOLD, SEGBIAS_INK_DIM, SEGBIAS_INK_OVER, SEGBIAS_INK_UNDER };

/* A string constant of ours; non-ASCII characters must have an ASCII form in segbias_paper_sign. */
void segbias_paper_string(struct segbias_paper *paper, const char *string);
void segbias_paper_format(struct segbias_paper *paper, const char *format, ...) SEGBIAS_PRINTF(2, 3);
void segbias_paper_line(struct segbias_paper *paper);

/* Untrusted text: unsafe characters become U+FFFD ("?" in ASCII, like every other non-ASCII character). */
void segbias_paper_label(struct segbias_paper *paper, struct segbias_label label);

/* The same, cut to at most `width` columns. */
void segbias_paper_short(struct segbias_paper *paper, struct segbias_label label, int width);

/* The same, cut to `width` columns (the cut is marked) and filled up with blanks. */
void segbias_paper_cell(struct segbias_paper *paper, struct segbias_label label, int width);

/* One of two signs. */
void segbias_paper_sign(struct segbias_paper *paper, const char *utf8, const char *ascii);

void segbias_paper_ink(struct segbias_paper *paper, enum segbias_ink ink);

/* A paragraph from words in `text` (untrusted parts already clean): wrapped at the width, every further line indented. */
void segbias_paper_wrap(struct segbias_paper *paper, const char *text, int indent);

/* Columns that a label takes. */
int segbias_label_width(struct segbias_label label);

#endif
