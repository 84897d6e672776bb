#include "base/open.h"

#include <errno.h>

int segbias_open(const char *path, int flags, mode_t mode)
{
	int descriptor;
	do
		descriptor = open(path, flags | O_CLOEXEC, mode);
	while (descriptor < 0 && errno == EINTR);
	return descriptor;
}
