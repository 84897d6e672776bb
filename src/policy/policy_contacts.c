/* How a log of contacts is read, and what it is held against. */
#include "policy/contacts.h"

#include <string.h>

static enum segbias_status refuse(const char *option, const char *text, const char *expected,
                                  struct segbias_error *error)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	return segbias_error_set(error, SEGBIAS_USAGE, "bad_option|%s %s: %s", option, segbias_text_quote(text, quoted),
	                         expected);
}

/* Digits, at most so many; false: there are none, or more. */
static bool read_whole(const char **text, size_t most, uint32_t *out)
{
	size_t size = strspn(*text, "0123456789");
	*out = 0;
	for (size_t i = 0; i < size && size <= most; i++)
		*out = 10 * *out + (uint32_t)((*text)[i] - '0');
	*text += size;
	return size > 0 && size <= most;
}

/* "9:00", "09:00" */
static bool read_clock(const char **text, int32_t *out)
{
	enum { DIGITS = 2, HOURS = 24, MINUTES = 60 };
	uint32_t hours = 0;
	uint32_t minutes = 0;
	if (!read_whole(text, DIGITS, &hours) || **text != ':')
		return false;
	++*text;
	bool two = strspn(*text, "0123456789") == DIGITS && read_whole(text, DIGITS, &minutes);
	*out = (int32_t)(hours * SEGBIAS_HOUR_SECONDS + minutes * MINUTES);
	return two && minutes < MINUTES && (hours < HOURS || (hours == HOURS && minutes == 0));
}

static enum segbias_status read_quiet(const char *text, struct segbias_contacts_policy *out,
                                      struct segbias_error *error)
{
	const char *at = text;
	bool read = read_clock(&at, &out->quiet_start) && *at == '-';
	at += read;
	read = read && read_clock(&at, &out->quiet_end) && !*at;
	out->quiet_start %= SEGBIAS_DAY_SECONDS;
	out->quiet_end %= SEGBIAS_DAY_SECONDS;
	if (!read || out->quiet_start == out->quiet_end)
		return refuse("--quiet", text, "it is written START-END, such as 21:00-08:00", error);
	return SEGBIAS_OK;
}

static enum segbias_status read_timezone(const char *text, struct segbias_contacts_policy *out,
                                         struct segbias_error *error)
{
	enum { MOST = 15 * SEGBIAS_HOUR_SECONDS };
	const char *at = text + 1;
	bool sign = *text == '+' || *text == '-';
	if (!sign || !read_clock(&at, &out->offset) || *at || out->offset > MOST)
		return refuse("--timezone", text,
		              "it is written +HH:MM or -HH:MM, before or behind UTC, such as +02:00", error);
	out->offset = *text == '-' ? -out->offset : out->offset;
	return SEGBIAS_OK;
}

static enum segbias_status read_grace(const char *text, struct segbias_contacts_policy *out,
                                      struct segbias_error *error)
{
	enum { DIGITS = 4 };
	const char *at = text;
	uint32_t number = 0;
	bool read = read_whole(&at, DIGITS, &number) && (*at == 'd' || *at == 'h') && !at[1];
	if (!read)
		return refuse("--grace", text, "it is written in days or hours, such as 2d or 48h", error);
	out->grace_seconds = (int64_t)number * (*at == 'd' ? SEGBIAS_DAY_SECONDS : SEGBIAS_HOUR_SECONDS);
	return SEGBIAS_OK;
}

/* [CHANNEL=]N/day|week|month: the channel ends at the last "=". */
static enum segbias_status read_cap(const char *text, struct segbias_arena *arena, struct segbias_cap *out,
                                    struct segbias_error *error)
{
	static const char *const WINDOWS[SEGBIAS_CAP_WINDOWS] = {"day", "week", "month"};
	enum { DIGITS = 6 };
	const char *channel = strrchr(text, '=');
	const char *at = channel ? channel + 1 : text;
	size_t window = 0;
	bool read = channel != text && read_whole(&at, DIGITS, &out->most) && *at == '/';
	while (read && window < SEGBIAS_CAP_WINDOWS && strcmp(at + 1, WINDOWS[window]) != 0)
		window++;
	if (!read || window == SEGBIAS_CAP_WINDOWS)
		return refuse("--cap", text,
		              "it is written N/day, N/week or N/month, or CHANNEL=N/week, with N of at most six digits",
		              error);
	out->window = (enum segbias_cap_window)window;
	bool ok = segbias_arena_copy(arena, segbias_label_of(text), &out->text);
	if (ok && channel)
		out->channel = (struct segbias_label){out->text.bytes, (size_t)(channel - text)};
	return ok ? SEGBIAS_OK : segbias_error_memory(error);
}

static enum segbias_status read_caps(const struct segbias_strings *strings, struct segbias_arena *arena,
                                     struct segbias_contacts_policy *out, struct segbias_error *error)
{
	if (strings->count > SEGBIAS_CAPS_MAX)
		return segbias_error_set(error, SEGBIAS_USAGE, "bad_option|--cap: at most %d are counted",
		                         SEGBIAS_CAPS_MAX);
	out->caps = segbias_arena_array(arena, strings->count, sizeof *out->caps);
	if (!out->caps)
		return segbias_error_memory(error);
	for (size_t i = 0; i < strings->count; i++) {
		enum segbias_status status = read_cap(strings->items[i], arena, &out->caps[i], error);
		if (status != SEGBIAS_OK)
			return status;
		for (size_t j = 0; j < i; j++)
			if (segbias_label_equal(out->caps[j].text, out->caps[i].text))
				return refuse("--cap", strings->items[i], "it stands there twice", error);
		out->cap_count++;
	}
	return SEGBIAS_OK;
}

/* Which of the words[count] it is, behind the first, which stands for none; count: none of them. */
static size_t word_of(const char *text, const char *const *words, size_t count)
{
	size_t word = 1;
	while (text && word < count && strcmp(text, words[word]) != 0)
		word++;
	return text ? word : 0;
}

/* What the log is said to be, where that is said. */
static enum segbias_status read_forms(const struct segbias_options *o, struct segbias_contacts_policy *out,
                                      struct segbias_error *error)
{
	static const char *const KINDS[] = {NULL, "contacts", "events"};
	enum { COUNT = sizeof KINDS / sizeof *KINDS };
	size_t kind = word_of(o->contact_log, KINDS, COUNT);
	size_t form = word_of(o->time_format, segbias_moment_form_names, SEGBIAS_MOMENT_FORMS);
	if (kind == COUNT)
		return refuse("--contact-log", o->contact_log,
		              "it is contacts (a row a contact) or events (a row an event of one)", error);
	if (form == SEGBIAS_MOMENT_FORMS)
		return refuse("--time-format", o->time_format,
		              "it is iso, dmy (the day first), mdy, unix (seconds) or unix_ms", error);
	out->kind = (enum segbias_log_kind)kind;
	out->form = (enum segbias_moment_form)form;
	return SEGBIAS_OK;
}

static enum segbias_status read_pair(const char *option, const char *text, struct segbias_arena *arena,
                                     struct segbias_pair *out, struct segbias_error *error)
{
	struct segbias_label pair[2];
	if (!text)
		return SEGBIAS_OK;
	enum segbias_status status = segbias_list_pair(segbias_label_of(text), '=', arena, pair, error);
	if (status == SEGBIAS_USAGE || (status == SEGBIAS_OK && pair[1].size == 0))
		return refuse(option, text, "it is written COL=VALUE", error);
	*out = (struct segbias_pair){pair[0], pair[1]};
	return status;
}

static enum segbias_status read_by(const char *text, struct segbias_arena *arena, struct segbias_contacts_policy *out,
                                   struct segbias_error *error)
{
	if (!text)
		return SEGBIAS_OK;
	enum segbias_status status = segbias_list_split(text, arena, &out->by, &out->by_count, error);
	if (status == SEGBIAS_USAGE || (status == SEGBIAS_OK && out->by_count == 0))
		return refuse("--by", text, "it is written A,B or \"A, with comma\",B", error);
	for (size_t i = 0; status == SEGBIAS_OK && i < out->by_count; i++)
		for (size_t j = 0; j < i; j++)
			if (segbias_label_equal(out->by[i], out->by[j]))
				return refuse("--by", text, "a column is named twice", error);
	return status;
}

static bool keep(const char *text, struct segbias_arena *arena, const char **out)
{
	struct segbias_label copy = {NULL, 0};
	bool ok = !text || segbias_arena_copy(arena, segbias_label_of(text), &copy);
	*out = copy.bytes;
	return ok;
}

enum segbias_status segbias_policy_read_contacts(const struct segbias_options *o, struct segbias_arena *arena,
                                                 struct segbias_contacts_policy *out, struct segbias_error *error)
{
	static const int64_t GRACE_DAYS = 2;
	enum segbias_status status = SEGBIAS_OK;
	*out = (struct segbias_contacts_policy){.grace_seconds = GRACE_DAYS * SEGBIAS_DAY_SECONDS};
	if (!keep(o->contacts, arena, &out->path) || !keep(o->quiet, arena, &out->quiet) ||
	    !keep(o->timezone, arena, &out->timezone) || !keep(o->grace, arena, &out->grace))
		SEGBIAS_TRY(segbias_error_memory(error));
	SEGBIAS_TRY(read_by(o->by, arena, out, error));
	SEGBIAS_TRY(read_caps(&o->cap, arena, out, error));
	if (o->quiet)
		SEGBIAS_TRY(read_quiet(o->quiet, out, error));
	if (o->timezone)
		SEGBIAS_TRY(read_timezone(o->timezone, out, error));
	if (o->grace)
		SEGBIAS_TRY(read_grace(o->grace, out, error));
	SEGBIAS_TRY(read_pair("--complaint", o->complaint, arena, &out->complaint, error));
	SEGBIAS_TRY(read_pair("--unsubscribe", o->unsubscribe, arena, &out->unsubscribe, error));
	SEGBIAS_TRY(read_pair("--block", o->block, arena, &out->block, error));
	SEGBIAS_TRY(read_forms(o, out, error));
done:
	return status;
}

static bool same_pair(const struct segbias_pair *a, const struct segbias_pair *b)
{
	return segbias_label_same(a->left, b->left) && segbias_label_same(a->right, b->right);
}

static bool has_cap(const struct segbias_contacts_policy *policy, const struct segbias_cap *cap)
{
	bool found = false;
	for (size_t i = 0; i < policy->cap_count; i++)
		found = found || (policy->caps[i].most == cap->most && policy->caps[i].window == cap->window &&
		                  segbias_label_same(policy->caps[i].channel, cap->channel));
	return found;
}

static bool has_by(const struct segbias_contacts_policy *policy, struct segbias_label name)
{
	bool found = false;
	for (size_t i = 0; i < policy->by_count; i++)
		found = found || segbias_label_equal(policy->by[i], name);
	return found;
}

bool segbias_policy_same_contacts(const struct segbias_contacts_policy *a, const struct segbias_contacts_policy *b)
{
	bool same = a->cap_count == b->cap_count && a->by_count == b->by_count && !a->quiet == !b->quiet &&
	            a->quiet_start == b->quiet_start && a->quiet_end == b->quiet_end && !a->timezone == !b->timezone &&
	            a->offset == b->offset && a->grace_seconds == b->grace_seconds && a->kind == b->kind &&
	            a->form == b->form && same_pair(&a->complaint, &b->complaint) &&
	            same_pair(&a->unsubscribe, &b->unsubscribe) && same_pair(&a->block, &b->block);
	for (size_t i = 0; same && i < a->cap_count; i++)
		same = has_cap(b, &a->caps[i]);
	for (size_t i = 0; same && i < a->by_count; i++)
		same = has_by(b, a->by[i]);
	return same;
}
