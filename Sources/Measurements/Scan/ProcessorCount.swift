internal import Foundation

/// The processors that this process may use.
enum ProcessorCount {
  static let online = ProcessInfo.processInfo.activeProcessorCount
}
