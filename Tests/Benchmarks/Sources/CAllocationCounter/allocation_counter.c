#include "allocation_counter.h"

#include <stddef.h>

// A program's own malloc takes the place of the C library's ("Replacing malloc", glibc manual section 3.2.5), which stays
// to be had under these names.
extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *block, size_t size);
extern void *__libc_memalign(size_t alignment, size_t size);
extern void __libc_free(void *block);

static uint64_t allocations;

static void count(void) { __atomic_fetch_add(&allocations, 1, __ATOMIC_RELAXED); }

uint64_t steelcut_allocations(void) { return __atomic_load_n(&allocations, __ATOMIC_RELAXED); }

void *malloc(size_t size) {
    count();
    return __libc_malloc(size);
}

void *calloc(size_t number, size_t size) {
    count();
    return __libc_calloc(number, size);
}

void *realloc(void *block, size_t size) {
    count();
    return __libc_realloc(block, size);
}

void *memalign(size_t alignment, size_t size) {
    count();
    return __libc_memalign(alignment, size);
}

void *aligned_alloc(size_t alignment, size_t size) { return memalign(alignment, size); }

int posix_memalign(void **block, size_t alignment, size_t size) {
    *block = memalign(alignment, size);
    return *block == NULL ? 12 : 0;  // ENOMEM
}

void free(void *block) { __libc_free(block); }

// CRYPTO_set_mem_functions(3), declared here so that nothing but the program that is linked with libcrypto needs it.
extern int CRYPTO_set_mem_functions(
    void *(*malloc_function)(size_t size, const char *file, int line),
    void *(*realloc_function)(void *block, size_t size, const char *file, int line),
    void (*free_function)(void *block, const char *file, int line));

static void *uncounted_malloc(size_t size, const char *file, int line) {
    (void)file, (void)line;
    return __libc_malloc(size);
}

static void *uncounted_realloc(void *block, size_t size, const char *file, int line) {
    (void)file, (void)line;
    return __libc_realloc(block, size);
}

static void uncounted_free(void *block, const char *file, int line) {
    (void)file, (void)line;
    __libc_free(block);
}

int steelcut_leave_openssl_out(void) {
    return CRYPTO_set_mem_functions(uncounted_malloc, uncounted_realloc, uncounted_free);
}
