#include "values/name.h"

#include "base/unicode.h"

#include <string.h>

enum { SYNONYMS_MAX = 40 };

/* In normal form: no blanks, "_" or "-". */
static const char *const SYNONYMS[][SYNONYMS_MAX] = {
    {"gender", "sex",   "geschlecht", "sexe",     "genre", "sexo",  "género",    "sesso",   "genere",
     "gênero", "płeć",  "kön",        "geslacht", "køn",   "kjønn", "sukupuoli", "pohlaví", "cinsiyet",
     "пол",    "стать", "الجنس",      "النوع",    "性别",  "性別",  "성별"},
    {"age",          "agegroup",     "ageband",     "agerange",       "agebracket",   "agecategory", "alter",
     "altersgruppe", "altersklasse", "âge",         "tranched'âge",   "groupd'âge",   "edad",        "grupodeedad",
     "rangodeedad",  "età",          "fasciadietà", "idade",          "faixaetária",  "wiek",        "grupawieku",
     "ålder",        "åldersgrupp",  "leeftijd",    "leeftijdsgroep", "alder",        "ikä",         "věk",
     "yaş",          "возраст",      "вік",         "العمر",          "الفئةالعمرية", "年龄",        "年齢",
     "연령"},
    {"education",      "educationlevel", "educationalattainment", "highesteducation",
     "educ",           "bildung",        "bildungsabschluss",     "diplôme",
     "niveaud'études", "educación",      "niveldeestudios",       "istruzione",
     "titolodistudio", "educação",       "escolaridade",          "wykształcenie",
     "utbildning",     "opleiding",      "образование",           "التعليم",
     "المستوىالتعليمي"},
    {"income", "householdincome", "incomeband", "incomegroup", "incomebracket", "incomerange", "einkommen", "revenu",
     "ingresos", "reddito", "renda", "dochód", "inkomst", "inkomen", "الدخل"},
    {"maritalstatus", "marital", "familienstand", "étatmatrimonial", "situationmatrimoniale", "estadocivil",
     "statocivile", "stancywilny", "civilstånd", "الحالةالاجتماعية"},
    {"employment", "employmentstatus"},
    {"postcode", "postalcode", "zip", "zipcode", "plz", "codepostal", "códigopostal", "cap", "kodpocztowy"},
    {"country", "nation", "land", "pays", "país", "paese", "kraj", "страна", "البلد", "الدولة", "国家", "国"},
    {"region", "région", "región", "regione", "região", "województwo", "регион", "المنطقة"},
    {"city", "town", "stadt", "ort", "ville", "ciudad", "città", "cidade", "miasto", "stad", "город", "المدينة",
     "城市"},
};

static const struct {
	enum segbias_role role;
	const char *names[48];
} ROLES[] = {
    {SEGBIAS_ROLE_SEGMENT, {"segment", "audience", "cluster", "cohort", "campaign", "adset", "group", "شريحة"}},
    {SEGBIAS_ROLE_COUNT,
     {"count", "n", "population", "people", "persons", "total", "number", "freq", "frequency", "records", "customers",
      "users", "members", "households", "pop", "estimate", "headcount"}},
    {SEGBIAS_ROLE_EVENTS, {"impressions", "clicks", "spend", "views", "conversions", "reach"}},
    {SEGBIAS_ROLE_WEIGHT,
     {"weight", "weights", "wt", "wgt", "pwgtp", "perwt", "wtfinl", "sampleweight", "surveyweight", "finalweight",
      "personweight"}},
    {SEGBIAS_ROLE_IDENTIFIER,
     {"id",        "uuid",      "guid",        "respondent",  "respondentid", "userid",   "customerid", "personid",
      "memberid",  "recordid",  "rowid",       "email",       "emailaddress", "mail",     "phone",      "phonenumber",
      "customer",  "user",      "person",      "accountid",   "name",         "fullname", "key",        "uid",
      "custid",    "deviceid",  "householdid", "clientid",    "visitorid",    "cookie",   "cookieid",   "crmid",
      "contactid", "profileid", "msisdn",      "hashedemail", "member",       "account",  "subscriber", "معرف"}},
    {SEGBIAS_ROLE_AMBIGUOUS,
     {"customer", "user", "person", "member", "account", "subscriber", "name", "key", "cookie"}},
    {SEGBIAS_ROLE_PLACE,
     {"place", "geography", "geo", "geoid", "location", "country", "nation", "state", "region", "province", "county",
      "city", "municipality", "area", "zip", "zipcode", "postcode"}},
    {SEGBIAS_ROLE_TIME, {"year", "yr", "vintage", "surveyyear", "period", "date", "quarter", "month", "week"}},
    {SEGBIAS_ROLE_ATTRIBUTE,
     {"attribute", "variable", "dimension", "characteristic", "characteristics", "merkmal", "attribut",
      "caractéristique", "característica", "atributo", "variabile", "variabele", "zmienna", "cecha", "признак",
      "الخاصية"}},
    {SEGBIAS_ROLE_VALUE,
     {"value",     "values",    "category",  "categories", "level",      "levels",      "label",
      "group",     "groups",    "answer",    "response",   "ausprägung", "auspraegung", "merkmalsausprägung",
      "kategorie", "modalité",  "catégorie", "categoría",  "categoria",  "modalità",    "kategoria",
      "categorie", "категория", "الفئة"}},
    {SEGBIAS_ROLE_SHARE, {"share", "proportion", "fraction", "probability"}},
    {SEGBIAS_ROLE_PERCENT, {"percent", "percentage", "pct", "%"}},
    {SEGBIAS_ROLE_MOE, {"moe", "marginoferror"}},
};

void segbias_name_fold(struct segbias_label name, struct segbias_text *out)
{
	struct segbias_text folded = {0};
	segbias_unicode_fold(name, &folded);
	for (size_t i = 0; i < folded.size; i++)
		if (!strchr(" _-", folded.data[i]))
			segbias_text_add(out, &folded.data[i], 1);
	out->failed |= folded.failed;
	segbias_text_release(&folded);
}

bool segbias_name_same(struct segbias_label a, struct segbias_label b)
{
	struct segbias_text x = {0};
	struct segbias_text y = {0};
	segbias_name_fold(a, &x);
	segbias_name_fold(b, &y);
	bool same = !x.failed && !y.failed && x.size == y.size && (x.size == 0 || memcmp(x.data, y.data, x.size) == 0);
	segbias_text_release(&x);
	segbias_text_release(&y);
	return same;
}

/* Whether the list (ended by NULL or its length) has the folded name. */
static bool listed(const char *const *names, size_t count, const struct segbias_text *folded)
{
	for (size_t i = 0; i < count && names[i]; i++)
		if (folded->size && strcmp(names[i], folded->data) == 0)
			return true;
	return false;
}

int segbias_name_synonyms(struct segbias_label name)
{
	struct segbias_text folded = {0};
	int found = -1;
	segbias_name_fold(name, &folded);
	for (size_t i = 0; i < sizeof SYNONYMS / sizeof *SYNONYMS && found < 0; i++)
		if (listed(SYNONYMS[i], SYNONYMS_MAX, &folded))
			found = (int)i;
	segbias_text_release(&folded);
	return found;
}

bool segbias_name_synonym(struct segbias_label a, struct segbias_label b)
{
	int group = segbias_name_synonyms(a);
	return group >= 0 && group == segbias_name_synonyms(b);
}

bool segbias_name_suggests(struct segbias_label name, enum segbias_role role)
{
	struct segbias_text folded = {0};
	segbias_name_fold(name, &folded);
	bool found = false;
	for (size_t i = 0; i < sizeof ROLES / sizeof *ROLES && !found; i++)
		found = ROLES[i].role == role &&
		        listed(ROLES[i].names, sizeof ROLES[i].names / sizeof *ROLES[i].names, &folded);
	segbias_text_release(&folded);
	return found;
}
