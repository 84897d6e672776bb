/* The corpus of the reading fuzzer as a plain test: each file given, or each file of a folder given, goes through
 * LLVMFuzzerTestOneInput once. The last line is "N passed, 0 failed"; what fails ends the program. */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { FILE_MAX = 1 << 20 };

static int run_file(const char *path)
{
	static uint8_t bytes[FILE_MAX];
	FILE *file = fopen(path, "rb");
	if (!file) {
		perror(path);
		exit(EXIT_FAILURE);
	}
	size_t size = fread(bytes, 1, sizeof bytes, file);
	(void)fclose(file);
	/* Told before, so that it is known what a crash is of. */
	(void)fprintf(stderr, "%s\n", path);
	return LLVMFuzzerTestOneInput(bytes, size);
}

static size_t run_folder(const char *folder)
{
	size_t count = 0;
	struct dirent **names = NULL;
	int found = scandir(folder, &names, NULL, alphasort);
	for (int i = 0; i < found; i++) {
		char path[4096];
		(void)snprintf(path, sizeof path, "%s/%s", folder, names[i]->d_name);
		if (names[i]->d_name[0] != '.' && run_file(path) == 0)
			count++;
		free(names[i]);
	}
	free(names);
	return count;
}

int main(int argc, char **argv)
{
	size_t count = 0;
	for (int i = 1; i < argc; i++)
		count += run_folder(argv[i]);
	printf("%zu passed, %d failed\n", count, count == 0);
	return count ? EXIT_SUCCESS : EXIT_FAILURE;
}
