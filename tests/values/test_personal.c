#include "values/personal.h"

#include <criterion/criterion.h>

static const struct {
	const char *name;
	enum segbias_personal personal;
} ROWS[] = {
    {"ad soyad", SEGBIAS_PERSONAL_NAME},
    {"ad name", SEGBIAS_PERSONAL_NONE},
    {"שם מלא", SEGBIAS_PERSONAL_NAME},
    {"जन्म तिथि", SEGBIAS_PERSONAL_BIRTH_DATE},
    {"bday", SEGBIAS_PERSONAL_BIRTH_DATE},
    {"设备号", SEGBIAS_PERSONAL_DEVICE},
    {"τηλέφωνο", SEGBIAS_PERSONAL_PHONE},
    {"phone_type", SEGBIAS_PERSONAL_NONE},
    {"family name origin", SEGBIAS_PERSONAL_NONE},
    {"Land der Adresse", SEGBIAS_PERSONAL_NONE},
    {"surname", SEGBIAS_PERSONAL_NAME},
    {"First_Name", SEGBIAS_PERSONAL_NAME},
    {"lastName", SEGBIAS_PERSONAL_NAME},
    {"NAME", SEGBIAS_PERSONAL_NAME},
    {"Nachname", SEGBIAS_PERSONAL_NAME},
    {"nom de famille", SEGBIAS_PERSONAL_NAME},
    {"Apellidos", SEGBIAS_PERSONAL_NAME},
    {"cognome", SEGBIAS_PERSONAL_NAME},
    {"nazwisko", SEGBIAS_PERSONAL_NAME},
    {"Фамилия", SEGBIAS_PERSONAL_NAME},
    {"الاسم الكامل", SEGBIAS_PERSONAL_NAME},
    {"اسم العائلة", SEGBIAS_PERSONAL_NAME},
    {"客户姓名", SEGBIAS_PERSONAL_NAME},
    {"氏名", SEGBIAS_PERSONAL_NAME},
    {"이름", SEGBIAS_PERSONAL_NAME},
    {"campaign name", SEGBIAS_PERSONAL_NONE},
    {"state_name", SEGBIAS_PERSONAL_NONE},
    {"brand", SEGBIAS_PERSONAL_NONE},
    {"E-Mail", SEGBIAS_PERSONAL_EMAIL},
    {"Adresse email", SEGBIAS_PERSONAL_EMAIL},
    {"البريد الإلكتروني", SEGBIAS_PERSONAL_EMAIL},
    {"Mobile Phone", SEGBIAS_PERSONAL_PHONE},
    {"رقم الهاتف", SEGBIAS_PERSONAL_PHONE},
    {"IBAN", SEGBIAS_PERSONAL_IBAN},
    {"date_of_birth", SEGBIAS_PERSONAL_BIRTH_DATE},
    {"Geburtsdatum", SEGBIAS_PERSONAL_BIRTH_DATE},
    {"تاريخ الميلاد", SEGBIAS_PERSONAL_BIRTH_DATE},
    {"licence plate", SEGBIAS_PERSONAL_PLATE},
    {"Kennzeichen", SEGBIAS_PERSONAL_PLATE},
    {"street", SEGBIAS_PERSONAL_ADDRESS},
    {"LATITUDE", SEGBIAS_PERSONAL_COORDINATES},
    {"cookie_id", SEGBIAS_PERSONAL_DEVICE},
    {"gender", SEGBIAS_PERSONAL_NONE},
    {"age group", SEGBIAS_PERSONAL_NONE},
    {"region", SEGBIAS_PERSONAL_NONE},
    {"education", SEGBIAS_PERSONAL_NONE},
    {"telework", SEGBIAS_PERSONAL_NONE},
    {"", SEGBIAS_PERSONAL_NONE},
};

Test(personal, names_of_columns)
{
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		bool ok = false;
		enum segbias_personal found = segbias_personal_column(segbias_label_of(ROWS[i].name), NULL, &ok);
		cr_expect(ok && found == ROWS[i].personal, "%s: %s", ROWS[i].name,
		          found ? segbias_personal_name(found) : "none");
	}
}

/* Names that attributes have, too, are said only to who asks how sure a name is. */
Test(personal, names_that_may_be)
{
	static const struct {
		const char *name;
		enum segbias_personal personal;
		enum segbias_personal_strength strength;
	} rows[] = {
	    {"surname", SEGBIAS_PERSONAL_NAME, SEGBIAS_PERSONAL_SURE},
	    {"name", SEGBIAS_PERSONAL_NAME, SEGBIAS_PERSONAL_BARE},
	    {"patient", SEGBIAS_PERSONAL_NAME, SEGBIAS_PERSONAL_MAYBE},
	    {"Empfänger", SEGBIAS_PERSONAL_NAME, SEGBIAS_PERSONAL_MAYBE},
	    {"propriétaire", SEGBIAS_PERSONAL_NAME, SEGBIAS_PERSONAL_MAYBE},
	    {"cónyuge", SEGBIAS_PERSONAL_NAME, SEGBIAS_PERSONAL_MAYBE},
	    {"właściciel", SEGBIAS_PERSONAL_NAME, SEGBIAS_PERSONAL_MAYBE},
	    {"комментарий", SEGBIAS_PERSONAL_NAME, SEGBIAS_PERSONAL_MAYBE},
	    {"ملاحظات", SEGBIAS_PERSONAL_NAME, SEGBIAS_PERSONAL_MAYBE},
	    {"备注", SEGBIAS_PERSONAL_NAME, SEGBIAS_PERSONAL_MAYBE},
	    {"устройство", SEGBIAS_PERSONAL_DEVICE, SEGBIAS_PERSONAL_MAYBE},
	    {"wallet", SEGBIAS_PERSONAL_IBAN, SEGBIAS_PERSONAL_MAYBE},
	    {"坐标", SEGBIAS_PERSONAL_COORDINATES, SEGBIAS_PERSONAL_MAYBE},
	    {"device type", SEGBIAS_PERSONAL_NONE, SEGBIAS_PERSONAL_SURE},
	    {"тип устройства", SEGBIAS_PERSONAL_NONE, SEGBIAS_PERSONAL_SURE},
	    {"member status", SEGBIAS_PERSONAL_NONE, SEGBIAS_PERSONAL_SURE},
	    {"Mother's education", SEGBIAS_PERSONAL_NONE, SEGBIAS_PERSONAL_SURE},
	    {"contact_reason", SEGBIAS_PERSONAL_NONE, SEGBIAS_PERSONAL_SURE},
	    {"father age", SEGBIAS_PERSONAL_NONE, SEGBIAS_PERSONAL_SURE},
	    {"Grupo del paciente", SEGBIAS_PERSONAL_NONE, SEGBIAS_PERSONAL_SURE},
	    {"gender", SEGBIAS_PERSONAL_NONE, SEGBIAS_PERSONAL_SURE},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		bool ok = false;
		enum segbias_personal_strength strength = SEGBIAS_PERSONAL_SURE;
		struct segbias_label name = segbias_label_of(rows[i].name);
		cr_expect_eq(segbias_personal_column(name, &strength, &ok), rows[i].personal, "%s", rows[i].name);
		cr_expect_eq(strength, rows[i].strength, "%s", rows[i].name);
		bool maybe = rows[i].strength == SEGBIAS_PERSONAL_MAYBE;
		cr_expect_eq(segbias_personal_column(name, NULL, &ok), maybe ? SEGBIAS_PERSONAL_NONE : rows[i].personal,
		             "%s", rows[i].name);
		cr_expect(ok);
	}
}

Test(personal, kinds_of_people)
{
	static const char *const KINDS[] = {
	    "New", "RETURNING", "Returning customers", "B2B", "Neukunde", "Постоянный", "新客户", "기존"};
	static const char *const PEOPLE[] = {
	    "", "  ", "-", "Quassel", "New Quassel", "Q", "2", "returning from Quassel"};
	bool ok = false;
	for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++)
		cr_expect(segbias_personal_category(segbias_label_of(KINDS[i]), &ok) && ok, "%s", KINDS[i]);
	for (size_t i = 0; i < sizeof PEOPLE / sizeof *PEOPLE; i++)
		cr_expect(!segbias_personal_category(segbias_label_of(PEOPLE[i]), &ok) && ok, "%s", PEOPLE[i]);
}
