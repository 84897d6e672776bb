#include "report/worst_segments.h"

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>

struct ranked {
	struct segbias_label segment;
	double most;
	size_t order;
};

static int compare_ranked(const void *a, const void *b)
{
	const struct ranked *x = a;
	const struct ranked *y = b;
	if (x->most != y->most)
		return x->most > y->most ? -1 : 1;
	return (x->order > y->order) - (x->order < y->order);
}

/* Of what is withheld nothing is told by a rank, either. */
static double most_people(const struct segbias_comparison *c)
{
	double most = 0;
	for (size_t i = 0; i < c->value_count; i++)
		if (segbias_is_flag(c->values[i].verdict) && !isnan(c->values[i].shortfall))
			most = fmax(most, fabs(c->values[i].shortfall));
	return most;
}

/* Comparisons of a segment stand together. */
static size_t rank(const struct segbias_findings *findings, struct ranked *ranked)
{
	size_t count = 0;
	for (size_t i = 0; i < findings->comparison_count; i++) {
		const struct segbias_comparison *c = &findings->comparisons[i];
		if (!c->segment.bytes)
			continue;
		if (count == 0 || !segbias_label_same(ranked[count - 1].segment, c->segment)) {
			ranked[count] = (struct ranked){c->segment, 0, count};
			count++;
		}
		ranked[count - 1].most = fmax(ranked[count - 1].most, most_people(c));
	}
	qsort(ranked, count, sizeof *ranked, compare_ranked);
	return count;
}

bool segbias_worst_segments_find(const struct segbias_findings *findings, size_t most,
                                 struct segbias_worst_segments *out)
{
	struct ranked *ranked = segbias_memory_zeroed(findings->comparison_count + 1, sizeof *ranked);
	size_t count = ranked ? rank(findings, ranked) : 0;
	bool ok = ranked != NULL;
	if (count > most) {
		out->labels = segbias_memory_zeroed(most + 1, sizeof *out->labels);
		ok = out->labels != NULL;
		for (size_t i = 0; ok && i < most; i++)
			out->labels[i] = ranked[i].segment;
		out->count = most;
		out->left = count - most;
	}
	if (ok && out->labels)
		qsort(out->labels, out->count, sizeof *out->labels, segbias_labels_compare);
	free(ranked);
	return ok;
}

bool segbias_worst_segments_has(const struct segbias_worst_segments *segments, struct segbias_label segment)
{
	return !segments->labels || !segment.bytes ||
	       bsearch(&segment, segments->labels, segments->count, sizeof segment, segbias_labels_compare);
}

void segbias_worst_segments_release(struct segbias_worst_segments *segments)
{
	free(segments->labels);
	*segments = (struct segbias_worst_segments){NULL, 0, 0};
}
