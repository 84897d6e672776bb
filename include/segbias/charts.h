/* segbias: the result of a comparison as pictures, drawn by gnuplot. */
#ifndef SEGBIAS_CHARTS_H
#define SEGBIAS_CHARTS_H

#include <segbias/findings.h>
#include <segbias/output.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Caller-owned; zero-initialised, or NULL in its place, it asks for the defaults. An error calls the directory `charts` and the
 * format `chart_format`. */
struct segbias_charts_options {
	const char *directory;   /**< made where it is missing; NULL: "charts" */
	const char *format;      /**< "svg", "png" or "pdf"; NULL: "svg" */
	unsigned timeout_ms;     /**< for all charts together; 0: 20 s, more for very many values */
	const char *language;    /**< "en", "ar"; a locale's name will do ("ar_SY.UTF-8"); NULL: "en" */
	const void *reserved[8]; /**< NULL: what a new version adds takes its room from here */
};

/** Draws the findings and stages the pictures in `output`, to be seen in the directory with its commit:
 *
 * index-heatmap.SUFFIX      the index of every value, the whole campaign and at most 40 segments
 * dumbbell-whole.SUFFIX     shares beside the reference's, the whole campaign
 * dumbbell-NN-NAME.SUFFIX   the same for at most 20 segments, the worst first
 * forest-whole.SUFFIX       indices with their intervals beside the tolerated band, the whole campaign; none of an amount
 * forest-NN-NAME.SUFFIX     the same for the same segments
 * missing-heatmap.SUFFIX    how much of every column is missing, the whole campaign and at most 40 segments, at most 60
 *                           columns; none where nothing is missing
 *
 * A picture bears a mark that says that segbias drew it, and of which run. One in the directory of another run, by the name
 * of a chart, is removed with the commit; one without a mark stays; both are named in warnings of the findings. The mark does
 * not say whether somebody has edited the picture since: what is to be kept needs another name or folder.
 *
 * The worst are those with the finding that most people are missing from or too many in. What was left out is a warning
 * of the findings. gnuplot is found on the PATH or named by the environment's SEGBIAS_GNUPLOT; it is started in a private
 * folder with an environment of its own (of the host's it has FONTCONFIG_FILE alone), and on Linux confined so that it can
 * start nothing and reach no network. A png and a pdf are drawn with the fonts that are installed: a letter that none of them
 * has is replaced, which a warning says. In a language that is read from the right the charts are mirrored, but for their
 * axes.
 * Errors: SEGBIAS_USAGE for an unknown format or language, an empty directory, findings of anything but a comparison, and NULL for
 * findings or output; SEGBIAS_SYSTEM where gnuplot is missing, fails, hangs or writes no whole picture, where there is no
 * font for a png or a pdf, where the directory
 * cannot be written, or where a file without the mark has the name of a picture; the output must not be committed then. */
SEGBIAS_PUBLIC enum segbias_status segbias_charts_write(struct segbias_findings *findings,
                                                        const struct segbias_charts_options *options,
                                                        struct segbias_output *output, struct segbias_error *error);

/** Whether gnuplot is found where charts would look for it. */
SEGBIAS_PUBLIC bool segbias_charts_available(void);

#ifdef __cplusplus
}
#endif
#endif
