/* Which values of a table are the sum of values listed with them: England above its regions, AT1 above AT11 and AT12. Both
 * in one table count people twice. What is the sum of a run of neighbours, or of the values that begin like it, is one
 * where chance hardly makes it so: in n values the sum of k comes within t of a figure f with a probability of about
 * 2 n (2 t + 1) k / f, in each stratum anew. In an alphabetical list the parts stand anywhere: any subset is tried, and
 * chance has as many chances as there are subsets of every value. */
#include "sources/aggregate.h"

#include "base/memory.h"
#include "sources/blocks.h"
#include "sources/levels.h"
#include "sources/subset.h"
#include "values/band.h"
#include "values/name.h"
#include "values/word.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
	VALUES_MAX = 2000,   /* of a column; more are not looked at */
	CELLS_MAX = 4000000, /* values times strata; the same */
	SHOWN_MAX = 3,       /* values that a message names */
	BANDS_MAX = 300,     /* values of a column of bands */
	APART_MAX = 64,      /* values of a column whose subsets are tried */
	WORK_MAX = 50000000, /* steps of that, of a table */
};

static const double CHANCE_ASK = 0.02; /* above: a coincidence */
static const double CHANCE_DROP = 1e-4;
static const double CHANCE_BLOCKS = 0.01;
static const double CHANCE_SUSPECT = 0.5; /* where another value is a sum already */
static const double CHANCE_SAY = 0.1;     /* of levels: above, nothing is said */
segbias_aggregate_step segbias_aggregate_subtotals;

struct value {
	uint32_t id; /* spelling */
	bool plain;  /* no total's word, no band, no number */
	bool gone;
	bool twice;     /* in rows that agree in all else */
	bool hinted;    /* begins or ends like a total, and no plain value is larger: "All levels" */
	bool listed;    /* by the other file; once parts that stand apart are looked for */
	double figure;  /* over all strata */
	double *strata; /* [count] */
};

struct search {
	struct segbias_aggregate *aggregate;
	size_t field;
	uint32_t attribute; /* of margins: whose rows; SEGBIAS_INTERN_NONE: all */
	struct segbias_label name;
	struct segbias_strata strata;
	struct value *values; /* in the order of the file */
	size_t count;
	double *cells;
	bool *parts; /* [count]: which values the one in hand is the sum of */
	size_t part_count;
	size_t *part_places; /* [count]: room for them, few of many values and strata */
	size_t asked;        /* the first that is asked about; SIZE_MAX: none is */
	bool held;           /* … and it holds its parts, whose sum it is not */
	struct segbias_text asked_parts;
	struct segbias_text suspects; /* values that may be sums, too */
};

static struct segbias_label label_of(const struct search *s, size_t i)
{
	return s->aggregate->grid->spellings[s->field].labels[s->values[i].id];
}

static bool looks_at(const struct search *s, size_t row)
{
	return segbias_aggregate_looks_at(s->aggregate, s->attribute, row);
}

static bool is_plain(struct segbias_label label)
{
	struct segbias_band band;
	bool code = label.size > 0 && !(label.bytes[0] >= '0' && label.bytes[0] <= '9'); /* "DE1" is no number */
	return segbias_word_total(label) == SEGBIAS_TOTAL_NONE && !segbias_missing_blank(label) &&
	       !segbias_word_unknown(label) && (!segbias_band_parse(label, &band) || (band.single && code));
}

static enum segbias_status find_hinted(struct search *s, struct segbias_error *error)
{
	double most = 0;
	for (size_t i = 0; i < s->count; i++)
		most = s->values[i].plain ? fmax(most, s->values[i].figure) : most;
	for (size_t i = 0; i < s->count; i++)
		if (s->values[i].plain && s->values[i].figure >= most &&
		    !segbias_word_hints_total(label_of(s, i), &s->values[i].hinted))
			return segbias_error_memory(error);
	return SEGBIAS_OK;
}

/* The values in the order in which they come, and their figures; count 0 where there are too many. */
static enum segbias_status read_values(struct search *s, struct segbias_error *error)
{
	const struct segbias_grid *grid = s->aggregate->grid;
	const struct segbias_intern *spellings = &grid->spellings[s->field];
	enum segbias_status status = SEGBIAS_OK;
	uint32_t *places = segbias_memory_zeroed((size_t)spellings->size + 1, sizeof *places);
	s->values = segbias_memory_zeroed((size_t)spellings->size + 1, sizeof *s->values);
	s->parts = segbias_memory_zeroed((size_t)spellings->size + 1, sizeof *s->parts);
	s->part_places = segbias_memory_zeroed((size_t)spellings->size + 1, sizeof *s->part_places);
	if (!places || !s->values || !s->parts || !s->part_places)
		SEGBIAS_TRY(segbias_error_memory(error));
	for (size_t row = 0; row < grid->rows; row++) {
		uint32_t id = segbias_grid_id(grid, row, s->field);
		if (!looks_at(s, row) || places[id])
			continue;
		s->values[s->count++] = (struct value){.id = id, .plain = is_plain(spellings->labels[id])};
		places[id] = (uint32_t)s->count;
	}
	if (s->count > VALUES_MAX || (double)s->count * s->strata.count > CELLS_MAX)
		s->count = 0;
	s->cells = segbias_memory_zeroed(s->count * s->strata.count + 1, sizeof *s->cells);
	if (!s->cells)
		SEGBIAS_TRY(segbias_error_memory(error));
	for (size_t i = 0; i < s->count; i++)
		s->values[i].strata = s->cells + i * s->strata.count;
	for (size_t row = 0; row < grid->rows && s->count; row++) {
		if (!looks_at(s, row))
			continue;
		struct value *value = &s->values[places[segbias_grid_id(grid, row, s->field)] - 1];
		double before = value->strata[s->strata.of_row[row]];
		value->twice = value->twice || before > 0;
		value->figure += s->aggregate->figures[row];
		value->strata[s->strata.of_row[row]] += s->aggregate->figures[row];
	}
	SEGBIAS_TRY(find_hinted(s, error));
done:
	free(places);
	return status;
}

/* --- arithmetic ------------------------------------------------------------------------------------------------- */

/* By how much rounding moves a figure; random rounding by up to the whole. */
static double rounding_of(const struct search *s)
{
	return s->aggregate->rounded ? s->aggregate->unit : 0.5 * s->aggregate->unit;
}

static double tolerance_of(const struct search *s, double figure, size_t parts)
{
	return segbias_subset_tolerance(figure, parts, rounding_of(s));
}

/* The probability of a chance fit of the parts in hand; DBL_MAX where they do not fit in a stratum, or where nowhere two
 * of them are more than the tolerance: a value that equals another is no sum of it and next to nothing. */
static double chance(const struct search *s, const struct value *value)
{
	double probability = 2.0 * (double)s->count;
	bool sum_of_two = false;
	size_t parts = 0;
	for (size_t i = 0; i < s->count; i++)
		if (s->parts[i])
			s->part_places[parts++] = i;
	for (uint32_t stratum = 0; stratum < s->strata.count; stratum++) {
		double sum = 0;
		double figure = value->strata[stratum];
		double least = tolerance_of(s, figure, 2);
		size_t above = 0;
		size_t telling = 0;
		for (size_t i = 0; i < parts; i++) {
			double part = s->values[s->part_places[i]].strata[stratum];
			sum += part;
			above += part > 0;
			telling += part > least;
		}
		double tolerance = tolerance_of(s, figure, above);
		if (fabs(figure - sum) > tolerance)
			return DBL_MAX;
		sum_of_two = sum_of_two || telling > 1;
		if (telling > 1)
			probability *= fmin(1, (2 * tolerance + s->aggregate->unit) * (double)above / figure);
	}
	return sum_of_two ? probability : DBL_MAX;
}

static void clear_parts(struct search *s)
{
	memset(s->parts, 0, s->count * sizeof *s->parts);
	s->part_count = 0;
}

/* The run of neighbours after the value (step 1) or before it (step -1) that comes to its figure. */
static double try_run(struct search *s, size_t at, int step)
{
	double sum = 0;
	double figure = s->values[at].figure;
	clear_parts(s);
	for (size_t i = at; (step > 0 ? i + 1 < s->count : i > 0);) {
		i = step > 0 ? i + 1 : i - 1;
		if (s->values[i].gone)
			continue;
		if (segbias_word_total(label_of(s, i)) != SEGBIAS_TOTAL_NONE)
			return 1;
		s->parts[i] = true;
		s->part_count++;
		sum += s->values[i].figure;
		double tolerance = tolerance_of(s, figure, s->part_count) * (double)s->strata.count;
		if (sum > figure + tolerance)
			return 1;
		if (s->part_count > 1 && fabs(sum - figure) <= tolerance) {
			double probability = chance(s, &s->values[at]);
			if (probability < DBL_MAX)
				return probability;
		}
	}
	return 1;
}

/* "White: British" says itself that it is part of "White". */
static bool says_part(struct segbias_label label, struct segbias_label start)
{
	const char *rest = label.bytes + start.size;
	size_t size = label.size - start.size;
	while (size > 0 && *rest == ' ') {
		rest++;
		size--;
	}
	return size > 1 && strchr(":-/,>(|", *rest) != NULL;
}

/* The values that begin like it, as those of a code list do: AT11 and AT12 of AT1. */
static double try_prefix(struct search *s, size_t at)
{
	bool said = true;
	clear_parts(s);
	for (size_t i = 0; i < s->count; i++)
		if (i != at && !s->values[i].gone && segbias_label_begins(label_of(s, i), label_of(s, at))) {
			s->parts[i] = true;
			s->part_count++;
			said = said && says_part(label_of(s, i), label_of(s, at));
		}
	double probability = s->part_count > 1 ? chance(s, &s->values[at]) : DBL_MAX;
	return said && probability < DBL_MAX ? fmin(probability, CHANCE_ASK) : probability;
}

/* The least chance of the ways; its parts are in hand. */
static double try_value(struct search *s, size_t at)
{
	double probability = try_prefix(s, at);
	if (probability > CHANCE_ASK)
		probability = try_run(s, at, 1);
	if (probability > CHANCE_ASK)
		probability = try_run(s, at, -1);
	return probability;
}

/* --- parts that stand apart -------------------------------------------------------------------------------------- */

/* What a value may be the sum of. */
struct pool {
	size_t ids[APART_MAX];
	const double *parts[APART_MAX];
	size_t count;
	double trials; /* values whose subsets are tried so, times the ways to try them */
};

static bool is_part(const struct search *s, size_t at, size_t i)
{
	const struct value *value = &s->values[i];
	bool telling = false; /* more than the tolerance somewhere */
	if (i == at || value->gone || !value->plain)
		return false;
	for (uint32_t stratum = 0; stratum < s->strata.count; stratum++) {
		double figure = s->values[at].strata[stratum];
		if (value->strata[stratum] > figure + tolerance_of(s, figure, s->count))
			return false;
		telling = telling || value->strata[stratum] > tolerance_of(s, figure, 2);
	}
	return telling;
}

/* Of all values, or only of those that the other file lists where it lacks the value, and the other way round. */
static void fill_pool(const struct search *s, size_t at, bool apart, struct pool *pool)
{
	pool->count = 0;
	for (size_t i = 0; i < s->count; i++)
		if (is_part(s, at, i) && !(apart && s->values[i].listed == s->values[at].listed)) {
			pool->ids[pool->count] = i;
			pool->parts[pool->count++] = s->values[i].strata;
		}
}

/* The probability of a chance fit of the pool's subset that fits best; above `most` none is looked for. Its parts are in
 * hand. */
static enum segbias_status try_pool(struct search *s, size_t at, const struct pool *pool, double most,
                                    double *probability, struct segbias_error *error)
{
	struct segbias_aggregate *aggregate = s->aggregate;
	struct segbias_subset_search search = {.whole = s->values[at].strata,
	                                       .parts = pool->parts,
	                                       .count = pool->count,
	                                       .strata = s->strata.count,
	                                       .unit = aggregate->unit,
	                                       .each = rounding_of(s),
	                                       .work = aggregate->work};
	struct segbias_subset found;
	enum segbias_status status = segbias_subset_find(&search, most / pool->trials, &found, error);
	if (status != SEGBIAS_OK)
		return status;
	aggregate->work = search.work;
	clear_parts(s);
	for (size_t i = 0; i < pool->count; i++)
		if (found.members >> i & 1) {
			s->parts[pool->ids[i]] = true;
			s->part_count++;
		}
	*probability = pool->trials * found.expected;
	return SEGBIAS_OK;
}

/* Two ways share what is allowed to chance: the values that the other file has and this one not, or the other way round,
 * and all values. */
static enum segbias_status try_apart(struct search *s, size_t at, double most, double *probability,
                                     struct segbias_error *error)
{
	struct pool pool;
	double alike = 0;
	double all = 0;
	for (size_t i = 0; i < s->count; i++) {
		all += s->values[i].plain;
		alike += s->values[i].plain && s->values[i].listed == s->values[at].listed;
	}
	fill_pool(s, at, true, &pool);
	size_t tried = pool.count;
	pool.trials = 2 * alike;
	enum segbias_status status = try_pool(s, at, &pool, most, probability, error);
	if (status != SEGBIAS_OK || *probability <= most)
		return status;
	fill_pool(s, at, false, &pool);
	pool.trials = tried > 1 ? 2 * all : all;
	return pool.count == tried ? SEGBIAS_OK : try_pool(s, at, &pool, most, probability, error);
}

/* --- what follows ----------------------------------------------------------------------------------------------- */

static void list_parts(const struct search *s, struct segbias_text *out)
{
	size_t shown = 0;
	for (size_t i = 0; i < s->count; i++) {
		char quoted[SEGBIAS_QUOTE_MAX];
		if (!s->parts[i])
			continue;
		if (shown == SHOWN_MAX && s->part_count > SHOWN_MAX + 1) {
			segbias_text_add_format(out, " and %zu more", s->part_count - shown);
			return;
		}
		segbias_text_add_format(out, "%s%s",
		                        shown == 0                   ? ""
		                        : shown + 1 == s->part_count ? " and "
		                                                     : ", ",
		                        segbias_label_quote(label_of(s, i), quoted));
		shown++;
	}
}

static bool is_compared(const struct search *s)
{
	return !s->aggregate->evidence->other->head || s->attribute != SEGBIAS_INTERN_NONE ||
	       s->aggregate->evidence->columns[s->field].shared;
}

/* The values of the level that is left, or of all, as options list them: of a compared column --within, else a --where for each.
 * False where they cannot be written so. */
static bool list_values(const struct search *s, bool all, struct segbias_text *out)
{
	enum { SIZE_MOST = 190 };
	const char *where = segbias_aggregate_where_option(s->aggregate->evidence->options);
	bool compared = is_compared(s);
	char name[SEGBIAS_QUOTE_MAX];
	if (!segbias_label_copyable(s->name))
		return false;
	segbias_label_show(s->name, name);
	if (compared)
		segbias_text_add_format(out, "--within '%s=", name);
	size_t start = out->size;
	for (size_t i = 0; i < s->count; i++) {
		char shown[SEGBIAS_QUOTE_MAX];
		if ((s->values[i].gone && !all) || segbias_word_total(label_of(s, i)) != SEGBIAS_TOTAL_NONE)
			continue;
		if (!segbias_label_copyable(label_of(s, i)))
			return false;
		segbias_label_show(label_of(s, i), shown);
		if (compared)
			segbias_text_add_format(out, "%s%s", out->size > start ? "," : "", shown);
		else
			segbias_text_add_format(out, "%s%s '%s=%s'", out->size > start ? " " : "", where, name, shown);
	}
	if (compared)
		segbias_text_add_string(out, "'");
	return out->size > start && !out->failed && out->size < SIZE_MOST;
}

static bool list_level(const struct search *s, struct segbias_text *out)
{
	return list_values(s, false, out);
}

/* Once one level is left: what would be counted twice, and which one to take. */
static enum segbias_status ask(const struct search *s, struct segbias_error *error)
{
	char quoted[2][SEGBIAS_QUOTE_MAX];
	struct segbias_text list = {0};
	struct segbias_text all = {0};
	segbias_error_set(
	    error, SEGBIAS_DATA,
	    s->held ? "counted_twice|%s of %s stands above %s, which are part of it: they would be counted twice%s%s"
		    : "counted_twice|%s of %s is the sum of %s: they would be counted twice%s%s",
	    segbias_label_quote(label_of(s, s->asked), quoted[0]), segbias_label_quote(s->name, quoted[1]),
	    s->asked_parts.data ? s->asked_parts.data : "", s->suspects.size ? "; these may be sums, too: " : "",
	    s->suspects.size ? s->suspects.data : "");
	size_t sums = 0;
	for (size_t i = 0; i < s->count; i++)
		sums += s->values[i].gone && segbias_word_total(label_of(s, i)) == SEGBIAS_TOTAL_NONE;
	bool level = list_level(s, &list);
	/* One of them may be a sum by chance, several hardly, and what labels say is none. */
	if (level && sums == 1 && !s->held && list_values(s, true, &all))
		segbias_error_hint(error, "one level: %s; a group that is such a sum by chance: %s", list.data,
		                   all.data);
	else if (level)
		segbias_error_hint(error, "one level: %s", list.data);
	else
		segbias_error_hint(error, is_compared(s) ? "list the values of one level in --within ATTR=A,B,C"
		                                         : "leave out the rows of all levels but one");
	segbias_error_place(error, s->aggregate->evidence->file, 0, 0);
	segbias_text_release(&list);
	segbias_text_release(&all);
	return SEGBIAS_DATA;
}

static void drop(struct search *s, size_t at)
{
	for (size_t row = 0; row < s->aggregate->grid->rows; row++)
		if (looks_at(s, row) && segbias_grid_id(s->aggregate->grid, row, s->field) == s->values[at].id)
			s->aggregate->grid->dropped[row] = true;
	s->values[at].gone = true;
}

static bool other_lists(const struct search *s, size_t at)
{
	return segbias_other_lists(s->aggregate->evidence->other, s->name, label_of(s, at));
}

/* The level that the other file has is kept, or the finer one where nothing is compared; else it is asked about. */
static void settle(struct search *s, size_t at, double probability)
{
	char quoted[2][SEGBIAS_QUOTE_MAX];
	struct segbias_text parts = {0};
	bool whole = other_lists(s, at);
	size_t listed = 0;
	for (size_t i = 0; i < s->count; i++)
		listed += s->parts[i] && other_lists(s, i);
	bool finer = is_compared(s) ? listed > 0 && !whole : true;
	bool coarser = is_compared(s) && whole && listed == 0;
	if (probability > CHANCE_DROP || !(finer || coarser)) {
		s->values[at].gone = !coarser;
		for (size_t i = 0; i < s->count && coarser; i++)
			s->values[i].gone = s->values[i].gone || s->parts[i];
		for (size_t i = 0; i < s->count && s->values[at].hinted; i++)
			s->values[i].gone = !s->parts[i]; /* a part of a part */
		if (s->asked == SIZE_MAX) {
			s->asked = at;
			list_parts(s, &s->asked_parts);
		}
		return;
	}
	list_parts(s, &parts);
	segbias_label_quote(label_of(s, at), quoted[0]);
	segbias_label_quote(s->name, quoted[1]);
	segbias_error_place(
	    finer ? segbias_notes_add(s->aggregate->notes, "subtotal", "%s of %s is the sum of %s, and is left out",
	                              quoted[0], quoted[1], parts.data ? parts.data : "")
		  : segbias_notes_add(s->aggregate->notes, "subtotal",
	                              "%s of %s add up to %s, which the other file has, and are left out",
	                              parts.data ? parts.data : "", quoted[1], quoted[0]),
	    s->aggregate->evidence->file, 0, 0);
	segbias_text_release(&parts);
	if (finer)
		drop(s, at);
	for (size_t i = 0; i < s->count && coarser; i++)
		if (s->parts[i])
			drop(s, i);
}

static bool is_all_others(const struct search *s, size_t at)
{
	for (size_t i = 0; i < s->count; i++)
		if (i != at && !s->values[i].gone && !s->parts[i] &&
		    segbias_word_total(label_of(s, i)) == SEGBIAS_TOTAL_NONE)
			return false;
	return true;
}

/* "of which: Bachelor" is part of another value by its own words, whatever the figures are. */
static bool says_of_which(struct segbias_label label)
{
	static const char *const STARTS[] = {
	    "of which",    "thereof",   "of whom", "darunter", "davon",   "dont",  "de los cuales", "de las cuales",
	    "dos quais",   "das quais", "di cui",  "w tym",    "waarvan", "varav", "heraf",         "herav",
	    "в том числе", "из них",    "منهم",    "منها",     "其中",    "うち"};
	struct segbias_text bare = {0};
	bool says = false;
	segbias_word_bare(label, &bare);
	for (size_t i = 0; i < sizeof STARTS / sizeof *STARTS && bare.data; i++) {
		size_t size = strlen(STARTS[i]);
		bool script = (unsigned char)STARTS[i][0] >= 0xE0; /* written without blanks between words */
		says = says || (bare.size > size && memcmp(bare.data, STARTS[i], size) == 0 &&
		                (script || bare.data[size] == ' '));
	}
	segbias_text_release(&bare);
	return says;
}

static enum segbias_status check_of_which(struct search *s, struct segbias_error *error)
{
	char quoted[2][SEGBIAS_QUOTE_MAX];
	struct segbias_text list = {0};
	size_t first = SIZE_MAX;
	for (size_t i = 0; i < s->count; i++)
		if (!s->values[i].gone && !segbias_word_unknown(label_of(s, i)) && says_of_which(label_of(s, i))) {
			first = first == SIZE_MAX ? i : first;
			s->values[i].gone = true;
		}
	if (first == SIZE_MAX)
		return SEGBIAS_OK;
	segbias_error_set(error, SEGBIAS_DATA,
	                  "counted_twice|%s of %s is part of another value: its people would be counted twice",
	                  segbias_label_quote(label_of(s, first), quoted[0]), segbias_label_quote(s->name, quoted[1]));
	if (list_level(s, &list))
		segbias_error_hint(error, "without it: %s", list.data);
	else
		segbias_error_hint(error, is_compared(s) ? "list the other values in --within ATTR=A,B,C"
		                                         : "leave out its rows");
	segbias_error_place(error, s->aggregate->evidence->file, 0, 0);
	segbias_text_release(&list);
	return SEGBIAS_DATA;
}

static bool is_candidate(const struct search *s, size_t i)
{
	return !s->values[i].gone && s->values[i].plain && s->values[i].figure > 0;
}

/* The smallest first: a sum of sums is larger than they are. */
static bool comes_before(const struct search *s, size_t a, size_t b)
{
	return s->values[a].figure < s->values[b].figure || (s->values[a].figure == s->values[b].figure && a < b);
}

static size_t next_larger(const struct search *s, size_t than)
{
	size_t next = SIZE_MAX;
	for (size_t i = 0; i < s->count; i++)
		if (is_candidate(s, i) && (than == SIZE_MAX || comes_before(s, than, i)) &&
		    (next == SIZE_MAX || comes_before(s, i, next)))
			next = i;
	return next;
}

/* What is called a total, and nothing is larger, need not be told from chance where the other file lacks it. */
static double limit_of(const struct search *s, size_t at)
{
	return s->values[at].hinted && !s->values[at].listed ? DBL_MAX : CHANCE_ASK;
}

/* Whether the parts in hand are a subtotal's. The sum of all others is a total, which the next step finds. */
static bool is_subtotal(const struct search *s, size_t at, double probability, double most)
{
	return probability <= most && !(is_all_others(s, at) && s->asked == SIZE_MAX);
}

/* The deepest first: from the end. */
static void take_near(struct search *s, bool *found)
{
	*found = false;
	for (size_t i = s->count; i-- > 0;) {
		if (!is_candidate(s, i))
			continue;
		double probability = try_value(s, i);
		if (!is_subtotal(s, i, probability, CHANCE_ASK))
			continue;
		settle(s, i, probability);
		*found = true;
	}
}

static enum segbias_status take_apart(struct search *s, struct segbias_error *error)
{
	for (size_t i = next_larger(s, SIZE_MAX); i != SIZE_MAX; i = next_larger(s, i)) {
		double probability = INFINITY;
		enum segbias_status status = try_apart(s, i, limit_of(s, i), &probability, error);
		if (status != SEGBIAS_OK)
			return status;
		if (is_subtotal(s, i, probability, limit_of(s, i)))
			settle(s, i, probability);
	}
	return SEGBIAS_OK;
}

/* --- what arithmetic cannot decide ------------------------------------------------------------------------------ */

/* The other file lacks the value, though it has most others and none that is larger: a campaign names no country beside its
 * regions, but hardly misses the largest region. */
static bool is_odd(const struct search *s, size_t at)
{
	size_t listed = 0;
	size_t others = 0;
	double most = 0;
	if (!is_candidate(s, at) || s->values[at].listed)
		return false;
	for (size_t i = 0; i < s->count; i++) {
		if (i == at || !is_candidate(s, i))
			continue;
		others++;
		listed += s->values[i].listed;
		most = s->values[i].listed ? fmax(most, s->values[i].figure) : most;
	}
	return listed > 2 && 3 * listed >= 2 * others && s->values[at].figure > most;
}

static void add_suspect(struct search *s, size_t at)
{
	char quoted[2][SEGBIAS_QUOTE_MAX];
	struct segbias_text list = {0};
	segbias_label_quote(label_of(s, at), quoted[0]);
	segbias_text_add_format(&s->suspects, "%s%s", s->suspects.size ? ", " : "", quoted[0]);
	s->values[at].gone = true; /* of the level that a hint lists */
	if (s->asked != SIZE_MAX)
		return;
	struct segbias_error *note = segbias_notes_add(
	    s->aggregate->notes, "possible_subtotal",
	    "%s of %s may be a sum of other values, counted twice: some add up to it, and the other file lacks it",
	    quoted[0], segbias_label_quote(s->name, quoted[1]));
	segbias_error_place(note, s->aggregate->evidence->file, 0, 0);
	if (list_level(s, &list))
		segbias_error_hint(note, "if it is: %s", list.data);
	else
		segbias_error_hint(note, "if it is: list the other values in --within ATTR=A,B,C");
	segbias_text_release(&list);
}

/* Values of which no more can be said than that they may be sums. Where something is asked about it names them, else a note
 * does. */
static enum segbias_status find_suspects(struct search *s, struct segbias_error *error)
{
	for (size_t i = next_larger(s, SIZE_MAX); i != SIZE_MAX; i = next_larger(s, i)) {
		double probability = INFINITY;
		struct pool pool;
		if (!is_odd(s, i))
			continue;
		pool.trials = 1;
		fill_pool(s, i, true, &pool);
		enum segbias_status status = try_pool(s, i, &pool, INFINITY, &probability, error);
		if (status != SEGBIAS_OK)
			return status;
		if (s->part_count > 0 && !is_all_others(s, i))
			add_suspect(s, i);
	}
	return SEGBIAS_OK;
}

/* Beside a sum that is asked about, neighbours that come to a value hardly do so by chance. */
static void find_suspect_runs(struct search *s)
{
	for (size_t i = s->count; i-- > 0 && s->asked != SIZE_MAX;)
		if (is_candidate(s, i) && (try_run(s, i, 1) <= CHANCE_SUSPECT || try_run(s, i, -1) <= CHANCE_SUSPECT))
			add_suspect(s, i);
}

static bool is_total(const struct search *s, size_t i)
{
	return segbias_word_total(label_of(s, i)) != SEGBIAS_TOTAL_NONE;
}

/* Whether the value is the sum of all others in every stratum; `totals`: of other totals, too. */
static bool is_sum_of_all(const struct search *s, size_t value, bool totals)
{
	for (uint32_t stratum = 0; stratum < s->strata.count; stratum++) {
		double figure = s->values[value].strata[stratum];
		double others = 0;
		for (size_t i = 0; i < s->count; i++)
			if (i != value && !s->values[i].gone && (totals || !is_total(s, i)))
				others += s->values[i].strata[stratum];
		if (fabs(others - figure) > tolerance_of(s, figure, s->count - 1))
			return false;
	}
	return true;
}

/* A total that is called one and is the sum of all others, or of all that are no other totals ("Total responses", "Total
 * stated"), counts each of them once: none is a sum of others. */
static bool is_marked(const struct search *s)
{
	for (size_t i = 0; i < s->count; i++)
		if (!s->values[i].gone && s->values[i].figure > 0 &&
		    (segbias_word_total(label_of(s, i)) != SEGBIAS_TOTAL_NONE ||
		     segbias_aggregate_total_code(label_of(s, i))) &&
		    (is_sum_of_all(s, i, true) || is_sum_of_all(s, i, false)))
			return true;
	return false;
}

/* Whether a total comes again, as in a table whose blocks each have theirs: it is as many times too large. */
static bool marked_twice(const struct search *s)
{
	bool twice = false;
	for (size_t i = 0; i < s->count; i++)
		twice = twice || (is_total(s, i) && s->values[i].twice);
	return twice;
}

/* --- levels below a total --------------------------------------------------------------------------------------- */

/* A list whose values stand above (step 1) or below (-1) their parts, read as an outline. */
struct outline {
	int step;
	size_t *above; /* [count]: the value that it is a part of; SIZE_MAX: none */
	double chance; /* that all of this is none */
};

/* By how much the value may miss so many parts where each is rounded: no more is asked of a sum that a total speaks for. */
static double rounding_off(const struct search *s, double figure, size_t parts)
{
	return rounding_of(s) * (double)(parts + 1) + 1e-9 * figure;
}

/* Whether the parts in hand come to the figures in every stratum; how far they are off in all. */
static bool comes_to(const struct search *s, const double *figures, double *off)
{
	*off = 0;
	for (uint32_t stratum = 0; stratum < s->strata.count; stratum++) {
		double sum = 0;
		for (size_t i = 0; i < s->count; i++)
			sum += s->parts[i] ? s->values[i].strata[stratum] : 0;
		double apart = fabs(sum - figures[stratum]);
		if (apart > rounding_off(s, figures[stratum], s->part_count))
			return false;
		*off += apart;
	}
	return true;
}

/* Takes those next to the value that are part of no other and come to it best, two at least. */
static bool take_parts(struct search *s, struct outline *outline, size_t at)
{
	size_t last = at;
	double least = INFINITY;
	double sum = 0;
	clear_parts(s);
	for (size_t i = at; (outline->step > 0 ? i + 1 < s->count : i > 0);) {
		double off = 0;
		i = outline->step > 0 ? i + 1 : i - 1;
		if (s->values[i].gone || outline->above[i] != SIZE_MAX)
			continue;
		s->parts[i] = true;
		s->part_count++;
		sum += s->values[i].figure;
		if (is_total(s, i) ||
		    sum > s->values[at].figure + (double)s->strata.count * rounding_off(s, sum, s->part_count))
			break;
		if (s->part_count > 1 && comes_to(s, s->values[at].strata, &off) && off < least) {
			least = off;
			last = i;
		}
	}
	clear_parts(s);
	for (size_t i = at; i != last;) {
		i = outline->step > 0 ? i + 1 : i - 1;
		if (s->values[i].gone || outline->above[i] != SIZE_MAX)
			continue;
		s->parts[i] = true;
		s->part_count++;
		outline->above[i] = at;
	}
	return last != at;
}

/* Whether what is part of no other, several values, comes to the total. */
static bool roots_come_to(struct search *s, const struct outline *outline, size_t total)
{
	double off = 0;
	clear_parts(s);
	for (size_t i = 0; i < s->count; i++) {
		s->parts[i] = !s->values[i].gone && outline->above[i] == SIZE_MAX && !is_total(s, i);
		s->part_count += s->parts[i];
	}
	return s->part_count > 1 && comes_to(s, s->values[total].strata, &off);
}

/* Whether what is part of no other comes to the total, as all values together do not, and some are parts: the deepest first. One
 * alone is another total. */
static bool reads_outline(struct search *s, struct outline *outline, size_t total)
{
	bool any = false;
	outline->chance = 1;
	for (size_t i = 0; i < s->count; i++)
		outline->above[i] = SIZE_MAX;
	if (roots_come_to(s, outline, total))
		return false;
	for (size_t k = 0; k < s->count; k++) {
		size_t i = outline->step > 0 ? s->count - 1 - k : k;
		if (!is_candidate(s, i) || !take_parts(s, outline, i))
			continue;
		outline->chance *= fmin(1, chance(s, &s->values[i]));
		any = true;
	}
	return any && roots_come_to(s, outline, total);
}

/* Of regions above their districts, below a total: each level would be counted. Rounded figures alone do not tell a sum from
 * chance; that the upper level comes to the total does, or it is asked about. */
static void settle_outline(struct search *s, const struct outline *outline)
{
	for (size_t i = s->count; i-- > 0;) {
		clear_parts(s);
		for (size_t j = 0; j < s->count; j++)
			if (outline->above[j] == i) {
				s->parts[j] = true;
				s->part_count++;
			}
		if (s->part_count)
			settle(s, i, outline->chance);
	}
}

static enum segbias_status take_outline(struct search *s, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct outline outline = {.above = segbias_memory_zeroed(s->count + 1, sizeof *outline.above)};
	bool found = false;
	if (!outline.above)
		SEGBIAS_TRY(segbias_error_memory(error));
	for (size_t i = 0; i < s->count && !found; i++)
		for (outline.step = 1; outline.step >= -1 && !found; outline.step -= 2)
			if (s->values[i].figure > 0 && is_total(s, i) && reads_outline(s, &outline, i)) {
				settle_outline(s, &outline);
				found = true;
			}
done:
	free(outline.above);
	return status;
}

/* --- levels without a total ------------------------------------------------------------------------------------- */

/* The values that may be levels of one list: not totals, and not unknown ones. */
struct levelled {
	size_t *places; /* [count]: of the values */
	const double **figures;
	struct segbias_label *labels;
	size_t count;
	bool plain; /* all of them */
	bool *done; /* [count] */
	struct segbias_levels levels;
};

static void release_levelled(struct levelled *l)
{
	free(l->places);
	free(l->figures);
	free(l->labels);
	free(l->done);
	free(l->levels.above);
}

static enum segbias_status list_levelled(const struct search *s, bool unknown, struct levelled *l,
                                         struct segbias_error *error)
{
	l->places = segbias_memory_zeroed(s->count + 1, sizeof *l->places);
	l->figures = segbias_memory_zeroed(s->count + 1, sizeof *l->figures);
	l->labels = segbias_memory_zeroed(s->count + 1, sizeof *l->labels);
	l->done = segbias_memory_zeroed(s->count + 1, sizeof *l->done);
	l->levels.above = segbias_memory_zeroed(s->count + 1, sizeof *l->levels.above);
	if (!l->places || !l->figures || !l->labels || !l->done || !l->levels.above)
		return segbias_error_memory(error);
	l->plain = true;
	for (size_t i = 0; i < s->count; i++) {
		struct segbias_label label = label_of(s, i);
		bool says = !segbias_word_unknown(label) && !segbias_missing_blank(label);
		if (s->values[i].gone || is_total(s, i) || !(says || unknown))
			continue;
		l->plain = l->plain && s->values[i].plain;
		l->figures[l->count] = s->values[i].strata;
		l->labels[l->count] = label;
		l->places[l->count++] = i;
	}
	return SEGBIAS_OK;
}

static struct segbias_levels_list listed_figures(const struct search *s, const struct levelled *l)
{
	return (struct segbias_levels_list){.figures = l->figures,
	                                    .labels = l->labels,
	                                    .count = l->count,
	                                    .strata = s->strata.count,
	                                    .unit = s->aggregate->unit,
	                                    .each = rounding_of(s)};
}

/* Puts the parts of the value in hand; of a part that is gone its own. */
static bool hold_parts(struct search *s, const struct levelled *l, size_t of)
{
	clear_parts(s);
	for (size_t i = 0; i < l->count; i++) {
		size_t above = l->levels.above[i];
		while (above != SIZE_MAX && above != of && s->values[l->places[above]].gone)
			above = l->levels.above[above];
		if (above == SIZE_MAX || above != of || s->values[l->places[i]].gone)
			continue;
		s->parts[l->places[i]] = true;
		s->part_count++;
	}
	return s->part_count > 0;
}

/* The smallest value with parts that was not looked at; a sum of sums is larger than they are. */
static size_t next_parent(const struct search *s, const struct levelled *l)
{
	size_t next = SIZE_MAX;
	for (size_t i = 0; i < l->count; i++) {
		size_t of = l->levels.above[i];
		if (of != SIZE_MAX && !l->done[of] &&
		    (next == SIZE_MAX || comes_before(s, l->places[of], l->places[next])))
			next = of;
	}
	return next;
}

/* The sum of all others is a total, which the next step finds. */
static void settle_levels(struct search *s, struct levelled *l, double probability)
{
	for (size_t of = next_parent(s, l); of != SIZE_MAX; of = next_parent(s, l)) {
		l->done[of] = true;
		if (hold_parts(s, l, of) && !(is_all_others(s, l->places[of]) && s->asked == SIZE_MAX))
			settle(s, l->places[of], probability);
	}
}

/* What may be so, and may be chance. */
enum { WHY_MAX = 80 };
static void say_levels(struct search *s, struct levelled *l)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	char why[WHY_MAX];
	double chance_of = 100 * fmin(1, l->levels.expected);
	struct segbias_text parents = {0};
	struct segbias_text list = {0};
	clear_parts(s);
	for (size_t of = next_parent(s, l); of != SIZE_MAX; of = next_parent(s, l)) {
		l->done[of] = true;
		s->parts[l->places[of]] = true;
		s->part_count++;
	}
	list_parts(s, &parents);
	if (l->levels.fits)
		segbias_text_print(why, sizeof why, "by chance about %.2g %% of such lists add up so", chance_of);
	else
		segbias_text_print(why, sizeof why, "their codes say so, their figures do not");
	for (size_t i = 0; i < s->count; i++)
		s->values[i].gone = s->values[i].gone || s->parts[i];
	struct segbias_error *note = segbias_notes_add(
	    s->aggregate->notes, "possible_subtotal",
	    "%s of %s may be sums of the values that stand next to them, which would be counted twice; %s",
	    parents.data ? parents.data : "", segbias_label_quote(s->name, quoted), why);
	segbias_error_place(note, s->aggregate->evidence->file, 0, 0);
	if (list_level(s, &list))
		segbias_error_hint(note, "if they are: %s", list.data);
	else
		segbias_error_hint(note, "if they are: list the other values in --within ATTR=A,B,C");
	for (size_t i = 0; i < s->count; i++)
		s->values[i].gone = s->values[i].gone && !s->parts[i];
	segbias_text_release(&parents);
	segbias_text_release(&list);
}

/* Regions above their districts, countries above regions, where nothing is called a total. */
static enum segbias_status take_levels(struct search *s, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct levelled l = {0};
	bool found = false;
	SEGBIAS_TRY(list_levelled(s, false, &l, error));
	const struct segbias_levels_list list = listed_figures(s, &l);
	if (l.count < 3)
		goto done;
	SEGBIAS_TRY(segbias_levels_said(&list, &l.levels, &found, error));
	if (found && (l.levels.fits || (l.levels.holds && l.levels.said))) {
		s->held = !l.levels.fits;
		settle_levels(s, &l, l.levels.fits ? fmin(l.levels.expected, CHANCE_ASK) : CHANCE_ASK);
		goto done;
	}
	if (found && l.levels.holds)
		say_levels(s, &l);
	if (found || !l.plain)
		goto done;
	SEGBIAS_TRY(segbias_levels_tile(&list, &l.levels, &found, error));
	if (found && l.levels.expected <= CHANCE_ASK)
		settle_levels(s, &l, l.levels.expected);
	else if (found && l.levels.expected <= CHANCE_SAY)
		say_levels(s, &l);
done:
	release_levelled(&l);
	return status;
}

/* --- several attributes in one column ----------------------------------------------------------------------------- */

/* The values of one block as an option lists them. */
static enum segbias_status ask_blocks(struct search *s, const struct levelled *l, const struct segbias_blocks *blocks,
                                      struct segbias_error *error)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	struct segbias_text parts = {0};
	struct segbias_text list = {0};
	clear_parts(s);
	for (size_t i = 0; i < l->count; i++) {
		s->parts[l->places[i]] = blocks->first[i];
		s->part_count += blocks->first[i];
	}
	for (size_t i = 0; i < s->count; i++)
		s->values[i].gone = !s->parts[i];
	list_parts(s, &parts);
	segbias_error_set(error, SEGBIAS_DATA,
	                  "several_in_one|%s of %s come to the same sums as its other values: several attributes stand "
	                  "in one column, and everybody would be counted for each of them",
	                  parts.data ? parts.data : "", segbias_label_quote(s->name, quoted));
	if (list_level(s, &list))
		segbias_error_hint(error, "the groups of one at a time: %s; if all are of one: list them all there",
		                   list.data);
	else
		segbias_error_hint(error,
		                   "a file for each attribute, whose column is named like it; if all are of one: "
		                   "list them all in --within ATTR=A,B,C");
	segbias_error_place(error, s->aggregate->evidence->file, 0, 0);
	segbias_text_release(&parts);
	segbias_text_release(&list);
	return SEGBIAS_DATA;
}

/* The values of a column that is read as one attribute, where their sums say that it is several. Whoever does not say one of them
 * stands among its values or nowhere: both are tried. Bands that overlap are "aggregate_bounds.c"'s. */
static enum segbias_status take_blocks(struct search *s, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	bool found = false;
	size_t bands = 0;
	for (size_t i = 0; i < s->count; i++) {
		struct segbias_band band;
		bands += segbias_band_parse(label_of(s, i), &band) || s->values[i].gone || is_total(s, i);
	}
	for (int unknown = 0; unknown < 2 && !found && bands < s->count && status == SEGBIAS_OK; unknown++) {
		struct levelled l = {0};
		struct segbias_blocks blocks = {.first = segbias_memory_zeroed(s->count + 1, sizeof *blocks.first)};
		status = blocks.first ? list_levelled(s, unknown, &l, error) : segbias_error_memory(error);
		const struct segbias_levels_list list = listed_figures(s, &l);
		if (status == SEGBIAS_OK)
			status = segbias_blocks_find(&list, CHANCE_BLOCKS, &s->aggregate->work, &blocks, &found, error);
		if (status == SEGBIAS_OK && found)
			status = ask_blocks(s, &l, &blocks, error);
		free(blocks.first);
		release_levelled(&l);
	}
	return status;
}

/* Near parts until there are none any more; then, where values are few, those that stand apart: once, as what is found then
 * is no part of what is smaller. Without it others may be neighbours. */
static enum segbias_status take_subtotals(struct search *s, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	size_t plain = 0;
	bool found = true;
	if (is_marked(s))
		return marked_twice(s) ? take_blocks(s, error) : SEGBIAS_OK;
	SEGBIAS_TRY(take_outline(s, error));
	SEGBIAS_TRY(take_levels(s, error));
	while (found)
		take_near(s, &found);
	for (size_t i = 0; i < s->count; i++)
		plain += s->values[i].plain;
	if (plain <= APART_MAX) {
		for (size_t i = 0; i < s->count; i++)
			s->values[i].listed = other_lists(s, i);
		SEGBIAS_TRY(take_apart(s, error));
		for (found = true; found;)
			take_near(s, &found);
		SEGBIAS_TRY(find_suspects(s, error));
		find_suspect_runs(s);
	}
	if (s->asked == SIZE_MAX)
		SEGBIAS_TRY(take_blocks(s, error));
done:
	return status == SEGBIAS_OK && s->asked != SIZE_MAX ? ask(s, error) : status;
}

/* --- bands of bands --------------------------------------------------------------------------------------------- */

/* The bands of the values, and their figures of the stratum (count: of all) in figures[]. */
static void list_figures(const struct search *s, uint32_t stratum, double *figures)
{
	for (size_t i = 0; i < s->count; i++)
		figures[i] = stratum == s->strata.count ? s->values[i].figure : s->values[i].strata[stratum];
}

/* Marks the values that are the sum of narrower bands in every stratum. */
static bool find_band_sums(const struct search *s, const struct segbias_band *bands, double *figures, bool *sums,
                           bool *found)
{
	bool any = false;
	for (uint32_t stratum = 0; stratum <= s->strata.count; stratum++) {
		uint32_t at = s->strata.count - stratum; /* that of all first */
		double tolerance = rounding_of(s) * (at == s->strata.count ? (double)at : 1);
		list_figures(s, at, figures);
		memset(found, 0, s->count * sizeof *found);
		if (!segbias_bands_partition(bands, figures, s->count, tolerance, found))
			return false;
		any = false;
		for (size_t i = 0; i < s->count; i++) {
			sums[i] = found[i] && (stratum == 0 || sums[i]);
			any = any || sums[i];
		}
		if (!any)
			return false;
	}
	return true;
}

/* Whether every other band lies within: in a column that stands alone that is a total, which the next step finds. */
static bool is_widest(const struct search *s, const struct segbias_band *bands, size_t at)
{
	for (size_t i = 0; i < s->count; i++)
		if (!isnan(bands[i].low) && !segbias_band_within(&bands[i], &bands[at]))
			return false;
	return s->strata.count == 1;
}

/* How likely chance makes the value the sum of others in every stratum: in a campaign a band may be one of its own, of whom ads were
 * meant for. In a reference and of decisions nobody is meant. */
static double chance_of(const struct search *s, size_t at, double *figures)
{
	const struct segbias_source_options *options = s->aggregate->evidence->options;
	double probability = 1;
	if (options->reference || options->audited)
		return 0;
	for (uint32_t stratum = 0; stratum < s->strata.count; stratum++) {
		list_figures(s, stratum, figures);
		double apart = 2 * rounding_of(s) * (double)(s->count + 2);
		if (figures[at] > 0)
			probability *= fmin(1, apart / figures[at]);
	}
	return probability;
}

static void leave_band(struct search *s, size_t at)
{
	char quoted[2][SEGBIAS_QUOTE_MAX];
	segbias_error_place(segbias_notes_add(s->aggregate->notes, "nested_bands",
	                                      "%s: %s is the sum of the bands within, and is left out",
	                                      segbias_label_show(s->name, quoted[0]),
	                                      segbias_label_quote(label_of(s, at), quoted[1])),
	                    s->aggregate->evidence->file, 0, 0);
	drop(s, at);
}

/* The first is asked about, with the bands within that are no sums themselves. */
static void ask_band(struct search *s, const struct segbias_band *bands, const bool *sums, size_t at)
{
	s->values[at].gone = true;
	if (s->asked != SIZE_MAX)
		return;
	clear_parts(s);
	for (size_t i = 0; i < s->count; i++) {
		s->parts[i] = i != at && !sums[i] && !isnan(bands[i].low) && segbias_band_within(&bands[i], &bands[at]);
		s->part_count += s->parts[i];
	}
	s->asked = at;
	list_parts(s, &s->asked_parts);
}

/* "18+" beside the bands within it would count its people twice in every other column and in the total. */
static enum segbias_status take_bands(struct search *s, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_band *bands = segbias_memory_zeroed(s->count + 1, sizeof *bands);
	double *figures = segbias_memory_zeroed(s->count + 1, sizeof *figures);
	bool *sums = segbias_memory_zeroed(2 * s->count + 1, sizeof *sums);
	size_t read = 0;
	if (!bands || !figures || !sums)
		SEGBIAS_TRY(segbias_error_memory(error));
	for (size_t i = 0; i < s->count; i++) {
		if (!s->values[i].gone && segbias_word_total(label_of(s, i)) == SEGBIAS_TOTAL_NONE &&
		    segbias_band_parse(label_of(s, i), &bands[i]))
			read++;
		else
			bands[i] = segbias_band_none();
	}
	if (read < 3 || s->count > BANDS_MAX || !find_band_sums(s, bands, figures, sums, sums + s->count))
		goto done;
	for (size_t i = 0; i < s->count; i++) {
		if (!sums[i] || is_widest(s, bands, i))
			continue;
		double chance = chance_of(s, i, figures);
		if (chance <= CHANCE_DROP)
			leave_band(s, i);
		else if (chance <= CHANCE_ASK)
			ask_band(s, bands, sums, i);
	}
done:
	free(bands);
	free(figures);
	free(sums);
	return status;
}

/* --- the search ------------------------------------------------------------------------------------------------- */

/* Whether the user has said which values count. */
static bool is_decided(const struct search *s)
{
	const struct segbias_source_options *options = s->aggregate->evidence->options;
	for (size_t i = 0; i < options->named_count; i++)
		if (segbias_name_same(options->named[i].left, s->name) ||
		    segbias_name_synonym(options->named[i].left, s->name))
			return true;
	return segbias_aggregate_decided(options, s->name);
}

/* Of a campaign's days and months only bands are looked at; those of an audit are groups. */
static bool is_period_alone(const struct segbias_aggregate *aggregate, size_t field)
{
	return aggregate->evidence->columns[field].period && !aggregate->evidence->options->audited;
}

static enum segbias_status search(struct segbias_aggregate *aggregate, size_t field, uint32_t attribute,
                                  struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct search s = {.aggregate = aggregate, .field = field, .attribute = attribute, .asked = SIZE_MAX};
	s.name = attribute == SEGBIAS_INTERN_NONE
	             ? aggregate->evidence->columns[field].name
	             : aggregate->grid->spellings[aggregate->layout->attribute_field].labels[attribute];
	bool decided = is_decided(&s);
	if (segbias_aggregate_takes_all(aggregate->evidence->options, s.name))
		return SEGBIAS_OK;
	SEGBIAS_TRY(segbias_strata_make(aggregate, field, &s.strata, error));
	SEGBIAS_TRY(read_values(&s, error));
	/* A band that is named takes those within it: which ones are sums is to be told all the same. */
	SEGBIAS_TRY(take_bands(&s, error));
	if (!decided && s.asked != SIZE_MAX)
		SEGBIAS_TRY(ask(&s, error));
	if (!decided && !is_period_alone(aggregate, field))
		SEGBIAS_TRY(take_subtotals(&s, error));
	if (!decided)
		SEGBIAS_TRY(check_of_which(&s, error));
done:
	segbias_strata_release(&s.strata);
	free(s.values);
	free(s.parts);
	free(s.part_places);
	free(s.cells);
	segbias_text_release(&s.asked_parts);
	segbias_text_release(&s.suspects);
	return status;
}

/* Segments may hold the same people; an audit has none. */
static bool is_segment(const struct segbias_aggregate *aggregate, size_t field)
{
	const struct segbias_source_options *options = aggregate->evidence->options;
	const struct segbias_column_evidence *column = &aggregate->evidence->columns[field];
	if (options->reference || options->audited)
		return false;
	if (!options->segmented)
		return segbias_evidence_says(column, SEGBIAS_WORD_SEGMENT);
	return segbias_name_listed(options->claimed, options->segment_count, column->name);
}

enum segbias_status segbias_aggregate_subtotals(struct segbias_aggregate *aggregate, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	const struct segbias_layout *layout = aggregate->layout;
	const struct segbias_grid *grid = aggregate->grid;
	bool marginal = layout->attribute_field != SEGBIAS_NO_FIELD;
	if (layout->unit == SEGBIAS_UNIT_RELATIVE || layout->base_field != SEGBIAS_NO_FIELD)
		return SEGBIAS_OK;
	aggregate->work = WORK_MAX;
	for (uint32_t i = 0; marginal && i < grid->spellings[layout->attribute_field].size && status == SEGBIAS_OK; i++)
		status = search(aggregate, layout->value_field, i, error);
	for (size_t field = 0; field < grid->width && !marginal && status == SEGBIAS_OK; field++) {
		const struct segbias_column_evidence *column = &aggregate->evidence->columns[field];
		bool period = column->period && aggregate->evidence->options->reference; /* one is asked for */
		if (column->dimension && !period && !column->remark && !is_segment(aggregate, field))
			status = search(aggregate, field, SEGBIAS_INTERN_NONE, error);
	}
	return status;
}
