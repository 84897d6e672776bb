/* Job: weigh. The cells of what is weighted on and what a record of each weighs, for a join in a warehouse. */
#include "jobs/weigh.h"

#include "base/intern.h"
#include "base/memory.h"
#include "report/csv.h"

#include <stdlib.h>

struct cell {
	size_t kind; /* the first one that is of it */
	double records, weight;
};

/* The values of what is weighted on, as the key of a cell. */
static struct segbias_label key_of(const struct segbias_weigh *weigh, size_t kind, size_t *values)
{
	size_t count = 0;
	for (size_t i = 0; i < weigh->part_count; i++)
		if (weigh->parts[i].weighted)
			values[count++] = segbias_weigh_value(weigh, weigh->kind[kind], i);
	return (struct segbias_label){(const char *)values, count * sizeof *values};
}

static void add_row(const struct segbias_weigh *weigh, const struct cell *cell, struct segbias_text *out)
{
	for (size_t i = 0; i < weigh->part_count; i++) {
		if (!weigh->parts[i].weighted)
			continue;
		size_t value = segbias_weigh_value(weigh, weigh->kind[cell->kind], i);
		if (value != SIZE_MAX)
			segbias_csv_add_label(out, weigh->parts[i].attribute->values[value]);
		segbias_text_add(out, ",", 1);
	}
	segbias_csv_add_number(out, cell->records);
	segbias_text_add(out, ",", 1);
	segbias_csv_add_number(out, cell->weight);
	segbias_text_add(out, "\n", 1);
}

enum segbias_status segbias_weigh_cells(const struct segbias_weigh *weigh, bool weighted,
                                        struct segbias_findings *findings, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_text out = {0};
	struct segbias_intern keys = {0};
	struct cell *cells = segbias_memory_zeroed(weigh->kinds + 1, sizeof *cells);
	size_t *values = segbias_memory_zeroed(weigh->part_count + 1, sizeof *values);
	if (!cells || !values)
		SEGBIAS_TRY(segbias_error_memory(error));
	for (size_t i = 0; i < weigh->kinds; i++) {
		uint32_t at = segbias_intern_add(&keys, key_of(weigh, i, values));
		if (at == SEGBIAS_INTERN_NONE)
			SEGBIAS_TRY(segbias_error_memory(error));
		if (!(cells[at].records > 0)) {
			cells[at].kind = i;
			cells[at].weight =
			    weighted ? weigh->weight[i] / weigh->start[i] * weigh->scale : weigh->weight[i];
		}
		cells[at].records += weigh->records[i];
	}
	for (size_t i = 0; i < weigh->part_count; i++)
		if (weigh->parts[i].weighted) {
			segbias_csv_add_label(&out, weigh->parts[i].attribute->name);
			segbias_text_add(&out, ",", 1);
		}
	segbias_text_add_string(&out, "count,weight\n");
	for (size_t i = 0; i < keys.size; i++)
		add_row(weigh, &cells[i], &out);
	if (out.failed ||
	    !segbias_arena_copy(&findings->arena, segbias_text_label(&out), &findings->weighing.cells_csv))
		status = segbias_error_memory(error);
done:
	segbias_text_release(&out);
	segbias_intern_release(&keys);
	free(cells);
	free(values);
	return status;
}
