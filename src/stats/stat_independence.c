/* Monte Carlo p of independence: a table of any number of rows, both margins fixed.
 *
 * The largest row is never drawn: it has what the others leave. These are drawn one individual after the other, from a
 * heap that holds all, or a cell at a time, whichever is quicker. Two rows are homogeneity's.
 *
 * source: stat_monte_carlo.c; a cell at a time: Patefield, Applied Statistics 30 (1981).
 */
#include "stats/monte_carlo.h"

#include "base/memory.h"
#include "stats/random.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A hypergeometric costs about as much as this many individuals. */
static const double INDIVIDUALS_PER_CELL = 12;
/* A table for which more individuals would be drawn in all has fewer replicates, but so many at least. */
static const double WORK_MAX = 2e8, REPLICATES_LEAST = 999;
/* A larger heap is too much memory. */
static const double HEAP_MAX = 16777216;

/* Sums over 0 of rows and of columns, in ascending order: rows have the larger largest one. */
struct margins {
	double *row, *column;
	size_t rows, columns;
	double n;
};

/* The table that is being drawn. */
struct drawing {
	const struct margins *margins;
	struct segbias_stream stream;
	struct segbias_log_gammas gammas; /* for cells */
	void *heap;      /* [n] everybody's column, shuffled as they are drawn; NULL: a cell at a time */
	size_t width;    /* of each, in bytes: 1, 2 or 4 */
	double *left;    /* [columns] who has no row yet */
	uint32_t *met;   /* [columns] of a row, */
	double *inverse; /* [columns] 1 / sum: for the heap */
};

static int compare(const void *left, const void *right)
{
	double a = *(const double *)left;
	double b = *(const double *)right;
	return (a > b) - (a < b);
}

/* Moves what is over 0 to the front, in order. */
static size_t sort_sums(double *sum, size_t size)
{
	size_t kept = 0;
	for (size_t i = 0; i < size; i++)
		if (sum[i] > 0)
			sum[kept++] = sum[i];
	qsort(sum, kept, sizeof *sum, compare);
	return kept;
}

/* row[rows] and column[columns] are 0. false: there is no such table to draw. */
static bool read_margins(const double *table, size_t rows, size_t columns, struct margins *margins)
{
	for (size_t i = 0; i < rows * columns; i++) {
		if (!segbias_is_count(table[i]))
			return false;
		margins->row[i / columns] += table[i];
		margins->column[i % columns] += table[i];
		margins->n += table[i];
	}
	margins->rows = sort_sums(margins->row, rows);
	margins->columns = sort_sums(margins->column, columns);
	if (margins->n > SEGBIAS_COUNT_MAX || margins->rows < 2 || margins->columns < 2)
		return false;
	if (margins->columns == 2 ||
	    (margins->rows > 2 && margins->column[margins->columns - 1] > margins->row[margins->rows - 1])) {
		struct margins turned = {margins->column, margins->row, margins->columns, margins->rows, margins->n};
		*margins = turned;
	}
	return true;
}

/* Of one replicate, in individuals. */
static double work_of(const struct margins *m, bool heap)
{
	double columns = (double)m->columns;
	return heap ? m->n - m->row[m->rows - 1] + columns
	            : INDIVIDUALS_PER_CELL * ((double)m->rows - 1) * (columns - 1);
}

/* A column in the heap. It is as narrow as the number of columns allows, so that as much of the heap as can be is at hand: where it
 * is not, the processor waits for most of those that are drawn. */
static inline uint32_t column_at(const void *heap, size_t width, uint32_t at)
{
	return width == sizeof(uint8_t)    ? ((const uint8_t *)heap)[at]
	       : width == sizeof(uint16_t) ? ((const uint16_t *)heap)[at]
	                                   : ((const uint32_t *)heap)[at];
}

static inline void put_column(void *heap, size_t width, uint32_t at, uint32_t column)
{
	if (width == sizeof(uint8_t))
		((uint8_t *)heap)[at] = (uint8_t)column;
	else if (width == sizeof(uint16_t))
		((uint16_t *)heap)[at] = (uint16_t)column;
	else
		((uint32_t *)heap)[at] = column;
}

/* The row's individuals, out of those that the front of the heap still has: they come to stand behind it. Whom the next ones of
 * the stream meet is fetched ahead. Inlined once for each width. */
static inline void draw_row_of(struct drawing *d, size_t width, uint32_t row, uint32_t rest)
{
	enum { AHEAD = 32 };
	struct segbias_stream stream = d->stream;
	char *restrict heap = d->heap;
	uint32_t *restrict met = d->met;
	uint32_t drawn[AHEAD];
	for (uint32_t last = rest; last > rest - row;) {
		uint32_t some = last - (rest - row) < AHEAD ? last - (rest - row) : AHEAD;
		for (uint32_t i = 0; i < some; i++) {
			drawn[i] = (uint32_t)(int64_t)(segbias_draw_uniform(&stream) * (double)(int32_t)(last - i));
			__builtin_prefetch(heap + drawn[i] * width, 1);
		}
		for (uint32_t i = 0; i < some; i++) {
			uint32_t column = column_at(heap, width, drawn[i]);
			put_column(heap, width, drawn[i], column_at(heap, width, --last));
			put_column(heap, width, last, column);
			met[column]++;
		}
	}
	d->stream = stream;
}

static void draw_row(struct drawing *d, uint32_t row, uint32_t rest)
{
	if (d->width == sizeof(uint8_t))
		draw_row_of(d, sizeof(uint8_t), row, rest);
	else if (d->width == sizeof(uint16_t))
		draw_row_of(d, sizeof(uint16_t), row, rest);
	else
		draw_row_of(d, sizeof(uint32_t), row, rest);
}

/* k^2 / column of a column that a row met k times; nothing of one that was taken already. */
static inline double take_column(struct drawing *d, size_t column)
{
	double k = d->met[column];
	d->left[column] -= k;
	d->met[column] = 0;
	return k * k * d->inverse[column];
}

/* sum k^2 / column of a row; `rest` have none yet. */
static double draw_from_heap(struct drawing *d, uint32_t row, uint32_t *rest)
{
	double sum = 0;
	draw_row(d, row, *rest);
	*rest -= row;
	if (row >= d->margins->columns)
		for (size_t j = 0; j < d->margins->columns; j++)
			sum += take_column(d, j);
	else
		for (uint32_t i = *rest; i < *rest + row; i++)
			sum += take_column(d, column_at(d->heap, d->width, i));
	return sum;
}

/* chi2 of a replicate: only columns that a row met cost anything. */
static double draw_by_heap(struct drawing *d)
{
	const struct margins *m = d->margins;
	uint32_t rest = (uint32_t)m->n;
	double sum = 0;
	for (size_t i = 0; i + 1 < m->rows; i++)
		sum += draw_from_heap(d, (uint32_t)m->row[i], &rest) / m->row[i];
	double last = 0;
	for (size_t j = 0; j < m->columns; j++)
		last += d->left[j] * d->left[j] / m->column[j];
	return m->n * (sum + last / m->row[m->rows - 1] - 1);
}

/* The same of many: gaps keep the digits that sums of squares lose. */
static double draw_by_cells(struct drawing *d)
{
	const struct margins *m = d->margins;
	double rest = m->n;
	double chi2 = 0;
	for (size_t i = 0; i < m->rows; i++) {
		double row = m->row[i];
		double all = rest;
		rest -= row;
		for (size_t j = 0; j < m->columns; j++) {
			double expected = m->row[i] * (m->column[j] / m->n);
			double drawn = i + 1 == m->rows || row == 0
			                   ? row > 0 ? d->left[j] : 0
			                   : segbias_draw_hypergeometric(&d->stream, row, all, d->left[j], &d->gammas);
			chi2 += (drawn - expected) * (drawn - expected) / expected;
			all -= d->left[j];
			d->left[j] -= drawn;
			row -= drawn;
		}
	}
	return chi2;
}

/* false: out of memory. */
static bool draw_tables(const struct margins *m, double chi2, struct segbias_monte_carlo draws, double *p)
{
	struct drawing d = {.margins = m, .stream = segbias_stream_of(draws.seed, 0)};
	struct segbias_reached reached = {0};
	bool heap = work_of(m, true) <= work_of(m, false) && m->n <= HEAP_MAX && m->columns <= UINT32_MAX;
	size_t cells = m->rows * m->columns;
	double least =
	    heap ? chi2 - segbias_monte_carlo_tie(cells) * (m->n + chi2) : segbias_monte_carlo_least(chi2, m->n, cells);
	draws.replicates = (unsigned)fmin(draws.replicates, fmax(REPLICATES_LEAST, floor(WORK_MAX / work_of(m, heap))));
	d.width = m->columns <= UINT8_MAX    ? sizeof(uint8_t)
	          : m->columns <= UINT16_MAX ? sizeof(uint16_t)
	                                     : sizeof(uint32_t);
	d.heap = heap ? segbias_memory_zeroed((size_t)m->n, d.width) : NULL;
	d.left = segbias_memory_zeroed(m->columns, sizeof *d.left);
	d.met = segbias_memory_zeroed(m->columns, sizeof *d.met);
	d.inverse = segbias_memory_zeroed(m->columns, sizeof *d.inverse);
	bool ok =
	    (d.heap || !heap) && d.left && d.met && d.inverse && (heap || segbias_log_gammas_create(m->n, &d.gammas));
	uint32_t at = 0;
	for (size_t j = 0; ok && j < m->columns; j++)
		d.inverse[j] = 1 / m->column[j];
	for (size_t j = 0; ok && heap && j < m->columns; j++)
		for (uint32_t k = 0; k < (uint32_t)m->column[j]; k++)
			put_column(d.heap, d.width, at++, (uint32_t)j);
	for (bool last = draws.replicates == 0; ok && !last;) {
		memcpy(d.left, m->column, m->columns * sizeof *d.left);
		last = segbias_reached_add(&reached, (heap ? draw_by_heap(&d) : draw_by_cells(&d)) >= least, &draws);
	}
	if (ok)
		*p = segbias_reached_p(&reached, &draws);
	free(d.heap);
	free(d.left);
	free(d.met);
	free(d.inverse);
	free(d.gammas.values);
	return ok;
}

bool segbias_independence_monte_carlo(const double *table, size_t rows, size_t columns, double chi2,
                                      const struct segbias_monte_carlo *draws, double *p)
{
	double *row = segbias_memory_zeroed(rows + 1, sizeof *row);
	double *column = segbias_memory_zeroed(columns + 1, sizeof *column);
	struct margins margins = {.row = row, .column = column};
	struct segbias_homogeneity_query query = {.chi2 = chi2, .p = NAN};
	bool ok = row && column;
	if (ok && !isnan(chi2) && read_margins(table, rows, columns, &margins)) {
		query.n = margins.row[0];
		ok = margins.rows == 2
		         ? segbias_homogeneity_monte_carlo(margins.column, margins.columns, &query, 1, draws)
		         : draw_tables(&margins, chi2, *draws, &query.p);
	}
	if (ok)
		*p = query.p;
	free(row);
	free(column);
	return ok;
}
