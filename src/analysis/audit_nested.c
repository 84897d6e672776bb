/* Columns of which one tells of the other (--publish K): of a city its country, of an age its band. The counts of each are withheld by
 * themselves, so that those of a country less those of its cities that are shown would be those of the one that is not.
 *
 * They are told by their values falling apart into sets, each of values of both columns, that fewer than K records join to the rest:
 * a set's counts by one column are those by the other, but for so few. Values are joined by K records and more; one that has so many
 * with no other joins that with which it has most. */
#include "analysis/audit.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* Columns of more are taken for nested: they are too many to look at. */
static const size_t CELLS_MAX = (size_t)1 << 23;

/* Both columns: a node is a value, of the second column behind those of the first. */
struct looking {
	const struct segbias_attribute *columns[2];
	size_t values[2];
	uint64_t *counts; /* [(values[0] + 1) * (values[1] + 1)]: records; the last ones have no known value */
	uint64_t *joins;  /* [nodes], of a set's root: records that are of another set by the other column */
	size_t *parent;   /* [nodes], in the same set; that of a root is itself */
	size_t nodes;
	double least; /* K */
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
	return l->counts[first * (l->values[1] + 1) + second];
}

static size_t value_of(const struct looking *l, int column, uint32_t id)
{
	const struct segbias_attribute *attribute = l->columns[column];
	bool known = id >= SEGBIAS_ID_FIRST && attribute->value_of[id] != UINT32_MAX;
	return known ? attribute->value_of[id] : l->values[column];
}

static void fill(const struct looking *l, const struct segbias_table *table)
{
	for (uint32_t first = 0; first < l->columns[0]->id_count; first++)
		for (uint32_t second = 0; second < l->columns[1]->id_count; second++)
			l->counts[value_of(l, 0, first) * (l->values[1] + 1) + value_of(l, 1, second)] +=
			    segbias_tally_cell(table, (const uint32_t[]){first, second}, 2).count;
}

/* The value of the other column with which a value has most records; itself where it has none. */
static size_t nearest(const struct looking *l, size_t node)
{
	bool first = node < l->values[0];
	size_t found = node;
	uint64_t most = 0;
	for (size_t i = 0; i < l->values[first]; i++) {
		uint64_t count = first ? count_of(l, node, i) : count_of(l, i, node - l->values[0]);
		if (count > most) {
			most = count;
			found = first ? l->values[0] + i : i;
		}
	}
	return found;
}

static void join(const struct looking *l)
{
	for (size_t i = 0; i < l->nodes; i++)
		l->parent[i] = i;
	for (size_t i = 0; i < l->values[0]; i++)
		for (size_t j = 0; j < l->values[1]; j++)
			if ((double)count_of(l, i, j) >= l->least)
				unite(l, i, l->values[0] + j);
	for (size_t i = 0; i < l->nodes; i++)
		unite(l, i, nearest(l, i));
}

static void count_joins(const struct looking *l)
{
	for (size_t i = 0; i <= l->values[0]; i++)
		for (size_t j = 0; j <= l->values[1]; j++) {
			size_t mine = i < l->values[0] ? root_of(l->parent, i) : SIZE_MAX;
			size_t theirs = j < l->values[1] ? root_of(l->parent, l->values[0] + j) : SIZE_MAX;
			if (mine != theirs && mine != SIZE_MAX)
				l->joins[mine] += count_of(l, i, j);
			if (mine != theirs && theirs != SIZE_MAX)
				l->joins[theirs] += count_of(l, i, j);
		}
}

/* Whether there are sets, and few records join one of them to the rest. A value by itself is of nobody, or of people without a
 * value of the other column. */
static bool falls_apart(const struct looking *l)
{
	size_t sets = 0;
	bool few = false;
	for (size_t i = 0; i < l->values[0]; i++)
		if (nearest(l, i) != i) {
			size_t root = root_of(l->parent, i);
			few = few || (double)l->joins[root] < l->least;
			sets += l->joins[root] != UINT64_MAX;
			l->joins[root] = UINT64_MAX; /* counted */
		}
	return sets > 1 && few;
}

static enum segbias_status look(const struct segbias_audit_input *input, const struct segbias_audit_groups *a,
                                const struct segbias_audit_groups *b, bool *nested, struct segbias_error *error)
{
	bool turned = a->parts[0]->reference_column > b->parts[0]->reference_column;
	struct looking l = {.columns = {(turned ? b : a)->parts[0], (turned ? a : b)->parts[0]},
	                    .least = input->base.policy->publish};
	for (size_t i = 0; i < 2; i++)
		l.nodes += l.values[i] = l.columns[i]->value_count;
	const uint32_t ids[2] = {(uint32_t)l.columns[0]->reference_column, (uint32_t)l.columns[1]->reference_column};
	const struct segbias_table *table = segbias_tally_table(input->base.campaign, ids, 2);
	size_t cells = (l.values[0] + 1) * (l.values[1] + 1);
	*nested = true;
	if (!table || cells > CELLS_MAX)
		return SEGBIAS_OK;
	l.counts = segbias_memory_zeroed(cells, sizeof *l.counts);
	l.joins = segbias_memory_zeroed(l.nodes + 1, sizeof *l.joins);
	l.parent = segbias_memory_zeroed(l.nodes + 1, sizeof *l.parent);
	bool ok = l.counts && l.joins && l.parent;
	if (ok) {
		fill(&l, table);
		join(&l);
		count_joins(&l);
		*nested = falls_apart(&l);
	}
	free(l.counts);
	free(l.joins);
	free(l.parent);
	return ok ? SEGBIAS_OK : segbias_error_memory(error);
}

static enum segbias_status refuse(const struct segbias_audit_input *input, const struct segbias_audit_groups *list,
                                  size_t count, const struct segbias_audit_groups *const both[2],
                                  struct segbias_error *error)
{
	char quoted[2][SEGBIAS_QUOTE_MAX];
	struct segbias_text others = {0};
	segbias_error_set(
	    error, SEGBIAS_DATA,
	    "audit_nested_not_published|--publish: columns %s and %s tell of each other, and their counts "
	    "are not withheld together: what one withholds the other may tell",
	    segbias_label_quote(both[0]->name, quoted[0]), segbias_label_quote(both[1]->name, quoted[1]));
	for (size_t i = 0; i < count; i++) {
		if (&list[i] == both[1])
			continue;
		segbias_text_add_string(&others, others.size ? "," : "");
		segbias_text_add_item(&others, list[i].name, ",*=");
	}
	if (others.size && !others.failed && !memchr(others.data, '\'', others.size))
		segbias_error_hint(error, "-a '%s' leaves the second one out", others.data);
	else
		segbias_error_hint(error, "-a A,B without one of the two can be published");
	segbias_error_place(error, input->base.campaign_path, 0, 0);
	segbias_text_release(&others);
	return SEGBIAS_DATA;
}

enum segbias_status segbias_audit_check_nested(const struct segbias_audit_input *input,
                                               const struct segbias_audit_groups *list, size_t count,
                                               struct segbias_error *error)
{
	for (size_t i = 0; i < count; i++)
		for (size_t j = i + 1; j < count; j++) {
			bool nested = false;
			if (!segbias_audit_withholds(&list[i]) && !segbias_audit_withholds(&list[j]))
				continue;
			enum segbias_status status = look(input, &list[i], &list[j], &nested, error);
			if (status == SEGBIAS_OK && nested)
				status =
				    refuse(input, list, count,
				           (const struct segbias_audit_groups *const[]){&list[i], &list[j]}, error);
			if (status != SEGBIAS_OK)
				return status;
		}
	return SEGBIAS_OK;
}
