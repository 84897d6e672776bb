/* How far the rates of an attribute's groups lie apart, from the smallest to the largest. */
#include "analysis/audit_questions.h"

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>

enum segbias_status segbias_audit_add_gap(const struct segbias_audit_asking *asking,
                                          const struct segbias_audit_item *item, const char *measure,
                                          const struct segbias_audit_rate *rates, struct segbias_error *error)
{
	struct segbias_audit_findings *audit = &asking->findings->audit;
	size_t count = item->found->count;
	struct segbias_range_rate *known = segbias_memory_zeroed(count + 1, sizeof *known);
	size_t lowest = SIZE_MAX;
	size_t highest = SIZE_MAX;
	size_t having = 0;
	struct segbias_range range;
	if (!known)
		return segbias_error_memory(error);
	for (size_t i = 0; i < count; i++) {
		if (isnan(rates[i].rate) || item->rows[i].excluded)
			continue;
		known[i] = rates[i].effective;
		having++;
		lowest = lowest == SIZE_MAX || rates[i].rate < rates[lowest].rate ? i : lowest;
		highest = highest == SIZE_MAX || rates[i].rate > rates[highest].rate ? i : highest;
	}
	segbias_range_limits(known, count, asking->input->base.policy->alpha, &range);
	free(known);
	if (having < 2) /* one group lies apart from none: where nobody of the other is selected, who has no ppv */
		return SEGBIAS_OK;
	audit->gaps[audit->gap_count++] = (struct segbias_gap){.measure = measure,
	                                                       .attribute = item->found->attribute,
	                                                       .low = item->rows[lowest].value,
	                                                       .high = item->rows[highest].value,
	                                                       .lowest = rates[lowest].rate,
	                                                       .highest = rates[highest].rate,
	                                                       .gap = rates[highest].rate - rates[lowest].rate,
	                                                       .gap_low = range.gap_low,
	                                                       .gap_high = range.gap_high};
	return SEGBIAS_OK;
}
