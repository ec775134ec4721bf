#pragma once
#include <argon2.h>
#include <stddef.h>
#include <sys/mman.h>

/* Zeroed pages, large ones where the system has them; NULL where there is no memory. */
static inline uint8_t *steelcut_argon2_map(size_t size) {
    void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) return NULL;
#ifdef MADV_HUGEPAGE
    (void)madvise(memory, size, MADV_HUGEPAGE);
#endif
    return memory;
}

/* Pages that the system may take where memory is short; writing to what is left costs no fault. */
static inline void steelcut_argon2_offer(uint8_t *memory, size_t size) {
    (void)madvise(memory, size, MADV_FREE);
}

static inline void steelcut_argon2_unmap(uint8_t *memory, size_t size) {
    (void)munmap(memory, size);
}
