#include "policy/policy.h"

#include "base/number.h"
#include "base/unicode.h"
#include "policy/option.h"
#include "values/list.h"
#include "values/name.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const char *const CONTROLS[] = {"bh", "holm", "by", "none"};
static const char *const KINDS[] = {"population", "sample", "margin", "base"};
static const char *const REPLICATES[] = {"acs", "brr", "jk1", "jk2"};
static const char *const INTERVALS[] = {"exact", "wilson"};

const char *segbias_control_name(enum segbias_control control)
{
	return CONTROLS[control];
}

const char *segbias_policy_reference_called(const struct segbias_policy *policy)
{
	return policy->audits ? "the file" : "the reference";
}

const char *segbias_kind_name(enum segbias_reference_kind kind)
{
	return KINDS[kind];
}

/* --- single values ---------------------------------------------------------------------------------------------- */

static enum segbias_status refuse(const char *option, const char *text, const char *expected,
                                  struct segbias_error *error)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	return segbias_error_set(error, SEGBIAS_USAGE, "bad_option|%s %s: %s", option, segbias_text_quote(text, quoted),
	                         expected);
}

static enum segbias_status read_choice(const char *option, const char *text, const char *const *choices, int count,
                                       int *out, struct segbias_error *error)
{
	if (!text)
		return SEGBIAS_OK;
	struct segbias_text list = {0};
	for (int i = 0; i < count; i++) {
		if (strcmp(text, choices[i]) == 0) {
			*out = i;
			segbias_text_release(&list);
			return SEGBIAS_OK;
		}
		segbias_text_add_format(&list, "%s%s", i ? ", " : "it must be one of ", choices[i]);
	}
	enum segbias_status status = refuse(option, text, list.data ? list.data : "", error);
	segbias_text_release(&list);
	return status;
}

/* "0.05" or "5%", within [low, high]. */
static enum segbias_status read_fraction(const char *option, const char *text, double low, double high, double *out,
                                         struct segbias_error *error)
{
	if (!text)
		return SEGBIAS_OK;
	struct segbias_label label = segbias_label_of(text);
	bool percent = label.size > 1 && label.bytes[label.size - 1] == '%';
	label.size -= percent;
	double value = 0;
	if (!segbias_number_parse(label, '.', &value))
		return refuse(option, text, "it must be a fraction such as 0.05 or 5%", error);
	value = percent ? value / 100 : value;
	if (!(value >= low && value <= high)) {
		refuse(option, text, low > 0 ? "it must lie between 0 and 1" : "it must lie from 0 to 1", error);
		if (!percent && value > 1 && value / 100 >= low && value / 100 <= high)
			segbias_error_hint(error, "in per cent it is written %g%%", value);
		return SEGBIAS_USAGE;
	}
	*out = value;
	return SEGBIAS_OK;
}

enum segbias_status segbias_policy_fraction(const char *option, const char *text, double *out,
                                            struct segbias_error *error)
{
	return read_fraction(option, text, 0, 1, out, error);
}

enum segbias_status segbias_policy_band(const char *text, double *out_low, double *out_high,
                                        struct segbias_error *error)
{
	static const char EXPECTED[] = "it must be LOW:HIGH with 0 < LOW < 100 < HIGH, such as 80:125";
	if (!text)
		return SEGBIAS_OK;
	const char *colon = strchr(text, ':');
	double low = 0;
	double high = 0;
	if (!colon || !segbias_number_parse((struct segbias_label){text, (size_t)(colon - text)}, '.', &low) ||
	    !segbias_number_parse(segbias_label_of(colon + 1), '.', &high) || !(low > 0 && low < 100 && high > 100))
		return refuse("--band", text, EXPECTED, error);
	*out_low = low;
	*out_high = high;
	return SEGBIAS_OK;
}

static enum segbias_status read_least(const char *option, const char *text, double least, const char *expected,
                                      double *out, struct segbias_error *error)
{
	uint64_t value = 0;
	if (!text)
		return SEGBIAS_OK;
	if (!segbias_number_parse_whole(segbias_label_of(text), '.', &value) || (double)value < least)
		return refuse(option, text, expected, error);
	*out = (double)value;
	return SEGBIAS_OK;
}

enum segbias_status segbias_policy_whole(const char *option, const char *text, double *out, struct segbias_error *error)
{
	return read_least(option, text, 0, "it must be a whole number from 0 to 2^53", out, error);
}

static enum segbias_status read_seed(const char *text, uint64_t *out, struct segbias_error *error)
{
	if (!text)
		return SEGBIAS_OK;
	uint64_t value = 0;
	for (const char *c = text; *c || c == text; c++) {
		if (*c < '0' || *c > '9' || value > (UINT64_MAX - (uint64_t)(*c - '0')) / 10)
			return refuse("--seed", text, "it must be a whole number from 0 to 2^64 - 1", error);
		value = value * 10 + (uint64_t)(*c - '0');
	}
	*out = value;
	return SEGBIAS_OK;
}

static enum segbias_status read_threads(const char *text, unsigned *out, struct segbias_error *error)
{
	enum { THREADS_MAX = 256 };
	uint64_t value = 0;
	if (!text)
		return SEGBIAS_OK;
	if (!segbias_number_parse_whole(segbias_label_of(text), '.', &value) || value < 1 || value > THREADS_MAX)
		return refuse("--threads", text, "it must be a whole number from 1 to 256", error);
	*out = (unsigned)value;
	return SEGBIAS_OK;
}

enum segbias_status segbias_policy_delimiter(const char *option, const char *text, char *out,
                                             struct segbias_error *error)
{
	if (!text)
		return SEGBIAS_OK;
	char c = strcmp(text, "tab") == 0 || strcmp(text, "\\t") == 0 ? '\t' : text[0];
	if (!c || (c != '\t' && text[1]) || strchr("\"\r\n", c) || (unsigned char)c >= 0x80)
		return refuse(option, text, "it must be one ASCII character, or tab", error);
	*out = c;
	return SEGBIAS_OK;
}

enum segbias_status segbias_policy_encoding(const char *option, const char *text, struct segbias_arena *arena,
                                            const char **out, struct segbias_error *error)
{
	char name[SEGBIAS_ENCODING_NAME];
	struct segbias_label kept;
	if (!text)
		return SEGBIAS_OK;
	if (!segbias_encoding_named(text, name))
		return refuse(option, text,
		              "it must be utf-8, utf-16le, utf-16be, windows-1252 or another that iconv -l lists",
		              error);
	if (!segbias_arena_copy(arena, segbias_label_of(name), &kept))
		return segbias_error_memory(error);
	*out = kept.bytes;
	return SEGBIAS_OK;
}

/* A number from 0 on. */
static bool read_figure(const char *text, double *out)
{
	return segbias_number_parse(segbias_label_of(text), '.', out) && *out >= 0 && *out <= 1e15;
}

enum segbias_status segbias_policy_rounded(const char *option, const char *text, bool *given, double *out,
                                           struct segbias_error *error)
{
	double value = 0;
	if (!text)
		return SEGBIAS_OK;
	if (strcmp(text, "none") != 0 && (!read_figure(text, &value) || value == 0))
		return refuse(option, text, "it must be a number above 0, or none", error);
	*given = true;
	*out = value;
	return SEGBIAS_OK;
}

enum segbias_status segbias_policy_hidden(const char *option, const char *text, bool *given, double *out,
                                          struct segbias_error *error)
{
	double value = 0;
	if (!text)
		return SEGBIAS_OK;
	if (!read_figure(text, &value))
		return refuse(option, text, "it must be a number, 0 or more", error);
	*given = true;
	*out = value;
	return SEGBIAS_OK;
}

enum segbias_status segbias_policy_decimal(const char *option, const char *text, char *out, struct segbias_error *error)
{
	if (!text)
		return SEGBIAS_OK;
	if (strcmp(text, ".") != 0 && strcmp(text, ",") != 0)
		return refuse(option, text, "it must be . or ,", error);
	*out = text[0];
	return SEGBIAS_OK;
}

enum segbias_status segbias_policy_thousands(const char *option, const char *text, uint32_t *out,
                                             struct segbias_error *error)
{
	/* The blanks: plain, no-break, thin, narrow no-break, figure space. */
	static const uint32_t SEPARATORS[] = {',', '.', '\'', 0x2019, ' ', 0xA0, 0x2009, 0x202F, 0x2007};
	uint32_t code = 0;
	if (!text)
		return SEGBIAS_OK;
	size_t size = strlen(text);
	bool found = strcmp(text, "none") == 0;
	bool one = !found && size > 0 && segbias_unicode_decode(text, size, &code) == size;
	for (size_t i = 0; i < sizeof SEPARATORS / sizeof *SEPARATORS && one; i++)
		found = found || SEPARATORS[i] == code;
	if (!found)
		return refuse(option, text, "it must be , . ' or a blank, or none", error);
	*out = code;
	return SEGBIAS_OK;
}

bool segbias_policy_names_others(const struct segbias_policy *policy, struct segbias_label attribute)
{
	for (size_t i = 0; i < policy->attribute_count; i++)
		if (segbias_name_same(policy->attributes[i], attribute))
			return false;
	return policy->attribute_count > 0;
}

bool segbias_policy_rule(const struct segbias_policy *policy, struct segbias_label attribute,
                         struct segbias_label segment, struct segbias_rule *rule)
{
	bool of_segment = false;
	bool apart = false;
	*rule = (struct segbias_rule){policy->band_low, policy->band_high, policy->min_n};
	for (size_t i = 0; i < policy->threshold_count; i++) {
		const struct segbias_thresholds *own = &policy->thresholds[i];
		bool meant = own->segment ? segment.bytes && segbias_label_equal(own->name, segment)
		                          : segbias_policy_named_same(own->name, attribute);
		if (!meant)
			continue;
		apart = apart || own->band_given || own->min_n_given;
		if (own->band_given && (own->segment || !of_segment)) {
			rule->band_low = own->band_low;
			rule->band_high = own->band_high;
			of_segment = own->segment;
		}
		if (own->min_n_given)
			rule->min_n = own->min_n;
	}
	return apart;
}

bool segbias_policy_protects(const struct segbias_policy *policy, struct segbias_label attribute,
                             struct segbias_label value, struct segbias_rule *rule)
{
	for (size_t i = 0; i < policy->protect_count; i++) {
		const struct segbias_protected *own = &policy->protects[i];
		if (!segbias_name_same(own->attribute, attribute) || !segbias_label_equal(own->value, value))
			continue;
		rule->band_low = fmax(rule->band_low, SEGBIAS_PROTECT_LOW);
		rule->band_high = fmin(rule->band_high, SEGBIAS_PROTECT_HIGH);
		return true;
	}
	return false;
}

bool segbias_policy_any(struct segbias_label value)
{
	return segbias_label_equal(value, segbias_label_of("*"));
}

bool segbias_policy_cuts(const struct segbias_policy *policy, struct segbias_label name)
{
	for (size_t i = 0; i < policy->bins_count; i++)
		if (segbias_name_same(policy->bins[i].attribute, name))
			return true;
	return false;
}

/* --- lists ------------------------------------------------------------------------------------------------------ */

/* Says which option and which item an error of the list reader is about. */
static enum segbias_status in_option(enum segbias_status status, const char *option, const char *item, const char *form,
                                     struct segbias_error *error)
{
	if (status != SEGBIAS_USAGE)
		return status;
	char quoted[SEGBIAS_QUOTE_MAX];
	char why[200] = "";
	if (error)
		segbias_text_print(why, sizeof why, "%s", error->message);
	segbias_error_set(error, SEGBIAS_USAGE, "bad_option|%s %s: %s", option, segbias_text_quote(item, quoted), why);
	segbias_error_hint(error, "it is written %s", form);
	return status;
}

static enum segbias_status read_pairs(const char *option, const char *form, const struct segbias_strings *strings,
                                      struct segbias_arena *arena, struct segbias_pair **out,
                                      struct segbias_error *error)
{
	*out = segbias_arena_array(arena, strings->count, sizeof **out);
	if (!*out)
		return segbias_error_memory(error);
	for (size_t i = 0; i < strings->count; i++) {
		struct segbias_label pair[2];
		enum segbias_status status =
		    segbias_list_pair(segbias_label_of(strings->items[i]), '=', arena, pair, error);
		if (status != SEGBIAS_OK)
			return in_option(status, option, strings->items[i], form, error);
		(*out)[i] = (struct segbias_pair){pair[0], pair[1]};
	}
	return SEGBIAS_OK;
}

static enum segbias_status read_list(const char *option, const char *text, struct segbias_arena *arena,
                                     struct segbias_label **items, size_t *count, struct segbias_error *error)
{
	if (!text)
		return SEGBIAS_OK;
	enum segbias_status status = segbias_list_split(text, arena, items, count, error);
	if (status == SEGBIAS_OK && *count == 0)
		return refuse(option, text, "it names no column", error);
	for (size_t i = 0; status == SEGBIAS_OK && i < *count; i++)
		if ((*items)[i].size == 0)
			return refuse(option, text, "one of the names is empty", error);
	return in_option(status, option, text, "A,B or \"A, with comma\",B", error);
}

/* A name's normal form, so that thousands of names can be told apart without making it each time. */
static enum segbias_status fold_name(struct segbias_policy *policy, struct segbias_label name,
                                     struct segbias_label *out, struct segbias_error *error)
{
	struct segbias_text folded = {0};
	segbias_text_add(&folded, "", 0);
	segbias_name_fold(name, &folded);
	bool ok =
	    !folded.failed && segbias_arena_copy(&policy->arena, (struct segbias_label){folded.data, folded.size}, out);
	segbias_text_release(&folded);
	return ok ? SEGBIAS_OK : segbias_error_memory(error);
}

static enum segbias_status read_recodes(const struct segbias_strings *strings, struct segbias_policy *policy,
                                        struct segbias_error *error)
{
	struct segbias_label *names = segbias_arena_array(&policy->arena, strings->count, sizeof *names);
	policy->recodes = segbias_arena_array(&policy->arena, strings->count, sizeof *policy->recodes);
	if (!policy->recodes || !names)
		return segbias_error_memory(error);
	policy->recode_count = strings->count;
	for (size_t i = 0; i < strings->count; i++) {
		/* ATTR ends at the first colon, FROM at the first "=" after it; both may be quoted. */
		struct segbias_label pair[2];
		struct segbias_label values[2];
		const char *item = strings->items[i];
		enum segbias_status status =
		    segbias_list_head(segbias_label_of(item), ':', &policy->arena, pair, error);
		if (status == SEGBIAS_OK)
			status = segbias_list_pair(pair[1], '=', &policy->arena, values, error);
		if (status != SEGBIAS_OK)
			return in_option(status, "--recode", item, "ATTR:FROM=TO", error);
		status = fold_name(policy, pair[0], &names[i], error);
		if (status != SEGBIAS_OK)
			return status;
		policy->recodes[i] = (struct segbias_recode){pair[0], values[0], values[1]};
		for (size_t j = 0; j < i; j++) {
			const struct segbias_recode *other = &policy->recodes[j];
			if (segbias_label_equal(other->from, values[0]) && segbias_label_equal(names[j], names[i]) &&
			    !segbias_label_equal(other->to, values[1]))
				return refuse("--recode", item, "the value is given another meaning before", error);
		}
	}
	return SEGBIAS_OK;
}

/* Labels "under 18", "18-24", "25-34", "35+" (with fractions "18 to <24.5" has no name in whole numbers: refused). */
static enum segbias_status make_bins(struct segbias_policy *policy, struct segbias_bins *bins, const double *edges,
                                     struct segbias_error *error)
{
	bins->labels = segbias_arena_array(&policy->arena, bins->count, sizeof *bins->labels);
	bins->bands = segbias_arena_array(&policy->arena, bins->count, sizeof *bins->bands);
	if (!bins->labels || !bins->bands)
		return segbias_error_memory(error);
	for (size_t i = 0; i < bins->count; i++) {
		struct segbias_band *band = &bins->bands[i];
		*band = (struct segbias_band){.low = i ? edges[i - 1] : -INFINITY,
		                              .end = i + 1 < bins->count ? edges[i] : INFINITY,
		                              .high = NAN,
		                              .step = 1};
		char text[2 * SEGBIAS_NUMBER_MAX + 16];
		char number[2][SEGBIAS_NUMBER_MAX];
		if (i == 0)
			(void)snprintf(text, sizeof text, "under %s", segbias_number_format(band->end, number[0]));
		else if (i + 1 == bins->count)
			(void)snprintf(text, sizeof text, "%s+", segbias_number_format(band->low, number[0]));
		else if (band->end - band->low == 1)
			(void)snprintf(text, sizeof text, "%s", segbias_number_format(band->low, number[0]));
		else
			(void)snprintf(text, sizeof text, "%s-%s", segbias_number_format(band->low, number[0]),
			               segbias_number_format(band->end - 1, number[1]));
		if (!segbias_arena_copy(&policy->arena, segbias_label_of(text), &bins->labels[i]))
			return segbias_error_memory(error);
	}
	return SEGBIAS_OK;
}

static enum segbias_status read_bins(const struct segbias_strings *strings, struct segbias_policy *policy,
                                     struct segbias_error *error)
{
	struct segbias_pair *pairs = NULL;
	enum segbias_status status = read_pairs("--bins", "ATTR=18,25,35", strings, &policy->arena, &pairs, error);
	if (status != SEGBIAS_OK)
		return status;
	policy->bins = segbias_arena_array(&policy->arena, strings->count, sizeof *policy->bins);
	policy->bins_count = strings->count;
	for (size_t i = 0; policy->bins && i < strings->count && status == SEGBIAS_OK; i++) {
		struct segbias_label *items = NULL;
		size_t count = 0;
		status = segbias_list_split(pairs[i].right.bytes, &policy->arena, &items, &count, error);
		if (status != SEGBIAS_OK)
			return in_option(status, "--bins", strings->items[i], "ATTR=18,25,35", error);
		double *edges = segbias_arena_array(&policy->arena, count + 1, sizeof *edges);
		if (!edges)
			return segbias_error_memory(error);
		for (size_t j = 0; j < count; j++)
			if (!segbias_number_parse(items[j], '.', &edges[j]) || edges[j] != floor(edges[j]) ||
			    (j > 0 && edges[j] <= edges[j - 1]))
				return refuse("--bins", strings->items[i], "the edges must be rising whole numbers",
				              error);
		if (count == 0)
			return refuse("--bins", strings->items[i], "there is no edge", error);
		for (size_t j = 0; j < i; j++)
			if (segbias_name_same(pairs[j].left, pairs[i].left))
				return refuse("--bins", strings->items[i], "the attribute is named twice", error);
		policy->bins[i].attribute = pairs[i].left;
		policy->bins[i].count = count + 1;
		status = make_bins(policy, &policy->bins[i], edges, error);
	}
	return policy->bins ? status : segbias_error_memory(error);
}

static enum segbias_status read_universes(const struct segbias_strings *strings, struct segbias_policy *policy,
                                          struct segbias_error *error)
{
	struct segbias_pair *pairs = NULL;
	enum segbias_status status =
	    read_pairs("--within", "ATTR=18+ or ATTR=A,B", strings, &policy->arena, &pairs, error);
	if (status != SEGBIAS_OK)
		return status;
	policy->universes = segbias_arena_array(&policy->arena, strings->count, sizeof *policy->universes);
	if (!policy->universes)
		return segbias_error_memory(error);
	policy->universe_count = strings->count;
	for (size_t i = 0; i < strings->count; i++) {
		policy->universes[i].attribute = pairs[i].left;
		status = segbias_list_split(pairs[i].right.bytes, &policy->arena, &policy->universes[i].items,
		                            &policy->universes[i].count, error);
		if (status == SEGBIAS_OK && policy->universes[i].count == 0)
			return refuse("--within", strings->items[i], "there is no value", error);
		if (status != SEGBIAS_OK)
			return in_option(status, "--within", strings->items[i], "ATTR=18+ or ATTR=A,B", error);
	}
	return SEGBIAS_OK;
}

/* "\\n" and "\\t" are a line feed and a tab, which a command line cannot well hold. */
static struct segbias_label unescape(struct segbias_label separator)
{
	if (segbias_label_equal(separator, segbias_label_of("\\n")))
		return segbias_label_of("\n");
	if (segbias_label_equal(separator, segbias_label_of("\\t")))
		return segbias_label_of("\t");
	return separator;
}

/* ATTR or ATTR=SEP. */
static enum segbias_status read_multi(const char *item, struct segbias_policy *policy, struct segbias_multi *out,
                                      struct segbias_error *error)
{
	static const char FORM[] = "ATTR or ATTR=SEP";
	struct segbias_label pair[2];
	struct segbias_label *items = NULL;
	size_t count = 0;
	*out = (struct segbias_multi){0};
	if (segbias_list_pair(segbias_label_of(item), '=', &policy->arena, pair, NULL) == SEGBIAS_OK) {
		*out = (struct segbias_multi){pair[0], unescape(pair[1])};
		return pair[1].size ? SEGBIAS_OK : refuse("--multi", item, "the separator is empty", error);
	}
	enum segbias_status status = segbias_list_split(item, &policy->arena, &items, &count, error);
	if (status == SEGBIAS_OK && (count != 1 || items[0].size == 0))
		return refuse("--multi", item, "it must name one attribute: ATTR or ATTR=SEP", error);
	if (status == SEGBIAS_OK)
		out->attribute = items[0];
	return in_option(status, "--multi", item, FORM, error);
}

/* What an option takes of the cells of such a column would be whole cells. */
static enum segbias_status check_multi(const struct segbias_policy *policy, struct segbias_label attribute,
                                       struct segbias_error *error)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	const char *option = NULL;
	for (size_t i = 0; i < policy->where_count; i++)
		if (segbias_name_same(policy->wheres[i].left, attribute))
			option = "--where";
	for (size_t i = 0; i < policy->campaign_where_count; i++)
		if (segbias_name_same(policy->campaign_wheres[i].left, attribute))
			option = "--campaign-where";
	if (policy->born.bytes && segbias_name_same(policy->born, attribute))
		option = "--born";
	if (segbias_name_listed(policy->segments, policy->segment_count, attribute))
		option = "--segment";
	for (size_t i = 0; i < policy->universe_count; i++)
		if (segbias_name_same(policy->universes[i].attribute, attribute))
			option = "--within";
	if (segbias_policy_cuts(policy, attribute))
		option = "--bins";
	if (policy->eligible_given && segbias_name_same(policy->eligible.left, attribute))
		option = "--eligible";
	if (policy->consent_given && segbias_name_same(policy->consent.left, attribute))
		option = "--consent";
	if (segbias_name_listed(policy->stages, policy->stage_count, attribute))
		option = "--stages";
	if (!option)
		return SEGBIAS_OK;
	segbias_error_set(error, SEGBIAS_USAGE, "options_exclude|--multi and %s exclude each other for one column: %s",
	                  option, segbias_label_quote(attribute, quoted));
	if (strcmp(option, "--segment") == 0)
		segbias_error_hint(error, "overlapping segments are columns of yes and no: --segment A,B");
	return SEGBIAS_USAGE;
}

static enum segbias_status read_multis(const struct segbias_strings *strings, struct segbias_policy *policy,
                                       struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_label *names = segbias_arena_array(&policy->arena, strings->count, sizeof *names);
	policy->multis = segbias_arena_array(&policy->arena, strings->count, sizeof *policy->multis);
	if (!policy->multis || !names)
		return segbias_error_memory(error);
	for (size_t i = 0; i < strings->count; i++) {
		struct segbias_multi *multi = &policy->multis[i];
		SEGBIAS_TRY(read_multi(strings->items[i], policy, multi, error));
		SEGBIAS_TRY(fold_name(policy, multi->attribute, &names[i], error));
		for (size_t j = 0; j < i; j++)
			if (segbias_label_equal(names[j], names[i]))
				SEGBIAS_TRY(
				    refuse("--multi", strings->items[i], "the attribute is named twice", error));
		policy->multi_count++;
		SEGBIAS_TRY(check_multi(policy, multi->attribute, error));
	}
done:
	return status;
}

/* Of two people each knows the other. */
static const double PUBLISH_LEAST = 3;

static enum segbias_status read_rule(const struct segbias_options *options, struct segbias_policy *policy,
                                     struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	int control = SEGBIAS_CONTROL_BH;
	int interval = 0;
	int kind = SEGBIAS_KIND_POPULATION;
	double moe_level = 0.9;
	SEGBIAS_TRY(read_fraction("--alpha", options->alpha, 1e-9, 1 - 1e-9, &policy->alpha, error));
	SEGBIAS_TRY(segbias_policy_band(options->band, &policy->band_low, &policy->band_high, error));
	SEGBIAS_TRY(read_choice("--control", options->control, CONTROLS, 4, &control, error));
	SEGBIAS_TRY(read_choice("--interval", options->interval, INTERVALS, 2, &interval, error));
	SEGBIAS_TRY(read_choice("--reference-kind", options->reference_kind, KINDS, 4, &kind, error));
	SEGBIAS_TRY(segbias_policy_whole("--min-n", options->min_n, &policy->min_n, error));
	SEGBIAS_TRY(read_least("--plan", options->plan, 1, "it must be a whole number of people, at least 1",
	                       &policy->plan, error));
	SEGBIAS_TRY(read_least("--publish", options->publish, PUBLISH_LEAST,
	                       "it must be a whole number, at least 3: counts below it are withheld", &policy->publish,
	                       error));
	SEGBIAS_TRY(read_fraction("--missing-max", options->missing_max, 0, 1, &policy->missing_max, error));
	SEGBIAS_TRY(read_fraction("--unmatched-max", options->unmatched_max, 0, 1, &policy->unmatched_max, error));
	SEGBIAS_TRY(read_fraction("--moe-level", options->moe_level, 1e-9, 1 - 1e-9, &moe_level, error));
	SEGBIAS_TRY(read_seed(options->seed, &policy->seed, error));
	SEGBIAS_TRY(read_threads(options->threads, &policy->threads, error));
	/* At 90 % the constant with which the U.S. Census Bureau publishes. */
	policy->moe_z = moe_level == 0.9 ? 1.645 : segbias_normal_upper_quantile((1 - moe_level) / 2);
	policy->control = (enum segbias_control)control;
	policy->wilson = interval == 1;
	policy->kind = (enum segbias_reference_kind)kind;
	policy->kind_given = options->reference_kind != NULL;
done:
	return status;
}

/* --- designs ---------------------------------------------------------------------------------------------------- */

static enum segbias_status read_name(const char *option, const char *text, struct segbias_arena *arena,
                                     struct segbias_label *out, struct segbias_error *error)
{
	if (!text)
		return SEGBIAS_OK;
	if (!*text)
		return refuse(option, text, "it names no column", error);
	return segbias_arena_copy(arena, segbias_label_of(text), out) ? SEGBIAS_OK : segbias_error_memory(error);
}

/* COL=VALUE. */
static enum segbias_status read_one_pair(const char *option, const char *text, struct segbias_policy *policy,
                                         struct segbias_pair *out, struct segbias_error *error)
{
	struct segbias_strings one = {&text, 1};
	struct segbias_pair *pair = NULL;
	if (!text)
		return SEGBIAS_OK;
	enum segbias_status status = read_pairs(option, "COL=VALUE", &one, &policy->arena, &pair, error);
	if (status == SEGBIAS_OK)
		*out = *pair;
	return status;
}

static enum segbias_status read_replicate_method(const char *text, struct segbias_policy *policy,
                                                 struct segbias_error *error)
{
	int method = SEGBIAS_REPLICATE_ACS;
	double fay = 0;
	policy->replicate_method = "acs";
	if (text && strncmp(text, "fay=", 4) == 0) {
		if (!segbias_number_parse(segbias_label_of(text + 4), '.', &fay) || !(fay >= 0 && fay < 1))
			return refuse("--replicate-method", text, "K of fay=K must lie from 0 to below 1", error);
		policy->replicate_method = "fay";
		policy->replicate_kind = SEGBIAS_REPLICATE_FAY;
		policy->fay = fay;
		return SEGBIAS_OK;
	}
	enum segbias_status status = read_choice("--replicate-method", text, REPLICATES, 4, &method, error);
	if (status == SEGBIAS_USAGE)
		segbias_error_hint(error, "or fay=K with Fay's coefficient K");
	policy->replicate_method = REPLICATES[method];
	policy->replicate_kind = (enum segbias_replicate_method)method;
	return status;
}

static enum segbias_status check_together(const struct segbias_options *options, struct segbias_error *error)
{
	for (size_t i = 0; i < segbias_exclusion_count; i++) {
		const struct segbias_exclusion *row = &segbias_exclusions[i];
		if (segbias_options_exclude(row, options, options))
			return segbias_error_set(error, SEGBIAS_USAGE,
			                         "options_exclude|--%s and --%s exclude each other: %s", row->option,
			                         row->other, row->why);
	}
	if (options->replicate_method && !options->reference_replicates)
		return segbias_error_set(error, SEGBIAS_USAGE,
		                         "option_needs|--replicate-method needs --reference-replicates PREFIX");
	return SEGBIAS_OK;
}

/* Of a stage that is a file its name: with the path it would look like an address. */
static struct segbias_label stage_shown(struct segbias_label stage)
{
	const char *file = strstr(stage.bytes, "=@");
	return file ? (struct segbias_label){stage.bytes, (size_t)(file - stage.bytes)} : stage;
}

/* The stages of a funnel: two at least, for the first alone is the comparison itself. */
static enum segbias_status read_stages(const char *text, struct segbias_policy *policy, struct segbias_error *error)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	enum segbias_status status =
	    read_list("--stages", text, &policy->arena, &policy->stages, &policy->stage_count, error);
	if (status != SEGBIAS_OK || !text)
		return status;
	if (policy->stage_count < 2) {
		refuse("--stages", text, "a funnel has two stages at least", error);
		segbias_error_hint(error, "--stages '*,A' follows all records of the file to those in A");
		return SEGBIAS_USAGE;
	}
	if (policy->stage_count > SEGBIAS_STAGES_MAX)
		return refuse("--stages", text, "a funnel has 16 stages at most", error);
	for (size_t i = 0; i < policy->stage_count; i++)
		for (size_t j = 0; j < i; j++)
			if (segbias_name_same(policy->stages[i], policy->stages[j]))
				return segbias_error_set(error, SEGBIAS_USAGE, "bad_option|--stages: %s is named twice",
				                         segbias_label_quote(stage_shown(policy->stages[i]), quoted));
	return SEGBIAS_OK;
}

static enum segbias_status read_cross(const struct segbias_options *options, struct segbias_policy *policy,
                                      struct segbias_error *error)
{
	static const double CELLS_MOST = 1e6, CELLS_LARGEST = 1e9;
	policy->cross_cells = CELLS_MOST;
	if (options->cross_cells && !options->cross)
		return segbias_error_set(error, SEGBIAS_USAGE, "option_needs|--cross-cells needs --cross 2 or 3");
	if (options->cross && strcmp(options->cross, "2") != 0 && strcmp(options->cross, "3") != 0)
		return refuse("--cross", options->cross, "it must be 2, of pairs, or 3, of triples too", error);
	policy->cross = !options->cross ? 0 : options->cross[0] == '2' ? 2 : 3;
	if (!options->cross_cells)
		return SEGBIAS_OK;
	enum segbias_status status =
	    segbias_policy_whole("--cross-cells", options->cross_cells, &policy->cross_cells, error);
	if (status == SEGBIAS_OK && !(policy->cross_cells > 0 && policy->cross_cells <= CELLS_LARGEST))
		return refuse("--cross-cells", options->cross_cells, "it must be from 1 to 1000000000", error);
	return status;
}

/* A crossing that is named has as many attributes at most as are crossed. */
static enum segbias_status check_crossings(const struct segbias_policy *policy, struct segbias_error *error)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	for (size_t i = 0; policy->cross && i < policy->audit.crossing_count; i++)
		if (policy->audit.crossings[i].count > policy->cross) {
			segbias_error_set(error, SEGBIAS_USAGE, "bad_option|--attributes %s: it crosses three",
			                  segbias_label_quote(policy->audit.crossings[i].name, quoted));
			segbias_error_hint(error, "--cross 3 crosses three attributes");
			return SEGBIAS_USAGE;
		}
	return SEGBIAS_OK;
}

/* The attributes; crossings of them with --cross, and in an audit, which reads them again. Without either a text that is one of crossings
 * only, such as "a,b"*c, means nothing alone. */
static enum segbias_status read_attributes(const struct segbias_options *options, struct segbias_policy *policy,
                                           struct segbias_error *error)
{
	bool audits = options->decision || options->score;
	if (!options->attributes)
		return SEGBIAS_OK;
	if (policy->cross) {
		enum segbias_status status = segbias_policy_cross_attributes(options->attributes, policy, error);
		return status == SEGBIAS_OK ? check_crossings(policy, error) : status;
	}
	enum segbias_status status = read_list("--attributes", options->attributes, &policy->arena, &policy->attributes,
	                                       &policy->attribute_count, error);
	if (status != SEGBIAS_USAGE || segbias_policy_cross_attributes(options->attributes, policy, NULL) != SEGBIAS_OK)
		return status;
	if (audits)
		return SEGBIAS_OK;
	segbias_error_set(error, SEGBIAS_USAGE,
	                  "option_needs|--attributes crosses attributes: it needs --cross 2 or 3");
	return SEGBIAS_USAGE;
}

static enum segbias_status read_designs(const struct segbias_options *options, struct segbias_policy *policy,
                                        struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_arena *arena = &policy->arena;
	SEGBIAS_TRY(read_name("--person", options->person, arena, &policy->person, error));
	if (options->deff && (!segbias_number_parse(segbias_label_of(options->deff), '.', &policy->deff) ||
	                      !(policy->deff > 0 && policy->deff <= 1e6)))
		SEGBIAS_TRY(refuse("--deff", options->deff, "it must be a number over 0", error));
	SEGBIAS_TRY(read_name("--reference-strata", options->reference_strata, arena, &policy->strata, error));
	SEGBIAS_TRY(read_name("--reference-psu", options->reference_psu, arena, &policy->psu, error));
	SEGBIAS_TRY(
	    read_name("--reference-replicates", options->reference_replicates, arena, &policy->replicates, error));
	SEGBIAS_TRY(read_replicate_method(options->replicate_method, policy, error));
	SEGBIAS_TRY(read_one_pair("--eligible", options->eligible, policy, &policy->eligible, error));
	SEGBIAS_TRY(read_one_pair("--consent", options->consent, policy, &policy->consent, error));
	SEGBIAS_TRY(read_stages(options->stages, policy, error));
	policy->eligible_given = policy->own_file = options->eligible != NULL;
	policy->consent_given = options->consent != NULL;
	SEGBIAS_TRY(check_together(options, error));
done:
	return status;
}

/* --- the gate --------------------------------------------------------------------------------------------------- */

static const char *const GATE_KINDS[] = {"over",    "under", "likely",   "incomplete", "unmatched",
                                         "unclear", "new",   "crossing", "tvd"};

_Static_assert(sizeof GATE_KINDS / sizeof *GATE_KINDS == SEGBIAS_GATE_KIND_COUNT, "a word for each");

const char *segbias_gate_kind_name(enum segbias_gate_kind kind)
{
	return GATE_KINDS[kind];
}

enum segbias_gate_kind segbias_gate_kind_find(struct segbias_label word, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (segbias_label_equal(word, segbias_label_of(GATE_KINDS[i])))
			return (enum segbias_gate_kind)i;
	return SEGBIAS_GATE_KIND_COUNT;
}

bool segbias_policy_fails_on(const char *list, enum segbias_gate_kind kind)
{
	size_t size = 0;
	for (const char *at = list; *at; at += size + (at[size] == ',')) {
		size = strcspn(at, ",");
		if (segbias_label_equal((struct segbias_label){at, size}, segbias_label_of(GATE_KINDS[kind])))
			return true;
	}
	return false;
}

static enum segbias_status read_fail_on(const char *text, struct segbias_policy *policy, struct segbias_error *error)
{
	const char *list = text ? text : "over,under,unmatched";
	char quoted[SEGBIAS_QUOTE_MAX];
	size_t size = 0;
	/* A word, so that nothing that happens to be empty opens the gate. */
	if (strcmp(list, "none") == 0)
		return SEGBIAS_OK;
	for (const char *at = list; *at || at == list; at += size + (at[size] == ',')) {
		size = strcspn(at, ",");
		struct segbias_label word = {at, size};
		enum segbias_gate_kind kind = segbias_gate_kind_find(word, SEGBIAS_GATE_FAIL_ON_COUNT);
		if (kind == SEGBIAS_GATE_KIND_COUNT) {
			segbias_error_set(error, SEGBIAS_USAGE, "bad_option|--fail-on: there is nothing called %s",
			                  segbias_label_quote(word, quoted));
			segbias_error_hint(error,
			                   "it takes over, under, likely, incomplete, unmatched, unclear, new, "
			                   "crossing, with commas between them, or none; in an audit under, likely, "
			                   "unclear; in risks over, unmet, unclear");
			return SEGBIAS_USAGE;
		}
		policy->fail_on[kind] = true;
	}
	return SEGBIAS_OK;
}

static enum segbias_status check_hash(const char *hash, struct segbias_error *error)
{
	enum { DIGITS = 64 };
	if (hash && (strlen(hash) != DIGITS || strspn(hash, "0123456789abcdefABCDEF") != DIGITS))
		return refuse("--policy-hash", hash, "it must be a SHA-256, 64 hexadecimal digits", error);
	return SEGBIAS_OK;
}

/* --- ages ------------------------------------------------------------------------------------------------------- */

static enum segbias_status read_born(const struct segbias_options *options, struct segbias_policy *policy,
                                     struct segbias_error *error)
{
	if (options->as_of && !segbias_date_parse_day(segbias_label_of(options->as_of), &policy->as_of))
		return refuse("--as-of", options->as_of, "it must be a day, as 2024-01-31", error);
	if (options->as_of && !options->born && !options->collected && options->retention)
		return segbias_error_set(error, SEGBIAS_USAGE,
		                         "option_needs|--as-of is the day on which --retention is reckoned: it needs "
		                         "--collected COL, the day on which a record was collected");
	if (options->as_of && !options->born && !options->collected)
		return segbias_error_set(
		    error, SEGBIAS_USAGE,
		    "option_needs|--as-of is the day of ages: it needs --born COL, the column of birth dates");
	if (options->born && !options->as_of) {
		enum segbias_status status = segbias_error_set(
		    error, SEGBIAS_USAGE,
		    "option_needs|--born needs --as-of DATE: ages are those of a day, and no clock is read");
		segbias_error_hint(error, "the day to which the campaign's file belongs: --as-of 2024-01-31");
		return status;
	}
	return read_name("--born", options->born, &policy->arena, &policy->born, error);
}

enum segbias_status segbias_policy_read(const struct segbias_options *options, struct segbias_policy *policy,
                                        struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	*policy = (struct segbias_policy){.alpha = 0.05,
	                                  .band_low = 80,
	                                  .band_high = 125,
	                                  .min_n = 30,
	                                  .missing_max = 0.05,
	                                  .unmatched_max = 0.05,
	                                  .seed = 1,
	                                  .threads = options->threads_default ? options->threads_default : 1};
	SEGBIAS_TRY(read_rule(options, policy, error));
	SEGBIAS_TRY(read_designs(options, policy, error));
	SEGBIAS_TRY(read_fail_on(options->fail_on, policy, error));
	SEGBIAS_TRY(check_hash(options->policy_hash, error));
	SEGBIAS_TRY(segbias_policy_read_audit(options, &policy->arena, &policy->audit, error));
	SEGBIAS_TRY(segbias_policy_read_risks(options, &policy->arena, &policy->risks, error));
	policy->segment_none = options->segment && strcmp(options->segment, "none") == 0;
	if (!policy->segment_none)
		SEGBIAS_TRY(read_list("--segment", options->segment, &policy->arena, &policy->segments,
		                      &policy->segment_count, error));
	SEGBIAS_TRY(read_cross(options, policy, error));
	SEGBIAS_TRY(read_attributes(options, policy, error));
	SEGBIAS_TRY(
	    read_list("--numeric", options->numeric, &policy->arena, &policy->numerics, &policy->numeric_count, error));
	SEGBIAS_TRY(read_pairs("--map", "CAMPAIGN=REFERENCE", &options->map, &policy->arena, &policy->maps, error));
	policy->map_count = options->map.count;
	SEGBIAS_TRY(read_pairs("--where", "COL=VALUE", &options->where, &policy->arena, &policy->wheres, error));
	policy->where_count = options->where.count;
	SEGBIAS_TRY(read_pairs("--campaign-where", "COL=VALUE", &options->campaign_where, &policy->arena,
	                       &policy->campaign_wheres, error));
	policy->campaign_where_count = options->campaign_where.count;
	SEGBIAS_TRY(read_born(options, policy, error));
	SEGBIAS_TRY(read_name("--amount", options->amount, &policy->arena, &policy->amount, error));
	SEGBIAS_TRY(read_recodes(&options->recode, policy, error));
	SEGBIAS_TRY(read_bins(&options->bins, policy, error));
	SEGBIAS_TRY(read_universes(&options->within, policy, error));
	SEGBIAS_TRY(read_multis(&options->multi, policy, error));
	for (size_t i = 0; i < options->missing_values.count; i++) {
		status = segbias_missing_add(&policy->missing, options->missing_values.items[i], error);
		if (status != SEGBIAS_OK)
			return in_option(status, "--missing-values", options->missing_values.items[i], "A,B or +A,B",
			                 error);
	}
done:
	return status;
}

void segbias_policy_release(struct segbias_policy *policy)
{
	segbias_arena_release(&policy->arena);
	segbias_missing_release(&policy->missing);
}
