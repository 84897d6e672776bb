/* Rao and Scott's test of each group against one sample: DEFINITIONS.md "Per attribute". */
#include "analysis/compare.h"

#include <math.h>

void segbias_fit_take(struct segbias_comparison *comparison, const struct segbias_rao_scott *result, double factor)
{
	comparison->chi2 = result->chi2 * factor;
	comparison->df = result->df;
	comparison->df2 = result->df2;
	if (!comparison->tested || isnan(comparison->chi2))
		return;
	comparison->p = isfinite(comparison->df2)
	                    ? segbias_f_upper(comparison->chi2 / comparison->df, comparison->df, comparison->df2)
	                    : segbias_chi2_upper(comparison->chi2, comparison->df);
	comparison->p_method = SEGBIAS_P_RAO_SCOTT;
}

void segbias_fits_add(struct segbias_fits *fits, struct segbias_comparison *comparison, struct segbias_side *side)
{
	fits->comparison[fits->count] = comparison;
	fits->side[fits->count++] = *side;
	*side = (struct segbias_side){0};
}

void segbias_fits_release(struct segbias_fits *fits)
{
	for (size_t i = 0; i < fits->count; i++)
		segbias_side_release(&fits->side[i]);
	fits->count = 0;
}

enum segbias_status segbias_fits_run(struct segbias_fits *fits, const struct segbias_side *reference,
                                     struct segbias_error *error)
{
	struct segbias_joined joined[SEGBIAS_FITS_MAX];
	struct segbias_rows_query queries[SEGBIAS_FITS_MAX];
	struct segbias_rao_scott results[SEGBIAS_FITS_MAX];
	size_t joined_count = 0;
	bool ok = true;
	if (fits->count == 0)
		return SEGBIAS_OK;
	for (; joined_count < fits->count && ok; joined_count++) {
		ok = segbias_sides_join(&fits->side[joined_count], reference, &joined[joined_count]);
		queries[joined_count] = joined[joined_count].query;
	}
	struct segbias_gram_part shared = segbias_side_second(reference);
	ok = ok && segbias_rao_scott_rows(queries, fits->count, reference->values, &shared, results);
	for (size_t i = 0; i < joined_count; i++) {
		if (ok)
			segbias_fit_take(fits->comparison[i], &results[i], 1);
		segbias_joined_release(&joined[i]);
	}
	segbias_fits_release(fits);
	return ok ? SEGBIAS_OK : segbias_error_memory(error);
}
