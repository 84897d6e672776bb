/* Room: base. Does a value look like personal data? By its pattern only. Here because no message may quote such a value
 * (text.h); columns are judged elsewhere, by the share of their values that match and by their names (values/personal.h).
 */
#ifndef SEGBIAS_BASE_PERSONAL_H
#define SEGBIAS_BASE_PERSONAL_H

#include "base/text.h"

enum segbias_personal {
	SEGBIAS_PERSONAL_NONE,
	SEGBIAS_PERSONAL_EMAIL, /* local@domain.tld, alone or between words; "local (at) domain (dot) tld" */
	SEGBIAS_PERSONAL_PHONE, /* + and 8 to 15 digits; 7 to 15 digits in three groups; a 0 first, 9 to 13 in two */
	SEGBIAS_PERSONAL_CARD, /* 14 to 19 digits of a network with a right check digit (Luhn); all but the last four masked */
	SEGBIAS_PERSONAL_NATIONAL_ID, /* US social security, UK national insurance, Spanish DNI, Chinese resident number … */
	SEGBIAS_PERSONAL_IBAN,        /* with a right check number (ISO 13616) */
	SEGBIAS_PERSONAL_IP,          /* version 4 or 6 */
	SEGBIAS_PERSONAL_ADDRESS, /* a word of streets and a house number; as a form a British postcode, "Am Anger 5" */
	SEGBIAS_PERSONAL_DEVICE,  /* MAC address, UUID, hash of 32, 40 or 64 hexadecimal digits, IMEI, cookie, wallet */
	SEGBIAS_PERSONAL_COORDINATES, /* two numbers of at least three decimals, degrees and minutes, a plus code */
	SEGBIAS_PERSONAL_NAME,        /* the page of a profile; as a form @handle; else by the column's name */
	SEGBIAS_PERSONAL_BIRTH_DATE,  /* a day of a Japanese era before 1989; else by the column */
	SEGBIAS_PERSONAL_PLATE,       /* the number of a vehicle (ISO 3779); as a form that of its plate */
	SEGBIAS_PERSONAL_END,
};

/* What one value looks like: NONE, or what it is for sure enough to withhold it wherever it stands. Digits of any script,
 * white space at the ends and wide forms are seen through, and so is what stands beside it behind ";", "|", ":", "," or a
 * line's end. Never fails; of what is longer than 200 bytes only e-mail
 * addresses are found. */
enum segbias_personal segbias_personal_value(struct segbias_label value);

/* The same, and the forms that a code may have, too (a number plate, a British postcode, @handle): they say something where most
 * values of a column have one. */
enum segbias_personal segbias_personal_form(struct segbias_label value);

/* "email", "phone", "card", "national_id", "iban" …; NULL for none. */
const char *segbias_personal_name(enum segbias_personal personal);

/* The same in words, "e-mail address" …; NULL for none. */
const char *segbias_personal_words(enum segbias_personal personal);

#endif
