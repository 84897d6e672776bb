#include "csv/structure.h"

#include <stdlib.h>
#include <string.h>

size_t segbias_csv_kernels(const struct segbias_csv_kernel *kernels[static SEGBIAS_CSV_KERNELS_MAX])
{
	size_t count = 0;
#if defined(__x86_64__)
	if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("popcnt") &&
	    __builtin_cpu_supports("pclmul"))
		kernels[count++] = &segbias_csv_kernel_avx2;
	kernels[count++] = &segbias_csv_kernel_sse2;
#elif defined(__aarch64__)
	kernels[count++] = &segbias_csv_kernel_neon;
#endif
	kernels[count++] = &segbias_csv_kernel_plain;
	return count;
}

const struct segbias_csv_kernel *segbias_csv_kernel(void)
{
	const struct segbias_csv_kernel *kernels[SEGBIAS_CSV_KERNELS_MAX];
	size_t count = segbias_csv_kernels(kernels);
	const char *wanted = getenv("SEGBIAS_CPU");
	return kernels[wanted && strcmp(wanted, "baseline") == 0 ? count - 1 : 0];
}
