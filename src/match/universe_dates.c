/* The universe: values that may be bands, and which of them it takes cannot be told. */
#include "match/universe.h"

#include "values/date.h"
#include "values/missing.h"

static bool names_bands(const struct segbias_universe_filter *filter)
{
	struct segbias_band band;
	bool found = false;
	for (size_t i = 0; i < filter->count; i++)
		found = found || (segbias_band_parse(filter->items[i], &band) && !band.single);
	return found;
}

/* Whether the filter takes the value, or options say what it means. */
static bool is_settled(const struct segbias_universe_filter *filter, struct segbias_label value)
{
	const struct segbias_value_map *map = filter->map;
	return segbias_universe_has(filter, value) ||
	       (map && (segbias_intern_find(&map->recode_from, value) != SEGBIAS_INTERN_NONE ||
	                (map->missing && segbias_missing_any(map->missing, value))));
}

/* A whole date may be somebody's birth, which is not repeated; a day beside a word is none. */
static bool may_be_told(struct segbias_label value)
{
	char last = value.bytes[value.size - 1];
	bool digits = value.bytes[0] >= '0' && value.bytes[0] <= '9' && last >= '0' && last <= '9';
	return !digits && segbias_date_look(value) == SEGBIAS_DATE_LOOK_NONE;
}

const char *segbias_universe_show_date(struct segbias_label value, char out[static SEGBIAS_QUOTE_MAX])
{
	return may_be_told(value) ? segbias_label_quote(value, out) : "a date (or the number of a day)";
}

static enum segbias_status refuse(const struct segbias_head *head, size_t field, const char *option,
                                  struct segbias_label value, struct segbias_error *error)
{
	char name[SEGBIAS_QUOTE_MAX];
	char quoted[SEGBIAS_QUOTE_MAX];
	segbias_error_set(
	    error, SEGBIAS_DATA,
	    "dated_band|%s: %s has %s among its bands: it may be a band that a spreadsheet took for a date, and would be left "
	    "out",
	    option, segbias_label_quote(head->names[field], name), segbias_universe_show_date(value, quoted));
	segbias_error_hint(
	    error, "write the band into the file as text, such as 3-4 for 4 March; what %s names itself is taken",
	    option);
	segbias_error_place(error, head->file, 1, 0);
	return SEGBIAS_DATA;
}

enum segbias_status segbias_universe_dates(const struct segbias_head *head, size_t field, const char *option,
                                           const struct segbias_universe_filter *filter, struct segbias_error *error)
{
	struct segbias_head_spellings seen;
	struct segbias_label dated = {NULL, 0};
	bool bands = false;
	if (filter->born || field >= head->width || !names_bands(filter))
		return SEGBIAS_OK;
	bool ages = segbias_band_ages(head->names[field]);
	bool good = segbias_head_spellings_init(&seen, head, field);
	for (uint32_t i = 0; good && i < seen.count; i++) {
		struct segbias_band band;
		bands = bands || (segbias_band_parse_weak(seen.labels[i], &band) && !band.single);
		if (!dated.bytes && segbias_band_was_date(seen.labels[i], ages) && !is_settled(filter, seen.labels[i]))
			dated = seen.labels[i];
	}
	enum segbias_status status = !good                  ? segbias_error_memory(error)
	                             : bands && dated.bytes ? refuse(head, field, option, dated, error)
	                                                    : SEGBIAS_OK;
	segbias_head_spellings_release(&seen);
	return status;
}
