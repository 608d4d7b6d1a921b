/* Preloaded into a process, writes down what it does to the files of one folder, in the order in which it happened.
 *
 * DISK_RECORDER_FOLDER: the folder, with what lies in it at any depth. DISK_RECORDER_LOG: a file outside of it, to which
 * a head and its text are appended for each event that went well. tests/support/disk_recording.py reads them.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

#define FILES 4096
#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

struct head {
    uint8_t event; /* o: open, w: write, t: truncate, s: sync, c: close, u: unlink, r: rename, l: link */
    uint8_t flags; /* of an open: 1 it was emptied, 2 it is a folder */
    uint16_t file; /* descriptor */
    uint32_t length;
    uint64_t number; /* offset of a write, size of a truncation */
} __attribute__((packed));

static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;
static char followed[FILES];
static const char *folder;
static int log_file = -1;

static void put(const void *content, size_t length) {
    /* A log with a hole would prove things that are not so. */
    if (syscall(SYS_write, log_file, content, length) != (ssize_t)length) abort();
}

static void note(char event, int flags, int file, uint64_t number, const void *text, size_t length) {
    struct head head = {event, flags, file, length, number};
    put(&head, sizeof head);
    if (length) put(text, length);
}

static void note_names(char event, const char *one, const char *other) {
    char both[2 * 4096];
    size_t length = strlen(one) + 1;
    memcpy(both, one, length);
    memcpy(both + length, other, strlen(other));
    note(event, 0, 0, 0, both, length + strlen(other));
}

__attribute__((constructor)) static void begin(void) {
    const char *log = getenv("DISK_RECORDER_LOG");
    folder = getenv("DISK_RECORDER_FOLDER");
    if (!log || !folder) return;
    log_file = syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (log_file < 0) abort();
}

static int inside(const char *path) {
    size_t length;
    if (log_file < 0 || !path) return 0;
    length = strlen(folder);
    return !strncmp(path, folder, length) && (path[length] == '/' || !path[length]);
}

static int is_followed(int file) { return log_file >= 0 && file >= 0 && file < FILES && followed[file]; }

static int opened(int file, const char *path, int flags) {
    struct stat state;
    if (file < 0 || !inside(path)) return file;
    if (file >= FILES || fstat(file, &state)) abort();
    followed[file] = 1;
    note('o', (flags & O_TRUNC ? 1 : 0) | (S_ISDIR(state.st_mode) ? 2 : 0), file, 0, path, strlen(path));
    return file;
}

#define OPEN(name)                                                     \
    int name(const char *path, int flags, ...) {                       \
        mode_t mode = 0;                                               \
        int file;                                                      \
        if (flags & (O_CREAT | __O_TMPFILE)) {                         \
            va_list rest;                                              \
            va_start(rest, flags);                                     \
            mode = va_arg(rest, mode_t);                               \
            va_end(rest);                                              \
        }                                                              \
        pthread_mutex_lock(&one_at_a_time);                            \
        file = opened(REAL(name)(path, flags, mode), path, flags);     \
        pthread_mutex_unlock(&one_at_a_time);                          \
        return file;                                                   \
    }
OPEN(open)
OPEN(open64)

#define FOLLOWED(type, name, parameters, arguments, file, noting)      \
    type name parameters {                                             \
        type result;                                                   \
        if (!is_followed(file)) return REAL(name) arguments;           \
        pthread_mutex_lock(&one_at_a_time);                            \
        result = REAL(name) arguments;                                 \
        if (result >= 0) noting;                                       \
        pthread_mutex_unlock(&one_at_a_time);                          \
        return result;                                                 \
    }

FOLLOWED(ssize_t, pwrite, (int file, const void *from, size_t count, off_t at), (file, from, count, at), file,
         note('w', 0, file, at, from, result))
FOLLOWED(ssize_t, pwrite64, (int file, const void *from, size_t count, off64_t at), (file, from, count, at), file,
         note('w', 0, file, at, from, result))
FOLLOWED(ssize_t, write, (int file, const void *from, size_t count), (file, from, count), file,
         note('w', 0, file, lseek(file, 0, SEEK_CUR) - result, from, result))
FOLLOWED(int, ftruncate, (int file, off_t size), (file, size), file, note('t', 0, file, size, "", 0))
FOLLOWED(int, ftruncate64, (int file, off64_t size), (file, size), file, note('t', 0, file, size, "", 0))
FOLLOWED(int, fsync, (int file), (file), file, note('s', 0, file, 0, "", 0))
FOLLOWED(int, fdatasync, (int file), (file), file, note('s', 0, file, 0, "", 0))
FOLLOWED(int, close, (int file), (file), file, (followed[file] = 0, note('c', 0, file, 0, "", 0)))

/* Ways past write: Python takes the plain one when it is told that these don't go. */
#define REFUSED(name, parameters, arguments, file)                     \
    ssize_t name parameters {                                          \
        if (!is_followed(file)) return REAL(name) arguments;           \
        errno = ENOTSOCK;                                              \
        return -1;                                                     \
    }

REFUSED(sendfile, (int to, int from, off_t *at, size_t count), (to, from, at, count), to)
REFUSED(sendfile64, (int to, int from, off64_t *at, size_t count), (to, from, at, count), to)

#define NAMED(name, parameters, arguments, path, noting)               \
    int name parameters {                                              \
        int result;                                                    \
        pthread_mutex_lock(&one_at_a_time);                            \
        result = REAL(name) arguments;                                 \
        if (!result && inside(path)) noting;                           \
        pthread_mutex_unlock(&one_at_a_time);                          \
        return result;                                                 \
    }

NAMED(unlink, (const char *path), (path), path, note('u', 0, 0, 0, path, strlen(path)))
NAMED(rename, (const char *path, const char *to), (path, to), path, note_names('r', path, to))
NAMED(link, (const char *path, const char *to), (path, to), path, note_names('l', path, to))
