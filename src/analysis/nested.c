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
	size_t nodes;
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

static uint64_t count_of(const struct looking *l, size_t first, size_t second)
{
	return l->of->counts[first * l->of->values[1] + second];
}

/* The value of the other column with which a value has most records; itself where it has none. */
static size_t nearest(const struct looking *l, size_t node)
{
	const size_t *values = l->of->values;
	bool first = node < values[0];
	size_t found = node;
	uint64_t most = 0;
	for (size_t i = 0; i < values[first]; i++) {
		uint64_t count = first ? count_of(l, node, i) : count_of(l, i, node - values[0]);
		if (count > most) {
			most = count;
			found = first ? values[0] + i : i;
		}
	}
	return found;
}

static void join(const struct looking *l)
{
	const size_t *values = l->of->values;
	for (size_t i = 0; i < l->nodes; i++)
		l->parent[i] = i;
	for (size_t i = 0; i < values[0]; i++)
		for (size_t j = 0; j < values[1]; j++)
			if ((double)count_of(l, i, j) >= l->of->least)
				unite(l, i, values[0] + j);
	for (size_t i = 0; i < l->nodes; i++)
		unite(l, i, nearest(l, i));
}

/* Returns the records that are of no one set. */
static uint64_t count_joins(const struct looking *l)
{
	const size_t *values = l->of->values;
	uint64_t all = 0;
	memset(l->joins, 0, l->nodes * sizeof *l->joins);
	memset(l->own, 0, l->nodes * sizeof *l->own);
	for (size_t i = 0; i < values[0]; i++)
		for (size_t j = 0; j < values[1]; j++) {
			size_t mine = root_of(l->parent, i);
			size_t theirs = root_of(l->parent, values[0] + j);
			uint64_t count = count_of(l, i, j);
			if (mine == theirs) {
				l->own[mine] += count;
				continue;
			}
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
	const size_t *values = l->of->values;
	bool any = false;
	for (size_t i = 0; i < l->nodes; i++) {
		l->next[i] = SIZE_MAX;
		l->most[i] = 0;
	}
	for (size_t i = 0; i < values[0]; i++)
		for (size_t j = 0; j < values[1]; j++) {
			const size_t roots[2] = {root_of(l->parent, i), root_of(l->parent, values[0] + j)};
			uint64_t count = count_of(l, i, j);
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
	return all;
}

static uint64_t sum_of(const struct looking *l, size_t node)
{
	const size_t *values = l->of->values;
	bool first = node < values[0];
	uint64_t sum = 0;
	for (size_t i = 0; i < values[first]; i++)
		sum += first ? count_of(l, node, i) : count_of(l, i, node - values[0]);
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
	struct segbias_nested out = {.fewest = UINT64_MAX, .all = all, .expected = expect(l)};
	for (size_t i = 0; i < l->nodes; i++) {
		uint64_t *joins = &l->joins[root_of(l->parent, i)];
		if (nearest(l, i) == i || *joins == UINT64_MAX)
			continue;
		out.fewest = *joins < out.fewest ? *joins : out.fewest;
		out.sets++;
		*joins = UINT64_MAX; /* counted */
	}
	return out;
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
	bool ok = l.joins && l.own && l.most && l.next && l.parent;
	if (ok) {
		join(&l);
		*out = count_sets(&l, settle(&l));
		for (size_t i = 0; of->sets && i < l.nodes; i++)
			of->sets[i] = root_of(l.parent, i);
	}
	free(l.joins);
	free(l.own);
	free(l.most);
	free(l.next);
	free(l.parent);
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
