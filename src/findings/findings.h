/* Room: findings. The neutral result: numbers, verdicts, names; no maths and no layout.
 *
 * Invariants: NaN stands for an undefined number; counts are whole doubles; labels belong to the findings' arena.
 * The order of every list is the order in which it is reported.
 */
#ifndef SEGBIAS_FINDINGS_FINDINGS_H
#define SEGBIAS_FINDINGS_FINDINGS_H

#include "base/arena.h"
#include "base/notes.h"
#include "base/stream.h"
#include "findings/records.def"
#include <segbias/findings.h>

enum segbias_verdict {
	SEGBIAS_VERDICT_OVER,
	SEGBIAS_VERDICT_LIKELY_OVER,
	SEGBIAS_VERDICT_WITHIN,
	SEGBIAS_VERDICT_LIKELY_UNDER,
	SEGBIAS_VERDICT_UNDER,
	SEGBIAS_VERDICT_UNCLEAR,
	SEGBIAS_VERDICT_WITHHELD, /* --publish: it is not told */
	SEGBIAS_VERDICT_COUNT,
};

enum segbias_reason {
	SEGBIAS_REASON_NONE,
	SEGBIAS_REASON_UNMATCHED,
	SEGBIAS_REASON_TOO_FEW,
	SEGBIAS_REASON_AMOUNT,
	SEGBIAS_REASON_MARGIN,     /* the reference share is known too badly to be tested against */
	SEGBIAS_REASON_WEIGHTS,    /* few records have most of the weight */
	SEGBIAS_REASON_MASKED,     /* hidden or rounded figures could undo it */
	SEGBIAS_REASON_SUPPRESSED, /* --publish: its figures are withheld */
};
enum segbias_state {
	SEGBIAS_STATE_OK,
	SEGBIAS_STATE_TOO_FEW,
	SEGBIAS_STATE_NOTHING_MATCHED,
	SEGBIAS_STATE_ONE_VALUE, /* of the attribute: nothing could differ */
	SEGBIAS_STATE_WITHHELD,  /* --publish: it would tell how many are known */
};
enum segbias_p_method { SEGBIAS_P_NONE, SEGBIAS_P_ASYMPTOTIC, SEGBIAS_P_MONTE_CARLO, SEGBIAS_P_RAO_SCOTT };
/* What a gate made of the findings; of the job that is one only. */
enum segbias_gate_status {
	SEGBIAS_GATE_PASSED,
	SEGBIAS_GATE_BREACHED,
	SEGBIAS_GATE_UNDECIDED,
	SEGBIAS_GATE_NONE, /* of an audit: nothing judges it */
};

/* Of a group of an audit. */
enum segbias_audit_status {
	SEGBIAS_AUDIT_NONE, /* there is no ratio */
	SEGBIAS_AUDIT_OK,
	SEGBIAS_AUDIT_WATCH, /* the ratio is low, and it may be chance */
	SEGBIAS_AUDIT_BREACH,
};

enum segbias_truth { SEGBIAS_TRUTH_UNDEFINED, SEGBIAS_TRUTH_FALSE, SEGBIAS_TRUTH_TRUE };
enum segbias_completeness {
	SEGBIAS_COMPLETENESS_OK,
	SEGBIAS_COMPLETENESS_INCOMPLETE,
	SEGBIAS_COMPLETENESS_UNCLEAR,
	SEGBIAS_COMPLETENESS_WITHHELD, /* --publish */
};

/* The p of a value if its unknown records were as bad for the verdict as they can be; NaN where none are unknown. */
struct segbias_worst_case {
	double p_none, p_all; /* none of them, or all, have the value */
	double p_over_none;   /* one-sided beyond the upper edge */
	double p_under_all;   /* … the lower edge */
	double p_within;      /* the larger of both */
};

/* The same for figures that are hidden or rounded: what they may be at worst. */
struct segbias_masked_case {
	double p_over, p_under, p_within;
	double p;                        /* two-sided, on the side of the index */
	double ratio[2];                 /* of the shares, the least and the largest … */
	double ratio_if_unknown[2];      /* … and if none, or all, of the missing and unmatched had the value */
	struct segbias_worst_case worst; /* with those, too */
	double p_flag_least;             /* the smallest p that a flag may have */
};

/* By what a comparison is judged. */
struct segbias_limits {
	double band_low, band_high, min_n;
};

/* Members of a type of types.def. */
#define SEGBIAS_MEMBER_NUMBER(name) double name;
#define SEGBIAS_MEMBER_NOT_NEGATIVE(name) double name;
#define SEGBIAS_MEMBER_SHARE(name) double name;
#define SEGBIAS_MEMBER_PROBABILITY(name) double name;
#define SEGBIAS_MEMBER_DIFFERENCE(name) double name;
#define SEGBIAS_MEMBER_UNDER(name) double name;
#define SEGBIAS_MEMBER_OVER(name) double name;
#define SEGBIAS_MEMBER_COUNT(name) double name;
#define SEGBIAS_MEMBER_COUNT_OR_NULL(name) double name;
#define SEGBIAS_MEMBER_WHOLE(name) double name;
#define SEGBIAS_MEMBER_WHOLE_OR_NULL(name) double name;
#define SEGBIAS_MEMBER_SIZE(name) size_t name;
#define SEGBIAS_MEMBER_SHARES(name) double name[2];
#define SEGBIAS_MEMBER_FLAG(name) bool name;
#define SEGBIAS_MEMBER_TRUTH(name) enum segbias_truth name;
#define SEGBIAS_MEMBER_TEXT(name) struct segbias_label name;
#define SEGBIAS_MEMBER_TEXT_OR_NULL(name) struct segbias_label name;
#define SEGBIAS_MEMBER_VERDICT(name) enum segbias_verdict name;
#define SEGBIAS_MEMBER_REASON(name) enum segbias_reason name;
#define SEGBIAS_MEMBER_STATE(name) enum segbias_state name;
#define SEGBIAS_MEMBER_P_METHOD(name) enum segbias_p_method name;
#define SEGBIAS_MEMBER_COMPLETENESS(name) enum segbias_completeness name;
#define SEGBIAS_MEMBER_QUESTION(name) const char *name;
#define SEGBIAS_MEMBER_CROSSING_STATE(name) const char *name;
#define SEGBIAS_MEMBER_UNREPAIRED(name) const char *name;
#define SEGBIAS_MEMBER_HASH(name) char name[65];
#define SEGBIAS_MEMBER_STAGE_REASON(name) const char *name;
#define SEGBIAS_MEMBER_BECAUSE(name) const char *name;
#define SEGBIAS_MEMBER_ROLE(name) const char *name;
#define SEGBIAS_MEMBER_WHY(name) const char *name;
#define SEGBIAS_MEMBER_EXCLUDED(name) const char *name;
#define SEGBIAS_MEMBER_AUDIT_STATUS(name) enum segbias_audit_status name;
#define SEGBIAS_MEMBER_AUDIT_REASON(name) const char *name;
#define SEGBIAS_MEMBER_MEASURE(name) const char *name;
#define SEGBIAS_MEMBER_STRING(name) const char *name;
#define SEGBIAS_MEMBER_SEEN(name) const char *name;
#define SEGBIAS_MEMBER_COLUMN_TYPE(name) const char *name;
#define SEGBIAS_MEMBER_PERSONAL(name) const char *name;
#define SEGBIAS_MEMBER_STRING_OR_NULL(name) const char *name;
#define SEGBIAS_MEMBER_RISK(name) const char *name;
#define SEGBIAS_MEMBER_RISK_KIND(name) const char *name;
#define SEGBIAS_MEMBER_RISK_BASIS(name) const char *name;
#define SEGBIAS_MEMBER_RISK_VERDICT(name) const char *name;
#define SEGBIAS_MEMBER_RISK_LACK(name) const char *name;
#define SEGBIAS_MEMBER(type, name, on, about) SEGBIAS_MEMBER_##type(name)

/* What is reported of a row stands in records.def; what follows it in a struct is not reported. There may be a million values:
 * what few of them have stands elsewhere. */
struct segbias_value_finding {
	SEGBIAS_VALUE_FIELDS(SEGBIAS_MEMBER)
	/* Of reference_share, where the reference has margins of error: reported only then, and not by what wrote no such field. */
	double reference_se;
	double p_over, p_under; /* one-sided: which side a flag is on */
	/* Known records that would settle it, with the reference's error. NaN: none; infinite: more than the reference has
	 * in all. */
	double n_settling;
	const struct segbias_worst_case *worst;   /* NULL: no verdict may need it */
	const struct segbias_masked_case *masked; /* NULL: its figures are exact */
	const struct segbias_limits *guard; /* the policy protects the group: its stricter band; NULL: it does not */
	bool few_expected;                  /* too few to call it excluded where none is found */
	bool reference_se_given;
	bool needs_mapping; /* no number of records settles it while so many values are unmatched */
};

struct segbias_comparison {
	SEGBIAS_COMPARISON_FIELDS(SEGBIAS_MEMBER)
	struct segbias_value_finding *values; /* reported */
	size_t value_count;
	size_t first;                 /* the first of its values, counted over all comparisons */
	bool tested;                  /* its values are in the family, but those with reason margin */
	bool withheld;                /* --publish: counts of it are, and what stands on them */
	double persons;               /* with a known record; NaN where every record is one */
	bool apart;                   /* the policy judges the attribute, or the segment, by limits of its own … */
	struct segbias_limits limits; /* … these; else by the settings' */
	/* Of a review, compared with a run that has other values: the records of the values that both have. 0: all are compared; NaN: none. */
	double common;
	double common_reference; /* … and of what share of the reference; 0: of all of it */
	/* n at least and at most, and the unmatched at most, where hidden or rounded figures leave that open. */
	double n_least, n_most, unmatched_most;
};

struct segbias_marker {
	SEGBIAS_MARKER_FIELDS(SEGBIAS_MEMBER)
};

/* For qsort: most first, then in byte order. */
int segbias_marker_compare(const void *a, const void *b);

struct segbias_incomplete {
	SEGBIAS_INCOMPLETE_FIELDS(SEGBIAS_MEMBER)
	/* Reported, too, but for the one that is doubted. */
	/* Where figures are hidden or rounded, the smallest and the largest rate, and p at the smallest. */
	double rate_least, rate_most, p_least;
	struct segbias_marker *counted; /* whole campaign: the spellings that were counted as missing, most first */
	size_t counted_count;
	const struct segbias_marker *doubted; /* a marker so frequent that it may be a value; NULL: none */
	struct segbias_marker *suspected; /* whole campaign: spellings that may stand for a missing value, most first */
	size_t suspected_count;
};

/* Whether a column is missing more often for some than for others. */
struct segbias_missingness {
	SEGBIAS_MISSINGNESS_FIELDS(SEGBIAS_MEMBER)
	bool withheld; /* --publish: counts that it stands on are */
};

/* What a campaign to come could show of a group. */
struct segbias_planned {
	SEGBIAS_PLANNED_FIELDS(SEGBIAS_MEMBER)
};

/* What weights make of a value, and of an attribute. */
struct segbias_weighed_value {
	SEGBIAS_WEIGHED_VALUE_FIELDS(SEGBIAS_MEMBER)
};

struct segbias_weighed {
	SEGBIAS_WEIGHED_FIELDS(SEGBIAS_MEMBER)
	struct segbias_weighed_value *values; /* [value_count] */
	size_t value_count;
};

/* What no weight repairs. */
struct segbias_unrepaired {
	SEGBIAS_UNREPAIRED_FIELDS(SEGBIAS_MEMBER)
};

/* How many people of a group to recruit. */
struct segbias_quota {
	struct segbias_label attribute, value;
	struct segbias_label *values; /* [value_count]: of each part */
	size_t value_count;
	SEGBIAS_QUOTA_FIELDS(SEGBIAS_MEMBER)
};

/* How many people of a kind leave, or join in their place. */
struct segbias_move {
	struct segbias_label value;   /* all of them */
	struct segbias_label *values; /* [value_count]: of each attribute */
	size_t value_count;
	SEGBIAS_MOVE_FIELDS(SEGBIAS_MEMBER)
};

struct segbias_spool;

/* Correction weights: of the job of that name only. */
struct segbias_weighing {
	const char *method;
	struct segbias_label *names; /* [name_count] of the attributes that are weighted on */
	size_t name_count;
	bool bounded;
	double low, high; /* where bounded: of a factor */
	double trim;      /* times the mean; NaN: none */
	bool complete;    /* records with an unknown value have no weight */
	bool fitted;      /* there are weights; else whom to recruit or to exchange is told in their place */
	double records;   /* with a weight */
	double cells, rounds, margin_error;
	double kish_deff, effective_size, weight_min, weight_max, weight_sum, top_share;
	struct segbias_weighed *attributes; /* [attribute_count] */
	size_t attribute_count;
	struct segbias_unrepaired *unrepaired; /* [unrepaired_count] */
	size_t unrepaired_count;
	bool recruiting;              /* whom to recruit was asked for */
	double recruits, band_needs;  /* people; NaN: no number of them does */
	bool nested;                  /* quotas of the attributes together, else of each */
	struct segbias_quota *quotas; /* [quota_count] */
	size_t quota_count;
	bool exchanging;                    /* whom to exchange was asked for */
	double exchanged, exchange_lower;   /* people, and the fewest that it can be */
	bool exchange_optimal;              /* both are the same */
	struct segbias_label exchange_name; /* of all attributes */
	struct segbias_move *moves;         /* [move_count] */
	size_t move_count;
	struct segbias_label cells_csv; /* bytes NULL: was not asked for */
	struct segbias_spool *campaign; /* the file with its weights; NULL: likewise */
};

/* A numeric column of both files. */
struct segbias_numeric_finding {
	SEGBIAS_NUMERIC_FIELDS(SEGBIAS_MEMBER)
};

/* Little's test; columns 0: none was made. */
struct segbias_mcar_finding {
	struct segbias_label *columns; /* [column_count] */
	size_t column_count;
	double patterns, statistic, df, p;
	/* Size: the largest gap, in standard deviations, between a number's mean with and without another one. */
	double gap;
	struct segbias_label gap_of, gap_without; /* bytes NULL: none */
	bool finding;
};

/* Records without consent in a group: a selection rate. */
struct segbias_consent {
	SEGBIAS_CONSENT_FIELDS(SEGBIAS_MEMBER)
};

/* A group of an audit: a value of an attribute, or of several that are crossed. */
struct segbias_audit_group {
	struct segbias_label attribute, value;
	struct segbias_label *values; /* [value_count]: of a crossing the parts, else the value */
	size_t value_count;
	SEGBIAS_AUDIT_GROUP_FIELDS(SEGBIAS_MEMBER)
	struct segbias_calibration *calibration; /* [calibration_count] */
	size_t calibration_count;
	double rest; /* not reported: the rate of all others; NaN: there are none */
};

struct segbias_calibration {
	SEGBIAS_CALIBRATION_FIELDS(SEGBIAS_MEMBER)
};

struct segbias_unknown {
	SEGBIAS_UNKNOWN_FIELDS(SEGBIAS_MEMBER)
};

struct segbias_gap {
	SEGBIAS_GAP_FIELDS(SEGBIAS_MEMBER)
};

struct segbias_given_finding {
	SEGBIAS_GIVEN_FIELDS(SEGBIAS_MEMBER)
};

struct segbias_proxy {
	SEGBIAS_PROXY_FIELDS(SEGBIAS_MEMBER)
};

struct segbias_publication {
	SEGBIAS_PUBLICATION_FIELDS(SEGBIAS_MEMBER)
	bool lacking; /* not reported: it has to be said, and is not */
};

struct segbias_audited {
	SEGBIAS_AUDITED_FIELDS(SEGBIAS_MEMBER)
	size_t first, count; /* its groups */
};

struct segbias_audit_breach {
	SEGBIAS_AUDIT_BREACH_FIELDS(SEGBIAS_MEMBER)
};

/* What an audit found: of that job only. */
struct segbias_audit_findings {
	struct segbias_label decision[2], label[2]; /* column, value; bytes NULL: none, or words for yes */
	struct segbias_label score;                 /* bytes NULL: none */
	double threshold, median;                   /* NaN: none */
	bool lower;                                 /* … what is below it is selected, in the place of above */
	struct segbias_label against[2];            /* attribute, value; bytes NULL: any, or the most selected */
	struct segbias_label *given_columns;
	size_t given_column_count;
	double min_share;
	double ratio_low;                   /* under it a ratio is low: four fifths */
	double records, selected, missing;  /* with a decision, selected, and without a decision */
	size_t family;                      /* groups that are tested */
	struct segbias_audit_group *groups; /* attribute by attribute, in the order of `attributes` */
	size_t group_count;
	struct segbias_unknown *unknown;
	size_t unknown_count;
	struct segbias_gap *gaps;
	size_t gap_count;
	struct segbias_given_finding *given;
	size_t given_count;
	struct segbias_proxy *proxies;
	size_t proxy_count;
	struct segbias_publication *publication;
	size_t publication_count;
	struct segbias_audited *attributes;
	size_t attribute_count;
	enum segbias_gate_status status; /* by a policy, a preset or --fail-on */
	struct segbias_audit_breach *breaches;
	size_t breach_count;
	const char *message; /* one line: what it came to, and how near; NULL: it is not judged */
};

/* A figure of the register of risks. */
struct segbias_risk_measure {
	SEGBIAS_RISK_MEASURE_FIELDS(SEGBIAS_MEMBER)
};

/* What it does not measure, and why. */
struct segbias_risk_lack {
	SEGBIAS_RISK_LACK_FIELDS(SEGBIAS_MEMBER)
};

struct segbias_risk {
	const char *risk, *status;
	/* The measure that decides its status, or that says most where nothing does; NULL: there is none. */
	const char *worst;
	struct segbias_label worst_attribute, worst_value, worst_level;
	double worst_number;
	const struct segbias_risk_measure *worst_row; /* not reported */
	struct segbias_risk_lack *lacks;
	size_t lack_count;
};

enum { SEGBIAS_RISKS = 7 };

/* Of the job of that name only. */
struct segbias_risks_findings {
	struct segbias_risk *risks; /* [risk_count], all seven in their order */
	size_t risk_count;
	struct segbias_risk_measure *measures; /* [measure_count], risk by risk */
	size_t measure_count;
	struct segbias_label notice_en, notice_ar; /* bytes NULL: the policy does not say what it needs */
	enum segbias_gate_status status;           /* by --fail-on */
	struct segbias_label *quasi;               /* the settings */
	size_t quasi_count;
	struct segbias_label sensitive, collected, country, retention, none;
	struct segbias_label
	    contacts; /* the name of the log; bytes NULL: none is read, and nothing of what follows is said */
	struct segbias_label items, history, catalogue; /* the same; bytes NULL: none */
	struct segbias_label *by, *caps;
	size_t by_count, cap_count;
	struct segbias_label quiet, timezone, grace, complaint, unsubscribe, block;
	const char *contact_log; /* what its rows are; NULL: there is none */
	const char *time_format; /* NULL: by content */
	double k, risk_max;
	const char *fail_on; /* NULL: nothing fails it */
	const char *as_of;   /* the day of ages and of the retention; NULL: none was needed */
};

/* A stage of a funnel, in a group. */
struct segbias_stage_finding {
	SEGBIAS_STAGE_FIELDS(SEGBIAS_MEMBER)
};

/* What a stage does to a value. */
struct segbias_funnel {
	SEGBIAS_FUNNEL_FIELDS(SEGBIAS_MEMBER)
};

/* Whether the odds of a value turn round within the values of another attribute. */
struct segbias_simpson {
	SEGBIAS_SIMPSON_FIELDS(SEGBIAS_MEMBER)
	size_t order; /* as they were made */
};

/* A combination of values of two or three attributes. */
struct segbias_crossing_finding {
	struct segbias_label segment; /* bytes NULL: the whole campaign */
	struct segbias_label attribute, value;
	struct segbias_label *values; /* [value_count]: of each part */
	size_t value_count;
	SEGBIAS_CROSSING_FIELDS(SEGBIAS_MEMBER)
	SEGBIAS_CROSSING_LIMITS_FIELDS(SEGBIAS_MEMBER)
	struct segbias_label under_attribute, under_value; /* of a folded one the part; bytes NULL: none */
};

struct segbias_association_finding {
	SEGBIAS_ASSOCIATION_FIELDS(SEGBIAS_MEMBER)
	bool withheld; /* --publish: counts that it stands on are */
};

/* A question that the data would have had, and that is not answered because a plain test would be wrong. */
struct segbias_left_out {
	SEGBIAS_LEFT_OUT_FIELDS(SEGBIAS_MEMBER)
};

enum { SEGBIAS_LEFT_OUT_MAX = 7 };

/* What has changed since an earlier result (findings/change.h). */

/* A finding is a verdict over, likely_over, under or likely_under; one on the other side is another one. The change is shown
 * where q is at most alpha and the ratio of the indices lies beyond the change band. */
enum segbias_change_state {
	SEGBIAS_CHANGE_NEW,    /* a finding that was none, and the group is shown to have changed that way */
	SEGBIAS_CHANGE_WORSE,  /* a finding that was one; shown to be further from 100 */
	SEGBIAS_CHANGE_BETTER, /* a finding that was one; shown to be nearer to 100 */
	SEGBIAS_CHANGE_GONE,   /* was a finding, is none, and the group is shown to have changed that way */
	SEGBIAS_CHANGE_OPEN,   /* a finding came or went, and no change that would explain it is shown */
	SEGBIAS_CHANGE_MOVED,  /* shown to have changed; a finding neither now nor before */
	SEGBIAS_CHANGE_STATES, /* in no list: nothing is shown to have changed */
};

struct segbias_change {
	SEGBIAS_CHANGE_FIELDS(SEGBIAS_MEMBER)
	/* Not reported: the group now. NULL of a result that was read. */
	const struct segbias_comparison *comparison;
	const struct segbias_value_finding *group;
};

/* What only one of the two results has. */
struct segbias_seen {
	SEGBIAS_SEEN_FIELDS(SEGBIAS_MEMBER)
};

/* What differs and may explain a change. */
struct segbias_changed {
	SEGBIAS_CHANGED_FIELDS(SEGBIAS_MEMBER)
};

struct segbias_changes {
	struct segbias_change *rows;
	size_t count;
};

struct segbias_baseline {
	char sha256[65]; /* of the earlier result's file; whoever has read it fills it */
	size_t tested, untested;
	struct segbias_changes lists[SEGBIAS_CHANGE_STATES]; /* each with the largest shift first */
	bool with_rest;                                      /* not reported; by who asks: `rest` is wanted, too */
	bool once; /* … a whole campaign that is its only segment is listed, and counted, as that alone */
	struct segbias_changes rest; /* not reported: those that are in no list, or could not be tested */
	struct segbias_seen *first_seen, *last_seen;
	size_t first_seen_count, last_seen_count;
	struct segbias_changed *changed;
	size_t changed_count;
};

struct segbias_breach {
	SEGBIAS_BREACH_FIELDS(SEGBIAS_MEMBER)
};

/* What a rule is on, and would breach it, were it not exempt. */
struct segbias_exempted {
	SEGBIAS_EXEMPTED_FIELDS(SEGBIAS_MEMBER)
};

/* What the policy asks for, and could not be tested. */
struct segbias_untested {
	SEGBIAS_UNTESTED_FIELDS(SEGBIAS_MEMBER)
};

struct segbias_gate_row {
	struct segbias_label rule; /* its word, or rules[2]: the second of the policy's */
	size_t tested;             /* values, columns or groups */
	size_t breached;           /* breaches of it; 0 where what was found is tolerated */
	/* Nearest to a breach, or the farthest beyond; attribute bytes NULL: nothing was tested. */
	struct segbias_label worst_segment, worst_attribute, worst_value;
	double worst_number;
	SEGBIAS_GATE_RULE_FIELDS(SEGBIAS_MEMBER)
};

/* Of a rule on tvd and an attribute. */
struct segbias_coverage {
	SEGBIAS_COVERAGE_FIELDS(SEGBIAS_MEMBER)
};

struct segbias_gate {
	enum segbias_gate_status status;
	struct segbias_breach *breaches; /* rule by rule, the worst first */
	size_t breach_count;
	struct segbias_exempted *exempted;
	size_t exempted_count;
	const char *as_of; /* the day by which exemptions hold; NULL: none was needed */
	struct segbias_gate_row *rules;
	size_t rule_count;
	struct segbias_untested *untested;
	size_t untested_count;
	struct segbias_coverage *coverage;
	size_t coverage_count;
	struct segbias_baseline baseline; /* sha256 "": none was given */
};

/* What a period needs to be closed. */
enum segbias_lack {
	SEGBIAS_LACK_NOTHING,
	SEGBIAS_LACK_ALL,   /* nobody has signed the run as a whole */
	SEGBIAS_LACK_ROLE,  /* nobody of a role that must */
	SEGBIAS_LACK_OTHER, /* only who added it has */
};

/* Why a review has tested no change. */
enum segbias_change_lack {
	SEGBIAS_CHANGE_TESTED,  /* nothing lacks, or there is no period before */
	SEGBIAS_CHANGE_OTHER,   /* what the sentence beside it says */
	SEGBIAS_CHANGE_SAME,    /* the same campaign in both periods */
	SEGBIAS_CHANGE_WITHIN,  /* other records are looked at */
	SEGBIAS_CHANGE_UNKNOWN, /* of what is to be mended: more records are unknown in one of them */
	SEGBIAS_CHANGE_NOTHING,
	SEGBIAS_CHANGE_HIDDEN,  /* nothing of which both show figures */
	SEGBIAS_CHANGE_DROPPED, /* the counts of the period before */
};

enum segbias_review_status {
	SEGBIAS_REVIEW_NEEDS_DECISION,
	SEGBIAS_REVIEW_WATCH,
	SEGBIAS_REVIEW_FINE,
	SEGBIAS_REVIEW_UNDECIDED,
	SEGBIAS_REVIEW_EXEMPT,
	SEGBIAS_REVIEW_STATUSES,
};

enum { SEGBIAS_REVIEW_PERIODS = 8, SEGBIAS_SIGNALS_MAX = 7 };

struct segbias_review_signal {
	SEGBIAS_REVIEW_SIGNAL_FIELDS(SEGBIAS_MEMBER)
};

/* A column of which a segment has too few values. */
struct segbias_review_incomplete {
	SEGBIAS_REVIEW_INCOMPLETE_FIELDS(SEGBIAS_MEMBER)
};

/* A segment in a review. */
struct segbias_reviewed {
	struct segbias_label segment; /* bytes NULL: the whole campaign */
	enum segbias_review_status status;
	struct segbias_label attribute, value; /* of its worst group; bytes NULL: nothing was judged … */
	double index;                          /* … its index, … */
	enum segbias_verdict verdict;          /* … what that is … */
	double
	    history[SEGBIAS_REVIEW_PERIODS]; /* … and its indices, the oldest first and this period's last; NaN: none */
	double levels[SEGBIAS_REVIEW_PERIODS];             /* not reported: the same by this period's reference */
	struct segbias_label signals[SEGBIAS_SIGNALS_MAX]; /* [signal_count], words */
	struct segbias_label *signal_list;                 /* the same, as a list */
	struct segbias_review_signal
	    signalled[SEGBIAS_SIGNALS_MAX]; /* [signal_count]: of which group, the worst one where it is of that */
	struct segbias_review_signal *signalled_list; /* the same, as a list */
	size_t signal_count;
	struct segbias_limits band; /* not reported: by which the worst group is judged */
	size_t findings, likely;    /* groups that are flagged, and likely to be */
	size_t unclear;             /* not reported: groups that are */
	struct segbias_review_incomplete *incomplete;
	size_t incomplete_count;
	/* Control limits of the worst group, as indices by this period's reference; of 0 periods: there are none. */
	double centre, limit_low, limit_high, spread, spread_low, spread_high;
	size_t limit_periods;
};

struct segbias_review_change {
	SEGBIAS_REVIEW_CHANGE_FIELDS(SEGBIAS_MEMBER)
	double shift; /* not reported: records, by which the list is ordered */
};

/* A group whose share is beyond what its past lets expect. */
struct segbias_review_beyond {
	SEGBIAS_REVIEW_BEYOND_FIELDS(SEGBIAS_MEMBER)
};

/* A group whose index another reference has moved, with nobody targeted otherwise. */
struct segbias_review_move {
	SEGBIAS_REVIEW_MOVE_FIELDS(SEGBIAS_MEMBER)
};

/* A decision that somebody has signed. */
struct segbias_signature {
	SEGBIAS_SIGNATURE_FIELDS(SEGBIAS_MEMBER)
};

/* What somebody has undertaken to mend. */
struct segbias_action {
	SEGBIAS_ACTION_FIELDS(SEGBIAS_MEMBER)
	enum segbias_change_lack lack; /* of `untested` */
	struct segbias_label dropped;  /* the period whose counts were; bytes NULL: none */
};

/* A question of the policy's checklist, and its answer. */
struct segbias_checked {
	SEGBIAS_CHECKED_FIELDS(SEGBIAS_MEMBER)
};

struct segbias_review {
	struct segbias_label period, previous; /* bytes NULL: there is none before */
	struct segbias_label *periods;         /* of the histories, the oldest first */
	size_t period_count;
	struct segbias_reviewed *segments; /* the whole campaign first, then in byte order */
	size_t segment_count;
	struct segbias_review_change *changes; /* the largest first */
	size_t change_count;
	struct segbias_review_beyond *beyond;
	size_t beyond_count;
	struct segbias_review_move *moves; /* the largest first */
	size_t move_count;
	/* What else differs from the period before. */
	struct segbias_seen *first_seen, *last_seen;
	size_t first_seen_count, last_seen_count;
	struct segbias_changed *changed;
	size_t changed_count;
	struct segbias_label baseline;        /* the last period that limits stand on; bytes NULL: the one before */
	struct segbias_signature *signatures; /* of the period, in the ledger's order */
	size_t signature_count;
	struct segbias_action *actions; /* of this and earlier periods, the oldest first */
	size_t action_count;
	struct segbias_label *gap; /* periods that are missing before this one */
	size_t gap_count;
	enum segbias_change_lack change_lack; /* why no change was tested, … */
	struct segbias_label untested;        /* … as a sentence; bytes NULL: it was, or there is no period before */
	bool reference_changed, policy_changed;
	struct segbias_label added, added_by; /* when the run was, and by whom */
	size_t replaced;                      /* runs that the period had before it */
	bool ready_made; /* a result that had been written was added: its files were not compared as it was */
	struct segbias_label policy_committed; /* bytes NULL: the policy does not say, or there is none */
	struct segbias_checked *checklist;     /* of the policy */
	size_t checklist_count;
	struct segbias_note *warned; /* what the comparison of the run warned of */
	size_t warned_count;
	bool closed;                    /* every signature that is required stands … */
	enum segbias_lack lack;         /* … or what it lacks, … */
	struct segbias_label lack_role; /* … of SEGBIAS_LACK_ROLE this one … */
	struct segbias_label lacks;     /* … as a sentence; bytes NULL: nothing */
	struct segbias_label as_of;     /* the day by which an action is overdue; bytes NULL: none was given */
	size_t entries;
	struct segbias_label head; /* the hash of the last entry */
};

/* A value, by the indices of its comparison and in that. */
struct segbias_place {
	size_t comparison, value;
};

/* A value whose unknown records (missing and unmatched) matter. */
struct segbias_extreme {
	SEGBIAS_EXTREME_FIELDS(SEGBIAS_MEMBER)
};

/* What follows from the findings: what is told first, and what would settle the rest. What is equal stands in the order of
 * the result. Comparisons are the segments', the whole campaign's where there are none, unless another thing is said. */
struct segbias_outlook {
	bool one_for_all; /* the only segment holds every record: what is said of it is said of the whole */
	struct segbias_place *
	    ranked; /* flags, most people first; without one_for_all those of the whole campaign too. Of an amount: gaps */
	size_t ranked_count;
	struct segbias_place *unclear; /* nearest to an answer first, by records still missing */
	size_t unclear_count;
	size_t settled_count; /* the first of `unclear`: a number of records says something of them */
	/* Comparisons: the whole campaign's (with one_for_all the segment's), then segments' with a flag, worst first. */
	size_t *tables;
	size_t table_count;
	size_t whole_count;  /* the first of `tables`: all of the whole campaign's */
	size_t quiet_count;  /* segments' comparisons that are no table */
	size_t *missingness; /* its findings, largest difference first */
	size_t missingness_count;
	size_t *
	    incomplete; /* columns that are: the whole campaign's, then segments', most missing first; without one_for_all */
	size_t incomplete_count;
	size_t *
	    silent; /* of a segment of which all is unclear its first comparison, largest segment first; without one_for_all */
	size_t silent_count;
	struct segbias_extreme
	    *worst; /* of every comparison: the unknown could move the index over an edge of the band */
	size_t worst_count;
	double settle_half, settle_most; /* records of a campaign of this mixture; NaN: none that says anything */
};

struct segbias_mapped {
	struct segbias_label attribute;
	struct segbias_label campaign_value;  /* bytes NULL: further spellings, not listed */
	struct segbias_label reference_value; /* bytes NULL: none */
	const char *how;                      /* string constant */
	double count;
	struct segbias_label nearest; /* bytes NULL: none */
	const char
	    *withheld;   /* why the campaign's value may not be shown (base/text.h), a string constant; NULL: it may */
	bool zero_share; /* not reported: the reference lists it, with share 0 */
	uint64_t line, column;
};

enum segbias_use { SEGBIAS_USE_NONE, SEGBIAS_USE_PART, SEGBIAS_USE_ADDED_UP };

/* What a column is, and by what evidence. */
struct segbias_column_role {
	SEGBIAS_ROLE_FIELDS(SEGBIAS_MEMBER)
	enum segbias_use use;      /* it has a part, its values are added up, or it is left out */
	struct segbias_label span; /* of which places or periods a table is; bytes NULL: of none, or it is no table */
};

enum segbias_period_by {
	SEGBIAS_PERIOD_BY_COLUMN, /* the cells of a column */
	SEGBIAS_PERIOD_BY_NAME,   /* the name of the column of figures */
	SEGBIAS_PERIOD_BY_LINE,   /* a line above the table */
	SEGBIAS_PERIOD_BY_FILE,   /* the name of the file, where nothing else says */
};

/* What in a file says of when its figures are. */
struct segbias_period {
	enum segbias_period_by by;
	struct segbias_label text; /* the column's name, or the line */
	int year[2], month[2];     /* the first and the last; months 0: only the years are known */
	double rows;               /* of a column: only so many rows were looked at, the file's first; NaN: all were */
};

struct segbias_input_facts {
	const char *name; /* base name; string in the arena */
	const char *path; /* as given */
	char sha256[65];  /* "" where not computed */
	double bytes, rows, bad_rows;
	double preamble_lines; /* of the file: above the table, blank ones too */
	double bad_lines;      /* of the file: an unreadable record may take many */
	const char *encoding;  /* string constants from here on */
	char delimiter;
	const char *read_by;                 /* what made a table of it; NULL: it is CSV */
	const char *shape;                   /* NULL: undecided */
	struct segbias_column_role *columns; /* [column_count], in file order */
	size_t column_count;
	struct segbias_period *periods; /* [period_count], not in JSON: columns in file order, then lines */
	size_t period_count;
};

/* A column as `inspect` shows it. */
struct segbias_column_finding {
	SEGBIAS_COLUMN_FIELDS(SEGBIAS_MEMBER)
};

struct segbias_file_finding {
	struct segbias_input_facts facts;
	struct segbias_column_finding *columns;
	size_t column_count;
};

enum { SEGBIAS_CELL_FIGURES_MAX = 5 };

/* What was read of a file, as a table: columns of text, then figures. */
struct segbias_cells_finding {
	struct segbias_label *names; /* [text_count]: of the columns of text */
	size_t text_count;
	const char *figures[SEGBIAS_CELL_FIGURES_MAX]; /* [figure_count]: string constants */
	size_t figure_count;
	struct segbias_label *texts; /* [row_count * text_count]; bytes NULL: unknown */
	double *numbers;             /* [row_count * figure_count]; NaN: none */
	size_t row_count;
};

/* Which job made the findings: what of them is filled. */
enum segbias_job {
	SEGBIAS_JOB_COMPARE,
	SEGBIAS_JOB_INSPECT,
	SEGBIAS_JOB_PLAN,
	SEGBIAS_JOB_CELLS,
	SEGBIAS_JOB_CHECK, /* a comparison, and what a gate made of it */
	SEGBIAS_JOB_REVIEW,
	SEGBIAS_JOB_AUDIT,
	SEGBIAS_JOB_TALLY, /* a campaign that is counted, and not compared */
	SEGBIAS_JOB_WEIGH,
	SEGBIAS_JOB_RISKS, /* a comparison, and the register of risks */
};

struct segbias_attribute_setting {
	struct segbias_label attribute, reference_column;
	const char *how;
	bool ordered;
	const char *ordered_by;        /* bands, numbers, the name of a known order; NULL: none of them */
	bool band_given, min_n_given;  /* limits of its own … */
	struct segbias_limits limits;  /* … and which: those that are not given are 0 */
	struct segbias_label *protect; /* [protect_count], values that are judged by a stricter band */
	size_t protect_count;
	bool multi;                     /* several values a person … */
	struct segbias_label separator; /* … in one cell of the campaign; bytes NULL: one */
};

/* A crossing that is named, and limits of its own. */
struct segbias_crossing_setting {
	struct segbias_label name; /* as --attributes has it */
	bool band_given, min_n_given;
	struct segbias_limits limits;
};

/* A segment that the policy names. */
struct segbias_segment_setting {
	struct segbias_label segment;
	bool band_given;
	double band_low, band_high;
	struct segbias_label narrow; /* why it is meant to be narrow; bytes NULL: it is not said to be */
};

/* An option that was given, on the command line or in the policy file, as it was written. */
struct segbias_given {
	const char *name; /* of the option; a string constant */
	const char **texts;
	size_t count;
	bool flag, list;
	uint64_t over; /* the line of the policy file that says otherwise; 0: none does */
};

struct segbias_settings {
	double alpha, band_low, band_high, min_n, missing_max, unmatched_max;
	double publish; /* groups of fewer records, or persons, are withheld; NaN: none is */
	double moe_z;   /* a margin of error of the reference is this many standard errors */
	const char *control, *interval;
	uint64_t seed;
	struct segbias_label segment, weight, person; /* bytes NULL: none */
	struct segbias_label count;                   /* the campaign's count column; bytes NULL: none */
	struct segbias_label reference_weight, reference_count;
	struct segbias_label born;        /* the campaign's column of birth dates; bytes NULL: none … */
	const char *as_of;                /* … and the day of its ages; NULL: none */
	struct segbias_label amount;      /* the campaign's column of money that is compared; bytes NULL: records are */
	double deff;                      /* declared; NaN: none */
	struct segbias_label consent[2];  /* column, value; bytes NULL: not asked for */
	struct segbias_label eligible[2]; /* column, value; bytes NULL: none */
	struct segbias_label *stages;     /* [stage_count] of a funnel, first to last */
	size_t stage_count;
	double cross;                /* attributes that are crossed at most; 0: none is */
	struct segbias_label *where; /* [where_count]: "COL=VALUE" of the reference's rows that are looked at … */
	size_t where_count;
	struct segbias_label *campaign_where; /* … [campaign_where_count] and of the campaign's */
	size_t campaign_where_count;
	struct segbias_label *within; /* [within_count] "ATTR=A,B": only these values, in both files */
	size_t within_count;
	struct segbias_label reference_strata, reference_psu;
	size_t replicates; /* replicate weights of the reference */
	const char *replicate_method;
	struct segbias_label *missing_values; /* the user's list */
	size_t missing_value_count;
	bool missing_built_in; /* the built-in markers apply */
	struct segbias_attribute_setting *attributes;
	size_t attribute_count;
	struct segbias_crossing_setting *crossings; /* [crossing_count]: those that are named */
	size_t crossing_count;
	struct segbias_segment_setting *segments; /* [segment_count] */
	size_t segment_count;
	struct segbias_given *given; /* [given_count], in the order of <segbias/options.def> */
	size_t given_count;
	struct segbias_label *kept; /* [kept_count], lines of the policy file: keys of other commands */
	size_t kept_count;
	const char *policy; /* base name of the policy file; NULL: none */
	char policy_sha256[65];
	const char *policy_committed; /* when, as it says itself; NULL: it does not */
};

/* --publish: which counts of a column of the campaign are withheld. */
struct segbias_withheld_table {
	uint32_t column; /* in the campaign's plan */
	size_t
	    ids; /* missing, unmatched and the values, by their ids; of a column that is not compared missing and known */
	bool *cells; /* [groups * (ids + 1)]: the last of a row is of records with none of them */
};

struct segbias_publishing {
	bool *rows; /* [groups]: nothing of the group is published; NULL: everything of all is */
	size_t group_count;
	struct segbias_withheld_table *tables;
	size_t table_count;
	bool no_segment; /* this count is withheld */
	bool persons;    /* counts of persons are, who may have several records */
};

struct segbias_summary {
	size_t verdicts[SEGBIAS_VERDICT_COUNT];
	size_t unmatched;  /* comparisons whose unmatched share is above the limit */
	size_t incomplete; /* incomplete columns */
};

enum { SEGBIAS_STEPS_MAX = 24 };

/* A step of the run and how long it took. No output shows it: the same input gives the same bytes. */
struct segbias_step {
	const char *name; /* string constant */
	double seconds;
};

struct segbias_findings {
	enum segbias_job job;
	bool words_settings;  /* warnings call an option by its setting, not as a flag */
	bool words_flags;     /* as a flag, although they were read back, of which a program tells by settings */
	bool read_back;       /* of what they are no more is there than JSON holds */
	char read_sha256[65]; /* of the file that they were read from; "": of none */
	struct segbias_file_finding files[2]; /* inspect */
	size_t file_count;
	struct segbias_arena arena;
	struct segbias_notes notes;
	struct segbias_notes
	    host_notes; /* of this machine, which says nothing of the result: told, and never written */
	struct segbias_step steps[SEGBIAS_STEPS_MAX];
	size_t step_count;
	struct segbias_input_facts campaign, reference;
	const char *kind;
	bool kind_given;
	double reference_total, reference_effective;
	double records;       /* of the campaign: sums of the count column */
	double amount;        /* of the campaign, where amounts are compared; NaN otherwise */
	bool events;          /* the count column counts events, not people */
	double persons;       /* of the campaign; NaN where every record is one */
	double nameless;      /* rows without a person */
	double units, strata; /* of the reference's design; NaN: none */
	double outside;       /* campaign records outside --within */
	double no_segment;    /* campaign records without a segment */
	double filtered;      /* campaign records that --campaign-where leaves out; NaN: withheld */
	struct segbias_settings settings;
	struct segbias_publishing publishing; /* not reported */
	struct segbias_cells_finding cells;   /* of the job of that name only */
	struct segbias_label tally;           /* the same: a tally file */
	struct segbias_label sql;             /* or in its place: the statement that asks a database for one */
	bool tallied;                         /* the campaign was counted before; not reported */
	struct segbias_mapped *mapping;
	size_t mapping_count;
	size_t family_segments, family_whole;
	struct segbias_summary summary;
	struct segbias_comparison *comparisons;
	size_t comparison_count;
	struct segbias_incomplete *incomplete;
	size_t incomplete_count;
	struct segbias_numeric_finding *numerics;
	size_t numeric_count;
	struct segbias_mcar_finding mcar;
	struct segbias_planned *planned;
	size_t planned_count;
	double plan; /* records of the campaign to come */
	struct segbias_consent *consents;
	size_t consent_count;
	struct segbias_stage_finding *stages; /* [stage_count]: every group's, whole campaign first */
	size_t stage_count;
	struct segbias_funnel *funnel; /* [funnel_count]: of every value of every group its stages, first to last */
	size_t funnel_count;
	struct segbias_simpson *simpsons;
	size_t simpson_count;
	struct segbias_crossing_finding *crossings; /* [crossing_count]: of --cross, with a finding or named */
	size_t crossing_count;
	size_t crossed_segments, crossed_whole; /* how many were tested */
	/* Not reported, of segments and [1] of the whole campaign: what is nearest to be skewed beyond its parts, and is not
	 * (attribute bytes NULL: none), and crossings with too few records for any verdict, with those records. */
	struct segbias_crossing_finding crossing_near[2];
	size_t crossed_small[2];
	double crossed_small_n[2];
	size_t crossed_bounded[2]; /* of those tested: whose parts no table has together */
	bool crossing_limits;      /* the policy has limits of their own for some that are not named */
	struct segbias_missingness *missingness;
	size_t missingness_count;
	struct segbias_association_finding *associations;
	size_t association_count;
	struct segbias_left_out left_out[SEGBIAS_LEFT_OUT_MAX];
	size_t left_out_count;
	struct segbias_outlook outlook;
	struct segbias_gate gate;
	struct segbias_review review;        /* of the job of that name only */
	struct segbias_audit_findings audit; /* of the job of that name only */
	struct segbias_weighing weighing;    /* likewise */
	struct segbias_risks_findings risks; /* of the job of that name only */
};

/* The limits by which the comparison is judged. */
struct segbias_limits segbias_comparison_limits(const struct segbias_findings *findings,
                                                const struct segbias_comparison *comparison);

/* The same of one of its values: a protected group's band is stricter. */
struct segbias_limits segbias_value_limits(const struct segbias_findings *findings,
                                           const struct segbias_comparison *comparison,
                                           const struct segbias_value_finding *value);

/* The limits whose band all the comparisons share; where they do not, and of none, the settings'. Returns whether they do. */
bool segbias_comparisons_share_band(const struct segbias_findings *findings,
                                    const struct segbias_comparison *comparisons, size_t count,
                                    struct segbias_limits *limits);

/* The same of the known records that a verdict needs, of all comparisons. */
bool segbias_findings_share_min_n(const struct segbias_findings *findings, double *min_n);

/* Whether any of their values is a protected group, whose band is its own. */
bool segbias_comparisons_guard(const struct segbias_comparison *comparisons, size_t count);

enum segbias_status segbias_findings_create(struct segbias_findings **out, struct segbias_error *error);

/* As segbias_findings_read, from what is given for a name. Errors: also SEGBIAS_INPUT. */
enum segbias_status segbias_findings_read_inlet(const struct segbias_stream_inlet *inlet,
                                                struct segbias_findings **findings, struct segbias_error *error);

/* What the value's index would be if none, or all, of the missing and unmatched had it; NaN: there is no share. */
double segbias_value_index_if(const struct segbias_comparison *comparison, const struct segbias_value_finding *value,
                              bool all);

/* The row of the column in the segment (bytes NULL: the whole campaign); NULL: there is none. `from`: where it is looked for first, and is then, as
 * lists have one order; 0 at the beginning. */
const struct segbias_incomplete *segbias_findings_incomplete(const struct segbias_findings *findings,
                                                             struct segbias_label segment, struct segbias_label column,
                                                             size_t *from);

/* Of a segment's signal "crossing": the combination; NULL: it is not known. */
const struct segbias_crossing_finding *segbias_findings_crossing(const struct segbias_findings *findings,
                                                                 const struct segbias_reviewed *segment,
                                                                 const struct segbias_review_signal *signal);

/* The values of all comparisons; numbers each comparison's first one. */
size_t segbias_findings_count_values(struct segbias_findings *findings);

/* Of the comparisons of one segment, whose first is *comparison: how many groups are judged, and returns how many of them are
 * unclear. *comparison becomes the first of the next one. */
size_t segbias_findings_count_unclear(const struct segbias_findings *findings, size_t *comparison, size_t *groups);

/* Takes over notes of this machine, each once, however many files it is of. */
void segbias_findings_keep_host(struct segbias_findings *findings, const struct segbias_notes *notes);

/* A step of the run, and how long it took. */
void segbias_findings_add_step(struct segbias_findings *findings, const char *name, double seconds);

/* Ends a step that began at `start` (of segbias_clock_seconds). */
void segbias_findings_end_step(struct segbias_findings *findings, const char *name, double start);

/* Whether the reference gives each attribute by itself, so that what it has of a combination lies within bounds. */
bool segbias_crossings_are_bounded(const struct segbias_findings *findings);

/* The index of a combination with a finding; of one that is known within bounds the mildest that it can be. */
double segbias_crossing_mildest(const struct segbias_crossing_finding *row);

/* What is found, on either side. */
static inline bool segbias_is_flag(enum segbias_verdict verdict)
{
	return verdict < SEGBIAS_VERDICT_UNCLEAR && verdict != SEGBIAS_VERDICT_WITHIN;
}

static inline bool segbias_is_over(enum segbias_verdict verdict)
{
	return verdict == SEGBIAS_VERDICT_OVER || verdict == SEGBIAS_VERDICT_LIKELY_OVER;
}

static inline bool segbias_is_likely(enum segbias_verdict verdict)
{
	return verdict == SEGBIAS_VERDICT_LIKELY_OVER || verdict == SEGBIAS_VERDICT_LIKELY_UNDER;
}

/* Whether compare or check made them, with the same comparisons. */
static inline bool segbias_findings_are_compared(const struct segbias_findings *findings)
{
	return findings->job == SEGBIAS_JOB_COMPARE || findings->job == SEGBIAS_JOB_CHECK;
}

/* The comparisons that findings are about: the segments', the whole campaign's where there are none. */
bool segbias_comparison_counts(const struct segbias_findings *findings, const struct segbias_comparison *comparison);

/* Known records, unweighted. */
static inline double segbias_comparison_records(const struct segbias_comparison *comparison)
{
	return comparison->n_effective * comparison->deff;
}

const char *segbias_verdict_name(enum segbias_verdict verdict);
const char *segbias_reason_name(enum segbias_reason reason); /* NULL for none */
const char *segbias_state_name(enum segbias_state state);
const char *segbias_p_method_name(enum segbias_p_method method); /* NULL for none */
const char *segbias_gate_status_name(enum segbias_gate_status status);
const char *segbias_completeness_name(enum segbias_completeness verdict);

#endif
