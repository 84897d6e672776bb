/* The stages of a funnel: which records are in one. */
#include "match/building.h"

#include "values/boolean.h"
#include "values/figure.h"
#include "values/list.h"
#include "values/name.h"

#include <string.h>

/* Of a column of yes and no; anything else matches nothing, and is refused after the pour. 0 and 1 are answers also where a
 * list of markers has them, as in segments. */
static uint32_t resolve_boolean(const void *context, struct segbias_label spelling, enum segbias_how *how)
{
	const struct segbias_stage *stage = context;
	bool digit = spelling.size == 1 && (spelling.bytes[0] == '0' || spelling.bytes[0] == '1');
	bool yes = false;
	*how = SEGBIAS_HOW_MISSING;
	if (!digit && segbias_missing_any(stage->missing, spelling))
		return SEGBIAS_ID_MISSING;
	*how = SEGBIAS_HOW_UNMATCHED;
	if (!segbias_boolean_parse(spelling, &yes))
		return SEGBIAS_ID_UNMATCHED;
	*how = SEGBIAS_HOW_EXACT;
	return yes ? SEGBIAS_ID_FIRST : SEGBIAS_ID_FIRST + 1;
}

/* Of COL=VALUE. */
static uint32_t resolve_value(const void *context, struct segbias_label spelling, enum segbias_how *how)
{
	const struct segbias_stage *stage = context;
	*how = SEGBIAS_HOW_EXACT;
	if (segbias_label_equal(spelling, stage->item) || segbias_name_value_same(spelling, stage->item))
		return SEGBIAS_ID_FIRST;
	if (!segbias_missing_any(stage->missing, spelling))
		return SEGBIAS_ID_FIRST + 1;
	*how = SEGBIAS_HOW_MISSING;
	return SEGBIAS_ID_MISSING;
}

/* @FILE, or NAME=@FILE: where there is no such column. Whether it is one. */
static bool take_file(struct segbias_stage *stage)
{
	struct segbias_label item = stage->name;
	const char *at = memchr(item.bytes, '@', item.size);
	size_t before = at ? (size_t)(at - item.bytes) : 0;
	if (!at || before + 1 == item.size || before == 1 || (before > 1 && at[-1] != '='))
		return false;
	stage->file = (struct segbias_label){at + 1, item.size - before - 1};
	size_t folder = stage->file.size;
	while (folder > 0 && stage->file.bytes[folder - 1] != '/')
		folder--;
	stage->name = before > 1 ? (struct segbias_label){item.bytes, before - 1}
	                         : (struct segbias_label){stage->file.bytes + folder, stage->file.size - folder};
	return stage->name.size > 0;
}

/* The column of the item, and where there is none of that name but a pair with a "=", what its value is. */
static enum segbias_status find_field(const struct segbias_building *b, struct segbias_stage *stage, size_t *field,
                                      struct segbias_error *error)
{
	struct segbias_label pair[2] = {{NULL, 0}, {NULL, 0}};
	*field = segbias_head_find(b->campaign, stage->name);
	if (*field != SEGBIAS_NO_FIELD || segbias_policy_any(stage->name) || take_file(stage))
		return SEGBIAS_OK;
	if (!memchr(stage->name.bytes, '=', stage->name.size)) {
		enum segbias_status status = segbias_head_no_column(b->campaign, "--stages", stage->name, error);
		if (memchr(stage->name.bytes, '.', stage->name.size))
			segbias_error_hint(error, "a file is named with an @: --stages '@base.csv,@targeted.csv'");
		return status;
	}
	enum segbias_status status = segbias_list_pair(stage->name, '=', &b->matching->arena, pair, error);
	if (status != SEGBIAS_OK)
		return status;
	stage->item = pair[1];
	*field = segbias_head_find(b->campaign, pair[0]);
	return *field == SEGBIAS_NO_FIELD ? segbias_head_no_column(b->campaign, "--stages", pair[0], error)
	                                  : SEGBIAS_OK;
}

/* Two files of one name, in different folders. */
static enum segbias_status check_name(const struct segbias_building *b, const struct segbias_stage *stage,
                                      struct segbias_error *error)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	for (const struct segbias_stage *other = b->matching->stages; other < stage; other++) {
		if (!segbias_label_equal(other->name, stage->name))
			continue;
		segbias_error_set(error, SEGBIAS_USAGE, "bad_option|--stages: two stages are called %s",
		                  segbias_label_quote(stage->name, quoted));
		segbias_error_hint(error, "NAME=@FILE calls a file as you like");
		return SEGBIAS_USAGE;
	}
	return SEGBIAS_OK;
}

/* Whether the column of a table holds numbers that are no answers, so that they count who is in the stage. */
static bool is_counted(const struct segbias_building *b, size_t field)
{
	bool counts = false;
	for (size_t row = 0; row < b->campaign->rows; row++) {
		struct segbias_label cell = segbias_head_cell(b->campaign, row, field);
		struct segbias_figure figure;
		bool yes = false;
		if (segbias_missing_any(&b->policy->missing, cell))
			continue;
		if (!segbias_figure_parse(cell, &b->taken->styles[field], &figure))
			return false;
		counts = counts || !segbias_boolean_parse(cell, &yes);
	}
	return counts && !b->taken->rows;
}

struct segbias_plan_column segbias_stage_column(struct segbias_label name, size_t field,
                                                const struct segbias_stage *stage)
{
	static const struct segbias_label LABELS[] = {{"in", 2}, {"not", 3}};
	return (struct segbias_plan_column){.name = name,
	                                    .field = field,
	                                    .kind = SEGBIAS_PLAN_MAPPED,
	                                    .labels = LABELS,
	                                    .label_count = sizeof LABELS / sizeof *LABELS,
	                                    .resolve = stage->item.bytes ? resolve_value : resolve_boolean,
	                                    .chooses = true,
	                                    .context = stage};
}

const struct segbias_stage *segbias_stage_of(const struct segbias_plan_column *column)
{
	return column->resolve == resolve_value || column->resolve == resolve_boolean ? column->context : NULL;
}

enum segbias_status segbias_building_stage(const struct segbias_building *b, struct segbias_label item,
                                           struct segbias_stage *stage, struct segbias_plan_column *column,
                                           struct segbias_error *error)
{
	*stage = (struct segbias_stage){
	    .name = item, .missing = &b->policy->missing, .counted = SEGBIAS_NO_FIELD, .column = UINT32_MAX};
	*column = (struct segbias_plan_column){.field = SEGBIAS_NO_FIELD};
	size_t field = SEGBIAS_NO_FIELD;
	enum segbias_status status = find_field(b, stage, &field, error);
	if (status == SEGBIAS_OK)
		status = check_name(b, stage, error);
	if (status != SEGBIAS_OK || field == SEGBIAS_NO_FIELD)
		return status;
	if (!stage->item.bytes && is_counted(b, field)) {
		stage->counted = field;
		return SEGBIAS_OK;
	}
	*column = segbias_stage_column(b->campaign->names[field], field, stage);
	return SEGBIAS_OK;
}
