import Configuration
enum Placeholder {}
