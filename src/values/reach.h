/* Room: values. Words of tables of the reach of advertisements: Member States of the European Union, and columns of whom an
 * advertisement was not to reach. */
#ifndef SEGBIAS_VALUES_REACH_H
#define SEGBIAS_VALUES_REACH_H

#include "base/text.h"

/* Whether it is a code or a name of one, whatever its case. */
bool segbias_is_member_state(struct segbias_label label);

/* Whether it is a code of a country, of two letters, whatever its case. */
bool segbias_is_country_code(struct segbias_label label);

/* Whether the name of a column speaks of an exclusion. */
bool segbias_name_excludes(struct segbias_label name);

#endif
