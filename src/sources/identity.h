/* Room: sources. Whom or what a column identifies, by its name. */
#ifndef SEGBIAS_SOURCES_IDENTITY_H
#define SEGBIAS_SOURCES_IDENTITY_H

#include "base/text.h"

/* What a first column without a name is called where it numbers the rows. */
#define SEGBIAS_ROW_NUMBER "row number"

enum segbias_identity {
	SEGBIAS_IDENTITY_NONE,
	SEGBIAS_IDENTITY_PERSON, /* a customer, a user, a respondent, an e-mail */
	SEGBIAS_IDENTITY_BARE,   /* "id", "key": of whatever a row is */
	SEGBIAS_IDENTITY_THING,  /* an ad, a campaign, a place */
};

enum segbias_identity segbias_identity_of(struct segbias_label name);

#endif
