#include "policy/option.h"

#include <string.h>

const struct segbias_option segbias_options[SEGBIAS_OPTION_COUNT] = {
#define OPTION(field, kind, letter, name, argument, group, help)                                                       \
	{name, SEGBIAS_OPTION_##kind, offsetof(struct segbias_compare_options, field), argument},
#include <segbias/options.def>
#undef OPTION
};

const struct segbias_exclusion segbias_exclusions[] = {
#define EXCLUDES(option, other, but, why) {option, other, but, why},
#include "policy/excludes.def"
#undef EXCLUDES
};

const size_t segbias_exclusion_count = sizeof segbias_exclusions / sizeof *segbias_exclusions;

size_t segbias_option_find(const char *name)
{
	size_t index = 0;
	while (index < SEGBIAS_OPTION_COUNT && strcmp(segbias_options[index].name, name) != 0)
		index++;
	return index;
}

static const void *field_of(const struct segbias_compare_options *options, size_t index)
{
	return (const char *)options + segbias_options[index].offset;
}

bool segbias_option_is_given(const struct segbias_compare_options *options, size_t index)
{
	const void *field = field_of(options, index);
	switch (segbias_options[index].kind) {
	case SEGBIAS_OPTION_FLAG:
		return *(const bool *)field;
	case SEGBIAS_OPTION_LIST:
		return ((const struct segbias_strings *)field)->count > 0;
	case SEGBIAS_OPTION_TEXT:
		break;
	}
	return *(const char *const *)field != NULL;
}

void segbias_option_copy(struct segbias_compare_options *to, const struct segbias_compare_options *from, size_t index)
{
	static const size_t SIZES[] = {sizeof(char *), sizeof(struct segbias_strings), sizeof(bool)};
	memcpy((char *)to + segbias_options[index].offset, field_of(from, index), SIZES[segbias_options[index].kind]);
}

bool segbias_options_exclude(const struct segbias_exclusion *exclusion, const struct segbias_compare_options *option,
                             const struct segbias_compare_options *other)
{
	size_t index = segbias_option_find(exclusion->other);
	if (!segbias_option_is_given(option, segbias_option_find(exclusion->option)) ||
	    !segbias_option_is_given(other, index))
		return false;
	return !exclusion->but || strcmp(*(const char *const *)field_of(other, index), exclusion->but) != 0;
}

struct segbias_option_value segbias_option_value(const struct segbias_compare_options *options, size_t index)
{
	static const char *const LEFT_OUT[] = {"threads", "hash", "policy"};
	const struct segbias_option *option = &segbias_options[index];
	const void *field = field_of(options, index);
	struct segbias_option_value value = {option->name, field, 1, option->kind == SEGBIAS_OPTION_FLAG,
	                                     option->kind == SEGBIAS_OPTION_LIST};
	bool out = !segbias_option_is_given(options, index);
	for (size_t i = 0; i < sizeof LEFT_OUT / sizeof *LEFT_OUT; i++)
		out = out || strcmp(option->name, LEFT_OUT[i]) == 0;
	if (out)
		return (struct segbias_option_value){0};
	if (value.list) {
		value.texts = ((const struct segbias_strings *)field)->items;
		value.count = ((const struct segbias_strings *)field)->count;
	}
	value.count = value.flag ? 0 : value.count;
	return value;
}

bool segbias_option_same(const struct segbias_compare_options *a, const struct segbias_compare_options *b, size_t index)
{
	struct segbias_option_value x = segbias_option_value(a, index);
	struct segbias_option_value y = segbias_option_value(b, index);
	bool same = x.name && y.name && x.count == y.count;
	for (size_t i = 0; same && i < x.count; i++)
		same = strcmp(x.texts[i], y.texts[i]) == 0;
	return same;
}
