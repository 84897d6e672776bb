/* Who is under 18, by every column of the campaign that holds ages or birth dates, as the file has them: whether they are compared, and
 * with what, does not matter. */
#include "match/risks.h"

#include "match/born.h"
#include "match/universe.h"
#include "values/name.h"

/* A band that holds both, and one that is none, is neither. */
static uint32_t id_of_band(const struct segbias_band *band, enum segbias_how *how)
{
	bool minor = band->single ? band->low < SEGBIAS_GROWN_UP : band->end <= SEGBIAS_GROWN_UP;
	bool known = !segbias_band_no_age(band) && (minor || band->low >= SEGBIAS_GROWN_UP);
	*how = known ? SEGBIAS_HOW_EXACT : SEGBIAS_HOW_UNMATCHED;
	if (!known)
		return SEGBIAS_ID_UNMATCHED;
	return minor ? SEGBIAS_ID_MINOR : SEGBIAS_ID_GROWN;
}

/* What the file says is taken before the coarser value that it is compared as; but what the user has recoded is that value, and so
 * are words. */
static uint32_t resolve_compared(const struct segbias_attribute *attribute, struct segbias_label spelling,
                                 enum segbias_how *how)
{
	struct segbias_band band = segbias_band_none();
	uint32_t id = segbias_value_map_resolve(&attribute->map, spelling, how);
	bool known = id >= SEGBIAS_ID_FIRST;
	bool own = (!known || *how == SEGBIAS_HOW_BAND) && segbias_value_map_band(&attribute->map, spelling, &band);
	if (id == SEGBIAS_ID_MISSING)
		return id;
	if (known && !own && attribute->bands)
		band = attribute->bands[id - SEGBIAS_ID_FIRST];
	else if (known && !own && !segbias_band_parse(attribute->values[id - SEGBIAS_ID_FIRST], &band))
		band = segbias_band_none();
	if ((!known && band.weak) || (!known && *how == SEGBIAS_HOW_OPTION))
		band = segbias_band_none();
	return id_of_band(&band, how);
}

/* Who was born eighteen years ago, in a year of which the day is not known, may be either. */
static uint32_t resolve_born(const struct segbias_risks_ages *ages, struct segbias_label spelling,
                             enum segbias_how *how)
{
	const struct segbias_born *born = ages->attribute->born;
	int age = 0;
	*how = SEGBIAS_HOW_MISSING;
	if (segbias_missing_any(ages->missing, spelling))
		return SEGBIAS_ID_MISSING;
	if (!segbias_label_has_digit(spelling))
		return resolve_compared(ages->attribute, spelling, how);
	enum segbias_born_what what = segbias_born_read(born, spelling, &age);
	*how = SEGBIAS_HOW_UNMATCHED;
	if (what != SEGBIAS_BORN_AGE && what != SEGBIAS_BORN_YEAR)
		return SEGBIAS_ID_UNMATCHED;
	struct segbias_date date;
	if (what == SEGBIAS_BORN_YEAR && segbias_date_parse(spelling, born->order, &date)) {
		age = born->day.year - date.year;
		if (age == SEGBIAS_GROWN_UP)
			return SEGBIAS_ID_UNMATCHED;
	}
	*how = SEGBIAS_HOW_EXACT;
	return age < SEGBIAS_GROWN_UP ? SEGBIAS_ID_MINOR : SEGBIAS_ID_GROWN;
}

uint32_t segbias_risks_age(const void *context, struct segbias_label spelling, enum segbias_how *how)
{
	const struct segbias_risks_ages *ages = context;
	struct segbias_band band;
	if (ages->attribute && ages->attribute->born)
		return resolve_born(ages, spelling, how);
	if (ages->attribute)
		return resolve_compared(ages->attribute, spelling, how);
	*how = SEGBIAS_HOW_MISSING;
	if (segbias_missing_any(ages->missing, spelling))
		return SEGBIAS_ID_MISSING;
	if (!segbias_band_parse(spelling, &band))
		band = segbias_band_none();
	return id_of_band(&band, how);
}

static bool is_whose(struct segbias_label name)
{
	/* In normal form, and none that has an age of its own besides: an account, a contact, a membership. */
	static const char *const PEOPLE[] = {"customer", "customers", "client",  "person", "user",
	                                     "consumer", "buyer",     "patient", "kunden", "cliente",
	                                     "عميل",     "العميل",    "الشخص"};
	static const struct segbias_label OF = {"of", 2};
	bool found = false;
	if (segbias_label_begins(name, OF))
		name = (struct segbias_label){name.bytes + OF.size, name.size - OF.size};
	for (size_t i = 0; i < sizeof PEOPLE / sizeof *PEOPLE; i++)
		found = found || segbias_label_equal(name, segbias_label_of(PEOPLE[i]));
	return found;
}

/* "customer_age", "age of client": a word of people, and one of ages. */
static bool is_age_of_people(struct segbias_label name)
{
	struct segbias_text folded = {0};
	bool found = false;
	segbias_name_fold(name, &folded);
	for (size_t i = 1; i < folded.size && !found; i++) {
		struct segbias_label first = {folded.data, i};
		struct segbias_label second = {folded.data + i, folded.size - i};
		found = (is_whose(first) && segbias_born_is_age(second)) ||
		        (segbias_born_is_age(first) && is_whose(second));
	}
	segbias_text_release(&folded);
	return found;
}

static bool is_age(struct segbias_label name)
{
	return name.bytes && (segbias_born_is_age(name) || is_age_of_people(name));
}

/* A column that nothing is compared with is one of ages only by all of its name: "account_age" is of accounts. */
static bool is_named_age(const struct segbias_head *head, size_t field, struct segbias_label mapped)
{
	return (is_age(head->names[field]) || is_age(mapped)) && segbias_match_ages(head, field, mapped);
}

/* The attribute that the field is compared as, whatever became of it; NULL: none. */
static const struct segbias_attribute *attribute_of(const struct segbias_matching *matching, size_t field)
{
	for (size_t i = 0; i < matching->attribute_count; i++)
		if (matching->attributes[i].field == field && !matching->attributes[i].multi)
			return &matching->attributes[i];
	return NULL;
}

bool segbias_risks_find_ages(const struct segbias_head *head, const struct segbias_policy *policy,
                             const struct segbias_matching *matching, size_t field, struct segbias_risks_ages *out)
{
	const struct segbias_attribute *attribute = attribute_of(matching, field);
	*out = (struct segbias_risks_ages){.attribute = attribute, .missing = &policy->missing};
	if (!(attribute && (attribute->ages || attribute->born)) &&
	    !is_named_age(head, field, segbias_match_mapped_name(policy, head->names[field])))
		return false;
	for (size_t i = 0; i < matching->plan.filter_count; i++) {
		const struct segbias_plan_filter *filter = &matching->plan.filters[i];
		out->cut = out->cut || (filter->field == field && filter->universe);
		out->chosen = out->chosen || (filter->field == field && !filter->universe);
	}
	return true;
}
