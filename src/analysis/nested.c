#include "analysis/nested.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* A node is a value, of the second column behind those of the first. */
struct looking {
	const struct segbias_nesting *of;
	uint64_t *joins; /* [nodes], of a set's root: records that are of another set by the other column … */
	uint64_t *own;   /* … and that are of it by both */
	uint64_t *most;  /* … the records with the value … */
	size_t *next;    /* … that it is to join; SIZE_MAX: none */
	size_t *parent;  /* [nodes], in the same set; that of a root is itself */
	bool *loose;     /* [nodes]: no value, and of no set */
	size_t nodes;
	size_t largest[2]; /* of each column, the value of most records; SIZE_MAX: none has any */
};

static size_t root_of(size_t *parent, size_t node)
{
	while (parent[node] != node)
		node = parent[node] = parent[parent[node]];
	return node;
}

static void unite(const struct looking *l, size_t node, size_t other)
{
	l->parent[root_of(l->parent, node)] = root_of(l->parent, other);
}

/* Records of two nodes, one of either column. */
static uint64_t count_of(const struct looking *l, size_t node, size_t other)
{
	const size_t *values = l->of->values;
	size_t first = node < other ? node : other;
	size_t second = (node < other ? other : node) - values[0];
	return l->of->counts[first * values[1] + second];
}

static bool is_none(const struct looking *l, size_t node)
{
	return l->of->none && l->of->none[node];
}

/* K and more. */
static bool is_many(const struct looking *l, uint64_t records)
{
	return (double)records >= l->of->least;
}

/* The nodes of the other column: the first, and *end. */
static size_t others_of(const struct looking *l, size_t node, size_t *end)
{
	size_t values = l->of->values[0];
	*end = node < values ? l->nodes : values;
	return node < values ? values : 0;
}

/* The value of the other column with which a node has most records, or of what is none; itself where it has none. */
static size_t nearest(const struct looking *l, size_t node, bool none)
{
	size_t end = 0;
	size_t found = node;
	uint64_t most = 0;
	for (size_t i = others_of(l, node, &end); i < end; i++)
		if (is_none(l, i) == none && count_of(l, node, i) > most) {
			most = count_of(l, node, i);
			found = i;
		}
	return found;
}

/* Records with values of the other column, or with what is none. */
static uint64_t sum_with(const struct looking *l, size_t node, bool none)
{
	size_t end = 0;
	uint64_t sum = 0;
	for (size_t i = others_of(l, node, &end); i < end; i++)
		sum += is_none(l, i) == none ? count_of(l, node, i) : 0;
	return sum;
}

/* --- what is no value ----------------------------------------------------------------------------------------------- */

/* Values that the other column lacks (of Canada there are no states): next[] is what is none there. */
static void find_bare(const struct looking *l)
{
	for (size_t i = 0; i < l->nodes; i++) {
		size_t none = is_none(l, i) ? i : nearest(l, i, true);
		uint64_t known = sum_with(l, i, false);
		bool bare = none != i && !is_many(l, known) && count_of(l, i, none) > known;
		l->next[i] = bare ? none : SIZE_MAX;
	}
}

static void count_bare_cell(const struct looking *l, size_t node, size_t other)
{
	uint64_t count = count_of(l, node, other);
	size_t next = l->next[node];
	if (is_none(l, other))
		return;
	if (is_none(l, node) && l->next[other] == node)
		l->own[node] += count;
	else if (is_none(l, node))
		l->joins[node] += count;
	else if (next != SIZE_MAX)
		l->joins[next] += count;
}

/* Values that lack the other column are a set where these are most of the records without it; else they are so by chance, and join
 * others. */
static void join_bare(const struct looking *l)
{
	size_t values = l->of->values[0];
	find_bare(l);
	memset(l->joins, 0, l->nodes * sizeof *l->joins);
	memset(l->own, 0, l->nodes * sizeof *l->own);
	for (size_t i = 0; i < values; i++)
		for (size_t j = values; j < l->nodes; j++) {
			count_bare_cell(l, i, j);
			count_bare_cell(l, j, i);
		}
	for (size_t i = 0; i < l->nodes; i++) {
		size_t none = l->next[i];
		if (none == SIZE_MAX)
			continue;
		size_t known = nearest(l, i, false);
		if (is_many(l, l->own[none]) && l->own[none] > l->joins[none])
			unite(l, i, none);
		else
			unite(l, i, known != i ? known : l->largest[i >= values]);
	}
}

/* A page that was left out: what is none of either column is a set where K and more are so in both, and fewer in one. */
static void join_pages(const struct looking *l)
{
	size_t values = l->of->values[0];
	for (size_t i = 0; i < values; i++)
		for (size_t j = values; is_none(l, i) && j < l->nodes; j++) {
			uint64_t both = count_of(l, i, j);
			if (!is_none(l, j))
				continue;
			uint64_t rest = sum_with(l, i, false) + sum_with(l, i, true) + sum_with(l, j, false) +
			                sum_with(l, j, true) - 2 * both;
			if (is_many(l, both) && both > rest && !is_many(l, rest))
				unite(l, i, j);
		}
}

static void find_largest(struct looking *l)
{
	uint64_t most[2] = {0, 0};
	l->largest[0] = l->largest[1] = SIZE_MAX;
	for (size_t i = 0; i < l->nodes; i++) {
		size_t column = i >= l->of->values[0];
		uint64_t sum = is_none(l, i) ? 0 : sum_with(l, i, false) + sum_with(l, i, true);
		if (sum > most[column]) {
			most[column] = sum;
			l->largest[column] = i;
		}
	}
}

/* --- sets ----------------------------------------------------------------------------------------------------------- */

/* What is no value, as a cell that was left blank, may be of any, and joins none to another. */
static void join(struct looking *l)
{
	size_t values = l->of->values[0];
	for (size_t i = 0; i < l->nodes; i++) {
		l->parent[i] = i;
		l->next[i] = SIZE_MAX;
	}
	find_largest(l);
	for (size_t i = 0; i < values; i++)
		for (size_t j = values; j < l->nodes; j++)
			if (!is_none(l, i) && !is_none(l, j) && is_many(l, count_of(l, i, j)))
				unite(l, i, j);
	if (l->of->none) {
		join_bare(l);
		join_pages(l);
	}
	for (size_t i = 0; i < l->nodes; i++)
		if (!is_none(l, i) && l->next[i] == SIZE_MAX)
			unite(l, i, nearest(l, i, false));
}

/* Returns the records that are of no one set. */
static uint64_t count_joins(const struct looking *l)
{
	size_t values = l->of->values[0];
	uint64_t all = 0;
	memset(l->joins, 0, l->nodes * sizeof *l->joins);
	memset(l->own, 0, l->nodes * sizeof *l->own);
	for (size_t i = 0; i < values; i++)
		for (size_t j = values; j < l->nodes; j++) {
			size_t mine = root_of(l->parent, i);
			size_t theirs = root_of(l->parent, j);
			uint64_t count = count_of(l, i, j);
			if (mine == theirs) {
				l->own[mine] += count;
				continue;
			}
			if (is_none(l, i) || is_none(l, j))
				continue;
			all += count;
			l->joins[mine] += count;
			l->joins[theirs] += count;
		}
	return all;
}

static bool is_weak(const struct looking *l, size_t root)
{
	return l->own[root] <= l->joins[root]; /* one of no record joins nothing */
}

/* With which other set's value one of a weak set has most records. false: no set is weak. */
static bool find_next(const struct looking *l)
{
	size_t values = l->of->values[0];
	bool any = false;
	for (size_t i = 0; i < l->nodes; i++) {
		l->next[i] = SIZE_MAX;
		l->most[i] = 0;
	}
	for (size_t i = 0; i < values; i++)
		for (size_t j = values; j < l->nodes; j++) {
			const size_t roots[2] = {root_of(l->parent, i), root_of(l->parent, j)};
			uint64_t count = is_none(l, i) || is_none(l, j) ? 0 : count_of(l, i, j);
			for (size_t k = 0; k < 2 && roots[0] != roots[1]; k++) {
				if (count <= l->most[roots[k]] || !is_weak(l, roots[k]))
					continue;
				l->most[roots[k]] = count;
				l->next[roots[k]] = roots[!k];
				any = true;
			}
		}
	return any;
}

/* Weak sets, of which as many records are of others, are none: they join others. Returns the records that are of no one set. */
static uint64_t settle(const struct looking *l)
{
	uint64_t all = count_joins(l);
	while (find_next(l)) {
		for (size_t i = 0; i < l->nodes; i++)
			if (l->next[i] != SIZE_MAX)
				unite(l, i, l->next[i]);
		all = count_joins(l);
	}
	for (size_t i = 0; i < l->nodes; i++)
		l->loose[i] = is_none(l, i) && l->own[root_of(l->parent, i)] == 0;
	return all;
}

/* Records of a node that are of sets by both columns. */
static uint64_t sum_of(const struct looking *l, size_t node)
{
	size_t end = 0;
	uint64_t sum = 0;
	for (size_t i = others_of(l, node, &end); i < end && !l->loose[node]; i++)
		sum += l->loose[i] ? 0 : count_of(l, node, i);
	return sum;
}

static double expect(const struct looking *l)
{
	const size_t *values = l->of->values;
	double records = 0;
	double expected = 0;
	memset(l->own, 0, l->nodes * sizeof *l->own); /* of the second column's values from here on */
	for (size_t j = values[0]; j < l->nodes; j++) {
		uint64_t sum = sum_of(l, j);
		l->own[root_of(l->parent, j)] += sum;
		records += (double)sum;
	}
	for (size_t i = 0; i < values[0]; i++) {
		uint64_t sum = sum_of(l, i);
		if (sum > 1)
			expected += (double)(sum - 1) * (1 - (double)l->own[root_of(l->parent, i)] / records);
	}
	return expected;
}

static struct segbias_nested count_sets(const struct looking *l, uint64_t all)
{
	struct segbias_nested out = {.fewest = UINT64_MAX, .all = all};
	for (size_t i = 0; i < l->nodes; i++) {
		size_t root = root_of(l->parent, i);
		uint64_t *joins = &l->joins[root];
		if (l->own[root] == 0 || *joins == UINT64_MAX)
			continue;
		out.fewest = *joins < out.fewest ? *joins : out.fewest;
		out.sets++;
		*joins = UINT64_MAX; /* counted */
	}
	out.expected = expect(l);
	return out;
}

/* Whether some of a node's records are of another set than it is. */
static bool is_elsewhere(const struct looking *l, size_t node)
{
	size_t end = 0;
	size_t root = root_of(l->parent, node);
	for (size_t i = others_of(l, node, &end); i < end; i++)
		if (!is_none(l, i) && count_of(l, node, i) > 0 && root_of(l->parent, i) != root)
			return true;
	return false;
}

/* What is no value is withheld beside the values with which it has most records. */
static void tell_sets(const struct looking *l)
{
	for (size_t i = 0; i < l->nodes; i++) {
		size_t largest = l->largest[i >= l->of->values[0]];
		size_t known = l->loose[i] ? nearest(l, i, false) : i;
		if (l->loose[i] && known == i && largest != SIZE_MAX)
			known = largest;
		unite(l, i, known);
	}
	for (size_t i = 0; i < l->nodes; i++) {
		l->of->sets[i] = root_of(l->parent, i);
		l->of->fixed[i] = is_none(l, i) && is_elsewhere(l, i);
	}
}

enum segbias_status segbias_nesting_look(const struct segbias_nesting *of, struct segbias_nested *out,
                                         struct segbias_error *error)
{
	struct looking l = {.of = of, .nodes = of->values[0] + of->values[1]};
	l.joins = segbias_memory_zeroed(l.nodes + 1, sizeof *l.joins);
	l.own = segbias_memory_zeroed(l.nodes + 1, sizeof *l.own);
	l.most = segbias_memory_zeroed(l.nodes + 1, sizeof *l.most);
	l.next = segbias_memory_zeroed(l.nodes + 1, sizeof *l.next);
	l.parent = segbias_memory_zeroed(l.nodes + 1, sizeof *l.parent);
	l.loose = segbias_memory_zeroed(l.nodes + 1, sizeof *l.loose);
	bool ok = l.joins && l.own && l.most && l.next && l.parent && l.loose;
	if (ok) {
		join(&l);
		*out = count_sets(&l, settle(&l));
		if (of->sets)
			tell_sets(&l);
	}
	free(l.joins);
	free(l.own);
	free(l.most);
	free(l.next);
	free(l.parent);
	free(l.loose);
	return ok ? SEGBIAS_OK : segbias_error_memory(error);
}

bool segbias_nested_tells(const struct segbias_nested *of, double least)
{
	return of->sets > 1 && (double)of->fewest < least;
}

/* --- what is said of it --------------------------------------------------------------------------------------------- */

static void say(const struct segbias_telling *telling, struct segbias_error *error)
{
	char quoted[3][SEGBIAS_QUOTE_MAX];
	for (size_t i = 0; i < telling->count; i++)
		(void)segbias_label_quote(telling->names[i], quoted[i]);
	if (telling->count == 2)
		segbias_error_set(
		    error, SEGBIAS_DATA,
		    "nested_not_published|--publish: columns %s and %s tell of each other, and their counts "
		    "are not withheld together: what one withholds the other may tell",
		    quoted[0], quoted[1]);
	else
		segbias_error_set(
		    error, SEGBIAS_DATA,
		    "nested_three_not_published|--publish: columns %s and %s together tell column %s, and their counts "
		    "are not withheld together: what one withholds the others may tell",
		    quoted[0], quoted[1], quoted[2]);
}

bool segbias_nested_type(const struct segbias_label *list, size_t count, struct segbias_text *typed)
{
	enum { ROOM = 280 };
	struct segbias_text words = {0};
	for (size_t i = 0; i < count; i++) {
		segbias_text_add_string(&words, words.size ? "," : "");
		segbias_text_add_item(&words, list[i], ",*=");
	}
	if (words.size && !words.failed)
		segbias_text_add_word(typed, words.data, false);
	segbias_text_release(&words);
	return typed->size && !typed->failed && typed->size <= ROOM;
}

enum segbias_status segbias_nested_refuse(const struct segbias_telling *telling, const struct segbias_label *list,
                                          size_t count, const char *path, struct segbias_error *error)
{
	struct segbias_text typed = {0};
	bool shown = segbias_nested_type(list, count, &typed);
	say(telling, error);
	segbias_error_hint(error,
	                   "--attributes %s%s leaves the %s one out%s: publish that, or a result without another of "
	                   "them, and not both",
	                   shown ? typed.data : "with all others", telling->named ? " in the place of yours" : "",
	                   telling->count == 2 ? "second" : "third",
	                   telling->more ? ", and others of which the same is true" : "");
	segbias_error_place(error, path, 0, 0);
	segbias_text_release(&typed);
	return SEGBIAS_DATA;
}
