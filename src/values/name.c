#include "values/name.h"

#include "base/unicode.h"
#include "values/word.h"

#include <string.h>

enum { SYNONYMS_MAX = 180 };

/* Names that stand for one attribute, in the bare form of values/word.h without its blanks. */
/* clang-format off */
static const char *const SYNONYMS[][SYNONYMS_MAX] = {
	{"gender", "sex", "geschlecht", "sexe", "genre", "sexo", "genero", "sesso", "genere", "plec", "kon",
	 "geslacht", "kjonn", "sukupuoli", "pohlavi", "cinsiyet", "пол", "стать", "الجنس", "النوع", "性别", "性別",
	 "성별", "sexobiologico", "sexebiologique", "sexatbirth", "pohlavie", "lytis", "dzimums", "sugu", "φυλο",
	 "spol", "cinsiyeti", "jantina", "jeniskelamin", "gioitinh", "เพศ", "लिंग", "מין", "מגדר", "جنسیت", "جنس",
	 "النوعالاجتماعي", "sexgender", "gendersex", "男女別", "男女"},
	{"age", "agegroup", "agegrp", "ageband", "agerange", "agebracket", "agecategory", "alter", "altersgruppe",
	 "altersklasse", "tranchedage", "groupdage", "edad", "grupodeedad", "rangodeedad", "eta", "fasciadieta",
	 "idade", "faixaetaria", "wiek", "grupawieku", "alder", "aldersgrupp", "leeftijd", "leeftijdsgroep", "ika",
	 "vek", "yas", "возраст", "вік", "العمر", "الفيةالعمرية", "年龄", "年齢", "연령", "ageclass", "ageclasses",
	 "agegroups", "ages", "agep", "agebands", "agebucket", "agecohort", "ageinterval", "ageinyears", "ageyears",
	 "altersgruppen", "altersklassen", "altersstufe", "altersband", "altersbereich", "alterinjahren",
	 "classedage", "classesdage", "tranchesdage", "groupedage", "groupesdage", "categoriedage", "gruposdeedad",
	 "grupoetario", "gruposetarios", "grupoetareo", "tramodeedad", "tramosdeedad", "rangoetario",
	 "rangodeedades", "franjadeedad", "franjaetaria", "intervalodeedad", "edades", "edadenanos", "classedieta",
	 "classidieta", "fascedieta", "fasciadeta", "fascedeta", "classedeta", "gruppodieta", "gruppidieta",
	 "grupodeidade", "gruposdeidade", "faixadeidade", "faixasetarias", "faixasdeidade", "classeetaria",
	 "escalaoetario", "escaloesetarios", "idades", "grupywieku", "grupawiekowa", "grupywiekowe",
	 "przedzialwiekowy", "przedzialywiekowe", "kategoriawiekowa", "alderskategori", "aldersgrupper",
	 "aldersklass", "aldersintervall", "leeftijdsgroepen", "leeftijdsklasse", "leeftijdsklassen",
	 "leeftijdscategorie", "leeftijdscategorieen", "aldersgruppe", "aldersklasse", "alderstrinn", "ikaryhma",
	 "ikaryhmat", "ikaluokka", "vekovaskupina", "vekoveskupiny", "vekovakategorie", "kor", "eletkor",
	 "korcsoport", "korosztaly", "varsta", "grupadevarsta", "grupedevarsta", "starost", "starostnaskupina",
	 "dobnaskupina", "dobneskupine", "amzius", "amziausgrupe", "vecums", "vecumagrupa", "vanus", "vanuseruhm",
	 "yasgrubu", "yasaraligi", "ηλικια", "ηλικιακηομαδα", "ομαδαηλικιων", "возрастнаягруппа", "возрастныегруппы",
	 "группавозраста", "віковагрупа", "віковігрупи", "възраст", "възрастовагрупа", "فيةالعمر", "الفياتالعمرية",
	 "عمر", "السن", "گروهسنی", "גיל", "קבוצתגיל", "年龄组", "年龄段", "年龄分组", "年齡", "年齡組", "年齢階級",
	 "年齢階層", "年齢層", "年齢区分", "年代", "年齢別", "연령대", "연령별", "연령층", "연령구간", "연령그룹",
	 "연령계층", "나이", "나이대", "tuoi", "nhomtuoi", "dotuoi", "umur", "usia", "kelompokumur", "kumpulanumur",
	 "kelompokusia", "อายุ", "กลุ่มอายุ", "आयु", "आयुवर्ग"},
	{"education", "educationlevel", "educationalattainment", "highesteducation", "educ", "bildung",
	 "bildungsabschluss", "diplome", "niveaudetudes", "educacion", "niveldeestudios", "istruzione",
	 "titolodistudio", "educacao", "escolaridade", "wyksztalcenie", "utbildning", "opleiding", "образование",
	 "التعليم", "المستوىالتعليمي", "levelofeducation", "highestlevelofeducation", "educationattainment",
	 "schulbildung", "bildungsstand", "niveaudediplome", "niveaudinstruction", "niveleducativo",
	 "niveldeeducacion", "niveldeinstruccion", "gradodeinstruccion", "livellodiistruzione",
	 "niveldeescolaridade", "niveldeinstrucao", "niveldeensino", "poziomwyksztalcenia", "utbildningsniva",
	 "opleidingsniveau", "образованиеуровень", "уровеньобразования", "最终学历", "学历", "学歴", "受教育程度",
	 "교육수준", "학력", "교육정도", "educationgroup", "educationcategory", "educationband"},
	{"income", "householdincome", "incomeband", "incomegroup", "incomebracket", "incomerange", "einkommen",
	 "revenu", "ingresos", "reddito", "renda", "dochod", "inkomst", "inkomen", "الدخل"},
	{"maritalstatus", "marital", "familienstand", "etatmatrimonial", "situationmatrimoniale", "estadocivil",
	 "statocivile", "stancywilny", "civilstand", "الحالةالاجتماعية", "maritalstate", "civilstatus",
	 "situationdefamille", "situationfamiliale", "estadoconyugal", "situacaoconjugal", "burgerlijkestaat",
	 "sivilstand", "婚姻状况", "配偶関係", "혼인상태", "семеиноеположение"},
	{"employment", "employmentstatus", "employmentstate", "labourforcestatus", "laborforcestatus",
	 "erwerbsstatus", "situationdemploi", "situacionlaboral", "situacaolaboral", "condizioneoccupazionale"},
	{"postcode", "postalcode", "zip", "zipcode", "plz", "codepostal", "codigopostal", "cap", "kodpocztowy"},
	{"country", "nation", "land", "pays", "pais", "paese", "kraj", "страна", "البلد", "الدولة", "国家", "国"},
	{"region", "regione", "regiao", "wojewodztwo", "регион", "المنطقة"},
	{"city", "town", "stadt", "ort", "ville", "ciudad", "citta", "cidade", "miasto", "stad", "город", "المدينة",
	 "城市"},
};
/* clang-format on */

/* In normal form: no blanks, "_" or "-". */
static const struct {
	enum segbias_role role;
	const char *names[56];
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
     {"id",          "uuid",        "guid",     "respondent", "respondentid", "userid",       "customerid",
      "personid",    "memberid",    "recordid", "rowid",      "email",        "emailaddress", "mail",
      "phone",       "phonenumber", "customer", "user",       "person",       "accountid",    "name",
      "fullname",    "key",         "uid",      "custid",     "deviceid",     "householdid",  "clientid",
      "visitorid",   "cookie",      "cookieid", "crmid",      "contactid",    "profileid",    "msisdn",
      "hashedemail", "member",      "account",  "subscriber", "معرف",         "identifiant",  "identificador",
      "serialno",    "cbserial",    "kennung",  "kunde",      "client",       "cliente",      "идентификатор"}},
    {SEGBIAS_ROLE_AMBIGUOUS,
     {"customer", "user", "person", "member", "account", "subscriber", "name", "key", "cookie", "kunde", "client",
      "cliente"}},
    {SEGBIAS_ROLE_PLACE,
     {"place", "geography", "geo", "geoid", "location", "country", "nation", "state", "region", "province", "county",
      "city", "municipality", "area", "zip", "zipcode", "postcode"}},
    {SEGBIAS_ROLE_TIME, {"year", "yr", "vintage", "surveyyear", "period", "date", "quarter", "month", "week"}},
    {SEGBIAS_ROLE_ATTRIBUTE,
     {"attribute",        "variable",        "dimension",      "characteristic", "characteristics", "merkmal",
      "attribut",         "caractéristique", "característica", "atributo",       "variabile",       "variabele",
      "zmienna",          "cecha",           "признак",        "الخاصية",        "السمة",           "المتغير",
      "caractéristiques", "características", "variável",       "caratteristica"}},
    {SEGBIAS_ROLE_VALUE,
     {"value",        "values",    "category",  "categories", "level",      "levels",      "label",
      "group",        "groups",    "answer",    "response",   "ausprägung", "auspraegung", "merkmalsausprägung",
      "kategorie",    "modalité",  "catégorie", "categoría",  "categoria",  "modalità",    "kategoria",
      "categorie",    "категория", "الفئة",     "القيمة",     "valeur",     "valor",       "valore",
      "ausprägungen", "modalités"}},
    {SEGBIAS_ROLE_SHARE, {"share", "proportion", "fraction", "probability"}},
    {SEGBIAS_ROLE_PERCENT, {"percent", "percentage", "pct", "%"}},
    {SEGBIAS_ROLE_MOE, {"moe", "marginoferror"}},
    {SEGBIAS_ROLE_STANDARD_ERROR, {"se", "s.e.", "s.e", "standarderror"}},
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

static void fold_value(struct segbias_label value, struct segbias_text *out)
{
	segbias_unicode_fold(value, out);
	for (size_t i = 0; i < out->size; i++)
		if (out->data[i] == '_')
			out->data[i] = ' ';
}

bool segbias_name_value_same(struct segbias_label a, struct segbias_label b)
{
	struct segbias_text x = {0};
	struct segbias_text y = {0};
	fold_value(a, &x);
	fold_value(b, &y);
	bool same = !x.failed && !y.failed && x.size == y.size && (x.size == 0 || memcmp(x.data, y.data, x.size) == 0);
	segbias_text_release(&x);
	segbias_text_release(&y);
	return same;
}

bool segbias_name_listed(const struct segbias_label *names, size_t count, struct segbias_label name)
{
	for (size_t i = 0; i < count; i++)
		if (segbias_name_same(names[i], name))
			return true;
	return false;
}

/* Whether the list (ended by NULL or its length) has the folded name. */
static bool listed(const char *const *names, size_t count, const struct segbias_text *folded)
{
	for (size_t i = 0; i < count && names[i]; i++)
		if (folded->size && *names[i] == *folded->data && strcmp(names[i], folded->data) == 0)
			return true;
	return false;
}

/* "Age (6 categories)": how many there are is no part of the name. */
static void cut_categories(struct segbias_text *name)
{
	static const char *const ENDS[] = {"categories", "categorias", "classes", "kategorien", "klassen", "groups"};
	for (size_t i = 0; i < sizeof ENDS / sizeof *ENDS; i++) {
		size_t size = strlen(ENDS[i]);
		size_t start = name->size > size ? name->size - size : 0;
		if (start == 0 || strcmp(name->data + start, ENDS[i]) != 0)
			continue;
		size_t digits = start;
		while (digits > 0 && name->data[digits - 1] >= '0' && name->data[digits - 1] <= '9')
			digits--;
		if (digits == start)
			continue;
		name->data[digits] = '\0';
		name->size = digits;
	}
}

int segbias_name_synonyms(struct segbias_label name)
{
	struct segbias_text bare = {0};
	struct segbias_text folded = {0};
	int found = -1;
	segbias_word_bare(name, &bare);
	for (size_t i = 0; i < bare.size; i++)
		if (bare.data[i] != ' ')
			segbias_text_add(&folded, &bare.data[i], 1);
	if (folded.size && !bare.failed && !folded.failed)
		cut_categories(&folded);
	for (size_t i = 0; i < sizeof SYNONYMS / sizeof *SYNONYMS && found < 0; i++)
		if (listed(SYNONYMS[i], SYNONYMS_MAX, &folded))
			found = (int)i;
	segbias_text_release(&folded);
	segbias_text_release(&bare);
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
