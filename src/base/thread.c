#include "base/thread.h"

#include <signal.h>

bool segbias_thread_start(pthread_t *thread, void *(*run)(void *data), void *data)
{
	sigset_t all;
	sigset_t before;
	(void)sigfillset(&all);
	(void)pthread_sigmask(SIG_SETMASK, &all, &before);
	bool started = pthread_create(thread, NULL, run, data) == 0;
	(void)pthread_sigmask(SIG_SETMASK, &before, NULL);
	return started;
}
