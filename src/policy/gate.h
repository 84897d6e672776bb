/* Room: policy. What a gate (`check`) goes by: which findings breach, from when on, and what is exempt until when.
 *
 * Belongs here: the keys of the policy file that say it, read and checked alone. Does not belong here: any finding.
 */
#ifndef SEGBIAS_POLICY_GATE_H
#define SEGBIAS_POLICY_GATE_H

#include "base/text.h"
#include "values/date.h"

/* What a rule is on, as `fail_on` and `rules` write it. */
enum segbias_gate_kind {
	SEGBIAS_GATE_OVER,
	SEGBIAS_GATE_UNDER,
	SEGBIAS_GATE_LIKELY,
	SEGBIAS_GATE_INCOMPLETE,
	SEGBIAS_GATE_UNMATCHED,
	SEGBIAS_GATE_UNCLEAR,
	SEGBIAS_GATE_NEW,
	SEGBIAS_GATE_CROSSING,
	SEGBIAS_GATE_FAIL_ON_COUNT, /* `fail_on` takes those above; `rules` also: */
	SEGBIAS_GATE_TVD = SEGBIAS_GATE_FAIL_ON_COUNT,
	SEGBIAS_GATE_KIND_COUNT,
};

/* Its word; never NULL. */
const char *segbias_gate_kind_name(enum segbias_gate_kind kind);
/* SEGBIAS_GATE_KIND_COUNT where there is no such word among the first `count`. */
enum segbias_gate_kind segbias_gate_kind_find(struct segbias_label word, size_t count);

struct segbias_gate_place {
	uint64_t line, column;
};

/* A row of `rules`. What is not given is NaN. */
struct segbias_gate_rule {
	enum segbias_gate_kind kind;
	double limit; /* of an index, or a fraction */
	double share; /* of the records, tolerated: 0 .. 1 */
	double count; /* of findings, tolerated */
	double min_n; /* known records from which on a group counts */
	bool left;    /* --fail-on is given, and names it not */
	struct segbias_gate_place place;
};

struct segbias_exemption {
	bool every_segment;              /* "*"; the whole campaign, too */
	struct segbias_label segment;    /* bytes NULL: the whole campaign */
	struct segbias_label attribute;  /* also a column that is incomplete */
	struct segbias_label value;      /* bytes NULL: all of the attribute */
	struct segbias_label reason, by; /* by: bytes NULL where nobody is named */
	struct segbias_label until;      /* as it is written … */
	struct segbias_date day;         /* … the last day on which it holds */
	struct segbias_gate_place place;
};

/* A group that is judged by a stricter band. */
struct segbias_protected {
	struct segbias_label attribute, value;
	struct segbias_gate_place place;
};

/* An attribute that must be compared. */
struct segbias_required {
	struct segbias_label attribute;
	struct segbias_gate_place place;
};

/* What the policy file says, in its order; all of it belongs to the file's arena. */
struct segbias_gate_keys {
	struct segbias_gate_rule *rules;
	size_t rule_count;
	struct segbias_exemption *exemptions;
	size_t exemption_count;
	struct segbias_protected *protects;
	size_t protect_count;
	struct segbias_required *required;
	size_t required_count;
	const char *committed; /* when, as it is written; NULL: not said */
	struct segbias_date committed_day;
	struct segbias_gate_place committed_place;
};

/* The band of a protected group: that by which a change counts, both of whose edges are as far on a ratio scale. Where another
 * one is stricter on a side, that one. */
#define SEGBIAS_PROTECT_LOW 90.
#define SEGBIAS_PROTECT_HIGH 111.

#endif
