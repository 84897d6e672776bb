/* Room: base. Opening a file. */
#ifndef SEGBIAS_BASE_OPEN_H
#define SEGBIAS_BASE_OPEN_H

#include <fcntl.h>
#include <sys/types.h>

/* open(), of which no program that is started has anything; a signal of the host's, as of a timer, is no reason not to. -1: errno. */
int segbias_open(const char *path, int flags, mode_t mode);

#endif
