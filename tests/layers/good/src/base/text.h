#include <segbias/error.h>
#include <stddef.h>
