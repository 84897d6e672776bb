#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
static void *a(void) { return malloc(1); }
static void *b(void) { return calloc (1, 1); }
static void *c(void *memory) { return realloc(memory, 2); }
static char *d(void) { return strdup("malloc(1)"); /* calloc(1) */ }
static void e(void) { umask(022); }
static void f(void *memory) { free(memory); }
