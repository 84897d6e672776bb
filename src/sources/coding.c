#include "sources/coding.h"

#include "values/missing.h"

static bool fits(const struct segbias_head *head, size_t field, int list)
{
	for (uint32_t i = 0; i < head->spellings[field].size; i++) {
		struct segbias_label cell = head->spellings[field].labels[i];
		if (!segbias_missing_blank(cell) && !segbias_form_fits(list, cell))
			return false;
	}
	return head->rows > 0;
}

void segbias_coding_find(struct segbias_head *head, struct segbias_intern *spellings, struct segbias_form *form)
{
	*form = segbias_form_of(head->names, head->width);
	for (size_t field = 0; field < head->width; field++) {
		int list = segbias_form_list(form, head->names[field]);
		if (list >= 0 && fits(head, field, list))
			form->lists |= UINT32_C(1) << list;
	}
	head->read = form->lists != 0;
	for (size_t field = 0; field < head->width && head->read; field++)
		for (uint32_t i = 0; i < spellings[field].size; i++) {
			struct segbias_label *label = &spellings[field].labels[i];
			*label = segbias_form_meaning(form, head->names[field], *label);
		}
}

bool segbias_coding_lacks(const struct segbias_form *form, struct segbias_label column, struct segbias_label cell)
{
	int list = form->lists ? segbias_form_list(form, column) : -1;
	return list >= 0 && (form->lists >> list & 1) && !segbias_missing_blank(cell) && !segbias_form_fits(list, cell);
}

enum segbias_status segbias_coding_refuse(const struct segbias_form *form, struct segbias_error *why)
{
	segbias_error_set(why, SEGBIAS_DATA,
	                  "code_not_listed|the code is not on the list of %s, by which the column is read",
	                  segbias_form_name(form));
	segbias_error_hint(why, "--skip-bad leaves such rows out");
	return SEGBIAS_DATA;
}

/* "SEX" (1 = Male, 2 = Female) */
static void add_list(struct segbias_text *out, struct segbias_label column, int list)
{
	enum { CODES_MAX = 3 };
	const char *code = NULL;
	const char *meaning = NULL;
	char quoted[SEGBIAS_QUOTE_MAX];
	segbias_text_add_format(out, "%s%s (", out->size ? ", " : "", segbias_label_quote(column, quoted));
	for (size_t i = 0; i < CODES_MAX && segbias_form_code(list, i, &code, &meaning); i++)
		segbias_text_add_format(out, "%s%s = %s", i ? ", " : "", code, meaning);
	segbias_text_add_string(out, segbias_form_code(list, CODES_MAX, &code, &meaning) ? ", …)" : ")");
}

enum segbias_status segbias_coding_note(const struct segbias_head *head, const struct segbias_form *form,
                                        const char *file, struct segbias_notes *notes, struct segbias_error *error)
{
	struct segbias_text read = {0};
	struct segbias_text left = {0};
	for (size_t field = 0; field < head->width; field++) {
		int list = segbias_form_list(form, head->names[field]);
		if (list >= 0 && (form->lists >> list & 1))
			add_list(&read, head->names[field], list);
		else if (list >= 0)
			segbias_text_add_quoted(&left, head->names[field]);
	}
	bool failed = read.failed || left.failed;
	if (read.size)
		segbias_error_place(segbias_notes_add(notes, "codes_read",
		                                      "its columns are those of %s, by whose lists codes are read: %s",
		                                      segbias_form_name(form), read.data),
		                    file, 1, 0);
	if (left.size)
		segbias_error_place(
		    segbias_notes_add(
			notes, "codes_left",
			"its columns are those of %s, but codes are not on its list, and stay as they are: %s",
			segbias_form_name(form), left.data),
		    file, 1, 0);
	segbias_text_release(&read);
	segbias_text_release(&left);
	return failed ? segbias_error_memory(error) : SEGBIAS_OK;
}
