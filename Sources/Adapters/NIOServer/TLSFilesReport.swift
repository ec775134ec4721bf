import NIOSSL
public import SteelcutDomain

/// When TLS files that can be used are good.
public struct TLSFilesReport: Hashable, Sendable {
    /// From when on all certificates of the chain are valid.
    public let validFrom: Timestamp
    /// Until when all certificates of the chain are valid.
    public let validUntil: Timestamp
}

extension TLSFiles {
    /// Reads the files as the server does and says when their certificates are valid.
    ///
    /// - Throws: `TLSFileFailure` where the server would refuse them.
    public func report() throws(TLSFileFailure) -> TLSFilesReport {
        _ = try TLSContext.load(self)
        let chain = try TLSContext.certificates(in: certificate)
        let begins = chain.map { Timestamp(seconds: Int($0.notValidBefore)) }
        let ends = chain.map { Timestamp(seconds: Int($0.notValidAfter)) }
        guard let from = begins.max(), let until = ends.min() else {
            throw .certificate(certificate, "holds no certificate")
        }
        return TLSFilesReport(validFrom: from, validUntil: until)
    }
}
