/* Format: a page of HTML that is one file, loads nothing, runs nothing, and can be mailed. */
#include "report/csv.h"
#include "report/page.h"

#include "base/base64.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const unsigned char STYLE[] = {
#include "report/page.inc"
};

void segbias_page_add(struct segbias_page *page, const char *html)
{
	segbias_text_add_string(page->out, html);
}

void segbias_page_format(struct segbias_page *page, const char *format, ...)
{
	char text[512];
	va_list arguments;
	va_start(arguments, format);
	(void)segbias_text_print_list(text, sizeof text, format, arguments);
	va_end(arguments);
	segbias_page_add(page, text);
}

void segbias_page_sentence(struct segbias_page *page, const char *sentence)
{
	segbias_html_sentence(page->out, sentence, page->leftward);
}

/* --- lists ------------------------------------------------------------------------------------------------------ */

static void close_lists(struct segbias_page *page)
{
	if (page->facts)
		segbias_page_add(page, "</dl>\n");
	if (page->list)
		segbias_page_add(page, page->level > 1 ? "</li></ul></li></ul>\n" : "</li></ul>\n");
	if (page->folded)
		segbias_page_add(page, "</details>\n");
	page->facts = page->folded = false;
	page->list = NULL;
	page->items = 0;
}

static void begin_item(struct segbias_page *page, const char *list, int level)
{
	if (page->facts || (page->list && strcmp(page->list, list) != 0))
		close_lists(page);
	if (!page->list) {
		segbias_page_format(page, *list ? "<ul class=\"%s\">\n" : "<ul>\n", list);
		page->level = 1;
	} else if (level > page->level) {
		segbias_page_add(page, "<ul>\n");
	} else {
		segbias_page_add(page, level < page->level ? "</li></ul></li>\n" : "</li>\n");
	}
	page->list = list;
	page->level = level;
	page->items += level == 1;
}

static bool is_item(enum segbias_block_kind kind)
{
	return kind == SEGBIAS_BLOCK_ITEM || kind == SEGBIAS_BLOCK_REST || kind == SEGBIAS_BLOCK_UNDER ||
	       kind == SEGBIAS_BLOCK_OVER;
}

/* A long list hides what stands below it: its first items are shown, the rest at a click. */
static void fold_list(struct segbias_page *page, const struct segbias_block *block)
{
	enum { SHOWN = 20, FEW = 5 };
	const struct segbias_block *end = page->document->blocks + page->document->count;
	size_t count = 0;
	if (page->items < SHOWN || page->folded || block->level > 1)
		return;
	for (const struct segbias_block *b = block; b < end && is_item(b->kind); b++)
		count += b->level == 1;
	if (count <= FEW)
		return;
	close_lists(page);
	segbias_page_add(page, "<details><summary>");
	segbias_page_sentence(page, TELL_COUNT(&page->document->teller, (double)count, "{n} more", "{n} more"));
	segbias_page_add(page, "</summary>\n");
	page->folded = true;
}

static void write_item(struct segbias_page *page, const struct segbias_block *block)
{
	fold_list(page, block);
	begin_item(page,
	           page->list && strcmp(page->list, "findings") == 0 && block->kind == SEGBIAS_BLOCK_REST ? "findings"
	                                                                                                  : "",
	           block->level);
	segbias_page_add(page, "<li>");
	segbias_page_sentence(page, block->text);
}

/* Where the table of a comparison stands. */
static size_t index_of(const struct segbias_page *page, const struct segbias_comparison *c)
{
	return (size_t)(c - page->document->findings->comparisons) + 1;
}

static void write_finding(struct segbias_page *page, const struct segbias_block *block)
{
	bool over = block->kind == SEGBIAS_BLOCK_OVER;
	fold_list(page, block);
	begin_item(page, "findings", 1);
	segbias_page_format(page, "<li id=\"finding-%zu\"><span class=\"sign %s\" aria-hidden=\"true\">%s</span>",
	                    ++page->findings, over ? "over" : "under", over ? "▲" : "▼");
	segbias_page_sentence(page, block->text);
	if (!block->comparison) /* of an audit: its tables stand below */
		return;
	segbias_page_format(page, " <a href=\"#table-%zu\">", index_of(page, block->comparison));
	segbias_page_sentence(page, TELL(&page->document->teller, "Table"));
	segbias_page_add(page, "</a>");
}

static void write_fact(struct segbias_page *page, const struct segbias_block *block)
{
	if (!page->facts) {
		close_lists(page);
		segbias_page_add(page, "<dl class=\"facts\">\n");
	}
	page->facts = true;
	segbias_page_add(page, "<dt>");
	segbias_page_sentence(page, block->key);
	segbias_page_add(page, "</dt><dd>");
	segbias_page_sentence(page, block->text);
	segbias_page_add(page, "</dd>\n");
}

/* --- parts ------------------------------------------------------------------------------------------------------ */

static void write_tagged(struct segbias_page *page, const char *open, const char *sentence, const char *close)
{
	segbias_page_add(page, open);
	segbias_page_sentence(page, sentence);
	segbias_page_add(page, close);
}

static void write_contents(struct segbias_page *page)
{
	const struct segbias_document *document = page->document;
	size_t section = page->sections;
	segbias_page_add(page, "<nav class=\"noprint\" aria-labelledby=\"contents\">");
	write_tagged(page, "<h2 id=\"contents\">", TELL(&page->document->teller, "Contents"), "</h2>\n<ol>\n");
	for (size_t i = 0; i < document->count; i++)
		if (document->blocks[i].kind == SEGBIAS_BLOCK_HEADING) {
			segbias_page_format(page, "<li><a href=\"#section-%zu\">", ++section);
			write_tagged(page, "", document->blocks[i].text, "</a></li>\n");
		}
	segbias_page_add(page, "</ol></nav>\n");
}

static void write_verdict(struct segbias_page *page, const struct segbias_block *block)
{
	write_tagged(page, "<p class=\"verdict\"><strong>", block->key, ":</strong> ");
	write_tagged(page, "", block->text, "</p>\n");
}

static void write_comparison(struct segbias_page *page, const struct segbias_block *block)
{
	segbias_page_format(page, "<h3 id=\"table-%zu\">", index_of(page, block->comparison));
	write_tagged(page, "", block->key, "</h3>\n");
	write_tagged(page, "<p class=\"soft\">", block->text, "</p>\n");
	segbias_page_comparison(page, block->comparison, index_of(page, block->comparison));
}

static void write_input(struct segbias_page *page, const struct segbias_block *block)
{
	struct segbias_teller *t = &page->document->teller;
	const char *name = TELL_WITH(t, "Columns of {file}", WORD_LABEL("file", segbias_label_of(block->input->name)));
	segbias_page_table(page, segbias_listing_of_input(page->document, block->input), name, name);
}

static void write_mapping(struct segbias_page *page)
{
	struct segbias_teller *t = &page->document->teller;
	const struct segbias_settings *s = &page->document->findings->settings;
	for (size_t i = 0; i < s->attribute_count; i++) {
		const char *name = segbias_tell_label(t, s->attributes[i].attribute);
		segbias_page_add(page, "<details><summary>");
		segbias_page_sentence(page, name);
		segbias_page_add(page, "</summary>\n");
		segbias_page_table(page, segbias_listing_of_mapping(page->document, &s->attributes[i]), NULL, name);
		segbias_page_add(page, "</details>\n");
	}
}

/* Warnings are not translated. */
static void write_warnings(struct segbias_page *page)
{
	const struct segbias_notes *notes = &page->document->findings->notes;
	write_tagged(page, "<h3>", TELL(&page->document->teller, "Notes of the program"),
	             "</h3>\n<ul lang=\"en\" dir=\"ltr\">\n");
	for (size_t i = 0; i < notes->count; i++) {
		segbias_page_add(page, "<li>");
		segbias_html_text(page->out, segbias_label_of(notes->items[i].text.message));
		if (notes->items[i].text.hint[0]) {
			segbias_page_add(page, " <span class=\"soft\">");
			segbias_html_text(page->out, segbias_label_of(notes->items[i].text.hint));
			segbias_page_add(page, "</span>");
		}
		segbias_page_add(page, "</li>\n");
	}
	segbias_page_add(page, "</ul>\n");
}

static void write_command(struct segbias_page *page, const struct segbias_block *block)
{
	write_tagged(page, "<h3>", block->key, "</h3>\n<pre dir=\"ltr\"><code>");
	segbias_html_text(page->out, segbias_label_of(block->text));
	segbias_page_add(page, "</code></pre>\n");
}

/* The table of values as a link that needs no script. */
static void write_values(struct segbias_page *page, const struct segbias_block *block, struct segbias_error *error)
{
	enum { BYTES_MOST = 2 << 20 };
	struct segbias_text csv = {0};
	(void)segbias_format_compare_csv(page->document->findings, page->document->options, &csv, error);
	if (csv.size > BYTES_MOST) {
		write_tagged(page, "<p class=\"soft\">",
		             TELL_WITH(&page->document->teller,
		                       "The table of all values is too large for a page: {option} writes it.",
		                       WORD_CODE("option", "-o values.csv")),
		             "</p>\n");
	} else {
		segbias_page_add(page, "<p class=\"noprint\"><a download=\"segbias-values.csv\" "
		                       "href=\"data:text/csv;charset=utf-8;base64,");
		segbias_base64_add(page->out, (struct segbias_label){csv.data, csv.size});
		write_tagged(page, "\">", block->text, "</a></p>\n");
	}
	page->out->failed |= csv.failed;
	segbias_text_release(&csv);
}

/* --- blocks ----------------------------------------------------------------------------------------------------- */

static void write_block(struct segbias_page *page, const struct segbias_block *block, struct segbias_error *error)
{
	if (!is_item(block->kind) && block->kind != SEGBIAS_BLOCK_FACT)
		close_lists(page);
	switch (block->kind) {
	case SEGBIAS_BLOCK_TITLE:
		write_tagged(page, block->level == 1 ? "<h1>" : "<p>", block->text,
		             block->level == 1 ? "</h1>\n" : "</p>\n");
		break;
	case SEGBIAS_BLOCK_FACT:
		write_fact(page, block);
		break;
	case SEGBIAS_BLOCK_VERDICT:
		write_verdict(page, block);
		break;
	case SEGBIAS_BLOCK_HEADING:
		segbias_page_format(page, "<h2 id=\"section-%zu\">", ++page->sections);
		write_tagged(page, "", block->text, "</h2>\n");
		break;
	case SEGBIAS_BLOCK_PARAGRAPH:
	case SEGBIAS_BLOCK_NOTE:
		write_tagged(page, "<p>", block->text, "</p>\n");
		break;
	case SEGBIAS_BLOCK_ITEM:
	case SEGBIAS_BLOCK_REST:
		write_item(page, block);
		break;
	case SEGBIAS_BLOCK_UNDER:
	case SEGBIAS_BLOCK_OVER:
		write_finding(page, block);
		break;
	case SEGBIAS_BLOCK_COMPARISON:
		write_comparison(page, block);
		break;
	case SEGBIAS_BLOCK_INPUT:
		write_input(page, block);
		break;
	case SEGBIAS_BLOCK_MAPPING:
		write_mapping(page);
		break;
	case SEGBIAS_BLOCK_CONTENTS:
		write_contents(page);
		break;
	case SEGBIAS_BLOCK_LISTING:
		segbias_page_table(page, block->table, block->key, block->key);
		break;
	case SEGBIAS_BLOCK_CHARTS:
		segbias_page_charts(page);
		break;
	case SEGBIAS_BLOCK_CHART:
		segbias_page_chart(page, block->label);
		break;
	case SEGBIAS_BLOCK_FOLD:
		write_tagged(page, block->level ? "<details open><summary>" : "<details><summary>", block->key,
		             "</summary>\n");
		break;
	case SEGBIAS_BLOCK_UNFOLD:
		segbias_page_add(page, "</details>\n");
		break;
	case SEGBIAS_BLOCK_WARNINGS:
		write_warnings(page);
		break;
	case SEGBIAS_BLOCK_COMMAND:
		write_command(page, block);
		break;
	case SEGBIAS_BLOCK_VALUES:
		write_values(page, block, error);
		break;
	default:
		break;
	}
}

static void write_head(struct segbias_page *page)
{
	const struct segbias_language *language = page->document->teller.language;
	segbias_page_format(page, "<!DOCTYPE html>\n<html lang=\"%s\" dir=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n",
	                    segbias_language_tag(language), page->leftward ? "rtl" : "ltr");
	segbias_page_add(page,
	                 "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; "
	                 "style-src 'unsafe-inline'\">\n"
	                 "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
	                 "<meta name=\"generator\" content=\"segbias " SEGBIAS_VERSION "\">\n<title>");
	segbias_html_plain(page->out, page->document->count ? page->document->blocks[0].text : "");
	segbias_page_add(page, "</title>\n<style>\n");
	segbias_page_add(page, (const char *)STYLE);
	segbias_page_add(page, "</style>\n</head>\n<body>\n");
	segbias_page_band(page);
}

/* The pictures of all segments, then the whole campaign's and the worst segments' for as long as the page can be mailed. */
static size_t count_pictures(const struct segbias_chart_list *charts)
{
	enum { BYTES_MOST = 768 << 10 };
	size_t bytes = 0;
	size_t count = 0;
	for (; count < charts->count; count++) {
		bytes += charts->items[count].picture.size;
		if (charts->items[count].one_segment && bytes > BYTES_MOST)
			break;
	}
	return count;
}

static void draw(struct segbias_page *page, struct segbias_error *why)
{
	static const char *const CHARTS[] = {"heatmap", "crossings", "funnel",      "missing", "dumbbell",
	                                     "ratios",  "gaps",      "calibration", "trend",   "love"};
	enum { CELLS_MOST = 800 }; /* a cell takes some 800 bytes of the page */
	struct segbias_charts_request request = {
	    .charts = CHARTS, .chart_count = sizeof CHARTS / sizeof *CHARTS, .heatmap_cells = CELLS_MOST};
	request.language = page->document->options->language;
	if (segbias_charts_draw(page->document->findings, &request, &page->charts, why) != SEGBIAS_OK)
		page->no_charts = why->message;
	else
		page->picture_count = count_pictures(page->charts);
}

enum segbias_status segbias_format_compare_html(const struct segbias_findings *findings,
                                                const struct segbias_render_options *options, struct segbias_text *out,
                                                struct segbias_error *error)
{
	struct segbias_document document;
	struct segbias_error why = {0};
	struct segbias_page page = {.out = out, .document = &document};
	enum segbias_status status = segbias_document_build(&document, findings, options, SEGBIAS_EXTENT_FULL, error);
	page.leftward = !segbias_language_rightward(document.teller.language);
	if (status == SEGBIAS_OK) {
		draw(&page, &why);
		write_head(&page);
		for (size_t i = 0; i < document.count; i++)
			write_block(&page, &document.blocks[i], error);
		close_lists(&page);
		segbias_page_add(&page, "</main>\n</body>\n</html>\n");
		status = document.teller.failed ? segbias_error_memory(error) : SEGBIAS_OK;
	}
	segbias_chart_list_free(page.charts);
	segbias_document_release(&document);
	return status;
}
