/* Withholding cells of a table: rectangles, and the ranges of what is withheld. source: suppress.h */
#include "stats/suppress.h"

#include "base/memory.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* A table that is worked on. Nodes of the network are its rows, then its columns. */
struct network {
	struct segbias_suppression *table;
	unsigned char *by_column; /* [columns * rows]: withheld, column by column */
	double *moved;            /* [rows * columns]: how much a flow has changed the cell … */
	unsigned char *touched;   /* [rows * columns]: whether it has, … */
	size_t *changed;          /* … and which: room for all of them */
	size_t changed_count;
	size_t *from;  /* [nodes]: where the search came from */
	size_t *seen;  /* [nodes]: the number of the search that did */
	size_t *queue; /* [nodes] */
	size_t search;
	size_t
	    *order; /* [columns * rows]: the rows of each column, least count first; filled when it is first needed */
};

static size_t row_of(const struct segbias_suppression *table, size_t at)
{
	return table->columns ? at / table->columns : 0;
}

static size_t column_of(const struct segbias_suppression *table, size_t at)
{
	return table->columns ? at % table->columns : 0;
}

static const double ENDLESS = INFINITY;

static void network_release(struct network *n)
{
	free(n->by_column);
	free(n->moved);
	free(n->touched);
	free(n->changed);
	free(n->from);
	free(n->seen);
	free(n->queue);
	free(n->order);
}

static void withhold(struct network *n, size_t row, size_t column)
{
	n->table->withheld[row * n->table->columns + column] = true;
	n->by_column[column * n->table->rows + row] = 1;
}

static bool network_init(struct network *n, struct segbias_suppression *table)
{
	size_t cells = table->rows * table->columns;
	size_t nodes = table->rows + table->columns;
	*n = (struct network){.table = table};
	n->by_column = segbias_memory_zeroed(cells + 1, sizeof *n->by_column);
	n->moved = segbias_memory_zeroed(cells + 1, sizeof *n->moved);
	n->touched = segbias_memory_zeroed(cells + 1, sizeof *n->touched);
	n->changed = segbias_memory_zeroed(cells + 1, sizeof *n->changed);
	n->from = segbias_memory_zeroed(nodes + 1, sizeof *n->from);
	n->seen = segbias_memory_zeroed(nodes + 1, sizeof *n->seen);
	n->queue = segbias_memory_zeroed(nodes + 1, sizeof *n->queue);
	return n->by_column && n->moved && n->touched && n->changed && n->from && n->seen && n->queue;
}

/* --- the range of a cell ----------------------------------------------------------------------------------------- */

/* The least that a withheld cell may be: as zeros are shown it is none, but in a row of which nothing is shown. */
static double least_of(const struct segbias_suppression *t, size_t row, size_t column)
{
	double least = t->unseen[row] ? 0 : 1;
	return t->floor ? fmax(least, t->floor[row * t->columns + column]) : least;
}

/* How much smaller a withheld cell may be. */
static double slack(const struct segbias_suppression *t, size_t row, size_t column)
{
	return t->count[row * t->columns + column] - least_of(t, row, column);
}

/* How much can flow between a row and a column through their cell. What flows to the column makes the cell larger, without a
 * limit, and what flows back smaller, down to its least; the sums stand on the other side of the equation, and flow the other
 * way. */
static double capacity(const struct network *n, size_t row, size_t column, bool to_column)
{
	size_t at = row * n->table->columns + column;
	return to_column == (row != 0) ? ENDLESS : slack(n->table, row, column) + n->moved[at];
}

static void move(struct network *n, size_t row, size_t column, bool to_column, double amount)
{
	size_t at = row * n->table->columns + column;
	if (!n->touched[at])
		n->changed[n->changed_count++] = at;
	n->touched[at] = 1;
	n->moved[at] += to_column == (row != 0) ? amount : -amount;
}

static void forget_moves(struct network *n)
{
	for (size_t i = 0; i < n->changed_count; i++) {
		n->moved[n->changed[i]] = 0;
		n->touched[n->changed[i]] = 0;
	}
	n->changed_count = 0;
}

static void reach(struct network *n, size_t node, size_t from, size_t *tail)
{
	if (n->seen[node] == n->search)
		return;
	n->seen[node] = n->search;
	n->from[node] = from;
	n->queue[(*tail)++] = node;
}

static bool is_open(const struct network *n, size_t row, size_t column, bool to_column)
{
	return n->table->withheld[row * n->table->columns + column] && capacity(n, row, column, to_column) > 0;
}

static void spread_row(struct network *n, size_t row, size_t *tail)
{
	for (size_t column = 0; column < n->table->columns; column++)
		if (is_open(n, row, column, true))
			reach(n, n->table->rows + column, row, tail);
}

/* From a row that was just reached the target is often a step or two away: looked at before all others of its column. */
static void look_ahead(struct network *n, size_t row, size_t target, size_t *tail)
{
	size_t rows = n->table->rows;
	if (target >= rows) {
		if (is_open(n, row, target - rows, true))
			reach(n, target, row, tail);
		return;
	}
	for (size_t column = 0; column < n->table->columns; column++)
		if (n->seen[rows + column] != n->search && is_open(n, target, column, false) &&
		    is_open(n, row, column, true)) {
			reach(n, rows + column, row, tail);
			reach(n, target, rows + column, tail);
			return;
		}
}

static void spread_column(struct network *n, size_t column, size_t target, size_t *tail)
{
	const unsigned char *withheld = &n->by_column[column * n->table->rows];
	for (size_t row = 0; row < n->table->rows && n->seen[target] != n->search; row++) {
		const unsigned char *next = memchr(withheld + row, 1, n->table->rows - row);
		if (!next)
			return;
		row = (size_t)(next - withheld);
		if (n->seen[row] == n->search || !(capacity(n, row, column, false) > 0))
			continue;
		reach(n, row, n->table->rows + column, tail);
		if (row != target)
			look_ahead(n, row, target, tail);
	}
}

/* Breadth first, so that flows are exact after few ways. false: there is none. */
static bool find_way(struct network *n, size_t source, size_t target)
{
	size_t rows = n->table->rows;
	size_t tail = 0;
	n->search++;
	reach(n, source, source, &tail);
	for (size_t head = 0; head < tail && n->seen[target] != n->search; head++) {
		if (n->queue[head] < rows)
			spread_row(n, n->queue[head], &tail);
		else
			spread_column(n, n->queue[head] - rows, target, &tail);
	}
	return n->seen[target] == n->search;
}

/* What can flow along the way that was found, at most `most`; it flows. */
static double flow_along(struct network *n, size_t source, size_t target, double most)
{
	size_t rows = n->table->rows;
	for (int pass = 0; pass < 2; pass++)
		for (size_t node = target; node != source; node = n->from[node]) {
			bool to_column = node >= rows;
			size_t row = to_column ? n->from[node] : node;
			size_t column = (to_column ? node : n->from[node]) - rows;
			if (pass == 0)
				most = fmin(most, capacity(n, row, column, to_column));
			else
				move(n, row, column, to_column, most);
		}
	return most;
}

/* The largest flow from the cell's one end to its other, but for the cell itself; at most `enough`. */
static double flow(struct network *n, size_t row, size_t column, bool larger, double enough)
{
	size_t ends[] = {row, n->table->rows + column};
	bool from_column = larger == (row != 0);
	size_t at = row * n->table->columns + column;
	double sum = 0;
	n->table->withheld[at] = false;
	n->by_column[column * n->table->rows + row] = 0;
	while (sum < enough && find_way(n, ends[from_column], ends[!from_column]))
		sum += flow_along(n, ends[from_column], ends[!from_column], enough - sum);
	withhold(n, row, column);
	forget_moves(n);
	return sum;
}

/* What the other cells of its row could give to it: where that has flown there is no more to be searched for. The sums have
 * no such limit. */
static double most_from_row(const struct network *n, size_t row, size_t column)
{
	const struct segbias_suppression *t = n->table;
	double sum = row == 0 ? ENDLESS : 0;
	for (size_t u = 0; u < t->columns; u++)
		if (u != column && t->withheld[row * t->columns + u])
			sum += slack(t, row, u);
	return sum;
}

/* The width, `enough` where it is at least that. */
static double range(struct network *n, size_t at, double enough)
{
	size_t row = row_of(n->table, at);
	size_t column = column_of(n->table, at);
	double down = slack(n->table, row, column);
	double most = fmin(enough, most_from_row(n, row, column));
	double up = flow(n, row, column, true, most);
	return up < enough ? up + flow(n, row, column, false, fmin(down, enough - up)) : up;
}

static bool is_wide(struct network *n, size_t at, double enough)
{
	size_t row = row_of(n->table, at);
	size_t column = column_of(n->table, at);
	return most_from_row(n, row, column) + slack(n->table, row, column) >= enough && range(n, at, enough) >= enough;
}

/* Whether a small cell may be `width`, and its range holds as many counts. */
static bool is_protected(struct network *n, size_t at)
{
	const struct segbias_suppression *t = n->table;
	double lacking = t->width - t->count[at];
	if (!is_wide(n, at, t->width - 1))
		return false;
	return !t->unseen[row_of(t, at)] || !(lacking > 0) ||
	       flow(n, row_of(t, at), column_of(t, at), true, lacking) >= lacking;
}

bool segbias_suppression_is_tight(const struct segbias_suppression *table, size_t row)
{
	double most = 0;
	bool small = false;
	for (size_t column = 0; column < table->columns; column++) {
		size_t at = row * table->columns + column;
		most += table->count[at] > 0 ? slack(table, row, column) : 0;
		small = small || table->small[at];
	}
	return small && most < table->width - 1;
}

double segbias_suppression_range(const struct segbias_suppression *table, size_t row, size_t column, double enough)
{
	struct segbias_suppression copy = *table;
	struct network n;
	double width = NAN;
	if (network_init(&n, &copy)) {
		for (size_t i = 0; i < table->rows * table->columns; i++)
			if (table->withheld[i])
				withhold(&n, row_of(table, i), column_of(table, i));
		width = range(&n, row * table->columns + column, enough);
	}
	network_release(&n);
	return width;
}

/* --- what is withheld beside small cells ------------------------------------------------------------------------- */

struct rectangle {
	size_t row, column; /* the other ones */
	double records;     /* that it withholds anew */
};

struct ordered {
	double count;
	size_t at;
};

static int compare_ordered(const void *a, const void *b)
{
	const struct ordered *x = a;
	const struct ordered *y = b;
	if (x->count != y->count)
		return x->count < y->count ? -1 : 1;
	return (x->at > y->at) - (x->at < y->at);
}

static bool order_rows(struct network *n)
{
	const struct segbias_suppression *t = n->table;
	struct ordered *list = segbias_memory_zeroed(t->rows + 1, sizeof *list);
	n->order = segbias_memory_zeroed(t->rows * t->columns + 1, sizeof *n->order);
	for (size_t column = 0; list && n->order && column < t->columns; column++) {
		for (size_t row = 0; row < t->rows; row++)
			list[row] = (struct ordered){t->count[row * t->columns + column], row};
		qsort(list, t->rows, sizeof *list, compare_ordered);
		for (size_t row = 0; row < t->rows; row++)
			n->order[column * t->rows + row] = list[row].at;
	}
	bool ok = list && n->order;
	free(list);
	return ok;
}

/* The records that withholding the cell costs; infinite where it is a 0 that is shown. */
static double cost(const struct segbias_suppression *t, size_t row, size_t column)
{
	size_t at = row * t->columns + column;
	if (t->withheld[at])
		return 0;
	return t->count[at] > 0 ? t->count[at] : INFINITY;
}

/* How far the four cells can move together: two grow as the other two shrink. */
static double rectangle_width(const struct segbias_suppression *t, const size_t rows[2], const size_t columns[2])
{
	double shrink[2] = {INFINITY, INFINITY};
	for (int i = 0; i < 4; i++) {
		size_t row = rows[i / 2];
		bool grows = (i / 2 == i % 2) == (row != 0);
		shrink[grows] = fmin(shrink[grows], slack(t, row, columns[i % 2]));
	}
	return shrink[0] + shrink[1];
}

/* Of all rectangles with these two rows, those that beat the best one. */
static void try_row(const struct segbias_suppression *t, size_t at, size_t other, struct rectangle *best)
{
	size_t rows[] = {row_of(t, at), other};
	size_t column = column_of(t, at);
	double first = cost(t, other, column);
	double width = t->unseen[rows[0]] ? t->width : t->width - 1;
	for (size_t u = 0; first < best->records && u < t->columns; u++) {
		if (u == column)
			continue;
		double records = first + cost(t, rows[0], u) + cost(t, other, u);
		if (records < best->records && rectangle_width(t, rows, (const size_t[]){column, u}) >= width)
			*best = (struct rectangle){other, u, records};
	}
}

/* The rectangle of least records; row SIZE_MAX: none. false: out of memory. */
static bool find_rectangle(struct network *n, size_t at, struct rectangle *best)
{
	const struct segbias_suppression *t = n->table;
	size_t column = column_of(t, at);
	*best = (struct rectangle){SIZE_MAX, 0, INFINITY};
	if (!n->order && !order_rows(n))
		return false;
	/* Past those that cost less than the best, only what is withheld already costs nothing. */
	const unsigned char *withheld = &n->by_column[column * t->rows];
	bool past = false;
	for (size_t i = 0; i < t->rows; i++) {
		size_t other = n->order[column * t->rows + i];
		past = past || t->count[other * t->columns + column] >= best->records;
		if (other != row_of(t, at) && (!past || withheld[other]))
			try_row(t, at, other, best);
	}
	return true;
}

/* All of a row that is not 0, and the sums above it. */
static void withhold_row(struct network *n, size_t row)
{
	const struct segbias_suppression *t = n->table;
	for (size_t column = 0; column < t->columns; column++)
		if (t->count[row * t->columns + column] > 0) {
			withhold(n, row, column);
			withhold(n, 0, column);
		}
}

/* The row that holds what a cell of the sums counts, of least records. */
static size_t row_below(const struct segbias_suppression *t, size_t column)
{
	size_t best = 0;
	double least = INFINITY;
	for (size_t row = 1; row < t->rows; row++) {
		double sum = 0;
		for (size_t u = 0; u < t->columns; u++)
			sum += t->count[row * t->columns + u];
		if (t->count[row * t->columns + column] > 0 && sum < least) {
			least = sum;
			best = row;
		}
	}
	return best;
}

static bool protect(struct network *n, size_t at)
{
	struct segbias_suppression *t = n->table;
	struct rectangle best;
	if (is_protected(n, at))
		return true;
	if (!find_rectangle(n, at, &best))
		return false;
	if (best.row != SIZE_MAX) {
		withhold(n, best.row, column_of(t, at));
		withhold(n, row_of(t, at), best.column);
		withhold(n, best.row, best.column);
	} else {
		size_t row = row_of(t, at);
		withhold_row(n, row ? row : row_below(t, column_of(t, at)));
	}
	return true;
}

/* The small cells, the smallest first; *count of them, to be freed. NULL: out of memory. */
static struct ordered *list_small(const struct segbias_suppression *t, size_t *count)
{
	struct ordered *list = segbias_memory_zeroed(t->rows * t->columns + 1, sizeof *list);
	*count = 0;
	for (size_t i = 0; list && i < t->rows * t->columns; i++)
		if (t->small[i])
			list[(*count)++] = (struct ordered){t->count[i], i};
	if (list)
		qsort(list, *count, sizeof *list, compare_ordered);
	return list;
}

/* Whether the range of a withheld cell is wide enough; of an unseen row only small ones are asked. */
static bool is_safe(struct network *n, size_t at)
{
	const struct segbias_suppression *t = n->table;
	if (!t->withheld[at])
		return true;
	return t->small[at] ? is_protected(n, at) : t->unseen[row_of(t, at)] || is_wide(n, at, 1);
}

static void check(struct network *n)
{
	struct segbias_suppression *t = n->table;
	for (size_t i = 0; i < t->rows * t->columns; i++)
		if (!is_safe(n, i))
			withhold_row(n, row_of(t, i) ? row_of(t, i) : row_below(t, column_of(t, i)));
	t->open = 0;
	for (size_t i = 0; i < t->rows * t->columns; i++)
		t->open += !is_safe(n, i);
}

bool segbias_suppress(struct segbias_suppression *table)
{
	struct network n;
	size_t count = 0;
	struct ordered *small = list_small(table, &count);
	bool ok = network_init(&n, table) && small;
	for (size_t i = 0; ok && i < table->rows * table->columns; i++) {
		table->withheld[i] = false;
		if (table->small[i] || table->unseen[row_of(table, i)])
			withhold(&n, row_of(table, i), column_of(table, i));
	}
	for (size_t i = 0; ok && i < count; i++)
		ok = protect(&n, small[i].at);
	if (ok)
		check(&n);
	network_release(&n);
	free(small);
	return ok;
}
