#include "analysis/contradiction.h"

#include <math.h>
#include <stdio.h>

enum { FIGURE_MAX = 40, PLACE_MAX = 80 };

static const char *write_figure(double figure, char room[static FIGURE_MAX])
{
	(void)snprintf(room, FIGURE_MAX, isnan(figure) ? "null" : "%.10g", figure);
	return room;
}

enum segbias_status segbias_contradiction_refuse_word(const struct segbias_contradiction *l, const char *field,
                                                      const char *has, const char *should, const char *other)
{
	char place[PLACE_MAX] = "";
	size_t at = l->comparison ? (size_t)(l->comparison - l->result->comparisons) : 0;
	if (l->value && l->comparison)
		(void)snprintf(place, sizeof place, "comparisons[%zu].values[%zu].", at,
		               (size_t)(l->value - l->comparison->values));
	else if (l->comparison)
		(void)snprintf(place, sizeof place, "comparisons[%zu].", at);
	segbias_error_set(l->error, SEGBIAS_DATA,
	                  "result_contradicts|%s%s is %s, and %s %s: the result is not as it was written", place, field,
	                  has, should, other);
	segbias_error_hint(l->error, "compare the files again with --hash, and write the result as JSON");
	return SEGBIAS_DATA;
}

enum segbias_status segbias_contradiction_refuse(const struct segbias_contradiction *l, const char *field, double has,
                                                 const char *should, double other)
{
	char figures[2][FIGURE_MAX];
	return segbias_contradiction_refuse_word(l, field, write_figure(has, figures[0]), should,
	                                         write_figure(other, figures[1]));
}

bool segbias_contradiction_differs(double a, double b)
{
	return fabs(a - b) > SEGBIAS_CONTRADICTION_SLACK * fmax(fabs(a), fabs(b)) +
	                         SEGBIAS_CONTRADICTION_SLACK * SEGBIAS_CONTRADICTION_SLACK;
}

bool segbias_contradiction_above(double a, double b)
{
	return a > b && segbias_contradiction_differs(a, b);
}
