import COpenSSL
import SteelcutDomain

/// A module called Domain beside SteelcutDomain, in a file that imports it: Swift's own `Hasher` and `Clock` are still
/// what these names mean here.
struct Note: Hashable, Sendable {
    let owner: ClientID
    let text: String

    init(owner: ClientID, text: String) {
        self.owner = owner
        self.text = text
    }

    static func == (left: Note, right: Note) -> Bool { left.owner == right.owner && left.text == right.text }

    func hash(into hasher: inout Hasher) {
        hasher.combine(owner)
        hasher.combine(text)
    }

    /// How long a piece of work takes by somebody's clock.
    static func time<C: Clock>(by clock: C, _ work: () -> Void) -> C.Duration { clock.measure(work) }
}

/// The version of a C library that Steelcut has a module of its own for.
var openSSLVersion: UInt { OpenSSL_version_num() }
