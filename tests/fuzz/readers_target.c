/* libFuzzer's entry: the first bytes say how the rest, a file, is read. The two readers must agree (tests/csv/agree.h). */
#include "csv/agree.h"

#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const size_t pieces[] = {16, 17, 31, 64, 100, 4096};
	enum { HOW = 3 };
	if (size < HOW)
		return 0;
	struct agree_case agree = {
	    .bytes = {(const char *)data + HOW, size - HOW},
	    .delimiter = ",;\t|"[data[0] & 3],
	    .skip_bad = data[0] >> 2 & 1,
	    .first = 1 + (data[0] >> 3 & 3),
	    .piece = pieces[data[1] % 6],
	    .workers = 1 + (data[1] >> 5),
	    .seed = data[2],
	};
	struct segbias_text difference = {0};
	if (!agree_check(&agree, &difference)) {
		(void)fprintf(stderr, "%s\n", difference.data);
		abort();
	}
	segbias_text_release(&difference);
	return 0;
}
