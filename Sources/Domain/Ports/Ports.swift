/// What this module needs of the world.
///
/// Adapters conform; use cases take them as `any Ports.…`.
///
/// The namespace keeps `Hasher` and `Clock` from shadowing Swift's own in files that import this module.
public enum Ports {}
