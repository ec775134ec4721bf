import Foundation
import NIOCore
import NIOPosix
import SteelcutPostgresFixture
import Synchronization

/// A way to the cluster that one test can cut and mend, while others go on using theirs.
///
/// It is a Unix socket, over which no password is asked for, in a folder of its own.
final class PostgresRelay: Sendable {
    private struct State {
        var isMended = false
        var listener: (any Channel)?
        var connections: [any Channel] = []
    }

    private let folder: String
    private let cluster: String
    private let state = Mutex(State())

    /// Lends a relay that is cut at first.
    static func with(_ body: (PostgresRelay) async throws -> Void) async throws {
        // Not under TMPDIR: the path of a socket is short.
        let folder = "/tmp/steelcut-relay-\(UInt64.random(in: 0 ... .max))"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let relay = PostgresRelay(folder: folder, cluster: try PostgresDatabase.clusterSocket())
        let result: Result<Void, any Error>
        do { result = .success(try await body(relay)) } catch { result = .failure(error) }
        try await relay.cut()
        try result.get()
    }

    private init(folder: String, cluster: String) {
        self.folder = folder
        self.cluster = cluster
    }

    /// A connection string that leads through the relay.
    func connectionString(to database: PostgresDatabase, as role: String) -> String {
        "host=\(folder) port=5432 dbname=\(database.name) user=\(role)"
    }

    /// Lets connections through.
    func mend() async throws {
        let cluster = cluster
        state.withLock { $0.isMended = true }
        let listener = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .childChannelInitializer { near in
                guard self.keep(near) else { return near.close() }
                return ClientBootstrap(group: near.eventLoop)
                    .channelInitializer { $0.pipeline.addHandler(Passing(to: near)) }
                    .connect(unixDomainSocketPath: cluster)
                    .flatMap { far in near.pipeline.addHandler(Passing(to: far)) }
            }
            .bind(unixDomainSocketPath: folder + "/.s.PGSQL.5432", cleanupExistingSocketFile: true).get()
        state.withLock { $0.listener = listener }
    }

    /// Notes a connection, unless the relay has been cut since it was accepted.
    private func keep(_ connection: any Channel) -> Bool {
        state.withLock { state in
            if state.isMended { state.connections.append(connection) }
            return state.isMended
        }
    }

    /// Ends all connections and refuses new ones.
    func cut() async throws {
        let ending = state.withLock { state in
            defer { state = State() }
            return [state.listener].compactMap(\.self) + state.connections
        }
        for channel in ending {
            channel.close(promise: nil)
            try await channel.closeFuture.get()
        }
    }

    /// Hands what comes from one side to the other, and its end too.
    private final class Passing: ChannelInboundHandler, Sendable {
        typealias InboundIn = ByteBuffer

        private let other: any Channel

        init(to other: any Channel) { self.other = other }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            other.writeAndFlush(unwrapInboundIn(data), promise: nil)
        }

        func channelInactive(context: ChannelHandlerContext) { other.close(promise: nil) }

        func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
    }
}
