import ArgumentParser
import SteelcutConfiguration
import SteelcutDomain
import SteelcutServerProcess

/// What a command could not do, in one line for standard error; the exit status is 1.
struct CommandFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }

    init(_ failure: StoreFailure) {
        description = StartFailure(failure).description
    }

    init(_ error: ClientStoreError) {
        switch error {
        case .duplicate(let id): description = "there is a client \(id) already"
        case .unknownClient(let id): description = "there is no client \(id); steelcut clients list shows all"
        case .refused(.noResource): description = "\(ClientRefusal.noResource.rawValue); give --resource"
        case .refused(.notHandedOver):
            description = "the new secret could not be written to standard output; nothing was changed"
        case .refused(let refusal): description = refusal.rawValue
        case .failed(let failure): description = CommandFailure(failure).description
        }
    }

    init(_ error: KeyStoreError) {
        switch error {
        case .duplicate(let id): description = "there is a key \(id) already"
        case .unknownKey(let id): description = "there is no key \(id); steelcut keys list shows all"
        case .changed: description = "somebody else has changed the keys at the same time; try again"
        case .tooMany:
            description = "as many keys are published as a key set may hold; wait until older ones have left it"
        case .active: description = "this key signs now; run: steelcut keys rotate"
        case .key(let defect): description = defect.rawValue
        case .failed(let failure): description = CommandFailure(failure).description
        }
    }
}

extension ParsableCommand {
    /// Runs a command's work; a failure becomes one line on standard error and exit status 1.
    func reporting(_ work: () async throws -> Void) async throws {
        do {
            try await work()
        } catch let error as ExitCode {
            throw error
        } catch let error as CleanExit {
            throw error
        } catch let error as ValidationError {
            throw error
        } catch let error as ConfigurationError {
            Terminal.note("steelcut: \(error)")
            throw ExitCode(ConfigurationError.exitStatus)
        } catch let error as StoreFailure {
            try Self.fail(CommandFailure(error))
        } catch let error as ClientStoreError {
            try Self.fail(CommandFailure(error))
        } catch let error as KeyStoreError {
            try Self.fail(CommandFailure(error))
        } catch {
            try Self.fail(CommandFailure("\(error)"))
        }
    }

    private static func fail(_ failure: CommandFailure) throws -> Never {
        Terminal.note("steelcut: \(Terminal.printable(failure.description))")
        throw ExitCode(1)
    }
}
