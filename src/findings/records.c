/* The descriptions of results: the rows from records.def, and the trees of segbias.compare/1, .plan/1 and .inspect/1. */
#include "findings/record.h"

#include "findings/change.h"

#include <math.h>
#include <string.h>

static const struct segbias_type_facts TYPES[] = {
#define TYPE(name, store, json, nullable, least, most) {SEGBIAS_STORE_##store, json, nullable, least, most, NULL, 0},
#define WORDS(name, store, ...)                                                                                        \
	{SEGBIAS_STORE_##store,                                                                                        \
	 "string",                                                                                                     \
	 false,                                                                                                        \
	 0,                                                                                                            \
	 0,                                                                                                            \
	 (const char *const[]){__VA_ARGS__},                                                                           \
	 sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *)},
#include "findings/types.def"
#undef TYPE
#undef WORDS
    {SEGBIAS_STORE_CONSTANT, "string", false, 0, 0, NULL, 0},
    {SEGBIAS_STORE_ROWS, "array", false, 0, 0, NULL, 0},
    {SEGBIAS_STORE_GROUP, "object", false, 0, 0, NULL, 0},
};

const struct segbias_type_facts *segbias_type_facts(enum segbias_type type)
{
	return &TYPES[type];
}

size_t segbias_type_none(const struct segbias_type_facts *facts)
{
	size_t at = 0;
	while (at < facts->word_count && facts->words[at])
		at++;
	return at;
}

bool segbias_field_present(const struct segbias_field *field, const void *object)
{
	if (field->flag_offset)
		return *(const bool *)(const void *)((const char *)object + field->flag_offset);
	return !field->present || field->present(object);
}

const void *segbias_field_rows(const struct segbias_field *field, const void *object, size_t *count)
{
	const char *at = (const char *)object + field->offset;
	*count = *(const size_t *)(const void *)((const char *)object + field->count_offset);
	return field->room ? (const void *)at : *(const void *const *)(const void *)at;
}

/* A path is a matter of the machine; a result names the file only. */
static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash ? slash + 1 : path;
}

static struct segbias_label label_or_none(const char *text)
{
	return text && *text ? segbias_label_of(text) : (struct segbias_label){0};
}

struct segbias_label segbias_field_text(const struct segbias_field *field, const void *object)
{
	const struct segbias_type_facts *facts = segbias_type_facts(field->type);
	const void *at = (const char *)object + field->offset;
	switch (facts->store) {
	case SEGBIAS_STORE_CONSTANT:
		return segbias_label_of(field->about);
	case SEGBIAS_STORE_LABEL:
		return *(const struct segbias_label *)at;
	case SEGBIAS_STORE_STRING:
	case SEGBIAS_STORE_WORD: {
		const char *text = *(const char *const *)at;
		return text ? segbias_label_of(text) : (struct segbias_label){0};
	}
	case SEGBIAS_STORE_CODE:
		return label_or_none(facts->words[*(const int *)at]);
	case SEGBIAS_STORE_CHARACTER:
		return (struct segbias_label){*(const char *)at ? at : NULL, *(const char *)at ? 1 : 0};
	case SEGBIAS_STORE_MESSAGE:
		return segbias_label_of(at);
	case SEGBIAS_STORE_HINT:
	case SEGBIAS_STORE_HASH:
		return label_or_none(at);
	case SEGBIAS_STORE_FILE_NAME:
		return label_or_none(base_name(at));
	default:
		return (struct segbias_label){0};
	}
}

/* --- the words of enums ------------------------------------------------------------------------------------------ */

const char *segbias_verdict_name(enum segbias_verdict verdict)
{
	return TYPES[SEGBIAS_TYPE_VERDICT].words[verdict];
}

const char *segbias_reason_name(enum segbias_reason reason)
{
	return TYPES[SEGBIAS_TYPE_REASON].words[reason];
}

const char *segbias_state_name(enum segbias_state state)
{
	return TYPES[SEGBIAS_TYPE_STATE].words[state];
}

const char *segbias_p_method_name(enum segbias_p_method method)
{
	return TYPES[SEGBIAS_TYPE_P_METHOD].words[method];
}

const char *segbias_gate_status_name(enum segbias_gate_status status)
{
	return TYPES[SEGBIAS_TYPE_GATE_STATUS].words[status];
}

const char *segbias_completeness_name(enum segbias_completeness verdict)
{
	return TYPES[SEGBIAS_TYPE_COMPLETENESS].words[verdict];
}

/* --- rows -------------------------------------------------------------------------------------------------------- */

/* A field whose name is that of its member, one whose name is not, and rows and groups; STRUCT is the struct of the record. */
#define FIELD(kind, member, on, text)                                                                                  \
	{.name = #member,                                                                                              \
	 .type = SEGBIAS_TYPE_##kind,                                                                                  \
	 .offset = offsetof(struct STRUCT, member),                                                                    \
	 .stands_on = SEGBIAS_STANDS_ON_##on,                                                                          \
	 .about = (text)},
#define AT(kind, key, member, text)                                                                                    \
	{                                                                                                              \
		.name = (key), .type = SEGBIAS_TYPE_##kind, .offset = offsetof(struct STRUCT, member), .about = (text) \
	}
#define LABELS(key, member, number)                                                                                    \
	{                                                                                                              \
		.name = (key), .type = SEGBIAS_TYPE_TEXTS, .offset = offsetof(struct STRUCT, member),                  \
		.count_offset = offsetof(struct STRUCT, number), .about = ""                                           \
	}
#define ROWS(key, member, number, row, text)                                                                           \
	{                                                                                                              \
		.name = (key), .type = SEGBIAS_TYPE_ROWS, .offset = offsetof(struct STRUCT, member),                   \
		.count_offset = offsetof(struct STRUCT, number), .record = &(row), .about = (text)                     \
	}
#define GROUP(key, fields)                                                                                             \
	{                                                                                                              \
		.name = (key), .type = SEGBIAS_TYPE_GROUP, .record = &(fields), .about = ""                            \
	}
#define END                                                                                                            \
	{                                                                                                              \
		.name = NULL                                                                                           \
	}

#define STRUCT segbias_value_finding
static const struct segbias_field VALUE_FIELDS[] = {
    SEGBIAS_VALUE_FIELDS(FIELD) /* … and what only some references have */
    {.name = "reference_se",
     .type = SEGBIAS_TYPE_NOT_NEGATIVE,
     .offset = offsetof(struct STRUCT, reference_se),
     .flag_offset = offsetof(struct STRUCT, reference_se_given),
     .left_out = true,
     .about = "standard error of reference_share; only of a reference with margins of error"},
    END};
const struct segbias_record segbias_record_value = {sizeof(struct STRUCT), VALUE_FIELDS, true};
#undef STRUCT

#define STRUCT segbias_marker
static const struct segbias_field MARKER_FIELDS[] = {SEGBIAS_MARKER_FIELDS(FIELD) END};
const struct segbias_record segbias_record_marker = {sizeof(struct STRUCT), MARKER_FIELDS, false};
#undef STRUCT

#define STRUCT segbias_missingness
static const struct segbias_field MISSINGNESS_FIELDS[] = {SEGBIAS_MISSINGNESS_FIELDS(FIELD) END};
const struct segbias_record segbias_record_missingness = {sizeof(struct STRUCT), MISSINGNESS_FIELDS, true};
#undef STRUCT

#define STRUCT segbias_association_finding
static const struct segbias_field ASSOCIATION_FIELDS[] = {SEGBIAS_ASSOCIATION_FIELDS(FIELD) END};
const struct segbias_record segbias_record_association = {sizeof(struct STRUCT), ASSOCIATION_FIELDS, false};
#undef STRUCT

#define STRUCT segbias_numeric_finding
static const struct segbias_field NUMERIC_FIELDS[] = {SEGBIAS_NUMERIC_FIELDS(FIELD) END};
static const struct segbias_record NUMERIC = {sizeof(struct STRUCT), NUMERIC_FIELDS, true};
#undef STRUCT

#define STRUCT segbias_simpson
static const struct segbias_field SIMPSON_FIELDS[] = {SEGBIAS_SIMPSON_FIELDS(FIELD) END};
static const struct segbias_record SIMPSON = {sizeof(struct STRUCT), SIMPSON_FIELDS, true};
#undef STRUCT

#define STRUCT segbias_crossing_finding
static bool is_under(const void *object)
{
	return ((const struct segbias_crossing_finding *)object)->under_attribute.bytes != NULL;
}

static const struct segbias_field UNDER_FIELDS[] = {AT(TEXT, "attribute", under_attribute, ""),
                                                    AT(TEXT, "value", under_value, ""), END};
static const struct segbias_record UNDER = {0, UNDER_FIELDS, true};
static const struct segbias_field CROSSING_FIELDS[] = {
    AT(TEXT_OR_NULL, "segment", segment, "null: the whole campaign"),
    AT(TEXT, "attribute", attribute, "the names of its parts, joined by *"),
    AT(TEXT, "value", value, "their values, joined by ×"),
    LABELS("values", values, value_count),
    SEGBIAS_CROSSING_FIELDS(FIELD){.name = "under",
                                   .type = SEGBIAS_TYPE_GROUP,
                                   .record = &UNDER,
                                   .present = is_under,
                                   .about = "of a folded one the part that explains it"},
    SEGBIAS_CROSSING_LIMITS_FIELDS(FIELD) END};
const struct segbias_record segbias_record_crossing = {sizeof(struct STRUCT), CROSSING_FIELDS, true};
#undef STRUCT

#define STRUCT segbias_extreme
static const struct segbias_field EXTREME_FIELDS[] = {SEGBIAS_EXTREME_FIELDS(FIELD) END};
static const struct segbias_record EXTREME = {sizeof(struct STRUCT), EXTREME_FIELDS, true};
#undef STRUCT

#define STRUCT segbias_change
static const struct segbias_field CHANGE_FIELDS[] = {SEGBIAS_CHANGE_FIELDS(FIELD) END};
static const struct segbias_record CHANGE = {sizeof(struct STRUCT), CHANGE_FIELDS, true};
#undef STRUCT

#define STRUCT segbias_seen
static const struct segbias_field SEEN_FIELDS[] = {SEGBIAS_SEEN_FIELDS(FIELD) END};
static const struct segbias_record SEEN = {sizeof(struct STRUCT), SEEN_FIELDS, true};
#undef STRUCT

#define STRUCT segbias_changed
static const struct segbias_field CHANGED_FIELDS[] = {SEGBIAS_CHANGED_FIELDS(FIELD) END};
static const struct segbias_record CHANGED = {sizeof(struct STRUCT), CHANGED_FIELDS, true};
#undef STRUCT

#define STRUCT segbias_baseline
#define CHANGES(key, state, text)                                                                                      \
	ROWS(key, lists[SEGBIAS_CHANGE_##state].rows, lists[SEGBIAS_CHANGE_##state].count, CHANGE, text)
static const struct segbias_field BASELINE_FIELDS[] = {
    AT(HASH, "sha256", sha256, "of the baseline"),
    AT(SIZE, "tested", tested, "groups (a value in a segment) whose change was tested"),
    AT(SIZE, "untested", untested, "groups of both results that could not be"),
    CHANGES("new", NEW, "a finding that was none, and the group has changed that way"),
    CHANGES("worse", WORSE, "a finding that was one on the same side, now further from 100"),
    CHANGES("better", BETTER, "a finding still, nearer to 100"),
    CHANGES("gone", GONE, "was a finding, is none, and the group has changed that way"),
    CHANGES("open", OPEN, "the findings differ, and no change that would explain it is shown"),
    CHANGES("moved", MOVED, "has changed, and no finding came or went"),
    ROWS("first_seen", first_seen, first_seen_count, SEEN, "not in the baseline: no change can be tested"),
    ROWS("last_seen", last_seen, last_seen_count, SEEN, "in the baseline only"),
    ROWS("changed", changed, changed_count, CHANGED, "what else differs from the baseline, and may explain a change"),
    END};
const struct segbias_record segbias_record_baseline = {sizeof(struct STRUCT), BASELINE_FIELDS, false};
#undef CHANGES
#undef STRUCT

#define STRUCT segbias_left_out
static const struct segbias_field LEFT_OUT_FIELDS[] = {SEGBIAS_LEFT_OUT_FIELDS(FIELD) END};
static const struct segbias_record LEFT_OUT = {sizeof(struct STRUCT), LEFT_OUT_FIELDS, true};
#undef STRUCT

#define STRUCT segbias_consent
static const struct segbias_field CONSENT_FIELDS[] = {SEGBIAS_CONSENT_FIELDS(FIELD) END};
static const struct segbias_record CONSENT = {sizeof(struct STRUCT), CONSENT_FIELDS, true};
#undef STRUCT

#define AUDIT_ROW(list, row)                                                                                           \
	static const struct segbias_field list[] = {SEGBIAS_##list(FIELD) END};                                        \
	static const struct segbias_record row = {sizeof(struct STRUCT), list, true};

#define STRUCT segbias_calibration
AUDIT_ROW(CALIBRATION_FIELDS, CALIBRATION)
#undef STRUCT

#define STRUCT segbias_audit_group
static const struct segbias_field AUDIT_GROUP_FIELDS[] = {
    AT(TEXT, "attribute", attribute, "of a crossing their names, joined by *"),
    AT(TEXT, "value", value, "of a crossing the values, joined by ×"), LABELS("values", values, value_count),
    SEGBIAS_AUDIT_GROUP_FIELDS(FIELD) ROWS("calibration", calibration, calibration_count, CALIBRATION, ""), END};
const struct segbias_record segbias_record_audit_group = {sizeof(struct STRUCT), AUDIT_GROUP_FIELDS, true};
#undef STRUCT

#define STRUCT segbias_unknown
AUDIT_ROW(UNKNOWN_FIELDS, UNKNOWN)
#undef STRUCT

#define STRUCT segbias_gap
AUDIT_ROW(GAP_FIELDS, GAP)
#undef STRUCT

#define STRUCT segbias_given_finding
AUDIT_ROW(GIVEN_FIELDS, GIVEN)
#undef STRUCT

#define STRUCT segbias_proxy
AUDIT_ROW(PROXY_FIELDS, PROXY)
#undef STRUCT

#define STRUCT segbias_publication
AUDIT_ROW(PUBLICATION_FIELDS, PUBLICATION)
#undef STRUCT

#define STRUCT segbias_audited
AUDIT_ROW(AUDITED_FIELDS, AUDITED)
#undef STRUCT

#define STRUCT segbias_audit_breach
AUDIT_ROW(AUDIT_BREACH_FIELDS, AUDIT_BREACH)
#undef STRUCT
#undef AUDIT_ROW

#define STRUCT segbias_risk_measure
static const struct segbias_field RISK_MEASURE_FIELDS[] = {SEGBIAS_RISK_MEASURE_FIELDS(FIELD) END};
const struct segbias_record segbias_record_risk_measure = {sizeof(struct STRUCT), RISK_MEASURE_FIELDS, true};
#undef STRUCT

#define STRUCT segbias_risk_lack
static const struct segbias_field RISK_LACK_FIELDS[] = {SEGBIAS_RISK_LACK_FIELDS(FIELD) END};
static const struct segbias_record RISK_LACK = {sizeof(struct STRUCT), RISK_LACK_FIELDS, true};
#undef STRUCT

#define STRUCT segbias_risk
static bool has_worst_measure(const void *object)
{
	return ((const struct segbias_risk *)object)->worst != NULL;
}

static const struct segbias_field WORST_MEASURE_FIELDS[] = {
    AT(STRING, "measure", worst, ""),           AT(TEXT_OR_NULL, "attribute", worst_attribute, ""),
    AT(TEXT_OR_NULL, "value", worst_value, ""), AT(TEXT_OR_NULL, "level", worst_level, ""),
    AT(NUMBER, "number", worst_number, ""),     END};
static const struct segbias_record WORST_MEASURE = {0, WORST_MEASURE_FIELDS, true};
static const struct segbias_field RISK_FIELDS[] = {
    AT(RISK, "risk", risk, ""),
    AT(RISK_STATUS, "status", status,
       "over: a limit is passed, a check unmet or a group over or under; described: no limit is given"),
    {.name = "worst",
     .type = SEGBIAS_TYPE_GROUP,
     .record = &WORST_MEASURE,
     .present = has_worst_measure,
     .about = "the measure that decides the status, or says most; null: nothing is measured"},
    ROWS("not_measured", lacks, lack_count, RISK_LACK, ""),
    END};
static const struct segbias_record RISK = {sizeof(struct STRUCT), RISK_FIELDS, false};
#undef STRUCT

#define STRUCT segbias_stage_finding
static const struct segbias_field STAGE_FIELDS[] = {SEGBIAS_STAGE_FIELDS(FIELD) END};
static const struct segbias_record STAGE = {sizeof(struct STRUCT), STAGE_FIELDS, true};
#undef STRUCT

#define STRUCT segbias_funnel
static const struct segbias_field FUNNEL_FIELDS[] = {SEGBIAS_FUNNEL_FIELDS(FIELD) END};
static const struct segbias_record FUNNEL = {sizeof(struct STRUCT), FUNNEL_FIELDS, true};
#undef STRUCT

#define STRUCT segbias_planned
static const struct segbias_field PLANNED_FIELDS[] = {SEGBIAS_PLANNED_FIELDS(FIELD) END};
const struct segbias_record segbias_record_planned = {sizeof(struct STRUCT), PLANNED_FIELDS, true};
#undef STRUCT

#define STRUCT segbias_weighed_value
static const struct segbias_field WEIGHED_VALUE_FIELDS[] = {SEGBIAS_WEIGHED_VALUE_FIELDS(FIELD) END};
const struct segbias_record segbias_record_weighed_value = {sizeof(struct STRUCT), WEIGHED_VALUE_FIELDS, true};
#undef STRUCT

#define STRUCT segbias_weighed
static const struct segbias_field WEIGHED_FIELDS[] = {
    SEGBIAS_WEIGHED_FIELDS(FIELD) ROWS("values", values, value_count, segbias_record_weighed_value, ""), END};
static const struct segbias_record WEIGHED = {sizeof(struct STRUCT), WEIGHED_FIELDS, false};
#undef STRUCT

#define STRUCT segbias_unrepaired
static const struct segbias_field UNREPAIRED_FIELDS[] = {SEGBIAS_UNREPAIRED_FIELDS(FIELD) END};
static const struct segbias_record UNREPAIRED = {sizeof(struct STRUCT), UNREPAIRED_FIELDS, true};
#undef STRUCT

#define STRUCT segbias_quota
static const struct segbias_field QUOTA_FIELDS[] = {
    AT(TEXT, "attribute", attribute, "of attributes together their names, joined by *"),
    AT(TEXT, "value", value, "their values, joined by ×"), LABELS("values", values, value_count),
    SEGBIAS_QUOTA_FIELDS(FIELD) END};
static const struct segbias_record QUOTA = {sizeof(struct STRUCT), QUOTA_FIELDS, true};
#undef STRUCT

#define STRUCT segbias_move
static const struct segbias_field MOVE_FIELDS[] = {LABELS("values", values, value_count),
                                                   SEGBIAS_MOVE_FIELDS(FIELD) END};
static const struct segbias_record MOVE = {sizeof(struct STRUCT), MOVE_FIELDS, false};
#undef STRUCT

#define STRUCT segbias_column_role
static const struct segbias_field ROLE_FIELDS[] = {SEGBIAS_ROLE_FIELDS(FIELD) END};
static const struct segbias_record ROLE = {sizeof(struct STRUCT), ROLE_FIELDS, true};
#undef STRUCT

#define STRUCT segbias_column_finding
static const struct segbias_field COLUMN_FIELDS[] = {SEGBIAS_COLUMN_FIELDS(FIELD) END};
static const struct segbias_record COLUMN = {sizeof(struct STRUCT), COLUMN_FIELDS, true};
#undef STRUCT

#define STRUCT segbias_comparison
static const struct segbias_field COMPARISON_FIELDS[] = {
    SEGBIAS_COMPARISON_FIELDS(FIELD) ROWS("values", values, value_count, segbias_record_value, ""), END};
const struct segbias_record segbias_record_comparison = {sizeof(struct STRUCT), COMPARISON_FIELDS, false};
#undef STRUCT

#define STRUCT segbias_incomplete
static const struct segbias_field INCOMPLETE_FIELDS[] = {
    SEGBIAS_INCOMPLETE_FIELDS(FIELD)
	ROWS("suspected", suspected, suspected_count, segbias_record_marker,
             "of the whole campaign: spellings that may stand for a missing value; they count as known"),
    ROWS("counted", counted, counted_count, segbias_record_marker,
         "of the whole campaign: the spellings that count as missing"),
    END};
const struct segbias_record segbias_record_incomplete = {sizeof(struct STRUCT), INCOMPLETE_FIELDS, true};
#undef STRUCT

#define STRUCT segbias_breach
static const struct segbias_field BREACH_FIELDS[] = {SEGBIAS_BREACH_FIELDS(FIELD) END};
static const struct segbias_record BREACH = {sizeof(struct STRUCT), BREACH_FIELDS, true};
#undef STRUCT

#define STRUCT segbias_exempted
static const struct segbias_field EXEMPTED_FIELDS[] = {SEGBIAS_EXEMPTED_FIELDS(FIELD) END};
static const struct segbias_record EXEMPTED = {sizeof(struct STRUCT), EXEMPTED_FIELDS, true};
#undef STRUCT

#define STRUCT segbias_coverage
static const struct segbias_field COVERAGE_FIELDS[] = {SEGBIAS_COVERAGE_FIELDS(FIELD) END};
static const struct segbias_record COVERAGE = {sizeof(struct STRUCT), COVERAGE_FIELDS, true};
#undef STRUCT

#define STRUCT segbias_untested
static const struct segbias_field UNTESTED_FIELDS[] = {SEGBIAS_UNTESTED_FIELDS(FIELD) END};
static const struct segbias_record UNTESTED = {sizeof(struct STRUCT), UNTESTED_FIELDS, true};
#undef STRUCT

#define STRUCT segbias_gate_row
static bool has_worst(const void *object)
{
	return ((const struct segbias_gate_row *)object)->worst_attribute.bytes != NULL;
}

static const struct segbias_field WORST_FIELDS[] = {
    AT(TEXT_OR_NULL, "segment", worst_segment, "null: the whole campaign"), AT(TEXT, "attribute", worst_attribute, ""),
    AT(TEXT_OR_NULL, "value", worst_value, ""), AT(NUMBER, "number", worst_number, ""), END};
static const struct segbias_record WORST = {0, WORST_FIELDS, true};
static const struct segbias_field GATE_ROW_FIELDS[] = {
    AT(TEXT, "rule", rule, "its word, or rules[2]: the second of the policy's"),
    AT(SIZE, "tested", tested, "values, columns (incomplete) or groups (unmatched, tvd)"),
    AT(SIZE, "breached", breached, "breaches of it; 0 where what was found is tolerated"),
    {.name = "worst",
     .type = SEGBIAS_TYPE_GROUP,
     .record = &WORST,
     .present = has_worst,
     .about = "nearest to a breach, or the farthest beyond; null: nothing was tested"},
    SEGBIAS_GATE_RULE_FIELDS(FIELD) END};
static const struct segbias_record GATE_ROW = {sizeof(struct STRUCT), GATE_ROW_FIELDS, true};
#undef STRUCT

#define STRUCT segbias_review_change
static const struct segbias_field REVIEW_CHANGE_FIELDS[] = {SEGBIAS_REVIEW_CHANGE_FIELDS(FIELD) END};
static const struct segbias_record REVIEW_CHANGE = {sizeof(struct STRUCT), REVIEW_CHANGE_FIELDS, true};
#undef STRUCT

#define STRUCT segbias_review_beyond
static const struct segbias_field REVIEW_BEYOND_FIELDS[] = {SEGBIAS_REVIEW_BEYOND_FIELDS(FIELD) END};
static const struct segbias_record REVIEW_BEYOND = {sizeof(struct STRUCT), REVIEW_BEYOND_FIELDS, true};
#undef STRUCT

#define STRUCT segbias_review_move
static const struct segbias_field REVIEW_MOVE_FIELDS[] = {SEGBIAS_REVIEW_MOVE_FIELDS(FIELD) END};
static const struct segbias_record REVIEW_MOVE = {sizeof(struct STRUCT), REVIEW_MOVE_FIELDS, true};
#undef STRUCT

#define STRUCT segbias_signature
static const struct segbias_field SIGNATURE_FIELDS[] = {SEGBIAS_SIGNATURE_FIELDS(FIELD) END};
static const struct segbias_record SIGNATURE = {sizeof(struct STRUCT), SIGNATURE_FIELDS, true};
#undef STRUCT

#define STRUCT segbias_action
static const struct segbias_field ACTION_FIELDS[] = {SEGBIAS_ACTION_FIELDS(FIELD) END};
static const struct segbias_record ACTION = {sizeof(struct STRUCT), ACTION_FIELDS, true};
#undef STRUCT

#define STRUCT segbias_checked
static const struct segbias_field CHECKED_FIELDS[] = {SEGBIAS_CHECKED_FIELDS(FIELD) END};
static const struct segbias_record CHECKED = {sizeof(struct STRUCT), CHECKED_FIELDS, true};
#undef STRUCT

#define STRUCT segbias_review_signal
static const struct segbias_field REVIEW_SIGNAL_FIELDS[] = {SEGBIAS_REVIEW_SIGNAL_FIELDS(FIELD) END};
static const struct segbias_record REVIEW_SIGNAL = {sizeof(struct STRUCT), REVIEW_SIGNAL_FIELDS, true};
#undef STRUCT

#define STRUCT segbias_review_incomplete
static const struct segbias_field REVIEW_INCOMPLETE_FIELDS[] = {SEGBIAS_REVIEW_INCOMPLETE_FIELDS(FIELD) END};
static const struct segbias_record REVIEW_INCOMPLETE = {sizeof(struct STRUCT), REVIEW_INCOMPLETE_FIELDS, true};
#undef STRUCT

#define STRUCT segbias_reviewed
static bool has_worst_group(const void *object)
{
	return ((const struct segbias_reviewed *)object)->attribute.bytes != NULL;
}

static const struct segbias_field WORST_GROUP_FIELDS[] = {
    AT(TEXT, "attribute", attribute, ""), AT(TEXT, "value", value, ""), AT(NOT_NEGATIVE, "index", index, ""),
    AT(VERDICT, "verdict", verdict, ""), END};
static const struct segbias_record WORST_GROUP = {0, WORST_GROUP_FIELDS, true};
static bool has_limits(const void *object)
{
	return ((const struct segbias_reviewed *)object)->limit_periods > 0;
}

static const struct segbias_field CONTROL_FIELDS[] = {
    AT(NOT_NEGATIVE, "low", limit_low, "three standard errors below"),
    AT(NOT_NEGATIVE, "centre", centre, "the index of all periods together, by this period's reference"),
    AT(NOT_NEGATIVE, "high", limit_high, ""),
    AT(SIZE, "periods", limit_periods, "on which they stand"),
    AT(NOT_NEGATIVE, "spread", spread,
       "of the shares by that of binomial ones; 1 where they spread no more, or are few"),
    AT(NOT_NEGATIVE, "spread_low", spread_low, "how sure the spread is; null where it is 1"),
    AT(NOT_NEGATIVE, "spread_high", spread_high, ""),
    END};
static const struct segbias_record CONTROL = {0, CONTROL_FIELDS, true};
#define PAST(number) AT(NOT_NEGATIVE, #number, history[number], "")
static const struct segbias_field HISTORY_FIELDS[] = {PAST(0), PAST(1), PAST(2), PAST(3), PAST(4),
                                                      PAST(5), PAST(6), PAST(7), END};
static const struct segbias_record HISTORY = {0, HISTORY_FIELDS, true};
#undef PAST
static const struct segbias_field REVIEWED_FIELDS[] = {
    AT(TEXT_OR_NULL, "segment", segment, "null: the whole campaign"),
    AT(REVIEW_STATUS, "status", status, ""),
    {.name = "worst",
     .type = SEGBIAS_TYPE_GROUP,
     .record = &WORST_GROUP,
     .present = has_worst_group,
     .about = "its group furthest from 100, of those that are flagged, else of those that are judged; null: none is"},
    {.name = "history",
     .type = SEGBIAS_TYPE_GROUP,
     .record = &HISTORY,
     .array = true,
     .about = "the index of its worst group, the oldest period first and this one last; null: it has none"},
    {.name = "limits",
     .type = SEGBIAS_TYPE_GROUP,
     .record = &CONTROL,
     .present = has_limits,
     .about = "control limits of the worst group's index; null: too few periods"},
    LABELS("signals", signal_list, signal_count),
    ROWS("signals_of", signalled_list, signal_count, REVIEW_SIGNAL,
         "the group of each signal: the worst one where it is of that, else another one of the segment"),
    ROWS("incomplete", incomplete, incomplete_count, REVIEW_INCOMPLETE,
         "compared columns that are shown to have more missing values than --missing-max"),
    END};
static const struct segbias_record REVIEWED = {sizeof(struct STRUCT), REVIEWED_FIELDS, true};
#undef STRUCT

#define STRUCT segbias_mapped
static bool is_shown(const void *object)
{
	return !((const struct segbias_mapped *)object)->withheld;
}

static const struct segbias_field MAPPED_FIELDS[] = {
    AT(TEXT, "attribute", attribute, ""),
    {.name = "campaign_value",
     .type = SEGBIAS_TYPE_TEXT_OR_NULL,
     .offset = offsetof(struct STRUCT, campaign_value),
     .present = is_shown,
     .about = "null: further spellings, past the limit of those that are listed; or withheld"},
    AT(TEXT_OR_NULL, "reference_value", reference_value, ""),
    AT(HOW_VALUE, "how", how, ""),
    AT(COUNT_OR_NULL, "count", count, ""),
    {.name = "nearest",
     .type = SEGBIAS_TYPE_TEXT_OR_NULL,
     .offset = offsetof(struct STRUCT, nearest),
     .present = is_shown,
     .about = ""},
    AT(STRING_OR_NULL, "withheld", withheld, "why the campaign's value is not shown"),
    END};
static const struct segbias_record MAPPED = {sizeof(struct STRUCT), MAPPED_FIELDS, false};
#undef STRUCT

#define STRUCT segbias_note
static const struct segbias_field WARNING_FIELDS[] = {AT(STRING, "code", code, "a short stable word"),
                                                      AT(MESSAGE, "message", text.message, ""),
                                                      AT(FILE_NAME, "file", text.file, ""),
                                                      AT(LINE, "line", text.line, ""),
                                                      AT(LINE, "column", text.column, ""),
                                                      AT(HINT, "hint", text.hint, "what to do"),
                                                      END};
static const struct segbias_record WARNING = {sizeof(struct STRUCT), WARNING_FIELDS, false};
#undef STRUCT

#define STRUCT segbias_attribute_setting
static bool has_protected(const void *object)
{
	return ((const struct segbias_attribute_setting *)object)->protect_count > 0;
}

static bool is_separated(const void *object)
{
	return ((const struct segbias_attribute_setting *)object)->separator.bytes != NULL;
}

static const struct segbias_field OWN_BAND_FIELDS[] = {AT(NUMBER, "low", limits.band_low, ""),
                                                       AT(NUMBER, "high", limits.band_high, ""), END};
static const struct segbias_record OWN_BAND = {0, OWN_BAND_FIELDS, false};
#define OWN_LIMITS                                                                                                     \
	{.name = "band",                                                                                               \
	 .type = SEGBIAS_TYPE_GROUP,                                                                                   \
	 .record = &OWN_BAND,                                                                                          \
	 .array = true,                                                                                                \
	 .flag_offset = offsetof(struct STRUCT, band_given),                                                           \
	 .left_out = true,                                                                                             \
	 .about = "its own, of the policy; only where it has one"},                                                    \
	{                                                                                                              \
		.name = "min_n", .type = SEGBIAS_TYPE_WHOLE, .offset = offsetof(struct STRUCT, limits.min_n),          \
		.flag_offset = offsetof(struct STRUCT, min_n_given), .left_out = true,                                 \
		.about = "its own, of the policy; only where it has one"                                               \
	}

static const struct segbias_field ATTRIBUTE_FIELDS[] = {
    AT(TEXT, "attribute", attribute, ""),
    AT(TEXT, "campaign_column", attribute, ""),
    AT(TEXT, "reference_column", reference_column, ""),
    AT(HOW_ATTRIBUTE, "how", how, ""),
    AT(FLAG, "ordered", ordered, "the values are bands, or steps of a known scale: emd and ks are theirs"),
    AT(STRING_OR_NULL, "ordered_by", ordered_by,
       "what put the values in order: bands, numbers, the name of a known order; null: the reference or the alphabet"),
    {.name = "separator",
     .type = SEGBIAS_TYPE_TEXT,
     .offset = offsetof(struct STRUCT, separator),
     .present = is_separated,
     .left_out = true,
     .about = "What stands between the several values of one cell; only where there are several"},
    OWN_LIMITS,
    {.name = "protect",
     .type = SEGBIAS_TYPE_TEXTS,
     .offset = offsetof(struct STRUCT, protect),
     .count_offset = offsetof(struct STRUCT, protect_count),
     .present = has_protected,
     .left_out = true,
     .about = "values that are judged by the stricter band of protected groups; only where there are any"},
    END};
static const struct segbias_record ATTRIBUTE = {sizeof(struct STRUCT), ATTRIBUTE_FIELDS, false};
static const struct segbias_field LIMITED_FIELDS[] = {AT(TEXT, "attribute", attribute, ""), OWN_LIMITS, END};
static const struct segbias_record LIMITED = {sizeof(struct STRUCT), LIMITED_FIELDS, false};
#undef STRUCT

#define STRUCT segbias_segment_setting
static const struct segbias_field SEGMENT_BAND_FIELDS[] = {AT(NUMBER, "low", band_low, ""),
                                                           AT(NUMBER, "high", band_high, ""), END};
static const struct segbias_record SEGMENT_BAND = {0, SEGMENT_BAND_FIELDS, false};
static const struct segbias_field SEGMENT_FIELDS[] = {
    AT(TEXT, "segment", segment, ""),
    {.name = "band",
     .type = SEGBIAS_TYPE_GROUP,
     .record = &SEGMENT_BAND,
     .array = true,
     .flag_offset = offsetof(struct STRUCT, band_given),
     .left_out = true,
     .about = "its own, above an attribute's; only where it has one"},
    AT(TEXT_OR_NULL, "narrow", narrow, "why it is meant to be narrow"),
    END};
static const struct segbias_record SEGMENT = {sizeof(struct STRUCT), SEGMENT_FIELDS, false};
#undef STRUCT

/* What made a table of what is no CSV. */
#define READ_BY(member, is_read)                                                                                       \
	{                                                                                                              \
		.name = "read_by", .type = SEGBIAS_TYPE_STRING_OR_NULL, .offset = offsetof(struct STRUCT, member),     \
		.present = (is_read), .left_out = true,                                                                \
		.about =                                                                                               \
		    "DuckDB or psql, which read it, or Arrow, a table in memory; absent for a file that is read here"  \
	}

#define STRUCT segbias_file_finding
static bool is_file_read_by(const void *object)
{
	return ((const struct segbias_file_finding *)object)->facts.read_by;
}

static const struct segbias_field FILE_FIELDS[] = {AT(STRING, "name", facts.name, ""),
                                                   AT(STRING, "encoding", facts.encoding, ""),
                                                   AT(CHARACTER, "delimiter", facts.delimiter, "null where read_by is"),
                                                   READ_BY(facts.read_by, is_file_read_by),
                                                   AT(WHOLE, "preamble_lines", facts.preamble_lines, "above the table"),
                                                   AT(SHAPE, "shape", facts.shape, ""),
                                                   AT(WHOLE, "rows", facts.rows, ""),
                                                   AT(WHOLE, "bad_rows", facts.bad_rows, ""),
                                                   ROWS("columns", columns, column_count, COLUMN, ""),
                                                   END};
static const struct segbias_record FILE_READ = {sizeof(struct STRUCT), FILE_FIELDS, false};
#undef STRUCT

/* --- the trees --------------------------------------------------------------------------------------------------- */

#define STRUCT segbias_findings
static const struct segbias_findings *findings_of(const void *object)
{
	return object;
}

static bool is_campaign_read_by(const void *object)
{
	return findings_of(object)->campaign.read_by;
}

static bool is_reference_read_by(const void *object)
{
	return findings_of(object)->reference.read_by;
}

/* NOLINTBEGIN(bugprone-macro-parentheses): which of two members */
#define INPUT(which, whole)                                                                                            \
	AT(STRING, "name", which.name, ""), AT(HASH, "sha256", which.sha256, "null above 16 MiB without --hash"),      \
	    AT(whole, "bytes", which.bytes, ""), AT(whole, "rows", which.rows, ""),                                    \
	    AT(whole, "bad_rows", which.bad_rows, ""), AT(STRING, "encoding", which.encoding, ""),                     \
	    AT(CHARACTER, "delimiter", which.delimiter, "null: a tally has none, nor has what is no CSV"),             \
	    READ_BY(which.read_by, is_##which##_read_by), AT(SHAPE, "shape", which.shape, ""),                         \
	    ROWS("columns", which.columns, which.column_count, ROLE, "")
/* NOLINTEND(bugprone-macro-parentheses) */

static bool has_campaign_where(const void *object)
{
	return findings_of(object)->settings.campaign_where_count > 0;
}

static const struct segbias_field CAMPAIGN_FIELDS[] = {
    INPUT(campaign, WHOLE_OR_NULL),
    AT(TEXT_OR_NULL, "count_column", settings.count, ""),
    AT(WHOLE_OR_NULL, "outside", outside, "Records outside --within"),
    AT(WHOLE_OR_NULL, "no_segment", no_segment, "Records without a segment"),
    AT(WHOLE_OR_NULL, "persons", persons, "null without --person"),
    {.name = "left_out",
     .type = SEGBIAS_TYPE_WHOLE_OR_NULL,
     .offset = offsetof(struct STRUCT, filtered),
     .present = has_campaign_where,
     .left_out = true,
     .about = "Records that campaign_where leaves out; absent without it"},
    END};
static const struct segbias_record CAMPAIGN = {0, CAMPAIGN_FIELDS, false};

static bool has_design(const void *object)
{
	const struct segbias_settings *settings = &findings_of(object)->settings;
	return settings->reference_strata.bytes || settings->reference_psu.bytes || settings->replicates;
}

static const struct segbias_field DESIGN_FIELDS[] = {
    AT(TEXT_OR_NULL, "strata_column", settings.reference_strata, ""),
    AT(TEXT_OR_NULL, "psu_column", settings.reference_psu, ""),
    AT(WHOLE_OR_NULL, "strata", strata, ""),
    AT(WHOLE_OR_NULL, "units", units, ""),
    AT(SIZE_OR_NULL, "replicates", settings.replicates, ""),
    AT(REPLICATE_METHOD, "replicate_method", settings.replicate_method, ""),
    END};
static const struct segbias_record DESIGN = {0, DESIGN_FIELDS, false};

static const struct segbias_field REFERENCE_FIELDS[] = {
    INPUT(reference, WHOLE),
    AT(KIND, "kind", kind, ""),
    AT(NOT_NEGATIVE, "total", reference_total, ""),
    AT(NOT_NEGATIVE, "effective_size", reference_effective,
       "of a sample: respondents, or Kish's size; null with a design, where it differs by attribute"),
    AT(TEXT_OR_NULL, "weight_column", settings.reference_weight, ""),
    AT(TEXT_OR_NULL, "count_column", settings.reference_count, ""),
    {.name = "design", .type = SEGBIAS_TYPE_GROUP, .record = &DESIGN, .present = has_design, .about = ""},
    END};
static const struct segbias_record REFERENCE = {0, REFERENCE_FIELDS, false};

static const struct segbias_field INPUTS_FIELDS[] = {GROUP("campaign", CAMPAIGN), GROUP("reference", REFERENCE), END};
static const struct segbias_record INPUTS = {0, INPUTS_FIELDS, false};

static const struct segbias_field BAND_FIELDS[] = {AT(NUMBER, "low", settings.band_low, ""),
                                                   AT(NUMBER, "high", settings.band_high, ""), END};
static const struct segbias_record BAND = {0, BAND_FIELDS, false};
#define BAND_GROUP                                                                                                     \
	{                                                                                                              \
		.name = "band", .type = SEGBIAS_TYPE_GROUP, .record = &BAND, .array = true, .about = ""                \
	}

static bool has_policy(const void *object)
{
	return findings_of(object)->settings.policy != NULL;
}

static bool has_committed(const void *object)
{
	return findings_of(object)->settings.policy_committed != NULL;
}

static bool has_consent(const void *object)
{
	return findings_of(object)->settings.consent[0].bytes != NULL;
}

static bool has_stages(const void *object)
{
	return findings_of(object)->settings.stage_count > 0;
}

static bool has_where(const void *object)
{
	return findings_of(object)->settings.where_count > 0;
}

static bool has_within(const void *object)
{
	return findings_of(object)->settings.within_count > 0;
}

static bool has_eligible(const void *object)
{
	return findings_of(object)->settings.eligible[0].bytes != NULL;
}

static const struct segbias_field POLICY_FIELDS[] = {AT(STRING, "name", settings.policy, ""),
                                                     AT(HASH, "sha256", settings.policy_sha256, ""),
                                                     {.name = "committed",
                                                      .type = SEGBIAS_TYPE_STRING,
                                                      .offset = offsetof(struct STRUCT, settings.policy_committed),
                                                      .present = has_committed,
                                                      .left_out = true,
                                                      .about = "when it was, where it says so itself"},
                                                     END};
static const struct segbias_field GATE_POLICY_FIELDS[] = {
    AT(STRING, "name", settings.policy, ""), AT(HASH, "sha256", settings.policy_sha256, ""),
    AT(STRING_OR_NULL, "committed", settings.policy_committed, "when it was, as it says itself"), END};
static const struct segbias_record GATE_POLICY = {0, GATE_POLICY_FIELDS, false};
static const struct segbias_record POLICY = {0, POLICY_FIELDS, false};
static const struct segbias_field AGREED_FIELDS[] = {AT(TEXT, "column", settings.consent[0], ""),
                                                     AT(TEXT, "value", settings.consent[1], ""), END};
static const struct segbias_record AGREED = {0, AGREED_FIELDS, false};
static const struct segbias_field ELIGIBLE_FIELDS[] = {AT(TEXT, "column", settings.eligible[0], ""),
                                                       AT(TEXT, "value", settings.eligible[1], ""), END};
static const struct segbias_record ELIGIBLE = {0, ELIGIBLE_FIELDS, false};

static bool is_crossed(const void *object)
{
	return findings_of(object)->settings.cross > 0;
}

static bool is_published(const void *object)
{
	return findings_of(object)->settings.publish > 0;
}

#define PUBLISH                                                                                                        \
	{                                                                                                              \
		.name = "publish", .type = SEGBIAS_TYPE_WHOLE, .offset = offsetof(struct STRUCT, settings.publish),    \
		.present = is_published, .left_out = true,                                                             \
		.about = "with --publish only: groups of fewer records, or persons, are withheld"                      \
	}

static bool has_segments(const void *object)
{
	return findings_of(object)->settings.segment_count > 0;
}

#define POLICY_GROUP                                                                                                   \
	{                                                                                                              \
		.name = "policy", .type = SEGBIAS_TYPE_GROUP, .record = &POLICY, .present = has_policy,                \
		.left_out = true, .about = "the policy file that was used; absent where there was none"                \
	}

#define WHERE                                                                                                          \
	{                                                                                                              \
		.name = "where", .type = SEGBIAS_TYPE_TEXTS, .offset = offsetof(struct STRUCT, settings.where),        \
		.count_offset = offsetof(struct STRUCT, settings.where_count), .present = has_where, .left_out = true, \
		.about = "with --where only: COL=VALUE of the rows of the file that are looked at"                     \
	}

#define CAMPAIGN_WHERE                                                                                                 \
	{                                                                                                              \
		.name = "campaign_where", .type = SEGBIAS_TYPE_TEXTS,                                                  \
		.offset = offsetof(struct STRUCT, settings.campaign_where),                                            \
		.count_offset = offsetof(struct STRUCT, settings.campaign_where_count), .present = has_campaign_where, \
		.left_out = true, .about = "with --campaign-where only: the same of the campaign"                      \
	}

#define WITHIN                                                                                                         \
	{                                                                                                              \
		.name = "within", .type = SEGBIAS_TYPE_TEXTS, .offset = offsetof(struct STRUCT, settings.within),      \
		.count_offset = offsetof(struct STRUCT, settings.within_count), .present = has_within,                 \
		.left_out = true, .about = "with --within only: ATTR=A,B of the values that are looked at"             \
	}

static const struct segbias_field SETTINGS_FIELDS[] = {
    AT(FRACTION, "alpha", settings.alpha, ""),
    BAND_GROUP,
    AT(CONTROL, "control", settings.control, ""),
    AT(INTERVAL, "interval", settings.interval, ""),
    AT(WHOLE, "min_n", settings.min_n, ""),
    AT(FRACTION, "missing_max", settings.missing_max, ""),
    AT(FRACTION, "unmatched_max", settings.unmatched_max, ""),
    AT(SEED, "seed", settings.seed, ""),
    AT(TEXT_OR_NULL, "segment", settings.segment, "null: the whole file only"),
    AT(TEXT_OR_NULL, "weight", settings.weight, ""),
    AT(TEXT_OR_NULL, "person", settings.person, ""),
    AT(STRING_OR_NULL, "as_of", settings.as_of, "the day of ages; null: none was needed"),
    ROWS("attributes", settings.attributes, settings.attribute_count, ATTRIBUTE, ""),
    {.name = "segments",
     .type = SEGBIAS_TYPE_ROWS,
     .offset = offsetof(struct STRUCT, settings.segments),
     .count_offset = offsetof(struct STRUCT, settings.segment_count),
     .record = &SEGMENT,
     .present = has_segments,
     .left_out = true,
     .about = "what the policy says of single segments; absent where it says nothing"},
    POLICY_GROUP,
    AT(TEXT_OR_NULL, "born", settings.born, "the campaign's column of birth dates, compared as ages on as_of"),
    AT(TEXT_OR_NULL, "amount", settings.amount,
       "the campaign's column of money whose shares are compared; null: records are"),
    AT(NOT_NEGATIVE, "deff", settings.deff, "declared design effect"),
    {.name = "consent",
     .type = SEGBIAS_TYPE_GROUP,
     .record = &AGREED,
     .present = has_consent,
     .left_out = true,
     .about = "with --consent only"},
    {.name = "stages",
     .type = SEGBIAS_TYPE_TEXTS,
     .offset = offsetof(struct STRUCT, settings.stages),
     .count_offset = offsetof(struct STRUCT, settings.stage_count),
     .present = has_stages,
     .left_out = true,
     .about = "with --stages only, first to last"},
    {.name = "eligible", .type = SEGBIAS_TYPE_GROUP, .record = &ELIGIBLE, .present = has_eligible, .about = ""},
    WHERE,
    CAMPAIGN_WHERE,
    WITHIN,
    AT(FLAG, "missing_built_in", settings.missing_built_in, "the built-in markers of a missing value apply"),
    LABELS("missing_values", settings.missing_values, settings.missing_value_count),
    PUBLISH,
    {.name = "cross",
     .type = SEGBIAS_TYPE_WHOLE,
     .offset = offsetof(struct STRUCT, settings.cross),
     .present = is_crossed,
     .left_out = true,
     .about = "with --cross only: how many attributes are crossed at most"},
    END};
static const struct segbias_record SETTINGS = {0, SETTINGS_FIELDS, false};

static const struct segbias_field CROSSED_FIELDS[] = {AT(SIZE, "segments", crossed_segments, ""),
                                                      AT(SIZE, "whole", crossed_whole, ""), END};
static const struct segbias_record CROSSED = {0, CROSSED_FIELDS, false};
static const struct segbias_field FAMILY_FIELDS[] = {AT(SIZE, "segments", family_segments, ""),
                                                     AT(SIZE, "whole", family_whole, ""),
                                                     {.name = "crossings",
                                                      .type = SEGBIAS_TYPE_GROUP,
                                                      .record = &CROSSED,
                                                      .present = is_crossed,
                                                      .left_out = true,
                                                      .about = "with --cross only: families of their own"},
                                                     END};
static const struct segbias_record FAMILY = {0, FAMILY_FIELDS, false};

#define VERDICTS(key, verdict) AT(SIZE, key, summary.verdicts[SEGBIAS_VERDICT_##verdict], "")
static const struct segbias_field SUMMARY_FIELDS[] = {
    VERDICTS("over", OVER),
    VERDICTS("under", UNDER),
    VERDICTS("likely_over", LIKELY_OVER),
    VERDICTS("likely_under", LIKELY_UNDER),
    VERDICTS("within", WITHIN),
    VERDICTS("unclear", UNCLEAR),
    AT(SIZE, "unmatched", summary.unmatched, "comparisons whose unmatched share is above the limit"),
    AT(SIZE, "incomplete", summary.incomplete, "columns"),
    END};
static const struct segbias_record SUMMARY = {0, SUMMARY_FIELDS, false};

static bool has_mcar(const void *object)
{
	return findings_of(object)->mcar.column_count > 0;
}

static const struct segbias_field MCAR_FIELDS[] = {
    LABELS("columns", mcar.columns, mcar.column_count),
    AT(WHOLE, "patterns", mcar.patterns, ""),
    AT(NOT_NEGATIVE, "statistic", mcar.statistic, ""),
    AT(NOT_NEGATIVE, "df", mcar.df, ""),
    AT(PROBABILITY, "p", mcar.p, ""),
    AT(NOT_NEGATIVE, "gap", mcar.gap,
       "largest gap, in standard deviations, of a number's mean with and without another one"),
    AT(TEXT_OR_NULL, "gap_of", mcar.gap_of, ""),
    AT(TEXT_OR_NULL, "gap_without", mcar.gap_without, ""),
    AT(FLAG, "finding", mcar.finding, "p is at most alpha, and the gap at least 0.1"),
    END};
static const struct segbias_record MCAR = {0, MCAR_FIELDS, false};

static const struct segbias_field OUTLOOK_FIELDS[] = {
    AT(WHOLE_OR_NULL, "settle_half", outlook.settle_half,
       "records of a campaign of this mixture that would settle half of what is unclear; null: none says anything"),
    AT(WHOLE_OR_NULL, "settle_most", outlook.settle_most, "the same of nine in ten"),
    ROWS("worst", outlook.worst, outlook.worst_count, EXTREME,
         "values whose index the unknown (missing and unmatched) could move over an edge of the band"),
    END};
static const struct segbias_record OUTLOOK = {0, OUTLOOK_FIELDS, false};

#define HEAD(schema)                                                                                                   \
	{.name = "schema", .type = SEGBIAS_TYPE_CONSTANT, .about = (schema)},                                          \
	{                                                                                                              \
		.name = "version", .type = SEGBIAS_TYPE_CONSTANT, .about = SEGBIAS_VERSION                             \
	}
#define MAPPING ROWS("mapping", mapping, mapping_count, MAPPED, "")
#define WARNINGS ROWS("warnings", notes.items, notes.count, WARNING, "")

static const struct segbias_field COMPARE_FIELDS[] = {
    HEAD("segbias.compare/1"),
    GROUP("inputs", INPUTS),
    GROUP("settings", SETTINGS),
    MAPPING,
    GROUP("family", FAMILY),
    GROUP("summary", SUMMARY),
    ROWS("comparisons", comparisons, comparison_count, segbias_record_comparison, ""),
    ROWS("incomplete", incomplete, incomplete_count, segbias_record_incomplete, ""),
    ROWS("missingness", missingness, missingness_count, segbias_record_missingness, ""),
    ROWS("associations", associations, association_count, segbias_record_association, ""),
    {.name = "crossings",
     .type = SEGBIAS_TYPE_ROWS,
     .offset = offsetof(struct STRUCT, crossings),
     .count_offset = offsetof(struct STRUCT, crossing_count),
     .record = &segbias_record_crossing,
     .present = is_crossed,
     .left_out = true,
     .about = "with --cross only: those with a finding; of a crossing that --attributes names all"},
    ROWS("numeric", numerics, numeric_count, NUMERIC, ""),
    ROWS("simpson", simpsons, simpson_count, SIMPSON, ""),
    {.name = "mcar", .type = SEGBIAS_TYPE_GROUP, .record = &MCAR, .present = has_mcar, .about = ""},
    GROUP("outlook", OUTLOOK),
    {.name = "left_out",
     .type = SEGBIAS_TYPE_ROWS,
     .offset = offsetof(struct STRUCT, left_out),
     .count_offset = offsetof(struct STRUCT, left_out_count),
     .room = SEGBIAS_LEFT_OUT_MAX,
     .record = &LEFT_OUT,
     .about = "questions whose plain test would be wrong for such data, and that are not answered"},
    {.name = "consent",
     .type = SEGBIAS_TYPE_ROWS,
     .offset = offsetof(struct STRUCT, consents),
     .count_offset = offsetof(struct STRUCT, consent_count),
     .record = &CONSENT,
     .present = has_consent,
     .left_out = true,
     .about = "with --consent only"},
    {.name = "stages",
     .type = SEGBIAS_TYPE_ROWS,
     .offset = offsetof(struct STRUCT, stages),
     .count_offset = offsetof(struct STRUCT, stage_count),
     .record = &STAGE,
     .present = has_stages,
     .left_out = true,
     .about = "with --stages only"},
    {.name = "funnel",
     .type = SEGBIAS_TYPE_ROWS,
     .offset = offsetof(struct STRUCT, funnel),
     .count_offset = offsetof(struct STRUCT, funnel_count),
     .record = &FUNNEL,
     .present = has_stages,
     .left_out = true,
     .about = "with --stages only: of every value its stages, first to last"},
    WARNINGS,
    END};
static const struct segbias_record COMPARE = {sizeof(struct STRUCT), COMPARE_FIELDS, false};

static bool has_baseline(const void *object)
{
	return findings_of(object)->gate.baseline.sha256[0] != '\0';
}

static bool has_coverage(const void *object)
{
	return findings_of(object)->gate.coverage_count > 0;
}

static bool has_untested(const void *object)
{
	return findings_of(object)->gate.untested_count > 0;
}

static const struct segbias_field CHECK_FIELDS[] = {
    HEAD("segbias.check/1"),
    AT(GATE_STATUS, "status", gate.status, ""),
    {.name = "policy",
     .type = SEGBIAS_TYPE_GROUP,
     .record = &GATE_POLICY,
     .present = has_policy,
     .about = "the policy file; null: none was used"},
    ROWS("breaches", gate.breaches, gate.breach_count, BREACH, "rule by rule, the worst first"),
    ROWS("exempted", gate.exempted, gate.exempted_count, EXEMPTED, "what would be a breach, were it not exempt"),
    AT(STRING_OR_NULL, "as_of", gate.as_of, "the day by which exemptions hold; null: none was needed"),
    ROWS("rules", gate.rules, gate.rule_count, GATE_ROW, ""),
    {.name = "untested",
     .type = SEGBIAS_TYPE_ROWS,
     .offset = offsetof(struct STRUCT, gate.untested),
     .count_offset = offsetof(struct STRUCT, gate.untested_count),
     .record = &UNTESTED,
     .present = has_untested,
     .left_out = true,
     .about =
         "what the policy asks for by itself and could not be tested, so that it is no pass; absent where there is none"},
    {.name = "coverage",
     .type = SEGBIAS_TYPE_ROWS,
     .offset = offsetof(struct STRUCT, gate.coverage),
     .count_offset = offsetof(struct STRUCT, gate.coverage_count),
     .record = &COVERAGE,
     .present = has_coverage,
     .left_out = true,
     .about = "of rules on tvd, by attribute; absent where there is none"},
    {.name = "baseline",
     .type = SEGBIAS_TYPE_GROUP,
     .offset = offsetof(struct STRUCT, gate.baseline),
     .record = &segbias_record_baseline,
     .present = has_baseline,
     .about = "what has changed since an earlier result; null: none was given"},
    GROUP("result", COMPARE),
    END};
static const struct segbias_record CHECK = {sizeof(struct STRUCT), CHECK_FIELDS, false};

static bool has_own_limits(const void *object)
{
	const struct segbias_settings *settings = &findings_of(object)->settings;
	for (size_t i = 0; i < settings->attribute_count; i++)
		if (settings->attributes[i].band_given || settings->attributes[i].min_n_given)
			return true;
	return false;
}

static const struct segbias_field PLAN_SETTINGS_FIELDS[] = {
    AT(WHOLE, "plan", plan, "people of the campaign to come"),
    AT(FRACTION, "alpha", settings.alpha, ""),
    BAND_GROUP,
    AT(WHOLE, "min_n", settings.min_n, "known records below which a group gets no verdict"),
    AT(NOT_NEGATIVE, "deff", settings.deff, "declared design effect"),
    {.name = "attributes",
     .type = SEGBIAS_TYPE_ROWS,
     .offset = offsetof(struct STRUCT, settings.attributes),
     .count_offset = offsetof(struct STRUCT, settings.attribute_count),
     .record = &LIMITED,
     .present = has_own_limits,
     .left_out = true,
     .about = "absent where no attribute has limits of its own"},
    POLICY_GROUP,
    WHERE,
    WITHIN,
    END};
static const struct segbias_record PLAN_SETTINGS = {0, PLAN_SETTINGS_FIELDS, false};

static const struct segbias_field PLAN_FIELDS[] = {HEAD("segbias.plan/1"),
                                                   GROUP("reference", REFERENCE),
                                                   GROUP("settings", PLAN_SETTINGS),
                                                   ROWS("groups", planned, planned_count, segbias_record_planned, ""),
                                                   WARNINGS,
                                                   END};
static const struct segbias_record PLAN = {sizeof(struct STRUCT), PLAN_FIELDS, false};

/* --- of an audit --- */

static const struct segbias_field DECISIONS_FIELDS[] = {
    INPUT(reference, WHOLE_OR_NULL),
    AT(TEXT_OR_NULL, "count_column", settings.reference_count, ""),
    AT(TEXT_OR_NULL, "weight_column", settings.reference_weight, ""),
    AT(WHOLE_OR_NULL, "outside", outside, "Records that are not eligible, or outside --within"),
    AT(WHOLE_OR_NULL, "persons", persons, "null without --person"),
    END};
static const struct segbias_record DECISIONS = {0, DECISIONS_FIELDS, false};
static const struct segbias_field AUDIT_INPUTS_FIELDS[] = {GROUP("decisions", DECISIONS), END};
static const struct segbias_record AUDIT_INPUTS = {0, AUDIT_INPUTS_FIELDS, false};

#define COLUMN_AND_VALUE(list, row, of)                                                                                \
	static const struct segbias_field list[] = {                                                                   \
	    AT(TEXT, "column", audit.of[0], ""),                                                                       \
	    AT(TEXT_OR_NULL, "value", audit.of[1], "null: the words for yes, such as 1, true, yes"), END};             \
	static const struct segbias_record row = {0, list, true};

COLUMN_AND_VALUE(DECISION_FIELDS, DECISION, decision)
COLUMN_AND_VALUE(LABEL_FIELDS, TRUE_LABEL, label)

static bool has_decision(const void *object)
{
	return findings_of(object)->audit.decision[0].bytes != NULL;
}

static bool has_label(const void *object)
{
	return findings_of(object)->audit.label[0].bytes != NULL;
}

static bool has_against(const void *object)
{
	return findings_of(object)->audit.against[1].bytes != NULL;
}

static const struct segbias_field AGAINST_FIELDS[] = {AT(TEXT_OR_NULL, "attribute", audit.against[0], "null: any"),
                                                      AT(TEXT, "value", audit.against[1], ""), END};
static const struct segbias_record AGAINST = {0, AGAINST_FIELDS, true};

#define ONLY_WITH(key, row, has, text)                                                                                 \
	{                                                                                                              \
		.name = (key), .type = SEGBIAS_TYPE_GROUP, .record = &(row), .present = (has), .about = (text)         \
	}
static const struct segbias_field AUDIT_SETTINGS_FIELDS[] = {
    ONLY_WITH("decision", DECISION, has_decision, "null: a score decides"),
    AT(TEXT_OR_NULL, "score", audit.score, ""),
    AT(NUMBER, "threshold", audit.threshold,
       "a score of it or more is selected; null: there is none, or it is the median"),
    AT(FLAG, "lower", audit.lower, "a score of the threshold or less is selected, or one below the median"),
    ONLY_WITH("label", TRUE_LABEL, has_label, ""),
    ONLY_WITH("against", AGAINST, has_against, "null: the most selected group of each attribute"),
    LABELS("given", audit.given_columns, audit.given_column_count),
    AT(FRACTION, "min_share", audit.min_share, ""),
    AT(NUMBER, "ratio_low", audit.ratio_low, "a ratio below it is low"),
    AT(FRACTION, "alpha", settings.alpha, ""),
    AT(CONTROL, "control", settings.control, ""),
    AT(INTERVAL, "interval", settings.interval, ""),
    AT(WHOLE, "min_n", settings.min_n, ""),
    AT(TEXT_OR_NULL, "person", settings.person, ""),
    AT(NOT_NEGATIVE, "deff", settings.deff, "declared design effect"),
    AT(TEXT_OR_NULL, "born", settings.born, "column of birth dates, taken as ages on as_of"),
    AT(STRING_OR_NULL, "as_of", settings.as_of, "the day of ages; null: none was needed"),
    ONLY_WITH("eligible", ELIGIBLE, has_eligible, ""),
    WHERE,
    WITHIN,
    AT(FLAG, "missing_built_in", settings.missing_built_in, "the built-in markers of a missing value apply"),
    LABELS("missing_values", settings.missing_values, settings.missing_value_count),
    PUBLISH,
    END};
static const struct segbias_record AUDIT_SETTINGS = {0, AUDIT_SETTINGS_FIELDS, false};

static const struct segbias_field AUDIT_TOTAL_FIELDS[] = {
    AT(NOT_NEGATIVE, "n", audit.records, "with a decision"), AT(NOT_NEGATIVE, "selected", audit.selected, ""),
    AT(NOT_NEGATIVE, "missing", audit.missing, "without a decision: in no rate"), END};
static const struct segbias_record AUDIT_TOTAL = {0, AUDIT_TOTAL_FIELDS, true};

#define MAP(key, member, number, row, text)                                                                            \
	{                                                                                                              \
		.name = (key), .type = SEGBIAS_TYPE_ROWS, .offset = offsetof(struct STRUCT, member),                   \
		.count_offset = offsetof(struct STRUCT, number), .record = &(row), .map = true, .about = (text)        \
	}
static const struct segbias_field AUDIT_FIELDS[] = {
    HEAD("segbias.audit/1"),
    AT(JUDGED, "status", audit.status, "null: no policy, preset or --fail-on judges it"),
    GROUP("inputs", AUDIT_INPUTS),
    GROUP("settings", AUDIT_SETTINGS),
    GROUP("decisions", AUDIT_TOTAL),
    AT(SIZE, "family", audit.family, "groups that are tested"),
    ROWS("groups", audit.groups, audit.group_count, segbias_record_audit_group,
         "attribute by attribute; of a crossing those that occur"),
    MAP("unknown", audit.unknown, audit.unknown_count, UNKNOWN,
        "by attribute: records whose group is unknown, and whose decision is known"),
    AT(NUMBER, "median", audit.median, "of the scores"),
    ROWS("gaps", audit.gaps, audit.gap_count, GAP, ""),
    ROWS("given", audit.given, audit.given_count, GIVEN, ""),
    ROWS("proxies", audit.proxies, audit.proxy_count, PROXY, ""),
    {.name = "policy",
     .type = SEGBIAS_TYPE_GROUP,
     .record = &GATE_POLICY,
     .present = has_policy,
     .about = "the policy file; null: none was used"},
    MAP("publication", audit.publication, audit.publication_count, PUBLICATION,
        "what a summary has to say and only a person knows; null: the policy does not say it"),
    ROWS("attributes", audit.attributes, audit.attribute_count, AUDITED, ""),
    ROWS("breaches", audit.breaches, audit.breach_count, AUDIT_BREACH,
         "the lowest ratio first; none where nothing judges"),
    AT(STRING_OR_NULL, "message", audit.message, "what it came to, in one line"),
    WARNINGS,
    END};
static const struct segbias_record AUDIT = {sizeof(struct STRUCT), AUDIT_FIELDS, false};

/* --- of weights --- */

static const struct segbias_field WEIGH_BOUNDS_FIELDS[] = {AT(NUMBER, "low", weighing.low, ""),
                                                           AT(NUMBER, "high", weighing.high, ""), END};
static const struct segbias_record WEIGH_BOUNDS = {0, WEIGH_BOUNDS_FIELDS, false};
static const struct segbias_field WEIGH_SETTINGS_FIELDS[] = {
    AT(WEIGH_METHOD, "method", weighing.method, ""),
    LABELS("attributes", weighing.names, weighing.name_count),
    {.name = "bounds",
     .type = SEGBIAS_TYPE_GROUP,
     .record = &WEIGH_BOUNDS,
     .array = true,
     .flag_offset = offsetof(struct STRUCT, weighing.bounded),
     .about = "of a weight by its start weight; null: none"},
    AT(NUMBER, "trim", weighing.trim, "no weight is above so many times the mean; null: any may be"),
    AT(TEXT_OR_NULL, "weight", settings.weight, "the column of start weights"),
    AT(FLAG, "complete", weighing.complete, "records with an unknown value have no weight"),
    AT(FRACTION, "alpha", settings.alpha, ""),
    BAND_GROUP,
    AT(WHOLE, "min_n", settings.min_n, ""),
    POLICY_GROUP,
    WHERE,
    CAMPAIGN_WHERE,
    WITHIN,
    END};
static const struct segbias_record WEIGH_SETTINGS = {0, WEIGH_SETTINGS_FIELDS, false};
static const struct segbias_field WEIGH_FIT_FIELDS[] = {
    AT(WHOLE, "records", weighing.records, "with a weight"),
    AT(WHOLE, "cells", weighing.cells, "combinations of what is weighted on that records have"),
    AT(WHOLE, "rounds", weighing.rounds, ""),
    AT(NUMBER, "margin_error", weighing.margin_error,
       "largest difference from a target, by all weights together; after trimming"),
    END};
static const struct segbias_record WEIGH_FIT = {0, WEIGH_FIT_FIELDS, true};
static const struct segbias_field WEIGH_COST_FIELDS[] = {
    AT(NUMBER, "kish_deff", weighing.kish_deff, ""),
    AT(NUMBER, "effective_size", weighing.effective_size, "as many records without weights would say as much"),
    AT(NUMBER, "weight_min", weighing.weight_min, ""),
    AT(NUMBER, "weight_max", weighing.weight_max, ""),
    AT(NUMBER, "weight_sum", weighing.weight_sum, ""),
    AT(NUMBER, "top_share", weighing.top_share, "of all weight, of the heaviest hundredth of the records"),
    END};
static const struct segbias_record WEIGH_COST = {0, WEIGH_COST_FIELDS, true};
static bool is_recruiting(const void *object)
{
	return findings_of(object)->weighing.recruits > 0;
}

static const struct segbias_field RECRUIT_FIELDS[] = {
    AT(WHOLE, "people", weighing.recruits, ""),
    AT(FLAG, "nested", weighing.nested,
       "quotas are of the attributes together; else of each, and the same people are meant in all of them"),
    AT(WHOLE_OR_NULL, "band_needs", weighing.band_needs,
       "the fewest people by whom alone every group comes inside the band; null: nobody is known, or no number does"),
    ROWS("quotas", weighing.quotas, weighing.quota_count, QUOTA, ""), END};
static const struct segbias_record RECRUIT = {0, RECRUIT_FIELDS, false};
static const struct segbias_field EXCHANGE_FIELDS[] = {
    AT(WHOLE, "people", weighing.exchanged, "who leave, and as many join"),
    AT(FLAG, "optimal", weighing.exchange_optimal, "no fewer do; else it is not known whether fewer do"),
    AT(WHOLE, "lower_bound", weighing.exchange_lower, "fewer certainly do not"),
    ROWS("moves", weighing.moves, weighing.move_count, MOVE,
         "kinds of people by the attributes of settings; of several ways with as few people, one"),
    END};
static const struct segbias_record EXCHANGE = {0, EXCHANGE_FIELDS, false};
#define FITTED(key, fields)                                                                                            \
	{                                                                                                              \
		.name = (key), .type = SEGBIAS_TYPE_GROUP, .record = &(fields),                                        \
		.flag_offset = offsetof(struct STRUCT, weighing.fitted), .about = "null: no weights meet the targets"  \
	}
static const struct segbias_field WEIGH_FIELDS[] = {
    HEAD("segbias.weigh/1"),
    GROUP("inputs", INPUTS),
    GROUP("settings", WEIGH_SETTINGS),
    FITTED("fit", WEIGH_FIT),
    FITTED("cost", WEIGH_COST),
    ROWS("attributes", weighing.attributes, weighing.attribute_count, WEIGHED, "those that are weighted on first"),
    ROWS("unrepaired", weighing.unrepaired, weighing.unrepaired_count, UNREPAIRED, "what no weight repairs"),
    {.name = "recruit",
     .type = SEGBIAS_TYPE_GROUP,
     .record = &RECRUIT,
     .present = is_recruiting,
     .about = "whom to recruit, so that the lowest index rises most; null: it was not asked for"},
    {.name = "exchange",
     .type = SEGBIAS_TYPE_GROUP,
     .record = &EXCHANGE,
     .flag_offset = offsetof(struct STRUCT, weighing.exchanging),
     .about = "the fewest people to exchange, so that every value is inside the band; null: it was not asked for"},
    WARNINGS,
    END};
static const struct segbias_record WEIGH = {sizeof(struct STRUCT), WEIGH_FIELDS, false};
/* --- of the register of risks --- */

static const struct segbias_field RISKS_INPUTS_FIELDS[] = {
    GROUP("campaign", CAMPAIGN),
    GROUP("reference", REFERENCE),
    AT(TEXT_OR_NULL, "contacts", risks.contacts, "the log of contacts"),
    AT(TEXT_OR_NULL, "items", risks.items, "the log of what people were shown"),
    AT(TEXT_OR_NULL, "history", risks.history, "the log of what they chose themselves"),
    AT(TEXT_OR_NULL, "catalogue", risks.catalogue, "the list of all items"),
    AT(TEXT_OR_NULL, "baseline", risks.none, "none is read yet"),
    END};
static const struct segbias_record RISKS_INPUTS = {0, RISKS_INPUTS_FIELDS, false};

static const struct segbias_field RISKS_SETTINGS_FIELDS[] = {
    LABELS("quasi", risks.quasi, risks.quasi_count),
    AT(TEXT_OR_NULL, "sensitive", risks.sensitive, ""),
    AT(WHOLE, "k", risks.k, ""),
    AT(NUMBER, "risk_max", risks.risk_max, "null: no limit"),
    AT(TEXT_OR_NULL, "collected", risks.collected, ""),
    AT(TEXT_OR_NULL, "retention", risks.retention, ""),
    AT(STRING_OR_NULL, "as_of", risks.as_of, "the day of ages and of the retention; null: none was needed"),
    AT(TEXT_OR_NULL, "country", risks.country, ""),
    LABELS("by", risks.by, risks.by_count),
    LABELS("cap", risks.caps, risks.cap_count),
    AT(TEXT_OR_NULL, "quiet", risks.quiet, ""),
    AT(TEXT_OR_NULL, "timezone", risks.timezone, "null: times are as they are written"),
    AT(TEXT_OR_NULL, "grace", risks.grace, "null: 2d"),
    AT(TEXT_OR_NULL, "complaint", risks.complaint, "null: by the words of the log"),
    AT(TEXT_OR_NULL, "unsubscribe", risks.unsubscribe, "likewise"),
    AT(TEXT_OR_NULL, "block", risks.block, "likewise"),
    AT(STRING_OR_NULL, "contact_log", risks.contact_log,
       "what a row of the log is: contacts, events; null: there is none"),
    AT(STRING_OR_NULL, "time_format", risks.time_format, "null: by content"),
    AT(STRING_OR_NULL, "fail_on", risks.fail_on, "null: nothing fails it"),
    ONLY_WITH("consent", AGREED, has_consent, ""),
    AT(FRACTION, "alpha", settings.alpha, ""),
    BAND_GROUP,
    AT(CONTROL, "control", settings.control, ""),
    AT(INTERVAL, "interval", settings.interval, ""),
    AT(WHOLE, "min_n", settings.min_n, ""),
    AT(FRACTION, "missing_max", settings.missing_max, ""),
    AT(FRACTION, "unmatched_max", settings.unmatched_max, ""),
    AT(SEED, "seed", settings.seed, ""),
    AT(TEXT_OR_NULL, "segment", settings.segment, "null: the whole file only"),
    AT(TEXT_OR_NULL, "weight", settings.weight, ""),
    AT(TEXT_OR_NULL, "person", settings.person, ""),
    ROWS("attributes", settings.attributes, settings.attribute_count, ATTRIBUTE, ""),
    POLICY_GROUP,
    WHERE,
    WITHIN,
    AT(FLAG, "missing_built_in", settings.missing_built_in, "the built-in markers of a missing value apply"),
    LABELS("missing_values", settings.missing_values, settings.missing_value_count),
    END};
static const struct segbias_record RISKS_SETTINGS = {0, RISKS_SETTINGS_FIELDS, false};

static bool has_notice(const void *object)
{
	return findings_of(object)->risks.notice_en.bytes != NULL;
}

static const struct segbias_field NOTICE_FIELDS[] = {AT(TEXT, "en", risks.notice_en, ""),
                                                     AT(TEXT, "ar", risks.notice_ar, ""), END};
static const struct segbias_record NOTICE = {0, NOTICE_FIELDS, false};

static const struct segbias_field RISKS_FIELDS[] = {
    HEAD("segbias.risks/1"),
    AT(JUDGED, "status", risks.status, "null: no --fail-on judges it"),
    GROUP("inputs", RISKS_INPUTS),
    GROUP("settings", RISKS_SETTINGS),
    ROWS("risks", risks.risks, risks.risk_count, RISK, "all seven, in this order"),
    ROWS("measures", risks.measures, risks.measure_count, segbias_record_risk_measure, "risk by risk"),
    ONLY_WITH("notice", NOTICE, has_notice, "to people, made from the policy; null: the policy lacks something"),
    WARNINGS,
    END};
static const struct segbias_record RISKS = {sizeof(struct STRUCT), RISKS_FIELDS, false};

static const struct segbias_field INSPECT_FIELDS[] = {HEAD("segbias.inspect/1"),
                                                      {.name = "files",
                                                       .type = SEGBIAS_TYPE_ROWS,
                                                       .offset = offsetof(struct STRUCT, files),
                                                       .count_offset = offsetof(struct STRUCT, file_count),
                                                       .room = 2,
                                                       .record = &FILE_READ,
                                                       .about = ""},
                                                      MAPPING,
                                                      WARNINGS,
                                                      END};
static const struct segbias_record INSPECT = {sizeof(struct STRUCT), INSPECT_FIELDS, false};
#undef STRUCT

#define STRUCT segbias_findings
static const struct segbias_field CHAIN_FIELDS[] = {AT(SIZE, "entries", review.entries, ""),
                                                    AT(TEXT, "head", review.head, "the hash of the last one"), END};
static const struct segbias_record CHAIN = {0, CHAIN_FIELDS, true};
static const struct segbias_field REVIEW_FIELDS[] = {
    HEAD("segbias.review/1"),
    AT(TEXT, "period", review.period, "2026Q3, 2026-09 or 2026-W37"),
    AT(TEXT_OR_NULL, "previous", review.previous, "the last one before it that has a run"),
    LABELS("periods", review.periods, review.period_count),
    AT(NUMBER, "publish", settings.publish,
       "counts below it, and what would tell of them, are withheld; null: none is"),
    ROWS("segments", review.segments, review.segment_count, REVIEWED, "the whole campaign first"),
    ROWS("changes", review.changes, review.change_count, REVIEW_CHANGE, "since the period before, the largest first"),
    ROWS("beyond_limits", review.beyond, review.beyond_count, REVIEW_BEYOND,
         "groups whose share their past does not let expect, in the order of the result"),
    ROWS("moved_by_reference", review.moves, review.move_count, REVIEW_MOVE,
         "whose index another reference alone has moved beyond the change band, the largest first"),
    ROWS("first_seen", review.first_seen, review.first_seen_count, SEEN, "not in the period before"),
    ROWS("last_seen", review.last_seen, review.last_seen_count, SEEN, "in the period before only"),
    ROWS("changed", review.changed, review.changed_count, CHANGED, "what else differs, and may explain a change"),
    AT(TEXT_OR_NULL, "baseline", review.baseline, "limits stand on the periods up to this one; null: on all before"),
    AT(TEXT_OR_NULL, "untested", review.untested,
       "why no change was tested, of no group; null: it was, or there is no period before"),
    ROWS("signatures", review.signatures, review.signature_count, SIGNATURE, "of the period, in order"),
    ROWS("actions", review.actions, review.action_count, ACTION, "what was to be mended, the oldest first"),
    LABELS("gap", review.gap, review.gap_count),
    AT(FLAG, "reference_changed", review.reference_changed, "since the period before"),
    AT(FLAG, "policy_changed", review.policy_changed, ""),
    AT(TEXT, "added", review.added, "when the run was: UTC, by the machine's clock"),
    AT(TEXT, "added_by", review.added_by, ""),
    AT(FLAG, "ready_made", review.ready_made,
       "a result that had been written was added: its files were not compared as it was"),
    AT(SIZE, "replaced", review.replaced, "how many runs the period had before this one, which are superseded"),
    AT(TEXT_OR_NULL, "policy_committed", review.policy_committed, "as the policy of the run has it"),
    ROWS("checklist", review.checklist, review.checklist_count, CHECKED, "of the policy of the run"),
    AT(FLAG, "closed", review.closed, "every signature that is required stands"),
    AT(TEXT_OR_NULL, "lacks", review.lacks, "why it is not closed"),
    AT(TEXT_OR_NULL, "as_of", review.as_of, "the day by which an action is overdue"),
    GROUP("chain", CHAIN),
    ROWS("run_warnings", review.warned, review.warned_count, WARNING,
         "what the comparison of the run warned of; none for readers elsewhere"),
    WARNINGS,
    END};
static const struct segbias_record REVIEW = {sizeof(struct STRUCT), REVIEW_FIELDS, false};
#undef STRUCT

const struct segbias_record *segbias_record_of_job(enum segbias_job job)
{
	switch (job) {
	case SEGBIAS_JOB_COMPARE:
		return &COMPARE;
	case SEGBIAS_JOB_PLAN:
		return &PLAN;
	case SEGBIAS_JOB_INSPECT:
		return &INSPECT;
	case SEGBIAS_JOB_CHECK:
		return &CHECK;
	case SEGBIAS_JOB_REVIEW:
		return &REVIEW;
	case SEGBIAS_JOB_AUDIT:
		return &AUDIT;
	case SEGBIAS_JOB_WEIGH:
		return &WEIGH;
	case SEGBIAS_JOB_RISKS:
		return &RISKS;
	case SEGBIAS_JOB_CELLS:
	case SEGBIAS_JOB_TALLY:
		break;
	}
	return NULL;
}
