/* segbias: counting a campaign in parts, and adding them up. */
#ifndef SEGBIAS_TALLY_H
#define SEGBIAS_TALLY_H

#include <segbias/compare.h>

#ifdef __cplusplus
extern "C" {
#endif

/** How a tally is counted. Zero-initialise; every text is borrowed for the call. */
struct segbias_tally_request {
	const char *part; /**< the part's name, 1 to 200 bytes of UTF-8; NULL: the file's, without its folder */
	const char *like; /**< a tally whose plan is followed; NULL: the plan is made from both files */
	int empty;        /**< not 0: the plan alone, of no record */
	int no_header; /**< not 0: with `like`, the part has no header, and its columns are those of the plan; it may be empty */
	const char *
	    sql; /**< "duckdb", "postgres", "bigquery", "snowflake" or "spark": nothing is counted, the statement is asked for; NULL */
	const char
	    *from; /**< with `sql` the table: dotted names, one in double quotes (doubled inside) may hold anything */
	char reserved[32]; /**< zero */
};

/** Counts `campaign` by the plan that the two files give, or by that of `like`, and compares nothing. With `like` no reference is
 * needed: NULL, or one that is to be the plan's. Both may be told from their first records alone
 * only; where the plan would not come out of what the tally keeps of them it is refused. A row is a record. Findings render as "tally",
 * which segbias_compare and segbias_check read in the place of a campaign. With `sql` they render as "sql": one statement, whose result as
 * CSV those read, too; of numbers and --within it asks nothing.
 * Errors: as segbias_compare; SEGBIAS_DATA for what a tally cannot hold, for a part with other columns than the plan, and for
 * another reference; SEGBIAS_USAGE for options that only compare, and with `like` for those that are fixed. */
SEGBIAS_PUBLIC enum segbias_status segbias_tally(const char *campaign, const char *reference,
                                                 const struct segbias_options *options,
                                                 const struct segbias_tally_request *request,
                                                 struct segbias_findings **findings, struct segbias_error *error);

/** Whether a tally can be counted with a setting (segbias_options_set); segbias_tally refuses the others, which compare, and what a
 * tally cannot hold. 1 or 0. */
SEGBIAS_PUBLIC int segbias_tally_takes(const char *setting);

/** How tallies are added up. Zero-initialise. */
struct segbias_merge_request {
	int persons_disjoint; /**< not 0: no person has records in two of them, which is tested */
	char reserved[32];    /**< zero */
};

/** Adds up tallies[count] of one plan and different parts, in any order and tree the same. Findings render as "tally".
 * Errors: SEGBIAS_USAGE for several that count persons, of which it is not said that they are different ones; SEGBIAS_DATA for a file that is no tally, cut or changed, for another plan, and for a part or a person that two have. */
SEGBIAS_PUBLIC enum segbias_status segbias_merge(const char *const *tallies, size_t count,
                                                 const struct segbias_merge_request *request,
                                                 struct segbias_findings **findings, struct segbias_error *error);

#ifdef __cplusplus
}
#endif
#endif
