/* Whom to exchange, by branch and bound over linear programs.
 *
 * Columns: who leaves, by kind; who joins, by kind (or, where any may, by value of each attribute: any such numbers that agree in
 * their sum can be put together to people); and how far below its most a value stays. Rows: each value's people; and that as many
 * join as leave.
 * source: Land and Doig (1960); Dakin (1965): last in, first out.
 */
#include "stats/exchange.h"

#include "base/memory.h"
#include "stats/simplex.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double WHOLE = 1e-6;    /* of a person: less is rounding */
static const double WORK_MOST = 4e9; /* rounds times what one looks at: some seconds */
enum { DEPTH_MOST = 20000, ROUND_LEAST = 4096 };

struct branch {
	size_t column;
	double low, high; /* before it */
	double below;     /* at most so many, or at least one more */
	bool up, second;  /* the side that it is on, and whether it was on the other before */
};

struct search {
	const struct segbias_exchange *e;
	struct segbias_program program;
	struct segbias_simplex *simplex;
	size_t levels, whole; /* values of all attributes; columns that count people, the first ones */
	size_t *first;
	uint32_t *row;
	double *entry; /* with all that follows it */
	double *target, *low, *high, *cost, *x, *miss, *best;
	struct branch *branches; /* [DEPTH_MOST] */
	size_t depth;
	double people, lower, work, work_most;
	bool found, proven;
};

/* --- the program ------------------------------------------------------------------------------------------------- */

static size_t levels_of(const struct segbias_exchange *e)
{
	size_t levels = 0;
	for (size_t a = 0; a < e->attributes; a++)
		levels += e->values[a];
	return levels;
}

static bool search_init(struct search *s, const struct segbias_exchange *e)
{
	size_t levels = levels_of(e);
	size_t joins = e->join ? e->joins : levels;
	size_t columns = e->leaves + joins + levels;
	size_t rows = levels + e->attributes;
	size_t most = columns * 2 * e->attributes;
	*s = (struct search){.e = e, .levels = levels, .whole = e->leaves + joins, .proven = true};
	s->work_most = e->work_most > 0 ? e->work_most : WORK_MOST;
	s->first = segbias_memory_zeroed(columns + 1, sizeof *s->first);
	s->row = segbias_memory_zeroed(most, sizeof *s->row);
	s->entry = segbias_memory_zeroed(most + 2 * rows + 5 * columns, sizeof *s->entry);
	s->branches = segbias_memory_zeroed(DEPTH_MOST, sizeof *s->branches);
	if (!s->first || !s->row || !s->entry || !s->branches)
		return false;
	s->target = s->entry + most;
	s->miss = s->target + rows;
	s->low = s->miss + rows;
	s->high = s->low + columns;
	s->cost = s->high + columns;
	s->x = s->cost + columns;
	s->best = s->x + columns;
	s->program = (struct segbias_program){.rows = rows,
	                                      .first = s->first,
	                                      .row = s->row,
	                                      .entry = s->entry,
	                                      .target = s->target,
	                                      .low = s->low,
	                                      .high = s->high,
	                                      .cost = s->cost,
	                                      .miss_cost = INFINITY};
	return true;
}

static void search_release(struct search *s)
{
	free(s->first);
	free(s->row);
	free(s->entry);
	free(s->branches);
	segbias_simplex_free(s->simplex);
}

static void add_entry(struct search *s, size_t row, double entry)
{
	size_t at = s->first[s->program.columns + 1]++;
	s->row[at] = (uint32_t)row;
	s->entry[at] = entry;
}

static void begin_column(struct search *s)
{
	s->first[s->program.columns + 1] = s->first[s->program.columns];
}

static void end_column(struct search *s, double high, double cost)
{
	s->high[s->program.columns] = high;
	s->cost[s->program.columns] = cost;
	s->program.columns++;
}

/* A kind of people, that leaves (sign -1) or joins, and how many of it may. */
static void add_kind(struct search *s, const uint32_t *values, double sign, double most)
{
	size_t first = 0;
	begin_column(s);
	for (size_t a = 0; a < s->e->attributes; a++) {
		add_entry(s, first + values[a], sign);
		add_entry(s, s->levels + a, sign);
		first += s->e->values[a];
	}
	end_column(s, most, sign < 0);
}

static void make_program(struct search *s)
{
	const struct segbias_exchange *e = s->e;
	double all = 0;
	for (size_t i = 0; i < e->leaves; i++) {
		add_kind(s, e->leave + i * e->attributes, -1, e->people[i]);
		all += e->people[i];
	}
	for (size_t i = 0; e->join && i < e->joins; i++)
		add_kind(s, e->join + i * e->attributes, 1, all);
	for (size_t a = 0, v = 0; !e->join && a < e->attributes; a++)
		for (size_t last = v + e->values[a]; v < last; v++) {
			begin_column(s);
			add_entry(s, v, 1);
			add_entry(s, s->levels + a, 1);
			end_column(s, all, 0);
		}
	for (size_t v = 0; v < s->levels; v++) {
		begin_column(s);
		add_entry(s, v, 1);
		end_column(s, e->high[v] - e->low[v], 0);
		s->target[v] = e->high[v] - e->count[v];
	}
}

/* --- a node ------------------------------------------------------------------------------------------------------ */

/* Whether whole numbers near x are an exchange; then they are the best one. */
static void keep(struct search *s)
{
	double people = 0;
	bool right = true;
	for (size_t j = 0; j < s->whole; j++) {
		s->x[j] = nearbyint(s->x[j]);
		right = right && s->x[j] >= 0 && s->x[j] <= s->high[j];
		people += j < s->e->leaves ? s->x[j] : 0;
	}
	for (size_t i = 0; i < s->program.rows; i++)
		s->miss[i] = 0;
	for (size_t j = 0; j < s->whole; j++)
		for (size_t k = s->first[j]; k < s->first[j + 1]; k++)
			s->miss[s->row[k]] += s->entry[k] * s->x[j];
	for (size_t v = 0; v < s->levels; v++) {
		double count = s->e->count[v] + s->miss[v];
		right = right && count >= s->e->low[v] && count <= s->e->high[v];
	}
	for (size_t a = 0; a < s->e->attributes; a++)
		right = right && s->miss[s->levels + a] == 0;
	if (!right) {
		s->proven = false;
	} else if (!s->found || people < s->people) {
		s->found = true;
		s->people = people;
		memcpy(s->best, s->x, s->whole * sizeof *s->best);
	}
}

/* The column that is farthest from a whole number of people; `whole`: all are one. */
static size_t find_fraction(const struct search *s)
{
	size_t found = s->whole;
	double farthest = WHOLE;
	for (size_t j = 0; j < s->whole; j++) {
		double away = fabs(s->x[j] - nearbyint(s->x[j]));
		if (away > farthest) {
			farthest = away;
			found = j;
		}
	}
	return found;
}

/* Returns whether the node is to be branched from, at that column. */
static bool look_at_node(struct search *s, size_t *column)
{
	size_t rounds = 0;
	double round = (double)(s->program.rows * s->program.rows + ROUND_LEAST);
	s->program.rounds_most = (size_t)(fmax(0, s->work_most - s->work) / round) + 1;
	enum segbias_program_state state = segbias_simplex_solve(s->simplex, s->x, s->miss, &rounds);
	double lower = 0;
	s->work += (double)s->first[s->program.columns] + (double)(rounds + 1) * round;
	if (state == SEGBIAS_PROGRAM_FAILED)
		s->proven = false;
	if (state != SEGBIAS_PROGRAM_SOLVED)
		return false;
	for (size_t j = 0; j < s->e->leaves; j++)
		lower += s->x[j];
	lower = ceil(lower - WHOLE);
	if (s->depth == 0)
		s->lower = lower;
	if (s->found && lower >= s->people)
		return false;
	*column = find_fraction(s);
	if (*column == s->whole)
		keep(s);
	return *column < s->whole;
}

/* --- the search -------------------------------------------------------------------------------------------------- */

static void take_side(struct search *s, const struct branch *b)
{
	s->low[b->column] = b->up ? b->below + 1 : b->low;
	s->high[b->column] = b->up ? b->high : b->below;
}

static void branch(struct search *s, size_t column)
{
	struct branch *b = &s->branches[s->depth++];
	*b = (struct branch){.column = column,
	                     .low = s->low[column],
	                     .high = s->high[column],
	                     .below = floor(s->x[column]),
	                     .up = s->x[column] - floor(s->x[column]) >= .5};
	take_side(s, b);
}

/* To the next side that was not looked at; false: there is none. */
static bool go_back(struct search *s)
{
	while (s->depth > 0) {
		struct branch *b = &s->branches[s->depth - 1];
		s->low[b->column] = b->low;
		s->high[b->column] = b->high;
		if (!b->second) {
			b->second = true;
			b->up = !b->up;
			take_side(s, b);
			return true;
		}
		s->depth--;
	}
	return false;
}

static void search(struct search *s)
{
	size_t column = 0;
	for (;;) {
		bool branches = look_at_node(s, &column);
		bool enough = s->found && s->people <= s->lower;
		if (enough)
			return;
		if (s->work > s->work_most || (branches && s->depth == DEPTH_MOST)) {
			s->proven = false;
			return;
		}
		if (branches)
			branch(s, column);
		else if (!go_back(s))
			break;
	}
	if (s->found && s->proven)
		s->lower = s->people;
}

/* --- what it comes to -------------------------------------------------------------------------------------------- */

static void add_joined(struct segbias_exchanged *out, size_t attributes, const uint32_t *values, double people)
{
	memcpy(out->join + out->joined * attributes, values, attributes * sizeof *values);
	out->joining[out->joined] = people;
	out->joined++;
}

/* Values of each attribute are put together in their order: as few kinds of people as there are values, at most. */
static bool put_together(const struct search *s, struct segbias_exchanged *out)
{
	const struct segbias_exchange *e = s->e;
	double *left = s->best + e->leaves;
	uint32_t *at = segbias_memory_zeroed(e->attributes, sizeof *at);
	double rest = s->people;
	while (at && rest > 0) {
		double most = rest;
		for (size_t a = 0, first = 0; a < e->attributes; a++) {
			while (!(left[first + at[a]] > 0))
				at[a]++;
			most = fmin(most, left[first + at[a]]);
			first += e->values[a];
		}
		for (size_t a = 0, first = 0; a < e->attributes; a++) {
			left[first + at[a]] -= most;
			first += e->values[a];
		}
		add_joined(out, e->attributes, at, most);
		rest -= most;
	}
	free(at);
	return at != NULL;
}

static bool tell(const struct search *s, struct segbias_exchanged *out)
{
	const struct segbias_exchange *e = s->e;
	size_t joins = e->join ? e->joins : s->levels;
	out->leave = segbias_memory_zeroed(e->leaves + 1, sizeof *out->leave);
	out->join = segbias_memory_zeroed(joins * e->attributes + 1, sizeof *out->join);
	out->joining = segbias_memory_zeroed(joins + 1, sizeof *out->joining);
	if (!out->leave || !out->join || !out->joining)
		return false;
	memcpy(out->leave, s->best, e->leaves * sizeof *out->leave);
	out->people = s->people;
	out->lower = s->lower;
	out->optimal = s->people <= s->lower;
	for (size_t i = 0; e->join && i < e->joins; i++)
		if (s->best[e->leaves + i] > 0)
			add_joined(out, e->attributes, e->join + i * e->attributes, s->best[e->leaves + i]);
	return e->join || put_together(s, out);
}

enum segbias_exchange_state segbias_exchange_find(const struct segbias_exchange *exchange,
                                                  struct segbias_exchanged *out)
{
	struct search s;
	enum segbias_exchange_state state = SEGBIAS_EXCHANGE_MEMORY;
	*out = (struct segbias_exchanged){.leave = NULL};
	if (search_init(&s, exchange)) {
		make_program(&s);
		s.simplex = segbias_simplex_create(&s.program);
		if (s.simplex)
			search(&s);
		out->lower = s.lower;
		if (!s.simplex)
			state = SEGBIAS_EXCHANGE_MEMORY;
		else if (!s.found)
			state = s.proven ? SEGBIAS_EXCHANGE_IMPOSSIBLE : SEGBIAS_EXCHANGE_NOT_FOUND;
		else if (tell(&s, out))
			state = SEGBIAS_EXCHANGE_FOUND;
	}
	search_release(&s);
	return state;
}

void segbias_exchanged_release(struct segbias_exchanged *exchanged)
{
	free(exchanged->leave);
	free(exchanged->join);
	free(exchanged->joining);
	*exchanged = (struct segbias_exchanged){.leave = NULL};
}
