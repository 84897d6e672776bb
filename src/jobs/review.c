/* The jobs of segbias/review.h that write: a run added to the ledger, a decision signed, a period reopened; and whether the ledger is as
 * it was written. */
#include <segbias/review.h>

#include "jobs/ledger.h"

#include "base/call.h"
#include "base/clock.h"
#include "base/stream.h"
#include "base/unicode.h"
#include "history/runs.h"
#include "history/signature.h"
#include "values/nearest.h"

#include <stdlib.h>
#include <string.h>

/* --- what is asked for ------------------------------------------------------------------------------------------- */

enum { TEXT_MAX = 4000 };

/* What is written must be readable for as long as the ledger is. */
static bool is_readable(struct segbias_label label, bool lines)
{
	bool any = false;
	for (size_t i = 0; i < label.size;) {
		uint32_t code;
		size_t size = segbias_unicode_decode(label.bytes + i, label.size - i, &code);
		bool control = code < ' ' || (code >= 0x7f && code < 0xa0);
		if (size == 0 || (control && !(lines && (code == '\n' || code == '\t'))))
			return false;
		any = any || !(segbias_unicode_space(code) || segbias_unicode_unsafe(code));
		i += size;
	}
	return any;
}

/* lines: it may have several. */
static enum segbias_status check_text(const char *option, const char *text, bool lines, struct segbias_error *error)
{
	if (!text)
		return SEGBIAS_OK;
	struct segbias_label label = segbias_label_of(text);
	if (label.size == 0 || label.size > TEXT_MAX || !segbias_unicode_valid(label))
		return segbias_error_set(error, SEGBIAS_USAGE,
		                         "review_text|%s: it must be a text of 1 to %d bytes of UTF-8", option,
		                         TEXT_MAX);
	return is_readable(label, lines)
	           ? SEGBIAS_OK
	           : segbias_error_set(error, SEGBIAS_USAGE,
	                               "review_unreadable|%s: it must hold more than blanks, and no control characters",
	                               option);
}

/* As the entries are ordered: any other text would stand before or behind all that follow. */
static enum segbias_status check_time(const char *time, struct segbias_error *error)
{
	static const char FORM[] = "0000-00-00T00:00:00Z";
	struct segbias_date day;
	bool ok = strlen(time) == sizeof FORM - 1 && segbias_date_parse_day((struct segbias_label){time, 10}, &day);
	for (size_t i = 0; ok && FORM[i]; i++)
		ok = FORM[i] == '0' ? time[i] >= '0' && time[i] <= '9' : time[i] == FORM[i];
	return ok ? SEGBIAS_OK
	          : segbias_error_set(error, SEGBIAS_USAGE, "bad_time|the time must be UTC, as 2026-10-03T08:15:00Z");
}

static enum segbias_status missing(const char *option, struct segbias_error *error)
{
	(void)segbias_error_set(error, SEGBIAS_USAGE, "review_missing|%s is needed", option);
	return SEGBIAS_USAGE;
}

static enum segbias_status check_period(const char *period, struct segbias_term *term, struct segbias_error *error)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	if (!period)
		return missing("a period", error);
	if (segbias_term_parse(segbias_label_of(period), term))
		return SEGBIAS_OK;
	segbias_error_set(error, SEGBIAS_USAGE, "no_period|%s is no period", segbias_text_quote(period, quoted));
	segbias_error_hint(error, "a quarter is 2026Q3, a month 2026-09, a week 2026-W37");
	return SEGBIAS_USAGE;
}

static enum segbias_status check_request(const struct segbias_review_request *request, const void *result,
                                         struct segbias_term *term, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	if (!request || !result)
		return segbias_error_set(error, SEGBIAS_USAGE,
		                         "no_argument|what is asked of the ledger, or its answer, is NULL");
	SEGBIAS_TRY(check_period(request->period, term, error));
	if (!request->by)
		SEGBIAS_TRY(missing("who it is by", error));
	if (!request->time)
		SEGBIAS_TRY(missing("the time", error));
	SEGBIAS_TRY(check_time(request->time, error));
	SEGBIAS_TRY(check_text("by", request->by, false, error));
	SEGBIAS_TRY(check_text("note", request->note, true, error));
	SEGBIAS_TRY(check_text("reason", request->reason, true, error));
done:
	return status;
}

/* --- the ledger while it is written ------------------------------------------------------------------------------ */

static struct segbias_label label_or_none(const char *text)
{
	return text ? segbias_label_of(text) : (struct segbias_label){0};
}

/* Seconds of the day of a time of check_time's form, and its day by the calendar's count. */
static double seconds_of(struct segbias_label time)
{
	struct segbias_date day = {0};
	enum { HOUR_AT = 11, MINUTE_AT = 14, SECOND_AT = 17, MINUTE = 60, HOUR = 3600, DAY = 86400 };
	if (time.size <= SECOND_AT + 1 || !segbias_date_parse_day((struct segbias_label){time.bytes, 10}, &day))
		return 0;
	/* source: days from the civil calendar, years from March on. */
	long year = day.month > 2 ? day.year : day.year - 1;
	long month = day.month > 2 ? day.month - 3 : day.month + 9;
	long days = 365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day.day;
	double seconds = (double)days * DAY;
	seconds += ((time.bytes[HOUR_AT] - '0') * 10 + time.bytes[HOUR_AT + 1] - '0') * HOUR;
	seconds += ((time.bytes[MINUTE_AT] - '0') * 10 + time.bytes[MINUTE_AT + 1] - '0') * MINUTE;
	return seconds + (time.bytes[SECOND_AT] - '0') * 10 + time.bytes[SECOND_AT + 1] - '0';
}

/* The request's time; while it compared, or waited for the ledger, others may have written to that: then theirs, which is past by now. */
static struct segbias_label time_of(const struct segbias_book *book, const struct segbias_review_request *request,
                                    const struct segbias_entry *last)
{
	struct segbias_label time = segbias_label_of(request->time);
	double passed = segbias_clock_seconds() - book->started + 1;
	bool waited =
	    last && segbias_label_compare(time, last->time) < 0 && seconds_of(time) + passed >= seconds_of(last->time);
	return waited ? last->time : time;
}

/* Chains the entry to the last one (NULL: there is none), signs it where a key is given, and writes it. */
static enum segbias_status write_entry(struct segbias_book *book, const struct segbias_review_request *request,
                                       const struct segbias_entry *last, struct segbias_entry *entry,
                                       struct segbias_error *error)
{
	struct segbias_text text = {0};
	enum segbias_status status = SEGBIAS_OK;
	entry->time = time_of(book, request, last);
	entry->by = segbias_label_of(request->by);
	if (request->key)
		SEGBIAS_TRY(segbias_signature_key(request->key, &book->arena, &entry->key, error));
	entry->role = segbias_review_role_of(&book->rules, entry->by, entry->key);
	SEGBIAS_TRY(segbias_entry_chain(last, &book->arena, entry, error));
	segbias_entry_text(entry, &text);
	if (text.failed)
		SEGBIAS_TRY(segbias_error_memory(error));
	if (request->key)
		SEGBIAS_TRY(segbias_signature_make(request->key, segbias_text_label(&text), &book->arena,
		                                   &entry->signature, error));
	SEGBIAS_TRY(segbias_entries_add(book->ledger, entry, error));
done:
	segbias_text_release(&text);
	return status;
}

static const struct segbias_entry *last_of(const struct segbias_book *book)
{
	return book->content.entry_count ? &book->content.entries[book->content.entry_count - 1] : NULL;
}

/* The one entry of a call. */
static enum segbias_status commit_entry(struct segbias_book *book, const struct segbias_review_request *request,
                                        struct segbias_entry *entry, struct segbias_error *error)
{
	enum segbias_status status = write_entry(book, request, last_of(book), entry, error);
	return status == SEGBIAS_OK ? segbias_ledger_commit(book->ledger, error) : status;
}

static void tell_head(const struct segbias_entry *entry, struct segbias_review_result *result)
{
	result->entry = (long)entry->entry;
	result->run = (long)entry->run;
	(void)segbias_text_print(result->head, sizeof result->head, "%.*s", (int)entry->sha256.size,
	                         entry->sha256.bytes);
}

/* --- adding ------------------------------------------------------------------------------------------------------ */

/* What is to be added: the result as JSON, and the same read back. */
struct adding {
	struct segbias_text json, policy;
	struct segbias_findings *result, *compared; /* compared NULL: it was read from a file */
	char policy_sha256[SEGBIAS_SHA256_SIZE];
};

static void release_adding(struct adding *adding)
{
	segbias_text_release(&adding->json);
	segbias_text_release(&adding->policy);
	segbias_findings_free(adding->result);
	segbias_findings_free(adding->compared);
}

static enum segbias_status read_all(const char *path, struct segbias_text *out, struct segbias_error *error)
{
	struct segbias_stream *stream = NULL;
	char buffer[1 << 14];
	size_t size = 0;
	enum segbias_status status = SEGBIAS_OK;
	SEGBIAS_TRY(segbias_stream_open(path, true, &stream, error));
	do {
		SEGBIAS_TRY(segbias_stream_read(stream, buffer, sizeof buffer, &size, error));
		segbias_text_add(out, buffer, size);
	} while (size > 0);
	if (out->failed)
		status = segbias_error_memory(error);
done:
	segbias_stream_free(stream);
	return status;
}

static enum segbias_status compare(const char *campaign, const char *reference, const struct segbias_options *options,
                                   struct adding *adding, struct segbias_error *error)
{
	const struct segbias_render_options format = {.format = "json"};
	struct segbias_text *json = &adding->json;
	struct segbias_options hashed = {0};
	char *bytes = NULL;
	size_t size = 0;
	enum segbias_status status = SEGBIAS_OK;
	if (options)
		hashed = *options;
	hashed.hash = true;
	SEGBIAS_TRY(segbias_compare(campaign, reference, &hashed, &adding->compared, error));
	SEGBIAS_TRY(segbias_findings_render(adding->compared, &format, &bytes, &size, error));
	segbias_text_add(json, bytes, size);
	if (json->failed)
		status = segbias_error_memory(error);
done:
	segbias_free(bytes);
	return status;
}

/* Of two files that were compared the hashes are there, but where they are withheld. */
static enum segbias_status refuse_published(struct segbias_error *error)
{
	segbias_error_set(error, SEGBIAS_USAGE,
	                  "review_published|a ledger keeps the hash of the campaign, and publish withholds it");
	segbias_error_hint(error, "add the run as it is; what leaves the house is made by compare with publish");
	return SEGBIAS_USAGE;
}

static enum segbias_status refuse_result(const char *path, const struct segbias_findings *result,
                                         struct segbias_error *error)
{
	if (result->settings.publish > 0) {
		segbias_error_set(
		    error, SEGBIAS_DATA,
		    "result_published|a ledger takes no result of --publish, which does not say what file it is of");
		segbias_error_place(error, path, 0, 0);
		segbias_error_hint(error, "without publish (option, or key of the policy) all of it is in the ledger");
		return SEGBIAS_DATA;
	}
	segbias_error_set(error, SEGBIAS_DATA,
	                  "result_unfit|it is no result of compare or check that says what its inputs are");
	segbias_error_place(error, path, 0, 0);
	segbias_error_hint(error, "segbias compare CAMPAIGN REFERENCE --hash -o RESULT.json writes one");
	return SEGBIAS_DATA;
}

/* The policy's own text: of what judges must be known what it said. */
static enum segbias_status take_policy(const struct segbias_options *options, struct adding *adding,
                                       struct segbias_error *error)
{
	const struct segbias_settings *settings = &adding->result->settings;
	const struct segbias_preset *preset = settings->policy ? segbias_preset_find(settings->policy) : NULL;
	const char *path = options ? options->policy : NULL;
	enum segbias_status status = SEGBIAS_OK;
	if (!settings->policy_sha256[0])
		return SEGBIAS_OK;
	if (preset)
		segbias_text_add(&adding->policy, preset->bytes.bytes, preset->bytes.size);
	else if (path)
		SEGBIAS_TRY(read_all(path, &adding->policy, error));
	if (adding->policy.failed)
		SEGBIAS_TRY(segbias_error_memory(error));
	segbias_sha256(segbias_text_label(&adding->policy), adding->policy_sha256);
	if (strcmp(adding->policy_sha256, settings->policy_sha256) != 0) {
		segbias_error_set(error, SEGBIAS_USAGE,
		                  "policy_not_here|the result goes by a policy whose SHA-256 is %s",
		                  settings->policy_sha256);
		segbias_error_hint(error, "--policy FILE names it: the ledger keeps its text");
		return SEGBIAS_USAGE;
	}
done:
	return status;
}

static enum segbias_status prepare(const char *campaign, const char *reference, const struct segbias_options *options,
                                   struct adding *adding, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	SEGBIAS_TRY(reference || (options && options->eligible) ? compare(campaign, reference, options, adding, error)
	                                                        : read_all(campaign, &adding->json, error));
	struct segbias_error why = {0};
	status = segbias_findings_parse(adding->json.data, adding->json.size, &adding->result, &why);
	if (status != SEGBIAS_OK && error) {
		*error = why;
		segbias_error_place(error, campaign, why.line, why.column);
	}
	SEGBIAS_TRY(status);
	const struct segbias_findings *result = adding->result;
	if ((result->job != SEGBIAS_JOB_COMPARE && result->job != SEGBIAS_JOB_CHECK) || !result->campaign.sha256[0] ||
	    !result->reference.sha256[0])
		SEGBIAS_TRY(adding->compared ? refuse_published(error) : refuse_result(campaign, result, error));
	SEGBIAS_TRY(take_policy(options, adding, error));
done:
	return status;
}

static struct segbias_ledger_run run_of(const char *period, const struct adding *adding, const char *result_sha256)
{
	const struct segbias_findings *result = adding->result;
	const struct segbias_settings *settings = &result->settings;
	bool policy = settings->policy_sha256[0] != '\0';
	return (struct segbias_ledger_run){
	    .period = segbias_label_of(period),
	    .version = segbias_label_of(SEGBIAS_VERSION),
	    .campaign = segbias_label_of(result->campaign.name),
	    .campaign_sha256 = segbias_label_of(result->campaign.sha256),
	    .reference = segbias_label_of(result->reference.name),
	    .reference_sha256 = segbias_label_of(result->reference.sha256),
	    .kind = segbias_label_of(result->kind),
	    .policy = policy ? label_or_none(settings->policy) : (struct segbias_label){0},
	    .policy_sha256 = policy ? segbias_label_of(settings->policy_sha256) : (struct segbias_label){0},
	    .policy_committed = label_or_none(settings->policy_committed),
	    .policy_text = policy ? segbias_text_label(&adding->policy) : (struct segbias_label){0},
	    .result_sha256 = segbias_label_of(result_sha256)};
}

/* A period that every signature closes takes nothing more; the book has its rules. */
static enum segbias_status check_open(const struct segbias_book *book, const struct segbias_standing *standing,
                                      struct segbias_error *error)
{
	struct segbias_label role;
	struct segbias_label period = standing->run->period;
	if (segbias_standing_lacks(standing, &book->rules, &role) != SEGBIAS_LACK_NOTHING)
		return SEGBIAS_OK;
	segbias_error_set(error, SEGBIAS_USAGE, "period_closed|%.*s is closed: every signature stands",
	                  (int)period.size, period.bytes);
	segbias_error_hint(error, "segbias review reopen %.*s opens it", (int)period.size, period.bytes);
	return SEGBIAS_USAGE;
}

/* Whether the run may go into the period; *same: it stands there already. */
static enum segbias_status check_place(struct segbias_book *book, const struct segbias_review_request *request,
                                       const struct segbias_term *term, const char *result_sha256, bool *same,
                                       struct segbias_error *error)
{
	const struct segbias_standing *standing =
	    segbias_standing_of(book->standings, book->standing_count, segbias_label_of(request->period));
	enum segbias_status status = SEGBIAS_OK;
	*same = standing && segbias_label_equal(standing->run->result_sha256, segbias_label_of(result_sha256));
	if (book->standing_count && book->standings[0].term.kind != term->kind)
		return segbias_error_set(error, SEGBIAS_USAGE, "period_kind|the periods of the ledger are %s",
		                         segbias_term_plural(book->standings[0].term.kind));
	if (*same || !standing)
		return SEGBIAS_OK;
	if (!request->replace) {
		segbias_error_set(error, SEGBIAS_USAGE, "period_has_run|%s has a run of other inputs", request->period);
		segbias_error_hint(error, "to replace it supersedes it; it stays in the ledger, marked as such");
		return SEGBIAS_USAGE;
	}
	SEGBIAS_TRY(segbias_book_rules(book, standing, error));
	SEGBIAS_TRY(check_open(book, standing, error));
done:
	return status;
}

static enum segbias_status add(const struct segbias_review_request *request, const struct segbias_term *term,
                               const struct adding *adding, double started, struct segbias_review_result *result,
                               struct segbias_error *error)
{
	struct segbias_book book = {.started = started};
	char result_sha256[SEGBIAS_SHA256_SIZE];
	char run_sha256[SEGBIAS_SHA256_SIZE];
	struct segbias_run_hashes hashes;
	bool same = false;
	enum segbias_status status = SEGBIAS_OK;
	segbias_sha256(segbias_text_label(&adding->json), result_sha256);
	struct segbias_ledger_run run = run_of(request->period, adding, result_sha256);
	SEGBIAS_TRY(segbias_book_open(request, SEGBIAS_LEDGER_MAKE, &book, error));
	SEGBIAS_TRY(check_place(&book, request, term, result_sha256, &same, error));
	if (same) {
		const struct segbias_standing *standing =
		    segbias_standing_of(book.standings, book.standing_count, run.period);
		result->unchanged = 1;
		tell_head(&book.content.entries[book.content.entry_count - 1], result);
		result->run = (long)standing->run->run;
		goto done;
	}
	bool replaces = segbias_standing_of(book.standings, book.standing_count, run.period) != NULL;
	SEGBIAS_TRY(
	    segbias_runs_add(book.ledger, &run, segbias_text_label(&adding->json), adding->result, &hashes, error));
	SEGBIAS_TRY(segbias_ledger_run_hash(&run, run_sha256, error));
	book.rules = (struct segbias_review_rules){0};
	struct segbias_entry entry = {.kind = replaces ? SEGBIAS_ENTRY_REPLACE : SEGBIAS_ENTRY_ADD,
	                              .run = run.run,
	                              .period = run.period,
	                              .run_sha256 = segbias_label_of(run_sha256)};
	SEGBIAS_TRY(commit_entry(&book, request, &entry, error));
	tell_head(&entry, result);
done:
	segbias_book_close(&book);
	return status;
}

enum segbias_status segbias_review_add(const struct segbias_review_request *request, const char *campaign,
                                       const char *reference, const struct segbias_options *options,
                                       struct segbias_review_result *result, struct segbias_error *error)
{
	struct segbias_call call;
	struct segbias_term term = {.year = 0};
	struct adding adding = {0};
	double started = segbias_clock_seconds();
	struct segbias_review_result done_so_far = {0};
	enum segbias_status status = segbias_call_enter(&call, error);
	if (status != SEGBIAS_OK)
		return status;
	SEGBIAS_TRY(check_request(request, result, &term, error));
	if (!campaign)
		SEGBIAS_TRY(missing("a campaign", error));
	SEGBIAS_TRY(prepare(campaign, reference, options, &adding, error));
	SEGBIAS_TRY(add(request, &term, &adding, started, &done_so_far, error));
done:
	status = segbias_call_leave(&call, status, error);
	if (status == SEGBIAS_OK)
		*result = done_so_far;
	if (status == SEGBIAS_OK && request->findings) {
		struct segbias_findings **found = adding.compared ? &adding.compared : &adding.result;
		*request->findings = *found;
		*found = NULL;
	}
	release_adding(&adding);
	return status;
}

/* --- signing ----------------------------------------------------------------------------------------------------- */

static enum segbias_status check_decision(const struct segbias_review_request *request, struct segbias_error *error)
{
	static const char *const DECISIONS[] = {"accept", "fix", "exempt"};
	struct segbias_date day;
	char quoted[SEGBIAS_QUOTE_MAX];
	bool known = false;
	if (!request->decision)
		return missing("a decision (accept, fix or exempt)", error);
	for (size_t i = 0; i < sizeof DECISIONS / sizeof *DECISIONS; i++)
		known = known || strcmp(request->decision, DECISIONS[i]) == 0;
	if (!known)
		return segbias_error_set(error, SEGBIAS_USAGE,
		                         "no_decision|the decision must be accept, fix or exempt, not %s",
		                         segbias_text_quote(request->decision, quoted));
	if (request->due && !segbias_date_parse_day(segbias_label_of(request->due), &day))
		return segbias_error_set(error, SEGBIAS_USAGE, "bad_due|due must be a day, as 2026-12-31, not %s",
		                         segbias_text_quote(request->due, quoted));
	return SEGBIAS_OK;
}

/* The segment must be one of the run. */
static enum segbias_status check_segment(struct segbias_book *book, const struct segbias_standing *standing,
                                         const char *segment, struct segbias_error *error)
{
	struct segbias_ledger_cell *cells = NULL;
	size_t count = 0;
	size_t distinct = 0;
	char quoted[SEGBIAS_QUOTE_MAX];
	enum segbias_status status = SEGBIAS_OK;
	if (!segment)
		return SEGBIAS_OK;
	SEGBIAS_TRY(segbias_runs_cells(book->ledger, standing->run, &book->arena, &cells, &count, error));
	struct segbias_label *names = segbias_arena_array(&book->arena, count, sizeof *names);
	if (!names)
		SEGBIAS_TRY(segbias_error_memory(error));
	for (size_t i = 0; i < count; i++)
		if (cells[i].segment.bytes &&
		    (!distinct || !segbias_label_equal(cells[i].segment, names[distinct - 1])))
			names[distinct++] = cells[i].segment;
	for (size_t i = 0; i < distinct; i++)
		if (segbias_label_equal(names[i], segbias_label_of(segment)))
			return SEGBIAS_OK;
	size_t nearest = segbias_nearest(segbias_label_of(segment), names, distinct);
	status = segbias_error_set(error, SEGBIAS_USAGE, "no_segment|the run of %.*s has no segment %s",
	                           (int)standing->run->period.size, standing->run->period.bytes,
	                           segbias_text_quote(segment, quoted));
	if (nearest != SIZE_MAX)
		segbias_error_hint(error, "the nearest is %s", segbias_label_quote(names[nearest], quoted));
done:
	return status;
}

static enum segbias_status refuse_period(const char *period, struct segbias_error *error)
{
	segbias_error_set(error, SEGBIAS_USAGE, "period_without_run|%s has no run", period);
	segbias_error_hint(error, "segbias review add %s CAMPAIGN REFERENCE adds one", period);
	return SEGBIAS_USAGE;
}

/* The entry of a decision, or of a reopening, on the run that stands. */
static enum segbias_status write_on(const struct segbias_review_request *request, enum segbias_entry_kind kind,
                                    struct segbias_review_result *result, struct segbias_error *error)
{
	struct segbias_book book = {.started = segbias_clock_seconds()};
	enum segbias_status status = SEGBIAS_OK;
	SEGBIAS_TRY(segbias_book_open(request, SEGBIAS_LEDGER_WRITE, &book, error));
	const struct segbias_standing *standing =
	    segbias_standing_of(book.standings, book.standing_count, segbias_label_of(request->period));
	if (!standing)
		SEGBIAS_TRY(refuse_period(request->period, error));
	SEGBIAS_TRY(segbias_book_rules(&book, standing, error));
	bool sign = kind == SEGBIAS_ENTRY_SIGN;
	if (sign)
		SEGBIAS_TRY(check_open(&book, standing, error));
	if (sign)
		SEGBIAS_TRY(check_segment(&book, standing, request->segment, error));
	struct segbias_entry entry = {.kind = kind,
	                              .run = standing->run->run,
	                              .period = standing->run->period,
	                              .run_sha256 = standing->added->run_sha256};
	if (sign) {
		entry.segment = label_or_none(request->segment);
		entry.decision = segbias_label_of(request->decision);
		entry.note = label_or_none(request->note);
		entry.due = label_or_none(request->due);
	} else {
		entry.reason = label_or_none(request->reason);
	}
	SEGBIAS_TRY(commit_entry(&book, request, &entry, error));
	tell_head(&entry, result);
done:
	segbias_book_close(&book);
	return status;
}

static enum segbias_status decide(const struct segbias_review_request *request, enum segbias_entry_kind kind,
                                  struct segbias_review_result *result, struct segbias_error *error)
{
	struct segbias_call call;
	struct segbias_term term = {.year = 0};
	struct segbias_review_result done_so_far = {0};
	enum segbias_status status = segbias_call_enter(&call, error);
	if (status != SEGBIAS_OK)
		return status;
	SEGBIAS_TRY(check_request(request, result, &term, error));
	if (kind == SEGBIAS_ENTRY_SIGN)
		SEGBIAS_TRY(check_decision(request, error));
	if (kind == SEGBIAS_ENTRY_REOPEN && !request->reason)
		SEGBIAS_TRY(missing("a reason", error));
	SEGBIAS_TRY(write_on(request, kind, &done_so_far, error));
done:
	status = segbias_call_leave(&call, status, error);
	if (status == SEGBIAS_OK)
		*result = done_so_far;
	return status;
}

enum segbias_status segbias_review_sign(const struct segbias_review_request *request,
                                        struct segbias_review_result *result, struct segbias_error *error)
{
	return decide(request, SEGBIAS_ENTRY_SIGN, result, error);
}

enum segbias_status segbias_review_reopen(const struct segbias_review_request *request,
                                          struct segbias_review_result *result, struct segbias_error *error)
{
	return decide(request, SEGBIAS_ENTRY_REOPEN, result, error);
}

/* --- exporting and dropping -------------------------------------------------------------------------------------- */

enum segbias_status segbias_review_export(const struct segbias_review_request *request,
                                          struct segbias_findings **findings, struct segbias_error *error)
{
	struct segbias_review_result result = {0};
	struct segbias_findings *shown = NULL;
	/* What cannot be shown is not exported, either. */
	enum segbias_status status = segbias_review_show(request, findings ? &shown : NULL, error);
	segbias_findings_free(shown);
	if (status == SEGBIAS_OK)
		status = decide(request, SEGBIAS_ENTRY_EXPORT, &result, error);
	return status == SEGBIAS_OK ? segbias_review_show(request, findings, error) : status;
}

static enum segbias_status purge(const struct segbias_review_request *request, const struct segbias_term *before,
                                 struct segbias_review_result *result, struct segbias_error *error)
{
	struct segbias_book book = {.started = segbias_clock_seconds()};
	char hex[SEGBIAS_SHA256_SIZE];
	struct segbias_entry entries[2] = {{0}};
	const struct segbias_entry *last = NULL;
	enum segbias_status status = SEGBIAS_OK;
	SEGBIAS_TRY(segbias_book_open(request, SEGBIAS_LEDGER_WRITE, &book, error));
	last = last_of(&book);
	for (size_t i = 0; i < book.content.run_count; i++) {
		const struct segbias_ledger_run *run = &book.content.runs[i];
		struct segbias_term term;
		if (run->purged || !segbias_term_parse(run->period, &term) || term.kind != before->kind ||
		    segbias_term_compare(&term, before) >= 0)
			continue;
		struct segbias_entry *entry = &entries[result->runs++ % 2];
		*entry = (struct segbias_entry){.kind = SEGBIAS_ENTRY_PURGE,
		                                .run = run->run,
		                                .period = run->period,
		                                .reason = label_or_none(request->reason)};
		SEGBIAS_TRY(segbias_ledger_run_hash(run, hex, error));
		if (!segbias_arena_copy(&book.arena, segbias_label_of(hex), &entry->run_sha256))
			SEGBIAS_TRY(segbias_error_memory(error));
		SEGBIAS_TRY(segbias_runs_purge(book.ledger, run->run, error));
		SEGBIAS_TRY(write_entry(&book, request, last, entry, error));
		last = entry;
	}
	if (result->runs)
		SEGBIAS_TRY(segbias_ledger_commit(book.ledger, error));
	if (last)
		tell_head(last, result);
	result->run = 0;
done:
	segbias_book_close(&book);
	return status;
}

enum segbias_status segbias_review_purge(const struct segbias_review_request *request,
                                         struct segbias_review_result *result, struct segbias_error *error)
{
	struct segbias_call call;
	struct segbias_term before = {.year = 0};
	struct segbias_review_result done_so_far = {0};
	struct segbias_review_request asked = {0};
	enum segbias_status status = segbias_call_enter(&call, error);
	if (status != SEGBIAS_OK)
		return status;
	if (request) {
		asked = *request;
		asked.period = request->before;
	}
	SEGBIAS_TRY(check_request(request ? &asked : NULL, result, &before, error));
	if (!asked.reason)
		SEGBIAS_TRY(missing("a reason", error));
	SEGBIAS_TRY(purge(&asked, &before, &done_so_far, error));
done:
	status = segbias_call_leave(&call, status, error);
	if (status == SEGBIAS_OK)
		*result = done_so_far;
	return status;
}

/* --- verifying --------------------------------------------------------------------------------------------------- */

/* A hash that was copied in part would be missed in a ledger that is whole. */
static enum segbias_status take_head(const char *text, char out[static SEGBIAS_SHA256_SIZE],
                                     struct segbias_error *error)
{
	size_t size = strspn(text, "0123456789abcdefABCDEF");
	char quoted[SEGBIAS_QUOTE_MAX];
	if (text[size] || size != SEGBIAS_SHA256_SIZE - 1) {
		segbias_error_set(error, SEGBIAS_USAGE,
		                  "bad_head|the head must be a hash of 64 hexadecimal digits, not %s",
		                  segbias_text_quote(text, quoted));
		segbias_error_hint(error, "every command that writes to the ledger prints it, and so does every page");
		return SEGBIAS_USAGE;
	}
	for (size_t i = 0; i <= size; i++)
		out[i] = (char)(text[i] >= 'A' && text[i] <= 'F' ? text[i] - 'A' + 'a' : text[i]);
	return SEGBIAS_OK;
}

static enum segbias_status verify(const struct segbias_review_request *request, struct segbias_review_result *result,
                                  struct segbias_error *error)
{
	struct segbias_arena arena = {0};
	struct segbias_ledger *ledger = NULL;
	struct segbias_ledger_content content = {0};
	struct segbias_fault fault = {0};
	struct segbias_text path = {0};
	char head[SEGBIAS_SHA256_SIZE];
	enum segbias_status status = SEGBIAS_OK;
	if (request->head)
		SEGBIAS_TRY(take_head(request->head, head, error));
	SEGBIAS_TRY(segbias_ledger_place(request, &path, error));
	SEGBIAS_TRY(segbias_ledger_open(path.data, SEGBIAS_LEDGER_READ, &ledger, error));
	SEGBIAS_TRY(segbias_ledger_read(ledger, &arena, &content, error));
	SEGBIAS_TRY(segbias_ledger_verify(ledger, &content, label_or_none(request->head ? head : NULL), &fault, error));
	if (content.entry_count)
		tell_head(&content.entries[content.entry_count - 1], result);
	result->runs = (long)content.run_count;
	(void)segbias_text_print(result->fault, sizeof result->fault, "%s", fault.any ? fault.text : "");
done:
	segbias_ledger_close(ledger);
	segbias_text_release(&path);
	segbias_arena_release(&arena);
	return status;
}

enum segbias_status segbias_review_verify(const struct segbias_review_request *request,
                                          struct segbias_review_result *result, struct segbias_error *error)
{
	struct segbias_call call;
	struct segbias_review_result found = {0};
	if (!request || !result)
		return segbias_error_set(error, SEGBIAS_USAGE,
		                         "no_argument|what is asked of the ledger, or its answer, is NULL");
	enum segbias_status status = segbias_call_enter(&call, error);
	if (status != SEGBIAS_OK)
		return status;
	status = segbias_call_leave(&call, verify(request, &found, error), error);
	if (status == SEGBIAS_OK)
		*result = found;
	return status;
}
