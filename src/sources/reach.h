/* Room: sources. Whom an ad reached, as the ad library of a platform gives it in JSON: a joint table of country, age and
 * gender under "age_country_gender_reach_breakdown", which becomes CSV.
 *
 * source: the fields of AdLibrary "ads_archive" of the Graph API, as ads of the European Union have them.
 */
#ifndef SEGBIAS_SOURCES_REACH_H
#define SEGBIAS_SOURCES_REACH_H

#include "sources/melt.h"

/* Whether the bytes are JSON that has such a table. */
bool segbias_reach_is(struct segbias_label bytes);

/* Writes it: columns ad ("ad 1"), country, age, gender, people. Errors: SEGBIAS_DATA where the JSON is broken or cut, with its
 * line; SEGBIAS_SYSTEM. */
enum segbias_status segbias_reach_read(struct segbias_label bytes, const char *file, struct segbias_melted *out,
                                       struct segbias_error *error);

#endif
