/* Room: jobs. Everything that one comparison holds, between its steps. */
#ifndef SEGBIAS_JOBS_RUN_H
#define SEGBIAS_JOBS_RUN_H

#include "analysis/analysis.h"
#include "sources/source.h"

struct segbias_run {
	const struct segbias_compare_options *options;
	struct segbias_policy policy;
	struct segbias_source *campaign, *reference;
	struct segbias_arena arena;
	struct segbias_reference_facts reference_facts;
	struct segbias_taken taken;
	struct segbias_plan reference_plan;
	struct segbias_tally *reference_tally, *campaign_tally;
	struct segbias_matching matching;
	struct segbias_findings *findings;
	enum segbias_reference_kind kind;
};

/* Fills what the findings say of the run: inputs, settings, and notes on what was assumed. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_run_describe(struct segbias_run *run, struct segbias_error *error);

#endif
