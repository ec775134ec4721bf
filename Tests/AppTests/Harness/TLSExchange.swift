import Foundation
import NIOCore
import NIOPosix
import NIOSSL
import Synchronization
import Testing

/// A certificate for 127.0.0.1 that nobody has reason to trust, and its key, which protects nothing.
struct TestCertificate {
    let certificate: String
    let privateKey: String

    static let first = TestCertificate(
        certificate: """
            -----BEGIN CERTIFICATE-----
            MIIBnDCCAUGgAwIBAgIUMjQNaHQl5boZH7Ezy6YJQ6X5ff8wCgYIKoZIzj0EAwIw
            FDESMBAGA1UEAwwJMTI3LjAuMC4xMCAXDTI2MTEyMjAxMDUyN1oYDzIwOTgwMTI4
            MDEwNTI3WjAUMRIwEAYDVQQDDAkxMjcuMC4wLjEwWTATBgcqhkjOPQIBBggqhkjO
            PQMBBwNCAAQ2Qmgk1s4PNwp+OuTE+R7oCbqoDpH1iI0wodNbOFYs97+r7TOBQR3B
            FRwfL3DPmL04kcviM6tIGAc+s2e6VF2so28wbTAdBgNVHQ4EFgQUGZN2uMiuA2vQ
            eRyGNU+0UUqpMykwHwYDVR0jBBgwFoAUGZN2uMiuA2vQeRyGNU+0UUqpMykwDwYD
            VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARhwR/AAABgglsb2NhbGhvc3QwCgYIKoZI
            zj0EAwIDSQAwRgIhANX2uR6l8RI0gb92P18OVFhdP7xTMwH7/oK9FGk1BQkoAiEA
            +V6/RvEbTFG5grXv1X10gjejyeFJKOCSJ6y3Uz34gXg=
            -----END CERTIFICATE-----
            """,
        privateKey: """
            -----BEGIN PRIVATE KEY-----
            MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgqwXLR4A2L3isQaxP
            giwnz+No6Hg9tWCErKJ/bCmVIr6hRANCAAQ2Qmgk1s4PNwp+OuTE+R7oCbqoDpH1
            iI0wodNbOFYs97+r7TOBQR3BFRwfL3DPmL04kcviM6tIGAc+s2e6VF2s
            -----END PRIVATE KEY-----
            """)
    static let second = TestCertificate(
        certificate: """
            -----BEGIN CERTIFICATE-----
            MIIBmjCCAUGgAwIBAgIUSfPfzQGyX10oY4xM7RGMBepLLckwCgYIKoZIzj0EAwIw
            FDESMBAGA1UEAwwJMTI3LjAuMC4xMCAXDTI2MTEyMjAxMDUyN1oYDzIwOTgwMTI4
            MDEwNTI3WjAUMRIwEAYDVQQDDAkxMjcuMC4wLjEwWTATBgcqhkjOPQIBBggqhkjO
            PQMBBwNCAAQ0duYz6H3qFatkss2x/PdvTkHmCkIC1oiv1oNmCLWcbWSj0J2QIIPq
            OBU3/lk9XTZ9UC8aphRjKIV4VidYDin0o28wbTAdBgNVHQ4EFgQU2bCEW68Ldx3E
            d0nfDvUZpFvR/bowHwYDVR0jBBgwFoAU2bCEW68Ldx3Ed0nfDvUZpFvR/bowDwYD
            VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARhwR/AAABgglsb2NhbGhvc3QwCgYIKoZI
            zj0EAwIDRwAwRAIgK7E4tww3uTL3ccYL6sFPnW8FA/+HrZCQNZTvYB+rdo8CID6a
            1ZqHyDQc5aiyeMP22l6gHxQTcGaQTNGSCbsDI19o
            -----END CERTIFICATE-----
            """,
        privateKey: """
            -----BEGIN PRIVATE KEY-----
            MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgh9knF0IlGpFgFkYJ
            jNYFaZ4DGdAd9g9GQtCGbIxb/lWhRANCAAQ0duYz6H3qFatkss2x/PdvTkHmCkIC
            1oiv1oNmCLWcbWSj0J2QIIPqOBU3/lk9XTZ9UC8aphRjKIV4VidYDin0
            -----END PRIVATE KEY-----
            """)

    /// The certificate's bytes.
    func der() throws -> [UInt8] {
        try NIOSSLCertificate(bytes: Array(certificate.utf8), format: .pem).toDERBytes()
    }
}

/// One exchange over TLS, whoever the server says it is.
struct TLSExchange {
    let answer: Answer
    /// The bytes of the certificate that the server showed.
    let certificate: [UInt8]

    /// Sends a request and reads the answer.
    init(_ call: Call, port: Int, from oldest: TLSVersion = .tlsv12, to newest: TLSVersion = .tlsv13) async throws {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.minimumTLSVersion = oldest
        configuration.maximumTLSVersion = newest
        let context = try NIOSSLContext(configuration: configuration)
        let shown = Shown()
        let loop = MultiThreadedEventLoopGroup.singleton.any()
        let whole = loop.makePromise(of: [UInt8].self)
        let channel = try await ClientBootstrap(group: loop).channelInitializer { channel in
            channel.eventLoop.makeCompletedFuture {
                let tls = try NIOSSLClientHandler(
                    context: context, serverHostname: nil,
                    customVerificationCallback: { certificates, verified in
                        shown.certificate.withLock { $0 = (try? certificates.first?.toDERBytes()) ?? [] }
                        verified.succeed(.certificateVerified)
                    })
                try channel.pipeline.syncOperations.addHandlers(tls, Collecting(whole))
            }
        }.connect(host: "127.0.0.1", port: port).get()
        // Where the handshake fails, `whole` says so.
        channel.writeAndFlush(ByteBuffer(bytes: call.bytes), promise: nil)
        let deadline = loop.scheduleTask(in: .seconds(30)) { channel.close(promise: nil) }
        var bytes = try await whole.futureResult.get()
        deadline.cancel()
        answer = try #require(try Answer(taking: &bytes))
        certificate = shown.certificate.withLock { $0 }
    }

    private final class Shown: Sendable {
        let certificate = Mutex<[UInt8]>([])
    }

    /// Collects what comes until the other side closes.
    private final class Collecting: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        private var bytes: [UInt8] = []
        private let whole: EventLoopPromise<[UInt8]>

        init(_ whole: EventLoopPromise<[UInt8]>) { self.whole = whole }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            bytes += unwrapInboundIn(data).readableBytesView
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            // A server may close without saying so: what came counts.
            if bytes.isEmpty { whole.fail(error) } else { whole.succeed(bytes) }
            context.close(promise: nil)
        }

        func channelInactive(context: ChannelHandlerContext) { whole.succeed(bytes) }
    }
}
