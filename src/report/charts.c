#include "report/charts.h"

#include "base/call.h"

#include <string.h>

static segbias_chart_draw *const CHARTS[] = {
#define CHART(name, stem) segbias_chart_##name,
#include "report/charts.def"
#undef CHART
};

static enum segbias_status lay_out(const struct segbias_findings *findings, struct segbias_plot *plot,
                                   struct segbias_notes *notes, struct segbias_error *error)
{
	enum segbias_status status;
	struct segbias_chart_view view = {0};
	status = segbias_chart_view_init(&view, findings, error);
	for (size_t i = 0; status == SEGBIAS_OK && view.count > 0 && i < sizeof CHARTS / sizeof *CHARTS; i++)
		status = CHARTS[i](&view, plot, notes, error);
	segbias_chart_view_release(&view);
	return status;
}

static enum segbias_status stage(const struct segbias_plot *plot, const char *directory, struct segbias_output *output,
                                 struct segbias_error *error)
{
	enum segbias_status status;
	struct segbias_text path = {0};
	SEGBIAS_TRY(segbias_output_folder(output, directory, error));
	for (size_t i = 0; i < plot->count; i++) {
		const struct segbias_plot_sheet *sheet = plot->sheets[i];
		path.size = 0;
		segbias_text_add_format(&path, "%s/%s", directory, sheet->name.data);
		SEGBIAS_TRY(path.failed ? segbias_error_memory(error)
		                        : segbias_output_stage(output, path.data, sheet->picture.data,
		                                               sheet->picture.size, error));
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
	if (!findings)
		return segbias_error_set(error, SEGBIAS_USAGE, "there are no findings to draw: they are NULL");
	if (findings->job != SEGBIAS_JOB_COMPARE)
		return segbias_error_set(error, SEGBIAS_USAGE, "only a comparison can be drawn");
	if (!*directory)
		return segbias_error_set(error, SEGBIAS_USAGE, "the charts' folder has an empty name");
	if (!output)
		return segbias_error_set(error, SEGBIAS_USAGE, "the charts have no place to go to: the output is NULL");
	return SEGBIAS_OK;
}

static enum segbias_status draw(struct segbias_findings *findings, const struct segbias_charts_options *options,
                                struct segbias_output *output, struct segbias_error *error)
{
	static const struct segbias_charts_options DEFAULTS = {.directory = NULL};
	enum segbias_status status;
	struct segbias_plot *plot = NULL;
	struct segbias_notes notes = {0};
	options = options ? options : &DEFAULTS;
	const char *directory = options->directory ? options->directory : "charts";
	SEGBIAS_TRY(check(findings, directory, output, error));
	SEGBIAS_TRY(segbias_plot_create(options->format ? options->format : "svg", &plot, error));
	SEGBIAS_TRY(lay_out(findings, plot, &notes, error));
	SEGBIAS_TRY(segbias_chart_folder(plot, directory, output, &notes, error));
	SEGBIAS_TRY(segbias_plot_draw(plot, options->timeout_ms, &notes, error));
	SEGBIAS_TRY(stage(plot, directory, output, error));
	keep_notes(findings, &notes);
done:
	segbias_notes_release(&notes);
	segbias_plot_free(plot);
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
	return segbias_call_leave(&call, status, error);
}

bool segbias_charts_available(void)
{
	return segbias_plot_drawable();
}
