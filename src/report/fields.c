#include "report/fields.h"

const struct segbias_field segbias_value_fields[] = {
    {"count", offsetof(struct segbias_value_finding, count)},
    {"share", offsetof(struct segbias_value_finding, share)},
    {"share_low", offsetof(struct segbias_value_finding, share_low)},
    {"share_high", offsetof(struct segbias_value_finding, share_high)},
    {"reference_share", offsetof(struct segbias_value_finding, reference_share)},
    {"index", offsetof(struct segbias_value_finding, index)},
    {"index_low", offsetof(struct segbias_value_finding, index_low)},
    {"index_high", offsetof(struct segbias_value_finding, index_high)},
    {"gap", offsetof(struct segbias_value_finding, gap)},
    {"shortfall", offsetof(struct segbias_value_finding, shortfall)},
    {"residual", offsetof(struct segbias_value_finding, residual)},
    {"p", offsetof(struct segbias_value_finding, p)},
    {"q", offsetof(struct segbias_value_finding, q)},
    {"p_flag", offsetof(struct segbias_value_finding, p_flag)},
    {"q_flag", offsetof(struct segbias_value_finding, q_flag)},
    {"q_likely", offsetof(struct segbias_value_finding, q_likely)},
    {"p_within", offsetof(struct segbias_value_finding, p_within)},
    {"q_within", offsetof(struct segbias_value_finding, q_within)},
    {NULL, 0},
};

const struct segbias_field segbias_comparison_sizes[] = {
    {"rows", offsetof(struct segbias_comparison, rows)},
    {"n", offsetof(struct segbias_comparison, n)},
    {"n_effective", offsetof(struct segbias_comparison, n_effective)},
    {"deff", offsetof(struct segbias_comparison, deff)},
    {"missing", offsetof(struct segbias_comparison, missing)},
    {"missing_rate", offsetof(struct segbias_comparison, missing_rate)},
    {"unmatched", offsetof(struct segbias_comparison, unmatched)},
    {"reference_n_effective", offsetof(struct segbias_comparison, reference_n_effective)},
    {NULL, 0},
};

const struct segbias_field segbias_comparison_tests[] = {
    {"chi2", offsetof(struct segbias_comparison, chi2)}, {"df", offsetof(struct segbias_comparison, df)},
    {"df2", offsetof(struct segbias_comparison, df2)},   {"p", offsetof(struct segbias_comparison, p)},
    {"q", offsetof(struct segbias_comparison, q)},       {NULL, 0},
};

const struct segbias_field segbias_comparison_effects[] = {
    {"g", offsetof(struct segbias_comparison, g)},
    {"w", offsetof(struct segbias_comparison, w)},
    {"fei", offsetof(struct segbias_comparison, fei)},
    {"tvd", offsetof(struct segbias_comparison, tvd)},
    {"tvd_noise", offsetof(struct segbias_comparison, tvd_noise)},
    {"js_bits", offsetof(struct segbias_comparison, js_bits)},
    {"kl_bits", offsetof(struct segbias_comparison, kl_bits)},
    {"hellinger", offsetof(struct segbias_comparison, hellinger)},
    {"psi", offsetof(struct segbias_comparison, psi)},
    {"asmd", offsetof(struct segbias_comparison, asmd)},
    {"emd", offsetof(struct segbias_comparison, emd)},
    {"ks", offsetof(struct segbias_comparison, ks)},
    {NULL, 0},
};

double segbias_field_value(const struct segbias_field *field, const void *object)
{
	return *(const double *)(const void *)((const char *)object + field->offset);
}

void segbias_json_fields(struct segbias_json *json, const struct segbias_field *fields, const void *object)
{
	for (; fields->name; fields++)
		segbias_json_number(json, fields->name, segbias_field_value(fields, object));
}

void segbias_json_value(struct segbias_json *json, const struct segbias_value_finding *value)
{
	segbias_json_label(json, "value", value->value);
	segbias_json_fields(json, segbias_value_fields, value);
	segbias_json_string(json, "verdict", segbias_verdict_name(value->verdict));
	segbias_json_string(json, "reason", segbias_reason_name(value->reason));
	if (value->robust == SEGBIAS_TRUTH_UNDEFINED)
		segbias_json_string(json, "robust", NULL);
	else
		segbias_json_bool(json, "robust", value->robust == SEGBIAS_TRUTH_TRUE);
	segbias_json_open(json, "share_if_missing", '[');
	segbias_json_number(json, NULL, value->share_if_missing[0]);
	segbias_json_number(json, NULL, value->share_if_missing[1]);
	segbias_json_close(json, ']');
	segbias_json_number(json, "n_needed", value->n_needed);
	segbias_json_number(json, "detectable_under", value->detectable_under);
	segbias_json_number(json, "detectable_over", value->detectable_over);
}
