// What <spawn.h> shows only with _GNU_SOURCE, which a Swift module cannot ask for.
#pragma once

#include <spawn.h>

/// The folder that the program starts in. glibc 2.29, macOS 10.15 and later.
int posix_spawn_file_actions_addchdir_np(
    posix_spawn_file_actions_t *__restrict actions, const char *__restrict path);
