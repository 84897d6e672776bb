/* Format: gauges in the text format of Prometheus, for a textfile collector (a file in .prom): what an alert may ask about.
 * Fields are named as in JSON (findings/record.h). What is undefined has no sample; a verdict is the label of a sample of 1, and
 * the sample is gone where the verdict is. */
#include "report/format.h"
#include "report/worst_segments.h"

#include "base/number.h"
#include "findings/record.h"

#include <math.h>
#include <string.h>

/* A field of a list as a metric. Metrics that follow each other under one name are one, told apart by `word`. */
struct metric {
	const char *name;
	const char *list, *field;
	const char *const *labels; /* fields of the list, up to NULL */
	const char
	    *label; /* of its own, and its word; word NULL: the field's text, and 1 is the number; label NULL: none */
	const char *word;
	const char *about;
};

/* Each segment has some thirty samples: of more of them a server would have millions of series, most of which nobody looks at. */
enum { SEGMENTS_MAX = 1000 };

static const char *const NO_LABELS[] = {NULL};
static const char *const OF_COMPARISON[] = {"segment", "attribute", NULL};
static const char *const OF_VALUE[] = {"segment", "attribute", "value", NULL};
static const char *const OF_RULE[] = {"rule", "on", NULL};
static const char *const OF_STAGE[] = {"segment", "stage", NULL};
static const char *const OF_FUNNEL[] = {"segment", "attribute", "value", "stage", NULL};
static const char *const OF_COLUMN[] = {"segment", "column", NULL};

#define CAMPAIGN(field, about)                                                                                         \
	{                                                                                                              \
		"segbias_campaign_" field, "inputs.campaign", field, NO_LABELS, NULL, NULL, about                      \
	}
#define VERDICTS(verdict)                                                                                              \
	{                                                                                                              \
		"segbias_verdicts", "summary", verdict, NO_LABELS, "verdict", verdict,                                 \
		    "values of segments (of the whole campaign where there are none) by verdict"                       \
	}
#define COMPARISON(field, about)                                                                                       \
	{                                                                                                              \
		"segbias_comparison_" field, "comparisons", field, OF_COMPARISON, NULL, NULL, about                    \
	}
#define VALUE(field, about)                                                                                            \
	{                                                                                                              \
		"segbias_value_" field, "values", field, OF_VALUE, NULL, NULL, about                                   \
	}
#define COLUMN(field, about)                                                                                           \
	{                                                                                                              \
		"segbias_incomplete_" field, "incomplete", field, OF_COLUMN, NULL, NULL, about                         \
	}
#define STAGE(field, about)                                                                                            \
	{                                                                                                              \
		"segbias_stage_" field, "stages", field, OF_STAGE, NULL, NULL, about                                   \
	}
#define FUNNEL(field, about)                                                                                           \
	{                                                                                                              \
		"segbias_funnel_" field, "funnel", field, OF_FUNNEL, NULL, NULL, about                                 \
	}

#define RULE(field, about)                                                                                             \
	{                                                                                                              \
		"segbias_rule_" field, "rules", field, OF_RULE, NULL, NULL, about                                      \
	}

static const char *const OF_GROUP[] = {"attribute", "value", NULL};
static const char *const OF_ATTRIBUTE[] = {"attribute", NULL};

#define GROUP(field, about)                                                                                            \
	{                                                                                                              \
		"segbias_group_" field, "groups", field, OF_GROUP, NULL, NULL, about                                   \
	}

/* Of an audit. */
static const struct metric AUDIT[] = {
    {"segbias_audit", "", "status", NO_LABELS, "status", NULL, "what the gate came to"},
    {"segbias_decisions", "decisions", "n", NO_LABELS, NULL, NULL, "records with a decision"},
    {"segbias_decisions_selected", "decisions", "selected", NO_LABELS, NULL, NULL, "of them selected"},
    {"segbias_decisions_missing", "decisions", "missing", NO_LABELS, NULL, NULL, "records without a decision"},
    {"segbias_group_unknown", "unknown", "n", OF_ATTRIBUTE, NULL, NULL, "records whose group is unknown"},
    GROUP("n", "records of the group with a decision"),
    GROUP("selected", "of them selected"),
    GROUP("rate", "selected by n"),
    GROUP("impact_ratio", "of the rate to that of the group that the attribute is held against"),
    GROUP("impact_ratio_low", "lower limit of the ratio"),
    GROUP("impact_ratio_high", "upper limit of the ratio; no sample where unbounded"),
    GROUP("unknown_low", "the smallest ratio that those of unknown group could make"),
    GROUP("unknown_high", "the largest ratio that those of unknown group could make"),
    GROUP("q", "adjusted p that the group is selected as often as all others"),
    {"segbias_group_status", "groups", "status", OF_GROUP, "status", NULL, "whether the ratio is low"},
};

static const char *const OF_RISK[] = {"risk", NULL};
static const char *const OF_MEASURE[] = {"risk", "measure", "attribute", "value", "level", NULL};

#define MEASURE(field, about)                                                                                          \
	{                                                                                                              \
		"segbias_risk_" field, "measures", field, OF_MEASURE, NULL, NULL, about                                \
	}

/* Of the register of risks. */
static const struct metric RISKS[] = {
    {"segbias_risks", "", "status", NO_LABELS, "status", NULL, "what the gate came to"},
    {"segbias_risk_status", "risks", "status", OF_RISK, "status", NULL, "what the figures of the risk come to"},
    MEASURE("number", "the figure: a count, a share, a chance or an index"),
    {"segbias_risk_records", "measures", "count", OF_MEASURE, NULL, NULL, "records, people or groups that it counts"},
    MEASURE("n", "of how many"),
    MEASURE("limit", "its limit, where there is one"),
    {"segbias_risk_verdict", "measures", "verdict", OF_MEASURE, "verdict", NULL, "what the figure is by its limit"},
};

static const struct metric METRICS[] = {
    {"segbias_check", "", "status", NO_LABELS, "status", NULL, "what the gate came to"},
    RULE("tested", "values, columns or groups that the rule of the gate looked at"),
    RULE("found", "of them what the rule is on, without what is exempt"),
    RULE("exempted", "found, and exempt"),
    RULE("breached", "breaches of the rule; 0 where what was found is tolerated"),
    RULE("share", "of the records tested, those of groups in which something was found"),
    RULE("small", "groups that were too small to be tested"),
    RULE("small_n", "records of these"),
    RULE("threshold", "threshold of the worst"),
    RULE("margin", "how far the worst is from a breach; negative beyond the threshold"),
    CAMPAIGN("rows", "rows of the campaign file"),
    CAMPAIGN("bad_rows", "of them unreadable"),
    CAMPAIGN("no_segment", "records without a segment"),
    CAMPAIGN("left_out", "records that campaign_where leaves out; no sample without it"),
    {"segbias_reference_size", "inputs.reference", "total", NO_LABELS, NULL, NULL, "people in the reference"},
    {"segbias_reference_kind", "inputs.reference", "kind", NO_LABELS, "kind", NULL, "what the reference is taken as"},
    {"segbias_band_low", "settings.band", "low", NO_LABELS, NULL, NULL, "lower edge of the band of indices"},
    {"segbias_band_high", "settings.band", "high", NO_LABELS, NULL, NULL, "upper edge of the band of indices"},
    VERDICTS("over"),
    VERDICTS("under"),
    VERDICTS("likely_over"),
    VERDICTS("likely_under"),
    VERDICTS("within"),
    VERDICTS("unclear"),
    {"segbias_comparisons_unmatched", "summary", "unmatched", NO_LABELS, NULL, NULL,
     "comparisons whose unmatched share is above the limit"},
    {"segbias_columns_incomplete", "summary", "incomplete", NO_LABELS, NULL, NULL, "incomplete columns"},
    COMPARISON("n", "known and matched records (sum of weights where there are weights)"),
    COMPARISON("n_effective", "the size that tests go by"),
    COMPARISON("missing_rate", "share of records whose value is missing"),
    COMPARISON("unmatched", "known records of no value of the reference"),
    COMPARISON("tvd", "total variation distance"),
    {"segbias_value_records", "values", "count", OF_VALUE, NULL, NULL, "records of the value"},
    VALUE("share", "of the known and matched records"),
    VALUE("reference_share", "of the reference"),
    VALUE("index", "100 times share by reference_share"),
    VALUE("index_low", "lower limit of the index"),
    VALUE("index_high", "upper limit of the index; no sample where unbounded"),
    VALUE("shortfall", "records short of the reference share"),
    VALUE("q_flag", "adjusted p that the index lies within the band"),
    {"segbias_value_verdict", "values", "verdict", OF_VALUE, "verdict", NULL, "the verdict of the value"},
    COLUMN("rate", "share of records whose value is missing"),
    COLUMN("rate_low", "lower limit of the rate"),
    COLUMN("rate_high", "upper limit of the rate"),
    STAGE("rows", "records in the stage"),
    STAGE("outside", "of them, those that are not in the stage before"),
    STAGE("unknown", "records that do not say whether they are in the stage"),
    STAGE("over", "groups whose index the stage raises"),
    STAGE("under", "groups whose index the stage lowers"),
    STAGE("amplified", "groups whose skew in the stage before it is shown to amplify"),
    FUNNEL("index", "100 times the share in the stage by that in the stage before"),
    FUNNEL("reference_index", "100 times the share in the stage by that of the reference"),
    FUNNEL("amplifies", "whether the stage is shown to amplify what was skewed before"),
    {"segbias_funnel_verdict", "funnel", "verdict", OF_FUNNEL, "verdict", NULL, "what the stage does to the value"},
    {"segbias_incomplete_verdict", "incomplete", "verdict", OF_COLUMN, "verdict", NULL, "the verdict of the column"},
};

/* A label's value, with the escapes of the format. */
static void add_label(struct segbias_text *out, const char *name, struct segbias_label value, bool *any)
{
	struct segbias_text clean = {0};
	segbias_text_add_distinct(&clean, value);
	segbias_text_add_format(out, "%s%s=\"", *any ? "," : "{", name);
	for (size_t i = 0; i < clean.size; i++) {
		segbias_text_add(out, "\\", clean.data[i] == '"' || clean.data[i] == '\\');
		segbias_text_add(out, &clean.data[i], 1);
	}
	segbias_text_add(out, "\"", 1);
	*any = true;
	out->failed |= clean.failed;
	segbias_text_release(&clean);
}

enum { LABELS_MAX = 5 };

/* A metric's fields, looked up once for all of its samples. */
struct samples {
	const struct metric *metric;
	struct segbias_lookup field;
	struct segbias_lookup labels[LABELS_MAX];
	bool told;                                     /* the field's word is what is told */
	const struct segbias_worst_segments *segments; /* that are told, of a list that has them; NULL: all */
};

/* Of a list of segments their name is the first label. */
static bool is_told(const struct samples *samples, size_t row)
{
	return !samples->segments ||
	       segbias_worst_segments_has(samples->segments, segbias_lookup_text(&samples->labels[0], row));
}

/* The whole campaign has no segment. */
static void add_labels(struct segbias_text *out, const struct samples *samples, size_t row, struct segbias_label word)
{
	const struct metric *metric = samples->metric;
	bool any = false;
	for (size_t i = 0; metric->labels[i]; i++) {
		struct segbias_label value = segbias_lookup_text(&samples->labels[i], row);
		if (value.bytes)
			add_label(out, metric->labels[i], value, &any);
	}
	if (word.bytes)
		add_label(out, metric->label, word, &any);
	segbias_text_add(out, "}", any);
}

/* `named` is the metric whose head was written last. */
static void write_samples(struct segbias_text *out, const struct samples *samples, const char **named)
{
	char number[SEGBIAS_NUMBER_MAX];
	const struct metric *metric = samples->metric;
	for (size_t row = 0; row < samples->field.rows.count; row++) {
		struct segbias_label word = {NULL, 0};
		if (samples->told)
			word = segbias_lookup_text(&samples->field, row);
		else if (metric->word)
			word = segbias_label_of(metric->word);
		double value = samples->told ? 1 : segbias_lookup_number(&samples->field, row);
		if (isnan(value) || (samples->told && !word.bytes) || !is_told(samples, row))
			continue;
		if (!*named || strcmp(*named, metric->name) != 0)
			segbias_text_add_format(out, "# HELP %s %s\n# TYPE %s gauge\n", metric->name, metric->about,
			                        metric->name);
		*named = metric->name;
		segbias_text_add_string(out, metric->name);
		add_labels(out, samples, row, word);
		segbias_text_add_format(out, " %s\n", segbias_number_format(value, number));
	}
}

static void write_metric(struct segbias_text *out, const struct segbias_findings *findings, const struct metric *metric,
                         const struct segbias_worst_segments *segments, const char **named)
{
	struct samples samples = {.metric = metric, .told = metric->label && !metric->word};
	if (segments->labels && metric->labels[0] && strcmp(metric->labels[0], "segment") == 0)
		samples.segments = segments;
	samples.field = segbias_findings_look_up(findings, metric->list, metric->field);
	for (size_t i = 0; metric->labels[i]; i++)
		samples.labels[i] = segbias_findings_look_up(findings, metric->list, metric->labels[i]);
	write_samples(out, &samples, named);
}

static void write_metrics(struct segbias_text *out, const struct segbias_findings *findings,
                          const struct metric *metrics, size_t count)
{
	struct segbias_worst_segments segments = {0};
	const char *named = NULL;
	out->failed |= !segbias_worst_segments_find(findings, SEGMENTS_MAX, &segments);
	segbias_text_add_string(out, "# HELP segbias_info the version that compared\n# TYPE segbias_info gauge\n"
	                             "segbias_info{version=\"" SEGBIAS_VERSION "\"} 1\n");
	if (segments.left)
		segbias_text_add_format(
		    out,
		    "# HELP segbias_segments_left segments without samples of their own; told are those whose "
		    "findings are of most people\n# TYPE segbias_segments_left gauge\n"
		    "segbias_segments_left %zu\n",
		    segments.left);
	for (size_t i = 0; i < count; i++)
		write_metric(out, findings, &metrics[i], &segments, &named);
	segbias_worst_segments_release(&segments);
}

enum segbias_status segbias_format_audit_prometheus(const struct segbias_findings *findings,
                                                    const struct segbias_render_options *options,
                                                    struct segbias_text *out, struct segbias_error *error)
{
	(void)options;
	(void)error;
	write_metrics(out, findings, AUDIT, sizeof AUDIT / sizeof *AUDIT);
	return SEGBIAS_OK;
}

enum segbias_status segbias_format_risks_prometheus(const struct segbias_findings *findings,
                                                    const struct segbias_render_options *options,
                                                    struct segbias_text *out, struct segbias_error *error)
{
	(void)options;
	(void)error;
	write_metrics(out, findings, RISKS, sizeof RISKS / sizeof *RISKS);
	return SEGBIAS_OK;
}

enum segbias_status segbias_format_compare_prometheus(const struct segbias_findings *findings,
                                                      const struct segbias_render_options *options,
                                                      struct segbias_text *out, struct segbias_error *error)
{
	(void)options;
	(void)error;
	write_metrics(out, findings, METRICS, sizeof METRICS / sizeof *METRICS);
	return SEGBIAS_OK;
}
