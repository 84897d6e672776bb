/* Room: cli. The options that compare and inspect share. */
#ifndef SEGBIAS_CLI_JOB_OPTIONS_H
#define SEGBIAS_CLI_JOB_OPTIONS_H

#include "job.h"

#define AT(field) offsetof(struct job_arguments, field)

/* clang-format off */
/* What is compared, what a row is, the rule, how files are read. */
#define JOB_OPTIONS \
    {'s', "segment", "COL[,COL]", OPTION_TEXT, AT(compare.segment), "What is compared", \
     "segment column, or boolean columns (overlapping segments); none: the whole file only"}, \
    {'a', "attributes", "A,B", OPTION_TEXT, AT(compare.attributes), NULL, \
     "these only; one that cannot be compared is exit 3"}, \
    {0, "numeric", "A,B", OPTION_TEXT, AT(compare.numeric), NULL, \
     "numeric columns to compare, and to test for missing at random (all)"}, \
    {'m', "map", "CAMPAIGN=REFERENCE", OPTION_LIST, AT(compare.map), NULL, "column names that differ; repeatable"}, \
    {'r', "recode", "ATTR:FROM=TO", OPTION_LIST, AT(compare.recode), NULL, "value names that differ; repeatable"}, \
    {0, "bins", "ATTR=18,25,35", OPTION_LIST, AT(compare.bins), NULL, "cut whole numbers into bands; repeatable"}, \
    {0, "within", "ATTR=18+|ATTR=A,B", OPTION_LIST, AT(compare.within), NULL, \
     "the universe: only these values, in both files"}, \
    {0, "multi", "ATTR[=SEP]", OPTION_LIST, AT(compare.multi), NULL, \
     "a cell holds several of its values, such as news;sports (SEP: by content); repeatable"}, \
    {0, "where", "COL=VALUE", OPTION_LIST, AT(compare.where), NULL, \
     "only these rows of the reference; COL=* takes all values together; repeatable"}, \
    {0, "campaign-where", "COL=VALUE", OPTION_LIST, AT(compare.campaign_where), NULL, "the same of the campaign"}, \
    {0, "born", "COL", OPTION_TEXT, AT(compare.born), NULL, \
     "birth dates or years, compared as ages at --as-of (with --map COL=REFERENCE, or the reference's only ages)"}, \
    {0, "as-of", "DATE", OPTION_TEXT, AT(compare.as_of), NULL, "the day of these ages, as 2024-01-31"}, \
    {0, "reference-kind", "KIND", OPTION_TEXT, AT(compare.reference_kind), NULL, \
     "population, sample, margin or base (by shape)"}, \
    {0, "moe-level", "LEVEL", OPTION_TEXT, AT(compare.moe_level), NULL, "of the reference's margins of error (90%)"}, \
    {'w', "weight", "COL", OPTION_TEXT, AT(compare.campaign.weight), "What a row is", \
     "a row's weight (by name); none: there is none"}, \
    {'n', "count", "COL", OPTION_TEXT, AT(compare.campaign.count), NULL, \
     "a row stands for this many records (by name)"}, \
    {0, "reference-weight", "COL", OPTION_TEXT, AT(compare.reference.weight), NULL, "the same of the reference"}, \
    {0, "reference-count", "COL", OPTION_TEXT, AT(compare.reference.count), NULL, "the same of the reference"}, \
    {0, "amount", "COL", OPTION_TEXT, AT(compare.amount), NULL, \
     "money of a row: its shares are compared, without tests and verdicts"}, \
    {0, "person", "COL", OPTION_TEXT, AT(compare.person), NULL, \
     "who a row is about: several rows are one person"}, \
    {0, "deff", "D", OPTION_TEXT, AT(compare.deff), NULL, "declared design effect of the campaign"}, \
    {0, "reference-strata", "COL", OPTION_TEXT, AT(compare.reference_strata), NULL, "strata of the reference's sample"}, \
    {0, "reference-psu", "COL", OPTION_TEXT, AT(compare.reference_psu), NULL, \
     "its primary sampling units, within strata"}, \
    {0, "reference-replicates", "PREFIX", OPTION_TEXT, AT(compare.reference_replicates), NULL, \
     "its replicate weights: columns PREFIX1, PREFIX2, ..."}, \
    {0, "replicate-method", "HOW", OPTION_TEXT, AT(compare.replicate_method), NULL, \
     "acs, brr, fay=K, jk1 or jk2 (acs: 4/R)"}, \
    {0, "missing-values", "LIST|+LIST", OPTION_LIST, AT(compare.missing_values), NULL, \
     "replace, or with + extend, the markers of a missing value; blank always is one"}, \
    {0, "alpha", "A", OPTION_TEXT, AT(compare.alpha), "The rule", "error rate (0.05)"}, \
    {0, "band", "LOW:HIGH", OPTION_TEXT, AT(compare.band), NULL, "tolerated index (80:125)"}, \
    {0, "control", "HOW", OPTION_TEXT, AT(compare.control), NULL, "of many tests: bh, holm, by, none (bh)"}, \
    {0, "interval", "HOW", OPTION_TEXT, AT(compare.interval), NULL, "exact or wilson (exact)"}, \
    {0, "min-n", "N", OPTION_TEXT, AT(compare.min_n), NULL, "known records needed for a verdict (30)"}, \
    {0, "missing-max", "SHARE", OPTION_TEXT, AT(compare.missing_max), NULL, "tolerated missing values (5%)"}, \
    {0, "unmatched-max", "SHARE", OPTION_TEXT, AT(compare.unmatched_max), NULL, "tolerated unmatched values (5%)"}, \
    {0, "seed", "N", OPTION_TEXT, AT(compare.seed), NULL, "of the Monte Carlo tests (1)"}, \
    {0, "shape", "SHAPE", OPTION_TEXT, AT(compare.campaign.shape), "How files are read", "rows or counts (detected)"}, \
    {0, "delimiter", "C", OPTION_TEXT, AT(compare.campaign.delimiter), NULL, "one character, or tab (detected)"}, \
    {0, "decimal", "C", OPTION_TEXT, AT(compare.campaign.decimal), NULL, "decimal sign, . or , (by evidence)"}, \
    {0, "thousands", "C", OPTION_TEXT, AT(compare.campaign.thousands), NULL, \
     "thousands separator: , . ' a blank, or none (by evidence)"}, \
    {0, "section", "NAME", OPTION_TEXT, AT(compare.campaign.section), NULL, \
     "of several tables in a file: its title, first column or number"}, \
    {0, "reference-shape", "SHAPE", OPTION_TEXT, AT(compare.reference.shape), NULL, \
     "rows, counts or marginal (detected)"}, \
    {0, "reference-delimiter", "C", OPTION_TEXT, AT(compare.reference.delimiter), NULL, "the same of the reference"}, \
    {0, "reference-decimal", "C", OPTION_TEXT, AT(compare.reference.decimal), NULL, "the same of the reference"}, \
    {0, "reference-thousands", "C", OPTION_TEXT, AT(compare.reference.thousands), NULL, \
     "the same of the reference"}, \
    {0, "reference-section", "NAME", OPTION_TEXT, AT(compare.reference.section), NULL, "the same of the reference"}, \
    {0, "skip-bad", NULL, OPTION_FLAG, AT(compare.skip_bad), NULL, "count unreadable records and go on"}, \
    {0, "hash", NULL, OPTION_FLAG, AT(compare.hash), NULL, "SHA-256 of inputs over 16 MiB too"}, \
    {0, "threads", "N", OPTION_TEXT, AT(compare.threads), NULL, "that read a file (the cores)"}

#define JOB_OPTIONS_END \
    {0, "color", "WHEN", OPTION_TEXT, AT(color), NULL, "auto, always or never (auto: on a terminal, without NO_COLOR)"}, \
    {'v', "verbose", NULL, OPTION_FLAG, AT(verbose), NULL, "where the time goes, on stderr"}, \
    {'q', "quiet", NULL, OPTION_FLAG, AT(quiet), NULL, "no warnings on stderr"}, \
{0, "version", NULL, OPTION_FLAG, AT(version), NULL, "the version"}, \
        {'h', "help", NULL, OPTION_FLAG, AT(help), NULL, "this text"}, \
    {0, NULL, NULL, OPTION_FLAG, 0, NULL, NULL}
/* clang-format on */

#endif
