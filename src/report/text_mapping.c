#include "report/text_mapping.h"

#include <string.h>

enum { INDENT = 2, COUNT_WIDTH = 9 };

/* The code of how a value was matched, and what is nearest to one that was not. */
static const char *phrase_how(struct segbias_teller *t, const struct segbias_mapped *row)
{
	struct segbias_word how = WORD_CODE("how", row->how);
	return row->nearest.bytes && !row->withheld
	           ? TELL_WITH(t, "{how}, nearest {value}", how, WORD_LABEL("value", row->nearest))
	           : segbias_tell_code(t, row->how);
}

static void write_mapped(struct segbias_paper *paper, struct segbias_teller *t, const struct segbias_mapped *row,
                         bool born)
{
	const char *from = row->withheld ? TELL_WITH(t, "({kind}, withheld)", WORD_CODE("kind", row->withheld))
	                   : row->campaign_value.bytes ? segbias_tell_label(t, row->campaign_value)
	                   : born                      ? TELL(t, "(birth dates)")
	                                               : TELL(t, "(further spellings)");
	struct segbias_word words[] = {WORD_PHRASE("from", from), WORD_PHRASE("how", phrase_how(t, row)),
	                               WORD_LABEL("to", row->reference_value),
	                               WORD_DIGITS("sign", paper->ascii      ? "->"
	                                                   : paper->isolates ? "←"
	                                                                     : "→")};
	segbias_paper_string(paper, "  ");
	segbias_paper_cell_text(paper, segbias_tell_count(t, row->count), COUNT_WIDTH, true);
	segbias_paper_string(paper, "  ");
	segbias_paper_sentence(paper,
	                       row->reference_value.bytes
	                           ? TELL_WITH(t, "{from} {sign} {to}  {how}", words[0], words[1], words[2], words[3])
	                           : TELL_WITH(t, "{from}  {how}", words[0], words[1]),
	                       2 + COUNT_WIDTH + 2);
	segbias_paper_line(paper);
}

static const char *phrase_attribute(struct segbias_teller *t, const struct segbias_attribute_setting *attribute)
{
	struct segbias_word name = WORD_LABEL("attribute", attribute->attribute);
	struct segbias_word column = WORD_LABEL("column", attribute->reference_column);
	const char *how = strcmp(attribute->how, "name") == 0      ? TELL(t, "by name")
	                  : strcmp(attribute->how, "synonym") == 0 ? TELL(t, "by synonym")
	                                                           : TELL(t, "by option");
	return attribute->ordered
	           ? TELL_WITH(t, "{attribute} = {column} ({how}, ordered)", name, column, WORD_PHRASE("how", how))
	           : TELL_WITH(t, "{attribute} = {column} ({how})", name, column, WORD_PHRASE("how", how));
}

void segbias_text_mapping(struct segbias_paper *paper, struct segbias_teller *t,
                          const struct segbias_findings *findings)
{
	for (size_t a = 0; a < findings->settings.attribute_count; a++) {
		const struct segbias_attribute_setting *attribute = &findings->settings.attributes[a];
		segbias_paper_sentence(paper, phrase_attribute(t, attribute), INDENT);
		segbias_paper_line(paper);
		bool born =
		    findings->settings.born.bytes && segbias_label_equal(findings->settings.born, attribute->attribute);
		for (size_t i = 0; i < findings->mapping_count; i++)
			if (segbias_label_equal(findings->mapping[i].attribute, attribute->attribute))
				write_mapped(paper, t, &findings->mapping[i], born);
	}
}
