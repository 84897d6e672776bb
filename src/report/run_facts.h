/* Room: report. What a row of CSV or ndjson tells of its run: such a file has no head, and its reader may have no other one.
 *
 * Of which rows the figures are, against what, and the codes of the warnings. */
#ifndef SEGBIAS_REPORT_RUN_FACTS_H
#define SEGBIAS_REPORT_RUN_FACTS_H

#include "base/json.h"
#include "findings/findings.h"

/* Release in any case. */
struct segbias_run_facts {
	const struct segbias_findings *findings;
	struct segbias_label *codes; /* [code_count], each once, in the order of the warnings */
	size_t code_count;
};

/* false: out of memory. */
bool segbias_run_facts_init(struct segbias_run_facts *facts, const struct segbias_findings *findings);
void segbias_run_facts_release(struct segbias_run_facts *facts);

/* Into an open object: lists are arrays. */
void segbias_run_facts_json(const struct segbias_run_facts *facts, struct segbias_json *json);

/* The names of the cells, and the cells, each behind a comma: a list is written as an option takes one, item by item. */
void segbias_run_facts_heads(const struct segbias_run_facts *facts, struct segbias_text *out);
void segbias_run_facts_cells(const struct segbias_run_facts *facts, struct segbias_text *out);

#endif
