#include "sources/levels.h"

#include "base/memory.h"
#include "sources/subset.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { DEPTH_MAX = 6 }; /* levels below each other */

/* --- one value and a run ------------------------------------------------------------------------------------------- */

/* By how much rounding moves the sum of so many: what is further off counts less, by its chance. */
static double tolerance_of(const struct segbias_levels_list *list, double figure, size_t parts)
{
	return list->each * (double)(parts + 1) + 1e-9 * figure;
}

/* The least chance, over the strata, that `count` parts which sum to sums[] come to the figures; INFINITY where they do not in some
 * stratum, or nowhere tell anything. */
static double fit_of(const struct segbias_levels_list *list, size_t at, const double *sums, size_t parts)
{
	double least = INFINITY;
	for (size_t s = 0; s < list->strata; s++) {
		double figure = list->figures[at][s];
		double off = fabs(figure - sums[s]);
		if (off > tolerance_of(list, figure, parts))
			return INFINITY;
		if (figure > 0)
			least = fmin(least, fmin(1, (2 * off + list->unit) * (double)parts / figure));
	}
	return least;
}

static double total_of(const struct segbias_levels_list *list, size_t at)
{
	double total = 0;
	for (size_t s = 0; s < list->strata; s++)
		total += list->figures[at][s];
	return total;
}

/* --- a level by its sums -------------------------------------------------------------------------------------------- */

/* The values of a level in the order in which they are read, and the best way to read those from each on. */
struct level {
	const struct segbias_levels_list *list;
	size_t *items; /* [count] */
	size_t count;
	size_t *ends;  /* [count]: behind its run; its own place + 1: it has none */
	double *costs; /* [count + 1] */
	double *fits;  /* [count]: of the run */
	double *sums;  /* [strata] */
};

static bool begins_like(const struct level *level, size_t part, size_t whole)
{
	const struct segbias_label *labels = level->list->labels;
	return segbias_label_begins(labels[level->items[part]], labels[level->items[whole]]);
}

/* The run behind the value that makes the rest cheapest to read. */
static void read_from(struct level *level, size_t i)
{
	const struct segbias_levels_list *list = level->list;
	double total = total_of(list, level->items[i]);
	double sum = 0;
	memset(level->sums, 0, list->strata * sizeof *level->sums);
	level->ends[i] = i + 1;
	level->costs[i] = level->costs[i + 1] + log(1 + (double)level->count);
	for (size_t j = i + 1; j < level->count; j++) {
		size_t parts = j - i;
		for (size_t s = 0; s < list->strata; s++)
			level->sums[s] += list->figures[level->items[j]][s];
		sum += total_of(list, level->items[j]);
		double tolerance = (double)list->strata * tolerance_of(list, total, parts);
		if (sum > total + tolerance)
			return;
		if (sum < total - tolerance || (parts == 1 && !begins_like(level, j, i)))
			continue;
		double fit = fit_of(list, level->items[i], level->sums, parts);
		if (fit == INFINITY || log(fit) + level->costs[j + 1] >= level->costs[i])
			continue;
		level->costs[i] = log(fit) + level->costs[j + 1];
		level->ends[i] = j + 1;
		level->fits[i] = fit;
	}
}

/* Takes the runs out of the level; how often chance would make them. Runs of one alone tell nothing. */
static double take_runs(struct level *level, struct segbias_levels *out)
{
	size_t kept = 0;
	size_t runs = 0;
	size_t longer = 0;
	double expected = 1;
	for (size_t i = 0; i < level->count; i++)
		level->ends[i] = level->ends[i] > i + 1 && level->fits[i] < 1 ? level->ends[i] : i + 1;
	for (size_t i = 0; i < level->count; i = level->ends[i]) {
		bool run = level->ends[i] > i + 1;
		expected *= run ? level->fits[i] : 1;
		runs += run;
		longer += level->ends[i] > i + 2;
		kept++;
	}
	if (longer == 0)
		return INFINITY;
	size_t single = kept - runs;
	for (size_t k = 1; k <= single; k++) /* C(runs + single + 1, single) */
		expected *= (double)(runs + 1 + k) / (double)k;
	kept = 0;
	for (size_t i = 0; i < level->count;) {
		size_t end = level->ends[i];
		for (size_t j = i + 1; j < end; j++)
			out->above[level->items[j]] = level->items[i];
		level->items[kept++] = level->items[i];
		i = end;
	}
	level->count = kept;
	out->parents += runs;
	return expected;
}

/* Reads the list forward or backward. */
static void read_levels(struct level *level, bool backward, struct segbias_levels *out)
{
	size_t count = level->list->count;
	double expected = 2; /* directions */
	level->count = count;
	out->parents = 0;
	for (size_t i = 0; i < count; i++) {
		level->items[i] = backward ? count - 1 - i : i;
		out->above[i] = SIZE_MAX;
	}
	for (size_t depth = 0; depth < DEPTH_MAX && level->count > 1; depth++) {
		level->costs[level->count] = 0;
		for (size_t i = level->count; i-- > 0;)
			read_from(level, i);
		double more = take_runs(level, out);
		if (more == INFINITY)
			break;
		expected *= more;
	}
	out->expected = out->parents > 1 ? expected : INFINITY;
	out->fits = out->holds = true;
	out->said = false;
}

enum segbias_status segbias_levels_tile(const struct segbias_levels_list *list, struct segbias_levels *out, bool *found,
                                        struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	size_t count = list->count;
	struct level level = {.list = list};
	struct segbias_levels other = {.above = segbias_memory_zeroed(count + 1, sizeof *other.above)};
	level.items = segbias_memory_zeroed(count + 1, sizeof *level.items);
	level.ends = segbias_memory_zeroed(count + 1, sizeof *level.ends);
	level.costs = segbias_memory_zeroed(2 * count + 2, sizeof *level.costs);
	level.sums = segbias_memory_zeroed(list->strata + 1, sizeof *level.sums);
	if (!other.above || !level.items || !level.ends || !level.costs || !level.sums)
		SEGBIAS_TRY(segbias_error_memory(error));
	level.fits = level.costs + count + 1;
	read_levels(&level, true, &other);
	size_t *above = out->above;
	read_levels(&level, false, out);
	if (other.expected < out->expected) {
		memcpy(above, other.above, count * sizeof *above);
		*out = other;
		out->above = above;
	}
	*found = out->expected < INFINITY;
done:
	free(other.above);
	free(level.items);
	free(level.ends);
	free(level.costs);
	free(level.sums);
	return status;
}

/* --- what the labels say -------------------------------------------------------------------------------------------- */

/* Blanks in front, of any kind, in characters. */
static size_t indent_of(struct segbias_label label)
{
	static const struct segbias_label WIDE[] = {{"\xc2\xa0", 2}, {"\xe3\x80\x80", 3}};
	size_t at = 0;
	size_t blanks = 0;
	for (bool more = true; more; blanks += more) {
		struct segbias_label rest = {label.bytes + at, label.size - at};
		more = rest.size > 0 && (rest.bytes[0] == ' ' || rest.bytes[0] == '\t');
		at += more;
		for (size_t i = 0; i < sizeof WIDE / sizeof *WIDE && !more; i++)
			if (segbias_label_begins(rest, WIDE[i])) {
				more = true;
				at += WIDE[i].size;
			}
	}
	return blanks;
}

static bool read_indents(const struct segbias_levels_list *list, struct segbias_levels *out)
{
	bool any = false;
	for (size_t i = 0; i < list->count; i++) {
		size_t indent = indent_of(list->labels[i]);
		out->above[i] = SIZE_MAX;
		for (size_t j = i; j-- > 0 && out->above[i] == SIZE_MAX;)
			out->above[i] = indent_of(list->labels[j]) < indent ? j : SIZE_MAX;
		any = any || out->above[i] != SIZE_MAX;
		if (out->above[i] == SIZE_MAX && indent > indent_of(list->labels[0]))
			return false; /* the first ones stand below nothing */
	}
	return any;
}

/* Letters and digits, at least one of them. *said: no number that counts is written so, with letters or a zero in front. */
static bool is_code(struct segbias_label label, bool *said)
{
	enum { SIZE_MOST = 14 };
	bool digit = false;
	bool letter = false;
	for (size_t i = 0; i < label.size; i++) {
		char c = label.bytes[i];
		bool is_letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
		bool is_digit = c >= '0' && c <= '9';
		digit = digit || is_digit;
		letter = letter || is_letter;
		if (!is_letter && !is_digit)
			return false;
	}
	*said = *said || (letter && digit) || (label.size > 1 && label.bytes[0] == '0');
	return label.size > 0 && label.size <= SIZE_MOST;
}

/* Numbers behind one and the same beginning that leave hardly any out, as v1 to v12: v1 is none of v10 to v12. */
static bool are_counted(const struct segbias_levels_list *list)
{
	static const double GAPS_MOST = 1.2;
	struct segbias_label first = list->labels[0];
	size_t start = 0;
	double least = INFINITY;
	double most = 0;
	while (start < first.size && !(first.bytes[start] >= '0' && first.bytes[start] <= '9'))
		start++;
	for (size_t i = 0; i < list->count; i++) {
		struct segbias_label label = list->labels[i];
		double number = 0;
		if (!segbias_label_begins(label, (struct segbias_label){first.bytes, start}) || label.size == start ||
		    (label.bytes[start] == '0' && label.size > start + 1))
			return false;
		for (size_t at = start; at < label.size; at++) {
			if (label.bytes[at] < '0' || label.bytes[at] > '9')
				return false;
			number = 10 * number + (label.bytes[at] - '0');
		}
		least = fmin(least, number);
		most = fmax(most, number);
	}
	return most - least + 1 <= GAPS_MOST * (double)list->count;
}

/* Without the zeros at its end. */
static struct segbias_label stem_of(struct segbias_label code)
{
	while (code.size > 0 && code.bytes[code.size - 1] == '0')
		code.size--;
	return code;
}

/* Codes of one length each, of which zeros fill up those above; else of several lengths. */
static bool read_codes(const struct segbias_levels_list *list, struct segbias_levels *out)
{
	enum { FILLED_LEAST = 5 };
	bool said = false;
	bool alike = true;
	bool any = false;
	for (size_t i = 0; i < list->count; i++) {
		if (!is_code(list->labels[i], &said))
			return false;
		alike = alike && list->labels[i].size == list->labels[0].size;
	}
	if (!said || (alike && list->labels[0].size < FILLED_LEAST) || are_counted(list))
		return false;
	for (size_t i = 0; i < list->count; i++) {
		size_t best = 0;
		out->above[i] = SIZE_MAX;
		for (size_t j = 0; j < list->count; j++) {
			struct segbias_label start = alike ? stem_of(list->labels[j]) : list->labels[j];
			bool filled = !alike || start.size < list->labels[j].size;
			if (j == i || start.size <= best || !filled || !segbias_label_begins(list->labels[i], start) ||
			    (alike && stem_of(list->labels[i]).size <= start.size))
				continue;
			best = start.size;
			out->above[i] = j;
		}
		any = any || out->above[i] != SIZE_MAX;
	}
	return any;
}

/* The parts of the value; their sums in sums[]. */
static size_t sum_parts(const struct segbias_levels_list *list, const struct segbias_levels *levels, size_t at,
                        double *sums)
{
	size_t parts = 0;
	memset(sums, 0, list->strata * sizeof *sums);
	for (size_t i = 0; i < list->count; i++) {
		for (size_t s = 0; levels->above[i] == at && s < list->strata; s++)
			sums[s] += list->figures[i][s];
		parts += levels->above[i] == at;
	}
	return parts;
}

/* Whether every value with parts is their sum, or at least as much. */
static bool check_said(const struct segbias_levels_list *list, double *sums, struct segbias_levels *out)
{
	bool two = false;
	out->expected = 1;
	out->fits = out->holds = true;
	for (size_t i = 0; i < list->count; i++) {
		size_t parts = sum_parts(list, out, i, sums);
		if (parts == 0)
			continue;
		double fit = fit_of(list, i, sums, parts);
		two = two || parts > 1;
		out->parents++;
		out->expected *= fit < 1 ? fit : 1;
		out->fits = out->fits && fit < 1; /* else any figure would fit */
		for (size_t s = 0; s < list->strata; s++)
			out->holds = out->holds &&
			             sums[s] <= list->figures[i][s] +
			                            segbias_subset_tolerance(list->figures[i][s], parts, list->each);
	}
	return two;
}

enum segbias_status segbias_levels_said(const struct segbias_levels_list *list, struct segbias_levels *out, bool *found,
                                        struct segbias_error *error)
{
	double *sums = segbias_memory_zeroed(list->strata + 1, sizeof *sums);
	if (!sums)
		return segbias_error_memory(error);
	out->parents = 0;
	out->said = read_indents(list, out);
	*found = (out->said || read_codes(list, out)) && check_said(list, sums, out);
	free(sums);
	return SEGBIAS_OK;
}
