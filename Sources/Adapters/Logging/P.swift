import Logging
enum Placeholder {}
