/* The jobs of segbias/review.h that write: a run added to the ledger, a decision signed, a period reopened; and whether the ledger is as
 * it was written. */
#include <segbias/review.h>

#include "jobs/committed.h"
#include "jobs/review_entry.h"

#include "analysis/contradict.h"
#include "base/call.h"
#include "base/clock.h"
#include "base/stream.h"
#include "base/unicode.h"
#include "history/runs.h"
#include "history/signature.h"
#include "tally/head.h"
#include "values/nearest.h"

#include <stdlib.h>
#include <string.h>

enum { LIST_SIZE_MAX = 240 }; /* bytes of a message for a list of names */

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
	enum segbias_status status = SEGBIAS_OK;
	SEGBIAS_TRY(segbias_stream_open(path, true, &stream, error));
	SEGBIAS_TRY(segbias_stream_read_all(stream, 0, out, error));
done:
	segbias_stream_free(stream);
	return status;
}

/* A result that an editor has saved begins with a mark that JSON does not have. */
static void strip_mark(struct segbias_text *json)
{
	static const char MARK[] = {'\xEF', '\xBB', '\xBF'};
	if (json->size < sizeof MARK || memcmp(json->data, MARK, sizeof MARK) != 0)
		return;
	json->size -= sizeof MARK;
	memmove(json->data, json->data + sizeof MARK, json->size + 1);
}

static enum segbias_status compare(const char *campaign, const char *reference, const struct segbias_options *options,
                                   struct adding *adding, struct segbias_error *error)
{
	const struct segbias_render_options format = {.format = "json"};
	struct segbias_text *json = &adding->json;
	struct segbias_options hashed = {0};
	char *bytes = NULL;
	size_t size = 0;
	struct segbias_error *note = NULL;
	enum segbias_status status = SEGBIAS_OK;
	if (options)
		hashed = *options;
	hashed.hash = true;
	SEGBIAS_TRY(segbias_compare(campaign, reference, &hashed, &adding->compared, error));
	note =
	    segbias_committed_note(adding->compared->settings.policy_committed, hashed.as_of, &adding->compared->notes);
	if (note)
		segbias_error_place(note, hashed.policy, 0, 0);
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
	segbias_error_hint(error,
	                   "without publish it is added; segbias review export PERIOD --publish K -o FILE --by NAME "
	                   "withholds then what leaves the house");
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
	segbias_error_hint(error, "compare the files with --hash, and write the result as JSON");
	return SEGBIAS_DATA;
}

/* The policy's own text: of what judges must be known what it said. */
static enum segbias_status take_policy(const struct segbias_options *options, struct adding *adding,
                                       struct segbias_error *error)
{
	const struct segbias_settings *settings = &adding->result->settings;
	const struct segbias_preset *preset = settings->policy ? segbias_preset_find(settings->policy) : NULL;
	const char *path = options && options->policy && strcmp(options->policy, "none") != 0 ? options->policy : NULL;
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

/* What goes into the ledger now was not judged by a policy of a later day. */
static enum segbias_status check_committed(const struct adding *adding, const char *now, const char *path,
                                           struct segbias_error *error)
{
	enum segbias_status status = segbias_committed_check(adding->result->settings.policy_committed, now, error);
	if (status != SEGBIAS_OK && path)
		segbias_error_place(error, path, 0, 0);
	return status;
}

/* What does not even begin as JSON is a campaign whose reference was forgotten. */
static void hint_reference(const struct segbias_text *bytes, const char *period, struct segbias_error *error)
{
	size_t at = 0;
	while (at < bytes->size && strchr(" \t\r\n", bytes->data[at]))
		at++;
	if (at < bytes->size && bytes->data[at] != '{')
		segbias_error_hint(
		    error, "segbias review add %s CAMPAIGN REFERENCE --by NAME compares a campaign with REFERENCE",
		    period);
}

static enum segbias_status prepare(const char *period, const char *campaign, const char *reference,
                                   const struct segbias_options *options, struct adding *adding,
                                   struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	SEGBIAS_TRY(reference || (options && options->eligible) ? compare(campaign, reference, options, adding, error)
	                                                        : read_all(campaign, &adding->json, error));
	struct segbias_error why = {0};
	strip_mark(&adding->json);
	status = segbias_findings_parse(adding->json.data, adding->json.size, &adding->result, &why);
	if (status != SEGBIAS_OK && error) {
		*error = why;
		segbias_error_place(error, campaign, why.line, why.column);
		if (strcmp(why.id, "not_json") == 0)
			hint_reference(&adding->json, period, error);
	}
	SEGBIAS_TRY(status);
	const struct segbias_findings *result = adding->result;
	if (!segbias_findings_are_compared(result) || !result->campaign.sha256[0] || !result->reference.sha256[0])
		SEGBIAS_TRY(adding->compared ? refuse_published(error) : refuse_result(campaign, result, error));
	/* What is compared here and now is not looked at. */
	if (!adding->compared)
		status = segbias_result_agrees(result, error);
	if (status == SEGBIAS_DATA)
		segbias_error_place(error, campaign, 0, 0);
	SEGBIAS_TRY(status);
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
	    .policy = policy ? segbias_label_or_none(settings->policy) : (struct segbias_label){0},
	    .policy_sha256 = policy ? segbias_label_of(settings->policy_sha256) : (struct segbias_label){0},
	    .policy_committed = segbias_label_or_none(settings->policy_committed),
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
	segbias_error_hint(error, "segbias review reopen %.*s --by NAME --reason TEXT opens it", (int)period.size,
	                   period.bytes);
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
	SEGBIAS_TRY(segbias_book_takes(book, term, error));
	if (*same || !standing)
		return SEGBIAS_OK;
	if (!request->replace) {
		segbias_error_set(error, SEGBIAS_USAGE, "period_has_run|%s has a run of other inputs", request->period);
		segbias_error_hint(error, "--replace supersedes it; it stays in the ledger, marked as such");
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
		segbias_review_tell(&book.content.entries[book.content.entry_count - 1], result);
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
	if (!adding->compared)
		entry.reason = segbias_label_of(segbias_entry_ready_made);
	SEGBIAS_TRY(segbias_book_commit(&book, request, &entry, error));
	segbias_review_tell(&entry, result);
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
	SEGBIAS_TRY(segbias_review_check(request, result, &term, error));
	if (!campaign)
		SEGBIAS_TRY(segbias_review_missing("a campaign", NULL, error));
	SEGBIAS_TRY(prepare(request->period, campaign, reference, options, &adding, error));
	SEGBIAS_TRY(check_committed(&adding, request->time, options ? options->policy : NULL, error));
	SEGBIAS_TRY(add(request, &term, &adding, started, &done_so_far, error));
done:
	status = segbias_call_leave(&call, status, error);
	if (status == SEGBIAS_OK)
		*result = done_so_far;
	if (status == SEGBIAS_OK && request->findings) {
		struct segbias_findings **found = adding.compared ? &adding.compared : &adding.result;
		if (*found)
			(*found)->words_flags = options && !options->settings;
		*request->findings = *found;
		*found = NULL;
	}
	release_adding(&adding);
	return status;
}

/* --- which entry is meant ---------------------------------------------------------------------------------------- */

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

/* Whether after the entry it is another run of the period that is decided on, or none of its decisions stands. */
static bool moves(const struct segbias_entry *entry, struct segbias_label period)
{
	return (segbias_entry_adds(entry) || entry->kind == SEGBIAS_ENTRY_REOPEN) &&
	       segbias_label_equal(entry->period, period);
}

/* Who signs what stood on a page decides on that, and not on what was put in its place since. */
static enum segbias_status check_read(const struct segbias_book *book, const struct segbias_standing *standing,
                                      const char *head, struct segbias_error *error)
{
	char hash[SEGBIAS_SHA256_SIZE];
	const struct segbias_ledger_content *content = &book->content;
	struct segbias_label period = standing->run->period;
	size_t at = content->entry_count;
	enum segbias_status status = head ? take_head(head, hash, error) : SEGBIAS_OK;
	if (!head || status != SEGBIAS_OK)
		return status;
	while (at > 0 && !segbias_label_equal(content->entries[at - 1].sha256, segbias_label_of(hash)))
		at--;
	if (at == 0) {
		segbias_error_set(error, SEGBIAS_USAGE,
		                  "no_such_head|no entry of the ledger has the hash that was read");
		segbias_error_hint(error, "segbias review verify tells whether the ledger is as it was written");
		return SEGBIAS_USAGE;
	}
	for (; at < content->entry_count && !moves(&content->entries[at], period); at++)
		;
	if (at == content->entry_count)
		return SEGBIAS_OK;
	segbias_error_set(error, SEGBIAS_USAGE, "read_before|%.*s is not as it was read: entry %lld has come since",
	                  (int)period.size, period.bytes, (long long)content->entries[at].entry);
	segbias_error_hint(error, "segbias review show %.*s shows what stands now", (int)period.size, period.bytes);
	return SEGBIAS_USAGE;
}

/* --- signing ----------------------------------------------------------------------------------------------------- */

static enum segbias_status check_decision(const struct segbias_review_request *request, struct segbias_error *error)
{
	static const char *const DECISIONS[] = {"accept", "fix", "exempt"};
	struct segbias_date day;
	char quoted[SEGBIAS_QUOTE_MAX];
	bool known = false;
	if (!request->decision)
		return segbias_review_missing("a decision (accept, fix or exempt)", "--decision WORD", error);
	for (size_t i = 0; i < sizeof DECISIONS / sizeof *DECISIONS; i++)
		known = known || strcmp(request->decision, DECISIONS[i]) == 0;
	if (!known)
		return segbias_error_set(error, SEGBIAS_USAGE,
		                         "no_decision|the decision must be accept, fix or exempt, not %s",
		                         segbias_text_quote(request->decision, quoted));
	if (request->due && !segbias_date_parse_day(segbias_label_of(request->due), &day))
		return segbias_error_set(error, SEGBIAS_USAGE, "bad_due|due must be a day, as 2026-12-31, not %s",
		                         segbias_text_quote(request->due, quoted));
	/* It would be shown, and nobody would be reminded of it. */
	if (request->due && strcmp(request->decision, "fix") != 0) {
		segbias_error_set(error, SEGBIAS_USAGE,
		                  "due_of_no_fix|only what is to be fixed is due by a day, not what is %s",
		                  strcmp(request->decision, "accept") == 0 ? "accepted" : "exempt");
		segbias_error_hint(error, "--decision fix, or leave --due out");
		return SEGBIAS_USAGE;
	}
	return SEGBIAS_OK;
}

/* What is meant, or what there is. */
static enum segbias_status refuse_segment(const struct segbias_standing *standing, const char *segment,
                                          const struct segbias_label *names, size_t count, struct segbias_error *error)
{
	enum { LIST_MAX = 300 };
	char quoted[SEGBIAS_QUOTE_MAX];
	struct segbias_text list = {0};
	size_t nearest = segbias_nearest(segbias_label_of(segment), names, count);
	segbias_error_set(error, SEGBIAS_USAGE, "no_segment|the run of %.*s has no segment %s",
	                  (int)standing->run->period.size, standing->run->period.bytes,
	                  segbias_text_quote(segment, quoted));
	segbias_names_list(names, count, LIST_MAX, &list);
	if (nearest != SIZE_MAX)
		segbias_error_hint(error, "the nearest is %s", segbias_label_quote(names[nearest], quoted));
	else if (!count)
		segbias_error_hint(error, "it has none: the run as a whole is signed without a segment");
	else if (!list.failed)
		segbias_error_hint(error, "it has %s", list.data);
	segbias_text_release(&list);
	return SEGBIAS_USAGE;
}

/* The segment must be one of the run. */
static enum segbias_status check_segment(struct segbias_book *book, const struct segbias_standing *standing,
                                         const char *segment, struct segbias_error *error)
{
	struct segbias_ledger_cell *cells = NULL;
	size_t count = 0;
	size_t distinct = 0;
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
	status = refuse_segment(standing, segment, names, distinct, error);
done:
	return status;
}

/* What can be decided on: a run that is open, that can be looked at, and that is the one that was. */
static enum segbias_status check_sign(struct segbias_book *book, const struct segbias_review_request *request,
                                      const struct segbias_standing *standing, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	SEGBIAS_TRY(check_read(book, standing, request->head, error));
	SEGBIAS_TRY(check_open(book, standing, error));
	if (standing->run->purged)
		SEGBIAS_TRY(segbias_runs_dropped(standing->run, error));
	SEGBIAS_TRY(check_segment(book, standing, request->segment, error));
done:
	return status;
}

/* The entry of a decision, or of a reopening, on the run that stands. */
static enum segbias_status write_on(const struct segbias_review_request *request, enum segbias_entry_kind kind,
                                    struct segbias_review_result *result, struct segbias_error *error)
{
	struct segbias_book book = {.started = segbias_clock_seconds()};
	const struct segbias_standing *standing = NULL;
	struct segbias_entry entry = {.run = 0};
	enum segbias_status status = SEGBIAS_OK;
	SEGBIAS_TRY(segbias_book_open(request, SEGBIAS_LEDGER_WRITE, &book, error));
	SEGBIAS_TRY(segbias_book_entry_on(&book, request, kind, &standing, &entry, error));
	if (kind == SEGBIAS_ENTRY_SIGN) {
		SEGBIAS_TRY(check_sign(&book, request, standing, error));
		entry.segment = segbias_label_or_none(request->segment);
		entry.decision = segbias_label_of(request->decision);
		entry.note = segbias_label_or_none(request->note);
		entry.due = segbias_label_or_none(request->due);
	} else {
		entry.reason = segbias_label_or_none(request->reason);
	}
	SEGBIAS_TRY(segbias_book_commit(&book, request, &entry, error));
	segbias_review_tell(&entry, result);
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
	SEGBIAS_TRY(segbias_review_check(request, result, &term, error));
	if (kind == SEGBIAS_ENTRY_SIGN)
		SEGBIAS_TRY(check_decision(request, error));
	if (kind == SEGBIAS_ENTRY_REOPEN && !request->reason)
		SEGBIAS_TRY(segbias_review_missing("a reason", "--reason TEXT", error));
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

/* --- verifying --------------------------------------------------------------------------------------------------- */

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
	SEGBIAS_TRY(
	    segbias_ledger_verify(ledger, &content, segbias_label_or_none(request->head ? head : NULL), &fault, error));
	if (content.entry_count)
		segbias_review_tell(&content.entries[content.entry_count - 1], result);
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
