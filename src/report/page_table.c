/* Tables of a page. */
#include "report/answers.h"
#include "report/page.h"

#include <math.h>
#include <stdio.h>

/* Where a row of more than so many is folded away. */
enum { ROWS_OPEN = 40 };

static void begin_wide(struct segbias_page *page, const char *name)
{
	/* What scrolls can be reached by the keyboard, and says what it is. */
	segbias_page_add(page, "<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"");
	segbias_html_plain(page->out, name);
	segbias_page_add(page, "\"><table>");
}

static void write_head(struct segbias_page *page, enum segbias_cell_kind kind, const char *sentence)
{
	segbias_page_add(page, kind == SEGBIAS_CELL_FIGURE ? "<th scope=\"col\" class=\"n\">" : "<th scope=\"col\">");
	segbias_page_sentence(page, sentence);
	segbias_page_add(page, "</th>");
}

static void write_rows(struct segbias_page *page, const struct segbias_listing *table)
{
	for (size_t i = 0; table->columns > 0 && i < table->count; i++) {
		size_t column = i % table->columns;
		bool figure = table->kinds[column] == SEGBIAS_CELL_FIGURE;
		segbias_page_add(page, column == 0 ? "<tr><th scope=\"row\">" : figure ? "<td class=\"n\">" : "<td>");
		segbias_page_sentence(page, table->cells[i]);
		segbias_page_add(page, column == 0 ? "</th>" : "</td>");
		segbias_page_add(page, column + 1 == table->columns ? "</tr>\n" : "");
	}
}

void segbias_page_table(struct segbias_page *page, const struct segbias_listing *table, const char *caption,
                        const char *name)
{
	size_t rows = table->columns ? table->count / table->columns : 0;
	bool folded = caption && rows > ROWS_OPEN;
	if (folded) {
		segbias_page_add(page, "<details><summary>");
		segbias_page_sentence(page, caption);
		segbias_page_format(page, " (%zu)", rows);
		segbias_page_add(page, "</summary>\n");
	}
	begin_wide(page, name);
	if (caption && !folded) {
		segbias_page_add(page, "<caption>");
		segbias_page_sentence(page, caption);
		segbias_page_add(page, "</caption>");
	}
	segbias_page_add(page, "<thead><tr>");
	for (size_t i = 0; i < table->columns; i++)
		write_head(page, table->kinds[i], table->heads[i]);
	segbias_page_add(page, "</tr></thead>\n<tbody>");
	write_rows(page, table);
	segbias_page_add(page, "</tbody></table></div>\n");
	segbias_page_add(page, folded ? "</details>\n" : "");
}

/* --- comparisons ------------------------------------------------------------------------------------------------ */

/* Where an index stands on the bar, in percent: 25 to 400 on a logarithmic scale. */
static double place_of(double index)
{
	static const double OCTAVES = 2;
	double octave = index > 0 ? log2(index / 100) : -INFINITY;
	return 100 * (fmin(fmax(octave, -OCTAVES), OCTAVES) + OCTAVES) / (2 * OCTAVES);
}

/* The interval and the index on a bar whose band and middle the page draws behind all of them: the places alone, since there
 * may be thousands. A protected group has a band of its own. */
static void write_bar(struct segbias_page *page, const struct segbias_value_finding *v)
{
	const char *side = !segbias_is_flag(v->verdict) ? "" : segbias_is_over(v->verdict) ? " over" : " under";
	if (!isfinite(v->index)) {
		segbias_page_add(page, "<td></td>");
		return;
	}
	segbias_page_format(page, "<td><span class=\"bar%s\" style=\"--at:%.1f", side, place_of(v->index));
	if (isfinite(v->index_low)) {
		double from = place_of(v->index_low);
		double to = isfinite(v->index_high) ? place_of(v->index_high) : 100;
		segbias_page_format(page, ";--from:%.1f;--wide:%.1f", from, to - from);
	}
	if (v->guard)
		segbias_page_format(page, ";--low:%.1f%%;--high:%.1f%%", place_of(v->guard->band_low),
		                    place_of(v->guard->band_high));
	segbias_page_add(page, "\"></span></td>");
}

void segbias_page_band(struct segbias_page *page)
{
	const struct segbias_settings *s = &page->document->findings->settings;
	segbias_page_format(page, "<main style=\"--low:%.1f%%;--high:%.1f%%\">\n", place_of(s->band_low),
	                    place_of(s->band_high));
}

/* A sign beside the word: colour alone means nothing. */
static void write_verdict(struct segbias_page *page, const struct segbias_value_finding *v, const char *word)
{
	bool flag = segbias_is_flag(v->verdict);
	bool over = segbias_is_over(v->verdict);
	segbias_page_add(page, !flag ? "<td>" : over ? "<td class=\"over\">▲ " : "<td class=\"under\">▼ ");
	segbias_page_sentence(page, word);
	segbias_page_add(page, "</td></tr>\n");
}

void segbias_page_comparison(struct segbias_page *page, const struct segbias_comparison *c, size_t heading)
{
	const struct segbias_listing *table = segbias_listing_of_comparison(page->document, c);
	char style[64] = "";
	if (c->apart) /* its own band stands above the page's */
		(void)snprintf(style, sizeof style, " style=\"--low:%.1f%%;--high:%.1f%%\"",
		               place_of(c->limits.band_low), place_of(c->limits.band_high));
	segbias_page_format(page,
	                    "<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-labelledby=\"table-%zu\">"
	                    "<table class=\"numbers verdicts\"%s><thead><tr>",
	                    heading, style);
	for (size_t i = 0; i < table->columns; i++) {
		if (i + 1 == table->columns)
			segbias_page_add(page, "<th scope=\"col\"><bdi dir=\"ltr\" class=\"scale\"><span>25</span> "
			                       "<span>100</span> <span>400</span></bdi></th>");
		write_head(page, SEGBIAS_CELL_WORDS, table->heads[i]);
	}
	segbias_page_add(page, "</tr></thead>\n<tbody>");
	for (size_t i = 0; i < c->value_count && table->count > 0; i++) {
		const char *const *cells = &table->cells[i * table->columns];
		segbias_page_add(page, "<tr><th scope=\"row\">");
		segbias_page_sentence(page, cells[0]);
		segbias_page_add(page, "</th>");
		/* A number alone in its cell reads the same from both sides, and there may be thousands; an interval does
		 * not. */
		for (size_t j = 1; j + 1 < table->columns; j++) {
			segbias_page_add(page, "<td>");
			segbias_html_sentence(page->out, cells[j], page->leftward && j + 2 == table->columns);
			segbias_page_add(page, "</td>");
		}
		write_bar(page, &c->values[i]);
		write_verdict(page, &c->values[i], cells[table->columns - 1]);
	}
	segbias_page_add(page, "</tbody></table></div>\n");
	if (c->multi) {
		segbias_page_add(page, "<p class=\"soft\">");
		segbias_page_sentence(page, segbias_phrase_answers(&page->document->teller, c));
		segbias_page_add(page, "</p>\n");
	}
}
