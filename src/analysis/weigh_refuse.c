/* Correction weights: what cannot be met, and by whom. */
#include "analysis/weigh.h"

#include "base/memory.h"
#include "base/number.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const double MET = 1e-7;   /* of all records: less is rounding */
static const double WIDEST = 1e6; /* of a factor that has no bounds */
enum { HINT_MAX = 160, LISTED = 3 };

/* The weighted attributes, without one of them (part SIZE_MAX: all), as -a takes them; nothing where one cannot be typed so. */
static void list_parts(const struct segbias_weigh *weigh, size_t without, struct segbias_text *list)
{
	bool copyable = true;
	for (size_t i = 0; i < weigh->part_count; i++) {
		struct segbias_label name = weigh->parts[i].attribute->name;
		char shown[SEGBIAS_QUOTE_MAX];
		if (!weigh->parts[i].weighted || i == without)
			continue;
		copyable = copyable && segbias_label_copyable(name);
		segbias_text_add_format(list, "%s%s", list->size ? "," : "", segbias_label_show(name, shown));
	}
	if (!copyable && list->size)
		list->size = 0;
}

void segbias_weigh_hint_without(const struct segbias_weigh *weigh, size_t part, struct segbias_error *error)
{
	struct segbias_text list = {0};
	char quoted[SEGBIAS_QUOTE_MAX];
	list_parts(weigh, part, &list);
	if (list.size)
		segbias_error_hint(error, "leave %s out: -a '%s'",
		                   segbias_label_quote(weigh->parts[part].attribute->name, quoted), list.data);
	segbias_text_release(&list);
}

/* The values that records have, as --within takes them; nothing where one cannot be typed so. */
static void list_values(const struct segbias_weigh *weigh, size_t part, struct segbias_text *list)
{
	const struct segbias_attribute *attribute = weigh->parts[part].attribute;
	char shown[SEGBIAS_QUOTE_MAX];
	bool copyable = segbias_label_copyable(attribute->name);
	for (size_t v = 0; v < attribute->value_count; v++) {
		bool found = false;
		for (size_t i = 0; i < weigh->kinds && !found; i++)
			found = segbias_weigh_value(weigh, weigh->kind[i], part) == v;
		if (!found)
			continue;
		copyable = copyable && segbias_label_copyable(attribute->values[v]);
		segbias_text_add_format(list, "%s%s", list->size ? "," : "",
		                        segbias_label_show(attribute->values[v], shown));
	}
	if (!copyable || list->size > HINT_MAX)
		list->size = 0;
}

/* How many people of a value that nobody has would put it at parity; 0: no number, or none is told as records weigh differently. */
static double find_parity(const struct segbias_weigh *weigh, const struct segbias_weigh_level *level)
{
	static const double MOST = 1e9; /* that --recruit takes */
	double known = 0;
	for (size_t i = 0; i < weigh->kinds; i++)
		if (segbias_weigh_value(weigh, weigh->kind[i], level->part) != SIZE_MAX)
			known += weigh->records[i];
	double people = ceil(level->share * known / (1 - level->share) - 1e-9);
	return weigh->input->matching->plan.weighted || !(people >= 1 && people <= MOST) ? 0 : people;
}

/* People of it can be recruited. A value that nobody has can be left out of both files, or its attribute out of what is weighted to. */
static void hint_empty(const struct segbias_weigh *weigh, const struct segbias_weigh_level *level,
                       struct segbias_error *error)
{
	struct segbias_text values = {0};
	struct segbias_text others = {0};
	char shown[SEGBIAS_QUOTE_MAX];
	char quoted[SEGBIAS_QUOTE_MAX];
	char parity[SEGBIAS_QUOTE_MAX + HINT_MAX] = "";
	size_t part = level->part;
	double people = find_parity(weigh, level);
	list_values(weigh, part, &values);
	list_parts(weigh, part, &others);
	if (people > 0)
		(void)snprintf(parity, sizeof parity, "%.0f %s of %s would put it at parity%s", people,
		               people == 1 ? "person" : "people",
		               segbias_label_quote(weigh->parts[part].attribute->values[level->value], quoted),
		               values.size || others.size ? "; or " : "");
	const char *name = segbias_label_show(weigh->parts[part].attribute->name, shown);
	if (values.size && others.size)
		segbias_error_hint(error,
		                   "%sleave it out of both files: --within '%s=%s'; or do not weigh to %s: -a '%s'",
		                   parity, name, values.data, name, others.data);
	else if (values.size)
		segbias_error_hint(error, "%sleave it out of both files: --within '%s=%s'", parity, name, values.data);
	else if (others.size)
		segbias_error_hint(error, "%sdo not weigh to %s: -a '%s'", parity, name, others.data);
	else if (people > 0)
		segbias_error_hint(error, "%s", parity);
	segbias_text_release(&values);
	segbias_text_release(&others);
}

enum segbias_status segbias_weigh_refuse_empty(const struct segbias_weigh *weigh,
                                               const struct segbias_weigh_level *level, struct segbias_error *error)
{
	struct segbias_arena arena = {0};
	struct segbias_label attribute;
	struct segbias_label value;
	char quoted[2][SEGBIAS_QUOTE_MAX];
	enum segbias_status status = SEGBIAS_DATA;
	if (!segbias_weigh_name(weigh, level, &arena, &attribute, &value)) {
		status = segbias_error_memory(error);
	} else {
		(void)segbias_error_set(
		    error, SEGBIAS_DATA,
		    "no_record_of_value|no record has %s %s, as %.2g%% of the reference have: no weight "
		    "can make up for it",
		    segbias_label_show(attribute, quoted[0]), segbias_label_quote(value, quoted[1]),
		    100 * level->share);
		segbias_error_place(error, weigh->input->campaign_path, 0, 0);
		if (segbias_weigh_is_joint(level)) {
			segbias_error_hint(error, "--method rake needs no record of every combination");
		} else {
			hint_empty(weigh, level, error);
		}
	}
	segbias_arena_release(&arena);
	return status;
}

/* --- margins ----------------------------------------------------------------------------------------------------- */

/* The level that is farthest short of its target, or else the one with most too many. */
static size_t find_worst(const struct segbias_weigh *weigh, const double *shortfall)
{
	size_t worst = 0;
	for (size_t i = 1; i < weigh->c.levels; i++)
		if (shortfall[i] > shortfall[worst])
			worst = i;
	for (size_t i = 0; i < weigh->c.levels && !(shortfall[worst] > MET * weigh->all); i++)
		if (-shortfall[i] > fabs(shortfall[worst]))
			worst = i;
	return worst;
}

/* "region and age": the weighted attributes. */
static const char *name_parts(const struct segbias_weigh *weigh, struct segbias_text *text)
{
	size_t count = 0;
	size_t all = 0;
	char quoted[SEGBIAS_QUOTE_MAX];
	for (size_t i = 0; i < weigh->part_count; i++)
		all += weigh->parts[i].weighted;
	for (size_t i = 0; i < weigh->part_count; i++) {
		if (!weigh->parts[i].weighted)
			continue;
		segbias_text_add_format(text, "%s%s",
		                        count == 0         ? ""
		                        : count + 1 == all ? " and "
		                                           : ", ",
		                        segbias_label_show(weigh->parts[i].attribute->name, quoted));
		count++;
	}
	return text->data ? text->data : "";
}

/* What of a level is short, in words: "region "west" stays 41 records short". */
static bool name_miss(const struct segbias_weigh *weigh, size_t level, double shortfall, struct segbias_text *text)
{
	struct segbias_arena arena = {0};
	struct segbias_label attribute;
	struct segbias_label value = {"", 0};
	char quoted[2][SEGBIAS_QUOTE_MAX];
	char number[SEGBIAS_NUMBER_MAX];
	double miss = fabs(shortfall);
	bool unknown = weigh->levels[level].value == SIZE_MAX;
	struct segbias_weigh_level named = weigh->levels[level];
	named.value = unknown ? 0 : named.value;
	bool ok = segbias_weigh_name(weigh, &named, &arena, &attribute, &value);
	/* By weight, a record may be short in part. */
	(void)snprintf(number, sizeof number, "%.2g", miss);
	if (ok)
		segbias_text_add_format(text, "%s %s %s %s record%s %s", segbias_label_show(attribute, quoted[0]),
		                        unknown ? "(unknown)" : segbias_label_quote(value, quoted[1]),
		                        shortfall > 0 ? "stays" : "has",
		                        miss < 10 ? number : segbias_number_about(miss, number),
		                        strcmp(number, "1") == 0 ? "" : "s", shortfall > 0 ? "short" : "too many");
	segbias_arena_release(&arena);
	return ok && !text->failed;
}

static enum segbias_status refuse_margins(const struct segbias_weigh *weigh, const double *shortfall, bool narrow,
                                          struct segbias_error *error)
{
	struct segbias_text names = {0};
	struct segbias_text miss = {0};
	size_t worst = find_worst(weigh, shortfall);
	enum segbias_status status = SEGBIAS_DATA;
	if (!name_miss(weigh, worst, shortfall[worst], &miss))
		status = segbias_error_memory(error);
	else if (narrow)
		(void)segbias_error_set(error, SEGBIAS_DATA,
		                        "bounds_too_narrow|no weights within %g to %g times the start weights meet the "
		                        "targets: %s",
		                        weigh->asked->low, weigh->asked->high, miss.data);
	else
		(void)segbias_error_set(error, SEGBIAS_DATA, "margins_contradict|%s cannot be met together: %s",
		                        name_parts(weigh, &names), miss.data);
	if (status == SEGBIAS_DATA && narrow)
		segbias_error_hint(error, "wider --bounds; or --method rake, which has none");
	else if (status == SEGBIAS_DATA && !segbias_weigh_is_joint(&weigh->levels[worst]))
		segbias_weigh_hint_without(weigh, weigh->levels[worst].part, error);
	segbias_text_release(&names);
	segbias_text_release(&miss);
	return status;
}

/* Cells whose weight would have to be 0. */
static enum segbias_status refuse_zeros(const struct segbias_weigh *weigh, const bool *forced,
                                        struct segbias_error *error)
{
	struct segbias_text names = {0};
	struct segbias_text cells = {0};
	size_t count = 0;
	for (size_t i = 0; i < weigh->c.cells; i++) {
		if (!forced[i] || ++count > LISTED)
			continue;
		segbias_text_add_string(&cells, cells.size ? ", " : "");
		for (size_t m = 0; m < weigh->c.margins; m++) {
			const struct segbias_weigh_level *level =
			    &weigh->levels[weigh->level[i * weigh->c.margins + m]];
			char quoted[SEGBIAS_QUOTE_MAX];
			segbias_text_add_format(
			    &cells, "%s%s", m ? " × " : "",
			    level->value == SIZE_MAX
				? "(unknown)"
				: segbias_label_show(weigh->parts[level->part].attribute->values[level->value],
			                             quoted));
		}
	}
	if (count > LISTED)
		segbias_text_add_format(&cells, " and %zu more", count - LISTED);
	(void)segbias_error_set(
	    error, SEGBIAS_DATA,
	    "weights_of_nothing|%s can be met together only if some records weigh nothing, those of %s",
	    name_parts(weigh, &names), cells.data ? cells.data : "");
	for (size_t i = 0; i < weigh->part_count; i++)
		if (weigh->parts[i].weighted) {
			segbias_weigh_hint_without(weigh, i, error);
			break;
		}
	segbias_text_release(&names);
	segbias_text_release(&cells);
	return SEGBIAS_DATA;
}

enum segbias_status segbias_weigh_refuse_fit(const struct segbias_weigh *weigh, struct segbias_error *error)
{
	const struct segbias_weigh_asked *asked = weigh->asked;
	bool rakes = asked->method == SEGBIAS_WEIGH_RAKE || asked->method == SEGBIAS_WEIGH_POSTSTRATIFY;
	double low = rakes ? 0 : asked->bounded ? asked->low : -WIDEST;
	double high = rakes ? INFINITY : asked->bounded ? asked->high : WIDEST;
	double *shortfall = segbias_memory_zeroed(weigh->c.levels + 1, sizeof *shortfall);
	bool *forced = segbias_memory_zeroed(weigh->c.cells + 1, sizeof *forced);
	enum segbias_status status = SEGBIAS_DATA;
	double total = 0;
	double widely = 0;
	bool any = false;
	if (!shortfall || !forced) {
		status = segbias_error_memory(error);
		goto done;
	}
	bool told = segbias_calibration_shortfall(&weigh->c, low, high, shortfall, &total);
	bool met = told && total <= MET * weigh->all;
	if (told && !met) {
		bool narrow = !rakes && asked->bounded &&
		              segbias_calibration_shortfall(&weigh->c, 0, INFINITY, shortfall, &widely) &&
		              widely <= MET * weigh->all;
		/* What is short is told of the bounds that were asked for. */
		(void)segbias_calibration_shortfall(&weigh->c, low, high, shortfall, &total);
		status = refuse_margins(weigh, shortfall, narrow, error);
	} else if (met && rakes && segbias_calibration_forced(&weigh->c, forced, &any) && any) {
		status = refuse_zeros(weigh, forced, error);
	} else {
		(void)segbias_error_set(
		    error, SEGBIAS_DATA,
		    "weights_not_found|in %zu rounds the weights did not come to their targets: %.2g of "
		    "all weights is still off",
		    weigh->fit.rounds, weigh->fit.miss);
		segbias_error_hint(error, "--method linear meets them in one step, and its weights may be negative");
	}
done:
	free(shortfall);
	free(forced);
	return status;
}
