#include "tally/head.h"

#include "base/memory.h"
#include "tally/plan.h"
#include "values/name.h"
#include "values/nearest.h"

#include <stdlib.h>
#include <string.h>

bool segbias_head_spellings_init(struct segbias_head_spellings *spellings, const struct segbias_head *head,
                                 size_t field)
{
	bool known = head->ids && !head->read;
	*spellings = (struct segbias_head_spellings){.counts = segbias_memory_zeroed(head->rows + 1, sizeof(uint32_t))};
	bool ok = spellings->counts != NULL;
	for (size_t row = 0; ok && row < head->rows; row++) {
		uint32_t at = known ? head->ids[row * head->width + field]
		                    : segbias_intern_add(&spellings->own, segbias_head_cell(head, row, field));
		ok = at != SEGBIAS_INTERN_NONE;
		if (ok)
			spellings->counts[at]++;
	}
	const struct segbias_intern *labels = known ? &head->spellings[field] : &spellings->own;
	spellings->labels = labels->labels;
	spellings->count = ok ? labels->size : 0;
	return ok;
}

void segbias_head_spellings_release(struct segbias_head_spellings *spellings)
{
	segbias_intern_release(&spellings->own);
	free(spellings->counts);
	*spellings = (struct segbias_head_spellings){.counts = NULL};
}

size_t segbias_head_find(const struct segbias_head *head, struct segbias_label name)
{
	for (size_t field = 0; field < head->width; field++)
		if (segbias_label_equal(head->names[field], name))
			return field;
	for (size_t field = 0; field < head->width; field++)
		if (segbias_name_same(head->names[field], name))
			return field;
	return SEGBIAS_NO_FIELD;
}

void segbias_names_list(const struct segbias_label *names, size_t count, size_t size_max, struct segbias_text *list)
{
	enum { LISTED_MAX = 12 };
	char quoted[SEGBIAS_QUOTE_MAX];
	size_t listed = 0;
	size_t start = list->size;
	for (; listed < count && listed < LISTED_MAX; listed++) {
		segbias_label_quote(names[listed], quoted);
		if (list->size - start + strlen(quoted) > size_max)
			break;
		segbias_text_add_format(list, "%s%s", listed ? ", " : "", quoted);
	}
	if (listed == 0)
		segbias_text_add_format(list, "%zu", count);
	else if (listed < count)
		segbias_text_add_format(list, " and %zu more", count - listed);
}

enum segbias_status segbias_head_no_column(const struct segbias_head *head, const char *option,
                                           struct segbias_label name, struct segbias_error *error)
{
	enum { LIST_SIZE_MAX = 240 };
	char quoted[SEGBIAS_QUOTE_MAX];
	enum segbias_status status = segbias_error_set(error, SEGBIAS_DATA, "no_such_column|%s: there is no column %s",
	                                               option, segbias_label_quote(name, quoted));
	struct segbias_text list = {0};
	segbias_names_list(head->names, head->width, LIST_SIZE_MAX, &list);
	const char *columns = list.data ? list.data : "";
	size_t nearest = segbias_nearest(name, head->names, head->width);
	if (nearest != SEGBIAS_NEAREST_NONE)
		segbias_error_hint(error, "the nearest is %s; the columns are %s",
		                   segbias_label_quote(head->names[nearest], quoted), columns);
	else
		segbias_error_hint(error, head->width == 1 ? "the only column is %s" : "the columns are %s", columns);
	segbias_text_release(&list);
	segbias_error_place(error, head->file, 1, 0);
	return status;
}
