/* Question of an audit: which other columns tell who is in which group, so that a model that never sees the group may know it?
 * Pairs of a column and an attribute whose association is shown, and is of size: Bergsma's corrected V of 0.1 or more. */
#include "analysis/audit_questions.h"
#include "analysis/masses.h"

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>

static const double V_LEAST = 0.1;

/* While pairs are looked at. */
struct looking {
	const struct segbias_audit_asking *asking;
	const struct segbias_attribute **attributes; /* [attribute_count]: each part of the groups once */
	size_t attribute_count;
	struct segbias_proxy *pairs; /* [pair_count], all that were tested; room for [room] */
	size_t pair_count, room;
};

static bool list_attributes(struct looking *l)
{
	size_t room = l->asking->count * SEGBIAS_CROSSING_MAX;
	l->attributes =
	    segbias_arena_array(&l->asking->findings->arena, room, sizeof(const struct segbias_attribute *));
	for (size_t i = 0; l->attributes && i < l->asking->count; i++)
		for (size_t j = 0; j < l->asking->items[i].groups->part_count; j++) {
			const struct segbias_attribute *part = l->asking->items[i].groups->parts[j];
			size_t at = 0;
			while (at < l->attribute_count && l->attributes[at] != part)
				at++;
			if (at == l->attribute_count)
				l->attributes[l->attribute_count++] = part;
		}
	return l->attributes != NULL;
}

static uint32_t value_of(const struct segbias_attribute *attribute, uint32_t id)
{
	return id >= SEGBIAS_ID_FIRST && id < attribute->id_count ? attribute->value_of[id] : UINT32_MAX;
}

/* Tests table[rows * attribute's values], and keeps the pair where there is an association to speak of. */
static bool keep(struct looking *l, struct segbias_label column, const struct segbias_attribute *attribute,
                 double *table, size_t rows, bool bands)
{
	size_t cells = rows * attribute->value_count;
	const struct segbias_policy *policy = l->asking->input->base.policy;
	struct segbias_association result;
	double n = 0;
	for (size_t i = 0; i < cells; i++)
		n += table[i];
	for (size_t i = 0; policy->deff > 0 && i < cells; i++)
		table[i] /= policy->deff;
	segbias_association(table, rows, attribute->value_count, &result);
	if (isnan(result.v_corrected) || !(n >= policy->min_n))
		return true;
	struct segbias_monte_carlo draws = segbias_monte_carlo_of(policy->seed, column, attribute->name);
	bool few = result.expected_min < SEGBIAS_EXPECTED_LEAST && result.v_corrected >= V_LEAST && !(policy->deff > 0);
	if (few &&
	    !segbias_independence_monte_carlo(table, rows, attribute->value_count, result.chi2, &draws, &result.p))
		return false;
	l->pairs[l->pair_count++] = (struct segbias_proxy){.column = column,
	                                                   .attribute = attribute->name,
	                                                   .v_corrected = result.v_corrected,
	                                                   .p = result.p,
	                                                   .q = NAN,
	                                                   .bands = bands,
	                                                   .n = n};
	return true;
}

static bool is_attribute_before(const struct looking *l, size_t at, uint32_t column)
{
	for (size_t i = 0; i < at; i++)
		if (l->attributes[i]->reference_column == column)
			return true;
	return false;
}

static bool is_audited(const struct looking *l, uint32_t column)
{
	return is_attribute_before(l, l->attribute_count, column);
}

/* A column by its spellings, those of one value joined. */
static enum segbias_status look_at_column(struct looking *l, uint32_t column, const struct segbias_attribute *attribute,
                                          struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	const struct segbias_tally *tally = l->asking->input->base.campaign;
	uint32_t mine = (uint32_t)attribute->reference_column;
	uint32_t labels = segbias_tally_labels(tally, column);
	bool first = column < mine;
	enum segbias_deciding deciding = SEGBIAS_DECIDING_NOTHING;
	uint32_t *into = NULL;
	double *table = NULL;
	const struct segbias_table *counts =
	    segbias_tally_table(tally, (const uint32_t[]){first ? column : mine, first ? mine : column}, 2);
	if (!counts || segbias_tally_overflowed(tally, column) || labels < 2)
		return SEGBIAS_OK;
	/* What was decided besides is nothing that a model knew. */
	SEGBIAS_TRY(segbias_audit_is_other(l->asking->input->base.policy, l->asking->input->columns, tally, column,
	                                   &deciding, error));
	if (deciding != SEGBIAS_DECIDING_NOTHING && !is_audited(l, column))
		goto done;
	SEGBIAS_TRY(segbias_join_labels(tally, column, &into, error));
	table = segbias_memory_zeroed((size_t)labels * attribute->value_count + 1, sizeof *table);
	if (!table)
		SEGBIAS_TRY(segbias_error_memory(error));
	for (uint32_t i = 0; i < labels; i++)
		for (uint32_t id = SEGBIAS_ID_FIRST; id < attribute->id_count; id++) {
			uint32_t value = value_of(attribute, id);
			uint32_t theirs = SEGBIAS_ID_FIRST + i;
			if (value != UINT32_MAX)
				table[into[i] * attribute->value_count + value] +=
				    (double)segbias_tally_cell(
					counts, (const uint32_t[]){first ? theirs : id, first ? id : theirs}, 2)
					.count;
		}
	if (!keep(l, segbias_tally_name(tally, column), attribute, table, labels, false))
		SEGBIAS_TRY(segbias_error_memory(error));
done:
	free(into);
	free(table);
	return status;
}

/* A number by the tenths of its values in the whole file. */
static enum segbias_status look_at_number(struct looking *l, size_t number, struct segbias_label name,
                                          const struct segbias_attribute *attribute, struct segbias_error *error)
{
	const struct segbias_tally *tally = l->asking->input->base.campaign;
	const struct segbias_numeric *numeric = segbias_tally_number(tally, number);
	uint32_t column = (uint32_t)attribute->reference_column;
	unsigned bits = segbias_numeric_bits(numeric);
	struct segbias_masses whole = {0};
	double edges[SEGBIAS_CALIBRATION_BINS + 1] = {0};
	bool ok = segbias_masses_read(numeric, SEGBIAS_NUMERIC_WHOLE, bits, &whole);
	size_t bins = ok ? segbias_tenths(whole.list, whole.count, edges) : 0;
	double *table = segbias_memory_zeroed(bins * attribute->value_count + 1, sizeof *table);
	for (uint32_t id = SEGBIAS_ID_FIRST; ok && table && bins > 1 && id < attribute->id_count; id++) {
		struct segbias_masses masses = {0};
		struct segbias_calibration_bin found[SEGBIAS_CALIBRATION_BINS];
		uint32_t value = value_of(attribute, id);
		uint32_t group = segbias_tally_number_group(tally, &column, 1, &id);
		if (value == UINT32_MAX || group == SEGBIAS_NUMERIC_NO_GROUP)
			continue;
		ok = segbias_masses_read(numeric, group, bits, &masses);
		segbias_calibration(masses.list, masses.count, edges, bins, found);
		for (size_t i = 0; i < bins; i++)
			table[i * attribute->value_count + value] += found[i].n;
		segbias_masses_release(&masses);
	}
	ok = ok && table && (bins < 2 || keep(l, name, attribute, table, bins, true));
	segbias_masses_release(&whole);
	free(table);
	return ok ? SEGBIAS_OK : segbias_error_memory(error);
}

static int compare_proxies(const void *a, const void *b)
{
	const struct segbias_proxy *x = a;
	const struct segbias_proxy *y = b;
	if (x->v_corrected != y->v_corrected)
		return x->v_corrected < y->v_corrected ? 1 : -1;
	int order = segbias_label_compare(x->attribute, y->attribute);
	return order ? order : segbias_label_compare(x->column, y->column);
}

/* Those that are shown, the strongest first. */
static enum segbias_status judge(struct looking *l, struct segbias_error *error)
{
	struct segbias_audit_findings *audit = &l->asking->findings->audit;
	double *p = segbias_memory_zeroed(l->pair_count + 1, sizeof *p);
	if (!p)
		return segbias_error_memory(error);
	for (size_t i = 0; i < l->pair_count; i++)
		p[i] = l->pairs[i].p;
	enum segbias_status status = segbias_audit_adjust(l->asking, p, l->pair_count, error);
	audit->proxies = l->pairs;
	for (size_t i = 0; i < l->pair_count && status == SEGBIAS_OK; i++) {
		l->pairs[i].q = p[i];
		if (!(p[i] <= l->asking->input->base.policy->alpha && l->pairs[i].v_corrected >= V_LEAST))
			continue;
		/* The tally, whose name it is, is gone when the findings are read. */
		struct segbias_proxy *kept = &audit->proxies[audit->proxy_count++];
		*kept = l->pairs[i];
		if (!segbias_arena_copy(&l->asking->findings->arena, kept->column, &kept->column))
			status = segbias_error_memory(error);
	}
	free(p);
	if (audit->proxy_count)
		qsort(audit->proxies, audit->proxy_count, sizeof *audit->proxies, compare_proxies);
	return status;
}

/* The plain test is wrong of weights and of repeated people. */
static bool is_untested(const struct segbias_audit_asking *asking)
{
	const char *why = !asking->input->columns->proxies
	                      ? "of that many columns pairs are counted of those of --attributes only"
	                  : asking->input->weighted ? "records have weights"
	                  : asking->persons         ? "several rows are one person"
	                                            : NULL;
	if (why)
		segbias_error_place(segbias_notes_add(&asking->findings->notes, "proxies_untested",
		                                      "columns that tell of groups are not looked for: %s", why),
		                    asking->input->base.campaign_path, 0, 0);
	return why != NULL;
}

enum segbias_status segbias_audit_proxies(const struct segbias_audit_asking *asking, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct looking l = {.asking = asking};
	const struct segbias_audit_columns *columns = asking->input->columns;
	if (is_untested(asking))
		return SEGBIAS_OK;
	if (!list_attributes(&l))
		return segbias_error_memory(error);
	l.room = l.attribute_count * (columns->open_count + columns->number_count);
	l.pairs = segbias_arena_array(&asking->findings->arena, l.room, sizeof *l.pairs);
	if (!l.pairs)
		return segbias_error_memory(error);
	for (size_t i = 0; i < l.attribute_count; i++) {
		uint32_t mine = (uint32_t)l.attributes[i]->reference_column;
		for (uint32_t column = 0; column < columns->open_count; column++)
			if (column != mine && !is_attribute_before(&l, i, column) && !columns->measured[column])
				SEGBIAS_TRY(look_at_column(&l, column, l.attributes[i], error));
		for (size_t j = 0; j < columns->number_count; j++)
			if (j != columns->score && columns->numbers[j].column != mine &&
			    !is_attribute_before(&l, i, columns->numbers[j].column))
				SEGBIAS_TRY(look_at_number(&l, j, columns->numbers[j].name, l.attributes[i], error));
	}
	SEGBIAS_TRY(judge(&l, error));
done:
	return status;
}
