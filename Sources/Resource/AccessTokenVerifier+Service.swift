#if Server
public import ServiceLifecycle

/// With the trait `Server` a verifier stands in a service group as it is.
extension AccessTokenVerifier: Service {
    /// Keeps the keys, and what is revoked, fresh until the task is cancelled or the service group stops gracefully.
    ///
    /// It needs not be run: without it they are fetched when a token comes. Run, no token waits for them.
    public func run() async { await cancelWhenGracefulShutdown { await refresh() } }
}
#else
extension AccessTokenVerifier {
    /// Keeps the keys, and what is revoked, fresh until the task is cancelled.
    ///
    /// It needs not be run: without it they are fetched when a token comes. Run, no token waits for them.
    public func run() async { await refresh() }
}
#endif

extension AccessTokenVerifier {
    private func refresh() async {
        await withDiscardingTaskGroup { group in
            group.addTask { await keys.run() }
            group.addTask {
                // A list that comes before the keys can't be checked, and would be asked for again after a pause.
                await keys.awaitFetch()
                await revocations.run()
            }
        }
    }
}
