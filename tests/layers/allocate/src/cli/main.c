#include <stdlib.h>
static void *a(void) { return malloc(1); }
