/* Room: report. Writing strict JSON: keys in the order of the calls, shortest numbers, NaN as null.
 *
 * Written here rather than by a library because jansson writes doubles with a fixed number of digits, not the shortest.
 */
#ifndef SEGBIAS_REPORT_JSON_H
#define SEGBIAS_REPORT_JSON_H

#include "base/text.h"

/* Zero-initialise, set `out`. */
struct segbias_json {
	struct segbias_text *out;
	int depth;
	bool comma;                 /* something stands before on this level */
	bool inline_values;         /* no line breaks: for short objects */
	struct segbias_label label; /* key of the next item, where it is given none; bytes NULL: it has none */
};

/* key NULL: an item of an array. */
void segbias_json_open(struct segbias_json *json, const char *key, char bracket);
void segbias_json_close(struct segbias_json *json, char bracket);
void segbias_json_number(struct segbias_json *json, const char *key, double value);
void segbias_json_whole(struct segbias_json *json, const char *key, uint64_t value);
void segbias_json_bool(struct segbias_json *json, const char *key, bool value);
/* NULL is null. Invalid UTF-8 becomes U+FFFD; controls, bidi and other unsafe characters are \u escapes. */
void segbias_json_string(struct segbias_json *json, const char *key, const char *value);
void segbias_json_label(struct segbias_json *json, const char *key, struct segbias_label value);

#endif
