/* Monte Carlo p of homogeneity with both margins fixed, of many tables of two rows at once.
 *
 * Few tables are counted, not drawn. Others share walks through the individuals that they have in common, or are drawn a
 * value at a time.
 *
 * source: stat_monte_carlo.c
 */
#include "stats/monte_carlo.h"

#include "base/memory.h"
#include "stats/walk.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A hypergeometric costs about as much as this many individuals. */
static const double WALK_PER_HYPERGEOMETRIC = 12;
/* Homogeneity walks to at most this many individuals, as fits do, but of whom each pays for a replicate of its own. */
static const double ROW_LEAST = 256, ROW_PER_VALUE = 12;
/* Up to this many tables are counted: about what the draws would cost. */
static const double TABLES_MAX = 10000;

/* A table of two rows with fixed margins, one of them, of n among N, being drawn. Its individuals are those of all tables
 * (the shared ones) and own ones. Of the n a number of own ones is drawn, and others are shared ones: the first of a walk
 * that all tables share. So a replicate costs a table little more than a few own draws. */
struct table {
	double n, N;
	double least;     /* of sum (k - e)^2 / total, what a replicate reaches that is as extreme */
	double *inverse;  /* [values] 1 / total, 0 where that is 0 */
	double *chance;   /* cumulated, of `fewest` own ones, one more, ... */
	uint32_t chances; /* how many of them */
	uint32_t fewest;
	uint32_t own;       /* own individuals, */
	uint32_t *value_of; /* [own], shuffled as they are drawn */
	size_t query;
	struct segbias_reached reached;
};

struct tables {
	const double *shared; /* [values] */
	double shared_sum;
	size_t values;
	struct segbias_homogeneity_query *queries;
	size_t count;
	const struct segbias_monte_carlo *draws;
	struct table *walked; /* by n */
	size_t size;
	struct segbias_log_gammas gammas; /* of those that are drawn; made for the first of them */
};

/* Of one query: its totals. false: out of its range. */
struct margins {
	double *total; /* [values] */
	double n, N;   /* of the smaller row, of both */
	double own;
	size_t columns; /* with somebody */
};

static bool read_margins(const struct tables *tables, const struct segbias_homogeneity_query *query,
                         struct margins *margins)
{
	margins->N = margins->own = 0;
	margins->columns = 0;
	for (size_t v = 0; v < tables->values; v++) {
		double own = query->own ? query->own[v] : 0;
		double total = tables->shared[v] + own;
		if (!segbias_is_count(tables->shared[v]) || !segbias_is_count(own) ||
		    !(total <= SEGBIAS_COUNT_MAX - margins->N))
			return false;
		margins->total[v] = total;
		margins->N += total;
		margins->own += own;
		margins->columns += total > 0;
	}
	/* chi2 is the same for the other row. */
	margins->n = fmin(query->n, margins->N - query->n);
	return segbias_is_count(query->n) && query->n > 0 && query->n < margins->N && !isnan(query->chi2);
}

/* chi2 = sum (k - e)^2 / total, divided by the share of the row and by that of the other. */
static double chi2_unit(const struct margins *margins)
{
	return margins->n / margins->N * ((margins->N - margins->n) / margins->N);
}

/* --- all tables ---------------------------------------------------------------------------------------------------- */

/* How many tables there are, up to `most`; way[n + 1]. */
static double count_ways(const struct margins *margins, size_t values, double most, double *way)
{
	size_t n = (size_t)margins->n;
	memset(way, 0, (n + 1) * sizeof *way);
	way[0] = 1;
	for (size_t v = 0; v < values; v++) {
		double total = margins->total[v];
		for (size_t k = 1; k <= n; k++)
			way[k] += way[k - 1];
		for (size_t k = n + 1; k-- > 0 && (double)k > total;)
			way[k] -= way[k - 1 - (size_t)total];
		for (size_t k = 0; k <= n; k++)
			way[k] = fmin(way[k], 2 * most * (double)(n + 1));
	}
	return way[n];
}

/* No more than the number of tables: the largest value takes what the others leave, and they have room around their means
 * (within `room`, which the largest can make up for), or from none on. */
static double least_ways(const struct margins *margins, size_t values)
{
	double around = 1, from_none = 1, largest = 0;
	double share = margins->n / margins->N;
	double others = fmax(1, (double)margins->columns - 1);
	size_t at = 0;
	for (size_t v = 0; v < values; v++) {
		at = margins->total[v] > largest ? v : at;
		largest = fmax(largest, margins->total[v]);
	}
	double room = floor((floor(largest * fmin(share, 1 - share)) - 1) / others);
	for (size_t v = 0; v < values; v++) {
		double total = v == at ? 0 : margins->total[v];
		around *= 1 + 2 * fmax(0, fmin(room, floor(total * fmin(share, 1 - share)) - 1));
		from_none *= 1 + fmin(total, floor(margins->n / others));
	}
	return largest >= margins->n ? fmax(around, from_none) : around;
}

/* Whether all tables are to be counted. */
static bool are_few(const struct margins *margins, size_t values, bool *memory)
{
	static const size_t VALUES_MAX = 64;
	if (values > VALUES_MAX || margins->n > TABLES_MAX || least_ways(margins, values) > TABLES_MAX)
		return false;
	double *way = segbias_memory_zeroed((size_t)margins->n + 1, sizeof *way);
	bool few = way && count_ways(margins, values, TABLES_MAX, way) <= TABLES_MAX;
	*memory = *memory && way;
	free(way);
	return few;
}

/* All tables, a value after the other. A table's chance is the product of weights, in units of that at the means. */
struct enumeration {
	const struct margins *margins;
	size_t values;
	double least;
	double *weight, *term; /* [values][n + 1] */
	double *later;         /* [values + 1] individuals of this value and the later ones */
	double extreme, all;   /* sums of chances */
};

static void weigh_value(const struct enumeration *e, size_t v)
{
	double total = e->margins->total[v];
	double share = e->margins->n / e->margins->N;
	double odds = e->margins->n / (e->margins->N - e->margins->n);
	size_t row = (size_t)e->margins->n + 1;
	size_t most = (size_t)fmin(e->margins->n, total);
	size_t mean = (size_t)fmin(rint(total * share), (double)most);
	double *weight = e->weight + v * row;
	double *term = e->term + v * row;
	weight[mean] = 1;
	for (size_t k = mean; k < most; k++)
		weight[k + 1] = weight[k] * ((total - (double)k) / (double)(k + 1) * odds);
	for (size_t k = mean; k > 0; k--)
		weight[k - 1] = weight[k] / ((total - (double)(k - 1)) / (double)k * odds);
	for (size_t k = 0; k <= most; k++) {
		double gap = (double)k - total * share;
		term[k] = total > 0 ? gap * gap / total : 0;
	}
}

static void enumerate(struct enumeration *e, size_t v, double left, double chance, double sum)
{
	size_t row = (size_t)e->margins->n + 1;
	const double *weight = e->weight + v * row;
	const double *term = e->term + v * row;
	if (v + 1 == e->values) {
		double product = chance * weight[(size_t)left];
		e->all += product;
		if (sum + term[(size_t)left] >= e->least)
			e->extreme += product;
		return;
	}
	size_t most = (size_t)fmin(left, e->margins->total[v]);
	for (size_t k = (size_t)fmax(0, left - e->later[v + 1]); k <= most; k++)
		enumerate(e, v + 1, left - (double)k, chance * weight[k], sum + term[k]);
}

/* NaN: out of memory. */
static double enumerate_tables(const struct margins *margins, size_t values, double chi2)
{
	struct enumeration e = {.margins = margins, .values = values};
	size_t row = (size_t)margins->n + 1;
	double p = NAN;
	e.least = segbias_monte_carlo_least(chi2, margins->n, values) * chi2_unit(margins);
	e.weight = segbias_memory_zeroed(values * row + 1, sizeof *e.weight);
	e.term = segbias_memory_zeroed(values * row + 1, sizeof *e.term);
	e.later = segbias_memory_zeroed(values + 1, sizeof *e.later);
	if (e.weight && e.term && e.later) {
		for (size_t v = values; v-- > 0;) {
			e.later[v] = e.later[v + 1] + margins->total[v];
			weigh_value(&e, v);
		}
		enumerate(&e, 0, margins->n, 1, 0);
		p = e.extreme / e.all;
	}
	free(e.weight);
	free(e.term);
	free(e.later);
	return p;
}

/* --- a table by itself --------------------------------------------------------------------------------------------- */

/* sum (k - e)^2 / total of one table, a value at a time. */
static double draw_table(struct segbias_stream *stream, const struct margins *margins, size_t values,
                         const struct segbias_log_gammas *gammas)
{
	double share = margins->n / margins->N;
	double left = margins->n;
	double rest = margins->N;
	double sum = 0;
	for (size_t v = 0; v < values && rest > 0; v++) {
		double total = margins->total[v];
		if (total == 0)
			continue;
		double count = segbias_draw_hypergeometric(stream, left, rest, total, gammas);
		double gap = count - total * share;
		sum += gap * gap / total;
		left -= count;
		rest -= total;
	}
	return sum;
}

/* false: out of memory. */
static bool draw_tables(struct tables *tables, const struct margins *margins, uint64_t enough,
                        struct segbias_homogeneity_query *query)
{
	const struct segbias_monte_carlo *draws = tables->draws;
	struct segbias_reached reached = {.enough = enough};
	struct segbias_stream stream = segbias_stream_of(draws->seed, 0);
	double least = segbias_monte_carlo_least(query->chi2, margins->n, tables->values) * chi2_unit(margins);
	if (!tables->gammas.values && !segbias_log_gammas_create(margins->N, &tables->gammas))
		return false;
	for (bool last = draws->replicates == 0; !last;) {
		double sum = draw_table(&stream, margins, tables->values, &tables->gammas);
		last = segbias_reached_add(&reached, sum >= least, draws);
	}
	query->p = segbias_reached_p(&reached, draws);
	return true;
}

/* --- tables that share a walk -------------------------------------------------------------------------------------- */

/* Where the shared individuals are enough for the walk not to come back to the same, and own ones are few. */
static bool is_walked(const struct tables *tables, const struct margins *margins)
{
	double columns = (double)margins->columns - 1;
	double most = fmin(SEGBIAS_WALK_MAX, fmax(ROW_LEAST, ROW_PER_VALUE * columns));
	return margins->n <= most && margins->own <= most && margins->n <= tables->shared_sum / 2 &&
	       margins->n * (margins->own / margins->N) <= WALK_PER_HYPERGEOMETRIC * columns &&
	       tables->values <= UINT32_MAX;
}

static void table_release(struct table *table)
{
	free(table->inverse);
	free(table->chance);
	free(table->value_of);
	*table = (struct table){0};
}

/* How many of the n are own ones: hypergeometric. What is less likely than rounding is left out. */
static bool make_chances(struct table *table)
{
	static const double LEAST = 0x1p-60;
	double own = table->own;
	double most = fmin(own, table->n);
	double mode = fmin(most, floor((table->n + 1) * ((own + 1) / (table->N + 2))));
	double *chance = segbias_memory_zeroed((size_t)most + 1, sizeof *chance);
	if (!chance)
		return false;
	size_t low = (size_t)mode, high = (size_t)mode;
	chance[low] = 1;
	/* P(k + 1) / P(k), up from the mode and down from it. */
	for (double k = mode; k < most && chance[high] > LEAST; k++, high++)
		chance[high + 1] =
		    chance[high] * ((own - k) / (k + 1)) * ((table->n - k) / (table->N - own - table->n + k + 1));
	for (double k = mode; k > 0 && chance[low] > LEAST && table->N - own - table->n + k > 0; k--, low--)
		chance[low - 1] =
		    chance[low] / (((own - k + 1) / k) * ((table->n - k + 1) / (table->N - own - table->n + k)));
	double sum = segbias_exact_sum(chance + low, high - low + 1);
	double below = 0;
	for (size_t i = low; i <= high; i++)
		chance[i - low] = below += chance[i] / sum;
	table->chance = chance;
	table->fewest = (uint32_t)low;
	table->chances = (uint32_t)(high - low + 1);
	return true;
}

static bool table_init(struct table *table, const struct tables *tables, const struct margins *margins, size_t query)
{
	const struct segbias_homogeneity_query *asked = &tables->queries[query];
	double share = margins->n / margins->N;
	*table = (struct table){.n = margins->n, .N = margins->N, .own = (uint32_t)margins->own, .query = query};
	/* chi2 = (sum k^2 / total - n^2 / N) / unit */
	table->least = share * (margins->n + asked->chi2 * ((margins->N - margins->n) / margins->N)) *
	               (1 - segbias_monte_carlo_tie(tables->values));
	table->inverse = segbias_memory_zeroed(tables->values + 1, sizeof *table->inverse);
	table->value_of = segbias_memory_zeroed((size_t)table->own + 1, sizeof *table->value_of);
	if (!table->inverse || !table->value_of || !make_chances(table)) {
		table_release(table);
		return false;
	}
	size_t at = 0;
	for (size_t v = 0; v < tables->values; v++) {
		table->inverse[v] = margins->total[v] > 0 ? 1 / margins->total[v] : 0;
		for (double k = 0; asked->own && k < asked->own[v]; k++)
			table->value_of[at++] = (uint32_t)v;
	}
	return true;
}

/* A walk through the shared individuals without putting back, of one replicate. */
struct path {
	struct segbias_stream stream, own; /* of the walk, and where each table's own draws begin */
	uint32_t *value_of;                /* [the largest n] whom it met */
	uint32_t *count;                   /* [values] of those */
	uint32_t *met;                     /* [values] the values that it met, */
	bool *listed;                      /* [values] */
	uint32_t values;                   /* how many */
	uint32_t size;
};

static void path_begin(struct path *path, uint64_t seed, uint32_t number)
{
	for (uint32_t i = 0; i < path->values; i++) {
		path->count[path->met[i]] = 0;
		path->listed[path->met[i]] = false;
	}
	path->stream = segbias_stream_of(seed, number);
	path->own = segbias_stream_of(seed, ~(uint64_t)number);
	path->values = path->size = 0;
}

static inline void list_value(struct path *path, uint32_t value)
{
	path->met[path->values] = value;
	path->values += !path->listed[value];
	path->listed[value] = true;
}

/* A value that was met k times is met again with probability 1 - k / total. */
static void path_on(struct path *path, const struct segbias_walk *walk, uint32_t size)
{
	struct segbias_stream stream = path->stream;
	while (path->size < size) {
		size_t v = segbias_walk_draw(walk, &stream);
		/* Also where nobody was met: a branch on that would be foreseen wrongly every other time. */
		if (!(segbias_draw_uniform(&stream) * walk->weight[v] < walk->weight[v] - path->count[v]))
			continue;
		list_value(path, (uint32_t)v);
		path->count[v]++;
		path->value_of[path->size++] = (uint32_t)v;
	}
	path->stream = stream;
}

static uint32_t draw_own(const struct table *table, struct segbias_stream *stream)
{
	double drawn = segbias_draw_uniform(stream);
	uint32_t i = 0;
	while (i + 1 < table->chances && drawn >= table->chance[i])
		i++;
	return table->fewest + i;
}

/* sum k^2 / total, where own ones stand for the last of the path. The path is left as it was. */
static double table_sum(struct table *table, struct path *path)
{
	struct segbias_stream stream = path->own;
	uint32_t own = draw_own(table, &stream);
	uint32_t values = path->values;
	double sum = 0;
	for (uint32_t i = 0; i < own; i++) {
		uint32_t other = i + (uint32_t)(segbias_draw_uniform(&stream) * (double)(table->own - i));
		uint32_t value = table->value_of[other];
		table->value_of[other] = table->value_of[i];
		table->value_of[i] = value;
		path->count[path->value_of[path->size - 1 - i]]--;
		path->count[value]++;
		if (!path->listed[value])
			list_value(path, value);
	}
	for (uint32_t i = 0; i < path->values; i++) {
		double count = path->count[path->met[i]];
		sum += count * count * table->inverse[path->met[i]];
	}
	for (uint32_t i = 0; i < own; i++) {
		path->count[table->value_of[i]]--;
		path->count[path->value_of[path->size - 1 - i]]++;
	}
	while (path->values > values)
		path->listed[path->met[--path->values]] = false;
	return sum;
}

static int compare_tables(const void *left, const void *right)
{
	double a = ((const struct table *)left)->n;
	double b = ((const struct table *)right)->n;
	return (a > b) - (a < b);
}

/* Some replicates of all tables together, so that neither theirs nor the paths' memory goes to and fro. */
enum { PATHS = 64 };

static void paths_release(struct path paths[PATHS])
{
	for (size_t i = 0; i < PATHS; i++) {
		free(paths[i].value_of);
		free(paths[i].count);
		free(paths[i].met);
		free(paths[i].listed);
	}
}

static bool paths_init(struct path paths[PATHS], size_t size, size_t values, uint32_t longest)
{
	bool ok = true;
	for (size_t i = 0; i < size && ok; i++) {
		paths[i].value_of = segbias_memory_zeroed((size_t)longest + 1, sizeof *paths[i].value_of);
		paths[i].count = segbias_memory_zeroed(values + 1, sizeof *paths[i].count);
		/* One more: a value that is listed already is written there all the same. */
		paths[i].met = segbias_memory_zeroed(values + 1, sizeof *paths[i].met);
		paths[i].listed = segbias_memory_zeroed(values + 1, sizeof *paths[i].listed);
		ok = paths[i].value_of && paths[i].count && paths[i].met && paths[i].listed;
	}
	return ok;
}

/* Replicates from `first` on, as many as there are paths; the tables that have stopped are taken out of `active`. */
static void walk_tables(struct tables *tables, const struct segbias_walk *walk, struct path *paths, uint32_t size,
                        struct table **active, size_t *count)
{
	size_t kept = 0;
	for (size_t i = 0; i < *count; i++) {
		struct table *table = active[i];
		bool last = false;
		for (uint32_t j = 0; j < size && !last; j++) {
			path_on(&paths[j], walk, (uint32_t)table->n);
			last = segbias_reached_add(&table->reached, table_sum(table, &paths[j]) >= table->least,
			                           tables->draws);
		}
		if (!last)
			active[kept++] = table;
	}
	*count = kept;
}

/* The tables that share walks, by n. */
static bool walk_all(struct tables *tables)
{
	static const size_t VALUES_MAX = 1 << 20;
	struct path paths[PATHS] = {0};
	struct segbias_walk walk = {0};
	size_t count = tables->draws->replicates > 0 ? tables->size : 0;
	if (count == 0)
		return true;
	size_t rows = VALUES_MAX / (tables->values ? tables->values : 1); /* rounded down */
	uint32_t size = (uint32_t)fmax(1, fmin(PATHS, (double)rows));
	qsort(tables->walked, count, sizeof *tables->walked, compare_tables);
	struct table **active = segbias_memory_zeroed(count, sizeof *active);
	bool ok = active && segbias_walk_init(&walk, tables->shared, tables->values) &&
	          paths_init(paths, size, tables->values, (uint32_t)tables->walked[count - 1].n);
	for (size_t i = 0; ok && i < count; i++)
		active[i] = &tables->walked[i];
	for (uint32_t number = 1; ok && count > 0; number += size) {
		for (uint32_t j = 0; j < size; j++)
			path_begin(&paths[j], tables->draws->seed, number + j);
		walk_tables(tables, &walk, paths, size, active, &count);
	}
	paths_release(paths);
	if (active)
		segbias_walk_release(&walk);
	free(active);
	return ok;
}

/* By counting, by tables of its own, or, with the others, later on. false: out of memory. */
static bool begin_query(struct tables *tables, size_t query, struct margins *margins)
{
	struct segbias_homogeneity_query *asked = &tables->queries[query];
	bool memory = true;
	asked->p = NAN;
	if (!read_margins(tables, asked, margins))
		return true;
	if (are_few(margins, tables->values, &memory)) {
		asked->p = enumerate_tables(margins, tables->values, asked->chi2);
		return !isnan(asked->p);
	}
	if (!memory)
		return false;
	/* (1 + b) / (1 + B) only grows with what is still to be drawn, and b / l is more. */
	double least = 1 / (1 + (double)tables->draws->replicates);
	uint64_t enough = asked->enough > 0 ? (uint64_t)fmin(ceil(asked->enough / least), SEGBIAS_COUNT_MAX) : 0;
	if (asked->enough > 0 && asked->enough <= least) {
		asked->p = least;
		return true;
	}
	if (!is_walked(tables, margins))
		return draw_tables(tables, margins, enough, asked);
	if (table_init(&tables->walked[tables->size], tables, margins, query))
		tables->walked[tables->size++].reached.enough = enough;
	else
		return false;
	return true;
}

bool segbias_homogeneity_monte_carlo(const double *shared, size_t values, struct segbias_homogeneity_query *queries,
                                     size_t count, const struct segbias_monte_carlo *draws)
{
	struct tables tables = {.shared = shared, .values = values, .queries = queries, .count = count, .draws = draws};
	struct margins margins = {.total = segbias_memory_zeroed(values + 1, sizeof *margins.total)};
	tables.walked = segbias_memory_zeroed(count + 1, sizeof *tables.walked);
	bool ok = margins.total && tables.walked;
	for (size_t v = 0; v < values; v++)
		tables.shared_sum += shared[v];
	for (size_t i = 0; ok && i < count; i++)
		ok = begin_query(&tables, i, &margins);
	ok = ok && walk_all(&tables);
	for (size_t i = 0; i < tables.size; i++) {
		const struct table *table = &tables.walked[i];
		queries[table->query].p = segbias_reached_p(&table->reached, draws);
		table_release(&tables.walked[i]);
	}
	free(tables.gammas.values);
	free(tables.walked);
	free(margins.total);
	return ok;
}
