/* Room: tally. What is known of a file before it is poured: its column names and its first records. */
#ifndef SEGBIAS_TALLY_HEAD_H
#define SEGBIAS_TALLY_HEAD_H

#include "base/intern.h"
#include <stdint.h>

/* Borrowed from the source. */
struct segbias_head {
	const char *file;                  /* path as given, for messages */
	const struct segbias_label *names; /* [width] */
	size_t width;
	size_t rows;
	bool whole;                             /* the head is the whole file */
	const uint32_t *ids;                    /* [rows * width]: which spelling of its column a cell is; NULL: … */
	const struct segbias_label *cells;      /* … [rows * width]: the cells themselves */
	const struct segbias_intern *spellings; /* [width], by ids */
	bool read; /* codes among the spellings were replaced by what they mean, of which several may be the same */
};

static inline struct segbias_label segbias_head_cell(const struct segbias_head *head, size_t row, size_t field)
{
	size_t at = row * head->width + field;
	return head->ids ? head->spellings[field].labels[head->ids[at]] : head->cells[at];
}

/* The different cells of a field, in the order in which they come first, and how often each does: what a cell says is asked
 * once a spelling. Release in any case. */
struct segbias_head_spellings {
	const struct segbias_label *labels; /* [count], of the head where it has them */
	uint32_t count;
	uint32_t *counts; /* [count] */
	struct segbias_intern own;
};

/* false: out of memory. */
bool segbias_head_spellings_init(struct segbias_head_spellings *spellings, const struct segbias_head *head,
                                 size_t field);
void segbias_head_spellings_release(struct segbias_head_spellings *spellings);

/* The column of that name, else the one with the same normal form, else SEGBIAS_NO_FIELD. */
size_t segbias_head_find(const struct segbias_head *head, struct segbias_label name);

/* Adds names, quoted, as many as fit in about size_max bytes and at most twelve, and how many more there are. */
void segbias_names_list(const struct segbias_label *names, size_t count, size_t size_max, struct segbias_text *list);

/* "OPTION: there is no column NAME", with the nearest and the columns as hint. */
enum segbias_status segbias_head_no_column(const struct segbias_head *head, const char *option,
                                           struct segbias_label name, struct segbias_error *error);

#endif
