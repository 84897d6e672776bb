/* Room: report. What text is written on: its width, colour and character set; names that wrap, cells that line up. */
#ifndef SEGBIAS_REPORT_PAPER_H
#define SEGBIAS_REPORT_PAPER_H

#include "report/format.h"

struct segbias_paper {
	struct segbias_text *out;
	int width; /* columns, 40 or more: of tables */
	int prose; /* the same, but at most 100: longer lines of prose are hard to read */
	bool color;
	bool ascii;    /* what is not ASCII is written as an escape, such as \u6027, so that names stay told apart */
	int used;      /* columns of the current line, for wrapping */
	bool bars;     /* some table has drawn one */
	bool isolates; /* written from the right: names and numbers stand between U+2068 and U+2069 */
	bool isolated; /* … and one of them is open */
	bool own;      /* what is written is of a file: an isolate in it is no isolate of ours */
};

/* The paper that the options ask for. */
struct segbias_paper segbias_paper_of(const struct segbias_render_options *options, struct segbias_text *out);

/* The words of a sentence as the paper takes them: its marks become isolates, or nothing. */
void segbias_paper_words(const struct segbias_paper *paper, const char *sentence, struct segbias_text *out);

/* Columns that a sentence takes, and the longest of its words. */
int segbias_paper_sentence_columns(const struct segbias_paper *paper, const char *sentence);
int segbias_paper_word_columns(const struct segbias_paper *paper, const char *sentence);

/* A sentence, wrapped. */
void segbias_paper_sentence(struct segbias_paper *paper, const char *sentence, int indent);

/* Opens or closes what is read in an order of its own, where the paper has isolates; nothing else. */
void segbias_paper_isolate(struct segbias_paper *paper, bool open);

/* A sentence in so many columns, to their right end where `right`; it takes more where it is longer. */
void segbias_paper_cell_text(struct segbias_paper *paper, const char *sentence, int width, bool right);

enum segbias_ink { SEGBIAS_INK_PLAIN, SEGBIAS_INK_BOLD, SEGBIAS_INK_DIM, SEGBIAS_INK_OVER, SEGBIAS_INK_UNDER };

/* A string constant of ours; non-ASCII characters must have an ASCII form in segbias_paper_sign. */
void segbias_paper_string(struct segbias_paper *paper, const char *string);
void segbias_paper_format(struct segbias_paper *paper, const char *format, ...) SEGBIAS_PRINTF(2, 3);
void segbias_paper_line(struct segbias_paper *paper);

/* Untrusted text: unsafe characters become U+FFFD (in ASCII all but ASCII becomes escapes). Never cut. */
void segbias_paper_label(struct segbias_paper *paper, struct segbias_label label);

/* The same, wrapped at the paper's width; further lines are indented. */
void segbias_paper_name(struct segbias_paper *paper, struct segbias_label label, int indent);

/* The same of a sentence that is one name. */
void segbias_paper_name_sentence(struct segbias_paper *paper, const char *sentence, int indent);

/* Columns that a label takes on the paper: 2 of a wide character, 0 of a combining one. */
int segbias_paper_columns(const struct segbias_paper *paper, struct segbias_label label);

/* Takes the next piece off the label that fits into so many columns, at least one character; empty where nothing is left. It
 * ends at a good place to break where there is one: behind a blank, a dash, a stroke or a wide character. The blanks between
 * two pieces are gone. */
struct segbias_label segbias_paper_take(const struct segbias_paper *paper, struct segbias_label *label, int columns);

/* Lines that the label takes in so many columns; one that ends in the middle of a word counts as two. */
int segbias_paper_lines(const struct segbias_paper *paper, struct segbias_label label, int columns);

/* A cell of a row: `width` columns from column `at` on, in lines of its own where it needs more. */
struct segbias_paper_cell {
	const char *text; /* a sentence */
	int at, width;
	bool right; /* to the right end */
};

/* Cells beside each other, from the line's beginning to its end, at most 8. */
void segbias_paper_row(struct segbias_paper *paper, const struct segbias_paper_cell *cells, size_t count);

/* One of two signs. */
void segbias_paper_sign(struct segbias_paper *paper, const char *utf8, const char *ascii);

void segbias_paper_ink(struct segbias_paper *paper, enum segbias_ink ink);

/* Words in `text` (untrusted parts already clean), from where the line stands: wrapped, every further line indented. A word
 * that is longer than a line is broken. */
void segbias_paper_wrap(struct segbias_paper *paper, const char *text, int indent);

/* A line that begins with two blanks, wrapped. */
void segbias_paper_remark(struct segbias_paper *paper, const char *format, ...) SEGBIAS_PRINTF(2, 3);

#endif
