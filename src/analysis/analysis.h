/* Room: analysis. One question a file: tallies, matching and policy in, findings out.
 *
 * Belongs here: which numbers a question needs, which test, families, verdicts. Does not belong here: reading files,
 * wording, layout. Every question is listed in analyses.def and has the signature of segbias_analysis_run.
 */
#ifndef SEGBIAS_ANALYSIS_ANALYSIS_H
#define SEGBIAS_ANALYSIS_ANALYSIS_H

#include "findings/findings.h"
#include "match/match.h"
#include "stats/stats.h"

/* A segment of the campaign, or the whole campaign (label bytes NULL, id unused). */
struct segbias_group {
	struct segbias_label label;
	uint32_t id;
	uint64_t rows; /* records */
};

struct segbias_analysis_input {
	const struct segbias_tally *campaign;
	const struct segbias_tally *reference;
	const struct segbias_matching *matching;
	const struct segbias_policy *policy;
	const struct segbias_number_style *styles; /* of the campaign's columns */
	const char *campaign_name;                 /* without folders: for messages that a result holds */
	const char *campaign_path;
	const char *reference_path;
	enum segbias_reference_kind kind;
	bool weighted;           /* the campaign has weights */
	bool reference_weighted; /* the reference is a sample with weights */
	size_t tables;           /* of the same people that the reference is in one; 0: it is one table */
	/* whole campaign first, then segments in byte order */
	const struct segbias_group *groups;
	size_t group_count;
	const bool *unseen; /* [group_count]: of which nothing enters a figure of another (--publish); NULL: none */
};

typedef enum segbias_status segbias_analysis_run(const struct segbias_analysis_input *input,
                                                 struct segbias_findings *findings, struct segbias_error *error);

#define ANALYSIS(name, summary) segbias_analysis_run segbias_analyse_##name;
#define ANALYSIS_APART(name, summary, rows, count) ANALYSIS(name, summary)
#include "analysis/analyses.def"
#undef ANALYSIS
#undef ANALYSIS_APART

/* Fills groups (in the arena) from the tally. */
enum segbias_status segbias_groups_list(const struct segbias_tally *campaign, const struct segbias_matching *matching,
                                        struct segbias_arena *arena, struct segbias_group **groups, size_t *count,
                                        struct segbias_error *error);

/* What a column that is only looked at for missing values shows of its values, for a tally that is written; *suspicious: whether
 * some may stand for a missing one. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_suspected_show(const struct segbias_tally *tally, uint32_t column,
                                           const struct segbias_number_style *style, struct segbias_shown *shown,
                                           bool *suspicious, struct segbias_error *error);

/* The tables of a plan column: {column} for the whole campaign, {segment, column} otherwise. */
struct segbias_group_tables {
	const struct segbias_table *whole;
	const struct segbias_table *segments;
};

struct segbias_group_tables segbias_group_tables_of(const struct segbias_tally *campaign, uint32_t column);

/* The group's cell at an id of the column. */
struct segbias_cell segbias_group_cell(const struct segbias_group_tables *tables, const struct segbias_group *group,
                                       uint32_t id);

/* The next combination of ids under limit[count]; false after the last. */
bool segbias_crossed_next(uint32_t *ids, const size_t *limit, size_t count);

/* Adds to cells, of all combinations of values with the last attribute fastest, what the reference has of them: its cells add up by
 * the values that its labels have become. false: it has no such table. */
bool segbias_crossed_reference(const struct segbias_analysis_input *input, const struct segbias_crossed_attributes *of,
                               struct segbias_cell *cells);

/* Of a reference of several tables, none of which has the attributes together, the least and the most share of each combination, and
 * what it is if they are independent as far as the tables do not say otherwise: [cells], as above. Errors: SEGBIAS_DATA for tables that
 * contradict each other; SEGBIAS_SYSTEM. */
enum segbias_status segbias_crossed_bound(const struct segbias_analysis_input *input,
                                          const struct segbias_crossed_attributes *of, double *low, double *high,
                                          double *assumed, struct segbias_error *error);

/* The labels with `between` between them: "sex*race", "Female × Asian". One of several that holds its sign, or a double quote, is
 * quoted, so that no two lists of labels have one name. false: out of memory. */
bool segbias_crossing_join(const struct segbias_label *labels, size_t count, const char *sign, const char *between,
                           struct segbias_arena *arena, struct segbias_label *out);

/* A column is called as a crossing is. Returns SEGBIAS_DATA. */
enum segbias_status segbias_crossing_refuse_name(struct segbias_label name, const char *path,
                                                 struct segbias_error *error);

/* "sex*race", with the names as the file has them; at most SEGBIAS_CROSSING_MAX. false: out of memory. */
bool segbias_crossing_name(const struct segbias_attribute *const *parts, size_t count, struct segbias_arena *arena,
                           struct segbias_label *out);

static inline bool segbias_group_is_whole(const struct segbias_group *group)
{
	return group->label.bytes == NULL;
}

/* Adjusts p[count] of the whole campaign and of the segments as two families: `whole` says which is which. */
bool segbias_families_adjust(const double *p, const bool *whole, size_t count, enum segbias_control control, double *q);

/* The same in q, which may be p, and in cut the p up to which each alone would be found at the policy's alpha; each may be NULL:
 * it is not asked for. */
bool segbias_families_both(const double *p, const bool *whole, size_t count, const struct segbias_policy *policy,
                           double *q, double *cut);

/* Of a Monte Carlo stream: it depends on the seed and the names alone (bytes NULL: none). */
uint64_t segbias_stream_seed(uint64_t seed, struct segbias_label first, struct segbias_label second);

/* Under so many expected in a cell chi2 is no longer near its limit: its p is drawn. */
#define SEGBIAS_EXPECTED_LEAST 5.

/* How such a p is drawn: DEFINITIONS.md "Per attribute". */
struct segbias_monte_carlo segbias_monte_carlo_of(uint64_t seed, struct segbias_label first,
                                                  struct segbias_label second);

/* The attribute's figures in the order in which tables are drawn: that in which its values are shown changes no p. */
void segbias_values_drawn(const struct segbias_attribute *attribute, const double *values, double *drawn);

/* One share's interval by the policy's method. */
void segbias_policy_interval(const struct segbias_policy *policy, double k, double n, double *low, double *high);

#endif
