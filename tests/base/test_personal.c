#include "base/personal.h"

#include <criterion/criterion.h>
#include <string.h>

/* Invented, or the examples of the standards: ISO 13616's IBANs, the test numbers of card networks, RFC 5737's and 3849's
 * addresses. */
static const struct {
	const char *value;
	enum segbias_personal personal;
} ROWS[] = {
    {"jo@x.org", SEGBIAS_PERSONAL_EMAIL},
    {"Jo Doe <jo.doe+news@mail.example.com>", SEGBIAS_PERSONAL_EMAIL},
    {"a@b.co, c@d.co", SEGBIAS_PERSONAL_EMAIL},
    {"ｊｏ＠ｘ．ｏｒｇ", SEGBIAS_PERSONAL_EMAIL},
    {"jürgen@beispiel.de", SEGBIAS_PERSONAL_EMAIL},
    {"@handle", SEGBIAS_PERSONAL_NONE},
    {"50 @ 3.5", SEGBIAS_PERSONAL_NONE},
    {"jo (at) example (dot) org", SEGBIAS_PERSONAL_EMAIL},
    {"Jo.Doe[at]example.org", SEGBIAS_PERSONAL_EMAIL},
    {"mia{at}example{dot}org", SEGBIAS_PERSONAL_EMAIL},
    {"jo AT example DOT org", SEGBIAS_PERSONAL_EMAIL},
    {"works at home", SEGBIAS_PERSONAL_NONE},
    {"at school. Or not", SEGBIAS_PERSONAL_NONE},
    {"https://www.facebook.com/jo.doe", SEGBIAS_PERSONAL_NAME},
    {"linkedin.com/in/jo-doe", SEGBIAS_PERSONAL_NAME},
    {"facebook.com", SEGBIAS_PERSONAL_NONE},
    {"https://example.org/offer", SEGBIAS_PERSONAL_NONE},
    {"0x52908400098527886E0F7030069857D2E4169EE7", SEGBIAS_PERSONAL_DEVICE},
    {"jo@host", SEGBIAS_PERSONAL_NONE},
    {"+49 170 1234567", SEGBIAS_PERSONAL_PHONE},
    {"(+1) 555-0100-00", SEGBIAS_PERSONAL_PHONE},
    {"(555) 010-0000", SEGBIAS_PERSONAL_PHONE},
    {"0170/1234567", SEGBIAS_PERSONAL_PHONE},
    {"0170.12345", SEGBIAS_PERSONAL_PHONE},
    {"0170.1234", SEGBIAS_PERSONAL_NONE},
    {"0.170123", SEGBIAS_PERSONAL_NONE},
    {"٠١٠ ١٢٣٤ ٥٦٧٨", SEGBIAS_PERSONAL_PHONE},
    {"601 234 567", SEGBIAS_PERSONAL_PHONE},
    {"Tel +49 170 1234567 (home)", SEGBIAS_PERSONAL_PHONE},
    {"web;601 234 567", SEGBIAS_PERSONAL_PHONE},
    {"Card: 4111 1111 1111 1111", SEGBIAS_PERSONAL_CARD},
    {"post\nDE89370400440532013000", SEGBIAS_PERSONAL_IBAN},
    {"news;sports|12", SEGBIAS_PERSONAL_NONE},
    {"news;52.5200, 13.4050", SEGBIAS_PERSONAL_COORDINATES},
    {"see: https://www.instagram.com/jo.doe", SEGBIAS_PERSONAL_NAME},
    {"65+ 70", SEGBIAS_PERSONAL_NONE},
    {"$25,000 to $49,999,999", SEGBIAS_PERSONAL_NONE},
    {"2024-06-11", SEGBIAS_PERSONAL_NONE},
    {"11.06.2024", SEGBIAS_PERSONAL_NONE},
    {"3/13/1985", SEGBIAS_PERSONAL_NONE},
    {"2025-06-27 12:11:50", SEGBIAS_PERSONAL_NONE},
    {"30/06/25 23:00:00", SEGBIAS_PERSONAL_NONE},
    {"3 200 000", SEGBIAS_PERSONAL_NONE},
    {"12.345.678", SEGBIAS_PERSONAL_NONE},
    {"18-24 25-34 35-44", SEGBIAS_PERSONAL_NONE},
    {"20-64 / 20-64", SEGBIAS_PERSONAL_NONE}, /* in two languages */
    {"20-64 / 20-65", SEGBIAS_PERSONAL_PHONE},
    {"12 34 56 78", SEGBIAS_PERSONAL_PHONE},
    {"06-12-34-56-78", SEGBIAS_PERSONAL_PHONE},
    {"17-10-0005-01", SEGBIAS_PERSONAL_NONE},
    {"051-0001)", SEGBIAS_PERSONAL_NONE},
    {"25 000-49 999", SEGBIAS_PERSONAL_NONE},
    {"25 000 - 49 999", SEGBIAS_PERSONAL_NONE},
    {"1.000.000-2.000.000", SEGBIAS_PERSONAL_NONE},
    {"02139-4307", SEGBIAS_PERSONAL_NONE},
    {"18-24", SEGBIAS_PERSONAL_NONE},
    {"2010-2019", SEGBIAS_PERSONAL_NONE},
    {"4111 1111 1111 1111", SEGBIAS_PERSONAL_CARD},
    {"4111 1111 1111 1112", SEGBIAS_PERSONAL_NONE},
    {"356938035643809", SEGBIAS_PERSONAL_DEVICE}, /* an IMEI, by its check digit and who gave it out */
    {"49-015420-323751-8", SEGBIAS_PERSONAL_DEVICE},
    {"356938035643808", SEGBIAS_PERSONAL_NONE},
    {"756938035643805", SEGBIAS_PERSONAL_NONE},
    {"019458073021577", SEGBIAS_PERSONAL_DEVICE},
    {"353681930364260", SEGBIAS_PERSONAL_DEVICE},
    {"862129972200335", SEGBIAS_PERSONAL_DEVICE},
    {"992245383236404", SEGBIAS_PERSONAL_DEVICE},
    {"445622415499098", SEGBIAS_PERSONAL_DEVICE},
    {"455145475277201", SEGBIAS_PERSONAL_DEVICE},
    {"494056086569071", SEGBIAS_PERSONAL_DEVICE},
    {"500293137585846", SEGBIAS_PERSONAL_DEVICE},
    {"517195406135891", SEGBIAS_PERSONAL_DEVICE},
    {"525254814542121", SEGBIAS_PERSONAL_DEVICE},
    {"534720198603951", SEGBIAS_PERSONAL_DEVICE},
    {"544762007532920", SEGBIAS_PERSONAL_DEVICE},
    {"916126520642790", SEGBIAS_PERSONAL_DEVICE},
    {"35693803564385", SEGBIAS_PERSONAL_NONE}, /* one digit less, one more, and one that nobody gives out */
    {"9969380356438016", SEGBIAS_PERSONAL_NONE},
    {"026938035643809", SEGBIAS_PERSONAL_NONE},
    {"35 693803 564380 9", SEGBIAS_PERSONAL_DEVICE},
    {"35-693803/564380-9", SEGBIAS_PERSONAL_DEVICE},
    {"653938035643809", SEGBIAS_PERSONAL_NONE},
    {"GA1.2.459649549.1642718146", SEGBIAS_PERSONAL_DEVICE},
    {"fb.1.1717015876526.1334771319", SEGBIAS_PERSONAL_DEVICE},
    {"GA1.2.459649549.x", SEGBIAS_PERSONAL_NONE},
    {"GA1.2.3", SEGBIAS_PERSONAL_NONE},
    {"GA1.2.459649549.1642718146x", SEGBIAS_PERSONAL_NONE},
    {"GA1.2.459649549.16", SEGBIAS_PERSONAL_NONE},
    {"3569380356438091", SEGBIAS_PERSONAL_NONE},
    {"fb.ads", SEGBIAS_PERSONAL_NONE},
    {"bc1qqpzry9x8gf2tvdw0s3jn54khce6mua7lqqpzry", SEGBIAS_PERSONAL_DEVICE},
    {"bc1qqpzry9x8gf2tvdw0s3jn54khce6mua7lqqpzr", SEGBIAS_PERSONAL_NONE},
    {"bc1qqpzry9x8gf2tvdw0s3jn54khce6mua7lqqpzrb", SEGBIAS_PERSONAL_NONE},
    {"1YPuZJ5JnJhiE8YVfS3842DtYNiB42w75N", SEGBIAS_PERSONAL_DEVICE},
    {"3YPuZJ5JnJhiE8YVfS3842DtYN", SEGBIAS_PERSONAL_DEVICE},
    {"3YPuZJ5JnJhiE8YVfS3842DtY", SEGBIAS_PERSONAL_NONE},
    {"2YPuZJ5JnJhiE8YVfS3842DtYNiB42w75N", SEGBIAS_PERSONAL_NONE},
    {"1YPuZJ5JnJhiE8YVfS3842DtYNiB42w750", SEGBIAS_PERSONAL_NONE},
    {"1234567891234567891234567891", SEGBIAS_PERSONAL_NONE},
    {"1stMarketingCampaignOfTheSpring", SEGBIAS_PERSONAL_NONE},
    {"Weg 12/3", SEGBIAS_PERSONAL_ADDRESS},
    {"Alter Weg 12/3", SEGBIAS_PERSONAL_ADDRESS},
    {"Kirchgasse 4/12", SEGBIAS_PERSONAL_ADDRESS},
    {"Weg 3", SEGBIAS_PERSONAL_NONE},
    {"plan 12/3", SEGBIAS_PERSONAL_NONE},
    {"Elbufer 4", SEGBIAS_PERSONAL_ADDRESS},
    {"1M8GDM9AXKP042788", SEGBIAS_PERSONAL_PLATE},
    {"1M8GDM9A1KP042788", SEGBIAS_PERSONAL_NONE},
    {"WVWZZZ1KZ7W007919", SEGBIAS_PERSONAL_PLATE},
    {"high-income class", SEGBIAS_PERSONAL_NONE},
    {"**** **** **** 1234", SEGBIAS_PERSONAL_CARD},
    {"4111-11**-****-1111", SEGBIAS_PERSONAL_CARD},
    {"XXXXXXXXXXXX1234", SEGBIAS_PERSONAL_CARD},
    {"•••• 1234", SEGBIAS_PERSONAL_CARD},
    {"XXXX 1234", SEGBIAS_PERSONAL_NONE},
    {"***", SEGBIAS_PERSONAL_NONE},
    {"xxl", SEGBIAS_PERSONAL_NONE},
    {"11010119900307001X", SEGBIAS_PERSONAL_NATIONAL_ID},
    {"110101199003070013", SEGBIAS_PERSONAL_NATIONAL_ID},
    {"110101209913070013", SEGBIAS_PERSONAL_NONE},
    {"000-00-0000", SEGBIAS_PERSONAL_NATIONAL_ID},
    {"QQ 12 34 56 C", SEGBIAS_PERSONAL_NATIONAL_ID},
    {"12345678Z", SEGBIAS_PERSONAL_NATIONAL_ID},
    {"000.000.001-91", SEGBIAS_PERSONAL_NATIONAL_ID},
    {"GB29 NWBK 6016 1331 9268 19", SEGBIAS_PERSONAL_IBAN},
    {"DE89370400440532013000", SEGBIAS_PERSONAL_IBAN},
    {"DE88370400440532013000", SEGBIAS_PERSONAL_NONE},
    {"192.0.2.17", SEGBIAS_PERSONAL_IP},
    {"2001:db8::ff00:42:8329", SEGBIAS_PERSONAL_IP},
    {"256.0.2.17", SEGBIAS_PERSONAL_NONE},
    {"1.2.3", SEGBIAS_PERSONAL_NONE},
    {"12:30:00", SEGBIAS_PERSONAL_NONE},
    {"00:00:5e:00:53:af", SEGBIAS_PERSONAL_DEVICE},
    {"f81d4fae-7dec-11d0-a765-00a0c91e6bf6", SEGBIAS_PERSONAL_DEVICE},
    {"d41d8cd98f00b204e9800998ecf8427e", SEGBIAS_PERSONAL_DEVICE},
    {"12345678901234567890123456789012", SEGBIAS_PERSONAL_NONE},
    {"52.5200, 13.4050", SEGBIAS_PERSONAL_COORDINATES},
    {"-33.8688 151.2093", SEGBIAS_PERSONAL_COORDINATES},
    {"52.5, 13.4", SEGBIAS_PERSONAL_NONE},
    {"0.125", SEGBIAS_PERSONAL_NONE},
    {"12 High Street", SEGBIAS_PERSONAL_ADDRESS},
    {"12a Main St, Springfield", SEGBIAS_PERSONAL_ADDRESS},
    {"Hauptstraße 5, 10115 Berlin", SEGBIAS_PERSONAL_ADDRESS},
    {"Lange Str. 7", SEGBIAS_PERSONAL_ADDRESS},
    {"8 rue de la Paix", SEGBIAS_PERSONAL_ADDRESS},
    {"Calle Mayor 3", SEGBIAS_PERSONAL_ADDRESS},
    {"Via Roma 10", SEGBIAS_PERSONAL_ADDRESS},
    {"Kalverstraat 1", SEGBIAS_PERSONAL_ADDRESS},
    {"北京市朝阳区建国路88号", SEGBIAS_PERSONAL_ADDRESS},
    {"臺北市信義區市府路４５號", SEGBIAS_PERSONAL_ADDRESS},
    {"東京都千代田区丸の内1丁目9番1号", SEGBIAS_PERSONAL_ADDRESS},
    {"渋谷区神南1-2-3", SEGBIAS_PERSONAL_ADDRESS},
    {"서울 종로구 세종대로 209", SEGBIAS_PERSONAL_ADDRESS},
    {"丸の内1丁目", SEGBIAS_PERSONAL_NONE},
    {"地铁1号线", SEGBIAS_PERSONAL_NONE},
    {"18-24岁", SEGBIAS_PERSONAL_NONE},
    {"20-29", SEGBIAS_PERSONAL_NONE},
    {"昭和45年3月2日", SEGBIAS_PERSONAL_BIRTH_DATE},
    {"令和5年4月1日", SEGBIAS_PERSONAL_NONE},
    {"昭和", SEGBIAS_PERSONAL_NONE},
    {"52°31'12\"N 13°24'18\"E", SEGBIAS_PERSONAL_COORDINATES},
    {"POINT(13.4050 52.5200)", SEGBIAS_PERSONAL_COORDINATES},
    {"9F4MGC22+22", SEGBIAS_PERSONAL_COORDINATES},
    {"GC22+22 Berlin", SEGBIAS_PERSONAL_COORDINATES},
    {"20° C", SEGBIAS_PERSONAL_NONE},
    {"65+", SEGBIAS_PERSONAL_NONE},
    {"Wall Street", SEGBIAS_PERSONAL_NONE},
    {"St. Louis 5", SEGBIAS_PERSONAL_NONE},
    {"Gate 12", SEGBIAS_PERSONAL_NONE},
    {"65 and over", SEGBIAS_PERSONAL_NONE},
    {"Female", SEGBIAS_PERSONAL_NONE},
    {"65 Jahre und älter", SEGBIAS_PERSONAL_NONE},
    {"من 18 إلى 24", SEGBIAS_PERSONAL_NONE},
    {"$25,000 to $49,999", SEGBIAS_PERSONAL_NONE},
    {"1 200,50 €", SEGBIAS_PERSONAL_NONE},
    {"30 to 34 minutes", SEGBIAS_PERSONAL_NONE},
    {"", SEGBIAS_PERSONAL_NONE},
    {"   ", SEGBIAS_PERSONAL_NONE},
    {"\xff\xfe", SEGBIAS_PERSONAL_NONE},
};

Test(personal, patterns)
{
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		enum segbias_personal found = segbias_personal_value(segbias_label_of(ROWS[i].value));
		cr_expect_eq(found, ROWS[i].personal, "%s: %s", ROWS[i].value,
		             found ? segbias_personal_name(found) : "none");
	}
}

/* What a code may look like, too, says something of a column only. */
Test(personal, forms)
{
	static const struct {
		const char *value;
		enum segbias_personal form;
	} rows[] = {
	    {"Am Anger 68", SEGBIAS_PERSONAL_ADDRESS},
	    {"Auf der Höhe 5/2", SEGBIAS_PERSONAL_ADDRESS},
	    {"Im Winkel 7b", SEGBIAS_PERSONAL_ADDRESS},
	    {"Im Jahr 2020", SEGBIAS_PERSONAL_NONE},
	    {"Am Anger", SEGBIAS_PERSONAL_NONE},
	    {"Am 3", SEGBIAS_PERSONAL_NONE},
	    {"709635304.1634231279", SEGBIAS_PERSONAL_DEVICE},
	    {"709635304.163423127", SEGBIAS_PERSONAL_NONE},
	    {"709635304.1334231279", SEGBIAS_PERSONAL_NONE},
	    {"7096353.1634231279", SEGBIAS_PERSONAL_NONE},
	    {"@janedoe", SEGBIAS_PERSONAL_NAME},
	    {"@", SEGBIAS_PERSONAL_NONE},
	    {"SW1A 1AA", SEGBIAS_PERSONAL_ADDRESS},
	    {"SW1A", SEGBIAS_PERSONAL_NONE},
	    {"B-XY 1234", SEGBIAS_PERSONAL_PLATE},
	    {"AB12 CDE", SEGBIAS_PERSONAL_PLATE},
	    {"AA-123-BB", SEGBIAS_PERSONAL_PLATE},
	    {"京A·12345", SEGBIAS_PERSONAL_PLATE},
	    {"А123ВС77", SEGBIAS_PERSONAL_PLATE},
	    {"В-123", SEGBIAS_PERSONAL_NONE},
	    {"high-income class", SEGBIAS_PERSONAL_NONE},
	    {"North", SEGBIAS_PERSONAL_NONE},
	    {"18-24", SEGBIAS_PERSONAL_NONE},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct segbias_label value = segbias_label_of(rows[i].value);
		enum segbias_personal found = segbias_personal_form(value);
		cr_expect_eq(found, rows[i].form, "%s: %s", rows[i].value,
		             found ? segbias_personal_name(found) : "none");
		cr_expect_eq(segbias_personal_value(value), SEGBIAS_PERSONAL_NONE, "%s", rows[i].value);
	}
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++)
		if (ROWS[i].personal)
			cr_expect_eq(segbias_personal_form(segbias_label_of(ROWS[i].value)), ROWS[i].personal, "%s",
			             ROWS[i].value);
}

/* A remark of any length may have an address in it. */
Test(personal, address_in_a_long_text)
{
	char text[700];
	memset(text, 'a', sizeof text);
	for (size_t i = 5; i < sizeof text; i += 6)
		text[i] = ' ';
	struct segbias_label value = {text, sizeof text};
	cr_expect_eq(segbias_personal_value(value), SEGBIAS_PERSONAL_NONE);
	memcpy(text + 480, " jo@x.org ", 10);
	cr_expect_eq(segbias_personal_value(value), SEGBIAS_PERSONAL_EMAIL);
}

Test(personal, each_kind_has_a_name)
{
	cr_expect_null(segbias_personal_name(SEGBIAS_PERSONAL_NONE));
	for (enum segbias_personal kind = SEGBIAS_PERSONAL_EMAIL; kind < SEGBIAS_PERSONAL_END; kind++)
		cr_expect(segbias_personal_name(kind) && segbias_personal_words(kind), "%d", (int)kind);
}
