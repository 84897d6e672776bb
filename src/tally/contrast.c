#include "tally/contrast.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* Sums of the table; those of the rest are what it has beside the sums of all. */
enum { CLUSTERS, WITH, WITHOUT, K, N, KK, KN, NN, NNNN, SUMS };

/* Of one part of one group. */
struct sums {
	struct segbias_sum of[2 * SUMS]; /* sum; of the rest: SUMS + sum */
};

struct segbias_contrasts {
	struct segbias_intern keys; /* group, part */
	struct sums *sums;          /* [capacity], by key */
	size_t capacity;
};

/* What a cluster has of a part of a group. */
struct piece {
	uint32_t group, part;
	double k, n;
};

/* While the clusters are gone through. */
struct contrasting {
	const struct segbias_clusters *clusters;
	const struct segbias_contrast_query *query;
	struct segbias_contrasts *contrasts;
	struct piece *pieces;
	size_t count, capacity;
};

void segbias_contrasts_free(struct segbias_contrasts *contrasts)
{
	if (!contrasts)
		return;
	for (size_t i = 0; i < contrasts->keys.size && i < contrasts->capacity; i++)
		for (size_t j = 0; j < (size_t)2 * SUMS; j++)
			segbias_sum_release(&contrasts->sums[i].of[j]);
	segbias_intern_release(&contrasts->keys);
	free(contrasts->sums);
	free(contrasts);
}

static bool add_piece(struct contrasting *c, uint32_t group, uint32_t part, const double amount[2])
{
	struct piece *pieces = segbias_memory_room(c->pieces, c->count, &c->capacity, sizeof *pieces);
	if (!pieces)
		return false;
	c->pieces = pieces;
	c->pieces[c->count++] = (struct piece){group, part, amount[0], amount[1]};
	return true;
}

static double size_of(const struct segbias_contrast_query *query, const struct segbias_cluster_part *part)
{
	return query->weighted && part->weight ? segbias_sum_value(part->weight) : (double)part->count;
}

/* k and n of the part's records, whose column has the id; false: they do not count. */
static bool amount_of(const struct segbias_contrast_query *query, uint32_t id, const struct segbias_cluster_part *part,
                      double amount[2])
{
	uint32_t value = id == SEGBIAS_ID_ANSWERED ? 0 : id < query->ids ? query->value_of[id] : UINT32_MAX;
	double size = size_of(query, part);
	amount[0] = value == 1 ? size : 0;
	amount[1] = size;
	return value != UINT32_MAX;
}

/* The segments in the whole file. */
static bool add_by_segment(struct contrasting *c, const struct segbias_cluster_part *from)
{
	struct segbias_profile profile;
	double amount[2];
	if (!segbias_clusters_profile(c->clusters, from->profile, c->query->column, &profile) ||
	    !amount_of(c->query, profile.id, from, amount) || (c->query->segmented && profile.group_count == 0))
		return true;
	bool ok = add_piece(c, 0, SEGBIAS_PART_ALL, amount);
	for (size_t i = 0; ok && i < profile.group_count; i++)
		ok = profile.groups[i] >= c->query->groups || add_piece(c, 0, profile.groups[i], amount);
	return ok;
}

/* FIRST and the part that the id is; UINT32_MAX: none. */
static uint32_t part_of(const struct segbias_contrast_query *query, uint32_t id)
{
	uint32_t part = id < SEGBIAS_ID_FIRST ? UINT32_MAX : id - SEGBIAS_ID_FIRST;
	if (query->part_of)
		part = id < query->part_ids ? query->part_of[id] : UINT32_MAX;
	return part < query->parts ? SEGBIAS_ID_FIRST + part : UINT32_MAX;
}

/* The same of a crossing. */
static uint32_t part_across(const struct segbias_contrast_query *query, const struct segbias_profile_pair *ids)
{
	if (query->also_count == 0)
		return part_of(query, ids->second);
	uint32_t part = ids->second < query->part_ids ? query->part_of[ids->second] : UINT32_MAX;
	for (size_t i = 0; i < query->also_count && part != UINT32_MAX; i++) {
		const struct segbias_contrast_also *also = &query->also[i];
		uint32_t own = ids->also[i] < also->ids ? also->part_of[ids->also[i]] : UINT32_MAX;
		part = own == UINT32_MAX ? UINT32_MAX : part * also->parts + own;
	}
	return part < query->parts ? SEGBIAS_ID_FIRST + part : UINT32_MAX;
}

/* A value in the whole file, and in each segment. value->id: the part. */
static bool add_value(struct contrasting *c, const struct segbias_profile *value, const double amount[2])
{
	uint32_t part = value->id;
	if (part == UINT32_MAX)
		return true;
	bool ok = add_piece(c, 0, SEGBIAS_PART_ALL, amount) && add_piece(c, 0, part, amount);
	for (size_t i = 0; ok && i < value->group_count; i++)
		if (value->groups[i] < c->query->groups)
			ok = add_piece(c, value->groups[i], SEGBIAS_PART_ALL, amount) &&
			     add_piece(c, value->groups[i], part, amount);
	return ok;
}

/* Where clusters are split, who misses something stands in the pair alone, and all records in the value's own profile. */
static bool add_by_value(struct contrasting *c, const struct segbias_cluster_part *from)
{
	const struct segbias_contrast_query *query = c->query;
	struct segbias_plan_pair pair = {.first = (uint32_t)query->column,
	                                 .second = (uint32_t)query->by,
	                                 .missing = query->missing,
	                                 .also_count = query->also_count};
	struct segbias_profile_pair both;
	struct segbias_profile value;
	double amount[2];
	bool apart = query->missing && segbias_clusters_split(c->clusters);
	for (size_t i = 0; i < query->also_count; i++)
		pair.also[i] = query->also[i].column;
	if (segbias_clusters_profile_pair(c->clusters, from->profile, &pair, &both)) {
		value = (struct segbias_profile){part_across(query, &both), both.groups, both.group_count};
		if (!amount_of(query, both.first, from, amount))
			return true;
		amount[1] = apart ? 0 : amount[1];
		return add_value(c, &value, amount);
	}
	if (!apart || !segbias_clusters_profile(c->clusters, from->profile, query->by, &value))
		return true;
	value.id = part_of(query, value.id);
	return add_value(c, &value, (const double[]){0, size_of(query, from)});
}

static bool is_same_part(const struct piece *x, const struct piece *y)
{
	return x->group == y->group && x->part == y->part;
}

/* Weights are added up by size, whatever the order of records. */
static int compare_pieces(const void *a, const void *b)
{
	const struct piece *x = a;
	const struct piece *y = b;
	if (x->group != y->group)
		return x->group < y->group ? -1 : 1;
	if (x->part != y->part)
		return x->part < y->part ? -1 : 1;
	if (x->n != y->n)
		return x->n < y->n ? -1 : 1;
	return (x->k > y->k) - (x->k < y->k);
}

/* The sums of the piece's part, made if need be; NULL: out of memory. */
static struct sums *sums_for(struct segbias_contrasts *contrasts, const struct piece *piece)
{
	uint32_t key[] = {piece->group, piece->part};
	uint32_t id = segbias_intern_add(&contrasts->keys, (struct segbias_label){(const char *)key, sizeof key});
	if (id == SEGBIAS_INTERN_NONE)
		return NULL;
	struct sums *larger = segbias_memory_room(contrasts->sums, id, &contrasts->capacity, sizeof *larger);
	if (!larger)
		return NULL;
	contrasts->sums = larger;
	return &contrasts->sums[id];
}

static bool add(struct sums *sums, size_t sum, double x, double y)
{
	return x == 0 || y == 0 || segbias_sum_add_product(&sums->of[sum], x, y);
}

/* What is left of a sum, of which rounding may leave a little where there is nobody. */
static double rest_of(double all, double own)
{
	static const double ROUNDING = 1e-12;
	return all - own > ROUNDING * all ? all - own : 0;
}

static bool add_own(struct sums *s, const struct piece *x)
{
	double square = x->n * x->n;
	return add(s, CLUSTERS, x->n > 0, 1) && add(s, WITH, x->k > 0, 1) &&
	       add(s, WITHOUT, rest_of(x->n, x->k) > 0, 1) && add(s, K, x->k, 1) && add(s, N, x->n, 1) &&
	       add(s, KK, x->k, x->k) && add(s, KN, x->k, x->n) && add(s, NN, x->n, x->n) &&
	       add(s, NNNN, square, square);
}

/* What the rest of `all` without x has more than all of it, in this cluster. */
static bool add_rest(struct sums *s, const struct piece *x, const struct piece *all)
{
	double k = rest_of(all->k, x->k);
	double n = rest_of(all->n, x->n);
	return add(s, SUMS + CLUSTERS, (double)(n > 0) - (all->n > 0), 1) &&
	       add(s, SUMS + WITH, (double)(k > 0) - (all->k > 0), 1) &&
	       add(s, SUMS + WITHOUT, (double)(rest_of(n, k) > 0) - (rest_of(all->n, all->k) > 0), 1) &&
	       add(s, SUMS + K, -x->k, 1) && add(s, SUMS + N, -x->n, 1) && add(s, SUMS + KK, k, k) &&
	       add(s, SUMS + KK, -all->k, all->k) && add(s, SUMS + KN, k, n) && add(s, SUMS + KN, -all->k, all->n) &&
	       add(s, SUMS + NN, n, n) && add(s, SUMS + NN, -all->n, all->n);
}

/* Adds up the pieces of one group and part; the first of them holds the sum and the others are dropped. Sums of counts are
 * exact. */
static void total_pieces(struct contrasting *c)
{
	size_t kept = 0;
	qsort(c->pieces, c->count, sizeof *c->pieces, compare_pieces);
	for (size_t i = 0; i < c->count; i++)
		if (kept > 0 && is_same_part(&c->pieces[kept - 1], &c->pieces[i])) {
			c->pieces[kept - 1].k += c->pieces[i].k;
			c->pieces[kept - 1].n += c->pieces[i].n;
		} else {
			c->pieces[kept++] = c->pieces[i];
		}
	c->count = kept;
}

static bool end_cluster(struct contrasting *c)
{
	bool ok = true;
	if (c->count > 0)
		total_pieces(c);
	for (size_t i = 0; ok && i < c->count;) {
		size_t all = i; /* the last part of a group */
		while (c->pieces[all].part != SEGBIAS_PART_ALL)
			all++;
		for (; ok && i <= all; i++) {
			struct sums *sums = sums_for(c->contrasts, &c->pieces[i]);
			ok = sums && add_own(sums, &c->pieces[i]) &&
			     (i == all || add_rest(sums, &c->pieces[i], &c->pieces[all]));
		}
	}
	c->count = 0;
	return ok;
}

enum segbias_status segbias_contrasts_create(const struct segbias_clusters *clusters,
                                             const struct segbias_contrast_query *query, struct segbias_contrasts **out,
                                             struct segbias_error *error)
{
	struct segbias_cluster_part *parts = NULL;
	size_t count = 0;
	struct contrasting c = {.clusters = clusters, .query = query};
	enum segbias_status status = segbias_clusters_parts(clusters, &parts, &count, error);
	if (status != SEGBIAS_OK)
		return status;
	c.contrasts = segbias_memory_zeroed(1, sizeof *c.contrasts);
	bool ok = c.contrasts != NULL;
	for (size_t i = 0; i < count && ok; i++) {
		ok = query->by == SEGBIAS_NO_FIELD ? add_by_segment(&c, &parts[i]) : add_by_value(&c, &parts[i]);
		if (i + 1 == count || parts[i + 1].cluster != parts[i].cluster)
			ok = ok && end_cluster(&c);
	}
	free(parts);
	free(c.pieces);
	if (!ok) {
		segbias_contrasts_free(c.contrasts);
		return segbias_error_memory(error);
	}
	*out = c.contrasts;
	return SEGBIAS_OK;
}

/* Adds the sums of a part to out[SUMS], from `first` on. */
static void read_sums(const struct segbias_contrasts *contrasts, const uint32_t key[2], size_t first, double *out)
{
	struct segbias_label label = {(const char *)key, 2 * sizeof *key};
	uint32_t id = segbias_intern_find(&contrasts->keys, label);
	for (size_t i = 0; id != SEGBIAS_INTERN_NONE && i < SUMS; i++)
		out[i] += segbias_sum_value(&contrasts->sums[id].of[first + i]);
}

struct segbias_moments segbias_contrasts_of(const struct segbias_contrasts *contrasts, uint32_t group, uint32_t part,
                                            bool rest)
{
	double sums[SUMS] = {0};
	read_sums(contrasts, (const uint32_t[]){group, rest ? SEGBIAS_PART_ALL : part}, 0, sums);
	if (rest)
		read_sums(contrasts, (const uint32_t[]){group, part}, SUMS, sums);
	return (struct segbias_moments){sums[CLUSTERS], sums[WITH], sums[WITHOUT], sums[K],   sums[N],
	                                sums[KK],       sums[KN],   sums[NN],      sums[NNNN]};
}
