/* What an audit is asked for: who is selected, by what, in which groups. */
#include "policy/policy_audit.h"

#include "policy/policy.h"
#include "values/name.h"

#include <math.h>
#include <string.h>

static enum segbias_status refuse(const char *option, const char *text, const char *expected,
                                  struct segbias_error *error)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	return segbias_error_set(error, SEGBIAS_USAGE, "bad_option|%s %s: %s", option, segbias_text_quote(text, quoted),
	                         expected);
}

/* The first `separator` outside quotes; the size of the text where there is none. */
static size_t find_outside(struct segbias_label text, char separator)
{
	bool quoted = false;
	size_t at = 0;
	for (; at < text.size && (quoted || text.bytes[at] != separator); at++)
		quoted = quoted != (text.bytes[at] == '"');
	return at;
}

/* One name, without its quotes. */
static enum segbias_status read_name(const char *option, struct segbias_label raw, struct segbias_arena *arena,
                                     struct segbias_label *out, struct segbias_error *error)
{
	struct segbias_label copy;
	struct segbias_label *items = NULL;
	size_t count = 0;
	if (!segbias_arena_copy(arena, raw, &copy))
		return segbias_error_memory(error);
	enum segbias_status status = segbias_list_split(copy.bytes, arena, &items, &count, error);
	if (status == SEGBIAS_SYSTEM)
		return status;
	if (status != SEGBIAS_OK || count != 1 || items[0].size == 0) {
		refuse(option, copy.bytes, "it is no name", error);
		segbias_error_hint(error, "a name with , = or * in it is quoted: %s '\"A, B\"'", option);
		return SEGBIAS_USAGE;
	}
	*out = items[0];
	return SEGBIAS_OK;
}

/* COL, or COL=VALUE. */
static enum segbias_status read_column_value(const char *option, const char *text, struct segbias_arena *arena,
                                             struct segbias_pair *out, struct segbias_error *error)
{
	if (!text)
		return SEGBIAS_OK;
	struct segbias_label all = segbias_label_of(text);
	size_t at = find_outside(all, '=');
	struct segbias_label pair[2];
	if (at == all.size)
		return read_name(option, all, arena, &out->left, error);
	enum segbias_status status = segbias_list_pair(all, '=', arena, pair, error);
	if (status == SEGBIAS_SYSTEM)
		return status;
	if (status != SEGBIAS_OK)
		return refuse(option, text, "it is written COL=VALUE; a name with = in it is quoted", error);
	*out = (struct segbias_pair){pair[0], pair[1]};
	return SEGBIAS_OK;
}

/* ATTRIBUTE=VALUE, or VALUE alone. */
static enum segbias_status read_against(const char *text, struct segbias_arena *arena, struct segbias_pair *out,
                                        struct segbias_error *error)
{
	enum segbias_status status = read_column_value("--against", text, arena, out, error);
	if (status == SEGBIAS_OK && text && !out->right.bytes)
		*out = (struct segbias_pair){.right = out->left};
	return status;
}

static enum segbias_status read_given(const struct segbias_strings *strings, struct segbias_arena *arena,
                                      struct segbias_audit_policy *audit, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	audit->given = segbias_arena_array(arena, strings->count, sizeof *audit->given);
	if (!audit->given)
		return segbias_error_memory(error);
	for (size_t i = 0; i < strings->count && status == SEGBIAS_OK; i++) {
		status = read_name("--given", segbias_label_of(strings->items[i]), arena, &audit->given[i], error);
		audit->given_count += status == SEGBIAS_OK;
	}
	return status;
}

/* A number, which may have a percent sign. */
static bool read_limit(struct segbias_label text, char point, struct segbias_audit_policy *out)
{
	out->threshold_percent = text.size > 1 && text.bytes[text.size - 1] == '%';
	text.size -= out->threshold_percent ? 1 : 0;
	return segbias_number_parse(text, point, &out->threshold) && isfinite(out->threshold);
}

/* "1,234" is a thousand or a little more than one, "0,234" and "1,5" are less. */
static bool may_be_thousands(struct segbias_label text)
{
	size_t digits = text.size - (text.size > 0 && text.bytes[text.size - 1] == '%' ? 1 : 0);
	const char *comma = memchr(text.bytes, ',', digits);
	size_t first = text.size > 0 && strchr("+-", text.bytes[0]) ? 1 : 0;
	return comma && (size_t)(text.bytes + digits - comma) == 4 && text.bytes[first] != '0' &&
	       comma != text.bytes + first;
}

/* A number with a comma: what it may be. */
static void hint_comma(struct segbias_label text, struct segbias_audit_policy *out, struct segbias_error *error)
{
	char shown[2][SEGBIAS_THRESHOLD_MAX];
	if (!read_limit(text, ',', out))
		return;
	bool percent = out->threshold_percent;
	segbias_threshold_show(out, out->threshold, percent, shown[0]);
	if (may_be_thousands(text))
		segbias_error_hint(error, "--threshold %s or --threshold %s: is the comma one of thousands?",
		                   segbias_threshold_show(out, round(1000 * out->threshold), percent, shown[1]),
		                   shown[0]);
	else
		segbias_error_hint(error, "--threshold %s", shown[0]);
}

/* A sign that is none: of "=<" the end is clear, of "=" it is not, and "<>" is neither. */
static void hint_sign(struct segbias_label sign, struct segbias_label text, struct segbias_audit_policy *out,
                      struct segbias_error *error)
{
	char shown[2][SEGBIAS_THRESHOLD_MAX];
	bool low = memchr(sign.bytes, '<', sign.size) != NULL;
	bool high = memchr(sign.bytes, '>', sign.size) != NULL;
	if (low && high)
		return;
	if (out->median && (low || high))
		segbias_error_hint(error, "--threshold '%smedian'", low ? "<" : ">");
	else if (out->median)
		segbias_error_hint(error, "--threshold '<median' or --threshold '>median'");
	if (out->median || !read_limit(text, '.', out))
		return;
	out->lower = true;
	segbias_threshold_show(out, out->threshold, out->threshold_percent, shown[0]);
	out->lower = false;
	segbias_threshold_show(out, out->threshold, out->threshold_percent, shown[1]);
	if (!low && !high)
		segbias_error_hint(error, "--threshold %s or --threshold %s", shown[0], shown[1]);
	else
		segbias_error_hint(error, sign.size == 1 ? "--threshold %s takes it too" : "--threshold %s",
		                   shown[low ? 0 : 1]);
}

static enum segbias_status read_threshold(const char *text, struct segbias_audit_policy *out,
                                          struct segbias_error *error)
{
	if (!text)
		return SEGBIAS_OK;
	const struct segbias_label sign = {text, strspn(text, "<>=")};
	const struct segbias_label rest = segbias_label_of(text + sign.size);
	out->sided = sign.size > 0;
	out->lower = text[0] == '<';
	out->median = strcmp(rest.bytes, "median") == 0;
	/* A whole number is a score like another, and the median mostly none: it is selected itself, and the median is not. */
	if (out->sided &&
	    (sign.size != (out->median ? 1 : 2) || text[0] == '=' || (sign.size == 2 && text[1] != '='))) {
		refuse("--threshold", text, "its sign is >= or <= of a number, and > or < of the median", error);
		hint_sign(sign, rest, out, error);
		out->threshold = NAN;
		return SEGBIAS_USAGE;
	}
	if (out->median || read_limit(rest, '.', out))
		return SEGBIAS_OK;
	refuse("--threshold", text, "it must be a number, with a point for its decimals, or median", error);
	hint_comma(rest, out, error);
	return SEGBIAS_USAGE;
}

const char *segbias_threshold_show(const struct segbias_audit_policy *audit, double value, bool percent,
                                   char out[static SEGBIAS_THRESHOLD_MAX])
{
	char number[SEGBIAS_NUMBER_MAX];
	(void)segbias_text_print(out, SEGBIAS_THRESHOLD_MAX, "%s%s%s%s%s", audit->sided ? "'" : "",
	                         !audit->sided  ? ""
	                         : audit->lower ? "<="
	                                        : ">=",
	                         segbias_number_format(value, number), percent ? "%" : "", audit->sided ? "'" : "");
	return out;
}

enum segbias_status segbias_policy_read_audit(const struct segbias_options *options, struct segbias_arena *arena,
                                              struct segbias_audit_policy *out, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	*out = (struct segbias_audit_policy){.threshold = NAN, .practical = NAN};
	SEGBIAS_TRY(read_column_value("--decision", options->decision, arena, &out->decision, error));
	SEGBIAS_TRY(read_column_value("--label", options->label, arena, &out->label, error));
	SEGBIAS_TRY(read_against(options->against, arena, &out->against, error));
	if (options->score)
		SEGBIAS_TRY(read_name("--score", segbias_label_of(options->score), arena, &out->score, error));
	SEGBIAS_TRY(read_threshold(options->threshold, out, error));
	SEGBIAS_TRY(read_given(&options->given, arena, out, error));
	if (options->min_share)
		SEGBIAS_TRY(segbias_policy_fraction("--min-share", options->min_share, &out->min_share, error));
done:
	return status;
}

/* --- crossings --------------------------------------------------------------------------------------------------- */

bool segbias_policy_crosses(struct segbias_label item)
{
	return find_outside(item, '*') < item.size;
}

struct segbias_label segbias_policy_unquoted(struct segbias_label name)
{
	bool quoted = name.size > 1 && name.bytes[0] == '"' && name.bytes[name.size - 1] == '"';
	return quoted ? (struct segbias_label){name.bytes + 1, name.size - 2} : name;
}

/* The part of the crossing at *from. */
static struct segbias_label next_part(struct segbias_label item, size_t *from)
{
	struct segbias_label rest = {item.bytes + *from, item.size - *from};
	struct segbias_label part = {rest.bytes, find_outside(rest, '*')};
	*from += part.size + 1;
	return segbias_policy_unquoted(part);
}

/* How many parts of `a` are among those of `b`. */
static size_t count_shared(struct segbias_label a, struct segbias_label b, size_t *count)
{
	size_t shared = 0;
	*count = 0;
	for (size_t i = 0; i <= a.size; ++*count) {
		struct segbias_label part = next_part(a, &i);
		bool found = false;
		for (size_t j = 0; j <= b.size && !found;)
			found = segbias_name_same(part, next_part(b, &j));
		shared += found;
	}
	return shared;
}

bool segbias_policy_named_same(struct segbias_label a, struct segbias_label b)
{
	size_t counts[2];
	if (!segbias_policy_crosses(a) || !segbias_policy_crosses(b))
		return segbias_name_same(a, b);
	size_t shared = count_shared(a, b, &counts[0]);
	return shared == count_shared(b, a, &counts[1]) && shared == counts[0] && shared == counts[1];
}

/* One item of --attributes: A, or A*B. */
static enum segbias_status read_crossing(struct segbias_label item, struct segbias_arena *arena,
                                         struct segbias_crossing *out, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_text name = {0};
	struct segbias_label whole;
	*out = (struct segbias_crossing){.count = 0};
	for (size_t from = 0; from <= item.size;) {
		struct segbias_label rest = {item.bytes + from, item.size - from};
		size_t size = find_outside(rest, '*');
		if (out->count == SEGBIAS_CROSSING_MAX) {
			if (!segbias_arena_copy(arena, item, &whole))
				SEGBIAS_TRY(segbias_error_memory(error));
			SEGBIAS_TRY(refuse("--attributes", whole.bytes, "at most three attributes are crossed", error));
		}
		struct segbias_label *part = &out->parts[out->count++];
		SEGBIAS_TRY(read_name("--attributes", (struct segbias_label){rest.bytes, size}, arena, part, error));
		segbias_text_add(&name, "*", out->count > 1);
		if (out->count > 1 || size < rest.size)
			segbias_text_add_item(&name, *part, "*");
		else
			segbias_text_add(&name, part->bytes, part->size);
		from += size + 1;
	}
	for (size_t i = 1; i < out->count; i++)
		for (size_t j = 0; j < i; j++)
			if (segbias_label_equal(out->parts[i], out->parts[j])) {
				if (!segbias_arena_copy(arena, item, &whole))
					SEGBIAS_TRY(segbias_error_memory(error));
				SEGBIAS_TRY(
				    refuse("--attributes", whole.bytes, "an attribute is crossed with itself", error));
			}
	if (name.failed || !segbias_arena_copy(arena, segbias_text_label(&name), &out->name))
		status = segbias_error_memory(error);
done:
	segbias_text_release(&name);
	return status;
}

/* In any order, and as columns are found. */
static bool is_same_crossing(const struct segbias_crossing *a, const struct segbias_crossing *b)
{
	size_t same = 0;
	for (size_t i = 0; i < a->count; i++)
		for (size_t j = 0; j < b->count; j++)
			same += segbias_name_same(a->parts[i], b->parts[j]) ? 1 : 0;
	return a->count == b->count && same == a->count;
}

static enum segbias_status read_crossings(const char *text, struct segbias_arena *arena,
                                          struct segbias_audit_policy *out, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_label all = segbias_label_of(text);
	size_t room = 1;
	for (size_t i = 0; i < all.size; i++)
		room += all.bytes[i] == ',';
	out->crossing_count = 0;
	out->crossings = segbias_arena_array(arena, room, sizeof *out->crossings);
	if (!out->crossings)
		return segbias_error_memory(error);
	for (size_t from = 0; from <= all.size && status == SEGBIAS_OK;) {
		struct segbias_label rest = {all.bytes + from, all.size - from};
		size_t size = find_outside(rest, ',');
		status = read_crossing((struct segbias_label){rest.bytes, size}, arena,
		                       &out->crossings[out->crossing_count], error);
		for (size_t i = 0; i < out->crossing_count && status == SEGBIAS_OK; i++)
			if (is_same_crossing(&out->crossings[i], &out->crossings[out->crossing_count]))
				status = refuse("--attributes", text, "the same groups are named twice", error);
		out->crossing_count += status == SEGBIAS_OK;
		from += size + 1;
	}
	return status;
}

enum segbias_status segbias_policy_cross_attributes(const char *text, struct segbias_policy *policy,
                                                    struct segbias_error *error)
{
	struct segbias_audit_policy *audit = &policy->audit;
	enum segbias_status status = read_crossings(text, &policy->arena, audit, error);
	if (status != SEGBIAS_OK)
		return status;
	policy->attribute_count = 0;
	policy->attributes = segbias_arena_array(&policy->arena, SEGBIAS_CROSSING_MAX * audit->crossing_count,
	                                         sizeof *policy->attributes);
	if (!policy->attributes)
		return segbias_error_memory(error);
	for (size_t i = 0; i < audit->crossing_count; i++)
		for (size_t j = 0; j < audit->crossings[i].count; j++) {
			struct segbias_label name = audit->crossings[i].parts[j];
			bool known = false;
			for (size_t k = 0; k < policy->attribute_count; k++)
				known = known || segbias_label_equal(policy->attributes[k], name);
			if (!known)
				policy->attributes[policy->attribute_count++] = name;
		}
	return SEGBIAS_OK;
}

enum segbias_status segbias_policy_quote_names(const char *text, struct segbias_arena *arena, const char **out,
                                               struct segbias_error *error)
{
	struct segbias_label all = segbias_label_of(text);
	struct segbias_text list = {0};
	struct segbias_label kept;
	for (size_t from = 0; from <= all.size;) {
		struct segbias_label item = {all.bytes + from, all.size - from};
		item.size = find_outside(item, ',');
		segbias_text_add(&list, ",", from > 0);
		if (segbias_policy_crosses(item) && !memchr(item.bytes, '"', item.size))
			segbias_text_add_item(&list, item, "*");
		else
			segbias_text_add(&list, item.bytes, item.size);
		from += item.size + 1;
	}
	bool ok = !list.failed && segbias_arena_copy(arena, segbias_text_label(&list), &kept);
	segbias_text_release(&list);
	if (!ok)
		return segbias_error_memory(error);
	*out = kept.bytes;
	return SEGBIAS_OK;
}

enum segbias_status segbias_policy_uncross(const char *text, struct segbias_arena *arena, const char **out,
                                           struct segbias_error *error)
{
	struct segbias_policy policy = {.cross = SEGBIAS_CROSSING_MAX};
	struct segbias_text list = {0};
	struct segbias_label kept;
	*out = NULL;
	enum segbias_status status = segbias_policy_cross_attributes(text, &policy, error);
	if (status == SEGBIAS_OK && segbias_policy_names_crossings(&policy)) {
		for (size_t i = 0; i < policy.attribute_count; i++) {
			segbias_text_add(&list, ",", i > 0);
			segbias_text_add_item(&list, policy.attributes[i], ",");
		}
		if (list.failed || !segbias_arena_copy(arena, segbias_text_label(&list), &kept))
			status = segbias_error_memory(error);
		else
			*out = kept.bytes;
	}
	segbias_text_release(&list);
	segbias_policy_release(&policy);
	return status;
}

bool segbias_policy_names_crossings(const struct segbias_policy *policy)
{
	bool named = false;
	for (size_t i = 0; policy->cross && i < policy->audit.crossing_count; i++)
		named = named || policy->audit.crossings[i].count > 1;
	return named;
}
