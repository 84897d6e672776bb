#include "base/stream_part.h"

#include "base/feed.h"
#include "base/memory.h"

#include <stdlib.h>

struct reader {
	struct segbias_part part;
	struct segbias_feed *feed;
};

static enum segbias_status read_feed(struct segbias_part *part, char *buffer, size_t capacity, size_t *size,
                                     struct segbias_error *error)
{
	struct segbias_feed *feed = ((struct reader *)part)->feed;
	return feed->class->read(feed, buffer, capacity, size, error);
}

static void free_reader(struct segbias_part *part)
{
	struct segbias_feed *feed = ((struct reader *)part)->feed;
	feed->class->free(feed);
	free(part);
}

static const struct segbias_part_class class = {.read = read_feed, .free = free_reader};

enum segbias_status segbias_part_feed(struct segbias_feed *feed, struct segbias_part **out, struct segbias_error *error)
{
	struct reader *reader = segbias_memory_zeroed(1, sizeof *reader);
	if (!reader)
		return segbias_error_memory(error);
	*reader = (struct reader){.part = {.class = &class}, .feed = feed};
	*out = &reader->part;
	return SEGBIAS_OK;
}
