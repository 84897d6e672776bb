#include "report/document.h"
#include "report/section.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

struct segbias_block *segbias_document_add(struct segbias_document *document, enum segbias_block_kind kind,
                                           const char *text)
{
	if (document->count == document->capacity) {
		enum { FIRST = 64 };
		size_t capacity = document->capacity ? 2 * document->capacity : FIRST;
		struct segbias_block *blocks =
		    segbias_memory_resize(document->blocks, capacity, sizeof *document->blocks);
		if (!blocks) {
			document->teller.failed = true;
			return &document->spare;
		}
		document->blocks = blocks;
		document->capacity = capacity;
	}
	struct segbias_block *block = &document->blocks[document->count++];
	*block = (struct segbias_block){.kind = kind, .level = 1, .text = text};
	return block;
}

void segbias_document_heading(struct segbias_document *document, const char *text)
{
	(void)segbias_document_add(document, SEGBIAS_BLOCK_HEADING, text);
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

static void add_sections(struct segbias_document *document)
{
	segbias_section_head(document);
	if (segbias_has_amount(document->findings)) {
		segbias_section_amounts(document);
	} else {
		segbias_section_verdict(document);
		segbias_section_findings(document);
	}
	segbias_section_explained(document);
	segbias_section_consent(document);
	segbias_section_tables(document);
	segbias_section_numbers(document);
	add_unknown(document);
	segbias_section_reading(document);
	if (document->options->explain) {
		segbias_document_heading(document, TELL(&document->teller, "What matched what"));
		segbias_document_add(document, SEGBIAS_BLOCK_MAPPING, NULL);
	}
	if (document->options->command)
		segbias_document_add(document, SEGBIAS_BLOCK_COMMAND, document->options->command)->key =
		    TELL(&document->teller, "Next");
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
	add_sections(document);
	return document->teller.failed ? segbias_error_memory(error) : SEGBIAS_OK;
}

void segbias_document_release(struct segbias_document *document)
{
	segbias_arena_release(&document->arena);
	free(document->blocks);
	document->blocks = NULL;
}
