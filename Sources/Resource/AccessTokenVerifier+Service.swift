#if Server
public import ServiceLifecycle

/// With the trait `Server` a verifier stands in a service group as it is.
extension AccessTokenVerifier: Service {
    /// Keeps the keys fresh until the task is cancelled or the service group stops gracefully.
    ///
    /// It needs not be run: without it keys are fetched when a token comes. Run, no token waits for them.
    public func run() async { await cancelWhenGracefulShutdown { await keys.run() } }
}
#else
extension AccessTokenVerifier {
    /// Keeps the keys fresh until the task is cancelled.
    ///
    /// It needs not be run: without it keys are fetched when a token comes. Run, no token waits for them.
    public func run() async { await keys.run() }
}
#endif
