#include "history/digest.h"

#include "base/memory.h"

#include <math.h>
#include <string.h>

/* A later form of these bytes has another first line. */
static const char MAGIC[] = "segbias-digest 1\n";

/* Lists of the JSON that no digest keeps, or that stand in the bytes behind it. */
static const char *const LONG[] = {"comparisons", "incomplete", "missingness", "associations", "numeric",
                                   "simpson",     "crossings",  "funnel",      "warnings"};

/* Of these the ones that a review tells of, of the run that is shown. */
static const char *const TOLD[] = {"incomplete", "warnings"};

static const size_t COMPARISON_NUMBERS[] = {
    offsetof(struct segbias_comparison, rows),
    offsetof(struct segbias_comparison, n),
    offsetof(struct segbias_comparison, n_effective),
    offsetof(struct segbias_comparison, deff),
    offsetof(struct segbias_comparison, missing),
    offsetof(struct segbias_comparison, unmatched),
    offsetof(struct segbias_comparison, reference_n_effective),
};

static const size_t VALUE_NUMBERS[] = {
    offsetof(struct segbias_value_finding, count),
    offsetof(struct segbias_value_finding, share),
    offsetof(struct segbias_value_finding, share_low),
    offsetof(struct segbias_value_finding, share_high),
    offsetof(struct segbias_value_finding, reference_share),
    offsetof(struct segbias_value_finding, index),
    offsetof(struct segbias_value_finding, index_low),
    offsetof(struct segbias_value_finding, index_high),
    offsetof(struct segbias_value_finding, q),
};

enum {
	COMPARISON_NUMBER_COUNT = sizeof COMPARISON_NUMBERS / sizeof *COMPARISON_NUMBERS,
	VALUE_NUMBER_COUNT = sizeof VALUE_NUMBERS / sizeof *VALUE_NUMBERS,
	WORD = 8, /* bytes of a number, the least first */
	LEAST_VALUE = WORD * (VALUE_NUMBER_COUNT + 2),
	LEAST_COMPARISON = WORD * (COMPARISON_NUMBER_COUNT + 4),
};

static const uint64_t NONE = UINT64_MAX; /* the size of a label that is none */

/* --- the JSON without its long lists ----------------------------------------------------------------------------- */

/* Behind the string that begins at `at`. */
static size_t behind_string(struct segbias_label json, size_t at)
{
	for (at++; at < json.size && json.bytes[at] != '"'; at++)
		at += json.bytes[at] == '\\';
	return at + 1;
}

/* Behind the list that begins at `at`. */
static size_t behind_list(struct segbias_label json, size_t at)
{
	size_t depth = 0;
	while (at < json.size) {
		char c = json.bytes[at];
		if (c == '"') {
			at = behind_string(json, at);
			continue;
		}
		depth += c == '[' || c == '{';
		depth -= c == ']' || c == '}';
		at++;
		if (depth == 0)
			break;
	}
	return at;
}

static bool is_one_of(struct segbias_label key, const char *const *names, size_t count)
{
	bool found = false;
	for (size_t i = 0; i < count; i++)
		found = found || segbias_label_equal(key, segbias_label_of(names[i]));
	return found;
}

static bool is_long(struct segbias_label key, bool told)
{
	return is_one_of(key, LONG, sizeof LONG / sizeof *LONG) &&
	       !(told && is_one_of(key, TOLD, sizeof TOLD / sizeof *TOLD));
}

/* `json` is valid. told: with the long lists that a review tells of. */
static void write_head(struct segbias_label json, bool told, struct segbias_text *out)
{
	enum { DEPTH = 2 }; /* of a gate's result; below it a key may be anybody's */
	size_t written = 0;
	size_t depth = 0;
	for (size_t at = 0; at < json.size;) {
		if (json.bytes[at] != '"') {
			depth += json.bytes[at] == '[' || json.bytes[at] == '{';
			depth -= json.bytes[at] == ']' || json.bytes[at] == '}';
			at++;
			continue;
		}
		size_t end = behind_string(json, at);
		struct segbias_label key = {json.bytes + at + 1, end - at - 2};
		while (end < json.size && strchr(" \t\r\n:", json.bytes[end]))
			end++;
		if (end < json.size && json.bytes[end] == '[' && depth <= DEPTH && is_long(key, told)) {
			segbias_text_add(out, json.bytes + written, end - written);
			segbias_text_add_string(out, "[]");
			written = end = behind_list(json, end);
		}
		at = end;
	}
	segbias_text_add(out, json.bytes + written, json.size - written);
}

/* --- writing ----------------------------------------------------------------------------------------------------- */

static void put(struct segbias_text *out, uint64_t number)
{
	char bytes[WORD];
	for (int i = 0; i < WORD; i++)
		bytes[i] = (char)(number >> (8 * i) & 0xff);
	segbias_text_add(out, bytes, sizeof bytes);
}

/* Of what is undefined there is one form. */
static void put_numbers(struct segbias_text *out, const void *object, const size_t *offsets, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		double number = *(const double *)(const void *)((const char *)object + offsets[i]);
		uint64_t bits;
		number = isnan(number) ? (double)NAN : number;
		memcpy(&bits, &number, sizeof bits);
		put(out, bits);
	}
}

static void put_label(struct segbias_text *out, struct segbias_label label)
{
	put(out, label.bytes ? label.size : NONE);
	if (label.bytes)
		segbias_text_add(out, label.bytes, label.size);
}

static void put_comparison(struct segbias_text *out, const struct segbias_comparison *comparison)
{
	put_label(out, comparison->segment);
	put_label(out, comparison->attribute);
	put(out, (uint64_t)comparison->state);
	put_numbers(out, comparison, COMPARISON_NUMBERS, COMPARISON_NUMBER_COUNT);
	put(out, comparison->value_count);
	for (size_t i = 0; i < comparison->value_count; i++) {
		const struct segbias_value_finding *value = &comparison->values[i];
		put_label(out, value->value);
		put(out, (uint64_t)value->verdict | (uint64_t)value->reason << 32);
		put_numbers(out, value, VALUE_NUMBERS, VALUE_NUMBER_COUNT);
	}
}

void segbias_digest_told(struct segbias_label json, struct segbias_text *out)
{
	write_head(json, true, out);
}

enum segbias_status segbias_digest_write(struct segbias_label json, const struct segbias_findings *result,
                                         struct segbias_text *out, struct segbias_error *error)
{
	struct segbias_text head = {0};
	write_head(json, false, &head);
	segbias_text_add_string(out, MAGIC);
	put_label(out, segbias_text_label(&head));
	put(out, result->comparison_count);
	for (size_t i = 0; i < result->comparison_count; i++)
		put_comparison(out, &result->comparisons[i]);
	bool ok = !head.failed && !out->failed;
	segbias_text_release(&head);
	return ok ? SEGBIAS_OK : segbias_error_memory(error);
}

/* --- reading ----------------------------------------------------------------------------------------------------- */

struct reading {
	struct segbias_label rest; /* what was not read yet */
	bool bad;
};

static uint64_t take(struct reading *r)
{
	uint64_t number = 0;
	if (r->bad || r->rest.size < WORD) {
		r->bad = true;
		return 0;
	}
	for (int i = 0; i < WORD; i++)
		number |= (uint64_t)(unsigned char)r->rest.bytes[i] << (8 * i);
	r->rest = (struct segbias_label){r->rest.bytes + WORD, r->rest.size - WORD};
	return number;
}

/* At most `most`. */
static uint64_t take_up_to(struct reading *r, uint64_t most)
{
	uint64_t number = take(r);
	r->bad = r->bad || number > most;
	return r->bad ? 0 : number;
}

static void take_numbers(struct reading *r, void *object, const size_t *offsets, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		uint64_t bits = take(r);
		memcpy((char *)object + offsets[i], &bits, sizeof bits);
	}
}

static struct segbias_label take_label(struct reading *r)
{
	uint64_t size = take(r);
	if (size == NONE || r->bad)
		return (struct segbias_label){0};
	r->bad = size > r->rest.size;
	if (r->bad)
		return (struct segbias_label){0};
	struct segbias_label label = {r->rest.bytes, (size_t)size};
	r->rest = (struct segbias_label){r->rest.bytes + size, r->rest.size - (size_t)size};
	return label;
}

/* But for its values, of which it has so many. */
static void take_comparison(struct reading *r, struct segbias_comparison *out)
{
	*out = (struct segbias_comparison){.segment = take_label(r)};
	out->attribute = take_label(r);
	out->state = (enum segbias_state)take_up_to(r, SEGBIAS_STATE_WITHHELD);
	take_numbers(r, out, COMPARISON_NUMBERS, COMPARISON_NUMBER_COUNT);
	out->value_count = (size_t)take_up_to(r, r->rest.size / LEAST_VALUE);
}

static void take_value(struct reading *r, struct segbias_value_finding *out)
{
	out->value = take_label(r);
	uint64_t codes = take(r);
	r->bad = r->bad || (codes & UINT32_MAX) > SEGBIAS_VERDICT_COUNT || codes >> 32 > SEGBIAS_REASON_SUPPRESSED;
	out->verdict = (enum segbias_verdict)(codes & UINT32_MAX);
	out->reason = (enum segbias_reason)(codes >> 32);
	take_numbers(r, out, VALUE_NUMBERS, VALUE_NUMBER_COUNT);
}

/* false: no memory. */
static bool take_values(struct reading *r, struct segbias_arena *arena, struct segbias_comparison *out)
{
	out->values = segbias_arena_array(arena, out->value_count, sizeof *out->values);
	for (size_t i = 0; out->values && i < out->value_count; i++)
		take_value(r, &out->values[i]);
	return out->values != NULL;
}

/* Behind its first line, and its head. */
static struct reading begin(struct segbias_label bytes, struct segbias_label *json)
{
	size_t magic = sizeof MAGIC - 1;
	struct reading r = {.bad = !segbias_label_begins(bytes, segbias_label_of(MAGIC))};
	if (!r.bad)
		r.rest = (struct segbias_label){bytes.bytes + magic, bytes.size - magic};
	*json = take_label(&r);
	return r;
}

bool segbias_digest_walk(struct segbias_label bytes, segbias_digest_visit *visit, void *context)
{
	struct segbias_label json;
	struct reading r = begin(bytes, &json);
	struct segbias_comparison comparison;
	struct segbias_value_finding value = {.count = 0};
	size_t count = (size_t)take_up_to(&r, r.rest.size / LEAST_COMPARISON);
	for (size_t i = 0; i < count && !r.bad; i++) {
		take_comparison(&r, &comparison);
		for (size_t j = 0; j < comparison.value_count && !r.bad; j++) {
			take_value(&r, &value);
			if (!r.bad && !visit(context, &(struct segbias_digest_group){&comparison, &value}))
				return true;
		}
	}
	return !r.bad;
}

/* With the head: of its JSON; else an empty result. */
static enum segbias_status make_result(struct segbias_label head, bool wanted, struct segbias_findings **out, bool *fit,
                                       struct segbias_error *error)
{
	struct segbias_error why = {0};
	if (!wanted)
		return segbias_findings_create(out, error);
	enum segbias_status status = segbias_findings_parse(head.bytes, head.size, out, &why);
	*fit = status != SEGBIAS_DATA;
	if (status != SEGBIAS_OK && *fit && error)
		*error = why;
	return *fit ? status : SEGBIAS_OK;
}

enum segbias_status segbias_digest_head(struct segbias_label bytes, struct segbias_findings **out, bool *fit,
                                        struct segbias_error *error)
{
	struct segbias_label json;
	struct reading r = begin(bytes, &json);
	*fit = !r.bad;
	return r.bad ? SEGBIAS_OK : make_result(json, true, out, fit, error);
}

enum segbias_status segbias_digest_read(struct segbias_label bytes, bool head, struct segbias_findings **out, bool *fit,
                                        struct segbias_error *error)
{
	struct segbias_findings *result = NULL;
	struct segbias_label own = {0};
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_label json;
	struct reading r = begin(bytes, &json);
	*fit = !r.bad;
	if (!r.bad)
		SEGBIAS_TRY(make_result(json, head, &result, fit, error));
	if (!r.bad && *fit) {
		/* What it names is its own. */
		if (!segbias_arena_copy(&result->arena, r.rest, &own))
			SEGBIAS_TRY(segbias_error_memory(error));
		r.rest = own;
		result->comparison_count = (size_t)take_up_to(&r, own.size / LEAST_COMPARISON);
		result->comparisons =
		    segbias_arena_array(&result->arena, result->comparison_count, sizeof *result->comparisons);
		bool room = result->comparisons != NULL;
		for (size_t i = 0; room && i < result->comparison_count; i++) {
			take_comparison(&r, &result->comparisons[i]);
			room = take_values(&r, &result->arena, &result->comparisons[i]);
		}
		if (!room)
			SEGBIAS_TRY(segbias_error_memory(error));
		(void)segbias_findings_count_values(result);
	}
	*fit = *fit && !r.bad && r.rest.size == 0;
	if (*fit) {
		*out = result;
		result = NULL;
	}
done:
	segbias_findings_free(result);
	return status;
}
