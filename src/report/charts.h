/* Room: report. One chart a file, listed in charts.def: what of the findings it shows, laid out on sheets of a plot.
 *
 * A format that shows charts asks segbias_charts_draw for them: pictures in memory, with what they say in words.
 *
 * This header is what the charts share: the segments in the order of their findings, the words and colours of verdicts,
 * titles that say what was found.
 */
#ifndef SEGBIAS_REPORT_CHARTS_H
#define SEGBIAS_REPORT_CHARTS_H

#include "findings/findings.h"
#include "report/plot.h"
#include "wording/wording.h"
#include <segbias/charts.h>

/* Which charts are wanted. Zero-initialised, or NULL in its place: all of charts.def, of the whole campaign and of the worst
 * segments, as svg. */
struct segbias_charts_request {
	const char *format;        /* "svg", "png" or "pdf"; NULL: "svg" */
	const char *const *charts; /* by their names in charts.def, in whose order they are drawn */
	size_t chart_count;        /* 0: all */
	/* Whose charts of one segment are drawn; one without bytes is the whole campaign. Charts of all segments stay. */
	const struct segbias_label *segments;
	size_t segment_count; /* 0: the whole campaign and the worst, at most 20 */
	const char *language; /* "en", "ar", or a locale's name; NULL: "en" */
	size_t
	    heatmap_cells; /* of the index heatmap at most about so many, and of ten segments at least; 0: of 40 segments */
	unsigned timeout_ms; /* for all charts together; 0: 20 s, more for very many values and for png and pdf */
};

/* A picture, and what it says in words: for an <img>, its alternative text. */
struct segbias_chart {
	const char *chart; /* its name in charts.def */
	const char *stem;  /* its file's name without the suffix: a to z, 0 to 9 and "-", no other chart's */
	const char *file;  /* the same with it */
	bool
	    one_segment; /* it shows `segment` (without bytes: the whole campaign) with all its attributes; else all segments */
	struct segbias_label segment;     /* as the findings have it, to whom its bytes belong */
	struct segbias_label title;       /* what was found; clean text */
	struct segbias_label description; /* what is shown, and how; clean text */
	struct segbias_label picture;     /* the bytes of the file */
};

struct segbias_chart_list {
	struct segbias_chart *items;
	size_t count;
	struct segbias_notes notes;      /* what was left out */
	struct segbias_notes host_notes; /* letters without a font, and a program that could not be confined */
	struct segbias_plot *plot;       /* to which all but the segments belongs */
};

/* Draws the charts of a comparison into memory, all in one process: chart after chart of charts.def, the whole campaign
 * before the segments, the worst of these first. None of them (*out is an empty list) where nothing was compared. The
 * findings must outlive the list.
 * Errors: SEGBIAS_USAGE for an unknown format, language, chart or segment, and for findings of anything but a comparison;
 * SEGBIAS_SYSTEM, with a sentence and a hint, where gnuplot is missing, fails, hangs or writes no whole picture: a page can
 * be written without charts then, with that sentence in their place. */
enum segbias_status segbias_charts_draw(const struct segbias_findings *findings,
                                        const struct segbias_charts_request *request, struct segbias_chart_list **out,
                                        struct segbias_error *error);
void segbias_chart_list_free(struct segbias_chart_list *list);

/* A segment, or the whole campaign. */
struct segbias_chart_group {
	struct segbias_label segment; /* bytes NULL: the whole campaign */
	const struct segbias_comparison *comparisons;
	size_t count;
	int certainty;    /* 0: a value is over or under; 1: likely so; 2: neither */
	double shortfall; /* the largest of such a value, without its sign */
};

struct segbias_chart_view {
	const struct segbias_findings *findings;
	struct segbias_chart_group *groups; /* [0] the whole campaign, then the segments, worst first */
	size_t count;
	const struct segbias_charts_request *request; /* NULL: the defaults */
	struct segbias_teller *teller;                /* who words; what it tells lives as long as the view */
};

enum {
	SEGBIAS_CHART_MARGIN = 18,
	SEGBIAS_CHART_INNER_WIDTH = SEGBIAS_PLOT_WIDTH - 2 * SEGBIAS_CHART_MARGIN,
};

/* Adds its sheets to the plot, none where it does not apply; `notes` takes warnings of what it had to leave out. */
typedef enum segbias_status segbias_chart_draw(const struct segbias_chart_view *view, struct segbias_plot *plot,
                                               struct segbias_notes *notes, struct segbias_error *error);

#define CHART(name, stem, job) segbias_chart_draw segbias_chart_##name;
#include "report/charts.def"
#undef CHART

enum segbias_status segbias_chart_view_init(struct segbias_chart_view *view, const struct segbias_findings *findings,
                                            struct segbias_error *error);
void segbias_chart_view_release(struct segbias_chart_view *view);

/* What a heatmap says in words of its own. */
struct segbias_chart_heatmap_words {
	const char *stem;     /* of its sheet */
	const char *subtitle; /* NULL: that of the index heatmap */
};

/* Draws the view's groups as a heatmap. A value within the band whose index is not defined is no cell. */
enum segbias_status segbias_chart_heatmap_draw(const struct segbias_chart_view *view,
                                               const struct segbias_chart_heatmap_words *words,
                                               struct segbias_plot *plot, struct segbias_notes *notes,
                                               struct segbias_error *error);

/* A chart of which every segment has a sheet of its own. */
struct segbias_chart_series {
	const char *name; /* "dumbbell": its sheets are "dumbbell-whole", "dumbbell-01-mobile-app", ... */
	enum segbias_status (*draw)(const struct segbias_chart_view *view, const struct segbias_chart_group *group,
	                            const char *stem, struct segbias_plot *plot, struct segbias_error *error);
};

/* Draws the groups that are asked for. The number in a stem is the segment's place among all, so that it is the same
 * whichever are. */
enum segbias_status segbias_chart_series_draw(const struct segbias_chart_series *series,
                                              const struct segbias_chart_view *view, struct segbias_plot *plot,
                                              struct segbias_notes *notes, struct segbias_error *error);

/* Colours follow the verdict. Marks: likely ones are lighter, within and unclear grey. Words: likely ones are as dark. */
enum segbias_plot_ink segbias_chart_ink(const struct segbias_value_finding *value);
enum segbias_plot_ink segbias_chart_word_ink(const struct segbias_value_finding *value);

/* "29", "1,234", "-" where it is not defined. */
void segbias_chart_index(const struct segbias_value_finding *value, struct segbias_text *out);

/* Labels that stand beside each other, for segbias_chart_label(s): of the values, of a group's attributes, of the first
 * `count` groups (the first is the whole campaign, in words). NULL where memory ran out. */
struct segbias_label *segbias_chart_values(const struct segbias_comparison *comparison);
struct segbias_label *segbias_chart_attributes(const struct segbias_chart_group *group);
struct segbias_label *segbias_chart_groups(const struct segbias_chart_view *view, size_t count);

/* Such a list, which is freed, cut so that its labels are told apart. */
void segbias_chart_labels(struct segbias_plot_labels *out, struct segbias_label *list, size_t count,
                          enum segbias_plot_size size, double width);

/* The pixels of the widest of them. */
double segbias_chart_widest(const struct segbias_plot_labels *labels, enum segbias_plot_size size);

/* Where one of such a list is wanted. */
struct segbias_chart_choice {
	struct segbias_label *list; /* freed */
	size_t count, at;
};
void segbias_chart_label(struct segbias_text *out, struct segbias_chart_choice choice, enum segbias_plot_size size,
                         double width);

enum { SEGBIAS_CHART_LINES_MAX = 3 };

/* --- words: whole sentences of the wording room ------------------------------------------------------------------ */

/* A label that was cut for its place, or a figure, as a word of a sentence; the buffer is released. */
struct segbias_word segbias_chart_word(const struct segbias_chart_view *view, const char *place,
                                       struct segbias_text *text);

/* A count without groups of three. */
#define SEGBIAS_CHART_COUNT(place, value) WORD_NUMBER(place, "%.0f", (double)(value))

/* Appends a sentence as it is written: of its marks remain isolates, where it is written from the right. */
void segbias_chart_spell(const struct segbias_chart_view *view, const char *sentence, struct segbias_text *out);

/* The same as a line of a sheet (segbias_plot_line). */
const char *segbias_chart_line(const struct segbias_chart_view *view, const char *sentence);

/* Writes such a line; returns the pixels that it takes. */
double segbias_chart_say(const struct segbias_chart_view *view, struct segbias_plot_sheet *sheet,
                         struct segbias_plot_words words, const char *sentence);

/* Pixels of a sentence. */
double segbias_chart_width(const struct segbias_chart_view *view, const char *sentence, enum segbias_plot_size size);

/* The gap between sentences that stand beside each other in `room` pixels: `most`, or less where they need it. */
double segbias_chart_gap(const struct segbias_chart_view *view, const char *const *sentences, size_t count, double room,
                         double most);

bool segbias_chart_is_leftward(const struct segbias_chart_view *view);

/* --- lines and titles -------------------------------------------------------------------------------------------- */

/* Breaks a clean label into lines of text at blanks and behind hyphens and their like, returns how many. 0: it needs more than three lines,
 * or a word is too long. */
size_t segbias_chart_break(struct segbias_label text, double width,
                           struct segbias_label lines[static SEGBIAS_CHART_LINES_MAX]);

/* What was found, as a line of at most the width of a sheet: of one group, or of all segments where `group` is NULL. */
const char *segbias_chart_title(const struct segbias_chart_view *view, const struct segbias_chart_group *group);

/* How many values of the group have which verdict; the same as above where none is over or under. */
const char *segbias_chart_tally_title(const struct segbias_chart_view *view, const struct segbias_chart_group *group);

/* A sentence, and that it shows the worst of all segments, where these are more. */
const char *segbias_chart_worst(const struct segbias_chart_view *view, const char *what, size_t shown, size_t all);

/* The title and the line below it; also described for those who cannot see. */
void segbias_chart_head(struct segbias_plot_sheet *sheet, const char *title, const char *subtitle);

/* Looks for pictures in the folder by the names of charts. One of ours of another run is removed with the commit, one of
 * others stays, and both are named in a warning. Ours of the same run, in another format, stay. Output and notes NULL: only
 * whether something is in the way.
 * Errors: SEGBIAS_SYSTEM where a file that we did not draw has the name of a picture of the plot. */
enum segbias_status segbias_chart_folder(const struct segbias_plot *plot, const char *directory,
                                         struct segbias_output *output, struct segbias_notes *notes,
                                         struct segbias_error *error);

#endif
