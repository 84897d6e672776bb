/* The questions of a comparison, one after the other. Those that ask nothing of each other's answers are answered by a second
 * thread meanwhile, where there may be one: each on findings of its own, from which its answer is then taken. So the result is
 * the same, whoever was quicker. */
#include "jobs/run.h"

#include "base/call.h"
#include "base/clock.h"
#include "base/memory.h"
#include "base/thread.h"

#include <stdatomic.h>
#include <stdlib.h>

/* A question, and what it is called where the time is told. */
struct question {
	segbias_analysis_run *run;
	const char *name;
	void (*take)(struct segbias_findings *to, const struct segbias_findings *from); /* NULL: it is not apart */
};

#define ANALYSIS(name, summary)
#define ANALYSIS_APART(name, summary, rows, count)                                                                     \
	static void take_##name(struct segbias_findings *to, const struct segbias_findings *from)                      \
	{                                                                                                              \
		to->rows = from->rows;                                                                                 \
		to->count = from->count;                                                                               \
	}
#include "analysis/analyses.def"
#undef ANALYSIS
#undef ANALYSIS_APART

static const struct question QUESTIONS[] = {
#define ANALYSIS(name, summary) {segbias_analyse_##name, #name, NULL},
#define ANALYSIS_APART(name, summary, rows, count) {segbias_analyse_##name, #name, take_##name},
#include "analysis/analyses.def"
#undef ANALYSIS
#undef ANALYSIS_APART
};

enum { COUNT = sizeof QUESTIONS / sizeof *QUESTIONS };

/* An answer that is found apart. */
struct apart {
	atomic_bool claimed;               /* by the thread that answers it */
	struct segbias_findings *findings; /* NULL: the question is not apart */
	double seconds;
	enum segbias_status status;
	struct segbias_error error;
};

struct asking {
	const struct segbias_analysis_input *input;
	struct apart aparts[COUNT];
	pthread_t thread;
	bool started;
	struct segbias_error error; /* of the thread itself */
	enum segbias_status status;
};

/* Answers what nobody has claimed. */
static void answer_apart(struct asking *asking)
{
	for (size_t i = 0; i < COUNT; i++) {
		struct apart *apart = &asking->aparts[i];
		if (!apart->findings || atomic_exchange(&apart->claimed, true))
			continue;
		double start = segbias_clock_seconds();
		apart->status = QUESTIONS[i].run(asking->input, apart->findings, &apart->error);
		apart->seconds = segbias_clock_seconds() - start;
	}
}

static void *run(void *data)
{
	struct asking *asking = data;
	struct segbias_call call;
	asking->status = segbias_call_enter(&call, &asking->error);
	if (asking->status == SEGBIAS_OK) {
		answer_apart(asking);
		asking->status = segbias_call_leave(&call, SEGBIAS_OK, &asking->error);
	}
	return NULL;
}

/* What is published is known. */
static enum segbias_status begin_apart(struct asking *asking, const struct segbias_findings *findings, unsigned threads,
                                       struct segbias_error *error)
{
	for (size_t i = 0; i < COUNT; i++) {
		struct apart *apart = &asking->aparts[i];
		if (!QUESTIONS[i].take)
			continue;
		apart->findings = segbias_memory_get(sizeof *apart->findings);
		if (!apart->findings)
			return segbias_error_memory(error);
		*apart->findings = *findings;
		apart->findings->arena = (struct segbias_arena){0};
		apart->findings->notes = (struct segbias_notes){0};
		apart->findings->host_notes = (struct segbias_notes){0};
	}
	asking->started = threads > 1 && segbias_thread_start(&asking->thread, run, asking);
	return SEGBIAS_OK;
}

static void join(struct asking *asking)
{
	if (asking->started)
		(void)pthread_join(asking->thread, NULL);
	asking->started = false;
}

/* Takes the answers, in the order of the questions. */
static enum segbias_status end_apart(struct asking *asking, struct segbias_findings *findings,
                                     struct segbias_error *error)
{
	answer_apart(asking);
	join(asking);
	if (asking->status != SEGBIAS_OK) {
		*error = asking->error;
		return asking->status;
	}
	for (size_t i = 0; i < COUNT; i++) {
		struct apart *apart = &asking->aparts[i];
		if (!apart->findings)
			continue;
		if (apart->status != SEGBIAS_OK) {
			*error = apart->error;
			return apart->status;
		}
		QUESTIONS[i].take(findings, apart->findings);
		segbias_arena_join(&findings->arena, &apart->findings->arena);
		segbias_findings_add_step(findings, QUESTIONS[i].name, apart->seconds);
	}
	return SEGBIAS_OK;
}

static void release(struct asking *asking)
{
	/* Nobody waits for what was not begun. */
	for (size_t i = 0; i < COUNT; i++)
		atomic_store(&asking->aparts[i].claimed, true);
	join(asking);
	for (size_t i = 0; i < COUNT; i++)
		segbias_findings_free(asking->aparts[i].findings);
}

enum segbias_status segbias_run_ask(struct segbias_run *run, const struct segbias_analysis_input *input,
                                    struct segbias_error *error)
{
	struct asking asking = {.input = input};
	struct segbias_findings *findings = run->findings;
	enum segbias_status status = SEGBIAS_OK;
	bool begun = false;
	bool ended = false;
	for (size_t i = 0; i < COUNT && status == SEGBIAS_OK; i++) {
		status = segbias_stream_tell(&run->options->watch, NULL, i, COUNT, error);
		if (status == SEGBIAS_OK && i > 0 && !begun)
			status = begin_apart(&asking, findings, run->policy.threads, error);
		begun = begun || i > 0;
		if (status != SEGBIAS_OK)
			break;
		if (QUESTIONS[i].take) {
			status = ended ? SEGBIAS_OK : end_apart(&asking, findings, error);
			ended = true;
			continue;
		}
		double start = segbias_clock_seconds();
		status = QUESTIONS[i].run(input, findings, error);
		segbias_findings_end_step(findings, QUESTIONS[i].name, start);
	}
	release(&asking);
	return status;
}
