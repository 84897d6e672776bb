/* Room: report. What the sections of an audit share. */
#ifndef SEGBIAS_REPORT_SECTION_AUDIT_H
#define SEGBIAS_REPORT_SECTION_AUDIT_H

#include "report/section.h"

/* A figure of a table by a form of printf; "" where there is none. */
const char *segbias_audit_figure(struct segbias_teller *t, const char *form, double value);

/* What a gap is of: "tpr", "accuracy" … */
const char *segbias_phrase_measure(struct segbias_teller *t, const char *measure);

/* How often the decision is right; the gaps between groups. */
void segbias_section_audit_labels(struct segbias_document *document);

/* The scores of the groups. */
void segbias_section_audit_scores(struct segbias_document *document);

/* Decisions within the values of other columns. */
void segbias_section_audit_given(struct segbias_document *document);

/* Columns that tell who is in which group. */
void segbias_section_audit_proxies(struct segbias_document *document);

#endif
