#include "tally/table.h"
