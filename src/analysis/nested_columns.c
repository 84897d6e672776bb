#include "analysis/nested_columns.h"

#include "base/memory.h"
#include "match/match.h"

#include <stdlib.h>
#include <string.h>

static size_t value_of(const struct segbias_nested_column *column, uint32_t id)
{
	if (!column->value_of)
		return id;
	return id >= SEGBIAS_ID_FIRST && column->value_of[id] != UINT32_MAX ? column->value_of[id] : column->values - 1;
}

/* Missing and unmatched ones. */
static bool is_none(const struct segbias_nested_column *column, size_t value)
{
	return column->value_of ? value + 1 == column->values : value < SEGBIAS_ID_FIRST;
}

/* Which combinations of the first columns, and then which values of the last one, hold what is no value. NULL: out of memory. */
static bool *list_none(const struct segbias_nested_column *const *columns, size_t size)
{
	const struct segbias_nested_column *last = columns[size - 1];
	size_t many = size == 3 ? columns[1]->values : 1;
	size_t first = columns[0]->values * many;
	bool *none = segbias_memory_zeroed(first + last->values + 1, sizeof *none);
	for (size_t i = 0; none && i < first; i++)
		none[i] = is_none(columns[0], i / many) || (size == 3 && is_none(columns[1], i % many));
	for (size_t i = 0; none && i < last->values; i++)
		none[first + i] = is_none(last, i);
	return none;
}

/* The records of each combination of values, the last column's fastest; *counts NULL: nobody has counted them, or they are too many. */
static enum segbias_status count(const struct segbias_nested_columns *of,
                                 const struct segbias_nested_column *const *columns, size_t size, uint64_t **counts,
                                 struct segbias_error *error)
{
	uint32_t sorted[3] = {0};
	size_t place[3] = {0}; /* in the table */
	uint32_t ids[3] = {0};
	size_t cells = 1;
	size_t all = 1;
	for (size_t i = 0; i < size; i++) {
		for (size_t j = 0; j < size; j++)
			place[i] += columns[j]->column < columns[i]->column;
		sorted[place[i]] = columns[i]->column;
		cells *= columns[i]->values;
		all *= columns[i]->ids; /* of up to 65,536 each */
	}
	const struct segbias_table *table = segbias_tally_table(of->tally, sorted, size);
	*counts = NULL;
	if (!table || cells > SEGBIAS_NESTING_CELLS_MAX || all > SEGBIAS_NESTING_CELLS_MAX)
		return SEGBIAS_OK;
	*counts = segbias_memory_zeroed(cells + 1, sizeof **counts);
	if (!*counts)
		return segbias_error_memory(error);
	for (size_t i = 0; i < all; i++) {
		size_t left = i;
		size_t cell = 0;
		size_t step = 1;
		for (size_t k = size; k-- > 0;) {
			uint32_t id = (uint32_t)(left % columns[k]->ids);
			left /= columns[k]->ids;
			ids[place[k]] = id;
			cell += step * value_of(columns[k], id);
			step *= columns[k]->values;
		}
		(*counts)[cell] += segbias_tally_cell(table, ids, size).count;
	}
	return SEGBIAS_OK;
}

/* Two columns that tell of each other. */
struct link {
	size_t of[2];
	size_t *sets; /* of the first one's values, then of the second one's */
	bool *fixed;  /* the same */
};

static void link_release(const struct link *link)
{
	free(link->sets);
	free(link->fixed);
}

/* What was found: those that tell of each other are withheld together, or left out. */
struct checking {
	const struct segbias_nested_columns *of;
	struct link *links;
	size_t link_count, link_room;
	bool *out;                      /* [of->count]: left out, that the others can be published */
	struct segbias_telling telling; /* why the first one was; of no column: none was */
};

static void checking_release(struct checking *c)
{
	for (size_t i = 0; i < c->link_count; i++)
		link_release(&c->links[i]);
	free(c->links);
	free(c->out);
}

/* The last of them, which others tell. */
static void leave_out(struct checking *c, const struct segbias_nested_column *const *columns, size_t size)
{
	c->out[columns[size - 1] - c->of->list] = true;
	c->telling.more = c->telling.count > 0;
	if (c->telling.more)
		return;
	c->telling.count = size;
	for (size_t i = 0; i < size; i++)
		c->telling.names[i] = columns[i]->name;
}

/* The names of those that are not left out. NULL: out of memory. */
static struct segbias_label *list_names(const struct checking *c, size_t *count)
{
	struct segbias_label *names = segbias_memory_zeroed(c->of->count + 1, sizeof *names);
	*count = 0;
	for (size_t i = 0; names && i < c->of->count; i++)
		if (!c->out[i])
			names[(*count)++] = c->of->list[i].name;
	return names;
}

static enum segbias_status refuse(const struct checking *c, struct segbias_error *error)
{
	size_t count = 0;
	struct segbias_label *names = list_names(c, &count);
	if (!names)
		return segbias_error_memory(error);
	(void)segbias_nested_refuse(&c->telling, names, count, c->of->path, error);
	free(names);
	return SEGBIAS_DATA;
}

/* --- what was not counted ------------------------------------------------------------------------------------------- */

/* How many combinations the triples of a column have with those that are kept before it, and *largest: the most of one. */
static size_t triples_of(const struct checking *c, size_t column, size_t *largest)
{
	const struct segbias_nested_column *list = c->of->list;
	size_t sum = 0;
	for (size_t i = 0; i < column; i++)
		for (size_t j = i + 1; j < column && !c->out[i]; j++) {
			size_t all =
			    c->out[j] ? 0 : list[i].ids * list[j].ids * list[column].ids; /* of up to 65,536 each */
			sum = all > SIZE_MAX - sum ? SIZE_MAX : sum + all;
			*largest = all > *largest ? all : *largest;
		}
	return sum;
}

/* Leaves out those of which the triples would be too many, or have too many combinations, of which a plan may have known nothing. */
static void leave_uncounted(struct checking *c)
{
	size_t sum = 0;
	size_t largest = 0;
	size_t kept = 0;
	for (size_t i = 0; i < c->of->count; i++) {
		size_t most = largest;
		size_t more = c->out[i] ? 0 : triples_of(c, i, &most);
		bool fits = kept < SEGBIAS_NESTED_TRIPLED_MAX && more <= SEGBIAS_NESTED_CELLS_MAX - sum;
		if (c->of->shared)
			fits = kept < SEGBIAS_NESTED_TRIPLED_MAX && most <= segbias_nested_share(kept + 1);
		if (c->out[i])
			continue;
		if (!fits) {
			c->out[i] = true;
			continue;
		}
		sum += more;
		largest = most;
		kept++;
	}
}

static enum segbias_status refuse_unknown(struct checking *c, struct segbias_error *error)
{
	struct segbias_text typed = {0};
	size_t count = 0;
	bool countable = c->of->counted || !c->of->few;
	if (countable)
		leave_uncounted(c);
	struct segbias_label *names = list_names(c, &count);
	if (!names)
		return segbias_error_memory(error);
	bool shown = segbias_nested_type(names, countable ? count : 1, &typed);
	segbias_error_set(
	    error, SEGBIAS_DATA,
	    "nesting_unknown|--publish: it was not counted which columns tell of each other, and what one "
	    "withholds another may tell");
	if (countable)
		segbias_error_hint(
		    error, "--attributes %s takes fewer columns, or ones of fewer values, of which it is counted",
		    shown ? typed.data : "A,B");
	else
		segbias_error_hint(
		    error, "segbias tally --publish K of a file counts it, too; --attributes %s publishes one column",
		    shown ? typed.data : "A");
	segbias_error_place(error, c->of->path, 0, 0);
	segbias_text_release(&typed);
	free(names);
	return SEGBIAS_DATA;
}

/* --- pairs ---------------------------------------------------------------------------------------------------------- */

/* Takes its arrays. */
static enum segbias_status add_link(struct checking *c, const struct link *link, struct segbias_error *error)
{
	struct link *links = segbias_memory_room(c->links, c->link_count, &c->link_room, sizeof *links);
	if (!links) {
		link_release(link);
		return segbias_error_memory(error);
	}
	c->links = links;
	c->links[c->link_count++] = *link;
	return SEGBIAS_OK;
}

static enum segbias_status look_at_pair(struct checking *c, size_t first, size_t second, struct segbias_error *error)
{
	const struct segbias_nested_columns *of = c->of;
	const struct segbias_nested_column *const columns[2] = {&of->list[first], &of->list[second]};
	struct segbias_nesting nesting = {.values = {columns[0]->values, columns[1]->values}, .least = of->least};
	struct segbias_nested found;
	uint64_t *counts = NULL;
	enum segbias_status status = count(of, columns, 2, &counts, error);
	if (status != SEGBIAS_OK)
		return status;
	if (!counts)
		return refuse_unknown(c, error);
	size_t values = nesting.values[0] + nesting.values[1];
	bool *none = list_none(columns, 2);
	struct link link = {.of = {first, second}};
	link.sets = nesting.sets = segbias_memory_zeroed(values + 1, sizeof *link.sets);
	link.fixed = nesting.fixed = segbias_memory_zeroed(values + 1, sizeof *link.fixed);
	nesting.counts = counts;
	nesting.none = none;
	status = none && link.sets && link.fixed ? segbias_nesting_look(&nesting, &found, error)
	                                         : segbias_error_memory(error);
	free(counts);
	free(none);
	if (status == SEGBIAS_OK && segbias_nested_tells(&found, of->least))
		return add_link(c, &link, error);
	link_release(&link);
	return status;
}

/* Of one column, as a part of sets[]: each set falls apart into those of the link. */
static void refine(const struct link *link, bool second, size_t first_values, size_t values, size_t *sets)
{
	const size_t *others = &link->sets[second ? first_values : 0];
	for (size_t i = values; i-- > 0;) {
		size_t same = 0;
		while (sets[same] != sets[i] || others[same] != others[i])
			same++;
		sets[i] = same;
	}
}

/* The sets into which a column falls by all that it is linked to. Returns the first of these; SIZE_MAX: none. */
static size_t sets_of(const struct checking *c, size_t column, size_t *sets, bool *fixed)
{
	const struct segbias_nested_column *list = c->of->list;
	size_t partner = SIZE_MAX;
	memset(sets, 0, list[column].values * sizeof *sets);
	for (size_t i = 0; i < c->link_count; i++) {
		const struct link *link = &c->links[i];
		bool second = link->of[1] == column;
		size_t other = link->of[!second];
		if (link->of[second] != column || c->out[other])
			continue;
		refine(link, second, list[link->of[0]].values, list[column].values, sets);
		for (size_t v = 0; v < list[column].values; v++)
			fixed[v] = fixed[v] || link->fixed[second ? list[link->of[0]].values + v : v];
		partner = partner == SIZE_MAX ? other : partner;
	}
	return partner;
}

/* *again: one of both had to be left out. */
static enum segbias_status withhold_linked(struct checking *c, size_t column, bool *again, struct segbias_error *error)
{
	const struct segbias_nested_columns *of = c->of;
	bool open = false;
	size_t partner = SIZE_MAX;
	enum segbias_status status = SEGBIAS_OK;
	size_t *sets = segbias_memory_zeroed(of->list[column].values + 1, sizeof *sets);
	bool *fixed = segbias_memory_zeroed(of->list[column].values + 1, sizeof *fixed);
	if (sets && fixed)
		partner = sets_of(c, column, sets, fixed);
	else
		status = segbias_error_memory(error);
	if (partner != SIZE_MAX)
		status = of->withhold(of->context, column, &(struct segbias_publish_sets){sets, fixed}, &open, error);
	free(sets);
	free(fixed);
	if (status != SEGBIAS_OK || !open)
		return status;
	*again = true;
	leave_out(c,
	          (const struct segbias_nested_column *const[]){&of->list[partner < column ? partner : column],
	                                                        &of->list[partner < column ? column : partner]},
	          2);
	return SEGBIAS_OK;
}

/* Leaves out those of which a pair has too many combinations to look at. false: there is none. */
static bool leave_large(struct checking *c)
{
	const struct segbias_nested_column *list = c->of->list;
	bool any = false;
	for (size_t i = 0; i < c->of->count; i++)
		for (size_t j = i + 1; j < c->of->count; j++)
			if (!c->out[i] && !c->out[j] && (list[i].withholds || list[j].withholds) &&
			    list[i].ids * list[j].ids > SEGBIAS_NESTING_CELLS_MAX) /* of up to 65,536 each */
				any = c->out[j] = true;
	return any;
}

static enum segbias_status check_pairs(struct checking *c, struct segbias_error *error)
{
	const struct segbias_nested_columns *of = c->of;
	if (of->counted && leave_large(c))
		return refuse_unknown(c, error);
	for (size_t i = 0; i < of->count; i++)
		for (size_t j = i + 1; j < of->count; j++) {
			if ((!of->list[i].withholds && !of->list[j].withholds) || c->out[i] || c->out[j])
				continue;
			if (!of->counted)
				return refuse_unknown(c, error);
			enum segbias_status status = look_at_pair(c, i, j, error);
			if (status != SEGBIAS_OK)
				return status;
		}
	bool again = true;
	while (again) {
		again = false;
		for (size_t i = 0; i < of->count; i++) {
			enum segbias_status status = SEGBIAS_OK;
			if (of->list[i].withholds && !c->out[i])
				status = withhold_linked(c, i, &again, error);
			if (status != SEGBIAS_OK)
				return status;
		}
	}
	return SEGBIAS_OK;
}

/* --- triples -------------------------------------------------------------------------------------------------------- */

/* Counts of three columns, with another as the last one. */
static void turn(const struct segbias_nested_column *const columns[3], const uint64_t *counts, size_t third,
                 uint64_t *turned)
{
	const size_t values[3] = {columns[0]->values, columns[1]->values, columns[2]->values};
	size_t first = third == 0;
	size_t second = third == 2 ? 1 : 2;
	size_t at[3];
	for (at[0] = 0; at[0] < values[0]; at[0]++)
		for (at[1] = 0; at[1] < values[1]; at[1]++)
			for (at[2] = 0; at[2] < values[2]; at[2]++)
				turned[(at[first] * values[second] + at[second]) * values[third] + at[third]] =
				    *counts++;
}

/* The sets into which the third column falls by one of the others alone. */
static enum segbias_status look_at_other(const struct segbias_nested_columns *of,
                                         const struct segbias_nested_column *const columns[3], const uint64_t *counts,
                                         bool second, size_t *sets, struct segbias_error *error)
{
	const size_t values[3] = {columns[0]->values, columns[1]->values, columns[2]->values};
	struct segbias_nested found;
	enum segbias_status status = SEGBIAS_OK;
	uint64_t *sums = segbias_memory_zeroed(values[second] * values[2] + 1, sizeof *sums);
	bool *none = list_none((const struct segbias_nested_column *const[]){columns[second], columns[2]}, 2);
	if (!sums || !none)
		SEGBIAS_TRY(segbias_error_memory(error));
	for (size_t i = 0; i < values[0] * values[1]; i++)
		for (size_t j = 0; j < values[2]; j++)
			sums[(second ? i % values[1] : i / values[1]) * values[2] + j] += counts[i * values[2] + j];
	SEGBIAS_TRY(segbias_nesting_look(
	    &(struct segbias_nesting){
		.values = {values[second], values[2]}, .counts = sums, .none = none, .least = of->least},
	    &found, error));
	*sets = segbias_nested_tells(&found, of->least) ? found.sets : 1;
done:
	free(sums);
	free(none);
	return status;
}

/* Whether both others tell of the third more than either does. Of few records each may be the only one of its combination, which then tells
 * everything and nothing. */
static enum segbias_status look_at_third(const struct segbias_nested_columns *of,
                                         const struct segbias_nested_column *const columns[3], const uint64_t *counts,
                                         bool *nested, struct segbias_error *error)
{
	static const double TIMES = 3; /* that so many are expected and fewer than K found is no chance */
	struct segbias_nested found;
	bool *none = list_none(columns, 3);
	if (!none)
		return segbias_error_memory(error);
	enum segbias_status status = segbias_nesting_look(
	    &(struct segbias_nesting){.values = {columns[0]->values * columns[1]->values, columns[2]->values},
	                              .counts = counts,
	                              .none = none,
	                              .least = of->least},
	    &found, error);
	free(none);
	*nested = status == SEGBIAS_OK && found.sets > 1 && (double)found.all < of->least &&
	          found.expected >= TIMES * of->least;
	for (size_t i = 0; *nested && i < 2; i++) {
		size_t sets = 1;
		status = look_at_other(of, columns, counts, i, &sets, error);
		*nested = status == SEGBIAS_OK && found.sets > sets;
	}
	return status;
}

static enum segbias_status check_three(struct checking *c, const struct segbias_nested_column *const columns[3],
                                       struct segbias_error *error)
{
	const struct segbias_nested_columns *of = c->of;
	enum segbias_status status = SEGBIAS_OK;
	uint64_t *counts = NULL;
	uint64_t *turned = NULL;
	bool nested = false;
	SEGBIAS_TRY(count(of, columns, 3, &counts, error));
	if (!counts)
		SEGBIAS_TRY(refuse_unknown(c, error));
	turned =
	    segbias_memory_zeroed(columns[0]->values * columns[1]->values * columns[2]->values + 1, sizeof *turned);
	if (!turned)
		SEGBIAS_TRY(segbias_error_memory(error));
	for (size_t third = 3; third-- > 0 && !nested;) {
		const struct segbias_nested_column *const order[3] = {columns[third == 0], columns[third == 2 ? 1 : 2],
		                                                      columns[third]};
		turn(columns, counts, third, turned);
		SEGBIAS_TRY(look_at_third(of, order, turned, &nested, error));
		if (nested)
			leave_out(c, order, 3);
	}
done:
	free(counts);
	free(turned);
	return status;
}

/* Whether columns are published of which one withholds something. */
static bool is_looked_at(const struct checking *c, const size_t *columns, size_t size)
{
	bool withholds = false;
	for (size_t i = 0; i < size; i++) {
		if (c->out[columns[i]])
			return false;
		withholds = withholds || c->of->list[columns[i]].withholds;
	}
	return withholds;
}

static enum segbias_status check_triples(struct checking *c, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	const struct segbias_nested_column *list = c->of->list;
	size_t at[3];
	for (at[0] = 0; at[0] < c->of->count; at[0]++)
		for (at[1] = at[0] + 1; at[1] < c->of->count; at[1]++)
			for (at[2] = at[1] + 1; at[2] < c->of->count && status == SEGBIAS_OK; at[2]++)
				if (is_looked_at(c, at, 3))
					status = check_three(c,
					                     (const struct segbias_nested_column *const[]){
								 &list[at[0]], &list[at[1]], &list[at[2]]},
					                     error);
	return status;
}

enum segbias_status segbias_nested_columns_check(const struct segbias_nested_columns *of, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct checking c = {.of = of, .telling = {.named = of->named}};
	c.out = segbias_memory_zeroed(of->count + 1, sizeof *c.out);
	if (!c.out)
		return segbias_error_memory(error);
	SEGBIAS_TRY(check_pairs(&c, error));
	SEGBIAS_TRY(check_triples(&c, error));
	if (c.telling.count)
		SEGBIAS_TRY(refuse(&c, error));
done:
	checking_release(&c);
	return status;
}
