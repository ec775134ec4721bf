import CSteelcutArgon2
import Synchronization

/// The memory that hashes work in, kept from one to the next.
///
/// `malloc` would leave a hash's memory with whichever of its arenas the thread had, which adds up to more than runs at
/// a time; pages that are mapped anew cost a third of a hash in faults. Here there are never more regions than hashes
/// have run at a time: a hash takes one that is free, or another's place. What is free the system may take back where
/// memory is short. libargon2 has wiped it by then.
enum WorkingMemory {
    private struct Region {
        let address: UInt
        let size: Int
    }

    private static let free = Mutex<[Region]>([])

    /// For `argon2_context.allocate_cbk`; the library looks at the pointer, not at what is returned.
    static let allocate: allocate_fptr = { memory, size in
        let (fitting, other) = free.withLock { free -> (Region?, Region?) in
            if let index = free.lastIndex(where: { $0.size == size }) { return (free.remove(at: index), nil) }
            return (nil, free.popLast())
        }
        if let other {
            unsafe steelcut_argon2_unmap(UnsafeMutablePointer(bitPattern: other.address), other.size)
        }
        let region =
            unsafe fitting.flatMap { unsafe UnsafeMutablePointer(bitPattern: $0.address) } ?? steelcut_argon2_map(size)
        unsafe memory?.pointee = region
        return unsafe region == nil ? ARGON2_MEMORY_ALLOCATION_ERROR.rawValue : ARGON2_OK.rawValue
    }

    /// For `argon2_context.free_cbk`.
    static let deallocate: deallocate_fptr = { memory, size in
        guard let memory = unsafe memory else { return }
        unsafe steelcut_argon2_offer(memory, size)
        let region = Region(address: UInt(bitPattern: memory), size: size)
        free.withLock { $0.append(region) }
    }

    /// How many regions are free.
    static var freeCount: Int { free.withLock { $0.count } }
}
