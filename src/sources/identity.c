#include "sources/identity.h"

#include "values/column.h"
#include "values/name.h"

/* Names that say no more than that they identify. */
static bool is_bare(struct segbias_label name)
{
	static const char *const NAMES[] = {"id",    "uuid",     "guid",       "uid",  "key",
	                                    "rowid", "recordid", "identifier", "معرف", SEGBIAS_ROW_NUMBER};
	for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
		if (segbias_name_same(name, segbias_label_of(NAMES[i])))
			return true;
	return false;
}

enum segbias_identity segbias_identity_of(struct segbias_label name)
{
	uint64_t words = 0;
	bool listed = segbias_name_suggests(name, SEGBIAS_ROLE_IDENTIFIER);
	if (!segbias_column_words(name, &words))
		return SEGBIAS_IDENTITY_NONE;
	bool person = segbias_word_in(words, SEGBIAS_WORD_PERSON);
	bool id = segbias_word_in(words, SEGBIAS_WORD_ID);
	if (segbias_name_same(name, segbias_label_of("name"))) /* of a place as often as of a person */
		return SEGBIAS_IDENTITY_NONE;
	if (is_bare(name))
		return SEGBIAS_IDENTITY_BARE;
	if (segbias_word_in(words, SEGBIAS_WORD_COUNTED)) /* how many identifiers, and none itself */
		return SEGBIAS_IDENTITY_NONE;
	if (segbias_word_in(words, SEGBIAS_WORD_CONTACT) || (person && id))
		return SEGBIAS_IDENTITY_PERSON;
	if (id && segbias_word_in(words, SEGBIAS_WORD_THING))
		return SEGBIAS_IDENTITY_THING;
	return listed ? SEGBIAS_IDENTITY_PERSON : SEGBIAS_IDENTITY_NONE;
}
