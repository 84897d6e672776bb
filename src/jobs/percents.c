/* Numbers with a percent sign beside numbers without one: 0.4 may be 40 %, or less than half of a percent. */
#include "jobs/run.h"

#include "tally/numeric.h"

/* One file's column of numbers. */
struct percents {
	struct segbias_label name;
	const struct segbias_source *source;
	bool signs, plain; /* some have the sign, some have none */
	bool parts;        /* on average none is above 1 */
};

static enum segbias_status look(const struct segbias_tally *tally, size_t number, struct percents *out,
                                struct segbias_error *error)
{
	struct segbias_numeric_summary summary = {0};
	if (!segbias_numeric_summarise(segbias_tally_number(tally, number), SEGBIAS_NUMERIC_WHOLE, &summary))
		return segbias_error_memory(error);
	out->signs = segbias_tally_facts(tally)->numbers_percent[number] > 0;
	out->plain = segbias_tally_facts(tally)->numbers_plain[number] > 0;
	out->parts = summary.count > 0 && summary.mean <= 1;
	return SEGBIAS_OK;
}

/* A column that an option names is refused; of others that are compared for want of one, it is said and nothing compared. */
static enum segbias_status tell(struct segbias_run *run, const struct percents *column, struct segbias_error *error)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	struct segbias_error *said = run->policy.numeric_count ? error : NULL;
	segbias_label_quote(column->name, quoted);
	if (!said)
		said = segbias_notes_add(&run->findings->notes, "numbers_mixed",
		                         column->signs ? "column %s holds numbers with a percent sign and numbers "
		                                         "without one, and is not compared"
		                                       : "column %s may hold parts of 1, and the other file's has "
		                                         "percent signs: it is not compared",
		                         quoted);
	else if (column->signs)
		segbias_error_set(
		    error, SEGBIAS_DATA,
		    "numbers_mixed|column %s holds numbers with a percent sign and numbers without one, of "
		    "which 0.4 may be 40 %%",
		    quoted);
	else
		segbias_error_set(
		    error, SEGBIAS_DATA,
		    "numbers_of_one|column %s may hold parts of 1, and the other file's has percent signs", quoted);
	segbias_error_hint(said, "is 0.4 the same as 40%%, or less than half of a percent? Write all in one way");
	segbias_error_place(said, segbias_source_facts(column->source)->path, 1, 0);
	return run->policy.numeric_count ? SEGBIAS_DATA : SEGBIAS_OK;
}

enum segbias_status segbias_run_check_percents(struct segbias_run *run, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	for (size_t i = 0; i < run->matching.number_count; i++) {
		size_t reference = run->matching.numbers[i].reference;
		if (reference == SIZE_MAX)
			continue;
		struct percents sides[] = {
		    {.name = run->matching.numbers[i].name, .source = run->campaign},
		    {.name = run->reference_facts.numbers[reference].name, .source = run->reference}};
		SEGBIAS_TRY(look(run->campaign_tally, i, &sides[0], error));
		SEGBIAS_TRY(look(run->reference_tally, reference, &sides[1], error));
		for (size_t s = 0; s < 2; s++) {
			bool mixed = sides[s].signs && sides[s].plain;
			if (!mixed && !(sides[s].parts && sides[s].plain && sides[1 - s].signs))
				continue;
			SEGBIAS_TRY(tell(run, &sides[s], error));
			run->matching.numbers[i].reference = SIZE_MAX;
			break;
		}
	}
done:
	return status;
}
