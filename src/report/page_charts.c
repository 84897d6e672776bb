/* Charts of a page: pictures that load nothing, what they say in words, and the numbers beside them. */
#include "report/page.h"
#include "report/section.h"

#include "base/base64.h"

#include <math.h>
#include <string.h>

/* In a box that scrolls: on a telephone's whole width its words would be too small to read. */
static void write_picture(struct segbias_page *page, const struct segbias_chart *chart)
{
	segbias_page_add(page, "<figure class=\"wide\" tabindex=\"0\" aria-label=\"");
	segbias_html_clean_text(page->out, chart->title);
	segbias_page_add(page, "\"><img alt=\"");
	segbias_html_clean_text(page->out, chart->title);
	segbias_page_add(page, ". ");
	segbias_html_clean_text(page->out, chart->description);
	segbias_page_add(page, "\" src=\"data:image/svg+xml;base64,");
	segbias_base64_add(page->out, chart->picture);
	segbias_page_add(page, "\"></figure>\n");
}

/* --- the numbers of a heatmap ----------------------------------------------------------------------------------- */

/* The comparison of the segment with the attribute; NULL: none. */
static const struct segbias_comparison *find(const struct segbias_findings *findings, size_t first,
                                             struct segbias_label attribute)
{
	const struct segbias_comparison *c = &findings->comparisons[first];
	for (size_t i = first; i < findings->comparison_count; i++) {
		const struct segbias_comparison *other = &findings->comparisons[i];
		if ((other->segment.bytes == NULL) != (c->segment.bytes == NULL) ||
		    !segbias_label_equal(other->segment, c->segment))
			return NULL;
		if (segbias_label_equal(other->attribute, attribute))
			return other;
	}
	return NULL;
}

static bool begins_segment(const struct segbias_findings *findings, size_t index)
{
	const struct segbias_comparison *c = &findings->comparisons[index];
	return index == 0 || (c[-1].segment.bytes == NULL) != (c->segment.bytes == NULL) ||
	       !segbias_label_equal(c[-1].segment, c->segment);
}

/* Index by segment and value of one attribute, whose values every segment has in the same order. */
static void write_matrix(struct segbias_page *page, const struct segbias_comparison *whole)
{
	const struct segbias_findings *findings = page->document->findings;
	struct segbias_teller *t = &page->document->teller;
	const char *name = TELL_WITH(t, "Index by segment: {attribute}", WORD_LABEL("attribute", whole->attribute));
	segbias_page_add(page, "<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"");
	segbias_html_plain(page->out, name);
	segbias_page_add(page, "\"><table class=\"numbers\"><caption>");
	segbias_page_sentence(page, name);
	segbias_page_add(page, "</caption><thead><tr><th scope=\"col\">");
	segbias_page_sentence(page, TELL(t, "segment"));
	segbias_page_add(page, "</th>");
	for (size_t j = 0; j < whole->value_count; j++) {
		segbias_page_add(page, "<th scope=\"col\">");
		segbias_page_sentence(page, segbias_tell_label(t, whole->values[j].value));
		segbias_page_add(page, "</th>");
	}
	segbias_page_add(page, "</tr></thead>\n<tbody>");
	for (size_t i = 0; i < findings->comparison_count; i++) {
		const struct segbias_comparison *c = page->document->shown[i] && begins_segment(findings, i)
		                                         ? find(findings, i, whole->attribute)
		                                         : NULL;
		if (!c || c->value_count != whole->value_count)
			continue;
		segbias_page_add(page, "<tr><th scope=\"row\">");
		segbias_page_sentence(page, segbias_phrase_group(t, c->segment));
		segbias_page_add(page, "</th>");
		for (size_t j = 0; j < c->value_count; j++) {
			const struct segbias_value_finding *v = &c->values[j];
			const char *sign = !segbias_is_flag(v->verdict)  ? ""
			                   : segbias_is_over(v->verdict) ? "▲ "
			                                                 : "▼ ";
			segbias_page_format(page, isfinite(v->index) ? "<td>%s%.0f</td>" : "<td></td>", sign, v->index);
		}
		segbias_page_add(page, "</tr>\n");
	}
	segbias_page_add(page, "</tbody></table></div>\n");
}

static void write_matrices(struct segbias_page *page)
{
	const struct segbias_findings *findings = page->document->findings;
	segbias_page_add(page, "<details><summary>");
	segbias_page_sentence(page, TELL(&page->document->teller, "The numbers of this chart"));
	segbias_page_add(page, "</summary>\n");
	for (size_t i = 0; i < findings->comparison_count && !findings->comparisons[i].segment.bytes; i++)
		write_matrix(page, &findings->comparisons[i]);
	segbias_page_add(page, "</details>\n");
}

static void write_notes(struct segbias_page *page, const struct segbias_notes *notes)
{
	for (size_t i = 0; i < notes->count; i++) {
		segbias_page_add(page, "<p class=\"soft\" lang=\"en\" dir=\"ltr\">");
		segbias_html_text(page->out, segbias_label_of(notes->items[i].text.message));
		segbias_page_add(page, ".</p>\n");
	}
}

/* What the charts did not draw, and what the page has no room for. The pictures are of this machine, and so is what is said of it. */
static void write_left_out(struct segbias_page *page)
{
	size_t more = page->charts->count - page->picture_count;
	write_notes(page, &page->charts->notes);
	write_notes(page, &page->charts->host_notes);
	if (more == 0)
		return;
	segbias_page_add(page, "<p class=\"soft\">");
	segbias_page_sentence(
	    page,
	    TELL_COUNT_WITH(
		&page->document->teller, (double)more,
		"Of these pictures {n} is left out, as it would make this page too large: {option} draws it.",
		"Of these pictures {n} are left out, as they would make this page too large: {option} draws them.",
		WORD_CODE("option", "--charts DIR")));
	segbias_page_add(page, "</p>\n");
}

static void write_missing(struct segbias_page *page)
{
	const char *name = TELL(&page->document->teller, "Missing values by segment and column");
	segbias_page_table(page, segbias_listing_of_missing(page->document), name, name);
}

void segbias_page_charts(struct segbias_page *page)
{
	if (!page->charts) {
		segbias_page_add(page, "<p class=\"soft\">");
		segbias_page_sentence(page, TELL(&page->document->teller, "The charts could not be drawn:"));
		segbias_page_add(page, " <span lang=\"en\" dir=\"ltr\">");
		segbias_html_text(page->out, segbias_label_of(page->no_charts ? page->no_charts : ""));
		segbias_page_add(page, "</span></p>\n");
		return;
	}
	for (size_t i = 0; i < page->picture_count; i++) {
		const struct segbias_chart *chart = &page->charts->items[i];
		if (chart->one_segment)
			continue;
		write_picture(page, chart);
		if (strcmp(chart->chart, "heatmap") == 0)
			write_matrices(page);
		if (strcmp(chart->chart, "missing") == 0)
			write_missing(page);
	}
	write_left_out(page);
}

void segbias_page_chart(struct segbias_page *page, struct segbias_label segment)
{
	for (size_t i = 0; i < page->picture_count; i++) {
		const struct segbias_chart *chart = &page->charts->items[i];
		if (chart->one_segment && (chart->segment.bytes == NULL) == (segment.bytes == NULL) &&
		    segbias_label_equal(chart->segment, segment))
			write_picture(page, chart);
	}
}
