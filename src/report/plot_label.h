/* Room: report. Untrusted text on its way into a chart: cleaned, cut to fit, and written so that the plotting program can
 * take it for nothing but text.
 */
#ifndef SEGBIAS_REPORT_PLOT_LABEL_H
#define SEGBIAS_REPORT_PLOT_LABEL_H

#include "base/text.h"

enum { SEGBIAS_PLOT_CHARACTERS_MAX = 60 };

enum segbias_plot_size {
	SEGBIAS_PLOT_TITLE, /* bold */
	SEGBIAS_PLOT_HEAD,  /* bold */
	SEGBIAS_PLOT_TEXT,
	SEGBIAS_PLOT_SMALL,
	SEGBIAS_PLOT_SIZE_COUNT,
};

/* Appends the label cleaned: invalid UTF-8, controls, noncharacters, bidi overrides and what else is invisible become
 * U+FFFD, a run of white space one blank, none stays at the ends; of more than 60 characters 59 stay and "…" follows;
 * nothing becomes "(empty)". */
void segbias_plot_clean(struct segbias_text *out, struct segbias_label label);

/* The same without a limit on characters. */
void segbias_plot_clean_all(struct segbias_text *out, struct segbias_label label);

/* Pixels that clean text takes, rather too many than too few: by the widths of DejaVu Sans for ASCII and Arabic, for other
 * characters by their columns. What is invisible takes none. */
double segbias_plot_width(struct segbias_label text, enum segbias_plot_size size);

/* The same of text that another follows, to which its last letter may be joined. */
double segbias_plot_width_before(struct segbias_label text, struct segbias_label rest, enum segbias_plot_size size);

/* Appends clean text, cut to `width` pixels (the cut ends in "…", between characters as a reader sees them). An isolate that
 * the cut leaves open is closed. */
void segbias_plot_fit(struct segbias_text *out, struct segbias_label text, enum segbias_plot_size size, double width);

/* Cleans, cuts and appends a label: to `width` pixels and 60 characters. One in a script that is written from the right is
 * set between isolates, so that it does not carry along what stands around it. */
void segbias_plot_label(struct segbias_text *out, struct segbias_label label, enum segbias_plot_size size,
                        double width);

/* Appends words of ours that may begin with a label. Where that is isolated they are marked as written from the left:
 * cairo takes the direction of a line from its first letter, isolated or not. Words that are written from the right stand in
 * an isolate of that direction: an svg takes none from its letters. */
void segbias_plot_line(struct segbias_text *out, struct segbias_label words, bool leftward);

/* Whether it is such a line. */
bool segbias_plot_is_leftward_line(struct segbias_label text);

/* Whether it has a letter of a script that is written from the right. What has none, and is a text of its own, needs no
 * isolate and must have none: Firefox draws nothing of a text with one in an svg where no letter is from the right. */
bool segbias_plot_turns(struct segbias_label text);

/* Appends clean text of others, or figures, as an isolate, unless it is one already. Its direction is that of its first
 * letter; what has none is written from the left, said so: cairo would turn "21–37" round between Arabic words. */
void segbias_plot_isolate(struct segbias_text *out, struct segbias_label text);

/* Closes an isolate that was left open: they do not nest in what is cut. */
void segbias_plot_close(struct segbias_text *text);

/* Labels that stand beside each other, as they are written. */
struct segbias_plot_labels {
	struct segbias_text *texts;
	size_t count;
	bool failed; /* memory ran out: there are no texts */
};

/* The same for labels that must be told apart: what an end cut off would make equal is cut in its middle, or where it
 * begins to differ. Labels that are equal in every such form stay so. Release *out whatever came of it. */
void segbias_plot_labels_init(struct segbias_plot_labels *out, const struct segbias_label *labels, size_t count,
                              enum segbias_plot_size size, double width);
void segbias_plot_labels_release(struct segbias_plot_labels *labels);

/* "" where memory ran out. */
struct segbias_label segbias_plot_labels_at(const struct segbias_plot_labels *labels, size_t at);

/* Appends one of them, which is cut, if at all, so that it can be told from the others. */
void segbias_plot_label_among(struct segbias_text *out, const struct segbias_label *labels, size_t count, size_t at,
                              enum segbias_plot_size size, double width);

/* Appends the text as a string of gnuplot's in a data block: every byte below 0x80 but A-Z a-z 0-9 " ,.()/+-" as \ooo,
 * and so is a digit that follows such a one. */
void segbias_plot_quote(struct segbias_text *out, struct segbias_label text);

/* Appends what may stand in a file name: the letters a-z and digits of the label, one "-" for what is between them, at
 * most 40 bytes. Nothing where there are none. */
void segbias_plot_slug(struct segbias_text *out, struct segbias_label label);

#endif
