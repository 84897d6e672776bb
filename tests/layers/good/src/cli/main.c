#include "command.h"

#include <locale.h>
#include <segbias/segbias.h>
#include <stdio.h>
#include <unistd.h>

int main(void)
{
	return setlocale(LC_ALL, "") == 0;
}
