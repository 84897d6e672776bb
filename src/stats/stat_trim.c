/* Trimming of weights. source: R survey::trimWeights(upper =, strict = TRUE). */
#include "stats/calibrate.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* One round; *cut: whether there was anything over the limit. false: nobody is left to take it. */
static bool trim_once(double *weight, const double *records, size_t count, double limit, bool *cut)
{
	double excess = 0;
	double others = 0;
	*cut = false;
	for (size_t i = 0; i < count; i++) {
		bool over = weight[i] > limit;
		*cut = *cut || over;
		excess += over ? (weight[i] - limit) * records[i] : 0;
		others += over ? 0 : records[i];
	}
	if (!*cut)
		return true;
	if (!(others > 0))
		return false;
	for (size_t i = 0; i < count; i++)
		weight[i] = weight[i] > limit ? limit : weight[i] + excess / others;
	return true;
}

bool segbias_weights_trim(double *weight, const double *records, size_t count, double most)
{
	enum { ROUNDS_MAX = 100000 };
	/* Rounding may lift those that were given their part over the limit by less than anybody could see. */
	static const double SLACK = 1e-15;
	double *kept = segbias_memory_get((count + 1) * sizeof *kept);
	double all = 0;
	double sum = 0;
	bool cut = true;
	bool ok = kept != NULL;
	if (!ok)
		return false;
	memcpy(kept, weight, count * sizeof *kept);
	for (size_t i = 0; i < count; i++) {
		all += records[i];
		sum += weight[i] * records[i];
	}
	double limit = most * (sum / all);
	for (size_t round = 0; ok && cut && round < ROUNDS_MAX; round++) {
		ok = trim_once(weight, records, count, limit, &cut);
		bool beyond = false;
		for (size_t i = 0; ok && i < count; i++)
			beyond = beyond || weight[i] > limit * (1 + SLACK);
		cut = cut && beyond;
	}
	if (!ok || cut)
		memcpy(weight, kept, count * sizeof *kept);
	free(kept);
	return ok && !cut;
}
