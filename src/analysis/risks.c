#include "analysis/risks.h"

#include "analysis/gate_untested.h"
#include "base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* --- adding --------------------------------------------------------------------------------------------------------- */

struct segbias_risk_measure *segbias_register_add(struct segbias_register *reg, const char *measure, const char *kind,
                                                  const char *basis)
{
	struct segbias_risk_measure *rows =
	    segbias_memory_room(reg->rows, reg->count, &reg->capacity, sizeof *reg->rows);
	struct segbias_risk_measure *row = &reg->spare;
	if (rows) {
		reg->rows = rows;
		row = &rows[reg->count++];
	}
	reg->failed = reg->failed || !rows;
	*row = (struct segbias_risk_measure){.risk = reg->risk,
	                                     .measure = measure,
	                                     .kind = kind,
	                                     .basis = basis,
	                                     .n = NAN,
	                                     .count = NAN,
	                                     .number = NAN,
	                                     .low = NAN,
	                                     .high = NAN,
	                                     .index = NAN,
	                                     .index_low = NAN,
	                                     .index_high = NAN,
	                                     .p = NAN,
	                                     .p_flag = NAN,
	                                     .p_within = NAN,
	                                     .q = NAN,
	                                     .q_flag = NAN,
	                                     .q_within = NAN,
	                                     .limit = NAN};
	return row;
}

struct segbias_risk_measure *segbias_register_share(struct segbias_register *reg, const char *measure, double count,
                                                    double n)
{
	struct segbias_risk_measure *row = segbias_register_add(reg, measure, "fact", "records");
	row->n = n;
	row->count = count;
	row->number = n > 0 ? count / n : NAN;
	return row;
}

const char *segbias_register_basis(const struct segbias_findings *findings)
{
	return findings->persons == findings->records && !(findings->nameless > 0) ? "persons" : "records";
}

void segbias_register_check(struct segbias_register *reg, const char *measure, const char *unmet_for)
{
	struct segbias_risk_measure *row = segbias_register_add(reg, measure, "check", "columns");
	row->verdict = unmet_for ? "unmet" : "met";
	row->reason = unmet_for;
}

void segbias_register_none(struct segbias_risk_measure *row, double unknown, const char *source)
{
	row->limit = 0;
	row->limit_source = source;
	row->verdict = row->count > 0 ? "over" : unknown > 0 ? "unclear" : "ok";
	row->reason = row->count > 0 || !(unknown > 0) ? NULL : "unknown";
}

void segbias_register_unheld(struct segbias_register *reg, const char *measure, double limit, const char *source)
{
	struct segbias_risk_measure *row = segbias_register_add(reg, measure, "fact", "records");
	row->limit = limit;
	row->limit_source = source;
	row->verdict = "unclear";
	row->reason = "not_measured";
}

void segbias_register_lack(struct segbias_register *reg, const char *what, const char *why, const char *needs,
                           const char *reason)
{
	void *lacks = segbias_memory_room(reg->lacks, reg->lack_count, &reg->lack_capacity, sizeof *reg->lacks);
	reg->failed = reg->failed || !lacks;
	if (!lacks)
		return;
	reg->lacks = lacks;
	reg->lacks[reg->lack_count].risk = reg->risk;
	reg->lacks[reg->lack_count++].lack = (struct segbias_risk_lack){what, why, needs, reason};
}

const struct segbias_label *segbias_risks_purpose(const struct segbias_risks_keys *keys, struct segbias_label column)
{
	for (size_t i = 0; i < keys->purpose_count; i++)
		if (segbias_label_equal(keys->purposes[i].left, column))
			return &keys->purposes[i].right;
	return NULL;
}

/* --- status and worst ------------------------------------------------------------------------------------------------ */

enum rank { RANK_OVER, RANK_UNCLEAR, RANK_DESCRIBED, RANK_OK };

static bool is_one(const char *verdict, const char *const *words, size_t count)
{
	for (size_t i = 0; verdict && i < count; i++)
		if (strcmp(verdict, words[i]) == 0)
			return true;
	return false;
}

/* A group that is likely to be skewed is none that is shown to be. */
static enum rank rank_of(const struct segbias_risk_measure *row)
{
	static const char *const OVERS[] = {"over", "under", "unmet"};
	static const char *const UNCLEARS[] = {"unclear", "likely_over", "likely_under"};
	if (!row->verdict)
		return RANK_DESCRIBED;
	if (is_one(row->verdict, OVERS, sizeof OVERS / sizeof *OVERS))
		return RANK_OVER;
	return is_one(row->verdict, UNCLEARS, sizeof UNCLEARS / sizeof *UNCLEARS) ? RANK_UNCLEAR : RANK_OK;
}

/* The first row of the lowest rank. What is described decides no status where something is judged. */
static void sum_up(struct segbias_risk *risk, const struct segbias_risk_measure *rows, size_t count)
{
	static const char *const STATUS[] = {"over", "unclear", "described", "ok"};
	const struct segbias_risk_measure *worst = NULL;
	bool judged = false;
	for (size_t i = 0; i < count; i++) {
		if (strcmp(rows[i].risk, risk->risk) != 0)
			continue;
		judged = judged || rows[i].verdict;
		if (!worst || rank_of(&rows[i]) < rank_of(worst))
			worst = &rows[i];
	}
	risk->worst_number = NAN;
	risk->status = worst ? STATUS[rank_of(worst)] : "not_measured";
	if (!worst)
		return;
	if (judged && rank_of(worst) == RANK_DESCRIBED)
		risk->status = "ok";
	risk->worst = worst->measure;
	risk->worst_attribute = worst->attribute;
	risk->worst_value = worst->value;
	risk->worst_level = worst->level;
	risk->worst_number = worst->number;
	risk->worst_row = worst;
}

/* Names of the tally, the plan and the policy, which are gone before the findings are. */
static bool own_labels(struct segbias_risk_measure *row, struct segbias_arena *arena)
{
	struct segbias_label *const labels[] = {&row->attribute, &row->value, &row->level};
	for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
		if (labels[i]->bytes && !segbias_arena_copy(arena, *labels[i], labels[i]))
			return false;
	return true;
}

static enum segbias_status keep(struct segbias_register *reg, const char *const *names, struct segbias_error *error)
{
	struct segbias_risks_findings *out = &reg->findings->risks;
	struct segbias_arena *arena = &reg->findings->arena;
	out->measures = segbias_arena_array(arena, reg->count, sizeof *out->measures);
	out->risks = segbias_arena_array(arena, SEGBIAS_RISKS, sizeof *out->risks);
	struct segbias_risk_lack *lacks = segbias_arena_array(arena, reg->lack_count, sizeof *lacks);
	if (reg->failed || !out->measures || !out->risks || !lacks)
		return segbias_error_memory(error);
	if (reg->count)
		memcpy(out->measures, reg->rows, reg->count * sizeof *reg->rows);
	for (size_t i = 0; i < reg->count; i++)
		if (!own_labels(&out->measures[i], arena))
			return segbias_error_memory(error);
	out->measure_count = reg->count;
	out->risk_count = SEGBIAS_RISKS;
	size_t at = 0;
	for (size_t i = 0; i < SEGBIAS_RISKS; i++) {
		struct segbias_risk *risk = &out->risks[i];
		risk->risk = names[i];
		risk->lacks = &lacks[at];
		for (size_t j = 0; j < reg->lack_count; j++)
			if (strcmp(reg->lacks[j].risk, names[i]) == 0)
				risk->lacks[risk->lack_count++] = reg->lacks[j].lack;
		at += risk->lack_count;
		sum_up(risk, out->measures, out->measure_count);
	}
	return SEGBIAS_OK;
}

enum segbias_status segbias_risks_find(const struct segbias_risks_input *input, struct segbias_findings *findings,
                                       struct segbias_error *error)
{
	static const struct {
		const char *risk;
		void (*add)(struct segbias_register *reg);
	} RISKS[SEGBIAS_RISKS] = {
	    {"privacy", segbias_risks_privacy}, {"personalisation", segbias_risks_personalisation},
	    {"bias", segbias_risks_bias},       {"trust", segbias_risks_trust},
	    {"legal", segbias_risks_legal},     {"transparency", segbias_risks_transparency},
	    {"ethics", segbias_risks_ethics}};
	const char *names[SEGBIAS_RISKS];
	struct segbias_register reg = {.input = input, .findings = findings};
	for (size_t i = 0; i < SEGBIAS_RISKS; i++) {
		names[i] = reg.risk = RISKS[i].risk;
		RISKS[i].add(&reg);
	}
	enum segbias_status status = keep(&reg, names, error);
	free(reg.rows);
	free(reg.lacks);
	return status;
}

/* Whether something was held against the policy's band, or against a limit that was given. What is missing and unmatched is judged of
 * any file, however small, and so are ages. */
static bool is_judged(const struct segbias_findings *findings)
{
	static const char *const GIVEN[] = {"risk_max", "retention", "jurisdictions", "cap", "quiet", "grace", "Gmail"};
	const struct segbias_risks_findings *risks = &findings->risks;
	for (size_t i = 0; i < findings->comparison_count; i++)
		if (segbias_gate_is_judged(&findings->comparisons[i]))
			return true;
	for (size_t i = 0; i < risks->measure_count; i++)
		if (is_one(risks->measures[i].limit_source, GIVEN, sizeof GIVEN / sizeof *GIVEN) &&
		    rank_of(&risks->measures[i]) != RANK_UNCLEAR)
			return true;
	return false;
}

enum segbias_status segbias_risks_judge(const bool fails[static SEGBIAS_RISKS_FAILS], struct segbias_findings *findings,
                                        struct segbias_error *error)
{
	struct segbias_risks_findings *risks = &findings->risks;
	risks->status = SEGBIAS_GATE_PASSED;
	for (size_t i = 0; i < risks->measure_count; i++) {
		const struct segbias_risk_measure *row = &risks->measures[i];
		enum rank rank = rank_of(row);
		bool unmet = row->verdict && strcmp(row->verdict, "unmet") == 0;
		if (rank == RANK_OVER && fails[unmet ? SEGBIAS_RISKS_FAIL_UNMET : SEGBIAS_RISKS_FAIL_OVER])
			risks->status = SEGBIAS_GATE_BREACHED;
		else if (rank == RANK_UNCLEAR && fails[SEGBIAS_RISKS_FAIL_UNCLEAR] &&
		         risks->status == SEGBIAS_GATE_PASSED)
			risks->status = SEGBIAS_GATE_UNDECIDED;
	}
	if (risks->status != SEGBIAS_GATE_PASSED || !fails[SEGBIAS_RISKS_FAIL_OVER] || is_judged(findings))
		return SEGBIAS_OK;
	segbias_error_set(error, SEGBIAS_DATA,
	                  "nothing_judged|no group has the known records that a verdict needs, and no limit was "
	                  "given: nothing was judged, which is no pass");
	segbias_error_place(error, findings->campaign.path, 0, 0);
	segbias_error_hint(error,
	                   "--fail-on over,unclear ends such a run as undecided; --min-n N asks for fewer records");
	return SEGBIAS_DATA;
}
