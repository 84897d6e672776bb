/* Form: the census profile of Statistics Canada: for each place a row a characteristic, indented below its total, and columns of
 * counts for all, for men and for women. Every count is rounded to a multiple of five by itself, so that parts need not add up.
 *
 * source: Statistics Canada, Census Profile 2021, comprehensive download file (98-401-X2021...): CHARACTERISTIC_NAME,
 * C1_COUNT_TOTAL, C2_COUNT_MEN+, C3_COUNT_WOMEN+ */
#include "sources/recast.h"

#include "base/memory.h"
#include "sources/melt_wide.h"
#include "sources/recast_rows.h"
#include "values/band.h"

#include <math.h>
#include <stdlib.h>

#define NAME "CHARACTERISTIC_NAME"
#define COUNT "C1_COUNT_TOTAL"
#define MEN "C2_COUNT_MEN+"
#define WOMEN "C3_COUNT_WOMEN+"

static const double ROUNDED = 5;
enum { LEFT_OUT_MAX = 500 }; /* bytes of a sentence that names what is left out */

/* The total whose groups are read, until the next one. */
struct total {
	struct segbias_label topic; /* "Age groups of the population" */
	struct segbias_label place;
	size_t indent;
	double figure;
	uint64_t line;
	bool open;
};

/* A group right below it. */
struct group {
	struct segbias_label topic, place, value;
	struct segbias_label counts[3]; /* all, men, women */
	uint64_t line;
	bool taken;
};

struct profile {
	struct segbias_recast_rows rows;
	size_t place, name, counts[3];
	struct group *groups;
	size_t count, capacity;
	struct total total;
	size_t first; /* group of the total */
};

static enum segbias_status is(const struct segbias_melting *file, bool *found, struct segbias_error *error)
{
	(void)error;
	*found = segbias_recast_has(file, NAME) && segbias_recast_has(file, COUNT) && segbias_recast_has(file, MEN) &&
	         segbias_recast_has(file, WOMEN);
	return SEGBIAS_OK;
}

static double figure_of(struct segbias_label cell)
{
	double value = 0;
	for (size_t i = 0; i < cell.size; i++) {
		if (cell.bytes[i] < '0' || cell.bytes[i] > '9')
			return NAN;
		value = 10 * value + (cell.bytes[i] - '0');
	}
	return cell.size > 0 ? value : NAN;
}

static struct segbias_label without_indent(struct segbias_label label, size_t *indent)
{
	*indent = 0;
	while (label.size > 0 && label.bytes[0] == ' ') {
		label = segbias_wide_behind(label, label.bytes, 1);
		++*indent;
	}
	return segbias_wide_trim(label);
}

/* "Total - Age groups of the population - 100% data": what it is a total of; false: no total. */
static bool read_topic(struct segbias_label label, struct segbias_label *topic)
{
	static const char TOTAL[] = "Total - ";
	if (!segbias_label_begins(label, segbias_label_of(TOTAL)))
		return false;
	*topic = segbias_wide_behind(label, label.bytes, sizeof TOTAL - 1);
	const char *end = segbias_wide_find(*topic, " - ");
	if (end)
		*topic = segbias_wide_before(*topic, end);
	return topic->size > 0;
}

/* The groups are parts of their total where their sum is it, but for what rounding may do. */
static void close_total(struct profile *profile)
{
	double sum = 0;
	size_t count = profile->count - profile->first;
	for (size_t i = profile->first; i < profile->count; i++)
		sum += figure_of(profile->groups[i].counts[0]);
	bool parts = profile->total.open && count > 1 && isfinite(sum) &&
	             fabs(sum - profile->total.figure) <= ROUNDED * (double)(count + 1);
	for (size_t i = profile->first; i < profile->count; i++)
		profile->groups[i].taken = parts;
	profile->first = profile->count;
	profile->total.open = false;
}

static enum segbias_status add_group(struct profile *profile, struct segbias_label value, struct segbias_error *error)
{
	void *moved = segbias_memory_room(profile->groups, profile->count, &profile->capacity, sizeof *profile->groups);
	if (!moved)
		return segbias_error_memory(error);
	profile->groups = moved;
	struct group *group = &profile->groups[profile->count++];
	*group = (struct group){
	    .topic = profile->total.topic, .place = profile->total.place, .value = value, .line = profile->rows.line};
	for (size_t i = 0; i < 3; i++)
		group->counts[i] = profile->rows.fields[profile->counts[i]];
	return SEGBIAS_OK;
}

/* Every total is followed by its groups, of which those of the first indent are taken: others are parts of them. */
static enum segbias_status read_groups(struct profile *profile, struct segbias_error *error)
{
	enum { STEP = 2 };
	enum segbias_status status = SEGBIAS_OK;
	while (status == SEGBIAS_OK && segbias_recast_rows_next(&profile->rows)) {
		size_t indent = 0;
		struct segbias_label topic;
		struct segbias_label label = without_indent(profile->rows.fields[profile->name], &indent);
		struct segbias_label place = profile->rows.fields[profile->place];
		struct total *total = &profile->total;
		bool begins = read_topic(label, &topic);
		if (begins || !segbias_label_equal(place, total->place) || indent <= total->indent)
			close_total(profile);
		if (begins)
			*total = (struct total){.topic = topic,
			                        .place = place,
			                        .indent = indent,
			                        .figure = figure_of(profile->rows.fields[profile->counts[0]]),
			                        .line = profile->rows.line,
			                        .open = true};
		else if (total->open && indent == total->indent + STEP)
			status = add_group(profile, label, error);
	}
	close_total(profile);
	return status;
}

/* One topic, with its men and women, is a joint table; of several each is a margin. */
static bool has_one_topic(const struct profile *profile)
{
	const struct group *first = NULL;
	for (size_t i = 0; i < profile->count; i++) {
		const struct group *group = &profile->groups[i];
		if (!group->taken)
			continue;
		first = first ? first : group;
		if (!segbias_label_equal(group->topic, first->topic) || !isfinite(figure_of(group->counts[1])) ||
		    !isfinite(figure_of(group->counts[2])))
			return false;
	}
	return first != NULL;
}

/* All groups of the topic are bands. */
static bool are_ages(const struct profile *profile, struct segbias_label topic)
{
	bool found = false;
	for (size_t i = 0; i < profile->count; i++) {
		struct segbias_band band;
		const struct group *group = &profile->groups[i];
		if (!group->taken || !segbias_label_equal(group->topic, topic))
			continue;
		if (!segbias_band_parse(group->value, &band))
			return false;
		found = true;
	}
	return found;
}

/* The topic of the first groups that were taken. */
static struct segbias_label first_topic(const struct profile *profile)
{
	for (size_t i = 0; i < profile->count; i++)
		if (profile->groups[i].taken)
			return profile->groups[i].topic;
	return (struct segbias_label){"", 0};
}

/* Topics whose groups do not add up: people have several of them, or a figure is missing. */
static void say_left_out(const struct profile *profile, struct segbias_text *said)
{
	struct segbias_label last = {"", 0};
	char quoted[SEGBIAS_QUOTE_MAX];
	bool first = true;
	for (size_t i = 0; i < profile->count; i++) {
		const struct group *group = &profile->groups[i];
		if (group->taken || segbias_label_equal(group->topic, last))
			continue;
		last = group->topic;
		if (said->size < LEFT_OUT_MAX)
			segbias_text_add_format(said, "%s%s",
			                        first ? "; left out, as their groups do not add up: " : ", ",
			                        segbias_label_quote(last, quoted));
		first = false;
	}
}

static enum segbias_status write_groups(const struct profile *profile, bool joint, struct segbias_melted *out,
                                        struct segbias_error *error)
{
	static const char *const SEXES[] = {"Men+", "Women+"};
	for (size_t i = 0; i < profile->count; i++) {
		const struct group *group = &profile->groups[i];
		struct segbias_label topic = group->topic;
		if (group->taken && !joint && are_ages(profile, topic))
			topic = segbias_label_of("age");
		for (size_t sex = 0; group->taken && sex < (joint ? 2 : 1); sex++) {
			segbias_recast_put(&out->text, group->place);
			segbias_recast_put(&out->text, joint ? segbias_label_of(SEXES[sex]) : topic);
			segbias_recast_put(&out->text, group->value);
			segbias_text_add(&out->text, group->counts[joint ? sex + 1 : 0].bytes,
			                 group->counts[joint ? sex + 1 : 0].size);
			enum segbias_status status = segbias_melted_end(out, group->line, error);
			if (status != SEGBIAS_OK)
				return status;
		}
	}
	return SEGBIAS_OK;
}

static enum segbias_status write(const struct segbias_melting *file, struct segbias_melted *out,
                                 struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct profile profile = {0};
	SEGBIAS_TRY(segbias_recast_rows_open(file, &profile.rows, error));
	profile.name = segbias_recast_rows_find(&profile.rows, NAME);
	profile.place = segbias_recast_rows_find(&profile.rows, "GEO_NAME");
	profile.place = profile.place == SIZE_MAX ? 0 : profile.place;
	profile.counts[0] = segbias_recast_rows_find(&profile.rows, COUNT);
	profile.counts[1] = segbias_recast_rows_find(&profile.rows, MEN);
	profile.counts[2] = segbias_recast_rows_find(&profile.rows, WOMEN);
	SEGBIAS_TRY(read_groups(&profile, error));
	SEGBIAS_TRY(segbias_recast_rows_check(file, &profile.rows, error));
	bool joint = has_one_topic(&profile);
	segbias_recast_put(&out->text, profile.rows.names[profile.place]);
	segbias_text_add_string(&out->text, !joint                                      ? "attribute,value,count"
	                                    : are_ages(&profile, first_topic(&profile)) ? "sex,age,count"
	                                                                                : "sex,group,count");
	SEGBIAS_TRY(segbias_melted_end(out, file->line, error));
	SEGBIAS_TRY(write_groups(&profile, joint, out, error));
	if (out->records == 1) {
		segbias_error_set(
		    error, SEGBIAS_DATA,
		    "no_group_adds_up|no characteristic of the profile has groups that add up to its total");
		segbias_error_hint(error, "take rows of a total and all its groups (\"Total - Age groups ...\")");
		segbias_error_place(error, file->file, 1, 0);
		status = SEGBIAS_DATA;
		goto done;
	}
	segbias_text_add_string(
	    &out->said, joint ? "of the characteristics those right below a total are taken, of men and women, "
				"as a joint table; the counts are rounded to multiples of 5"
			      : "of the characteristics those right below a total are taken, as margins of all; "
				"the counts are rounded to multiples of 5");
	say_left_out(&profile, &out->said);
done:
	segbias_recast_rows_close(&profile.rows);
	free(profile.groups);
	return status;
}

const struct segbias_recast segbias_recast_census = {"census", ',', is, write};
