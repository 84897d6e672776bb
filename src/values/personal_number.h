/* Room: values. Numbers of people in plain digits: right check digits and days of birth, and plans of telephone numbers
 * (data/phones.def). Any number may be right by chance; that nearly all of a column are right by one rule is none.
 */
#ifndef SEGBIAS_VALUES_PERSONAL_NUMBER_H
#define SEGBIAS_VALUES_PERSONAL_NUMBER_H

#include "base/personal.h"

/* What one number may be: NATIONAL_ID, PHONE or NONE. Of digits, blanks, dots, dashes and slashes. Never fails. */
enum segbias_personal segbias_personal_number(struct segbias_label value);

/* What nine in ten of different values are by one rule: of at least ten, and telephone numbers only where they do not count up
 * and have no check digit of goods. `own`: hardly two records have the same; then plans count, too, that say little of
 * themselves. NONE: nothing that the numbers could tell. Never fails. */
enum segbias_personal segbias_personal_numbers(const struct segbias_label *values, size_t count, bool own);

/* Whether nine in ten of different values, of however few, may be numbers of people by one rule, or telephone numbers of one
 * plan by their length and beginning: not where they count up, are rounded or have a check digit of goods. It may well be
 * chance: for who can ask. Never fails. */
bool segbias_personal_numbers_maybe(const struct segbias_label *values, size_t count);

#endif
