#include <segbias/error.h>
