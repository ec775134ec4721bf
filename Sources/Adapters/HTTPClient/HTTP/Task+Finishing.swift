extension Task where Success == Void, Failure == Never {
    /// Waits until it has ended; it is cancelled with the task that waits.
    func finish() async {
        await withTaskCancellationHandler {
            await value
        } onCancel: {
            cancel()
        }
    }
}
