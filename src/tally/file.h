/* Room: tally. A tally as a file, so that parts of the data can be counted apart and added up.
 *
 * UTF-8, a JSON object a line, without blanks, keys in one order, no line over 1 MiB (a longer list goes on in another line of
 * the same kind):
 *
 *   {"schema":"segbias.tally/1","version":…,"plan_sha256":…,"plan":{…}}   what is counted; "counting" in it is the caller's
 *   {"part":NAME,"rows":N,"bad_rows":N}                                    by the bytes of the names; "bad":[lines,"why",line,column],
 *                                                                          "blank":lines, "windows":true, "unseen":true, "repeated":true
 *   {"facts":[filtered,left_out,members_missing],"numbers_bad":[…],"numbers_no_age":[…]}
 *   {"total":[records]}  or  {"total":[records,"Σw","Σw²","largest w"]}
 *   {"labels":COLUMN,"of":[…]}                                             of open columns
 *   {"column":COLUMN,"spellings":[…],"counts":[…],"ids":[…],"how":[…]}     by bytes; of what is not compared the missing ones and
 *                                                                          those of a list of suspicious ones (values/suspect.h)
 *   {"places":COLUMN,"at":[[index,line,column],…]}                         of unmatched ones, while there is one part
 *   {"repeats":COLUMN,"different":N}                                       of what is not compared, while there is one part
 *   {"state":COLUMN,"limit":…,"collapsed":…,"several":N,"beyond":[[id,records],…]}
 *                                      of what is not compared: "shown":[known,numbers,below,until], or [] (struct segbias_shown)
 *   {"outside":COLUMN,"spellings":[…]}  {"outside":COLUMN,"cells":[…]}     where the plan wants them
 *   {"table":[COLUMN,…],"cells":[[id,…,records],…]}                        weighted: …,records,"Σw","Σw²","Σw⁴","largest w"
 *   {"missing":COLUMN,"by":COLUMN,"cells":[[id,records],…]}
 *   {"numeric":…}  {"patterns":…}                                          tally/numeric.h, tally/patterns.h
 *   {"persons":N,"nameless":N}  {"persons_hashed":[…]}  {"persons_by":COLUMN OR PAIR,"have":[[persons,[[id,group,…],records],…],…]}
 *                                                                          tally/clusters.h; by column or pair apart
 *   {"rows":N,"lines":N,"sha256":…}                                        of every byte before it
 *
 * Ids are those of the tally (0 missing, 1 unmatched, from 2 on labels). Sums are exact (base/sum_text.h). One state has one
 * text: equal counts are equal bytes, in whatever order and parts they were added.
 *
 * Not written, and refused: survey designs, rows that stand for several records, figures that are rounded.
 */
#ifndef SEGBIAS_TALLY_FILE_H
#define SEGBIAS_TALLY_FILE_H

#include "base/hash.h"
#include "base/stream.h"
#include "tally/tally.h"

#define SEGBIAS_TALLY_FILE_BEGINS "{\"schema\":\"segbias.tally/"

/* A part of the data: who counted it gave it the name. */
struct segbias_tally_part {
	struct segbias_label name;
	uint64_t rows, bad_rows;         /* that were read, and that were left out … */
	uint64_t bad_lines, blank_lines; /* … with their lines of the file, and blank ones */
	struct segbias_label bad_first;  /* why the first of them was; bytes NULL: none was */
	uint64_t bad_line, bad_column;   /* … and where */
	bool windows;                    /* it was no UTF-8, and was read as Windows-1252 */
	bool unseen;      /* its columns showed more than a tally keeps of them: what is to be said of a result … */
	bool repeated;    /* … and so did an identifier, which repeats */
	const char *file; /* where it was read from, for messages */
};

/* Zero-initialise. */
struct segbias_tally_file {
	struct segbias_arena arena;
	struct segbias_label counting; /* a JSON object: what the caller has to know of the plan */
	char plan_sha256[SEGBIAS_SHA256_SIZE];
	struct segbias_tally_part *parts; /* [part_count], by the bytes of their names */
	size_t part_count;
	size_t part_capacity;
	struct segbias_tally *tally;
};

void segbias_tally_file_release(struct segbias_tally_file *file);

/* Adds a part. Errors: SEGBIAS_DATA where there is one of that name, SEGBIAS_SYSTEM. */
enum segbias_status segbias_tally_file_add_part(struct segbias_tally_file *file, const struct segbias_tally_part *part,
                                                struct segbias_error *error);

/* The hash of the plan, of a file whose tally and `counting` are set. Errors: as writing. */
enum segbias_status segbias_tally_file_identify(struct segbias_tally_file *file, struct segbias_error *error);

/* The plan alone, as it stands in the file. Errors: as writing. */
enum segbias_status segbias_tally_file_plan(const struct segbias_tally_file *file, struct segbias_text *out,
                                            struct segbias_error *error);

/* The other way round, of a file that holds nothing yet: its tally is empty. *read: false where it is no plan. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_tally_file_take_plan(struct segbias_tally_file *file, struct segbias_label json, bool *read,
                                                 struct segbias_error *error);

/* Writes it; the tally is finished. Errors: SEGBIAS_DATA for what is not written, SEGBIAS_SYSTEM. */
enum segbias_status segbias_tally_file_write(const struct segbias_tally_file *file, struct segbias_text *out,
                                             struct segbias_error *error);

/* Reads one to its end; the tally is finished. On failure the file is to be released all the same. Errors: SEGBIAS_DATA, with
 * the line, where it is none, is cut, changed or continued, or of another version; those of the stream. */
enum segbias_status segbias_tally_file_read(struct segbias_stream *stream, struct segbias_tally_file *file,
                                            struct segbias_error *error);

/* Adds all of another one. On failure `file` is as it was, but for SEGBIAS_SYSTEM, after which only release is allowed. Errors:
 * SEGBIAS_DATA where plans differ, a part or a person is in both, or the records exceed 2^53. */
enum segbias_status segbias_tally_file_absorb(struct segbias_tally_file *file, struct segbias_tally_file *other,
                                              struct segbias_error *error);

/* SHA-256 of what the statistics read of a tally of any kind, but for persons and survey designs: equal ones are equal. The tally is
 * finished. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_tally_digest(const struct segbias_tally *tally, char hex[static SEGBIAS_SHA256_SIZE],
                                         struct segbias_error *error);

#endif
