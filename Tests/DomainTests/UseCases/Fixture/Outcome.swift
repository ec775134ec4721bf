import SteelcutDomain

/// The name of the error that a change of clients or keys ends with; `nil` where it is made.
func outcome<Value>(of change: () async throws -> Value) async -> String? {
    do {
        _ = try await change()
        return nil
    } catch let error as ClientStoreError {
        return switch error {
        case .duplicate: "duplicate"
        case .unknownClient: "unknown"
        case .refused(let rule): "refused: \(rule)"
        case .failed: "failed"
        }
    } catch let error as KeyStoreError {
        return switch error {
        case .duplicate: "duplicate"
        case .unknownKey: "unknown"
        case .changed: "changed"
        case .active: "active"
        case .tooMany: "too many"
        case .key: "key"
        case .failed: "failed"
        }
    } catch {
        return "\(error)"
    }
}
