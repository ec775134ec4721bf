import NIOCore
import NIOPosix
import NIOHTTP1
import NIOExtras
import NIOHTTPTypesHTTP1
import NIOSSL
import ServiceLifecycle
import Logging
enum Placeholder {}
