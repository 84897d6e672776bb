/* The second risk: how varied what people are shown is, and whether it narrows what they choose themselves. Of a person only counts by
 * category are known, never which category. */
#include "analysis/risks_groups.h"

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>

static const char *const VARIED = RISK_WORDS("how varied what people are shown is");
static const char *const NARROWS = RISK_WORDS("whether what people are shown narrows what they choose");

/* A person's counts, as arrays. */
struct counts {
	const struct segbias_exposed *people;
	double *shown, *chosen; /* [most] */
};

static const struct segbias_exposed *counts_of(const struct segbias_risk_question *question, size_t at,
                                               const struct counts **counts)
{
	*counts = question->people;
	const struct segbias_exposed *person = &(*counts)->people[at];
	for (size_t i = 0; i < person->count; i++) {
		(*counts)->shown[i] = person->cells[i].shown;
		(*counts)->chosen[i] = person->cells[i].chosen;
	}
	return person;
}

static uint32_t unit_of(const void *people, size_t person)
{
	return ((const struct counts *)people)->people[person].unit;
}

/* --- what is asked of a person ------------------------------------------------------------------------------------- */

static bool ask_same(const struct segbias_risk_question *question, size_t at, double numbers[static 2])
{
	const struct counts *counts = NULL;
	const struct segbias_exposed *person = counts_of(question, at, &counts);
	numbers[0] = segbias_variety_same(counts->shown, person->count);
	return person->shown >= 2;
}

static bool ask_effective(const struct segbias_risk_question *question, size_t at, double numbers[static 2])
{
	const struct counts *counts = NULL;
	const struct segbias_exposed *person = counts_of(question, at, &counts);
	if (person->shown < 2)
		return false;
	numbers[0] = exp(segbias_variety_entropy(counts->shown, person->count));
	return true;
}

static bool ask_narrowing(const struct segbias_risk_question *question, size_t at, double numbers[static 2])
{
	const struct counts *counts = NULL;
	const struct segbias_exposed *person = counts_of(question, at, &counts);
	numbers[0] = segbias_variety_same(counts->shown, person->count);
	numbers[1] = segbias_variety_same(counts->chosen, person->count);
	return person->shown >= 2 && person->chosen >= 2;
}

static bool ask_new(const struct segbias_risk_question *question, size_t at, double numbers[static 2])
{
	const struct counts *counts = NULL;
	const struct segbias_exposed *person = counts_of(question, at, &counts);
	double fresh = 0;
	for (size_t i = 0; i < person->count; i++)
		fresh += counts->chosen[i] > 0 ? 0 : counts->shown[i];
	if (!person->shown || !person->chosen)
		return false;
	numbers[0] = fresh / person->shown;
	return true;
}

static bool ask_calibration(const struct segbias_risk_question *question, size_t at, double numbers[static 2])
{
	const struct counts *counts = NULL;
	const struct segbias_exposed *person = counts_of(question, at, &counts);
	if (!person->shown || !person->chosen)
		return false;
	numbers[0] = segbias_variety_divergence(counts->chosen, counts->shown, person->count);
	return true;
}

static bool ask_chance(const struct segbias_risk_question *question, size_t at, double numbers[static 2])
{
	const struct counts *counts = NULL;
	const struct segbias_exposed *person = counts_of(question, at, &counts);
	if (!person->shown || !person->chosen)
		return false;
	numbers[0] = segbias_variety_divergence_chance(counts->chosen, person->count, person->shown);
	return true;
}

static bool ask_one(const struct segbias_risk_question *question, size_t at, double numbers[static 2])
{
	enum { ENOUGH = 5 };
	const struct segbias_exposed *person = &((const struct counts *)question->people)->people[at];
	double kinds = 0;
	for (size_t i = 0; i < person->count; i++)
		kinds += person->cells[i].shown > 0;
	numbers[0] = kinds == 1;
	return person->shown >= ENOUGH;
}

/* --- rows ---------------------------------------------------------------------------------------------------------- */

typedef bool asked(const struct segbias_risk_question *question, size_t at, double numbers[static 2]);

static struct segbias_risk_question question_of(const struct segbias_risks_items *items, const struct counts *counts,
                                                const char *measure, enum segbias_risk_kind kind, asked *of)
{
	return (struct segbias_risk_question){
	    .measure = measure, .kind = kind, .of = of, .people = counts, .count = items->count, .unit = unit_of};
}

/* A mean that describes this log: no interval, no test. */
static void add_fact(struct segbias_register *reg, const struct counts *counts, const char *measure, asked *of)
{
	struct segbias_risk_question question = question_of(reg->input->items, counts, measure, SEGBIAS_RISK_MEAN, of);
	struct segbias_risk_measure *row = segbias_risk_describe(reg, &question, NULL, NULL);
	if (!row)
		return;
	row->kind = "fact";
	row->low = row->high = NAN;
}

/* false: it is known of nobody. */
static bool ask(struct segbias_risk_family *family, const struct counts *counts, const char *measure,
                enum segbias_risk_kind kind, asked *of)
{
	struct segbias_risk_question question = question_of(family->reg->input->items, counts, measure, kind, of);
	return segbias_risk_ask(family, &question);
}

static void add_catalogue(struct segbias_register *reg)
{
	const struct segbias_risks_items *items = reg->input->items;
	double shown = 0;
	for (size_t i = 0; i < items->item_count; i++)
		shown += items->shown[i] > 0;
	segbias_register_share(reg, "coverage", shown, (double)items->item_count)->basis = "items";
	struct segbias_risk_measure *row = segbias_register_add(reg, "gini", "fact", "items");
	row->n = (double)items->item_count;
	row->number = segbias_gini(items->shown, items->item_count);
}

static void add_figures(struct segbias_risk_family *family, const struct counts *counts)
{
	struct segbias_register *reg = family->reg;
	const struct segbias_risks_items *items = reg->input->items;
	if (items->history && !ask(family, counts, "narrowing", SEGBIAS_RISK_PAIRED, ask_narrowing))
		segbias_register_lack(reg, NARROWS,
		                      RISK_WORDS("nobody has two rows in each of the logs, and less tells nothing"),
		                      NULL, "not_in_files");
	if (!ask(family, counts, "same_category", SEGBIAS_RISK_MEAN, ask_same))
		segbias_register_lack(reg, VARIED, RISK_WORDS("nobody was shown two things"), NULL, "not_in_files");
	add_fact(reg, counts, "effective_categories", ask_effective);
	if (items->history) {
		(void)ask(family, counts, "new_categories", SEGBIAS_RISK_MEAN, ask_new);
		add_fact(reg, counts, "calibration", ask_calibration);
		add_fact(reg, counts, "calibration_chance", ask_chance);
	}
	if (!ask(family, counts, "one_category", SEGBIAS_RISK_RATE, ask_one))
		segbias_register_lack(reg, RISK_WORDS("who is shown one category only"),
		                      RISK_WORDS("nobody was shown five things"), NULL, "not_in_files");
	if (items->listed)
		add_catalogue(reg);
}

static void add_items(struct segbias_register *reg)
{
	const struct segbias_risks_items *items = reg->input->items;
	struct segbias_risk_family family = {.reg = reg};
	struct counts counts = {.people = items->people};
	size_t most = 1;
	for (size_t i = 0; i < items->count; i++)
		most = items->people[i].count > most ? items->people[i].count : most;
	counts.shown = segbias_memory_zeroed(most, sizeof *counts.shown);
	counts.chosen = segbias_memory_zeroed(most, sizeof *counts.chosen);
	reg->failed = reg->failed || !counts.shown || !counts.chosen;
	if (!reg->failed)
		add_figures(&family, &counts);
	segbias_risk_judge(&family);
	free(counts.shown);
	free(counts.chosen);
}

static void add_lacks(struct segbias_register *reg)
{
	const struct segbias_risks_items *items = reg->input->items;
	if (!items)
		segbias_register_lack(reg, VARIED, RISK_WORDS("a log of what people were shown would tell it"),
		                      "--items", "not_given");
	if (!items || !items->history)
		segbias_register_lack(reg, NARROWS,
		                      RISK_WORDS("a log of what they chose themselves would tell it, beside that of "
		                                 "what they were shown"),
		                      "--history", "not_given");
	if (!items || !items->listed)
		segbias_register_lack(reg, RISK_WORDS("how much of the catalogue is shown at all"),
		                      RISK_WORDS("a list of all items would tell it, beside the log of what was shown"),
		                      "--catalogue", "not_given");
	if (items && !reg->input->persons.joined)
		segbias_register_lack(
		    reg, RISK_WORDS("which groups are shown less variety"),
		    RISK_WORDS("it was not said which column of the campaign the people of the log stand in"),
		    "--person", "not_given");
	segbias_register_lack(reg, RISK_WORDS("whether people feel watched or manipulated"),
	                      RISK_WORDS("no file can tell: only asking them can"), NULL, "no_file");
}

void segbias_risks_personalisation(struct segbias_register *reg)
{
	if (reg->input->items)
		add_items(reg);
	add_lacks(reg);
}
