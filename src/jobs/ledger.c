#include "jobs/ledger.h"

#include <string.h>

static const char NAME[] = "segbias.db";

/* A path of the policy's is one of its folder. */
static void add_beside(struct segbias_text *out, const char *policy, struct segbias_label name)
{
	const char *slash = policy ? strrchr(policy, '/') : NULL;
	if (slash && !(name.size > 0 && name.bytes[0] == '/'))
		segbias_text_add(out, policy, (size_t)(slash - policy) + 1);
	segbias_text_add(out, name.bytes, name.size);
}

enum segbias_status segbias_ledger_place(const struct segbias_review_request *request, struct segbias_text *out,
                                         struct segbias_error *error)
{
	struct segbias_policy_file file = {0};
	const struct segbias_options options = {.policy = request->policy};
	const struct segbias_policy_use use = {0};
	enum segbias_status status = SEGBIAS_OK;
	if (request->ledger && !*request->ledger)
		return segbias_error_set(error, SEGBIAS_USAGE, "no_ledger|the ledger is named by no file");
	if (request->ledger) {
		segbias_text_add_string(out, request->ledger);
	} else {
		SEGBIAS_TRY(segbias_policy_file_read(&options, &use, &file, error));
		bool preset = file.preset != NULL;
		add_beside(out, preset ? NULL : request->policy,
		           file.review.ledger.bytes ? file.review.ledger : segbias_label_of(NAME));
	}
	if (out->failed)
		status = segbias_error_memory(error);
done:
	segbias_policy_file_release(&file);
	return status;
}

enum segbias_status segbias_book_open(const struct segbias_review_request *request, enum segbias_ledger_use use,
                                      struct segbias_book *book, struct segbias_error *error)
{
	struct segbias_fault fault = {0};
	struct segbias_text path = {0};
	enum segbias_status status = SEGBIAS_OK;
	SEGBIAS_TRY(segbias_ledger_place(request, &path, error));
	SEGBIAS_TRY(segbias_ledger_open(path.data, use, &book->ledger, error));
	SEGBIAS_TRY(segbias_ledger_read(book->ledger, &book->arena, &book->content, error));
	SEGBIAS_TRY(segbias_verify_chain(&book->content, &fault, error));
	if (fault.any) {
		segbias_error_set(error, SEGBIAS_SYSTEM, "ledger_changed|the ledger does not say what was written: %s",
		                  fault.text);
		segbias_error_place(error, path.data, 0, 0);
		segbias_error_hint(error,
		                   "segbias review verify tells more; a copy from before holds what was written");
		SEGBIAS_TRY(SEGBIAS_SYSTEM);
	}
	SEGBIAS_TRY(
	    segbias_standings_find(&book->content, &book->arena, &book->standings, &book->standing_count, error));
done:
	segbias_text_release(&path);
	return status;
}

void segbias_book_close(struct segbias_book *book)
{
	segbias_ledger_close(book->ledger);
	segbias_policy_file_release(&book->policy);
	segbias_arena_release(&book->arena);
	*book = (struct segbias_book){0};
}

enum segbias_status segbias_book_rules(struct segbias_book *book, const struct segbias_standing *standing,
                                       struct segbias_error *error)
{
	struct segbias_error why = {0};
	struct segbias_label text = standing->run->policy_text;
	segbias_policy_file_release(&book->policy);
	book->rules = (struct segbias_review_rules){0};
	if (!text.bytes)
		return SEGBIAS_OK;
	enum segbias_status status = segbias_policy_file_parse(text, "the policy", &book->policy, &why);
	if (status == SEGBIAS_USAGE)
		return segbias_error_set(error, SEGBIAS_SYSTEM,
		                         "ledger_policy|the ledger keeps a policy that cannot be read: %s",
		                         why.message);
	if (status == SEGBIAS_OK)
		book->rules = book->policy.review;
	else if (error)
		*error = why;
	return status;
}

enum segbias_status segbias_period_read(const char *period, struct segbias_term *out, struct segbias_error *error)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	char ends[2][SEGBIAS_TERM_SIZE];
	struct segbias_term last;
	if (segbias_term_parse(segbias_label_of(period), out))
		return SEGBIAS_OK;
	segbias_error_set(error, SEGBIAS_USAGE, "no_period|%s is no period", segbias_text_quote(period, quoted));
	if (segbias_term_misses(segbias_label_of(period), &last)) {
		const struct segbias_term first = {last.kind, last.year, 1};
		segbias_error_hint(error, "the %s of %d are %s to %s", segbias_term_plural(last.kind), last.year,
		                   segbias_term_write(&first, ends[0]), segbias_term_write(&last, ends[1]));
	} else {
		segbias_error_hint(error, "a quarter is 2026Q3, a month 2026-09, a week 2026-W37");
	}
	return SEGBIAS_USAGE;
}

enum segbias_status segbias_book_takes(const struct segbias_book *book, const struct segbias_term *term,
                                       struct segbias_error *error)
{
	if (!book->standing_count || book->standings[0].term.kind == term->kind)
		return SEGBIAS_OK;
	struct segbias_label last = book->standings[book->standing_count - 1].run->period;
	segbias_error_set(error, SEGBIAS_USAGE, "period_kind|the periods of the ledger are %s",
	                  segbias_term_plural(book->standings[0].term.kind));
	segbias_error_hint(error, "the last one is %.*s", (int)last.size, last.bytes);
	return SEGBIAS_USAGE;
}

enum segbias_status segbias_book_moved(struct segbias_error *error)
{
	segbias_error_set(error, SEGBIAS_SYSTEM,
	                  "ledger_moved|another program has added to the ledger while it was exported");
	segbias_error_hint(error, "the same command again exports it");
	return SEGBIAS_SYSTEM;
}
