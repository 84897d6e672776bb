#include "base/stream_part.h"

#include "base/call.h"
#include "base/memory.h"
#include "base/thread.h"

#include <stdlib.h>
#include <string.h>

enum { BUFFERS = 3, BUFFER_SIZE = 256 << 10 };

struct pump {
	struct segbias_part part;
	pthread_t thread;
	atomic_bool stop;
	size_t used;            /* of the first buffer; the reader's own */
	pthread_mutex_t mutex;  /* for all that follows, and for who owns a buffer */
	pthread_cond_t changed; /* one for both: never do both wait, one for a full and the other for an empty buffer */
	char *buffers[BUFFERS];
	size_t sizes[BUFFERS];
	size_t first, full;
	bool ended;
	bool starved; /* memory ran out in the thread, whose count of that ends with it */
	struct segbias_error failure;
};

/* -> the next empty buffer; BUFFERS: nobody reads any more */
static size_t wait_for_room(struct pump *pump)
{
	(void)pthread_mutex_lock(&pump->mutex);
	while (pump->full == BUFFERS && !atomic_load(&pump->stop))
		(void)pthread_cond_wait(&pump->changed, &pump->mutex);
	size_t at = atomic_load(&pump->stop) ? BUFFERS : (pump->first + pump->full) % BUFFERS;
	(void)pthread_mutex_unlock(&pump->mutex);
	return at;
}

static enum segbias_status read_ahead(struct pump *pump, struct segbias_error *error)
{
	for (;;) {
		size_t size = 0;
		size_t at = wait_for_room(pump);
		if (at == BUFFERS)
			return SEGBIAS_OK;
		enum segbias_status status =
		    segbias_part_read(pump->part.below, pump->buffers[at], BUFFER_SIZE, &size, error);
		if (status != SEGBIAS_OK || size == 0)
			return status;
		(void)pthread_mutex_lock(&pump->mutex);
		pump->sizes[at] = size;
		pump->full++;
		(void)pthread_cond_signal(&pump->changed);
		(void)pthread_mutex_unlock(&pump->mutex);
	}
}

static void *run(void *data)
{
	struct pump *pump = data;
	struct segbias_call call;
	struct segbias_error error = {0};
	enum segbias_status status = segbias_call_enter(&call, &error);
	if (status == SEGBIAS_OK)
		status = segbias_call_leave(&call, read_ahead(pump, &error), &error);
	(void)pthread_mutex_lock(&pump->mutex);
	pump->failure = error;
	pump->failure.status = status;
	pump->starved = segbias_memory_failures() > 0;
	pump->ended = true;
	(void)pthread_cond_signal(&pump->changed);
	(void)pthread_mutex_unlock(&pump->mutex);
	return NULL;
}

/* What the thread ended with, when all that it had read before is used. */
static enum segbias_status finish(struct pump *pump, struct segbias_error *error)
{
	if (pump->starved)
		segbias_memory_fail();
	pump->starved = false;
	if (error && pump->failure.status != SEGBIAS_OK)
		*error = pump->failure;
	return pump->failure.status;
}

static enum segbias_status read_pump(struct segbias_part *part, char *buffer, size_t capacity, size_t *size,
                                     struct segbias_error *error)
{
	struct pump *pump = (struct pump *)part;
	enum segbias_status status = SEGBIAS_OK;
	size_t got = 0;
	(void)pthread_mutex_lock(&pump->mutex);
	while (pump->full == 0 && !pump->ended)
		(void)pthread_cond_wait(&pump->changed, &pump->mutex);
	if (pump->full == 0) {
		status = finish(pump, error);
	} else {
		size_t left = pump->sizes[pump->first] - pump->used;
		got = left < capacity ? left : capacity;
	}
	(void)pthread_mutex_unlock(&pump->mutex);
	if (status != SEGBIAS_OK)
		return status;
	*size = got;
	if (got == 0)
		return SEGBIAS_OK;
	/* The thread does not touch a full buffer. */
	memcpy(buffer, pump->buffers[pump->first] + pump->used, got);
	pump->used += got;
	if (pump->used < pump->sizes[pump->first])
		return SEGBIAS_OK;
	(void)pthread_mutex_lock(&pump->mutex);
	pump->used = 0;
	pump->first = (pump->first + 1) % BUFFERS;
	pump->full--;
	(void)pthread_cond_signal(&pump->changed);
	(void)pthread_mutex_unlock(&pump->mutex);
	return SEGBIAS_OK;
}

static void release(struct pump *pump)
{
	(void)pthread_cond_destroy(&pump->changed);
	(void)pthread_mutex_destroy(&pump->mutex);
	for (size_t i = 0; i < BUFFERS; i++)
		free(pump->buffers[i]);
	free(pump);
}

static void free_pump(struct segbias_part *part)
{
	struct pump *pump = (struct pump *)part;
	(void)pthread_mutex_lock(&pump->mutex);
	atomic_store(&pump->stop, true);
	(void)pthread_cond_signal(&pump->changed);
	(void)pthread_mutex_unlock(&pump->mutex);
	(void)pthread_join(pump->thread, NULL);
	segbias_part_heed(part, NULL);
	release(pump);
}

static const struct segbias_part_class class = {.read = read_pump, .free = free_pump};

static struct pump *create(struct segbias_part *below)
{
	struct pump *pump = segbias_memory_zeroed(1, sizeof *pump);
	if (!pump)
		return NULL;
	pump->part = (struct segbias_part){.class = &class, .below = below};
	/* Debian's neither fail nor own anything. */
	(void)pthread_mutex_init(&pump->mutex, NULL);
	(void)pthread_cond_init(&pump->changed, NULL);
	for (size_t i = 0; i < BUFFERS; i++) {
		pump->buffers[i] = segbias_memory_get(BUFFER_SIZE);
		if (!pump->buffers[i]) {
			release(pump);
			return NULL;
		}
	}
	return pump;
}

enum segbias_status segbias_part_pump(struct segbias_part *below, struct segbias_part **out,
                                      struct segbias_error *error)
{
	struct pump *pump = create(below);
	if (!pump)
		return segbias_error_memory(error);
	segbias_part_heed(below, &pump->stop);
	if (segbias_thread_start(&pump->thread, run, pump)) {
		*out = &pump->part;
		return SEGBIAS_OK;
	}
	segbias_part_heed(below, NULL);
	release(pump);
	*out = below;
	return SEGBIAS_OK;
}
