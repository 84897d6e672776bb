#include "base/text.h"
/* a comment
   of two lines */
#  include	"tally/table.h"
