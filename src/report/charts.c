#include "report/charts.h"

#include "base/call.h"
#include "base/memory.h"
#include "policy/option.h"

#include <stdlib.h>
#include <string.h>

static const struct {
	const char *name;
	segbias_chart_draw *draw;
	enum segbias_job job;
} CHARTS[] = {
#define CHART(name, stem, job) {#name, segbias_chart_##name, SEGBIAS_JOB_##job},
#include "report/charts.def"
#undef CHART
};

enum { CHART_COUNT = sizeof CHARTS / sizeof *CHARTS };

static bool is_wanted(const struct segbias_charts_request *request, const char *chart)
{
	for (size_t i = 0; request && i < request->chart_count; i++)
		if (strcmp(request->charts[i], chart) == 0)
			return true;
	return !request || request->chart_count == 0;
}

static bool is_chart(const char *name)
{
	for (size_t i = 0; i < CHART_COUNT; i++)
		if (strcmp(CHARTS[i].name, name) == 0)
			return true;
	return false;
}

static bool is_segment(const struct segbias_findings *findings, struct segbias_label segment)
{
	for (size_t i = 0; i < findings->comparison_count; i++) {
		struct segbias_label one = findings->comparisons[i].segment;
		if (one.bytes && segbias_label_equal(one, segment))
			return true;
	}
	return false;
}

static enum segbias_status check_request(const struct segbias_findings *findings,
                                         const struct segbias_charts_request *request, struct segbias_error *error)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	if (request && request->language && !segbias_language_find(request->language))
		return segbias_error_set(error, SEGBIAS_USAGE, "bad_option|language %s: it must be one of en, ar",
		                         segbias_text_quote(request->language, quoted));
	for (size_t i = 0; request && i < request->chart_count; i++)
		if (!is_chart(request->charts[i]))
			return segbias_error_set(error, SEGBIAS_USAGE, "no_such_chart|there is no chart called %s",
			                         segbias_text_quote(request->charts[i], quoted));
	for (size_t i = 0; request && i < request->segment_count; i++)
		if (request->segments[i].bytes && !is_segment(findings, request->segments[i]))
			return segbias_error_set(error, SEGBIAS_USAGE, "no_such_segment|there is no segment %s to draw",
			                         segbias_label_quote(request->segments[i], quoted));
	return SEGBIAS_OK;
}

/* The sheets of one chart, each with its name. */
static enum segbias_status lay_out_chart(const struct segbias_chart_view *view, size_t chart,
                                         struct segbias_chart_list *list, struct segbias_error *error)
{
	struct segbias_plot *plot = list->plot;
	size_t first = plot->count;
	enum segbias_status status = CHARTS[chart].draw(view, plot, &list->notes, error);
	for (size_t i = first; i < plot->count; i++)
		plot->sheets[i]->chart = CHARTS[chart].name;
	return status;
}

/* An audit, a review and weights have charts of their own. */
static bool is_of(enum segbias_job job, size_t chart)
{
	bool own = job == SEGBIAS_JOB_AUDIT || job == SEGBIAS_JOB_REVIEW || job == SEGBIAS_JOB_WEIGH;
	return CHARTS[chart].job == (own ? job : SEGBIAS_JOB_COMPARE);
}

/* A list without pictures: what is to be drawn. */
static enum segbias_status lay_out(const struct segbias_findings *findings,
                                   const struct segbias_charts_request *request, struct segbias_chart_list **out,
                                   struct segbias_error *error)
{
	enum segbias_status status;
	struct segbias_chart_view view = {0};
	struct segbias_arena arena = {NULL};
	struct segbias_teller teller = {segbias_language_at(0), &arena, false};
	struct segbias_chart_list *list = segbias_memory_zeroed(1, sizeof *list);
	SEGBIAS_TRY(list ? SEGBIAS_OK : segbias_error_memory(error));
	SEGBIAS_TRY(segbias_plot_create(request && request->format ? request->format : "svg", &list->plot, error));
	SEGBIAS_TRY(check_request(findings, request, error));
	SEGBIAS_TRY(segbias_chart_view_init(&view, findings, error));
	if (request && request->language)
		teller.language = segbias_language_find(request->language);
	view.request = request;
	view.teller = &teller;
	list->plot->leftward = segbias_chart_is_leftward(&view);
	bool audit = findings->job == SEGBIAS_JOB_AUDIT;
	for (size_t i = 0; (view.count > 0 || audit) && i < CHART_COUNT; i++)
		if (is_of(findings->job, i))
			SEGBIAS_TRY(is_wanted(request, CHARTS[i].name) ? lay_out_chart(&view, i, list, error)
			                                               : SEGBIAS_OK);
	SEGBIAS_TRY(teller.failed ? segbias_error_memory(error) : SEGBIAS_OK);
	*out = list;
	list = NULL;
done:
	segbias_chart_view_release(&view);
	segbias_arena_release(&arena);
	segbias_chart_list_free(list);
	return status;
}

/* Draws what was laid out, and lists it. */
static enum segbias_status draw_list(struct segbias_chart_list *list, unsigned timeout_ms, struct segbias_error *error)
{
	const struct segbias_plot *plot = list->plot;
	enum segbias_status status = segbias_plot_draw(list->plot, timeout_ms, &list->host_notes, error);
	if (status != SEGBIAS_OK)
		return status;
	list->items = segbias_memory_zeroed(plot->count + 1, sizeof *list->items);
	if (!list->items)
		return segbias_error_memory(error);
	list->count = plot->count;
	for (size_t i = 0; i < plot->count; i++) {
		const struct segbias_plot_sheet *sheet = plot->sheets[i];
		list->items[i] = (struct segbias_chart){
		    .chart = sheet->chart,
		    .stem = sheet->stem,
		    .file = sheet->name.data,
		    .one_segment = sheet->one_segment,
		    .segment = sheet->segment,
		    .title = segbias_text_label(&sheet->title),
		    .description = segbias_text_label(&sheet->description),
		    .picture = segbias_text_label(&sheet->picture),
		};
	}
	return SEGBIAS_OK;
}

static enum segbias_status check_findings(const struct segbias_findings *findings, struct segbias_error *error)
{
	if (!findings)
		return segbias_error_set(error, SEGBIAS_USAGE,
		                         "no_argument|there are no findings to draw: they are NULL");
	if (!segbias_findings_are_compared(findings) && findings->job != SEGBIAS_JOB_AUDIT &&
	    findings->job != SEGBIAS_JOB_REVIEW && findings->job != SEGBIAS_JOB_WEIGH)
		return segbias_error_set(error, SEGBIAS_USAGE,
		                         "not_drawable|only a comparison, an audit, a review or weights can be drawn");
	if (findings->read_back)
		return segbias_error_set(error, SEGBIAS_USAGE,
		                         "not_drawable|a result that was read back cannot be drawn");
	return SEGBIAS_OK;
}

enum segbias_status segbias_charts_draw(const struct segbias_findings *findings,
                                        const struct segbias_charts_request *request, struct segbias_chart_list **out,
                                        struct segbias_error *error)
{
	enum segbias_status status;
	struct segbias_chart_list *list = NULL;
	SEGBIAS_TRY(check_findings(findings, error));
	SEGBIAS_TRY(lay_out(findings, request, &list, error));
	SEGBIAS_TRY(draw_list(list, request ? request->timeout_ms : 0, error));
	*out = list;
	list = NULL;
done:
	segbias_chart_list_free(list);
	return status;
}

void segbias_chart_list_free(struct segbias_chart_list *list)
{
	if (!list)
		return;
	segbias_notes_release(&list->notes);
	segbias_notes_release(&list->host_notes);
	segbias_plot_free(list->plot);
	free(list->items);
	free(list);
}

/* --- into a folder ---------------------------------------------------------------------------------------------- */

/* From here on no other run puts its pictures there: what is to go is what is there now. */
static enum segbias_status stage(struct segbias_chart_list *list, const char *directory, struct segbias_output *output,
                                 struct segbias_error *error)
{
	enum segbias_status status;
	struct segbias_text path = {0};
	SEGBIAS_TRY(segbias_output_folder(output, directory, error));
	SEGBIAS_TRY(segbias_chart_folder(list->plot, directory, output, &list->notes, error));
	for (size_t i = 0; i < list->count; i++) {
		const struct segbias_chart *chart = &list->items[i];
		path.size = 0;
		segbias_text_add_format(&path, "%s/%s", directory, chart->file);
		SEGBIAS_TRY(path.failed ? segbias_error_memory(error)
		                        : segbias_output_stage(output, path.data, chart->picture.bytes,
		                                               chart->picture.size, error));
	}
done:
	segbias_text_release(&path);
	return status;
}

/* Warnings reach the findings only when all went well. */
static void keep_notes(struct segbias_findings *findings, const struct segbias_notes *notes)
{
	for (size_t i = 0; i < notes->count; i++) {
		const struct segbias_note *note = &notes->items[i];
		struct segbias_error *text = segbias_notes_add(&findings->notes, note->code, "%s", note->text.message);
		if (text)
			*text = note->text;
	}
}

static enum segbias_status check(const struct segbias_findings *findings, const char *directory,
                                 const struct segbias_output *output, struct segbias_error *error)
{
	enum segbias_status status = check_findings(findings, error);
	if (status != SEGBIAS_OK)
		return status;
	if (!*directory)
		return segbias_error_set(error, SEGBIAS_USAGE, "no_output_path|the charts' folder has an empty name");
	if (!output)
		return segbias_error_set(error, SEGBIAS_USAGE,
		                         "no_output_place|the charts have no place to go to: the output is NULL");
	return SEGBIAS_OK;
}

static enum segbias_status draw(struct segbias_findings *findings, const struct segbias_charts_options *options,
                                struct segbias_output *output, struct segbias_error *error)
{
	static const struct segbias_charts_options DEFAULTS = {.directory = NULL};
	enum segbias_status status;
	struct segbias_chart_list *list = NULL;
	options = options ? options : &DEFAULTS;
	const char *directory = options->directory ? options->directory : "charts";
	struct segbias_charts_request request = {.format = options->format, .language = options->language};
	SEGBIAS_TRY(check(findings, directory, output, error));
	SEGBIAS_TRY(lay_out(findings, &request, &list, error));
	/* What stands in the way is told before anything is drawn. */
	SEGBIAS_TRY(segbias_chart_folder(list->plot, directory, NULL, NULL, error));
	SEGBIAS_TRY(draw_list(list, options->timeout_ms, error));
	SEGBIAS_TRY(stage(list, directory, output, error));
	keep_notes(findings, &list->notes);
	segbias_findings_keep_host(findings, &list->host_notes);
done:
	segbias_chart_list_free(list);
	return status;
}

enum segbias_status segbias_charts_write(struct segbias_findings *findings,
                                         const struct segbias_charts_options *options, struct segbias_output *output,
                                         struct segbias_error *error)
{
	struct segbias_call call;
	enum segbias_status status = segbias_call_enter(&call, error);
	if (status != SEGBIAS_OK)
		return status;
	status = draw(findings, options, output, error);
	status = segbias_call_leave(&call, status, error);
	if (status != SEGBIAS_OK && findings)
		segbias_option_word(error, findings->words_settings || (findings->read_back && !findings->words_flags));
	return status;
}

bool segbias_charts_available(void)
{
	return segbias_plot_drawable();
}
