/* Room: policy. What the user decided: mapping, universe, thresholds; read from options (a policy file comes to the same
 * struct).
 *
 * Belongs here: defaults, reading and checking what was asked for. Does not belong here: looking at data.
 */
#ifndef SEGBIAS_POLICY_POLICY_H
#define SEGBIAS_POLICY_POLICY_H

#include "policy/gate.h"
#include "policy/option.h"
#include "policy/policy_audit.h"
#include "policy/risks.h"
#include "stats/stats.h"
#include "values/band.h"
#include "values/date.h"
#include "values/list.h"
#include "values/missing.h"

struct segbias_recode {
	struct segbias_label attribute, from, to;
};

struct segbias_bins {
	struct segbias_label attribute;
	size_t count;                 /* bins, two or more */
	struct segbias_label *labels; /* "under 18", "18-24", …, "35+" */
	struct segbias_band *bands;
};

/* The universe in one attribute: listed values, or bands. */
struct segbias_universe {
	struct segbias_label attribute;
	struct segbias_label *items;
	size_t count;
};

/* An attribute of which one record has several values, in one cell. */
struct segbias_multi {
	struct segbias_label attribute;
	struct segbias_label separator; /* bytes NULL: by content */
};

/* How the variance comes from replicate weights: the sum of squared differences times 4 / R (acs, successive
 * differences), 1 / R (brr), 1 / (R (1 - K)^2) (fay=K), (R - 1) / R (jk1), 1 (jk2). source: R survey, svrepdesign. */
enum segbias_replicate_method {
	SEGBIAS_REPLICATE_ACS,
	SEGBIAS_REPLICATE_BRR,
	SEGBIAS_REPLICATE_JK1,
	SEGBIAS_REPLICATE_JK2,
	SEGBIAS_REPLICATE_FAY,
};

/* What stands above the rule for one attribute, or one segment. */
struct segbias_thresholds {
	struct segbias_label name; /* of the attribute, or the segment */
	bool segment;
	bool band_given, min_n_given;
	double band_low, band_high, min_n;
	struct segbias_label narrow; /* of a segment that is meant to be narrow, why; bytes NULL: it is not */
	uint64_t line, column;       /* in the policy file */
};

/* By what one comparison is judged. */
struct segbias_rule {
	double band_low, band_high, min_n;
};

enum { SEGBIAS_STAGES_MAX = 16 }; /* of a funnel */

struct segbias_policy {
	struct segbias_arena arena; /* owns every label below, but of the thresholds */
	/* the rule */
	double alpha;
	double band_low, band_high; /* index, 80 and 125 */
	enum segbias_control control;
	bool wilson;
	double min_n;
	double missing_max, unmatched_max;
	uint64_t seed;
	double publish;                              /* cells of fewer are withheld; 0: none is */
	unsigned threads;                            /* that a file may be read by */
	const struct segbias_thresholds *thresholds; /* [threshold_count], the policy file's */
	size_t threshold_count;
	const struct segbias_protected *protects; /* [protect_count], likewise */
	size_t protect_count;
	bool fail_on[SEGBIAS_GATE_FAIL_ON_COUNT];
	bool segments_apart; /* they are not added up: nothing is compared of the whole campaign, where there are any */
	/* the mapping */
	bool segment_none;
	struct segbias_label *segments; /* [segment_count]; 0: detect */
	size_t segment_count;
	struct segbias_label *attributes; /* [attribute_count]; 0: all */
	size_t attribute_count;
	bool others_too;                /* what is not named is matched as well, where it can be */
	struct segbias_label *numerics; /* [numeric_count]; 0: all */
	size_t numeric_count;
	struct segbias_pair *maps; /* campaign, reference */
	size_t map_count;
	struct segbias_recode *recodes;
	size_t recode_count;
	struct segbias_bins *bins;
	size_t bins_count;
	struct segbias_universe *universes;
	size_t universe_count;
	struct segbias_pair *wheres; /* column, value; the value "*": all of them together */
	size_t where_count;
	struct segbias_pair *campaign_wheres; /* the same of the campaign */
	size_t campaign_where_count;
	struct segbias_label born; /* column of birth dates; bytes NULL: none */
	struct segbias_date as_of; /* where there is one */
	struct segbias_multi *multis;
	size_t multi_count;
	struct segbias_missing missing;
	/* who a row is */
	struct segbias_label person; /* bytes NULL: every row is a person */
	struct segbias_label amount; /* column of money; bytes NULL: records are compared */
	double plan;                 /* records of a campaign to come; 0: none */
	double deff;                 /* declared design effect; 0: none */
	/* the reference */
	bool kind_given;
	enum segbias_reference_kind kind;
	double moe_z; /* a margin of error is this many standard errors */
	bool consent_given;
	struct segbias_pair consent;  /* column, value */
	struct segbias_label *stages; /* [stage_count] of a funnel, as they are written; 0: none is asked for */
	size_t stage_count;
	unsigned cross;     /* how many attributes are crossed, 2 or 3 at most; 0: none is */
	double cross_cells; /* that all crossings may have */
	bool own_file;      /* the reference is the campaign's own file: with --eligible, and in an audit */
	bool audits;        /* that one file is audited, and nothing compared: for what messages say */
	struct segbias_audit_policy audit;
	struct segbias_risks_policy risks;
	bool eligible_given;
	struct segbias_pair eligible;                 /* column, value */
	struct segbias_label strata, psu, replicates; /* columns, and a prefix; bytes NULL: none */
	const char *replicate_method;                 /* its name */
	enum segbias_replicate_method replicate_kind;
	double fay; /* of the method fay */
};

/* Reads the options. Release in any case. Errors: SEGBIAS_USAGE, naming the option. */
enum segbias_status segbias_policy_read(const struct segbias_options *options, struct segbias_policy *policy,
                                        struct segbias_error *error);
void segbias_policy_release(struct segbias_policy *policy);

/* Whether the run compares named attributes, and this is none of them; what the user does then. */
#define SEGBIAS_NAMES_OTHERS                                                                                           \
	"--attributes, or the policy's attributes, names all that is compared: add it there (with --publish in the "   \
	"place of what tells of it)"
bool segbias_policy_names_others(const struct segbias_policy *policy, struct segbias_label attribute);

/* The rule of an attribute in a segment (bytes NULL: in the whole campaign): the segment's own threshold stands above the
 * attribute's, and that above the general one. Returns whether either has one. */
bool segbias_policy_rule(const struct segbias_policy *policy, struct segbias_label attribute,
                         struct segbias_label segment, struct segbias_rule *rule);

/* The same of one value: that of a protected group is the stricter of both. Returns whether it is protected. */
bool segbias_policy_protects(const struct segbias_policy *policy, struct segbias_label attribute,
                             struct segbias_label value, struct segbias_rule *rule);

/* Whether a list that --fail-on took names the kind. */
bool segbias_policy_fails_on(const char *list, enum segbias_gate_kind kind);

/* "0.05" or "5%", from 0 to 1. Errors: SEGBIAS_USAGE. */
enum segbias_status segbias_policy_fraction(const char *option, const char *text, double *out,
                                            struct segbias_error *error);

/* "80:125" and a whole number, as the options take them. Errors: SEGBIAS_USAGE. */
enum segbias_status segbias_policy_band(const char *text, double *low, double *high, struct segbias_error *error);
enum segbias_status segbias_policy_whole(const char *option, const char *text, double *out,
                                         struct segbias_error *error);

const char *segbias_control_name(enum segbias_control control);
const char *segbias_kind_name(enum segbias_reference_kind kind);

/* What a message calls the file that is read as a reference: "the reference", or, as an audit reads no other, "the file". */
const char *segbias_policy_reference_called(const struct segbias_policy *policy);

/* Whether --bins cuts the numbers of the column. */
bool segbias_policy_cuts(const struct segbias_policy *policy, struct segbias_label name);

/* Whether the value of COL=VALUE means all values. */
bool segbias_policy_any(struct segbias_label value);

/* The name of an encoding (base/encoding.h); NULL leaves *out as it is. */
enum segbias_status segbias_policy_encoding(const char *option, const char *text, struct segbias_arena *arena,
                                            const char **out, struct segbias_error *error);

/* One of the spellings of "--delimiter" and "--decimal" as a character; NULL leaves *out as it is. */
enum segbias_status segbias_policy_delimiter(const char *option, const char *text, char *out,
                                             struct segbias_error *error);
enum segbias_status segbias_policy_rounded(const char *option, const char *text, bool *given, double *out,
                                           struct segbias_error *error);
enum segbias_status segbias_policy_hidden(const char *option, const char *text, bool *given, double *out,
                                          struct segbias_error *error);
enum segbias_status segbias_policy_decimal(const char *option, const char *text, char *out,
                                           struct segbias_error *error);

/* Of "--thousands": the character, 0 for "none"; NULL leaves *out as it is. */
enum segbias_status segbias_policy_thousands(const char *option, const char *text, uint32_t *out,
                                             struct segbias_error *error);

#endif
