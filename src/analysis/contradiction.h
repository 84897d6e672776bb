/* Room: analysis. How a contradiction of a result is told, and what is none but rounding; the parts of segbias_result_agrees. */
#ifndef SEGBIAS_ANALYSIS_CONTRADICTION_H
#define SEGBIAS_ANALYSIS_CONTRADICTION_H

#include "findings/findings.h"

#define SEGBIAS_CONTRADICTION_SLACK 1e-9 /* relative: what rounding may make of a figure */

/* Where it looks: a value of a comparison; value NULL: the comparison itself; comparison NULL: the result. */
struct segbias_contradiction {
	const struct segbias_findings *result;
	const struct segbias_comparison *comparison;
	const struct segbias_value_finding *value;
	struct segbias_error *error;
};

/* SEGBIAS_DATA, "result_contradicts": the field has one figure, and `should` (a part of the sentence) another; NaN is null. */
enum segbias_status segbias_contradiction_refuse(const struct segbias_contradiction *l, const char *field, double has,
                                                 const char *should, double other);

/* The same of words. */
enum segbias_status segbias_contradiction_refuse_word(const struct segbias_contradiction *l, const char *field,
                                                      const char *has, const char *should, const char *other);

/* Of what is not known, NaN, nothing differs, and nothing is above. */
bool segbias_contradiction_differs(double a, double b);
bool segbias_contradiction_above(double a, double b);

/* contradict_judged.c: every q, verdict and sum again. Errors as of segbias_result_agrees, which it is the end of. */
enum segbias_status segbias_result_judged(const struct segbias_findings *result, struct segbias_error *error);

/* contradict_listed.c: combinations and stages, a part of that. */
enum segbias_status segbias_result_listed(const struct segbias_findings *result, struct segbias_error *error);

#endif
