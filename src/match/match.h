/* Room: match. The reference's tally, the campaign's header and the policy become the plan; and the ledger of what
 * matched how.
 *
 * Belongs here: which column is which, which spelling is which value, what is left out and why (as notes).
 * Does not belong here: reading files, statistics. Anything looser than a normal form is suggested, never applied.
 */
#ifndef SEGBIAS_MATCH_MATCH_H
#define SEGBIAS_MATCH_MATCH_H

#include "base/notes.h"
#include "match/stray.h"
#include "policy/policy.h"
#include "tally/head.h"
#include "tally/tally.h"
#include "values/figure.h"
#include "values/synonym.h"

/* --- values ------------------------------------------------------------------------------------------------------ */

/* How spellings of a campaign column become values of an attribute. */
struct segbias_value_map {
	const struct segbias_label *values; /* [count], in the attribute's order */
	size_t count;
	struct segbias_intern exact;      /* id i is values[i] */
	struct segbias_intern folded;     /* normal forms … */
	uint32_t *folded_value;           /* … and their value, UINT32_MAX where two values share one */
	const struct segbias_band *bands; /* [count], or NULL where the values are no bands */
	const double *edges; /* [edge_count]: where a campaign's band ends that shares this edge with the next */
	size_t edge_count;
	bool ages;                                /* an open band of a spelling ends where ages do */
	const struct segbias_number_style *style; /* how the column separates thousands; NULL: as a band would */
	struct segbias_intern recode_from;
	uint32_t *recode_to; /* [recode_from.size]; UINT32_MAX: a value outside of the universe */
	const struct segbias_missing *missing;
	const struct segbias_match_synonyms *synonyms; /* NULL: none */
};

/* Which values the synonyms of a campaign column mean. */
struct segbias_match_synonyms {
	int set; /* that codes belong to; SEGBIAS_SYNONYM_NONE: there are none */
	struct segbias_synonym_codes codes;
	bool apart; /* the reference's codes are of another scheme: the same letter need not be the same value */
	uint32_t values[SEGBIAS_SYNONYM_GROUPS_MAX]; /* by group; UINT32_MAX: none, or several */
};

/* values and bands (nullable) are borrowed. Release in any case. */
enum segbias_status segbias_value_map_init(struct segbias_value_map *map, const struct segbias_label *values,
                                           const struct segbias_band *bands, size_t count, struct segbias_error *error);
void segbias_value_map_release(struct segbias_value_map *map);

/* A segbias_resolve: blank first, then option, listed-missing, a code of another scheme than the reference's, exact, normal
 * form, missing marker, synonym, band. */
uint32_t segbias_value_map_resolve(const void *context, struct segbias_label spelling, enum segbias_how *how);

/* The spelling as a band of the map's column: cut where it shares an edge with the next one, and no older than people are. false: it
 * is none. */
bool segbias_value_map_band(const struct segbias_value_map *map, struct segbias_label spelling,
                            struct segbias_band *band);

/* The value with that label or its normal form; UINT32_MAX: none. */
uint32_t segbias_value_map_same(const struct segbias_value_map *map, struct segbias_label label);

/* A segbias_answers_known: whether the spelling is a value of the map. */
bool segbias_value_map_knows(const void *context, struct segbias_label spelling);

struct segbias_born;

/* --- attributes -------------------------------------------------------------------------------------------------- */

enum segbias_column_how { SEGBIAS_COLUMN_BY_NAME, SEGBIAS_COLUMN_BY_SYNONYM, SEGBIAS_COLUMN_BY_OPTION };

struct segbias_attribute {
	struct segbias_label name;           /* the campaign's column */
	struct segbias_label reference_name; /* the reference's */
	enum segbias_column_how how;
	size_t field;            /* in the campaign */
	size_t reference_column; /* in the reference's tally */
	uint32_t column;         /* in the campaign's plan */
	uint32_t *value_of; /* [labels of the reference's column + FIRST]: the value that an id is; UINT32_MAX: none */
	size_t id_count;
	bool ordered;           /* its values are the steps of a scale: a distance along them means something */
	const char *ordered_by; /* a string constant: bands, numbers, the name of a known order; NULL: none of them */
	bool binned;      /* cut by --bins or by the campaign's bands, or several spellings of one band are joined */
	bool by_campaign; /* … by the latter */
	bool ages;        /* its values are ages in years: open bands end at 120 */
	bool codes;       /* its figures are codes of areas or posts: no bands */
	struct segbias_label unread; /* a value of the reference that looks like a band and is none; bytes NULL: none */
	size_t unread_count;
	bool required; /* named by the user: it is an error where it cannot be compared */
	bool dropped;  /* not compared: it only cuts the universe, or the pour showed that it cannot be */
	size_t value_count;
	struct segbias_label *values; /* in the order in which they are shown */
	size_t *drawn; /* [value_count]: the values in the order in which tables are drawn, however they are shown */
	struct segbias_band *bands;     /* NULL where the values are no bands */
	struct segbias_cell *reference; /* [value_count]: what the reference has of each */
	struct segbias_cell known;      /* all of them; where multi, the people who answered */
	/* Several values a person, in either file: each is a share of those who answered, and these do not sum to 1. */
	bool multi;
	struct segbias_label separator; /* between the values of one campaign cell; bytes NULL: there is one */
	bool reference_several;         /* somebody of the reference has more than one */
	double whole;        /* what the true shares of all values sum to; 0: they are counts, or some are left out */
	double *share_error; /* [value_count]: standard errors of the shares; NULL unless a margin has them */
	struct segbias_value_map map;
	struct segbias_value_map zero; /* what the reference lists with share 0, so that it is no value */
	bool zero_open;                /* … and some of that is rounded, so that it may be one */
	struct segbias_strays strays;  /* values of people, in either file: no values, and not shown */
	struct segbias_born *born;     /* the column holds birth dates, and the map is of ages; NULL: it does not */
};

enum segbias_segment_mode { SEGBIAS_SEGMENT_NONE, SEGBIAS_SEGMENT_COLUMN, SEGBIAS_SEGMENT_FLAGS };

/* A column of the campaign whose missing values are counted. */
struct segbias_tracked {
	struct segbias_label name;
	uint32_t column; /* in the plan */
};

/* A numeric column of the campaign; its place in the plan is that in the list. */
struct segbias_number {
	struct segbias_label name;
	size_t field;
	size_t reference; /* which numeric column of the reference's plan; SIZE_MAX: none */
};

/* A stage of a funnel: all records, or those of which a column of the plan (FIRST in it, FIRST + 1 not) says so; or all of a
 * tally of its own. */
struct segbias_stage {
	struct segbias_label name;      /* as --stages has it; of a file its own or the file's */
	struct segbias_label file;      /* whose records they are; bytes NULL: the campaign's … */
	struct segbias_label file_name; /* without its folder … */
	char sha256[65];                /* … and of it; "": not computed */
	size_t counted;                 /* … where this field counts them; SEGBIAS_NO_FIELD: each row is what it is */
	const struct segbias_tally *tally;       /* of these two, read apart … */
	const struct segbias_matching *matching; /* … by its own plan; NULL: none is */
	struct segbias_label item;               /* of COL=VALUE the value; bytes NULL: the column holds yes and no */
	const struct segbias_missing *missing;
	uint32_t column; /* UINT32_MAX: all records */
};

/* The column of a plan that says who is in a stage; `stage` (its item, and what is missing) must outlive the pour. And the stage
 * of such a column; NULL: it is none. */
struct segbias_plan_column segbias_stage_column(struct segbias_label name, size_t field,
                                                const struct segbias_stage *stage);
const struct segbias_stage *segbias_stage_of(const struct segbias_plan_column *column);
/* Attributes that are crossed, by their index, in the order of the output. */
struct segbias_crossed_attributes {
	size_t parts[SEGBIAS_CROSSING_MAX];
	size_t count;
	bool
	    apart; /* the reference gives each of them by itself: what it has of them together is known within bounds */
};

struct segbias_matching {
	struct segbias_arena arena;
	struct segbias_attribute *attributes;
	size_t attribute_count;
	enum segbias_segment_mode segment_mode;
	struct segbias_label segment_name; /* the column; with flags, their names joined by commas */
	uint32_t segment_column;           /* in the plan, always 0 */
	struct segbias_tracked *tracked;   /* every column but segment, count and weight, in file order */
	size_t tracked_count;
	struct segbias_number *numbers;
	size_t number_count;
	struct segbias_strays strays; /* of the segment column, after the pour */
	struct segbias_label
	    *segments; /* after the pour: by id of the segment column, the name to show; NULL: its label */
	const struct segbias_tally *reference;
	struct segbias_plan plan; /* of the campaign */
	size_t
	    table_counts[2]; /* of the plan: without those that tell which columns tell of each other, and with them */
	uint32_t consent_column; /* in the plan: FIRST is consent, FIRST + 1 anything else; UINT32_MAX: not asked for */
	struct segbias_stage *stages; /* [stage_count] of a funnel, first to last */
	size_t stage_count;
	bool joint;                                   /* pairs of attributes are counted, in both files */
	struct segbias_crossed_attributes *crossings; /* [crossing_count]: pairs, then triples */
	size_t crossing_count;
};

/* What is already known of a file's columns. */
struct segbias_taken {
	size_t *fields; /* [count], room for every column: those with a part of their own, which are no attributes */
	size_t count;
	const struct segbias_number_style *styles; /* [width]: how each column writes its numbers */
	const bool *open; /* [width]: … and whether it may as well be the other way round; NULL: nowhere */
	bool rows;        /* a row is a record, so that a column may identify it */
	bool people;      /* a table whose rows are people all the same */
	double counted;   /* how many a row of a table counts on average; NaN: nobody knows */
	size_t person_field, stratum_field, psu_field; /* SEGBIAS_NO_FIELD: none */
	const size_t *replicate_fields;                /* [replicate_count] */
	size_t replicate_count;
};

/* The margin of error of a total that the reference lists beside an attribute's values. */
struct segbias_total_margin {
	struct segbias_label attribute;
	double margin;
};

/* An aggregated reference's attribute whose figures add up to more than its people. */
struct segbias_match_answered {
	struct segbias_label attribute; /* the reference's name */
	double people;                  /* who answered; of shares 1, of percents 100 */
	double moe;                     /* its margin of error; 0: none is published */
};

/* The facts of the reference file that matching needs. */
struct segbias_reference_facts {
	const struct segbias_head *head;
	struct segbias_taken taken;
	bool marginal;
	size_t tables;                             /* in one, each of everybody; 0: one */
	bool margins_of_error;                     /* a moe column … */
	bool standard_errors;                      /* … of standard errors */
	bool shares;                               /* shares or percentages, not counts */
	bool alone;                                /* there is no campaign: the header is its own */
	bool aggregated;                           /* counts or marginal: a marker that it lists is a value */
	const struct segbias_total_margin *totals; /* [total_count] */
	size_t total_count;
	const struct segbias_match_answered *answered; /* [answered_count], known after the pour */
	size_t answered_count;
	const struct segbias_match_answered *summed; /* [summed_count]: who answered where the figures add up to them */
	size_t summed_count;
	const struct segbias_plan_number *numbers; /* out: [number_count], numeric columns of microdata */
	size_t number_count;
	bool joint;                /* out: pairs of columns are counted */
	struct segbias_born *born; /* out: how the column of birth dates is read; NULL: there is none */
	size_t born_field;         /* out: which it is */
};

/* Takes the columns of --person, --amount and --eligible, or of the reference's design. Errors: SEGBIAS_DATA for a column that is
 * not there or has another part already, for fewer than two replicate weights, and for a design of aggregated figures. */
enum segbias_status segbias_match_design(const struct segbias_head *head, const struct segbias_policy *policy,
                                         bool reference, struct segbias_arena *arena, struct segbias_taken *taken,
                                         struct segbias_error *error);

/* The plan by which the reference is poured: every column that may be an attribute, --where and --within as filters.
 * It lives in the arena. Errors: SEGBIAS_DATA for a column that is not there, and for several years or places in one
 * file without --where. */
enum segbias_status segbias_match_reference(struct segbias_reference_facts *reference,
                                            const struct segbias_head *campaign, const struct segbias_policy *policy,
                                            struct segbias_arena *arena, struct segbias_plan *plan,
                                            struct segbias_error *error);

/* After the pour: the same error for years and places that came after the head. */
enum segbias_status segbias_match_reference_settle(const struct segbias_reference_facts *reference,
                                                   const struct segbias_head *campaign,
                                                   const struct segbias_policy *policy, const struct segbias_plan *plan,
                                                   const struct segbias_tally *tally, struct segbias_error *error);

/* More different values than this, or more attributes, and pairs are not counted. */
enum { SEGBIAS_JOINT_VALUES_MAX = 50, SEGBIAS_JOINT_COLUMNS_MAX = 12 };

/* Of more attributes it is not counted which tell of each other; nor, of more triples, or where these have more combinations in all, whether
 * two tell a third. */
enum {
	SEGBIAS_NESTED_COLUMNS_MAX = 100,
	SEGBIAS_NESTED_TRIPLED_MAX = 20, /* columns */
	SEGBIAS_NESTED_TRIPLES_MAX = 1140,
	SEGBIAS_NESTED_CELLS_MAX = 1 << 22
};

/* Combinations that each triple may have of `columns` of an audit, of whose values nothing is known before they are counted: of all
 * triples SEGBIAS_NESTED_CELLS_MAX. Of more than SEGBIAS_NESTED_TRIPLED_MAX columns they are not counted. */
static inline size_t segbias_nested_share(size_t columns)
{
	size_t triples = columns * (columns - 1) / 2 * (columns - 2) / 3;
	return columns < 3 ? SEGBIAS_NESTED_CELLS_MAX : SEGBIAS_NESTED_CELLS_MAX / triples;
}

/* What the campaign's plan is made from. */
struct segbias_match_input {
	const struct segbias_head *campaign;
	const struct segbias_taken *taken; /* of the campaign */
	const struct segbias_reference_facts *reference;
	const struct segbias_tally *reference_tally;
	const struct segbias_policy *policy;
	const struct segbias_audit_columns *audit; /* NULL: nothing is audited */
};

/* The campaign's plan. Errors: SEGBIAS_DATA where no column matches, an attribute that was asked for cannot be compared,
 * or several columns could be the segment. */
enum segbias_status segbias_match_campaign(const struct segbias_match_input *input, struct segbias_matching *matching,
                                           struct segbias_notes *notes, struct segbias_error *error);
void segbias_matching_release(struct segbias_matching *matching);

/* After the pour: looks at the order of dates, drops attributes that turned out to be identifiers or to have too many values. Errors: SEGBIAS_DATA
 * where one was asked for by name or none is left, or the segment column has too many values. */
enum segbias_status segbias_match_settle(struct segbias_matching *matching, const struct segbias_head *campaign,
                                         const struct segbias_taken *taken, const struct segbias_tally *tally,
                                         struct segbias_notes *notes, struct segbias_error *error);

/* After the pour: whether bands of the campaign lie across edges of the reference's, more than --unmatched-max of them.
 * Errors: SEGBIAS_DATA, with the edges of both. */
enum segbias_status segbias_match_nesting(const struct segbias_matching *matching, const struct segbias_tally *tally,
                                          const struct segbias_policy *policy, const char *path,
                                          struct segbias_error *error);

/* --- shared by the files of this room ---------------------------------------------------------------------------- */

/* The reference's name for an attribute that an option names by the campaign's column. */
struct segbias_label segbias_match_reference_name(const struct segbias_policy *policy, struct segbias_label name);

/* The campaign's name for a column of the reference that --map pairs with it; bytes NULL: it does not. */
struct segbias_label segbias_match_mapped_name(const struct segbias_policy *policy, struct segbias_label name);

/* --- several.c: several values in one cell ----------------------------------------------------------------------- */

/* The separator of a column of the reference: by --multi, or, where that gives none, by what the heads hold; bytes NULL: the
 * option does not name it. Errors: SEGBIAS_DATA where nothing that separates is found. */
enum segbias_status segbias_several_reference(const struct segbias_reference_facts *reference,
                                              const struct segbias_head *campaign, const struct segbias_policy *policy,
                                              size_t field, struct segbias_label *separator,
                                              struct segbias_error *error);

/* After the pour: notes what was taken of several values. Errors: SEGBIAS_DATA where no cell of either file holds several
 * of an attribute that --multi names. */
enum segbias_status segbias_several_settle(const struct segbias_matching *matching, const struct segbias_tally *tally,
                                           const char *path, struct segbias_notes *notes, struct segbias_error *error);

/* Whether the reference has a table of the two attributes, and each has few enough values. */
bool segbias_match_pair(const struct segbias_tally *reference, const struct segbias_attribute *first,
                        const struct segbias_attribute *second);

/* --- crossings ------------------------------------------------------------------------------------------------------ */

/* Adds to the reference's plan its tables of every pair (triple) of the columns that are wanted[columns] and that
 * --attributes names. Errors: SEGBIAS_DATA where there are too many; SEGBIAS_SYSTEM. */
enum segbias_status segbias_crossings_of_reference(const bool *wanted, const struct segbias_policy *policy,
                                                   struct segbias_arena *arena, struct segbias_plan *plan,
                                                   struct segbias_error *error);

/* The reference's table of them, and in which order it has them: order[i] is the part that is its column i. NULL: none. */
const struct segbias_table *segbias_crossing_reference(const struct segbias_tally *reference,
                                                       const struct segbias_matching *matching,
                                                       const struct segbias_crossed_attributes *crossing,
                                                       size_t order[SEGBIAS_CROSSING_MAX]);

/* How many combinations of values it has. */
double segbias_crossing_size(const struct segbias_matching *matching,
                             const struct segbias_crossed_attributes *crossing);

/* Errors: SEGBIAS_DATA where the cells of all crossings in so many segments are more than --cross-cells. */
enum segbias_status segbias_crossings_check_cells(const struct segbias_matching *matching,
                                                  const struct segbias_policy *policy, size_t segments,
                                                  struct segbias_error *error);

/* Whether the name is that of a replicate weight: the prefix and a number (PWGTP1 … PWGTP80, and not PWGTP itself). */
bool segbias_match_replicate(struct segbias_label name, struct segbias_label prefix);

/* Fewer different whole numbers are codes. */
enum { SEGBIAS_CODES_MAX = 20 };

/* Whether the column holds numbers that measure: at least nine in ten of the known cells of the head; no codes, which have
 * a leading zero or are few different whole numbers; not named like an identifier and not whole numbers that all differ. */
bool segbias_match_measures(const struct segbias_head *head, size_t field, const struct segbias_policy *policy,
                            const struct segbias_number_style *style);

/* Whether the head's column holds ages in years: by its name, or that which the other file has for it (bytes NULL: the same),
 * and by what the head shows. */
bool segbias_match_ages(const struct segbias_head *head, size_t field, struct segbias_label other);

/* Fills the reference's numeric columns: those that are wanted[width] and measure something; of those that --numeric
 * names, all that hold numbers. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_reference_numbers(struct segbias_reference_facts *reference,
                                              const struct segbias_policy *policy, const bool *wanted,
                                              struct segbias_arena *arena, struct segbias_error *error);

bool segbias_taken_has(const struct segbias_taken *taken, size_t field);

struct segbias_building;

/* Fills values, bands, order and reference cells of an attribute.
 * Errors: SEGBIAS_DATA for a value outside the bins, for bands that overlap, and where the campaign's do. */
enum segbias_status segbias_attribute_build(struct segbias_attribute *attribute, const struct segbias_building *b,
                                            struct segbias_error *error);

/* Whether --within cuts by the attribute. */
bool segbias_attribute_cut_by(const struct segbias_attribute *attribute, const struct segbias_policy *policy);

/* Whether the label lies within the universe of --within, by itself: a number that is no age lies in a band, too. */
bool segbias_attribute_universe(const struct segbias_attribute *attribute, const struct segbias_policy *policy,
                                struct segbias_label label);

/* Fills the standard errors of the shares from margins of error: moe / z for shares; for counts the Bureau's formula
 * sqrt(moe_v^2 - r^2 moe_T^2) / T, with + where that root would be of a negative number, and without a margin of the
 * total, of the counts' errors taken as independent, sqrt((1 - r)^2 moe_v^2 + r^2 sum of the others' moe^2) / T: two values
 * are one question. Errors: SEGBIAS_SYSTEM.
 * source: U.S. Census Bureau, Understanding and Using ACS Data (2020), chapter 8. */
enum segbias_status segbias_attribute_margins(struct segbias_attribute *attribute,
                                              const struct segbias_reference_facts *reference, double moe_z,
                                              struct segbias_arena *arena, struct segbias_error *error);

/* Adds the policy's recodes for this attribute to its map. What is recoded to a value that --within keeps out is unmatched.
 * Errors: SEGBIAS_DATA for a value that the reference lacks. */
enum segbias_status segbias_attribute_recode(struct segbias_attribute *attribute, const struct segbias_building *b,
                                             struct segbias_error *error);

/* The error of a column of ages that holds years of birth; line and column 0: unknown. */
enum segbias_status segbias_attribute_refuse_years(const struct segbias_attribute *attribute,
                                                   struct segbias_label example, struct segbias_error *error);

/* --- spellings of one value ---------------------------------------------------------------------------------------- */

/* Which labels of a reference's column are one value: those with one normal form. into[i] is the label that stands for
 * label i, the one with the largest weight in the column's table (ties: byte order). Release with free.
 * Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_join_labels(const struct segbias_tally *reference, uint32_t column, uint32_t **into,
                                        struct segbias_error *error);

/* The cells of all labels that label i stands for, added. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_join_cell(const struct segbias_table *table, const uint32_t *into, uint32_t labels,
                                      uint32_t i, struct segbias_cell *out, struct segbias_error *error);

/* Notes which spellings of the reference are one value of the attribute. */
void segbias_join_note(const struct segbias_attribute *attribute, const struct segbias_tally *reference,
                       const char *path, struct segbias_notes *notes);

/* After the pour: a value that the reference spells in several ways is shown as most of both files' people have it, by
 * records of the campaign and weight of the reference (ties: byte order). Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_join_settle(struct segbias_attribute *attribute, const struct segbias_tally *reference,
                                        const struct segbias_tally *campaign, struct segbias_arena *arena,
                                        struct segbias_error *error);

/* A segbias_spelling_key of segments: blanks made single, and letters small in words of three and more. */
void segbias_join_segment_key(struct segbias_label spelling, struct segbias_text *key);

/* The same where no option names the column: of what looks like personal data none. */
void segbias_join_shown_segment_key(struct segbias_label spelling, struct segbias_text *key);

/* After the pour: a segment with several spellings is shown as most of its records have it, blanks made single; these are
 * noted, and segments that differ in case only. `rows`: a row is a record, so that a name may have strayed among them. Errors:
 * SEGBIAS_SYSTEM. */
enum segbias_status segbias_join_segments(struct segbias_matching *matching, const struct segbias_tally *tally,
                                          bool rows, const char *path, struct segbias_notes *notes,
                                          struct segbias_error *error);

/* Lets the attribute's map read synonyms. Short codes are read where all values of the reference and all known ones of the
 * campaign's head belong to one set; where they are of different schemes, by what they mean and not by their letters.
 * Errors: SEGBIAS_DATA for a letter of both files that need not mean the same, and which is not recoded. */
enum segbias_status segbias_synonyms_find(struct segbias_attribute *attribute, const struct segbias_match_input *input,
                                          struct segbias_arena *arena, struct segbias_error *error);

/* After the pour: whether that holds of the whole file. Errors: SEGBIAS_DATA, with the place. */
enum segbias_status segbias_synonyms_settle(const struct segbias_attribute *attribute,
                                            const struct segbias_tally *reference, const struct segbias_tally *campaign,
                                            const char *path, struct segbias_error *error);

/* Whether an option that names `name` means this attribute (either file's column name). */
bool segbias_attribute_named(const struct segbias_attribute *attribute, struct segbias_label name);

/* Where options name an attribute as no column of the files is called, but one stands for it by the table of names, that one
 * is meant, and a note says so. heads: [count]; their names must live as long as the policy. */
void segbias_match_rename_options(struct segbias_policy *policy, const struct segbias_head *const *heads, size_t count,
                                  struct segbias_notes *notes);

#endif
