/* segbias: compare a campaign's segments with a reference population.
 *
 * Definitions of every figure: DEFINITIONS.md; of the JSON result: data/schema/compare.schema.json.
 */
#ifndef SEGBIAS_COMPARE_H
#define SEGBIAS_COMPARE_H

#include <segbias/error.h>
#include <segbias/findings.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Strings, borrowed for the duration of a call. */
struct segbias_strings {
	const char *const *items; /**< [count], none of them NULL; may itself be NULL where count is 0 */
	size_t count;
};

/** How a file is read. NULL leaves a choice to detection. */
struct segbias_reading {
	const char *shape;      /**< "rows", "counts"; reference also "marginal" */
	const char *weight;     /**< column; "none": there is none, whatever a column is called */
	const char *count;      /**< column */
	const char *delimiter;  /**< one character, or "tab" */
	const char *decimal;    /**< "." or "," */
	const char *thousands;  /**< one of , . ' ’ and blanks, or "none" */
	const char *section;    /**< of several tables in a file: its title, first column or number */
	const char *rounded;    /**< to a multiple of this the figures of a table are; "none": they are exact */
	const char *hidden_max; /**< the largest figure that *, x and their like stand for */
};

/** Called whenever some of a file has been read, by any thread, but by one at a time: the path as given, the bytes of the file
 * that were read, and how many it has (0: only reading tells). */
typedef void segbias_progress(void *context, const char *path, uint64_t bytes, uint64_t size);

/** Caller-owned. Zero-initialised, or NULL in its place, it asks for the defaults; every text is what the command line takes, and is checked by
 * segbias_compare. */
struct segbias_compare_options {
	struct segbias_reading campaign, reference;
	const char *segment;                   /**< column, a list of boolean columns, or "none" */
	const char *attributes;                /**< CSV list of the campaign's columns */
	const char *numeric;                   /**< CSV list of numeric columns */
	struct segbias_strings map;            /**< CAMPAIGN=REFERENCE */
	struct segbias_strings recode;         /**< ATTR:FROM=TO */
	struct segbias_strings bins;           /**< ATTR=18,25,35 */
	struct segbias_strings within;         /**< ATTR=18+ or ATTR=A,B */
	struct segbias_strings where;          /**< COL=VALUE, of the reference; COL=*: all values together */
	struct segbias_strings campaign_where; /**< the same of the campaign */
	struct segbias_strings multi;          /**< ATTR or ATTR=SEP: a cell holds several of its values */
	struct segbias_strings missing_values; /**< LIST or +LIST */
	const char *born;                      /**< column of birth dates or years, compared as ages … */
	const char *as_of;                     /**< … on this day, YYYY-MM-DD */
	const char *amount;                    /**< column of money whose shares are compared, instead of records */
	const char *person;               /**< column that says whose record a row is: several rows of one person */
	const char *deff;                 /**< declared design effect of the campaign, over 0 */
	const char *reference_kind;       /**< population, sample, margin, base */
	const char *eligible;             /**< COL=VALUE: the base is these rows of the campaign file itself */
	const char *consent;              /**< COL=VALUE: who has agreed */
	const char *reference_strata;     /**< the reference's column of strata */
	const char *reference_psu;        /**< its column of primary sampling units, within strata */
	const char *reference_replicates; /**< what the names of its replicate weights begin with */
	const char *replicate_method;     /**< acs, brr, fay=K, jk1, jk2 */
	const char *moe_level;            /**< 90%: of the reference's margins of error */
	const char *plan;                 /**< segbias_plan: people of a campaign to come */
	const char *alpha;                /**< 0.05 */
	const char *band;                 /**< 80:125 */
	const char *control;              /**< bh, holm, by, none */
	const char *interval;             /**< exact, wilson */
	const char *min_n;                /**< 30 */
	const char *missing_max;          /**< 5% */
	const char *unmatched_max;        /**< 5% */
	const char *seed;                 /**< 0 .. 2^64 - 1 */
	bool skip_bad;                    /**< count unreadable records instead of stopping */
	const char *threads;              /**< that a file is read by: 1 .. 256; NULL: 1. The result is the same */
	bool threads_assumed;             /**< nobody asked for that number: a policy's stands above it */
	bool hash;                        /**< SHA-256 of inputs over 16 MiB too */
	/** A policy file (YAML, or JSON, which is YAML): its keys are the options' names with "_" for "-", and stand where an
	 * option is not given. NULL or "none": there is none. */
	const char *policy;
	const char *fail_on;        /**< segbias_check: CSV list of what breaches */
	const char *baseline;       /**< segbias_check: path of an earlier result in JSON */
	const char *policy_hash;    /**< segbias_check: SHA-256 that the policy file must have */
	const char *today;          /**< segbias_check: YYYY-MM-DD, where the policy holds a date and as_of is NULL */
	segbias_progress *progress; /**< NULL: nobody is told */
	void *progress_context;
};

/** Reads both files ("-": stdin, for one of them), CSV that may be compressed with gzip or zstd, and compares them. With
 * options->eligible the campaign file is read twice, and `reference` is NULL.
 * On success *findings is the caller's, to be freed by segbias_findings_free.
 * Errors: SEGBIAS_USAGE for an option, a file that is NULL (but for those that may be), findings NULL; SEGBIAS_DATA where a file cannot be read or nothing can be compared,
 * SEGBIAS_SYSTEM for memory. */
SEGBIAS_PUBLIC enum segbias_status segbias_compare(const char *campaign, const char *reference,
                                                   const struct segbias_compare_options *options,
                                                   struct segbias_findings **findings, struct segbias_error *error);

#ifdef __cplusplus
}
#endif
#endif
