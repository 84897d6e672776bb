#include "jobs/periods.h"

#include "values/name.h"

#include <math.h>
#include <string.h>

static bool add(struct segbias_input_facts *out, struct segbias_arena *arena, enum segbias_period_by by,
                struct segbias_label text, const struct segbias_span *span)
{
	struct segbias_period *period = &out->periods[out->period_count++];
	*period = (struct segbias_period){.by = by, .rows = NAN};
	memcpy(period->year, span->year, sizeof period->year);
	memcpy(period->month, span->month, sizeof period->month);
	return segbias_arena_copy(arena, text, &period->text);
}

/* A column of few different days may have another part; its name says what it is. */
static bool tells_period(const struct segbias_column_evidence *column, const char *role)
{
	return strcmp(role, "period") == 0 ||
	       (column->period && segbias_name_suggests(column->name, SEGBIAS_ROLE_TIME));
}

enum segbias_status segbias_periods_find(const struct segbias_source *source, struct segbias_arena *arena,
                                         struct segbias_input_facts *out, struct segbias_error *error)
{
	const struct segbias_column_evidence *columns = segbias_source_columns(source);
	const struct segbias_sheet *sheet = &segbias_source_facts(source)->sheet;
	const struct segbias_shape *shape = segbias_source_shape(source);
	/* Of records only the head is looked at, and a table is in memory. */
	bool all = segbias_source_head(source)->whole || (shape && shape->table);
	bool ok = true;
	out->periods = segbias_arena_array(arena, out->column_count + sheet->dated_count + 1, sizeof *out->periods);
	if (!out->periods)
		return segbias_error_memory(error);
	for (size_t field = 0; ok && field < out->column_count; field++) {
		struct segbias_span named = {0};
		if (tells_period(&columns[field], out->columns[field].role) && columns[field].span.year[0]) {
			ok = add(out, arena, SEGBIAS_PERIOD_BY_COLUMN, columns[field].name, &columns[field].span);
			out->periods[out->period_count - 1].rows = all ? NAN : (double)columns[field].span_rows;
		} else if (field == segbias_source_layout(source)->count_field &&
		           segbias_span_add(&named, columns[field].name)) {
			ok = add(out, arena, SEGBIAS_PERIOD_BY_NAME, columns[field].name, &named);
		}
	}
	for (size_t i = 0; ok && i < sheet->dated_count; i++) {
		struct segbias_span said = {0};
		(void)segbias_span_add(&said, sheet->dated[i]);
		ok = add(out, arena, SEGBIAS_PERIOD_BY_LINE, sheet->dated[i], &said);
	}
	struct segbias_label name = segbias_label_of(out->name);
	struct segbias_span file = {0};
	if (ok && out->period_count == 0 && segbias_span_add(&file, name) && file.year[0] == file.year[1])
		ok = add(out, arena, SEGBIAS_PERIOD_BY_FILE, name, &file);
	return ok ? SEGBIAS_OK : segbias_error_memory(error);
}

double segbias_periods_year(const struct segbias_input_facts *facts)
{
	double latest = NAN;
	for (size_t i = 0; i < facts->period_count; i++) {
		const struct segbias_period *period = &facts->periods[i];
		bool column = period->by == SEGBIAS_PERIOD_BY_COLUMN;
		if (!column && !isnan(latest))
			break;
		/* Of several years in a line it is not known which is that of the figures. */
		if (column || period->year[0] == period->year[1])
			latest = fmax(latest, period->year[1]);
	}
	return latest;
}
