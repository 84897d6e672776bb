#if 0
#include <stats/stats.h>
#endif
#include \
	"tally/table.h"
