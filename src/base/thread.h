/* Room: base. Threads of the library's own. */
#ifndef SEGBIAS_BASE_THREAD_H
#define SEGBIAS_BASE_THREAD_H

#include <pthread.h>
#include <stdbool.h>

/* Starts a thread that blocks all signals: these are for the one that has called the library. false: none can be had. */
bool segbias_thread_start(pthread_t *thread, void *(*run)(void *data), void *data);

#endif
