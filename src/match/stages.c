/* The stages of a funnel: which records are in one. */
#include "match/building.h"

#include "values/boolean.h"
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
	if (segbias_label_equal(spelling, stage->item) || segbias_name_same(spelling, stage->item))
		return SEGBIAS_ID_FIRST;
	if (!segbias_missing_any(stage->missing, spelling))
		return SEGBIAS_ID_FIRST + 1;
	*how = SEGBIAS_HOW_MISSING;
	return SEGBIAS_ID_MISSING;
}

/* There is no such column. A file is no stage: without a join nobody knows who of it was in the one before. */
static enum segbias_status refuse_stage(const struct segbias_building *b, struct segbias_label name,
                                        struct segbias_error *error)
{
	static const char SUFFIX[] = ".csv";
	enum { SIZE = sizeof SUFFIX - 1 };
	enum segbias_status status = segbias_head_no_column(b->campaign, "--stages", name, error);
	if (name.size > SIZE && memcmp(name.bytes + name.size - SIZE, SUFFIX, SIZE) == 0)
		segbias_error_hint(error, "a stage is a column of CAMPAIGN: join the files by person into one with a "
		                          "column of yes and no for each, which tells who went from stage to stage");
	return status;
}

/* The column of the item, and where there is none of that name but a pair with a "=", what its value is. */
static enum segbias_status find_field(const struct segbias_building *b, struct segbias_stage *stage, size_t *field,
                                      struct segbias_error *error)
{
	struct segbias_label pair[2] = {{NULL, 0}, {NULL, 0}};
	*field = segbias_head_find(b->campaign, stage->name);
	if (*field != SEGBIAS_NO_FIELD || segbias_policy_any(stage->name))
		return SEGBIAS_OK;
	if (!memchr(stage->name.bytes, '=', stage->name.size))
		return refuse_stage(b, stage->name, error);
	enum segbias_status status = segbias_list_pair(stage->name, '=', &b->matching->arena, pair, error);
	if (status != SEGBIAS_OK)
		return status;
	stage->item = pair[1];
	*field = segbias_head_find(b->campaign, pair[0]);
	return *field == SEGBIAS_NO_FIELD ? segbias_head_no_column(b->campaign, "--stages", pair[0], error)
	                                  : SEGBIAS_OK;
}

enum segbias_status segbias_building_stage(const struct segbias_building *b, struct segbias_label item,
                                           struct segbias_stage *stage, struct segbias_plan_column *column,
                                           struct segbias_error *error)
{
	static const struct segbias_label LABELS[] = {{"in", 2}, {"not", 3}};
	*stage = (struct segbias_stage){.name = item, .missing = &b->policy->missing, .column = UINT32_MAX};
	*column = (struct segbias_plan_column){.field = SEGBIAS_NO_FIELD};
	size_t field = SEGBIAS_NO_FIELD;
	enum segbias_status status = find_field(b, stage, &field, error);
	if (status != SEGBIAS_OK || field == SEGBIAS_NO_FIELD)
		return status;
	*column = (struct segbias_plan_column){.name = b->campaign->names[field],
	                                       .field = field,
	                                       .kind = SEGBIAS_PLAN_MAPPED,
	                                       .labels = LABELS,
	                                       .label_count = 2,
	                                       .resolve = stage->item.bytes ? resolve_value : resolve_boolean,
	                                       .context = stage};
	return SEGBIAS_OK;
}
