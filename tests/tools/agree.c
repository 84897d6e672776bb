/* segbias-agree [SECONDS] [SEED]
 *
 * Draws files and ways of reading them, and compares the two readers (tests/csv/agree.h) until the time is over (30) or
 * they differ: then the file and how it was read are printed, and the exit status is 1.
 */
#include "csv/agree.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static const size_t pieces[] = {16, 17, 31, 64, 100, 4096};

static void print(const struct agree_case *agree, const struct segbias_text *difference)
{
	printf("piece %zu, %u workers, threads %d, input %d, skip_bad %d, first %zu, delimiter %c, seed %" PRIu32 "\n",
	       agree->piece, agree->workers, agree->threads, (int)agree->input, agree->skip_bad, agree->first,
	       agree->delimiter, agree->seed);
	for (size_t i = 0; i < agree->bytes.size; i++)
		printf("\\x%02x", (unsigned)(unsigned char)agree->bytes.bytes[i]);
	printf("\n%s\n", difference->data);
}

int main(int argc, char **argv)
{
	long seconds = argc > 1 ? strtol(argv[1], NULL, 10) : 30;
	uint32_t state = (argc > 2 ? (uint32_t)strtoul(argv[2], NULL, 10) : 1) * 2654435761U | 1;
	time_t end = time(NULL) + seconds;
	struct segbias_text bytes = {0};
	uint64_t files = 0;
	bool same = true;
	while (same && time(NULL) < end) {
		struct agree_case agree = {0};
		agree_draw(&state, &bytes, &agree);
		for (size_t i = 0; i < 6 && same; i++, files++) {
			struct segbias_text difference = {0};
			agree.piece = pieces[i];
			agree.workers = 1 + agree_random(&state) % 8;
			agree.threads = agree_random(&state) % 8 == 0;
			agree.skip_bad = agree_random(&state) % 2;
			agree.input = (enum agree_input)(agree_random(&state) % AGREE_INPUTS);
			same = agree_check(&agree, &difference);
			if (!same)
				print(&agree, &difference);
			segbias_text_release(&difference);
		}
	}
	segbias_text_release(&bytes);
	printf("%" PRIu64 " readings %s\n", files, same ? "agree" : "were made: the last differs");
	return !same;
}
