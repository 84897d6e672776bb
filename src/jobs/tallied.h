/* Room: jobs. A campaign that was counted before: its tally, and what stands for its first records, so that columns are
 * recognised and matched as they were when it was counted.
 *
 * What stands for them is no record: of columns that are compared (attributes, segments, numbers of both files) the spellings of
 * the first records and how often each came, in an order of their own; of all others nothing but how many were blank, how many
 * differed, and whether they were words or numbers. Whether a plan that is made from that is the one that was counted by is
 * tested when a tally is made, and whenever one is read: where it is another, the tally is refused.
 */
#ifndef SEGBIAS_JOBS_TALLIED_H
#define SEGBIAS_JOBS_TALLIED_H

#include "jobs/run.h"
#include "tally/file.h"
#include "tally/sql_cells.h"

struct segbias_tallied {
	struct segbias_tally_file file;
	const struct segbias_label *names; /* [width], of its file */
	size_t width;
	struct segbias_label followed;       /* how its parts are counted: jobs/followed.h reads it */
	bool of_cells;                       /* a database counted it: nothing but cells, without numbers, … */
	struct segbias_sql_cells cells;      /* … which become a tally when columns are matched */
	struct segbias_text head;            /* the table that stands for its first records … */
	struct segbias_stream_inlet inlet;   /* … to be read in the place of the campaign */
	char reference[SEGBIAS_SHA256_SIZE]; /* the digest of the reference's tally */
	uint64_t bytes;
	bool hashed;
	char sha256[SEGBIAS_SHA256_SIZE];
};

/* Whether the file is a tally, or holds cells, by its first bytes; then it is read, *out to be freed. `stream` is the opened file: where
 * it is neither nothing of it was consumed. Errors: as segbias_tally_file_read and segbias_cells_read. */
enum segbias_status segbias_tallied_read(struct segbias_stream *stream, struct segbias_tallied **out,
                                         struct segbias_error *error);
/* The error of a file that is to be one, and was not read as such: it may not be there. */
enum segbias_status segbias_tallied_refuse(const struct segbias_options *options, const char *path,
                                           struct segbias_error *error);
/* NULL is none. */
void segbias_tallied_free(struct segbias_tallied *tallied);

/* Makes one of a tally that was counted; `counting` is its own. Errors: SEGBIAS_SYSTEM; SEGBIAS_DATA where `counting` is none. */
enum segbias_status segbias_tallied_unfold(struct segbias_tallied *tallied, const char *path,
                                           struct segbias_error *error);

/* Whether an option says what is counted, so that it stands in a tally and cannot be given again. */
bool segbias_tallied_fixes(size_t option);

/* An option of what is not counted there, and what to do instead. */
struct segbias_uncounted {
	const char *option, *what, *hint;
};

/* The first of the rows whose option is given, or stands in the policy; NULL: none. */
const struct segbias_uncounted *segbias_uncounted_find(const struct segbias_uncounted *rows, size_t count,
                                                       const struct segbias_options *options);

/* Refuses options of what a tally does not hold. Errors: SEGBIAS_USAGE. */
enum segbias_status segbias_tallied_allow(const struct segbias_options *options, struct segbias_error *error);

/* Where the hint names an option that says what is counted, it says when that can be given. NULL: nothing. */
void segbias_tallied_hint(struct segbias_error *error, const char *when);

/* Sets the options that the tally was counted by. `given`: those of the command line, `arena`: where texts live. What the policy file
 * shows beside what is compared is left out where the tally holds it otherwise, or not. Errors: SEGBIAS_USAGE where one was given
 * again, or the file says another. */
enum segbias_status segbias_tallied_options(const struct segbias_tallied *tallied, const struct segbias_options *given,
                                            struct segbias_arena *arena, struct segbias_policy_file *file,
                                            struct segbias_error *error);

/* The text of "counting", of a run that has matched and not yet poured. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_tallied_counting(struct segbias_run *run, struct segbias_text *out,
                                             struct segbias_error *error);

/* Whether the reference that was read is the one of the tally. Errors: SEGBIAS_DATA. */
enum segbias_status segbias_tallied_check_reference(const struct segbias_run *run, struct segbias_error *error);

/* Whether the plan that was matched is that of the tally. Errors: SEGBIAS_DATA. */
enum segbias_status segbias_tallied_check_plan(struct segbias_run *run, struct segbias_error *error);

/* Whether what is counted, or was, is counted by a database. */
bool segbias_tallied_by_database(const struct segbias_run *run);

/* Leaves out of what was matched what a database is not asked for: numbers, and which columns tell of each other. */
void segbias_tallied_leave_numbers(struct segbias_run *run);

/* The tally of the campaign, whose columns are matched; its rows. Errors: as segbias_sql_cells_pour. */
enum segbias_status segbias_tallied_take(struct segbias_run *run, struct segbias_tally **out,
                                         struct segbias_error *error);

/* Whether the shape is one of what was counted before. */
bool segbias_tallied_is_shape(const char *shape);

/* Whether the file, which is to be of such a shape, is: `tallied` is NULL where it is none of them. Errors: SEGBIAS_DATA. */
enum segbias_status segbias_tallied_check_shape(const struct segbias_tallied *tallied, const char *shape,
                                                const struct segbias_options *options, const char *path,
                                                struct segbias_error *error);

/* Says where a column that is not compared showed what the tally does not keep, and what cells do not tell. */
void segbias_tallied_note(struct segbias_run *run);

#endif
