#include "report/text_amount.h"

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>

enum { GAPS_MAX = 12 };

const char *segbias_text_figure(const struct segbias_findings *findings, double value,
                                char out[static SEGBIAS_NUMBER_MAX])
{
	return segbias_has_amount(findings) ? segbias_number_money(value, out) : segbias_number_group(value, out);
}

/* A value and where it stands. */
struct gap {
	const struct segbias_comparison *comparison;
	const struct segbias_value_finding *value;
	size_t order; /* of the result */
};

/* Most money first; then the order of the result. */
static int compare_gaps(const void *a, const void *b)
{
	const struct gap *x = a;
	const struct gap *y = b;
	double dx = fabs(x->value->shortfall);
	double dy = fabs(y->value->shortfall);
	if (dx != dy)
		return dx > dy ? -1 : 1;
	return (x->order > y->order) - (x->order < y->order);
}

/* Those of the segments, of the whole campaign where there are none. */
static struct gap *collect(const struct segbias_findings *findings, size_t *count)
{
	size_t room = 0;
	for (size_t i = 0; i < findings->comparison_count; i++)
		room += findings->comparisons[i].value_count;
	struct gap *gaps = segbias_memory_zeroed(room + 1, sizeof *gaps);
	*count = 0;
	for (size_t i = 0; gaps && i < findings->comparison_count; i++) {
		const struct segbias_comparison *c = &findings->comparisons[i];
		bool counts = (c->segment.bytes != NULL) == (findings->settings.segment.bytes != NULL);
		for (size_t j = 0; counts && j < c->value_count; j++) {
			gaps[*count] = (struct gap){c, &c->values[j], *count};
			*count += isfinite(c->values[j].shortfall) && c->values[j].shortfall != 0;
		}
	}
	return gaps;
}

static void write_gap(struct segbias_paper *paper, const struct segbias_findings *findings, const struct gap *gap)
{
	const struct segbias_value_finding *v = gap->value;
	struct segbias_text text = {0};
	char number[SEGBIAS_NUMBER_MAX];
	bool over = v->shortfall < 0;
	if (gap->comparison->segment.bytes)
		segbias_text_add_clean(&text, gap->comparison->segment);
	else
		segbias_text_add_string(&text, "Whole campaign");
	segbias_text_add_string(&text, ", ");
	segbias_text_add_clean(&text, gap->comparison->attribute);
	segbias_text_add_string(&text, " ");
	segbias_text_add_clean(&text, v->value);
	segbias_text_add_format(&text, ": index %.0f, %s of ", v->index,
	                        segbias_number_money(fabs(v->shortfall), number));
	segbias_text_add_clean(&text, findings->settings.amount);
	segbias_text_add_format(&text, " %s than their share.", over ? "more" : "less");
	segbias_paper_string(paper, "  ");
	segbias_paper_sign(paper, over ? "▲" : "▼", over ? "+" : "-");
	segbias_paper_string(paper, " ");
	segbias_paper_wrap(paper, text.data ? text.data : "", 4);
	segbias_paper_line(paper);
	segbias_text_release(&text);
}

static void write_heading(struct segbias_paper *paper, struct segbias_label amount, const char *rest)
{
	struct segbias_text text = {0};
	segbias_text_add_string(&text, "Shares of ");
	segbias_text_add_clean(&text, amount);
	segbias_text_add_string(&text, rest);
	segbias_paper_line(paper);
	segbias_paper_ink(paper, SEGBIAS_INK_BOLD);
	segbias_paper_wrap(paper, text.data ? text.data : "", 2);
	segbias_paper_ink(paper, SEGBIAS_INK_PLAIN);
	segbias_paper_line(paper);
	paper->out->failed |= text.failed;
	segbias_text_release(&text);
}

void segbias_text_amounts(struct segbias_paper *paper, const struct segbias_findings *findings)
{
	static const char WHY[] =
	    "An amount is no number of people: nothing here is tested, and there is no p, interval or "
	    "verdict. Index and gap say how the money is spread in this file.";
	size_t count = 0;
	struct gap *gaps = collect(findings, &count);
	if (!gaps) {
		paper->out->failed = true;
		return;
	}
	qsort(gaps, count, sizeof *gaps, compare_gaps);
	write_heading(paper, findings->settings.amount, count ? ", largest gaps first" : "");
	for (size_t i = 0; i < count && i < GAPS_MAX; i++)
		write_gap(paper, findings, &gaps[i]);
	if (count > GAPS_MAX)
		segbias_paper_remark(paper, "and %zu more: --format csv lists all", count - GAPS_MAX);
	if (!count)
		segbias_paper_remark(paper, "There is no gap: every share is that of the reference.");
	segbias_paper_string(paper, "  ");
	segbias_paper_wrap(paper, WHY, 2);
	segbias_paper_line(paper);
	free(gaps);
}
