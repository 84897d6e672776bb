/* Charts of which every segment has a sheet of its own: which segments have one, and how their files are called. */
#include "report/charts.h"

enum { SEGMENTS_MAX = 20 };

/* "dumbbell-01-mobile-app": a number, and of the label only what may stand in a file's name. */
static void add_stem(struct segbias_text *out, const char *name, size_t number, struct segbias_label segment)
{
	struct segbias_text slug = {0};
	if (number == 0) {
		segbias_text_add_format(out, "%s-whole", name);
		return;
	}
	segbias_plot_slug(&slug, segment);
	segbias_text_add_format(out, "%s-%02zu%s%s", name, number, slug.size ? "-" : "", slug.size ? slug.data : "");
	out->failed = out->failed || slug.failed;
	segbias_text_release(&slug);
}

static bool is_wanted(const struct segbias_chart_view *view, size_t at)
{
	const struct segbias_charts_request *request = view->request;
	struct segbias_label segment = view->groups[at].segment;
	if (!request || request->segment_count == 0)
		return at <= SEGMENTS_MAX;
	for (size_t i = 0; i < request->segment_count; i++) {
		struct segbias_label wanted = request->segments[i];
		if (at == 0 ? !wanted.bytes : wanted.bytes && segbias_label_equal(wanted, segment))
			return true;
	}
	return false;
}

static enum segbias_status draw_group(const struct segbias_chart_series *series, const struct segbias_chart_view *view,
                                      size_t at, struct segbias_plot *plot, struct segbias_error *error)
{
	enum segbias_status status;
	struct segbias_text stem = {0};
	add_stem(&stem, series->name, at, view->groups[at].segment);
	SEGBIAS_TRY(stem.failed ? segbias_error_memory(error) : SEGBIAS_OK);
	SEGBIAS_TRY(series->draw(view, &view->groups[at], stem.data, plot, error));
	plot->sheets[plot->count - 1]->one_segment = true;
	plot->sheets[plot->count - 1]->segment = view->groups[at].segment;
done:
	segbias_text_release(&stem);
	return status;
}

enum segbias_status segbias_chart_series_draw(const struct segbias_chart_series *series,
                                              const struct segbias_chart_view *view, struct segbias_plot *plot,
                                              struct segbias_notes *notes, struct segbias_error *error)
{
	bool chosen = view->request && view->request->segment_count > 0;
	for (size_t i = 0; i < view->count; i++) {
		enum segbias_status status = is_wanted(view, i) ? draw_group(series, view, i, plot, error) : SEGBIAS_OK;
		if (status != SEGBIAS_OK)
			return status;
	}
	if (!chosen && view->count > SEGMENTS_MAX + 1)
		(void)segbias_notes_add(notes, "charts_left_out",
		                        "%s charts show the %d worst of %zu segments; %zu %s none", series->name,
		                        (int)SEGMENTS_MAX, view->count - 1, view->count - 1 - SEGMENTS_MAX,
		                        view->count - 1 - SEGMENTS_MAX == 1 ? "has" : "have");
	return SEGBIAS_OK;
}
