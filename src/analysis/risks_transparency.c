/* The sixth risk: a checklist that the files and the policy answer. */
#include "analysis/risks.h"

#include <math.h>

/* The columns that have a part in the result, and how many of them have no purpose. */
static void add_purposes(struct segbias_register *reg)
{
	const struct segbias_risks_input *input = reg->input;
	double without = 0;
	for (size_t i = 0; i < input->used_count; i++)
		without += !segbias_risks_purpose(input->keys, input->used[i]);
	segbias_register_check(reg, "purposes", without > 0 ? "without_purpose" : NULL);
	struct segbias_risk_measure *row = &reg->rows[reg->count - 1];
	if (reg->failed)
		return;
	row->n = (double)input->used_count;
	row->count = row->number = row->n - without;
}

/* Columns or attributes of which too much is unknown. */
static void add_unknowns(struct segbias_register *reg)
{
	const struct segbias_findings *findings = reg->findings;
	double over = 0;
	for (size_t i = 0; i < findings->comparison_count; i++) {
		const struct segbias_comparison *c = &findings->comparisons[i];
		double all = c->n + c->unmatched;
		over += !c->segment.bytes && (c->missing_rate > findings->settings.missing_max ||
		                              (all > 0 && c->unmatched > findings->settings.unmatched_max * all));
	}
	segbias_register_check(reg, "unknowns", over > 0 ? "too_many_unknown" : NULL);
}

void segbias_risks_transparency(struct segbias_register *reg)
{
	const struct segbias_risks_input *input = reg->input;
	const struct segbias_risks_keys *keys = input->keys;
	const struct segbias_risks_findings *risks = &reg->findings->risks;
	add_purposes(reg);
	segbias_register_check(reg, "reference_source", keys->reference_source.bytes ? NULL : "not_said");
	segbias_register_check(reg, "reference_date",
	                       keys->reference_date.bytes || isfinite(input->reference_year) ? NULL : "not_said");
	segbias_register_check(reg, "recipients", keys->recipients_given ? NULL : "not_said");
	add_unknowns(reg);
	segbias_register_check(reg, "committed", input->committed ? NULL : "not_said");
	segbias_register_check(reg, "notice_en", risks->notice_en.bytes ? NULL : "not_said");
	segbias_register_check(reg, "notice_ar", risks->notice_ar.bytes ? NULL : "not_said");
	segbias_register_lack(reg, RISK_WORDS("reasons why people are left out"),
	                      RISK_WORDS("the policy has no key for them that the register reads yet"), NULL,
	                      "not_built");
	segbias_register_lack(reg, RISK_WORDS("whether people have understood the notice"),
	                      RISK_WORDS("no file can tell: only asking them can"), NULL, "no_file");
	segbias_register_lack(reg, RISK_WORDS("whether data are sold on"),
	                      RISK_WORDS("no file can tell: the policy's recipients are what somebody says"), NULL,
	                      "no_file");
}
