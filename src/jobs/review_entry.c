#include "jobs/review_entry.h"

#include "base/clock.h"
#include "base/unicode.h"
#include "history/signature.h"

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

enum segbias_status segbias_review_missing(const char *what, const char *option, struct segbias_error *error)
{
	(void)segbias_error_set(error, SEGBIAS_USAGE, "review_missing|%s is needed", what);
	if (option)
		segbias_error_hint(error, "%s says it", option);
	return SEGBIAS_USAGE;
}

static enum segbias_status refuse_no_run(const char *period, struct segbias_error *error)
{
	segbias_error_set(error, SEGBIAS_USAGE, "period_without_run|%s has no run", period);
	segbias_error_hint(error, "segbias review add %s CAMPAIGN REFERENCE --by NAME adds one", period);
	return SEGBIAS_USAGE;
}

enum segbias_status segbias_review_check_writer(const struct segbias_review_request *request, const void *result,
                                                struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	if (!request || !result)
		return segbias_error_set(error, SEGBIAS_USAGE,
		                         "no_argument|what is asked of the ledger, or its answer, is NULL");
	if (!request->by)
		SEGBIAS_TRY(segbias_review_missing("who it is by", "--by NAME", error));
	if (!request->time)
		SEGBIAS_TRY(segbias_review_missing("the time", NULL, error));
	SEGBIAS_TRY(check_time(request->time, error));
	SEGBIAS_TRY(check_text("by", request->by, false, error));
	SEGBIAS_TRY(check_text("note", request->note, true, error));
	SEGBIAS_TRY(check_text("reason", request->reason, true, error));
done:
	return status;
}

enum segbias_status segbias_review_check(const struct segbias_review_request *request, const void *result,
                                         struct segbias_term *term, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	if (request && result)
		SEGBIAS_TRY(request->period ? segbias_period_read(request->period, term, error)
		                            : segbias_review_missing("a period", NULL, error));
	SEGBIAS_TRY(segbias_review_check_writer(request, result, error));
done:
	return status;
}

/* --- the ledger while it is written ------------------------------------------------------------------------------ */

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

enum segbias_status segbias_book_entry_on(struct segbias_book *book, const struct segbias_review_request *request,
                                          enum segbias_entry_kind kind, const struct segbias_standing **standing,
                                          struct segbias_entry *entry, struct segbias_error *error)
{
	const struct segbias_standing *found =
	    segbias_standing_of(book->standings, book->standing_count, segbias_label_of(request->period));
	struct segbias_term term;
	enum segbias_status status = segbias_period_read(request->period, &term, error);
	*standing = found;
	if (status == SEGBIAS_OK)
		status = segbias_book_takes(book, &term, error);
	if (status != SEGBIAS_OK || !found)
		return status == SEGBIAS_OK ? refuse_no_run(request->period, error) : status;
	*entry = (struct segbias_entry){
	    .kind = kind, .run = found->run->run, .period = found->run->period, .run_sha256 = found->added->run_sha256};
	return segbias_book_rules(book, found, error);
}

/* Chains the entry to the last one (NULL: there is none), signs it where a key is given, and writes it. */
enum segbias_status segbias_book_write(struct segbias_book *book, const struct segbias_review_request *request,
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

const struct segbias_entry *segbias_book_last(const struct segbias_book *book)
{
	return book->content.entry_count ? &book->content.entries[book->content.entry_count - 1] : NULL;
}

/* The one entry of a call. */
enum segbias_status segbias_book_commit(struct segbias_book *book, const struct segbias_review_request *request,
                                        struct segbias_entry *entry, struct segbias_error *error)
{
	enum segbias_status status = segbias_book_write(book, request, segbias_book_last(book), entry, error);
	return status == SEGBIAS_OK ? segbias_ledger_commit(book->ledger, error) : status;
}

void segbias_review_tell(const struct segbias_entry *entry, struct segbias_review_result *result)
{
	result->entry = (long)entry->entry;
	result->run = (long)entry->run;
	(void)segbias_text_print(result->head, sizeof result->head, "%.*s", (int)entry->sha256.size,
	                         entry->sha256.bytes);
}
