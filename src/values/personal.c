#include "values/personal.h"

#include "values/name.h"

#include <stdlib.h>
#include <string.h>

enum { LONGEST = 80 };

const char *segbias_personal_name(enum segbias_personal personal)
{
	static const char *const NAMES[] = {NULL, "email", "phone", "card", "national_id", "name"};
	return NAMES[personal];
}

static bool digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_email(struct segbias_label value)
{
	const char *at = memchr(value.bytes, '@', value.size);
	if (!at || at == value.bytes || memchr(value.bytes, ' ', value.size))
		return false;
	size_t rest = value.size - (size_t)(at - value.bytes) - 1;
	const char *dot = rest ? memchr(at + 1, '.', rest) : NULL;
	return dot && dot > at + 1 && dot + 2 < value.bytes + value.size && !memchr(at + 1, '@', rest);
}

/* The digits of a value that has only digits and these separators; -1: it has something else. */
static int digits_of(struct segbias_label value, const char *separators, char digits[static LONGEST])
{
	int count = 0;
	for (size_t i = 0; i < value.size; i++) {
		if (digit(value.bytes[i]))
			digits[count++] = value.bytes[i];
		else if (!value.bytes[i] || !strchr(separators, value.bytes[i]))
			return -1;
	}
	return count;
}

/* Plain digits are as likely a number of any kind: a phone number has a plus or groups. */
static bool is_phone(struct segbias_label value)
{
	char digits[LONGEST];
	int count = digits_of(value, "+-. ()/", digits);
	bool plus = value.bytes[0] == '+';
	int groups = 0;
	for (size_t i = 0; i < value.size; i++)
		groups += i > 0 && strchr("-. ()/", value.bytes[i]) && digit(value.bytes[i - 1]);
	bool date = count == 8 && groups == 2; /* 2024-06-11 */
	return plus ? count >= 8 && count <= 15 : count >= 7 && count <= 15 && groups >= 2 && !date;
}

static bool is_card(struct segbias_label value)
{
	char digits[LONGEST];
	int count = digits_of(value, " -", digits);
	if (count < 13 || count > 19)
		return false;
	int sum = 0;
	for (int i = 0; i < count; i++) {
		int number = digits[count - 1 - i] - '0';
		if (i % 2)
			number = number * 2 > 9 ? number * 2 - 9 : number * 2;
		sum += number;
	}
	return sum % 10 == 0;
}

/* '9' a digit, 'A' a letter, anything else itself. */
static bool has_form(struct segbias_label value, const char *form)
{
	if (strlen(form) != value.size)
		return false;
	for (size_t i = 0; i < value.size; i++) {
		char c = value.bytes[i];
		if (form[i] == '9' ? !digit(c) : form[i] == 'A' ? !letter(c) : c != form[i])
			return false;
	}
	return true;
}

static bool is_national_id(struct segbias_label value)
{
	static const char *const FORMS[] = {"999-99-9999", "AA999999A",  "AA 99 99 99 A",
	                                    "99999999A",   "99999999-A", "AAAAAA99A99A999A"};
	for (size_t i = 0; i < sizeof FORMS / sizeof *FORMS; i++)
		if (has_form(value, FORMS[i]))
			return true;
	return false;
}

enum segbias_personal segbias_personal_value(struct segbias_label value)
{
	if (value.size == 0 || value.size >= LONGEST)
		return SEGBIAS_PERSONAL_NONE;
	if (is_email(value))
		return SEGBIAS_PERSONAL_EMAIL;
	if (is_national_id(value))
		return SEGBIAS_PERSONAL_NATIONAL_ID;
	if (is_card(value))
		return SEGBIAS_PERSONAL_CARD;
	return is_phone(value) ? SEGBIAS_PERSONAL_PHONE : SEGBIAS_PERSONAL_NONE;
}

enum segbias_personal segbias_personal_column(struct segbias_label name)
{
	static const struct {
		const char *name;
		enum segbias_personal personal;
	} NAMES[] = {{"email", SEGBIAS_PERSONAL_EMAIL},       {"emailaddress", SEGBIAS_PERSONAL_EMAIL},
	             {"mail", SEGBIAS_PERSONAL_EMAIL},        {"phone", SEGBIAS_PERSONAL_PHONE},
	             {"phonenumber", SEGBIAS_PERSONAL_PHONE}, {"mobile", SEGBIAS_PERSONAL_PHONE},
	             {"telephone", SEGBIAS_PERSONAL_PHONE},   {"ssn", SEGBIAS_PERSONAL_NATIONAL_ID},
	             {"nino", SEGBIAS_PERSONAL_NATIONAL_ID},  {"nationalid", SEGBIAS_PERSONAL_NATIONAL_ID},
	             {"cardnumber", SEGBIAS_PERSONAL_CARD},   {"creditcard", SEGBIAS_PERSONAL_CARD},
	             {"name", SEGBIAS_PERSONAL_NAME},         {"fullname", SEGBIAS_PERSONAL_NAME},
	             {"firstname", SEGBIAS_PERSONAL_NAME},    {"lastname", SEGBIAS_PERSONAL_NAME},
	             {"surname", SEGBIAS_PERSONAL_NAME},      {"givenname", SEGBIAS_PERSONAL_NAME},
	             {"familyname", SEGBIAS_PERSONAL_NAME}};
	struct segbias_text folded = {0};
	enum segbias_personal found = SEGBIAS_PERSONAL_NONE;
	segbias_name_fold(name, &folded);
	for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES && folded.size; i++)
		if (strcmp(NAMES[i].name, folded.data) == 0)
			found = NAMES[i].personal;
	segbias_text_release(&folded);
	return found;
}
