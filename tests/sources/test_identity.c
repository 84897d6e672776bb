#include "sources/identity.h"

#include <criterion/criterion.h>

Test(identity, by_name)
{
	static const struct {
		const char *name;
		enum segbias_identity identity;
	} ROWS[] = {
	    {"customer_id", SEGBIAS_IDENTITY_PERSON},
	    {"CustomerID", SEGBIAS_IDENTITY_PERSON},
	    {"User ID", SEGBIAS_IDENTITY_PERSON},
	    {"userid", SEGBIAS_IDENTITY_PERSON},
	    {"respondent_no", SEGBIAS_IDENTITY_PERSON},
	    {"respondent", SEGBIAS_IDENTITY_PERSON},
	    {"Kunden-Nr.", SEGBIAS_IDENTITY_PERSON},
	    {"Kundennummer", SEGBIAS_IDENTITY_PERSON},
	    {"identifiant client", SEGBIAS_IDENTITY_PERSON},
	    {"id_cliente", SEGBIAS_IDENTITY_PERSON},
	    {"رقم العميل", SEGBIAS_IDENTITY_PERSON},
	    {"客户编号", SEGBIAS_IDENTITY_PERSON},
	    {"email", SEGBIAS_IDENTITY_PERSON},
	    {"E-Mail", SEGBIAS_IDENTITY_PERSON},
	    {"email_hash", SEGBIAS_IDENTITY_PERSON},
	    {"Phone Number", SEGBIAS_IDENTITY_PERSON},
	    {"id", SEGBIAS_IDENTITY_BARE},
	    {"ID", SEGBIAS_IDENTITY_BARE},
	    {"uuid", SEGBIAS_IDENTITY_BARE},
	    {"row_id", SEGBIAS_IDENTITY_BARE},
	    {"key", SEGBIAS_IDENTITY_BARE},
	    {"ad_id", SEGBIAS_IDENTITY_THING},
	    {"adId", SEGBIAS_IDENTITY_THING},
	    {"Campaign ID", SEGBIAS_IDENTITY_THING},
	    {"creative key", SEGBIAS_IDENTITY_THING},
	    {"state_code", SEGBIAS_IDENTITY_THING},
	    {"region_no", SEGBIAS_IDENTITY_THING},
	    {"name", SEGBIAS_IDENTITY_NONE},
	    {"gender", SEGBIAS_IDENTITY_NONE},
	    {"users", SEGBIAS_IDENTITY_NONE},
	    {"campaign", SEGBIAS_IDENTITY_NONE},
	    {"person_type", SEGBIAS_IDENTITY_NONE},
	    {"customers", SEGBIAS_IDENTITY_NONE},
	    {"women", SEGBIAS_IDENTITY_NONE},
	    {"identity politics", SEGBIAS_IDENTITY_NONE},
	};
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++)
		cr_expect_eq(segbias_identity_of(segbias_label_of(ROWS[i].name)), ROWS[i].identity, "%s: %d",
		             ROWS[i].name, (int)segbias_identity_of(segbias_label_of(ROWS[i].name)));
}
