/* Room: values. What the notes of a table say that a mark instead of a figure stands for: "- nil", "* fewer than 5", "x gesperrt".
 *
 * Belongs here: what a sentence says. Does not belong here: which lines are notes (sources/sheet.h), which cells are
 * figures (sources/legend.h). */
#ifndef SEGBIAS_VALUES_LEGEND_H
#define SEGBIAS_VALUES_LEGEND_H

#include "base/text.h"

#include <stdint.h>

/* Beside a sign such as "=" a mark, too: "0 = suppressed". */
#define SEGBIAS_LEGEND_ZERO "0"

enum segbias_legend_meaning {
	SEGBIAS_LEGEND_NOBODY,
	SEGBIAS_LEGEND_BOUND,        /* of a figure: fewer than 5, 1 to 4 */
	SEGBIAS_LEGEND_HIDDEN,       /* a figure of which nothing is told; or what is said of it is not understood */
	SEGBIAS_LEGEND_CONTRADICTED, /* two notes say different things */
};

enum {
	SEGBIAS_LEGEND_MAX = 16,
	SEGBIAS_LEGEND_MARK_MAX = 12,   /* bytes, with the 0 behind them */
	SEGBIAS_LEGEND_FIGURE_MAX = 48, /* bytes, with the 0 behind them */
};

struct segbias_legend_entry {
	char mark[SEGBIAS_LEGEND_MARK_MAX]; /* in normal form */
	enum segbias_legend_meaning meaning;
	char figure[SEGBIAS_LEGEND_FIGURE_MAX]; /* as a cell writes it: "0", "<5", "1-4"; empty: not told */
	uint64_t line;                          /* that says so; */
	uint64_t other_line;                    /* of what is contradicted: the one that says something else */
	bool behind, other_behind;              /* these lines count from the table's end */
	size_t uses;                            /* cells that hold the mark */
};

struct segbias_legend {
	struct segbias_legend_entry entries[SEGBIAS_LEGEND_MAX]; /* [count] */
	size_t count;
};

/* Adds what the text, a cell of that line, says of marks. A mark that is none of data/masks.def is one only beside a sign such as
 * "=" or in brackets, a word that is not understood only where "=" stands before it. Errors: false where memory runs out. */
bool segbias_legend_read(struct segbias_label text, uint64_t line, struct segbias_legend *legend);

/* Adds the entries of another one, of notes behind the table. */
void segbias_legend_merge(const struct segbias_legend *from, struct segbias_legend *legend);
/* Once it is known how many lines stand before those behind the table. */
void segbias_legend_settle(struct segbias_legend *legend, uint64_t before);

/* The entry of the mark that the cell is; NULL: none is told. */
const struct segbias_legend_entry *segbias_legend_find(const struct segbias_legend *legend, struct segbias_label cell);

#endif
