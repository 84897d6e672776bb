/* What a program asks of a job, setting by setting (<segbias/options.h>): the options of <segbias/options.def> by their names. */
#include <segbias/options.h>

#include "jobs/reading.h"
#include "policy/policy.h"

#include "base/arrow.h"
#include "base/call.h"
#include "base/memory.h"
#include "base/text.h"
#include "values/nearest.h"

#include <stdlib.h>
#include <string.h>

enum { THREADS_MAX = 256 };

static enum segbias_status refuse_null(const char *what, struct segbias_error *error)
{
	return segbias_error_set(error, SEGBIAS_USAGE, "no_argument|%s NULL", what);
}

enum segbias_status segbias_options_create(struct segbias_options **options, struct segbias_error *error)
{
	if (!options)
		return refuse_null("the options have no place to go to: it is", error);
	struct segbias_options *made = segbias_memory_zeroed(1, sizeof *made);
	if (!made)
		return segbias_error_memory(error);
	made->settings = true;
	*options = made;
	return SEGBIAS_OK;
}

static void *field_of(struct segbias_options *options, size_t index)
{
	return (char *)options + segbias_options[index].offset;
}

/* The items of a list that was made here. */
static void free_items(struct segbias_strings *list)
{
	void *items = NULL;
	memcpy(&items, &list->items, sizeof items);
	free(items);
	*list = (struct segbias_strings){0};
}

void segbias_options_free(struct segbias_options *options)
{
	if (!options)
		return;
	for (size_t i = 0; i < SEGBIAS_OPTION_COUNT; i++)
		if (segbias_options[i].kind == SEGBIAS_OPTION_LIST)
			free_items(field_of(options, i));
	for (size_t i = 0; i < options->inlet_count; i++)
		segbias_arrow_free(options->inlets[i].arrow);
	free(options->inlets);
	segbias_arena_release(&options->arena);
	free(options);
}

/* --- settings ----------------------------------------------------------------------------------------------------- */

static enum segbias_status refuse_name(const char *name, struct segbias_error *error)
{
	char keys[SEGBIAS_OPTION_COUNT][SEGBIAS_KEY_SIZE];
	struct segbias_label labels[SEGBIAS_OPTION_COUNT];
	char quoted[SEGBIAS_QUOTE_MAX];
	for (size_t i = 0; i < SEGBIAS_OPTION_COUNT; i++)
		labels[i] = segbias_label_of(segbias_policy_key(segbias_options[i].name, keys[i]));
	size_t nearest = segbias_nearest(segbias_label_of(name), labels, SEGBIAS_OPTION_COUNT);
	(void)segbias_error_set(error, SEGBIAS_USAGE, "no_such_setting|there is no setting %s",
	                        segbias_text_quote(name, quoted));
	if (nearest != SEGBIAS_NEAREST_NONE)
		segbias_error_hint(error, "the nearest is `%s`", keys[nearest]);
	return SEGBIAS_USAGE;
}

/* One item more: the room doubles. */
static enum segbias_status add_item(struct segbias_strings *list, const char *item, struct segbias_error *error)
{
	bool full = (list->count & (list->count - 1)) == 0;
	void *items = NULL;
	memcpy(&items, &list->items, sizeof items);
	const char **larger =
	    full ? segbias_memory_resize(items, list->count ? 2 * list->count : 1, sizeof *larger) : items;
	if (!larger)
		return segbias_error_memory(error);
	larger[list->count] = item;
	*list = (struct segbias_strings){larger, list->count + 1};
	return SEGBIAS_OK;
}

static enum segbias_status set_flag(const char *name, const char *value, bool *flag, struct segbias_error *error)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	bool set = value && strcmp(value, "true") == 0;
	if (value && !set && strcmp(value, "false") != 0)
		return segbias_error_set(error, SEGBIAS_USAGE, "bad_option|--%s %s: it must be true or false", name,
		                         segbias_text_quote(value, quoted));
	*flag = set;
	return SEGBIAS_OK;
}

/* How files are written, of both sides. */
static enum segbias_status check_forms(const struct segbias_options *one, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	for (int reference = 0; reference < 2 && status == SEGBIAS_OK; reference++) {
		struct segbias_source_options forms = {.reference = reference,
		                                       .shape = reference ? one->reference.shape : one->campaign.shape};
		status = segbias_source_check_shape(&forms, error);
		if (status == SEGBIAS_OK)
			status = segbias_reading_forms(one, &forms, error);
	}
	return status;
}

/* What the value would say if nothing else were set: what it lacks beside it may come yet, or stand in a policy file. */
static enum segbias_status check_alone(size_t index, const char *value, struct segbias_error *error)
{
	struct segbias_options one = {.settings = true};
	struct segbias_policy policy;
	struct segbias_error own = {.status = SEGBIAS_OK};
	void *field = field_of(&one, index);
	struct segbias_call
	    call; /* numbers in sentences are those of the C locale, and one that had no memory is not told */
	if (segbias_options[index].kind == SEGBIAS_OPTION_LIST)
		*(struct segbias_strings *)field = (struct segbias_strings){&value, 1};
	else
		*(const char **)field = value;
	enum segbias_status status = segbias_call_enter(&call, error);
	if (status != SEGBIAS_OK)
		return status;
	status = segbias_policy_read(&one, &policy, &own);
	segbias_policy_release(&policy);
	if (status == SEGBIAS_USAGE && strcmp(own.id, "option_needs") == 0)
		status = SEGBIAS_OK;
	/* Which words fail a job is the job's to say: here it may be any of them. */
	bool gate = strcmp(segbias_options[index].name, "fail-on") == 0;
	bool fails[SEGBIAS_RISKS_FAILS];
	if (status == SEGBIAS_USAGE && gate && segbias_policy_risks_fail(value, fails, NULL) == SEGBIAS_OK)
		status = SEGBIAS_OK;
	if (status == SEGBIAS_OK)
		status = check_forms(&one, &own);
	status = segbias_call_leave(&call, status, &own);
	if (status != SEGBIAS_OK && error)
		*error = own;
	return status;
}

enum segbias_status segbias_options_set(struct segbias_options *options, const char *name, const char *value,
                                        struct segbias_error *error)
{
	struct segbias_label copy = {NULL, 0};
	if (!options || !name)
		return refuse_null(options ? "the name of the setting is" : "the options are", error);
	size_t index = segbias_option_of_setting(name);
	if (index == SEGBIAS_OPTION_COUNT)
		return refuse_name(name, error);
	const struct segbias_option *option = &segbias_options[index];
	void *field = field_of(options, index);
	enum segbias_status status =
	    option->kind == SEGBIAS_OPTION_FLAG || !value ? SEGBIAS_OK : check_alone(index, value, error);
	if (status != SEGBIAS_OK) {
		segbias_option_word(error, options->settings);
		return status;
	}
	if (option->kind != SEGBIAS_OPTION_FLAG && value &&
	    !segbias_arena_copy(&options->arena, segbias_label_of(value), &copy))
		return segbias_error_memory(error);
	if (option->kind == SEGBIAS_OPTION_FLAG)
		status = set_flag(option->name, value, field, error);
	else if (option->kind == SEGBIAS_OPTION_TEXT)
		*(const char **)field = copy.bytes;
	else if (value)
		status = add_item(field, copy.bytes, error);
	else
		free_items(field);
	if (status != SEGBIAS_OK)
		segbias_option_word(error, options->settings);
	return status;
}

const char *segbias_options_get(const struct segbias_options *options, const char *name, size_t at)
{
	size_t index = options && name ? segbias_option_of_setting(name) : SEGBIAS_OPTION_COUNT;
	if (index == SEGBIAS_OPTION_COUNT || !segbias_option_is_given(options, index))
		return NULL;
	const struct segbias_option *option = &segbias_options[index];
	const void *field = (const char *)options + option->offset;
	if (option->kind == SEGBIAS_OPTION_LIST) {
		const struct segbias_strings *list = field;
		return at < list->count ? list->items[at] : NULL;
	}
	if (at > 0)
		return NULL;
	return option->kind == SEGBIAS_OPTION_FLAG ? "true" : *(const char *const *)field;
}

const char *segbias_options_name(size_t index, char out[SEGBIAS_SETTING_MAX])
{
	_Static_assert((int)SEGBIAS_KEY_SIZE <= (int)SEGBIAS_SETTING_MAX, "a key has room");
	return out && index < SEGBIAS_OPTION_COUNT ? segbias_policy_key(segbias_options[index].name, out) : NULL;
}

/* --- files that are none ------------------------------------------------------------------------------------------- */

/* What the name stands for from now on; without bytes and callback for a file again. */
static enum segbias_status set_inlet(struct segbias_options *options, struct segbias_stream_inlet inlet,
                                     struct segbias_error *error)
{
	struct segbias_label copy;
	if (!options || !inlet.name)
		return refuse_null(options ? "the name of the input is" : "the options are", error);
	if (!*inlet.name || strcmp(inlet.name, "-") == 0)
		return segbias_error_set(error, SEGBIAS_USAGE,
		                         "bad_input_name|an input needs a name of its own, not \"%s\"", inlet.name);
	struct segbias_stream_inlet *inlets = options->inlets;
	size_t at = 0;
	while (at < options->inlet_count && strcmp(inlets[at].name, inlet.name) != 0)
		at++;
	if (!inlet.bytes && !inlet.read && !inlet.arrow) {
		if (at < options->inlet_count) {
			segbias_arrow_free(inlets[at].arrow);
			inlets[at] = inlets[--options->inlet_count];
		}
		return SEGBIAS_OK;
	}
	if (!segbias_arena_copy(&options->arena, segbias_label_of(inlet.name), &copy))
		return segbias_error_memory(error);
	if (at == options->inlet_count) {
		inlets = segbias_memory_resize(inlets, at + 1, sizeof *inlets);
		if (!inlets)
			return segbias_error_memory(error);
		options->inlets = inlets;
		inlets[at].arrow = NULL;
		options->inlet_count++;
	}
	segbias_arrow_free(inlets[at].arrow);
	inlets[at] = inlet;
	inlets[at].name = copy.bytes;
	return SEGBIAS_OK;
}

enum segbias_status segbias_options_memory(struct segbias_options *options, const char *name, const void *bytes,
                                           size_t size, struct segbias_error *error)
{
	if (!bytes && size)
		return refuse_null("the bytes of the input are", error);
	return set_inlet(options, (struct segbias_stream_inlet){.name = name, .bytes = bytes, .size = size}, error);
}

enum segbias_status segbias_options_stream(struct segbias_options *options, const char *name, segbias_read *read,
                                           void *context, struct segbias_error *error)
{
	return set_inlet(options, (struct segbias_stream_inlet){.name = name, .read = read, .context = context}, error);
}

enum segbias_status segbias_options_arrow(struct segbias_options *options, const char *name,
                                          struct ArrowArrayStream *stream, struct segbias_error *error)
{
	struct segbias_arrow *arrow = NULL;
	enum segbias_status status = SEGBIAS_OK;
	if (stream)
		SEGBIAS_TRY(segbias_arrow_open(stream, name ? name : "", &arrow, error));
	SEGBIAS_TRY(set_inlet(options, (struct segbias_stream_inlet){.name = name, .arrow = arrow}, error));
	arrow = NULL;
done:
	segbias_arrow_free(arrow);
	return status;
}

/* --- how a job runs ------------------------------------------------------------------------------------------------ */

void segbias_options_progress(struct segbias_options *options, segbias_progress *progress, void *context)
{
	if (options)
		options->watch = (struct segbias_stream_watch){.told = progress, .context = context};
}

void segbias_options_threads(struct segbias_options *options, unsigned count)
{
	if (options)
		options->threads_default = count < THREADS_MAX ? count : THREADS_MAX;
}

enum segbias_status segbias_options_today(struct segbias_options *options, const char *day, struct segbias_error *error)
{
	struct segbias_label copy = {NULL, 0};
	if (!options)
		return refuse_null("the options are", error);
	if (day && !segbias_arena_copy(&options->arena, segbias_label_of(day), &copy))
		return segbias_error_memory(error);
	options->today = copy.bytes;
	return SEGBIAS_OK;
}

void segbias_options_flags(struct segbias_options *options)
{
	if (options)
		options->settings = false;
}
