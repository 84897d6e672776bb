/* Files that are written beside their places and renamed together: all or nothing. */
#include "base/output.h"

#include "base/lock.h"
#include "base/memory.h"
#include "base/open.h"
#include "base/scratch.h"
#include "base/spool.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { NAMES_MAX = 100 }; /* tried beside a file before giving up */

struct staged {
	char *path;      /* resolved target */
	char *temporary; /* what will be renamed to it; NULL: nothing, or no regular file */
	char *kept;      /* where the file stands that was at `path`, while the commit may still fail; NULL: nowhere */
	mode_t mode;     /* that `temporary` gets in the end; 0: what it has */
	struct segbias_spool *spool; /* the bytes, until they are in `temporary`, or written through */
	bool remove;                 /* the target goes */
	bool done;                   /* written through, renamed, removed */
};

struct segbias_output {
	struct staged *files;
	size_t count;
	struct segbias_spool *standard; /* what has no path; NULL: nothing was staged */
	struct segbias_spool *open;     /* begun and not ended: of the last file, or `standard` */
	char **folders;                 /* made here: gone again, where empty, unless committed */
	size_t folder_count;
	unsigned names;             /* given to files beside their places */
	struct segbias_locks locks; /* folders that are this run's until the commit */
	bool committed;             /* or tried to: what was staged is renamed, or may be lost */
};

enum segbias_status segbias_output_create(struct segbias_output **out, struct segbias_error *error)
{
	if (!out)
		return segbias_error_set(error, SEGBIAS_USAGE,
		                         "no_output_place|the output has no place to go to: it is NULL");
	struct segbias_output *output = segbias_memory_zeroed(1, sizeof *output);
	if (!output)
		return segbias_error_memory(error);
	*out = output;
	return SEGBIAS_OK;
}

/* Only calls that are safe in a handler. */
static void abandon(const struct segbias_output *output)
{
	for (size_t i = 0; i < output->count; i++)
		if (output->files[i].temporary)
			(void)unlink(output->files[i].temporary);
	segbias_locks_abandon(&output->locks);
	for (size_t i = output->folder_count; i > 0; i--)
		(void)rmdir(output->folders[i - 1]);
}

void segbias_output_abandon(const struct segbias_output *output)
{
	if (output)
		abandon(output);
	segbias_scratch_abandon();
}

void segbias_output_free(struct segbias_output *output)
{
	if (!output)
		return;
	abandon(output);
	segbias_locks_release(&output->locks);
	for (size_t i = 0; i < output->count; i++) {
		free(output->files[i].temporary);
		free(output->files[i].kept);
		free(output->files[i].path);
		segbias_spool_free(output->files[i].spool);
	}
	for (size_t i = 0; i < output->folder_count; i++)
		free(output->folders[i]);
	segbias_spool_free(output->standard);
	free(output->folders);
	free(output->files);
	free(output);
}

/* "-" is the file that standard input is. */
static bool look_up(const char *path, struct stat *info)
{
	return (strcmp(path, "-") == 0 ? fstat(STDIN_FILENO, info) : stat(path, info)) == 0;
}

/* The folder in which the path's last name stands. */
static bool look_up_folder(const char *path, struct stat *info, const char **name)
{
	const char *slash = strrchr(path, '/');
	size_t size = slash ? (size_t)(slash - path) + 1 : 0;
	char *folder = segbias_memory_zeroed(size + 2, 1);
	*name = path + size;
	if (!folder)
		return false;
	memcpy(folder, size ? path : ".", size ? size : 1);
	bool found = stat(folder, info) == 0;
	free(folder);
	return found;
}

bool segbias_output_same_file(const char *a, const char *b)
{
	struct stat x;
	struct stat y;
	const char *names[2];
	if (!a || !b)
		return false;
	bool exists = look_up(a, &x);
	if (exists != look_up(b, &y))
		return false;
	/* What is not there yet is one file where both would be made. */
	if (!exists &&
	    !(look_up_folder(a, &x, &names[0]) && look_up_folder(b, &y, &names[1]) && strcmp(names[0], names[1]) == 0))
		return false;
	return x.st_dev == y.st_dev && x.st_ino == y.st_ino;
}

static enum segbias_status failed(const char *path, const char *what, int number, struct segbias_error *error)
{
	(void)segbias_error_set(error, SEGBIAS_SYSTEM, "output_failed|%s: %s", what, segbias_error_reason(number));
	segbias_error_place(error, path, 0, 0);
	return SEGBIAS_SYSTEM;
}

/* Its files are no longer beside their places. */
static enum segbias_status check_open(const struct segbias_output *output, struct segbias_error *error)
{
	return output->committed ? segbias_error_set(error, SEGBIAS_USAGE,
	                                             "output_committed|the output was committed, which is done once: "
	                                             "what is written later needs another one")
	                         : SEGBIAS_OK;
}

/* What a program can get wrong. */
static enum segbias_status check(const struct segbias_output *output, const char *path, struct segbias_error *error)
{
	if (!output)
		return segbias_error_set(error, SEGBIAS_USAGE, "no_output|there is no output: it is NULL");
	if (!path || !*path)
		return segbias_error_set(error, SEGBIAS_USAGE, "no_output_path|the path of an output is %s",
		                         path ? "empty" : "NULL");
	return check_open(output, error);
}

/* The folder, which is made where it is missing: by this run, or by another one at the same time. */
static enum segbias_status make_folder(struct segbias_output *output, const char *path, struct segbias_error *error)
{
	struct stat info;
	if (stat(path, &info) == 0)
		return S_ISDIR(info.st_mode) ? SEGBIAS_OK : failed(path, "is no folder", ENOTDIR, error);
	char **folders = segbias_memory_resize(output->folders, output->folder_count + 1, sizeof *folders);
	if (!folders)
		return segbias_error_memory(error);
	output->folders = folders;
	char *name = segbias_memory_string(path);
	if (!name)
		return segbias_error_memory(error);
	if (mkdir(path, 0777) != 0) {
		int number = errno;
		free(name);
		return number == EEXIST && stat(path, &info) == 0 && S_ISDIR(info.st_mode)
		           ? SEGBIAS_OK
		           : failed(path, "cannot be made", number, error);
	}
	folders[output->folder_count++] = name;
	return SEGBIAS_OK;
}

enum segbias_status segbias_output_folder(struct segbias_output *output, const char *path, struct segbias_error *error)
{
	struct stat info;
	enum segbias_status status = check(output, path, error);
	bool there = false;
	/* Whoever has made it and failed takes it away again. */
	for (int i = 0; i < NAMES_MAX && status == SEGBIAS_OK && !there; i++) {
		status = make_folder(output, path, error);
		if (status == SEGBIAS_OK)
			status = segbias_locks_add(&output->locks, path, error);
		there = stat(path, &info) == 0;
	}
	return status;
}

/* --- beside the place ------------------------------------------------------------------------------------------- */

/* A name in the folder of the path, of no more characters than a folder takes, that nobody else is given. NULL: memory. */
static char *name_beside(struct segbias_output *output, const char *path)
{
	const char *slash = strrchr(path, '/');
	size_t folder = slash ? (size_t)(slash - path) + 1 : 0;
	size_t room = folder + sizeof ".segbias-" + 6 * sizeof(long);
	char *name = segbias_memory_get(room);
	if (name)
		(void)snprintf(name, room, "%.*s.segbias-%ld-%u", (int)folder, path, (long)getpid(), output->names++);
	return name;
}

/* A new file with the permissions that the target has, or that a file gets here. */
static enum segbias_status open_beside(struct segbias_output *output, struct staged *file, const struct stat *target,
                                       int *fd, struct segbias_error *error)
{
	for (int i = 0; i < NAMES_MAX; i++) {
		char *name = name_beside(output, file->path);
		if (!name)
			return segbias_error_memory(error);
		*fd = segbias_open(name, O_WRONLY | O_CREAT | O_EXCL, target ? 0600 : 0666);
		if (*fd >= 0) {
			file->temporary = name; /* removed with the output from here on */
			return SEGBIAS_OK;
		}
		int number = errno;
		free(name);
		if (number != EEXIST)
			return failed(file->path, "cannot be written", number, error);
	}
	return failed(file->path, "cannot be written", EEXIST, error);
}

/* One more file, whose path is that of what a link leads to. */
static enum segbias_status add_file(struct segbias_output *output, const char *path, bool exists, struct staged **out,
                                    struct segbias_error *error)
{
	struct staged *files = segbias_memory_resize(output->files, output->count + 1, sizeof *files);
	if (!files)
		return segbias_error_memory(error);
	output->files = files;
	struct staged *file = &files[output->count];
	*file = (struct staged){0};
	file->path = exists ? realpath(path, NULL) : segbias_memory_string(path);
	if (!file->path && exists && errno != ENOMEM)
		return failed(path, "cannot be written", errno, error);
	if (!file->path)
		return segbias_error_memory(error);
	output->count++;
	*out = file;
	return SEGBIAS_OK;
}

/* What the bytes for the path go to: a file beside it, or where it is no regular file a spool. */
static enum segbias_status begin_file(struct segbias_output *output, const char *path, struct segbias_error *error)
{
	struct stat info;
	struct staged *file = NULL;
	int fd = -1;
	bool exists = stat(path, &info) == 0;
	if (!exists && lstat(path, &info) == 0)
		return failed(path, "is a symbolic link to nothing", ENOENT, error);
	if (exists && S_ISDIR(info.st_mode))
		return failed(path, "cannot be written", EISDIR, error);
	if (exists && S_ISREG(info.st_mode) && access(path, W_OK) != 0)
		return failed(path, "cannot be written", errno, error);
	enum segbias_status status = add_file(output, path, exists, &file, error);
	if (status == SEGBIAS_OK && (!exists || S_ISREG(info.st_mode))) {
		file->mode = exists ? info.st_mode & 07777 : 0;
		status = open_beside(output, file, exists ? &info : NULL, &fd, error);
	}
	if (status == SEGBIAS_OK)
		status = segbias_spool_create(fd, &file->spool, error);
	if (status != SEGBIAS_OK && fd >= 0)
		(void)close(fd);
	if (status == SEGBIAS_OK)
		output->open = file->spool;
	return status;
}

enum segbias_status segbias_output_begin(struct segbias_output *output, const char *path, struct segbias_text **text,
                                         struct segbias_error *error)
{
	enum segbias_status status = check_open(output, error);
	output->open = NULL;
	if (status == SEGBIAS_OK && path) {
		status = begin_file(output, path, error);
	} else if (status == SEGBIAS_OK) {
		segbias_spool_free(output->standard);
		output->standard = NULL;
		status = segbias_spool_create(-1, &output->standard, error);
		output->open = output->standard;
	}
	if (status == SEGBIAS_OK)
		*text = &output->open->text;
	return status;
}

/* The file beside the place gets the rest, and is one that outlives a crash of the machine. */
static enum segbias_status end_beside(struct staged *file, struct segbias_error *error)
{
	struct segbias_spool *spool = file->spool;
	int number = segbias_spool_drain(spool);
	int fd = spool->file;
	if (!number && file->mode && fchmod(fd, file->mode) != 0)
		number = errno;
	if (!number && fsync(fd) != 0)
		number = errno;
	spool->file = -1;
	if (close(fd) != 0 && !number)
		number = errno;
	bool lost = spool->text.failed;
	segbias_spool_free(spool);
	file->spool = NULL;
	if (!number && lost)
		return segbias_error_memory(error);
	return number ? failed(file->path, "cannot be written", number, error) : SEGBIAS_OK;
}

enum segbias_status segbias_output_end(struct segbias_output *output, struct segbias_error *error)
{
	struct segbias_spool *spool = output->open;
	struct staged *file = output->count ? &output->files[output->count - 1] : NULL;
	output->open = NULL;
	if (file && file->spool == spool && file->temporary)
		return end_beside(file, error);
	return segbias_spool_check(spool, error);
}

enum segbias_status segbias_output_stage(struct segbias_output *output, const char *path, const char *bytes,
                                         size_t size, struct segbias_error *error)
{
	struct segbias_text *text = NULL;
	enum segbias_status status = check(output, path, error);
	if (status == SEGBIAS_OK && !bytes && size) {
		(void)segbias_error_set(error, SEGBIAS_USAGE,
		                        "no_output_bytes|%zu bytes are to be written and are NULL", size);
		return SEGBIAS_USAGE;
	}
	if (status == SEGBIAS_OK)
		status = segbias_output_begin(output, path, &text, error);
	if (status != SEGBIAS_OK)
		return status;
	segbias_text_add(text, bytes, size);
	return segbias_output_end(output, error);
}

enum segbias_status segbias_output_remove(struct segbias_output *output, const char *path, struct segbias_error *error)
{
	struct staged *file = NULL;
	enum segbias_status status = check(output, path, error);
	if (status == SEGBIAS_OK)
		status = add_file(output, path, false, &file, error);
	if (status == SEGBIAS_OK)
		file->remove = true;
	return status;
}

/* --- the commit ------------------------------------------------------------------------------------------------- */

/* What is no regular file. */
static bool is_passing(const struct staged *file)
{
	return file->spool && !file->temporary;
}

enum segbias_status segbias_output_write_through(struct segbias_output *output, struct segbias_error *error)
{
	if (!output)
		return check(output, NULL, error);
	for (size_t i = 0; i < output->count; i++) {
		struct staged *file = &output->files[i];
		if (!is_passing(file) || file->done)
			continue;
		bool reading = false;
		int fd = segbias_open(file->path, O_WRONLY | O_NOCTTY, 0);
		int number = fd < 0 ? errno : segbias_spool_copy(file->spool, fd, &reading);
		if (fd >= 0 && close(fd) != 0 && !number)
			number = errno;
		if (number)
			return failed(file->path, "cannot be written", number, error);
		file->done = true;
	}
	return SEGBIAS_OK;
}

enum segbias_status segbias_output_copy(struct segbias_output *output, int descriptor, struct segbias_error *error)
{
	bool reading = false;
	if (!output)
		return check(output, NULL, error);
	int number = output->standard ? segbias_spool_copy(output->standard, descriptor, &reading) : 0;
	if (number == 0 || (number == EPIPE && !reading)) /* a reader that has seen enough is no failure */
		return SEGBIAS_OK;
	return segbias_error_set(error, SEGBIAS_SYSTEM, "stdout_failed|standard output cannot be written: %s%s",
	                         reading ? "a temporary file cannot be read: " : "", segbias_error_reason(number));
}

/* Keeps what is at the path, so that there is a way back: under a second name, or else moved away. 0, or errno. */
static int keep(struct segbias_output *output, struct staged *file)
{
	struct stat info;
	if (lstat(file->path, &info) != 0)
		return errno == ENOENT ? 0 : errno;
	for (int i = 0; i < NAMES_MAX; i++) {
		char *name = name_beside(output, file->path);
		if (!name)
			return ENOMEM;
		bool kept = !file->remove && link(file->path, name) == 0;
		if (!kept && lstat(name, &info) != 0)
			kept = rename(file->path, name) == 0;
		if (kept) {
			file->kept = name;
			return 0;
		}
		int number = errno;
		bool taken = lstat(name, &info) == 0;
		free(name);
		if (!taken)
			return number;
	}
	return EEXIST;
}

/* false: the file that was there stands under its other name still. */
static bool take_back(struct staged *file)
{
	if (file->kept) {
		bool back = rename(file->kept, file->path) == 0;
		/* Two names of one file both stay. */
		if (back)
			(void)unlink(file->kept);
		return back;
	}
	return !file->done || file->remove || unlink(file->path) == 0;
}

static enum segbias_status roll_back(struct segbias_output *output, size_t count, struct segbias_error *error)
{
	for (size_t i = count; i > 0; i--) {
		struct staged *file = &output->files[i - 1];
		char place[SEGBIAS_QUOTE_MAX];
		if (is_passing(file) || take_back(file))
			continue;
		if (file->kept)
			segbias_error_hint(error, "the file that was there could not be put back: it is now %s",
			                   segbias_text_quote(file->kept, place));
	}
	return SEGBIAS_SYSTEM;
}

static int commit_file(struct segbias_output *output, struct staged *file, bool last)
{
	/* After the last one nothing can fail: it needs no way back. */
	int number = last && !file->remove ? 0 : keep(output, file);
	if (!number && file->temporary && rename(file->temporary, file->path) != 0)
		number = errno;
	file->done = !number;
	if (file->done) {
		free(file->temporary);
		file->temporary = NULL;
	}
	return number;
}

static enum segbias_status rename_all(struct segbias_output *output, struct segbias_error *error)
{
	for (size_t i = 0; i < output->count; i++) {
		struct staged *file = &output->files[i];
		int number = is_passing(file) ? 0 : commit_file(output, file, i + 1 == output->count);
		if (!number)
			continue;
		failed(file->path, file->remove ? "cannot be removed" : "cannot be written", number, error);
		return roll_back(output, i + 1, error);
	}
	for (size_t i = 0; i < output->count; i++)
		if (output->files[i].kept)
			(void)unlink(output->files[i].kept);
	return SEGBIAS_OK;
}

/* A folder in which files change at the commit. */
struct place {
	char *path;
	dev_t device;
	ino_t inode;
};

static int compare_places(const void *a, const void *b)
{
	const struct place *x = a;
	const struct place *y = b;
	if (x->device != y->device)
		return x->device < y->device ? -1 : 1;
	return x->inode == y->inode ? 0 : x->inode < y->inode ? -1 : 1;
}

/* The folder of the path's last name, where there is one. false: memory. */
static bool find_place(const char *path, struct place *place)
{
	const char *slash = strrchr(path, '/');
	struct stat info = {0};
	place->path = segbias_memory_string(slash ? path : ".");
	if (place->path && slash)
		place->path[slash == path ? 1 : slash - path] = '\0';
	if (place->path && stat(place->path, &info) == 0) {
		place->device = info.st_dev;
		place->inode = info.st_ino;
	}
	return place->path != NULL;
}

/* Several files are those of one run: nobody else puts his among them. Two runs take their folders in the same order. */
static enum segbias_status lock_places(struct segbias_output *output, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	size_t count = 0;
	struct place *places = segbias_memory_zeroed(output->count, sizeof *places);
	if (!places)
		return segbias_error_memory(error);
	for (size_t i = 0; i < output->count && status == SEGBIAS_OK; i++)
		if (!is_passing(&output->files[i]) && !find_place(output->files[i].path, &places[count++]))
			status = segbias_error_memory(error);
	if (status == SEGBIAS_OK)
		qsort(places, count, sizeof *places, compare_places);
	for (size_t i = 0; i < count && count > 1 && status == SEGBIAS_OK; i++)
		if (i == 0 || compare_places(&places[i - 1], &places[i]) != 0)
			status = segbias_locks_add(&output->locks, places[i].path, error);
	for (size_t i = 0; i < count; i++)
		free(places[i].path);
	free(places);
	return status;
}

enum segbias_status segbias_output_commit(struct segbias_output *output, struct segbias_error *error)
{
	sigset_t all;
	sigset_t before;
	if (!output)
		return check(output, NULL, error);
	enum segbias_status status = check_open(output, error);
	if (status == SEGBIAS_OK)
		status = segbias_output_write_through(output, error);
	if (status == SEGBIAS_OK)
		status = lock_places(output, error);
	if (status != SEGBIAS_OK)
		return status;
	output->committed = true;
	/* No signal ends it with some of the files renamed. */
	(void)sigfillset(&all);
	(void)pthread_sigmask(SIG_SETMASK, &all, &before);
	status = rename_all(output, error);
	segbias_locks_release(&output->locks);
	(void)pthread_sigmask(SIG_SETMASK, &before, NULL);
	return status;
}
