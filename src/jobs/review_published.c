#include "jobs/review_published.h"

#include "base/memory.h"
#include "history/publication.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

static const struct {
	const char *name;
	size_t offset;
	bool of_values;
} LISTS[] = {
    {"values=", offsetof(struct segbias_withholding, values), true},
    {"missing=", offsetof(struct segbias_withholding, missing), false},
    {"unmatched=", offsetof(struct segbias_withholding, unmatched), false},
    {"rows=", offsetof(struct segbias_withholding, rows), false},
};

enum { LIST_COUNT = sizeof LISTS / sizeof *LISTS };

static bool *list_of(const struct segbias_withholding *published, size_t list)
{
	return *(bool *const *)(const void *)((const char *)published + LISTS[list].offset);
}

void segbias_publication_release(struct segbias_review_publication *publication)
{
	segbias_arena_release(&publication->arena);
	publication->runs = NULL;
	publication->run_count = 0;
	publication->read = false;
}

/* --- what the entries say ----------------------------------------------------------------------------------------- */

static enum segbias_status refuse_note(const struct segbias_entry *entry, struct segbias_error *error)
{
	return segbias_error_set(error, SEGBIAS_SYSTEM,
	                         "ledger_publication|the ledger is damaged: entry %" PRId64
	                         " does not say what was published",
	                         entry->entry);
}

/* How many values and comparisons the result has of which the lists are: as the note has it. */
static bool read_sizes(struct segbias_label note, size_t *at, size_t *values, size_t *comparisons)
{
	int64_t sizes[] = {segbias_publication_number(segbias_publication_word(note, "of=", at)),
	                   segbias_publication_number(segbias_publication_word(note, "in=", at))};
	*values = sizes[0] < 0 ? 0 : (size_t)sizes[0];
	*comparisons = sizes[1] < 0 ? 0 : (size_t)sizes[1];
	return sizes[0] >= 0 && sizes[1] >= 0;
}

static struct segbias_run_publication *publication_of(const struct segbias_review_publication *p, int64_t run)
{
	for (size_t i = 0; i < p->run_count; i++)
		if (p->runs[i].run == run)
			return &p->runs[i];
	return NULL;
}

static enum segbias_status read_run(struct segbias_review_publication *p, const struct segbias_entry *entry,
                                    double least, size_t *at, struct segbias_error *error)
{
	struct segbias_run_publication *of =
	    publication_of(p, segbias_publication_number(segbias_publication_word(entry->note, "run=", at)));
	size_t values;
	size_t comparisons;
	if (!of)
		return refuse_note(entry, error);
	/* The first one holds. */
	if (!read_sizes(entry->note, at, &values, &comparisons) || of->earlier)
		return of->earlier ? SEGBIAS_OK : refuse_note(entry, error);
	if (!segbias_published_init(&of->published.withheld, least, values, comparisons, &p->arena))
		return segbias_error_memory(error);
	for (size_t i = 0; i < LIST_COUNT; i++) {
		struct segbias_label list = segbias_publication_word(entry->note, LISTS[i].name, at);
		if (!list.bytes || !segbias_marks_read(list, list_of(&of->published.withheld, i),
		                                       LISTS[i].of_values ? values : comparisons))
			return refuse_note(entry, error);
	}
	of->earlier = true;
	return SEGBIAS_OK;
}

static enum segbias_status read_entry(struct segbias_review_publication *p, const struct segbias_entry *entry,
                                      struct segbias_error *error)
{
	size_t at = 0;
	int64_t least = segbias_publication_number(segbias_publication_word(entry->note, "publish=", &at));
	enum segbias_status status = least > 0 ? SEGBIAS_OK : refuse_note(entry, error);
	for (size_t next = at; status == SEGBIAS_OK && segbias_publication_word(entry->note, "run=", &next).bytes;
	     next = at)
		status = read_run(p, entry, (double)least, &at, error);
	return status;
}

static enum segbias_status read_entries(struct segbias_review_publication *p, const struct segbias_book *book,
                                        struct segbias_error *error)
{
	const struct segbias_ledger_content *content = &book->content;
	if (p->read)
		return SEGBIAS_OK;
	p->runs = segbias_arena_array(&p->arena, content->run_count + 1, sizeof *p->runs);
	if (!p->runs)
		return segbias_error_memory(error);
	p->run_count = content->run_count;
	p->entry_count = content->entry_count;
	for (size_t i = 0; i < p->run_count; i++)
		p->runs[i] = (struct segbias_run_publication){.run = content->runs[i].run};
	for (size_t i = 0; i < content->entry_count; i++) {
		if (content->entries[i].kind != SEGBIAS_ENTRY_EXPORT || !content->entries[i].note.bytes)
			continue;
		enum segbias_status status = read_entry(p, &content->entries[i], error);
		if (status != SEGBIAS_OK)
			return status;
	}
	p->read = true;
	return SEGBIAS_OK;
}

/* --- what is withheld ---------------------------------------------------------------------------------------------- */

/* The counts of a run, read once for all that are looked at beside it. */
static enum segbias_status count_run(struct segbias_review_publication *p, const struct segbias_book *book,
                                     const struct segbias_ledger_run *run, struct segbias_run_publication *of,
                                     struct segbias_error *error)
{
	struct segbias_findings *result = NULL;
	struct segbias_withholding *withheld = &of->published.withheld;
	struct segbias_counted *counts = &of->published.counts;
	enum segbias_status status = segbias_runs_figures(book->ledger, run, true, &result, error);
	if (status == SEGBIAS_OK)
		status = segbias_published_count(result, &p->arena, counts, error);
	if (status == SEGBIAS_OK && (segbias_counted_values(counts) != withheld->value_count ||
	                             counts->group_count * counts->attribute_count != withheld->comparison_count))
		status = segbias_published_unfit(error);
	of->counted = status == SEGBIAS_OK;
	segbias_findings_free(result);
	return status;
}

/* What was published, but of runs whose counts were dropped: those cannot be compared with any more. */
static enum segbias_status list_before(struct segbias_review_publication *p, const struct segbias_book *book,
                                       struct segbias_published_others *out, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	for (size_t i = 0; i < p->run_count && status == SEGBIAS_OK; i++) {
		struct segbias_run_publication *of = &p->runs[i];
		const struct segbias_ledger_run *run = segbias_ledger_run_of(&book->content, of->run);
		if (!(of->earlier || of->shown) || !run || run->purged)
			continue;
		if (!of->counted)
			status = count_run(p, book, run, of, error);
		out->items[out->count++] = &of->published;
	}
	return status;
}

static enum segbias_status find_withheld(struct segbias_review_publication *p, const struct segbias_book *book,
                                         struct segbias_run_publication *of, const struct segbias_findings *result,
                                         struct segbias_error *error)
{
	struct segbias_published_others others = {
	    .items = segbias_memory_zeroed(p->run_count + 1, sizeof(const struct segbias_published_run *))};
	enum segbias_status status = SEGBIAS_OK;
	if (!others.items)
		SEGBIAS_TRY(segbias_error_memory(error));
	SEGBIAS_TRY(list_before(p, book, &others, error));
	SEGBIAS_TRY(segbias_published_find(result, p->least, &others, &p->arena, &of->published, error));
	of->counted = true;
done:
	free((void *)others.items);
	return status;
}

enum segbias_status segbias_publication_knows(struct segbias_review_publication *publication,
                                              const struct segbias_book *book, const struct segbias_ledger_run *run,
                                              bool *known, struct segbias_error *error)
{
	enum segbias_status status = read_entries(publication, book, error);
	const struct segbias_run_publication *of = status == SEGBIAS_OK ? publication_of(publication, run->run) : NULL;
	*known = of && (of->earlier || of->shown);
	return status;
}

/* What is known, or found now. `result`: of the run. */
static enum segbias_status learn(struct segbias_review_publication *p, const struct segbias_book *book,
                                 const struct segbias_ledger_run *run, const struct segbias_findings *result,
                                 struct segbias_run_publication **out, struct segbias_error *error)
{
	bool known = false;
	enum segbias_status status = segbias_publication_knows(p, book, run, &known, error);
	if (status != SEGBIAS_OK)
		return status;
	struct segbias_run_publication *of = publication_of(p, run->run);
	*out = of;
	if (!of)
		return segbias_book_moved(error);
	if (!known)
		status = find_withheld(p, book, of, result, error);
	/* What cannot be protected is not settled, either. */
	if (!known && status == SEGBIAS_OK && p->settled)
		return segbias_book_moved(error);
	of->shown = of->shown || status == SEGBIAS_OK;
	return status;
}

/* What was published with a smaller K shows counts that this export promises not to show. */
static bool shows_less(const struct segbias_review_publication *p, const struct segbias_run_publication *of)
{
	return of->published.withheld.least < p->least;
}

/* Of a run of another period nothing is shown where nothing of it can be protected, as with weights: it says nothing of this one. */
static bool is_left_out(const struct segbias_review_publication *p, const struct segbias_ledger_run *run,
                        enum segbias_status status, const struct segbias_error *why)
{
	return status == SEGBIAS_DATA && run->run != p->own && strcmp(why->id, "publish_kept") == 0;
}

static enum segbias_status apply(struct segbias_review_publication *publication, const struct segbias_book *book,
                                 const struct segbias_ledger_run *run, bool verdicts, struct segbias_findings *result,
                                 struct segbias_error *error)
{
	struct segbias_run_publication *of = NULL;
	struct segbias_error why = {0};
	enum segbias_status status = learn(publication, book, run, result, &of, &why);
	bool left_out = is_left_out(publication, run, status, &why);
	if (status != SEGBIAS_OK && !left_out) {
		if (error)
			*error = why;
		return status;
	}
	struct segbias_withholding withheld = {.value_count = segbias_findings_count_values(result),
	                                       .comparison_count = result->comparison_count};
	if (!left_out)
		withheld = of->published.withheld;
	if (left_out || shows_less(publication, of)) {
		if (!segbias_published_init(&withheld, publication->least, withheld.value_count,
		                            withheld.comparison_count, &publication->arena))
			return segbias_error_memory(error);
		segbias_published_hide(&withheld);
	}
	return segbias_published_apply(&withheld, verdicts, result, error);
}

enum segbias_status segbias_publication_apply(struct segbias_review_publication *publication,
                                              const struct segbias_book *book, const struct segbias_ledger_run *run,
                                              struct segbias_findings *result, struct segbias_error *error)
{
	return apply(publication, book, run, true, result, error);
}

enum segbias_status segbias_publication_withhold(struct segbias_review_publication *publication,
                                                 const struct segbias_book *book, const struct segbias_ledger_run *run,
                                                 struct segbias_findings *result, struct segbias_error *error)
{
	return apply(publication, book, run, false, result, error);
}

enum segbias_status segbias_publication_check(struct segbias_review_publication *publication,
                                              const struct segbias_book *book, const struct segbias_ledger_run *run,
                                              struct segbias_error *error)
{
	if (!publication || !(publication->least > 0))
		return SEGBIAS_OK;
	publication->own = run->run;
	enum segbias_status status = read_entries(publication, book, error);
	if (status != SEGBIAS_OK)
		return status;
	const struct segbias_run_publication *of = publication_of(publication, run->run);
	if (!of || !of->earlier || !shows_less(publication, of))
		return SEGBIAS_OK;
	segbias_error_set(
	    error, SEGBIAS_USAGE,
	    "published_already|--publish: an export of %.*s has shown counts of %g and more, and nothing takes "
	    "them back",
	    (int)run->period.size, run->period.bytes, of->published.withheld.least);
	segbias_error_hint(error, "--publish %g shows what is out already, and no more", of->published.withheld.least);
	return SEGBIAS_USAGE;
}

enum segbias_status segbias_publication_holds(const struct segbias_review_publication *publication,
                                              const struct segbias_book *book, struct segbias_error *error)
{
	return publication->entry_count == book->content.entry_count ? SEGBIAS_OK : segbias_book_moved(error);
}

/* --- what is remembered -------------------------------------------------------------------------------------------- */

static enum segbias_status write_salt(struct segbias_text *out, struct segbias_error *error)
{
	unsigned char salt[16];
	if (getrandom(salt, sizeof salt, 0) != (ssize_t)sizeof salt)
		return segbias_error_set(error, SEGBIAS_SYSTEM, "no_random|the system gives no random numbers");
	segbias_text_add_string(out, " salt=");
	for (size_t i = 0; i < sizeof salt; i++)
		segbias_text_add_format(out, "%02x", salt[i]);
	return SEGBIAS_OK;
}

enum segbias_status segbias_publication_write(const struct segbias_review_publication *publication,
                                              struct segbias_text *out, struct segbias_error *error)
{
	segbias_text_add_format(out, "publish=%.0f", publication->least);
	enum segbias_status status = write_salt(out, error);
	if (status != SEGBIAS_OK)
		return status;
	for (size_t i = 0; i < publication->run_count; i++) {
		const struct segbias_run_publication *of = &publication->runs[i];
		const struct segbias_withholding *withheld = &of->published.withheld;
		if (!of->shown)
			continue;
		segbias_text_add_format(out, " run=%" PRId64, of->run);
		if (of->earlier)
			continue;
		segbias_text_add_format(out, " of=%zu in=%zu", withheld->value_count, withheld->comparison_count);
		for (size_t j = 0; j < LIST_COUNT; j++) {
			segbias_text_add_format(out, " %s", LISTS[j].name);
			segbias_marks_write(list_of(withheld, j),
			                    LISTS[j].of_values ? withheld->value_count : withheld->comparison_count,
			                    out);
		}
	}
	return SEGBIAS_OK;
}
