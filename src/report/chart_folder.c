/* What stands in the folder of the charts already: pictures of other runs, and files of others. */
#include "report/charts.h"

#include "base/memory.h"
#include "report/picture.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* The names that charts give, so that no other file of the folder is looked at. */
static bool is_chart_name(const char *name)
{
	static const char *const STEMS[] = {
#define CHART(name, stem, job) stem,
#include "report/charts.def"
#undef CHART
	};
	size_t stem = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-");
	bool ours = false;
	for (size_t i = 0; i < sizeof STEMS / sizeof *STEMS; i++)
		ours = ours || strncmp(name, STEMS[i], strlen(STEMS[i])) == 0;
	for (size_t i = 0; ours && name[stem] == '.' && i < SEGBIAS_PICTURE_FORMATS; i++)
		if (strcmp(name + stem + 1, SEGBIAS_PICTURE_SUFFIXES[i]) == 0)
			return true;
	return false;
}

static enum segbias_status unreadable(const char *path, int number, struct segbias_error *error)
{
	if (number == ENOMEM)
		segbias_memory_fail();
	segbias_error_set(error, SEGBIAS_SYSTEM, "cannot_be_read|cannot be read: %s", segbias_error_reason(number));
	segbias_error_place(error, path, 0, 0);
	return SEGBIAS_SYSTEM;
}

/* One that may not be read is empty: whoever it belongs to, it is not ours. Nor is what is larger than any picture. */
static enum segbias_status read_file(const char *path, bool *gone, struct segbias_text *out,
                                     struct segbias_error *error)
{
	char part[1 << 14];
	size_t size = 0;
	FILE *file = fopen(path, "rb");
	*gone = !file && errno == ENOENT;
	if (!file)
		return errno == EACCES || errno == ENOENT ? SEGBIAS_OK : unreadable(path, errno, error);
	errno = 0;
	while (out->size <= SEGBIAS_PICTURE_BYTES_MAX && (size = fread(part, 1, sizeof part, file)) > 0)
		segbias_text_add(out, part, size);
	int number = errno ? errno : EIO;
	bool failed = ferror(file) != 0;
	(void)fclose(file);
	if (out->failed)
		return segbias_error_memory(error);
	return failed ? unreadable(path, number, error) : SEGBIAS_OK;
}

/* What is known of a file: whether it bears the mark of a chart of its name, and of which run. */
struct finding {
	bool gone; /* it is not there any more */
	enum segbias_picture_mark mark;
	uint64_t run;
};

static enum segbias_status find_mark(const char *path, const char *name, struct finding *found,
                                     struct segbias_error *error)
{
	enum segbias_status status;
	struct segbias_text stem = {0};
	struct segbias_text bytes = {0};
	SEGBIAS_TRY(read_file(path, &found->gone, &bytes, error));
	segbias_text_add(&stem, name, strcspn(name, "."));
	SEGBIAS_TRY(stem.failed ? segbias_error_memory(error) : SEGBIAS_OK);
	struct segbias_picture_origin origin = {stem.data, 0};
	found->mark = segbias_picture_marked(segbias_text_label(&bytes), &origin);
	found->run = origin.run;
done:
	segbias_text_release(&stem);
	segbias_text_release(&bytes);
	return status;
}

static int compare_names(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void free_names(char **names, size_t count)
{
	for (size_t i = 0; i < count; i++)
		free(names[i]);
	free(names);
}

/* The chart names in the folder, sorted. None where it is missing, or may be written but not read. */
static enum segbias_status list_names(const char *directory, char ***out, size_t *count, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	char **names = NULL;
	size_t used = 0;
	DIR *folder = opendir(directory);
	if (!folder)
		return errno == ENOENT || errno == ENOTDIR || errno == EACCES ? SEGBIAS_OK
		                                                              : unreadable(directory, errno, error);
	errno = 0;
	for (const struct dirent *entry = NULL; status == SEGBIAS_OK && (entry = readdir(folder));) {
		if (!is_chart_name(entry->d_name))
			continue;
		char **more = segbias_memory_resize(names, used + 1, sizeof *names);
		names = more ? more : names;
		if (!more || !(names[used] = segbias_memory_string(entry->d_name)))
			status = segbias_error_memory(error);
		used += status == SEGBIAS_OK;
		errno = 0;
	}
	if (status == SEGBIAS_OK && errno)
		status = unreadable(directory, errno, error);
	(void)closedir(folder);
	if (used > 1)
		qsort(names, used, sizeof *names, compare_names);
	*out = names;
	*count = used;
	return status;
}

/* Names for a message, as many as find room in it. */
struct naming {
	struct segbias_text names;
	size_t count, unnamed;
};

static void add_name(struct naming *naming, const char *name)
{
	enum { BYTES_MAX = 440 };
	naming->count++;
	if (naming->unnamed > 0 || naming->names.size + strlen(name) > BYTES_MAX)
		naming->unnamed++;
	else
		segbias_text_add_format(&naming->names, "%s%s", naming->names.size ? ", " : "", name);
}

static void note(struct segbias_notes *notes, const char *directory, bool ours, struct naming *naming)
{
	char rest[64] = "";
	struct segbias_error *text = NULL;
	if (naming->unnamed > 0)
		(void)snprintf(rest, sizeof rest, " and %zu more", naming->unnamed);
	if (naming->count > 0 && !naming->names.failed && notes)
		text = segbias_notes_add(notes, ours ? "charts_removed" : "charts_of_others", "%zu picture%s %s: %s%s",
		                         naming->count, naming->count == 1 ? "" : "s",
		                         ours ? "of another run removed" : "of others left in the folder",
		                         naming->names.data, rest);
	if (text) {
		segbias_error_place(text, directory, 0, 0);
		segbias_error_hint(text, "%s",
		                   ours ? "a folder for each run keeps the charts of all"
		                        : "their names are those of charts, but they show nothing of this run");
	}
	segbias_text_release(&naming->names);
}

static bool is_drawn(const struct segbias_plot *plot, const char *name)
{
	for (size_t i = 0; i < plot->count; i++)
		if (plot->sheets[i]->name.data && strcmp(plot->sheets[i]->name.data, name) == 0)
			return true;
	return false;
}

static enum segbias_status refuse(const char *path, enum segbias_picture_mark mark, struct segbias_error *error)
{
	segbias_error_set(error, SEGBIAS_SYSTEM, "chart_in_the_way|is in the place of a chart, and %s",
	                  mark == SEGBIAS_PICTURE_CHANGED ? "was changed after segbias drew it"
	                                                  : "nothing says that segbias drew it");
	segbias_error_place(error, path, 0, 0);
	segbias_error_hint(error, "move it away, or give --charts another folder");
	return SEGBIAS_SYSTEM;
}

/* One name in the folder: its picture is replaced, removed, kept, or in the way. */
static enum segbias_status look_at(const struct segbias_plot *plot, const char *path, const char *name,
                                   struct naming naming[static 2], struct segbias_output *output,
                                   struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct stat info;
	struct finding found = {.mark = SEGBIAS_PICTURE_FOREIGN};
	bool drawn = is_drawn(plot, name);
	if ((drawn ? stat(path, &info) : lstat(path, &info)) != 0 || S_ISDIR(info.st_mode))
		return SEGBIAS_OK; /* gone, or told when it is to be written */
	if (S_ISREG(info.st_mode))
		status = find_mark(path, name, &found, error);
	if (status != SEGBIAS_OK || found.gone)
		return status;
	bool ours = found.mark == SEGBIAS_PICTURE_OURS;
	/* A pipe or a device is written to, and loses nothing. */
	if (drawn)
		return S_ISREG(info.st_mode) && !ours ? refuse(path, found.mark, error) : SEGBIAS_OK;
	if (ours && found.run == segbias_plot_run(plot))
		return SEGBIAS_OK; /* the same charts in another format */
	add_name(&naming[ours], name);
	return ours && output ? segbias_output_remove(output, path, error) : SEGBIAS_OK;
}

enum segbias_status segbias_chart_folder(const struct segbias_plot *plot, const char *directory,
                                         struct segbias_output *output, struct segbias_notes *notes,
                                         struct segbias_error *error)
{
	enum segbias_status status;
	char **names = NULL;
	size_t count = 0;
	struct naming naming[2] = {0}; /* of others, of other runs */
	struct segbias_text path = {0};
	SEGBIAS_TRY(list_names(directory, &names, &count, error));
	for (size_t i = 0; i < count; i++) {
		path.size = 0;
		segbias_text_add_format(&path, "%s/%s", directory, names[i]);
		SEGBIAS_TRY(path.failed ? segbias_error_memory(error)
		                        : look_at(plot, path.data, names[i], naming, output, error));
	}
done:
	free_names(names, count);
	segbias_text_release(&path);
	note(notes, directory, false, &naming[0]);
	note(notes, directory, true, &naming[1]);
	return status;
}
