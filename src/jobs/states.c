/* Which column of a table of reach says the Member State, whatever it is called: its rows may not be added up. */
#include "jobs/run.h"

#include "values/reach.h"

#include <string.h>

enum { CODE = 2 }; /* letters */

/* Values of which two and more are Member States: all of them, or others that are countries by their codes (US), as codes are also
 * those of languages (DE, EN, FR); or by full names most. */
static bool names_states(const struct segbias_head_spellings *values)
{
	size_t known = 0;
	size_t states = 0;
	size_t full = 0;
	size_t countries = 0;
	for (uint32_t i = 0; i < values->count; i++) {
		struct segbias_label value = values->labels[i];
		bool state = segbias_is_member_state(value);
		known += value.size > 0;
		states += state;
		full += state && value.size > CODE;
		countries += state || segbias_is_country_code(value);
	}
	return states > 1 && (countries == known || 2 * full >= known);
}

/* false: no memory. */
static bool look_at(const struct segbias_head *head, size_t field, struct segbias_column_role *column)
{
	struct segbias_head_spellings spellings;
	bool ok = segbias_head_spellings_init(&spellings, head, field);
	if (ok && names_states(&spellings)) {
		column->role = "place";
		column->why = "content";
	}
	segbias_head_spellings_release(&spellings);
	return ok;
}

enum segbias_status segbias_run_find_states(struct segbias_run *run, struct segbias_error *error)
{
	static const char *const LEFT[] = {"other", "text", "code", "identifier"};
	const struct segbias_head *head = segbias_source_head(run->campaign);
	struct segbias_input_facts *facts = &run->findings->campaign;
	for (size_t i = 0; i < facts->column_count && i < head->width; i++) {
		bool left = false;
		for (size_t j = 0; j < sizeof LEFT / sizeof *LEFT; j++)
			left = left || strcmp(facts->columns[i].role, LEFT[j]) == 0;
		if (left && !look_at(head, i, &facts->columns[i]))
			return segbias_error_memory(error);
	}
	return SEGBIAS_OK;
}
