#include "report/run_facts.h"

#include "base/memory.h"
#include "report/csv.h"

#include <stdlib.h>
#include <string.h>

/* A list that rows have; count: of its items. */
struct list {
	const char *name;
	const struct segbias_label *items;
	size_t count;
	bool told; /* the job has such a thing */
};

enum { LISTS = 4 };

static void list_facts(const struct segbias_run_facts *facts, struct list out[static LISTS])
{
	const struct segbias_settings *s = &facts->findings->settings;
	enum segbias_job job = facts->findings->job;
	bool two_files = job != SEGBIAS_JOB_AUDIT && job != SEGBIAS_JOB_PLAN;
	const struct list lists[LISTS] = {{"where", s->where, s->where_count, true},
	                                  {"campaign_where", s->campaign_where, s->campaign_where_count, two_files},
	                                  {"within", s->within, s->within_count, true},
	                                  {"warnings", facts->codes, facts->code_count, true}};
	memcpy(out, lists, sizeof lists);
}

/* An audit has no reference: its groups are held against each other. */
static struct segbias_label kind_of(const struct segbias_run_facts *facts)
{
	bool none = facts->findings->job == SEGBIAS_JOB_AUDIT || !facts->findings->kind;
	return none ? (struct segbias_label){NULL, 0} : segbias_label_of(facts->findings->kind);
}

static bool holds(const struct segbias_run_facts *facts, const char *code)
{
	for (size_t i = 0; i < facts->code_count; i++)
		if (segbias_label_equal(facts->codes[i], segbias_label_of(code)))
			return true;
	return false;
}

bool segbias_run_facts_init(struct segbias_run_facts *facts, const struct segbias_findings *findings)
{
	const struct segbias_notes *notes = &findings->notes;
	*facts = (struct segbias_run_facts){.findings = findings};
	facts->codes = segbias_memory_zeroed(notes->count + 1, sizeof *facts->codes);
	for (size_t i = 0; facts->codes && i < notes->count; i++)
		if (!holds(facts, notes->items[i].code))
			facts->codes[facts->code_count++] = segbias_label_of(notes->items[i].code);
	return facts->codes != NULL;
}

void segbias_run_facts_release(struct segbias_run_facts *facts)
{
	free(facts->codes);
	facts->codes = NULL;
}

void segbias_run_facts_json(const struct segbias_run_facts *facts, struct segbias_json *json)
{
	struct list lists[LISTS];
	list_facts(facts, lists);
	if (kind_of(facts).bytes)
		segbias_json_label(json, "reference_kind", kind_of(facts));
	for (size_t i = 0; i < LISTS; i++) {
		if (!lists[i].told)
			continue;
		segbias_json_open(json, lists[i].name, '[');
		for (size_t j = 0; j < lists[i].count; j++)
			segbias_json_label(json, NULL, lists[i].items[j]);
		segbias_json_close(json, ']');
	}
}

void segbias_run_facts_heads(const struct segbias_run_facts *facts, struct segbias_text *out)
{
	struct list lists[LISTS];
	list_facts(facts, lists);
	if (kind_of(facts).bytes)
		segbias_text_add_string(out, ",reference_kind");
	for (size_t i = 0; i < LISTS; i++)
		if (lists[i].told)
			segbias_text_add_format(out, ",%s", lists[i].name);
}

void segbias_run_facts_cells(const struct segbias_run_facts *facts, struct segbias_text *out)
{
	struct list lists[LISTS];
	list_facts(facts, lists);
	if (kind_of(facts).bytes) {
		segbias_text_add(out, ",", 1);
		segbias_csv_add_label(out, kind_of(facts));
	}
	for (size_t i = 0; i < LISTS; i++) {
		struct segbias_text cell = {0};
		if (!lists[i].told)
			continue;
		for (size_t j = 0; j < lists[i].count; j++) {
			segbias_text_add(&cell, ",", j > 0);
			segbias_text_add_item(&cell, lists[i].items[j], ",");
		}
		segbias_text_add(out, ",", 1);
		segbias_csv_add_label(out, segbias_text_label(&cell));
		out->failed |= cell.failed;
		segbias_text_release(&cell);
	}
}
