/* Room: values. Does a value look like personal data? By its pattern only; a column is judged by the share of its values
 * that match. */
#ifndef SEGBIAS_VALUES_PERSONAL_H
#define SEGBIAS_VALUES_PERSONAL_H

#include "base/text.h"

enum segbias_personal {
	SEGBIAS_PERSONAL_NONE,
	SEGBIAS_PERSONAL_EMAIL,       /* local@domain.tld */
	SEGBIAS_PERSONAL_PHONE,       /* + and 8 to 15 digits, or 7 to 15 digits in groups */
	SEGBIAS_PERSONAL_CARD,        /* 13 to 19 digits with a right check digit (Luhn) */
	SEGBIAS_PERSONAL_NATIONAL_ID, /* US social security, UK national insurance, Spanish DNI, Italian codice fiscale */
	SEGBIAS_PERSONAL_NAME,        /* by the column's name only */
};

/* What one value looks like; never NAME. */
enum segbias_personal segbias_personal_value(struct segbias_label value);

/* What a column's name says it is: "e-mail", "mobile", "surname" … */
enum segbias_personal segbias_personal_column(struct segbias_label name);

/* "email", "phone", "card", "national_id", "name"; NULL for none. */
const char *segbias_personal_name(enum segbias_personal personal);

#endif
