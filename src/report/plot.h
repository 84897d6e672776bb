/* Room: report. Charts on their way to the plotting program and back: a sheet of pixels to draw on, one process that draws
 * all sheets, and the bytes that come back.
 *
 * What reaches gnuplot: the theme (scripts/charts/theme.gp), commands of this file, numbers, and text in data blocks,
 * quoted by segbias_plot_quote. It runs without its start-up files, in a private folder, with a bare environment, confined
 * (base/process.h). An allocation that fails is remembered and told by segbias_plot_draw.
 */
#ifndef SEGBIAS_REPORT_PLOT_H
#define SEGBIAS_REPORT_PLOT_H

#include "base/notes.h"
#include "report/picture.h"
#include "report/plot_fonts.h"
#include "report/plot_label.h"

enum {
	SEGBIAS_PLOT_WIDTH = 920,            /* pixels of every sheet */
	SEGBIAS_PLOT_PNG_HEIGHT_MAX = 32000, /* cairo draws no bitmap that is taller */
	SEGBIAS_PLOT_STEM_MAX = 100,         /* bytes of a file's name before its suffix, and a 0 */
};

/* In the order of INK in scripts/charts/theme.gp. */
enum segbias_plot_ink {
	SEGBIAS_PLOT_BLACK,
	SEGBIAS_PLOT_SOFT,
	SEGBIAS_PLOT_GRID,
	SEGBIAS_PLOT_AXIS,
	SEGBIAS_PLOT_UNDER,
	SEGBIAS_PLOT_LIKELY_UNDER,
	SEGBIAS_PLOT_OVER,
	SEGBIAS_PLOT_LIKELY_OVER,
	SEGBIAS_PLOT_GREY,
	SEGBIAS_PLOT_WHITE,
	SEGBIAS_PLOT_UNDER_SHADES, /* five, the last is the darkest */
	SEGBIAS_PLOT_OVER_SHADES = SEGBIAS_PLOT_UNDER_SHADES + 5,
	SEGBIAS_PLOT_WITHIN_FILL = SEGBIAS_PLOT_OVER_SHADES + 5,
	SEGBIAS_PLOT_LIKELY_UNDER_FILL,
	SEGBIAS_PLOT_LIKELY_OVER_FILL,
	SEGBIAS_PLOT_MISSING_SHADES, /* five */
	SEGBIAS_PLOT_INK_COUNT = SEGBIAS_PLOT_MISSING_SHADES + 5,
};

/* Drawn in this order, the words last. */
enum segbias_plot_mark {
	SEGBIAS_PLOT_FILLED,  /* boxes: x, y to x + width, y + height */
	SEGBIAS_PLOT_HATCHED, /* grey lines on white in a frame, whatever the ink */
	SEGBIAS_PLOT_FRAMED,  /* white in a frame, whatever the ink */
	SEGBIAS_PLOT_RULE,    /* lines from x, y, by width and height */
	SEGBIAS_PLOT_WHISKER,
	SEGBIAS_PLOT_BAR,
	SEGBIAS_PLOT_RING, /* dots at x, y */
	SEGBIAS_PLOT_DOT,
	SEGBIAS_PLOT_MARK_COUNT,
};

enum segbias_plot_align { SEGBIAS_PLOT_LEFT, SEGBIAS_PLOT_CENTER, SEGBIAS_PLOT_RIGHT, SEGBIAS_PLOT_ALIGN_COUNT };

struct segbias_plot_box {
	double x, y, width, height;
};

/* Words stand around the line y; slanted ones rise to the right from x, y. Left and right are those of a sheet that is read
 * from the left, on which everything is laid out. */
struct segbias_plot_words {
	double x, y;
	enum segbias_plot_size size;
	enum segbias_plot_align align;
	enum segbias_plot_ink ink;
	bool slanted;
};

enum { SEGBIAS_PLOT_WORD_KINDS = SEGBIAS_PLOT_SIZE_COUNT * SEGBIAS_PLOT_ALIGN_COUNT * 2 };

/* Rows of data blocks, and what came of them. */
struct segbias_plot_sheet {
	struct segbias_text name;         /* of the file */
	char stem[SEGBIAS_PLOT_STEM_MAX]; /* the same without its suffix */
	const char *chart;                /* which it is of charts.def; a string constant */
	bool one_segment;                 /* it shows `segment`, else all */
	struct segbias_label segment;     /* bytes NULL: the whole campaign */
	double height;
	bool leftward; /* as of the plot */
	struct segbias_text title, description;
	struct segbias_text marks[SEGBIAS_PLOT_MARK_COUNT];
	struct segbias_text words[SEGBIAS_PLOT_WORD_KINDS];
	struct segbias_text picture;
};

struct segbias_plot {
	enum segbias_picture_format format;
	struct segbias_plot_sheet **sheets;
	size_t count;
	bool leftward; /* sheets are read from the right: what is drawn on them is mirrored, its words are not */
	struct segbias_plot_fonts fonts; /* what a png or a pdf is written with; unknown until it is drawn */
};

/* format: "svg", "png" or "pdf". */
enum segbias_status segbias_plot_create(const char *format, struct segbias_plot **out, struct segbias_error *error);
void segbias_plot_free(struct segbias_plot *plot);

/* A new sheet; its file will be called `stem` (a to z, 0 to 9 and "-") and the format's suffix. Belongs to the plot; NULL where memory ran out. */
struct segbias_plot_sheet *segbias_plot_sheet_add(struct segbias_plot *plot, const char *stem, double height);

/* What the picture says, for those who cannot see it (svg): clean text. */
void segbias_plot_describe(struct segbias_plot_sheet *sheet, struct segbias_label title,
                           struct segbias_label description);

void segbias_plot_mark(struct segbias_plot_sheet *sheet, enum segbias_plot_mark mark, struct segbias_plot_box box,
                       enum segbias_plot_ink ink);
/* The text must be clean. On a sheet that is read from the right all but a line of ours is isolated. */
void segbias_plot_write(struct segbias_plot_sheet *sheet, struct segbias_plot_words words, struct segbias_label text);

/* Draws all sheets into their pictures. `notes` takes a warning where the program could not be confined, and where a png or
 * a pdf lacks letters. timeout_ms 0: 20 s, and more for a great many values.
 * Errors: SEGBIAS_USAGE where a sheet is too tall for the format, SEGBIAS_SYSTEM where gnuplot is missing, fails, takes too
 * long or writes no whole picture (segbias_picture_check), and where there is no font for a png or a pdf. */
enum segbias_status segbias_plot_draw(struct segbias_plot *plot, unsigned timeout_ms, struct segbias_notes *notes,
                                      struct segbias_error *error);

/* Whether the program is found. */
bool segbias_plot_drawable(void);

/* The script that segbias_plot_draw gives to gnuplot. Sheet 0 goes to the file "chart-0001". */
void segbias_plot_script(const struct segbias_plot *plot, struct segbias_text *out);

/* The same for the same sheets, in whatever format; told apart from others by its 64 bits. */
uint64_t segbias_plot_run(const struct segbias_plot *plot);

/* gnuplot's svg made ours: fonts by list and weight, our title and description, no names of data blocks, every "&" of a
 * text as an entity. */
void segbias_plot_polish(const struct segbias_plot_sheet *sheet, struct segbias_label svg, struct segbias_text *out);

#endif
