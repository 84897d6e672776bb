#include "tally/spread.h"

#include "base/memory.h"
#include "tally/table.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A vector as it is told from others: its entries follow it. */
struct key {
	double factor;
	uint32_t group, size;
};

struct segbias_spreads {
	struct segbias_intern keys;          /* of vectors; their entries stay where they are */
	struct segbias_gram_entry *singles;  /* of vectors that stand for all that have one value */
	struct segbias_gram_vector *vectors; /* by group */
	size_t *first;                       /* [groups + 1] of them */
	double *full;                        /* of replicates, in the place of vectors */
	size_t full_count;
	double full_scale;
	size_t values;
	double *clusters;        /* [groups] */
	double *square, *fourth; /* [groups] */
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
	uint64_t *times; /* [times_capacity] of each vector */
	size_t times_capacity;
	struct segbias_table singles; /* (group, value): the squares of persons who have that value alone */
	char *key;                    /* [key_capacity] the vector that is made */
	size_t key_capacity;
	struct segbias_sum *square; /* [groups] */
	struct segbias_sum *fourth; /* [groups] */
	bool survey;
	uint64_t *by_stratum;       /* clusters of each */
	bool seen;                  /* the stratum has a cluster with a record that counts */
	struct segbias_sum *totals; /* [values] of the stratum */
	bool *met;                  /* [values] the stratum has it: */
	uint32_t *list;             /* [list_size] */
	size_t list_size;
	struct piece *pieces;
	size_t piece_count, piece_capacity;
};

void segbias_spreads_free(struct segbias_spreads *spreads)
{
	if (!spreads)
		return;
	segbias_intern_release(&spreads->keys);
	free(spreads->singles);
	free(spreads->vectors);
	free(spreads->first);
	free(spreads->full);
	free(spreads->clusters);
	free(spreads->square);
	free(spreads->fourth);
	free(spreads);
}

static bool spreads_create(const struct segbias_spread_values *values, struct segbias_spreads **out)
{
	struct segbias_spreads *spreads = segbias_memory_zeroed(1, sizeof *spreads);
	size_t room = (size_t)values->groups + 1;
	if (!spreads)
		return false;
	spreads->groups = values->groups;
	spreads->values = values->values;
	spreads->first = segbias_memory_zeroed(room, sizeof *spreads->first);
	spreads->clusters = segbias_memory_zeroed(room, sizeof *spreads->clusters);
	spreads->square = segbias_memory_zeroed(room, sizeof *spreads->square);
	spreads->fourth = segbias_memory_zeroed(room, sizeof *spreads->fourth);
	*out = spreads;
	return spreads->first && spreads->clusters && spreads->square && spreads->fourth;
}

/* --- vectors ---------------------------------------------------------------------------------------------------- */

/* The entries of a vector of that size that is to be made; NULL: out of memory. */
static struct segbias_gram_entry *begin_vector(struct spreading *s, size_t size)
{
	size_t bytes = sizeof(struct key) + size * sizeof(struct segbias_gram_entry);
	if (bytes > s->key_capacity) {
		char *larger = segbias_memory_resize(s->key, 2, bytes);
		if (!larger)
			return NULL;
		s->key = larger;
		s->key_capacity = 2 * bytes;
	}
	memset(s->key, 0, bytes); /* the gaps between members too */
	return (struct segbias_gram_entry *)(void *)(s->key + sizeof(struct key));
}

static bool end_vector(struct spreading *s, uint32_t group, uint32_t size, double factor)
{
	struct key key = {factor, group, size};
	struct segbias_label label = {s->key, sizeof key + size * sizeof(struct segbias_gram_entry)};
	memcpy(s->key, &key, sizeof key);
	uint32_t id = segbias_intern_add(&s->spreads->keys, label);
	if (id == SEGBIAS_INTERN_NONE)
		return false;
	uint64_t *larger = segbias_memory_room(s->times, id, &s->times_capacity, sizeof *larger);
	if (!larger)
		return false;
	s->times = larger;
	s->times[id]++;
	return true;
}

static struct key key_of(const struct segbias_spreads *spreads, uint32_t id)
{
	struct key key;
	memcpy(&key, spreads->keys.labels[id].bytes, sizeof key);
	return key;
}

enum { ID_BITS = 16, ID_MASK = 0xFFFF };

/* first[group] is where each group's vectors are to stand. */
static void count_vectors(struct spreading *s)
{
	struct segbias_spreads *spreads = s->spreads;
	for (uint32_t id = 0; id < spreads->keys.size; id++)
		spreads->first[key_of(spreads, id).group + 1]++;
	for (size_t slot = 0; slot < s->singles.slot_count; slot++)
		if (s->singles.slots[slot].key)
			spreads->first[((s->singles.slots[slot].key - 1) >> ID_BITS) + 1]++;
	for (uint32_t group = 0; group < spreads->groups; group++)
		spreads->first[group + 1] += spreads->first[group];
}

/* Each group's vectors stand together. */
static bool list_vectors(struct spreading *s)
{
	struct segbias_spreads *spreads = s->spreads;
	size_t singles = 0;
	size_t *next = segbias_memory_zeroed((size_t)spreads->groups + 1, sizeof *next);
	spreads->singles = segbias_memory_zeroed(s->singles.size + 1, sizeof *spreads->singles);
	spreads->vectors =
	    segbias_memory_zeroed((size_t)spreads->keys.size + s->singles.size + 1, sizeof *spreads->vectors);
	if (!next || !spreads->singles || !spreads->vectors || (spreads->keys.size && !s->times)) {
		free(next);
		return false;
	}
	count_vectors(s);
	memcpy(next, spreads->first, (size_t)spreads->groups * sizeof *next);
	for (uint32_t id = 0; id < spreads->keys.size; id++) {
		struct key key = key_of(spreads, id);
		const void *entries = spreads->keys.labels[id].bytes + sizeof key;
		spreads->vectors[next[key.group]++] =
		    (struct segbias_gram_vector){entries, key.size, key.factor, s->times[id]};
	}
	for (size_t slot = 0; slot < s->singles.slot_count; slot++) {
		uint64_t key = s->singles.slots[slot].key;
		if (!key--)
			continue;
		struct segbias_gram_entry *entry = &spreads->singles[singles++];
		*entry = (struct segbias_gram_entry){(uint32_t)(key & ID_MASK), 1};
		spreads->vectors[next[key >> ID_BITS]++] =
		    (struct segbias_gram_vector){entry, 1, segbias_sum_value(&s->singles.sums[slot].weight), 1};
	}
	free(next);
	return true;
}

/* --- clusters --------------------------------------------------------------------------------------------------- */

static bool add_piece(struct spreading *s, uint32_t group, uint32_t value, const struct segbias_cluster_part *part)
{
	struct piece *pieces = segbias_memory_room(s->pieces, s->piece_count, &s->piece_capacity, sizeof *pieces);
	if (!pieces)
		return false;
	s->pieces = pieces;
	s->pieces[s->piece_count++] = (struct piece){group, value, part->count, part->weight, 0};
	return true;
}

static uint32_t value_of(const struct segbias_spread_values *values, uint32_t id)
{
	if (id == SEGBIAS_ID_ANSWERED)
		return values->answered;
	return id < values->ids ? values->value_of[id] : UINT32_MAX;
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

/* The vector of one group's pieces of one cluster. */
static bool add_group(struct spreading *s, const struct piece *pieces, size_t count, double factor)
{
	uint32_t group = pieces[0].group;
	uint32_t size = 0;
	struct segbias_sum total = {0};
	struct segbias_gram_entry *entries = begin_vector(s, count);
	bool ok = entries != NULL;
	for (size_t i = 0; ok && i < count; i++) {
		if (!s->values->several || pieces[i].value == s->values->answered)
			ok = segbias_sum_add(&total, pieces[i].total);
		if (pieces[i].total != 0) {
			entries[size].cell = pieces[i].value;
			entries[size++].amount = pieces[i].total;
		}
	}
	double all = segbias_sum_value(&total);
	/* No mean is taken out of persons: those with one value come to one number, rounded once. */
	uint32_t single[] = {group, pieces[0].value};
	ok = ok &&
	     (count == 1 && !s->survey ? segbias_table_add_product(&s->singles, segbias_table_key(single, 2),
	                                                           pieces[0].total, pieces[0].total)
	                               : end_vector(s, group, size, factor)) &&
	     segbias_sum_add_square(&s->square[group], all) &&
	     segbias_sum_add(&s->fourth[group], all * all * (all * all));
	s->spreads->clusters[group]++;
	segbias_sum_release(&total);
	return ok;
}

/* Units less strata, of those with a weight of a known value: R degf() of a subset. */
static void count_df(struct spreading *s)
{
	double weight = 0;
	for (size_t i = 0; i < s->piece_count; i++)
		weight += s->pieces[i].total;
	if (!(weight > 0))
		return;
	s->spreads->df += s->seen ? 1 : 0;
	s->seen = true;
}

static bool add_to_stratum(struct spreading *s, const struct piece *piece)
{
	if (!s->met[piece->value])
		s->list[s->list_size++] = piece->value;
	s->met[piece->value] = true;
	return segbias_sum_add(&s->totals[piece->value], piece->total);
}

static int compare_values(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a;
	uint32_t y = *(const uint32_t *)b;
	return (x > y) - (x < y);
}

/* parts[count] are one cluster's. */
static bool add_cluster(struct spreading *s, const struct segbias_cluster_part *parts, size_t count)
{
	bool ok = true;
	double factor = 1;
	s->piece_count = 0;
	for (size_t i = 0; ok && i < count; i++)
		ok = add_part(s, &parts[i]);
	ok = ok && total_pieces(s);
	if (ok && s->survey && s->piece_count) {
		double n = (double)s->by_stratum[segbias_clusters_stratum(s->clusters, parts->cluster)];
		factor = n / (n - 1);
		count_df(s);
		for (size_t i = 0; ok && i < s->piece_count; i++)
			ok = add_to_stratum(s, &s->pieces[i]);
	}
	for (size_t i = 0; ok && i < s->piece_count;) {
		size_t end = i + 1;
		while (end < s->piece_count && s->pieces[end].group == s->pieces[i].group)
			end++;
		ok = add_group(s, &s->pieces[i], end - i, factor);
		i = end;
	}
	return ok;
}

/* Takes the mean out of the stratum: - n / (n - 1) total total' / n. */
static bool end_stratum(struct spreading *s, uint32_t stratum)
{
	uint32_t size = 0;
	struct segbias_gram_entry *entries = begin_vector(s, s->list_size);
	if (s->list_size > 0)
		qsort(s->list, s->list_size, sizeof *s->list, compare_values);
	for (size_t i = 0; entries && i < s->list_size; i++) {
		uint32_t value = s->list[i];
		double total = segbias_sum_value(&s->totals[value]);
		segbias_sum_release(&s->totals[value]);
		s->met[value] = false;
		if (total != 0) {
			entries[size].cell = value;
			entries[size++].amount = total;
		}
	}
	s->list_size = 0;
	s->seen = false;
	return entries && end_vector(s, 0, size, -1 / ((double)s->by_stratum[stratum] - 1));
}

/* The parts of one cluster. */
struct cluster_parts {
	size_t first, count;
	uint32_t stratum;
};

static int compare_strata(const void *a, const void *b)
{
	const struct cluster_parts *x = a;
	const struct cluster_parts *y = b;
	if (x->stratum != y->stratum)
		return x->stratum < y->stratum ? -1 : 1;
	return (x->first > y->first) - (x->first < y->first);
}

static bool go_through_strata(struct spreading *s, const struct segbias_cluster_part *parts, size_t count)
{
	struct cluster_parts *order =
	    segbias_memory_zeroed((size_t)segbias_clusters_count(s->clusters) + 1, sizeof *order);
	size_t size = 0;
	bool ok = order != NULL;
	for (size_t i = 0; ok && i < count; i++) {
		if (i == 0 || parts[i - 1].cluster != parts[i].cluster)
			order[size++] =
			    (struct cluster_parts){i, 0, segbias_clusters_stratum(s->clusters, parts[i].cluster)};
		order[size - 1].count++;
	}
	if (ok && size > 0)
		qsort(order, size, sizeof *order, compare_strata);
	for (size_t i = 0; ok && i < size; i++) {
		ok = add_cluster(s, parts + order[i].first, order[i].count);
		if (i + 1 == size || order[i + 1].stratum != order[i].stratum)
			ok = ok && end_stratum(s, order[i].stratum);
	}
	free(order);
	return ok;
}

static bool go_through(struct spreading *s, const struct segbias_cluster_part *parts, size_t count)
{
	bool ok = true;
	for (size_t i = 0; ok && i < count;) {
		size_t end = i + 1;
		while (end < count && parts[end].cluster == parts[i].cluster)
			end++;
		ok = add_cluster(s, parts + i, end - i);
		i = end;
	}
	return ok;
}

static bool prepare(struct spreading *s)
{
	s->square = segbias_memory_zeroed((size_t)s->values->groups + 1, sizeof *s->square);
	s->fourth = segbias_memory_zeroed((size_t)s->values->groups + 1, sizeof *s->fourth);
	s->survey = segbias_clusters_survey(s->clusters);
	if (!s->square || !s->fourth || !spreads_create(s->values, &s->spreads))
		return false;
	if (!s->survey)
		return true;
	s->by_stratum = segbias_clusters_by_stratum(s->clusters);
	s->totals = segbias_memory_zeroed(s->values->values + 1, sizeof *s->totals);
	s->met = segbias_memory_zeroed(s->values->values + 1, sizeof *s->met);
	s->list = segbias_memory_zeroed(s->values->values + 1, sizeof *s->list);
	s->spreads->centred = true;
	return s->by_stratum && s->totals && s->met && s->list;
}

static void release(struct spreading *s)
{
	for (size_t i = 0; s->totals && i < s->values->values; i++)
		segbias_sum_release(&s->totals[i]);
	for (uint32_t i = 0; s->square && s->fourth && i < s->values->groups; i++) {
		segbias_sum_release(&s->square[i]);
		segbias_sum_release(&s->fourth[i]);
	}
	segbias_table_release(&s->singles);
	segbias_spreads_free(s->spreads);
	free(s->times);
	free(s->key);
	free(s->by_stratum);
	free(s->totals);
	free(s->met);
	free(s->list);
	free(s->square);
	free(s->fourth);
	free(s->pieces);
	*s = (struct spreading){0};
}

enum segbias_status segbias_spreads_create(const struct segbias_clusters *clusters,
                                           const struct segbias_spread_values *values, struct segbias_spreads **out,
                                           struct segbias_error *error)
{
	struct segbias_cluster_part *parts = NULL;
	size_t count = 0;
	struct spreading s = {.clusters = clusters, .values = values, .singles = {.weighted = true}};
	enum segbias_status status = segbias_clusters_parts(clusters, &parts, &count, error);
	if (status != SEGBIAS_OK)
		return status;
	bool ok = prepare(&s) && (s.survey ? go_through_strata(&s, parts, count) : go_through(&s, parts, count)) &&
	          list_vectors(&s);
	for (uint32_t group = 0; ok && group < values->groups; group++) {
		s.spreads->square[group] = segbias_sum_value(&s.square[group]);
		s.spreads->fourth[group] = segbias_sum_value(&s.fourth[group]);
	}
	if (ok && s.survey)
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
	struct segbias_sum *sums = segbias_memory_zeroed(values + 1, sizeof *sums);
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
	struct spreading s = {.clusters = clusters, .values = values};
	size_t replicates = segbias_clusters_replicates(clusters);
	double *difference = segbias_memory_zeroed(values->values + 1, sizeof *difference);
	double n = 0;
	if (!difference || !spreads_create(values, &s.spreads))
		SEGBIAS_TRY(segbias_error_memory(error));
	s.spreads->full = segbias_memory_zeroed(values->values * replicates + 1, sizeof *s.spreads->full);
	if (!s.spreads->full)
		SEGBIAS_TRY(segbias_error_memory(error));
	for (size_t v = values->several ? values->answered : 0; v < values->values; v++)
		n += total[v];
	for (size_t r = 0; r < replicates; r++) {
		bool ok = true;
		if (!replicate_shares(&s, r, total, difference, &ok)) {
			status =
			    ok ? segbias_error_set(
				     error, SEGBIAS_DATA,
				     "replicate_sums_to_nothing|replicate weight %zu adds up to no positive number",
				     r + 1)
			       : segbias_error_memory(error);
			goto done;
		}
		for (size_t v = 0; v < values->values; v++)
			s.spreads->full[v * replicates + r] = difference[v];
	}
	s.spreads->full_count = replicates;
	s.spreads->full_scale = n * n * scale;
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
	out.gram = (struct segbias_gram){.cells = spreads->values, .scale = 1};
	if (spreads->full) {
		out.gram.full = spreads->full;
		out.gram.full_count = spreads->full_count;
		out.gram.scale = spreads->full_scale;
	} else {
		out.gram.vectors = spreads->vectors + spreads->first[group];
		out.gram.vector_count = spreads->first[group + 1] - spreads->first[group];
	}
	out.clusters = spreads->clusters[group];
	out.square = spreads->square[group];
	out.fourth = spreads->fourth[group];
	if (!out.centred)
		out.df = out.clusters - 1;
	return out;
}
