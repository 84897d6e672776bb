#include "report/document.h"
#include "report/section.h"
#include "report/section_audit.h"
#include "report/section_risks.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

struct segbias_block *segbias_document_add(struct segbias_document *document, enum segbias_block_kind kind,
                                           const char *text)
{
	struct segbias_block *blocks =
	    segbias_memory_room(document->blocks, document->count, &document->capacity, sizeof *blocks);
	if (!blocks) {
		document->teller.failed = true;
		return &document->spare;
	}
	document->blocks = blocks;
	struct segbias_block *block = &document->blocks[document->count++];
	*block = (struct segbias_block){.kind = kind, .level = 1, .text = text};
	return block;
}

void segbias_document_heading(struct segbias_document *document, const char *text)
{
	(void)segbias_document_add(document, SEGBIAS_BLOCK_HEADING, text);
}

struct segbias_listing *segbias_listing_create(struct segbias_document *document)
{
	struct segbias_listing *table = segbias_arena_allocate(&document->arena, sizeof *table);
	if (!table) {
		document->teller.failed = true;
		table = &document->spare_listing;
	}
	*table = (struct segbias_listing){0};
	return table;
}

struct segbias_listing *segbias_document_listing(struct segbias_document *document, const char *caption)
{
	struct segbias_listing *table = segbias_listing_create(document);
	struct segbias_block *block = segbias_document_add(document, SEGBIAS_BLOCK_LISTING, NULL);
	block->key = caption;
	block->table = table;
	return table;
}

void segbias_listing_head(struct segbias_listing *table, enum segbias_cell_kind kind, const char *head)
{
	table->kinds[table->columns] = kind;
	table->heads[table->columns++] = head;
}

void segbias_listing_add(struct segbias_document *document, struct segbias_listing *table, const char *cell)
{
	if (table->count == table->capacity) {
		enum { FIRST = 64 };
		size_t capacity = table->capacity ? 2 * table->capacity : FIRST;
		const char **cells = segbias_arena_array(&document->arena, capacity, sizeof *cells);
		if (!cells) {
			document->teller.failed = true;
			return;
		}
		if (table->count)
			memcpy(cells, table->cells, table->count * sizeof *cells);
		table->cells = cells;
		table->capacity = capacity;
	}
	table->cells[table->count++] = cell;
}

void segbias_document_add_text(struct segbias_document *document, enum segbias_block_kind kind,
                               struct segbias_text *text)
{
	bool empty = text->size == 0;
	const char *kept = segbias_tell_keep(&document->teller, text);
	if (!empty)
		(void)segbias_document_add(document, kind, kept);
}

/* What the data cannot tell, or that nothing is left open. */
static void add_unknown(struct segbias_document *document)
{
	segbias_document_heading(document, TELL(&document->teller, "What the data cannot tell"));
	size_t before = document->count;
	if (!segbias_has_amount(document->findings))
		segbias_section_unclear(document);
	segbias_section_unmatched(document);
	segbias_section_missing(document);
	if (document->count == before)
		segbias_document_add(document, SEGBIAS_BLOCK_REST, TELL(&document->teller, "Nothing is left open."));
}

/* Marks all comparisons of the segment of this one, which stand together. Returns whether they were not. */
static bool show_segment(struct segbias_document *document, size_t index)
{
	const struct segbias_comparison *all = document->findings->comparisons;
	size_t first = index;
	if (document->shown[index])
		return false;
	while (first > 0 && segbias_label_same(all[first - 1].segment, all[index].segment))
		first--;
	for (size_t i = first;
	     i < document->findings->comparison_count && segbias_label_same(all[i].segment, all[index].segment); i++)
		document->shown[i] = true;
	return true;
}

/* What a full report tells: the whole campaign, then the segments whose tables are the worst, then the others as they come. */
static void choose_segments(struct segbias_document *document)
{
	enum { SEGMENTS_MAX = 200 };
	const struct segbias_findings *findings = document->findings;
	const struct segbias_outlook *outlook = &findings->outlook;
	size_t segments = segbias_count_segments(findings);
	size_t told = 0;
	document->shown =
	    segbias_arena_array(&document->arena, findings->comparison_count + 1, sizeof *document->shown);
	if (!document->shown) {
		document->teller.failed = true;
		return;
	}
	for (size_t i = 0; i < findings->comparison_count && !findings->comparisons[i].segment.bytes; i++)
		document->shown[i] = !outlook->one_for_all;
	for (size_t i = 0; i < outlook->table_count && told < SEGMENTS_MAX; i++)
		told += findings->comparisons[outlook->tables[i]].segment.bytes &&
		        show_segment(document, outlook->tables[i]);
	for (size_t i = 0; i < findings->comparison_count && told < SEGMENTS_MAX; i++)
		told += findings->comparisons[i].segment.bytes && show_segment(document, i);
	document->not_shown = segments - told;
}

static void add_command(struct segbias_document *document, const char *key, const char *command)
{
	if (command)
		segbias_document_add(document, SEGBIAS_BLOCK_COMMAND, command)->key = key;
}

/* Until somebody who reads the language well has approved it. */
static void add_foot(struct segbias_document *document)
{
	if (document->teller.language != segbias_language_at(0))
		segbias_document_add(
		    document, SEGBIAS_BLOCK_NOTE,
		    TELL(&document->teller, "Translated with the help of a machine; the English text governs."));
}

/* What a screen holds: the answer, and what it rests on. */
static void add_brief(struct segbias_document *document)
{
	segbias_section_head(document);
	segbias_section_dates(document);
	segbias_section_gate(document);
	segbias_section_verdict(document);
	segbias_section_findings(document);
	segbias_section_explained(document);
	segbias_section_consent(document);
	segbias_section_crossings(document);
	segbias_section_funnel(document);
	segbias_section_tables(document);
	segbias_section_numbers(document);
	add_unknown(document);
	segbias_section_reading(document);
	if (document->options->explain)
		segbias_section_mapping(document);
	add_foot(document);
	add_command(document, TELL(&document->teller, "Next"), document->options->command);
}

/* A report to read, sign and keep: the answer first, then how sure it is, then everything. */
static void add_full(struct segbias_document *document)
{
	choose_segments(document);
	if (document->teller.failed)
		return;
	segbias_section_head(document);
	segbias_section_dates(document);
	segbias_section_gate(document);
	segbias_section_verdict(document);
	segbias_section_overview(document);
	segbias_document_add(document, SEGBIAS_BLOCK_CONTENTS, NULL);
	segbias_section_findings(document);
	segbias_section_explained(document);
	segbias_section_consent(document);
	segbias_section_crossings(document);
	segbias_section_funnel(document);
	add_unknown(document);
	segbias_section_segments(document);
	segbias_section_numbers(document);
	segbias_section_reading(document);
	segbias_section_mapping(document);
	segbias_section_method(document);
	segbias_section_sizes(document);
	segbias_section_words(document);
	segbias_section_provenance(document);
	add_foot(document);
}

/* What a campaign of a given size could show. */
static void add_planned(struct segbias_document *document)
{
	segbias_section_planned(document);
	if (document->extent == SEGBIAS_EXTENT_FULL)
		segbias_section_provenance(document);
	add_foot(document);
}

/* What weights come to. */
static void add_weighing(struct segbias_document *document)
{
	segbias_section_weighing(document);
	if (document->extent == SEGBIAS_EXTENT_FULL)
		segbias_section_provenance(document);
	add_foot(document);
}

/* How groups are selected. */
static void add_audit(struct segbias_document *document)
{
	segbias_section_audit(document);
	segbias_section_audit_labels(document);
	segbias_section_audit_scores(document);
	segbias_section_audit_given(document);
	segbias_section_audit_proxies(document);
	segbias_section_audit_basis(document);
	segbias_section_publication(document);
	if (document->extent == SEGBIAS_EXTENT_FULL)
		segbias_section_provenance(document);
	add_foot(document);
	if (document->extent == SEGBIAS_EXTENT_BRIEF)
		add_command(document, TELL(&document->teller, "Next"), document->options->command);
}

/* The seven risks. */
static void add_risks(struct segbias_document *document)
{
	segbias_section_risks(document);
	if (document->extent == SEGBIAS_EXTENT_FULL)
		segbias_section_provenance(document);
	add_foot(document);
}

/* How files are read. */
static void add_inspected(struct segbias_document *document)
{
	segbias_section_inspected(document);
	if (document->extent == SEGBIAS_EXTENT_FULL)
		segbias_section_provenance(document);
	add_foot(document);
}

/* What a period's run calls for. */
static void add_review(struct segbias_document *document)
{
	segbias_section_review(document);
	/* What the review rests on: of readers elsewhere nothing of it is withheld one by one, and so it is not told. */
	if (document->extent == SEGBIAS_EXTENT_FULL && !(document->findings->settings.publish > 0)) {
		segbias_section_evidence(document);
		segbias_section_method(document);
		segbias_section_provenance(document);
	}
	add_foot(document);
}

enum segbias_status segbias_document_build(struct segbias_document *document, const struct segbias_findings *findings,
                                           const struct segbias_render_options *options, enum segbias_extent extent,
                                           struct segbias_error *error)
{
	*document = (struct segbias_document){.findings = findings, .options = options, .extent = extent};
	document->teller.arena = &document->arena;
	document->teller.language = segbias_language_find(options->language ? options->language : "en");
	if (!document->teller.language)
		document->teller.language = segbias_language_at(0);
	if (findings->job == SEGBIAS_JOB_PLAN)
		add_planned(document);
	else if (findings->job == SEGBIAS_JOB_WEIGH)
		add_weighing(document);
	else if (findings->job == SEGBIAS_JOB_INSPECT)
		add_inspected(document);
	else if (findings->job == SEGBIAS_JOB_REVIEW)
		add_review(document);
	else if (findings->job == SEGBIAS_JOB_AUDIT)
		add_audit(document);
	else if (findings->job == SEGBIAS_JOB_RISKS)
		add_risks(document);
	else if (extent == SEGBIAS_EXTENT_FULL)
		add_full(document);
	else
		add_brief(document);
	return document->teller.failed ? segbias_error_memory(error) : SEGBIAS_OK;
}

void segbias_document_release(struct segbias_document *document)
{
	segbias_arena_release(&document->arena);
	free(document->blocks);
	document->blocks = NULL;
}

enum segbias_status segbias_document_close(struct segbias_document *document, enum segbias_status status,
                                           struct segbias_error *error)
{
	if (status == SEGBIAS_OK && document->teller.failed)
		status = segbias_error_memory(error);
	segbias_document_release(document);
	return status;
}
