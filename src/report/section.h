/* Room: report. The sections of documents, and what they share. */
#ifndef SEGBIAS_REPORT_SECTION_H
#define SEGBIAS_REPORT_SECTION_H

#include "report/document.h"
#include "report/text_amount.h"

typedef void segbias_section(struct segbias_document *document);

segbias_section segbias_section_head;
segbias_section segbias_section_dates;
segbias_section segbias_section_apart;
segbias_section segbias_section_gate; /* of a gate only */
segbias_section segbias_section_verdict;
segbias_section segbias_section_findings; /* of an amount: its gaps */
segbias_section segbias_section_explained;
segbias_section segbias_section_consent;
segbias_section segbias_section_funnel;
segbias_section segbias_section_crossings; /* of --cross only */
segbias_section segbias_section_tables;
segbias_section segbias_section_numbers;
segbias_section segbias_section_unclear;
segbias_section segbias_section_unmatched;
segbias_section segbias_section_missing;
segbias_section segbias_section_reading;
segbias_section segbias_section_mapping;

/* Of a full report only. */
segbias_section segbias_section_overview;
segbias_section segbias_section_segments;
segbias_section segbias_section_method;
segbias_section segbias_section_sizes;
segbias_section segbias_section_words;
segbias_section segbias_section_provenance;

/* Of the other jobs: all that they say of what they found. */
segbias_section segbias_section_planned;
segbias_section segbias_section_weighing;
segbias_section segbias_section_audit, segbias_section_audit_basis;
segbias_section segbias_section_publication;
segbias_section
    segbias_section_policy; /* whose it is, and where it was agreed on before the results, when, and which one */
segbias_section segbias_section_preset; /* what it says of itself */
segbias_section segbias_section_inspected;
segbias_section segbias_section_review;
segbias_section segbias_section_evidence; /* of a review: who is not known, and who has no verdict */
segbias_section segbias_section_withheld; /* of a review and of a comparison: why a figure may be a dash */

/* In the place of findings. */
segbias_section segbias_section_amounts;

/* The table of a comparison, and what its unknown records could change. */
void segbias_section_comparison(struct segbias_document *document, const struct segbias_comparison *comparison);

static inline const struct segbias_comparison *segbias_comparison_at(const struct segbias_findings *findings,
                                                                     struct segbias_place place)
{
	return &findings->comparisons[place.comparison];
}

static inline const struct segbias_value_finding *segbias_value_at(const struct segbias_findings *findings,
                                                                   struct segbias_place place)
{
	return &findings->comparisons[place.comparison].values[place.value];
}

/* How many items of a list the document holds: of a brief one `brief`. */
size_t segbias_section_most(const struct segbias_document *document, size_t brief);

size_t segbias_count_segments(const struct segbias_findings *findings);

/* Whether the policy has limits of their own, or a reason to be narrow, for single attributes and segments of this campaign. */
bool segbias_has_apart(const struct segbias_findings *findings);

/* --- phrases ---------------------------------------------------------------------------------------------------- */

/* Its name, or "Whole campaign". */
const char *segbias_phrase_group(struct segbias_teller *teller, struct segbias_label segment);
/* Of a review a segment's name, between quotes where it is one of our own words for all, or holds marks of our sentences. */
struct segbias_label segbias_review_name(struct segbias_teller *teller, struct segbias_label segment);
/* "Whole campaign, age 18-24" */
const char *segbias_phrase_where(struct segbias_teller *teller, const struct segbias_findings *findings,
                                 struct segbias_place place);
/* "index 29 (20 to 40)" */
const char *segbias_phrase_index(struct segbias_teller *teller, const struct segbias_value_finding *value);
/* The same of any index; what is not finite is left out. */
const char *segbias_phrase_index_between(struct segbias_teller *teller, double index, double low, double high);
/* Behind what a buffer holds, the separator of a list. */
void segbias_text_add_listed(struct segbias_text *text, struct segbias_teller *teller, const char *item);
/* A verdict for a reader, or the reason why there is none: "likely over", "too few" … */
const char *segbias_phrase_verdict(struct segbias_teller *teller, const struct segbias_comparison *comparison,
                                   const struct segbias_value_finding *value);
/* The verdict alone. */
const char *segbias_phrase_verdict_word(struct segbias_teller *teller, enum segbias_verdict verdict);
/* What a stage of a funnel is called: its name, or "the whole file". */
const char *segbias_phrase_stage(struct segbias_teller *teller, struct segbias_label stage);

/* That no stage is shown to skew a group, or that none could be tested. */
const char *segbias_phrase_no_stage(struct segbias_teller *t, const struct segbias_findings *findings);

/* The rows of the funnel that name what skews, [*count] of them: what is shown before what is likely, then by size. They live
 * in the arena; NULL: out of memory. */
const struct segbias_funnel **segbias_funnel_worst(const struct segbias_findings *findings, struct segbias_arena *arena,
                                                   size_t *count);

/* What an audit says of a group: "breach", "watch", "compared to" … */
const char *segbias_phrase_audit_status(struct segbias_teller *teller, const struct segbias_audit_group *group);

/* "3 under-targeted, 2 over-targeted" of counts by verdict; "" where nothing is. */
const char *segbias_phrase_flags(struct segbias_teller *teller, const size_t *verdicts);

/* Whether people are counted, each a record. */
bool segbias_counts_people(const struct segbias_findings *findings);

#endif
