/* Format: the JSON result, schema segbias.compare/1; and ndjson, one row of its values a line. */
#include "report/fields.h"

#include <math.h>

static const char SCHEMA[] = "segbias.compare/1";

static void write_input(struct segbias_json *json, const char *key, const struct segbias_input_facts *input)
{
	char delimiter[2] = {input->delimiter, '\0'};
	segbias_json_open(json, key, '{');
	segbias_json_string(json, "name", input->name);
	segbias_json_string(json, "sha256", input->sha256[0] ? input->sha256 : NULL);
	segbias_json_number(json, "bytes", input->bytes);
	segbias_json_number(json, "rows", input->rows);
	segbias_json_number(json, "bad_rows", input->bad_rows);
	segbias_json_string(json, "encoding", input->encoding);
	segbias_json_string(json, "delimiter", delimiter);
	segbias_json_string(json, "shape", input->shape);
	segbias_json_open(json, "columns", '[');
	for (size_t i = 0; i < input->column_count; i++) {
		const struct segbias_column_role *column = &input->columns[i];
		segbias_json_open(json, NULL, '{');
		json->inline_values = true;
		segbias_json_label(json, "name", column->name);
		segbias_json_string(json, "role", column->role);
		segbias_json_string(json, "why", column->why);
		segbias_json_close(json, '}');
		json->inline_values = false;
	}
	segbias_json_close(json, ']');
}

/* The reference's sample design, where the user gave one. */
static void write_design(struct segbias_json *json, const struct segbias_findings *findings)
{
	const struct segbias_settings *settings = &findings->settings;
	if (!settings->reference_strata.bytes && !settings->reference_psu.bytes && !settings->replicates) {
		segbias_json_string(json, "design", NULL);
		return;
	}
	segbias_json_open(json, "design", '{');
	segbias_json_label(json, "strata_column", settings->reference_strata);
	segbias_json_label(json, "psu_column", settings->reference_psu);
	segbias_json_number(json, "strata", findings->strata);
	segbias_json_number(json, "units", findings->units);
	segbias_json_number(json, "replicates", settings->replicates ? (double)settings->replicates : NAN);
	segbias_json_string(json, "replicate_method", settings->replicate_method);
	segbias_json_close(json, '}');
}

void segbias_json_reference(struct segbias_json *json, const struct segbias_findings *findings)
{
	write_input(json, "reference", &findings->reference);
	segbias_json_string(json, "kind", findings->kind);
	segbias_json_number(json, "total", findings->reference_total);
	segbias_json_number(json, "effective_size", findings->reference_effective);
	segbias_json_label(json, "weight_column", findings->settings.reference_weight);
	segbias_json_label(json, "count_column", findings->settings.reference_count);
	write_design(json, findings);
	segbias_json_close(json, '}');
}

static void write_inputs(struct segbias_json *json, const struct segbias_findings *findings)
{
	segbias_json_open(json, "inputs", '{');
	write_input(json, "campaign", &findings->campaign);
	segbias_json_label(json, "count_column", findings->settings.count);
	segbias_json_number(json, "outside", findings->outside);
	segbias_json_number(json, "no_segment", findings->no_segment);
	segbias_json_number(json, "persons", findings->persons);
	segbias_json_close(json, '}');
	segbias_json_reference(json, findings);
	segbias_json_close(json, '}');
}

static void write_band(struct segbias_json *json, double low, double high)
{
	segbias_json_open(json, "band", '[');
	segbias_json_number(json, NULL, low);
	segbias_json_number(json, NULL, high);
	segbias_json_close(json, ']');
}

void segbias_json_own_limits(struct segbias_json *json, const struct segbias_attribute_setting *attribute)
{
	if (attribute->band_given)
		write_band(json, attribute->limits.band_low, attribute->limits.band_high);
	if (attribute->min_n_given)
		segbias_json_number(json, "min_n", attribute->limits.min_n);
}

void segbias_json_policy(struct segbias_json *json, const struct segbias_settings *settings)
{
	if (!settings->policy)
		return;
	segbias_json_open(json, "policy", '{');
	segbias_json_string(json, "name", settings->policy);
	segbias_json_string(json, "sha256", settings->policy_sha256);
	segbias_json_close(json, '}');
}

/* What the policy says of single segments. */
static void write_segments(struct segbias_json *json, const struct segbias_settings *settings)
{
	if (settings->segment_count == 0)
		return;
	segbias_json_open(json, "segments", '[');
	for (size_t i = 0; i < settings->segment_count; i++) {
		const struct segbias_segment_setting *segment = &settings->segments[i];
		segbias_json_open(json, NULL, '{');
		segbias_json_label(json, "segment", segment->segment);
		if (segment->band_given)
			write_band(json, segment->band_low, segment->band_high);
		segbias_json_label(json, "narrow", segment->narrow);
		segbias_json_close(json, '}');
	}
	segbias_json_close(json, ']');
}

static void write_settings(struct segbias_json *json, const struct segbias_settings *settings)
{
	segbias_json_open(json, "settings", '{');
	segbias_json_number(json, "alpha", settings->alpha);
	write_band(json, settings->band_low, settings->band_high);
	segbias_json_string(json, "control", settings->control);
	segbias_json_string(json, "interval", settings->interval);
	segbias_json_number(json, "min_n", settings->min_n);
	segbias_json_number(json, "missing_max", settings->missing_max);
	segbias_json_number(json, "unmatched_max", settings->unmatched_max);
	segbias_json_whole(json, "seed", settings->seed);
	segbias_json_label(json, "segment", settings->segment);
	segbias_json_label(json, "weight", settings->weight);
	segbias_json_label(json, "person", settings->person);
	segbias_json_string(json, "as_of", settings->as_of);
	segbias_json_open(json, "attributes", '[');
	for (size_t i = 0; i < settings->attribute_count; i++) {
		const struct segbias_attribute_setting *attribute = &settings->attributes[i];
		segbias_json_open(json, NULL, '{');
		segbias_json_label(json, "attribute", attribute->attribute);
		segbias_json_label(json, "campaign_column", attribute->attribute);
		segbias_json_label(json, "reference_column", attribute->reference_column);
		segbias_json_string(json, "how", attribute->how);
		segbias_json_bool(json, "ordered", attribute->ordered);
		segbias_json_string(json, "ordered_by", attribute->ordered_by);
		if (attribute->separator.bytes)
			segbias_json_label(json, "separator", attribute->separator);
		segbias_json_own_limits(json, attribute);
		segbias_json_close(json, '}');
	}
	segbias_json_close(json, ']');
	write_segments(json, settings);
	segbias_json_policy(json, settings);
	segbias_json_label(json, "born", settings->born);
	segbias_json_label(json, "amount", settings->amount);
	segbias_json_number(json, "deff", settings->deff);
	if (settings->consent[0].bytes) {
		segbias_json_open(json, "consent", '{');
		segbias_json_label(json, "column", settings->consent[0]);
		segbias_json_label(json, "value", settings->consent[1]);
		segbias_json_close(json, '}');
	}
	if (settings->eligible[0].bytes) {
		segbias_json_open(json, "eligible", '{');
		segbias_json_label(json, "column", settings->eligible[0]);
		segbias_json_label(json, "value", settings->eligible[1]);
		segbias_json_close(json, '}');
	} else {
		segbias_json_string(json, "eligible", NULL);
	}
	segbias_json_bool(json, "missing_built_in", settings->missing_built_in);
	segbias_json_open(json, "missing_values", '[');
	for (size_t i = 0; i < settings->missing_value_count; i++)
		segbias_json_label(json, NULL, settings->missing_values[i]);
	segbias_json_close(json, ']');
	segbias_json_close(json, '}');
}

void segbias_json_mapping(struct segbias_json *json, const struct segbias_findings *findings)
{
	segbias_json_open(json, "mapping", '[');
	for (size_t i = 0; i < findings->mapping_count; i++) {
		const struct segbias_mapped *row = &findings->mapping[i];
		segbias_json_open(json, NULL, '{');
		segbias_json_label(json, "attribute", row->attribute);
		const struct segbias_label none = {0};
		segbias_json_label(json, "campaign_value", row->withheld ? none : row->campaign_value);
		segbias_json_label(json, "reference_value", row->reference_value);
		segbias_json_string(json, "how", row->how);
		segbias_json_number(json, "count", row->count);
		segbias_json_label(json, "nearest", row->withheld ? none : row->nearest);
		segbias_json_string(json, "withheld", row->withheld);
		segbias_json_close(json, '}');
	}
	segbias_json_close(json, ']');
}

static void write_summary(struct segbias_json *json, const struct segbias_findings *findings)
{
	static const enum segbias_verdict ORDER[] = {SEGBIAS_VERDICT_OVER,        SEGBIAS_VERDICT_UNDER,
	                                             SEGBIAS_VERDICT_LIKELY_OVER, SEGBIAS_VERDICT_LIKELY_UNDER,
	                                             SEGBIAS_VERDICT_WITHIN,      SEGBIAS_VERDICT_UNCLEAR};
	segbias_json_open(json, "family", '{');
	segbias_json_whole(json, "segments", findings->family_segments);
	segbias_json_whole(json, "whole", findings->family_whole);
	segbias_json_close(json, '}');
	segbias_json_open(json, "summary", '{');
	for (size_t i = 0; i < sizeof ORDER / sizeof *ORDER; i++)
		segbias_json_whole(json, segbias_verdict_name(ORDER[i]), findings->summary.verdicts[ORDER[i]]);
	segbias_json_whole(json, "unmatched", findings->summary.unmatched);
	segbias_json_whole(json, "incomplete", findings->summary.incomplete);
	segbias_json_close(json, '}');
}

static void write_comparison(struct segbias_json *json, const struct segbias_comparison *c)
{
	segbias_json_open(json, NULL, '{');
	segbias_json_label(json, "segment", c->segment);
	segbias_json_label(json, "attribute", c->attribute);
	segbias_json_fields(json, segbias_comparison_sizes, c);
	segbias_json_string(json, "state", segbias_state_name(c->state));
	segbias_json_bool(json, "multi", c->multi);
	segbias_json_fields(json, segbias_comparison_tests, c);
	segbias_json_string(json, "p_method", segbias_p_method_name(c->p_method));
	segbias_json_fields(json, segbias_comparison_effects, c);
	segbias_json_open(json, "values", '[');
	for (size_t i = 0; i < c->value_count; i++) {
		segbias_json_open(json, NULL, '{');
		json->inline_values = true;
		segbias_json_value(json, &c->values[i]);
		segbias_json_close(json, '}');
		json->inline_values = false;
	}
	segbias_json_close(json, ']');
	segbias_json_close(json, '}');
}

static void write_markers(struct segbias_json *json, const char *key, const struct segbias_marker *markers,
                          size_t count)
{
	segbias_json_open(json, key, '[');
	for (size_t i = 0; i < count; i++) {
		segbias_json_open(json, NULL, '{');
		segbias_json_label(json, "marker", markers[i].marker);
		segbias_json_number(json, "count", markers[i].count);
		segbias_json_close(json, '}');
	}
	segbias_json_close(json, ']');
}

static void write_incomplete(struct segbias_json *json, const struct segbias_findings *findings)
{
	segbias_json_open(json, "incomplete", '[');
	for (size_t i = 0; i < findings->incomplete_count; i++) {
		const struct segbias_incomplete *row = &findings->incomplete[i];
		segbias_json_open(json, NULL, '{');
		json->inline_values = true;
		segbias_json_label(json, "segment", row->segment);
		segbias_json_label(json, "column", row->column);
		segbias_json_number(json, "missing", row->missing);
		segbias_json_number(json, "rows", row->rows);
		segbias_json_number(json, "rate", row->rate);
		segbias_json_number(json, "rate_low", row->rate_low);
		segbias_json_number(json, "rate_high", row->rate_high);
		segbias_json_number(json, "p", row->p);
		segbias_json_number(json, "q", row->q);
		segbias_json_string(json, "verdict", segbias_completeness_name(row->verdict));
		write_markers(json, "suspected", row->suspected, row->suspected_count);
		write_markers(json, "counted", row->counted, row->counted_count);
		segbias_json_close(json, '}');
		json->inline_values = false;
	}
	segbias_json_close(json, ']');
}

static void write_missingness(struct segbias_json *json, const struct segbias_findings *findings)
{
	segbias_json_open(json, "missingness", '[');
	for (size_t i = 0; i < findings->missingness_count; i++) {
		const struct segbias_missingness *row = &findings->missingness[i];
		segbias_json_open(json, NULL, '{');
		json->inline_values = true;
		segbias_json_label(json, "column", row->column);
		segbias_json_label(json, "against", row->against);
		segbias_json_number(json, "chi2", row->chi2);
		segbias_json_number(json, "df", row->df);
		segbias_json_number(json, "p", row->p);
		segbias_json_number(json, "q", row->q);
		segbias_json_number(json, "v", row->v);
		segbias_json_bool(json, "finding", row->finding);
		segbias_json_label(json, "value", row->finding ? row->value : (struct segbias_label){0});
		segbias_json_number(json, "rate", row->finding ? row->rate : NAN);
		segbias_json_number(json, "rest", row->finding ? row->rest : NAN);
		segbias_json_close(json, '}');
		json->inline_values = false;
	}
	segbias_json_close(json, ']');
}

static void write_left_out(struct segbias_json *json, const struct segbias_findings *findings)
{
	segbias_json_open(json, "left_out", '[');
	for (size_t i = 0; i < findings->left_out_count; i++) {
		segbias_json_open(json, NULL, '{');
		json->inline_values = true;
		segbias_json_string(json, "question", findings->left_out[i].question);
		segbias_json_string(json, "because", findings->left_out[i].because);
		segbias_json_close(json, '}');
		json->inline_values = false;
	}
	segbias_json_close(json, ']');
}

static void write_numeric(struct segbias_json *json, const struct segbias_findings *findings)
{
	segbias_json_open(json, "numeric", '[');
	for (size_t i = 0; i < findings->numeric_count; i++) {
		const struct segbias_numeric_finding *row = &findings->numerics[i];
		segbias_json_open(json, NULL, '{');
		json->inline_values = true;
		segbias_json_label(json, "segment", row->segment);
		segbias_json_label(json, "column", row->column);
		segbias_json_number(json, "n", row->n);
		segbias_json_number(json, "missing", row->missing);
		segbias_json_number(json, "mean", row->mean);
		segbias_json_number(json, "sd", row->sd);
		segbias_json_number(json, "reference_mean", row->reference_mean);
		segbias_json_number(json, "reference_sd", row->reference_sd);
		segbias_json_number(json, "smd", row->smd);
		segbias_json_number(json, "smd_pooled", row->smd_pooled);
		segbias_json_number(json, "ks", row->ks);
		segbias_json_number(json, "ks_p", row->ks_p);
		segbias_json_number(json, "wasserstein", row->wasserstein);
		segbias_json_bool(json, "exact", row->exact);
		segbias_json_number(json, "ks_q", row->ks_q);
		segbias_json_number(json, "ks_error", row->ks_error);
		segbias_json_number(json, "wasserstein_error", row->wasserstein_error);
		segbias_json_bool(json, "finding", row->finding);
		segbias_json_close(json, '}');
		json->inline_values = false;
	}
	segbias_json_close(json, ']');
}

static void write_mcar(struct segbias_json *json, const struct segbias_mcar_finding *mcar)
{
	if (!mcar->column_count) {
		segbias_json_string(json, "mcar", NULL);
		return;
	}
	segbias_json_open(json, "mcar", '{');
	segbias_json_open(json, "columns", '[');
	for (size_t i = 0; i < mcar->column_count; i++)
		segbias_json_label(json, NULL, mcar->columns[i]);
	segbias_json_close(json, ']');
	segbias_json_number(json, "patterns", mcar->patterns);
	segbias_json_number(json, "statistic", mcar->statistic);
	segbias_json_number(json, "df", mcar->df);
	segbias_json_number(json, "p", mcar->p);
	segbias_json_number(json, "gap", mcar->gap);
	segbias_json_label(json, "gap_of", mcar->gap_of);
	segbias_json_label(json, "gap_without", mcar->gap_without);
	segbias_json_bool(json, "finding", mcar->finding);
	segbias_json_close(json, '}');
}

static void write_outlook(struct segbias_json *json, const struct segbias_findings *findings)
{
	const struct segbias_outlook *outlook = &findings->outlook;
	segbias_json_open(json, "outlook", '{');
	segbias_json_number(json, "settle_half", outlook->settle_half);
	segbias_json_number(json, "settle_most", outlook->settle_most);
	segbias_json_open(json, "worst", '[');
	for (size_t i = 0; i < outlook->worst_count; i++) {
		const struct segbias_comparison *c = &findings->comparisons[outlook->worst[i].comparison];
		const struct segbias_value_finding *v = &c->values[outlook->worst[i].value];
		segbias_json_open(json, NULL, '{');
		json->inline_values = true;
		segbias_json_label(json, "segment", c->segment);
		segbias_json_label(json, "attribute", c->attribute);
		segbias_json_label(json, "value", v->value);
		segbias_json_number(json, "index_best", v->index_if_unknown[1]);
		segbias_json_number(json, "index_worst", v->index_if_unknown[0]);
		segbias_json_close(json, '}');
		json->inline_values = false;
	}
	segbias_json_close(json, ']');
	segbias_json_close(json, '}');
}

static void write_simpson(struct segbias_json *json, const struct segbias_findings *findings)
{
	segbias_json_open(json, "simpson", '[');
	for (size_t i = 0; i < findings->simpson_count; i++) {
		const struct segbias_simpson *row = &findings->simpsons[i];
		segbias_json_open(json, NULL, '{');
		json->inline_values = true;
		segbias_json_label(json, "segment", row->segment);
		segbias_json_label(json, "attribute", row->attribute);
		segbias_json_label(json, "value", row->value);
		segbias_json_label(json, "stratifier", row->stratifier);
		segbias_json_number(json, "odds_ratio", row->odds_ratio);
		segbias_json_number(json, "mh_odds_ratio", row->mh_odds_ratio);
		segbias_json_number(json, "mh_statistic", row->mh_statistic);
		segbias_json_number(json, "mh_p", row->mh_p);
		segbias_json_number(json, "breslow_day_p", row->breslow_day_p);
		segbias_json_bool(json, "reversal", row->reversal);
		segbias_json_bool(json, "explained", row->explained);
		segbias_json_number(json, "rate_ratio", row->rate_ratio);
		segbias_json_whole(json, "strata", row->strata);
		segbias_json_whole(json, "strata_above", row->strata_above);
		segbias_json_number(json, "p", row->p);
		segbias_json_number(json, "q", row->q);
		segbias_json_number(json, "mh_low", row->mh_low);
		segbias_json_number(json, "mh_high", row->mh_high);
		segbias_json_close(json, '}');
		json->inline_values = false;
	}
	segbias_json_close(json, ']');
}

/* Only where it was asked for. */
static void write_consent(struct segbias_json *json, const struct segbias_findings *findings)
{
	if (!findings->settings.consent[0].bytes)
		return;
	segbias_json_open(json, "consent", '[');
	for (size_t i = 0; i < findings->consent_count; i++) {
		const struct segbias_consent *row = &findings->consents[i];
		segbias_json_open(json, NULL, '{');
		json->inline_values = true;
		segbias_json_label(json, "segment", row->segment);
		segbias_json_label(json, "attribute", row->attribute);
		segbias_json_label(json, "value", row->value);
		segbias_json_number(json, "n", row->n);
		segbias_json_number(json, "without", row->without);
		segbias_json_number(json, "missing", row->missing);
		segbias_json_number(json, "rate", row->rate);
		segbias_json_number(json, "rate_low", row->rate_low);
		segbias_json_number(json, "rate_high", row->rate_high);
		segbias_json_number(json, "ratio", row->ratio);
		segbias_json_number(json, "p", row->p);
		segbias_json_number(json, "q", row->q);
		segbias_json_bool(json, "finding", row->finding);
		segbias_json_close(json, '}');
		json->inline_values = false;
	}
	segbias_json_close(json, ']');
}

static void write_associations(struct segbias_json *json, const struct segbias_findings *findings)
{
	segbias_json_open(json, "associations", '[');
	for (size_t i = 0; i < findings->association_count; i++) {
		const struct segbias_association_finding *row = &findings->associations[i];
		segbias_json_open(json, NULL, '{');
		segbias_json_label(json, "attribute", row->attribute);
		segbias_json_number(json, "chi2", row->chi2);
		segbias_json_number(json, "df", row->df);
		segbias_json_number(json, "p", row->p);
		segbias_json_string(json, "p_method", segbias_p_method_name(row->p_method));
		segbias_json_number(json, "q", row->q);
		segbias_json_number(json, "v", row->v);
		segbias_json_number(json, "v_corrected", row->v_corrected);
		segbias_json_bool(json, "finding", row->finding);
		segbias_json_close(json, '}');
	}
	segbias_json_close(json, ']');
}

void segbias_json_warnings(struct segbias_json *json, const struct segbias_findings *findings)
{
	segbias_json_open(json, "warnings", '[');
	for (size_t i = 0; i < findings->notes.count; i++) {
		const struct segbias_note *note = &findings->notes.items[i];
		/* A path is a matter of the machine; the result names the file only. */
		const char *file = note->text.file;
		for (const char *c = note->text.file; *c; c++)
			if (*c == '/')
				file = c + 1;
		segbias_json_open(json, NULL, '{');
		segbias_json_string(json, "code", note->code);
		segbias_json_string(json, "message", note->text.message);
		segbias_json_string(json, "file", *file ? file : NULL);
		segbias_json_number(json, "line", note->text.line ? (double)note->text.line : NAN);
		segbias_json_number(json, "column", note->text.column ? (double)note->text.column : NAN);
		segbias_json_string(json, "hint", note->text.hint[0] ? note->text.hint : NULL);
		segbias_json_close(json, '}');
	}
	segbias_json_close(json, ']');
}

enum segbias_status segbias_format_compare_json(const struct segbias_findings *findings,
                                                const struct segbias_render_options *options, struct segbias_text *out,
                                                struct segbias_error *error)
{
	(void)options;
	(void)error;
	struct segbias_json json = {.out = out};
	segbias_json_open(&json, NULL, '{');
	segbias_json_string(&json, "schema", SCHEMA);
	segbias_json_string(&json, "version", SEGBIAS_VERSION);
	write_inputs(&json, findings);
	write_settings(&json, &findings->settings);
	segbias_json_mapping(&json, findings);
	write_summary(&json, findings);
	segbias_json_open(&json, "comparisons", '[');
	for (size_t i = 0; i < findings->comparison_count; i++)
		write_comparison(&json, &findings->comparisons[i]);
	segbias_json_close(&json, ']');
	write_incomplete(&json, findings);
	write_missingness(&json, findings);
	write_associations(&json, findings);
	write_numeric(&json, findings);
	write_simpson(&json, findings);
	write_mcar(&json, &findings->mcar);
	write_outlook(&json, findings);
	write_left_out(&json, findings);
	write_consent(&json, findings);
	segbias_json_warnings(&json, findings);
	segbias_json_close(&json, '}');
	segbias_text_add(out, "\n", 1);
	return SEGBIAS_OK;
}

enum segbias_status segbias_format_compare_ndjson(const struct segbias_findings *findings,
                                                  const struct segbias_render_options *options,
                                                  struct segbias_text *out, struct segbias_error *error)
{
	(void)options;
	(void)error;
	for (size_t i = 0; i < findings->comparison_count; i++) {
		const struct segbias_comparison *c = &findings->comparisons[i];
		for (size_t j = 0; j < c->value_count; j++) {
			struct segbias_json json = {.out = out, .inline_values = true};
			segbias_json_open(&json, NULL, '{');
			segbias_json_label(&json, "segment", c->segment);
			segbias_json_label(&json, "attribute", c->attribute);
			segbias_json_value(&json, &c->values[j]);
			segbias_json_close(&json, '}');
			segbias_text_add(out, "\n", 1);
		}
	}
	segbias_text_add(out, "", 0);
	return SEGBIAS_OK;
}
