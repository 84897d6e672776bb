/* Correction weights: from kinds of records and the reference's shares to a calibration, and what every kind weighs. */
#include "analysis/weigh.h"

#include "base/intern.h"
#include "base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double LOW_MOST = -1e6; /* without bounds a factor may be anything */

void segbias_weigh_release(struct segbias_weigh *weigh)
{
	free(weigh->kind);
	free(weigh->cell);
	free(weigh->records);
	free(weigh->start);
	free(weigh->weight);
	free(weigh->cell_weight);
	free(weigh->target);
	free(weigh->factor);
	free(weigh->level);
	free(weigh->levels);
	segbias_arena_release(&weigh->arena);
}

size_t segbias_weigh_value(const struct segbias_weigh *weigh, size_t joint_kind, size_t part)
{
	uint32_t id = segbias_joint_id(weigh->joint, joint_kind, weigh->parts[part].column);
	size_t value = id - (size_t)SEGBIAS_ID_FIRST;
	return id >= SEGBIAS_ID_FIRST && value < weigh->parts[part].attribute->value_count ? value : SIZE_MAX;
}

struct segbias_crossed_attributes segbias_weigh_crossed(const struct segbias_weigh *weigh)
{
	struct segbias_crossed_attributes crossed = {.count = 0};
	for (size_t i = 0; i < weigh->part_count; i++)
		if (weigh->parts[i].weighted && crossed.count < SEGBIAS_CROSSING_MAX)
			crossed.parts[crossed.count++] =
			    (size_t)(weigh->parts[i].attribute - weigh->input->matching->attributes);
	return crossed;
}

/* --- levels ------------------------------------------------------------------------------------------------------ */

/* Of every weighted attribute its values, and then that it is unknown. */
static bool add_margins(struct segbias_weigh *weigh)
{
	size_t room = 0;
	for (size_t i = 0; i < weigh->part_count; i++)
		room += weigh->parts[i].weighted ? weigh->parts[i].attribute->value_count + 1 : 0;
	weigh->levels = segbias_memory_zeroed(room + 1, sizeof *weigh->levels);
	for (size_t i = 0; weigh->levels && i < weigh->part_count; i++) {
		const struct segbias_attribute *attribute = weigh->parts[i].attribute;
		double *spread = weigh->parts[i].weighted
		                     ? segbias_arena_array(&weigh->arena, attribute->value_count, sizeof *spread)
		                     : NULL;
		if (!weigh->parts[i].weighted)
			continue;
		if (!spread)
			return false;
		segbias_weigh_spread(weigh, attribute, spread);
		for (size_t v = 0; v < attribute->value_count; v++)
			weigh->levels[weigh->c.levels++] = (struct segbias_weigh_level){
			    i, v, attribute->reference[v].weight / attribute->known.weight, spread[v]};
		weigh->levels[weigh->c.levels++] = (struct segbias_weigh_level){i, SIZE_MAX, 0, 0};
		weigh->c.margins++;
	}
	return weigh->levels != NULL;
}

/* Of all weighted attributes together the cells that the reference has, and that a record is in none of them. */
static bool add_cells(struct segbias_weigh *weigh)
{
	const struct segbias_analysis_input *input = weigh->input;
	struct segbias_crossed_attributes of = segbias_weigh_crossed(weigh);
	size_t cells = (size_t)segbias_crossing_size(input->matching, &of);
	struct segbias_cell *reference = segbias_memory_zeroed(cells + 1, sizeof *reference);
	struct segbias_cell known = {.count = 0};
	weigh->levels = segbias_memory_zeroed(cells + 1, sizeof *weigh->levels);
	bool ok = reference && weigh->levels;
	if (ok && of.count == 1)
		memcpy(reference, input->matching->attributes[of.parts[0]].reference, cells * sizeof *reference);
	else if (ok)
		(void)segbias_crossed_reference(input, &of, reference);
	for (size_t i = 0; ok && i < cells; i++)
		segbias_cell_add(&known, &reference[i]);
	for (size_t i = 0; ok && i < cells; i++) {
		double spread = segbias_weigh_square(weigh, &reference[i]) / (known.weight * known.weight);
		if (reference[i].weight > 0)
			weigh->levels[weigh->c.levels++] =
			    (struct segbias_weigh_level){SIZE_MAX, i, reference[i].weight / known.weight, spread};
	}
	if (ok)
		weigh->levels[weigh->c.levels++] = (struct segbias_weigh_level){SIZE_MAX, SIZE_MAX, 0, 0};
	weigh->c.margins = 1;
	free(reference);
	return ok;
}

bool segbias_weigh_name(const struct segbias_weigh *weigh, const struct segbias_weigh_level *level,
                        struct segbias_arena *arena, struct segbias_label *attribute, struct segbias_label *value)
{
	struct segbias_crossed_attributes of = segbias_weigh_crossed(weigh);
	const struct segbias_attribute *parts[SEGBIAS_CROSSING_MAX] = {NULL};
	struct segbias_label values[SEGBIAS_CROSSING_MAX];
	if (!segbias_weigh_is_joint(level)) {
		*attribute = weigh->parts[level->part].attribute->name;
		*value = weigh->parts[level->part].attribute->values[level->value];
		return true;
	}
	size_t rest = level->value;
	for (size_t i = of.count; i-- > 0;) {
		parts[i] = &weigh->input->matching->attributes[of.parts[i]];
		values[i] = parts[i]->values[rest % parts[i]->value_count];
		rest /= parts[i]->value_count;
	}
	return segbias_crossing_name(parts, of.count, arena, attribute) &&
	       segbias_crossing_join(values, of.count, "×", " × ", arena, value);
}

/* --- records ----------------------------------------------------------------------------------------------------- */

/* The level of a joint kind in each margin; false: something that is weighted on is unknown. */
static bool find_levels(const struct segbias_weigh *weigh, size_t joint_kind, uint32_t *level)
{
	bool joint = segbias_weigh_is_joint(&weigh->levels[0]);
	bool known = true;
	size_t first = 0;
	size_t margin = 0;
	size_t cell = 0;
	for (size_t i = 0; i < weigh->part_count; i++) {
		const struct segbias_attribute *attribute = weigh->parts[i].attribute;
		if (!weigh->parts[i].weighted)
			continue;
		size_t value = segbias_weigh_value(weigh, joint_kind, i);
		known = known && value != SIZE_MAX;
		if (!joint)
			level[margin++] = (uint32_t)(first + (value == SIZE_MAX ? attribute->value_count : value));
		first += attribute->value_count + 1;
		cell = cell * attribute->value_count + (value == SIZE_MAX ? 0 : value);
	}
	if (joint) {
		size_t low = 0; /* cells stand in order, unknown last */
		size_t high = weigh->c.levels - 1;
		while (known && low < high) {
			size_t middle = low + (high - low) / 2;
			if (weigh->levels[middle].value < cell)
				low = middle + 1;
			else
				high = middle;
		}
		known = known && low < weigh->c.levels - 1 && weigh->levels[low].value == cell;
		level[0] = (uint32_t)(known ? low : weigh->c.levels - 1);
	}
	return known;
}

static bool make_room(struct segbias_weigh *weigh)
{
	size_t kinds = segbias_joint_size(weigh->joint) + 1;
	weigh->kind = segbias_memory_zeroed(kinds, sizeof *weigh->kind);
	weigh->cell = segbias_memory_zeroed(kinds, sizeof *weigh->cell);
	weigh->records = segbias_memory_zeroed(kinds, sizeof *weigh->records);
	weigh->start = segbias_memory_zeroed(kinds, sizeof *weigh->start);
	weigh->weight = segbias_memory_zeroed(kinds, sizeof *weigh->weight);
	weigh->cell_weight = segbias_memory_zeroed(kinds, sizeof *weigh->cell_weight);
	weigh->factor = segbias_memory_zeroed(kinds, sizeof *weigh->factor);
	weigh->level = segbias_memory_zeroed(kinds * weigh->c.margins, sizeof *weigh->level);
	weigh->target = segbias_memory_zeroed(weigh->c.levels + 1, sizeof *weigh->target);
	return weigh->kind && weigh->cell && weigh->records && weigh->start && weigh->weight && weigh->cell_weight &&
	       weigh->factor && weigh->level && weigh->target;
}

/* Which kinds get a weight, and the cells of the calibration that they are in. */
static bool add_records(struct segbias_weigh *weigh)
{
	struct segbias_intern cells = {0};
	size_t bytes = weigh->c.margins * sizeof *weigh->level;
	double sum = 0;
	bool ok = make_room(weigh);
	for (size_t i = 0; ok && i < segbias_joint_size(weigh->joint); i++) {
		uint32_t *level = weigh->level + cells.size * weigh->c.margins;
		double start = segbias_joint_weight(weigh->joint, i);
		bool known = find_levels(weigh, i, level);
		/* A row of a table that counts nobody is no record. */
		if (segbias_joint_count(weigh->joint, i) == 0 || !(start > 0) || (!known && weigh->asked->complete))
			continue;
		uint32_t cell = segbias_intern_add(&cells, (struct segbias_label){(const char *)level, bytes});
		ok = cell != SEGBIAS_INTERN_NONE;
		weigh->kind[weigh->kinds] = i;
		weigh->cell[weigh->kinds] = cell;
		weigh->records[weigh->kinds] = (double)segbias_joint_count(weigh->joint, i);
		weigh->start[weigh->kinds] = start;
		weigh->all += weigh->records[weigh->kinds];
		sum += weigh->records[weigh->kinds] * start;
		weigh->kinds++;
	}
	weigh->c.cells = cells.size;
	weigh->scale = sum > 0 ? weigh->all / sum : 1;
	for (size_t i = 0; ok && i < weigh->kinds; i++) {
		weigh->start[i] *= weigh->scale;
		weigh->cell_weight[weigh->cell[i]] += weigh->records[i] * weigh->start[i];
	}
	segbias_intern_release(&cells);
	return ok;
}

/* --- targets ----------------------------------------------------------------------------------------------------- */

/* What the weights of every level come to; what is unknown keeps its share. */
static enum segbias_status set_targets(struct segbias_weigh *weigh, struct segbias_error *error)
{
	const struct segbias_weight_margins *c = &weigh->c;
	double *has = segbias_memory_zeroed(c->levels + 1, sizeof *has);
	enum segbias_status status = has ? SEGBIAS_OK : segbias_error_memory(error);
	for (size_t i = 0; has && i < c->cells; i++)
		for (size_t m = 0; m < c->margins; m++)
			has[weigh->level[i * c->margins + m]] += weigh->cell_weight[i];
	size_t first = 0;
	for (size_t i = 0; has && i < c->levels; i++) {
		if (weigh->levels[i].value != SIZE_MAX)
			continue;
		for (size_t k = first; k < i && status == SEGBIAS_OK; k++) {
			weigh->target[k] = weigh->levels[k].share * (weigh->all - has[i]);
			if (!(has[k] > 0) && weigh->target[k] > 0)
				status = segbias_weigh_refuse_empty(weigh, &weigh->levels[k], error);
		}
		weigh->target[i] = has[i];
		first = i + 1;
	}
	free(has);
	return status;
}

/* --- the fit ----------------------------------------------------------------------------------------------------- */

static bool calibrate(struct segbias_weigh *weigh)
{
	const struct segbias_weigh_asked *asked = weigh->asked;
	if (asked->method == SEGBIAS_WEIGH_RAKE || asked->method == SEGBIAS_WEIGH_POSTSTRATIFY)
		return segbias_calibrate_rake(&weigh->c, weigh->factor, &weigh->fit);
	const struct segbias_calibration_distance distance = {asked->method == SEGBIAS_WEIGH_LOGIT,
	                                                      asked->bounded ? asked->low : LOW_MOST,
	                                                      asked->bounded ? asked->high : -LOW_MOST};
	return segbias_calibrate_distance(&weigh->c, &distance, weigh->factor, &weigh->fit);
}

/* By how much the margins are off, once weights are cut. */
static enum segbias_status trim(struct segbias_weigh *weigh, struct segbias_error *error)
{
	const struct segbias_weight_margins *c = &weigh->c;
	double most = weigh->asked->trim;
	if (!segbias_weights_trim(weigh->weight, weigh->records, weigh->kinds, most)) {
		(void)segbias_error_set(error, SEGBIAS_DATA,
		                        "trim_too_low|--trim %g: nobody is left to take what is cut off", most);
		segbias_error_hint(error, "a larger X, or bounds in its place: --method logit --bounds 0.3:3");
		return SEGBIAS_DATA;
	}
	double *has = segbias_memory_zeroed(c->levels + 1, sizeof *has);
	if (!has)
		return segbias_error_memory(error);
	double sum = 0;
	weigh->fit.miss = 0;
	for (size_t i = 0; i < weigh->kinds; i++) {
		sum += weigh->records[i] * weigh->weight[i];
		for (size_t m = 0; m < c->margins; m++)
			has[weigh->level[weigh->cell[i] * c->margins + m]] += weigh->records[i] * weigh->weight[i];
	}
	for (size_t i = 0; i < c->levels; i++)
		weigh->fit.miss = fmax(weigh->fit.miss, fabs(has[i] - weigh->target[i]) / sum);
	free(has);
	return SEGBIAS_OK;
}

static enum segbias_status refuse_nobody(const struct segbias_weigh *weigh, struct segbias_error *error)
{
	(void)segbias_error_set(error, SEGBIAS_DATA, "nobody_to_weigh|no record can get a weight: %s",
	                        weigh->asked->complete ? "each has an unknown value" : "all start weights are 0");
	if (weigh->asked->complete)
		segbias_error_hint(error, "without --complete what is unknown keeps its share");
	segbias_error_place(error, weigh->input->campaign_path, 0, 0);
	return SEGBIAS_DATA;
}

enum segbias_status segbias_weigh_fit(struct segbias_weigh *weigh, struct segbias_error *error)
{
	bool joint = weigh->asked->method == SEGBIAS_WEIGH_POSTSTRATIFY;
	enum segbias_status status = SEGBIAS_OK;
	if (!(joint ? add_cells(weigh) : add_margins(weigh)) || !add_records(weigh))
		return segbias_error_memory(error);
	if (weigh->kinds == 0)
		return refuse_nobody(weigh, error);
	weigh->c.weight = weigh->cell_weight;
	weigh->c.level = weigh->level;
	weigh->c.target = weigh->target;
	SEGBIAS_TRY(set_targets(weigh, error));
	if (!calibrate(weigh))
		SEGBIAS_TRY(segbias_error_memory(error));
	if (!weigh->fit.ended)
		SEGBIAS_TRY(segbias_weigh_refuse_fit(weigh, error));
	for (size_t i = 0; i < weigh->kinds; i++)
		weigh->weight[i] = weigh->start[i] * weigh->factor[weigh->cell[i]];
	if (weigh->asked->trim > 0)
		SEGBIAS_TRY(trim(weigh, error));
	weigh->fitted = true;
done:
	if (status == SEGBIAS_DATA && error && !error->file[0])
		segbias_error_place(error, weigh->input->campaign_path, 0, 0);
	return status;
}
