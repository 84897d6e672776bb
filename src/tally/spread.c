#include "tally/spread.h"

#include "tally/table.h"

#include <math.h>
#include <stdlib.h>

struct segbias_spreads {
	struct segbias_product *products; /* by group, row, column */
	size_t *first;                    /* [groups + 1] */
	double *clusters;                 /* [groups] */
	double *square, *fourth;          /* [groups] */
	uint32_t groups;
	bool centred;
	double df; /* where centred */
};

/* One value of one group in one cluster. */
struct piece {
	uint32_t group, value;
	uint64_t count;
	const struct segbias_sum *weight;
	double total; /* of all pieces with this group and value, at the first of them */
};

/* While the clusters are gone through. */
struct spreading {
	const struct segbias_clusters *clusters;
	const struct segbias_spread_values *values;
	struct segbias_spreads *spreads;
	struct segbias_table table; /* (group, row, column) */
	struct segbias_sum *square; /* [groups] */
	struct segbias_sum *fourth; /* [groups] */
	struct segbias_sum *strata; /* [strata * values]: totals */
	uint64_t *by_stratum;       /* clusters of each */
	bool *seen;                 /* [strata]: it has a cluster with a record that counts */
	struct piece *pieces;
	size_t piece_count, piece_capacity;
};

void segbias_spreads_free(struct segbias_spreads *spreads)
{
	if (!spreads)
		return;
	free(spreads->products);
	free(spreads->first);
	free(spreads->clusters);
	free(spreads->square);
	free(spreads->fourth);
	free(spreads);
}

static bool spreads_create(uint32_t groups, struct segbias_spreads **out)
{
	struct segbias_spreads *spreads = calloc(1, sizeof *spreads);
	if (!spreads)
		return false;
	spreads->groups = groups;
	spreads->first = calloc((size_t)groups + 1, sizeof *spreads->first);
	spreads->clusters = calloc((size_t)groups + 1, sizeof *spreads->clusters);
	spreads->square = calloc((size_t)groups + 1, sizeof *spreads->square);
	spreads->fourth = calloc((size_t)groups + 1, sizeof *spreads->fourth);
	*out = spreads;
	return spreads->first && spreads->clusters && spreads->square && spreads->fourth;
}

/* --- clusters --------------------------------------------------------------------------------------------------- */

static bool add_piece(struct spreading *s, uint32_t group, uint32_t value, const struct segbias_cluster_part *part)
{
	if (s->piece_count == s->piece_capacity) {
		size_t capacity = s->piece_capacity ? 2 * s->piece_capacity : 64;
		struct piece *pieces = realloc(s->pieces, capacity * sizeof *pieces);
		if (!pieces)
			return false;
		s->pieces = pieces;
		s->piece_capacity = capacity;
	}
	s->pieces[s->piece_count++] = (struct piece){group, value, part->count, part->weight, 0};
	return true;
}

static uint32_t value_of(const struct segbias_spread_values *values, uint32_t id)
{
	if (id == SEGBIAS_ID_ANSWERED)
		return values->answered;
	return id < values->ids ? values->value_of[id] : UINT32_MAX;
}

/* Whether the product of the two is of use: of several answers no variance needs that of two of them. */
static bool is_pair(const struct segbias_spread_values *values, uint32_t first, uint32_t second)
{
	return !values->several || first == second || second == values->answered;
}

/* The part's pieces: one for the whole file and one for each of its segments. */
static bool add_part(struct spreading *s, const struct segbias_cluster_part *part)
{
	struct segbias_profile profile;
	if (!segbias_clusters_profile(s->clusters, part->profile, s->values->column, &profile))
		return true;
	uint32_t value = value_of(s->values, profile.id);
	if (value == UINT32_MAX)
		return true;
	bool ok = add_piece(s, 0, value, part);
	for (size_t i = 0; ok && i < profile.group_count; i++)
		ok = profile.groups[i] >= s->values->groups || add_piece(s, profile.groups[i], value, part);
	return ok;
}

static int compare_pieces(const void *a, const void *b)
{
	const struct piece *x = a;
	const struct piece *y = b;
	if (x->group != y->group)
		return x->group < y->group ? -1 : 1;
	return (x->value > y->value) - (x->value < y->value);
}

/* Adds up the pieces of one group and value, exactly; the first of them holds the total and the others are dropped. */
static bool total_pieces(struct spreading *s)
{
	size_t kept = 0;
	bool ok = true;
	if (s->piece_count == 0)
		return true;
	qsort(s->pieces, s->piece_count, sizeof *s->pieces, compare_pieces);
	for (size_t i = 0; i < s->piece_count && ok;) {
		struct piece first = s->pieces[i];
		struct segbias_sum sum = {0};
		uint64_t count = 0;
		for (; i < s->piece_count && compare_pieces(&first, &s->pieces[i]) == 0 && ok; i++) {
			count += s->pieces[i].count;
			ok = !s->pieces[i].weight || segbias_sum_merge(&sum, s->pieces[i].weight);
		}
		first.total = first.weight ? segbias_sum_value(&sum) : (double)count;
		segbias_sum_release(&sum);
		s->pieces[kept++] = first;
	}
	s->piece_count = kept;
	return ok;
}

/* The products of one group's pieces of one cluster, times `factor`. */
static bool add_products(struct spreading *s, const struct piece *pieces, size_t count, double factor)
{
	uint32_t group = pieces[0].group;
	struct segbias_sum total = {0};
	bool ok = true;
	for (size_t i = 0; i < count && ok; i++) {
		if (!s->values->several || pieces[i].value == s->values->answered)
			ok = segbias_sum_add(&total, pieces[i].total);
		for (size_t j = i; j < count && ok; j++) {
			uint32_t ids[] = {group, pieces[i].value, pieces[j].value};
			if (!is_pair(s->values, ids[1], ids[2]))
				continue;
			ok = segbias_table_add_product(&s->table, segbias_table_key(ids, 3), factor * pieces[i].total,
			                               pieces[j].total);
		}
	}
	double size = segbias_sum_value(&total);
	ok = ok && segbias_sum_add_square(&s->square[group], size) &&
	     segbias_sum_add(&s->fourth[group], size * size * (size * size));
	s->spreads->clusters[group]++;
	segbias_sum_release(&total);
	return ok;
}

/* Units less strata, of those with a weight of a known value: R degf() of a subset. */
static void count_df(struct spreading *s, uint32_t stratum)
{
	double weight = 0;
	for (size_t i = 0; i < s->piece_count; i++)
		weight += s->pieces[i].total;
	if (!(weight > 0))
		return;
	s->spreads->df += s->seen[stratum] ? 1 : 0;
	s->seen[stratum] = true;
}

static bool end_cluster(struct spreading *s, uint32_t cluster)
{
	bool ok = total_pieces(s);
	double factor = 1;
	if (s->strata && s->piece_count) {
		uint32_t stratum = segbias_clusters_stratum(s->clusters, cluster);
		double n = (double)s->by_stratum[stratum];
		factor = n / (n - 1);
		count_df(s, stratum);
		for (size_t i = 0; ok && i < s->piece_count; i++)
			ok = segbias_sum_add(&s->strata[stratum * s->values->values + s->pieces[i].value],
			                     s->pieces[i].total);
	}
	for (size_t i = 0; ok && i < s->piece_count;) {
		size_t end = i + 1;
		while (end < s->piece_count && s->pieces[end].group == s->pieces[i].group)
			end++;
		ok = add_products(s, &s->pieces[i], end - i, factor);
		i = end;
	}
	s->piece_count = 0;
	return ok;
}

static bool go_through(struct spreading *s, const struct segbias_cluster_part *parts, size_t count)
{
	bool ok = true;
	for (size_t i = 0; i < count && ok; i++) {
		ok = add_part(s, &parts[i]);
		if (i + 1 == count || parts[i + 1].cluster != parts[i].cluster)
			ok = ok && end_cluster(s, parts[i].cluster);
	}
	return ok;
}

/* Takes the mean out of each stratum: - n / (n - 1) total total' / n. */
static bool centre(struct spreading *s)
{
	size_t values = s->values->values;
	bool ok = true;
	for (size_t stratum = 0; stratum < segbias_clusters_strata(s->clusters) && ok; stratum++) {
		const struct segbias_sum *sums = &s->strata[stratum * values];
		double less = -1 / ((double)s->by_stratum[stratum] - 1);
		for (size_t i = 0; i < values && ok; i++)
			for (size_t j = i; j < values && ok; j++) {
				uint32_t ids[] = {0, (uint32_t)i, (uint32_t)j};
				double x = segbias_sum_value(&sums[i]);
				double y = segbias_sum_value(&sums[j]);
				if (x != 0 && y != 0 && is_pair(s->values, ids[1], ids[2]))
					ok = segbias_table_add_product(&s->table, segbias_table_key(ids, 3), less * x,
					                               y);
			}
	}
	return ok;
}

/* --- from the table to lists ------------------------------------------------------------------------------------ */

struct keyed {
	uint64_t key;
	double sum;
};

static int compare_keyed(const void *a, const void *b)
{
	const struct keyed *x = a;
	const struct keyed *y = b;
	return (x->key > y->key) - (x->key < y->key);
}

static bool list_products(struct segbias_spreads *spreads, const struct segbias_table *table)
{
	enum { ID_BITS = 16, ID_MASK = 0xFFFF };
	struct keyed *keyed = calloc(table->size + 1, sizeof *keyed);
	spreads->products = calloc(table->size + 1, sizeof *spreads->products);
	if (!keyed || !spreads->products) {
		free(keyed);
		return false;
	}
	size_t size = 0;
	for (size_t slot = 0; slot < table->slot_count; slot++)
		if (table->slots[slot].key)
			keyed[size++] =
			    (struct keyed){table->slots[slot].key - 1, segbias_sum_value(&table->sums[slot].weight)};
	qsort(keyed, size, sizeof *keyed, compare_keyed);
	for (size_t i = 0; i < size; i++) {
		spreads->products[i] = (struct segbias_product){(uint32_t)(keyed[i].key >> ID_BITS & ID_MASK),
		                                                (uint32_t)(keyed[i].key & ID_MASK), keyed[i].sum};
		spreads->first[(keyed[i].key >> (2 * ID_BITS)) + 1]++;
	}
	for (uint32_t group = 0; group < spreads->groups; group++)
		spreads->first[group + 1] += spreads->first[group];
	free(keyed);
	return true;
}

static bool prepare(struct spreading *s)
{
	bool survey = segbias_clusters_survey(s->clusters);
	s->square = calloc((size_t)s->values->groups + 1, sizeof *s->square);
	s->fourth = calloc((size_t)s->values->groups + 1, sizeof *s->fourth);
	if (!s->square || !s->fourth || !spreads_create(s->values->groups, &s->spreads))
		return false;
	if (!survey)
		return true;
	size_t strata = (size_t)segbias_clusters_strata(s->clusters);
	s->by_stratum = segbias_clusters_by_stratum(s->clusters);
	s->strata = calloc(strata * s->values->values + 1, sizeof *s->strata);
	s->seen = calloc(strata + 1, sizeof *s->seen);
	s->spreads->centred = true;
	return s->by_stratum && s->strata && s->seen;
}

static void release(struct spreading *s)
{
	size_t strata = s->strata ? (size_t)segbias_clusters_strata(s->clusters) * s->values->values : 0;
	for (size_t i = 0; i < strata; i++)
		segbias_sum_release(&s->strata[i]);
	for (uint32_t i = 0; s->square && s->fourth && i < s->values->groups; i++) {
		segbias_sum_release(&s->square[i]);
		segbias_sum_release(&s->fourth[i]);
	}
	segbias_table_release(&s->table);
	segbias_spreads_free(s->spreads);
	free(s->by_stratum);
	free(s->strata);
	free(s->square);
	free(s->fourth);
	free(s->seen);
	free(s->pieces);
}

enum segbias_status segbias_spreads_create(const struct segbias_clusters *clusters,
                                           const struct segbias_spread_values *values, struct segbias_spreads **out,
                                           struct segbias_error *error)
{
	struct segbias_cluster_part *parts = NULL;
	size_t count = 0;
	struct spreading s = {.clusters = clusters, .values = values, .table = {.weighted = true}};
	enum segbias_status status = segbias_clusters_parts(clusters, &parts, &count, error);
	if (status != SEGBIAS_OK)
		return status;
	bool ok = prepare(&s) && go_through(&s, parts, count) && (!s.strata || centre(&s)) &&
	          list_products(s.spreads, &s.table);
	for (uint32_t group = 0; ok && group < values->groups; group++) {
		s.spreads->square[group] = segbias_sum_value(&s.square[group]);
		s.spreads->fourth[group] = segbias_sum_value(&s.fourth[group]);
	}
	if (ok && s.strata)
		s.spreads->clusters[0] = (double)segbias_clusters_count(clusters);
	if (ok) {
		*out = s.spreads;
		s.spreads = NULL;
	}
	release(&s);
	free(parts);
	return ok ? SEGBIAS_OK : segbias_error_memory(error);
}

/* --- replicate weights ------------------------------------------------------------------------------------------ */

/* difference[values]: the shares by replicate r less those by the weight; false: its weights add up to nothing. */
static bool replicate_shares(const struct spreading *s, size_t r, const double *total, double *difference, bool *memory)
{
	size_t values = s->values->values;
	struct segbias_sum *sums = calloc(values + 1, sizeof *sums);
	bool ok = sums != NULL;
	for (uint32_t i = 0; ok && i < segbias_clusters_profiles(s->clusters); i++) {
		struct segbias_profile profile;
		if (!segbias_clusters_profile(s->clusters, i, s->values->column, &profile) ||
		    value_of(s->values, profile.id) == UINT32_MAX)
			continue;
		ok = segbias_sum_merge(&sums[value_of(s->values, profile.id)],
		                       &segbias_clusters_replicate_sums(s->clusters, i)[r]);
	}
	*memory = ok;
	double n = 0;
	double all = 0;
	for (size_t v = s->values->several ? s->values->answered : 0; ok && v < values; v++) {
		n += segbias_sum_value(&sums[v]);
		all += total[v];
	}
	for (size_t v = 0; ok && v < values; v++)
		difference[v] = segbias_sum_value(&sums[v]) / n - total[v] / all;
	for (size_t v = 0; sums && v < values; v++)
		segbias_sum_release(&sums[v]);
	free(sums);
	return ok && n > 0;
}

enum segbias_status segbias_spreads_replicated(const struct segbias_clusters *clusters,
                                               const struct segbias_spread_values *values, const double *total,
                                               double scale, struct segbias_spreads **out, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct spreading s = {.clusters = clusters, .values = values, .table = {.weighted = true}};
	size_t replicates = segbias_clusters_replicates(clusters);
	double *difference = calloc(values->values + 1, sizeof *difference);
	double n = 0;
	if (!difference || !spreads_create(1, &s.spreads))
		SEGBIAS_TRY(segbias_error_memory(error));
	for (size_t v = values->several ? values->answered : 0; v < values->values; v++)
		n += total[v];
	for (size_t r = 0; r < replicates; r++) {
		bool ok = true;
		if (!replicate_shares(&s, r, total, difference, &ok)) {
			status = ok ? segbias_error_set(error, SEGBIAS_DATA,
			                                "replicate weight %zu adds up to no positive number", r + 1)
			            : segbias_error_memory(error);
			goto done;
		}
		for (size_t i = 0; i < values->values && ok; i++)
			for (size_t j = i; j < values->values && ok; j++) {
				uint32_t ids[] = {0, (uint32_t)i, (uint32_t)j};
				if (difference[i] != 0 && difference[j] != 0 && is_pair(values, ids[1], ids[2]))
					ok = segbias_table_add_product(&s.table, segbias_table_key(ids, 3),
					                               n * n * scale * difference[i], difference[j]);
			}
		if (!ok)
			SEGBIAS_TRY(segbias_error_memory(error));
	}
	if (!list_products(s.spreads, &s.table))
		SEGBIAS_TRY(segbias_error_memory(error));
	s.spreads->centred = true;
	s.spreads->df = (double)replicates - 1;
	s.spreads->clusters[0] = (double)replicates;
	s.spreads->square[0] = s.spreads->fourth[0] = NAN;
	*out = s.spreads;
	s.spreads = NULL;
done:
	release(&s);
	free(difference);
	return status;
}

/* --- reading ---------------------------------------------------------------------------------------------------- */

struct segbias_group_spread segbias_spreads_of(const struct segbias_spreads *spreads, uint32_t group)
{
	struct segbias_group_spread out = {.centred = spreads->centred, .df = spreads->df};
	if (group >= spreads->groups)
		return out;
	out.products = spreads->products + spreads->first[group];
	out.product_count = spreads->first[group + 1] - spreads->first[group];
	out.clusters = spreads->clusters[group];
	out.square = spreads->square[group];
	out.fourth = spreads->fourth[group];
	if (!out.centred)
		out.df = out.clusters - 1;
	return out;
}
