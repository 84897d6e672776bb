/* Room: sources. One line of a sheet, and what kind it is by itself: for sheet.c. */
#ifndef SEGBIAS_SOURCES_SHEET_LINE_H
#define SEGBIAS_SOURCES_SHEET_LINE_H

#include "csv/ragged.h"

#include <stdint.h>

enum segbias_line {
	SEGBIAS_LINE_BLANK,   /* nothing, or delimiters only */
	SEGBIAS_LINE_COMMENT, /* begins with # */
	SEGBIAS_LINE_RULE,    /* ---- or ____ */
	SEGBIAS_LINE_TITLE,   /* one cell has something */
	SEGBIAS_LINE_KEY,     /* two have, of which the first ends in a colon */
	SEGBIAS_LINE_PAIR,    /* two have */
	SEGBIAS_LINE_ROW,     /* more, or a table has no more columns */
};

struct segbias_sheet_line {
	struct segbias_ragged_record record;
	uint64_t line; /* of the file, from 1 */
	enum segbias_line kind;
	size_t filled;  /* cells with something in them */
	size_t numbers; /* cells that are a number */
	struct segbias_label first,
	    second; /* the first two that are filled, without their quotes where they need no room */
};

/* Reads on; false at the end. *line: of the next record, from 1. */
bool segbias_sheet_line_next(struct segbias_ragged *walk, uint64_t *line, struct segbias_sheet_line *out);

/* A cell of a line as it stands, without the quotes around it. false: there are fewer. */
bool segbias_sheet_line_cell(const struct segbias_ragged *walk, const struct segbias_sheet_line *line, size_t index,
                             struct segbias_label *cell);

/* Without the quotes around it; those inside stay doubled. */
struct segbias_label segbias_sheet_unquoted(struct segbias_label cell);

/* Four digits, of which the first is 1 or 2. */
bool segbias_sheet_year(struct segbias_label cell);

/* Whether the cell is a number, with a currency or a percent sign or without. */
bool segbias_sheet_number(struct segbias_label cell);

/* Nothing, or a dash. */
bool segbias_sheet_nothing(struct segbias_label cell);

#endif
